"""Where the three finder patterns of a QR code lie: any straight line through the middle of one meets dark, light, dark,
light, dark in the proportion 1:1:3:1:1, at whatever angle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_LEAST_RUN = 10  # pixels across a finder pattern: less than 1.5 a module
_MOST_FINDERS = 160
_MOST_TRIPLES = 60


@dataclass(frozen=True)
class Triple:
    """Three finder patterns that may belong to one code: centres (x, y) of top left, top right, bottom left.

    :param module: pixels of a module's side. :param badness: 0 for a perfect square.
    """

    corners: Floats
    module: float
    badness: float
    members: Tuple[int, ...]


def _runs(dark: Bools) -> Tuple[Ints, Ints, Ints, Ints]:
    """Return (line, start of the middle run, end of it, length of all five) where a line shows 1:1:3:1:1."""
    framed = np.zeros((dark.shape[0], dark.shape[1] + 2), dtype=np.int8)
    framed[:, 1:-1] = dark
    lines, places = np.nonzero(np.diff(framed, axis=1))  # every line starts and ends light
    if len(places) < 6:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, nothing, nothing
    # a line's changes are even in number, so the whole list alternates: into dark, out of dark
    starts = np.arange(0, len(places) - 5, 2)
    starts = starts[lines[starts] == lines[starts + 5]]
    edges = np.stack([places[starts + i] for i in range(6)])
    widths = np.diff(edges, axis=0)
    total = edges[5] - edges[0]
    module = total / 7.0
    slack = module * 0.6 + 0.35
    good = (total >= _LEAST_RUN) & (np.abs(widths[2] - 3 * module) < 2.2 * slack)
    for i in (0, 1, 3, 4):
        good &= np.abs(widths[i] - module) < slack
    return lines[starts][good], edges[2][good], edges[3][good], total[good]


def _crossings(dark: Bools) -> Tuple[Floats, Floats]:
    """Return (x, y) and the size in pixels where a line across and a line down both show the pattern."""
    rows, row_from, row_to, row_size = _runs(dark)
    columns, column_from, column_to, column_size = _runs(np.ascontiguousarray(dark.T))
    if not len(rows) or not len(columns):
        return np.zeros((0, 2)), np.zeros(0)
    name = np.zeros(dark.shape, dtype=np.int32)  # which run down covers a pixel
    lengths = column_to - column_from
    index = np.repeat(np.arange(len(columns)), lengths)
    offset = np.arange(len(index)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    name[np.repeat(column_from, lengths) + offset, np.repeat(columns, lengths)] = index + 1
    middle = (row_from + row_to) // 2
    hit = name[rows, np.minimum(middle, dark.shape[1] - 1)] - 1
    known = hit >= 0
    ratio = np.where(known, row_size / column_size[hit], 0)
    known &= (ratio > 0.6) & (ratio < 1.7)
    hit = hit[known]
    points = np.stack([(row_from + row_to)[known] / 2.0, (column_from + column_to)[hit] / 2.0], axis=1)
    return points, (row_size[known] + column_size[hit]) / 2.0


def finders(dark: Bools) -> Floats:
    """Return one row per finder pattern: x, y of its centre, size in pixels, number of lines that showed it."""
    points, sizes = _crossings(dark)
    found: List[Floats] = []
    left = np.ones(len(points), dtype=bool)
    order = np.argsort(points[:, 1], kind="stable")
    points, sizes = points[order], sizes[order]
    for i in range(len(points)):
        if not left[i]:
            continue
        upto = int(np.searchsorted(points[:, 1], points[i, 1] + 1.0 * sizes[i]))
        near = np.flatnonzero(left[i:upto]) + i
        near = near[np.hypot(*(points[near] - points[i]).T) < 0.5 * sizes[i]]
        middle = points[near].mean(axis=0)
        found.append(np.array([middle[0], middle[1], float(np.median(sizes[near])), float(len(near))]))
        left[near] = False
    if not found:
        return np.zeros((0, 4))
    result = np.array(found)
    if len(result) > _MOST_FINDERS:
        result = result[np.argsort(-result[:, 3] / result[:, 2], kind="stable")[:_MOST_FINDERS]]
    return result


def triples(found: Floats) -> List[Triple]:
    """Return the triples of finder patterns that may be codes, the squarest first."""
    parts = [_around(found, corner) for corner in range(len(found))]
    if not parts:
        return []
    members = np.concatenate([part for part, _ in parts])
    badness = np.concatenate([part for _, part in parts])
    best = np.argsort(badness, kind="stable")[:_MOST_TRIPLES]
    return [_triple(found, members[i], float(badness[i])) for i in best]


def _triple(found: Floats, members: Ints, badness: float) -> Triple:
    corners = found[members, :2]
    arm = corners[1] - corners[0]
    lean = float(np.abs(arm).max() / np.hypot(*arm))  # a line across a leaning square is longer than its side
    return Triple(corners, float(found[members, 2].mean()) / 7 * lean, badness, tuple(members.tolist()))


def _around(found: Floats, corner: int) -> Tuple[Ints, Floats]:
    """Return the triples with a given pattern as the top left one: their members and how far they are from square."""
    arms = found[:, :2] - found[corner, :2]
    lengths = np.hypot(arms[:, 0], arms[:, 1])
    size = found[corner, 2]
    alike = (found[:, 2] > 0.62 * size) & (found[:, 2] < 1.6 * size)
    fitting = np.flatnonzero((lengths > 1.3 * size) & (lengths < 37 * size) & alike)
    arms, lengths = arms[fitting], lengths[fitting]
    product = lengths[:, None] * lengths
    sine = (arms[:, :1] * arms[:, 1] - arms[:, 1:] * arms[:, 0]) / product
    cosine = np.abs(arms[:, :1] * arms[:, 0] + arms[:, 1:] * arms[:, 1]) / product
    unequal = np.abs(np.log(lengths[:, None] / lengths))
    across, down = np.nonzero((sine > 0.8) & (cosine < 0.5) & (unequal < 0.5))
    members = np.stack([np.full(len(across), corner), fitting[across], fitting[down]], axis=1)
    sizes = found[members, 2]
    badness = (cosine[across, down] + unequal[across, down] + np.log(sizes.max(axis=1) / sizes.min(axis=1))
               + np.maximum(0, 0.45 - 1.5 * (found[members, 3] / sizes).min(axis=1)))  # seen on few lines: doubtful
    return members, badness
