"""The screening engine: parcels x one red-line layer -> areas of unions per parcel and class (numpy +
shapely, no qgis).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

import numpy as np
import numpy.typing as npt
import shapely

from ..domain.area import AreaRule, LonLat, polygon_areas
from ..domain.engine_notes import NOT_SCREENED, NOT_UNITED, UNCUT, sliver_note, uncut_note
from ..domain.widths import mean_width
from .clip import BIG, Candidates, FloatArray, GeometryArray, IntArray, candidates
from .doubles import overlapping_pairs, runs, unions, united_areas
from .facts import GAP_M2, Measured, Parts
from .overlay import Pieces, Scale, mend, overlay, polygons_only
from .read import LayerRows, Meets, is_cultivated, near

Remarks = List[Tuple[int, str]]
TOGETHER = 512
"""Polygons measured at a time."""


@dataclass(frozen=True)
class Settings:
    """How to screen: area rule, longitude/latitude callable for rule `projected`, slivers dropped below m²."""

    rule: AreaRule
    lonlat: Optional[LonLat] = None
    sliver_m2: float = 0.0

    @property
    def scale(self) -> Scale:
        """The margins in the units of the rule's CRS."""
        return Scale.of(self.rule.code == "degrees")

    def measure(self, shapes: GeometryArray) -> FloatArray:
        """Official areas, see ``official_areas``."""
        return official_areas(shapes, self)


@dataclass(frozen=True)
class Measures:
    """What is asked of a layer: `tessellation`: gaps measured apart, so that the closure proves itself; `rest`: the mean
    width of what is left uncovered; `ground`: the united ground of each parcel and class.
    """

    tessellation: bool = False
    rest: bool = False
    ground: bool = False


@dataclass(frozen=True)
class Parcels:
    """Parcels ready to screen: valid shapely polygons, their boxes (n,4) and official areas before rounding
    (n,) m²; and why some, without a polygon here, cannot be screened.
    """

    polygons: GeometryArray
    boxes: FloatArray
    areas: FloatArray
    broken: Dict[int, str]

    @cached_property
    def meets(self) -> Meets:
        """A test which of some boxes (m,4) meet a parcel's box, made once for all layers."""
        own = self.boxes[~np.isnan(self.boxes[:, 0])]
        if not len(own):
            return lambda boxes: np.zeros(len(boxes), dtype=bool)
        roughly, tree = near(own), shapely.STRtree(shapely.box(*own.T))

        def exactly(boxes: FloatArray) -> npt.NDArray[np.bool_]:
            met = roughly(boxes)
            some = np.flatnonzero(met)
            met[some] = False
            met[some[tree.query(shapely.box(*boxes[some].T))[0]]] = True
            return met

        return exactly


@dataclass(frozen=True)
class Shared:
    """The united ground behind the facts, one polygon for each parcel and class: for the optional output
    layer.
    """

    parcel: IntArray
    class_index: IntArray
    polygon: GeometryArray


@dataclass(frozen=True)
class Kept:
    """The pieces that count, sorted by parcel, with their areas."""

    parcel: IntArray
    polygon: GeometryArray
    area: FloatArray


class Outcome(NamedTuple):
    """One layer screened: its measures, its united ground where asked for, and the pieces behind them."""

    measured: Measured
    shared: Optional[Shared]
    kept: Kept


@dataclass(frozen=True)
class _Classed(Kept):
    """Pieces sorted by parcel and class; `group` numbers the (parcel, class) groups in order, `detail` is an index."""

    class_index: IntArray
    coefficient: FloatArray
    detail: IntArray
    group: IntArray

    def only(self, kept: npt.NDArray[np.bool_]) -> _Classed:
        """The same, restricted to some pieces."""
        if kept.all():
            return self
        return _Classed(self.parcel[kept], self.polygon[kept], self.area[kept], self.class_index[kept],
                        self.coefficient[kept], self.detail[kept], self.group[kept])


@dataclass(frozen=True)
class _Cover:
    """By parcel (n,), m²: union of all classes, what it leaves uncovered, the closure of a tessellation, and the mean
    width of the rest where asked for.

    The closure is taken in the plane and scaled to the ellipsoid: an official area depends, by some mm² a metre, on where
    a border line is broken, which would hide what is missing.
    """

    covered: FloatArray
    uncovered: FloatArray
    closure: FloatArray
    width: Optional[FloatArray]


def official_areas(shapes: GeometryArray, settings: Settings) -> FloatArray:
    """Official ellipsoidal m² of (multi)polygons, in one vectorised pass, before rounding; 0 for None."""

    def few(part: GeometryArray) -> FloatArray:
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

    # a few at a time: what is made on the way stays in the processor's cache
    starts = range(0, len(shapes), TOGETHER)
    return np.concatenate([np.zeros(0), *(few(shapes[start : start + TOGETHER]) for start in starts)])


