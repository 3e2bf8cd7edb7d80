"""A table of parcels as GeoPackage or shapefile: what the format cannot hold is told, never lost in silence."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Sequence, Tuple

from osgeo import gdal, ogr, osr

from ..domain.errors import BadInput
from ..domain.parcel import Parcel
from ..domain.progress import Feedback
from ..files import fsync_file
from ..i18n import tr
from .boundary_points import lacks
from .parcel_table import Column, ParcelTable, Value

LAYER = "parcels"
TEXT_BYTES = 254  # a dBASE text field
MOST_FIELDS = 255  # of a dBASE table
MOST_RECORD = 65_535
MOST_FILE = 2**31 - 1  # bytes, what every program reads
MOST_COLUMNS = 1900  # of a GeoPackage: SQLite's own limit is 2000
LDID = {"GBK": "LDID/77", "UTF-8": "UTF-8"}  # the code page stands in the .dbf as well: 77 is CP936
PAGE = {"GBK": "CP936", "UTF-8": "UTF-8"}
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_MISSING = "〓"
_NARROWEST = 10  # bytes of a text column that is empty so far
_PLAIN = str.maketrans({"²": "2", "³": "3"})  # GBK has no raised figures; m2 is read as m²
Shape = Callable[[Parcel], bytes]


@dataclass(frozen=True)
class Cut:
    """A value that was changed to fit. :param what: cut (too long) or lacks (characters GBK has not)."""

    number: str
    column: str
    what: str
    full: str
    kept: str


@dataclass
class Written:
    """What became of an export: how many parcels, what was changed to fit, the width each column got."""

    parcels: int = 0
    cuts: List[Cut] = field(default_factory=list)
    widths: Dict[str, int] = field(default_factory=dict)


@contextmanager
def _gdal(**options: str) -> Iterator[None]:
    """Silence GDAL's messages and set options of this thread only: QGIS's own are often set for the whole process."""
    before = {key: gdal.GetThreadLocalConfigOption(key) for key in options}
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        for key, value in options.items():
            gdal.SetThreadLocalConfigOption(key, value)
        yield
    except RuntimeError as error:  # GDAL with exceptions switched on by somebody else
        raise OSError(str(error)) from error
    finally:
        for key, old in before.items():
            gdal.SetThreadLocalConfigOption(key, old)
        gdal.PopErrorHandler()


def write_gpkg(path: Path, table: ParcelTable, shape: Shape, wkt: str, feedback: Feedback) -> Written:
    """Write a new GeoPackage: full names, every value whole; the Chinese aliases come with ``name_columns``.

    :param shape: WKB of a parcel in the CRS of ``wkt``.
    """
    if len(table.columns) > MOST_COLUMNS:
        raise BadInput(tr("The parcels have {count} fields, more than a GeoPackage holds ({limit}): export fewer batches at a "
                          "time (WHERE)."), count=len(table.columns), limit=MOST_COLUMNS)
    done = Written()
    with _gdal():
        dataset = _created(ogr.GetDriverByName("GPKG"), path)
        layer = dataset.CreateLayer(LAYER, _srs(wkt), ogr.wkbMultiPolygon, ["GEOMETRY_NAME=geom", "FID=fid"])
        for column in table.columns:
            kind = {"int": ogr.OFTInteger64, "real": ogr.OFTReal}.get(column.kind, ogr.OFTString)
            layer.CreateField(ogr.FieldDefn(column.name, kind))
        layer.StartTransaction()
        for parcel, values in table.rows():
            _add(layer, shape(parcel), values)
            done.parcels += 1
            _tell(feedback, done.parcels, table)
        _finish(layer.CommitTransaction, path)
        del layer, dataset
    return done


def write_shapefile(path: Path, table: ParcelTable, shape: Shape, wkt: str, encoding: str, feedback: Feedback) -> Written:
    """Write a new shapefile: short names, code page in .dbf and .cpg, texts cut at 254 bytes and told.

    :param encoding: ``GBK`` or ``UTF-8``.
    :raises BadInput: for more fields or bytes than a shapefile holds.
    """
    widths, shapes = _measured(table, encoding, shape)
    _check_limits(table, widths, shapes)
    done = Written(widths=widths)
    with _gdal(SHAPE_ENCODING=PAGE[encoding]):
        dataset = _created(ogr.GetDriverByName("ESRI Shapefile"), path)
        layer = dataset.CreateLayer(path.stem, _srs(wkt), ogr.wkbPolygon, [f"ENCODING={LDID[encoding]}"])
        for column in table.columns:
            layer.CreateField(_dbf_field(column, done.widths[column.name]))
        witness = ""
        for parcel, values in table.rows():
            fitting = [_fit(value, column, parcel, encoding, done) for value, column in zip(values, table.columns)]
            witness = witness or next((value for value in fitting if isinstance(value, str) and not value.isascii()), "")
            _add(layer, shape(parcel), fitting)
            done.parcels += 1
            _tell(feedback, done.parcels, table)
        _finish(layer.SyncToDisk, path)
        del layer, dataset
    path.with_suffix(".cpg").write_text(encoding, encoding="ascii")
    if witness and witness.encode(encoding.lower()) not in path.with_suffix(".dbf").read_bytes():
        raise BadInput(tr("This QGIS cannot write shapefiles in {encoding}: choose the other encoding."), encoding=encoding)
    return done


def publish_shapefile(hidden: Path, final: Path) -> None:
    """Move a finished shapefile to its place, part by part; spatial indexes of an earlier one are removed."""
    for suffix in PARTS:
        part = hidden.with_suffix(suffix)
        if part.exists():
            fsync_file(part)
            part.replace(final.with_suffix(suffix))
    for suffix in (".qix", ".sbn", ".sbx"):
        final.with_suffix(suffix).unlink(missing_ok=True)


def _created(driver: Any, path: Path) -> Any:
    dataset = driver.CreateDataSource(str(path))
    if dataset is None:
        raise OSError(gdal.GetLastErrorMsg())
    return dataset


def _srs(wkt: str) -> Any:
    srs = osr.SpatialReference()
    srs.ImportFromWkt(wkt)
    srs.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return srs


def _add(layer: Any, wkb: bytes, values: Sequence[Value]) -> None:
    feature = ogr.Feature(layer.GetLayerDefn())
    for index, value in enumerate(values):
        if value is None or value == "":
            feature.SetFieldNull(index)
        else:
            feature.SetField(index, float(value) if isinstance(value, Decimal) else value)
    feature.SetGeometry(ogr.CreateGeometryFromWkb(wkb))
    if layer.CreateFeature(feature) != 0:
        raise OSError(gdal.GetLastErrorMsg())


def _finish(commit: Callable[[], Any], path: Path) -> None:
    gdal.ErrorReset()
    commit()
    if gdal.GetLastErrorType() >= gdal.CE_Failure:
        raise OSError(0, gdal.GetLastErrorMsg(), str(path))


def _tell(feedback: Feedback, done: int, table: ParcelTable) -> None:
    if done % 200 == 0:
        feedback.check()
        feedback.progress(100.0 * done / max(len(table.uids), done))


# ---- what a shapefile cannot hold -------------------------------------------------------------------------------------


def encoded_length(text: str, encoding: str) -> int:
    """Return how many bytes a text takes; a character GBK lacks is written as a sign of two bytes."""
    return len(text.encode("utf-8")) if encoding == "UTF-8" else sum(1 if letter.isascii() else 2 for letter in text)


def cut(text: str, encoding: str, most: int = TEXT_BYTES) -> str:
    """Return as many whole characters of a text as fit into so many bytes."""
    while text and encoded_length(text, encoding) > most:
        spare = encoded_length(text, encoding) - most
        text = text[: -max(1, spare // 4)]
    return text


def _fit(value: Value, column: Column, parcel: Parcel, encoding: str, done: Written) -> Value:
    if not isinstance(value, str) or not value:
        return value
    kept = value.translate(_PLAIN) if encoding == "GBK" else value
    value = kept
    if encoding == "GBK" and any(lacks(letter) for letter in value):
        kept = "".join(_MISSING if lacks(letter) else letter for letter in value)
        done.cuts.append(Cut(parcel.source_no, column.name, "lacks", value, kept))
    whole = kept
    kept = cut(whole, encoding)
    if kept != whole:
        done.cuts.append(Cut(parcel.source_no, column.name, "cut", value, kept))
    return kept


def _measured(table: ParcelTable, encoding: str, shape: Shape) -> Tuple[Dict[str, int], int]:
    """Return how wide each column must be, in bytes or digits, and how many bytes the shapes take at most."""
    widths = {column.name: 1 for column in table.columns}
    shapes = 100
    for parcel, values in table.rows():
        shapes += len(shape(parcel)) + 60  # WKB holds the same numbers
        for column, value in zip(table.columns, values):
            if isinstance(value, str):
                size = encoded_length(value, encoding)
            elif isinstance(value, Decimal):
                size = len(f"{value:.{column.decimals}f}")
            else:
                size = len(str(value)) if value is not None else 1
            widths[column.name] = max(widths[column.name], size)
    return {column.name: min(TEXT_BYTES, max(widths[column.name], _NARROWEST)) if column.kind == "text" else
            max(widths[column.name], 9 if column.kind == "int" else 16) for column in table.columns}, shapes


def _dbf_field(column: Column, width: int) -> Any:
    kind = {"int": ogr.OFTInteger, "real": ogr.OFTReal}.get(column.kind, ogr.OFTString)
    definition = ogr.FieldDefn(column.short, kind)
    definition.SetWidth(width)
    if column.kind == "real":
        definition.SetPrecision(column.decimals)
    return definition


def _check_limits(table: ParcelTable, widths: Dict[str, int], shapes: int) -> None:
    """Refuse what a shapefile cannot hold, before anything is written."""
    count, record = len(table.columns), 1 + sum(widths.values())
    if count > MOST_FIELDS or record > MOST_RECORD:
        raise BadInput(tr("The parcels have {count} fields of {bytes} bytes together, more than a shapefile holds ({limit} "
                          "fields, {most} bytes): export a GeoPackage."), count=count, bytes=record, limit=MOST_FIELDS,
                       most=MOST_RECORD)
    table_bytes = 34 + 32 * count + record * len(table.uids)
    if max(shapes, table_bytes) > MOST_FILE:
        raise BadInput(tr("The shapefile would take {size} MB, more than the 2 GB it can hold: export a GeoPackage, or fewer "
                          "parcels at a time (WHERE)."), size=max(shapes, table_bytes) // 1_000_000)
