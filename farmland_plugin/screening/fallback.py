"""The same algorithm on QgsGeometry alone, for a QGIS without shapely: slower, same facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from qgis.core import QgsGeometry, QgsSpatialIndex

from ..domain.area import LonLat, areas_of_wkb
from ..domain.engine_notes import NOT_SCREENED, NOT_UNITED, UNCUT, sliver_note, uncut_note
from ..domain.errors import FarmlandError
from ..domain.progress import Feedback
from ..domain.widths import mean_width
from ..ledger.lonlat import lonlat_for
from .cutting import (
    PAD_DEGREES,
    PAD_METRES,
    Found,
    Ground,
    Pulse,
    cut_layer,
    overlap,
    polygons_only,
    sound,
    unite,
    what_is_left,
)
from .facts import (
    GAP_M2,
    FloatArray,
    IntArray,
    Measured,
    Parts,
    ScreeningRow,
    common_grounds,
    settle,
    settle_parts,
    settle_role,
)
from .job import Job, ResultWriter, Target, read_job, read_parcels
from .partition import chunk_count, chunk_result, join
from .read import LayerRows, is_cultivated, read_layer


@dataclass(frozen=True)
class _Ruler:
    """Measures official areas before rounding of many geometries at once."""

    job: Job
    lonlat: Optional[LonLat]

    def areas(self, shapes: Sequence[QgsGeometry]) -> FloatArray:
        """Official m² (n,)."""
        areas = np.zeros(len(shapes))
        real = [index for index, shape in enumerate(shapes) if not shape.isNull() and not shape.isEmpty()]
        wkb = [bytes(shapes[index].asWkb()) for index in real]
        areas[real] = areas_of_wkb(wkb, self.job.rule, self.lonlat, rounded=False)
        return areas

    def gap(self, gap: QgsGeometry, scale: float) -> float:
        """Official m² of a gap without its threads, as `engine._gap_areas` has it; `scale`: official to plane."""
        parts = [] if gap.isNull() else [part for part in gap.asGeometryCollection() if part.area() * scale > GAP_M2]
        return float(self.areas(parts).sum())

    def united(self, shapes: List[QgsGeometry], gross: float, union: QgsGeometry) -> float:
        """Area of the union of shapes that measure `gross` m² in sum, as `engine.united_areas` has it."""
        pairs = [(one, two) for two in range(len(shapes)) for one in range(two) if overlap([shapes[one], shapes[two]])]
        shared = common_grounds(shapes, pairs, lambda one, two: polygons_only(one.intersection(two)))
        if shared is None:
            return float(self.areas([union])[0])
        signs = np.array([sign for sign, _ in shared], dtype=np.float64)
        return max(gross - float((self.areas([ground for _, ground in shared]) * signs).sum()), 0.0)

    def width(self, shape: QgsGeometry) -> float:
        """Mean width in metres; NaN for no ground."""
        return float("nan") if shape.isNull() else mean_width(bytes(shape.asWkb()), self.job.rule.code == "degrees")


@dataclass
class _Group:
    """One class, or one detail of it, inside one parcel: its pieces with their layer rows, united ground and sums."""

    parcel: int
    kind: int
    pieces: List[Tuple[int, QgsGeometry]]
    united: Optional[QgsGeometry] = None
    net_share: float = 1.0
    gross: float = 0.0
    area: float = 0.0
    whole: bool = True
    remarks: List[str] = field(default_factory=list)

    @property
    def shapes(self) -> List[QgsGeometry]:
        """The pieces alone."""
        return [shape for _, shape in self.pieces]


def _group(parcel: int, kind: int, pieces: List[Tuple[int, QgsGeometry]], layer: LayerRows, ruler: _Ruler) -> _Group:
    """One group, united where its pieces overlap, not yet measured."""
    group = _Group(parcel, kind, pieces)
    if len(pieces) > 1 and overlap(group.shapes):
        group.united = unite(group.shapes)
        if group.united is None:
            group.remarks.append(NOT_UNITED)
    if is_cultivated(layer.classes[kind]):
        group.net_share = _net_share(pieces, layer, ruler)
    return group


def _groups(
    found: Found, layer: LayerRows, parcels: Ground, ruler: _Ruler, pulse: Pulse
) -> Tuple[List[_Group], List[Tuple[_Group, str]]]:
    """The classes of every parcel, and their parts with a detail; sorted, united where pieces overlap, measured in one pass."""
    groups: List[_Group] = []
    parts: List[Tuple[_Group, str]] = []
    for parcel in sorted(found.pieces):
        pulse.beat()
        for kind in sorted(found.pieces[parcel]):
            pieces = found.pieces[parcel][kind]
            groups.append(_group(parcel, kind, pieces, layer, ruler))
            details = sorted({int(layer.detail_index[row]) for row, _ in pieces} - {0})
            for detail in details:
                some = [piece for piece in pieces if layer.detail_index[piece[0]] == detail]
                part = _group(parcel, kind, some, layer, ruler)
                part.whole = len(some) == len(pieces)
                parts.append((part, layer.details[detail]))
    every = groups + [part for part, _ in parts]
    for group, area in zip(every, _areas_of(every, parcels, ruler)):
        group.gross = area
        group.area = area if group.united is None else ruler.united(group.shapes, area, group.united)
    return groups, parts


def _net_share(pieces: List[Tuple[int, QgsGeometry]], layer: LayerRows, ruler: _Ruler) -> float:
    """Net over gross area: one coefficient for all, or their mean weighted by area."""
    shares = [1 - float(layer.coefficients[row]) for row, _ in pieces]
    if len(set(shares)) == 1:
        return shares[0]
    weights = ruler.areas([piece for _, piece in pieces])
    return float(np.average(shares, weights=weights)) if weights.sum() > 0 else 1.0


def _areas_of(groups: List[_Group], parcels: Ground, ruler: _Ruler) -> List[float]:
    """Areas of the groups' pieces in sum; a whole parcel keeps its area."""
    measured = [group.shapes for group in groups]
    owner = np.repeat(np.arange(len(groups)), [len(shapes) for shapes in measured])
    flat = [shape for shapes in measured for shape in shapes]
    areas = ruler.areas(flat)
    for at, shape in enumerate(flat):
        if shape is parcels.shapes[groups[owner[at]].parcel]:
            areas[at] = parcels.areas[groups[owner[at]].parcel]
    return [float(area) for area in np.bincount(owner, areas, len(groups))] if flat else []


