"""Sixth page: parcels on ground the ledger, or this hand-over itself, has already; a person decides, pair by pair."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Optional

from qgis.core import QgsGeometry

from ...domain.area import to_mu
from ...domain.same_ground import RULE, SAME, Thresholds, counts_once
from ...domain.standing import Meeting
from ...i18n import tr
from ...ledger.crs import ledger_crs
from ..errors import guarded
from ..models.tally import Sum, overlap
from ..widgets.same_ground import LATER, OTHERS, ReviewRow, SameGroundReview
from .base import Page, sentence
from .checked import Pair

NEWEST = "9999"  # a batch that is not written yet comes last


class ReviewPage(Page):
    """Shows the pairs of the dry run; decisions stay in the draft until the import is written."""

    def __init__(self) -> None:
        super().__init__("Review", tr("Same ground"),
                         tr("One piece of ground counts once; no number is deleted. 1 = same ground, 2 = separate; what stays "
                            "undecided counts as proposed, and by that the task never gets smaller."))
        self.review, self.sum = SameGroundReview(), sentence("farmlandImportSum")
        self._ledger_meetings: list[Meeting] = []
        self._mu: dict[str, Decimal] = {}
        self._rank: dict[str, tuple[Any, ...]] = {}
        self.box.addWidget(self.review, 1)
        self.box.addWidget(self.sum)
        self.review.changed.connect(self._on_changed)
        self.review.shown.connect(self._on_shown)

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Show the pairs with what was decided before."""
        made = self.draft.decisions
        rows = [replace(row, decision=made[row.key][0], reason=made[row.key][1]) if row.key in made else row
                for row in self.draft.review_rows()]
        self._know()
        self.review.load(rows)
        self._tell()

    def entered(self) -> None:
        """Put the keyboard into the table and the current pair onto the map."""
        self.review.view.setFocus()
        self._on_shown(self.review.current())

    def leave(self) -> None:
        """Take the outlines off the map."""
        self.desk.spotlight.clear()

    @guarded
    def _on_changed(self) -> None:
        self.draft.decisions.update(self.review.decisions())
        self._tell()

    @guarded
    def _on_shown(self, row: Optional[ReviewRow]) -> None:
        """Show both outlines on the map, in two colours."""
        if self.desk is None or self.desk.currentPage() is not self:
            return
        if row is None or not row.wkt:
            self.desk.spotlight.clear()
            return
        drawn = [(QgsGeometry.fromWkt(text), colour) for text, colour in ((row.other_wkt, OTHERS), (row.wkt, LATER)) if text]
        self.desk.show_outlines(drawn, ledger_crs(self.desk.workspace.ledger))

    # -- A + B − overlap --------------------------------------------------------------------------------------

    def _know(self) -> None:
        """Take up what the ledger says of the parcels that meet, and of the links it has of them."""
        ledger, pairs = self.desk.workspace.ledger, self.draft.checked.pairs
        thresholds = Thresholds.from_json(ledger.rule(RULE), f"{RULE}.json")
        links = list(ledger.links())
        known = {pair.other_uid for pair in pairs if pair.other_uid}
        known |= {uid for link in links for uid in (link.parcel_uid, link.other_uid)}
        self._mu, self._rank = {}, {}
        when = {batch.batch_id: (batch.imported_at, batch.batch_id) for batch in ledger.batches()}
        for parcel in ledger.parcels(sorted(known), geometry=False):
            area = parcel.monitored_area_m2 if parcel.monitored_area_m2 is not None else parcel.area_m2
            self._mu[parcel.parcel_uid] = to_mu(area)
            self._rank[parcel.parcel_uid] = (*when[parcel.batch_id], parcel.source_file, parcel.source_row, parcel.parcel_uid)
        self._ledger_meetings = [
            Meeting(link.parcel_uid, link.other_uid, link.relation, counts_once(link, thresholds), bool(link.decision))
            for link in links if link.parcel_uid in self._mu and link.other_uid in self._mu]
        for pair in pairs:
            for name, mu, file, row in ((_later(pair), pair.mu, pair.file, pair.row),
                                        (_other(pair), pair.other_mu, pair.other_file, pair.other_row)):
                self._mu.setdefault(name, mu)
                self._rank.setdefault(name, (NEWEST, "", file, row, name))

    def _overlap(self, decided: bool) -> Sum:
        """Return what counts with another parcel: by the proposals alone, or as decided so far."""
        made = self.draft.decisions if decided else {}
        meetings = []
        for pair in self.draft.checked.pairs:
            said = made.get(pair.review.key, ("", ""))[0]
            meetings.append(Meeting(_later(pair), _other(pair), pair.review.relation, (said or pair.review.proposal) == SAME,
                                    bool(said)))
        return overlap([*self._ledger_meetings, *meetings], self._mu, self._rank)

    def _tell(self) -> None:
        """Say what the ledger and this batch add up to now."""
        raw: dict[str, Any] = self.draft.checked.reconciliation
        if not raw.get("batches"):
            self.sum.clear()
            return
        known = {batch.batch_id for batch in self.desk.workspace.ledger.batches()}
        held, new = Sum(), Sum()
        for line in raw["batches"]:
            one = Sum(int(line["issued"]), Decimal(str(line["issued_mu"])))
            if line["batch_id"] in known:
                held += one
            else:
                new += one
        common = Sum(int(raw["overlap"]), Decimal(str(raw["overlap_mu"]))) + (self._overlap(True) - self._overlap(False))
        text = tr("Ledger {held} + this batch {new} − overlap {common} = <b>{total}</b>").format(
            held=held.text(), new=new.text(), common=common.text(), total=(held + new - common).text())
        if self.draft.undecided:
            text += "　" + tr("({count} undecided, counted as proposed)").format(count=self.draft.undecided)
        self.sum.setText(text)


def _later(pair: Pair) -> str:
    return f"\t{pair.file}\t{pair.row}"


def _other(pair: Pair) -> str:
    return pair.other_uid or f"\t{pair.other_file}\t{pair.other_row}"
