"""Mean width of ground: what tells a sliver (边角细缝) from a parcel (domain facts §9.A-12)."""

from __future__ import annotations

from typing import Tuple

import numpy as np
import numpy.typing as npt

from .wkb import rings

FloatArray = npt.NDArray[np.float64]

THREAD_M = 0.001
"""What is thinner than this is no ground but the trace of a cut."""


def mean_width(wkb: bytes, degrees: bool) -> float:
    """Return the mean width 2A/P of polygons in metres, in the plane; NaN without ground.

    Where two borders were cut along each other, threads and spikes may be left, all border and no ground, and not the same
    ones by every GEOS: what is thinner than ``THREAD_M`` does not count.

    :param degrees: whether the coordinates are longitude and latitude.
    """
    xy, edges, shells = rings(wkb)
    if not len(xy):
        return float("nan")
    local = xy - xy[0]
    if degrees:
        latitude = np.radians(xy[0, 1])
        local = local * (111412.84 * np.cos(latitude) - 93.5 * np.cos(3 * latitude),
                         111132.954 - 559.822 * np.cos(2 * latitude))
    area, length = 0.0, 0.0
    for shell, after in zip(shells[:-1].tolist(), shells[1:].tolist()):
        own = [_extent(local[edges[ring] : edges[ring + 1]]) for ring in range(shell, after)]
        ground, border = 2 * own[0][0] - sum(size for size, _ in own), sum(around for _, around in own)
        if 2 * ground > THREAD_M * border:
            area, length = area + ground, length + border
    return 2 * area / length if length > 0 else float("nan")


def _extent(ring: FloatArray) -> Tuple[float, float]:
    """Area and length (m², m) of a closed ring, without the spikes in which it runs out and back."""
    points = np.ascontiguousarray(ring).view(np.complex128)[:, 0]
    while True:
        step = points[1:] - points[:-1]
        length = np.abs(step)
        turn = np.conj(np.concatenate((step[-1:], step[:-1]))) * step
        longer = np.maximum(length, np.concatenate((length[-1:], length[:-1])))
        tip = (turn.real < 0) & (np.abs(turn.imag) <= THREAD_M * longer)
        if len(points) < 4 or not tip.any():
            return float(abs((np.conj(points[:-1]) * points[1:]).imag.sum()) / 2), float(length.sum())
        left = np.delete(points[:-1], int(np.argmax(tip)))
        points = np.concatenate((left, left[:1]))
