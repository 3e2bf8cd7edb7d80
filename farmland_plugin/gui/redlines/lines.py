"""The list of registered red lines: two quiet lines each, so that nothing is cut at 320 pixels."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from ...compat import flag_number
from ...domain.parcel import Redline
from ...i18n import tr
from ..models.simple import RECORD_ROLE, Column, RecordTable
from ..terms import Terms, moment
from .fields import meaning_words
from .state import COLOURS, IN_FORCE, RETIRED, state_tip, state_words
from .symbols import ROLES, icon_of

EDGE, GAP, ICON = 5, 6, 16
QUIET_ALPHA = 150


class LinesTable(RecordTable):
    """The red lines as a model of one column; ``states`` holds how each stands.

    :param terms: gives the words of the open ledger.
    """

    def __init__(self, terms: Callable[[], Terms], parent: Any = None) -> None:
        self.terms, self.states = terms, {}  # type: Callable[[], Terms], dict[str, str]
        super().__init__([Column(tr("Red line"), self.role, icon=lambda line: icon_of(terms(), line.role), tip=self.tip)], parent)

    def role(self, line: Redline) -> str:
        """Return the role in words."""
        return self.terms().label(ROLES, line.role)

    def state(self, line: Redline) -> str:
        """Return the code of how a line stands."""
        return RETIRED if line.retired_at else self.states.get(line.redline_id, IN_FORCE)

    def told(self, states: dict[str, str]) -> None:
        """Take over how the lines stand."""
        self.states = states
        if self.records:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.records) - 1, 0))

    @staticmethod
    def about(line: Redline) -> str:
        """Return name, vintage, polygons and repairs in one line."""
        parts = [line.name, line.vintage or tr("no vintage"), tr("{count} polygons").format(count=f"{line.features:,}")]
        if line.repaired:
            parts.append(tr("{count} repaired").format(count=f"{line.repaired:,}"))
        return tr(" · ").join(parts)

    def tip(self, line: Redline) -> str:
        """Return where a line comes from and how it stands."""
        text = tr("{name}\nfrom {path}\nregistered {when} by {who}").format(
            name=self.about(line), path=line.source_path, when=moment(line.registered_at), who=line.registered_by)
        fields = tr(", ").join(f"{meaning_words(key)} ← {name}" for key, name in line.field_map.items() if name)
        return "\n".join(part for part in (text, fields, f"SHA-256 {line.sha256}", state_tip(line, self.state(line))) if part)


class _TwoLines(QStyledItemDelegate):
    """Draws a role with its symbol and state, and below it what the layer is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        """Return two lines of text."""
        return QSize(120, option.fontMetrics.height() * 2 + 2 * EDGE)

    def paint(self, painter: Any, option: QStyleOptionViewItem, index: Any) -> None:
        """Draw one red line."""
        table, line = index.model(), index.data(RECORD_ROLE)
        self.initStyleOption(option, index)
        option.text, option.icon = "", QIcon()
        option.widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        chosen = bool(flag_number(option.state) & flag_number(QStyle.StateFlag.State_Selected))
        plain = option.palette.color(QPalette.ColorRole.HighlightedText if chosen else QPalette.ColorRole.Text)
        quiet = QColor(plain)
        quiet.setAlpha(QUIET_ALPHA)
        box = option.rect.adjusted(EDGE, EDGE, -EDGE, -EDGE)
        square = QRect(box.left(), box.top() + (option.fontMetrics.height() - ICON) // 2, ICON, ICON)
        index.data(Qt.ItemDataRole.DecorationRole).paint(painter, square)
        state = table.state(line)
        words = state_words(state)
        colour = quiet if line.retired_at else plain
        upper = QRect(box.left() + ICON + GAP, box.top(), box.width() - ICON - GAP, option.fontMetrics.height())
        taken = option.fontMetrics.horizontalAdvance(words) + GAP if words else 0
        painter.save()
        self._text(painter, option, upper.adjusted(0, 0, -taken, 0), table.role(line), colour)
        self._text(painter, option, upper.translated(0, upper.height()), table.about(line), quiet)
        if words:
            painter.setPen(plain if chosen else QColor(COLOURS.get(state, "#8a8f94")))
            painter.drawText(upper, flag_number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), words)
        painter.restore()

    @staticmethod
    def _text(painter: Any, option: QStyleOptionViewItem, box: QRect, text: str, colour: QColor) -> None:
        painter.setPen(colour)
        cut = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, flag_number(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)


class LinesList(QListView):
    """Shows the red lines."""

    def __init__(self, table: LinesTable, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandRedlineTable")
        self.setModel(table)
        self.setItemDelegate(_TwoLines(self))
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def chosen(self) -> list[Redline]:
        """Return the selected lines, in the list's order."""
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: int(index.row()))
        return [index.data(RECORD_ROLE) for index in rows]
