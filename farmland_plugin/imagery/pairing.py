"""Which two images show a parcel before and after; the days are those of the tiles it lies in, not of the whole mosaic."""

from __future__ import annotations

from typing import Callable, Iterable, List, NamedTuple, Tuple, Union

from ..domain.parcel import Scene
from ..domain.wkb import envelope
from .tiles import Days
from .window import Box, candidates

NO_BEFORE, NO_AFTER, NOT_SINCE, NOT_LATER = "no_before", "no_after", "not_since", "not_later"
WHY_NOT = (NO_BEFORE, NO_AFTER, NOT_SINCE, NOT_LATER)
ENOUGH = 0.9  # of a parcel's box that an image must really show
Filled = Callable[[Scene, Box], float]


class Dated(NamedTuple):
    """A scene with the earliest and the latest day it shows a parcel."""

    scene: Scene
    first: str
    last: str


class ScenePair(NamedTuple):
    """Two images of a parcel. ``before_on`` is the last day the earlier shows, ``after_on`` the first the later does."""

    before: Scene
    after: Scene
    before_on: str
    after_on: str

    @property
    def dated(self) -> List[Tuple[str, str]]:
        """What of the pair goes into keys: SHA-256 and day of each image."""
        return [(self.before.sha256, self.before_on), (self.after.sha256, self.after_on)]

    @property
    def key(self) -> Tuple[str, str, str, str]:
        """What pairs are told apart by."""
        return self.before.scene_id, self.after.scene_id, self.before_on, self.after_on


def best_pair(scenes: Iterable[Scene], days: Days, ground: bytes, claimed: str, filled: Filled) -> Union[ScenePair, str]:
    """Return the best pair for a parcel, or why there is none (``WHY_NOT``).

    Before: the latest taken before the claimed demolition; after: the latest that is wholly from that day on and later than the
    one before. Of equal days the finer. Where there are several, one that is empty over the parcel gives way to the next.

    :param ground: the parcel, WKB in the ledger CRS. :param claimed: day the structures are said to be gone, '' for unknown.
    :param filled: says how much of a box a scene really shows, 0 to 1.
    """
    listed, box = list(scenes), envelope(ground)
    before = [one for one in _dated(candidates(listed, "before", box), days, ground) if not claimed or one.last < claimed]
    if not before:
        return NO_BEFORE
    after = _dated(candidates(listed, "after", box), days, ground)
    if not after:
        return NO_AFTER
    since = [one for one in after if not claimed or one.first >= claimed]
    if not since:
        return NOT_SINCE
    earlier = _filled(sorted(before, key=lambda one: one.last, reverse=True), box, filled)
    later = [one for one in since if one.first > earlier.last]  # the same file under a new date, too: it is to be found
    if not later:
        return NOT_LATER
    chosen = _filled(sorted(later, key=lambda one: one.first, reverse=True), box, filled)
    return ScenePair(earlier.scene, chosen.scene, earlier.last, chosen.first)


def given_pair(before: Scene, after: Scene, days: Days, ground: bytes) -> Union[ScenePair, str]:
    """Return a pair somebody chose, or why it does not do for a parcel.

    The same file under two dates is let through: it is to be found.
    """
    box = envelope(ground)
    for scene, why in ((before, NO_BEFORE), (after, NO_AFTER)):
        if not scene.covers(box):
            return why
    earlier, later = days.of(before, ground)[1], days.of(after, ground)[0]
    return ScenePair(before, after, earlier, later) if later > earlier else NOT_LATER


def _dated(scenes: Iterable[Scene], days: Days, ground: bytes) -> List[Dated]:
    return [Dated(one, *days.of(one, ground)) for one in scenes]


def _filled(ordered: List[Dated], box: Box, filled: Filled) -> Dated:
    """Return the first that really shows the box; the very first where none does or there is no choice."""
    if len(ordered) == 1:
        return ordered[0]
    return next((one for one in ordered if filled(one.scene, box) >= ENOUGH), ordered[0])
