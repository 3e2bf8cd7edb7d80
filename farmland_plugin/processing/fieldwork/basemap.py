"""The offline base map of a field project: the red lines around its parcels, and a piece of an orthophoto."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Iterable, List, NamedTuple, Optional, Sequence, Set, Tuple

from osgeo import gdal, ogr
from qgis.core import QgsRectangle, QgsUnitTypes

from ...compat import geometry_of
from ...domain.errors import BadInput
from ...domain.parcel import Parcel, Redline, Scene
from ...i18n import tr
from ...imagery.scenes import open_raster
from ...ledger.crs import ledger_crs
from ...ledger.ledger import Ledger
from ..base import AlgorithmFeedback
from ..redline_cache import cache_path
from .tables import quiet_gdal, reference_of

METRES_A_DEGREE = 111320.0
MOST_PIXELS = 12_000  # a side: what a phone still shows at once
AFTER = ("after", "uav", "latest")
_COLUMNS = ("class_code", "name")
_PIECE = ["COMPRESS=JPEG", "JPEG_QUALITY=80", "TILED=YES", "PHOTOMETRIC=YCBCR", "BIGTIFF=IF_SAFER"]
_GREY = [option for option in _PIECE if not option.startswith("PHOTOMETRIC")]


class Sheet(NamedTuple):
    """A table of the base map: the role its polygons have and how many there are."""

    role: str
    table: str
    features: int


def surroundings(ledger: Ledger, parcels: Iterable[Parcel], margin_m: float) -> List[QgsRectangle]:
    """Return the boxes around parcels in the ledger's CRS. :param margin_m: on every side, metres."""
    degrees = ledger_crs(ledger).mapUnits() == QgsUnitTypes.DistanceUnit.DistanceDegrees
    margin = margin_m / METRES_A_DEGREE if degrees else margin_m
    return [geometry_of(parcel.geom).boundingBox().buffered(margin) for parcel in parcels]


def write_redlines(path: Path, ledger: Ledger, lines: Sequence[Redline], boxes: Sequence[QgsRectangle], wkt: str,
                   feedback: AlgorithmFeedback) -> List[Sheet]:
    """Write the polygons of red lines that lie around parcels, one table a role; roles without any are left out.

    Whole polygons are written, so that their outlines are those of the red line and not of a cut. No file without any.
    """
    sheets: List[Sheet] = []
    with quiet_gdal():
        target: Optional[Any] = None
        for done, line in enumerate(lines):
            feedback.check()
            feedback.progress(50.0 + 30.0 * done / len(lines))
            source = gdal.OpenEx(str(cache_path(ledger, line)), gdal.OF_VECTOR | gdal.OF_READONLY)
            layer = source.GetLayer(0)
            wanted = _around(layer, boxes, feedback)
            if not wanted:
                continue
            if target is None:
                target = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
            sheets = _copied(layer, wanted, target, line.role, wkt, sheets)
        del target
    return sheets


