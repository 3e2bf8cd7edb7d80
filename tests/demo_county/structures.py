"""What stands up in the orthophotos: houses, sheds, greenhouses, walls and trees, with their shadows."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.affinity import translate

from .canvas import Canvas
from .ground import Season
from .shapes import corners

TILE, BLUE, GREY, WHITE, RUST = "tile", "blue", "grey", "white", "rust"
_ROOFS = {
    TILE: (158, 96, 78), BLUE: (62, 108, 168), GREY: (142, 142, 140), WHITE: (216, 216, 212), RUST: (150, 118, 98),
}  # fmt: skip


def shadow(canvas: Canvas, season: Season, geom: shapely.Geometry, height: float) -> None:
    """Darken the ground behind a building."""
    east, north = season.sun[0] * height, season.sun[1] * height
    steps = [translate(geom, east * k / 4, north * k / 4) for k in range(5)]
    swept = shapely.union_all([shapely.convex_hull(shapely.union_all(steps[k : k + 2])) for k in range(4)])
    canvas.darken(swept.difference(geom), 0.5)


def roof(canvas: Canvas, season: Season, geom: shapely.Polygon, kind: str, look: np.random.Generator) -> None:
    """Paint a roof: two slopes lit differently, ribs or tiles, a ridge and a dark eave."""
    ring = corners(geom)
    sides = [ring[1] - ring[0], ring[2] - ring[1]]
    if np.hypot(*sides[0]) < np.hypot(*sides[1]):
        ring = np.roll(ring, -1, axis=0)
        sides = [ring[1] - ring[0], ring[2] - ring[1]]
    along, across = sides[0] / np.hypot(*sides[0]), sides[1] / np.hypot(*sides[1])
    depth = float(np.hypot(*sides[1]))
    light = -np.asarray(season.sun) / (np.hypot(*season.sun) or 1.0)
    facing = float(across @ light)
    flat = kind in (GREY, WHITE) and depth > 5
    base = np.asarray(_ROOFS[kind], np.float32) + look.normal(0, 6, 3).astype(np.float32) * (0.4, 0.4, 0.4)
    seed = int(look.integers(0, 1 << 30))

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        s = (x - ring[0][0]) * along[0] + (y - ring[0][1]) * along[1]
        t = (x - ring[0][0]) * across[0] + (y - ring[0][1]) * across[1]
        grain = np.random.default_rng(seed).normal(0, 1, x.shape).astype(np.float32)
        slope = np.where(t < depth / 2, -facing, facing)
        shade = 2.0 * facing if flat else 24.0 * slope
        ribs = 5.0 * np.sin(2 * np.pi * s / 1.6) if kind in (BLUE, RUST, WHITE) else 4.5 * np.sin(2 * np.pi * t / 1.2)
        ridge = np.where(np.abs(t - depth / 2) < 0.35, 16.0, 0.0) * (0.0 if flat else 1.0)
        stain = 5.0 * np.sin(s * 0.37 + seed % 7) * np.sin(t * 0.6 + seed % 5)
        return base + (shade + ribs * (0.4 if flat else 1.0) + ridge + stain + 3.5 * grain)[..., None]

    canvas.paint(geom, (70, 66, 62), 0.75)
    canvas.paint(geom.buffer(-0.3, join_style="mitre"), paint)
    if flat:  # a parapet
        canvas.paint(geom.boundary.buffer(0.25).intersection(geom), (204, 202, 196), 0.7)


def building(
    canvas: Canvas, season: Season, geom: shapely.Polygon, kind: str, height: float, look: np.random.Generator
) -> None:
    """Paint a building with its shadow."""
    shadow(canvas, season, geom, height)
    roof(canvas, season, geom, kind, look)


def wall(canvas: Canvas, season: Season, outline: shapely.Geometry) -> None:
    """Paint a yard's wall and its thin shadow."""
    line = outline.boundary.buffer(0.22)
    canvas.darken(translate(line, season.sun[0] * 2.0, season.sun[1] * 2.0).difference(line), 0.7)
    canvas.paint(line, (176, 160, 142), 0.85)


