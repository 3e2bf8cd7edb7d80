"""The window of a ledger's people: who they are, which roles they have; numbers are covered until somebody asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Optional

from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QModelIndex, QSortFilterProxyModel, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.errors import FarmlandError
from ...domain.people import Person, mask_number
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..models.simple import RECORD_ROLE, Column, RecordTable
from ..widgets.refusal import Refusal

CODE = Qt.ItemDataRole.UserRole


class CoveredEdit(QWidget):
    """A number that shows its last four characters only; a button uncovers it for reading and changing."""

    def __init__(self, name: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.text = QLineEdit()
        self.text.setObjectName(name)
        self.text.setPlaceholderText(tr("may stay empty"))
        self.show_ = QToolButton()
        self.show_.setText(tr("Show"))
        self.show_.setCheckable(True)
        self.show_.setToolTip(tr("Show the whole number, to read or change it"))
        self.show_.toggled.connect(self._on_toggled)
        self._value = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        row.addWidget(self.text, 1)
        row.addWidget(self.show_)

    def set_value(self, value: str) -> None:
        """Show a number, covered again."""
        self._value = value
        self.show_.blockSignals(True)
        self.show_.setChecked(False)
        self.show_.blockSignals(False)
        self.show_.setVisible(bool(value))
        self._cover(bool(value))

    def value(self) -> str:
        """Return the number as it stands, typed or kept."""
        return self._value if self.text.isReadOnly() else self.text.text().strip()

    def _on_toggled(self, shown: bool) -> None:
        if not shown:
            self._value = self.text.text().strip()
        self._cover(not shown and bool(self._value))

    def _cover(self, covered: bool) -> None:
        self.text.setReadOnly(covered)
        self.text.setText(mask_number(self._value) if covered else self._value)


class PeopleDialog(QDialog):
    """Lists the people of the open ledger, adds and changes them."""

    def __init__(self, workspace: Workspace, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandPeople")
        self.setWindowTitle(tr("People"))
        self.workspace = workspace
        self.current: Optional[Person] = None
        self.table = RecordTable(self._columns())
        self.filter = QSortFilterProxyModel()
        self.filter.setSourceModel(self.table)
        self.filter.setFilterKeyColumn(-1)
        self.filter.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.view = QTableView()
        self.search = QLineEdit()
        self.name, self.township, self.village, self.login = (QLineEdit() for _ in range(4))
        self.id_no, self.phone = CoveredEdit("farmlandIdNo"), CoveredEdit("farmlandPhone")
        self.roles, self.department = QListWidget(), QComboBox()
        self.active = QCheckBox(tr("in use (others stay in the record, but are no longer offered)"))
        self.refusal = Refusal()
        self.new, self.save = QPushButton(tr("New person")), QPushButton(tr("Save"))
        self.saved = QLabel()
        self._offer()
        self._lay_out()
        self._connect()
        self.load()
        self.start_new()
        self.resize(1080, 580)
        QgsGui.enableAutoGeometryRestore(self)

    def _columns(self) -> list[Column]:
        terms = self.workspace.terms
        return [
            Column(tr("Person's name"),
                   lambda one: one.name if one.active else tr("{name} (no longer in use)").format(name=one.name)),
            Column(tr("Roles"), lambda one: terms.labels("role", one.roles)),
            Column(tr("Department"), lambda one: terms.label("department", one.department)),
            Column(tr("Place"), lambda one: " ".join(text for text in (one.township, one.village) if text)),
            Column(tr("Telephone"), lambda one: one.masked_phone), Column(tr("Identity number"), lambda one: one.masked_id_no)]

    def _offer(self) -> None:
        for code, label in self.workspace.terms.choices("role"):
            item = QListWidgetItem(label)
            item.setData(CODE, code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.roles.addItem(item)
        self.department.addItem("", "")
        for code, label in self.workspace.terms.choices("department"):
            self.department.addItem(label, code)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(tr("Name, role, department or place"))
        self.search.setClearButtonEnabled(True)
        self.view.setModel(self.filter)
        self.view.setSortingEnabled(True)
        self.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setAlternatingRowColors(True)
        self.view.setShowGrid(False)
        self.view.verticalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.view.horizontalHeader().setStretchLastSection(True)
        self.login.setPlaceholderText(tr("account under which this person works, may stay empty"))
        left, right = QWidget(), QWidget()
        list_ = QVBoxLayout(left)
        list_.setContentsMargins(0, 0, 0, 0)
        list_.addWidget(self.search)
        list_.addWidget(self.view, 1)
        list_.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        form = QFormLayout()
        for label, widget in (
                (tr("Person's name"), self.name), (tr("Roles"), self.roles), (tr("Department"), self.department),
                (tr("Township"), self.township), (tr("Village"), self.village), (tr("Telephone"), self.phone),
                (tr("Identity number"), self.id_no), (tr("Login"), self.login), ("", self.active)):
            form.addRow(label, widget)
        foot = QHBoxLayout()
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.save)
        card = QVBoxLayout(right)
        card.setContentsMargins(8, 0, 0, 0)
        card.addLayout(form, 1)
        card.addWidget(self.refusal)
        card.addLayout(foot)
        parts = QSplitter()
        parts.addWidget(left)
        parts.addWidget(right)
        parts.setSizes([640, 400])
        parts.setStretchFactor(0, 1)
        parts.setChildrenCollapsible(False)
        QVBoxLayout(self).addWidget(parts)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.filter.setFilterFixedString)
        self.view.selectionModel().currentRowChanged.connect(self._on_row)
        self.new.clicked.connect(lambda _checked: self.start_new())
        self.save.clicked.connect(lambda _checked: self.on_save())
        self.save.setDefault(True)
        for button in (self.new, self.save):
            button.setEnabled(self.workspace.writable)

    def load(self) -> None:
        """Show the ledger's people as they are now."""
        self.table.load(self.workspace.ledger.people.all())
        self.view.resizeColumnsToContents()
        for column, widest in ((1, 240), (2, 160), (3, 140)):
            self.view.setColumnWidth(column, min(self.view.columnWidth(column), widest))

    def start_new(self) -> None:
        """Empty the form for somebody new."""
        self.view.clearSelection()
        self.show_person(Person("", ""))
        self.current = None
        self.name.setFocus()

    def show_person(self, person: Person) -> None:
        """Show somebody in the form, numbers covered."""
        self.current = person
        for widget, text in ((self.name, person.name), (self.township, person.township), (self.village, person.village),
                             (self.login, person.login)):
            widget.setText(text)
        self.id_no.set_value(person.id_no)
        self.phone.set_value(person.phone)
        for at in range(self.roles.count()):
            item = self.roles.item(at)
            item.setCheckState(Qt.CheckState.Checked if item.data(CODE) in person.roles else Qt.CheckState.Unchecked)
        self.department.setCurrentIndex(max(self.department.findData(person.department), 0))
        self.active.setChecked(person.active)
        self.refusal.clear()
        self.saved.clear()

    def entered(self) -> Person:
        """Return the person as the form says."""
        items = (self.roles.item(at) for at in range(self.roles.count()))
        roles = tuple(str(item.data(CODE)) for item in items if item.checkState() == Qt.CheckState.Checked)
        return replace(
            self.current or Person("", ""), name=self.name.text(), id_no=self.id_no.value(), phone=self.phone.value(),
            roles=roles, department=str(self.department.currentData() or ""), township=self.township.text().strip(),
            village=self.village.text().strip(), login=self.login.text().strip(), active=self.active.isChecked())

    def on_save(self) -> None:
        """Write the person to the ledger, or say what is wrong with an entry."""
        try:
            kept = self.workspace.writing().people.register(self.entered())
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.workspace.refresh()
        self.load()
        self.show_person(kept)
        self._mark(kept.person_id)
        self.saved.setText(tr("Saved · seq {seq}").format(seq=kept.seq))

    def _mark(self, person_id: str) -> None:
        for row in range(self.filter.rowCount()):
            if self.filter.index(row, 0).data(RECORD_ROLE).person_id == person_id:
                self.view.selectionModel().blockSignals(True)
                self.view.selectRow(row)
                self.view.selectionModel().blockSignals(False)

    def _on_row(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid():
            self.show_person(now.siblingAtColumn(0).data(RECORD_ROLE))
