"""Shapefiles: encodings, missing and broken parts, names cut to ten bytes, heights, deleted records, wrong types."""

from __future__ import annotations

import struct

from osgeo import ogr

from .case import E0, N0, Case, corners, layer, square

A = {"imported": 2}


def gbk(folder, cpg="keep", name="tb.shp", rows=None, fields=("监测编号",), **more):
    rows = rows or [(square(0), "甲一号"), (square(1), "乙二号")]
    path = layer(folder, name, rows, fields, encoding="CP936", **more)
    if cpg != "keep":
        path.with_suffix(".cpg").unlink(missing_ok=True)
        patch(path.with_suffix(".dbf"), 29, b"\x00")
        if cpg:
            path.with_suffix(".cpg").write_text(cpg)
    return path


def patch(path, at, data):
    raw = bytearray(path.read_bytes())
    raw[at : at + len(data)] = data
    path.write_bytes(bytes(raw))
    return path


def cut(path, keep):
    path.write_bytes(path.read_bytes()[:keep])


def without(suffix):
    def build(folder):
        path = layer(folder)
        path.with_suffix(suffix).unlink()
        return path

    return build


def changed(suffix, data, at=0):
    def build(folder):
        path = layer(folder)
        patch(path.with_suffix(suffix), at, data)
        return path

    return build


def truncated(suffix, keep):
    def build(folder):
        path = layer(folder)
        cut(path.with_suffix(suffix), keep)
        return path

    return build


def deleted(folder):
    path = layer(folder, rows=[(square(i), f"A{i}") for i in range(3)])
    dataset = ogr.Open(str(path), 1)
    dataset.GetLayer(0).DeleteFeature(1)
    return path


def kinds(kind, *shapes):
    return lambda folder: layer(folder, rows=[(shape, f"A{i}") for i, shape in enumerate(shapes)], kind=kind)


def lifted(dimension):
    points = ",".join(f"{x} {y} 5" for x, y in [*corners(), corners()[0]])
    return f"POLYGON {dimension}(({points}))"


def reversed_rings(folder):
    """A shell wound the wrong way round, in the file's bytes: GDAL puts rings right when it writes them."""
    path = layer(folder, rows=[(square(0), "A1")])
    raw = bytearray(path.read_bytes())
    start = 100 + 8 + 44 + 4  # header, record header, box and counts, one part
    points = [raw[start + 16 * i : start + 16 * i + 16] for i in range(5)]
    raw[start : start + 80] = b"".join(reversed(points))
    path.write_bytes(bytes(raw))
    return path


def number_lie(folder):
    """The header of the .dbf counts more records than the file holds."""
    path = layer(folder)
    return patch(path.with_suffix(".dbf"), 4, struct.pack("<I", 2_000_000_000)).with_suffix(".shp")


def nan_point(folder):
    path = layer(folder)
    patch(path, 100 + 8 + 44 + 4 + 16, struct.pack("<d", float("nan")))
    return path


def million_points(folder):
    """A record that says it has two thousand million points."""
    path = layer(folder)
    return patch(path, 100 + 8 + 40, struct.pack("<i", 2_000_000_000))


def upper(folder):
    path = layer(folder)
    for part in sorted(folder.glob("tb.*")):
        part.rename(part.with_name(part.name.upper()))
    return path.with_name("TB.SHP")


def text_ids(folder):
    ids = ["000123456789012345", "130423202600000001", "01"]
    return layer(folder, rows=[(square(i), one) for i, one in enumerate(ids)])


