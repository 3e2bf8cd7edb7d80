"""The least that two cores can do: the reads, intersections and areas that no engine gets round, and nothing else.

Given for free, before the clock starts: which rows of a layer share ground with a parcel, which pairs are partial and which
parcels lie wholly inside a polygon, and the piece of a big polygon around each parcel (so no index, no predicates, no
clipping). Timed: reading the parcels and the layers from their GeoPackages, WKB turned into geometries, one `intersection`
for each partial pair, the official area of each piece and of each parcel that lies inside, sums by parcel and class; the
next layer is read while this one is cut, intersections and areas run on two threads. Not in it: repair, union of overlapping
polygons, what is uncovered, balance, a result file, a process to start.

Two ways to read: the layers whole, which is how we understand the design's floor (1.1 GB at its peak: reading in two phases
is already the engine's art); and, lower still, by magic exactly the rows that share ground with a parcel.
"""

from __future__ import annotations

import pickle
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import numpy as np
import shapely

from farmland_plugin.domain.area import AreaRule, polygon_areas
from farmland_plugin.ledger.gpkg import from_blob

from .beds import EPSG, ROLES

BIG, LEAF, PAD = 600, 160, 1.0371829
RULE = AreaRule.for_crs(EPSG, is_geographic=False)
MANY = 0.3
"""Above this share of a layer its rows are read from end to end, which is the faster way."""


def _rows(path: Path, table: str, fids: Any, column: str) -> List[Tuple[bytes, str]]:
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.execute("PRAGMA mmap_size=1073741824")
    (count,) = connection.execute(f"SELECT max(fid) FROM {table}").fetchone()
    if fids is None or len(fids) > MANY * count:
        wanted = None if fids is None else set(fids.tolist())
        rows = [(from_blob(geom), code) for fid, geom, code in connection.execute(f"SELECT fid, geom, {column} FROM {table}")
                if wanted is None or fid in wanted]
    else:
        sql = f"SELECT geom, {column} FROM {table} WHERE fid = ?"
        rows = [(from_blob(geom), code) for fid in fids.tolist() for geom, code in connection.execute(sql, (fid,))]
    connection.close()
    return rows


def _geometries(rows: List[Tuple[bytes, str]]) -> Any:
    values = np.empty(len(rows), dtype=object)
    values[:] = [row[0] for row in rows]
    return shapely.from_wkb(values)


def _areas(shapes: Any) -> Any:
    kind = shapely.get_type_id(shapes)
    for index in np.flatnonzero(kind == 7):
        parts = shapely.get_parts(shapes[index])
        shapes[index] = shapely.multipolygons(shapely.get_parts(parts[np.isin(shapely.get_type_id(parts), (3, 6))]))
    parts, owner = shapely.get_parts(shapes, return_index=True)
    flat = shapely.get_type_id(parts) == 3
    parts, owner = parts[flat], owner[flat]
    if not len(parts):
        return np.zeros(len(shapes))
    _, xy, (rings, outlines) = shapely.to_ragged_array(parts, include_z=False)
    areas = polygon_areas(xy, rings.astype(np.int64), outlines.astype(np.int64), RULE, rounded=False)
    return np.bincount(owner, areas, len(shapes))


