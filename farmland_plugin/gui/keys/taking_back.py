"""Taking one's own last findings back and putting them in force again, each as an event of the journal, told in one sentence."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any, NamedTuple

from ...domain.errors import NotAllowed
from ...i18n import tr
from ...ledger.cases.own_steps import OwnStep, body_of, own_steps
from ..models.sentences import Speaker


class TakenBack(NamedTuple):
    """What was done: in which parcel, and in words."""

    uid: str
    sentence: str


class OwnFindings:
    """The findings of whoever sits here, of today."""

    def __init__(self, workspace: Any) -> None:
        self._workspace = workspace

    def undo(self) -> TakenBack:
        """Take back the newest finding that stands.

        :raises NotAllowed: when there is none of today, or later steps rest on it.
        """
        step = self._steps().undo
        if step is None:
            raise NotAllowed(tr("None of today's findings of yours is left to undo; older ones are undone in the history of the "
                                "case panel."))
        return self._write(step, tr("undone by key"), tr("Undone, {number}: {what}"), tr("Undone for {count} parcels: {what}"))

    def redo(self) -> TakenBack:
        """Put in force again what was taken back last.

        :raises NotAllowed: when nothing was, or it was changed meanwhile.
        """
        step = self._steps().redo
        if step is None:
            raise NotAllowed(tr("Nothing was undone that could be put in force again."))
        return self._write(step, tr("put in force again by key"), tr("In force again, {number}: {what}"),
                           tr("In force again for {count} parcels: {what}"))

    def _steps(self) -> Any:
        midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
        return own_steps(self._workspace.writing(), midnight.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S"))

    def _write(self, step: OwnStep, reason: str, one: str, many: str) -> TakenBack:
        ledger = self._workspace.writing()
        what = self._said(step)
        if step.group:
            done = ledger.undo_group(step.group, reason, "")
            self._workspace.refresh()
            return TakenBack(step.parcel_uid, many.format(count=len(done), what=what))
        case = ledger.case(step.parcel_uid)
        self._workspace.apply(step.parcel_uid, case.version, "undo", {"seq": step.target, "reason": reason})
        return TakenBack(step.parcel_uid, one.format(number=ledger.parcel(step.parcel_uid).source_no, what=what))

    def _said(self, step: OwnStep) -> str:
        ledger = self._workspace.ledger
        speaker = Speaker(ledger, self._workspace.terms, ledger.case(step.parcel_uid).campaign)
        return speaker.sentence(body_of(ledger, step.seq))
