"""The last pages: one sentence on what will be written, the import itself, and what came of it."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QHBoxLayout, QProgressBar, QPushButton

from ...i18n import tr
from ...intake.fields.profiles import save_profile
from ...ledger.cases.earlier import prospects
from ..dialogs.take_over import take_over
from ..errors import guarded
from ..models.same_ground import SAME, SEPARATE
from .base import Page, sentence, show_text

LARGE = 1.25


class CommitPage(Page):
    """Says what will be written; Import writes it, all or nothing."""

    def __init__(self) -> None:
        super().__init__("Commit", tr("Import"), tr("All of it is written in one step, or nothing."))
        self.setCommitPage(True)
        self.text, self.more = sentence("farmlandImportCommitText"), sentence("farmlandImportCommitMore")
        self.refusal = sentence("farmlandImportCommitRefusal", red=True)
        self.progress, self.stop = QProgressBar(), QPushButton(tr("Stop"))
        self.results: dict[str, Any] = {}
        font = self.text.font()
        font.setPointSizeF(font.pointSizeF() * LARGE)
        self.text.setFont(font)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        for widget in (self.text, self.more, self.refusal):
            self.box.addWidget(widget)
        self.box.addLayout(row)
        self.box.addStretch(1)
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(lambda _checked=False: self.desk.cancel_job())
        self.progress.setMaximumHeight(self.fontMetrics().height() + 6)

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Say what will be written."""
        self.results = {}
        self.text.setText(self._sentence())
        self.more.setText("\n".join(self._details()))
        show_text(self.refusal, "")
        self._running(False)

    def isComplete(self) -> bool:  # noqa: N802 - Qt's own name
        """Whether it can be written now."""
        return bool(self.desk and self.desk.job is None and self.desk.workspace.writable)

    def validatePage(self) -> bool:  # noqa: N802 - Qt's own name
        """Start the import; the page is left once it is written."""
        if self.results:
            return True
        self._start()
        return False

    @guarded
    def _start(self) -> None:
        if self.desk.job is not None:
            return
        show_text(self.refusal, "")
        self._running(True)
        self.desk.run(False, self._on_done, self._on_failed)
        if self.desk.job is not None:
            self.desk.job.task.progressChanged.connect(self._on_progress)

    @guarded
    def _on_progress(self, percent: float) -> None:
        self.progress.setRange(0, 100)
        self.progress.setValue(int(percent))

    @guarded
    def _on_done(self, results: dict[str, Any]) -> None:
        self.results = dict(results)
        self._running(False)
        self.desk.next()
        self._save_mapping()

    @guarded
    def _on_failed(self, reason: str) -> None:
        self._running(False)
        show_text(self.refusal, reason or tr("The import was stopped; nothing was written."))

    @guarded
    def _save_mapping(self) -> None:
        profile = self.draft.mapping_to_save()
        if profile is not None:
            save_profile(self.desk.profiles(), profile)

    def _running(self, on: bool) -> None:
        self.progress.setVisible(on)
        self.stop.setVisible(on)
        self.progress.setRange(0, 0)
        self.completeChanged.emit()

    def _sentence(self) -> str:
        checked, draft = self.draft.checked, self.draft
        text = tr("{count} parcels of {file} come into the ledger {ledger} as batch “{batch}”; {quarantined} rows are "
                  "quarantined.")
        return text.format(
            count=f"{checked.imported:,}", file=draft.look.name, ledger=self.desk.workspace.ledger.meta.get("name", ""),
            batch=draft.batch.strip(), quarantined=f"{checked.quarantined:,}")

    def _details(self) -> list[str]:
        draft, rows = self.draft, self.draft.review_rows()
        lines = [tr("Source of the clues: {source}").format(source=self.desk.workspace.terms.label("source", draft.source))]
        dates = [text.format(date=date) for text, date in ((tr("remediate by {date}"), draft.remediate_by),
                                                           (tr("accept by {date}"), draft.accept_by)) if date]
        lines.append(tr("Deadlines: {what}").format(what=tr(", ").join(dates) if dates else tr("as the rules say")))
        made = [decision for decision, _reason in draft.decisions.values()]
        if rows:
            lines.append(tr("{count} pairs on the same ground: {same} decided the same, {separate} separate, {open} undecided "
                            "(they count as proposed and can be decided later)").format(
                count=len(rows), same=made.count(SAME), separate=made.count(SEPARATE), open=draft.undecided))
        if draft.checked.reissue is not None and draft.checked.reissue.of:
            lines.append(tr("Issued again for batch {batch}").format(batch=draft.checked.reissue.of))
        if draft.save_as:
            lines.append(tr("The mapping is saved as “{name}”").format(name=draft.save_as))
        return lines


