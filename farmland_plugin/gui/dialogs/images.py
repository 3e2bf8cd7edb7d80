"""The register of images: every scene, retired ones too; shows one on the map, retires one registered by mistake."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, Callable, List, Optional

from qgis.gui import QgsGui
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from ...compat import flag_number
from ...domain.parcel import Scene
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..errors import guarded
from ..terms import moment
from ..widgets.pieces import wrapped
from .why import WhyDialog

SIZE = (760, 360)


def newest_first(scenes: List[Scene]) -> List[Scene]:
    """Return scenes by their day, the latest first."""
    return sorted(scenes, key=lambda one: (one.captured, one.scene_id), reverse=True)


class RetireImageDialog(WhyDialog):
    """Asks why an image no longer counts; without a reason nothing is retired."""

    def __init__(self, workspace: Workspace, scene: Scene, parent: Any = None) -> None:
        text = tr(
            "The image {image} no longer counts: it is not offered or compared any more and does not prove that something was "
            "done in time. It stays in the register with who retired it and why; packages already made stay valid. It cannot be "
            "taken back; register the file again with the right role and date. A layer of it on the map stays until you remove "
            "it.")
        role = workspace.terms.label("scene_role", scene.role)
        super().__init__("RetireImage", tr("Retire Image"), text.format(image=f"{scene.captured} · {role}"), workspace,
                         lambda why: workspace.writing().retire_scene(scene.scene_id, why), parent)


class ImagesDialog(QDialog):
    """Lists the registered images.

    :param show_scene: puts one on the map.
    """

    def __init__(self, workspace: Workspace, show_scene: Callable[[Scene], Any], parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandImages")
        self.setWindowTitle(tr("Registered Images"))
        self.workspace, self.notices, self._show_scene = workspace, workspace.notices, show_scene
        self.retiring: Optional[RetireImageDialog] = None
        self._scenes: List[Scene] = []
        self.heading, self.table = wrapped(), QTableWidget(0, 6)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        kind = QDialogButtonBox.ButtonRole.ActionRole
        self.show_ = self.buttons.addButton(tr("Show on the Map"), kind)
        self.retire = self.buttons.addButton(tr("Retire…"), kind)
        self.show_.setToolTip(tr("Put the image under the parcels"))
        self.retire.setToolTip(tr("Take an image out that was registered with a wrong role or date"))
        self._lay_out()
        workspace.changed.connect(self.load)
        workspace.closed.connect(self.reject)
        self.load()

    def _lay_out(self) -> None:
        self.table.setObjectName("farmlandImagesTable")
        self.table.setHorizontalHeaderLabels([
            tr("Captured"), tr("Role"), tr("Source"), tr("Pixel, m"), tr("State"), tr("File")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        layout = QVBoxLayout(self)
        for widget in (self.heading, self.table, self.buttons):
            layout.addWidget(widget)
        self.buttons.rejected.connect(self.reject)
        self.show_.clicked.connect(lambda _checked=False: self.on_show())
        self.retire.clicked.connect(lambda _checked=False: self.on_retire())
        self.table.itemSelectionChanged.connect(self._enable)
        self.table.itemDoubleClicked.connect(lambda _item: self.on_show())
        self.resize(*SIZE)
        QgsGui.enableAutoGeometryRestore(self)

    def chosen(self) -> Optional[Scene]:
        """Return the selected image, None for none."""
        row = self.table.currentRow()
        return self._scenes[row] if self.table.selectedItems() and 0 <= row < len(self._scenes) else None

    @guarded
    def load(self, _changed: Any = None) -> None:
        """Read the register again."""
        if self.workspace.ledger is None:
            return
        self._scenes = newest_first(self.workspace.ledger.scenes(retired=True))
        counting = sum(not one.retired_at for one in self._scenes)
        self.heading.setText(tr("{count} images are registered, {gone} more are retired.").format(
            count=counting, gone=len(self._scenes) - counting))
        self.table.setRowCount(len(self._scenes))
        for row, scene in enumerate(self._scenes):
            self._fill(row, scene)
        self._enable()

    def _fill(self, row: int, scene: Scene) -> None:
        state = tr("in force") if not scene.retired_at else tr("Retired {when} by {who}: {why}").format(
            when=moment(scene.retired_at), who=scene.retired_by, why=scene.retired_why)
        role = self.workspace.terms.label("scene_role", scene.role)
        texts = (scene.captured, role, scene.source, f"{scene.resolution_m:g}", state, PurePath(scene.path).name)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(scene.path if column == len(texts) - 1 else text)
            if scene.retired_at:
                item.setForeground(self.palette().placeholderText())
            if column == 3:
                item.setTextAlignment(flag_number(Qt.AlignmentFlag.AlignRight) | flag_number(Qt.AlignmentFlag.AlignVCenter))
            self.table.setItem(row, column, item)

    @guarded
    def _enable(self) -> None:
        chosen = self.chosen()
        alive = chosen is not None and not chosen.retired_at
        self.show_.setEnabled(alive)
        self.retire.setEnabled(alive and self.workspace.writable)

    @guarded
    def on_show(self) -> None:
        """Put the selected image on the map."""
        chosen = self.chosen()
        if chosen is not None and not chosen.retired_at:
            self._show_scene(chosen)

    @guarded
    def on_retire(self) -> None:
        """Ask why the selected image no longer counts."""
        chosen = self.chosen()
        if chosen is not None and self.retire.isEnabled():
            self.retiring = RetireImageDialog(self.workspace, chosen, self)
            self.retiring.open()