CASES = [
    Case("shp_gbk_with_cpg", lambda f: gbk(f, "GBK"), **A, numbers=("甲一号",)),
    Case("shp_gbk_without_cpg", lambda f: gbk(f, ""), **A, numbers=("甲一号",), says=("gb18030",)),
    Case("shp_gbk_whose_cpg_says_utf8", lambda f: gbk(f, "UTF-8"), **A, numbers=("甲一号",), says=("does not fit",)),
    Case("shp_gbk_whose_cpg_is_nonsense", lambda f: gbk(f, "KLINGON"), **A, numbers=("甲一号",)),
    Case("shp_gbk_whose_cpg_says_ansi_936", lambda f: gbk(f, "ANSI 936"), **A, numbers=("甲一号",)),
    Case("shp_gbk_whose_cpg_is_empty", lambda f: gbk(f, " "), **A, numbers=("甲一号",)),
    Case("shp_gbk_read_as_utf8_by_choice", lambda f: gbk(f, ""), refused="ENCODING", options={"encoding": "UTF-8"}),
    Case("shp_gbk_chosen", lambda f: gbk(f, ""), **A, numbers=("乙二号",), options={"encoding": "gbk"}),
    Case("shp_unknown_encoding_chosen", lambda f: gbk(f, ""), refused="unknown", options={"encoding": "klingon"}),
    Case("shp_utf8_with_cpg", lambda f: layer(f, rows=[(square(0), "甲"), (square(1), "乙")]), **A, numbers=("甲",)),
    Case(
        "shp_utf8_without_cpg",
        lambda f: _drop(layer(f, rows=[(square(0), "甲"), (square(1), "乙")]), ".cpg"),
        **A,
        numbers=("乙",),
    ),
    Case(
        "shp_gb18030_rare_characters",
        lambda f: gbk(f, "", rows=[(square(0), "㐀村"), (square(1), "乙")], fields=("JCBH",)),
        **A,
    ),
    Case("shp_field_name_cut_inside_a_character", lambda f: gbk(f, "", fields=("永久基本农田图斑编号",)), **A),
    Case("shp_without_shx", without(".shx"), **A, says=("restored",)),
    Case("shp_without_prj", without(".prj"), **A, says=("no CRS",)),
    Case("shp_without_dbf", without(".dbf"), refused=".dbf"),
    Case("shp_empty_shx", truncated(".shx", 0), **A, says=("restored",)),
    Case("shp_truncated_shx", truncated(".shx", 105), **A, says=("restored",)),
    Case("shp_shx_points_beyond_the_end", changed(".shx", struct.pack(">i", 9_999_999), 100), **A, says=("restored",)),
    Case("shp_garbage_prj", lambda f: _text(layer(f), ".prj", "this is no WKT"), **A),
    Case("shp_empty_prj", lambda f: _text(layer(f), ".prj", ""), **A),
    Case("shp_truncated_dbf", truncated(".dbf", 70), refused="dbf"),
    Case("shp_empty_dbf", truncated(".dbf", 0), refused="dbf"),
    Case("shp_dbf_of_another_layer", lambda f: _other_table(f), refused="records"),
    Case("shp_dbf_counts_more_records_than_it_holds", number_lie, refused="dbf"),
    Case("shp_truncated_shp", truncated(".shp", 180), refused="damaged"),
    Case("shp_empty_shp", truncated(".shp", 0), refused="damaged"),
    Case("shp_no_magic", changed(".shp", b"\x00\x00\x00\x00"), refused="damaged"),
    Case("shp_only_the_dbf_was_sent", lambda f: _only(f, ".dbf"), refused=".shp is missing"),
    Case("shp_only_the_prj_was_sent", lambda f: _only(f, ".prj"), refused=".shp is missing"),
    Case("shp_the_dbf_was_chosen_instead_of_the_shp", lambda f: layer(f).with_suffix(".dbf"), **A),
    Case("shp_names_in_capitals", upper, **A),
    Case("shp_no_features", lambda f: layer(f, rows=[]), refused="empty"),
    Case("shp_of_lines", kinds(ogr.wkbLineString, f"LINESTRING({E0} {N0},{E0 + 9} {N0})"), refused="no polygons"),
    Case(
        "shp_null_shapes",
        lambda f: layer(f, rows=[(square(0), "A"), (None, "B"), (None, "C")]),
        imported=1,
        quarantined=2,
        says=("no geometry",),
    ),
    Case("shp_deleted_record", deleted, imported=2),
    Case(
        "shp_with_heights",
        kinds(ogr.wkbPolygon25D, lifted("Z")),
        imported=1,
    ),
    Case(
        "shp_with_measures",
        kinds(ogr.wkbPolygonM, lifted("M")),
        imported=1,
    ),
    Case("shp_rings_wound_the_wrong_way", reversed_rings, imported=1),
    Case("shp_coordinate_not_a_number", nan_point, imported=1, quarantined=1, says=()),
    Case("shp_record_claims_two_thousand_million_points", million_points, imported=1, quarantined=1, says=("no geometry",)),
    Case("shp_numbers_that_look_like_numbers_stay_text", text_ids, imported=3, numbers=("000123456789012345", "01")),
    Case("shp_without_numbers", lambda f: layer(f, rows=[(square(0), ""), (square(1), "")]), **A, says=("no number",)),
    Case(
        "shp_the_same_number_twice",
        lambda f: layer(f, rows=[(square(0), "X"), (square(1), "X")]),
        **A,
        says=("occurs 2 times",),
    ),
]


def _drop(path, suffix):
    path.with_suffix(suffix).unlink()
    return path


def _text(path, suffix, text):
    path.with_suffix(suffix).write_text(text)
    return path


def _only(folder, suffix):
    path = layer(folder)
    for part in list(folder.glob("tb.*")):
        if part.suffix != suffix:
            part.unlink()
    return path.with_suffix(suffix)


def _other_table(folder):
    path = layer(folder)
    other = layer(folder, "other.shp", rows=[(square(i), "B") for i in range(5)])
    path.with_suffix(".dbf").write_bytes(other.with_suffix(".dbf").read_bytes())
    return path
