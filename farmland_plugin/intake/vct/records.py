"""The records of a VCT file: lines and polygons, in the form of GB/T 17798-2007 (VCT 3.0) and in the older one (2.0).

A record is ``id, feature code, style`` and then, in the standard's form, ``feature type`` (1 direct, 100 indirect), for a
polygon its label point and either 21 with line ids (minus = against its direction, 0 between rings) or rings of
coordinates, and a closing ``0``. The older form has no feature type for polygons; ``Topo`` in the head tells direct from
indirect. What a record holds decides, not the version its head claims (§7.2).
"""

from __future__ import annotations

import math
from array import array
from dataclasses import dataclass, field
from typing import Any, Callable, FrozenSet, List, Optional, Sequence

from ...i18n import tr
from .lines import Lines, section_mark

MOST_POINTS = 5_000_000
_AT_ONCE = 4096  # lines taken for one look
BOUNDARY = b"1099000000"  # the code of lines that only bound polygons


class BadRecord(ValueError):
    """A record that cannot be read; the message says why and where."""


@dataclass
class LineRecord:
    """A line: ``xy`` are its coordinates in a row; ``refs`` the lines an indirect one is made of."""

    id: bytes
    code: bytes
    number: int
    xy: array[float] = field(default_factory=lambda: array("d"))
    refs: List[bytes] = field(default_factory=list)
    fault: str = ""


@dataclass
class PolygonRecord:
    """A polygon: ``rings`` with coordinates in a row, or ``refs`` to lines with ``b"0"`` between rings."""

    id: bytes
    code: bytes
    number: int
    rings: List[array[float]] = field(default_factory=list)
    refs: List[bytes] = field(default_factory=list)
    fault: str = ""


