"""Where a window stands that is used together with the map: over its lower edge, or where the user last put it."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtWidgets import QWidget

EDGE = 6  # pixels left free around the window


def stand_beside(window: QWidget, canvas: Any, height: int) -> None:
    """Put a window where it stood last time; the first time over the lower edge of the map, so that the map is seen above it."""
    kept = QgsSettings().value(_key(window))
    if kept and window.restoreGeometry(kept):
        return
    room = QRect(canvas.mapToGlobal(QPoint(0, 0)), canvas.size())
    frame = max(0, window.frameGeometry().height() - window.height())
    width = max(window.minimumSizeHint().width(), room.width() - 2 * EDGE)
    top = max(room.top() + EDGE, room.bottom() - height - frame - EDGE)
    window.setGeometry(room.left() + EDGE, top + frame, width, height)


def keep_place(window: QWidget) -> None:
    """Remember where a window stands."""
    QgsSettings().setValue(_key(window), window.saveGeometry())


def _key(window: QWidget) -> str:
    return f"farmland/{window.objectName()}"
