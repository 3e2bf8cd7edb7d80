"""Photos as pictures: read small enough, and a pane that shows one as large as there is room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QImage, QImageReader, QPainter, QPalette
from qgis.PyQt.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from ...compat import flag_number
from ...i18n import tr

LARGE = QSize(2400, 2400)
MOST_PIXELS = 120_000_000


def read_picture(path: Path, most: QSize) -> QImage:
    """Return a picture no larger than that, turned as its camera says; an empty image when it is none, or is a bomb."""
    reader = QImageReader(str(path))
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or size.width() * size.height() > MOST_PIXELS:
        return QImage()
    if size.width() > most.width() or size.height() > most.height():
        reader.setScaledSize(size.scaled(most, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


class _Picture(QWidget):
    """Paints an image in its middle."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.setMinimumSize(160, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Return a size that shows a yard."""
        return QSize(520, 420)

    def paintEvent(self, event: Any) -> None:
        """Draw the image, or say that there is none."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        if self.image.isNull():
            flags = flag_number(Qt.AlignmentFlag.AlignCenter) | flag_number(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, tr("This file cannot be shown as a picture."))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(self.rect().center())
        painter.drawImage(place, self.image)


class PicturePane(QWidget):
    """A picture with a line above it that says what it is."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.caption, self.picture = QLabel(), _Picture()
        self.caption.setTextFormat(Qt.TextFormat.PlainText)
        self.caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.caption)
        layout.addWidget(self.picture, 1)

    def show_picture(self, path: Path, caption: str) -> None:
        """Show a file."""
        self.picture.image = read_picture(path, LARGE)
        self.picture.update()
        self.caption.setText(caption)
        self.caption.setToolTip(caption)
