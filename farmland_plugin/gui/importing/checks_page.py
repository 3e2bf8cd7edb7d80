"""Fifth page: the import as a dry run; read = imported + quarantined, and what was set aside, repaired or doubted."""

from __future__ import annotations

import csv
from html import escape
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QModelIndex, QSortFilterProxyModel, Qt, QTimer
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QShortcut,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ...crs_words import layer_words
from ...files import replacing
from ...i18n import tr
from ..errors import guarded
from ..models.simple import RECORD_ROLE, Column, RecordTable
from ..widgets.pieces import GREEN, RED
from ..widgets.same_ground import LATER
from .base import Page, dress, sentence, show_text
from .checked import Checked, Remark, read_checks
from .little_map import shown_shape

LARGE = 1.7
WIDTHS = (190, 56, 170)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Remarks(QWidget):
    """A list of remarks on rows: filter, copy, export; a double click goes to the row on the map."""

    def __init__(self, name: str, title: str, what: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.title = title
        self.table = RecordTable([
            Column(tr("File"), lambda one: layer_words(one.file)), Column(tr("Row"), lambda one: str(one.row or ""), number=True),
            Column(tr("Number"), lambda one: one.number), Column(what, lambda one: one.text)], self)
        self.filter = QSortFilterProxyModel(self)
        self.filter.setSourceModel(self.table)
        self.filter.setFilterKeyColumn(-1)
        self.filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view, self.text, self.export = QTableView(), QLineEdit(), QPushButton(tr("Export…"))
        self.view.setModel(self.filter)
        dress(self.view, f"farmlandImport{name}")
        for column, width in enumerate(WIDTHS):
            self.view.setColumnWidth(column, width)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.text.setPlaceholderText(tr("Filter"))
        self.text.setClearButtonEnabled(True)
        self.text.textChanged.connect(self.filter.setFilterFixedString)
        self.export.setAutoDefault(False)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        row = QHBoxLayout()
        row.addWidget(self.text, 1)
        row.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)

    def lines(self, chosen: bool = False) -> list[Remark]:
        """Return the remarks the filter leaves, or those that are selected."""
        indexes = self.view.selectionModel().selectedRows() if chosen else [
            self.filter.index(at, 0) for at in range(self.filter.rowCount())]
        return [index.data(RECORD_ROLE) for index in sorted(indexes, key=lambda index: index.row())]

    def copy(self) -> None:
        """Put the selected lines on the clipboard, as a table."""
        texts = ["\t".join((layer_words(one.file), str(one.row), one.number, one.text)) for one in self.lines(chosen=True)]
        if texts:
            QApplication.clipboard().setText("\n".join(texts))

    def write(self, path: Path) -> None:
        """Write the lines the filter leaves as CSV that a spreadsheet opens rightly."""
        with replacing(path) as hidden, open(hidden, "w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow([self.table.headerData(at, Qt.Orientation.Horizontal) for at in range(4)])
            for one in self.lines():
                cells = (layer_words(one.file), str(one.row or ""), one.number, one.text)
                writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells])


