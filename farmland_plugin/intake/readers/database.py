"""A table or view with polygons in a PostGIS database, streamed in one state of it; nothing is ever written there."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, Callable, Iterator, List, NamedTuple, Optional, Tuple

from qgis.core import QgsCoordinateReferenceSystem

from ...domain.errors import BadInput, FarmlandError
from ...i18n import tr
from ...ledger.crs import sound_crs
from ...ledger.postgis.address import Address
from ...ledger.postgis.driver import driver, explain
from ...ledger.postgis.store import connect
from .base import NoPolygons, Source, SourceFeature, settle_crs
from .content import RowsHash

PORTION = 2000
SAMPLE = 200
POLYGONS = ("POLYGON", "MULTIPOLYGON", "CURVEPOLYGON", "MULTISURFACE", "GEOMETRYCOLLECTION")
_LAYER = re.compile(r'^(?:(?P<schema>"[^"]+"|[^."]+)\.)?(?P<table>"[^"]+"|[^."()]+?)\s*'
                    r'(?:\(\s*(?P<geometry>"[^"]+"|[^"()]+?)\s*\))?$')
TABLE = ("SELECT c.oid::bigint FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
         " WHERE n.nspname = %s AND c.relname = %s AND c.relkind IN ('r', 'v', 'm', 'p', 'f')")
FIELDS = ("SELECT a.attname, t.typname FROM pg_attribute AS a JOIN pg_type AS t ON t.oid = a.atttypid"
          " WHERE a.attrelid = %s AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum")
KEY = ("SELECT a.attname FROM pg_index AS i JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)"
       " WHERE i.indrelid = %s AND i.indisprimary ORDER BY a.attnum")
POSTGIS = "SELECT n.nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace WHERE extname = 'postgis'"
SESSION = "SET LOCAL datestyle = 'ISO, YMD'; SET LOCAL timezone = 'UTC'; SET LOCAL extra_float_digits = 1"


class TableName(NamedTuple):
    """A table: ``schema.table``, or ``schema.table(column)`` where it has several geometries."""

    schema: str
    table: str
    geometry: str = ""

    @classmethod
    def parse(cls, text: str, schema: str = "public") -> TableName:
        """Return the parts of a layer's name.

        :raises BadInput: when it is none.
        """
        found = _LAYER.match(text.strip())
        if found is None:
            raise BadInput(tr("{layer} is not the name of a table: write LAYER as schema.table, or schema.table(geometry)."),
                           layer=text or "''")
        return cls(*((found.group(part) or other).strip('"') for part, other in (
            ("schema", schema), ("table", ""), ("geometry", ""))))

    def __str__(self) -> str:
        return f"{self.schema}.{self.table}" + (f"({self.geometry})" if self.geometry else "")


class _Connection:
    """Lets go of a connection when the source is closed."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    def cleanup(self) -> None:
        self._connection.close()


@dataclass
class DatabaseSource(Source):
    """A table; its rows are those of one moment, as often as they are read."""

    connection: Any = None
    query: Any = None
    address: Optional[Address] = None

    def __iter__(self) -> Iterator[SourceFeature]:
        with _explained(self.address), self.connection.cursor(
                name="farmland_rows", cursor_factory=driver().extensions.cursor) as cursor:
            cursor.itersize = PORTION
            cursor.execute(self.query)
            for number, (shape, *values) in enumerate(cursor, 1):
                yield SourceFeature(number, None if shape is None else bytes(shape), dict(zip(self.fields, _texts(values))))


def open_table(address: Address, layer: str, crs: str = "", check: Optional[Callable[[], None]] = None) -> DatabaseSource:
    """Open a table with polygons. Every row is read once for the hash, which says nothing of their order.

    :param layer: ``schema.table``. :param crs: authority code; wins over the table's. :param check: called now and then.
    :raises BadInput: no such table, no geometry, several and none named, no polygons, no rows, no CRS.
    :raises LedgerError: in one sentence, for what the server says.
    """
    name = TableName.parse(layer)
    connection = connect(address)
    opened = None
    try:
        with _explained(address):
            connection.set_session(isolation_level="REPEATABLE READ", readonly=True, autocommit=False)
            opened = _open(connection, address, name, crs, check or (lambda: None))
        return opened
    finally:
        if opened is None:
            connection.close()


@contextmanager
def _explained(address: Optional[Address]) -> Iterator[None]:
    try:
        yield
    except driver().Error as error:
        if address is None or isinstance(error, driver().errors.InsufficientPrivilege):
            raise BadInput(tr("The login {login} may not read the table: ask whoever manages the database for SELECT on it."),
                           login=address.user if address else "?") from error
        told: FarmlandError = explain(error, address, address.user, lost=False)
        raise told from error


class _Table(NamedTuple):
    fields: List[str]
    name: TableName
    geometry: Any
    key: List[str]
    functions: str  # the schema PostGIS is in


