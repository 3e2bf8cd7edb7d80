"""A date that may be empty, and says so."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt

from ...i18n import tr


class DateField(QgsDateEdit):
    """A date field; empty until somebody chooses."""

    def __init__(self, text: str = "", parent: Any = None) -> None:
        super().__init__(parent)
        self.setAllowNull(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setCalendarPopup(True)
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
