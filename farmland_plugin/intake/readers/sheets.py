"""Sheets of workbooks and CSV files as lines of text, each with its own row number, read as often as needed."""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator, List, Tuple

from ...domain.errors import BadInput
from ...i18n import tr
from ..opening.hostile import check_workbook, refuse_virtual
from .base import open_dataset, quiet_gdal
from .text_file import conclude_file_encoding

Line = Tuple[int, List[str]]  # (row number in the sheet, cells)
_LONGEST_CELL = 64 * 1024**2
_EXPONENT = re.compile(r"^\d(\.\d+)?[eE]\+1[4-9]$")
_DAY = re.compile(r"^(\d{4})/(\d{2})/(\d{2})$")


@dataclass(frozen=True)
class Sheet:
    """One sheet; ``lines()`` reads it from its beginning."""

    name: str
    lines: Callable[[], Iterator[Line]]


@dataclass(frozen=True)
class Sheets:
    """The sheets of one file, and how its text was decoded."""

    found: List[Sheet]
    encoding: str
    encoding_note: str


def open_sheets(path: Path, encoding: str = "") -> Sheets:
    """Open an .xlsx or .csv (also tab-separated .txt and .tsv) after looking for what must not be opened.

    :param encoding: the user's choice for a CSV. :raises BadInput: damaged, hostile or of another format.
    """
    if path.suffix.lower() != ".xlsx":
        refuse_virtual(path)
        found, note = conclude_file_encoding(path, encoding)
        return Sheets([Sheet(path.name, lambda: csv_lines(path, found))], found, note)
    check_workbook(path)
    with _workbook(path) as dataset:
        names = [dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())]
    sheets = [Sheet(name, _reader(path, index)) for index, name in enumerate(names)]
    return Sheets(sheets, "utf-8", tr("fixed by the format"))


def _reader(path: Path, index: int) -> Callable[[], Iterator[Line]]:
    return lambda: _xlsx_lines(path, index)


@contextmanager
def _workbook(path: Path) -> Iterator[Any]:
    """Yield an open workbook, every cell read as text and no row taken for headings."""
    with quiet_gdal(OGR_XLSX_FIELD_TYPES="STRING", OGR_XLSX_HEADERS="DISABLE"):
        yield open_dataset(path, ["XLSX"])


def _xlsx_lines(path: Path, index: int) -> Iterator[Line]:
    with _workbook(path) as dataset:
        layer = dataset.GetLayer(index)
        width = layer.GetLayerDefn().GetFieldCount()
        layer.ResetReading()
        feature = layer.GetNextFeature()
        while feature is not None:
            yield int(feature.GetFID()), [cell_text(feature.GetFieldAsString(i)) for i in range(width)]
            feature = layer.GetNextFeature()


def cell_text(text: str) -> str:
    """Return a cell's text, days in ISO form."""
    plain = text.strip()
    day = _DAY.match(plain)
    return "-".join(day.groups()) if day else plain


def is_rounded(text: str) -> bool:
    """Whether a cell holds a number of so many digits that the spreadsheet has rounded it (1.3E+17): no more a code."""
    return "e+1" in text.casefold() and bool(_EXPONENT.match(text))


def csv_lines(path: Path, encoding: str) -> Iterator[Line]:
    """Yield the rows of a delimited text; comma, tab or semicolon, whichever its first lines have most of.

    :raises BadInput: quotes that never end, NUL characters.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with open(path, encoding=encoding, errors="replace", newline="") as stream:
        delimiter = _delimiter(stream.read(16_384))
        stream.seek(0)
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        try:
            for number, cells in enumerate(reader, 1):
                if number == 1 and cells:
                    cells[0] = cells[0].lstrip("\ufeff")
                yield number, [_unprefixed(cell.strip()) for cell in cells]
        except csv.Error as error:
            raise BadInput(tr("{path} is not a readable CSV (line {line}: {reason}): save it as .xlsx and give that."),
                           path=path.name, line=reader.line_num, reason=error) from error


def _delimiter(head: str) -> str:
    """Return the delimiter that most lines of a text's beginning have; what stands in quotes does not count."""
    lines = re.sub(r'"[^"]*"', "", head).splitlines()[:20]
    return max(",\t;", key=lambda sign: (sum(1 for line in lines if sign in line), sum(line.count(sign) for line in lines)))


def _unprefixed(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell
