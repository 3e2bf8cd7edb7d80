"""Conflicts a merge left open: what each side has, who wrote it when, and deciding them, singly or all at once."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Collection, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ...domain.casework import PEOPLE_KEYS, decide
from ...domain.changes import sound
from ...domain.errors import BadInput, FarmlandError, MissingEvidence, NotAllowed, Sentences, StaleRow
from ...domain.merge import (
    FACT,
    HOLD,
    OURS,
    ROUND,
    ROUNDS,
    STATUS,
    THEIRS,
    VALUE,
    fields_of,
    is_fact,
    touches_of,
)
from ...domain.merge_rows import ADD, SET, THIS_EVENT, RowChange
from ...domain.parcel import Applied, CaseState, Change
from ...i18n import message, tr
from ..actions.beside import SELECT
from ..actions.merging import RESOLVE, CaseResolve, ConflictRow, status_fields
from ..actions.recording import RECORDED, checked
from ..cases.dossiers import dossier_of
from ..cases.groups import LISTED
from ..cases.wording import spoken
from ..door import Door, with_fields
from ..ledger import Ledger

CHOICES = (OURS, THEIRS, VALUE)


@dataclass(frozen=True)
class Conflict:
    """A field on which two copies disagree.

    :param row: as the merge found it; ``ancestor``, ``ours`` and ``theirs`` are the values themselves.
    :param now: what stands in the ledger now, which may be newer than ``row.ours``.
    """

    row: ConflictRow
    ancestor: Any
    ours: Any
    theirs: Any
    now: Any
    now_actor: str
    now_ts: str

    @property
    def conflict_id(self) -> str:
        """The conflict's id."""
        return self.row.conflict_id


class Decided(NamedTuple):
    """What deciding conflicts came to: the group to undo it by, and the cases that changed."""

    group: str
    applied: Tuple[Applied, ...]


def count_open(ledger: Ledger) -> int:
    """Return how many conflicts wait for a person."""
    return int(next(iter(ledger.store.rows("SELECT COUNT(*) AS n FROM conflict WHERE resolution = ''")))["n"])


def open_conflicts(ledger: Ledger, only: Optional[Collection[str]] = None) -> List[Conflict]:
    """Return the conflicts that wait for a person, by the parcels' numbers, a status before other fields.

    :param only: ids of the conflicts wanted; None for all.
    """
    columns = tuple(ConflictRow.__dataclass_fields__)
    found = [ConflictRow(**{name: row[name] for name in columns}) for row in ledger.store.rows(
        "SELECT c.* FROM conflict AS c JOIN parcel AS p ON p.parcel_uid = c.parcel_uid WHERE c.resolution = ''"
        " ORDER BY p.source_no, p.fid, c.field, c.conflict_id")]
    found = [one for one in found if only is None or one.conflict_id in only]
    cases = {case.parcel_uid: case for case in ledger.cases(sorted({one.parcel_uid for one in found}))}
    touched: Dict[str, Any] = {}
    result = []
    places = {uid: at for at, uid in enumerate(dict.fromkeys(one.parcel_uid for one in found))}
    for row in sorted(found, key=lambda one: (places[one.parcel_uid], one.field != STATUS)):
        if row.parcel_uid not in touched:
            touched[row.parcel_uid] = touches_of(_bodies(ledger, row.parcel_uid))
        touch = touched[row.parcel_uid].get(row.field)
        result.append(Conflict(
            row, json.loads(row.ancestor), json.loads(row.ours), json.loads(row.theirs),
            _now(cases[row.parcel_uid], row.field, json.loads(row.ours)),
            touch.actor if touch else row.our_actor, touch.ts if touch else row.our_ts))
    return result


def _bodies(ledger: Ledger, uid: str) -> Iterable[Mapping[str, Any]]:
    return (json.loads(row["body"]) for row in ledger.store.rows(
        "SELECT body FROM event WHERE parcel_uid = ? ORDER BY seq", (uid,)))


