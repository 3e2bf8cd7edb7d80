"""``verifypackage``: is a package what its maker made?"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any, Dict, Optional, Union

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput, LedgerError
from ..evidence.sources import Unreadable
from ..evidence.verify import LedgerFacts, Report, verify_package
from ..files import NoSpace, existing, replacing, safe_name
from ..i18n import message, tr
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class VerifyPackage(FarmlandAlgorithm):
    """Verify an evidence package, folder or zip, offline."""

    ID = "verifypackage"
    ICON = "verify"
    STRINGS = ("VERDICT", "LEVEL")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Verify package")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Checks a package: L0 every file is there and unchanged, L1 its origin is proved by the package code or the "
            "ledger, L2 its tables, polygon and journal agree. The verdict is proved, complete, altered or "
            "unverifiable. It does not prove that a photo shows the truth, nor who really signed.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_input("INPUT", tr("Package (folder or zip)"))
        self.add_ledger(optional=True)
        self.add_text("CODE", tr("Package code (typed from the stamped sheet or letter)"))
        self.add_file_output("REPORT", tr("Report"), tr("Report (*.json)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Verify; an altered package is a result, not a failure."""
        path = existing(self.path(parameters, "INPUT", context), tr("Package"))
        facts, reports = (None, path.resolve().parent) if not self.text(parameters, "LEDGER", context) \
            else ledger_facts(self.ledger_address(parameters, context))
        try:
            report = verify_package(path, self.text(parameters, "CODE", context), facts)
        except Unreadable as error:
            raise BadInput(tr("{path} cannot be read as a package ({reason})."), path=path, reason=error) from error
        target = self.optional_output(
            parameters, "REPORT", context,
            reports / f"verify_{safe_name(path.stem)}_{secrets.token_hex(3)}.json")
        _tell(report, feedback)
        if facts is not None:
            record(self.ledger_address(parameters, context), report, facts, feedback)
        try:
            with replacing(target) as hidden:
                hidden.write_text(json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except NoSpace as error:
            if parameters.get("REPORT"):
                raise
            feedback.warn(str(error))  # a package on a read-only disk can be verified all the same
            return {"VERDICT": report.verdict, "LEVEL": report.level, "REPORT": ""}
        return {"VERDICT": report.verdict, "LEVEL": report.level, "REPORT": str(target)}


def ledger_facts(address: Union[str, Path]) -> tuple[Optional[LedgerFacts], Path]:
    """Return what a ledger knows of its packages, polygons and journal, and its folder for reports."""
    with Ledger.open(address, write=False) as ledger:
        return LedgerFacts(
            {package["folder_name"]: package["code"] for package in ledger.packages()},
            {parcel.parcel_uid: parcel.geom_hash for parcel in ledger.parcels(geometry=False)},
            {link.seq: link.hash for link in ledger.chain()}, ledger.meta["ledger_uuid"],
            ledger.meta["name"]), ledger.files / "reports"


def record(address: Union[str, Path], report: Report, facts: LedgerFacts, feedback: AlgorithmFeedback) -> None:
    """Record the verdict in the ledger that made the package, when it is that very package and the ledger can be written."""
    if not report.code or report.code not in facts.codes.values():
        feedback.say(tr("The verdict is not recorded: the ledger knows no package with this code."))
        return
    try:
        with Ledger.open(address) as ledger:
            for package in ledger.packages():
                if package["code"] == report.code:
                    ledger.record_verdict(package["package_id"], report.verdict)
    except LedgerError as error:
        feedback.warn(tr("The verdict is not recorded in the ledger: {reason}").format(reason=message(error)))
    else:
        feedback.say(tr("The verdict is recorded in the ledger."))


def _tell(report: Report, feedback: AlgorithmFeedback) -> None:
    """Say the verdict, what was checked and what is broken."""
    (feedback.say if not report.broken else feedback.warn)(report.words())
    for line in (*report.checked, *report.remarks):
        feedback.say(line)
    for level, subject, sentence in report.broken[:50]:
        feedback.warn(f"{level}  {subject}: {sentence}")
