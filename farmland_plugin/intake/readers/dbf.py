"""dBase tables read byte by byte: codes stay text exactly as issued, in the encoding the county really used."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Dict, List, Optional, Set, Tuple

import numpy as np
import numpy.typing as npt

from ...domain.errors import BadInput
from ...i18n import tr
from .encodings import conclude_encoding, decode_cut

_TEXT_TYPES = "CM"
_MOST_DIGITS = 60  # a number beyond is damage, and written out it could fill the memory
_BLOCK = 4096  # records read at a time: a county's land-use table is hundreds of megabytes
_MOST_PLAIN = 50  # digits of a number that is read with its column
_DATE = re.compile(r"^\d{8}$")
_DECIMALS = re.compile(r"-?(?:0|[1-9]\d{0,50})\.\d{1,50}")
_MOST_KNOWN = 50_000  # texts of one column that are remembered


@dataclass(frozen=True)
class _Column:
    raw_name: bytes
    kind: str
    start: int
    width: int


class DbfTable:
    """One ``.dbf``: ``fields`` (names), ``count`` (records, deleted ones included), ``encoding`` and why.

    :raises BadInput: missing, truncated or damaged file, or text in no known encoding.
    """

    def __init__(self, path: Path, stated: str = "", chosen: str = "") -> None:
        self.path = path
        self._held: Tuple[int, bytes] = (-1, b"")
        try:
            self._length = path.stat().st_size
            head = self._bytes(0, 1 << 16)
        except OSError as error:
            raise BadInput(tr("{path} cannot be read: a shapefile needs its .dbf beside it, copy all of its files."),
                           path=path.name) from error
        self._columns = self._read_header(head)
        self.encoding, self.encoding_note = conclude_encoding(tuple(self._texts()), stated, chosen, path.name)
        self.fields = self._names()
        self._known: List[Dict[bytes, str]] = [{} for _ in self._columns]

    def _bytes(self, at: int, count: int) -> bytes:
        """Return some of the file; it is not kept open, so that a temporary copy can be removed on Windows."""
        with open(self.path, "rb") as stream:
            stream.seek(at)
            return stream.read(count)

    def _row(self, index: int) -> bytes:
        """Return the bytes of record ``index``, of the block that is held or else the one read now."""
        number, place = divmod(index, _BLOCK)
        if self._held[0] != number:
            self._held = number, self._bytes(self._first + number * _BLOCK * self._size, _BLOCK * self._size)
        return self._held[1][place * self._size : (place + 1) * self._size]

    def _read_header(self, head: bytes) -> List[_Column]:
        try:
            self.count, self._first, self._size = struct.unpack_from("<IHH", head, 4)
            columns, at, start = [], 32, 1
            while head[at] != 0x0D:
                name, kind, width = struct.unpack_from("<11sc4xB", head, at)
                columns.append(_Column(name.split(b"\0")[0], kind.decode("ascii"), start, width))
                start += width
                at += 32
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise self._damaged() from error
        if not columns or start > self._size or self._first + self.count * self._size > self._length:
            raise self._damaged()
        return columns

    def _damaged(self) -> BadInput:
        return BadInput(tr("{path} is damaged or cut short: have the shapefile copied again."), path=self.path.name)

    def _texts(self) -> Set[bytes]:
        """Return the different texts that are not plain ASCII, names of columns included."""
        found = {column.raw_name for column in self._columns}
        texts = [column for column in self._columns if column.kind in _TEXT_TYPES and column.width]
        for first in range(0, self.count if texts else 0, _BLOCK):
            rows = self._table(first, min(_BLOCK, self.count - first))
            most = rows.max(axis=0)
            for column in texts:
                here = slice(column.start, column.start + column.width)
                if most[here].max() > 127:
                    raw = set(_pieces(np.ascontiguousarray(rows[:, here])))
                    found.update(value.strip(b" \0") for value in raw if not value.isascii())
        return found

    def _table(self, first: int, count: int) -> npt.NDArray[np.uint8]:
        """Return records as bytes (count, size)."""
        data = self._bytes(self._first + first * self._size, count * self._size)
        return np.frombuffer(data, np.uint8).reshape(count, self._size)

    def columns(self, first: int, count: int) -> Tuple[npt.NDArray[np.bool_], Dict[str, List[str]]]:
        """Return records ``first`` … by column, and which of them are not marked deleted; values as ``record`` gives them."""
        rows = self._table(first, count)
        alive = rows[:, 0] != ord("*")
        if not alive.all():
            rows = rows[alive]
        if not len(rows):
            return alive, {name: [] for name in self.fields}
        reach = rows.min(axis=0), rows.max(axis=0)
        return alive, {name: self._column(rows, number, *reach) for number, name in enumerate(self.fields)}

    def _column(self, rows: npt.NDArray[np.uint8], number: int, low: npt.NDArray[np.uint8],
                high: npt.NDArray[np.uint8]) -> List[str]:
        """Return the values of a column.

        :param low, high: the smallest and the largest byte at each place of the records.
        """
        column = self._columns[number]
        kind, here = column.kind, slice(column.start, column.start + column.width)
        if not column.width:
            return [""] * len(rows)
        least, most = int(low[here].min()), int(high[here].max())
        if least == most == ord(" "):
            return [""] * len(rows)
        part = np.ascontiguousarray(rows[:, here])
        if least >= ord(" ") and most < 128 and kind in "CNF":
            if kind == "C":
                return _ascii(part)
            plain, found = _without_zeros(part)
            values = _ascii(found)
            return values if plain else [plain_number(value) for value in values]
        known = self._known[number]
        if len(known) > _MOST_KNOWN:
            known.clear()
        raw = _pieces(part)
        for value in set(raw) - known.keys():
            known[value] = self._value_of(value, column)
        return [known[value] for value in raw]

    def _names(self) -> List[str]:
        names: List[str] = []
        for column in self._columns:
            name = decode_cut(column.raw_name, self.encoding).strip()
            unique, number = name, 1
            while unique in names:
                unique, number = f"{name}_{number}", number + 1
            names.append(unique)
        return names

    def record(self, index: int) -> Optional[Dict[str, str]]:
        """Return record ``index`` (0-based) as text by field name, None when it is marked deleted.

        Numbers lose the zeros behind their decimals, dates become ISO; nothing else changes.
        """
        data = self._row(index)
        if data[:1] == b"*":
            return None
        return {name: self._value(data, column) for name, column in zip(self.fields, self._columns)}

    def _value(self, data: bytes, column: _Column) -> str:
        return self._value_of(data[column.start : column.start + column.width], column)

    def _value_of(self, raw: bytes, column: _Column) -> str:
        raw = raw.strip()
        if b"\0" in raw:
            raw = raw.partition(b"\0")[0].strip()
        if not raw:
            return ""
        text = raw.decode("ascii") if raw.isascii() else decode_cut(raw, self.encoding).strip()
        if column.kind == "C":
            return text
        if column.kind in "NF":
            return plain_number(text)
        if column.kind == "D" and _DATE.match(text):
            return f"{text[:4]}-{text[4:6]}-{text[6:]}"
        return text if column.kind in _TEXT_TYPES or text.strip("*?") else ""


def _pieces(part: npt.NDArray[np.uint8]) -> List[bytes]:
    """Return the values of a column (rows, width), without the zero bytes behind them."""
    found: List[bytes] = part.view(f"S{part.shape[1]}").ravel().tolist()
    return found


def _ascii(part: npt.NDArray[np.uint8]) -> List[str]:
    """Return the texts of a column of printable ASCII, without the blanks around them."""
    ink = part != ord(" ")
    words = ink[:, 0].astype(np.int64) + np.count_nonzero(ink[:, 1:] & ~ink[:, :-1], axis=1)
    if (words > 1).any():
        width, text = part.shape[1], part.tobytes().decode("ascii")
        return [text[at : at + width].strip(" ") for at in range(0, len(text), width)]
    spaced = np.full((part.shape[0], part.shape[1] + 1), ord(" "), np.uint8)
    spaced[:, :-1] = part
    found = spaced.tobytes().decode("ascii").split()
    if len(found) == len(part):
        return found
    rest = iter(found)
    return [next(rest) if one else "" for one in words.tolist()]


def _without_zeros(part: npt.NDArray[np.uint8]) -> Tuple[bool, npt.NDArray[np.uint8]]:
    """Return a column of numbers (rows, width) without the zeros behind their decimals, as ``plain_number`` has them.

    :returns: False and the column as it is when it is not plain: numbers of as many decimals each, set to the right, or blanks.
    """
    points = np.flatnonzero((part == ord(".")).any(axis=0))
    if len(points) != 1 or not 0 < points[0] < part.shape[1] - 1 < _MOST_PLAIN:
        return False, part
    point, blank = int(points[0]), part == ord(" ")
    digit = (part >= ord("0")) & (part <= ord("9"))
    filled = part[:, point] == ord(".")
    whole = digit[:, :point]
    sound = blank.all(axis=1) | (filled & whole[:, -1] & digit[:, point + 1 :].all(axis=1))
    sound &= ~(whole[:, :-1] & ~whole[:, 1:]).any(axis=1) & (whole | blank[:, :point]).all(axis=1)
    leading = whole & (part[:, :point] == ord("0"))
    leading[:, 1:] &= ~whole[:, :-1]
    sound &= ~leading[:, :-1].any(axis=1)
    if not sound.all():
        return False, part
    found = part.copy()
    zero = filled
    for at in range(part.shape[1] - 1, point, -1):
        zero = zero & (part[:, at] == ord("0"))
        found[zero, at] = ord(" ")
    found[zero, point] = ord(" ")
    return True, found


def plain_number(text: str) -> str:
    """Return a number's text without exponent and without zeros behind its decimals; other text unchanged."""
    if not any(mark in text for mark in ".eE"):
        return "" if text and not text.strip("*") else text
    if _DECIMALS.fullmatch(text):
        return text.rstrip("0").rstrip(".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if not value.is_finite():
        return ""
    if abs(value.adjusted()) > _MOST_DIGITS:
        return text
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
