"""Workbooks and CSV files with outlines and points in cells, in every way people write them."""

from __future__ import annotations

import datetime
import zipfile

import openpyxl

from farmland_plugin.crs_words import crs_words

from .case import E0, N0, Case, corners, wkt

A = {"imported": 2}
WKT = wkt(corners())
WKT2 = wkt(corners(1))
DEG = [(114.5, 36.7), (114.5, 36.701), (114.501, 36.701), (114.501, 36.7)]


def pairs(points, inside=",", between=";"):
    return between.join(f"{x}{inside}{y}" for x, y in points)


def book(*rows, name="a.xlsx", sheets=None):
    def build(folder):
        made = openpyxl.Workbook()
        made.remove(made.active)
        for title, lines in (sheets or {"Sheet1": rows}).items():
            sheet = made.create_sheet(title)
            for line in lines:
                sheet.append(list(line))
        made.save(folder / name)
        return folder / name

    return build


def csv(*lines, encoding="utf-8", name="a.csv", end="\n"):
    def build(folder):
        (folder / name).write_bytes((end.join(lines) + end).encode(encoding))
        return folder / name

    return build


def cell(text):
    """One outline in a workbook beside one that is sound."""
    return book(["编号", "坐标串"], ["A1", text], ["good", pairs(corners(5))])


def shifted(name, crs):
    return Case(
        name,
        book(["编号", "范围WKT", "坐标系"], ["A1", WKT, "EPSG:4526"], ["A2", wkt(DEG), crs]),
        imported=1,
        quarantined=1,
        says=("shifted",),
    )


def system(name, crs, points=None):
    return Case(name, book(["编号", "范围WKT", "坐标系"], ["A1", wkt(points or corners()), crs]), imported=1)


def edited(part, change):
    """A workbook in which one part is rewritten."""

    def build(folder):
        path = book(["编号", "范围WKT"], ["A1", WKT], ["A2", WKT2])(folder)
        out = folder / "b.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                data = old.read(item)
                if item.filename == part:
                    data, issued = change(data), data
                    assert data != issued
                new.writestr(item.filename, data)
        return out

    return build


