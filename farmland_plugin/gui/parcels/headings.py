"""Which columns the parcels table shows, how wide and in which order: chosen at the header, remembered for the user."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QByteArray, QItemSelectionModel, QObject, QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import QMenu, QTableView

from ...i18n import tr
from ..models.parcel_rows import (
    AREA,
    BATCH,
    COLUMNS,
    DISPOSITION,
    FINDING,
    FLAGS,
    HIDDEN_AT_FIRST,
    NUMBER,
    STATUS,
    TOWNSHIP,
)
from ..models.parcels import titles

KEY = "farmland/parcelColumns/1"
CHOSEN = "farmland/parcelColumns/chosen"  # whether the user said which columns there are
SOON_MS = 500
LONG_NUMBER = "130499SJBG26210149_1"  # the digits at the end are what tells two parcels apart
WIDTHS = {TOWNSHIP: 76, AREA: 72, STATUS: 82, FINDING: 92, DISPOSITION: 84, BATCH: 100, FLAGS: 120}


class Headings(QObject):
    """Sets up a table's header and keeps what the user made of it."""

    def __init__(self, view: QTableView, parent: Any = None) -> None:
        super().__init__(parent)
        self._view, self.header = view, view.horizontalHeader()
        self.header.setSectionsMovable(True)
        # the header asks row by row whether a whole column is selected, seconds at 100,000 rows: it sees an empty selection
        self.header.setSelectionModel(QItemSelectionModel(view.model(), self.header))
        self.header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.as_at_first()
        settings = QgsSettings()
        kept = settings.value(KEY)
        self.chosen = settings.value(CHOSEN, False, type=bool)
        if isinstance(kept, QByteArray):
            self.header.restoreState(kept)
        view.setSortingEnabled(True)
        view.sortByColumn(NUMBER, Qt.SortOrder.AscendingOrder)  # how it was sorted last is not kept
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._keep)
        self.header.customContextMenuRequested.connect(self._on_menu)
        for signal in (self.header.sectionMoved, self.header.sectionResized):
            signal.connect(lambda *_: self._soon.start())

    def as_at_first(self) -> None:
        """Show the columns a new user sees."""
        number = self._view.fontMetrics().horizontalAdvance(LONG_NUMBER) + 14
        for place, column in enumerate(COLUMNS):
            self.header.moveSection(self.header.visualIndex(column), place)
            self.header.setSectionHidden(column, column in HIDDEN_AT_FIRST)
        for column, width in {**WIDTHS, NUMBER: number}.items():
            self._view.setColumnWidth(column, width)

    def offer_townships(self, there_are: bool) -> None:
        """Hide the township while no parcel has one, unless the user chose the columns."""
        if not self.chosen:
            self.header.setSectionHidden(TOWNSHIP, not there_are)

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide a column and remember it; the last one stays."""
        left = [one for one in COLUMNS if not self.header.isSectionHidden(one) and one != column]
        if not shown and not left:
            return
        self.header.setSectionHidden(column, not shown)
        self.chosen = True
        QgsSettings().setValue(CHOSEN, True)
        self._keep()

    def menu(self) -> QMenu:
        """Return the menu of the columns."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for column, title in zip(COLUMNS, titles()):
            action = menu.addAction(title)
            action.setCheckable(True)
            action.setChecked(not self.header.isSectionHidden(column))
            action.setEnabled(column != NUMBER)
            action.toggled.connect(lambda on, one=column: self.show_column(one, on))
        menu.addSeparator()
        menu.addAction(tr("Columns as at First")).triggered.connect(lambda _checked=False: self._on_as_at_first())
        return menu

    def _on_menu(self, place: QPoint) -> None:
        self.menu().popup(self.header.mapToGlobal(place))

    def _on_as_at_first(self) -> None:
        self.as_at_first()
        self.chosen = False
        self._soon.stop()
        for key in (KEY, CHOSEN):
            QgsSettings().remove(key)

    def _keep(self) -> None:
        if self._view.isVisible():
            QgsSettings().setValue(KEY, self.header.saveState())
