"""Bringing a field copy home (合并外业副本): what it did since the two parted becomes part of this ledger.

One transaction under the write door, after a backup: an event ``merge``, what comes in besides the cases with its own events,
and one event ``merge_case`` for every case the copy worked on. The copy's own events are kept word for word.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, Optional, Sequence, Tuple

from ...domain.errors import BadInput, FarmlandError, LedgerError, NotAllowed
from ...domain.journal import Event
from ...domain.merge_rows import Remark
from ...domain.parcel import Change
from ...domain.progress import Feedback, NoFeedback
from ...i18n import tr
from ..actions.merging import MERGE
from ..door import Door, utc_now
from ..keeping.backup import back_up, folder_of
from ..keeping.snapshot import stamp
from ..ledger import Ledger
from ..rows import event_from_row
from .beside import (
    MERGED_IN,
    Besides,
    bring_attachments,
    bring_batches,
    bring_layers,
    bring_packages,
    bring_people,
    bring_visits,
    copy_files,
    found_beside,
)
from .copies import Base, FieldCopy, base_of, taken_in
from .ground import bring_ground
from .plan import POLICIES, CasePlan, Planner, by_parcel

INSERT_MERGE = ("INSERT INTO merge (merge_id, source, source_sha256, common_seq, their_seq, their_hash, merged, conflicts,"
                " made_at, made_by, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
INSERT_MERGED = ("INSERT INTO merged_event (merge_id, seq, body, body_hash, prev_hash, hash, sm3, parcel_uid, action, ts, actor,"
                 " merged_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
UNDO = "undo_merge"


@dataclass
class MergeResult:
    """What merging a copy came to.

    :param merge_id: '' when there was nothing new in it. :param their_events: how many of theirs were new to us.
    :param backup: where the ledger as it was before is kept. :param remarks: what is worth a look.
    """

    source: Path
    policy: str
    merge_id: str = ""
    sha256: str = ""
    common_seq: int = 0
    their_events: int = 0
    cases: List[CasePlan] = field(default_factory=list)
    besides: Besides = field(default_factory=Besides)
    remarks: List[Remark] = field(default_factory=list)
    backup: Optional[Path] = None

    @property
    def merged(self) -> int:
        """How many parcels took something over, those that came in with a batch included."""
        return sum(plan.brought and plan.change.parcel_uid not in self.besides.new_parcels for plan in self.cases) + \
            self.besides.parcels

    @property
    def conflicts(self) -> int:
        """How many fields wait for a person."""
        return sum(plan.open for plan in self.cases)

    @property
    def decided(self) -> int:
        """How many fields the policy decided."""
        return sum(bool(one.resolution) for plan in self.cases for one in plan.change.conflicts)


def merge(ledger: Ledger, source: Path, policy: str = "ask", feedback: Optional[Feedback] = None) -> MergeResult:
    """Merge a copy of this ledger that was worked on elsewhere.

    Disjoint work comes together by itself. What both sides changed differently is listed per field and ours stays (``ask``),
    or is decided at once (``theirs``, ``ours``) and listed as decided. Merging the same copy again changes nothing.

    :raises BadInput: for what is no copy of this ledger. :raises LedgerError: for a copy that is not whole.
    """
    watched = feedback or NoFeedback()
    if policy not in POLICIES:
        raise BadInput(tr("{policy} is not a way to decide conflicts: choose ask, theirs or ours."), policy=policy)
    if ledger.read_only:
        raise LedgerError(tr("{path} is open read-only: close it elsewhere and open it again to write."), path=ledger.address)
    with taken_in(ledger, source, watched) as copy:
        watched.progress(20)
        base = base_of(ledger, copy)
        events = _new_events(copy, base)
        result = MergeResult(source, policy, sha256=copy.sha256, common_seq=base.common_seq, their_events=len(events))
        if not events:
            result.remarks = copy_files(ledger, copy, (), watched)  # a photo that was forgotten the first time
            return result
        result.merge_id = ledger.new_uid()
        besides = found_beside(ledger, copy, events, base.our_since, policy)
        files = copy_files(ledger, copy, besides.redlines, watched, [one.heat_map for one in besides.images.comparisons])
        watched.check()
        result.backup = _backup(ledger)
        watched.progress(30)
        with ledger.door(result.merge_id) as door:
            base = base_of(ledger, copy)
            besides = found_beside(ledger, copy, events, base.our_since, policy)
            result.besides = besides
            Writer(door, copy, base, result, events).write(watched)
        if copy.meta["rule_version"] != ledger.meta["rule_version"]:
            result.remarks.append(Remark("rules_differ", ""))
        result.remarks += files
    return result


def _backup(ledger: Ledger) -> Optional[Path]:
    """Keep the ledger as it is before a merge; a database is kept by whoever runs it."""
    if ledger.store.shared:
        return None
    name = f"{ledger.path.stem}_{stamp()}_before-merge{ledger.path.suffix}"
    return back_up(ledger, folder_of(ledger) / name).snapshot.path


def _new_events(copy: FieldCopy, base: Base) -> List[Event]:
    return [event_from_row(row) for row in copy.store.rows(
        "SELECT * FROM event WHERE seq > ? AND seq <= ? ORDER BY seq", (base.their_since, copy.head[0]))]


class Writer:
    """Writes one merge, inside its transaction."""

    def __init__(self, door: Door, copy: FieldCopy, base: Base, result: MergeResult, events: Sequence[Event]) -> None:
        self._door, self._ledger, self._copy = door, door.ledger, copy
        self._base, self._result, self._events = base, result, events

    def write(self, feedback: Feedback) -> None:
        """Plan every case, then write everything."""
        door, result, besides = self._door, self._result, self._result.besides
        result.cases = list(self._planned(feedback))
        seq = door.append("merge", None, self._payload())
        door.execute(INSERT_MERGE, (
            result.merge_id, result.source.name, result.sha256, self._base.common_seq, self._copy.head[0], self._copy.head[1],
            result.merged, result.conflicts, utc_now(), door.store.actor, seq))
        bring_people(door, besides.people)
        bring_batches(door, self._copy, besides, result.merge_id)
        bring_layers(door, self._copy, besides, result.merge_id)
        bring_ground(door, besides.ground, {MERGED_IN: result.merge_id})
        bring_visits(door, self._copy, besides, result.merge_id)
        bring_attachments(door, [one for plan in result.cases for one in plan.files])
        taken: Dict[str, int] = {}
        for done, plan in enumerate(result.cases):
            feedback.check()
            taken[plan.change.parcel_uid] = door.change(plan.change).seq
            feedback.progress(65 + 30 * done / len(result.cases))
        outdated = frozenset(plan.change.parcel_uid for plan in result.cases if plan.both or plan.change.conflicts)
        bring_packages(door, self._copy, besides, outdated, result.merge_id)
        self._keep_events(taken, seq)
        self._keep_nested(seq)
        for plan in result.cases:
            result.remarks += plan.remarks
        result.remarks += besides.ground.remarks

    def _planned(self, feedback: Feedback) -> Iterator[CasePlan]:
        result, besides = self._result, self._result.besides
        planner = Planner(self._ledger, self._copy, self._base, result.policy, result.merge_id)
        touched = by_parcel(self._events)
        for done, (uid, events) in enumerate(touched.items()):
            feedback.check()
            if uid not in besides.refused_parcels:
                yield planner.case(uid, events, known=uid not in besides.new_parcels)
            feedback.progress(30 + 35 * done / len(touched))

    def _payload(self) -> Dict[str, Any]:
        """Return what the journal says of the merge as a whole."""
        result, besides, base = self._result, self._result.besides, self._base
        return {
            "merge_id": result.merge_id, "source": result.source.name, "source_sha256": result.sha256, "policy": result.policy,
            "common_seq": base.common_seq, "since_seq": base.their_since,
            "since_hash": self._events[0].prev_hash, "their_seq": self._copy.head[0],
            "their_hash": self._copy.head[1], "their_events": len(self._events), "cases": len(result.cases),
            "merged": result.merged, "conflicts": result.conflicts, "decided": result.decided,
            "people": [one.person.person_id for one in besides.people if one.kind != "clash_ours"],
            "batches": [one.batch_id for one in besides.batches], "refused_batches": sorted(besides.refused_batches),
            "redlines": [one.redline_id for one in besides.redlines], "scenes": [one.scene_id for one in besides.scenes],
            "visits": [one["visit_id"] for one in besides.visits], "packages": [one["package_id"] for one in besides.packages],
        }

    def _keep_events(self, taken: Mapping[str, int], seq: int) -> None:
        self._door.many(INSERT_MERGED, [
            (self._result.merge_id, e.seq, e.body, e.body_hash, e.prev_hash, e.hash, e.sm3, e.parcel_uid, e.action, e.ts, e.actor,
             taken.get(e.parcel_uid or "", seq)) for e in self._events])

    def _keep_nested(self, seq: int) -> None:
        """Keep what the copy itself had merged, so that those copies, too, are known when they come home."""
        known = {row["merge_id"] for row in self._ledger.store.rows("SELECT merge_id FROM merge")}
        for row in list(self._copy.store.rows("SELECT * FROM merge WHERE undone_seq IS NULL ORDER BY seq")):
            if row["merge_id"] in known or row["seq"] <= self._base.their_since:
                continue
            self._door.execute(INSERT_MERGE, (
                row["merge_id"], row["source"], row["source_sha256"], row["common_seq"], row["their_seq"], row["their_hash"],
                row["merged"], row["conflicts"], row["made_at"], row["made_by"], seq))
            self._door.many(INSERT_MERGED, [
                (e["merge_id"], e["seq"], e["body"], e["body_hash"], e["prev_hash"], e["hash"], e["sm3"], e["parcel_uid"],
                 e["action"], e["ts"], e["actor"], seq) for e in self._copy.store.rows(
                     "SELECT * FROM merged_event WHERE merge_id = ? ORDER BY seq", (row["merge_id"],))])


# -- undoing --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Undone:
    """What undoing a merge came to: how many cases went back, and those that did not, with the reason."""

    cases: int
    kept: Tuple[Tuple[str, FarmlandError], ...]


def last_merge(ledger: Ledger) -> Optional[Dict[str, Any]]:
    """Return the newest merge that is not undone, None when there is none."""
    for row in ledger.store.rows("SELECT * FROM merge WHERE undone_seq IS NULL ORDER BY seq DESC LIMIT 1"):
        return dict(row)
    return None


def merged_cases(ledger: Ledger, merge_id: str) -> List[Tuple[str, int]]:
    """Return (parcel, event) of every case a merge wrote."""
    found = []
    for row in ledger.store.rows("SELECT seq FROM merge WHERE merge_id = ?", (merge_id,)):
        for event in ledger.store.rows("SELECT seq, parcel_uid, action, body FROM event WHERE seq >= ? ORDER BY seq",
                                       (row["seq"],)):
            if json.loads(event["body"]).get("group") != merge_id:
                break
            if event["action"] == MERGE:
                found.append((event["parcel_uid"], event["seq"]))
    return found


def undo_merge(ledger: Ledger, merge_id: str, reason: str) -> Undone:
    """Set back every case a merge changed and that nobody worked on since; the same copy can then be merged again.

    People, batches, red lines and scenes that came in stay. Nothing leaves the journal.

    :raises BadInput: for a merge that is not there or undone already, or without a reason.
    """
    if not reason.strip():
        raise BadInput(tr("Say why it is undone."))
    cases = merged_cases(ledger, merge_id)
    kept: List[Tuple[str, FarmlandError]] = []
    with ledger.door(ledger.new_uid()) as door:
        if not list(door.store.rows("SELECT 1 AS one FROM merge WHERE merge_id = ? AND undone_seq IS NULL", (merge_id,))):
            raise BadInput(tr("There is no such merge, or it is undone already."))
        for uid, seq in reversed(cases):
            try:
                door.change(Change(uid, None, "undo", {"seq": seq, "reason": reason}))
            except NotAllowed as error:
                kept.append((uid, error))
        seq = door.append(UNDO, None, {"merge_id": merge_id, "reason": reason, "cases": len(cases) - len(kept),
                                       "kept": [uid for uid, _ in kept]})
        door.execute("UPDATE merge SET undone_seq = ? WHERE merge_id = ?", (seq, merge_id))
    return Undone(len(cases) - len(kept), tuple(kept))

