"""What the screening says of parcels, read from the ledger chunk by chunk: no query per parcel, memory bounded by a chunk."""

from __future__ import annotations

import datetime
from typing import Dict, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, TypeVar

from ..domain.cropland import RULE, CroplandRules
from ..domain.fact_finding import FactFinder, Screened
from ..domain.screening_facts import ParcelFacts
from .ledger import Ledger

CHUNK = 1000  # parcels held at once
_Row = TypeVar("_Row")


def cropland_rules(ledger: Ledger) -> CroplandRules:
    """Return the ledger's rules for cropland and slivers.

    :raises BadInput: naming what is wrong with them.
    """
    return CroplandRules.from_json(ledger.rule(RULE), f"{RULE}.json")


def facts_of(ledger: Ledger, uids: Optional[Iterable[str]] = None, on: Optional[datetime.date] = None, *, look: bool = True
             ) -> Iterator[ParcelFacts]:
    """Yield the facts of parcels, all or those named, in the order of import within each chunk.

    :param on: the day terms are judged by; today when not given. :param look: False: files are not looked at (``stale``).
    :raises BadInput: when the ledger's rules for cropland cannot be used.
    """
    finder = finder_for(ledger, on)
    wanted, stale = asked_for(ledger, uids, look)
    for chunk in chunks(wanted):
        yield from found_in(ledger, finder, chunk, stale)


def asked_for(ledger: Ledger, uids: Optional[Iterable[str]], look: bool) -> Tuple[List[str], Dict[str, List[str]]]:
    """Return the parcels named, or all, and why the results of those that are stale no longer hold; the journal is read once."""
    wanted = list(ledger.parcel_uids() if uids is None else uids)
    return wanted, ledger.stale(None if uids is None else wanted, look=look)


def chunks(uids: Sequence[str]) -> Iterator[List[str]]:
    """Yield as many parcels as are held at once."""
    for start in range(0, len(uids), CHUNK):
        yield list(uids[start:start + CHUNK])


def finder_for(ledger: Ledger, on: Optional[datetime.date] = None) -> FactFinder:
    """Return what finds facts by the layers that count now and the ledger's rules, for ``on`` or today."""
    tiles = {entry.code for entry in ledger.dictionary("redline_role").entries if entry.extra.get("tessellation")}
    return FactFinder(ledger.redlines(), tiles, cropland_rules(ledger), ledger.meta["county"],
                      on or datetime.date.today(), degrees=ledger.area_rule.code == "degrees")


def found_in(ledger: Ledger, finder: FactFinder, uids: Sequence[str], stale: Mapping[str, List[str]]) -> Iterator[ParcelFacts]:
    """Yield the facts of a few parcels, read at one moment.

    :param stale: why results no longer hold, by parcel.
    """
    with ledger.reading():
        parcels = list(ledger.parcels(uids))
        overlaps = _grouped(ledger.all_overlaps(uids))
        screenings = _grouped(ledger.all_screenings(uids))
        parts = _grouped(ledger.all_parts(uids))
        covers = _grouped(ledger.role_covers(uids))
        answers = {case.parcel_uid: case.facts for case in ledger.cases(uids)}
    for parcel in parcels:
        uid = parcel.parcel_uid
        yield finder.of(Screened(parcel, overlaps.get(uid, ()), screenings.get(uid, ()), parts.get(uid, ()),
                                 covers.get(uid, ()), answers.get(uid, {}), stale.get(uid, ())))


def _grouped(rows: Iterable[_Row]) -> Dict[str, List[_Row]]:
    """Return rows by their ``parcel_uid``."""
    found: Dict[str, List[_Row]] = {}
    for row in rows:
        found.setdefault(row.parcel_uid, []).append(row)  # type: ignore[attr-defined]
    return found