@dataclass
class _Layer:
    """One layer measured: what is settled, and the groups that count, by parcel."""

    measured: Measured
    groups: List[_Group]
    kept: Dict[int, List[_Group]]


def _measure(parcels: Ground, layer: LayerRows, target: Target, ruler: _Ruler, pulse: Pulse) -> _Layer:
    """Screen all parcels against one layer; the same measures as `engine.measure`."""
    pad = PAD_DEGREES if ruler.job.rule.code == "degrees" else PAD_METRES
    found = cut_layer(parcels, layer, pad, pulse)
    every, parts = _groups(found, layer, parcels, ruler, pulse)
    groups = [group for group in every if group.area >= ruler.job.sliver_m2]
    count = len(parcels.shapes)
    uncovered, double, closure = np.array(parcels.areas), np.zeros(count), np.zeros(count)
    width = np.full(count, np.nan)
    kept: Dict[int, List[_Group]] = defaultdict(list)
    for group in groups:
        kept[group.parcel].append(group)
    remarks = [(group.parcel, text) for group in every for text in group.remarks]
    remarks += [(parcel, NOT_SCREENED.format(why)) for parcel, why in parcels.broken.items()]
    for parcel, members in kept.items():
        pulse.beat()
        cover = _cover(parcels, parcel, members, target, ruler)
        uncovered[parcel], double[parcel], closure[parcel], width[parcel] = cover.figures
        remarks += [(parcel, text) for text in cover.remarks]
    area = np.array([group.area for group in groups], dtype=np.float64)
    net = np.array([group.area * group.net_share for group in groups], dtype=np.float64)
    measured = Measured(layer.classes, np.array([group.parcel for group in groups], dtype=np.int64),
                        np.array([group.kind for group in groups], dtype=np.int64), area, net, uncovered, double, closure,
                        rest_width=width if target.rest else None, parts=_parts(parts))
    _remarks(measured, every, found, layer, ruler.job.sliver_m2)
    for parcel, text in dict.fromkeys(remarks):
        measured.note(parcel, text)
    return _Layer(measured, groups, kept)


