"""Which columns of a table say where a row lies: outlines, points, and the coordinate system of each row."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import List, Optional, Sequence, Tuple

from ...domain.errors import BadInput
from ...i18n import tr
from .coordinates import looks_like_coordinates
from .sheets import Line

HEADING_ROWS = 15  # titles above the heading row are usual in printed forms
_OUTLINES = ("wkt", "范围wkt", "geometry", "geom", "thegeom", "wktgeom", "shape", "geojson", "坐标串", "坐标", "坐标范围",
             "范围坐标", "范围", "拐点坐标", "界址点坐标", "边界坐标", "边界", "图斑坐标", "地块坐标", "面坐标", "空间坐标",
             "空间信息", "空间范围", "coordinates", "coords", "polygon")
_LON = ("经度", "中心经度", "中心点经度", "东经", "lon", "lng", "long", "longitude", "centerlon", "centerlng", "gpslon", "x经度")
_LAT = ("纬度", "中心纬度", "中心点纬度", "北纬", "lat", "latitude", "centerlat", "gpslat", "y纬度")
_X = ("x", "x坐标", "坐标x", "中心x", "中心点x", "centerx", "pointx", "横坐标", "东坐标", "e坐标", "east", "easting")
_Y = ("y", "y坐标", "坐标y", "中心y", "中心点y", "centery", "pointy", "纵坐标", "北坐标", "n坐标", "north", "northing")
_CRS = ("坐标系", "坐标系统", "坐标参考", "坐标参考系", "空间参考", "坐标系名称", "crs", "srid", "epsg", "srs")
_VERTEX = ("点号", "界址点号", "拐点号", "界址点", "顶点号", "点序号")
_DATE = re.compile(r"日期|时间|date|time", re.IGNORECASE)


@dataclass(frozen=True)
class Columns:
    """The heading of a table.

    :param at: row number of the heading. :param names: one per column, unique. :param outlines: columns of outlines in
        order of trust. :param point: columns of x (or longitude) and y, None when there are none. :param crs: column of
        the coordinate system, None when there is none. :param dates: columns that hold days.
    """

    at: int
    names: List[str]
    outlines: List[int]
    point: Optional[Tuple[int, int]]
    crs: Optional[int]
    dates: List[int]


def plain_heading(text: str) -> str:
    """Return a heading without blanks, marks and what stands in brackets."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[\s_\-:.*/]|\(.*?\)|\[.*?\]", "", text)


def find_columns(head: Sequence[Line], name: str) -> Optional[Columns]:
    """Return the heading of a table with coordinates, None when it has none.

    :param head: its first lines. :raises BadInput: a list of boundary points, one to a row.
    """
    for at, (number, cells) in enumerate(head[:HEADING_ROWS]):
        plain = [plain_heading(cell) for cell in cells]
        outlines = [plain.index(alias) for alias in _OUTLINES if alias in plain]
        point = _pair(plain, _LON, _LAT) or _pair(plain, _X, _Y)
        if not outlines and point is None:
            continue
        if sum(1 for cell in cells if cell) < 2 and not _has_outline(head[at + 1:]):
            continue
        _refuse_vertices(plain, outlines, head[at + 1:], name)
        by_content = _outline_columns(head[at + 1:])
        return _columns(number, cells, plain, list(dict.fromkeys([*outlines, *by_content])), point)
    return _by_content(head)


def _by_content(head: Sequence[Line]) -> Optional[Columns]:
    """Return the heading above the first row that holds an outline, whatever its column is called; none when it is the first."""
    for at, (_, cells) in enumerate(head):
        outlines = [i for i, cell in enumerate(cells) if looks_like_coordinates(cell)]
        if not outlines:
            continue
        above = [line for line in head[:at] if sum(1 for cell in line[1] if cell) >= 2] or list(head[:at])[-1:]
        number, heading = above[-1] if above else (0, [""] * len(cells))  # no heading: the first row is a parcel, too
        return _columns(number, heading, [plain_heading(cell) for cell in heading], outlines, None)
    return None


def _columns(number: int, cells: Sequence[str], plain: Sequence[str], outlines: List[int],
             point: Optional[Tuple[int, int]]) -> Columns:
    crs = next((plain.index(alias) for alias in _CRS if alias in plain), None)
    names = unique_names(cells)
    return Columns(number, names, outlines, point, crs, [i for i, text in enumerate(names) if _DATE.search(text)])


def unique_names(cells: Sequence[str]) -> List[str]:
    """Return a name for every column: unnamed ones by their number, repeated ones with a number behind."""
    names: List[str] = []
    for number, cell in enumerate(cells, 1):
        name = " ".join(cell.split()) or f"F{number}"
        known, count = name, 1
        while name in names:
            count += 1
            name = f"{known}_{count}"
        names.append(name)
    return names


def _pair(plain: Sequence[str], first: Sequence[str], second: Sequence[str]) -> Optional[Tuple[int, int]]:
    x = next((plain.index(alias) for alias in first if alias in plain), None)
    y = next((plain.index(alias) for alias in second if alias in plain), None)
    return (x, y) if x is not None and y is not None else None


def _outline_columns(lines: Sequence[Line]) -> List[int]:
    return sorted({i for _, cells in lines for i, cell in enumerate(cells) if looks_like_coordinates(cell)})


def _has_outline(lines: Sequence[Line]) -> bool:
    return bool(_outline_columns(lines))


def _refuse_vertices(plain: Sequence[str], outlines: Sequence[int], below: Sequence[Line], name: str) -> None:
    """Refuse a list of boundary points: as points they would come in as so many clues."""
    if not outlines and any(alias in plain for alias in _VERTEX) and len(below) > 2 and not _has_outline(below):
        raise BadInput(tr("{name} is a list of boundary points, one to a row: write the outline of a parcel into one cell "
                          "(x,y;x,y;…) or give a boundary-point TXT."), name=name)
