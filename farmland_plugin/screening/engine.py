"""The screening engine: parcels x one red-line layer -> areas of unions per parcel and class (numpy +
shapely, no qgis).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Dict, List, Optional, Tuple

import numpy as np
import numpy.typing as npt
import shapely

from ..domain.area import AreaRule, LonLat, polygon_areas
from .clip import FloatArray, GeometryArray, IntArray
from .doubles import overlapping_pairs, runs, unions
from .facts import GAP_M2, Measured, sliver_note
from .overlay import Pieces, Scale, in_shares, overlay, polygons_only, repair
from .read import LayerRows, is_cultivated

Remarks = List[Tuple[int, str]]


@dataclass(frozen=True)
class Settings:
    """How to screen: area rule, longitude/latitude callable for rule `projected`, threads, slivers dropped
    below m².
    """

    rule: AreaRule
    lonlat: Optional[LonLat] = None
    threads: int = 1
    sliver_m2: float = 0.0

    @property
    def scale(self) -> Scale:
        """The margins in the units of the rule's CRS."""
        return Scale.of(self.rule.code == "degrees")


@dataclass(frozen=True)
class Parcels:
    """Parcels ready to screen: valid shapely polygons, their boxes (n,4) and official areas before rounding
    (n,) m².
    """

    polygons: GeometryArray
    boxes: FloatArray
    areas: FloatArray


@dataclass(frozen=True)
class Shared:
    """The united ground behind the facts, one polygon for each parcel and class: for the optional output
    layer.
    """

    parcel: IntArray
    class_index: IntArray
    polygon: GeometryArray


@dataclass(frozen=True)
class _Classed:
    """Pieces sorted by parcel and class, with their areas; `group` numbers the (parcel, class) groups in
    order.
    """

    parcel: IntArray
    class_index: IntArray
    coefficient: FloatArray
    polygon: GeometryArray
    area: FloatArray
    group: IntArray

    def only(self, kept: npt.NDArray[np.bool_]) -> _Classed:
        """The same, restricted to some pieces."""
        return _Classed(
            self.parcel[kept],
            self.class_index[kept],
            self.coefficient[kept],
            self.polygon[kept],
            self.area[kept],
            self.group[kept],
        )


@dataclass(frozen=True)
class _Cover:
    """By parcel (n,), m²: union of all classes, what it leaves uncovered, and the closure of a tessellation.

    The closure is taken in the plane and scaled to the ellipsoid: an official area depends, by some mm² a metre, on where
    a border line is broken, which would hide what is missing.
    """

    covered: FloatArray
    uncovered: FloatArray
    closure: FloatArray


def official_areas(
    shapes: GeometryArray, settings: Settings, pool: Optional[ThreadPoolExecutor] = None
) -> FloatArray:
    """Official ellipsoidal m² of (multi)polygons, in one vectorised pass, before rounding; 0 for None."""

    def measure(part: GeometryArray) -> FloatArray:
        polygons, owner = shapely.get_parts(part, return_index=True)
        if not len(polygons):
            return np.zeros(len(part))
        _, xy, (rings, outlines) = shapely.to_ragged_array(polygons, include_z=False)
        areas = polygon_areas(
            xy,
            rings.astype(np.int64),
            outlines.astype(np.int64),
            settings.rule,
            settings.lonlat,
            rounded=False,
        )
        return np.bincount(owner, areas, len(part)).astype(np.float64)

    if not len(shapes):
        return np.zeros(0)
    # a PROJ transformation belongs to one thread
    return in_shares(measure, (shapes,), None if settings.lonlat else pool, settings.threads)


def polygons_of(wkb: List[bytes]) -> GeometryArray:
    """Read WKB polygons into an array of shapely geometries."""
    values = np.empty(len(wkb), dtype=object)
    values[:] = wkb
    shapes: GeometryArray = shapely.from_wkb(values)
    return shapes


def parcels_of(wkb: List[bytes], settings: Settings) -> Parcels:
    """Read parcels (polygons or multipolygons in the ledger CRS), repairing what is invalid."""
    polygons = repair(polygons_of(wkb))
    return Parcels(polygons, shapely.bounds(polygons), official_areas(polygons, settings))


