"""Digests that tie the ledger's tables to its journal: of what was imported, and of the overlap facts."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring
from typing import Any, Callable, Iterable, Iterator, List, Mapping, Optional, Tuple

from .journal import canonical
from .parcel import Clue, Link, Parcel, Place, Quarantined, Reissued
from .parcel_columns import ParcelColumns

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

_text: Callable[[str], str] = encode_basestring  # a text as ``_encode`` writes it


def _hash(data: Optional[bytes]) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


class BatchSeal:
    """Takes up a batch's parcels one by one, in the order of import, and the rows that were set aside."""

    def __init__(self) -> None:
        self.count = 0
        self._places = hashlib.sha256()
        self._rows = hashlib.sha256()
        self._aside: List[str] = []

    def add(self, p: Parcel) -> str:
        """Take up a parcel; return its attributes as the canonical JSON text that was hashed."""
        e, area, attributes = _text, f"{p.area_m2:.2f}", _encode(p.attributes)
        self._places.update(f"{chr(10) if self.count else ''}{p.parcel_uid} {p.geom_hash} {area}".encode())
        issued = "" if p.monitored_area_m2 is None else f"{p.monitored_area_m2:.4f}"
        self._rows.update((
            f"[{e(p.parcel_uid)},{e(p.source_no)},{e(p.parent_uid or '')},{e(p.township)},{e(p.village)},{e(issued)},{e(area)},"
            f"{attributes},{e(p.source_file)},{p.source_row:d},{e(p.source_crs)},{e(_hash(p.geom))},{e(_hash(p.issued_geom))},"
            f"{e(p.geom_hash)},{e(p.repair)}]\n").encode())
        self.count += 1
        return attributes

    def with_columns(self, columns: ParcelColumns) -> ParcelColumns:
        """Take up parcels by column; return them."""
        if len(columns):
            self._places.update((("\n" if self.count else "") + columns.places_text()).encode())
            self._rows.update(columns.rows_text().encode())
            self.count += len(columns)
        return columns

    def following(self, parcels: Iterable[Parcel]) -> Iterator[Tuple[Parcel, str]]:
        """Take up parcels as they pass, and hand each on with its attributes as JSON text."""
        for parcel in parcels:
            yield parcel, self.add(parcel)

    def setting_aside(self, quarantined: Iterable[Quarantined]) -> Iterator[Quarantined]:
        """Take up rows that did not become parcels as they pass."""
        for row in quarantined:
            self.set_aside(row)
            yield row

    @property
    def aside(self) -> int:
        """How many rows were set aside."""
        return len(self._aside)

    def set_aside(self, q: Quarantined) -> None:
        """Take up a row that did not become a parcel."""
        self._aside.append(_encode([q.source_file, q.source_row, q.reason, q.attributes, _hash(q.wkb)]))

    @property
    def places(self) -> str:
        """The digest of uids, polygons and areas."""
        return self._places.hexdigest()

    @property
    def rows(self) -> str:
        """The digest of every column of the parcels and of the rows set aside."""
        whole = self._rows.copy()
        for line in sorted(self._aside):
            whole.update(line.encode("utf-8") + b"\n")
        return whole.hexdigest()


class Rows:
    """Takes up the rows of one table that one event wrote, in any order, and gives their count and digest."""

    def __init__(self) -> None:
        self._digests: List[bytes] = []

    def add(self, values: List[Any]) -> None:
        """Take up a row, as the values that do not change."""
        self._digests.append(hashlib.sha256(_encode(values).encode("utf-8")).digest())

    @property
    def count(self) -> int:
        """How many rows were taken up."""
        return len(self._digests)

    @property
    def digest(self) -> str:
        """The digest of them all, whatever their order."""
        return hashlib.sha256(b"".join(sorted(self._digests))).hexdigest()


def clue_values(one: Clue) -> List[Any]:
    """Return what never changes of a clue."""
    return [one.clue_id, one.batch_id, one.source_no, float(one.x), float(one.y), one.attributes, one.source_file,
            one.source_row, one.source_crs]


def place_values(one: Place) -> List[Any]:
    """Return a place as it was written."""
    return [one.parcel_uid, one.township, one.village, one.grid, one.township_name, one.village_name, one.origin,
            None if one.share is None else float(one.share), bool(one.issued_differs), one.reason]


def link_values(one: Link) -> List[Any]:
    """Return what never changes of a link: all but what was decided."""
    return [one.link_id, one.parcel_uid, one.other_uid, one.relation, f"{one.common_m2:.2f}", float(one.share),
            float(one.other_share), float(one.iou)]


def reissued_values(one: Reissued) -> List[Any]:
    """Return what became of a parcel, as it was written."""
    return [one.batch_id, one.source_no, one.verdict, one.parcel_uid, one.other_uid, one.what]


def facts_digest(overlaps: Iterable[Mapping[str, Any]], screenings: Iterable[Mapping[str, Any]]) -> str:
    """Return the digest of the whole tables ``overlap`` and ``screening``, given as rows in any order.

    Areas count with two decimals; ``closure_m2``, a floating-point residue, does not count.
    """
    lines: List[str] = [_encode(["o", o["parcel_uid"], o["redline_id"], o["class_code"], o["role"], f"{o['area_m2']:.2f}",
                                 f"{o['net_area_m2']:.2f}"]) for o in overlaps]
    lines += [_encode(["s", s["parcel_uid"], s["redline_id"], s["role"], f"{s['covered_m2']:.2f}", f"{s['uncovered_m2']:.2f}",
                       f"{s['double_m2']:.2f}", s["screened_at"], s["note"]]) for s in screenings]
    digest = hashlib.sha256()
    for line in sorted(lines):
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()


def run_digest(facts: Iterable[Tuple[str, str, str, Any, Any]]) -> str:
    """Return the digest of the overlap facts of one screening run.

    :param facts: parcel_uid, redline_id, class_code, area_m2 and net_area_m2 (decimals) of each.
    """
    return hashlib.sha256("\n".join(sorted(canonical(list(fact)) for fact in facts)).encode("utf-8")).hexdigest()
