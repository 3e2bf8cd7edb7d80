"""Which coordinate system a layer is really in: what it declares, what the user says, what the numbers show."""

from __future__ import annotations

import math
import statistics
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Optional, Sequence

from ...crs_words import crs_words
from ...domain.datum import old_datum
from ...domain.errors import BadInput
from ...domain.zones import (
    Point,
    central_meridian,
    easting_prefix,
    epsg_of_prefix,
    epsg_without_prefix,
    is_lonlat_in_china,
    is_northing,
    is_plain_easting,
    majority,
    old_epsg,
    zone_of_epsg,
    zone_width,
)
from ...i18n import tr
from .zones import refuse_legacy

if TYPE_CHECKING:
    from .transform import OldDatumShift

ZONE_MARGIN = 0.3  # degrees a parcel may reach beyond its zone's edge
_MERCATOR_EDGE = 15_250_000.0  # no easting of Web Mercator in China lies beyond, metres
_SHARED_WITH_MERCATOR = (13, 14, 15)  # eastings of these zones are Web Mercator's in eastern China


@dataclass(frozen=True)
class CrsFacts:
    """What matters of a declared CRS.

    :param authid: ``EPSG:4526`` or '' when no authority knows it. :param proj: its PROJ string, in which
        ``lon_0`` and ``x_0`` tell the zone. :param geographic: degrees. :param wkt: its WKT, for the datum's name.
    """

    authid: str
    name: str
    proj: str
    geographic: bool
    wkt: str = ""

    @property
    def words(self) -> str:
        """The system in plain words."""
        return crs_words(self.authid, self.name)

    @property
    def false_easting(self) -> Optional[float]:
        """False easting of a transverse Mercator in metres, None for anything else."""
        return self._number("x_0") if self._is_gauss_kruger else None

    @property
    def central_meridian(self) -> Optional[float]:
        """Central meridian of a transverse Mercator in degrees, None for anything else."""
        return self._number("lon_0") if self._is_gauss_kruger else None

    @property
    def prefix(self) -> Optional[int]:
        """Zone number its eastings carry, None when they carry none."""
        easting = self.false_easting
        return easting_prefix(easting) if easting is not None else None

    @property
    def _is_gauss_kruger(self) -> bool:
        return "+proj=tmerc" in self.proj and self._number("k", 1.0) == 1.0

    def _number(self, key: str, default: float = 0.0) -> float:
        for word in self.proj.split():
            if word.startswith(f"+{key}="):
                return float(word.partition("=")[2])
        return default


@dataclass(frozen=True)
class Conclusion:
    """The system to read a layer in.

    :param epsg: None means: as declared. :param swapped: x and y are to be exchanged. :param note: what was concluded
        and why, one sentence for the report. :param shift: from the old datum of the layer to CGCS2000.
    """

    epsg: Optional[int]
    swapped: bool
    note: str
    shift: Optional[OldDatumShift] = None


def conclude(declared: Optional[CrsFacts], points: Sequence[Point], name: str, *, chosen: bool = False) -> Conclusion:
    """Return the system of a layer.

    :param declared: the layer's or, with ``chosen``, the user's CRS; None when there is none. :param points: some
        vertices (x, y) as read, x taken for the easting. :param name: for messages.
    :raises BadInput: Xian 1980 or Beijing 1954, a CRS of the user's that the numbers contradict, or no CRS and
        numbers that do not tell one.
    """
    if declared is not None:
        refuse_legacy(old_datum(f"{declared.name} {declared.wkt}"), name)
    return _concluded(declared, points, name, chosen)


def _concluded(declared: Optional[CrsFacts], points: Sequence[Point], name: str, chosen: bool) -> Conclusion:
    if not points:
        return Conclusion(None, False, _as_declared(declared, chosen))
    found = _from_numbers(declared, points, name, chosen)
    other = _other_zones(points, found.swapped)
    return replace(found, note=found.note + other) if other else found