class Records:
    """Reads the records of one section.

    :param lines: placed behind the section's begin. :param codes: feature codes the file declares. :param separator:
        of coordinates and ids. :param topology: whether polygons of the older form refer to lines; None unknown.
    """

    def __init__(self, lines: Lines, codes: FrozenSet[bytes], separator: bytes, topology: Optional[bool] = None) -> None:
        self.lines, self.separator, self.topology = lines, separator, topology
        self.codes = {*codes, BOUNDARY}

    def polygon(self) -> PolygonRecord:
        """Return the next polygon; when it cannot be read, its fault says why and the next record stands ahead."""
        number, start = self.lines.number, self.lines.taken()
        record = PolygonRecord(*self._head(), number)
        self._guarded(record, self._polygon_body, start)
        return record

    def line(self) -> LineRecord:
        """Return the next line, with its fault when it cannot be read."""
        number, start = self.lines.number, self.lines.taken()
        record = LineRecord(*self._head(), number)
        self._guarded(record, self._line_body, start)
        return record

    def _guarded(self, record: Any, body: Callable[[Any], None], start: int) -> None:
        """Read a record's body; when that fails, go back and look for the next record behind its first line."""
        if record.code not in self.codes and len(record.code) >= 4 and record.code.isdigit() and record.id.isdigit():
            self.codes.add(record.code)
        try:
            body(record)
        except (BadRecord, ValueError, OverflowError) as error:
            text = str(error) if isinstance(error, BadRecord) else tr("a number is expected")
            at = self.lines.number
            record.fault = tr("the record in line {line} cannot be read ({reason}, near line {near})").format(
                line=record.number, reason=text, near=at)
            self.lines.back(self.lines.taken() - start - 1)
            self._skip_to_boundary()
            return
        if self.lines.peek() == b"0":
            self.lines.take()
        if not self.at_boundary() and not self._looks_like_head():
            record.fault = record.fault or tr("the record in line {line} does not end where it should: line {near} was not "
                                              "understood").format(line=record.number, near=self.lines.number)
            self._skip_to_boundary()

    def _head(self) -> tuple[bytes, bytes]:
        ident = self.lines.take() or b""
        if section_mark(self.lines.peek()):
            return ident, b""
        code = self.lines.take() or b""
        style = self.lines.peek()
        if style is None or section_mark(style):
            return ident, code
        after = self.lines.peek(1)
        if style in (b"1", b"100") and after is not None and self._is_point(after) and not self._is_point(
                self.lines.peek(2) or b""):
            return ident, code  # the style is left out
        self.lines.take()
        if code not in self.codes and style in self.codes:
            code = style
        return ident, code

    def at_boundary(self, ahead: int = 0) -> bool:
        """Whether a record, or nothing more, begins ``ahead`` lines from here."""
        line = self.lines.peek(ahead)
        if line is None or section_mark(line):
            return True
        code = self.lines.peek(ahead + 1)
        return code is not None and code in self.codes and self._is_id(line) and (
            len(line) >= 12 or not self._is_point(self.lines.peek(ahead + 2) or b""))  # no count has twelve digits

    def _looks_like_head(self) -> bool:
        """Whether a record of an undeclared code begins here: id, code, something, and then a feature type or point."""
        ident, code, fourth = (self.lines.peek(n) or b"" for n in (0, 1, 3))
        return self._is_id(ident) and self._is_id(code) and len(code) >= 3 and code != b"0" and (
            fourth in (b"1", b"100") or self._is_point(fourth))

    def _skip_to_boundary(self) -> None:
        while not self.at_boundary():
            self.lines.take()
            if self.lines.taken() > 100_000:
                self.lines.forget()

    def _is_id(self, line: bytes) -> bool:
        return 0 < len(line) <= 40 and line.isalnum()

    def _is_point(self, line: bytes) -> bool:
        parts = line.split(self._separator_in(line))
        if len(parts) not in (2, 3):
            return False
        try:
            return all(math.isfinite(float(part)) for part in parts)
        except ValueError:
            return False

    def _separator_in(self, line: bytes) -> bytes:
        return self.separator if self.separator in line else b","

    def _integer(self) -> int:
        line = self.lines.peek()
        if line is None or section_mark(line):
            raise BadRecord(tr("the record is cut off"))
        text = line.strip()
        if not text.lstrip(b"-").isdigit() or len(text) > 12:
            raise BadRecord(tr("a number is expected, not {text}").format(text=line[:30].decode("ascii", "replace")))
        self.lines.take()
        return int(text)

    def _points(self, count: int) -> array[float]:
        if not 0 < count <= MOST_POINTS:
            raise BadRecord(tr("{count} points are stated").format(count=count))
        flat: array[float] = array("d")
        separator = self._separator_in(self.lines.peek() or b"")
        for first in range(0, count, _AT_ONCE):  # the number stated may be millions too large
            wanted = min(_AT_ONCE, count - first)
            rows = self.lines.take_many(wanted)
            self._add_points(flat, rows, separator)
            if len(rows) < wanted:
                raise BadRecord(tr("the record is cut off"))
        if not all(map(math.isfinite, flat)):
            raise BadRecord(tr("a coordinate is not a number"))
        return flat

    def _add_points(self, flat: array[float], rows: Sequence[bytes], separator: bytes) -> None:
        for at, row in enumerate(rows):
            parts = row.split(separator)
            try:
                if b"_" in row or not 2 <= len(parts) <= 3:
                    raise ValueError
                x, y = float(parts[0]), float(parts[1])
            except ValueError:
                self.lines.back(len(rows) - at)
                raise BadRecord(tr("a coordinate is expected, not {text}").format(
                    text=row[:30].decode("ascii", "replace"))) from None
            flat.append(x)
            flat.append(y)

    def _line_body(self, record: LineRecord) -> None:
        kind = self._integer()
        if kind == 100:
            record.refs = self._refs()
            return
        count = self._integer()
        if self._is_point(self.lines.peek() or b""):
            if kind != 1:
                raise BadRecord(_curve(kind))
            record.xy = self._points(count)
            self._old_topology()
            return
        if not 0 < count <= MOST_POINTS:
            raise BadRecord(tr("{count} segments are stated").format(count=count))
        for _ in range(count):
            segment = self._integer()
            if segment != 11:
                raise BadRecord(_curve(segment))
            piece = self._points(self._integer())
            record.xy.extend(piece[2:] if record.xy[-2:] == piece[:2] else piece)

    def _old_topology(self) -> None:
        """Take the four numbers (nodes, neighbours) that stand behind a line of the older form with full topology."""
        if not self.at_boundary() and all((self.lines.peek(n) or b"x").lstrip(b"-").isdigit() for n in range(4)):
            self.lines.take_many(4)

    def _polygon_body(self, record: PolygonRecord) -> None:
        if self._is_point(self.lines.peek() or b""):
            self.lines.take()  # the label point
            self._old_polygon(record)
            return
        kind = self._integer()
        if self._is_point(self.lines.peek() or b""):
            self.lines.take()
        made = self._integer()
        if made in (21, 22) and (kind == 100 or not self._is_ring_count()):
            if made == 22:
                raise BadRecord(tr("it is made of other polygons (22), which is not read"))
            record.refs = self._refs()
            return
        if not 0 < made <= MOST_POINTS:
            raise BadRecord(tr("{count} rings are stated").format(count=made))
        record.rings = [self._element() for _ in range(made)]

    def _is_ring_count(self) -> bool:
        """Whether rings follow a number that may be 21 rings as well as "made of lines"."""
        return (self.lines.peek() == b"11" and (self.lines.peek(1) or b"").isdigit()
                and self._is_point(self.lines.peek(2) or b"") and b"." in (self.lines.peek(2) or b""))

    def _element(self) -> array[float]:
        """Return one ring: ``11, count, points``, or ``count, points`` without the type."""
        kind = self._integer()
        if self._is_point(self.lines.peek() or b""):
            follows = self.lines.peek({13: 1, 14: 2}.get(kind, 0)) or b""
            if kind in (13, 14) and not self._is_point(follows):
                raise BadRecord(_curve(kind, area=True))
            return self._points(kind)
        if kind == 11:
            return self._points(self._integer())
        raise BadRecord(_curve(kind, area=True))

    def _old_polygon(self, record: PolygonRecord) -> None:
        first = self.lines.peek(1) or b""
        direct = self._is_point(first) and (self.topology is False or b"." in first)
        if not direct:
            record.refs = self._refs()
            return
        count = self._integer()
        while count:
            record.rings.append(self._points(count))
            following = self.lines.peek()
            if following is None or section_mark(following) or self.at_boundary():
                return
            count = self._integer()

    def _refs(self) -> List[bytes]:
        """Return line ids; whether the stated number counts the zeros between rings differs between programs."""
        count = self._integer()
        if not 0 < count <= MOST_POINTS:
            raise BadRecord(tr("{count} lines are stated").format(count=count))
        refs: List[bytes] = []
        named = 0
        while named < count:
            row = self.lines.peek()
            if row is None or section_mark(row):
                raise BadRecord(tr("the record is cut off"))
            if (row == b"0" and (self.at_boundary(1) or named == 0)) or self.at_boundary():
                break
            ids = [one.strip() for one in row.split(self._separator_in(row)) if one.strip()]
            if not all(one.lstrip(b"-").isalnum() for one in ids):
                raise BadRecord(tr("line numbers are expected, not {text}").format(text=row[:30].decode("ascii", "replace")))
            self.lines.take()
            refs += ids
            named += sum(one != b"0" for one in ids)
        zeros = len(refs) - named
        if count not in (named, len(refs), len(refs) + bool(zeros)):
            raise BadRecord(tr("{count} lines are stated, {found} are listed").format(count=count, found=named))
        return refs


def _curve(kind: int, area: bool = False) -> str:
    """Return what to say of a curve; the numbers of lines and of areas mean different things."""
    arc = tr("arc through three points")
    lines = {2: arc, 3: tr("circle"), 4: tr("ellipse"), 5: tr("smooth curve"), 6: tr("spline"), 12: arc,
             13: tr("arc about its centre"), 14: tr("elliptical arc"), 15: tr("spline"), 16: tr("spline"), 17: tr("Bézier curve")}
    areas = {12: tr("circle"), 13: tr("circle"), 14: tr("ellipse")}
    what = (areas if area else lines).get(kind, tr("unknown"))
    return tr("it holds a curve ({what}, type {kind}): have it written as polylines").format(what=what, kind=kind)


def rings_of_refs(refs: Sequence[bytes]) -> List[List[bytes]]:
    """Divide line ids into rings at the zeros."""
    rings: List[List[bytes]] = [[]]
    for ref in refs:
        if ref == b"0":
            rings.append([])
        else:
            rings[-1].append(ref)
    return [ring for ring in rings if ring]
