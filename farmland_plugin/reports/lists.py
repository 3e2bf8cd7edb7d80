"""The problem lists a county hands up: which parcels are problems, which are done, which are late (问题清单).

A problem is a case that is not voided and whose finding is not one that clears it (lawful, no real change). It is
remediated when written off (已销号) with nothing left on the ground, overdue when it is not and the batch's deadline has
passed. Progress counts the monitored area as issued, all of it or nothing (requirement 003-05). Ground that several parcels
name by a person's decision is in the lists once (001-03): remediated when every problem on it is, overdue when one is.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Set, Tuple

from ..domain.acceptance import standing_m2
from ..domain.area import round_half_up, to_mu
from ..domain.counted_once import REASONS, REISSUED, WITHDRAWN, LeftOut
from ..domain.errors import LedgerError
from ..domain.parcel import Parcel
from ..domain.screening_facts import ParcelFacts
from ..i18n import tr
from ..ledger.completion import left_standing
from ..ledger.facts import facts_of
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..workbook import Book, Cell, Column, writing
from .answers import NO_ANSWERS, Answers, collect_answers, write_answers
from .counting import (
    JOIN,
    NO_BALANCE,
    ZERO,
    Balance,
    NotCounted,
    afresh_remark,
    balance,
    counted_in,
    equations,
    left_out_columns,
    left_out_rows,
    left_out_total,
    pending_remark,
)


@dataclass(frozen=True)
class Item:
    """One parcel as it stands in the lists; areas in 亩, two decimals, each rounded by itself.

    ``remediate_by``, ``late_days`` and ``remediated`` speak for every problem on the parcel's ground.

    :param counted_mu: monitored area, or the computed one where none was issued (``monitored_mu`` is then None).
    :param days_left: of the deadline that needs attention first, negative when past; ``light`` says which and how it stands.
    :param others: number, batch and status of the parcels on its ground that are counted with it.
    :param left: what is left on the ground, with its m², '' where nothing was found.
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
    others: str = ""
    problem: bool = True
    left: str = ""

    @property
    def overdue(self) -> bool:
        """Whether the deadline has passed and the case is not written off."""
        return self.late_days > 0


