"""Laying the grid of modules over the picture of a code: a perspective that makes finder patterns, timing lines and
alignment patterns fall on what is dark and light there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Iterator, List, Tuple

import numpy as np
import numpy.typing as npt

from .finders import Triple
from .light import Soft
from .symbol import DATA, OTHER, Grid, size_of, template

Floats = npt.NDArray[np.float64]

_COORDINATES = tuple((point, axis) for point in range(4) for axis in (0, 1))
_STEPS = (0.5, 0.25, 0.12, 0.06)  # of a module
_ASIDE, _INSIDE = 0.28, 0.25  # how far from a module's middle it is looked at, in modules


@dataclass(frozen=True)
class Laid:
    """A grid laid over a picture: where its four anchors lie in pixels and how well the fixed modules fit, at most 1."""

    version: int
    places: Floats
    fit: float

    def to_pixels(self, points: Floats) -> Floats:
        """Return where points of the grid (in modules) lie in the picture."""
        return carried(_from_square(self.places) @ _to_square(self.version), points)


def _from_square(four: Floats) -> Floats:
    """Return the perspective that takes (0, 0), (1, 0), (0, 1) and (1, 1) to four points."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = four.tolist()
    across, down = (bx - dx, by - dy), (cx - dx, cy - dy)
    rest = (ax - bx - cx + dx, ay - by - cy + dy)
    area = across[0] * down[1] - down[0] * across[1] or 1e-9
    g = (rest[0] * down[1] - down[0] * rest[1]) / area
    h = (across[0] * rest[1] - rest[0] * across[1]) / area
    return np.array([[bx - ax + g * bx, cx - ax + h * cx, ax], [by - ay + g * by, cy - ay + h * cy, ay], [g, h, 1.0]])


def perspective(source: Floats, target: Floats) -> Floats:
    """Return the 3 x 3 matrix that takes four points to four others."""
    return _from_square(target) @ np.linalg.inv(_from_square(source))


def carried(matrix: Floats, points: Floats) -> Floats:
    """Return points (rows of x, y) under a perspective."""
    x, y = points[:, 0], points[:, 1]
    (a, b, c), (d, e, f), (g, h, i) = matrix
    depth = g * x + h * y + i
    return np.stack([(a * x + b * y + c) / depth, (d * x + e * y + f) / depth], axis=1)


def sampled(soft: Soft, points: Floats) -> Floats:
    """Return the picture's value at points between pixels; points outside count as 0."""
    high, wide = soft.shape
    x, y = points[:, 0] - 0.5, points[:, 1] - 0.5  # pixel 0 has its middle at 0.5
    left, top = np.floor(x), np.floor(y)
    right, low = x - left, y - top
    inside = (left >= 0) & (top >= 0) & (left < wide - 1) & (top < high - 1)
    at = np.where(inside, top * wide + left, 0).astype(np.intp)
    flat = soft.reshape(-1)
    first, below = flat[at], flat[at + wide]
    upper = first + (flat[at + 1] - first) * right
    lower = below + (flat[at + wide + 1] - below) * right
    return (upper + (lower - upper) * low) * inside


@cache
def _fixed(version: int) -> Tuple[Floats, Floats]:
    """Return two sample points in each fixed module and what is expected there: 1 dark, -1 light, every module counting
    alike."""
    kinds = template(version)
    rows, columns = np.nonzero((kinds != DATA) & (kinds != OTHER))
    middles = np.stack([columns + 0.5, rows + 0.5], axis=1)
    aside = np.where((rows + columns)[:, None] % 2 == 0, np.array([_ASIDE, _ASIDE]), np.array([_ASIDE, -_ASIDE]))
    wanted = 2.0 * kinds[rows, columns] - 1
    return np.concatenate([middles + aside, middles - aside]), np.tile(wanted, 2) / (2 * len(wanted))


@cache
def _everything(version: int) -> Floats:
    """Return five points inside each module, the middle first, of the grid and one module around it."""
    size = size_of(version) + 2
    rows, columns = np.divmod(np.arange(size * size), size)
    around = np.array([(0, 0), (-1, -1), (1, -1), (-1, 1), (1, 1)]) * _INSIDE
    return (np.stack([columns - 0.5, rows - 0.5], axis=1)[None] + around[:, None]).reshape(-1, 2)


@cache
def _finder() -> Tuple[Floats, Floats]:
    """Return the modules of a finder pattern and its border about its middle, and what is expected there."""
    cells = np.array([(x, y) for y in range(-4, 5) for x in range(-4, 5)], dtype=np.float64)
    return cells, _balanced(np.isin(np.abs(cells).max(axis=1), (0, 1, 3)))


@cache
def _alignment_pattern() -> Tuple[Floats, Floats]:
    """Return the modules of an alignment pattern about its middle, and what is expected there."""
    cells = np.array([(x, y) for y in range(-2, 3) for x in range(-2, 3)], dtype=np.float64)
    return cells, _balanced(np.abs(cells).max(axis=1) != 1)


def _balanced(expected: npt.NDArray[np.bool_]) -> Floats:
    """Return weights that make 1 of a perfect fit and 0 of plain dark or light."""
    return np.where(expected, 0.5 / expected.sum(), -0.5 / (~expected).sum())


@cache
def _to_square(version: int) -> Floats:
    """Return the perspective that takes the anchors of a version to a square."""
    return np.linalg.inv(_from_square(_anchors(version)))


def _anchors(version: int) -> Floats:
    """Return the four points of the grid that are moved about: three finder centres and the last alignment centre."""
    size = size_of(version)
    last = size - 6.5 if version > 1 else size - 3.5
    return np.array([(3.5, 3.5), (size - 3.5, 3.5), (3.5, size - 3.5), (last, last)])