def greenhouse(canvas: Canvas, season: Season, geom: shapely.Polygon, look: np.random.Generator) -> None:
    """Paint a plastic tunnel: bright, ribbed across, greener where plants show through."""
    ring = corners(geom)
    side = ring[1] - ring[0] if np.hypot(*(ring[1] - ring[0])) > np.hypot(*(ring[2] - ring[1])) else ring[2] - ring[1]
    along = side / np.hypot(*side)
    tone = look.normal(0, 8)
    shadow(canvas, season, geom, 2.4)

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        s = (x - ring[0][0]) * along[0] + (y - ring[0][1]) * along[1]
        t = -(x - ring[0][0]) * along[1] + (y - ring[0][1]) * along[0]
        bulge = 9.0 * np.cos(2 * np.pi * t / 8.0)
        ribs = 7.0 * np.sin(2 * np.pi * s / 3.0) + 5.0 * np.sin(s * 0.21 + tone)
        return np.asarray((196, 204, 202), np.float32) + (tone + bulge + ribs)[..., None]

    canvas.paint(geom, paint)


def item(canvas: Canvas, season: Season, geom: shapely.Polygon, kind: str, look: np.random.Generator) -> None:
    """Paint a vehicle, a pallet or a heap of sand."""
    colours = {
        "truck": [(196, 70, 58), (66, 104, 160), (222, 222, 218)], "car": [(228, 228, 226), (52, 54, 60), (150, 154, 160)],
        "pallet": [(172, 132, 88), (150, 108, 84), (92, 122, 160)], "heap": [(196, 182, 150), (128, 122, 116), (172, 110, 88)],
    }  # fmt: skip
    shadow(canvas, season, geom, 1.4 if kind != "truck" else 2.6)
    colour = np.asarray(colours[kind][int(look.integers(3))], np.float32)
    canvas.paint(geom, colour)
    if kind in ("truck", "car"):
        canvas.paint(geom.centroid.buffer(0.8), colour * 0.55)
    elif kind == "heap":
        canvas.paint(geom.buffer(-0.9), np.minimum(colour + 22, 240))


class Trees:
    """Crowns of several sizes, drawn once and stamped many times."""

    def __init__(self, season: Season, resolution: float, seed: int) -> None:
        self.season = season
        self.resolution = resolution
        rng = np.random.default_rng(seed)
        self.sizes = [1.2, 1.7, 2.2, 2.8, 3.5, 4.3]
        self.crowns = [[self._crown(rng, radius) for _ in range(6)] for radius in self.sizes]

    def _crown(self, rng: np.random.Generator, radius: float) -> tuple[np.ndarray, np.ndarray]:
        half = int(np.ceil(radius / self.resolution)) + 2
        y, x = np.mgrid[-half : half + 1, -half : half + 1] * self.resolution
        turn = np.arctan2(y, x)
        edge = radius * (1 + 0.16 * np.sin(3 * turn + rng.uniform(0, 6)) + 0.12 * np.sin(5 * turn + rng.uniform(0, 6)))
        away = np.hypot(x, y) / edge
        alpha = np.clip((1.1 - away) * 3.5, 0, 1)
        light = -np.asarray(self.season.sun)
        light = light / (np.hypot(*light) or 1)
        lit = (x * light[0] - y * light[1]) / radius
        lumps = rng.normal(0, 1, x.shape)
        if self.season.summer:
            colour = np.asarray((66, 92, 46)) + rng.normal(0, 6, 3)
            sprite = colour + (26 * lit + 9 * lumps)[..., None]
            alpha = alpha * 0.96
        else:
            colour = np.asarray((112, 102, 88)) + rng.normal(0, 4, 3)
            sprite = colour + (9 * lit + 13 * lumps)[..., None]
            alpha = alpha * (0.42 + 0.16 * (lumps > 0.3))
        return sprite.astype(np.float32), alpha.astype(np.float32)

    def draw(self, canvas: Canvas, spots: np.ndarray, radii: np.ndarray, pick: np.ndarray) -> None:
        """Stamp crowns at places (n, 2) with radii in metres; shadows of all first."""
        which = np.abs(radii[:, None] - np.asarray(self.sizes)[None, :]).argmin(axis=1)
        weaken = 0.55 if self.season.summer else 0.78
        for (x, y), size, one in zip(spots.tolist(), which.tolist(), pick.tolist()):
            _, alpha = self.crowns[size][one % 6]
            height = 1.5 + 1.9 * self.sizes[size]
            for part in (0.45, 0.8):
                canvas.shade(x + self.season.sun[0] * height * part, y + self.season.sun[1] * height * part, alpha, weaken)
        for (x, y), size, one in zip(spots.tolist(), which.tolist(), pick.tolist()):
            sprite, alpha = self.crowns[size][one % 6]
            canvas.stamp(x, y, sprite, alpha)