def _parts(parts: List[Tuple[_Group, str]]) -> Optional[Parts]:
    if not parts:
        return None
    groups = [group for group, _ in parts]

    def numbers(values: List[int]) -> IntArray:
        return np.array(values, dtype=np.int64)

    return Parts(numbers([group.parcel for group in groups]), numbers([group.kind for group in groups]),
                 [detail for _, detail in parts], np.array([group.area for group in groups]),
                 np.array([group.area * group.net_share for group in groups]), np.array([group.whole for group in groups]))


@dataclass
class _Cover:
    """(uncovered, double, closure in m² before rounding, width of the rest in metres) of one parcel."""

    figures: Tuple[float, float, float, float]
    remarks: List[str]


def _cover(parcels: Ground, parcel: int, members: List[_Group], target: Target, ruler: _Ruler) -> _Cover:
    shapes = [shape for group in members for shape in group.shapes]
    total = sum(group.area for group in members)
    overlapping = any(group.united is not None for group in members) or (len(shapes) > 1 and overlap(shapes))
    own, covered, planar = parcels.shapes[parcel], total, sum(shape.area() for shape in shapes)
    size = own.area()
    united = unite(shapes) if overlapping else None
    remarks = [NOT_UNITED] if overlapping and united is None else []
    if united is not None:
        covered, planar = ruler.united(shapes, sum(group.gross for group in members), united), united.area()
    double = max(total - covered, 0.0) if overlapping else 0.0
    uncovered, width = max(float(parcels.areas[parcel]) - covered, 0.0), float("nan")
    if (target.tessellation or target.rest) and uncovered > GAP_M2 and covered > 0:
        gap = what_is_left(own, [united] if united is not None else shapes)
        if gap is None:
            remarks.append(UNCUT)
        else:
            width = ruler.width(gap)
            if target.tessellation:
                uncovered = ruler.gap(gap, float(parcels.areas[parcel]) / size)
                planar += gap.area() if not gap.isNull() else 0.0
    if not target.tessellation or size <= 0:
        return _Cover((uncovered, double, 0.0, width), remarks)
    return _Cover((uncovered, double, (planar - size) * float(parcels.areas[parcel]) / size, width), remarks)


def _remarks(measured: Measured, every: List[_Group], found: Found, layer: LayerRows, limit: float) -> None:
    lost: Dict[int, List[float]] = defaultdict(list)
    for group in every:
        if group.area < limit:
            lost[group.parcel].append(group.area)
    for parcel, areas in lost.items():
        measured.note(parcel, sliver_note(len(areas), sum(areas), limit))
    for parcel, row, reason in found.failed:
        measured.note(parcel, uncut_note(layer.fids[row], reason))


def _read_parcels(wkb: List[bytes], ruler: _Ruler) -> Ground:
    shapes: List[QgsGeometry] = []
    broken: Dict[int, str] = {}
    for value in wkb:
        try:
            shapes.append(sound(value))
        except FarmlandError as error:
            broken[len(shapes)] = str(error)
            shapes.append(QgsGeometry())
    boxes = [shape.boundingBox() for shape in shapes]
    index = QgsSpatialIndex()
    for position, box in enumerate(boxes):
        if not box.isNull():
            index.addFeature(position, box)
    return Ground(shapes, boxes, ruler.areas(shapes), index, broken)


