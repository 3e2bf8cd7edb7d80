"""GeoJSON: whole and one feature to a line, foreign encodings, damaged, deep and odd."""

from __future__ import annotations

import json

from .case import Case

A = {"imported": 2}


def square(column=0, lon=114.5, lat=36.7):
    x, y = lon + 0.002 * column, lat
    return [[[x, y], [x, y + 0.001], [x + 0.001, y + 0.001], [x + 0.001, y], [x, y]]]


def feature(column, number, geometry=...):
    shape = {"type": "Polygon", "coordinates": square(column)} if geometry is ... else geometry
    return {"type": "Feature", "properties": {"图斑编号": number}, "geometry": shape}


def collection(*features, **more):
    return {"type": "FeatureCollection", **more, "features": list(features) or [feature(0, "甲"), feature(1, "乙")]}


def text(value, name="a.geojson", encoding="utf-8"):
    def build(folder):
        body = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        (folder / name).write_bytes(body.encode(encoding))
        return folder / name

    return build


def lines(*features, start="", name="a.geojsonl"):
    return text("".join(start + json.dumps(one, ensure_ascii=False) + "\n" for one in features), name)


def odd(geometry):
    return text(collection(feature(3, "good"), feature(0, "odd", geometry), feature(5, "good too")))


WHOLE = json.dumps(collection(), ensure_ascii=False)
CASES = [
    Case("geojson", text(collection()), **A, numbers=("甲",)),
    Case("geojson_in_gbk", text(collection(), encoding="gb18030"), **A, numbers=("甲",), says=("gb18030",)),
    Case("geojson_in_utf16", text(collection(), encoding="utf-16"), **A, numbers=("甲",)),
    Case("geojson_with_a_byte_order_mark", text(collection(), encoding="utf-8-sig"), **A, numbers=("甲",)),
    Case("geojson_named_json", text(collection(), "a.json"), **A),
    Case("geojson_lines", lines(feature(0, "甲"), feature(1, "乙")), **A, numbers=("甲",)),
    Case("geojson_lines_named_json", lines(feature(0, "甲"), feature(1, "乙"), name="a.json"), **A),
    Case("geojson_lines_with_record_separators", lines(feature(0, "甲"), feature(1, "乙"), start="\x1e"), **A),
    Case(
        "geojson_in_a_projected_crs",
        text(
            collection(
                feature(
                    0,
                    "A",
                    {
                        "type": "Polygon",
                        "coordinates": [[[38545000, 4062000], [38545000, 4062100], [38545100, 4062100], [38545000, 4062000]]],
                    },
                ),
                crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4526"}},
            )
        ),
        imported=1,
    ),
    Case(
        "geojson_metres_without_a_crs",
        text(
            collection(
                feature(
                    0,
                    "A",
                    {
                        "type": "Polygon",
                        "coordinates": [[[38545000, 4062000], [38545000, 4062100], [38545100, 4062100], [38545000, 4062000]]],
                    },
                )
            )
        ),
        imported=1,
        says=("metres",),
    ),
    Case("geojson_null_geometry", odd(None), imported=2, quarantined=1, says=("no geometry",)),
    Case("geojson_geometry_without_type", odd({"coordinates": square()}), imported=2, quarantined=1),
    Case("geojson_coordinates_are_words", odd({"type": "Polygon", "coordinates": "here"}), imported=2, quarantined=1),
    Case(
        "geojson_coordinates_are_null",
        odd({"type": "Polygon", "coordinates": [[[None, None], [1, 2], [2, 3], [1, 1]]]}),
        imported=2,
        quarantined=1,
    ),
    Case("geojson_coordinates_empty", odd({"type": "Polygon", "coordinates": []}), imported=2, quarantined=1),
    Case("geojson_point_among_polygons", odd({"type": "Point", "coordinates": [114.5, 36.7]}), imported=2, clues=1),
    Case("geojson_with_heights", odd({"type": "Polygon", "coordinates": [[[*p, 12.5] for p in square(1)[0]]]}), imported=3),
    Case("geojson_ring_not_closed", odd({"type": "Polygon", "coordinates": [square(1)[0][:-1]]}), imported=3, repaired=1),
    Case("geojson_bare_feature", text(feature(0, "甲")), imported=1),
    Case("geojson_bare_geometry", text({"type": "Polygon", "coordinates": square()}), imported=1),
    Case(
        "geojson_nested_properties",
        text(collection({**feature(0, "甲"), "properties": {"图斑编号": "甲", "x": {"y": [1, {"z": None}]}}})),
        imported=1,
        numbers=("甲",),
    ),
    Case(
        "geojson_without_properties",
        text(collection({"type": "Feature", "geometry": {"type": "Polygon", "coordinates": square()}})),
        imported=1,
        says=("no number",),
    ),
    Case(
        "geojson_long_number_as_text",
        text(collection(feature(0, "130423202600000001"))),
        imported=1,
        numbers=("130423202600000001",),
    ),
    Case("geojson_truncated", text(WHOLE[:-80]), refused="damaged"),
    Case("geojson_no_features", text({"type": "FeatureCollection", "features": []}), refused="empty"),
    Case("geojson_is_a_settings_file", text({"version": 1, "a": []}, "a.json"), refused="GeoJSON"),
    Case("geojson_is_a_web_page", text("<html><body>登录</body></html>"), refused="damaged"),
    Case("geojson_is_empty", text(""), refused="empty"),
    Case(
        "geojson_of_lines_only",
        text(collection(feature(0, "A", {"type": "LineString", "coordinates": square()[0]}))),
        refused="no polygons",
    ),
    Case(
        "geojson_brackets_a_million_deep",
        text('{"type":"FeatureCollection","features":' + "[" * 1_000_000),
        refused="damaged",
    ),
    Case(
        "geojson_geometry_ten_thousand_deep",
        text(
            '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":'
            + "[" * 10_000
            + "]" * 10_000
            + "}}]}"
        ),
        refused="damaged",
    ),
    Case(
        "geojson_coordinates_of_1e308",
        odd({"type": "Polygon", "coordinates": [[[1e308, 1], [1, 1e308], [-1e308, 1], [1e308, 1]]]}),
        imported=2,
        quarantined=1,
    ),
    Case("geojson_topojson", text({"type": "Topology", "objects": {}, "arcs": []}), refused="no GeoJSON"),
]
