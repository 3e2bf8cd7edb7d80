"""The row of buttons for the hand that has no keys: back and forth, undo and redo, the sheet of keys."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from ...i18n import tr
from ...paths import resource


class WalkRow(QWidget):
    """Buttons that leave the keyboard where it is; their tips say which keys do the same."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.previous, self.next = QPushButton(tr("◀ Previous")), QPushButton(tr("Next ▶"))
        self.next_unfinished = QPushButton(tr("Unfinished ▶▶"))
        self.undo, self.redo, self.help = QToolButton(), QToolButton(), QToolButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(3)
        for button in (self.previous, self.next, self.next_unfinished):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.insertStretch(1, 1)
        for button, name, text in ((self.undo, "Undo", "↶"), (self.redo, "Redo", "↷"), (self.help, "Help", "")):
            button.setObjectName(f"farmlandKey{name}")
            button.setText(text)
            button.setAutoRaise(True)
            button.setFixedWidth(self.fontMetrics().height() + 5)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.help.setIcon(QIcon(str(resource("icons", "keys.svg"))))  # a question mark is the help's, in the title bar
        self.help.setAccessibleName(tr("These keys"))
        self.show_keys({})

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Say which keys do the same. :param keys: by command of the table of keys, in the words on them."""
        for button, command, tip in (
                (self.previous, "previous", tr("Previous parcel in the order of walking")),
                (self.next, "next", tr("Next parcel in the order of walking")),
                (self.next_unfinished, "next_unfinished", tr("Next parcel without a finding")),
                (self.undo, "undo", tr("Take back what is typed and not saved, else my last finding of today")),
                (self.redo, "redo", tr("Put in force again what was taken back last")),
                (self.help, "help", tr("Show or hide the sheet of keys"))):
            known = keys.get(command, "")
            button.setToolTip(tr("{what} (key {key})").format(what=tip, key=known) if known else tip)
