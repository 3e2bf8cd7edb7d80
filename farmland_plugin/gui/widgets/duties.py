"""Who answers for a case and by when: responsibility slots, deadlines with their lights, notices, inspection visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Optional, Sequence

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QColor, QIcon
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...domain.deadlines import Deadline, Standing
from ...domain.people import CHECKED_SLOTS, Duty, Notice, missing_for_control
from ...domain.workdays import today
from ...i18n import tr
from ...ledger.cases.responsibility import duties, visits
from ..controllers.workspace import Workspace
from ..dialogs.answering import AskDialog, DeadlineDialog, DutyDialog, NoticeDialog, ReasonDialog, VisitDialog
from ..errors import guarded
from ..lights import left_text, light_icon, standing_tip
from ..models.simple import RECORD_ROLE, Column, RecordTable
from ..panels.base import heading, quiet
from ..terms import NO_VALUE

MISSING = "#7b0038"


@dataclass(frozen=True)
class Slot:
    """A line of the responsibility table: somebody in a slot, or a checked slot that is empty."""

    slot: str
    duty: Optional[Duty] = None


@dataclass(frozen=True)
class Timed:
    """A deadline or a notice and how it stands; a notice that gives no time has no standing."""

    record: Any
    standing: Optional[Standing]


class SlotTable(RecordTable):
    """The responsibility table: a checked slot in which nobody stands is written in red."""

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what the record says, and red for an empty slot."""
        if role == Qt.ItemDataRole.ForegroundRole and self.records[index.row()].duty is None:
            return QColor(MISSING)
        return super().data(index, role)


