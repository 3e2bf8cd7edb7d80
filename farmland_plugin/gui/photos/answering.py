"""The window in which a person answers for a flag on a photo: accepted, explained, or found to be a fake."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QFormLayout, QPlainTextEdit, QRadioButton, QVBoxLayout, QWidget

from ...domain.parcel import Change
from ...domain.workdays import today
from ...i18n import tr
from ...ledger.photos import EXPLAIN, FlagSeen
from ..controllers.workspace import Workspace
from ..dialogs.acting import ActDialog, number_of
from ..staff import Staff
from ..widgets.dates import DateField
from ..widgets.person_box import PersonBox
from ..widgets.pieces import wrapped
from .marks import FlagWords

ROLES = ("surveyor", "acceptance_team", "county_reviewer", "county_admin", "township_leader", "village_cadre")
LINES = 4


class AnswerFlagDialog(ActDialog):
    """Asks what becomes of a flag, in which words, by whom and when; it stands in the record for good."""

    def __init__(self, workspace: Workspace, seen: FlagSeen, parent: Any = None) -> None:
        uid = seen.flag.parcel_uid
        super().__init__("AnswerFlag", tr("{step}: {number}").format(step=tr("Answer a flag on a photo"),
                                                                     number=number_of(workspace, uid)),
                         tr("Record"), workspace, uid, parent)
        self.seen, words = seen, FlagWords(workspace.ledger, workspace.terms)
        self.verdicts = {code: QRadioButton(label) for code, label in workspace.terms.choices("photo_answer")}
        self.words, self.day = QPlainTextEdit(), DateField(today().isoformat())
        self.who = PersonBox(Staff(workspace, workspace.ledger.parcel(uid)), ROLES)
        self.words.setTabChangesFocus(True)
        self.words.setFixedHeight(self.fontMetrics().height() * LINES + 12)
        self.words.setPlaceholderText(tr("why, and what shows it"))
        self.body.addWidget(wrapped(tr("{flag}: {sentence}").format(flag=words.label(seen), sentence=words.sentence(seen))))
        for told in words.answers(seen):
            self.body.addWidget(wrapped(told))
        choice = QWidget()
        inside = QVBoxLayout(choice)
        inside.setContentsMargins(0, 0, 0, 0)
        for button in self.verdicts.values():
            inside.addWidget(button)
            button.toggled.connect(lambda _on: self.judge())
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, field in ((tr("Your answer"), choice), (tr("In words"), self.words), (tr("Answered by"), self.who),
                             (tr("Answered on"), self.day)):
            form.addRow(label, field)
        self.body.addLayout(form)
        self.words.textChanged.connect(self.judge)
        self.who.changed.connect(self.judge)
        self.day.valueChanged.connect(lambda _value: self.judge())
        self.judge()

    def verdict(self) -> str:
        """Return the code chosen, '' while none is."""
        return next((code for code, button in self.verdicts.items() if button.isChecked()), "")

    def judge(self) -> None:
        """Let it be recorded once an answer, words, a person and a day are there; nothing is chosen beforehand."""
        self.ok.setEnabled(bool(self.verdict() and self.words.toPlainText().strip() and self.who.value()
                                and self.day.text_value()))

    def changes(self, version: int) -> list[Change]:
        """Return the one change."""
        return [Change(self.uid, version, EXPLAIN, {
            "flag_id": self.seen.flag.flag_id, "verdict": self.verdict(), "words": self.words.toPlainText().strip(),
            "person_id": self.who.value(), "answered_on": self.day.text_value()})]
