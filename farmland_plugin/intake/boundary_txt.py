"""Boundary-point files (国土 TXT, 勘测定界坐标): parsed without any geometry library.

The format is a habit rather than a standard; what is accepted, and how doubtful points are settled, follows the
thirteen pitfalls of domain facts §7.1. Nothing is dropped silently: what was settled stands in ``TxtFile.problems``,
a plot that cannot be trusted carries the reason in ``Plot.fault``.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.errors import BadInput
from ..domain.zones import easting_prefix
from ..i18n import tr
from .encodings import conclude_encoding
from .zones import Zone, axis_order, conclude_zone

Point = Tuple[float, float]  # x = easting or longitude, y = northing or latitude
Ring = List[Point]  # closed: the last point repeats the first

PLOT_FIELDS = ("界址点数", "地块面积", "地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地类编码")
POINT_COUNT, AREA, NUMBER, NAME, SHAPE = PLOT_FIELDS[:5]
_SHAPES = {"面": "polygon", "线": "line", "点": "point"}
_SECTION = re.compile(r"^\s*[\[【](.+?)[\]】]\s*$")
_INTEGER = re.compile(r"^\d{1,6}$")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$")
_POINT_NAME = re.compile(r"^[A-Za-z]{0,3}-?\d{1,7}([-_]\d+)?$")
_AREA = re.compile(r"^\s*([+-]?\d+(?:\.\d+)?)\s*(公顷|hm2|ha|亩|平方米|m2)?\s*$", re.IGNORECASE)
_PER_HECTARE = {"亩": Decimal(15), "平方米": Decimal(10000), "m2": Decimal(10000)}


@dataclass
class Plot:
    """One plot (地块).

    :param area_ha: stated area in hectares, None when absent. :param attributes: the header line's fields as issued.
    :param parts: polygons, each a shell followed by its holes. :param line: 1-based line in the file.
    :param fault: why the plot cannot be used, '' when it can.
    """

    number: str
    name: str
    area_ha: Optional[Decimal]
    attributes: Dict[str, str]
    parts: List[List[Ring]]
    line: int
    fault: str = ""


@dataclass
class TxtFile:
    """A parsed file; ``epsg`` is None when nothing in the file tells it."""

    name: str
    header: Dict[str, str]
    plots: List[Plot]
    encoding: str
    encoding_note: str
    epsg: Optional[int] = None
    crs_note: str = ""
    problems: List[str] = field(default_factory=list)


@dataclass
class _Raw:
    """A plot while it is read: rings of (first, second) coordinates in the file's own order."""

    fields: List[str]
    line: int
    rings: List[List[Point]] = field(default_factory=list)
    ring_no: str = ""
    points: int = 0
    closings: int = 0
    fault: str = ""


def is_boundary_txt(data: bytes) -> bool:
    """Whether the bytes look like a boundary-point file: a coordinate section under one of its usual names."""
    return any(mark.encode(encoding) in data for mark in ("地块坐标", "界址点坐标") for encoding in ("utf-8", "gb18030"))


def parse(data: bytes, name: str, encoding: str = "") -> TxtFile:
    """Return the plots of a boundary-point file.

    Coordinates come out as x = easting or longitude, y = northing or latitude, as issued (zone prefix kept).

    :param data: the file's bytes. :param name: its name, for messages. :param encoding: '' finds it.
    :raises BadInput: no coordinate section, another datum than CGCS2000, unreadable text.
    """
    found, note = conclude_encoding((data,), chosen=encoding, name=name)
    text = data.decode(found, errors="replace").lstrip("\ufeff")
    header, body = _sections(re.split(r"\r\n|\r|\n", text), name)
    problems: List[str] = []
    raws = _read_plots(body, name, problems)
    parsed = TxtFile(name, header, [], found, note, problems=problems)
    order = axis_order([point for raw in raws for ring in raw.rings for point in ring])
    if order.note:
        problems.append(order.note)
    for raw in raws:
        parsed.plots.append(_finish(raw, order.easting_first, problems))
    zone = conclude_zone(header, [p for plot in parsed.plots for part in plot.parts for r in part for p in r], name)
    parsed.epsg, parsed.crs_note = zone.epsg, zone.note
    for plot in parsed.plots:
        _check_zone(plot, zone)
    return parsed


