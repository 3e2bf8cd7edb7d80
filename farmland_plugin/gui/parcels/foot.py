"""The foot of the parcels panel: what is shown and what is selected in parcels and 亩, progress, colours of the map."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from ...i18n import tr
from ..models.parcel_store import Sums
from ..models.parcels import ParcelFilter
from ..terms import mu
from .styles import STYLES, style_titles

WIDE = 170


class Foot(QWidget):
    """The lines under the table.

    ``colours_chosen`` carries a code of ``STYLES``.
    """

    colours_chosen = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.totals, self.selected = QLabel(), QLabel()
        self.progress, self.colours = QProgressBar(), QComboBox()
        self.totals.setObjectName("farmlandTotals")
        self.totals.setWordWrap(True)
        self.selected.setObjectName("farmlandSelectedTotals")
        self.selected.setWordWrap(True)
        self.progress.setFixedWidth(WIDE)
        self.progress.setMaximumHeight(self.fontMetrics().height() + 4)
        self.progress.setToolTip(tr("Parcels with a finding, of all parcels in the ledger"))
        self.colours.setObjectName("farmlandParcelColours")
        self.colours.setToolTip(tr("What the parcels' colours on the map mean"))
        for code, title in zip(STYLES, style_titles()):
            self.colours.addItem(title, code)
        self.colours.activated.connect(lambda _index: self.colours_chosen.emit(self.colours.currentData()))
        self.selected.hide()
        self._choices = QHBoxLayout()
        self._choices.addWidget(self.colours, 1)
        first = QHBoxLayout()
        first.addWidget(self.totals, 1)
        first.addWidget(self.progress)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addLayout(first)
        whole.addWidget(self.selected)
        whole.addLayout(self._choices)

    def add(self, widget: QWidget) -> None:
        """Put a widget of another part (the order of walking) beside the colours."""
        self._choices.addWidget(widget, 1)

    def count(self, model: ParcelFilter) -> None:
        """Say what the table shows and how far the work is."""
        shown, (done, every) = model.table.sums(model.shown), model.table.finished()
        area = mu(shown.m2)
        if len(model.shown) == len(model.table.rows):
            text = tr("{count} parcels · {area} mu").format(count=shown.count, area=area)
        else:
            text = tr("{count} of {all} parcels · {area} mu").format(count=shown.count, all=every, area=area)
        text, blind = _beside(text, shown), model.table.unscreened(model.query)
        if blind:
            text = tr("{totals} · {count} more not screened against this red line").format(totals=text, count=blind)
        self.totals.setText(text)
        self.progress.setRange(0, max(1, every))
        self.progress.setValue(done)
        self.progress.setFormat(tr("{done} of {all} verified").format(done=done, all=every))

    def count_selected(self, model: ParcelFilter, uids: list[str]) -> None:
        """Say what is selected, here or on the map."""
        sums = model.table.sums(model.table.positions(uids))
        text = tr("Selected: {count} · {area} mu").format(count=sums.count, area=mu(sums.m2))
        self.selected.setText(_beside(text, sums) if uids else "")
        self.selected.setVisible(bool(uids))

    def show_colours(self, code: str) -> None:
        """Show by what the map is coloured."""
        self.colours.setCurrentIndex(self.colours.findData(code))


def _beside(text: str, sums: Sums) -> str:
    if sums.beside:
        text = tr("{totals} · {same} of them counted with another").format(totals=text, same=sums.beside)
    if sums.replaced:
        text = tr("{totals} · {count} more replaced by a new issue").format(totals=text, count=sums.replaced)
    return text
