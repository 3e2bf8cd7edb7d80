"""Why something was not done, said where it was asked for."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget

from ...domain.errors import FarmlandError, StaleRow
from ...i18n import message
from ..terms import moment
from .conflict import ConflictBox
from .pieces import RED

Told = Callable[[StaleRow], list]


class Refusal(QWidget):
    """One red sentence, and under it both values when a colleague was faster; hidden while there is nothing to say.

    :param told: turns a stale row's facts into (field, yours, theirs).
    """

    def __init__(self, told: Optional[Told] = None, parent: Any = None) -> None:
        super().__init__(parent)
        self._told = told
        self.text = QLabel()
        self.text.setObjectName("farmlandRefusal")
        self.text.setWordWrap(True)
        self.text.setStyleSheet(f"color: {RED}")
        self.conflict = ConflictBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addWidget(self.conflict)
        self.hide()

    def say(self, error: FarmlandError) -> None:
        """Show why not."""
        stale = isinstance(error, StaleRow) and self._told is not None
        self.text.setText(message(error))
        self.text.setVisible(not stale)
        self.conflict.hide()
        if isinstance(error, StaleRow) and self._told is not None:
            self.conflict.show_conflict(str(error.facts.get("who", "")), moment(str(error.facts.get("when", ""))),
                                        self._told(error))
        self.show()

    def clear(self) -> None:
        """Say nothing any more."""
        self.text.clear()
        self.hide()
