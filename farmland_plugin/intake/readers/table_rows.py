"""Workbooks and CSV files whose rows say where they lie: outlines become parcels, points clues."""

from __future__ import annotations

import itertools
import re
import unicodedata
from array import array
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from osgeo import ogr
from qgis.core import QgsCoordinateReferenceSystem

from ...domain.errors import BadInput
from ...domain.zones import Point, easting_prefix, epsg_of_prefix, epsg_without_prefix
from ...files import sha256_of
from ...i18n import tr
from ..systems.crs import Conclusion
from .base import NoPolygons, Reading, Source, SourceFeature, settle_crs
from .coordinates import NoCoordinates, has_digits, point_wkb, wkb_of_text
from .sheets import Line, Sheet, Sheets, is_rounded, open_sheets
from .table_columns import HEADING_ROWS, Columns, find_columns

_HEAD = 200
_SAMPLE = 200
_TOLD = 20
_SHIFTED = re.compile(r"gcj|火星|高德|腾讯|bd-?09|百度|谷歌中国", re.IGNORECASE)
_GEOGRAPHIC = {"4490": 4490, "cgcs2000": 4490, "2000": 4490, "2000国家大地坐标系": 4490, "国家2000": 4490, "大地2000": 4490,
               "wgs84": 4326, "wgs1984": 4326, "4326": 4326, "gps": 4326}
_POINTS = (ogr.wkbPoint,)


@dataclass
class TableSource(Source):
    """The rows of one sheet that share a coordinate system; a row keeps its number in the sheet.

    :param groups: for each row below the heading, the number of its group, 0 for an empty row. :param group: this one's.
    :param told: groups whose rows cannot be read in their own system, with the reason; they are told in this one.
    :param outlines: how many rows are no points.
    """

    sheet: Optional[Sheet] = None
    columns: Optional[Columns] = None
    groups: array[int] = field(default_factory=lambda: array("H"))
    group: int = 0
    told: Dict[int, str] = field(default_factory=dict)
    swapped: bool = False
    outlines: int = 0

    def __iter__(self) -> Iterator[SourceFeature]:
        if self.sheet is None or self.columns is None:
            return
        for group, (number, cells) in zip(self.groups, _below(self.sheet, self.columns)):
            if group != self.group and group not in self.told:
                continue
            row = read_row(self.columns, cells)
            values = _values(self.columns, cells)
            yield SourceFeature(number, self._turned(row.wkb), values, self.told.get(group, "") or row.fault)

    def _turned(self, wkb: Optional[bytes]) -> Optional[bytes]:
        if not self.swapped or wkb is None:
            return wkb
        geometry = ogr.CreateGeometryFromWkb(wkb)
        geometry.SwapXY()
        return bytes(geometry.ExportToIsoWkb())


@dataclass(frozen=True)
class RowGeometry:
    """Where a row says it lies.

    :param crs: its coordinate system as written, '' when it says none. :param middle: of its envelope.
    """

    wkb: Optional[bytes] = None
    crs: str = ""
    middle: Optional[Point] = None
    fault: str = ""
    is_point: bool = False


def read_row(columns: Columns, cells: Sequence[str]) -> RowGeometry:
    """Return the geometry of a row: its first outline that is filled in, else its point, else nothing.

    A cell of words only (坐标待补, 无) holds no outline; it is told where the row has no other place.
    """
    stated, wordy = _cell(cells, columns.crs), ""
    for column in columns.outlines:
        text = _cell(cells, column)
        if not text:
            continue
        try:
            wkb, srid = wkb_of_text(text)
        except NoCoordinates as reason:
            if not has_digits(text):
                wordy = wordy or tr("the column {column} holds no coordinates, it says “{text}”: have them filled in").format(
                    column=columns.names[column], text=" ".join(text.split())[:40])
                continue
            fault = tr("the coordinates in column {column} cannot be read: {reason}")
            return RowGeometry(None, stated, None, fault.format(column=columns.names[column], reason=reason))
        geometry = ogr.CreateGeometryFromWkb(wkb)
        if geometry is None or geometry.IsEmpty():
            return RowGeometry(wkb, stated)
        west, east, south, north = geometry.GetEnvelope()
        is_point = ogr.GT_Flatten(geometry.GetGeometryType()) in _POINTS
        return RowGeometry(wkb, stated or (f"EPSG:{srid}" if srid else ""), ((west + east) / 2, (south + north) / 2),
                           is_point=is_point)
    point = _point(columns, cells, stated)
    return replace(point, fault=wordy) if wordy and point.wkb is None and not point.fault else point


