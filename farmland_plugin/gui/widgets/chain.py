"""The signature chain of a case: level by level who signed how, whose turn it is, and which signatures no longer count."""

from __future__ import annotations

from html import escape
from typing import Any, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...ledger.cases.chains import RETURNED, STALE, VALID, VOID, Given, LevelView, StageView
from ...ledger.cases.wording import action_label
from ..models.sentences import Speaker
from ..terms import Terms
from .pieces import empty, wrapped

COLOURS = {VALID: "#2e7d32", STALE: "#c62828", VOID: "#8a8a8a", RETURNED: "#b35900"}
MARKS = {VALID: "✓", STALE: "✗", VOID: "○", RETURNED: "↩"}
INDENT = 18


class ChainBox(QWidget):
    """Shows the stages of the present round and, folded, the signatures of earlier rounds."""

    sign = pyqtSignal(str, int)
    take_back = pyqtSignal(str, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self.labels: dict[str, QLabel] = {}
        self.sign_buttons: dict[tuple[str, int], QPushButton] = {}
        self.back_buttons: dict[str, QToolButton] = {}
        self._shown: Optional[tuple[list[StageView], Terms, str]] = None  # while it holds no signature

    def show_chain(self, stages: Sequence[StageView], earlier: Mapping[int, Sequence[Given]], terms: Terms, speaker: Speaker,
                   closed: str = "") -> None:
        """Show these stages.

        :param closed: why nothing can be signed now, '' when it can.
        """
        signed = bool(earlier) or any(level.given for stage in stages for level in stage.levels)
        shown = None if signed else (list(stages), terms, closed)
        if shown is not None and shown == self._shown:  # nobody has signed either parcel: nothing flickers
            return
        self._shown = shown
        empty(self._layout)
        self.labels, self.sign_buttons, self.back_buttons = {}, {}, {}
        for stage in stages:
            mark = tr("signed by every level") if stage.complete else tr("not complete")
            self._layout.addWidget(wrapped(f"<b>{escape(stage.label)}</b>　{escape(mark)}"))
            for level in stage.levels:
                self._add_level(stage, level, terms, speaker, closed)
        if not stages:
            self._layout.addWidget(wrapped(tr("Nothing is to be signed where the case stands.")))
        for round_, signatures in sorted(earlier.items(), reverse=True):
            self._add_round(round_, signatures, terms, speaker)

    def _add_level(self, stage: StageView, level: LevelView, terms: Terms, speaker: Speaker, closed: str) -> None:
        role = terms.label("role", level.level.role)
        people = tr(" ({count} people)").format(count=level.level.people) if level.level.people > 1 else ""
        state = tr("waiting for the levels before") if stage.open and not (level.given or level.turn) else ""
        text = f"{level.number}　{escape(role)}{escape(people)}"
        row = QHBoxLayout()
        row.setContentsMargins(INDENT // 2, 0, 0, 0)
        label = QLabel(f"<b>{text}</b>" if level.turn else f"{text}　<span style='color:#8a8a8a'>{escape(state)}</span>")
        row.addWidget(label, 1)
        if level.turn:
            button = QPushButton(tr("Sign…"))
            button.setObjectName(f"farmlandSign_{stage.stage.name}_{level.number}")
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setEnabled(not closed)
            button.setToolTip(closed or tr("It is this level's turn"))
            button.clicked.connect(lambda _checked, name=stage.stage.name, at=level.number: self.sign.emit(name, at))
            self.sign_buttons[stage.stage.name, level.number] = button
            row.addWidget(button)
        self._layout.addLayout(row)
        for given in level.given:
            self._add_signature(given, terms, speaker, closed)

    def _add_signature(self, given: Given, terms: Terms, speaker: Speaker, closed: str) -> None:
        one = given.signature
        label = wrapped(signature_html(given, terms, speaker))
        label.setObjectName(f"farmlandSignature_{one.sign_id}")
        label.setToolTip(_tip(given, speaker))
        row = QHBoxLayout()
        row.setContentsMargins(INDENT, 0, 0, 0)
        row.addWidget(label, 1)
        if given.may_withdraw:
            button = QToolButton()
            button.setText(tr("Take back…"))
            button.setEnabled(not closed)
            button.setToolTip(closed or tr("The person takes the signature back, before the next level has signed"))
            button.clicked.connect(lambda _checked, sign_id=one.sign_id, by=one.person_id: self.take_back.emit(sign_id, by))
            self.back_buttons[one.sign_id] = button
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.labels[one.sign_id] = label
        self._layout.addLayout(row)

    def _add_round(self, round_: int, signatures: Sequence[Given], terms: Terms, speaker: Speaker) -> None:
        fold = QToolButton()
        fold.setText(tr("Round {round} (no longer valid): {count} signatures").format(round=round_, count=len(signatures)))
        fold.setObjectName(f"farmlandRound_{round_}")
        fold.setCheckable(True)
        fold.setAutoRaise(True)
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.RightArrow)
        text = wrapped("<br>".join(signature_html(one, terms, speaker) for one in signatures))
        text.setContentsMargins(INDENT, 0, 0, 0)
        text.hide()

        def toggle(shown: bool) -> None:
            text.setVisible(shown)
            fold.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

        fold.toggled.connect(toggle)
        self._layout.addWidget(fold)
        self._layout.addWidget(text)


def state_text(given: Given) -> str:
    """Return how a signature stands, in words."""
    if given.state == VOID:
        return tr("void: {why}").format(why=action_label(given.ended_by)) if given.ended_by else tr("void")
    return {VALID: tr("valid"), STALE: tr("the facts have changed: no longer counts"), RETURNED: tr("returned")}[given.state]


def signature_html(given: Given, terms: Terms, speaker: Speaker) -> str:
    """Return one signature as a line of rich text, in the colour of its state."""
    one = given.signature
    details = [terms.label("sign_method", one.method) if given.state != RETURNED else "", one.signed_at[:10]]
    for person, label in ((one.witness1, tr("witness {name}")), (one.witness2, tr("witness {name}")),
                          (one.proxy, tr("proxy {name}"))):
        if person:
            details.append(label.format(name=speaker.name(person)))
    if one.opinion or one.reason:
        details.append(one.opinion or one.reason)
    if one.recorded_by:
        details.append(tr("recorded by {actor}").format(actor=one.recorded_by))
    text = f"{MARKS[given.state]} {escape(speaker.name(one.person_id))}　{escape(tr(', ').join(d for d in details if d))}"
    if given.state in (VOID, STALE):
        text = f"<s>{text}</s>"
    state = escape(state_text(given))
    return f'<span style="color:{COLOURS[given.state]}">{text}　{state if given.state == VALID else f"<b>{state}</b>"}</span>'


def _tip(given: Given, speaker: Speaker) -> str:
    one = given.signature
    return tr("Recorded by {actor}, No {seq}\nfacts {hash}").format(actor=one.recorded_by or speaker.name(""), seq=one.seq,
                                                                   hash=one.subject_hash[:16])