def _sections(lines: Sequence[str], name: str) -> Tuple[Dict[str, str], List[Tuple[int, str]]]:
    """Split a file into its header keys (all sections but the coordinates) and its numbered coordinate lines."""
    header: Dict[str, str] = {}
    body: List[Tuple[int, str]] = []
    inside, seen = False, False
    for number, line in enumerate(lines, 1):
        stripped = line.strip().strip("\x1a\x00")
        section = _SECTION.match(stripped)
        if section:
            inside = "坐标" in section.group(1)
            seen = seen or inside
        elif not stripped:
            continue
        elif inside:
            body.append((number, stripped))
        else:
            key, separator, value = stripped.partition("=")
            header[key.strip()] = value.strip() if separator else ""
    if not seen:
        raise BadInput(tr("{name} is not a boundary-point file: it has no section [地块坐标]."), name=name)
    return header, body


def _read_plots(body: Sequence[Tuple[int, str]], name: str, problems: List[str]) -> List[_Raw]:
    plots: List[_Raw] = []
    for number, line in body:
        fields = [f.strip() for f in re.split("[,，]", line)]
        point = _as_point(fields)
        if point is not None:
            if not plots:
                problems.append(tr("Line {line}: points without a plot line before them.").format(line=number))
                plots.append(_Raw([], number))
            _add_point(plots[-1], point[0], point[1], point[2], problems, number)
        elif _is_plot_line(fields, line):
            plots.append(_Raw(fields, number))
        elif plots:
            plots[-1].fault = tr("line {line} cannot be read: {text}").format(line=number, text=line[:40])
        else:
            problems.append(tr("Line {line} was not understood: {text}").format(line=number, text=line[:40]))
    if not plots:
        raise BadInput(tr("{name} has no plots in its coordinate section."), name=name)
    return plots


def _as_point(fields: List[str]) -> Optional[Tuple[str, float, float]]:
    """Return ``(ring number, first, second)`` when the fields are a coordinate line, else None."""
    plain = [unicodedata.normalize("NFKC", f).replace(" ", "") for f in fields]
    while plain and plain[-1] == "":
        plain.pop()
    if len(plain) == 3 and _POINT_NAME.match(plain[0]):  # the ring number left out
        plain.insert(1, "1")
    if len(plain) not in (4, 5) or not _POINT_NAME.match(plain[0] or "1") or not _INTEGER.match(plain[1]):
        return None
    if not all(_NUMBER.match(f) for f in plain[2:]):
        return None
    return plain[1], float(plain[2]), float(plain[3])


def _is_plot_line(fields: List[str], line: str) -> bool:
    if line.rstrip(" ,，;").endswith("@"):
        return True
    return any(f in _SHAPES for f in fields) or (len(fields) >= 6 and not _POINT_NAME.match(fields[0] or "x"))


def _add_point(raw: _Raw, ring_no: str, first: float, second: float, problems: List[str], line: int) -> None:
    """Append a point; a new ring begins with a new ring number, or after the ring was closed."""
    raw.points += 1
    point = (first, second)
    current = raw.rings[-1] if raw.rings else None
    same_ring = current is not None and raw.ring_no == ring_no
    raw.ring_no = ring_no
    if current is None or not same_ring:
        raw.rings.append([point])
        return
    closed = len(current) > 3 and current[0] == current[-1]
    if closed and point == current[0]:
        raw.closings += 1  # a closing point written twice
        return
    if closed:
        raw.rings.append([point])
        return
    start = current[0]
    if len(current) > 2 and point != start and point in ((start[0], start[0]), (start[1], start[1])):
        problems.append(tr("Line {line}: the closing point repeats one coordinate twice; the ring was closed on its "
                           "first point.").format(line=line))
        point = start
    if point == start and len(current) > 2:
        raw.closings += 1
    current.append(point)


def _finish(raw: _Raw, easting_first: bool, problems: List[str]) -> Plot:
    fields = raw.fields[:-1] if raw.fields and raw.fields[-1] in ("@", "") else list(raw.fields)
    if fields and fields[-1].endswith("@"):
        fields[-1] = fields[-1][:-1].strip()
    named = list(PLOT_FIELDS) + [f"字段{i}" for i in range(len(PLOT_FIELDS) + 1, len(fields) + 1)]
    attributes = dict(zip(named, fields))
    label = attributes.get(NUMBER) or tr("line {line}").format(line=raw.line)
    area = _area(attributes.get(AREA, ""), label, problems)
    _check_count(raw, attributes.get(POINT_COUNT, ""), label, problems)
    rings = [[p if easting_first else (p[1], p[0]) for p in ring] for ring in raw.rings]
    closed = [ring if ring[0] == ring[-1] and len(ring) > 1 else [*ring, ring[0]] for ring in rings]
    shape = _SHAPES.get(attributes.get(SHAPE, ""), "polygon")
    fault = raw.fault
    if not fault and shape != "polygon":
        fault = tr("the file calls it {shape}, not a polygon (面)").format(shape=attributes[SHAPE])
    if not fault and not closed:
        fault = tr("it has no points")
    thin = [ring for ring in closed if len(set(ring)) < 3]
    if not fault and thin:
        fault = tr("a ring has fewer than three different points")
    return Plot(attributes.get(NUMBER, ""), attributes.get(NAME, ""), area, attributes,
                assemble(closed) if not thin else [[ring] for ring in closed], raw.line, fault)


