"""Gauss–Krüger zones of CGCS2000: what the numbers of coordinates say about their system (domain facts §6.6)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Dict, Optional, Sequence

from ..domain.errors import BadInput
from ..domain.zones import (
    Point,
    easting_prefix,
    epsg_of_prefix,
    epsg_without_prefix,
    is_lonlat_in_china,
    is_northing,
    is_plain_easting,
    majority,
)
from ..i18n import tr

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
