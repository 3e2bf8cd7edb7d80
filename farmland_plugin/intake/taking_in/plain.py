"""Sound polygons of one ring taken by the thousand: the same shapes as ``Normaliser.take`` gives one by one.

Whatever is not plainly sound (open, repeated vertices, invalid, out of place, several rings) is left to the normaliser.
"""

from __future__ import annotations

import struct
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, List, Optional, Tuple

import numpy as np
import numpy.typing as npt
from qgis.core import QgsGeometry

from ...compat import shapely_here
from ...domain.area import AreaRule, LonLat, polygon_areas
from ..readers.base import Block
from .block import PlainRings, chosen
from .geometry import Normaliser, perimeters

_MULTI, _SINGLE = struct.pack("<BII", 1, 6, 1), struct.pack("<BII", 1, 3, 1)  # of one polygon, of one ring
_NEAR = 1e-9  # vertices this close, in units of the CRS, may count as repeated
_THIN = 1e-9  # area by area of the envelope
Floats = npt.NDArray[np.float64]


@dataclass
class Taken:
    """The rows of a block that were taken: ``which`` are their places, the rest one entry each.

    :param geom: WKB MultiPolygons, the same as issued. :param area: official m², not rounded. :param perimeter: metres.
    :param bounds: float64 (n, 4), envelopes.
    """

    which: npt.NDArray[np.int64]
    geom: List[bytes]
    area: Floats
    perimeter: Floats
    bounds: Floats

    @property
    def centre(self) -> Floats:
        """Return the middles of the envelopes (n, 2)."""
        return (self.bounds[:, :2] + self.bounds[:, 2:]) / 2


class Plain:
    """The rows of a block that may be taken at once: another thread looks whether they are valid, until they are taken."""

    def __init__(self, block: Block, normaliser: Normaliser, aside: Executor) -> None:
        self._wkb = block.wkb
        self._rings: Optional[PlainRings] = None
        self._valid: Optional[Future[Tuple[npt.NDArray[np.bool_], Floats]]] = None
        if block.rings is not None and normaliser.as_issued and len(block.rings.which):
            self._rings = _placed(_tidy(block.rings), normaliser)
        if self._rings is not None and len(self._rings.which):
            self._valid = aside.submit(_validity, self._rings)

    def take(self, rule: AreaRule, lonlat: Optional[LonLat]) -> Optional[Taken]:
        """Return what can be taken at once, None when nothing can."""
        rings = self._rings
        if rings is None or self._valid is None:
            return None
        area = polygon_areas(rings.xy, rings.offsets, _outlines(rings), rule, lonlat)
        bounds = np.hstack(_envelopes(rings))
        valid, planar = self._valid.result()
        sound = valid & (planar > _THIN * np.prod(bounds[:, 2:] - bounds[:, :2], axis=1))
        if not sound.all():
            rings, area, bounds = chosen(rings, sound), area[sound], bounds[sound]
        if not len(rings.which) or not np.isfinite(area).all():
            return None
        geom = [_MULTI + (self._wkb[place] or b"") for place in rings.which.tolist()]
        return Taken(rings.which, geom, area, perimeters(rings.xy, rings.offsets, rule.code == "degrees"), bounds)


def _outlines(rings: PlainRings) -> npt.NDArray[np.int64]:
    return np.arange(len(rings.which) + 1, dtype=np.int64)


def _validity(rings: PlainRings) -> Tuple[npt.NDArray[np.bool_], Floats]:
    """Return which rings are valid, and the planar area of each."""
    shapely = shapely_here()
    if shapely is None:
        return _by_qgis(rings)
    shapes = shapely.from_ragged_array(shapely.GeometryType.POLYGON, rings.xy, (rings.offsets, _outlines(rings)))
    return shapely.is_valid(shapes), shapely.area(shapes)


def _by_qgis(rings: PlainRings) -> Tuple[npt.NDArray[np.bool_], Floats]:
    """Return validity and planar area without shapely."""
    valid, planar = np.zeros(len(rings.which), dtype=bool), np.zeros(len(rings.which))
    for number, wkb in enumerate(_wkb(rings)):
        geometry = QgsGeometry()
        geometry.fromWkb(wkb)
        valid[number], planar[number] = geometry.isGeosValid(), geometry.area()
    return valid, planar


def _tidy(rings: PlainRings) -> PlainRings:
    """Return those that are closed on their first vertex, finite and without repeated vertices."""
    long = np.diff(rings.offsets) >= 4
    if not long.all():
        rings = chosen(rings, long)
    if not len(rings.which):
        return rings
    xy, first, last = rings.xy, rings.offsets[:-1], rings.offsets[1:] - 1
    bad = ~np.isfinite(xy).all(axis=1)
    step = np.abs(np.diff(xy, axis=0, append=xy[-1:] + 1.0))
    repeats = (step <= _NEAR).all(axis=1)
    repeats[last] = False  # the step into the next ring
    faulty = np.add.reduceat((bad | repeats).astype(np.int64), first) > 0
    good = ~faulty & (xy[first] == xy[last]).all(axis=1)
    return rings if good.all() else chosen(rings, good)


def _envelopes(rings: PlainRings) -> Any:
    first = rings.offsets[:-1]
    return np.minimum.reduceat(rings.xy, first), np.maximum.reduceat(rings.xy, first)


def _placed(rings: PlainRings, normaliser: Normaliser) -> Optional[PlainRings]:
    """Return those that surely lie where the CRS is meant for; a few that lie far from the others are left out."""
    if not len(rings.which):
        return None
    low, high = _envelopes(rings)
    if normaliser.holds(*low.min(axis=0).tolist(), *high.max(axis=0).tolist()):
        return rings
    middle = np.median((low + high) / 2, axis=0)
    far = np.abs((low + high) / 2 - middle).max(axis=1)
    near = far <= 8 * max(float(np.median(far)), float(np.median(high - low)))
    some = chosen(rings, near)
    if not len(some.which):
        return None
    low, high = low[near], high[near]
    return some if normaliser.holds(*low.min(axis=0).tolist(), *high.max(axis=0).tolist()) else None


def _wkb(rings: PlainRings) -> List[bytes]:
    flat = rings.xy.astype("<f8").tobytes()
    edges = (rings.offsets * 16).tolist()
    return [_SINGLE + struct.pack("<I", (b - a) >> 4) + flat[a:b] for a, b in zip(edges, edges[1:])]
