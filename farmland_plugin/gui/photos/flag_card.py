"""One flag on a photo: what it is called, its sentence, what people answered, and the ways on from it."""

from __future__ import annotations

from html import escape
from typing import Any, Sequence

from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from ...i18n import tr
from ..widgets.pieces import wrapped
from .marks import COLOURS


class FlagCard(QFrame):
    """A coloured edge says how loud it is; ``go`` leads to the other parcel, ``answer`` asks a person.

    :param level: alarm, warn or hint. :param elsewhere: another parcel's photo is part of it. :param open_: may be answered.
    """

    def __init__(self, label: str, sentence: str, level: str, answers: Sequence[str], elsewhere: bool, open_: bool,
                 parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandFlag")
        self.setStyleSheet(f"#farmlandFlag {{ border: 1px solid palette(mid); border-left: 5px solid {COLOURS[level]}; }}")
        self.text = wrapped(f"<b>{escape(label)}</b><br>{escape(sentence)}")
        self.answers = wrapped("<br>".join(escape(told) for told in answers) or escape(tr("Nobody has answered yet.")))
        self.go, self.answer = QPushButton(tr("Go there")), QPushButton(tr("Answer again…") if answers else tr("Answer…"))
        for button in (self.go, self.answer):
            button.setAutoDefault(False)
        self.go.setVisible(elsewhere)
        self.answer.setVisible(open_)
        row = QHBoxLayout()
        row.addWidget(self.answer)
        row.addWidget(self.go)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 5, 5, 5)
        layout.setSpacing(3)
        layout.addWidget(self.text)
        layout.addWidget(self.answers)
        layout.addLayout(row)
