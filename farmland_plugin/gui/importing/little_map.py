"""A small map in a page: where the rows looked at lie, over the county's outline and the ledger's parcels."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import Qt

from ...compat import geometry_of
from ...intake.opening.look import LayerLook
from ..widgets.same_ground import LATER

OUTLINE, GROUND = "#5d6d7e", "#fbfbf8"
ROLES = ("county", "township", "village")
MARGIN = 1.25


class LittleMap(QgsMapCanvas):
    """Shows layers of its own in the ledger's CRS; drag pans, the wheel zooms."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandImportMap")
        self.setCanvasColor(Qt.GlobalColor.white)
        self.enableAntiAliasing(True)
        self._pan = QgsMapToolPan(self)
        self.setMapTool(self._pan)
        self._samples: Optional[QgsVectorLayer] = None
        self._outlines: list[QgsVectorLayer] = []

    def show_samples(self, layer: LayerLook, crs: QgsCoordinateReferenceSystem, ledger: Any, parcels: Any) -> None:
        """Show the rows of a layer over what the ledger knows.

        :param parcels: the layer of the ledger's parcels, None when it has none. :param crs: the ledger's.
        """
        self.setDestinationCrs(crs)
        self._samples = _samples(layer)
        if not self._outlines:
            self._outlines = outlines(ledger)
        below = [one for one in (parcels, *self._outlines) if one is not None]
        self.setLayers([self._samples, *below])
        self.go_to_samples()

    def go_to_samples(self) -> None:
        """Show the samples with some room around them."""
        if self._samples is not None:
            self._go(self._samples)

    def go_to_county(self) -> None:
        """Show the whole county together with the samples."""
        for layer in self._outlines[:1]:
            self._go(layer, self._samples)

    @property
    def has_county(self) -> bool:
        """Whether an outline of the county is registered."""
        return bool(self._outlines)

    def drop(self) -> None:
        """Let go of the layers."""
        self.setLayers([])
        self._samples, self._outlines = None, []

    def _go(self, *layers: Any) -> None:
        extent: Optional[QgsRectangle] = None
        for layer in layers:
            if layer is not None and not layer.extent().isEmpty():
                moved = moved_box(layer.extent(), layer.crs(), self.mapSettings().destinationCrs())
                if moved is not None and extent is not None:
                    extent.combineExtentWith(moved)
                extent = extent or moved
        if extent is not None and not extent.isEmpty():
            extent.scale(MARGIN)
            self.setExtent(extent)
            self.refresh()


def outlines(ledger: Any) -> list[QgsVectorLayer]:
    """Return the registered administrative layers, the coarsest first, as thin lines."""
    found = []
    registered = {one.role: one for one in ledger.redlines()} if ledger is not None else {}
    for role in ROLES:
        if role in registered:
            layer = QgsVectorLayer(str(Path(ledger.files) / "redlines" / registered[role].cache), role, "ogr")
            if layer.isValid():
                layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({
                    "color": GROUND, "outline_color": OUTLINE, "outline_width": "0.4"})))
                found.append(layer)
    return found


def moved_box(box: QgsRectangle, source: QgsCoordinateReferenceSystem,
              target: QgsCoordinateReferenceSystem) -> Optional[QgsRectangle]:
    """Return a box in another CRS, None when it cannot be told there."""
    try:
        moved = QgsCoordinateTransform(source, target, QgsCoordinateTransformContext()).transformBoundingBox(box)
    except QgsCsException:
        return None
    return moved if moved.isFinite() else None


def middles(layer: LayerLook, crs: QgsCoordinateReferenceSystem) -> list[QgsPointXY]:
    """Return the middle of each row that was looked at and has a shape, in another CRS; what cannot be moved is left out."""
    transform = QgsCoordinateTransform(QgsCoordinateReferenceSystem(layer.crs), crs, QgsCoordinateTransformContext())
    found = []
    for row in layer.rows:
        geometry = shown_shape(row.wkb)
        if geometry is None:
            continue
        try:
            found.append(transform.transform(geometry.boundingBox().center()))
        except QgsCsException:
            continue
    return found


def shown_shape(wkb: Optional[bytes]) -> Optional[QgsGeometry]:
    """Return a shape, None when there is none or it cannot be read."""
    if wkb is None:
        return None
    geometry = geometry_of(wkb)
    return None if geometry.isNull() or geometry.isEmpty() or not geometry.boundingBox().isFinite() else geometry


def _samples(layer: LayerLook) -> QgsVectorLayer:
    shapes = [shape for shape in (shown_shape(row.wkb) for row in layer.rows) if shape is not None]
    points = bool(shapes) and all(shape.type() == QgsWkbTypes.GeometryType.PointGeometry for shape in shapes)
    made = QgsVectorLayer("Point" if points else "MultiPolygon", "samples", "memory")
    made.setCrs(QgsCoordinateReferenceSystem(layer.crs))
    kind = made.geometryType()
    features = []
    for shape in shapes:
        if shape.type() == kind:
            feature = QgsFeature()
            feature.setGeometry(shape)
            features.append(feature)
    made.dataProvider().addFeatures(features)
    made.updateExtents()
    if points:
        symbol: Any = QgsMarkerSymbol.createSimple({"color": LATER, "size": "2.4", "outline_color": "#ffffff"})
    else:
        symbol = QgsFillSymbol.createSimple({"color": "230,81,0,70", "outline_color": LATER, "outline_width": "0.5"})
    made.setRenderer(QgsSingleSymbolRenderer(symbol))
    return made
