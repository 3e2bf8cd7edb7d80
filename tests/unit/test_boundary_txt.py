"""Boundary-point files as they really come: every pitfall of the format, and what is written reads back."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.txt.boundary_txt import is_boundary_txt, parse, to_wkb
from tests.planar import planar_area

HEADER = ("[属性描述]\n格式版本号=1.01版本\n坐标系=2000国家大地坐标系\n几度分带=3\n投影类型=高斯克吕格\n计量单位=米\n"
          "带号={zone}\n精度=0.001\n转换参数=,,,,,,\n[地块坐标]\n")
SHELL = [(4062100.5, 38545320.25), (4062200.5, 38545320.25), (4062200.5, 38545420.25), (4062100.5, 38545420.25)]
HOLE = [(4062140.5, 38545360.25), (4062140.5, 38545380.25), (4062160.5, 38545380.25), (4062160.5, 38545360.25)]
APART = [(4062300.5, 38545360.25), (4062300.5, 38545380.25), (4062320.5, 38545380.25)]


def ring_lines(ring, number=1, first=1, close=True):
    lines = [f"J{first + i},{number},{n:.3f},{e:.3f}" for i, (n, e) in enumerate(ring)]
    return lines + ([f"J{first},{number},{ring[0][0]:.3f},{ring[0][1]:.3f}"] if close else [])


def document(*rings, zone="38", plot="10,0.9600,DK001,示例地块一,面,J50G001001,工业用地,,@", close=True, header=HEADER):
    lines = [plot]
    for number, ring in enumerate(rings, 1):
        lines += ring_lines(ring, number, close=close)
    return header.format(zone=zone) + "\n".join(lines) + "\n"


def one(text, encoding="utf-8"):
    parsed = parse(text.encode(encoding), "a.txt")
    assert len(parsed.plots) == 1
    return parsed, parsed.plots[0]


def test_the_published_example_gives_a_parcel_with_its_hole():
    parsed, plot = one(document(SHELL, HOLE))
    assert (parsed.epsg, plot.number, plot.name, plot.area_ha) == (4526, "DK001", "示例地块一", Decimal("0.9600"))
    assert [len(part) for part in plot.parts] == [2]
    assert planar_area(to_wkb(plot.parts)) == pytest.approx(9600)
    assert plot.parts[0][0][0] == (38545320.25, 4062100.5)  # easting first
    assert not plot.fault and not parsed.problems


def test_a_second_ring_that_lies_apart_is_a_second_part_not_a_hole():
    _, plot = one(document(SHELL, APART))
    assert [len(part) for part in plot.parts] == [1, 1]


def test_an_island_in_a_hole_is_a_part_of_its_own():
    island = [(4062145.5, 38545365.25), (4062145.5, 38545370.25), (4062150.5, 38545370.25)]
    _, plot = one(document(SHELL, HOLE, island))
    assert sorted(len(part) for part in plot.parts) == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_do_not_matter(encoding, newline):
    _, plot = one(document(SHELL).replace("\n", newline), encoding)
    assert plot.name == "示例地块一" and planar_area(to_wkb(plot.parts)) == pytest.approx(10000)


def test_the_order_of_the_axes_is_taken_from_the_numbers():
    swapped = [(e, n) for n, e in SHELL]
    parsed, plot = one(document(swapped))
    assert parsed.epsg == 4526 and plot.parts[0][0][0] == (38545320.25, 4062100.5)
    assert any("easting before the northing" in text for text in parsed.problems)


def test_a_zone_only_in_the_header_means_eastings_without_zone():
    plain = [(n, e - 38e6) for n, e in SHELL]
    parsed, _ = one(document(plain))
    assert parsed.epsg == 4547 and "header only" in parsed.crs_note


def test_a_zone_only_in_the_numbers_is_enough_and_wins_over_the_header():
    assert one(document(SHELL, zone=""))[0].epsg == 4526
    parsed, _ = one(document(SHELL, zone="37"))
    assert parsed.epsg == 4526 and "37" in parsed.crs_note


def test_six_degree_zones_are_known_by_their_prefix():
    parsed, _ = one(document([(n, e - 38e6 + 20e6) for n, e in SHELL], zone="20"))
    assert parsed.epsg == 4498


def test_neither_zone_nor_prefix_concludes_nothing():
    assert one(document([(n, e - 38e6) for n, e in SHELL], zone=""))[0].epsg is None


def test_degrees_are_recognised():
    parsed, plot = one(document([(36.5, 114.5), (36.6, 114.5), (36.6, 114.6)], zone=""))
    assert parsed.epsg == 4490 and plot.parts[0][0][0] == (114.5, 36.5)


@pytest.mark.parametrize("closing", ["none", "repeated", "twice", "named J5", "northing repeated"])
def test_the_closing_point_may_be_written_in_any_way(closing):
    lines = ring_lines(SHELL, close=False)
    n, e = SHELL[0]
    lines += {"none": [], "repeated": [f"J1,1,{n},{e}"], "twice": [f"J1,1,{n},{e}"] * 2, "named J5": [f"J5,1,{n},{e}"],
              "northing repeated": [f"J1,1,{n},{n}"]}[closing]
    _, plot = one(HEADER.format(zone=38) + "4,0.9600,DK1,甲,面,,,,@\n" + "\n".join(lines))
    assert [len(ring) for part in plot.parts for ring in part] == [5]
    assert planar_area(to_wkb(plot.parts)) == pytest.approx(10000) and not plot.fault


def test_a_new_ring_begins_after_a_closed_one_even_when_the_ring_number_stays():
    text = HEADER.format(zone=38) + "10,1,DK1,甲,面,,,,@\n" + "\n".join(ring_lines(SHELL, 1) + ring_lines(HOLE, 1, 5))
    _, plot = one(text)
    assert [len(part) for part in plot.parts] == [2]


@pytest.mark.parametrize(("written", "hectares"), [
    ("0.7655公顷", Decimal("0.7655")), ("１．５", Decimal("1.5")), ("15亩", Decimal(1)), ("500平方米", Decimal("0.05")),
    ("", None), ("约1", None),
])
def test_areas_are_read_with_their_unit(written, hectares):
    _, plot = one(document(SHELL, plot=f"5,{written},DK1,甲,面,,,,@"))
    assert plot.area_ha == hectares


@pytest.mark.parametrize("plot", ["5,0.96,DK1,甲,面@", "5,0.96,DK1,甲,面,,@", "5,0.96,DK1,甲,面,,,,,,,,@",
                                  "5，0.96，DK1，甲，面，@"])
def test_fewer_or_more_commas_before_the_sign_do_not_matter(plot):
    _, found = one(document(SHELL, plot=plot))
    assert (found.number, found.name, found.area_ha) == ("DK1", "甲", Decimal("0.96"))


def test_unknown_sections_and_keys_are_kept_as_header():
    text = "[项目信息]\n项目名称=某项目\n\n[扩展信息]\n随便\n" + document(SHELL)
    parsed, plot = one(text)
    assert parsed.header["项目名称"] == "某项目" and not plot.fault


def test_a_line_that_cannot_be_read_faults_its_plot_alone():
    bad = document(SHELL).replace("J3,1,4062200.500", "J3,1,4062200.5OO")
    parsed = parse((bad + "4,0.48,DK2,乙,面,,,,@\n" + "\n".join(ring_lines(APART))).encode(), "a.txt")
    assert [bool(plot.fault) for plot in parsed.plots] == [True, False]
    assert "line" in parsed.plots[0].fault


def test_a_wrong_number_of_points_is_told():
    parsed, _ = one(document(SHELL, plot="9,0.96,DK1,甲,面,,,,@"))
    assert any("9 points are stated" in text for text in parsed.problems)


def test_a_plot_across_two_zones_is_faulted():
    crossing = [*SHELL[:3], (4062100.5, 39545420.25)]
    _, plot = one(document(crossing))
    assert "more than one zone" in plot.fault


def test_lines_and_points_are_not_parcels():
    _, plot = one(document(SHELL, plot="5,0.96,DK1,甲,线,,,,@"))
    assert "not a polygon" in plot.fault


@pytest.mark.parametrize("system", ["1980西安坐标系", "80国家大地坐标系", "1954北京坐标系"])
def test_old_datums_are_refused_in_one_sentence(system):
    with pytest.raises(BadInput, match="CGCS2000"):
        parse(document(SHELL).replace("2000国家大地坐标系", system).encode(), "a.txt")


def test_another_text_file_is_told_apart():
    assert not is_boundary_txt("说明".encode())
    assert is_boundary_txt(document(SHELL).encode("gbk"))
    with pytest.raises(BadInput, match="地块坐标"):
        parse("说明".encode(), "readme.txt")


@st.composite
def plots(draw):
    """Star-shaped rings on a millimetre grid, each with or without a hole, at places that do not touch."""
    found = []
    for index in range(draw(st.integers(1, 4))):
        n, e = 4_000_000 + 1000 * index, 38_500_000 + draw(st.integers(-1000, 1000)) * 100
        size = draw(st.integers(10_000, 200_000)) / 1000
        rings = [[(n, e), (n + size, e), (n + size, e + size), (n, e + size)]]
        if draw(st.booleans()):
            q = size / 4
            rings.append([(n + q, e + q), (n + q, e + 2 * q), (n + 2 * q, e + 2 * q)])
        name = draw(st.text(alphabet="耕地甲乙丙ABC123（）-", min_size=1, max_size=8))
        area = Decimal(draw(st.integers(0, 99999))) / 10000
        found.append((f"DK{index:03d}", name, area, [[(round(a, 3), round(b, 3)) for a, b in r] for r in rings]))
    return found


@settings(max_examples=60, deadline=None)
@given(plots(), st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]))
def test_what_is_written_reads_back(drawn, easting_first, close, prefix, encoding):
    text = HEADER.format(zone=38)
    for number, name, area, rings in drawn:
        text += f"{sum(map(len, rings))},{area},{number},{name},面,,,,@\n"
        for ring_number, ring in enumerate(rings, 1):
            shifted = [(n, e if prefix else e - 38e6) for n, e in ring]
            ordered = [(e, n) for n, e in shifted] if easting_first else shifted
            text += "\n".join(ring_lines(ordered, ring_number, close=close)) + "\n"
    parsed = parse(text.encode(encoding), "a.txt")
    assert parsed.epsg == (4526 if prefix else 4547)
    assert [(p.number, p.name, p.area_ha, p.fault) for p in parsed.plots] == [(a, b, c, "") for a, b, c, _ in drawn]
    for plot, (_, _, _, rings) in zip(parsed.plots, drawn):
        assert len(plot.parts) == 1
        back = [[(y, x if prefix else x + 38e6) for x, y in ring[:-1]] for ring in plot.parts[0]]
        assert back == [[(n, e) for n, e in ring] for ring in rings]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(lambda t: (HEADER.format(zone=38) + t).encode("utf-8", "replace")))
def test_no_bytes_at_all_make_the_parser_fail_in_another_way_than_one_sentence(data):
    try:
        parse(data, "a.txt")
    except BadInput as error:
        assert str(error)


REAL = Path(os.environ.get("FARMLAND_REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data")) / "boundary_txt"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real boundary-point files are not on this machine")
def test_the_real_files_agree_with_their_own_hectares():
    files = sorted(REAL.glob("*.txt"))
    plots_found = [(parse(path.read_bytes(), path.name), path) for path in files]
    assert len(plots_found) == 6 and all(parsed.epsg == 4526 for parsed, _ in plots_found)
    stated = [plot for parsed, _ in plots_found for plot in parsed.plots if plot.area_ha is not None]
    assert len(stated) == 5 and all(plot.number == "FID_0" for plot in stated)
    for plot in stated:
        assert round(planar_area(to_wkb(plot.parts)) / 1e4, 4) == float(plot.area_ha)
