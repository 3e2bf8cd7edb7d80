"""Writers of layers and tables, with fixed dates so that the same seed gives the same files."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any, Mapping, Sequence

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

gdal.UseExceptions()
STAMP = "2026-10-08T00:00:00.000Z"
Fields = Mapping[str, Any]  # name -> ogr type, (ogr type, width) or (ogr type, width, precision)


def reference(epsg: int) -> osr.SpatialReference:
    """Return a spatial reference whose axes are in the order east, north."""
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(epsg)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def transform(geoms: np.ndarray, source: int, target: int) -> np.ndarray:
    """Return geometries (shapely) in another reference system."""
    change = osr.CoordinateTransformation(reference(source), reference(target))

    def move(points: np.ndarray) -> np.ndarray:
        return np.asarray(change.TransformPoints(points.tolist()))[:, :2]

    return shapely.transform(geoms, move)


def write_layer(
    path: Path, name: str, epsg: int, geoms: Sequence[Any], fields: Fields, rows: Sequence[Mapping[str, Any]],
    *, encoding: str = "UTF-8", append: bool = False, table: str | None = None,
) -> None:  # fmt: skip
    """Write polygons to a GeoPackage or a shapefile, chosen by the file's suffix.

    ``geoms`` are shapely geometries or None (a row without geometry). Strings go into text fields as they are.
    """
    driver = {".gpkg": "GPKG", ".shp": "ESRI Shapefile", ".csv": "CSV"}[path.suffix]
    gdal.SetConfigOption("OGR_CURRENT_DATE", STAMP)
    if append:
        source = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    else:
        path.unlink(missing_ok=True)
        source = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    options = {"GPKG": ["FID=fid"], "ESRI Shapefile": [f"ENCODING={encoding}", "DBF_DATE_LAST_UPDATE=2026-10-08"]}
    kinds = {shapely.get_type_id(geom) for geom in geoms if geom is not None}
    kind = ogr.wkbMultiPolygon if 6 in kinds and driver == "GPKG" else ogr.wkbPolygon
    with gdal.quiet_errors() if hasattr(gdal, "quiet_errors") else _Quiet():
        layer = source.CreateLayer(name, reference(epsg), kind, options=options.get(driver, []))
        for field, spec in fields.items():
            layer.CreateField(_definition(field, spec))
    layer.StartTransaction()
    definition = layer.GetLayerDefn()
    names = list(fields)
    wkbs = shapely.to_wkb(np.asarray(list(geoms), dtype=object))
    for wkb, row in zip(wkbs, rows):
        feature = ogr.Feature(definition)
        for index, field in enumerate(names):
            value = row.get(field)
            if value is not None:
                feature.SetField(index, value)
        if wkb is not None:
            geometry = ogr.CreateGeometryFromWkb(wkb)
            if kind == ogr.wkbMultiPolygon:
                geometry = ogr.ForceToMultiPolygon(geometry)
            feature.SetGeometryDirectly(geometry)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    del layer, source
    gdal.SetConfigOption("OGR_CURRENT_DATE", None)


class _Quiet:
    """Silence GDAL's warnings about field names that are cut on purpose."""

    def __enter__(self) -> None:
        gdal.PushErrorHandler("CPLQuietErrorHandler")

    def __exit__(self, *_: object) -> None:
        gdal.PopErrorHandler()


def _definition(name: str, spec: Any) -> ogr.FieldDefn:
    spec = spec if isinstance(spec, tuple) else (spec,)
    definition = ogr.FieldDefn(name, spec[0])
    if len(spec) > 1:
        definition.SetWidth(spec[1])
    if len(spec) > 2:
        definition.SetPrecision(spec[2])
    return definition


def text(width: int) -> tuple[int, int]:
    """A text field."""
    return ogr.OFTString, width


def number(width: int = 15, precision: int = 2) -> tuple[int, int, int]:
    """A number field."""
    return ogr.OFTReal, width, precision


def write_workbook(path: Path, sheets: Mapping[str, tuple[Sequence[str], Sequence[Sequence[Any]]]]) -> None:
    """Write sheets of text and numbers to an .xlsx file, with fixed dates inside."""
    path.unlink(missing_ok=True)
    source = ogr.GetDriverByName("XLSX").CreateDataSource(str(path))
    for title, (header, rows) in sheets.items():
        layer = source.CreateLayer(title, None, ogr.wkbNone)
        for column, label in enumerate(header):
            real = all(isinstance(row[column], (int, float)) for row in rows) and len(rows) > 0
            whole = real and all(isinstance(row[column], int) for row in rows)
            kind = ogr.OFTInteger if whole else ogr.OFTReal if real else ogr.OFTString
            layer.CreateField(ogr.FieldDefn(label, kind))
        for row in rows:
            feature = ogr.Feature(layer.GetLayerDefn())
            for column, value in enumerate(row):
                if value is not None:
                    feature.SetField(column, value)
            layer.CreateFeature(feature)
    del source
    _fix_dates(path)


def _fix_dates(path: Path) -> None:
    """Rewrite a zip with one fixed date for all members."""
    with zipfile.ZipFile(path) as archive:
        members = [(name, archive.read(name)) for name in sorted(archive.namelist())]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name, (2026, 10, 8, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
