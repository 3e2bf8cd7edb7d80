"""Tables of findings read as text: every cell as it is shown, each row with its own number in the sheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Dict, List, Sequence, Tuple

from ...domain.errors import BadInput
from ...files import existing
from ...i18n import tr
from .sheets import Line, open_sheets

_HEADING_ROWS = 10  # titles above the heading row are usual in printed forms
_MOST_BYTES = 200 * 1024**2


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
    if found.stat().st_size > _MOST_BYTES:
        raise BadInput(tr("{path} is too large for a table of findings."), path=found)
    if found.suffix.lower() not in (".csv", ".xlsx"):
        raise BadInput(tr("{path} is not read: save the table as .xlsx or .csv."), path=found)
    first: List[str] = []
    for sheet in open_sheets(found).found:
        lines = list(sheet.lines())
        for at, (_, cells) in enumerate(lines[:_HEADING_ROWS]):
            if is_heading(cells):
                return _below(sheet.name, cells, lines[at + 1:])
            first = first or ([cell for cell in cells if cell])
    raise BadInput(tr("{path} has no column of parcel numbers (its first row: {columns}): name it 监测编号 or 图斑编号."),
                   path=found.name, columns=", ".join(first) or "-")


def _below(name: str, heading: Sequence[str], lines: Sequence[Line]) -> Table:
    columns = [cell.strip() for cell in heading]
    named = [column for column in columns if column]
    doubled = sorted({column for column in named if named.count(column) > 1})
    if doubled:
        raise BadInput(tr("{sheet}: the column {column} stands twice: rename one."), sheet=name, column=doubled[0])
    rows = [(number, {column: cell for column, cell in zip(columns, cells) if column})
            for number, cells in lines if any(cell.strip() for cell in cells)]
    return Table(name, named, rows)
