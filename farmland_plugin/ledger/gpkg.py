"""GeoPackage bytes and skeleton, without OGR: no GDAL may open the live ledger in this process (records D1)."""

from __future__ import annotations

import sqlite3
import struct

from ..domain.wkb import envelope

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)

_SKELETON = (
    """CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
       organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
       description TEXT)""",
    """CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
       description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
       min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
       CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id))""",
    """CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
       geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
       CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
       CONSTRAINT uk_gc_table_name UNIQUE (table_name),
       CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
       CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id))""",
    """INSERT INTO gpkg_spatial_ref_sys VALUES
       ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
       ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system')""",
    """INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84 geodetic', 4326, 'EPSG', 4326,
       'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],'
       || 'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', 'longitude/latitude on WGS 84')""",
)


def create_skeleton(connection: sqlite3.Connection, srs_id: int, srs_name: str, wkt: str) -> None:
    """Make the tables every GeoPackage has, and the one CRS this one uses."""
    connection.execute("PRAGMA application_id = 1196444487")  # "GPKG"
    connection.execute("PRAGMA user_version = 10300")  # GeoPackage 1.3; the ledger's own version is in meta
    for statement in _SKELETON:
        connection.execute(statement)
    connection.execute(
        "INSERT OR REPLACE INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, ?, NULL)",
        (srs_name, srs_id, srs_id, wkt),
    )


def register_features(connection: sqlite3.Connection, table: str, column: str, srs_id: int) -> None:
    """Announce a MultiPolygon feature table to GeoPackage readers."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, 'features', ?, ?)",
        (table, table, srs_id),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'MULTIPOLYGON', ?, 0, 0)", (table, column, srs_id)
    )


def register_attributes(connection: sqlite3.Connection, table: str) -> None:
    """Announce a table without geometry to GeoPackage readers."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier) VALUES (?, 'attributes', ?)", (table, table)
    )


def to_blob(wkb: bytes, srs_id: int) -> bytes:
    """Return a GeoPackage geometry (header, XY envelope, WKB) of a non-empty (multi)polygon."""
    min_x, min_y, max_x, max_y = envelope(wkb)
    return struct.pack("<2sBBi4d", b"GP", 0, 0b00000011, srs_id, min_x, max_x, min_y, max_y) + wkb


def from_blob(blob: bytes) -> bytes:
    """Return the WKB inside a GeoPackage geometry; WKB without that header is returned as it is."""
    if blob[:2] != b"GP":
        return bytes(blob)
    return bytes(blob[8 + _ENVELOPE_BYTES[(blob[3] >> 1) & 7] :])
