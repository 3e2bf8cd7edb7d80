"""Excel workbooks written safely: text stays text, nothing becomes a formula or a link."""

from __future__ import annotations

import datetime
import io
import math
import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from ._vendor import xlsxwriter
from .files import replacing


class Marked(NamedTuple):
    """A number shown with a sign before it (``≥``); it stays a number."""

    value: Decimal
    sign: str


Cell = Union[str, int, float, Decimal, datetime.date, Marked, None]
Column = Tuple[str, float, str]  # heading, width in characters, kind: text, int, m2, mu, percent, date

_MOST_TOLD = 250  # letters Excel shows beside a cell

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FORMATS = {"text": "@", "int": "0", "number": "General", "m2": "#,##0.00", "mu": "#,##0.00", "percent": "0.00",
            "date": "yyyy-mm-dd"}
_FONT = "微软雅黑"


def clean(text: str) -> str:
    """Return the text without control characters, which Excel refuses."""
    return _CONTROL.sub("", text)


def display_width(text: str) -> int:
    """Return how many half-width columns a text takes: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


@dataclass(frozen=True)
class Entry:
    """A column to be filled in by hand.

    :param kind: as in ``Column``. :param group: heading above the headings of neighbours. :param choices: name of the list
        offered in its cells. :param several: whether a cell may hold several of them. :param hint: shown beside the cell.
    :param locked: filled in already, grey. :param demanded: heading in a warmer colour. :param hidden: not shown.
    """

    heading: str
    width: float
    kind: str = "text"
    group: str = ""
    choices: str = ""
    several: bool = False
    hint: str = ""
    locked: bool = False
    demanded: bool = False
    hidden: bool = False


class Book:
    """A workbook whose sheets are A4 landscape tables with a frozen blue heading and a yellow total row."""

    def __init__(self, target: Path, title: str, author: str, created: datetime.datetime) -> None:
        self._target = target
        self._bytes = io.BytesIO()  # a zip half written to a full disk could not even be closed
        self._book = xlsxwriter.Workbook(self._bytes, {
            "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True,
            "remove_timezone": True})
        self._book.set_properties({"title": clean(title), "author": clean(author), "created": created})
        self._styles: Dict[Tuple[str, str], Any] = {}

    def close(self) -> None:
        """Write the file and let go of the cells.

        They hang in circles, which Python would clear away later, millions at once, with the whole program waiting.
        """
        self._book.close()
        self._target.write_bytes(self._bytes.getvalue())
        for sheet in self._book.worksheets():
            for line in list(sheet.table):
                del sheet.table[line]
            vars(sheet).clear()

    def table(self, name: str, heading: str, remarks: Sequence[str], columns: Sequence[Column],
              rows: Sequence[Sequence[Cell]], total: Optional[Sequence[Cell]] = None, *, below: Sequence[str] = (),
              keep: int = 0, pages: int = 1) -> None:
        """Add a sheet: heading, remark lines, column titles, rows and an optional total row.

        :param below: remark lines under the table. :param keep: columns that stay in sight and are printed on every page.
        :param pages: how many pages a wide table is printed across.
        """
        sheet = self._book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(pages, 0)
        sheet.set_footer("&C&P / &N")
        if keep:
            sheet.repeat_columns(0, keep - 1)
        whole = sum(width for _, width, _ in columns)
        last = max(sum(sum(width for _, width, _ in columns[:end]) <= whole / pages for end in range(1, len(columns) + 1)) - 1, 0)
        for index, (_, width, _) in enumerate(columns):
            sheet.set_column(index, index, width)
        self._merged(sheet, 0, last, heading, "title")
        sheet.set_row(0, 28)
        self._remarks(sheet, 1, last, remarks, columns)
        top = 1 + len(remarks)
        for index, (label, _, _) in enumerate(columns):
            sheet.write_string(top, index, clean(label), self._style("head", "text"))
        sheet.set_row(top, self._height([label for label, _, _ in columns], columns))
        sheet.freeze_panes(top + 1, keep)
        sheet.repeat_rows(top)
        for line, row in enumerate(rows, start=top + 1):
            sheet.set_row(line, self._height(row, columns))
            self._row(sheet, line, row, columns, "body")
        if rows:
            sheet.autofilter(top, 0, top + len(rows), len(columns) - 1)
        if total is not None:
            self._row(sheet, top + 1 + len(rows), total, columns, "total")
        self._remarks(sheet, top + 3 + len(rows), last, below, columns, keep)

    def _remarks(self, sheet: Any, top: int, last: int, remarks: Sequence[str], columns: Sequence[Column],
                 first: int = 0) -> None:
        """Write lines across the columns ``first`` to ``last``."""
        across = int(1.1 * sum(width for _, width, _ in columns[first:last + 1]))
        for line, remark in enumerate(remarks, start=top):
            self._merged(sheet, line, last, remark, "remark", first)
            sheet.set_row(line, 15 * (1 + display_width(remark) // across))

    def entry(self, name: str, heading: str, remarks: Sequence[str], columns: Sequence[Entry],
              rows: Sequence[Sequence[Cell]], lists: Mapping[str, Sequence[str]]) -> None:
        """Add a sheet to be filled in, and a sheet of its lists; ``rows`` hold the locked columns' values, in their order.

        :param lists: choices by name, offered in the cells of the columns that name them.
        """
        sheet = self._book.add_worksheet(name[:31])
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        for index, column in enumerate(columns):
            style = None if column.locked else self._style("open", column.kind)
            sheet.set_column(index, index, column.width, style, {"hidden": column.hidden})
        shown = max(index for index, column in enumerate(columns) if not column.hidden)
        for line, text in enumerate([heading, *remarks]):
            style = self._style("note" if line else "name", "text")
            sheet.set_row(line, 15 if line else 28, style)
            sheet.write_string(line, 0, clean(text), style)
        top = 2 + len(remarks)
        self._groups(sheet, top - 1, columns)
        for index, column in enumerate(columns):
            sheet.write_string(top, index, clean(column.heading), self._style("demanded" if column.demanded else "head", "text"))
        sheet.set_row(top, self._height([c.heading for c in columns], [(c.heading, c.width, c.kind) for c in columns]))
        locked = [index for index, column in enumerate(columns) if column.locked]
        for line, row in enumerate(rows, start=top + 1):
            for index, value in zip(locked, row):
                self._cell(sheet, line, index, value, self._style("fixed", columns[index].kind))
        sheet.freeze_panes(top + 1, 1)
        sheet.autofilter(top, 0, top + max(len(rows), 1), shown)
        ranges = self._lists(lists)
        for index, column in enumerate(columns):
            if not column.locked and rows:
                sheet.data_validation(top + 1, index, top + len(rows), index, self._validation(column, ranges))

    def _groups(self, sheet: Any, line: int, columns: Sequence[Entry]) -> None:
        """Write the line of headings above the headings."""
        first = 0
        for index in range(1, len(columns) + 1):
            if index == len(columns) or columns[index].group != columns[first].group:
                text, style = clean(columns[first].group), self._style("group", "text")
                if text and index - 1 > first:
                    sheet.merge_range(line, first, line, index - 1, "", style)
                if text:
                    sheet.write_string(line, first, text, style)
                first = index

    def _lists(self, lists: Mapping[str, Sequence[str]]) -> Dict[str, str]:
        """Write the lists to a sheet of their own; return each one's range."""
        sheet = self._book.add_worksheet("选项")
        ranges = {}
        for index, (name, choices) in enumerate(lists.items()):
            sheet.write_string(0, index, clean(name), self._style("head", "text"))
            sheet.set_column(index, index, 24)
            for line, choice in enumerate(choices, start=1):
                sheet.write_string(line, index, clean(choice), self._style("open", "text"))
            column = xlsxwriter.utility.xl_col_to_name(index, col_abs=True)
            ranges[name] = f"='选项'!{column}$2:{column}${len(choices) + 1}"
        return ranges

    @staticmethod
    def _validation(column: Entry, ranges: Mapping[str, str]) -> Dict[str, Any]:
        rule: Dict[str, Any] = {"validate": "any"}
        if column.choices:
            rule = {"validate": "list", "source": ranges[column.choices], "show_error": not column.several}
        elif column.kind in ("int", "number"):
            rule = {"validate": "decimal", "criteria": ">=", "value": 0, "error_type": "warning"}
        if column.hint:
            rule.update(input_title=column.heading[:32], input_message=column.hint[:_MOST_TOLD])
        return rule

    def _merged(self, sheet: Any, line: int, last: int, text: str, part: str, first: int = 0) -> None:
        style = self._style(part, "text")
        if last > first:
            sheet.merge_range(line, first, line, last, "", style)
        sheet.write_string(line, first, clean(text), style)

    def _height(self, row: Sequence[Cell], columns: Sequence[Column]) -> float:
        """Return the height a row needs for its wrapped text, in points; programs do not all find it themselves."""
        lines = [math.ceil(display_width(cell) / (width - 1)) for cell, (_, width, _) in zip(row, columns)
                 if isinstance(cell, str)]
        return 5 + 13.5 * min(max([1, *lines]), 20)

    def _row(self, sheet: Any, line: int, row: Sequence[Cell], columns: Sequence[Column], part: str) -> None:
        for index, (value, (_, _, kind)) in enumerate(zip(row, columns)):
            sign = value.sign if isinstance(value, Marked) else ""
            self._cell(sheet, line, index, value, self._style(part, "text" if isinstance(value, str) else kind, sign))

    @staticmethod
    def _cell(sheet: Any, line: int, index: int, value: Cell, style: Any) -> None:
        if value is None or value == "":
            sheet.write_blank(line, index, None, style)
        elif isinstance(value, str):
            sheet.write_string(line, index, clean(value)[:32767], style)
        elif isinstance(value, datetime.date):
            sheet.write_datetime(line, index, datetime.datetime(value.year, value.month, value.day), style)
        else:
            sheet.write_number(line, index, value.value if isinstance(value, Marked) else value, style)

    def _style(self, part: str, kind: str, sign: str = "") -> Any:
        if (part, kind + sign) in self._styles:
            return self._styles[part, kind + sign]
        number = f'"{sign} "{_FORMATS[kind]}' if sign else _FORMATS[kind]
        look: Dict[str, Any] = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "num_format": number}
        if part in ("head", "demanded", "group", "body", "total", "fixed"):
            look.update(border=1, border_color="#BFBFBF", text_wrap=True)
            look["align"] = "left" if kind == "text" else "center" if kind == "date" else "right"
            if kind == "text":
                look["indent"] = 1
        if part in ("head", "demanded", "group"):
            colour = {"head": "#4472C4", "demanded": "#C55A11", "group": "#8EA9DB"}[part]
            look.update(bold=True, font_color="#FFFFFF", bg_color=colour, align="center", indent=0)
            if part == "group":
                look.update(align="left", indent=1)
        elif part == "fixed":
            look.update(bg_color="#F2F2F2", font_color="#595959")
        elif part == "total":
            look.update(bold=True, bg_color="#FFF2CC")
        elif part == "title":
            look.update(bold=True, font_size=16, align="center")
        elif part == "name":
            look.update(bold=True, font_size=16)
        elif part == "note":
            look.update(font_size=9, font_color="#595959")
        elif part == "remark":
            look.update(font_size=9, font_color="#595959", text_wrap=True)
        self._styles[part, kind + sign] = self._book.add_format(look)
        return self._styles[part, kind + sign]


@contextmanager
def writing(path: Path, title: str, author: str, created: datetime.datetime) -> Iterator[Book]:
    """Yield a ``Book`` that appears under ``path`` only when complete.

    :param created: the date written into the file, so that the same content gives the same bytes.
    """
    with replacing(path) as hidden:
        book = Book(hidden, title, author, created)
        yield book
        book.close()


def csv_cell(value: Cell) -> str:
    """Return a CSV field quoted and defused: text that a spreadsheet would run as a formula gets a leading quote mark."""
    text = "" if value is None else clean(str(value))
    if isinstance(value, str) and text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        text = "'" + text
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def csv_text(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """Return CSV text (LF line ends) with a byte-order mark, which Excel needs to read UTF-8."""
    lines: List[Sequence[Cell]] = [list(header), *rows]
    return "\ufeff" + "".join(",".join(csv_cell(cell) for cell in line) + "\n" for line in lines)
