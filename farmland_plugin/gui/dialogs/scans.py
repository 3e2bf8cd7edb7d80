"""The window that takes scanned forms back: what a scan would sign, what it would not, and codes typed where none is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsSettings
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QDate, Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ...i18n import tr
from ..controllers.jobs import Jobs
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..staff import Staff
from ..widgets.dates import DateField
from ..widgets.person_box import PeopleBox
from ..widgets.pieces import wrapped

FOLDER = "farmland/scansFolder"
CODE = 2


class ScansDialog(QDialog):
    """Folder, who signed, when; Check shows what would come of it, Record writes it."""

    def __init__(self, workspace: Workspace, jobs: Jobs, staff: Staff, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandScans")
        self.setWindowTitle(tr("Signatures from scans"))
        self.workspace, self.notices, self._jobs = workspace, workspace.notices, jobs
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(str(QgsSettings().value(FOLDER, "")))
        levels = [level for chain in workspace.ledger.workflow.chains.values() for level in chain]
        self.people = PeopleBox(staff, tuple(dict.fromkeys(level.role for level in levels)))
        self.signed_on = DateField(QDate.currentDate().toString(Qt.DateFormat.ISODate))
        self.left_out = QLineEdit()
        self.left_out.setPlaceholderText(tr("numbers of parcels whose line is crossed out or empty"))
        self.told = wrapped(tr("Check first: nothing is written by it."))
        self.looked = QCheckBox(tr("I have looked at every scan: each line is signed, save those left out"))
        self.looked.setToolTip(tr(
            "The program reads the code of a form, not the signatures on it. Double-click a line to see its scan."))
        self.tree = QTreeWidget()
        self.check, self.record = QPushButton(tr("Check")), QPushButton(tr("Record"))
        self.codes: dict[str, QLineEdit] = {}
        self._checked = False
        self._lay_out()
        for signal in (self.folder.fileChanged, self.people.changed, self.signed_on.dateChanged, self.left_out.textChanged):
            signal.connect(lambda *_: self._enable(False))
        self.looked.toggled.connect(lambda _on: self._enable(self._checked))
        self.tree.itemDoubleClicked.connect(self._on_open)
        self.check.clicked.connect(self.on_check)
        self.record.clicked.connect(self.on_record)
        self._enable(False)
        self.resize(620, 560)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Folder of scans"), self.folder)
        form.addRow(tr("Who signed"), self.people)
        form.addRow("", wrapped(tr("Nobody ticked: whoever has the level's role in the parcel's village or township.")))
        form.addRow(tr("Signed on"), self.signed_on)
        form.addRow(tr("Lines not signed"), self.left_out)
        self.tree.setColumnCount(3)
        self.tree.setHeaderLabels([tr("Scan, parcel"), tr("What comes of it"), tr("Code under the QR code")])
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.setWordWrap(True)
        buttons = QHBoxLayout()
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        buttons.addStretch(1)
        for button in (self.check, self.record, close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.looked)
        layout.addLayout(buttons)

    def _enable(self, checked: bool) -> None:
        possible = bool(self.folder.filePath().strip()) and not self._jobs.busy
        self._checked = checked
        self.check.setEnabled(possible)
        self.looked.setEnabled(checked)
        self.record.setEnabled(possible and checked and self.looked.isChecked() and self.workspace.writable)

    @guarded
    def _on_open(self, item: QTreeWidgetItem, _column: int) -> None:
        """Show the scan of a line in whatever program shows pictures here."""
        for text in (item.text(0), item.text(CODE)):
            path = Path(self.folder.filePath().strip()) / text.rpartition("#")[0]
            if text.rpartition("#")[0] and path.is_file():
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
                return

    @guarded
    def on_check(self) -> None:
        """Judge every scan; nothing is written."""
        self._run(True)

    @guarded
    def on_record(self) -> None:
        """Write the signatures."""
        self._run(False)

    def parameters(self, dry_run: bool) -> dict[str, Any]:
        """Return what the algorithm is given."""
        typed = ";".join(f"{name}={edit.text().strip()}" for name, edit in self.codes.items() if edit.text().strip())
        return {"INPUT": self.folder.filePath().strip(), "PERSON": ",".join(self.people.values()), "CODES": typed,
                "SIGNED_ON": self.signed_on.text_value(), "EXCEPT": self.left_out.text().strip(),
                "LOOKED": self.looked.isChecked(), "DRY_RUN": dry_run}

    def _run(self, dry_run: bool) -> None:
        QgsSettings().setValue(FOLDER, self.folder.filePath().strip())
        self._jobs.run("recordsignatures", self.parameters(dry_run), lambda results: self._on_done(dry_run, results))
        self.check.setEnabled(False)
        self.record.setEnabled(False)
        self.told.setText(tr("Reading the scans…"))
        self._jobs.finished.connect(self._on_finished)

    @guarded
    def _on_finished(self, _title: str, successful: bool, _results: dict) -> None:
        self._jobs.finished.disconnect(self._on_finished)
        if not successful:
            self.told.setText(tr("The scans could not be read: the message bar says why."))
            self._enable(False)

    def _on_done(self, dry_run: bool, results: dict[str, Any]) -> None:
        told = json.loads(Path(results["REPORT"]).with_suffix(".json").read_text(encoding="utf-8"))
        self.show_results(told, dry_run)
        text = tr("{signed} parcels would be signed, {refused} refused, {unmatched} scans not matched; nothing was written.") \
            if dry_run else tr("{signed} parcels signed, {refused} refused, {unmatched} scans not matched.")
        self.told.setText(text.format(signed=len(told["signed"]), refused=len(told["refused"]), unmatched=len(told["unmatched"])))
        self._enable(dry_run and bool(told["signed"]))
        if not dry_run:
            self.notices.success(self.told.text())

    def show_results(self, told: dict[str, Any], dry_run: bool = False) -> None:
        """Show what came, or would come, of the scans; what was typed as a code stays."""
        before = {name: edit.text() for name, edit in self.codes.items()}
        self.tree.clear()
        self.codes = {}
        lost = self._group(tr("Not matched"), len(told["unmatched"]))
        for one in told["unmatched"]:
            name = f"{Path(one['path']).name}#{one['sheet']}"
            item = QTreeWidgetItem([name, one["reason"]])
            item.setToolTip(1, one["reason"])
            self._add(lost, item)
            edit = QLineEdit(before.get(name, ""))
            edit.setPlaceholderText("XXXX-XXXX-XXXX-XXXX")
            edit.textEdited.connect(lambda _text: self._enable(False))
            self.tree.setItemWidget(item, CODE, edit)
            self.codes[name] = edit
        refused = self._group(tr("Refused"), len(told["refused"]))
        for number, why, name, sheet in told["refused"]:
            item = QTreeWidgetItem([number, why, f"{name}#{sheet}"])
            item.setToolTip(1, why)
            self._add(refused, item)
        signed = self._group(tr("Would be signed") if dry_run else tr("Signed"), len(told["signed"]))
        for number, who, level, name, sheet in told["signed"]:
            said = tr("level {level}: {who}").format(level=level, who=who)
            self._add(signed, QTreeWidgetItem([number, said, f"{name}#{sheet}"]))
        for group in (lost, refused, signed):
            if group is not None:
                group.setExpanded(True)
        self.tree.resizeColumnToContents(0)
        self.tree.resizeColumnToContents(CODE)

    def _group(self, title: str, count: int) -> Optional[QTreeWidgetItem]:
        if not count:
            return None
        item = QTreeWidgetItem([tr("{title} ({count})").format(title=title, count=count)])
        self.tree.addTopLevelItem(item)
        item.setFirstColumnSpanned(True)
        return item

    @staticmethod
    def _add(group: Optional[QTreeWidgetItem], item: QTreeWidgetItem) -> None:
        if group is not None:
            group.addChild(item)
