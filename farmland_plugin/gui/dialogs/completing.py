"""The windows that record what is in place on the ground, and what is left of it."""

from __future__ import annotations

from datetime import date
from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QListWidget, QListWidgetItem

from ...domain.acceptance import ON_THE_GROUND, Residual, newest_scene
from ...domain.parcel import Change
from ...domain.wkb import envelope
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


class _ShownDialog(ActDialog):
    """Asks for a day, a person, the photos that show it (attached ones, or new files) and words.

    :param ground: photos of after the rectification are asked for; else any document.
    """

    def __init__(self, name: str, title: str, ok: str, workspace: Workspace, uid: str, staff: Staff, ground: bool,
                 parent: Any = None) -> None:
        super().__init__(name, title, ok, workspace, uid, parent)
        self.ground = ground
        self.day, self.who, self.note = DateField(), PersonBox(staff, TELLERS), QLineEdit()
        self.photos = QListWidget()
        self.photos.setMaximumHeight(self.fontMetrics().height() * ROWS + 12)
        self.files = FileRow((AFTER,) if ground else (OTHER,), workspace.terms)
        self._fill()

    def _lay_out(self, since: str, words: str) -> None:
        """Show the form.

        :param since: what the day is called. :param words: what the words are called.
        """
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(since, self.day)
        form.addRow(tr("Said by"), self.who)
        if self.photos.count():
            form.addRow(tr("Photos attached"), self.photos)
        form.addRow(tr("New photos or documents"), self.files)
        form.addRow(words, self.note)
        self.body.addLayout(form)
        self.day.valueChanged.connect(lambda _value: self.judge())
        self.who.changed.connect(self.judge)
        self.photos.itemChanged.connect(lambda _item: self.judge())
        self.files.changed.connect(self.judge)
        self.note.textChanged.connect(lambda _text: self.judge())
        self.judge()

    def judge(self) -> None:
        """Let it be recorded once all that is asked for is there."""
        raise NotImplementedError

    def _fill(self) -> None:
        """List the files that may show it, those of the present round; the only one is ticked beforehand."""
        roles, ground = self.workspace.ledger.dictionary("attachment_role"), self.ground
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

    def _with_files(self, version: int, action: str, told: dict[str, Any]) -> list[Change]:
        """Return the attaching of new files, then the record with the photos in it."""
        new = stored_files(self.workspace.writing().media, self.files.files())
        found = attaching(self.uid, version, new)
        shas = [*self.ticked(), *(one.sha256 for files in new.values() for one in files)]
        return [*found, Change(self.uid, version + len(found), action, {**told, "photos": shas})]


class StageDialog(_ShownDialog):
    """Since when one of the four is in place, who says so, and the photos that show it."""

    def __init__(self, workspace: Workspace, uid: str, stage: str, staff: Staff, parent: Any = None) -> None:
        label = workspace.terms.label("completion_stage", stage)
        super().__init__("Stage", tr("{step}: {number}").format(step=label, number=number_of(workspace, uid)), tr("Record"),
                         workspace, uid, staff, stage in ON_THE_GROUND, parent)
        self.stage = stage
        self._lay_out(tr("In place since"), tr("Note"))

    def judge(self) -> None:
        """Let it be recorded once a day, a person and a photo are there."""
        self.ok.setEnabled(bool(self.day.text_value() and self.who.value() and (self.ticked() or self.files.paths)))

    def changes(self, version: int) -> list[Change]:
        """Return the attaching of new files, then the record."""
        return self._with_files(version, "complete_stage", {
            "stage": self.stage, "done_on": self.day.text_value(), "person_id": self.who.value(),
            "note": self.note.text().strip()})


class GoneDialog(_ShownDialog):
    """Since when something left is gone, who says so, and what shows it: photos, or an image of the parcel taken since."""

    def __init__(self, workspace: Workspace, uid: str, left: Residual, staff: Staff, parent: Any = None) -> None:
        super().__init__("Gone", tr("{step}: {number}").format(step=tr("It is gone"), number=number_of(workspace, uid)),
                         tr("It is gone"), workspace, uid, staff, True, parent)
        self.left = left
        box = envelope(workspace.ledger.parcel(uid).geom)
        scene = newest_scene(workspace.ledger.scenes_over(box), box)
        self.scene = scene if scene >= left.found_on else ""
        text = tr("{kind}, {area} m², is no longer there; the drawing stays in the journal.").format(
            kind=workspace.terms.label("residual_kind", left.kind), area=square_metres(left.area_m2))
        shown = tr("The image of {day} shows the parcel: a photo is not needed.").format(day=self.scene) if self.scene else tr(
            "A photo taken on {day} or later shows it.").format(day=left.found_on)
        self.body.addWidget(wrapped(f"{text} {shown}"))
        self._lay_out(tr("Gone since"), tr("Reason"))

    def judge(self) -> None:
        """Let it be recorded once a day, a person, words and something that shows it are there."""
        self.ok.setEnabled(bool(self.day.text_value() and self.who.value() and self.note.text().strip()
                                and (self.scene or self.ticked() or self.files.paths)))

    def changes(self, version: int) -> list[Change]:
        """Return the attaching of new files, then the record."""
        return self._with_files(version, "clear_residual", {
            "residual_id": self.left.residual_id, "gone_on": self.day.text_value(), "person_id": self.who.value(),
            "reason": self.note.text().strip()})


class ResidualDialog(ActDialog):
    """What was drawn: its kind, since when it is known, who found it; its area inside the parcel is shown.

    :param wkb: the drawing in the ledger's CRS. :param kind: chosen beforehand; None: the user must choose one.
    :raises BadInput: when it lies outside the parcel as issued.
    """

    def __init__(self, workspace: Workspace, uid: str, wkb: bytes, staff: Staff, kind: Optional[str] = "",
                 parent: Any = None) -> None:
        shape, area = clipped(workspace.ledger, uid, wkb)  # before there is a window: what is refused leaves none behind
        super().__init__("Residual", tr("Left on the ground: {number}").format(number=number_of(workspace, uid)), tr("Record"),
                         workspace, uid, parent)
        self.wkb = shape
        self.kind, self.day, self.who = QComboBox(), DateField(date.today().isoformat()), PersonBox(staff, TELLERS)
        for code, label in workspace.terms.choices("residual_kind"):
            self.kind.addItem(label, code)
        self.kind.setCurrentIndex(-1 if kind is None else max(0, self.kind.findData(kind)))
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
        self.kind.currentIndexChanged.connect(lambda _at: self.judge())
        self.judge()

    def judge(self) -> None:
        """Let it be recorded once a kind, a day and a person are there."""
        self.ok.setEnabled(bool(self.kind.currentData() and self.day.text_value() and self.who.value()))

    def changes(self, version: int) -> list[Change]:
        """Return the one change."""
        return [Change(self.uid, version, "draw_residual", {
            "kind": str(self.kind.currentData()), "wkb": self.wkb.hex(), "found_on": self.day.text_value(),
            "person_id": self.who.value(), "note": self.note.text().strip()})]
