"""Merging what stands beside a case: signatures, attachments, duties, notices, deadlines, holds.

What one side added is added, what one side ended is ended. A row is a plain mapping of its columns. Columns that name an
event (``seq``, ``void_seq`` …) are 0 in a change: the event that makes it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Dict, FrozenSet, Iterable, List, Mapping, Sequence, Tuple

Row = Mapping[str, Any]
ADD, SET, REMOVE = "add", "set", "remove"
THIS_EVENT = 0
KEYS: Dict[str, Tuple[str, ...]] = {
    "sign_off": ("sign_id",), "parcel_attachment": ("parcel_uid", "sha256", "role", "round"),
    "duty": ("parcel_uid", "slot", "person_id"), "notice": ("notice_id",), "deadline": ("deadline_id",),
    "hold_period": ("parcel_uid", "kind", "since"), "completion": ("completion_id",), "residual": ("residual_id",),
    "photo": ("parcel_uid", "sha256"), "photo_flag": ("flag_id",), "photo_answer": ("answer_id",),
}
# what may still change of a row once it is written
MUTABLE: Dict[str, Tuple[str, ...]] = {
    "sign_off": ("void_seq",), "parcel_attachment": ("ord", "caption", "removed_seq"), "duty": ("department", "note"),
    "notice": ("served_on", "due_on", "attachment", "closed_on", "escalated_on"),
    "deadline": ("due_on", "reason", "extended_seq", "done_on"), "hold_period": ("until",),
    "completion": ("removed_seq",), "residual": ("removed_seq",), "photo": (), "photo_flag": (), "photo_answer": (),
}
_EVENTS = ("seq", "void_seq", "removed_seq", "extended_seq")
_STAMPS = frozenset(_EVENTS)


@dataclass(frozen=True)
class RowChange:
    """One row added, changed or removed.

    :param row: the whole row as it becomes (removed: as it was). :param was: for ``set``, the changed columns before.
    """

    table: str
    kind: str
    row: Dict[str, Any]
    was: Dict[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> Tuple[Any, ...]:
        """What tells the row apart."""
        return tuple(self.row[name] for name in KEYS[self.table])

    def to_dict(self) -> Dict[str, Any]:
        """Return the change as an event tells it."""
        told: Dict[str, Any] = {"table": self.table, "kind": self.kind, "row": self.row}
        return {**told, "was": self.was} if self.was else told

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> RowChange:
        """Return a change that an event tells."""
        return cls(str(raw["table"]), str(raw["kind"]), dict(raw["row"]), dict(raw.get("was") or {}))


@dataclass(frozen=True)
class Remark:
    """Something worth a look after a merge; ``kind`` says what, ``facts`` of what."""

    kind: str
    parcel_uid: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Beside:
    """What is known of two sides when rows are merged.

    :param since: their event up to which we know them. :param ours_seqs: our actions by the seq of the events that ended
        something. :param our_ids, their_ids: ids (of notices, deadlines, duties) that each side's events since then name.
    :param moved: whether the case goes to where it stands with them. :param hold: whether it takes over their hold.
    :param own_moves: deadlines and notices that their moves of the case began or ended by themselves.
    :param returned: (stage, round) that we ended since then by sending the case back.
    :param refused: signatures that were not given by the rules.
    """

    parcel_uid: str
    since: int
    our_actions: Mapping[int, str] = field(default_factory=dict)
    their_actions: Mapping[int, str] = field(default_factory=dict)
    our_ids: FrozenSet[str] = frozenset()
    their_ids: FrozenSet[str] = frozenset()
    moved: bool = False
    hold: bool = False
    own_moves: FrozenSet[str] = frozenset()
    returned: FrozenSet[Tuple[str, int]] = frozenset()
    refused: FrozenSet[str] = frozenset()


Merging = Tuple[List[RowChange], List[Remark]]


def keyed(table: str, rows: Iterable[Row]) -> Dict[Tuple[Any, ...], Dict[str, Any]]:
    """Return rows by what tells them apart."""
    return {tuple(row[name] for name in KEYS[table]): dict(row) for row in rows}


def duty_id(slot: Any, person: Any) -> str:
    """Return how a duty is named among the ids that events touch."""
    return f"{slot}/{person}"


def added(table: str, row: Row, **more: Any) -> RowChange:
    """Return the addition of their row: every event it names becomes the one that adds it."""
    stamped = {name: THIS_EVENT if name in _STAMPS and value is not None else value for name, value in row.items()}
    return RowChange(table, ADD, {**stamped, **more})


def changed(table: str, row: Row, **now: Any) -> RowChange:
    """Return the change of our row."""
    was = {name: row[name] for name in now}
    return RowChange(table, SET, {**row, **now}, was)


def merge_signatures(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add their signatures, and end those they ended."""
    mine, changes, remarks = keyed("sign_off", ours), [], []
    for key, row in keyed("sign_off", theirs).items():
        own = mine.get(key)
        if own is None:
            twin = _twin(row, mine.values())
            void = row["void_seq"] is not None or row["sign_id"] in beside.refused or twin or \
                (row["stage"], row["round"]) in beside.returned
            changes.append(added("sign_off", row, void_seq=THIS_EVENT if void else None))
            kind = "signed_twice" if twin else "signature_refused" if row["sign_id"] in beside.refused else \
                "signature_void" if void and row["void_seq"] is None else ""
            remarks += [_signature_remark(kind, row)] if kind else []
        elif row["void_seq"] is not None and own["void_seq"] is None and row["void_seq"] > beside.since:
            if beside.moved or beside.their_actions.get(row["void_seq"]) == "withdraw_signature":
                changes.append(changed("sign_off", own, void_seq=THIS_EVENT))
        elif row["void_seq"] is None and own["void_seq"] is not None and beside.our_actions.get(own["void_seq"]) == "undo":
            changes.append(changed("sign_off", own, void_seq=None))
    return changes, remarks


