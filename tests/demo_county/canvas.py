"""A picture in map coordinates: soft masks of polygons, noise, and stamping of small round things."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

_PLANE = osr.SpatialReference()
_PLANE.SetLocalCS("plane")
Colour = tuple[float, float, float]


class Canvas:
    """A float picture (height, width, 3), values 0..255, over a window of the county in metres."""

    def __init__(self, window: tuple[float, float, float, float], resolution: float, shift: Colour | tuple = (0, 0)):
        self.west, self.north = window[0] + shift[0], window[3] + shift[1]
        self.resolution = resolution
        self.width = round((window[2] - window[0]) / resolution)
        self.height = round((window[3] - window[1]) / resolution)
        self.rgb = np.zeros((self.height, self.width, 3), dtype=np.float32)

    def box(self, geom: Any, pad: float = 1.0) -> tuple[slice, slice] | None:
        """Return the rows and columns that a geometry touches, or None outside the picture."""
        west, south, east, north = geom.bounds
        if not np.isfinite(west):
            return None
        left = max(0, int((west - pad - self.west) / self.resolution))
        right = min(self.width, int((east + pad - self.west) / self.resolution) + 1)
        top = max(0, int((self.north - north - pad) / self.resolution))
        bottom = min(self.height, int((self.north - south + pad) / self.resolution) + 1)
        if left >= right or top >= bottom:
            return None
        return slice(top, bottom), slice(left, right)

    def mask(self, geom: Any, box: tuple[slice, slice], factor: int = 3) -> np.ndarray:
        """Return how much of each pixel of a box a polygon covers, 0..1."""
        rows, cols = box
        height, width = (rows.stop - rows.start) * factor, (cols.stop - cols.start) * factor
        step = self.resolution / factor
        raster = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Byte)
        west, north = self.west + cols.start * self.resolution, self.north - rows.start * self.resolution
        raster.SetProjection(_PLANE.ExportToWkt())
        raster.SetGeoTransform((west, step, 0, north, 0, -step))
        source = ogr.GetDriverByName("Memory").CreateDataSource("")
        layer = source.CreateLayer("", _PLANE, ogr.wkbUnknown)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometryDirectly(ogr.CreateGeometryFromWkb(shapely.to_wkb(geom)))
        layer.CreateFeature(feature)
        gdal.RasterizeLayer(raster, [1], layer, burn_values=[1])
        fine = raster.ReadAsArray().astype(np.float32)
        return fine.reshape(height // factor, factor, width // factor, factor).mean(axis=(1, 3))

    def places(self, box: tuple[slice, slice]) -> tuple[np.ndarray, np.ndarray]:
        """Return eastings and northings of the pixel centres of a box."""
        rows, cols = box
        x = self.west + (np.arange(cols.start, cols.stop) + 0.5) * self.resolution
        y = self.north - (np.arange(rows.start, rows.stop) + 0.5) * self.resolution
        return np.meshgrid(x, y)

    def paint(self, geom: Any, colour: Any, strength: float = 1.0) -> None:
        """Lay a colour, one for all or one per pixel of the geometry's box, over a polygon."""
        box = self.box(geom)
        if box is None:
            return
        shade = colour(box) if callable(colour) else np.asarray(colour, dtype=np.float32)
        alpha = self.mask(geom, box)[..., None] * strength
        self.rgb[box] += (shade - self.rgb[box]) * alpha

    def darken(self, geom: Any, factor: float) -> None:
        """Multiply what lies under a polygon: a shadow."""
        box = self.box(geom)
        if box is not None:
            alpha = self.mask(geom, box)[..., None]
            self.rgb[box] *= 1.0 - alpha * (1.0 - np.asarray([factor, factor * 1.02, factor * 1.1], dtype=np.float32))

    def stamp(self, x: float, y: float, sprite: np.ndarray, alpha: np.ndarray) -> None:
        """Lay a small square picture (n, n, 3) with its alpha (n, n) centred on a place."""
        size = len(alpha)
        left = round((x - self.west) / self.resolution - size / 2)
        top = round((self.north - y) / self.resolution - size / 2)
        a, b = max(0, -top), min(size, self.height - top)
        c, d = max(0, -left), min(size, self.width - left)
        if a >= b or c >= d:
            return
        here = (slice(top + a, top + b), slice(left + c, left + d))
        soft = alpha[a:b, c:d, None]
        self.rgb[here] += (sprite[a:b, c:d] - self.rgb[here]) * soft

    def shade(self, x: float, y: float, alpha: np.ndarray, factor: float) -> None:
        """Darken a small square patch centred on a place."""
        size = len(alpha)
        left = round((x - self.west) / self.resolution - size / 2)
        top = round((self.north - y) / self.resolution - size / 2)
        a, b = max(0, -top), min(size, self.height - top)
        c, d = max(0, -left), min(size, self.width - left)
        if a < b and c < d:
            here = (slice(top + a, top + b), slice(left + c, left + d))
            self.rgb[here] *= 1.0 - alpha[a:b, c:d, None] * (1.0 - factor)


def noise(rng: np.random.Generator, shape: tuple[int, int], cell: float) -> np.ndarray:
    """Return smooth noise (height, width) of unit spread whose lumps are about ``cell`` pixels wide."""
    if cell <= 1:
        return rng.standard_normal(shape, dtype=np.float32)
    rows, cols = int(shape[0] / cell) + 3, int(shape[1] / cell) + 3
    grid = rng.standard_normal((rows, cols), dtype=np.float32)
    return _stretch(_stretch(grid, shape[0], cell).T, shape[1], cell).T * 1.35


def _stretch(grid: np.ndarray, length: int, cell: float) -> np.ndarray:
    """Interpolate a grid along its first axis, smoothly."""
    place = np.arange(length, dtype=np.float32) / cell
    low = place.astype(int)
    part = place - low
    part = (part * part * (3 - 2 * part))[:, None].astype(np.float32)
    return grid[low] * (1 - part) + grid[low + 1] * part


def blur(picture: np.ndarray, weight: float) -> np.ndarray:
    """Return the picture through a small lens: three-pixel smoothing along rows and columns."""
    for axis in (0, 1):
        before, after = np.roll(picture, 1, axis), np.roll(picture, -1, axis)
        picture = picture * (1 - 2 * weight) + (before + after) * weight
    return picture