def _point(columns: Columns, cells: Sequence[str], stated: str) -> RowGeometry:
    if columns.point is None:
        return RowGeometry(None, stated)
    x, y = (_cell(cells, column) for column in columns.point)
    if not x and not y:
        return RowGeometry(None, stated)
    try:
        wkb, _ = wkb_of_text(f"{x},{y}")
        point = ogr.CreateGeometryFromWkb(wkb).GetPoint_2D()
    except NoCoordinates:
        return RowGeometry(None, stated, None, tr("{x} and {y} are no coordinates").format(x=x or "-", y=y or "-"))
    return RowGeometry(point_wkb(point), stated, (point[0], point[1]), is_point=True)


def _cell(cells: Sequence[str], column: Optional[int]) -> str:
    return cells[column].strip() if column is not None and column < len(cells) else ""


def _below(sheet: Sheet, columns: Columns) -> Iterator[Line]:
    return (line for line in sheet.lines() if line[0] > columns.at)


def _values(columns: Columns, cells: Sequence[str]) -> Dict[str, str]:
    values = {name: cell for name, cell in itertools.zip_longest(columns.names, cells, fillvalue="") if name}
    for column in columns.dates:
        values[columns.names[column]] = _day(values[columns.names[column]])
    return values


def _day(text: str) -> str:
    """Return the ISO day of a spreadsheet's serial number in a column of days; anything else as it stands."""
    if text.isdigit() and len(text) == 5 and text.isascii() and 20_000 <= int(text) <= 80_000:
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return text


def stated_epsg(text: str) -> Optional[int]:
    """Return the EPSG code a cell names in the habits of the trade, None when it names none that is known.

    Known: ``EPSG:4526`` (in a sentence, too), 4526, CGCS2000, 2000国家大地坐标系, WGS84, and a zone after the name
    (``CGCS2000 3度带 38``, ``CGCS2000_3_Degree_GK_Zone_38``, ``CM_114E``).
    """
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    code = re.fullmatch(r"(?:srid\s*[:= ]\s*)?(\d{4,6})", plain) or re.search(r"epsg\s*[:= ]\s*(\d{4,6})(?!\d)", plain)
    if code:
        return _GEOGRAPHIC.get(code.group(1), int(code.group(1)))
    squeezed = re.sub(r"[\s_\-:/()]|epsg|gcs|(?<=2000)大地坐标系$", "", plain.replace("cgcs", "c@gs")).replace("c@gs", "cgcs")
    if squeezed in _GEOGRAPHIC:
        return _GEOGRAPHIC[squeezed]
    if "2000" not in squeezed:
        return None
    rest = squeezed.replace("cgcs2000", "").replace("2000", "", 1)
    meridian = re.search(r"(?:cm|中央经线|中央子午线)(\d{2,3})", rest)
    six = bool(re.search(r"6度|六度|6degree", rest))
    if meridian:
        degrees = int(meridian.group(1))
        zone = (degrees + 3) // 6 if six else degrees // 3
    else:
        found = re.search(r"(?:zone|带号?|第)?(?<!\d)(\d{2})(?:带|$|n|号)", re.sub(r"[36三六](度带?|degree)", "", rest))
        if not found:
            return None
        zone = int(found.group(1))
    if not (13 <= zone <= 23 or 25 <= zone <= 45):
        return None
    return epsg_without_prefix(zone) if meridian else epsg_of_prefix(zone)


