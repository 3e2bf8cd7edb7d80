"""Small pieces that the case panel and its windows share."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import QDialog, QLabel, QPushButton, QWidget

GREEN, RED = "#2e7d32", "#c62828"


def wrapped(text: str = "") -> QLabel:
    """Return a label that breaks its lines."""
    label = QLabel(text)
    label.setWordWrap(True)
    return label


def small_button(text: str, name: str, slot: Callable[[], None]) -> QPushButton:
    """Return a button that a click does not give the keyboard to: the keys of the panel go on working."""
    button = QPushButton(text)
    button.setObjectName(name)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.clicked.connect(lambda _checked: slot())
    return button


class _WheelGuard(QObject):
    """Gives the wheel to the page while a field does not have the keyboard: scrolling must not change answers."""

    def eventFilter(self, watched: Optional[QObject], event: Optional[QEvent]) -> bool:
        """Swallow the wheel over a field that does not have the focus."""
        if event is not None and event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def leave_the_wheel(field: QWidget) -> None:
    """Let a list or a date scroll the page it stands on until it is clicked."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_WheelGuard(field))


def enter_only(window: QDialog, ok: QPushButton) -> None:
    """Let Enter press this button and no other: while it is disabled Qt would choose Cancel, and close the window."""
    for button in window.findChildren(QPushButton):
        button.setAutoDefault(button is ok)
        button.setDefault(button is ok)


def empty(layout: Any) -> None:
    """Take every widget and every inner layout out of a layout."""
    while layout.count():
        item = layout.takeAt(0)
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
