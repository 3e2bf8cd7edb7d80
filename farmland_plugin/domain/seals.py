"""Digests that tie the ledger's tables to its journal: of what was imported, and of the overlap facts."""

from __future__ import annotations

import hashlib
import json
from json.encoder import encode_basestring
from typing import Any, Callable, Dict, Iterable, Iterator, List, Optional, Tuple

from .journal import canonical
from .parcel import Clue, Link, Parcel, Place, Quarantined, Reissued
from .parcel_columns import ParcelColumns

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

_text: Callable[[str], str] = encode_basestring  # a text as ``_encode`` writes it
Row = Iterable[Any]
AT_ONCE = 1000  # lines hashed at a time


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


class _Quoted(Dict[str, str]):
    """Texts as JSON, each made once: uids, layers and roles come again and again."""

    def __missing__(self, text: str) -> str:
        self[text] = made = _text(text)
        return made


def quoted(texts: Iterable[str]) -> List[str]:
    """Return texts as the canonical JSON has them."""
    return list(map(_text, texts))


# the sealed text of a row: texts as JSON, areas with two decimals, a screening's width as ``width_text`` writes it
OVERLAP_TEXT = '["o",%s,%s,%s,%s,"%s","%s"]'  # uid, red line, class, role, area, net
PART_TEXT = '["p",%s,%s,%s,%s,%s,"%s","%s"]'  # uid, red line, class, detail, role, area, net
COVER_TEXT = '["r",%s,%s,"%s","%s"%s]'  # uid, role, covered, uncovered, width
SCREENING_TEXT = '["s",%s,%s,%s,"%s","%s","%s",%s,%s%s]'  # uid, red line, role, covered, uncovered, double, when, note, width


class FactsSeal:
    """Takes up the sealed texts of the tables ``overlap``, ``overlap_part``, ``role_cover`` and ``screening``, in this order:
    block after block, each sorted here, none before its predecessors in the order of text.
    """

    def __init__(self) -> None:
        self._digest = hashlib.sha256()

    def add(self, texts: Iterable[str]) -> None:
        """Take up a block of rows."""
        lines = sorted(texts)
        for start in range(0, len(lines), AT_ONCE):
            self._digest.update(("\n".join(lines[start : start + AT_ONCE]) + "\n").encode("utf-8"))

    @property
    def digest(self) -> str:
        """The digest of all of them."""
        return self._digest.hexdigest()


def part_texts(parts: Iterable[Row]) -> List[str]:
    """Return the sealed texts of rows of ``overlap_part``."""
    q = _Quoted()
    return [PART_TEXT % (q[uid], q[line], q[code], q[detail], q[role], f"{area:.2f}", f"{net:.2f}")
            for uid, line, role, code, detail, area, net in parts]


def cover_texts(covers: Iterable[Row]) -> List[str]:
    """Return the sealed texts of rows of ``role_cover``."""
    q = _Quoted()
    return [COVER_TEXT % (q[uid], q[role], f"{covered:.2f}", f"{rest:.2f}", width_text(width))
            for uid, role, covered, rest, width in covers]


def facts_digest(overlaps: Iterable[Row], screenings: Iterable[Row], parts: Iterable[Row] = (),
                 covers: Iterable[Row] = ()) -> str:
    """Return the digest of the whole tables ``overlap``, ``screening``, ``overlap_part`` and ``role_cover``.

    Rows come in any order, their values in the order of the columns. Areas count with two decimals, widths with three;
    ``closure_m2``, a floating-point residue, does not count. Without parts, covers and widths it is what the journal of a
    ledger before schema 4 has.
    """
    q, seal = _Quoted(), FactsSeal()
    seal.add(OVERLAP_TEXT % (q[uid], q[line], q[code], q[role], f"{area:.2f}", f"{net:.2f}")
             for uid, line, role, code, area, net in overlaps)
    seal.add(part_texts(parts))
    seal.add(cover_texts(covers))
    seal.add(SCREENING_TEXT % (q[uid], q[line], q[role], f"{covered:.2f}", f"{rest:.2f}", f"{double:.2f}", q[when], q[note],
                               width_text(width))
             for uid, line, role, covered, rest, double, _, when, note, width in screenings)
    return seal.digest


def width_text(width: Optional[float]) -> str:
    """Return a mean width as it stands in a row's sealed text; nothing for none."""
    return "" if width is None else f',"{width:.3f}"'


def run_digest(facts: Iterable[Tuple[str, str, str, Any, Any]]) -> str:
    """Return the digest of the overlap facts of one screening run.

    :param facts: parcel_uid, redline_id, class_code, area_m2 and net_area_m2 (decimals) of each.
    """
    return hashlib.sha256("\n".join(sorted(canonical(list(fact)) for fact in facts)).encode("utf-8")).hexdigest()
