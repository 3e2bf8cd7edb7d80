"""What the screening says of many parcels together, counted once, with the sentences that prove that it adds up."""

from __future__ import annotations

import datetime
import sqlite3
from typing import Any, Callable, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...compat import flag_number
from ...domain.errors import LedgerError
from ...domain.fact_finding import is_landuse
from ...i18n import tr
from ...ledger.ledger import Ledger
from ...reports.screening_sums import (
    Chosen,
    LandSum,
    ScreeningSums,
    balance_lines,
    collect,
    printed_words,
    warnings,
)
from ...screening_words import SIGNS, class_words
from ..errors import Notices, guarded
from ..importing.looking import Looker
from ..panels.base import quiet, scrolled
from ..terms import Terms
from .running import ALL, FILTERED, SELECTED, WARNING, left_out_words, scope_words
from .symbols import ROLES, icon_of

LABEL, INVOLVED, CLEAR, UNSCREENED, MU = range(5)
CHECKS = 110  # pixels of sentences before they scroll


def read_ledger(address: str, work: Callable[[Ledger, Any], Any]) -> Callable[[Any], Any]:
    """Return work for beside the window: it reads the ledger through a connection of its own."""
    def done(feedback: Any) -> Any:
        with Ledger.open(address, write=False) as ledger:
            try:
                return work(ledger, feedback)
            except sqlite3.Error as error:
                raise LedgerError("{reason}", reason=str(error)) from error
    return done


