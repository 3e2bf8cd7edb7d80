"""Registered images on the map: offered after registering, listed in the menu, never put there unasked."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QMenu

from ...domain.parcel import Scene
from ...i18n import tr
from ..dialogs.images import ImagesDialog, newest_first
from ..errors import Notices, guarded
from .jobs import Jobs
from .mapview import MapView
from .workspace import Workspace

MOST = 20  # in the menu; the register has them all
REGISTER = "registerimagery"


class Images(QObject):
    """Shows scenes of the open ledger on the map when somebody asks for it."""

    def __init__(self, iface: Any, workspace: Workspace, view: MapView, jobs: Jobs, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._workspace, self._view = iface, workspace, view
        self._menu: Optional[QMenu] = None
        self.window: Optional[ImagesDialog] = None
        jobs.finished.connect(self._on_job)

    def load(self, menu: QMenu) -> None:
        """Fill a submenu each time it is opened."""
        self._menu = menu
        menu.aboutToShow.connect(self._fill)
        self._workspace.opened.connect(self._enable)
        self._workspace.closed.connect(self._enable)
        self._enable()

    def release(self) -> None:
        """Close the window."""
        if self.window is not None:
            self.window.reject()
        self._menu = None

    @guarded
    def _enable(self) -> None:
        if self._menu is not None:
            self._menu.menuAction().setEnabled(self._workspace.ledger is not None)

    @guarded
    def _fill(self) -> None:
        """List the images that count, the newest first, and retired ones that are still on the map."""
        menu, ledger = self._menu, self._workspace.ledger
        if menu is None:
            return
        menu.clear()
        if ledger is None:
            return
        shown = self._view.shown_scenes()
        scenes = newest_first([one for one in ledger.scenes(retired=True) if not one.retired_at or one.scene_id in shown])
        for scene in scenes[:MOST]:
            entry = menu.addAction(self._title(scene).replace("&", "&&"))
            entry.setCheckable(True)
            entry.setChecked(scene.scene_id in shown)
            entry.setToolTip(scene.path)
            entry.triggered.connect(lambda on, one=scene: self.put(one, on))
        if not scenes:
            menu.addAction(tr("No image is registered yet")).setEnabled(False)
        menu.addSeparator()
        everything = menu.addAction(tr("Registered Images…"))
        everything.setObjectName("farmlandImagesAll")
        everything.setToolTip(tr("Every image, show one, take out one registered with a wrong role or date"))
        everything.triggered.connect(lambda _checked=False: self.show_register())

    def _title(self, scene: Scene) -> str:
        parts = [scene.captured, self._workspace.terms.label("scene_role", scene.role), scene.source]
        return " · ".join([*filter(None, parts), *([tr("retired")] if scene.retired_at else [])])

    @guarded
    def put(self, scene: Scene, on: bool) -> None:
        """Put an image on the map, or take its layer off."""
        if on:
            self._view.show_scene(scene)
        else:
            self._view.hide_scene(scene.scene_id)

    @guarded
    def show_register(self) -> None:
        """Open the register of images."""
        if self._workspace.ledger is None:
            return
        if self.window is None:
            self.window = ImagesDialog(self._workspace, self._view.show_scene, self._iface.mainWindow())
            self.window.finished.connect(self._on_closed)
        self.window.show()
        self.window.raise_()

    @guarded
    def _on_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window = None

    @guarded
    def _on_job(self, name: str, successful: bool, results: dict) -> None:
        """Offer to show an image that was just registered."""
        ledger = self._workspace.ledger
        if name != REGISTER or not successful or ledger is None:
            return
        known = {one.scene_id: one for one in ledger.scenes()}
        scene = known.get(str(results.get("SCENE_ID")))
        if scene is None or scene.scene_id in self._view.shown_scenes():
            return
        self.notices.offer(tr("Registered: {image}.").format(image=self._title(scene)), tr("Show on the Map"),
                           "farmlandShowScene", lambda: self.put(scene, True))
