"""What every reader gives: a layer as issued, with the system, encoding and fields that were concluded."""

from __future__ import annotations

import itertools
import math
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

from osgeo import gdal, ogr
from qgis.core import QgsCoordinateReferenceSystem

from ...domain.errors import BadInput
from ...domain.zones import Point
from ...i18n import message, tr
from ...ledger.crs import sound_crs
from ..systems.crs import Conclusion, CrsFacts, conclude, conclude_old, is_old
from ..systems.outline import proposal
from ..systems.transform import OldDatumShift
from ..systems.transform import parse as parse_transformation
from ..taking_in.block import Columns, PlainRings, canonical_text

_SAMPLE = 200
BLOCK = 4096  # rows
AREAL = (ogr.wkbPolygon, ogr.wkbMultiPolygon, ogr.wkbCurvePolygon, ogr.wkbMultiSurface)


class NoPolygons(BadInput):
    """The layer holds nothing that could be a parcel."""


@dataclass(frozen=True)
class Reading:
    """How the user wants an INPUT read; '' concludes it.

    :param transformation: how Xian 1980 or Beijing 1954 becomes CGCS2000 (``transform.parse``).
    :param outline: the county's, which proposes a CRS for a layer that has none.
    :param keep: where a reader puts the temporary folders that must outlive it.
    """

    layer: str = ""
    encoding: str = ""
    crs: str = ""
    transformation: str = ""
    outline: Optional[Any] = None  # outline.Outline
    keep: List[Any] = field(default_factory=list)

    def folder(self) -> Path:
        """Return a new temporary folder."""
        self.keep.append(tempfile.TemporaryDirectory(prefix="farmland-"))
        return Path(self.keep[-1].name)


def remove_all(keep: List[Any]) -> None:
    """Remove the temporary folders of a reading."""
    while keep:
        keep.pop().cleanup()


@dataclass(frozen=True)
class SourceFeature:
    """One row as issued.

    :param row: 1-based. :param wkb: polygon as issued in the source's CRS, x = easting or longitude; None when the row
        has no geometry. :param attributes: every field as text. :param fault: why the reader distrusts the row.
    """

    row: int
    wkb: Optional[bytes]
    attributes: Dict[str, str]
    fault: str = ""


@dataclass
class Block:
    """Some rows of a layer, in their order; every list has one entry per row (see ``SourceFeature``).

    :param attributes: a list of dicts, or ``Columns``. :param rings: those of the rows that are plain polygons; their
        ``wkb`` is there, too.
    """

    rows: List[int]
    wkb: Sequence[Optional[bytes]]
    attributes: Sequence[Dict[str, str]]
    faults: List[str]
    rings: Optional[PlainRings] = None

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, name: str) -> List[str]:
        """Return the values of one field, '' where a row has none."""
        if isinstance(self.attributes, Columns):
            return self.attributes.values.get(name) or [""] * len(self)
        return [row.get(name, "") for row in self.attributes]

    def texts(self) -> List[str]:
        """Return the attributes of every row as canonical JSON text (``columns.canonical_text``)."""
        if isinstance(self.attributes, Columns):
            return self.attributes.texts()
        return [canonical_text(row) for row in self.attributes]


@dataclass
class Source:
    """An opened layer; iterate for its rows, as often as needed.

    :param crs: the concluded CRS. :param crs_note: what was concluded and why. :param sha256: over the data-bearing
        files in name order. :param field_map: fields whose meaning the format fixes. :param area_unit: unit the
        format fixes, else ''. :param problems: doubts that were settled, for the report. :param cut_names: field
        names are cut to ten bytes. :param shift: moves each row's WKB from the old datum of ``crs`` to CGCS2000
        (EPSG:``shift.epsg``), None for every other system.
    """

    name: str
    path: Path
    crs: QgsCoordinateReferenceSystem
    crs_note: str
    encoding: str
    encoding_note: str
    fields: List[str]
    count: int
    sha256: str
    field_map: Dict[str, str] = field(default_factory=dict)
    area_unit: str = ""
    problems: List[str] = field(default_factory=list)
    cut_names: bool = False
    keep: List[Any] = field(default_factory=list)  # temporary folders that must outlive the reader
    shift: Optional[OldDatumShift] = None

    def close(self) -> None:
        """Remove the temporary copies; afterwards the layer cannot be read again."""
        remove_all(self.keep)

    def __iter__(self) -> Iterator[SourceFeature]:
        raise NotImplementedError

    def blocks(self, size: int = BLOCK) -> Iterator[Block]:
        """Yield the rows in blocks of at most ``size``."""
        rows = iter(self)
        while True:
            some = list(itertools.islice(rows, size))
            if not some:
                return
            yield Block([f.row for f in some], [f.wkb for f in some], [f.attributes for f in some], [f.fault for f in some])

    def crs_text(self) -> str:
        """Return the CRS as it is stored: ``EPSG:4526``, or WKT when no authority knows it."""
        return str(self.crs.authid() or self.crs.toWkt())


@contextmanager
def quiet_gdal(**options: str) -> Iterator[None]:
    """Silence GDAL's own messages and set thread-local options for a block; the caller says what went wrong."""
    before = {key: gdal.GetThreadLocalConfigOption(key) for key in options}
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        for key, value in options.items():
            gdal.SetThreadLocalConfigOption(key, value)
        yield
    finally:
        for key, old in before.items():
            gdal.SetThreadLocalConfigOption(key, old)
        gdal.PopErrorHandler()


