"""The same algorithm on QgsGeometry alone, for a QGIS without shapely: slower, same facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from qgis.core import QgsGeometry, QgsRectangle, QgsSpatialIndex, QgsWkbTypes

from ..domain.area import LonLat, areas_of_wkb
from ..domain.progress import Feedback
from ..ledger.lonlat import lonlat_for
from .facts import GAP_M2, FloatArray, Measured, settle, sliver_note
from .job import Job, ResultWriter, Target, read_job, read_parcels
from .read import LayerRows, is_cultivated, read_layer

BIG, LEAF = 600, 320
PAD_METRES, PAD_DEGREES = 1.0371829, 1.0371829e-5
Emit = Callable[[int, QgsGeometry], None]


@dataclass
class _Parcels:
    """The job's parcels: geometry, box, official area before rounding, and a spatial index over the boxes."""

    shapes: List[QgsGeometry]
    boxes: List[QgsRectangle]
    areas: FloatArray
    index: QgsSpatialIndex

    def box_array(self) -> FloatArray:
        """The boxes (n,4) of parcels that have a geometry."""
        rows = [(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) for box in self.boxes if not box.isNull()]
        return np.array(rows, dtype=np.float64).reshape(-1, 4)


@dataclass
class _Found:
    """The pieces of one layer: by parcel and class, (layer row, piece); and what could not be cut."""

    pieces: Dict[int, Dict[int, List[Tuple[int, QgsGeometry]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    failed: List[Tuple[int, int, str]] = field(default_factory=list)


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


def _geometry(wkb: bytes) -> QgsGeometry:
    shape = QgsGeometry()
    shape.fromWkb(wkb)
    return shape


def _polygons_only(shape: QgsGeometry) -> Optional[QgsGeometry]:
    """The polygons of a result; None where there are none."""
    if shape.isNull() or shape.isEmpty():
        return None
    if QgsWkbTypes.flatType(shape.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
        parts = [part for part in shape.asGeometryCollection() if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry]
        return QgsGeometry.collectGeometry(parts) if parts else None
    return shape if shape.type() == QgsWkbTypes.GeometryType.PolygonGeometry else None


def _unite(shapes: Sequence[QgsGeometry]) -> QgsGeometry:
    united = QgsGeometry.unaryUnion(list(shapes))
    return _polygons_only(united) or QgsGeometry()


def _cut_all(shape: QgsGeometry, members: Sequence[int], parcels: _Parcels, emit: Emit, fail: Callable[[int, str], None]) -> None:
    """Cut one (small or clipped) layer polygon with its parcels, prepared once."""
    engine = QgsGeometry.createGeometryEngine(shape.constGet())
    engine.prepareGeometry()
    for member in members:
        own = parcels.shapes[member].constGet()
        if not engine.intersects(own):
            continue
        if engine.contains(own):
            emit(member, parcels.shapes[member])
            continue
        piece = parcels.shapes[member].intersection(shape)
        if piece.isNull() and piece.lastError():
            fail(member, piece.lastError())
        whole = _polygons_only(piece)
        if whole is not None:
            emit(member, whole)


def _halves(members: List[int], parcels: _Parcels) -> Iterator[List[int]]:
    centres = {member: parcels.boxes[member].center() for member in members}
    xs, ys = [point.x() for point in centres.values()], [point.y() for point in centres.values()]
    across = max(xs) - min(xs) > max(ys) - min(ys)
    order = sorted(members, key=lambda member: centres[member].x() if across else centres[member].y())
    yield order[:len(order) // 2]
    yield order[len(order) // 2:]


def _leaves(shape: QgsGeometry, members: List[int], parcels: _Parcels, pad: float) -> Iterator[Tuple[QgsGeometry, List[int]]]:
    """Clip a big polygon down a k-d tree of its parcels; every clip box strictly contains its parcels."""
    stack = [(shape, members)]
    while stack:
        whole, some = stack.pop()
        if whole.constGet().nCoordinates() <= LEAF or (len(some) <= 1 and whole is not shape):
            yield whole, some
            continue
        for half in _halves(some, parcels) if len(some) > 1 else [some]:
            box = QgsRectangle(parcels.boxes[half[0]])
            for member in half[1:]:
                box.combineExtentWith(parcels.boxes[member])
            box.grow(pad)
            piece = whole.clipped(box)
            if piece.isNull() or piece.isEmpty():
                continue
            sound = piece.isGeosValid()
            stack.append((piece if sound else shape.intersection(QgsGeometry.fromRect(box)), half))


def _cut_layer(parcels: _Parcels, layer: LayerRows, pad: float, feedback: Feedback) -> _Found:
    found = _Found()
    for row, wkb in enumerate(layer.wkb):
        if row % 200 == 0:
            feedback.check()
        shape = _geometry(wkb)
        members = sorted(parcels.index.intersects(shape.boundingBox()))
        if not members:
            continue
        kind = int(layer.class_index[row])

        def emit(member: int, piece: QgsGeometry, row: int = row, kind: int = kind) -> None:
            found.pieces[member][kind].append((row, piece))

        def fail(member: int, reason: str, row: int = row) -> None:
            found.failed.append((member, row, reason))

        big = shape.constGet().nCoordinates() > BIG
        for leaf, some in _leaves(shape, members, parcels, pad) if big else [(shape, members)]:
            _cut_all(leaf, some, parcels, emit, fail)
    return found


def _overlap(shapes: Sequence[QgsGeometry]) -> bool:
    """Whether the interiors of any two polygons meet."""
    for at, one in enumerate(shapes):
        for two in shapes[at + 1:]:
            if one.boundingBoxIntersects(two):
                engine = QgsGeometry.createGeometryEngine(one.constGet())
                if engine.relatePattern(two.constGet(), "T********"):
                    return True
    return False


@dataclass
class _Group:
    """One class inside one parcel: its united ground and sums."""

    parcel: int
    kind: int
    shapes: List[QgsGeometry]
    ground: QgsGeometry
    united: bool
    net_share: float = 1.0
    area: float = 0.0


def _groups(found: _Found, layer: LayerRows, parcels: _Parcels, ruler: _Ruler) -> List[_Group]:
    """The classes of every parcel, sorted, united where pieces overlap, measured in one pass."""
    groups: List[_Group] = []
    for parcel in sorted(found.pieces):
        for kind in sorted(found.pieces[parcel]):
            pieces = found.pieces[parcel][kind]
            shapes = [piece for _, piece in pieces]
            united = len(shapes) > 1 and _overlap(shapes)
            ground = _unite(shapes) if united or (ruler.job.pieces and len(shapes) > 1) else shapes[0]
            group = _Group(parcel, kind, shapes, ground, united)
            if is_cultivated(layer.classes[kind]):
                group.net_share = _net_share(pieces, layer, ruler)
            groups.append(group)
    measured = _areas_of(groups, parcels, ruler)
    for group, area in zip(groups, measured):
        group.area = area
    return groups


def _net_share(pieces: List[Tuple[int, QgsGeometry]], layer: LayerRows, ruler: _Ruler) -> float:
    """Net over gross area: one coefficient for all, or their mean weighted by area."""
    shares = [1 - float(layer.coefficients[row]) for row, _ in pieces]
    if len(set(shares)) == 1:
        return shares[0]
    weights = ruler.areas([piece for _, piece in pieces])
    return float(np.average(shares, weights=weights)) if weights.sum() > 0 else 1.0


def _areas_of(groups: List[_Group], parcels: _Parcels, ruler: _Ruler) -> List[float]:
    """Areas of the groups: the sum of pieces, or of their union where they overlap; a whole parcel keeps its area."""
    measured = [[group.ground] if group.united else group.shapes for group in groups]
    owner = np.repeat(np.arange(len(groups)), [len(shapes) for shapes in measured])
    flat = [shape for shapes in measured for shape in shapes]
    areas = ruler.areas(flat)
    for at, shape in enumerate(flat):
        if shape is parcels.shapes[groups[owner[at]].parcel]:
            areas[at] = parcels.areas[groups[owner[at]].parcel]
    return [float(area) for area in np.bincount(owner, areas, len(groups))] if flat else []


def _measure(parcels: _Parcels, layer: LayerRows, target: Target, ruler: _Ruler,
             feedback: Feedback) -> Tuple[Measured, List[_Group]]:
    """Screen all parcels against one layer; the same measures as `engine.measure`."""
    pad = PAD_DEGREES if ruler.job.rule.code == "degrees" else PAD_METRES
    found = _cut_layer(parcels, layer, pad, feedback)
    every = _groups(found, layer, parcels, ruler)
    groups = [group for group in every if group.area >= ruler.job.sliver_m2]
    count = len(parcels.shapes)
    uncovered, double, closure = np.array(parcels.areas), np.zeros(count), np.zeros(count)
    by_parcel: Dict[int, List[_Group]] = defaultdict(list)
    for group in groups:
        by_parcel[group.parcel].append(group)
    for parcel, members in by_parcel.items():
        uncovered[parcel], double[parcel], closure[parcel] = _cover(parcels, parcel, members, target.tessellation, ruler)
    area = np.array([group.area for group in groups], dtype=np.float64)
    net = np.array([group.area * group.net_share for group in groups], dtype=np.float64)
    measured = Measured(layer.classes, np.array([group.parcel for group in groups], dtype=np.int64),
                        np.array([group.kind for group in groups], dtype=np.int64), area, net, uncovered, double, closure)
    _remarks(measured, every, found, layer, ruler.job.sliver_m2)
    return measured, groups


def _cover(parcels: _Parcels, parcel: int, members: List[_Group], tessellation: bool,
           ruler: _Ruler) -> Tuple[float, float, float]:
    """(uncovered, double, closure) of one parcel, m² before rounding."""
    shapes = [shape for group in members for shape in group.shapes]
    total = sum(group.area for group in members)
    overlapping = any(group.united for group in members) or (len(members) > 1 and _overlap(shapes))
    own, covered, planar = parcels.shapes[parcel], total, sum(shape.area() for shape in shapes)
    united = None
    if overlapping:
        united = _unite(shapes)
        covered, planar = float(ruler.areas([united])[0]), united.area()
    double = max(total - covered, 0.0) if overlapping else 0.0
    uncovered = max(float(parcels.areas[parcel]) - covered, 0.0)
    if not tessellation:
        return uncovered, double, 0.0
    if uncovered > GAP_M2:
        rest = own
        for shape in [united] if united is not None else shapes:
            rest = rest.difference(shape)
        gap = _polygons_only(rest)
        uncovered = float(ruler.areas([gap])[0]) if gap is not None else 0.0
        planar += gap.area() if gap is not None else 0.0
    size = own.area()
    return uncovered, double, (planar - size) * float(parcels.areas[parcel]) / size if size > 0 else 0.0


def _remarks(measured: Measured, every: List[_Group], found: _Found, layer: LayerRows, limit: float) -> None:
    lost: Dict[int, List[float]] = defaultdict(list)
    for group in every:
        if group.area < limit:
            lost[group.parcel].append(group.area)
    for parcel, areas in lost.items():
        measured.note(parcel, sliver_note(len(areas), sum(areas), limit))
    for parcel, row, reason in found.failed:
        measured.note(parcel, f"feature {layer.fids[row]} could not be cut: {reason}")


def _read_parcels(wkb: List[bytes], ruler: _Ruler) -> _Parcels:
    shapes = [_geometry(value) for value in wkb]
    shapes = [shape if shape.isGeosValid() else (_polygons_only(shape.makeValid()) or QgsGeometry()) for shape in shapes]
    boxes = [shape.boundingBox() for shape in shapes]
    index = QgsSpatialIndex()
    for position, box in enumerate(boxes):
        if not box.isNull():
            index.addFeature(position, box)
    return _Parcels(shapes, boxes, ruler.areas(shapes), index)


def run_fallback(folder: Path, feedback: Feedback) -> None:
    """Screen the job in `folder` with QgsGeometry and leave result.sqlite there; raises Cancelled, sqlite3.Error, OSError."""
    job, rows = read_job(folder), read_parcels(folder)
    ruler = _Ruler(job, lonlat_for(job.rule, job.crs_wkt))
    parcels = _read_parcels(rows.wkb, ruler)
    totals = np.array(rows.cents, dtype=np.int64)
    positions = list(range(len(totals)))
    writer = ResultWriter(folder)
    for number, target in enumerate(job.targets):
        layer = read_layer(Path(target.cache), parcels.box_array())
        measured, groups = _measure(parcels, layer, target, ruler, feedback)
        writer.add(number, positions, *settle(measured, totals))
        if job.pieces:
            writer.add_pieces(number, _piece_rows(groups, layer.classes))
        feedback.progress(100.0 * (number + 1) / len(job.targets))
    writer.finish()


def _piece_rows(groups: List[_Group], classes: List[str]) -> Iterator[Tuple[int, str, Any]]:
    for group in groups:
        yield group.parcel, classes[group.kind], bytes(group.ground.asWkb())
