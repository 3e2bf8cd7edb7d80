"""The area of polygons laid over one another, counted once: by a sweep, in plane coordinates, with numpy alone."""

from __future__ import annotations

from typing import List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from .wkb import rings

Floats = npt.NDArray[np.float64]
_BLOCK = 512  # lines swept at once


def plane_areas(polygons: Sequence[bytes]) -> Tuple[List[float], float]:
    """Return the area of each (multi)polygon and of their union, in the square of the coordinates' unit.

    Between two neighbouring heights at which an edge begins, ends or crosses another, every edge is straight and none overtakes
    another: the width of the union at the middle height times the height of the strip is its area there, exactly.

    :param polygons: WKB in one CRS, each valid (holes by the even-odd rule).
    """
    shapes = [_edges(wkb) for wkb in polygons]
    shapes = [edges for edges in shapes if len(edges)]
    every = np.concatenate(shapes) if shapes else np.zeros((0, 4))
    if not len(every):
        return [0.0] * len(polygons), 0.0
    own = [abs(_shoelace(_edges(wkb))) for wkb in polygons]
    if len(shapes) == 1:
        return own, sum(own)
    origin = np.tile(every[0, :2], 2)
    shapes = [edges - origin for edges in shapes]
    every = np.concatenate(shapes)
    heights = np.unique(np.concatenate([every[:, 1], every[:, 3], *_crossings(shapes)]))
    middles, strips = (heights[1:] + heights[:-1]) / 2, np.diff(heights)
    total = sum(float(np.dot(_widths(shapes, middles[at:at + _BLOCK]), strips[at:at + _BLOCK]))
                for at in range(0, len(middles), _BLOCK))
    return own, min(max(total, max(own)), sum(own))


def _edges(wkb: bytes) -> Floats:
    """Return the edges of a (multi)polygon, float64 (n, 4): x, y, x, y; shells and holes alike."""
    xy, ring_offsets, _ = rings(wkb)
    found = [np.hstack([xy[a:b - 1], xy[a + 1:b]]) for a, b in zip(ring_offsets[:-1], ring_offsets[1:]) if b - a > 2]
    return np.concatenate(found) if found else np.zeros((0, 4))


def _shoelace(edges: Floats) -> float:
    """Return the area the edges enclose: strips again, so that the turning of shells and holes does not matter."""
    if not len(edges):
        return 0.0
    moved = edges - np.tile(edges[0, :2], 2)
    heights = np.unique(moved[:, [1, 3]])
    middles = (heights[1:] + heights[:-1]) / 2
    return float(np.dot(_widths([moved], middles), np.diff(heights)))


def _crossings(shapes: Sequence[Floats]) -> List[Floats]:
    """Return the heights at which edges of different polygons cross."""
    found: List[Floats] = []
    for number, one in enumerate(shapes):
        others = np.concatenate(shapes[number + 1:]) if number + 1 < len(shapes) else np.zeros((0, 4))
        for x, y, to_x, to_y in one:
            near = others[(others[:, [1, 3]].max(axis=1) >= min(y, to_y)) & (others[:, [1, 3]].min(axis=1) <= max(y, to_y))
                          & (others[:, [0, 2]].max(axis=1) >= min(x, to_x)) & (others[:, [0, 2]].min(axis=1) <= max(x, to_x))]
            dx, dy, across, along = to_x - x, to_y - y, near[:, 2] - near[:, 0], near[:, 3] - near[:, 1]
            cross = dx * along - dy * across
            with np.errstate(divide="ignore", invalid="ignore"):
                at = ((near[:, 0] - x) * along - (near[:, 1] - y) * across) / cross
                there = ((near[:, 0] - x) * dy - (near[:, 1] - y) * dx) / cross
            found.append(y + at[(cross != 0) & (at >= 0) & (at <= 1) & (there >= 0) & (there <= 1)] * dy)
    return found


def _widths(shapes: Sequence[Floats], heights: Floats) -> Floats:
    """Return the width of the union of polygons along horizontal lines that touch no corner."""
    widths = np.zeros(len(heights))
    for place, height in enumerate(heights):
        spans: List[Tuple[float, float]] = []
        for edges in shapes:
            hit = edges[(edges[:, 1] > height) != (edges[:, 3] > height)]
            xs = np.sort(hit[:, 0] + (height - hit[:, 1]) * (hit[:, 2] - hit[:, 0]) / (hit[:, 3] - hit[:, 1]))
            spans += zip(xs[::2], xs[1::2])
        end = -np.inf
        for begin, stop in sorted(spans):
            widths[place] += max(0.0, stop - max(begin, end))
            end = max(end, stop)
    return widths
