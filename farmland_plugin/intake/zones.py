"""Gauss–Krüger zones of CGCS2000: what the numbers of coordinates say about their system (domain facts §6.6)."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.errors import BadInput
from ..i18n import tr

Point = Tuple[float, float]

LEGACY_DATUMS = {"1980": "Xian 1980", "80": "Xian 1980", "西安": "Xian 1980", "1954": "Beijing 1954",
                 "54": "Beijing 1954", "北京": "Beijing 1954"}


@dataclass(frozen=True)
class AxisOrder:
    """Which of two written coordinates is the easting (or longitude), and what is worth saying about it."""

    easting_first: bool
    note: str = ""


@dataclass(frozen=True)
class Zone:
    """The system of a file: ``prefix`` is the zone written before the eastings, None when there is none."""

    epsg: Optional[int]
    prefix: Optional[int]
    note: str


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


def is_plain_easting(value: float) -> bool:
    """Whether a value can be an easting without zone number."""
    return 1e5 <= value < 1e6


def is_northing(value: float) -> bool:
    """Whether a value can be a northing in China."""
    return 3e5 <= value <= 6.0e6


def is_lonlat_in_china(lon: float, lat: float) -> bool:
    """Whether two values can be a longitude and a latitude in China."""
    return 73 <= lon <= 136 and 3 <= lat <= 54


def axis_order(points: Sequence[Point]) -> AxisOrder:
    """Decide for a whole file which coordinate is the easting (pitfall 1): the 8-digit one, else by plausible ranges.

    The standard writes northing first; that is the answer when the numbers do not tell.
    """
    first = second = 0
    for a, b in points:
        forward, backward = _looks_like(a, b), _looks_like(b, a)
        first += forward and not backward
        second += backward and not forward
    if first and second:
        return AxisOrder(first > second, tr("The order of the coordinates changes within the file ({first} points have "
                                            "the easting first, {second} the northing).").format(
                                                first=first, second=second))
    if first:
        return AxisOrder(True, tr("The file writes the easting before the northing; it was read so."))
    return AxisOrder(False)


def _looks_like(easting: float, northing: float) -> bool:
    if easting_prefix(easting) is not None and is_northing(northing):
        return True
    if is_plain_easting(easting) and 1e6 <= northing <= 6.0e6:
        return True
    return is_lonlat_in_china(easting, northing)


def refuse_legacy(text: str, where: str) -> None:
    """Refuse the datums that need a local shift.

    :raises BadInput: for Xian 1980 and Beijing 1954.
    """
    plain = unicodedata.normalize("NFKC", text)
    if "2000" in plain:
        return
    for mark, datum in LEGACY_DATUMS.items():
        if mark in plain:
            raise BadInput(tr("{name} is in {datum}, which differs from CGCS2000 by tens of metres: have it converted "
                              "with the province's parameters and import the CGCS2000 file."), name=where, datum=datum)


def conclude_zone(header: Dict[str, str], points: Sequence[Point], name: str) -> Zone:
    """Return the system of a boundary-point file from its header and its numbers.

    A zone number in the eastings wins over 带号 in the header, which is often copied from another file (pitfall 2).

    :param points: x = easting or longitude, y = northing or latitude.
    :raises BadInput: for another datum than CGCS2000.
    """
    system = header.get("坐标系", "")
    refuse_legacy(system, name)
    if system and "2000" not in unicodedata.normalize("NFKC", system):
        return Zone(None, None, tr("the header names the system {system}").format(system=system))
    datum = tr("CGCS2000 as the header says") if system else tr("CGCS2000 presumed, the header names no system")
    prefix = majority([easting_prefix(x) for x, _ in points])
    stated = _stated_zone(header)
    if prefix is not None:
        note = tr("{datum}; zone {zone} stands in the eastings").format(datum=datum, zone=prefix)
        if stated is not None and stated != prefix:
            note += tr(" (the header says zone {stated}; the coordinates win)").format(stated=stated)
        return Zone(epsg_of_prefix(prefix), prefix, note)
    if points and all(is_lonlat_in_china(x, y) for x, y in points):
        return Zone(4490, None, tr("{datum}; the numbers are degrees").format(datum=datum))
    if stated is not None and points and all(is_plain_easting(x) for x, _ in points):
        return Zone(epsg_without_prefix(stated), None, tr(
            "{datum}; zone {zone} stands in the header only, the eastings carry no zone").format(
                datum=datum, zone=stated))
    return Zone(None, None, tr("neither the header nor the eastings name a zone"))


def _stated_zone(header: Dict[str, str]) -> Optional[int]:
    digits = re.search(r"[0-9]+", unicodedata.normalize("NFKC", header.get("带号", "")))
    zone = int(digits.group()) if digits and len(digits.group()) <= 2 else 0
    if 25 <= zone <= 45 or 13 <= zone <= 23:
        return zone
    return None


def majority(values: Sequence[Optional[int]]) -> Optional[int]:
    """Return the value that more than half of the list has, else None."""
    counts: Dict[Optional[int], int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    best: List[Tuple[int, Optional[int]]] = sorted(((n, v) for v, n in counts.items()), key=lambda pair: -pair[0])
    return best[0][1] if best and best[0][0] * 2 > len(values) else None
