"""``retireredline``: a red line whose results no longer count."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..i18n import tr
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .registerredline import one_redline


class RetireRedline(FarmlandAlgorithm):
    """Retire a registered red line: out of date, wrong, or replaced."""

    ID = "retireredline"
    ICON = "redline"
    NUMBERS = ("PARCELS",)
    STRINGS = ("REDLINE_ID",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Retire red line")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Retires a red line that is out of date or was registered by mistake. What it said of parcels stays in the ledger, "
            "with who retired it, when and why, but no longer counts in facts, lists and packages; new screenings leave it out. "
            "To put another layer in its place in one step use REPLACES of Register red line."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("REDLINE", tr("Red line (id or name)"), optional=False)
        self.add_text("WHY", tr("Why it is retired"), optional=False)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Retire it in one transaction."""
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            line = one_redline(ledger, self.text(parameters, "REDLINE", context))
            parcels = sum(1 for one in ledger.all_screenings() if one.redline_id == line.redline_id)
            ledger.retire_redline(line.redline_id, self.text(parameters, "WHY", context))
        feedback.say(tr("{name} is retired: its results of {count} parcels no longer count; screen them again.").format(
            name=line.name, count=parcels))
        return {"REDLINE_ID": line.redline_id, "PARCELS": parcels}
