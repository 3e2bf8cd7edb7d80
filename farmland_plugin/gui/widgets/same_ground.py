"""The review of parcels on the same ground: a table of pairs, decided by keyboard, each shown on the map."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtCore import QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..models.same_ground import (
    BATCH,
    COMMON,
    DECISION,
    IOU,
    NUMBER,
    OTHER,
    OTHER_BATCH,
    OTHER_SHARE,
    PROPOSAL,
    REASON,
    RELATION,
    ROW_ROLE,
    SAME,
    SEPARATE,
    SHARE,
    Decision,
    ReviewFilter,
    ReviewRow,
    ReviewTable,
    relations,
)
from .pieces import RED

__all__ = ["LATER", "OTHERS", "ReviewRow", "SameGroundReview"]

LATER, OTHERS = "#e65100", "#1565c0"  # the outlines on the map: the later parcel, the one it meets
LONG_NUMBER = "130499SJBG26210149_1"  # the digits at the end are what tells two parcels apart
WIDTHS = {RELATION: 84, SHARE: 74, OTHER_SHARE: 86, IOU: 54, COMMON: 76, PROPOSAL: 84, DECISION: 84,
          BATCH: 116, OTHER_BATCH: 116, REASON: 120}


class PairView(QTableView):
    """A table that hands the keys that decide to its owner."""

    pressed_key = pyqtSignal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take 1, S, 2, D and Backspace; leave the others to the table."""
        keys = Qt.Key
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (keys.Key_1, keys.Key_S, keys.Key_2, keys.Key_D, keys.Key_Backspace, keys.Key_Delete):
            self.pressed_key.emit(int(event.key()))
            return
        super().keyPressEvent(event)


