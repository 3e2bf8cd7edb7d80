"""An image written again as a cloud-optimised GeoTIFF: tiles and overviews, so that small windows of it are read fast."""

from __future__ import annotations

import glob
from pathlib import Path
from typing import Any, Dict, List

from osgeo import gdal

from ..domain.errors import BadInput, Cancelled
from ..domain.progress import Feedback
from ..files import replacing
from ..i18n import tr
from .scenes import open_raster, reference

LOSSLESS, JPEG = "lossless", "jpeg"
COMPRESSIONS = (LOSSLESS, JPEG)
_ALWAYS = ("BLOCKSIZE=256", "OVERVIEWS=IGNORE_EXISTING", "OVERVIEW_RESAMPLING=AVERAGE", "BIGTIFF=IF_SAFER",
           "NUM_THREADS=ALL_CPUS")


def convert(source: Path, target: Path, compression: str, crs: str, feedback: Feedback) -> None:
    """Write an image as a COG, its world file written into it; it stands under its name only when it is complete.

    :param compression: ``lossless``: every pixel as it was, or ``jpeg``: a sixth of the size, 8-bit colour only. :param crs: of
        an image that names none, '' otherwise.
    :raises BadInput: when it cannot be read or written, or JPEG cannot hold it. :raises Cancelled: when the user stops it.
    """
    raster = open_raster(source, beside=True)
    options = _options(raster, source, compression)
    given = {} if raster.GetProjection() or not crs else {"outputSRS": reference(crs).ExportToWkt()}
    stopped: List[bool] = []

    def told(share: float, _message: str, _data: Any) -> int:
        feedback.progress(100 * share)
        if feedback.is_cancelled():
            stopped.append(True)
        return int(not stopped)

    with replacing(target) as hidden:
        try:
            made = gdal.Translate(str(hidden), raster, format="COG", creationOptions=options, callback=told, **given)
            reason = "" if made is not None else gdal.GetLastErrorMsg()
            made = None
        except RuntimeError as error:
            reason = str(error)
        finally:
            for left in hidden.parent.glob(f"{glob.escape(hidden.name)}.*"):
                left.unlink()
        if stopped:
            raise Cancelled()
        if reason:
            raise BadInput(tr("{path} cannot be converted ({reason})."), path=source, reason=reason)
        if not hidden.is_file():
            raise BadInput(tr("{path} cannot be converted ({reason})."), path=source, reason="?")


def _options(raster: Any, source: Path, compression: str) -> List[str]:
    """Return how GDAL is to write it."""
    first = raster.GetRasterBand(1)
    if compression == LOSSLESS:
        predictor: Dict[bool, str] = {True: "YES", False: "NO"}
        return [*_ALWAYS, "COMPRESS=DEFLATE", f"PREDICTOR={predictor[first.GetColorTable() is None]}"]
    eight = all(raster.GetRasterBand(number).DataType == gdal.GDT_Byte for number in range(1, raster.RasterCount + 1))
    if not eight or first.GetColorTable() is not None or raster.RasterCount not in (1, 3, 4):
        raise BadInput(tr("{path} is not an 8-bit image of one, three or four bands: convert it without loss."), path=source)
    return [*_ALWAYS, "COMPRESS=JPEG", "QUALITY=90"]
