"""From grey levels to dark and light under uneven light: every pixel is judged by its surroundings."""

from __future__ import annotations

from typing import Tuple

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
Soft = npt.NDArray[np.float32]

BLOCK = 8
_LEAST_CONTRAST = 24.0


def shrunk(image: Grey, factor: int) -> Grey:
    """Return an image whose pixels are the means of factor x factor pixels."""
    if factor == 1:
        return image
    rows, columns = image.shape[0] // factor, image.shape[1] // factor
    cut = image[: rows * factor, : columns * factor].reshape(rows, factor, columns, factor)
    total = np.zeros((rows, columns), dtype=np.uint32)
    for y in range(factor):
        for x in range(factor):
            total += cut[:, y, :, x]
    return (total // (factor * factor)).astype(np.uint8)


def smoothed(image: Soft) -> Soft:
    """Return an image under the weights 1 2 1 both ways, which takes the edge off noise and of JPEG."""
    framed = np.pad(image, 1, mode="edge")
    rows = framed[:-2] + 2 * framed[1:-1] + framed[2:]
    return (rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / 16


def _spread(blocks: Soft, reach: int, least: bool) -> Soft:
    """Return the least or greatest value among the neighbours of each block."""
    for axis in (0, 1):
        framed = np.pad(blocks, [(reach, reach) if axis == i else (0, 0) for i in (0, 1)], mode="edge")
        size = blocks.shape[axis]
        views = [framed.take(range(step, step + size), axis=axis) for step in range(2 * reach + 1)]
        blocks = np.minimum.reduce(views) if least else np.maximum.reduce(views)
    return blocks


def _mean(blocks: Soft, reach: int) -> Soft:
    """Return the mean of each block's neighbours."""
    for axis in (0, 1):
        framed = np.pad(blocks, [(reach, reach) if axis == i else (0, 0) for i in (0, 1)], mode="edge")
        size = blocks.shape[axis]
        views = [framed.take(range(step, step + size), axis=axis) for step in range(2 * reach + 1)]
        blocks = np.add.reduce(views) / (2 * reach + 1)
    return blocks


def threshold(image: Soft) -> Tuple[Soft, Soft]:
    """Return the level that parts dark from light around each pixel, and the contrast found there.

    The middle between the darkest and the lightest among 7 x 7 blocks of 8 pixels, smoothed.
    """
    high, wide = image.shape
    framed = np.pad(image, ((0, -high % BLOCK), (0, -wide % BLOCK)), mode="edge")
    blocks = framed.reshape(framed.shape[0] // BLOCK, BLOCK, framed.shape[1] // BLOCK, BLOCK)
    lowest = _mean(_spread(blocks.min(axis=(1, 3)), 2, True), 1)
    highest = _mean(_spread(blocks.max(axis=(1, 3)), 2, False), 1)
    middle, contrast = (lowest + highest) / 2, highest - lowest
    return _fine(middle, high, wide), _fine(contrast, high, wide)


def _fine(blocks: Soft, high: int, wide: int) -> Soft:
    """Return a value per pixel from a value per block."""
    return np.repeat(np.repeat(blocks, BLOCK, axis=0), BLOCK, axis=1)[:high, :wide]


def dark(image: Soft) -> npt.NDArray[np.bool_]:
    """Return which pixels are dark; where there is hardly any contrast, none is."""
    level, contrast = threshold(image)
    low, high = np.percentile(image[::4, ::4], (1, 99))
    return (image < level) & (contrast > max(_LEAST_CONTRAST, 0.2 * float(high - low)))
