"""``verifypackage``: is a package what its maker made?"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any, Dict, Optional

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..evidence.sources import Unreadable
from ..evidence.verify import LedgerFacts, Report, verify_package
from ..files import NoSpace, existing, replacing, safe_name
from ..i18n import tr
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
        ledger_path = self.text(parameters, "LEDGER", context)
        facts, reports = (None, path.resolve().parent) if not ledger_path else ledger_facts(Path(ledger_path))
        try:
            report = verify_package(path, self.text(parameters, "CODE", context), facts)
        except Unreadable as error:
            raise BadInput(tr("{path} cannot be read as a package ({reason})."), path=path, reason=error) from error
        target = self.optional_output(
            parameters, "REPORT", context,
            reports / f"verify_{safe_name(path.stem)}_{secrets.token_hex(3)}.json")
        _tell(report, feedback)
        try:
            with replacing(target) as hidden:
                hidden.write_text(json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        except NoSpace as error:
            if parameters.get("REPORT"):
                raise
            feedback.warn(str(error))  # a package on a read-only disk can be verified all the same
            return {"VERDICT": report.verdict, "LEVEL": report.level, "REPORT": ""}
        return {"VERDICT": report.verdict, "LEVEL": report.level, "REPORT": str(target)}


def ledger_facts(path: Path) -> tuple[Optional[LedgerFacts], Path]:
    """Return what a ledger knows of its packages, polygons and journal, and its folder for reports."""
    with Ledger.open(path, write=False) as ledger:
        return LedgerFacts(
            {package["folder_name"]: package["code"] for package in ledger.packages()},
            {parcel.parcel_uid: parcel.geom_hash for parcel in ledger.parcels(geometry=False)},
            {event.seq: event.hash for event in ledger.events()}), ledger.files / "reports"


def _tell(report: Report, feedback: AlgorithmFeedback) -> None:
    """Say the verdict, what was checked and what is broken."""
    (feedback.say if not report.broken else feedback.warn)(report.words())
    for line in (*report.checked, *report.remarks):
        feedback.say(line)
    for level, subject, sentence in report.broken[:50]:
        feedback.warn(f"{level}  {subject}: {sentence}")
