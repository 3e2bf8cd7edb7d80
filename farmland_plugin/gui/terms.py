"""The words of the open ledger's dictionaries, and numbers as the trade writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Callable, Iterable, Mapping, Optional

from qgis.PyQt.QtCore import QDateTime, Qt

from ..domain.area import to_mu
from ..domain.errors import LedgerError
from ..i18n import language, tr

NO_VALUE = "—"


class Terms:
    """Labels and colours of the dictionary codes in the user's language."""

    def __init__(self, find: Optional[Callable[[str], Any]] = None) -> None:
        self._find = find
        self._language = language()

    @classmethod
    def of(cls, ledger: Any) -> Terms:
        """Return the words of a ledger's dictionaries, shipped ones where it carries none of its own."""
        return cls(ledger.dictionary)

    def _dictionary(self, name: str) -> Any:
        try:
            return self._find(name) if self._find is not None else None
        except LedgerError:
            return None

    def label(self, dictionary: str, code: Optional[str]) -> str:
        """Return the label of a code; the code itself when the dictionary does not know it, '' for none."""
        known = self._dictionary(dictionary) if code else None
        return str(known.label(code, self._language) or code) if known is not None else code or ""

    def labels(self, dictionary: str, codes: Iterable[str]) -> str:
        """Return the labels of several codes."""
        return tr(", ").join(self.label(dictionary, code) for code in codes)

    def choices(self, dictionary: str) -> list[tuple[str, str]]:
        """Return (code, label) of every entry, in the dictionary's order."""
        known = self._dictionary(dictionary)
        return [(entry.code, self.label(dictionary, entry.code)) for entry in known.entries] if known is not None else []

    def about(self, dictionary: str, code: str) -> Mapping[str, Any]:
        """Return what a dictionary says of a code besides its labels."""
        known = self._dictionary(dictionary)
        entry = known.get(code) if known is not None else None
        return entry.extra if entry is not None else {}

    def colour(self, dictionary: str, code: str) -> str:
        """Return the ``#rrggbb`` of a code, a middle grey when none is given."""
        known = self._dictionary(dictionary)
        for entry in known.entries if known is not None else ():
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
