"""``fieldcopy``: a copy of the ledger for work in the field, with what it needs beside it."""

from __future__ import annotations

from datetime import date
from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.merging.fieldcopy import copy_name, take_copy
from .base import AlgorithmFeedback, FarmlandAlgorithm


class FieldCopyAlgorithm(FarmlandAlgorithm):
    """Take a copy of the ledger into the field (外业副本)."""

    ID = "fieldcopy"
    ICON = "field_copy"
    STRINGS = ("SHA256",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Take field copy")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes a copy of the ledger to work on away from the office, with the layers of its red lines and, when asked, its "
            "photos and scans. Its name tells the county, the day and who takes it. Both copies may be worked on; merging brings "
            "the field copy home."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("WHO", tr("Who takes it"))
        self.addParameter(QgsProcessingParameterBoolean("PHOTOS", tr("With photos and scans"), False))
        self.add_file_output("OUTPUT", tr("Field copy"), tr("Ledger (*.gpkg)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Write the copy, checked, then the files beside it."""
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            name = copy_name(ledger, self.text(parameters, "WHO", context), date.today())
            target = self.optional_output(parameters, "OUTPUT", context, ledger.path.with_name(name))
            photos = self.parameterAsBool(parameters, "PHOTOS", context)
            taken = take_copy(ledger, target, photos=photos, feedback=feedback)
        feedback.say(tr("{path}: {count} files beside it.").format(path=taken.path, count=taken.files))
        if taken.missing:
            feedback.warn(tr("{count} files of the ledger were not found beside it and are not in the copy.").format(
                count=taken.missing))
        return {"OUTPUT": str(taken.path), "SHA256": taken.sha256}
