"""The window that attaches photos and documents to a parcel."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit

from ...domain.errors import FarmlandError
from ...domain.parcel import Change
from ...i18n import tr
from ...ledger.cases.steps import Prospect
from ..controllers.workspace import Workspace
from ..widgets.file_rows import FileRow
from ..widgets.pieces import wrapped
from .acting import ActDialog, attaching, number_of, stored_files

ORANGE = "#b35900"


class AttachDialog(ActDialog):
    """Role, files, caption; warns when signatures would end by it.

    :param wanted: roles that the next steps ask for; they stand first.
    """

    def __init__(self, workspace: Workspace, uid: str, wanted: Sequence[str] = (), parent: Any = None) -> None:
        super().__init__("Attach", tr("{step}: {number}").format(step=tr("Attach"), number=number_of(workspace, uid)),
                         tr("Attach"), workspace, uid, parent)
        self.prospect = Prospect(workspace.ledger, uid)
        self.role = QComboBox()
        known = dict(workspace.terms.choices("attachment_role"))
        first = [role for role in dict.fromkeys(wanted) if role in known]
        for role in first:
            self.role.addItem(tr("{role} · asked for").format(role=known[role]), role)
        if first:
            self.role.insertSeparator(self.role.count())
        for role, label in known.items():
            if role not in first:
                self.role.addItem(label, role)
        self.files = FileRow((), workspace.terms)
        self.caption = QLineEdit()
        self.caption.setPlaceholderText(tr("such as where it was taken from"))
        self.warning = wrapped()
        self.warning.setStyleSheet(f"color: {ORANGE}")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Role"), self.role)
        form.addRow(tr("Files"), self.files)
        form.addRow(tr("Caption"), self.caption)
        self.body.addLayout(form)
        self.body.addWidget(self.warning)
        self.role.currentIndexChanged.connect(lambda _at: self._check())
        self.files.changed.connect(self._check)
        self._check()

    def changes(self, version: int) -> list[Change]:
        """Return the one change."""
        role = str(self.role.currentData())
        files = stored_files(self.workspace.writing().media, [(role, path) for path in self.files.paths])
        if not files:
            raise FarmlandError(tr("Nothing to attach: choose a file."))
        return attaching(self.uid, version, files, self.caption.text().strip())

    def _check(self) -> None:
        ends = self.prospect.ends_signatures(str(self.role.currentData()))
        self.warning.setText(tr("Signatures given so far stand for the evidence as it was: they end when this is attached, and "
                                "everybody signs again."))
        self.warning.setVisible(ends)
        self.ok.setEnabled(bool(self.files.paths))
