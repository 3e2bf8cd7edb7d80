"""A pad for a signature written on the screen with pen, finger or mouse (屏幕手写签名)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QPointF, QRect, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...compat import flag_number
from ...domain.errors import BadInput
from ...i18n import tr

INK = "#10213f"
SCALE = 3  # the picture has three times the pad's resolution
PEN = 2.4
MARGIN = 8
LEAST = 12.0  # pixels of ink that are no mere click


class HandwritingPad(QWidget):
    """Draws what is written and saves it as a PNG; empty until somebody has written more than a dot."""

    changed = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandHandwriting")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(120)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._strokes: list[list[QPointF]] = []
        self._length = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing worth the name is written."""
        return self._length < LEAST

    def clear(self) -> None:
        """Wipe the pad."""
        self._strokes, self._length = [], 0.0
        self.update()
        self.changed.emit()

    def save(self, target: Path) -> Path:
        """Write the signature as a PNG.

        :raises BadInput: when nothing is written, or the file cannot be made.
        """
        if self.is_empty:
            raise BadInput(tr("Nobody has signed on the pad."))
        image = QImage(self.width() * SCALE, self.height() * SCALE, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        painter = QPainter(image)
        painter.scale(SCALE, SCALE)
        self._draw(painter)
        painter.end()
        if not image.save(str(target), "PNG"):
            raise BadInput(tr("The signature cannot be written to {path}."), path=target)
        return target

    def mousePressEvent(self, event: Any) -> None:
        """Begin a stroke."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._strokes.append([QPointF(event.pos())])

    def mouseMoveEvent(self, event: Any) -> None:
        """Draw on."""
        if self._strokes and event.buttons() & Qt.MouseButton.LeftButton:
            point, last = QPointF(event.pos()), self._strokes[-1][-1]
            self._length += (point - last).manhattanLength()
            self._strokes[-1].append(point)
            self.update()

    def mouseReleaseEvent(self, event: Any) -> None:
        """End a stroke."""
        self.changed.emit()

    def paintEvent(self, event: Any) -> None:
        """Show the pad with its line and what is written."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("white"))
        painter.setPen(QPen(QColor("#b0b8c4"), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        base = self.height() - 28
        painter.drawLine(MARGIN, base, self.width() - MARGIN, base)
        if not self._strokes:
            painter.drawText(QRect(MARGIN, base, self.width() - 2 * MARGIN, 26),
                             flag_number(Qt.AlignmentFlag.AlignCenter), tr("sign here"))
        self._draw(painter)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(INK), PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            for start, end in zip(stroke, stroke[1:]):
                painter.drawLine(start, end)
