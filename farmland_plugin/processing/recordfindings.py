"""``recordfindings``: the surveyors' table becomes findings of the ledger's cases."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..files import replacing, safe_name, withdrawn_on_failure
from ..i18n import language, tr
from ..intake import findings
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RecordFindings(FarmlandAlgorithm):
    """Record findings (核实认定意见) from an Excel or CSV table, parcel by parcel."""

    ID = "recordfindings"
    ICON = "findings"
    NUMBERS = ("APPLIED", "REFUSED")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Record findings")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Reads a table (.xlsx, .csv) with a column of parcel numbers and the columns of the survey form. Rows that are "
            "certain are applied in one step; a row whose parcel or code is not certain is refused, with the reason in the "
            "report. A dry run judges the rows, counts what would be applied and writes nothing."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Table of findings"), filter=tr("Tables (*.xlsx *.csv)"))
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Judge every row, then apply the accepted ones in one transaction."""
        dry_run = self.parameterAsBool(parameters, "DRY_RUN", context)
        source = self.path(parameters, "INPUT", context)
        with Ledger.open(self.ledger_address(parameters, context), write=not dry_run) as ledger:
            judged = findings.judge(ledger, source, feedback)
            default = ledger.files / "reports" / f"findings_{safe_name(source.stem)}_{ledger.new_uid()[-6:]}.html"
            report = self.optional_output(parameters, "REPORT", context, default)
            with replacing(report) as part:
                part.write_text(findings.report(judged, ledger, len(judged.accepted), dry_run=dry_run, labels=language()),
                                encoding="utf-8")
            if not dry_run:
                with withdrawn_on_failure(report):
                    findings.apply(ledger, judged, feedback)
        text = tr("{applied} rows would be recorded, {refused} refused; nothing was written.") if dry_run \
            else tr("{applied} rows recorded, {refused} refused.")
        feedback.say(text.format(applied=len(judged.accepted), refused=len(judged.refused)))
        for sentence in findings.personal_notes(judged):
            feedback.warn(sentence)
        for row in judged.refused[:50]:
            feedback.warn(tr("Row {row} ({number}) refused: {reason}").format(
                row=row.row, number=row.number, reason=row.reason))
        return {"APPLIED": len(judged.accepted), "REFUSED": len(judged.refused), "REPORT": str(report)}
