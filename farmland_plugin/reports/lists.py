"""The problem lists a county hands up: which parcels are problems, which are done, which are late (问题清单).

A problem is a case that is not voided and whose finding is not one that clears it (lawful, no real change). It is
remediated when written off (已销号), overdue when it is not and the batch's deadline has passed. Progress counts the
monitored area as issued (requirement 003-05).
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from ..domain.area import round_half_up, to_mu
from ..domain.parcel import CaseState, Overlap, Parcel
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..workbook import Book, Cell, Column, writing
from .answers import NO_ANSWERS, Answers, collect_answers, write_answers

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Item:
    """One problem parcel as it stands in the lists; areas in 亩, two decimals, each rounded by itself.

    :param counted_mu: monitored area, or the computed one where none was issued (``monitored_mu`` is then None).
    :param days_left: of the deadline that needs attention first, negative when past; ``light`` says which and how it stands.
    """

    number: str
    batch: str
    township: str
    village: str
    monitored_mu: Optional[Decimal]
    computed_mu: Decimal
    counted_mu: Decimal
    cropland_mu: Decimal
    farmland_mu: Decimal
    status: str
    finding: str
    disposition: str
    category: str
    remediate_by: str
    late_days: int
    remediated: bool
    note: str
    department: str = ""
    days_left: Optional[int] = None
    light: str = ""

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed and the case is not written off."""
        return self.late_days > 0


@dataclass(frozen=True)
class Lists:
    """The problems of a selection of parcels on a day."""

    problems: Tuple[Item, ...]
    as_of: datetime.date
    answers: Answers = NO_ANSWERS

    @property
    def remediated(self) -> List[Item]:
        """The problems that are written off."""
        return [item for item in self.problems if item.remediated]

    @property
    def unremediated(self) -> List[Item]:
        """The problems that are not written off."""
        return [item for item in self.problems if not item.remediated]

    @property
    def overdue(self) -> List[Item]:
        """The problems that should have been written off before the day."""
        return [item for item in self.problems if item.overdue]


@dataclass(frozen=True)
class TownshipRow:
    """One line of the summary; areas in 亩."""

    township: str
    total: int
    done: int
    late: int
    total_mu: Decimal
    done_mu: Decimal

    @property
    def remaining(self) -> int:
        """Problems not yet written off."""
        return self.total - self.done

    @property
    def remaining_mu(self) -> Decimal:
        """Area not yet written off, 亩."""
        return self.total_mu - self.done_mu

    @property
    def rate(self) -> Optional[Decimal]:
        """Completed share of the area in percent, half-up to 0.01; None when there is no area."""
        return round_half_up(self.done_mu * 100 / self.total_mu) if self.total_mu else None


