"""``compareimagery``: what the images before and after suggest of each parcel, with every reason; a person decides."""

from __future__ import annotations

import datetime
import time
from collections import Counter
from typing import Any, Dict, List, Optional, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingOutputFile, QgsProcessingParameterNumber

from ..domain.errors import BadInput
from ..domain.imagery import STANDING, SUGGESTIONS
from ..domain.parcel import Scene
from ..i18n import tr
from ..imagery.comparing import Comparer, Outcome, settings_of
from ..imagery.originals import require_originals
from ..ledger.first_look import waiting
from ..ledger.ledger import Ledger
from ..ledger.reissues import in_force
from ..ledger.selection import select
from ..reports.comparison_table import write_table
from .base import AlgorithmFeedback, FarmlandAlgorithm
from .in_force import tell_left_out


class CompareImagery(FarmlandAlgorithm):
    """Compare the images before and after of parcels (前后时相比对): suggestions with reasons, never verdicts."""

    ID = "compareimagery"
    ICON = "imagery"
    NUMBERS = ("COMPARED", "FLAGGED", "MEASURED", "UNPAIRED", "CLEARED", "PARTLY", "UNCHANGED", "UNSURE", "SECONDS")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Compare imagery")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Compares the images before and after of each parcel and suggests whether its structures are gone: cleared, partly, "
            "unchanged or unsure, with every reason; a person decides. Colour does not count, structure does. \"Cleared\" speaks "
            "of structures only and never of recultivation, and is suggested only when ten or more control buildings, marked for "
            "this pair of images, were read as standing. What was compared before with the same images, control buildings and "
            "profile is not measured again; after a stop the next run goes on. Earlier results stay in the ledger. Without WHERE "
            "the parcels in force are compared.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("BEFORE", tr("Image before (id or date; empty = the best for each parcel)"))
        self.add_text("AFTER", tr("Image after (id or date; empty = the best for each parcel)"))
        self.add_where()
        self.addParameter(QgsProcessingParameterNumber(
            "WORKERS", tr("Threads (0 = the cores, up to 4)"), QgsProcessingParameterNumber.Type.Integer, 0, True, 0, 64))
        self.add_file_output("TABLE", tr("Table of the results"), tr("Workbook (*.xlsx)"))
        self.addOutput(QgsProcessingOutputFile("TABLE", tr("Table of the results")))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Plan, measure, record, and write the table."""
        start, where = time.perf_counter(), self.text(parameters, "WHERE", context)
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
            table = self.optional_output(parameters, "TABLE", context, ledger.files / "reports" / f"imagery_{stamp}.xlsx")
            chosen = [self._scene(ledger, self.text(parameters, name, context), name) for name in ("BEFORE", "AFTER")]
            uids, outcome = self._parcels(ledger, where, feedback), Outcome()
            comparer = Comparer(ledger, settings_of(ledger, self.parameterAsInt(parameters, "WORKERS", context)), feedback)
            tasks = comparer.plan(uids, chosen[0], chosen[1], outcome)
            require_originals(ledger, {scene.scene_id: scene for task in tasks for scene in task.pair[:2]}.values(), feedback)
            comparer.run(tasks, outcome)
            if not outcome.cancelled:
                write_table(ledger, table, uids, outcome.found, outcome.unpaired, where)
            _tell(outcome, comparer.cropland.known, feedback)
            waits = waiting(ledger, outcome.found.values())
        if waits:
            feedback.say(tr("{count} parcels wait for the first look: what the images suggest of them is not told or counted "
                            "yet.").format(count=len(waits)))
        told = [one for one in outcome.found.values() if one.parcel_uid not in waits]
        suggested = Counter(one.suggestion for one in told)
        flagged = sum(one.suggestion in STANDING or bool(one.scores.get("same_picture")) for one in told)
        return {"COMPARED": len(outcome.found), "FLAGGED": flagged, "MEASURED": outcome.made, "UNPAIRED": len(outcome.unpaired),
                **{one.upper(): suggested[one] for one in SUGGESTIONS}, "TABLE": "" if outcome.cancelled else str(table),
                "SECONDS": time.perf_counter() - start}

    @staticmethod
    def _parcels(ledger: Ledger, where: str, feedback: AlgorithmFeedback) -> List[str]:
        uids = select(ledger, where)
        if not where.strip():
            uids, left_out = in_force(ledger, uids)
            tell_left_out(left_out, feedback)
        if not uids:
            raise BadInput(tr("WHERE selects no parcel: nothing was compared."))
        if not ledger.scenes():
            raise BadInput(tr("No image is registered: register one before and one after with registerimagery first."))
        return uids

    @staticmethod
    def _scene(ledger: Ledger, text: str, name: str) -> Optional[Scene]:
        """Return the scene an id, or a day and the right role, means; None for none given."""
        if not text:
            return None
        before = name == "BEFORE"
        found = [one for one in ledger.scenes() if one.scene_id == text
                 or (one.captured == text and (one.role in ("before", "base2013")) == before)]
        if len(found) != 1:
            known = ", ".join(f"{one.scene_id} ({one.role} {one.captured})" for one in ledger.scenes()) or "-"
            raise BadInput(tr("{name} {value} means no one image: registered are {known}."), name=name, value=text, known=known)
        return found[0]


def _tell(outcome: Outcome, cropland: bool, feedback: AlgorithmFeedback) -> None:
    """Say what was found of the pairs, what has none, and what was lacking."""
    for check in outcome.checks:
        place = (check.before_on, check.after_on)
        if check.shift_x_m is not None and check.shift_y_m is not None:
            feedback.say(tr("{before} and {after}: the later image lies {x} m east and {y} m north ({mad} m scatter over {count} "
                            "places).").format(before=place[0], after=place[1], x=f"{check.shift_x_m:+.2f}",
                                               y=f"{check.shift_y_m:+.2f}", mad=f"{check.mad_m or 0:.2f}", count=check.windows))
        for line in _about_controls(check.control_result, place, check.controls, check.controls_failed):
            feedback.warn(line)
    for why, count in sorted(Counter(outcome.unpaired.values()).items()):
        feedback.warn({
            "no_before": tr("{count} parcels have no image from before, or none from before the claimed demolition."),
            "no_after": tr("{count} parcels have no image from after."),
            "not_since": tr("{count} parcels have no image taken since the claimed demolition."),
            "not_later": tr("{count} parcels have no image later than the one before."),
        }[why].format(count=count))
    if outcome.found and not cropland:
        feedback.warn(tr("No land use is registered: rubble cannot be told from fields."))
    if outcome.cancelled:
        feedback.warn(tr("Stopped: the {count} parcels measured so far are kept, the next run goes on from here.").format(
            count=outcome.made))


def _about_controls(result: str, place: Tuple[str, str], count: int, failed: int) -> List[str]:
    words = {
        "failed": tr("{before} and {after}: {failed} of {count} control buildings were read as gone although they stand: of "
                     "these images nothing is suggested."),
        "too_few": tr("{before} and {after}: only {count} control buildings are marked, {failed} of them were read as gone: "
                      "\"cleared\" is not suggested."),
        "none": tr("{before} and {after}: no control buildings are marked: \"cleared\" is not suggested."),
    }
    return [words[result].format(before=place[0], after=place[1], count=count, failed=failed)] if result in words else []