def polygons_of(wkb: List[bytes]) -> GeometryArray:
    """Read WKB polygons into an array of shapely geometries."""
    values = np.empty(len(wkb), dtype=object)
    values[:] = wkb
    shapes: GeometryArray = shapely.from_wkb(values)
    return shapes


def parcels_of(wkb: List[bytes], settings: Settings) -> Parcels:
    """Read parcels (polygons or multipolygons in the ledger CRS), repairing what is invalid."""
    polygons, broken = mend(polygons_of(wkb))
    return Parcels(polygons, shapely.bounds(polygons), official_areas(polygons, settings), broken)


@dataclass(frozen=True)
class Paired:
    """A layer's rows and the pairs of parcels and polygons that may overlap; `broken`: the pairs, by box, of polygons that
    are invalid and cannot be repaired, and why.
    """

    layer: LayerRows
    found: Candidates
    broken: Remarks


def paired(parcels: Parcels, layer: LayerRows, polygons: GeometryArray, settings: Settings) -> Paired:
    """Pair parcels with a layer's polygons (the ledger's CRS, row by row as in `layer`) that they may overlap.

    Polygons that nobody has found valid are repaired here, except the big ones, which are looked at piece by piece.
    """
    small = np.flatnonzero(shapely.get_num_coordinates(polygons) <= (0 if layer.sound else BIG))
    mended, reasons = mend(polygons[small])
    broken: Remarks = []
    for at, reason in reasons.items():
        row = int(small[at])
        xy = shapely.get_coordinates(polygons[row])  # some are no numbers
        near = ((parcels.boxes[:, :2] <= np.nanmax(xy, axis=0)) & (parcels.boxes[:, 2:] >= np.nanmin(xy, axis=0))).all(axis=1)
        broken += [(parcel, uncut_note(layer.fids[row], reason)) for parcel in np.flatnonzero(near).tolist()]
    sound = polygons.copy()
    sound[small] = mended
    return Paired(layer, candidates(parcels.polygons, parcels.boxes, sound, settings.scale.pad), broken)


def _classed(parcels: Parcels, layer: LayerRows, pieces: Pieces, settings: Settings) -> _Classed:
    """Sort pieces by parcel and class and measure them; a parcel wholly inside keeps the area it has."""
    kind = layer.class_index[pieces.row]
    order = np.lexsort((pieces.row, kind, pieces.parcel))
    row, parcel, kind, polygon = pieces.row[order], pieces.parcel[order], kind[order], pieces.polygon[order]
    cultivated = np.array([is_cultivated(code) for code in layer.classes], dtype=bool)
    coefficient = np.where(cultivated[kind], layer.coefficients[row], 0.0) if len(kind) else np.zeros(0)
    area = parcels.areas[parcel]
    partial = ~pieces.whole[order]
    area[partial] = official_areas(polygon[partial], settings)
    starts, sizes = runs(parcel * max(len(layer.classes), 1) + kind)
    return _Classed(parcel, polygon, area, kind, coefficient, layer.detail_index[row],
                    np.repeat(np.arange(len(starts)), sizes))


def _split(
    positions: IntArray, keys: IntArray, polygons: GeometryArray
) -> Tuple[List[int], List[GeometryArray]]:
    """Group polygons at sorted positions by key -> the keys and one array each."""
    starts, sizes = runs(keys[positions])
    groups = [
        polygons[positions[start : start + size]] for start, size in zip(starts.tolist(), sizes.tolist())
    ]
    return keys[positions[starts]].tolist(), groups


def unite_doubled(
    parcel: IntArray, polygons: GeometryArray, keys: IntArray, doubled: IntArray, settings: Settings, remarks: Remarks
) -> Tuple[List[int], GeometryArray]:
    """Unite the pieces of each doubled key -> keys and unions; what no attempt unites is left out and remarked."""
    positions = np.flatnonzero(np.isin(keys, doubled))
    numbers, groups = _split(positions, keys, polygons)
    shapes = unions(groups, settings.scale.grid)
    failed = shapely.is_missing(shapes)
    for number in np.array(numbers, dtype=np.int64)[failed].tolist():
        owner = int(parcel[np.searchsorted(keys, number)])
        remarks.append((owner, NOT_UNITED))
    return [number for number, bad in zip(numbers, failed) if not bad], shapes[~failed]


def _scaled(net: npt.NDArray[Any], area: FloatArray, true: FloatArray) -> FloatArray:
    """Net areas of sums of pieces brought to the areas of their unions: where coefficients differ under one ground, the doubled
    ground takes their mean by area; where there is none, net is the area itself and not what a division leaves of it.
    """
    share = np.divide(net, area, out=np.zeros_like(true), where=area > 0)
    brought: FloatArray = np.where(net == area, true, share * true)
    return brought


