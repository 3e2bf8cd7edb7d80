"""The areas of one parcel as lines that balance: as issued and as computed, what the ground is, what it lies in."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional

from ...domain.area import to_mu
from ...domain.fact_finding import share_of
from ...domain.screening_facts import ParcelFacts
from ...i18n import tr
from ...screening_words import SIGNS, class_words
from ..terms import Terms, square_metres

WHOLE, PART, SUM, ROLE = "whole", "part", "sum", "role"
ZERO = Decimal(0)
KEY_ROLES = ("permanent_farmland", "ecological", "growth_boundary", "approval", "temporary", "facility", "registration")
GREY = "#7f8c8d"
COLOURS = {"cropland": "#d9a514", "other_farmland": "#6f9a3c", "construction": "#c0504d", "unused": "#a08468",
           "unknown": "#6b6b8a", "uncovered": "#9aa0a6"}


@dataclass(frozen=True)
class AreaLine:
    """One line: a figure and where its bar begins and ends, m² from the parcel's beginning.

    :param kind: whole (the parcel as issued or computed), part (a land class), sum (of the parts), role (a red line).
    :param mu: 亩 with 2 decimals; of the parts balanced, so that they add up to the sum's. :param share: in words.
    :param sign: what stands before figures that are not exact.
    """

    kind: str
    label: str
    m2: Decimal
    mu: Decimal
    share: str
    colour: str
    start: Decimal = ZERO
    end: Decimal = ZERO
    sign: str = ""

    def sentence(self) -> str:
        """Return the line in words."""
        text = tr("{label}: {m2} m², {mu} mu").format(label=self.label, m2=f"{self.sign}{square_metres(self.m2)}",
                                                     mu=f"{self.mu:,.2f}")
        return tr("{text}, {share}").format(text=text, share=self.share) if self.share else text


def area_lines(parcel: Any, facts: Optional[ParcelFacts], terms: Terms) -> list[AreaLine]:
    """Return the lines of a parcel; the parts, where land use was screened, add up to the computed area in m² and in 亩.

    :param facts: what the screening says, None when that cannot be told. Shares are of the computed area, as in every table.
    """
    issued, computed = parcel.monitored_area_m2, parcel.area_m2
    lines = []
    if issued:
        lines.append(AreaLine(WHOLE, tr("As issued"), issued, to_mu(issued), "", GREY, ZERO, issued))
    off = f"{100 * (computed - issued) / issued:+.2f} %" if issued else ""
    lines.append(AreaLine(WHOLE, tr("Computed"), computed, to_mu(computed), off, GREY, ZERO, computed))
    if facts is None:
        return lines
    return lines + _parts(facts) + _roles(facts, terms)


def outside(facts: Optional[ParcelFacts], terms: Terms) -> list[str]:
    """Return the names of the roles that were screened and take nothing of the parcel."""
    known = facts.roles if facts is not None else {}
    return [terms.label("redline_role", role) for role in KEY_ROLES if role in known and not known[role].covered_m2]


def _parts(facts: ParcelFacts) -> list[AreaLine]:
    """Return the land classes by the newest land use, each bar where the one before ends, and their sum."""
    three = next(iter(facts.classes.values()), None)
    if three is None or facts.outside:
        return []
    lines, at, names, mu = [], ZERO, class_words(), three.mu()
    for name, area in three.m2().items():
        if area:
            lines.append(AreaLine(PART, names[name], area, mu[name], _share(area, facts), COLOURS[name], at, at + area,
                                  SIGNS.get(three.bounds.get(name, ""), "")))
            at += area
    total = sum((line.mu for line in lines), ZERO)
    return [*lines, AreaLine(SUM, tr("Sum = computed") if at == facts.area_m2 else tr("Sum"), at, total, _share(at, facts), GREY)]


def _roles(facts: ParcelFacts, terms: Terms) -> list[AreaLine]:
    found = []
    for role in KEY_ROLES:
        fact = facts.roles.get(role)
        if fact is not None and fact.covered_m2:
            found.append(AreaLine(ROLE, terms.label("redline_role", role), fact.covered_m2, to_mu(fact.covered_m2),
                                  _share(fact.covered_m2, facts), terms.colour("redline_role", role), ZERO, fact.covered_m2,
                                  SIGNS.get(fact.bound, "")))
    return found


def _share(area: Decimal, facts: ParcelFacts) -> str:
    return tr("{value} %").format(value=f"{share_of(area, facts.area_m2):.1f}")