def run_fallback(folder: Path, feedback: Feedback) -> None:
    """Screen the job in `folder` with QgsGeometry and leave result.sqlite there; raises Cancelled, sqlite3.Error, OSError."""
    job, count = read_job(folder), chunk_count(folder)
    ruler = _Ruler(job, lonlat_for(job.rule, job.crs_wkt))
    pulse = Pulse(feedback, count * len(job.targets))
    for number in range(count):
        writer = ResultWriter(chunk_result(folder, number))
        try:
            _run_chunk(folder, number, ruler, writer, pulse)
            writer.finish()
        finally:
            writer.drop()
    join(folder)


def _run_chunk(folder: Path, number: int, ruler: _Ruler, writer: ResultWriter, pulse: Pulse) -> None:
    """Screen one chunk against every layer."""
    rows = read_parcels(folder, number)
    parcels = _read_parcels(rows.wkb, ruler)
    totals = np.array(rows.cents, dtype=np.int64)
    roles = ruler.job.united_roles()
    together = {target for numbers in roles.values() for target in numbers}
    done: Dict[int, Tuple[_Layer, List[ScreeningRow]]] = {}
    for at, target in enumerate(ruler.job.targets):
        layer = read_layer(Path(target.cache), parcels.box_array())
        found = _measure(parcels, layer, target, ruler, pulse)
        overlaps, screenings = settle(found.measured, totals)
        writer.add(at, rows.positions, overlaps, screenings, settle_parts(found.measured, overlaps))
        if ruler.job.pieces:
            writer.add_pieces(at, rows.positions, _piece_rows(found.groups, layer.classes))
        if at in together:
            done[at] = found, screenings
        pulse.step()
    for role, numbers in roles.items():
        _write_role(role, numbers, [done[at] for at in numbers], parcels, rows.positions, ruler, writer, pulse)


def _write_role(
    role: str, numbers: List[int], layers: List[Tuple[_Layer, List[ScreeningRow]]], parcels: Ground,
    positions: List[int], ruler: _Ruler, writer: ResultWriter, pulse: Pulse
) -> None:
    """Look at the layers of one role together, as `roles.together` does."""
    rest = any(ruler.job.targets[at].rest for at in numbers)
    united: Dict[int, Tuple[float, float, float]] = {}
    left: List[Tuple[int, QgsGeometry]] = []
    for parcel, own in enumerate(parcels.shapes):
        pulse.beat()
        present = [layer.kept[parcel] for layer, _ in layers if parcel in layer.kept]
        if own.isNull() or (len(present) < 2 and not ruler.job.remainders):
            continue
        groups = [group for members in present for group in members]
        shapes = [shape for group in groups for shape in group.shapes]
        whole = unite(shapes) if len(shapes) > 1 and overlap(shapes) else None
        gross = sum(group.gross for group in groups)
        covered = ruler.united(shapes, gross, whole) if whole is not None else sum(group.area for group in groups)
        uncovered = max(float(parcels.areas[parcel]) - covered, 0.0)
        ground = what_is_left(own, [whole] if whole is not None else shapes) if rest or ruler.job.remainders else QgsGeometry()
        if ground is None:
            writer.remark(numbers[0], positions[parcel], UNCUT)
        if len(present) > 1:
            united[parcel] = covered, uncovered, ruler.width(ground) if rest and ground is not None else float("nan")
        if ruler.job.remainders and ground is not None and not ground.isNull():
            left.append((parcel, ground))
    covers = settle_role([rows for _, rows in layers], united)
    writer.add_role(role, positions, covers if len(numbers) > 1 else (),
                    ((parcel, bytes(ground.asWkb()), covers[parcel][2]) for parcel, ground in left if covers[parcel][2]))


def _piece_rows(groups: List[_Group], classes: List[str]) -> Iterator[Tuple[int, str, Any]]:
    for group in groups:
        ground = group.united
        if ground is None:
            ground = group.shapes[0] if len(group.pieces) == 1 else unite(group.shapes)
        if ground is not None:
            yield group.parcel, classes[group.kind], bytes(ground.asWkb())