def _class_areas(
    pieces: _Classed, pairs: Tuple[IntArray, IntArray], settings: Settings, remarks: Remarks
) -> Tuple[FloatArray, FloatArray, Dict[int, Any]]:
    """Area and net area of every (parcel, class) group; those with `pairs` that overlap are united and returned by number."""
    count = int(pieces.group[-1]) + 1 if len(pieces.group) else 0
    area = np.bincount(pieces.group, pieces.area, count).astype(np.float64)
    net = np.bincount(pieces.group, pieces.area * (1 - pieces.coefficient), count)
    united: Dict[int, Any] = {}
    doubled = np.unique(pieces.group[pairs[0]])
    if len(doubled):
        numbers, shapes = unite_doubled(pieces.parcel, pieces.polygon, pieces.group, doubled, settings, remarks)
        united = dict(zip(numbers, shapes))
        true = united_areas(pieces.polygon, pieces.area, pieces.group, pairs, numbers, shapes, settings.measure)
        net[numbers] = _scaled(net[numbers], area[numbers], true)
        area[numbers] = true
    return area, np.minimum(net, area), united


def _parts(
    pieces: _Classed, layer: LayerRows, doubles: Tuple[IntArray, IntArray], settings: Settings, remarks: Remarks
) -> Optional[Parts]:
    """Area and net area of every (parcel, class, detail) with a detail; only the few pieces that have one are looked at."""
    told = np.flatnonzero(pieces.detail > 0)
    if not len(told):
        return None
    told = told[np.lexsort((pieces.detail[told], pieces.group[told]))]
    starts, sizes = runs(pieces.group[told] * len(layer.details) + pieces.detail[told])
    count = len(starts)
    number = np.full(len(pieces.group), -1, dtype=np.int64)
    number[told] = np.repeat(np.arange(count), sizes)
    own = pieces.area[told]
    area = np.bincount(number[told], own, count).astype(np.float64)
    net = np.bincount(number[told], own * (1 - pieces.coefficient[told]), count)
    left, right = doubles
    same = (number[left] == number[right]) & (number[left] >= 0)
    again = np.unique(number[left[same]])
    if len(again):
        numbers, shapes = unite_doubled(pieces.parcel[told], pieces.polygon[told], number[told], again, settings, remarks)
        place = np.zeros(len(number), dtype=np.int64)
        place[told] = np.arange(len(told))
        one, two = place[left[same]], place[right[same]]
        pairs = np.minimum(one, two), np.maximum(one, two)
        true = united_areas(pieces.polygon[told], own, number[told], pairs, numbers, shapes, settings.measure)
        net[numbers] = _scaled(net[numbers], area[numbers], true)
        area[numbers] = true
    first = told[starts]
    whole = np.bincount(pieces.group)[pieces.group[first]] == sizes
    details = [layer.details[index] for index in pieces.detail[first].tolist()]
    return Parts(pieces.parcel[first], pieces.class_index[first], details, area, np.minimum(net, area), whole)


def _cover(
    parcels: Parcels, pieces: _Classed, pairs: Tuple[IntArray, IntArray], how: Measures, settings: Settings,
    remarks: Remarks
) -> _Cover:
    """Unite all classes of each parcel; for a tessellation cut the gaps out and measure them apart."""
    count = len(parcels.areas)
    covered = np.bincount(pieces.parcel, pieces.area, count).astype(np.float64)
    whole: Dict[int, Any] = {}
    doubled = np.unique(pieces.parcel[pairs[0]])
    if len(doubled):
        numbers, shapes = unite_doubled(pieces.parcel, pieces.polygon, pieces.parcel, doubled, settings, remarks)
        covered[numbers] = united_areas(pieces.polygon, pieces.area, pieces.parcel, pairs, numbers, shapes, settings.measure)
        whole = dict(zip(numbers, shapes))
    uncovered = np.maximum(parcels.areas - covered, 0.0)
    if not how.tessellation and not how.rest:
        return _Cover(covered, uncovered, np.zeros(count), None)
    gaps = np.flatnonzero((uncovered > GAP_M2) & (covered > 0))
    rest = rests(parcels, pieces, gaps, whole, settings, remarks)
    width = mean_widths(gaps, rest, count, settings) if how.rest else None
    if not how.tessellation:
        return _Cover(covered, uncovered, np.zeros(count), width)
    cut = ~shapely.is_missing(rest) | shapely.is_empty(rest)
    planar = np.bincount(pieces.parcel, shapely.area(pieces.polygon), count).astype(np.float64)
    planar[list(whole)] = shapely.area(np.array(list(whole.values()), dtype=object))
    size = shapely.area(parcels.polygons)
    uncovered[gaps] = np.where(cut, _gap_areas(rest, parcels.areas[gaps] / size[gaps], settings), uncovered[gaps])
    planar[gaps] += np.nan_to_num(shapely.area(rest))
    closure = np.divide((planar - size) * parcels.areas, size, out=np.zeros(count), where=(size > 0) & (covered > 0))
    return _Cover(covered, uncovered, closure, width)


