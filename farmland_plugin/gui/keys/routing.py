"""How a key press reaches a command: only while one of our panels or the map has the keyboard, and never while typing."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Sequence, Set, Tuple

from qgis.gui import QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)

from ...compat import flag_number
from .sequences import MODIFIERS, number, numbers, pressed
from .table import MAP, Command

Begun = Tuple[Set[int], ...]  # what each key press may stand for
TEXT = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)
BESIDE = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)  # pressed with another key


def takes_text(widget: Any) -> bool:
    """Whether what is typed into a widget is text, a number or a date."""
    return isinstance(widget, TEXT) or (isinstance(widget, QComboBox) and widget.isEditable())


def needs_itself(widget: Any, event: Any) -> bool:
    """Whether a widget needs a key that stands for no text.

    Space presses a button and opens a list of choices; Alt+Down opens that, too, or a calendar; arrows move a slider, turn a
    tab, and move in lists and trees (in a table whose rows are chosen whole they have nothing to do).
    """
    key, held = event.key(), flag_number(event.modifiers()) & MODIFIERS
    if key == Qt.Key.Key_Space:
        return isinstance(widget, (QAbstractButton, QComboBox))
    if key == Qt.Key.Key_Down:
        return held == flag_number(Qt.KeyboardModifier.AltModifier) and isinstance(widget, (QComboBox, QDateTimeEdit))
    if key not in ARROWS or held & ~flag_number(Qt.KeyboardModifier.ShiftModifier):
        return False
    rows = isinstance(widget, QTableView) and widget.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
    return isinstance(widget, (QAbstractSlider, QTabBar, QAbstractItemView)) and not rows


def hands_on_map(tool: Any) -> bool:
    """Whether the map's tool is one that draws or edits, or another plugin's: then the keys are the tool's."""
    if tool is None:
        return False
    flags = flag_number(tool.flags())
    return bool(flags & flag_number(QgsMapTool.Flag.EditTool)) or not type(tool).__module__.startswith(("qgis.", "_gui"))


class KeyRouter(QObject):
    """Looks at the key presses of whichever widget has the keyboard, and runs the command a key stands for.

    It filters that one widget, not the application; a key it takes is taken from QGIS's shortcuts too (S is snapping there), one
    it does not take goes its usual way.
    """

    def __init__(self, commands: Sequence[Command], keys_of: Callable[[str], QKeySequence], place_of: Callable[[QWidget], str],
                 open_to: Callable[[str], bool], act: Callable[[str, bool], None], again: Callable[[str], None]) -> None:
        """:param keys_of: the key of a command, as the user set it. :param place_of: where a widget is, '' for nowhere of ours.

        :param open_to: whether keys are ours at a place just now. :param act: does a command; with False it ends one that lasts
            while its key is held. :param again: goes on with a command whose key is held down.
        """
        super().__init__()
        self._commands, self._keys_of, self._place_of, self._open_to, self._act = commands, keys_of, place_of, open_to, act
        self._again = again
        self._fixed: Mapping[str, frozenset[int]] = {
            one.id: frozenset(number(QKeySequence(text)) for text in one.also) for one in commands}
        self._watched: Optional[QWidget] = None
        self._held: Optional[tuple[str, int]] = None
        self._begun: Begun = ()  # pressed already of a shortcut of several keys one after the other
        app = QApplication.instance()
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def release(self) -> None:
        """Let go of the keyboard."""
        QApplication.instance().focusChanged.disconnect(self._on_focus)
        self._on_focus(None, None)

    def _on_focus(self, _old: Optional[QWidget], new: Optional[QWidget]) -> None:
        if new is self._watched:
            return
        self._let_go()
        self._begun = ()
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and self._place_of(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Take the keys that are commands here."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            command, begun = self._meant(watched, event)
            if command is None and not begun:
                return False
            event.accept()  # from here on it is an ordinary key press, and no shortcut of QGIS
            return True
        if kind == QEvent.Type.KeyPress:
            return self._press(watched, event)
        if kind == QEvent.Type.KeyRelease and self._held is not None and flag_number(event.key()) == self._held[1]:
            if not event.isAutoRepeat():
                self._let_go()
            return True
        return False

    def _meant(self, widget: QWidget, event: Any) -> tuple[Optional[Command], Begun]:
        """Return the command the key presses so far stand for in a widget, else those that begin a longer shortcut."""
        place, typing = self._place_of(widget), takes_text(widget)
        if not place or not self._open_to(place) or needs_itself(widget, event):
            return None, ()
        here = [one for one in self._commands if place in one.where and (typing or not one.field)]
        for so_far in ((*self._begun, pressed(event)), (pressed(event),)):
            keys, begins = so_far[-1], False
            for one in here:
                if place != MAP and len(so_far) == 1 and keys & self._fixed[one.id]:
                    return one, ()
                wanted = numbers(self._keys_of(one.id)) if one.typing or one.field or not typing else ()
                if len(wanted) >= len(so_far) and all(key in some for key, some in zip(wanted, so_far)):
                    if len(wanted) == len(so_far):
                        return one, ()
                    begins = True
            if begins:
                return None, so_far
        return None, ()

    def _press(self, widget: QWidget, event: Any) -> bool:
        if event.key() in BESIDE:
            return False
        command, self._begun = self._meant(widget, event)
        if command is None:
            return bool(self._begun)
        if command.hold:
            if not event.isAutoRepeat() and self._held is None:
                self._held = (command.id, flag_number(event.key()))
                self._act(command.id, True)
        elif not event.isAutoRepeat():
            self._act(command.id, True)
        elif command.repeat:
            self._again(command.id)
        return True

    def _let_go(self) -> None:
        if self._held is not None:
            (command, _key), self._held = self._held, None
            self._act(command, False)
