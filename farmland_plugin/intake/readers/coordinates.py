"""Coordinates as people write them into cells: WKT, "x,y;x,y", degrees with minutes, several rings; pure text to WKB.

Nothing is guessed in silence: what cannot be read raises ``NoCoordinates`` with the reason, which quarantines the row.
"""

from __future__ import annotations

import json
import math
import re
import struct
import unicodedata
from typing import Any, List, Optional, Sequence, Tuple

from osgeo import ogr

from ...i18n import tr
from .rings import Tangled, assemble

Point = Tuple[float, float]
Ring = List[Point]
MOST_VERTICES = 1_000_000
_MOST_CHARACTERS = 40_000_000
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?")
_DMS = re.compile(r"([东西南北EWNSewns]?)[经纬]?\s*([+-]?\d{1,3}(?:\.\d+)?)\s*[°度d]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['分m]\s*)?"
                  r"(?:(\d{1,2}(?:\.\d+)?)(?![\d.°度])\s*(?:\"|''|秒|s)?\s*)?([EWNSewns]?)")
_WKT = re.compile(r"^\s*(?:SRID=(\d+);)?\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON|CURVEPOLYGON|SURFACE)|GEOMETRYCOLLECTION"
                  r"|CURVEPOLYGON)\s*(?:Z|M|ZM)?\s*(?:\(|EMPTY)", re.IGNORECASE)
_LABEL = re.compile(r"^[A-Za-z]{1,3}-?\d{1,6}$")
_SAME = str.maketrans({"°": "°", "º": "°", "˚": "°", "′": "'", "’": "'", "‘": "'", "ˊ": "'", "″": '"', "”": '"', "“": '"',
                       "〃": '"', "、": ",", "；": ";", "，": ",", "（": "(", "）": ")", "｜": "|", "。": ".", "\u3000": " ",
                       "\xa0": " ", "\t": " ", "\r": "\n", "【": "[", "】": "]"})


class NoCoordinates(ValueError):
    """A text that holds no usable coordinates; the message is the reason."""


def wkb_of_text(text: str) -> Tuple[bytes, Optional[int]]:
    """Return the geometry a cell's text holds, and the EPSG code of ``SRID=…;`` when it says one.

    A single pair is a point; rings are nested by containment.

    :raises NoCoordinates: the reason.
    """
    if len(text) > _MOST_CHARACTERS:
        raise NoCoordinates(tr("the coordinates are longer than any parcel's ({count} characters)").format(count=len(text)))
    plain = unicodedata.normalize("NFKC", text.translate(_SAME)).translate(_SAME).strip()
    known = _WKT.match(plain)
    if known:
        body = plain.partition(";")[2] if known.group(1) else plain
        return _of_wkt(" ".join(body.split())), int(known.group(1)) if known.group(1) else None
    if plain[:1] == "{":
        return _of_json(plain), None
    if not has_digits(plain):
        raise NoCoordinates(tr("no coordinates were found in it"))
    rings = _of_arrays(plain) if plain[:1] == "[" else [_ring(chunk) for chunk in _chunks(_decimal_degrees(plain))]
    rings = [ring for ring in rings if ring]
    if not rings:
        raise NoCoordinates(tr("no coordinates were found in it"))
    if not all(math.isfinite(value) for ring in rings for point in ring for value in point):
        raise NoCoordinates(tr("a coordinate is not a number"))
    if len(rings) == 1 and len(rings[0]) == 1:
        return point_wkb(rings[0][0]), None
    try:
        return polygon_wkb(assemble([closed(ring) for ring in rings])), None
    except Tangled as error:
        raise NoCoordinates(tr("its rings lie across one another: have it drawn again")) from error


def has_digits(text: str) -> bool:
    """Whether a text holds any number; words such as 坐标待补 or 无 do not."""
    return any(letter.isdecimal() for letter in text)


def looks_like_coordinates(text: str) -> bool:
    """Whether a cell holds an outline: WKT, or at least three pairs of numbers."""
    if len(text) < 12:
        return False
    plain = unicodedata.normalize("NFKC", text[:20_000].translate(_SAME)).translate(_SAME)
    if _WKT.match(plain):
        return True
    if re.search(r"\d[-:/]\d", plain):
        return False  # days, times, telephone numbers
    try:
        numbers = _NUMBER.findall(_decimal_degrees(plain))
    except NoCoordinates:
        return True  # degrees, though not sound ones
    letters = re.sub(r"[eEJ°'\"度分秒东西南北经纬NSWEnswe]", "", re.sub(r"[\d\s.,;|()\[\]+:-]", "", plain))
    return len(numbers) >= 6 and len(letters) <= 2


def _of_wkt(text: str) -> bytes:
    try:
        geometry = ogr.CreateGeometryFromWkt(text)
    except RuntimeError:
        geometry = None
    if geometry is None:
        raise NoCoordinates(tr("the WKT is damaged or cut off (it begins {start})").format(start=text[:30]))
    return bytes(geometry.ExportToIsoWkb())


def _of_json(text: str) -> bytes:
    try:
        geometry = ogr.CreateGeometryFromJson(text)
    except RuntimeError:
        geometry = None
    if geometry is None:
        raise NoCoordinates(tr("no coordinates were found in it"))
    return bytes(geometry.ExportToIsoWkb())


