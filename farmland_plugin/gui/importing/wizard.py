"""The import wizard: source, preview, mapping, coordinate system, checks, same ground, commit; the map stays usable."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
    QWizard,
)

from ...domain.errors import FarmlandError
from ...i18n import message, tr
from ...intake.fields.unknown_codes import CODED
from ...intake.opening.look import Look, Looking
from ..controllers.jobs import Job, Jobs
from ..controllers.mapview import MapView
from ..controllers.spotlight import Spotlight
from ..controllers.workspace import Workspace
from ..errors import guarded
from .base import Page
from .checks_page import ChecksPage
from .commit_page import CommitPage, DonePage
from .crs_page import CrsPage
from .draft import Draft
from .looking import Looker
from .mapping_page import MappingPage
from .preview_page import PreviewPage
from .review_page import ReviewPage
from .source_page import SourcePage

SOURCE, PREVIEW, MAPPING, CRS, CHECKS, REVIEW, COMMIT, DONE = range(8)
GEOMETRY, REVIEW_GEOMETRY = "farmland/importWizard", "farmland/importReview"
SIZE, REVIEW_HEIGHT = (980, 610), 372
SIDE = 124


class ImportWizard(QWizard):
    """Brings one hand-over into the open ledger; nothing is written before the last page's Import."""

    def __init__(self, workspace: Workspace, view: MapView, jobs: Jobs, spotlight: Spotlight, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandImportWizard")
        self.workspace, self.view, self.jobs, self.spotlight = workspace, view, jobs, spotlight
        self.notices = workspace.notices
        self.draft = Draft()
        self.looker = Looker(self.notices)
        self.question: Optional[QMessageBox] = None
        self._folder = tempfile.TemporaryDirectory(prefix="farmland-import-")
        self.job: Optional[Job] = None
        self._stamp: tuple[Any, ...] = ()
        self._sure = self._over = False
        self._at = -1
        self._steps: list[QLabel] = []
        self._dress()
        for number, page in enumerate((SourcePage(), PreviewPage(), MappingPage(), CrsPage(), ChecksPage(), ReviewPage(),
                                       CommitPage(), DonePage())):
            self.setPage(number, page)
        self._add_steps()
        self.currentIdChanged.connect(self._on_page)
        self.finished.connect(self._on_finished)
        workspace.closed.connect(self.give_up)

    # -- what the pages ask -----------------------------------------------------------------------------------

    @property
    def work(self) -> Path:
        """The folder of this import's temporary files; it goes with the window."""
        return Path(self._folder.name)

    def looking(self) -> Looking:
        """Return how the draft's input is to be looked at."""
        draft, ledger = self.draft, self.workspace.ledger
        if ledger is None:
            return Looking(*draft.reading(), source=draft.source)
        codes = {name: ledger.dictionary(name) for name in CODED.values()}
        return Looking(*draft.reading(), source=draft.source, aliases=ledger.rule("field_alias"), codes=codes,
                       profile=draft.profile, profiles=self.profiles() if draft.saved_mapping else None)

    def profiles(self) -> Path:
        """Return the folder of the ledger's saved mappings."""
        return Path(self.workspace.ledger.files) / "mappings"

    def look_again(self) -> None:
        """Look at the input as the draft now says it is read; the page that is shown is told when it is done."""
        if not self.draft.path:
            return
        self.draft.look = None
        self.looker.look(self.looking(), self._on_look)
        self._tell_page()

    def run(self, dry: bool, done: Callable[[dict[str, Any]], None], failed: Callable[[str], None]) -> None:
        """Run the import, as a dry run or for real; ``failed`` gets the reason, '' when it was cancelled."""
        def ended(then: Callable[[Any], None]) -> Callable[[Any], None]:
            def call(value: Any) -> None:
                self.job = None
                if self._over:
                    self._clean()
                else:
                    then(value)
            return call

        try:
            stamp = self.draft.stamp()
            if dry:
                self._stamp = stamp
            elif stamp != self._stamp:
                self._back_to_checks(tr("{name} was changed or removed after the checks: have it checked again.").format(
                    name=Path(self.draft.path.partition("|")[0]).name))
                return
            self.job = self.jobs.run("importparcels", self.draft.parameters(self.work, dry=dry), ended(done), ended(failed))
        except (FarmlandError, OSError) as error:
            self.job = None
            failed(message(error) if isinstance(error, FarmlandError) else str(error))

    def _back_to_checks(self, reason: str) -> None:
        """Show the checks page with the reason why what it told holds no more."""
        self.draft.forget_checks()
        while self.currentId() > CHECKS:
            self.back()
        page = self.page(CHECKS)
        if isinstance(page, ChecksPage):
            page.refuse(reason)

    def cancel_job(self) -> None:
        """Stop the job that runs; its page is told."""
        if self.job is not None:
            self.job.cancel()

    def results(self) -> dict[str, Any]:
        """Return what the import returned, nothing before it was written."""
        page = self.page(COMMIT)
        return page.results if isinstance(page, CommitPage) else {}

    def show_outlines(self, outlines: Any, crs: Any) -> None:
        """Show outlines on the map, in the part of it that this window leaves free."""
        self.spotlight.show(outlines, crs, self.frameGeometry())

    # -- how it goes ------------------------------------------------------------------------------------------

    def start(self, path: str = "") -> None:
        """Show the window without blocking QGIS, with an input when one was dropped."""
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.show()
        self.raise_()
        if path:
            self.take(path)

    def take(self, path: str) -> None:
        """Take an input that was chosen or dropped, from whichever page."""
        while self.currentId() > SOURCE and self.currentId() != DONE:
            self.back()
        page = self.page(SOURCE)
        if self.currentId() == SOURCE and isinstance(page, SourcePage):
            page.choose(path)

    def give_up(self) -> None:
        """Close without asking: the ledger is gone."""
        self._sure = True
        self.reject()

    def keyPressEvent(self, event: Any) -> None:
        """Enter in a line or a table ends what is written there; it does not leave the page unread."""
        written = isinstance(self.focusWidget(), (QLineEdit, QAbstractItemView))
        if written and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            return
        super().keyPressEvent(event)

    def reject(self) -> None:
        """Close; ask first when decisions or a mapping made by hand would be lost."""
        committing = self.currentId() == COMMIT and self.job is not None
        if not self._sure and self.currentId() != DONE and (self.draft.worth_keeping or committing):
            self._ask(committing)
            return
        super().reject()

    def _ask(self, committing: bool) -> None:
        kinds = QMessageBox.StandardButton
        text = tr("The import is being written. Stop it? Nothing of it will be in the ledger.") if committing else tr(
            "Close the import? What you decided and mapped here is lost; the ledger stays as it is.")
        box = QMessageBox(QMessageBox.Icon.Question, tr("Import Parcels"), text, kinds.Yes | kinds.No, self)
        box.button(kinds.Yes).setText(tr("Stop") if committing else tr("Close"))
        box.button(kinds.No).setText(tr("Go On Importing"))
        box.setDefaultButton(kinds.No)
        box.setEscapeButton(kinds.No)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.button(kinds.Yes).clicked.connect(lambda _checked=False: self.give_up())
        self.question = box
        box.open()

    @guarded
    def _on_look(self, found: Look) -> None:
        self.draft.take(found)
        self._tell_page()

    def _tell_page(self) -> None:
        page = self.currentPage()
        if isinstance(page, Page):
            page.looked()
            page.completeChanged.emit()

    @guarded
    def _on_page(self, number: int) -> None:
        before = self.page(self._at) if self._at >= 0 else None
        if isinstance(before, Page):
            before.leave()
        if (self._at == REVIEW) != (number == REVIEW):
            self._keep_geometry(self._at)
            self._arrange(number)
        self._at = number
        for at, label in enumerate(self._steps):
            font = label.font()
            font.setBold(at == min(number, COMMIT))
            label.setFont(font)
            label.setEnabled(at <= number)
        page = self.currentPage()
        if isinstance(page, Page):
            page.entered()

    @guarded
    def _on_finished(self) -> None:
        self._over = True
        self._keep_geometry(self._at)
        page = self.currentPage()
        if isinstance(page, Page):
            page.leave()
        self.looker.stop()
        self.spotlight.clear()
        with suppress(TypeError):
            self.workspace.closed.disconnect(self.give_up)
        if self.job is not None:
            self.job.cancel()  # its files are removed once it has stopped
        else:
            self._clean()

    def _clean(self) -> None:
        with suppress(OSError):
            self._folder.cleanup()

    # -- how it looks -----------------------------------------------------------------------------------------

    def _dress(self) -> None:
        self.setWindowTitle(tr("Import Parcels"))
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        option = QWizard.WizardOption
        for flag in (option.NoBackButtonOnStartPage, option.NoCancelButtonOnLastPage, option.NoBackButtonOnLastPage):
            self.setOption(flag, True)
        self.setOption(option.HaveHelpButton, False)
        kinds = QWizard.WizardButton
        for kind, text in ((kinds.NextButton, tr("&Next")), (kinds.BackButton, tr("&Back")), (kinds.CancelButton, tr("Cancel")),
                           (kinds.CommitButton, tr("&Import")), (kinds.FinishButton, tr("&Close"))):
            self.setButtonText(kind, text)
        flags = self.windowFlags() | Qt.WindowType.WindowMaximizeButtonHint
        self.setWindowFlags(flags & ~Qt.WindowType.WindowContextHelpButtonHint)
        self.setSizeGripEnabled(True)
        self._arrange(SOURCE)

    def _add_steps(self) -> None:
        side = QWidget()
        side.setFixedWidth(SIDE)
        layout = QVBoxLayout(side)
        layout.setContentsMargins(12, 14, 4, 8)
        names = (tr("Source"), tr("Preview"), tr("Mapping"), tr("Coordinates"), tr("Checks"), tr("Same ground"), tr("Import"))
        for number, name in enumerate(names, 1):
            label = QLabel(tr("{number}  {name}").format(number=number, name=name))
            self._steps.append(label)
            layout.addWidget(label)
            layout.addSpacing(6)
        layout.addStretch(1)
        self.setSideWidget(side)

    def _keep_geometry(self, page: int) -> None:
        QgsSettings().setValue(REVIEW_GEOMETRY if page == REVIEW else GEOMETRY, self.saveGeometry())

    def _arrange(self, page: int) -> None:
        """Take the place this window had last: the review has one of its own, so that the map can be seen above it."""
        kept = QgsSettings().value(REVIEW_GEOMETRY if page == REVIEW else GEOMETRY)
        if kept and self.restoreGeometry(kept):
            return
        main = self.parentWidget()
        if page != REVIEW or main is None:
            self.resize(*SIZE)
            return
        room = main.frameGeometry()
        width = min(room.width() - 16, SIZE[0] + 120)
        self.setGeometry(room.left() + 8, room.bottom() - REVIEW_HEIGHT - 30, width, REVIEW_HEIGHT)
