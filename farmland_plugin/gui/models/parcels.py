"""The parcels of a ledger as Qt sees them: the rows a query leaves, in the order asked for, from one array of positions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Iterable, Sequence

import numpy as np
from qgis.PyQt.QtCore import QAbstractTableModel, QItemSelection, QModelIndex, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from ...compat import flag_number
from ...domain.gradual import Gradual, at_once
from ...i18n import tr
from ..lights import light_icon
from ..parcels.query import EVERYTHING, ParcelQuery
from ..terms import NO_VALUE, Terms, mu
from .parcel_rows import (
    AREA,
    BATCH,
    COLUMNS,
    COMPUTED,
    DISPOSITION,
    FINDING,
    FLAGS,
    LEFT,
    NUMBER,
    STATUS,
    TOWNSHIP,
    VILLAGE,
    Row,
    changed_rows,
    read_rows,
    reading_rows,
)
from .parcel_store import IN_FORCE, ON_HOLD, REPLACED, ParcelTable

__all__ = ["AREA", "BATCH", "COLUMNS", "COMPUTED", "DISPOSITION", "FINDING", "FLAGS", "IN_FORCE", "LEFT", "MUTED", "NUMBER",
           "ON_HOLD", "REPLACED", "STATUS", "TOWNSHIP", "UID_ROLE", "VILLAGE", "ParcelFilter", "ParcelTable", "Row",
           "changed_rows", "dot", "read_rows", "reading_rows"]
UID_ROLE = Qt.ItemDataRole.UserRole
DOT = 12
MUTED = "#8a8f94"  # text of parcels no longer in force
ONE_BY_ONE = 64  # so many rows that go are taken out singly, so that view and selection stay where they are


class ParcelFilter(QAbstractTableModel):
    """The rows of a ``ParcelTable`` that a query leaves, sorted by a column."""

    def __init__(self, table: ParcelTable, parent: Any = None) -> None:
        super().__init__(parent)
        self.table = table
        self.query: ParcelQuery = EVERYTHING
        self._sorted: tuple[int, bool] = (NUMBER, False)
        self._dots: dict[str, QIcon] = {}
        self._terms = Terms()
        self._order = self.shown = np.empty(0, np.int64)
        self._places = np.empty(0, np.int64)  # by position in the table: row here, -1 where not shown

    # -- what is shown ------------------------------------------------------------------------------------------------

    def load(self, rows: Sequence[Row], terms: Terms) -> None:
        """Show these rows instead of the present ones, as far as the query leaves them."""
        at_once(self.loading(rows, terms))

    def loading(self, rows: Sequence[Row], terms: Terms) -> Gradual[None]:
        """The same in steps: the present rows are shown until all of the new ones are."""
        columns = yield from self.table.gathering(rows, terms)
        self.beginResetModel()
        self._terms, self._dots = terms, {}
        self.table.take(columns)
        self._order = self.table.order(*self._sorted)
        self._settle(self._asked())
        self.endResetModel()

    def replace(self, rows: Sequence[Row]) -> bool:
        """Update rows; those the query no longer leaves go. False when one is not in the table (load again then)."""
        if not self.table.replace(rows):
            return False
        shown = self._asked()
        gone = np.flatnonzero(np.isin(self.shown, shown, invert=True))
        if len(shown) == len(self.shown) - len(gone) and len(gone) <= ONE_BY_ONE:
            for row in reversed(gone.tolist()):
                self.beginRemoveRows(QModelIndex(), row, row)
                self._settle(np.delete(self.shown, row))
                self.endRemoveRows()
        else:
            self._reset(shown)
        at = self._places[self.table.positions(row.uid for row in rows)]
        at = at[at >= 0]
        if len(at):
            self.dataChanged.emit(self.index(int(at.min()), 0), self.index(int(at.max()), len(COLUMNS) - 1))
        return True

    def ask(self, query: ParcelQuery) -> None:
        """Show what a query leaves."""
        self.query = query
        shown = self._asked()
        if not np.array_equal(shown, self.shown):
            self._reset(shown)

    def set_text(self, text: str) -> None:
        """Keep parcels in which every word occurs, in the number, a place, the batch, finding or disposition."""
        self.ask(replace(self.query, text=text))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; equal ones by number."""
        self._sorted = (column if column in COLUMNS else NUMBER, order == Qt.SortOrder.DescendingOrder)
        self._order = self.table.order(*self._sorted)
        self._reset(self._asked())

    def _asked(self) -> np.ndarray:
        return self._order[self.table.mask(self.query)[self._order]]

    def _reset(self, shown: np.ndarray) -> None:
        self.beginResetModel()
        self._settle(shown)
        self.endResetModel()

    def _settle(self, shown: np.ndarray) -> None:
        self.shown = shown
        self._places = np.full(len(self.table.rows), -1, np.int64)
        self._places[shown] = np.arange(len(shown))

    def visible(self) -> list[Row]:
        """Return the rows shown, in their order."""
        rows = self.table.rows
        return [rows[at] for at in self.shown.tolist()]

    def uids(self) -> list[str]:
        """Return the parcels shown, in their order."""
        rows = self.table.rows
        return [rows[at].uid for at in self.shown.tolist()]

    def uids_in(self, selection: QItemSelection) -> list[str]:
        """Return the parcels of the rows selected, in their order; range by range, since there may be 100,000."""
        chosen = np.zeros(len(self.shown), np.bool_)
        for part in selection:
            chosen[part.top():part.bottom() + 1] = True
        rows = self.table.rows
        return [rows[at].uid for at in self.shown[chosen].tolist()]

    def uid(self, index: QModelIndex) -> str:
        """Return the parcel of a cell, '' of none."""
        return self.table.rows[self.shown[index.row()]].uid if index.isValid() else ""

    def rows_of(self, uids: Iterable[str]) -> list[int]:
        """Return where parcels are shown, sorted; those not shown are left out."""
        at = self._places[self.table.positions(uids)]
        return np.sort(at[at >= 0]).tolist()

    def index_of(self, uid: str, column: int = NUMBER) -> QModelIndex:
        """Return the cell of a parcel, an invalid index when it is not shown."""
        rows = self.rows_of([uid])
        return self.index(rows[0], column) if rows else QModelIndex()

    # -- Qt's questions -----------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of parcels shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the column titles."""
        if orientation != Qt.Orientation.Horizontal or section not in COLUMNS:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return titles()[section]
        if role == Qt.ItemDataRole.ToolTipRole and section in (AREA, LEFT):
            return tr("Monitored area as issued; the computed area where none was issued") if section == AREA else tr(
                "The deadline that needs attention first, as it stands today")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, dot, alignment or uid of a cell."""
        if not index.isValid():
            return None
        row, column = self.table.rows[self.shown[index.row()]], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.text(row, column)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._picture(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.ForegroundRole and row.replaced is not None:
            return QColor(MUTED)
        if role == Qt.ItemDataRole.FontRole and row.replaced is not None and column == NUMBER:
            struck = QFont()
            struck.setStrikeOut(True)
            return struck
        if role == Qt.ItemDataRole.ToolTipRole:
            tip = self._tip(row, column)
            return tip if row.replaced is None else f"{tip}\n{row.replaced.sentence()}"
        if role == UID_ROLE:
            return row.uid
        return None

    def _picture(self, row: Row, column: int) -> Any:
        if column == STATUS:
            return self._cached(row.status, lambda: dot(self.table.colour(row.status)))
        if column == LEFT:
            standing = self.table.beside.standing(row.uid)
            return self._cached(f"*{standing.light}", lambda: light_icon(self._terms, standing.light)) if standing else None
        return None

    def _cached(self, key: str, make: Any) -> QIcon:
        if key not in self._dots:
            self._dots[key] = make()
        return self._dots[key]

    def _tip(self, row: Row, column: int) -> str:
        if column == AREA and row.monitored_m2 is not None:
            return tr("Issued {issued} mu, computed {computed} mu").format(issued=mu(row.monitored_m2),
                                                                         computed=mu(row.area_m2))
        if column == TOWNSHIP:
            return " ".join(name for name in (row.township, row.village) if name) or NO_VALUE
        if column == LEFT:
            standing = self.table.beside.standing(row.uid)
            return tr("{node}: due on {day}").format(node=self._terms.label("deadline_node", standing.node),
                                                     day=standing.due.isoformat()) if standing else NO_VALUE
        return self.table.text(row, column) or NO_VALUE


def titles() -> list[str]:
    """Return the column titles in the order of the columns."""
    return [tr("Number"), tr("Township"), tr("Area (mu)"), tr("Status"), tr("Finding"), tr("Disposition"), tr("Batch"),
            tr("Village"), tr("Computed (mu)"), tr("Days left"), tr("Flags")]


def dot(colour: str) -> QIcon:
    """Return a small filled circle of a colour, ringed in white, that keeps its colour in a selected row."""
    pixmap = QPixmap(DOT, DOT)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor("white"), 1.5))
    painter.setBrush(QColor(colour))
    painter.drawEllipse(1, 1, DOT - 2, DOT - 2)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in (AREA, COMPUTED) else Qt.AlignmentFlag.AlignLeft
    return flag_number(side | Qt.AlignmentFlag.AlignVCenter)
