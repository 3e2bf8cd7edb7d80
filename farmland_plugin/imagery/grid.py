"""Windows of scenes on one grid of square pixels in a metre CRS, read through overviews, never whole.

Runs in worker threads: GDAL, OGR and NumPy only, every thread with its own open files.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterable, List, Optional, Tuple

import numpy as np
from osgeo import gdal, ogr, osr

from ..domain.errors import BadInput
from ..domain.parcel import Scene
from ..i18n import tr
from .scenes import open_raster, reference

Array = np.ndarray
Box = Tuple[float, float, float, float]
MOST_PIXELS = 1800  # a side: what is longer is not judged from pixels of half a metre
_BRIGHT = 250.0  # what the brightest 0.5 % of a deeper image become
_WARP_MB = 64
_EPS = 1e-6


@dataclass(frozen=True)
class Grid:
    """Square pixels in a metre CRS (WKT), row 0 in the north; both images of a pair are read on the same one."""

    wkt: str
    left: float
    top: float
    columns: int
    rows: int
    pixel_m: float

    @property
    def transform(self) -> Tuple[float, float, float, float, float, float]:
        """The six numbers GDAL places a raster with."""
        return self.left, self.pixel_m, 0.0, self.top, 0.0, -self.pixel_m

    @property
    def box(self) -> Box:
        """The edges: minx, miny, maxx, maxy in the grid's CRS."""
        return self.left, self.top - self.rows * self.pixel_m, self.left + self.columns * self.pixel_m, self.top

    def part(self, rows: slice, columns: slice) -> Grid:
        """Return a piece of the grid."""
        return Grid(self.wkt, self.left + columns.start * self.pixel_m, self.top - rows.start * self.pixel_m,
                    columns.stop - columns.start, rows.stop - rows.start, self.pixel_m)


