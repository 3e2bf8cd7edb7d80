"""The window that asks what a new ledger needs: county, name, CRS, file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsFileWidget, QgsGui, QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import QRegularExpression
from qgis.PyQt.QtGui import QRegularExpressionValidator
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QVBoxLayout

from ...i18n import tr

ZONE_3_DEGREES = 4488  # EPSG 4513 to 4533 are CGCS2000 3-degree zones 25 to 45


class CreateLedgerDialog(QDialog):
    """Asks for county code, name, CRS and file; OK is possible once they make sense."""

    def __init__(self, crs: QgsCoordinateReferenceSystem, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandCreateLedger")
        self.setWindowTitle(tr("New Ledger"))
        self.county, self.name = QLineEdit(), QLineEdit()
        self.crs, self.file = QgsProjectionSelectionWidget(), QgsFileWidget()
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.buttons.button(buttons.Ok).setText(tr("Create"))
        self.buttons.button(buttons.Cancel).setText(tr("Cancel"))
        self._set_up(crs)
        form = QFormLayout()
        form.addRow(tr("County code"), self.county)
        form.addRow(tr("Name"), self.name)
        form.addRow(tr("Coordinate system"), self.crs)
        form.addRow(tr("File"), self.file)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.hint)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(560, 240)
        QgsGui.enableAutoGeometryRestore(self)
        self._check()

    def path(self) -> Path:
        """Return the chosen file, with its extension."""
        path = Path(self.file.filePath().strip())
        return path if path.suffix.lower() == ".gpkg" else path.with_name(path.name + ".gpkg")

    def _set_up(self, crs: QgsCoordinateReferenceSystem) -> None:
        self.county.setObjectName("farmlandCounty")
        self.county.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,6}"), self.county))
        self.county.setPlaceholderText(tr("six digits, such as 130423"))
        self.name.setPlaceholderText(tr("such as the county and the year"))
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, False)
        self.crs.setCrs(crs)
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter(tr("Ledger (*.gpkg)"))
        self.file.setConfirmOverwrite(False)
        for signal in (self.county.textChanged, self.name.textChanged, self.file.fileChanged, self.crs.crsChanged):
            signal.connect(lambda *_: self._check())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _check(self) -> None:
        wrong = self._wrong()
        degrees = tr("These are degrees: maps look squeezed. Better the 3-degree zone the parcels are issued in.")
        self.hint.setText(wrong or (degrees if self.crs.crs().isGeographic() else ""))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(not wrong)

    def _wrong(self) -> str:
        if len(self.county.text()) != 6:
            return tr("The county code has six digits.")
        if not self.name.text().strip():
            return tr("Give the ledger a name.")
        if not self.crs.crs().isValid():
            return tr("Choose the county's coordinate system.")
        if not self.file.filePath().strip():
            return tr("Choose a file on a disk of this computer, not in a shared folder.")
        if not self.path().parent.is_dir():
            return tr("The folder {folder} does not exist.").format(folder=self.path().parent)
        if self.path().exists():
            return tr("That file exists: choose another name, or open it.")
        return ""


def default_crs(project_crs: QgsCoordinateReferenceSystem, longitude: Optional[float]) -> QgsCoordinateReferenceSystem:
    """Return the project's CRS when it is a CGCS2000 3-degree zone, else the zone of a longitude, else zone 38."""
    if project_crs.authid() in {f"EPSG:{ZONE_3_DEGREES + zone}" for zone in range(25, 46)}:
        return project_crs
    zone = round(longitude / 3) if longitude is not None and 73.5 <= longitude <= 136.5 else 38
    return QgsCoordinateReferenceSystem(f"EPSG:{ZONE_3_DEGREES + zone}")
