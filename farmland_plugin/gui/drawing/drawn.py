"""Polygons drawn and not yet in the ledger: what is known of each, and the file that brings them in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Iterable, Sequence

from osgeo import gdal, ogr, osr
from qgis.core import QgsFeatureRequest, QgsGeometry

from ...domain.area import areas_of_wkb, round_half_up
from ...domain.errors import BadInput
from ...domain.numbering import next_number, number_stem
from ...domain.parcel import Parcel
from ...i18n import tr
from ...intake.readers.base import quiet_gdal
from ...ledger.lonlat import lonlat_for

NUMBER, NOTE, CLUE = "图斑编号", "备注", "线索编号"


@dataclass
class Drawn:
    """One polygon in the ledger's CRS.

    :param area_m2: official area. :param place: township and village in words. :param others: numbers of the ledger's parcels
        on the same ground. :param clue_id: the clue it was drawn for, '' for none.
    """

    number: str
    geometry: QgsGeometry
    area_m2: Decimal
    place: str = ""
    others: Sequence[str] = ()
    note: str = ""
    clue_id: str = ""


def sound(geometry: QgsGeometry) -> QgsGeometry:
    """Return a drawn polygon that may come in.

    :raises BadInput: it crosses itself, or encloses nothing.
    """
    if not geometry.isGeosValid():
        raise BadInput(tr("The outline crosses itself: draw it again without crossing."))
    if geometry.isEmpty() or not geometry.area() > 0:
        raise BadInput(tr("The outline encloses no ground: draw at least three corners."))
    return geometry


def official_area(ledger: Any, geometry: QgsGeometry) -> Decimal:
    """Return the official area of a polygon in the ledger's CRS, m² to 0.01."""
    whole = QgsGeometry(geometry)
    whole.convertToMultiType()
    areas = areas_of_wkb([bytes(whole.asWkb())], ledger.area_rule, lonlat_for(ledger.area_rule, ledger.crs_wkt))
    return round_half_up(float(areas[0]))


def on_same_ground(layer: Any, geometry: QgsGeometry) -> list[str]:
    """Return the numbers of the parcels shown on the map that share ground with a polygon, the largest share first."""
    if layer is None:
        return []
    found = []
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(geometry.boundingBox())):
        common = feature.geometry().intersection(geometry).area()
        if common > 0:
            found.append((-common, str(feature["source_no"])))
    return [number for _, number in sorted(found)]


def free_number(ledger: Any, mark: str, day: date, taken: Iterable[str]) -> str:
    """Return the next free number of the county's own for parcels of a source."""
    stem = number_stem(str(ledger.meta.get("county", "")), mark, day.year)
    return next_number(stem, {*ledger.numbers_beginning(stem), *taken})


def as_parcel(drawn: Drawn) -> Parcel:
    """Return a drawing as a parcel that is nowhere yet, to ask where it lies."""
    whole = QgsGeometry(drawn.geometry)
    whole.convertToMultiType()
    return Parcel(drawn.number, drawn.number, "", drawn.area_m2, bytes(whole.asWkb()), "")


def write(path: Path, ledger: Any, drawings: Sequence[Drawn], clue_numbers: dict[str, str]) -> None:
    """Write drawings as a GeoPackage that the import reads.

    :param clue_numbers: number of each clue by its id. :raises BadInput: when the file cannot be written.
    """
    srs = osr.SpatialReference()
    srs.ImportFromWkt(ledger.crs_wkt)
    with quiet_gdal():
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        if dataset is None:
            raise BadInput(tr("{path} cannot be written: {reason}."), path=path, reason=gdal.GetLastErrorMsg())
        layer = dataset.CreateLayer("drawn", srs, ogr.wkbMultiPolygon)
        for name in (NUMBER, NOTE, CLUE):
            layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
        for drawn in drawings:
            feature = ogr.Feature(layer.GetLayerDefn())
            for name, value in ((NUMBER, drawn.number), (NOTE, drawn.note), (CLUE, clue_numbers.get(drawn.clue_id, ""))):
                feature.SetField(name, value)
            feature.SetGeometry(ogr.CreateGeometryFromWkb(as_parcel(drawn).geom))
            layer.CreateFeature(feature)
        layer = dataset = None
