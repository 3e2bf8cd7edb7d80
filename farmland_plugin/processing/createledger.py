"""``createledger``: a new, empty ledger for a county."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
)

from ..crs_words import area_rule_words
from ..i18n import tr
from ..ledger.crs import create_ledger
from ..ledger.ledger import is_database
from .base import AlgorithmFeedback, FarmlandAlgorithm


class CreateLedger(FarmlandAlgorithm):
    """Create a ledger (台账) that carries the dictionaries and rules it will be judged by."""

    ID = "createledger"
    ICON = "ledger_new"

    def title(self) -> str:
        """Return the translated name."""
        return tr("Create ledger")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Creates the county's ledger: one GeoPackage file that holds every parcel, finding, sign-off and journal "
            "event, or the same in an empty PostgreSQL database with PostGIS (postgresql://login@host/database). Give the "
            "county's 6-digit code and the projected CRS the county works in (for example EPSG:4526)."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.addParameter(QgsProcessingParameterFileDestination("LEDGER", tr("Ledger"), tr("Ledger (*.gpkg)")))
        self.add_text("COUNTY", tr("County code (6 digits)"), optional=False)
        self.add_text("NAME", tr("Name"))
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS")))
        self.addParameter(QgsProcessingParameterFile(
            "RULES", tr("Rules and dictionaries of the county (folder of JSON)"),
            QgsProcessingParameterFile.Behavior.Folder, optional=True))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Create the file and close it again."""
        given = self.text(parameters, "LEDGER", context)
        # QGIS would make a folder of an address's name
        path = given if is_database(given) else Path(self.parameterAsFileOutput(parameters, "LEDGER", context))
        rules = self.text(parameters, "RULES", context)
        with create_ledger(
            path, county=self.text(parameters, "COUNTY", context), name=self.text(parameters, "NAME", context),
            crs=self.parameterAsCrs(parameters, "CRS", context), rules_folder=Path(rules) if rules else None,
        ) as ledger:
            feedback.say(area_rule_words(ledger.area_rule))
            return {"LEDGER": ledger.address}
