"""Photos from a folder or zip: asked for, taken in as a job, its lists shown to be decided on."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import QObject

from ...i18n import tr
from ..errors import Notices, guarded
from ..photos.asking import AttachPhotosDialog
from ..photos.giving import Giving
from ..photos.taken import Source, TakenWindow
from .jobs import Jobs
from .mapview import MapView
from .workspace import Workspace

ATTACH = "attachphotos"


class PhotoIntake(QObject):
    """Runs ``attachphotos`` from the menu.

    :param look: shows a photo (parcel, SHA-256) large.
    """

    def __init__(self, iface: Any, look: Callable[[str, str], None], workspace: Workspace, view: MapView, jobs: Jobs,
                 notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._look, self._workspace, self._view, self._jobs = iface, look, workspace, view, jobs
        self.asking: Optional[AttachPhotosDialog] = None
        self.window: Optional[TakenWindow] = None
        workspace.closed.connect(self._on_closed)

    @guarded
    def ask(self) -> None:
        """Ask which photos to take in."""
        self._workspace.writing()
        roles = Giving(self._workspace).roles()
        self.asking = window = AttachPhotosDialog(self._workspace.terms, roles, self.notices, self._iface.mainWindow())
        window.accepted.connect(self._on_accepted)
        window.finished.connect(self._on_asked)
        window.open()

    @guarded
    def _on_accepted(self) -> None:
        if self.asking is not None:
            self.take_in(self.asking.parameters())

    @guarded
    def _on_asked(self) -> None:
        if self.asking is not None:
            self.asking.deleteLater()
        self.asking = None

    def take_in(self, parameters: dict[str, Any]) -> None:
        """Run the job; its lists are shown when it is done."""
        folder = tempfile.TemporaryDirectory(prefix="farmland-photos-")
        lists = Path(folder.name) / "lists.json"

        def done(results: dict[str, Any]) -> None:
            told = json.loads(lists.read_text(encoding="utf-8"))
            folder.cleanup()
            self._show(Source(Path(parameters["INPUT"])), results, told)

        self._jobs.run(ATTACH, {**parameters, "LISTS": str(lists)}, done)
        self.notices.info(tr("The photos are being taken in; you can go on working."))

    def _show(self, source: Source, results: dict[str, Any], lists: dict[str, list]) -> None:
        if self.window is not None:
            self.window.reject()
        self.window = TakenWindow(self._workspace, source, results, lists, lambda: self._view.current, self._iface.mainWindow())
        self.window.look_wanted.connect(self._on_look)
        self.window.given.connect(self._on_given)
        self.window.finished.connect(self._on_window_closed)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    @guarded
    def _on_look(self, uid: str, sha: str) -> None:
        self._look(uid, sha)
        self._view.select([uid], uid)

    @guarded
    def _on_given(self) -> None:
        """Check what was attached by hand."""
        self._jobs.run(ATTACH, {}, lambda results: self.notices.success(
            tr("{count} photos checked, flags raised: {flags}.").format(count=results["CHECKED"], flags=results["FLAGS"])))

    @guarded
    def _on_window_closed(self) -> None:
        if self.window is not None:
            self.window.deleteLater()
        self.window = None

    @guarded
    def _on_closed(self) -> None:
        for window in (self.asking, self.window):
            if window is not None:
                window.reject()

    def release(self) -> None:
        """Close the windows."""
        self._on_closed()
        self._workspace.closed.disconnect(self._on_closed)
