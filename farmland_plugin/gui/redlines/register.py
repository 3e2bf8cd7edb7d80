"""The window that registers layers as red lines (登记红线): one or many, wherever they come from."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.gui import QgsDataSourceSelectDialog
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.parcel import Redline
from ...i18n import tr
from ...intake.opening.origin import Origin
from ..controllers import redline_sources
from ..controllers.jobs import Job, Jobs
from ..controllers.redline_sources import Wanted
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..importing.looking import Looker
from ..importing.reading import CrsBox, EncodingBox
from ..panels.base import heading, quiet, scrolled
from ..widgets.pieces import GREEN, RED, enter_only, wrapped
from .fields import FieldsBox
from .layers_table import LayersTable, Line
from .offers import Offer, hash_of, of_file, without_doubles
from .symbols import ROLES

WIDTH, HEIGHT = 900, 560


class RegisterDialog(QDialog):
    """Asks for role, vintage, name and fields of each layer, and registers them one after the other."""

    def __init__(self, workspace: Workspace, jobs: Jobs, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandRegisterRedline")
        self.setWindowTitle(tr("Register Red Lines"))
        self.workspace, self.jobs, self.notices = workspace, jobs, workspace.notices
        self.looker = Looker(self.notices)
        self._job: Optional[Job] = None
        self._looking: list[tuple[str, str, str]] = []
        self._unhashed: list[tuple[Offer, Origin]] = []
        self.table, self.fields = LayersTable(workspace), FieldsBox()
        self.lines = self.table.lines
        self.crs, self.encoding = CrsBox(), EncodingBox()
        self.about, self.told, self.progress = wrapped(), wrapped(), QProgressBar()
        self.from_project, self.from_file, self.from_browser = QPushButton(), QPushButton(), QPushButton()
        self.ok, self.cancel = QPushButton(), QPushButton(tr("Cancel"))
        self.head = heading(tr("Fields"))
        self._reading = self._reading_row()
        self._set_up()
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self._show_line()
        self._judge()

    # -- what comes in ----------------------------------------------------------------------------------------------------

    def add(self, wanted: Wanted) -> None:
        """Take layers in: those known at once, files after they were looked at."""
        self._take(wanted.offers)
        self._looking.extend(wanted.files)
        for offer in wanted.offers:
            origin = redline_sources.origin_of_offer(offer)
            if origin is not None:
                self._unhashed.append((offer, origin))
        if (self._looking or self._unhashed) and not self.looker.busy:
            self._look()

    def replace(self, line: Redline) -> None:
        """Let what comes in take the place of a red line."""
        self.table.replaced = line
        self.setWindowTitle(tr("Replace {name} With a Newer Vintage").format(name=line.name))

    def _look(self) -> None:
        files, self._looking = self._looking, []
        unhashed, self._unhashed = self._unhashed, []

        def work(feedback: Any) -> list[Offer]:
            found: list[Offer] = []
            for path, layer, name in files:
                feedback.check()
                some = of_file(path, layer)
                if name and len(some) == 1:  # as it is called in QGIS
                    some[0].name = name
                found += some
            for offer, origin in unhashed:
                hash_of(offer, origin, feedback.check)
            return found

        name = files[0][0] if files else unhashed[0][0].name
        self._say(tr("Reading {name}").format(name=name))
        self.looker.start(tr("Reading {name}").format(name=name), work, self._on_looked)

    @guarded
    def _on_looked(self, found: Any) -> None:
        self._say("")
        if isinstance(found, Exception):
            raise found
        self._take(found)
        if self._job is None:
            self.table.look_again()
        if self._looking or self._unhashed:
            self._look()

    def _take(self, offers: list[Offer]) -> None:
        known = [line.offer for line in self.lines]
        for offer in list(without_doubles([*known, *offers]))[len(known):]:
            self.table.add(offer)
        if self.lines and self.table.currentRow() < 0:
            self.table.setCurrentCell(0, 0)
        self._judge()

    # -- the current row --------------------------------------------------------------------------------------------------

    @guarded
    def _show_line(self) -> None:
        line = self.table.current()
        offer = line.offer if line is not None else None
        self.head.setText(tr("Fields of {layer}").format(layer=offer.name) if offer is not None else tr("Fields"))
        parts = [offer.shown, offer.crs] if offer is not None else []
        if offer is not None and offer.count >= 0:
            parts.append(tr("{count} polygons").format(count=f"{offer.count:,}"))
        self.about.setText(tr(" · ").join(part for part in parts if part) if offer is not None else tr(
            "Drag layers here from QGIS's browser, the layer tree or the file manager, or choose them above."))
        self._reading.setVisible(offer is not None and offer.is_file)
        if line is not None:
            self.crs.show_value(line.crs)
            self.encoding.show_value(line.encoding)
        role = self.workspace.ledger.dictionary(ROLES).get(str(line.role.currentData() or "")) if line is not None else None
        self.fields.show_fields(offer, role, line.given if line is not None else {}, self.workspace.terms)

    @guarded
    def _on_field(self, key: str, name: str) -> None:
        line = self.table.current()
        if line is None:
            return
        line.given.pop(key, None)
        if name:
            line.given[key] = name
        self._show_line()

    @guarded
    def _on_reading(self) -> None:
        """Read a file's layer again with the encoding and system the user knows."""
        line = self.table.current()
        if line is None or not line.offer.is_file:
            return
        line.crs, line.encoding = self._chosen_crs(), str(self.encoding.currentData() or "")
        offer = line.offer

        def again(found: Any) -> None:
            self._say("")
            if isinstance(found, Exception):
                raise found
            line.offer = next((one for one in found if one.layer == offer.layer), found[0])
            line.use.setChecked(not line.offer.fault)
            self.table.look_again()
            self.table.tell(line)
            self._show_line()

        self._say(tr("Reading {name}").format(name=offer.shown))
        self.looker.start(tr("Reading {name}").format(name=offer.shown),
                          lambda feedback: of_file(offer.text, offer.layer, line.encoding, line.crs), again)

    def _chosen_crs(self) -> str:
        crs = self.crs.crs()
        return str(crs.authid() or crs.toWkt()) if crs.isValid() else ""

    # -- judging ----------------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        wanted = [line for line in self.lines if line.wanted()]
        self.ok.setEnabled(self._job is None and bool(wanted) and all(line.role.currentData() for line in wanted))
        self.ok.setText(tr("Register {count} layers").format(count=len(wanted)) if len(wanted) > 1 else tr("Register"))
        for widget in (self.from_project, self.from_file, self.from_browser, self.table):
            widget.setEnabled(self._job is None)

    def _say(self, text: str, colour: str = "") -> None:
        self.told.setText(text)
        self.told.setStyleSheet(f"color: {colour}" if colour else "")

    # -- registering ------------------------------------------------------------------------------------------------------

    @guarded
    def on_ok(self) -> None:
        """Register the next wanted layer."""
        self.table.look_again()
        line = next((one for one in self.lines if one.wanted()), None)
        if line is None:
            if any(one.done for one in self.lines):
                self.accept()
            return
        self._say(tr("Registering {name}").format(name=line.name.text() or line.offer.name))
        self.table.state(line, tr("being registered"), "")
        self.progress.setVisible(True)
        self.progress.setValue(0)
        job = self.jobs.run("registerredline", line.parameters(), lambda results: self._on_done(line, results),
                            lambda reason: self._on_failed(line, reason))
        if self.jobs.runs(job):
            self._job = job
            job.task.progressChanged.connect(lambda percent: self.progress.setValue(int(percent)))
        self._judge()

    @guarded
    def _on_done(self, line: Line, results: dict[str, Any]) -> None:
        line.done = True
        line.use.setEnabled(False)
        text = tr("{features} polygons, {repaired} repaired").format(
            features=f"{int(results.get('FEATURES') or 0):,}", repaired=results.get("REPAIRED"))
        self.table.state(line, text, GREEN)
        self._ended()
        self.table.look_again()
        if any(one.wanted() for one in self.lines):
            self.on_ok()
            return
        done = sum(one.done for one in self.lines)
        self._say("")
        self.notices.success(tr("Registered {name}: {text}.").format(name=line.name.text(), text=text) if done == 1 else
                             tr("{count} red lines registered.").format(count=done))
        self.accept()

    @guarded
    def _on_failed(self, line: Line, reason: str) -> None:
        line.use.setChecked(False)
        self.table.state(line, reason or tr("cancelled"), RED)
        self._say(reason or tr("Cancelled: nothing was written of this layer."), RED if reason else "")
        self._ended()

    def _ended(self) -> None:
        self._job = None
        self.progress.setVisible(False)
        self._judge()

    def reject(self) -> None:
        """Cancel what runs; close when nothing does."""
        if self._job is not None:
            self._job.cancel()
            return
        self.looker.stop()
        super().reject()

    def give_up(self) -> None:
        """Cancel what runs and close."""
        if self._job is not None:
            self._job.done = self._job.failed = None  # what becomes of it is said in the message bar
            self._job.cancel()
            self._job = None
        self.reject()

    # -- choosing ---------------------------------------------------------------------------------------------------------

    def project_menu(self) -> QMenu:
        """Return the polygon layers of the project to choose from."""
        menu = QMenu(self)
        for layer in redline_sources.project_layers():
            menu.addAction(layer.name()).triggered.connect(lambda _checked=False, one=layer: self._on_layer(one.id()))
        if menu.isEmpty():
            menu.addAction(tr("The project has no polygon layer of its own.")).setEnabled(False)
        return menu

    @guarded
    def _on_layer(self, layer_id: str) -> None:
        offer = redline_sources.of_project(layer_id)
        self.add(Wanted([], [offer] if offer is not None else []))

    @guarded
    def _on_file(self) -> None:
        paths, _kind = QFileDialog.getOpenFileNames(self, tr("Layer Files"), "", tr(
            "Layers (*.shp *.gpkg *.zip *.geojson *.json *.kml *.kmz *.dxf *.vct *.txt *.xlsx *.csv);;All files (*)"))
        self.add(Wanted([(path, "", "") for path in paths], []))

    @guarded
    def _on_browser(self) -> None:
        """Choose in QGIS's own browser: PostGIS tables, file geodatabases, favourites."""
        window = QgsDataSourceSelectDialog(None, False, parent=self)
        if window.exec():
            wanted = Wanted([], [])
            redline_sources.take(window.uri(), wanted)
            self.add(wanted)

    def dragEnterEvent(self, event: Any) -> None:
        """Take layers while nothing runs."""
        if self._job is None and redline_sources.has_layers(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Take them in."""
        event.acceptProposedAction()
        self._on_dropped(event.mimeData())

    @guarded
    def _on_dropped(self, mime: Any) -> None:
        self.add(redline_sources.dropped(mime))

    # -- looks ------------------------------------------------------------------------------------------------------------

    def _set_up(self) -> None:
        self.from_project.setText(tr("Project Layer"))
        self.from_project.setMenu(QMenu(self))
        self.from_project.menu().aboutToShow.connect(self._fill_menu)
        self.from_file.setText(tr("File…"))
        self.from_browser.setText(tr("Database…"))
        self.from_browser.setToolTip(tr("PostGIS tables and everything else QGIS's browser knows"))
        self.ok.setObjectName("farmlandRegisterOk")
        self.progress.setVisible(False)

    def _fill_menu(self) -> None:
        menu, fresh = self.from_project.menu(), self.project_menu()
        menu.clear()
        for action in fresh.actions():
            menu.addAction(action)

    def _reading_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        for label, widget in ((tr("Coordinate system"), self.crs), (tr("Encoding"), self.encoding)):
            layout.addWidget(quiet(label))
            layout.addWidget(widget, 1)
        return row

    def _lay_out(self) -> None:
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(heading(tr("Add")))
        for button in (self.from_project, self.from_file, self.from_browser):
            top.addWidget(button)
        top.addStretch(1)
        foot.addWidget(self.progress, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.ok)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.table, 3)
        layout.addWidget(self.head)
        layout.addWidget(self.about)
        layout.addWidget(self._reading)
        layout.addWidget(scrolled(self.fields), 2)
        layout.addWidget(self.told)
        layout.addLayout(foot)
        self.resize(WIDTH, HEIGHT)
        enter_only(self, self.ok)

    def _connect(self) -> None:
        slots: tuple[tuple[Any, Callable[[], None]], ...] = (
            (self.from_file.clicked, self._on_file), (self.from_browser.clicked, self._on_browser),
            (self.ok.clicked, self.on_ok), (self.cancel.clicked, self.reject))
        for signal, slot in slots:
            signal.connect(lambda _checked=False, call=slot: call())
        self.table.judged.connect(self._judge)
        self.table.role_chosen.connect(self._show_line)
        self.table.currentCellChanged.connect(lambda *_at: self._show_line())
        self.fields.chosen.connect(self._on_field)
        self.crs.chosen.connect(lambda _text: self._on_reading())
        self.encoding.chosen.connect(lambda _code: self._on_reading())
        self.workspace.closed.connect(self.give_up)
