"""What the images before and after suggest of the current parcel, with every reason; a person decides."""

from __future__ import annotations

from html import escape
from typing import Any

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from ...i18n import tr
from ..models.change import Compared, told_change
from ..panels.base import heading, quiet
from .pieces import small_button
from .suggestion import MOST, marked


class ChangeBox(QWidget):
    """The suggestion's word and images, its reasons, how it was measured; hidden while the parcel was never compared.

    ``look_wanted`` and ``again_wanted`` carry the parcel; nothing is recorded here.
    """

    look_wanted = pyqtSignal(str)
    again_wanted = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandChange")
        self.uid, self.shown = "", Compared()
        self._lines: list[str] = []
        self.title, self.lines, self.always, self.measured = QLabel(), QLabel(), QLabel(), quiet()
        for label in (self.title, self.lines, self.always, self.measured):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.look = small_button(tr("Show heat map"), "farmlandChangeLook", lambda: self.look_wanted.emit(self.uid))
        self.look.setToolTip(tr("Show before and after with the heat map and the outline of what seems left"))
        self.again = small_button(tr("Compare again"), "farmlandChangeAgain", lambda: self.again_wanted.emit(self.uid))
        self.again.setToolTip(tr("Measure this parcel's images anew: after other images, control buildings or another profile"))
        self.more = QToolButton()
        self.more.setObjectName("farmlandChangeMore")
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.toggled.connect(lambda _open: self._show_lines())
        head = QHBoxLayout()
        head.addWidget(heading(tr("Images before and after"),
                               tr("Suggested by the program from two images, by structure and not by colour; a person decides")))
        head.addWidget(self.title, 1)
        head.addWidget(self.look)
        head.addWidget(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.always)
        layout.addWidget(self.lines)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.measured)
        self.hide()

    def show_compared(self, ledger: Any, uid: str, compared: Compared) -> None:
        """Show what was found of a parcel already; where it waits for the first look, only that."""
        same = (self.uid, self.shown) == (uid, compared)
        self.uid, self.shown = uid, compared
        one = compared.comparison
        if same or (one is None and self.isHidden()):
            return
        self.setVisible(one is not None)
        if one is None:
            return
        for widget in (self.look, self.always, self.measured):
            widget.setVisible(not compared.waits)
        if compared.waits:
            self.title.setText(escape(tr("waits for your first look")))
            self._lines = [escape(tr("This county's rule: what the images suggest is shown once a person has recorded what they "
                                     "see of the parcel in this round."))]
            self._show_lines()
            return
        told = told_change(one, ledger)
        self.title.setText(f'<b style="color:{told.colour}">{escape(told.title)}</b>　{escape(told.images)}')
        self._lines = list(map(marked, told.lines))
        self.always.setText(escape(told.always))
        self.always.setVisible(bool(told.always))
        self.measured.setText(escape(told.measured))
        self._show_lines()

    def forget(self) -> None:
        """Show nothing: the ledger is closed."""
        self.uid, self.shown = "", Compared()
        self.hide()

    def _show_lines(self) -> None:
        """Show the reasons, the weighty ones first; the rest unfolds."""
        opened, hidden = self.more.isChecked(), max(0, len(self._lines) - MOST)
        self.lines.setText("<br/>".join(self._lines if opened else self._lines[:MOST]))
        self.more.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.more.setText(tr("Fewer reasons") if opened else tr("{count} more reasons").format(count=hidden))
        self.more.setVisible(hidden > 0)
