"""What stands behind a case at a glance: the next step and what it lacks, who signed, and the photos and files as a strip."""

from __future__ import annotations

from collections import OrderedDict
from html import escape
from pathlib import Path
from typing import Any, Mapping, Sequence

from qgis.PyQt.QtCore import QFileInfo, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QImageReader, QPixmap
from qgis.PyQt.QtWidgets import (
    QFileIconProvider,
    QListView,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...ledger.cases.chains import StageView, stages_of
from ...ledger.cases.steps import OpenStep, Prospect
from ..models.sentences import Speaker
from ..terms import Terms
from .chain import COLOURS, MARKS
from .pieces import wrapped
from .steps import missing_line

THUMB = QSize(92, 66)
KEPT = 300  # thumbnails kept in memory
ROW = Qt.ItemDataRole.UserRole


class PhotoStrip(QListWidget):
    """The files of a case side by side; pictures are read one after the other once there is time, a double click opens one.

    ``opened`` carries the file's row of the ledger.
    """

    opened = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandPhotos")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setMovement(QListView.Movement.Static)
        self.setWrapping(False)
        self.setIconSize(THUMB)
        self.setSpacing(2)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(THUMB.height() + self.fontMetrics().height() + 28)
        self.itemDoubleClicked.connect(lambda item: self.opened.emit(item.data(ROW)))
        self._folder = Path()
        self._kept: OrderedDict[str, QIcon] = OrderedDict()
        self._icons = QFileIconProvider()
        self._waiting: list[QListWidgetItem] = []
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_next)

    def show_files(self, folder: Path, rows: Sequence[Mapping[str, Any]], terms: Terms) -> None:
        """Show files. :param folder: the ledger's media folder. :param rows: as ``Media.rows`` gives them."""
        self._folder, self._waiting = folder, []
        self.clear()
        for row in rows:
            role = terms.label("attachment_role", row["role"])
            item = QListWidgetItem(role)
            item.setData(ROW, row)
            item.setSizeHint(QSize(THUMB.width() + 8, THUMB.height() + self.fontMetrics().height() + 8))
            item.setToolTip(tr("{role}: {name}\nDouble click opens the file").format(role=role, name=row["orig_name"]))
            if row["sha256"] in self._kept:
                item.setIcon(self._kept[row["sha256"]])
            elif not str(row["mime"]).startswith("image/"):
                item.setIcon(self._icons.icon(QFileInfo(str(folder / row["rel_path"]))))
            else:
                self._waiting.append(item)
            self.addItem(item)
        self._reading.start()

    @property
    def busy(self) -> bool:
        """Whether pictures are still to be read."""
        return self._reading.isActive()

    def _read_next(self) -> None:
        """Read the next picture that is not here yet; the window stays alive in between."""
        if not self._waiting:
            self._reading.stop()
            return
        item = self._waiting.pop(0)
        item.setIcon(self._read(item.data(ROW)))

    def _read(self, row: Mapping[str, Any]) -> QIcon:
        reader = QImageReader(str(self._folder / row["rel_path"]))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid():
            reader.setScaledSize(size.scaled(THUMB, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        icon = QIcon(QPixmap.fromImage(image)) if not image.isNull() else self._icons.icon(QFileIconProvider.IconType.File)
        self._kept[row["sha256"]] = icon
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return icon


class EvidenceBox(QWidget):
    """Next step and what it lacks; the signatures of the present round; the strip of files."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.step, self.signed, self.none = wrapped(), wrapped(), wrapped(tr("No photos or files in this round yet."))
        self.step.setObjectName("farmlandNextStep")
        self.signed.setObjectName("farmlandSigned")
        self.photos = PhotoStrip()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (self.step, self.signed, self.none, self.photos):
            layout.addWidget(widget)

    def show_case(self, ledger: Any, uid: str, terms: Terms) -> None:
        """Show how the case of a parcel stands."""
        prospect = Prospect(ledger, uid)
        steps, stages = prospect.steps(), stages_of(ledger, prospect.dossier)
        self.step.setText(_next(steps))
        self.step.setVisible(bool(steps))
        speaker = Speaker(ledger, terms, prospect.case.campaign)
        self.signed.setText("<br>".join(_signed(stage, terms, speaker) for stage in stages))
        self.signed.setVisible(bool(stages))
        rows = [row for row in ledger.media.rows(uid)
                if row["round"] == prospect.case.round and row["removed_seq"] is None]
        self.photos.show_files(ledger.media.folder, rows, terms)
        self.photos.setVisible(bool(rows))
        self.none.setVisible(not rows)


def _next(steps: Sequence[OpenStep]) -> str:
    """Return the step that leads on, and below it what it lacks."""
    if not steps:
        return ""
    lines = missing_line(steps[0], linked=False)
    head = tr("Next step: {step}").format(step=f"<b>{escape(steps[0].label)}</b>")
    return f"{head}<br>{lines}" if lines else head


def _signed(stage: StageView, terms: Terms, speaker: Speaker) -> str:
    """Return one stage of signing as a line: each level with who signed, or that it waits."""
    told = []
    for level in stage.levels:
        names = [f'<span style="color:{COLOURS[one.state]}">{MARKS[one.state]} '
                 f'{escape(speaker.name(one.signature.person_id))}</span>' for one in level.given]
        waits = [] if level.complete else [escape(tr("to be signed now") if level.turn else tr("waits"))]
        told.append(f"{escape(terms.label('role', level.level.role))} {' '.join([*names, *waits])}")
    return f"<b>{escape(stage.label)}</b>　{' → '.join(told)}"
