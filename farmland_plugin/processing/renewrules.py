"""``renewrules``: the rules and dictionaries shipped now, taken over into a ledger that carries earlier ones."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..i18n import message, tr
from ..ledger.cases.suggestions import suggestion_rules
from ..ledger.keeping.renewing import renew_rules
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RenewRules(FarmlandAlgorithm):
    """Take over the shipped rules (更新规则)."""

    ID = "renewrules"
    ICON = "verify_ledger"
    STRINGS = ("RENEWED", "KEPT", "RULE_VERSION", "SUGGESTION_RULES")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Take over shipped rules")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "A ledger is judged by the rules and dictionaries it was made with. This takes over those shipped with the program "
            "now, told in the journal with their version; documents the county edited stay as they are. What was recorded before "
            "keeps the version it was judged by."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Take them over in one transaction."""
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            done = renew_rules(ledger)
            for warning in done.warnings():
                feedback.warn(message(warning))
            renewed, kept = tr(", ").join([*done.renewed, *done.added]), tr(", ").join(done.kept)
            judged, version = suggestion_rules(ledger).name, ledger.meta["rule_version"]
        feedback.say(tr("Taken over: {names}").format(names=renewed) if renewed else
                     tr("Nothing to take over: the ledger carries what is shipped."))
        if kept:
            feedback.say(tr("Edited by the county, left as they are: {names}").format(names=kept))
        feedback.say(tr("Suggestions are judged by {rules}.").format(rules=judged))
        return {"RENEWED": renewed, "KEPT": kept, "RULE_VERSION": version, "SUGGESTION_RULES": judged}