def _pieces(polygon: Any, members: Any, boxes: Any) -> Iterator[Tuple[Any, Any]]:
    """The part of a big polygon around each parcel, found by halving the parcels again and again."""
    stack = [(polygon, members)]
    while stack:
        shape, some = stack.pop()
        if shapely.get_num_coordinates(shape) <= LEAF or len(some) == 1:
            yield shape, some
            continue
        centre = boxes[some, :2] + boxes[some, 2:]
        order = np.argsort(centre[:, int(np.argmax(np.ptp(centre, axis=0)))])
        for half in (some[order[: len(some) // 2]], some[order[len(some) // 2 :]]):
            low, high = boxes[half, :2].min(axis=0) - PAD, boxes[half, 2:].max(axis=0) + PAD
            piece = shapely.intersection(shape, shapely.box(*low, *high))
            if not shapely.is_empty(piece):
                stack.append((piece, half))


def _plan(path: Path, parcels: Any) -> Dict[str, Any]:
    """What one layer is told for free."""
    connection = sqlite3.connect(path)
    fids = np.array([row[0] for row in connection.execute("SELECT fid FROM redline ORDER BY fid")], dtype=np.int64)
    connection.close()
    shapes = _geometries(_rows(path, "redline", None, "class_code"))
    near, row = shapely.STRtree(shapes).query(parcels)
    big = shapely.get_num_coordinates(shapes)[row] > BIG
    cutter = shapes[row]
    boxes = shapely.bounds(parcels)
    for number in np.unique(row[big]).tolist():
        pairs = np.flatnonzero(row == number)
        local = dict.fromkeys(near[pairs].tolist())
        for piece, some in _pieces(shapes[number], near[pairs], boxes):
            local.update(dict.fromkeys(some.tolist(), piece))
        cutter[pairs] = [local[parcel] for parcel in near[pairs].tolist()]
    shared = ~shapely.is_missing(cutter)
    near, row, big, cutter = near[shared], row[shared], big[shared], cutter[shared]
    shapely.prepare(cutter)
    within = shapely.covers(cutter, parcels[near])
    partial = ~within & shapely.intersects(cutter, parcels[near]) & ~shapely.touches(cutter, parcels[near])
    needed, position = np.unique(row[partial | within], return_inverse=True)
    at = np.zeros(len(row), dtype=np.int64)
    at[partial | within] = position
    ready = np.full(len(row), None, dtype=object)
    ready[big] = cutter[big]
    return {"fids": fids[needed], "parcel": near[partial], "row": at[partial], "ready": shapely.to_wkb(ready[partial]),
            "inside": near[within], "inside_row": at[within]}


def prepare(folder: Path, count: int) -> None:
    """Write what is given for free."""
    parcels = _geometries(_rows(folder / f"parcels_{count}.gpkg", "parcels", None, "uid"))
    plans = {role: _plan(folder / f"{role}.gpkg", parcels) for role in ROLES}
    (folder / f"floor_{count}.pickle").write_bytes(pickle.dumps(plans))


def given(folder: Path, count: int) -> Dict[str, Any]:
    """Return what is given for free, as it lies in memory before the clock starts."""
    plans: Dict[str, Any] = pickle.loads((folder / f"floor_{count}.pickle").read_bytes())
    for plan in plans.values():
        plan["ready"] = shapely.from_wkb(plan["ready"])
    return plans


def run(folder: Path, count: int, plans: Dict[str, Any], whole_layers: bool) -> Dict[str, Any]:
    """Return by role the official area (n,) of each parcel's pieces, overlapping ones counted twice."""
    sums: Dict[str, Any] = {}
    with ThreadPoolExecutor(1) as reader, ThreadPoolExecutor(2) as pool:
        jobs = {role: reader.submit(_layer, folder / f"{role}.gpkg", plan["fids"], whole_layers) for role, plan in plans.items()}
        parcels = _geometries(_rows(folder / f"parcels_{count}.gpkg", "parcels", None, "uid"))
        whole = np.concatenate(list(pool.map(_areas, np.array_split(parcels, 4))))
        for role, plan in plans.items():
            shapes, codes = jobs[role].result()
            given = ~shapely.is_missing(plan["ready"])
            cutter = np.where(given, plan["ready"], shapes[plan["row"]])

            def cut(part: Any, plan: Any = plan, cutter: Any = cutter) -> Any:
                return _areas(shapely.intersection(parcels[plan["parcel"][part]], cutter[part]))

            parts = np.array_split(np.arange(len(cutter)), 16)
            area = np.concatenate([*pool.map(cut, parts), whole[plan["inside"]]])
            owner = np.concatenate([plan["parcel"], plan["inside"]])
            kinds, kind = np.unique(codes, return_inverse=True)
            key = owner * len(kinds) + kind[np.concatenate([plan["row"], plan["inside_row"]])]
            by_class = np.bincount(key, area, count * len(kinds)).reshape(count, -1)
            sums[role] = by_class.sum(axis=1)
    return sums


def _layer(path: Path, fids: Any, whole: bool) -> Tuple[Any, Any]:
    """The geometries and codes of the needed rows; a bed's fids run from 1 without a gap."""
    rows = _rows(path, "redline", None if whole else fids, "class_code")
    shapes, codes = _geometries(rows), np.array([row[1] for row in rows])
    return (shapes[fids - 1], codes[fids - 1]) if whole else (shapes, codes)
