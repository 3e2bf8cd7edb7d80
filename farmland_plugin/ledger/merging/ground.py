"""What a field copy knows of clues, places and parcels on the same ground, brought home.

What only one side changed comes together by itself. Where both decided differently, ours stays (or theirs, where the merge was
asked for that) and the report says so: every decision can be taken again, and the journal has both.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Dict, FrozenSet, Iterable, Iterator, List, Mapping, NamedTuple, Sequence, Set, Tuple

from ...domain.journal import Event
from ...domain.merge import THEIRS
from ...domain.merge_rows import Remark
from ...domain.parcel import Batch, Link, Place, Reissued
from .. import rows
from ..door import Door
from ..entering import Alongside
from ..ledger import Ledger
from ..same_ground import MANUAL, write_binding, write_decisions, write_links, write_place, write_places
from .copies import FieldCopy

ACTIONS = frozenset({"place", "locate", "link", "decide_links", "bind_clue"})
Pair = FrozenSet[str]


class Touched(NamedTuple):
    """What one side decided since the two parted: links and parcels by their ids, clues, and for parcels by hand."""

    links: FrozenSet[Pair]
    clues: FrozenSet[str]
    places: FrozenSet[str]


@dataclass
class GroundPlan:
    """What comes in.

    :param links: new pairs. :param decisions: of pairs that we have. :param placed: corrected by hand.
    :param located: by overlay. :param bindings: clue, parcel, reason.
    """

    links: List[Link] = field(default_factory=list)
    decisions: List[Link] = field(default_factory=list)
    placed: List[Place] = field(default_factory=list)
    located: List[Place] = field(default_factory=list)
    bindings: List[Tuple[str, str, str]] = field(default_factory=list)
    remarks: List[Remark] = field(default_factory=list)


def found_ground(home: Ledger, copy: FieldCopy, events: Sequence[Event], our_since: int, policy: str,
                 batches: Sequence[Batch], new_parcels: FrozenSet[str]) -> GroundPlan:
    """Return what a copy knows that we do not.

    :param events: theirs that are new to us. :param our_since: our event after which we went our own way.
    :param batches: those that come in, with :param new_parcels: their parcels.
    """
    plan = GroundPlan()
    known = set(home.parcel_uids()) | new_parcels
    ours = _touched(home.store.rows("SELECT seq, parcel_uid, action, body FROM event WHERE seq > ? AND action IN"
                                    " ('place', 'decide_links', 'bind_clue') ORDER BY seq", (our_since,)))
    theirs = _touched({"parcel_uid": one.parcel_uid, "action": one.action, "body": one.body} for one in events)
    _links(home, copy, known, ours, theirs, policy == THEIRS, plan)
    _places(home, copy, known, new_parcels, our_since, ours, theirs, policy == THEIRS, plan)
    _clues(home, copy, known, {batch.batch_id for batch in batches}, ours, theirs, policy == THEIRS, plan)
    _unlinked(home, copy, batches, plan)
    return plan


def _touched(events: Iterable[Mapping[str, Any]]) -> Touched:
    links: Set[Pair] = set()
    clues: Set[str] = set()
    places: Set[str] = set()
    for event in events:
        if event["action"] == "decide_links":
            links |= {frozenset((one["parcel_uid"], one["other_uid"])) for one in json.loads(event["body"])["payload"]["links"]}
        elif event["action"] == "bind_clue":
            clues.add(str(json.loads(event["body"])["payload"]["clue_id"]))
        elif event["action"] == "place":
            places.add(str(event["parcel_uid"]))
    return Touched(frozenset(links), frozenset(clues), frozenset(places))


def _links(home: Ledger, copy: FieldCopy, known: Set[str], ours: Touched, theirs: Touched, take: bool, plan: GroundPlan) -> None:
    have = {frozenset((one.parcel_uid, one.other_uid)): one for one in home.links()}
    for link in copy.links():
        pair = frozenset((link.parcel_uid, link.other_uid))
        own = have.get(pair)
        if own is None:
            if pair <= known:
                plan.links.append(link)
        elif pair in theirs.links and (own.decision, own.reason) != (link.decision, link.reason):
            clash = pair in ours.links
            if not clash or take:
                plan.decisions.append(replace(own, decision=link.decision, reason=link.reason, decided_by=link.decided_by,
                                              decided_at=link.decided_at))
            if clash and own.decision != link.decision:
                plan.remarks.append(Remark("link_decided_twice", link.parcel_uid, {
                    "ours": own.decision, "theirs": link.decision, "their_actor": link.decided_by,
                    "our_actor": own.decided_by}))


def _places(home: Ledger, copy: FieldCopy, known: Set[str], new: FrozenSet[str], our_since: int, ours: Touched, theirs: Touched,
            take: bool, plan: GroundPlan) -> None:
    here = {one.parcel_uid: one for one in home.places()}
    located = {row["parcel_uid"] for row in home.store.rows("SELECT parcel_uid FROM place WHERE seq > ?", (our_since,))}
    for place in copy.places():
        uid, own = place.parcel_uid, here.get(place.parcel_uid)
        if uid not in known or place == own:
            continue
        if place.origin != MANUAL:
            if uid not in new and uid not in located:
                plan.located.append(place)
        elif uid in new:
            plan.placed.append(place)
        elif uid in theirs.places:
            clash = uid in ours.places
            if not clash or take:
                plan.placed.append(place)
            if clash and own is not None and (own.township, own.village) != (place.township, place.village):
                plan.remarks.append(Remark("placed_twice", uid, {"ours": own.village or own.township,
                                                                 "theirs": place.village or place.township}))


def _clues(home: Ledger, copy: FieldCopy, known: Set[str], new_batches: Set[str], ours: Touched, theirs: Touched, take: bool,
           plan: GroundPlan) -> None:
    here = {one.clue_id: one for one in home.clues()}
    reasons = {told["clue_id"]: str(told.get("reason", "")) for told in (
        json.loads(row["body"])["payload"] for row in copy.store.rows(
            "SELECT body FROM event WHERE action = 'bind_clue' ORDER BY seq"))}
    for clue in copy.clues():
        own = here.get(clue.clue_id)
        stands = own.parcel_uid if own is not None else ""
        if stands == clue.parcel_uid or (clue.parcel_uid and clue.parcel_uid not in known):
            continue
        if own is None:
            if clue.batch_id not in new_batches:
                continue
        elif clue.clue_id not in theirs.clues:
            continue
        elif clue.clue_id in ours.clues:
            plan.remarks.append(Remark("clue_bound_twice", stands or clue.parcel_uid, {"clue": clue.source_no}))
            if not take:
                continue
        plan.bindings.append((clue.clue_id, clue.parcel_uid, reasons.get(clue.clue_id, "")))


def _unlinked(home: Ledger, copy: FieldCopy, batches: Sequence[Batch], plan: GroundPlan) -> None:
    """Name the batches that came in on either side without the other's being looked at for the same ground."""
    theirs = {batch.batch_id for batch in copy.batches()}
    alone = [batch.name for batch in home.batches() if batch.batch_id not in theirs]
    if batches and alone:
        plan.remarks.append(Remark("links_missing", "", {"theirs": ", ".join(batch.name for batch in batches),
                                                         "ours": ", ".join(alone)}))


