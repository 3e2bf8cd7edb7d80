"""The shares of one parcel that matter most, as bars."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional

from ...domain.fact_finding import share_of
from ...i18n import tr
from ..terms import Terms

KEY_ROLES = ("permanent_farmland", "ecological", "growth_boundary", "approval", "temporary", "facility", "registration")
CROPLAND_PREFIX = "01"  # 耕地 of the land-use classification: 0101 水田, 0102 水浇地, 0103 旱地


@dataclass(frozen=True)
class Share:
    """A key fact as a bar: how much of the parcel lies in something."""

    label: str
    area_m2: Decimal
    ratio: float
    colour: str


def shares_of(ledger: Any, uid: str, terms: Terms) -> list[Share]:
    """Return the key shares of a parcel: cropland, then each protected or approving role that was screened."""
    area = ledger.parcel(uid).area_m2
    covered: dict[str, Decimal] = {}
    for screening in ledger.screenings(uid):
        covered[screening.role] = max(covered.get(screening.role, Decimal(0)), screening.covered_m2)
    cropland: dict[str, Decimal] = {}
    for overlap in ledger.overlaps(uid):
        if overlap.role == "landuse" and (overlap.class_code or "").startswith(CROPLAND_PREFIX):
            cropland[overlap.redline_id] = cropland.get(overlap.redline_id, Decimal(0)) + overlap.net_area_m2
    shares = []
    if "landuse" in covered:
        most = max(cropland.values(), default=Decimal(0))
        shares.append(_share(tr("Cropland (net)"), most, area, terms.colour("redline_role", "landuse")))
    for role in KEY_ROLES:
        if role in covered:
            shares.append(_share(terms.label("redline_role", role), covered[role], area,
                                 terms.colour("redline_role", role)))
    return shares


def _share(label: str, part: Decimal, whole: Decimal, colour: str) -> Share:
    return Share(label, part, float(part / whole) if whole else 0.0, colour)


def outside_data(ledger: Any, uid: str) -> Optional[Decimal]:
    """Return how much of a parcel the newest land use that was screened leaves uncovered, in per cent; None without one."""
    vintages = {line.redline_id: line.vintage for line in ledger.redlines()}
    lands = [one for one in ledger.screenings(uid) if one.role == "landuse"]
    if not lands:
        return None
    newest = max(lands, key=lambda one: (vintages.get(one.redline_id, ""), one.redline_id))
    whole = newest.covered_m2 + newest.uncovered_m2
    return Decimal(100) if not newest.covered_m2 else share_of(newest.uncovered_m2, whole)
