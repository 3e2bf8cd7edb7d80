"""The sqlite3 connection of a ledger: durable, short transactions, clear words when something is wrong."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from ..domain.errors import LedgerBusy, LedgerError
from ..i18n import tr
from .schema import VERSION

BUSY_SECONDS = 10


def explain(error: sqlite3.Error, path: Path) -> LedgerError:
    """Turn an SQLite error into one sentence."""
    text = str(error).partition("\n")[0][:120]
    if "full" in text:
        return LedgerError(tr("The disk of {path} is full: free some space and run again; nothing was written."),
                           path=path)
    if "locked" in text or "busy" in text:
        return LedgerBusy(tr("{path} is being written by another program: wait a moment and run again."), path=path)
    if any(word in text for word in ("malformed", "not a database", "disk I/O", "Could not decode", "damaged")):
        return LedgerError(tr("{path} is damaged or not a ledger ({reason}): restore it from a backup."), path=path,
                           reason=text)
    if "readonly" in text or "unable to open" in text:
        return LedgerError(tr("{path} cannot be written: check its permissions."), path=path)
    return LedgerError(tr("{path}: {reason}."), path=path, reason=text)


def damaged(reason: str, name: str) -> LedgerError:
    """Return the sentence for a ledger whose own texts no longer mean anything."""
    return LedgerError(tr("{path} is damaged or not a ledger ({reason}): restore it from a backup."), path=name, reason=reason)


def connect(path: Path, read_only: bool = False) -> sqlite3.Connection:
    """Open a connection with the pragmas of records D2 and D3: no WAL, every commit on the disk.

    It belongs to the thread that opened it.

    :param read_only: no statement may write through it; a crashed writer's journal is still rolled back.
    """
    connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)
    ready = False
    try:
        _set_up(connection, read_only)
        ready = True
    finally:
        if not ready:  # one left open would hold its locks until it is collected
            connection.close()
    return connection


def _set_up(connection: sqlite3.Connection, read_only: bool) -> None:
    connection.row_factory = sqlite3.Row
    if not read_only:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA secure_delete = ON")
        # a transaction that outgrows the cache (KiB) locks readers out until it ends, not only while it commits
        connection.execute("PRAGMA cache_size = -131072")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    if read_only:
        connection.execute("PRAGMA query_only = ON")


def no_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Put a file back to its rollback journal that QGIS left in WAL: a copy of it would lose what lies in ``-wal``.

    :raises LedgerBusy: while the program that switched it still holds it.
    """
    if connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        return
    try:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    except sqlite3.OperationalError:
        mode = "wal"
    if mode != "delete":
        raise LedgerBusy(tr("{path} is open as a layer in another program, which changed how it is written: remove the layer "
                            "there and run again; nothing was written."), path=path)


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Run a block inside ``BEGIN IMMEDIATE … COMMIT``; anything raised rolls everything back.

    :raises LedgerError: one sentence for what SQLite says. :raises LedgerBusy: inside another such block, which goes on.
    """
    if connection.in_transaction:
        raise LedgerBusy(tr("{path} is being written by this program at this moment: finish that first."), path=path)
    try:
        no_wal(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise explain(error, path) from error
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def is_ledger(path: Path) -> bool:
    """Whether a file is a ledger of this program, live or a copy; read by SQLite, which keeps its locks (records D1)."""
    if not path.is_file() or not path.stat().st_size:
        return False
    connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS)
    try:
        found = connection.execute("SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name IN"
                                   " ('case_state', 'event', 'meta', 'parcel')").fetchone()
    except sqlite3.DatabaseError as error:
        return "locked" in str(error)
    finally:
        connection.close()
    return bool(found[0] == 4)


def schema_version(connection: sqlite3.Connection) -> int:
    """Return the version of a ledger's tables; 0 when it does not say."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
    return int(row[0]) if row is not None and str(row[0]).isdigit() else 0


def open_checked(path: Path, read_only: bool) -> sqlite3.Connection:
    """Open an existing ledger file, of this program's schema or an earlier one.

    :raises LedgerError: when there is none, it is another kind of file, or a newer plugin wrote it.
    """
    if not path.is_file():
        raise LedgerError(tr("No ledger at {path}: check the path, or create one."), path=path)
    connection, version, opened = None, 0, False
    try:
        connection = connect(path, read_only)
        version = schema_version(connection)
        found = None if read_only else connection.execute("PRAGMA quick_check(1)").fetchone()
        if found is not None and found[0] != "ok":
            raise sqlite3.DatabaseError(f"damaged: {found[0]}")
        if not 1 <= version <= VERSION:
            raise LedgerError(tr("{path} has ledger version {found}, this program reads {known}: update the program."),
                              path=path, found=version, known=VERSION)
        opened = True
    except sqlite3.Error as error:
        if "no such table" in str(error) or "not a database" in str(error):
            raise LedgerError(tr("{path} is not a ledger of this program: choose the ledger's .gpkg file."),
                              path=path) from error
        raise explain(error, path) from error
    finally:
        if connection is not None and not opened:
            connection.close()
    return connection