def _area(text: str, label: str, problems: List[str]) -> Optional[Decimal]:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if not plain:
        return None
    match = _AREA.match(plain)
    try:
        value = Decimal(match.group(1)) if match else None
    except InvalidOperation:
        value = None
    if match is None or value is None or value < 0:
        problems.append(tr("{plot}: the stated area {text} is not a number.").format(plot=label, text=text))
        return None
    return value / _PER_HECTARE.get((match.group(2) or "").lower(), Decimal(1))


def _check_count(raw: _Raw, stated: str, label: str, problems: List[str]) -> None:
    """Note a stated number of points that is neither all lines nor all lines without the closing ones."""
    if not _INTEGER.match(stated):
        return
    if int(stated) not in (raw.points, raw.points - raw.closings, raw.points + len(raw.rings)):
        problems.append(tr("{plot}: {stated} points are stated, {found} were read.").format(
            plot=label, stated=stated, found=raw.points))


def _check_zone(plot: Plot, zone: Zone) -> None:
    """Fault a plot whose points lie in more than one zone, or in another zone than the file's."""
    prefixes = {easting_prefix(p[0]) for part in plot.parts for ring in part for p in ring}
    if plot.fault or not prefixes or prefixes == {zone.prefix}:
        return
    if len(prefixes) > 1:
        plot.fault = tr("its points lie in more than one zone or out of place (easting prefixes {zones})").format(
            zones=", ".join(sorted(str(p) if p is not None else "-" for p in prefixes)))
    else:
        plot.fault = tr("it lies in zone {zone}, the rest of the file in another").format(zone=prefixes.pop())


def assemble(rings: Sequence[Ring]) -> List[List[Ring]]:
    """Return rings as polygons, each a shell and its holes, decided by containment (pitfall 3), not by ring number.

    :param rings: closed rings that do not cross one another (crossing ones become parts of their own).
    """
    boxes = [_box(ring) for ring in rings]
    inside = [[j for j, other in enumerate(rings) if j != i and _box_within(boxes[i], boxes[j]) and _within(ring, other)]
              for i, ring in enumerate(rings)]
    polygons: Dict[int, List[Ring]] = {i: [rings[i]] for i in range(len(rings)) if len(inside[i]) % 2 == 0}
    for i, ring in enumerate(rings):
        if len(inside[i]) % 2:
            owner = max((j for j in inside[i] if j in polygons), key=lambda j: len(inside[j]), default=None)
            if owner is None:
                polygons[i] = [ring]
            else:
                polygons[owner].append(ring)
    return [polygons[i] for i in sorted(polygons)]


def _box(ring: Ring) -> Tuple[float, float, float, float]:
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _box_within(a: Tuple[float, float, float, float], b: Tuple[float, float, float, float]) -> bool:
    return a[0] >= b[0] and a[1] >= b[1] and a[2] <= b[2] and a[3] <= b[3]


def _within(ring: Ring, other: Ring) -> bool:
    """Whether most of the ring's vertices and edge middles lie inside the other ring and none lies outside."""
    probes = ring[:-1] + [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(ring, ring[1:])]
    sides = [_side(p, other) for p in probes]
    return -1 not in sides and 1 in sides


def _side(point: Point, ring: Ring) -> int:
    """Return 1 inside, −1 outside, 0 on the boundary."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:]):
        cross = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        span = abs(x2 - x1) + abs(y2 - y1)
        if abs(cross) <= 1e-9 * max(span, 1e-9) and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return 0
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return 1 if inside else -1


def to_wkb(parts: Sequence[Sequence[Ring]]) -> bytes:
    """Return the parts as little-endian 2D MultiPolygon WKB."""
    out = [struct.pack("<BII", 1, 6, len(parts))]
    for part in parts:
        out.append(struct.pack("<BII", 1, 3, len(part)))
        for ring in part:
            out.append(struct.pack("<I", len(ring)))
            out.extend(struct.pack("<dd", x, y) for x, y in ring)
    return b"".join(out)