@dataclass
class _Group:
    """Rows that share a coordinate system while a table is opened."""

    stated: str
    count: int = 0
    points: List[Point] = field(default_factory=list)
    outlines: int = 0


def _kind(middle: Point) -> str:
    """Tell groups of numbers apart that no single system holds: degrees, metres of one zone, other metres."""
    x, y = middle
    if abs(x) <= 180 and abs(y) <= 180:
        return "degrees"
    prefix = easting_prefix(x) or easting_prefix(y)
    return f"zone {prefix}" if prefix else "metres"


def open_table(path: Path, reading: Reading) -> List[Source]:
    """Open the sheets of a workbook or a CSV that hold coordinates, one source per sheet and coordinate system.

    :raises BadInput: no sheet has coordinates, no such sheet, no coordinate system that can be concluded.
    """
    digest = sha256_of(path)
    sheets = open_sheets(path, reading.encoding)
    chosen = [sheet for sheet in sheets.found if reading.layer in ("", "*", sheet.name)]
    if not chosen:
        raise BadInput(tr("{name} has no layer {layer}: it has {layers}."), name=path.name, layer=reading.layer,
                       layers=", ".join(sheet.name for sheet in sheets.found))
    opened: List[Source] = []
    without: List[str] = []
    for sheet in chosen:
        name = path.name if len(sheets.found) == 1 else f"{path.name}|{sheet.name}"
        columns = find_columns(list(itertools.islice(sheet.lines(), _HEAD)), name)
        found = _open_sheet(path, name, sheet, columns, sheets, digest, reading) if columns else []
        opened.extend(found)
        if not found:
            without.append(_first_row(sheet))
    if not opened:
        raise NoPolygons(tr("{name} has no coordinates in the first {count} rows (its columns: {columns}): it needs a column "
                            "范围WKT or 坐标串, or the columns 经度 and 纬度."), name=path.name, count=HEADING_ROWS,
                         columns="; ".join(without[:3]) or "-")
    return opened


def _first_row(sheet: Sheet) -> str:
    head = itertools.islice(sheet.lines(), HEADING_ROWS)
    fullest = max(([cell for cell in cells if cell] for _, cells in head), key=len, default=[])
    return ", ".join("".join(ch for ch in " ".join(cell.split()) if ch.isprintable())[:40] for cell in fullest[:12])


def _open_sheet(path: Path, name: str, sheet: Sheet, columns: Columns, sheets: Sheets, digest: str,
                reading: Reading) -> List[Source]:
    rounded: List[int] = []
    groups, rows = _grouped(sheet, columns, rounded)
    if not any(group.count for group in groups.values()):
        return []
    settled, faults = _settled(groups, reading, name)
    rows = _merged(settled, groups, rows)
    several = len(settled) > 1
    sources: List[Source] = []
    problems = _problems(columns, rounded, name)
    for order, (number, (crs, found)) in enumerate(settled.items()):
        group = groups[number]
        told = {} if order else faults
        count = group.count + sum(groups[other].count for other in told)
        sources.append(TableSource(
            f"{name}|{crs.authid() or group.stated}" if several else name, path, crs, found.note, sheets.encoding,
            sheets.encoding_note, columns.names, count, digest, problems=[] if order else problems, keep=reading.keep,
            sheet=sheet, columns=columns, groups=rows, group=number, told=told, swapped=found.swapped,
            shift=found.shift, outlines=group.outlines))
    return sources


def _problems(columns: Columns, rounded: List[int], name: str) -> List[str]:
    found = []
    if columns.at > 1:
        found.append(tr("{name}: the headings stand in row {row}; what stands above them was not read").format(
            name=name, row=columns.at))
    if rounded:
        found.append(tr("{name}: long numbers were rounded by the spreadsheet (1.3E+17) and are no codes any more (rows {rows}): "
                        "have those columns sent as text").format(name=name, rows=", ".join(map(str, rounded))))
    return found


