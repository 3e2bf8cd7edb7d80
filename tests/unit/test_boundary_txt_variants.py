"""Boundary-point files as offices really write them: every variant is read, or its fault names the line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.txt.boundary_txt import is_boundary_txt, parse, to_wkb
from tests.planar import planar_area
from tests.unit.test_boundary_txt import APART, HEADER, HOLE, SHELL, document, one, ring_lines

HEAD = HEADER.format(zone=38)
PLOT = "5,1.0000,DK1,甲,面,,,,@"


def file(*lines, head=HEAD):
    return parse((head + "\n".join(lines) + "\n").encode("utf-8"), "a.txt")


def lone(*lines, head=HEAD):
    parsed = file(*lines, head=head)
    assert len(parsed.plots) == 1
    return parsed, parsed.plots[0]


def is_square(plot):
    return not plot.fault and [len(r) for part in plot.parts for r in part] == [5] and (
        planar_area(to_wkb(plot.parts)) == pytest.approx(10000))


def test_the_form_with_thirteen_fields_names_the_last_five():
    _, plot = lone("5,1.0,DK1,甲,面,J50,工业,0101,变更,耕地,7等,6等,说明,@", *ring_lines(SHELL))
    assert list(plot.attributes.items())[8:] == [
        ("图斑类型", "变更"), ("地类", "耕地"), ("改造前质量等别", "7等"), ("改造后质量等别", "6等"), ("备注", "说明")]


def test_the_form_with_six_fields_and_no_sign_is_a_plot_too():
    _, plot = lone("5,1.0,DK1,甲,面,J50", *ring_lines(SHELL))
    assert is_square(plot) and plot.attributes["图幅号"] == "J50"


def test_keys_of_project_sections_stand_in_every_plot_under_their_section():
    parsed = file("5,1,DK1,甲,面,,,,@", *ring_lines(SHELL), "4,1,DK2,乙,面,,,,@", *ring_lines(APART),
                  head="[项目信息]\n项目名称=某项目\n[扩展信息]\n批文号：冀政〔2026〕1号\n" + HEAD)
    assert [p.attributes["项目信息.项目名称"] for p in parsed.plots] == ["某项目", "某项目"]
    assert parsed.plots[1].attributes["扩展信息.批文号"] == "冀政〔2026〕1号"


def test_coordinates_without_any_plot_line_are_one_plot_and_that_is_said():
    parsed, plot = lone(*ring_lines(SHELL))
    assert is_square(plot) and any("without a plot line" in text for text in parsed.problems)


def test_a_bare_list_of_points_without_sections_is_read():
    parsed = parse("\n".join(ring_lines(SHELL)).encode(), "a.txt")
    assert is_square(parsed.plots[0]) and parsed.epsg == 4526
    assert any("no section" in text for text in parsed.problems)


@pytest.mark.parametrize("form", [
    "J{i},1,{n},{e},12.5", "J{i},1,{n},{e},沟边", "{i},J{i},1,{n},{e}", "J{i},{n},{e}", "J{i}\t1\t{n}\t{e}", "J{i} 1 {n} {e}",
    "J{i};1;{n};{e}", "J{i}，1，{n}，{e}", "J{i},1,Y={n},X={e}", "Ｊ{i},１,{n},{e}", "J{i},,{n},{e}", "界址点{i},1,{n},{e}",
    "{i},1,{n},{e}", "J{i},1,{n},{e},J{i}-J{i},100.00,围墙", "J{i},第1圈,{n},{e}", "J0{i},1,{n},{e}", "J{i},1,{n:.6e},{e:.8e}",
    "J{i},1, {n} , {e} ,,,", "{n},{e}",
])
def test_a_coordinate_line_may_be_written_in_any_of_these_ways(form):
    _, plot = lone(PLOT, *(form.format(i=i, n=n, e=e) for i, (n, e) in enumerate([*SHELL, SHELL[0]], 1)))
    tolerance = 100 if "e}" in form and ":" in form else 1e-6
    assert not plot.fault and planar_area(to_wkb(plot.parts)) == pytest.approx(10000, abs=tolerance)
    assert plot.parts[0][0][1] == pytest.approx((38545320.25, 4062200.5), abs=0.5)


def test_full_width_digits_and_commas_are_digits_and_commas():
    wide = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
    _, plot = lone(PLOT.replace(",", "，"), *(line.translate(wide) for line in ring_lines(SHELL)))
    assert is_square(plot) and plot.area_ha == 1


def test_further_columns_are_left_aside_and_that_is_said():
    parsed, _ = lone(PLOT, *(line + ",田埂" for line in ring_lines(SHELL)))
    assert any("further columns" in text and "DK1" in text for text in parsed.problems)


@pytest.mark.parametrize("name", ["J1'", "J1’", "J5(闭合)", "J5（闭合）", "J6", "J1*", "闭合点", "J01"])
def test_a_decorated_closing_point_closes_the_ring(name):
    n, e = SHELL[0]
    _, plot = lone(PLOT, *ring_lines(SHELL, close=False), f"{name},1,{n},{e}")
    assert is_square(plot)


def test_a_closing_point_a_few_centimetres_off_is_settled_and_said():
    n, e = SHELL[0]
    parsed, plot = lone(PLOT, *ring_lines(SHELL, close=False), f"J1,1,{n + 0.02},{e}")
    assert is_square(plot) and any("0.02" in text and "Line 16" in text for text in parsed.problems)


def test_a_closing_point_far_off_is_a_fault_that_names_both_lines():
    n, e = SHELL[0]
    _, plot = lone(PLOT, *ring_lines(SHELL, close=False), f"J1,1,{n + 3},{e}")
    assert "line 16" in plot.fault and "line 12" in plot.fault and "3 apart" in plot.fault


def test_point_numbers_that_start_again_begin_a_ring_where_the_ring_number_stays():
    parsed, plot = lone("8,1,DK1,甲,面,,,,@", *ring_lines(SHELL, close=False), *ring_lines(HOLE, close=False))
    assert [len(part) for part in plot.parts] == [2] and not plot.fault
    assert any("start again" in text for text in parsed.problems)


def test_ring_numbers_that_start_again_are_rings_of_their_own_and_that_is_said():
    parsed, plot = lone("14,1,DK1,甲,面,,,,@", *ring_lines(SHELL, 1), *ring_lines(HOLE, 2), *ring_lines(APART, 1))
    assert sorted(len(part) for part in plot.parts) == [1, 2]
    assert any("ring number 1 comes a second time" in text for text in parsed.problems)


def test_a_point_written_twice_stays_and_is_said():
    lines = ring_lines(SHELL)
    parsed, plot = lone("6,1,DK1,甲,面,,,,@", *lines[:2], *lines[1:])
    assert len(plot.parts[0][0]) == 6 and any("stands twice in a row" in text for text in parsed.problems)


@pytest.mark.parametrize("stated", ["4", "5", "10", "8", "９"])
def test_a_count_may_include_the_closing_points_or_not(stated):
    rings = ring_lines(SHELL) if stated in "45" else ring_lines(SHELL, 1) + ring_lines(HOLE, 2)
    parsed, _ = lone(f"{stated},1,DK1,甲,面,,,,@", *rings)
    assert any("points are stated" in text for text in parsed.problems) is (stated == "９")


def test_several_coordinate_sections_are_read_one_after_the_other():
    parsed = file(PLOT, *ring_lines(SHELL), "", "[地块坐标]", "4,0.02,DK2,乙,面,,,,@", *ring_lines(APART))
    assert [p.number for p in parsed.plots] == ["DK1", "DK2"] and not any(p.fault for p in parsed.plots)


def test_plots_of_the_same_number_are_both_kept_and_named():
    parsed = file(PLOT, *ring_lines(SHELL), PLOT, *ring_lines(APART))
    assert [p.fault for p in parsed.plots] == ["", ""]
    assert any("DK1" in text and "lines 11, 17" in text for text in parsed.problems)


@pytest.mark.parametrize(("written", "hectares"), [
    ("1.2hm²", "1.2"), ("1.2HM2", "1.2"), ("1.2ha", "1.2"), ("18亩", "1.2"), ("12000㎡", "1.2"),
    ("1.2e0", "1.2"), ("-1", None), ("0.012平方公里", "1.2"), ("９９", "99"), ("1e99", None),
])
def test_areas_in_other_units_and_forms(written, hectares):
    _, plot = lone(f"5,{written},DK1,甲,面,,,,@", *ring_lines(SHELL))
    assert plot.area_ha == (Decimal(hectares) if hectares else None)


def test_a_utf8_header_over_a_gbk_body_is_read_line_by_line_and_that_is_said():
    data = HEAD.encode("utf-8") + ("5,1,DK1,耕地甲,面,,,,@\n" + "\n".join(ring_lines(SHELL))).encode("gbk")
    parsed = parse(data, "a.txt")
    assert parsed.plots[0].name == "耕地甲" and is_square(parsed.plots[0])
    assert any("mixes encodings" in text for text in parsed.problems) and "utf-8" in parsed.encoding


def test_a_line_in_no_encoding_is_named():
    data = document(SHELL).encode("utf-8").replace("示例地块一".encode(), b"\xff\xfe\x81")
    parsed = parse(data, "a.txt")
    assert parsed.plots[0].number == "DK001" and not parsed.plots[0].fault
    assert any("Line 11" in text for text in parsed.problems)


def test_a_file_saved_as_unicode_by_notepad_is_read():
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):  # with a mark at the beginning, and without
        data = document(SHELL).encode(encoding)
        assert is_boundary_txt(data) and is_square(parse(data, "a.txt").plots[0])


def test_an_arc_is_refused_with_its_line():
    _, plot = lone(PLOT, *ring_lines(SHELL)[:2], f"J3,1,{SHELL[2][0]},{SHELL[2][1]},圆弧,R=50", *ring_lines(SHELL)[3:])
    assert "line 14" in plot.fault and "arc" in plot.fault


def test_a_line_about_an_arc_faults_its_plot_alone():
    parsed = file(PLOT, *ring_lines(SHELL)[:3], "圆心,半径50.0", *ring_lines(SHELL)[3:], "4,1,DK2,乙,面,,,,@", *ring_lines(APART))
    assert ["arc" in p.fault for p in parsed.plots] == [True, False]


def test_a_plot_line_that_cannot_be_read_is_a_plot_with_that_fault():
    parsed = file(PLOT, *ring_lines(SHELL), "4;0.48;DK2;乙", *ring_lines(APART), "5,1,DK3,丙,面,,,,@", *ring_lines(SHELL))
    assert [bool(p.fault) for p in parsed.plots] == [False, True, False]
    assert "line 17" in parsed.plots[1].fault and len(parsed.plots[1].parts) == 1


def test_a_plot_line_that_is_missing_is_seen_from_the_count_and_the_ring_number():
    _, plot = lone(PLOT, *ring_lines(SHELL), *ring_lines(APART))
    assert "line 17" in plot.fault and "missing" in plot.fault


def test_words_between_plots_are_told_and_harm_nothing():
    parsed = file(PLOT, *ring_lines(SHELL), "以下为第二块", "4,1,DK2,乙,面,,,,@", *ring_lines(APART))
    assert [p.fault for p in parsed.plots] == ["", ""] and any("以下为第二块" in text for text in parsed.problems)


DEGREES = [(36.512345, 114.512345), (36.522345, 114.512345), (36.522345, 114.522345), (36.512345, 114.522345)]


def degree_lines(ring):
    return [f"J{i},1,{n:.7f},{e:.7f}" for i, (n, e) in enumerate([*ring, ring[0]], 1)]


def test_degrees_minutes_seconds_packed_are_unpacked_where_the_header_says_so():
    head = HEAD.replace("计量单位=米", "计量单位=度分秒")
    _, plot = lone(PLOT, *degree_lines(DEGREES), head=head)
    assert not plot.fault and plot.parts[0][0][0] == pytest.approx((114 + 51 / 60 + 23.45 / 3600, 36 + 51 / 60 + 23.45 / 3600))


def test_packed_degrees_with_sixty_minutes_are_a_fault():
    wrong = [(36.712345, 114.612345), *DEGREES[1:]]
    _, plot = lone(PLOT, *degree_lines(wrong), head=HEAD.replace("计量单位=米", "计量单位=度分秒"))
    assert "60" in plot.fault


def test_degrees_that_may_as_well_be_packed_are_a_fault_that_says_how_to_tell():
    _, plot = lone(PLOT, *degree_lines(DEGREES))
    assert "计量单位" in plot.fault
    _, told = lone(PLOT, *degree_lines(DEGREES), head=HEAD.replace("计量单位=米", "计量单位=度"))
    assert not told.fault and told.parts[0][0][0] == pytest.approx((114.512345, 36.512345))


def test_degrees_with_signs_are_degrees():
    ring = [("36°30′00.5″", "114°30′00.5″"), ("36°31′00.5″", "114°30′00.5″"), ("36°31′00.5″", "114°31′00.5″")]
    parsed, plot = lone(PLOT, *(f"J{i},1,{n},{e}" for i, (n, e) in enumerate(ring, 1)))
    assert parsed.epsg == 4490 and plot.parts[0][0][0] == pytest.approx((114.5 + 0.5 / 3600, 36.5 + 0.5 / 3600))


def shifted(ring, by):
    return [(n, e + by) for n, e in ring]


def test_a_plot_without_the_zone_takes_the_headers_when_it_is_the_files():
    parsed = file(PLOT, *ring_lines(SHELL), "4,1,DK2,乙,面,,,,@", *ring_lines(shifted(APART, -38e6)))
    assert [p.fault for p in parsed.plots] == ["", ""] and parsed.plots[1].parts[0][0][0] == (38545360.25, 4062300.5)
    assert any("Line 17" in text and "38" in text for text in parsed.problems)


def test_a_plot_without_the_zone_is_a_fault_when_the_header_has_none():
    parsed = file(PLOT, *ring_lines(SHELL), "4,1,DK2,乙,面,,,,@", *ring_lines(shifted(APART, -38e6)), head=HEADER.format(zone=""))
    assert not parsed.plots[0].fault and "no zone number" in parsed.plots[1].fault


def test_a_ring_in_which_some_points_lack_the_zone_is_a_fault():
    _, plot = lone(PLOT, *ring_lines([*SHELL[:2], *shifted(SHELL[2:], -38e6)]))
    assert "38" in plot.fault and "lack the zone number" in plot.fault


def test_a_parcel_across_zones_is_refused_and_both_zones_are_named():
    _, plot = lone(PLOT, *ring_lines([*SHELL[:2], *shifted(SHELL[2:], 1e6)]))
    assert "38, 39" in plot.fault


def test_a_plot_that_turns_the_axes_round_is_read_so_and_that_is_said():
    parsed = file(PLOT, *ring_lines(SHELL), "5,1,DK2,乙,面,,,,@", *ring_lines([(e, n) for n, e in SHELL]),
                  "4,1,DK3,丙,面,,,,@", *ring_lines(APART))
    assert not any(p.fault for p in parsed.plots) and parsed.plots[1].parts == parsed.plots[0].parts
    assert any("DK2" in text and "other order" in text for text in parsed.problems)


def test_a_plot_that_mixes_the_axes_within_itself_is_a_fault():
    _, plot = lone(PLOT, *ring_lines([*SHELL[:3], SHELL[3][::-1]]))
    assert "order of the coordinates" in plot.fault and "line 15" in plot.fault


def test_two_descriptions_in_one_file_are_judged_each_by_its_own():
    second = HEADER.format(zone=39)
    parsed = file(PLOT, *ring_lines(SHELL), *second.splitlines(), "4,1,DK2,乙,面,,,,@", *ring_lines(shifted(APART, 1e6)))
    assert not parsed.plots[0].fault and "39" in parsed.plots[1].fault
    old = file(PLOT, *ring_lines(SHELL), *HEAD.replace("2000国家", "1980西安").splitlines(), PLOT, *ring_lines(APART))
    assert not old.plots[0].fault and "Xian 1980" in old.plots[1].fault


@pytest.mark.parametrize("precision", ["精度=3", "精度=0.001", "精度=", "精度"])
def test_the_precision_may_be_written_in_any_way(precision):
    _, plot = lone(PLOT, *ring_lines(SHELL), head=HEAD.replace("精度=0.001", precision))
    assert is_square(plot)


def test_a_northing_out_of_place_is_a_fault():
    _, plot = lone(PLOT, *ring_lines([*SHELL[:3], (40621005.5, SHELL[3][1])]))
    assert plot.fault


def test_an_old_datum_is_told_when_a_transformation_is_at_hand():
    text = document(SHELL).replace("2000国家大地坐标系", "1980西安坐标系").encode()
    parsed = parse(text, "a.txt", old=True)
    assert (parsed.datum, parsed.epsg) == ("Xian 1980", 2362)
    with pytest.raises(BadInput):
        parse(text, "a.txt")


def test_the_example_file_has_nothing_to_say():
    assert one(document(SHELL, HOLE))[0].problems == []
