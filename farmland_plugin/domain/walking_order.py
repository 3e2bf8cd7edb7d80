"""In which order the parcels are walked: row by row to and fro, or always on to the nearest one not walked yet.

Pure functions over centroids; the order is one for the eye and the legs, no figure rests on it.
"""

from __future__ import annotations

from typing import Dict, List, Optional, Sequence, Set, Tuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Cell = Tuple[int, int]

PER_ROW = 1.0  # a row of the serpentine is about as high as the ground one parcel has to itself
PER_CELL = 2.0  # points in a cell of the grid, on average
RINGS = 4  # cells looked at around a point before all that are left are measured


def serpentine(points: Floats) -> List[int]:
    """Return the places of points walked from north to south in rows, the first from west to east, the next back again.

    :param points: (n, 2), x = east, y = north, in any one unit. Points that are not finite come last, in their own order.
    :returns: every place from 0 to n − 1 once.
    """
    known, rest = _known(points)
    if not len(known):
        return rest
    xy = points[known]
    low, high = xy.min(axis=0), xy.max(axis=0)
    height = _side(xy, PER_ROW)
    band = np.floor((high[1] - xy[:, 1]) / height).astype(np.int64) if height else np.zeros(len(xy), np.int64)
    row = np.unique(band, return_inverse=True)[1]  # rows nobody is in do not turn the walk round
    along = np.where(row % 2 == 0, xy[:, 0] - low[0], high[0] - xy[:, 0])
    return [int(place) for place in known[np.lexsort((-xy[:, 1], along, row))]] + rest


def nearest_neighbour(points: Floats, start: int = 0) -> List[int]:
    """Return the places of points, each the nearest of those not walked yet to the one before; of equals the first.

    :param points: (n, 2) in any one unit. Points that are not finite come last, in their own order.
    :param start: where to begin; the first known point when it is not one.
    :returns: every place from 0 to n − 1 once.
    """
    known, rest = _known(points)
    if not len(known):
        return rest
    walk = _Walk(points[known])
    at = next((number for number, place in enumerate(known) if place == start), 0)
    order: List[int] = []
    following: Optional[int] = at
    while following is not None:
        order.append(int(known[following]))
        following = walk.leave(following)
    return order + rest


def _known(points: Floats) -> Tuple[npt.NDArray[np.int64], List[int]]:
    finite = np.isfinite(points).all(axis=1) if len(points) else np.zeros(0, bool)
    return np.flatnonzero(finite), [int(place) for place in np.flatnonzero(~finite)]


def _side(xy: Floats, each: float) -> float:
    """Return the side of a square that holds ``each`` points on average; 0 where all points are one."""
    width, height = (float(side) for side in xy.max(axis=0) - xy.min(axis=0))
    longest = max(width, height)
    return float(np.sqrt(each * max(width, longest / len(xy)) * max(height, longest / len(xy)) / len(xy)))


class _Walk:
    """The points not walked yet, in cells of a grid."""

    def __init__(self, xy: Floats) -> None:
        self._xy = xy
        self._side = _side(xy, PER_CELL) or 1.0
        cells = np.floor((xy - xy.min(axis=0)) / self._side).astype(np.int64)
        self._cell_of: List[Cell] = [(int(east), int(north)) for east, north in cells]
        self._plain: List[Sequence[float]] = xy.tolist()
        self._left = np.ones(len(xy), bool)
        self._count = len(xy)
        self._cells: Dict[Cell, Set[int]] = {}
        for number, cell in enumerate(self._cell_of):
            self._cells.setdefault(cell, set()).add(number)

    def leave(self, at: int) -> Optional[int]:
        """Count a point as walked and return the nearest of the others, None when there is none."""
        self._left[at] = False
        self._cells[self._cell_of[at]].discard(at)
        self._count -= 1
        if not self._count:
            return None
        near = self._near(at)
        return self._of_all(at) if near is None else near

    def _near(self, at: int) -> Optional[int]:
        """Return the nearest point when it surely lies in the cells around, None when that cannot be said."""
        x, y = self._plain[at]
        best, least = None, float("inf")
        for ring in range(RINGS + 1):
            for cell in _ring(self._cell_of[at], ring):
                for number in self._cells.get(cell, ()):
                    east, north = self._plain[number]
                    away = (east - x) ** 2 + (north - y) ** 2
                    if away < least or (away == least and best is not None and number < best):
                        best, least = number, away
            if best is not None and least < (ring * self._side) ** 2:  # nothing outside these rings is nearer
                return best
        return None

    def _of_all(self, at: int) -> int:
        left = np.flatnonzero(self._left)
        x, y = self._plain[at]
        away = (self._xy[left, 0] - x) ** 2 + (self._xy[left, 1] - y) ** 2
        return int(left[int(np.argmin(away))])


def _ring(centre: Cell, ring: int) -> List[Cell]:
    """Return the cells at a distance of so many cells from one."""
    east, north = centre
    if not ring:
        return [centre]
    across = range(east - ring, east + ring + 1)
    edges = [(x, north + side) for side in (-ring, ring) for x in across]
    return edges + [(east + side, y) for side in (-ring, ring) for y in range(north - ring + 1, north + ring)]
