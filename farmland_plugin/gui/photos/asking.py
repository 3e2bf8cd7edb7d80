"""The window that asks which photos to take in: a folder or a zip, how they are matched with parcels, how far off they may be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
)

from ...evidence.photos.matching import AUTO, GPS, NAME
from ...i18n import tr
from ..errors import guarded
from ..terms import Terms
from ..widgets.file_rows import LAST_FOLDER
from ..widgets.pieces import enter_only, wrapped

WIDTH = 520
MOST_M, USUAL_M = 10_000, 150


class AttachPhotosDialog(QDialog):
    """Asks for what ``attachphotos`` needs; ``parameters`` are its answers.

    :param roles: (code, label) of what photos can show.
    """

    def __init__(self, terms: Terms, roles: list[tuple[str, str]], notices: Any, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandAttachPhotos")
        self.setWindowTitle(tr("Attach Photos from a Folder"))
        self.notices = notices
        self.source, self.match, self.role, self.most = QLineEdit(), QComboBox(), QComboBox(), QSpinBox()
        self.source.setPlaceholderText(tr("folder or .zip of photos"))
        for code, label in ((AUTO, tr("name and folder first, then position")), (NAME, tr("file name and folder only")),
                            (GPS, tr("position only"))):
            self.match.addItem(label, code)
        self.role.addItem(tr("by where the case stands"), "")
        for code, label in roles:
            self.role.addItem(label, code)
        self.most.setRange(0, MOST_M)
        self.most.setValue(USUAL_M)
        self.most.setSuffix(tr(" m"))
        self._build()

    def _build(self) -> None:
        folder, zipped = QPushButton(tr("Folder…")), QPushButton(tr("Zip…"))
        folder.clicked.connect(lambda _checked=False: self._choose_folder())
        zipped.clicked.connect(lambda _checked=False: self._choose_zip())
        line = QHBoxLayout()
        line.addWidget(self.source, 1)
        line.addWidget(folder)
        line.addWidget(zipped)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("Photos"), line)
        form.addRow(tr("Matched by"), self.match)
        form.addRow(tr("At most from the parcel's edge"), self.most)
        form.addRow(tr("What they show, unless name or folder says"), self.role)
        kinds = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel)
        self.ok = buttons.button(kinds.Ok)
        self.ok.setText(tr("Attach and check"))
        buttons.button(kinds.Cancel).setText(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(wrapped(tr("Each photo is attached to the parcel its name, its folder or its position tells, once, and "
                                    "checked. What is noticed are flags for a person to answer; nothing is rejected.")))
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(WIDTH)
        enter_only(self, self.ok)
        self.source.textChanged.connect(lambda _text: self.judge())
        self.judge()

    def judge(self) -> None:
        """Let it begin once there is something to take in."""
        self.ok.setEnabled(bool(self.source.text().strip()) and Path(self.source.text().strip()).exists())

    def parameters(self) -> dict[str, Any]:
        """Return the parameters of the algorithm."""
        return {"INPUT": self.source.text().strip(), "MATCH": str(self.match.currentData()),
                "MAX_DISTANCE": float(self.most.value()), "ROLE": str(self.role.currentData())}

    @guarded
    def _choose_folder(self) -> None:
        self._take(QFileDialog.getExistingDirectory(self, tr("Folder of photos"), self._last()))

    @guarded
    def _choose_zip(self) -> None:
        self._take(QFileDialog.getOpenFileName(self, tr("Zip of photos"), self._last(), tr("Zip (*.zip)"))[0])

    def _last(self) -> str:
        return str(QgsSettings().value(LAST_FOLDER, ""))

    def _take(self, chosen: str) -> None:
        if chosen:
            QgsSettings().setValue(LAST_FOLDER, str(Path(chosen).parent))
            self.source.setText(chosen)
