"""What the before/after bench needs of QGIS: raster layers of the project as copies, the map it is linked with, its dock."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, QTimer, pyqtSignal

from ...compat import geometry_of
from ..compare.bench import CompareBench
from ..compare.view import Look, World
from ..errors import guarded
from .mapview import SCENE

PREFIX = "layer:"
PUSH_MS = 60  # the map of QGIS is drawn anew once the bench, dragged, has rested this long
READ, READ_MS = 2, 15  # parcels read ahead, one at a time
COMING = 3  # parcels drawn ahead in the direction one walks


class Comparing(QObject):
    """Builds the bench, links it with the main canvas both ways, and takes both apart again.

    ``coming`` names a parcel that is likely to come next, while the program has nothing else to do.

    :param following: ``following(uid, forward, unfinished)`` returns the parcel that comes next in the walk, '' at its end.
    """

    coming = pyqtSignal(str)

    def __init__(self, iface: Any, following: Callable[[str, bool, bool], str], *context: Any) -> None:
        super().__init__()
        self.notices = context[-1]
        self._iface, self._following = iface, following
        self._canvas = iface.mapCanvas()
        self._pushing = False
        self._look: Optional[Look] = None
        self._push = QTimer(self)
        self._push.setSingleShot(True)
        self._push.setInterval(PUSH_MS)
        self._push.timeout.connect(self._to_map)
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.setInterval(0)
        self._next.timeout.connect(self._draw_ahead)
        self._reading = QTimer(self)
        self._reading.setSingleShot(True)
        self._reading.setInterval(READ_MS)
        self._reading.timeout.connect(self._read_ahead)
        self._to_read: List[str] = []
        self._watched: Dict[str, QgsRasterLayer] = {}  # layers of the project that copies were made of
        self._uid, self._before, self._forward = "", "", True
        self.bench = CompareBench(self, *context)
        self.bench.moved.connect(self._on_moved)
        self.bench.linked.connect(self._on_linked)
        self._canvas.extentsChanged.connect(self._on_map)
        self._canvas.rotationChanged.connect(self._on_map)
        self._canvas.destinationCrsChanged.connect(self._on_crs)
        project = QgsProject.instance()
        project.layersAdded.connect(self._on_added)
        project.layersRemoved.connect(self._on_gone)

    def show(self, create: Callable[[], Any], open_: Callable[[], Any]) -> None:
        """Put the bench into the main window, at first hidden below the map; QGIS remembers where it is moved."""
        self.bench.offer_start(create, open_)
        self._iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.bench)
        self.bench.hide()

    def release(self) -> None:
        """Leave nothing behind: neither drawings nor connections nor the dock."""
        self._push.stop()
        self._next.stop()
        self._reading.stop()
        self.bench.release()
        if not sip.isdeleted(self._canvas):
            self._canvas.extentsChanged.disconnect(self._on_map)
            self._canvas.rotationChanged.disconnect(self._on_map)
            self._canvas.destinationCrsChanged.disconnect(self._on_crs)
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._on_added)
        project.layersRemoved.disconnect(self._on_gone)
        for layer in self._watched.values():
            if not sip.isdeleted(layer):
                layer.repaintRequested.disconnect(self._on_restyled)
        self._watched = {}
        self._iface.removeDockWidget(self.bench)
        self.bench.deleteLater()

    # What the bench asks

    def world(self) -> World:
        """Return the CRS of the map and how the project transforms to it."""
        return World(self._canvas.mapSettings().destinationCrs(), QgsProject.instance().transformContext())

    def rotation(self) -> float:
        """Return how far the map is turned, degrees clockwise; 0 while bench and map go each its own way."""
        return float(self._canvas.rotation()) if self._linked else 0.0

    def layers(self) -> List[Tuple[str, str]]:
        """Return (key, name) of the project's raster layers; scenes shown on the map are not offered a second time."""
        found = [layer for layer in QgsProject.instance().mapLayers().values()
                 if isinstance(layer, QgsRasterLayer) and layer.isValid() and not layer.customProperty(SCENE)]
        return [(PREFIX + layer.id(), layer.name()) for layer in sorted(found, key=lambda layer: layer.name())]

    def clone(self, key: str) -> Optional[QgsRasterLayer]:
        """Return a copy of a layer of the project, None when it has gone; nothing of the project is touched."""
        layer = QgsProject.instance().mapLayer(key[len(PREFIX):])
        if not isinstance(layer, QgsRasterLayer):
            return None
        if key not in self._watched:
            self._watched[key] = layer
            layer.repaintRequested.connect(self._on_restyled)
        return layer.clone()

    def issued_of(self, parcel: Any, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> QgsGeometry:
        """Return a parcel's polygon as issued, in ``crs``; ``geometry``, which the ledger keeps, where that is as issued."""
        if not parcel.issued_geom:
            return geometry
        issued, source = geometry_of(parcel.issued_geom), QgsCoordinateReferenceSystem(parcel.source_crs)
        if source.isValid() and source != crs:
            try:
                issued.transform(QgsCoordinateTransform(source, crs, QgsProject.instance().transformContext()))
            except QgsCsException:
                return geometry
        return issued if issued.boundingBox().intersects(geometry.boundingBox()) else geometry

    def draw_ahead(self, uid: str) -> None:
        """Have the pictures of the parcels after this one drawn, once the program has nothing else to do."""
        if self._uid and self._uid != uid:
            self._before = self._uid
        self._uid = uid
        self._next.start()

    # Map and bench together

    @property
    def _linked(self) -> bool:
        return bool(self.bench.tools.link.isChecked())

    @guarded
    def _draw_ahead(self) -> None:
        if not self._uid:
            return
        back = self._following(self._uid, False, False)
        if back and back == self._before:
            self._forward = True
        elif self._before and self._following(self._uid, True, False) == self._before:
            self._forward = False
        coming, at = [self._following(self._uid, self._forward, True)], self._uid
        for _number in range(COMING):
            at = self._following(at, self._forward, False) if at else ""
            coming.append(at)
        self.bench.prefetch(*coming)
        self._to_read = [uid for uid in dict.fromkeys(coming) if uid][:READ]
        self._reading.start()

    @guarded
    def _read_ahead(self) -> None:
        """Have one parcel read at a time; whatever the user does goes first."""
        if self._to_read and self.bench.idle:
            self.coming.emit(self._to_read.pop(0))
        if self._to_read:
            self._reading.start()

    @guarded
    def _on_moved(self, look: Look) -> None:
        self._look = look
        if not self._linked:
            return
        if self.bench.arrived:  # to another parcel the map goes at once, and once only
            self._push.stop()
            self._to_map()
        else:
            self._push.start()

    @guarded
    def _to_map(self) -> None:
        """Let the map of QGIS show what the bench shows; its answer is not taken for the user's."""
        look = self._look
        if look is None or not self._linked or sip.isdeleted(self._canvas):
            return
        size = self._canvas.mapSettings().outputSize()
        half_x, half_y = look.step * size.width() / 2, look.step * size.height() / 2
        self._pushing = True
        try:
            if abs(self._canvas.rotation() - look.rotation) > 1e-9:
                self._canvas.setRotation(look.rotation)
            self._canvas.setExtent(QgsRectangle(look.x - half_x, look.y - half_y, look.x + half_x, look.y + half_y))
            self._canvas.refresh()
        finally:
            self._pushing = False

    def _map_look(self) -> Look:
        centre = self._canvas.center()
        return Look(centre.x(), centre.y(), float(self._canvas.mapUnitsPerPixel()), float(self._canvas.rotation()))

    @guarded
    def _on_map(self) -> None:
        if self._linked and not self._pushing and not self._push.isActive() and self._canvas.mapUnitsPerPixel() > 0:
            self.bench.follow(self._map_look())

    @guarded
    def _on_linked(self, on: bool) -> None:
        if on and self.bench.look is not None:
            self._on_moved(self.bench.look)

    @guarded
    def _on_crs(self) -> None:
        self.bench.rebase()

    @guarded
    def _on_added(self, layers: list) -> None:
        if any(isinstance(layer, QgsRasterLayer) for layer in layers):
            self.bench.forget_layer("")

    @guarded
    def _on_restyled(self, *_deferred: Any) -> None:
        layer = self.sender()
        if isinstance(layer, QgsRasterLayer):
            self.bench.forget_layer(PREFIX + layer.id())

    @guarded
    def _on_gone(self, ids: list) -> None:
        gone = {PREFIX + layer_id for layer_id in ids}
        for key in gone:
            self._watched.pop(key, None)
        for source in [one for one in self.bench.sources if one.key in gone]:
            self.bench.forget_layer(source.key)
