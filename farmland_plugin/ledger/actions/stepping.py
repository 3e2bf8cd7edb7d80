"""Steps of the workflow: from state to state, when everything demanded is there."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict

from ...domain.casework import PEOPLE_KEYS, decide, people_of
from ...domain.errors import NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.signoff import SIGNED_COLUMNS
from ..cases.dossiers import dossier_of
from ..cases.wording import spoken
from ..door import Door, Outcome, next_status
from ..reissues import require_in_force
from .voiding import standing, void


def step(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take a step of the workflow.

    :raises NotAllowed: when it is not open, or not to this person. :raises MissingEvidence: listing what is missing.
    """
    ledger = door.ledger
    require_in_force(door, case.parcel_uid)
    next_status(ledger.workflow, ledger.dictionaries, change.action, case.status, case.hold)
    payload = _payload(door, change)
    dossier = dossier_of(ledger, case, people=[change.by, *(p for key in PEOPLE_KEYS for p in payload.get(key) or ())])
    try:
        taken = decide(ledger.workflow, dossier, change.action, payload, change.by)
    except NotAllowed as error:
        raise spoken(error, ledger) from error
    after = replace(case, status=taken.target)
    if taken.new_round:
        blank: Dict[str, Any] = dict.fromkeys(SIGNED_COLUMNS, "")
        after = replace(after, round=case.round + 1, facts={}, **blank)

    voided = standing(dossier.signatures, case, taken.voids)
    if voided:
        payload["voided"] = voided
    return Outcome(after, payload, after=lambda seq: void(door, voided, seq))


def _payload(door: Door, change: Change) -> Dict[str, Any]:
    """Return the payload with people as lists of ids."""
    payload = {key: value for key, value in change.payload.items() if key != "files"}  # files are attached, not taken along
    for key in PEOPLE_KEYS:
        if key in payload:
            value = payload[key] or ""
            payload[key] = list(dict.fromkeys(map(str, value))) if isinstance(value, list) else list(people_of(str(value)))
            door.ledger.people.require(payload[key])
    return payload
