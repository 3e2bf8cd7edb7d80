"""The steps open from where a case stands: a button each, and under it what is still missing."""

from __future__ import annotations

from html import escape
from typing import Any, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...i18n import tr
from ...ledger.cases.steps import Demand, OpenStep
from .pieces import RED, empty, wrapped


class StepsBox(QWidget):
    """Shows steps; ``chosen`` carries the action whose button was pressed."""

    chosen = pyqtSignal(str)
    to_form = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.buttons: dict[str, QPushButton] = {}
        self.lines: dict[str, QLabel] = {}
        self._shown: Optional[tuple[list[OpenStep], str]] = None

    def show_steps(self, steps: Sequence[OpenStep], closed: str = "") -> None:
        """Show these steps.

        :param closed: why none of them can be taken now (read-only, on hold), '' when they can.
        """
        if self._shown == (list(steps), closed):  # many parcels stand at the same step: nothing flickers
            return
        self._shown = (list(steps), closed)
        empty(self._layout)
        self.buttons, self.lines = {}, {}
        for step in steps:
            button = QPushButton(tr("{step}…").format(step=step.label))
            button.setObjectName(f"farmlandStep_{step.action}")
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setEnabled(not closed and not step.blocking)
            button.setToolTip(closed or tr("To {status}").format(status=step.target))
            button.clicked.connect(lambda _checked, action=step.action: self.chosen.emit(action))
            line = wrapped(missing_line(step))
            line.setObjectName(f"farmlandMissing_{step.action}")
            line.setContentsMargins(12, 0, 0, 4)
            line.linkActivated.connect(lambda _link: self.to_form.emit())
            self._layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self._layout.addWidget(line)
            line.setVisible(bool(line.text()))  # only now: shown before it has a parent it is a window, and takes the keyboard
            self.buttons[step.action], self.lines[step.action] = button, line
        if closed and steps:
            self._layout.insertWidget(0, wrapped(closed))
        if not steps:
            self._layout.addWidget(wrapped(tr("No step leads on from here.")))


def missing_line(step: OpenStep, linked: bool = True) -> str:
    """Return what a step lacks: in red what must be there first, plain what is asked when it is taken.

    :param linked: with a link to where findings are filled in.
    """
    parts = []
    if step.blocking:
        text = escape(tr("still missing: {what}").format(what=tr("; ").join(map(short, step.blocking))))
        recorded = linked and any(one.guard.kind in ("form", "recorded") for one in step.blocking)
        word = escape(tr("fill in"))
        link = f'　<a href="form">{word}</a>' if recorded else ""
        parts.append(f'<span style="color:{RED}">{text}</span>{link}')
    if step.asked:
        parts.append(escape(tr("to be given: {what}").format(what=tr("; ").join(map(short, step.asked)))))
    return "<br>".join(parts)


def short(demand: Demand) -> str:
    """Return a demand in few words; of a survey form, what it lacks."""
    if demand.guard.kind == "form" and demand.lacks:
        return demand.lacks[0].rstrip(";；")
    return demand.text
