"""Where parcels lie: the village with the largest share of each, by plain shapely."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import shapely

from .batches import Parcel
from .landuse import LandUse
from .truth import sound


def places(land: LandUse, parcels: list[Parcel]) -> dict[str, Any]:
    """Return each parcel's township and village ("" outside all) and, by batch, how many lie elsewhere than issued."""
    territories = np.asarray([village.territory for village in land.villages], dtype=object)
    rows = []
    counts: dict[str, Counter[str]] = {}
    for parcel in parcels:
        if parcel.geom is None or parcel.special == "point_only":
            continue
        areas = shapely.area(shapely.intersection(territories, sound(parcel.geom)))
        best = int(np.argmax(areas))
        village = land.villages[best] if areas[best] > 0 else None
        township = land.townships[village.township] if village else None
        tally = counts.setdefault(parcel.batch, Counter())
        tally["located" if village else "outside"] += 1
        if village and township and any(parcel.place):
            told = {(township.code, village.code), (township.name, village.name)}
            tally["differ"] += parcel.place not in told
        rows.append({
            "file": parcel.file, "row": parcel.row, "township": township.code if township else "",
            "village": village.code if village else "", "share": round(float(areas[best] / sound(parcel.geom).area), 4),
        })  # fmt: skip
    return {"parcels": rows, "batches": {batch: {key: tally[key] for key in ("located", "outside", "differ")}
                                         for batch, tally in counts.items()}}
