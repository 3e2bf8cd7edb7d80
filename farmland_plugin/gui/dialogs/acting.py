"""What every window that writes a case has in common: it closes when the ledger took the change, else it says why not."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Iterable, Sequence

from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from ...domain.errors import FarmlandError, StaleRow
from ...domain.parcel import Change
from ...i18n import tr
from ...ledger.cases.steps import Demand
from ...ledger.door import differences
from ...ledger.media import Media, Stored
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..models.sentences import Speaker
from ..widgets.pieces import GREEN, RED, enter_only
from ..widgets.refusal import Refusal

WIDTH = 460


class ActDialog(QDialog):
    """Asks for what a change needs and writes it; a subclass builds the form and ``changes``.

    :param uid: the parcel. It is judged, and written over, as it stands when the window opens: ``case``.
    """

    def __init__(self, name: str, title: str, ok: str, workspace: Workspace, uid: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"farmland{name}")
        self.setWindowTitle(title)
        self.workspace, self.notices, self.uid = workspace, workspace.notices, uid
        self.case = workspace.ledger.case(uid)
        self.version = self.case.version
        self.seq = 0
        self.refusal = Refusal(self._told)
        self.refusal.conflict.keep_mine.connect(self._on_keep_mine)
        self.refusal.conflict.take_theirs.connect(self.reject)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText(ok)
        self.ok.setDefault(True)
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        self.body = QVBoxLayout()
        layout = QVBoxLayout(self)
        layout.addLayout(self.body)
        layout.addStretch(1)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)

    def showEvent(self, event: Any) -> None:
        """See to it that Enter never cancels what was entered."""
        enter_only(self, self.ok)
        super().showEvent(event)

    def changes(self, version: int) -> list[Change]:
        """Return what OK writes.

        :param version: the case's version before the first change. :raises FarmlandError: when a file cannot be taken in.
        """
        raise NotImplementedError

    @guarded
    def on_ok(self) -> None:
        """Write; close when it is written, else say why not."""
        if not self.ok.isEnabled():
            return
        self.refusal.clear()
        try:
            self.seq = self.workspace.apply_many(self.changes(self.version))[-1].seq
        except FarmlandError as error:
            if isinstance(error, StaleRow):
                self.ok.setEnabled(False)
            self.refusal.say(error)
            return
        self.accept()

    @guarded
    def _on_keep_mine(self) -> None:
        """Do it to the case as a colleague left it."""
        self.version = self.workspace.ledger.case(self.uid).version
        self.ok.setEnabled(True)
        self.on_ok()

    def _told(self, error: StaleRow) -> list[tuple[str, str, str]]:
        """Return what differs: what this window would set, what the colleague set."""
        ledger = self.workspace.ledger
        speaker, now = Speaker(ledger, self.workspace.terms, self.case.campaign), ledger.case(self.uid)
        mine, was = dict(error.facts.get("mine") or {}), differences(self.case, now)[0]
        theirs = differences(self.case, now)[1]
        given = dict(error.facts.get("theirs") or {})
        return [(speaker.field(key), speaker.value(key, mine.get(key, was.get(key))),
                 speaker.value(key, theirs.get(key, given.get(key)))) for key in [*mine, *(k for k in theirs if k not in mine)]]


def stored_files(media: Media, chosen: Iterable[tuple[str, Path]]) -> dict[str, list[Stored]]:
    """Take files into the ledger's media folder; return them by role.

    :raises FarmlandError: for a file that is no evidence, or cannot be read or written.
    """
    found: dict[str, list[Stored]] = {}
    for role, path in chosen:
        stored = media.add(path)
        if stored.sha256 not in {one.sha256 for one in found.get(role, ())}:
            found.setdefault(role, []).append(stored)
    return found


def attaching(uid: str, version: int, files: dict[str, list[Stored]], caption: str = "") -> list[Change]:
    """Return the changes that attach stored files to a parcel, one a role."""
    return [Change(uid, version + number, "attach", {
        "role": role, "caption": caption, "files": [one.to_dict() for one in stored]}, tuple(one.sha256 for one in stored))
        for number, (role, stored) in enumerate(files.items())]


def checklist(demands: Sequence[Demand], more: Iterable[str] = ()) -> str:
    """Return demands as marked lines of rich text: what is there, and what lacks in words.

    :param more: further sentences of what lacks.
    """
    lines = [f'<span style="color:{GREEN}">✓</span> {escape(one.text)}' if one.met else
             f'<span style="color:{RED}">✗ {escape(_lacking(one))}</span>' for one in demands]
    return "<br>".join([*(f'<span style="color:{RED}">✗ {escape(text)}</span>' for text in more), *lines])


def _lacking(demand: Demand) -> str:
    """Return what lacks; of alternatives, what they are."""
    return demand.text if demand.guard.kind == "either" else " ".join(text.rstrip(";；") for text in demand.lacks)


def number_of(workspace: Workspace, uid: str) -> str:
    """Return a parcel's number as issued, else its uid."""
    return str(workspace.ledger.parcel(uid).source_no or uid)

