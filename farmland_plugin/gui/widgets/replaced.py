"""Says on the desk that a parcel is no longer in force, and leads to what counts instead."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ...i18n import tr
from ...ledger.reissues import Replaced
from .pieces import wrapped

WARNING = "#b45309"


class ReplacedBox(QWidget):
    """The sentence of a replaced or withdrawn parcel; ``wanted`` carries the parcels in force that were asked for."""

    wanted = pyqtSignal(list)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandReplaced")
        self._uids: list[str] = []
        self.sentence, self.go = wrapped(), QPushButton(tr("Go to the parcel in force"))
        self.sentence.setStyleSheet(f"color: {WARNING}")
        self.go.setObjectName("farmlandGoInForce")
        self.go.clicked.connect(lambda _checked=False: self.wanted.emit(list(self._uids)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.sentence)
        layout.addWidget(self.go)
        self.show_reason(None)

    def show_reason(self, gone: Optional[Replaced]) -> None:
        """Show why a parcel is not in force; nothing for one that is."""
        self._uids = list(gone.uids) if gone is not None else []
        self.sentence.setText(gone.sentence() if gone is not None else "")
        self.go.setVisible(bool(self._uids))
        self.setVisible(gone is not None)
