"""What the maps of a sheet show and how much of it: extents, scales, layers and their symbols."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, Iterable, List, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsMapLayer,
    QgsRasterLayer,
    QgsRectangle,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..domain.codes import Dictionary
from ..domain.parcel import Parcel, Redline
from ..domain.wkb import envelope

SCALES = (1000, 1500, 2000, 2500, 3000, 4000, 5000, 7500, 10000, 15000, 20000, 25000, 30000, 40000, 50000, 75000,
          100000, 150000, 200000, 500000, 1000000)
PARCEL_RED, HALO = QColor("#e60000"), QColor("#ffffff")
# Drawn from the bottom up: filled tessellations first, lines over them, the borders of places last.
_ORDER = ("landuse", "permanent_farmland", "growth_boundary", "ecological", "approval", "temporary", "facility",
          "registration", "grid", "village", "township", "county")
_FILLED = ("landuse",)
_HATCHED = ("permanent_farmland",)
_DASHED = ("growth_boundary", "grid", "village", "township", "county")

Box = Tuple[float, float, float, float]


class SheetCrs:
    """The projected CRS a sheet is drawn in: the ledger's own, or for a ledger in degrees the 3-degree zone."""

    def __init__(self, ledger_wkt: str, middle_longitude: float = 0.0) -> None:
        self.ledger = QgsCoordinateReferenceSystem()
        self.ledger.createFromWkt(ledger_wkt)
        self.sheet = self.ledger
        if self.ledger.isGeographic():
            self.sheet = QgsCoordinateReferenceSystem.fromEpsgId(zone_epsg(middle_longitude))
        context = QgsCoordinateTransformContext()
        self.to_sheet = QgsCoordinateTransform(self.ledger, self.sheet, context)
        self.to_ledger = QgsCoordinateTransform(self.sheet, self.ledger, context)

    @property
    def metres_per_unit(self) -> float:
        """Metres in one unit of the ledger's CRS, roughly for degrees."""
        return 111320.0 if self.ledger.isGeographic() else 1.0

    def parcel_box(self, wkb: bytes) -> QgsRectangle:
        """Return the box of a parcel in the sheet's CRS."""
        return self.to_sheet.transformBoundingBox(QgsRectangle(*envelope(wkb)))

    def ledger_box(self, box: QgsRectangle) -> Box:
        """Return a box of the sheet as (minx, miny, maxx, maxy) in the ledger's CRS."""
        moved = self.to_ledger.transformBoundingBox(box)
        return moved.xMinimum(), moved.yMinimum(), moved.xMaximum(), moved.yMaximum()


