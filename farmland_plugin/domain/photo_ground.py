"""Where a photo stands to a parcel: metres to its edge, whether the view meets it; on the ellipsoid's tangent plane."""

from __future__ import annotations

import math
from typing import Sequence, Tuple

import numpy as np
import numpy.typing as npt

_A, _E2 = 6378137.0, 0.0066943800229  # CGCS2000
_STEP_M = 3.0  # the edge is looked at point by point
Floats = npt.NDArray[np.float64]
LonLat = Tuple[float, float]


class Outline:
    """A parcel's polygon in longitude and latitude.

    :param rings: of the (multi)polygon, each (n, 2) degrees and closed; holes and further parts alike.
    """

    def __init__(self, rings: Sequence[Floats]) -> None:
        self._rings = [ring for ring in rings if len(ring) > 2]
        every = np.concatenate(self._rings) if self._rings else np.full((1, 2), np.nan)
        self.west, self.south = every.min(axis=0)
        self.east, self.north = every.max(axis=0)

    def _plane(self, at: LonLat) -> Sequence[Floats]:
        """Return the rings in metres east and north of a place; true to a thousandth within some kilometres."""
        latitude = math.radians(at[1])
        root = math.sqrt(1 - _E2 * math.sin(latitude) ** 2)
        scale = np.array([_A / root * math.cos(latitude), _A * (1 - _E2) / root ** 3]) * math.pi / 180
        return [(ring - np.array(at)) * scale for ring in self._rings]

    def distance_m(self, at: LonLat) -> float:
        """Return metres from a place to the polygon's nearest edge, 0 inside it; infinite where there is none."""
        plane = self._plane(at)
        if not plane:
            return math.inf
        return 0.0 if _inside(plane) else min(_to_edges(ring) for ring in plane)

    def seen_from(self, at: LonLat, azimuth: float, half_deg: float, reach_m: float) -> bool:
        """Whether a view from a place, ``half_deg`` to either side of its azimuth, meets the polygon within reach."""
        plane = self._plane(at)
        if not plane:
            return False
        if _inside(plane):
            return True
        points = np.concatenate([_along(ring) for ring in plane])
        turn = np.degrees(np.arctan2(points[:, 0], points[:, 1])) - azimuth
        apart = np.abs((turn + 180.0) % 360.0 - 180.0)
        return bool(np.any((apart <= half_deg) & (np.hypot(points[:, 0], points[:, 1]) <= reach_m)))


def _inside(plane: Sequence[Floats]) -> bool:
    """Whether the origin lies inside, holes left out (even-odd rule over all rings)."""
    crossings = 0
    for ring in plane:
        first, last = ring[:-1], ring[1:]
        spans = (first[:, 1] > 0) != (last[:, 1] > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            at = first[:, 0] - first[:, 1] * (last[:, 0] - first[:, 0]) / (last[:, 1] - first[:, 1])
        crossings += int(np.count_nonzero(spans & (at > 0)))
    return crossings % 2 == 1


def _to_edges(ring: Floats) -> float:
    first, step = ring[:-1], np.diff(ring, axis=0)
    length = (step * step).sum(axis=1)
    share = np.clip(-(first * step).sum(axis=1) / np.where(length > 0, length, 1.0), 0.0, 1.0)
    nearest = first + share[:, None] * step
    return float(np.sqrt((nearest * nearest).sum(axis=1)).min())


def _along(ring: Floats) -> Floats:
    """Return points along the edges of a ring."""
    step = np.diff(ring, axis=0)
    parts = np.maximum(1, np.ceil(np.hypot(step[:, 0], step[:, 1]) / _STEP_M).astype(int)).clip(max=2000)
    which = np.repeat(np.arange(len(step)), parts)
    share = (np.arange(parts.sum()) - np.repeat(np.cumsum(parts) - parts, parts)) / parts[which]
    return np.concatenate([ring[:-1][which] + share[:, None] * step[which], ring[-1:]])


def apart_m(one: LonLat, other: LonLat) -> float:
    """Return metres between two places."""
    middle = math.radians((one[1] + other[1]) / 2)
    root = math.sqrt(1 - _E2 * math.sin(middle) ** 2)
    east = (one[0] - other[0]) * _A / root * math.cos(middle) * math.pi / 180
    north = (one[1] - other[1]) * _A * (1 - _E2) / root ** 3 * math.pi / 180
    return math.hypot(east, north)


def turn_deg(one: float, other: float) -> float:
    """Return by how many degrees two bearings differ, 0 to 180."""
    return abs((one - other + 180.0) % 360.0 - 180.0)
