"""DXF drawings of AutoCAD and CASS: closed and open lines, arcs, holes, hatches, blocks, labels, code pages."""

from __future__ import annotations

from .case import E0, N0, Case, corners

A = {"imported": 2}


def tags(*pairs):
    return "".join(f"{code}\n{value}\n" for code, value in pairs)


def light(points, layer="图斑", closed=1, bulges=None, handle="1A"):
    found = [
        (0, "LWPOLYLINE"),
        (5, handle),
        (100, "AcDbEntity"),
        (8, layer),
        (100, "AcDbPolyline"),
        (90, len(points)),
        (70, closed),
    ]
    for at, (x, y) in enumerate(points):
        found += [(10, x), (20, y), *([(42, bulges[at])] if bulges and at in bulges else [])]
    return tags(*found)


def heavy(points, layer="图斑", closed=1):
    body = tags((0, "POLYLINE"), (5, "2B"), (8, layer), (66, 1), (70, closed))
    return body + "".join(tags((0, "VERTEX"), (8, layer), (10, x), (20, y)) for x, y in points) + tags((0, "SEQEND"))


def text(words, x, y, layer="注记"):
    return tags(
        (0, "TEXT"), (5, "3C"), (100, "AcDbEntity"), (8, layer), (100, "AcDbText"), (10, x), (20, y), (40, 2), (1, words)
    )


def mtext(words, x, y):
    return tags(
        (0, "MTEXT"), (5, "3D"), (100, "AcDbEntity"), (8, "注记"), (100, "AcDbMText"), (10, x), (20, y), (40, 2), (1, words)
    )


def hatch(points):
    return tags(
        (0, "HATCH"),
        (5, "4D"),
        (100, "AcDbEntity"),
        (8, "填充"),
        (100, "AcDbHatch"),
        (10, 0),
        (20, 0),
        (30, 0),
        (210, 0),
        (220, 0),
        (230, 1),
        (2, "SOLID"),
        (70, 1),
        (71, 0),
        (91, 1),
        (92, 2),
        (72, 0),
        (73, 1),
        (93, len(points)),
        *[pair for x, y in points for pair in ((10, x), (20, y))],
        (97, 0),
        (75, 0),
        (76, 1),
        (98, 0),
    )


def insert(name="BLK"):
    return tags(
        (0, "INSERT"), (5, "5E"), (100, "AcDbEntity"), (8, "块"), (100, "AcDbBlockReference"), (2, name), (10, E0), (20, N0)
    )


BLOCK = (
    tags((0, "SECTION"), (2, "BLOCKS"), (0, "BLOCK"), (8, "0"), (2, "BLK"), (10, 0), (20, 0))
    + light([(0, 0), (0, 5), (5, 5)], "块内")
    + tags((0, "ENDBLK"), (8, "0"), (0, "ENDSEC"))
)


def drawing(body, page="ANSI_936", version="AC1015", encoding="gb18030", blocks="", raw=None):
    def build(folder):
        head = tags(
            (0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, version), (9, "$DWGCODEPAGE"), (3, page), (0, "ENDSEC")
        )
        whole = head + blocks + tags((0, "SECTION"), (2, "ENTITIES")) + body + tags((0, "ENDSEC"), (0, "EOF"))
        (folder / "a.dxf").write_bytes(raw(whole.encode(encoding)) if raw else whole.encode(encoding))
        return folder / "a.dxf"

    return build


def inner(inset, size):
    return [(x0 + E0 + inset, y0 + N0 + inset) for x0, y0 in ((0, 0), (0, size), (size, size), (size, 0))]


def middle(column=0):
    return E0 + 200 * column + 50, N0 + 50


