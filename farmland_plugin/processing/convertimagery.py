"""``convertimagery``: an image written again so that small windows of it are read fast."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingOutputFile, QgsProcessingParameterCrs

from ..domain.errors import BadInput
from ..files import sha256_of
from ..i18n import tr
from ..imagery.converting import COMPRESSIONS, LOSSLESS, convert
from ..imagery.scenes import open_raster, slowness
from .base import AlgorithmFeedback, FarmlandAlgorithm


class ConvertImagery(FarmlandAlgorithm):
    """Convert an image to a cloud-optimised GeoTIFF (COG); the original stays as it is."""

    ID = "convertimagery"
    ICON = "imagery"
    STRINGS = ("SHA256",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Convert imagery")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes an image again as a cloud-optimised GeoTIFF (tiles, overviews), which comparing reads many times faster than "
            "compressed strips. Without loss every pixel stays what it was; JPEG takes about a sixth of the space and suits "
            "orthophotos. A world file (.tfw, .jgw, .pgw) beside the image is written into the result. The original stays as it "
            "is; register the new file.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_input("INPUT", tr("Image"))
        self.add_choice("COMPRESSION", tr("Compression (lossless, jpeg)"), COMPRESSIONS, LOSSLESS, optional=True)
        self.addParameter(QgsProcessingParameterCrs("CRS", tr("CRS, for an image that names none"), optional=True))
        self.add_file_output("OUTPUT", tr("Converted image"), tr("GeoTIFF (*.tif)"), optional=False)
        self.addOutput(QgsProcessingOutputFile("OUTPUT", tr("Converted image")))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Convert the image."""
        source, crs = self.path(parameters, "INPUT", context), self.parameterAsCrs(parameters, "CRS", context)
        compression = self.text(parameters, "COMPRESSION", context) or LOSSLESS
        if compression not in COMPRESSIONS:
            raise BadInput(tr("{value} is no compression: use {known}."), value=compression, known=", ".join(COMPRESSIONS))
        output = self.spare(Path(self.parameterAsFileOutput(parameters, "OUTPUT", context)), parameters, context)
        if output.suffix.lower() not in (".tif", ".tiff"):
            raise BadInput(tr("{path} does not end in .tif: the result is a GeoTIFF."), path=output)
        raster = open_raster(source, beside=True)
        if not slowness(raster, 0.0) and len(raster.GetFileList() or ()) < 2:
            feedback.say(tr("{path} is not stored in compressed strips: it could be compared as it is.").format(path=source))
        convert(source, output, compression, crs.toWkt() if crs.isValid() else "", feedback)
        return {"OUTPUT": str(output), "SHA256": sha256_of(output)}
