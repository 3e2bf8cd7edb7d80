"""Chinese aliases of a GeoPackage's columns: by the standard's own table, and by a style that every QGIS reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Sequence

from qgis.core import QgsVectorLayer

from .parcel_layer import LAYER
from .parcel_table import Column

_TABLE = (
    "CREATE TABLE IF NOT EXISTS gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,"
    " description TEXT, mime_type TEXT, constraint_name TEXT,"
    " CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name), CONSTRAINT gdc_tn UNIQUE (table_name, name))")
_EXTENSIONS = (
    "CREATE TABLE IF NOT EXISTS gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,"
    " definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name))")
_DECLARED = "INSERT INTO gpkg_extensions VALUES ('gpkg_data_columns', NULL, 'gpkg_schema', ?, 'read-write')"
_SCHEMA = "http://www.geopackage.org/spec121/#extension_schema"


def name_columns(path: Path, columns: Sequence[Column]) -> None:
    """Give the columns of a finished GeoPackage their Chinese aliases.

    GDAL reads the standard's table since 3.7 only; before that QGIS knows an alias from the layer's default style.
    """
    with closing(sqlite3.connect(str(path))) as connection, connection:
        connection.execute(_TABLE)
        connection.execute(_EXTENSIONS)
        connection.execute("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_schema'")
        connection.execute(_DECLARED, (_SCHEMA,))
        connection.executemany(
            "INSERT OR REPLACE INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (?, ?, ?, ?)",
            [(LAYER, column.name, column.label, column.meaning) for column in columns])
    layer = QgsVectorLayer(f"{path}|layername={LAYER}", LAYER, "ogr")
    for column in columns:
        layer.setFieldAlias(layer.fields().indexOf(column.name), column.label)
    layer.saveStyleToDatabase(LAYER, "", True, "")
    del layer
    with closing(sqlite3.connect(str(path))) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")  # QGIS leaves it at WAL, which a read-only share cannot open
