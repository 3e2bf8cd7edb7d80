"""The window that corrects where a parcel lies (坐落更正): township or 管理区, village, grid, with a reason."""

from __future__ import annotations

from typing import Any, Iterable

from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from ...domain.errors import FarmlandError
from ...i18n import tr
from ...ledger.places import Places
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal

WIDTH = 420


class PlaceDialog(QDialog):
    """Shows where a parcel lies and why the program thinks so, and writes a correction."""

    def __init__(self, workspace: Workspace, uid: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandPlace")
        self.workspace, self.notices, self.uid = workspace, workspace.notices, uid
        ledger = workspace.ledger
        self.parcel, self.places = ledger.parcel(uid), Places(ledger)
        self.setWindowTitle(tr("Correct place: {number}").format(number=self.parcel.source_no))
        self.township, self.village, self.grid = QComboBox(), QComboBox(), QLineEdit()
        self.reason = QPlainTextEdit()
        self.refusal = Refusal()
        self._lay_out()
        self._fill(ledger)

    def showEvent(self, event: Any) -> None:
        """See to it that Enter never cancels what was entered."""
        enter_only(self, self.ok)
        super().showEvent(event)

    def _lay_out(self) -> None:
        for name, box in (("Township", self.township), ("Village", self.village)):
            box.setObjectName(f"farmlandPlace{name}")
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setMinimumContentsLength(22)
        self.reason.setObjectName("farmlandPlaceReason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().height() * 3 + 14)
        self.reason.textChanged.connect(self._on_text)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText(tr("Correct"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, widget in ((tr("Township or management area"), self.township), (tr("Village"), self.village),
                              (tr("Grid"), self.grid), (tr("Reason"), self.reason)):
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        self.now = wrapped()
        layout.addWidget(self.now)
        layout.addLayout(form)
        layout.addStretch(1)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)

    def _fill(self, ledger: Any) -> None:
        origins = {"issued": tr("as issued"), "overlay": tr("by overlay with the village layer"),
                   "manual": tr("corrected by hand")}
        place = next((one for one in ledger.places([self.uid])), None)
        where = " ".join(text for text in (self.places.township(self.parcel), self.places.village(self.parcel)) if text)
        text = tr("Now: {place} ({origin})").format(place=where or tr("nowhere"), origin=origins.get(
            place.origin if place else "issued", ""))
        if place is not None and place.issued_differs:
            text += " " + tr("What was issued says another place.")
        self.now.setText(text)
        codes = self.places.codes()
        self._offer(self.township, (code for code in codes if len(code) == 9), self.parcel.township)
        self._offer(self.village, (code for code in codes if len(code) == 12), self.parcel.village)
        self.grid.setText(place.grid if place is not None else "")
        self._on_text()

    def _offer(self, box: QComboBox, codes: Iterable[str], present: str) -> None:
        for code in sorted({*codes, present} - {""}):
            name = self.places.name(code)
            box.addItem(tr("{name} ({code})").format(name=name, code=code) if name else code, code)
        at = box.findData(present)
        box.setCurrentIndex(at)
        if at < 0:
            box.setEditText(present)

    @staticmethod
    def _code(box: QComboBox) -> str:
        """Return the code chosen, or what was typed."""
        at = box.findText(box.currentText())
        return str(box.itemData(at)) if at >= 0 else box.currentText().strip()

    def _on_text(self) -> None:
        self.ok.setEnabled(bool(self.reason.toPlainText().strip()))

    @guarded
    def on_ok(self) -> None:
        """Write the correction; say why not when it is refused."""
        self.refusal.clear()
        try:
            self.workspace.writing().place(self.uid, self._code(self.township), self._code(self.village),
                                           self.grid.text().strip(), self.reason.toPlainText().strip())
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.workspace.refresh()
        self.accept()