TWO = light(corners(0)) + light(corners(1), handle="1B")
CASES = [
    Case("dxf_closed_polylines", drawing(TWO), **A, says=("no CRS",)),
    Case("dxf_old_polylines", drawing(heavy(corners(0)) + heavy(corners(1)), version="AC1009"), **A),
    Case("dxf_closed_by_repeating_the_first_point", drawing(light([*corners(), corners()[0]], closed=0)), imported=1),
    Case(
        "dxf_open_polyline",
        drawing(TWO + light(corners(2), closed=0, handle="2F")),
        imported=2,
        quarantined=1,
        says=("open by 100.000 m", "2F"),
    ),
    Case(
        "dxf_open_by_two_centimetres",
        drawing(TWO + light([*corners(2), (E0 + 400, N0 + 0.02)], closed=0)),
        imported=2,
        quarantined=1,
        says=("open by 0.020 m",),
    ),
    Case("dxf_arc_in_a_polyline", drawing(light(corners(), bulges={0: 1.0})), imported=1),
    Case("dxf_hatch_alone", drawing(hatch(corners())), imported=1),
    Case("dxf_hatch_fills_a_polyline", drawing(TWO + hatch(corners())), **A, says=("hatches",)),
    Case(
        "dxf_label_inside",
        drawing(TWO + text("TB-01", *middle(0)) + text("TB-02", *middle(1))),
        **A,
        numbers=("TB-01", "TB-02"),
    ),
    Case(
        "dxf_label_in_mtext_with_formats", drawing(TWO + mtext(r"{\fSimSun|b0|i0;JC-7}", *middle(0))), **A, numbers=("JC-7",)
    ),
    Case("dxf_label_with_unicode_escape", drawing(TWO + text(r"\U+7532-1", *middle(0))), **A, numbers=("甲-1",)),
    Case("dxf_label_with_gbk_escape", drawing(TWO + text(r"\M+5BCD7-1", *middle(0))), **A, numbers=("甲-1",)),
    Case(
        "dxf_two_labels_inside",
        drawing(TWO + text("A", *middle(0)) + text("B", middle(0)[0] + 9, middle(0)[1])),
        **A,
        says=("no number",),
    ),
    Case("dxf_chinese_labels_in_gbk", drawing(TWO + text("甲一号", *middle(0))), **A, numbers=("甲一号",)),
    Case(
        "dxf_chinese_labels_in_utf8",
        drawing(TWO + text("甲一号", *middle(0)), version="AC1027", encoding="utf-8"),
        **A,
        numbers=("甲一号",),
    ),
    Case("dxf_code_page_lies", drawing(TWO + text("甲一号", *middle(0)), page="ANSI_1252"), **A, numbers=("甲一号",)),
    Case(
        "dxf_without_code_page",
        drawing(TWO + text("甲一号", *middle(0)), raw=lambda b: b.replace(b"$DWGCODEPAGE", b"$DWGNOPAGE")),
        **A,
        numbers=("甲一号",),
    ),
    Case("dxf_hole", drawing(light(corners()) + light(inner(20, 30), handle="1C")), imported=1, says=("holes",)),
    Case(
        "dxf_island_in_a_hole",
        drawing(light(corners()) + light(inner(20, 50), handle="1C") + light(inner(30, 10), handle="1D")),
        **A,
    ),
    Case(
        "dxf_labelled_line_inside_is_a_parcel",
        drawing(
            light(corners()) + light(inner(20, 30), handle="1C") + text("内", E0 + 30, N0 + 30) + text("外", E0 + 80, N0 + 80)
        ),
        **A,
        numbers=("内", "外"),
    ),
    Case("dxf_line_of_another_layer_inside_is_no_hole", drawing(light(corners()) + light(inner(20, 30), layer="房屋")), **A),
    Case(
        "dxf_one_layer_chosen",
        drawing(light(corners()) + light(corners(3), layer="房屋")),
        imported=1,
        options={"layer": "图斑"},
    ),
    Case("dxf_no_such_layer", drawing(TWO), refused="has no layer", options={"layer": "地块"}),
    Case("dxf_blocks", drawing(TWO + insert(), blocks=BLOCK), **A, says=("blocks 1",)),
    Case("dxf_only_blocks", drawing(insert(), blocks=BLOCK), refused="closed polylines"),
    Case(
        "dxf_only_lines",
        drawing(
            tags(
                (0, "LINE"),
                (5, "9"),
                (100, "AcDbEntity"),
                (8, "0"),
                (100, "AcDbLine"),
                (10, E0),
                (20, N0),
                (11, E0 + 5),
                (21, N0),
            )
        ),
        refused="closed polylines",
    ),
    Case(
        "dxf_circle_is_left_out",
        drawing(
            TWO
            + tags((0, "CIRCLE"), (5, "8"), (100, "AcDbEntity"), (8, "0"), (100, "AcDbCircle"), (10, E0), (20, N0), (40, 5))
        ),
        **A,
        says=("Circle 1",),
    ),
    Case(
        "dxf_self_crossing", drawing(light([corners()[0], corners()[2], corners()[1], corners()[3]])), imported=1, repaired=1
    ),
    Case("dxf_two_points", drawing(TWO + light(corners(2)[:2], handle="1E")), imported=2, quarantined=1),
    Case("dxf_the_same_line_twice", drawing(light(corners()) + light(corners())), **A),
    Case("dxf_local_coordinates", drawing(light([(0, 0), (0, 9), (9, 9)])), refused="set CRS"),
    Case("dxf_binary", lambda f: _write(f, b"AutoCAD Binary DXF\r\n\x1a\x00" + bytes(200)), refused="text form"),
    Case("dxf_truncated", drawing(TWO + TWO, raw=lambda b: b[: len(b) * 3 // 4]), refused="damaged"),
    Case("dxf_empty", lambda f: _write(f, b""), refused="empty"),
    Case("dxf_is_a_dwg", lambda f: _write(f, b"AC1027\x00\x00" + bytes(300)), refused="damaged"),
    Case("dxf_without_entities", drawing(""), refused="closed polylines"),
    Case(
        "dxf_letters_where_numbers_belong",
        drawing(TWO, raw=lambda b: b.replace(b"38545000.0", b"three eight")),
        refused="set CRS",
    ),
    Case(
        "dxf_a_count_of_two_thousand_million_vertices",
        drawing(TWO, raw=lambda b: b.replace(b"90\n4\n", b"90\n2000000000\n")),
        **A,
    ),
]


def _write(folder, data):
    (folder / "a.dxf").write_bytes(data)
    return folder / "a.dxf"
