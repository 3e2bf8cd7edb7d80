"""The window of parcels on the same ground in the whole ledger: decided here at any time, with the reconciliation beside."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsGeometry
from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout

from ...domain.errors import FarmlandError
from ...domain.reconciliation import Reconciliation
from ...domain.same_ground import RULE, Thresholds, proposal, reconcile
from ...i18n import tr
from ...ledger.crs import ledger_crs
from ..controllers.spotlight import Spotlight
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..models.tally import Sum
from ..widgets.pieces import wrapped
from ..widgets.refusal import Refusal
from ..widgets.same_ground import LATER, OTHERS, Decision, ReviewRow, SameGroundReview

SIZE, EDGE = (1080, 360), 8
RECKON_MS = 250


class SameGroundDialog(QDialog):
    """Lists the ledger's links; each decision is written at once and can be taken back."""

    def __init__(self, workspace: Workspace, spotlight: Spotlight, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandSameGroundDialog")
        self.setWindowTitle(tr("Same Ground"))
        self.workspace, self.notices, self.spotlight = workspace, workspace.notices, spotlight
        self.review, self.refusal, self.sum = SameGroundReview(), Refusal(), wrapped()
        self.empty = QLabel(tr("No two parcels of this ledger lie on the same ground."))
        self._written: dict[str, Decision] = {}
        self._reckon = QTimer(self)
        self._reckon.setSingleShot(True)
        self._reckon.setInterval(RECKON_MS)
        self._reckon.timeout.connect(self.reckon)
        self._lay_out()
        self.load()
        self.review.changed.connect(self._on_changed)
        self.review.shown.connect(self._on_shown)
        self.workspace.closed.connect(self.reject)
        self.finished.connect(self._on_finished)
        self.resize(*SIZE)
        if parent is not None:  # at the lower edge, so that the map is seen above it
            room = parent.frameGeometry()
            self.move(room.left() + EDGE, max(room.top(), room.bottom() - SIZE[1] - 5 * EDGE))
        QgsGui.enableAutoGeometryRestore(self)

    def start(self) -> None:
        """Show the window without blocking QGIS: the map is used beside it."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()
        self.raise_()
        self.review.view.setFocus()
        self._on_shown(self.review.current())

    @guarded
    def load(self) -> None:
        """Show the pairs that count now; those of parcels issued again or withdrawn are nobody's to decide any more."""
        ledger = self.workspace.ledger
        if ledger is None:
            return
        thresholds = self._thresholds(ledger)
        pairs = self._reconciled(ledger).pairs
        names = {batch.batch_id: batch.name for batch in ledger.batches()}
        self.review.load([ReviewRow(
            pair.link_id, pair.number or pair.parcel_uid, names.get(pair.batch_id, ""), pair.other_number or pair.other_uid,
            names.get(pair.other_batch_id, ""), pair.relation, pair.common_m2, pair.share, pair.other_share, pair.iou,
            proposal(pair.relation, thresholds), pair.decision, pair.reason) for pair in pairs])
        self._ends = {pair.link_id: (pair.parcel_uid, pair.other_uid) for pair in pairs}
        self._written = {}
        self.empty.setVisible(not pairs)
        self.review.setVisible(bool(pairs))
        if not self.workspace.writable:
            self.review.set_writable(False, self.workspace.reading or tr("The ledger is open for reading only."))
        self.reckon()

    @guarded
    def reckon(self) -> None:
        """Say what all batches add up to with what is decided now."""
        ledger = self.workspace.ledger
        if ledger is None:
            return
        found = self._reconciled(ledger)
        text = tr("{batches} batches {sum} − overlap {common} = <b>{total}</b>").format(
            batches=len(found.batches), sum=Sum(found.sum, found.sum_mu).text(),
            common=Sum(found.overlap, found.overlap_mu).text(), total=Sum(found.total, found.total_mu).text())
        if found.pending:
            text += "　" + tr("({count} undecided, counted as proposed)").format(count=found.pending)
        self.sum.setText(text)

    @staticmethod
    def _thresholds(ledger: Any) -> Thresholds:
        return Thresholds.from_json(ledger.rule(RULE), f"{RULE}.json")

    def _reconciled(self, ledger: Any) -> Reconciliation:
        return reconcile(list(ledger.batches()), ledger.parcels(geometry=False), ledger.links(), ledger.reissued(),
                         self._thresholds(ledger))

    @guarded
    def _on_changed(self) -> None:
        """Write what was decided since the last time, as one event."""
        made = self.review.decisions()
        before = {row.key: (row.decision, row.reason) for row in self.review.table.rows}
        fresh = {key: made.get(key, before[key]) for key in {*made, *self._written}
                 if made.get(key, before[key]) != self._written.get(key, before[key])}
        if not fresh:
            return
        self.refusal.clear()
        try:
            self.workspace.writing().decide_links([(key, decision, reason) for key, (decision, reason) in fresh.items()])
        except FarmlandError as error:
            self.refusal.say(error)
            self.load()
            return
        self._written.update(fresh)
        self.workspace.refresh()
        self._reckon.start()

    @guarded
    def _on_shown(self, row: Optional[ReviewRow]) -> None:
        ledger = self.workspace.ledger
        if row is None or ledger is None or not self.isVisible():
            self.spotlight.clear()
            return
        later, other = self._ends[row.key]
        drawn = []
        for uid, colour in ((other, OTHERS), (later, LATER)):
            for parcel in ledger.parcels([uid]):
                geometry = QgsGeometry()
                geometry.fromWkb(parcel.geom)
                drawn.append((geometry, colour))
        self.spotlight.show(drawn, ledger_crs(ledger), self.frameGeometry())

    @guarded
    def _on_finished(self) -> None:
        self._reckon.stop()
        self.spotlight.clear()

    def _lay_out(self) -> None:
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        button = close.button(QDialogButtonBox.StandardButton.Close)
        button.setText(tr("Close"))
        button.setAutoDefault(False)
        close.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget, stretch in ((self.empty, 0), (self.review, 1), (self.refusal, 0), (self.sum, 0), (close, 0)):
            layout.addWidget(widget, stretch)
