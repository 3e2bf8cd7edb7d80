"""VCT files as programs write them: every form is read, nothing is lost, every doubt is a fault of its row."""

from __future__ import annotations

import pytest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.readers.rings import to_wkb
from farmland_plugin.intake.vct import rings
from farmland_plugin.intake.vct.crs import declared_by
from farmland_plugin.intake.vct.lines import Lines
from farmland_plugin.intake.vct.parser import read_vct
from tests.planar import planar_area
from tests.unit.vct_writer import (
    CODE,
    HEAD2,
    HEAD3,
    file2,
    file3,
    inner,
    line3,
    points,
    refs3,
    rings2,
    rings3,
    square,
)

ROW = "130403211000000001,2001010100,0101,水田"
ID = "130403211000000001"


@pytest.fixture()
def read(tmp_path):
    opened = []

    def reader(text, encoding="gb18030", **more):
        path = tmp_path / "a.vct"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        folder = tmp_path / f"store{len(opened)}"
        folder.mkdir()
        opened.append(read_vct(path, folder, **more))
        return opened[-1]

    yield reader
    for file in opened:
        file.close()


def only(file):
    (one,) = file.classes
    rows = list(file.rows(one.table))
    assert len(rows) == file.count(one.table)
    return rows


def area(row):
    return planar_area(to_wkb(row.parts))


def test_an_indirect_polygon_comes_from_its_lines(read):
    ring = square()
    file = read(file3([line3(11, ring[:3]), line3(12, ring[:1] + ring[:2:-1] + ring[2:3])], [refs3(ID, [11, -12])], [ROW]))
    (row,) = only(file)
    assert not row.fault and area(row) == pytest.approx(10000) and row.parts[0][0][0] == (38545000.0, 4062000.0)
    assert row.attributes == {"BSM": ID, "YSDM": CODE, "DLBM": "0101", "DLMC": "水田"}
    assert (file.encoding, file.problems) == ("gb18030", [])


@pytest.mark.parametrize("counted", ["lines", "lines and zeros"])
def test_zero_separates_rings_whether_it_is_counted_or_not(read, counted):
    refs = [11, 0, 12]
    file = read(file3([line3(11, square()), line3(12, inner())], [
        refs3(ID, refs, count=3 if counted == "lines and zeros" else 2)], [ROW]))
    (row,) = only(file)
    assert not row.fault and [len(part) for part in row.parts] == [2] and area(row) == pytest.approx(9600)


def test_nine_lines_stand_in_two_rows_and_a_zero_may_stand_alone(read):
    x0, y0 = 38545000.0, 4062000.0
    edge = [(x0 + 10 * i, y0) for i in range(8)] + [(x0, y0 + 50)]
    lines = [line3(20 + i, [edge[i], edge[(i + 1) % 9]]) for i in range(9)]
    file = read(file3([*lines, line3(40, square(5))], [refs3(ID, [*range(20, 29), 0, 40])], [ROW]))
    (row,) = only(file)
    assert not row.fault and len(row.parts) == 2
    eight = refs3(ID, [20, 21, 22, 23, 24, 25, 26, 27, 28])
    alone = [*eight[:6], "10", "20,21,22,23,24,25,26,27", "28", "0", "40", "0"]
    assert len(only(read(file3([*lines, line3(40, square(5))], [alone], [ROW])))[0].parts) == 2


def test_a_line_whose_sign_is_wrong_is_turned_round(read):
    ring = square()
    file = read(file3([line3(11, ring[:3]), line3(12, ring[2:])], [refs3(ID, [11, -12])], [ROW]))
    assert area(only(file)[0]) == pytest.approx(10000)


@pytest.mark.parametrize("kind", ["1", "100"])
def test_direct_polygons_of_the_standard_are_rings_with_their_type(read, kind):
    record = rings3(ID, [square(), inner()])
    (row,) = only(read(file3([], [record], [ROW])))
    assert not row.fault and [len(part) for part in row.parts] == [2]
    untyped = [*record[:6], *[one for one in record[6:] if one != "11"]]
    assert area(only(read(file3([], [untyped], [ROW])))[0]) == pytest.approx(9600)


def test_twenty_one_rings_are_not_taken_for_a_reference_to_lines(read):
    rings = [square(c, r) for c in range(7) for r in range(3)]
    (row,) = only(read(file3([], [rings3(ID, rings)], [ROW])))
    assert not row.fault and len(row.parts) == 21


def test_the_older_form_with_its_own_coordinates_is_read(read):
    (row,) = only(read(file2([], [rings2("7", [square(), inner()])], ["7,011"])))
    assert not row.fault and area(row) == pytest.approx(9600) and row.attributes == {"BSM": "7", "DLBM": "011"}


