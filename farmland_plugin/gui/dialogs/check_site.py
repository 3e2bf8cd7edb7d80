"""The window that asks where the planned site is (选址预检): drawn, selected on the map, or in a file."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QPushButton, QVBoxLayout

from ...i18n import tr
from ..widgets.pieces import wrapped

DRAW, SELECTED, FILE = "draw", "selected", "file"


class CheckSiteDialog(QDialog):
    """Offers three ways to name a site; ``chosen`` carries the one taken."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandCheckSite")
        self.setWindowTitle(tr("Check planned site"))
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped(tr("Measures how much of a planned site lies in permanent basic farmland, red lines and other "
                                    "registered layers. Nothing is written into the ledger.")))
        for way, label in ((DRAW, tr("Draw it on the map")), (SELECTED, tr("Take the selected polygons")),
                           (FILE, tr("From a file…"))):
            button = QPushButton(label)
            button.setObjectName(f"farmlandSite_{way}")
            button.clicked.connect(lambda _checked, taken=way: self._take(taken))
            layout.addWidget(button)
        self.setMinimumWidth(360)

    def _take(self, way: str) -> None:
        self.accept()
        self.chosen.emit(way)
