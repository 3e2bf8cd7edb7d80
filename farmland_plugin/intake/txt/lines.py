"""Boundary-point files line by line: their encodings, their sections, and what a line is (domain facts §7.1)."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Dict, List, Optional, Sequence, Tuple

from ...domain.errors import BadInput
from ...i18n import tr
from ..readers.encodings import conclude_encoding

WIDE = ("utf-16-le", "utf-16-be")  # of a file without a mark at its beginning
SHAPES = {"面": "polygon", "线": "line", "点": "point"}
DESCRIPTION = "属性描述"
_WORDS = ("属性描述", "地块坐标", "界址点", "坐标系", "几度分带", "投影类型", "计量单位", "带号", "精度", "转换参数",
          "格式版本", "数据产生", "项目信息", "扩展信息", "项目名称")
_SECTION = re.compile(r"^[\[【［](.+?)[\]】］][,，;；\s]*$")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTES_END = re.compile(rb"\r\n|\r|\n")
_INTEGER = re.compile(r"^\d{1,6}$")
_RING = re.compile(r"^(?:第|圈)?(\d{1,6})圈?$")
_NUMBER = re.compile(r"^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$")
_LABEL = re.compile(r"^[XYxyENen][=:]")
_DMS = re.compile(r"^[EeNn东北]?(\d{1,3})[°度](\d{1,2})['′’分](\d{1,2}(?:\.\d*)?)(?:[\"″”秒]|''|′′)?[EeNn]?$")
_PLAIN = re.compile(r"^([A-Za-z]{0,3}-?\d{1,7}),(\d{1,6}),([+-]?\d+\.?\d*),([+-]?\d+\.?\d*)$")
_POINT_NAME = re.compile(r"^[A-Za-z]{1,3}[-_]?\d{1,7}\D{0,12}$")
_ARC = re.compile(r"圆弧|弧段|弧长|圆心|半径|曲率|\bARC\b|\bR\s*=", re.IGNORECASE)
_LONG_NUMBER = re.compile(r"\d{5,}\.\d|\d{7,}")
_JUNK = "\x1a\x00\ufeff \t\u3000"


@dataclass(frozen=True)
class PointLine:
    """A coordinate line: ``ring`` None when it has no ring number; ``first``/``second`` in the file's own order."""

    name: str
    ring: Optional[int]
    first: float
    second: float
    line: int
    more: str = ""

    @property
    def pair(self) -> Tuple[float, float]:
        """Return the two coordinates as written."""
        return self.first, self.second


@dataclass
class Text:
    """A file's lines and in which encoding they were."""

    lines: List[str]
    encoding: str
    note: str
    problems: List[str] = field(default_factory=list)


@dataclass
class Part:
    """What stands under one description: its keys and the numbered lines of its coordinate sections."""

    header: Dict[str, str] = field(default_factory=dict)
    body: List[Tuple[int, str]] = field(default_factory=list)


@dataclass
class Sections:
    """A file by sections.

    :param header: every key outside the coordinates. :param extra: keys of sections other than the description, as
        ``section.key``. :param parts: one for each description, usually one.
    """

    header: Dict[str, str] = field(default_factory=dict)
    extra: Dict[str, str] = field(default_factory=dict)
    parts: List[Part] = field(default_factory=lambda: [Part()])


