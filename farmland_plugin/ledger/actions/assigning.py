"""Who answers for a parcel: the responsibility slots (三查, 003-11) and the responsible department (003-14)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict

from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...i18n import tr
from ..cases.dossiers import acted_in
from ..cases.wording import action_label
from ..door import Door, Outcome

INSERT = "INSERT INTO duty (parcel_uid, slot, person_id, department, note, seq) VALUES (?, ?, ?, ?, ?, ?)"
DELETE = "DELETE FROM duty WHERE parcel_uid = ? AND slot = ? AND person_id = ?"


def set_duty(door: Door, case: CaseState, change: Change) -> Outcome:
    """Put a person into a slot, and/or name the case's responsible department.

    payload: slot, person_id, department, note; responsible_department ('' takes it away). A closed case too: who is to
    answer is often found out last.

    :raises BadInput: for an unknown slot, person or department, or when nothing is given.
    """
    given = change.payload
    payload: Dict[str, Any] = {}
    after_case = case
    if "responsible_department" in given:
        payload["responsible_department"] = _department(door, given["responsible_department"])
        after_case = replace(case, department=payload["responsible_department"])
    slot, person = str(given.get("slot") or ""), str(given.get("person_id") or "")
    if not slot and not person:
        if not payload:
            raise BadInput(tr("Choose who answers for what."))
        return Outcome(after_case, payload)
    door.ledger.dictionary("duty_slot").require(slot)
    door.ledger.people.require([person])
    _check_separate(door, case, slot, person)
    department, note = _department(door, given.get("department")), str(given.get("note") or "").strip()
    payload.update(slot=slot, person_id=person, person_hash=door.ledger.people.hash_of(person), department=department, note=note)

    def after(seq: int) -> None:
        door.execute(DELETE, (case.parcel_uid, slot, person))
        door.execute(INSERT, (case.parcel_uid, slot, person, department, note, seq))

    return Outcome(after_case, payload, after=after)


def _check_separate(door: Door, case: CaseState, slot: str, person: str) -> None:
    """Refuse to make somebody answer for what the same person has just passed (the acceptance of the rectification)."""
    for step in door.ledger.workflow.transitions:
        if step.target != case.status or not any(g.kind == "separate" and f"duty:{slot}" in g.names for g in step.requires):
            continue
        if any(one.action == step.action and person in (one.by, *one.people) for one in acted_in(door.ledger, case)):
            raise NotAllowed(tr("This person took part in {action} here, which whoever answers for the parcel must not: return "
                                "the case first, or name somebody else."), action=action_label(step.action))


def clear_duty(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take a person out of a slot; payload: slot, person_id, reason."""
    slot, person = str(change.payload.get("slot") or ""), str(change.payload.get("person_id") or "")
    key = (case.parcel_uid, slot, person)
    if not list(door.store.rows("SELECT 1 AS one FROM duty WHERE parcel_uid = ? AND slot = ? AND person_id = ?", key)):
        raise BadInput(tr("This person does not answer for that here."))
    return Outcome(case, {"slot": slot, "person_id": person, "reason": str(change.payload.get("reason") or "").strip()},
                   after=lambda _seq: door.execute(DELETE, key))


def _department(door: Door, code: Any) -> str:
    text = str(code or "")
    if text and door.ledger.dictionary("department").get(text) is None:
        raise BadInput(tr("{value} is not a code of the dictionary {name}."), value=text, name="department")
    return text


HANDLERS = {"set_duty": set_duty, "clear_duty": clear_duty}
