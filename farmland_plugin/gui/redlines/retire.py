"""The window that retires a red line: what that means, and why it is done."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QVBoxLayout

from ...domain.errors import FarmlandError
from ...domain.parcel import Redline
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal

WIDTH = 440


class RetireDialog(QDialog):
    """Asks for the reason; without one nothing is retired."""

    def __init__(self, workspace: Workspace, line: Redline, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandRetireRedline")
        self.setWindowTitle(tr("Retire Red Line"))
        self.workspace, self.notices, self.line = workspace, workspace.notices, line
        self.reason, self.refusal = QPlainTextEdit(), Refusal()
        self.reason.setObjectName("farmlandRetireReason")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().height() * 3 + 14)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText(tr("Retire"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        self.reason.textChanged.connect(self._judge)
        layout, form = QVBoxLayout(self), QFormLayout()
        layout.addWidget(wrapped(tr(
            "{name} ({vintage}) no longer counts: what it said of parcels stays in the ledger with who retired it and why, but "
            "new results leave it out. It cannot be taken back; a layer registered by mistake is registered again.").format(
                name=line.name, vintage=line.vintage or tr("no date"))))
        form.addRow(tr("Reason"), self.reason)
        layout.addLayout(form)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)
        enter_only(self, self.ok)
        self._judge()

    def _judge(self) -> None:
        self.ok.setEnabled(bool(self.reason.toPlainText().strip()))

    @guarded
    def on_ok(self) -> None:
        """Retire it; say why not when the ledger refuses."""
        if not self.ok.isEnabled():
            return
        try:
            self.workspace.writing().retire_redline(self.line.redline_id, self.reason.toPlainText().strip())
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.workspace.refresh()
        self.accept()
