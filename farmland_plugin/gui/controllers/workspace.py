"""The session: one open ledger, its parcels in the project, and word of every change."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...domain.errors import LedgerBusy, LedgerError, LedgerReadOnly
from ...i18n import tr
from ...ledger.ledger import Ledger
from ..errors import Notices, guarded
from ..terms import Terms
from .parcel_layer import ParcelLayer

SCOPE = "farmland"
KEY = "ledger"
WATCH_MS = 2000  # a glance at the journal's last number: an algorithm or a colleague may have written
SHOWN_BESIDE = {"screen", "register_redline", "register_scene"}  # change no case, but what is shown of every parcel


class Workspace(QObject):
    """Opens and closes the ledger, writes cases through its one door, and keeps the map and the panels current.

    ``changed`` carries the set of changed parcel uids, or None when everything may have changed.
    """

    opened = pyqtSignal()
    closed = pyqtSignal()
    changed = pyqtSignal(object)

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self.ledger: Optional[Ledger] = None
        self.terms = Terms({})
        self.parcels = ParcelLayer(self)
        self.reading = ""
        self._seq = 0
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self.refresh)
        project = QgsProject.instance()
        project.readProject.connect(self._on_project_read)
        project.writeProject.connect(self._on_project_write)
        project.cleared.connect(self._on_project_cleared)

    @property
    def path(self) -> str:
        """The open ledger's path, '' when none is open."""
        return str(self.ledger.path) if self.ledger is not None else ""

    @property
    def writable(self) -> bool:
        """Whether a ledger is open for writing."""
        return self.ledger is not None and not self.ledger.read_only

    def open(self, path: Path) -> None:
        """Open a ledger for writing; for reading when another program holds it or its disk is read-only.

        ``reading`` says why nothing can be written; the panels show it for as long as it is so.
        """
        reading = ""
        try:
            ledger = Ledger.open(path)
        except LedgerBusy as busy:
            ledger = Ledger.open(path, write=False)
            reading = tr("Reading only: {file} is open elsewhere ({holder}).").format(
                file=Path(path).name, holder=busy.facts.get("holder") or "?")
        except LedgerReadOnly:
            ledger = Ledger.open(path, write=False)
            reading = tr("Reading only: {file} cannot be written where it lies.").format(file=Path(path).name)
        self.close()  # only now: a file that is no ledger does not cost the user the open one
        self.ledger, self.reading = ledger, reading
        self.terms = Terms(ledger.dictionaries)
        self._seq = ledger.last_seq()
        self.parcels.show(ledger, self.terms)
        QgsProject.instance().writeEntry(SCOPE, KEY, str(ledger.path))
        self._watch.start()
        self.opened.emit()

    @guarded
    def reopen(self) -> None:
        """Open the same ledger again, to write once nobody else holds it."""
        if self.ledger is not None:
            self.open(self.ledger.path)
        if self.writable:
            self.notices.success(tr("The ledger is open for writing."))

    def close(self) -> None:
        """Close the ledger and take its layer out of the project."""
        if self.ledger is None:
            return
        self._watch.stop()
        ledger, self.ledger = self.ledger, None
        self.parcels.remove()
        ledger.close()
        self.closed.emit()

    def apply(self, parcel_uid: str, version: int, action: str, payload: dict[str, Any]) -> Any:
        """Write one case through the ledger's door and bring map and panels up to it.

        :raises FarmlandError: StaleRow, NotAllowed; nothing is written then.
        """
        if self.ledger is None:
            raise LedgerError(tr("No ledger is open: open or create one first."))
        if self.ledger.read_only:
            raise LedgerError(tr("{path} is open for reading only: close it where it is being written."),
                              path=self.ledger.path)
        applied = self.ledger.apply(parcel_uid, version, action, payload)
        self.refresh()
        return applied

    @guarded
    def refresh(self) -> None:
        """Take over what was written since the last look; cheap when nothing was."""
        if self.ledger is None:
            return
        try:
            seq, uids, actions = self.ledger.changed_since(self._seq)
        except sqlite3.Error as error:
            if "locked" in str(error):  # somebody is committing right now: the next look finds it
                return
            self._watch.stop()  # say it once, not every two seconds
            raise
        if seq == self._seq:
            return
        self._seq = seq
        self.parcels.refresh(self.ledger, uids, screened="screen" in actions)
        self.changed.emit(None if actions & SHOWN_BESIDE else uids)

    def release(self) -> None:
        """Close the ledger and let go of the project's signals."""
        self.close()
        project = QgsProject.instance()
        project.readProject.disconnect(self._on_project_read)
        project.writeProject.disconnect(self._on_project_write)
        project.cleared.disconnect(self._on_project_cleared)

    @guarded
    def resume(self) -> None:
        """Open the ledger the present project remembers, if it does."""
        self._from_project()

    @guarded
    def _on_project_read(self) -> None:
        self._from_project()

    def _from_project(self) -> None:
        project = QgsProject.instance()
        stored, found = project.readEntry(SCOPE, KEY, "")
        if not found or not stored:
            return
        path = Path(project.readPath(stored))
        if path.exists():
            self.open(path)
        else:
            text = tr("The project's ledger is not at {path}: open it from where it is now.")
            self.notices.warning(text.format(path=path))

    @guarded
    def _on_project_write(self) -> None:
        if self.ledger is not None:
            project = QgsProject.instance()
            project.writeEntry(SCOPE, KEY, project.writePath(str(self.ledger.path)))

    @guarded
    def _on_project_cleared(self) -> None:
        self.close()
