"""What happens to a picture between the ground and the screen: lens, light, sensor, compression, resampling."""

from __future__ import annotations

import numpy as np
from osgeo import gdal

from tests.demo_county.canvas import blur as lens


def developed(picture: np.ndarray, seed: int, *, soft: int = 1, grain: float = 2.1) -> np.ndarray:
    """Turn a drawing into an 8-bit photograph (as float32): lens, sensor noise, rounding."""
    for _ in range(soft):
        picture = lens(picture, 0.13)
    noise = np.random.default_rng([23, seed]).standard_normal(picture.shape, dtype=np.float32)
    return np.clip(np.round(picture + grain * noise), 0, 255).astype(np.float32)


def jpeg(picture: np.ndarray, quality: int) -> np.ndarray:
    """Return a picture through JPEG compression."""
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[1], picture.shape[0], 3, gdal.GDT_Byte)
    memory.WriteArray(np.clip(picture, 0, 255).astype(np.uint8).transpose(2, 0, 1))
    name = f"/vsimem/scene{id(memory)}.jpg"
    written = gdal.GetDriverByName("JPEG").CreateCopy(name, memory, options=[f"QUALITY={quality}"])
    out = written.ReadAsArray().transpose(1, 2, 0).astype(np.float32)
    del written
    gdal.Unlink(name)
    return out


def blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    """Return a picture through a Gaussian of ``sigma`` pixels."""
    reach = int(np.ceil(3 * sigma))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    for axis in (0, 1):
        wide = np.pad(picture, [(reach, reach) if one == axis else (0, 0) for one in range(3)], mode="edge")
        size = picture.shape[axis]
        picture = sum(weight * np.take(wide, range(step, step + size), axis=axis) for step, weight in enumerate(kernel))
    return picture.astype(np.float32)


def resampled(picture: np.ndarray, factor: float, method: int = gdal.GRA_Cubic) -> np.ndarray:
    """Return a picture resampled to ``factor`` of its size and back, as when it is cut from a screen."""
    height, width = picture.shape[:2]
    small = _warp(picture, round(width * factor), round(height * factor), method)
    return _warp(small, width, height, method)


def moved(picture: np.ndarray, dx: float, dy: float) -> np.ndarray:
    """Return a picture whose content lies dx, dy pixels further right and down (bilinear)."""
    for axis, distance in ((1, dx), (0, dy)):
        place = np.arange(picture.shape[axis]) - distance
        low = np.floor(place).astype(int)
        part = (place - low).reshape((-1, 1, 1) if axis == 0 else (1, -1, 1))
        last = picture.shape[axis] - 1
        picture = (np.take(picture, np.clip(low, 0, last), axis) * (1 - part)
                   + np.take(picture, np.clip(low + 1, 0, last), axis) * part)
    return picture.astype(np.float32)


def _warp(picture: np.ndarray, width: int, height: int, method: int) -> np.ndarray:
    memory = gdal.GetDriverByName("MEM").Create("", picture.shape[1], picture.shape[0], 3, gdal.GDT_Float32)
    memory.WriteArray(picture.transpose(2, 0, 1))
    memory.SetGeoTransform((0, 1, 0, 0, 0, -1))
    names = {gdal.GRA_Cubic: "cubic", gdal.GRA_Bilinear: "bilinear"}
    out = gdal.Translate("", memory, format="MEM", width=width, height=height, resampleAlg=names[method])
    return out.ReadAsArray().transpose(1, 2, 0).astype(np.float32)
