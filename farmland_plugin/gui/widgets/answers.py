"""Editors for the answers of a survey form: text, numbers with their unit, dates, one code or several of a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Optional, Sequence, Union

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import QDate, QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics, QPalette
from qgis.PyQt.QtWidgets import (
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from ...domain.answers import CODE, CODES, DATE, DATED, LONG_TEXT, NUMERIC, Field, Words
from ...i18n import language, tr
from .pieces import leave_the_wheel

Answer = Union[str, list]
Choice = tuple  # (code, label)
SEARCHED = 12  # a list longer than this is searched by typing
MOST_BUTTONS = 4
MOST_BOXES = 9
QUIET = 0.62


@dataclass(frozen=True)
class Room:
    """Pixels there are at least for a label, for an editor that has a line to itself, and for one that shares it."""

    label: int
    whole: int
    half: int

    @classmethod
    def of(cls, metrics: QFontMetrics) -> Room:
        """Return the room for a font: eight Chinese characters of label; what suits a dock of 400 pixels."""
        em = metrics.horizontalAdvance("国")
        return cls(min(int(8.3 * em), 120), 262, min(int(7.1 * em), 100))


class Editor(QWidget):
    """An answer's editor; ``changed`` is emitted for what the user does, never for what the program shows.

    :param half: whether two such editors fit beside each other.
    """

    changed = pyqtSignal()
    half = False

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(3)

    def value(self) -> Answer:
        """Return the answer as it is stored."""
        raise NotImplementedError

    def set_value(self, answer: Answer) -> None:
        """Show an answer without telling anybody."""
        raise NotImplementedError

    def target(self) -> QWidget:
        """Return the widget that takes the keyboard."""
        return self

    def propose(self, text: str) -> None:
        """Show what the answer might be, in grey; '' shows nothing."""

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these codes; only editors of codes do."""


class LineEditor(Editor):
    """Text on one line, a number with its unit, or a date with a calendar behind a button."""

    def __init__(self, field: Field, unit: str = "") -> None:
        super().__init__(field)
        self.line = QLineEdit()
        self._row.addWidget(self.line, 1)
        self.half = field.kind in NUMERIC or field.kind in DATED
        if field.kind in NUMERIC:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._row.addWidget(_quiet(unit))
        if field.kind in DATED:
            self.line.setPlaceholderText(tr("yyyy-mm-dd") if field.kind == DATE else tr("yyyy[-mm[-dd]]"))
            self._row.addWidget(_calendar_button(self.line))
        self.line.setMinimumWidth(40)
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Answer:
        """Return the answer as it is stored; what cannot be read is returned as it was typed."""
        return self.field.read(self.line.text())[0]

    def set_value(self, answer: Answer) -> None:
        """Show an answer without telling anybody."""
        _quietly(self.line, lambda: self.line.setText(str(answer or "")))
        self.line.setCursorPosition(0)

    def target(self) -> QWidget:
        """Return the line."""
        return self.line

    def propose(self, text: str) -> None:
        """Show what the answer might be, in grey."""
        if self.field.kind in NUMERIC:
            self.line.setPlaceholderText(text)

    def _tidy(self) -> None:
        """Show a number or date that was typed as it is stored."""
        self.set_value(self.value())


class TextEditor(Editor):
    """Text of several lines."""

    def __init__(self, field: Field) -> None:
        super().__init__(field)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.text.fontMetrics().height() * 2 + 14)
        self._row.addWidget(self.text, 1)
        self.text.textChanged.connect(self.changed.emit)

    def value(self) -> Answer:
        """Return the text."""
        return self.text.toPlainText().strip()

    def set_value(self, answer: Answer) -> None:
        """Show a text without telling anybody."""
        _quietly(self.text, lambda: self.text.setPlainText(str(answer or "")))

    def target(self) -> QWidget:
        """Return the text box."""
        return self.text


