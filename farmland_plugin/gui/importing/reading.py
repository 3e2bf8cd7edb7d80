"""How an input is read, where the user knows better: encoding, coordinate system, transformation of an old datum."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import QLocale, pyqtSignal
from qgis.PyQt.QtGui import QDoubleValidator
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from ...i18n import tr
from .words import encodings

PARAMETERS = ("dx", "dy", "rotation", "scale")


class EncodingBox(QComboBox):
    """Offers the encodings one meets."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandImportEncoding")
        self.setToolTip(tr("When the Chinese text looks garbled, try another encoding: the table is read again"))
        for code, label in encodings().items():
            self.addItem(label, code)
        self.activated.connect(lambda _at: self.chosen.emit(str(self.currentData())))

    def show_value(self, code: str, concluded: str = "") -> None:
        """Show a choice; ``concluded`` is what it would be without one."""
        self.setItemText(0, tr("concluded: {encoding}").format(encoding=concluded) if concluded else encodings()[""])
        at = self.findData(code)
        if at < 0:
            self.addItem(code, code)
            at = self.count() - 1
        self.setCurrentIndex(at)


class CrsBox(QgsProjectionSelectionWidget):
    """Chooses the coordinate system, or leaves it to be concluded."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandImportCrs")
        option = QgsProjectionSelectionWidget.CrsOption
        self.setNotSetText(tr("concluded from the file and its numbers"))
        self.setOptionVisible(option.CrsNotSet, True)
        self._quiet = False
        self.crsChanged.connect(self._on_changed)

    def show_value(self, text: str) -> None:
        """Show a choice as authority code or WKT, '' for none."""
        self._quiet = True
        self.setCrs(QgsCoordinateReferenceSystem(text))
        self._quiet = False

    def _on_changed(self, crs: QgsCoordinateReferenceSystem) -> None:
        if not self._quiet:
            self.chosen.emit((crs.authid() or crs.toWkt()) if crs.isValid() else "")


class DatumShift(QWidget):
    """The parameters that bring an old datum (Xian 1980, Beijing 1954) to CGCS2000: four numbers, or a PROJ pipeline."""

    chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.numbers = {name: QLineEdit() for name in PARAMETERS}
        self.pipeline = QLineEdit()
        labels = {"dx": tr("dx (m)"), "dy": tr("dy (m)"), "rotation": tr("Rotation (″)"), "scale": tr("Scale (ppm)")}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for at, (name, edit) in enumerate(self.numbers.items()):
            check = QDoubleValidator(edit)
            check.setLocale(QLocale.c())
            edit.setValidator(check)
            edit.setObjectName(f"farmlandDatum_{name}")
            layout.addWidget(QLabel(labels[name]), 0, 2 * at)
            layout.addWidget(edit, 0, 2 * at + 1)
            edit.editingFinished.connect(self._on_edited)
        layout.addWidget(QLabel(tr("or a PROJ pipeline")), 1, 0, 1, 2)
        layout.addWidget(self.pipeline, 1, 2, 1, 6)
        self.pipeline.setPlaceholderText("+proj=pipeline …")
        self.pipeline.editingFinished.connect(self._on_edited)
        self._shown = ""

    def text(self) -> str:
        """Return what was given: the pipeline, else the four numbers once they are complete, else ''."""
        if self.pipeline.text().strip():
            return self.pipeline.text().strip()
        given = {name: edit.text().strip() for name, edit in self.numbers.items()}
        return ";".join(f"{name}={value}" for name, value in given.items()) if all(given.values()) else ""

    def show_value(self, text: str) -> None:
        """Show parameters given before."""
        parts = dict(part.partition("=")[::2] for part in text.split(";")) if text and "proj" not in text else {}
        for name, edit in self.numbers.items():
            edit.setText(parts.get(name, ""))
        self.pipeline.setText(text if text and not parts else "")
        self._shown = self.text()

    def _on_edited(self) -> None:
        text = self.text()
        if text != self._shown:
            self._shown = text
            self.chosen.emit(text)
