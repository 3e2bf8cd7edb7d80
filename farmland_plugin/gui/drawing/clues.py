"""The window of clues that are points (线索点): go there, draw the parcel, or say which parcel it is about."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHeaderView,
    QInputDialog,
    QLineEdit,
    QPushButton,
    QTableView,
)

from ...domain.errors import FarmlandError
from ...domain.parcel import Clue
from ...i18n import tr
from ..controllers.mapview import MapView
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..models.simple import Column, RecordTable
from ..terms import NO_VALUE
from ..widgets.beside_map import keep_place, stand_beside
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal
from .layout import dress, lay_out

NUMBER, BATCH, TOLD, PARCEL = range(4)
HEIGHT = 250  # pixels: the map is needed above the window


class CluesDialog(QDialog):
    """Lists the clues of the open ledger, those without a parcel first.

    ``draw`` and ``go`` carry a ``Clue``: draw its parcel, show it on the map.
    """

    draw = pyqtSignal(object)
    go = pyqtSignal(object)

    def __init__(self, workspace: Workspace, view: MapView, canvas: Any, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandClues")
        self.setWindowTitle(tr("Clues"))
        self.workspace, self.notices, self.view, self._canvas = workspace, workspace.notices, view, canvas
        self.open_only = QCheckBox(tr("Without a parcel only"))
        self.open_only.setChecked(True)
        self._numbers: dict[str, str] = {}
        self._batches: dict[str, str] = {}
        self.table = RecordTable([
            Column(tr("Number"), lambda one: one.source_no or NO_VALUE),
            Column(tr("Batch"), lambda one: self._batches.get(one.batch_id, "")),
            Column(tr("What was told"), told, tip=lambda one: "\n".join(f"{k}: {v}" for k, v in one.attributes.items() if v)),
            Column(tr("Parcel"), lambda one: self._numbers.get(one.parcel_uid, NO_VALUE)),
        ], self)
        self.list = QTableView()
        self.refusal = Refusal()
        self.about = wrapped()
        self.to_draw, self.to_bind = QPushButton(tr("Draw the parcel")), QPushButton(tr("It is the selected parcel…"))
        self._lay_out()
        workspace.changed.connect(self._on_changed)
        workspace.closed.connect(self.reject)
        self.load()

    def showEvent(self, event: Any) -> None:
        """Enter never closes the window; the map stays in sight."""
        enter_only(self, self.to_draw)
        super().showEvent(event)
        stand_beside(self, self._canvas, HEIGHT)

    def done(self, result: int) -> None:
        """Remember where the window stood."""
        keep_place(self)
        super().done(result)

    def current(self) -> Optional[Clue]:
        """Return the clue of the selected row, None when none is."""
        rows = self.list.selectionModel().selectedRows()
        return self.table.records[rows[0].row()] if rows else None

    def _lay_out(self) -> None:
        dress(self.list, "farmlandClueTable")
        self.list.setModel(self.table)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAlternatingRowColors(True)
        self.list.setShowGrid(False)
        self.list.setWordWrap(False)
        header = self.list.horizontalHeader()
        for column, width in ((NUMBER, 120), (BATCH, 110), (PARCEL, 160)):
            self.list.setColumnWidth(column, width)
        header.setSectionResizeMode(TOLD, QHeaderView.ResizeMode.Stretch)
        self.list.selectionModel().selectionChanged.connect(self._on_selection)
        self.list.doubleClicked.connect(self._on_selection)
        self.open_only.toggled.connect(lambda _on: self.load())
        self.to_draw.clicked.connect(lambda _checked: self._on_draw())
        self.to_bind.clicked.connect(lambda _checked: self.on_bind())
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        self.about.setProperty("wide", True)
        lay_out(self, (self.about, self.open_only), self.list, self.refusal, (self.to_draw, self.to_bind, None, close), HEIGHT)

    def load(self) -> None:
        """Read the clues again; the one that was selected stays so."""
        ledger, before = self.workspace.ledger, self.current()
        if ledger is None:
            return
        every = list(ledger.clues())
        self._batches = {batch.batch_id: batch.name for batch in ledger.batches()}
        bound = {clue.parcel_uid for clue in every if clue.parcel_uid}
        self._numbers = {p.parcel_uid: p.source_no for p in ledger.parcels(bound, geometry=False)} if bound else {}
        waiting = [clue for clue in every if not clue.parcel_uid]
        self.table.load(waiting if self.open_only.isChecked() else [*waiting, *(c for c in every if c.parcel_uid)])
        self.about.setText(tr("{count} clues, {waiting} of them without a parcel").format(count=len(every), waiting=len(waiting)))
        for row, clue in enumerate(self.table.records):
            if before is not None and clue.clue_id == before.clue_id:
                self.list.selectRow(row)
        self._on_selection()

    @guarded
    def _on_changed(self) -> None:
        self.load()

    @guarded
    def _on_selection(self) -> None:
        clue = self.current()
        self.refusal.clear()
        free = clue is not None and not clue.parcel_uid and self.workspace.writable
        self.to_draw.setEnabled(free)
        self.to_bind.setEnabled(free)
        if clue is not None:
            self.go.emit(clue)

    @guarded
    def _on_draw(self) -> None:
        clue = self.current()
        if clue is not None:
            self.draw.emit(clue)

    @guarded
    def on_bind(self) -> None:
        """Say that the clue is about the parcel that is selected on the map."""
        clue = self.current()
        if clue is None:
            return
        if len(self.view.selected) != 1:
            self.refusal.text.setText(tr("Select the one parcel it is about, on the map or in the table of parcels."))
            self.refusal.text.show()
            self.refusal.show()
            return
        number = self.workspace.ledger.parcel(self.view.selected[0]).source_no
        reason, sure = QInputDialog.getText(self, tr("Clues"), tr("Clue {clue} is about parcel {number} because").format(
            clue=clue.source_no, number=number), QLineEdit.EchoMode.Normal, tr("the same place"))
        if sure:
            self.bind(clue, self.view.selected[0], reason)

    def bind(self, clue: Clue, uid: str, reason: str) -> None:
        """Write that a clue is about a parcel; say why not when it is refused."""
        try:
            self.workspace.writing().bind_clue(clue.clue_id, uid, reason.strip())
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.workspace.refresh()
        self.load()


def told(clue: Clue) -> str:
    """Return what the row of a clue says, in one line."""
    skipped = {"", clue.source_no}
    return tr("; ").join(value for value in clue.attributes.values() if value not in skipped and not _is_number(value))


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).replace("-", "").isdigit()
