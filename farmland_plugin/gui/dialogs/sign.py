"""The window of one signature (签字背书): who, how, when, with what evidence; or who returned the case and why."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Optional

from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ...domain.casework import chain_of
from ...domain.errors import FarmlandError, MissingEvidence, NotAllowed
from ...domain.parcel import Change
from ...domain.signoff import AGREE, RETURN, check_signature, progress
from ...i18n import message, tr
from ...ledger.actions.attaching import SCAN
from ...ledger.cases.chains import LevelView, StageView
from ...ledger.cases.steps import Prospect
from ...ledger.cases.wording import spoken
from ..controllers.workspace import Workspace
from ..staff import Staff
from ..widgets.dates import DateField
from ..widgets.file_rows import FileRow
from ..widgets.handwriting import HandwritingPad
from ..widgets.payload_fields import PayloadFields
from ..widgets.person_box import PersonBox
from ..widgets.pieces import RED, wrapped
from .acting import ActDialog, number_of, stored_files

SCREEN = "screen"
PAD_FILE = "screen_signature.png"  # no name in it: it stands in the journal
PENDING = "chosen"


class SignDialog(ActDialog):
    """Adds one signature to the level whose turn it is, or returns the case from there."""

    def __init__(self, workspace: Workspace, uid: str, stage: StageView, level: LevelView, staff: Staff,
                 parent: Any = None) -> None:
        title = tr("Sign, level {level} {role}: {number}").format(
            level=level.number, role=workspace.terms.label("role", level.level.role), number=number_of(workspace, uid))
        super().__init__("Sign", title, tr("Sign"), workspace, uid, parent)
        self._stage, self._level, self._staff = stage.stage, level, staff
        self._prospect = Prospect(workspace.ledger, uid)
        self._methods = workspace.ledger.dictionary("sign_method")
        self.who = PersonBox(staff, (level.level.role,))
        self.agree, self.back = QRadioButton(tr("Agrees")), QRadioButton(tr("Returns it"))
        self.decision = QButtonGroup(self)
        self.method, self.signed_at = QComboBox(), DateField(QDate.currentDate().toString(Qt.DateFormat.ISODate))
        self.opinion, self.reason = QPlainTextEdit(), QPlainTextEdit()
        self.scan = FileRow((SCAN,), workspace.terms, several=False)
        self.pad = HandwritingPad()
        self.witness1, self.witness2 = PersonBox(staff, ("witness",)), PersonBox(staff, ("witness",))
        self.proxy = PersonBox(staff, ("party", "household"))
        self.returned = PayloadFields(self._asked_on_return(), staff)
        self.lacks = wrapped()
        self.lacks.setStyleSheet(f"color: {RED}")
        self._lay_out(stage, level)
        self._connect()
        self.judge()

    def _asked_on_return(self) -> tuple[Any, ...]:
        back = self.workspace.ledger.workflow.find(self._stage.returns, self.case.status) if self._stage.returns else None
        return back.requires if back is not None else ()

    def _lay_out(self, stage: StageView, level: LevelView) -> None:
        signed = sum(1 for one in level.given if one.state == "valid")
        head = tr("{stage}: {signed} of {people} have signed on this level").format(
            stage=stage.label, signed=signed, people=level.level.people)
        self.body.addWidget(wrapped(head))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Signer"), self.who)
        choice = QHBoxLayout()
        for number, button in enumerate((self.agree, self.back)):
            self.decision.addButton(button, number)
            choice.addWidget(button)
        choice.addStretch(1)
        self.agree.setChecked(True)
        self.back.setVisible(bool(self._stage.returns))
        form.addRow(tr("Decision"), choice)
        form.addRow(tr("Date"), self.signed_at)
        self.body.addLayout(form)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._agree_page(level))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.returned)
        layout.addStretch(1)
        self.pages.addWidget(page)
        self.body.addWidget(self.pages)
        wide = self._grid.columnMinimumWidth(0)
        for signer in (self.who, choice, self.signed_at):
            form.labelForField(signer).setMinimumWidth(wide)
        self.returned.set_label_width(wide)
        self.body.addWidget(self.lacks)

    def _agree_page(self, level: LevelView) -> QWidget:
        for code in level.level.methods:
            self.method.addItem(self.workspace.terms.label("sign_method", code), code)
        for text in (self.opinion, self.reason):
            text.setTabChangesFocus(True)
            text.setFixedHeight(text.fontMetrics().height() * 2 + 14)
        wipe = QPushButton(tr("Clear"))
        wipe.setAutoDefault(False)
        wipe.clicked.connect(lambda _checked: self.pad.clear())
        pad = QWidget()
        column = QVBoxLayout(pad)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pad)
        column.addWidget(wipe, 0, Qt.AlignmentFlag.AlignRight)
        page = QWidget()
        self._grid = QGridLayout(page)  # a hidden row of a form would leave its gap
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._labels: dict[str, QLabel] = {}
        self._parts: dict[str, QWidget] = {
            "scan": self.scan, "pad": pad, "reason": self.reason, "witness1": self.witness1, "witness2": self.witness2,
            "proxy": self.proxy}
        titles = {"method": tr("Method"), "scan": tr("Scan or photo"), "pad": tr("Signature"), "reason": tr("Reason"),
                  "witness1": tr("Witness"), "witness2": tr("Second witness"), "proxy": tr("Proxy"), "opinion": tr("Opinion")}
        for row, (name, widget) in enumerate({"method": self.method, **self._parts, "opinion": self.opinion}.items()):
            self._labels[name] = QLabel(titles[name])
            self._grid.addWidget(self._labels[name], row, 0)
            self._grid.addWidget(widget, row, 1)
        self._grid.setRowStretch(len(titles), 1)
        self._grid.setColumnMinimumWidth(0, max(label.sizeHint().width() for label in self._labels.values()))
        return page

    def _connect(self) -> None:
        self.method.currentIndexChanged.connect(lambda _at: self.judge())
        self.decision.buttonClicked.connect(lambda _button: self.judge())
        self.signed_at.dateChanged.connect(lambda _date: self.judge())
        for signal in (self.who.changed, self.scan.changed, self.pad.changed, self.witness1.changed, self.witness2.changed,
                       self.proxy.changed, self.returned.changed, self.reason.textChanged):
            signal.connect(self.judge)

    @property
    def returns(self) -> bool:
        """Whether the case is sent back instead of signed."""
        return self.back.isChecked()

    def _show_parts(self) -> None:
        self.pages.setCurrentIndex(1 if self.returns else 0)
        self.ok.setText(tr("Return") if self.returns else tr("Sign"))
        method = str(self.method.currentData())
        needs = set(self.workspace.terms.about("sign_method", method).get("needs", ()))
        shown = {"pad": method == SCREEN, "scan": "attachment" in needs and method != SCREEN}
        for name, widget in self._parts.items():
            visible = shown.get(name, name in needs)
            widget.setVisible(visible)
            self._labels[name].setVisible(visible)

    def judge(self) -> None:
        """Show what the method needs, and why the signature would be refused."""
        self._show_parts()
        wrong = self._wrong()
        self.lacks.setText(wrong)
        self.lacks.setVisible(bool(wrong))
        self.ok.setEnabled(not wrong)

    def _wrong(self) -> str:
        ledger, dossier = self.workspace.ledger, self._prospect.dossier
        if not self.who.value():
            return tr("choose who signs")
        chain = ledger.workflow.chains[chain_of(ledger.workflow, dossier, self._stage)]
        states = progress(chain, dossier.of_stage(self._stage.name), dossier.subjects[self._stage.name])
        roles = ledger.people.roles_of([self.who.value()]).get(self.who.value(), ())
        try:
            check_signature(states, self._payload(PENDING if self._evidence() else ""), self._methods, roles)
        except MissingEvidence as error:
            if str(self.method.currentData()) == SCREEN and self.pad.is_empty:
                return tr("sign in the box")
            return " ".join(message(one).rstrip(";；") for one in spoken(error, ledger).missing)
        except NotAllowed as error:
            return message(spoken(error, ledger)).rstrip(";；")
        except FarmlandError as error:
            return message(error)
        if not self.signed_at.text_value():
            return tr("enter the day of the signature")
        if self.returns and len(self.returned.values()) < len(self.returned.widgets):
            return tr("say why it is returned")
        return ""

    def _evidence(self) -> bool:
        return not self.pad.is_empty if str(self.method.currentData()) == SCREEN else bool(self.scan.paths)

    def _payload(self, attachment: Optional[str]) -> dict[str, Any]:
        payload: dict[str, Any] = {"person_id": self.who.value(), "signed_at": self.signed_at.text_value(),
                                   "decision": RETURN if self.returns else AGREE}
        if self.returns:
            return {**payload, **self.returned.values()}
        payload["method"] = str(self.method.currentData())
        needs = self.workspace.terms.about("sign_method", payload["method"]).get("needs", ())
        given = {"attachment": attachment, "reason": self.reason.toPlainText().strip(), "witness1": self.witness1.value(),
                 "witness2": self.witness2.value(), "proxy": self.proxy.value()}
        payload.update({key: given[key] for key in needs if given.get(key)})
        opinion = self.opinion.toPlainText().strip()
        return {**payload, "opinion": opinion} if opinion else payload

    def changes(self, version: int) -> list[Change]:
        """Return the signature, its evidence taken into the ledger's media folder."""
        if self.returns:
            return [Change(self.uid, version, "sign", self._payload(None), (), self.who.value())]
        media = self.workspace.writing().media
        with tempfile.TemporaryDirectory() as folder:
            chosen = list(self.scan.files())
            if str(self.method.currentData()) == SCREEN:
                chosen = [(SCAN, self.pad.save(Path(folder) / PAD_FILE))]
            stored = stored_files(media, chosen).get(SCAN, [])
        payload = self._payload(stored[0].sha256 if stored else None)
        if stored:
            payload["files"] = [one.to_dict() for one in stored]
        return [Change(self.uid, version, "sign", payload, tuple(one.sha256 for one in stored), self.who.value())]
