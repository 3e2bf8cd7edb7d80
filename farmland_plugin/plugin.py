"""The wiring: every object is built here by hand and taken down here."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, Optional

from qgis.core import QgsApplication, QgsSettings

from . import i18n, paths

ARRANGED = "farmland/panelsArranged"


class FarmlandPlugin:
    """The plugin as QGIS sees it.

    ``qgis_process`` calls ``initProcessing`` only: nothing that needs a window is imported before ``initGui``.
    """

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: Optional[Any] = None
        self.workspace: Optional[Any] = None
        self.keeper: Optional[Any] = None
        self.overdue: Optional[Any] = None
        self.view: Optional[Any] = None
        self.jobs: Optional[Any] = None
        self.actions: Optional[Any] = None
        self.importing: Optional[Any] = None
        self.found: Optional[Any] = None
        self.images: Optional[Any] = None
        self.comparing: Optional[Any] = None
        self.keys: Optional[Any] = None
        self.help: Optional[Any] = None
        self.locator: Optional[Any] = None
        self.mark: Optional[Any] = None
        self.residuals: Optional[Any] = None
        self.stations: Optional[Any] = None
        self.photos: Optional[Any] = None
        self.changes: Optional[Any] = None
        self.panels: list[Any] = []
        self._translator = i18n.load_translator(paths.translations())

    def initProcessing(self) -> None:
        """Add the algorithms to the toolbox; this is all that qgis_process needs."""
        from .processing.provider import FarmlandProvider

        self.provider = FarmlandProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Build services, panels and actions, and open the project's ledger when it remembers one."""
        from .gui.controllers.actions import Actions
        from .gui.controllers.found_here import FoundHere
        from .gui.controllers.images import Images
        from .gui.controllers.importing import Importing
        from .gui.controllers.jobs import Jobs
        from .gui.controllers.mapview import MapView
        from .gui.controllers.overdue import OverdueWatch
        from .gui.controllers.safekeeping import Safekeeper
        from .gui.controllers.workspace import Workspace
        from .gui.errors import Notices

        self.initProcessing()
        notices = Notices(self.iface.messageBar())
        self.workspace = Workspace(notices)
        self.keeper = Safekeeper(self.workspace)
        self.overdue = OverdueWatch(self.workspace)
        self.view = MapView(self.iface, self.workspace, notices)
        self.jobs = Jobs(self.workspace, notices)
        context = (self.workspace, self.view, self.jobs, notices)
        self.importing = Importing(self.iface, *context)
        self.found = FoundHere(self.iface, *context)
        self.images = Images(self.iface, *context)
        self.actions = Actions(self.iface, self.workspace, self.jobs, self.importing, self.found, notices)
        self._build_panels(context)
        self.workspace.resume()

    def _build_panels(self, context: tuple[Any, ...]) -> None:
        from qgis.PyQt.QtCore import Qt

        from .gui.controllers.comparing import Comparing
        from .gui.controllers.help import Help
        from .gui.controllers.keys import Keys
        from .gui.panels.casework import CaseworkPanel
        from .gui.panels.packages import PackagesPanel
        from .gui.panels.parcels import ParcelsPanel
        from .gui.panels.redlines import RedlinesPanel
        from .gui.panels.verification import VerificationPanel

        parcels = ParcelsPanel(*context)
        self.comparing = Comparing(self.iface, parcels.walk.next, *context)  # before the panels: it draws while they are filled
        redlines = RedlinesPanel(parcels, *context)
        verification = VerificationPanel(parcels.step, *context)
        packages = PackagesPanel(parcels, *context)
        casework = CaseworkPanel(parcels.step, *context)
        casework.to_form.connect(verification.show_survey)
        verification.to_duties.connect(casework.show_duties)
        parcels.dropped.connect(self.importing.import_parcels)
        self._build_helpers(parcels, verification, context)
        self.panels = [parcels, redlines, verification, packages, casework]
        for panel in self.panels:
            panel.offer_start(self.actions.new_ledger, self.actions.open_ledger)
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
        self.comparing.bench.visibilityChanged.connect(verification.scenes.give_way)
        self.comparing.coming.connect(verification.prepare)
        self.comparing.show(self.actions.new_ledger, self.actions.open_ledger)
        if not QgsSettings().value(ARRANGED, False, type=bool):
            # QGIS restores its own dock layout after the plugins are loaded and pulls newcomers apart
            self.iface.initializationCompleted.connect(self._arrange)
        self._arrange()
        pictures = ("parcels", "redlines", "verification", "packages", "casework")
        toggles = [(picture, panel.windowTitle(), panel) for picture, panel in zip(pictures, self.panels)]
        toggles.append(("compare", self.comparing.bench.windowTitle(), self.comparing.bench))
        docks = [*self.panels, self.comparing.bench]
        self.keys = Keys(self.iface, docks, *context)
        self.help = Help(docks, self.keys, context[-1])
        self.actions.load(toggles, redlines.screen_all, redlines.add_redlines, self.images.load, self.photos.ask, self.help.show)
        self.keys.load()
        self.help.load()

    def _build_helpers(self, parcels: Any, verification: Any, context: tuple[Any, ...]) -> None:
        """Build what works between panels, map and window."""
        from .gui.controllers.changes import Changes
        from .gui.controllers.indicator import UnfinishedMark
        from .gui.controllers.locator import ParcelLocator
        from .gui.controllers.photos import PhotoIntake
        from .gui.controllers.residuals import Residuals
        from .gui.controllers.stations import Stations

        workspace, view, jobs, notices = context
        self.locator = ParcelLocator(self.iface, parcels.table, view, notices)
        self.residuals = Residuals(self.iface, verification.completion, workspace, view, notices)
        self.changes = Changes(verification.change, self.comparing.bench, self.residuals, workspace, jobs, notices)
        self.stations = Stations(self.iface, verification.evidence, *context)
        self.photos = PhotoIntake(self.iface, self.stations.show, *context)
        self.mark = UnfinishedMark(self.iface, workspace, parcels.show_unfinished, notices)
        parcels.counted.connect(self.mark.count)

    def _arrange(self) -> None:
        """Put the panels behind one another, as tabs; where the user moves them later is QGIS's to remember."""
        for panel in self.panels[1:]:
            self.iface.mainWindow().tabifyDockWidget(self.panels[0], panel)
        if self.panels:
            self.panels[0].raise_()

    def unload(self) -> None:
        """Take everything down: jobs, session, panels, actions, provider, translator."""
        if self.panels:  # only now: after a crash QGIS has no layout of its own to restore
            QgsSettings().setValue(ARRANGED, True)
        with suppress(TypeError):  # not connected: the panels had their place already
            self.iface.initializationCompleted.disconnect(self._arrange)
        if self.help is not None:
            self.help.release()
        if self.keys is not None:
            self.keys.release()
        if self.importing is not None:
            self.importing.release()
        for one in (self.found, self.images):
            if one is not None:
                one.release()
        for one in (self.locator, self.mark, self.changes, self.residuals, self.stations, self.photos):
            if one is not None:
                one.release()
        self.locator = self.mark = self.changes = self.residuals = self.stations = self.photos = None
        if self.jobs is not None:
            self.jobs.release()
        if self.workspace is not None:
            self.workspace.release()
        if self.keeper is not None:
            self.keeper.release()
        if self.actions is not None:
            self.actions.unload()
        if self.comparing is not None:
            self.comparing.release()
        for panel in self.panels:
            self.iface.removeDockWidget(panel)
            panel.deleteLater()
        self.panels = []
        self.workspace = self.view = self.jobs = self.actions = self.keeper = self.overdue = None
        self.importing = self.found = self.images = self.comparing = self.keys = self.help = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._translator is not None:
            QgsApplication.removeTranslator(self._translator)
            self._translator = None
