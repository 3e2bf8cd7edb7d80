"""Gauss–Krüger zones of CGCS2000: numbers in front of eastings and the codes they stand for (domain facts §6.6)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

Point = Tuple[float, float]
# degrees, then what is added to the number of a 6° zone with and without it in the eastings, and of a 3° zone likewise
_OLD: Dict[str, Tuple[int, int, int, int, int]] = {
    "Xian 1980": (4610, 2314, 2325, 2324, 2345), "Beijing 1954": (4214, 21400, 21440, 2376, 2397)}
_WIDE, _NARROW = range(13, 24), range(25, 46)  # numbers of the zones of 6° and 3°


def easting_prefix(value: float) -> Optional[int]:
    """Return the zone number in front of an 8-digit easting (13–23 are 6° zones, 25–45 3° zones), else None."""
    if not math.isfinite(value):
        return None
    zone, rest = divmod(value, 1e6)
    if not (13 <= zone <= 23 or 25 <= zone <= 45) or not 5e4 <= rest <= 9.5e5:
        return None
    return int(zone)


def epsg_of_prefix(zone: int) -> int:
    """Return the EPSG code whose eastings carry this zone number: 4488 + n (3°) or 4478 + n (6°)."""
    return 4488 + zone if zone >= 25 else 4478 + zone


def epsg_without_prefix(zone: int) -> int:
    """Return the EPSG code of the same zone with eastings around 500 000: 4509 + n (3°) or 4489 + n (6°)."""
    return 4509 + zone if zone >= 25 else 4489 + zone


def central_meridian(zone: int) -> int:
    """Return the central meridian of a zone, degrees: 3 n (3°) or 6 n − 3 (6°)."""
    return zone * 3 if zone >= 25 else zone * 6 - 3


def zone_width(zone: int) -> int:
    """Return how wide a zone is, degrees: zone numbers of the two widths do not overlap."""
    return 3 if zone >= 25 else 6


def zone_of_epsg(epsg: int) -> Optional[Tuple[int, bool]]:
    """Return ``(zone, whether its eastings carry it)`` of a CGCS2000 Gauss–Krüger code, None for any other."""
    for first, last, offset, carried in ((4491, 4501, 4478, True), (4502, 4512, 4489, False), (4513, 4533, 4488, True),
                                         (4534, 4554, 4509, False)):
        if first <= epsg <= last:
            return epsg - offset, carried
    return None


@dataclass(frozen=True)
class System:
    """A system of the trade.

    :param datum: CGCS2000, ``Xian 1980`` or ``Beijing 1954``. :param zone: None for degrees. :param carried: its eastings begin
        with the zone.
    """

    datum: str
    zone: Optional[int] = None
    carried: bool = False


def system_of_epsg(epsg: int) -> Optional[System]:
    """Return which system of the trade a code stands for, None for any other; 3° and 6° zones are told by their number."""
    found = zone_of_epsg(epsg)
    if found is not None:
        return System("CGCS2000", *found)
    if epsg == 4490:
        return System("CGCS2000")
    for datum, (degrees, wide, wide_plain, narrow, narrow_plain) in _OLD.items():
        if epsg == degrees:
            return System(datum)
        for offset, carried, zones in ((wide, True, _WIDE), (wide_plain, False, _WIDE), (narrow, True, _NARROW),
                                       (narrow_plain, False, _NARROW)):
            if epsg - offset in zones:
                return System(datum, epsg - offset, carried)
    return None


def old_epsg(datum: str, epsg: int) -> Optional[int]:
    """Return the code of Xian 1980 or Beijing 1954 in the same zone as a CGCS2000 code, None when there is none."""
    degrees, wide, wide_plain, narrow, narrow_plain = _OLD[datum]
    if epsg == 4490:
        return degrees
    found = zone_of_epsg(epsg)
    if found is None:
        return None
    zone, carried = found
    offset = (narrow if carried else narrow_plain) if zone >= 25 else (wide if carried else wide_plain)
    return offset + zone


def is_plain_easting(value: float) -> bool:
    """Whether a value can be an easting without zone number."""
    return 1e5 <= value < 1e6


def is_northing(value: float) -> bool:
    """Whether a value can be a northing in China."""
    return 3e5 <= value <= 6.0e6


def is_lonlat_in_china(lon: float, lat: float) -> bool:
    """Whether two values can be a longitude and a latitude in China."""
    return 73 <= lon <= 136 and 3 <= lat <= 54


def majority(values: Sequence[Optional[int]]) -> Optional[int]:
    """Return the value that more than half of the list has, else None."""
    counts: Dict[Optional[int], int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    best: List[Tuple[int, Optional[int]]] = sorted(((n, v) for v, n in counts.items()), key=lambda pair: -pair[0])
    return best[0][1] if best and best[0][0] * 2 > len(values) else None
