"""The toolbar, the menu and what their entries do."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Callable, Optional, Sequence

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QDialog, QFileDialog, QMenu, QToolBar

from ...i18n import tr
from ...ledger.crs import create_ledger
from ...paths import resource
from ..dialogs.backups import BackupsDialog
from ..dialogs.conflicts import ConflictsDialog
from ..dialogs.create_ledger import CreateLedgerDialog, default_crs
from ..dialogs.learning import LearningDialog
from ..dialogs.people import PeopleDialog
from ..errors import Notices, guarded
from ..panels.base import Panel
from ..where import antifake_file, lists_file, packages_folder
from .database import DatabaseOpener
from .found_here import FoundHere
from .importing import Importing
from .jobs import Jobs
from .workspace import KEY, SCOPE, Workspace

LAST_FOLDER = "farmland/folder"
WRITES = ("import", "draw_parcels", "locate", "split", "redline", "imagery", "screen", "findings", "package",
          "merge", "photos", "compare_images", "mosaic")  # what a ledger open elsewhere refuses


def icon(name: str) -> QIcon:
    """Return one of the program's icons."""
    return QIcon(str(resource("icons", f"{name}.svg")))


class Actions(QObject):
    """Builds the actions, enables those that need a ledger while one is open, and removes them all again."""

    def __init__(self, iface: Any, workspace: Workspace, jobs: Jobs, importing: Importing, found: FoundHere,
                 notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._workspace, self._jobs, self._importing, self._found = iface, workspace, jobs, importing, found
        self._toolbar: Optional[QToolBar] = None
        self._menu: Optional[QMenu] = None
        self.actions: dict[str, QAction] = {}
        self._needs_ledger: list[QAction] = []
        self._toggles: list[tuple[QAction, Panel]] = []
        self._window: Optional[QDialog] = None
        self._database: Optional[DatabaseOpener] = None

    def load(self, panels: Sequence[tuple[str, str, Panel]], screen: Callable[[], None], redline: Callable[[], None],
             images: Callable[[QMenu], None], photos: Callable[[], None], help_: Callable[[], None]) -> None:
        """Put toolbar and menu into the main window.

        :param panels: (icon, title, panel) of each dock. :param screen: screens every parcel. :param redline: asks for layers to
            register as red lines. :param images: fills the menu of images on the map. :param photos: asks for photos to take in.
        :param help_: shows the help.
        """
        window = self._iface.mainWindow()
        self._toolbar = self._iface.addToolBar(tr("Farmland"))
        self._toolbar.setObjectName("farmlandToolBar")
        self._toolbar.setToolTip(tr("Farmland Toolbar"))
        self._menu = QMenu(tr("Farmland"), window)
        self._menu.setObjectName("farmlandMenu")
        self._menu.setIcon(icon("farmland"))
        self._iface.pluginMenu().addMenu(self._menu)
        self._load_ledger(window)
        self._separate()
        self._load_coming_in(screen, redline, images, photos)
        self._separate()
        self._load_going_out()
        self._separate()
        for picture, title, panel in panels:
            self._add_toggle(picture, title, panel)
        self._separate()
        self._add("help", tr("Help"), tr("How the day's work is done, step by step"), help_, False)
        self._workspace.opened.connect(self._enable)
        self._workspace.closed.connect(self._enable)
        self._enable()

    def _load_ledger(self, window: Any) -> None:
        """Add what opens, keeps and proves the ledger; the toolbar has only what is used every day."""
        self._add("ledger_new", tr("New Ledger…"), tr("Make a new ledger for a county"), self.new_ledger, False, daily=False)
        self._add("ledger_open", tr("Open Ledger…"), tr("Open a ledger"), self.open_ledger, False)
        self._database = DatabaseOpener(window, self._workspace, self.notices)
        self._add("ledger_database", tr("Open Database Ledger…"), tr("Open a ledger in a PostgreSQL database"),
                  self._database.ask, False, daily=False)
        self._add("ledger_close", tr("Close Ledger"), tr("Close the ledger, so that a colleague can write in it"),
                  self.close_ledger, True, daily=False)
        self._separate(daily=False)
        self._add("backups", tr("Backups…"), tr("Backups of the ledger: make, check, put back"), self.show_backups, True,
                  daily=False)
        self._add("verify_ledger", tr("Verify Ledger…"), tr("Hold the ledger against its journal and against anchors"),
                  self._opener("verifyledger"), True, daily=False)
        self._add("field_copy", tr("Take Field Copy…"), tr("A copy of the ledger to work on away from the office"),
                  self._opener("fieldcopy"), True, daily=False)
        self._add("merge", tr("Merge Field Copy…"), tr("Bring the work of a copy home"), self._opener("mergeledgers"), True,
                  daily=False)
        self._add("conflicts", tr("Conflicts…"), tr("Decide where a copy and the ledger disagree; undo a merge"),
                  self.show_conflicts, True, daily=False)

    def _load_coming_in(self, screen: Callable[[], None], redline: Callable[[], None], images: Callable[[QMenu], None],
                        photos: Callable[[], None]) -> None:
        """Add what brings parcels, red lines, imagery, findings and people in."""
        self._add("import", tr("Import Parcels…"), tr("Import a batch handed down"), self._importing.import_parcels, True)
        self._add("redline", tr("Add Red Line…"), tr("Register a red-line layer"), redline, True)
        self._add("imagery", tr("Add Imagery…"), tr("Register a scene from before or after"), self._opener("registerimagery"),
                  True)
        within = self._submenu(tr("Images on the Map"), "imagery")
        if within is not None:
            images(within)
        self._add("screen", tr("Screen"), tr("Compute the overlap of every parcel with every red line"), screen, True)
        self._load_imagery()
        self._load_ground()
        self._add("photos", tr("Attach Photos from a Folder…"), tr("Match field photos with parcels and check them"), photos,
                  True, daily=False)
        self._add("survey_sheet", tr("Export Survey Sheet…"), tr("A workbook to fill in on the survey, for Record Findings"),
                  self._opener("exportsurveysheet"), True, daily=False)
        self._add("fieldwork_out", tr("Export Field Project…"),
                  tr("Parcels, form, photos and base map for QField and like tools"),
                  self._opener("exportfieldwork"), True, daily=False)
        self._add("fieldwork_home", tr("Bring Fieldwork Home…"), tr("Read the answers and photos of a field project"),
                  self._opener("importfieldwork"), True, daily=False)
        self._add("findings", tr("Record Findings…"), tr("Take over a filled survey form (xlsx, csv)"),
                  self._opener("recordfindings"), True)
        self._add("reopen", tr("Recheck Closed Cases…"), tr("Open written-off cases again for a recheck, in a new round"),
                  self._opener("reopencases"), True, daily=False)
        self._add("people", tr("People…"), tr("Who surveys, signs and answers for parcels"), self.show_people, True)

    def _load_imagery(self) -> None:
        """Add, in a menu of its own, what is done with images once they are there, or before they can be registered."""
        within = self._submenu(tr("Image Comparison"), "compare_images")
        for name, title, tip, algorithm in (
                ("compare_images", tr("Compare Images…"),
                 tr("Suggest of many parcels whether their structures are gone, with every reason"), "compareimagery"),
                ("mosaic", tr("Add Mosaic with Seamlines…"),
                 tr("Register a mosaic whose parts were taken on different days, with the layer of its seamlines"),
                 "registerimagery"),
                ("convert_image", tr("Convert Image…"),
                 tr("Write an image anew in tiles with overviews, so that windows of it are read fast"), "convertimagery")):
            self._add(name, title, tip, self._opener(algorithm), algorithm != "convertimagery", daily=False, into=within)
        self._add("learning", tr("Fit to Decisions…"), tr("Fit the thresholds of the comparison to what people decided"),
                  self.show_learning, True, daily=False, into=within)

    def _load_ground(self) -> None:
        """Add, in a menu of its own, what says which parcels there are, where they lie and what is found or planned here."""
        within = self._submenu(tr("Parcels and Clues"), "draw_parcels")
        for name, title, tip, slot in (
                ("draw_parcels", tr("Draw Parcels…"), tr("Draw parcels that nobody handed down: found by the county, told by "
                                                         "the public"), self._found.draw_parcels),
                ("clues", tr("Clues…"), tr("Clues that are points: draw their parcel, or say which parcel they are about"),
                 self._found.show_clues),
                ("same_ground", tr("Same Ground…"), tr("Decide which parcels are one piece of ground and count once"),
                 self._importing.show_same_ground),
                ("reconcile", tr("Reconcile Batches…"), tr("Total task: batch A + batch B − overlap, in parcels and mu"),
                 self._opener("reconcilebatches")),
                ("locate", tr("Locate Parcels…"), tr("Township, village and grid of parcels, by overlay"),
                 self._opener("locateparcels")),
                ("split", tr("Split Parcels…"), tr("Cut parcels along the plan or another registered layer"),
                 self._opener("splitparcels")),
                ("check_site", tr("Check Planned Site…"), tr("Check a planned site against the red lines before it is chosen"),
                 self._found.check_site)):
            self._add(name, title, tip, slot, True, daily=False, into=within)

    def _submenu(self, title: str, picture: str) -> Optional[QMenu]:
        if self._menu is None:
            return None
        within = self._menu.addMenu(icon(picture), title)
        within.setToolTipsVisible(True)
        return within

    def _load_going_out(self) -> None:
        """Add what leaves the ledger: packages, lists, and parcels in the formats others ask for."""
        self._add("package", tr("Export Packages…"), tr("Make evidence packages"),
                  self._opener("exportpackages"), True)
        self._add("verify", tr("Verify Package…"), tr("Check a package, ours or another county's"),
                  self._opener("verifypackage"), False)
        self._add("lists", tr("Export Lists…"), tr("The lists of problems, remediated and not, as a workbook"),
                  self._opener("exportlists"), True)
        self._add("antifake", tr("Export Check Against Fake Rectification…"),
                  tr("Per township and person in charge: what was noticed, what was explained by whom, what is open"),
                  self._opener("exportantifake"), True, daily=False)
        self._add("export_parcels", tr("Export Parcels…"), tr("Parcels as GeoPackage, or as shapefile with a field dictionary"),
                  self._opener("exportparcels"), True, daily=False)
        self._add("boundary_txt", tr("Export Boundary Points…"), tr("Boundary points as TXT, as the ministry's tools read it"),
                  self._opener("exportboundarytxt"), True, daily=False)

    def unload(self) -> None:
        """Remove everything ``load`` put there."""
        if self._window is not None:
            self._window.reject()
        if self._database is not None:
            self._database.release()
        for action in self.actions.values():
            self._iface.unregisterMainWindowAction(action)
            if self._toolbar is not None:
                self._toolbar.removeAction(action)
            action.deleteLater()
        if self._menu is not None:
            self._iface.pluginMenu().removeAction(self._menu.menuAction())
            self._menu.deleteLater()
        if self._toolbar is not None:
            self._iface.mainWindow().removeToolBar(self._toolbar)
            self._toolbar.deleteLater()
        self._toolbar, self._menu = None, None
        self.actions, self._needs_ledger, self._toggles = {}, [], []

    @guarded
    def new_ledger(self) -> None:
        """Ask for what a ledger needs and create it."""
        crs = default_crs(QgsProject.instance().crs(), self._map_longitude())
        window = CreateLedgerDialog(crs, self._iface.mainWindow())
        self._window = window
        window.accepted.connect(self._on_create)
        window.finished.connect(self._on_window_closed)
        window.open()

    @guarded
    def open_ledger(self) -> None:
        """Ask for a ledger and open it."""
        folder = str(QgsSettings().value(LAST_FOLDER, ""))
        path, _filter = QFileDialog.getOpenFileName(self._iface.mainWindow(), tr("Open Ledger"), folder,
                                                    tr("Ledger (*.gpkg)"))
        if path:
            self.open(Path(path))

    def open(self, path: Path) -> None:
        """Open this ledger and remember its folder."""
        self._workspace.open(path)
        QgsSettings().setValue(LAST_FOLDER, str(path.parent))

    @guarded
    def close_ledger(self) -> None:
        """Close the ledger; what was typed and not saved is kept on this computer and shown again."""
        self._workspace.close()
        QgsProject.instance().removeEntry(SCOPE, KEY)

    @guarded
    def show_people(self) -> None:
        """Show the people of the open ledger."""
        window = PeopleDialog(self._workspace, self._iface.mainWindow())
        self._workspace.closed.connect(window.reject)
        self._window = window
        window.finished.connect(self._on_window_closed)
        window.open()

    @guarded
    def show_learning(self) -> None:
        """Show what the comparison of images can learn from what people decided."""
        window = LearningDialog(self._workspace, self._jobs, self._iface.mainWindow())
        self._window = window
        window.finished.connect(self._on_window_closed)
        window.start()

    @guarded
    def _on_create(self) -> None:
        window = self._window
        if not isinstance(window, CreateLedgerDialog):
            return
        path = window.path()
        create_ledger(path, county=window.county.text(), name=window.name.text().strip(), crs=window.crs.crs()).close()
        self.open(path)
        self.notices.success(tr("Ledger {name} created.").format(name=window.name.text().strip()))

    @guarded
    def _on_window_closed(self) -> None:
        if self._window is not None:
            self._window.deleteLater()
        self._window = None

    @guarded
    def show_backups(self) -> None:
        """Open the window of backups."""
        window = BackupsDialog(self._workspace, self._jobs, self._iface.mainWindow())
        self._window = window
        window.finished.connect(self._on_window_closed)
        window.open()

    @guarded
    def show_conflicts(self) -> None:
        """Open the window of conflicts."""
        window = ConflictsDialog(self._workspace, self._iface.mainWindow())
        self._window = window
        window.finished.connect(self._on_window_closed)
        window.open()

    def _map_longitude(self) -> Optional[float]:
        """Return the longitude of the map's centre, None while the project is empty."""
        project = QgsProject.instance()
        if not project.mapLayers() or not project.crs().isValid():
            return None
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        transform = QgsCoordinateTransform(project.crs(), degrees, project)
        return float(transform.transform(self._iface.mapCanvas().extent().center()).x())

    def _opener(self, algorithm: str) -> Callable[[], None]:
        return lambda: self._open_dialog(algorithm)

    @guarded
    def _open_dialog(self, algorithm: str) -> None:
        ledger, preset = self._workspace.ledger, {}
        if ledger and algorithm == "exportpackages":
            preset["OUTPUT"] = packages_folder(ledger)
        if ledger and algorithm == "exportlists":
            preset["OUTPUT"] = lists_file(ledger, datetime.date.today())
        if ledger and algorithm == "exportantifake":
            preset["OUTPUT"] = antifake_file(ledger, datetime.date.today())
        self._jobs.dialog(algorithm, **preset)

    def _add(self, name: str, title: str, tip: str, slot: Callable[[], None], needs_ledger: bool, *, daily: bool = True,
             into: Optional[QMenu] = None) -> None:
        action = QAction(icon(name), title, self._iface.mainWindow())
        action.setToolTip(tip)
        action.setStatusTip(tip)
        action.triggered.connect(lambda _checked=False: slot())
        if needs_ledger:
            self._needs_ledger.append(action)
        self._place(name, action, daily=daily, into=into)

    def _add_toggle(self, picture: str, title: str, panel: Panel) -> None:
        action = QAction(icon(picture), title, self._iface.mainWindow())
        keys = f"Alt+{len(self._toggles) + 1}"
        panel.setToggleVisibilityAction(action)
        action.setToolTip(tr("Show or hide the panel {title}").format(title=title))  # QGIS adds the keys
        action.toggled.connect(lambda shown: QTimer.singleShot(0, panel.take_focus) if shown else None)
        self._toggles.append((action, panel))
        self._place(f"panel_{picture}", action, keys)

    def _place(self, name: str, action: QAction, keys: str = "", daily: bool = True, into: Optional[QMenu] = None) -> None:
        action.setObjectName(f"farmland_{name}")
        self.actions[name] = action
        self._iface.registerMainWindowAction(action, keys)
        if self._toolbar is not None and self._menu is not None:
            if daily:
                self._toolbar.addAction(action)
            (into or self._menu).addAction(action)

    def _separate(self, *, daily: bool = True) -> None:
        if self._toolbar is not None and self._menu is not None:
            if daily:
                self._toolbar.addSeparator()
            self._menu.addSeparator()

    @guarded
    def _enable(self) -> None:
        for action in self._needs_ledger:
            action.setEnabled(self._workspace.ledger is not None)
        for name in WRITES:
            self.actions[name].setEnabled(self._workspace.writable)
