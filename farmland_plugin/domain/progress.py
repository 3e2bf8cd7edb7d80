"""How a long job tells its caller where it is, without knowing who calls."""

from __future__ import annotations

from typing import Protocol

from .errors import Cancelled


class Feedback(Protocol):
    """Progress, words and the wish to stop; the Processing adapter and the tests implement it."""

    def progress(self, percent: float) -> None:
        """Say how much is done, 0 to 100."""

    def say(self, text: str) -> None:
        """Tell the user something worth reading."""

    def warn(self, text: str) -> None:
        """Tell the user something that needs attention."""

    def is_cancelled(self) -> bool:
        """Whether the user asked to stop."""
        ...

    def check(self) -> None:
        """Raise ``Cancelled`` when the user asked to stop."""


class NoFeedback:
    """Feedback for callers that do not listen."""

    def progress(self, percent: float) -> None:
        """Ignore progress."""

    def say(self, text: str) -> None:
        """Ignore words."""

    def warn(self, text: str) -> None:
        """Ignore warnings."""

    def is_cancelled(self) -> bool:
        """Never cancelled."""
        return False

    def check(self) -> None:
        """Raise ``Cancelled`` when a subclass says so."""
        if self.is_cancelled():
            raise Cancelled()
