"""What the panels ask of the map: go to parcels, show a red line, tell where the map is."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, Optional

from qgis.core import (
    QgsGeometry,
    QgsLayerTree,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...domain.errors import BadInput
from ...i18n import tr
from ..errors import Notices, guarded
from ..redlines.symbols import ROLES, renderer_of, result_renderer, scale_of
from .spotlight import Spotlight
from .workspace import Workspace

REDLINE = "farmland/redline"
SCENE = "farmland/scene"
RESULT = "farmland/result"
ZOOM_MARGIN = 2.5
FULL_MARGIN = 1.1


class MapView(QObject):
    """The current parcel and the selected ones, shared by the map and every panel."""

    current_changed = pyqtSignal(str)
    selection_changed = pyqtSignal(list)
    moved = pyqtSignal()  # the map shows another extent

    def __init__(self, iface: Any, workspace: Workspace, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface = iface
        self._workspace = workspace
        self.current = ""
        self.selected: list[str] = []
        self.spotlight = Spotlight(iface)
        workspace.parcels.selected.connect(self._on_map_selection)
        workspace.parcels.filled.connect(self._on_filled)
        workspace.closed.connect(self._on_closed)
        iface.mapCanvas().extentsChanged.connect(self.moved)

    def extent(self) -> Optional[tuple[float, float, float, float]]:
        """Return what the map shows (west, south, east, north) in the parcels' CRS, None while there are no parcels."""
        layer, settings = self._workspace.parcels.layer, self._iface.mapCanvas().mapSettings()
        if layer is None:
            return None
        box = settings.outputExtentToLayerExtent(layer, settings.visibleExtent())
        return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()

    def select(self, uids: list[str], current: str) -> None:
        """Select parcels from a panel: on the map too, which pans when the current one is out of sight."""
        self.selected = list(uids)
        self._workspace.parcels.select(uids)
        self.set_current(current)
        if current:
            self._pan_to(current)
        self.selection_changed.emit(self.selected)

    def set_current(self, uid: str) -> None:
        """Make one parcel the current one of all panels."""
        if uid != self.current:
            self.spotlight.clear()
            self.current = uid
            self.current_changed.emit(uid)

    def zoom_to(self, uids: Iterable[str]) -> None:
        """Zoom the map to parcels, with room around them, and flash them."""
        layer = self._workspace.parcels.layer
        ids = self._workspace.parcels.feature_ids(uids)
        if layer is None or not ids:
            return
        canvas = self._iface.mapCanvas()
        extent = None
        for feature in layer.getFeatures(ids):
            box = feature.geometry().boundingBox()
            extent = box if extent is None else extent
            extent.combineExtentWith(box)
        transformed = canvas.mapSettings().layerExtentToOutputExtent(layer, extent)
        transformed.scale(ZOOM_MARGIN)
        canvas.setExtent(transformed)
        canvas.refresh()
        canvas.flashFeatureIds(layer, ids)

    def show_redline(self, redline: Any) -> QgsVectorLayer:
        """Add a red line's cached layer in its role's symbol, a large one only from a readable scale on."""
        ledger = self._workspace.ledger
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty(REDLINE) == redline.redline_id:
                self._iface.setActiveLayer(layer)
                return layer
        path = Path(ledger.files) / "redlines" / redline.cache
        role = self._workspace.terms.label("redline_role", redline.role)
        name = tr("{role} · {name} ({vintage})").format(role=role, name=redline.name, vintage=redline.vintage)
        layer = QgsVectorLayer(str(path), name, "ogr")
        if not layer.isValid():
            raise BadInput(tr("The red line's cache {path} cannot be read: register the layer again."), path=path)
        layer.setRenderer(renderer_of(self._workspace.terms, redline.role))
        scale = scale_of(self._workspace.terms, redline.role, redline.features)
        if scale:
            layer.setScaleBasedVisibility(True)
            layer.setMinimumScale(scale)
        layer.setReadOnly(True)
        layer.setCustomProperty(REDLINE, redline.redline_id)
        self._add_below_parcels(layer)
        return layer

    def show_result(self, layer: QgsVectorLayer) -> None:
        """Add the ground a screening found (a layer with the field ``role``), coloured by role."""
        present = {str(value) for value in layer.uniqueValues(layer.fields().indexOf("role"))}
        roles = {code: label for code, label in self._workspace.terms.choices(ROLES) if code in present}
        layer.setRenderer(result_renderer(self._workspace.terms, roles))
        for name, words in (("parcel_uid", tr("Parcel id")), ("source_no", tr("Parcel")), ("redline_id", tr("Red line")),
                            ("role", tr("Role")), ("class_code", tr("Class or number")), ("area_m2", tr("Area, m²"))):
            if layer.fields().indexOf(name) >= 0:
                layer.setFieldAlias(layer.fields().indexOf(name), words)
        layer.setCustomProperty(RESULT, self._workspace.path)
        self._add_below_parcels(layer)

    def show_ground(self, geometry: QgsGeometry, colour: str) -> None:
        """Outline ground in the ledger's CRS and go there; it goes when another parcel becomes the current one."""
        layer = self._workspace.parcels.layer
        if layer is not None:
            self.spotlight.show([(geometry, colour)], layer.crs())

    def show_scene(self, scene: Any) -> None:
        """Add a registered scene under everything else, once; go there when nothing of it would be seen.

        :raises BadInput: when its file cannot be read.
        """
        for layer in QgsProject.instance().mapLayers().values():
            if layer.customProperty(SCENE) == scene.scene_id:
                self._iface.setActiveLayer(layer)
                return
        role = self._workspace.terms.label("scene_role", scene.role)
        layer = QgsRasterLayer(str(scene.path), tr("{role} {captured}").format(role=role, captured=scene.captured))
        if not layer.isValid():
            raise BadInput(tr("The scene {path} cannot be read: is the disk it lies on connected?"), path=scene.path)
        layer.setCustomProperty(SCENE, scene.scene_id)
        self._add_below_parcels(layer)
        canvas = self._iface.mapCanvas()
        extent = canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
        if not canvas.extent().intersects(extent):
            extent.scale(FULL_MARGIN)
            canvas.setExtent(extent)
            canvas.refresh()

    def shown_scenes(self) -> set[str]:
        """Return the ids of the scenes that are layers of the project."""
        return {str(layer.customProperty(SCENE)) for layer in QgsProject.instance().mapLayers().values()
                if layer.customProperty(SCENE)}

    def hide_scene(self, scene_id: str) -> None:
        """Take a scene's layer out of the project."""
        QgsProject.instance().removeMapLayers([
            layer.id() for layer in QgsProject.instance().mapLayers().values() if layer.customProperty(SCENE) == scene_id])

    def _add_below_parcels(self, layer: QgsMapLayer) -> None:
        project = QgsProject.instance()
        project.addMapLayer(layer, False)
        root = project.layerTreeRoot()
        self._insert(root, layer)
        added = root.findLayer(layer.id())
        if added is not None:
            added.setExpanded(False)

    def _insert(self, root: QgsLayerTree, layer: QgsMapLayer) -> None:
        parcels: Optional[QgsMapLayer] = self._workspace.parcels.layer
        node = root.findLayer(parcels.id()) if parcels is not None else None
        if node is None or node.parent() is not root:
            root.addLayer(layer)
            return
        below = root.children().index(node) + 1
        if isinstance(layer, QgsRasterLayer):
            below = len(root.children())
        root.insertLayer(below, layer)

    def _pan_to(self, uid: str) -> None:
        layer = self._workspace.parcels.layer
        ids = self._workspace.parcels.feature_ids([uid])
        if layer is None or not ids:
            return
        canvas = self._iface.mapCanvas()
        box = layer.getFeature(ids[0]).geometry().boundingBox()
        target = canvas.mapSettings().layerExtentToOutputExtent(layer, box)
        if not canvas.extent().intersects(target) or not canvas.extent().contains(target.center()):
            canvas.setCenter(target.center())
            canvas.refresh()

    @guarded
    def _on_filled(self) -> None:
        """Show all parcels when there are some for the first time: an empty map tells nothing."""
        layer, canvas = self._workspace.parcels.layer, self._iface.mapCanvas()
        if layer is None or layer.extent().isEmpty():
            return
        extent = canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent())
        extent.scale(FULL_MARGIN)
        canvas.setExtent(extent)
        canvas.refresh()

    @guarded
    def _on_map_selection(self, uids: list[str]) -> None:
        self.selected = uids
        if uids and self.current not in uids:
            self.set_current(uids[0])
        self.selection_changed.emit(uids)

    @guarded
    def _on_closed(self) -> None:
        self.selected = []
        self.set_current("")
        self.selection_changed.emit([])
        QTimer.singleShot(0, self._repaint)  # once the other layers are gone too: without layers QGIS keeps the last picture

    @guarded
    def _repaint(self) -> None:
        canvas = self._iface.mapCanvas()
        if canvas is not None and not sip.isdeleted(canvas):
            canvas.refresh()
