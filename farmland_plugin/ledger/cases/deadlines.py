"""The deadlines of a ledger's cases: what is set, what holds the clock, how it stands on a day, what has run out.

Everything is read table by table, never parcel by parcel: 20,000 parcels take a handful of queries.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, NamedTuple, Optional, Sequence, Tuple

from ...domain.casework import people_of
from ...domain.codes import parse_json
from ...domain.deadlines import (
    Clock,
    Deadline,
    DeadlineRules,
    Escalation,
    HoldPeriod,
    Standing,
    batch_deadlines,
    by_parcel,
    cut_off_passed,
    escalation_of,
    worst,
)
from ...domain.errors import BadInput
from ...domain.parcel import Change
from ...domain.people import Notice
from ...domain.workdays import WorkCalendar, day_of, today
from ...i18n import tr
from ..store import Row

if TYPE_CHECKING:
    from ..ledger import Ledger

RULES, CALENDAR = "deadlines", "calendar"


class Binding(NamedTuple):
    """What decides which deadlines bind a case: where it stands, and its batch's dates."""

    parcel_uid: str
    status: str
    round: int
    flags: Tuple[str, ...]
    starts_on: str
    dates: Dict[str, Optional[str]]


class Deadlines:
    """Reads the deadlines, holds and notices of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def rules(self) -> DeadlineRules:
        """The deadline rules the ledger carries."""
        return DeadlineRules.from_json(self._document(RULES), f"{RULES}.json")

    @cached_property
    def calendar(self) -> WorkCalendar:
        """The working-day calendar the ledger carries."""
        return WorkCalendar.from_json(self._document(CALENDAR), f"{CALENDAR}.json")

    def _document(self, name: str) -> Any:
        return parse_json(self._ledger.rule_text(name) or "{}", f"{name}.json")

    def clock(self, as_of: Optional[date] = None) -> Clock:
        """Return what tells how deadlines stand on a day (today when not given)."""
        return Clock(self.rules, self.calendar, as_of or today())

    # -- rows ---------------------------------------------------------------------------------------------------

    def _rows(self, every: str, one: str, uid: Optional[str]) -> Iterator[Row]:
        return self._ledger.store.rows(every) if uid is None else self._ledger.store.rows(one, (uid,))

    def set(self, uid: Optional[str] = None) -> List[Deadline]:
        """Return the deadlines that were set, of all parcels or one, in the order they were set."""
        found = self._rows("SELECT * FROM deadline ORDER BY seq, deadline_id",
                           "SELECT * FROM deadline WHERE parcel_uid = ? ORDER BY seq, deadline_id", uid)
        return [Deadline(**dict(row)) for row in found]

    def notices(self, uid: Optional[str] = None) -> List[Notice]:
        """Return the notices, of all parcels or one, in the order they were recorded."""
        found = self._rows("SELECT * FROM notice ORDER BY seq, notice_id",
                           "SELECT * FROM notice WHERE parcel_uid = ? ORDER BY seq, notice_id", uid)
        return [Notice(**dict(row)) for row in found]

    def holds(self, uid: Optional[str] = None) -> List[HoldPeriod]:
        """Return the times cases stood still, of all parcels or one."""
        found = self._rows("SELECT * FROM hold_period ORDER BY seq",
                           "SELECT * FROM hold_period WHERE parcel_uid = ? ORDER BY seq", uid)
        return [HoldPeriod(**dict(row)) for row in found]

    def bindings(self, uid: Optional[str] = None) -> List[Binding]:
        """Return what decides which deadlines bind each case."""
        found = self._rows(
            "SELECT c.parcel_uid, c.status, c.round, c.flags, b.imported_at, b.remediate_by, b.accept_by FROM case_state AS c"
            " JOIN parcel AS p ON p.parcel_uid = c.parcel_uid JOIN batch AS b ON b.batch_id = p.batch_id",
            "SELECT c.parcel_uid, c.status, c.round, c.flags, b.imported_at, b.remediate_by, b.accept_by FROM case_state AS c"
            " JOIN parcel AS p ON p.parcel_uid = c.parcel_uid JOIN batch AS b ON b.batch_id = p.batch_id"
            " WHERE c.parcel_uid = ?", uid)
        return [Binding(row["parcel_uid"], row["status"], row["round"], people_of(row["flags"]), row["imported_at"],
                        {"remediate_by": row["remediate_by"], "accept_by": row["accept_by"]}) for row in found]

    # -- how they stand -----------------------------------------------------------------------------------------

    def open_on(self, as_of: date, uid: Optional[str] = None) -> Dict[str, List[Deadline]]:
        """Return the deadlines that bind each case on a day and are not done: its own, and its batch's nodes.

        Closed cases, earlier rounds and deadlines that had not begun have none.
        """
        own = by_parcel(self.set(uid))
        finals = self._ledger.workflow.finals
        found: Dict[str, List[Deadline]] = {}
        for binding in self.bindings(uid):
            if binding.status in finals:
                continue
            mine = [one for one in own.get(binding.parcel_uid, ()) if one.round == binding.round]
            running = [one for one in mine if day_of(one.starts_on) <= as_of
                       and not (one.done_on and day_of(one.done_on) <= as_of)]
            running += batch_deadlines(self.rules, binding.parcel_uid, binding.round, binding.status, binding.dates,
                                       binding.starts_on, mine)
            if running:
                found[binding.parcel_uid] = running
        return found

    def standings(self, as_of: date, uid: Optional[str] = None) -> Dict[str, List[Standing]]:
        """Return how every open deadline and counted notice stands on a day, by parcel, the gravest first."""
        clock, holds = self.clock(as_of), by_parcel(self.holds(uid))
        seen: Dict[Tuple[str, ...], Standing] = {}  # a batch's parcels share their nodes
        found: Dict[str, List[Standing]] = {}
        for parcel_uid, deadlines in self.open_on(as_of, uid).items():
            stops: Sequence[HoldPeriod] = holds.get(parcel_uid, ())
            for one in deadlines:
                key = (one.node, one.starts_on, one.due_on, one.rule_id)
                if stops or key not in seen:
                    standing = clock.deadline(one, stops)
                    if not stops:
                        seen[key] = standing
                else:
                    standing = seen[key]
                found.setdefault(parcel_uid, []).append(standing)
        for notice in self._counted(as_of, uid):
            found.setdefault(notice.parcel_uid, []).append(clock.notice(notice, holds.get(notice.parcel_uid, ())))
        for standings in found.values():
            standings.sort(key=lambda standing: standing.gravity)
        return found

    def _counted(self, as_of: date, uid: Optional[str]) -> Iterator[Notice]:
        finals = self._ledger.workflow.finals
        open_ = [one for one in self.notices(uid) if one.due_on and one.served_on and day_of(one.served_on) <= as_of
                 and not (one.closed_on and day_of(one.closed_on) <= as_of)]
        status = {one.parcel_uid: one.status for one in self.bindings(uid)} if open_ else {}
        for notice in open_:
            rule = self.rules.of_notice(notice.kind)
            if (rule is None or rule.counts) and notice.parcel_uid in status and status[notice.parcel_uid] not in finals:
                yield notice

    def worst(self, as_of: date, uid: Optional[str] = None) -> Dict[str, Standing]:
        """Return, by parcel, the standing that needs attention first."""
        graver = {parcel_uid: worst(standings) for parcel_uid, standings in self.standings(as_of, uid).items()}
        return {parcel_uid: standing for parcel_uid, standing in graver.items() if standing is not None}

    def cut_off(self, uid: str) -> str:
        """Return the last day on which acceptance may be applied for, '' when there is none (003-04).

        The batch's day, unless a later one was approved for this parcel: its own deadline of the same node.
        """
        column = self.rules.cut_off_column
        node = self.rules.batch_node(column)
        for binding in self.bindings(uid):
            day = str(binding.dates[column] or "")
            own = [one.due_on for one in self.set(uid)
                   if node is not None and one.node == node.node and one.round == binding.round]
            return max([day, *own]) if day else ""
        return ""

    def cut_off_passed(self, uid: str, as_of: Optional[date] = None) -> bool:
        """Whether applications for this parcel's acceptance are no longer taken (逾期不再受理, 003-06)."""
        return cut_off_passed(self.cut_off(uid), as_of or today())

    # -- notices run out ----------------------------------------------------------------------------------------

    def escalations(self, as_of: date) -> List[Escalation]:
        """Return the notices whose period ran out and that were neither complied with nor escalated (002-12)."""
        clock, holds = self.clock(as_of), by_parcel(self.holds())
        cases = {one.parcel_uid: one for one in self.bindings()}
        found = []
        for notice in self.notices():
            case = cases.get(notice.parcel_uid)
            if case is not None and case.status not in self.rules.not_escalated_in:
                found.append(escalation_of(clock, notice, holds.get(notice.parcel_uid, ()), case.flags))
        return [one for one in found if one is not None]


