"""Boundary-point files damaged at random: nothing but BadInput, and no line that is nowhere accounted for."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.txt.boundary_txt import parse
from farmland_plugin.intake.txt.lines import text_of
from tests.unit.test_boundary_txt import APART, HEADER, HOLE, SHELL, ring_lines

_SHAPES = [[SHELL], [SHELL, HOLE], [SHELL, APART], [APART], [SHELL, HOLE, APART]]
_CLEAN = re.compile(r"^J\d{1,6},\d{1,6},\d{7}\.\d+,\d{8}\.\d+$")


@st.composite
def files(draw):
    """A valid file of several plots, each with one of some shapes and ways to close its rings."""
    lines = ["[项目信息]", "项目名称=示例", *HEADER.format(zone=38).splitlines()]
    for index in range(draw(st.integers(1, 4))):
        rings, close, running = draw(st.sampled_from(_SHAPES)), draw(st.booleans()), draw(st.booleans())
        count = draw(st.sampled_from(["", str(sum(map(len, rings)) + (len(rings) if close else 0))]))
        lines.append(f"{count},0.96,DK{index},{draw(st.sampled_from(['甲', '示例地块', 'A']))},面,,,,@")
        first = 1
        for number, ring in enumerate(rings, 1):
            moved = [(n + 1000 * index, e) for n, e in ring]
            lines += ring_lines(moved, number, first, close)
            first += len(ring) if running else 0
    return lines


@st.composite
def damages(draw):
    """Bytes of a valid file with one to six damages, and whether its lines stayed whole."""
    lines = draw(files())
    for _ in range(draw(st.integers(1, 4))):
        kind, at = draw(st.sampled_from(["swap", "twice", "drop", "cut", "junk", "none"])), draw(st.integers(0, len(lines) - 1))
        other = draw(st.integers(0, len(lines) - 1))
        if kind == "swap":
            lines[at], lines[other] = lines[other], lines[at]
        elif kind == "twice":
            lines.insert(other, lines[at])
        elif kind == "drop" and len(lines) > 1:
            del lines[at]
        elif kind == "cut":
            lines[at] = lines[at][:draw(st.integers(0, max(0, len(lines[at]) - 1)))]
        elif kind == "junk":
            lines.insert(at, draw(st.text(max_size=20)))
    newline = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    data = bytearray(newline.join(lines).encode(draw(st.sampled_from(["utf-8", "utf-8-sig", "gb18030"])), "replace"))
    for _ in range(draw(st.integers(0, 3))):
        if data:
            at = draw(st.integers(0, len(data) - 1))
            edit = draw(st.sampled_from(["delete", "set", "truncate"]))
            if edit == "delete":
                del data[at:at + draw(st.integers(1, 12))]
            elif edit == "set":
                data[at] = draw(st.integers(0, 255))
            elif draw(st.integers(0, 3)) == 0:
                del data[at:]
    return bytes(data)


@settings(max_examples=100, deadline=None)
@given(files(), st.sampled_from(["utf-8", "gb18030", "utf-16"]))
def test_valid_files_have_no_faults_and_every_point(lines, encoding):
    parsed = parse("\n".join(lines).encode(encoding), "a.txt")
    assert [plot.fault for plot in parsed.plots] == [""] * sum(line.endswith("@") for line in lines)
    assert parsed.points == sum(bool(_CLEAN.match(line)) for line in lines)
    assert parsed.epsg == 4526 and all(plot.attributes["项目信息.项目名称"] == "示例" for plot in parsed.plots)


@settings(max_examples=300, deadline=None)
@given(damages())
def test_a_damaged_file_loses_no_line_in_silence(data):
    try:
        parsed = parse(data, "a.txt")
    except BadInput as error:
        assert str(error) and "\n" not in str(error).strip()
        return
    lines = [line.strip("\x1a\x00\ufeff \t\u3000") for line in text_of(data, "a.txt").lines]
    begin = next((i for i, line in enumerate(lines) if re.match(r"^\[[^\]]*坐标\]$", line)), len(lines))
    body = [(number, line) for number, line in enumerate(lines[begin:], begin + 1)]
    plots = {plot.line for plot in parsed.plots}
    assert {number for number, line in body if re.match(r"^\d*,[\d.]*,[^,]+,[^,]+,面,.*@$", line)} <= plots
    assert parsed.points >= sum(bool(_CLEAN.match(line)) for _, line in body)
    said = " ".join([*parsed.problems, *(plot.fault for plot in parsed.plots)])
    named = {int(number) for number in re.findall(r"\d+", said)}
    unsaid = [line for number, line in body if line and number not in plots | named and "坐标" not in line
              and not _is_key(line) and line.strip() not in parsed.header]
    assert len(unsaid) <= parsed.points, unsaid


def _is_key(line):
    return "=" in line or line.startswith(("[", "【", "［"))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet="J0123456789.,@面 -+eE'（）闭合圆弧，", max_size=30), max_size=30))
def test_no_coordinate_section_whatever_makes_the_parser_fail(lines):
    try:
        parsed = parse((HEADER.format(zone=38) + "\n".join(lines)).encode("utf-8"), "a.txt")
    except BadInput as error:
        assert str(error)
    else:
        assert parsed.plots
