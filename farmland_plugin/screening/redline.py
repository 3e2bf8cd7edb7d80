"""One red-line source normalised into the ledger's cache: ledger CRS, valid polygons, class, coefficient, detail, R-tree."""

from __future__ import annotations

import hashlib
import json
import math
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, Optional, Protocol, Sequence

from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsRectangle,
    QgsUnitTypes,
)

from ..compat import geometry_of
from ..domain.errors import BadInput
from ..domain.layer_fields import Columns
from ..domain.progress import Feedback
from ..files import replacing
from ..i18n import message, tr
from ..ledger.caches import seal
from ..ledger.crs import check_datum, trusted_transform
from ..ledger.rows import detail_text
from .read import SOUND

Transform = Callable[[bytes], bytes]
LONGEST_EDGE_M = 100.0
METRES_A_DEGREE = 111320.0
FARTHEST = 1e8  # m; eastings with the number of zone 45 are 4.6e7


class OffTheEarth(BadInput):
    """Coordinates that no polygon of a county has; the message says what is wrong with them."""


class SourceRow(Protocol):
    """One row of a source as the intake hands it over."""

    @property
    def row(self) -> int:
        """Number of the row, from 1."""

    @property
    def wkb(self) -> Optional[bytes]:
        """Polygon in the source's CRS, x = easting or longitude; None without geometry."""

    @property
    def attributes(self) -> Dict[str, str]:
        """Every field as text."""

    @property
    def fault(self) -> str:
        """Why the reader distrusts the row, '' when it does not."""


@dataclass
class Counts:
    """What became of the rows: written, repaired, left out with the first reason; whether coefficients were percent, the lowest
    and the highest of them as they stand in the source (nought left out, 0 for none).
    """

    features: int = 0
    repaired: int = 0
    left_out: int = 0
    reason: str = ""
    percent: bool = False
    unread_coefficients: int = 0
    lowest: float = 0.0
    highest: float = 0.0

    def coefficient(self, value: float) -> None:
        """Take note of one coefficient."""
        if value > 0:
            self.lowest = min(self.lowest, value) if self.lowest else value
            self.highest = max(self.highest, value)

    def settings(self) -> Dict[str, str]:
        """How the coefficients were read, to be kept with the red line: by the highest of them; {} where there is none."""
        if not self.highest:
            return {}
        return {"coefficient_unit": "percent" if self.percent else "ratio", "coefficient_lowest": f"{self.lowest:g}",
                "coefficient_highest": f"{self.highest:g}"}

    def leave_out(self, row: int, reason: str) -> None:
        """Count a row that cannot be used."""
        self.left_out += 1
        self.reason = self.reason or tr("row {row}: {reason}").format(row=row, reason=reason)


def edge_transform(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem,
                   context: QgsCoordinateTransformContext) -> Optional[Transform]:
    """A callable that moves a WKB polygon to the target CRS; None when both are the same.

    An edge is straight in the source's CRS and bent in the target's: moving its ends alone cuts the bend off (1.4 m in the middle
    of a 10 km edge along a parallel, and red lines in degrees have such edges). So edges longer than ``LONGEST_EDGE_M``
    are broken into equal parts first, which keeps them within 0.2 mm.

    Raises BadInput for Xian 1980 and Beijing 1954, whose shift to CGCS2000 is local; the callable raises OffTheEarth for
    coordinates that no polygon of a county has.
    """
    check_datum(source)
    if source == target:
        return None
    transformation = trusted_transform(source, target, context)
    if not transformation.isValid():
        raise BadInput(tr("{source} cannot be transformed to {target}: choose the CRS of the layer."),
                       source=source.authid() or source.description(), target=target.authid())
    longest, degrees = longest_edge(source), source.isGeographic()

    def transform(wkb: bytes) -> bytes:
        geometry = geometry_of(wkb)
        _on_the_earth(geometry.boundingBox(), degrees)
        if longest < math.hypot(geometry.boundingBox().width(), geometry.boundingBox().height()):
            geometry = geometry.densifyByDistance(longest)
        geometry.transform(transformation)
        _on_the_earth(geometry.boundingBox(), target.isGeographic())
        return bytes(geometry.asWkb())

    return transform


