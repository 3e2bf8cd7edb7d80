"""Pictures drawn off the GUI thread, kept for as long as there is room, and drawn ahead for the parcel that comes next."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Dict, List, NamedTuple, Optional, Tuple

from qgis.core import QgsGeometry, QgsMapRendererParallelJob, QgsPointXY, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage

from .view import View

ROOM = 192 << 20  # bytes of pictures kept
SOON_MS = 300  # a slow source (tiles from the net) is shown as far as it has come
AHEAD = ("ahead 1", "ahead 2")  # slots of what nobody looks at yet: as many pictures at once as two panes have


class Shown(NamedTuple):
    """A raster ready to be drawn; ``key`` says which and how it is stretched."""

    key: Tuple[object, ...]
    layer: QgsRasterLayer


class Picture(NamedTuple):
    """An image and the view it was drawn for; ``whole``: no error was told of while it was drawn."""

    image: QImage
    view: View
    whole: bool = True

    def blank_at(self, ground: QgsGeometry) -> bool:
        """Whether nothing at all is drawn at the corners and in the middle of a polygon, as far as they are in the picture."""
        spots = [self.view.device(QgsPointXY(one)) for one in (*ground.vertices(), ground.pointOnSurface().vertexAt(0))]
        found = [self.image.pixelColor(spot.toPoint()).alpha() for spot in spots if self.image.rect().contains(spot.toPoint())]
        return bool(found) and not any(found)


class _Running(NamedTuple):
    job: Any
    key: Tuple[object, ...]
    view: View
    slot: str
    layer: QgsRasterLayer  # lives as long as it is drawn, whoever lets go of it meanwhile


def has_gaps(image: QImage) -> bool:
    """Whether a picture is empty somewhere; tiles that did not come leave gaps and no error."""
    alpha = image.convertToFormat(QImage.Format.Format_Alpha8)
    data, line = bytes(alpha.constBits().asarray(alpha.sizeInBytes())), alpha.bytesPerLine()
    return any(0 in data[start:start + alpha.width()] for start in range(0, len(data), line))


class Renderer(QObject):
    """Draws rasters at views; one drawing at a time for each slot (a pane, the one ahead).

    ``changed``: a picture has come, or come further.
    """

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._kept: OrderedDict[Tuple[object, ...], Picture] = OrderedDict()
        self._running: Dict[str, _Running] = {}
        self._dying: List[_Running] = []
        self._ahead: List[Tuple[Shown, View]] = []
        self._last: Dict[str, Picture] = {}
        self._broken: Dict[str, Tuple[Tuple[object, ...], Picture]] = {}  # with errors or gaps, until the slot shows another
        self.drawings = 0
        self._soon = QTimer(self)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._on_soon)
        self._partly = False

    @property
    def busy(self) -> bool:
        """Whether something that is looked at is still being drawn."""
        return any(slot not in AHEAD for slot in self._running)

    @property
    def ahead(self) -> bool:
        """Whether something is still being drawn for later."""
        return bool(self._ahead) or any(slot in AHEAD for slot in self._running)

    def want(self, shown: Shown, view: View, slot: str) -> Optional[Picture]:
        """Return the picture when there is one, else begin to draw it; meanwhile the slot's latest picture of that raster.

        What the slot was drawing before is given up.
        """
        key = (*shown.key, *view.key)
        broken = self._broken.get(slot)
        if broken is not None and broken[0] == key:
            return broken[1]
        self._broken.pop(slot, None)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            self._give_up(slot, key)
            self._last[slot] = kept
            return kept
        running = self._running.get(slot)
        if running is None or running.key != key:
            self._give_up(slot, key)
            ahead = next((self._running[one] for one in AHEAD if one in self._running and self._running[one].key == key), None)
            if ahead is not None:  # what was drawn for later is wanted now
                del self._running[ahead.slot]
                self._running[slot] = ahead._replace(slot=slot)
            else:
                self._begin(shown, view, slot, key)
        return self._meanwhile(shown, slot)

    def ready(self, shown: Shown, view: View) -> bool:
        """Whether a picture is there already."""
        return (*shown.key, *view.key) in self._kept

    def draw_ahead(self, wanted: List[Tuple[Shown, View]]) -> None:
        """Draw pictures nobody looks at yet, once nothing else is to be drawn; instead of what was to come before."""
        self._ahead = [(shown, view) for shown, view in wanted if not self.ready(shown, view)]
        self._go_ahead()

    def keep_only(self, slots: List[str]) -> None:
        """Give up what other slots are drawing, and forget their pictures; what is drawn ahead makes room for what is wanted
        now."""
        for slot in [one for one in self._running if one not in slots and (self.busy or one not in AHEAD)]:
            self._give_up(slot, ())
        self._last = {slot: picture for slot, picture in self._last.items() if slot in slots}
        self._broken = {slot: broken for slot, broken in self._broken.items() if slot in slots}

    def forget(self, key: str) -> None:
        """Let go of every picture of a raster, of those being drawn too.

        :param key: of its source, the first part of the key it is shown with.
        """
        for slot in [one for one, running in self._running.items() if running.key[0] == key]:
            self._give_up(slot, ())
        self._ahead = [one for one in self._ahead if one[0].key[0] != key]
        self._broken = {slot: broken for slot, broken in self._broken.items() if broken[0][0] != key}
        for known in [one for one in self._kept if one[0] == key]:
            del self._kept[known]

    def clear(self) -> None:
        """Give up every drawing, wait for their threads, and forget every picture."""
        self._ahead = []
        jobs = [*self._running.values(), *self._dying]
        self._running, self._dying = {}, []
        for running in jobs:
            running.job.finished.disconnect(self._on_finished)
            running.job.cancel()
        self._kept.clear()
        self._last.clear()
        self._broken.clear()
        self._soon.stop()

    def _meanwhile(self, shown: Shown, slot: str) -> Optional[Picture]:
        running = self._running.get(slot)
        last = self._last.get(slot)
        if running is not None and not self._soon.isActive():
            self._soon.start()
        elif running is not None and self._partly and running.job.isActive():
            part = running.job.renderedImage()
            if not part.isNull():
                return Picture(part, running.view)
        return last if last is not None and self._shows(last, shown) else None

    def _on_soon(self) -> None:
        self._partly = True
        self.changed.emit()
        self._partly = False

    def _shows(self, picture: Picture, shown: Shown) -> bool:
        return self._kept.get((*shown.key, *picture.view.key)) is picture

    def _begin(self, shown: Shown, view: View, slot: str, key: Tuple[object, ...]) -> None:
        settings = view.settings()
        settings.setLayers([shown.layer])
        job = QgsMapRendererParallelJob(settings)
        job.finished.connect(self._on_finished)  # a bound slot: Qt lets go of it when this object goes first
        self._running[slot] = _Running(job, key, view, slot, shown.layer)
        self.drawings += 1
        job.start()

    def _give_up(self, slot: str, key: Tuple[object, ...]) -> None:
        running = self._running.get(slot)
        if running is not None and running.key != key:
            del self._running[slot]
            self._dying.append(running)
            running.job.cancelWithoutBlocking()

    def _on_finished(self) -> None:
        job = self.sender()
        for running in [one for one in self._dying if one.job is job]:
            self._dying.remove(running)
        for running in [one for one in self._running.values() if one.job is job]:
            del self._running[running.slot]
            picture = Picture(job.renderedImage(), running.view, not job.errors())
            lasting = picture.whole and not (running.layer.providerType() != "gdal" and has_gaps(picture.image))
            if lasting:
                self._keep(running.key, picture)
            if running.slot not in AHEAD:
                self._last[running.slot] = picture
                if not lasting:
                    self._broken[running.slot] = running.key, picture
                self.changed.emit()
        if not self._running:
            self._soon.stop()
        self._go_ahead()

    def _keep(self, key: Tuple[object, ...], picture: Picture) -> None:
        self._kept[key] = picture
        room = sum(one.image.sizeInBytes() for one in self._kept.values())
        while room > ROOM and len(self._kept) > 1:
            _key, oldest = self._kept.popitem(last=False)
            room -= oldest.image.sizeInBytes()

    def _go_ahead(self) -> None:
        while self._ahead and not self.busy:
            free = next((slot for slot in AHEAD if slot not in self._running), "")
            if not free:
                return
            shown, view = self._ahead.pop(0)
            if not self.ready(shown, view):
                self._begin(shown, view, free, (*shown.key, *view.key))
