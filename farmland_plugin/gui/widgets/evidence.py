"""What stands behind a case at a glance: the next step and what it lacks, who signed, the photos and files as a strip."""

from __future__ import annotations

from collections import OrderedDict
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import Any, Collection, Mapping, Sequence

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QFileInfo, QSize, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QFileIconProvider,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...ledger.cases.chains import StageView, stages_of
from ...ledger.cases.steps import OpenStep, Prospect
from ...ledger.photos import FlagSeen
from ..models.sentences import Speaker
from ..photos.marks import Mark, marks_of
from ..photos.pictures import read_picture
from ..terms import Terms
from .chain import COLOURS, MARKS
from .pieces import wrapped
from .steps import missing_line

THUMB = QSize(92, 66)
STATIONS = "farmland/photoStations"
KEPT = 300  # thumbnails kept in memory
ROW = Qt.ItemDataRole.UserRole


class PhotoStrip(QListWidget):
    """The files of a case side by side; pictures are read one after the other once there is time.

    A double click asks for a photo large (``wanted``) or opens another file (``opened``), both with the file's row of the
    ledger; ``first_wanted`` asks for the photo to look at first.
    """

    opened = pyqtSignal(object)
    wanted = pyqtSignal(object)
    first_wanted = pyqtSignal()

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
        self.itemDoubleClicked.connect(lambda item: self._open(item.data(ROW)))
        self._folder = Path()
        self._kept: OrderedDict[str, QIcon] = OrderedDict()
        self._icons = QFileIconProvider()
        self._waiting: list[QListWidgetItem] = []
        self._reading = QTimer(self)
        self._reading.setInterval(0)
        self._reading.timeout.connect(self._read_next)

    def show_files(self, folder: Path, rows: Sequence[Mapping[str, Any]], terms: Terms,
                   marks: Mapping[str, Mark] = MappingProxyType({})) -> None:
        """Show files.

        :param folder: the ledger's media folder. :param rows: as ``Media.rows`` gives them. :param marks: what flagged photos
            bear, by SHA-256.
        """
        self._folder, self._waiting = folder, []
        if self.count():
            self.clear()
        for row in rows:
            role, mark = terms.label("attachment_role", row["role"]), marks.get(row["sha256"])
            item = QListWidgetItem(f"{mark.text} {role}" if mark is not None else role)
            item.setData(ROW, row)
            item.setSizeHint(QSize(THUMB.width() + 8, THUMB.height() + self.fontMetrics().height() + 8))
            tip = tr("{role}: {name}\nDouble click opens the file").format(role=role, name=row["orig_name"])
            item.setToolTip(f"{mark.text} {mark.tip}\n\n{tip}" if mark is not None else tip)
            if mark is not None:
                item.setForeground(QColor(mark.colour))
                font = item.font()
                font.setBold(True)
                item.setFont(font)
            if row["sha256"] in self._kept:
                item.setIcon(self._kept[row["sha256"]])
            elif not str(row["mime"]).startswith("image/"):
                item.setIcon(self._icons.icon(QFileInfo(str(folder / row["rel_path"]))))
            else:
                self._waiting.append(item)
            self.addItem(item)
        if self._waiting:
            self._reading.start()

    def _open(self, row: Mapping[str, Any]) -> None:
        (self.wanted if str(row["mime"]).startswith("image/") else self.opened).emit(row)

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
        image = read_picture(self._folder / row["rel_path"], THUMB)
        icon = QIcon(QPixmap.fromImage(image)) if not image.isNull() else self._icons.icon(QFileIconProvider.IconType.File)
        self._kept[row["sha256"]] = icon
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return icon


class EvidenceBox(QWidget):
    """Next step and what it lacks; the signatures of the present round; the strip of files."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.step, self.signed, self.none = wrapped(), wrapped(), wrapped()
        self.step.setObjectName("farmlandNextStep")
        self.signed.setObjectName("farmlandSigned")
        self.photos, self.stations = PhotoStrip(), QToolButton()
        self.stations.setObjectName("farmlandPhotoStations")
        self.stations.setText(tr("Photo stations on the map"))
        self.stations.setToolTip(tr("Show where the photos of the current parcel were taken, with an arrow the way the camera "
                                    "looked; click one for the photo"))
        self.stations.setCheckable(True)
        self.stations.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.stations.setChecked(QgsSettings().value(STATIONS, True, type=bool))
        self.stations.toggled.connect(lambda on: QgsSettings().setValue(STATIONS, on))
        head = QHBoxLayout()
        head.addWidget(self.none, 1)
        head.addWidget(self.stations)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        for widget in (self.step, self.signed):
            layout.addWidget(widget)
        layout.addLayout(head)
        layout.addWidget(self.photos)

    def show_case(self, ledger: Any, prospect: Prospect, steps: Sequence[OpenStep], terms: Terms,
                  flags: Sequence[FlagSeen] = ()) -> None:
        """Show how a case stands. :param steps: those open to it. :param flags: on its photos."""
        uid, stages = prospect.case.parcel_uid, stages_of(ledger, prospect.dossier)
        self.step.setText(_next(steps))
        self.step.setVisible(bool(steps))
        speaker = Speaker(ledger, terms, prospect.case.campaign)
        self.signed.setText("<br>".join(_signed(stage, terms, speaker) for stage in stages))
        self.signed.setVisible(bool(stages))
        rows = [row for row in ledger.media.rows(uid) if row["round"] == prospect.case.round and row["removed_seq"] is None]
        marks = marks_of(ledger, terms, flags)
        self.photos.show_files(ledger.media.folder, rows, terms, marks)
        self.photos.setVisible(bool(rows))
        self.none.setText(_told({row["sha256"] for row in rows}, marks))


def _told(shas: Collection[str], marks: Mapping[str, Mark]) -> str:
    """Return how many photos wait for an answer, or that there is none at all."""
    if not shas:
        return tr("No photos or files in this round yet.")
    waiting = sum(1 for sha, mark in marks.items() if sha in shas and mark.text[0] in "⚑⚐")
    return tr("Photos with flags to answer: {count}").format(count=waiting) if waiting else ""


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
