"""Whose case it is and how it stands: number, state, round, place and finding; nothing of it is cut at 320 pixels."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ...i18n import tr
from ..panels.base import heading, quiet
from .pieces import wrapped
from .replaced import ReplacedBox

HOLD = "#b35900"
LARGE = 1.25


class CaseHead(QWidget):
    """The number with the way to its neighbours, below it the state and what matters less, then why nothing can be done.

    ``turned`` says whether to go on or back in the table.
    """

    turned = pyqtSignal(bool)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.number, self.state, self.where, self.held, self.replaced = heading(""), QLabel(), quiet(), wrapped(), ReplacedBox()
        font = self.number.font()
        font.setPointSizeF(font.pointSizeF() * LARGE)
        self.number.setFont(font)
        self.number.setObjectName("farmlandCaseNumber")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state.setObjectName("farmlandCaseState")
        self.held.setObjectName("farmlandHold")
        self.held.setStyleSheet(f"color: white; background: {HOLD}; border-radius: 3px; padding: 3px 6px")
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.number, 1)
        for text, tip, forward in (("◀", tr("Previous parcel of the table (Alt+Left)"), False),
                                   ("▶", tr("Next parcel of the table (Alt+Right)"), True)):
            button = QToolButton()
            button.setText(text)
            button.setToolTip(tip)
            button.clicked.connect(lambda _checked, ahead=forward: self.turned.emit(ahead))
            first.addWidget(button)
        second.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self.where, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for row in (first, second):
            layout.addLayout(row)
        layout.addWidget(self.held)
        layout.addWidget(self.replaced)

    def show_number(self, number: str) -> None:
        """Show a parcel's number; one too long for the panel can be read in its tip."""
        self.number.setText(number)
        self.number.setToolTip(number)
