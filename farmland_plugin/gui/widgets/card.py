"""The card of one parcel: number and state, where it lies, its areas, and how much of it each red line takes."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...i18n import tr
from ...ledger.places import Places
from ..models.facts import outside_data, shares_of
from ..panels.base import heading, quiet
from ..terms import NO_VALUE, Terms, mu, square_metres
from .shares import ShareBars

LARGE = 1.35
WHOLE = 100  # per cent


class ParcelCard(QWidget):
    """What is known of a parcel before anybody looks at it."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.number, self.batch, self.state, self.outside = heading(""), quiet(), QLabel(), quiet()
        font = self.number.font()
        font.setPointSizeF(font.pointSizeF() * LARGE)
        self.number.setFont(font)
        self.number.setObjectName("farmlandCardNumber")
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bars = ShareBars()
        self._cells: list[list[QLabel]] = []
        areas = QGridLayout()
        areas.setHorizontalSpacing(10)
        areas.setVerticalSpacing(1)
        for number, title in enumerate((tr("As issued"), tr("Computed"), tr("Difference"))):
            cells = [quiet(title), QLabel(), QLabel()]
            areas.setColumnStretch(number, 1)
            for line, cell in enumerate(cells):
                cell.setWordWrap(True)  # the unit goes below where a dock is narrow
                areas.addWidget(cell, line, number)
            self._cells.append(cells)
        title_row = QHBoxLayout()
        title_row.addWidget(self.number, 1)
        title_row.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(title_row)
        layout.addWidget(self.batch)
        layout.addLayout(areas)
        layout.addWidget(self.bars)
        layout.addWidget(self.outside)

    def show_parcel(self, ledger: Any, parcel: Any, case: Any, terms: Terms) -> None:
        """Show a parcel and where its case stands."""
        self._head(ledger, parcel, case, terms)
        issued, computed = parcel.monitored_area_m2, parcel.area_m2
        self._area_line(0, issued)
        self._area_line(1, computed)
        if issued:
            difference = computed - issued
            self._cells[2][1].setText(tr("{area} m²").format(area=f"{difference:+,.2f}"))
            self._cells[2][2].setText(f"{100 * difference / issued:+.2f} %")
        else:
            self._cells[2][1].setText(NO_VALUE)
            self._cells[2][2].setText("")
        shares = shares_of(ledger, parcel.parcel_uid, terms)
        touched = [share for share in shares if share.area_m2]
        outside = [share.label for share in shares if not share.area_m2]
        self.bars.setVisible(bool(touched) or not shares)
        self.bars.show_shares(touched, tr("Not screened against any red line yet."))
        self.outside.setVisible(bool(outside))
        self.outside.setText(_outside(outside_data(ledger, parcel.parcel_uid), outside))

    def _head(self, ledger: Any, parcel: Any, case: Any, terms: Terms) -> None:
        self.number.setText(parcel.source_no or parcel.parcel_uid)
        status = terms.label("status", case.status)
        if case.hold:
            status = tr("{status} · {hold}").format(status=status, hold=terms.label("hold", case.hold))
        self.state.setText(f'<span style="color:{terms.colour("status", case.status)}">●</span> {status}')
        batch = next((one for one in ledger.batches() if one.batch_id == parcel.batch_id), None)
        places = Places(ledger)
        place = " ".join(text for text in (places.township(parcel), places.village(parcel)) if text)
        due = tr("remediate by {date}").format(date=batch.remediate_by) if batch and batch.remediate_by else ""
        parts = [batch.name if batch else "", place, due, parcel.repair]
        self.batch.setText(" · ".join(part for part in parts if part))

    def _area_line(self, number: int, area: Any) -> None:
        metres, mu_ = self._cells[number][1:]
        metres.setText(tr("{area} m²").format(area=square_metres(area)))
        mu_.setText(tr("{area} mu").format(area=mu(area)))


def _outside(percent: Any, names: list[str]) -> str:
    """Say what a parcel does not lie in, or that the data do not tell. :param percent: of it outside the land use."""
    listed = tr(", ").join(names)
    if percent == WHOLE:
        return tr("Cannot be judged (the parcel lies outside the data): {names}").format(names=listed)
    text = tr("Outside: {names}").format(names=listed)
    return tr("{text} ({percent} % of the parcel lies outside the data)").format(text=text, percent=percent) if percent else text
