"""A + B − overlap while pairs are being decided: what changes against the reconciliation that was reckoned at the start."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Mapping, Sequence

from ...domain.standing import Meeting, as_decided, as_proposed
from ...i18n import tr

ZERO = Decimal("0.00")


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


def overlap(meetings: Sequence[Meeting], mu: Mapping[str, Decimal], rank: Mapping[str, Any]) -> Sum:
    """Return the parcels that count with another one (001-03), as the reconciliation has them.

    :param mu: 亩 of each parcel. :param rank: of each parcel; the smaller, the earlier.
    """
    stands = as_proposed(rank, mu, meetings, as_decided(rank, meetings))
    left_out = [mu[name] for name, stand in stands.items() if name != stand]
    return Sum(len(left_out), sum(left_out, ZERO))
