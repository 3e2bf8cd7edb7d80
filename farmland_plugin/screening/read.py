"""Two-phase reading of a red-line cache: boxes from its R-tree, then only the rows that touch a parcel (no
qgis, no shapely).
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from ..ledger.gpkg import from_blob

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]

FEW_PARCELS = 40
"""With fewer parcels than features / FEW_PARCELS the R-tree is asked once a parcel instead of being read
whole.
"""

SMALL_LAYER = 1000
"""A layer of at most this many features is read whole: choosing would cost more."""


@dataclass(frozen=True)
class LayerRows:
    """The rows of one red-line cache that touch some parcels: fids and WKB by row, class as an index into
    `classes`.
    """

    fids: IntArray
    wkb: List[bytes]
    class_index: IntArray
    classes: List[str]
    coefficients: FloatArray


def open_cache(path: Path) -> sqlite3.Connection:
    """Open a red-line cache read-only with plain sqlite3."""
    connection = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)
    connection.execute("PRAGMA mmap_size=1073741824")
    return connection


def _ids_by_box(connection: sqlite3.Connection, boxes: FloatArray) -> IntArray:
    """The fids whose R-tree box meets any of a few boxes (n,4) minx, miny, maxx, maxy."""
    sql = "SELECT id FROM rtree_redline_geom WHERE maxx >= ? AND maxy >= ? AND minx <= ? AND miny <= ?"
    found = [row[0] for box in boxes.tolist() for row in connection.execute(sql, box)]
    ids: IntArray = np.unique(np.array(found, dtype=np.int64))
    return ids


def _ids_by_sweep(connection: sqlite3.Connection, boxes: FloatArray) -> IntArray:
    """The fids whose R-tree box meets any of many boxes, found on a grid of cells."""
    rows = connection.execute("SELECT id, minx, miny, maxx, maxy FROM rtree_redline_geom").fetchall()
    table = np.array(rows, dtype=np.float64).reshape(-1, 5)
    met = _meets_any(table[:, 1:], boxes) if len(table) > SMALL_LAYER else slice(None)
    ids: IntArray = table[met, 0].astype(np.int64)
    return ids


def _meets_any(features: FloatArray, boxes: FloatArray) -> npt.NDArray[np.bool_]:
    """Which feature boxes meet an occupied cell of a grid over the parcel boxes (never a false no)."""
    low, high = boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)
    cells = int(np.clip(np.sqrt(len(boxes)) * 6, 16, 1000))
    step = np.maximum((high - low) * (1 + 1e-9) / cells, 1e-9)

    def cell(xy: FloatArray) -> IntArray:
        numbers: IntArray = np.asarray(np.clip(np.floor((xy - low) / step), -1, cells) + 1, dtype=np.int64)
        return numbers

    # one summed-area table answers "is any cell of this rectangle occupied" for every feature at once
    corner = np.zeros((cells + 3, cells + 3), dtype=np.int64)
    first, last = cell(boxes[:, :2]), cell(boxes[:, 2:]) + 1
    np.add.at(corner, (first[:, 0], first[:, 1]), 1)
    np.add.at(corner, (last[:, 0], last[:, 1]), 1)
    np.add.at(corner, (first[:, 0], last[:, 1]), -1)
    np.add.at(corner, (last[:, 0], first[:, 1]), -1)
    occupied = corner.cumsum(axis=0).cumsum(axis=1) > 0
    total = np.zeros((cells + 4, cells + 4), dtype=np.int64)
    total[1:, 1:] = occupied.cumsum(axis=0).cumsum(axis=1)
    first, last = cell(features[:, :2]), cell(features[:, 2:]) + 1
    count = total[last[:, 0], last[:, 1]] - total[first[:, 0], last[:, 1]]
    count += total[first[:, 0], first[:, 1]] - total[last[:, 0], first[:, 1]]
    met: npt.NDArray[np.bool_] = count > 0
    return met


def needed_ids(connection: sqlite3.Connection, boxes: FloatArray) -> Tuple[IntArray, int]:
    """The fids that may touch a parcel box (n,4), and how many features the layer has."""
    count = int(connection.execute("SELECT count(*) FROM rtree_redline_geom_rowid").fetchone()[0])
    if not len(boxes) or not count:
        return np.zeros(0, dtype=np.int64), count
    few = len(boxes) * FEW_PARCELS < count
    return (_ids_by_box if few else _ids_by_sweep)(connection, boxes), count


def _fetch(connection: sqlite3.Connection, ids: IntArray, count: int) -> List[Tuple[int, bytes, str, float]]:
    if len(ids) > count // 2:
        wanted = set(ids.tolist())
        rows = connection.execute("SELECT fid, geom, class_code, coefficient FROM redline ORDER BY fid")
        return [row for row in rows if row[0] in wanted]
    connection.execute("CREATE TEMP TABLE need (fid INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO need VALUES (?)", ((fid,) for fid in ids.tolist()))
    sql = "SELECT r.fid, r.geom, r.class_code, r.coefficient FROM need JOIN redline r USING (fid) ORDER BY r.fid"
    return connection.execute(sql).fetchall()


def read_layer(path: Path, boxes: FloatArray) -> LayerRows:
    """Read the features of a red-line cache whose box meets a parcel box (n,4: minx, miny, maxx, maxy in the
    ledger CRS).

    Raises sqlite3.Error when the file is not a red-line cache.
    """
    with closing(open_cache(path)) as connection:
        ids, count = needed_ids(connection, boxes)
        rows = [row for row in _fetch(connection, ids, count) if row[1] is not None] if len(ids) else []
    return layer_rows(
        [row[0] for row in rows],
        [from_blob(row[1]) for row in rows],
        [row[2] or "" for row in rows],
        [row[3] or 0.0 for row in rows],
    )


def layer_rows(
    fids: Sequence[int], wkb: List[bytes], codes: Sequence[str], coefficients: Sequence[float]
) -> LayerRows:
    """Build LayerRows from plain lists; classes are numbered in the order of their codes."""
    classes = sorted(set(codes))
    number: Dict[str, int] = {code: index for index, code in enumerate(classes)}
    return LayerRows(
        np.array(fids, dtype=np.int64),
        wkb,
        np.array([number[code] for code in codes], dtype=np.int64),
        classes,
        np.array(coefficients, dtype=np.float64),
    )


def is_cultivated(class_code: str) -> bool:
    """Whether the ridge coefficient (田坎系数) applies: 01xx 耕地, or a layer that states no land class (§6.8)."""
    return class_code == "" or class_code.startswith("01")
