"""Xian 1980 and Beijing 1954 brought to CGCS2000 by parameters the user gives, never by ones the program knows (§6.6)."""

from __future__ import annotations

import math
import re
import statistics
import unicodedata
from dataclasses import dataclass, field, replace
from typing import Any, Dict, List, Optional, Sequence

from osgeo import gdal, ogr, osr

from ...crs_words import crs_words, datum_words
from ...domain.errors import BadInput
from ...domain.zones import Point, easting_prefix, epsg_of_prefix, is_lonlat_in_china, is_plain_easting
from ...i18n import tr

EXAMPLE = "dx=-12.345;dy=67.890;rotation=1.234;scale=-2.5"
_NAMES = {"dx": "dx", "dn": "dx", "δx": "dx", "dy": "dy", "de": "dy", "δy": "dy", "rotation": "rotation", "旋转": "rotation",
          "旋转角": "rotation", "scale": "scale", "尺度": "scale"}
_UNITS = re.compile(r"(m|米|′′|\"|''|秒|sec|ppm)$")
_LIMITS = {"dx": 1e7, "dy": 1e7, "rotation": 648000.0, "scale": 1e5}
_PIPELINE = re.compile(r"(^|\s)\+?proj=|^urn:ogc:def:coordinateOperation:", re.IGNORECASE)
_Vertices = Sequence[Point]


@dataclass(frozen=True)
class FourParameters:
    """A plane similarity (平面四参数) inside one Gauss–Krüger zone, as Chinese survey offices issue it: x is the northing.

    X = dx + (1 + scale) (x cos r − y sin r), Y = dy + (1 + scale) (y cos r + x sin r), without zone numbers.

    :param dx: to the north, :param dy: to the east, metres. :param rotation: r in arc seconds. :param scale: in ppm.
    """

    dx: float
    dy: float
    rotation: float
    scale: float

    def pipeline(self, prefix: float) -> str:
        """Return it as a PROJ operation on (easting, northing); ``prefix`` is what stands before the eastings, metres."""
        factor = 1 + self.scale * 1e-6
        angle = math.radians(self.rotation / 3600)
        along, across = factor * math.cos(angle), factor * math.sin(angle)
        east, north = self.dy + prefix - along * prefix, self.dx + across * prefix
        return (f"+proj=affine +xoff={east!r} +yoff={north!r} +s11={along!r} +s12={across!r} +s21={-across!r} "
                f"+s22={along!r}")


@dataclass(frozen=True)
class OldDatumShift:
    """How old coordinates become CGCS2000.

    :param text: as the user wrote it. :param four: the plane parameters, None for a PROJ operation. :param epsg: system of
        the result, 0 until ``bound`` has settled it. :param twin: CGCS2000 in the zone of the old system, 0 likewise.
    """

    text: str
    four: Optional[FourParameters] = None
    epsg: int = 0
    twin: int = 0
    _made: Dict[float, Any] = field(default_factory=dict, compare=False, repr=False)

    def apply_wkb(self, wkb: bytes) -> bytes:
        """Return a geometry moved to CGCS2000; x is the easting (or longitude) before and after.

        :param wkb: any 2D or 3D geometry in the old system. :raises BadInput: when it cannot be read or moved.
        """
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            shape = ogr.CreateGeometryFromWkb(bytes(wkb))
            if shape is None:
                raise BadInput(tr("the geometry cannot be read, so it cannot be moved to CGCS2000"))
            if not shape.IsEmpty():
                west, east, _, _ = shape.GetEnvelope()
                if shape.Transform(self._operation((west + east) / 2)) != ogr.OGRERR_NONE or not _is_finite(shape):
                    raise _cannot_move()
            return bytes(shape.ExportToIsoWkb())
        except RuntimeError as error:  # GDAL with exceptions switched on by somebody else
            raise _cannot_move() from error
        finally:
            gdal.PopErrorHandler()

    def apply(self, points: _Vertices) -> List[Point]:
        """Return points (x, y) moved to CGCS2000. :raises BadInput: when one cannot be moved."""
        moved: List[Point] = []
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            for x, y in points:
                east, north, _ = self._operation(x).TransformPoint(x, y)
                if not (math.isfinite(east) and math.isfinite(north)):
                    raise _cannot_move()
                moved.append((east, north))
        except RuntimeError as error:
            raise _cannot_move() from error
        finally:
            gdal.PopErrorHandler()
        return moved

    def bound(self, twin: int, points: _Vertices, name: str) -> OldDatumShift:
        """Return the shift with the system of its result.

        :param twin: EPSG code of CGCS2000 in the zone the old system has. :param points: in the old system.
        :param name: for messages.
        :raises BadInput: plane parameters for degrees, or a result that is no CGCS2000 coordinate in China.
        """
        degrees = bool(points) and _are_degrees(points)
        if self.four is not None:
            if degrees or twin == 4490:
                raise BadInput(tr("{name}: four plane parameters need metres, but the layer is in degrees: give TRANSFORMATION "
                                  "as a PROJ pipeline."), name=name)
            return replace(self, epsg=twin, twin=twin)
        if not points:
            return replace(self, epsg=twin, twin=twin)
        moved = self.apply(points)
        x, y = statistics.median(p[0] for p in moved), statistics.median(p[1] for p in moved)
        prefix = easting_prefix(x)
        found = 4490 if is_lonlat_in_china(x, y) else epsg_of_prefix(prefix) if prefix else twin if (
            is_plain_easting(x) and not degrees) else 0
        if not found:
            raise BadInput(tr("{name}: the TRANSFORMATION puts the parcels at about {x}, {y}, which is no CGCS2000 place in "
                              "China: it must give the easting (or the longitude in degrees) first."),
                           name=name, x=f"{x:.6g}", y=f"{y:.6g}")
        return replace(self, epsg=found, twin=twin)

    def mean_shift(self, points: _Vertices) -> Optional[float]:
        """Return how far a point moves on average, metres; None when there is no point or nothing to compare with."""
        if not points:
            return None
        moved = self.apply(points)
        if _are_degrees(moved) and _are_degrees(points):
            return statistics.fmean(_degrees_apart(a, b) for a, b in zip(points, moved))
        if _are_degrees(moved) and self.twin not in (0, 4490):
            moved = _projected(moved, self.twin)
        mean = statistics.fmean(math.hypot(b[0] - a[0], b[1] - a[1]) for a, b in zip(points, moved))
        return mean if mean < 20_000 else None

    def note(self, datum: str, points: _Vertices) -> str:
        """Return the sentence for the report: parameters, result and how far a point moved on average."""
        mean = self.mean_shift(points)
        far = (tr("a point moves {metres} m on average").format(metres=f"{mean:.2f}") if mean is not None
               else tr("how far a point moves cannot be told"))
        system = crs_words(f"EPSG:{self.epsg}")
        if self.four is None:
            return tr("{datum} was moved to {system} by the PROJ operation given ({text}); {far}").format(
                datum=datum_words(datum), system=system, text=self.text, far=far)
        return tr("{datum} was moved to {system} by the four parameters given (north {dx} m, east {dy} m, rotation "
                  "{rotation}″, scale {scale} ppm); {far}").format(
                      datum=datum_words(datum), system=system, far=far, **{k: f"{getattr(self.four, k):.10g}" for k in (
                          "dx", "dy", "rotation", "scale")})

    def _operation(self, easting: float) -> Any:
        prefix = (easting_prefix(easting) or 0) * 1e6 if self.four is not None else 0.0
        if prefix not in self._made:
            self._made[prefix] = _operation(self.four.pipeline(prefix) if self.four is not None else self.text)
        return self._made[prefix]


