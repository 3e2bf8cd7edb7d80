"""The picture that becomes evidence: both dates at the same place, to a fixed scale, with everything that says what they are."""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QObject, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QImage, QPainter, QPen

from ...compat import flag_number
from ...domain.errors import BadInput, Cancelled, FarmlandError, LedgerError
from ...evidence.frames import SCALES, zone_epsg
from ...i18n import tr
from ...imagery.originals import require_originals
from ...ledger.crs import words_of
from ..dialogs.acting import attaching, stored_files
from ..importing.looking import Looker
from ..terms import moment
from .composing import draw_picture
from .furniture import Outline, draw_north, draw_outlines, draw_scale_bar
from .rendering import Picture, Renderer, Shown
from .sources import Source
from .view import Look, View, World

ROLE, ROLE_BEFORE = "image_compare", "doc_other"  # the second in ledgers whose dictionaries are older than the first
FRAME_MM, DPI = 90.0, 220
FRAME = round(FRAME_MM / 25.4 * DPI)
EDGE, LINE = 26, 26
CLOSE = (100, 200, 250, 500)
TRANSVERSE, TRUE = ("tmerc", "utm", "etmerc"), 0.002  # how far a scale may be from the one that is printed
NOT_IN_NAME = re.compile(r"[^\w.-]+")


class Frame(NamedTuple):
    """One date: its line of text, where it comes from, the raster (None: it cannot be read), and how that is stretched."""

    caption: str
    source: Source
    shown: Optional[Shown]
    stretch: str


class Wanted(NamedTuple):
    """What the picture is of: a parcel and each date there is.

    :param view: what the first pane shows. :param outlines: in the view's world.
    """

    uid: str
    number: str
    view: View
    outlines: List[Outline]
    frames: Tuple[Frame, ...]


class Snapshot(QObject):
    """Draws the picture off the GUI thread and attaches it through the ledger's door.

    ``failed`` carries the error when the ledger or the disk refuses.
    """

    failed = pyqtSignal(object)
    attached = pyqtSignal(str, str)  # parcel, SHA-256 of the picture

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._renderer = Renderer(self)
        self._renderer.changed.connect(self._on_pictures)
        self._wanted: Optional[Wanted] = None
        self._looker: Optional[Looker] = None
        self._checked = False  # whether the files are those that were registered
        self._workspace: Any = None
        self._paper: Optional[Tuple[View, int]] = None

    @property
    def busy(self) -> bool:
        """Whether a picture is on its way."""
        return self._wanted is not None

    def take(self, workspace: Any, wanted: Wanted) -> None:
        """Begin; ``attached`` or ``failed`` tells the end.

        :raises BadInput: while one is being taken, when there is no scene, one cannot be read, or the parcel is not in sight.
        """
        if self.busy:
            raise BadInput(tr("A picture is being taken already: wait for it."))
        if not wanted.frames:
            raise BadInput(tr("No scene is shown: there is nothing to take a picture of."))
        missing = next((frame.source for frame in wanted.frames if frame.shown is None), None)
        if missing is not None:
            raise BadInput(tr("{scene} cannot be read, so no picture was taken: connect its disk or choose another scene."),
                           scene=missing.title)
        workspace.writing()
        if not _in_sight(wanted):
            raise BadInput(tr("The parcel {number} is not in sight: zoom to it before the picture is taken."),
                           number=wanted.number)
        self._paper = paper_view(wanted.view)
        self._workspace, self._wanted, self._checked = workspace, wanted, False
        ledger, shown = workspace.ledger, {frame.source.key for frame in wanted.frames}
        scenes = [scene for scene in ledger.scenes() if scene.scene_id in shown]
        self._looker = self._looker or Looker(workspace.notices)
        self._looker.start(tr("Checking the scenes of the picture"),
                           lambda feedback: require_originals(ledger, scenes, feedback) or True, self._on_checked)

    def release(self) -> None:
        """Give up what is on its way."""
        self._wanted = None
        if self._looker is not None:
            self._looker.stop()
        self._renderer.clear()

    def _on_checked(self, found: Any) -> None:
        """Go on once every file is known to be the one that was registered (True); ``found`` is the error else."""
        if found is True:
            self._checked = True
            self._on_pictures()
        elif self._wanted is not None:
            self._wanted = None
            self.failed.emit(found or Cancelled())

    def _on_pictures(self) -> None:
        if self._wanted is None or self._paper is None or not self._checked:
            return
        view = self._paper[0]
        pictures = [self._renderer.want(frame.shown, view, str(number))
                    for number, frame in enumerate(self._wanted.frames) if frame.shown is not None]
        if self._renderer.busy or any(picture is None for picture in pictures):
            return
        wanted, self._wanted = self._wanted, None
        try:
            self._finish(wanted, [picture for picture in pictures if picture is not None])
        except (FarmlandError, OSError) as error:
            self.failed.emit(error)
        finally:
            self._renderer.clear()

    def _finish(self, wanted: Wanted, pictures: Sequence[Picture]) -> None:
        view, scale = self._paper
        _refuse_unseen(wanted, pictures, view)
        record = record_of(wanted, view, scale, self._workspace.ledger.actor)
        image = sheet(wanted, pictures, view, record)
        ledger = self._workspace.writing()
        known = ledger.dictionary("attachment_role").get(ROLE) is not None
        with tempfile.TemporaryDirectory(prefix="farmland") as folder:
            path = Path(folder) / _file_name(wanted)
            if not image.save(str(path), "PNG"):
                raise LedgerError(tr("The picture cannot be written to {path}."), path=path)
            files = stored_files(ledger.media, [(ROLE if known else ROLE_BEFORE, path)])
        changes = attaching(wanted.uid, ledger.case(wanted.uid).version, files, caption_of(record))
        seq = self._workspace.apply_many(changes)[-1].seq
        text = (tr("Picture of both dates attached to {number} · seq {seq}") if len(pictures) > 1 else
                tr("Picture of one date only attached to {number} · seq {seq}"))
        self._workspace.notices.success(text.format(number=wanted.number, seq=seq))
        self.attached.emit(wanted.uid, next(iter(files.values()))[0].sha256)