def _around(layer: Any, boxes: Sequence[QgsRectangle], feedback: AlgorithmFeedback) -> Set[int]:
    """Return the fids of the polygons that come near a parcel, by their boxes."""
    found: Set[int] = set()
    for number, box in enumerate(boxes):
        if number % 200 == 0:
            feedback.check()
        layer.SetSpatialFilterRect(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        found.update(feature.GetFID() for feature in layer)
    layer.SetSpatialFilter(None)
    return found


def _copied(layer: Any, wanted: Set[int], target: Any, role: str, wkt: str, sheets: List[Sheet]) -> List[Sheet]:
    """Add features to the table of a role; return the tables with it."""
    known = next((sheet for sheet in sheets if sheet.role == role), None)
    table = known.table if known else f"redline_{role}"
    out = target.GetLayerByName(table) if known else None
    if out is None:
        out = target.CreateLayer(table, reference_of(wkt), ogr.wkbMultiPolygon, ["GEOMETRY_NAME=geom", "FID=fid"])
        for name in _COLUMNS:
            out.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    out.StartTransaction()
    for fid in sorted(wanted):
        source = layer.GetFeature(fid)
        feature = ogr.Feature(out.GetLayerDefn())
        for name in _COLUMNS:
            feature.SetField(name, source.GetField(name))
        feature.SetGeometry(source.GetGeometryRef())
        if out.CreateFeature(feature) != ogr.OGRERR_NONE:
            raise OSError(gdal.GetLastErrorMsg())
    out.CommitTransaction()
    others = [sheet for sheet in sheets if sheet is not known]
    return [*others, Sheet(role, table, len(wanted) + (known.features if known else 0))]


def newest_scene(scenes: Iterable[Scene], box: QgsRectangle) -> Scene:
    """Return the newest image of after the change that shows something of a box; of one date the finest.

    :raises BadInput: when there is none.
    """
    near = [one for one in scenes if one.role in AFTER and QgsRectangle(*one.bounds).intersects(box)]
    if not near:
        raise BadInput(tr("No image registered in the ledger shows these parcels: register one, or choose a file."))
    return max(near, key=lambda one: (one.captured, -one.resolution_m))


def cut_image(source: Path, target: Path, box: QgsRectangle, wkt: str, crs: str = "") -> Tuple[int, int, bool]:
    """Write the piece of an image inside a box as a small GeoTIFF in the ledger's CRS, with overviews.

    :param crs: of an image that names none. :returns: width and height in pixels, and whether it had to be made coarser.
    :raises BadInput: when the image cannot be read or shows nothing of the box.
    """
    raster = open_raster(source, beside=True)  # a map for the phone, no evidence
    with quiet_gdal():
        own = raster.GetProjection() or crs
        if not own:
            raise BadInput(tr("{path} names no CRS: register it as imagery with its CRS first."), path=source)
        bands = _colours(raster)
        options = {"srcSRS": own, "dstSRS": wkt, "format": "VRT"}
        whole = gdal.Warp("", bands, **options)
        left, step, _, top, _, _ = whole.GetGeoTransform()
        there = QgsRectangle(left, top - step * whole.RasterYSize, left + step * whole.RasterXSize, top)
        piece = there.intersect(box)
        if piece.isEmpty():
            raise BadInput(tr("{path} shows nothing of these parcels: choose another image."), path=source)
        coarser = max(piece.width(), piece.height()) / step > MOST_PIXELS
        size = max(piece.width(), piece.height()) / MOST_PIXELS if coarser else step
        edges = [piece.xMinimum(), piece.yMinimum(), piece.xMaximum(), piece.yMaximum()]
        cut = gdal.Warp("", bands, outputBounds=edges, xRes=size, yRes=size, resampleAlg="bilinear", **options)
        written = gdal.Translate(str(target), cut, creationOptions=_PIECE if cut.RasterCount == 3 else _GREY)
        if written is None:
            raise OSError(gdal.GetLastErrorMsg())
        written.BuildOverviews("AVERAGE", [2, 4, 8, 16])
        return written.RasterXSize, written.RasterYSize, coarser


def _colours(raster: Any) -> Any:
    """Return an image as one grey or three colour bands of bytes, palettes expanded."""
    if raster.GetRasterBand(1).GetColorTable() is not None:
        return gdal.Translate("", raster, format="VRT", rgbExpand="rgb")
    bands = [1, 2, 3] if raster.RasterCount >= 3 else [1]
    plain = raster.GetRasterBand(1).DataType == gdal.GDT_Byte
    stretch = {} if plain else {"outputType": gdal.GDT_Byte, "scaleParams": [list(_range(raster.GetRasterBand(one)))
                                                                           for one in bands]}
    return gdal.Translate("", raster, format="VRT", bandList=bands, **stretch)


def _range(band: Any) -> Tuple[float, float]:
    low, high = band.ComputeRasterMinMax(True)
    return low, high
