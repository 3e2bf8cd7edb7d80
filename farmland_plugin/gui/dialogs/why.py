"""The window that asks why something no longer counts: what that means, and the reason; without one nothing is written."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPlainTextEdit, QVBoxLayout

from ...domain.errors import FarmlandError
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal

WIDTH = 440


class WhyDialog(QDialog):
    """Says what retiring means and asks for the reason.

    :param write: retires it for the reason given.
    """

    def __init__(self, name: str, title: str, text: str, workspace: Workspace, write: Callable[[str], Any],
                 parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"farmland{name}")
        self.setWindowTitle(title)
        self.workspace, self.notices, self._write = workspace, workspace.notices, write
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
        layout.addWidget(wrapped(text))
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
            self._write(self.reason.toPlainText().strip())
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.workspace.refresh()
        self.accept()
