"""Recording and correcting what was found of a parcel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Dict, Mapping

from ...domain.casework import people_of
from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...i18n import tr
from ..door import Door, Outcome, next_status
from ..reissues import require_in_force

CODED = {"finding": "finding", "disposition": "disposition", "category": "category", "department": "department"}
RECORDED = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors", "confirmed_area_m2", "department",
            "flags")


ADOPTED = "suggestion"  # a payload's key, and the field of the event's body it becomes: no answer, but what led to the answers
_TEXTS = ("rule_id", "rules", "rules_sha256", "outcome", "on")
_TABLES = ("answers", "figures", "measures")
_LAYER = frozenset({"role", "redline_id", "sha256"})


def adopted(payload: Mapping[str, Any]) -> Dict[str, Any]:
    """Return the suggestion a person adopted, as a field of the event's body; nothing where it was none.

    :raises BadInput: when it is not told as ``domain.suggesting.adoption`` tells it, or proposes what is not recorded.
    """
    told = payload.get(ADOPTED)
    if told is None:
        return {}
    given = {**payload, **payload.get("facts", {})}
    built = isinstance(told, Mapping) and set(told) == {*_TEXTS, *_TABLES, "layers"} and _sound(told)
    if not built or not told["answers"] or any(given.get(code) != answer for code, answer in told["answers"].items()):
        raise BadInput(tr("{key} cannot be written: it is of the wrong kind."), key=ADOPTED)
    return {ADOPTED: dict(told)}


def _sound(told: Mapping[str, Any]) -> bool:
    texts = [told[key] for key in _TEXTS]
    for table in (told[key] for key in _TABLES):
        texts += table.values() if isinstance(table, Mapping) else [None]
    layers = told["layers"] if isinstance(told["layers"], (list, tuple)) else [None]
    texts += [text for one in layers for text in (one.values() if isinstance(one, Mapping) and set(one) == _LAYER else [None])]
    return all(isinstance(text, str) for text in texts) and bool(told["rule_id"]) and bool(told["rules"])


def checked(door: Door, payload: Mapping[str, Any]) -> Dict[str, Any]:
    """Return a payload whose keys are known, codes are in their dictionaries, dates are dates and people are person ids.

    :raises BadInput: naming what is not.
    """
    result = {key: value for key, value in payload.items() if key != ADOPTED}
    for key, value in result.items():
        if key not in (*RECORDED, "facts", "reason"):
            raise BadInput(tr("{key} is not a field of a finding."), key=key)
        if key in CODED and value and door.ledger.dictionary(CODED[key]).get(str(value)) is None:
            raise BadInput(tr("{value} is not a code of the dictionary {name}."), value=value, name=CODED[key])
    if payload.get("surveyed_on"):
        checked_date(payload["surveyed_on"])
    if payload.get("confirmed_area_m2"):
        result["confirmed_area_m2"] = _area(payload["confirmed_area_m2"])
    if payload.get("surveyors"):
        result["surveyors"] = ",".join(door.ledger.people.resolve(door, people_of(str(payload["surveyors"])), "surveyor"))
    for flag in people_of(str(payload.get("flags") or "")):
        if door.ledger.dictionary("flag").get(flag) is None:
            raise BadInput(tr("{value} is not a code of the dictionary {name}."), value=flag, name="flag")
    return result


def checked_date(value: Any) -> str:
    """Return an ISO date.

    :raises BadInput: when it is none.
    """
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise BadInput(tr("{value} is not a date: write it as 2026-07-03."), value=value) from error


def _area(value: Any) -> str:
    try:
        area = Decimal(str(value)).quantize(Decimal("0.01"))
    except InvalidOperation as error:
        raise BadInput(tr("{value} is not an area in m²."), value=value) from error
    if not area.is_finite() or area < 0:
        raise BadInput(tr("{value} is not an area in m²."), value=value)
    return str(area)


def recorded(case: CaseState, payload: Mapping[str, Any]) -> CaseState:
    """Return a case with what a checked payload records; an empty answer takes the field away."""
    facts = {**case.facts, **payload.get("facts", {})}
    columns: Dict[str, Any] = {key: str(payload.get(key) or "") for key in RECORDED if key in payload}
    return replace(case, facts={key: value for key, value in facts.items() if value not in ("", None, [])}, **columns)


def record(door: Door, case: CaseState, change: Change) -> Outcome:
    """Record findings and survey answers; a case that waits becomes one being surveyed."""
    require_in_force(door, case.parcel_uid)
    payload = checked(door, change.payload)
    target = next_status(door.ledger.workflow, door.ledger.dictionaries, change.action, case.status, case.hold)
    return Outcome(replace(recorded(case, payload), status=target), payload, more=adopted(change.payload))


def correct(door: Door, case: CaseState, change: Change) -> Outcome:
    """Correct (更正) what was recorded, at any stage before the end; signatures given for the old facts become stale."""
    if case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed: reopen it before correcting it."))
    if not str(change.payload.get("reason") or "").strip():
        raise BadInput(tr("A correction needs a reason."))
    payload = checked(door, change.payload)
    return Outcome(recorded(case, payload), payload, more=adopted(change.payload))


HANDLERS = {"record": record, "correct": correct}
