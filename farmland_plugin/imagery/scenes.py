"""Rasters handed in as before or after scenes: checked, sealed by their SHA-256 and entered in the ledger."""

from __future__ import annotations

import datetime
import math
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, List, Optional, Tuple

from osgeo import gdal, osr

from ..domain.errors import BadInput
from ..domain.imagery import Bounds, SceneTile
from ..domain.parcel import Scene
from ..domain.progress import Feedback, NoFeedback
from ..files import existing, sha256_of
from ..i18n import tr
from ..ledger.ledger import Ledger

TilesOf = Callable[[Bounds], List[SceneTile]]
DRIVERS = ("GTiff", "COG", "JP2OpenJPEG", "HFA", "PNG", "JPEG")
UNTILED_PIXELS = 2_000_000_000
TILED_PIXELS = 400_000_000_000
FEW_PIXELS = 4096  # a side: smaller images are read fast however they are stored
FINE_M = 0.35
_EDGE_STEPS = 20


@dataclass(frozen=True)
class RasterFacts:
    """What a raster file says of itself: size in pixels, CRS as WKT, ground sample distance in metres.

    :param bounds: minx, miny, maxx, maxy in the CRS asked for. :param slow: why windows of it are slow to read, '' when not.
    """

    width: int
    height: int
    crs: str
    resolution_m: float
    bounds: Tuple[float, float, float, float]
    slow: str = ""


def open_raster(path: Path, beside: bool = False) -> Any:
    """Open a local raster with the drivers allowed; virtual and remote rasters are refused, for they read elsewhere.

    Overviews, world files and .aux.xml beside it are not under its seal: they are read only where ``beside`` says so.

    :raises BadInput: when it is missing, remote, of another format or damaged, or keeps its pixels in another file.
    """
    text = str(path)
    if "://" in text or text.replace("\\", "/").lstrip("/").startswith("vsi"):
        raise BadInput(tr("{path} is not a local file: copy the image to this computer first."), path=path)
    existing(path, tr("Image"))
    alone = {} if beside else {"sibling_files": [path.name]}
    told = gdal.GetThreadLocalConfigOption("GDAL_PAM_ENABLED")
    try:  # of HFA and JPEG 2000 the .aux.xml is read all the same
        gdal.SetThreadLocalConfigOption("GDAL_PAM_ENABLED", told if beside else "NO")
        raster = gdal.OpenEx(text, gdal.OF_RASTER | gdal.OF_READONLY, allowed_drivers=list(DRIVERS), **alone)
    except RuntimeError:
        raster = None
    finally:
        gdal.SetThreadLocalConfigOption("GDAL_PAM_ENABLED", told)
    if raster is None or not raster.RasterCount:
        raise BadInput(tr("{path} cannot be read as an image: use GeoTIFF, JPEG 2000, ERDAS img, PNG or JPEG "
                          "(virtual rasters are refused)."), path=path)
    others = [Path(one).name for one in raster.GetFileList() or () if Path(one).name != path.name]
    if others and not beside:
        raise BadInput(tr("{path} keeps part of itself in {other}, which is not under its seal: convert it with \"Convert "
                          "imagery\" and register the result."), path=path, other=others[0])
    return raster


def reference(crs: str) -> osr.SpatialReference:
    """Return a CRS with x = east, y = north from WKT or an authority code such as ``EPSG:4547``.

    :raises BadInput: when GDAL does not know it.
    """
    found = osr.SpatialReference()
    try:
        known = found.SetFromUserInput(crs) == 0
    except RuntimeError:
        known = False
    if not known:
        raise BadInput(tr("{crs} is not a known coordinate system."), crs=crs[:60])
    found.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return found


def raster_facts(path: Path, target_crs: str, crs: str = "") -> RasterFacts:
    """Return what must be known of a raster before it can serve as evidence.

    :param target_crs: WKT of the ledger's CRS. :param crs: the raster's CRS where the file itself names none.
    :raises BadInput: for a raster without georeference or CRS, too large to read, or outside the target CRS.
    """
    raster = open_raster(path)
    width, height = raster.RasterXSize, raster.RasterYSize
    tiled = raster.GetRasterBand(1).GetBlockSize()[0] < width
    if width * height > (TILED_PIXELS if tiled else UNTILED_PIXELS):
        raise BadInput(tr("{path} has {width} x {height} pixels in one piece: convert it to a tiled GeoTIFF (COG) "
                          "or cut it."), path=path, width=width, height=height)
    transform = raster.GetGeoTransform(can_return_null=True)
    if transform is None:
        raise BadInput(tr("{path} carries no georeference itself, and a world file beside it is not under its seal: convert "
                          "it with \"Convert imagery\", which writes the world file into it, and register the result."),
                       path=path)
    wkt = raster.GetProjection() or (reference(crs).ExportToWkt() if crs else "")
    if not wkt:
        raise BadInput(tr("{path} names no coordinate system: state it in CRS."), path=path)
    bounds = _bounds(transform, width, height, reference(wkt), reference(target_crs))
    if bounds is None:
        raise BadInput(tr("{path} does not lie where the ledger's coordinate system is valid: check its CRS."),
                       path=path)
    resolution = _resolution(transform, width, height, wkt)
    return RasterFacts(width, height, crs_text(wkt), resolution, bounds, slowness(raster, resolution))


