"""Opening a ledger in a database from the desktop."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject

from ...compat import remember_password
from ...ledger.postgis.address import Address
from ..dialogs.database import DatabaseDialog
from ..errors import Notices, guarded
from .workspace import Workspace

LAST_DATABASE = "farmland/database"


class DatabaseOpener(QObject):
    """Asks for the database and opens its ledger; the address is remembered, the password only until QGIS closes."""

    def __init__(self, window: Any, workspace: Workspace, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._main, self._workspace = window, workspace
        self.window: Optional[DatabaseDialog] = None

    @guarded
    def ask(self) -> None:
        """Open the window that asks."""
        last = self._workspace.path if self._workspace.shared else str(QgsSettings().value(LAST_DATABASE, "") or "")
        window = DatabaseDialog(last, self._main)
        self.window = window
        window.accepted.connect(self._on_accepted)
        window.finished.connect(self._on_closed)
        window.open()

    @guarded
    def _on_accepted(self) -> None:
        if self.window is not None:
            self.open(self.window.address())

    def open(self, address: Address) -> None:
        """Open a ledger; algorithms started from the desktop log in the same way.

        :raises LedgerError: in one sentence, for whatever stands in the way.
        """
        QgsSettings().setValue(LAST_DATABASE, address.name)
        self._workspace.open(address.secret)
        if address.password:
            remember_password(address.name, address.user, address.password)

    @guarded
    def _on_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window = None

    def release(self) -> None:
        """Close the window."""
        if self.window is not None:
            self.window.reject()

