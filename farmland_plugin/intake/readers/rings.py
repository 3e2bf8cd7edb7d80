"""Rings as files give them: which is a shell and which a hole, and their binary form; no geometry library."""

from __future__ import annotations

import struct
from itertools import chain
from typing import Dict, List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

Point = Tuple[float, float]  # x = easting or longitude, y = northing or latitude
Ring = List[Point]  # closed: the last point repeats the first
Floats = npt.NDArray[np.float64]

MOST_RINGS = 20_000
_MOST_TESTS = 400_000
_PROBES = 1_000


class Tangled(ValueError):
    """So many rings lie across one another that shells and holes cannot be told apart in reasonable time."""


def assemble(rings: Sequence[Ring]) -> List[List[Ring]]:
    """Return rings as polygons, each a shell and its holes, decided by containment (§7.1 pitfall 3), not by number.

    A ring directly inside a shell is its hole, a ring inside a hole a shell again. Crossing and equal rings become
    parts of their own.

    :param rings: closed rings in any order; the order of the parts is that of their shells.
    :raises Tangled: more than ``MOST_RINGS`` rings, or hopelessly entangled ones.
    """
    if len(rings) == 1:
        return [[rings[0]]]
    if len(rings) > MOST_RINGS:
        raise Tangled(len(rings))
    inside = _containers(rings)
    depths: Dict[int, int] = {}
    for index in range(len(rings)):
        _depth(index, inside, depths)
    polygons: Dict[int, List[Ring]] = {i: [rings[i]] for i in range(len(rings)) if depths[i] % 2 == 0}
    for index, owner in enumerate(inside):
        if depths[index] % 2 and owner is not None:
            polygons[owner].append(rings[index])
    return [polygons[i] for i in sorted(polygons)]


def _depth(index: int, inside: Sequence[Optional[int]], depths: Dict[int, int]) -> None:
    """Note how many rings lie around one; a container is always larger, so the walk ends."""
    path: List[int] = []
    at: Optional[int] = index
    while at is not None and at not in depths:
        path.append(at)
        at = inside[at]
    depth = depths[at] if at is not None else -1
    for one in reversed(path):
        depth += 1
        depths[one] = depth


def _containers(rings: Sequence[Ring]) -> List[Optional[int]]:
    """Return for each ring the smallest other ring around it, None for none."""
    arrays = [np.asarray(ring, dtype=np.float64) for ring in rings]
    boxes = np.array([(*a.min(axis=0), *a.max(axis=0)) for a in arrays])
    areas = np.array([abs(_area(a)) for a in arrays])
    found: List[Optional[int]] = []
    bands: Dict[int, _Bands] = {}
    left = _MOST_TESTS
    for index, array in enumerate(arrays):
        west, south, east, north = boxes[index]
        around = np.flatnonzero((boxes[:, 0] <= west) & (boxes[:, 1] <= south) & (boxes[:, 2] >= east)
                                & (boxes[:, 3] >= north) & (areas > areas[index]))
        container = None
        for other in around[np.argsort(areas[around], kind="stable")]:
            left -= 1
            if left < 0:
                raise Tangled(len(rings))
            if int(other) not in bands:
                bands[int(other)] = _Bands(arrays[other])
            if bands[int(other)].holds(array):
                container = int(other)
                break
        found.append(container)
    return found


def _area(ring: Floats) -> float:
    moved = ring - ring[0]
    x, y = moved[:, 0], moved[:, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2


class _Bands:
    """A ring's edges sorted into horizontal bands, so that a point is tested against those at its height only."""

    def __init__(self, ring: Floats) -> None:
        self.a, self.b = ring[:-1], ring[1:]
        self.low = float(ring[:, 1].min())
        height = float(ring[:, 1].max()) - self.low
        count = max(1, min(len(self.a) // 4, 4096))
        self.step = height / count if height > 0 else 1.0
        first = self._bands(np.minimum(self.a[:, 1], self.b[:, 1]), count)
        last = self._bands(np.maximum(self.a[:, 1], self.b[:, 1]), count)
        self.bands: List[List[int]] = [[] for _ in range(count)]
        for edge, (start, end) in enumerate(zip(first.tolist(), last.tolist())):
            for band in range(start, end + 1):
                self.bands[band].append(edge)

    def _bands(self, heights: Floats, count: int) -> npt.NDArray[np.int64]:
        return np.clip(((heights - self.low) / self.step).astype(np.int64), 0, count - 1)

    def holds(self, ring: Floats) -> bool:
        """Whether none of another ring's vertices and edge middles lies outside and at least one lies inside."""
        probes = np.concatenate([ring[:-1], (ring[:-1] + ring[1:]) / 2])
        if len(probes) > _PROBES:
            probes = probes[np.linspace(0, len(probes) - 1, _PROBES).astype(np.int64)]
        places = self._bands(probes[:, 1], len(self.bands))
        inner = False
        for (x, y), band in zip(probes.tolist(), places.tolist()):
            side = self._side(x, y, np.asarray(self.bands[band], dtype=np.int64))
            if side < 0:
                return False
            inner = inner or side > 0
        return inner

    def _side(self, x: float, y: float, edges: npt.NDArray[np.int64]) -> int:
        """Return 1 inside, -1 outside, 0 on the boundary."""
        x1, y1 = self.a[edges, 0], self.a[edges, 1]
        x2, y2 = self.b[edges, 0], self.b[edges, 1]
        cross = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        span = np.maximum(np.abs(x2 - x1) + np.abs(y2 - y1), 1e-9)
        on = ((np.abs(cross) <= 1e-9 * span) & (np.minimum(x1, x2) <= x) & (x <= np.maximum(x1, x2))
              & (np.minimum(y1, y2) <= y) & (y <= np.maximum(y1, y2)))
        if bool(on.any()):
            return 0
        rises = (y1 > y) != (y2 > y)
        if not bool(rises.any()):
            return -1
        x1, y1, x2, y2 = x1[rises], y1[rises], x2[rises], y2[rises]
        crossings = int(np.count_nonzero(x < x1 + (y - y1) * (x2 - x1) / (y2 - y1)))
        return 1 if crossings % 2 else -1


def to_wkb(parts: Sequence[Sequence[Sequence[Point]]]) -> bytes:
    """Return parts, each a shell and its holes, as little-endian 2D MultiPolygon WKB."""
    out = [struct.pack("<BII", 1, 6, len(parts))]
    for part in parts:
        out.append(struct.pack("<BII", 1, 3, len(part)))
        for ring in part:
            out.append(struct.pack("<I", len(ring)))
            out.append(struct.pack(f"<{2 * len(ring)}d", *chain.from_iterable(ring)))
    return b"".join(out)