def parse(text: str) -> OldDatumShift:
    """Return the transformation a text means: four plane parameters, or a PROJ pipeline over (easting, northing).

    :raises BadInput: one sentence with an example when it is neither.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if _PIPELINE.search(plain):
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            return OldDatumShift(plain, _made={0.0: _operation(plain)})
        finally:
            gdal.PopErrorHandler()
    values: Dict[str, float] = {}
    for word in re.split(r"[;,\n]+", plain):
        key, equals, value = (part.strip().lower() for part in word.partition("="))
        name = _NAMES.get(key.replace("Δ", "δ"), "")
        if not word.strip():
            continue
        number = _number(value)
        if not equals or not name or name in values or number is None or abs(number) > _LIMITS[name]:
            raise _unreadable(text)
        values[name] = number
    if not {"dx", "dy"} <= set(values):
        raise _unreadable(text)
    return OldDatumShift(plain, FourParameters(values["dx"], values["dy"], values.get("rotation", 0.0),
                                               values.get("scale", 0.0)))


def _number(text: str) -> Optional[float]:
    try:
        value = float(_UNITS.sub("", text.strip()).strip())
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _unreadable(text: str) -> BadInput:
    return BadInput(tr("TRANSFORMATION is {given}: write four parameters such as {example} (dx to the north and dy to the east "
                       "in metres, rotation in seconds, scale in ppm), or a PROJ pipeline such as {pipeline}."),
                    given=text.strip()[:80] or "''", example=EXAMPLE, pipeline="+proj=pipeline +step …")


def _cannot_move() -> BadInput:
    return BadInput(tr("the TRANSFORMATION given cannot move it to CGCS2000"))


def _operation(text: str) -> Any:
    """Return GDAL's transformation for a PROJ operation. :raises BadInput: when PROJ does not know it."""
    options = osr.CoordinateTransformationOptions()
    made = None
    try:
        if options.SetOperation(text):
            made = osr.CreateCoordinateTransformation(None, None, options)
    except RuntimeError as error:
        raise _unreadable(text) from error
    if made is None:
        raise _unreadable(text)
    return made


def _is_finite(shape: Any) -> bool:
    return all(map(math.isfinite, shape.GetEnvelope()))


def _degrees_apart(a: Point, b: Point) -> float:
    """Return metres between two near places in degrees."""
    return 111_320 * math.hypot((b[0] - a[0]) * math.cos(math.radians(a[1])), b[1] - a[1])


def _are_degrees(points: _Vertices) -> bool:
    return all(abs(x) <= 360 and abs(y) <= 90 for x, y in points)


def _projected(points: _Vertices, epsg: int) -> List[Point]:
    """Return longitudes and latitudes of CGCS2000 in one of its zones, metres."""
    systems = []
    for code in (4490, epsg):
        system = osr.SpatialReference()
        system.ImportFromEPSG(code)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
        systems.append(system)
    into = osr.CoordinateTransformation(*systems)
    return [(x, y) for x, y, _ in into.TransformPoints([list(point) for point in points])]
