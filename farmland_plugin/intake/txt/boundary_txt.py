"""Boundary-point files (国土 TXT, 勘测定界坐标): parsed without any geometry library.

The format is a habit rather than a standard; what is accepted, and how doubtful points are settled, follows the
thirteen pitfalls of domain facts §7.1. Nothing is dropped silently: what was settled stands in ``TxtFile.problems``,
a plot that cannot be trusted carries the reason in ``Plot.fault``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Dict, List, Optional, Sequence, Tuple

from ...domain.errors import BadInput
from ...domain.zones import is_lonlat_in_china
from ...i18n import tr
from ..readers.rings import MOST_RINGS, Point, Ring, Tangled, assemble, to_wkb
from ..systems.zones import axis_order, conclude_zone
from .lines import (
    SHAPES,
    WIDE,
    Part,
    PointLine,
    is_arc,
    is_like_point,
    is_plot_line,
    is_prose,
    point_of,
    sections_of,
    text_of,
)
from .rings import Rings, rings_of
from .zone import PackedDegrees, axis_of, degrees_of, may_be_packed, settle_zone, uses_packed_degrees

__all__ = ["AREA", "NAME", "NUMBER", "PLOT_FIELDS", "POINT_COUNT", "SHAPE", "Plot", "Point", "Ring", "TxtFile",
           "assemble", "is_boundary_txt", "parse", "to_wkb"]

PLOT_FIELDS = ("界址点数", "地块面积", "地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地类编码")
EXTENDED_FIELDS = (*PLOT_FIELDS, "图斑类型", "地类", "改造前质量等别", "改造后质量等别", "备注")
POINT_COUNT, AREA, NUMBER, NAME, SHAPE = PLOT_FIELDS[:5]
_COUNT = re.compile(r"^\d{1,9}$")
_AREA = re.compile(r"^([+-]?\d{1,15}(?:\.\d{0,12})?(?:[eE][+-]?\d{1,2})?)(公顷|hm2|ha|亩|平方米|m2|平方公里|km2)?$",
                   re.IGNORECASE)
_PER_HECTARE = {"亩": Decimal(15), "平方米": Decimal(10000), "m2": Decimal(10000), "平方公里": Decimal("0.01"),
                "km2": Decimal("0.01")}
_MOST_AREA = Decimal(10) ** 12
_MOST_PROBLEMS = 500


@dataclass
class Plot:
    """One plot (地块).

    :param area_ha: stated area in hectares, None when absent. :param attributes: the header line's fields as issued,
        and the keys of the file's other sections as ``section.key``. :param parts: polygons, each a shell followed by
        its holes. :param line: 1-based line in the file. :param fault: why the plot cannot be used, '' when it can.
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
    """A parsed file.

    :param epsg: None when nothing in the file tells it. :param points: how many coordinate lines were read.
    :param datum: ``Xian 1980`` or ``Beijing 1954``, '' for CGCS2000; see ``zones.Zone``.
    """

    name: str
    header: Dict[str, str]
    plots: List[Plot]
    encoding: str
    encoding_note: str
    epsg: Optional[int] = None
    crs_note: str = ""
    problems: List[str] = field(default_factory=list)
    points: int = 0
    datum: str = ""


@dataclass
class _Raw:
    """A plot while it is read."""

    fields: List[str]
    line: int
    header: Dict[str, str]
    points: List[PointLine] = field(default_factory=list)
    fault: str = ""
    unread: bool = False  # begun by a line that could not be read


def is_boundary_txt(data: bytes) -> bool:
    """Whether the bytes look like a boundary-point file: a coordinate section under one of its usual names."""
    marks = ("地块坐标", "界址点坐标")
    return any(mark.encode(encoding) in data for mark in marks for encoding in ("utf-8", "gb18030", *WIDE))


def parse(data: bytes, name: str, encoding: str = "", *, old: bool = False) -> TxtFile:
    """Return the plots of a boundary-point file.

    Coordinates come out as x = easting or longitude, y = northing or latitude, as issued (zone prefix kept).

    :param data: the file's bytes. :param name: its name, for messages. :param encoding: '' finds it. :param old: an old
        datum is told in ``TxtFile.datum``, not refused.
    :raises BadInput: no coordinates, another datum than CGCS2000, text that is not in the chosen encoding.
    """
    text = text_of(data, name, encoding)
    problems = list(text.problems)
    found = sections_of(text.lines, name, problems)
    raws: List[_Raw] = []
    for part in found.parts:
        raws += _read_plots(part, problems)
    if not raws:
        raise BadInput(tr("{name} has no plots in its coordinate section."), name=name)
    parsed = TxtFile(name, found.header, [], text.encoding, text.note, problems=problems,
                     points=sum(len(raw.points) for raw in raws))
    _unpack_degrees(raws, problems)
    order = axis_order([point.pair for raw in raws for point in raw.points])
    if order.note:
        problems.append(order.note)
    for raw in raws:
        parsed.plots.append(_finish(raw, order.easting_first, found.extra, problems))
    _conclude_crs(parsed, found.parts, [raw.header for raw in raws], old)
    _note_doubles(parsed)
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [tr("… and {count} more.").format(count=len(problems) - _MOST_PROBLEMS)]
    return parsed


