"""The page that fits the thresholds of image comparison to the county's decisions and lets a person adopt them."""

from __future__ import annotations

import json
from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ...domain.errors import FarmlandError
from ...i18n import tr
from ..controllers.jobs import Job, Jobs
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal

ALGORITHM = "refitchange"
SIZE = (780, 520)


class LearningDialog(QDialog):
    """Shows what fitting comes to, now and fitted side by side; nothing is adopted without a reason in words."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandLearning")
        self.setWindowTitle(tr("Fit comparison of images to decisions"))
        self.workspace, self.notices, self._jobs = workspace, workspace.notices, jobs
        self._job: Optional[Job] = None
        self.offered = self.adopting = False
        self.counted, self.standing, self.thresholds = wrapped(), wrapped(), wrapped()
        self.table, self.busy, self.refusal = QTreeWidget(), QProgressBar(), Refusal()
        self.reason_label, self.reason = QLabel(tr("Reason")), QLineEdit()
        self.adopt_button, self.buttons = QPushButton(tr("Adopt the thresholds")), QDialogButtonBox()
        self._lay_out()
        self.reason.textChanged.connect(lambda _text: self._check())
        self.adopt_button.clicked.connect(lambda _checked: self.on_adopt())
        self.workspace.closed.connect(self._on_closed)
        self.finished.connect(self._on_finished)
        self._check()

    def start(self) -> None:
        """Show the window and reckon."""
        self.open()
        self.reckon()

    @guarded
    def reckon(self) -> None:
        """Read the decisions and fit to them, in the background."""
        self._run({}, self._on_told)

    @guarded
    def on_adopt(self) -> None:
        """Make the thresholds a new version of the ledger's profile."""
        if self.adopt_button.isEnabled():
            self.workspace.writing()
            self.adopting = True
            self._run({"ADOPT": True, "REASON": self.reason.text().strip()}, self._on_adopted)

    def show_figures(self, told: dict[str, Any]) -> None:
        """Show what the algorithm told (its output FIGURES, parsed)."""
        self.counted.setText(told["counted"])
        self.standing.setText("\n".join(told["standing"]))
        self.standing.setVisible(bool(told["standing"]))
        self.table.clear()
        if told["enough"]:
            words = (tr("Gone below this score"), tr("Standing above this score"))
            for what, now, fitted in zip(words, told["now"], told["fitted"]):
                self.table.addTopLevelItem(QTreeWidgetItem([what, f"{now:.3f}", f"{fitted:.3f}"]))
            for row in told["errors"]:
                self.table.addTopLevelItem(QTreeWidgetItem(list(row)))
        self.table.setVisible(told["enough"])
        self.thresholds.setVisible(told["enough"])
        self.offered = told["offered"]
        for widget in (self.reason_label, self.reason, self.adopt_button):
            widget.setVisible(self.offered)
        self._check()

    def _run(self, parameters: dict[str, Any], done: Any) -> None:
        self.refusal.clear()
        self.busy.show()
        self._job = self._jobs.run(ALGORITHM, parameters, done, self._on_failed)
        self._check()

    @guarded
    def _on_told(self, results: dict[str, Any]) -> None:
        self._job = None
        self.busy.hide()
        self.show_figures(json.loads(results["FIGURES"]))

    @guarded
    def _on_adopted(self, results: dict[str, Any]) -> None:
        self.notices.success(tr("Adopted as version {version}.").format(version=results["VERSION"]))
        self._job = None
        self.accept()

    @guarded
    def _on_failed(self, reason: str) -> None:
        self._job, self.adopting = None, False
        self.busy.hide()
        if reason:
            self.refusal.say(FarmlandError("{reason}", reason=reason))
        self._check()

    def _check(self) -> None:
        ready = self.offered and self._job is None and self.workspace.writable
        self.reason.setEnabled(ready)
        self.adopt_button.setEnabled(ready and bool(self.reason.text().strip()))

    @guarded
    def _on_closed(self) -> None:
        if not self.adopting:  # other rules: the ledger is opened anew, and this window is told so by the job
            self.reject()

    @guarded
    def _on_finished(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _lay_out(self) -> None:
        self.table.setObjectName("farmlandLearningTable")
        self.table.setHeaderLabels([tr("Threshold, or result on images not fitted to"), tr("now"), tr("fitted")])
        self.table.setRootIsDecorated(False)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.table.header().setStretchLastSection(False)
        for column in (1, 2):
            self.table.header().setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self.thresholds.setText(tr("Thresholds only; comparisons made before keep their suggestion and their version. Where "
                                   "people saw the suggestion before they decided, their decisions lean towards it."))
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.reason.setObjectName("farmlandLearningReason")
        self.reason_label.setBuddy(self.reason)
        self.adopt_button.setObjectName("farmlandLearningAdopt")
        close = self.buttons.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setObjectName("farmlandLearningClose")
        self.buttons.addButton(self.adopt_button, QDialogButtonBox.ButtonRole.ActionRole)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped(tr(
            "What people decided of parcels whose images had been compared says where \"gone\" and \"standing\" begin in this "
            "county's images. From 100 decisions of each kind on, the two thresholds can be fitted to them.")))
        for widget in (self.counted, self.standing, self.busy, self.table, self.thresholds, self.reason_label, self.reason,
                       self.refusal):
            layout.addWidget(widget)
        layout.setStretchFactor(self.table, 100)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        for widget in (self.table, self.thresholds, self.standing, self.reason_label, self.reason, self.adopt_button):
            widget.hide()
        enter_only(self, self.adopt_button)
        self.resize(*SIZE)
