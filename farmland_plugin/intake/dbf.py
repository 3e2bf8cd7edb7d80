"""dBase tables read byte by byte: codes stay text exactly as issued, in the encoding the county really used."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Tuple

from ..domain.errors import BadInput
from ..i18n import tr
from .encodings import conclude_encoding, decode_cut

_TEXT_TYPES = "CM"
_MOST_DIGITS = 60  # a number beyond is damage, and written out it could fill the memory
_DATE = re.compile(r"^\d{8}$")


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
        try:
            self._data = path.read_bytes()
        except OSError as error:
            raise BadInput(tr("{path} cannot be read: a shapefile needs its .dbf beside it, copy all of its files."),
                           path=path.name) from error
        self._columns = self._read_header()
        self.encoding, self.encoding_note = conclude_encoding(tuple(set(self._texts())), stated, chosen)
        self.fields = self._names()

    def _read_header(self) -> List[_Column]:
        try:
            self.count, self._first, self._size = struct.unpack_from("<IHH", self._data, 4)
            columns, at, start = [], 32, 1
            while self._data[at] != 0x0D:
                name, kind, width = struct.unpack_from("<11sc4xB", self._data, at)
                columns.append(_Column(name.split(b"\0")[0], kind.decode("ascii"), start, width))
                start += width
                at += 32
        except (struct.error, IndexError, UnicodeDecodeError) as error:
            raise self._damaged() from error
        if not columns or start > self._size or self._first + self.count * self._size > len(self._data):
            raise self._damaged()
        return columns

    def _damaged(self) -> BadInput:
        return BadInput(tr("{path} is damaged or cut short: have the shapefile copied again."), path=self.path.name)

    def _texts(self) -> Iterator[bytes]:
        for column in self._columns:
            yield column.raw_name
        texts = [column for column in self._columns if column.kind in _TEXT_TYPES]
        for index in range(self.count):
            base = self._first + index * self._size
            for column in texts:
                value = self._data[base + column.start : base + column.start + column.width].strip(b" \0")
                if value and not value.isascii():
                    yield value

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
        base = self._first + index * self._size
        if self._data[base : base + 1] == b"*":
            return None
        data = self._data[base : base + self._size]
        return {name: self._value(data, column) for name, column in zip(self.fields, self._columns)}

    def _value(self, data: bytes, column: _Column) -> str:
        raw = data[column.start : column.start + column.width].strip()
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


def plain_number(text: str) -> str:
    """Return a number's text without exponent and without zeros behind its decimals; other text unchanged."""
    if not any(mark in text for mark in ".eE"):
        return "" if text and not text.strip("*") else text
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


def records_of(table: DbfTable) -> Iterator[Tuple[int, Optional[Dict[str, str]]]]:
    """Yield ``(index, record)`` for every record of a table."""
    for index in range(table.count):
        yield index, table.record(index)
