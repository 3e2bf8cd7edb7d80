"""Boundary-point files (国土 TXT, 界址点坐标) as text: what other programs read, without any geometry library.

The form is that of domain facts §7.1: ``[属性描述]`` and ``[地块坐标]``, northing before easting, rings numbered from 1 in the
order shell, its holes, next shell, every ring closed by repeating its first point, area in hectares with four decimals.
"""

from __future__ import annotations

import datetime
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Iterator, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from ..domain.area import round_half_up

Grid = npt.NDArray[np.int64]  # (n, 2) easting without zone number and northing, in units of the last decimal
Floats = npt.NDArray[np.float64]

VERSION = "1.01版本"
NEWLINE = "\r\n"
_M2_PER_HECTARE = Decimal(10000)
_MARKS = str.maketrans({",": "、", "，": "、", "@": "＠"})  # marks of the format itself
_MISSING = "〓"  # the printers' sign for a character that is not there


@dataclass(frozen=True)
class TxtForm:
    """How a file is written.

    :param zone: 13 to 23 (6° zones) or 25 to 45 (3° zones). :param prefix: the zone number stands before the eastings.
    :param decimals: of the coordinates, 0 to 6. :param unit_name: 数据产生单位. :param made: 数据产生日期.
    """

    zone: int
    prefix: bool
    decimals: int
    unit_name: str
    made: datetime.date


@dataclass(frozen=True)
class TxtPlot:
    """One plot (地块) to be written.

    :param parts: polygons, each a shell followed by its holes; rings closed, on the grid of the form's decimals.
    :param area_m2: official area. :param sheet: 图幅号. :param use: 地块用途. :param class_code: 地类编码.
    """

    number: str
    name: str
    area_m2: Decimal
    parts: Sequence[Sequence[Grid]]
    sheet: str = ""
    use: str = ""
    class_code: str = ""


def on_grid(xy: Floats, decimals: int) -> Grid:
    """Return coordinates in metres rounded half-up, as whole units of their last decimal."""
    units: Grid = np.floor(xy * 10.0**decimals + 0.5).astype(np.int64)
    return units


def header_text(form: TxtForm) -> str:
    """Return the sections before the plots."""
    accuracy = "1" if form.decimals == 0 else f"0.{'0' * (form.decimals - 1)}1"
    keys = (
        ("格式版本号", VERSION), ("数据产生单位", tidy(form.unit_name)), ("数据产生日期", form.made.isoformat()),
        ("坐标系", "2000国家大地坐标系"), ("几度分带", "3" if form.zone >= 25 else "6"), ("投影类型", "高斯克吕格"),
        ("计量单位", "米"), ("带号", str(form.zone)), ("精度", accuracy), ("转换参数", ",,,,,,"),
    )
    return NEWLINE.join(["[属性描述]", *(f"{key}={value}" for key, value in keys), "[地块坐标]", ""])


def plot_text(plot: TxtPlot, form: TxtForm) -> str:
    """Return one plot: its line, then the points of its rings; the number of points counts the closing ones."""
    rings = [ring for part in plot.parts for ring in part]
    texts = (plot.number, plot.name, "面", plot.sheet, plot.use, plot.class_code)
    count = sum(len(ring) for ring in rings)
    hectares = round_half_up(plot.area_m2 / _M2_PER_HECTARE, 4)
    lines = [",".join([str(count), str(hectares), *map(tidy, texts), "@"])]
    lines += _points(rings, form)
    return NEWLINE.join([*lines, ""])


def _points(rings: Sequence[Grid], form: TxtForm) -> Iterator[str]:
    """Yield the lines ``J1,1,northing,easting``; names go on from ring to ring, the closing point bears the first's."""
    scale = 10**form.decimals
    added = form.zone * 10**6 * scale if form.prefix else 0
    first = 1
    for number, ring in enumerate(rings, 1):
        last = len(ring) - 1
        for index, (east, north) in enumerate(ring.tolist()):
            name = first if index == last else first + index
            yield f"J{name},{number},{_decimal(north, scale, form.decimals)},{_decimal(east + added, scale, form.decimals)}"
        first += last


def _decimal(units: int, scale: int, decimals: int) -> str:
    sign, units = ("-", -units) if units < 0 else ("", units)
    whole, rest = divmod(units, scale)
    return f"{sign}{whole}.{rest:0{decimals}d}" if decimals else f"{sign}{whole}"


def tidy(text: str) -> str:
    """Return a text without what means something in the format: commas become 、, @ becomes ＠, line breaks spaces."""
    plain = "".join(" " if unicodedata.category(letter) == "Cc" else _MISSING if unicodedata.category(letter) == "Cs" else letter
                    for letter in text)
    return " ".join(plain.translate(_MARKS).split())


def encoded(text: str, encoding: str) -> Tuple[bytes, str]:
    """Return a text's bytes, and the characters that GBK lacks.

    They are written as GB18030, which contains GBK, so that nothing is lost; programs that know only GBK show them wrongly.

    :param encoding: ``GBK`` or ``UTF-8``.
    """
    if encoding == "UTF-8":
        return text.encode("utf-8"), ""
    try:
        return text.encode("gbk"), ""
    except UnicodeEncodeError:
        return text.encode("gb18030"), "".join(dict.fromkeys(letter for letter in text if lacks(letter)))


def lacks(letter: str) -> bool:
    """Whether GBK has no such character."""
    try:
        letter.encode("gbk")
    except UnicodeEncodeError:
        return True
    return False
