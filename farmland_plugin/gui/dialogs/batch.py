"""One step for many parcels: everything is judged first, what would be refused is listed, and only then written at once."""

from __future__ import annotations

import json
from typing import Any, Callable, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QTableView, QVBoxLayout

from ...domain.errors import FarmlandError
from ...i18n import message, tr
from ...ledger.cases.steps import prejudge
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..models.simple import Column, RecordTable
from ..widgets.pieces import wrapped
from .acting import number_of, stored_files
from .step import StepDialog

Group = list  # the changes of one parcel
Done = Callable[[list], None]


class BatchReport(QDialog):
    """Lists the parcels the ledger would refuse, with why; OK goes on with the others."""

    def __init__(self, ready: int, refused: Sequence[tuple[str, str]], parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandBatchReport")
        self.setWindowTitle(tr("{count} parcels would be refused").format(count=len(refused)))
        self.table = RecordTable([Column(tr("Parcel"), lambda one: one[0]), Column(tr("Why not"), lambda one: one[1])], self)
        self.table.load(list(refused))
        view = QTableView()
        view.setModel(self.table)
        view.verticalHeader().hide()
        view.horizontalHeader().setStretchLastSection(True)
        view.setWordWrap(True)
        view.setColumnWidth(0, 170)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.buttons.button(kinds.Ok).setText(tr("Apply to the other {count}").format(count=ready))
        self.buttons.button(kinds.Ok).setEnabled(ready > 0)
        self.buttons.button(kinds.Cancel).setText(tr("Write nothing"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped(tr("Nothing is written yet. {ready} parcels can be done; {refused} cannot, for these "
                                    "reasons:").format(ready=ready, refused=len(refused))))
        layout.addWidget(view, 1)
        layout.addWidget(self.buttons)
        self.resize(640, 380)
        view.resizeRowsToContents()


class BatchWriter:
    """Judges many parcels' changes, asks when some would be refused, and writes the others in one transaction."""

    def __init__(self, workspace: Workspace, window: Any, done: Done) -> None:
        self._workspace, self._window, self._done = workspace, window, done
        self.report: Optional[BatchReport] = None
        self.group = ""
        self.notices = workspace.notices

    def run(self, groups: Sequence[Group]) -> None:
        """Judge and write; the report waits for an answer when some are refused.

        :raises FarmlandError: when the ledger cannot be written.
        """
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            refused = dict(prejudge(self._workspace.writing(), groups))
        finally:
            QApplication.restoreOverrideCursor()
        ready = [group for number, group in enumerate(groups) if number not in refused]
        if not refused:
            self._write(ready)
            return
        told = [(number_of(self._workspace, groups[number][0].parcel_uid), message(error)) for number, error in refused.items()]
        self.report = BatchReport(len(ready), told, self._window)
        self.report.accepted.connect(lambda: self._on_agreed(ready))
        self.report.open()

    @guarded
    def _on_agreed(self, ready: list) -> None:
        self._write(ready)

    def _write(self, ready: Sequence[Group]) -> None:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            applied = self._workspace.apply_many([change for group in ready for change in group])
        finally:
            QApplication.restoreOverrideCursor()
        self.group = group_of(self._workspace.ledger, applied[-1].seq)
        self._done([group[0].parcel_uid for group in ready])


class BatchStepDialog(StepDialog):
    """A step for many parcels; ``written`` are the parcels it was taken for."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.written: list[str] = []
        self.writer = BatchWriter(self.workspace, self, self._on_written)

    @guarded
    def on_ok(self) -> None:
        """Judge every parcel, then write those that can be."""
        self.refusal.clear()
        try:
            files = stored_files(self.workspace.writing().media, self.files())
            cases = {case.parcel_uid: case for case in self.workspace.ledger.cases([self.uid, *self.others])}
            groups = [self.changes_of(uid, cases[uid].version, files) for uid in (self.uid, *self.others)]
            self.writer.run(groups)
        except FarmlandError as error:
            self.refusal.say(error)

    def _on_written(self, uids: list) -> None:
        self.written = uids
        self.accept()


def group_of(ledger: Any, seq: int) -> str:
    """Return the id that ties an event to the others of its step, '' when it stands alone."""
    for row in ledger.store.rows("SELECT body FROM event WHERE seq = ?", (seq,)):
        return str(json.loads(row["body"]).get("group") or "")
    return ""


def say_done(workspace: Workspace, text: str, group: str, by: str = "") -> None:
    """Say that a step over many parcels is done, and offer to undo all of it."""
    notices = workspace.notices

    def undo() -> None:
        try:
            done = workspace.writing().undo_group(group, tr("undone right after it was done"), by)
            workspace.refresh()
            notices.success(tr("Undone for {count} parcels.").format(count=len(done)))
        except FarmlandError as error:
            notices.failure(error)

    if group:
        notices.done(text, undo)
    else:
        notices.success(text)