def open_dataset(path: Path, drivers: Sequence[str], options: Sequence[str] = ()) -> Any:
    """Open a file with OGR, read-only, by the named drivers and no others (VRT reads foreign files).

    :raises BadInput: when the file is not one of these formats or is damaged.
    """
    with quiet_gdal():
        try:
            dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=list(drivers),
                                  open_options=list(options))
        except RuntimeError as error:
            raise unreadable(path) from error
    if dataset is None:
        raise unreadable(path)
    return dataset


def unreadable(path: Path) -> BadInput:
    return BadInput(tr("{path} cannot be read: it is damaged or not of the format its name says."), path=path.name)


def facts_of(crs: QgsCoordinateReferenceSystem) -> CrsFacts:
    """Return what the zone rules need of a CRS."""
    return CrsFacts(crs.authid(), crs.description(), crs.toProj(), crs.isGeographic(), crs.toWkt())


def crs_from_text(text: str) -> QgsCoordinateReferenceSystem:
    """Return the CRS of an authority code or WKT.

    :raises BadInput: when it is not one.
    """
    crs = sound_crs(QgsCoordinateReferenceSystem(text))
    if not crs.isValid():
        raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."), crs=text)
    return crs


def settle_crs(declared: Optional[QgsCoordinateReferenceSystem], chosen: str, points: Sequence[Point], name: str,
               reading: Optional[Reading] = None) -> Tuple[QgsCoordinateReferenceSystem, Conclusion]:
    """Return the CRS to read a layer in and how it was concluded; the user's choice wins but is checked.

    With ``reading.transformation`` an old datum is not refused: the CRS stays the old one, ``Conclusion.shift`` moves it.
    """
    wanted = crs_from_text(chosen) if chosen else declared
    facts = facts_of(wanted) if wanted is not None else None
    shift = parse_transformation(reading.transformation) if reading is not None and reading.transformation else None
    if shift is not None and facts is not None and is_old(facts):
        found = conclude_old(facts, points, name, shift, chosen=bool(chosen))
    else:
        try:
            found = conclude(facts, points, name, chosen=bool(chosen))
        except BadInput as error:
            hint = proposal(reading.outline, points) if facts is None and reading is not None else ""
            raise (BadInput(tr("{reason} {hint}"), reason=message(error), hint=hint) if hint else error) from error
        if shift is not None:
            found = replace(found, note=found.note + tr("; the TRANSFORMATION given was not used: this is no old datum"))
    if found.epsg is not None:
        return sound_crs(QgsCoordinateReferenceSystem(f"EPSG:{found.epsg}")), found
    if wanted is None:
        raise BadInput(tr("{name} has no CRS: set CRS."), name=name)
    return wanted, found


def declared_crs(layer: Any) -> Optional[QgsCoordinateReferenceSystem]:
    srs = layer.GetSpatialRef()
    if srs is None or srs.IsLocal() or str(srs.GetName()).startswith(("Undefined", "unknown")):
        return None
    if srs.GetAuthorityName(None) == "EPSG":
        crs = sound_crs(QgsCoordinateReferenceSystem(f"EPSG:{srs.GetAuthorityCode(None)}"))
        if crs.isValid():
            return crs
    crs = QgsCoordinateReferenceSystem.fromWkt(srs.ExportToWkt())
    return crs if crs.isValid() else None


def features_of(layer: Any, path: Path, remembered: bool = False) -> Iterator[Any]:
    """Yield a layer's features from the first.

    :param remembered: the format keeps the number of features beside them, where it may be stale.
    :raises BadInput: when the file is damaged: GDAL says so, or has fewer features than the file counts.
    """
    found = 0
    try:
        layer.ResetReading()
        feature = layer.GetNextFeature()
        while feature is not None:
            found += 1
            yield feature
            feature = layer.GetNextFeature()
        whole = found >= layer.GetFeatureCount() or (remembered and found == _counted(layer))
    except RuntimeError as error:
        raise unreadable(path) from error
    if not whole:
        raise unreadable(path)


def _counted(layer: Any) -> int:
    """Return how many features there really are: with a filter set, a GeoPackage counts instead of remembering."""
    layer.SetAttributeFilter("1 = 1")
    count = layer.GetFeatureCount()
    layer.SetAttributeFilter(None)
    return int(count)


def sample_points(layer: Any, path: Path) -> List[Point]:
    """Return the middles of the first features' envelopes."""
    points: List[Point] = []
    for feature in itertools.islice(features_of(layer, path, remembered=True), _SAMPLE):
        geometry = feature.GetGeometryRef()
        if geometry is None or geometry.IsEmpty():
            continue
        west, east, south, north = geometry.GetEnvelope()
        if all(map(math.isfinite, (west, east, south, north))):
            points.append(((west + east) / 2, (south + north) / 2))
    layer.ResetReading()
    return points


def check_polygons(layer: Any, name: str) -> None:
    kind = ogr.GT_Flatten(layer.GetGeomType())
    if kind not in (*AREAL, ogr.wkbUnknown, ogr.wkbGeometryCollection):
        what = ogr.GeometryTypeToName(kind)
        raise NoPolygons(tr("{name} has no polygons ({kind}): choose a polygon layer."), name=name, kind=what)
    if layer.GetFeatureCount() == 0:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=name)


def issued_wkb(feature: Any, swapped: bool) -> Optional[bytes]:
    geometry = feature.GetGeometryRef()
    if geometry is None:
        return None
    if swapped:
        geometry = geometry.Clone()
        geometry.SwapXY()
    return bytes(geometry.ExportToIsoWkb())
