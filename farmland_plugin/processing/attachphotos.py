"""``attachphotos``: a folder or zip of field photos comes into the ledger, matched with parcels and checked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber

from ..domain.codes import parse_dictionary
from ..evidence.photos.checking import Checked, Part, check_photos
from ..evidence.photos.matching import AUTO, GPS, NAME, Parcels
from ..evidence.photos.report import report, suspects
from ..evidence.photos.taking_in import TakenIn, TakingIn, opened
from ..files import replacing, safe_name
from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..paths import resource
from .base import AlgorithmFeedback, FarmlandAlgorithm

MOST_TOLD = 30


class AttachPhotos(FarmlandAlgorithm):
    """Attach field photos and check them (现场照片入库核对)."""

    ID = "attachphotos"
    ICON = "photos"
    NUMBERS = ("READ", "ATTACHED", "UNMATCHED", "ALREADY", "REFUSED", "CHECKED", "SUSPECT", "FLAGS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Attach field photos")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Takes in a folder or zip of photos: each is matched with a parcel by the number in its name or folder, or by where "
            "it was taken, attached once, and checked: position and distance to the parcel's edge, time against satellite time "
            "and the demolition, editors, missing camera data, and whether the same picture is evidence elsewhere. Photos "
            "attached by other means are checked, too; without INPUT only these. What is noticed are flags for a person to "
            "explain: nothing is rejected. Running it again adds nothing twice. READ = ATTACHED + UNMATCHED + ALREADY + REFUSED.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Folder or zip of photos (empty = only check what is attached)"), optional=True)
        self.add_choice("MATCH", tr("Matched by (auto = name and folder first, then position)"), [AUTO, GPS, NAME], AUTO)
        self.addParameter(QgsProcessingParameterNumber(
            "MAX_DISTANCE", tr("Metres from the parcel's edge a photo may be matched over"),
            QgsProcessingParameterNumber.Type.Double, 150.0, False, 0.0, 10_000.0))
        path = resource("dictionaries", "attachment_role.json")
        roles = parse_dictionary("attachment_role", path.read_text(encoding="utf-8"), path.name)
        self.add_choice("ROLE", tr("What they show, where name and folder do not say (empty = by where the case stands)"),
                        [roles.label(one.code, language()) for one in roles.entries if one.extra.get("kind") == "photo"],
                        optional=True)
        self.add_file_output("REPORT", tr("Report"), tr("Web page (*.html)"))
        self.add_file_output("LISTS", tr("Lists for programs: photos of no parcel, refused files, flags (none when empty)"),
                             tr("JSON (*.json)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Take the photos in, check all that were not checked, and write the report."""
        given = self.text(parameters, "INPUT", context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            parcels = Parcels(ledger, ledger.photo_rules())
            name = safe_name(Path(given).stem) if given else "check"
            default = ledger.files / "reports" / f"photos_{name}_{ledger.new_uid()[-6:]}.html"
            target = self.optional_output(parameters, "REPORT", context, default)
            taken = TakenIn()
            if given:
                way = self.text(parameters, "MATCH", context) or AUTO
                taking = TakingIn(ledger, parcels, way, self.parameterAsDouble(parameters, "MAX_DISTANCE", context),
                                  self.text(parameters, "ROLE", context))
                with opened(Path(given)) as folder:
                    taken = taking.plan(folder, Part(feedback, (0.0, 50.0)))
                    taking.attach(folder, Part(feedback, (50.0, 70.0)))
            checked = check_photos(ledger, parcels, taken.looked, Part(feedback, (70.0, 99.0)))
            with replacing(target) as part:
                part.write_text(report(ledger, parcels, taken, checked), encoding="utf-8")
            if parameters.get("LISTS"):
                lists = self.spare(Path(self.parameterAsFileOutput(parameters, "LISTS", context)), parameters, context)
                with replacing(lists) as part:
                    part.write_text(_lists(taken, checked), encoding="utf-8")
            suspect = len(suspects(ledger.dictionary("photo_flag"), checked))
        _tell(feedback, taken, checked, suspect)
        return {"READ": taken.read, "ATTACHED": len(taken.attached), "UNMATCHED": len(taken.unmatched), "ALREADY": taken.already,
                "REFUSED": len(taken.refused), "CHECKED": len(checked.photos), "SUSPECT": suspect, "FLAGS": len(checked.flags),
                "REPORT": str(target)}


def _lists(taken: TakenIn, checked: Checked) -> str:
    """Return as JSON what a person has to decide on: [file, why] of what was left, [parcel, photo, code] of what was noticed."""
    return json.dumps({"unmatched": taken.unmatched, "refused": taken.refused,
                       "flags": [[one.parcel_uid, one.sha256, one.code] for one in checked.flags]}, ensure_ascii=False)


def _tell(feedback: AlgorithmFeedback, taken: TakenIn, checked: Checked, suspect: int) -> None:
    feedback.say(tr("{read} files read: {attached} photos attached, {already} there already, {unmatched} of no parcel, {refused} "
                    "refused; {checked} photos checked, {suspect} to look at.").format(
        read=taken.read, attached=len(taken.attached), already=taken.already, unmatched=len(taken.unmatched),
        refused=len(taken.refused), checked=len(checked.photos), suspect=suspect))
    for one in [*taken.refused, *taken.unmatched][:MOST_TOLD]:
        feedback.warn(f"{one.path}: {one.reason}")
    more = len(taken.refused) + len(taken.unmatched) - MOST_TOLD
    if more > 0:
        feedback.warn(tr("{count} more remarks are not shown here.").format(count=more))
