"""Pairs of parcels and layer polygons that may overlap; big polygons are clipped down a tree of the parcels, so that
100,000 vertices are walked log n times and not n.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, NamedTuple, Tuple

import numpy as np
import numpy.typing as npt
import shapely

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
GeometryArray = npt.NDArray[Any]
BoolArray = npt.NDArray[np.bool_]

BIG = 1000
"""Layer polygons with more vertices than this go down the tree first."""
LEAF = 600
"""Clipping stops when the local piece has at most this many vertices, or a single parcel is left."""
CELL_BITS = 16
"""Parcels are ordered on a curve through 2^16 x 2^16 cells of their common box."""


_Part = Tuple[IntArray, IntArray, GeometryArray, IntArray]


@dataclass(frozen=True)
class Candidates:
    """Pairs that may overlap: parcel and layer row, the (clipped) polygon to intersect with; pairs that share one lie
    together and have one number `group`; `inside_*`: parcel wholly within.
    """

    parcel: IntArray
    row: IntArray
    polygon: GeometryArray
    group: IntArray
    inside_parcel: IntArray
    inside_row: IntArray


class _Nodes(NamedTuple):
    """Nodes of the tree: layer row, its polygon clipped so far and the holes still to be cut out of it, and its parcels as
    a span of the ordered pairs.
    """

    row: IntArray
    polygon: GeometryArray
    holes: GeometryArray
    start: IntArray
    stop: IntArray

    def only(self, kept: BoolArray) -> _Nodes:
        """Some of them."""
        return _Nodes(*(column[kept] for column in self))

    def pairs(self) -> IntArray:
        """The positions of all their pairs, node after node."""
        sizes = self.stop - self.start
        return np.arange(sizes.sum()) + np.repeat(self.start - np.cumsum(sizes) + sizes, sizes)


def _spread(numbers: IntArray) -> IntArray:
    """Move the 16 bits of each number apart, a free bit after each."""
    wide = numbers
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        wide = (wide | (wide << shift)) & mask
    return wide


def _curve(boxes: FloatArray) -> IntArray:
    """The place of each box (n,4) on a Z-order curve: boxes near each other are mostly near on it."""
    centre = (boxes[:, :2] + boxes[:, 2:]) / 2
    low = centre.min(axis=0)
    width = max(float((centre.max(axis=0) - low).max()), 1e-300)
    cell = np.minimum((centre - low) / width * (1 << CELL_BITS), (1 << CELL_BITS) - 1).astype(np.int64)
    return _spread(cell[:, 0]) | (_spread(cell[:, 1]) << 1)


def _middle(codes: IntArray, nodes: _Nodes) -> IntArray:
    """Where to halve the pairs of each node: at the highest bit in which its places on the curve differ."""
    first, last = codes[nodes.start], codes[nodes.stop - 1]
    _, bit = np.frexp((first ^ last).astype(np.float64))  # exact: codes of one row differ in 32 bits at most
    cut = np.searchsorted(codes, (last >> (bit - 1).clip(0)) << (bit - 1).clip(0))
    return np.where(first == last, (nodes.start + nodes.stop) // 2, cut).astype(np.int64)


def _halves(codes: IntArray, nodes: _Nodes) -> _Nodes:
    """The two children of each node, not yet clipped; one child where a single parcel is left."""
    lone = nodes.stop - nodes.start == 1
    middle = np.where(lone, nodes.stop, _middle(codes, nodes))
    start, stop = np.stack([nodes.start, middle], axis=1), np.stack([middle, nodes.stop], axis=1)
    real = (stop > start).ravel()
    row, polygon, holes = (np.repeat(column, 2)[real] for column in nodes[:3])
    return _Nodes(row, polygon, holes, start.ravel()[real], stop.ravel()[real])


def _clip(polygon: Any, box: List[float]) -> Any:
    """A polygon clipped to a box; where no clipper manages, the polygon itself, which is larger but not wrong."""
    try:
        return shapely.clip_by_rect(polygon, *box)
    except shapely.GEOSException:
        return _exact(polygon, box)


def _exact(polygon: Any, box: List[float]) -> Any:
    try:
        return shapely.intersection(polygon, shapely.box(*box))
    except shapely.GEOSException:
        return polygon


def _around(boxes: FloatArray, nodes: _Nodes, pad: float) -> FloatArray:
    """The box (m,4) that strictly contains the parcels of each node; `boxes` in the order of the pairs."""
    spans = np.stack([nodes.start, nodes.stop], axis=1).ravel()
    ended = np.vstack([boxes, boxes[-1:]])
    low = np.minimum.reduceat(ended[:, :2], spans)[::2] - pad
    return np.hstack([low, np.maximum.reduceat(ended[:, 2:], spans)[::2] + pad])


def _shells(polygons: GeometryArray) -> Tuple[GeometryArray, GeometryArray]:
    """Polygons without their holes, and the holes of each as polygons.

    The clipper finds a shell for every hole by trying them all: with thousands of holes that is most of its work, and holes
    that touch the shell make its result invalid.
    """
    shells, holes = polygons.copy(), np.full(len(polygons), shapely.MultiPolygon(), dtype=object)
    for at in np.flatnonzero(shapely.get_num_interior_rings(polygons) > 0).tolist():
        shells[at] = shapely.polygons(shapely.get_exterior_ring(polygons[at]))
        holes[at] = shapely.multipolygons(shapely.polygons(shapely.get_rings(polygons[at])[1:]))
    return shells, holes


def clip_down(
    layer: GeometryArray, row: IntArray, parcel: IntArray, boxes: FloatArray, pad: float
) -> Tuple[List[_Part], List[Tuple[IntArray, IntArray]]]:
    """Clip big valid polygons (one part each) down a tree of their parcels -> pairs (parcel, row, piece, group), and pairs
    (parcel, row) of parcels that lie wholly inside.

    `row`, `parcel` (n,) are pairs, `boxes` the boxes of all parcels, `pad` a margin in CRS units. Every clip box strictly
    contains its parcels, so piece & parcel equals polygon & parcel with no seam. All polygons go down level by level.
    """
    pieces: List[_Part] = []
    inside: List[Tuple[IntArray, IntArray]] = []
    if not len(row):
        return pieces, inside
    codes = (row << (2 * CELL_BITS)) | _curve(boxes[parcel])
    order = np.argsort(codes, kind="stable")
    codes, row, parcel = codes[order], row[order], parcel[order]
    own = boxes[parcel]
    starts = np.flatnonzero(np.r_[True, row[1:] != row[:-1]])
    nodes = _Nodes(row[starts], *_shells(layer[row[starts]]), starts, np.r_[starts[1:], len(row)])
    groups = len(layer)
    while len(nodes.row):
        nodes = _halves(codes, nodes)
        around = _around(own, nodes, pad)
        limits = around.tolist()
        for column in (nodes.polygon, nodes.holes):
            some = np.flatnonzero(shapely.get_num_coordinates(column))
            column[some] = [_clip(column[at], limits[at]) for at in some.tolist()]
        vertices, pierced = shapely.get_num_coordinates(nodes.polygon), shapely.get_num_coordinates(nodes.holes)
        full = _fills(nodes.polygon, vertices, around, pad) & (pierced == 0)
        at = nodes.only(full).pairs()
        inside.append((parcel[at], row[at]))
        ready = (vertices + pierced <= LEAF) | (nodes.stop - nodes.start == 1)
        left = (vertices > 0) & ~full
        done = nodes.only(ready & left)
        if len(done.row):
            _pierce(done, layer, around[ready & left])
            at, sizes = done.pairs(), done.stop - done.start
            number = np.repeat(np.arange(groups, groups + len(done.row)), sizes)
            pieces.append((parcel[at], row[at], np.repeat(done.polygon, sizes), number))
            groups += len(done.row)
        nodes = nodes.only(left & ~ready)
    return pieces, inside


def _fills(pieces: GeometryArray, vertices: IntArray, boxes: FloatArray, pad: float) -> BoolArray:
    """Which clips are their whole box; a corner or strip that reaches a parcel is larger than pad squared."""
    area = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    full: BoolArray = (vertices > 0) & (vertices <= 6)
    full[full] = np.abs(shapely.area(pieces[full]) - area[full]) <= np.minimum(1e-9 * area[full], pad * pad)
    return full


def _pierce(nodes: _Nodes, layer: GeometryArray, boxes: FloatArray) -> None:
    """Cut the holes out; the exact intersection with its box where that fails or the fast clip left an invalid ring."""
    for at in np.flatnonzero(shapely.get_num_coordinates(nodes.holes) > 0).tolist():
        try:
            nodes.polygon[at] = shapely.difference(nodes.polygon[at], nodes.holes[at])
        except shapely.GEOSException:
            nodes.polygon[at] = _exact(layer[nodes.row[at]], boxes[at].tolist())
    for at in np.flatnonzero(~shapely.is_valid(nodes.polygon)).tolist():
        exact = _exact(layer[nodes.row[at]], boxes[at].tolist())
        nodes.polygon[at] = exact if shapely.is_valid(exact) else shapely.make_valid(exact)


def candidates(parcels: GeometryArray, boxes: FloatArray, layer: GeometryArray, pad: float) -> Candidates:
    """Pair parcels with layer polygons by box and clip the big polygons, part by part; pairs are grouped by the polygon
    they share.
    """
    big = shapely.get_num_coordinates(layer) > BIG
    parts, whose = shapely.get_parts(layer[big], return_index=True)
    shapes = np.concatenate([layer[~big], parts])
    owner = np.concatenate([np.flatnonzero(~big), np.flatnonzero(big)[whose]]).astype(np.int64)
    parcel, part = shapely.STRtree(shapes).query(parcels)
    parcel, part = parcel.astype(np.int64), part.astype(np.int64)
    large = (shapely.get_num_coordinates(shapes) > BIG)[part]
    order = np.argsort(part[~large], kind="stable")
    small_parcel, small = parcel[~large][order], part[~large][order]
    none = np.zeros(0, dtype=np.int64)
    pieces, inside = clip_down(shapes, part[large], parcel[large], boxes, pad)
    pairs = [(small_parcel, small, shapes[small], small), *pieces]
    cut, at, polygon, group = (np.concatenate(column) for column in zip(*pairs))
    within, whole = (np.concatenate(column) for column in zip((none, none), *inside))
    return Candidates(cut, owner[at], polygon, group, within, owner[whole])
