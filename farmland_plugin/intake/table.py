"""Spreadsheets read as text: every cell as it is shown, each row with its own number in the sheet."""

from __future__ import annotations

import csv
import io
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Sequence, Tuple

from ..domain.errors import BadInput
from ..files import existing
from ..i18n import tr
from .encodings import conclude_encoding
from .readers.base import open_dataset, quiet_gdal

_HEADING_ROWS = 10  # titles above the heading row are usual in printed forms
_MOST_BYTES = 200 * 1024**2
_MOST_UNFOLDED = 1024**3
Lines = List[Tuple[int, List[str]]]  # (row number in the sheet, cells)


@dataclass(frozen=True)
class Table:
    """A sheet: its name, the headings, and the rows below them as ``(row number, text by heading)``."""

    name: str
    columns: List[str]
    rows: List[Tuple[int, Dict[str, str]]]


def read_table(path: Path, is_heading: Callable[[Sequence[str]], bool]) -> Table:
    """Return the first sheet that has a heading row, and what stands below it; empty rows are left out.

    :param is_heading: tells a heading row by its cells. :raises BadInput: not an .xlsx or .csv, no heading row, or two
        columns of one name.
    """
    found = existing(path, tr("The table"))
    suffix = found.suffix.lower()
    if found.stat().st_size > _MOST_BYTES:
        raise BadInput(tr("{path} is too large for a table of findings."), path=found)
    if suffix == ".csv":
        sheets = [(found.name, _csv_lines(found))]
    elif suffix == ".xlsx":
        sheets = _xlsx_sheets(found)
    else:
        raise BadInput(tr("{path} is not read: save the table as .xlsx or .csv."), path=found)
    for name, lines in sheets:
        for at, (_, cells) in enumerate(lines[:_HEADING_ROWS]):
            if is_heading(cells):
                return _below(name, cells, lines[at + 1:])
    first = next((cells for _, lines in sheets for _, cells in lines if any(cells)), [])
    raise BadInput(tr("{path} has no column of parcel numbers (its first row: {columns}): name it 监测编号 or 图斑编号."),
                   path=found.name, columns=", ".join(c for c in first if c) or "-")


def _below(name: str, heading: Sequence[str], lines: Lines) -> Table:
    columns = [cell.strip() for cell in heading]
    named = [column for column in columns if column]
    doubled = sorted({column for column in named if named.count(column) > 1})
    if doubled:
        raise BadInput(tr("{sheet}: the column {column} stands twice: rename one."), sheet=name, column=doubled[0])
    rows = [(number, {column: cell for column, cell in zip(columns, cells) if column})
            for number, cells in lines if any(cell.strip() for cell in cells)]
    return Table(name, named, rows)


def _xlsx_sheets(path: Path) -> List[Tuple[str, Lines]]:
    _check_unfolded(path)
    with quiet_gdal(OGR_XLSX_FIELD_TYPES="STRING", OGR_XLSX_HEADERS="DISABLE"):
        dataset = open_dataset(path, ["XLSX"])
        sheets = []
        for index in range(dataset.GetLayerCount()):
            layer = dataset.GetLayer(index)
            width = layer.GetLayerDefn().GetFieldCount()
            lines = [(int(f.GetFID()), [f.GetFieldAsString(i).strip() for i in range(width)]) for f in layer]
            sheets.append((layer.GetName(), lines))
    return sheets


def _check_unfolded(path: Path) -> None:
    """Refuse a workbook that is no zip, or unfolds to more than a table can be (records §9)."""
    try:
        with zipfile.ZipFile(path) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise BadInput(tr("{path} is damaged or no workbook: save it again as .xlsx."), path=path.name) from error
    if size > _MOST_UNFOLDED:
        raise BadInput(tr("{path} is too large for a table of findings."), path=path.name)


def _csv_lines(path: Path) -> Lines:
    data = path.read_bytes()
    encoding, _ = conclude_encoding((data,), name=path.name)
    text = data.decode(encoding, errors="replace").lstrip("\ufeff")
    first = text.partition("\n")[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(number, [_unprefixed(cell.strip()) for cell in cells]) for number, cells in enumerate(reader, 1)]
    except csv.Error as error:
        raise BadInput(tr("{path} is not a readable CSV ({reason})."), path=path.name, reason=error) from error


def _unprefixed(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheets from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") else cell
