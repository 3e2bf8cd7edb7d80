"""The registered red lines, the screening, and what the current parcel and all parcels lie in."""

from __future__ import annotations

import datetime
from typing import Any, Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSplitter,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.parcel import Redline
from ...i18n import tr
from ...ledger.reissues import in_force
from ..controllers import redline_sources
from ..controllers.jobs import Job
from ..controllers.redline_sources import Wanted
from ..errors import guarded
from ..importing.looking import Looker
from ..redlines.as_layer import SINKS, AsLayerDialog
from ..redlines.ground import ground_of
from ..redlines.lines import LinesList, LinesTable
from ..redlines.register import RegisterDialog
from ..redlines.results import ParcelResults
from ..redlines.retire import RetireDialog
from ..redlines.running import ALL, FILTERED, SELECTED, STALE, RunBar
from ..redlines.state import states
from ..redlines.telling import Line
from ..redlines.totals import TotalsView, read_ledger
from ..where import of_uids, screening_file
from .base import Panel
from .parcels import ParcelsPanel

SOON_MS = 150  # filters and selections change many times in a row
GROUND = "#d1007a"


class RedlinesPanel(Panel):
    """List of red lines above, the run in the middle, results of the current parcel and totals below."""

    def __init__(self, parcels: ParcelsPanel, *context: Any) -> None:
        super().__init__("Redlines", tr("Red lines"), *context)
        self._parcels = parcels
        self.table = LinesTable(lambda: self.workspace.terms, self)
        self.list = LinesList(self.table)
        self.add, self.on_map, self.more = QToolButton(), QPushButton(tr("Show on map")), QToolButton()
        self.run = RunBar(parcels.number)
        self.screen = self.run.screen
        self.results = ParcelResults()
        self.facts, self.note = self.results.tree, self.results.note
        self.totals = TotalsView(self.notices, self.uids_of, self.left_out)
        self.tabs = QTabWidget()
        self.window_: Optional[QDialog] = None
        self.stale_reader, self.state_reader = Looker(self.notices), Looker(self.notices)
        self._job: Optional[Job] = None
        self._soon, self._stale_soon = QTimer(self), QTimer(self)
        self._with_retired = False
        self._lay_out()
        self._set_up()
        self._connect()
        self.setAcceptDrops(True)
        self.show_page(False)

    # -- which parcels ----------------------------------------------------------------------------------------------------

    def uids_of(self, scope: str) -> list[str]:
        """Return the parcels of a scope as they are now; replaced ones only where they were selected."""
        if scope == SELECTED:
            return list(self.view.selected)
        table = self._parcels.table
        if scope == FILTERED:
            return [uid for uid in self._parcels.visible_uids() if table.rows[table.position(uid)].replaced is None]
        return [row.uid for row in table.rows if row.replaced is None]

    def left_out(self, scope: str) -> int:
        """Return how many parcels of a scope are left out because a new issue replaced or withdrew them."""
        return len(self._parcels.visible_uids()) - len(self.uids_of(scope)) if scope == FILTERED else 0

    @guarded
    def _on_scopes(self) -> None:
        """Count what the scopes hold; they follow the table and the map."""
        if self.workspace.ledger is not None and self.isVisible():
            self._count()
            if self.totals.scope.currentData() == FILTERED:
                self.totals.outdated()

    def _count(self) -> None:
        self.run.offer({scope: self.uids_of(scope) for scope in (FILTERED, SELECTED, ALL)})
        self.run.tell_left_out(self.left_out(FILTERED))

    @guarded
    def _on_selection(self, uids: list[str]) -> None:
        self.run.offer({SELECTED: uids})
        if self.totals.scope.currentData() == SELECTED:
            self.totals.outdated()

    @guarded
    def _find_stale(self) -> None:
        if self.workspace.ledger is None:
            return

        def work(ledger: Any, feedback: Any) -> dict[str, list[str]]:
            found = ledger.stale()
            feedback.check()
            kept, _left = in_force(ledger, found)
            return {uid: found[uid] for uid in kept} if ledger.redlines() else {}

        self.stale_reader.start(tr("Looking for results that no longer hold"), read_ledger(self._opens(), work),
                                self._on_stale)

    def _opens(self) -> str:
        """Return what opens the ledger a second time, to read beside the window; of a database with the login's password."""
        ledger = self.workspace.ledger
        return str(ledger.store.address.secret) if self.workspace.shared and ledger is not None else self.workspace.path

    @guarded
    def _on_stale(self, found: Any) -> None:
        if isinstance(found, Exception):
            raise found
        self.run.tell_stale(found)

    @guarded
    def _select_stale(self) -> None:
        uids = self.run.doubtful()
        if uids:
            self.view.select(uids, uids[0])

    # -- running ----------------------------------------------------------------------------------------------------------

    @guarded
    def screen_all(self) -> None:
        """Screen every parcel in force."""
        self.run.choose(ALL)
        self._count()
        self._screen({})

    @guarded
    def _on_run(self) -> None:
        self._count()
        self._screen({})

    def _screen(self, sinks: dict[str, str]) -> None:
        if not self.table.records:
            self.notices.info(tr("Add a red line first: there is nothing to screen against."))
            return
        uids = self.run.uids()
        if not uids:
            self.notices.info(tr("Select parcels in the table or on the map first."))
            return
        where = "" if self.run.is_everything() else of_uids(uids)
        job = self.jobs.run("screenparcels", {"WHERE": where, **sinks}, lambda results: self._on_screened(results, sinks),
                            self._on_not_screened)
        if self.jobs.runs(job):
            self._job = job
            self.run.run_shown(job)

    @guarded
    def _on_as_layer(self) -> None:
        """Ask which ground becomes a layer, then screen."""
        offered = tuple(name for name in SINKS if self.jobs.takes("screenparcels", name))
        window = AsLayerDialog(len(self.run.uids()), offered, self)
        window.accepted.connect(lambda: self._on_as_layer_accepted(window))
        self._open(window)

    @guarded
    def _on_as_layer_accepted(self, window: AsLayerDialog) -> None:
        self._screen(window.sinks())

    @guarded
    def _on_screened(self, results: dict[str, Any], sinks: dict[str, str]) -> None:
        job, self._job = self._job, None
        self.run.ended()
        text = tr("Screened {parcels} parcels: {overlaps} overlaps in {seconds} s.")
        self.notices.success(text.format(parcels=results.get("SCREENED"), overlaps=results.get("OVERLAPS"),
                                         seconds=f"{float(results.get('SECONDS') or 0):.1f}"))
        titles = {"INTERSECTIONS": tr("Shared with red lines"), "REMAINDERS": tr("Left by red lines")}
        for name in sinks:
            self._show_ground_layer(str(results.get(name) or ""), titles[name], job)

    def _show_ground_layer(self, found: str, title: str, job: Optional[Job]) -> None:
        layer = job.context.takeResultLayer(found) if job is not None else None
        if layer is None:
            layer = QgsVectorLayer(found, title, "ogr")
        if layer.isValid() and layer.featureCount():
            layer.setName(title)
            self.view.show_result(layer)
        else:
            self.notices.info(tr("{title}: there is no such ground.").format(title=title))

    @guarded
    def _on_not_screened(self, reason: str) -> None:
        self._job = None
        self.run.ended()
        if reason:
            self.notices.warning(tr("The screening failed: {reason} The earlier results stand.").format(reason=reason))
        else:
            self.notices.info(tr("The screening was cancelled: the earlier results stand."))

    @guarded
    def _on_cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    # -- red lines --------------------------------------------------------------------------------------------------------

    @guarded
    def add_redlines(self, wanted: Optional[Wanted] = None, replaces: Optional[Redline] = None) -> None:
        """Open the window that registers layers, with what was dropped or chosen already."""
        self.workspace.writing()
        if isinstance(self.window_, RegisterDialog) and replaces is None:
            self.window_.add(wanted or Wanted([], []))
            self.window_.raise_()
            return
        window = RegisterDialog(self.workspace, self.jobs, self)
        if replaces is not None:
            window.replace(replaces)
        window.add(wanted or Wanted([], []))
        self._open(window)

    def dragEnterEvent(self, event: Any) -> None:
        """Take layers and files while they can be registered."""
        if self.workspace.writable and redline_sources.has_layers(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Ask what the layers are."""
        event.acceptProposedAction()
        self.take_drop(event.mimeData())

    @guarded
    def take_drop(self, mime: Any) -> None:
        """Ask for the roles of what was dropped; nothing is registered before that is confirmed."""
        self.add_redlines(redline_sources.dropped(mime))

    @guarded
    def on_replace(self) -> None:
        """Register a newer vintage in the place of the selected line."""
        chosen = self._one()
        if chosen is not None:
            self.add_redlines(None, chosen)

    @guarded
    def on_retire(self) -> None:
        """Ask why the selected line no longer counts."""
        chosen = self._one()
        if chosen is not None:
            self.workspace.writing()
            self._open(RetireDialog(self.workspace, chosen, self))

    def _one(self) -> Optional[Redline]:
        chosen = [line for line in self.list.chosen() if not line.retired_at]
        if len(chosen) != 1:
            self.notices.info(tr("Select one red line that is in force first."))
            return None
        return chosen[0]

    @guarded
    def _on_show(self) -> None:
        chosen = self.list.chosen()
        if not chosen:
            self.notices.info(tr("Select a red line in the list first."))
        for line in chosen:
            self.view.show_redline(line)

    @guarded
    def _look_at_sources(self, thoroughly: bool = False) -> None:
        """Look, beside the window, whether the sources are still what was registered."""
        ledger = self.workspace.ledger
        if ledger is None:
            return
        lines = ledger.redlines(retired=True)
        if thoroughly:
            self.notices.info(tr("Every source is read again; the list shows what changed."))
        self.state_reader.start(tr("Checking the sources of the red lines"),
                                lambda feedback: states(lines, ledger, feedback, thoroughly), self._on_states)

    @guarded
    def _on_states(self, found: Any) -> None:
        if isinstance(found, Exception):
            raise found
        self.table.told(found)

    # -- results ----------------------------------------------------------------------------------------------------------

    @guarded
    def _on_ground(self, line: Line) -> None:
        ledger, uid = self.workspace.ledger, self.view.current
        if ledger is None or not uid or line.ground is None:
            return
        found = ground_of(ledger, ledger.parcel(uid), line.ground)
        if found.isEmpty():
            self.notices.info(tr("{title}: there is no such ground.").format(title=line.label))
        else:
            self.view.show_ground(found, GROUND)

    @guarded
    def _on_export(self, suffix: str) -> None:
        ledger = self.workspace.ledger
        scope = str(self.totals.scope.currentData())
        uids = self.uids_of(scope)
        if ledger is None or not uids:
            self.notices.info(tr("Select parcels in the table or on the map first."))
            return
        kind = tr("Web page (*.html)") if suffix == ".html" else tr("Workbook (*.xlsx)")
        title = tr("Screening Report") if suffix == ".html" else tr("Area Table")
        path, _kind = QFileDialog.getSaveFileName(self, title, screening_file(ledger, datetime.date.today(), suffix), kind)
        if path:
            self.export(path if path.lower().endswith(suffix) else path + suffix, scope)

    def export(self, path: str, scope: str) -> None:
        """Write the report or the area table of some parcels."""
        where = "" if scope == ALL else of_uids(self.uids_of(scope))
        self.jobs.run("exportscreening", {"WHERE": where, "OUTPUT": path}, lambda results: self.notices.success(
            tr("{count} parcels are in {path}.").format(count=results.get("PARCELS"), path=path), path))

    # -- following --------------------------------------------------------------------------------------------------------

    @guarded
    def _on_opened(self) -> None:
        self._judge()
        self.show_page(True)
        self.totals.follow(self._opens(), self.workspace.terms)
        self._reload()
        self._look_at_sources()

    @guarded
    def _on_closed(self) -> None:
        if self.window_ is not None:
            self.window_.reject()
        for reader in (self.stale_reader, self.state_reader):
            reader.stop()
        self.table.load([])
        self.results.clear()
        self.run.offer({STALE: [], FILTERED: [], SELECTED: [], ALL: []})
        self.totals.follow("", self.workspace.terms)
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Any) -> None:
        if uids:  # cases were written: neither layers nor results are others
            self._soon.start()
            return
        self._reload()
        self.totals.outdated()

    def _reload(self) -> None:
        lines = self.workspace.ledger.redlines(retired=self._with_retired)
        if lines != self.table.records:
            self.table.load(lines)
        self._stale_soon.start()
        self._soon.start()
        self._on_current()

    @guarded
    def _on_current(self) -> None:
        if self.workspace.ledger is None or not (self.isUserVisible() and self.results.isVisible()):
            return
        if self.view.current:
            at = self._parcels.table.position(self.view.current)
            gone = self._parcels.table.rows[at].replaced if at >= 0 else None
            self.results.show_parcel(self.workspace.ledger, self.view.current, self.workspace.terms,
                                     gone.sentence() if gone is not None else "")
        else:
            self.results.clear(tr("Choose a parcel in the table or on the map to see what it lies in."))

    @guarded
    def _on_retired_shown(self, shown: bool) -> None:
        self._with_retired = shown
        if self.workspace.ledger is not None:
            self._reload()

    def _judge(self) -> None:
        writable = self.workspace.writable
        self.run.set_writable(writable)
        self.add.setEnabled(writable)
        chosen = self.list.chosen()
        alone = len(chosen) == 1 and not chosen[0].retired_at
        self.on_map.setEnabled(bool(chosen))
        for action in (self._replace, self._retire):
            action.setEnabled(writable and alone)

    def _open(self, window: QDialog) -> None:
        self.window_ = window
        window.finished.connect(lambda _code: self._on_window_closed(window))
        window.open()

    def _on_window_closed(self, window: QDialog) -> None:
        window.deleteLater()
        if self.window_ is window:
            self.window_ = None

    # -- looks ------------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QWidget()
        above, buttons = QVBoxLayout(top), QHBoxLayout()
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(4)
        for button in (self.add, self.on_map):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.more)
        above.addLayout(buttons)
        above.addWidget(self.list, 1)
        above.addWidget(self.run)
        self.tabs.addTab(self.results, tr("This Parcel"))
        self.tabs.addTab(self.totals, tr("Totals"))
        self.tabs.setDocumentMode(True)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(top)
        splitter.addWidget(self.tabs)
        splitter.setSizes([260, 420])
        self.layout_.addWidget(splitter, 1)

    def _set_up(self) -> None:
        self.add.setText(tr("Add…"))
        self.add.setToolTip(tr("Register layers as red lines: land use, permanent farmland, ecological, approvals …; layers and "
                               "files can be dragged onto this panel, too"))
        self.on_map.setToolTip(tr("Add the selected red lines to the map, each in its role's symbol"))
        self.more.setText(tr("More"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self._menu())
        for timer, slot in ((self._soon, self._on_scopes), (self._stale_soon, self._find_stale)):
            timer.setSingleShot(True)
            timer.setInterval(SOON_MS)
            timer.timeout.connect(slot)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self._replace = menu.addAction(tr("Replace With a Newer Vintage…"))
        self._replace.triggered.connect(lambda _checked=False: self.on_replace())
        self._retire = menu.addAction(tr("Retire…"))
        self._retire.triggered.connect(lambda _checked=False: self.on_retire())
        menu.addSeparator()
        check = menu.addAction(tr("Check All Sources"))
        check.setToolTip(tr("Read every source again and compare it with what was registered"))
        check.triggered.connect(lambda _checked=False: self._look_at_sources(True))
        retired = menu.addAction(tr("Show Retired"))
        retired.setCheckable(True)
        retired.toggled.connect(self._on_retired_shown)
        return menu

    @guarded
    def _on_list_menu(self, place: QPoint) -> None:
        self.more.menu().popup(self.list.viewport().mapToGlobal(place))

    def _connect(self) -> None:
        self.add.clicked.connect(lambda _checked=False: self.add_redlines())
        self.on_map.clicked.connect(lambda _checked=False: self._on_show())
        self.list.doubleClicked.connect(lambda _index: self._on_show())
        self.list.customContextMenuRequested.connect(self._on_list_menu)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._judge())
        self.table.modelReset.connect(self._judge)
        self.run.wanted.connect(self._on_run)
        self.run.layer_wanted.connect(self._on_as_layer)
        self.run.stale_chosen.connect(self._select_stale)
        self.run.cancelled.connect(self._on_cancel)
        self.results.ground_wanted.connect(self._on_ground)
        self.totals.export_wanted.connect(self._on_export)
        self.workspace.opened.connect(self._on_opened)
        self.workspace.closed.connect(self._on_closed)
        self.workspace.changed.connect(self._on_changed)
        self.view.current_changed.connect(self._on_current)
        self.view.selection_changed.connect(self._on_selection)
        for signal in (self._parcels.filter.modelReset, self._parcels.filter.rowsInserted, self._parcels.filter.rowsRemoved):
            signal.connect(lambda *_: self._soon.start())
        self.visibilityChanged.connect(lambda _shown: self._on_current())
        self.visibilityChanged.connect(lambda _shown: self._soon.start())
        self.tabs.currentChanged.connect(lambda _at: self._on_current())
