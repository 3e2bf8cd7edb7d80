"""GCJ-02 (火星坐标): suspected and measured, never undone silently; web maps of China give coordinates some 500 m away."""

from __future__ import annotations

import re
import unicodedata
from typing import Callable, Iterable, Optional

import numpy as np
import numpy.typing as npt

from ...domain.zones import is_lonlat_in_china
from ...i18n import tr

Floats = npt.NDArray[np.float64]
Reference = Callable[[Floats], npt.NDArray[np.bool_]]  # (n, 2) longitude, latitude -> which lie on known ground

_A, _EE = 6378245.0, 0.00669342162296594323  # the ellipsoid the published offset is computed on (Krasovsky 1940)
_NAMED = re.compile(r"高德|腾讯地图|火星坐标|gcj[-_ ]?0?2|百度|bd[-_ ]?09|amap|autonavi", re.IGNORECASE)
_LEAST, _CLEARLY = 5, 0.3  # points that must match after the shift, and how much larger their share must be
_METRES_PER_DEGREE = 111_320.0


def offset(lonlat: Floats) -> Floats:
    """Return the GCJ-02 offset at WGS 84 places, degrees (n, 2): the published formula; places outside China get some too."""
    x, y = lonlat[:, 0] - 105.0, lonlat[:, 1] - 35.0
    root = np.sqrt(np.abs(x))
    common = (20 * np.sin(6 * x * np.pi) + 20 * np.sin(2 * x * np.pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common
    north += (20 * np.sin(y * np.pi) + 40 * np.sin(y / 3 * np.pi)) * 2 / 3
    north += (160 * np.sin(y / 12 * np.pi) + 320 * np.sin(y * np.pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common
    east += (20 * np.sin(x * np.pi) + 40 * np.sin(x / 3 * np.pi)) * 2 / 3
    east += (150 * np.sin(x / 12 * np.pi) + 300 * np.sin(x / 30 * np.pi)) * 2 / 3
    latitude = np.radians(lonlat[:, 1])
    magic = 1 - _EE * np.sin(latitude) ** 2
    return np.column_stack([
        east * 180 / (_A / np.sqrt(magic) * np.cos(latitude) * np.pi),
        north * 180 / (_A * (1 - _EE) / (magic * np.sqrt(magic)) * np.pi)])


def to_gcj(lonlat: Floats) -> Floats:
    """Return WGS 84 places as GCJ-02 writes them, degrees (n, 2)."""
    return lonlat + offset(lonlat)


def from_gcj(lonlat: Floats) -> Floats:
    """Return GCJ-02 places in WGS 84, degrees (n, 2), to about a centimetre: the offset has no inverse, it is iterated."""
    found = lonlat - offset(lonlat)
    for _ in range(4):
        found = found + (lonlat - to_gcj(found))
    return found


def mean_shift(lonlat: Floats) -> float:
    """Return how far the places would move from GCJ-02 to WGS 84 on average, metres."""
    moved = (from_gcj(lonlat) - lonlat) * _METRES_PER_DEGREE
    moved[:, 0] *= np.cos(np.radians(lonlat[:, 1]))
    return float(np.hypot(moved[:, 0], moved[:, 1]).mean())


def named(texts: Iterable[str]) -> Optional[str]:
    """Return the doubt when a name or text tells of a web map's coordinates (高德, 腾讯, 百度, GCJ-02, BD-09), else None."""
    for text in texts:
        found = _NAMED.search(unicodedata.normalize("NFKC", text))
        if found is not None:
            return tr("“{text}” speaks of {what}: coordinates of such maps are shifted by some 500 m (GCJ-02, BD-09); nothing "
                      "was moved, ask for the original coordinates").format(text=text[:60], what=found.group())
    return None


def suspicion(lonlat: Floats, reference: Optional[Reference]) -> Optional[str]:
    """Return the doubt when places fit known ground clearly better after the GCJ-02 → WGS 84 shift than before, else None.

    :param lonlat: (n, 2) degrees as read. :param reference: tells which places lie on known ground; None when there is none.
    """
    places = np.asarray([row for row in np.asarray(lonlat, dtype=np.float64).reshape(-1, 2).tolist()
                         if is_lonlat_in_china(row[0], row[1])], dtype=np.float64).reshape(-1, 2)
    if reference is None or len(places) < _LEAST:
        return None
    before = int(np.count_nonzero(reference(places)))
    after = int(np.count_nonzero(reference(from_gcj(places))))
    if after < _LEAST or after < 2 * before or after - before < _CLEARLY * len(places):
        return None
    return tr("GCJ-02 is suspected: as read {before} of {total} places lie on known ground, shifted from GCJ-02 to WGS 84 (by "
              "{metres} m on average) {after} would; nothing was moved, ask for the original coordinates").format(
                  before=before, after=after, total=len(places), metres=f"{mean_shift(places):.0f}")
