"""The four in place (四个到位) and what is left on the ground: said by a person, taken back by one, never changed or deleted."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from ...domain.acceptance import ON_THE_GROUND, Residual, found_standing, newest_scene, out_of_order
from ...domain.casework import people_of
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.signoff import ACCEPTANCE
from ...domain.wkb import envelope
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
_ATTACHED = ("SELECT a.sha256, a.role, f.mime, f.captured_at FROM parcel_attachment AS a JOIN attachment AS f"
             " ON f.sha256 = a.sha256 WHERE a.parcel_uid = ? AND a.round = ? AND a.removed_seq IS NULL")
PHOTO, PICTURE = "photo", "image/"


def complete_stage(door: Door, case: CaseState, change: Change) -> Outcome:
    """Record that one of the four is in place; payload: stage, done_on, person_id, photos (SHA-256 of attached files), note.

    :raises BadInput: without a photo, a person, a day that has been. :raises NotAllowed: when it is recorded already.
    """
    given = change.payload
    stage = door.ledger.dictionary("completion_stage").require(str(given.get("stage") or ""))
    label = door.ledger.dictionary("completion_stage").label(stage.code, language())
    _check_open(door, case)
    shas, ground = _shas(given), stage.code in ON_THE_GROUND
    attached = {row["sha256"] for row in _shown_after(door, case)} if ground else {
        row["sha256"] for row in door.store.rows(_ATTACHED, (case.parcel_uid, case.round))}
    if not shas or set(shas) - attached or (ground and not _photos(door, case, shas)):
        raise BadInput(tr("{stage} needs a photo of after the rectification, attached to the parcel in this round: attach it "
                          "first.") if ground else tr("{stage} needs a document attached to the parcel in this round: attach "
                                                      "it first."), stage=label)
    standing = {one.stage: one.done_on for one in stages(door.ledger, case.parcel_uid)
                if one.round == case.round and one.removed_seq is None}
    if stage.code in standing:
        raise NotAllowed(tr("{stage} is recorded already: take it back first."), stage=label)
    if ground:
        _check_day(door, case, {**standing, stage.code: _day(given.get("done_on"))}, stage.code)
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
    if door.ledger.workflow.ends_from(case.status):
        raise NotAllowed(tr("The parcel was accepted and waits to be written off: return the write-off first, then take back "
                            "what is not in place."))
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
    """Say that something left is gone, or was never there; its row stays.

    What somebody found on the ground is taken back as it was recorded: by a person, since a day, and shown by a photo of after
    the rectification or by an image over the whole parcel, none of them older than the finding.

    :param change: payload: residual_id, reason, gone_on, person_id, photos (SHA-256 of attached files; none where an image
        registered since shows it).
    """
    given = change.payload
    wanted, reason = str(given.get("residual_id") or ""), _reason(change)
    _check_open(door, case, in_force=False)
    found = next((one for one in residuals(door.ledger, case.parcel_uid)
                  if one.residual_id == wanted and one.round == case.round and one.removed_seq is None), None)
    if found is None:
        raise BadInput(tr("The parcel has no such entry in this round."))
    payload = {"residual_id": wanted, "reason": reason, "gone_on": _day(given.get("gone_on")),
               "person_id": _person(door, given), "photos": ",".join(_shas(given))}
    _check_shown(door, case, found, payload)

    def after(seq: int) -> None:
        door.execute("UPDATE residual SET removed_seq = ? WHERE residual_id = ?", (seq, wanted))

    return Outcome(case, payload, after=after)


def _shas(given: Dict[str, Any]) -> Tuple[str, ...]:
    photos = given.get("photos") or ()
    return people_of(photos) if isinstance(photos, str) else tuple(dict.fromkeys(map(str, photos)))


def _shown_after(door: Door, case: CaseState) -> List[Any]:
    """Return the files of the present round that show the parcel after the rectification."""
    roles = door.ledger.dictionary("attachment_role")
    return [row for row in door.store.rows(_ATTACHED, (case.parcel_uid, case.round))
            if shows(roles, row["role"], ACCEPTANCE) and not shows(roles, row["role"], SURVEY)]


def _photos(door: Door, case: CaseState, shas: Tuple[str, ...]) -> List[Any]:
    """Return those of some files that are photos of after the rectification: a picture, in the role of a photo."""
    roles = door.ledger.dictionary("attachment_role")
    return [row for row in _shown_after(door, case) if row["sha256"] in shas and str(row["mime"]).startswith(PICTURE)
            and roles.require(row["role"]).extra.get("kind") == PHOTO]


def _check_day(door: Door, case: CaseState, days: Dict[str, str], stage: str) -> None:
    """Refuse a day on which the survey still found it standing, and one before the demolition.

    :param days: of the stages in place, the new one among them.
    """
    if case.surveyed_on and days[stage] < case.surveyed_on and found_standing(case.facts):
        raise BadInput(tr("On {surveyed} the survey still found it standing: {day} cannot be the day. If the survey is wrong, "
                          "correct it first."), surveyed=case.surveyed_on, day=days[stage])
    for one in out_of_order({key: day for key, day in days.items() if key in ON_THE_GROUND}):
        raise BadInput(tr("{stage} on {taken} lies before the demolition of {day}: rubble is cleared and land cultivated after "
                          "it."), stage=door.ledger.dictionary("completion_stage").label(one.stage, language()),
                       taken=one.taken, day=one.day)


def _check_shown(door: Door, case: CaseState, found: Residual, told: Dict[str, Any]) -> None:
    """Refuse to take back what was found while nothing shows that it is gone."""
    if told["gone_on"] < found.found_on:
        raise BadInput(tr("It was found on {found}: {day} cannot be the day on which it is gone."), found=found.found_on,
                       day=told["gone_on"])
    shas = people_of(told["photos"])
    photos = _photos(door, case, shas)
    days = [str(row["captured_at"] or "")[:10] for row in photos]
    if set(shas) - {row["sha256"] for row in photos} or any(day and day < found.found_on for day in days):
        raise BadInput(tr("That it is gone is shown by photos of after the rectification, attached in this round and taken on "
                          "{found} or later."), found=found.found_on)
    box = envelope(door.ledger.parcel(case.parcel_uid).geom)
    scene = newest_scene(door.ledger.scenes_over(box), box)
    if not shas and not scene >= found.found_on:
        raise BadInput(tr("Nothing shows that it is gone: attach a photo taken on {found} or later, or register an image of "
                          "the parcel taken since."), found=found.found_on)


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
