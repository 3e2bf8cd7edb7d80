"""What narrows the parcels table: a line that is always there, and a part that folds away."""

from __future__ import annotations

from typing import Any, Callable, Optional, Sequence

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..models.parcels import BATCH, IN_FORCE, MUTED, ON_HOLD, REPLACED, TOWNSHIP, ParcelTable, dot
from ..terms import Terms
from .query import EVERYTHING, NO_DEADLINE, OVERDUE, Box, ParcelQuery

TYPING_MS = 15  # one pass for keys that come together; 100,000 rows are filtered in about 10 ms
MAP_MS = 120
HOLD = "#b35900"
WITHIN = (3, 7, 15, 30)
MOST_MU = 100000.0


class FilterBar(QWidget):
    """Words, status, unfinished; folded: batch, township, red line, deadline, hard cases, map, selection.

    ``asked`` says that the query is another.

    :param extent: returns what the map shows. :param chosen: returns the selected parcels.
    """

    asked = pyqtSignal()

    def __init__(self, extent: Callable[[], Optional[Box]], chosen: Callable[[], Sequence[str]], parent: Any = None) -> None:
        super().__init__(parent)
        self._extent, self._chosen = extent, chosen
        self._quiet = False
        self._task = ""
        self.text, self.status = QLineEdit(), _combo("farmlandStatusFilter", tr("Show one status"))
        self.unfinished = QCheckBox(tr("Unfinished only"))
        self.fold, self.clear = QToolButton(), QToolButton()
        self.batch = _combo("farmlandBatchFilter", tr("Show the parcels of one batch"))
        self.township = _combo("farmlandTownshipFilter", tr("Show the parcels of one township"))
        self.role = _combo("farmlandRoleFilter", tr("Show the parcels that lie in a red line, as screened"))
        self.least = QDoubleSpinBox()
        self.due = _combo("farmlandDueFilter", tr("By the deadline that needs attention first, as it stands today"))
        self.hard, self.map_, self.only = (QCheckBox(text) for text in (tr("Hard cases"), tr("In the map"), tr("Selected")))
        self.more = QFrame()
        self._typing, self._moving = QTimer(self), QTimer(self)
        self._lay_out()
        self._connect()

    # -- the query ----------------------------------------------------------------------------------------------------

    def query(self) -> ParcelQuery:
        """Return what is asked for."""
        return ParcelQuery(
            text=self.text.text(), status=self.status.currentData() or "", unfinished=self.unfinished.isChecked(),
            batch=self.batch.currentData() or "", township=self.township.currentData() or "",
            role=self.role.currentData() or "", least_mu=self.least.value() if self.role.currentData() else 0.0,
            due=self.due.currentData() or "", hard=self.hard.isChecked(), task=self._task,
            extent=self._extent() if self.map_.isChecked() else None,
            only=frozenset(self._picked) if self.only.isChecked() else None)

    def set_query(self, query: ParcelQuery) -> None:
        """Ask for something else; a batch or township that is gone is left out."""
        self._quiet = True
        self.text.setText(query.text)
        for combo, value in ((self.status, query.status), (self.batch, query.batch), (self.township, query.township),
                             (self.role, query.role), (self.due, query.due)):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.least.setValue(query.least_mu)
        for box, on in ((self.unfinished, query.unfinished), (self.hard, query.hard), (self.map_, query.extent is not None),
                        (self.only, query.only is not None)):
            box.setChecked(on)
        self._task = query.task
        self._quiet = False
        self._typing.stop()
        self._tell()

    def set_task(self, code: str) -> None:
        """Keep the parcels of a task list; '' for all."""
        self._task = code
        self._tell()

    def reset(self) -> None:
        """Ask for everything again."""
        self.set_query(EVERYTHING)

    def follow_map(self) -> None:
        """The map shows another extent."""
        if self.map_.isChecked():
            self._moving.start()

    def offer(self, table: ParcelTable, terms: Terms, roles: Sequence[str]) -> None:
        """Offer what there is to choose from; what is chosen stays chosen.

        :param roles: codes of the red lines the ledger has.
        """
        statuses = [(tr("All Statuses"), "", ""), *((label, code, terms.colour("status", code))
                                                    for code, label in terms.choices("status")), (tr("On hold"), ON_HOLD, HOLD)]
        if table.any_replaced():
            statuses += [(tr("In force only"), IN_FORCE, ""), (tr("Replaced by a new issue"), REPLACED, MUTED)]
        _fill(self.status, statuses)
        _fill(self.batch, [(tr("All batches"), "", ""), *((name, name, "") for name in table.words(BATCH))])
        _fill(self.township, [(tr("All townships"), "", ""), *((name, name, "") for name in table.words(TOWNSHIP))])
        _fill(self.role, [(tr("Any red line"), "", ""), *((terms.label("redline_role", code), code, "") for code in roles)])
        _fill(self.due, [(tr("Any deadline"), "", ""), (tr("Overdue"), OVERDUE, terms.colour("traffic_light", OVERDUE)),
                         *((tr("Due within {days} days").format(days=days), str(days), "") for days in WITHIN),
                         (tr("No deadline"), NO_DEADLINE, "")])
        self._tell(say=False)

    # -- building -----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.text.setObjectName("farmlandParcelFilter")
        self.text.setPlaceholderText(tr("Filter by number, place, batch, finding"))
        self.text.setToolTip(tr("Every word must occur (Ctrl+F)"))
        self.text.setClearButtonEnabled(True)
        self.unfinished.setObjectName("farmlandUnfinished")
        self.unfinished.setToolTip(tr("Parcels without a finding yet"))
        self.fold.setObjectName("farmlandFoldFilters")
        self.fold.setCheckable(True)
        self.fold.setIcon(QgsApplication.getThemeIcon("/mActionFilter2.svg"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setToolTip(tr("More conditions: batch, township, red line, deadline, hard cases, map, selection"))
        self.clear.setText(tr("Show all"))
        self.clear.setObjectName("farmlandClearFilters")
        self.clear.setToolTip(tr("Take every condition away"))
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        for widget, share in ((self.text, 3), (self.status, 2), (self.unfinished, 0), (self.fold, 0)):
            self._head.addWidget(widget, share)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addLayout(self._head)
        whole.addWidget(self.more)
        self._lay_out_more()

    def _lay_out_more(self) -> None:
        self.least.setObjectName("farmlandLeastArea")
        self.least.setRange(0, MOST_MU)
        self.least.setDecimals(2)
        self.least.setPrefix("≥ ")
        self.least.setSuffix(" " + tr("mu"))
        self.least.setToolTip(tr("So much of the parcel lies in the red line at least"))
        self.hard.setToolTip(tr("Parcels with the flag for hard cases"))
        self.map_.setToolTip(tr("Parcels in the part the map shows; follows the map"))
        self.only.setToolTip(tr("The parcels that are selected now; a new choice needs a new tick"))
        grid = QGridLayout(self.more)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        for at, widget in enumerate((self.batch, self.township, self.role, self.least)):
            grid.addWidget(widget, at // 2, at % 2)
        grid.addWidget(self.due, 2, 0)
        boxes = QHBoxLayout()
        for box in (self.hard, self.map_, self.only):
            boxes.addWidget(box)
        boxes.addStretch(1)
        boxes.addWidget(self.clear)
        grid.addLayout(boxes, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.more.hide()

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget at the end of the line that is always there."""
        self._head.addWidget(widget)

    def _connect(self) -> None:
        for timer, wait in ((self._typing, TYPING_MS), (self._moving, MAP_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(self._tell)
        self.text.textChanged.connect(lambda _text: None if self._quiet else self._typing.start())
        for combo in (self.status, self.batch, self.township, self.role, self.due):
            combo.currentIndexChanged.connect(lambda _index: self._tell())
        for box in (self.unfinished, self.hard, self.map_):
            box.toggled.connect(lambda _on: self._tell())
        self._picked: Sequence[str] = ()
        self.only.toggled.connect(self._on_only)
        self.least.valueChanged.connect(lambda _value: None if self._quiet else self._typing.start())
        self.fold.toggled.connect(self.more.setVisible)
        self.clear.clicked.connect(lambda _checked: self.reset())
        self._tell()

    def _on_only(self, on: bool) -> None:
        self._picked = list(self._chosen()) if on else ()
        self._tell()

    def _tell(self, say: bool = True) -> None:
        if self._quiet:
            return
        folded = sum(bool(combo.currentData()) for combo in (self.batch, self.township, self.role, self.due)) + sum(
            box.isChecked() for box in (self.hard, self.map_, self.only))
        self.fold.setText(str(folded) if folded else "")
        self.least.setEnabled(bool(self.role.currentData()))
        if say:
            self.asked.emit()


def _combo(name: str, tip: str) -> QComboBox:
    combo = QComboBox()
    combo.setObjectName(name)
    combo.setToolTip(tip)
    combo.setMinimumContentsLength(6)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return combo


def _fill(combo: QComboBox, entries: Sequence[tuple[str, str, str]]) -> None:
    """Offer ``(label, value, colour of a dot or '')``; the choice stays where it is still there."""
    chosen = combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    for label, value, colour in entries:
        if colour:
            combo.addItem(dot(colour), label, value)
        else:
            combo.addItem(label, value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
