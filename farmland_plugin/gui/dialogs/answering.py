"""The small windows behind a case's responsibility box: who answers, by when, what was served, who went there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.gui import QgsDateEdit, QgsFileWidget
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
)

from ...domain.deadlines import Deadline
from ...domain.errors import FarmlandError
from ...domain.parcel import Change
from ...domain.people import Notice
from ...domain.workdays import today
from ...i18n import tr
from ...ledger.cases.responsibility import TEAM_ROLE, record_visit
from ...ledger.places import Places
from ..controllers.workspace import Workspace
from ..lights import rule_text
from ..panels.base import quiet
from ..staff import Staff
from ..widgets.person_box import PeopleBox, PersonBox
from ..widgets.refusal import Refusal

SCANS = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff"


def date_edit(day: Optional[str] = None) -> QgsDateEdit:
    """Return a date field; empty when no day is given."""
    edit = QgsDateEdit()
    edit.setAllowNull(True)
    edit.setDisplayFormat("yyyy-MM-dd")
    edit.setCalendarPopup(True)
    edit.clear()
    edit.setNullRepresentation(tr("not entered"))
    if day:
        edit.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))
    return edit


def iso(edit: QgsDateEdit) -> str:
    """Return the day of a date field as ISO text, '' for none."""
    return "" if edit.isNull() else edit.date().toString(Qt.DateFormat.ISODate)


class AskDialog(QDialog):
    """A form with one button that writes: what is wrong is said in the window, which stays open then."""

    def __init__(self, name: str, title: str, action: str, workspace: Workspace, uid: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"farmland{name}")
        self.setWindowTitle(title)
        self.workspace, self.uid = workspace, uid
        parcel, places = workspace.ledger.parcel(uid), Places(workspace.ledger)
        self.staff = Staff(workspace, parcel, (places.township(parcel), places.village(parcel)))
        self.others: list[str] = []
        self.form = QFormLayout()
        self.hint = quiet()
        self.refusal = Refusal()
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.buttons.button(buttons.Ok).setText(action)
        self.buttons.button(buttons.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addWidget(self.hint)
        layout.addWidget(self.refusal)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(460, 260)

    def for_several(self, uids: Sequence[str]) -> None:
        """Write the same for all of these parcels."""
        self.others = [uid for uid in uids if uid != self.uid]
        self.setWindowTitle(tr("{title}: {count} parcels").format(title=self.windowTitle(), count=len(self.others) + 1))

    def on_ok(self) -> None:
        """Write what was asked, or say why not."""
        try:
            self.write()
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.accept()

    def write(self) -> None:
        """Write to the ledger; may raise ``FarmlandError``."""
        raise NotImplementedError

    def apply(self, action: str, payload: dict[str, Any], by: str = "", scan: str = "") -> None:
        """Apply an action to the case, or cases, as they stand now, with a scan when one was chosen."""
        ledger = self.workspace.writing()
        attachments: tuple[str, ...] = ()
        if scan:
            stored = ledger.media.add(Path(scan))
            payload, attachments = {**payload, "files": [stored.to_dict()]}, (stored.sha256,)
        self.workspace.apply_many([Change(case.parcel_uid, case.version, action, payload, attachments, by)
                                   for case in ledger.cases([self.uid, *self.others])])

    def combo(self, dictionary: str, chosen: str = "") -> QComboBox:
        """Return a list of a dictionary's codes by their labels."""
        box = QComboBox()
        for code, label in self.workspace.terms.choices(dictionary):
            box.addItem(label, code)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        return box

    def scan_file(self) -> QgsFileWidget:
        """Return a chooser for a scan."""
        file = QgsFileWidget()
        file.setFilter(tr("Scans and photos ({kinds})").format(kinds=SCANS))
        file.lineEdit().setPlaceholderText(tr("may stay empty"))
        return file


