"""``retireimagery``: an image that was registered by mistake counts no longer."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..i18n import tr
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RetireImagery(FarmlandAlgorithm):
    """Retire a registered image: wrong role, wrong date, wrong file."""

    ID = "retireimagery"
    ICON = "imagery"
    NUMBERS = ("COMPARISONS",)
    STRINGS = ("SCENE_ID",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Retire imagery")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Retires an image that was registered with a wrong role or date. It stays in the register with who retired it, when "
            "and why; it is no longer offered, compared, or counted when it is asked whether an image was taken in time. "
            "Packages already made stay valid; comparisons made with it say that they rest on a retired image. The file is not "
            "touched and can be registered again.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("SCENE_ID", tr("Image (id)"), optional=False)
        self.add_text("REASON", tr("Why it is retired"), optional=False)

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Retire it in one transaction."""
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            scene = ledger.scene(self.text(parameters, "SCENE_ID", context))
            ledger.retire_scene(scene.scene_id, self.text(parameters, "REASON", context))
            resting = sum(scene.scene_id in (one.before_id, one.after_id)
                          for one in ledger.latest_comparisons(ledger.parcel_uids()).values())
        feedback.say(tr("The image of {day} is retired; the latest comparisons of {count} parcels rest on it: compare them "
                        "again.").format(day=scene.captured, count=resting))
        return {"SCENE_ID": scene.scene_id, "COMPARISONS": resting}