@pytest.mark.parametrize("end", [[], ["0"]])
@pytest.mark.parametrize("topo", [1, 2])
def test_the_older_form_that_refers_to_lines_is_read(read, end, topo):
    ring = square()
    nodes = ["1", "2", "0", "7"] if topo == 2 else []
    lines = [["11", "1001", "JX", "1", "3", *points(ring[:3]), *nodes], ["12", "1001", "JX", "1", "3", *points(ring[2:]), *nodes]]
    polygon = [["7", "1001", "DLTB", "38545050.0,4062050.0", "2", "11,12", *end],
               ["8", "1001", "DLTB", "38545050.0,4062050.0", "2", "-12,-11", *end]]
    rows = only(read(file2(lines, polygon, ["7,011", "8,012"], topo=topo)))
    assert [row.fault for row in rows] == ["", ""] and [area(row) for row in rows] == pytest.approx([10000, 10000])


def test_rows_whose_object_id_stands_before_the_fields_are_joined_by_it(read):
    rows = ["77,130403211000000001,2001010100,0101,水田"]
    (row,) = only(read(file3([], [rings3("77", [square()])], rows)))
    assert not row.fault and row.attributes["BSM"] == ID and row.attributes["DLMC"] == "水田"


def test_eighteen_digits_stay_apart(read):
    idents = ["130403211000000001", "130403211000000002"]
    rows = only(read(file3([], [rings3(i, [square(k)]) for k, i in enumerate(idents)],
                           [f"{i},{CODE},010{k},甲" for k, i in enumerate(idents, 1)])))
    assert [(row.attributes["BSM"], row.attributes["DLBM"]) for row in rows] == list(zip(idents, ["0101", "0102"]))


def test_a_polygon_without_attributes_and_attributes_without_a_polygon_are_rows_with_a_fault(read):
    rows = only(read(file3([], [rings3("1", [square()]), rings3("2", [square(1)])], [f"2,{CODE},0101,甲", f"3,{CODE},0102,乙"])))
    assert [row.ident for row in rows] == ["1", "2", "3"]
    assert "no attribute row" in rows[0].fault and rows[0].parts and not rows[1].fault
    assert "no polygon" in rows[2].fault and not rows[2].parts and rows[2].attributes["DLMC"] == "乙"


