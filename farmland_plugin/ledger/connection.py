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


def connect(path: Path, read_only: bool = False) -> sqlite3.Connection:
    """Open a connection with the pragmas of records D2 and D3: no WAL, every commit on the disk.

    It belongs to the thread that opened it.

    :param read_only: no statement may write through it; a crashed writer's journal is still rolled back.
    """
    connection = sqlite3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None)
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
    return connection


@contextmanager
def transaction(connection: sqlite3.Connection, path: Path) -> Iterator[sqlite3.Connection]:
    """Run a block inside ``BEGIN IMMEDIATE … COMMIT``; anything raised rolls everything back.

    :raises LedgerError: one sentence for what SQLite says.
    """
    try:
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


def open_checked(path: Path, read_only: bool) -> sqlite3.Connection:
    """Open an existing ledger file.

    :raises LedgerError: when there is none, it is another kind of file, or a newer plugin wrote it.
    """
    if not path.is_file():
        raise LedgerError(tr("No ledger at {path}: check the path, or create one."), path=path)
    connection = None
    try:
        connection = connect(path, read_only)
        row = connection.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
        found = None if read_only else connection.execute("PRAGMA quick_check(1)").fetchone()
        if found is not None and found[0] != "ok":
            raise sqlite3.DatabaseError(f"damaged: {found[0]}")
    except sqlite3.Error as error:
        if connection is not None:
            connection.close()
        if "no such table" in str(error) or "not a database" in str(error):
            raise LedgerError(tr("{path} is not a ledger of this program: choose the ledger's .gpkg file."),
                              path=path) from error
        raise explain(error, path) from error
    version = int(row["value"]) if row else 0
    if version != VERSION:
        connection.close()
        raise LedgerError(tr("{path} has ledger version {found}, this program reads {known}: update the program."),
                          path=path, found=version, known=VERSION)
    return connection
