"""``exportscreening``: what the screening found, as a report to hand on or as the platforms' area table."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..domain.screening_facts import LANDUSE
from ..files import replacing
from ..i18n import language, tr
from ..ledger.door import utc_now
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from ..reports.area_table import AreaTable
from ..reports.screening_report import ScreeningReport
from ..reports.screening_sums import Chosen, balance_lines, collect, warnings
from ..screening_words import class_words
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .exportlists import parse_day

PAGE, BOOK = (".html", ".htm"), (".xlsx",)


class ExportScreening(FarmlandAlgorithm):
    """Export the screening report (套合分析报告) or the area table (套合面积表)."""

    ID = "exportscreening"
    ICON = "lists"
    NUMBERS = ("PARCELS", "STALE", "REMARKS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export screening")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes what the screening found: a report (*.html) with sums that reconcile, or a workbook (*.xlsx) with the "
            "area table in the columns of the platforms, in mu and in m². Cropland is net of ridges and without adjustable "
            "or recoverable land unless the ledger's rules (cropland.json) say otherwise; the switches, every layer with "
            "vintage and SHA-256, and the rules are printed. Vintages of land use stand side by side and are never added. "
            "Parcels on the same ground count once where a person decided so, split ones by their parts.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_text("ROLES", tr("Roles of the red lines (comma-separated codes; empty = all)"))
        self.add_text("LANDUSE", tr("Role of the land use that fills the area table (empty = landuse)"))
        self.add_text("AS_OF", tr("As of (date; empty = today)"))
        self.add_file_output("OUTPUT", tr("Report"), tr("Web page or workbook (*.html *.xlsx)"), optional=False)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Collect the facts and write them."""
        on = parse_day(self.text(parameters, "AS_OF", context))
        where = self.text(parameters, "WHERE", context)
        output = self.spare(Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)), parameters, context)
        if output.suffix.lower() not in PAGE + BOOK:
            raise BadInput(tr("{path} ends neither in .html nor in .xlsx: choose what to write by the ending."), path=output)
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            known = ledger.dictionary("redline_role")
            roles = {known.require(word).code for word in self.words(parameters, "ROLES", context)}
            landuse = self.text(parameters, "LANDUSE", context)
            chosen = Chosen(select(ledger, where), where, on, roles, known.require(landuse).code if landuse else LANDUSE)
            sums = collect(ledger, chosen, feedback)
            if not sums.screened:
                raise BadInput(tr("None of these parcels was screened against these roles: run screenparcels first."))
            if output.suffix.lower() in PAGE:
                page = ScreeningReport(ledger, sums, utc_now()).html()
                with replacing(output) as hidden:
                    hidden.write_text(page, encoding="utf-8")
            else:
                AreaTable(ledger, sums).write(output)
            names = {entry.code: known.label(entry.code, language()) for entry in known.entries}
            for line in balance_lines(sums, class_words(), names):
                feedback.say(line)
            for line in warnings(sums):
                feedback.warn(line)
        feedback.progress(100)
        return {"OUTPUT": str(output), "PARCELS": len(sums.facts), "STALE": sums.outdated(),
                "REMARKS": sums.number_remarks()}
