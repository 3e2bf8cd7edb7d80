"""The survey form of a campaign, built from its document: groups, conditional sections, what is missing, what is wrong.

The widgets are built once per campaign; going from parcel to parcel only fills them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Collection, Iterable, Mapping, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.answers import ERROR, Answer, Field, Problem, is_empty
from ...domain.forms import Campaign
from ...domain.survey import DUTY, Clear, Form, Group
from ...i18n import language, tr
from ..terms import Terms
from .answers import Editor, Room, editor_for

RED, AMBER, GREEN = "#c62828", "#b26a00", "#2e7d32"
GAP = 6


class ClarityBar(QWidget):
    """The four clear things (四清) as chips: green when clear, red with the number of what is missing; a click leads there."""

    wanted = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self._chips: list[QToolButton] = []
        self._first: list[str] = []
        self._columns = 0

    def offer(self, count: int) -> None:
        """Make room for so many chips."""
        while self._chips:
            self._chips.pop().deleteLater()
        for number in range(count):
            chip = QToolButton(self)
            chip.setObjectName(f"farmlandClear{number}")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            chip.clicked.connect(lambda _checked, at=number: self.wanted.emit(self._first[at]))
            self._chips.append(chip)
        self._first, self._columns = [""] * count, 0

    def resizeEvent(self, event: Any) -> None:
        """Put the chips on one line, or on two where they do not fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        widest = max((chip.sizeHint().width() for chip in self._chips), default=0)
        columns = len(self._chips) if (widest + 4) * len(self._chips) <= self.width() else 2
        if columns == self._columns:
            return
        self._columns = columns
        for number, chip in enumerate(self._chips):
            self._grid.addWidget(chip, number // columns, number % columns)
        for column in range(max(len(self._chips), 1)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def show_state(self, state: Sequence[Clear]) -> None:
        """Show how each stands."""
        spoken = language()
        for number, (chip, clear) in enumerate(zip(self._chips, state)):
            name, lacks = clear.clarity.words.said(spoken), clear.missing
            order = sorted(lacks, key=lambda lack: lack.code.startswith(DUTY))
            self._first[number] = order[0].code if order else ""
            colour = "palette(mid)" if not clear.asked else RED if lacks else GREEN
            mark = "–" if not clear.asked else "✗" if lacks else "✓"
            chip.setText(f"{mark} {name} {len(lacks)}" if lacks else f"{mark} {name}")
            chip.setStyleSheet(f"color: {colour}; border: 1px solid {colour}; border-radius: 3px; padding: 2px;")
            if not clear.asked:
                chip.setToolTip(tr("{name}: not asked for this finding").format(name=name))
            elif lacks:
                chip.setToolTip(tr("{name}: missing {fields}").format(
                    name=name, fields=tr(", ").join(lack.words.said(spoken) for lack in lacks)))
            else:
                chip.setToolTip(tr("{name}: complete").format(name=name))
        self._arrange()


class Line:
    """One field of the form: label, editor, and the sentence below them when something is wrong."""

    def __init__(self, field: Field, editor: Editor, room: Room) -> None:
        self.field, self.editor = field, editor
        self.label, self.problem = QLabel(), QLabel()
        self.label.setWordWrap(True)
        self.label.setFixedWidth(room.label)
        self.label.setBuddy(editor.target())
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._said: tuple = ()
        editor.setObjectName(f"farmlandSurvey_{field.code}")
        editor.target().setAccessibleName(field.words.said(language()))
        self.tell(False, [])
        tip = field.help.said(language())
        if tip:
            self.label.setToolTip(tip)
            editor.setToolTip(tip)

    def tell(self, lacking: bool, problems: Sequence[Problem]) -> None:
        """Mark the field as still to be answered, and say what is wrong with it."""
        said = (lacking, tuple((one.severity, one.sentence(language(), tr)) for one in problems))
        if said == self._said:
            return
        self._said = said
        name = self.field.words.said(language())
        self.label.setText(f"<span style='color:{RED}'>*</span>{name}" if lacking else name)
        self.problem.setText("\n".join(f"⚠ {sentence}" for _severity, sentence in said[1]))
        colour = RED if any(severity == ERROR for severity, _sentence in said[1]) else AMBER
        self.problem.setStyleSheet(f"color: {colour};")
        self.problem.setVisible(bool(said[1]))

    def show(self, visible: bool) -> None:
        """Show or hide the field."""
        self.label.setVisible(visible)
        self.editor.setVisible(visible)
        self.problem.setVisible(visible and bool(self.problem.text()))


class Part(QWidget):
    """A group of fields below a heading that folds it up; two short fields share a line where there is room."""

    def __init__(self, group: Group, lines: Sequence[Line], room: Room) -> None:
        super().__init__()
        self.group, self.lines, self._room = group, list(lines), room
        self._shown: Optional[list[Line]] = None
        self._in_pairs = False
        self.head = QToolButton()
        self.head.setObjectName(f"farmlandSurveyGroup_{group.code}")
        self.head.setCheckable(True)
        self.head.setAutoRaise(True)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.head.font()
        font.setBold(True)
        self.head.setFont(font)
        self.head.toggled.connect(self._fold)
        self.body = QWidget()
        self._grid = QGridLayout(self.body)
        self._grid.setContentsMargins(2, 0, 0, 4)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(3)
        for line in self.lines:
            for widget in (line.label, line.editor, line.problem):
                widget.setParent(self.body)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.head)
        layout.addWidget(self.body)
        self.head.setChecked(not group.folded)
        self._fold(not group.folded)

    def _fold(self, opened: bool) -> None:
        self.head.setArrowType(Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow)
        self.body.setVisible(opened)

    def unfold(self) -> None:
        """Show the fields."""
        self.head.setChecked(True)

    def arrange(self, visible: Collection[str], in_pairs: bool) -> None:
        """Lay out the fields that are asked for; nothing is moved while they stay the same."""
        shown = [line for line in self.lines if line.field.code in visible]
        if shown == self._shown and in_pairs == self._in_pairs:
            return
        self._shown, self._in_pairs = shown, in_pairs
        for line in self.lines:
            for widget in (line.label, line.editor, line.problem):
                self._grid.removeWidget(widget)
            line.show(line in shown)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1 if in_pairs else 0)
        self._grid.setColumnMinimumWidth(2, self._room.label if in_pairs else 0)
        row, column = 0, 0
        for line in shown:
            half = line.editor.half and in_pairs
            if not half and column:
                row, column = row + 3, 0
            self._grid.addWidget(line.label, row, column)
            self._grid.addWidget(line.editor, row, column + 1, 1, 1 if half else 3)
            self._grid.addWidget(line.problem, row + 1 + column // 2, 0, 1, 4)
            row, column = (row, 2) if half and not column else (row + 3, 0)
        self.setVisible(bool(shown))

    def tell(self, answered: int, lacking: int) -> None:
        """Say in the heading how much is answered."""
        title = self.group.words.said(language())
        self.head.setText(tr("{group}  {answered}/{asked}").format(group=title, answered=answered, asked=len(self._shown or ())))
        self.head.setToolTip(tr("{count} answers are still needed").format(count=lacking) if lacking else "")


class SurveyForm(QWidget):
    """The generated form of one campaign.

    :param without: fields that stand in another form beside this one (``set_beside`` hands their answers over).
    """

    changed = pyqtSignal()
    elsewhere = pyqtSignal(str)  # the field, or responsibility, that is entered in another place

    def __init__(self, parent: Any = None, without: Iterable[str] = ()) -> None:
        super().__init__(parent)
        self._without = frozenset(without)
        self._campaign: Optional[Campaign] = None
        self._lines: dict[str, Line] = {}
        self._parts: list[Part] = []
        self._stored: dict[str, Answer] = {}
        self._beside: dict[str, Answer] = {}
        self._facts: Mapping[str, Decimal] = {}
        self._duties: Optional[Collection[str]] = None
        self._problems: list[Problem] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # else pairs would hold it wide
        self.clarity = ClarityBar()
        self.clarity.wanted.connect(self.go_to)
        self.fill = QToolButton()
        self.fill.setObjectName("farmlandSurveyFill")
        self.fill.setText(tr("Fill in what is known"))
        self.fill.clicked.connect(lambda _checked: self.take_proposals())
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self.title = QLabel()
        self.title.setObjectName("farmlandSurveyTitle")
        self.title.setWordWrap(True)
        head.addWidget(self.title, 1)
        head.addWidget(self.fill)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addLayout(head)
        self._layout.addWidget(self.clarity)
        self._layout.addStretch(1)

    @property
    def form(self) -> Optional[Form]:
        """The form that is shown, None before ``offer``."""
        return self._campaign.form if self._campaign is not None else None

    # -- building ---------------------------------------------------------------------------------------------

    def offer(self, campaign: Campaign, terms: Terms) -> None:
        """Show the form of a campaign, empty; nothing is built again while it is the same."""
        if campaign is self._campaign:
            return
        for part in self._parts:
            self._layout.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._campaign, self._parts, self._lines = campaign, [], {}
        for group in campaign.form.groups:
            lines = [self._line(campaign.form.by_code[code], terms) for code in group.fields if code not in self._without]
            if lines:
                part = Part(group, lines, Room.of(self.fontMetrics()))
                self._layout.insertWidget(self._layout.count() - 1, part)
                self._parts.append(part)
        self.clarity.offer(len(campaign.form.clarities))
        self.set_answers({}, {})

    def _line(self, field: Field, terms: Terms) -> Line:
        unit = terms.label("unit", field.unit)
        editor = editor_for(field, self._choices(field, ""), unit, self.fontMetrics())
        editor.changed.connect(lambda code=field.code: self._on_edit(code))
        line = self._lines[field.code] = Line(field, editor, Room.of(self.fontMetrics()))
        return line

    @staticmethod
    def _choices(field: Field, above: str) -> list[tuple[str, str]]:
        spoken = language()
        return [(entry.code, entry.label_zh if spoken == "zh" else entry.label) for entry in field.offered(above)]

    # -- answers ----------------------------------------------------------------------------------------------

    def set_answers(self, values: Mapping[str, Any], read: Mapping[str, Any]) -> None:
        """Show answers (a draft, or the stored ones) and remember what the ledger holds; other keys are left alone."""
        if self.form is None:
            return
        self._stored = self.form.normalise({code: answer for code, answer in read.items() if code in self._lines}).values
        for code, line in self._lines.items():
            line.editor.set_value(values.get(code, ""))
        self._refresh()

    def set_beside(self, answers: Mapping[str, Any]) -> None:
        """Take over the answers of the fields that stand in another form."""
        beside = {code: answer for code, answer in answers.items() if code in self._without and not is_empty(answer)}
        if beside != self._beside:
            self._beside = beside
            self._refresh()

    def set_parcel(self, facts: Mapping[str, Decimal], duties: Optional[Collection[str]] = None) -> None:
        """Say what the ledger knows of the parcel in figures, and which responsibility slots are filled.

        :param duties: None when that does not matter here.
        """
        self._facts, self._duties = facts, duties
        self._refresh()

    def values(self) -> dict[str, Answer]:
        """Return every answer of the form as it is stored, hidden ones included; what cannot be read as it was typed."""
        return {code: line.editor.value() for code, line in self._lines.items()}

    def changes(self) -> dict[str, Answer]:
        """Return the answers that differ from what the ledger holds."""
        return {code: answer for code, answer in self.values().items()
                if answer != self._stored.get(code, type(answer)())}

    def problems(self) -> list[Problem]:
        """Return what is wrong with the answers that are asked for."""
        return list(self._problems)

    def unreadable(self) -> list[str]:
        """Return the fields whose answer is no number, no date or no code of its list; they must not be saved so."""
        return [code for code, line in self._lines.items() if line.field.read(line.editor.value())[1] is not None]

    def take_proposals(self) -> None:
        """Fill empty fields with what screening and other answers propose."""
        if self.form is None:
            return
        for _ in range(3):  # what is filled in may lead to more: the limit first, then the excess
            found = {code: text for code, text in self._proposals().items() if code in self._lines}
            for code, text in found.items():
                self._lines[code].editor.set_value(text)
            if not found:
                break
        self._refresh()
        self.changed.emit()

    def go_to(self, code: str) -> None:
        """Put the keyboard into a field; what is not entered here is asked for by ``elsewhere``."""
        if code and code not in self._lines:
            self.elsewhere.emit(code)
        for part in self._parts:
            if any(line.field.code == code for line in part.lines):
                part.unfold()
                self._lines[code].editor.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: Any) -> None:
        """Go over to one field a line where two do not fit, and back."""
        super().resizeEvent(event)
        if self.form is not None:
            visible = self.form.visible(self._answers())
            for part in self._parts:
                part.arrange(visible, self._in_pairs())

    def _in_pairs(self) -> bool:
        room = Room.of(self.fontMetrics())
        return self.width() >= 2 * (room.label + room.half) + 3 * GAP

    # -- keeping up -------------------------------------------------------------------------------------------

    def _answers(self) -> dict[str, Answer]:
        return {**self.values(), **self._beside}

    def _proposals(self) -> dict[str, str]:
        return self.form.proposals(self._answers(), self._facts) if self.form is not None else {}

    def _on_edit(self, code: str) -> None:
        self._bring_the_upper_code(code)
        self._refresh()
        self.changed.emit()

    def _bring_the_upper_code(self, code: str) -> None:
        """Choose the main code that a sub-code belongs to when none is chosen."""
        upper = self._lines[code].field.parent
        if self.form is not None and upper in self._lines and is_empty(self._lines[upper].editor.value()):
            implied = self.form.normalise(self.values()).values.get(upper, "")
            self._lines[upper].editor.set_value(implied)

    def _refresh(self) -> None:
        """Show what these answers ask for, lack and have wrong."""
        form = self.form
        if form is None or self._campaign is None:
            return
        answers = self._answers()
        visible = form.visible(answers)
        lacks = {lack.code for lack in form.incomplete(answers, self._duties)}
        self._problems = form.check(answers, self._facts)
        proposals = form.proposals(answers, self._facts)
        self._offer_sub_codes(answers)
        for part in self._parts:
            part.arrange(visible, self._in_pairs())
            asked = [line for line in part.lines if line.field.code in visible]
            for line in asked:
                code = line.field.code
                line.tell(code in lacks, [one for one in self._problems if one.field == code])
                line.editor.propose(proposals.get(code, ""))
            part.tell(sum(not is_empty(answers.get(line.field.code)) for line in asked),
                      sum(line.field.code in lacks for line in asked))
        self.clarity.show_state(form.missing(answers, self._duties))
        self._tell(len(lacks), {code: text for code, text in proposals.items() if code in self._lines})

    def _offer_sub_codes(self, answers: Mapping[str, Answer]) -> None:
        for line in self._lines.values():
            if line.field.parent:
                line.editor.offer(self._choices(line.field, str(answers.get(line.field.parent) or "")))

    def _tell(self, lacking: int, proposals: Mapping[str, str]) -> None:
        name = self._campaign.words.said(language()) if self._campaign is not None else ""
        text = tr("<b>{campaign}</b> · {count} answers still needed") if lacking else tr("<b>{campaign}</b> · complete")
        self.title.setText(text.format(campaign=name, count=lacking))
        self.fill.setVisible(bool(proposals))
        spoken = language()
        self.fill.setToolTip("\n".join(
            [tr("Take what screening and other answers propose into empty fields:"),
             *(f"{self._lines[code].field.words.said(spoken)}  {text}" for code, text in proposals.items())]))
