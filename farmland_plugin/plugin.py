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
        self.comparing: Optional[Any] = None
        self.keys: Optional[Any] = None
        self.locator: Optional[Any] = None
        self.mark: Optional[Any] = None
        self.residuals: Optional[Any] = None
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
        self.actions = Actions(self.iface, self.workspace, self.jobs, self.importing, self.found, notices)
        self._build_panels(context)
        self.workspace.resume()

    def _build_panels(self, context: tuple[Any, ...]) -> None:
        from qgis.PyQt.QtCore import Qt

        from .gui.controllers.comparing import Comparing
        from .gui.controllers.indicator import UnfinishedMark
        from .gui.controllers.keys import Keys
        from .gui.controllers.locator import ParcelLocator
        from .gui.controllers.residuals import Residuals
        from .gui.panels.casework import CaseworkPanel
        from .gui.panels.packages import PackagesPanel
        from .gui.panels.parcels import ParcelsPanel
        from .gui.panels.redlines import RedlinesPanel
        from .gui.panels.verification import VerificationPanel

        parcels = ParcelsPanel(*context)
        redlines = RedlinesPanel(parcels, *context)
        verification = VerificationPanel(parcels.step, *context)
        packages = PackagesPanel(parcels, *context)
        casework = CaseworkPanel(parcels.step, *context)
        casework.to_form.connect(verification.show_survey)
        verification.to_duties.connect(casework.show_duties)
        parcels.dropped.connect(self.importing.import_parcels)
        workspace, view, _jobs, notices = context
        self.locator = ParcelLocator(self.iface, parcels.table, view, notices)
        self.residuals = Residuals(self.iface, verification.completion, workspace, view, notices)
        self.mark = UnfinishedMark(self.iface, workspace, parcels.show_unfinished, notices)
        parcels.counted.connect(self.mark.count)
        self.panels = [parcels, redlines, verification, packages, casework]
        for panel in self.panels:
            panel.offer_start(self.actions.new_ledger, self.actions.open_ledger)
            self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, panel)
        self.comparing = Comparing(self.iface, parcels.walk.next, *context)
        self.comparing.show(self.actions.new_ledger, self.actions.open_ledger)
        if not QgsSettings().value(ARRANGED, False, type=bool):
            # QGIS restores its own dock layout after the plugins are loaded and pulls newcomers apart
            self.iface.initializationCompleted.connect(self._arrange)
        self._arrange()
        pictures = ("parcels", "redlines", "verification", "packages", "casework")
        toggles = [(picture, panel.windowTitle(), panel) for picture, panel in zip(pictures, self.panels)]
        toggles.append(("compare", self.comparing.bench.windowTitle(), self.comparing.bench))
        self.actions.load(toggles, redlines.screen_all, redlines.add_redlines)
        self.keys = Keys(self.iface, [*self.panels, self.comparing.bench], *context)
        self.keys.load()

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
        if self.keys is not None:
            self.keys.release()
        if self.importing is not None:
            self.importing.release()
        if self.found is not None:
            self.found.release()
        for one in (self.locator, self.mark, self.residuals):
            if one is not None:
                one.release()
        self.locator = self.mark = self.residuals = None
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
        self.importing = self.found = self.comparing = self.keys = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self._translator is not None:
            QgsApplication.removeTranslator(self._translator)
            self._translator = None
