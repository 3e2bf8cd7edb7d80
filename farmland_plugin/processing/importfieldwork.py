"""``importfieldwork``: what was recorded and photographed in a field project comes into the ledger."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.errors import BadInput
from ..files import replacing, safe_name, withdrawn_on_failure
from ..i18n import tr
from ..intake.fieldwork.judging import HomeComing, changes, judge
from ..intake.fieldwork.report import lines, remarks, report
from ..intake.fieldwork.working_copy import read_copy
from ..ledger.cases.campaigns import campaign_for
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm

MOST_TOLD = 50


class ImportFieldwork(FarmlandAlgorithm):
    """Bring the answers and photos of a field project home (外业成果入库)."""

    ID = "importfieldwork"
    ICON = "fieldwork_home"
    NUMBERS = ("APPLIED", "REFUSED", "CONFLICTS", "ALREADY", "PHOTOS", "MISSING", "RESIDUALS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Bring fieldwork home")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Reads the folder of a field project that came back from QField or a like tool. Answers that were edited are judged "
            "as Record findings judges them and recorded in one step; photos are attached, known by the hash of their content; "
            "what was drawn as left on the ground is cut to its parcel and recorded. Where the office changed a case meanwhile, "
            "its row is refused and listed with both answers. What came home once is not recorded again: the same folder may be "
            "read every evening. A dry run writes nothing.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Folder of the field project"))
        self.add_text("TAKE", tr("Parcels whose field answers are taken although the office changed them (numbers, with commas)"))
        self.addParameter(QgsProcessingParameterBoolean("DRY_RUN", tr("Dry run (write nothing)"), False))
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Judge every row and photo, then write what is new in one transaction."""
        dry_run = self.parameterAsBool(parameters, "DRY_RUN", context)
        copy = read_copy(self.path(parameters, "INPUT", context))
        with Ledger.open(self.ledger_address(parameters, context), write=not dry_run) as ledger:
            found = judge(ledger, copy, self.words(parameters, "TAKE", context), feedback)
            default = ledger.files / "reports" / f"fieldwork_{safe_name(copy.folder.name)}_{ledger.new_uid()[-6:]}.html"
            target = self.optional_output(parameters, "REPORT", context, default)
            form = campaign_for(ledger, copy.about["campaign"]).form
            with replacing(target) as part:
                part.write_text(report(found, form, dry_run=dry_run), encoding="utf-8")
            if not dry_run:
                with withdrawn_on_failure(target):
                    _write(ledger, found, feedback)
        _tell(found, feedback, dry_run)
        return {"APPLIED": len(found.recorded), "REFUSED": len(found.refused), "CONFLICTS": len(found.contested),
                "ALREADY": found.already, "PHOTOS": len(found.photos.attached), "MISSING": len(found.photos.missing),
                "RESIDUALS": len(found.left.recorded), "REPORT": str(target)}


def _write(ledger: Ledger, found: HomeComing, feedback: AlgorithmFeedback) -> None:
    """Take the photos into the media folder, then attach and record everything in one transaction."""
    for photo in found.photos.attached:
        feedback.check()
        photo.stored = ledger.media.add(photo.path)
        if photo.stored.sha256 != photo.sha256:
            raise BadInput(tr("{path} changed while it was read: bring the folder home again."), path=photo.path.name)
    made = changes(found)
    if not made:
        return
    with ledger.door(found.group) as door:
        for done, change in enumerate(made):
            feedback.check()
            door.change(change)
            feedback.progress(90.0 + 10.0 * done / len(made))


def _tell(found: HomeComing, feedback: AlgorithmFeedback, dry_run: bool) -> None:
    text = tr("{applied} rows and {photos} photos would be recorded, {refused} rows refused; nothing was written.") if dry_run \
        else tr("{applied} rows and {photos} photos recorded, {refused} rows refused.")
    feedback.say(text.format(applied=len(found.recorded), photos=len(found.photos.attached), refused=len(found.refused)))
    if found.left.recorded:
        text = tr("{count} drawings of what is left would be recorded.") if dry_run else tr(
            "{count} drawings of what is left recorded.")
        feedback.say(text.format(count=len(found.left.recorded)))
    for sentence in remarks(found):
        feedback.say(sentence)
    told = lines(found)
    for sentence in told[:MOST_TOLD]:
        feedback.warn(sentence)
    if len(told) > MOST_TOLD:
        feedback.warn(tr("{count} more remarks are not shown here.").format(count=len(told) - MOST_TOLD))