@dataclass(frozen=True)
class Lists:
    """The parcels of a selection on a day: each is a problem, no problem (``cleared``), or not counted (``left_out``)."""

    problems: Tuple[Item, ...]
    as_of: datetime.date
    answers: Answers = NO_ANSWERS
    cleared: Tuple[Item, ...] = ()
    left_out: Tuple[NotCounted, ...] = ()
    balance: Balance = NO_BALANCE

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
        self._farmland = {facts.parcel_uid: _farmland_of(facts) for facts in facts_of(ledger, self._uids, as_of)}
        self._due = ledger.deadlines.worst(as_of)
        self._parcels = {parcel.parcel_uid: parcel for parcel in ledger.parcels(self._uids, geometry=False)}
        self._cases = {case.parcel_uid: case for case in ledger.cases(self._uids)}
        self._standing_left = left_standing(ledger)
        self._problems = self._find_problems()
        self._counted = counted_in(ledger, self._uids, self._problems)
        instead = {uid for fate in self._counted.left_out.values() for uid in fate.instead}  # need not be in the selection
        self._before: Dict[str, List[str]] = {}  # earlier issues of the parcels that count now
        for fate in self._counted.left_out.values():
            for uid in fate.instead if fate.why == REISSUED else ():
                self._before.setdefault(uid, []).append(fate.parcel_uid)
        self._elsewhere = {one.parcel_uid: one for one in ledger.parcels(instead - self._parcels.keys(), geometry=False)}

    def lists(self, answers: Answers) -> Lists:
        """Return every parcel in its place, each exactly once."""
        items = sorted((self._item(self._parcels[uid]) for uid in self._counted.counted), key=_place)
        left = tuple(sorted((self._left(fate) for fate in self._counted.left_out.values()),
                            key=lambda one: (REASONS.index(one.why), one.township, one.village, one.batch, one.number)))
        sums = balance([(item.batch, item.counted_mu) for item in items], left, self._counted, len(self._uids))
        sums = replace(sums, afresh=self._afresh())
        return Lists(tuple(item for item in items if item.problem), self._as_of, answers,
                     tuple(item for item in items if not item.problem), left, sums)

    def _find_problems(self) -> Set[str]:
        findings = self._ledger.dictionaries["finding"]
        problem = {entry.code: bool(entry.extra.get("problem", True)) for entry in findings.entries}
        return {uid for uid, case in self._cases.items() if case.status != "voided" and problem.get(case.finding, True)}

    def _item(self, parcel: Parcel) -> Item:
        uid = parcel.parcel_uid
        case, batch = self._cases[uid], self._batches[parcel.batch_id]
        with_it = self._counted.with_it.get(uid, ())
        problem = uid in self._problems
        every = [uid, *(other for other in with_it if problem and other in self._problems)]
        open_ = [one for one in every
                 if self._cases[one].status != "written_off" or one in self._standing_left] if problem else []
        dues = sorted(due for due in (self._batches[self._parcels[one].batch_id].remediate_by for one in open_) if due)
        due = dues[0] if dues else batch.remediate_by or ""
        late = (self._as_of - datetime.date.fromisoformat(due)).days if dues else 0
        monitored = None if parcel.monitored_area_m2 is None else to_mu(parcel.monitored_area_m2)
        computed = to_mu(parcel.area_m2)
        left, light = min(map(self._standing, every), key=lambda one: (one[0] is None, one[0] or 0))
        cropland, permanent = self._farmland[uid]
        return Item(
            parcel.source_no, batch.name, self._places.township(parcel), self._places.village(parcel),
            monitored, computed, computed if monitored is None else monitored, cropland, permanent,
            self._label("status", case.status), self._label("finding", case.finding),
            self._label("disposition", case.disposition),
            self._label("category", case.category), due, max(late, 0), problem and not open_, case.note,
            self._label("department", case.department), left, light, self._others(uid), problem, self._left_on(every))

    def _left_on(self, uids: Sequence[str]) -> str:
        """Return what is left on the ground of parcels counted together, by kind, with the m² of all of it (003-08)."""
        found = [one for uid in uids for one in self._standing_left.get(uid, ())]
        kinds = dict.fromkeys(self._label("residual_kind", one.kind) for one in found)
        return tr("{what} {area} m²").format(what=JOIN.join(kinds), area=standing_m2(found)) if found else ""

    def _others(self, uid: str) -> str:
        """Return the parcels that count with one in words, its earlier issues too: number, batch, how the case stands."""
        told = []
        for other in (*self._counted.with_it.get(uid, ()), *self._before.get(uid, ())):
            parcel, case = self._parcels[other], self._cases[other]
            stands = " · ".join(filter(None, (self._label("status", case.status), self._label("finding", case.finding))))
            told.append(tr("{number} ({batch}, {status})").format(
                number=parcel.source_no or "—", batch=self._batches[parcel.batch_id].name, status=stands))
        return JOIN.join(sorted(told))

    def _afresh(self) -> int:
        """Return how many parcels issued again have a finding in an earlier issue and none in what counts now."""
        cases = self._cases
        return sum(not cases[uid].finding and any(cases[one].finding for one in before)
                   for uid, before in self._before.items() if uid in cases)

    def _left(self, fate: LeftOut) -> NotCounted:
        parcel, case = self._parcels[fate.parcel_uid], self._cases[fate.parcel_uid]
        issue = self._batches.get(fate.batch_id) if fate.why in (REISSUED, WITHDRAWN) else None
        who, when, why = fate.decided_by, fate.decided_at, fate.reason
        if issue is not None:
            who, when, why = issue.imported_by, issue.imported_at, tr("by the new issue {batch}").format(batch=issue.name)
        area = parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2
        return NotCounted(
            parcel.source_no, self._batches[parcel.batch_id].name, self._places.township(parcel), self._places.village(parcel),
            to_mu(area), fate.why, JOIN.join(sorted(map(self._number, fate.instead))), who, when[:10], why,
            self._label("status", case.status), self._label("finding", case.finding))

    def _number(self, uid: str) -> str:
        parcel = self._parcels.get(uid) or self._elsewhere[uid]
        return tr("{number} ({batch})").format(number=parcel.source_no or "—", batch=self._batches[parcel.batch_id].name)

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


