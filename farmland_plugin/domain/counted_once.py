"""Which parcels a list counts, and why every other one is not counted (除去重合, 不重不漏; 001-03, 003-05).

Nothing is left out on a proposal: two parcels on the same ground count once where a person decided so, or where one was issued
again for the other. A parcel that was split is counted by its parts (核实后 = 空 + 拆分; §2.4), never with them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Set, Tuple

from .families import Families
from .parcel import Batch, Link, Parcel, Reissued
from .reconciliation import PairLine
from .same_ground import reconcile
from .same_ground_rules import CONTAINS, INSIDE, RELATIONS, SAME, SEPARATE, Thresholds, proposal
from .standing import Meeting, as_decided

SAME_GROUND, REISSUED, WITHDRAWN, SPLIT = "same_ground", "reissued", "withdrawn", "split"
REASONS = (SAME_GROUND, REISSUED, WITHDRAWN, SPLIT)


@dataclass(frozen=True)
class LeftOut:
    """A parcel that is not counted.

    :param why: one of ``REASONS``. :param instead: uids that count in its place, which need not be among those asked for; none
        where it was withdrawn. :param decided_by, decided_at, reason: of the person's decision, '' for the other reasons.
    :param batch_id: the later issue that replaced or withdrew it, '' else.
    """

    parcel_uid: str
    why: str
    instead: Tuple[str, ...] = ()
    decided_by: str = ""
    decided_at: str = ""
    reason: str = ""
    batch_id: str = ""


@dataclass(frozen=True)
class Counted:
    """What of the parcels asked for counts: counted + left out = all, each exactly once.

    :param with_it: by the uid that counts, the others on its ground that do not. :param pending: pairs nobody decided that share
        ground and both count. :param pending_same: of them proposed to count once. :param pending_m2: what they share.
    """

    counted: Tuple[str, ...]
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)
    with_it: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    pending: int = 0
    pending_same: int = 0
    pending_m2: Decimal = Decimal("0.00")


def involved_in(links: Iterable[Link], reissued: Iterable[Reissued], parents: Mapping[str, str]) -> Set[str]:
    """Return the uids of parcels that have to do with others; every other one counts for itself.

    :param parents: part -> the parcel it was split off.
    """
    found = {*parents, *parents.values()}
    for link in links:
        found.update((link.parcel_uid, link.other_uid))
    for row in reissued:
        found.update((row.parcel_uid, row.other_uid))
    found.discard("")
    return found


def count_once(uids: Sequence[str], problems: Set[str], batches: Sequence[Batch], involved: Sequence[Parcel],
               links: Sequence[Link], reissued: Sequence[Reissued], rules: Thresholds) -> Counted:
    """Return which of some parcels count.

    A new issue, a withdrawal and a split hold for the whole ledger; parcels on the same ground count once among those asked for,
    so that a list of one batch alone keeps all of it. For a ground stands the parcel ``reconcile`` counts, or, where that is no
    problem and another one is, that one. One that lies inside several counts with the earliest of those asked for. The order of
    all arguments but ``uids`` changes nothing.

    :param uids: parcels asked for; :param problems: of them those that are problems. :param involved: every parcel of the ledger
        that has to do with another (``involved_in``), their geometry is not needed. :param links, reissued: all of the ledger.
    """
    if not involved:
        return Counted(tuple(uids))
    kin = _Kin(batches, involved, links, reissued, rules)
    wanted = set(uids)
    out: Dict[str, LeftOut] = {uid: fate for uid in uids if uid in kin.nodes for fate in (kin.fate(uid),) if fate is not None}
    with_it: Dict[str, Tuple[str, ...]] = {}
    for members in kin.grounds(wanted):
        units = kin.units([uid for uid in members if uid in wanted])
        if len(units) < 2:
            continue
        stands = next((unit for unit in units if problems.intersection(unit)), units[0])
        others = tuple(uid for unit in units if unit is not stands for uid in unit)
        with_it.update(dict.fromkeys(stands, others))
        for uid in others:
            pair = kin.decided(uid, stands)
            out[uid] = LeftOut(uid, SAME_GROUND, tuple(stands), pair.decided_by, pair.decided_at, pair.reason)
    counted = tuple(uid for uid in uids if uid not in out)
    pending = kin.pending(set(counted))
    return Counted(counted, out, with_it, len(pending), sum(proposal(pair.relation, rules) == SAME for pair in pending),
                   sum((pair.common_m2 for pair in pending), Decimal("0.00")))


class _Kin:
    """The parcels that have to do with others: which stand in the verified view, and which a person called the same ground."""

    def __init__(self, batches: Sequence[Batch], involved: Sequence[Parcel], links: Sequence[Link], reissued: Sequence[Reissued],
                 rules: Thresholds) -> None:
        self.nodes = {parcel.parcel_uid: parcel for parcel in involved}
        when = {batch.batch_id: (batch.imported_at, batch.batch_id) for batch in batches}
        self._families = Families(batches, involved, reissued)
        self._rows: Dict[str, Reissued] = {}
        for row in sorted(reissued, key=lambda one: (when.get(one.batch_id, ("", "")), one.parcel_uid, one.other_uid)):
            if row.other_uid in self.nodes and row.verdict != "added":
                self._rows[row.other_uid] = row
        strict = replace(rules, proposals=dict.fromkeys(RELATIONS, SEPARATE))
        alone = reconcile(batches, involved, (), reissued, strict)
        found = reconcile(batches, involved, links, reissued, strict)
        self.leaves = alone.counted_after_split
        self._named, self._pairs = found.counted, found.pairs
        self._under: Dict[str, List[str]] = {}
        self._whole: Dict[str, str] = {}
        for leaf in sorted(self.leaves):
            line = self._line(leaf)
            self._whole[leaf] = line[-1]
            for uid in line:
                self._under.setdefault(uid, []).append(leaf)
        same = [pair for pair in self._pairs if pair.decision == SAME]
        self._inside = {pair.parcel_uid if pair.relation == INSIDE else pair.other_uid for pair in same
                        if pair.relation in (INSIDE, CONTAINS)}
        self._said: Dict[str, List[Tuple[str, PairLine]]] = {}
        self._meetings: List[Meeting] = []
        for (one, other), pair in self._decisions():
            if pair.decision == SAME:
                self._meetings.append(Meeting(one, other, pair.relation, True, True))
                self._said.setdefault(one, []).append((other, pair))
                self._said.setdefault(other, []).append((one, pair))

    def _decisions(self) -> List[Tuple[Tuple[str, str], PairLine]]:
        """Return what was decided by pair of parcels of the verified view, the way the pair is told: what was said of parts goes
        before what was said of the whole, and of two the newer one."""
        spread = [(pair, [(one, other) for one in self.under(pair.parcel_uid) for other in self.under(pair.other_uid)])
                  for pair in self._pairs if pair.decision]
        spread.sort(key=lambda item: (-len(item[1]), item[0].decided_at, item[0].link_id))
        last = {frozenset(ends): (ends, pair) for pair, every in spread for ends in every}
        return sorted(last.values(), key=lambda item: item[0])

    def _up(self, uid: str) -> str:
        """Return the parcel one was split off, or the one issued again for it, '' when it is neither."""
        parent = self.nodes[uid].parent_uid or ""
        if parent in self.nodes:
            return parent
        row = self._rows.get(uid)
        return row.parcel_uid if row is not None and row.parcel_uid in self.nodes else ""

    def _line(self, uid: str) -> List[str]:
        """Return a parcel and all it belongs to, the whole that stands now last."""
        line = [uid]
        while self._up(line[-1]) and self._up(line[-1]) not in line:
            line.append(self._up(line[-1]))
        return line

    def under(self, uid: str) -> Sequence[str]:
        """Return the parcels of the verified view a parcel is or was split into."""
        return self._under.get(uid, ())

    def fate(self, uid: str) -> Optional[LeftOut]:
        """Return why a parcel is not in the verified view, None when it is."""
        if uid in self.leaves:
            return None
        for step in self._line(uid):
            row, instead = self._rows.get(step), tuple(self.under(step))
            if row is not None and row.verdict == "withdrawn":
                return LeftOut(uid, WITHDRAWN, batch_id=row.batch_id)
            if row is not None:
                last = self._line(row.parcel_uid)[-1] if row.parcel_uid in self.nodes else ""
                now = tuple(self.under(row.parcel_uid)) or tuple(self.under(last))
                if now and uid not in now:
                    return LeftOut(uid, REISSUED, now, batch_id=row.batch_id)
            elif instead and step == uid:
                return LeftOut(uid, SPLIT, instead)
        return None  # nothing says why: it counts, so that nothing is lost

    def grounds(self, wanted: Set[str]) -> List[List[str]]:
        """Return the parcels of the verified view that lie on the same ground by a person's decision."""
        rank = {uid: (uid not in wanted, *self._rank(uid)) for uid in self._said}
        found: Dict[str, List[str]] = {}
        for uid, stand in as_decided(rank, self._meetings).items():
            found.setdefault(stand, []).append(uid)
        return list(found.values())

    def _rank(self, uid: str) -> Tuple[int, int]:
        """Return the place of a parcel of the verified view in the order of import: that of the whole, then of the part."""
        whole = self._whole[uid]
        return self._families.rank.get(whole, self._families.nodes[whole].rank), self._families.nodes[uid].rank

    def units(self, members: Sequence[str]) -> List[List[str]]:
        """Return parcels by the whole they are parts of: first the one the reconciliation counts, then none inside another,
        then the earliest."""
        found: Dict[str, List[str]] = {}
        for uid in sorted(members):
            found.setdefault(self._whole[uid], []).append(uid)

        def rank(whole: str) -> Tuple[bool, bool, Tuple[int, int]]:
            return whole not in self._named, whole in self._inside, self._rank(found[whole][0])

        return [found[whole] for whole in sorted(found, key=rank)]

    def decided(self, uid: str, stands: Sequence[str]) -> PairLine:
        """Return the decision that says a parcel lies on the ground of those that stand: on the two, else its newest."""
        def near(said: Tuple[str, PairLine]) -> Tuple[bool, str, str]:
            return said[0] in stands, said[1].decided_at, said[1].link_id

        return max(self._said[uid], key=near)[1]

    def pending(self, counted: Set[str]) -> List[PairLine]:
        """Return the pairs nobody decided whose parcels share ground and both count."""
        return [pair for pair in self._pairs if not pair.decision and pair.common_m2 > 0
                and not counted.isdisjoint(self.under(pair.parcel_uid)) and not counted.isdisjoint(self.under(pair.other_uid))]
