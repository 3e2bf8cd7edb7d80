"""The heat map of a comparison: where structure of before is found again after, laid over the pictures with its legend."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsColorRampShader,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QLinearGradient, QPainter

from ...compat import flag_number
from ...i18n import tr
from .furniture import BAR as SCALE_BAR
from .furniture import EDGE, INK, SHADE
from .rendering import Shown
from .view import View

# persistence 0 to 1 -> colour: from nothing over yellow to dark red, darker throughout, so that it reads without colour too
RAMP = ((0.0, QColor(255, 255, 178, 0)), (0.2, QColor(255, 255, 178, 70)), (0.35, QColor(254, 204, 92, 150)),
        (0.45, QColor(253, 141, 60, 180)), (0.7, QColor(227, 26, 28, 200)), (1.0, QColor(128, 0, 38, 215)))
BAR, HIGH = 150.0, 10.0  # the legend's bar, logical pixels


def heat_shown(comparison_id: str, path: Path) -> Optional[Shown]:
    """Return a heat map ready to be drawn, None when its file is not there; it is in no project."""
    layer = QgsRasterLayer(str(path), comparison_id) if path.is_file() else None
    if layer is None or not layer.isValid():
        return None
    ramp = QgsColorRampShader(0.0, 1.0)
    ramp.setColorRampItemList([QgsColorRampShader.ColorRampItem(value, colour) for value, colour in RAMP])
    shader = QgsRasterShader(0.0, 1.0)
    shader.setRasterShaderFunction(ramp)
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader))
    return Shown(("heat", comparison_id), layer)


def draw_legend(painter: QPainter, view: View) -> None:
    """Draw what the colours mean, lower right. The painter's unit is the device pixel."""
    painter.save()
    edge, ratio = EDGE * view.ratio, view.ratio
    font = QFont(painter.font())
    font.setPixelSize(max(8, round(11 * ratio)))
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    title, ends = tr("Structure found again (0–1): a hint, not a verdict"), (tr("0 gone"), tr("1 as before"))
    wide = max(BAR * ratio, metrics.boundingRect(title).width(),
               sum(metrics.boundingRect(text).width() for text in ends) + 2 * edge)
    high = 2 * metrics.height() + HIGH * ratio + edge
    beside = view.width > wide + SCALE_BAR * ratio + 6 * edge  # else it stands above the scale bar
    low = edge if beside else metrics.height() + 3 * edge
    box = QRectF(view.width - wide - 2 * edge, view.height - high - low, wide + edge, high)
    painter.fillRect(box, SHADE)
    inner = box.adjusted(edge / 2, edge / 4, -edge / 2, -edge / 4)
    painter.setPen(INK)
    top, left, right = (flag_number(one) for one in (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignLeft,
                                                     Qt.AlignmentFlag.AlignRight))
    painter.drawText(inner, top | left, title)
    bar = QRectF(inner.left(), inner.top() + metrics.height() + edge / 4, inner.width(), HIGH * ratio)
    shades = QLinearGradient(bar.topLeft(), bar.topRight())
    for value, colour in RAMP:
        shades.setColorAt(value, colour)
    painter.fillRect(bar, shades)
    for value, _colour in RAMP[2:4]:  # suspected from here, left from here
        across = bar.left() + value * bar.width()
        painter.drawLine(QPointF(across, bar.top()), QPointF(across, bar.bottom()))
    below = QRectF(inner.left(), bar.bottom(), inner.width(), metrics.height() + edge / 2)
    painter.drawText(below, top | left, ends[0])
    painter.drawText(below, top | right, ends[1])
    painter.restore()