def _farmland_of(facts: ParcelFacts) -> Tuple[Decimal, Decimal]:
    """Return the 亩 of cropland, as the ledger's rules count it on the newest land use, and of permanent basic farmland."""
    permanent = facts.roles.get("permanent_farmland")
    return facts.cropland_mu() if "landuse" in facts.classes else ZERO, to_mu(permanent.covered_m2 if permanent else ZERO)


def collect(ledger: Ledger, uids: Sequence[str], as_of: datetime.date, language: str) -> Lists:
    """Return the problem lists of the parcels named, as of a day."""
    wanted = list(uids)
    return _Collector(ledger, wanted, as_of, language).lists(collect_answers(ledger, wanted, as_of, language))


def _place(item: Item) -> Tuple[str, ...]:
    return item.township, item.village, item.batch, item.number


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


def _columns(items: Sequence[Item]) -> List[Column]:
    more: List[Column] = [(tr("Left on the ground"), 24, "text")] if any(item.left for item in items) else []
    more += [(tr("Counted with it"), 24, "text")] if any(item.others for item in items) else []
    return [
        (tr("No."), 5, "int"), (tr("Parcel no."), 20, "text"), (tr("Batch"), 16, "text"), (tr("Township"), 11, "text"),
        (tr("Village"), 10, "text"), (tr("Monitored area, mu"), 10, "mu"), (tr("Computed area, mu"), 10, "mu"),
        (tr("of it cropland, mu"), 9, "mu"), (tr("of it permanent farmland, mu"), 11, "mu"), (tr("Status"), 8, "text"),
        (tr("Finding"), 13, "text"), (tr("Measure"), 10, "text"), (tr("Category"), 12, "text"),
        (tr("Rectify by"), 11, "date"), (tr("Days overdue"), 8, "int"), (tr("Remarks"), 24, "text"),
        (tr("Responsible department"), 12, "text"), (tr("Days left"), 8, "int"), (tr("Light"), 18, "text"), *more]


def _row(number: int, item: Item, more: Sequence[str]) -> List[Cell]:
    due = datetime.date.fromisoformat(item.remediate_by) if item.remediate_by else None
    return [number, item.number, item.batch, item.township, item.village, item.monitored_mu,
            item.computed_mu, item.cropland_mu, item.farmland_mu, item.status, item.finding, item.disposition,
            item.category, due, item.late_days or None, item.note, item.department, item.days_left, item.light, *more]


def _total(items: Sequence[Item]) -> List[Cell]:
    sums = [sum((value for value in column if value is not None), ZERO) for column in zip(*(
        (item.monitored_mu, item.computed_mu, item.cropland_mu, item.farmland_mu) for item in items))] or [ZERO] * 4
    return ["", tr("Total: {count}").format(count=len(items)), "", "", "", *sums, *[""] * 12]


