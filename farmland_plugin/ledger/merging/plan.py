"""What merging a copy comes to, case by case, before anything is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Sequence, Set, Tuple

from ...domain.casework import CHANGES_FACTS, PEOPLE_KEYS, Attached, Dossier, Made, decide
from ...domain.errors import FarmlandError, MissingEvidence
from ...domain.journal import Event
from ...domain.merge import (
    HOLD,
    OURS,
    STATUS,
    THEIRS,
    Clash,
    Merged,
    Side,
    fields_of,
    is_fact,
    merge_case,
    path_since,
    touches_of,
    waiting,
)
from ...domain.merge_rows import ADD, KEYS, MERGERS, Beside, Remark, RowChange, applied, duty_id
from ...domain.parcel import CaseState
from ...domain.replay import Replay, is_case_event
from ...domain.signoff import AGREE, Signature
from ...i18n import message, tr
from ..actions.beside import SELECT
from ..actions.merging import MERGE, CaseMerge, ConflictRow, status_fields
from ..cases.campaigns import campaign_for, missing_fields
from ..cases.dossiers import acted_in, subject_hashes
from ..cases.wording import spoken
from ..completion import PHOTO_ROLES, assembled, residual_of, stage_of
from ..door import with_fields
from ..ledger import Ledger
from ..media import Stored
from ..rows import text_json
from .beside import attachments_of
from .copies import Base, FieldCopy
from .ground import ACTIONS as GROUND
from .retracing import Body, Trace, Tracer

ASK = "ask"
POLICIES = (ASK, THEIRS, OURS)
_LATE = 1 << 62
_ENDS_BY_HAND = frozenset({"withdraw_signature", "undo", MERGE})
Rows = Dict[str, List[Dict[str, Any]]]


@dataclass(frozen=True)
class CasePlan:
    """What becomes of one case.

    :param change: what is written. :param merged: field by field. :param events: of theirs that are taken in.
    :param remarks: what is worth a look. :param both: whether both sides worked on it. :param files: rows of ``attachment``.
    :param before: our fields as they were.
    """

    change: CaseMerge
    merged: Merged
    events: Tuple[Event, ...]
    remarks: Tuple[Remark, ...] = ()
    both: bool = False
    files: Tuple[Mapping[str, Any], ...] = ()
    before: Mapping[str, Any] = field(default_factory=dict)

    @property
    def brought(self) -> bool:
        """Whether the case takes anything over."""
        return bool(self.change.fields or self.change.rows)

    @property
    def open(self) -> int:
        """How many fields wait for a person."""
        return sum(not one.resolution for one in self.change.conflicts)


@dataclass
class _Sides:
    """One case on both sides."""

    uid: str
    ours: CaseState
    theirs: CaseState
    our_bodies: List[Body] = field(default_factory=list)
    their_bodies: List[Body] = field(default_factory=list)
    our_rows: Rows = field(default_factory=dict)
    their_rows: Rows = field(default_factory=dict)
    known: bool = True
    trace: Trace = field(default_factory=Trace)

    def since(self, bodies: Iterable[Body], seq: int) -> List[Body]:
        """Return the events after ``seq``."""
        return [body for body in bodies if int(body["seq"]) > seq]


class Planner:
    """Plans the merge of one copy."""

    def __init__(self, home: Ledger, copy: FieldCopy, base: Base, policy: str, merge_id: str) -> None:
        self.home, self.copy, self.base, self.policy, self.merge_id = home, copy, base, policy, merge_id
        self._tracer = Tracer(copy)
        self._batch = {row["parcel_uid"]: row["source"] for row in copy.store.rows(
            "SELECT p.parcel_uid, b.source FROM parcel AS p JOIN batch AS b ON b.batch_id = p.batch_id")}

    def case(self, uid: str, events: Sequence[Event], *, known: bool = True) -> CasePlan:
        """Return what becomes of one case.

        :param events: theirs that are new to us. :param known: whether we have the parcel already.
        """
        sides = self._read(uid, known)
        ancestor = fields_of(self._ancestor(sides))
        ours = Side(fields_of(sides.ours), self._path(sides.our_bodies, self.base.our_since, ancestor),
                    touches_of(sides.our_bodies))
        theirs = Side(fields_of(sides.theirs), self._path(sides.their_bodies, self.base.their_path, ancestor),
                      touches_of(sides.their_bodies))
        merged = merge_case(ancestor, ours, theirs, self.home.workflow.finals, sides.trace.unlawful)
        if merged.moved and self._we_worked(sides, merged):
            reason = self._lacking(sides, {**merged.taken}, True)
            if reason:
                merged = waiting(merged, ours, theirs, ancestor, {STATUS}, reason, binding=True)
        fields, conflicts = self._decided(sides, merged)
        moved = merged.moved or any(c.field == STATUS and c.resolution == THEIRS for c in conflicts)
        changes, remarks = self._rows(sides, merged, fields, moved)
        remarks += self._stale(sides, fields, changes)
        payload: Dict[str, Any] = {"merge_id": self.merge_id, "their_events": [_told(event) for event in events]}
        files = attachments_of(self.copy, (one.row["sha256"] for one in changes
                                           if one.table == "parcel_attachment" and one.kind == ADD))
        if files:
            payload["files"] = [Stored.from_dict(one).to_dict() for one in files]
        change = CaseMerge(uid, sides.ours.version, MERGE, payload, fields=fields, rows=tuple(changes),
                           conflicts=tuple(conflicts))
        worked = merged.both or self._we_worked(sides, merged)
        return CasePlan(change, merged, tuple(events), tuple(remarks), known and worked, tuple(files), ours.fields)

    # -- both sides -------------------------------------------------------------------------------------------

    def _read(self, uid: str, known: bool) -> _Sides:
        first = CaseState(uid, status=self.home.workflow.initial, campaign=self._batch.get(uid, ""))
        sides = _Sides(uid, self.home.case(uid) if known else first, self.copy.case(uid), known=known)
        last = self.copy.head[0]
        sides.their_bodies = [body for body in _bodies(self.copy, uid) if int(body["seq"]) <= last]
        sides.our_bodies = list(_bodies(self.home, uid)) if known else []
        for table, sql in SELECT.items():
            sides.our_rows[table] = [dict(row) for row in self.home.store.rows(sql, (uid,))] if known else []
            sides.their_rows[table] = [dict(row) for row in self.copy.store.rows(sql, (uid,))]
        since = sides.since(sides.their_bodies, self.base.their_since)
        if any(body.get("to") != body.get("from") or body["action"] == "sign" for body in since):
            start = self._replayed(first, sides.their_bodies, self.base.their_since)
            sides.trace = self._tracer.trace(start, sides.their_bodies, self.base.their_since)
        return sides

    def _ancestor(self, sides: _Sides) -> CaseState:
        first = CaseState(sides.uid, status=self.home.workflow.initial, campaign=self._batch.get(sides.uid, ""))
        bodies = sides.their_bodies if self.base.of_theirs else sides.our_bodies
        return self._replayed(first, bodies, self.base.seq)

    @staticmethod
    def _replayed(first: CaseState, bodies: Iterable[Body], until: int) -> CaseState:
        replay = Replay(first.status)
        replay.begin(first.parcel_uid, first.campaign)
        for body in bodies:
            if int(body["seq"]) <= until:
                replay.take(body, "")
        found = replay.state(first.parcel_uid)
        return first if found is None else found

    def _path(self, bodies: Iterable[Body], since: int, ancestor: Mapping[str, Any]) -> Tuple[str, ...]:
        return path_since(bodies, since, self.home.workflow.initial, str(ancestor[STATUS]))

    def _we_worked(self, sides: _Sides, merged: Merged) -> bool:
        """Whether we did anything since that a step of theirs may rest on."""
        if any(is_fact(name) or name == STATUS for name in (*merged.kept, *merged.same)) or any(
                is_fact(clash.field) for clash in merged.clashes):
            return True
        stamps = ("seq", "void_seq", "removed_seq")
        return any((row.get(stamp) or 0) > self.base.our_since for table in (
            "sign_off", "parcel_attachment", "duty", "completion", "residual")
                   for row in sides.our_rows[table] for stamp in stamps)

    # -- what a person must decide ----------------------------------------------------------------------------

    def _decided(self, sides: _Sides, merged: Merged) -> Tuple[Dict[str, Any], List[ConflictRow]]:
        """Return the fields that become theirs, by the rules or by the policy, and the list of what clashed."""
        fields, conflicts = dict(merged.taken), []
        for clash in sorted(merged.clashes, key=lambda one: (one.field != STATUS, one.field)):
            resolution, note = self._resolution(sides, clash, fields)
            if resolution == THEIRS:
                fields.update(status_fields(clash.theirs) if clash.field == STATUS else {clash.field: clash.theirs})
            conflicts.append(ConflictRow(
                self.home.new_uid(), self.merge_id, sides.uid, clash.field, text_json(clash.ancestor), text_json(clash.ours),
                text_json(clash.theirs), clash.our_touch.actor, clash.our_touch.ts, clash.their_touch.actor,
                clash.their_touch.ts, note, resolution))
        return fields, conflicts

    def _resolution(self, sides: _Sides, clash: Clash, fields: Mapping[str, Any]) -> Tuple[str, str]:
        if self.policy == OURS:
            return OURS, clash.note
        if self.policy != THEIRS or clash.binding:
            return "", clash.note
        if clash.field == STATUS:
            reason = self._lacking(sides, {**fields, **status_fields(clash.theirs)}, True)
            return ("" if reason else THEIRS), reason or clash.note
        return THEIRS, clash.note

    def _lacking(self, sides: _Sides, fields: Mapping[str, Any], moved: bool) -> str:
        """Return what their last step lacks once both sides' work is together, '' when it may stand."""
        step = sides.trace.last
        if step is None or self.home.workflow.find(str(step["action"]), str(step["from"])) is None:
            return ""
        changes, _ = self._rows(sides, Merged({}), fields, moved)
        after = with_fields(sides.ours, fields)
        payload, by = step.get("payload") or {}, str(step.get("by", ""))
        people = [by, *(str(p) for key in PEOPLE_KEYS for p in (payload.get(key) or ()))]
        standing = replace(self._dossier(sides, after, changes, people, int(step["seq"])),
                           case=replace(after, status=str(step["from"]), hold=""))
        try:
            decide(self.home.workflow, standing, str(step["action"]), payload, by)
        except MissingEvidence as error:
            return tr("With both sides' work together: {reason}").format(reason=message(spoken(error, self.home)))
        except FarmlandError as error:
            return tr("With both sides' work together: {reason}").format(reason=message(error))
        return ""

    def _dossier(self, sides: _Sides, after: CaseState, changes: Sequence[RowChange], people: Sequence[str],
                 seq: int) -> Dossier:
        """Return everything known of a case once both sides' work is together."""
        rows = {table: applied(table, sides.our_rows[table], changes) for table in (
            "sign_off", "parcel_attachment", "duty", "completion", "residual")}
        files, ledger = _files(rows["parcel_attachment"], after.round), self.home if sides.known else self.copy
        completion = assembled(
            ledger, sides.uid, map(stage_of, _standing(rows["completion"], after.round)),
            map(residual_of, _standing(rows["residual"], after.round)),
            (one.sha256 for one in files if one.role in PHOTO_ROLES))
        campaign = campaign_for(self.home, after.campaign)
        duties: Dict[str, Tuple[str, ...]] = {}
        for row in rows["duty"]:
            duties[row["slot"]] = (*duties.get(row["slot"], ()), row["person_id"])
        acted = [*acted_in(self.copy, after), *(
            replace(one, seq=_LATE if one.seq > self.base.our_since and one.action in CHANGES_FACTS else 0)
            for one in acted_in(self.home, after))]
        packages = tuple(Made(row["kind"], row["verdict"], row["seq"]) for row in self.copy.store.rows(
            "SELECT kind, verdict, seq FROM package WHERE parcel_uid = ? ORDER BY seq", (sides.uid,)))
        roles = {**self.home.people.roles_of(people), **self._tracer.roles_at(seq, people)}
        theirs = set(missing_fields(self.copy, campaign, after))
        return Dossier(
            case=after, signatures=tuple(Signature(**row) for row in rows["sign_off"]), attachments=files, packages=packages,
            acted=tuple(acted), subjects=subject_hashes(ledger, after, files, completion.ids), completion=completion,
            chains=campaign.sign_chains, roles=roles, duties=duties,
            form_missing=tuple(one for one in missing_fields(self.home, campaign, after) if one in theirs))

    # -- what stands beside the case --------------------------------------------------------------------------

    def _rows(self, sides: _Sides, merged: Merged, fields: Mapping[str, Any],
              moved: bool) -> Tuple[List[RowChange], List[Remark]]:
        recent = sides.since(sides.their_bodies, self.base.their_since)
        agreed = moved or STATUS in merged.same
        beside = Beside(
            sides.uid, self.base.their_since, our_actions=_actions(sides.our_bodies), their_actions=_actions(sides.their_bodies),
            our_ids=_ids(sides.since(sides.our_bodies, self.base.our_since)), their_ids=_ids(recent), moved=moved,
            hold=HOLD in fields, own_moves=frozenset(one for body in recent for one in _moved_ids(body)),
            returned=frozenset() if agreed else self._returned(sides), refused=sides.trace.refused)
        changes: List[RowChange] = []
        remarks: List[Remark] = []
        for table, merger in MERGERS.items():
            found, said = merger(sides.our_rows[table], sides.their_rows[table], beside)
            changes += found
            remarks += said
        return changes, remarks

    def _returned(self, sides: _Sides) -> FrozenSet[Tuple[str, int]]:
        """Return (stage, round) whose signatures a step of ours ended since the two parted."""
        actions = _actions(sides.our_bodies)
        return frozenset((row["stage"], row["round"]) for row in sides.our_rows["sign_off"]
                         if (row["void_seq"] or 0) > self.base.our_since and actions.get(row["void_seq"]) not in _ENDS_BY_HAND)

    def _stale(self, sides: _Sides, fields: Mapping[str, Any], changes: Sequence[RowChange]) -> List[Remark]:
        """Return the signatures that counted on their side and no longer do, since the facts are others now."""
        after = with_fields(sides.ours, fields)
        signed = [row for row in applied("sign_off", sides.our_rows["sign_off"], changes)
                  if row["void_seq"] is None and row["round"] == after.round and row["decision"] == AGREE]
        if not signed or not sides.known:
            return []
        files = applied("parcel_attachment", sides.our_rows["parcel_attachment"], changes)
        ends = {table: applied(table, sides.our_rows[table], changes) for table in ("completion", "residual")}
        now = subject_hashes(self.home, after, _files(files, after.round), _ids_standing(ends, after.round))
        before = [subject_hashes(ledger, case, _files(rows["parcel_attachment"], case.round),
                                 _ids_standing(rows, case.round)) for ledger, case, rows in (
            (self.home, sides.ours, sides.our_rows), (self.copy, sides.theirs, sides.their_rows))]
        return [Remark("stale", sides.uid, {"person_id": row["person_id"], "stage": row["stage"], "level": str(row["level"])})
                for row in signed if row["subject_hash"] != now.get(row["stage"])
                and any(row["subject_hash"] == subjects.get(row["stage"]) for subjects in before)]


