"""Boundary-point files: which number is the easting, which zone a plot lies in, degrees packed as 度.分秒 (§7.1)."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING, Dict, List, Optional, Sequence, Set, Tuple

from ...crs_words import crs_words
from ...domain.zones import easting_prefix, is_lonlat_in_china, is_northing, is_plain_easting
from ...i18n import tr
from ..systems.zones import Zone
from .lines import PointLine

if TYPE_CHECKING:
    from .boundary_txt import Plot

_PACKED = re.compile(r"度\.?分\.?秒|DMS|ddd?\.?mmss", re.IGNORECASE)
_DEGREES = (4490, 4610, 4214)  # CGCS2000, Xian 1980, Beijing 1954


class PackedDegrees(ValueError):
    """A number that cannot be 度.分秒 although the header says so; the message is the reason."""


def axis_of(points: Sequence[PointLine], file_order: bool, label: str, problems: List[str]) -> Tuple[bool, str]:
    """Return whether a plot writes the easting first, and its fault when it contradicts itself (pitfall 1)."""
    forward = next((p for p in points if _tells(p.first, p.second)), None)
    backward = next((p for p in points if _tells(p.second, p.first)), None)
    if forward is not None and backward is not None:
        return file_order, tr("the order of the coordinates changes within the plot (line {first} has the easting first, "
                              "line {second} the northing): write them alike").format(first=forward.line, second=backward.line)
    own = file_order if forward is None and backward is None else forward is not None
    if own != file_order and points:
        problems.append(tr("Line {line}: {plot} writes its coordinates in the other order than the rest of the file; it was "
                           "read so.").format(line=points[0].line, plot=label))
    return own, ""


def _tells(easting: float, northing: float) -> bool:
    """Whether two numbers can only be easting and northing in this order."""
    return _fits(easting, northing) and not _fits(northing, easting)


def _fits(easting: float, northing: float) -> bool:
    if easting_prefix(easting) is not None and is_northing(northing):
        return True
    return (is_plain_easting(easting) and 1e6 <= northing <= 6e6) or is_lonlat_in_china(easting, northing)


def settle_zone(plot: Plot, zone: Zone, own: Optional[Zone], header: Dict[str, str], problems: List[str]) -> None:
    """Fault a plot that lies in more than one zone or in another than the file; a missing prefix is settled and said."""
    points = [p for part in plot.parts for ring in part for p in ring]
    if plot.fault or not points:
        return
    if own is not None and None not in (own.epsg, zone.epsg) and own.epsg != zone.epsg and (
            own.datum != zone.datum or own.prefix is None or zone.prefix is None):
        plot.fault = tr("its own header says another system ({own}) than the rest of the file ({file}): put it into a "
                        "file of its own").format(own=crs_words(f"EPSG:{own.epsg}"), file=crs_words(f"EPSG:{zone.epsg}"))
        return
    prefixes: Set[Optional[int]] = {easting_prefix(p[0]) for p in points}
    if prefixes == {zone.prefix}:
        _check_northings(plot, zone, points)
        return
    if len(prefixes) > 1:
        plot.fault = _mixed(prefixes)
        return
    prefix = prefixes.pop()
    stated = _stated(header)
    if prefix is None and zone.prefix is not None and all(is_plain_easting(p[0]) for p in points):
        if stated == zone.prefix:
            _shift(plot, zone.prefix * 1e6)
            problems.append(tr("Line {line}: {plot} is written without the zone number; zone {zone} of the header was put "
                               "before its eastings.").format(line=plot.line, plot=plot.number or "-", zone=zone.prefix))
        else:
            plot.fault = tr("its eastings carry no zone number, those of the rest of the file carry zone {zone}: write the zone "
                            "before them, or 带号 in the header").format(zone=zone.prefix)
    elif prefix is not None and zone.prefix is None and stated == prefix:
        _shift(plot, -prefix * 1e6)
        problems.append(tr("Line {line}: {plot} alone is written with the zone number {zone}; it was taken off.").format(
            line=plot.line, plot=plot.number or "-", zone=prefix))
    elif prefix is None:
        plot.fault = tr("its points lie out of place: their eastings are none of zone {zone}").format(
            zone=zone.prefix if zone.prefix is not None else "-")
    elif zone.prefix is None:
        plot.fault = tr("its eastings carry zone {zone}, those of the rest of the file carry none: put it into a file of its "
                        "own").format(zone=prefix)
    else:
        plot.fault = tr("it lies in zone {zone}, the rest of the file in zone {file}: put it into a file of its own").format(
            zone=prefix, file=zone.prefix)


def _mixed(prefixes: Set[Optional[int]]) -> str:
    zones = sorted(str(p) if p is not None else "-" for p in prefixes)
    if "-" in zones:
        return tr("its points lie in more than one zone or out of place (easting prefixes {zones}): some lack the zone number "
                  "or are wrong").format(zones=", ".join(zones))
    return tr("its points lie in more than one zone (easting prefixes {zones}): a parcel across zones has to be converted "
              "to one of them").format(zones=", ".join(zones))


def _check_northings(plot: Plot, zone: Zone, points: Sequence[Tuple[float, float]]) -> None:
    if zone.epsg is None or zone.epsg in _DEGREES:
        return
    bad = next((y for _, y in points if not is_northing(y)), None)
    if bad is not None:
        plot.fault = tr("a point lies out of place (northing {northing})").format(northing=f"{bad:.3f}")


def _shift(plot: Plot, by: float) -> None:
    plot.parts = [[[(round(x + by, 6), y) for x, y in ring] for ring in part] for part in plot.parts]


def _stated(header: Dict[str, str]) -> Optional[int]:
    digits = re.search(r"[0-9]+", unicodedata.normalize("NFKC", header.get("带号", "")))
    return int(digits.group()[:4]) if digits else None


def uses_packed_degrees(header: Dict[str, str]) -> bool:
    """Whether the header says that degrees are written as 度.分秒."""
    return any(_PACKED.search(header.get(key, "")) for key in ("计量单位", "坐标单位", "坐标格式", "单位"))


def degrees_of(value: float) -> float:
    """Return decimal degrees of 度.分秒 (``114.3025123``) or 度分秒 (``1143025.123``).

    :raises PackedDegrees: minutes or seconds of 60 or more.
    """
    exact = Decimal(repr(value)) if value < 1000 else Decimal(repr(value)) / 10000
    whole = int(exact)
    rest = (exact - whole) * 100
    minutes = int(rest)
    seconds = (rest - minutes) * 100
    if value < 0 or minutes >= 60 or seconds >= 60:
        raise PackedDegrees(tr("{value} cannot be degrees.minutes-seconds as the header says: its minutes or seconds are 60 or "
                               "more").format(value=value))
    return float(whole + Decimal(minutes) / 60 + seconds / 3600)


def may_be_packed(values: Sequence[float]) -> bool:
    """Whether decimal degrees may be 度.分秒 instead: eight or more, all with four decimals and none above 59."""
    if len(values) < 8:
        return False
    for value in values:
        digits = repr(value).partition(".")[2]
        if len(digits) < 4 or int(digits[:2]) >= 60 or int(digits[2:4]) >= 60:
            return False
    return True