class ChecksPage(Page):
    """Runs the dry run when it is shown and nothing told so far holds any more."""

    def __init__(self) -> None:
        super().__init__("Checks", tr("Checks"),
                         tr("Every row is read and checked as it will be imported; the ledger is not touched."))
        self.equation, self.summary = QLabel(), sentence("farmlandImportSummary")
        self.refusal = sentence("farmlandImportChecksRefusal", red=True)
        self.progress, self.cancel, self.again = QProgressBar(), QPushButton(tr("Stop")), QPushButton(tr("Check again"))
        self.tabs, self._soon = QTabWidget(), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.check)
        self.lists = {
            "Quarantine": Remarks("Quarantine", tr("Quarantined"), tr("Why")),
            "Repairs": Remarks("Repairs", tr("Repaired"), tr("What was repaired")),
            "Doubts": Remarks("Doubts", tr("Doubts"), tr("Doubt")),
            "Notes": Remarks("Notes", tr("Worth knowing"), tr("Worth knowing")),
        }
        self._lay_out()

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Check, unless what was checked before still holds."""
        if self.draft.is_checked:
            self._show(self.draft.checked)
        else:
            self._soon.start()

    def cleanupPage(self) -> None:  # noqa: N802 - Qt's own name
        """Stop when the user goes back."""
        self.desk.cancel_job()

    def isComplete(self) -> bool:  # noqa: N802 - Qt's own name
        """Whether the checks tell of the import as it would be now, and anything would come in."""
        checked = self.draft.checked if self.desk else None
        return bool(checked is not None and self.draft.is_checked and (checked.imported or checked.clues))

    def nextId(self) -> int:  # noqa: N802 - Qt's own name
        """Leave the review out when no pair lies on the same ground."""
        number = super().nextId()
        return number if not self.desk or self.draft.review_rows() else number + 1

    def leave(self) -> None:
        """Take the row off the map; checks that have not begun do not begin."""
        self._soon.stop()
        self.desk.spotlight.clear()

    @guarded
    def check(self) -> None:
        """Run the import as a dry run."""
        if self.desk.job is not None:
            return
        self.draft.forget_checks()
        self._show(None)
        self._running(True)
        self.desk.run(True, self._on_done, self._on_failed)
        if self.desk.job is not None:
            self.progress.setRange(0, 0)
            self.desk.job.task.progressChanged.connect(self._on_progress)

    @guarded
    def _on_progress(self, percent: float) -> None:
        self.progress.setRange(0, 100)
        self.progress.setValue(int(percent))

    @guarded
    def _on_done(self, _results: dict[str, Any]) -> None:
        self._running(False)
        self.draft.take_checks(read_checks(self.desk.work / "checks.json"))
        self._show(self.draft.checked)

    @guarded
    def _on_failed(self, reason: str) -> None:
        self.refuse(reason or tr("The checks were stopped; nothing was written."))

    def refuse(self, reason: str) -> None:
        """Show why there is nothing to tell, and offer to check again."""
        self._show(None)
        self._running(False)
        show_text(self.refusal, reason)
        self.completeChanged.emit()

    def _running(self, on: bool) -> None:
        for widget in (self.progress, self.cancel):
            widget.setVisible(on)
        self.again.setVisible(not on)
        self.progress.setValue(0)

    def _show(self, checked: Optional[Checked]) -> None:
        show_text(self.refusal, "")
        for widget in (self.equation, self.summary, self.tabs):
            widget.setVisible(checked is not None)
        if checked is not None:
            self._running(False)
            self.equation.setText(self._equation(checked))
            self.summary.setText(self._summary(checked))
            for name, lines in (("Quarantine", checked.quarantine), ("Repairs", checked.repairs), ("Doubts", checked.doubts),
                                ("Notes", checked.notes())):
                box = self.lists[name]
                box.table.load(lines)
                at = self.tabs.indexOf(box)
                self.tabs.setTabText(at, tr("{label} ({count})").format(label=box.title, count=len(lines)))
                self.tabs.setTabEnabled(at, bool(lines))
            first = next((at for at in range(self.tabs.count()) if self.tabs.isTabEnabled(at)), 0)
            self.tabs.setCurrentIndex(first)
        self.completeChanged.emit()

    @staticmethod
    def _equation(checked: Checked) -> str:
        whole = checked.read == checked.imported + checked.quarantined
        quarantined = f'<span style="color:{RED if checked.quarantined else GREEN}">{checked.quarantined:,}</span>'
        text = escape(tr("{read} read = {imported} to import + {quarantined} quarantined")).format(
            read=f"<b>{checked.read:,}</b>", imported=f'<b style="color:{GREEN}">{checked.imported:,}</b>',
            quarantined=f"<b>{quarantined}</b>")
        return text if whole else f'<span style="color:{RED}">{text}</span>'

    def _summary(self, checked: Checked) -> str:
        parts = [tr("{count} repaired").format(count=checked.repaired)]
        if checked.clues:
            parts.append(tr("{count} of them points without an outline: they become clues").format(count=checked.clues))
        rows = self.draft.review_rows()
        parts.append(tr("{count} pairs on the same ground, to be reviewed next").format(count=len(rows)) if rows else
                     tr("nothing lies on ground that is in the ledger already"))
        reissue = checked.reissue
        if reissue is not None and reissue.of:
            told = tr("issued again for {batch}: {same} the same, {added} added, {changed} changed, {withdrawn} withdrawn")
            parts.append(told.format(
                batch=reissue.of, same=reissue.same, added=len(reissue.added), changed=len(reissue.changed),
                withdrawn=len(reissue.withdrawn)))
        if reissue is not None and reissue.suggested:
            parts.append(tr("the numbers are those of batch {batch}: if it is issued again, say so on the first page").format(
                batch=reissue.suggested))
        return tr("{what}.").format(what=tr("; ").join(parts))

    @guarded
    def _on_double_click(self, box: Remarks, index: QModelIndex) -> None:
        """Read the row's shape as issued and show it on the map."""
        line: Remark = index.siblingAtColumn(0).data(RECORD_ROLE)
        if not line.row:
            return

        def show(found: Any) -> None:
            geometry = shown_shape(found[0])
            if geometry is None:
                self.notices.info(tr("Row {row} has no shape that could be shown.").format(row=line.row))
                return
            self.desk.show_outlines([(geometry, LATER)], QgsCoordinateReferenceSystem(found[1]))

        self.desk.looker.find_row(self.desk.looking(), line.file, line.row, show)

    @guarded
    def _on_export(self, box: Remarks) -> None:
        start = str(Path(self.draft.path).with_name(f"{self.draft.batch} {box.title}.csv"))
        path, _filter = QFileDialog.getSaveFileName(self, box.title, start, tr("CSV (*.csv)"))
        if path:
            box.write(Path(path if path.lower().endswith(".csv") else f"{path}.csv"))

    def _lay_out(self) -> None:
        font = self.equation.font()
        font.setPointSizeF(font.pointSizeF() * LARGE)
        self.equation.setFont(font)
        self.equation.setObjectName("farmlandImportEquation")
        self.equation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout()
        row.addWidget(self.equation, 1)
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel)
        row.addWidget(self.again)
        self.progress.setMaximumHeight(self.fontMetrics().height() + 6)
        for button, slot in ((self.cancel, self._on_stop), (self.again, self.check)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, call=slot: call())
        self.box.addLayout(row)
        self.box.addWidget(self.refusal)
        self.box.addWidget(self.summary)
        for box in self.lists.values():
            self.tabs.addTab(box, box.title)
            box.view.doubleClicked.connect(lambda index, one=box: self._on_double_click(one, index))
            box.export.clicked.connect(lambda _checked=False, one=box: self._on_export(one))
        self.box.addWidget(self.tabs, 1)
        self.box.addStretch(0)

    def _on_stop(self) -> None:
        self.desk.cancel_job()