def zone_epsg(longitude: float) -> int:
    """Return the CGCS2000 3-degree zone (by central meridian) of a longitude in China, else a UTM zone."""
    meridian = round(longitude / 3) * 3
    if 75 <= meridian <= 135:
        return 4534 + (meridian - 75) // 3
    return 32601 + int((longitude + 180) // 6) % 60


def framed(box: QgsRectangle, width_mm: float, height_mm: float, fill: float, least: int) -> Tuple[QgsRectangle, int]:
    """Return the extent around a box and its scale, a round number.

    :param box: in metres. :param fill: share of the frame the box may take. :param least: smallest denominator.
    """
    wanted = max(box.width() / (width_mm / 1000 * fill), box.height() / (height_mm / 1000 * fill), float(least))
    scale = next((known for known in SCALES if known >= wanted), int(wanted) + 1)
    half_x, half_y = scale * width_mm / 2000, scale * height_mm / 2000
    middle = box.center()
    return QgsRectangle(middle.x() - half_x, middle.y() - half_y, middle.x() + half_x, middle.y() + half_y), scale


def _lines(*strokes: Tuple[QColor, float]) -> QgsFillSymbol:
    """Return a symbol of outlines only, the first one lowest; widths in millimetres."""
    symbol = QgsFillSymbol()
    for index, (colour, width) in enumerate(strokes):
        line = QgsSimpleLineSymbolLayer(colour, width)
        if index:
            symbol.appendSymbolLayer(line)
        else:
            symbol.changeSymbolLayer(0, line)
    return symbol


def polygons(name: str, crs: QgsCoordinateReferenceSystem, symbol: QgsFillSymbol) -> QgsVectorLayer:
    """Return an empty memory layer of polygons drawn with one symbol."""
    layer = QgsVectorLayer("MultiPolygon", name, "memory")
    layer.setCrs(crs)
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    return layer


def subject_layer(crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """Return the layer of the parcel the sheet is about: a red line on a white halo, readable on any image."""
    return polygons("parcel", crs, _lines((HALO, 1.1), (PARCEL_RED, 0.55)))


def paper_layer(crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """Return the white ground of a map: PDF/A-1b knows no transparency, so what no layer covers would be black."""
    return polygons("paper", crs, QgsFillSymbol.createSimple({"color": "white", "outline_style": "no"}))


def neighbour_layer(crs: QgsCoordinateReferenceSystem, parcels: Iterable[Parcel]) -> QgsVectorLayer:
    """Return the other parcels of the ledger, in thin red."""
    layer = polygons("neighbours", crs, _lines((HALO, 0.5), (QColor("#d46a6a"), 0.25)))
    features = []
    for parcel in parcels:
        feature = QgsFeature()
        feature.setGeometry(geometry(parcel.geom))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.dataProvider().createSpatialIndex()
    return layer


def show_only(layer: QgsVectorLayer, wkb: bytes) -> None:
    """Make one polygon the layer's only feature."""
    layer.dataProvider().truncate()
    feature = QgsFeature()
    feature.setGeometry(geometry(wkb))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()


def geometry(wkb: bytes) -> QgsGeometry:
    """Return a QGIS geometry of WKB."""
    found = QgsGeometry()
    found.fromWkb(wkb)
    return found


def _role_symbol(role: str, colour: str) -> QgsFillSymbol:
    base = QColor(colour)
    pale = QColor(*(255 - (255 - channel) // 4 for channel in (base.red(), base.green(), base.blue())))
    if role in _FILLED:
        return QgsFillSymbol.createSimple({
            "color": pale.name(), "outline_color": base.name(), "outline_width": "0.15"})
    return QgsFillSymbol.createSimple({
        "style": "b_diagonal" if role in _HATCHED else "no", "color": base.name(),
        "outline_color": base.name(), "outline_width": "0.5",
        "outline_style": "dash" if role in _DASHED else "solid"})


def redline_layers(redlines: Sequence[Redline], folder: Path, roles: Dictionary) -> Dict[str, QgsVectorLayer]:
    """Open the caches of red lines for drawing, styled by the colour of their role; missing caches are left out.

    :returns: redline_id -> layer, the topmost first.
    """
    opened: Dict[str, QgsVectorLayer] = {}
    rank = {role: index for index, role in enumerate(_ORDER)}
    for redline in sorted(redlines, key=lambda r: (-rank.get(r.role, len(_ORDER)), r.registered_at)):
        path = folder / redline.cache
        if not redline.cache or not path.is_file():
            continue
        layer = QgsVectorLayer(f"{path}|layername=redline", redline.name, "ogr")
        if not layer.isValid():
            continue
        entry = roles.get(redline.role)
        colour = str(entry.extra.get("colour", "#888888")) if entry else "#888888"
        layer.setRenderer(QgsSingleSymbolRenderer(_role_symbol(redline.role, colour)))
        opened[redline.redline_id] = layer
    return opened


def image_layer(path: Path) -> QgsRasterLayer:
    """Open a window cut from a scene."""
    return QgsRasterLayer(str(path), path.stem, "gdal")


def without_missing(layers: Iterable[QgsMapLayer]) -> List[QgsMapLayer]:
    """Return the layers that can be drawn."""
    return [layer for layer in layers if layer is not None and layer.isValid()]
