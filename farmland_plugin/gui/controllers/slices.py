"""Gradual work in the window's own thread: a slice of it, then whatever the user did, then the next slice."""

from __future__ import annotations

from time import perf_counter
from typing import Callable, Optional

from qgis.PyQt.QtCore import QObject, QTimer

from ...domain.gradual import Gradual

SLICE_MS, PAUSE_MS = 10, 1


class Slices(QObject):
    """Does one piece of gradual work at a time; the first slice at once, so that little work is done when ``start`` returns.

    What the work raises is its own to handle (``errors.guarded_steps``).
    """

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._work: Optional[Gradual[None]] = None
        self._done: Optional[Callable[[], None]] = None
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        """Whether some work is not done yet."""
        return self._work is not None

    def start(self, work: Gradual[None], done: Optional[Callable[[], None]] = None) -> None:
        """Do some work in place of what is being done; ``done`` is called after its last step, never when it is stopped."""
        self._work, self._done = work, done
        self._go_on()
        if self._work is not None:
            self._timer.start()

    def stop(self) -> None:
        """Let go of the work where it stands, even from within one of its steps."""
        self._timer.stop()
        self._work = self._done = None

    def _go_on(self) -> None:
        work, until = self._work, perf_counter() + SLICE_MS / 1000
        while work is not None and self._work is work:  # a step may have stopped its own work
            try:
                next(work)
            except StopIteration:
                self._finish(work)
                return
            if perf_counter() >= until:
                return

    def _finish(self, work: Gradual[None]) -> None:
        if self._work is work:
            done = self._done
            self.stop()
            if done is not None:
                done()
