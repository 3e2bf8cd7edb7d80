"""Which parcel a photo is of: by its name, its folders, or where it was taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Dict, Iterator, List, Sequence, Tuple

import numpy as np

from ...domain.codes import normalised
from ...domain.parcel import Parcel
from ...domain.photo_checks import accuracy_of, without_shift
from ...domain.photo_ground import LonLat, Outline
from ...domain.photo_rules import PhotoRules
from ...domain.photos import PhotoFacts
from ...domain.wkb import rings
from ...i18n import tr
from ...ledger.ledger import Ledger
from ...ledger.lonlat import to_lonlat
from ...ledger.reissues import replaced

AUTO, GPS, NAME = MATCHES = ("auto", "gps", "filename")
FOLDER = "folder"
_WORDS = (re.compile(r"[^\w\-]+|_+"), re.compile(r"[\W_]+"), re.compile(r"[^0-9A-Za-z]+"))
_SHORT = 4  # a number of fewer digits is taken for a parcel's only where it stands alone
_METRES_PER_DEGREE = 110_000.0


@dataclass(frozen=True)
class Match:
    """The parcel a photo is of, '' for none; ``how`` is filename, folder or gps; ``reason`` why there is none."""

    uid: str = ""
    how: str = ""
    reason: str = ""


class Parcels:
    """The parcels in force, by number and by ground."""

    def __init__(self, ledger: Ledger, rules: PhotoRules) -> None:
        self._rules, gone = rules, replaced(ledger)
        self._lonlat = to_lonlat(ledger.crs_wkt)
        self.by_uid: Dict[str, Parcel] = {one.parcel_uid: one for one in ledger.parcels()}
        self.in_force = [uid for uid in self.by_uid if uid not in gone]
        self._numbers: Dict[str, List[str]] = {}
        for uid in self.in_force:
            self._numbers.setdefault(normalised(self.by_uid[uid].source_no), []).append(uid)
        self._numbers.pop("", None)
        self._outlines: Dict[str, Outline] = {}
        self._boxes = np.zeros((0, 4))

    def number(self, uid: str) -> str:
        """Return what a parcel is called; one of a township that the login does not see is not named."""
        parcel = self.by_uid.get(uid)
        return (parcel.source_no or uid) if parcel else tr("a parcel of another township")

    def outline(self, uid: str) -> Outline:
        """Return a parcel's polygon in longitude and latitude."""
        if uid not in self._outlines:
            xy, offsets, _ = rings(self.by_uid[uid].geom)
            places = self._lonlat(xy)
            self._outlines[uid] = Outline([places[first:last] for first, last in zip(offsets[:-1], offsets[1:])])
        return self._outlines[uid]

    def find(self, path: PurePath, facts: PhotoFacts, way: str, most_m: float) -> Match:
        """Return the parcel a photo is of.

        :param path: below the folder handed in. :param way: auto, gps or filename. :param most_m: how far from the parcel's edge
            it may have been taken to be matched by its position.
        """
        reason = ""
        if way != GPS:
            named = self._named(path)
            if len(named) == 1:
                return Match(*next(iter(named.items())))
            if named:
                numbers = {normalised(self.by_uid[uid].source_no) for uid in named}
                found = self._nearest(facts, list(named), most_m, GPS, tr(
                    "its name and folders name different parcels") if len(numbers) > 1 else tr(
                    "several parcels bear the number in its name"))
                return replace(found, how=named[found.uid]) if found.uid else found
            reason = tr("its name and folders bear no parcel's number")
        if way == NAME:
            return Match(reason=reason)
        return self._nearest(facts, self.in_force, most_m, GPS, reason)

    def _named(self, path: PurePath) -> Dict[str, str]:
        """Return every parcel that a photo's name and its folders name, with which of them named it first."""
        found: Dict[str, str] = {}
        for how, text in ((NAME, path.stem), *((FOLDER, folder) for folder in reversed(path.parent.parts))):
            for number in self._numbers_in(text):
                for uid in self._numbers[number]:
                    found.setdefault(uid, how)
        return found

    def _numbers_in(self, text: str) -> Iterator[str]:
        """Yield the parcels' numbers that stand in a text as words of their own; what is part of a longer one is none."""
        spans = {(0, len(text))}
        for split in _WORDS:
            ends = [(0, 0), *(one.span() for one in split.finditer(text)), (len(text), len(text))]
            spans |= {(first, last) for (_, first), (last, _) in zip(ends, ends[1:])}
        kept: List[Tuple[int, int]] = []
        for first, last in sorted(spans, key=lambda one: (one[0] - one[1], one)):
            word = normalised(text[first:last])
            short = word.isdigit() and len(word) < _SHORT and last - first < len(text)
            if word in self._numbers and not short and not any(start <= first and last <= end for start, end in kept):
                kept.append((first, last))
                yield word

    def _nearest(self, facts: PhotoFacts, uids: Sequence[str], most_m: float, how: str, reason: str) -> Match:
        if facts.lon is None or facts.lat is None:
            return _none(reason, tr("it says no position that can be used"))
        at, spare = (facts.lon, facts.lat), accuracy_of(facts, self._rules)
        for place in (at, without_shift(at)):  # as written, else as if written in GCJ-02: the checks say so then
            near = sorted((self.outline(uid).distance_m(place), uid) for uid in self._around(place, uids, most_m + 2 * spare))
            if near and near[0][0] <= most_m + spare:
                second = near[1][0] if len(near) > 1 else np.inf
                if second == 0:
                    return _none(reason, tr("it was taken inside several parcels that overlap: put the number into its name"))
                if near[0][0] > 0 and second - near[0][0] <= spare:
                    return _none(reason, tr("its position is too rough to tell the nearest parcels apart: put the number into "
                                            "its name"))
                return Match(near[0][1], how)
        return _none(reason, tr("no parcel lies within {metres} m of where it was taken").format(metres=f"{most_m:.0f}"))

    def _around(self, at: LonLat, uids: Sequence[str], metres: float) -> List[str]:
        """Return those of the parcels whose box lies near a place."""
        if uids is not self.in_force:
            return list(uids)
        if not len(self._boxes) and uids:
            self._boxes = np.array([(o.west, o.south, o.east, o.north) for o in map(self.outline, uids)])
        if not len(self._boxes):
            return []
        north = metres / _METRES_PER_DEGREE
        east = north / max(0.1, float(np.cos(np.radians(at[1]))))
        boxes = self._boxes
        near = (boxes[:, 0] - east <= at[0]) & (boxes[:, 2] + east >= at[0]) & (boxes[:, 1] - north <= at[1]) & (
            boxes[:, 3] + north >= at[1])
        return [uids[place] for place in np.flatnonzero(near)]


def _none(first: str, second: str) -> Match:
    """Return that a photo is of no parcel, and why."""
    return Match(reason=tr("{first}, and {second}").format(first=first, second=second) if first else second)