def _read_plots(part: Part, problems: List[str]) -> List[_Raw]:
    plots: List[_Raw] = []
    for number, line in part.body:
        point = point_of(line, number)
        if point is not None:
            if not plots:
                problems.append(tr("Line {line}: points without a plot line before them.").format(line=number))
                plots.append(_Raw([], number, part.header))
            plots[-1].points.append(point)
            if point.more and is_arc(point.more):
                _fault(plots[-1], _arc_text(number), problems)
        elif is_plot_line(line):
            plots.append(_Raw([f.strip() for f in re.split("[,，]", line)], number, part.header))
        else:
            _take_unread(plots, part, number, line, problems)
    return plots


def _take_unread(plots: List[_Raw], part: Part, number: int, line: str, problems: List[str]) -> None:
    """Settle where a line belongs that is neither a point nor a plot line: a fault of its plot, or a plot of its own."""
    text = tr("line {line} cannot be read: {text}").format(line=number, text=line[:40])
    if is_arc(line):
        text = _arc_text(number)
    elif is_prose(line):
        problems.append(tr("Line {line} was not understood: {text}").format(line=number, text=line[:40]))
        return
    if is_arc(line) or is_like_point(line):
        if not plots:
            plots.append(_Raw([], number, part.header, unread=True))
        _fault(plots[-1], text, problems)
        return
    if plots and not _is_whole(plots[-1]):
        _fault(plots[-1], text, problems)
    if plots and plots[-1].unread and not plots[-1].points:  # several such lines in a row are one fault
        problems.append(tr("Line {line} was not understood: {text}").format(line=number, text=line[:40]))
        return
    plots.append(_Raw([], number, part.header, fault=text, unread=True))


def _arc_text(line: int) -> str:
    return tr("line {line} describes an arc, which a boundary-point file cannot hold exactly: have it written as "
              "points").format(line=line)


def _fault(raw: _Raw, text: str, problems: List[str]) -> None:
    """Fault a plot; what is said of it a second time stands among the problems."""
    if raw.fault:
        problems.append(text)
    raw.fault = raw.fault or text


def _is_whole(raw: _Raw) -> bool:
    """Whether a plot seems complete: its last ring is closed, or it has as many points as it states."""
    if len(raw.points) > 3 and any(p.pair == raw.points[-1].pair for p in raw.points[:-3] if p.ring == raw.points[-1].ring):
        return True
    return bool(raw.fields) and raw.fields[0] == str(len(raw.points)) and bool(raw.points)


def _unpack_degrees(raws: Sequence[_Raw], problems: List[str]) -> None:
    """Turn 度.分秒 into degrees where the header says so."""
    for raw in raws:
        if not uses_packed_degrees(raw.header):
            continue
        try:
            raw.points = [PointLine(p.name, p.ring, degrees_of(p.first), degrees_of(p.second), p.line, p.more)
                          for p in raw.points]
        except PackedDegrees as error:
            _fault(raw, str(error), problems)


def _finish(raw: _Raw, file_order: bool, extra: Dict[str, str], problems: List[str]) -> Plot:
    attributes = _attributes(raw.fields)
    number = attributes.get(NUMBER, "")
    label = number or tr("line {line}").format(line=raw.line)
    area = _area(attributes.get(AREA, ""), label, raw.line, problems)
    found = rings_of(raw.points)
    problems += found.problems
    _check_count(raw, found, attributes.get(POINT_COUNT, ""), label, problems)
    more = sum(bool(point.more) for point in raw.points)
    if more:
        problems.append(tr("{plot} (line {line}): {count} points carry further columns (heights, remarks); they were left "
                           "aside.").format(plot=label, line=raw.line, count=more))
    easting_first, order_fault = axis_of(raw.points, file_order, label, problems)
    rings = found.rings if easting_first else [[(b, a) for a, b in ring] for ring in found.rings]
    fault = raw.fault or order_fault or found.fault
    shape = SHAPES.get(attributes.get(SHAPE, ""), "polygon")
    if not fault and shape != "polygon":
        fault = tr("the file calls it {shape}, not a polygon (面)").format(shape=attributes[SHAPE])
    if not fault and not rings:
        fault = tr("it has no points")
    thin = [line for ring, line in zip(rings, found.lines) if len(set(ring)) < 3]
    if thin:
        fault = fault or tr("the ring that begins in line {line} has fewer than three different points").format(line=thin[0])
    parts, fault = _parts(rings, bool(thin), fault)
    return Plot(number, attributes.get(NAME, ""), area, {**attributes, **extra}, parts, raw.line, fault)


