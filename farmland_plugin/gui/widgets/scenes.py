"""The parcel before and after, from the registered scenes: two linked pictures that pan and zoom together."""

from __future__ import annotations

from typing import Any, Callable, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ...compat import flag_number
from ...i18n import tr
from ..terms import Terms
from .pieces import leave_the_wheel

MARGIN = 2.0  # width of the picture as a multiple of the parcel's
LEAST_M = 60.0
HEIGHT = 150
REDRAW_MS = 60
LATER_MS = 800  # while the same is seen larger elsewhere
OUTLINE = "#ffd400"
BEFORE_ROLES = ("before", "base2013")
AFTER_ROLES = ("after", "uav", "latest")


class ScenePicture(QWidget):
    """One scene around the parcel, drawn off the GUI thread, with the parcel's outline on top."""

    moved = pyqtSignal(float, float)  # map units east and north
    zoomed = pyqtSignal(float)  # factor

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._layer: Optional[QgsRasterLayer] = None
        self._geometry = QgsGeometry()
        self._extent = QgsRectangle()
        self._crs = QgsCoordinateReferenceSystem()
        self._job: Optional[QgsMapRendererParallelJob] = None
        self._image: Any = None
        self._image_extent = QgsRectangle()
        self._text = ""
        self._drag: Optional[QPointF] = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._render)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        """Return a size that shows a house."""
        return QSize(180, HEIGHT)

    def show_scene(self, layer: Optional[QgsRasterLayer], geometry: QgsGeometry, text: str,
                   crs: QgsCoordinateReferenceSystem) -> None:
        """Show a raster (None: the text only) around a parcel given in ``crs``."""
        self._layer, self._geometry, self._text, self._crs = layer, geometry, text, crs
        self._image = None
        self._timer.start()
        self.update()

    def set_extent(self, extent: QgsRectangle) -> None:
        """Show this part of the world."""
        self._extent = QgsRectangle(extent)
        self._timer.start()
        self.update()

    def give_way(self, on: bool) -> None:
        """Draw only once nobody has gone on for a while, or at once."""
        self._timer.setInterval(LATER_MS if on else REDRAW_MS)

    @property
    def busy(self) -> bool:
        """Whether the picture is still to be drawn."""
        return self._timer.isActive() or self._job is not None

    def stop(self) -> None:
        """Give up drawing."""
        self._timer.stop()
        if self._job is not None:
            self._job.cancelWithoutBlocking()

    def _settings(self) -> QgsMapSettings:
        settings = QgsMapSettings()
        settings.setOutputSize(self.size())
        settings.setDevicePixelRatio(float(self.devicePixelRatioF()))
        settings.setDestinationCrs(self._crs)
        settings.setExtent(self._extent)
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        if self._layer is not None:
            settings.setLayers([self._layer])
        return settings

    def _render(self) -> None:
        self.stop()
        if self._layer is None or self._extent.isEmpty() or not self.isVisible() or self.width() < 10:
            self.update()
            return
        job = QgsMapRendererParallelJob(self._settings())
        job.finished.connect(self._on_rendered)  # a bound slot: Qt lets go of it when the widget dies before the job ends
        self._job = job
        job.start()

    def _on_rendered(self) -> None:
        job = self._job
        if job is None or self.sender() is not job:
            return
        self._image = job.renderedImage()
        self._image_extent = job.mapSettings().visibleExtent()
        self._job = None
        self.update()

    def paintEvent(self, event: Any) -> None:
        """Draw picture, outline and text."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().color(QPalette.ColorRole.Midlight))
        visible = self._settings().visibleExtent()
        if self._image is not None and not visible.isEmpty():
            painter.drawImage(self._on_screen(self._image_extent, visible), self._image)
        if self._layer is None:
            painter.setPen(self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
            flags = flag_number(Qt.AlignmentFlag.AlignCenter) | flag_number(Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._text)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(OUTLINE), 2))
        for polygon in self._geometry.asMultiPolygon() if self._geometry.isMultipart() else []:
            for ring in polygon:
                painter.drawPolyline(QPolygonF([self._point(point, visible) for point in ring]))

    def _point(self, point: QgsPointXY, visible: QgsRectangle) -> QPointF:
        across = (point.x() - visible.xMinimum()) / visible.width()
        down = (visible.yMaximum() - point.y()) / visible.height()
        return QPointF(across * self.width(), down * self.height())

    def _on_screen(self, extent: QgsRectangle, visible: QgsRectangle) -> QRectF:
        top_left = self._point(QgsPointXY(extent.xMinimum(), extent.yMaximum()), visible)
        bottom_right = self._point(QgsPointXY(extent.xMaximum(), extent.yMinimum()), visible)
        return QRectF(top_left, bottom_right)

    def resizeEvent(self, event: Any) -> None:
        """Draw again at the new size."""
        self._timer.start()

    def showEvent(self, event: Any) -> None:
        """Draw what was not drawn while hidden."""
        self._timer.start()

    def wheelEvent(self, event: Any) -> None:
        """Zoom both pictures with Ctrl; the wheel alone scrolls the panel they stand in."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoomed.emit(0.8 if event.angleDelta().y() > 0 else 1.25)
            event.accept()
        else:
            event.ignore()

    def mousePressEvent(self, event: Any) -> None:
        """Begin to drag."""
        self._drag = QPointF(event.pos())

    def mouseMoveEvent(self, event: Any) -> None:
        """Pan both pictures."""
        visible = self._settings().visibleExtent()
        if self._drag is None or visible.isEmpty():
            return
        step = QPointF(event.pos()) - self._drag
        self._drag = QPointF(event.pos())
        self.moved.emit(-step.x() * visible.width() / self.width(), step.y() * visible.height() / self.height())

    def mouseReleaseEvent(self, event: Any) -> None:
        """End the drag."""
        self._drag = None


