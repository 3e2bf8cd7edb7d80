"""Holds (挂起, 申诉): an overlay that stops every step and the clocks; its release returns to exactly the same state."""

from __future__ import annotations

from dataclasses import replace

from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...i18n import tr
from ..door import Door, Outcome, utc_now
from .voiding import standing, void

KIND = {"suspend": "suspended", "appeal": "appeal"}
REOPENED = "surveying"


def _reason(change: Change) -> str:
    reason = str(change.payload.get("reason") or "").strip()
    if not reason:
        raise BadInput(tr("Say why: a hold and its release need a reason."))
    return reason


def hold(door: Door, case: CaseState, change: Change) -> Outcome:
    """Put a case on hold."""
    if case.hold:
        raise NotAllowed(tr("The case is on hold already."))
    if case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed: there is nothing to hold."))
    kind, reason = KIND[change.action], _reason(change)
    if kind not in door.ledger.workflow.holds:
        raise NotAllowed(tr("This ledger's workflow does not know the hold {hold}."), hold=kind)

    def after(seq: int) -> None:
        door.execute("INSERT INTO hold_period (parcel_uid, kind, reason, since, until, seq) VALUES (?, ?, ?, ?, '', ?)",
                     (case.parcel_uid, kind, reason, utc_now(), seq))

    return Outcome(replace(case, hold=kind), {"reason": reason}, after=after)


def release(door: Door, case: CaseState, change: Change) -> Outcome:
    """Release a case: it stands where it stood."""
    if not case.hold:
        raise NotAllowed(tr("The case is not on hold."))
    return Outcome(replace(case, hold=""), {"reason": _reason(change)}, after=lambda _seq: _end(door, case))


def appeal_upheld(door: Door, case: CaseState, change: Change) -> Outcome:
    """End an appeal that was upheld (变更): the case is surveyed again and every signature of the round is void."""
    if case.hold != KIND["appeal"]:
        raise NotAllowed(tr("The case is not under appeal."))
    payload = {"reason": _reason(change)}
    voided = standing(door.ledger.signatures(case.parcel_uid), case)

    def after(seq: int) -> None:
        _end(door, case)
        void(door, voided, seq)

    return Outcome(replace(case, hold="", status=REOPENED), {**payload, "voided": voided} if voided else payload, after=after)


def _end(door: Door, case: CaseState) -> None:
    door.execute("UPDATE hold_period SET until = ? WHERE parcel_uid = ? AND until = ''", (utc_now(), case.parcel_uid))


HANDLERS = {"suspend": hold, "appeal": hold, "release": release, "appeal_upheld": appeal_upheld}
