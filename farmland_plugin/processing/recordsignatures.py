"""``recordsignatures``: scans of signed forms become signatures of the parcels on them."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any, Dict, List, Sequence

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.errors import BadInput
from ..domain.workdays import day_of, today
from ..evidence.sign_batch import Asked, Judge, Judged, people_named, write
from ..evidence.sign_scans import Matched, Result, Unmatched, match_scans, match_typed
from ..files import replacing
from ..i18n import tr
from ..ledger.cases.forms_issued import IssuedForms
from ..ledger.ledger import Ledger
from ..webpage import figures, table, whole_page
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RecordSignatures(FarmlandAlgorithm):
    """Record the signatures of scanned sign-off forms (签字表扫描件), matched to their parcels by QR code."""

    ID = "recordsignatures"
    ICON = "signatures"
    NUMBERS = ("READ", "SIGNED", "UNMATCHED")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Record scanned signatures")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Reads scans (JPG, PNG, TIF, PDF) of printed sign-off forms, finds the parcels of each page by its QR code and "
            "records one signature for each parcel, all of one scan in one step. Who signed follows from the people named, "
            "or from who has the level's role in that village or township. A parcel whose facts have changed since the form "
            "was printed is refused, with the reason in the report. Where a code cannot be read, type it as printed under "
            "the QR code. The program does not see whether a line is signed: LOOKED says that somebody has looked. A dry "
            "run judges everything and writes nothing.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Scans (folder or file)"))
        self.add_text("PERSON", tr("Who signed (names or ids, comma-separated; empty = by role and place)"))
        self.add_text("SIGNED_ON", tr("Signed on (empty = today)"))
        self.add_text("EXCEPT", tr("Parcels whose line is not signed (numbers, comma-separated)"))
        self.add_text("OPINION", tr("Opinion written on the form"))
        self.add_text("CODES", tr("Codes typed by hand (file=code; file=code)"))
        self.addParameter(QgsProcessingParameterBoolean(
            "LOOKED", tr("I have looked at every scan: each line is signed, save those left out"), False))
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Match the scans, judge every row, write what can be written."""
        dry_run = self.parameterAsBool(parameters, "DRY_RUN", context)
        source = self.path(parameters, "INPUT", context)
        if not dry_run and not self.parameterAsBool(parameters, "LOOKED", context):
            raise BadInput(tr("The program reads the code of a form, not the signatures on it: look at every scan, name the "
                              "parcels whose line is not signed, and say that you have looked (LOOKED); nothing was written."))
        with Ledger.open(self.ledger_address(parameters, context), write=not dry_run) as ledger:
            day = self.text(parameters, "SIGNED_ON", context) or today().isoformat()
            asked = Asked(day_of(day).isoformat(), people_named(ledger, self.words(parameters, "PERSON", context)),
                          tuple(self.words(parameters, "EXCEPT", context)), self.text(parameters, "OPINION", context))
            lookup = IssuedForms(ledger)
            results = _with_typed(match_scans(source, lookup, feedback), self.text(parameters, "CODES", context), lookup)
            matched = [one for one in results if isinstance(one, Matched)]
            unmatched = [one for one in results if isinstance(one, Unmatched)]
            judged = Judge(ledger, asked).judge(matched)
            failed = [] if dry_run else write(ledger, judged, asked, feedback)
            refused = [*judged.refused, *failed]
            gone = {(one.scan.path, one.parcel.parcel_uid) for one in failed}
            signed = [one for one in judged.signed if (one.scan.path, one.parcel.parcel_uid) not in gone]
            report = self.optional_output(parameters, "REPORT", context, ledger.files / "reports" / (
                f"signatures_{ledger.new_uid()[-6:]}.html"))
            _write_report(report, Judged(signed, refused), unmatched, ledger, dry_run)
        for one in refused[:50]:
            feedback.warn(tr("{number} ({name}) refused: {why}").format(number=one.number, name=one.scan.path.name, why=one.why))
        text = tr("{signed} parcels would be signed, {refused} refused, {unmatched} scans not matched; nothing was written.") \
            if dry_run else tr("{signed} parcels signed, {refused} refused, {unmatched} scans not matched.")
        feedback.say(text.format(signed=len(signed), refused=len(refused), unmatched=len(unmatched)))
        return {"READ": len({one.path for one in results}), "SIGNED": len(signed), "UNMATCHED": len(unmatched),
                "REPORT": str(report)}


def _with_typed(results: Sequence[Result], codes: str, lookup: IssuedForms) -> List[Result]:
    """Put what people typed in the place of scans that could not be matched; ``file=code``, or ``file#page=code``."""
    typed: Dict[str, str] = {}
    for part in codes.replace("；", ";").replace("\n", ";").split(";"):
        name, found, code = part.partition("=")
        if part.strip() and not found:
            raise BadInput(tr("{text}: write the file, an equals sign and the code."), text=part.strip())
        if found:
            typed[name.strip()] = code.strip()
    done: List[Result] = []
    for one in results:
        code = typed.get(f"{one.path.name}#{one.sheet}") or typed.get(one.path.name)
        done.append(match_typed(one.path, code, lookup, one.sheet) if isinstance(one, Unmatched) and code else one)
    return done


def _write_report(path: Path, judged: Judged, unmatched: Sequence[Unmatched], ledger: Ledger, dry_run: bool) -> None:
    """Write the report for people, and beside it the same as JSON for the desktop."""
    names = ledger.people.by_id()
    signed = [(one.number, tr(", ").join(names.get(who, who) for who in one.people), one.scan.form.level, one.scan.path.name,
               one.scan.sheet) for one in judged.signed]
    refused = [(one.number, one.why, one.scan.path.name, one.scan.sheet) for one in judged.refused]
    lost = [(one.path.name, one.sheet, one.reason) for one in unmatched]
    title = tr("Signatures from scans: dry run, nothing was written") if dry_run else tr("Signatures from scans")
    body = [figures([(tr("parcels signed"), len(signed), False), (tr("refused"), len(refused), True),
                     (tr("scans not matched"), len(lost), True)]),
            f"<p>{escape(ledger.meta.get('name', ''))}</p>",
            table(tr("Scans not matched"), (tr("File"), tr("Page"), tr("Why not")), lost),
            table(tr("Refused"), (tr("Parcel"), tr("Why not"), tr("File"), tr("Page")), refused),
            table(tr("Signed"), (tr("Parcel"), tr("Signer"), tr("Level"), tr("File"), tr("Page")), signed)]
    with replacing(path) as part:
        part.write_text(whole_page(title, body), encoding="utf-8")
    with replacing(path.with_suffix(".json")) as part:
        part.write_text(json.dumps({"dry_run": dry_run, "signed": signed, "refused": refused, "unmatched": [
            {"path": str(one.path), "sheet": one.sheet, "reason": one.reason} for one in unmatched]},
            ensure_ascii=False, indent=1), encoding="utf-8")

