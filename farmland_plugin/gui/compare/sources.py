"""What a pane can show: the ledger's scenes and the raster layers of the project, and which of them fits a parcel."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple

from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QUrl

from ...i18n import tr
from ..terms import Terms
from ..widgets.scenes import AFTER_ROLES, BEFORE_ROLES
from .rendering import Shown
from .view import World

AS_IS, MIN_MAX, CUMULATIVE = "", "minmax", "cut"
SAMPLE = 60000  # pixels looked at for a stretch
AROUND = 3.0  # what is stretched by is this many times as large as the parcel
LEAST = 40.0
PLAIN = 16  # files held open: of those seen last
STRETCHED = 12  # copies kept, each stretched for one parcel: those seen last and those that come next
BEFORE, AFTER = "before", "after"
OLDEST = "0001-01-01"  # nearest to before what is known: the earliest
SIDES = (BEFORE, AFTER, "", "")


class Source(NamedTuple):
    """A raster a pane can show. ``bounds`` are in the ledger's CRS, None for a layer of the project (``path`` is '' then)."""

    key: str
    title: str
    role: str = ""
    captured: str = ""
    resolution_m: float = 0.0
    origin: str = ""
    path: str = ""
    sha256: str = ""
    bounds: Optional[Tuple[float, float, float, float]] = None

    def covers(self, box: QgsRectangle) -> bool:
        """Whether it reaches a box of the ledger's CRS; of a layer of the project nothing is known."""
        return self.bounds is None or QgsRectangle(*self.bounds).intersects(box)

    def caption(self, terms: Terms) -> str:
        """Return date, role, resolution and origin as one line."""
        if not self.path:
            return self.title
        size = tr("{size} m").format(size=f"{self.resolution_m:g}") if self.resolution_m else ""
        parts = (self.captured, terms.label("scene_role", self.role), size, self.origin)
        return " · ".join(part for part in parts if part)


class Choice(NamedTuple):
    """What a pane shows of a parcel: a source, or the sentence that says why none and the nearest one in date."""

    source: Optional[Source]
    missing: str = ""
    nearest: Optional[Source] = None


def of_scene(scene: Any, terms: Terms) -> Source:
    """Return a registered scene as a source."""
    role = terms.label("scene_role", scene.role)
    title = tr("{captured} · {role}").format(captured=scene.captured, role=role)
    return Source(scene.scene_id, title, scene.role, scene.captured, float(scene.resolution_m or 0), scene.source,
                  str(scene.path), scene.sha256, tuple(scene.bounds))


def choose(side: str, sources: Sequence[Source], box: QgsRectangle, wanted: str, beside: Sequence[Source]) -> Choice:
    """Return what a pane shows of a parcel.

    A source the user chose stays chosen: where it does not reach the parcel that is said, never another date shown in its
    place unasked.

    :param side: ``before``, ``after`` or '' for a further pane. :param box: of the parcel, ledger CRS.
    :param wanted: key of the source the user chose, '' for none. :param beside: what the panes before this one show.
    """
    fitting = [source for source in sources if source.covers(box)]
    if wanted:
        known = next((source for source in sources if source.key == wanted), None)
        if known in fitting:
            return Choice(known)
        if known is not None:
            near = nearest(known.captured, [source for source in fitting if source not in beside] or fitting)
            return Choice(None, tr("{scene} does not cover this parcel.").format(scene=known.title), near)
    found = sorted((source for source in fitting if _fits(source, side) and source not in beside),
                   key=lambda source: _rank(source, box), reverse=True)
    if found:
        return Choice(found[0])
    rest = [source for source in fitting if source not in beside] or list(fitting)
    around = OLDEST if side == BEFORE else ""
    text = {BEFORE: tr("No scene from before covers this parcel."), AFTER: tr("No scene from after covers this parcel.")}
    return Choice(None, text.get(side, tr("No other scene covers this parcel.")), nearest(around, rest))


def nearest(captured: str, sources: Sequence[Source]) -> Optional[Source]:
    """Return the source nearest to a date, of two as near the later; one without a date only when there is no other."""
    dated = [source for source in sources if _day(source.captured) is not None]
    if not dated:
        return sources[0] if sources else None
    target = _day(captured)
    if target is None:
        return max(dated, key=lambda source: source.captured)
    return min(sorted(dated, key=lambda source: source.captured, reverse=True),
               key=lambda source: abs((_day(source.captured) or target) - target))


def _day(captured: str) -> Optional[datetime.date]:
    try:
        return datetime.date.fromisoformat(captured)
    except ValueError:
        return None