def _open(connection: Any, address: Address, name: TableName, crs: str, check: Callable[[], None]) -> DatabaseSource:
    cursor = connection.cursor(cursor_factory=driver().extensions.cursor)
    cursor.execute(SESSION)
    table = _table(cursor, name)
    declared, points = _place(cursor, table)
    shown = str(table.name)
    settled, conclusion = settle_crs(declared, crs, points, shown)
    sql = driver().sql
    shape = sql.SQL("{}({}{}, 'NDR')").format(sql.Identifier(table.functions, "st_asbinary"), table.geometry,
                                              sql.SQL("::{}").format(sql.Identifier(table.functions, "geometry")))
    order = sql.SQL(" ORDER BY {}").format(sql.SQL(", ").join(map(sql.Identifier, table.key))) if table.key else sql.SQL("")
    query = sql.SQL("SELECT {} FROM {}{}").format(
        sql.SQL(", ").join([shape, *(sql.SQL("{}::text").format(sql.Identifier(one)) for one in table.fields)]),
        sql.Identifier(name.schema, name.table), order)
    source = DatabaseSource(
        shown, PurePosixPath(shown), settled, conclusion.note, "utf-8", tr("fixed by the format"), table.fields, 0,
        "", keep=[_Connection(connection)], connection=connection, query=query, address=address)
    content = RowsHash([*table.fields, settled.authid() or settled.toWkt()])
    for row in source:
        content.add(row.attributes.values(), row.wkb)
        if content.count % PORTION == 0:
            check()
    if not content.count:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=shown)
    return replace(source, count=content.count, sha256=content.sha256)


def _table(cursor: Any, name: TableName) -> _Table:
    sql = driver().sql
    cursor.execute(TABLE, (name.schema, name.table))
    found = cursor.fetchone()
    if found is None:
        raise BadInput(tr("The database has no table {layer}: write LAYER as schema.table."), layer=str(name))
    cursor.execute(FIELDS, found)
    fields: List[Tuple[str, str]] = cursor.fetchall()
    shapes = [one for one, kind in fields if kind in ("geometry", "geography")]
    if not shapes or (name.geometry and name.geometry not in shapes):
        raise BadInput(tr("The table {layer} has no such geometry; its geometries are: {names}."), layer=str(name),
                       names=", ".join(shapes) or "-")
    if len(shapes) > 1 and not name.geometry:
        raise BadInput(tr("The table {layer} has several geometries ({names}): write LAYER as schema.table(geometry)."),
                       layer=str(name), names=", ".join(shapes))
    cursor.execute(POSTGIS)
    functions = cursor.fetchone()[0]
    cursor.execute(KEY, found)
    key = [row[0] for row in cursor.fetchall()]
    return _Table([one for one, kind in fields if kind not in ("geometry", "geography", "bytea", "raster")], name,
                  sql.Identifier(name.geometry or shapes[0]), key, functions)


def _place(cursor: Any, table: _Table) -> Tuple[Optional[QgsCoordinateReferenceSystem], List[Tuple[float, float]]]:
    """Return the declared CRS and the middles of the first rows.

    :raises NoPolygons: when none of them is a polygon.
    """
    sql = driver().sql

    def call(name: str, inner: Any) -> Any:
        return sql.SQL("{}({})").format(sql.Identifier(table.functions, name), inner)

    plain = sql.SQL("{}::{}").format(table.geometry, sql.Identifier(table.functions, "geometry"))
    middle = call("st_centroid", call("st_envelope", plain))
    cursor.execute(sql.SQL("SELECT {}, {}, {}, {} FROM {} WHERE {} IS NOT NULL LIMIT {}").format(
        call("st_srid", plain), call("geometrytype", plain), call("st_x", middle), call("st_y", middle),
        sql.Identifier(table.name.schema, table.name.table), table.geometry, sql.Literal(SAMPLE)))
    rows = cursor.fetchall()
    if rows and not any(str(row[1]).startswith(POLYGONS) for row in rows):
        raise NoPolygons(tr("{name} has no polygons ({kind}): choose a polygon layer."), name=str(table.name), kind=rows[0][1])
    srid = rows[0][0] if rows else 0
    cursor.execute(sql.SQL("SELECT auth_name, auth_srid, srtext FROM {} WHERE srid = %s").format(
        sql.Identifier(table.functions, "spatial_ref_sys")), (srid,))
    system = cursor.fetchone()
    points = [(float(x), float(y)) for _, _, x, y in rows if x is not None and y is not None]
    if system is None:
        return None, points
    crs = sound_crs(QgsCoordinateReferenceSystem(f"{system[0]}:{system[1]}"))
    return (crs if crs.isValid() else QgsCoordinateReferenceSystem.fromWkt(system[2] or "")), points


def _texts(values: List[Optional[str]]) -> List[str]:
    return ["" if value is None else value.strip() for value in values]
