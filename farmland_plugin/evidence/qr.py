"""QR codes as pictures (segno's encoder, no Pillow)."""

from __future__ import annotations

from typing import List, Tuple

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from .._vendor.segno import encoder
from ..domain.errors import BadInput
from ..i18n import tr

QUIET_ZONE = 4  # light modules that must surround a code


def qr_matrix(text: str, level: str = "M") -> List[List[int]]:
    """Return the modules of a code, 1 dark and 0 light, without the quiet zone.

    :param level: error correction L (7 % of the code may be lost), M (15 %), Q (25 %) or H (30 %).
    :raises BadInput: when the text is too long for any code.
    """
    try:
        code = encoder.encode(text, error=level, mode="byte", encoding="utf-8", micro=False, boost_error=False)
    except encoder.DataOverflowError as error:
        raise BadInput(tr("The text is too long for a QR code ({count} characters)."), count=len(text)) from error
    return [list(row) for row in code.matrix]


def _bars(matrix: List[List[int]]) -> List[Tuple[int, int, int]]:
    """Return (row, first column, length) of each dark run: fewer pieces, and no hairlines between modules."""
    bars = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                bars.append((y, start, x - start))
            x += 1
    return bars


def qr_svg(text: str, level: str = "M") -> str:
    """Return a code as an SVG document, one unit a module, quiet zone included."""
    matrix = qr_matrix(text, level)
    side = len(matrix) + 2 * QUIET_ZONE
    path = "".join(f"M{x + QUIET_ZONE} {y + QUIET_ZONE}h{length}v1h-{length}z" for y, x, length in _bars(matrix))
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
            f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{path}"/></svg>\n')


def qr_image(text: str, level: str = "M", scale: int = 8) -> QImage:
    """Return a code as a picture with ``scale`` pixels a module, quiet zone included."""
    matrix = qr_matrix(text, level)
    side = (len(matrix) + 2 * QUIET_ZONE) * scale
    image = QImage(side, side, QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, x, length in _bars(matrix):
        painter.fillRect((x + QUIET_ZONE) * scale, (y + QUIET_ZONE) * scale, length * scale, scale, QColor("black"))
    painter.end()
    return image


def qr_png(text: str, level: str = "M", scale: int = 8) -> bytes:
    """Return a code as the bytes of a PNG file."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    qr_image(text, level, scale).save(buffer, "PNG")
    buffer.close()
    return bytes(data)


def draw_qr(painter: QPainter, text: str, box: QRectF, level: str = "M") -> None:
    """Paint a code so that its modules (without the quiet zone) fill a square."""
    matrix = qr_matrix(text, level)
    step = box.width() / len(matrix)
    for y, x, length in _bars(matrix):
        painter.fillRect(QRectF(box.left() + x * step, box.top() + y * step, length * step, step), QColor("black"))
