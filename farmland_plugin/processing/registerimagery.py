"""``registerimagery``: a before or after image enters the ledger under its seal."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict, List, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterCrs,
    QgsProcessingParameterNumber,
)

from ..domain.errors import BadInput
from ..domain.imagery import Bounds, SceneTile
from ..i18n import tr
from ..imagery.scenes import TilesOf, register_scene
from ..imagery.tiles import read_tiles
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RegisterImagery(FarmlandAlgorithm):
    """Register a local raster as a scene; the file stays where it is."""

    ID = "registerimagery"
    ICON = "imagery"
    NUMBERS = ("TILES",)
    STRINGS = ("SCENE_ID", "SHA256")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Register imagery")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Registers a local image (GeoTIFF, JPEG 2000, ERDAS img) with its date, role and source. A PNG or JPEG with "
            "world file is converted with \"Convert imagery\" first: files beside the image are not read. The file stays where "
            "it is; its SHA-256 goes into the ledger, so that a changed file is noticed. Virtual and remote rasters are "
            "refused. Of a mosaic, SEAMLINES gives the polygons of its parts and DATE_FIELD the day each was taken: "
            "comparing goes by the day of the part a parcel lies in.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_input("INPUT", tr("Image"))
        self.add_text("CAPTURED", tr("Captured on (date, such as 2026-09-05)"), optional=False)
        self.add_code("ROLE", tr("Role of the image"), "scene_role", "after")
        self.add_text("SOURCE", tr("Source (satellite, flight)"))
        self.addParameter(QgsProcessingParameterNumber(
            "RESOLUTION", tr("Resolution in metres (empty = from the file)"),
            QgsProcessingParameterNumber.Type.Double, None, True, 0.001, 1000))
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS, for an image that names none"), optional=True))
        self.add_input("SEAMLINES", tr("Seamlines of a mosaic (polygons with the day of each part)"), optional=True)
        self.add_text("DATE_FIELD", tr("Field with the day (empty = the only one that fits)"))
        self.add_text("SOURCE_FIELD", tr("Field with the source of each part"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Check, seal and enter the image."""
        crs = self.parameterAsCrs(parameters, "CRS", context)
        given = parameters.get("RESOLUTION")
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            scene = register_scene(
                ledger, self.path(parameters, "INPUT", context), role=self.text(parameters, "ROLE", context),
                captured=self.text(parameters, "CAPTURED", context), source=self.text(parameters, "SOURCE", context),
                resolution_m=None if given is None else self.parameterAsDouble(parameters, "RESOLUTION", context),
                crs=crs.toWkt() if crs.isValid() else "", tiles=self._tiles(ledger, parameters, context), feedback=feedback)
            count = len(ledger.scene_tiles(scene.scene_id))
        feedback.say(tr("{width} x {height} pixels of {resolution} m").format(
            width=scene.width, height=scene.height, resolution=f"{scene.resolution_m:.2f}"))
        if count:
            feedback.say(tr("{count} parts with days of their own").format(count=count))
        return {"SCENE_ID": scene.scene_id, "SHA256": scene.sha256, "TILES": count}

    def _tiles(self, ledger: Ledger, parameters: Dict[str, Any], context: QgsProcessingContext) -> Optional[TilesOf]:
        """Return what reads the seamlines once the place of the image is known; None where none are given."""
        given, field = self.text(parameters, "SEAMLINES", context), self.text(parameters, "DATE_FIELD", context)
        if not given:
            if field:
                raise BadInput(tr("DATE_FIELD is given without SEAMLINES: give the layer it is a field of."))
            return None

        def read(bounds: Bounds) -> List[SceneTile]:
            return read_tiles(Path(given), field, self.text(parameters, "SOURCE_FIELD", context), ledger.crs_wkt, bounds)

        return read
