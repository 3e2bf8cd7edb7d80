"""Key facts as bars: how much of the parcel is cropland, permanent farmland, ecological red line …"""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...compat import flag_number
from ...i18n import tr
from ..models.facts import Share
from ..terms import mu

GAP = 8
THIN = 8


class ShareBars(QWidget):
    """Paints one line per share: label, bar, percent and 亩; a plain sentence when there is nothing to show."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._shares: Sequence[Share] = ()
        self._empty = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_shares(self, shares: Sequence[Share], empty: str) -> None:
        """Show these shares, or the sentence when there are none."""
        self._shares, self._empty = shares, empty
        self.setToolTip("\n".join(self._sentence(share) for share in shares))
        self.setAccessibleDescription(self.toolTip() or empty)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the lines."""
        return QSize(260, self._line() * max(1, len(self._shares)) + 2)

    def paintEvent(self, event: Any) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._shares:
            painter.setPen(self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
            painter.drawText(self.rect(), flag_number(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self._empty)
            return
        metrics = self.fontMetrics()
        label_width = max(metrics.horizontalAdvance(share.label) for share in self._shares)
        figure_width = max(metrics.horizontalAdvance(self._figure(share)) for share in self._shares)
        label_width = min(label_width, (self.width() - figure_width - 2 * GAP) * 2 // 3)
        for number, share in enumerate(self._shares):
            self._line_of(painter, number, share, label_width, figure_width)

    def _line_of(self, painter: QPainter, number: int, share: Share, label_width: int, figure_width: int) -> None:
        top, height = number * self._line(), self._line()
        palette = self.palette()
        vertical = flag_number(Qt.AlignmentFlag.AlignVCenter)
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        label = self.fontMetrics().elidedText(share.label, Qt.TextElideMode.ElideRight, label_width)
        painter.drawText(0, top, label_width, height, vertical, label)
        left = label_width + GAP
        room = max(20, self.width() - left - figure_width - GAP)
        track = QRectF(left, top + (height - THIN) / 2, room, THIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(track, 2, 2)
        if share.ratio > 0:
            painter.setBrush(QColor(share.colour))
            filled = QRectF(track)
            filled.setWidth(max(2.0, room * min(1.0, share.ratio)))
            painter.drawRoundedRect(filled, 2, 2)
        colour = palette.color(QPalette.ColorRole.Text)
        if share.ratio <= 0:
            colour = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
        painter.setPen(colour)
        painter.drawText(self.width() - figure_width, top, figure_width, height,
                         vertical | flag_number(Qt.AlignmentFlag.AlignRight), self._figure(share))

    def _line(self) -> int:
        return self.fontMetrics().height() + 4

    @staticmethod
    def _figure(share: Share) -> str:
        return tr("{mu} mu · {percent} %").format(mu=mu(share.area_m2), percent=f"{100 * share.ratio:.1f}")

    @staticmethod
    def _sentence(share: Share) -> str:
        return tr("{label}: {m2} m², {mu} mu, {percent} % of the parcel").format(
            label=share.label, m2=f"{share.area_m2:,.2f}", mu=mu(share.area_m2), percent=f"{100 * share.ratio:.2f}")
