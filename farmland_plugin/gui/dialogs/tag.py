"""One finding for many parcels: what is chosen is recorded of each of them, in one transaction that can be undone as one."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
)

from ...domain.casework import people_of
from ...domain.errors import FarmlandError
from ...domain.parcel import Change
from ...i18n import tr
from ...ledger.cases.steps import RECORD
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal
from .batch import BatchWriter

LEAVE = "\0"
CODED = ("finding", "disposition", "category")
LINES = 8


class BatchTagDialog(QDialog):
    """Finding, disposition, category and flags for several parcels; what is left alone stays as it is in each.

    :param left_out: how many of those selected are not among them, a new issue having replaced or withdrawn them.
    """

    def __init__(self, workspace: Workspace, uids: Sequence[str], left_out: int, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandBatchTag")
        self.setWindowTitle(tr("Findings of {count} parcels").format(count=len(uids)))
        self.workspace, self.notices = workspace, workspace.notices
        self.cases = list(workspace.ledger.cases(list(uids)))
        self.left_out = left_out
        self.written: list[str] = []
        self.boxes = {name: QComboBox() for name in CODED}
        self.flags, self.reason, self.refusal = QListWidget(), QPlainTextEdit(), Refusal()
        self.writer = BatchWriter(workspace, self, self._on_written)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText(tr("Record"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        self._offer()
        self._lay_out()
        self._check()

    def _offer(self) -> None:
        for name, box in self.boxes.items():
            box.setObjectName(f"farmlandTag_{name}")
            box.addItem(tr("(leave as it is)"), LEAVE)
            for code, label in self.workspace.terms.choices(name):
                box.addItem(label, code)
            box.currentIndexChanged.connect(lambda _at: self._check())
        for code, label in self.workspace.terms.choices("flag"):
            item = QListWidgetItem(label)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsUserTristate)
            item.setCheckState(Qt.CheckState.PartiallyChecked)
            self.flags.addItem(item)
        self.flags.itemChanged.connect(lambda _item: self._check())
        self.reason.textChanged.connect(self._check)

    def _lay_out(self) -> None:
        submitted = len(self.cases) - sum(self._records(case) for case in self.cases)
        self.flags.setFixedHeight((self.fontMetrics().height() + 6) * LINES)
        self.flags.setToolTip(tr("Ticked: set for all; empty: taken away from all; grey: left as it is"))
        self.reason.setFixedHeight(self.reason.fontMetrics().height() * 2 + 14)
        self.reason.setTabChangesFocus(True)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for name, label in (("finding", tr("Finding")), ("disposition", tr("Disposition")),
                            ("category", tr("Problem category"))):
            form.addRow(label, self.boxes[name])
        form.addRow(tr("Flags"), self.flags)
        self._needs_reason = bool(submitted)
        if submitted:
            note = tr("{count} of them are past the survey: there it is a correction, which needs its reason and ends "
                      "signatures given so far.").format(count=submitted)
            form.addRow("", wrapped(note))
            form.addRow(tr("Reason"), self.reason)
        layout = QVBoxLayout(self)
        if self.left_out:
            layout.addWidget(wrapped(tr("{count} parcels that a new issue replaced or withdrew were left out.").format(
                count=self.left_out)))
        layout.addLayout(form)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(420)

    def showEvent(self, event: Any) -> None:
        """See to it that Enter never cancels what was entered."""
        enter_only(self, self.ok)
        super().showEvent(event)

    def _records(self, case: Any) -> bool:
        return self.workspace.ledger.workflow.find(RECORD, case.status) is not None

    def _payload(self, case: Any) -> dict[str, Any]:
        """Return what changes of one case."""
        chosen = {name: str(box.currentData()) for name, box in self.boxes.items()}
        payload: dict[str, Any] = {name: code for name, code in chosen.items() if code != LEAVE and code != getattr(case, name)}
        flags = list(people_of(case.flags))
        for at in range(self.flags.count()):
            item = self.flags.item(at)
            code, state = str(item.data(Qt.ItemDataRole.UserRole)), item.checkState()
            if state == Qt.CheckState.Checked and code not in flags:
                flags.append(code)
            elif state == Qt.CheckState.Unchecked and code in flags:
                flags.remove(code)
        if flags != list(people_of(case.flags)):
            payload["flags"] = ",".join(flags)
        return payload

    def groups(self) -> list[list[Change]]:
        """Return the changes parcel by parcel; parcels for which nothing changes are left out."""
        made = []
        for case in self.cases:
            payload = self._payload(case)
            if payload and self._records(case):
                made.append([Change(case.parcel_uid, case.version, RECORD, payload)])
            elif payload:
                made.append([Change(case.parcel_uid, case.version, "correct",
                                    {**payload, "reason": self.reason.toPlainText().strip()})])
        return made

    def _check(self) -> None:
        changes = any(self._payload(case) for case in self.cases)
        self.ok.setEnabled(changes and (not self._needs_reason or bool(self.reason.toPlainText().strip())))

    @guarded
    def on_ok(self) -> None:
        """Judge every parcel, then write those that can be."""
        self.refusal.clear()
        try:
            self.writer.run(self.groups())
        except FarmlandError as error:
            self.refusal.say(error)

    def _on_written(self, uids: list) -> None:
        self.written = uids
        self.accept()
