"""``exportsurveysheet``: the survey form as a workbook for townships to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..i18n import language, tr
from ..ledger.cases.campaigns import campaign_for
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from ..reports.survey_sheet import parcels_of, write_sheet
from .base import AlgorithmFeedback, FarmlandAlgorithm


class ExportSurveySheet(FarmlandAlgorithm):
    """Export a campaign's survey form as a workbook to be filled in and read back (核查填报表)."""

    ID = "exportsurveysheet"
    ICON = "findings"
    NUMBERS = ("PARCELS",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export survey sheet")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes a workbook with the questions of a campaign's survey form, one row for each selected parcel of the campaign, "
            "and the code lists to choose from in its cells. Once filled in, Record findings reads it back.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_code("CAMPAIGN", tr("Campaign"), "source", "satellite")
        self.add_where()
        self.add_file_output("OUTPUT", tr("Workbook"), tr("Workbook (*.xlsx)"), optional=False)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Select the parcels and write the workbook."""
        where = self.text(parameters, "WHERE", context)
        output = self.spare(Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)), parameters, context)
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            campaign = campaign_for(ledger, ledger.dictionary("source").require(self.text(parameters, "CAMPAIGN", context)).code)
            selected = select(ledger, where)
            mine = parcels_of(ledger, campaign, selected)
            if not mine:
                raise BadInput(tr("None of the {count} selected parcels belongs to the campaign {campaign}."),
                               count=len(selected), campaign=campaign.words.said(language()))
            feedback.check()
            write_sheet(output, ledger, campaign, mine)
        feedback.say(tr("{count} parcels of the campaign {campaign}; {others} selected parcels belong to others.").format(
            count=len(mine), campaign=campaign.words.said(language()), others=len(selected) - len(mine)))
        feedback.progress(100)
        return {"OUTPUT": str(output), "PARCELS": len(mine)}