def _now(case: CaseState, name: str, like: Any) -> Any:
    """Return what a case says of a field now, in the form the conflict has it."""
    if name == STATUS and isinstance(like, list):
        return [case.status, case.round]
    return fields_of(case).get(name, "")


def resolve(ledger: Ledger, conflict_ids: Sequence[str], choice: str, value: Any = None, *,
            seen: Optional[Mapping[str, Any]] = None, by: str = "") -> Decided:
    """Decide conflicts: keep ours, take theirs, or set a value; all of them in one transaction, or none.

    :param value: for ``value``: what is to stand in the field of the one conflict given. :param seen: by conflict id, what
        stood in the ledger when the person decided; another value there now is not written over. :param by: person_id.
    :raises StaleRow: when the field was changed since it was shown. :raises NotAllowed: when theirs cannot stand.
    """
    wanted, group = set(conflict_ids), ledger.new_uid()
    if choice not in CHOICES:
        raise BadInput(tr("{policy} is not a way to decide conflicts: choose ask, theirs or ours."), policy=choice)
    if choice == VALUE and len(wanted) != 1:
        raise BadInput(tr("A value is set for one conflict at a time."))
    with ledger.door(group) as door:
        by_parcel: Dict[str, List[Conflict]] = {}
        for one in open_conflicts(ledger, wanted):
            by_parcel.setdefault(one.row.parcel_uid, []).append(one)
        if not wanted or sum(map(len, by_parcel.values())) != len(wanted):
            raise BadInput(tr("There is nothing to decide here: the conflicts are decided already."))
        door.append("resolve_conflicts", None, {"conflicts": sorted(wanted), "choice": choice, "parcels": len(by_parcel)})
        changes = _changes(door, by_parcel, choice, value, seen or {}, by)
        return Decided(group, tuple(door.change(change) for change in changes))


def _changes(door: Door, by_parcel: Mapping[str, List[Conflict]], choice: str, value: Any, seen: Mapping[str, Any],
             by: str) -> List[CaseResolve]:
    """Return what is decided parcel by parcel.

    :raises NotAllowed: naming every parcel for which it cannot be so.
    """
    found: List[CaseResolve] = []
    refused: List[Tuple[str, NotAllowed]] = []
    for uid, conflicts in by_parcel.items():
        try:
            found.append(_change(door, uid, conflicts, choice, value, seen, by))
        except NotAllowed as error:
            refused.append((uid, error))
    if refused and len(by_parcel) > 1:
        raise NotAllowed(
            tr("For {count} of the {total} parcels this cannot be, so nothing was decided: {which}"), count=len(refused),
            total=len(by_parcel), which=Sentences([
                FarmlandError(tr("{number}: {why}"), number=door.ledger.parcel(uid).source_no, why=Sentences([error]))
                for uid, error in refused[:LISTED]]))
    if refused:
        raise refused[0][1]
    return found


def _change(door: Door, uid: str, conflicts: Sequence[Conflict], choice: str, value: Any, seen: Mapping[str, Any],
            by: str) -> CaseResolve:
    case = door.case(uid)
    fields: Dict[str, Any] = {}
    rows: List[RowChange] = []
    for one in conflicts:
        name = one.row.field
        standing = _now(case, name, one.ours)
        if one.conflict_id in seen and seen[one.conflict_id] != standing:
            raise StaleRow(tr("The case was changed by {who} at {when} (now version {version}): look at it again, then save."),
                           who=case.updated_by, when=case.updated_at, version=case.version, theirs={name: standing},
                           mine={name: seen[one.conflict_id]})
        if choice == THEIRS:
            _check_taken(door, case, one)
            fields.update(status_fields(one.theirs) if name == STATUS else {name: one.theirs})
            rows += _hold_rows(door, one) if name == HOLD else []
        elif choice == VALUE:
            fields[name] = _checked_value(door, case, name, value)
    for one in conflicts:
        if choice == THEIRS and one.row.field == STATUS:
            _check_step(door, case, one, fields)
    told = [{"conflict_id": one.conflict_id, "merge_id": one.row.merge_id, "field": one.row.field, "choice": choice}
            for one in conflicts]
    lead = next((one for one in conflicts if one.row.field == STATUS), conflicts[0])
    return CaseResolve(uid, case.version, RESOLVE, {"merge_id": lead.row.merge_id, "conflicts": told}, by=by, fields=fields,
                       rows=tuple(rows), resolved=tuple((one.conflict_id, choice) for one in conflicts))


