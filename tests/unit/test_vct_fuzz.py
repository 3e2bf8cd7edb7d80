"""VCT files written at random read back; damaged at random they raise nothing but BadInput and lose no polygon."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.readers.rings import to_wkb
from farmland_plugin.intake.vct.parser import read_vct
from tests.planar import planar_area
from tests.unit.vct_writer import CODE, file2, file3, inner, line3, refs3, rings2, rings3, square


def rows_of(data):
    """Return ``(rows, what was said)`` of a file, everything closed and removed behind it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.vct"
        path.write_bytes(data)
        file = read_vct(path, Path(folder))
        try:
            rows = [row for one in file.classes for row in file.rows(one.table)]
            assert sum(file.count(one.table) for one in file.classes) == len(rows)
            return rows, " ".join([*file.problems, *(row.fault for row in rows)]).strip()
        finally:
            file.close()


@st.composite
def files(draw):
    """``(text, areas)`` of a valid file of one of the forms; the areas are its polygons'."""
    form = draw(st.sampled_from(["indirect", "direct", "older"]))
    lines, polygons, rows, areas = [], [], [], []
    for index in range(draw(st.integers(1, 5))):
        ident, side, hole = str(130403211000000000 + index), draw(st.sampled_from([100.0, 60.5])), draw(st.booleans())
        rings = [square(index, 0, side), *([inner(index)] if hole and side == 100 else [])]
        areas.append(side * side - (400 if len(rings) == 2 else 0))
        rows.append(f"{ident},011" if form == "older" else f"{ident},{CODE},0101,{draw(st.sampled_from(['水田', '旱地', '']))}")
        if form == "indirect":
            refs = []
            for number, ring in enumerate(rings):
                at, cut = 100 * (index + 1) + 10 * number, draw(st.integers(1, 3))
                lines += [line3(at, ring[:cut + 1]), line3(at + 1, ring[cut:][::-1])]
                refs += [*([0] if number else []), at, -(at + 1)]
            polygons.append(refs3(ident, refs, count=draw(st.sampled_from([None, len(refs)]))))
        else:
            polygons.append(rings2(ident, rings) if form == "older" else rings3(ident, rings))
    rows = draw(st.permutations(rows))
    return (file2 if form == "older" else file3)(lines, polygons, rows), areas


@settings(max_examples=60, deadline=None)
@given(files(), st.sampled_from(["utf-8", "gb18030"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_what_is_written_reads_back(drawn, encoding, newline):
    text, areas = drawn
    rows, said = rows_of(text.replace("\n", newline).encode(encoding))
    assert said == ""
    assert [planar_area(to_wkb(row.parts)) for row in rows] == [pytest.approx(area) for area in areas]
    assert all(row.attributes["BSM"] == row.ident for row in rows)


@st.composite
def damages(draw):
    """The bytes of a valid file with some damages."""
    lines = draw(files())[0].splitlines()
    for _ in range(draw(st.integers(0, 3))):
        kind, at, other = draw(st.sampled_from(["swap", "twice", "drop", "cut", "junk"])), *draw(
            st.tuples(st.integers(0, len(lines) - 1), st.integers(0, len(lines) - 1)))
        if kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "twice":
            lines.insert(other, lines[at])
        elif kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "cut":
            lines[at] = lines[at][:draw(st.integers(0, max(0, len(lines[at]) - 1)))]
        else:
            lines.insert(at, draw(st.sampled_from(["", "0", "1", "99999999999", "x", "-1", "1e400,nan", CODE, "LineEnd",
                                                   "PolygonBegin", "TableEnd"]) | st.text(max_size=12)))
    data = bytearray("\n".join(lines).encode(draw(st.sampled_from(["utf-8", "gb18030"])), "replace"))
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(data) - 1)) if data else 0
        edit = draw(st.sampled_from(["delete", "set", "truncate", "none"]))
        if edit == "delete":
            del data[at:at + draw(st.integers(1, 30))]
        elif edit == "set" and data:
            data[at] = draw(st.integers(0, 255))
        elif edit == "truncate" and draw(st.integers(0, 3)) == 0:
            del data[at:]
    return bytes(data)


@settings(max_examples=300, deadline=None)
@given(damages())
def test_a_damaged_file_loses_no_polygon_in_silence(data):
    try:
        rows, said = rows_of(data)
    except BadInput as error:
        assert str(error) and "\n" not in str(error)
        return
    found = " ".join([said, *(row.ident for row in rows)])
    lines = [line.strip(b" \x00\x1a") for line in re.split(rb"\r\n|\r|\n", data) if line.strip(b" \x00\x1a")]
    sections = [i for i, line in enumerate(lines) if re.match(rb"(?i)^\s*polygon(begin|end)\s*$", line)]
    if len(sections) < 2 or any(word in said for word in ("is not closed", "outside of any section")):
        return  # the sections themselves are damaged, and that is said
    for ident, code in zip(lines[sections[0]:sections[1]], lines[sections[0] + 1:sections[1]]):
        if re.match(rb"^1304032110000000\d\d$", ident) and code in (CODE.encode(), b"1001"):
            assert ident.decode() in found


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([b"1", b"0", b"11", b"21", b"100", CODE.encode(), b"5", b"38545000.0,4062000.0", b"Unknown",
                                 b"LineBegin", b"LineEnd", b"PolygonBegin", b"PolygonEnd", b"AttributeBegin", b"DLTB",
                                 b"TableEnd", b"AttributeEnd", b"1,2,3", b"-5,7",
                                 b"FeatureCodeBegin", b"1001,a,Polygon,DLTB", b"HeadEnd",
                                 b"\xff\xfe", b"999999999999999999999"]), max_size=60))
def test_words_of_the_format_in_any_order_end_in_rows_or_one_sentence(lines):
    try:
        rows_of(b"HeadBegin\n" + b"\n".join(lines))
    except BadInput as error:
        assert str(error)
