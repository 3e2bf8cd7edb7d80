"""Choosing files for a role, before they go into the ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...i18n import tr
from ...ledger.media import MIME
from ..terms import Terms

LAST_FOLDER = "farmland/mediaFolder"
Chosen = tuple  # (role, path)


class FileRow(QWidget):
    """A role (or the choice of one), a button, and the names of the files chosen; files can be dropped on it.

    :param roles: codes of ``attachment_role``, the first one preselected. :param several: more than one file at once.
    """

    changed = pyqtSignal()

    def __init__(self, roles: Sequence[str], terms: Terms, several: bool = True, parent: Any = None) -> None:
        super().__init__(parent)
        self._several = several
        self.paths: list[Path] = []
        self.role = QComboBox()
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.role.setMinimumContentsLength(9)
        for role in roles:
            self.role.addItem(terms.label("attachment_role", role), role)
        self.role.setVisible(len(roles) > 1)
        self.choose = QPushButton(tr("Choose files…") if several else tr("Choose a file…"))
        self.choose.setAutoDefault(False)
        self.choose.clicked.connect(lambda _checked: self._on_choose())
        self.names = QLabel(tr("or drop them here"))
        self.names.setWordWrap(True)
        top = QHBoxLayout()
        top.addWidget(self.role, 1)
        top.addWidget(self.choose)
        top.addWidget(self.names, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        self.setAcceptDrops(True)
        self.role.currentIndexChanged.connect(lambda _at: self.changed.emit())

    def files(self) -> list[Chosen]:
        """Return the files chosen, each with the role."""
        return [(str(self.role.currentData()), path) for path in self.paths]

    def set_files(self, paths: Sequence[Path]) -> None:
        """Take these files instead of those chosen."""
        self.paths = list(paths) if self._several else list(paths)[-1:]
        self.names.setText(tr(", ").join(path.name for path in self.paths) or tr("or drop them here"))
        self.changed.emit()

    def _on_choose(self) -> None:
        pattern = tr("Photos, scans, documents ({kinds})").format(kinds=" ".join(f"*{kind}" for kind in sorted(MIME)))
        folder = str(QgsSettings().value(LAST_FOLDER, ""))
        if self._several:
            chosen, _filter = QFileDialog.getOpenFileNames(self.window(), tr("Choose files"), folder, pattern)
        else:
            one, _filter = QFileDialog.getOpenFileName(self.window(), tr("Choose a file"), folder, pattern)
            chosen = [one] if one else []
        if chosen:
            QgsSettings().setValue(LAST_FOLDER, str(Path(chosen[0]).parent))
            self.set_files([Path(one) for one in chosen])

    def dragEnterEvent(self, event: Any) -> None:
        """Take files only."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Add the files dropped."""
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.set_files([*self.paths, *(path for path in dropped if path.is_file())])
