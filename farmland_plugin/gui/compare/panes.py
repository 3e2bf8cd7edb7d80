"""Where heads and stages stand: beside one another, two by two, or two heads over one stage."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QWidget

from .composing import Blend
from .head import Head
from .measuring import Measure
from .stage import Stage
from .tools import PANES


class Panes(QWidget):
    """Four heads and four stages, of which some are shown."""

    def __init__(self, blend: Blend, measure: Measure) -> None:
        super().__init__()
        self.heads = [Head(number, self) for number in range(PANES)]
        self.stages = [Stage(blend, measure, self) for _number in range(PANES)]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3)

    def arrange(self, panes: int, heads: int) -> None:
        """Show so many stages and heads; four stages two by two.

        :param heads: as many as panes, or two over the one stage in which two scenes are blended.
        """
        across = 2 if panes == PANES else max(panes, heads)
        for widget in (*self.heads, *self.stages):
            self._grid.removeWidget(widget)
        for number, (head, stage) in enumerate(zip(self.heads, self.stages)):
            row, column = 2 * (number // across), number % across
            if number < heads:
                self._grid.addWidget(head, row, column, Qt.AlignmentFlag.AlignTop)
            if number < panes:
                self._grid.addWidget(stage, row + 1, column, 1, across if panes == 1 else 1)
            head.setVisible(number < heads)
            stage.setVisible(number < panes)
            head.show_factor(heads == panes)
        for index in range(PANES):
            self._grid.setColumnStretch(index, 1 if index < across else 0)
            self._grid.setRowStretch(index, index % 2 if index < 2 * -(-panes // across) else 0)
