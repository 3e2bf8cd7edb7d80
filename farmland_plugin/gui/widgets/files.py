"""The files of a parcel in the present round, by role."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..terms import Terms, moment

ROW = Qt.ItemDataRole.UserRole
LINES = 9
KB = 1024.0


class FilesBox(QWidget):
    """A short tree of roles and files; a double click opens a file."""

    attach = pyqtSignal()
    take_off = pyqtSignal(object)
    opened = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.tree = QTreeWidget()
        self.tree.setObjectName("farmlandFiles")
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.setRootIsDecorated(False)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.attach_button, self.off_button = QPushButton(tr("Attach…")), QPushButton(tr("Take off…"))
        self.attach_button.setObjectName("farmlandAttach")
        self.off_button.setObjectName("farmlandTakeOff")
        self.attach_button.clicked.connect(lambda _checked: self.attach.emit())
        self.off_button.clicked.connect(lambda _checked: self.take_off.emit(self.current()))
        self.tree.itemDoubleClicked.connect(self._on_double_click)
        self.tree.itemSelectionChanged.connect(self._enable)
        buttons = QHBoxLayout()
        buttons.addWidget(self.attach_button)
        buttons.addWidget(self.off_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tree)
        layout.addLayout(buttons)
        self._closed = ""

    def show_files(self, rows: Sequence[Mapping[str, Any]], terms: Terms, closed: str = "") -> None:
        """Show the files of one round.

        :param closed: why nothing can be attached or taken off now, '' when it can.
        """
        self._closed = closed
        self.tree.clear()
        for role in dict.fromkeys(str(row["role"]) for row in rows):
            mine = [row for row in rows if row["role"] == role]
            top = QTreeWidgetItem([terms.label("attachment_role", role), str(len(mine))])
            font = top.font(0)
            font.setBold(True)
            top.setFont(0, font)
            top.setFlags(Qt.ItemFlag.ItemIsEnabled)
            self.tree.addTopLevelItem(top)
            for row in mine:
                item = QTreeWidgetItem([str(row["orig_name"]), moment(row["imported_at"])[:10]])
                item.setData(0, ROW, dict(row))
                item.setToolTip(0, tr("{name}, {size} kB\n{caption}\nSHA-256 {hash}").format(
                    name=row["orig_name"], size=f"{row['size'] / KB:,.0f}", caption=row["caption"] or "", hash=row["sha256"]))
                top.addChild(item)
            top.setExpanded(True)
        count = len(rows) + self.tree.topLevelItemCount()
        height = max(self.tree.sizeHintForRow(0), self.fontMetrics().height())
        self.tree.setFixedHeight(height * max(1, min(count, LINES)) + 6)
        self.tree.setVisible(bool(rows))
        self._enable()

    def current(self) -> Any:
        """Return the row of the file that is selected, None when none is."""
        items = self.tree.selectedItems()
        return items[0].data(0, ROW) if items else None

    def _enable(self) -> None:
        self.attach_button.setEnabled(not self._closed)
        self.attach_button.setToolTip(self._closed or tr("Photos, scans, documents"))
        self.off_button.setEnabled(not self._closed and self.current() is not None)
        self.off_button.setToolTip(self._closed or tr("The file stays in the ledger's folder and in the history"))

    def _on_double_click(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, ROW) is not None:
            self.opened.emit(item.data(0, ROW))
