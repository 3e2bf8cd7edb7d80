"""A quick look at what was handed down: its layers, their first rows, and what would be concluded of each."""

from __future__ import annotations

import itertools
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from osgeo import gdal, ogr

from ...domain.area import AreaRule, areas_of_wkb
from ...domain.codes import Dictionary
from ...domain.errors import BadInput
from ...domain.progress import Feedback
from ...i18n import message
from ...ledger.crs import ellipsoid
from ...ledger.lonlat import lonlat_for
from ..fields import mapping
from ..fields.profiles import Profile, find_profile, named_profile
from ..fields.unknown_codes import CODED
from ..readers.base import Source, quiet_gdal
from .source import open_sources

ROWS = 1000  # enough to conclude units and codes from, and to show where a layer lies
_AREAS = (ogr.wkbPolygon, ogr.wkbMultiPolygon)


@dataclass(frozen=True)
class Looking:
    """How to look: the user's choices ('' = conclude), and what the ledger knows.

    :param source: code of dictionary ``source``. :param aliases: names of each meaning.
    :param profiles: folder of saved mappings. :param profile: name of the one to use, '' takes the one that fits.
    :param codes: the dictionaries of coded fields, by name.
    """

    path: str
    layer: str = ""
    encoding: str = ""
    crs: str = ""
    transformation: str = ""
    source: str = ""
    aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)
    codes: Mapping[str, Dictionary] = field(default_factory=dict)
    profiles: Optional[Path] = None
    profile: str = ""
    rows: int = ROWS


@dataclass(frozen=True)
class LookedRow:
    """One row as issued; ``wkb`` in the layer's CRS, x = easting or longitude."""

    row: int
    attributes: Dict[str, str]
    wkb: Optional[bytes]
    fault: str = ""


@dataclass
class LayerLook:
    """What one layer holds and what would be concluded of it.

    :param crs: authority code or WKT. :param unit: m2, mu or ha, '' when there is no monitored area or it cannot be told.
    :param unit_doubt: why the unit must be chosen. :param fixed: meanings, :param known_unit: unit the format fixes.
    """

    name: str
    fields: List[str]
    count: int
    crs: str
    crs_note: str
    encoding: str
    encoding_note: str
    rows: List[LookedRow]
    mapping: mapping.Mapping
    profile: Optional[Profile] = None
    fixed: Dict[str, str] = field(default_factory=dict)
    known_unit: str = ""
    unit: str = ""
    unit_note: str = ""
    unit_doubt: str = ""
    unknown: List[str] = field(default_factory=list)
    problems: List[str] = field(default_factory=list)