class DutyDialog(AskDialog):
    """Puts a person into a responsibility slot."""

    def __init__(self, workspace: Workspace, uid: str, slot: str = "", parent: Any = None) -> None:
        super().__init__("SetDuty", tr("Who answers"), tr("Set"), workspace, uid, parent)
        self.slot, self.person = self.combo("duty_slot", slot), PersonBox(self.staff)
        self.department = QComboBox()
        self.department.addItem("", "")
        for code, label in workspace.terms.choices("department"):
            self.department.addItem(label, code)
        self.note = QLineEdit()
        for label, widget in ((tr("Answers for"), self.slot), (tr("Person"), self.person), (tr("Department"), self.department),
                              (tr("Remarks"), self.note)):
            self.form.addRow(label, widget)
        self.person.changed.connect(self._on_person)

    def _on_person(self) -> None:
        person = self.workspace.ledger.people.find(self.person.value())
        if person is not None and person.department:
            self.department.setCurrentIndex(max(self.department.findData(person.department), 0))

    def write(self) -> None:
        """Write the duty."""
        self.apply("set_duty", {
            "slot": self.slot.currentData(), "person_id": self.person.value(), "department": self.department.currentData() or "",
            "note": self.note.text().strip()})


class DeadlineDialog(AskDialog):
    """Sets a deadline, or extends one.

    :param deadline: to extend; one of the batch (without id) becomes a deadline of the parcel's own.
    """

    def __init__(self, workspace: Workspace, uid: str, deadline: Optional[Deadline] = None, parent: Any = None) -> None:
        super().__init__("SetDeadline", tr("Set a deadline") if deadline is None else tr("Extend a deadline"),
                         tr("Set") if deadline is None else tr("Extend"), workspace, uid, parent)
        self.deadline, self._rules = deadline, workspace.ledger.deadlines.rules
        self.node = self.combo("deadline_node", deadline.node if deadline else "other")
        self.node.setEnabled(deadline is None)
        self.starts = date_edit(today().isoformat())
        self.due = date_edit(deadline.due_on if deadline else None)
        self.reason, self.scan = QLineEdit(), self.scan_file()
        self.by = PersonBox(self.staff, self._rules.extension_roles)
        self.form.addRow(tr("Deadline for"), self.node)
        if deadline is None:
            self.form.addRow(tr("Begins on"), self.starts)
        else:
            self.form.addRow(tr("So far by"), QLabel(deadline.due_on))
        self.form.addRow(tr("Due on"), self.due)
        self.form.addRow(tr("Reason"), self.reason)
        if deadline is not None:
            self.form.addRow(tr("Approved by"), self.by)
            self.form.addRow(tr("Scan of the approval"), self.scan)
        self.node.currentIndexChanged.connect(self._on_node)
        self._on_node()

    def _on_node(self) -> None:
        rule = self._rules.of_node(str(self.node.currentData()))
        self.hint.setText(rule_text(rule) if rule is not None else "")
        if self.deadline is None and rule is not None:
            self.due.setNullRepresentation(tr("as the rule says"))

    def write(self) -> None:
        """Write the deadline or its extension."""
        node, reason, by = self.node.currentData(), self.reason.text().strip(), self.by.value()
        if self.deadline is None:
            self.apply("set_deadline", {"node": node, "starts_on": iso(self.starts), "due_on": iso(self.due), "reason": reason})
        elif self.deadline.deadline_id:
            self.apply("extend_deadline", {"deadline_id": self.deadline.deadline_id, "node": node, "due_on": iso(self.due),
                                           "reason": reason}, by, self.scan.filePath())
        else:
            self.apply("set_deadline", {"node": node, "starts_on": self.deadline.starts_on[:10], "due_on": iso(self.due),
                                        "reason": reason}, by)


