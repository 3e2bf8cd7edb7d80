"""Filters that the measures share: blur, gradients, edges, boxes, masked correlation, clusters. NumPy only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

import numpy as np

from .images import Array

TINY = 1e-6
SMALL = 96  # pixels: one product sums a whole image
BLOCK = 24  # pixels summed by one product; larger ones the library spreads over all cores, at twice the processor's time


def blur(image: Array, times: int) -> Array:
    """Return an image (..., h, w) smoothed ``times`` times by 1-2-1 both ways (spread sqrt(times / 2) pixels); edges are
    repeated."""
    out = np.asarray(image, np.float32)
    for _ in range(times):
        wide = padded(out, 1)
        wide = wide[..., :-2] + 2 * wide[..., 1:-1] + wide[..., 2:]
        out = (wide[..., :-2, :] + 2 * wide[..., 1:-1, :] + wide[..., 2:, :]) * np.float32(1 / 16)
    return out


def padded(image: Array, width: int) -> Array:
    """Return an image (..., h, w) with its edges repeated ``width`` times."""
    return np.pad(image, [(0, 0)] * (image.ndim - 2) + [(width, width)] * 2, mode="edge")


def box_sum(image: Array, size: int) -> Array:
    """Return the sum over a centred square of ``size`` (odd) pixels, cut off at the border, of an image (..., h, w)."""
    half = size // 2
    height, width = image.shape[-2:]
    if max(height, width) <= SMALL:
        return _band(height, half) @ (np.asarray(image, np.float32) @ _band(width, half))
    tall = np.pad(np.asarray(image, np.float32), [(0, 0)] * (image.ndim - 2) + [(half, half)] * 2)
    place = np.arange(BLOCK + size - 1)[:, None] - np.arange(BLOCK)
    band = np.asarray((place >= 0) & (place < size), np.float32)
    wide = np.empty((*image.shape[:-2], height + size - 1, width), np.float32)
    for at in range(0, width, BLOCK):
        count = min(BLOCK, width - at)
        np.matmul(tall[..., at:at + count + size - 1], band[:count + size - 1, :count], out=wide[..., at:at + count])
    out = np.empty((*image.shape[:-2], height, width), np.float32)
    for at in range(0, height, BLOCK):
        count = min(BLOCK, height - at)
        np.matmul(band[:count + size - 1, :count].T, wide[..., at:at + count + size - 1, :], out=out[..., at:at + count, :])
    return out


def _band(length: int, half: int) -> Array:
    """Return the matrix (length, length) that sums ``half`` neighbours on either side."""
    place = np.arange(length)
    return np.asarray(np.abs(place[:, None] - place) <= half, np.float32)


def dilated(mask: Array, radius: int) -> Array:
    """Return a mask grown by a square of ``radius`` pixels."""
    return np.asarray(box_sum(mask, 2 * radius + 1) > 0.5) if radius > 0 else mask


def eroded(mask: Array, radius: int) -> Array:
    """Return a mask shrunk by a square of ``radius`` pixels."""
    return ~dilated(~mask, radius)


def gradients(image: Array) -> Tuple[Array, Array]:
    """Return the central differences (east, south) of a slightly smoothed image (..., h, w)."""
    wide = padded(blur(image, 1), 1)
    return (wide[..., 1:-1, 2:] - wide[..., 1:-1, :-2]) / 2, (wide[..., 2:, 1:-1] - wide[..., :-2, 1:-1]) / 2


def log_gradient(image: Array, valid: Array) -> Array:
    """Return log(1 + strength / mean strength) of the gradient: free of gain and offset; invalid pixels get the mean."""
    east, south = gradients(image)
    strength = np.hypot(east, south)
    mean = float(strength[valid].mean()) if valid.any() else 0.0
    if mean < TINY:
        return np.zeros_like(strength)
    out = np.log1p(strength / np.float32(mean))
    out[~valid] = float(out[valid].mean())
    return out


@dataclass(frozen=True)
class Edges:
    """Thin edges of an image: where, and their direction as cosine and sine of the doubled angle (0 where there is none)."""

    at: Array
    cos2: Array
    sin2: Array


def edge_limit(image: Array, valid: Array, share: float) -> float:
    """Return the gradient strength that the strongest ``share`` of the valid pixels reach (every third row and column
    looked at)."""
    east, south = gradients(image)
    strength = np.hypot(east, south)[::3, ::3][valid[::3, ::3]]
    return float(np.quantile(strength, 1 - share)) if strength.size else np.inf


def edges(image: Array, limit: float) -> Edges:
    """Return the edges of an image: pixels that are strongest across their own direction and reach ``limit``."""
    east, south = gradients(image)
    strength = np.hypot(east, south)
    wide = np.pad(strength, 1, mode="edge")
    angle = np.mod(np.arctan2(south, east), np.pi)
    sector = np.mod(np.round(angle / (np.pi / 4)).astype(np.int8), 4)
    peak = np.zeros(strength.shape, bool)
    height, width = strength.shape
    for number, (down, right) in enumerate(((0, 1), (1, 1), (1, 0), (1, -1))):
        ahead = wide[1 + down:1 + down + height, 1 + right:1 + right + width]
        behind = wide[1 - down:1 - down + height, 1 - right:1 - right + width]
        peak |= (sector == number) & (strength >= ahead) & (strength > behind)
    at = peak & (strength > max(limit, TINY))
    return Edges(at, np.cos(2 * angle) * at, np.sin(2 * angle) * at)


def fast_length(length: int) -> int:
    """Return the least length not below ``length`` that has no prime factor above 5."""
    while True:
        rest = length
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return length
        length += 1


def masked_ncc(before: Array, mask: Array, after: Array, reach: int) -> Array:
    """Return the correlation of the masked pixels of ``before`` with ``after`` moved by up to ``reach`` pixels.

    Pixels of the mask within ``reach`` of the border are left out. Free of gain and offset.

    :returns: (2 reach + 1, 2 reach + 1), row = dy + reach, column = dx + reach; NaN where either side is flat or the mask empty.
    """
    side = 2 * reach + 1
    inner = np.zeros(mask.shape, bool)
    if min(mask.shape) > 2 * reach:
        core = (slice(reach, mask.shape[0] - reach), slice(reach, mask.shape[1] - reach))
        inner[core] = mask[core]
    count = int(inner.sum())
    if count < 4:
        return np.full((side, side), np.nan)
    size = (fast_length(mask.shape[0]), fast_length(mask.shape[1]))
    moving = after - np.float32(after.mean())
    fixed = np.where(inner, before - before[inner].mean(), 0)
    power = float((fixed.astype(np.float64) ** 2).sum())
    seen = np.fft.rfft2(inner.astype(np.float32), size).conj()
    image = np.fft.rfft2(moving, size)
    sums = _around(seen * image, size, reach)
    squares = _around(seen * np.fft.rfft2(moving * moving, size), size, reach)
    products = _around(np.fft.rfft2(fixed, size).conj() * image, size, reach)
    spread = squares - sums**2 / count
    flat = (spread < TINY * count) | (power < TINY * count)
    return np.where(flat, np.nan, products / np.sqrt(np.where(flat, 1.0, spread * power)))


def _around(spectrum: Array, size: Tuple[int, int], reach: int) -> Array:
    """Return the lags -reach..reach of a correlation from its spectrum."""
    full = np.fft.irfft2(spectrum, size)
    lags = np.arange(-reach, reach + 1)
    return full[np.ix_(lags, lags)]


def clusters(mask: Array) -> Tuple[Array, int]:
    """Return the clusters (8-connected) of a mask as labels 1..n (int32, 0 outside), and n."""
    labels = np.zeros(mask.shape, np.int32)
    parent: List[int] = [0]
    earlier: List[Tuple[int, int, int]] = []
    for row in range(mask.shape[0]):
        step = np.diff(np.concatenate(([0], mask[row].astype(np.int8), [0])))
        runs = []
        for start, end in zip(np.flatnonzero(step == 1).tolist(), np.flatnonzero(step == -1).tolist()):
            touching = {_root(parent, name) for first, last, name in earlier if first <= end and last >= start}
            name = min(touching) if touching else len(parent)
            if not touching:
                parent.append(name)
            for other in touching:
                parent[other] = name
            labels[row, start:end] = name
            runs.append((start, end, name))
        earlier = runs
    roots = np.array([_root(parent, name) for name in range(len(parent))])
    names, numbers = np.unique(roots, return_inverse=True)
    return numbers.astype(np.int32)[labels], len(names) - 1


def _root(parent: List[int], name: int) -> int:
    while parent[name] != name:
        parent[name] = parent[parent[name]]
        name = parent[name]
    return name