def _refuse_unseen(wanted: Wanted, pictures: Sequence[Picture], view: View) -> None:
    """Refuse pictures that do not show what they would be kept as.

    :raises BadInput: when one was not drawn whole, or is empty at the parcel.
    """
    ground = _into(wanted.outlines[0].geometry, wanted.view.world, view.world)
    for frame, picture in zip(wanted.frames, pictures):
        if not picture.whole:
            raise BadInput(tr("{scene} could not be drawn whole, so no picture was taken: try again once its source answers."),
                           scene=frame.source.title)
        if picture.blank_at(ground):
            raise BadInput(tr("{scene} shows nothing at this parcel, so no picture was taken: choose another scene."),
                           scene=frame.source.title)


def _in_sight(wanted: Wanted) -> bool:
    seen = QgsGeometry.fromPolygonXY([[wanted.view.map(QPointF(x * wanted.view.width, y * wanted.view.height))
                                       for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))]])
    return any(outline.geometry.intersects(seen) for outline in wanted.outlines)


def paper_view(view: View) -> Tuple[View, int]:
    """Return the view on paper that shows what a pane shows, and its scale, a round number.

    It is drawn in the 3-degree zone of its middle, so that the scale holds, unless its own system is a transverse Mercator in
    metres whose scale holds there.

    :raises BadInput: where the place cannot be shown in that zone.
    """
    across = view.metres_per_pixel() * min(view.width, view.height)
    scale = next((known for known in (*CLOSE, *SCALES) if known * FRAME_MM / 1000 >= across), SCALES[-1])
    size, step = QSize(FRAME, FRAME), scale * 0.0254 / DPI
    crs, context, middle = view.world.crs, view.world.context, QgsPointXY(view.look.x, view.look.y)
    if crs.mapUnits() == QgsUnitTypes.DistanceUnit.DistanceMeters and crs.projectionAcronym() in TRANSVERSE:
        own = View(view.look._replace(step=step), view.world, size, 1.0)
        if abs(own.metres_per_pixel() / step - 1) <= TRUE:
            return own, scale
    try:
        longitude = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), context).transform(middle).x()
        zone = World(QgsCoordinateReferenceSystem.fromEpsgId(zone_epsg(longitude)), context)
        middle = QgsCoordinateTransform(crs, zone.crs, context).transform(middle)
    except QgsCsException as error:
        raise BadInput(tr("The parcel cannot be shown in the map's system: check the project's CRS.")) from error
    return View(Look(middle.x(), middle.y(), step, view.look.rotation), zone, size, 1.0), scale


def record_of(wanted: Wanted, view: View, scale: int, actor: str) -> Dict[str, Any]:
    """Return everything that says what the picture shows, as it is kept inside the file."""
    scenes = [{"scene": source.key, "title": source.title, "captured": source.captured, "role": source.role,
               "source": source.origin, "resolution_m": source.resolution_m, "sha256": source.sha256, "stretch": stretch}
              for _caption, source, _shown, stretch in wanted.frames]
    return {
        "parcel_uid": wanted.uid, "source_no": wanted.number, "scenes": scenes,
        "view": {"centre": [round(view.look.x, 3), round(view.look.y, 3)], "crs": view.world.name, "scale": scale,
                 "rotation": round(view.look.rotation % 360, 3)},
        "made_at": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"), "made_by": actor,
    }