def _parts(rings: List[Ring], thin: bool, fault: str) -> Tuple[List[List[Ring]], str]:
    """Return the polygons of a plot's rings, and its fault."""
    if thin or not rings:
        return [[ring] for ring in rings], fault
    try:
        return assemble(rings), fault
    except Tangled:
        return [[ring] for ring in rings], fault or tr(
            "its {count} rings are too many or too entangled to tell shells from holes (at most {most}): divide the "
            "plot").format(count=len(rings), most=MOST_RINGS)


def _attributes(line: List[str]) -> Dict[str, str]:
    """Name the fields of a plot line: the eight usual ones, five more in the form with thirteen."""
    fields = list(line)
    while fields and fields[-1] == "":
        fields.pop()
    ended = bool(fields) and fields[-1].endswith("@")
    if ended:
        fields[-1] = fields[-1][:-1].strip()
        if len(fields) in (len(PLOT_FIELDS) + 1, len(EXTENDED_FIELDS) + 1) and not fields[-1]:
            fields.pop()
    named = EXTENDED_FIELDS if len(fields) == len(EXTENDED_FIELDS) else PLOT_FIELDS
    return dict(zip([*named, *(f"字段{i}" for i in range(len(named) + 1, len(fields) + 1))], fields))


def _area(text: str, label: str, line: int, problems: List[str]) -> Optional[Decimal]:
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace(",", "")
    if not plain:
        return None
    match = _AREA.match(plain)
    value = Decimal(match.group(1)) if match else None
    if match is None or value is None or not 0 <= value < _MOST_AREA:
        problems.append(tr("{plot} (line {line}): the stated area {text} is not a number.").format(
            plot=label, line=line, text=text[:40]))
        return None
    return value / _PER_HECTARE.get((match.group(2) or "").lower(), Decimal(1))


def _check_count(raw: _Raw, found: Rings, stated: str, label: str, problems: List[str]) -> None:
    """Note a stated number of points that is neither all lines nor all lines without the closing ones."""
    stated = unicodedata.normalize("NFKC", stated)
    if not _COUNT.match(stated):
        return
    points = len(raw.points)
    if int(stated) not in (points, points - found.closings, points + len(found.rings),
                           points - found.closings + len(found.rings)):
        lost = next((line for line, before in found.restarts if int(stated) in (before, before - 1)), 0)
        if lost:
            _fault(raw, tr("its {stated} points end before line {line}, where a new ring of the same number begins: the plot "
                           "line before it seems to be missing").format(stated=stated, line=lost), problems)
        problems.append(tr("{plot}: {stated} points are stated, {found} were read.").format(
            plot=f"{label} ({raw.line})", stated=stated, found=points))


def _conclude_crs(parsed: TxtFile, parts: Sequence[Part], headers: Sequence[Dict[str, str]],
                  old: bool) -> None:
    """Settle the file's system, and fault the plots that do not fit into it."""
    whole = [p for plot in parsed.plots for part in plot.parts for r in part for p in r]
    zone = conclude_zone({**parsed.header, **parts[0].header}, whole, parsed.name, old=old)
    parsed.epsg, parsed.crs_note, parsed.datum = zone.epsg, zone.note, zone.datum
    for plot, header in zip(parsed.plots, headers):
        own = None
        if header is not parts[0].header:
            try:
                own = conclude_zone(header, [p for part in plot.parts for r in part for p in r], parsed.name, old=old)
            except BadInput as error:
                plot.fault = plot.fault or str(error)
        settle_zone(plot, zone, own, header, parsed.problems)
    _check_degrees(parsed, parts)


def _check_degrees(parsed: TxtFile, parts: Sequence[Part]) -> None:
    """Fault degrees that may as well be 度.分秒 when the header does not tell."""
    if parsed.epsg != 4490 or any("度" in part.header.get("计量单位", "") for part in parts):
        return
    values = [v for plot in parsed.plots for part in plot.parts for ring in part for p in ring[:-1] for v in p
              if is_lonlat_in_china(*p)]
    if may_be_packed(values):
        for plot in parsed.plots:
            plot.fault = plot.fault or tr("its degrees may as well be written as degrees.minutes-seconds (every minute and "
                                          "second is below 60): write 计量单位=度 or 计量单位=度分秒 in the header")


def _note_doubles(parsed: TxtFile) -> None:
    lines: Dict[str, List[int]] = {}
    for plot in parsed.plots:
        if plot.number:
            lines.setdefault(plot.number, []).append(plot.line)
    for number, found in lines.items():
        if len(found) > 1:
            parsed.problems.append(tr("The number {number} is borne by {count} plots (lines {lines}).").format(
                number=number, count=len(found), lines=", ".join(map(str, found[:8]))))
