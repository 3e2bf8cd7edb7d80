"""The point layer that shows the clues still waiting for their parcel."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ...compat import field
from ...domain.parcel import Clue
from ...i18n import tr
from ..errors import Notices, guarded
from .workspace import Workspace

CLUES = "farmland/clues"  # custom property of the layer, so that a saved project's is found again
COLOUR = "#d1007a"
LABEL_SCALE = 10000


class ClueLayer(QObject):
    """Keeps one memory layer of the clues without a parcel in the project while there are any."""

    def __init__(self, workspace: Workspace, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._workspace = workspace
        self._layer: Optional[QgsVectorLayer] = None
        self._shown: list[Clue] = []
        workspace.opened.connect(self._on_changed)
        workspace.changed.connect(self._on_changed)
        workspace.closed.connect(self.remove)

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer while it is in the project, else None."""
        if self._layer is not None and sip.isdeleted(self._layer):
            self._layer = None
        return self._layer

    def remove(self) -> None:
        """Take the layer out of the project."""
        if self.layer is not None:
            QgsProject.instance().removeMapLayer(self.layer.id())
        self._layer, self._shown = None, []

    @guarded
    def _on_changed(self) -> None:
        ledger = self._workspace.ledger
        waiting = list(ledger.waiting_clues()) if ledger is not None else []
        if waiting == self._shown and (self.layer is not None or not waiting):
            return
        if not waiting:
            self.remove()
            return
        self._show(ledger, waiting)

    def _show(self, ledger: Any, waiting: list[Clue]) -> None:
        layer = self.layer or self._remembered() or self._new(ledger)
        self._layer, self._shown = layer, waiting
        provider = layer.dataProvider()
        layer.setReadOnly(False)
        provider.truncate()
        features = []
        for clue in waiting:
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(clue.x, clue.y)))
            feature.setAttributes([clue.clue_id, clue.source_no])
            features.append(feature)
        provider.addFeatures(features)
        layer.setReadOnly(True)
        layer.updateExtents()
        layer.triggerRepaint()

    def _new(self, ledger: Any) -> QgsVectorLayer:
        layer = QgsVectorLayer("Point", tr("Clues without a parcel"), "memory")
        layer.setCrs(self._workspace.parcels.layer.crs())
        layer.dataProvider().addAttributes([field("clue_id", "text"), field("source_no", "text")])
        layer.updateFields()
        layer.setCustomProperty(CLUES, ledger.address)
        layer.setCustomProperty("skipMemoryLayersCheck", 1)
        style(layer)
        QgsProject.instance().addMapLayer(layer)
        return layer

    def _remembered(self) -> Optional[QgsVectorLayer]:
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty(CLUES) and isinstance(layer, QgsVectorLayer) and layer.fields().indexOf("clue_id") >= 0:
                return layer
        return None


def style(layer: QgsVectorLayer) -> None:
    """Show clues as pins, with their number at large scales."""
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple({
        "name": "circle", "color": COLOUR, "outline_color": "#ffffff", "outline_width": "0.5", "size": "3.2"})))
    text = QgsTextFormat()
    text.setSize(8)
    text.setColor(QColor(COLOUR))
    labels = QgsPalLayerSettings()
    labels.fieldName = "source_no"
    labels.scaleVisibility = True
    labels.minimumScale = LABEL_SCALE
    labels.maximumScale = 1
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
