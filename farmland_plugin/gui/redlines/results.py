"""What the current parcel lies in: a tree of lines, to read, to copy, to show on the map."""

from __future__ import annotations

import datetime
from typing import Any, Optional

from qgis.PyQt.QtCore import QMimeData, QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QBrush, QColor, QFontMetrics, QKeySequence, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QShortcut,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...compat import flag_number
from ...domain.screening_facts import LayerRef, ParcelFacts
from ...i18n import message, tr
from ...ledger.facts import facts_of
from ...ledger.places import Places
from ...screening_words import stale_words
from ..panels.base import quiet, scrolled
from ..terms import Terms, mu
from ..widgets.pieces import wrapped
from .symbols import ROLES, icon_of
from .telling import HEAD, QUIET, WARN, Line, Teller, as_table

WARNING = "#b45309"
LABEL, M2, MU, SHARE = range(4)
MARGIN, LINES = 8, 4
NOTES = 96  # pixels of remarks before they scroll
LINE_ROLE = Qt.ItemDataRole.UserRole


class _Wrapping(QStyledItemDelegate):
    """Gives a label as many lines as it needs beside its figures, four at most: a number must not be cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Any) -> QSize:
        """Return the height of the label at the column's present width."""
        tree = self.parent()
        depth, parent = 1, index.parent()
        while parent.isValid():
            depth, parent = depth + 1, parent.parent()
        self.initStyleOption(option, index)
        taken = depth * tree.indentation() + (0 if option.icon.isNull() else option.decorationSize.width() + MARGIN) + MARGIN
        whole = tree.viewport().width() if index.data(LINE_ROLE).m2 is None else tree.columnWidth(LABEL)
        box = QFontMetrics(option.font).boundingRect(
            QRect(0, 0, max(whole - taken, 60), 10000), flag_number(Qt.TextFlag.TextWordWrap), option.text)
        line = option.fontMetrics.height()
        return QSize(60, min(box.height(), LINES * line) + MARGIN // 2)


class ParcelResults(QWidget):
    """Shows the facts of one parcel. ``ground_wanted`` asks to show a line's ground on the map."""

    ground_wanted = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.number, self.stale, self.note = QLabel(), wrapped(), quiet()
        self.tree, self.copy_ = QTreeWidget(), QToolButton()
        self.remarks = wrapped()
        self._notes = scrolled(self.remarks)
        self.lines: list[Line] = []
        self.facts: Optional[ParcelFacts] = None
        self._set_up()

    def clear(self, why: str = "") -> None:
        """Show nothing but a hint."""
        self.tree.clear()
        self.lines, self.facts = [], None
        self.number.setText("")
        self.note.setText(why)
        for widget in (self.stale, self._notes):
            widget.setVisible(False)
        self.note.setVisible(bool(why))
        self.copy_.setEnabled(False)

    def show_parcel(self, ledger: Any, uid: str, terms: Terms, gone: str = "") -> None:
        """Show what the screening says of a parcel.

        :param gone: why it is not in force any more: nobody needs to screen it again.
        :raises FarmlandError: when the ledger's rules cannot be used.
        """
        self.clear()
        self.facts = next(facts_of(ledger, [uid], datetime.date.today(), look=False), None)
        if self.facts is None:
            return
        roles = ledger.dictionary(ROLES)
        waiting = [LayerRef(line.redline_id, line.role, line.name, line.vintage, line.sha256) for line in ledger.redlines()
                   if (entry := roles.get(line.role)) is None or entry.extra.get("screened", True)]
        tiles = {entry.code for entry in roles.entries if entry.extra.get("tessellation")}
        closures = {one.redline_id: abs(one.closure_m2) for one in ledger.screenings(uid) if one.role in tiles}
        self.lines = Teller(terms, Places(ledger), waiting).lines(self.facts, closures)
        self.number.setText(tr("{number} · {area} mu").format(number=self.facts.source_no or uid, area=mu(self.facts.area_m2)))
        for line in self.lines:
            self.tree.addTopLevelItem(self._item(line, terms))
        self._open(self.tree.invisibleRootItem())
        self._remark(bool(waiting), gone)
        self.copy_.setEnabled(bool(self.lines))

    def copy_table(self) -> None:
        """Put all lines onto the clipboard, as text and as a table."""
        if self.facts is None:
            return
        text, page = as_table(self.facts.source_no or self.facts.parcel_uid, self.lines)
        data = QMimeData()
        data.setText(text)
        data.setHtml(page)
        QApplication.clipboard().setMimeData(data)

    def _remark(self, registered: bool, gone: str) -> None:
        facts = self.facts
        if facts is None:
            return
        if not registered:
            self.note.setText(tr("No red line is registered yet."))
        elif not facts.roles:
            self.note.setText(tr("This parcel has not been screened yet."))
        self.note.setVisible(bool(self.note.text()))
        why = tr("; ").join(map(stale_words, facts.stale)) if facts.roles else ""
        self.stale.setText(gone or (tr("No longer holds: {why}. Screen again.").format(why=why) if why else ""))
        self.stale.setVisible(bool(self.stale.text()))
        said = [tr("• {text}").format(text=message(remark.told())) for remark in facts.remarks]
        self.remarks.setText("\n".join(said))
        self._notes.setVisible(bool(said))
        self._fit_notes()

    def _fit_notes(self) -> None:
        width = max(self.width() - 24, 160)
        self._notes.setFixedHeight(min(self.remarks.heightForWidth(width) + 6, NOTES))

    def resizeEvent(self, event: Any) -> None:
        """Give labels and remarks the height they need."""
        super().resizeEvent(event)
        self.tree.scheduleDelayedItemsLayout()
        self._fit_notes()

    def _item(self, line: Line, terms: Terms) -> QTreeWidgetItem:
        item = QTreeWidgetItem([line.label, *line.figures()])
        item.setData(LABEL, LINE_ROLE, line)
        for column in (LABEL, M2, MU, SHARE):
            item.setToolTip(column, line.tip or line.label)
            if column:
                item.setTextAlignment(column, flag_number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
            if line.mark == WARN:
                item.setForeground(column, QBrush(QColor(WARNING)))
            elif line.mark == QUIET:
                item.setForeground(column, self.palette().brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
            if line.mark == HEAD:
                font = item.font(column)
                font.setBold(True)
                item.setFont(column, font)
        if line.role:
            item.setIcon(LABEL, icon_of(terms, line.role))
        for child in line.children:
            item.addChild(self._item(child, terms))
        return item

    def _open(self, parent: QTreeWidgetItem) -> None:
        for at in range(parent.childCount()):
            item = parent.child(at)
            line = item.data(LABEL, LINE_ROLE)
            item.setExpanded(line.open_)
            if line.m2 is None:
                item.setFirstColumnSpanned(True)
            self._open(item)

    def _on_double_click(self, item: QTreeWidgetItem) -> None:
        line = item.data(LABEL, LINE_ROLE)
        if line is not None and line.ground is not None:
            self.ground_wanted.emit(line)

    def _set_up(self) -> None:
        self.tree.setObjectName("farmlandFactsTree")
        self.tree.setHeaderLabels([tr("In"), tr("m²"), tr("mu"), "%"])
        self.tree.setAlternatingRowColors(True)
        self.tree.setWordWrap(True)
        self.tree.setItemDelegateForColumn(LABEL, _Wrapping(self.tree))
        self.tree.setIndentation(12)
        self.tree.setExpandsOnDoubleClick(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(36)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        for column in (M2, MU, SHARE):
            self.tree.headerItem().setTextAlignment(column, flag_number(Qt.AlignmentFlag.AlignRight))
        self.tree.itemDoubleClicked.connect(lambda item, _column: self._on_double_click(item))
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_table)
        self.copy_.setText(tr("Copy"))
        self.copy_.setToolTip(tr("Copy the figures as a table, each with layer, vintage, SHA-256 and rule (Ctrl+C)"))
        self.copy_.clicked.connect(lambda _checked=False: self.copy_table())
        self.stale.setStyleSheet(f"color: {WARNING}")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout, head = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        head.addWidget(self.number, 1)
        head.addWidget(self.copy_)
        layout.addLayout(head)
        layout.addWidget(self.stale)
        layout.addWidget(self.note)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self._notes)
        self.clear()
