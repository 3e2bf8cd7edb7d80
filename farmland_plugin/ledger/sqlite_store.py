"""A ledger in one GeoPackage file, by ``sqlite3`` only: QGIS never opens the live file (records D1, D2)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterable, Iterator, List, Mapping, Optional, Sequence, Tuple, Type

from ..domain.errors import FarmlandError, LedgerError, LedgerReadOnly
from ..domain.journal import GENESIS, Event
from ..domain.parcel import CaseState, Parcel
from ..i18n import tr
from . import objects, rows
from .actor import current_actor
from .connection import BUSY_SECONDS, damaged, explain, open_checked, schema_version, transaction
from .keeping.migrating import memory_copy, migrate
from .lock import WriterLock
from .schema import VERSION
from .store import CASE_COLUMNS, Head, Objects, Row, by_key

PATIENT = f"PRAGMA busy_timeout = {1000 * BUSY_SECONDS}"
ASKED_AT_ONCE = 900  # an older SQLite takes 999 values in one statement


class SqliteStore:
    """The file, its connection (of the thread that opened it) and the writer's lock.

    :raises LedgerBusy: when another program writes it. :raises LedgerReadOnly: when it cannot be written where it lies.
    :raises LedgerError: when it is not a ledger.
    """

    shared = False
    sees_all = True
    errors: Tuple[Type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, path: Path, *, write: bool = True) -> None:
        self.path = path
        self.name = str(path)
        self.files = path.with_name(path.name + ".files")
        self.actor = current_actor()
        self.read_only = not write
        self._lock: Optional[WriterLock] = None
        self.connection: sqlite3.Connection = open_checked(path, read_only=not write)
        self.remarks: List[FarmlandError] = []
        self._found: Optional[Objects] = None
        self._version = schema_version(self.connection)
        opened = False
        try:
            if write:
                if not os.access(path, os.W_OK):
                    raise LedgerReadOnly(tr("{path} cannot be written: check its permissions."), path=path)
                self._lock = WriterLock(path)
                self._tell_of_a_stop(self._lock.left_by)
            if self._version < VERSION:
                self._bring_up(write)
            opened = True
        finally:
            if not opened:
                self.close()

    def _tell_of_a_stop(self, who: str) -> None:
        """Say that the last writer never closed the ledger; SQLite has rolled back what was begun and not committed."""
        if who:
            self.remarks.append(LedgerError(tr(
                "{name} was not closed last time ({who}): the program or the computer stopped; everything that was shown as "
                "saved is in it."), name=self.path.name, who=who))

    def _bring_up(self, write: bool) -> None:
        """Bring an earlier ledger to this program's schema: the file itself, or for reading a copy of it in memory."""
        if write:
            self.remarks += migrate(self.connection, self.path, self.files, self._version).sentences()
            self._version = VERSION
            return
        self._found = objects.found(self.connection)
        try:
            copy = memory_copy(self.connection, self._version)
        except sqlite3.Error as error:
            raise explain(error, self.path) from error
        self.connection.close()
        self.connection = copy

    def expected_objects(self) -> Objects:
        """Return the tables, indexes and triggers a file of this schema has."""
        return objects.expected(self._version)

    def found_objects(self) -> Objects:
        """Return the tables, indexes and triggers the file has; of one brought up in memory, those of the file itself."""
        return objects.found(self.connection) if self._found is None else self._found

    def explained(self, error: Exception) -> LedgerError:
        """Turn what SQLite says into one sentence."""
        return explain(error, self.path) if isinstance(error, sqlite3.Error) else damaged(str(error), self.name)

    def each(self, sql: str, keys: Sequence[Any]) -> Iterator[Row]:
        """Yield the rows of a statement with one ``= ?`` for every key, all of one moment: asked by the hundred, given key by
        key where the rows say whose they are."""
        found: List[Row] = []
        wanted = tuple(dict.fromkeys(keys))
        with self.reading():
            for start in range(0, len(wanted), ASKED_AT_ONCE):
                some = wanted[start:start + ASKED_AT_ONCE]
                found += self.connection.execute(sql.replace("= ?", f"IN ({', '.join('?' * len(some))})"), some)
        return by_key(sql, keys, found)

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of one constant statement."""
        return iter(self.connection.execute(sql, values))

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run one constant statement."""
        self.connection.execute(sql, values)

    def many(self, sql: str, values: Iterable[Tuple[Any, ...]]) -> None:
        """Run one constant statement for many rows."""
        self.connection.executemany(sql, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold one ``BEGIN IMMEDIATE … COMMIT``; anything raised rolls everything back."""
        if self._lock is not None:
            self._lock.hold()
        with transaction(self.connection, self.path):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one state of the ledger over several reads; keep it short, since a writer waits meanwhile."""
        outermost = not self.connection.in_transaction
        if outermost:
            self.connection.execute("BEGIN")
        try:
            yield
        finally:
            if outermost:
                self.connection.execute("COMMIT")

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Read without waiting for whoever commits at this moment: what cannot be read at once fails as locked."""
        self.connection.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self.connection.execute(PATIENT)

    def head(self) -> Head:
        """Return the newest event."""
        row = self.connection.execute("SELECT seq, hash, sm3, ts FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        return Head(0, GENESIS, GENESIS, "") if row is None else Head(*row)

    def links(self) -> Iterator[Row]:
        """Yield what the chain needs of every event, in order."""
        return iter(self.connection.execute("SELECT seq, ts, body_hash, hash, sm3 FROM event ORDER BY seq"))

    def append(self, event: Event) -> None:
        """Add an event to the journal."""
        self.connection.execute(
            "INSERT INTO event (seq, body, body_hash, prev_hash, hash, sm3, parcel_uid, action, ts, actor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event.seq, event.body, event.body_hash, event.prev_hash, event.hash, event.sm3, event.parcel_uid, event.action,
             event.ts, event.actor))

    def change_case(self, event: Event, case: CaseState, columns: Mapping[str, Any]) -> None:
        """Add a case's event and set the case's columns to what it leads to."""
        self.append(event)
        self.connection.execute(
            "UPDATE case_state SET status = ?, hold = ?, finding = ?, disposition = ?, category = ?, note = ?,"
            " surveyed_on = ?, surveyors = ?, facts = ?, round = ?, campaign = ?, department = ?, flags = ?,"
            " confirmed_area_m2 = ?, version = version + 1, last_seq = ?, last_hash = ?, updated_at = ?, updated_by = ?"
            " WHERE parcel_uid = ? AND version = ?",
            (*(columns[name] for name in CASE_COLUMNS), event.seq, event.hash, event.ts, event.actor, case.parcel_uid,
             case.version))

    def insert_parcels(self, parcels: Iterable[Tuple[Parcel, str]], srs_id: int) -> None:
        """Add parcels, each with its attributes as JSON text."""
        self.connection.executemany(rows.INSERT_PARCEL, (rows.parcel_to_row(*one, srs_id) for one in parcels))

    def close(self) -> None:
        """Close the file and give the writer's lock back."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None
