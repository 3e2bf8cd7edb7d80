"""``splitparcels``: parcels cut where a plan or another registered layer ends."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber

from ..domain.area import round_half_up
from ..i18n import tr
from ..intake.ground import splitting
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .redline_cache import ensure_caches

DEFAULT_ROLE = "growth_boundary"
MIN_AREA_M2 = 66.67  # 0.1 亩, below which a piece is an edge sliver (边角细缝, domain facts §9.A-12)
MOST_TOLD = 20


class SplitParcels(FarmlandAlgorithm):
    """Split parcels by plan conformity (按规划拆分): inside and outside are disposed of differently (§2.6)."""

    ID = "splitparcels"
    ICON = "split"
    NUMBERS = ("SPLIT", "CHILDREN", "WHOLE", "SKIPPED", "SLIVERS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Split parcels by plan")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Cuts parcels that lie partly inside the layer of a role (the growth boundary, when none is given; of several layers "
            "the one registered last) into the part inside and the part outside. Parts are numbered _1, _2 and form a batch of "
            "their own; the parcel as issued stays, and its issued area is shared among the parts in proportion. Pieces smaller "
            "than the least area stay with the larger part."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_code("ROLE", tr("Role of the layer"), "redline_role", DEFAULT_ROLE)
        number = QgsProcessingParameterNumber.Type
        self.addParameter(QgsProcessingParameterNumber(
            "MIN_AREA", tr("Least area of a piece (m²)"), number.Double, MIN_AREA_M2, True, 0.0))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Cut, then write the batches of parts."""
        least = self.parameterAsDouble(parameters, "MIN_AREA", context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            role = ledger.dictionary("redline_role").require(self.text(parameters, "ROLE", context) or DEFAULT_ROLE).code
            uids = select(ledger, self.text(parameters, "WHERE", context))
            ensure_caches(ledger, [line for line in ledger.redlines() if line.role == role][-1:], feedback, context)
            done = splitting.split(ledger.parcels(uids), ledger, role, least, feedback)
            _tell(done, feedback)
            children = splitting.write(ledger, done, feedback)
        if not children:
            feedback.say(tr("No parcel lies on both sides: nothing was written."))
        return {"SPLIT": done.cut, "CHILDREN": children, "WHOLE": done.whole, "SKIPPED": len(done.skipped),
                "SLIVERS": done.slivers}


def _tell(done: splitting.Split, feedback: AlgorithmFeedback) -> None:
    feedback.say(tr("Cut by the layer {name}, vintage {vintage}.").format(name=done.line.name, vintage=done.line.vintage or "-"))
    feedback.say(tr("{cut} parcels split; {inside} lie wholly inside and {outside} wholly outside and stay as they are.").format(
        cut=done.cut, inside=done.inside, outside=done.outside))
    if done.slivers:
        feedback.say(tr("{count} slivers, {area} m² together, stay with the larger part.").format(
            count=done.slivers, area=round_half_up(done.slivers_m2)))
    for sentence in done.skipped[:MOST_TOLD]:
        feedback.warn(sentence)
    if len(done.skipped) > MOST_TOLD:
        feedback.warn(tr("{count} more parcels were not split.").format(count=len(done.skipped) - MOST_TOLD))
