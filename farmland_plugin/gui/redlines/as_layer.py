"""The window that asks which ground of a screening becomes a map layer, and where it is kept."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout

from ...i18n import tr
from ..widgets.pieces import enter_only, wrapped

TEMPORARY = "TEMPORARY_OUTPUT"
SINKS = ("INTERSECTIONS", "REMAINDERS")
WIDTH = 460


class AsLayerDialog(QDialog):
    """Offers what each parcel shares with the red lines, and what they leave of it.

    :param count: of the parcels. :param offered: the sinks the screening has.
    """

    def __init__(self, count: int, offered: tuple[str, ...] = SINKS, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandGroundLayer")
        self.setWindowTitle(tr("Ground as a Map Layer"))
        labels = {"INTERSECTIONS": tr("What the parcels share with each red line"),
                  "REMAINDERS": tr("What the layers of a role leave of the parcels")}
        self.boxes = {name: QCheckBox(labels[name]) for name in offered}
        self.boxes["INTERSECTIONS"].setChecked(True)
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.folder.setFilter(tr("GeoPackage (*.gpkg)"))
        self.folder.lineEdit().setPlaceholderText(tr("temporary: gone when QGIS closes"))
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = self.buttons.button(kinds.Ok)
        self.ok.setText(tr("Screen {count}").format(count=f"{count:,}"))
        self.buttons.button(kinds.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout, form = QVBoxLayout(self), QFormLayout()
        layout.addWidget(wrapped(tr("The parcels are screened anew and their results replaced; the ground is coloured by role.")))
        for box in self.boxes.values():
            layout.addWidget(box)
            box.toggled.connect(lambda _on: self._judge())
        form.addRow(tr("Keep in"), self.folder)
        layout.addLayout(form)
        layout.addWidget(self.buttons)
        self.setMinimumWidth(WIDTH)
        enter_only(self, self.ok)

    def sinks(self) -> dict[str, str]:
        """Return what screenparcels is given: where each layer goes."""
        wanted = [name for name, box in self.boxes.items() if box.isChecked()]
        path = self.folder.filePath().strip()
        if not path:
            return dict.fromkeys(wanted, TEMPORARY)
        path = path if path.lower().endswith(".gpkg") else f"{path}.gpkg"
        if len(wanted) == 1:
            return {wanted[0]: path}
        stem = path[:-len(".gpkg")]
        return {name: f"{stem}_{word}.gpkg" for name, word in zip(wanted, (tr("shared"), tr("left")))}

    def _judge(self) -> None:
        self.ok.setEnabled(any(box.isChecked() for box in self.boxes.values()))
