"""Choosing one person, or several, of those a step asks for."""

from __future__ import annotations

from typing import Any, Collection, Iterable

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..staff import Staff
from .pieces import leave_the_wheel

LINES = 5


class PersonBox(QWidget):
    """A list that is searched by typing, those with the right role first, and a button that adds somebody."""

    changed = pyqtSignal()

    def __init__(self, staff: Staff, roles: Collection[str] = (), parent: Any = None) -> None:
        super().__init__(parent)
        self._staff, self._roles = staff, tuple(roles)
        self.box = QComboBox()
        leave_the_wheel(self.box)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.box.lineEdit().setPlaceholderText(tr("type part of a name"))
        self.box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if roles:
            self.box.setToolTip(tr("Asked for: {roles}").format(roles=staff.roles_label(roles)))
        self.add = QToolButton()
        self.add.setText("＋")
        self.add.setToolTip(tr("Add a person…"))
        self.add.setEnabled(staff.workspace.writable)
        self.add.clicked.connect(self._on_add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.box, 1)
        row.addWidget(self.add)
        self.fill()
        self.choose(staff.preferred(roles))
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())
        self.box.editTextChanged.connect(lambda _text: self.changed.emit())

    def fill(self) -> None:
        """Offer the ledger's people as they are now; whoever was chosen stays so."""
        kept = self.value()
        fitting, others = self._staff.offered(self._roles)
        self.box.blockSignals(True)
        self.box.clear()
        self.box.addItem("", "")
        for person in fitting:
            self.box.addItem(self._staff.label(person), person.person_id)
        if others:
            self.box.insertSeparator(self.box.count())
        for person in others:
            self.box.addItem(tr("{name} · another role").format(name=self._staff.label(person)), person.person_id)
        self.box.blockSignals(False)
        self.choose(kept)

    def value(self) -> str:
        """Return the person's id, '' while nobody is chosen."""
        at = self.box.currentIndex()
        if at < 0 or self.box.currentText() != self.box.itemText(at):
            at = self.box.findText(self.box.currentText(), Qt.MatchFlag.MatchExactly)
        return str(self.box.itemData(at) or "") if at >= 0 else ""

    def choose(self, person_id: str) -> None:
        """Choose a person of the list."""
        at = self.box.findData(person_id)
        self.box.setCurrentIndex(max(at, 0))

    def _on_add(self) -> None:
        person_id = self._staff.add(self._roles, self.window())
        if person_id:
            self.fill()
            self.choose(person_id)
            self.changed.emit()


class PeopleBox(QWidget):
    """Several people of one role, ticked in a list."""

    changed = pyqtSignal()

    def __init__(self, staff: Staff, roles: Collection[str] = (), parent: Any = None) -> None:
        super().__init__(parent)
        self._staff, self._roles = staff, tuple(roles)
        self.list = QListWidget()
        self.list.setFixedHeight((self.fontMetrics().height() + 6) * LINES)
        self.list.setToolTip(staff.roles_label(roles))
        self.add = QToolButton()
        self.add.setText("＋")
        self.add.setToolTip(tr("Add a person…"))
        self.add.setEnabled(staff.workspace.writable)
        self.add.clicked.connect(self._on_add)
        side = QVBoxLayout()
        side.addWidget(self.add)
        side.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        self.fill()
        self.list.itemChanged.connect(lambda _item: self.changed.emit())

    def fill(self) -> None:
        """Offer the ledger's people as they are now; the ticks stay."""
        kept = set(self.values())
        self.list.blockSignals(True)
        self.list.clear()
        for person in self._staff.offered(self._roles)[0]:
            item = QListWidgetItem(self._staff.label(person))
            item.setData(Qt.ItemDataRole.UserRole, person.person_id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
            item.setCheckState(Qt.CheckState.Checked if person.person_id in kept else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def values(self) -> list[str]:
        """Return the ids of those ticked."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() == Qt.CheckState.Checked]

    def choose(self, person_ids: Iterable[str]) -> None:
        """Tick these people, and nobody else."""
        wanted = set(person_ids)
        for at in range(self.list.count()):
            item = self.list.item(at)
            ticked = item.data(Qt.ItemDataRole.UserRole) in wanted
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)

    def _on_add(self) -> None:
        person_id = self._staff.add(self._roles, self.window())
        if person_id:
            self.fill()
            self.choose([*self.values(), person_id])
