"""Gauss–Krüger zones of CGCS2000: what the numbers of coordinates say about their system (domain facts §6.6)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Dict, Optional, Sequence

from ...crs_words import datum_words
from ...domain.errors import BadInput
from ...domain.zones import (
    Point,
    easting_prefix,
    epsg_of_prefix,
    epsg_without_prefix,
    is_lonlat_in_china,
    is_northing,
    is_plain_easting,
    majority,
    old_epsg,
    zone_width,
)
from ...i18n import tr

LEGACY_DATUMS = {"1980": "Xian 1980", "80": "Xian 1980", "西安": "Xian 1980", "1954": "Beijing 1954",
                 "54": "Beijing 1954", "北京": "Beijing 1954"}


@dataclass(frozen=True)
class AxisOrder:
    """Which of two written coordinates is the easting (or longitude), and what is worth saying about it."""

    easting_first: bool
    note: str = ""


@dataclass(frozen=True)
class Zone:
    """The system of a file: ``prefix`` is the zone written before the eastings, None when there is none.

    :param datum: ``Xian 1980`` or ``Beijing 1954`` when the header says so (``epsg`` is then that datum's), '' for CGCS2000.
    """

    epsg: Optional[int]
    prefix: Optional[int]
    note: str
    datum: str = ""


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


def legacy_datum(text: str) -> str:
    """Return the old datum a text names as people write it (80西安坐标系 …), '' when none."""
    plain = unicodedata.normalize("NFKC", text)
    return "" if "2000" in plain else next((datum for mark, datum in LEGACY_DATUMS.items() if mark in plain), "")


def refuse_legacy(text: str, where: str) -> None:
    """Refuse the datums that need a local shift.

    :raises BadInput: for Xian 1980 and Beijing 1954.
    """
    datum = legacy_datum(text)
    if datum:
        raise BadInput(tr("{name} is in {datum}, which differs from CGCS2000 by tens of metres: have it converted with the "
                          "province's parameters and import the CGCS2000 file, or give the parameters as TRANSFORMATION."),
                       name=where, datum=datum_words(datum))


def conclude_zone(header: Dict[str, str], points: Sequence[Point], name: str, *, old: bool = False) -> Zone:
    """Return the system of a boundary-point file from its header and its numbers.

    A zone number in the eastings wins over 带号 in the header, which is often copied from another file (pitfall 2).

    :param points: x = easting or longitude, y = northing or latitude. :param old: a transformation is given, so that an old
        datum is told, not refused.
    :raises BadInput: for another datum than CGCS2000.
    """
    system = header.get("坐标系", "")
    datum = legacy_datum(system)
    if not old:
        refuse_legacy(system, name)
    elif datum:
        told = _zone(header, points, tr("{datum} as the header says").format(datum=datum_words(datum)))
        return replace(told, epsg=old_epsg(datum, told.epsg) if told.epsg is not None else None, datum=datum)
    if system and "2000" not in unicodedata.normalize("NFKC", system):
        return Zone(None, None, tr("the header names the system {system}").format(system=system))
    return _zone(header, points, tr("CGCS2000 as the header says") if system else
                 tr("CGCS2000 presumed, the header names no system"))


def _zone(header: Dict[str, str], points: Sequence[Point], datum: str) -> Zone:
    prefix = majority([easting_prefix(x) for x, _ in points])
    stated = _stated_zone(header)
    if prefix is not None:
        note = tr("{datum}; zone {zone} stands in the eastings").format(datum=datum, zone=prefix)
        if stated is not None and stated != prefix:
            note += tr(" (the header says zone {stated}; the coordinates win)").format(stated=stated)
        return Zone(epsg_of_prefix(prefix), prefix, note + _width_conflict(header, prefix))
    if points and all(is_lonlat_in_china(x, y) for x, y in points):
        return Zone(4490, None, tr("{datum}; the numbers are degrees").format(datum=datum))
    if stated is not None and points and all(is_plain_easting(x) for x, _ in points):
        return Zone(epsg_without_prefix(stated), None, tr(
            "{datum}; zone {zone} stands in the header only, the eastings carry no zone").format(
                datum=datum, zone=stated) + _width_conflict(header, stated))
    return Zone(None, None, tr("neither the header nor the eastings name a zone"))


def _width_conflict(header: Dict[str, str], zone: int) -> str:
    """Return what to say when 几度分带 (3 or 6) is not the width of the zone: the numbers of the two do not overlap."""
    digits = re.search(r"[36]", unicodedata.normalize("NFKC", header.get("几度分带", "")))
    if digits is None or int(digits.group()) == zone_width(zone):
        return ""
    return tr(" (the header says {stated}° zones, but zone {zone} is one of {width}°)").format(
        stated=digits.group(), zone=zone, width=zone_width(zone))


def _stated_zone(header: Dict[str, str]) -> Optional[int]:
    digits = re.search(r"[0-9]+", unicodedata.normalize("NFKC", header.get("带号", "")))
    zone = int(digits.group()) if digits and len(digits.group()) <= 2 else 0
    if 25 <= zone <= 45 or 13 <= zone <= 23:
        return zone
    return None
