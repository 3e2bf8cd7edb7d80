"""``moveledger``: from a file into a database, or back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterFileDestination

from ..i18n import tr
from ..ledger.keeping.moving import move
from ..ledger.ledger import is_database
from .base import AlgorithmFeedback, FarmlandAlgorithm


class MoveLedger(FarmlandAlgorithm):
    """Move the ledger between a file and a database (迁移台账)."""

    ID = "moveledger"
    ICON = "ledger_move"
    NUMBERS = ("EVENTS",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Move ledger")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Moves a ledger file into an empty PostgreSQL database with PostGIS (postgresql://login@host/database), or a ledger "
            "in a database into a new file: every row, the whole journal with its hashes, and the files beside it. The new "
            "ledger is read back and compared before the old one is marked; from then on the old one can only be read."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.addParameter(QgsProcessingParameterFileDestination(
            "TARGET", tr("Move to (new file, or postgresql://…)"), tr("Ledger (*.gpkg)")))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Move it and say what came along."""
        given = self.text(parameters, "TARGET", context)
        # QGIS would make a folder of an address's name
        target = given if is_database(given) else Path(self.parameterAsFileOutput(parameters, "TARGET", context))
        done = move(self.ledger_address(parameters, context), target, feedback)
        feedback.say(tr("Moved to {target}: {events} events and {files} files came along.").format(
            target=done.address, events=done.events, files=done.files))
        return {"TARGET": done.address, "EVENTS": done.events}
