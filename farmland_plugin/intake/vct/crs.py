"""The coordinate system a VCT file's head declares (domain facts §6.6, §7.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Dict, List, Optional

from ...domain.errors import BadInput
from ...domain.zones import central_meridian, easting_prefix, epsg_of_prefix, epsg_without_prefix, old_epsg
from ...i18n import tr

_OLD = {"Xian 1980": re.compile(r"xi.?an|西安|80国家|iag|1980|637814[0O]", re.IGNORECASE),
        "Beijing 1954": re.compile(r"beijing|北京|krass|克拉索|1954|6378245", re.IGNORECASE)}
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?")


@dataclass(frozen=True)
class Declared:
    """What a head says: ``epsg`` None when it does not tell a zone; ``north_first`` when x points north."""

    epsg: Optional[int]
    north_first: bool = False


def declared_by(head: Dict[str, str], name: str) -> Declared:
    """Return the system a head declares; old datums come out with their own EPSG code, for ``settle_crs`` to refuse or move.

    :param head: keys in lower case. :param name: of the file, for messages.
    :raises BadInput: units or an offset of the coordinates that are not read.
    """
    _check_units(head, name)
    north = head.get("xaxisdirection", "E").upper().startswith("N")
    plain = _degrees(head) or _projected(head)
    if plain is None:
        return Declared(_geographic_of(_datum(head)), north)
    datum = _datum(head)
    if datum == "":
        return Declared(plain, north)
    if datum == "other":
        return Declared(None, north)
    return Declared(old_epsg(datum, plain), north)


def _geographic_of(datum: str) -> Optional[int]:
    """Return the degrees of an old datum whose zone is not told, so that it is not taken for CGCS2000."""
    return old_epsg(datum, 4490) if datum in _OLD else None


def _datum(head: Dict[str, str]) -> str:
    """Return the old datum a head names, '' for CGCS2000 or nothing, ``other`` for WGS 84."""
    text = " ".join(head.get(key, "") for key in ("spheroid", "projection", "coordinatesystem", "horizontalcrs", "parameters"))
    if re.search(r"2000|298\.2572221", text):
        return ""
    if re.search(r"wgs|298\.2572235", text, re.IGNORECASE):
        return "other"
    return next((datum for datum, marks in _OLD.items() if marks.search(text)), "")


def _degrees(head: Dict[str, str]) -> Optional[int]:
    kind = head.get("coordinatesystemtype", head.get("coordinate", "")).upper()[:1]
    unit = head.get("xyunit", head.get("unit", "")).upper()[:1]
    return 4490 if unit == "D" or (kind in ("D", "G") and unit != "M" and "xyunit" in head) else None


def _projected(head: Dict[str, str]) -> Optional[int]:
    numbers = _numbers(head.get("parameters", ""))
    easting = next((n for n in numbers if easting_prefix(n) is not None), None)
    meridian = next((n for n in (*_numbers(head.get("meridian", head.get("meridinan", ""))), *numbers)
                     if 75 <= n <= 135 and n % 3 == 0), None)
    if easting is not None:
        prefix = easting_prefix(easting)
        if prefix is not None and meridian in (None, central_meridian(prefix)):
            return epsg_of_prefix(prefix)
    if meridian is None:
        return None
    return epsg_without_prefix(int(meridian) // 3)


def _numbers(text: str) -> List[float]:
    return [float(number) for number in _NUMBER.findall(text)[:20]]


def _check_units(head: Dict[str, str], name: str) -> None:
    unit = head.get("xyunit", head.get("unit", "")).upper()[:1]
    if unit in ("K", "S"):
        raise BadInput(tr("{name}: its coordinates are in {unit} (K kilometres, S degrees-minutes-seconds), which is not read: "
                          "have it written in metres (M) or degrees (D)."), name=name, unit=unit)
    if any(_numbers(head.get("offset", ""))):
        raise BadInput(tr("{name}: its head gives an offset of the coordinates ({offset}), which programs apply differently: "
                          "have it written with Offset:0,0."), name=name, offset=head["offset"])