SHEET = "xl/worksheets/sheet1.xml"
GOOD = {"imported": 2, "says": ()}
BAD = {"imported": 1, "quarantined": 1}
PLAIN = [(x - 38_000_000, y) for x, y in corners()]
CASES = [
    Case("xlsx_wkt", book(["编号", "范围WKT"], ["A1", WKT], ["A2", WKT2]), **A, numbers=("A1",)),
    Case(
        "xlsx_title_above_the_headings",
        book(["线索台账"], [], ["编号", "范围WKT"], ["A1", WKT], ["A2", WKT2]),
        **A,
        says=("row 3",),
    ),
    Case(
        "xlsx_points_are_clues", book(["线索编号", "经度", "纬度"], ["A1", "114.5", "36.7"], ["A2", 114.51, 36.71]), clues=2
    ),
    Case(
        "xlsx_points_in_minutes",
        book(["线索编号", "经度", "纬度"], ["A1", "114°30′00″", "36°42′00.5″"], ["A2", "东经114度30分0秒", "北纬36度42分"]),
        clues=2,
    ),
    Case("xlsx_points_in_metres", book(["线索编号", "X", "Y"], ["A1", N0, E0], ["A2", N0 + 10, E0 + 10]), clues=2),
    Case(
        "xlsx_outlines_and_points",
        book(["编号", "经度", "纬度", "范围WKT"], ["A1", "114.5", "36.7", wkt(DEG)], ["A2", "114.5", "36.7", None]),
        imported=1,
        clues=1,
    ),
    Case(
        "xlsx_a_crs_for_each_row",
        book(
            ["编号", "范围WKT", "坐标系"],
            ["A1", WKT, "EPSG:4526"],
            ["A2", wkt(DEG), "EPSG:4490"],
            ["A3", wkt(PLAIN), "EPSG:4547"],
        ),
        imported=3,
    ),
    system("xlsx_crs_in_words", "CGCS2000 3度带 38"),
    system("xlsx_crs_with_zone_in_words", "CGCS2000_3_Degree_GK_Zone_38"),
    system("xlsx_crs_in_our_own_words", crs_words("EPSG:4526")),
    system("xlsx_crs_in_a_report_s_words", "2000国家大地坐标系 3度带第38带（中央经线114°，带号前缀，EPSG:4526）"),
    Case(
        "xlsx_crs_with_a_bare_meridian",  # 114 is no zone 14
        book(["编号", "范围WKT", "坐标系"], ["A1", wkt(PLAIN), "CGCS2000 114"], ["A2", WKT, "CGCS2000 38"]),
        imported=1,
        quarantined=1,
        says=("CGCS2000 114 is not a coordinate reference system",),
    ),
    system("xlsx_crs_in_chinese", "2000国家大地坐标系（38带）"),
    system("xlsx_crs_by_meridian", "CGCS2000 / 3-degree Gauss-Kruger CM 114E", PLAIN),
    system("xlsx_crs_as_a_number", "4526"),
    system("xlsx_crs_cgcs2000_degrees", "CGCS2000", DEG),
    system("xlsx_crs_wgs84", "WGS-84", DEG),
    shifted("xlsx_crs_gcj02", "GCJ-02"),
    shifted("xlsx_crs_mars", "火星坐标系"),
    shifted("xlsx_crs_baidu", "百度坐标"),
    Case(
        "xlsx_crs_nonsense",
        book(["编号", "范围WKT", "坐标系"], ["A1", WKT, "EPSG:4526"], ["A2", WKT2, "独立坐标系"]),
        **BAD,
        says=("not a coordinate reference system",),
    ),
    Case(
        "xlsx_crs_xian_80_in_one_row",
        book(["编号", "范围WKT", "坐标系"], ["A1", WKT, "EPSG:4526"], ["A2", WKT2, "西安80"]),
        **BAD,
        says=("Xian 1980",),
    ),
    Case(
        "xlsx_degrees_and_metres_without_a_crs_column",
        book(["编号", "坐标串"], ["A1", pairs(corners())], ["A2", pairs(DEG)]),
        **A,
    ),
    Case("cell_pairs_with_semicolons", cell(pairs(corners())), **GOOD),
    Case("cell_pairs_with_blanks", cell(pairs(corners(), " ", ",")), **GOOD),
    Case("cell_pairs_comma_and_blank", cell(pairs(corners(), ",", " ")), **GOOD),
    Case("cell_chinese_punctuation", cell(pairs(corners(), "，", "；")), **GOOD),
    Case(
        "cell_full_width_digits",
        cell(pairs(corners()).translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))),
        **GOOD,
    ),
    Case("cell_one_point_to_a_line", cell(pairs(corners(), ",", "\n")), **GOOD),
    Case("cell_labelled_points", cell(";".join(f"J{i},{x},{y}" for i, (x, y) in enumerate(corners(), 1))), **GOOD),
    Case("cell_numbered_points", cell(";".join(f"{i},{x},{y}" for i, (x, y) in enumerate(corners(), 1))), **GOOD),
    Case("cell_points_with_heights", cell(";".join(f"{x},{y},12.5" for x, y in corners())), **GOOD),
    Case("cell_brackets", cell("[" + ",".join(f"[{x},{y}]" for x, y in corners()) + "]"), **GOOD),
    Case("cell_round_brackets", cell(",".join(f"({x},{y})" for x, y in corners())), **GOOD),
    Case("cell_flat_list", cell(",".join(f"{x},{y}" for x, y in corners())), **GOOD),
    Case(
        "cell_hole_behind_a_bar",
        cell(pairs(corners()) + "|" + pairs([(E0 + 20, N0 + 20), (E0 + 20, N0 + 40), (E0 + 40, N0 + 40)])),
        **GOOD,
    ),
    Case("cell_two_parts_on_two_lines", cell(pairs(corners()) + "\n" + pairs(corners(2))), **GOOD),
    Case(
        "cell_geojson",
        cell('{"type":"Polygon","coordinates":[[' + ",".join(f"[{x},{y}]" for x, y in [*corners(), corners()[0]]) + "]]}"),
        **GOOD,
    ),
    Case("cell_wkt_with_srid", book(["编号", "geom"], ["A1", "SRID=4526;" + WKT]), imported=1),
    Case("cell_wkt_in_small_letters_with_chinese_brackets", cell(WKT.lower().replace("(", "（").replace(",", "，")), **GOOD),
    Case(
        "cell_degrees_minutes_seconds",
        book(["编号", "坐标"], ["A1", "114°30′00″,36°42′00″;114°30′00″,36°42′03″;114°30′03″,36°42′03″"]),
        imported=1,
    ),
    Case(
        "cell_degrees_with_letters",
        book(["编号", "坐标"], ["A1", "E114°30'00\",N36°42'00\";E114°30'00\",N36°42'03\";E114°30'03\",N36°42'03\""]),
        imported=1,
    ),
    Case(
        "cell_minutes_beyond_sixty",
        book(
            ["编号", "坐标"], ["good", pairs(DEG)], ["A1", "114°75′00″,36°42′00″;114°30′00″,36°42′03″;114°30′03″,36°42′03″"]
        ),
        **BAD,
        says=("60",),
    ),
    Case("cell_wkt_cut_off", cell(WKT[:60]), **BAD, says=("cut off",)),
    Case("cell_two_points_only", cell(pairs(corners()[:2])), **BAD, says=("three",)),
    Case("cell_odd_count_of_numbers", cell(pairs(corners()).replace(";", ",") + ",5"), **BAD, says=("odd count",)),
    Case("cell_words", cell("详见附图"), **BAD, says=("坐标串",)),
    Case("cell_word_among_numbers", cell(pairs(corners()) + ";约100,米"), **BAD, says=("point 5",)),
    Case("cell_empty", cell(None), **BAD, says=("no geometry",)),
    Case("cell_wkt_line", cell(f"LINESTRING({E0} {N0},{E0 + 5} {N0 + 5})"), **BAD, says=("not a polygon",)),
    Case("cell_bow_tie", cell(pairs([corners()[0], corners()[2], corners()[1], corners()[3]])), imported=2, repaired=1),
    Case("cell_infinity", cell(pairs(corners()) + ";1e999,5"), **BAD, says=("not a number",)),
    Case("cell_a_point_as_outline", cell(f"{E0},{N0}"), imported=1, clues=1),
    Case(
        "xlsx_point_with_words",
        book(["线索编号", "经度", "纬度"], ["A1", "114.5", "36.7"], ["A2", "不详", "36.7"]),
        clues=1,
        quarantined=1,
        says=("no coordinates",),
    ),
    Case(
        "xlsx_point_half_missing",
        book(["线索编号", "经度", "纬度"], ["A1", "114.5", "36.7"], ["A2", "114.5", None]),
        clues=1,
        quarantined=1,
    ),
    Case(
        "xlsx_point_latitude_and_longitude_exchanged",
        book(["线索编号", "经度", "纬度"], ["A1", "36.7", "114.5"]),
        clues=1,
        says=("exchanged",),
    ),
    Case(
        "xlsx_row_without_place",
        book(["线索编号", "经度", "纬度"], ["A1", "114.5", "36.7"], ["A2", None, None]),
        clues=1,
        quarantined=1,
        says=("no geometry",),
    ),
    Case(
        "xlsx_coordinates_still_to_come",
        cell("坐标待补"),
        imported=1,
        quarantined=1,
        says=("the column 坐标串 holds no coordinates, it says “坐标待补”",),
    ),
    Case("csv_without_headings", csv(f'A1,"{WKT}"', f'A2,"{WKT2}"'), **A, says=("have no number",)),
    Case("xlsx_outline_empty_in_words", cell("无"), imported=1, quarantined=1, says=("holds no coordinates, it says “无”",)),
    Case(
        "xlsx_outline_in_words_but_a_point_beside_it",
        book(["编号", "坐标串", "经度", "纬度"], ["A1", "见附图", "114.5", "36.7"], ["A2", pairs(DEG), "", ""]),
        imported=1,
        clues=1,
    ),
    Case("xlsx_total_row_below", book(["编号", "范围WKT"], ["A1", WKT], ["合计", None]), imported=1, quarantined=1),
    Case("xlsx_empty_rows_between", book(["编号", "范围WKT"], ["A1", WKT], [None, None], ["A2", WKT2]), **A),
    Case(
        "xlsx_long_numbers_and_leading_zeros_as_text",
        book(["编号", "范围WKT"], ["000123", WKT], ["130423202600000001", WKT2]),
        **A,
        numbers=("000123", "130423202600000001"),
    ),
    Case(
        "xlsx_code_that_the_spreadsheet_rounded",
        book(["编号", "范围WKT"], [130423202600000001, WKT], ["A2", WKT2]),
        **A,
        says=("rounded",),
    ),
    Case(
        "xlsx_days", book(["编号", "范围WKT", "发现日期"], ["A1", WKT, datetime.date(2026, 3, 5)], ["A2", WKT2, 46086]), **A
    ),
    Case("xlsx_heading_without_name", book(["编号", None, "范围WKT"], ["A1", "x", WKT], ["A2", "y", WKT2]), **A),
    Case("xlsx_heading_twice", book(["编号", "备注", "备注", "范围WKT"], ["A1", "x", "y", WKT], ["A2", "", "", WKT2]), **A),
    Case("xlsx_geometry_in_a_column_of_any_name", book(["编号", "位置数据"], ["A1", WKT], ["A2", WKT2]), **A),
    Case(
        "xlsx_two_sheets",
        book(sheets={"一": [["编号", "范围WKT"], ["A1", WKT]], "二": [["编号", "范围WKT"], ["A2", WKT2]]}),
        **A,
    ),
    Case(
        "xlsx_one_sheet_named",
        book(sheets={"一": [["编号", "范围WKT"], ["A1", WKT]], "二": [["编号", "范围WKT"], ["A2", WKT2]]}),
        imported=1,
        options={"layer": "二"},
        numbers=("A2",),
    ),
    Case("xlsx_no_such_sheet", book(["编号", "范围WKT"], ["A1", WKT]), refused="has no layer", options={"layer": "三"}),
    Case(
        "xlsx_second_sheet_is_an_explanation",
        book(sheets={"数据": [["编号", "范围WKT"], ["A1", WKT]], "说明": [["填表说明"], ["1. 逐行填写"]]}),
        imported=1,
    ),
    Case("xlsx_without_coordinates", book(["编号", "面积"], ["A1", 5], ["A2", 6]), refused="范围WKT"),
    Case(
        "xlsx_list_of_boundary_points",
        book(["点号", "X", "Y"], *[[f"J{i}", y, x] for i, (x, y) in enumerate(corners(), 1)]),
        refused="one cell",
    ),
    Case("xlsx_empty_workbook", book(), refused="no coordinates"),
    Case("xlsx_headings_only", book(["编号", "范围WKT"]), refused="no coordinates"),
    Case("xlsx_that_is_none", lambda f: _write(f / "a.xlsx", b"<html>"), refused="damaged"),
    Case("xlsx_truncated", lambda f: _cut(book(["编号", "范围WKT"], ["A1", WKT])(f)), refused="damaged"),
    Case(
        "xlsx_sheet_of_entities",
        edited(SHEET, lambda d: d.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)),
        refused="DOCTYPE",
    ),
    Case(
        "xlsx_external_entity",
        edited(
            "xl/workbook.xml",
            lambda d: d.replace(b"<workbook", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><workbook', 1),
        ),
        refused="DOCTYPE",
    ),
    Case(
        "xlsx_bomb",
        edited(SHEET, lambda d: d.replace(b"</sheetData>", b" " * 60_000_000 + b"</sheetData>")),
        refused="far more data",
    ),
    Case(
        "xlsx_last_cell_at_the_edge_of_the_world",
        edited(
            SHEET,
            lambda d: d.replace(
                b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
            ),
        ),
        refused="reaches to row",
    ),
    Case("xlsx_broken_sheet", edited(SHEET, lambda d: d[: len(d) // 2]), refused="damaged"),
    Case("csv_utf8", csv("编号,范围WKT", f'A1,"{WKT}"', f'A2,"{WKT2}"'), **A),
    Case(
        "csv_gbk",
        csv("编号,范围WKT", f'甲,"{WKT}"', f'乙,"{WKT2}"', encoding="gb18030"),
        **A,
        numbers=("甲",),
        says=("gb18030",),
    ),
    Case("csv_with_a_byte_order_mark", csv("编号,范围WKT", f'A1,"{WKT}"', encoding="utf-8-sig"), imported=1, numbers=("A1",)),
    Case("csv_unicode_text_of_excel", csv("编号\t范围WKT", f"A1\t{WKT}", encoding="utf-16"), imported=1, numbers=("A1",)),
    Case("csv_semicolons", csv("编号;范围WKT", f"A1;{WKT}"), imported=1),
    Case("csv_tabs", csv("编号\t坐标串", f"A1\t{pairs(corners())}"), imported=1),
    Case("csv_tabs_named_txt", csv("编号\t坐标串", f"A1\t{pairs(corners())}", name="a.txt"), imported=1),
    Case("csv_of_clues", csv("线索编号,经度,纬度", "A1,114.5,36.7", "A2,114.6,36.7", end="\r\n"), clues=2),
    Case("csv_short_row", csv("编号,范围WKT,备注", f'A1,"{WKT}"', f'A2,"{WKT2}",x'), **A),
    Case("csv_long_row", csv("编号,范围WKT", f'A1,"{WKT}",x,y,z'), imported=1),
    Case("csv_quote_never_ends", csv("编号,范围WKT", f'A1,"{WKT}"', f'A2,"{WKT2}', "A3,x"), refused="CSV"),
    Case("csv_stray_quote", csv("编号,备注,范围WKT", f'A1,"他说"好""x,"{WKT}"'), refused="CSV"),
    Case("csv_formula_stays_text", csv("编号,范围WKT", f'\'=1+1,"{WKT}"'), imported=1, numbers=("=1+1",)),
    Case(
        "csv_outline_of_a_megabyte",
        csv(
            "编号,坐标串",
            'A1,"'
            + ";".join(f"{E0 + i * 0.01:.2f},{N0 + (i % 2) * 0.001:.3f}" for i in range(40_000))
            + f';{E0 + 400},{N0 + 50};{E0},{N0 + 50}"',
        ),
        imported=1,
    ),
    Case("csv_empty", csv(""), refused="no coordinates"),
    Case("csv_of_nul_bytes", lambda f: _write(f / "a.csv", bytes(5000)), refused="no coordinates"),
]


def _write(path, data):
    path.write_bytes(data)
    return path


def _cut(path):
    path.write_bytes(path.read_bytes()[:-600])
    return path
