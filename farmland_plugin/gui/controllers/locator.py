"""Parcels in QGIS's own search field: ``tb`` and part of a number, a place, a batch or a finding (图斑)."""

from __future__ import annotations

from heapq import nsmallest
from typing import Any

from qgis.core import QgsLocatorFilter, QgsLocatorResult, QgsSettings
from qgis.PyQt.QtCore import QObject

from ...i18n import tr
from ..errors import Notices, guarded
from ..models.parcels import STATUS, TOWNSHIP, ParcelTable, Row
from .mapview import MapView

NAME = "farmland_parcels"
PREFIX, LONG_PREFIX = "tb", "tuban"
SETTINGS = (f"locator-filters/items/{NAME}/prefix", f"gui/locator_filters/prefix_{NAME}")  # newer QGIS, and older ones
MOST = 30  # results offered at once


class ParcelLocatorFilter(QgsLocatorFilter):
    """Searches the parcels of the table, in QGIS's main thread: 100,000 take about 20 ms, and no Python runs in a thread."""

    def __init__(self, locator: ParcelLocator) -> None:
        super().__init__()
        self._locator = locator

    def clone(self) -> ParcelLocatorFilter:
        """Return the one QGIS asks."""
        return ParcelLocatorFilter(self._locator)

    def name(self) -> str:
        """Return what settings know the filter by."""
        return NAME

    def displayName(self) -> str:
        """Return what users know the filter by."""
        return tr("Farmland parcels")

    def prefix(self) -> str:
        """Return what limits a search to parcels where the user's settings say nothing."""
        return LONG_PREFIX

    def flags(self) -> Any:
        """Return that it answers at once."""
        return QgsLocatorFilter.Flag.FlagFast

    def fetchResults(self, text: str, context: Any, feedback: Any) -> None:
        """Offer the parcels in which every word occurs, those whose number begins with the first one first."""
        words = text.lower().split()
        if not words:
            return
        found = ((not row.number.lower().startswith(words[0]), row.number, row.uid, row)
                 for haystack, row in self._locator.rows() if all(word in haystack for word in words))
        for behind, number, uid, row in nsmallest(MOST, found):
            result = QgsLocatorResult(self, number or tr("no number"), uid)
            result.description = self._locator.beneath(row)
            result.score = 0.5 if behind else 1.0
            self.resultFetched.emit(result)

    def triggerResult(self, result: QgsLocatorResult) -> None:
        """Go to a parcel."""
        self._locator.go(uid_of(result))


class ParcelLocator(QObject):
    """Registers the search and takes it away again."""

    def __init__(self, iface: Any, table: ParcelTable, view: MapView, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._table, self._view = iface, table, view
        self.filter = ParcelLocatorFilter(self)
        claim_prefix()
        iface.registerLocatorFilter(self.filter)

    def rows(self) -> Any:
        """Return the parcels of the open ledger, each with the text that is searched."""
        return zip(self._table.haystack, self._table.rows)

    def beneath(self, row: Row) -> str:
        """Return what is said of a parcel beneath its number."""
        table = self._table
        return " · ".join(part for part in (table.text(row, TOWNSHIP), row.batch, table.text(row, STATUS)) if part)

    @guarded
    def go(self, uid: str) -> None:
        """Make a parcel the current one and zoom to it."""
        self._view.select([uid], uid)
        self._view.zoom_to([uid])

    def release(self) -> None:
        """Take the search out of QGIS."""
        self._iface.deregisterLocatorFilter(self.filter)


def uid_of(result: QgsLocatorResult) -> str:
    """Return the parcel a result stands for."""
    value = result.userData() if callable(result.userData) else result.userData
    return str(value)


def claim_prefix() -> None:
    """Let ``tb`` limit the search, unless the user chose another prefix.

    Of a plugin QGIS takes a prefix of less than three characters only from the settings, and only where it is not the filter's
    own (``QgsLocator::registerFilter``).
    """
    settings = QgsSettings()
    for key in SETTINGS:
        if not settings.value(key):
            settings.setValue(key, PREFIX)
