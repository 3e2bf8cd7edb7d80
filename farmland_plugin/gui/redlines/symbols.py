"""How the layers of a role look, on the map and as an icon: colours and hatches are data of dictionary ``redline_role``."""

from __future__ import annotations

from typing import Any, Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QIcon, QPainter, QPen, QPixmap

from ...i18n import tr
from ..terms import Terms

ROLES = "redline_role"
BIG = 20000  # polygons: beyond this a layer without a limit of its own is shown from MANY_SCALE on
MANY_SCALE = 100000
PALE, CLEAR, HATCH_MM, HATCH_WIDTH = 60, 30, 2.2, 0.3
ANGLES = {"diagonal": (45,), "back_diagonal": (135,), "horizontal": (0,), "cross": (45, 135)}
ICON = 16
_BRUSHES = {"diagonal": Qt.BrushStyle.BDiagPattern, "back_diagonal": Qt.BrushStyle.FDiagPattern,
            "horizontal": Qt.BrushStyle.HorPattern, "cross": Qt.BrushStyle.DiagCrossPattern}


def about(terms: Terms, role: str) -> Mapping[str, Any]:
    """Return how a role is drawn: fill, line, width (mm), below_scale."""
    return dict(terms.about(ROLES, role).get("symbol") or {"fill": "pale"})


def symbol_of(terms: Terms, role: str) -> QgsFillSymbol:
    """Return the symbol of a role."""
    look = about(terms, role)
    return _symbol(QColor(terms.colour(ROLES, role)), look, PALE if look.get("fill") == "pale" else 0)


def renderer_of(terms: Terms, role: str) -> QgsFeatureRenderer:
    """Return what draws a layer of a role: by land class where the role has colours for classes, else one symbol."""
    colours = terms.about(ROLES, role).get("class_colours") or {}
    if not colours:
        return QgsSingleSymbolRenderer(symbol_of(terms, role))
    dictionary, look = str(terms.about(ROLES, role).get("class_dictionary") or "land_class"), about(terms, role)
    categories = []
    for code, colour in colours.items():
        symbol = _symbol(QColor(colour), look, PALE * 2)
        categories.append(QgsRendererCategory(code, symbol, f"{code} {terms.label(dictionary, code)}".strip()))
    categories.append(QgsRendererCategory("", symbol_of(terms, role), tr("Other")))
    return QgsCategorizedSymbolRenderer('left("class_code", 2)', categories)


def result_renderer(terms: Terms, roles: Mapping[str, str]) -> QgsFeatureRenderer:
    """Return what draws ground of several roles by its field ``role``; :param roles: code -> label."""
    categories = []
    for code, label in roles.items():
        categories.append(QgsRendererCategory(code, _symbol(QColor(terms.colour(ROLES, code)), about(terms, code), CLEAR),
                                              label))
    return QgsCategorizedSymbolRenderer("role", categories)


def scale_of(terms: Terms, role: str, features: int) -> int:
    """Return from which scale on (denominator) a layer is shown; 0 for every scale."""
    return int(about(terms, role).get("below_scale") or (MANY_SCALE if features > BIG else 0))


def icon_of(terms: Terms, role: str) -> QIcon:
    """Return a small swatch of a role's symbol that keeps its look in a selected row."""
    look, colour = about(terms, role), QColor(terms.colour(ROLES, role))
    pixmap = QPixmap(ICON, ICON)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    box = QRectF(1.5, 2.5, ICON - 3, ICON - 5)
    painter.fillRect(box, QColor(255, 255, 255, 230))
    fill = str(look.get("fill", "pale"))
    if fill in _BRUSHES:
        painter.fillRect(box, QBrush(colour, _BRUSHES[fill]))
    elif fill == "pale":
        pale = QColor(colour)
        pale.setAlpha(PALE * 2)
        painter.fillRect(box, pale)
    pen = QPen(colour, 1.8)
    pen.setStyle(Qt.PenStyle.DashLine if look.get("line") == "dash" else Qt.PenStyle.SolidLine)
    painter.setPen(pen)
    painter.drawRect(box)
    painter.end()
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _symbol(colour: QColor, look: Mapping[str, Any], alpha: int) -> QgsFillSymbol:
    """Return an outline with what the look says is inside. :param alpha: of the plain fill, 0 for none."""
    plain = f"{colour.red()},{colour.green()},{colour.blue()}"
    symbol = QgsFillSymbol.createSimple({
        "color": f"{plain},{alpha}", "style": "solid" if alpha else "no", "outline_color": plain,
        "outline_style": "dash" if look.get("line") == "dash" else "solid", "outline_width": str(look.get("width", 0.3))})
    for angle in ANGLES.get(str(look.get("fill")), ()):
        hatch = QgsLinePatternFillSymbolLayer()
        hatch.setLineAngle(angle)
        hatch.setDistance(HATCH_MM)
        hatch.setSubSymbol(QgsLineSymbol.createSimple({"line_color": plain, "line_width": str(HATCH_WIDTH)}))
        symbol.appendSymbolLayer(hatch)
    return symbol
