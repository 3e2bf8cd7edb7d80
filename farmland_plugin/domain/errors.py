"""What can go wrong, said once: what happened, where, and how to mend it."""

from __future__ import annotations

from typing import Sequence


def tr(text: str) -> str:
    """Mark a text for translation; the boundary that shows it translates it (``i18n.message``)."""
    return text


class FarmlandError(Exception):
    """A failure the user can act on, in one sentence.

    :param text: English template with ``{named}`` places, marked with ``tr``.
    :param facts: values of the named places.
    """

    def __init__(self, text: str, **facts: object) -> None:
        self.text = text
        self.facts = facts
        super().__init__(text.format(**facts))

    def __str__(self) -> str:
        """Return the sentence in the source language, with the facts as they are now."""
        return self.text.format(**self.facts)


class BadInput(FarmlandError):
    """A file, a layer or a value handed in cannot be used."""


class LedgerError(FarmlandError):
    """The ledger file cannot be opened, read or written."""


class LedgerBusy(LedgerError):
    """Another program holds the ledger for writing."""


class LedgerReadOnly(LedgerError):
    """The ledger lies where nothing can be written; it can still be read."""


class StaleRow(LedgerError):
    """A case was changed by somebody else since it was read; both values are in ``facts``."""


class NotAllowed(FarmlandError):
    """A rule of the workflow forbids the action."""


class MissingEvidence(NotAllowed):
    """What a step demands is not there yet; ``missing`` lists every lack, each a sentence of its own."""

    def __init__(self, missing: Sequence[FarmlandError]) -> None:
        super().__init__(tr("Not possible yet: {missing}"), missing=Sentences(missing))
        self.missing = tuple(missing)


class Sentences(tuple):  # type: ignore[type-arg]
    """Several errors standing in one template; shown one after the other, each translated at the boundary."""

    def __str__(self) -> str:
        """Return the sentences in the source language."""
        return " ".join(str(each) for each in self)


class Cancelled(FarmlandError):
    """The user stopped a long job; nothing was written."""

    def __init__(self) -> None:
        super().__init__(tr("Cancelled: nothing was written."))
