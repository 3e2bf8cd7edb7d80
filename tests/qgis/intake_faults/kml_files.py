"""KML and KMZ as Google Earth, 奥维 and ArcGIS write them, and as nobody should."""

from __future__ import annotations

import zipfile

from .case import Case

HEAD = '<?xml version="1.0" encoding="{encoding}"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>下发</name>'
TAIL = "</Document></kml>"
A = {"imported": 2}


def ring(column=0, lon=114.5, lat=36.7, sep=",", height=",0", close=True):
    x, y = lon + 0.002 * column, lat
    points = [(x, y), (x, y + 0.001), (x + 0.001, y + 0.001), (x + 0.001, y), (x, y)]
    return " ".join(f"{a:.6f}{sep}{b:.6f}{height}" for a, b in points[: 5 if close else 4])


def polygon(column=0, hole="", **more):
    inner = f"<innerBoundaryIs><LinearRing><coordinates>{hole}</coordinates></LinearRing></innerBoundaryIs>" if hole else ""
    return (
        f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring(column, **more)}</coordinates></LinearRing></outerBoundaryIs>"
        f"{inner}</Polygon>"
    )


def placemark(name, shape, extra=""):
    return f"<Placemark><name>{name}</name>{extra}{shape}</Placemark>"


TWO = placemark("甲一", polygon(0)) + placemark("乙二", polygon(1))
POINT = "<Point><coordinates>114.5,36.7,0</coordinates></Point>"


def kml(body, name="a.kml", encoding="utf-8", head=HEAD, stated=None):
    def build(folder):
        (folder / name).write_bytes((head.format(encoding=stated or encoding) + body + TAIL).encode(encoding))
        return folder / name

    return build


def kmz(*entries):
    def build(folder):
        path = folder / "a.kmz"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, body in entries:
                archive.writestr(name, body)
        return path

    return build


def document(body):
    return HEAD.format(encoding="utf-8") + body + TAIL


def bomb(folder):
    return kmz(("doc.kml", document(placemark("A", polygon(), f"<description>{' ' * 40_000_000}</description>"))))(folder)


