"""The window of one step of the workflow: generated from what the step demands, it asks exactly for that."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Sequence

from qgis.PyQt.QtWidgets import QFormLayout

from ...domain.casework import people_of
from ...domain.parcel import Change
from ...domain.workflow import Transition
from ...i18n import tr
from ...ledger.cases.steps import Demand, Prospect
from ...ledger.cases.wording import action_label
from ..controllers.workspace import Workspace
from ..panels.base import quiet
from ..staff import Staff
from ..widgets.file_rows import FileRow
from ..widgets.payload_fields import PayloadFields
from ..widgets.person_box import PeopleBox, PersonBox
from ..widgets.pieces import wrapped
from .acting import ActDialog, attaching, checklist, number_of, stored_files


class StepDialog(ActDialog):
    """Who acts, the values, the files; what is fulfilled and what lacks; OK only when nothing lacks.

    :param others: further parcels the same step is taken for; then what each case lacks is judged when OK is pressed.
    """

    def __init__(self, workspace: Workspace, uid: str, transition: Transition, staff: Staff, others: Sequence[str] = (),
                 parent: Any = None) -> None:
        label = action_label(transition.action)
        title = tr("{step}: {count} parcels").format(step=label, count=len(others) + 1) if others else \
            tr("{step}: {number}").format(step=label, number=number_of(workspace, uid))
        super().__init__("Step", title, label if not others else tr("Check and apply…"), workspace, uid, parent)
        self.transition, self.others = transition, list(others)
        self.prospect = Prospect(workspace.ledger, uid)
        self.prospect.know_people()
        self.who = PersonBox(staff, transition.roles)
        self.fields = PayloadFields(transition.requires, staff)
        self.rows: list[FileRow] = []
        self.surveyors: Optional[PeopleBox] = None
        self.demands = wrapped()
        self._lay_out(staff)
        self.who.changed.connect(self.judge)
        self.fields.changed.connect(self.judge)
        self.judge()

    def _lay_out(self, staff: Staff) -> None:
        terms = self.workspace.terms
        target = terms.label("status", self.transition.target or self.case.status)
        if not self.others:
            self.body.addWidget(wrapped(tr("{old} → {new}").format(old=terms.label("status", self.case.status), new=target)))
        else:
            self.body.addWidget(wrapped(tr("All of them go to {new}; what one of them lacks is listed before anything is "
                                           "written.").format(new=target)))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Done by"), self.who)
        if self.transition.roles:
            form.addRow("", quiet(tr("one of: {what}").format(what=staff.roles_label(self.transition.roles))))
        self.body.addLayout(form)
        if self.fields.widgets:
            self.body.addWidget(self.fields)
        for demand in self.prospect.demands(self.transition, {}):
            if demand.people:
                self._add_people(demand, staff)
            elif demand.roles and (self.others or not demand.met):
                self._add_row(demand)
        self.body.addWidget(self.demands)

    def _add_row(self, demand: Demand) -> None:
        row = FileRow(demand.roles, self.workspace.terms)
        row.changed.connect(self.judge)
        self.rows.append(row)
        self.body.addWidget(wrapped(tr("Attach: {what}").format(what=demand.text)))
        self.body.addWidget(row)

    def _add_people(self, demand: Demand, staff: Staff) -> None:
        """Let the surveyors be named here; nobody ticked leaves those recorded."""
        self.surveyors = PeopleBox(staff, ("surveyor",))
        if not self.others:
            self.surveyors.choose(people_of(self.case.surveyors))
        self.surveyors.changed.connect(self.judge)
        self.body.addWidget(wrapped(demand.text))
        self.body.addWidget(self.surveyors)

    def _named(self) -> str:
        return ",".join(self.surveyors.values()) if self.surveyors is not None else ""

    def files(self) -> list[tuple[str, Path]]:
        """Return the files chosen, each with its role."""
        return [one for row in self.rows for one in row.files()]

    def judge(self) -> None:
        """Show what is fulfilled and what lacks, and let OK be pressed when nothing does."""
        demands = self.prospect.demands(self.transition, self.fields.values(), self.who.value(),
                                        [role for role, _path in self.files()], self._named())
        if self.others:
            demands = tuple(one for one in demands if one.guard.kind == "payload" or (one.people and self._named()))
        wrong = self._wrong_person()
        self.demands.setText(checklist(demands, [wrong] if wrong else []))
        self.demands.setVisible(bool(demands or wrong))
        self.ok.setEnabled(not wrong and all(one.met for one in demands))

    def _wrong_person(self) -> str:
        roles, who = self.transition.roles, self.who.value()
        if not roles:
            return ""
        if not who:
            return tr("choose who does it")
        if not set(roles) & set(self.prospect.dossier.roles.get(who, ())) and \
                not set(roles) & set(self.workspace.ledger.people.roles_of([who]).get(who, ())):
            return tr("this person has none of the roles asked for")
        return ""

    def changes(self, version: int) -> list[Change]:
        """Return the files' attaching and the step."""
        return self.changes_of(self.uid, version, stored_files(self.workspace.writing().media, self.files()))

    def changes_of(self, uid: str, version: int, files: dict[str, Any]) -> list[Change]:
        """Return what is written of one parcel."""
        before: list[Change] = []
        if self._named() and self._named() != self.workspace.ledger.case(uid).surveyors:
            named = {"surveyors": self._named(), "reason": action_label(self.transition.action)}
            before.append(Change(uid, version, "correct", named, (), self.who.value()))
        before += attaching(uid, version + len(before), files)
        return [*before, Change(uid, version + len(before), self.transition.action, self.fields.values(), (),
                                self.who.value())]
