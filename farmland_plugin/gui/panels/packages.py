"""Evidence packages: make them for the chosen parcels, check them, find them again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterable

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QTableView,
)

from ...domain.errors import BadInput
from ...i18n import tr
from ..errors import guarded
from ..models.parcels import dot
from ..models.simple import RECORD_ROLE, Column, RecordTable
from ..redlines.running import WARNING, left_out_words
from ..terms import moment
from ..where import of_uids, packages_folder
from ..widgets.pieces import wrapped
from .base import Panel, heading
from .parcels import ParcelsPanel

SELECTED, FILTERED, ALL = range(3)
IN_FORCE = "replaced = ''"
SOON_MS = 300
GOOD = ("proved", "complete")
COLOURS = {"proved": "#2e9e5b", "complete": "#e0a100", "": "#9e9e9e"}


class PackagesPanel(Panel):
    """Export form above, the packages made below."""

    def __init__(self, parcels: ParcelsPanel, *context: Any) -> None:
        super().__init__("Packages", tr("Result packages"), *context)
        self._parcels = parcels
        self.kind, self.recipient = QComboBox(), QComboBox()
        self.scope, self.left_out, self._soon = QButtonGroup(self), wrapped(), QTimer(self)
        self.folder = QgsFileWidget()
        self.zip = QCheckBox(tr("One zip file per package"))
        self.export = QPushButton(tr("Export"))
        self.table = RecordTable(self._columns(), self)
        self.list = QTableView()
        self.verify = QPushButton(tr("Verify"))
        self.verify_other = QPushButton(tr("Verify another…"))
        self.open_folder = QPushButton(tr("Open folder"))
        self._lay_out()
        self._connect()
        self.show_page(False)

    def _columns(self) -> list[Column]:
        return [
            Column(tr("Parcel"), lambda one: self._numbers(one), tip=lambda one: str(one.get("path", ""))),
            Column(tr("Kind"), lambda one: self.workspace.terms.label("package_kind", one.get("kind"))),
            Column(tr("Code"), lambda one: _code(one), tip=lambda one: tr("Printed on the stamped sheet: {code}").format(
                code=one.get("code", ""))),
            Column(tr("Verdict"), lambda one: verdict_label(str(one.get("verdict") or "")),
                   icon=lambda one: dot(COLOURS.get(str(one.get("verdict") or ""), "#d64545")),
                   tip=lambda one: tr("Verified {when}").format(when=moment(one.get("verified_at")))),
            Column(tr("Made"), lambda one: moment(one.get("made_at"))),
            Column(tr("File"), lambda one: Path(str(one.get("path", ""))).name,
                   tip=lambda one: str(one.get("path", ""))),
        ]

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(4)
        self.kind.setObjectName("farmlandPackageKind")
        self.recipient.setToolTip(tr("Whom it is for: decides what personal data it may hold"))
        form.addRow(tr("Kind"), self.kind)
        form.addRow(tr("Recipient"), self.recipient)
        scopes = QHBoxLayout()
        for number, (label, tip) in enumerate((
                (tr("Selected"), tr("Parcels selected in the table or on the map")),
                (tr("Filtered"), tr("Parcels the table shows now, of them those in force")),
                (tr("All in force"), tr("Every parcel of the ledger that no new issue replaced or withdrew")))):
            button = QRadioButton(label)
            button.setToolTip(tip)
            self.scope.addButton(button, number)
            scopes.addWidget(button)
        self.scope.button(SELECTED).setChecked(True)
        scopes.addStretch(1)
        form.addRow(tr("Parcels"), scopes)
        self.left_out.setObjectName("farmlandPackagesLeftOut")
        self.left_out.setStyleSheet(f"color: {WARNING}")
        form.addRow("", self.left_out)
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setObjectName("farmlandPackageFolder")
        form.addRow(tr("Folder"), self.folder)
        self.zip.setChecked(True)
        line = QHBoxLayout()
        self.export.setObjectName("farmlandExport")
        line.addWidget(self.zip, 1)
        line.addWidget(self.export)
        form.addRow("", line)
        self.layout_.addWidget(heading(tr("Make packages")))
        self.layout_.addLayout(form)
        self.layout_.addWidget(heading(tr("Packages made")))
        self.layout_.addWidget(self._set_up_list(), 1)
        buttons = QHBoxLayout()
        self.verify.setToolTip(tr("Check every file of the selected packages against the package and the ledger"))
        self.verify_other.setToolTip(tr("Check a package that came from elsewhere"))
        for button in (self.verify, self.verify_other, self.open_folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.layout_.addLayout(buttons)

    def _set_up_list(self) -> QTableView:
        self.list.setObjectName("farmlandPackageTable")
        self.list.setModel(self.table)
        self.dress(self.list)
        return self.list

    def _connect(self) -> None:
        self.export.clicked.connect(self.on_export)
        self.verify.clicked.connect(self.on_verify)
        self.verify_other.clicked.connect(self._on_verify_other)
        self.open_folder.clicked.connect(self._on_open_folder)
        self.workspace.opened.connect(self._on_opened)
        self.workspace.closed.connect(self._on_closed)
        self.workspace.changed.connect(self._on_changed)
        self.view.selection_changed.connect(self._on_selection)
        self.scope.idToggled.connect(lambda _number, _on: self._on_scope())
        for signal in (self._parcels.filter.modelReset, self._parcels.filter.rowsInserted, self._parcels.filter.rowsRemoved):
            signal.connect(lambda *_: self._soon.start())
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._on_scope)
        self._on_scope()

    @guarded
    def on_export(self) -> None:
        """Make the packages in the background."""
        folder = self.folder.filePath().strip()
        if not folder:
            raise BadInput(tr("Choose the folder the packages go to first."))
        parameters = {"KIND": self.kind.currentData(), "RECIPIENT": self.recipient.currentData(),
                      "WHERE": self._where(), "OUTPUT": folder, "ZIP": self.zip.isChecked()}
        self.jobs.run("exportpackages", parameters, self._on_exported)

    def _where(self) -> str:
        scope = self.scope.checkedId()
        if scope == ALL:
            return IN_FORCE if self._replaced(row.uid for row in self._parcels.table.rows) else ""
        uids = self.view.selected if scope == SELECTED else self._parcels.visible_uids()
        if not uids:
            raise BadInput(tr("No parcel is selected: select some in the table or on the map, or choose All."))
        if scope == FILTERED:
            gone = self._replaced(uids)
            if len(gone) == len(uids):
                raise BadInput(tr("None of the {count} parcels the table shows is in force any more: choose others."),
                               count=len(gone))
            uids = [uid for uid in uids if uid not in gone]
        return of_uids(uids)

    def _replaced(self, uids: Iterable[str]) -> set[str]:
        """Return those of some parcels of the table that a new issue replaced or withdrew."""
        table = self._parcels.table
        return {uid for uid in uids if table.rows[table.position(uid)].replaced is not None}

    @guarded
    def _on_scope(self) -> None:
        """Say, while the filtered parcels are chosen, how many of them are left out."""
        gone = self._replaced(self._parcels.visible_uids()) if self.scope.checkedId() == FILTERED else ()
        self.left_out.setText(left_out_words(len(gone)))
        self.left_out.setVisible(bool(gone))

    def _on_exported(self, results: dict[str, Any]) -> None:
        self.workspace.refresh()
        made, blocked = results.get("PACKAGES") or 0, results.get("BLOCKED") or 0
        if blocked:
            text = tr("{made} packages made, {blocked} held back: the report says what they lack.")
            self.notices.warning(text.format(made=made, blocked=blocked), results.get("REPORT"))
        else:
            self.notices.success(tr("{made} packages made in {folder}.").format(
                made=made, folder=self.folder.filePath()))

    @guarded
    def on_verify(self) -> None:
        """Check the selected packages."""
        chosen = self._chosen()
        for package in chosen:
            self.jobs.run("verifypackage", {"INPUT": str(package["path"])},
                          lambda results, one=package: self._on_verified(one, results))

    def _on_verified(self, package: Any, results: dict[str, Any]) -> None:
        verdict = str(results["VERDICT"])
        if self.workspace.writable:
            self.workspace.ledger.record_verdict(package["package_id"], verdict)
            self.workspace.refresh()
        name = self._numbers(package) or package["folder_name"]
        if verdict in GOOD:
            text = tr("{name}: {verdict} ({level}).")
            self.notices.success(text.format(name=name, verdict=verdict_label(verdict), level=results.get("LEVEL")))
        else:
            words = verdict_words(results.get("REPORT")) or verdict_label(verdict)
            self.notices.warning(tr("{name}: {verdict}").format(name=name, verdict=words))

    @guarded
    def _on_verify_other(self) -> None:
        self.jobs.dialog("verifypackage")

    @guarded
    def _on_open_folder(self) -> None:
        for package in self._chosen()[:1]:
            folder = Path(str(package.get("path"))).parent
            if not folder.exists():
                raise BadInput(tr("{folder} is not there: was the package moved?"), folder=folder)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _chosen(self) -> list[Any]:
        rows = self.list.selectionModel().selectedRows()
        if not rows:
            self.notices.info(tr("Select a package in the list first."))
        return [row.data(RECORD_ROLE) for row in rows]

    @guarded
    def _on_opened(self) -> None:
        for box, name in ((self.kind, "package_kind"), (self.recipient, "recipient")):
            box.clear()
            for code, label in self.workspace.terms.choices(name):
                box.addItem(label, code)
        if not self.folder.filePath():
            self.folder.setFilePath(packages_folder(self.workspace.ledger))
        self.export.setEnabled(self.workspace.writable)
        self.show_page(True)
        self._reload()

    @guarded
    def _on_closed(self) -> None:
        self.table.load([])
        self.folder.setFilePath("")
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Any) -> None:
        self._reload()

    @guarded
    def _on_selection(self, uids: list[str]) -> None:
        self.scope.button(SELECTED).setText(tr("Selected ({count})").format(count=len(uids)))

    def _reload(self) -> None:
        packages = self.workspace.ledger.packages()
        if packages != self.table.records:
            self.table.load(packages)
            self.list.resizeColumnsToContents()

    def _numbers(self, package: Any) -> str:
        uids = package.get("parcels") or []
        numbers = [self._parcels.number(uid) for uid in uids[:3]]
        return ", ".join(numbers) + (" …" if len(uids) > 3 else "")


def verdict_words(report: Any) -> str:
    """Return the verifier's sentence from its report, '' when there is none."""
    path = Path(str(report or ""))
    return str(json.loads(path.read_text(encoding="utf-8")).get("words") or "") if path.is_file() else ""


def _code(package: Any) -> str:
    return str(package.get("code") or "")[:12]


def verdict_label(verdict: str) -> str:
    """Return a verifier's verdict in words."""
    words = {"proved": tr("Proved"), "complete": tr("Complete"), "altered": tr("Altered"),
             "unverifiable": tr("Cannot be verified"), "": tr("not verified yet")}
    return words.get(verdict, verdict)