def _fits(source: Source, side: str) -> bool:
    """Whether a source is shown unasked: a layer of the project never is, it may be drawn from a server."""
    if not source.path:
        return False
    if side == BEFORE:
        return source.role in BEFORE_ROLES
    if side == AFTER:
        return source.role in AFTER_ROLES
    return True


def _rank(source: Source, box: QgsRectangle) -> Tuple[bool, bool, str, float]:
    """Scenes that show all of the parcel first, the base year last, then the latest date and the finest pixel."""
    whole = source.bounds is not None and QgsRectangle(*source.bounds).contains(box)
    return whole, source.role != "base2013", source.captured, -source.resolution_m


class Shelf:
    """Opens rasters once and hands them out, stretched where a pane wants that; nothing here is in the project.

    :param clone: returns a copy of the project's raster layer of a key, None when it has gone.
    """

    def __init__(self, clone: Callable[[str], Optional[QgsRasterLayer]]) -> None:
        self._clone = clone
        self._open: Dict[Tuple[object, ...], QgsRasterLayer] = {}  # by key, stretch, and where it is stretched for

    def clear(self) -> None:
        """Let go of every file."""
        self._open = {}

    def forget(self, key: str) -> None:
        """Open a source anew next time: the layer it is copied from was changed."""
        self._open = {known: layer for known, layer in self._open.items() if known[0] != key}

    def shown(self, source: Source, stretch: str, around: QgsRectangle, world: World) -> Optional[Shown]:
        """Return a source ready to be drawn; None when it cannot be read.

        :param around: of the parcel, in ``world``: with a stretch, what lies there uses the whole range of brightness.
        """
        box = (around.xMinimum(), around.yMinimum(), around.xMaximum(), around.yMaximum())
        place = (*box, world.name) if stretch else ()
        key = (source.key, stretch, *place)
        layer = self._open.pop(key, None)
        if layer is None:
            layer = self._opened(source, stretch)
            if layer is None or not layer.isValid():
                return None
            if stretch:
                _stretch(layer, stretch, around, world)
        self._open[key] = layer  # the last one used stands last
        plain, copies = ([known for known in self._open if bool(known[1]) is copied] for copied in (False, True))
        for oldest in (*plain[:-PLAIN], *copies[:-STRETCHED]):
            del self._open[oldest]
        return Shown(key, layer)

    def _opened(self, source: Source, stretch: str) -> Optional[QgsRasterLayer]:
        plain = self._open.get((source.key, AS_IS))
        if stretch and plain is not None:
            return plain.clone()
        return QgsRasterLayer(source.path, source.key) if source.path else self._clone(source.key)


def goes_online(layer: QgsRasterLayer) -> bool:
    """Whether drawing a layer asks a server, and so tells it the place: everything that is not known to be a file here."""
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    url, path = str(parts.get("url") or ""), str(parts.get("path") or "")
    return not QUrl(url).isLocalFile() if url else not path or not Path(path).exists()


def drawn_ahead(layer: QgsRasterLayer) -> bool:
    """Whether a layer may be drawn before anybody looks at it: from files only."""
    return layer.providerType() == "gdal" and not goes_online(layer)


def stretchable(layer: Optional[QgsRasterLayer]) -> bool:
    """Whether brightness can be stretched: tiles from a server come as finished pictures."""
    return layer is not None and layer.isValid() and layer.providerType() != "wms"


def _stretch(layer: QgsRasterLayer, stretch: str, around: QgsRectangle, world: World) -> None:
    limits = QgsRasterMinMaxOrigin.Limits.MinMax if stretch == MIN_MAX else QgsRasterMinMaxOrigin.Limits.CumulativeCut
    box = QgsRectangle(around)
    box.scale(AROUND)
    least = LEAST / 111320.0 if world.crs.isGeographic() else LEAST
    if max(box.width(), box.height()) < least:
        box.grow(least / 2)
    try:
        box = QgsCoordinateTransform(world.crs, layer.crs(), world.context).transformBoundingBox(box)
    except QgsCsException:
        return
    box = box.intersect(layer.extent())
    if not box.isEmpty():
        layer.setContrastEnhancement(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum, limits, box,
                                     SAMPLE)


def offered(scenes: Sequence[Any], layers: Sequence[Tuple[str, str]], terms: Terms) -> List[Source]:
    """Return everything panes can show: scenes by date, the latest first, then the raster layers of the project.

    :param layers: (key, name) of each.
    """
    dated = sorted(scenes, key=lambda scene: scene.captured, reverse=True)
    return [*(of_scene(scene, terms) for scene in dated), *(Source(key, name) for key, name in layers)]
