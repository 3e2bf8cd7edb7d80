"""The page that says where parcels lie, and where that is not what was issued."""

from __future__ import annotations

from html import escape
from typing import List, Sequence, Tuple

from ...domain.area import round_half_up
from ...domain.parcel import Parcel, Place
from ...i18n import tr
from ...webpage import figures, table, whole_page


def placing_report(placed: Sequence[Tuple[Parcel, Place]], outside: Sequence[Parcel], manual: Sequence[Place]) -> str:
    """Return the page: what differs from the issue, what lies in several places, what lies in none, and all of it.

    :param placed: parcels as issued, with the place found. :param manual: places corrected by hand, which stay.
    """
    differ = [(parcel, place) for parcel, place in placed if place.issued_differs]
    straddling = [(parcel, place) for parcel, place in placed if place.share is not None and place.share < 1 - 1e-9]
    columns = [tr("number"), tr("township as issued"), tr("village as issued"), tr("township"), tr("village"), tr("grid"),
               tr("share, %")]
    numbers = [(tr("placed"), len(placed), False), (tr("other than issued"), len(differ), True),
               (tr("in no place"), len(outside), True), (tr("corrected by hand"), len(manual), False)]
    rule = tr("The largest share of the area decides. Issued codes stay with the parcel; what was corrected by hand stays.")
    return whole_page(tr("Where the parcels lie"), [
        figures(numbers), f"<p>{escape(rule)}</p>",
        table(tr("Other than issued"), columns, _rows(differ)),
        table(tr("In no registered place"), [tr("number"), tr("file"), tr("row")],
              [(parcel.source_no, parcel.source_file, parcel.source_row) for parcel in outside]),
        table(tr("Across a border"), columns, _rows(sorted(straddling, key=lambda one: one[1].share or 0))),
        table(tr("All"), columns, _rows(placed))])


def _rows(placed: Sequence[Tuple[Parcel, Place]]) -> List[Tuple[object, ...]]:
    return [(parcel.source_no, parcel.township or "-", parcel.village or "-", _said(place.township_name, place.township),
             _said(place.village_name, place.village), place.grid or "-",
             "-" if place.share is None else round_half_up(place.share * 100)) for parcel, place in placed]


def _said(name: str, code: str) -> str:
    return f"{name} {code}".strip() or "-"
