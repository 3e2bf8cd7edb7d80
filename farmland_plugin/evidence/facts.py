"""What a sheet and a package say of one parcel, gathered from the ledger and rounded so that the sums close."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.area import MU_PER_M2, balance, round_half_up, to_mu
from ..domain.parcel import Batch, CaseState, Overlap, Parcel, Redline, Screening
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.places import ROLE as VILLAGE
from ..ledger.places import Places

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class OverlapRow:
    """One line of the overlap table.

    :param class_code: '' where a layer has no classes; ``uncovered`` for the rest of a tessellation; ``none`` where
        a screened layer does not touch the parcel. :param share: percent of the parcel's computed area.
    """

    redline_id: str
    role: str
    role_label: str
    layer: str
    vintage: str
    class_code: str
    class_label: str
    area_m2: Decimal
    net_area_m2: Decimal
    area_mu: Decimal
    share: Decimal
    colour: str


@dataclass(frozen=True)
class Evidence:
    """One parcel with all that the ledger knows of it; labels are in the language asked for.

    :param surveyors: names of who surveyed it.
    """

    parcel: Parcel
    case: CaseState
    batch: Batch
    source_label: str
    status_label: str
    finding_label: str
    disposition_label: str
    category_label: str
    overlaps: Tuple[Overlap, ...]
    rows: Tuple[OverlapRow, ...]
    screenings: Tuple[Screening, ...]
    redlines: Tuple[Redline, ...]
    place: str = ""
    surveyors: str = ""


class Gatherer:
    """Collects evidence parcel by parcel; dictionaries, batches and red lines are read once."""

    def __init__(self, ledger: Ledger, language: str) -> None:
        self._ledger = ledger
        self._language = language
        self._batches: Dict[str, Batch] = {batch.batch_id: batch for batch in ledger.batches()}
        self._places = Places(ledger)
        self._people = ledger.people.by_id()
        self._redlines: Dict[str, Redline] = {redline.redline_id: redline for redline in ledger.redlines()}

    def label(self, dictionary: str, code: str) -> str:
        """Return a code's label, or the code itself when no dictionary knows it."""
        known = self._ledger.dictionaries.get(dictionary)
        return known.label(code, self._language) if known is not None and code else code

    def of(self, uid: str) -> Evidence:
        """Return the evidence of one parcel."""
        parcel, case = self._ledger.parcel(uid), self._ledger.case(uid)
        screenings = tuple(sorted(self._ledger.screenings(uid), key=self._rank))
        overlaps = tuple(self._ledger.overlaps(uid))
        batch = self._batches[parcel.batch_id]
        used = tuple(self._redlines[item.redline_id] for item in screenings)
        rows: List[OverlapRow] = []
        for item in screenings:
            pieces = [piece for piece in overlaps if piece.redline_id == item.redline_id]
            rows.extend(self._rows(parcel, item, pieces))
        return Evidence(
            parcel, case, batch, self.label("source", batch.source), self.label("status", case.status),
            self.label("finding", case.finding), self.label("disposition", case.disposition),
            self.label("category", case.category), overlaps, tuple(rows), screenings, used,
            " / ".join(text for text in (self._places.township(parcel), self._places.village(parcel)) if text),
            self._ledger.people.names(case.surveyors, self._people).replace(", ", tr(", ")))

    def _rank(self, item: Screening) -> Tuple[int, str, str]:
        """Order layers as the dictionary of roles does, then by vintage."""
        codes = [entry.code for entry in self._ledger.dictionaries["redline_role"].entries]
        rank = codes.index(item.role) if item.role in codes else len(codes)
        return rank, self._redlines[item.redline_id].vintage, item.redline_id

    def _rows(self, parcel: Parcel, item: Screening, pieces: Sequence[Overlap]) -> List[OverlapRow]:
        """Return one layer's lines; the 亩 of a tessellation are balanced to the parcel's own (§6.8)."""
        redline = self._redlines[item.redline_id]
        entry = self._ledger.dictionaries["redline_role"].get(item.role)
        extra = entry.extra if entry else {}
        lines = [(p.class_code, self._class(p.class_code, extra.get("class_dictionary"), item.role), p.area_m2, p.net_area_m2)
                 for p in sorted(pieces, key=lambda p: (-p.area_m2, p.class_code))]
        if extra.get("tessellation") and item.uncovered_m2 > 0:
            lines.append(("uncovered", tr("not covered by the layer"), item.uncovered_m2, item.uncovered_m2))
        if not lines:
            lines.append(("none", tr("no overlap"), ZERO, ZERO))
        areas = [area for _, _, area, _ in lines]
        mu = [to_mu(area) for area in areas]
        if extra.get("tessellation") and sum(areas, ZERO) == parcel.area_m2:
            mu = balance([area * MU_PER_M2 for area in areas], to_mu(parcel.area_m2))
        return [
            OverlapRow(item.redline_id, item.role, self.label("redline_role", item.role), redline.name,
                       redline.vintage, code, text, area, net, shown, share(area, parcel.area_m2),
                       str(extra.get("colour", "#888888")))
            for (code, text, area, net), shown in zip(lines, mu)
        ]

    def _class(self, code: str, dictionary: Optional[str], role: str) -> str:
        label = self.label(dictionary, code) if dictionary else code
        if role == VILLAGE:
            label = self._places.name(code) or code
        return f"{code} {label}" if label != code else code


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part in percent of the whole, rounded half-up to 0.01; 0 when there is no whole."""
    return round_half_up(part * 100 / whole) if whole else ZERO


def area_text(square_metres: Decimal) -> str:
    """Return an area as printed: m² and 亩."""
    return tr("{m2} m² ({mu} mu)").format(m2=f"{round_half_up(square_metres):,}", mu=to_mu(square_metres))
