"""One writer per ledger file (records D5), told apart by a lock file beside it."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Optional

from qgis.PyQt.QtCore import QLockFile

from ..domain.errors import LedgerBusy, LedgerReadOnly
from ..i18n import tr


class WriterLock:
    """Holds ``<ledger>.lock`` while this process writes.

    Several objects of one process share the lock: the file names the process, so that an algorithm started from the
    desktop may write to the ledger the desktop holds. A crashed holder's lock is taken over.

    :raises LedgerBusy: naming who holds it. :raises LedgerReadOnly: when the folder is not writable.
    """

    def __init__(self, ledger: Path) -> None:
        path = ledger.with_name(ledger.name + ".lock")
        self._lock: Optional[QLockFile] = QLockFile(str(path))
        self._lock.setStaleLockTime(0)
        if self._lock.tryLock(0):
            return
        if self._lock.error() != QLockFile.LockError.LockFailedError:
            raise LedgerReadOnly(tr("{path} cannot be locked: the folder is not writable or its disk is full."), path=ledger)
        known, pid, host, program = self._lock.getLockInfo()
        self._lock = None
        if not (known and pid == os.getpid() and host == socket.gethostname()):
            holder = f"{program or '?'}, {host or '?'}, PID {pid}" if known else "?"
            raise LedgerBusy(
                tr("{path} is open elsewhere ({holder}): close it there, or open it read-only here."),
                path=ledger, holder=holder,
            )

    def release(self) -> None:
        """Give the lock back, when this object is the one that took it."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