def longest_edge(crs: QgsCoordinateReferenceSystem) -> float:
    """Return ``LONGEST_EDGE_M`` in the units of a CRS; a degree counts as one along the equator, the longest there is."""
    metres = QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
    return float(LONGEST_EDGE_M / (metres if not crs.isGeographic() else METRES_A_DEGREE))


def _on_the_earth(box: QgsRectangle, degrees: bool) -> None:
    """Refuse coordinates that are no numbers, beyond the poles, or on both sides of the antimeridian at once."""
    sides = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    if not all(map(math.isfinite, sides)):
        raise OffTheEarth(tr("its coordinates are no numbers"))
    if degrees and (max(map(abs, sides[0::2])) > 180 or max(map(abs, sides[1::2])) > 90):
        raise OffTheEarth(tr("its longitude or latitude is not on the earth"))
    if degrees and box.width() > 180:
        raise OffTheEarth(tr("it reaches across the 180° meridian"))
    if not degrees and max(map(abs, sides)) > FARTHEST:
        raise OffTheEarth(tr("it lies nowhere in the coordinate system"))


def cache_name(sha256: str, *options: str) -> str:
    """File name of the cache: 16 hex digits over the source's content hash and everything that shapes the cache."""
    text = json.dumps([sha256, *options], ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16] + ".gpkg"


def coefficient_of(text: str) -> Optional[float]:
    """Read a coefficient, or a percentage without its sign; 0 for an empty text, None for what is neither (not 0..100).

    "12.5%" is 0.125.
    """
    plain = text.strip().replace(",", ".")
    if not plain:
        return 0.0
    try:
        value = float(plain[:-1]) / 100 if plain.endswith("%") else float(plain)
    except ValueError:
        return None
    return value if math.isfinite(value) and 0 <= value < 100 else None


def sound_polygon(wkb: bytes) -> tuple[Optional[Any], bool]:
    """A valid 2D OGR multipolygon from WKB (None when no polygon is left) and whether it had to be repaired.

    Repair is GEOS's make_valid by the structure method; never buffer(0), which loses area.
    """
    shape = ogr.CreateGeometryFromWkb(wkb)
    if shape is None or shape.IsEmpty():
        return None, False
    if shape.HasCurveGeometry():
        shape = shape.GetLinearGeometry()
    shape.FlattenTo2D()
    if not all(map(math.isfinite, shape.GetEnvelope())):
        raise OffTheEarth(tr("its coordinates are no numbers"))
    broken = not shape.IsValid()
    if broken:
        shape = shape.MakeValid(["METHOD=STRUCTURE", "KEEP_COLLAPSED=NO"])
    whole = _multipolygon(shape)
    return (whole if whole.GetGeometryCount() else None), broken


def _multipolygon(shape: Any) -> Any:
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    stack = [shape] if shape is not None else []
    while stack:
        part = stack.pop()
        if part.GetGeometryType() == ogr.wkbPolygon:
            if not part.IsEmpty():
                whole.AddGeometry(part)
        elif part.GetGeometryType() in (ogr.wkbMultiPolygon, ogr.wkbGeometryCollection):
            stack += [part.GetGeometryRef(index) for index in reversed(range(part.GetGeometryCount()))]
    return whole


@contextmanager
def _quiet() -> Iterator[None]:
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()


