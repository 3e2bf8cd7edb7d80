"""The values a step of the workflow asks for, as fields of the right kind; the workflow's document says which."""

from __future__ import annotations

from typing import Any, Callable, Iterable

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ...domain.workflow import Guard
from ..models.sentences import label_of
from ..staff import Staff
from .dates import DateField
from .person_box import PeopleBox
from .pieces import leave_the_wheel

LONG = ("reason", "note", "opinion")  # what one writes sentences into
Value = Any


class PayloadFields(QWidget):
    """One row for each value; ``values`` gives what was entered by the payload's keys."""

    changed = pyqtSignal()

    def __init__(self, guards: Iterable[Guard], staff: Staff, parent: Any = None) -> None:
        super().__init__(parent)
        self.widgets: dict[str, QWidget] = {}
        self._read: dict[str, Callable[[], Value]] = {}
        self._labels: list[QLabel] = []
        self._staff = staff
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(5)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for guard in guards:
            if guard.kind == "payload" and guard.names[0] not in self.widgets:
                widget = self._field(guard)
                widget.setObjectName(f"farmlandField_{guard.names[0]}")
                self.widgets[guard.names[0]] = widget
                label = QLabel(label_of(guard))
                label.setWordWrap(True)
                self._labels.append(label)
                form.addRow(label, widget)

    def set_label_width(self, width: int) -> None:
        """Let the labels line up with those of a form beside this one."""
        for label in self._labels:
            label.setMinimumWidth(width)

    def values(self) -> dict[str, Value]:
        """Return what was entered; what is empty is left out."""
        entered = {key: read() for key, read in self._read.items()}
        return {key: value for key, value in entered.items() if value}

    def _field(self, guard: Guard) -> QWidget:
        key = guard.names[0]
        if guard.value == "date":
            date = DateField()
            date.dateChanged.connect(lambda _date: self.changed.emit())
            self._read[key] = date.text_value
            return date
        if guard.value == "people":
            people = PeopleBox(self._staff, (guard.role,) if guard.role else ())
            people.changed.connect(self.changed.emit)
            self._read[key] = people.values
            return people
        if guard.value == "code":
            box = QComboBox()
            leave_the_wheel(box)
            box.addItem("", "")
            for code, label in self._staff.workspace.terms.choices(guard.dictionary):
                box.addItem(label, code)
            box.currentIndexChanged.connect(lambda _at: self.changed.emit())
            self._read[key] = lambda: str(box.currentData() or "")
            return box
        return self._text(key)

    def _text(self, key: str) -> QWidget:
        if key in LONG:
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setFixedHeight(text.fontMetrics().height() * 2 + 14)
            text.textChanged.connect(self.changed.emit)
            self._read[key] = lambda: text.toPlainText().strip()
            return text
        line = QLineEdit()
        line.textChanged.connect(lambda _text: self.changed.emit())
        self._read[key] = lambda: line.text().strip()
        return line
