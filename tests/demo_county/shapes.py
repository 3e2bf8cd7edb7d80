"""Shapes: yards, strips, blobs, bow-ties, and buildings laid out inside a yard."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.affinity import rotate, translate


def blob(rng: np.random.Generator, centre: tuple[float, float], radius: float, points: int = 40) -> shapely.Polygon:
    """Return a smooth irregular polygon around a point."""
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    reach = np.ones(points)
    for wave in range(1, 5):
        reach += 0.28 / wave * rng.uniform(0.3, 1.0) * np.sin(wave * angle + rng.uniform(0, 2 * np.pi))
    reach += rng.uniform(-0.02, 0.02, points)
    reach = np.maximum(reach, 0.35) * radius
    ring = np.stack([centre[0] + reach * np.cos(angle), centre[1] + reach * np.sin(angle)], axis=1)
    return shapely.Polygon(np.round(ring, 3))


def place(shape: shapely.Geometry, centre: tuple[float, float], angle: float) -> shapely.Geometry:
    """Turn a shape drawn around (0, 0) by an angle in degrees, move it to a point, round to 0.001 m."""
    turned = translate(rotate(shape, angle, origin=(0, 0)), *centre)
    return shapely.transform(turned, lambda xy: np.round(xy, 3))


def yard(rng: np.random.Generator, area: float, form: str) -> shapely.Geometry:
    """Return a yard of about ``area`` m2 around (0, 0); ``form`` is rect, ell, blob, strip, ring or twin."""
    if form == "strip":
        width = rng.uniform(3.8, 6.0)
        return _wavy(rng, area / width, width)
    if form == "blob":
        shape = blob(rng, (0.0, 0.0), np.sqrt(area / np.pi), int(rng.integers(10, 22)))
        return shapely.affinity.scale(shape, 1.25, 0.85, origin=(0, 0))
    ratio = rng.uniform(1.15, 2.1)
    length, depth = np.sqrt(area * ratio), np.sqrt(area / ratio)
    box = _rough(rng, length, depth)
    if form == "ell":
        cut = shapely.box(length * rng.uniform(0.05, 0.2), depth * rng.uniform(0.0, 0.15), length, depth)
        return box.difference(cut)
    if form == "ring":
        hole = shapely.box(-length * 0.17, -depth * 0.16, length * 0.15, depth * 0.17)
        return box.difference(hole)
    if form == "twin":
        left = translate(_rough(rng, length * 0.55, depth), -length * 0.38, 0)
        right = translate(_rough(rng, length * 0.4, depth * 0.8), length * 0.32, 0)
        return shapely.MultiPolygon([left, right])
    return box


def _rough(rng: np.random.Generator, length: float, depth: float) -> shapely.Polygon:
    """Return a rectangle as people draw it: corners a little off, sometimes a vertex on a side."""
    ring = [(-length / 2, -depth / 2)]
    for corner in ((length / 2, -depth / 2), (length / 2, depth / 2), (-length / 2, depth / 2)):
        if rng.random() < 0.4:
            part = rng.uniform(0.3, 0.7)
            ring.append((ring[-1][0] * (1 - part) + corner[0] * part, ring[-1][1] * (1 - part) + corner[1] * part))
        ring.append(corner)
    off = 0.035 * min(length, depth)
    return shapely.Polygon([(x + rng.uniform(-off, off), y + rng.uniform(-off, off)) for x, y in ring])


def _wavy(rng: np.random.Generator, length: float, width: float) -> shapely.Polygon:
    """Return a lane that bends a little."""
    x = np.linspace(-length / 2, length / 2, max(4, int(length / 25)))
    y = np.cumsum(rng.normal(0, 0.9, len(x)))
    return shapely.LineString(np.stack([x, y - y.mean()], axis=1)).buffer(width / 2, cap_style="flat", join_style="mitre")


def corners(shape: shapely.Geometry) -> np.ndarray:
    """Return the four corners of a shape's tightest rectangle; GEOS may add a vertex on a side, which is dropped."""
    ring = np.asarray(shapely.oriented_envelope(shape).exterior.coords)[:-1]
    before, after = ring - np.roll(ring, 1, axis=0), np.roll(ring, -1, axis=0) - ring
    turn = np.abs(before[:, 0] * after[:, 1] - before[:, 1] * after[:, 0])
    sharp = turn > 0.05 * np.hypot(*before.T) * np.hypot(*after.T)
    return ring[sharp][:4]


def bow_tie(shape: shapely.Polygon) -> shapely.Polygon:
    """Return the shape's bounding rectangle with two corners swapped: a ring that crosses itself."""
    a, b, c, d = corners(shape)
    return shapely.Polygon([a, b, d, c])


def doubled_vertex(shape: shapely.Polygon) -> shapely.Polygon:
    """Return the shape with its second vertex written twice."""
    ring = list(shape.exterior.coords)
    return shapely.Polygon(ring[:2] + ring[1:])


def buildings(rng: np.random.Generator, outline: shapely.Geometry, sheds: int) -> list[shapely.Polygon]:
    """Lay out a main building and up to ``sheds`` sheds inside a yard drawn around (0, 0), main first."""
    inside = outline.buffer(-1.2)
    if inside.is_empty:
        return []
    west, south, east, north = inside.bounds
    placed: list[shapely.Polygon] = []
    for index in range(sheds + 1):
        found = _building(rng, inside, placed, (west, south, east, north), main=index == 0)
        if found is not None:
            placed.append(found)
    return placed


def _building(
    rng: np.random.Generator, inside: shapely.Geometry, placed: list[shapely.Polygon],
    bounds: tuple[float, float, float, float], *, main: bool,
) -> shapely.Polygon | None:  # fmt: skip
    """Try positions for one building that touches no other."""
    west, south, east, north = bounds
    wide, high = east - west, north - south
    for attempt in range(60):
        shrink = 1.0 - attempt / 90.0
        if main:
            length, depth = min(wide * 0.72, rng.uniform(16, 34)) * shrink, min(high * 0.42, rng.uniform(9, 15)) * shrink
            y = north - depth - rng.uniform(0, 0.12) * high
        else:
            length, depth = rng.uniform(9, 24) * shrink, rng.uniform(4.5, 9) * shrink
            if rng.random() < 0.5:
                length, depth = depth, length
            y = rng.uniform(south, max(south + 0.1, north - depth))
        x = rng.uniform(west, max(west + 0.1, east - length))
        box = shapely.box(x, y, x + length, y + depth)
        if inside.contains(box) and all(box.distance(other) > 2.2 for other in placed):
            return box
    return None
