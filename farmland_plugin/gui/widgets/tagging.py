"""The form that records what a parcel is and what is to be done about it."""

from __future__ import annotations

from typing import Any, Iterable, Sequence

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ...domain.casework import people_of
from ...domain.people import Person
from ...i18n import tr
from ..terms import Terms
from .names_edit import NamesEdit
from .pieces import leave_the_wheel

FIELDS = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors")
COLUMNS = 3


class FindingButtons(QWidget):
    """The findings as buttons, one of which may be down; each says its key. As many stand side by side as show their words."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._codes: list[str] = []
        self._labels: list[str] = []
        self._keys: Sequence[str] = ()
        self._columns = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show these findings instead of the present ones."""
        for button in self._group.buttons():
            self._group.removeButton(button)
            button.deleteLater()
        self._codes, self._labels = [code for code, _label in choices], [label for _code, label in choices]
        for number, code in enumerate(self._codes):
            button = QPushButton(self)
            button.setObjectName(f"farmlandFinding_{code}")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard, and Space, to the panel
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(40)
            button.clicked.connect(lambda checked, code=code: self.choose(code if checked else ""))
            self._group.addButton(button, number)
        self.show_keys(self._keys)

    def show_keys(self, keys: Sequence[str]) -> None:
        """Write on each button the key that presses it.

        :param keys: of the first, the second … finding, '' for one that has none.
        """
        self._keys = keys
        for button in self._group.buttons():
            number = self._group.id(button)
            label, key = self._labels[number], keys[number] if number < len(keys) else ""
            button.setText(f"{key}  {label}" if key else label)
            button.setToolTip(tr("{label} (key {digit})").format(label=label, digit=key) if key else label)
        self._columns = 0
        self._arrange()

    def resizeEvent(self, event: Any) -> None:
        """Put the buttons into as many columns as there is room for."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        buttons, gap = self._group.buttons(), self._layout.spacing()
        widest = max((button.sizeHint().width() for button in buttons), default=0) + gap
        columns = max(1, min(COLUMNS, (self.width() + gap) // max(widest, 1)))
        if columns == self._columns:
            return
        self._columns = columns
        for button in buttons:
            number = self._group.id(button)
            self._layout.addWidget(button, number // columns, number % columns)
        for column in range(COLUMNS):
            self._layout.setColumnStretch(column, column < columns)

    def choose_number(self, number: int) -> str:
        """Press the button with this number, from 1 on, and return its words; '' when there is none."""
        if not 1 <= number <= len(self._codes):
            return ""
        self.choose(self._codes[number - 1])
        return self._labels[number - 1]

    def value(self) -> str:
        """Return the code of the button that is down, '' for none."""
        at = next((self._group.id(button) for button in self._group.buttons() if button.isChecked()), -1)
        return self._codes[at] if at >= 0 else ""

    def choose(self, code: str) -> None:
        """Press one button; '' lifts it."""
        self.set_value(code)
        self.chosen.emit(code)

    def set_value(self, code: str) -> None:
        """Show a finding without telling anybody."""
        for button in self._group.buttons():
            button.setChecked(self._codes[self._group.id(button)] == code)


class TaggingForm(QWidget):
    """Finding, disposition, problem category, note, survey date and surveyors of one case."""

    changed = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.finding = FindingButtons()
        self.disposition = QComboBox()
        self.category = QComboBox()
        leave_the_wheel(self.disposition)
        leave_the_wheel(self.category)
        self.note = QPlainTextEdit()
        self.surveyed_on = QgsDateEdit()
        self.surveyors = NamesEdit()
        self._loading = False
        self._stored: dict[str, str] = dict.fromkeys(FIELDS, "")
        self._set_up()
        self._lay_out()
        self.finding.chosen.connect(self._on_change)
        self.disposition.currentIndexChanged.connect(self._on_change)
        self.category.currentIndexChanged.connect(self._on_change)
        self.note.textChanged.connect(self._on_change)
        self.surveyed_on.dateChanged.connect(self._on_change)
        self.surveyors.names_changed.connect(self._on_change)

    def offer(self, terms: Terms) -> None:
        """Fill the choices from the ledger's dictionaries."""
        self._loading = True
        self.finding.offer(terms.choices("finding"))
        for box, name in ((self.disposition, "disposition"), (self.category, "category")):
            box.clear()
            box.addItem("", "")
            for code, label in terms.choices(name):
                box.addItem(label, code)
        self._loading = False

    def offer_people(self, people: Iterable[Person]) -> None:
        """Complete the surveyors' names from these people."""
        self.surveyors.offer(people)

    def set_values(self, values: dict[str, str], stored: dict[str, str]) -> None:
        """Show values (a draft, or the stored ones) and remember what the ledger holds."""
        self._loading = True
        self._stored = {**stored, "surveyors": ",".join(people_of(stored["surveyors"]))}
        self.finding.set_value(values["finding"])
        for box, name in ((self.disposition, "disposition"), (self.category, "category")):
            self._choose(box, values[name])
        self.note.setPlainText(values["note"])
        date = QDate.fromString(values["surveyed_on"][:10], Qt.DateFormat.ISODate)
        if date.isValid():
            self.surveyed_on.setDate(date)
        else:
            self._clear_date()
        self.surveyors.set_ids(values["surveyors"])
        self._loading = False
        self.changed.emit()

    def values(self) -> dict[str, str]:
        """Return what the form says: codes, ISO date, person ids."""
        date = self.surveyed_on.date()
        return {
            "finding": self.finding.value(), "disposition": self.disposition.currentData() or "",
            "category": self.category.currentData() or "", "note": self.note.toPlainText().strip(),
            "surveyed_on": "" if self.surveyed_on.isNull() else date.toString(Qt.DateFormat.ISODate),
            "surveyors": self.surveyors.ids(),
        }

    def changes(self) -> dict[str, str]:
        """Return the fields that differ from what the ledger holds."""
        return {name: value for name, value in self.values().items() if value != self._stored[name]}

    def _set_up(self) -> None:
        for widget, name in ((self.finding, "Finding"), (self.disposition, "Disposition"), (self.category, "Category"),
                             (self.note, "Note"), (self.surveyed_on, "SurveyedOn"), (self.surveyors, "Surveyors")):
            widget.setObjectName(f"farmland{name}")
        for box in (self.disposition, self.category):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().height() * 2 + 14)
        self.note.setPlaceholderText(tr("What was seen on site"))
        self.surveyed_on.setAllowNull(True)
        self.surveyed_on.setDisplayFormat("yyyy-MM-dd")
        self.surveyed_on.setCalendarPopup(True)
        self._clear_date()

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setVerticalSpacing(4)
        layout.addWidget(self.finding, 0, 0, 1, 2)
        places = ((tr("Disposition"), self.disposition, 1, 0), (tr("Problem category"), self.category, 1, 1),
                  (tr("Surveyed on"), self.surveyed_on, 3, 0), (tr("Surveyors"), self.surveyors, 3, 1),
                  (tr("Note"), self.note, 5, 0))
        for text, widget, row, column in places:  # the label above: a dock is 320 pixels wide
            label = QLabel(text)
            label.setBuddy(widget)
            layout.addWidget(label, row, column)
            layout.addWidget(widget, row + 1, column, 1, 2 if widget is self.note else 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        for first, then in ((self.disposition, self.category), (self.category, self.surveyed_on),
                            (self.surveyed_on, self.surveyors), (self.surveyors, self.note)):
            QWidget.setTabOrder(first, then)

    def _clear_date(self) -> None:
        """Leave the date empty and say so; ``clear`` alone shows today's date, in grey."""
        self.surveyed_on.clear()
        self.surveyed_on.setNullRepresentation(tr("not entered"))

    @staticmethod
    def _choose(box: QComboBox, code: str) -> None:
        at = box.findData(code)
        if at < 0:
            box.addItem(code, code)
            at = box.count() - 1
        box.setCurrentIndex(at)

    def _on_change(self) -> None:
        if not self._loading:
            self.changed.emit()
