"""From a grey picture to the codes in it: coarse first, then finer, until something wanted is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterator, List, Optional, Set, Tuple

import numpy as np

from .finders import Triple, finders, triples
from .grid import Laid, lay, likeness, modules, outline, settled, versions
from .light import Grey, Soft, dark, shrunk, smoothed, threshold
from .symbol import Symbol, read_grid

_LONG_SIDE, _LONGEST_SIDE = 1800, 4500  # of the first picture looked at, and of the finest
_SHORTEST = 40
_LEAST_LIKENESS, _LEAST_ROUGH_FIT, _LEAST_FIT = 0.15, 0.08, 0.13
_GRIDS_TRIED = 3


@dataclass(frozen=True)
class Code:
    """A QR code that was read: text, version 1–40, level L, M, Q or H and its corners (x, y) in the picture, clockwise
    from its own top left."""

    text: str
    version: int
    level: str
    corners: Tuple[Tuple[float, float], ...]


def anything(text: str) -> bool:
    """Want every code."""
    return True


def read_codes(image: Grey, wanted: Callable[[str], bool] = anything) -> List[Code]:
    """Return the codes of a picture: those of the first scale at which a wanted one is read.

    :param image: rows x columns, 0 dark to 255 light. :param wanted: tells by its text whether a code is looked for;
        others are left out, so that the search goes on.
    """
    if min(image.shape) < _SHORTEST:
        return []
    for factor in _factors(max(image.shape), min(image.shape)):
        picture = shrunk(image, factor).astype(np.float32)
        for soften in (True, False):
            found = [code for code in _codes(smoothed(picture) if soften else picture) if wanted(code.text)]
            if found:
                return [_enlarged(code, factor) for code in found]
    return []


def _factors(longest: int, shortest: int) -> Iterator[int]:
    """Yield how many pixels are to be made one: about 1800 a side first, then finer, then coarser."""
    first = max(1, -(-longest // _LONG_SIDE))
    factor = first
    while factor >= 1 and (factor == first or longest // factor <= _LONGEST_SIDE):
        yield factor
        factor = factor // 2
    for factor in (2 * first, 4 * first, 8 * first):
        if shortest // factor >= _SHORTEST:
            yield factor


def _enlarged(code: Code, factor: int) -> Code:
    return Code(code.text, code.version, code.level, tuple((x * factor, y * factor) for x, y in code.corners))


def _codes(picture: Soft) -> List[Code]:
    """Return the codes read in a picture at one scale."""
    level, contrast = threshold(picture)
    soft = np.clip((level - picture) / np.maximum(contrast / 2, 1), -1, 1)
    found: List[Code] = []
    used: Set[int] = set()
    for triple in triples(finders(dark(picture))):
        if used & set(triple.members):
            continue
        code = _code(soft, triple)
        if code is not None:
            found.append(code)
            used |= set(triple.members)
    return found


def _code(soft: Soft, triple: Triple) -> Optional[Code]:
    """Return the code at three finder patterns, None when there is none that can be read."""
    if likeness(soft, triple) < _LEAST_LIKENESS:
        return None
    grids = sorted((lay(soft, triple, version) for version in versions(triple)), key=lambda laid: -laid.fit)
    for rough in grids[:_GRIDS_TRIED]:
        if rough.fit < _LEAST_ROUGH_FIT:
            break
        laid = settled(soft, triple, rough)
        if laid.fit < _LEAST_FIT:
            continue
        for grid in modules(soft, laid):
            symbol = read_grid(grid)
            if symbol is not None:
                return _named(symbol, laid)
    return None


def _named(symbol: Symbol, laid: Laid) -> Code:
    return Code(symbol.text, symbol.version, symbol.level, tuple((float(x), float(y)) for x, y in outline(laid)))
