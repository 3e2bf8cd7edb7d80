"""The .shp of a shapefile read with numpy: where each record lies, and the rings of those that hold one plain ring."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import List, NamedTuple, Optional, Tuple

import numpy as np
import numpy.typing as npt

from ..taking_in.block import PlainRings

_RECORD, _POLYGON, _NULL = 8, 5, 0
_POINTS = 4 + 32 + 4 + 4 + 4  # bytes of a record's content before the points, where it has one part
_WKB_POLYGON = struct.pack("<BII", 1, 3, 1)
_LARGEST_GAP = 1 << 20  # bytes between records of a block that are not worth reading
Ints = npt.NDArray[np.int64]


class Index(NamedTuple):
    """What a .shx says: byte offset and content length of every record."""

    at: Ints
    size: Ints


def read_index(shx: Path) -> Optional[Index]:
    """Return the entries of a .shx, None when it is cut short."""
    data = shx.read_bytes()
    if len(data) < 100 or len(data) % 8 != 4:
        return None
    entries = np.frombuffer(data, ">i4", offset=100).reshape(-1, 2).astype(np.int64) * 2
    return Index(entries[:, 0], entries[:, 1])


def sound_index(shx: Path, shp: Path) -> bool:
    """Whether every entry of a .shx points at a record of its .shp that is as long as the entry says."""
    found, size = read_index(shx), shp.stat().st_size
    if found is None:
        return False
    if not len(found.at):
        return True
    if ((found.at < 100) | (found.size < 0) | (found.at + found.size + _RECORD > size)).any():
        return False
    mapped = np.memmap(shp, np.uint8, "r")
    said = _int32(mapped, found.at + 4, ">i4")
    del mapped
    return bool((said * 2 == found.size).all())


def _int32(data: npt.NDArray[np.uint8], at: Ints, kind: str = "<i4") -> Ints:
    """Return the 32-bit numbers that begin at these bytes."""
    picked = np.ascontiguousarray(data[at[:, None] + np.arange(4)])
    return picked.view(kind).ravel().astype(np.int64)


class Shapes(NamedTuple):
    """Some records: ``wkb`` of the plain and the null ones, ``rest`` the places of those that OGR must read."""

    wkb: List[Optional[bytes]]
    rings: Optional[PlainRings]
    rest: List[int]


def read_shapes(shp: Path, index: Index, first: int, count: int, swapped: bool) -> Shapes:
    """Return records ``first`` … of a .shp (2D polygons of one part as rings and WKB, x = easting).

    :param swapped: x and y stand the wrong way round in the file.
    """
    at, size = index.at[first : first + count], index.size[first : first + count]
    data = _span(shp, at, size)
    if data is None:
        return Shapes([None] * len(at), None, list(range(len(at))))
    raw, place = data
    kind = np.full(len(at), -1, np.int64)
    kind[size >= 4] = _int32(raw, place[size >= 4])
    plain = (kind == _POLYGON) & (size >= _POINTS)
    which = np.flatnonzero(plain)
    begin = place[which]
    parts, points, start = (_int32(raw, begin + skip) for skip in (36, 40, 44))
    fits = (parts == 1) & (start == 0) & (points >= 1) & (points * 16 + _POINTS <= size[which])
    which, begin, points = which[fits], begin[fits] + _POINTS, points[fits]
    wkb: List[Optional[bytes]] = [None] * len(at)
    known = kind == _NULL
    known[which] = True
    rest = np.flatnonzero(~known).tolist()
    if not len(which):
        return Shapes(wkb, None, rest)
    return Shapes(wkb, _rings(raw, which, begin, points, wkb, swapped), rest)


def _rings(raw: npt.NDArray[np.uint8], which: Ints, begin: Ints, points: Ints, wkb: List[Optional[bytes]],
           swapped: bool) -> PlainRings:
    """Return the rings, and write the WKB of each into ``wkb``."""
    view = raw.tobytes()
    pieces = [view[a:b] for a, b in zip(begin.tolist(), (begin + 16 * points).tolist())]
    flat = b"".join(pieces)
    xy = np.frombuffer(flat, "<f8").reshape(-1, 2).astype(np.float64)
    if swapped:
        xy = np.ascontiguousarray(xy[:, ::-1])
        flat = xy.astype("<f8").tobytes()
        edges = (np.concatenate([[0], np.cumsum(points)]) * 16).tolist()
        pieces = [flat[a:b] for a, b in zip(edges, edges[1:])]
    offsets = np.concatenate([[0], np.cumsum(points)]).astype(np.int64)
    heads = {count: _WKB_POLYGON + struct.pack("<I", count) for count in set(points.tolist())}
    for row, count, piece in zip(which.tolist(), points.tolist(), pieces):
        wkb[row] = heads[count] + piece
    return PlainRings(which, xy, offsets)


def _span(shp: Path, at: Ints, size: Ints) -> Optional[Tuple[npt.NDArray[np.uint8], Ints]]:
    """Return the bytes the records lie in and where each record's content begins there; None when they lie scattered."""
    low, high = int(at.min()), int((at + size).max()) + _RECORD
    if high - low > int((size + _RECORD).sum()) + _LARGEST_GAP:
        return None
    with open(shp, "rb") as stream:
        stream.seek(low)
        data = np.frombuffer(stream.read(high - low), np.uint8)
    return (data, at - low + _RECORD) if len(data) == high - low else None
