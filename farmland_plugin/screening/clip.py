"""Big polygons clipped down a k-d tree of the parcels, so that 100,000 vertices are walked log n times and
not n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, List, Optional, Tuple

import numpy as np
import numpy.typing as npt
import shapely

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
GeometryArray = npt.NDArray[Any]

BIG = 600
"""Layer polygons with more vertices than this go down the tree first."""
LEAF = 160
"""Clipping stops when the local piece has at most this many vertices."""
LONE_LEAF = 400
"""With a single parcel left, a piece of this size is intersected as it is."""


@dataclass(frozen=True)
class Candidates:
    """Pairs that may overlap: parcel and layer row, the (clipped) polygon to intersect with; `inside_*`:
    parcel wholly within.
    """

    parcel: IntArray
    row: IntArray
    polygon: GeometryArray
    inside_parcel: IntArray
    inside_row: IntArray


def _halves(indices: IntArray, boxes: FloatArray) -> Tuple[IntArray, ...]:
    if len(indices) <= 1:
        return (indices,)
    own = boxes[indices]
    centres = own[:, :2] + own[:, 2:]
    spread = centres.max(axis=0) - centres.min(axis=0)
    order = np.argpartition(centres[:, int(spread[1] >= spread[0])], len(indices) // 2)
    return indices[order[: len(indices) // 2]], indices[order[len(indices) // 2 :]]


def _box_around(boxes: FloatArray, pad: float) -> Tuple[float, float, float, float]:
    low, high = boxes[:, :2].min(axis=0) - pad, boxes[:, 2:].max(axis=0) + pad
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _clip(polygon: Any, box: Tuple[float, float, float, float]) -> Any:
    try:
        return shapely.clip_by_rect(polygon, *box)
    except shapely.GEOSException:
        return shapely.intersection(polygon, shapely.box(*box))


def _fills(piece: Any, vertices: int, box: Tuple[float, float, float, float], pad: float) -> bool:
    """Whether a clip is its whole box; a corner or strip that reaches a parcel is larger than pad squared."""
    if vertices > 6:
        return False
    area = (box[2] - box[0]) * (box[3] - box[1])
    return bool(abs(shapely.area(piece) - area) <= min(1e-9 * area, pad * pad))


def kd_clip(
    polygon: Any, parcels: IntArray, boxes: FloatArray, pad: float
) -> Iterator[Tuple[Optional[Any], IntArray]]:
    """Clip one big valid polygon down a k-d tree of its candidate parcels; yields (piece, parcels), piece
    None = all inside.

    `boxes` (n,4) are the boxes of all parcels, `pad` a margin in CRS units. Every clip box strictly contains
    its parcels, so piece & parcel equals polygon & parcel with no seam.
    """
    stack: List[Tuple[Any, IntArray]] = [(polygon, parcels)]
    while stack:
        whole, indices = stack.pop()
        vertices = shapely.get_num_coordinates(whole)
        if vertices <= LEAF or (len(indices) <= 1 and whole is not polygon and vertices <= LONE_LEAF):
            yield _sound(whole, polygon, boxes[indices], pad), indices
            continue
        for half in _halves(indices, boxes):
            box = _box_around(boxes[half], pad)
            piece = _clip(whole, box)
            vertices = shapely.get_num_coordinates(piece)
            if vertices == 0:
                continue
            if _fills(piece, vertices, box, pad):
                yield None, half
            elif len(half) == 1:
                yield _sound(piece, polygon, boxes[half], pad), half
            else:
                stack.append((piece, half))


def _sound(piece: Any, polygon: Any, boxes: FloatArray, pad: float) -> Any:
    """The piece, or the exact intersection with its box where the fast clip left an invalid ring."""
    if piece is polygon or shapely.is_valid(piece):
        return piece
    try:
        return shapely.intersection(polygon, shapely.box(*_box_around(boxes, pad)))
    except shapely.GEOSException:
        return shapely.make_valid(piece)


def candidates(parcels: GeometryArray, boxes: FloatArray, layer: GeometryArray, pad: float) -> Candidates:
    """Pair parcels with layer polygons by box and clip the big polygons; pairs are grouped by the polygon
    they share.
    """
    pair_parcel, pair_row = shapely.STRtree(layer).query(parcels)
    big = shapely.get_num_coordinates(layer)[pair_row] > BIG
    order = np.argsort(pair_row[~big], kind="stable")
    small_parcel, small_row = pair_parcel[~big][order], pair_row[~big][order]
    parts = [(small_parcel, small_row, layer[small_row])]
    inside = [(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))]
    order = np.argsort(pair_row[big], kind="stable")
    big_parcel, big_row = pair_parcel[big][order], pair_row[big][order]
    starts = np.flatnonzero(np.diff(big_row)) + 1
    for members in np.split(np.arange(len(big_row)), starts) if len(big_row) else []:
        row = int(big_row[members[0]])
        for piece, indices in kd_clip(layer[row], big_parcel[members], boxes, pad):
            rows = np.full(len(indices), row, dtype=np.int64)
            if piece is None:
                inside.append((indices, rows))
            else:
                shared = np.empty(len(indices), dtype=object)
                shared[:] = piece
                parts.append((indices, rows, shared))
    return Candidates(
        *(np.concatenate(column) for column in zip(*parts)),
        *(np.concatenate(column) for column in zip(*inside)),
    )
