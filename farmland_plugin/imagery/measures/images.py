"""Two images of the same ground on one grid, with what lies where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Tuple

import numpy as np

Array = np.ndarray
LUMA = (0.299, 0.587, 0.114)


@dataclass
class Pair:
    """A parcel before and after, with its surroundings (parcel + ``profile.context_m`` on every side).

    All arrays share one grid of square pixels of ``pixel_m`` metres (0.5) in a metre CRS, row 0 in the north.

    :param before, after: float32 (h, w, bands); 1 band grey, 3 red-green-blue, 4 with near infrared last; 8-bit values 0-255
        (scale other depths to that range: hue and spread limits are in grey levels).
    :param valid: bool (h, w), False where either image has nodata or an alpha of 0. Black and saturated pixels are found here.
    :param parcel: bool (h, w), the monitored area. :param structures: bool masks (h, w) of the drawn buildings inside it;
        empty: clusters of structure are found in the before image.
    :param others: bool (h, w), every suspect parcel (this one too), masked out while registering.
    :param cropland: bool masks (h, w) of registered cropland without suspect parcels; they are cut into windows of
        ``profile.window_m``, so a single mask of all cropland in sight is as good as many.
    """

    before: Array
    after: Array
    valid: Array
    pixel_m: float
    parcel: Array
    structures: Sequence[Array] = field(default_factory=tuple)
    others: Array = field(default_factory=lambda: np.zeros((0, 0), bool))
    cropland: Sequence[Array] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        """Bring shapes and types into order.

        :raises ValueError: when an array is of another size: a mistake of the caller, never of the user's files.
        """
        self.before, self.after = _bands(self.before), _bands(self.after)
        shape = self.before.shape[:2]
        if not np.size(self.others):
            self.others = np.zeros(shape, bool)
        masks = [self.valid, self.parcel, self.others, *self.structures, *self.cropland]
        if self.after.shape[:2] != shape or any(np.shape(one) != shape for one in masks):
            raise ValueError("the arrays of a pair are not of one size")
        finite = np.isfinite(self.before).all(axis=2) & np.isfinite(self.after).all(axis=2)
        self.valid = np.asarray(self.valid, bool) & finite
        if not finite.all():
            self.before, self.after = (np.nan_to_num(one, posinf=0, neginf=0) for one in (self.before, self.after))
        self.parcel, self.others = np.asarray(self.parcel, bool), np.asarray(self.others, bool) | np.asarray(self.parcel, bool)

    def px(self, metres: float) -> int:
        """Return a length in whole pixels, rounded."""
        return round(metres / self.pixel_m)

    @property
    def parcel_m2(self) -> float:
        """The parcel's area on the grid, m² (never the legal area)."""
        return float(self.parcel.sum()) * self.pixel_m**2


def _bands(image: Array) -> Array:
    image = np.asarray(image, np.float32)
    return image[..., None] if image.ndim == 2 else image


def grey(image: Array) -> Array:
    """Return the brightness (h, w) of an image (h, w, bands): Rec. 601 weights of red, green, blue, or the only band."""
    if image.shape[2] < 3:
        return image[..., 0]
    return image[..., 0] * LUMA[0] + image[..., 1] * LUMA[1] + image[..., 2] * LUMA[2]


def extent(mask: Array, margin: int) -> Tuple[slice, slice]:
    """Return rows and columns of a mask's bounding box widened by ``margin`` pixels inside the array; all of it when empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return slice(0, mask.shape[0]), slice(0, mask.shape[1])
    return (slice(max(0, int(rows[0]) - margin), min(mask.shape[0], int(rows[-1]) + 1 + margin)),
            slice(max(0, int(columns[0]) - margin), min(mask.shape[1], int(columns[-1]) + 1 + margin)))
