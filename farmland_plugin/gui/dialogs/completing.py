"""The windows that record what is in place on the ground, and what is left of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QListWidget, QListWidgetItem

from ...domain.acceptance import ON_THE_GROUND
from ...domain.parcel import Change
from ...i18n import tr
from ...ledger.cases.dossiers import shows
from ...ledger.completion import clipped
from ..controllers.workspace import Workspace
from ..staff import Staff
from ..terms import mu, square_metres
from ..widgets.dates import DateField
from ..widgets.file_rows import FileRow
from ..widgets.person_box import PersonBox
from ..widgets.pieces import wrapped
from .acting import ActDialog, attaching, number_of, stored_files

TELLERS = ("township_leader", "village_cadre", "acceptance_team")
AFTER, OTHER = "photo_after", "doc_other"
ROWS = 4


class StageDialog(ActDialog):
    """Since when one of the four is in place, who says so, and the photos that show it: attached ones, or new files."""

    def __init__(self, workspace: Workspace, uid: str, stage: str, staff: Staff, parent: Any = None) -> None:
        label = workspace.terms.label("completion_stage", stage)
        super().__init__("Stage", tr("{step}: {number}").format(step=label, number=number_of(workspace, uid)), tr("Record"),
                         workspace, uid, parent)
        self.stage = stage
        self.day, self.who, self.note = DateField(), PersonBox(staff, TELLERS), QLineEdit()
        self.photos = QListWidget()
        self.photos.setMaximumHeight(self.fontMetrics().height() * ROWS + 12)
        self.files = FileRow((AFTER,) if stage in ON_THE_GROUND else (OTHER,), workspace.terms)
        self._fill()
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("In place since"), self.day)
        form.addRow(tr("Said by"), self.who)
        if self.photos.count():
            form.addRow(tr("Photos attached"), self.photos)
        form.addRow(tr("New photos or documents"), self.files)
        form.addRow(tr("Note"), self.note)
        self.body.addLayout(form)
        self.day.valueChanged.connect(lambda _value: self.judge())
        self.who.changed.connect(self.judge)
        self.photos.itemChanged.connect(lambda _item: self.judge())
        self.files.changed.connect(self.judge)
        self.judge()

    def _fill(self) -> None:
        """List the files that may show it, those of the present round; the only one is ticked beforehand."""
        roles, ground = self.workspace.ledger.dictionary("attachment_role"), self.stage in ON_THE_GROUND
        rows = [row for row in self.workspace.ledger.media.rows(self.uid)
                if row["removed_seq"] is None and row["round"] == self.case.round and (
                    not ground or (shows(roles, row["role"], "acceptance") and not shows(roles, row["role"], "survey")))]
        for row in rows:
            taken = str(row["captured_at"] or "")[:10]
            item = QListWidgetItem(" · ".join(filter(None, (
                self.workspace.terms.label("attachment_role", row["role"]), row["orig_name"],
                tr("taken on {day}").format(day=taken) if taken else tr("its day is not known")))))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if len(rows) == 1 else Qt.CheckState.Unchecked)
            item.setData(Qt.ItemDataRole.UserRole, row["sha256"])
            self.photos.addItem(item)

    def ticked(self) -> list[str]:
        """Return the attached files chosen, by their SHA-256."""
        items = (self.photos.item(at) for at in range(self.photos.count()))
        return [str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked]

    def judge(self) -> None:
        """Let it be recorded once a day, a person and a photo are there."""
        self.ok.setEnabled(bool(self.day.text_value() and self.who.value() and (self.ticked() or self.files.paths)))

    def changes(self, version: int) -> list[Change]:
        """Return the attaching of new files, then the record."""
        new = stored_files(self.workspace.writing().media, self.files.files())
        found = attaching(self.uid, version, new)
        shas = [*self.ticked(), *(one.sha256 for files in new.values() for one in files)]
        return [*found, Change(self.uid, version + len(found), "complete_stage", {
            "stage": self.stage, "done_on": self.day.text_value(), "person_id": self.who.value(), "photos": shas,
            "note": self.note.text().strip()})]


class ResidualDialog(ActDialog):
    """What was drawn: its kind, since when it is known, who found it; its area inside the parcel is shown.

    :param wkb: the drawing in the ledger's CRS. :raises BadInput: when it lies outside the parcel as issued.
    """

    def __init__(self, workspace: Workspace, uid: str, wkb: bytes, staff: Staff, kind: str = "", parent: Any = None) -> None:
        super().__init__("Residual", tr("Left on the ground: {number}").format(number=number_of(workspace, uid)), tr("Record"),
                         workspace, uid, parent)
        shape, area = clipped(workspace.ledger, uid, wkb)
        self.wkb = shape
        self.kind, self.day, self.who = QComboBox(), DateField(date.today().isoformat()), PersonBox(staff, TELLERS)
        for code, label in workspace.terms.choices("residual_kind"):
            self.kind.addItem(label, code)
        self.kind.setCurrentIndex(max(0, self.kind.findData(kind)))
        self.note = QLineEdit()
        self.area = wrapped(tr("{area} m² ({mu} mu) inside the parcel as issued; what lies outside is left out.").format(
            area=square_metres(area), mu=mu(area)))
        self.body.addWidget(self.area)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in ((tr("What is left"), self.kind), (tr("Found on"), self.day), (tr("Found by"), self.who),
                             (tr("Note"), self.note)):
            form.addRow(label, field)
        self.body.addLayout(form)
        self.day.valueChanged.connect(lambda _value: self.judge())
        self.who.changed.connect(self.judge)
        self.judge()

    def judge(self) -> None:
        """Let it be recorded once a day and a person are there."""
        self.ok.setEnabled(bool(self.day.text_value() and self.who.value()))

    def changes(self, version: int) -> list[Change]:
        """Return the one change."""
        return [Change(self.uid, version, "draw_residual", {
            "kind": str(self.kind.currentData()), "wkb": self.wkb.hex(), "found_on": self.day.text_value(),
            "person_id": self.who.value(), "note": self.note.text().strip()})]
