"""Reconciliation of batches (除去重合图斑): total = A + B − overlap, in parcels and in 亩 (001-03).

A parcel and its split parts are one family and count once (§2.4); a parcel issued again stands in the place of the earlier one;
of families on the same ground by decision or proposal the one counts that ``standing`` names.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Sequence, Tuple

from .families import GEOMETRY, Families
from .parcel import Batch, Link, Parcel, Reissued
from .reconciliation import ZERO, BatchLine, MatrixLine, PairLine, Reconciliation
from .same_ground_rules import (
    DECISIONS,
    PARTIAL,
    RELATIONS,
    RULE,
    SAME,
    SEPARATE,
    Thresholds,
    classify,
    counts_once,
    proposal,
)
from .standing import Meeting, as_decided, as_proposed

__all__ = ["DECISIONS", "GEOMETRY", "RELATIONS", "RULE", "SAME", "SEPARATE", "BatchLine", "MatrixLine", "PairLine",
           "Reconciliation", "Thresholds", "classify", "counts_once", "proposal", "reconcile"]


class _Drawn(NamedTuple):
    """A link with its ends moved to the parcels that stand for them now; direct where nothing had to be moved."""

    link: Link
    one: str
    other: str
    direct: bool


def reconcile(batches: Sequence[Batch], parcels: Iterable[Parcel], links: Iterable[Link], reissued: Iterable[Reissued],
              thresholds: Thresholds) -> Reconciliation:
    """Return what the batches add up to when ground that several of them name is counted once (001-03).

    Areas are the issued ones, measured where none was issued, in 亩 of each parcel rounded half-up to 0.01 and then summed.
    A person's decision on a pair goes before the rules' proposal. The order of batches, parcels and links changes nothing.

    :param batches: of all parcels given. :param parcels: their geometry is not needed. :param links, reissued: those of
        other parcels are left alone.
    """
    families = Families(batches, parcels, reissued)
    drawn, aside = _drawn(families, links)
    decisions = {key: _decided(group) for key, group in drawn.items()}
    meetings = [_meeting(families, ends, link, thresholds) for ends, (link, _) in decisions.items()]
    settled = as_decided(families.rank, meetings)
    stands = as_proposed(families.rank, families.mu, meetings, settled)
    counted = frozenset(stands.values())
    leaves = {uid: families.leaves(uid) for uid in families.standing}
    after = frozenset(leaf for uid in counted for leaf in leaves[uid])
    pairs = [_line(families, link, counts_once(link, thresholds), stands, carried) for link, carried in decisions.values()]
    return Reconciliation(
        tuple(_batch_lines(batches, families, counted, leaves)),
        tuple(sorted(pairs, key=lambda pair: (families.nodes[pair.other_uid].rank, families.nodes[pair.parcel_uid].rank))),
        len(after), sum((families.mu[uid] for uid in after), ZERO), len(set(settled.values())) - len(counted), aside,
        counted, after, thresholds.version)


def _drawn(families: Families, links: Iterable[Link]) -> Tuple[Dict[Tuple[str, str], List[_Drawn]], int]:
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


def _meeting(families: Families, ends: Tuple[str, str], link: Link, thresholds: Thresholds) -> Meeting:
    """Return how two families meet; what is only proposed of a part says nothing of the whole."""
    whole = all(families.root[uid] == uid for uid in ends)
    return Meeting(families.root[link.parcel_uid], families.root[link.other_uid], link.relation if whole else PARTIAL,
                   counts_once(link, thresholds) and (whole or bool(link.decision)), bool(link.decision))


def _line(families: Families, link: Link, same: bool, stands: Mapping[str, str], carried: bool) -> PairLine:
    one, other = families.nodes[link.parcel_uid], families.nodes[link.other_uid]
    root, other_root = families.root[link.parcel_uid], families.root[link.other_uid]
    stand, other_stand = stands[root], stands[other_root]
    once = same and stand == other_stand
    return PairLine(
        link.link_id, link.parcel_uid, one.number, one.batch_id, link.other_uid, other.number, other.batch_id, link.relation,
        link.common_m2, link.share, link.other_share, link.iou, link.decision, SAME if once else SEPARATE, stand if once else "",
        link.reason, link.decided_by, link.decided_at, carried, stand if stand != root else link.parcel_uid,
        other_stand if other_stand != other_root else link.other_uid)


def _batch_lines(batches: Sequence[Batch], families: Families, counted: FrozenSet[str],
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
