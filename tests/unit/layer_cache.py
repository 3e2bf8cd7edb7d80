"""A red-line cache made with nothing but sqlite3 and shapely, for tests that run without QGIS."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Sequence

import shapely

from farmland_plugin.ledger.gpkg import to_blob


def write_cache(path: Path, polygons: Sequence[Any], codes: Sequence[str], coefficients: Sequence[float],
                details: Sequence[str] = ()) -> Path:
    with closing(sqlite3.connect(str(path))) as connection, connection:
        connection.execute("CREATE TABLE redline (fid INTEGER PRIMARY KEY, geom BLOB, class_code TEXT, coefficient REAL,"
                           " name TEXT, detail TEXT, attributes TEXT)")
        connection.execute("CREATE VIRTUAL TABLE rtree_redline_geom USING rtree(id, minx, maxx, miny, maxy)")
        for fid, (polygon, code, coefficient) in enumerate(zip(polygons, codes, coefficients), 1):
            connection.execute("INSERT INTO redline VALUES (?, ?, ?, ?, '', ?, '{}')", (
                fid, to_blob(shapely.to_wkb(polygon), 4547), code, coefficient, details[fid - 1] if details else ""))
            minx, miny, maxx, maxy = polygon.bounds
            connection.execute("INSERT INTO rtree_redline_geom VALUES (?, ?, ?, ?, ?)", (fid, minx, maxx, miny, maxy))
    return path