DATA = (
    '<ExtendedData><Data name="监测编号"><value>JC-9</value></Data><Data name="面积"><value>15</value></Data></ExtendedData>'
)
SCHEMA = (
    '<ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="JCBH">0012</SimpleData><SimpleData name="DLBM">0101</SimpleData>'
    "</SchemaData></ExtendedData>"
)
LAUGHS = '<!DOCTYPE kml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SPY = '<!DOCTYPE kml [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
HOLE = " ".join(f"{x},{y}" for x, y in ((114.5002, 36.7002), (114.5004, 36.7002), (114.5004, 36.7004), (114.5002, 36.7002)))

CASES = [
    Case("kml", kml(TWO), **A, numbers=("甲一",), says=("GCJ-02",)),
    Case("kml_in_gb2312", kml(TWO, encoding="gb18030", stated="gb2312"), **A, numbers=("甲一",)),
    Case("kml_says_utf8_but_is_gbk", kml(TWO, encoding="gb18030", stated="UTF-8"), **A, numbers=("甲一",)),
    Case("kml_in_utf16", kml(TWO, encoding="utf-16"), **A, numbers=("甲一",)),
    Case("kml_with_a_byte_order_mark", kml(TWO, encoding="utf-8-sig"), **A),
    Case("kml_without_declaration", kml(TWO, head='<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'), **A),
    Case("kml_old_namespace", kml(TWO, head='<kml xmlns="http://earth.google.com/kml/2.1"><Document>'), **A),
    Case("kml_undeclared_prefix", kml(TWO + "<gx:Tour/>"), **A),
    Case(
        "kml_folders_in_folders",
        kml(
            "<Folder><name>一</name>"
            + placemark("甲", polygon(0))
            + "<Folder><name>二</name>"
            + placemark("乙", polygon(1))
            + "</Folder></Folder>"
        ),
        **A,
        numbers=("甲", "乙"),
    ),
    Case("kml_extended_data", kml(placemark("x", polygon(), DATA)), imported=1, numbers=("JC-9",)),
    Case("kml_schema_data", kml(placemark("x", polygon(), SCHEMA)), imported=1, numbers=("0012",)),
    Case(
        "kml_description_in_html",
        kml(
            placemark(
                "A", polygon(), "<description><![CDATA[<!DOCTYPE html><table><tr><td>面积</td></tr></table>]]></description>"
            )
        ),
        imported=1,
    ),
    Case("kml_with_hole", kml(placemark("A", polygon(hole=HOLE))), imported=1),
    Case(
        "kml_hole_before_shell",
        kml(
            placemark(
                "A",
                "<Polygon><innerBoundaryIs><LinearRing><coordinates>" + HOLE + "</coordinates></LinearRing>"
                "</innerBoundaryIs>" + polygon()[9:],
            )
        ),
        imported=1,
    ),
    Case("kml_multigeometry", kml(placemark("A", f"<MultiGeometry>{polygon(0)}{polygon(1)}</MultiGeometry>")), imported=1),
    Case(
        "kml_polygon_with_a_label_point",
        kml(placemark("A", f"<MultiGeometry>{polygon(0)}{POINT}</MultiGeometry>")),
        imported=1,
        repaired=1,
        says=("left out",),
    ),
    Case("kml_points_are_clues", kml(TWO + placemark("线索1", POINT)), imported=2, clues=1),
    Case("kml_only_points", kml(placemark("线索1", POINT)), clues=1),
    Case("kml_closed_path", kml(placemark("A", f"<LineString><coordinates>{ring()}</coordinates></LineString>")), imported=1),
    Case(
        "kml_open_path",
        kml(TWO + placemark("路", f"<LineString><coordinates>{ring(close=False)}</coordinates></LineString>")),
        imported=2,
        quarantined=1,
        says=("m apart",),
    ),
    Case("kml_blanks_after_commas", kml(placemark("A", polygon(sep=", ", height=""))), imported=1),
    Case("kml_placemark_without_shape", kml(TWO + placemark("无", "")), imported=2, quarantined=1, says=("no geometry",)),
    Case(
        "kml_empty_coordinates",
        kml(TWO + placemark("空", "<Point><coordinates></coordinates></Point>")),
        imported=2,
        quarantined=1,
        says=("empty",),
    ),
    Case(
        "kml_coordinates_are_words",
        kml(TWO + placemark("字", "<Point><coordinates>东经,北纬</coordinates></Point>")),
        imported=2,
        quarantined=1,
        says=("cannot be read",),
    ),
    Case(
        "kml_coordinates_without_latitude",
        kml(TWO + placemark("半", "<Point><coordinates>114.5</coordinates></Point>")),
        imported=2,
        quarantined=1,
    ),
    Case("kml_ring_not_closed", kml(placemark("A", polygon(close=False))), imported=1, repaired=1),
    Case(
        "kml_latitude_first",
        kml(
            placemark(
                "A",
                polygon().replace(
                    ring(), " ".join(",".join((p.split(",")[1], p.split(",")[0], "0")) for p in ring().split())
                ),
            )
        ),
        imported=1,
        says=("exchanged",),
    ),
    Case(
        "kml_network_link",
        kml(TWO + "<NetworkLink><Link><href>http://example.invalid/x.kml</href></Link></NetworkLink>"),
        **A,
        says=("not followed",),
    ),
    Case(
        "kml_image_overlay",
        kml(TWO + "<GroundOverlay><Icon><href>/etc/passwd</href></Icon></GroundOverlay>"),
        **A,
        says=("images",),
    ),
    Case("kml_empty", kml(""), refused="empty"),
    Case("kml_zero_bytes", lambda f: _write(f / "a.kml", b""), refused="empty"),
    Case("kml_truncated", lambda f: _write(f / "a.kml", document(TWO).encode()[:-60]), refused="damaged"),
    Case("kml_unescaped_ampersand", kml(placemark("甲&乙", polygon())), refused="line"),
    Case(
        "kml_is_a_web_page",
        lambda f: _write(f / "a.kml", b"<html><body><p>login<br></body></html>"),
        refused="damaged in line",
    ),
    Case(
        "kml_entity_bomb",
        kml(placemark("&b;", polygon()), head='<?xml version="1.0"?>' + LAUGHS + "<kml><Document>"),
        refused="DOCTYPE",
    ),
    Case(
        "kml_external_entity",
        kml(placemark("&f;", polygon()), head='<?xml version="1.0"?>' + SPY + "<kml><Document>"),
        refused="DOCTYPE",
    ),
    Case(
        "kml_external_entity_in_utf16",
        kml(
            placemark("&f;", polygon()),
            encoding="utf-16",
            head='<?xml version="1.0" encoding="utf-16"?>' + SPY + "<kml><Document>",
        ),
        refused="DOCTYPE",
    ),
    Case(
        "kml_entity_behind_a_long_comment",
        kml(
            placemark("&f;", polygon()), head='<?xml version="1.0"?><!--' + "x" * 2_000_000 + "-->" + SPY + "<kml><Document>"
        ),
        refused="DOCTYPE",
    ),
    Case("kml_a_hundred_thousand_folders_deep", kml("<Folder>" * 100_000), refused="deeper"),
    Case("kmz", kmz(("doc.kml", document(TWO)), ("files/icon.png", b"x")), **A),
    Case("kmz_other_name_inside", kmz(("我的地点.kml", document(TWO))), **A),
    Case("kmz_two_documents", kmz(("a.kml", document(TWO)), ("b.kml", document(placemark("丙", polygon(5))))), imported=3),
    Case("kmz_without_kml", kmz(("icon.png", b"x")), refused="no .kml"),
    Case("kmz_slip", kmz(("../../doc.kml", document(TWO))), refused="unsafe"),
    Case("kmz_bomb", bomb, refused="far more data"),
    Case("kmz_with_entities", kmz(("doc.kml", '<?xml version="1.0"?>' + SPY + "<kml>" + TWO + "</kml>")), refused="DOCTYPE"),
    Case("kmz_that_is_no_zip", lambda f: _write(f / "a.kmz", b"<kml/>"), refused="damaged"),
]


def _write(path, data):
    path.write_bytes(data)
    return path
