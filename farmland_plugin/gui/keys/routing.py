"""How a key press reaches a command: only while one of our panels or the map has the keyboard, and never while typing."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional, Sequence

from qgis.gui import QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ...compat import flag_number
from .sequences import number, pressed
from .table import MAP, Command

TEXT = (QLineEdit, QAbstractSpinBox, QTextEdit, QPlainTextEdit)
ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right)


def takes_text(widget: Any) -> bool:
    """Whether what is typed into a widget is text, a number or a date."""
    return isinstance(widget, TEXT) or (isinstance(widget, QComboBox) and widget.isEditable())


def needs_itself(widget: Any, key: Any) -> bool:
    """Whether a widget that takes no text needs a key: Space presses a button, arrows move a slider or turn a tab."""
    if key == Qt.Key.Key_Space:
        return isinstance(widget, QAbstractButton)
    return key in ARROWS and isinstance(widget, (QAbstractSlider, QTabBar))


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
                 open_to: Callable[[str], bool], act: Callable[[str, bool], None]) -> None:
        """:param keys_of: the key of a command, as the user set it. :param place_of: where a widget is, '' for nowhere of ours.

        :param open_to: whether keys are ours at a place just now. :param act: does a command; with False it ends one that lasts
            while its key is held.
        """
        super().__init__()
        self._commands, self._keys_of, self._place_of, self._open_to, self._act = commands, keys_of, place_of, open_to, act
        self._fixed: Mapping[str, frozenset[int]] = {
            one.id: frozenset(number(QKeySequence(text)) for text in one.also) for one in commands}
        self._watched: Optional[QWidget] = None
        self._held: Optional[tuple[str, int]] = None
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
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if new is not None and self._place_of(new) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Take the keys that are commands here."""
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            if self.command_for(watched, event) is None:
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

    def command_for(self, widget: QWidget, event: Any) -> Optional[Command]:
        """Return the command a key event stands for in a widget, None for none."""
        place = self._place_of(widget)
        typing, keys = takes_text(widget), pressed(event)
        if not place or not self._open_to(place) or (not typing and needs_itself(widget, event.key())):
            return None
        for one in self._commands:
            if place not in one.where or (one.field and not typing):
                continue
            if place != MAP and keys & self._fixed[one.id]:
                return one
            if (one.typing or one.field or not typing) and number(self._keys_of(one.id)) in keys:
                return one
        return None

    def _press(self, widget: QWidget, event: Any) -> bool:
        command = self.command_for(widget, event)
        if command is None:
            return False
        if command.hold:
            if not event.isAutoRepeat() and self._held is None:
                self._held = (command.id, flag_number(event.key()))
                self._act(command.id, True)
        elif command.repeat or not event.isAutoRepeat():
            self._act(command.id, True)
        return True

    def _let_go(self) -> None:
        if self._held is not None:
            (command, _key), self._held = self._held, None
            self._act(command, False)
