"""Fourth page: which coordinate system was concluded and why, and whether the parcels then lie in the county."""

from __future__ import annotations

from html import escape
from typing import Any, Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
)

from ...i18n import tr
from ...intake.opening.look import LayerLook
from ...intake.systems.outline import county_outline
from ...ledger.crs import ledger_crs, words_of
from ..errors import guarded
from ..panels.base import quiet
from ..widgets.pieces import GREEN, RED
from .base import SPACE, Page, sentence, show_text
from .little_map import LittleMap, middles
from .reading import CrsBox, DatumShift
from .words import own_words

MAP_WIDTH = 430


class CrsPage(Page):
    """Says what was concluded, counts the parcels inside the county, shows them on a small map."""

    def __init__(self) -> None:
        super().__init__("Crs", tr("Where it lies"),
                         tr("The coordinate system as concluded, and why. In doubt the county's outline decides."))
        self.layer, self.crs, self.shift = QComboBox(), CrsBox(), DatumShift()
        self.concluded, self.why = sentence("farmlandImportCrsConcluded"), sentence()
        self.inside = sentence("farmlandImportInside")
        self.refusal, self.busy = sentence("farmlandImportCrsRefusal", red=True), QProgressBar()
        self.old = QgsCollapsibleGroupBox(tr("Old datum (Xian 1980, Beijing 1954)"))
        self.map = LittleMap()
        self.county, self.samples = QPushButton(tr("County")), QPushButton(tr("Rows looked at"))
        self._outline: Any = None
        self._lay_out()
        self._connect()

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Read the county's outline once and show what was concluded."""
        ledger = self.desk.workspace.ledger
        self._outline = county_outline(ledger) if ledger is not None else None
        self.looked()

    def isComplete(self) -> bool:  # noqa: N802 - Qt's own name
        """Whether a system is known."""
        return bool(self.desk and self.draft.readable)

    def looked(self) -> None:
        """Show what was concluded of each layer."""
        draft, look = self.draft, self.draft.look
        self.busy.setVisible(self.desk.looker.busy)
        show_text(self.refusal, look.refusal if look is not None else "")
        self.crs.show_value(draft.crs)
        self.shift.show_value(draft.transformation)
        self.old.setCollapsed(not draft.transformation and not (look is not None and look.refusal))
        self.offer_layers(self.layer, self._layer_label)
        self._show()

    def leave(self) -> None:
        """Let go of the map's layers."""
        self.map.drop()

    def current(self) -> Optional[LayerLook]:
        """Return the layer shown, None when there is none."""
        look = self.draft.look
        return look.layers[self.layer.currentIndex()] if look is not None and look.layers else None

    @guarded
    def _show(self) -> None:
        layer, ledger = self.current(), self.desk.workspace.ledger
        if layer is None or ledger is None:
            self.concluded.clear()
            self.why.clear()
            show_text(self.inside, "")
            self.map.drop()
            return
        name = words_of(QgsCoordinateReferenceSystem(layer.crs))
        self.concluded.setText(f"<b>{escape(name)}</b>")
        self.why.setText(own_words(layer.crs_note.replace(name, "", 1).lstrip(" :：")))
        crs = ledger_crs(ledger)
        self._count(layer, crs)
        self.map.show_samples(layer, crs, ledger, self.desk.workspace.parcels.layer)
        self.county.setEnabled(self.map.has_county)
        QTimer.singleShot(0, self.map.go_to_samples)  # once it has its size

    def _count(self, layer: LayerLook, crs: Any) -> None:
        points = middles(layer, crs)
        if self._outline is None:
            show_text(self.inside, tr("No outline of the county is registered: register the village layer as a red line, and "
                                      "this page counts the parcels inside it."))
            self.inside.setStyleSheet("")
            return
        xy = np.array([(point.x(), point.y()) for point in points], dtype=np.float64).reshape(-1, 2)
        inside = int(self._outline.inside(xy).sum()) if len(xy) else 0
        text = tr("{inside} of the first {count} parcels lie inside the county.").format(inside=inside, count=len(points))
        if inside < len(points):
            text += " " + tr("{count} lie outside: look at the map before going on.").format(count=len(points) - inside)
        show_text(self.inside, text)
        self.inside.setStyleSheet(f"color: {GREEN if points and inside == len(points) else RED}")

    def _set(self, name: str, value: str) -> None:
        if getattr(self.draft, name) != value:
            setattr(self.draft, name, value)
            self.desk.look_again()

    def _lay_out(self) -> None:
        self._layer_label = QLabel(tr("Layer"))
        left, form = QVBoxLayout(), QFormLayout()
        form.addRow(self._layer_label, self.layer)
        form.addRow(tr("Read as"), self.crs)
        self.busy.setRange(0, 0)
        self.busy.setTextVisible(False)
        self.busy.setMaximumHeight(6)
        inner = QVBoxLayout(self.old)
        inner.addWidget(quiet(tr("The shift from 1980 or 1954 to CGCS2000 is local: take the parameters from the provincial "
                                 "bureau of surveying, of the same zone.")))
        inner.addWidget(self.shift)
        self.old.setSaveCollapsedState(False)
        left.setSpacing(SPACE)
        for widget in (self.busy, self.refusal, self.concluded, self.why, self.inside):
            left.addWidget(widget)
        left.addSpacing(6)
        left.addLayout(form)
        left.addWidget(self.old)
        left.addStretch(1)
        right, buttons = QVBoxLayout(), QHBoxLayout()
        self.map.setMinimumSize(MAP_WIDTH, 300)
        right.addWidget(self.map, 1)
        for button in (self.samples, self.county):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(quiet(tr("orange: what comes in")))
        right.addLayout(buttons)
        both = QHBoxLayout()
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        self.box.addLayout(both, 1)

    def _connect(self) -> None:
        self.layer.activated.connect(lambda _at: self._show())
        self.crs.chosen.connect(lambda text: self._set("crs", text))
        self.shift.chosen.connect(lambda text: self._set("transformation", text))
        self.county.clicked.connect(lambda _checked=False: self.map.go_to_county())
        self.samples.clicked.connect(lambda _checked=False: self.map.go_to_samples())
