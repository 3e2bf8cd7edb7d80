"""Queries kept under a name, for each ledger of its own, and the small menu to take them up again."""

from __future__ import annotations

import json
from typing import Any, Callable

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QInputDialog, QMenu, QToolButton

from ...i18n import tr
from .query import ParcelQuery

KEY = "farmland/savedFilters/{ledger}"


class SavedQueries:
    """The named queries of one ledger, in the user's settings.

    :param ledger: what names the ledger, its uuid.
    """

    def __init__(self, ledger: str) -> None:
        self._key = KEY.format(ledger=ledger)

    def all(self) -> dict[str, ParcelQuery]:
        """Return the queries by name, in order."""
        try:
            kept = json.loads(str(QgsSettings().value(self._key, "{}") or "{}"))
        except ValueError:
            kept = {}
        return {name: ParcelQuery.from_json(str(text)) for name, text in sorted(kept.items())} if isinstance(kept, dict) else {}

    def keep(self, name: str, query: ParcelQuery) -> None:
        """Keep a query under a name, in place of the one that had it."""
        self._write({**self.all(), name: query})

    def forget(self, name: str) -> None:
        """Forget a query."""
        self._write({own: query for own, query in self.all().items() if own != name})

    def _write(self, queries: dict[str, ParcelQuery]) -> None:
        QgsSettings().setValue(self._key, json.dumps({name: query.to_json() for name, query in queries.items()},
                                                     ensure_ascii=False))


class SavedButton(QToolButton):
    """Offers the saved queries, and to save the present one.

    ``taken`` carries the query chosen.

    :param present: returns the query shown now. :param ledger: returns the open ledger's uuid.
    """

    taken = pyqtSignal(object)

    def __init__(self, present: Callable[[], ParcelQuery], ledger: Callable[[], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._present, self._ledger = present, ledger
        self.setObjectName("farmlandSavedFilters")
        self.setText("★")
        self.setToolTip(tr("Saved filters of this ledger"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.setMenu(menu)
        menu.aboutToShow.connect(lambda: self.fill(menu))

    def fill(self, menu: QMenu) -> None:
        """Write the menu anew."""
        menu.clear()
        saved = SavedQueries(self._ledger())
        queries = saved.all()
        for name, query in queries.items():
            menu.addAction(name).triggered.connect(lambda _checked=False, one=query: self.taken.emit(one))
        if queries:
            menu.addSeparator()
        menu.addAction(tr("Save This Filter…")).triggered.connect(lambda _checked=False: self.on_save())
        if queries:
            gone = menu.addMenu(tr("Delete"))
            for name in queries:
                gone.addAction(name).triggered.connect(lambda _checked=False, one=name: saved.forget(one))

    def on_save(self) -> None:
        """Ask for a name and keep the present query."""
        names = list(SavedQueries(self._ledger()).all())
        name, good = QInputDialog.getItem(
            self, tr("Save Filter"), tr("Name (what the map shows and what is selected is not saved)"), names, -1, True)
        if good and name.strip():
            SavedQueries(self._ledger()).keep(name.strip(), self._present())
