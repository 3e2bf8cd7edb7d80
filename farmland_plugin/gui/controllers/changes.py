"""Comparing images from where one works: the box in the verification panel and the bench ask, the job runs, both show it."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QObject

from ...i18n import tr
from ...imagery_words import suggestion_word
from ..compare.bench import CompareBench
from ..errors import Notices, guarded
from ..models.change import compared
from ..widgets.change_box import ChangeBox
from .jobs import Jobs
from .residuals import Residuals
from .workspace import Workspace


class Changes(QObject):
    """Connects box, bench and pen; both show what a job or another program compared meanwhile."""

    def __init__(self, box: ChangeBox, bench: CompareBench, residuals: Residuals, workspace: Workspace, jobs: Jobs,
                 notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._box, self._bench, self._workspace, self._jobs = box, bench, workspace, jobs
        self._job: Any = None
        box.again_wanted.connect(self.compare)
        box.look_wanted.connect(self.look)
        bench.overlays.compare_wanted.connect(self.compare)
        bench.overlays.outline_wanted.connect(residuals.propose)
        workspace.changed.connect(self._on_changed)
        workspace.closed.connect(box.forget)

    def release(self) -> None:
        """Follow nobody any more."""
        self._workspace.changed.disconnect(self._on_changed)
        self._workspace.closed.disconnect(self._box.forget)

    @guarded
    def look(self, _uid: str) -> None:
        """Show the bench with heat map and outline."""
        self._bench.setUserVisible(True)
        self._bench.overlays.outline.setChecked(True)
        self._bench.overlays.show_heat()

    @guarded
    def compare(self, uid: str) -> None:
        """Measure one parcel's images now, unless that is under way."""
        if not uid or (self._job is not None and self._jobs.runs(self._job)):
            return
        self._workspace.writing()
        self._job = self._jobs.run("compareimagery", {"WHERE": f"parcel_uid = '{uid}'", "TABLE": "TEMPORARY_OUTPUT"},
                                   lambda results: self._on_done(uid, results), self._on_failed)
        self._allow(not self._jobs.runs(self._job))

    def _on_done(self, uid: str, results: dict[str, Any]) -> None:
        self._allow(True)
        number = self._workspace.ledger.parcel(uid).source_no if self._workspace.ledger is not None else ""
        if results.get("UNPAIRED"):
            self.notices.warning(tr("{number}: no two images fit: one from before and one from after (since the claimed "
                                    "demolition) must cover the parcel.").format(number=number))
        elif not results.get("MEASURED"):
            self.notices.info(tr("{number}: nothing new to measure: same images, control buildings and profile as "
                                 "before.").format(number=number))
        else:
            word = next((suggestion_word(code) for code in ("cleared", "partly", "unchanged", "unsure")
                         if results.get(code.upper())), "")
            found = compared(self._workspace.ledger, uid) if self._workspace.ledger is not None else None
            self.notices.success(tr("{number} compared.").format(number=number) if found is None or found.waits else
                                 tr("{number} compared: {suggestion}").format(number=number, suggestion=word))

    def _on_failed(self, reason: str) -> None:
        self._allow(True)
        self.notices.warning(tr("Not compared: {reason}").format(reason=reason) if reason else tr("Comparing was cancelled."))

    def _allow(self, on: bool) -> None:
        self._box.again.setEnabled(on)
        self._bench.overlays.again.setEnabled(on)

    @guarded
    def _on_changed(self, uids: Optional[set[str]]) -> None:
        """Show what was compared or marked meanwhile; a parcel that changed itself is shown anew by its panel."""
        ledger = self._workspace.ledger
        if ledger is None:
            return
        if self._box.uid and uids is not None and self._box.uid not in uids:
            self._box.show_compared(ledger, self._box.uid, compared(ledger, self._box.uid))
        if self._bench.isUserVisible():
            self._bench.overlays.refresh()
