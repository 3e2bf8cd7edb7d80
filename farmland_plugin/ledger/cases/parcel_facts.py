"""What the ledger knows of a parcel in figures, for survey forms to propose and to check against."""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, List, Optional, Tuple

from ...domain.area import MU_PER_M2, balance, round_half_up, to_mu
from ...domain.parcel import Overlap, Parcel, Screening
from ..ledger import Ledger

# kinds of dictionary land_class -> names of parcel facts; what is of no kind counts as unused
KINDS = {"cropland": "cropland", "other_farm": "other_agricultural", "construction": "construction", "unused": "unused"}
OVERLAYS = {"permanent_farmland": "permanent_farmland", "ecological": "ecological"}
SHARES = ("approval", "temporary", "facility", "registration")
ZERO = Decimal("0.00")


class ParcelFacts:
    """Reads the figures of parcels, by code of dictionary ``parcel_fact``.

    Of several layers of one role the one registered last counts. Cropland is net of ridges and ditches (扣除系数); what
    is taken off counts as other agricultural land, so that the classes add up to the parcel, in m² and in 亩.

    :source: domain facts §2.5, §6.8.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._registered = {line.redline_id: (line.registered_at, line.redline_id) for line in ledger.redlines()}
        self._kinds = {entry.code: str(entry.extra.get("kind", "")) for entry in ledger.dictionary("land_class").entries}

    def of(self, uid: str) -> Dict[str, Decimal]:
        """Return the figures of one parcel; roles that were not screened are left out."""
        parcel = next(iter(self._ledger.parcels([uid], geometry=False)))
        facts = {"area_m2": parcel.area_m2, "area_mu": to_mu(parcel.area_m2)}
        if parcel.monitored_area_m2 is not None:
            facts.update(monitored_m2=parcel.monitored_area_m2, monitored_mu=to_mu(parcel.monitored_area_m2))
        newest = self._newest(self._ledger.screenings(uid))
        overlaps = list(self._ledger.overlaps(uid))
        if "landuse" in newest:
            facts.update(self._classes(parcel, [o for o in overlaps if o.redline_id == newest["landuse"].redline_id]))
        for role, name in OVERLAYS.items():
            if role in newest:
                facts.update({f"{name}_m2": newest[role].covered_m2, f"{name}_mu": to_mu(newest[role].covered_m2)})
        for role in SHARES:
            if role in newest and parcel.area_m2:
                facts[f"{role}_share"] = round_half_up(newest[role].covered_m2 * 100 / parcel.area_m2)
        return facts

    def _newest(self, screenings: List[Screening]) -> Dict[str, Screening]:
        found: Dict[str, Screening] = {}
        for one in sorted(screenings, key=lambda s: self._registered.get(s.redline_id, ("", s.redline_id))):
            found[one.role] = one
        return found

    def _classes(self, parcel: Parcel, pieces: List[Overlap]) -> Dict[str, Decimal]:
        areas = dict.fromkeys(KINDS.values(), ZERO)
        for piece in pieces:
            name, net = self._kind(piece)
            areas[name] += net
            areas["other_agricultural"] += piece.area_m2 - net
        total = sum(areas.values(), ZERO)
        names = list(areas)
        in_mu = balance([areas[name] * MU_PER_M2 for name in names], to_mu(total)) if total else [ZERO] * len(names)
        facts = {f"{name}_m2": areas[name] for name in names}
        facts.update({f"{name}_mu": part for name, part in zip(names, in_mu)})
        facts["agricultural_m2"] = areas["cropland"] + areas["other_agricultural"]
        return facts

    def _kind(self, piece: Overlap) -> Tuple[str, Decimal]:
        """Return the fact a piece belongs to and the area that counts there: net for cropland, gross for the rest."""
        name = KINDS.get(self._kinds.get(piece.class_code, ""), self._by_prefix(piece.class_code))
        return name, piece.net_area_m2 if name == "cropland" else piece.area_m2

    def _by_prefix(self, code: str) -> str:
        """Return the kind of a class the dictionary does not have, by the longest code that begins it (01 → cropland)."""
        known: Optional[str] = max((c for c in self._kinds if c and code.startswith(c)), key=len, default=None)
        if known is None and code.startswith("01"):
            return "cropland"
        return KINDS.get(self._kinds.get(known or "", ""), "unused")