class _Collector:
    """Turns the ledger's rows into list items."""

    def __init__(self, ledger: Ledger, uids: Sequence[str], as_of: datetime.date, language: str) -> None:
        self._ledger = ledger
        self._language = language
        self._as_of = as_of
        self._places = Places(ledger)
        self._uids = list(uids)
        self._batches = {batch.batch_id: batch for batch in ledger.batches()}
        self._registered = {line.redline_id: (line.registered_at, line.redline_id) for line in ledger.redlines()}
        self._overlaps: Dict[str, List[Overlap]] = {}
        for overlap in ledger.all_overlaps(self._uids):
            self._overlaps.setdefault(overlap.parcel_uid, []).append(overlap)
        classes = ledger.dictionaries.get("land_class")
        self._due = ledger.deadlines.worst(as_of)
        self._cropland = {entry.code for entry in classes.entries if entry.extra.get("kind") == "cropland"} \
            if classes else set()

    def items(self) -> Tuple[Item, ...]:
        cases = {case.parcel_uid: case for case in self._ledger.cases(self._uids)}
        findings = self._ledger.dictionaries["finding"]
        found = []
        for parcel in self._ledger.parcels(self._uids, geometry=False):
            case = cases[parcel.parcel_uid]
            entry = findings.get(case.finding)
            if case.status != "voided" and (entry is None or entry.extra.get("problem", True)):
                found.append(self._item(parcel, case))
        return tuple(sorted(found, key=lambda item: (item.township, item.village, item.batch, item.number)))

    def _item(self, parcel: Parcel, case: CaseState) -> Item:
        batch = self._batches[parcel.batch_id]
        monitored = None if parcel.monitored_area_m2 is None else to_mu(parcel.monitored_area_m2)
        computed = to_mu(parcel.area_m2)
        done = case.status == "written_off"
        due = batch.remediate_by or ""
        late = (self._as_of - datetime.date.fromisoformat(due)).days if due and not done else 0
        return Item(
            parcel.source_no, batch.name, self._places.township(parcel), self._places.village(parcel),
            monitored, computed, computed if monitored is None else monitored,
            self._overlap(parcel, "landuse", self._cropland.__contains__),
            self._overlap(parcel, "permanent_farmland", lambda code: True), self._label("status", case.status),
            self._label("finding", case.finding), self._label("disposition", case.disposition),
            self._label("category", case.category), due, max(late, 0), done, case.note,
            self._label("department", case.department), *self._standing(parcel.parcel_uid))

    def _standing(self, uid: str) -> Tuple[Optional[int], str]:
        standing = self._due.get(uid)
        if standing is None:
            return None, ""
        light = self._ledger.dictionary("traffic_light").get(standing.light)
        node = self._ledger.dictionary("deadline_node").label(standing.node, self._language)
        symbol = str(light.extra.get("symbol", "")) if light is not None else ""
        left = -standing.overdue_days if standing.overdue_days else standing.days_left
        return left, f"{symbol} {self._label('traffic_light', standing.light)} · {node}".strip()

    def _label(self, name: str, code: str) -> str:
        return self._ledger.dictionary(name).label(code, self._language) if code else ""

    def _overlap(self, parcel: Parcel, role: str, wanted: Callable[[str], bool]) -> Decimal:
        """Return the 亩 of a role's classes, from the layer of that role registered last (several vintages would
        count the same ground twice)."""
        pieces = [piece for piece in self._overlaps.get(parcel.parcel_uid, []) if piece.role == role]
        if not pieces:
            return ZERO
        newest = max((piece.redline_id for piece in pieces), key=lambda uid: self._registered.get(uid, ("", uid)))
        return to_mu(sum((piece.area_m2 for piece in pieces
                          if piece.redline_id == newest and wanted(piece.class_code)), ZERO))


def collect(ledger: Ledger, uids: Sequence[str], as_of: datetime.date, language: str) -> Lists:
    """Return the problem lists of the parcels named, as of a day."""
    wanted = list(uids)
    return Lists(_Collector(ledger, wanted, as_of, language).items(), as_of, collect_answers(ledger, wanted, as_of, language))


def by_township(problems: Sequence[Item]) -> List[TownshipRow]:
    """Return the summary by township; areas are sums of the 亩 printed in the lists, so that the sheets agree."""
    groups: Dict[str, List[Item]] = {}
    for item in problems:
        groups.setdefault(item.township, []).append(item)
    return [summary(township, groups[township]) for township in sorted(groups)]


def summary(township: str, items: Sequence[Item]) -> TownshipRow:
    """Return one summary line of items."""
    done = [item for item in items if item.remediated]
    return TownshipRow(
        township, len(items), len(done), sum(item.overdue for item in items),
        sum((item.counted_mu for item in items), ZERO), sum((item.counted_mu for item in done), ZERO))


def _columns() -> List[Column]:
    return [
        (tr("No."), 5, "int"), (tr("Parcel no."), 20, "text"), (tr("Batch"), 16, "text"), (tr("Township"), 11, "text"),
        (tr("Village"), 10, "text"), (tr("Monitored area, mu"), 10, "mu"), (tr("Computed area, mu"), 10, "mu"),
        (tr("of it cropland, mu"), 9, "mu"), (tr("of it permanent farmland, mu"), 11, "mu"), (tr("Status"), 8, "text"),
        (tr("Finding"), 13, "text"), (tr("Measure"), 10, "text"), (tr("Category"), 12, "text"),
        (tr("Rectify by"), 11, "date"), (tr("Days overdue"), 8, "int"), (tr("Remarks"), 24, "text"),
        (tr("Responsible department"), 12, "text"), (tr("Days left"), 8, "int"), (tr("Light"), 18, "text")]


