"""The areas of a parcel as bars on one scale: what the parcel is made of stands end to end and fills it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Sequence

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ...compat import flag_number
from ...i18n import tr
from ..models.areas import PART, SUM, WHOLE, AreaLine
from ..terms import square_metres

GAP = 7
THIN = 8
LEAST_BAR = 28


class AreaBars(QWidget):
    """Paints a line each: what it is, bar, m², 亩, per cent; the columns give way to the bar where a dock is narrow."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lines: Sequence[AreaLine] = ()
        self._empty = ""
        self.setObjectName("farmlandAreaBars")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # never wider than the dock

    def show_lines(self, lines: Sequence[AreaLine], empty: str) -> None:
        """Show these lines and, where the ground is not known, the sentence below them."""
        higher = (len(lines), bool(empty)) != (len(self.lines), bool(self._empty))
        self.lines, self._empty = lines, empty
        self.setToolTip("\n".join(line.sentence() for line in lines))
        self.setAccessibleDescription("\n".join([self.toolTip(), empty] if empty else [self.toolTip()]))
        if higher:  # else the whole panel would be laid out again
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of the lines."""
        return QSize(300, self._line() * (1 + len(self.lines) + bool(self._empty)) + 2)

    def paintEvent(self, event: Any) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        columns = [self._figures(line) for line in self.lines]
        heads = (tr("m²"), tr("mu"), "")
        metrics = self.fontMetrics()
        widths = [max(metrics.horizontalAdvance(row[at]) for row in [heads, *columns]) for at in range(3)]
        label = max((metrics.horizontalAdvance(line.label) for line in self.lines), default=0)
        label = min(label, self.width() - sum(widths) - 4 * GAP - LEAST_BAR)
        self._draw_figures(painter, 0, heads, widths, muted=True)
        scale = max((line.end for line in self.lines), default=Decimal(0))
        before = WHOLE
        for number, line in enumerate(self.lines):
            top = (number + 1) * self._line()
            if line.kind not in (before, SUM):
                self._rule(painter, top)
                before = line.kind
            self._draw_line(painter, top, line, (label, widths, scale))
            self._draw_figures(painter, top, columns[number], widths, muted=False)
        if self._empty:
            painter.setPen(self._muted())
            painter.drawText(0, (len(self.lines) + 1) * self._line(), self.width(), self._line(),
                             flag_number(Qt.AlignmentFlag.AlignVCenter), self._empty)

    def _draw_line(self, painter: QPainter, top: int, line: AreaLine, room: Any) -> None:
        label_width, widths, scale = room
        painter.setPen(self.palette().color(QPalette.ColorRole.Text))
        label = self.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideRight, label_width)
        painter.drawText(0, top, label_width, self._line(), flag_number(Qt.AlignmentFlag.AlignVCenter), label)
        if line.kind == SUM or not scale:
            return
        left = label_width + GAP
        width = self.width() - left - sum(widths) - 3 * GAP
        track = QRectF(left, top + (self._line() - THIN) / 2, width, THIN)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(QPalette.ColorRole.Midlight))
        painter.drawRoundedRect(track, 2, 2)
        start, end = (width * float(value / scale) for value in (line.start, line.end))
        painter.setBrush(QColor(line.colour))
        painter.drawRoundedRect(QRectF(left + start, track.top(), max(1.5, end - start), THIN), 1, 1)
        if line.kind == PART and line.start:
            painter.setPen(self._muted())
            painter.drawLine(int(left + start), int(track.top()) - 3, int(left + start), int(track.top()))

    def _draw_figures(self, painter: QPainter, top: int, texts: Sequence[str], widths: Sequence[int], *, muted: bool) -> None:
        right = self.width()
        flags = flag_number(Qt.AlignmentFlag.AlignVCenter) | flag_number(Qt.AlignmentFlag.AlignRight)
        painter.setPen(self._muted() if muted else self.palette().color(QPalette.ColorRole.Text))
        for text, width in zip(reversed(texts), reversed(widths)):
            painter.drawText(right - width, top, width, self._line(), flags, text)
            right -= width + GAP

    def _rule(self, painter: QPainter, top: int) -> None:
        painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
        painter.drawLine(0, top, self.width(), top)

    def _muted(self) -> QColor:
        return self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)

    def _line(self) -> int:
        return self.fontMetrics().height() + 4

    @staticmethod
    def _figures(line: AreaLine) -> tuple[str, str, str]:
        return line.sign + square_metres(line.m2), f"{line.mu:,.2f}", line.share