def due_by_parcel(ledger: Ledger, as_of: date) -> Dict[str, Tuple[str, str, str]]:
    """Return, by parcel, ``(node, due day as ISO text, light)`` of the deadline that needs attention first."""
    return {uid: (one.node, one.due.isoformat(), one.light) for uid, one in ledger.deadlines.worst(as_of).items()}


def escalate_overdue(ledger: Ledger, as_of: Optional[date] = None) -> List[Escalation]:
    """Put the parcels whose correction orders ran out on the list for forced demolition (强制拆除清单); return what was due.

    One event a parcel, all in one transaction; nothing moves by itself: what is done about the list, a person decides.
    Those a flag holds back (stability risk, petition) are returned too, and left as they are.

    :raises BadInput: for a day that is still to come.
    """
    day = as_of or today()
    if day > today():
        raise BadInput(tr("{day} is still to come: nothing can have run out by then."), day=day.isoformat())
    due = ledger.deadlines.escalations(day)
    if all(one.held_back for one in due):
        return due
    with ledger.door(ledger.new_uid()) as door:
        due = ledger.deadlines.escalations(day)  # again: a colleague may have been faster
        groups: Dict[str, List[str]] = {}
        for one in due:
            if not one.held_back:
                groups.setdefault(one.notice.parcel_uid, []).append(one.notice.notice_id)
        for uid, notice_ids in groups.items():
            door.change(Change(uid, None, "escalate_notice", {
                "notice_ids": notice_ids, "escalated_on": day.isoformat(), "automatic": True}))
    return due