def alongside(copy: FieldCopy, batch: Batch, uids: Sequence[str]) -> Alongside:
    """Return what comes in with a batch of theirs; links, and what was decided and corrected, have events of their own.

    :param uids: its parcels.
    """
    return Alongside(copy.clues(batch.batch_id), _overlaid(copy, uids), (), list(_reissued(copy, batch)))


def _overlaid(copy: FieldCopy, uids: Sequence[str]) -> Iterator[Place]:
    """Yield where the parcels of a batch lie by the newest overlay."""
    newest: Dict[str, Mapping[str, Any]] = {}
    for row in copy.store.each("SELECT * FROM place WHERE parcel_uid = ? ORDER BY seq", uids):
        if row["origin"] != MANUAL:
            newest[row["parcel_uid"]] = row
    return (rows.place_from_row(row) for row in newest.values())


def _reissued(copy: FieldCopy, batch: Batch) -> Iterable[Reissued]:
    return copy.reissued(batch.batch_id) if batch.reissue_of else ()


def bring_ground(door: Door, plan: GroundPlan, more: Mapping[str, Any]) -> None:
    """Write what comes in, each kind with its own event.

    :param more: what the events tell besides: the merge.
    """
    if plan.links:
        write_links(door, plan.links, more)
    if plan.decisions:
        write_decisions(door, plan.decisions, more)
    if plan.located:
        write_places(door, plan.located, more)
    for place in plan.placed:
        write_place(door, place, more)
    for clue_id, uid, reason in plan.bindings:
        write_binding(door, clue_id, uid, reason, more)
