"""What the batches add up to (清零总任务 = A + B − 重合), by plain shapely and a graph walk, without the program's code."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Iterable

import numpy as np
import shapely

from .batches import Parcel
from .redlines import ellipsoidal
from .truth import sound

CENT = Decimal("0.01")
COUNTED_ONCE = {"identical", "redrawn", "contains", "inside"}
WAYS = {"identical": "identical", "redrawn": "redrawn", "inside": "inside", "around": "contains", "partial": "partial"}
Pair = tuple[int, int, str]  # the later parcel, the earlier one, how the later relates


def reconciliation(batches: dict[str, list[Parcel]]) -> dict[str, Any]:
    """Return counts and 亩 of batches in the order they come in; every parcel counts where nothing else on its ground does."""
    parcels = [p for rows in batches.values() for p in rows if p.geom is not None and p.special != "point_only"]
    pairs = list(_pairs(parcels))
    kept = _kept(parcels, pairs)
    lines = []
    for name in batches:
        mine = [index for index, parcel in enumerate(parcels) if parcel.batch == name]
        gone = [index for index in mine if index not in kept]
        lines.append({
            "name": name, "issued": len(mine), "issued_mu": str(_sum(parcels, mine)), "overlap": len(gone),
            "overlap_mu": str(_sum(parcels, gone)),
        })  # fmt: skip
    everything = range(len(parcels))
    overlap = [index for index in everything if index not in kept]
    relations = Counter((parcels[a].batch, parcels[b].batch, relation) for a, b, relation in pairs)
    return {
        "batches": lines, "sum": len(parcels), "sum_mu": str(_sum(parcels, everything)), "overlap": len(overlap),
        "overlap_mu": str(_sum(parcels, overlap)), "total": len(kept), "total_mu": str(_sum(parcels, sorted(kept))),
        "pairs": [{"batch": b, "other": a, "relation": r, "pairs": n} for (b, a, r), n in sorted(relations.items())],
        "pending": len(pairs),
    }  # fmt: skip


def by_construction(inspection: list[Parcel]) -> dict[str, int]:
    """Return how many inspection parcels repeat one of batch A, by the relation they were made to have."""
    return dict(Counter(WAYS[parcel.way] for parcel in inspection if parcel.way))


def issued_mu(parcel: Parcel) -> Decimal:
    """Return the issued area in 亩, half-up to 0.01; where none was issued, the ellipsoidal area of the outline."""
    factor = {"m2": Decimal("0.0015"), "ha": Decimal(15), "mu": Decimal(1)}
    if parcel.issued:
        exact = Decimal(str(parcel.issued["value"])) * factor[parcel.issued["unit"]]
    else:
        exact = Decimal(str(round(float(ellipsoidal(parcel.geom)), 2))) * factor["m2"]
    return exact.quantize(CENT, rounding=ROUND_HALF_UP)


def _sum(parcels: list[Parcel], chosen: Iterable[int]) -> Decimal:
    return sum((issued_mu(parcels[index]) for index in chosen), Decimal("0.00"))


def _pairs(parcels: list[Parcel]) -> Iterable[Pair]:
    geoms = np.asarray([sound(parcel.geom) for parcel in parcels], dtype=object)
    for later, earlier in zip(*shapely.STRtree(geoms).query(geoms, predicate="intersects")):
        if earlier < later:
            relation = _relation(geoms[later], geoms[earlier])
            if relation:
                yield int(later), int(earlier), relation


def _relation(later: Any, earlier: Any) -> str:
    """Return how two outlines relate by the county's default rules (resources/rules/same_ground.json)."""
    common = later.intersection(earlier).area
    of_later, of_earlier = common / later.area, common / earlier.area
    if common / later.union(earlier).area >= 0.9999:
        return "identical"
    if of_later >= 0.95 and of_earlier >= 0.95:
        return "redrawn"
    if of_later >= 0.95:
        return "inside"
    if of_earlier >= 0.95:
        return "contains"
    if common / later.union(earlier).area >= 0.6:
        return "redrawn"
    return "partial" if max(of_later, of_earlier) >= 0.05 or common >= 200 else ""


def _kept(parcels: list[Parcel], pairs: list[Pair]) -> set[int]:
    """Return the parcels that count, taken as they come in: one on the ground of another that counts does not, one around others
    takes the place of the largest of them that is no larger itself."""
    near: dict[int, list[Pair]] = {}
    for pair in pairs:
        if pair[2] in COUNTED_ONCE:
            near.setdefault(pair[0], []).append(pair)
    instead: dict[int, int] = {}

    def counts_for(index: int) -> int:
        while instead[index] != index:
            index = instead[index]
        return index

    for index, parcel in enumerate(parcels):
        met = [(other, relation) for _, other, relation in near.get(index, ())]
        same = [other for other, relation in met if relation != "contains" and instead[other] == other]
        same = same or [counts_for(other) for other, relation in met if relation == "identical"]
        instead[index] = min(same, default=index)
        inner = [other for other, relation in met if relation == "contains" and instead[other] == other
                 and issued_mu(parcels[other]) <= issued_mu(parcel)]
        if inner and not same:
            instead[max(inner, key=lambda other: (issued_mu(parcels[other]), -other))] = index
    return {index for index, other in instead.items() if index == other}
