"""Which parcels issued again take over the earlier issue's case: a person ticks them, then all is written at once (案件承接)."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ...domain.errors import FarmlandError
from ...domain.parcel import Change
from ...domain.takeover import CHANGED, TAKE_OVER, answers
from ...i18n import message, tr
from ...intake.ground.reissue_report import changes_in_words
from ...ledger.cases.earlier import Earlier, Prospect, prospects
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..terms import mu
from ..widgets.pieces import enter_only, wrapped
from ..widgets.refusal import Refusal
from .batch import BatchWriter, say_done

UID = Qt.ItemDataRole.UserRole
WIDTHS = (185, 74, 260, 270, 150)


class TakeOverDialog(QDialog):
    """Lists parcels issued again with the case each could take over; unchanged ones are ticked, changed ones are not."""

    def __init__(self, workspace: Workspace, found: list[Prospect], parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandTakeOver")
        self.setWindowTitle(tr("Take over earlier cases"))
        self.workspace, self.notices, self.found = workspace, workspace.notices, {one.uid: one for one in found}
        self.written: list[str] = []
        self.list, self.refusal = QTreeWidget(), Refusal()
        self.writer = BatchWriter(workspace, self, self._on_written)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        self._fill()
        self._lay_out()
        self.list.itemChanged.connect(lambda _item, _column: self._check())
        self._check()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped(tr(
            "Answers, findings, responsibilities and photos of the earlier issue go to the parcel issued again. Signatures and "
            "concluded steps stay with the earlier parcel; the case goes on from the survey and is signed afresh. Where the "
            "parcel changed, it waits until a person confirms it.")))
        layout.addWidget(self.list, 1)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.resize(1000, 460)

    def _fill(self) -> None:
        view = self.list
        view.setObjectName("farmlandTakeOverList")
        view.setHeaderLabels([tr("Parcel"), tr("New issue"), tr("What changed"), tr("Earlier case"), tr("Carried over")])
        view.setRootIsDecorated(False)
        view.setUniformRowHeights(True)
        for column, width in enumerate(WIDTHS):
            view.setColumnWidth(column, width)
        for one in self.found.values():
            item = QTreeWidgetItem([one.number, self._verdict(one.earlier), self._changes(one.earlier), self._case(one.earlier),
                                    self._taken(one)])
            item.setData(0, UID, one.uid)
            for column in range(len(WIDTHS)):
                item.setToolTip(column, item.text(column))
            if one.refusal is None:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
                item.setCheckState(0, Qt.CheckState.Unchecked if one.earlier.verdict == CHANGED else Qt.CheckState.Checked)
            else:
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
            view.addTopLevelItem(item)

    @staticmethod
    def _verdict(earlier: Earlier) -> str:
        return tr("changed") if earlier.verdict == CHANGED else tr("unchanged")

    @staticmethod
    def _changes(earlier: Earlier) -> str:
        parts = [changes_in_words(",".join(earlier.what))] if earlier.what else []
        old, new = (one.area_m2 if one.monitored_area_m2 is None else one.monitored_area_m2
                    for one in (earlier.parcel, earlier.now))
        if old != new:
            parts.insert(0, tr("{old} → {new} mu").format(old=mu(old), new=mu(new)))
        return tr("; ").join(parts)

    def _case(self, earlier: Earlier) -> str:
        terms, case = self.workspace.terms, earlier.case
        return " · ".join(filter(None, (terms.label("status", case.status), terms.label("finding", case.finding), earlier.batch)))

    @staticmethod
    def _taken(one: Prospect) -> str:
        if one.refusal is not None:
            return message(one.refusal)
        return tr("{answers} answers, {files} files").format(answers=len(answers(one.earlier.case)),
                                                              files=len(one.earlier.files))

    def chosen(self) -> list[Prospect]:
        """Return what is ticked."""
        items = [self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())]
        return [self.found[item.data(0, UID)] for item in items if item.checkState(0) == Qt.CheckState.Checked]

    def _check(self) -> None:
        count = len(self.chosen())
        self.ok.setText(tr("Take over {count} cases").format(count=count))
        self.ok.setEnabled(count > 0)

    def showEvent(self, event: Any) -> None:
        """See to it that Enter never cancels what was ticked."""
        enter_only(self, self.ok)
        super().showEvent(event)

    @guarded
    def on_ok(self) -> None:
        """Judge every parcel, then write those that can be."""
        self.refusal.clear()
        try:
            self.writer.run([[Change(one.uid, one.version, TAKE_OVER, {"last_seq": one.earlier.case.last_seq})]
                             for one in self.chosen()])
        except FarmlandError as error:
            self.refusal.say(error)

    def _on_written(self, uids: list) -> None:
        self.written = uids
        self.accept()


def take_over(workspace: Workspace, uids: Iterable[str], parent: Any) -> Optional[TakeOverDialog]:
    """Open the window over what these parcels could take over; None, with a word why, when that is nothing."""
    QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        found = prospects(workspace.ledger, list(uids))
    finally:
        QApplication.restoreOverrideCursor()
    if not found:
        workspace.notices.info(tr("No earlier issue of these parcels has a case to take over."))
        return None
    window = TakeOverDialog(workspace, found, parent)
    window.accepted.connect(lambda: say_done(
        workspace, tr("{count} cases taken over").format(count=len(window.written)), window.writer.group))
    window.open()
    return window
