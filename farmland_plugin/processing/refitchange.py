"""``refitchange``: the thresholds of image comparison fitted to what people decided; adopted only when asked for."""

from __future__ import annotations

import json
from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.refitting import Refit
from ..i18n import tr
from ..imagery.learning import adopt, counted_words, error_rows, proposal, standing_words
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RefitChange(FarmlandAlgorithm):
    """Fit the thresholds of image comparison to the county's decisions (阈值重新拟合)."""

    ID = "refitchange"
    ICON = "learning"
    NUMBERS = ("GONE", "LEFT", "PAIRS", "LACKING", "CLEARED", "STANDING")
    STRINGS = ("OFFERED", "ADOPTED", "VERSION", "FIGURES")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Fit comparison of images to decisions")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Reads from the journal what people decided of parcels whose images had been compared: accepted after a demolition, "
            "or with a building drawn as left. From 100 decisions of each kind on, the two thresholds (gone, standing) are "
            "fitted to them, nothing else, and tried on pairs of images that were not fitted to. With ADOPT they become a new "
            "version of the ledger's profile, told in the journal. Comparisons made before stay as they are.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.addParameter(QgsProcessingParameterBoolean("ADOPT", tr("Adopt the thresholds"), False))
        self.add_text("REASON", tr("Reason (needed to adopt them)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Fit, say what came of it, and adopt it when asked to."""
        wanted = self.parameterAsBool(parameters, "ADOPT", context)
        with Ledger.open(self.ledger_address(parameters, context), write=wanted) as ledger:
            found = proposal(ledger)
            feedback.check()
            _tell(found, feedback)
            version = adopt(ledger, found, self.text(parameters, "REASON", context)).version if wanted else ""
        if version:
            feedback.say(tr("Adopted as version {version}.").format(version=version))
        return {"GONE": found.gone, "LEFT": found.left, "PAIRS": found.pairs, "LACKING": sum(found.lacking.values()),
                "CLEARED": found.fitted.cleared, "STANDING": found.fitted.standing,
                "OFFERED": "yes" if found.offered else "", "ADOPTED": "yes" if version else "", "VERSION": version,
                "FIGURES": figures_text(found)}


def _tell(found: Refit, feedback: AlgorithmFeedback) -> None:
    feedback.say(counted_words(found))
    for line in standing_words(found):
        feedback.say(line)
    if found.enough:
        feedback.say(tr("gone below {cleared} (now {cleared_now}), standing above {standing} (now {standing_now})").format(
            cleared=f"{found.fitted.cleared:.3f}", cleared_now=f"{found.now.cleared:.3f}",
            standing=f"{found.fitted.standing:.3f}", standing_now=f"{found.now.standing:.3f}"))
        for what, before, after in error_rows(found):
            feedback.say(tr("{what}: now {before}, fitted {after}").format(what=what, before=before, after=after))


def figures_text(found: Refit) -> str:
    """Return what fitting came to as JSON, for a window to show."""
    return json.dumps({
        "counted": counted_words(found), "standing": standing_words(found), "enough": found.enough, "offered": found.offered,
        "now": list(found.now), "fitted": list(found.fitted),
        "errors": error_rows(found) if found.enough else []}, ensure_ascii=False)
