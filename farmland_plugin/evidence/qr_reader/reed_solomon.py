"""Reed–Solomon correction over GF(256) as QR codes use it (ISO/IEC 18004, annex on error correction): Berlekamp–Massey,
Chien and Forney, with the corrected word checked again."""

from __future__ import annotations

from typing import List, Optional, Sequence, Tuple

_POLYNOMIAL = 0x11D


def _tables() -> Tuple[List[int], List[int]]:
    powers, logarithms, value = [0] * 512, [0] * 256, 1
    for exponent in range(255):
        powers[exponent] = powers[exponent + 255] = value
        logarithms[value] = exponent
        value = value << 1 ^ (_POLYNOMIAL if value & 0x80 else 0)
    return powers, logarithms


_POWER, _LOG = _tables()


def _times(a: int, b: int) -> int:
    return _POWER[_LOG[a] + _LOG[b]] if a and b else 0


def _over(a: int, b: int) -> int:
    return _POWER[_LOG[a] - _LOG[b] + 255] if a else 0


def _at(polynomial: Sequence[int], exponent: int) -> int:
    """Value of a polynomial (lowest power first) at α**exponent."""
    total = 0
    for power, factor in enumerate(polynomial):
        if factor:
            total ^= _POWER[(_LOG[factor] + power * exponent) % 255]
    return total


def syndromes(word: Sequence[int], checks: int) -> List[int]:
    """Return the syndromes of a code word; all are 0 when it is without fault."""
    found = []
    for root in range(checks):
        total = 0
        for value in word:
            total = (_POWER[_LOG[total] + root] if total else 0) ^ value
        found.append(total)
    return found


def _locator(faults: Sequence[int]) -> List[int]:
    """Return the error locator polynomial of syndromes, lowest power first (Berlekamp–Massey)."""
    current, previous, length, shift, last = [1], [1], 0, 1, 1
    for step, fault in enumerate(faults):
        difference = fault
        for i in range(1, min(length, len(current) - 1) + 1):
            difference ^= _times(current[i], faults[step - i])
        if not difference:
            shift += 1
            continue
        factor, kept = _over(difference, last), current
        current = current + [0] * (len(previous) + shift - len(current))
        for i, value in enumerate(previous):
            current[i + shift] ^= _times(factor, value)
        if 2 * length <= step:
            length, previous, last, shift = step + 1 - length, kept, difference, 1
        else:
            shift += 1
    while current[-1] == 0:
        current.pop()
    return current


def corrected(word: Sequence[int], checks: int, most: int) -> Optional[List[int]]:
    """Return a code word with its errors corrected; None when there are more than can be told.

    :param checks: number of check bytes at its end. :param most: errors that may be corrected at most, so that enough
        of the code's distance is left to notice a word that is beyond repair.
    """
    faults = syndromes(word, checks)
    if not any(faults):
        return list(word)
    locator = _locator(faults)
    errors = len(locator) - 1
    size = len(word)
    places = [i for i in range(size) if _at(locator, (255 - i) % 255) == 0]  # exponents of the wrong positions
    if errors > most or len(places) != errors:
        return None
    evaluator = [0] * checks
    for i, factor in enumerate(locator):
        for j, fault in enumerate(faults[: checks - i]):
            evaluator[i + j] ^= _times(factor, fault)
    slope = [value if power % 2 == 0 else 0 for power, value in enumerate(locator[1:])]
    repaired = list(word)
    for place in places:
        divisor = _at(slope, (255 - place) % 255)
        if not divisor:
            return None
        amount = _over(_at(evaluator, (255 - place) % 255), divisor)
        repaired[size - 1 - place] ^= _times(_POWER[place], amount)
    return None if any(syndromes(repaired, checks)) else repaired
