"""``escalatenotices``: orders to correct whose time has run out put their parcels on the list for forced demolition."""

from __future__ import annotations

from typing import Any, Dict, List

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.deadlines import Escalation
from ..files import replacing, withdrawn_on_failure
from ..i18n import language, tr
from ..ledger.cases.deadlines import escalate_overdue
from ..ledger.ledger import Ledger
from ..workbook import csv_text
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .exportlists import parse_day


class EscalateNotices(FarmlandAlgorithm):
    """Escalate notices that ran out (责令限期改正逾期 → 强制拆除清单, 002-12)."""

    ID = "escalatenotices"
    ICON = "lists"
    NUMBERS = ("ESCALATED", "HELD_BACK")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Escalate overdue notices")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Puts every parcel whose order to correct by a date ran out on the list for forced demolition: one event a parcel, "
            "nothing else changes. Time in which a case was suspended or under appeal does not count. Parcels flagged for "
            "petition or risk to public order are left to a person. A dry run lists them and writes nothing.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("AS_OF", tr("As of (date; empty = today)"))
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))
        self.add_file_output("REPORT", tr("Report"), tr("Table (*.csv)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Find what ran out, write the report, then the events in one transaction."""
        dry_run = self.parameterAsBool(parameters, "DRY_RUN", context)
        as_of = parse_day(self.text(parameters, "AS_OF", context))
        with Ledger.open(self.ledger_address(parameters, context), write=not dry_run) as ledger:
            default = ledger.files / "reports" / f"notices_{as_of.isoformat()}_{ledger.new_uid()[-6:]}.csv"
            report = self.optional_output(parameters, "REPORT", context, default)
            due = ledger.deadlines.escalations(as_of)
            with replacing(report) as part:
                part.write_text(report_text(ledger, due), encoding="utf-8")
            if not dry_run:
                with withdrawn_on_failure(report):
                    due = escalate_overdue(ledger, as_of)
        held = [one for one in due if one.held_back]
        parcels = {one.notice.parcel_uid for one in due if not one.held_back}
        text = tr("{count} parcels went on the list for forced demolition, {held} are left to a person.")
        if dry_run:
            text = tr("{count} parcels would go on the list for forced demolition, {held} are left to a person; nothing was "
                      "written.")
        feedback.say(text.format(count=len(parcels), held=len({one.notice.parcel_uid for one in held})))
        feedback.progress(100)
        return {"ESCALATED": len(parcels), "HELD_BACK": len({one.notice.parcel_uid for one in held}), "REPORT": str(report)}


def report_text(ledger: Ledger, due: List[Escalation]) -> str:
    """Return the table of what ran out: parcel, notice, dates, and what holds it back."""
    numbers = {parcel.parcel_uid: parcel.source_no
               for parcel in ledger.parcels({one.notice.parcel_uid for one in due}, geometry=False)}
    kinds, flags = ledger.dictionary("notice_kind"), ledger.dictionary("flag")
    header = [tr("Parcel no."), tr("Notice"), tr("Notice no."), tr("Served on"), tr("To be met by"), tr("Days overdue"),
              tr("Held back by")]
    return csv_text(header, [[
        numbers[one.notice.parcel_uid], kinds.label(one.notice.kind, language()), one.notice.number, one.notice.served_on,
        one.standing.due.isoformat(), one.standing.overdue_days,
        flags.label(one.held_back, language()) if one.held_back else ""] for one in due])
