"""Gauss–Krüger zones of CGCS2000: numbers in front of eastings and the codes they stand for (domain facts §6.6)."""

from __future__ import annotations

import math
from typing import Dict, List, Optional, Sequence, Tuple

Point = Tuple[float, float]


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


def majority(values: Sequence[Optional[int]]) -> Optional[int]:
    """Return the value that more than half of the list has, else None."""
    counts: Dict[Optional[int], int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    best: List[Tuple[int, Optional[int]]] = sorted(((n, v) for v, n in counts.items()), key=lambda pair: -pair[0])
    return best[0][1] if best and best[0][0] * 2 > len(values) else None
