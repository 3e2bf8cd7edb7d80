"""The row above a pane: which scene, how stretched, how large; and what to do when there is none."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Optional, Sequence, Tuple

from qgis.core import QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...i18n import tr
from ..terms import Terms
from .sources import (
    AFTER,
    AS_IS,
    BEFORE,
    CUMULATIVE,
    MIN_MAX,
    SIDES,
    Choice,
    Source,
    goes_online,
    stretchable,
)

FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)


class Head(QWidget):
    """Chooses what one pane shows. ``changed``: the user chose."""

    changed = pyqtSignal()

    def __init__(self, number: int, parent: Any = None) -> None:
        super().__init__(parent)
        self.side = SIDES[number]
        self.choice = Choice(None)
        self._offered: Sequence[Tuple[str, str, str]] = ()
        self.source, self.stretch, self.factor = QComboBox(), QComboBox(), QComboBox()
        self.source.setObjectName(f"farmlandCompareSource{number}")
        self.source.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.source.setMinimumContentsLength(10)
        self.source.setToolTip(tr("What this pane shows: a registered scene, or a raster layer of the project"))
        for code, label in ((AS_IS, tr("As is")), (MIN_MAX, tr("Min–max")), (CUMULATIVE, tr("Cut 2–98 %"))):
            self.stretch.addItem(label, code)
        self.stretch.setToolTip(tr("Brightness: as it is, or stretched over the surroundings of the parcel"))
        for factor in FACTORS:
            self.factor.addItem(f"{factor:g}×", factor)
        self.factor.setCurrentIndex(FACTORS.index(1.0))
        self.factor.setToolTip(tr("How much larger this pane shows the ground than the others"))
        self.nearest = QPushButton()
        self.nearest.setObjectName(f"farmlandCompareNearest{number}")
        self.online = QLabel(tr("This layer is drawn from a server, which is asked for the places you look at."))
        self._told: Dict[str, str] = {}  # at which parcel that was said of a source
        self._lay_out()
        for combo in (self.source, self.stretch, self.factor):
            combo.activated.connect(lambda _index: self.changed.emit())
        self.nearest.clicked.connect(lambda _checked: self._take_nearest())

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(3)
        row.addWidget(self.source, 1)
        row.addWidget(self.stretch)
        row.addWidget(self.factor)
        self.nearest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.nearest.hide()
        self.online.setWordWrap(True)
        self.online.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.nearest)
        layout.addWidget(self.online)

    @property
    def wanted(self) -> str:
        """Key of the source the user chose, '' for the best one."""
        return str(self.source.currentData() or "")

    @property
    def stretching(self) -> str:
        """Code of the stretch chosen."""
        return str(self.stretch.currentData() or "")

    @property
    def times(self) -> float:
        """The scale factor chosen."""
        return float(self.factor.currentData() or 1.0)

    def want(self, key: str) -> None:
        """Choose a source as the user would."""
        index = self.source.findData(key)
        if index >= 0:
            self.source.setCurrentIndex(index)
            self.changed.emit()

    def show_choice(self, choice: Choice, sources: Sequence[Source], box: QgsRectangle, terms: Terms) -> None:
        """Show what was found for a parcel, and offer what else covers it."""
        wanted, self.choice = self.wanted, choice
        best = {BEFORE: tr("Best from before"), AFTER: tr("Best from after")}.get(self.side, tr("Best other one"))
        self._offer([("", best, ""), *((source.key, source.title, source.caption(terms)) for source in sources
                                       if source.covers(box) or source.key == wanted)], wanted)
        if choice.source is None:
            self.online.hide()
        self.nearest.setVisible(choice.nearest is not None)
        if choice.nearest is not None:
            self.nearest.setText(tr("Show the nearest: {scene}").format(scene=choice.nearest.title))
            self.nearest.setToolTip(choice.missing)

    def _offer(self, offered: Sequence[Tuple[str, str, str]], wanted: str) -> None:
        """Offer (key, title, tip) each; nothing is built again while the parcels have the same scenes."""
        if offered == self._offered:
            return
        self._offered = offered
        self.source.blockSignals(True)
        self.source.clear()
        for at, (key, title, tip) in enumerate(offered):
            self.source.addItem(title, key)
            self.source.setItemData(at, tip or None, Qt.ItemDataRole.ToolTipRole)
        self.source.setCurrentIndex(max(0, self.source.findData(wanted)))
        self.source.blockSignals(False)

    def show_factor(self, shown: bool) -> None:
        """Offer a scale of its own, or not: pictures laid over one another have one scale."""
        self.factor.setVisible(shown)

    def show_layer(self, layer: Optional[QgsRasterLayer], uid: str) -> None:
        """Offer to stretch what is shown, or say why not; of a server's layer, say so once: at the parcel it is chosen at."""
        source, possible = self.choice.source, layer is None or stretchable(layer)
        told = layer is not None and source is not None and not source.path and goes_online(layer)
        self.online.setVisible(told and self._told.setdefault(source.key, uid) == uid)
        self.stretch.setEnabled(possible)
        self.stretch.setToolTip(tr("Brightness: as it is, or stretched over the surroundings of the parcel") if possible else
                                tr("Tiles from a server come as finished pictures: their brightness cannot be stretched"))

    def caption(self, terms: Terms) -> str:
        """Return the line that stands on the picture, or why there is none."""
        source: Optional[Source] = self.choice.source
        return source.caption(terms) if source is not None else self.choice.missing

    def _take_nearest(self) -> None:
        if self.choice.nearest is not None:
            self.want(self.choice.nearest.key)


def why_empty(choices: Iterable[Choice]) -> str:
    """Return why a pane has no picture of what it is to show."""
    missing = next((one.missing for one in choices if one.missing), "")
    return missing or tr("The scene's file cannot be read: is its disk connected?")
