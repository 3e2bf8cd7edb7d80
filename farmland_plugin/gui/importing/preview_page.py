"""Second page: the first rows as they were issued, so that a wrong encoding is seen before it is in the ledger."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QTableView

from ...i18n import tr
from ...intake.opening.look import LayerLook
from ..errors import guarded
from ..widgets.pieces import RED
from .base import Page, dress, sentence, show_text
from .reading import EncodingBox
from .words import meanings

SHOWN = 200
WIDEST, NARROWEST = 240, 60


class IssuedRows(QAbstractTableModel):
    """The first rows of a layer, every field as text; what is recognised stands under the field's name."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._fields: list[str] = []
        self._meant: dict[str, str] = {}
        self._rows: list[Any] = []

    def load(self, layer: Any, meant: dict[str, str]) -> None:
        """Show a layer (None = nothing); ``meant``: field -> what it means, in words."""
        self.beginResetModel()
        self._fields = list(layer.fields) if layer is not None else []
        self._rows = layer.rows[:SHOWN] if layer is not None else []
        self._meant = meant
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of fields, and one for what is wrong with the row."""
        return 0 if parent.isValid() else len(self._fields)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the field's name and under it what it means; the row's number as issued."""
        if orientation == Qt.Orientation.Vertical:
            return str(self._rows[section].row) if role == Qt.ItemDataRole.DisplayRole else None
        name = self._fields[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{name}\n{self._meant.get(name, '')}" if self._meant else name
        if role == Qt.ItemDataRole.FontRole and name in self._meant:
            font = QFont()
            font.setBold(True)
            return font
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a value; rows the reader distrusts are red and say why."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.attributes.get(self._fields[index.column()], "")
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.fault or row.attributes.get(self._fields[index.column()], "")
        if role == Qt.ItemDataRole.ForegroundRole and row.fault:
            return QBrush(QColor(RED))
        return None


class PreviewPage(Page):
    """Shows the rows of one layer, and reads them again in another encoding."""

    def __init__(self) -> None:
        super().__init__("Preview", tr("As it was issued"),
                         tr("Is the Chinese text right? When it is garbled, choose another encoding; the table is read again "
                            "at once."))
        self.layer, self.encoding = QComboBox(), EncodingBox()
        self.note, self.count = sentence(), QLabel()
        self.refusal, self.busy = sentence("farmlandImportPreviewRefusal", red=True), QProgressBar()
        self.table, self.view = IssuedRows(self), QTableView()
        self._lay_out()
        self.layer.activated.connect(lambda _at: self._show())
        self.encoding.chosen.connect(self._on_encoding)

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Show what was found."""
        self.looked()

    def isComplete(self) -> bool:  # noqa: N802 - Qt's own name
        """Whether it can be read like this."""
        return bool(self.desk and self.draft.readable)

    def looked(self) -> None:
        """Offer the layers and show the one that was shown."""
        look = self.draft.look
        self.busy.setVisible(self.desk.looker.busy)
        show_text(self.refusal, look.refusal if look is not None else "")
        self.offer_layers(self.layer, self._layer_label)
        self._show()

    def current(self) -> Any:
        """Return the layer shown, None when there is none."""
        look = self.draft.look
        return look.layers[self.layer.currentIndex()] if look is not None and look.layers else None

    @guarded
    def _on_encoding(self, code: str) -> None:
        self.draft.encoding = code
        self.desk.look_again()

    def _show(self) -> None:
        layer = self.current()
        if layer is None:
            self.table.load(None, {})
            self.encoding.show_value(self.draft.encoding)
            show_text(self.note, "")
            self.count.clear()
            return
        names = meanings()
        meant = {name: names.get(meaning, meaning) for meaning in names if (name := self.draft.field_of(layer, meaning))}
        self.table.load(layer, meant)
        self.view.resizeColumnsToContents()
        for column in range(self.table.columnCount()):
            self.view.setColumnWidth(column, max(NARROWEST, min(WIDEST, self.view.columnWidth(column))))
        concluded = layer.encoding if not self.draft.encoding else ""
        self.encoding.show_value(self.draft.encoding, concluded)
        show_text(self.note, tr("{encoding}: {why}").format(encoding=layer.encoding, why=layer.encoding_note))
        self.count.setText(self._counted(layer))

    @staticmethod
    def _counted(layer: LayerLook) -> str:
        shown = min(SHOWN, len(layer.rows))
        text = tr("{count} rows, {fields} fields; the first {shown} are shown").format(
            count=f"{layer.count:,}", fields=len(layer.fields), shown=shown)
        empty = sum(1 for row in layer.rows if row.wkb is None)
        if empty:
            text += tr("; {count} of the first {of} have no shape").format(count=empty, of=len(layer.rows))
        return text

    def _lay_out(self) -> None:
        self._layer_label = QLabel(tr("Layer"))
        top = QHBoxLayout()
        for widget in (self._layer_label, self.layer, QLabel(tr("Encoding")), self.encoding):
            top.addWidget(widget)
        top.addWidget(self.note, 1)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setMaximumHeight(6)
        self.view.setModel(self.table)
        dress(self.view, "farmlandImportRows")
        self.view.setShowGrid(True)
        self.view.verticalHeader().show()
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.box.addLayout(top)
        self.box.addWidget(self.busy)
        self.box.addWidget(self.refusal)
        self.box.addWidget(self.view, 1)
        self.box.addWidget(self.count)
