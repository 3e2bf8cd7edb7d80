"""Small pieces that the case panel and its windows share."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QDialog, QLabel, QPushButton

GREEN, RED = "#2e7d32", "#c62828"


def wrapped(text: str = "") -> QLabel:
    """Return a label that breaks its lines."""
    label = QLabel(text)
    label.setWordWrap(True)
    return label


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
