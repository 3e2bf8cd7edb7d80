"""The case of one parcel: its next steps, who signed, its files, who answers for it, its history; for many at once too."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, Callable, Optional, Union

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, QTimer, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QShortcut,
    QVBoxLayout,
    QWidget,
)

from ...domain.errors import BadInput
from ...domain.survey import DUTY, answers_of
from ...i18n import tr
from ...ledger.cases.campaigns import campaign_for
from ...ledger.cases.chains import earlier_rounds, stages_of
from ...ledger.cases.groups import members
from ...ledger.cases.responsibility import duties
from ...ledger.cases.steps import RECORD, OpenStep, Prospect
from ...ledger.cases.wording import action_label
from ...ledger.places import Places
from ...ledger.reissues import why_replaced
from ..dialogs.attach import AttachDialog
from ..dialogs.batch import BatchStepDialog, say_done
from ..dialogs.reason import ReasonDialog, UndoDialog
from ..dialogs.scans import ScansDialog
from ..dialogs.sign import SignDialog
from ..dialogs.step import StepDialog
from ..errors import guarded
from ..models.sentences import Speaker
from ..models.timeline import Entry, history
from ..staff import Staff
from ..terms import moment
from ..where import forms_file, of_uids
from ..widgets.case_head import CaseHead
from ..widgets.chain import ChainBox
from ..widgets.duties import DutyBox
from ..widgets.files import FilesBox
from ..widgets.steps import StepsBox
from .base import EDGE, Panel, scrolled

Step = Callable[..., bool]
ENTRY = Qt.ItemDataRole.UserRole
HISTORY_LINES = 12


class CaseworkPanel(Panel):
    """Moves the current parcel's case, or several cases, through the workflow.

    ``to_form`` asks for the panel in which the survey is filled in.
    """

    to_form = pyqtSignal()

    def __init__(self, step: Step, *context: Any) -> None:
        super().__init__("Casework", tr("Steps and signatures"), *context)
        self._step = step
        self._uid = ""
        self._prospect: Optional[Prospect] = None
        self._steps: dict[str, OpenStep] = {}
        self.window_: Optional[QDialog] = None
        self.steps, self.chain, self.files = StepsBox(), ChainBox(), FilesBox()
        self.history, self.undo = QListWidget(), QPushButton(tr("Undo…"))
        self._build_head()
        self._build_body()
        self._connect()
        self.show_page(False)

    # -- building ---------------------------------------------------------------------------------------------

    def _build_head(self) -> None:
        self.head = head = CaseHead()
        self.number, self.state, self.where, self.held = head.number, head.state, head.where, head.held
        head.turned.connect(self.go)
        head.replaced.wanted.connect(self._on_in_force_wanted)
        self.layout_.addWidget(head)
        self.several = QPushButton()
        self.several.setObjectName("farmlandSeveral")
        self.several.setMenu(QMenu(self.several))
        self.several.menu().aboutToShow.connect(self._fill_menu)
        self.several.hide()
        self.layout_.addWidget(self.several)

    def _build_body(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(4)
        self.holds = QHBoxLayout()
        self.hold_buttons: dict[str, QPushButton] = {}
        for action in ("suspend", "appeal", "release", "appeal_upheld"):
            button = QPushButton(tr("{step}…").format(step=action_label(action)))
            button.setObjectName(f"farmlandHold_{action}")
            button.clicked.connect(lambda _checked, name=action: self.on_hold(name))
            self.hold_buttons[action] = button
            self.holds.addWidget(button)
        self.holds.addStretch(1)
        forms = QHBoxLayout()
        self.print_form, self.read_scans = QPushButton(tr("Print the form…")), QPushButton(tr("Read scans…"))
        self.print_form.setToolTip(tr("A form to be signed on paper, with a code by which its scan is recognised"))
        self.read_scans.setToolTip(tr("Record the signatures of scanned forms"))
        for button in (self.print_form, self.read_scans):
            forms.addWidget(button)
        forms.addStretch(1)
        self._section(layout, "Steps", tr("Next steps"), self.steps, self.holds)
        self._section(layout, "Chain", tr("Signatures"), self.chain, forms)
        self._section(layout, "Files", tr("Files"), self.files)
        self.duties = DutyBox(self.workspace)
        self._duties_box = self._section(layout, "Duties", tr("Responsibility and deadlines"), self.duties, folded=True)
        self._duties_box.collapsedStateChanged.connect(lambda _folded: self._show_duties())
        self._section(layout, "History", tr("History"), self._history_list(), self._undo_row())
        layout.addStretch(1)
        self._body = body
        self._area = scrolled(body)
        self.layout_.addWidget(self._area, 1)

    @staticmethod
    def _section(layout: QVBoxLayout, name: str, title: str, *parts: Any,
                 folded: bool = False) -> QgsCollapsibleGroupBox:
        """Add a part of the panel that folds; whether it is folded is remembered."""
        box = QgsCollapsibleGroupBox(title)
        box.setObjectName(f"farmlandCase{name}")
        box.setSettingGroup("farmland")
        box.setCollapsed(folded)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        inner.setSpacing(4)
        for part in parts:
            if isinstance(part, QWidget):
                inner.addWidget(part)
            else:
                inner.addLayout(part)
        layout.addWidget(box)
        return box

    def _history_list(self) -> QListWidget:
        self.history.setObjectName("farmlandCaseHistory")
        self.history.setWordWrap(True)
        self.history.setAlternatingRowColors(True)
        self.history.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.history.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.history.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.history.setMinimumHeight(self.fontMetrics().height() * HISTORY_LINES)
        return self.history

    def _undo_row(self) -> QHBoxLayout:
        self.undo.setObjectName("farmlandUndo")
        row = QHBoxLayout()
        row.addWidget(self.undo)
        row.addStretch(1)
        return row

    def _connect(self) -> None:
        self.steps.chosen.connect(self.on_step)
        self.steps.to_form.connect(self._on_fill_in)
        self.chain.sign.connect(self.on_sign)
        self.chain.take_back.connect(self.on_take_back)
        self.files.attach.connect(self.on_attach)
        self.files.take_off.connect(self.on_take_off)
        self.files.opened.connect(self._on_open_file)
        self.undo.clicked.connect(self.on_undo)
        self.history.itemSelectionChanged.connect(self._on_entry)
        self.print_form.clicked.connect(self._on_print_form)
        self.read_scans.clicked.connect(self._on_read_scans)
        for keys, forward in (("Alt+Left", False), ("Alt+Right", True)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda ahead=forward: self.go(ahead))
        self.workspace.opened.connect(self._on_opened)
        self.workspace.closed.connect(self._on_closed)
        self.workspace.changed.connect(self._on_changed)
        self.view.current_changed.connect(self._on_current)
        self.view.selection_changed.connect(self._on_selection)
        self.visibilityChanged.connect(self._on_visible)

    # -- following the ledger ---------------------------------------------------------------------------------

    @guarded
    def go(self, forward: bool) -> None:
        """Go to the table's next or previous parcel."""
        self._step(forward)

    @guarded
    def _on_in_force_wanted(self, uids: list[str]) -> None:
        self.view.select(uids, uids[0])

    @guarded
    def _on_opened(self) -> None:
        self.show_page(True)
        self._on_current(self.view.current)

    @guarded
    def _on_closed(self) -> None:
        self._uid, self._prospect = "", None
        if self.window_ is not None:
            self.window_.reject()
        self.history.clear()
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Optional[set[str]]) -> None:
        if self._uid and self.isUserVisible() and (not uids or self._uid in uids):
            self._load(self._uid)

    @guarded
    def _on_visible(self, visible: bool) -> None:
        if visible and self.workspace.ledger is not None:
            self._load(self.view.current)

    @guarded
    def _on_current(self, uid: str) -> None:
        if self.workspace.ledger is not None and self.isUserVisible():
            self._load(uid)

    @guarded
    def _on_selection(self, uids: list[str]) -> None:
        self.several.setVisible(len(uids) > 1)
        self.several.setText(tr("Apply to {count} selected parcels").format(count=len(uids)))
        self.several.setEnabled(self.workspace.writable)

    def _load(self, uid: str) -> None:
        self._uid = uid
        self._body.setVisible(bool(uid))
        self._show_duties()
        self.held.setVisible(False)
        if not uid:
            self._prospect = None
            self.head.replaced.show_reason(None)
            self.head.show_number(tr("No parcel chosen"))
            self.state.clear()
            self.where.setText(tr("Choose one in the table or on the map."))
            return
        ledger, terms = self.workspace.ledger, self.workspace.terms
        self._prospect = Prospect(ledger, uid)
        case, dossier = self._prospect.case, self._prospect.dossier
        self._fill_head()
        writing = "" if self.workspace.writable else self.workspace.reading
        held = tr("The case is on hold ({hold}): release it first.").format(hold=terms.label("hold", case.hold)) \
            if case.hold else ""
        gone = why_replaced(ledger, uid)
        self.head.replaced.show_reason(gone)
        ended = tr("No step is open for a parcel that is not in force any more.") if gone is not None else ""
        closed = writing or ended or held
        found = self._prospect.steps()
        self._steps = {one.action: one for one in found}
        self.steps.show_steps(found, closed)
        speaker = Speaker(ledger, terms, case.campaign)
        self.chain.show_chain(stages_of(ledger, dossier), earlier_rounds(ledger, dossier), terms, speaker, closed)
        rows = [row for row in ledger.media.rows(uid) if row["round"] == case.round and row["removed_seq"] is None]
        self.files.show_files(rows, terms, writing)
        self._fill_holds(writing)
        self._fill_history(history(ledger, uid, terms))
        signing = case.status in {stage.state for stage in ledger.workflow.stages.values()}
        self.print_form.setEnabled(not writing and ((signing and gone is None) or len(self.view.selected) > 1))
        self.read_scans.setEnabled(not writing)

    def _show_duties(self) -> None:
        """Read who answers for the parcel, unless that is folded away."""
        uid = "" if self._duties_box.isCollapsed() else self._uid
        if uid or self.duties.uid:
            self.duties.show_case(uid)

    def _fill_head(self) -> None:
        ledger, terms, case = self.workspace.ledger, self.workspace.terms, self._prospect.case
        parcel, places = ledger.parcel(case.parcel_uid), Places(ledger)
        self.head.show_number(parcel.source_no or parcel.parcel_uid)
        colour = terms.colour("status", case.status)
        self.state.setText(f'<span style="color:{colour}">●</span> <b>{terms.label("status", case.status)}</b>')
        place = " ".join(text for text in (places.township(parcel), places.village(parcel)) if text)
        finding = terms.label("finding", case.finding) or tr("no finding yet")
        self.where.setText(" · ".join(text for text in (tr("Round {round}").format(round=case.round), place, finding) if text))
        self.held.setVisible(bool(case.hold))
        if case.hold:
            self.held.setText(self._hold_text(case.parcel_uid, terms.label("hold", case.hold)))

    def _hold_text(self, uid: str, label: str) -> str:
        for row in self.workspace.ledger.store.rows(
                "SELECT reason, since FROM hold_period WHERE parcel_uid = ? AND until = ''", (uid,)):
            return tr("{hold} since {when}: {reason}").format(hold=label, when=moment(row["since"]), reason=row["reason"])
        return label

    def _fill_holds(self, writing: str) -> None:
        case, finals = self._prospect.case, self.workspace.ledger.workflow.finals
        shown = {"suspend": not case.hold, "appeal": not case.hold, "release": bool(case.hold),
                 "appeal_upheld": case.hold == "appeal"}
        for action, button in self.hold_buttons.items():
            button.setVisible(shown[action] and case.status not in finals)
            button.setEnabled(not writing)
            button.setToolTip(writing)

    def _fill_history(self, entries: list[Entry]) -> None:
        self.history.clear()
        for entry in entries:
            item = QListWidgetItem(" · ".join(text for text in (entry.when, entry.who) if text) + "\n" + entry.what)
            item.setData(ENTRY, entry)
            item.setToolTip(entry.tip)
            self.history.addItem(item)
        self._on_entry()

    def chosen_entry(self) -> Optional[Entry]:
        """Return the line of the history that is selected, None when none is."""
        items = self.history.selectedItems()
        return items[0].data(ENTRY) if items else None

    @guarded
    def _on_entry(self) -> None:
        entry = self.chosen_entry()
        why = "" if self.workspace.writable else self.workspace.reading
        why = why or (tr("Choose a line of the history.") if entry is None else entry.undo)
        self.undo.setEnabled(not why)
        self.undo.setToolTip(why or tr("A new event sets back what this one set; both stay in the history"))

    @guarded
    def show_duties(self) -> None:
        """Come to the front with the responsibilities unfolded and in sight."""
        self.setUserVisible(True)
        box = self._duties_box
        box.setCollapsed(False)
        QTimer.singleShot(0, lambda: self._area.ensureWidgetVisible(box, 0, 0))

    @guarded
    def _on_fill_in(self) -> None:
        """Go to where what is missing is entered: the survey form, or the responsibilities when only they are missing."""
        case, ledger = self._prospect.case, self.workspace.ledger
        named = [one.slot for one in duties(ledger, case.parcel_uid)]
        lacks = campaign_for(ledger, case.campaign).form.incomplete(answers_of(case), named)
        if lacks and all(one.code.startswith(DUTY) for one in lacks):
            self.show_duties()
        else:
            self.to_form.emit()

    # -- doing ------------------------------------------------------------------------------------------------

    def _staff(self) -> Staff:
        parcel, places = self.workspace.ledger.parcel(self._uid), Places(self.workspace.ledger)
        return Staff(self.workspace, parcel, (places.township(parcel), places.village(parcel)))

    def _show(self, window: QDialog, done: Union[str, Callable[[], str]]) -> None:
        """Show a window; when it has written, say so in the message bar."""
        self.window_ = window
        window.accepted.connect(lambda: self.notices.success(done() if callable(done) else done))
        window.finished.connect(self._on_window_closed)
        window.open()

    @guarded
    def _on_window_closed(self) -> None:
        if self.window_ is not None:
            self.window_.deleteLater()
        self.window_ = None
        if self._uid:
            self._load(self._uid)

    @guarded
    def on_step(self, action: str) -> None:
        """Ask for what a step demands, and take it."""
        step = self._steps[action]
        window = StepDialog(self.workspace, self._uid, step.transition, self._staff(), parent=self)
        self._show(window, tr("{number}: {step}, now {status}").format(
            number=self.number.text(), step=step.label, status=step.target))

    @guarded
    def on_sign(self, stage: str, level: int) -> None:
        """Ask for a signature and record it."""
        view = next(one for one in stages_of(self.workspace.ledger, self._prospect.dossier) if one.stage.name == stage)
        at = next(one for one in view.levels if one.number == level)
        window = SignDialog(self.workspace, self._uid, view, at, self._staff(), self)
        number = self.number.text()
        self._show(window, lambda: (tr("{number}: returned") if window.returns else tr("{number}: recorded")).format(
            number=number))

    @guarded
    def on_take_back(self, sign_id: str, by: str) -> None:
        """Take a signature back, for whoever gave it."""
        name = Speaker(self.workspace.ledger, self.workspace.terms, self._prospect.case.campaign).name(by)
        self._ask("withdraw_signature", tr("{person} takes the signature back.").format(person=name), {"sign_id": sign_id}, by)

    @guarded
    def on_hold(self, action: str) -> None:
        """Put the case on hold, or release it."""
        texts = {
            "suspend": tr("No step is possible and every clock stands still until the case is released."),
            "appeal": tr("The party concerned appeals: no step is possible until the appeal is decided."),
            "release": tr("The case stands again where it stood."),
            "appeal_upheld": tr("The appeal is right: every signature of this round ends and the parcel is surveyed again.")}
        self._ask(action, texts[action], {})

    @guarded
    def on_attach(self) -> None:
        """Attach files in a role."""
        wanted = [role for step in self._steps.values() for one in step.demands if not one.met and one.guard.kind == "attachment"
                  for role in one.guard.names]
        self._show(AttachDialog(self.workspace, self._uid, wanted, self), tr("{number}: recorded").format(
            number=self.number.text()))

    @guarded
    def on_take_off(self, row: Any) -> None:
        """Take a file off the parcel."""
        text = tr("{name} no longer belongs to this parcel.").format(name=row["orig_name"])
        if self._prospect.ends_signatures(row["role"]):
            text += " " + tr("Signatures given so far end by it, and everybody signs again.")
        self._ask("detach", text, {"sha256": row["sha256"], "role": row["role"]})

    @guarded
    def on_undo(self) -> None:
        """Set back what the chosen event set."""
        entry = self.chosen_entry()
        if entry is None:
            raise BadInput(tr("Choose a line of the history."))
        together = {one.parcel_uid for one in members(self.workspace.ledger.store, entry.group)} if entry.group else set()
        self._show(UndoDialog(self.workspace, self._uid, entry, len(together), self), tr("{number}: undone").format(
            number=self.number.text()))

    def _ask(self, action: str, text: str, payload: dict[str, Any], by: str = "") -> None:
        window = ReasonDialog(self.workspace, self._uid, action, action_label(action), text, payload, by, parent=self)
        self._show(window, tr("{number}: recorded: {step}").format(number=self.number.text(), step=action_label(action)))

    @guarded
    def _on_open_file(self, row: Any) -> None:
        path = Path(self.workspace.ledger.media.folder) / row["rel_path"]
        if not path.is_file():
            raise BadInput(tr("{path} is not in the ledger's media folder: attach it again."), path=row["orig_name"])
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    @guarded
    def _on_print_form(self) -> None:
        uids = self.view.selected if len(self.view.selected) > 1 else [self._uid]
        target = forms_file(self.workspace.ledger, datetime.now())
        self.jobs.run("exportsignforms", {"WHERE": of_uids(uids), "OUTPUT": target},
                      lambda results: self._on_printed(len(uids), results))

    def _on_printed(self, asked: int, results: dict[str, Any]) -> None:
        text = tr("{forms} forms with {parcels} parcels printed").format(forms=results["FORMS"], parcels=results["PARCELS"])
        if asked > int(results["PARCELS"]):
            text += " · " + tr("{count} wait for no signature and are on none").format(count=asked - int(results["PARCELS"]))
        self.notices.success(text, str(results["OUTPUT"]))

    @guarded
    def _on_read_scans(self) -> None:
        window = ScansDialog(self.workspace, self.jobs, self._staff(), self)
        self.window_ = window
        window.finished.connect(self._on_window_closed)
        window.show()

    # -- many at once -----------------------------------------------------------------------------------------

    def open_for(self, uids: list[str]) -> dict[str, list[str]]:
        """Return, by action, the parcels of these for which the step is open."""
        workflow = self.workspace.ledger.workflow
        automatic = {stage.completes for stage in workflow.stages.values()}
        found: dict[str, list[str]] = {}
        for case in self.workspace.ledger.cases(uids):
            for transition in workflow.open_from(case.status):
                if not case.hold and transition.action not in automatic and transition.action != RECORD:
                    found.setdefault(transition.action, []).append(case.parcel_uid)
        order = [transition.action for transition in workflow.transitions]
        return dict(sorted(found.items(), key=lambda one: order.index(one[0])))

    @guarded
    def _fill_menu(self) -> None:
        menu = self.several.menu()
        menu.clear()
        for action, uids in self.open_for(self.view.selected).items():
            entry = menu.addAction(tr("{step} ({count})…").format(step=action_label(action), count=len(uids)))
            entry.triggered.connect(lambda _checked=False, name=action, which=uids: self.on_batch(name, which))
        if menu.isEmpty():
            menu.addAction(tr("No step leads on from here.")).setEnabled(False)
        menu.addSeparator()
        self.duties.offer_for(menu, self.view.selected)

    @guarded
    def on_batch(self, action: str, uids: list[str]) -> None:
        """Take one step for several parcels."""
        first = self.workspace.ledger.case(uids[0])
        transition = self.workspace.ledger.workflow.find(action, first.status)
        staff = Staff(self.workspace, self.workspace.ledger.parcel(uids[0]))
        window = BatchStepDialog(self.workspace, uids[0], transition, staff, uids[1:], self)
        self.window_ = window
        window.accepted.connect(lambda: say_done(self.workspace, tr("{step}: {count} parcels").format(
            step=action_label(action), count=len(window.written)), window.writer.group, window.who.value()))
        window.finished.connect(self._on_window_closed)
        window.open()