class TotalsView(QWidget):
    """Sums per role and per vintage of land use. ``export_wanted`` carries the ending of the file that is asked for."""

    export_wanted = pyqtSignal(str)

    def __init__(self, notices: Notices, uids_of: Callable[[str], Sequence[str]],
                 left_out: Callable[[str], int], parent: Any = None) -> None:
        super().__init__(parent)
        self.notices, self._uids_of, self._left_out = notices, uids_of, left_out
        self.scope, self.tree = QComboBox(), QTreeWidget()
        self.report, self.sheet = QPushButton(tr("Report…")), QPushButton(tr("Area Table…"))
        self.checks, self.busy, self.left = quiet(), quiet(), quiet()
        self.warned = QLabel()
        self.looker = Looker(notices)
        self.sums: Optional[ScreeningSums] = None
        self._address, self._terms = "", Terms()
        self._fresh = False
        self._set_up()

    def follow(self, address: str, terms: Terms) -> None:
        """Take over the open ledger; '' for none."""
        self._address, self._terms = address, terms
        self.outdated()

    def outdated(self) -> None:
        """Count again, now or when it is looked at next."""
        self._fresh = False
        if not self._address:
            self.looker.stop()
            self.tree.clear()
            self.checks.clear()
            self._warn([])
        elif self.isVisible():
            self._count()

    def showEvent(self, event: Any) -> None:
        """Count when something changed since it was seen last."""
        super().showEvent(event)
        if self._address and not self._fresh:
            self._count()

    @guarded
    def _count(self) -> None:
        self._fresh = True
        scope = str(self.scope.currentData())
        uids, left_out = list(self._uids_of(scope)), self._left_out(scope)
        self.left.setText(left_out_words(left_out))
        self.left.setVisible(bool(left_out))
        self.tree.clear()
        self.sums = None
        if not uids:
            self._say(tr("No parcel is selected.") if self.scope.currentData() == SELECTED else tr("There is no parcel."))
            return
        self._say(tr("Adding up {count} parcels").format(count=f"{len(uids):,}"))
        chosen = Chosen(uids, "", datetime.date.today())
        self.looker.start(tr("Adding up the screening"), read_ledger(
            self._address, lambda ledger, feedback: collect(ledger, chosen, feedback)), self._on_counted)

    @guarded
    def _on_counted(self, found: Any) -> None:
        self._say("")
        if isinstance(found, Exception):
            raise found
        self.sums = found
        names = dict(self._terms.choices(ROLES))
        every = len(found.facts)
        self._row(self.tree, [tr("All parcels"), f"{every:,}", "", "", f"{found.mu:,.2f}"], bold=True,
                  tip=tr("{area} m²").format(area=f"{found.m2:,.2f}"))
        for role, one in found.roles.items():
            sign = f"{SIGNS[one.bound]} " if one.bound else ""
            mu = f"{sign}{one.mu:,.2f}" if one.mu or sign else "" if found.known(role) else "—"
            row = self._row(self.tree, [names.get(role, role), *(f"{count:,}" if count else "" for count in (
                one.involved, one.clear, one.outside + one.unscreened)), mu], tip=tr(
                "{involved} involved + {clear} not involved + {outside} no data + {unscreened} not screened = {all} parcels; "
                "{area} m²").format(involved=one.involved, clear=one.clear, outside=one.outside, unscreened=one.unscreened,
                                    all=every, area=f"{one.m2:,.2f}"))
            row.setIcon(LABEL, icon_of(self._terms, role))
        for land in found.vintages():
            self._land(land, names, every)
        for line in found.lines:
            if is_landuse(line.role) and line.redline_id not in found.land:
                label = tr("{role} {vintage}").format(role=names.get(line.role, line.role), vintage=line.vintage)
                row = self._row(self.tree, [label, "", "", f"{every:,}", "—"], tip=line.name)
                row.setIcon(LABEL, icon_of(self._terms, line.role))
        self.checks.setText("\n".join([printed_words(), *balance_lines(found, class_words(), names)]))
        self._warn(warnings(found))
        self._fit()

    def _warn(self, lines: Sequence[str]) -> None:
        """Show what may make the sums wrong, above them; how many results no longer hold comes first."""
        outdated = self.sums.outdated() if self.sums is not None else 0
        if outdated:
            lines = [tr("The results of {count} parcels no longer hold.").format(count=f"{outdated:,}"), *lines]
        self.warned.setText("\n".join(lines))
        self.warned.setVisible(bool(lines))

    def _land(self, land: LandSum, names: dict[str, str], every: int) -> None:
        """Show one vintage of land use: cropland counted, and the classes, which add up to its parcels."""
        layer = land.layer
        tip = tr("Layer {name}, vintage {vintage}\nSHA-256 {hash}").format(
            name=layer.name, vintage=layer.vintage or tr("not stated"), hash=layer.sha256)
        head = self._row(self.tree, [tr("{role} {vintage}").format(role=names.get(layer.role, layer.role), vintage=layer.vintage),
                                     f"{land.parcels:,}", "", f"{every - land.parcels:,}" if every > land.parcels else "",
                                     f"{land.mu:,.2f}"], bold=True, tip=tip)
        head.setIcon(LABEL, icon_of(self._terms, layer.role))
        for name, value in land.classes.items():
            if value:
                self._row(head, [class_words()[name], "", "", "", f"{value:,.2f}"], tip=tip)
        head.setExpanded(True)

    @staticmethod
    def _row(parent: Any, texts: list[str], bold: bool = False, tip: str = "") -> QTreeWidgetItem:
        row = QTreeWidgetItem(parent, texts)
        for column in range(len(texts)):
            row.setToolTip(column, "\n".join(text for text in (texts[LABEL], tip) if text))  # a narrow panel cuts the label
            if column:
                row.setTextAlignment(column, flag_number(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
            if bold:
                font = row.font(column)
                font.setBold(True)
                row.setFont(column, font)
        return row

    def _say(self, text: str) -> None:
        self.busy.setText(text)
        self.busy.setVisible(bool(text))
        self.checks.setText("")
        self._warn([])
        self._fit()

    def _fit(self) -> None:
        text = bool(self.checks.text())
        self._checks.setVisible(text)
        self._checks.setFixedHeight(min(self.checks.heightForWidth(max(self.width() - 24, 160)) + 6, CHECKS) if text else 0)

    def _set_up(self) -> None:
        for code in (ALL, FILTERED, SELECTED):
            self.scope.addItem(scope_words(code), code)
        self.scope.setToolTip(tr("Which parcels are added up; report and area table are of these, too"))
        self.tree.setObjectName("farmlandTotalsTree")
        self.tree.setHeaderLabels([tr("In"), tr("Involved"), tr("Not"), tr("Unscreened"), tr("mu")])
        self.tree.headerItem().setToolTip(CLEAR, tr("Not involved"))
        self.tree.headerItem().setToolTip(UNSCREENED, tr("Not screened with this role, or outside the data"))
        self.tree.setAlternatingRowColors(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(12)
        self.tree.setRootIsDecorated(False)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(30)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Stretch)
        for column in range(INVOLVED, MU + 1):
            self.tree.headerItem().setTextAlignment(column, flag_number(Qt.AlignmentFlag.AlignRight))
        self.report.setToolTip(tr("A page with the sums, each parcel, the numbers and the data it rests on"))
        self.sheet.setToolTip(tr("The area table in the columns of the platforms, as a workbook"))
        self._checks = scrolled(self.checks)
        layout, head = QVBoxLayout(self), QHBoxLayout()
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        head.addWidget(self.scope, 1)
        head.addWidget(self.report)
        head.addWidget(self.sheet)
        self.left.setVisible(False)
        layout.addLayout(head)
        self.warned.setWordWrap(True)
        self.warned.setTextFormat(Qt.TextFormat.PlainText)
        self.warned.setStyleSheet(f"color: {WARNING}")
        for widget in (self.busy, self.left, self.warned, self.tree, self._checks):
            layout.addWidget(widget, int(widget is self.tree))
        self.scope.activated.connect(lambda _at: self.outdated())
        self.report.clicked.connect(lambda _checked=False: self.export_wanted.emit(".html"))
        self.sheet.clicked.connect(lambda _checked=False: self.export_wanted.emit(".xlsx"))
        self._say("")
