"""Undo (撤销): a new event that sets back what an earlier one set; nothing is ever taken out of the journal."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Mapping

from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.takeover import TAKE_OVER
from ...i18n import tr
from ..cases.wording import column_label
from ..door import Door, Outcome, differences, with_fields
from .merging import MERGE, RESOLVE, undo_merged
from .taking_over import undo_taken_over
from .voiding import void

RECORDS = ("record", "correct", "undo")


def undo(door: Door, case: CaseState, change: Change) -> Outcome:
    """Set back what one event of this case set; payload: seq, reason. Signatures that a step ended stand again.

    :raises NotAllowed: when a later event has changed the same fields, the event is no record of findings and not the
        newest step that still stands, it ended or reopened the case, or it is another person's step.
    """
    number, reason = str(change.payload.get("seq") or 0), str(change.payload.get("reason") or "").strip()
    if not reason:
        raise BadInput(tr("Say why it is undone."))
    seq = int(number) if number.isdecimal() and len(number) < 19 else 0
    events = _events(door, case.parcel_uid)
    body = events.get(seq, {})
    if "set" not in body:
        raise NotAllowed(tr("Event {seq} is not one of this parcel's that can be undone."), seq=seq)
    action, was, now = body["action"], body["was"], body["set"]
    if action in (MERGE, RESOLVE):
        return undo_merged(door, case, change, body, is_newest(events, seq))
    if action == TAKE_OVER:
        return undo_taken_over(door, case, change, body, is_newest(events, seq))
    undone = events.get(int(body["payload"]["seq"]), {}).get("action") if action == "undo" else ""
    if undone in (MERGE, RESOLVE):
        raise NotAllowed(tr("A merge that was undone is not redone here: merge the copy again, or decide the conflict again."))
    if undone == TAKE_OVER:
        raise NotAllowed(tr("A case that was taken over and set back is not redone here: take it over again."))
    if not now or (action not in RECORDS and not door.ledger.workflow.knows(action)):
        raise NotAllowed(tr("Event {seq} is undone by its own counterpart (take back, remove, release), not here."), seq=seq)
    newest = is_newest(events, seq)
    if action in RECORDS and not newest:  # the fields go back; that the case is being surveyed stays true
        was, now = ({key: value for key, value in fields.items() if key != "status"} for fields in (was, now))
    moved = "status" in now
    gone = moved and (not newest or case.status != now["status"])
    if "round" in now or case.status in door.ledger.workflow.finals or gone:
        raise NotAllowed(tr("Event {seq} is undone no longer: later steps rest on it."), seq=seq)
    if moved and action not in ("record", "correct") and body.get("by", change.by) != change.by:
        raise NotAllowed(tr("A step is taken back by whoever took it: name that person."))
    _check_unchanged(case, was, now, seq)
    payload: Dict[str, Any] = {"seq": seq, "reason": reason}
    restored, ended = _ended_by(door, case, seq), _standing_again(door, case, body)
    if restored:
        payload["restored"] = restored
    if ended:
        payload["voided"] = ended

    def after(undone_by: int) -> None:
        void(door, restored, None)
        void(door, ended, undone_by)

    return Outcome(with_fields(case, was), payload, after=after)


def _check_unchanged(case: CaseState, was: Mapping[str, Any], now: Mapping[str, Any], seq: int) -> None:
    current, _ = differences(case, with_fields(case, was))
    later = sorted(key for key in now if key in current and current[key] != now[key])
    if later:
        raise NotAllowed(tr("Event {seq} cannot be undone: {fields} were changed again later."), seq=seq,
                         fields=tr(", ").join(map(column_label, later)))


def _events(door: Door, parcel_uid: str) -> Dict[int, Dict[str, Any]]:
    """Return the bodies of a case's events by seq, in order."""
    rows = door.store.rows("SELECT seq, body FROM event WHERE parcel_uid = ? ORDER BY seq", (parcel_uid,))
    bodies = ((row["seq"], json.loads(row["body"])) for row in rows)
    return {seq: body for seq, body in bodies if "prev_case" in body}


def is_newest(events: Mapping[int, Mapping[str, Any]], seq: int) -> bool:
    """Whether nothing stands on an event: whatever came after it in its case has been undone."""
    stands = {number: body["action"] != "undo" for number, body in events.items()}
    for body in events.values():
        if body["action"] == "undo":
            _flip(events, stands, int(body["payload"]["seq"]))
    return not any(stands[number] for number in events if number > seq)


def _flip(events: Mapping[int, Mapping[str, Any]], stands: Dict[int, bool], seq: int) -> None:
    """Take an event as undone; the undoing of an undo lets stand again what that had undone."""
    while seq in events and events[seq]["action"] == "undo":
        seq = int(events[seq]["payload"]["seq"])
    if seq in stands:
        stands[seq] = not stands[seq]


def _ended_by(door: Door, case: CaseState, seq: int) -> List[str]:
    return [one.sign_id for one in door.ledger.signatures(case.parcel_uid) if one.void_seq == seq]


def _standing_again(door: Door, case: CaseState, body: Mapping[str, Any]) -> List[str]:
    """Return the signatures that an undo let stand again and that still do: when it is undone itself, they end anew."""
    again = set(body["payload"].get("restored", ()))
    return [one.sign_id for one in door.ledger.signatures(case.parcel_uid) if one.sign_id in again and one.void_seq is None]


HANDLERS = {"undo": undo}
