"""Deadlines set, extended and closed by hand; those that begin and end by themselves are in ``ledger/cases/clocks.py``."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Dict, List, Mapping, Optional, Tuple

from ...domain.deadlines import Deadline, check_extension, due_after
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.workdays import day_of, today
from ...i18n import language, tr
from ..cases.clocks import insert_deadline
from ..door import Door, Outcome
from ..media import Stored
from .attaching import insert_files, link


def set_deadline(door: Door, case: CaseState, change: Change) -> Outcome:
    """Set a deadline; payload: node, starts_on (today), due_on (else the rule's days), rule_id, reason.

    One that is later than the batch's date for the node is an extension: it needs a reason and who approved it (``by``).

    :raises NotAllowed: when the node has an open deadline already, or the case is closed.
    """
    if case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed: no deadline can be set."))
    given, rules = change.payload, door.ledger.deadlines.rules
    node = door.ledger.dictionary("deadline_node").require(str(given.get("node") or "")).code
    if any(one.node == node for one in _open(door, case)):
        raise NotAllowed(tr("{node} has a deadline already: extend or close it."), node=_label(door, node))
    rule = rules.rule(str(given.get("rule_id") or "")) or rules.of_node(node)
    starts = day_of(str(given["starts_on"])) if given.get("starts_on") else today()
    if given.get("due_on"):
        due = day_of(str(given["due_on"]))
    elif rule is not None:
        due = due_after(starts, rule.days, rule.unit, door.ledger.deadlines.calendar, rule.roll)
    else:
        raise BadInput(tr("Say by when."))
    if due < starts:
        raise BadInput(tr("{due} is before {starts}, the day the time begins."), due=due.isoformat(), starts=starts.isoformat())
    reason = str(given.get("reason") or "").strip()
    batch = _batch_day(door, case, node)
    if batch is not None and due > batch:
        _approved(door, change, reason)
    one = Deadline(str(given.get("deadline_id") or door.ledger.new_uid()), case.parcel_uid, case.round, node,
                   starts.isoformat(), due.isoformat(), rule.rule_id if rule else "", reason)
    payload = {"deadline_id": one.deadline_id, "node": node, "starts_on": one.starts_on, "due_on": one.due_on,
               "rule_id": one.rule_id, "reason": reason}
    return Outcome(case, payload, after=lambda seq: insert_deadline(door, one, seq))


def extend_deadline(door: Door, case: CaseState, change: Change) -> Outcome:
    """Extend (延期) an open deadline; payload: deadline_id or node, due_on, reason; files of the approval; ``by`` approves.

    :raises NotAllowed: when it would be shortened, goes beyond the rule's limit without the approval's scan, or nobody who
        may approve it is named.
    """
    one, reason = _named(door, case, change.payload), str(change.payload.get("reason") or "").strip()
    new = day_of(str(change.payload.get("due_on") or ""))
    _approved(door, change, reason)
    files = [Stored.from_dict(file) for file in change.payload.get("files", ())]
    for file in files:
        door.ledger.media.check(file)
    first, times = _history(door, one)
    book = door.ledger.deadlines
    check_extension(book.rules.rule(one.rule_id), book.calendar, first, day_of(one.due_on), new, times=times,
                    documented=bool(files))
    payload: Dict[str, Any] = {"deadline_id": one.deadline_id, "node": one.node, "was_due": one.due_on,
                               "due_on": new.isoformat(), "reason": reason}
    if files:
        payload["files"] = [file.to_dict() for file in files]

    def after(seq: int) -> None:
        insert_files(door, files, "document")
        link(door, case, tuple(file.sha256 for file in files), "doc_other", reason, seq)
        door.execute("UPDATE deadline SET due_on = ?, extended_seq = ?, reason = ? WHERE deadline_id = ?",
                     (new.isoformat(), seq, reason, one.deadline_id))

    return Outcome(case, payload, after=after)


def close_deadline(door: Door, case: CaseState, change: Change) -> Outcome:
    """Close a deadline as met; payload: deadline_id or node, done_on (today), note."""
    one = _named(door, case, change.payload)
    done = day_of(str(change.payload["done_on"])) if change.payload.get("done_on") else today()
    if done > today() or done < day_of(one.starts_on):
        raise BadInput(tr("{day} is not between the day the time began and today."), day=done.isoformat())
    payload = {"deadline_id": one.deadline_id, "node": one.node, "done_on": done.isoformat(),
               "note": str(change.payload.get("note") or "").strip()}
    return Outcome(case, payload, after=lambda _seq: door.execute(
        "UPDATE deadline SET done_on = ? WHERE deadline_id = ?", (done.isoformat(), one.deadline_id)))


def _open(door: Door, case: CaseState) -> List[Deadline]:
    return [one for one in door.ledger.deadlines.set(case.parcel_uid) if one.round == case.round and not one.done_on]


def _named(door: Door, case: CaseState, payload: Mapping[str, Any]) -> Deadline:
    """Return the open deadline a payload means: by its id, else by its node."""
    running = _open(door, case)
    for key in ("deadline_id", "node"):
        for one in running:
            if payload.get(key) and getattr(one, key) == payload[key]:
                return one
    raise BadInput(tr("The parcel has no such deadline open."))


def _batch_day(door: Door, case: CaseState, node: str) -> Optional[date]:
    """Return the day the batch sets for a node, None when it sets none."""
    columns = [one.column for one in door.ledger.deadlines.rules.batch_nodes if one.node == node]
    days = [day_of(text) for binding in door.ledger.deadlines.bindings(case.parcel_uid) for column in columns
            for text in (binding.dates.get(column),) if text]
    return min(days) if days else None


def _approved(door: Door, change: Change, reason: str) -> None:
    """Make sure that somebody who may approve an extension has, and why."""
    if not reason:
        raise BadInput(tr("An extension needs a reason."))
    roles = door.ledger.deadlines.rules.extension_roles
    if roles and not set(roles) & set(door.ledger.people.roles_of([change.by]).get(change.by, ())):
        known = door.ledger.dictionary("role")
        raise NotAllowed(tr("An extension is approved by somebody with the role {roles}: name who approved it."),
                         roles=" / ".join(known.label(role, language()) for role in roles))


def _history(door: Door, one: Deadline) -> Tuple[date, int]:
    """Return the day a deadline was first set to, and how often it was extended."""
    first, times = day_of(one.due_on), 0
    for row in door.store.rows(
            "SELECT seq AS at, seq, body FROM event WHERE parcel_uid = ? AND action = 'extend_deadline' UNION ALL"
            " SELECT merged_seq AS at, seq, body FROM merged_event WHERE parcel_uid = ? AND action = 'extend_deadline'"
            " ORDER BY at, seq", (one.parcel_uid, one.parcel_uid)):
        payload = json.loads(row["body"])["payload"]
        if payload.get("deadline_id") == one.deadline_id:
            first = day_of(payload["was_due"]) if not times else first
            times += 1
    return first, times


def _label(door: Door, node: str) -> str:
    return door.ledger.dictionary("deadline_node").label(node, language())


HANDLERS = {"set_deadline": set_deadline, "extend_deadline": extend_deadline, "close_deadline": close_deadline}
