"""The window of open conflicts after a merge: both values with who and when; keep ours, take theirs, one by one or all."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Optional

from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ...domain.errors import FarmlandError, StaleRow
from ...domain.merge import OURS, THEIRS
from ...i18n import message, tr
from ...ledger.cases.field_words import FieldWords
from ...ledger.merging.conflicts import Conflict, open_conflicts, resolve
from ...ledger.merging.merge import last_merge, merged_cases, undo_merge
from ...ledger.places import Places
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..terms import moment
from ..widgets.pieces import wrapped
from ..widgets.refusal import Refusal

ROLE = Qt.ItemDataRole.UserRole
MINE, THEIR = 2, 3
LINE_WIDTHS = (190, 150, 200, 200)
WHY_WIDTH = 200
MOST_LINES, EDGE = 4, 14


class ConflictsDialog(QDialog):
    """Lists open conflicts by parcel and carries out what is decided; every decision can be undone."""

    def __init__(self, workspace: Workspace, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandConflicts")
        self.setWindowTitle(tr("Conflicts"))
        self.workspace, self.notices = workspace, workspace.notices
        self.heading, self.done = wrapped(), QLabel()
        self.done.setObjectName("farmlandConflictsDone")
        self.tree = QTreeWidget()
        self.refusal = Refusal()
        self.ours, self.theirs = QPushButton(tr("Keep ours")), QPushButton(tr("Take the copy's"))
        self.all, self.back = QPushButton(tr("Select all")), QPushButton(tr("Undo this decision"))
        self.undo = QPushButton(tr("Undo last merge…"))
        self._group = ""
        self._dress()
        self._lay_out()
        self.load()
        self.resize(980, 560)
        QgsGui.enableAutoGeometryRestore(self)

    def _dress(self) -> None:
        self.tree.setObjectName("farmlandConflictsTree")
        self.tree.setHeaderLabels([tr("Parcel, field"), tr("Before they parted"), tr("This ledger"), tr("The copy"), tr("Why")])
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setWordWrap(True)
        self.tree.setAlternatingRowColors(True)
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.tree.header().setStretchLastSection(True)
        for column, width in enumerate((*LINE_WIDTHS, WHY_WIDTH)):
            self.tree.setColumnWidth(column, width)
        self.ours.setToolTip(tr("Leave what stands in this ledger; of a chosen parcel, in all its fields"))
        self.theirs.setToolTip(tr("Put the copy's value in its place; of a chosen parcel, in all its fields"))
        self.undo.setToolTip(tr("Set back every case the last merge changed and nobody worked on since"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        for button in (self.all, self.ours, self.theirs):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.done)
        row.addWidget(self.back)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.heading)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.refusal)
        layout.addLayout(row)
        layout.addLayout(foot)
        close.rejected.connect(self.reject)
        self.tree.itemSelectionChanged.connect(self._enable)
        self.all.clicked.connect(lambda _checked: self.tree.selectAll())
        for button, slot in ((self.ours, self.keep_ours), (self.theirs, self.take_theirs), (self.back, self.take_back),
                             (self.undo, self.undo_last)):
            button.clicked.connect(lambda _checked, call=slot: call())
            button.setAutoDefault(False)

    # -- what is shown ----------------------------------------------------------------------------------------

    @guarded
    def load(self) -> None:
        """Show the conflicts as they are now."""
        self.tree.clear()
        ledger = self.workspace.ledger
        conflicts = open_conflicts(ledger) if ledger is not None else []
        uids = list(dict.fromkeys(one.row.parcel_uid for one in conflicts))
        self.heading.setText(self._counted(len(conflicts), len(uids)))
        self.back.setVisible(bool(self._group))
        if ledger is not None and conflicts:
            words, places = FieldWords(ledger), Places(ledger)
            parcels = {parcel.parcel_uid: parcel for parcel in ledger.parcels(uids, geometry=False)}
            campaigns = {case.parcel_uid: case.campaign for case in ledger.cases(uids)}
            for uid in uids:
                parcel = parcels[uid]
                words_of_it = (parcel.source_no or uid, places.township(parcel), places.village(parcel))
                self._add(" ".join(text for text in words_of_it if text),
                          [one for one in conflicts if one.row.parcel_uid == uid], words, campaigns[uid])
        self.tree.expandAll()
        self._enable()

    @staticmethod
    def _counted(count: int, parcels: int) -> str:
        if not count:
            return tr("There are no open conflicts.")
        text = tr("{count} open conflicts in {parcels} parcels. Ours stays until you decide; both values stay in the history.")
        return text.format(count=count, parcels=parcels)

    def _add(self, title: str, conflicts: Iterable[Conflict], words: FieldWords, campaign: str) -> None:
        top = QTreeWidgetItem([title])
        font = QFont(top.font(0))
        font.setBold(True)
        top.setFont(0, font)
        for one in conflicts:
            name = one.row.field

            def said(value: Any, field: str = name) -> str:
                return words.value(campaign, field, value)

            changed = one.now != one.ours
            why = tr("changed on both sides") if not one.row.note else tr(one.row.note)
            texts = [words.field(campaign, name), said(one.ancestor), said(one.now), said(one.theirs),
                     tr("changed here again since the merge") if changed else why]
            signed = {MINE: (one.now_actor, one.now_ts), THEIR: (one.row.their_actor, one.row.their_ts)}
            item = QTreeWidgetItem([_with(self._folded(text, column), *signed.get(column, ("", "")))
                                    for column, text in enumerate(texts)])
            for column, text in enumerate(texts):
                item.setToolTip(column, text)
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            item.setData(0, ROLE, one)
            top.addChild(item)
        self.tree.addTopLevelItem(top)
        top.setFirstColumnSpanned(True)

    def _folded(self, text: str, column: int) -> str:
        """Return a text broken to a column's width, in four lines at most; the tip has all of it."""
        metrics, width = self.tree.fontMetrics(), self.tree.columnWidth(column) - EDGE
        lines: list[str] = []
        for part in text.splitlines():
            line = ""
            for letter in part:
                if line and metrics.horizontalAdvance(line + letter) > width:
                    lines.append(line)
                    line = ""
                line += letter
            lines.append(line)
        return "\n".join([*lines[:MOST_LINES - 1], lines[MOST_LINES - 1] + "…"] if len(lines) > MOST_LINES else lines)

    def chosen(self) -> list[Conflict]:
        """Return the conflicts chosen, those of chosen parcels included, each once."""
        found: dict[str, Conflict] = {}
        for item in self.tree.selectedItems():
            for one in [item, *(item.child(at) for at in range(item.childCount()))]:
                conflict: Optional[Conflict] = one.data(0, ROLE)
                if conflict is not None:
                    found[conflict.conflict_id] = conflict
        return list(found.values())

    def _enable(self) -> None:
        any_chosen = bool(self.chosen()) and self.workspace.writable
        self.ours.setEnabled(any_chosen)
        self.theirs.setEnabled(any_chosen)
        self.all.setEnabled(self.tree.topLevelItemCount() > 0)
        ledger = self.workspace.ledger
        self.undo.setEnabled(self.workspace.writable and ledger is not None and last_merge(ledger) is not None)

    # -- what is decided --------------------------------------------------------------------------------------

    def keep_ours(self) -> None:
        """Leave what stands here."""
        self._decide(OURS)

    def take_theirs(self) -> None:
        """Take the copy's values."""
        self._decide(THEIRS)

    def _decide(self, choice: str) -> None:
        conflicts = self.chosen()

        def act() -> str:
            decided = resolve(self.workspace.writing(), [one.conflict_id for one in conflicts], choice,
                              seen={one.conflict_id: one.now for one in conflicts})
            self._group = decided.group
            return tr("{count} conflicts decided.").format(count=len(conflicts))

        if conflicts:
            self._write(act)

    def take_back(self) -> None:
        """Undo the decision made last in this window."""
        def act() -> str:
            self.workspace.writing().undo_group(self._group, tr("decision on conflicts taken back"))
            self._group = ""
            return tr("The decision is undone.")

        if self._group:
            self._write(act)

    @guarded
    def undo_last(self) -> None:
        """Ask why, then undo the last merge."""
        ledger = self.workspace.writing()
        merge = last_merge(ledger)
        if merge is None:
            return
        window = UndoMergeDialog(merge, len(merged_cases(ledger, merge["merge_id"])), self)
        window.accepted.connect(lambda: self.undo_now(str(merge["merge_id"]), window.reason.text()))
        window.finished.connect(window.deleteLater)
        window.open()

    def undo_now(self, merge_id: str, reason: str) -> None:
        """Undo a merge."""
        def act() -> str:
            undone = undo_merge(self.workspace.writing(), merge_id, reason)
            self._group = ""
            text = tr("{count} cases are as they were before the merge.").format(count=undone.cases)
            if undone.kept:
                text += " " + tr("{count} were worked on since and stay.").format(count=len(undone.kept))
            return text

        self._write(act)

    @guarded
    def _write(self, act: Callable[[], str]) -> None:
        self.refusal.clear()
        try:
            self.done.setText(act())
        except FarmlandError as error:
            self.done.clear()
            if isinstance(error, StaleRow):
                self.workspace.refresh()
                self.load()
            self.refusal.say(FarmlandError("{reason}", reason=message(error)))
            return
        self.workspace.refresh()
        self.load()


class UndoMergeDialog(QDialog):
    """Says which merge is undone, and asks why."""

    def __init__(self, merge: dict[str, Any], cases: int, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandUndoMerge")
        self.setWindowTitle(tr("Undo last merge"))
        self.reason = QLineEdit()
        self.reason.setObjectName("farmlandUndoMergeReason")
        self.reason.setPlaceholderText(tr("Why"))
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(tr("Undo"))
        self.ok.setEnabled(False)
        buttons.button(kinds.Cancel).setText(tr("Cancel"))
        layout = QVBoxLayout(self)
        text = tr("The copy {source}, merged by {who} on {when}: {count} cases go back to what they were, unless somebody worked "
                  "on them since. Batches, people and layers that came in stay.")
        layout.addWidget(wrapped(text.format(source=merge["source"], who=merge["made_by"], when=moment(merge["made_at"]),
                                             count=cases)))
        layout.addWidget(self.reason)
        layout.addWidget(buttons)
        self.reason.textChanged.connect(lambda text: self.ok.setEnabled(bool(text.strip())))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.setMinimumWidth(420)


def _with(value: str, actor: str, ts: str) -> str:
    """Return a value with who wrote it and when under it."""
    return f"{value}\n{actor} {moment(ts)}" if actor else value
