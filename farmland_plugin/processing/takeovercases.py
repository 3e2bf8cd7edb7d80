"""``takeovercases``: the cases of an earlier issue go to the parcels issued again."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.errors import BadInput
from ..domain.parcel import Change
from ..domain.takeover import CHANGED, SAME, TAKE_OVER
from ..i18n import message, tr
from ..ledger.cases.earlier import Prospect, prospects
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from .base import AlgorithmFeedback, FarmlandAlgorithm

ALL = "all"
MOST_TOLD = 50


class TakeOverCases(FarmlandAlgorithm):
    """Take the earlier issue's cases over to the parcels issued again (案件承接)."""

    ID = "takeovercases"
    ICON = "take_over"
    NUMBERS = ("TAKEN", "CHANGED", "REFUSED")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Take over earlier cases")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "For parcels that were issued again, takes over answers, responsibilities and photos of the earlier issue's case, "
            "one event of the journal per parcel. A parcel issued again unchanged goes on as surveyed; one that changed waits "
            "until a person confirms it. Signatures and concluded steps stay with the earlier parcel. A case with answers of "
            "its own that differ is left as it is. All of them can be undone as one step."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_choice("VERDICT", tr("Parcels that were issued again"), list(verdicts().values()), verdicts()[SAME], True)
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Look at every earlier case, then write all that can be taken over in one transaction."""
        text = self.text(parameters, "VERDICT", context) or SAME
        verdict = next((code for code, label in verdicts().items() if text in (code, label)), "")
        if not verdict:
            raise BadInput(tr("VERDICT {value} is unknown: use {known}."), value=text, known=", ".join(verdicts()))
        dry = self.parameterAsBool(parameters, "DRY_RUN", context)
        with Ledger.open(self.ledger_address(parameters, context), write=not dry) as ledger:
            found = prospects(ledger, select(ledger, self.text(parameters, "WHERE", context)))
            asked = [one for one in found if verdict in (ALL, one.earlier.verdict)]
            ready = [one for one in asked if one.refusal is None]
            feedback.check()
            if ready and not dry:
                ledger.apply_many([asking(one) for one in ready], feedback)
        _tell(found, asked, ready, dry, feedback)
        changed = sum(one.earlier.verdict == CHANGED for one in found)
        return {"TAKEN": len(ready), "CHANGED": changed, "REFUSED": len(asked) - len(ready)}


def verdicts() -> Dict[str, str]:
    """Return which parcels can be asked for, code and label."""
    return {SAME: tr("unchanged"), CHANGED: tr("changed"), ALL: tr("unchanged and changed")}


def asking(one: Prospect) -> Change:
    """Return what is asked of the ledger for one parcel, as its earlier case was seen."""
    return Change(one.uid, one.version, TAKE_OVER, {"last_seq": one.earlier.case.last_seq})


def _tell(found: List[Prospect], asked: List[Prospect], ready: List[Prospect], dry: bool, feedback: AlgorithmFeedback) -> None:
    text = tr("{count} cases could be taken over.") if dry else tr("{count} cases taken over.")
    feedback.say(text.format(count=len(ready)))
    if len(found) > len(asked):
        feedback.say(tr("{count} other parcels issued again have an earlier case: choose them with VERDICT.").format(
            count=len(found) - len(asked)))
    refused: List[Tuple[str, str]] = [(one.number, message(one.refusal)) for one in asked if one.refusal is not None]
    for number, why in refused[:MOST_TOLD]:
        feedback.warn(f"{number}: {why}")
    if len(refused) > MOST_TOLD:
        feedback.warn(tr("{count} more remarks are not shown here.").format(count=len(refused) - MOST_TOLD))
