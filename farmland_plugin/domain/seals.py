"""Digests that tie the ledger's tables to its journal: of what was imported, and of the overlap facts."""

from __future__ import annotations

import hashlib
import json
from typing import Any, Iterable, List, Mapping, Optional, Tuple

from .journal import canonical
from .parcel import Parcel, Quarantined

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def _hash(data: Optional[bytes]) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()


class BatchSeal:
    """Takes up a batch's parcels one by one, in the order of import, and the rows that were set aside."""

    def __init__(self) -> None:
        self.count = 0
        self._places = hashlib.sha256()
        self._rows = hashlib.sha256()
        self._aside: List[str] = []

    def add(self, p: Parcel) -> None:
        """Take up a parcel."""
        self._places.update(f"{chr(10) if self.count else ''}{p.parcel_uid} {p.geom_hash} {p.area_m2:.2f}".encode())
        issued = "" if p.monitored_area_m2 is None else f"{p.monitored_area_m2:.4f}"
        self._rows.update(_encode([
            p.parcel_uid, p.source_no, p.parent_uid or "", p.township, p.village, issued, f"{p.area_m2:.2f}", p.attributes,
            p.source_file, p.source_row, p.source_crs, _hash(p.geom), _hash(p.issued_geom), p.geom_hash, p.repair,
        ]).encode("utf-8") + b"\n")
        self.count += 1

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


def batch_seal(parcels: Iterable[Parcel], quarantined: Iterable[Quarantined]) -> BatchSeal:
    """Return the seal of a whole batch."""
    seal = BatchSeal()
    for parcel in parcels:
        seal.add(parcel)
    for row in quarantined:
        seal.set_aside(row)
    return seal


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
