"""Areas in the plane, for comparison with the official ones."""

from __future__ import annotations

import numpy as np

from farmland_plugin.domain.wkb import rings


def planar_area(wkb: bytes) -> float:
    """Return the planar area (shoelace) of one (multi)polygon, in squared units of its coordinates."""
    xy, ring_offsets, polygon_offsets = rings(wkb)
    shells = set(polygon_offsets[:-1].tolist())
    total = 0.0
    for ring in range(len(ring_offsets) - 1):
        points = xy[ring_offsets[ring] : ring_offsets[ring + 1]]
        if len(points):
            local = points - points[0]
            area = abs(float(np.dot(local[:-1, 0], local[1:, 1]) - np.dot(local[1:, 0], local[:-1, 1]))) / 2
            total += area if ring in shells else -area
    return total
