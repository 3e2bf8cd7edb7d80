"""The table of pairs on the same ground: what it shows of each, what was decided, and what the filters leave."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Optional, Sequence

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont

from ...compat import flag_number
from ...i18n import tr
from ..terms import mu

ROW_ROLE = Qt.ItemDataRole.UserRole
SORT_ROLE = Qt.ItemDataRole.UserRole + 1
SAME, SEPARATE = "same", "separate"
NUMBER, RELATION, OTHER, SHARE, OTHER_SHARE, IOU, COMMON, PROPOSAL, DECISION, BATCH, OTHER_BATCH, REASON = range(12)
RIGHT = {SHARE, OTHER_SHARE, IOU, COMMON}
GREEN, BLUE = "#2e7d32", "#1565c0"
Decision = tuple[str, str]  # same or separate, and why


@dataclass(frozen=True)
class ReviewRow:
    """A pair of parcels on the same ground (重合图斑): the later one, and the one it meets.

    :param key: names the pair. :param common_m2: planar m². :param share: of the later parcel, :param other_share: of the other;
        0 to 1. :param decision: same, separate or '' (undecided: the proposal counts). :param wkt, other_wkt: outlines in the
        ledger's CRS, '' when they were left out.
    """

    key: str
    number: str
    batch: str
    other_number: str
    other_batch: str
    relation: str
    common_m2: Decimal
    share: float
    other_share: float
    iou: float
    proposal: str
    decision: str = ""
    reason: str = ""
    wkt: str = ""
    other_wkt: str = ""


def relations() -> dict[str, str]:
    """Return the relations and their names, seen from the later parcel."""
    return {
        "identical": tr("Identical"), "redrawn": tr("Redrawn"), "contains": tr("Contains the other"),
        "inside": tr("Inside the other"), "partial": tr("Partly"), "touching": tr("Touching"),
    }


def decisions() -> dict[str, str]:
    """Return the decisions and their names."""
    return {SAME: tr("Same piece"), SEPARATE: tr("Separate")}


class ReviewTable(QAbstractTableModel):
    """Pairs, with the decisions made here on top of those they came with."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.rows: list[ReviewRow] = []
        self._made: dict[str, Decision] = {}
        self._titles = {
            NUMBER: tr("Parcel"), RELATION: tr("Relation"), OTHER: tr("Earlier parcel"), SHARE: tr("Share of this one"),
            OTHER_SHARE: tr("Share of the earlier"), IOU: tr("IoU"), COMMON: tr("Common (mu)"), PROPOSAL: tr("Proposed"),
            DECISION: tr("Decided"), BATCH: tr("Batch"), OTHER_BATCH: tr("Batch of the earlier"), REASON: tr("Reason"),
        }

    def load(self, rows: Sequence[ReviewRow]) -> None:
        """Show these pairs instead of the present ones."""
        self.beginResetModel()
        self.rows = list(rows)
        self._made = {}
        self.endResetModel()

    def decision(self, row: ReviewRow) -> Decision:
        """Return what is decided of a pair and why, ('', '') when nothing is."""
        return self._made.get(row.key, (row.decision, row.reason))

    def made(self) -> dict[str, Decision]:
        """Return the decisions made here, by key; taken-back ones as ('', '')."""
        return dict(self._made)

    def decide(self, rows: Sequence[ReviewRow], decision: str, reason: str) -> None:
        """Note a decision for some pairs; '' takes it back."""
        for row in rows:
            wanted = (decision, reason if decision else "")
            if wanted == (row.decision, row.reason):
                self._made.pop(row.key, None)
            else:
                self._made[row.key] = wanted
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, REASON))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of pairs."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the column titles."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, look, what to sort by, or the pair itself."""
        row, column = self.rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == SORT_ROLE:
            return self._rank(row, column)
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(column)
        return self._look(row, column, role)

    def _text(self, row: ReviewRow, column: int) -> str:
        decided, reason = self.decision(row)
        if column in (SHARE, OTHER_SHARE):
            return f"{100 * (row.share if column == SHARE else row.other_share):.1f} %"
        return {
            NUMBER: row.number, OTHER: row.other_number, BATCH: row.batch, OTHER_BATCH: row.other_batch,
            RELATION: relations().get(row.relation, row.relation), IOU: f"{row.iou:.3f}", COMMON: mu(row.common_m2),
            PROPOSAL: decisions().get(row.proposal, row.proposal),
            DECISION: decisions().get(decided, tr("undecided")), REASON: reason,
        }[column]

    def _rank(self, row: ReviewRow, column: int) -> Any:
        numbers = {SHARE: row.share, OTHER_SHARE: row.other_share, IOU: row.iou, COMMON: float(row.common_m2)}
        return numbers.get(column, self._text(row, column))

    def _look(self, row: ReviewRow, column: int, role: int) -> Any:
        if column != DECISION:
            return None
        decided = self.decision(row)[0]
        if role == Qt.ItemDataRole.ForegroundRole:
            return QBrush(QColor({SAME: GREEN, SEPARATE: BLUE}.get(decided, "#8a8a8a")))
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(bool(decided))
            return font
        return None

    @staticmethod
    def _alignment(column: int) -> int:
        side = Qt.AlignmentFlag.AlignRight if column in RIGHT else Qt.AlignmentFlag.AlignLeft
        return flag_number(side | Qt.AlignmentFlag.AlignVCenter)


class ReviewFilter(QSortFilterProxyModel):
    """Leaves the pairs of one relation, the undecided ones, those whose numbers or batches hold a text."""

    def __init__(self, table: ReviewTable, parent: Any = None) -> None:
        super().__init__(parent)
        self.table = table
        self._relation, self._undecided, self._words = "", False, []  # type: str, bool, list[str]
        self._kept: Optional[str] = None
        self.setSourceModel(table)
        self.setSortRole(SORT_ROLE)
        self.setDynamicSortFilter(False)  # a pair does not jump away from under the cursor when it is decided

    def set_filter(self, relation: str, undecided: bool, text: str) -> None:
        """Filter by relation ('' = all), by whether it is decided, and by words that must all occur."""
        self._relation, self._undecided, self._words = relation, undecided, text.lower().split()
        self.invalidateFilter()

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex) -> bool:
        """Whether a pair is shown."""
        row = self.table.rows[source_row]
        if self._relation and row.relation != self._relation:
            return False
        if self._undecided and self.table.decision(row)[0]:
            return False
        text = " ".join((row.number, row.other_number, row.batch, row.other_batch)).lower()
        return all(word in text for word in self._words)

    def pairs(self) -> list[ReviewRow]:
        """Return the pairs shown, in the order shown."""
        return [self.table.rows[self.mapToSource(self.index(at, 0)).row()] for at in range(self.rowCount())]
