"""One parcel at a time: its facts, its pictures, what it was found to be, and its history."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ...compat import geometry_of
from ...domain.errors import StaleRow
from ...i18n import tr
from ...ledger.actions.recording import ADOPTED
from ...ledger.cases.steps import RECORD
from ...ledger.crs import ledger_crs
from ...ledger.reissues import Replaced, replaced
from ..dialogs.correct import CorrectDialog
from ..drafts import Drafts
from ..errors import guarded
from ..keys.table import TAGS
from ..models.known import Knowledge, Known
from ..models.sentences import Speaker
from ..terms import moment
from ..widgets.card import ParcelCard
from ..widgets.case_form import READ, CaseForm, same, stored_answers
from ..widgets.change_box import ChangeBox
from ..widgets.completion import CompletionBox
from ..widgets.conflict import ConflictBox
from ..widgets.evidence import EvidenceBox
from ..widgets.replaced import ReplacedBox
from ..widgets.scenes import BeforeAfter
from ..widgets.suggestion import SuggestionBox
from ..widgets.timeline import Timeline
from ..widgets.walk_row import WalkRow
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
        self._saving = self._outdated = self._left_earlier = False  # the last: entries were there when the parcel was come to
        self._gone: tuple[int, dict[str, Replaced]] = (-1, {})  # read at that event of the journal
        self._save_key = ""
        self._knowledge = Knowledge()
        self._known: Optional[Known] = None  # of the parcel that is shown
        self._evident = True  # whether the evidence of that parcel is shown
        self._typed: tuple[str, dict[str, Any]] = ("", {})  # entries taken back before they were saved, and of which parcel
        self._drafts = Drafts(READ)
        self.card, self.entry, self.scenes, self.conflict = ParcelCard(), CaseForm(), BeforeAfter(), ConflictBox()
        self.suggestion, self.replaced, self.evidence, self.change = SuggestionBox(), ReplacedBox(), EvidenceBox(), ChangeBox()
        self.completion = CompletionBox(self.workspace)
        self.form, self.bars, self.number = self.entry.tagging, self.card.bars, self.card.number
        self.window_: Optional[CorrectDialog] = None
        self.timeline = Timeline()
        self.journal = self.timeline.journal
        self._build_head()
        self._build_form()
        self._connect()
        self.show_usable(False)
        self.show_page(False)

    def _build_head(self) -> None:
        self.walk = row = WalkRow()
        self.previous, self.next, self.next_unfinished = row.previous, row.next, row.next_unfinished
        self.undo, self.redo, self.help = row.undo, row.redo, row.help
        self.layout_.addWidget(row)

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Say on the buttons which keys do the same.

        :param keys: by command of the table of keys, in the words on them.
        """
        self.walk.show_keys(keys)
        self.form.finding.show_keys([keys.get(f"tag{number}", "") for number in range(1, TAGS + 1)])
        self._save_key = keys.get("save", "")

    def _build_form(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(5)
        layout.addWidget(self.card)
        layout.addWidget(self.replaced)
        layout.addWidget(self.suggestion)
        layout.addWidget(self.change)
        layout.addWidget(self.completion)
        layout.addWidget(self.scenes, 1)
        layout.addWidget(heading(tr("Finding"), tr("Press a digit to choose")))
        layout.addWidget(self.entry)
        self._behind = behind = QgsCollapsibleGroupBox(tr("Signatures, photos and files"))
        behind.setObjectName("farmlandEvidenceBox")
        behind.setSettingGroup("farmland")
        behind.collapsedStateChanged.connect(lambda _folded: self._show_evidence())
        inner = QVBoxLayout(behind)
        inner.setContentsMargins(6, 6, 6, 6)
        inner.addWidget(self.evidence)
        layout.addWidget(behind)
        self.saved = quiet()
        self.saved.setObjectName("farmlandSaved")
        self.save = QPushButton(tr("Save"))
        self.save.setObjectName("farmlandSave")
        self.save.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot = QHBoxLayout()
        foot.addWidget(self.saved, 1)
        foot.addWidget(self.save)
        layout.addWidget(heading(tr("History")))
        layout.addWidget(self.timeline)
        self._body = body
        self.layout_.addWidget(scrolled(body), 1)
        self.layout_.addWidget(self.conflict)
        self.layout_.addLayout(foot)

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
        self.evidence.photos.opened.connect(self._on_photo)
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

    def _go(self, forward: bool, unfinished: bool = False, done: str = "") -> None:
        if not self._step(forward, unfinished):
            if done:
                self._load(self._case.parcel_uid)
            end = tr("No further parcel that way in the table as it is filtered.")
            done = tr("{done}　{then}").format(done=done, then=end) if done else end
        if done:
            self.say(done)

    @guarded
    def _on_photo(self, row: Mapping[str, Any]) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.workspace.ledger.media.folder / row["rel_path"])))

    # -- writing ----------------------------------------------------------------------------------------------

    @guarded
    def tag(self, number: int) -> None:
        """Choose the finding with a number, as a draft; the panel comes to the front for it."""
        self._come_forward()
        closed = self._closed(self._case) if self._case is not None else tr("No parcel chosen")
        if closed:
            self.say(closed)
        elif not self.form.finding.choose_number(number):
            self.say(tr("There is no finding with the number {number}.").format(number=number))

    @guarded
    def confirm(self) -> None:
        """Write what was entered and go to the next unfinished parcel; what was not in sight is only shown."""
        if self._come_forward() or self._case is None:
            self.say(tr("No parcel chosen") if self._case is None else tr("Look at it first, then press Enter again."))
            return
        if self.entry.changes() and self._left_earlier:
            self._left_earlier = False
            self.say(tr("Unsaved entries from earlier: Enter writes them."))
        elif self.entry.changes():
            number, seq = self.number.text(), self._write()
            if seq:  # not shown once more as it was saved: the next one is
                self._go(forward=True, unfinished=True, done=tr("{number}: saved · seq {seq}").format(number=number, seq=seq))
        elif self._case.finding or self._closed(self._case):
            self._go(forward=True, unfinished=True)
        else:
            self.say(tr("No finding chosen yet: press a digit, or → to leave the parcel for later."))

    @guarded
    def on_save(self) -> None:
        """Write the form's changes to the ledger and stay."""
        seq = self._write()
        if seq:
            self._on_saved(self._case.parcel_uid, seq)

    def say(self, text: str) -> None:
        """Say something at the foot of the panel."""
        self.saved.setText(text)

    def take_back_typed(self) -> str:
        """Take back what was typed and not saved, and return a sentence about it; '' when nothing was."""
        if self._case is None or not self.isUserVisible() or not self.entry.changes():
            return ""
        uid = self._case.parcel_uid
        self._typed = (uid, self.entry.values())
        self._drafts.drop(uid)
        self._load(uid)
        return tr("Taken back: what was typed and not saved yet.")

    def put_back_typed(self) -> str:
        """Fill in again what was taken back before it was saved, and return a sentence about it; '' when nothing was."""
        uid, typed = self._typed
        if not typed or self._case is None or self._case.parcel_uid != uid or self.entry.changes():
            return ""
        self._typed = ("", {})
        self.entry.propose(typed)
        return tr("Filled in again, not saved yet.")

    def _come_forward(self) -> bool:
        """Show the panel, at the current parcel, when it is hidden; True when it was."""
        if self.isUserVisible():
            return False
        self.setUserVisible(True)
        self._follow(self.view.current)  # Qt may say only later that it came to the front
        return True

    def _write(self) -> int:
        """Write the form's changes and return the journal's number, 0 when nothing was written (yet).

        A case changed meanwhile is shown, never overwritten. Once the survey is submitted a change is a correction, and asks for
        its reason.
        """
        if self._case is None:
            return 0
        closed = self._closed(self._case)
        payload = {} if closed else self.entry.payload()
        if not payload:
            self.say(closed or tr("Nothing to save."))
            return 0
        uid = self._case.parcel_uid
        adopted = self._drafts.adopted(uid, payload)
        if adopted:
            payload[ADOPTED] = adopted
        if not self._recording(self._case):
            self._correct(payload)
            return 0
        try:
            self._saving = True
            applied = self.workspace.apply(uid, self._case.version, RECORD, payload)
        except StaleRow:
            self._drafts.put(uid, self._case, self.entry.values())
            self._show_conflict(self.workspace.ledger.case(uid))
            return 0
        finally:
            self._saving = False
        self._drafts.drop(uid)
        self._typed = ("", {})
        return int(applied.seq)

    def _on_saved(self, uid: str, seq: int) -> None:
        self._drafts.drop(uid)
        self._load(uid)
        self.say(tr("Saved · seq {seq}").format(seq=seq))

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
        self._left_earlier, changed = False, bool(self.entry.changes())
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
            if self.entry.changes():
                self._drafts.adopt(self._case.parcel_uid, self.suggestion.adoption())

    # -- following --------------------------------------------------------------------------------------------

    @guarded
    def _on_opened(self) -> None:
        self.entry.offer(self.workspace.ledger, self.workspace.terms)
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
        self._case, self._gone, self._typed = None, (-1, {}), ("", {})
        self._known, self._evident = None, True
        self._knowledge.forget()
        self._drafts.close()
        self.scenes.clear()
        self.journal.load([])
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Optional[set[str]]) -> None:
        if self._saving or self._case is None:
            return
        if uids is not None and self._case.parcel_uid not in uids:
            return
        if self.isUserVisible():
            self._load(self._case.parcel_uid)
        else:  # read again once somebody sees it
            self._outdated = True

    @guarded
    def _on_visible(self, visible: bool) -> None:
        if visible and self.workspace.ledger is not None:
            self._on_current(self.view.current)

    @guarded
    def _on_current(self, uid: str) -> None:
        if self.workspace.ledger is not None and self.isUserVisible():
            self._follow(uid)

    def _follow(self, uid: str) -> None:
        """Show a parcel, unless it is shown as it is now already; '' shows none."""
        if not uid:
            self._case = None
            self.show_usable(False)
            self.number.setText(tr("No parcel chosen"))
            self.save.setEnabled(False)
            return
        if self._case is None or self._case.parcel_uid != uid or self._outdated:
            self._drafts.keep()
            arrived = self._case is None or self._case.parcel_uid != uid
            self._load(uid)
            self._left_earlier = arrived and bool(self.entry.changes())

    @guarded
    def show_survey(self) -> None:
        """Come to the front with the survey form unfolded."""
        self.setUserVisible(True)
        self.entry.box.setCollapsed(False)

    def show_usable(self, enabled: bool) -> None:
        """Show the body as usable or not."""
        self._body.setEnabled(enabled)

    def _load(self, uid: str) -> None:
        with self.workspace.ledger.reading():  # one state of the ledger, read once for every part
            self._fill(uid)

    def _fill(self, uid: str) -> None:
        ledger = self.workspace.ledger
        known = self._known = self._knowledge.of(ledger, uid, self.workspace.terms)
        parcel, stored = known.parcel, known.prospect.case
        self._case, self._outdated = None, False
        self.conflict.hide()
        read, typed = self._drafts.get(uid) or (stored, {})
        self.show_usable(True)
        self.replaced.show_reason(self._replaced(uid))
        closed = self._closed(stored)
        self.suggestion.show_suggested(known.suggested, not closed)
        self.change.show_compared(ledger, uid, known.compared)
        self.card.show_parcel(ledger, parcel, stored, self.workspace.terms, self.suggestion.facts)
        self.completion.show_parcel(uid, not closed, known.prospect)
        self.scenes.show_parcel(geometry_of(parcel.geom), ledger_crs(ledger), ledger.scenes(), self.workspace.terms)
        answers = stored_answers(read)
        self.entry.set_case(read, {**answers, **typed}, answers)
        if closed and self.entry.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()  # else Qt hands the keyboard to whatever comes next
        self.entry.setEnabled(not closed)
        recording = self._recording(stored)
        self.save.setText(tr("Save") if recording else tr("Correct…"))
        tip = (tr("Write to the ledger at once") if recording else
               tr("The survey is submitted: a change is a correction and asks for its reason"))
        self.save.setToolTip(tr("{what} (key {key})").format(what=tip, key=self._save_key) if self._save_key else tip)
        self._case = read
        self._on_edit()
        if read.version != stored.version:  # typed before a colleague's save: never quietly behind it
            self._show_conflict(stored)
        self._evident = False
        self._show_evidence()
        self.journal.load(known.lines)

    @guarded
    def _show_evidence(self) -> None:
        """Show what stands behind the case, unless that is folded away."""
        known = self._known
        if known is not None and not self._evident and not self._behind.isCollapsed():
            self._evident = True
            self.evidence.show_case(self.workspace.ledger, known.prospect, known.steps, self.workspace.terms, known.flags)

    @guarded
    def prepare(self, uid: str) -> None:
        """Read a parcel that is likely to come next; nothing is shown of it."""
        if self.workspace.ledger is not None and self.isUserVisible():
            self._knowledge.of(self.workspace.ledger, uid, self.workspace.terms)
