"""The parcels of a ledger as a table: one row each, filtered and sorted without asking the ledger again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Callable, Iterable, Optional

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPainter, QPen, QPixmap

from ...compat import flag_number
from ...domain.counted_once import WITHDRAWN
from ...i18n import tr
from ...ledger.places import Places
from ...ledger.reissues import Replaced, replaced
from ..terms import NO_VALUE, Terms, mu

NUMBER, TOWNSHIP, AREA, STATUS, FINDING, DISPOSITION, BATCH = range(7)
UID_ROLE = Qt.ItemDataRole.UserRole
DOT = 12
ON_HOLD, IN_FORCE, REPLACED = "*hold", "*in_force", "*replaced"
MUTED = "#8a8f94"  # text of parcels no longer in force


@dataclass(frozen=True)
class Row:
    """What the table shows of one parcel; codes, not labels."""

    uid: str
    number: str
    township: str
    village: str
    monitored_m2: Optional[Decimal]
    area_m2: Decimal
    status: str
    finding: str
    disposition: str
    batch: str
    closed: bool = False
    hold: str = ""
    replaced: Optional[Replaced] = None  # why it is not in force any more

    @property
    def shown_m2(self) -> Decimal:
        """The monitored area 监测面积 as issued, the computed one where none was issued."""
        return self.area_m2 if self.monitored_m2 is None else self.monitored_m2

    @property
    def finished(self) -> bool:
        """Whether somebody has determined what this parcel is."""
        return bool(self.finding) or self.closed


def read_rows(ledger: Any, uids: Optional[Iterable[str]] = None) -> list[Row]:
    """Read the table's rows of a ledger, all or the named parcels, without geometry."""
    wanted = None if uids is None else list(uids)
    names = {batch.batch_id: batch.name for batch in ledger.batches()}
    cases = {case.parcel_uid: case for case in ledger.cases(wanted)}
    closed = {entry.code for entry in ledger.dictionaries["status"].entries if entry.extra.get("finished")}
    places, gone = Places(ledger), replaced(ledger)
    rows = []
    for parcel in ledger.parcels(wanted, geometry=False):
        case = cases[parcel.parcel_uid]
        rows.append(Row(parcel.parcel_uid, parcel.source_no, places.township(parcel), places.village(parcel),
                        parcel.monitored_area_m2, parcel.area_m2, case.status, case.finding or "",
                        case.disposition or "", names.get(parcel.batch_id, ""), case.status in closed, case.hold,
                        gone.get(parcel.parcel_uid)))
    return rows


def changed_rows(ledger: Any, rows: list[Row]) -> Optional[list[Row]]:
    """Return the rows whose case is another than shown; None when there are parcels the rows do not have."""
    shown = {row.uid: row for row in rows}
    if not set(ledger.parcel_uids()) <= shown.keys():
        return None
    closed = {entry.code for entry in ledger.dictionaries["status"].entries if entry.extra.get("finished")}
    fresh = (replace(shown[case.parcel_uid], status=case.status, finding=case.finding, disposition=case.disposition,
                     closed=case.status in closed, hold=case.hold)
             for case in ledger.cases() if _case_of(shown[case.parcel_uid]) != _case_of(case))
    return list(fresh)


def _case_of(one: Any) -> tuple[str, ...]:
    return one.status, one.finding, one.disposition, one.hold


