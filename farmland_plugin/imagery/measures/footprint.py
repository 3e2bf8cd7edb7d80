"""Can the place of a building that is gone still be seen: a slab, thin earth over it, debris, bare patches."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .filters import dilated, eroded
from .images import Array, Pair, extent, grey

WINDOWS, LEAST_WINDOWS = 24, 8
LEAST_PIXELS, LEAST_SPREAD = 20, 0.5  # pixels on either side; grey levels


def footprint_z(after: Array, bare: Sequence[Array], masks: Sequence[Array], pair: Pair) -> float:
    """Return how far a footprint's colour stands out of the ground around it, in units of what cropland of the same image does.

    The same footprint is laid on cropland in up to 24 places; inside minus outside there is the yardstick, in brightness and two
    colour differences. NaN with fewer than 8 places. Made for slabs under thin earth, which imagery.md 3.6 calls invisible in one
    image; tried on drawn scenes only, so it may raise a doubt and never clears anything.

    :param after: the after image (h, w, bands) shifted onto before. :param bare: bool (h, w), footprints that do not seem
        to stand. :param masks: all footprints, so that one is not measured against another.
    """
    colours = grey(after)[..., None]
    if after.shape[2] >= 3:
        colours = np.stack([colours[..., 0], after[..., 0] - after[..., 1], after[..., 2] - after[..., 1]], axis=-1)
    ground = np.logical_or.reduce([*pair.cropland, np.zeros(pair.parcel.shape, bool)]) & pair.valid & ~pair.others
    found = [_stands_out(colours, mask, masks, ground, pair) for mask in bare]
    told = [value for value in found if np.isfinite(value)]
    return max(told) if told else float("nan")


def _stands_out(colours: Array, mask: Array, masks: Sequence[Array], ground: Array, pair: Pair) -> float:
    box = extent(mask, 6)
    inside = eroded(mask[box], 1)
    around = dilated(mask[box], 5) & ~dilated(mask[box], 2) & pair.parcel[box]
    for other in masks:
        around &= ~dilated(other[box], 2)
    if min(int(inside.sum()), int(around.sum())) < LEAST_PIXELS:
        return float("nan")
    weight = inside / inside.sum() - around / around.sum()
    here = np.einsum("ij,ijk->k", weight, colours[box])
    places = _places(ground, inside.shape)
    if len(places) < LEAST_WINDOWS:
        return float("nan")
    height, width = inside.shape
    usual = np.array([np.einsum("ij,ijk->k", weight, colours[row:row + height, column:column + width]) for row, column in places])
    spread = np.maximum(np.sqrt((usual**2).mean(axis=0)), LEAST_SPREAD)
    return float((np.abs(here) / spread).max())


def _places(ground: Array, shape: Sequence[int]) -> Sequence[Sequence[int]]:
    """Return corners (row, column) where a window of this shape lies on ground alone, spread evenly, at most ``WINDOWS``."""
    total = np.pad(np.cumsum(np.cumsum(ground, axis=0, dtype=np.int64), axis=1), ((1, 0), (1, 0)))
    height, width = shape
    inside = total[height:, width:] - total[:-height, width:] - total[height:, :-width] + total[:-height, :-width]
    full = inside == height * width
    corners = np.argwhere(full[::8, ::8]) * 8
    return corners[np.unique(np.linspace(0, len(corners) - 1, WINDOWS).astype(int))].tolist() if len(corners) else []