class Ground:
    """Lays grids over places of a ledger and reads scenes and polygons on them; belongs to one thread."""

    def __init__(self, crs_wkt: str, pixel_m: float) -> None:
        self._ledger, self._pixel_m = reference(crs_wkt), pixel_m
        self._metres = _in_metres(self._ledger)
        self._open: Dict[str, Any] = {}
        self._moves: Dict[Tuple[str, bool], Any] = {}
        self._systems: Dict[str, Any] = {}

    def grid(self, box: Box, margin_m: float) -> Optional[Grid]:
        """Return the grid over a box (ledger CRS) with a margin; None when it would be larger than can be judged.

        Edges lie on whole pixels of the CRS, so that windows side by side share their pixels.
        """
        wkt = self._wkt((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        west, south, east, north = self._moved_box(box, wkt)
        pixel = self._pixel_m
        left, top = np.floor((west - margin_m) / pixel), np.ceil((north + margin_m) / pixel)
        columns = int(np.ceil((east + margin_m) / pixel - left - _EPS))
        rows = int(np.ceil(top - (south - margin_m) / pixel - _EPS))
        if max(columns, rows) > MOST_PIXELS:
            return None
        return Grid(wkt, float(left * pixel), float(top * pixel), columns, rows, pixel)

    def _wkt(self, x: float, y: float) -> str:
        """Return the metre CRS for a place: the ledger's own, or transverse Mercator on its ellipsoid in the 3-degree zone."""
        if self._metres:
            return str(self._ledger.ExportToWkt())
        geographic = self._ledger.CloneGeogCS()
        geographic.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        if self._ledger.IsProjected():
            x, y, _ = osr.CoordinateTransformation(self._ledger, geographic).TransformPoint(x, y)
        geographic.SetTM(0.0, round(x / 3.0) * 3.0, 1.0, 500000.0, 0.0)
        return str(geographic.ExportToWkt())

    def _move(self, wkt: str, back: bool = False) -> Any:
        """Return the transformation between ledger and grid, None when they are the same."""
        if self._metres:
            return None
        if (wkt, back) not in self._moves:
            pair = (reference(wkt), self._ledger) if back else (self._ledger, reference(wkt))
            self._moves[wkt, back] = osr.CoordinateTransformation(*pair)
        return self._moves[wkt, back]

    def _system(self, wkt: str) -> Any:
        if wkt not in self._systems:
            self._systems[wkt] = reference(wkt)
        return self._systems[wkt]

    def _moved_box(self, box: Box, wkt: str) -> Box:
        move = self._move(wkt)
        if move is None:
            return box
        corners = move.TransformPoints([(x, y) for x in (box[0], box[2]) for y in (box[1], box[3])])
        xs, ys = [point[0] for point in corners], [point[1] for point in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def box_in_ledger(self, grid: Grid) -> Box:
        """Return the edges of a grid in the ledger CRS."""
        move = self._move(grid.wkt, back=True)
        west, south, east, north = grid.box
        if move is None:
            return grid.box
        corners = move.TransformPoints([(x, y) for x in (west, east) for y in (south, north)])
        xs, ys = [point[0] for point in corners], [point[1] for point in corners]
        return min(xs), min(ys), max(xs), max(ys)

    # -- images -----------------------------------------------------------------------------------------------

    def read(self, scene: Scene, grid: Grid) -> Tuple[Array, Array]:
        """Return a scene on a grid: float32 (rows, columns, bands) of 0 to 255, and where it has picture, bool (rows, columns).

        Grey, red-green-blue, or these with near infrared.

        :raises BadInput: when the image has gone, has changed its nature, or cannot be read.
        """
        source = self._source(scene)
        try:
            warped = gdal.Warp(
                "", source, format="MEM", srcSRS=reference(scene.crs).ExportToWkt(), dstSRS=grid.wkt, outputBounds=grid.box,
                width=grid.columns, height=grid.rows, resampleAlg="cubic", dstAlpha=True, warpMemoryLimit=_WARP_MB)
            data = None if warped is None else warped.ReadAsArray()
        except RuntimeError as error:
            raise BadInput(tr("{path} cannot be read ({reason})."), path=scene.path, reason=error) from error
        if data is None:
            raise BadInput(tr("{path} cannot be read ({reason})."), path=scene.path, reason=gdal.GetLastErrorMsg())
        valid = data[-1] > 0
        picture = np.ascontiguousarray(np.moveaxis(data[:-1], 0, -1), dtype=np.float32)
        return (picture if data.dtype == np.uint8 else _eight_bit(picture, valid)), valid

    def filled(self, scene: Scene, box: Box) -> float:
        """Return how much of a box (ledger CRS) a scene really shows, 0 to 1, from a few pixels of it."""
        pixel = max(box[2] - box[0], box[3] - box[1]) / 32
        source = self._source(scene)
        try:
            warped = gdal.Warp("", source, format="MEM", srcSRS=reference(scene.crs).ExportToWkt(),
                               dstSRS=self._ledger.ExportToWkt(), outputBounds=list(box), xRes=pixel, yRes=pixel,
                               resampleAlg="near", dstAlpha=True)
            data = None if warped is None else warped.ReadAsArray()
        except RuntimeError:
            return 0.0
        if data is None:
            return 0.0
        return float(np.mean((data[-1] > 0) & (data[:-1] > 0).any(axis=0)))

    def _source(self, scene: Scene) -> Any:
        if scene.path not in self._open:
            self._open[scene.path] = _wanted_bands(open_raster(Path(scene.path)))
        return self._open[scene.path]

    def close(self) -> None:
        """Let go of the files."""
        self._open.clear()

    # -- polygons ---------------------------------------------------------------------------------------------

    def mask(self, polygons: Iterable[bytes], grid: Grid) -> Array:
        """Return where polygons (WKB, ledger CRS) lie on a grid: bool (rows, columns), pixels by their middle."""
        layer, _source = self._layer(polygons, grid)
        target = gdal.GetDriverByName("MEM").Create("", grid.columns, grid.rows, 1, gdal.GDT_Byte)
        target.SetGeoTransform(grid.transform)
        target.SetSpatialRef(self._system(grid.wkt))
        gdal.RasterizeLayer(target, [1], layer, burn_values=[1])
        return np.asarray(target.ReadAsArray(), dtype=bool)

    def _layer(self, polygons: Iterable[bytes], grid: Grid) -> Tuple[Any, Any]:
        """Return a layer of polygons in the grid's CRS, and what keeps it alive."""
        source = ogr.GetDriverByName("Memory").CreateDataSource("")
        layer = source.CreateLayer("", self._system(grid.wkt), ogr.wkbUnknown)
        move = self._move(grid.wkt)
        for wkb in polygons:
            shape = ogr.CreateGeometryFromWkb(wkb)
            if shape is None:
                continue
            if move is not None:
                shape.Transform(move)
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometryDirectly(shape)
            layer.CreateFeature(feature)
        return layer, source

    def outline(self, mask: Array, grid: Grid, inside: bytes) -> bytes:
        """Return a mask as polygons in the ledger CRS, smoothed by about a pixel and clipped to a parcel.

        :param inside: the parcel, WKB in the ledger CRS. :returns: WKB MultiPolygon, b'' when nothing of it is inside.
        """
        if not mask.any():
            return b""
        whole = _polygonized(mask, grid)
        move = self._move(grid.wkt, back=True)
        if move is not None:
            whole.Transform(move)
        clipped = whole.Intersection(ogr.CreateGeometryFromWkb(inside))
        parts = [] if clipped is None or clipped.IsEmpty() else _polygons(clipped)
        if not parts:
            return b""
        found = ogr.Geometry(ogr.wkbMultiPolygon)
        for part in parts:
            found.AddGeometry(part)
        return bytes(found.ExportToWkb(ogr.wkbNDR))


def _in_metres(crs: Any) -> bool:
    """Whether lengths in a CRS are those on the ground: transverse Mercator in metres (Gauss-Krüger, UTM)."""
    return bool(crs.IsProjected() and abs(crs.GetLinearUnits() - 1.0) < _EPS
                and crs.GetAttrValue("PROJECTION") == osr.SRS_PT_TRANSVERSE_MERCATOR)


def _wanted_bands(raster: Any) -> Any:
    """Return the raster as one grey band, three of colour, or these and near infrared, with its alpha; palettes expanded."""
    first = raster.GetRasterBand(1)
    if first.GetColorTable() is not None:
        return gdal.Translate("", raster, format="VRT", rgbExpand="rgb")
    meanings = [raster.GetRasterBand(number).GetColorInterpretation() for number in range(1, raster.RasterCount + 1)]
    alpha = [number for number, one in enumerate(meanings, 1) if one == gdal.GCI_AlphaBand]
    colours = [number for number in range(1, raster.RasterCount + 1) if number not in alpha]
    named = [meanings.index(one) + 1 for one in (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand) if one in meanings]
    if len(colours) < 3:
        wanted = colours[:1]
    else:
        wanted = named if len(named) == 3 else colours[:3]
        wanted = wanted + [one for one in colours if one not in wanted][:1]
    if wanted + alpha == list(range(1, raster.RasterCount + 1)):
        return raster
    return gdal.Translate("", raster, format="VRT", bandList=wanted + alpha)


def _eight_bit(picture: Array, valid: Array) -> Array:
    """Return an image of more than 8 bits in values of 0 to 255, all bands by one factor, so that colours keep their ratios."""
    seen = picture[valid]
    if not seen.size:
        return np.zeros_like(picture)
    top = float(np.percentile(seen[:: max(1, len(seen) // 20000)], 99.5))
    scaled: Array = np.clip(picture * (_BRIGHT / top if top > 0 else 1.0), 0.0, 255.0).astype(np.float32)
    return scaled


def _polygonized(mask: Array, grid: Grid) -> Any:
    raster = gdal.GetDriverByName("MEM").Create("", grid.columns, grid.rows, 1, gdal.GDT_Byte)
    raster.SetGeoTransform(grid.transform)
    raster.GetRasterBand(1).WriteArray(mask.astype(np.uint8))
    source = ogr.GetDriverByName("Memory").CreateDataSource("")
    layer = source.CreateLayer("", None, ogr.wkbPolygon)
    gdal.Polygonize(raster.GetRasterBand(1), raster.GetRasterBand(1), layer, -1)
    found = ogr.Geometry(ogr.wkbMultiPolygon)
    for feature in layer:
        found.AddGeometry(feature.GetGeometryRef())
    smooth = found.UnionCascaded().SimplifyPreserveTopology(grid.pixel_m * 1.2)
    return smooth if smooth.IsValid() else smooth.Buffer(0)


def _polygons(shape: Any) -> List[Any]:
    """Return the polygons among a geometry's parts."""
    if ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPolygon:
        return [shape.Clone()] if shape.Area() > 0 else []
    return [part for number in range(shape.GetGeometryCount()) for part in _polygons(shape.GetGeometryRef(number))]
