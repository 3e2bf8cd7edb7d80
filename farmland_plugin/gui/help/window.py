"""The help window: contents and search on the left, a page on the right."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Dict

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QByteArray, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QShortcut,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from .pages import INDEX, HelpPage, contents, find, page_of_algorithm
from .reader import Reader

SIZE = (1060, 720)
SIDE = 250
LINE = 120  # letters of a line found
GEOMETRY, PARTS = "farmland/helpGeometry", "farmland/helpParts"
NAME = Qt.ItemDataRole.UserRole


class HelpWindow(QWidget):
    """Stays beside the work, on another screen if one likes; it needs no network.

    It has no parent: a window of ours that waits for an answer blocks its parent's other windows, and help is wanted just then.
    """

    def __init__(self, folder: Path, keys: Callable[[], str]) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("farmlandHelp")
        self.setWindowTitle(tr("Farmland Help"))
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.pages = contents(folder)
        self.reader = Reader(keys)
        self.search = QLineEdit()
        self.tree = QTreeWidget()
        self.hits = QListWidget()
        self._side = QStackedWidget()
        self._items: Dict[str, QTreeWidgetItem] = {}
        self._lay_out()
        self._fill()
        self.reader.sourceChanged.connect(self._on_page)
        self.search.textChanged.connect(self._on_search)
        self.tree.itemClicked.connect(self._on_entry)
        self.tree.itemActivated.connect(self._on_entry)
        self.hits.itemClicked.connect(self._on_hit)
        self.hits.itemActivated.connect(self._on_hit)
        for keys_, slot in ((QKeySequence.StandardKey.Find, self._to_search), ("Esc", self._on_escape)):
            QShortcut(QKeySequence(keys_), self).activated.connect(slot)

    def show_page(self, name: str) -> None:
        """Show a page, or the page that explains an algorithm (``farmland:`` and its id); unknown ones show the index."""
        if ":" in name:
            name = page_of_algorithm(self.pages, name.rpartition(":")[2])
        page = next((one for one in self.pages if one.name == name), self.pages[0])
        self.reader.open(page.path)
        self.come_forward()

    def come_forward(self) -> None:
        """Show the window in front, usable also while a window of ours or of QGIS waits for an answer."""
        waiting = QApplication.activeModalWidget()
        self.winId()
        self.windowHandle().setTransientParent(waiting.windowHandle() if waiting is not None else None)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: Any) -> None:
        """Remember place and size."""
        QgsSettings().setValue(GEOMETRY, self.saveGeometry())
        QgsSettings().setValue(PARTS, self._parts.saveState())
        super().closeEvent(event)

    # -- how it looks -----------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Search all pages"))
        self.search.setClearButtonEnabled(True)
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(14)
        self.hits.setWordWrap(True)
        self.hits.setSpacing(2)
        self.hits.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hits.setObjectName("farmlandHelpHits")
        self._side.addWidget(self.tree)
        self._side.addWidget(self.hits)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self._side, 1)
        page = QVBoxLayout(right)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(self._walk())
        page.addWidget(self.reader, 1)
        self._parts = QSplitter()
        self._parts.addWidget(left)
        self._parts.addWidget(right)
        self._parts.setStretchFactor(1, 1)
        self._parts.setChildrenCollapsible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(6, 6, 6, 6)
        whole.addWidget(self._parts)
        kept = QgsSettings().value(GEOMETRY, QByteArray(), type=QByteArray)
        if not (kept and self.restoreGeometry(kept)):
            self.resize(*SIZE)
        parts = QgsSettings().value(PARTS, QByteArray(), type=QByteArray)
        if not (parts and self._parts.restoreState(parts)):
            self._parts.setSizes([SIDE, SIZE[0] - SIDE])

    def _walk(self) -> QHBoxLayout:
        row = QHBoxLayout()
        back, forward, home = QToolButton(), QToolButton(), QToolButton()
        for button, text, tip, slot in (
                (back, "◀", tr("Back to the page before (Alt+Left)"), self.reader.backward),
                (forward, "▶", tr("Forward again (Alt+Right)"), self.reader.forward),
                (home, tr("Contents"), tr("The first page: what there is"), lambda: self.show_page(INDEX))):
            button.setText(text)
            button.setToolTip(tip)
            button.setAutoRaise(True)
            button.clicked.connect(lambda _checked, call=slot: call())
            row.addWidget(button)
        back.setEnabled(False)
        forward.setEnabled(False)
        self.reader.backwardAvailable.connect(back.setEnabled)
        self.reader.forwardAvailable.connect(forward.setEnabled)
        row.addStretch(1)
        return row

    def _fill(self) -> None:
        groups: Dict[str, QTreeWidgetItem] = {}
        for page in self.pages:
            above = self.tree.invisibleRootItem()
            if page.group:
                if page.group not in groups:
                    groups[page.group] = QTreeWidgetItem(self.tree, [page.group])
                    groups[page.group].setFlags(Qt.ItemFlag.ItemIsEnabled)
                above = groups[page.group]
            item = QTreeWidgetItem(above, [page.title])
            item.setData(0, NAME, page.name)
            item.setToolTip(0, page.title)
            self._items[page.name] = item
        self.tree.expandAll()

    # -- what happens -----------------------------------------------------------------------------------------

    def _on_page(self, *_source: Any) -> None:
        item = self._items.get(self.reader.page())
        if item is not None:
            self.tree.setCurrentItem(item)

    def _on_entry(self, item: QTreeWidgetItem, _column: int) -> None:
        if item.data(0, NAME):
            self.reader.forget_words()
            self.reader.open(self._path(item.data(0, NAME)))

    def _on_search(self, text: str) -> None:
        self._side.setCurrentIndex(1 if text.strip() else 0)
        self.hits.clear()
        page = ""
        for hit in find(self.pages, text):
            if hit.page.name != page:
                page = hit.page.name
                self._add_hit(hit.page.title, page, True)
            self._add_hit(hit.line[:LINE], page, False)
        if text.strip() and not self.hits.count():
            nothing = QListWidgetItem(tr("No page has all of these words: use fewer or shorter ones."))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.hits.addItem(nothing)
        if not text.strip():
            self.reader.forget_words()

    def _add_hit(self, text: str, page: str, is_title: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(NAME, page)
        font = item.font()
        font.setBold(is_title)
        item.setFont(font)
        self.hits.addItem(item)

    def _on_hit(self, item: QListWidgetItem) -> None:
        if item.data(NAME):
            self.reader.open(self._path(item.data(NAME)), self.search.text())

    def _path(self, name: str) -> Path:
        found: HelpPage = next((one for one in self.pages if one.name == name), self.pages[0])
        return found.path

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _on_escape(self) -> None:
        if self.search.text():
            self.search.clear()
        else:
            self.close()
