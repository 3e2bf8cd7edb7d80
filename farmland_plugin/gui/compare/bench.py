"""The window before and after are compared in: panes of scenes around the current parcel, all at the same place."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsGeometry, QgsRectangle
from qgis.PyQt.QtCore import QRectF, QSize, QTimer, pyqtSignal

from ...domain.errors import BadInput
from ...i18n import tr
from ...ledger.crs import ledger_crs
from ..errors import guarded
from ..panels.base import Panel
from .composing import FLICKER, SIDE, SWIPE, Blend
from .furniture import ISSUED, MEASURED, Outline
from .head import Head, why_empty
from .measuring import MARK, OFF, Measure
from .overlays import Overlays
from .panes import Panes
from .rendering import Renderer, Shown
from .snapshot import Frame, Snapshot, Wanted
from .sources import Choice, Shelf, Source, choose, drawn_ahead, offered
from .stage import Stage
from .subject import Subject, read_subject
from .tools import Tools
from .view import Look, View, World, fitted

MARGIN, LEAST_M = 2.2, 60.0
SOON_MS = 30  # while the map is dragged, pictures are drawn when it rests this long
NEAREST, FARTHEST = 1e-4, 1e5  # map units in a pixel


class CompareBench(Panel):
    """One to four panes or one picture of two scenes, for the current parcel.

    Nothing is added to the project: ``desk`` (the controller) hands in its raster layers as copies, its CRS, and what comes next.

    ``drawn``: everything that is seen has been drawn. ``moved``: the user went elsewhere (a ``Look``). ``linked``: whether
    map and bench go together.
    """

    drawn = pyqtSignal()
    moved = pyqtSignal(object)
    linked = pyqtSignal(bool)

    def __init__(self, desk: Any, *context: Any) -> None:
        super().__init__("Compare", tr("Before and after"), *context)
        self._desk = desk
        self.blend, self.measure = Blend(), Measure()
        self.look: Optional[Look] = None
        self.world: Optional[World] = None
        self.subject: Optional[Subject] = None
        self.sources: List[Source] = []
        self._scenes: Optional[Sequence[Any]] = None
        self._before_toggle = SIDE
        self._working = self._arranged = False
        self.arrived = False  # whether another parcel has come into sight that is not drawn yet
        self.shelf, self.renderer = Shelf(desk.clone), Renderer(self)
        self._snapshot = Snapshot(self)
        self.tools = Tools(self.blend, self.zoom_to_parcel, self.snapshot)
        self._panes = Panes(self.blend, self.measure)
        self.heads, self.stages = self._panes.heads, self._panes.stages
        self.overlays = Overlays(self)
        self._soon, self._blink = QTimer(self), QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        for widget in (self.tools.bar, self.overlays.bar, self.overlays.said):
            self.layout_.addWidget(widget)
        self.layout_.addWidget(self._panes, 1)
        self._connect()
        self.set_mode(self.tools.first_mode())
        self.show_page(False)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._refresh)
        self._blink.timeout.connect(self._on_blink)
        self.renderer.changed.connect(self._refresh)
        self.tools.mode_changed.connect(self.set_mode)
        self.tools.panes_changed.connect(self._arrange)
        self.tools.blend_changed.connect(self._on_blend)
        self.tools.measure_changed.connect(self._on_measure)
        self.tools.linked.connect(self.linked)
        self._snapshot.failed.connect(self.notices.failure)
        self.overlays.changed.connect(self._refresh)
        self.overlays.marking.connect(self._on_marking)
        for head in self.heads:
            head.changed.connect(self._on_choice)
        for stage in self.stages:
            stage.panned.connect(self._on_panned)
            stage.zoomed.connect(self._on_zoomed)
            stage.touched.connect(self._repaint)
            stage.pointed.connect(self._on_pointed)
            stage.resized.connect(self._soon.start)
            stage.marked.connect(self.overlays.add_mark)
            stage.unmarked.connect(self.overlays.take_back)
        for signal, slot in self._told_by():
            signal.connect(slot)
        self.visibilityChanged.connect(self._on_visible)

    def _told_by(self) -> Tuple[Tuple[Any, Any], ...]:
        """Return what others tell the bench, and who listens."""
        return ((self.view.current_changed, self.show_parcel), (self.workspace.opened, self._on_opened),
                (self.workspace.closed, self._on_closed), (self.workspace.changed, self._on_changed))

    # What keys and other rooms call

    @property
    def idle(self) -> bool:
        """Whether everything that is seen has been drawn."""
        return not self._soon.isActive() and not self.renderer.busy

    @property
    def mode(self) -> str:
        """Code of the present mode: side, swipe, flicker, opacity, lens."""
        return self.blend.mode

    @guarded
    def show_parcel(self, uid: str) -> None:
        """Show a parcel with what lies around it in every pane; '' shows none."""
        if self.workspace.ledger is None or not self.isUserVisible():
            return
        if not uid:
            self.subject = None
            self.overlays.show("")
            self._say(tr("No parcel chosen"))
            return
        self._rebase()
        self.subject = self._read(uid)
        self.measure.clear()
        self._choose()
        self.overlays.show(uid)
        self.arrived = True
        self._go(self._fitting(self.subject, self._size()), tell=True)
        self._refresh()

    @guarded
    def set_mode(self, code: str) -> None:
        """Compare in another way: side, swipe, flicker, opacity or lens."""
        self.tools.show_mode(code)  # KeyError for a code that is none
        if code != self.blend.mode:
            self._before_toggle = self.blend.mode
        self.blend.mode, self.blend.phase, self.blend.peek = code, False, False
        self._on_blend()
        self._arrange()

    def toggle(self, code: str) -> None:
        """Go to a mode, or from it back to the one before."""
        back = self._before_toggle if self._before_toggle != code else SIDE
        self.set_mode(back if self.blend.mode == code else code)

    def toggle_flicker(self) -> None:
        """Begin to flicker, or end it."""
        self.toggle(FLICKER)

    def toggle_swipe(self) -> None:
        """Begin to swipe, or end it."""
        self.toggle(SWIPE)

    @guarded
    def peek(self, on: bool) -> None:
        """Show, for as long as a key is held, the other scene where one is seen now."""
        if on != self.blend.peek:
            self.blend.peek = on
            self._refresh()

    @guarded
    def snapshot(self) -> None:
        """Attach both dates at the present place, to a fixed scale, to the parcel as one picture with its sources."""
        if not self.isUserVisible():
            raise BadInput(tr("Before and after are not shown: open that panel, then take the picture."))
        if self.subject is None or self.look is None or self.world is None:
            raise BadInput(tr("No parcel is chosen: choose the one the picture is about."))
        frames = [Frame(head.caption(self.workspace.terms), head.choice.source, shown, head.stretching)
                  for head, shown in ((head, self._shown(head)) for head in self.heads[:2]) if head.choice.source is not None]
        self._snapshot.take(self.workspace, Wanted(
            self.subject.uid, self.subject.number, self._view_of(0), self._outlines(), tuple(frames)))

    @guarded
    def prefetch(self, *uids: str) -> None:
        """Draw the pictures of the parcels that are likely to come next, in this order, once nothing else is to be drawn."""
        if self.workspace.ledger is None or self.world is None or not self.isUserVisible():
            return
        self.renderer.draw_ahead([
            drawing for one in dict.fromkeys(uids) if one for drawing in self._ahead(self._read(one))])

    def _ahead(self, subject: Subject) -> List[Tuple[Shown, View]]:
        """Return what is drawn when a parcel is shown."""
        found: List[Tuple[Shown, View]] = []
        box = self._moved(subject.issued).boundingBox()
        look = self._fitting(subject, self._size())
        for stage, wanted in self._wanted(self._choices(subject)):
            for head, choice in wanted:
                shown = self.shelf.shown(choice.source, head.stretching, box, self.world) if choice.source else None
                if shown is not None and drawn_ahead(shown.layer):
                    found.append((shown, self._scaled(look, wanted[0][0], stage)))
        return found

    @guarded
    def zoom_to_parcel(self) -> None:
        """Show the whole current parcel again."""
        if self.subject is not None:
            self._go(self._fitting(self.subject, self._size()), tell=True)
            self._refresh()

    def follow(self, look: Look) -> None:
        """Show what the map of QGIS shows; nobody is told."""
        if self.world is not None and self.subject is not None and self.isUserVisible():
            self._go(look, tell=False)
            self._soon.start()

    @guarded
    def rebase(self) -> None:
        """Take over another CRS of the map."""
        if self.subject is not None and self.isUserVisible():
            self.show_parcel(self.subject.uid)

    @guarded
    def forget_layer(self, key: str) -> None:
        """Take a raster layer of the project anew: it was changed, or has come or gone."""
        self.shelf.forget(key)
        self.renderer.forget(key)
        if self.subject is not None:
            self._choose()
            self._refresh()

    def release(self) -> None:
        """End every drawing and listen to nobody any more."""
        for signal, slot in (*self._told_by(), (self.workspace.opened, self._follow_reading)):
            signal.disconnect(slot)
        self._soon.stop()
        self._blink.stop()
        self._snapshot.release()
        self.renderer.clear()
        self.shelf.clear()

    # What is seen

    def _visible_stages(self) -> List[Stage]:
        return self.stages[:self.tools.panes.value()] if self.blend.mode == SIDE else self.stages[:1]

    def _wanted(self, choices: Sequence[Choice]) -> List[Tuple[Stage, List[Tuple[Head, Choice]]]]:
        """Return, for each stage that is seen, the heads and choices it draws: one, or the two that are blended."""
        pairs = list(zip(self.heads, choices))
        if self.blend.mode != SIDE:
            return [(self.stages[0], pairs[:2])]
        if self.blend.peek:
            pairs[0], pairs[1] = pairs[1], pairs[0]
        return [(stage, [pairs[number]]) for number, stage in enumerate(self._visible_stages())]

    def _size(self) -> QSize:
        return self.stages[0].size()

    def _scaled(self, look: Look, head: Head, stage: Stage) -> View:
        factor = head.times if self.blend.mode == SIDE else 1.0
        return View(look.nearer(factor), self.world, stage.size(), float(stage.devicePixelRatioF()))

    def _view_of(self, number: int) -> View:
        return self._scaled(self.look, self.heads[number], self.stages[number])

    @guarded
    def _refresh(self) -> None:
        """Show every picture there is and have the others drawn."""
        self._soon.stop()
        if self.look is None or self.world is None or self.subject is None or not self.isUserVisible():
            return
        self._working = True
        slots, outlines = [], self._outlines()
        heat, laid = self.overlays.heat_map(), self.overlays.outlines(self._moved)
        if self._arranged:  # panes of another size: what was chosen to be looked at stays in sight
            self._arranged = False
            if not self._in_sight(outlines[0].geometry):
                self._go(self._fitting(self.subject, self._size()), tell=True)
        for number, (stage, wanted) in enumerate(self._wanted([head.choice for head in self.heads])):
            view = self._scaled(self.look, wanted[0][0], stage)
            pictures, lines, seen = [], [], False
            for order, (head, _choice) in enumerate(wanted):
                shown, slot = self._shown(head), f"{number}.{order}"
                slots.append(slot)
                pictures.append(self.renderer.want(shown, view, slot) if shown is not None else None)
                lines.append(head.caption(self.workspace.terms))
                seen = seen or shown is not None
            stage.first, stage.second = pictures[0], pictures[1] if len(pictures) > 1 else None
            stage.captions = (lines[0] if seen else "", lines[1] if seen and len(lines) > 1 else "")
            stage.outlines = [*outlines, *laid]
            if heat is not None:
                slots.append(f"{number}.heat")
            stage.over = self.renderer.want(heat, view, slots[-1]) if heat is not None else None
            stage.legend = heat is not None and stage is self._visible_stages()[-1]
            stage.message = stage.nothing_at(outlines[0].geometry) if seen else why_empty(one for _head, one in wanted)
            stage.show_look(view.look, self.world)
        self.renderer.keep_only(slots)
        self._tell_drawn()

    def _in_sight(self, ground: QgsGeometry) -> bool:
        """Whether every pane shows all of a polygon."""
        views = [self._scaled(self.look, wanted[0][0], stage)
                 for stage, wanted in self._wanted([head.choice for head in self.heads])]
        return all(QRectF(0, 0, view.width, view.height).contains(view.path(ground).boundingRect()) for view in views)

    def _tell_drawn(self) -> None:
        if self._working and self.idle:
            self._working = False
            self.drawn.emit()
            if self.arrived and self.subject is not None:
                self._desk.draw_ahead(self.subject.uid)
            self.arrived = False

    def _shown(self, head: Head) -> Optional[Shown]:
        source = head.choice.source
        if source is None or self.subject is None or self.world is None:
            return None
        shown = self.shelf.shown(source, head.stretching, self._moved(self.subject.issued).boundingBox(), self.world)
        head.show_layer(shown.layer if shown is not None else None, self.subject.uid)
        return shown

    def _outlines(self) -> List[Outline]:
        if self.subject is None:
            return []
        return [Outline(self._moved(self.subject.issued), ISSUED),
                *(Outline(self._moved(one), MEASURED) for one in self.subject.measured)]

    # Where it is

    def _rebase(self) -> None:
        """Take the map's CRS; the ledger's while the map has none."""
        world = self._desk.world()
        self.world = world if world.crs.isValid() else World(ledger_crs(self.workspace.ledger), world.context)

    def _moved(self, geometry: QgsGeometry) -> QgsGeometry:
        moved = QgsGeometry(geometry)
        try:
            moved.transform(QgsCoordinateTransform(ledger_crs(self.workspace.ledger), self.world.crs, self.world.context))
        except QgsCsException as error:
            raise BadInput(tr("The parcel cannot be shown in the map's system: check the project's CRS.")) from error
        return moved

    def in_ledger(self, geometry: QgsGeometry) -> QgsGeometry:
        """Return a geometry of the map in the ledger's CRS."""
        moved = QgsGeometry(geometry)
        moved.transform(QgsCoordinateTransform(self.world.crs, ledger_crs(self.workspace.ledger), self.world.context))
        return moved

    def _read(self, uid: str) -> Subject:
        return read_subject(self.workspace.ledger, uid, self._desk)

    def _fitting(self, subject: Subject, size: QSize) -> Look:
        rotation = self.look.rotation if self.look is not None else self._desk.rotation()
        return fitted(self._moved(subject.issued), self.world, size, rotation, MARGIN, LEAST_M)

    def _go(self, look: Look, *, tell: bool) -> None:
        least = NEAREST / 111320.0 if self.world.crs.isGeographic() else NEAREST
        self.look = look._replace(step=min(max(look.step, least), FARTHEST))
        for stage, wanted in self._wanted([head.choice for head in self.heads]):
            stage.show_look(self._scaled(self.look, wanted[0][0], stage).look, self.world)
        if tell:
            self.moved.emit(self.look)

    # What it shows

    def _choices(self, subject: Subject) -> List[Choice]:
        box, found, beside = subject.issued.boundingBox(), [], []
        for head in self.heads:
            choice = choose(head.side, self.sources, box, head.wanted, beside)
            found.append(choice)
            if choice.source is not None:
                beside.append(choice.source)
        return found

    def _choose(self) -> None:
        """Find for every pane what it shows of the parcel."""
        if self._scenes is None:
            self._scenes = self.workspace.ledger.scenes()
        self.sources = offered(self._scenes, self._desk.layers(), self.workspace.terms)
        box: QgsRectangle = self.subject.issued.boundingBox()
        for head, choice in zip(self.heads, self._choices(self.subject)):
            head.show_choice(choice, self.sources, box, self.workspace.terms)

    @guarded
    def _arrange(self) -> None:
        """Put heads and stages where the mode has them."""
        panes = self.tools.panes.value() if self.blend.mode == SIDE else 1
        self._panes.arrange(panes, panes if self.blend.mode == SIDE else 2)
        self._working = self._arranged = True
        self._soon.start()

    def _say(self, text: str) -> None:
        self.renderer.keep_only([])
        self._soon.stop()
        for stage in self.stages:
            stage.first = stage.second = stage.over = None
            stage.outlines, stage.message, stage.legend = [], text, False
            stage.show_look(None, None)

    @guarded
    def _repaint(self) -> None:
        for stage in self._visible_stages():
            stage.update()

    # What happens

    @guarded
    def _on_blend(self) -> None:
        if self.blend.mode == FLICKER and self.isUserVisible():
            self._blink.start(max(20, round(1000 / self.tools.rate)))
        else:
            self._blink.stop()
        self._repaint()

    @guarded
    def _on_blink(self) -> None:
        self.blend.phase = not self.blend.phase
        self.stages[0].update()

    @guarded
    def _on_marking(self, on: bool) -> None:
        if on:
            self.tools.measure_nothing()
        if on or self.measure.kind == MARK:
            self._take_up(MARK if on else OFF)

    @guarded
    def _on_measure(self, kind: str) -> None:
        self.overlays.mark.setChecked(False)
        self._take_up(kind)

    def _take_up(self, kind: str) -> None:
        self.measure.start(kind)
        for stage in self.stages:
            stage.follow_cursor()
        self._repaint()

    @guarded
    def _on_choice(self) -> None:
        if self.subject is not None:
            self._choose()
            self._refresh()

    @guarded
    def _on_panned(self, east: float, north: float) -> None:
        if self.look is not None:
            self._go(self.look.moved(self.look.x + east, self.look.y + north), tell=True)
            self._soon.start()

    @guarded
    def _on_zoomed(self, factor: float, anchor: Any) -> None:
        if self.look is None:
            return
        east, north = (self.look.x - anchor.x()) / factor, (self.look.y - anchor.y()) / factor
        self._go(self.look.nearer(factor).moved(anchor.x() + east, anchor.y() + north), tell=True)
        self._soon.start()

    @guarded
    def _on_pointed(self, point: Any) -> None:
        source, stages = self.sender(), self._visible_stages()
        for stage in stages:
            stage.pointer = point if stage is not source and len(stages) > 1 else None
            stage.update()

    @guarded
    def _on_opened(self) -> None:
        self._scenes = None
        self.show_page(True)
        self.show_parcel(self.view.current)

    @guarded
    def _on_closed(self) -> None:
        self.subject, self._scenes, self.sources = None, None, []
        self._snapshot.release()
        self.overlays.clear()
        self.renderer.clear()
        self.shelf.clear()
        self._say("")
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Any) -> None:
        if uids is None:  # a scene may have been registered
            self._scenes = None
        if self.subject is not None and self.isUserVisible() and (uids is None or self.subject.uid in uids):
            self.subject = self._read(self.subject.uid)  # what is left on the ground may have been measured
            self._choose()
            self._refresh()

    @guarded
    def _on_visible(self, visible: bool) -> None:
        if not visible:
            self._blink.stop()
            return
        self._on_blend()
        if self.workspace.ledger is not None:
            self.show_page(True)
            if self.subject is None or self.subject.uid != self.view.current:
                self.show_parcel(self.view.current)
            else:
                self._soon.start()
