"""Key presses and key sequences as numbers that can be compared, and as people call them."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence

from ...compat import flag_number
from ...i18n import tr

MODIFIERS = 0x1E000000  # Shift, Ctrl, Alt, Meta; the number pad's own mark is left out: its digits are digits
SPECIAL = 0x01000000  # keys from here on (arrows, Enter, F1 …) have no letter


def pressed(event: Any) -> set[int]:
    """Return the sequences a key event may stand for; Enter of the number pad is Enter, ``?`` is ``?`` with Shift or without."""
    key = flag_number(event.key())
    if key == flag_number(Qt.Key.Key_Enter):
        key = flag_number(Qt.Key.Key_Return)
    held = flag_number(event.modifiers()) & MODIFIERS
    found = {held | key}
    shift = flag_number(Qt.KeyboardModifier.ShiftModifier)
    letter = flag_number(Qt.Key.Key_A) <= key <= flag_number(Qt.Key.Key_Z)
    if held & shift and key < SPECIAL and not letter:
        found.add(held & ~shift | key)
    return found


def numbers(sequence: QKeySequence) -> tuple[int, ...]:
    """Return a sequence as numbers, one for each of the keys that are pressed one after the other; none for no key."""
    return tuple(_number(sequence[at]) for at in range(sequence.count()))


def number(sequence: QKeySequence) -> int:
    """Return a sequence of one key as a number, 0 for none and for one of several keys pressed one after the other."""
    found = numbers(sequence)
    return found[0] if len(found) == 1 else 0


def _number(one: Any) -> int:
    code = int(one.toCombined()) if hasattr(one, "toCombined") else int(one)
    enter = flag_number(Qt.Key.Key_Enter)
    return code - enter + flag_number(Qt.Key.Key_Return) if code & ~MODIFIERS == enter else code


def spoken(sequence: QKeySequence) -> str:
    """Return a sequence in the words on the keys, '' for none."""
    enter = tr("Enter ⏎")
    names = {"Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Return": enter, "Enter": enter, "Space": tr("Space")}
    said = []
    for at in range(sequence.count()):
        text = QKeySequence(sequence[at]).toString(QKeySequence.SequenceFormat.PortableText)
        said.append("+".join(names.get(part, part) for part in text.split("+")) if text != "+" else text)
    return ", ".join(said)
