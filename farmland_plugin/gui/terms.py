"""The words of the open ledger's dictionaries, and numbers as the trade writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import QDateTime, Qt

from ..domain.area import to_mu
from ..i18n import language, tr

NO_VALUE = "—"


class Terms:
    """Labels and colours of the dictionary codes in the user's language."""

    def __init__(self, dictionaries: Mapping[str, Any]) -> None:
        self._dictionaries = dictionaries
        self._language = language()

    def label(self, dictionary: str, code: Optional[str]) -> str:
        """Return the label of a code; the code itself when the dictionary does not know it, '' for none."""
        if not code or dictionary not in self._dictionaries:
            return code or ""
        return str(self._dictionaries[dictionary].label(code, self._language) or code)

    def choices(self, dictionary: str) -> list[tuple[str, str]]:
        """Return (code, label) of every entry, in the dictionary's order."""
        if dictionary not in self._dictionaries:
            return []
        return [(entry.code, self.label(dictionary, entry.code)) for entry in self._dictionaries[dictionary].entries]

    def colour(self, dictionary: str, code: str) -> str:
        """Return the ``#rrggbb`` of a code, a middle grey when none is given."""
        entries = self._dictionaries[dictionary].entries if dictionary in self._dictionaries else ()
        for entry in entries:
            if entry.code == code:
                return str(entry.extra.get("colour") or entry.extra.get("color") or "#8a8a8a")
        return "#8a8a8a"


def square_metres(value: Any) -> str:
    """Return m² with two decimals and thousands separated; a dash for none."""
    return NO_VALUE if value is None else f"{Decimal(str(value)):,.2f}"


def mu(square_metres_value: Any) -> str:
    """Return 亩 with two decimals of an area in m²; a dash for none."""
    return NO_VALUE if square_metres_value is None else f"{to_mu(Decimal(str(square_metres_value))):,.2f}"


def percent(part: Any, whole: Any) -> str:
    """Return ``part`` of ``whole`` in percent with one decimal; a dash when the whole is nothing."""
    return NO_VALUE if not whole else tr("{value} %").format(value=f"{100 * float(part) / float(whole):.1f}")


def moment(timestamp: Optional[str]) -> str:
    """Return an ISO timestamp as ``yyyy-mm-dd hh:mm`` in the computer's time zone."""
    read = QDateTime.fromString(str(timestamp or ""), Qt.DateFormat.ISODateWithMs)
    return read.toLocalTime().toString("yyyy-MM-dd HH:mm") if read.isValid() else str(timestamp or NO_VALUE)