def _from_numbers(declared: Optional[CrsFacts], points: Sequence[Point], name: str, chosen: bool) -> Conclusion:
    middle = (statistics.median(p[0] for p in points), statistics.median(p[1] for p in points))
    forward = majority([easting_prefix(p[0]) for p in points])
    backward = majority([easting_prefix(p[1]) for p in points])
    if declared is None:
        return _without_crs(middle, forward, backward, name)
    found = _geographic(declared, middle, forward) if declared.geographic else _projected(
        declared, middle, forward, backward)
    if found is None:
        return Conclusion(None, False, _as_declared(declared, chosen))
    if chosen and found.epsg is not None:
        raise BadInput(tr("{name}: the numbers do not fit the chosen CRS {crs} ({reason}): leave CRS empty or choose "
                          "{system}."), name=name, crs=declared.words, reason=found.note, system=_words(found.epsg))
    return found


def _other_zones(points: Sequence[Point], swapped: bool) -> str:
    """Return what to say of points whose eastings carry another zone than most; '' when there are none."""
    zones = [easting_prefix(p[1] if swapped else p[0]) for p in points]
    main = majority(zones)
    others = sorted({zone for zone in zones if zone is not None and zone != main})
    if not others or (main is None and len(others) < 2):
        return ""
    count = sum(zone in others for zone in zones)
    return tr("; {count} of {total} sampled eastings carry another zone ({zones}): such rows are set aside").format(
        count=count, total=len(points), zones=", ".join(map(str, others)))


def is_old(facts: CrsFacts) -> bool:
    """Whether a CRS rests on Xian 1980 or Beijing 1954."""
    return bool(old_datum(f"{facts.name} {facts.wkt}"))


def conclude_old(declared: CrsFacts, points: Sequence[Point], name: str, shift: OldDatumShift, *,
                 chosen: bool = False) -> Conclusion:
    """Return the system of a layer in an old datum and, in ``shift``, what moves it to CGCS2000.

    The numbers are judged as CGCS2000's are: the zones are the same. Parameters as for ``conclude``.

    :raises BadInput: a system that has no twin in CGCS2000, numbers that contradict it, a transformation that does not fit.
    """
    datum = old_datum(f"{declared.name} {declared.wkt}")
    crs = declared.words
    twin = 4490 if declared.geographic else _twin(declared)
    if twin is None:
        raise BadInput(tr("{name}: {crs} has no zone that CGCS2000 has too: have the data converted to CGCS2000."),
                       name=name, crs=crs)
    found = _concluded(declared, points, name, chosen)
    old = None
    if found.epsg is not None:
        twin, old = found.epsg, old_epsg(datum, found.epsg)
    straight = [(y, x) for x, y in points] if found.swapped else list(points)
    bound = shift.bound(twin, straight, name)
    note = f"{crs}: {bound.note(datum, straight)}"
    if found.epsg is not None or found.swapped:
        note += "; " + found.note
    return Conclusion(old, found.swapped, note, bound)


