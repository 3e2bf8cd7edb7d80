"""What a parcel lies outside of."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Optional

from ...domain.fact_finding import share_of


def outside_data(ledger: Any, uid: str) -> Optional[Decimal]:
    """Return how much of a parcel the newest land use that was screened leaves uncovered, in per cent; None without one."""
    vintages = {line.redline_id: line.vintage for line in ledger.redlines()}
    lands = [one for one in ledger.screenings(uid) if one.role == "landuse"]
    if not lands:
        return None
    newest = max(lands, key=lambda one: (vintages.get(one.redline_id, ""), one.redline_id))
    whole = newest.covered_m2 + newest.uncovered_m2
    return Decimal(100) if not newest.covered_m2 else share_of(newest.uncovered_m2, whole)
