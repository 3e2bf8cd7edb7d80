"""Polygons as well-known binary, read with numpy alone: no geometry library, no QGIS."""

from __future__ import annotations

import hashlib
import struct
from typing import List, Tuple

import numpy as np
import numpy.typing as npt

from .errors import BadInput, tr

_HEADER, _COUNT = struct.Struct("<BII"), struct.Struct("<I")
SHORT_RING = 500  # points; longer ones are faster as arrays
Rings = Tuple[npt.NDArray[np.float64], npt.NDArray[np.int64], npt.NDArray[np.int64]]


class _Reader:
    """Walks one WKB value and collects its rings as 2D little-endian coordinate arrays."""

    def __init__(self, wkb: bytes) -> None:
        self.wkb = bytes(wkb)
        self.at = 0
        self.rings: List[npt.NDArray[np.float64]] = []
        self.polygons: List[int] = [0]

    def read(self) -> None:
        try:
            self._geometry()
        except (struct.error, ValueError) as error:
            raise BadInput(tr("A geometry is damaged (its binary form ends too early).")) from error

    def _geometry(self) -> None:
        order = "<" if self.wkb[self.at : self.at + 1] == b"\x01" else ">"
        (kind,) = struct.unpack_from(order + "I", self.wkb, self.at + 1)
        self.at += 5
        dimensions = 2
        if kind & 0x20000000:
            self.at += 4
        if kind & 0x80000000 or (kind & 0xFFFF) // 1000 in (1, 3):
            dimensions += 1
        if kind & 0x40000000 or (kind & 0xFFFF) // 1000 in (2, 3):
            dimensions += 1
        base = (kind & 0xFFFF) % 1000
        (count,) = struct.unpack_from(order + "I", self.wkb, self.at)
        self.at += 4
        if base == 3:
            self._polygon(order, dimensions, count)
        elif base in (6, 7):
            for _ in range(count):
                self._geometry()
        else:
            raise BadInput(tr("A geometry is not a polygon (WKB type {kind})."), kind=kind)

    def _polygon(self, order: str, dimensions: int, count: int) -> None:
        for _ in range(count):
            (points,) = struct.unpack_from(order + "I", self.wkb, self.at)
            self.at += 4
            flat = np.frombuffer(self.wkb, order + "f8", points * dimensions, self.at)
            self.at += points * dimensions * 8
            self.rings.append(flat.reshape(points, dimensions)[:, :2].astype("<f8"))
        self.polygons.append(len(self.rings))


def rings(wkb: bytes) -> Rings:
    """Return a (multi)polygon as ragged arrays.

    :returns: ``xy`` float64 (n, 2), ``ring_offsets`` int64 (r + 1) into points, ``polygon_offsets`` int64 (p + 1)
        into rings; the first ring of each polygon is its shell. Z and M are dropped.
    :raises BadInput: for damaged bytes or another geometry type.
    """
    reader = _Reader(wkb)
    reader.read()
    lengths = [len(ring) for ring in reader.rings]
    xy = np.concatenate(reader.rings) if reader.rings else np.zeros((0, 2))
    return (
        np.ascontiguousarray(xy, dtype=np.float64),
        np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        np.asarray(reader.polygons, dtype=np.int64),
    )


def envelope(wkb: bytes) -> Tuple[float, float, float, float]:
    """Return ``(minx, miny, maxx, maxy)`` of a (multi)polygon, in its own units."""
    try:
        return _envelope(wkb)
    except (struct.error, _Otherwise):
        xy, _, _ = rings(wkb)
    if not len(xy):
        return (float("nan"),) * 4
    low, high = xy.min(axis=0), xy.max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


class _Otherwise(Exception):
    """Not the plain form that ``_envelope`` reads."""


def _envelope(wkb: bytes) -> Tuple[float, float, float, float]:
    """Return the envelope of a little-endian 2D (multi)polygon of short rings: four times as fast as by arrays."""
    order, kind, count = _HEADER.unpack_from(wkb)
    if order != 1 or kind not in (3, 6):
        raise _Otherwise
    at, polygons = (9, count) if kind == 6 else (0, 1)
    flat: List[float] = []
    for _ in range(polygons):
        order, kind, several = _HEADER.unpack_from(wkb, at)
        if order != 1 or kind != 3:
            raise _Otherwise
        at += 9
        for _ in range(several):
            (points,) = _COUNT.unpack_from(wkb, at)
            if points > SHORT_RING:
                raise _Otherwise
            flat += struct.unpack_from(f"<{2 * points}d", wkb, at + 4)
            at += 4 + 16 * points
    xs, ys = flat[::2], flat[1::2]
    if not xs:
        raise _Otherwise
    return min(xs), min(ys), max(xs), max(ys)


def canonical(wkb: bytes) -> bytes:
    """Return the polygon as little-endian 2D MultiPolygon WKB: one byte form for one sequence of vertices."""
    xy, ring_offsets, polygon_offsets = rings(wkb)
    out = [struct.pack("<BII", 1, 6, len(polygon_offsets) - 1)]
    for first, last in zip(polygon_offsets[:-1], polygon_offsets[1:]):
        out.append(struct.pack("<BII", 1, 3, last - first))
        for ring in range(first, last):
            points = xy[ring_offsets[ring] : ring_offsets[ring + 1]]
            out.append(struct.pack("<I", len(points)))
            out.append(points.astype("<f8").tobytes())
    return b"".join(out)


def geometry_hash(wkb: bytes) -> str:
    """Return the SHA-256 (hex) of the canonical form: the seal of a polygon as issued (§9.B, locked geometry)."""
    return hashlib.sha256(canonical(wkb)).hexdigest()
