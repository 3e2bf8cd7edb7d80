"""Notices (责令限期改正通知书 and others): served, complied with, and put on the list when their time has run out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List, Optional

from ...domain.casework import people_of
from ...domain.deadlines import due_after, escalation_of
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.people import Notice
from ...domain.workdays import day_of, optional_day, today
from ...i18n import language, tr
from ..door import Door, Outcome
from ..media import Stored
from .attaching import insert_files, link

INSERT = ("INSERT INTO notice (notice_id, parcel_uid, round, kind, number, issued_on, served_on, due_on, attachment, note,"
          " closed_on, escalated_on, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
ROLE = "doc_other"


def serve_notice(door: Door, case: CaseState, change: Change) -> Outcome:
    """Record a notice, or the service of one issued before.

    payload: kind, number, issued_on, served_on ('' while it is not served), due_on (else the rule's days after service),
    note, files (the scan). With the notice_id of a notice that is not served yet: served_on and due_on.

    :raises BadInput: for an unknown kind, a missing number, dates that contradict one another.
    """
    known = _find(door, case, change.payload, required=False)
    if known is None and case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed: reopen it before serving a notice."))
    files = [Stored.from_dict(one) for one in change.payload.get("files", ())]
    for one in files:
        door.ledger.media.check(one)
    notice = _served(door, known, change.payload) if known is not None else _new(door, case, change.payload)
    if files:
        notice = replace(notice, attachment=files[0].sha256)
    payload: Dict[str, Any] = {key: getattr(notice, key) for key in (
        "notice_id", "kind", "number", "issued_on", "served_on", "due_on", "note", "attachment")}
    if files:
        payload["files"] = [one.to_dict() for one in files]
    entry = door.ledger.dictionary("notice_kind").get(notice.kind)
    role = str(entry.extra.get("attachment_role", ROLE)) if entry is not None else ROLE

    def after(seq: int) -> None:
        insert_files(door, files, "document")
        link(door, case, tuple(one.sha256 for one in files), role, notice.number, seq)
        if known is not None:
            door.execute("UPDATE notice SET served_on = ?, due_on = ?, attachment = ? WHERE notice_id = ?",
                         (notice.served_on, notice.due_on, notice.attachment, notice.notice_id))
            return
        door.execute(INSERT, (notice.notice_id, case.parcel_uid, case.round, notice.kind, notice.number, notice.issued_on,
                              notice.served_on, notice.due_on, notice.attachment, notice.note, "", "", seq))

    return Outcome(case, payload, after=after)


def _new(door: Door, case: CaseState, given: Dict[str, Any]) -> Notice:
    kind = door.ledger.dictionary("notice_kind").require(str(given.get("kind") or "")).code
    number = str(given.get("number") or "").strip()
    if not number:
        raise BadInput(tr("A notice needs its number."))
    if any(one.kind == kind and one.number == number for one in door.ledger.deadlines.notices(case.parcel_uid)):
        raise BadInput(tr("The parcel has the notice {number} already."), number=number)
    issued = day_of(str(given.get("issued_on") or ""))
    served = optional_day(str(given.get("served_on") or ""))
    notice = Notice(str(given.get("notice_id") or door.ledger.new_uid()), case.parcel_uid, case.round, kind, number,
                    issued.isoformat(), served.isoformat() if served else "", "", None, str(given.get("note") or "").strip())
    return replace(notice, due_on=_due(door, notice, given))


def _served(door: Door, known: Notice, given: Dict[str, Any]) -> Notice:
    if known.served_on:
        raise NotAllowed(tr("The notice {number} is served already."), number=known.number)
    notice = replace(known, served_on=day_of(str(given.get("served_on") or "")).isoformat())
    return replace(notice, due_on=_due(door, notice, given))


def _due(door: Door, notice: Notice, given: Dict[str, Any]) -> str:
    """Return by when a notice is to be complied with, '' for a kind that gives no time."""
    issued, served = day_of(notice.issued_on), optional_day(notice.served_on)
    if served is not None and (served < issued or served > today()):
        raise BadInput(tr("{served} cannot be the day of service: the notice is of {issued}, and service lies behind us."),
                       served=served.isoformat(), issued=issued.isoformat())
    begins = served or issued
    if given.get("due_on"):
        due = day_of(str(given["due_on"]))
        if due < begins:
            raise BadInput(tr("{due} is before {starts}, the day the time begins."), due=due.isoformat(),
                           starts=begins.isoformat())
        return due.isoformat()
    book = door.ledger.deadlines
    rule = book.rules.of_notice(notice.kind)
    if rule is None or not rule.days:
        return ""
    return due_after(begins, rule.days, rule.unit, book.calendar, rule.roll).isoformat()


def close_notice(door: Door, case: CaseState, change: Change) -> Outcome:
    """Close a notice as complied with (or withdrawn); payload: notice_id, closed_on (today), note.

    When no other notice keeps it there, the parcel leaves the list for forced demolition.
    """
    notice = _required(door, case, change.payload)
    if notice.closed_on:
        raise NotAllowed(tr("The notice {number} is closed already."), number=notice.number)
    closed = day_of(str(change.payload["closed_on"])) if change.payload.get("closed_on") else today()
    if closed > today() or closed < day_of(notice.issued_on):
        raise BadInput(tr("{day} is not between the day the time began and today."), day=closed.isoformat())
    note = str(change.payload.get("note") or "").strip()
    others = [one for one in door.ledger.deadlines.notices(case.parcel_uid)
              if one.notice_id != notice.notice_id and one.escalated_on and not one.closed_on]
    leaves = bool(notice.escalated_on) and not others
    flags = [flag for flag in people_of(case.flags) if not (leaves and flag == door.ledger.deadlines.rules.flag)]
    return Outcome(
        replace(case, flags=",".join(flags)),
        {"notice_id": notice.notice_id, "kind": notice.kind, "number": notice.number, "closed_on": closed.isoformat(),
         "note": note},
        after=lambda _seq: door.execute("UPDATE notice SET closed_on = ? WHERE notice_id = ?",
                                        (closed.isoformat(), notice.notice_id)))


def escalate_notice(door: Door, case: CaseState, change: Change) -> Outcome:
    """Put a parcel on the list for forced demolition because notices ran out; nothing else changes by it.

    payload: notice_ids (or notice_id), escalated_on (today), reason; automatic when the program does it.

    :raises NotAllowed: when a notice's time has not run out, or a flag (stability risk, petition) holds it back and no
        person gives a reason.
    """
    day = day_of(str(change.payload["escalated_on"])) if change.payload.get("escalated_on") else today()
    if day > today():
        raise BadInput(tr("{day} is still to come: nothing can have run out by then."), day=day.isoformat())
    wanted = [str(one) for one in change.payload.get("notice_ids") or [change.payload.get("notice_id") or ""]]
    notices = [_required(door, case, {"notice_id": one}) for one in wanted]
    book, reason = door.ledger.deadlines, str(change.payload.get("reason") or "").strip()
    clock, holds = book.clock(day), book.holds(case.parcel_uid)
    for notice in notices:
        due = escalation_of(clock, notice, holds, people_of(case.flags))
        if due is None:
            raise NotAllowed(tr("The notice {number} cannot be escalated: its time has not run out, or it is closed or "
                                "escalated already."), number=notice.number)
        if due.held_back and (not reason or change.payload.get("automatic")):
            raise NotAllowed(tr("The parcel carries the flag {flag}: a person decides on it and gives the reason."),
                             flag=door.ledger.dictionary("flag").label(due.held_back, language()))
    flags = [*people_of(case.flags), book.rules.flag]
    payload: Dict[str, Any] = {"notice_ids": wanted, "escalated_on": day.isoformat(),
                               "automatic": bool(change.payload.get("automatic"))}
    if reason:
        payload["reason"] = reason

    def after(_seq: int) -> None:
        for notice_id in wanted:
            door.execute("UPDATE notice SET escalated_on = ? WHERE notice_id = ?", (day.isoformat(), notice_id))

    return Outcome(replace(case, flags=",".join(dict.fromkeys(flags))), payload, after=after)


def _find(door: Door, case: CaseState, payload: Dict[str, Any], required: bool) -> Optional[Notice]:
    notice_id = str(payload.get("notice_id") or "")
    found: List[Notice] = [one for one in door.ledger.deadlines.notices(case.parcel_uid) if one.notice_id == notice_id]
    if not found and required:
        raise BadInput(tr("The parcel has no such notice."))
    return found[0] if found else None


def _required(door: Door, case: CaseState, payload: Dict[str, Any]) -> Notice:
    found = _find(door, case, payload, required=True)
    if found is None:
        raise BadInput(tr("The parcel has no such notice."))
    return found


HANDLERS = {"serve_notice": serve_notice, "close_notice": close_notice, "escalate_notice": escalate_notice}
