"""Real files as they are handed down, written for the tests: shapefiles with GBK tables, GeoPackages, TXT, zips."""

from __future__ import annotations

import os
from pathlib import Path

from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback, QgsProject

from farmland_plugin.ledger.crs import create_ledger

REAL = Path(os.environ.get("FARMLAND_REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
E0, N0 = 38_545_000.0, 4_062_000.0
DRIVERS = {".shp": "ESRI Shapefile", ".gpkg": "GPKG", ".geojson": "GeoJSON"}


def new_ledger(folder, epsg=4526, name="ledger.gpkg"):
    """Create a ledger and close it; return its path."""
    path = folder / name
    create_ledger(path, county="130423", name="测试县", crs=QgsCoordinateReferenceSystem(f"EPSG:{epsg}")).close()
    return path


def square(column, row=0, size=100.0, east=E0, north=N0):
    """Return the WKT of a square parcel on a 200 m grid."""
    x, y = east + 200 * column, north + 200 * row
    return f"POLYGON(({x} {y},{x} {y + size},{x + size} {y + size},{x + size} {y},{x} {y}))"


def bow_tie(column, row=0):
    """Return a self-crossing polygon whose two triangles measure 5,000 m² together."""
    x, y = E0 + 200 * column, N0 + 200 * row
    return f"POLYGON(({x} {y},{x + 100} {y + 100},{x + 100} {y},{x} {y + 100},{x} {y}))"


def write_layer(path, rows, fields=("JCBH", "MJ"), epsg=4526, encoding="UTF-8", layer="parcels", kind=ogr.wkbPolygon,
                types=None, append=False):
    """Write rows ``(wkt or None, *values)`` to a vector file."""
    srs = None
    if epsg:
        srs = osr.SpatialReference()
        srs.ImportFromEPSG(epsg)
        srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    driver = ogr.GetDriverByName(DRIVERS[path.suffix])
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE | gdal.OF_VECTOR) if append else driver.CreateDataSource(str(path))
    options = [f"ENCODING={encoding}"] if path.suffix == ".shp" else []
    created = dataset.CreateLayer(layer if path.suffix != ".shp" else path.stem, srs, kind, options)
    for name in fields:
        created.CreateField(ogr.FieldDefn(name, (types or {}).get(name, ogr.OFTString)))
    for wkt, *values in rows:
        feature = ogr.Feature(created.GetLayerDefn())
        for index, value in enumerate(values):
            feature.SetField(index, value)
        if wkt:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        created.CreateFeature(feature)
    del created, dataset
    return path


def run(algorithm, **parameters):
    """Run an algorithm as the toolbox does; return its outputs, or raise QgsProcessingException."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    feedback = Feedback()
    instance = algorithm.create()
    values = {key: str(value) if isinstance(value, Path) else value for key, value in parameters.items()}
    ok, why = instance.checkParameterValues(values, context)
    if not ok:
        raise ValueError(why)
    instance.prepare(values, context, feedback)
    return instance.runPrepared(values, context, feedback)


class Feedback(QgsProcessingFeedback):
    """Silent feedback."""

    def __init__(self):
        super().__init__(False)


def page(out):
    """Return the text of the report an algorithm wrote."""
    return Path(out["REPORT"]).read_text(encoding="utf-8")