def _row(number: int, item: Item) -> List[Cell]:
    due = datetime.date.fromisoformat(item.remediate_by) if item.remediate_by else None
    return [number, item.number, item.batch, item.township, item.village, item.monitored_mu,
            item.computed_mu, item.cropland_mu, item.farmland_mu, item.status, item.finding, item.disposition,
            item.category, due, item.late_days or None, item.note, item.department, item.days_left, item.light]


def _total(items: Sequence[Item]) -> List[Cell]:
    sums = [sum((value for value in column if value is not None), ZERO) for column in zip(*(
        (item.monitored_mu, item.computed_mu, item.cropland_mu, item.farmland_mu) for item in items))] or [ZERO] * 4
    return ["", tr("Total: {count}").format(count=len(items)), "", "", "", *sums, *[""] * 10]


def write_lists(path: Path, lists: Lists, where: str, ledger: Ledger) -> None:
    """Write the workbook: problems, remediated, unremediated, overdue, the summary by township, who answers, the list for
    forced demolition and the inspection visits."""
    remarks = _remarks(lists, where, ledger)
    events = ledger.last_seq()
    created = datetime.datetime(lists.as_of.year, lists.as_of.month, lists.as_of.day)
    with writing(path, tr("Problem lists"), ledger.meta["name"], created) as book:
        for name, items in ((tr("Problem list"), lists.problems), (tr("Remediated list"), lists.remediated),
                            (tr("Unremediated list"), lists.unremediated), (tr("Overdue list"), lists.overdue)):
            heading = tr("{county}: {list}").format(county=ledger.meta["name"], list=name)
            book.table(name, heading, [*remarks, tr("Ledger event {seq}").format(seq=events)], _columns(),
                       [_row(number, item) for number, item in enumerate(items, 1)], _total(items))
        _write_summary(book, lists, remarks, ledger)
        write_answers(book, lists.answers, remarks[:1], ledger)


def _remarks(lists: Lists, where: str, ledger: Ledger) -> List[str]:
    unissued = sum(item.monitored_mu is None for item in lists.problems)
    lines = [
        tr("As of {date}. Selection: {where}. Rules {rules}.").format(
            date=lists.as_of.isoformat(), where=where or tr("all parcels"), rules=ledger.meta["rule_version"]),
        tr("Problem: not voided, and the finding is neither lawful nor no real change; parcels without a finding count. "
           "Remediated: written off. Overdue: not written off and the rectification date is past."),
    ]
    if unissued:
        lines.append(tr("{count} parcels were issued without an area: their computed area is counted.").format(
            count=unissued))
    return lines


def _write_summary(book: Book, lists: Lists, remarks: Sequence[str], ledger: Ledger) -> None:
    columns: List[Column] = [
        (tr("Township"), 20, "text"), (tr("Problems"), 11, "int"), (tr("Remediated"), 11, "int"),
        (tr("Remaining"), 11, "int"), (tr("Overdue"), 11, "int"), (tr("Total, mu"), 14, "mu"),
        (tr("Remediated, mu"), 14, "mu"), (tr("Remaining, mu"), 14, "mu"), (tr("Completed, %"), 12, "percent")]
    rows = [_summary_row(row) for row in by_township(lists.problems)]
    name = tr("Summary")
    book.table(name, tr("{county}: {list}").format(county=ledger.meta["name"], list=name),
               [*remarks, tr("Completed: monitored area of the remediated problems / of all problems.")], columns, rows,
               _summary_row(summary(tr("Total"), lists.problems)))


def _summary_row(row: TownshipRow) -> List[Cell]:
    return [row.township or "—", row.total, row.done, row.remaining, row.late, row.total_mu, row.done_mu,
            row.remaining_mu, row.rate]
