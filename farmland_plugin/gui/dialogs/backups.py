"""The window of the ledger's backups: what there is, whether it is whole, making one, putting one back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...compat import flag_number
from ...domain.errors import BadInput
from ...i18n import tr
from ...ledger.keeping.backup import Listed, folder_of, listed
from ..controllers.jobs import Jobs
from ..controllers.safekeeping import second_folder, set_second_folder
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import wrapped

MIB = 1024 * 1024


def why(kind: str) -> str:
    """Return what made a backup, in words."""
    return {
        "auto": tr("by itself"), "before-migration": tr("before a new version"), "before-merge": tr("before a merge"),
        "before-restore": tr("before a restore"), "": tr("by hand"),
    }.get(kind, kind)


class BackupsDialog(QDialog):
    """Lists the backups beside the ledger and on the second medium; checks, makes and restores them as jobs."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandBackups")
        self.setWindowTitle(tr("Backups"))
        self.workspace, self.jobs, self.notices = workspace, jobs, workspace.notices
        self.table, self.heading, self.answer = QTableWidget(0, 5), wrapped(), wrapped()
        self.second = QLineEdit(str(second_folder() or ""))
        self.choose, self.open_folder = QPushButton(tr("Choose…")), QPushButton(tr("Open folder"))
        self.now, self.media = QPushButton(tr("Back up now")), QCheckBox(tr("with photos and scans"))
        self.check, self.restore = QPushButton(tr("Check")), QPushButton(tr("Restore…"))
        self.asking, self.question = QWidget(), wrapped()
        self.yes, self.no = QPushButton(tr("Restore")), QPushButton(tr("Leave it"))
        self._found: list[Listed] = []
        self._dress()
        self._lay_out()
        jobs.finished.connect(self.load)
        workspace.opened.connect(self.load)
        self.load()
        self.resize(760, 480)
        QgsGui.enableAutoGeometryRestore(self)

    def _dress(self) -> None:
        self.table.setObjectName("farmlandBackupsTable")
        self.table.setHorizontalHeaderLabels([tr("When"), tr("Events"), tr("MiB"), tr("Made"), tr("File")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setWordWrap(False)
        self.second.setPlaceholderText(tr("none: choose a folder on another disk or a stick"))
        self.second.setObjectName("farmlandBackupsSecond")
        self.check.setToolTip(tr("Hold the backup against its own journal, as the ledger is"))
        self.restore.setToolTip(tr("Put this backup in the ledger's place; what stands there now is kept"))
        self.asking.hide()

    def _lay_out(self) -> None:
        second = QHBoxLayout()
        second.addWidget(QLabel(tr("Also into")))
        second.addWidget(self.second, 1)
        second.addWidget(self.choose)
        row = QHBoxLayout()
        for widget in (self.now, self.media):
            row.addWidget(widget)
        row.addStretch(1)
        for widget in (self.open_folder, self.check, self.restore):
            row.addWidget(widget)
        ask = QHBoxLayout(self.asking)
        ask.setContentsMargins(0, 0, 0, 0)
        ask.addWidget(self.question, 1)
        ask.addWidget(self.yes)
        ask.addWidget(self.no)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(self.table, 1)
        layout.addLayout(second)
        layout.addLayout(row)
        layout.addWidget(self.asking)
        layout.addWidget(self.answer)
        layout.addWidget(close)
        close.rejected.connect(self.reject)
        self.table.itemSelectionChanged.connect(self._enable)
        self.second.editingFinished.connect(self._on_second)
        for button, slot in ((self.now, self.back_up), (self.check, self.check_chosen), (self.restore, self.ask),
                             (self.yes, self.restore_chosen), (self.no, self._leave), (self.choose, self._choose),
                             (self.open_folder, self._open)):
            button.clicked.connect(lambda _checked, call=slot: call())
            button.setAutoDefault(False)

    # -- what is shown ----------------------------------------------------------------------------------------

    @guarded
    def load(self) -> None:
        """Show the backups there are now."""
        ledger = self.workspace.ledger
        self._found = []
        if ledger is not None and not ledger.store.shared:
            folders = [folder_of(ledger)]
            other = second_folder()
            if other is not None and other not in folders:
                folders.append(other)
            self._found = listed(folders, ledger.meta["ledger_uuid"])
            self.heading.setText(tr(
                "The ledger is backed up by itself every 50 events and when it is closed: the last ten of the day stay, and the "
                "newest of each of the last 10 days and 8 weeks. Photos and scans lie in {files} and are not inside.").format(
                files=ledger.files))
        self.table.setRowCount(len(self._found))
        for row, one in enumerate(self._found):
            cells = (one.when.strftime("%Y-%m-%d %H:%M"), str(one.events), f"{one.size / MIB:.1f}", why(one.why), one.path.name)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(str(one.path))
                if column in (1, 2):
                    item.setTextAlignment(flag_number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
                self.table.setItem(row, column, item)
        self._enable()

    def chosen(self) -> Optional[Listed]:
        """Return the backup that is chosen."""
        row = self.table.currentRow()
        return self._found[row] if 0 <= row < len(self._found) and self.table.selectedItems() else None

    def _enable(self) -> None:
        there = self.workspace.ledger is not None and not self.jobs.busy
        for button in (self.check, self.restore):
            button.setEnabled(there and self.chosen() is not None)
        self.restore.setEnabled(self.restore.isEnabled() and self.workspace.writable)
        self.now.setEnabled(there)

    # -- what is done -----------------------------------------------------------------------------------------

    @guarded
    def back_up(self) -> None:
        """Make a backup now, in the folder beside the ledger."""
        self.answer.setText(tr("Backing up…"))
        self.jobs.run("backupledger", {"MEDIA": self.media.isChecked()}, self._on_backed_up)
        self._enable()

    def _on_backed_up(self, results: dict[str, Any]) -> None:
        self.answer.setText(tr("{path}, SHA-256 {sha256}").format(path=results["OUTPUT"], sha256=results["SHA256"]))

    @guarded
    def check_chosen(self) -> None:
        """Verify the chosen backup."""
        one = self._required()
        self.answer.setText(tr("Checking {file}…").format(file=one.path.name))
        values = {"LEDGER": str(one.path), "MEDIA": False, "REPORT": str(self._report(one))}
        self.jobs.run("verifyledger", values, self._on_checked)
        self._enable()

    def _report(self, one: Listed) -> Path:
        ledger = self.workspace.ledger
        folder = one.path.parent if ledger is None else ledger.files / "reports"
        return folder / f"verification_{one.path.stem}.html"

    def _on_checked(self, results: dict[str, Any]) -> None:
        whole = not results["BREAKS"]
        self.answer.setText(tr("Whole: {count} events.").format(count=results["EVENTS"]) if whole else
                            tr("Broken: {count} breaks; see {report}.").format(count=results["BREAKS"], report=results["REPORT"]))

    @guarded
    def ask(self) -> None:
        """Say what restoring the chosen backup gives up, and ask."""
        one, ledger = self._required(), self.workspace.ledger
        lost = max(0, ledger.last_seq() - one.events) if ledger is not None else 0
        self.question.setText(tr(
            "Put the backup of {when} in the ledger's place? Events written since, which are given up by it: {count}. The ledger "
            "as it is now is kept as a backup.").format(when=one.when.strftime("%Y-%m-%d %H:%M"), count=lost))
        self.asking.show()

    def _leave(self) -> None:
        self.asking.hide()

    @guarded
    def restore_chosen(self) -> None:
        """Restore: the ledger is closed for it, and opened again whatever comes of it."""
        one, ledger = self._required(), self.workspace.ledger
        if ledger is None or ledger.store.shared:
            raise BadInput(tr("No ledger is open: open or create one first."))
        self.asking.hide()
        path, jobs, workspace = ledger.path, self.jobs, self.workspace

        def back(*_: Any) -> None:  # also when this window is closed before the job is done
            jobs.finished.disconnect(back)
            workspace.come_back(path)

        workspace.close(for_restore=True)
        jobs.finished.connect(back)
        self.answer.setText(tr("Restoring…"))
        jobs.run("restoreledger", {"BACKUP": str(one.path), "LEDGER": str(path)}, self._on_restored)
        self._enable()

    def _on_restored(self, results: dict[str, Any]) -> None:
        self.answer.setText(tr("Restored: {events} events. What stood there is kept as {kept}.").format(
            events=results["EVENTS"], kept=results["KEPT"]))

    def _required(self) -> Listed:
        one = self.chosen()
        if one is None:
            raise BadInput(tr("Choose a backup from the list."))
        return one

    # -- folders ----------------------------------------------------------------------------------------------

    @guarded
    def _on_second(self) -> None:
        set_second_folder(self.second.text().strip())
        self.load()

    @guarded
    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("A folder on another disk or a stick"), self.second.text())
        if folder:
            self.second.setText(folder)
            self._on_second()

    @guarded
    def _open(self) -> None:
        one, ledger = self.chosen(), self.workspace.ledger
        folder = one.path.parent if one is not None else folder_of(ledger) if ledger is not None else None
        if folder is not None and folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def done(self, result: int) -> None:
        """Close; a job that runs goes on."""
        self.jobs.finished.disconnect(self.load)
        self.workspace.opened.disconnect(self.load)
        super().done(result)
