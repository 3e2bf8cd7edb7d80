"""``locateparcels``: township, village and grid of every parcel, by overlay."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..files import replacing, withdrawn_on_failure
from ..i18n import tr
from ..intake.ground.placing import GRID, TOWNSHIP, VILLAGE, as_issued, locate
from ..intake.ground.placing_report import placing_report
from ..ledger.ledger import Ledger
from ..ledger.same_ground import MANUAL
from ..ledger.selection import select
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .redline_cache import ensure_caches


class LocateParcels(FarmlandAlgorithm):
    """Say where parcels lie (坐落): village, township and grid with the largest share of their area (001-08, 001-25)."""

    ID = "locateparcels"
    ICON = "locate"
    NUMBERS = ("LOCATED", "DIFFER", "OUTSIDE", "MANUAL", "EVENT")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Locate parcels")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Overlays parcels with the registered layers of villages, townships and grids and writes which one has the largest "
            "share of each. Villages of a management area (rule management_areas) count to that area. The codes as issued stay "
            "with the parcel, a difference is marked; what was corrected by hand stays."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Overlay, write the report, then the places in one transaction."""
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            layers = [line for line in ledger.redlines() if line.role in (VILLAGE, TOWNSHIP, GRID)]
            if not any(line.role != GRID for line in layers):
                raise BadInput(tr("No layer of villages or townships is registered: register one with registerredline first."))
            ensure_caches(ledger, layers, feedback, context)
            uids = select(ledger, self.text(parameters, "WHERE", context))
            found = locate(as_issued(ledger, uids), ledger, feedback)
            manual = [place for place in ledger.places(uids) if place.origin == MANUAL]
            by_hand = {place.parcel_uid for place in manual}
            issued = list(as_issued(ledger, uids))
            placed = [(parcel, found[parcel.parcel_uid]) for parcel in issued if parcel.parcel_uid in found
                      and parcel.parcel_uid not in by_hand]
            outside = [parcel for parcel in issued if parcel.parcel_uid not in found and parcel.parcel_uid not in by_hand]
            report = self.optional_output(parameters, "REPORT", context,
                                          ledger.files / "reports" / f"places_{ledger.new_uid()[-6:]}.html")
            with replacing(report) as hidden:
                hidden.write_text(placing_report(placed, outside, manual), encoding="utf-8")
            with withdrawn_on_failure(report):
                event = ledger.add_places(place for _, place in placed)
        differ = sum(place.issued_differs for _, place in placed)
        feedback.say(tr("{placed} parcels located, {differ} of them elsewhere than issued, {outside} in no place; {manual} "
                        "corrected by hand stay.").format(
                            placed=len(placed), differ=differ, outside=len(outside), manual=len(manual)))
        if not event:
            feedback.say(tr("Every place was known already: nothing was written."))
        return {"LOCATED": len(placed), "DIFFER": differ, "OUTSIDE": len(outside), "MANUAL": len(manual), "EVENT": event,
                "REPORT": str(report)}