class _ArrowedButton(QToolButton):
    """A button of a row along which the arrow keys go."""

    def __init__(self, row: list, label: str) -> None:
        super().__init__()
        self._buttons = row
        row.append(self)
        self.setText(label)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: Any) -> None:
        """Go to the neighbour by an arrow key."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(event.key(), 0)
        if not step:
            super().keyPressEvent(event)
            return
        at = self._buttons.index(self) + step
        if 0 <= at < len(self._buttons):
            self._buttons[at].setFocus(Qt.FocusReason.OtherFocusReason)


class ButtonsEditor(Editor):
    """A short list of codes as buttons, one of which may be down; the arrow keys go from one to the next."""

    def __init__(self, field: Field, choices: Sequence[Choice], half: bool) -> None:
        super().__init__(field)
        self.half = half
        self._value = ""
        self._buttons: dict[str, QToolButton] = {}
        row: list[QToolButton] = []
        for code, label in choices:
            button = _ArrowedButton(row, label)
            button.clicked.connect(lambda checked, code=code: self._choose(code if checked else ""))
            self._row.addWidget(button, 1)
            self._buttons[code] = button
        self._show("")

    def value(self) -> Answer:
        """Return the code of the button that is down, or a code that is not in the list any more."""
        return self._value

    def set_value(self, answer: Answer) -> None:
        """Show a code without telling anybody."""
        self._show(str(answer or ""))

    def target(self) -> QWidget:
        """Return the button that is down, else the first."""
        return self._buttons.get(self._value, next(iter(self._buttons.values())))

    def _choose(self, code: str) -> None:
        self._show(code)
        self.changed.emit()

    def _show(self, code: str) -> None:
        self._value = code
        for one, button in self._buttons.items():
            button.setChecked(one == code)
        for button in self._buttons.values():
            reached = button is self.target()
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if reached else Qt.FocusPolicy.ClickFocus)


class ComboEditor(Editor):
    """A list of codes to choose one from; a long one is searched by typing any part of a label."""

    def __init__(self, field: Field, choices: Sequence[Choice], half: bool) -> None:
        super().__init__(field)
        self.half = half
        self.box = QComboBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(4)
        self.box.setMaxVisibleItems(18)
        self._row.addWidget(self.box, 1)
        leave_the_wheel(self.box)
        self._choices: list[Choice] = []
        self.offer(choices)
        if len(choices) > SEARCHED:
            self._search()
        self.box.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def _search(self) -> None:
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self.box.model(), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.box.setCompleter(completer)
        self.box.lineEdit().editingFinished.connect(self._settle)

    def _settle(self) -> None:
        """Take what was typed when it can only mean one code, nothing when it is empty; else show the code that is chosen."""
        typed = self.box.currentText().strip()
        at = self.box.findData(self._meant(typed)) if typed else 0
        if at >= 0 and at != self.box.currentIndex():
            self.box.setCurrentIndex(at)
        self.box.lineEdit().setText(self.box.itemText(self.box.currentIndex()))
        self.box.lineEdit().setCursorPosition(0)

    def _meant(self, typed: str) -> Optional[str]:
        entry = self.field.dictionary.find(typed) if self.field.dictionary is not None else None
        if entry is not None:
            return str(entry.code)
        hits = [code for code, label in self._choices if typed.lower() in label.lower()]
        return str(hits[0]) if len(hits) == 1 else None

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer these codes, keeping the one that is chosen."""
        if list(choices) == self._choices:
            return
        code, self._choices = self.value(), list(choices)

        def fill() -> None:
            self.box.clear()
            self.box.addItem("", "")
            for choice, label in choices:
                self.box.addItem(label, choice)
                self.box.setItemData(self.box.count() - 1, label, Qt.ItemDataRole.ToolTipRole)

        _quietly(self.box, fill)
        self.set_value(code)

    def value(self) -> Answer:
        """Return the code chosen."""
        return str(self.box.currentData() or "")

    def set_value(self, answer: Answer) -> None:
        """Show a code without telling anybody; one that is not offered is added."""
        code = str(answer or "")

        def show() -> None:
            at = self.box.findData(code)
            if at < 0:
                self.box.addItem(self._label(code), code)
                at = self.box.count() - 1
            self.box.setCurrentIndex(at)

        _quietly(self.box, show)
        if self.box.isEditable():
            self.box.lineEdit().setCursorPosition(0)
        self.box.setToolTip(self.box.currentText())

    def _label(self, code: str) -> str:
        entry = next((one for one in self.field.entries if one.code == code), None)
        return code if entry is None else tr("{label} (does not fit)").format(
            label=Words(entry.label, entry.label_zh).said(language()))

    def target(self) -> QWidget:
        """Return the box."""
        return self.box


