"""The segments of a QR code's data: numbers, alphanumeric text and bytes, with the character set announced (ECI)."""

from __future__ import annotations

from typing import List, Optional, Sequence

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_END, _NUMERIC, _ALPHA, _BYTES, _ECI, _KANJI = 0, 1, 2, 4, 7, 8
_COUNT_BITS = {_NUMERIC: (10, 12, 14), _ALPHA: (9, 11, 13), _BYTES: (8, 16, 16), _KANJI: (8, 10, 12)}
_SETS = {1: "iso-8859-1", 3: "iso-8859-1", 20: "shift_jis", 26: "utf-8", 29: "gb18030", 32: "gb18030"}
_PADDING = (0xEC, 0x11)


class _Garbled(ValueError):
    """The bits are no QR data."""


class _Bits:
    """Bits read one field after the other."""

    def __init__(self, data: Sequence[int]) -> None:
        self._all = int.from_bytes(bytes(data), "big")
        self.left = 8 * len(data)

    def take(self, count: int) -> int:
        """Return the next bits as a number."""
        if count > self.left:
            raise _Garbled
        self.left -= count
        return self._all >> self.left & (1 << count) - 1


def _numeric(bits: _Bits, count: int) -> str:
    digits = ""
    while count:
        group = min(3, count)
        value = bits.take((0, 4, 7, 10)[group])
        if value >= 10**group:
            raise _Garbled
        digits += str(value).zfill(group)
        count -= group
    return digits


def _alphanumeric(bits: _Bits, count: int) -> str:
    text = ""
    while count:
        pair = min(2, count)
        value = bits.take((0, 6, 11)[pair])
        if value >= 45**pair:
            raise _Garbled
        text += (_ALPHANUMERIC[value // 45] if pair == 2 else "") + _ALPHANUMERIC[value % 45]
        count -= pair
    return text


def _kanji(bits: _Bits, count: int) -> bytes:
    found = bytearray()
    for _ in range(count):
        value = bits.take(13)
        value = (value // 0xC0 << 8) + value % 0xC0
        value += 0x8140 if value < 0x1F00 else 0xC140
        found += value.to_bytes(2, "big")
    return bytes(found)


def _character_set(bits: _Bits) -> str:
    first = bits.take(8)
    if first & 0x80 == 0:
        number = first
    elif first & 0xC0 == 0x80:
        number = (first & 0x3F) << 8 | bits.take(8)
    else:
        number = (first & 0x1F) << 16 | bits.take(16)
    if number not in _SETS:
        raise _Garbled
    return _SETS[number]


def _decoded(raw: bytes, announced: str) -> str:
    """Return bytes as text: in the character set announced, else as UTF-8, else as ISO 8859-1."""
    if announced:
        return raw.decode(announced)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1")


def _check_padding(bits: _Bits, data: Sequence[int]) -> None:
    """Refuse data whose rest is not the padding the standard prescribes: it was not read right.

    Some encoders, segno among them, put one byte of zeros before it.
    """
    if bits.take(bits.left % 8):
        raise _Garbled
    rest = list(data[len(data) - bits.left // 8 :])
    rest = rest[1:] if rest[:1] == [0] else rest
    if rest != [_PADDING[i % 2] for i in range(len(rest))]:
        raise _Garbled


def text_of(data: Sequence[int], version: int) -> Optional[str]:
    """Return the text of a code's data bytes; None when they are not well formed.

    Without an announced character set bytes count as UTF-8, and as ISO 8859-1 where they are none.
    """
    bits, size = _Bits(data), 0 if version < 10 else 1 if version < 27 else 2
    parts: List[str] = []
    announced, plain = "", b""
    try:
        while bits.left >= 4:
            mode = bits.take(4)
            if mode == _BYTES:
                plain += bytes(bits.take(8) for _ in range(bits.take(_COUNT_BITS[mode][size])))
                continue
            parts.append(_decoded(plain, announced))
            plain = b""
            if mode == _END:
                _check_padding(bits, data)
                break
            if mode == _ECI:
                announced = _character_set(bits)
            elif mode == _NUMERIC:
                parts.append(_numeric(bits, bits.take(_COUNT_BITS[mode][size])))
            elif mode == _ALPHA:
                parts.append(_alphanumeric(bits, bits.take(_COUNT_BITS[mode][size])))
            elif mode == _KANJI:
                parts.append(_kanji(bits, bits.take(_COUNT_BITS[mode][size])).decode("shift_jis"))
            else:
                return None
        return "".join(parts) + _decoded(plain, announced)
    except (_Garbled, UnicodeDecodeError):
        return None