class DutyBox(QWidget):
    """Shows and changes who answers for one case, its deadlines, notices and visits.

    Call ``show_case``; it follows the workspace by itself while it shows a case.
    """

    def __init__(self, workspace: Workspace, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandDuties")
        self.workspace, self.notices = workspace, workspace.notices
        self.uid = ""
        self.window_: Optional[AskDialog] = None
        self._icons: dict[str, QIcon] = {}
        self.department = QComboBox()
        self.department.setObjectName("farmlandDepartment")
        self.lacking = QLabel()
        self.lacking.setWordWrap(True)
        self.lacking.setStyleSheet(f"color: {MISSING}")
        self.slots, self.deadlines = SlotTable(self._slot_columns()), RecordTable(self._deadline_columns())
        self.served, self.visited = RecordTable(self._notice_columns()), RecordTable(self._visit_columns())
        self.views = [_view(model, lines) for model, lines in ((self.slots, 5), (self.deadlines, 4), (self.served, 3),
                                                               (self.visited, 3))]
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self.department.activated.connect(self._on_department)
        workspace.opened.connect(self._on_opened)
        workspace.closed.connect(self._on_closed)
        workspace.changed.connect(self._on_changed)
        if workspace.ledger is not None:
            self._on_opened()

    def _slot_columns(self) -> list[Column]:
        label = self._label
        return [Column(tr("Answers for"), lambda one: label("duty_slot", one.slot)),
                Column(tr("Person"), lambda one: self._name(one.duty.person_id) if one.duty else tr("nobody named")),
                Column(tr("Department"), lambda one: label("department", one.duty.department) if one.duty else ""),
                Column(tr("Remarks"), lambda one: one.duty.note if one.duty else "")]

    def _deadline_columns(self) -> list[Column]:
        return [Column(tr("Deadline for"), lambda one: self._label("deadline_node", one.record.node), icon=self._icon,
                       tip=self._tip),
                Column(tr("Due on"), lambda one: one.standing.due.isoformat()),
                Column(tr("Time left"), lambda one: left_text(one.standing), tip=self._tip),
                Column(tr("Set by"), lambda one: tr("the batch") if not one.record.deadline_id else tr("the case"))]

    def _notice_columns(self) -> list[Column]:
        return [Column(tr("Notice"), lambda one: self._label("notice_kind", one.record.kind), icon=self._icon, tip=self._tip),
                Column(tr("State"), self._notice_state), Column(tr("Notice no."), lambda one: one.record.number),
                Column(tr("Served on"), lambda one: one.record.served_on or NO_VALUE),
                Column(tr("To be met by"), lambda one: one.standing.due.isoformat() if one.standing else NO_VALUE)]

    def _visit_columns(self) -> list[Column]:
        return [Column(tr("Date"), lambda one: one.visited_on),
                Column(tr("Team"), lambda one: self.workspace.ledger.people.names(one.team).replace(", ", tr(", "))),
                Column(tr("Place"), lambda one: one.place), Column(tr("What was found"), lambda one: one.finding)]

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        row = QHBoxLayout()
        row.addWidget(QLabel(tr("Responsible department")))
        row.addWidget(self.department, 1)
        parts = self._parts()
        for number, ((title, actions), view) in enumerate(zip(parts, self.views)):
            head = QHBoxLayout()
            head.addWidget(heading(title))
            head.addStretch(1)
            for name, text, slot in actions:
                button = QPushButton(text)
                button.setObjectName(f"farmland_{name}")
                button.clicked.connect(slot)
                self.buttons[name] = button
                head.addWidget(button)
            layout.addLayout(head)
            if not number:
                layout.addLayout(row)
                layout.addWidget(self.lacking)
            layout.addWidget(view)
        self.paused = quiet()
        layout.addWidget(self.paused)
        layout.addStretch(1)
        for view in self.views:
            view.selectionModel().selectionChanged.connect(lambda *_: self._enable())

    def _parts(self) -> Sequence[tuple[str, Sequence[tuple[str, str, Callable[[], Any]]]]]:
        """Return each part's title, and its buttons by name, text and what they do."""
        return (
            (tr("Who answers"), (("set_duty", tr("Set…"), self.ask_duty), ("clear_duty", tr("Clear…"), self.ask_clear))),
            (tr("Deadlines"), (("set_deadline", tr("Set…"), self.ask_deadline),
                               ("extend_deadline", tr("Extend…"), self.ask_extension),
                               ("close_deadline", tr("Close…"), self.ask_close_deadline))),
            (tr("Notices"), (("serve_notice", tr("Serve…"), self.ask_notice),
                             ("close_notice", tr("Complied with…"), self.ask_close_notice),
                             ("escalate_notice", tr("Escalate…"), self.ask_escalation))),
            (tr("Inspection visits"), (("visit", tr("Record…"), self.ask_visit),)))

    # -- showing ------------------------------------------------------------------------------------------------

    def show_case(self, uid: str) -> None:
        """Show one case; '' shows none."""
        self.uid = uid
        self.setEnabled(bool(uid))
        ledger = self.workspace.ledger
        if not uid or ledger is None:
            for model in (self.slots, self.deadlines, self.served, self.visited):
                model.load([])
            return
        case, named, book = ledger.case(uid), duties(ledger, uid), ledger.deadlines
        clock, holds = book.clock(), book.holds(uid)
        self.slots.load(self._lines(named))
        running = [Timed(one, clock.deadline(one, holds)) for one in book.open_on(today(), uid).get(uid, ())]
        self.deadlines.load(sorted(running, key=lambda one: one.standing.gravity if one.standing else (0, 0)))
        self.served.load([Timed(one, clock.notice(one, holds) if one.due_on else None)
                          for one in reversed(book.notices(uid))])
        self.visited.load(visits(ledger, uid))
        self.department.setCurrentIndex(max(self.department.findData(case.department), 0))
        lacking = missing_for_control(named, case.disposition, bool(running))
        words = {"responsible": tr("who is responsible"), "measure": tr("measure"), "deadline": tr("deadline")}
        open_ = case.status not in ledger.workflow.finals
        self.lacking.setText(tr("Still to be named: {things}").format(things=tr(", ").join(words[what] for what in lacking)))
        self.lacking.setVisible(open_ and bool(lacking))
        self.paused.setText(tr("On hold ({hold}): the clocks stand still.").format(hold=self._label("hold", case.hold)))
        self.paused.setVisible(bool(case.hold))
        for view in self.views:
            view.resizeColumnsToContents()
        self._enable()

    def _lines(self, named: Sequence[Duty]) -> list[Slot]:
        """Return the table's lines in the dictionary's order, the checked slots that are empty among them."""
        filled = {duty.slot for duty in named}
        order = [code for code, _label in self.workspace.terms.choices("duty_slot")]
        lines = [Slot(duty.slot, duty) for duty in named] + [Slot(slot) for slot in CHECKED_SLOTS if slot not in filled]
        return sorted(lines, key=lambda one: (order.index(one.slot) if one.slot in order else len(order),
                                              one.duty.seq if one.duty else 0))

    def _label(self, dictionary: str, code: str) -> str:
        return self.workspace.terms.label(dictionary, code)

    def _name(self, person_id: str) -> str:
        person = self.workspace.ledger.people.find(person_id)
        return person.name if person is not None else person_id

    def _icon(self, one: Timed) -> Optional[QIcon]:
        if one.standing is None or (isinstance(one.record, Notice) and not one.record.served_on):
            return None
        light = one.standing.light
        if light not in self._icons:
            self._icons[light] = light_icon(self.workspace.terms, light)
        return self._icons[light]

    def _tip(self, one: Timed) -> str:
        rules, record = self.workspace.ledger.deadlines.rules, one.record
        found = rules.of_notice(record.kind) if isinstance(record, Notice) else \
            rules.rule(record.rule_id) or rules.batch_node(record.rule_id.partition(".")[2])
        citation = found.citation if found is not None else ""
        return standing_tip(one.standing, self.workspace.terms, citation) if one.standing else citation

    def _notice_state(self, one: Timed) -> str:
        notice: Notice = one.record
        if notice.closed_on:
            return tr("complied with on {day}").format(day=notice.closed_on)
        if notice.escalated_on:
            return tr("on the list for forced demolition since {day}").format(day=notice.escalated_on)
        if not notice.served_on:
            return tr("not served yet")
        return left_text(one.standing) if one.standing else ""

    def _enable(self) -> None:
        """Offer what can be done with what is chosen."""
        writable = self.workspace.writable and bool(self.uid)
        self.department.setEnabled(writable)
        slot, timed, served = (self._chosen(view) for view in self.views[:3])
        notice: Optional[Notice] = served.record if served is not None else None
        open_ = notice is not None and not notice.closed_on
        wanted = {
            "clear_duty": slot is not None and slot.duty is not None, "extend_deadline": timed is not None,
            "close_deadline": timed is not None and bool(timed.record.deadline_id), "close_notice": open_,
            "escalate_notice": open_ and notice is not None and not notice.escalated_on and bool(notice.served_on)}
        for name, button in self.buttons.items():
            button.setEnabled(writable and wanted.get(name, True))
        unserved = open_ and notice is not None and not notice.served_on
        self.buttons["serve_notice"].setText(tr("Record service…") if unserved else tr("Serve…"))

    @staticmethod
    def _chosen(view: QTableView) -> Any:
        rows = view.selectionModel().selectedRows()
        return rows[0].data(RECORD_ROLE) if rows else None

    # -- asking -------------------------------------------------------------------------------------------------

    def _ask(self, window: AskDialog) -> None:
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        window.finished.connect(lambda result: self.show_case(self.uid) if result == QDialog.DialogCode.Accepted else None)
        self.window_ = window
        window.open()

    @guarded
    def ask_duty(self) -> None:
        """Ask who stands in a slot; the chosen line's, when one is."""
        chosen, lines = self._chosen(self.views[0]), self.slots.records
        slot = chosen or next((one for one in lines if one.duty is None), None)
        self._ask(DutyDialog(self.workspace, self.uid, slot.slot if slot else CHECKED_SLOTS[0], self))

    @guarded
    def ask_clear(self) -> None:
        """Ask why somebody no longer answers."""
        duty = self._chosen(self.views[0]).duty
        text = tr("{name} no longer answers here: {slot}").format(
            name=self._name(duty.person_id), slot=self._label("duty_slot", duty.slot))
        self._ask(ReasonDialog(tr("Clear responsibility"), "clear_duty", text, {"slot": duty.slot, "person_id": duty.person_id},
                               "reason", self.workspace, self.uid, self))

    @guarded
    def ask_deadline(self) -> None:
        """Ask for a new deadline."""
        self._ask(DeadlineDialog(self.workspace, self.uid, None, self))

    @guarded
    def ask_extension(self) -> None:
        """Ask until when the chosen deadline is extended, and who approved it."""
        deadline: Deadline = self._chosen(self.views[1]).record
        self._ask(DeadlineDialog(self.workspace, self.uid, deadline, self))

    @guarded
    def ask_close_deadline(self) -> None:
        """Ask for a word on how the chosen deadline was met."""
        deadline: Deadline = self._chosen(self.views[1]).record
        text = tr("Met: {node}").format(node=self._label("deadline_node", deadline.node))
        self._ask(ReasonDialog(tr("Close a deadline"), "close_deadline", text, {"deadline_id": deadline.deadline_id}, "note",
                               self.workspace, self.uid, self))

    @guarded
    def ask_notice(self) -> None:
        """Ask for a notice, or for the service of the chosen one."""
        chosen = self._chosen(self.views[2])
        unserved = chosen is not None and not chosen.record.served_on and not chosen.record.closed_on
        self._ask(NoticeDialog(self.workspace, self.uid, chosen.record if unserved else None, self))

    @guarded
    def ask_close_notice(self) -> None:
        """Ask how the chosen notice was complied with."""
        notice: Notice = self._chosen(self.views[2]).record
        self._ask(ReasonDialog(tr("Close a notice"), "close_notice", tr("Complied with: {number}").format(number=notice.number),
                               {"notice_id": notice.notice_id}, "note", self.workspace, self.uid, self))

    @guarded
    def ask_escalation(self) -> None:
        """Ask why the parcel goes on the list for forced demolition."""
        notice: Notice = self._chosen(self.views[2]).record
        text = tr("{number} was not complied with: put the parcel on the list for forced demolition").format(number=notice.number)
        self._ask(ReasonDialog(tr("Escalate a notice"), "escalate_notice", text, {"notice_ids": [notice.notice_id]}, "reason",
                               self.workspace, self.uid, self))

    @guarded
    def ask_visit(self) -> None:
        """Ask what an inspection visit found."""
        self._ask(VisitDialog(self.workspace, [self.uid], self))

    def offer_for(self, menu: QMenu, uids: Sequence[str]) -> None:
        """Offer in a menu what can be entered for several parcels at once."""
        for text, window in ((tr("Who answers ({count})…"), DutyDialog), (tr("Deadline ({count})…"), DeadlineDialog),
                             (tr("Inspection visit ({count})…"), VisitDialog)):
            entry = menu.addAction(text.format(count=len(uids)))
            entry.triggered.connect(lambda _checked=False, kind=window, which=tuple(uids): self.ask_for(kind, which))

    @guarded
    def ask_for(self, window: Any, uids: Sequence[str]) -> None:
        """Ask once for several parcels."""
        if window is VisitDialog:
            self._ask(VisitDialog(self.workspace, list(uids), self))
            return
        asking = window(self.workspace, uids[0], parent=self)
        asking.for_several(uids)
        self._ask(asking)

    @guarded
    def _on_department(self) -> None:
        ledger = self.workspace.writing()
        case, code = ledger.case(self.uid), str(self.department.currentData() or "")
        if code != case.department:
            self.workspace.apply(self.uid, case.version, "set_duty", {"responsible_department": code})

    @guarded
    def _on_opened(self) -> None:
        self._icons = {}
        self.department.clear()
        self.department.addItem("", "")
        for code, label in self.workspace.terms.choices("department"):
            self.department.addItem(label, code)
        self.show_case("")

    @guarded
    def _on_closed(self) -> None:
        self.show_case("")

    @guarded
    def _on_changed(self, uids: Optional[set[str]]) -> None:
        behind = self.window().isVisible() and not self.isVisible()  # another tab: the panel reads anew when it comes forward
        if self.uid and not behind and (uids is None or self.uid in uids):
            self.show_case(self.uid)


def _view(model: RecordTable, lines: int) -> QTableView:
    """Return a table as high as a few lines, one chosen at a time."""
    view = QTableView()
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(view.fontMetrics().height() + 8)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    view.setFixedHeight((view.fontMetrics().height() + 8) * (lines + 1) + 8)
    return view
