"""One writer per ledger file (records D5), told apart by a lock file beside it."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QLockFile

from ..domain.errors import LedgerBusy, LedgerReadOnly
from ..i18n import tr
from .actor import current_actor


class WriterLock:
    """Holds ``<ledger>.lock`` while this process writes; ``<ledger>.writer`` beside it names the person for colleagues.

    Several objects of one process write under one lock: the file names the process, so that an algorithm started from
    the desktop may write to the ledger the desktop holds. When the object that took it closes, the next one that writes
    takes it (``hold``); a stranger who came in between is reported, never written over. A crashed holder's lock is taken over;
    ``left_by`` then says who it was and since when, and is '' otherwise.

    :raises LedgerBusy: naming who holds it. :raises LedgerReadOnly: when the folder is not writable.
    """

    def __init__(self, ledger: Path) -> None:
        self._path = ledger
        self._who = ledger.with_name(ledger.name + ".writer")
        self._lock: Optional[QLockFile] = None
        self.left_by = ""
        self.hold()

    def hold(self) -> None:
        """Make sure that this process holds the lock; cheap when this object does already."""
        if self._lock is not None:
            return
        lock = QLockFile(str(self._path.with_name(self._path.name + ".lock")))
        lock.setStaleLockTime(0)
        if lock.tryLock(0):
            self._lock = lock
            self.left_by = self._name()  # who lets go well leaves no name
            with suppress(OSError):
                self._who.write_text(f"{current_actor()}\n{datetime.now().astimezone().isoformat(timespec='minutes')}\n",
                                     encoding="utf-8")
            return
        if lock.error() != QLockFile.LockError.LockFailedError:
            raise LedgerReadOnly(tr("{path} cannot be locked: the folder is not writable or its disk is full."),
                                 path=self._path)
        known, pid, host, program = lock.getLockInfo()
        if not (known and pid == os.getpid() and host == socket.gethostname()):
            holder = ", ".join(part for part in (self._name(), program, host, f"PID {pid}") if part) if known else "?"
            raise LedgerBusy(
                tr("{path} is open elsewhere ({holder}): close it there, or open it read-only here."),
                path=self._path, holder=holder,
            )

    def _name(self) -> str:
        """Return who writes and since when, '' when nobody said."""
        try:
            who, since = self._who.read_text(encoding="utf-8").split("\n")[:2]
        except (OSError, ValueError):
            return ""
        return f"{who} ({since.replace('T', ' ')[:16]})"

    def release(self) -> None:
        """Give the lock back, when this object is the one that took it."""
        if self._lock is not None:
            with suppress(OSError):
                self._who.unlink()
            self._lock.unlock()
            self._lock = None
