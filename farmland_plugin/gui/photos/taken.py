"""What came of photos taken in: those of no parcel, which a person gives to one by hand, those to look at, those refused."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from ... import archive
from ...domain.errors import FarmlandError
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal
from .giving import Giving
from .pictures import PicturePane

FILE, WHY, NUMBER = range(3)
WIDTH = 1060
NUMBER_WIDTH = 190  # pixels for a parcel's number
TALL = 500  # rows up to which each is as tall as its text
KEPT = Qt.ItemDataRole.UserRole


class Source:
    """The folder or zip that was handed in; one file of a zip is unpacked when it is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unpacked = tempfile.TemporaryDirectory(prefix="farmland-photos-") if path.is_file() else None

    def file(self, inner: str) -> Path:
        """Return where a file lies. :raises BadInput: when the zip has it no more."""
        if self._unpacked is None:
            return self.path / inner
        found = Path(self._unpacked.name) / inner
        return found if found.exists() else archive.extract_one(self.path, inner, Path(self._unpacked.name))

    def close(self) -> None:
        """Let what was unpacked go."""
        if self._unpacked is not None:
            self._unpacked.cleanup()


class TakenWindow(QDialog):
    """Shows the lists of one run of ``attachphotos``.

    ``look_wanted`` asks for a parcel and one of its photos; ``given`` says that photos were attached here, to be checked.

    :param lists: unmatched and refused ([file, why]), flags ([parcel, photo, code]). :param report: the page of the run.
    :param current: returns the current parcel.
    """

    look_wanted = pyqtSignal(str, str)
    given = pyqtSignal()

    def __init__(self, workspace: Workspace, source: Source, results: Mapping[str, Any], lists: Mapping[str, list],
                 current: Callable[[], str], parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandPhotosTaken")
        self.setWindowTitle(tr("Photos taken in"))
        self.workspace, self.notices = workspace, workspace.notices
        self.source, self._report, self._current = source, str(results.get("REPORT", "")), current
        self.giving = Giving(workspace)
        self.told = wrapped(tr(
            "{read} files read: {attached} photos attached, {already} there already, {unmatched} of no parcel, {refused} "
            "refused; {suspect} photos to look at.").format(**{key.lower(): results.get(key, 0) for key in (
                "READ", "ATTACHED", "ALREADY", "UNMATCHED", "REFUSED", "SUSPECT")}))
        self.unmatched, self.suspect, self.refused = QTableWidget(), QTableWidget(), QTableWidget()
        self.tabs, self.preview, self.refusal = QTabWidget(), PicturePane(), Refusal()
        self.role, self.take = QComboBox(), QPushButton(tr("Current parcel"))
        self.give = QPushButton(tr("Attach to these parcels"))
        self._build()
        self._fill(lists)
        self.finished.connect(lambda _code: self.source.close())

    def _build(self) -> None:
        for table in (self.unmatched, self.suspect, self.refused):
            table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            table.verticalHeader().hide()
            table.setWordWrap(True)
            table.horizontalHeader().sectionResized.connect(lambda _at, _old, _new, one=table: fit(one))
        self.tabs.addTab(self._by_hand(), "")
        self.tabs.addTab(self.suspect, "")
        self.tabs.addTab(self.refused, "")
        report, close = QPushButton(tr("Open the report")), QPushButton(tr("Close"))
        report.setEnabled(bool(self._report))
        report.clicked.connect(lambda _checked=False: QDesktopServices.openUrl(QUrl.fromLocalFile(self._report)))
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(report)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.told)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.refusal)
        layout.addLayout(foot)
        self.unmatched.itemSelectionChanged.connect(self._preview)
        self.unmatched.itemChanged.connect(lambda _item: self.judge())
        self.suspect.itemDoubleClicked.connect(self._on_look)
        enter_only(self, close)
        self.resize(WIDTH, 560)

    def _by_hand(self) -> QWidget:
        """Return the tab in which photos are given to parcels: type a number, or take the current parcel."""
        self.role.addItem(tr("by where the case stands"), "")
        for code, label in self.giving.roles():
            self.role.addItem(label, code)
        self.take.setToolTip(tr("Give the photos chosen to the parcel that is current in the panels"))
        self.take.clicked.connect(lambda _checked=False: self._on_take())
        self.give.clicked.connect(lambda _checked=False: self._on_give())
        line = QHBoxLayout()
        line.addWidget(self.take)
        line.addStretch(1)
        line.addWidget(QLabel(tr("What it shows")))
        line.addWidget(self.role)
        line.addWidget(self.give)
        both = QSplitter()
        both.addWidget(self.unmatched)
        both.addWidget(self.preview)
        both.setSizes([WIDTH * 2 // 3, WIDTH // 3])
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.addWidget(wrapped(tr("Type the parcel's number, or choose photos and take the current parcel; then attach.")))
        layout.addWidget(both, 1)
        layout.addLayout(line)
        return page

    def _fill(self, lists: Mapping[str, list]) -> None:
        left = [[*one, ""] for one in lists.get("unmatched", ())]
        fill(self.unmatched, [tr("File"), tr("Why"), tr("Parcel no.")], left, NUMBER)
        fill(self.refused, [tr("File"), tr("Why")], lists.get("refused", []))
        photos = self.giving.flagged(lists.get("flags", ()))
        fill(self.suspect, [tr("Parcel no."), tr("Photo"), tr("Flag"), tr("What it says")], [one.told for one in photos])
        for at, one in enumerate(photos):
            self.suspect.item(at, 0).setData(KEPT, (one.uid, one.sha256))
        self.suspect.setToolTip(tr("Double click shows the photo large"))
        self._tell()
        self.judge()

    def _tell(self) -> None:
        for at, (text, table) in enumerate(((tr("Of no parcel: {count}"), self.unmatched), (tr("Flags: {count}"), self.suspect),
                                            (tr("Refused: {count}"), self.refused))):
            self.tabs.setTabText(at, text.format(count=table.rowCount()))

    def judge(self) -> None:
        """Let it be attached once a parcel is named."""
        self.give.setEnabled(self.workspace.writable and any(number for _inner, number in self._named()))

    def _named(self) -> list[tuple[str, str]]:
        """Return file and parcel number of each row."""
        table = self.unmatched
        return [(table.item(row, FILE).text(), table.item(row, NUMBER).text().strip()) for row in range(table.rowCount())
                if table.item(row, NUMBER) is not None]

    def _chosen(self) -> list[int]:
        return sorted({index.row() for index in self.unmatched.selectionModel().selectedRows()})

    @guarded
    def _preview(self) -> None:
        rows = self._chosen()
        if rows:
            inner = self.unmatched.item(rows[0], FILE).text()
            self.preview.show_picture(self.source.file(inner), inner)

    @guarded
    def _on_take(self) -> None:
        uid = self._current()
        if uid:
            for row in self._chosen():
                self.unmatched.item(row, NUMBER).setText(self.giving.number(uid))

    @guarded
    def _on_give(self) -> None:
        """Attach what was given to a parcel; rows that are done leave the list."""
        self.refusal.clear()
        wanted = [(self.source.file(inner), inner, number) for inner, number in self._named() if number]
        try:
            done = set(self.giving.attach(wanted, str(self.role.currentData())))
        except FarmlandError as error:
            self.refusal.say(error)
            return
        for row in reversed(range(self.unmatched.rowCount())):
            if self.unmatched.item(row, FILE).text() in done:
                self.unmatched.removeRow(row)
        self._tell()
        self.judge()
        self.given.emit()

    @guarded
    def _on_look(self, item: QTableWidgetItem) -> None:
        self.look_wanted.emit(*self.suspect.item(item.row(), 0).data(KEPT))


def fit(table: QTableWidget) -> None:
    """Make rows as tall as their text, unless there are very many."""
    if table.rowCount() <= TALL:
        table.resizeRowsToContents()


def fill(table: QTableWidget, names: Sequence[str], rows: Sequence[Sequence[str]], editable: int = -1) -> None:
    """Fill a table; one column may be typed in."""
    table.setColumnCount(len(names))
    table.setHorizontalHeaderLabels(list(names))
    table.setRowCount(len(rows))
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            item = QTableWidgetItem(str(text))
            item.setToolTip(str(text))
            if column != editable:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            table.setItem(at, column, item)
    wide = editable - 1 if editable > 0 else len(names) - 1
    for column in range(len(names)):
        stretch = column == wide
        table.horizontalHeader().setSectionResizeMode(
            column, QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive)
        if not stretch:
            table.resizeColumnToContents(column)
            table.setColumnWidth(column, max(NUMBER_WIDTH if column == editable else 120, min(240, table.columnWidth(column))))
