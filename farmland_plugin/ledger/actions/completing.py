"""The four in place (四个到位) and what is left on the ground: said by a person, taken back by one, never changed or deleted."""

from __future__ import annotations

from typing import Any, Dict

from ...domain.acceptance import ON_THE_GROUND
from ...domain.casework import people_of
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.signoff import ACCEPTANCE
from ...domain.workdays import day_of, today
from ...i18n import language, tr
from ..cases.dossiers import shows
from ..completion import clipped, residuals, stages
from ..door import Door, Outcome
from ..reissues import require_in_force

SURVEY = "survey"
INSERT_STAGE = ("INSERT INTO completion (completion_id, parcel_uid, round, stage, done_on, person_id, photos, note, seq)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
INSERT_RESIDUAL = ("INSERT INTO residual (residual_id, parcel_uid, round, kind, found_on, person_id, area_m2, wkb, note, seq)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
_ATTACHED = "SELECT sha256, role FROM parcel_attachment WHERE parcel_uid = ? AND round = ? AND removed_seq IS NULL"


def complete_stage(door: Door, case: CaseState, change: Change) -> Outcome:
    """Record that one of the four is in place; payload: stage, done_on, person_id, photos (SHA-256 of attached files), note.

    :raises BadInput: without a photo, a person, a day that has been. :raises NotAllowed: when it is recorded already.
    """
    given = change.payload
    stage = door.ledger.dictionary("completion_stage").require(str(given.get("stage") or ""))
    label = door.ledger.dictionary("completion_stage").label(stage.code, language())
    _check_open(door, case)
    photos = given.get("photos") or ()
    shas = people_of(photos) if isinstance(photos, str) else tuple(dict.fromkeys(map(str, photos)))
    roles, ground = door.ledger.dictionary("attachment_role"), stage.code in ON_THE_GROUND
    attached = {row["sha256"] for row in door.store.rows(_ATTACHED, (case.parcel_uid, case.round))
                if not ground or (shows(roles, row["role"], ACCEPTANCE) and not shows(roles, row["role"], SURVEY))}
    if not shas or set(shas) - attached:
        raise BadInput(tr("{stage} needs a photo of after the rectification, attached to the parcel in this round: attach it "
                          "first.") if ground else tr("{stage} needs a document attached to the parcel in this round: attach "
                                                      "it first."), stage=label)
    if any(one.stage == stage.code and one.round == case.round and one.removed_seq is None
           for one in stages(door.ledger, case.parcel_uid)):
        raise NotAllowed(tr("{stage} is recorded already: take it back first."), stage=label)
    payload: Dict[str, Any] = {
        "completion_id": str(given.get("completion_id") or door.ledger.new_uid()), "round": case.round, "stage": stage.code,
        "done_on": _day(given.get("done_on")), "person_id": _person(door, given), "photos": ",".join(shas),
        "note": str(given.get("note") or "").strip()}
    row = [payload[key] for key in ("stage", "done_on", "person_id", "photos", "note")]

    def after(seq: int) -> None:
        door.execute(INSERT_STAGE, (payload["completion_id"], case.parcel_uid, case.round, *row, seq))

    return Outcome(case, payload, after=after)


def withdraw_stage(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take back that a stage is in place; payload: completion_id, reason."""
    wanted, reason = str(change.payload.get("completion_id") or ""), _reason(change)
    _check_open(door, case, in_force=False)
    if not any(one.completion_id == wanted and one.round == case.round and one.removed_seq is None
               for one in stages(door.ledger, case.parcel_uid)):
        raise BadInput(tr("The parcel has no such entry in this round."))

    def after(seq: int) -> None:
        door.execute("UPDATE completion SET removed_seq = ? WHERE completion_id = ?", (seq, wanted))

    return Outcome(case, {"completion_id": wanted, "reason": reason}, after=after)


def draw_residual(door: Door, case: CaseState, change: Change) -> Outcome:
    """Record what is left on the ground; payload: kind, wkb (hex, ledger CRS), found_on, person_id, note.

    It is clipped to the parcel as issued, and its official area taken.

    :raises BadInput: for a drawing outside the parcel, an unknown kind, no person, a day still to come.
    """
    given = change.payload
    kind = door.ledger.dictionary("residual_kind").require(str(given.get("kind") or ""))
    _check_open(door, case)
    try:
        drawn = bytes.fromhex(str(given.get("wkb") or ""))
    except ValueError as error:
        raise BadInput(tr("The outline crosses itself or encloses no ground: draw it again.")) from error
    shape, area = clipped(door.ledger, case.parcel_uid, drawn)
    payload: Dict[str, Any] = {
        "residual_id": str(given.get("residual_id") or door.ledger.new_uid()), "round": case.round, "kind": kind.code,
        "found_on": _day(given.get("found_on")), "person_id": _person(door, given), "area_m2": str(area), "wkb": shape.hex(),
        "note": str(given.get("note") or "").strip()}
    row = [payload[key] for key in ("kind", "found_on", "person_id", "area_m2", "wkb", "note")]

    def after(seq: int) -> None:
        door.execute(INSERT_RESIDUAL, (payload["residual_id"], case.parcel_uid, case.round, *row, seq))

    return Outcome(case, payload, after=after)


def clear_residual(door: Door, case: CaseState, change: Change) -> Outcome:
    """Say that something left is gone, or was drawn by mistake; payload: residual_id, reason. Its row stays."""
    wanted, reason = str(change.payload.get("residual_id") or ""), _reason(change)
    _check_open(door, case, in_force=False)
    if not any(one.residual_id == wanted and one.round == case.round and one.removed_seq is None
               for one in residuals(door.ledger, case.parcel_uid)):
        raise BadInput(tr("The parcel has no such entry in this round."))

    def after(seq: int) -> None:
        door.execute("UPDATE residual SET removed_seq = ? WHERE residual_id = ?", (seq, wanted))

    return Outcome(case, {"residual_id": wanted, "reason": reason}, after=after)


def _check_open(door: Door, case: CaseState, in_force: bool = True) -> None:
    if in_force:
        require_in_force(door, case.parcel_uid)
    if case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed: reopen it before recording what is on the ground."))


def _day(value: Any) -> str:
    day = day_of(str(value or ""))
    if day > today():
        raise BadInput(tr("{day} is still to come: record what has been."), day=day.isoformat())
    return day.isoformat()


def _person(door: Door, given: Dict[str, Any]) -> str:
    person = str(given.get("person_id") or "")
    if not person:
        raise BadInput(tr("Choose the person who says so."))
    door.ledger.people.require([person])
    return person


def _reason(change: Change) -> str:
    reason = str(change.payload.get("reason") or "").strip()
    if not reason:
        raise BadInput(tr("Say why it is taken back."))
    return reason


HANDLERS = {"complete_stage": complete_stage, "withdraw_stage": withdraw_stage, "draw_residual": draw_residual,
            "clear_residual": clear_residual}
