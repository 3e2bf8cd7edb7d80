"""What is found or planned here: parcels drawn on the map, clues that are points, sites to check."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ...domain.parcel import Clue
from ...i18n import tr
from ...ledger.crs import ledger_crs
from ..dialogs.check_site import DRAW, FILE, CheckSiteDialog
from ..drawing import drawn
from ..drawing.clues import CluesDialog
from ..drawing.parcels import DrawnParcelsDialog
from ..errors import Notices, guarded
from .clue_layer import ClueLayer
from .drawing import PolygonDrawer
from .jobs import Jobs
from .mapview import MapView
from .spotlight import Spotlight
from .workspace import Workspace

AROUND_CLUE = 150.0  # metres shown on each side of a clue


class FoundHere(QObject):
    """Owns the pen, the clues' layer and the windows that use them."""

    def __init__(self, iface: Any, workspace: Workspace, view: MapView, jobs: Jobs, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._workspace, self._view, self._jobs = iface, workspace, view, jobs
        self.layer = ClueLayer(workspace, notices)
        self._drawer, self._site_pen = PolygonDrawer(iface, notices), PolygonDrawer(iface, notices)
        self._spotlight = Spotlight(iface)
        self._site_pen.drawn.connect(self._on_site_drawn)
        self.parcels: Optional[DrawnParcelsDialog] = None
        self.clues: Optional[CluesDialog] = None
        self.site: Optional[CheckSiteDialog] = None
        self._work: Optional[tempfile.TemporaryDirectory] = None
        workspace.closed.connect(self.release)

    @guarded
    def draw_parcels(self) -> None:
        """Open the window of parcels drawn here, with what was drawn before."""
        self._workspace.writing()
        if self.parcels is None:
            self.parcels = DrawnParcelsDialog(self._workspace, self._jobs, self._drawer, self._iface.mapCanvas(),
                                              self._iface.mainWindow())
            self.parcels.entered.connect(self._on_entered)
        self.parcels.again()

    @guarded
    def show_clues(self) -> None:
        """Open the list of clues."""
        if self.clues is None:
            self.clues = CluesDialog(self._workspace, self._view, self._iface.mapCanvas(), self._iface.mainWindow())
            self.clues.go.connect(self._on_go)
            self.clues.draw.connect(self._on_draw_clue)
        self.clues.load()
        self.clues.show()
        self.clues.raise_()

    @guarded
    def check_site(self) -> None:
        """Ask where the planned site is."""
        self.site = CheckSiteDialog(self._iface.mainWindow())
        self.site.chosen.connect(self._on_site)
        self.site.open()

    @guarded
    def release(self) -> None:
        """Close the windows and forget what was drawn."""
        for pen in (self._drawer, self._site_pen):
            pen.stop()
        for window in (self.parcels, self.clues, self.site):
            if window is not None:
                window.reject()
                window.deleteLater()
        self.parcels = self.clues = self.site = None
        self._clean()

    @guarded
    def _on_go(self, clue: Clue) -> None:
        ledger = self._workspace.ledger
        layer = self._workspace.parcels.layer
        if ledger is None or layer is None:
            return
        canvas = self._iface.mapCanvas()
        box = QgsRectangle(clue.x - AROUND_CLUE, clue.y - AROUND_CLUE, clue.x + AROUND_CLUE, clue.y + AROUND_CLUE)
        window = self.clues if self.clues is not None and self.clues.isVisible() else self.parcels
        cover = window.frameGeometry() if window is not None and window.isVisible() else None
        self._spotlight.go(canvas.mapSettings().layerExtentToOutputExtent(layer, box), cover)
        canvas.flashGeometries([QgsGeometry.fromPointXY(QgsPointXY(clue.x, clue.y))], layer.crs())

    @guarded
    def _on_draw_clue(self, clue: Clue) -> None:
        self.draw_parcels()
        if self.parcels is not None:
            self.parcels.draw_for(clue)
        self._on_go(clue)

    @guarded
    def _on_entered(self, results: dict) -> None:
        uids = [p.parcel_uid for p in self._workspace.ledger.parcels(geometry=False) if p.batch_id == results["BATCH_ID"]]
        self._view.select(uids, uids[0] if uids else "")

    @guarded
    def _on_site(self, way: str) -> None:
        ledger = self._workspace.ledger
        if ledger is None:
            return
        if way == FILE:
            self._jobs.dialog("checksite")
        elif way == DRAW:
            self._site_pen.start(ledger_crs(ledger))
        else:
            self._check(self._site_pen.selected(ledger_crs(ledger)))

    @guarded
    def _on_site_drawn(self, geometry: QgsGeometry) -> None:
        self._site_pen.stop()
        self._check([drawn.sound(geometry)])

    def _check(self, geometries: list[QgsGeometry]) -> None:
        ledger = self._workspace.ledger
        self._clean()
        self._work = tempfile.TemporaryDirectory(prefix="farmland-site-")
        path = Path(self._work.name) / "site.gpkg"
        sites = [drawn.Drawn(tr("Site {number}").format(number=number), geometry, Decimal(0))
                 for number, geometry in enumerate(geometries, 1)]
        drawn.write(path, ledger, sites, {})
        self._jobs.run("checksite", {"INPUT": str(path), "NAME": tr("drawn on the map")}, self._on_checked)

    @guarded
    def _on_checked(self, results: dict) -> None:
        self._clean()
        report = str(results.get("REPORT") or "")
        self.notices.success(tr("{count} sites checked, {touched} of them touch a red line.").format(
            count=results.get("SITES", 0), touched=results.get("TOUCHED", 0)), report)
        if report:
            QDesktopServices.openUrl(QUrl.fromLocalFile(report))

    def _clean(self) -> None:
        if self._work is not None:
            with suppress(OSError):  # Windows: a virus scanner may hold the file for a moment
                self._work.cleanup()
        self._work = None