def _twin(declared: CrsFacts) -> Optional[int]:
    """Return the CGCS2000 code of the same zone, None when there is none."""
    meridian, prefix = declared.central_meridian, declared.prefix
    if meridian is None or meridian % 3 or not 75 <= meridian <= 135:
        return None
    if prefix is not None:
        return epsg_of_prefix(prefix) if central_meridian(prefix) == meridian else None
    return epsg_without_prefix(int(meridian) // 3) if declared.false_easting == 500_000 else None


def zone_fault(lon_min: float, lon_max: float, facts: CrsFacts, *, margin: float = ZONE_MARGIN) -> str:
    """Return why a parcel must not be read in its zone: it crosses the zone's edge (domain facts §7.1, pitfall 13), else ''.

    :param lon_min, lon_max: longitudes the parcel reaches, degrees. :param facts: of its own CRS; only Gauss–Krüger has zones.
    :param margin: degrees it may reach beyond the edge.
    """
    meridian = facts.central_meridian
    if meridian is None:
        return ""
    width = _width(facts)
    if not (math.isfinite(lon_min) and math.isfinite(lon_max)):
        return tr("its longitude cannot be told in {crs}").format(crs=facts.words)
    west, east = meridian - width / 2, meridian + width / 2
    if lon_max - lon_min <= width and west - margin <= lon_min and lon_max <= east + margin:
        return ""
    return tr("it reaches from {west}° to {east}°, beyond its {width}° zone ({first}° to {last}°): have it issued in the zone it "
              "lies in, or cut at the zone's edge").format(west=f"{lon_min:.4f}", east=f"{lon_max:.4f}", width=width,
                                                           first=f"{west:g}", last=f"{east:g}")


def _width(facts: CrsFacts) -> int:
    """Return how wide a Gauss–Krüger system's zone is, degrees; 6 where only the meridian is known and both are possible."""
    if facts.prefix is not None:
        return zone_width(facts.prefix)
    authority, _, code = facts.authid.partition(":")
    known = zone_of_epsg(int(code)) if authority == "EPSG" and code.isdigit() else None
    if known is not None:
        return zone_width(known[0])
    narrow = "3-degree" in facts.name.lower().replace("_", "-") or (facts.central_meridian or 0.0) % 6 != 3
    return 3 if narrow else 6


def _words(epsg: int) -> str:
    return crs_words(f"EPSG:{epsg}")


def _as_declared(declared: Optional[CrsFacts], chosen: bool) -> str:
    if declared is None:
        return tr("no coordinates to conclude from")
    crs = declared.words
    if chosen:
        return tr("{crs}: chosen by the user, the numbers fit").format(crs=crs)
    return tr("{crs}: declared by the file, the numbers fit").format(crs=crs)


def _without_crs(middle: Point, forward: Optional[int], backward: Optional[int], name: str) -> Conclusion:
    for prefix, swapped in ((forward, False), (backward, True)):
        if prefix is not None and prefix > 15:
            note = tr("{system}: the layer has no CRS; zone {zone} stands in its eastings (CGCS2000 presumed)")
            return Conclusion(epsg_of_prefix(prefix), swapped, note.format(
                system=_words(epsg_of_prefix(prefix)), zone=prefix) + _swap_text(swapped))
    for lonlat, swapped in ((middle, False), (middle[::-1], True)):
        if is_lonlat_in_china(*lonlat):
            return Conclusion(4490, swapped, tr("{system}: the layer has no CRS; its numbers are degrees in China "
                                                "(CGCS2000 presumed)").format(system=_words(4490)) + _swap_text(swapped))
    raise BadInput(tr("{name} has no CRS (no .prj?) and its coordinates (about {x}, {y}) do not tell one: set CRS."),
                   name=name, x=f"{middle[0]:.6g}", y=f"{middle[1]:.6g}")


def _swap_text(swapped: bool) -> str:
    return tr("; x and y were exchanged (the northing stood first)") if swapped else ""


def _geographic(declared: CrsFacts, middle: Point, forward: Optional[int]) -> Optional[Conclusion]:
    x, y = middle
    if forward is not None:
        _refuse_mercator(declared, forward, middle)
        return Conclusion(epsg_of_prefix(forward), False, tr(
            "{system}: {crs} is declared, but the numbers are metres with zone {zone} in the eastings").format(
                system=_words(epsg_of_prefix(forward)), crs=declared.words, zone=forward))
    if abs(x) > 360 or abs(y) > 360:
        raise BadInput(tr("The layer declares {crs} (degrees) but its coordinates are metres (about {x}, {y}): set "
                          "CRS."), crs=declared.words, x=f"{x:.6g}", y=f"{y:.6g}")
    if abs(y) > 90 or (is_lonlat_in_china(y, x) and not is_lonlat_in_china(x, y) and y > 73):
        return Conclusion(None, True, tr("{crs}: declared by the file; x and y were exchanged (latitude stood "
                                         "first)").format(crs=declared.words))
    return None


def _projected(declared: CrsFacts, middle: Point, forward: Optional[int],
               backward: Optional[int]) -> Optional[Conclusion]:
    x, y = middle
    crs = declared.words
    for lonlat, turned in (((x, y), False), ((y, x), True)):
        if is_lonlat_in_china(*lonlat):
            return Conclusion(4490, turned, tr("{system}: {crs} is declared, but the numbers are degrees").format(
                system=_words(4490), crs=crs) + _swap_text(turned))
    if declared.false_easting is None:
        return _not_gauss_kruger(declared, middle, forward, backward)
    swapped = forward is None and (backward is not None or (not is_plain_easting(x) and is_plain_easting(y)))
    prefix = backward if swapped else forward
    easting = y if swapped else x
    if prefix is not None and prefix != declared.prefix:
        _refuse_mercator(declared, prefix, middle)
        same = declared.prefix is None and declared.central_meridian == central_meridian(prefix)
        note = (tr("{system}: {crs} is declared, which carries no zone in its eastings, but the numbers carry zone "
                   "{zone} of the same meridian") if same else
                tr("{system}: {crs} is declared, but zone {zone} stands in the eastings; the numbers win"))
        return Conclusion(epsg_of_prefix(prefix), swapped, note.format(
            system=_words(epsg_of_prefix(prefix)), crs=crs, zone=prefix) + _width_text(declared, prefix) + _swap_text(swapped))
    if prefix is None and declared.prefix is not None and is_plain_easting(easting):
        epsg = epsg_without_prefix(declared.prefix)
        return Conclusion(epsg, swapped, tr(
            "{system}: {crs} is declared, whose eastings begin with {zone}, but the numbers carry no zone").format(
                system=_words(epsg), crs=crs, zone=declared.prefix) + _swap_text(swapped))
    if swapped:
        return Conclusion(None, True, tr("{crs}: declared by the file").format(crs=crs) + _swap_text(True))
    return None


def _not_gauss_kruger(declared: CrsFacts, middle: Point, forward: Optional[int], backward: Optional[int]) -> Optional[Conclusion]:
    """Judge a projected CRS without zones (UTM, Web Mercator, Albers …): eastings with a zone number are no metres of its."""
    swapped = forward is None and backward is not None and is_northing(middle[0])
    prefix = backward if swapped else forward
    if prefix is None or ("merc" in declared.proj and middle[swapped] < _MERCATOR_EDGE):
        return None
    _refuse_mercator(declared, prefix, middle)
    return Conclusion(epsg_of_prefix(prefix), swapped, tr(
        "{system}: {crs} is declared, but zone {zone} stands in the eastings; the numbers win").format(
            system=_words(epsg_of_prefix(prefix)), crs=declared.words, zone=prefix) + _swap_text(swapped))


def _refuse_mercator(declared: CrsFacts, prefix: int, middle: Point) -> None:
    """Refuse eastings that may be of zones 13 to 15 or of Web Mercator, when the declared CRS is neither."""
    if prefix in _SHARED_WITH_MERCATOR:
        raise BadInput(tr("The layer declares {crs}, but its coordinates (about {x}, {y}) are of zone {zone} or of Web Mercator: "
                          "set CRS."), crs=declared.words, x=f"{middle[0]:.6g}", y=f"{middle[1]:.6g}",
                       zone=prefix)


def _width_text(declared: CrsFacts, prefix: int) -> str:
    width = zone_width(prefix)
    if declared.prefix is None or zone_width(declared.prefix) == width:
        return ""
    return tr("; that is a {width}° zone, the declared one is of {declared}°").format(
        width=width, declared=zone_width(declared.prefix))
