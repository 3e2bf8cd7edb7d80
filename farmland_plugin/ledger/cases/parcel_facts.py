"""What the ledger knows of a parcel in figures, for survey forms to propose and to check against."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict

from ...domain.area import to_mu
from ...domain.screening_facts import LANDUSE, ThreeClasses
from ..facts import finder_for, found_in
from ..ledger import Ledger

# figures of a parcel by land class -> names of parcel facts; ground of an unknown class is proposed as unused
CLASSES = {"cropland": ("cropland",), "other_agricultural": ("other_farmland",), "construction": ("construction",),
           "unused": ("unused", "unknown")}
OVERLAYS = ("permanent_farmland", "ecological")
SHARES = ("approval", "temporary", "facility", "registration")


class ParcelFacts:
    """Gives the figures of parcels, by code of dictionary ``parcel_fact``: the same that reports of the screening print.

    :source: domain facts §2.5, §6.8.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._finder = finder_for(ledger)

    def of(self, uid: str) -> Dict[str, Decimal]:
        """Return the figures of one parcel; roles that were not screened are left out."""
        found = next(found_in(self._ledger, self._finder, [uid], {}))
        facts = {"area_m2": found.area_m2, "area_mu": to_mu(found.area_m2)}
        if found.monitored_m2 is not None:
            facts.update(monitored_m2=found.monitored_m2, monitored_mu=to_mu(found.monitored_m2))
        if LANDUSE in found.classes:
            facts.update(_by_class(found.classes[LANDUSE]))
        for role in OVERLAYS:
            covered = found.covered(role)
            if covered is not None:
                facts.update({f"{role}_m2": covered, f"{role}_mu": to_mu(covered)})
        for role in SHARES:
            share = found.share(role)
            if share is not None:
                facts[f"{role}_share"] = share
        return facts


def _by_class(land: ThreeClasses) -> Dict[str, Decimal]:
    facts = {}
    for unit, figures in (("m2", land.m2()), ("mu", land.mu())):
        for name, parts in CLASSES.items():
            facts[f"{name}_{unit}"] = sum((figures[part] for part in parts), Decimal("0.00"))
    facts["agricultural_m2"] = facts["cropland_m2"] + facts["other_agricultural_m2"]
    return facts
