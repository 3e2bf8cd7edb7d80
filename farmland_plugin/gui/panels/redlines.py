"""The registered red lines, screening, and what the current parcel lies in."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QTableView,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...compat import flag_number
from ...i18n import tr
from ..errors import guarded
from ..models.facts import Fact, facts_of
from ..models.parcels import dot
from ..models.simple import RECORD_ROLE, Column, RecordTable
from ..terms import moment, mu, percent
from ..where import of_uids
from .base import Panel, heading, quiet

WARNING = "#b45309"


class RedlinesPanel(Panel):
    """List of red lines above, overlap facts of the current parcel below."""

    def __init__(self, *context: Any) -> None:
        super().__init__("Redlines", tr("Red lines"), *context)
        self.table = RecordTable(self._columns(), self)
        self.list = QTableView()
        self.add = QPushButton(tr("Add…"))
        self.on_map = QPushButton(tr("Show on map"))
        self.screen = QToolButton()
        self.parcel = QLabel()
        self.facts = QTreeWidget()
        self.note = quiet()
        self._lay_out()
        self._set_up()
        self._connect()
        self.show_page(False)

    def _columns(self) -> list[Column]:
        return [
            Column(tr("Role"), lambda one: self.workspace.terms.label("redline_role", one.role),
                   icon=lambda one: dot(self.workspace.terms.colour("redline_role", one.role))),
            Column(tr("Name"), lambda one: one.name,
                   tip=lambda one: tr("{name}\nfrom {path}\nregistered {when} by {who}").format(
                       name=one.name, path=one.source_path, when=moment(one.registered_at), who=one.registered_by)),
            Column(tr("Vintage"), lambda one: one.vintage),
            Column(tr("Features"), lambda one: f"{one.features:,}", number=True),
            Column(tr("Repaired"), lambda one: f"{one.repaired:,}", number=True,
                   tip=lambda one: tr("Polygons that were not valid and were repaired in the cache")),
            Column(tr("SHA-256"), lambda one: one.sha256[:10], tip=lambda one: one.sha256),
        ]

    def _lay_out(self) -> None:
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        buttons = QHBoxLayout()
        for button in (self.add, self.on_map):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.screen)
        above.addWidget(self.list, 1)
        above.addLayout(buttons)
        bottom = QWidget()
        below = QVBoxLayout(bottom)
        below.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(heading(tr("Current parcel"), tr("Overlap with each red line, official ellipsoidal area")))
        line.addWidget(self.parcel, 1)
        below.addLayout(line)
        below.addWidget(self.facts, 1)
        below.addWidget(self.note)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(top)
        splitter.addWidget(bottom)
        splitter.setSizes([240, 380])
        self.layout_.addWidget(splitter, 1)

    def _set_up(self) -> None:
        self.add.setToolTip(tr("Register a red-line layer: land use, permanent farmland, ecological, approvals …"))
        self.on_map.setToolTip(tr("Add the selected red line to the map, in its role's colour"))
        self.screen.setText(tr("Screen"))
        self.screen.setObjectName("farmlandScreenButton")
        self.screen.setToolTip(tr("Compute the overlap of parcels with every red line"))
        self.screen.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.screen.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        menu = QMenu(self.screen)
        menu.addAction(tr("All Parcels"), self.screen_all)
        menu.addAction(tr("Parcels Not Screened Yet"), self.screen_unscreened)
        menu.addAction(tr("Selected Parcels"), self.screen_selected)
        self.screen.setMenu(menu)
        self.list.setObjectName("farmlandRedlineTable")
        self.list.setModel(self.table)
        self.dress(self.list)
        self.facts.setObjectName("farmlandFactsTree")
        self.facts.setHeaderLabels([tr("In"), tr("m²"), tr("mu"), tr("Share"), tr("Remark")])
        self.facts.setAlternatingRowColors(True)
        self.facts.setUniformRowHeights(True)
        self.facts.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.facts.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(50)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.on_map.clicked.connect(self._on_show)
        self.list.doubleClicked.connect(self._on_show)
        self.screen.clicked.connect(self.screen_all)
        self.workspace.opened.connect(self._on_opened)
        self.workspace.closed.connect(self._on_closed)
        self.workspace.changed.connect(self._on_changed)
        self.view.current_changed.connect(self._on_current)
        self.visibilityChanged.connect(self._on_current)

    @guarded
    def screen_all(self) -> None:
        """Screen every parcel."""
        self._screen("")

    @guarded
    def screen_unscreened(self) -> None:
        """Screen the parcels that were never screened."""
        self._screen('"screened" = 0')

    @guarded
    def screen_selected(self) -> None:
        """Screen the selected parcels."""
        if not self.view.selected:
            self.notices.info(tr("Select parcels in the table or on the map first."))
            return
        self._screen(of_uids(self.view.selected))

    def _screen(self, where: str) -> None:
        if not self.table.records:
            self.notices.info(tr("Add a red line first: there is nothing to screen against."))
            return
        self.jobs.run("screenparcels", {"WHERE": where}, self._on_screened)

    def _on_screened(self, results: dict[str, Any]) -> None:
        text = tr("Screened {parcels} parcels: {overlaps} overlaps in {seconds} s.")
        self.notices.success(text.format(parcels=results.get("SCREENED"), overlaps=results.get("OVERLAPS"),
                                         seconds=f"{float(results.get('SECONDS') or 0):.1f}"))

    @guarded
    def _on_add(self) -> None:
        self.jobs.dialog("registerredline")

    @guarded
    def _on_show(self) -> None:
        rows = self.list.selectionModel().selectedRows()
        if not rows and self.list.currentIndex().isValid():
            rows = [self.list.currentIndex()]
        if not rows:
            self.notices.info(tr("Select a red line in the list first."))
        for row in rows:
            self.view.show_redline(row.data(RECORD_ROLE))

    @guarded
    def _on_opened(self) -> None:
        for button in (self.add, self.screen):
            button.setEnabled(self.workspace.writable)
        self.show_page(True)
        self._reload()

    @guarded
    def _on_closed(self) -> None:
        self.table.load([])
        self.facts.clear()
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Any) -> None:
        self._reload()

    def _reload(self) -> None:
        redlines = self.workspace.ledger.redlines()
        if redlines != self.table.records:
            self.table.load(redlines)
            self.list.resizeColumnsToContents()
        self._on_current()

    @guarded
    def _on_current(self) -> None:
        if self.workspace.ledger is None or not self.isVisible():
            return
        self.facts.clear()
        self.note.setText("")
        if not self.view.current:
            self.parcel.setText("")
            self.note.setText(tr("Choose a parcel in the table or on the map to see what it lies in."))
            return
        parcel = self.workspace.ledger.parcel(self.view.current)
        self.parcel.setText(tr("{number} · {area} mu").format(number=parcel.source_no, area=mu(parcel.area_m2)))
        facts = facts_of(self.workspace.ledger, parcel.parcel_uid, self.workspace.terms)
        for fact in facts:
            item = self._item(fact, parcel.area_m2)
            self.facts.addTopLevelItem(item)
            if _telling(fact):
                self._expand(item)
        self._remark(facts)

    def _expand(self, item: QTreeWidgetItem) -> None:
        item.setExpanded(True)
        for number in range(item.childCount()):
            self._expand(item.child(number))

    def _remark(self, facts: list[Fact]) -> None:
        if not facts:
            self.note.setText(tr("No red line is registered yet."))
        elif all(layer.warning for fact in facts for layer in fact.children):
            self.note.setText(tr("This parcel has not been screened yet."))

    def _item(self, fact: Fact, whole: Any) -> QTreeWidgetItem:
        missing = fact.warning and not fact.area_m2
        figures = ["", "", ""] if missing else [f"{fact.area_m2:,.2f}", mu(fact.area_m2), percent(fact.area_m2, whole)]
        item = QTreeWidgetItem([fact.label, *figures, fact.note])
        for column in (1, 2, 3):
            item.setTextAlignment(column, flag_number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
        item.setToolTip(0, fact.label)
        item.setToolTip(4, fact.note)
        if fact.warning:
            for column in range(5):
                item.setForeground(column, QBrush(QColor(WARNING)))
        elif not fact.area_m2:
            for column in range(5):
                item.setForeground(column, self.palette().brush(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        if fact.colour:
            item.setIcon(0, dot(fact.colour))
            font = item.font(0)
            font.setBold(_telling(fact))
            for column in range(4):
                item.setFont(column, font)
        for child in fact.children:
            item.addChild(self._item(child, whole))
        return item


def _telling(fact: Fact) -> bool:
    """Whether a line or anything under it says more than nought."""
    return bool(fact.area_m2) or fact.warning or any(_telling(child) for child in fact.children)