class SceneChoice(QWidget):
    """A picture with the scene's date and role above it, to be chosen among the registered ones."""

    def __init__(self, name: str, roles: Sequence[str], empty: str, parent: Any = None) -> None:
        super().__init__(parent)
        self._roles, self._empty = roles, empty
        self._offered: list[Any] = []
        self.choice = QComboBox()
        leave_the_wheel(self.choice)
        self.choice.setObjectName(name)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(6)
        self.choice.setToolTip(tr("Scene shown below: capture date and role"))
        self.picture = ScenePicture()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.choice)
        layout.addWidget(self.picture, 1)

    def offer(self, scenes: Sequence[Any], terms: Terms) -> None:
        """Offer the scenes that cover the parcel, the best for this side first."""
        ordered = sorted(scenes, key=lambda scene: (self._rank(scene), scene.captured), reverse=True)
        if ordered == self._offered:
            return
        kept, self._offered = self.choice.currentData(), ordered
        self.choice.blockSignals(True)
        self.choice.clear()
        for scene in ordered:
            role = terms.label("scene_role", scene.role)
            self.choice.addItem(tr("{captured} · {role}").format(captured=scene.captured, role=role), scene.scene_id)
        if kept is not None and self.choice.findData(kept) >= 0:
            self.choice.setCurrentIndex(self.choice.findData(kept))
        self.choice.blockSignals(False)

    def show_parcel(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem,
                    layer_of: Callable[[str], QgsRasterLayer]) -> None:
        """Show the chosen scene around the parcel."""
        scene_id = self.choice.currentData()
        if scene_id is None:
            self.picture.show_scene(None, geometry, self._empty, crs)
            return
        layer = layer_of(scene_id)
        text = "" if layer.isValid() else tr("The scene's file cannot be read: is its disk connected?")
        self.picture.show_scene(layer if layer.isValid() else None, geometry, text, crs)

    def _rank(self, scene: Any) -> int:
        return len(self._roles) - self._roles.index(scene.role) if scene.role in self._roles else -1


class BeforeAfter(QWidget):
    """Two linked pictures of the current parcel; wheel zooms, dragging pans, both move together."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.before = SceneChoice("farmlandSceneBefore", BEFORE_ROLES, tr("No scene from before covers this parcel."))
        self.after = SceneChoice("farmlandSceneAfter", AFTER_ROLES, tr("No scene from after covers this parcel."))
        self._layers: dict[str, QgsRasterLayer] = {}
        self._paths: dict[str, str] = {}
        self._geometry = QgsGeometry()
        self._crs = QgsCoordinateReferenceSystem()
        self._extent = QgsRectangle()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for side in (self.before, self.after):
            layout.addWidget(side, 1)
            side.choice.currentIndexChanged.connect(self._refresh)
            side.picture.moved.connect(self._move)
            side.picture.zoomed.connect(self._zoom)

    def show_parcel(self, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem, scenes: Sequence[Any],
                    terms: Terms) -> None:
        """Show the scenes around a parcel whose geometry and whose scenes' bounds are in ``crs``."""
        self._geometry, self._crs = geometry, crs
        box = geometry.boundingBox()
        covering = [scene for scene in scenes if QgsRectangle(*scene.bounds).intersects(box)]
        self._paths = {scene.scene_id: str(scene.path) for scene in covering}
        self.before.offer([scene for scene in covering if scene.role not in AFTER_ROLES], terms)
        self.after.offer([scene for scene in covering if scene.role not in BEFORE_ROLES], terms)
        half = MARGIN * max(box.width(), box.height(), LEAST_M if not crs.isGeographic() else LEAST_M / 111000) / 2
        centre = box.center()
        self._extent = QgsRectangle(centre.x() - half, centre.y() - half, centre.x() + half, centre.y() + half)
        self._refresh()

    def give_way(self, on: bool) -> None:
        """Leave the processor to a window that shows the same larger: these pictures come once one stays at a parcel."""
        for side in (self.before, self.after):
            side.picture.give_way(on)

    def clear(self) -> None:
        """Forget the scenes of a ledger that was closed."""
        for side in (self.before, self.after):
            side.picture.stop()
            side.offer([], Terms())
            side.picture.show_scene(None, QgsGeometry(), "", self._crs)
        self._layers = {}

    def _refresh(self) -> None:
        for side in (self.before, self.after):
            side.show_parcel(self._geometry, self._crs, self._layer)
        self._spread()

    def _layer(self, scene_id: str) -> QgsRasterLayer:
        if scene_id not in self._layers:
            self._layers[scene_id] = QgsRasterLayer(self._paths[scene_id], scene_id)
        return self._layers[scene_id]

    def _spread(self) -> None:
        for side in (self.before, self.after):
            side.picture.set_extent(self._extent)

    def _move(self, east: float, north: float) -> None:
        self._extent = QgsRectangle(self._extent.xMinimum() + east, self._extent.yMinimum() + north,
                                    self._extent.xMaximum() + east, self._extent.yMaximum() + north)
        self._spread()

    def _zoom(self, factor: float) -> None:
        self._extent.scale(factor)
        self._spread()
