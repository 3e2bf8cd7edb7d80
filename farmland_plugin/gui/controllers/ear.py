"""Hearing at once what a colleague commits to a ledger in a database."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import QSocketNotifier

from ...domain.errors import LedgerError


class Ear:
    """Watches the socket on which the database tells of commits.

    Where there is none (a file), or it is lost, the workspace's timer finds the changes a little later.
    """

    def __init__(self, heard: Callable[[], None]) -> None:
        self._heard = heard
        self._store: Any = None
        self._socket: Optional[QSocketNotifier] = None

    @property
    def listening(self) -> bool:
        """Whether a socket is watched."""
        return self._socket is not None

    def listen(self, store: Any) -> None:
        """Listen to a store in a database; does nothing when it does already, or the store is a file."""
        if not store.shared or (self.listening and self._store is store):
            return
        self.stop()
        with suppress(LedgerError):  # the timer goes on all the same
            self._socket = QSocketNotifier(store.listen(), QSocketNotifier.Type.Read)
            self._socket.activated.connect(lambda *_: self._on_activated())
            self._store = store

    def stop(self) -> None:
        """Listen no more."""
        if self._socket is not None:
            self._socket.setEnabled(False)
            self._socket.deleteLater()
        if self._store is not None:
            self._store.unlisten()
        self._socket = self._store = None

    def _on_activated(self) -> None:
        if self._store is None:
            return
        try:
            heard = self._store.notified()
        except LedgerError:
            self.stop()
            return
        if heard:
            self._heard()