def _classed(
    parcels: Parcels, layer: LayerRows, pieces: Pieces, settings: Settings, pool: Optional[ThreadPoolExecutor]
) -> _Classed:
    """Sort pieces by parcel and class and measure them; a parcel wholly inside keeps the area it has."""
    kind = layer.class_index[pieces.row]
    order = np.lexsort((pieces.row, kind, pieces.parcel))
    parcel, kind, polygon = pieces.parcel[order], kind[order], pieces.polygon[order]
    cultivated = np.array([is_cultivated(code) for code in layer.classes], dtype=bool)
    coefficient = (
        np.where(cultivated[kind], layer.coefficients[pieces.row[order]], 0.0) if len(kind) else np.zeros(0)
    )
    area = parcels.areas[parcel]
    partial = np.fromiter(
        (one is not two for one, two in zip(polygon, parcels.polygons[parcel])), bool, len(polygon)
    )
    area[partial] = official_areas(polygon[partial], settings, pool)
    key = parcel * max(len(layer.classes), 1) + kind
    starts, sizes = runs(key)
    return _Classed(parcel, kind, coefficient, polygon, area, np.repeat(np.arange(len(starts)), sizes))


def _split(
    positions: IntArray, keys: IntArray, polygons: GeometryArray
) -> Tuple[List[int], List[GeometryArray]]:
    """Group polygons at sorted positions by key -> the keys and one array each."""
    starts, sizes = runs(keys[positions])
    groups = [
        polygons[positions[start : start + size]] for start, size in zip(starts.tolist(), sizes.tolist())
    ]
    return keys[positions[starts]].tolist(), groups


def _united(
    pieces: _Classed, keys: IntArray, doubled: IntArray, settings: Settings, remarks: Remarks
) -> Tuple[List[int], GeometryArray]:
    """Unite the pieces of each doubled key -> keys and unions; what no attempt unites is left out and remarked."""
    positions = np.flatnonzero(np.isin(keys, doubled))
    numbers, groups = _split(positions, keys, pieces.polygon)
    shapes = unions(groups, settings.scale.grid)
    failed = shapely.is_missing(shapes)
    for number in np.array(numbers, dtype=np.int64)[failed].tolist():
        parcel = int(pieces.parcel[np.searchsorted(keys, number)])
        remarks.append((parcel, "overlapping pieces could not be united: their ground counts twice"))
    return [number for number, bad in zip(numbers, failed) if not bad], shapes[~failed]


def _class_areas(
    pieces: _Classed, doubled: IntArray, settings: Settings, remarks: Remarks
) -> Tuple[FloatArray, FloatArray, Dict[int, Any]]:
    """Area and net area of every (parcel, class) group; groups in `doubled` are united first and returned by
    number.
    """
    count = int(pieces.group[-1]) + 1 if len(pieces.group) else 0
    area = np.bincount(pieces.group, pieces.area, count).astype(np.float64)
    net = np.bincount(pieces.group, pieces.area * (1 - pieces.coefficient), count)
    united: Dict[int, Any] = {}
    if len(doubled):
        numbers, shapes = _united(pieces, pieces.group, doubled, settings, remarks)
        united = dict(zip(numbers, shapes))
        true = official_areas(shapes, settings)
        # where coefficients differ under one ground, the doubled ground takes their mean by area
        net[numbers] *= np.divide(true, area[numbers], out=np.zeros_like(true), where=area[numbers] > 0)
        area[numbers] = true
    return area, np.minimum(net, area), united


def _cover(
    parcels: Parcels, pieces: _Classed, doubled: IntArray, tessellation: bool, settings: Settings, remarks: Remarks
) -> _Cover:
    """Unite all classes of each parcel; for a tessellation cut the gaps out and measure them apart."""
    count = len(parcels.areas)
    covered = np.bincount(pieces.parcel, pieces.area, count).astype(np.float64)
    planar = np.bincount(pieces.parcel, shapely.area(pieces.polygon), count).astype(np.float64)
    whole: Dict[int, Any] = {}
    if len(doubled):
        numbers, shapes = _united(pieces, pieces.parcel, doubled, settings, remarks)
        covered[numbers], planar[numbers] = official_areas(shapes, settings), shapely.area(shapes)
        whole = dict(zip(numbers, shapes))
    uncovered = np.maximum(parcels.areas - covered, 0.0)
    if not tessellation:
        return _Cover(covered, uncovered, np.zeros(count))
    gaps = np.flatnonzero((uncovered > GAP_M2) & (covered > 0))
    numbers, groups = _split(np.flatnonzero(np.isin(pieces.parcel, gaps)), pieces.parcel, pieces.polygon)
    rest = np.empty(len(numbers), dtype=object)
    rest[:] = [_difference(parcels.polygons[number], whole.get(number, group), settings)
               for number, group in zip(numbers, groups)]
    uncovered[numbers] = official_areas(rest, settings)
    planar[numbers] += np.nan_to_num(shapely.area(rest))
    size = shapely.area(parcels.polygons)
    closure = np.divide((planar - size) * parcels.areas, size, out=np.zeros(count), where=(size > 0) & (covered > 0))
    return _Cover(covered, uncovered, closure)


