"""Two-phase reading of a red-line cache: boxes from its R-tree, then only the rows that touch a parcel (no
qgis, no shapely).
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from ..ledger.gpkg import from_blob

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

FEW_BOXES = 32
"""Up to this many parcel boxes are compared one by one; more are drawn on a grid of cells."""
SOUND = "valid polygons only"
"""What the builder of a cache, which repairs what is invalid, says of it; see ``redline``."""

_CELL = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])
_WITH_DETAIL = ("SELECT fid, geom, class_code, coefficient, detail FROM temp.wanted CROSS JOIN redline USING (fid)"
                " ORDER BY fid")
_WITHOUT_DETAIL = "SELECT fid, geom, class_code, coefficient, '' FROM temp.wanted CROSS JOIN redline USING (fid) ORDER BY fid"
Meets = Callable[[FloatArray], npt.NDArray[np.bool_]]
"""Which of some boxes (m,4) meet what is looked for."""


@dataclass(frozen=True)
class LayerRows:
    """The rows of one red-line cache that touch some parcels: fids and WKB by row, class as an index into
    `classes`, detail as an index into `details`, whose first says nothing; `sound`: the polygons were found valid when
    the cache was made.
    """

    fids: IntArray
    wkb: List[bytes]
    class_index: IntArray
    classes: List[str]
    coefficients: FloatArray
    detail_index: IntArray
    details: List[str]
    sound: bool


def open_cache(path: Path) -> sqlite3.Connection:
    """Open a red-line cache read-only with plain sqlite3."""
    connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
    connection.execute("PRAGMA mmap_size=1073741824")
    return connection


def _grid(boxes: FloatArray) -> Meets:
    """A test whether feature boxes (m,4) meet an occupied cell of a grid over the parcel boxes (never a false no)."""
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    cells = int(np.clip(np.sqrt(len(boxes)) * 6, 16, 1000))
    step = np.maximum((high - low) * (1 + 1e-9) / cells, 1e-9)

    def cell(xy: FloatArray) -> IntArray:
        numbers: IntArray = np.asarray(np.clip(np.floor((xy - low) / step), -1, cells) + 1, dtype=np.int64)
        return numbers

    # one summed-area table answers "is any cell of this rectangle occupied" for every feature at once
    corner = np.zeros((cells + 3, cells + 3), dtype=np.int32)
    first, last = cell(boxes[:, :2]), cell(boxes[:, 2:]) + 1
    np.add.at(corner, (first[:, 0], first[:, 1]), 1)
    np.add.at(corner, (last[:, 0], last[:, 1]), 1)
    np.add.at(corner, (first[:, 0], last[:, 1]), -1)
    np.add.at(corner, (last[:, 0], first[:, 1]), -1)
    occupied = corner.cumsum(axis=0).cumsum(axis=1) > 0
    total = np.zeros((cells + 4, cells + 4), dtype=np.int32)
    total[1:, 1:] = occupied.cumsum(axis=0, dtype=np.int32).cumsum(axis=1)

    def meets(features: FloatArray) -> npt.NDArray[np.bool_]:
        first, last = cell(features[:, :2]), cell(features[:, 2:]) + 1
        count = total[last[:, 0], last[:, 1]] - total[first[:, 0], last[:, 1]]
        count += total[first[:, 0], first[:, 1]] - total[last[:, 0], first[:, 1]]
        met: npt.NDArray[np.bool_] = count > 0
        return met

    return meets


def _one_by_one(boxes: FloatArray) -> Meets:
    """A test whether feature boxes (m,4) meet any of a few parcel boxes."""

    def meets(features: FloatArray) -> npt.NDArray[np.bool_]:
        met = np.zeros(len(features), dtype=bool)
        for box in boxes:
            met |= ((features[:, :2] <= box[2:]) & (features[:, 2:] >= box[:2])).all(axis=1)
        return met

    return meets


def _cells(nodes: List[bytes]) -> Tuple[IntArray, FloatArray]:
    """The cells of R-tree nodes of one level: ids, and boxes (m,4) minx, miny, maxx, maxy.

    A node is, big-endian, depth and count of 16 bits and cells of a 64-bit id and four 32-bit floats minx, maxx, miny, maxy
    (sqlite.org/rtree.html, shadow tables).
    """
    table = np.frombuffer(b"".join(nodes), dtype=np.uint8).reshape(len(nodes), -1)
    most = (table.shape[1] - 4) // _CELL.itemsize
    used = np.arange(most) < table[:, 2:4].copy().view(">u2").astype(np.int64)
    cells = np.ascontiguousarray(table[:, 4 : 4 + most * _CELL.itemsize]).view(_CELL)[used]
    return cells["id"].astype(np.int64), cells["box"][:, [0, 2, 1, 3]].astype(np.float64)


def near(boxes: FloatArray) -> Meets:
    """A test whether feature boxes (m,4) may meet a parcel box (n,4): never a false no."""
    return (_one_by_one if len(boxes) <= FEW_BOXES else _grid)(boxes)


def needed_ids(connection: sqlite3.Connection, meets: Meets) -> IntArray:
    """The fids whose box `meets`, sorted: the layer's own R-tree is walked down where parcels lie."""
    root = connection.execute("SELECT data FROM rtree_redline_geom_node WHERE nodeno = 1").fetchone()
    if root is None:
        return np.zeros(0, dtype=np.int64)
    nodes: List[bytes] = [root[0]]
    for depth in range(struct.unpack_from(">H", root[0])[0], -1, -1):
        ids, own = _cells(nodes)
        ids = ids[meets(own)]
        if not depth or not len(ids):
            break
        sql = "SELECT data FROM rtree_redline_geom_node WHERE nodeno = ?"
        nodes = [connection.execute(sql, (number,)).fetchone()[0] for number in ids.tolist()]
    return np.sort(ids)


