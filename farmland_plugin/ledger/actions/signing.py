"""Signatures (签字背书): each is one event, stands for the facts as they are, and ends when they change."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from ...domain.casework import chain_of, stages_waiting
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.signoff import AGREE, RETURN, Signature, chain_complete, check_signature, progress
from ...domain.workflow import Stage
from ...i18n import language, tr
from ..cases.dossiers import dossier_of
from ..cases.wording import spoken
from ..door import Door, Outcome, utc_now
from ..media import Stored
from ..reissues import require_in_force
from .attaching import SCAN, insert_files, link
from .recording import checked_date

KEPT = ("person_id", "method", "decision", "opinion", "signed_at", "attachment", "witness1", "witness2", "proxy", "reason",
        "reason_code")


def sign(door: Door, case: CaseState, change: Change) -> Outcome:
    """Add one person's signature to the level whose turn it is; the last one moves the case on by itself.

    payload: person_id, method, decision (agree, return), signed_at (date), opinion; attachment (SHA-256 of the scan) with
    files; witness1, witness2, proxy, reason, reason_code; subject_hash when a printed form was signed; what the step back asks
    for besides, when the decision is return.

    :raises NotAllowed: when it is not this person's turn, or the facts have changed since the form was printed.
    """
    ledger = door.ledger
    require_in_force(door, case.parcel_uid)
    if case.hold:
        raise NotAllowed(tr("The case is on hold ({hold}): release it first."),
                         hold=ledger.dictionary("hold").label(case.hold, language()))
    payload: Dict[str, Any] = {key: str(change.payload[key]) for key in KEPT if change.payload.get(key)}
    people = [str(payload.get(key) or "") for key in ("person_id", "witness1", "witness2", "proxy")]
    ledger.people.require([p for p in people if p])
    dossier = dossier_of(ledger, case, people=people)
    stage = stages_waiting(ledger.workflow, dossier)
    if stage is None or not payload.get("person_id"):
        raise NotAllowed(tr("Nothing is to be signed where the case stands."))
    chain = ledger.workflow.chains[chain_of(ledger.workflow, dossier, stage)]
    states = progress(chain, dossier.of_stage(stage.name), dossier.subjects[stage.name])
    try:
        level = check_signature(states, payload, ledger.dictionary("sign_method"), dossier.roles.get(people[0], ()))
    except NotAllowed as error:
        raise spoken(error, ledger) from error
    signed_for = str(change.payload.get("subject_hash") or dossier.subjects[stage.name])
    if signed_for != dossier.subjects[stage.name]:
        raise NotAllowed(tr("The facts have changed since this form was printed: print it again and have it signed anew."))
    files = [Stored.from_dict(one) for one in change.payload.get("files", ())]
    for one in files:
        ledger.media.check(one)
    if payload.get("attachment") and payload["attachment"] not in {one.sha256 for one in files}:
        ledger.media.require(payload["attachment"])
    signature = _signature(door, case, stage, level.number, level.level.role, payload, signed_for)
    recorded = {**payload, "sign_id": signature.sign_id, "stage": stage.name, "level": level.number, "role": signature.role,
                "decision": signature.decision, "subject_hash": signed_for, "person_hash": signature.person_hash}
    if files:
        recorded["files"] = [one.to_dict() for one in files]
    new = progress(chain, [*dossier.of_stage(stage.name), signature], signed_for)
    follow = _follow(door, case, stage, signature, change.payload, chain_complete(new))

    def after(seq: int) -> None:
        insert_files(door, files, "scan")
        if signature.attachment:
            link(door, case, (signature.attachment,), SCAN, "", seq)
        insert_signature(door, signature, seq)

    return Outcome(case, recorded, after=after, follow=follow)


def _signature(door: Door, case: CaseState, stage: Stage, level: int, role: str, payload: Dict[str, Any],
               signed_for: str) -> Signature:
    return Signature(
        sign_id=door.ledger.new_uid(), parcel_uid=case.parcel_uid, round=case.round, stage=stage.name, level=level, role=role,
        person_id=str(payload["person_id"]), method=str(payload.get("method", "")),
        decision=str(payload.get("decision", AGREE)),
        subject_hash=signed_for, opinion=str(payload.get("opinion", "")),
        signed_at=checked_date(payload["signed_at"]) if payload.get("signed_at") else utc_now(),
        attachment=payload.get("attachment"),
        witness1=payload.get("witness1"), witness2=payload.get("witness2"), proxy=payload.get("proxy"),
        person_hash=door.ledger.people.hash_of(str(payload["person_id"])), reason=str(payload.get("reason", "")),
        recorded_by=door.store.actor)


def insert_signature(door: Door, one: Signature, seq: int) -> None:
    """Write a signature's row."""
    door.execute(
        "INSERT INTO sign_off (sign_id, parcel_uid, round, stage, level, role, person_id, method, decision, subject_hash,"
        " opinion, signed_at, attachment, witness1, witness2, proxy, void_seq, person_hash, reason, recorded_by, seq)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (one.sign_id, one.parcel_uid, one.round, one.stage, one.level, one.role, one.person_id, one.method, one.decision,
         one.subject_hash, one.opinion, one.signed_at, one.attachment, one.witness1, one.witness2, one.proxy, one.void_seq,
         one.person_hash, one.reason, one.recorded_by, seq))


def _follow(door: Door, case: CaseState, stage: Stage, one: Signature, payload: Dict[str, Any],
            complete: bool) -> Tuple[Change, ...]:
    if one.decision == RETURN:
        if not (payload.get("reason_code") and payload.get("reason")):
            raise BadInput(tr("Whoever returns a case gives a reason code and says why in words."))
        back = door.ledger.workflow.find(stage.returns, case.status)
        asked = [name for guard in (back.requires if back is not None else ()) if guard.kind == "payload" for name in guard.names]
        given = {key: payload[key] for key in ("reason_code", "reason", *asked) if payload.get(key)}
        return (Change(case.parcel_uid, None, stage.returns, given, by=one.person_id),)
    if complete and stage.completes:
        return (Change(case.parcel_uid, None, stage.completes, {}, by=one.person_id),)
    return ()


def withdraw_signature(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take a signature back: the same person, before the next level has signed; payload: sign_id, reason."""
    sign_id = str(change.payload.get("sign_id") or "")
    found = [one for one in door.ledger.signatures(case.parcel_uid) if one.sign_id == sign_id and one.void_seq is None]
    if not found or found[0].round != case.round:
        raise BadInput(tr("There is no such signature in this round."))
    one = found[0]
    reason = str(change.payload.get("reason") or "").strip()
    if not reason:
        raise BadInput(tr("Say why the signature is taken back."))
    if change.by != one.person_id:
        raise NotAllowed(tr("A signature is taken back by whoever gave it."))
    stage = door.ledger.workflow.stages.get(one.stage)
    if stage is None or stage.state != case.status or any(
            other.level > one.level and other.stage == one.stage and other.void_seq is None and other.round == case.round
            for other in door.ledger.signatures(case.parcel_uid)):
        raise NotAllowed(tr("The next level has acted already: the case can only be returned."))

    def after(seq: int) -> None:
        door.execute("UPDATE sign_off SET void_seq = ? WHERE sign_id = ?", (seq, sign_id))

    return Outcome(case, {"sign_id": sign_id, "reason": reason}, after=after)


HANDLERS = {"sign": sign, "withdraw_signature": withdraw_signature}
