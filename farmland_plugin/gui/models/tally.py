"""A + B − overlap while pairs are being decided: what changes against the reconciliation that was reckoned at the start."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Iterable, Mapping

from ...domain.same_ground import SAME
from ...domain.same_ground_rules import CONTAINS, INSIDE
from ...i18n import tr

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Meeting:
    """Two parcels that meet: names of both, how the later one lies to the other, and what counts now (same, separate)."""

    later: str
    other: str
    relation: str
    counts: str


@dataclass(frozen=True)
class Sum:
    """Parcels and their 亩."""

    count: int = 0
    mu: Decimal = ZERO

    def __add__(self, other: Sum) -> Sum:
        return Sum(self.count + other.count, self.mu + other.mu)

    def __sub__(self, other: Sum) -> Sum:
        return Sum(self.count - other.count, self.mu - other.mu)

    def text(self) -> str:
        """Return both in words."""
        return tr("{count} parcels, {area} mu").format(count=f"{self.count:,}", area=f"{self.mu:,.2f}")


def overlap(meetings: Iterable[Meeting], mu: Mapping[str, Decimal], rank: Mapping[str, int]) -> Sum:
    """Return the parcels that count with another one (001-03): of each cluster one counts, the outermost, then the earliest.

    :param mu: 亩 of each parcel. :param rank: the smaller, the earlier.
    """
    same = [one for one in meetings if one.counts == SAME]
    up: dict[str, str] = {name: name for one in same for name in (one.later, one.other)}

    def top(name: str) -> str:
        while up[name] != name:
            up[name] = up[up[name]]
            name = up[name]
        return name

    for one in same:
        up[top(one.later)] = top(one.other)
    inside = {one.later for one in same if one.relation == INSIDE} | {one.other for one in same if one.relation == CONTAINS}
    clusters: dict[str, list[str]] = {}
    for name in up:
        clusters.setdefault(top(name), []).append(name)
    left_out = Sum()
    for members in clusters.values():
        outer = [name for name in members if name not in inside] or members
        kept = min(outer, key=lambda name: (rank.get(name, 0), name))
        left_out += Sum(len(members) - 1, sum((mu.get(name, ZERO) for name in members if name != kept), ZERO))
    return left_out