class ParcelTable(QAbstractTableModel):
    """Table model over ``Row``; sorts itself, so that 20,000 rows sort at once."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._positions: dict[str, int] = {}
        self._terms = Terms()
        self._dots: dict[str, QIcon] = {}
        self._order: tuple[int, Qt.SortOrder] = (NUMBER, Qt.SortOrder.AscendingOrder)

    def load(self, rows: list[Row], terms: Terms) -> None:
        """Show these rows instead of the present ones."""
        self.beginResetModel()
        self._terms = terms
        self._dots = {}
        self.rows = sorted(rows, key=self._key(self._order[0]), reverse=self._reversed())
        self._index()
        self.endResetModel()

    def replace(self, rows: list[Row]) -> bool:
        """Update rows in place; False when one is not in the table (load again then)."""
        if any(row.uid not in self._positions for row in rows):
            return False
        for row in rows:
            position = self._positions[row.uid]
            self.rows[position] = row
            self.dataChanged.emit(self.index(position, 0), self.index(position, self.columnCount() - 1))
        return True

    def position(self, uid: str) -> int:
        """Return the row number of a parcel, -1 when it is not in the table."""
        return self._positions.get(uid, -1)

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of parcels."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else 7

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the column titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (tr("Number"), tr("Township"), tr("Area (mu)"), tr("Status"), tr("Finding"), tr("Disposition"),
                    tr("Batch"))[section]
        if role == Qt.ItemDataRole.ToolTipRole and section == AREA:
            return tr("Monitored area as issued; the computed area where none was issued")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, dot, alignment or uid of a cell."""
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == STATUS:
            return self._dot(row.status)
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

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows, keeping selections where they belong."""
        self._order = (column, order)
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        uids = [self.rows[index.row()].uid for index in before]
        self.rows.sort(key=self._key(column), reverse=self._reversed())
        self._index()
        after = [self.index(self._positions[uid], index.column()) for uid, index in zip(uids, before)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _reversed(self) -> bool:
        return self._order[1] == Qt.SortOrder.DescendingOrder

    def _index(self) -> None:
        self._positions = {row.uid: position for position, row in enumerate(self.rows)}

    def _key(self, column: int) -> Callable[[Row], Any]:
        if column == AREA:
            return lambda row: (row.shown_m2, row.number)
        if column == NUMBER:
            return lambda row: row.number
        return lambda row: (self.text(row, column), row.number)

    def text(self, row: Row, column: int) -> str:
        """Return what a cell shows."""
        if column == NUMBER:
            return row.number
        if column == TOWNSHIP:
            return row.township
        if column == AREA:
            return mu(row.shown_m2)
        if column == STATUS:
            status = self._terms.label("status", row.status)
            if row.replaced is not None:
                word = tr("withdrawn") if row.replaced.why == WITHDRAWN else tr("replaced")
                return tr("{status} · {hold}").format(status=word, hold=status)
            return tr("{status} · {hold}").format(status=status, hold=self._terms.label("hold", row.hold)) if row.hold else status
        if column == FINDING:
            return self._terms.label("finding", row.finding)
        if column == DISPOSITION:
            return self._terms.label("disposition", row.disposition)
        return row.batch

    def _tip(self, row: Row, column: int) -> str:
        if column == AREA and row.monitored_m2 is not None:
            return tr("Issued {issued} mu, computed {computed} mu").format(issued=mu(row.monitored_m2),
                                                                         computed=mu(row.area_m2))
        if column == TOWNSHIP:
            return " ".join(name for name in (row.township, row.village) if name) or NO_VALUE
        return self.text(row, column) or NO_VALUE

    def _dot(self, status: str) -> QIcon:
        if status not in self._dots:
            self._dots[status] = dot(self._terms.colour("status", status))
        return self._dots[status]


class ParcelFilter(QSortFilterProxyModel):
    """Text, status and "unfinished only" together; sorting is the table's own."""

    def __init__(self, table: ParcelTable, parent: Any = None) -> None:
        super().__init__(parent)
        self._table = table
        self._words: list[str] = []
        self._status = ""
        self._unfinished = False
        self.setSourceModel(table)
        self.setDynamicSortFilter(False)

    def set_text(self, text: str) -> None:
        """Keep parcels in which every word occurs, in the number, a place, the batch, finding or disposition."""
        self._words = text.lower().split()
        self.invalidateFilter()

    def set_status(self, status: str) -> None:
        """Keep parcels of one status; on hold (``ON_HOLD``), in force (``IN_FORCE``) or not (``REPLACED``); '' for all."""
        self._status = status
        self.invalidateFilter()

    def set_unfinished(self, only: bool) -> None:
        """Keep parcels without a finding only."""
        self._unfinished = only
        self.invalidateFilter()

    def accepts(self, row: Row) -> bool:
        """Whether a row passes every filter."""
        if self._unfinished and (row.finished or row.replaced is not None):
            return False
        if self._status and not self._stands(row):
            return False
        if not self._words:
            return True
        table = self._table
        text = " ".join((row.number, row.township, row.village, row.batch, table.text(row, FINDING),
                         table.text(row, DISPOSITION))).lower()
        return all(word in text for word in self._words)

    def _stands(self, row: Row) -> bool:
        special = {ON_HOLD: bool(row.hold), IN_FORCE: row.replaced is None, REPLACED: row.replaced is not None}
        return special.get(self._status, row.status == self._status)

    def visible(self) -> list[Row]:
        """Return the rows shown, in their order."""
        return [row for row in self._table.rows if self.accepts(row)]

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex) -> bool:
        """Qt's question for one row."""
        return self.accepts(self._table.rows[source_row])

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the table underneath: comparing 20,000 rows through a proxy takes seconds."""
        self._table.sort(column, order)


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
    side = Qt.AlignmentFlag.AlignRight if column == AREA else Qt.AlignmentFlag.AlignLeft
    return flag_number(side | Qt.AlignmentFlag.AlignVCenter)
