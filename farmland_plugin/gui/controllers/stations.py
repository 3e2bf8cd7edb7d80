"""The photos of the current parcel: where they were taken, on the map, and one of them large in a window."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from qgis.PyQt.QtWidgets import QToolTip

from ...i18n import tr
from ...ledger.cases.dossiers import shows
from ...ledger.crs import ledger_crs
from ...ledger.photos import Station
from ..errors import Notices, guarded
from ..keys.routing import hands_on_map
from ..photos.arrows import AFTER, BEFORE, OTHER, Arrow, StationArrows, looked_at
from ..photos.facts import bearing
from ..photos.marks import Mark, first_of, marks_of
from ..photos.window import IMAGE, PhotoWindow
from ..widgets.evidence import EvidenceBox
from .jobs import Jobs
from .mapview import MapView
from .workspace import Workspace

LATER_MS = 150  # a parcel that is only passed is not drawn
CHECK = "attachphotos"


class Stations(QObject):
    """Follows the current parcel; ``release`` leaves nothing on the map."""

    def __init__(self, iface: Any, box: EvidenceBox, workspace: Workspace, view: MapView, jobs: Jobs, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._box, self._workspace, self._view, self._jobs = iface, box, workspace, view, jobs
        self.item: Optional[StationArrows] = None
        self.window: Optional[PhotoWindow] = None
        self._pressed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LATER_MS)
        self._timer.timeout.connect(self.draw)
        self._links = ((view.current_changed, self._on_current), (workspace.changed, self._on_changed),
                       (workspace.closed, self._on_closed), (box.stations.toggled, self._on_toggled),
                       (box.photos.wanted, self._on_wanted), (box.photos.first_wanted, self.show_first),
                       (iface.mapCanvas().destinationCrsChanged, self._on_crs))
        for signal, slot in self._links:
            signal.connect(slot)

    # -- on the map -------------------------------------------------------------------------------------------

    @guarded
    def draw(self) -> None:
        """Draw where the photos of the current parcel were taken, when that is wanted."""
        self.clear()
        ledger, uid = self._workspace.ledger, self._view.current
        if ledger is None or not uid or not self._box.stations.isChecked():
            return
        with ledger.reading():
            round_ = ledger.case(uid).round
            stations = [one for one in ledger.photo_stations(uid) if one.round == round_]
            marks = marks_of(ledger, self._workspace.terms, ledger.photo_flags(uid)) if stations else {}
        canvas, arrows = self._iface.mapCanvas(), self._arrows(stations, marks)
        if arrows:
            self.item = StationArrows(canvas, arrows)
            self.item.updatePosition()
            canvas.viewport().installEventFilter(self)

    def _arrows(self, stations: list[Station], marks: Mapping[str, Mark]) -> list[Arrow]:
        ledger = self._workspace.ledger
        roles = ledger.dictionary("attachment_role")
        transform = QgsCoordinateTransform(ledger_crs(ledger), self._iface.mapCanvas().mapSettings().destinationCrs(),
                                           QgsProject.instance())
        found = []
        for one, ahead in zip(stations, looked_at(stations, ledger.crs_wkt)):
            after = shows(roles, one.role, "acceptance") and not shows(roles, one.role, "survey")
            before = shows(roles, one.role, "survey")
            mark = marks.get(one.sha256)
            try:
                at = transform.transform(QgsPointXY(one.x, one.y))
                toward = transform.transform(QgsPointXY(*ahead)) if ahead is not None else None
            except QgsCsException:
                continue  # what lies outside the map's system cannot be shown on it
            found.append(Arrow(one.sha256, at, toward, AFTER if after else BEFORE if before else OTHER, after,
                               mark is not None and mark.text[0] in "⚑✗", self._tip(one, mark)))
        return found

    def _tip(self, one: Station, mark: Optional[Mark]) -> str:
        parts = [self._workspace.terms.label("attachment_role", one.role), one.taken.replace("T", " ")]
        if one.azimuth is not None:
            parts.append(bearing(one.azimuth))
        told = " · ".join(part for part in parts if part)
        return f"{told}\n{mark.text} {mark.tip}" if mark is not None else told

    def clear(self) -> None:
        """Leave nothing on the map."""
        self._timer.stop()
        canvas, item, self.item, self._pressed = self._iface.mapCanvas(), self.item, None, ""
        if item is not None and not sip.isdeleted(item) and canvas is not None and not sip.isdeleted(canvas):
            canvas.viewport().removeEventFilter(self)
            canvas.scene().removeItem(item)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Tell what is under the pointer, and open what is clicked unless a tool draws."""
        kind = event.type()
        if self.item is None or kind not in (QEvent.Type.ToolTip, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            return False
        found = self.item.at(QPointF(event.pos()))
        if kind == QEvent.Type.ToolTip:
            if found:
                QToolTip.showText(event.globalPos(), "\n\n".join(one.tip for one in found), watched)
            return bool(found)
        if event.button() != Qt.MouseButton.LeftButton or hands_on_map(self._iface.mapCanvas().mapTool()):
            return False
        if kind == QEvent.Type.MouseButtonPress:
            self._pressed = found[0].sha256 if found else ""
            return bool(found)
        pressed, self._pressed = self._pressed, ""
        if pressed and any(one.sha256 == pressed for one in found):
            self.show(self._view.current, pressed)
        return bool(pressed)

    # -- in its window ----------------------------------------------------------------------------------------

    @guarded
    def show(self, uid: str, sha: str) -> None:
        """Show one photo large."""
        if self.window is None:
            self.window = PhotoWindow(self._workspace, self._iface.mainWindow())
            self.window.go_wanted.connect(self._on_go)
            self.window.check_wanted.connect(self._on_check)
            self.window.finished.connect(self._on_window_closed)
        self.window.show_photo(uid, sha)
        if self.window is not None:
            self.window.show()
            self.window.raise_()
            self.window.activateWindow()

    @guarded
    def show_first(self) -> None:
        """Show the photo of the current parcel that wants looking at first."""
        ledger, uid = self._workspace.ledger, self._view.current
        if ledger is None or not uid:
            return
        round_ = ledger.case(uid).round
        shas = [row["sha256"] for row in ledger.media.rows(uid)
                if row["removed_seq"] is None and row["round"] == round_ and str(row["mime"]).startswith(IMAGE)]
        first = first_of(shas, marks_of(ledger, self._workspace.terms, ledger.photo_flags(uid)))
        if first is None:
            self.notices.info(tr("This parcel has no photo in this round."))
        else:
            self.show(uid, first)

    @guarded
    def _on_wanted(self, row: Mapping[str, Any]) -> None:
        self.show(self._view.current, row["sha256"])

    @guarded
    def _on_go(self, uid: str, sha: str) -> None:
        self.show(uid, sha)  # first: a window of another parcel closes when the current one changes
        self._view.select([uid], uid)
        self._view.zoom_to([uid])

    @guarded
    def _on_check(self) -> None:
        self._jobs.run(CHECK, {}, lambda results: self.notices.success(
            tr("{count} photos checked, flags raised: {flags}.").format(count=results["CHECKED"], flags=results["FLAGS"])))

    @guarded
    def _on_window_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window = None

    # -- following --------------------------------------------------------------------------------------------

    @guarded
    def _on_current(self, uid: str) -> None:
        self.clear()
        if uid and self._box.stations.isChecked():
            self._timer.start()
        if self.window is not None and self.window.uid != uid:
            self.window.reject()

    @guarded
    def _on_changed(self, uids: Any) -> None:
        if uids is None or self._view.current in uids:
            self._timer.start()
        if self.window is not None and (uids is None or self.window.uid in uids):
            self.window.refresh()

    @guarded
    def _on_toggled(self, _on: bool) -> None:
        self.draw()

    @guarded
    def _on_crs(self) -> None:
        self._timer.start()

    @guarded
    def _on_closed(self) -> None:
        self.clear()
        if self.window is not None:
            self.window.reject()

    def release(self) -> None:
        """Close the window, leave nothing on the map, follow nobody."""
        self._on_closed()
        for signal, slot in self._links:
            signal.disconnect(slot)