def _fetch(connection: sqlite3.Connection, ids: IntArray) -> List[Tuple[Any, ...]]:
    """The rows of some fids that have a geometry, in their order: fid, geometry, class code, coefficient, detail."""
    if not len(ids):
        return []
    known = {row[1] for row in connection.execute("PRAGMA table_info(redline)")}
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE wanted (fid INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO temp.wanted VALUES (?)", zip(ids.tolist()))
    rows = connection.execute(_WITH_DETAIL if "detail" in known else _WITHOUT_DETAIL)
    return [row for row in rows if row[1] is not None]


def _sound(connection: sqlite3.Connection) -> bool:
    """Whether the cache says that its polygons are valid."""
    try:
        told = connection.execute("SELECT description FROM gpkg_contents WHERE table_name = 'redline'").fetchone()
    except sqlite3.OperationalError:  # no such table: not written by us
        return False
    return told is not None and told[0] == SOUND


def read_layer(path: Path, boxes: FloatArray, meets: Optional[Meets] = None) -> LayerRows:
    """Read the features of a red-line cache whose box meets a parcel box (n,4: minx, miny, maxx, maxy in the
    ledger CRS), or nearly does; `meets` a test of feature boxes that is made already.

    Raises sqlite3.Error when the file is not a red-line cache.
    """
    with closing(open_cache(path)) as connection:
        ids = needed_ids(connection, meets or near(boxes)) if len(boxes) else np.zeros(0, dtype=np.int64)
        rows, sound = _fetch(connection, ids), _sound(connection)
    fids, blobs, codes, coefficients, details = zip(*rows) if rows else ((),) * 5
    return layer_rows(fids, list(map(from_blob, blobs)), codes, coefficients, details, sound)


def layer_rows(
    fids: Sequence[int],
    wkb: List[bytes],
    codes: Sequence[Optional[str]],
    coefficients: Sequence[Optional[float]],
    details: Sequence[Optional[str]] = (),
    sound: bool = False,
) -> LayerRows:
    """Build LayerRows from plain lists; classes and details are numbered in the order of their text."""
    class_index, classes = _numbered([code or "" for code in codes])
    detail_index, known = _numbered(["", *(detail or "" for detail in details or [""] * len(codes))])
    return LayerRows(
        np.array(fids, dtype=np.int64),
        wkb,
        class_index,
        classes,
        np.array([coefficient or 0.0 for coefficient in coefficients], dtype=np.float64),
        detail_index[1:],
        known,
        sound,
    )


def _numbered(words: List[str]) -> Tuple[IntArray, List[str]]:
    """Each word's place among the different ones, and those, sorted."""
    known = sorted(set(words))
    number: Dict[str, int] = {word: index for index, word in enumerate(known)}
    return np.array([number[word] for word in words], dtype=np.int64), known


def is_cultivated(class_code: str) -> bool:
    """Whether the ridge coefficient (田坎系数) applies: 01xx 耕地, or a layer that states no land class (§6.8)."""
    return class_code == "" or class_code.startswith("01")
