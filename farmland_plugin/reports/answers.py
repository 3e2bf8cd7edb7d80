"""Who answers for the parcels (三查责任), which are on the list for forced demolition, and the inspection visits."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.area import to_mu
from ..domain.casework import people_of
from ..domain.deadlines import Escalation, by_parcel
from ..domain.parcel import CaseState, Parcel
from ..domain.people import CHECKED_SLOTS, Duty, Notice, missing_for_control, missing_slots
from ..domain.workdays import day_of
from ..i18n import tr
from ..ledger.cases.responsibility import duties, visited_parcels, visits
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..workbook import Book, Cell, Column

JOIN = "、"


@dataclass(frozen=True)
class Answering:
    """Who answers for one parcel: names by slot, and what is still missing, in words."""

    number: str
    township: str
    village: str
    status: str
    department: str
    measure: str
    people: Dict[str, str]
    missing: str


@dataclass(frozen=True)
class Listed:
    """One notice that ran out: on the list for forced demolition since ``escalated``, or due for it (then None).

    :param due: last day, with the days paused. :param note: why a person has to decide, '' when none.
    """

    number: str
    township: str
    village: str
    area_mu: Decimal
    kind: str
    notice: str
    served: datetime.date
    due: datetime.date
    late_days: int
    escalated: Optional[datetime.date]
    subject: str
    note: str


@dataclass(frozen=True)
class Visited:
    """One inspection visit and the parcels of the selection it went to."""

    day: datetime.date
    team: str
    place: str
    parcels: str
    finding: str
    recorder: str


@dataclass(frozen=True)
class Answers:
    """What the three sheets say."""

    slots: Tuple[Tuple[str, str], ...] = ()
    answering: Tuple[Answering, ...] = ()
    listed: Tuple[Listed, ...] = ()
    visited: Tuple[Visited, ...] = ()


NO_ANSWERS = Answers()


class _Collector:
    def __init__(self, ledger: Ledger, uids: Sequence[str], as_of: datetime.date, language: str) -> None:
        self._ledger, self._as_of, self._language = ledger, as_of, language
        self._places = Places(ledger)
        self._names = ledger.people.by_id()
        self._parcels = {parcel.parcel_uid: parcel for parcel in ledger.parcels(uids, geometry=False)}
        self._cases = {case.parcel_uid: case for case in ledger.cases(uids)}
        self._duties: Dict[str, List[Duty]] = by_parcel(duties(ledger))
        self._open = ledger.deadlines.open_on(as_of)

    def answers(self) -> Answers:
        entries = self._ledger.dictionary("duty_slot").entries
        slots = tuple((entry.code, self._label("duty_slot", entry.code)) for entry in entries)
        rows = [self._answering(uid, parcel) for uid, parcel in self._parcels.items() if self._cases[uid].status != "voided"]
        return Answers(slots, tuple(sorted(rows, key=lambda one: (one.township, one.village, one.number))),
                       tuple(self._listed()), tuple(self._visited()))

    def _label(self, name: str, code: str) -> str:
        return self._ledger.dictionary(name).label(code, self._language) if code else ""

    def _people(self, uid: str, slot: str) -> str:
        mine = self._duties.get(uid, ())
        return JOIN.join(self._names.get(duty.person_id, duty.person_id) for duty in mine if duty.slot == slot)

    def _answering(self, uid: str, parcel: Parcel) -> Answering:
        case, mine = self._cases[uid], self._duties.get(uid, [])
        people = {slot: self._people(uid, slot) for slot in {duty.slot for duty in mine}}
        return Answering(
            parcel.source_no, self._places.township(parcel), self._places.village(parcel), self._label("status", case.status),
            self._label("department", case.department), self._label("disposition", case.disposition), people,
            JOIN.join(self._missing(uid, case, mine)))

    def _missing(self, uid: str, case: CaseState, mine: Sequence[Duty]) -> List[str]:
        """Return, in words, which of the three slots are empty and, for an open case, what its control lacks (004-14)."""
        words = [self._label("duty_slot", slot) for slot in missing_slots(mine)]
        if case.status not in self._ledger.workflow.finals:
            control = {"measure": tr("measure"), "deadline": tr("deadline")}
            words += [control[what] for what in missing_for_control(mine, case.disposition, uid in self._open) if what in control]
        return words

    def _listed(self) -> List[Listed]:
        clock, holds = self._ledger.deadlines.clock(self._as_of), by_parcel(self._ledger.deadlines.holds())
        rows = []
        for notice in self._ledger.deadlines.notices():
            if self._on_list(notice):
                standing = clock.notice(notice, holds.get(notice.parcel_uid, ()))
                rows.append(self._row(notice, standing.due, standing.overdue_days, day_of(notice.escalated_on), ""))
        rows += [self._due(one) for one in self._ledger.deadlines.escalations(self._as_of)
                 if one.notice.parcel_uid in self._parcels]
        return sorted(rows, key=lambda one: (one.escalated is None, one.township, one.village, one.number))

    def _on_list(self, notice: Notice) -> bool:
        return (notice.parcel_uid in self._parcels and bool(notice.escalated_on) and day_of(notice.escalated_on) <= self._as_of
                and not (notice.closed_on and day_of(notice.closed_on) <= self._as_of))

    def _due(self, one: Escalation) -> Listed:
        note = tr("{flag}: a person decides").format(flag=self._label("flag", one.held_back)) if one.held_back \
            else tr("run out, to be put on the list")
        return self._row(one.notice, one.standing.due, one.standing.overdue_days, None, note)

    def _row(self, notice: Notice, due: datetime.date, late: int, escalated: Optional[datetime.date], note: str) -> Listed:
        parcel = self._parcels[notice.parcel_uid]
        issued = parcel.monitored_area_m2
        return Listed(
            parcel.source_no, self._places.township(parcel), self._places.village(parcel),
            to_mu(parcel.area_m2 if issued is None else issued), self._label("notice_kind", notice.kind), notice.number,
            day_of(notice.served_on), due, late, escalated, self._people(notice.parcel_uid, CHECKED_SLOTS[0]), note)

    def _visited(self) -> List[Visited]:
        linked, rows = visited_parcels(self._ledger), []
        for visit in visits(self._ledger, until=self._as_of):
            numbers = sorted(self._parcels[uid].source_no for uid in linked.get(visit.visit_id, ()) if uid in self._parcels)
            if numbers:
                team = JOIN.join(self._names.get(member, member) for member in people_of(visit.team))
                rows.append(Visited(day_of(visit.visited_on), team, visit.place, JOIN.join(numbers), visit.finding,
                                    visit.recorded_by))
        return rows


def collect_answers(ledger: Ledger, uids: Sequence[str], as_of: datetime.date, language: str) -> Answers:
    """Return who answers, the list for forced demolition and the visits of the parcels named, as of a day."""
    return _Collector(ledger, uids, as_of, language).answers()


def write_answers(book: Book, answers: Answers, remarks: Sequence[str], ledger: Ledger) -> None:
    """Add the three sheets."""
    for name, more, columns, rows in (
            (tr("Responsibility"), tr("Missing: of the three responsibilities, and of measure and deadline while the case is "
                                      "open."), _answering_columns(answers), _answering_rows(answers)),
            (tr("Forced demolition"), tr("Orders to correct whose time ran out, with the days the clock stood still. Whether "
                                         "to demolish, people decide."), _listed_columns(), _listed_rows(answers)),
            (tr("Inspection visits"), tr("Visits to the parcels selected, up to the day."), _visited_columns(),
             _visited_rows(answers))):
        book.table(name, tr("{county}: {list}").format(county=ledger.meta["name"], list=name), [*remarks, more], columns, rows)


def _answering_columns(answers: Answers) -> List[Column]:
    return [(tr("No."), 5, "int"), (tr("Parcel no."), 20, "text"), (tr("Township"), 11, "text"), (tr("Village"), 10, "text"),
            (tr("Status"), 8, "text"), (tr("Responsible department"), 14, "text"), (tr("Measure"), 10, "text"),
            *((label, 12.0, "text") for _, label in answers.slots), (tr("Missing"), 24, "text")]


def _answering_rows(answers: Answers) -> List[List[Cell]]:
    return [[number, one.number, one.township, one.village, one.status, one.department, one.measure,
             *(one.people.get(slot, "") for slot, _ in answers.slots), one.missing]
            for number, one in enumerate(answers.answering, 1)]


def _listed_columns() -> List[Column]:
    return [(tr("No."), 5, "int"), (tr("Parcel no."), 20, "text"), (tr("Township"), 11, "text"), (tr("Village"), 10, "text"),
            (tr("Area, mu"), 10, "mu"), (tr("Notice"), 20, "text"), (tr("Notice no."), 18, "text"), (tr("Served on"), 11, "date"),
            (tr("To be met by"), 11, "date"), (tr("Days overdue"), 8, "int"), (tr("On the list since"), 11, "date"),
            (tr("Subject responsibility"), 14, "text"), (tr("Remarks"), 18, "text")]


def _listed_rows(answers: Answers) -> List[List[Cell]]:
    return [[number, one.number, one.township, one.village, one.area_mu, one.kind, one.notice, one.served, one.due,
             one.late_days or None, one.escalated, one.subject, one.note] for number, one in enumerate(answers.listed, 1)]


def _visited_columns() -> List[Column]:
    return [(tr("No."), 5, "int"), (tr("Date"), 11, "date"), (tr("Team"), 22, "text"), (tr("Place"), 18, "text"),
            (tr("Parcels"), 40, "text"), (tr("What was found"), 44, "text"), (tr("Recorded by"), 12, "text")]


def _visited_rows(answers: Answers) -> List[List[Cell]]:
    return [[number, one.day, one.team, one.place, one.parcels, one.finding, one.recorder]
            for number, one in enumerate(answers.visited, 1)]
