"""What the parcels panel shows of each parcel, read from the ledger in one go."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Iterable, Optional, Sequence

from ...domain.campaign_year import campaign_year, year_of_batch
from ...domain.gradual import Gradual, at_once, in_parts
from ...ledger.places import Places
from ...ledger.reissues import Replaced, replaced

COLUMNS = NUMBER, TOWNSHIP, AREA, STATUS, FINDING, DISPOSITION, BATCH, VILLAGE, COMPUTED, LEFT, FLAGS = tuple(range(11))
HIDDEN_AT_FIRST = (VILLAGE, COMPUTED, LEFT, FLAGS)


@dataclass(frozen=True)
class Row:
    """What the table shows of one parcel; codes, not labels.

    :param source, kind: of its batch. :param flags: codes of dictionary ``flag``. :param year: of its campaign, 0 for unknown.
    """

    uid: str
    number: str
    township: str
    village: str
    monitored_m2: Optional[Decimal]
    area_m2: Decimal
    status: str
    finding: str
    disposition: str
    batch: str
    closed: bool = False
    hold: str = ""
    replaced: Optional[Replaced] = None  # why it is not in force any more
    source: str = ""
    kind: str = ""
    flags: tuple[str, ...] = ()
    year: int = 0

    @property
    def shown_m2(self) -> Decimal:
        """The monitored area 监测面积 as issued, the computed one where none was issued."""
        return self.area_m2 if self.monitored_m2 is None else self.monitored_m2

    @property
    def finished(self) -> bool:
        """Whether somebody has determined what this parcel is."""
        return bool(self.finding) or self.closed


def read_rows(ledger: Any, uids: Optional[Iterable[str]] = None) -> list[Row]:
    """Read the table's rows of a ledger, all or the named parcels, without geometry."""
    return at_once(reading_rows(ledger, uids))


def reading_rows(ledger: Any, uids: Optional[Iterable[str]] = None) -> Gradual[list[Row]]:
    """Read the same in steps; parcels that come in meanwhile are left out."""
    wanted = (yield from ledger.naming_parcels()) if uids is None else list(uids)
    batches = {batch.batch_id: batch for batch in ledger.batches()}
    years = {code: year_of_batch(batch) for code, batch in batches.items()}
    yield
    closed, places, gone = _closed(ledger), Places(ledger), replaced(ledger)
    if uids is None:
        yield from places.reading(wanted)
    rows = []
    for some in in_parts(wanted):
        cases = {case.parcel_uid: case for case in ledger.cases(some)}
        for parcel in ledger.parcels(some, geometry=False):
            case, batch = cases[parcel.parcel_uid], batches[parcel.batch_id]
            rows.append(Row(parcel.parcel_uid, parcel.source_no, places.township(parcel), places.village(parcel),
                            parcel.monitored_area_m2, parcel.area_m2, case.status, case.finding or "",
                            case.disposition or "", batch.name, case.status in closed, case.hold,
                            gone.get(parcel.parcel_uid), batch.source, batch.kind, _flags(case),
                            campaign_year(parcel.source_no, years[parcel.batch_id], batch.imported_at)))
        yield
    return rows


def changed_rows(ledger: Any, rows: Sequence[Row]) -> Gradual[Optional[list[Row]]]:
    """Return, in steps, the rows whose case is another than shown; None when there are parcels the rows do not have."""
    shown = {row.uid: row for row in rows}
    there = yield from ledger.naming_parcels()
    if not shown.keys() >= set(there):
        return None
    closed, fresh = _closed(ledger), []
    for some in in_parts(there):
        fresh += [replace(shown[case.parcel_uid], status=case.status, finding=case.finding, disposition=case.disposition,
                          closed=case.status in closed, hold=case.hold, flags=_flags(case))
                  for case in ledger.cases(some) if _of_row(shown[case.parcel_uid]) != _of_case(case)]
        yield
    return fresh


def _closed(ledger: Any) -> set[str]:
    return {entry.code for entry in ledger.dictionaries["status"].entries if entry.extra.get("finished")}


def _flags(case: Any) -> tuple[str, ...]:
    return tuple(case.flags.split(",")) if case.flags else ()


def _of_row(row: Row) -> tuple[Any, ...]:
    return row.status, row.finding, row.disposition, row.hold, row.flags


def _of_case(case: Any) -> tuple[Any, ...]:
    return case.status, case.finding, case.disposition, case.hold, _flags(case)
