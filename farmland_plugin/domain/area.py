"""Official ellipsoidal area (图斑椭球面积), 亩 and hectares, rounding and exact balance.

Formula and constants: TD/T 1055 appendix as in the national survey's production tools. The K constants are those of
CGCS2000; the widely copied ones (K0 = 1.57048687472752E-7 …) belong to Xi'an-80 and are wrong by 1 to 2 m in northing.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Callable, Dict, List, Optional, Sequence, Tuple, Union

import numpy as np
import numpy.typing as npt

from .errors import BadInput, tr
from .wkb import rings

Floats = npt.NDArray[np.float64]
LonLat = Callable[[Floats], Floats]  # (n, 2) projected -> (n, 2) degrees, longitude first

MU_PER_M2 = Decimal("0.0015")  # exactly: 1 亩 = 2000/3 m²
CENT = Decimal("0.01")
DENSIFY_M = 70.0  # prescribed for Gauss–Krüger
DENSIFY_OTHER_M = 10.0  # nothing is prescribed elsewhere: fine enough that areas agree with geodesic ones to 1e-6

CGCS2000_A = 6378137.0
CGCS2000_F = 1 / 298.257222101
_C = 6399593.62586  # a²/b, polar radius of curvature
_EP2 = 0.00673949677548  # second eccentricity squared
_K0 = 1.57048761144159e-7
_K1 = 5.05250178820567e-3
_K2 = 2.98472900956587e-5
_K3 = 2.41626669230084e-7
_K4 = 2.22241238938534e-9


@dataclass(frozen=True)
class AreaRule:
    """How an area is measured for one CRS.

    :param code: ``gk`` (CGCS2000 Gauss–Krüger, official series), ``degrees`` (geographic coordinates), ``projected``
        (any other projection: the caller supplies longitude and latitude).
    :param semi_major: ellipsoid's a in metres. :param flattening: its f.
    :param central_meridian: degrees, ``gk`` only. :param false_easting: metres, ``gk`` only.
    """

    code: str
    semi_major: float = CGCS2000_A
    flattening: float = CGCS2000_F
    central_meridian: float = 0.0
    false_easting: float = 500000.0

    @classmethod
    def for_crs(cls, epsg: Optional[int], *, is_geographic: bool, semi_major: float = CGCS2000_A,
                inverse_flattening: float = 1 / CGCS2000_F) -> AreaRule:
        """Return the rule for a CRS: EPSG 4491–4554 are CGCS2000 Gauss–Krüger (domain facts §6.6)."""
        zone = gauss_kruger_zone(epsg) if epsg else None
        if zone is not None:
            return cls("gk", central_meridian=zone[0], false_easting=zone[1])
        flattening = 1 / inverse_flattening if inverse_flattening else 0.0
        return cls("degrees" if is_geographic else "projected", semi_major, flattening)

    def to_dict(self) -> Dict[str, Union[str, float]]:
        """Return the rule as plain values for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Dict[str, Union[str, float]]) -> AreaRule:
        """Return the rule that ``to_dict`` wrote."""
        return cls(**values)  # type: ignore[arg-type]

    @property
    def densify_m(self) -> float:
        """Edges longer than this, in metres, are broken before they are turned into degrees."""
        return DENSIFY_M if self.code == "gk" else DENSIFY_OTHER_M

    def text(self) -> str:
        """Return the rule as programs keep it beside every figure; ``area_rule_words`` is for people."""
        ellipsoid = f"a={self.semi_major:.0f} m, 1/f={1 / self.flattening:.9f}" if self.flattening else "sphere"
        place = f", CM {self.central_meridian:g}°E, FE {self.false_easting:.0f} m" if self.code == "gk" else ""
        edges = "edges straight in degrees" if self.code == "degrees" else f"edges > {self.densify_m:.0f} m densified"
        return f"TD/T 1055 ellipsoidal area, {edges}, {ellipsoid}{place}"


