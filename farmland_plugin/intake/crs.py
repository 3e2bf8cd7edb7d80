"""Which coordinate system a layer is really in: what it declares, what the user says, what the numbers show."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import Optional, Sequence

from ..domain.datum import old_datum
from ..domain.errors import BadInput
from ..domain.zones import (
    Point,
    easting_prefix,
    epsg_of_prefix,
    epsg_without_prefix,
    is_lonlat_in_china,
    is_plain_easting,
    majority,
)
from ..i18n import tr
from .zones import refuse_legacy


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
        and why, one sentence for the report.
    """

    epsg: Optional[int]
    swapped: bool
    note: str


def conclude(declared: Optional[CrsFacts], points: Sequence[Point], name: str, *, chosen: bool = False) -> Conclusion:
    """Return the system of a layer.

    :param declared: the layer's or, with ``chosen``, the user's CRS; None when there is none. :param points: some
        vertices (x, y) as read, x taken for the easting. :param name: for messages.
    :raises BadInput: Xian 1980 or Beijing 1954, a CRS of the user's that the numbers contradict, or no CRS and
        numbers that do not tell one.
    """
    if declared is not None:
        _refuse_legacy_crs(declared, name)
    if not points:
        return Conclusion(None, False, _as_declared(declared, chosen))
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
                          "EPSG:{epsg}."), name=name, crs=declared.authid or declared.name, reason=found.note,
                       epsg=found.epsg)
    return found


def _as_declared(declared: Optional[CrsFacts], chosen: bool) -> str:
    if declared is None:
        return tr("no coordinates to conclude from")
    crs = f"{declared.authid} {declared.name}".strip()
    if chosen:
        return tr("{crs}: chosen by the user, the numbers fit").format(crs=crs)
    return tr("{crs}: declared by the file, the numbers fit").format(crs=crs)


def _refuse_legacy_crs(declared: CrsFacts, name: str) -> None:
    refuse_legacy(old_datum(f"{declared.name} {declared.wkt}"), name)


def _without_crs(middle: Point, forward: Optional[int], backward: Optional[int], name: str) -> Conclusion:
    for prefix, swapped in ((forward, False), (backward, True)):
        if prefix is not None and prefix > 15:
            note = tr("EPSG:{epsg}: the layer has no CRS; zone {zone} stands in its eastings (CGCS2000 presumed)")
            return Conclusion(epsg_of_prefix(prefix), swapped, note.format(
                epsg=epsg_of_prefix(prefix), zone=prefix) + _swap_text(swapped))
    for lonlat, swapped in ((middle, False), (middle[::-1], True)):
        if is_lonlat_in_china(*lonlat):
            return Conclusion(4490, swapped, tr("EPSG:4490: the layer has no CRS; its numbers are degrees in China "
                                                "(CGCS2000 presumed)") + _swap_text(swapped))
    raise BadInput(tr("{name} has no CRS (no .prj?) and its coordinates (about {x}, {y}) do not tell one: set CRS."),
                   name=name, x=f"{middle[0]:.6g}", y=f"{middle[1]:.6g}")


def _swap_text(swapped: bool) -> str:
    return tr("; x and y were exchanged (the northing stood first)") if swapped else ""


def _geographic(declared: CrsFacts, middle: Point, forward: Optional[int]) -> Optional[Conclusion]:
    x, y = middle
    if forward is not None:
        return Conclusion(epsg_of_prefix(forward), False, tr(
            "EPSG:{epsg}: {crs} is declared, but the numbers are metres with zone {zone} in the eastings").format(
                epsg=epsg_of_prefix(forward), crs=declared.authid or declared.name, zone=forward))
    if abs(x) > 360 or abs(y) > 360:
        raise BadInput(tr("The layer declares {crs} (degrees) but its coordinates are metres (about {x}, {y}): set "
                          "CRS."), crs=declared.authid or declared.name, x=f"{x:.6g}", y=f"{y:.6g}")
    if abs(y) > 90 or (is_lonlat_in_china(y, x) and not is_lonlat_in_china(x, y) and y > 73):
        return Conclusion(None, True, tr("{crs}: declared by the file; x and y were exchanged (latitude stood "
                                         "first)").format(crs=declared.authid or declared.name))
    return None


def _projected(declared: CrsFacts, middle: Point, forward: Optional[int],
               backward: Optional[int]) -> Optional[Conclusion]:
    x, y = middle
    own = declared.false_easting
    if own is None:
        return None
    crs = declared.authid or declared.name
    if is_lonlat_in_china(x, y):
        return Conclusion(4490, False, tr("EPSG:4490: {crs} is declared, but the numbers are degrees").format(crs=crs))
    swapped = forward is None and (backward is not None or (not is_plain_easting(x) and is_plain_easting(y)))
    prefix = backward if swapped else forward
    easting = y if swapped else x
    if prefix is not None and prefix != declared.prefix:
        same = declared.prefix is None and declared.central_meridian == (prefix * 3.0 if prefix >= 25 else prefix * 6 - 3)
        note = (tr("EPSG:{epsg}: {crs} is declared, which carries no zone in its eastings, but the numbers carry zone "
                   "{zone} of the same meridian") if same else
                tr("EPSG:{epsg}: {crs} is declared, but zone {zone} stands in the eastings; the numbers win"))
        return Conclusion(epsg_of_prefix(prefix), swapped, note.format(
            epsg=epsg_of_prefix(prefix), crs=crs, zone=prefix) + _swap_text(swapped))
    if prefix is None and declared.prefix is not None and is_plain_easting(easting):
        epsg = epsg_without_prefix(declared.prefix)
        return Conclusion(epsg, swapped, tr(
            "EPSG:{epsg}: {crs} is declared, whose eastings begin with {zone}, but the numbers carry no zone").format(
                epsg=epsg, crs=crs, zone=declared.prefix) + _swap_text(swapped))
    if swapped:
        return Conclusion(None, True, tr("{crs}: declared by the file").format(crs=crs) + _swap_text(True))
    return None
