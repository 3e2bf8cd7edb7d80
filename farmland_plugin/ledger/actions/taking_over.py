"""Taking over the earlier issue's case (案件承接): answers, files and responsibilities go to the parcel issued again.

Signatures and concluded steps are named in the event and stay where they were given: on the earlier parcel.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, Mapping

from ...domain.errors import BadInput, NotAllowed
from ...domain.merge_rows import RowChange
from ...domain.parcel import CaseState, Change
from ...domain.takeover import TAKE_OVER, taken
from ...i18n import tr
from ..cases.earlier import Earlier, check, earlier_of, row_changes, status_after
from ..door import Door, Outcome, with_fields
from .beside import inverse, write

ASKED = ("last_seq", "reason")


def take_over(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take over what the newest earlier issue that says anything says, by one event.

    Payload: last_seq (of the earlier case as the caller saw it) and reason; both may be left out.

    :raises NotAllowed: when there is no such issue, or its case or this one does not allow it.
    """
    ledger = door.ledger
    unknown = next((key for key in change.payload if key not in ASKED), "")
    if unknown:
        raise BadInput(tr("{key} is not a field of a finding."), key=unknown)
    earlier = earlier_of(ledger, case.parcel_uid)
    if earlier is None:
        raise NotAllowed(tr("No earlier issue of this parcel has a case to take over."))
    if change.payload.get("last_seq") not in (None, earlier.case.last_seq):
        raise NotAllowed(tr("The case of the earlier issue was changed meanwhile: look at it again, then take it over."))
    check(ledger, earlier, case)
    fields, rows = taken(earlier.case, case), row_changes(ledger, earlier, case)
    after = replace(with_fields(case, fields), status=status_after(ledger, earlier, case, bool(fields)))
    payload = {**_told(earlier), "reason": str(change.payload.get("reason") or "").strip(),
               "rows": [one.to_dict() for one in rows]}
    return Outcome(after, payload, after=lambda seq: write(door, rows, seq))


def _told(earlier: Earlier) -> Dict[str, Any]:
    """Return what the journal says of the earlier issue."""
    case = earlier.case
    return {
        "from": case.parcel_uid, "number": earlier.parcel.source_no, "batch_id": earlier.parcel.batch_id, "batch": earlier.batch,
        "last_seq": case.last_seq, "last_hash": case.last_hash, "status": case.status, "round": case.round,
        "verdict": earlier.verdict, "what": list(earlier.what), "areas": earlier.areas(),
        "signatures": [{"sign_id": one.sign_id, "stage": one.stage, "level": one.level, "role": one.role,
                        "person_id": one.person_id, "signed_at": one.signed_at} for one in earlier.signatures],
        "left": [{"sha256": row["sha256"], "role": row["role"]} for row in earlier.left],
    }


def undo_taken_over(door: Door, case: CaseState, change: Change, body: Mapping[str, Any], newest: bool) -> Outcome:
    """Set a case back to before it took over another; nothing may have been done to it since.

    :param body: of the event that is undone. :param newest: whether nothing that stands came after it.
    """
    if not newest:
        raise NotAllowed(tr("The case was worked on since it was taken over: what came in stays, correct it by hand."))
    seq = int(body["seq"])
    rows = inverse([RowChange.from_dict(one) for one in body["payload"].get("rows", ())], seq)
    payload: Dict[str, Any] = {"seq": seq, "reason": str(change.payload.get("reason", "")).strip()}
    if rows:
        payload["rows"] = [one.to_dict() for one in rows]
    return Outcome(with_fields(case, body["was"]), payload, after=lambda undone_by: write(door, rows, undone_by))


HANDLERS = {TAKE_OVER: take_over}
