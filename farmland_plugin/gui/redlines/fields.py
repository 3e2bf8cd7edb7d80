"""Which field of a layer means what for its role, with the values found in it."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QSizePolicy, QWidget

from ...domain.codes import Entry
from ...domain.errors import FarmlandError
from ...i18n import message, tr
from ..panels.base import heading, quiet
from ..terms import Terms
from ..widgets.pieces import empty
from .offers import VALUES, Offer, columns_of, keys_of

FIELD_WIDTH = 150


def meaning_words(key: str) -> str:
    """Return what a field is read for."""
    return {"class_code": tr("Class or number"), "coefficient": tr("Ridge coefficient"), "name": tr("Name"),
            "planting": tr("Planting attribute"), "settlement": tr("Settlement attribute"), "date": tr("Date"),
            "expires": tr("Expires"), "number": tr("Number"), "project": tr("Project"),
            "conforms": tr("Conforms to the plan")}.get(key, key)


class FieldsBox(QWidget):
    """One line for each thing a role asks of a layer. ``chosen`` says that another field was taken."""

    chosen = pyqtSignal(str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.boxes: dict[str, QComboBox] = {}
        self.values: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(2, 1)

    def show_fields(self, offer: Optional[Offer], role: Optional[Entry], given: Mapping[str, str], terms: Terms) -> None:
        """Show the fields of a layer for a role. :param given: fields chosen by hand, by what they mean."""
        empty(self._grid)
        self.boxes, self.values = {}, {}
        if offer is None or role is None or offer.fault:
            return
        try:
            columns, plain = columns_of(offer, role, given), columns_of(offer, role, {})
        except FarmlandError as error:
            self._grid.addWidget(quiet(message(error)), 0, 0, 1, 3)
            return
        for column, text in enumerate((tr("Meaning"), tr("Field"), tr("Values found"))):
            self._grid.addWidget(heading(text), 0, column)
        taken, own = columns.field_map(), plain.field_map()
        for row, key in enumerate(keys_of(role), 1):
            if key == "number" and not taken.get(key) and taken["class_code"]:
                continue  # the class is the number already
            self._line(row, key, offer, taken.get(key, ""), bool(own.get(key)))
            self._tell(key, offer.values(columns, key), role, terms)

    def _line(self, row: int, key: str, offer: Offer, taken: str, recognised: bool) -> None:
        box, values = QComboBox(), quiet()
        box.setObjectName(f"farmlandRedlineField_{key}")
        box.setFixedWidth(FIELD_WIDTH)
        if not recognised:
            box.addItem(tr("(none)"), "")
        for name in offer.fields:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(taken)))
        box.activated.connect(lambda _at, key=key, box=box: self.chosen.emit(key, str(box.currentData() or "")))
        values.setTextFormat(Qt.TextFormat.PlainText)
        values.setWordWrap(False)
        values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.boxes[key], self.values[key] = box, values
        for column, widget in enumerate((QLabel(meaning_words(key)), box, values)):
            self._grid.addWidget(widget, row, column)

    def _tell(self, key: str, values: list[str], role: Entry, terms: Terms) -> None:
        """Show some values as they will be read; classes with their names."""
        dictionary = str(role.extra.get("class_dictionary") or "") if key == "class_code" else ""
        words = []
        for value in values[:VALUES]:
            name = terms.label(dictionary, value) if dictionary else value
            words.append(value if name == value else f"{value} {name}")
        text = tr(", ").join(words) + (" …" if len(values) > VALUES else "")
        self.values[key].setText(text)
        self.values[key].setToolTip(text)