def _guessed(triple: Triple) -> float:
    """Return about how many modules a side has, by the distance of the finder patterns."""
    arms = np.hypot(*(triple.corners[1:] - triple.corners[0]).T)
    return float(arms.mean()) / triple.module + 7


def likeness(soft: Soft, triple: Triple) -> float:
    """Return how much the three places look like finder patterns that stand as the triple says: at most 1."""
    axes = (triple.corners[1:] - triple.corners[0]) / (_guessed(triple) - 7)
    cells, wanted = _finder()
    points = (triple.corners[:, None] + (cells @ axes)[None]).reshape(-1, 2)
    return float((sampled(soft, points).reshape(3, -1) @ wanted).mean())


def versions(triple: Triple) -> List[int]:
    """Return the versions a triple can be, the likeliest first."""
    guess = (_guessed(triple) - 17) / 4
    reach = 1.2 + 0.12 * max(guess, 0)
    return sorted((version for version in range(1, 41) if abs(version - guess) < reach),
                  key=lambda version: abs(version - guess))


def lay(soft: Soft, triple: Triple, version: int) -> Laid:
    """Lay the grid of a version roughly over the picture: three finder patterns, and the alignment pattern if seen.

    :param soft: 1 dark to -1 light per pixel.
    """
    anchors = _anchors(version)
    places = np.vstack([triple.corners, _fourth(triple, anchors)])
    expected = Laid(version, places, _fit(soft, version, places))
    if version == 1:
        return expected
    places = np.vstack([triple.corners, _alignment(soft, places, anchors, version)])
    seen = Laid(version, places, _fit(soft, version, places))
    return seen if seen.fit > expected.fit else expected  # it may be covered


def settled(soft: Soft, triple: Triple, laid: Laid) -> Laid:
    """Move the four points of a grid about until its fixed modules fit best."""
    best = laid
    for step in _STEPS:
        best = _nudged(soft, best, step * triple.module)
    return best


def _fit(soft: Soft, version: int, places: Floats) -> float:
    """Return how well dark and light of the fixed modules are met: 1 everywhere, 0 by chance."""
    points, wanted = _fixed(version)
    return float(sampled(soft, carried(_from_square(places) @ _to_square(version), points)) @ wanted)


def _fourth(triple: Triple, anchors: Floats) -> Floats:
    """Return where the fourth point lies if there is no perspective at all."""
    first, right, low = triple.corners
    share = (anchors[3] - anchors[0]) / (anchors[1, 0] - anchors[0, 0])
    return first + share[0] * (right - first) + share[1] * (low - first)


def _alignment(soft: Soft, places: Floats, anchors: Floats, version: int) -> Floats:
    """Return where the last alignment pattern is seen, within a few modules of where it is expected."""
    size = size_of(version)
    across, down = (places[1:3] - places[0]) / (anchors[1, 0] - anchors[0, 0])
    reach = 2.0 + 0.08 * size
    steps = np.arange(-reach, reach + 0.01, 0.5)
    shifts = np.stack(np.meshgrid(steps, steps, indexing="ij"), axis=-1).reshape(-1, 2)
    cells, wanted = _alignment_pattern()
    axes = np.stack([across, down])
    points = places[3] + (shifts[:, None] + cells[None]).reshape(-1, 2) @ axes
    scores = sampled(soft, points).reshape(len(shifts), -1) @ wanted
    scores -= 0.015 * np.hypot(*shifts.T)
    return places[3] + shifts[int(scores.argmax())] @ axes


def _nudged(soft: Soft, laid: Laid, step: float) -> Laid:
    """Move the four points by a step each way as long as the fit gets better."""
    places, best = laid.places, laid.fit
    for _ in range(4):
        before = best
        for point, axis in _COORDINATES:
            for way in (step, -step):
                tried = places.copy()
                tried[point, axis] += way
                value = _fit(soft, laid.version, tried)
                if value > best:
                    places, best = tried, value
                    break
        if best < before + 0.002:
            break
    return Laid(laid.version, places, best)


def modules(soft: Soft, laid: Laid) -> Iterator[Grid]:
    """Yield the modules as seen through a laid grid: first freed of what blur carries over from module to module, as the
    modules known beforehand teach, then as they are."""
    size = size_of(laid.version)
    values = sampled(soft, laid.to_pixels(_everything(laid.version))).reshape(5, size + 2, size + 2)
    means = np.tensordot(np.array([2.0, 1, 1, 1, 1]) / 6, values, axes=1)
    sides = means[:-2, 1:-1] + means[2:, 1:-1] + means[1:-1, :-2] + means[1:-1, 2:]
    corners = means[:-2, :-2] + means[2:, :-2] + means[:-2, 2:] + means[2:, 2:]
    inner = means[1:-1, 1:-1]
    rows, columns = np.mgrid[-0.5:0.5:size * 1j, -0.5:0.5:size * 1j]
    terms = np.stack([inner, sides, corners, np.ones_like(inner), rows, columns], axis=-1).reshape(-1, 6)
    kinds = template(laid.version).reshape(-1)
    known = (kinds == 0) | (kinds == 1)
    weights = np.linalg.lstsq(terms[known], 2.0 * kinds[known] - 1, rcond=None)[0]
    yield (terms @ weights > 0).reshape(size, size).astype(np.int8)
    yield (inner > 0).astype(np.int8)


def outline(laid: Laid) -> Floats:
    """Return the corners of the code in pixels: top left, top right, bottom right, bottom left."""
    size = size_of(laid.version)
    return laid.to_pixels(np.array([(0.0, 0.0), (size, 0), (size, size), (0, size)]))

