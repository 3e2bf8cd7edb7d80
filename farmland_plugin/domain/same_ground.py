"""Reconciliation of batches (除去重合图斑): total = A + B − overlap, in parcels and in 亩 (001-03).

A parcel and its split parts are one family and count once (§2.4); a parcel issued again stands in the place of the earlier one;
families that lie on the same ground by decision or proposal are a cluster, of which one counts: none that lies inside
another, and of the rest the earliest.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from .area import balance, to_mu
from .parcel import Batch, Link, Parcel, Reissued
from .reconciliation import ZERO, BatchLine, MatrixLine, PairLine, Reconciliation
from .same_ground_rules import (
    CONTAINS,
    DECISIONS,
    INSIDE,
    RELATIONS,
    RULE,
    SAME,
    SEPARATE,
    Thresholds,
    classify,
    counts_once,
    proposal,
)

__all__ = ["DECISIONS", "RELATIONS", "RULE", "SAME", "SEPARATE", "BatchLine", "MatrixLine", "PairLine", "Reconciliation",
           "Thresholds", "classify", "counts_once", "proposal", "reconcile"]

GEOMETRY = "geometry"  # in Reissued.what: the outline changed
Rank = Tuple[Any, ...]


class _Node(NamedTuple):
    """What is needed of a parcel: its number, where it belongs, its area and its place in the order of import."""

    number: str
    batch_id: str
    parent: str
    m2: Decimal
    measured: bool
    rank: Rank


class _Drawn(NamedTuple):
    """A link with its ends moved to the parcels that stand for them now; direct where nothing had to be moved."""

    link: Link
    one: str
    other: str
    direct: bool


class _Union:
    """Union-find over families."""

    def __init__(self, members: Iterable[str]) -> None:
        self._up = {member: member for member in members}

    def find(self, member: str) -> str:
        while self._up[member] != member:
            self._up[member] = self._up[self._up[member]]
            member = self._up[member]
        return member

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._up[second] = first

    def clusters(self) -> Dict[str, List[str]]:
        found: Dict[str, List[str]] = {}
        for member in self._up:
            found.setdefault(self.find(member), []).append(member)
        return found


class _Families:
    """Parcels with their split parts, and who stands for whom after a new issue."""

    def __init__(self, batches: Sequence[Batch], parcels: Iterable[Parcel], reissued: Iterable[Reissued]) -> None:
        when = {batch.batch_id: (batch.imported_at, batch.batch_id) for batch in batches}
        self.nodes: Dict[str, _Node] = {}
        for p in parcels:
            area = p.area_m2 if p.monitored_area_m2 is None else p.monitored_area_m2
            rank = (*when[p.batch_id], p.source_file, p.source_row, p.parcel_uid)
            self.nodes[p.parcel_uid] = _Node(p.source_no, p.batch_id, p.parent_uid or "", area, p.monitored_area_m2 is None, rank)
        self.withdrawn: Set[str] = set()
        self.heir: Dict[str, str] = {}
        self.redrawn: Set[str] = set()  # replaced by another outline
        known = [row for row in reissued if row.batch_id in when]
        for row in sorted(known, key=lambda one: (when[one.batch_id], one.parcel_uid, one.other_uid)):
            self._take(row)
        self.before = {heir: uid for uid, heir in sorted(self.heir.items())}
        self.root = {uid: self._root(uid) for uid in self.nodes}
        self.parts: Dict[str, List[str]] = {}
        for uid, node in sorted(self.nodes.items(), key=lambda item: item[1].rank):
            if node.parent in self.nodes and self.root[uid] != uid:
                self.parts.setdefault(node.parent, []).append(uid)
        self.standing = [uid for uid in self.nodes if self.root[uid] == uid and not self.gone(uid)]
        self.mu: Dict[str, Decimal] = {}
        for uid in self.nodes:
            if self.root[uid] == uid:
                self._share(uid, to_mu(self.nodes[uid].m2))
        self.rank = {uid: self.nodes[uid].rank for uid in self.standing}
        for uid in self.heir:
            last = self.root.get(self.standing_for(uid), "")
            if last in self.rank:
                self.rank[last] = min(self.rank[last], self.nodes[uid].rank)

    def _take(self, row: Reissued) -> None:
        if row.verdict == "withdrawn" and row.other_uid in self.nodes:
            self.withdrawn.add(row.other_uid)
        elif row.verdict in ("same", "changed") and {row.other_uid, row.parcel_uid} <= self.nodes.keys():
            self.heir[row.other_uid] = row.parcel_uid
            if GEOMETRY in row.what.split(","):
                self.redrawn.add(row.other_uid)

    def _root(self, uid: str) -> str:
        """Return the parcel issued that this one is a part of, itself when it is none."""
        seen = {uid}
        while self.nodes[uid].parent in self.nodes and self.nodes[uid].parent not in seen:
            uid = self.nodes[uid].parent
            seen.add(uid)
        return uid

    def gone(self, uid: str) -> bool:
        """Whether a parcel was issued again or withdrawn."""
        return uid in self.withdrawn or self.standing_for(uid) != uid

    def standing_for(self, uid: str) -> str:
        """Return the newest issue of a parcel, itself when there is no newer one."""
        seen = {uid}
        while uid in self.heir and self.heir[uid] not in seen:
            uid = self.heir[uid]
            seen.add(uid)
        return uid

    def moved(self, uid: str) -> Tuple[str, bool]:
        """Return the parcel that stands for one now ('' for none), and whether its outline is still the same."""
        for one in () if uid in self.withdrawn else (uid, self.root[uid]):
            last, same, step = self.standing_for(one), True, one
            if last in self.withdrawn or self.gone(self.root[last]):
                continue
            while step != last:
                same, step = same and step not in self.redrawn, self.heir[step]
            return last, same
        return "", False

    def leaves(self, uid: str) -> List[str]:
        """Return the parts a parcel was split into that still stand, itself when there are none (核实后 = 空 + 拆分)."""
        found = [leaf for part in self.parts.get(uid, ()) if not self.gone(part) for leaf in self.leaves(part)]
        before = self.before.get(uid, "")
        if not found and before and before not in self.redrawn:  # split before it was issued again, the outline unchanged
            earlier = self.leaves(before)
            found = [] if earlier == [before] else earlier
        return found or [uid]

    def _share(self, uid: str, mu: Decimal) -> None:
        """Give a parcel its 亩, and its parts theirs, so that parts of the same area in m² have the same in 亩 (平差, §6.8)."""
        self.mu[uid] = mu
        parts = self.parts.get(uid, [])
        areas = [self.nodes[part].m2 for part in parts]
        if parts and sum(areas) == self.nodes[uid].m2 and mu:
            shares = balance([area * mu / self.nodes[uid].m2 for area in areas], mu)
        else:
            shares = [to_mu(area) for area in areas]
        for part, share in zip(parts, shares):
            self._share(part, share)


def reconcile(batches: Sequence[Batch], parcels: Iterable[Parcel], links: Iterable[Link], reissued: Iterable[Reissued],
              thresholds: Thresholds) -> Reconciliation:
    """Return what the batches add up to when ground that several of them name is counted once (001-03).

    Areas are the issued ones, measured where none was issued, in 亩 of each parcel rounded half-up to 0.01 and then summed.
    A person's decision on a pair goes before the rules' proposal. The order of batches, parcels and links changes nothing.

    :param batches: of all parcels given. :param parcels: their geometry is not needed. :param links, reissued: those of
        other parcels are left alone.
    """
    families = _Families(batches, parcels, reissued)
    drawn, aside = _drawn(families, links)
    decisions = {key: _decided(group) for key, group in drawn.items()}
    same = {key for key, (link, _) in decisions.items() if counts_once(link, thresholds)}
    everything = _clusters(families, same)
    settled = _clusters(families, {key for key in same if decisions[key][0].decision})
    inside = _inside(families, decisions, same)
    kept = {uid: _keeper(families, members, inside) for members in everything for uid in members}
    counted = frozenset(kept.values())
    leaves = {uid: families.leaves(uid) for uid in families.standing}
    after = frozenset(leaf for uid in counted for leaf in leaves[uid])
    pairs = [_line(families, link, ends, link.decision or proposal(link.relation, thresholds), kept, carried)
             for ends, (link, carried) in decisions.items()]
    return Reconciliation(
        tuple(_batch_lines(batches, families, counted, leaves)),
        tuple(sorted(pairs, key=lambda pair: (families.nodes[pair.other_uid].rank, families.nodes[pair.parcel_uid].rank))),
        len(after), sum((families.mu[uid] for uid in after), ZERO), len(settled) - len(everything), aside, counted, after,
        thresholds.version)


def _drawn(families: _Families, links: Iterable[Link]) -> Tuple[Dict[Tuple[str, str], List[_Drawn]], int]:
    """Return the links that say something, by the two parcels that stand now, and the number of those that do not.

    A link of a part says something where a person decided it, or where no link of the whole parcel does.
    """
    found: Dict[Tuple[str, str], List[_Drawn]] = {}
    aside = 0
    for link in links:
        if link.parcel_uid not in families.nodes or link.other_uid not in families.nodes:
            continue
        (one, same_one), (other, same_other) = families.moved(link.parcel_uid), families.moved(link.other_uid)
        direct = (one, other) == (link.parcel_uid, link.other_uid)
        silent = not (direct or link.decision or (same_one and same_other))
        if not one or not other or silent or families.root[one] == families.root[other]:
            aside += 1
            continue
        found.setdefault((min(one, other), max(one, other)), []).append(_Drawn(link, one, other, direct))
    whole = {key for key in found if all(families.root[uid] == uid for uid in key)}
    for key in sorted(found.keys() - whole):
        above = tuple(sorted(families.root[uid] for uid in key))
        if above in whole and not any(drawn.link.decision for drawn in found[key]):
            aside += len(found.pop(key))
    return found, aside


def _decided(group: Sequence[_Drawn]) -> Tuple[Link, bool]:
    """Return one link for two parcels, as they lie now and as was decided last, and whether that was of an earlier issue."""
    def newest(drawn: _Drawn) -> Tuple[str, str]:
        return drawn.link.decided_at, drawn.link.link_id

    seen = max(group, key=lambda drawn: (drawn.direct, bool(drawn.link.decision), newest(drawn)))
    said = max(group, key=lambda drawn: (bool(drawn.link.decision), drawn.direct, newest(drawn)))
    link = replace(seen.link, parcel_uid=seen.one, other_uid=seen.other, decision=said.link.decision, reason=said.link.reason,
                   decided_by=said.link.decided_by, decided_at=said.link.decided_at)
    return link, not said.direct


def _clusters(families: _Families, same: Iterable[Tuple[str, str]]) -> List[List[str]]:
    union = _Union(families.standing)
    for one, other in same:
        union.join(families.root[one], families.root[other])
    return list(union.clusters().values())


def _inside(families: _Families, decisions: Mapping[Tuple[str, str], Tuple[Link, bool]], same: Set[Tuple[str, str]]) -> Set[str]:
    """Return the whole parcels that lie inside another one they count with."""
    found = set()
    for key in same:
        link = decisions[key][0]
        if all(families.root[uid] == uid for uid in key):
            if link.relation == INSIDE:
                found.add(link.parcel_uid)
            elif link.relation == CONTAINS:
                found.add(link.other_uid)
    return found


def _keeper(families: _Families, members: Sequence[str], inside: Set[str]) -> str:
    outer = [uid for uid in members if uid not in inside] or members
    return min(outer, key=lambda uid: families.rank[uid])


def _line(families: _Families, link: Link, ends: Tuple[str, str], counted: str, kept: Mapping[str, str],
          carried: bool) -> PairLine:
    one, other = families.nodes[link.parcel_uid], families.nodes[link.other_uid]
    keeper: Optional[str] = kept[families.root[ends[0]]] if counted == SAME else None
    return PairLine(
        link.link_id, link.parcel_uid, one.number, one.batch_id, link.other_uid, other.number, other.batch_id, link.relation,
        link.common_m2, link.share, link.other_share, link.iou, link.decision, counted, keeper or "", link.reason,
        link.decided_by, link.decided_at, carried)


def _batch_lines(batches: Sequence[Batch], families: _Families, counted: FrozenSet[str],
                 leaves: Mapping[str, Sequence[str]]) -> List[BatchLine]:
    """Return one line per batch, in the order of import."""
    tallies: Dict[str, Dict[str, Any]] = {
        batch.batch_id: {"parcels": 0, "children": 0, "replaced": 0, "withdrawn": 0, "issued": 0, "issued_mu": ZERO, "split": 0,
                         "split_mu": ZERO, "overlap": 0, "overlap_mu": ZERO, "measured": 0} for batch in batches}
    for uid, node in families.nodes.items():
        tally, mu = tallies[node.batch_id], families.mu[uid]
        tally["parcels"] += 1
        if families.root[uid] != uid:
            tally["children"] += 1
        elif families.gone(uid):
            tally["replaced" if families.standing_for(uid) != uid else "withdrawn"] += 1
        else:
            _add(tally, "issued", mu)
            tally["measured"] += node.measured
            if uid not in counted:
                _add(tally, "overlap", mu)
            for leaf in leaves[uid]:
                _add(tallies[families.nodes[leaf].batch_id], "split", families.mu[leaf])
    return [BatchLine(batch.batch_id, batch.name, batch.source, batch.kind, **tallies[batch.batch_id])
            for batch in sorted(batches, key=lambda one: (one.imported_at, one.batch_id))]


def _add(tally: Dict[str, Any], what: str, mu: Decimal) -> None:
    tally[what] += 1
    tally[f"{what}_mu"] += mu
