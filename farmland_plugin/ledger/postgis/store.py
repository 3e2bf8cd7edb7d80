"""A ledger in a PostgreSQL database with PostGIS: several people write at once, each under a login of their own."""

from __future__ import annotations

import re
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, ContextManager, Dict, Iterable, Iterator, List, Mapping, Sequence, Set, Tuple, Type

from ...compat import cached_password
from ...domain.errors import FarmlandError, LedgerError
from ...domain.journal import Event
from ...domain.parcel import CaseState, Parcel
from ...i18n import tr
from ...paths import version
from .. import rows as tables
from ..gpkg import from_blob
from ..schema import VERSION
from ..store import Head, Objects, Row, by_key
from . import guards
from .address import Address, files_folder
from .driver import driver, explain, not_connected, placeholders, register_types, wants_password

RIGHTS = (
    "SELECT has_function_privilege('apply(text, text, text, bigint, text)', 'EXECUTE'),"
    " pg_has_role(session_user, relowner, 'MEMBER'),"
    " obj_description('apply(text, text, text, bigint, text)'::regprocedure) FROM pg_class WHERE oid = 'event'::regclass")
LOCK_MS, STATEMENT_MS, IDLE_MS = 10_000, 300_000, 900_000
PREPARED = ("SELECT", "INSERT", "UPDATE", "DELETE")
PLACE = re.compile("%[s%]")
INSERT_PARCELS = (
    "INSERT INTO parcel (geom, parcel_uid, source_no, batch_id, parent_uid, township, village, monitored_area_m2, area_m2,"
    " attributes, source_file, source_row, source_crs, issued_geom, geom_hash, repair) VALUES %s")
ABOUT = (
    "SELECT session_user::text AS actor, (SELECT nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
    " WHERE extname = 'postgis') AS postgis, to_regclass(%s)::oid AS meta, (SELECT t.oid FROM pg_type AS t JOIN pg_depend AS d"
    " ON d.objid = t.oid JOIN pg_extension AS e ON e.oid = d.refobjid WHERE t.typname = 'geometry' AND e.extname = 'postgis')"
    " AS geometry")


def parts(number: str) -> Tuple[int, ...]:
    """Return a version number as numbers, for comparing."""
    return tuple(int(part) for part in re.findall(r"\d+", number))


def connect(address: Address) -> Any:
    """Return a connection in autocommit; nothing of the ledger is looked at yet.

    :raises LedgerError: one sentence for what stands in the way.
    """
    psycopg2 = driver()
    text, given = address.connection()
    try:
        try:
            connection = psycopg2.connect(text, cursor_factory=psycopg2.extras.DictCursor, **given)
        except psycopg2.OperationalError as error:
            password = "" if address.password or address.authcfg or not wants_password(error) else cached_password(
                address.name, address.user)
            if not password:
                raise
            connection = psycopg2.connect(text, cursor_factory=psycopg2.extras.DictCursor, **{**given, "password": password})
    except psycopg2.Error as error:
        raise not_connected(error, address) from error
    connection.autocommit = True
    return connection


def set_up(connection: Any, address: Address, read_only: bool = False) -> Mapping[str, Any]:
    """Set the session's path, time limits and types; return who is logged in, and whether the schema has a ledger."""
    psycopg2 = driver()
    cursor = connection.cursor()
    cursor.execute(ABOUT, (f"{address.schema}.meta",))
    about: Mapping[str, Any] = cursor.fetchone()
    names = [address.schema, *([about["postgis"]] if about["postgis"] else [])]
    path = psycopg2.sql.SQL(", ").join(map(psycopg2.sql.Identifier, dict.fromkeys(names)))
    cursor.execute(psycopg2.sql.SQL("SET search_path TO {}").format(path))
    cursor.execute("SELECT set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false),"
                   " set_config('idle_in_transaction_session_timeout', %s, false),"
                   " set_config('default_transaction_read_only', %s, false)",
                   (str(LOCK_MS), str(STATEMENT_MS), str(IDLE_MS), "on" if read_only else "off"))
    register_types(connection, about["geometry"] or 0)
    return about


