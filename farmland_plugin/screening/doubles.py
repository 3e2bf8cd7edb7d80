"""Where pieces of one parcel overlap each other: ground that must count once (union, not sum)."""

from __future__ import annotations

from typing import Any, Callable, List, Optional, Tuple

import numpy as np
import numpy.typing as npt
import shapely

from .clip import FloatArray, GeometryArray, IntArray
from .facts import common_grounds
from .overlay import polygons_only, repair

SMALL_GROUP = 48
"""Pairs inside a parcel with at most this many pieces are listed outright; above, a tree finds them."""
INTERIORS_MEET = "T********"


def runs(keys: IntArray) -> Tuple[IntArray, IntArray]:
    """Starts and sizes of the runs of equal keys in a sorted array."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]).astype(np.int64)
    return starts, np.diff(np.r_[starts, len(keys)])


def _box_pairs(keys: IntArray, pieces: GeometryArray, boxes: FloatArray) -> Tuple[IntArray, IntArray]:
    """Pairs of positions (i < j) of equal key that may overlap by their boxes."""
    starts, sizes = runs(keys)
    left: List[IntArray] = [np.zeros(0, dtype=np.int64)]
    right: List[IntArray] = [np.zeros(0, dtype=np.int64)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= SMALL_GROUP)]).tolist():
        one, two = np.triu_indices(size, 1)
        run = starts[sizes == size][:, None]
        left.append((run + one).ravel())
        right.append((run + two).ravel())
    large = sizes > SMALL_GROUP
    for start, size in zip(starts[large].tolist(), sizes[large].tolist()):
        group = pieces[start : start + size]
        one, two = shapely.STRtree(group).query(group)
        left.append(start + one[one < two])
        right.append(start + two[one < two])
    i, j = np.concatenate(left), np.concatenate(right)
    meet = (
        (boxes[i, 0] < boxes[j, 2])
        & (boxes[j, 0] < boxes[i, 2])
        & (boxes[i, 1] < boxes[j, 3])
        & (boxes[j, 1] < boxes[i, 3])
    )
    return i[meet], j[meet]


def _interiors_meet(left: GeometryArray, right: GeometryArray) -> npt.NDArray[np.bool_]:
    try:
        met: npt.NDArray[np.bool_] = shapely.relate_pattern(left, right, INTERIORS_MEET)
    except (
        shapely.GEOSException
    ):  # one bad pair spoils the array: union the pieces, which is right in any case
        met = shapely.intersects(shapely.envelope(left), shapely.envelope(right))
    return met


def overlapping_pairs(keys: IntArray, pieces: GeometryArray) -> Tuple[IntArray, IntArray]:
    """Pairs of positions (i < j) of pieces with equal key (sorted) whose interiors meet."""
    if len(pieces) < 2:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    i, j = _box_pairs(keys, pieces, shapely.bounds(pieces))
    if not len(i):
        return i, j
    met = _interiors_meet(pieces[i], pieces[j])
    return i[met], j[met]


def _union(pieces: GeometryArray, grid: float) -> Any:
    for attempt in (pieces, repair(pieces)):
        for options in ({}, {"grid_size": grid}):
            try:
                return shapely.union_all(attempt, **options)
            except shapely.GEOSException:
                continue
    return None


def unions(groups: List[GeometryArray], grid: float) -> GeometryArray:
    """The union of each group of polygons, polygons only; `grid` (CRS units) is tried when a union fails.

    None stands where every attempt failed.
    """
    united = np.empty(len(groups), dtype=object)
    for index, group in enumerate(groups):
        united[index] = _union(group, grid)
    return polygons_only(united)


def united_areas(
    polygons: GeometryArray, areas: FloatArray, keys: IntArray, pairs: Tuple[IntArray, IntArray], numbers: List[int],
    shapes: GeometryArray, measure: Callable[[GeometryArray], FloatArray]
) -> FloatArray:
    """Areas of the unions `shapes` of the polygons of some keys (sorted), m² before rounding: what the polygons measure,
    without what `pairs` of positions share; measured itself where that cannot be cut or is too much.
    """
    found = np.zeros(len(numbers))
    grounds: List[Any] = []
    owner: List[int] = []
    signs: List[int] = []
    left, right = pairs
    order = np.argsort(keys[left], kind="stable")
    for at, number in enumerate(numbers):
        start, stop = np.searchsorted(keys, number), np.searchsorted(keys, number, side="right")
        own = order[np.searchsorted(keys[left], number, sorter=order) : np.searchsorted(keys[left], number, "right", order)]
        try:
            shared = common_grounds(list(polygons[start:stop]), zip((left[own] - start).tolist(), (right[own] - start).tolist()),
                                    _shared_ground)
        except shapely.GEOSException:
            shared = None
        found[at] = 0.0 if shared is None else areas[start:stop].sum()
        for sign, ground in [(-1, shapes[at])] if shared is None else shared:
            grounds.append(ground)
            owner.append(at)
            signs.append(sign)
    if grounds:
        found -= np.bincount(owner, measure(np.array(grounds, dtype=object)) * np.array(signs), len(numbers))
    return np.maximum(found, 0.0)


def _shared_ground(one: Any, other: Any) -> Optional[Any]:
    return polygons_only(np.array([shapely.intersection(one, other)], dtype=object))[0]
