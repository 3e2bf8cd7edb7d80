"""``registerimagery``: a before or after image enters the ledger under its seal."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterCrs,
    QgsProcessingParameterNumber,
)

from ..i18n import tr
from ..imagery.scenes import register_scene
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RegisterImagery(FarmlandAlgorithm):
    """Register a local raster as a scene; the file stays where it is."""

    ID = "registerimagery"
    ICON = "imagery"
    STRINGS = ("SCENE_ID", "SHA256")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Register imagery")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Registers a local image (GeoTIFF, JPEG 2000, ERDAS img, PNG or JPEG with world file) with its date, role "
            "and source. The file stays where it is; its SHA-256 goes into the ledger, so that a changed file is "
            "noticed. Virtual and remote rasters are refused.")

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

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Check, seal and enter the image."""
        crs = self.parameterAsCrs(parameters, "CRS", context)
        given = parameters.get("RESOLUTION")
        with Ledger.open(self.ledger_address(parameters, context)) as ledger:
            scene = register_scene(
                ledger, self.path(parameters, "INPUT", context), role=self.text(parameters, "ROLE", context),
                captured=self.text(parameters, "CAPTURED", context), source=self.text(parameters, "SOURCE", context),
                resolution_m=None if given is None else self.parameterAsDouble(parameters, "RESOLUTION", context),
                crs=crs.toWkt() if crs.isValid() else "", feedback=feedback)
        feedback.say(tr("{width} x {height} pixels of {resolution} m").format(
            width=scene.width, height=scene.height, resolution=f"{scene.resolution_m:.2f}"))
        return {"SCENE_ID": scene.scene_id, "SHA256": scene.sha256}
