"""The layers that are to be registered: one row each, with role, vintage, name and what it takes the place of."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
)

from ...domain.parcel import Redline
from ...i18n import tr
from ...paths import resource
from ..controllers.workspace import Workspace
from ..widgets.pieces import RED
from .offers import Offer, is_batch, proposed_role, proposed_vintage
from .symbols import ROLES, icon_of

USE, ROLE, VINTAGE, NAME, REPLACES, STATE = range(6)
WIDTHS = {USE: 190, ROLE: 170, VINTAGE: 90, NAME: 150, REPLACES: 150}
ASKED = "#b45309"


@dataclass
class Line:
    """A row of the table.

    :param given: fields chosen by hand. :param same: the red line with the same data and role. :param batch: looks issued.
    """

    offer: Offer
    use: QCheckBox
    role: QComboBox
    vintage: QLineEdit
    name: QLineEdit
    replaces: QComboBox
    state: QLabel
    given: dict[str, str] = field(default_factory=dict)
    crs: str = ""
    encoding: str = ""
    done: bool = False
    same: Optional[Redline] = None
    batch: bool = False

    def wanted(self) -> bool:
        """Whether it is still to be registered."""
        return self.use.isChecked() and not self.done and not self.offer.fault and not self.known()

    def known(self) -> bool:
        """Whether its data count already and would not take their own place."""
        return self.same is not None and self.replaces.currentData() != self.same.redline_id

    def parameters(self) -> dict[str, Any]:
        """Return what registerredline is given."""
        return {"INPUT": self.offer.text, "LAYER": self.offer.layer, "ROLE": str(self.role.currentData() or ""),
                "NAME": self.name.text().strip(), "VINTAGE": self.vintage.text().strip(), "ENCODING": self.encoding,
                "FIELD_MAP": json.dumps(self.given, ensure_ascii=False) if self.given else "",
                "REPLACES": str(self.replaces.currentData() or ""), **({"CRS": self.crs} if self.crs else {})}


class LayersTable(QTableWidget):
    """One row per layer. ``judged`` says that something was chosen; ``role_chosen`` that a row's role is another."""

    judged = pyqtSignal()
    role_chosen = pyqtSignal()

    def __init__(self, workspace: Workspace, parent: Any = None) -> None:
        super().__init__(0, len(WIDTHS) + 1, parent)
        self.workspace = workspace
        self.lines: list[Line] = []
        self.replaced: Optional[Redline] = None
        self.setObjectName("farmlandRegisterTable")
        self.setHorizontalHeaderLabels([tr("Layer"), tr("Role"), tr("Vintage"), tr("Name"), tr("Replaces"), ""])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 14)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, width)
        self.horizontalHeader().setSectionResizeMode(STATE, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    def current(self) -> Optional[Line]:
        """Return the row whose fields are shown."""
        at = self.currentRow()
        return self.lines[at] if 0 <= at < len(self.lines) else None

    def add(self, offer: Offer) -> None:
        """Add a layer, with what its name and fields propose."""
        line = Line(offer, QCheckBox(offer.name), QComboBox(), QLineEdit(), QLineEdit(), QComboBox(), QLabel())
        at = self.rowCount()
        self.lines.append(line)
        self.insertRow(at)
        self.setItem(at, STATE, QTableWidgetItem())
        for column, widget in ((USE, line.use), (ROLE, line.role), (VINTAGE, line.vintage), (NAME, line.name),
                               (REPLACES, line.replaces), (STATE, line.state)):
            self.setCellWidget(at, column, widget)
        roles = self.workspace.ledger.dictionary(ROLES)
        line.batch = self.replaced is None and is_batch(roles, offer, self.workspace.ledger.rule("field_alias")["source_no"])
        line.use.setChecked(not offer.fault and not line.batch)
        line.use.setToolTip(offer.shown)
        line.vintage.setPlaceholderText("2025-12-31")
        line.vintage.setToolTip(tr("Date, month or year of the data: 2025-12-31, 2025-12 or 2025"))
        same = line.vintage.addAction(QIcon(str(resource("icons", "fill_down.svg"))), QLineEdit.ActionPosition.TrailingPosition)
        same.setToolTip(tr("The same for every layer without a vintage"))
        same.triggered.connect(lambda _checked=False: self._on_same_vintage(line))
        terms = self.workspace.terms
        line.role.addItem(tr("(choose)"), "")
        for code, label in terms.choices(ROLES):
            line.role.addItem(icon_of(terms, code), label, code)
        line.name.setText(offer.name)
        line.vintage.setText(proposed_vintage(offer))
        role = self.replaced.role if self.replaced is not None else proposed_role(roles, offer)
        line.role.setCurrentIndex(max(0, line.role.findData(role)))
        self._offer_replaces(line)
        self.tell(line)
        line.use.toggled.connect(lambda _on, line=line: self.tell(line))
        line.role.activated.connect(lambda _at, line=line: self._on_role(line))
        line.replaces.activated.connect(lambda _at, line=line: self._on_replaces(line))
        line.vintage.textChanged.connect(lambda _text, line=line: self.tell(line))
        for widget in (line.use, line.role, line.vintage, line.name, line.replaces):
            widget.installEventFilter(self)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Make the row of the field that gets the keyboard the current one."""
        if event.type() == event.Type.FocusIn:
            for at, line in enumerate(self.lines):
                if watched in (line.use, line.role, line.vintage, line.name, line.replaces):
                    self.setCurrentCell(at, USE)
        return super().eventFilter(watched, event)

    def _offer_replaces(self, line: Line) -> None:
        """Offer the lines of the same role that a new one may take the place of; one of its name with other data first."""
        line.replaces.clear()
        line.replaces.addItem(tr("nothing: stands beside"), "")
        like = [known for known in self.workspace.ledger.redlines() if known.role == line.role.currentData()]
        for known in like:
            line.replaces.addItem(tr("{name} ({vintage})").format(name=known.name, vintage=known.vintage or tr("no date")),
                                  known.redline_id)
        line.same = next((known for known in like if _same_data(known, line.offer)), None)
        named = [known for known in like if known.name == line.name.text().strip()]
        if self.replaced is not None:
            line.replaces.setCurrentIndex(max(0, line.replaces.findData(self.replaced.redline_id)))
        elif line.same is None and line.offer.sha256 and len(named) == 1:
            line.replaces.setCurrentIndex(line.replaces.findData(named[0].redline_id))
        self._allow(line)

    def look_again(self) -> None:
        """Judge the rows still to be registered by what the ledger and their hashes say now; keep what was chosen."""
        for line in self.lines:
            if line.done or line.offer.fault:
                continue
            chosen = line.replaces.currentData()
            self._offer_replaces(line)
            if chosen and line.replaces.findData(chosen) >= 0:
                line.replaces.setCurrentIndex(line.replaces.findData(chosen))
                self._allow(line)
            if line.known() or line.batch:
                self.tell(line)

    def _allow(self, line: Line) -> None:
        """Untick what is registered already, and let it be ticked again when it no longer is."""
        if line.known():
            line.use.setChecked(False)
        elif not line.use.isEnabled():
            line.use.setChecked(True)
        line.use.setEnabled(not line.known())

    def _on_replaces(self, line: Line) -> None:
        self._allow(line)
        self.tell(line)

    def _on_same_vintage(self, line: Line) -> None:
        for other in self.lines:
            if not other.vintage.text().strip() and not other.done:
                other.vintage.setText(line.vintage.text().strip())

    def _on_role(self, line: Line) -> None:
        line.given = {}
        self._offer_replaces(line)
        self.tell(line)
        self.role_chosen.emit()

    def tell(self, line: Line) -> None:
        """Say what stands in a row's way, or what it will lack."""
        asked = bool(self.workspace.terms.about(ROLES, str(line.role.currentData() or "")).get("vintage"))
        if line.offer.fault:
            self.state(line, line.offer.fault, RED)
        elif line.known() and line.same is not None:
            self.state(line, tr("Registered already as {name} ({vintage})").format(
                name=line.same.name, vintage=line.same.vintage or tr("no date")), ASKED)
        elif line.batch and not line.use.isChecked():
            self.state(line, tr("Perhaps an issued batch of parcels"), ASKED)
        elif not line.role.currentData():
            self.state(line, tr("Choose the role."), "")
        elif asked and not line.vintage.text().strip():
            self.state(line, tr("Of which year?"), ASKED)
        else:
            self.state(line, "", "")
        self.judged.emit()

    @staticmethod
    def state(line: Line, text: str, colour: str) -> None:
        """Show how a row stands."""
        line.state.setText(text)
        line.state.setToolTip(text)
        line.state.setStyleSheet(f"color: {colour}" if colour else "")


def _same_data(known: Redline, offer: Offer) -> bool:
    """Whether a red line was read from the data of an offer."""
    inside = known.settings.get("layer", "") if known.settings.get("source", "") == "" else ""
    return bool(offer.sha256) and known.sha256 == offer.sha256 and not (inside and offer.part and inside != offer.part)