def _twin(row: Row, ours: Iterable[Row]) -> bool:
    """Whether the same person signed the same level for the same facts on our side too."""
    same = ("round", "stage", "level", "person_id", "decision", "subject_hash")
    return row["void_seq"] is None and any(
        one["void_seq"] is None and all(one[name] == row[name] for name in same) for one in ours)


def _signature_remark(kind: str, row: Row) -> Remark:
    return Remark(kind, row["parcel_uid"], {"person_id": row["person_id"], "stage": row["stage"], "level": str(row["level"])})


def merge_attachments(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add their files, and take off those they took off."""
    mine, changes = keyed("parcel_attachment", ours), []
    for key, row in keyed("parcel_attachment", theirs).items():
        own = mine.get(key)
        if own is None:
            changes.append(added("parcel_attachment", row))
        elif row["removed_seq"] is not None and own["removed_seq"] is None:
            if row["removed_seq"] > beside.since:
                changes.append(changed("parcel_attachment", own, removed_seq=THIS_EVENT))
        elif row["removed_seq"] is None and own["removed_seq"] is not None and (
                row["seq"] > beside.since or beside.our_actions.get(own["removed_seq"]) == "undo"):
            changes.append(changed("parcel_attachment", own, removed_seq=None))
    return changes, []


def merge_duties(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add whom they named, and take away whom they took away."""
    mine, other = keyed("duty", ours), keyed("duty", theirs)
    changes: List[RowChange] = []
    remarks: List[Remark] = []
    for key, row in other.items():
        own, name = mine.get(key), duty_id(row["slot"], row["person_id"])
        if own is None:
            if row["seq"] > beside.since or name not in beside.our_ids:
                changes.append(added("duty", row))
        elif name in beside.their_ids and (own["department"], own["note"]) != (row["department"], row["note"]):
            if name in beside.our_ids:
                remarks.append(Remark("duty_differs", row["parcel_uid"], {"slot": row["slot"], "person_id": row["person_id"]}))
            else:
                changes.append(changed("duty", own, department=row["department"], note=row["note"]))
    for key, own in mine.items():
        name = duty_id(own["slot"], own["person_id"])
        if key not in other and name in beside.their_ids and name not in beside.our_ids:
            changes.append(RowChange("duty", REMOVE, dict(own)))
    return changes, remarks


def merge_notices(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add their notices, and what became of those both know."""
    mine, changes, remarks = keyed("notice", ours), [], []
    for key, row in keyed("notice", theirs).items():
        own = mine.get(key)
        if own is None:
            changes.append(added("notice", row))
            if any((one["kind"], one["number"]) == (row["kind"], row["number"]) for one in mine.values()):
                remarks.append(Remark("notice_twice", row["parcel_uid"], {"number": row["number"]}))
        elif row["notice_id"] in beside.their_ids:
            now, differs = _fresher(own, row, MUTABLE["notice"], row["notice_id"] in beside.our_ids)
            if not beside.moved and row["notice_id"] in beside.own_moves:
                now.pop("closed_on", None)
            changes += [changed("notice", own, **now)] if now else []
            remarks += [Remark("notice_differs", row["parcel_uid"], {"number": row["number"]})] if differs else []
    return changes, remarks


def _fresher(own: Row, row: Row, names: Iterable[str], both: bool) -> Tuple[Dict[str, Any], bool]:
    """Return what of our row becomes theirs, and whether both sides wrote different things into it."""
    now: Dict[str, Any] = {}
    differs = False
    for name in names:
        if own[name] == row[name]:
            continue
        if not both or not own[name]:
            now[name] = row[name]
        elif row[name]:
            differs = True
    return now, differs


def merge_deadlines(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add the deadlines they set, and what became of those both know.

    Deadlines that began because the case moved come only when the case goes the same way; where our own move began the
    same one, ours stays and ends as theirs did.
    """
    mine, changes, remarks = keyed("deadline", ours), [], []
    taken: List[Any] = []
    known = {row["deadline_id"] for row in theirs}
    alone = [one for one in mine.values() if one["deadline_id"] not in known and one["rule_id"] and not one["done_on"]]
    for key, row in keyed("deadline", theirs).items():
        own = mine.get(key)
        if own is not None:
            change, remark = _deadline(own, row, beside)
            changes += change
            remarks += remark
            continue
        if row["deadline_id"] in beside.own_moves:
            if not beside.moved:
                continue
            twin = next((one for one in alone if one["deadline_id"] not in taken and _same_clock(one, row)), None)
            if twin is not None:
                taken.append(twin["deadline_id"])
                changes += [changed("deadline", twin, done_on=row["done_on"])] if row["done_on"] else []
                continue
        changes.append(added("deadline", row))
        if not row["done_on"] and any(not one["done_on"] and (one["round"], one["node"]) == (row["round"], row["node"])
                                      for one in mine.values()):
            remarks.append(Remark("two_deadlines", row["parcel_uid"], {"node": row["node"]}))
    return changes, remarks


def _same_clock(one: Row, row: Row) -> bool:
    return all(one[name] == row[name] for name in ("round", "node", "rule_id"))


def _deadline(own: Row, row: Row, beside: Beside) -> Merging:
    if row["deadline_id"] not in beside.their_ids:
        return [], []
    names = [name for name in MUTABLE["deadline"] if name != "extended_seq"]
    now, differs = _fresher(own, row, names, row["deadline_id"] in beside.our_ids)
    if "done_on" in now and not beside.moved and row["deadline_id"] in beside.own_moves:
        del now["done_on"]  # it ended because the case moved
    if "due_on" in now:
        now["extended_seq"] = THIS_EVENT
    changes = [changed("deadline", own, **now)] if now else []
    return changes, [Remark("deadline_differs", row["parcel_uid"], {"node": row["node"]})] if differs else []


def merge_holds(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add the times the case stood still with them; one that still runs only when their hold is taken over."""
    mine, changes = keyed("hold_period", ours), []
    for key, row in keyed("hold_period", theirs).items():
        own = mine.get(key)
        if own is None and (row["until"] or beside.hold):
            changes.append(added("hold_period", row))
        elif own is not None and row["until"] and not own["until"] and beside.hold:
            changes.append(changed("hold_period", own, until=row["until"]))
    return changes, []


def merge_stages(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add what they said is in place, and end what they took back; a stage both sides recorded stands once, as ours."""
    changes, _ = _added_and_ended("completion", ours, theirs, beside)
    remarks: List[Remark] = []
    found: List[RowChange] = []
    for change in changes:
        row = change.row
        twice = change.kind == ADD and row["removed_seq"] is None and any(
            one["removed_seq"] is None and (one["round"], one["stage"]) == (row["round"], row["stage"]) for one in ours)
        found.append(RowChange(change.table, ADD, {**row, "removed_seq": THIS_EVENT}) if twice else change)
        if twice:
            remarks.append(Remark("stage_twice", row["parcel_uid"], {"completed": row["stage"], "done_on": row["done_on"]}))
    return found, remarks


def merge_residuals(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add what they found left on the ground, and end what they found gone."""
    return _added_and_ended("residual", ours, theirs, beside)


def merge_photos(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add the photos they checked; one both sides checked stands as ours."""
    return _only_added("photo", ours, theirs), []


def merge_flags(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add what they noticed; the same thing noticed on both sides has one id."""
    return _only_added("photo_flag", ours, theirs), []


def merge_answers(ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    """Add what they said of flags; what counts is said last, and theirs comes in now."""
    return _only_added("photo_answer", ours, theirs), []


def _only_added(table: str, ours: Sequence[Row], theirs: Sequence[Row]) -> List[RowChange]:
    mine = keyed(table, ours)
    return [added(table, row) for key, row in keyed(table, theirs).items() if key not in mine]


def _added_and_ended(table: str, ours: Sequence[Row], theirs: Sequence[Row], beside: Beside) -> Merging:
    mine, changes = keyed(table, ours), []
    for key, row in keyed(table, theirs).items():
        own = mine.get(key)
        if own is None:
            changes.append(added(table, row))
        elif row["removed_seq"] is not None and own["removed_seq"] is None:
            if row["removed_seq"] > beside.since:
                changes.append(changed(table, own, removed_seq=THIS_EVENT))
        elif row["removed_seq"] is None and own["removed_seq"] is not None and \
                beside.our_actions.get(own["removed_seq"]) == "undo":
            changes.append(changed(table, own, removed_seq=None))
    return changes, []


MERGERS: Dict[str, Callable[[Sequence[Row], Sequence[Row], Beside], Merging]] = {
    "sign_off": merge_signatures, "parcel_attachment": merge_attachments, "duty": merge_duties, "notice": merge_notices,
    "deadline": merge_deadlines, "hold_period": merge_holds, "completion": merge_stages, "residual": merge_residuals,
    "photo": merge_photos, "photo_flag": merge_flags, "photo_answer": merge_answers,
}


def applied(table: str, ours: Sequence[Row], changes: Iterable[RowChange]) -> List[Dict[str, Any]]:
    """Return our rows of a table after changes."""
    rows = keyed(table, ours)
    for change in changes:
        if change.table == table and change.kind == REMOVE:
            rows.pop(change.key, None)
        elif change.table == table:
            rows[change.key] = dict(change.row)
    return list(rows.values())