def gauss_kruger_zone(epsg: int) -> Optional[Tuple[float, float]]:
    """Return ``(central meridian in degrees, false easting in m)`` of a CGCS2000 Gauss–Krüger EPSG code, else None."""
    if 4491 <= epsg <= 4501:
        zone = epsg - 4478
        return 6.0 * zone - 3, zone * 1e6 + 500000.0
    if 4502 <= epsg <= 4512:
        return 6.0 * (epsg - 4489) - 3, 500000.0
    if 4513 <= epsg <= 4533:
        zone = epsg - 4488
        return 3.0 * zone, zone * 1e6 + 500000.0
    if 4534 <= epsg <= 4554:
        return 3.0 * (epsg - 4509), 500000.0
    return None


def inverse_gauss_kruger(easting: Floats, northing: Floats, rule: AreaRule) -> Tuple[Floats, Floats]:
    """Return ``(longitude from the central meridian, latitude)`` in radians by the prescribed series (§6.7).

    :param easting: metres with the rule's false easting. :param northing: metres.
    """
    e_north = _K0 * northing
    s = np.sin(e_north)
    q = s * s  # powers as products: numpy's own power is many times slower
    bf = e_north + np.cos(e_north) * s * (_K1 - q * (_K2 - q * (_K3 - q * _K4)))
    cos_bf = np.cos(bf)
    t = np.sin(bf) / cos_bf
    t2 = t * t
    n2 = _EP2 * cos_bf * cos_bf
    v2 = 1 + n2
    y = (easting - rule.false_easting) * np.sqrt(v2) / _C
    y2 = y * y
    lat = bf - v2 * t * y2 * (
        0.5 - y2 * ((5 + 3 * t2 + n2 - 9 * n2 * t2) / 24 - y2 * (61 + t2 * (90 + 45 * t2)) / 720))
    lon = y * (
        1 - y2 * ((1 + 2 * t2 + n2) / 6 - y2 * (5 + t2 * (28 + 24 * t2) + n2 * (6 + 8 * t2)) / 120)) / cos_bf
    return lon, lat


def _zone_areas(lat: Floats, rule: AreaRule) -> Floats:
    """Return b²·G(B) in m² per radian of longitude: the prescribed trapezoid sum telescopes to a shoelace of it."""
    f = rule.flattening
    e2 = f * (2 - f)
    e4, e6, e8 = e2**2, e2**3, e2**4
    a = 1 + 3 / 6 * e2 + 30 / 80 * e4 + 35 / 112 * e6 + 630 / 2304 * e8
    b = 1 / 6 * e2 + 15 / 80 * e4 + 21 / 112 * e6 + 420 / 2304 * e8
    c = 3 / 80 * e4 + 7 / 112 * e6 + 180 / 2304 * e8
    d = 1 / 112 * e6 + 45 / 2304 * e8
    e = 5 / 2304 * e8
    s = np.sin(lat)
    q = s * s
    k1 = a - 3 * b + 5 * c - 7 * d + 9 * e
    k3 = 4 * b - 20 * c + 56 * d - 120 * e
    k5 = 16 * c - 112 * d + 432 * e
    k7 = 64 * d - 576 * e
    polar = rule.semi_major * (1 - f)
    result: Floats = polar * polar * s * (k1 + q * (k3 + q * (k5 + q * (k7 + q * 256 * e))))
    return result


def densify(xy: Floats, ring_offsets: npt.NDArray[np.int64], longest: float = DENSIFY_M
            ) -> Tuple[Floats, npt.NDArray[np.int64]]:
    """Insert ``int(length / longest)`` equally spaced points into every edge longer than ``longest`` (70 m: §6.7).

    :param xy: (n, 2) metres. :param longest: metres. :returns: new ``xy`` and new ring offsets.
    """
    if not len(xy):
        return xy, ring_offsets
    step = np.zeros_like(xy)
    step[:-1] = xy[1:] - xy[:-1]
    step[ring_offsets[1:] - 1] = 0.0
    length = np.hypot(step[:, 0], step[:, 1])
    extra = np.where(length > longest, (length / longest).astype(np.int64), 0)
    if not extra.any():
        return xy, ring_offsets
    repeats = extra + 1
    start = np.concatenate([[0], np.cumsum(repeats)])
    within = np.arange(start[-1]) - np.repeat(start[:-1], repeats)
    share = within / np.repeat(repeats, repeats)
    dense = np.repeat(xy, repeats, axis=0) + np.repeat(step, repeats, axis=0) * share[:, None]
    return dense, start[ring_offsets]


