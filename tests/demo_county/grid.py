"""A warped grid of cells with wiggly shared edges: the mesh under the land-use tessellation.

Blocks of fields lie between narrow lines (roads, ditches, shelter belts, a river). Every edge is one list of
vertices used by both its cells, so the cells tile the county without gaps or overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .settings import Settings

FIELD, DITCH, LANE, BELT, HIGHWAY, RIVER = range(6)
WIDTHS = {DITCH: (3.5, 6.0), LANE: (4.5, 7.5), BELT: (9.0, 14.0), HIGHWAY: (16.0, 24.0), RIVER: (48.0, 75.0)}


@dataclass
class Grid:
    """Cells by row and column; ``rings`` holds each cell's closed ring in metres."""

    row_kind: np.ndarray  # (rows,)
    col_kind: np.ndarray  # (cols,)
    row_block: np.ndarray  # (rows,) number of the block of fields a row belongs to
    col_block: np.ndarray
    centres: np.ndarray  # (rows, cols, 2)
    rings: np.ndarray  # (rows * cols, vertices, 2), rounded to 0.001 m

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return len(self.row_kind), len(self.col_kind)

    def polygons(self) -> np.ndarray:
        """Return the cells as shapely polygons, row by row."""
        return shapely.polygons(self.rings)


def make_grid(settings: Settings) -> Grid:
    """Lay out lines and blocks over the county's extent and wiggle every edge."""
    rng = settings.random("grid")
    plan = settings["land_use"]
    width, height = settings["extent_m"]
    cols, col_kind = _lines(rng, width, plan, river=False)
    rows, row_kind = _lines(rng, height, plan, river=bool(plan["river"]))
    u = np.concatenate([[0.0], np.cumsum(cols)])
    v = np.concatenate([[0.0], np.cumsum(rows)])
    corner, across, up = _mesh(rng, u, v, row_kind, int(plan["edge_points"]))
    waves, origin = _waves(rng), np.asarray(settings["origin"])
    corner, across, up = (np.round(_warp(part, waves) + origin, 3) for part in (corner, across, up))
    centres = (corner[:-1, :-1] + corner[1:, :-1] + corner[:-1, 1:] + corner[1:, 1:]) / 4.0
    rings = _rings(corner, across, up)
    return Grid(row_kind, col_kind, _blocks(row_kind), _blocks(col_kind), centres, rings)


def _lines(rng: np.random.Generator, length: float, plan: dict, *, river: bool) -> tuple[np.ndarray, np.ndarray]:
    """Return widths and kinds of the grid's columns (or rows) over a length in metres."""
    widths: list[float] = []
    kinds: list[int] = []
    low, high = plan["cell_m"]
    first, last = plan["block_cells"]
    highways = [length * (k + 0.62) / plan["highways"] for k in range(plan["highways"])]
    river_at = length * 0.27 if river else None
    total = 0.0
    while total < length:
        for _ in range(int(rng.integers(first, last + 1))):
            widths.append(float(rng.uniform(low, high)))
            kinds.append(FIELD)
            total += widths[-1]
        if river_at is not None and total > river_at:
            narrow, river_at = [BELT, RIVER, BELT], None
        elif highways and total > highways[0]:
            narrow = [BELT, HIGHWAY, BELT]
            highways.pop(0)
        else:
            narrow = [[LANE], [LANE, DITCH], [LANE], [BELT, LANE], [DITCH]][int(rng.integers(0, 5))]
        for kind in narrow:
            widths.append(float(rng.uniform(*WIDTHS[kind])))
            kinds.append(kind)
            total += widths[-1]
    while kinds[-1] != FIELD:
        kinds.pop()
        widths.pop()
    return np.asarray(widths), np.asarray(kinds)


def _blocks(kind: np.ndarray) -> np.ndarray:
    """Number the runs of field rows; a narrow row belongs to the run before it."""
    starts = (kind == FIELD) & np.concatenate([[True], kind[:-1] != FIELD])
    return np.cumsum(starts) - 1


def _waves(rng: np.random.Generator) -> list[tuple[float, float, float, float, int]]:
    """Return waves (amplitude, kx, ky, phase, axis) that bend the grid softly."""
    waves = []
    for wavelength, amplitude in ((9000.0, 330.0), (5200.0, 190.0), (3100.0, 90.0), (1700.0, 30.0), (900.0, 9.0)):
        for axis in (0, 1):
            angle = rng.uniform(0.0, 2.0 * np.pi)
            k = 2.0 * np.pi / (wavelength * rng.uniform(0.85, 1.15))
            waves.append((amplitude, k * np.cos(angle), k * np.sin(angle), rng.uniform(0, 2 * np.pi), axis))
    return waves


def _warp(points: np.ndarray, waves: list[tuple[float, float, float, float, int]]) -> np.ndarray:
    """Bend points (..., 2) by the waves."""
    bent = points.copy()
    for amplitude, kx, ky, phase, axis in waves:
        bent[..., axis] += amplitude * np.sin(kx * points[..., 0] + ky * points[..., 1] + phase)
    return bent


def _thin(widths: np.ndarray) -> np.ndarray:
    """Return, for each line between two cells, the width of the narrower one."""
    return np.minimum(np.concatenate([widths[:1], widths]), np.concatenate([widths, widths[-1:]]))


def _mesh(
    rng: np.random.Generator, u: np.ndarray, v: np.ndarray, row_kind: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return corners (rows+1, cols+1, 2) and the vertices of the edges across and up, before bending."""
    cols, rows = np.diff(u), np.diff(v)
    thin_x, thin_y = _thin(cols), _thin(rows)
    corner = np.stack(np.meshgrid(u, v), axis=-1)
    corner[..., 0] += rng.uniform(-1, 1, corner.shape[:2]) * 0.10 * thin_x[None, :]
    corner[..., 1] += rng.uniform(-1, 1, corner.shape[:2]) * 0.10 * thin_y[:, None]
    t = (np.arange(1, count + 1) / (count + 1))[None, None, :, None]
    across = corner[:, :-1, None] * (1 - t) + corner[:, 1:, None] * t
    up = corner[:-1, :, None] * (1 - t) + corner[1:, :, None] * t
    wet = row_kind == RIVER
    banks = np.concatenate([wet[:1], wet]) | np.concatenate([wet, wet[-1:]])
    limit_y = np.where(banks, np.minimum(0.16 * thin_y, 5.0), np.minimum(0.11 * thin_y, 2.2))
    limit_x = np.minimum(0.11 * thin_x, 2.2)
    wiggle_y = np.minimum(limit_y[:, None], 0.5 * cols[None, :] / (count + 1))
    wiggle_x = np.minimum(limit_x[None, :], 0.5 * rows[:, None] / (count + 1))
    across[..., 1] += rng.uniform(-1, 1, across.shape[:3]) * wiggle_y[:, :, None]
    up[..., 0] += rng.uniform(-1, 1, up.shape[:3]) * wiggle_x[:, :, None]
    return corner, across, up


def _rings(corner: np.ndarray, across: np.ndarray, up: np.ndarray) -> np.ndarray:
    """Chain four edges into each cell's closed ring, (rows * cols, vertices, 2)."""
    node = corner[:, :, None, :]
    ring = [
        node[:-1, :-1], across[:-1], node[:-1, 1:], up[:, 1:],
        node[1:, 1:], across[1:, :, ::-1], node[1:, :-1], up[:, :-1, ::-1], node[:-1, :-1],
    ]  # fmt: skip
    rings = np.concatenate(ring, axis=2)
    return rings.reshape(-1, rings.shape[2], 2)
