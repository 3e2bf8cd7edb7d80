"""Shown when somebody else changed the case meanwhile: both values, and a choice that overwrites nothing."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ...i18n import tr
from .. import terms as words

Difference = tuple  # (field label, ours, theirs)


class ConflictBox(QFrame):
    """A framed table "field, yours, theirs" with Take Theirs and Keep Mine."""

    take_theirs = pyqtSignal()
    keep_mine = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandConflict")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = QLabel()
        self._title.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        theirs = QPushButton(tr("Take theirs"))
        theirs.setToolTip(tr("Forget what is in the form and show what was saved"))
        theirs.clicked.connect(lambda: self.take_theirs.emit())
        mine = QPushButton(tr("Keep mine"))
        mine.setToolTip(tr("Save the form over it; both entries stay in the history"))
        mine.clicked.connect(lambda: self.keep_mine.emit())
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(theirs)
        buttons.addWidget(mine)
        layout = QVBoxLayout(self)
        layout.addWidget(self._title)
        layout.addLayout(self._grid)
        layout.addLayout(buttons)
        self.hide()

    def show_conflict(self, who: str, when: str, differences: Sequence[Difference]) -> None:
        """Show who changed the case when, and the fields where the form and the ledger differ."""
        text = tr("Not saved: {who} changed this parcel on {when}.")
        self._title.setText(text.format(who=who or words.NO_VALUE, when=when))
        while self._grid.count():
            self._grid.takeAt(0).widget().deleteLater()
        for column, title in enumerate((tr("Field"), tr("Yours"), tr("Theirs"))):
            label = QLabel(title)
            label.setEnabled(False)
            self._grid.addWidget(label, 0, column)
        for row, difference in enumerate(differences, 1):
            for column, text in enumerate(difference):
                label = QLabel(text or words.NO_VALUE)
                label.setWordWrap(True)
                self._grid.addWidget(label, row, column)
        self.show()

    def texts(self) -> list[str]:
        """Return the cells' texts, row by row."""
        return [self._grid.itemAt(at).widget().text() for at in range(self._grid.count())]