def _round_seconds(radians: Floats) -> Floats:
    """Round an angle half-up to the sixth decimal of a second, as the production tool does."""
    rounded: Floats = np.radians(np.floor(np.degrees(radians) * 3600e6 + 0.5) / 3600e6)
    return rounded


def _to_radians(xy: Floats, rule: AreaRule, lonlat: Optional[LonLat], rounded: bool) -> Tuple[Floats, Floats]:
    if rule.code == "gk":
        plane = np.floor(xy * 1e4 + 0.5) / 1e4 if rounded else xy
        lon, lat = inverse_gauss_kruger(plane[:, 0], plane[:, 1], rule)
        return (_round_seconds(lon), _round_seconds(lat)) if rounded else (lon, lat)
    if rule.code == "degrees":
        return np.radians(xy[:, 0]), np.radians(xy[:, 1])
    if lonlat is None:
        raise BadInput(tr("Areas in this CRS need longitude and latitude; no transformation was given."))
    degrees = lonlat(xy)
    return np.radians(degrees[:, 0]), np.radians(degrees[:, 1])


def polygon_areas(xy: Floats, ring_offsets: npt.NDArray[np.int64], polygon_offsets: npt.NDArray[np.int64],
                  rule: AreaRule, lonlat: Optional[LonLat] = None, *, rounded: bool = True) -> Floats:
    """Return the official area of each polygon in m² (|shell| − Σ|holes|), not rounded.

    :param xy: float64 (n, 2), x = easting or longitude, in the rule's CRS; rings closed.
    :param ring_offsets: int64 (r + 1,). :param polygon_offsets: int64 (p + 1,) into rings.
    :param lonlat: (n, 2) -> (n, 2) degrees, needed by rule ``projected`` only.
    :param rounded: coordinates to 4 decimals and angles to 6 decimals of a second first, as the official tool
        does; False for pieces that are balanced afterwards.
    :source: TD/T 1055 (domain facts §6.7).
    """
    count = len(polygon_offsets) - 1
    if not len(xy):
        return np.zeros(count)
    if rule.code != "degrees":
        xy, ring_offsets = densify(xy, ring_offsets, rule.densify_m)
    lon, lat = _to_radians(xy, rule, lonlat, rounded)
    heights = _zone_areas(lat, rule)
    sizes = np.diff(ring_offsets)
    filled = sizes > 0
    first = ring_offsets[:-1][filled]
    local = lon - np.repeat(lon[first], sizes[filled])
    cross = np.zeros(len(local))
    cross[:-1] = (local[:-1] + local[1:]) * (heights[1:] - heights[:-1])
    cross[ring_offsets[1:][filled] - 1] = 0.0
    ring_area = np.zeros(len(sizes))
    ring_area[filled] = np.abs(np.add.reduceat(cross, first)) / 2
    sign = np.full(len(sizes), -1.0)
    shells = polygon_offsets[:-1][np.diff(polygon_offsets) > 0]
    sign[shells] = 1.0
    owner = np.repeat(np.arange(count), np.diff(polygon_offsets))
    return np.bincount(owner, weights=ring_area * sign, minlength=count).astype(np.float64)


