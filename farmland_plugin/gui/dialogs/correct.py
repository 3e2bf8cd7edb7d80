"""The window that asks why something recorded is corrected (更正) once the survey was submitted."""

from __future__ import annotations

from html import escape
from typing import Any, Mapping

from ...i18n import tr
from ...ledger.actions.recording import ADOPTED
from ...ledger.cases.steps import Prospect
from ...ledger.cases.wording import action_label
from ..controllers.workspace import Workspace
from ..models.sentences import Speaker
from ..widgets.pieces import wrapped
from .reason import ReasonDialog

ORANGE = "#b35900"


class CorrectDialog(ReasonDialog):
    """Shows what changes from what to what, warns of signatures that end by it, and writes it with its reason.

    :param case: the case as it was read when the form was filled.
    """

    def __init__(self, workspace: Workspace, case: Any, payload: Mapping[str, Any], parent: Any = None) -> None:
        super().__init__(workspace, case.parcel_uid, "correct", action_label("correct"), "", dict(payload), parent=parent)
        self.case, self.version = case, case.version
        speaker = Speaker(workspace.ledger, workspace.terms, case.campaign)
        before = {**case.__dict__, **{f"facts.{key}": value for key, value in case.facts.items()}}
        new = {**{key: value for key, value in payload.items() if key not in ("facts", ADOPTED)},
               **{f"facts.{key}": value for key, value in payload.get("facts", {}).items()}}
        lines = [tr("{field}: {old} → {new}").format(field=speaker.field(key), old=speaker.value(key, before.get(key)),
                                                    new=speaker.value(key, value)) for key, value in new.items()]
        self.text.setText("<br>".join(map(escape, lines)))
        prospect = Prospect(workspace.ledger, case.parcel_uid)
        self.warning = wrapped(tr("Signatures given so far stand for the facts as they were: they end by this, and everybody "
                                  "signs again."))
        self.warning.setStyleSheet(f"color: {ORANGE}")
        self.warning.setVisible(prospect.has_signatures())
        self.body.addWidget(self.warning)