class PostgisStore:
    """One login's connection to a ledger in a database; it belongs to the thread that opened it.

    A connection that is lost is made again by the next call; what was being written then is rolled back by the server.

    :param address: ``postgresql://login[:password]@host:port/database?…``; the password is never kept in ``name``.
    :raises BadInput: for an address that is none. :raises LedgerError: in one sentence, when there is no ledger, no server,
        no such login.
    """

    shared = True

    def __init__(self, address: str, *, write: bool = True) -> None:
        self.errors: Tuple[Type[Exception], ...] = (driver().Error,)
        self.address = Address.parse(address)
        self.name = self.address.name
        self._write = write
        self._inside = ""
        self._begin = ""  # sent together with the first statement of a transaction
        self._translated: Dict[str, str] = {}
        self._asked: Set[str] = set()
        self._names: Dict[str, str] = {}
        self._ready: Set[str] = set()
        self._connection: Any = None
        self._listener: Any = None
        self.actor, self.sees_all = "", False
        self.remarks: List[FarmlandError] = []
        opened = False
        try:
            self._open()
            opened = True
        finally:
            if not opened:
                self.close()

    # -- the connection -----------------------------------------------------------------------------------------

    def _open(self) -> None:
        self._connection = connect(self.address)
        self._ready.clear()
        try:
            about = set_up(self._connection, self.address, read_only=not self._write)
            if about["meta"] is None:
                raise LedgerError(tr("{path} has no ledger in the schema {schema}: create one there, or check the address."),
                                  path=self.name, schema=self.address.schema)
            cursor = self._connection.cursor()
            cursor.execute("SELECT key, value FROM meta WHERE key IN ('schema_version', 'ledger_uuid')")
            meta = {row["key"]: row["value"] for row in cursor.fetchall()}
            found = int(meta.get("schema_version", "0"))
            if found > VERSION:
                raise LedgerError(tr("{path} has ledger version {found}, this program reads {known}: update the program."),
                                  path=self.name, found=found, known=VERSION)
            cursor.execute(RIGHTS)
            writer, self.owns, made_by = cursor.fetchone()
            if found < VERSION:
                self._bring_up(found, str(about["actor"]))
            elif self._write and self.owns:
                self._renew(str(made_by or ""))
            cursor.execute("SELECT county_wide()")
            self.sees_all = bool(cursor.fetchone()[0])
        except self.errors as error:
            raise self.explained(error) from error
        self.actor = about["actor"]
        self.read_only = not (self._write and writer)
        self.files = files_folder(self.address, meta["ledger_uuid"])
        self.path: Path = self.files

    def _bring_up(self, found: int, actor: str) -> None:
        """Bring a ledger of an earlier schema up, when its owner opens it for writing.

        :raises LedgerError: for anybody else.
        """
        if not (self._write and self.owns):
            raise LedgerError(tr("{path} has ledger version {found}, this program works with {known}: its owner must open it for "
                                 "writing with this program once."), path=self.name, found=found, known=VERSION)
        from .upgrading import bring_up

        self.remarks += bring_up(self._connection, self.address, actor, found)
        set_up(self._connection, self.address)

    def _renew(self, made_by: str) -> None:
        """Bring what guards the database up to this version of the program, when an earlier one made it."""
        from .create import MADE, renew

        before = made_by[len(MADE):] if made_by.startswith(MADE) else "0"
        if parts(before) < parts(version()):
            renew(self._connection, self.address)
            set_up(self._connection, self.address)
            self.remarks.append(LedgerError(tr(
                "The rules in the database {name} were those of version {before} of the program: they were brought to version "
                "{after}."), name=self.name, before=before, after=version()))

    def _live(self, beginning: bool = False) -> Any:
        """Return the connection, made again when it was lost, unless that was in the middle of a transaction."""
        if self._connection is None or self._connection.closed:
            if self._inside and not beginning:
                raise LedgerError(tr("The connection to {name} was lost: nothing of this step was written, do it again."),
                                  name=self.name)
            self._open()
        return self._connection

    def explained(self, error: Exception) -> FarmlandError:
        """Turn what PostgreSQL says into one sentence."""
        lost = self._connection is None or bool(self._connection.closed)
        return explain(error, self.address, self.actor or self.address.user, lost=lost, committing=self._inside == "commit")

    def _run(self, statement: Any, values: Sequence[Any] = ()) -> Any:
        """Run one statement as psycopg2 wants it; until a transaction has begun, a lost connection is made again once."""
        for again in (True, False):
            begin, self._begin = self._begin, ""
            try:
                cursor = self._live(bool(begin)).cursor()
                if isinstance(statement, str):
                    cursor.execute(begin + self._prepared(cursor, statement, len(values)), tuple(values))
                else:
                    cursor.execute(statement)
                return cursor
            except self.errors as error:
                if again and (begin or not self._inside) and self._connection.closed:
                    self._begin = begin
                    continue
                raise self.explained(error) from error
        return None

    def _prepared(self, cursor: Any, sql: str, count: int) -> str:
        """Return the call of a prepared statement: one that runs again is planned once, row-level security and all."""
        name = self._names.get(sql)
        if name is None:
            if sql not in self._asked or not sql.startswith(PREPARED):
                self._asked.add(sql)
                return sql
            name = self._names[sql] = f"farmland_{len(self._names)}"
        if name not in self._ready:
            places = iter(range(1, count + 1))
            numbered = PLACE.sub(lambda found: f"${next(places)}" if found.group() == "%s" else "%", sql)
            cursor.execute(f"PREPARE {name} AS {numbered}")
            self._ready.add(name)
        return f"EXECUTE {name}" + (f"({', '.join(['%s'] * count)})" if count else "")

    def _start(self) -> None:
        """Begin the transaction that waits for its first statement."""
        if self._begin:
            self._run("SELECT 1")

    def _sql(self, sql: str) -> str:
        known = self._translated.get(sql)
        if known is None:
            known = self._translated[sql] = placeholders(sql)
        return known

    # -- statements ---------------------------------------------------------------------------------------------

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of one constant statement."""
        return iter(self._run(self._sql(sql), values).fetchall())

    def each(self, sql: str, keys: Sequence[Any]) -> Iterator[Row]:
        """Yield the rows of a statement with one ``= ?`` for every key: asked in one go, given key by key."""
        wanted = list(keys)
        found = self._run(self._sql(sql).replace("= %s", "= ANY(%s)"), (wanted,)).fetchall()
        return by_key(sql, wanted, found)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run one constant statement."""
        self._run(self._sql(sql), values)

    def many(self, sql: str, values: Iterable[Tuple[Any, ...]]) -> None:
        """Run one constant statement for many rows."""
        self._start()
        try:
            driver().extras.execute_batch(self._live().cursor(), self._sql(sql), values, page_size=200)
        except self.errors as error:
            raise self.explained(error) from error

    def run_composed(self, statement: Any) -> None:
        """Run a statement composed of ``psycopg2.sql`` names: for roles and schemas, which no parameter can stand for."""
        self._run(statement)

    # -- transactions -------------------------------------------------------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold one transaction; ``head`` in it keeps every other writer out until it ends."""
        self._begin, self._inside, done = "BEGIN; ", "write", False
        try:
            yield
            self._inside = "commit"
            # PostgreSQL answers ROLLBACK when a part had failed
            if not self._begin and self._run("COMMIT").statusmessage != "COMMIT":
                raise LedgerError(tr("An earlier part of this step failed: nothing of it was written."))
            done = True
        finally:
            self._end(done)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one state of the ledger over several reads; nobody waits for it."""
        if self._inside:
            yield
            return
        self._begin, self._inside = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; ", "read"
        try:
            yield
        finally:
            self._end(False)

    def hurried(self) -> ContextManager[None]:
        """Read as ever: nobody who reads here waits for a writer."""
        return nullcontext()

    def _end(self, done: bool) -> None:
        """Leave a transaction, rolled back unless it is done."""
        begun, self._begin, self._inside = not self._begin, "", ""
        if not done and begun and self._connection is not None and not self._connection.closed:
            try:
                self._connection.cursor().execute("ROLLBACK")
            except self.errors:
                with suppress(*self.errors):
                    self._connection.close()

    # -- the ledger's own ---------------------------------------------------------------------------------------

    def head(self) -> Head:
        """Return the newest event; inside ``writing`` its row stays locked."""
        sql = "SELECT seq, hash, sm3, ts FROM head()" if self._inside == "write" else "SELECT seq, hash, sm3, ts FROM newest()"
        return Head(*self._run(sql).fetchone())

    def links(self) -> Iterator[Row]:
        """Yield what the chain needs of every event, of other townships, too."""
        return self.rows("SELECT seq, ts, body_hash, hash, sm3 FROM links()")

    def append(self, event: Event) -> None:
        """Add an event that changes no case to the journal."""
        self._run("SELECT append_event(%s, %s, %s)", (event.body, event.hash, event.sm3))

    def change_case(self, event: Event, case: CaseState, columns: Mapping[str, Any]) -> None:
        """Let the database judge a case's event, add it and set the case's columns."""
        self._run("SELECT apply(%s, %s, %s, %s, %s)", (event.body, event.hash, event.sm3, case.version, columns["facts"]))

    def insert_parcels(self, parcels: Iterable[Tuple[Parcel, str]], srs_id: int) -> None:
        """Add parcels, each with its attributes as JSON text."""
        binary = driver().Binary
        values = ((binary(from_blob(row[0])), srs_id, *(binary(v) if isinstance(v, bytes) else v for v in row[1:]))
                  for row in (tables.parcel_to_row(*one, srs_id) for one in parcels))
        places = "(ST_GeomFromWKB(%s, %s)" + ", %s" * 15 + ")"
        self._start()
        try:
            driver().extras.execute_values(self._live().cursor(), INSERT_PARCELS, values, template=places, page_size=200)
        except self.errors as error:
            raise self.explained(error) from error

    def expected_objects(self) -> Objects:
        """Return the functions, triggers and secured tables the ledger must have."""
        return guards.expected()

    def found_objects(self) -> Objects:
        """Return those it has."""
        return guards.present(self.rows)

    # -- what colleagues write ----------------------------------------------------------------------------------

    def listen(self) -> int:
        """Listen, on a connection of its own, for what anybody commits; return the socket to watch.

        :raises LedgerError: when the connection cannot be made.
        """
        self.unlisten()
        self._listener = connect(self.address)
        try:
            self._listener.cursor().execute("LISTEN farmland")
        except self.errors as error:
            raise self.explained(error) from error
        return int(self._listener.fileno())

    def notified(self) -> bool:
        """Whether somebody committed since this was asked last; never waits.

        :raises LedgerError: when the listening connection is lost; it is closed then.
        """
        if self._listener is None:
            return False
        try:
            self._listener.poll()
            self._listener.poll()  # the first takes the server's farewell, if there is one; the second finds the line dead
        except self.errors as error:
            self.unlisten()
            raise LedgerError(tr("The connection to {name} was lost: what colleagues write shows a little later."),
                              name=self.name) from error
        heard = [one.payload for one in self._listener.notifies]
        self._listener.notifies.clear()
        return self.address.schema in heard

    @property
    def listening(self) -> bool:
        """Whether ``listen`` was called and its connection lives."""
        return self._listener is not None and not self._listener.closed

    def unlisten(self) -> None:
        """Stop listening."""
        if self._listener is not None:
            with suppress(*self.errors):
                self._listener.close()
        self._listener = None

    def close(self) -> None:
        """Close the connections."""
        self.unlisten()
        if self._connection is not None:
            with suppress(*self.errors):
                self._connection.close()
        self._connection = None