def areas_of_wkb(values: Sequence[bytes], rule: AreaRule, lonlat: Optional[LonLat] = None, *,
                 rounded: bool = True) -> Floats:
    """Return the official area in m² of each (multi)polygon WKB, in one vectorised pass; see ``polygon_areas``."""
    if not len(values):
        return np.zeros(0)
    all_xy: List[Floats] = []
    ring_sizes: List[npt.NDArray[np.int64]] = []
    polygon_sizes: List[npt.NDArray[np.int64]] = []
    owner: List[npt.NDArray[np.int64]] = []
    for index, value in enumerate(values):
        xy, ring_offsets, polygon_offsets = rings(value)
        all_xy.append(xy)
        ring_sizes.append(np.diff(ring_offsets))
        polygon_sizes.append(np.diff(polygon_offsets))
        owner.append(np.full(len(polygon_offsets) - 1, index, dtype=np.int64))
    areas = polygon_areas(
        np.concatenate(all_xy),
        np.concatenate([[0], np.cumsum(np.concatenate(ring_sizes))]).astype(np.int64),
        np.concatenate([[0], np.cumsum(np.concatenate(polygon_sizes))]).astype(np.int64),
        rule, lonlat, rounded=rounded,
    )
    return np.bincount(np.concatenate(owner), weights=areas, minlength=len(values)).astype(np.float64)


def area_of_wkb(wkb: bytes, rule: AreaRule, lonlat: Optional[LonLat] = None, *, rounded: bool = True) -> float:
    """Return the official area in m² of one (multi)polygon WKB; see ``polygon_areas``."""
    return float(areas_of_wkb([wkb], rule, lonlat, rounded=rounded)[0])


def round_half_up(value: Union[float, int, str, Decimal], places: int = 2) -> Decimal:
    """Round half-up (as the official tables do, not to even) to ``places`` decimals."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value) if isinstance(value, float) else value)
    return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def to_mu(square_metres: Union[float, Decimal]) -> Decimal:
    """Return an area in 亩 with 2 decimals; 亩 = m² × 0.0015 exactly (§6.8)."""
    exact = square_metres if isinstance(square_metres, Decimal) else Decimal(repr(float(square_metres)))
    return (exact * MU_PER_M2).quantize(CENT, rounding=ROUND_HALF_UP)


def balance(values: Sequence[Union[float, Decimal]], total: Decimal, quantum: Decimal = CENT) -> List[Decimal]:
    """Round areas half-up to ``quantum`` so that they sum to ``total`` exactly (平差; §6.8, §9.A-4).

    What rounding leaves over goes to the largest value (then the next, should it not suffice), so that every other
    value is its own half-up rounding.

    :param values: non-negative areas in the unit of ``total``. :param total: a non-negative multiple of ``quantum``.
    :returns: one Decimal per value, none negative; their sum is ``total`` exactly.
    :raises ValueError: when there is nothing to carry a total that is not zero.
    """
    exact = [v if isinstance(v, Decimal) else Decimal(repr(float(v))) for v in values]
    parts = [(v / quantum).quantize(Decimal(1), rounding=ROUND_HALF_UP) * quantum for v in exact]
    left = total - sum(parts, Decimal(0))
    for index in sorted(range(len(parts)), key=lambda i: (-exact[i], i)):
        step = max(left, -parts[index])
        parts[index] += step
        left -= step
        if not left:
            break
    if left:
        raise ValueError("nothing carries the total")
    return parts


def largest_remainder(values: Sequence[Decimal], total: Decimal, quantum: Decimal = CENT) -> List[Decimal]:
    """Cut amounts to ``quantum`` and give what is missing to ``total`` to the largest remainders, one quantum each (§6.8).

    :param values: non-negative, adding up to ``total`` within half a quantum. :returns: one Decimal per value, each within one
        quantum of it; their sum is ``total`` exactly, and nought stays nought.
    """
    cut = [(value / quantum).to_integral_value(ROUND_FLOOR) * quantum for value in values]
    missing = int((total - sum(cut, Decimal(0))) / quantum)
    order = sorted(range(len(values)), key=lambda index: (cut[index] - values[index], index))
    for index in order[:missing]:
        cut[index] += quantum
    return cut
