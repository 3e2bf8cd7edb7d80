"""The bench's toolbar: modes, what each mode can be set to, measuring, link and snapshot."""

from __future__ import annotations

from typing import Any, Callable, Dict, Tuple

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QLabel, QSlider, QSpinBox, QToolBar

from ...i18n import tr
from .composing import FLICKER, LENS, MODES, OPACITY, SIDE, SWIPE, Blend
from .measuring import AREA, LENGTH, OFF

SCOPE = "farmland/compare/"
SLOWEST, FASTEST = 2, 50  # tenths of changes a second
PANES = 4


class Tools(QObject):
    """Builds the toolbar over a ``Blend`` and remembers how it was set.

    ``mode_changed``, ``panes_changed``, ``blend_changed`` (the same pictures, laid otherwise), ``measure_changed``.
    """

    mode_changed = pyqtSignal(str)
    panes_changed = pyqtSignal(int)
    blend_changed = pyqtSignal()
    measure_changed = pyqtSignal(str)
    linked = pyqtSignal(bool)

    def __init__(self, blend: Blend, zoom: Callable[[], None], snapshot: Callable[[], None]) -> None:
        super().__init__()
        self._blend = blend
        self.bar = QToolBar()
        self.bar.setObjectName("farmlandCompareTools")
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.modes: Dict[str, QAction] = {}
        self._of_mode: Dict[str, list[QAction]] = {mode: [] for mode in MODES}
        self._add_modes()
        self.bar.addSeparator()
        self._add_settings()
        self.bar.addSeparator()
        self._add_measure()
        self.bar.addSeparator()
        self.link = self._check(tr("Link to map"), tr("The map of QGIS and the bench show the same place, scale and rotation"),
                                self._remembered("linked", True, bool), self._on_link)
        self._plain(tr("To the parcel"), tr("Show the whole parcel with what lies around it"), zoom)
        self.snapshot = self._plain(tr("Snapshot"), tr("Attach both dates as one picture, to a fixed scale and with its "
                                                       "sources, to the parcel as evidence"), snapshot)

    @property
    def rate(self) -> float:
        """Changes of picture in a second while flickering."""
        return self.speed.value() / 10

    def show_mode(self, mode: str) -> None:
        """Show a mode as chosen, with what it can be set to."""
        for code, action in self.modes.items():
            action.setChecked(code == mode)
        for actions in self._of_mode.values():
            for action in actions:
                action.setVisible(False)
        for action in self._of_mode[mode]:
            action.setVisible(True)
        QgsSettings().setValue(SCOPE + "mode", mode)

    def first_mode(self) -> str:
        """Return the mode the bench was left in."""
        mode = str(self._remembered("mode", SIDE, str))
        return mode if mode in MODES else SIDE

    def _remembered(self, name: str, default: Any, kind: type) -> Any:
        return QgsSettings().value(SCOPE + name, default, type=kind)

    def _add_modes(self) -> None:
        words: Dict[str, Tuple[str, str]] = {
            SIDE: (tr("Side by side"), tr("Each scene in a pane of its own, all at the same place")),
            SWIPE: (tr("Swipe"), tr("Drag the divider: one scene on each side of it")),
            FLICKER: (tr("Flicker"), tr("The two scenes in turn at the same place")),
            OPACITY: (tr("Opacity"), tr("The second scene over the first, more or less transparent")),
            LENS: (tr("Lens"), tr("The second scene under the pointer, the first around it")),
        }
        for mode in MODES:
            action = QAction(words[mode][0], self.bar)
            action.setObjectName(f"farmlandCompareMode_{mode}")
            action.setToolTip(words[mode][1])
            action.setCheckable(True)
            action.triggered.connect(lambda _checked, code=mode: self.mode_changed.emit(code))
            self.bar.addAction(action)
            self.modes[mode] = action

    def _add_settings(self) -> None:
        self.panes = QSpinBox()
        self.panes.setRange(1, PANES)
        self.panes.setValue(int(self._remembered("panes", 2, int)))
        self.panes.setToolTip(tr("How many panes"))
        self.panes.valueChanged.connect(self._on_panes)
        self._of_mode[SIDE] += [self.bar.addWidget(QLabel(tr("Panes"))), self.bar.addWidget(self.panes)]
        self._blend.horizontal = bool(self._remembered("horizontal", False, bool))
        self.turn = self._check(tr("Divider across"), tr("The divider lies across: one scene above it, one below"),
                                self._blend.horizontal, self._on_turn)
        self._of_mode[SWIPE].append(self.turn)
        self.speed = self._slider(FLICKER, "rate", (SLOWEST, FASTEST, 15), tr("Changes of picture in a second"), self._on_speed)
        self.share = self._slider(OPACITY, "opacity", (0, 100, 50), tr("How much of the second scene is seen"), self._on_share)
        self.size = self._slider(LENS, "radius", (30, 300, 90), tr("Size of the lens"), self._on_size)
        self._on_share(self.share.value())
        self._on_size(self.size.value())

    def _slider(self, mode: str, name: str, numbers: Tuple[int, int, int], tip: str, slot: Callable[[int], None]) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(numbers[0], numbers[1])
        slider.setValue(int(self._remembered(name, numbers[2], int)))
        slider.setFixedWidth(120)
        slider.setToolTip(tip)
        slider.setObjectName(f"farmlandCompare_{name}")
        slider.valueChanged.connect(slot)
        slider.valueChanged.connect(lambda value: QgsSettings().setValue(SCOPE + name, value))
        self._of_mode[mode].append(self.bar.addWidget(slider))
        return slider

    def _add_measure(self) -> None:
        self.length = self._check(tr("Length"), tr("Measure a length on the ellipsoid: click points, right click ends"), False,
                                  lambda on: self._on_measure(LENGTH if on else OFF))
        self.area = self._check(tr("Area"), tr("Measure an area on the ellipsoid: click corners, right click ends"), False,
                                lambda on: self._on_measure(AREA if on else OFF))

    def _check(self, text: str, tip: str, on: bool, slot: Callable[[bool], None]) -> QAction:
        action = QAction(text, self.bar)
        action.setCheckable(True)
        action.setChecked(on)
        action.setToolTip(tip)
        action.triggered.connect(slot)
        self.bar.addAction(action)
        return action

    def _plain(self, text: str, tip: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self.bar)
        action.setToolTip(tip)
        action.triggered.connect(lambda _checked: slot())
        self.bar.addAction(action)
        return action

    def _on_panes(self, count: int) -> None:
        QgsSettings().setValue(SCOPE + "panes", count)
        self.panes_changed.emit(count)

    def _on_turn(self, on: bool) -> None:
        self._blend.horizontal = on
        QgsSettings().setValue(SCOPE + "horizontal", on)
        self.blend_changed.emit()

    def _on_speed(self, _value: int) -> None:
        self.blend_changed.emit()

    def _on_share(self, value: int) -> None:
        self._blend.opacity = value / 100
        self.blend_changed.emit()

    def _on_size(self, value: int) -> None:
        self._blend.radius = float(value)
        self.blend_changed.emit()

    def _on_measure(self, kind: str) -> None:
        self.length.setChecked(kind == LENGTH)
        self.area.setChecked(kind == AREA)
        self.measure_changed.emit(kind)

    def measure_nothing(self) -> None:
        """Show that nothing is measured; nobody is told."""
        self.length.setChecked(False)
        self.area.setChecked(False)

    def _on_link(self, on: bool) -> None:
        QgsSettings().setValue(SCOPE + "linked", on)
        self.linked.emit(on)