def slowness(raster: Any, resolution_m: float) -> str:
    """Return in one sentence why windows of a raster are slow to read, '' when they are not.

    Measured: a window from compressed strips takes 157 ms, from a COG 19 to 30 ms (imagery.md 8); finer images than are compared
    must have overviews, or every pixel is read.
    """
    band = raster.GetRasterBand(1)
    strips = band.GetBlockSize()[0] >= raster.RasterXSize > FEW_PIXELS
    if strips and raster.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE"):
        return tr("The image is stored in compressed strips: every small piece of it takes five times as long to read. Convert "
                  "it with \"Convert imagery\" and register the result.")
    large = max(raster.RasterXSize, raster.RasterYSize) > FEW_PIXELS
    if large and not band.GetOverviewCount() and 0 < resolution_m < FINE_M:
        return tr("The image has {resolution} m pixels and no overviews: all of them are read for every piece of it. Convert it "
                  "with \"Convert imagery\" and register the result.").format(resolution=f"{resolution_m:.2f}")
    return ""


def crs_text(wkt: str) -> str:
    """Return ``EPSG:n`` when the CRS has a code, else its WKT."""
    found = reference(wkt)
    code = found.GetAuthorityCode(None)
    return f"{found.GetAuthorityName(None)}:{code}" if code else wkt


def _corner(transform: Tuple[float, ...], column: float, row: float) -> Tuple[float, float]:
    return (transform[0] + column * transform[1] + row * transform[2],
            transform[3] + column * transform[4] + row * transform[5])


def _moved(points: List[Tuple[float, float]], source: Any, target: Any) -> Optional[List[Tuple[float, float]]]:
    """Transform points; None when one of them has no finite image."""
    try:
        moved = osr.CoordinateTransformation(source, target).TransformPoints(points)
    except RuntimeError:
        return None
    found = [(x, y) for x, y, *_ in moved if math.isfinite(x) and math.isfinite(y)]
    return found if len(found) == len(points) else None


def _bounds(transform: Tuple[float, ...], width: int, height: int, source: Any,
            target: Any) -> Optional[Tuple[float, float, float, float]]:
    steps = [i / _EDGE_STEPS for i in range(_EDGE_STEPS + 1)]
    edge = [(s * width, t * height) for s in steps for t in steps if s in (0, 1) or t in (0, 1)]
    moved = _moved([_corner(transform, column, row) for column, row in edge], source, target)
    if moved is None:
        return None
    xs, ys = [x for x, _ in moved], [y for _, y in moved]
    return min(xs), min(ys), max(xs), max(ys)


def _resolution(transform: Tuple[float, ...], width: int, height: int, wkt: str) -> float:
    """Return the ground size of the middle pixel in metres (square root of its area on the ellipsoid)."""
    source = reference(wkt)
    geographic = source.CloneGeogCS()
    geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    column, row = width / 2, height / 2
    pixel = [_corner(transform, column, row), _corner(transform, column + 1, row), _corner(transform, column, row + 1)]
    moved = _moved(pixel, source, geographic)
    if moved is None:
        return 0.0
    unit = geographic.GetAngularUnits()
    radius, flattening = geographic.GetSemiMajor(), 1 / (geographic.GetInvFlattening() or math.inf)
    square = flattening * (2 - flattening)
    latitude = moved[0][1] * unit
    bow = 1 - square * math.sin(latitude) ** 2
    east, north = radius / math.sqrt(bow) * math.cos(latitude) * unit, radius * (1 - square) / bow**1.5 * unit
    (x0, y0), (x1, y1), (x2, y2) = [(x * east, y * north) for x, y in moved]
    return math.sqrt(abs((x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)))


def checked_date(text: str, today: datetime.date) -> str:
    """Return a capture date as ISO text; 20240501, 2024.5.1 and 2024/5/1 are understood.

    :raises BadInput: when it is no date or lies in the future.
    """
    digits = text.strip().replace(".", "-").replace("/", "-").replace("年", "-").replace("月", "-").rstrip("日")
    if digits.isdigit() and len(digits) == 8:
        digits = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    try:
        found = datetime.date(*(int(part) for part in digits.split("-")))
    except (TypeError, ValueError) as error:
        raise BadInput(tr("{value} is not a date: write the capture date as 2024-05-01."), value=text or "''") from error
    if found > today:
        raise BadInput(tr("The capture date {date} lies in the future."), date=found)
    return found.isoformat()


def register_scene(ledger: Ledger, path: Path, *, role: str, captured: str, source: str,
                   resolution_m: Optional[float] = None, crs: str = "", tiles: Optional[TilesOf] = None,
                   feedback: Optional[Feedback] = None) -> Scene:
    """Check a raster, seal it and enter it in the ledger; the same file with the same role and date only once.

    :param role: code or label of dictionary ``scene_role``. :param resolution_m: overrides the measured pixel size.
    :param tiles: gives the tiles of a mosaic from the bounds of the scene.
    :raises BadInput: see ``raster_facts`` and ``checked_date``.
    """
    feedback = feedback or NoFeedback()
    entry = ledger.dictionaries["scene_role"].require(role)
    date = checked_date(captured, datetime.date.today())
    facts = raster_facts(path, ledger.crs_wkt, crs)
    found = [] if tiles is None else tiles(facts.bounds)
    if facts.slow:
        feedback.warn(facts.slow)
    feedback.progress(20)
    seal = sha256_of(path)
    feedback.progress(90)
    for scene in ledger.scenes():
        if (scene.sha256, scene.role, scene.captured) == (seal, entry.code, date):
            feedback.say(tr("{path} is already registered.").format(path=path))
            return scene
    scene = Scene(
        scene_id=ledger.new_uid(), role=entry.code, captured=date, source=source.strip(),
        resolution_m=round(resolution_m or facts.resolution_m, 4), path=str(path.resolve()), sha256=seal,
        crs=facts.crs, bounds=facts.bounds, width=facts.width, height=facts.height)
    ledger.add_scene(scene, [replace(one, scene_id=scene.scene_id) for one in found])
    feedback.progress(100)
    return scene