class DonePage(Page):
    """What was written, its report, and the way to it on the map."""

    def __init__(self) -> None:
        super().__init__("Done", tr("Imported"), tr("The batch is in the ledger."))
        self.text = sentence("farmlandImportDone")
        self.report, self.show_ = QPushButton(tr("Open report")), QPushButton(tr("Show imported parcels"))
        self.over = QPushButton()
        self.over.setObjectName("farmlandImportTakeOver")
        self.over_why = sentence("farmlandImportTakeOverWhy")
        self.over_why.setText(tr("The earlier issue has cases that were worked on: they stay where they are until you take "
                                 "them over."))
        font = self.text.font()
        font.setPointSizeF(font.pointSizeF() * LARGE)
        self.text.setFont(font)
        row = QHBoxLayout()
        for button, slot in ((self.report, self.open_report), (self.show_, self.show_parcels)):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, call=slot: call())
            row.addWidget(button)
        row.addStretch(1)
        self.over.setAutoDefault(False)
        self.over.clicked.connect(lambda _checked=False: self.take_over())
        more = QHBoxLayout()
        more.addWidget(self.over)
        more.addStretch(1)
        self.box.addWidget(self.text)
        self.box.addLayout(row)
        self.box.addSpacing(self.fontMetrics().height())
        self.box.addWidget(self.over_why)
        self.box.addLayout(more)
        self.box.addStretch(1)

    @property
    def results(self) -> dict[str, Any]:
        """What the algorithm returned."""
        return self.desk.results()  # type: ignore[no-any-return]

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Say what was written."""
        results = self.results
        text = tr("{read} read = {imported} imported + {quarantined} quarantined.").format(
            read=results.get("READ", 0), imported=results.get("IMPORTED", 0), quarantined=results.get("QUARANTINED", 0))
        more = [tr("{count} repaired").format(count=results.get("REPAIRED", 0))]
        if results.get("CLUES"):
            more.append(tr("{count} clues").format(count=results["CLUES"]))
        pairs = len(self.draft.review_rows())  # without those of the batch it replaces
        if pairs:
            more.append(tr("{count} pairs on the same ground").format(count=pairs))
        self.text.setText(text + "\n" + tr(", ").join(more))
        self.report.setEnabled(bool(results.get("REPORT")))
        self._offer_cases()

    def _offer_cases(self) -> None:
        """Offer to take the earlier issue's cases over, where there are any."""
        count = sum(one.refusal is None for one in prospects(self.desk.workspace.ledger, self._heirs()))
        self.over.setText(tr("Take over {count} cases of the earlier issue…").format(count=count))
        self.over.setVisible(count > 0)
        self.over_why.setVisible(count > 0)

    def _heirs(self) -> list[str]:
        """Return the parcels of the batch that stand for one of an earlier issue."""
        rows = self.desk.workspace.ledger.reissued(str(self.results.get("BATCH_ID", "")))
        return [row.parcel_uid for row in rows if row.parcel_uid and row.other_uid]

    @guarded
    def take_over(self) -> None:
        """Ask which cases are taken over."""
        window = take_over(self.desk.workspace, self._heirs(), self)
        if window is not None:
            window.accepted.connect(self._offer_cases)

    @guarded
    def open_report(self) -> None:
        """Open the report in the browser."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.results.get("REPORT", ""))))

    @guarded
    def show_parcels(self) -> None:
        """Select the batch's parcels in the panel and on the map, and go there."""
        batch, desk = self.results.get("BATCH_ID"), self.desk
        uids = [parcel.parcel_uid for parcel in desk.workspace.ledger.parcels(geometry=False) if parcel.batch_id == batch]
        if uids:
            desk.view.select(uids, uids[0])
            desk.view.zoom_to(uids)
