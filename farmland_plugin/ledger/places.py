"""Names of townships and villages: where the parcel was placed, else as issued with it, else from the village layer."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Tuple

from ..domain.gradual import Gradual, in_parts
from ..domain.parcel import Parcel, Place
from .ledger import Ledger
from .same_ground import MANUAL

ROLE = "village"  # 村级行政区: CJDCQ (12 digits) or XZQ (9 digits)
TOWNSHIP_FIELDS = ("乡镇名称", "乡镇", "所在乡镇", "所属乡镇", "乡镇街道名称", "XZMC", "XIANGMC")
VILLAGE_FIELDS = ("村名称", "村", "所在村", "所属村", "行政村", "CMC", "ZLDWMC", "QSDWMC")
ASKED_SINGLY = 20
NAMES = "SELECT class_code, name FROM redline WHERE name <> '' AND class_code <> ''"


class Places:
    """Tells where a parcel lies in words: as it was placed (by overlay, or corrected by hand), else as it was issued.

    A code stays a code where nobody names it.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._names: Dict[str, str] = {}
        self._placed: Dict[str, Optional[Place]] = {}
        self._learnt = False
        self._whole = False  # whether all places were read, and with them the names they give
        read: Dict[str, Dict[str, str]] = vars(ledger).setdefault("_village_names", {})  # once per open ledger
        for redline in ledger.redlines():
            if redline.role == ROLE:
                with suppress(sqlite3.Error):  # a cache that is gone: screening says so, here the code is shown
                    if redline.cache not in read:
                        read[redline.cache] = _names(ledger.files / "redlines" / redline.cache)
                    self._names.update(read[redline.cache])

    def name(self, code: str) -> str:
        """Return the name of a place's code: of a village layer, a parcel's place, else as issued with a batch; else ''."""
        if code and code not in self._names:
            self._read()
        if code and code not in self._names and not self._learnt:
            self._learn()
        return self._names.get(code, "")

    def _place(self, uid: str) -> Optional[Place]:
        """Return where a parcel was placed; the first few are asked for one by one, for the rest all are read."""
        if uid not in self._placed and not self._whole:
            if len(self._placed) < ASKED_SINGLY:
                self._placed[uid] = next(self._ledger.places([uid]), None)
            else:
                self._read()
        place = self._placed.get(uid)
        return place if place is not None and place.township else None

    def reading(self, every: Iterable[str]) -> Gradual[None]:
        """Read where the parcels were placed, in steps, so that it need not be read whole when it is first asked for.

        :param every: the uid of every parcel.
        """
        for some in in_parts(sorted(every)):
            self._take(self._ledger.places(some))
            yield
        self._whole = True

    def _read(self) -> None:
        if not self._whole:
            self._whole = True
            self._take(self._ledger.places())

    def _take(self, places: Iterable[Place]) -> None:
        for place in places:
            self._placed[place.parcel_uid] = place
            for code, name in ((place.township, place.township_name), (place.village, place.village_name)):
                if name:
                    self._names.setdefault(code, name)

    def _learn(self) -> None:
        """Take up what the batches' own attributes call their places."""
        self._learnt = True
        for parcel in self._ledger.named_parcels():
            place = self._placed.get(parcel.parcel_uid)
            for code, fields in ((parcel.township, TOWNSHIP_FIELDS), (parcel.village, VILLAGE_FIELDS)):
                name = _as_issued(parcel, place, fields)
                if code and name:
                    self._names.setdefault(code, name)

    def codes(self) -> List[str]:
        """Return every place's code that has a name, in order."""
        return sorted(self._names)

    def township(self, parcel: Parcel) -> str:
        """Return the township's name, else its code, else ''."""
        place = self._place(parcel.parcel_uid)
        named = place.township_name if place else ""
        return named or _as_issued(parcel, place, TOWNSHIP_FIELDS) or self.name(parcel.township) or parcel.township

    def village(self, parcel: Parcel) -> str:
        """Return the village's name, else its code, else ''."""
        place = self._place(parcel.parcel_uid)
        named = place.village_name if place else ""
        return named or _as_issued(parcel, place, VILLAGE_FIELDS) or self.name(parcel.village) or parcel.village


def _as_issued(parcel: Parcel, place: Optional[Place], fields: Tuple[str, ...]) -> str:
    """Return the name as issued, '' when the parcel lies elsewhere than was issued."""
    moved = place is not None and (place.origin == MANUAL or place.issued_differs)
    return "" if moved else _issued(parcel.attributes, fields)


def _issued(attributes: Dict[str, Any], fields: Tuple[str, ...]) -> str:
    for field in fields:
        text = str(attributes.get(field) or "").strip()
        if text and not text.isdigit():
            return text
    return ""


def _names(cache: Path) -> Dict[str, str]:
    with closing(sqlite3.connect(f"{cache.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return {str(code): str(name) for code, name in connection.execute(NAMES)}
