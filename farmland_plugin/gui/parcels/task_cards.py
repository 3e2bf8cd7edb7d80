"""The built-in task lists as buttons, each with its parcels and 亩 (001-07)."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from ...i18n import tr
from ..models.parcels import ParcelTable
from ..terms import mu


class TaskCards(QWidget):
    """One button a list; pressed it is the list shown, pressed again it is not.

    ``chosen`` carries the code, '' for none.
    """

    chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self.buttons: dict[str, QToolButton] = {}

    def offer(self, table: ParcelTable) -> None:
        """Show the table's lists and what they come to."""
        if list(self.buttons) != [one.code for one in table.lists]:
            self._build(table)
        for one in table.lists:
            held = table.task(one.code)
            counted = table.once(held)
            sums = table.sums(np.flatnonzero(counted))
            figures = tr("{count} · {area} mu").format(count=sums.count, area=mu(sums.m2))
            self.buttons[one.code].setText(f"{one.label}\n{figures}")
            same = tr("{same} more lie on the same ground and are not counted again").format(same=int((held & ~counted).sum()))
            self.buttons[one.code].setToolTip(f"{one.about}\n{same}" if (held & ~counted).any() else one.about)

    def show_chosen(self, code: str) -> None:
        """Press the button of a list; '' for none."""
        for own, button in self.buttons.items():
            button.setChecked(own == code)

    def _build(self, table: ParcelTable) -> None:
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        for one in table.lists:
            button = QToolButton()
            button.setObjectName(f"farmlandTask_{one.code}")
            button.setCheckable(True)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda on, code=one.code: self.chosen.emit(code if on else ""))
            self._row.addWidget(button)
            self.buttons[one.code] = button
