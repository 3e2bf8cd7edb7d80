"""The keys: registers the commands with QGIS so that the user can change them, and does what they stand for."""

from __future__ import annotations

from math import cos, radians
from typing import Any, Callable, Optional, Sequence

from qgis.core import QgsFeatureRequest
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction, QApplication, QWidget

from ...i18n import tr
from ..errors import Notices, guarded
from ..keys.cheatsheet import CheatSheet
from ..keys.held import HeldWalk
from ..keys.routing import KeyRouter, hands_on_map
from ..keys.sequences import spoken
from ..keys.table import MAP, TAGS, commands
from ..keys.taking_back import OwnFindings, TakenBack
from ..keys.walk import LIST, Points, WalkChoice
from ..panels.base import Panel
from .jobs import Jobs
from .mapview import MapView
from .workspace import Workspace

QGIS_SHORTCUTS = "mActionConfigureShortcuts"


class Keys(QObject):
    """The commands as actions of QGIS's shortcut manager; they are on no widget, so no other shortcut of QGIS is shadowed."""

    def __init__(self, iface: Any, panels: Sequence[Panel], workspace: Workspace, view: MapView, jobs: Jobs,
                 notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._iface, self._workspace, self._view = iface, workspace, view
        self._panels = {place_named(panel): panel for panel in panels}
        self._found: tuple[Any, Points] = ((), {})
        self._own = OwnFindings(workspace)
        self.commands = commands()
        self.actions: dict[str, QAction] = {}
        self.sheet: Optional[CheatSheet] = None
        self.router: Optional[KeyRouter] = None
        self.walk = WalkChoice(self._points)
        self._held = HeldWalk(self._panels["parcels"].walk.next, lambda: view.current, lambda uid: view.select([uid], uid),
                              self._drawn, notices)
        self._doing = self._table()

    def load(self) -> None:
        """Register the actions and begin to listen."""
        for one in self.commands:
            action = QAction(tr("Farmland: {title}").format(title=one.title), self._iface.mainWindow())
            action.setObjectName(f"farmland_key_{one.id}")
            action.setToolTip(one.about)
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcut(QKeySequence(one.default))
            self._iface.registerMainWindowAction(action, one.default)
            action.triggered.connect(lambda _checked=False, command=one.id: self._act(command, True))
            action.changed.connect(self._tell_keys)
            self.actions[one.id] = action
        self.router = KeyRouter(self.commands, self.keys_of, self._place_of, self._open_to, self._act,
                                self._go_on)
        parcels, verification = self._panels["parcels"], self._panels["verification"]
        parcels.add_to_foot(self.walk)
        self.walk.turned.connect(self._on_walk)
        self._on_walk()
        verification.undo.clicked.connect(lambda _checked: self._act("undo", True))
        verification.redo.clicked.connect(lambda _checked: self._act("redo", True))
        verification.help.clicked.connect(lambda _checked: self._act("help", True))
        self._workspace.opened.connect(self._tell_keys)
        self._workspace.closed.connect(self._held.stop)
        self._tell_keys()

    def release(self) -> None:
        """Let go of the keyboard and take the actions away."""
        self._held.stop()
        if self.router is not None:
            self.router.release()
            self.router.deleteLater()
            self.router = None
        if self.sheet is not None:
            self.sheet.close()
            self.sheet.deleteLater()
            self.sheet = None
        for action in self.actions.values():
            self._iface.unregisterMainWindowAction(action)
            action.deleteLater()
        self.actions = {}
        self.walk.deleteLater()

    def keys_of(self, command: str) -> QKeySequence:
        """Return the key of a command as the user set it."""
        return self.actions[command].shortcut() if command in self.actions else QKeySequence()

    # -- where -------------------------------------------------------------------------------------------------

    def _place_of(self, widget: QWidget) -> str:
        """Return where a widget is; a window opened from a panel is none of these places."""
        canvas = self._iface.mapCanvas()
        if canvas is not None and (widget is canvas or canvas.isAncestorOf(widget)):
            return MAP
        return next((place for place, panel in self._panels.items() if panel is widget or panel.isAncestorOf(widget)), "")

    def _open_to(self, place: str) -> bool:
        """On the map the keys are ours while one checks parcels there: a panel for it is in sight, and no tool draws."""
        if self._workspace.ledger is None:
            return False
        if place != MAP:
            return True
        in_sight = any(self._panels[name].isUserVisible() for name in ("verification", "compare") if name in self._panels)
        return in_sight and not hands_on_map(self._iface.mapCanvas().mapTool())

    # -- what ---------------------------------------------------------------------------------------------------

    def _table(self) -> dict[str, Callable[[], Any]]:
        parcels, verification, view = self._panels["parcels"], self._panels["verification"], self._view
        tags = {f"tag{number}": lambda at=number: verification.tag(at) for number in range(1, TAGS + 1)}
        return {
            **tags, "confirm": verification.confirm, "save": verification.on_save, "leave": self._leave,
            "undo": self._undo, "redo": self._redo, "previous": lambda: self._go(False, False),
            "next": lambda: self._go(True, False), "previous_unfinished": lambda: self._go(False, True),
            "next_unfinished": lambda: self._go(True, True), "zoom": lambda: view.zoom_to([view.current] if view.current else []),
            "flicker": lambda: self._bench().toggle_flicker(), "swipe": lambda: self._bench().toggle_swipe(),
            "lens": lambda: self._bench().toggle("lens"),
            "heat": lambda: self._bench().overlays.heat.toggle(), "outline": lambda: self._bench().overlays.outline.toggle(),
            "photo": verification.evidence.photos.first_wanted.emit, "snapshot": lambda: self._bench().snapshot(),
            "help": self._help, "step": parcels.step,
        }

    @guarded
    def _act(self, command: str, begin: bool) -> None:
        """Do a command; with ``begin`` False end one that lasts."""
        if self._workspace.ledger is None:
            return
        self._held.arrive()  # what is done is done to the parcel the walk has come to
        if command == "peek":
            if begin or self._panels["compare"].isUserVisible():
                self._bench().peek(begin)
        elif begin:
            self._doing[command]()

    @guarded
    def _go_on(self, command: str) -> None:
        """Go on with a command whose key is held down: parcels that are only passed are not loaded."""
        forward = {"next": True, "previous": False}.get(command)
        if forward is None:
            self._act(command, True)
        elif self._workspace.ledger is not None and not self._held.step(forward, False):
            self._act(command, True)  # at the end: the last one is shown, and that it is the last is said

    @property
    def hurrying(self) -> bool:
        """Whether a held key has come further than what is shown."""
        return self._held.pending

    def _drawn(self) -> bool:
        bench = self._panels.get("compare")
        return bench is None or not bench.isUserVisible() or bench.idle

    def _bench(self) -> Any:
        """Return the bench of before and after, in sight and at the current parcel."""
        bench = self._panels["compare"]
        if not bench.isUserVisible():
            bench.setUserVisible(True)
        return bench

    def _go(self, forward: bool, unfinished: bool) -> None:
        if not self._doing["step"](forward, unfinished):
            self._say(tr("No further parcel that way in the table as it is filtered."))

    def _leave(self) -> None:
        panel = self._panels.get(self._place_of(QApplication.focusWidget() or self.walk))
        if panel is not None:
            panel.take_focus()

    def _undo(self) -> None:
        """Take back what is typed and not saved here; else one's last finding."""
        said = self._panels["verification"].take_back_typed()
        self._done(TakenBack(self._view.current, said) if said else self._own.undo())

    def _redo(self) -> None:
        said = self._panels["verification"].put_back_typed()
        self._done(TakenBack(self._view.current, said) if said else self._own.redo())

    def _done(self, done: TakenBack) -> None:
        """Show the parcel it was done to, and say what was."""
        if done.uid != self._view.current:
            self._view.select([done.uid], done.uid)
        self._say(done.sentence)

    def _say(self, text: str) -> None:
        verification = self._panels["verification"]
        if verification.isUserVisible():
            verification.say(text)
        else:
            self.notices.info(text)

    def _help(self) -> None:
        if self.sheet is None:
            settings = self._iface.mainWindow().findChild(QAction, QGIS_SHORTCUTS)
            self.sheet = CheatSheet(settings.trigger if settings is not None else None, self._iface.mainWindow())
            self._tell_keys()
        self.sheet.setVisible(not self.sheet.isVisible())

    @guarded
    def _tell_keys(self) -> None:
        """Write the keys as they are now where they are shown."""
        verification = self._panels["verification"]
        verification.show_keys({one.id: spoken(self.keys_of(one.id)) for one in self.commands})
        if self.sheet is not None:
            self.sheet.show_keys(self.commands, self.keys_of, self.titles())

    def titles(self) -> dict[str, str]:
        """Return what the digits stand for in the open ledger, '' for one that stands for nothing; empty without a ledger."""
        findings = [label for _code, label in self._workspace.terms.choices("finding")]
        numbers = range(1, TAGS + 1) if findings else ()
        return {f"tag{number}": findings[number - 1] if number <= len(findings) else "" for number in numbers}

    # -- the order of walking -----------------------------------------------------------------------------------

    @guarded
    def _on_walk(self) -> None:
        self._panels["parcels"].set_walk(None if self.walk.currentData() == LIST else self.walk.order)

    def _points(self) -> Points:
        """Return where each parcel of the map's layer lies: the middle of its box, in units that are alike east and north."""
        layer = self._workspace.parcels.layer
        if layer is None:
            return {}
        known = (layer.id(), layer.featureCount())
        if self._found[0] != known:
            at = layer.fields().indexOf("parcel_uid")
            request = QgsFeatureRequest().setSubsetOfAttributes([at])
            degrees, points = layer.crs().isGeographic(), {}
            for feature in layer.getFeatures(request):
                centre = feature.geometry().boundingBox().center()
                narrow = cos(radians(centre.y())) if degrees else 1.0
                points[str(feature.attribute(at))] = (centre.x() * narrow, centre.y())
            self._found = (known, points)
        return self._found[1]


def place_named(panel: Panel) -> str:
    """Return a panel's place by its object name: ``farmlandParcelsPanel`` is ``parcels``."""
    return panel.objectName().replace("farmland", "").replace("Panel", "").lower()