@dataclass
class Look:
    """What an input holds.

    :param refusal: the one sentence when it cannot be read at all. :param choices: layers of a file that has several.
    """

    name: str
    layers: List[LayerLook] = field(default_factory=list)
    skipped: List[str] = field(default_factory=list)
    refusal: str = ""
    choices: List[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        """Rows of all layers."""
        return sum(layer.count for layer in self.layers)


def look(how: Looking, feedback: Feedback) -> Look:
    """Read the first rows of every layer of an input; what cannot be read is told, not raised.

    :raises Cancelled: when the user does not want to know any more.
    """
    name, choices = Path(how.path.partition("|")[0]).name, _layers_of(how.path)
    try:
        with closing(_open(how)) as opened:
            found = Look(opened.name, skipped=list(opened.skipped), choices=choices)
            for source in opened:
                feedback.check()
                found.layers.append(_layer(source, how, feedback))
            return found
    except BadInput as error:
        return Look(name, refusal=message(error), choices=choices)


def row_of(how: Looking, layer: str, number: int, feedback: Feedback) -> Tuple[Optional[bytes], str]:
    """Return one row's shape as issued and its CRS, (None, '') when there is no such row.

    :raises BadInput: when the input cannot be read.
    """
    with closing(_open(how)) as opened:
        for source in opened:
            if source.name != layer:
                continue
            for feature in source:
                feedback.check()
                if feature.row == number:
                    return feature.wkb, source.crs_text()
    return None, ""


def _open(how: Looking) -> Any:
    return open_sources(how.path, how.layer, how.encoding, how.crs, how.transformation)


def _layers_of(path: str) -> List[str]:
    """Return the layers of a GeoPackage or a file geodatabase that has several, else nothing."""
    place = Path(path.partition("|")[0])
    drivers = {".gpkg": ["GPKG"], ".gdb": ["OpenFileGDB"]}.get(place.suffix.lower())
    if drivers is None or not place.exists():
        return []
    with quiet_gdal():
        try:
            dataset = gdal.OpenEx(str(place), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=drivers)
        except RuntimeError:
            return []
        names = [dataset.GetLayer(at).GetName() for at in range(dataset.GetLayerCount())] if dataset is not None else []
    return names if len(names) > 1 else []


def _layer(source: Source, how: Looking, feedback: Feedback) -> LayerLook:
    rows: List[LookedRow] = []
    for feature in itertools.islice(source, how.rows):
        feedback.check()
        rows.append(LookedRow(feature.row, feature.attributes, feature.wkb, feature.fault))
    sample = [row.attributes for row in rows]
    problems = list(source.problems)
    profile = _profile(source, how, problems)
    aliases = {meaning: how.aliases.get(meaning, ()) for meaning in mapping.MEANINGS}
    settled = mapping.settle_mapping(source.fields, sample, aliases, cut_names=source.cut_names, fixed=source.field_map,
                                     profile=profile)
    found = LayerLook(
        source.name, list(source.fields), source.count, source.crs_text(), source.crs_note, source.encoding, source.encoding_note,
        rows, settled, profile, dict(source.field_map), source.area_unit, problems=[*problems, *settled.notes])
    found.unknown = unknown_codes(found, settled.fields, how.codes)
    conclude(found, settled.fields.get("monitored_area", ""))
    return found


def _profile(source: Source, how: Looking, problems: List[str]) -> Optional[Profile]:
    """Return the saved mapping to use: the one named, else the one that fits this source."""
    if how.profiles is None:
        return None
    if how.profile:
        return named_profile(how.profiles, how.profile)
    return find_profile(how.profiles, how.source, source.fields, problems)


def unknown_codes(layer: LayerLook, fields: Mapping[str, str], codes: Mapping[str, Dictionary]) -> List[str]:
    """Return a sentence for each coded field with codes that stand in no dictionary, from the rows looked at."""
    known = {meaning: name for meaning, name in fields.items() if CODED.get(meaning, "") in codes}
    counter = mapping.UnknownCodes(known, lambda name: codes[name])
    for row in layer.rows:
        counter.take(row.attributes)
    return counter.notes()


def conclude(layer: LayerLook, name: str) -> None:
    """Conclude the unit of a layer's monitored area from the rows looked at, or say why it must be chosen.

    :param name: field to read it from, '' when none holds it.
    """
    layer.unit = layer.unit_note = layer.unit_doubt = ""
    if not name:
        return
    parsed = [mapping.parse_area(row.attributes.get(name, "")) for row in layer.rows]
    shapes = [(value, row.wkb) for row, (value, unit) in zip(layer.rows, parsed)
              if row.wkb is not None and not unit and _is_areal(row.wkb)]
    try:
        areas = [float(area) for area in _areas([wkb for _value, wkb in shapes if wkb is not None], layer.crs)]
        settled = layer.mapping
        own = name == settled.fields.get("monitored_area")
        concluded = mapping.conclude_unit(
            name, [value for value, _wkb in shapes], areas, known_unit=layer.known_unit, hint=settled.area_unit if own else "",
            hint_why=settled.area_unit_why if own else "", named=[unit for _value, unit in parsed if unit])
        layer.unit, layer.unit_note = concluded.code, concluded.note
    except BadInput as error:
        layer.unit_doubt = message(error)


def _is_areal(wkb: bytes) -> bool:
    with quiet_gdal():
        try:
            geometry = ogr.CreateGeometryFromWkb(wkb)
        except RuntimeError:
            return False
    return geometry is not None and not geometry.IsEmpty() and ogr.GT_Flatten(geometry.GetGeometryType()) in _AREAS


def _areas(shapes: Sequence[bytes], crs: str) -> Sequence[float]:
    """Return official areas of polygons in their own CRS, m²."""
    from qgis.core import QgsCoordinateReferenceSystem

    system = QgsCoordinateReferenceSystem(crs)
    authority, _, code = system.authid().partition(":")
    a, inverse = ellipsoid(system.ellipsoidAcronym())
    rule = AreaRule.for_crs(int(code) if authority == "EPSG" and code.isdigit() else None, is_geographic=system.isGeographic(),
                            semi_major=a, inverse_flattening=inverse)
    return list(areas_of_wkb(list(shapes), rule, lonlat_for(rule, system.toWkt()))) if shapes else []