def _check_taken(door: Door, case: CaseState, one: Conflict) -> None:
    """Refuse what cannot be taken over as things stand."""
    name = one.row.field
    if case.status in door.ledger.workflow.finals and (is_fact(name) or name == HOLD):
        raise NotAllowed(tr("The case is closed here: reopen it before taking this over."))
    if name == STATUS and one.row.note and one.row.note != ROUNDS:
        raise NotAllowed(tr("Their status cannot be taken over: {reason} Keep ours and take the steps here."),
                         reason=tr(one.row.note))


def _check_step(door: Door, case: CaseState, one: Conflict, fields: Mapping[str, Any]) -> None:
    """Make sure that the step which led to their status has what it demands, for the case as it will stand."""
    ledger, step = door.ledger, _last_step(door, one)
    if step is None or ledger.workflow.find(str(step["action"]), str(step["from"])) is None:
        return
    payload, by = step.get("payload") or {}, str(step.get("by", ""))
    people = [by, *(str(p) for key in PEOPLE_KEYS for p in (payload.get(key) or ()))]
    after = with_fields(case, fields)
    dossier = dossier_of(ledger, after, people)
    try:
        decide(ledger.workflow, replace(dossier, case=replace(after, status=str(step["from"]), hold="")), str(step["action"]),
               payload, by)
    except MissingEvidence as error:
        raise _not_now(spoken(error, ledger)) from error
    except FarmlandError as error:
        raise _not_now(error) from error


def _not_now(error: FarmlandError) -> NotAllowed:
    return NotAllowed(tr("Their status cannot be taken over: {reason} Keep ours and take the steps here."), reason=message(error))


def _last_step(door: Door, one: Conflict) -> Optional[Dict[str, Any]]:
    """Return the step of theirs that led to the status in question."""
    status = one.theirs[0] if isinstance(one.theirs, list) else one.theirs
    last = None
    for body in _theirs(door, one):
        if body.get("to") == status and body.get("from") != status:
            last = body
    return last


def _theirs(door: Door, one: Conflict) -> Iterable[Dict[str, Any]]:
    return (json.loads(row["body"]) for row in door.store.rows(
        "SELECT body FROM merged_event WHERE merge_id = ? AND parcel_uid = ? ORDER BY seq",
        (one.row.merge_id, one.row.parcel_uid)))


def _hold_rows(door: Door, one: Conflict) -> List[RowChange]:
    """Return what taking over their hold does to the times the case stood still."""
    ended = None
    begun = None
    for body in _theirs(door, one):
        if HOLD in (body.get("set") or {}):
            begun, ended = (body, None) if body["set"][HOLD] else (None, body)
    until = str((ended or begun or {}).get("ts", ""))
    rows = [RowChange("hold_period", SET, {**dict(row), "until": until}, {"until": ""})
            for row in door.store.rows(SELECT["hold_period"], (one.row.parcel_uid,)) if not row["until"]]
    if begun is not None:
        rows.append(RowChange("hold_period", ADD, {
            "parcel_uid": one.row.parcel_uid, "kind": one.theirs, "reason": str((begun.get("payload") or {}).get("reason", "")),
            "since": until, "until": "", "seq": THIS_EVENT}))
    return rows


def _checked_value(door: Door, case: CaseState, name: str, value: Any) -> Any:
    """Return a value somebody typed for a field, checked as recording it would."""
    if name in (STATUS, ROUND, HOLD):
        raise BadInput(tr("A status is not typed in: keep ours or take theirs."))
    if case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed here: reopen it before taking this over."))
    value = sound(Change("", None, RESOLVE, {"facts": {name: value}})).payload["facts"][name]
    if name.startswith(FACT):
        return value
    return checked(door, {name: value})[name] if name in RECORDED else str(value)

