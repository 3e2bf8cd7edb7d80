"""``mergeledgers``: a copy of the ledger that was worked on elsewhere comes home."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.merge import OURS, THEIRS
from ..files import replacing, safe_name
from ..i18n import tr
from ..intake.merge_report import merge_report
from ..ledger.ledger import Ledger
from ..ledger.merging.merge import MergeResult, merge
from ..ledger.merging.plan import ASK
from .base import AlgorithmFeedback, FarmlandAlgorithm


class MergeLedgers(FarmlandAlgorithm):
    """Merge a field copy (合并外业副本) into the ledger it was taken from."""

    ID = "mergeledgers"
    ICON = "merge"
    NUMBERS = ("MERGED", "CONFLICTS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Merge field copy")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Brings the work of a colleague's copy of this ledger home. The copy is checked first and never changed; the ledger "
            "is backed up before. What only one side worked on comes together by itself. Where both sides entered different "
            "things in the same field, the policy decides: ask keeps ours and lists the conflict, theirs and ours decide at "
            "once. The report names everything that was taken over. Merging the same copy again changes nothing."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Field copy (the colleague's file)"), filter=tr("Ledger (*.gpkg)"))
        self.add_choice("POLICY", tr("When both sides entered different things"), list(policies().values()), policies()[ASK])
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Merge, then write the report."""
        text = self.text(parameters, "POLICY", context) or ASK
        policy = next((code for code, label in policies().items() if text == label), text)
        source = self.path(parameters, "INPUT", context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            default = ledger.files / "reports" / f"merge_{safe_name(source.stem)}_{ledger.new_uid()[-6:]}.html"
            report = self.optional_output(parameters, "REPORT", context, default)
            with replacing(report) as part:
                part.touch()  # a place that cannot be written is told before anything is merged
                result = merge(ledger, source, policy, feedback)
                part.write_text(merge_report(ledger, result), encoding="utf-8")
        _tell(result, feedback)
        return {"MERGED": result.merged, "CONFLICTS": result.conflicts, "REPORT": str(report)}


def policies() -> Dict[str, str]:
    """Return the ways to decide conflicts, code and label."""
    return {ASK: tr("keep ours and ask later"), THEIRS: tr("take theirs"), OURS: tr("keep ours")}


def _tell(result: MergeResult, feedback: AlgorithmFeedback) -> None:
    if not result.merge_id:
        feedback.say(tr("There is nothing new in this copy."))
        return
    feedback.say(tr("{merged} parcels taken over from {events} events of the copy.").format(
        merged=result.merged, events=result.their_events))
    if result.conflicts:
        feedback.warn(tr("{count} conflicts wait for a decision; ours stays meanwhile.").format(count=result.conflicts))
    if result.besides.refused:
        feedback.warn(tr("{count} batches or red lines were not brought in: the same file is here already.").format(
            count=len(result.besides.refused)))
