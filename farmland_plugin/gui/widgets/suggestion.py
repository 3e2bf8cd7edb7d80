"""What the rules suggest of the current parcel; a person takes it into the form as a draft, or does not."""

from __future__ import annotations

import datetime
from html import escape
from typing import Any, Mapping, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from ...domain.screening_facts import ParcelFacts
from ...domain.suggesting import adoption
from ...i18n import tr
from ..models.advice import Desk, Line, Suggested, Told
from ..panels.base import heading, quiet
from ..terms import Terms

MARKS = {"plain": ("·", ""), "against": ("▲", "#b26a00"), "flag": ("⚑", "#c62828"), "held": ("⏸", "#b26a00")}
MOST = 5  # lines shown before the rest is unfolded


class SuggestionBox(QWidget):
    """The suggestion's sentence, what is missing, what speaks against it; figures and layers unfold.

    ``adopted`` carries the answers it proposes; nothing is recorded here.
    """

    adopted = pyqtSignal(dict)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandSuggestion")
        self.told: Optional[Told] = None
        self.facts: Optional[ParcelFacts] = None  # what the suggestion rests on
        self.title, self.sentence, self.lines, self.details = QLabel(), QLabel(), QLabel(), quiet()
        self.title.setWordWrap(True)
        for label in (self.sentence, self.lines, self.details):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setTextFormat(Qt.TextFormat.RichText)
        self.adopt = QPushButton(tr("Take into the form"))
        self.adopt.setObjectName("farmlandAdopt")
        self.adopt.setToolTip(tr("Fill the form below as a draft; nothing is recorded until you check and save it"))
        self.adopt.clicked.connect(lambda _checked: self.adopted.emit(dict(self._proposes())))
        self.more = QToolButton()
        self.more.setObjectName("farmlandSuggestionMore")
        self.more.setCheckable(True)
        self.more.setAutoRaise(True)
        self.more.setText(tr("Figures and layers"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.toggled.connect(lambda _open: self._show_lines())
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("Suggestion"), tr("By the county's rules, from what the screening found; a person decides")))
        head.addWidget(self.title, 1)
        head.addWidget(self.adopt)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.sentence)
        layout.addWidget(self.lines)
        layout.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.details)

    def show_parcel(self, ledger: Any, case: Any, terms: Terms, can_adopt: bool) -> None:
        """Show what is suggested of a case's parcel.

        :param can_adopt: whether answers may be typed for it now.
        """
        self.show_suggested(Desk().suggested(ledger, case, terms), can_adopt)

    def show_suggested(self, suggested: Suggested, can_adopt: bool) -> None:
        """Show what was found out of a parcel already."""
        self.facts, self.told, problem = suggested.facts, suggested.told, suggested.problem
        self.setVisible(self.told is not None or bool(problem))
        self.title.setText(f'<b style="color:{self.told.colour}">{escape(self.told.title)}</b>' if self.told else "")
        self.sentence.setText(escape(self.told.sentence if self.told else problem))
        self.adopt.setEnabled(can_adopt and bool(self._proposes()))
        self._show_lines()

    def adoption(self) -> dict[str, Any]:
        """Return what the journal keeps of what is shown, once a person adopts it."""
        if self.told is None or self.told.advice is None:
            return {}
        return adoption(self.told.advice, self._proposes(), datetime.date.today())

    def _proposes(self) -> Mapping[str, str]:
        return self.told.proposes if self.told is not None else {}

    def _show_lines(self) -> None:
        opened = self.more.isChecked()
        self.more.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        lines = self.told.lines if self.told is not None else []
        shown = lines if opened else lines[:MOST]
        self.lines.setText("<br/>".join(map(marked, shown)))
        self.lines.setVisible(bool(shown))
        hidden = len(lines) - len(shown)
        self.more.setText(tr("Figures and layers, {count} more remarks").format(count=hidden) if hidden else
                          tr("Figures and layers"))
        self.more.setVisible(self.told is not None)
        self.details.setText(self.told.details if self.told is not None and opened else "")
        self.details.setVisible(opened and self.told is not None)


def marked(line: Line) -> str:
    """Return a line with its mark as rich text."""
    mark, colour = MARKS[line.mark]
    text = escape(line.text)
    return f'{mark} <span style="color:{colour}">{text}</span>' if colour else f"{mark} {text}"
