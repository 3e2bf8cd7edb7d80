"""Small pieces of scenes around a parcel: they go into the package, so that it is fixed which image was used."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, List, Optional, Tuple

import numpy as np
from osgeo import gdal

from ..domain.errors import BadInput
from ..domain.parcel import Scene
from ..i18n import tr
from .scenes import open_raster, reference

Box = Tuple[float, float, float, float]

BEFORE_ROLES = ("before", "base2013")
AFTER_ROLES = ("after", "uav", "latest")
MAX_PIXELS = 1600
_OPTIONS = ["COMPRESS=DEFLATE", "PREDICTOR=2", "TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256"]


def candidates(scenes: Iterable[Scene], when: str, box: Box) -> List[Scene]:
    """Return the scenes that cover a box, best first: the latest date, of equal dates the finest pixel.

    The base year (2013) stands in for a before image only where there is none.

    :param when: ``before`` or ``after``. :param box: minx, miny, maxx, maxy in the ledger CRS.
    """
    roles = BEFORE_ROLES if when == "before" else AFTER_ROLES
    fitting = [scene for scene in scenes if scene.role in roles and scene.covers(box)]
    if when == "before":
        fitting = [scene for scene in fitting if scene.role == "before"] or fitting
    return sorted(fitting, key=lambda scene: (scene.captured, -scene.resolution_m), reverse=True)


def cut_window(scene: Scene, box: Box, crs_wkt: str, target: Path, metres_per_unit: float = 1.0) -> None:
    """Write the part of a scene inside ``box`` as a GeoTIFF in the ledger CRS, at the scene's own resolution
    (coarser only beyond ``MAX_PIXELS`` a side, then read from its overviews).

    :param box: minx, miny, maxx, maxy in the ledger CRS. :param metres_per_unit: 1, or metres in a degree.
    :raises BadInput: when the image has gone, has changed its nature, or the disk refuses.
    """
    size = max(box[2] - box[0], box[3] - box[1])
    step = max((scene.resolution_m or 1.0) / metres_per_unit, size / MAX_PIXELS)
    source = _three_bands(open_raster(Path(scene.path)))
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        written = gdal.Warp(
            str(target), source, format="GTiff", srcSRS=reference(scene.crs).ExportToWkt(), dstSRS=crs_wkt,
            outputBounds=list(box), xRes=step, yRes=step, resampleAlg="cubic", dstAlpha=True,
            creationOptions=_OPTIONS, warpMemoryLimit=128)
    except RuntimeError as error:
        raise BadInput(tr("{path} cannot be cut ({reason})."), path=scene.path, reason=error) from error
    if written is None:
        raise BadInput(tr("{path} cannot be cut ({reason})."), path=scene.path, reason=gdal.GetLastErrorMsg())
    written.FlushCache()


def _three_bands(raster: Any) -> Any:
    """Return the raster as one grey or three colour bands (and its alpha), palettes expanded."""
    band = raster.GetRasterBand(1)
    if band.GetColorTable() is not None:
        return gdal.Translate("", raster, format="VRT", rgbExpand="rgb")
    count = raster.RasterCount
    alpha = raster.GetRasterBand(count).GetColorInterpretation() == gdal.GCI_AlphaBand
    wanted = [1, 2, 3] if count - int(alpha) >= 3 else [1]
    return gdal.Translate("", raster, format="VRT", bandList=wanted + ([count] if alpha else []))


def filled_share(path: Path, box: Box) -> float:
    """Return how much of a box (ledger CRS) a window really shows, 0 to 1: borders of a scene are empty inside its
    bounds."""
    window = open_raster(path)
    left, x_step, _, top, _, y_step = window.GetGeoTransform()
    first, last = int((box[0] - left) / x_step), int(np.ceil((box[2] - left) / x_step))
    upper, lower = int((box[3] - top) / y_step), int(np.ceil((box[1] - top) / y_step))
    first, upper = max(first, 0), max(upper, 0)
    columns, rows = min(last, window.RasterXSize) - first, min(lower, window.RasterYSize) - upper
    if columns <= 0 or rows <= 0:
        return 0.0
    mask = window.GetRasterBand(window.RasterCount).ReadAsArray(first, upper, columns, rows)
    return float(np.count_nonzero(mask)) / mask.size


def best_window(scenes: Iterable[Scene], when: str, parcel_box: Box, frame: Box, crs_wkt: str, target: Path,
                metres_per_unit: float = 1.0) -> Optional[Scene]:
    """Cut the best scene for a parcel into ``target`` and return it; None when no scene shows the parcel.

    :param parcel_box: what must be visible. :param frame: what is cut, usually wider. Both in the ledger CRS.
    """
    for scene in candidates(scenes, when, parcel_box):
        cut_window(scene, frame, crs_wkt, target, metres_per_unit)
        if filled_share(target, parcel_box) > 0.99:
            return scene
        target.unlink()
    return None