def caption_of(record: Dict[str, Any]) -> str:
    """Return the caption the ledger keeps: dates, beginnings of the hashes, place, scale and rotation."""
    scenes = " / ".join(f"{scene['captured'] or scene['title']} (SHA-256 {scene['sha256'][:12] or '—'})"
                        for scene in record["scenes"])
    dates = scenes if len(record["scenes"]) > 1 else tr("{scene}, one date only").format(scene=scenes)
    view = record["view"]
    return tr("{dates}; centre {x}, {y} ({crs}), 1:{scale}, rotation {rotation}°").format(
        dates=dates, x=view["centre"][0], y=view["centre"][1], crs=view["crs"], scale=view["scale"],
        rotation=f"{view['rotation']:g}")


def _file_name(wanted: Wanted) -> str:
    parts = [wanted.number, *(frame.source.captured or frame.source.title for frame in wanted.frames)]
    return NOT_IN_NAME.sub("-", "_".join(parts)).strip("-")[:120] + ".png"


def sheet(wanted: Wanted, pictures: Sequence[Picture], view: View, record: Dict[str, Any]) -> QImage:
    """Return the picture: a title, each date in its frame with its source, a line on place and scale."""
    count = len(pictures)
    image = QImage(EDGE + count * (FRAME + EDGE), 3 * EDGE + FRAME + 4 * LINE, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    image.setDotsPerMeterX(round(DPI / 0.0254))
    image.setDotsPerMeterY(round(DPI / 0.0254))
    image.setText("farmland", json.dumps(record, ensure_ascii=False, sort_keys=True))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outlines = [Outline(_into(outline.geometry, wanted.view.world, view.world), outline.kind) for outline in wanted.outlines]
    _line(painter, QRectF(EDGE, EDGE / 2, image.width() - 2 * EDGE, LINE), wanted.number, 20)
    for number, picture in enumerate(pictures):
        left = EDGE + number * (FRAME + EDGE)
        _frame(painter, QPointF(left, EDGE + LINE), picture, view, outlines)
        caption, source = wanted.frames[number][:2]
        below = EDGE + LINE + FRAME + 6
        _line(painter, QRectF(left, below, FRAME, LINE), caption, 17)
        _line(painter, QRectF(left, below + LINE, FRAME, LINE), f"SHA-256 {source.sha256 or '—'}", 13)
    place = record["view"]
    text = tr("1:{scale} · centre {x}, {y} · {crs} · rotation {rotation}° · made {time}").format(
        scale=place["scale"], x=f"{view.look.x:.2f}", y=f"{view.look.y:.2f}", crs=words_of(view.world.crs),
        rotation=f"{place['rotation']:g}", time=moment(record["made_at"]))
    _line(painter, QRectF(EDGE, image.height() - LINE - EDGE / 2, image.width() - 2 * EDGE, LINE), text, 14)
    painter.end()
    return image


def _into(geometry: QgsGeometry, source: World, target: World) -> QgsGeometry:
    moved = QgsGeometry(geometry)
    if source.name != target.name:
        moved.transform(QgsCoordinateTransform(source.crs, target.crs, target.context))
    return moved


def _frame(painter: QPainter, corner: QPointF, picture: Picture, view: View, outlines: Sequence[Outline]) -> None:
    painter.save()
    painter.translate(corner)
    box = QRectF(0, 0, view.width, view.height)
    painter.setClipRect(box)
    painter.fillRect(box, QColor("#e8e8e8"))
    large = View(view.look, view.world, QSize(view.width, view.height), 1.0)
    draw_picture(painter, picture, large)
    draw_outlines(painter, large, outlines)
    draw_scale_bar(painter, large)
    draw_north(painter, large)
    painter.setPen(QPen(QColor("#44546a"), 2))
    painter.drawRect(box)
    painter.restore()


def _line(painter: QPainter, box: QRectF, text: str, size: int) -> None:
    font = QFont(painter.font())
    font.setPixelSize(size)
    painter.setFont(font)
    painter.setPen(QColor("#1f2933"))
    flags = flag_number(Qt.AlignmentFlag.AlignLeft) | flag_number(Qt.AlignmentFlag.AlignVCenter)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, int(box.width()))
    painter.drawText(box, flags, shown)
