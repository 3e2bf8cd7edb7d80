"""What the layers of one role cover of each parcel together, and the ground they leave (numpy + shapely, no qgis)."""

from __future__ import annotations

from typing import Any, Dict, List, NamedTuple, Tuple

import numpy as np
import shapely

from .clip import FloatArray, GeometryArray, IntArray
from .doubles import overlapping_pairs, runs, united_areas
from .engine import Kept, Parcels, Remarks, Settings, mean_widths, rests, unite_doubled


class Together(NamedTuple):
    """The layers of a role seen as one.

    `united`: by parcel that several layers cover, what they cover together and leave (m² before rounding) and the width
    of what is left (NaN when not asked). `parcels`, `left`: the parcels that keep uncovered ground, and that ground.
    """

    united: Dict[int, Tuple[float, float, float]]
    parcels: IntArray
    left: GeometryArray
    remarks: Remarks


def together(
    parcels: Parcels, layers: List[Kept], settings: Settings, *, rest: bool, remainders: bool
) -> Together:
    """Unite the pieces that the layers of one role have in common with each parcel.

    `rest`: measure the width of what several layers leave; `remainders`: keep the ground that the role leaves of every parcel.
    """
    remarks: Remarks = []
    owner = np.concatenate([layer.parcel for layer in layers])
    source = np.repeat(np.arange(len(layers)), [len(layer.parcel) for layer in layers])
    order = np.lexsort((source, owner))
    every = Kept(owner[order], np.concatenate([layer.polygon for layer in layers])[order],
                 np.concatenate([layer.area for layer in layers])[order])
    present = np.unique(owner * len(layers) + source) // len(layers)  # once for each parcel and layer
    starts, sizes = runs(present)
    several = present[starts[sizes > 1]]
    whole, areas = _whole(every, several if not remainders else np.unique(owner), settings, remarks)
    covered = np.bincount(every.parcel, every.area, len(parcels.areas)).astype(np.float64)
    covered[list(whole)] = areas
    uncovered = np.maximum(parcels.areas - covered, 0.0)
    wanted = np.arange(len(parcels.areas)) if remainders else several if rest else several[:0]
    wanted = wanted[~np.isnan(parcels.boxes[wanted, 0])]
    left = rests(parcels, every, wanted, whole, settings, remarks)
    width = mean_widths(wanted, left, len(parcels.areas), settings) if rest else np.full(len(parcels.areas), np.nan)
    figures = zip(several.tolist(), covered[several].tolist(), uncovered[several].tolist(), width[several].tolist())
    there = ~(shapely.is_missing(left) | shapely.is_empty(left))
    return Together({parcel: values for parcel, *values in figures}, wanted[there], left[there], remarks)  # type: ignore[misc]


def _whole(
    pieces: Kept, wanted: IntArray, settings: Settings, remarks: Remarks
) -> Tuple[Dict[int, Any], FloatArray]:
    """The united ground of wanted parcels whose pieces overlap each other, and its official areas."""
    some = np.flatnonzero(np.isin(pieces.parcel, wanted))
    keys, polygons = pieces.parcel[some], pieces.polygon[some]
    pairs = overlapping_pairs(keys, polygons)
    doubled = np.unique(keys[pairs[0]])
    if not len(doubled):
        return {}, np.zeros(0)
    numbers, shapes = unite_doubled(keys, polygons, keys, doubled, settings, remarks)
    areas = united_areas(polygons, pieces.area[some], keys, pairs, numbers, shapes, settings.measure)
    return dict(zip(numbers, shapes)), areas
