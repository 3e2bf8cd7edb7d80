"""Which of the parcels on the same ground stands for the others: the one place where this is reckoned (001-03).

What a person decided joins parcels as the person said. By proposals a parcel that comes in takes at most one out of the count,
itself or one that lies in it, and never joins two that count already: so it never makes the task smaller, in count or in 亩.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Sequence, Set, Tuple

from .same_ground_rules import CONTAINS, IDENTICAL, INSIDE, MIRRORED

Rank = Any  # comparable; the smaller, the earlier
Standing = Dict[str, str]  # parcel -> the one that counts for it, itself where it counts


class Meeting(NamedTuple):
    """Two parcels that meet.

    :param relation: how ``one`` lies to ``other``. :param same: they count once. :param decided: a person said so, or that not.
    """

    one: str
    other: str
    relation: str
    same: bool
    decided: bool


class _Union:
    """Union-find over names."""

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


def as_decided(rank: Mapping[str, Rank], meetings: Iterable[Meeting]) -> Standing:
    """Return who counts for whom by what persons decided alone.

    Parcels called the same are one piece, also one after the other. A piece that lies inside others called the same joins
    exactly one of them, the earliest: that C lies in A and in B does not make A and B one. For a piece and what lies in it
    stands the piece around them, for that its earliest parcel, unless one that came later lies around it.

    :param rank: of all parcels there are.
    """
    same = [one for one in meetings if one.decided and one.same]
    pieces, grounds = _Union(rank), _Union(rank)
    for meeting in same:
        if meeting.relation not in MIRRORED:
            pieces.join(meeting.one, meeting.other)
            grounds.join(meeting.one, meeting.other)
    nested = sorted(_nested(meeting) for meeting in same if meeting.relation in MIRRORED)
    around: Dict[str, List[Tuple[str, str]]] = {}  # piece -> (inner, outer) parcels
    for inner, outer in nested:
        if pieces.find(inner) != pieces.find(outer):
            around.setdefault(pieces.find(inner), []).append((inner, outer))
    inside: Set[str] = set()
    for piece in sorted(around, key=lambda one: min(rank[inner] for inner, _ in around[one])):
        outers = [outer for _, outer in around[piece]]
        if all(grounds.find(outer) != grounds.find(piece) for outer in outers):
            grounds.join(piece, min(outers, key=lambda uid: rank[uid]))
            inside.add(piece)
    pairs = set(nested)
    stands: Standing = {}
    for members in grounds.clusters().values():
        ordered = sorted(members, key=lambda uid: (rank[uid], uid))
        outermost = [uid for uid in ordered if pieces.find(uid) not in inside]
        stand = ordered[0]
        for uid in ordered:
            stand = uid if (stand, uid) in pairs else stand
        if stand not in outermost and (outermost[0], stand) not in pairs:
            stand = outermost[0]
        stands.update(dict.fromkeys(members, stand))
    return stands


def as_proposed(rank: Mapping[str, Rank], mu: Mapping[str, Decimal], meetings: Sequence[Meeting], settled: Standing) -> Standing:
    """Return who counts for whom with the proposals nobody decided, on top of what was ``settled`` by ``as_decided``.

    Parcels are taken as they came in. One that is identical to, redrawn from or inside one that counts, counts with it, of
    several with the earliest, and joins none of the others to it. What is identical to one that does not count, counts with
    what that counts with; what is only redrawn from it may have drifted off the ground that counts, and counts. A parcel
    that comes in around others takes the place of one of them, the largest that is no larger in 亩; the others go on
    counting until a person decides. Two grounds a person called separate are never joined.
    """
    apart = {frozenset((settled[one.one], settled[one.other])) for one in meetings if one.decided and not one.same}
    joins: Dict[str, List[Tuple[str, bool]]] = {}
    takes: Dict[str, List[str]] = {}
    for meeting in meetings:
        late, early = settled[meeting.one], settled[meeting.other]
        if meeting.decided or not meeting.same or late == early or frozenset((late, early)) in apart:
            continue
        (own, other, relation, _, _) = meeting if rank[early] < rank[late] else _turned(meeting)
        if own != settled[own]:
            continue  # what stands for its ground need not lie there
        if relation != CONTAINS:
            joins.setdefault(own, []).append((settled[other], relation == IDENTICAL))
        elif other == settled[other]:
            takes.setdefault(own, []).append(other)
    stands: Standing = {}
    beside: Dict[str, List[str]] = {}  # what counts with each that counts, itself included
    for own in sorted(dict.fromkeys(settled.values()), key=lambda uid: (rank[uid], uid)):
        near, inner = joins.get(own, []), takes.get(own, [])
        held = [uid for uid, _ in near if stands[uid] == uid and uid not in inner]
        taken = [] if held else [uid for uid in inner if stands[uid] == uid and mu[uid] <= mu[own]]
        if not held and not taken:
            held = [stands[uid] for uid, identical in near
                    if identical and stands[uid] not in inner and frozenset((stands[uid], own)) not in apart]
        stands[own] = min(held, key=lambda uid: rank[uid]) if held else own
        beside.setdefault(stands[own], []).append(own)
        if taken:
            beside[own] += beside.pop(min(taken, key=lambda uid: (-mu[uid], rank[uid])))
            stands.update(dict.fromkeys(beside[own], own))
    return {uid: stands[stand] for uid, stand in settled.items()}


def _turned(meeting: Meeting) -> Meeting:
    return meeting._replace(one=meeting.other, other=meeting.one, relation=MIRRORED.get(meeting.relation, meeting.relation))


def _nested(meeting: Meeting) -> Tuple[str, str]:
    """Return the inner and the outer parcel."""
    return (meeting.one, meeting.other) if meeting.relation == INSIDE else (meeting.other, meeting.one)
