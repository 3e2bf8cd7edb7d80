"""``exportlists``: the four problem lists, their summary and what is not counted as a workbook."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..domain.workdays import today
from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..ledger.selection import select
from ..reports.counting import afresh_remark, equations, pending_remark
from ..reports.lists import collect, write_lists
from .base import AlgorithmFeedback, FarmlandAlgorithm


class ExportLists(FarmlandAlgorithm):
    """Export the problem, remediated, unremediated and overdue lists (问题清单, 已整改, 未整改, 逾期)."""

    ID = "exportlists"
    ICON = "lists"
    NUMBERS = ("PROBLEMS", "REMEDIATED", "UNREMEDIATED", "OVERDUE", "COUNTED", "PENDING")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Export problem lists")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes one workbook with the problem list, the remediated, unremediated and overdue lists and a summary by "
            "township. Progress counts the monitored area as issued. The selection, the date and the rule are printed "
            "on every sheet. Parcels on the same ground count once where a person decided so, issued-again parcels by "
            "their new issue, split ones by their parts; the others stand on a sheet of their own, so that every parcel "
            "of the selection is there exactly once. Pairs nobody has decided all count and are told.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_where()
        self.add_text("AS_OF", tr("As of (date; empty = today)"))
        self.add_file_output("OUTPUT", tr("Workbook"), tr("Workbook (*.xlsx)"), optional=False)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Collect the lists and write them."""
        as_of = parse_day(self.text(parameters, "AS_OF", context))
        where = self.text(parameters, "WHERE", context)
        output = self.spare(Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)), parameters, context)
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            lists = collect(ledger, select(ledger, where), as_of, language())
            feedback.check()
            write_lists(output, lists, where, ledger)
        feedback.say(tr("{problems} problems: {done} remediated, {remaining} not, {late} of them overdue.").format(
            problems=len(lists.problems), done=len(lists.remediated), remaining=len(lists.unremediated),
            late=len(lists.overdue)))
        for line in equations(lists.balance, len(lists.problems)):
            feedback.say(line)
        if lists.balance.pending:
            feedback.warn(pending_remark(lists.balance))
        if lists.balance.afresh:
            feedback.warn(afresh_remark(lists.balance))
        feedback.progress(100)
        return {"OUTPUT": str(output), "PROBLEMS": len(lists.problems), "REMEDIATED": len(lists.remediated),
                "UNREMEDIATED": len(lists.unremediated), "OVERDUE": len(lists.overdue),
                "COUNTED": lists.balance.counted, "PENDING": lists.balance.pending}


def parse_day(text: str) -> datetime.date:
    """Return an ISO date, today when empty.

    :raises BadInput: when it is no date.
    """
    if not text:
        return today()
    try:
        return datetime.date.fromisoformat(text[:10].replace("/", "-").replace(".", "-"))
    except ValueError as error:
        raise BadInput(tr("{value} is not a date: write it as 2026-03-31."), value=text) from error