def _of_arrays(text: str) -> List[Ring]:
    """Return the rings of ``[[x, y], …]``, however deep."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return [_ring(chunk) for chunk in _chunks(text.replace("[", " ").replace("]", ";"))]
    rings: List[Ring] = []
    waiting: List[Any] = [value]
    while waiting:
        item = waiting.pop()
        if not isinstance(item, list) or not item:
            continue
        if all(isinstance(one, list) and len(one) >= 2 and all(_is_number(n) for n in one) for one in item):
            rings.append([(float(one[0]), float(one[1])) for one in item])
        elif all(map(_is_number, item)) and len(item) % 2 == 0:
            rings.append(list(zip(map(float, item[::2]), map(float, item[1::2]))))
        else:
            waiting.extend(reversed(item))
    return rings


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _decimal_degrees(text: str) -> str:
    """Return a text in which degrees, minutes and seconds are decimal degrees."""
    if not any(sign in text for sign in "°度"):
        return text

    def decimal(match: re.Match[str]) -> str:
        before, degrees, minutes, seconds, after = match.groups()
        if float(minutes or 0) >= 60 or float(seconds or 0) >= 60:
            raise NoCoordinates(tr("{text} is no angle: minutes and seconds go up to 60").format(text=match.group(0)))
        value = abs(float(degrees)) + float(minutes or 0) / 60 + float(seconds or 0) / 3600
        negative = degrees.startswith("-") or (before or after).upper() in ("W", "S", "西", "南")
        return f"{-value if negative else value:.10f} "

    return re.sub(r"\s+([,;|])", r"\1", _DMS.sub(decimal, text))


def _chunks(text: str) -> List[str]:
    """Split a text into rings: at ``|``, and at line ends unless every line is one point."""
    chunks: List[str] = []
    for part in text.replace("||", "|").split("|"):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        if len(lines) > 1 and all(len(_NUMBER.findall(line)) <= 4 for line in lines):
            chunks.append(";".join(line.strip(";,") for line in lines))
        else:
            chunks.extend(lines)
    return chunks


def _ring(text: str) -> Ring:
    """Return the points of one ring, whichever of comma, blank and semicolon stands between numbers and points."""
    body = text.strip("()[] ;,|")
    body = re.sub(r"\)\s*[,;]?\s*\(", ";", body)
    if ";" in body:
        return _points([re.split(r"[,\s:]+", part.strip("(), ")) for part in body.split(";") if part.strip("(), ")], text)
    by_comma = [part.split() for part in re.split(r"\s*,\s*", body)]
    if len(by_comma) > 1 and all(len(part) in (2, 3) for part in by_comma):
        return _points(by_comma, text)
    by_blank = [part.split(",") for part in re.sub(r"\s*,\s*", ",", body).split()]
    if all(len(part) in (2, 3) for part in by_blank):
        return _points(by_blank, text)
    flat = re.split(r"[,\s]+", body)
    if len(flat) % 2:
        raise NoCoordinates(tr("an odd count of numbers ({count}): a coordinate is missing").format(count=len(flat)))
    return _points([flat[i:i + 2] for i in range(0, len(flat), 2)], text)


def _points(rows: Sequence[List[str]], text: str) -> Ring:
    """Return points of split texts: labels such as ``J1`` or 1, 2, 3 … in front and heights behind are left out."""
    widths = {len(row) for row in rows}
    numbered = widths == {3} and [row[0] for row in rows] in (
        [str(i) for i in range(1, len(rows) + 1)], [*(str(i) for i in range(1, len(rows))), "1"])
    ring: Ring = []
    for at, row in enumerate(rows, 1):
        words = row[1:] if len(row) >= 3 and (numbered or _LABEL.match(row[0])) else row
        if len(words) not in (2, 3) or not all(_NUMBER.fullmatch(word) for word in words):
            raise NoCoordinates(tr("point {number} is not a pair of numbers ({text})").format(
                number=at, text=" ".join(row)[:40]))
        ring.append((float(words[0]), float(words[1])))
    if len(ring) > MOST_VERTICES:
        raise NoCoordinates(tr("it has more than {count} vertices: simplify it where it comes from").format(
            count=MOST_VERTICES))
    return ring


def closed(ring: Ring) -> Ring:
    """Return a ring that ends where it begins.

    :raises NoCoordinates: fewer than three different points.
    """
    if len(set(ring)) < 3:
        raise NoCoordinates(tr("only {count} different points: an outline needs three").format(count=len(set(ring))))
    return ring if ring[0] == ring[-1] else [*ring, ring[0]]


def holds(outer: Any, inner: Any) -> bool:
    """Whether one polygon lies within another and is smaller; crossing or equal ones do not count."""
    west, east, south, north = inner.GetEnvelope()
    box = outer.GetEnvelope()
    if west < box[0] or east > box[1] or south < box[2] or north > box[3]:
        return False
    return bool(outer.GetArea() > inner.GetArea() and outer.IsValid() and inner.IsValid() and outer.Contains(inner))


def point_wkb(point: Point) -> bytes:
    """Return the WKB of a point."""
    return struct.pack("<BIdd", 1, 1, *point)


def line_wkb(line: Sequence[Point]) -> bytes:
    """Return the WKB of a line."""
    return struct.pack("<BII", 1, 2, len(line)) + _packed(line)


def _packed(ring: Sequence[Point]) -> bytes:
    return struct.pack(f"<{2 * len(ring)}d", *(value for point in ring for value in point))


def _polygon(part: Sequence[Sequence[Point]]) -> bytes:
    return struct.pack("<BII", 1, 3, len(part)) + b"".join(struct.pack("<I", len(ring)) + _packed(ring) for ring in part)


def polygon_wkb(parts: Sequence[Sequence[Sequence[Point]]]) -> bytes:
    """Return the WKB of parts, each a shell and its holes: a polygon, or a multipolygon when there are several."""
    if len(parts) == 1:
        return _polygon(parts[0])
    return struct.pack("<BII", 1, 6, len(parts)) + b"".join(_polygon(part) for part in parts)


def collection_wkb(members: Sequence[bytes]) -> bytes:
    """Return the WKB of a geometry collection."""
    return struct.pack("<BII", 1, 7, len(members)) + b"".join(members)
