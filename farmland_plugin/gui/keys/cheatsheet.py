"""The sheet of keys, drawn from the table of commands: what the user changed in QGIS's own dialog stands there as changed."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from ...i18n import tr
from ..panels.base import heading, quiet
from ..widgets.pieces import empty
from .sequences import spoken
from .table import Command

CAP = ("border: 1px solid palette(mid); border-bottom-width: 2px; border-radius: 3px; padding: 1px 6px;"
       "background: palette(base); font-weight: bold")
COLUMNS = 2


class CheatSheet(QDialog):
    """A window that stays beside the work; Esc or its key closes it."""

    def __init__(self, change: Optional[Callable[[], None]], parent: Any = None) -> None:
        """:param change: opens QGIS's dialog of shortcuts, None where there is none."""
        super().__init__(parent)
        self.setObjectName("farmlandKeys")
        self.setWindowTitle(tr("Keys for checking parcels"))
        self.rows: dict[str, tuple[str, str]] = {}
        self._groups = QHBoxLayout()
        self._groups.setSpacing(24)
        about = quiet(tr("The keys work while a Farmland panel or the map has the keyboard, not while you type in a field. "
                         "Click in the panel, or press Esc in a field, to use them."))
        foot = QHBoxLayout()
        foot.addWidget(about, 1)
        self.change = QPushButton(tr("Change keys…"))
        self.change.setObjectName("farmlandChangeKeys")
        self.change.setAutoDefault(False)
        self.change.setToolTip(tr("Opens Keyboard Shortcuts of QGIS: search for Farmland"))
        self.change.setVisible(change is not None)
        if change is not None:
            self.change.clicked.connect(lambda _checked: change())
        foot.addWidget(self.change, 0, Qt.AlignmentFlag.AlignBottom)
        layout = QVBoxLayout(self)
        layout.addLayout(self._groups)
        layout.addLayout(foot)

    def show_keys(self, commands: Sequence[Command], keys_of: Callable[[str], QKeySequence], titles: Mapping[str, str]) -> None:
        """Draw the table.

        :param titles: what stands for a command instead of its title, '' to leave it out (a finding the ledger does not have).
        """
        empty(self._groups)
        self.rows = {}
        groups = list(dict.fromkeys(one.group for one in commands))
        columns = [QVBoxLayout() for _ in range(COLUMNS)]
        for group in groups:
            shown = [one for one in commands if one.group == group and titles.get(one.id, one.title)]
            column = columns[0] if group == groups[0] else columns[1]
            column.addWidget(heading(group), 0, Qt.AlignmentFlag.AlignTop)
            column.addLayout(self._grid(shown, keys_of, titles))
            column.addSpacing(8)
        for column in columns:
            column.setSpacing(4)
            column.addStretch(1)
            self._groups.addLayout(column, 1)
        self.adjustSize()

    def _grid(self, commands: Sequence[Command], keys_of: Callable[[str], QKeySequence],
              titles: Mapping[str, str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, self.fontMetrics().height() * 4)
        for row, one in enumerate(commands):
            keys, title = spoken(keys_of(one.id)), titles.get(one.id, one.title)
            cap, said = QLabel(keys or "—"), QLabel(title)
            cap.setStyleSheet(CAP)
            cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
            also = tr(", ").join(spoken(QKeySequence(text)) for text in one.also)
            tip = tr("{about} (also {keys})").format(about=one.about, keys=also) if also else one.about
            for label in (cap, said):
                label.setToolTip(tip)
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(said, row, 1)
            self.rows[one.id] = (keys, title)
        return grid
