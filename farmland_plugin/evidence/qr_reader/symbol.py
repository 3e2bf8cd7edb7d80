"""What the modules of a QR code mean (ISO/IEC 18004): which are fixed, the format, the mask, and the code words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from ..._vendor.segno import consts
from .reed_solomon import corrected
from .segments import text_of

Grid = npt.NDArray[np.int8]  # rows x columns of modules: 1 dark, 0 light
DARK, LIGHT, DATA, OTHER = 1, 0, -1, -2

LEVELS = "MLHQ"  # by the two bits of the format information
_FORMAT_MASK, _FORMAT_GENERATOR, _VERSION_GENERATOR = 0x5412, 0x537, 0x1F25
# words of which some check bytes only serve to notice a wrong reading (ISO/IEC 18004, table 9): p by version and level
_RESERVED = {(1, "L"): 3, (1, "M"): 2, (1, "Q"): 1, (1, "H"): 1, (2, "L"): 2, (3, "L"): 1}


@dataclass(frozen=True)
class Symbol:
    """A code that was read: its text, version 1–40 and error correction level L, M, Q or H."""

    text: str
    version: int
    level: str


def size_of(version: int) -> int:
    """Return how many modules a side has."""
    return 17 + 4 * version


def alignment_centres(version: int) -> List[Tuple[int, int]]:
    """Return (column, row) of the centre modules of the alignment patterns."""
    if version < 2:
        return []
    places = consts.ALIGNMENT_POS[version - 2]
    last = places[-1]
    taken = {(6, 6), (6, last), (last, 6)}
    return [(x, y) for y in places for x in places if (x, y) not in taken]


@cache
def template(version: int) -> Any:
    """Return the modules of a version: DARK and LIGHT where fixed, DATA, and OTHER for format and version information."""
    size = size_of(version)
    grid = np.full((size, size), DATA, dtype=np.int8)
    grid[:9, :9] = grid[:9, -8:] = grid[-8:, :9] = OTHER
    finder = np.zeros((9, 9), dtype=np.int8)
    finder[1:8, 1:8] = DARK
    finder[2:7, 2:7] = LIGHT
    finder[3:6, 3:6] = DARK
    grid[:8, :8], grid[:8, -8:], grid[-8:, :8] = finder[1:, 1:], finder[1:, :8], finder[:8, 1:]
    alignment = np.array([[max(abs(x), abs(y)) != 1 for x in range(-2, 3)] for y in range(-2, 3)], dtype=np.int8)
    grid[6, 8:-8] = grid[8:-8, 6] = (np.arange(8, size - 8) + 1) % 2
    for x, y in alignment_centres(version):
        grid[y - 2:y + 3, x - 2:x + 3] = alignment
    grid[-8, 8] = DARK
    if version >= 7:
        grid[-11:-8, :6] = grid[:6, -11:-8] = OTHER
    grid.setflags(write=False)
    return grid


def _with_checks(value: int, generator: int) -> int:
    """Return a number followed by its BCH check bits."""
    degree = generator.bit_length() - 1
    rest = value << degree
    while rest.bit_length() > degree:
        rest ^= generator << rest.bit_length() - degree - 1
    return value << degree | rest


_FORMATS = [_with_checks(value, _FORMAT_GENERATOR) ^ _FORMAT_MASK for value in range(32)]
_VERSIONS = {version: _with_checks(version, _VERSION_GENERATOR) for version in range(7, 41)}


def _number(bits: Sequence[int]) -> int:
    total = 0
    for bit in bits:
        total = total << 1 | int(bit)
    return total


def formats(grid: Grid) -> List[Tuple[str, int]]:
    """Return the (level, mask) the two copies of the format information can mean, the likelier first.

    At most 3 of 15 bits of a copy may be wrong.
    """
    size = len(grid)
    first = [grid[8, x] for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [grid[y, 8] for y in (7, 5, 4, 3, 2, 1, 0)]
    second = [grid[size - 1 - i, 8] for i in range(7)] + [grid[8, size - 8 + i] for i in range(8)]
    found: Dict[int, int] = {}
    for copy in (_number(first), _number(second)):
        for value, code in enumerate(_FORMATS):
            wrong = bin(code ^ copy).count("1")
            if wrong <= 3:
                found[value] = min(wrong, found.get(value, 9))
    return [(LEVELS[value >> 3], value & 7) for value in sorted(found, key=lambda value: found[value])]


def stated_version(grid: Grid) -> Optional[int]:
    """Return the version written in the code (7 and up); None when neither copy can be read."""
    corner = np.flipud(np.fliplr(grid[:6, -11:-8]))
    other = np.flipud(np.fliplr(grid[-11:-8, :6])).T
    for copy in (corner, other):
        bits = _number(copy.reshape(-1).tolist())
        for version, code in _VERSIONS.items():
            if bin(code ^ bits).count("1") <= 3:
                return version
    return None


@cache
def _path(version: int) -> Any:
    """Return (rows, columns) of the data modules in the order of their bits."""
    kinds = template(version)
    size = len(kinds)
    rows, columns, upward = [], [], True
    for right in (*range(size - 1, 6, -2), 5, 3, 1):
        for y in range(size - 1, -1, -1) if upward else range(size):
            for x in (right, right - 1):
                if kinds[y, x] == DATA:
                    rows.append(y)
                    columns.append(x)
        upward = not upward
    return np.array(rows), np.array(columns)


def _masked(mask: int, y: Any, x: Any) -> Any:
    product = x * y
    conditions = ((y + x) % 2, y % 2, x % 3, (y + x) % 3, (y // 2 + x // 3) % 2, product % 2 + product % 3,
                  (product % 2 + product % 3) % 2, ((y + x) % 2 + product % 3) % 2)
    return conditions[mask] == 0


def code_words(grid: Grid, version: int, mask: int) -> List[int]:
    """Return the unmasked code words in the order they stand in the symbol."""
    rows, columns = _path(version)
    bits = grid[rows, columns].astype(np.uint8) ^ _masked(mask, rows, columns).astype(np.uint8)
    return [int(word) for word in np.packbits(bits[: len(bits) // 8 * 8])]


def _blocks(version: int, level: str) -> Iterator[Tuple[int, int]]:
    """Yield (all bytes, data bytes) of each block, short ones first."""
    table: Any = consts.ECC
    for group in table[version][consts.ERROR_MAPPING[level]]:
        for _ in range(group.num_blocks):
            yield group.num_total, group.num_data


def data_words(words: Sequence[int], version: int, level: str) -> Optional[List[int]]:
    """Return the data bytes of interleaved code words, errors corrected; None when a block is beyond repair."""
    blocks = list(_blocks(version, level))
    parts: List[List[int]] = [[] for _ in blocks]
    position = 0
    for step in range(max(data for _, data in blocks)):
        for part, (_, data) in zip(parts, blocks):
            if step < data:
                part.append(words[position])
                position += 1
    checks = blocks[0][0] - blocks[0][1]
    for _ in range(checks):
        for part in parts:
            part.append(words[position])
            position += 1
    most = (checks - _RESERVED.get((version, level), 0)) // 2
    result: List[int] = []
    for part, (_, data) in zip(parts, blocks):
        repaired = corrected(part, checks, most)
        if repaired is None:
            return None
        result += repaired[:data]
    return result


def read_grid(grid: Grid) -> Optional[Symbol]:
    """Return what a grid of modules says; None when it is no code or too damaged."""
    size = len(grid)
    version = (size - 17) // 4
    if version >= 7 and stated_version(grid) != version:
        return None
    for level, mask in formats(grid):
        data = data_words(code_words(grid, version, mask), version, level)
        text = None if data is None else text_of(data, version)
        if text is not None:
            return Symbol(text, version, level)
    return None