class ChecksEditor(Editor):
    """A short list of codes as check boxes, several of which may be ticked."""

    def __init__(self, field: Field, choices: Sequence[Choice], columns: int) -> None:
        super().__init__(field)
        grid = QGridLayout()
        grid.setContentsMargins(0, 2, 0, 2)
        grid.setVerticalSpacing(2)
        grid.setHorizontalSpacing(8)
        self._row.addLayout(grid, 1)
        self._boxes: dict[str, QCheckBox] = {}
        self._others: list[str] = []
        for number, (code, label) in enumerate(choices):
            box = QCheckBox(label)
            box.clicked.connect(lambda _checked: self.changed.emit())
            grid.addWidget(box, number // columns, number % columns)
            self._boxes[code] = box
        for column in range(columns):
            grid.setColumnStretch(column, 1)

    def value(self) -> Answer:
        """Return the codes that are ticked, in the list's order, and those that are not in the list any more."""
        return [*(code for code, box in self._boxes.items() if box.isChecked()), *self._others]

    def set_value(self, answer: Answer) -> None:
        """Show codes without telling anybody."""
        codes = [answer] if isinstance(answer, str) and answer else list(answer or [])
        self._others = [code for code in codes if code not in self._boxes]
        for code, box in self._boxes.items():
            box.setChecked(code in codes)

    def target(self) -> QWidget:
        """Return the first box."""
        return next(iter(self._boxes.values()))


class CheckListEditor(Editor):
    """A long list of codes behind a button, several of which may be ticked."""

    def __init__(self, field: Field, choices: Sequence[Choice]) -> None:
        super().__init__(field)
        self.box = QgsCheckableComboBox()
        self.box.setSeparator(tr(", "))
        self.box.setDefaultText("")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(4)
        for code, label in choices:
            self.box.addItemWithCheckState(label, Qt.CheckState.Unchecked, code)
            self.box.setItemData(self.box.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
        self._row.addWidget(self.box, 1)
        leave_the_wheel(self.box)
        opener = _OpenBySpace(self.box)
        for widget in (self.box, self.box.lineEdit()):
            widget.installEventFilter(opener)
        self._known: list[str] = []
        # checkedItemsChanged tells of the mouse only, not of the keyboard
        self.box.model().dataChanged.connect(lambda *_cells: self._on_change())

    def _on_change(self) -> None:
        codes = self.value()
        if codes != self._known:
            self._known = list(codes)
            self.box.setToolTip("\n".join(self.box.checkedItems()))
            self.changed.emit()

    def value(self) -> Answer:
        """Return the codes that are ticked, in the list's order."""
        return [str(code) for code in self.box.checkedItemsData()]

    def set_value(self, answer: Answer) -> None:
        """Show codes without telling anybody; one that is not offered is added."""
        codes = [answer] if isinstance(answer, str) and answer else list(answer or [])

        blocked = self.blockSignals(True)
        for code in codes:
            if self.box.findData(code) < 0:
                self.box.addItemWithCheckState(str(code), Qt.CheckState.Unchecked, code)
        for at in range(self.box.count()):
            state = Qt.CheckState.Checked if self.box.itemData(at) in codes else Qt.CheckState.Unchecked
            if self.box.itemCheckState(at) != state:
                self.box.setItemCheckState(at, state)
        self.blockSignals(blocked)
        self._known = list(self.value())
        self.box.setToolTip("\n".join(self.box.checkedItems()))

    def target(self) -> QWidget:
        """Return the box."""
        return self.box


def editor_for(field: Field, choices: Sequence[Choice], unit: str, metrics: QFontMetrics) -> Editor:
    """Return the editor that suits a field.

    :param choices: (code, label) of its list. :param unit: sign of its unit.
    """
    room = Room.of(metrics)
    widths = [metrics.horizontalAdvance(label) for _code, label in choices]
    widest = max(widths, default=0)
    if field.kind == CODE:
        row = sum(width + 24 for width in widths)
        if len(choices) <= MOST_BUTTONS and row <= room.whole and not field.parent:
            return ButtonsEditor(field, choices, row <= room.half)
        return ComboEditor(field, choices, widest + 34 <= room.half)
    if field.kind == CODES:
        columns = min(len(choices), room.whole // (widest + 26))
        return ChecksEditor(field, choices, columns) if columns > 1 and len(choices) <= MOST_BOXES \
            else CheckListEditor(field, choices)
    return TextEditor(field) if field.kind == LONG_TEXT else LineEditor(field, unit)


def _quiet(text: str) -> QLabel:
    """Return a label for what matters less."""
    label = QLabel(text)
    palette = label.palette()
    colour = palette.color(QPalette.ColorRole.WindowText)
    colour.setAlphaF(QUIET)
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)
    return label


def _quietly(widget: QWidget, work: Callable[[], Any]) -> None:
    """Do something to a widget of which nobody is told."""
    blocked = widget.blockSignals(True)
    work()
    widget.blockSignals(blocked)


class _OpenBySpace(QObject):
    """Opens a list of check boxes by Space or Down, as other lists open."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self._box = box

    def eventFilter(self, watched: Optional[QObject], event: Optional[QEvent]) -> bool:
        """Open the list."""
        if event is not None and event.type() == QEvent.Type.KeyPress and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Down):
            self._box.showPopup()
            return True
        return False


def _calendar_button(line: QLineEdit) -> QToolButton:
    """Return a button that opens a calendar and writes the day into the line."""
    button = QToolButton()
    button.setArrowType(Qt.ArrowType.DownArrow)
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    button.setToolTip(tr("Choose a day"))

    def open_calendar() -> None:
        menu, calendar = QMenu(button), QCalendarWidget()
        shown = QDate.fromString(line.text(), Qt.DateFormat.ISODate)
        calendar.setSelectedDate(shown if shown.isValid() else QDate.currentDate())
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)

        def take(day: QDate) -> None:
            line.setText(day.toString(Qt.DateFormat.ISODate))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    button.clicked.connect(lambda _checked: open_calendar())
    return button
