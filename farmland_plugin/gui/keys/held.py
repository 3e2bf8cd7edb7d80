"""Walking while an arrow key is held down: nobody waits for parcels that are only passed."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, QTimer

from ..errors import Notices, guarded

LOOK_AGAIN_MS = 10  # while the parcel before is still being drawn
LONGEST_MS = 400  # a slow source (tiles from the net) does not hold the walk up for longer


class HeldWalk(QObject):
    """Counts on from parcel to parcel and shows the one the walk has come to once the one shown before has been drawn.

    Steps that wait in the keyboard's queue while a parcel is loaded become one. Somebody else's choice of a parcel ends it.

    :param following: ``following(uid, forward, unfinished)``, '' at the end. :param current: the parcel that is shown.
    :param show: shows a parcel. :param drawn: whether the one shown is drawn.
    """

    def __init__(self, following: Callable[[str, bool, bool], str], current: Callable[[], str], show: Callable[[str], Any],
                 drawn: Callable[[], bool], notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._following, self._current, self._show, self._drawn = following, current, show, drawn
        self._uid, self._from, self._waited = "", "", 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_time)

    @property
    def pending(self) -> bool:
        """Whether the walk has come further than what is shown."""
        return bool(self._uid) and self._from == self._current()

    def step(self, forward: bool, unfinished: bool) -> bool:
        """Count on by one parcel; False at the end."""
        shown = self._current()
        uid = self._following(self._uid if self.pending else shown, forward, unfinished)
        if not uid:
            return False
        self._uid, self._from = uid, shown
        if not self._timer.isActive():
            self._waited = 0
            self._timer.start(0)  # once no key press is waiting any more
        return True

    def arrive(self) -> None:
        """Show at once the parcel the walk has come to; nothing is done where it is shown already."""
        self._timer.stop()
        uid, wanted, self._uid = self._uid, self.pending, ""
        if wanted:
            self._show(uid)

    def stop(self) -> None:
        """Forget the walk."""
        self._timer.stop()
        self._uid = ""

    @guarded
    def _on_time(self) -> None:
        if self.pending and not self._drawn() and self._waited < LONGEST_MS:
            self._waited += LOOK_AGAIN_MS
            self._timer.start(LOOK_AGAIN_MS)
        else:
            self.arrive()
