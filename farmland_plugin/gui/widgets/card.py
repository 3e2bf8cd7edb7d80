"""The card of one parcel: number and state, where it lies, its areas, and how much of it each red line takes."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ...domain.errors import FarmlandError
from ...domain.screening_facts import ParcelFacts
from ...i18n import tr
from ...ledger.facts import facts_of
from ...ledger.places import Places
from ..models.areas import area_lines, outside
from ..models.facts import outside_data
from ..panels.base import heading, quiet
from ..terms import Terms
from .area_bars import AreaBars

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
        self.bars = AreaBars()
        title_row = QHBoxLayout()
        title_row.addWidget(self.number, 1)
        title_row.addWidget(self.state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        layout.addLayout(title_row)
        layout.addWidget(self.batch)
        layout.addWidget(self.bars)
        layout.addWidget(self.outside)

    def show_parcel(self, ledger: Any, parcel: Any, case: Any, terms: Terms, facts: Optional[ParcelFacts]) -> None:
        """Show a parcel and where its case stands.

        :param facts: what the screening says of it, where that is known already.
        """
        self._head(ledger, parcel, case, terms)
        facts = facts or _facts(ledger, parcel.parcel_uid)
        nothing = facts is None or not facts.roles
        self.bars.show_lines(area_lines(parcel, facts, terms), tr("Not screened against any red line yet.") if nothing else "")
        names = outside(facts, terms)
        self.outside.setVisible(bool(names))
        self.outside.setText(_outside(outside_data(ledger, parcel.parcel_uid), names))

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


def _facts(ledger: Any, uid: str) -> Optional[ParcelFacts]:
    """Return what the screening says of a parcel, None when the ledger's rules cannot be used: the suggestion says why."""
    try:
        return next(facts_of(ledger, [uid], look=False), None)
    except FarmlandError:
        return None


def _outside(percent: Any, names: list[str]) -> str:
    """Say what a parcel does not lie in, or that the data do not tell. :param percent: of it outside the land use."""
    listed = tr(", ").join(names)
    if percent == WHOLE:
        return tr("Cannot be judged (the parcel lies outside the data): {names}").format(names=listed)
    text = tr("Outside: {names}").format(names=listed)
    return tr("{text} ({percent} % of the parcel lies outside the data)").format(text=text, percent=percent) if percent else text
