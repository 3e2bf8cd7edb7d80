"""A date that may be empty, and says so."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt

from ...i18n import tr
from .pieces import leave_the_wheel

SEPARATORS = ("-", "/", ".", "－", "。", "年", "月")


class DateField(QgsDateEdit):
    """A date field; empty until somebody chooses or types a day, today's as well."""

    def __init__(self, text: str = "", parent: Any = None) -> None:
        super().__init__(parent)
        self.setAllowNull(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
        leave_the_wheel(self)
        self._full = False  # the digit typed last filled its part
        self.set_text(text)

    def text_value(self) -> str:
        """Return the date as ISO text, '' for none."""
        return "" if self.isNull() else self.date().toString(Qt.DateFormat.ISODate)

    def set_text(self, text: str) -> None:
        """Show an ISO date, or none."""
        date = QDate.fromString(text[:10], Qt.DateFormat.ISODate)
        if date.isValid():
            self.setDate(date)
            return
        self.clear()  # alone it shows today's date, in grey
        self.setNullRepresentation(tr("not entered"))

    def keyPressEvent(self, event: Any) -> None:
        """Take a day as it is typed, with or without separators.

        An empty field shows today's in grey while it is edited, and QGIS takes today typed for no change; Qt goes on to the next
        part by itself once a part is full, and a separator typed then would skip one.
        """
        key, full = event.text(), self._full
        self._full = False
        if key in SEPARATORS and full:
            return
        if key.isdigit():
            if self.isNull():
                self.setDate(QDate.currentDate())
                self.setSelectedSection(QgsDateEdit.Section.YearSection)
            elif self.lineEdit().selectedText() == self.lineEdit().text():
                self.setSelectedSection(QgsDateEdit.Section.YearSection)
        part = self.currentSection()
        super().keyPressEvent(event)
        self._full = key.isdigit() and self.currentSection() != part
