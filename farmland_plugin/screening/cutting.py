"""What parcels and layer polygons share, cut with QgsGeometry alone: for a QGIS without shapely."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Callable, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
from qgis.core import QgsGeometry, QgsRectangle, QgsSpatialIndex, QgsWkbTypes

from ..compat import geometry_of
from ..domain.engine_notes import NO_NUMBERS
from ..domain.errors import BadInput, FarmlandError
from ..domain.progress import Feedback
from ..domain.wkb import rings
from .facts import FloatArray
from .read import LayerRows
from .redline import sound_polygon

BIG, LEAF = 600, 320
PAD_METRES, PAD_DEGREES = 1.0371829, 1.0371829e-5
Emit = Callable[[int, QgsGeometry], None]



class Pulse:
    """Beats once a small step of work, so that a wish to stop is heard within a moment; tells progress that only grows."""

    EVERY = 20

    def __init__(self, feedback: Feedback, steps: int) -> None:
        self._feedback, self._steps = feedback, max(steps, 1)
        self._done, self._beats = 0, 0

    def beat(self) -> None:
        """Count one step of work; raises Cancelled."""
        self._beats += 1
        if self._beats % self.EVERY == 0:
            self._feedback.check()

    def within(self, share: float) -> None:
        """Tell how much (0 to 1) of the current layer is cut."""
        self._feedback.progress(100.0 * (self._done + 0.9 * share) / self._steps)

    def step(self) -> None:
        """Tell that a layer is done."""
        self._done += 1
        self._feedback.check()
        self._feedback.progress(100.0 * self._done / self._steps)


@dataclass
class Ground:
    """The job's parcels: geometry, box, official area before rounding, and a spatial index over the boxes."""

    shapes: List[QgsGeometry]
    boxes: List[QgsRectangle]
    areas: FloatArray
    index: QgsSpatialIndex
    broken: Dict[int, str]

    def box_array(self) -> FloatArray:
        """The boxes (n,4) of parcels that have a geometry."""
        rows = [(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()) for box in self.boxes if not box.isNull()]
        return np.array(rows, dtype=np.float64).reshape(-1, 4)


@dataclass
class Found:
    """The pieces of one layer: by parcel and class, (layer row, piece); and what could not be cut."""

    pieces: Dict[int, Dict[int, List[Tuple[int, QgsGeometry]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list)))
    failed: List[Tuple[int, int, str]] = field(default_factory=list)


def polygons_only(shape: QgsGeometry) -> Optional[QgsGeometry]:
    """The polygons of a result; None where there are none."""
    if shape.isNull() or shape.isEmpty():
        return None
    if QgsWkbTypes.flatType(shape.wkbType()) == QgsWkbTypes.Type.GeometryCollection:
        parts = [part for part in shape.asGeometryCollection() if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry]
        return QgsGeometry.collectGeometry(parts) if parts else None
    return shape if shape.type() == QgsWkbTypes.GeometryType.PolygonGeometry else None


def sound(wkb: bytes) -> QgsGeometry:
    """A polygon as it is when valid, else repaired by the structure method; a null geometry where no ground is left.

    Raises FarmlandError where it cannot be repaired.
    """
    shape = geometry_of(wkb)
    if shape.isNull() or shape.isGeosValid():
        return shape
    if not np.isfinite(rings(wkb)[0]).all():  # the repair would leave such a corner out
        raise BadInput(NO_NUMBERS)
    mended, _ = sound_polygon(wkb)
    return geometry_of(bytes(mended.ExportToWkb())) if mended is not None else QgsGeometry()


def unite(shapes: Sequence[QgsGeometry]) -> Optional[QgsGeometry]:
    """The union of polygons; None where it cannot be made."""
    return polygons_only(QgsGeometry.unaryUnion(list(shapes)))


def what_is_left(ground: QgsGeometry, shapes: Sequence[QgsGeometry]) -> Optional[QgsGeometry]:
    """Ground minus polygons, polygons only (null for nothing); None where it cannot be cut."""
    rest = ground
    for shape in shapes:
        rest = rest.difference(shape)
        if rest.isNull() and rest.lastError():
            return None
        if rest.isNull() or rest.isEmpty():
            return QgsGeometry()
    return polygons_only(rest) or QgsGeometry()


def _cut_all(shape: QgsGeometry, members: Sequence[int], parcels: Ground, emit: Emit, fail: Callable[[int, str], None]) -> None:
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
        whole = polygons_only(piece)
        if whole is not None:
            emit(member, whole)


def _halves(members: List[int], parcels: Ground) -> Iterator[List[int]]:
    centres = {member: parcels.boxes[member].center() for member in members}
    xs, ys = [point.x() for point in centres.values()], [point.y() for point in centres.values()]
    across = max(xs) - min(xs) > max(ys) - min(ys)
    order = sorted(members, key=lambda member: centres[member].x() if across else centres[member].y())
    yield order[:len(order) // 2]
    yield order[len(order) // 2:]


def _leaves(
    shape: QgsGeometry, members: List[int], parcels: Ground, pad: float, pulse: Pulse
) -> Iterator[Tuple[QgsGeometry, List[int]]]:
    """Clip a big polygon down a k-d tree of its parcels; every clip box strictly contains its parcels."""
    stack = [(shape, members)]
    while stack:
        whole, some = stack.pop()
        if whole.constGet().nCoordinates() <= LEAF or (len(some) <= 1 and whole is not shape):
            yield whole, some
            continue
        for half in _halves(some, parcels) if len(some) > 1 else [some]:
            pulse.beat()
            box = QgsRectangle(parcels.boxes[half[0]])
            for member in half[1:]:
                box.combineExtentWith(parcels.boxes[member])
            box.grow(pad)
            piece = whole.clipped(box)
            if piece.isNull() or piece.isEmpty():
                continue
            if not piece.isGeosValid():
                piece = polygons_only(shape.intersection(QgsGeometry.fromRect(box))) or shape
            stack.append((piece, half))


def cut_layer(parcels: Ground, layer: LayerRows, pad: float, pulse: Pulse) -> Found:
    found = Found()
    for row, wkb in enumerate(layer.wkb):
        if row % 200 == 0:
            pulse.within(row / len(layer.wkb))
        pulse.beat()
        shape = geometry_of(wkb)
        members = sorted(parcels.index.intersects(shape.boundingBox()))
        if not members:
            continue
        kind = int(layer.class_index[row])
        try:
            shape = shape if layer.sound else sound(wkb)
        except FarmlandError as error:
            found.failed += [(member, row, str(error)) for member in members]
            continue

        def emit(member: int, piece: QgsGeometry, row: int = row, kind: int = kind) -> None:
            found.pieces[member][kind].append((row, piece))

        def fail(member: int, reason: str, row: int = row) -> None:
            found.failed.append((member, row, reason))

        big = shape.constGet().nCoordinates() > BIG
        for leaf, some in _leaves(shape, members, parcels, pad, pulse) if big else [(shape, members)]:
            _cut_all(leaf, some, parcels, emit, fail)
            pulse.beat()
    return found


def overlap(shapes: Sequence[QgsGeometry]) -> bool:
    """Whether the interiors of any two polygons meet."""
    for at, one in enumerate(shapes):
        for two in shapes[at + 1:]:
            if one.boundingBoxIntersects(two):
                engine = QgsGeometry.createGeometryEngine(one.constGet())
                if engine.relatePattern(two.constGet(), "T********"):
                    return True
    return False
