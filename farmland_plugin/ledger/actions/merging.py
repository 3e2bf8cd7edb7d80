"""Taking over what a field copy did to a case, and what was decided about conflicts; both can be undone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping, Tuple

from ...domain.errors import NotAllowed
from ...domain.journal import canonical, sha256
from ...domain.merge import ROUND, STATUS
from ...domain.merge_rows import RowChange
from ...domain.parcel import CaseState, Change
from ...i18n import tr
from ..door import Door, Outcome, with_fields
from .beside import inverse, write

MERGE, RESOLVE = "merge_case", "resolve_case"
UNDONE = "undone"
INSERT_CONFLICT = (
    "INSERT INTO conflict (conflict_id, merge_id, parcel_uid, field, ancestor, ours, theirs, our_actor, our_ts, their_actor,"
    " their_ts, note, resolution, resolved_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")


@dataclass(frozen=True)
class ConflictRow:
    """A field that a person must decide, as the table ``conflict`` keeps it; values are JSON text."""

    conflict_id: str
    merge_id: str
    parcel_uid: str
    field: str
    ancestor: str
    ours: str
    theirs: str
    our_actor: str = ""
    our_ts: str = ""
    their_actor: str = ""
    their_ts: str = ""
    note: str = ""
    resolution: str = ""

    def digest(self) -> str:
        """Return the SHA-256 by which the journal knows the three values, who wrote them and when."""
        return sha256(canonical([self.ancestor, self.ours, self.theirs, self.our_actor, self.our_ts, self.their_actor,
                                 self.their_ts, self.note]).encode("utf-8"))

    def values(self, seq: int) -> Tuple[Any, ...]:
        """Return the row; one resolved by policy names the event of the merge."""
        return (self.conflict_id, self.merge_id, self.parcel_uid, self.field, self.ancestor, self.ours, self.theirs,
                self.our_actor, self.our_ts, self.their_actor, self.their_ts, self.note, self.resolution,
                seq if self.resolution else None)


@dataclass(frozen=True)
class CaseMerge(Change):
    """What a merge does to one case; only the merge itself makes one.

    :param fields: what becomes theirs. :param rows: rows beside the case. :param conflicts: what is listed.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    rows: Tuple[RowChange, ...] = ()
    conflicts: Tuple[ConflictRow, ...] = ()


@dataclass(frozen=True)
class CaseResolve(Change):
    """What was decided about conflicts of one case; only ``ledger/merging/conflicts.py`` makes one.

    :param resolved: (conflict id, choice).
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    rows: Tuple[RowChange, ...] = ()
    resolved: Tuple[Tuple[str, str], ...] = ()


def merge_case(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take over what the copy did; payload: merge_id, their_events (seq, hash, action, actor, ts, body_hash of each)."""
    if not isinstance(change, CaseMerge):
        raise _from_outside(change)
    payload: Dict[str, Any] = dict(change.payload)
    if change.rows:
        payload["rows"] = [one.to_dict() for one in change.rows]
    if change.conflicts:
        payload["conflicts"] = [{"conflict_id": one.conflict_id, "field": one.field, "resolution": one.resolution,
                                 "sha256": one.digest()} for one in change.conflicts]

    def after(seq: int) -> None:
        write(door, change.rows, seq)
        door.many(INSERT_CONFLICT, [one.values(seq) for one in change.conflicts])

    return Outcome(with_fields(case, change.fields), payload, after=after)


def resolve_case(door: Door, case: CaseState, change: Change) -> Outcome:
    """Carry out what was decided; payload: merge_id, conflicts (conflict_id, field, choice)."""
    if not isinstance(change, CaseResolve):
        raise _from_outside(change)
    payload: Dict[str, Any] = dict(change.payload)
    if change.rows:
        payload["rows"] = [one.to_dict() for one in change.rows]

    def after(seq: int) -> None:
        write(door, change.rows, seq)
        door.many("UPDATE conflict SET resolution = ?, resolved_seq = ? WHERE conflict_id = ?",
                  [(choice, seq, conflict_id) for conflict_id, choice in change.resolved])

    return Outcome(with_fields(case, change.fields), payload, after=after)


def _from_outside(change: Change) -> NotAllowed:
    return NotAllowed(tr("{action} is not something that can be done to a case."), action=change.action)


def undo_merged(door: Door, case: CaseState, change: Change, body: Mapping[str, Any], newest: bool) -> Outcome:
    """Set a case back to before a merge or a decision; nothing may have been done to the case since.

    :param body: of the event that is undone. :param newest: whether nothing that stands came after it.
    """
    seq, action = int(body["seq"]), str(body["action"])
    if not newest:
        raise NotAllowed(tr("The case was worked on after the merge: what came in stays, correct it by hand."))
    rows = inverse([RowChange.from_dict(one) for one in body["payload"].get("rows", ())], seq)
    payload: Dict[str, Any] = {"seq": seq, "reason": str(change.payload.get("reason", "")).strip()}
    if rows:
        payload["rows"] = [one.to_dict() for one in rows]

    def after(undone_by: int) -> None:
        write(door, rows, undone_by)
        if action == MERGE:
            door.execute("UPDATE conflict SET resolution = ?, resolved_seq = ? WHERE merge_id = ? AND parcel_uid = ?",
                         (UNDONE, undone_by, str(body["payload"].get("merge_id", "")), case.parcel_uid))
        else:
            door.execute("UPDATE conflict SET resolution = '', resolved_seq = NULL WHERE parcel_uid = ? AND resolved_seq = ?",
                         (case.parcel_uid, seq))

    return Outcome(with_fields(case, body["was"]), payload, after=after)


def status_fields(value: Any) -> Dict[str, Any]:
    """Return the columns a status of a conflict stands for: a state, or a state and its round."""
    return {STATUS: value[0], ROUND: int(value[1])} if isinstance(value, list) else {STATUS: value}


HANDLERS = {MERGE: merge_case, RESOLVE: resolve_case}
