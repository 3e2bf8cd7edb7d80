"""First page: which file, folder or zip, from whom, until when, and what is in it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
)

from ...crs_words import layer_words
from ...i18n import tr
from ..errors import guarded
from ..models.simple import Column, RecordTable
from ..panels.base import quiet
from ..widgets.dates import DateField
from .base import Page, dress, sentence, show_text
from .dropping import dropped_path
from .reading import CrsBox, DatumShift, EncodingBox
from .words import own_words

FOUND_HEIGHT = 112
MOST_SKIPPED = 4
NAME, COUNT, SYSTEM = range(3)
COLUMNS = {NAME: 220, COUNT: 64}


class SourcePage(Page):
    """Takes an input and says at once what was found in it, or in one sentence why it cannot be read."""

    def __init__(self) -> None:
        super().__init__("Source", tr("What was handed down"),
                         tr("Choose a file, a folder or a zip, or drop it here. Nothing is written before the last page."))
        self.setAcceptDrops(True)
        self.path, self.batch = QLineEdit(), QLineEdit()
        self.source, self.reissue, self.layer = QComboBox(), QComboBox(), QComboBox()
        self.remediate_by, self.accept_by = DateField(), DateField()
        self.busy, self.refusal = QProgressBar(), sentence("farmlandImportRefusal", red=True)
        self.hint, self.skipped = sentence("farmlandImportReissueHint"), sentence("farmlandImportSkipped")
        self.found = RecordTable([
            Column(tr("Layer"), lambda one: layer_words(one.name)), Column(tr("Rows"), lambda one: f"{one.count:,}", number=True),
            Column(tr("Coordinate system"), lambda one: own_words(one.crs_note)),
            Column(tr("Encoding"), lambda one: one.encoding)], self)
        self.view = QTableView()
        self.how = QgsCollapsibleGroupBox(tr("Read it differently"))
        self.encoding, self.crs, self.shift = EncodingBox(), CrsBox(), DatumShift()
        self._lay_out()
        self._connect()

    # -- QWizardPage's side -----------------------------------------------------------------------------------

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Offer the dictionary's sources and the ledger's batches, of those issued again the newest issue."""
        terms, ledger = self.desk.workspace.terms, self.desk.workspace.ledger
        self.source.clear()
        for code, label in terms.choices("source"):
            self.source.addItem(label, code)
        self.reissue.clear()
        self.reissue.addItem(tr("no, it is new"), "")
        batches = ledger.batches() if ledger is not None else []
        over = {batch.reissue_of for batch in batches}
        for batch in reversed([batch for batch in batches if batch.batch_id not in over]):
            day = batch.imported_at[:10]
            self.reissue.addItem(tr("{name} ({day})").format(name=batch.name, day=day), batch.batch_id)
        self._show_draft()

    def isComplete(self) -> bool:  # noqa: N802 - Qt's own name
        """Whether the input was read and the batch has a name."""
        return bool(self.desk and self.draft.readable and self.draft.batch.strip() and self.draft.source)

    def validatePage(self) -> bool:  # noqa: N802 - Qt's own name
        """Keep the deadlines; the later one comes last."""
        self.draft.remediate_by, self.draft.accept_by = self.remediate_by.text_value(), self.accept_by.text_value()
        if self.draft.remediate_by and self.draft.accept_by and self.draft.accept_by < self.draft.remediate_by:
            text = tr("Acceptance ends on {accept}, before remediation on {remediate}: correct one of them.")
            show_text(self.refusal, text.format(accept=self.draft.accept_by, remediate=self.draft.remediate_by))
            return False
        return True

    def dragEnterEvent(self, event: Any) -> None:
        """Take files and folders of this computer."""
        if dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.choose(dropped_path(event.mimeData()))

    # -- what happens -----------------------------------------------------------------------------------------

    @guarded
    def choose(self, path: str) -> None:
        """Take an input and look at it."""
        self.draft.choose(path)
        self._show_draft()
        self.desk.look_again()

    def looked(self) -> None:
        """Show what was found, or that it is being read."""
        draft, look = self.draft, self.draft.look
        self.busy.setVisible(self.desk.looker.busy)
        self.found.load(look.layers if look is not None else [])
        self.view.setVisible(bool(self.found.records))
        show_text(self.refusal, look.refusal if look is not None else "")
        skipped = look.skipped if look is not None else []
        more = [tr("… and {count} more").format(count=len(skipped) - MOST_SKIPPED)] if len(skipped) > MOST_SKIPPED else []
        shown = "\n".join([*skipped[:MOST_SKIPPED], *more])
        show_text(self.skipped, tr("Not read: {what}").format(what=shown) if skipped else "")
        self._offer_layers(look.choices if look is not None else [])
        if look is not None and look.refusal:
            self.how.setCollapsed(False)
        self.encoding.show_value(draft.encoding, look.layers[0].encoding if look is not None and look.layers else "")
        self._hint()

    def _show_draft(self) -> None:
        draft = self.draft
        self.path.setText(draft.path)
        self.batch.setText(draft.batch)
        self.source.setCurrentIndex(max(0, self.source.findData(draft.source)))
        draft.source = str(self.source.currentData() or "")
        self.reissue.setCurrentIndex(max(0, self.reissue.findData(draft.reissue_of)))
        self.remediate_by.set_text(draft.remediate_by)
        self.accept_by.set_text(draft.accept_by)
        self.crs.show_value(draft.crs)
        self.shift.show_value(draft.transformation)
        self.looked()

    def _offer_layers(self, names: list[str]) -> None:
        self.layer.clear()
        self.layer.addItem(tr("every layer that can be read"), "")
        for name in names:
            self.layer.addItem(name, name)
        self.layer.setCurrentIndex(max(0, self.layer.findData(self.draft.layer)))
        self.layer.setEnabled(bool(names))

    def _hint(self) -> None:
        """Propose a re-issue when the numbers are known from one batch; a person takes the proposal."""
        ledger, text = self.desk.workspace.ledger, ""
        if self.draft.readable and ledger is not None and not self.draft.reissue_of:
            offered = {self.reissue.itemData(at) for at in range(self.reissue.count())}
            known = ((parcel.batch_id, parcel.source_no) for parcel in ledger.parcels(geometry=False)
                     if parcel.batch_id in offered)
            batch, count, of = self.draft.likely_reissue(known)
            if batch:
                name = self.reissue.itemText(self.reissue.findData(batch))
                link = f'<a href="{batch}">' + tr("Take it as a re-issue") + "</a>"
                text = tr("{count} of {of} numbers are those of batch {batch}.").format(count=count, of=of, batch=escape(name))
                text += " " + link
        show_text(self.hint, text)

    @guarded
    def _on_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, tr("File that was handed down"), self._folder(), tr(
            "Hand-overs (*.shp *.zip *.gpkg *.geojson *.json *.kml *.kmz *.dxf *.xlsx *.csv *.txt *.vct);;All files (*)"))
        if path:
            self.choose(path)

    @guarded
    def _on_folder(self) -> None:
        path = QFileDialog.getExistingDirectory(self, tr("Folder that was handed down, or a .gdb"), self._folder())
        if path:
            self.choose(path)

    def _folder(self) -> str:
        return str(Path(self.draft.path).parent) if self.draft.path else ""

    @guarded
    def _on_path(self) -> None:
        path = self.path.text().strip().strip('"')
        if path != self.draft.path:
            self.choose(path)

    @guarded
    def _on_reissue(self, link: Optional[str] = None) -> None:
        if isinstance(link, str):
            self.reissue.setCurrentIndex(max(0, self.reissue.findData(link)))
        self.draft.reissue_of = str(self.reissue.currentData() or "")
        self._hint()

    @guarded
    def _on_reading(self) -> None:
        """Read it again the way it is wanted now."""
        self.draft.layer = str(self.layer.currentData() or "")
        self.draft.encoding = str(self.encoding.currentData() or "")
        self.desk.look_again()

    def _set(self, name: str, value: str) -> None:
        setattr(self.draft, name, value)
        if name in ("crs", "transformation"):
            self.desk.look_again()
        self.completeChanged.emit()

    # -- how it is built --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.path.setObjectName("farmlandImportPath")
        self.path.setPlaceholderText(tr("Drop a file, a folder or a zip here, or choose it"))
        row = QHBoxLayout()
        row.addWidget(self.path, 1)
        for text, slot in ((tr("File…"), self._on_file), (tr("Folder…"), self._on_folder)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, call=slot: call())
            row.addWidget(button)
        self.box.addLayout(row)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setMaximumHeight(6)
        self.busy.hide()
        dress(self.view, "farmlandImportFound")
        self.view.setModel(self.found)
        self.view.setMaximumHeight(FOUND_HEIGHT)
        for column, width in COLUMNS.items():
            self.view.setColumnWidth(column, width)
        self.view.horizontalHeader().setSectionResizeMode(SYSTEM, QHeaderView.ResizeMode.Stretch)
        for widget in (self.busy, self.refusal, self.view, self.skipped):
            self.box.addWidget(widget)
        self.box.addWidget(self._about())
        self.box.addWidget(self._reading())
        self.box.addStretch(1)

    def _about(self) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 4, 0, 4)
        cells = ((tr("Source of the clues"), self.source, 0, 0), (tr("Name of the batch"), self.batch, 0, 2),
                 (tr("Remediate by"), self.remediate_by, 1, 0), (tr("Accept by"), self.accept_by, 1, 2),
                 (tr("Issued again for"), self.reissue, 2, 0))
        for text, widget, line, column in cells:
            grid.addWidget(QLabel(text), line, column)
            grid.addWidget(widget, line, column + 1)
        grid.addWidget(self.hint, 2, 2, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setColumnMinimumWidth(2, 90)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.batch.setObjectName("farmlandImportBatch")
        self.source.setObjectName("farmlandImportSource")
        self.reissue.setToolTip(tr("The upper level issued a batch again: what was added, changed and withdrawn is told"))
        return frame

    def _reading(self) -> QgsCollapsibleGroupBox:
        form = QFormLayout()
        form.addRow(tr("Layer"), self.layer)
        form.addRow(tr("Encoding"), self.encoding)
        form.addRow(tr("Coordinate system"), self.crs)
        form.addRow(tr("Old datum to CGCS2000"), self.shift)
        layout = QVBoxLayout(self.how)
        layout.addWidget(quiet(tr("Only when what was concluded is wrong or nothing could be concluded.")))
        layout.addLayout(form)
        self.how.setCollapsed(True)
        self.how.setSaveCollapsedState(False)
        return self.how

    def _connect(self) -> None:
        self.path.editingFinished.connect(self._on_path)
        self.batch.textEdited.connect(lambda text: self._set("batch", text))
        self.source.activated.connect(lambda _at: self._set("source", str(self.source.currentData() or "")))
        self.reissue.activated.connect(lambda _at: self._on_reissue())
        self.hint.linkActivated.connect(self._on_reissue)
        self.layer.activated.connect(lambda _at: self._on_reading())
        self.encoding.chosen.connect(lambda _code: self._on_reading())
        self.crs.chosen.connect(lambda text: self._set("crs", text))
        self.shift.chosen.connect(lambda text: self._set("transformation", text))