def _grouped(sheet: Sheet, columns: Columns, rounded: List[int]) -> Tuple[Dict[int, _Group], array[int]]:
    """Read a sheet once and tell its rows' groups; rows that say nothing of their place go with the largest group.

    :param rounded: gets the first rows with a number that the spreadsheet has rounded.
    """
    numbers: Dict[Tuple[str, str], int] = {}
    groups: Dict[int, _Group] = {}
    rows = array("H")
    for number_in_sheet, cells in _below(sheet, columns):
        if not any(cell.strip() for cell in cells):
            rows.append(0)
            continue
        row = read_row(columns, cells)
        kind = _kind(row.middle) if row.middle is not None and not row.crs else ""
        key = (row.crs.casefold(), kind) if row.middle is not None else ("", "")
        number = numbers.setdefault(key, min(len(numbers) + 1, 60_000))
        group = groups.setdefault(number, _Group(row.crs))
        group.count += 1
        group.outlines += not row.is_point
        if len(rounded) < _TOLD and any(map(is_rounded, cells)):
            rounded.append(number_in_sheet)
        if row.middle is not None and len(group.points) < _SAMPLE:
            group.points.append(row.middle)
        rows.append(number)
    placeless = numbers.get(("", ""))
    located = [number for number in groups if number != placeless]
    if placeless is not None and located:
        home = max(located, key=lambda number: groups[number].count)
        rows = array("H", (home if number == placeless else number for number in rows))
        groups[home].count += groups.pop(placeless).count
    return groups, rows


Settled = Dict[int, Tuple[QgsCoordinateReferenceSystem, Conclusion]]


def _settled(groups: Dict[int, _Group], reading: Reading, name: str) -> Tuple[Settled, Dict[int, str]]:
    """Return the system of every group, and of those that have none the reason.

    :raises BadInput: when no group has one.
    """
    settled: Settled = {}
    faults: Dict[int, str] = {}
    first: Optional[BadInput] = None
    for number, group in groups.items():
        try:
            declared = _declared(group.stated)
            crs, found = settle_crs(declared, "" if declared is not None else reading.crs, group.points, name, reading)
            settled[number] = (crs, found)
        except BadInput as error:
            first = first or error
            faults[number] = str(error)
    if not settled:
        raise first or BadInput(tr("{name} has no CRS: set CRS."), name=name)
    return settled, faults


def _merged(settled: Settled, groups: Dict[int, _Group], rows: array[int]) -> array[int]:
    """Make one group of those that came to the same system; return the rows' groups anew."""
    home: Dict[Tuple[str, bool], int] = {}
    moved: Dict[int, int] = {}
    for number, (crs, found) in list(settled.items()):
        first = home.setdefault((crs.toWkt(), found.swapped), number)
        if first != number:
            moved[number] = first
            gone = groups.pop(number)
            groups[first].count += gone.count
            groups[first].outlines += gone.outlines
            del settled[number]
    return array("H", (moved.get(number, number) for number in rows))


def _declared(stated: str) -> Optional[QgsCoordinateReferenceSystem]:
    """Return the system a row names, None when it names none.

    :raises BadInput: map applications' shifted coordinates, or a name that is not known.
    """
    if not stated:
        return None
    if _SHIFTED.search(stated):
        raise BadInput(tr("{crs} is the shifted system of a map application: have the coordinates given in CGCS2000."),
                       crs=stated)
    plain = unicodedata.normalize("NFKC", stated)
    old = {"西安80": 4610, "1980西安": 4610, "西安1980": 4610, "北京54": 4214, "1954北京": 4214, "北京1954": 4214}
    epsg = stated_epsg(stated) or next((code for word, code in old.items() if word in plain.replace(" ", "")), None)
    crs = QgsCoordinateReferenceSystem(f"EPSG:{epsg}") if epsg else QgsCoordinateReferenceSystem(stated)
    if not crs.isValid():
        raise BadInput(tr("{crs} is not a coordinate reference system: write it like EPSG:4526."), crs=stated)
    return crs