def _difference(parcel: Any, cover: Any, settings: Settings) -> Any:
    """Parcel minus its pieces, polygons only; by pieces, which are cheaper to take away than to unite first.
    """
    rest = parcel
    for piece in np.atleast_1d(cover):
        try:
            rest = shapely.difference(rest, piece)
        except shapely.GEOSException:
            rest = shapely.difference(rest, piece, grid_size=settings.scale.grid)
    return polygons_only(np.array([rest], dtype=object))[0]


def _without_slivers(
    pieces: _Classed, area: FloatArray, settings: Settings
) -> Tuple[npt.NDArray[np.bool_], Dict[int, str]]:
    """Which groups stay, and a note for each parcel that lost slivers, with the dropped sum."""
    kept = area >= settings.sliver_m2
    if kept.all():
        return kept, {}
    starts, _ = runs(pieces.group)
    owner = pieces.parcel[starts]
    lost = np.bincount(owner[~kept], area[~kept])
    number = np.bincount(owner[~kept])
    return kept, {index: sliver_note(int(number[index]), float(lost[index]), settings.sliver_m2)
                  for index in np.flatnonzero(number).tolist()}


def measure(
    parcels: Parcels,
    layer: LayerRows,
    polygons: GeometryArray,
    settings: Settings,
    *,
    tessellation: bool = False,
    ground: bool = False,
    pool: Optional[ThreadPoolExecutor] = None,
) -> Tuple[Measured, Optional[Shared]]:
    """Screen parcels against one layer: official area of the union of each class inside each parcel, before
    rounding.

    `polygons` are the layer's valid polygons in the ledger CRS, row by row as in `layer`. A pair that cannot
    be cut is left out and named in the parcel's note; nothing else fails. `tessellation`: measure gaps apart,
    so that the closure proves itself. `ground`: also return the united ground of each parcel and class.
    """
    cut = overlay(parcels.polygons, polygons, settings.scale, pool, settings.threads)
    pieces = _classed(parcels, layer, cut, settings, pool)
    left, right = overlapping_pairs(pieces.parcel, pieces.polygon, pool, settings.threads)
    same = pieces.group[left] == pieces.group[right]
    remarks: Remarks = [
        (parcel, f"feature {layer.fids[row]} could not be cut: {why}") for parcel, row, why in cut.failed
    ]
    area, net, united = _class_areas(pieces, np.unique(pieces.group[left[same]]), settings, remarks)
    kept, notes = _without_slivers(pieces, area, settings)
    stay = kept[pieces.group] if len(kept) else np.zeros(0, dtype=bool)
    doubled = np.unique(pieces.parcel[left[stay[left] & stay[right]]])
    cover = _cover(parcels, pieces.only(stay), doubled, tessellation, settings, remarks)
    starts, _ = runs(pieces.group)
    owner, kind = pieces.parcel[starts][kept], pieces.class_index[starts][kept]
    double = np.zeros(len(parcels.areas))
    total = np.bincount(owner, area[kept], len(double))
    double[doubled] = np.maximum(total - cover.covered, 0.0)[doubled]
    measured = Measured(layer.classes, owner, kind, area[kept], net[kept], cover.uncovered, double, cover.closure, notes)
    for parcel, text in remarks:
        measured.note(parcel, text)
    return measured, Shared(owner, kind, _ground(pieces, united, kept, settings)) if ground else None


def _ground(
    pieces: _Classed, united: Dict[int, Any], kept: npt.NDArray[np.bool_], settings: Settings
) -> GeometryArray:
    """The ground of each kept group: its only piece, or the union of its pieces."""
    starts, sizes = runs(pieces.group)
    numbers = np.flatnonzero(kept).tolist()
    ground = np.empty(len(numbers), dtype=object)
    for at, number in enumerate(numbers):
        members = pieces.polygon[starts[number] : starts[number] + sizes[number]]
        if number in united:
            ground[at] = united[number]
        else:
            ground[at] = members[0] if len(members) == 1 else unions([members], settings.scale.grid)[0]
    return ground
