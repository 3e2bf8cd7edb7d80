"""The tables, indexes and triggers a ledger file must have, and how the ones it has differ."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import List, Mapping, NamedTuple, Tuple

from . import gpkg
from .schema import statements
from .store import Objects

MISSING, CHANGED, FOREIGN = "missing", "changed", "foreign"
_OF_GDAL = ("gpkg_", "rtree_", "trigger_insert_feature_count_", "trigger_delete_feature_count_")


class Difference(NamedTuple):
    """One object that is not as it must be; ``of_gdal``: an addition QGIS or GDAL makes to any GeoPackage it edits."""

    kind: str
    type: str
    name: str
    of_gdal: bool = False


def expected(version: int) -> Objects:
    """Return the objects of a ledger of one schema version, as SQLite writes them down."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        gpkg.create_skeleton(connection, 4490, "", "")
        for number in range(1, version + 1):
            for statement in statements(number):
                connection.execute(statement)
        return found(connection)


def found(connection: sqlite3.Connection) -> Objects:
    """Return the objects a file has; SQLite's own are left out."""
    return {(row[0], row[1]): " ".join(row[2].split()) for row in connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")}


def compared(wanted: Mapping[Tuple[str, str], str], have: Mapping[Tuple[str, str], str]) -> List[Difference]:
    """Return how the objects found differ from those expected."""
    differences = [Difference(MISSING if key not in have else CHANGED, *key) for key, sql in sorted(wanted.items())
                   if have.get(key) != sql]
    return differences + [Difference(FOREIGN, *key, of_gdal=key[1].startswith(_OF_GDAL))
                          for key in sorted(have) if key not in wanted]