class _CacheFile:
    """The GeoPackage being written: table `redline` (fid, class_code, coefficient, name, detail, attributes) with an R-tree."""

    def __init__(self, path: Path, crs_wkt: str) -> None:
        reference = osr.SpatialReference()
        reference.ImportFromWkt(crs_wkt)
        driver = ogr.GetDriverByName("GPKG")
        self._file = driver.CreateDataSource(str(path), options=["VERSION=1.2"])
        if self._file is None:
            raise OSError(f"{path}: {gdal.GetLastErrorMsg()}")
        options = ["GEOMETRY_NAME=geom", "FID=fid", "SPATIAL_INDEX=YES", f"DESCRIPTION={SOUND}"]
        self._layer = self._file.CreateLayer("redline", reference, ogr.wkbMultiPolygon, options)
        for name, kind in (("class_code", ogr.OFTString), ("coefficient", ogr.OFTReal), ("name", ogr.OFTString),
                           ("detail", ogr.OFTString), ("attributes", ogr.OFTString)):
            self._layer.CreateField(ogr.FieldDefn(name, kind))
        self._file.StartTransaction()

    def add(self, shape: Any, values: Sequence[Any]) -> None:
        """Write one feature; `values` in the order of the columns."""
        feature = ogr.Feature(self._layer.GetLayerDefn())
        for index, value in enumerate(values):
            feature.SetField(index, value)
        feature.SetGeometryDirectly(shape)
        if self._layer.CreateFeature(feature) != ogr.OGRERR_NONE:
            raise OSError(gdal.GetLastErrorMsg())

    def percent_to_fraction(self) -> None:
        """Divide every coefficient by a hundred."""
        self._file.ExecuteSQL("UPDATE redline SET coefficient = coefficient / 100.0")

    def close(self) -> None:
        """Close; what was not committed is gone."""
        self._layer = None
        self._file = None

    def commit(self) -> None:
        """Commit and build the R-tree; raises OSError when the file is not whole (a full disk)."""
        gdal.ErrorReset()
        done = self._file.CommitTransaction()
        self._layer.SyncToDisk()
        self.close()
        if done != ogr.OGRERR_NONE or gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise OSError(gdal.GetLastErrorMsg())


def build_cache(path: Path, rows: Iterable[SourceRow], total: int, columns: Columns, crs_wkt: str,
                transform: Optional[Transform], feedback: Feedback) -> Counts:
    """Write a red line's cache, beside its name; sealed and renamed when whole.

    `rows` come in the source CRS and are moved by `transform` (None: same CRS) to the ledger CRS `crs_wkt`; never more than one
    row is in memory. Coefficients above 1 anywhere make the whole column percent. Raises OSError, Cancelled, and BadInput for
    a row whose coordinates are not on the earth; then no file exists.
    """
    counts = Counts()
    with replacing(path) as hidden, _quiet():
        cache = _CacheFile(hidden, crs_wkt)
        try:
            _write_rows(cache, rows, total, columns, transform, counts, feedback)
            if counts.highest > 1:
                counts.percent = True
                cache.percent_to_fraction()
            cache.commit()
        except RuntimeError as error:  # GDAL with exceptions switched on by somebody else
            raise OSError(str(error)) from error
        finally:
            cache.close()
        try:
            seal(hidden)
        except sqlite3.Error as error:
            raise OSError(str(error)) from error
    return counts


def _write_rows(cache: _CacheFile, rows: Iterable[SourceRow], total: int, columns: Columns,
                transform: Optional[Transform], counts: Counts, feedback: Feedback) -> None:
    for done, row in enumerate(rows, 1):
        if done % 500 == 0:
            feedback.check()
            feedback.progress(100.0 * done / max(total, done))
        shape = _shape_of(row, transform, counts)
        if shape is None:
            continue
        values = row.attributes
        coefficient = coefficient_of(_text(values, columns.coefficient))
        if coefficient is None:
            counts.unread_coefficients += 1
            coefficient = 0.0
        counts.coefficient(coefficient)
        cache.add(shape, (_text(values, columns.class_code), coefficient, _text(values, columns.name),
                          detail_text(columns.detail(values)), json.dumps(values, ensure_ascii=False)))
        counts.features += 1


def _text(values: Dict[str, str], field: str) -> str:
    return (values.get(field, "") or "").strip() if field else ""


def _shape_of(row: SourceRow, transform: Optional[Transform], counts: Counts) -> Optional[Any]:
    """The row's valid multipolygon in the ledger CRS; None, counted, when it has none."""
    if row.fault or row.wkb is None:
        counts.leave_out(row.row, row.fault or tr("no geometry"))
        return None
    try:
        shape, broken = sound_polygon(transform(row.wkb) if transform else row.wkb)
    except OffTheEarth as error:
        raise BadInput(tr("Row {row} cannot be used: {reason}. Mend or remove it, then register the layer again."), row=row.row,
                       reason=message(error)) from error
    except QgsCsException as error:
        counts.leave_out(row.row, str(error))
        return None
    except RuntimeError as error:  # GDAL with exceptions switched on by somebody else
        counts.leave_out(row.row, str(error))
        return None
    if shape is None:
        counts.leave_out(row.row, tr("no polygon"))
        return None
    counts.repaired += broken
    return shape
