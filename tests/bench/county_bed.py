"""A seeded county for the benchmark: land use with wiggly shared borders, farmland dissolved from it, lines and parcels over it.

Only shapes and codes, made with numpy and shapely; no file, no QGIS. The full size is 400 x 300 land-use polygons of
1.25 ha on 1,500 km²: permanent farmland (永久基本农田) dissolved up to some 100,000 vertices with hundreds of holes, an
ecological line, a growth boundary, approvals that overlap one another, and parcels of 0.05 to 3 ha.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Tuple

import numpy as np
import shapely

STEP = 112.0
"""Metres between land-use borders on average."""
WIGGLES = 8
"""Vertices between two corners of a border."""
BLOCK = 150
"""Land-use cells along a side of the block within which farmland is dissolved: a township."""
CULTIVATED = ("0101", "0102", "0103")
OTHERS = ("0201", "0301", "0305", "0404", "0601", "0702", "1003", "1006", "1104", "1107", "1202", "1206")
RIDGES = {"0101": 0.06, "0102": 0.04, "0103": 0.1286}
ECOLOGICAL, GROWTH, APPROVALS = 40, 60, 4000
"""Features on a county of 120,000 land-use polygons; smaller counties have their share."""


@dataclass(frozen=True)
class Shapes:
    """One layer: polygons (n,), the code and the ridge coefficient (田坎系数) of each."""

    polygons: np.ndarray
    codes: List[str]
    coefficients: np.ndarray


def _smooth(chance: np.random.Generator, rows: int, cols: int, waves: int = 12, longest: float = 60.0) -> np.ndarray:
    """A smooth random field (rows, cols) of mean 0 and deviation 1."""
    y, x = np.mgrid[0:rows, 0:cols].astype(float)
    field = np.zeros((rows, cols))
    for _ in range(waves):
        length, angle = chance.uniform(8.0, longest), chance.uniform(0, np.pi)
        field += np.sin(2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / length + chance.uniform(0, 2 * np.pi))
    return field / max(field.std(), 1e-9)


def _borders(nodes: np.ndarray, other: np.ndarray, chance: np.random.Generator) -> np.ndarray:
    """Wiggly lines from nodes to others (..., 2) -> (..., WIGGLES + 1, 2): the first node and what lies between."""
    share = np.arange(WIGGLES + 1) / (WIGGLES + 1)
    along = other - nodes
    across = np.stack([-along[..., 1], along[..., 0]], axis=-1)
    bow = chance.normal(0, 0.045, (*nodes.shape[:-1], WIGGLES + 1)) * np.sin(np.pi * share)
    bow = np.clip(bow, -0.12, 0.12)
    return nodes[..., None, :] + along[..., None, :] * share[:, None] + across[..., None, :] * bow[..., None]


def cells(rows: int, cols: int, origin: Tuple[float, float], chance: np.random.Generator) -> np.ndarray:
    """Polygons (rows, cols) whose borders are shared vertex by vertex, rounded to 0.1 mm."""
    y, x = np.mgrid[0 : rows + 1, 0 : cols + 1].astype(float)
    nodes = np.stack([x, y], axis=-1)
    free = np.zeros_like(nodes)
    free[1:-1, 1:-1] = 0.18
    nodes = nodes * STEP + np.array(origin) + chance.uniform(-1, 1, nodes.shape) * free * STEP
    flat = np.round(_borders(nodes[:, :-1], nodes[:, 1:], chance), 4)  # (rows + 1, cols, w, 2), west to east
    steep = np.round(_borders(nodes[:-1, :], nodes[1:, :], chance), 4)  # (rows, cols + 1, w, 2), south to north
    nodes = np.round(nodes, 4)
    ring = np.concatenate([
        flat[:-1], steep[:, 1:],
        nodes[1:, 1:, None], flat[1:, :, :0:-1],
        nodes[1:, :-1, None], steep[:, :-1, :0:-1],
        nodes[:-1, :-1, None],
    ], axis=2)
    flat_rings = ring.reshape(rows * cols, -1, 2)
    made = shapely.polygons(shapely.linearrings(flat_rings))
    if not shapely.is_valid(made).all():
        raise RuntimeError("the generator made an invalid land-use polygon: choose another seed")
    return made.reshape(rows, cols)


def star(chance: np.random.Generator, middle: np.ndarray, radius: float, corners: int, rough: float) -> np.ndarray:
    """A closed star-shaped ring around a point, metres, 0.1 mm."""
    angle = (np.arange(corners) + chance.uniform(0, 0.7, corners)) * (2 * np.pi / corners)
    slow = sum(np.sin(k * angle + chance.uniform(0, 6.3)) / k for k in range(2, 7))
    far = radius * np.clip(1 + 0.22 * slow + chance.normal(0, rough, corners), 0.25, 2.5)
    ring = middle + np.stack([far * np.cos(angle), far * np.sin(angle)], axis=1)
    return np.round(np.vstack([ring, ring[:1]]), 4)


def _stars(chance: np.random.Generator, count: int, box: np.ndarray, radius: Tuple[float, float],
           corners: Tuple[int, int], rough: float, apart: bool = False) -> np.ndarray:
    """Star-shaped polygons anywhere in a box; `apart`: none touches another, as far as there is room."""
    made: List[Any] = []
    for _ in range(count * 20 if apart else count):
        size = float(np.exp(chance.uniform(np.log(radius[0]), np.log(radius[1]))))
        middle = chance.uniform(box[:2], box[2:])
        one = shapely.polygons(star(chance, middle, size, int(chance.integers(*corners)), rough))
        if not (apart and any(shapely.intersects(one, other) for other in made)):
            made.append(one)
        if len(made) == count:
            break
    return np.array(made, dtype=object)


def _dissolved(polygons: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    """The chosen cells (rows, cols) dissolved township by township into single polygons."""
    found = []
    for row in range(0, polygons.shape[0], BLOCK):
        for col in range(0, polygons.shape[1], BLOCK):
            part = np.s_[row : row + BLOCK, col : col + BLOCK]
            some = polygons[part][chosen[part]]
            if len(some):
                found.append(shapely.get_parts(shapely.coverage_union_all(some)))
    return np.concatenate(found)


def farmland(rows: int, cols: int, seed: int, kept: float = 0.9) -> Tuple[np.ndarray, np.ndarray]:
    """Which cells are cultivated, and which of these permanent farmland."""
    chance = np.random.default_rng([seed, 1])
    cultivated = _smooth(chance, rows, cols) + chance.normal(0, 0.6, (rows, cols)) < 0.75
    return cultivated, cultivated & (chance.random((rows, cols)) < kept)


def county(rows: int, cols: int, origin: Tuple[float, float], seed: int) -> Dict[str, Shapes]:
    """The five layers of a county by role."""
    polygons = cells(rows, cols, origin, np.random.default_rng([seed, 0]))
    cultivated, permanent = farmland(rows, cols, seed)
    chance = np.random.default_rng([seed, 2])
    kinds = np.where(cultivated, chance.choice(CULTIVATED, (rows, cols), p=(0.1, 0.6, 0.3)),
                     chance.choice(OTHERS, (rows, cols)))
    codes = kinds.ravel().tolist()
    box = np.array([*origin, origin[0] + cols * STEP, origin[1] + rows * STEP])
    share = rows * cols / 120_000

    def number(whole: int) -> int:
        return max(int(whole * share), 3)

    plain = _dissolved(polygons, permanent)
    ecological = _stars(chance, number(ECOLOGICAL), box, (600, 3500), (1500, 12000), 0.0015, apart=True)
    growth = _stars(chance, number(GROWTH), box, (300, 2500), (300, 2500), 0.004, apart=True)
    lots = _stars(chance, number(APPROVALS), box, (25, 140), (5, 40), 0.05)
    numbers = chance.integers(0, max(number(APPROVALS) // 10, 2), len(lots))
    moved = chance.choice(len(lots), len(lots) // 5, replace=False)  # drawn twice, a little apart, under the same number
    twice = shapely.transform(lots[moved], lambda xy: np.round(xy + np.array([7.3, -4.1]), 4))
    papers = [f"冀政转征函〔{2009 + n % 15}〕{n}号" for n in np.concatenate([numbers, numbers[moved]]).tolist()]
    return {
        "landuse": Shapes(polygons.ravel(), codes, np.array([RIDGES.get(code, 0.0) for code in codes])),
        "permanent_farmland": _plain(plain),
        "ecological": _plain(ecological),
        "growth_boundary": Shapes(growth, [("集中建设区", "弹性发展区")[n % 2] for n in range(len(growth))],
                                  np.zeros(len(growth))),
        "approval": Shapes(np.concatenate([lots, twice]), papers, np.zeros(len(papers))),
    }


def _plain(polygons: np.ndarray) -> Shapes:
    bad = ~shapely.is_valid(polygons)
    polygons[bad] = shapely.make_valid(polygons[bad])
    return Shapes(polygons, [""] * len(polygons), np.zeros(len(polygons)))


def one_red_line(rows: int, cols: int, origin: Tuple[float, float], seed: int) -> Shapes:
    """All permanent farmland of a county dissolved into a single feature, as some offices hand it down."""
    polygons = cells(rows, cols, origin, np.random.default_rng([seed, 0]))
    _, permanent = farmland(rows, cols, seed, 0.75)
    whole = shapely.coverage_union_all(polygons[permanent])
    return _plain(np.array([whole], dtype=object))  # cells that meet at a corner only leave a ring that touches itself


def parcels(count: int, box: np.ndarray, seed: int) -> np.ndarray:
    """Parcels of 0.05 to 3 ha anywhere in a box (minx, miny, maxx, maxy), one in twenty with a hole; in no order."""
    chance = np.random.default_rng([seed, 3])
    made = []
    for middle in chance.uniform(box[:2] + 200, box[2:] - 200, (count, 2)):
        radius = float(np.sqrt(np.exp(chance.uniform(np.log(500), np.log(30_000))) / np.pi))
        ring = star(chance, middle, radius, int(chance.integers(6, 36)), 0.06)
        hole = [star(chance, middle, radius * 0.08, 8, 0.0)] if chance.random() < 0.05 else None
        made.append(shapely.polygons(ring, hole))
    found = np.array(made, dtype=object)
    bad = ~shapely.is_valid(found)
    found[bad] = shapely.convex_hull(found[bad])
    return found
