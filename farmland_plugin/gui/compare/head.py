"""The row above a pane: which scene, how stretched, how large; and what to do when there is none."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.core import QgsRectangle
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...i18n import tr
from ..terms import Terms
from .sources import AFTER, AS_IS, BEFORE, CUMULATIVE, MIN_MAX, SIDES, Choice, Source

FACTORS = (0.25, 0.5, 1.0, 2.0, 4.0)


class Head(QWidget):
    """Chooses what one pane shows. ``changed``: the user chose."""

    changed = pyqtSignal()

    def __init__(self, number: int, parent: Any = None) -> None:
        super().__init__(parent)
        self.side = SIDES[number]
        self.choice = Choice(None)
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.nearest)

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
        self.source.blockSignals(True)
        self.source.clear()
        self.source.addItem(best, "")
        for source in sources:
            if source.covers(box) or source.key == wanted:
                self.source.addItem(source.title, source.key)
                self.source.setItemData(self.source.count() - 1, source.caption(terms), Qt.ItemDataRole.ToolTipRole)
        self.source.setCurrentIndex(max(0, self.source.findData(wanted)))
        self.source.blockSignals(False)
        self.nearest.setVisible(choice.nearest is not None)
        if choice.nearest is not None:
            self.nearest.setText(tr("Show the nearest: {scene}").format(scene=choice.nearest.title))
            self.nearest.setToolTip(choice.missing)

    def show_factor(self, shown: bool) -> None:
        """Offer a scale of its own, or not: pictures laid over one another have one scale."""
        self.factor.setVisible(shown)

    def show_stretch(self, possible: bool) -> None:
        """Offer to stretch, or say why not."""
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
