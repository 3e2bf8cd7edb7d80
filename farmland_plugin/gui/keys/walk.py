"""The order in which the keys walk the parcels: a choice beside the table, remembered."""

from __future__ import annotations

from typing import Any, Callable, Mapping

import numpy as np
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QComboBox

from ...domain.walking_order import nearest_neighbour, serpentine
from ...i18n import tr

LIST, NEAREST, SERPENTINE = "list", "nearest", "serpentine"
WALK = "farmland/walk"
Points = Mapping[str, tuple[float, float]]
NOWHERE = (float("nan"), float("nan"))


class WalkChoice(QComboBox):
    """Which way from parcel to parcel; ``turned`` when another one is chosen."""

    turned = pyqtSignal()

    def __init__(self, points: Callable[[], Points], parent: Any = None) -> None:
        """:param points: gives where each parcel lies, in metres or degrees; asked once an order needs it."""
        super().__init__(parent)
        self._points = points
        self.setObjectName("farmlandWalk")
        self.setToolTip(tr("Order in which Previous and Next walk the parcels of the table"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for code, title in ((LIST, tr("Walk: as listed")), (NEAREST, tr("Walk: on to the nearest")),
                            (SERPENTINE, tr("Walk: to and fro, north to south"))):
            self.addItem(title, code)
        self.setCurrentIndex(max(0, self.findData(str(QgsSettings().value(WALK, LIST)))))
        self.currentIndexChanged.connect(lambda _index: self._on_choice())

    def order(self, uids: list[str]) -> list[str]:
        """Return these parcels in the order chosen; those nobody knows where they lie come last."""
        code = self.currentData()
        if code == LIST or len(uids) < 2:
            return uids
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            known = self._points()
            points = np.array([known.get(uid, NOWHERE) for uid in uids], dtype=np.float64)
            places = nearest_neighbour(points) if code == NEAREST else serpentine(points)
        finally:
            QApplication.restoreOverrideCursor()
        return [uids[place] for place in places]

    def _on_choice(self) -> None:
        QgsSettings().setValue(WALK, self.currentData())
        self.turned.emit()
