"""GCJ-02 (火星坐标), the offset of China's web maps and phone map kits: there and back; it is never undone silently."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_A, _EE = 6378245.0, 0.00669342162296594323  # the ellipsoid the published offset is computed on (Krasovsky 1940)
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
