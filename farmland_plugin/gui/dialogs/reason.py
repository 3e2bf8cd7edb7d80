"""The window for what needs no more than a reason: undo, take back, take off, hold and release."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QPlainTextEdit

from ...domain.errors import FarmlandError
from ...domain.parcel import Change
from ...i18n import tr
from ...ledger.cases.wording import action_label
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..models.timeline import Entry
from ..staff import Staff
from ..widgets.person_box import PersonBox
from ..widgets.pieces import wrapped
from .acting import ActDialog, number_of


class ReasonDialog(ActDialog):
    """Says what is about to happen, asks why, and writes it.

    :param action: what is written, with ``payload`` and the reason. :param by: who is responsible for it.
    :param staff: given when somebody may be named who is responsible.
    """

    def __init__(self, workspace: Workspace, uid: str, action: str, title: str, text: str, payload: Optional[dict] = None,
                 by: str = "", staff: Optional[Staff] = None, parent: Any = None) -> None:
        super().__init__("Reason", tr("{step}: {number}").format(step=title, number=number_of(workspace, uid)), title,
                         workspace, uid, parent)
        self.action, self.payload, self.by = action, dict(payload or {}), by
        self.reason = QPlainTextEdit()
        self.reason.setObjectName("farmlandReasonText")
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(self.reason.fontMetrics().height() * 3 + 14)
        self.reason.textChanged.connect(self._on_text)
        self.text = wrapped(text)
        self.body.addWidget(self.text)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Reason"), self.reason)
        self.who = PersonBox(staff) if staff is not None else None
        if self.who is not None:
            form.addRow(tr("Responsible"), self.who)
        self.body.addLayout(form)
        self._on_text()

    def changes(self, version: int) -> list[Change]:
        """Return the one change."""
        by = self.by or (self.who.value() if self.who is not None else "")
        return [Change(self.uid, version, self.action, {**self.payload, "reason": self.reason.toPlainText().strip()}, (), by)]

    def _on_text(self) -> None:
        self.ok.setEnabled(bool(self.reason.toPlainText().strip()))


class UndoDialog(ReasonDialog):
    """Undoes one event; when it was part of a step over many parcels, all of that step if wanted.

    :param entry: the line of the history. :param together: how many parcels the step was taken for.
    """

    def __init__(self, workspace: Workspace, uid: str, entry: Entry, together: int, parent: Any = None) -> None:
        super().__init__(workspace, uid, "undo", action_label("undo"), tr("No {seq}: {what}").format(
            seq=entry.seq, what=entry.what), {"seq": entry.seq}, entry.by, parent=parent)
        self._group = entry.group
        self.all = QCheckBox(tr("Undo it for all {count} parcels it was done for").format(count=together))
        self.all.setVisible(together > 1)
        self.body.addWidget(self.all)

    @guarded
    def on_ok(self) -> None:
        """Undo the one event, or the whole step."""
        if not (self.all.isChecked() and self.ok.isEnabled()):
            super().on_ok()
            return
        try:
            self.workspace.writing().undo_group(self._group, self.reason.toPlainText().strip(), self.by)
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.workspace.refresh()
        self.accept()
