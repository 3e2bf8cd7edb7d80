"""Telling one picture from another: a perceptual hash of eight orientations, and a comparison block by block (imagery facts §6).

The hash is the sign of 63 low frequencies of a cosine transform against their median; turning or mirroring a picture only
swaps rows and columns of the transform and changes signs, so that the eight hashes come from one transform.
"""

from __future__ import annotations

from typing import Iterable, Iterator, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

GREY = 64  # pixels a side of the small picture that is compared
_SIDE, _KEPT, _BLOCK = 32, 8, 8
_FLAT = 4.0  # a block whose grey varies less shows nothing
_LEAST_BLOCKS = 12
AT_ONCE = 64
Grey = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


def _cosines() -> npt.NDArray[np.float64]:
    at = (np.arange(_SIDE) + 0.5) * np.pi / _SIDE
    return np.cos(np.outer(np.arange(_KEPT), at))


_COSINES = _cosines()
_ODD = np.where(np.arange(_KEPT) % 2 == 1, -1.0, 1.0)


def hashes_of(grey: Grey) -> Tuple[int, ...]:
    """Return the eight hashes of a small grey picture (64 x 64): as it is, mirrored, upside down, both, and these transposed."""
    small = grey.reshape(_SIDE, 2, _SIDE, 2).mean(axis=(1, 3))
    low = _COSINES @ small @ _COSINES.T
    turned = [low, low * _ODD, low * _ODD[:, None], low * _ODD * _ODD[:, None]]
    return tuple(_bits(one) for low in turned for one in (low, low.T))


def _bits(low: npt.NDArray[np.float64]) -> int:
    varying = low.ravel()[1:]  # the first is how bright the whole is
    return int.from_bytes(np.packbits(np.concatenate([[False], varying > np.median(varying)])).tobytes(), "big")


def hash_text(hashes: Iterable[int]) -> str:
    """Return hashes as the ledger keeps them: 16 hexadecimal digits each."""
    return "".join(f"{one:016x}" for one in hashes)


def is_plain(grey: Grey, least: float) -> bool:
    """Whether a picture shows too little (fog, a lens cap) to be told from another."""
    return float(grey.std()) < least


def orientations(grey: Grey) -> List[Grey]:
    """Return a small picture in the order of ``hashes_of``."""
    turned = (grey, grey[:, ::-1], grey[::-1], grey[::-1, ::-1])
    return [one for way in turned for one in (way, way.T)]


def block_likeness(one: Grey, other: Grey, way: int = 0) -> float:
    """Return the median correlation of the blocks of two small pictures, -1 to 1; the first is turned ``way`` before.

    What was written over a part (a watermark, a date) changes the blocks below it and leaves the median.
    """
    return _median(_blocks(orientations(one)[way]), _blocks(other))


def _blocks(grey: Grey) -> Floats:
    count = GREY // _BLOCK
    parts = grey.astype(np.float32).reshape(count, _BLOCK, count, _BLOCK).swapaxes(1, 2).reshape(count * count, -1)
    return parts - parts.mean(axis=1, keepdims=True)


def _median(mine: Floats, other: Floats) -> float:
    varies = (mine.std(axis=1) >= _FLAT) | (other.std(axis=1) >= _FLAT)
    if varies.sum() < _LEAST_BLOCKS:
        return 0.0
    size = np.sqrt((mine * mine).sum(axis=1) * (other * other).sum(axis=1))
    return float(np.median(((mine * other).sum(axis=1) / np.maximum(size, 1e-6))[varies]))


class HashIndex:
    """Hashes of many pictures; a new one is held against all of them by one product of matrices, not pair by pair."""

    def __init__(self) -> None:
        self._signs: List[Floats] = []
        self._joined: Floats = np.zeros((0, 64), np.float32)
        self.count = 0

    def add(self, hashes: Sequence[Sequence[int]]) -> None:
        """Add pictures by their eight hashes; those too plain have none and are kept as a place only."""
        first = [one[0] if one else 0 for one in hashes]
        signs = signs_of(first)
        signs[[not one for one in hashes]] = 0.0  # as far from everything as chance is
        self._signs.append(signs)
        self.count += len(first)

    def near(self, hashes: Sequence[Sequence[int]], bits: int) -> Iterator[Tuple[int, int, int, int]]:
        """Yield every pair that differs in ``bits`` at most: which of these, which in the index, bits that differ, and which
        orientation of the first it was."""
        if self._signs:
            self._joined, self._signs = np.concatenate([self._joined, *self._signs]), []
        compared = [at for at, one in enumerate(hashes) if one]
        for start in range(0, len(compared), AT_ONCE):
            chunk = compared[start:start + AT_ONCE]
            signs = signs_of([way for at in chunk for way in hashes[at]])
            apart = ((64 - signs @ self._joined.T) / 2).reshape(len(chunk), -1, self.count)
            for which, place in zip(*np.nonzero(apart.min(axis=1) <= bits)):
                way = int(apart[which, :, place].argmin())
                yield chunk[which], int(place), int(apart[which, way, place]), way


def apart(one: Sequence[int], others: Sequence[int]) -> npt.NDArray[np.float32]:
    """Return in how many bits a picture, in the best of its eight orientations, differs from the first hash of others."""
    found: npt.NDArray[np.float32] = ((64 - signs_of(one) @ signs_of(others).T) / 2).min(axis=0)
    return found


def signs_of(hashes: Sequence[int]) -> Floats:
    """Return hashes as rows of 64 signs: what two of them differ in is a product."""
    packed = np.array(hashes, dtype=">u8").view(np.uint8).reshape(-1, 8)
    return np.unpackbits(packed, axis=1).astype(np.float32) * 2 - 1
