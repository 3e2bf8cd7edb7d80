"""The four in place, what is left on the ground, and what that comes to by the monitored area; each is recorded at once."""

from __future__ import annotations

from html import escape
from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...domain.acceptance import STAGES, Completion, Residual, StageDone, judge
from ...domain.casework import lacks_of, verdict_for
from ...domain.errors import MissingEvidence
from ...domain.workflow import Guard
from ...i18n import message, tr
from ...ledger.cases.field_words import FieldWords
from ...ledger.cases.steps import OpenStep, Prospect
from ...ledger.cases.wording import spoken
from ..controllers.workspace import Workspace
from ..dialogs.completing import GoneDialog, StageDialog
from ..dialogs.reason import ReasonDialog
from ..dialogs.step import StepDialog
from ..errors import guarded
from ..panels.base import heading, quiet
from ..staff import Staff
from ..terms import square_metres
from .pieces import GREEN, RED, empty, small_button

APPLY = "declare_done"
DONE, OPEN_ = "✓", "○"


class CompletionBox(QWidget):
    """Verdict in figures, the four with day, person and photos, what is left in m², and the application for acceptance.

    ``draw_wanted`` asks for the pen, with the parcel's uid.
    """

    draw_wanted = pyqtSignal(str)

    def __init__(self, workspace: Workspace, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandCompletion")
        self.workspace, self.notices = workspace, workspace.notices
        self.uid, self.verdict, self.completion = "", judge(Completion()), Completion()
        self.step: Optional[OpenStep] = None
        self.window_: Optional[QDialog] = None
        self.sentence = QLabel()
        self.sentence.setObjectName("farmlandVerdict")
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.apply = small_button(tr("Apply for acceptance…"), "farmlandApply", self._on_apply)
        self.draw = small_button(tr("Draw what is left"), "farmlandDrawResidual", lambda: self.draw_wanted.emit(self.uid))
        self.draw.setToolTip(tr("Outline on the map what still stands or lies inside the parcel as issued"))
        self.stages, self.left = QGridLayout(), QGridLayout()
        self.buttons: dict[str, QPushButton] = {}
        self._shown: Any = None
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(heading(tr("In place and accepted"), tr("By the monitored area: all of it, or nothing (003-05)")), 1)
        head.addWidget(self.draw)
        head.addWidget(self.apply)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(head)
        layout.addWidget(self.sentence)
        for grid in (self.stages, self.left):
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(1)
            grid.setColumnStretch(2, 1)
            layout.addLayout(grid)

    # -- showing ----------------------------------------------------------------------------------------------

    def show_parcel(self, uid: str, can_write: bool, known: Optional[Prospect] = None) -> None:
        """Show a parcel's four, what is left of it and what they come to; hidden while its case asks for none of it.

        :param can_write: whether anything may be recorded of it now. :param known: its case, where that was read already.
        """
        prospect = known if known is not None else Prospect(self.workspace.ledger, uid)
        self.uid, self.completion = uid, prospect.dossier.completion
        guard = _guard_of(prospect)
        asked = guard is not None or bool(self.completion.ids)
        if not asked and self.isHidden() and not self.buttons:
            self.step, self.verdict = None, judge(self.completion)
            return
        self.verdict = verdict_for(prospect.dossier, guard) if guard is not None else judge(self.completion)
        self.step = next((one for one in prospect.steps() if one.action == APPLY), None)
        self.setVisible(asked)
        self._show_verdict(prospect)
        self.apply.setVisible(self.step is not None)
        self.apply.setEnabled(can_write and self.step is not None and not self.step.blocking)
        blocking = [line for one in (self.step.blocking if self.step else ()) for line in one.lacks]
        self.apply.setToolTip("\n".join(blocking) or tr("The township declares the parcel rectified and applies for acceptance"))
        self.draw.setEnabled(can_write)
        self._show_rows(can_write, asked)

    def _show_verdict(self, prospect: Prospect) -> None:
        ledger = self.workspace.ledger
        lacks = lacks_of(self.verdict)
        dated = [text for one in (self.step.demands if self.step else ()) if one.guard.kind == "dated" for text in one.lacks]
        figures = {"monitored": square_metres(self.verdict.monitored_m2)}
        if self.verdict.remediated:
            text = tr("Nothing is missing of the {monitored} m² monitored: all of it counts once it is accepted and written off.")
            lines, colour = [text.format(**figures)], GREEN
        else:
            lines, colour = [message(one).rstrip(";；") for one in spoken(MissingEvidence(lacks), ledger).missing], RED
        self.sentence.setText("<br/>".join(f'<span style="color:{colour if line in lines else RED}">{escape(line)}</span>'
                                           for line in [*lines, *dated]))

    def _show_rows(self, can_write: bool, asked: bool) -> None:
        shown = (self.workspace.ledger, self.completion, can_write) if asked else None
        if shown is not None and shown == self._shown:  # the same as of the parcel before, mostly none at all
            return
        self._shown = shown
        empty(self.stages)
        empty(self.left)
        self.buttons = {}
        if not asked:
            return
        terms, people = self.workspace.terms, FieldWords(self.workspace.ledger)
        for line, stage in enumerate(STAGES):
            done = next((one for one in self.completion.stages if one.stage == stage), None)
            mark = QLabel(DONE if done else OPEN_)
            mark.setStyleSheet(f"color: {GREEN if done else RED}")
            told = quiet(tr("{day} · {person} · {count} photos").format(
                day=done.done_on, person=people.person(done.person_id), count=len(done.photos)) if done else "")
            told.setWordWrap(False)
            button = small_button(tr("Take back…") if done else tr("Record…"), f"farmlandStage_{stage}",
                                  self._taking_back(done) if done else self._recording(stage))
            self._row(self.stages, line, mark, QLabel(terms.label("completion_stage", stage)), told, button, can_write)
            self.buttons[stage] = button
        for line, one in enumerate(self.completion.residuals):
            told = quiet(tr("{day} · {person}").format(day=one.found_on, person=people.person(one.person_id)) + (
                f" · {one.note}" if one.note else ""))
            area = QLabel(tr("{kind} {area} m²").format(kind=terms.label("residual_kind", one.kind),
                                                        area=square_metres(one.area_m2)))
            mark = QLabel("■")
            mark.setStyleSheet(f"color: {RED}")
            button = small_button(tr("It is gone…"), f"farmlandGone_{one.residual_id}", self._clearing(one))
            self._row(self.left, line, mark, area, told, button, can_write)
            self.buttons[one.residual_id] = button

    @staticmethod
    def _row(grid: QGridLayout, line: int, mark: QLabel, label: QLabel, told: QLabel, button: QPushButton, usable: bool) -> None:
        button.setEnabled(usable)
        for column, widget in enumerate((mark, label, told, button)):
            grid.addWidget(widget, line, column)

    # -- doing ------------------------------------------------------------------------------------------------

    def _recording(self, stage: str) -> Callable[[], None]:
        return lambda: self._show(StageDialog(self.workspace, self.uid, stage, self._staff(), self))

    def _taking_back(self, done: StageDone) -> Callable[[], None]:
        label = self.workspace.terms.label("completion_stage", done.stage)
        text = tr("{stage} since {day} no longer counts; the entry stays in the journal.").format(stage=label, day=done.done_on)
        return lambda: self._show(ReasonDialog(self.workspace, self.uid, "withdraw_stage", tr("Take back"), text,
                                               {"completion_id": done.completion_id}, parent=self))

    def _clearing(self, one: Residual) -> Callable[[], None]:
        return lambda: self._show(GoneDialog(self.workspace, self.uid, one, self._staff(), self))

    @guarded
    def _on_apply(self) -> None:
        if self.step is not None:
            self._show(StepDialog(self.workspace, self.uid, self.step.transition, self._staff(), parent=self))

    def _staff(self) -> Staff:
        return Staff(self.workspace, self.workspace.ledger.parcel(self.uid))

    @guarded
    def _show(self, window: QDialog) -> None:
        self.window_ = window
        window.finished.connect(window.deleteLater)
        window.open()


def _guard_of(prospect: Prospect) -> Optional[Guard]:
    """Return the demand of acceptance that lies ahead of a case as it stands, None when none does."""
    return next((guard for one in prospect.ledger.workflow.open_from(prospect.case.status)
                 for guard in one.requires if guard.kind == "remediated" and guard.names), None)
