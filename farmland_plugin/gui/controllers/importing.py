"""What brings hand-overs in: the import wizard, and the review of parcels on the same ground."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QObject

from ...domain.errors import LedgerError
from ...i18n import tr
from ..dialogs.same_ground import SameGroundDialog
from ..errors import Notices, guarded
from ..importing.wizard import ImportWizard
from .jobs import Jobs
from .mapview import MapView
from .spotlight import Spotlight
from .workspace import Workspace


class Importing(QObject):
    """Owns the wizard, the review and the outlines both draw on the map; one window of each at a time."""

    def __init__(self, iface: Any, workspace: Workspace, view: MapView, jobs: Jobs, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._workspace, self._view, self._jobs = iface, workspace, view, jobs
        self.spotlight = Spotlight(iface)
        self.wizard: Optional[ImportWizard] = None
        self.review: Optional[SameGroundDialog] = None

    @guarded
    def import_parcels(self, path: str = "") -> None:
        """Open the wizard, with an input when one was dropped; bring it to the front when it is open already."""
        self._workspace.writing()
        if self.wizard is None:
            self.wizard = ImportWizard(self._workspace, self._view, self._jobs, self.spotlight, self._iface.mainWindow())
            self.wizard.finished.connect(self._on_wizard_closed)
        self.wizard.start(path)

    @guarded
    def show_same_ground(self) -> None:
        """Open the review of the ledger's links."""
        if self._workspace.ledger is None:
            raise LedgerError(tr("No ledger is open: open or create one first."))
        if self.review is None:
            self.review = SameGroundDialog(self._workspace, self.spotlight, self._iface.mainWindow())
            self.review.finished.connect(self._on_review_closed)
        self.review.start()

    def release(self) -> None:
        """Close both windows without asking, and leave nothing on the map."""
        if self.wizard is not None:
            self.wizard.give_up()
        if self.review is not None:
            self.review.reject()
        self.spotlight.clear()

    @guarded
    def _on_wizard_closed(self) -> None:
        if self.wizard is not None:
            self.wizard.deleteLater()
        self.wizard = None

    @guarded
    def _on_review_closed(self) -> None:
        if self.review is not None:
            self.review.deleteLater()
        self.review = None