def _bodies(ledger: Ledger, uid: str) -> Iterable[Body]:
    for row in ledger.store.rows("SELECT body FROM event WHERE parcel_uid = ? ORDER BY seq", (uid,)):
        body: Body = json.loads(row["body"])
        if is_case_event(body):
            yield body


def _files(rows: Iterable[Mapping[str, Any]], round_: int) -> Tuple[Attached, ...]:
    return tuple(Attached(row["sha256"], row["role"]) for row in rows if row["round"] == round_ and row["removed_seq"] is None)


def _standing(rows: Iterable[Mapping[str, Any]], round_: int) -> List[Mapping[str, Any]]:
    return [row for row in rows if row["round"] == round_ and row["removed_seq"] is None]


def _ids_standing(rows: Mapping[str, Iterable[Mapping[str, Any]]], round_: int) -> List[str]:
    """Return what those who accept vouch for besides: the stages in place and what is left, by their ids."""
    return [str(row[f"{table}_id"]) for table in ("completion", "residual") for row in _standing(rows[table], round_)]


def _actions(bodies: Iterable[Body]) -> Dict[int, str]:
    return {int(body["seq"]): str(body["action"]) for body in bodies}


def _ids(bodies: Iterable[Body]) -> FrozenSet[str]:
    """Return the notices, deadlines and duties that events name."""
    found: Set[str] = set()
    for body in bodies:
        payload = body.get("payload") or {}
        found |= {str(payload[key]) for key in ("notice_id", "deadline_id") if payload.get(key)}
        found |= {str(one) for one in payload.get("notice_ids") or ()}
        if payload.get("slot"):
            found.add(duty_id(payload["slot"], payload.get("person_id", "")))
        for one in payload.get("rows") or ():
            found.add("/".join(str(one["row"][name]) for name in KEYS[one["table"]] if name != "parcel_uid"))
        found |= set(_moved_ids(body))
    return frozenset(found)


def _moved_ids(body: Body) -> List[str]:
    told = body.get("deadlines") or {}
    return [*(str(one["deadline_id"]) for one in told.get("started", ())), *map(str, told.get("ended", ())),
            *map(str, told.get("resumed", ())), *map(str, told.get("notices", ()))]


def _told(event: Event) -> Dict[str, Any]:
    """Return what our journal says of an event of theirs; its body is kept word for word in ``merged_event``."""
    return {"seq": event.seq, "hash": event.hash, "action": event.action, "actor": event.actor, "ts": event.ts,
            "body_hash": event.body_hash}


def by_parcel(events: Iterable[Event]) -> Dict[str, List[Event]]:
    """Return the events that concern one case, by parcel, in order."""
    found: Dict[str, List[Event]] = {}
    for event in events:
        if event.parcel_uid is not None and event.action not in GROUND:
            found.setdefault(event.parcel_uid, []).append(event)
    return found