class NoticeDialog(AskDialog):
    """Records a notice, or the service of one that was issued before."""

    def __init__(self, workspace: Workspace, uid: str, notice: Optional[Notice] = None, parent: Any = None) -> None:
        super().__init__("ServeNotice", tr("Serve a notice"), tr("Record"), workspace, uid, parent)
        self.notice = notice
        self.kind = self.combo("notice_kind", notice.kind if notice else "correction_order")
        self.number = QLineEdit(notice.number if notice else "")
        self.issued = date_edit(notice.issued_on if notice else today().isoformat())
        self.served, self.due = date_edit(), date_edit()
        self.note, self.scan = QLineEdit(notice.note if notice else ""), self.scan_file()
        for widget in (self.kind, self.number, self.issued, self.note):
            widget.setEnabled(notice is None)
        self.due.setNullRepresentation(tr("as the rule says"))
        self.served.setNullRepresentation(tr("not served yet"))
        for label, widget in ((tr("Notice"), self.kind), (tr("Notice no."), self.number), (tr("Issued on"), self.issued),
                              (tr("Served on"), self.served), (tr("To be met by"), self.due), (tr("Remarks"), self.note),
                              (tr("Scan"), self.scan)):
            self.form.addRow(label, widget)
        self.kind.currentIndexChanged.connect(self._on_kind)
        self._on_kind()

    def _on_kind(self) -> None:
        rule = self.workspace.ledger.deadlines.rules.of_notice(str(self.kind.currentData()))
        self.hint.setText(rule_text(rule) if rule is not None else "")

    def write(self) -> None:
        """Write the notice."""
        payload = {"served_on": iso(self.served), "due_on": iso(self.due)}
        if self.notice is not None:
            payload["notice_id"] = self.notice.notice_id
        else:
            payload.update(kind=self.kind.currentData(), number=self.number.text().strip(), issued_on=iso(self.issued),
                           note=self.note.text().strip())
        self.apply("serve_notice", payload, scan=self.scan.filePath())


class ReasonDialog(AskDialog):
    """Asks for a few words before something is closed, cleared or escalated."""

    def __init__(self, title: str, action: str, text: str, payload: dict[str, Any], key: str, workspace: Workspace, uid: str,
                 parent: Any = None) -> None:
        super().__init__("Reason", title, tr("OK"), workspace, uid, parent)
        self._action, self._payload, self._key = action, payload, key
        self.words = QLineEdit()
        self.form.addRow(QLabel(text))
        self.form.addRow(tr("Reason") if key == "reason" else tr("Remarks"), self.words)
        self.resize(420, 140)

    def write(self) -> None:
        """Write the action with the words."""
        self.apply(self._action, {**self._payload, self._key: self.words.text().strip()})


class VisitDialog(AskDialog):
    """Records an inspection visit to one parcel or several.

    :param uids: the parcels visited; the first is the one shown.
    """

    def __init__(self, workspace: Workspace, uids: Sequence[str], parent: Any = None) -> None:
        super().__init__("Visit", tr("Inspection visit"), tr("Record"), workspace, uids[0], parent)
        self.uids = list(uids)
        self.day = date_edit(today().isoformat())
        self.team = PeopleBox(self.staff, (TEAM_ROLE,))
        self.others, self.place = QLineEdit(), QLineEdit()
        self.others.setPlaceholderText(tr("names not in the list, separated by commas"))
        self.finding = QPlainTextEdit()
        self.finding.setTabChangesFocus(True)
        self.finding.setFixedHeight(self.finding.fontMetrics().height() * 4 + 14)
        for label, widget in ((tr("Date"), self.day), (tr("Team"), self.team), ("", self.others), (tr("Place"), self.place),
                              (tr("What was found"), self.finding)):
            self.form.addRow(label, widget)
        self.hint.setText(tr("The visit is recorded for {count} parcels.").format(count=len(self.uids)))
        self.resize(480, 380)

    def write(self) -> None:
        """Write the visit."""
        record_visit(self.workspace.writing(), iso(self.day), [*self.team.values(), self.others.text()], self.uids,
                     place=self.place.text(), finding=self.finding.toPlainText())
        self.workspace.refresh()
