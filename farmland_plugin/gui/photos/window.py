"""One photo large: what is known of it, what was noticed of it, and beside it the photo it is held against."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Mapping, NamedTuple, Optional

from qgis.PyQt.QtCore import Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...ledger.photos import FlagSeen, files_of
from ..controllers.workspace import Workspace
from ..dialogs.acting import number_of
from ..errors import guarded
from ..panels.base import scrolled
from ..widgets.pieces import empty, enter_only, wrapped
from .answering import AnswerFlagDialog
from .facts import distance_m, facts_of
from .flag_card import FlagCard
from .marks import PAIRED, FlagWords, by_photo
from .pictures import PicturePane

SIDE = 330  # pixels for facts and flags
IMAGE = "image/"


class Beside(NamedTuple):
    """A photo that can stand beside the one shown. :param path: '' where its file is another township's."""

    label: str
    path: Path
    caption: str


class PhotoWindow(QDialog):
    """Shows the photos of one parcel one after the other; a person answers here for what was noticed.

    ``go_wanted`` asks for another parcel and one of its photos; ``check_wanted`` that photos not looked at are checked.
    """

    go_wanted = pyqtSignal(str, str)
    check_wanted = pyqtSignal()

    def __init__(self, workspace: Workspace, parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandPhoto")
        self.workspace, self.notices = workspace, workspace.notices
        self.uid, self.at = "", 0
        self.rows: list[Mapping[str, Any]] = []
        self.answering: Optional[AnswerFlagDialog] = None
        self._beside: list[Beside] = []
        self.shown, self.other = PicturePane(), PicturePane()
        self.previous, self.next = QToolButton(), QToolButton()
        self.count, self.beside = QLabel(), QComboBox()
        self.facts, self.cards = wrapped(), QVBoxLayout()
        self.check = QPushButton(tr("Check now"))
        self.file = QPushButton(tr("Open the file"))
        self._build()

    def _build(self) -> None:
        for button, arrow, step, tip in ((self.previous, Qt.ArrowType.LeftArrow, -1, tr("Previous photo (key ←)")),
                                         (self.next, Qt.ArrowType.RightArrow, 1, tr("Next photo (key →)"))):
            button.setArrowType(arrow)
            button.setToolTip(tip)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, by=step: self.step(by))
        self.beside.setObjectName("farmlandPhotoBeside")
        self.beside.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.beside.currentIndexChanged.connect(lambda _at: self._show_beside())
        self.check.setToolTip(tr("Read and check the photos of the ledger that were not looked at yet"))
        self.check.clicked.connect(lambda _checked=False: self.check_wanted.emit())
        self.file.clicked.connect(lambda _checked=False: self._open_file())
        head, pictures, foot = QHBoxLayout(), QSplitter(), QHBoxLayout()
        for widget in (self.previous, self.count, self.next):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(QLabel(tr("Beside it")))
        head.addWidget(self.beside)
        side = QWidget()
        inside = QVBoxLayout(side)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.addWidget(self.facts)
        inside.addLayout(self.cards)
        inside.addStretch(1)
        area = scrolled(side)
        for part, weight in ((self.shown, 1), (self.other, 1), (area, 0)):
            pictures.addWidget(part)
            pictures.setStretchFactor(pictures.count() - 1, weight)
        area.setMinimumWidth(SIDE)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.reject)
        for button in (self.file, self.check):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(pictures, 1)
        layout.addLayout(foot)
        enter_only(self, close)
        self.resize(1240, 600)

    # -- which ------------------------------------------------------------------------------------------------

    @guarded
    def show_photo(self, uid: str, sha: str) -> None:
        """Show a photo of a parcel; the others of its round come before and behind it."""
        ledger = self.workspace.ledger
        hanging = [row for row in ledger.media.rows(uid) if row["removed_seq"] is None and str(row["mime"]).startswith(IMAGE)]
        meant = next((row for row in reversed(hanging) if row["sha256"] == sha), None)
        if meant is None:
            self.reject()
            return
        self.uid, self.rows = uid, [row for row in hanging if row["round"] == meant["round"]]
        self.at = self.rows.index(meant)
        self._fill()

    @guarded
    def step(self, by: int) -> None:
        """Show the photo before or behind."""
        if 0 <= self.at + by < len(self.rows):
            self.at += by
            self._fill()

    @guarded
    def refresh(self) -> None:
        """Read the photo shown again."""
        if self.rows and self.workspace.ledger is not None:
            chosen = self.beside.currentIndex()
            self.show_photo(self.uid, self.row["sha256"])
            if chosen < self.beside.count():
                self.beside.setCurrentIndex(chosen)

    @property
    def row(self) -> Mapping[str, Any]:
        """The file shown, as the ledger has it."""
        return self.rows[self.at]

    def keyPressEvent(self, event: Any) -> None:
        """Turn the pages with the arrows."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.step(1 if event.key() == Qt.Key.Key_Right else -1)
            return
        super().keyPressEvent(event)

    # -- what -------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        ledger, terms, row = self.workspace.ledger, self.workspace.terms, self.row
        with ledger.reading():
            parcel, photos = ledger.parcel(self.uid), {one.sha256: one for one in ledger.photos(self.uid)}
            flags, words = by_photo(ledger.photo_flags(self.uid)).get(row["sha256"], []), FlagWords(ledger, terms)
            photo = photos.get(row["sha256"])
            self.setWindowTitle(tr("Photo: {number}").format(number=number_of(self.workspace, self.uid)))
            metres = distance_m(ledger.crs_wkt, parcel, photo) if photo is not None else None
            told = facts_of(row, photo, metres, terms)
            self._beside = [*self._of_flags(flags, words), *self._of_station(photos)]
            cards = [self._card(one, words) for one in words.ordered(flags)]
        self.facts.setText("<table cellspacing=2>" + "".join(
            f"<tr><td style='color:gray'>{escape(name)}　</td><td>{escape(value)}</td></tr>" for name, value in told)
            + "</table>")
        self.count.setText(f"{self.at + 1} / {len(self.rows)}")
        self.previous.setEnabled(self.at > 0)
        self.next.setEnabled(self.at + 1 < len(self.rows))
        self.check.setVisible(photo is None and self.workspace.writable)
        self.shown.show_picture(self._path(row), self._caption(row, photo))
        empty(self.cards)
        for card in cards:
            self.cards.addWidget(card)
        self._offer_beside()

    def _card(self, seen: FlagSeen, words: FlagWords) -> FlagCard:
        uid, sha = other_of(seen)
        card = FlagCard(words.label(seen), words.sentence(seen), words.level(seen), words.answers(seen),
                        uid != self.uid and words.seen(uid), seen.mine and self.workspace.writable)
        card.go.clicked.connect(lambda _checked=False: self.go_wanted.emit(uid, sha))
        card.answer.clicked.connect(lambda _checked=False: self.answer(seen))
        return card

    @guarded
    def answer(self, seen: FlagSeen) -> None:
        """Ask what becomes of a flag."""
        self.workspace.writing()
        self.answering = window = AnswerFlagDialog(self.workspace, seen, self)
        window.finished.connect(window.deleteLater)
        window.open()

    # -- beside it --------------------------------------------------------------------------------------------

    def _of_flags(self, flags: list[FlagSeen], words: FlagWords) -> list[Beside]:
        """Return the photos that flags on re-use point at, those nobody answered first."""
        ledger, found = self.workspace.ledger, []
        for one in words.ordered([seen for seen in flags if seen.flag.code in PAIRED]):
            uid, sha = other_of(one)
            path = files_of(ledger, [sha]).get(sha)
            if path is not None:
                number = words.number(uid)
                found.append(Beside(tr("Flagged: photo of {number}").format(number=number), ledger.media.folder / path,
                                    tr("{number}: {flag}").format(number=number, flag=words.label(one))))
        return found

    def _of_station(self, photos: Mapping[str, Any]) -> list[Beside]:
        """Return the photos taken from the same spot in the same direction, of whatever round."""
        mine, found = photos.get(self.row["sha256"]), []
        if mine is None or not mine.station:
            return []
        for row in self.workspace.ledger.media.rows(self.uid):
            photo = photos.get(row["sha256"])
            if photo is None or photo is mine or row["removed_seq"] is not None:
                continue
            if photo.station == mine.station:
                caption = self._caption(row, photo)
                found.append(Beside(tr("Same spot: {photo}").format(photo=caption), self._path(row), caption))
        return found

    def _offer_beside(self) -> None:
        self.beside.blockSignals(True)
        self.beside.clear()
        for one in self._beside:
            self.beside.addItem(one.label)
        self.beside.addItem(tr("nothing"))
        self.beside.blockSignals(False)
        self.beside.setCurrentIndex(0)
        self.beside.setEnabled(bool(self._beside))
        self._show_beside()

    @guarded
    def _show_beside(self) -> None:
        at = self.beside.currentIndex()
        self.other.setVisible(0 <= at < len(self._beside))
        if 0 <= at < len(self._beside):
            self.other.show_picture(self._beside[at].path, self._beside[at].caption)

    def _caption(self, row: Mapping[str, Any], photo: Any) -> str:
        role = self.workspace.terms.label("attachment_role", row["role"])
        day = photo.taken_at[:10] if photo is not None else ""
        return " · ".join(part for part in (role, day, str(row["orig_name"])) if part)

    def _path(self, row: Mapping[str, Any]) -> Path:
        return Path(self.workspace.ledger.media.folder / row["rel_path"])

    @guarded
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path(self.row))))


def other_of(seen: FlagSeen) -> tuple[str, str]:
    """Return the other parcel and photo that a flag is about."""
    flag = seen.flag
    return (flag.other_uid, flag.other_sha256) if seen.mine else (flag.parcel_uid, flag.sha256)