class SameGroundReview(QWidget):
    """Shows pairs; 1 or S says that both are the same ground, 2 or D that they are separate, and goes to the next.

    ``changed`` says that a decision was made or taken back; ``shown`` carries the pair that is current (None for none), for
    whoever draws on the map.
    """

    changed = pyqtSignal()
    shown = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandSameGround")
        self.table = ReviewTable(self)
        self.filter = ReviewFilter(self.table, self)
        self.view = PairView()
        self.relation, self.undecided, self.text = QComboBox(), QCheckBox(tr("Undecided only")), QLineEdit()
        self.count, self.hint = QLabel(), QLabel()
        self.same, self.separate = QPushButton(tr("Same ground (1)")), QPushButton(tr("Separate (2)"))
        self.back, self.reason = QPushButton(tr("Take back")), QLineEdit()
        self._wanted = ""
        self._quiet = False
        self._lay_out()
        self._connect()
        self.set_writable(True)

    # -- what others ask --------------------------------------------------------------------------------------

    def load(self, rows: Sequence[ReviewRow]) -> None:
        """Show these pairs, undecided ones and the largest common ground first."""
        ordered = sorted(rows, key=lambda row: (bool(row.decision), -float(row.common_m2), row.number))
        self.table.load(ordered)
        chosen = self.relation.currentData()
        self.relation.blockSignals(True)
        self.relation.clear()
        self.relation.addItem(tr("All relations"), "")
        for code, label in relations().items():
            count = sum(1 for row in rows if row.relation == code)
            if count:
                self.relation.addItem(tr("{label} ({count})").format(label=label, count=count), code)
        self.relation.setCurrentIndex(max(0, self.relation.findData(chosen)))
        self.relation.blockSignals(False)
        self._on_filter()
        self.go_to(0)

    def decisions(self) -> dict[str, Decision]:
        """Return what was decided here, by key: (same or separate, why); ('', '') when it was taken back."""
        return self.table.made()

    def decide(self, decision: str) -> bool:
        """Decide the pairs that are selected and go on; False when a reason is wanted first.

        A decision against the proposal of the rules needs a reason (001-03).
        """
        rows, reason = self.selected(), self.reason.text().strip()
        if not rows or not self.same.isEnabled():
            return False
        if decision and not reason and any(row.proposal and row.proposal != decision for row in rows):
            self._wanted = decision
            self._say(tr("The rules propose otherwise: say why, then press Enter."))
            self.reason.setFocus()
            return False
        last = max(index.row() for index in self.view.selectionModel().selectedRows())
        self._wanted = ""
        self.table.decide(rows, decision, reason)
        self._say("")
        self.reason.clear()
        if decision:
            self._go_on(last, {row.key for row in rows})
        self._tell()
        self.view.setFocus()
        self.changed.emit()
        return True

    def selected(self) -> list[ReviewRow]:
        """Return the pairs that are selected."""
        return [index.data(ROW_ROLE) for index in self.view.selectionModel().selectedRows()]

    def current(self) -> Any:
        """Return the current pair, None when there is none."""
        index = self.view.selectionModel().currentIndex()
        return index.data(ROW_ROLE) if index.isValid() else None

    def go_to(self, at: int) -> None:
        """Select one line of the table."""
        if not 0 <= at < self.filter.rowCount():
            self.shown.emit(None)
            return
        index = self.filter.index(at, NUMBER)
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.view.scrollTo(index)

    def set_writable(self, writable: bool, why: str = "") -> None:
        """Allow deciding or only looking; ``why`` it is not allowed is said under the buttons."""
        for widget in (self.same, self.separate, self.back, self.reason):
            widget.setEnabled(writable)
        self._say(why)

    # -- how it is built --------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        filters, buttons = QHBoxLayout(), QHBoxLayout()
        self.text.setPlaceholderText(tr("Filter by number, batch"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaximumWidth(240)
        names = ((LATER, tr("this parcel")), (OTHERS, tr("earlier parcel")))
        legend = QLabel("　".join(f'<span style="color:{colour}">▬</span> {name}' for colour, name in names))
        for widget in (self.relation, self.undecided, self.text):
            filters.addWidget(widget)
        filters.addStretch(1)
        filters.addWidget(legend)
        filters.addSpacing(12)
        filters.addWidget(self.count)
        self._dress()
        self.reason.setObjectName("farmlandSameGroundReason")
        self.reason.setPlaceholderText(tr("Reason (needed when deciding against the proposal)"))
        self.hint.setStyleSheet(f"color: {RED}")
        self.hint.setWordWrap(True)
        self.same.setToolTip(tr("Both are one piece of ground and count once (key 1 or S)"))
        self.separate.setToolTip(tr("Each counts for itself (key 2 or D)"))
        self.back.setToolTip(tr("Undecided again: the proposal counts (Backspace)"))
        for button in (self.same, self.separate, self.back):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addWidget(self.reason, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(filters)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.hint)

    def _dress(self) -> None:
        view = self.view
        view.setObjectName("farmlandSameGroundTable")
        view.setModel(self.filter)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSortingEnabled(True)
        view.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setStretchLastSection(True)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        number = self.fontMetrics().horizontalAdvance(LONG_NUMBER) + 14
        for column, width in {**WIDTHS, NUMBER: number, OTHER: number}.items():
            view.setColumnWidth(column, width)

    def _connect(self) -> None:
        self.same.clicked.connect(lambda _checked: self.decide(SAME))
        self.separate.clicked.connect(lambda _checked: self.decide(SEPARATE))
        self.back.clicked.connect(lambda _checked: self.decide(""))
        self.reason.returnPressed.connect(self._on_reason)
        self.view.pressed_key.connect(self._on_key)
        self.view.doubleClicked.connect(lambda _index: self.shown.emit(self.current()))
        self.view.selectionModel().currentRowChanged.connect(self._on_current)
        self.relation.currentIndexChanged.connect(lambda _at: self._on_filter())
        self.undecided.toggled.connect(lambda _on: self._on_filter())
        self.text.textChanged.connect(lambda _text: self._on_filter())

    # -- what happens -----------------------------------------------------------------------------------------

    def _on_key(self, key: int) -> None:
        keys = Qt.Key
        if key in (keys.Key_1, keys.Key_S):
            self.decide(SAME)
        elif key in (keys.Key_2, keys.Key_D):
            self.decide(SEPARATE)
        else:
            self.decide("")

    def _on_reason(self) -> None:
        """Carry out the decision that waited for its reason."""
        if self._wanted:
            self.decide(self._wanted)
        else:
            self.view.setFocus()

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self._wanted = ""
            row: ReviewRow = index.data(ROW_ROLE)
            self.reason.setText(self.table.decision(row)[1])
            self._say("")
            self.shown.emit(row)

    def _on_filter(self) -> None:
        self.filter.set_filter(str(self.relation.currentData() or ""), self.undecided.isChecked(), self.text.text())
        self._tell()

    def _go_on(self, last: int, decided: set[str]) -> None:
        """Go to the next pair that is not decided; stay when there is none."""
        after = {row.key: at for at, row in enumerate(self.filter.pairs())}
        if self.undecided.isChecked():
            self._quiet = True
            self.filter.invalidateFilter()
            self._quiet = False
            gone = sum(1 for key in decided if after.get(key, last + 1) <= last)
            after = {row.key: at for at, row in enumerate(self.filter.pairs())}
            last -= gone
        open_ = [at for key, at in after.items()
                 if not self.table.decision(self.filter.index(at, 0).data(ROW_ROLE))[0]]
        ahead = next((at for at in open_ if at > last), open_[0] if open_ else None)
        if ahead is not None:
            self.go_to(ahead)
        elif not self.filter.rowCount():
            self.shown.emit(None)

    def _tell(self) -> None:
        rows = self.table.rows
        open_ = sum(1 for row in rows if not self.table.decision(row)[0])
        self.count.setText(tr("{count} pairs, {open} undecided").format(count=len(rows), open=open_))

    def _say(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))


