"""``exportantifake``: what speaks against claimed rectifications, and what people said of it, as a page or a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..domain.workdays import today
from ..files import replacing
from ..i18n import tr
from ..ledger.door import utc_now
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from ..reports.antifake import collect
from ..reports.antifake_page import AntifakeReport
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .exportlists import parse_day

PAGE, BOOK = (".html", ".htm"), (".xlsx",)


class ExportAntifake(FarmlandAlgorithm):
    """Export the report against fake rectification (防虚假整改核查报告, 003-09)."""

    ID = "exportantifake"
    ICON = "antifake"
    NUMBERS = ("PARCELS", "FLAGGED", "SUSPICIONS", "OPEN", "EXPLAINED", "SETTLED", "CONFIRMED")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export check against fake rectification")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes, per township and per person in charge, what was noticed that speaks against a claimed rectification: flags "
            "on photos, one image under two dates, images that suggest structures still stand, main buildings left, evidence "
            "older than the demolition, stages after the cut-off, written-off parcels that look built on again, outlines "
            "that changed. Each with its figures, what was explained, by whom and when, and what is open. A page (*.html) "
            "to print or a workbook (*.xlsx). All of it is a reason to look, never a finding.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_text("AS_OF", tr("As of (date; empty = today)"))
        self.add_file_output("OUTPUT", tr("Report"), tr("Web page or workbook (*.html *.xlsx)"), optional=False)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Collect what was noticed and write it."""
        asked = self.text(parameters, "AS_OF", context)
        as_of = parse_day(asked) if asked else today()  # of Beijing, as every day the report compares
        where = self.text(parameters, "WHERE", context)
        output = self.spare(Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)), parameters, context)
        if output.suffix.lower() not in PAGE + BOOK:
            raise BadInput(tr("{path} ends neither in .html nor in .xlsx: choose what to write by the ending."), path=output)
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            found = collect(ledger, select(ledger, where), as_of)
            feedback.check()
            report = AntifakeReport(ledger, found, where, utc_now())
            if output.suffix.lower() in PAGE:
                page = report.html()
                with replacing(output) as hidden:
                    hidden.write_text(page, encoding="utf-8")
            else:
                report.write(output)
        sums = found.whole
        feedback.say(tr("{parcels} parcels: something was noticed of {flagged}; {open} of {all} suspicions are open.").format(
            parcels=sums.parcels, flagged=sums.flagged, open=sums.open, all=sums.noticed))
        feedback.progress(100)
        return {"OUTPUT": str(output), "PARCELS": sums.parcels, "FLAGGED": sums.flagged, "SUSPICIONS": sums.noticed,
                "OPEN": sums.open, "EXPLAINED": sums.explained, "SETTLED": sums.settled, "CONFIRMED": sums.confirmed}