def text_of(data: bytes, name: str, chosen: str = "") -> Text:
    """Return a file's lines; when no encoding fits the whole file, each line is decoded by itself and that is said.

    :raises BadInput: an encoding chosen by the user that does not fit.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", errors="replace")
        return Text(_LINE_END.split(text), "utf-16", tr("stated by the mark at the beginning of the file"))
    wide = next((encoding for encoding in WIDE if not chosen and "坐标".encode(encoding) in data), "")
    if wide:
        return Text(_LINE_END.split(data.decode(wide, errors="replace")), wide, tr("the words of the format stand in it so"))
    try:
        encoding, note = conclude_encoding((data,), chosen=chosen, name=name)
    except BadInput:
        if chosen:
            raise
        return _line_by_line(data)
    if encoding == "gb18030" and not chosen and _has_utf8_words(data):
        return _line_by_line(data)
    return Text(_LINE_END.split(data.decode(encoding, errors="replace").lstrip("\ufeff")), encoding, note)


def _has_utf8_words(data: bytes) -> bool:
    """Whether UTF-8 words of the format stand in a file that also decodes as GB18030."""
    return any(word.encode("utf-8") in data for word in _WORDS)


def _line_by_line(data: bytes) -> Text:
    lines: List[str] = []
    problems: List[str] = []
    counts = {"utf-8": 0, "gb18030": 0}
    last = "gb18030"
    for number, raw in enumerate(_BYTES_END.split(data), 1):
        if raw.isascii():
            lines.append(raw.decode("ascii"))
            continue
        fitting = {encoding: text for encoding in counts for text in [_decoded(raw, encoding)] if text is not None}
        if not fitting:
            problems.append(tr("Line {line} is neither UTF-8 nor GBK: its damaged characters stand as �.").format(line=number))
            lines.append(raw.decode(last, errors="replace"))
            continue
        known = [encoding for encoding, text in fitting.items() if any(word in text for word in _WORDS)]
        last = known[0] if known else last if last in fitting else next(iter(fitting))
        counts[last] += 1
        lines.append(fitting[last])
    if lines:
        lines[0] = lines[0].lstrip("\ufeff")
    used = [encoding for encoding, count in counts.items() if count]
    note = tr("no encoding fits the whole file; each line was decoded by itself (UTF-8: {utf8} lines, GBK: {gbk})").format(
        utf8=counts["utf-8"], gbk=counts["gb18030"])
    if len(used) > 1:
        problems.insert(0, tr("The file mixes encodings: {utf8} lines are UTF-8, {gbk} are GBK.").format(
            utf8=counts["utf-8"], gbk=counts["gb18030"]))
    return Text(lines, " + ".join(used) or "utf-8", note, problems)


def _decoded(raw: bytes, encoding: str) -> Optional[str]:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def sections_of(lines: Sequence[str], name: str, problems: List[str]) -> Sections:
    """Split a file into keys and coordinate lines.

    :raises BadInput: no coordinates at all.
    """
    found = Sections()
    section, inside, seen, told = "", False, False, False
    for number, line in enumerate(lines, 1):
        stripped = line.strip(_JUNK)
        head = _SECTION.match(stripped)
        if head:
            section = head.group(1).strip()
            inside = "坐标" in section and "坐标系" not in section
            seen = seen or inside
            if section == DESCRIPTION and found.parts[-1].body:
                found.parts.append(Part())
        elif not stripped:
            continue
        elif inside or _is_stray(stripped):
            if not inside and seen and not told:
                told = True
                problems.append(tr("Line {line}: coordinates stand outside of a section [地块坐标]; they were read.").format(
                    line=number))
            found.parts[-1].body.append((number, stripped))
        else:
            _take_key(found, section, stripped)
    points = sum(point_of(text, number) is not None for part in found.parts for number, text in part.body[:50])
    if not seen and points < 3:
        raise BadInput(tr("{name} is not a boundary-point file: it has no section [地块坐标]."), name=name)
    if not seen:
        problems.append(tr("The file has no section [地块坐标]; its coordinate lines were read all the same."))
    return found


def _is_stray(text: str) -> bool:
    """Whether a line outside of the coordinates is one of them: a point, or a plot line with its ``@``."""
    if "=" in text:
        return False
    return point_of(text, 0) is not None or (text.endswith("@") and text.count(",") + text.count("，") >= 2)


def _take_key(found: Sections, section: str, text: str) -> None:
    key, separator, value = text.partition("=")
    if not separator:
        key, separator, value = text.replace("：", ":").partition(":")
    key, value = key.strip(), value.strip()
    header = found.parts[-1].header
    if section in ("", DESCRIPTION):
        header[key] = value
    else:
        header.setdefault(key, value)
        found.extra[f"{section}.{key}"] = value
    found.header.setdefault(key, value)


def number_of(text: str) -> Optional[float]:
    """Return a finite number as people write one (full-width, with a label ``Y=``, as ``114°30'25.1"``), else None."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    plain = plain.replace(" ", "")
    if _LABEL.match(plain):
        plain = plain[2:]
    if _NUMBER.match(plain):
        value = float(plain)
        return value if math.isfinite(value) else None
    match = _DMS.match(plain) or _DMS.match(text.replace(" ", ""))
    if match and float(match.group(2)) < 60 and float(match.group(3)) < 60:
        return float(match.group(1)) + float(match.group(2)) / 60 + float(match.group(3)) / 3600
    return None


def point_of(text: str, line: int) -> Optional[PointLine]:
    """Return the coordinate line a text is: ``J1,1,Y,X`` in any of its forms, None when it is something else."""
    plain = _PLAIN.match(text)
    if plain:
        name, ring, a, b = plain.groups()
        first, second = float(a), float(b)
        if not name[0].isdigit() or _is_place(first, second):
            return PointLine(name, int(ring), first, second, line)
        return None
    if text.endswith("@"):
        return None
    fields = [f.strip() for f in re.split("[,，]", text)]
    if len(fields) < 3:
        fields = [f for f in re.split(r"[,，;；、\s]+", text) if f] if len(fields) < 2 else fields
    while fields and not fields[-1]:
        fields.pop()
    return _layout(fields, line) if 2 <= len(fields) <= 20 else None


def _layout(fields: List[str], line: int) -> Optional[PointLine]:
    """Find name, ring number and the two coordinates among a line's columns."""
    values = [number_of(f) for f in fields[:5]] + [None] * 5
    rings = [_ring_of(f) for f in fields[:5]] + [-1] * 5
    for ring, first in ((1, 2), (None, 1), (2, 3), (None, 2), (None, 0)):  # columns of ring number and coordinates
        a, b = values[first], values[first + 1]
        if a is None or b is None or not _is_place(a, b) or (ring is not None and rings[ring] == -1):
            continue
        named = ring - 1 if ring is not None else first - 1
        if named >= 0 and len(fields[named]) > 30:
            continue
        return PointLine(_plain(fields[named]) if named >= 0 else "", rings[ring] if ring is not None else None, a, b, line,
                         ",".join(f for f in fields[first + 2:] if f))
    if _POINT_NAME.match(_plain(fields[0])) and len(fields) in (3, 4, 5):  # a point, but somewhere else
        first = 2 if len(fields) >= 4 else 1
        a, b = values[first], values[first + 1]
        if a is not None and b is not None and (first == 1 or rings[1] != -1):
            return PointLine(_plain(fields[0]), rings[1] if first == 2 else None, a, b, line,
                             ",".join(f for f in fields[first + 2:] if f))
    return None


def _plain(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _ring_of(text: str) -> Optional[int]:
    """Return a ring number, None for an empty column, -1 when it is none."""
    if not text:
        return None
    match = _RING.match(_plain(text))
    return int(match.group(1)) if match else -1


def _is_place(a: float, b: float) -> bool:
    """Whether two numbers can be coordinates: metres of at least six digits, or degrees."""
    if abs(a) >= 1e5 and abs(b) >= 1e5:
        return True
    return any(73 <= p <= 136 and 3 <= q <= 54 for p, q in ((a, b), (b, a))) and (a % 1 != 0 or b % 1 != 0)


def is_plot_line(text: str) -> bool:
    """Whether a line opens a plot: it ends with ``@``, names a shape (面, 线, 点) or has at least six fields."""
    fields = [f.strip() for f in re.split("[,，]", text)]
    if text.rstrip(" ,，;").endswith("@"):
        return True
    if any(_LONG_NUMBER.search(f) for f in fields[2:4]) and _POINT_NAME.match(_plain(fields[0])):
        return False
    if any(f in SHAPES for f in fields) or (len(fields) >= 6 and not _POINT_NAME.match(_plain(fields[0]))):
        return True
    return (len(fields) in (3, 4, 5) and bool(_INTEGER.match(fields[0])) and number_of(fields[1]) is not None
            and not any(_LONG_NUMBER.search(f) and number_of(f) is not None for f in fields[1:])
            and not any(re.search(r"\d{5,}\.", f) for f in fields[1:]))


def is_arc(text: str) -> bool:
    """Whether a line or its last columns describe an arc."""
    return bool(_ARC.search(text))


def is_like_point(text: str) -> bool:
    """Whether a line that cannot be read was meant to be a point rather than a plot."""
    fields = re.split("[,，]", text)
    return bool(_LONG_NUMBER.search(text)) or (len(fields) <= 5 and bool(_POINT_NAME.match(_plain(fields[0].strip()))))


def is_prose(text: str) -> bool:
    """Whether a line is only words, or a key with its value: nothing of a plot or a point is in it."""
    plain = _plain(text)
    return not re.search(r"[\d,@]", plain) or bool(re.match(r"^[^\d,@=]{2,20}=[^,@]*$", plain)
                                                   and not _LONG_NUMBER.search(plain))
