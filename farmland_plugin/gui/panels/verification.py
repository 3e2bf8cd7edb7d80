"""One parcel at a time: its facts, its pictures, what it was found to be, and its history."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QShortcut,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...domain.errors import StaleRow
from ...i18n import tr
from ...ledger.crs import ledger_crs
from ...ledger.places import Places
from ..drafts import Drafts
from ..errors import guarded
from ..models.facts import shares_of
from ..models.simple import Column, RecordTable
from ..models.timeline import field_label, history
from ..terms import NO_VALUE, moment, mu, square_metres
from ..widgets.conflict import ConflictBox
from ..widgets.scenes import BeforeAfter
from ..widgets.shares import ShareBars
from ..widgets.tagging import FIELDS, TaggingForm
from .base import Panel, heading, quiet, scrolled

Step = Callable[..., bool]
CODED = ("finding", "disposition", "category")


class VerificationPanel(Panel):
    """Card, key facts, before and after, form, journal of the current parcel."""

    def __init__(self, step: Step, *context: Any) -> None:
        super().__init__("Verification", tr("Verification and finding"), *context)
        self._step = step
        self._case: Any = None
        self._saving = False
        self._drafts = Drafts(FIELDS)
        self.form = TaggingForm()
        self.bars = ShareBars()
        self.scenes = BeforeAfter()
        self.conflict = ConflictBox()
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
        self.number, self.batch = heading(""), quiet()
        font = self.number.font()
        font.setPointSizeF(font.pointSizeF() * 1.35)
        self.number.setFont(font)
        self.number.setObjectName("farmlandCardNumber")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = QLabel()
        self.areas = QGridLayout()
        self.areas.setHorizontalSpacing(24)
        self.areas.setVerticalSpacing(1)
        self._cells: list[list[QLabel]] = []
        for number, title in enumerate((tr("As issued"), tr("Computed"), tr("Difference"))):
            cells = [quiet(title), QLabel(), QLabel()]
            for line, cell in enumerate(cells):
                self.areas.addWidget(cell, line, number)
            self._cells.append(cells)
        self.areas.setColumnStretch(3, 1)

    def _build_form(self) -> None:
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(5)
        title = QHBoxLayout()
        title.addWidget(self.number, 1)
        title.addWidget(self.state)
        layout.addLayout(title)
        layout.addWidget(self.batch)
        layout.addLayout(self.areas)
        layout.addWidget(self.bars)
        self.outside = quiet()
        layout.addWidget(self.outside)
        layout.addWidget(self.scenes, 1)
        layout.addWidget(heading(tr("Finding"), tr("Press a digit to choose")))
        layout.addWidget(self.form)
        self.saved = quiet()
        self.saved.setObjectName("farmlandSaved")
        self.save = QPushButton(tr("Save"))
        self.save.setObjectName("farmlandSave")
        self.save.setToolTip(tr("Write to the ledger at once (Ctrl+Enter)"))
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
        self.form.changed.connect(self._on_edit)
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

    @guarded
    def on_save(self) -> None:
        """Write the form's changes to the ledger; a case changed meanwhile is shown, never overwritten."""
        if self._case is None:
            return
        changes = self.form.changes()
        if not changes:
            self.saved.setText(tr("Nothing to save."))
            return
        uid = self._case.parcel_uid
        try:
            self._saving = True
            applied = self.workspace.apply(uid, self._case.version, "record", changes)
        except StaleRow:
            self._drafts.put(uid, self._case, self.form.values())
            self._show_conflict(self.workspace.ledger.case(uid))
            return
        finally:
            self._saving = False
        self._drafts.drop(uid)
        self.form.remember_surveyors(self.form.surveyors.text().strip())
        self._load(uid)
        self.saved.setText(tr("Saved · seq {seq}").format(seq=applied.seq))

    def _show_conflict(self, theirs: Any) -> None:
        ours, stored = self._merged(theirs), _values(theirs)
        differences = [(field_label(name), self._shown(name, ours[name]), self._shown(name, stored[name]))
                       for name in FIELDS if ours[name] != stored[name]]
        if not differences:  # both typed the same
            self._drafts.drop(theirs.parcel_uid)
            self._load(theirs.parcel_uid)
            return
        self.conflict.show_conflict(theirs.updated_by, moment(theirs.updated_at), differences)
        self.save.setEnabled(False)
        self.saved.setText(tr("Choose whose entries to keep."))

    def _merged(self, theirs: Any) -> dict[str, str]:
        """Return the form's entries over a newer case: a field nobody typed in here stays as it was saved there."""
        typed, read, stored = self.form.values(), _values(self._case), _values(theirs)
        return {name: stored[name] if typed[name] == read[name] else typed[name] for name in FIELDS}

    def _shown(self, name: str, value: str) -> str:
        return self.workspace.terms.label(name, value) if name in CODED else value

    @guarded
    def _on_take_theirs(self) -> None:
        self._drafts.drop(self._case.parcel_uid)
        self._load(self._case.parcel_uid)

    @guarded
    def _on_keep_mine(self) -> None:
        theirs = self.workspace.ledger.case(self._case.parcel_uid)
        kept, self._case = self._merged(theirs), theirs
        self.form.set_values(kept, _values(self._case))
        self.conflict.hide()
        self.on_save()

    @guarded
    def _on_edit(self) -> None:
        if self._case is None:
            return
        changed = bool(self.form.changes())
        self.save.setEnabled(changed and self.workspace.writable)
        if changed:
            self._drafts.put(self._case.parcel_uid, self._case, self.form.values())
            self.saved.setText(tr("Not saved yet"))
        else:
            self._drafts.drop(self._case.parcel_uid)
            self.saved.setText("")

    @guarded
    def _on_opened(self) -> None:
        self.form.offer(self.workspace.terms)
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
        self._case = None
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

    def show_usable(self, enabled: bool) -> None:
        """Show the body as usable or not."""
        self._body.setEnabled(enabled)

    def _load(self, uid: str) -> None:
        ledger = self.workspace.ledger
        parcel, stored = ledger.parcel(uid), ledger.case(uid)
        self._case = None
        self.conflict.hide()
        read, values = self._drafts.get(uid) or (stored, _values(stored))
        self.show_usable(True)
        self._fill_card(parcel, stored)
        shares = shares_of(ledger, uid, self.workspace.terms)
        touched = [share for share in shares if share.area_m2]
        outside = [share.label for share in shares if not share.area_m2]
        self.bars.setVisible(bool(touched) or not shares)
        self.bars.show_shares(touched, tr("Not screened against any red line yet."))
        self.outside.setVisible(bool(outside))
        self.outside.setText(tr("Outside: {names}").format(names=tr(", ").join(outside)))
        geometry = QgsGeometry()
        geometry.fromWkb(parcel.geom)
        crs = ledger_crs(ledger)
        self.scenes.show_parcel(geometry, crs, ledger.scenes(), self.workspace.terms)
        self.form.set_values(values, _values(read))
        self.form.setEnabled(self.workspace.writable)
        self._case = read
        self._on_edit()
        if read.version != stored.version:  # typed before a colleague's save: never quietly behind it
            self._show_conflict(stored)
        self.journal.load(history(ledger, uid, self.workspace.terms))

    def _fill_card(self, parcel: Any, case: Any) -> None:
        terms, ledger = self.workspace.terms, self.workspace.ledger
        self.number.setText(parcel.source_no or parcel.parcel_uid)
        status = terms.label("status", case.status)
        self.state.setText(f'<span style="color:{terms.colour("status", case.status)}">●</span> {status}')
        batch = next((one for one in ledger.batches() if one.batch_id == parcel.batch_id), None)
        places = Places(ledger)
        place = " ".join(text for text in (places.township(parcel), places.village(parcel)) if text)
        due = tr("remediate by {date}").format(date=batch.remediate_by) if batch and batch.remediate_by else ""
        parts = [batch.name if batch else "", place, due, parcel.repair]
        self.batch.setText(" · ".join(part for part in parts if part))
        issued, computed = parcel.monitored_area_m2, parcel.area_m2
        self._area_line(0, issued)
        self._area_line(1, computed)
        if issued:
            difference = computed - issued
            self._cells[2][1].setText(tr("{area} m²").format(area=f"{difference:+,.2f}"))
            self._cells[2][2].setText(f"{100 * difference / issued:+.2f} %")
        else:
            self._cells[2][1].setText(NO_VALUE)
            self._cells[2][2].setText("")

    def _area_line(self, number: int, area: Any) -> None:
        metres, mu_ = self._cells[number][1:]
        metres.setText(tr("{area} m²").format(area=square_metres(area)))
        mu_.setText(tr("{area} mu").format(area=mu(area)))


def _values(case: Any) -> dict[str, str]:
    return {name: str(getattr(case, name) or "") for name in FIELDS}