def _gap_areas(rest: GeometryArray, scale: FloatArray, settings: Settings) -> FloatArray:
    """Official m² of gaps without their threads, `scale` (n,) being official to plane.

    Of a polygon that is all border and no ground in the plane the long edges, broken elsewhere on either side, measure up to a
    cent, and not the same with every GEOS.
    """
    parts, owner = shapely.get_parts(rest, return_index=True)
    ground = shapely.area(parts) * scale[owner] > GAP_M2
    return np.bincount(owner[ground], official_areas(parts[ground], settings), len(rest)).astype(np.float64)


def rests(
    parcels: Parcels, pieces: Kept, wanted: IntArray, whole: Dict[int, Any], settings: Settings,
    remarks: Remarks
) -> GeometryArray:
    """What the pieces leave of some parcels, polygons only; an empty polygon for nothing, None where it cannot be cut.

    By pieces, which are cheaper to take away than to unite first; from `whole` where they are united already.
    """
    rest = parcels.polygons[wanted]
    starts = np.searchsorted(pieces.parcel, wanted)
    sizes = np.searchsorted(pieces.parcel, wanted, side="right") - starts

    for at, number in enumerate(wanted.tolist()):
        span = slice(starts[at], starts[at] + sizes[at])
        for piece in [whole[number]] if number in whole else pieces.polygon[span]:
            rest[at] = _difference(rest[at], piece, settings.scale.grid)
            if rest[at] is None:
                remarks.append((number, UNCUT))
                break
    solid = polygons_only(rest.copy())
    gone = shapely.is_missing(solid) & ~shapely.is_missing(rest)
    solid[gone] = shapely.Polygon()
    return solid


def _difference(ground: Any, piece: Any, grid: float) -> Any:
    for options in ({}, {"grid_size": grid}):
        try:
            return shapely.difference(ground, piece, **options)
        except shapely.GEOSException:
            continue
    return None


def mean_widths(wanted: IntArray, rest: GeometryArray, count: int, settings: Settings) -> FloatArray:
    """The mean widths of what is left of some parcels, (n,) with NaN elsewhere."""
    width = np.full(count, np.nan)
    degrees = settings.rule.code == "degrees"
    there = ~(shapely.is_missing(rest) | shapely.is_empty(rest))
    width[wanted[there]] = [mean_width(wkb, degrees) for wkb in shapely.to_wkb(rest[there])]
    return width


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
    pairs: Paired,
    settings: Settings,
    how: Measures,
) -> Outcome:
    """Screen parcels against one layer: official area of the union of each class inside each parcel, before
    rounding.

    A pair that cannot be cut is left out and named in the parcel's note; nothing else fails.
    """
    layer = pairs.layer
    cut = overlay(parcels.polygons, pairs.found, settings.scale)
    every = _classed(parcels, layer, cut, settings)
    left, right = overlapping_pairs(every.parcel, every.polygon)
    remarks: Remarks = [*pairs.broken, *((parcel, uncut_note(layer.fids[row], why)) for parcel, row, why in cut.failed)]
    remarks += [(parcel, NOT_SCREENED.format(why)) for parcel, why in parcels.broken.items()]
    same = every.group[left] == every.group[right]
    area, net, united = _class_areas(every, (left[same], right[same]), settings, remarks)
    parts = _parts(every, layer, (left, right), settings, remarks)
    kept, notes = _without_slivers(every, area, settings)
    stay = kept[every.group] if len(kept) else np.zeros(0, dtype=bool)
    both = stay[left] & stay[right]
    place = np.cumsum(stay) - 1
    pieces, pairs_left = every.only(stay), (place[left[both]], place[right[both]])
    doubled = np.unique(every.parcel[left[both]])
    cover = _cover(parcels, pieces, pairs_left, how, settings, remarks)
    starts, _ = runs(every.group)
    owner, kind = every.parcel[starts][kept], every.class_index[starts][kept]
    double = np.zeros(len(parcels.areas))
    total = np.bincount(owner, area[kept], len(double))
    double[doubled] = np.maximum(total - cover.covered, 0.0)[doubled]
    measured = Measured(layer.classes, owner, kind, area[kept], net[kept], cover.uncovered, double, cover.closure, notes,
                        cover.width, parts)
    for parcel, text in dict.fromkeys(remarks):
        measured.note(parcel, text)
    shared = Shared(owner, kind, _ground(every, united, kept, settings)) if how.ground else None
    return Outcome(measured, shared, Kept(pieces.parcel, pieces.polygon, pieces.area))


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
