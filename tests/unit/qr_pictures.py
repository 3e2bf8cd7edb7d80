"""Pictures of QR codes as scanners and phones make them: turned, tilted, blurred, noisy, unevenly lit, JPEG."""

from __future__ import annotations

import uuid
from typing import NamedTuple

import numpy as np
from osgeo import gdal

from farmland_plugin._vendor.segno import encoder
from farmland_plugin.evidence.qr_reader.grid import carried, perspective

PAPER, INK = 235.0, 30.0


class Conditions(NamedTuple):
    """How a code was taken: pixels a module, angle in degrees, corners moved by a share of the side, blur (sigma) in
    modules, noise (sigma) in grey levels, fall of light across the picture, JPEG quality (0 for none)."""

    version: int
    level: str
    mask: int
    pixels: float
    angle: float
    tilt: float
    blur: float
    noise: float
    shade: float
    quality: int


def drawn(rng: np.random.Generator, *, most_version: int = 10, pixels: tuple[float, float] = (2.5, 8), tilt: float = 0.05,
          blur: float = 0.5, noise: float = 25.0) -> Conditions:
    """Draw conditions at random, up to the worst given."""
    return Conditions(
        int(rng.integers(1, most_version + 1)), "LMQH"[rng.integers(4)], int(rng.integers(8)), float(rng.uniform(*pixels)),
        float(rng.uniform(0, 360)), float(rng.uniform(0, tilt)), float(rng.uniform(0, blur)), float(rng.uniform(0, noise)),
        float(rng.uniform(0, 0.4)), int(rng.choice([0, 30, 50, 75, 90])))


def modules(text: str, level: str = "M", version: int | None = None, mask: int | None = None) -> np.ndarray:
    """The modules of a code, 1 dark."""
    code = encoder.encode(text, error=level, version=version, mask=mask, mode="byte", encoding="utf-8", micro=False,
                          boost_error=False)
    return np.array([list(row) for row in code.matrix], dtype=np.uint8)


def plain(grid: np.ndarray, pixels: int = 4) -> np.ndarray:
    """A code straight and clean, with its quiet zone."""
    return np.kron(np.pad(1 - grid, 4, constant_values=1) * np.uint8(255), np.ones((pixels, pixels), dtype=np.uint8))


def taken(grid: np.ndarray, how: Conditions, seed: int) -> np.ndarray:
    """A picture of a code under conditions."""
    rng = np.random.default_rng(seed)
    count = len(grid) + 8
    side = count * how.pixels
    size = int(side * 1.5) + 10
    square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * side / 2
    square = square + rng.uniform(-how.tilt, how.tilt, (4, 2)) * side
    corners = square @ turning(how.angle).T + size / 2
    sharp = np.pad(np.where(grid == 1, INK, PAPER), 4, constant_values=PAPER)
    times = max(1, round(3 * how.pixels))  # drawn finely, then seen through the lens
    sharp = np.repeat(np.repeat(sharp, times, axis=0), times, axis=1)
    picture = seen(sharp, corners, size, size, PAPER * 0.8, over=2)
    return developed(picture, how.blur * how.pixels, how.noise, how.shade, how.quality, rng)


def turning(angle: float) -> np.ndarray:
    """The matrix that turns by degrees."""
    radians = np.deg2rad(angle)
    return np.array([[np.cos(radians), -np.sin(radians)], [np.sin(radians), np.cos(radians)]])


def seen(paper: np.ndarray, corners: np.ndarray, wide: int, high: int, desk: float, over: int = 1) -> np.ndarray:
    """Paper whose corners (top left, top right, bottom right, bottom left) fall on given pixels of a picture."""
    rows, columns = paper.shape
    matrix = perspective(corners, np.array([(0.0, 0), (columns, 0), (columns, rows), (0, rows)]))
    y, x = np.divmod(np.arange(wide * over * high * over), wide * over)
    points = carried(matrix, np.stack([(x + 0.5) / over, (y + 0.5) / over], axis=1))
    at = np.floor(points).astype(np.int64)
    inside = ((at >= 0) & (at < (columns, rows))).all(axis=1)
    values = np.full(len(at), desk, dtype=np.float32)
    values[inside] = paper[at[inside, 1], at[inside, 0]]
    return values.reshape(high, over, wide, over).mean(axis=(1, 3))


def developed(picture: np.ndarray, blur: float, noise: float, shade: float, quality: int,
              rng: np.random.Generator) -> np.ndarray:
    """The picture after lens, light, sensor and file."""
    high, wide = picture.shape
    picture = blurred(picture.astype(np.float32), blur)
    angle = rng.uniform(0, 2 * np.pi)
    light = 1 + shade * (np.cos(angle) * np.linspace(-1, 1, wide)[None] + np.sin(angle) * np.linspace(-1, 1, high)[:, None]) / 2
    picture = np.clip(picture * light + rng.normal(0, noise, picture.shape), 0, 255).astype(np.uint8)
    return jpeg(picture, quality) if quality else picture


def blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    """The picture out of focus."""
    if sigma < 0.1:
        return picture
    reach = int(np.ceil(2.5 * sigma))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2).astype(np.float32)
    for _ in range(2):
        framed = np.pad(picture, ((reach, reach), (0, 0)), mode="edge")
        picture = sum(weight * framed[i:i + len(picture)] for i, weight in enumerate(weights / weights.sum())).T
    return picture


def jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    """The picture after being stored as JPEG."""
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[1], picture.shape[0], 1, gdal.GDT_Byte)
    memory.GetRasterBand(1).WriteArray(picture)
    name = f"/vsimem/{uuid.uuid4().hex}.jpg"
    gdal.GetDriverByName("JPEG").CreateCopy(name, memory, options=[f"QUALITY={quality}"])
    stored = gdal.Open(name).ReadAsArray()
    gdal.GetDriverByName("JPEG").Delete(name)
    return stored