def write_lists(path: Path, lists: Lists, where: str, ledger: Ledger) -> None:
    """Write the workbook: problems, remediated, unremediated, overdue, the summary by township, no problems, not counted, who
    answers, the list for forced demolition and the inspection visits.

    :raises LedgerError: when the sheets do not hold every parcel exactly once.
    """
    if not lists.balance.closes or lists.balance.counted != len(lists.problems) + len(lists.cleared):
        raise LedgerError(tr("The lists hold {rows} parcels of {all}: nothing was written; check the ledger with Verify ledger."),
                          rows=len(lists.problems) + len(lists.cleared) + len(lists.left_out), all=lists.balance.every)
    remarks = _remarks(lists, where, ledger)
    events = ledger.last_seq()
    created = datetime.datetime(lists.as_of.year, lists.as_of.month, lists.as_of.day)
    with writing(path, tr("Problem lists"), ledger.meta["name"], created) as book:
        for name, items in ((tr("Problem list"), lists.problems), (tr("Remediated list"), lists.remediated),
                            (tr("Unremediated list"), lists.unremediated), (tr("Overdue list"), lists.overdue)):
            _write_items(book, name, items, [*remarks, tr("Ledger event {seq}").format(seq=events)], ledger)
        _write_summary(book, lists, remarks, ledger)
        if lists.cleared:
            _write_items(book, tr("No problem"), lists.cleared, [remarks[0], tr(
                "Counted, and no problem: lawful, no real change, or voided.")], ledger)
        if lists.left_out:
            _write_left_out(book, lists, remarks, ledger)
        write_answers(book, lists.answers, remarks[:1], ledger)


def _write_items(book: Book, name: str, items: Sequence[Item], remarks: Sequence[str], ledger: Ledger) -> None:
    columns = _columns(items)
    more = [name for name in ("left", "others") if any(getattr(item, name) for item in items)]
    heading = tr("{county}: {list}").format(county=ledger.meta["name"], list=name)
    book.table(name, heading, remarks, columns,
               [_row(number, item, [getattr(item, one) for one in more]) for number, item in enumerate(items, 1)],
               _total(items)[:len(columns)])


def _write_left_out(book: Book, lists: Lists, remarks: Sequence[str], ledger: Ledger) -> None:
    name = tr("Not counted")
    book.table(name, tr("{county}: {list}").format(county=ledger.meta["name"], list=name), [remarks[0], tr(
        "Parcels left out of every list and sum so that no ground counts twice: a person decided that they lie on the ground of "
        "another one, they were issued again or withdrawn, or their parts count. No number is deleted.")],
        left_out_columns(), left_out_rows(lists.left_out), left_out_total(lists.left_out))


def _remarks(lists: Lists, where: str, ledger: Ledger) -> List[str]:
    unissued = sum(item.monitored_mu is None for item in lists.problems)
    lines = [
        tr("As of {date}. Selection: {where}. Rules {rules}.").format(
            date=lists.as_of.isoformat(), where=where or tr("all parcels"), rules=ledger.meta["rule_version"]),
        tr("Problem: not voided, and the finding is neither lawful nor no real change; parcels without a finding count. "
           "Remediated: written off, nothing left on the ground. Overdue: not remediated and the rectification date is past."),
    ]
    if unissued:
        lines.append(tr("{count} parcels were issued without an area: their computed area is counted.").format(
            count=unissued))
    if lists.balance.pending:
        lines.append(pending_remark(lists.balance))
    if lists.balance.afresh:
        lines.append(afresh_remark(lists.balance))
    return lines


def _write_summary(book: Book, lists: Lists, remarks: Sequence[str], ledger: Ledger) -> None:
    columns: List[Column] = [
        (tr("Township"), 20, "text"), (tr("Problems"), 11, "int"), (tr("Remediated"), 11, "int"),
        (tr("Remaining"), 11, "int"), (tr("Overdue"), 11, "int"), (tr("Total, mu"), 14, "mu"),
        (tr("Remediated, mu"), 14, "mu"), (tr("Remaining, mu"), 14, "mu"), (tr("Completed, %"), 12, "percent")]
    rows = [_summary_row(row) for row in by_township(lists.problems)]
    name = tr("Summary")
    book.table(name, tr("{county}: {list}").format(county=ledger.meta["name"], list=name),
               [*remarks, *equations(lists.balance, len(lists.problems)),
                tr("Completed: monitored area of the remediated problems / of all problems.")], columns, rows,
               _summary_row(summary(tr("Total"), lists.problems)))


def _summary_row(row: TownshipRow) -> List[Cell]:
    return [row.township or "—", row.total, row.done, row.remaining, row.late, row.total_mu, row.done_mu,
            row.remaining_mu, row.rate]
