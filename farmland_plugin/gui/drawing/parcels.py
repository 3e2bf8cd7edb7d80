"""The window of parcels drawn here (自查、举报上图): draw, number, describe, and enter them as one batch."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.core import QgsGeometry, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from ...domain.errors import FarmlandError
from ...domain.parcel import Clue
from ...domain.progress import NoFeedback
from ...i18n import message, tr
from ...intake.ground.placing import locate
from ...ledger.crs import ledger_crs
from ...ledger.places import Places
from ..controllers.drawing import FILL, LINE, PolygonDrawer
from ..controllers.jobs import Jobs
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..terms import NO_VALUE, mu
from ..widgets.beside_map import keep_place, stand_beside
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal
from . import drawn
from .drawn import Drawn
from .layout import dress, lay_out

NUMBER, AREA, PLACE, OTHERS, NOTE = range(5)
DEFAULT_SOURCE, CLUE_SOURCE = "self_check", "tip"
OVERLAPPED = "#b35900"
AROUND = 30.0  # metres shown around a drawing
HEIGHT = 236  # pixels: the map is needed above the window


class DrawnParcelsDialog(QDialog):
    """Keeps what was drawn until it is entered; stays beside the map while the user draws.

    ``entered`` carries the results of the import.
    """

    entered = pyqtSignal(dict)

    def __init__(self, workspace: Workspace, jobs: Jobs, drawer: PolygonDrawer, canvas: Any, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandDrawnParcels")
        self.setWindowTitle(tr("Parcels drawn here"))
        self.workspace, self.notices, self.jobs, self.drawer = workspace, workspace.notices, jobs, drawer
        self.drawings: list[Drawn] = []
        self._entering: list[Drawn] = []
        self._clue: Optional[Clue] = None
        self._canvas, self._bands = canvas, []
        self._work: Optional[tempfile.TemporaryDirectory] = None
        self.table = QTableWidget(0, 5)
        self.source, self.batch = QComboBox(), QLineEdit()
        self.refusal = Refusal()
        self.about = wrapped()
        self.draw, self.take, self.remove, self.enter = (QPushButton(text) for text in (
            tr("Draw"), tr("Take selected polygons"), tr("Remove"), tr("Enter")))
        self._lay_out()
        self._connect()
        self._show()

    def showEvent(self, event: Any) -> None:
        """Enter never closes the window; the map stays in sight."""
        enter_only(self, self.enter)
        super().showEvent(event)
        stand_beside(self, self._canvas, HEIGHT)

    def draw_for(self, clue: Clue) -> None:
        """Draw the next polygon for a clue."""
        self.source.setCurrentIndex(max(0, self.source.findData(CLUE_SOURCE)))
        self._clue = clue
        self._tell()
        self.on_draw()

    def _lay_out(self) -> None:
        dress(self.table, "farmlandDrawnTable")
        self.table.setHorizontalHeaderLabels([tr("Number"), tr("Area (mu)"), tr("Place"), tr("On the ground of"), tr("Remark")])
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NOTE, QHeaderView.ResizeMode.Stretch)
        for code, label in self.workspace.terms.choices("source"):
            self.source.addItem(label, code)
        self.source.setCurrentIndex(max(0, self.source.findData(DEFAULT_SOURCE)))
        self.batch.setPlaceholderText(tr("source and date"))
        self.about.setProperty("wide", True)
        head = (self.draw, self.take, self.remove, None, QLabel(tr("Source")), self.source, QLabel(tr("Name of the batch")),
                self.batch)
        lay_out(self, head, self.table, self.refusal, (self.about, self.enter), HEIGHT)

    def _connect(self) -> None:
        self.draw.clicked.connect(lambda _checked: self.on_draw())
        self.take.clicked.connect(lambda _checked: self.on_take())
        self.remove.clicked.connect(lambda _checked: self.on_remove())
        self.enter.clicked.connect(lambda _checked: self.on_enter())
        self.drawer.drawn.connect(self._on_drawn)
        self.drawer.stopped.connect(self._on_stopped)
        self.table.itemChanged.connect(self._on_edit)
        self.table.itemSelectionChanged.connect(self._on_selection)
        self.table.doubleClicked.connect(lambda index: self.on_go(index.row(), index.column()))

    @guarded
    def on_draw(self) -> None:
        """Take the pen."""
        self.refusal.clear()
        self.drawer.start(ledger_crs(self.workspace.writing()))
        self.draw.setEnabled(False)

    @guarded
    def on_take(self) -> None:
        """Take the polygons selected in the active layer."""
        self.refusal.clear()
        try:
            for geometry in self.drawer.selected(ledger_crs(self.workspace.writing())):
                self._add(geometry)
        except FarmlandError as error:
            self.refusal.say(error)

    @guarded
    def on_remove(self) -> None:
        """Forget the selected drawings."""
        gone = {index.row() for index in self.table.selectionModel().selectedRows()}
        self.drawings = [one for at, one in enumerate(self.drawings) if at not in gone]
        self._show()

    @guarded
    def on_enter(self) -> None:
        """Enter all drawings as one batch."""
        if not self.drawings:
            return
        ledger = self.workspace.writing()
        today, source = date.today(), self.source.currentData()
        name = self.batch.text().strip() or tr("{source} {day}").format(source=self.source.currentText(), day=today.isoformat())
        clues = {clue.clue_id: clue.source_no for clue in ledger.clues()}
        self._work = tempfile.TemporaryDirectory(prefix="farmland-drawn-")
        path = Path(self._work.name) / "drawn.gpkg"
        drawn.write(path, ledger, self.drawings, clues)
        self.refusal.clear()
        self._entering = list(self.drawings)
        for widget in (self.enter, self.table, self.remove):
            widget.setEnabled(False)
        try:
            self.jobs.run("importparcels", {"INPUT": str(path), "BATCH": name, "SOURCE": source, "KIND": "drawn"},
                          self._on_entered, self._on_failed)
        except FarmlandError as error:
            self._on_failed(message(error))

    @guarded
    def _on_failed(self, reason: str) -> None:
        """Say why nothing was entered; the drawings stay."""
        self._clean()
        self._show()
        self.refusal.say(FarmlandError("{reason}", reason=reason or tr("Stopped: nothing was entered.")))

    @guarded
    def _on_entered(self, results: dict) -> None:
        """Bind the clues to the parcels drawn for them, and forget the drawings."""
        ledger = self.workspace.writing()
        came_in = {p.source_row: p.parcel_uid for p in ledger.parcels(geometry=False) if p.batch_id == results["BATCH_ID"]}
        gone = set()
        for row, one in enumerate(self._entering, 1):  # two may bear one number
            if row in came_in:
                gone.add(id(one))
                if one.clue_id:
                    ledger.bind_clue(one.clue_id, came_in[row], tr("drawn on the map"))
        self.drawings = [one for one in self.drawings if id(one) not in gone]
        self._clean()
        self.workspace.refresh()
        self._show()
        self.notices.success(tr("{count} parcels entered.").format(count=len(came_in)), results.get("REPORT"))
        self.entered.emit(results)
        if not self.drawings:
            self.accept()

    @guarded
    def _on_drawn(self, geometry: QgsGeometry) -> None:
        self.refusal.clear()
        try:
            self._add(geometry)
        except FarmlandError as error:
            self.refusal.say(error)

    def _add(self, geometry: QgsGeometry) -> None:
        ledger, clue = self.workspace.writing(), self._clue
        sound = drawn.sound(geometry)
        mark = str(self.workspace.terms.about("source", self.source.currentData()).get("mark") or "ZC")
        number = clue.source_no if clue is not None else drawn.free_number(
            ledger, mark, date.today(), (one.number for one in self.drawings))
        found = Drawn(number, sound, drawn.official_area(ledger, sound), clue_id=clue.clue_id if clue else "",
                      others=drawn.on_same_ground(self.workspace.parcels.layer, sound))
        found.place = self._place(found)
        self.drawings.append(found)
        self._clue = None
        self._show()

    def _place(self, found: Drawn) -> str:
        parcel, ledger = drawn.as_parcel(found), self.workspace.ledger
        place = locate([parcel], ledger, NoFeedback()).get(parcel.parcel_uid)
        if place is None:
            return NO_VALUE
        names = Places(ledger)
        return " ".join(text for text in (place.township_name or names.name(place.township) or place.township,
                                          place.village_name or names.name(place.village) or place.village) if text) or NO_VALUE

    @guarded
    def on_go(self, row: int, column: int = NUMBER + 1) -> None:
        """Show a drawing on the map; number and remark are edited by the same double click."""
        if column in (NUMBER, NOTE):
            return
        box = self.drawings[row].geometry.boundingBox()
        box.grow(AROUND)
        canvas = self._canvas
        canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(self.workspace.parcels.layer, box))
        canvas.refresh()

    @guarded
    def _on_stopped(self) -> None:
        self.draw.setEnabled(True)

    @guarded
    def _on_selection(self) -> None:
        self.remove.setEnabled(bool(self.table.selectionModel().selectedRows()))

    @guarded
    def _on_edit(self, item: QTableWidgetItem) -> None:
        one, text = self.drawings[item.row()], item.text().strip()
        if item.column() == NUMBER and text:
            one.number = text
        elif item.column() == NOTE:
            one.note = text

    def _show(self) -> None:
        """Bring table, map and sentence up to the drawings."""
        self.table.setEnabled(True)
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.drawings))
        for row, one in enumerate(self.drawings):
            others = tr(", ").join(one.others[:3]) + (" …" if len(one.others) > 3 else "")
            for column, text in enumerate((one.number, mu(one.area_m2), one.place, others or NO_VALUE, one.note)):
                item = QTableWidgetItem(text)
                if column not in (NUMBER, NOTE):
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                if column == AREA:
                    item.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
                item.setToolTip(tr(", ").join(one.others) if column == OTHERS else text)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self._show_bands(self.drawings)
        self._tell()
        self.enter.setText(tr("Enter {count} parcels").format(count=len(self.drawings)))
        self.enter.setEnabled(bool(self.drawings) and self.workspace.writable)
        self._on_selection()

    def _tell(self) -> None:
        """Say for which clue the next polygon is drawn, how many there are, and how many lie on known ground."""
        overlapping = sum(1 for one in self.drawings if one.others)
        clue = [tr("Draw the parcel of clue {number}").format(number=self._clue.source_no)] if self._clue is not None else []
        more = [tr("{count} on ground that is in the ledger already").format(count=overlapping)] if overlapping else []
        self.about.setText(" · ".join([*clue, tr("{count} drawn").format(count=len(self.drawings)), *more]))
        self.about.setStyleSheet(f"color: {OVERLAPPED}" if overlapping else "")

    def _show_bands(self, drawings: Sequence[Drawn]) -> None:
        for band in self._bands:
            band.reset()
            self._canvas.scene().removeItem(band)
        self._bands = []
        if self.workspace.ledger is None:
            return
        for one in drawings:
            band = QgsRubberBand(self._canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            band.setColor(LINE)
            band.setFillColor(FILL)
            band.setToGeometry(one.geometry, ledger_crs(self.workspace.ledger))
            self._bands.append(band)

    def _clean(self) -> None:
        if self._work is not None:
            with suppress(OSError):  # Windows: a virus scanner may hold the file for a moment
                self._work.cleanup()
        self._work = None

    def done(self, result: int) -> None:
        """Put the pen down; what was drawn is kept until it is entered or QGIS ends."""
        self.drawer.stop()
        self._show_bands([])
        self._clue = None
        keep_place(self)
        super().done(result)

    def again(self) -> None:
        """Show the window with what was drawn before."""
        self._show()
        self.show()
        self.raise_()
