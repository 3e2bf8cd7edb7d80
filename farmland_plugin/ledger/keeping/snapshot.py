"""A whole, checked copy of a ledger file while it is in use: never a plain copy of a live file (records §2.3, §2.5)."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ...domain.errors import LedgerError
from ...files import private_file, private_folder, replacing, sha256_of
from ...i18n import tr
from ..connection import BUSY_SECONDS, explain
from ..store import Head
from .bare import newest


def stamp() -> str:
    """Return the time for a file name, by this computer's clock, to the millisecond: no backup takes another's name."""
    return datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")[:-3]


class Snapshot(NamedTuple):
    """A finished copy: where it lies, its SHA-256, its size in bytes, and the newest event it holds."""

    path: Path
    sha256: str
    size: int
    head: Head


def vacuum_into(source: Path, target: Path) -> None:
    """Write a copy of a ledger into a file that is empty or not there yet; readable by its owner only, without free pages.

    :raises LedgerError: when SQLite cannot, in one sentence.
    """
    if not target.exists():
        private_file(target)
    try:
        with closing(sqlite3.connect(str(source), timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.Error as error:
        raise explain(error, target if "full" in str(error) else source) from error


def checked_head(path: Path) -> Head:
    """Return the newest event of a copy that is whole in itself.

    :raises LedgerError: when it is not.
    """
    try:
        with closing(sqlite3.connect(str(path), isolation_level=None)) as connection:
            found = connection.execute("PRAGMA quick_check(1)").fetchone()
            head = newest(connection)
    except sqlite3.Error as error:
        raise explain(error, path) from error
    if found[0] != "ok":
        raise LedgerError(tr("{path} is damaged or not a ledger ({reason}): restore it from a backup."), path=path,
                          reason=found[0])
    return head


def snapshot(source: Path, target: Path) -> Snapshot:
    """Copy a ledger, check the copy and put it under its final name; a half-made one never stands there.

    :param source: a ledger, in use or not; no lock is needed, a writer waits while the copy is made.
    :raises LedgerError: when it cannot be read or the copy is not whole. :raises NoSpace: when it cannot be written.
    """
    private_folder(target.parent)
    with replacing(target) as hidden:
        vacuum_into(source, hidden)
        head = checked_head(hidden)
        digest, size = sha256_of(hidden), hidden.stat().st_size
    return Snapshot(target, digest, size, head)