def test_two_polygons_or_two_rows_of_one_number_are_faults(read):
    rows = only(read(file3([], [rings3("1", [square()]), rings3("1", [square(1)])], [f"1,{CODE},0101,甲"])))
    assert ["bear its number 1" in row.fault for row in rows] == [True, True]
    rows = only(read(file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲", f"1,{CODE},0102,乙"])))
    assert not rows[0].fault and rows[0].attributes["DLMC"] == "甲" and "second attribute row" in rows[1].fault


def test_a_row_with_a_comma_too_many_is_a_fault_that_keeps_its_text(read):
    (row,) = only(read(file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲,乙,丙"])))
    assert "6 values" in row.fault and "丙" in row.attributes["?"]


def test_a_comma_inside_a_text_does_not_push_the_values_one_field_on(read):
    (row,) = only(read(file3([], [rings3(ID, [square()])], [f"{ID},{CODE},0101,水,田"])))
    assert "5 values" in row.fault and row.attributes["BSM"] == ID and row.attributes["DLBM"] == "0101"


def test_a_separator_behind_the_last_value_is_no_value(read):
    (row,) = only(read(file3([], [rings3(ID, [square()])], [ROW + ","])))
    assert not row.fault and row.attributes["DLMC"] == "水田" and row.attributes["BSM"] == ID


@pytest.mark.parametrize("separator", ["|", ";", "\t"])
def test_another_separator_is_used_where_the_head_says_so(read, separator):
    head = HEAD3.replace("Separator:,", f"Separator:{separator}")
    text = file3([], [rings3(ID, [square()])], [ROW.replace(",", separator)], head=head)
    (row,) = only(read(text))
    assert not row.fault and row.attributes["DLMC"] == "水田"


LABEL = "38545050.0,4062050.0"
DIRECT = ["1", CODE, "Unknown", "1", LABEL, "1"]
INDIRECT = ["1", CODE, "Unknown", "100", LABEL]


@pytest.mark.parametrize(("record", "reason"), [
    ([*DIRECT, "12", "3", *points(square()[:3]), "0"], "circle, type 12"),
    ([*DIRECT, "13", "38545050.0,4062050.0", "50.0", "0"], "circle, type 13"),
    ([*INDIRECT, "22", "1", "9", "0"], "other polygons"),
    ([*INDIRECT, "21", "1", "99", "0"], "line 99 is not in the file"),
    ([*INDIRECT, "21", "3", "11,12", "0"], "3 lines are stated"),
    ([*DIRECT, "11", "2", *points(square()[:2]), "0"], "three different points"),
    ([*DIRECT, "11", "5", *points(square()[:4]), "0"], "coordinate is expected"),
    ([*DIRECT, "11", "3", *points(square()), "0"], "does not end where it should"),
    ([*DIRECT, "11", "4", "38545000.0,nan", *points(square()[:3]), "0"], "not a number"),
    ([*DIRECT, "11", "3", "38545000.0,4062000.0", "38545000.0,4062100.0",
      "39545000.0,4062100.0", "0"], "38, 39"),
])
def test_a_polygon_that_cannot_be_read_is_a_row_with_the_reason_and_its_neighbours_are_whole(read, record, reason):
    rows = only(read(file3([], [rings3("0", [square()]), record, rings3("2", [square(2)])],
                           [f"{i},{CODE},0101,甲" for i in range(3)])))
    assert [bool(row.fault) for row in rows] == [False, True, False] and reason in rows[1].fault
    assert rows[1].attributes["DLMC"] == "甲"


@pytest.mark.parametrize("segment", [12, 13, 14, 15, 16, 17])
def test_a_curve_among_the_lines_faults_the_polygons_that_use_it(read, segment):
    curve = ["11", "1099000000", "Unknown", "1", "1", str(segment), "3", *points(square()[:3]), "0"]
    rows = only(read(file3([curve, line3(12, square(1))], [refs3("1", [11]), refs3("2", [12])],
                           [f"{i},{CODE},0101,甲" for i in (1, 2)])))
    assert f"type {segment}" in rows[0].fault and not rows[1].fault


def test_lines_that_do_not_join_or_close_are_told(read):
    ring = square()
    lines = [line3(11, ring[:2]), line3(12, ring[3:]), line3(13, ring[:3])]
    rows = only(read(file3(lines, [refs3("1", [11, 12]), refs3("2", [13])], [f"{i},{CODE},0101,甲" for i in (1, 2)])))
    assert "line 12" in rows[0].fault or "close" in rows[0].fault
    assert "do not close" in rows[1].fault


def test_a_line_made_of_itself_ends_in_a_fault(read):
    endless = ["11", "1099000000", "Unknown", "100", "1", "11", "0"]
    (row,) = only(read(file3([endless], [refs3("1", [11])], [f"1,{CODE},0101,甲"])))
    assert "without end" in row.fault


@pytest.mark.parametrize("count", [1, 5])
def test_lines_made_of_lines_that_multiply_without_end_are_a_fault_of_their_polygon(read, monkeypatch, count):
    monkeypatch.setattr(rings, "_MOST_CHAINED", 10_000)
    lines = [line3(1, square()[:count])]
    lines += [[str(n), "1099000000", "Unknown", "100", "30", ",".join([str(n - 1)] * 30), "0"] for n in range(2, 8)]
    rows = only(read(file3(lines, [refs3("1", [7]), rings3("2", [square(2)])], [f"{i},{CODE},0101,甲" for i in (1, 2)])))
    assert "more than 10000 points" in rows[0].fault and not rows[1].fault


def test_a_number_of_points_far_too_large_does_not_read_the_file_ahead(read, monkeypatch):
    taken, take_many = [], Lines.take_many
    monkeypatch.setattr(Lines, "take_many", lambda lines, count: taken.append(count) or take_many(lines, count))
    record = [*DIRECT, "11", "4999999", *points(square()), "0"]
    rows = only(read(file3([], [record, rings3("2", [square(2)])], [f"{i},{CODE},0101,甲" for i in (1, 2)])))
    assert "coordinate is expected" in rows[0].fault and not rows[1].fault and max(taken) < 10_000


def test_a_record_whose_code_is_undeclared_stays_a_row(read):
    rows = only(read(file3([], [rings3("1", [square()]), rings3("2", [square(1)], code="9999999999")], [f"1,{CODE},0101,甲"])))
    assert [bool(row.fault) for row in rows] == [False, True] and len(rows[1].parts) == 1


def test_each_class_is_a_layer_and_empty_ones_are_none(read):
    codes = (f"{CODE},地类图斑,Polygon,DLTB", "2099030100,城镇村,Polygon,CZCDYD", "1000600100,行政区,Polygon,XZQ",
             "1,点,Point,DD")
    records = [rings3("1", [square()]), rings3("2", [square(1)], code="2099030100")]
    file = read(file3([], records, [f"1,{CODE},0101,甲"], codes=codes))
    assert [(one.table, one.polygons) for one in file.classes] == [("DLTB", 1), ("CZCDYD", 1)]
    assert [row.fault for row in file.rows("CZCDYD")] == [""]  # no table, so no attributes are missed


def test_rows_of_points_that_share_the_table_are_no_parcels_and_that_is_said(read):
    codes = (f"{CODE},地类图斑,Polygon,DLTB", "2001010300,地类点,Point,DLTB")
    file = read(file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲", "2,2001010300,0101,乙"], codes=codes))
    assert len(only(file)) == 1 and any("share the table" in text for text in file.problems)


def test_a_table_without_shapes_is_no_layer_and_does_not_disturb(read):
    text = file3([], [rings3("1", [square()])], [f"1,{CODE},0101,甲"])
    text = text.replace("TableStructureEnd", "QLR,2,NoneGeometry\nBSM,Char,18\nQLRMC,Char,60\n0\nTableStructureEnd")
    (row,) = only(read(text.replace("AttributeEnd", "QLR\n7,某人\nTableEnd\nAttributeEnd")))
    assert not row.fault


def test_a_file_cut_off_says_so(read):
    text = file3([], [rings3("1", [square()]), rings3("2", [square(1)])], [f"1,{CODE},0101,甲"])
    file = read(text[:text.index("PolygonEnd") - len("38545300.000,4062000.000\n0\n")])
    assert any("cut off" in text for text in file.problems)
    rows = only(file)
    assert [row.ident for row in rows] == ["1", "2"] and "cut off" in rows[1].fault


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\r\n\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_line_ends_and_encodings_do_not_matter(read, newline, encoding):
    text = file3([], [rings3(ID, [square()])], [ROW]).replace("\n", newline)
    (row,) = only(read(text, encoding))
    assert not row.fault and row.attributes["DLMC"] == "水田"


def test_a_row_in_another_encoding_is_read_and_one_in_none_is_a_fault(read):
    rows = [f"{i},{CODE},0101,甲村耕地" for i in range(3)]
    good = file3([], [rings3(str(i), [square(i)]) for i in range(3)], rows).encode("gb18030")
    mixed = good.replace("1,2001010100,0101,甲村耕地".encode("gb18030"), "1,2001010100,0101,甲村耕地".encode())
    broken = mixed.replace("2,2001010100,0101,甲村耕地".encode("gb18030"), b"2,2001010100,0101,\xff\xff\x81")
    rows = only(read(broken))
    assert [row.attributes["DLMC"] for row in rows[:2]] == ["甲村耕地", "甲村耕地"] and "damaged" in rows[2].fault


@pytest.mark.parametrize("text", ["", "说明", "HeadBegin\nHeadEnd\n", "HeadBegin\n" + "x" * 9_000_000])
def test_what_is_no_vct_is_refused_in_one_sentence(read, text):
    with pytest.raises(BadInput, match=r"a\.vct"):
        read(text)


def head_of(text):
    return {key.strip().lower(): value.strip() for key, _, value in (line.partition(":") for line in text.splitlines()) if value}


@pytest.mark.parametrize(("change", "epsg"), [
    ((), 4526), (("38500000", "500000"), 4547), (("114,0,1,0,0,38500000", "114,1,38500000,0,3,38"), 4526),
    (("114,0,1,0,0,38500000", "117,0,1,0,0,20500000"), 4498), (("114,0,1,0,0,38500000", "114"), 4547),
    (("114,0,1,0,0,38500000", "39"), None), (("CGCS2000,6378137.0,298.257222101", "西安80,6378140,298.257"), 2362),
    (("CGCS2000,6378137.0,298.257222101", "Krassovsky,6378245,298.3"), 2414),
    (("CGCS2000,6378137.0,298.257222101", "WGS84,6378137,298.257223563"), None), (("XYUnit:M", "XYUnit:D"), 4490),
])
def test_the_head_tells_the_system(change, epsg):
    assert declared_by(head_of(HEAD3.replace(*change) if change else HEAD3), "a.vct").epsg == epsg


def test_the_older_head_tells_the_system_too():
    assert declared_by(head_of(HEAD2), "a.vct").epsg == 4547
    assert declared_by(head_of(HEAD2.replace("Spheroid: CGCS2000", "Spheroid: IAG-75 Spheroid")), "a.vct").epsg == 2383
    assert declared_by(head_of(HEAD3.replace("XAxisDirection:E", "XAxisDirection:N")), "a.vct").north_first


@pytest.mark.parametrize("change", [("XYUnit:M", "XYUnit:K"), ("XYUnit:M", "XYUnit:S"), ("MapScale:5000", "Offset:100,200")])
def test_units_and_offsets_that_are_not_read_are_refused(change):
    with pytest.raises(BadInput, match=r"a\.vct"):
        declared_by(head_of(HEAD3.replace(*change)), "a.vct")
