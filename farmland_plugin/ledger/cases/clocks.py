"""Deadlines that start and end by themselves when a case moves: entering a state starts its clock, leaving it stops it.

What was started and stopped stands in the event itself (``deadlines``), so that the rows can be made again from the journal.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Set, Tuple

from ...domain.deadlines import Deadline, DeadlineRule, due_after
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.workdays import day_of, optional_day, today
from ...i18n import tr

if TYPE_CHECKING:
    from ..door import Door

INSERT = ("INSERT INTO deadline (deadline_id, parcel_uid, round, node, starts_on, due_on, rule_id, reason, extended_seq, done_on,"
          " seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
DUE = "due_on"
STATED = ("deadline_id", "node", "starts_on", "due_on", "rule_id")


def insert_deadline(door: Door, one: Deadline, seq: int) -> None:
    """Write a deadline's row."""
    door.execute(INSERT, (one.deadline_id, one.parcel_uid, one.round, one.node, one.starts_on, one.due_on, one.rule_id,
                          one.reason, one.extended_seq, one.done_on, seq))


class Moved:
    """What a move of a case does to its deadlines: told in the event's body, then written beside it."""

    def __init__(self, case: CaseState, day: str) -> None:
        self.case, self.day = case, day
        self.started: List[Deadline] = []
        self.ended: List[str] = []
        self.resumed: List[str] = []
        self.notices: List[str] = []

    def body(self) -> Dict[str, Any]:
        """Return what the event says of it."""
        told: Dict[str, Any] = {
            "started": [{key: getattr(one, key) for key in STATED} for one in self.started],
            "ended": self.ended, "resumed": self.resumed, "notices": self.notices}
        kept = {key: value for key, value in told.items() if value}
        return {"deadlines": {"day": self.day, **kept}} if kept else {}

    def write(self, door: Door, seq: int) -> None:
        """Write the rows."""
        for deadline_id in self.ended:
            door.execute("UPDATE deadline SET done_on = ? WHERE deadline_id = ?", (self.day, deadline_id))
        for deadline_id in self.resumed:
            door.execute("UPDATE deadline SET done_on = '' WHERE deadline_id = ?", (deadline_id,))
        for notice_id in self.notices:
            door.execute("UPDATE notice SET closed_on = ? WHERE notice_id = ?", (self.day, notice_id))
        for one in self.started:
            insert_deadline(door, one, seq)


def on_move(door: Door, before: CaseState, after: CaseState, change: Change) -> Optional[Moved]:
    """Return what a change of a case's state starts and ends, None when the case stays where it is.

    Ended: what the state left had started; everything, notices too, when the case is closed. Started: what the state
    entered asks for, due on the day the step names, else on the batch's, else after the rule's days.

    :raises NotAllowed: for an application for acceptance after the batch's last day.
    """
    if before.status == after.status and before.round == after.round:
        return None
    if change.action == "merge_case":  # the copy's own deadlines come along
        return None
    _check_cut_off(door, before, change)
    moved = Moved(after, today().isoformat())
    running = [one for one in door.ledger.deadlines.set(before.parcel_uid) if not one.done_on and one.round == before.round]
    if change.action == "undo":
        _turn_back(door, moved, running, int(change.payload.get("seq") or 0))
        return moved
    rules, asked_for = door.ledger.deadlines.rules, _asked_day(door, before, change)
    closed = after.status in door.ledger.workflow.finals
    left = {rule.rule_id for rule in rules.rules if before.status in rule.starts and after.status not in rule.starts}
    moved.ended = [one.deadline_id for one in running if closed or one.rule_id in left]
    if closed:
        moved.notices = [one.notice_id for one in door.ledger.deadlines.notices(before.parcel_uid) if not one.closed_on]
        return moved
    standing = {one.node for one in running if one.deadline_id not in moved.ended}
    for rule in rules.started_by(after.status):
        due, named = _due(door, after, rule, asked_for)
        if rule.node in standing and named:
            moved.ended += [one.deadline_id for one in running if one.node == rule.node]
        elif rule.node in standing:
            continue
        moved.started.append(Deadline(door.ledger.new_uid(), after.parcel_uid, after.round, rule.node, moved.day,
                                      due.isoformat(), rule.rule_id))
    return moved


def _check_cut_off(door: Door, case: CaseState, change: Change) -> None:
    """Refuse an application for acceptance after the batch's last day (逾期不再受理, 003-06)."""
    book = door.ledger.deadlines
    if change.action in book.rules.cut_off_actions and book.cut_off_passed(case.parcel_uid):
        raise NotAllowed(tr("Acceptance could be applied for until {day}: it is no longer taken. A later day approved for this "
                            "parcel (a deadline of its own for the acceptance) opens it again."),
                         day=book.cut_off(case.parcel_uid))


def _asked_day(door: Door, before: CaseState, change: Change) -> Optional[date]:
    """Return the day a step names for what it leads to, None where it is not asked for one: nothing sent along moves a clock."""
    step = door.ledger.workflow.find(change.action, before.status)
    if step is None or not any(one.kind == "payload" and one.value == "date" and DUE in one.names for one in step.requires):
        return None
    with suppress(BadInput):  # a county's own step may mean something else by ``due_on``
        return optional_day(str(change.payload.get(DUE) or ""))
    return None


def _due(door: Door, case: CaseState, rule: DeadlineRule, named: Optional[date]) -> Tuple[date, bool]:
    """Return the day a rule asks for, and whether the step itself named it.

    :param named: the day the step named.
    """
    if named is not None:
        return named, True
    if rule.batch:
        for binding in door.ledger.deadlines.bindings(case.parcel_uid):
            text = binding.dates.get(rule.batch)
            if text:
                return day_of(text), False
    return due_after(today(), rule.days, rule.unit, door.ledger.deadlines.calendar, rule.roll), False


def _turn_back(door: Door, moved: Moved, running: List[Deadline], seq: int) -> None:
    """End what the undone event started, and let run again what it ended."""
    told: Dict[str, Any] = {}
    for row in door.store.rows("SELECT body FROM event WHERE seq = ?", (seq,)):
        told = json.loads(row["body"]).get("deadlines", {})
    started: Set[str] = {one["deadline_id"] for one in told.get("started", ())}
    moved.ended = [one.deadline_id for one in running if one.deadline_id in started]
    moved.resumed = list(told.get("ended", ()))
