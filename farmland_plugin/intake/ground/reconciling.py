"""What the county's task is with a new batch: reconciled as the ledger would, but only where parcels have to do with others.

A parcel without links, parts or another issue counts for itself; a hundred thousand of those are sums, not families.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Dict, Iterable, Iterator, List, NamedTuple, Sequence, Set

from ...domain.area import round_half_up, to_mu
from ...domain.parcel import Batch, Link, Parcel, Reissued
from ...domain.same_ground import BatchLine, Reconciliation, Thresholds, reconcile
from ...ledger.ledger import Ledger
from ..taking_in.spool import Parcels, Rows

_PLAIN = ("SELECT parcel_uid, batch_id, parent_uid, monitored_area_m2, area_m2 FROM parcel ORDER BY fid")
_NEWEST = "9999"  # a batch that is not written yet comes last


class _Alone(NamedTuple):
    """Some parcels of a batch that stand by themselves: their count, 亩 in hundredths, how many without an issued area."""

    batch_id: str
    count: int
    mu: int
    measured: int


def reconciled(ledger: Ledger, batch: Batch, parcels: Parcels, links: Sequence[Link], reissued: Sequence[Reissued],
               thresholds: Thresholds) -> Reconciliation:
    """Return what the ledger's batches and a new one add up to; the uids of parcels that stand alone are not listed.

    :param batch: not in the ledger yet; ``parcels``, ``links`` and ``reissued`` come with it.
    """
    every_link = [*ledger.links(), *links]
    every_issue = [*ledger.reissued(), *reissued]
    involved = _involved(ledger, parcels, every_link, every_issue)
    batches = [*ledger.batches(), replace(batch, imported_at=batch.imported_at or _NEWEST)]
    found = reconcile(batches, _those(ledger, parcels, involved), every_link, every_issue, thresholds)
    return _with(found, _alone(ledger, parcels, involved))


def _involved(ledger: Ledger, parcels: Parcels, links: Iterable[Link], reissued: Iterable[Reissued]) -> Set[str]:
    """Return the uids of parcels that have to do with others."""
    uids: Set[str] = set()
    for link in links:
        uids.update((link.parcel_uid, link.other_uid))
    for one in reissued:
        uids.update((one.parcel_uid, one.other_uid))
    for uid, parent in parcels.parents.items():
        uids.update((uid, parent))
    for row in ledger.store.rows("SELECT parcel_uid, parent_uid FROM parcel WHERE parent_uid IS NOT NULL"):
        uids.update((row["parcel_uid"], row["parent_uid"]))
    uids.discard("")
    return uids


def _those(ledger: Ledger, parcels: Parcels, involved: Set[str]) -> Iterator[Parcel]:
    """Yield the parcels that are involved, first those of the ledger."""
    if not involved:
        return
    yield from ledger.parcels(involved, geometry=False)
    start = 0
    for rows in parcels.blocks():
        some = [start + at for at, uid in enumerate(rows.uids) if uid in involved]
        start += len(rows)
        if some:
            yield from parcels.some(some).values()


def _alone(ledger: Ledger, parcels: Parcels, involved: Set[str]) -> Iterator[_Alone]:
    """Yield the parcels that stand alone."""
    for row in ledger.store.rows(_PLAIN):
        if row["parcel_uid"] not in involved:
            issued = row["monitored_area_m2"]
            area = round_half_up(row["area_m2"]) if issued is None else round_half_up(issued, 4)
            yield _Alone(row["batch_id"], 1, _hundredths(area), issued is None)
    for rows in parcels.blocks():
        own = [at for at, uid in enumerate(rows.uids) if uid not in involved]
        measured = sum(not rows.values[at] for at in own)
        if own:
            yield _Alone(rows.batches[0], len(own), sum(_mu_of(parcels, rows, own)), measured)


def _mu_of(parcels: Parcels, rows: Rows, which: Sequence[int]) -> List[int]:
    """Return the 亩 of some parcels in hundredths, as ``to_mu`` has them; in whole numbers where that can be."""
    unit = parcels.layers[rows.member].unit
    if unit not in ("m2", "mu") or any(rows.units):
        return [_hundredths(_area(parcels, rows, at)) for at in which]
    found = []
    for at in which:
        hundredths = rows.hundredths[at]
        if not rows.values[at]:
            found.append((rows.cents[at] * 15 + 5000) // 10000)
        elif hundredths >= 0:  # 亩 of two decimals are the same by way of m²
            found.append((hundredths * 15 + 5000) // 10000 if unit == "m2" else hundredths)
        else:
            found.append(_hundredths(_area(parcels, rows, at)))
    return found


def _area(parcels: Parcels, rows: Rows, at: int) -> Decimal:
    issued = parcels.issued_m2(rows, at)
    return Decimal(rows.cents[at]).scaleb(-2) if issued is None else issued


def _hundredths(area: Decimal) -> int:
    return int(to_mu(area) * 100)


def _with(found: Reconciliation, alone: Iterable[_Alone]) -> Reconciliation:
    """Return a reconciliation with parcels added that count for themselves."""
    counts: Counter[str] = Counter()
    measured: Counter[str] = Counter()
    hundredths: Counter[str] = Counter()
    for one in alone:
        counts[one.batch_id] += one.count
        measured[one.batch_id] += one.measured
        hundredths[one.batch_id] += one.mu
    areas: Dict[str, Decimal] = {batch_id: Decimal(mu).scaleb(-2) for batch_id, mu in hundredths.items()}
    lines: List[BatchLine] = []
    for line in found.batches:
        count, mu = counts[line.batch_id], areas.get(line.batch_id, Decimal(0))
        lines.append(replace(line, parcels=line.parcels + count, issued=line.issued + count, issued_mu=line.issued_mu + mu,
                             split=line.split + count, split_mu=line.split_mu + mu,
                             measured=line.measured + measured[line.batch_id]))
    return replace(found, batches=tuple(lines), after_split=found.after_split + sum(counts.values()),
                   after_split_mu=found.after_split_mu + sum(areas.values(), Decimal(0)))
