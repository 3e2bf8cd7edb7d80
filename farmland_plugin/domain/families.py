"""Parcels with their split parts, and who stands for whom after a new issue (§2.4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, Iterable, List, NamedTuple, Sequence, Set, Tuple

from .area import balance, to_mu
from .parcel import Batch, Parcel, Reissued

GEOMETRY = "geometry"  # in Reissued.what: the outline changed


class Node(NamedTuple):
    """What is needed of a parcel: its number, where it belongs, its area and its place in the order of import."""

    number: str
    batch_id: str
    parent: str
    m2: Decimal
    measured: bool
    rank: int


class Families:
    """Parcels with their split parts, and who stands for whom after a new issue."""

    def __init__(self, batches: Sequence[Batch], parcels: Iterable[Parcel], reissued: Iterable[Reissued]) -> None:
        when = {batch.batch_id: (batch.imported_at, batch.batch_id) for batch in batches}
        self.nodes: Dict[str, Node] = {}
        came = sorted(parcels, key=lambda p: (*when[p.batch_id], p.source_file, p.source_row, p.parcel_uid))
        for rank, p in enumerate(came):
            area = p.area_m2 if p.monitored_area_m2 is None else p.monitored_area_m2
            self.nodes[p.parcel_uid] = Node(p.source_no, p.batch_id, p.parent_uid or "", area, p.monitored_area_m2 is None, rank)
        self.withdrawn: Set[str] = set()
        self.heir: Dict[str, str] = {}
        self.redrawn: Set[str] = set()  # replaced by another outline
        known = [row for row in reissued if row.batch_id in when]
        for row in sorted(known, key=lambda one: (when[one.batch_id], one.parcel_uid, one.other_uid)):
            self._take(row)
        self.before = {heir: uid for uid, heir in sorted(self.heir.items())}
        self.root = {uid: self._root(uid) for uid in self.nodes}
        self.parts: Dict[str, List[str]] = {}
        for uid, node in self.nodes.items():
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
        whole = before and self.root[before] == before  # parts of a part count with what that is a part of
        if not found and whole and before not in self.redrawn:  # split before it was issued again, the outline unchanged
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
