"""What is left on a parcel, drawn on the map and shown there while the parcel is the current one."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsProject, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtGui import QColor

from ...compat import geometry_of
from ...i18n import tr
from ...ledger.completion import residuals
from ...ledger.crs import ledger_crs
from ..dialogs.completing import ResidualDialog
from ..errors import Notices, guarded
from ..staff import Staff
from ..widgets.completion import CompletionBox
from .drawing import PolygonDrawer
from .mapview import MapView
from .workspace import Workspace

LINE, FILL = QColor("#c62828"), QColor(198, 40, 40, 70)
WIDTH = 2
STEP_M, METRES_A_DEGREE = 0.75, 111320.0  # the outline follows pixels of half a metre: their steps are smoothed


class Residuals(QObject):
    """Gives the box its pen, asks what was drawn, and outlines what stands."""

    def __init__(self, iface: Any, box: CompletionBox, workspace: Workspace, view: MapView, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._box, self._workspace, self._view = iface, box, workspace, view
        self.pen = PolygonDrawer(iface, notices)
        self.bands: list[QgsRubberBand] = []
        self.window_: Optional[ResidualDialog] = None
        self._uid, self._kind = "", ""
        self._proposed = False  # whether what is on the map was measured from images, not drawn
        self._pieces: list[QgsGeometry] = []  # of it, still to come
        box.draw_wanted.connect(self.draw)
        self.pen.drawn.connect(self._on_drawn)
        view.current_changed.connect(self.show)
        workspace.changed.connect(self._on_changed)
        workspace.closed.connect(self._on_closed)

    @guarded
    def draw(self, uid: str) -> None:
        """Take the pen for one parcel; every outline is recorded on its own, until another tool is taken."""
        self._workspace.writing()
        self._uid, self._proposed, self._pieces = uid, False, []
        self.pen.start(ledger_crs(self._workspace.ledger))

    @guarded
    def propose(self, uid: str, wkb: bytes) -> None:
        """Take the pen with what seems to be left on a parcel, piece by piece, the largest first; a person corrects it on the
        map and says what it is, and nothing is recorded before.

        :param wkb: MultiPolygon in the ledger's CRS.
        """
        self._workspace.writing()
        self._uid, self._proposed = uid, True
        self._pieces = sorted(geometry_of(wkb).asGeometryCollection(), key=lambda piece: piece.area())
        self._next_piece()

    def _next_piece(self) -> None:
        crs = ledger_crs(self._workspace.ledger)
        step = STEP_M / METRES_A_DEGREE if crs.isGeographic() else STEP_M
        self.pen.start_with(self._pieces.pop().simplify(step), crs)

    @guarded
    def _on_drawn(self, geometry: QgsGeometry) -> None:
        ledger = self._workspace.writing()
        if self._proposed:
            self.pen.stop()
        window = ResidualDialog(self._workspace, self._uid, bytes(geometry.asWkb()), Staff(
            self._workspace, ledger.parcel(self._uid)), None if self._proposed else self._kind, self._iface.mainWindow())
        self.window_ = window
        window.accepted.connect(self._on_recorded)
        window.finished.connect(window.deleteLater)
        window.open()

    @guarded
    def _on_recorded(self) -> None:
        if self.window_ is not None:
            self._kind = str(self.window_.kind.currentData())
            self.notices.success(tr("Recorded: {kind}, {area}").format(kind=self.window_.kind.currentText(),
                                                                       area=self.window_.area.text()))
            if self._proposed and self._pieces:
                self._next_piece()

    @guarded
    def _on_changed(self, _uids: Any) -> None:
        self.show(self._view.current)

    @guarded
    def show(self, uid: str) -> None:
        """Outline what stands on a parcel; nothing for ''."""
        self.clear()
        ledger = self._workspace.ledger
        if self.pen.tool is not None and (ledger is None or uid != self._uid):
            self.pen.stop()
        if ledger is None or not uid:
            return
        left = standing(ledger, uid)
        if not left:
            return
        canvas = self._iface.mapCanvas()
        transform = QgsCoordinateTransform(ledger_crs(ledger), canvas.mapSettings().destinationCrs(), QgsProject.instance())
        for wkb in left:
            geometry = geometry_of(wkb)
            try:
                geometry.transform(transform)
            except QgsCsException:
                continue  # what lies outside the map's system cannot be shown on it
            band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            band.setColor(LINE)
            band.setFillColor(FILL)
            band.setWidth(WIDTH)
            band.addGeometry(geometry, None)
            self.bands.append(band)

    @guarded
    def _on_closed(self) -> None:
        self.show("")

    def clear(self) -> None:
        """Leave nothing on the map."""
        canvas = self._iface.mapCanvas()
        for band in self.bands:
            if not sip.isdeleted(band):
                canvas.scene().removeItem(band)
        self.bands = []

    def release(self) -> None:
        """Put the pen down, leave nothing on the map, follow nobody."""
        self.pen.stop()
        self.clear()
        for signal, slot in ((self._view.current_changed, self.show), (self._workspace.changed, self._on_changed),
                             (self._workspace.closed, self._on_closed), (self._box.draw_wanted, self.draw)):
            signal.disconnect(slot)


def standing(ledger: Any, uid: str) -> list[bytes]:
    """Return the outlines (WKB, ledger CRS) of what is left on a parcel in its present round."""
    round_ = ledger.case(uid).round
    return [one.geom for one in residuals(ledger, uid) if one.removed_seq is None and one.round == round_]
