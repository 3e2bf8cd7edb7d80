"""One parcel at a time: its facts, its pictures, what it was found to be, and its history."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QShortcut,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...domain.errors import StaleRow
from ...i18n import tr
from ...ledger.cases.steps import RECORD
from ...ledger.crs import ledger_crs
from ...ledger.reissues import Replaced, replaced
from ..dialogs.correct import CorrectDialog
from ..drafts import Drafts
from ..errors import guarded
from ..models.sentences import Speaker
from ..models.simple import Column, RecordTable
from ..models.timeline import history
from ..terms import moment
from ..widgets.card import ParcelCard
from ..widgets.case_form import READ, CaseForm, same, stored_answers
from ..widgets.conflict import ConflictBox
from ..widgets.replaced import ReplacedBox
from ..widgets.scenes import BeforeAfter
from ..widgets.suggestion import SuggestionBox
from .base import Panel, heading, quiet, scrolled

Step = Callable[..., bool]


class VerificationPanel(Panel):
    """Card, key facts, before and after, form, journal of the current parcel.

    ``to_duties`` asks for the place in which it is entered who answers for the parcel.
    """

    to_duties = pyqtSignal()

    def __init__(self, step: Step, *context: Any) -> None:
        super().__init__("Verification", tr("Verification and finding"), *context)
        self._step = step
        self._case: Any = None
        self._saving = False
        self._gone: tuple[int, dict[str, Replaced]] = (-1, {})  # read at that event of the journal
        self._drafts = Drafts(READ)
        self.card, self.entry, self.scenes, self.conflict = ParcelCard(), CaseForm(), BeforeAfter(), ConflictBox()
        self.suggestion, self.replaced = SuggestionBox(), ReplacedBox()
        self.form, self.bars, self.number = self.entry.tagging, self.card.bars, self.card.number
        self.window_: Optional[CorrectDialog] = None
        self.journal = RecordTable([Column(tr("When"), lambda one: one.when, tip=lambda one: one.tip),
                                    Column(tr("Who"), lambda one: one.who, tip=lambda one: one.tip),
                                    Column(tr("What"), lambda one: one.what, tip=lambda one: one.tip)], self)
        self.timeline = QTableView()
        self._build_head()
        self._build_form()
        self._build_timeline()
        self._connect()
        self.show_usable(False)
        self.show_page(False)

    def _build_head(self) -> None:
        self.previous, self.next = QPushButton(tr("◀ Previous")), QPushButton(tr("Next ▶"))
        self.next_unfinished = QPushButton(tr("Next unfinished ▶▶"))
        row = QHBoxLayout()
        for button, tip in ((self.previous, tr("Previous parcel of the table (Alt+Left)")),
                            (self.next, tr("Next parcel of the table (Alt+Right)")),
                            (self.next_unfinished, tr("Next parcel without a finding (Alt+Down)"))):
            button.setToolTip(tip)
            row.addWidget(button)
        row.insertStretch(1, 1)
        self.layout_.addLayout(row)

    def _build_form(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(5)
        layout.addWidget(self.card)
        layout.addWidget(self.replaced)
        layout.addWidget(self.suggestion)
        layout.addWidget(self.scenes, 1)
        layout.addWidget(heading(tr("Finding"), tr("Press a digit to choose")))
        layout.addWidget(self.entry)
        self.saved = quiet()
        self.saved.setObjectName("farmlandSaved")
        self.save = QPushButton(tr("Save"))
        self.save.setObjectName("farmlandSave")
        self.save.setDefault(True)
        foot = QHBoxLayout()
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.save)
        layout.addWidget(heading(tr("History")))
        layout.addWidget(self.timeline)
        self._body = body
        self.layout_.addWidget(scrolled(body), 1)
        self.layout_.addWidget(self.conflict)
        self.layout_.addLayout(foot)

    def _build_timeline(self) -> None:
        view = self.timeline
        view.setObjectName("farmlandTimeline")
        view.setModel(self.journal)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 5)
        view.horizontalHeader().hide()
        view.horizontalHeader().setStretchLastSection(True)
        view.setFixedHeight((self.fontMetrics().height() + 5) * 4 + 4)
        view.setColumnWidth(0, self.fontMetrics().horizontalAdvance("2026-11-21 00:00") + 12)
        view.setColumnWidth(1, 70)

    def _connect(self) -> None:
        self.previous.clicked.connect(self.go_previous)
        self.next.clicked.connect(self.go_next)
        self.next_unfinished.clicked.connect(self.go_next_unfinished)
        self.save.clicked.connect(self.on_save)
        self.entry.changed.connect(self._on_edit)
        self.entry.to_duties.connect(self.to_duties.emit)
        self.replaced.wanted.connect(self._on_in_force_wanted)
        self.suggestion.adopted.connect(self._on_adopted)
        self.conflict.take_theirs.connect(self._on_take_theirs)
        self.conflict.keep_mine.connect(self._on_keep_mine)
        for keys, slot in (("Alt+Left", self.go_previous), ("Alt+Right", self.go_next),
                           ("Alt+Down", self.go_next_unfinished), ("Ctrl+Return", self.on_save),
                           ("Ctrl+Enter", self.on_save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.workspace.opened.connect(self._on_opened)
        self.workspace.closed.connect(self._on_closed)
        self.workspace.changed.connect(self._on_changed)
        self.view.current_changed.connect(self._on_current)
        self.visibilityChanged.connect(self._on_visible)

    @guarded
    def go_previous(self) -> None:
        """Go to the table's previous parcel."""
        self._go(forward=False)

    @guarded
    def go_next(self) -> None:
        """Go to the table's next parcel."""
        self._go(forward=True)

    @guarded
    def go_next_unfinished(self) -> None:
        """Go to the table's next parcel without a finding."""
        self._go(forward=True, unfinished=True)

    def _go(self, forward: bool, unfinished: bool = False) -> None:
        if not self._step(forward, unfinished):
            self.saved.setText(tr("No further parcel that way in the table as it is filtered."))

    # -- writing ----------------------------------------------------------------------------------------------

    @guarded
    def on_save(self) -> None:
        """Write the form's changes to the ledger; a case changed meanwhile is shown, never overwritten.

        Once the survey is submitted a change is a correction, and asks for its reason.
        """
        if self._case is None:
            return
        closed = self._closed(self._case)
        if closed:
            self.saved.setText(closed)
            return
        payload = self.entry.payload()
        if not payload:
            self.saved.setText(tr("Nothing to save."))
            return
        if not self._recording(self._case):
            self._correct(payload)
            return
        uid = self._case.parcel_uid
        try:
            self._saving = True
            applied = self.workspace.apply(uid, self._case.version, RECORD, payload)
        except StaleRow:
            self._drafts.put(uid, self._case, self.entry.values())
            self._show_conflict(self.workspace.ledger.case(uid))
            return
        finally:
            self._saving = False
        self._on_saved(uid, applied.seq)

    def _on_saved(self, uid: str, seq: int) -> None:
        self._drafts.drop(uid)
        self._load(uid)
        self.saved.setText(tr("Saved · seq {seq}").format(seq=seq))

    def _correct(self, payload: dict[str, Any]) -> None:
        window = CorrectDialog(self.workspace, self._case, payload, self)
        self.window_ = window
        window.accepted.connect(self._on_corrected)
        window.finished.connect(self._on_window_closed)
        window.open()

    @guarded
    def _on_corrected(self) -> None:
        if self.window_ is not None:
            self._on_saved(self.window_.uid, self.window_.seq)

    @guarded
    def _on_window_closed(self) -> None:
        if self.window_ is not None:
            self.window_.deleteLater()
        self.window_ = None

    def _recording(self, case: Any) -> bool:
        """Whether the case stands where findings are recorded; later they are corrected."""
        return self.workspace.ledger.workflow.find(RECORD, case.status) is not None

    def _closed(self, case: Any) -> str:
        """Return why nothing of the case can be changed, '' when it can."""
        if not self.workspace.writable:
            return self.workspace.reading
        gone = self._replaced(case.parcel_uid)
        if gone is not None:
            return tr("Nothing can be recorded here: the parcel is not in force any more. {reason}").format(
                reason=gone.sentence())
        if case.status in self.workspace.ledger.workflow.finals:
            return tr("The case is closed: reopen it before correcting it.")
        if case.hold:
            return tr("The case is on hold ({hold}): release it first.").format(
                hold=self.workspace.terms.label("hold", case.hold))
        return ""

    def _replaced(self, uid: str) -> Optional[Replaced]:
        """Return why a parcel is not in force any more, None when it is."""
        ledger = self.workspace.ledger
        if self._gone[0] != ledger.last_seq():
            self._gone = ledger.last_seq(), replaced(ledger)
        return self._gone[1].get(uid)

    @guarded
    def _on_in_force_wanted(self, uids: list[str]) -> None:
        self.view.select(uids, uids[0])

    def _show_conflict(self, theirs: Any) -> None:
        ours, stored = self._merged(theirs), stored_answers(theirs)
        speaker = Speaker(self.workspace.ledger, self.workspace.terms, theirs.campaign)
        keys = ((code, code if hasattr(theirs, code) else f"facts.{code}") for code in {**stored, **ours})
        differences = [(speaker.field(key), speaker.value(key, ours.get(code)), speaker.value(key, stored.get(code)))
                       for code, key in keys if not same(ours.get(code), stored.get(code))]
        if not differences:  # both typed the same
            self._drafts.drop(theirs.parcel_uid)
            self._load(theirs.parcel_uid)
            return
        self.conflict.show_conflict(theirs.updated_by, moment(theirs.updated_at), differences)
        self.save.setEnabled(False)
        self.saved.setText(tr("Choose whose entries to keep."))

    def _merged(self, theirs: Any) -> dict[str, Any]:
        """Return the forms' entries over a newer case: a field nobody typed in here stays as it was saved there."""
        typed, read, stored = self.entry.values(), stored_answers(self._case), stored_answers(theirs)
        return {**stored, **{code: answer for code, answer in typed.items() if not same(answer, read.get(code))}}

    @guarded
    def _on_take_theirs(self) -> None:
        self._drafts.drop(self._case.parcel_uid)
        self._load(self._case.parcel_uid)

    @guarded
    def _on_keep_mine(self) -> None:
        theirs = self.workspace.ledger.case(self._case.parcel_uid)
        kept, self._case = self._merged(theirs), theirs
        self.entry.set_case(theirs, kept, stored_answers(theirs))
        self.conflict.hide()
        self.on_save()

    @guarded
    def _on_edit(self) -> None:
        if self._case is None:
            return
        changed = bool(self.entry.changes())
        self.save.setEnabled(changed and not self._closed(self._case))
        if changed:
            self._drafts.put(self._case.parcel_uid, self._case, self.entry.values())
            self.saved.setText(self._closed(self._case) or tr("Not saved yet"))
        else:
            self._drafts.drop(self._case.parcel_uid)
            self.saved.setText(self._closed(self._case))

    @guarded
    def _on_adopted(self, answers: dict[str, str]) -> None:
        """Take what is suggested into the form as a draft; it is a person's only once that person saves it."""
        if self._case is not None:
            self.entry.propose(answers)

    # -- following --------------------------------------------------------------------------------------------

    @guarded
    def _on_opened(self) -> None:
        self.entry.offer(self.workspace.ledger, self.workspace.terms)
        self.form.finding.bind_digits(self)
        self.show_page(True)
        left = self._drafts.open(self.workspace.ledger)
        if left:
            numbers = tr(", ").join(self.workspace.ledger.parcel(uid).source_no for uid in left[:5])
            self.notices.warning(tr("{count} parcels have entries that were typed and not saved: {numbers}").format(
                count=len(left), numbers=numbers + (" …" if len(left) > 5 else "")))
        self._on_current(self.view.current)

    @guarded
    def _on_closed(self) -> None:
        if self.window_ is not None:
            self.window_.reject()
        self._case, self._gone = None, (-1, {})
        self._drafts.close()
        self.scenes.clear()
        self.journal.load([])
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Optional[set[str]]) -> None:
        if self._saving or self._case is None:
            return
        if uids is None or self._case.parcel_uid in uids:
            self._load(self._case.parcel_uid)

    @guarded
    def _on_visible(self, visible: bool) -> None:
        if visible and self.workspace.ledger is not None:
            self._on_current(self.view.current)

    @guarded
    def _on_current(self, uid: str) -> None:
        if self.workspace.ledger is None or not self.isVisible():
            return
        if not uid:
            self._case = None
            self.show_usable(False)
            self.number.setText(tr("No parcel chosen"))
            self.save.setEnabled(False)
            return
        if self._case is None or self._case.parcel_uid != uid:
            self._drafts.keep()
            self._load(uid)

    @guarded
    def show_survey(self) -> None:
        """Come to the front with the survey form unfolded."""
        self.setUserVisible(True)
        self.entry.box.setCollapsed(False)

    def show_usable(self, enabled: bool) -> None:
        """Show the body as usable or not."""
        self._body.setEnabled(enabled)

    def _load(self, uid: str) -> None:
        ledger = self.workspace.ledger
        parcel, stored = ledger.parcel(uid), ledger.case(uid)
        self._case = None
        self.conflict.hide()
        read, typed = self._drafts.get(uid) or (stored, {})
        self.show_usable(True)
        self.card.show_parcel(ledger, parcel, stored, self.workspace.terms)
        self.replaced.show_reason(self._replaced(uid))
        self.suggestion.show_parcel(ledger, stored, self.workspace.terms, not self._closed(stored))
        geometry = QgsGeometry()
        geometry.fromWkb(parcel.geom)
        self.scenes.show_parcel(geometry, ledger_crs(ledger), ledger.scenes(), self.workspace.terms)
        answers = stored_answers(read)
        self.entry.set_case(read, {**answers, **typed}, answers)
        self.entry.setEnabled(not self._closed(stored))
        recording = self._recording(stored)
        self.save.setText(tr("Save") if recording else tr("Correct…"))
        self.save.setToolTip(tr("Write to the ledger at once (Ctrl+Enter)") if recording else
                             tr("The survey is submitted: a change is a correction and asks for its reason (Ctrl+Enter)"))
        self._case = read
        self._on_edit()
        if read.version != stored.version:  # typed before a colleague's save: never quietly behind it
            self._show_conflict(stored)
        self.journal.load(history(ledger, uid, self.workspace.terms))
