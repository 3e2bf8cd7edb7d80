"""Boundary-point files written: what comes in goes out and comes in again, ring for ring, and nothing is lost unsaid."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsProject, QgsVectorLayer

from farmland_plugin.domain.errors import Cancelled
from farmland_plugin.domain.wkb import rings
from farmland_plugin.intake.opening.source import open_sources
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.exportboundarytxt import ExportBoundaryTxt
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.reports.boundary_points import TxtForm, TxtPlot, header_text, on_grid, plot_text
from farmland_plugin.reports.new_files import new_files
from tests.qgis.handover import E0, N0, REAL, new_ledger, run, square, write_layer

EXAMPLE = (
    "[属性描述]|格式版本号=1.01版本|数据产生单位=XX县自然资源和规划局|数据产生日期=2026-10-08|坐标系=2000国家大地坐标系|几度分带=3|"
    "投影类型=高斯克吕格|计量单位=米|带号=38|精度=0.001|转换参数=,,,,,,|[地块坐标]|"
    "10,0.9600,DK001,示例地块一,面,J50G001001,工业用地,,@|"
    "J1,1,4062100.500,38545320.250|J2,1,4062200.500,38545320.250|J3,1,4062200.500,38545420.250|J4,1,4062100.500,38545420.250|"
    "J1,1,4062100.500,38545320.250|"
    "J5,2,4062140.500,38545360.250|J6,2,4062140.500,38545380.250|J7,2,4062160.500,38545380.250|J8,2,4062160.500,38545360.250|"
    "J5,2,4062140.500,38545360.250|"
    "4,0.4800,DK002,示例地块二,面,,,,@|"
    "J1,1,4063000.125,38545000.375|J2,1,4063080.125,38545000.375|J3,1,4063000.125,38545120.375|J1,1,4063000.125,38545000.375|")
HOLED = (f"POLYGON(({E0} {N0},{E0} {N0 + 100},{E0 + 100} {N0 + 100},{E0 + 100} {N0},{E0} {N0}),"
         f"({E0 + 10} {N0 + 10},{E0 + 20} {N0 + 10},{E0 + 20} {N0 + 20},{E0 + 10} {N0 + 20},{E0 + 10} {N0 + 10}))")


def shapes(path):
    """Return, for each polygon a file holds, its parts as lists of rings (arrays), eastings without zone number."""
    opened = open_sources(path)
    try:
        found = []
        for source in opened:
            prefixed = source.crs.authid() in ("EPSG:4526", "EPSG:4498")
            for row in source:
                assert not row.fault, row.fault
                found.append(parts_of(row.wkb, 38e6 if prefixed else 0.0))
        return found
    finally:
        opened.close()


def parts_of(wkb, less=0.0):
    xy, ring_offsets, polygon_offsets = rings(wkb)
    xy = xy - np.array([less, 0.0])
    return [[xy[ring_offsets[r]:ring_offsets[r + 1]] for r in range(a, b)]
            for a, b in zip(polygon_offsets[:-1], polygon_offsets[1:])]


def same(first, second, tolerance=0.001):
    """Whether two polygons have the same rings in the same roles, vertex for vertex, in metres."""
    assert [len(part) for part in first] == [len(part) for part in second]
    for ring, other in zip((r for p in first for r in p), (r for p in second for r in p)):
        assert ring.shape == other.shape
        assert np.abs(ring - other).max() <= tolerance
    return True


def export(**parameters):
    return run(ExportBoundaryTxt(), **parameters)


def refused(**parameters):
    with pytest.raises(QgsProcessingException) as caught:
        export(**parameters)
    text = str(caught.value)
    assert "\n" not in text and "Traceback" not in text
    return text


def ledger_with(folder, source, epsg=4526):
    folder.mkdir(exist_ok=True)
    ledger = new_ledger(folder, epsg)
    out = run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE="satellite")
    assert out["QUARANTINED"] == 0
    return ledger


def geometries(ledger):
    with Ledger.open(ledger, write=False) as led:
        return [(p.source_no, parts_of(p.geom), p.area_m2) for p in led.parcels()]


# ---- the text ---------------------------------------------------------------------------------------------------------


def test_the_text_is_that_of_the_published_example():
    form = TxtForm(38, True, 3, "XX县自然资源和规划局", datetime.date(2026, 10, 8))

    def ring(*points):
        return on_grid(np.array([(e - 38e6, n) for n, e in (*points, points[0])]), 3)

    one = TxtPlot("DK001", "示例地块一", Decimal("9600.00"), [[
        ring((4062100.5, 38545320.25), (4062200.5, 38545320.25), (4062200.5, 38545420.25), (4062100.5, 38545420.25)),
        ring((4062140.5, 38545360.25), (4062140.5, 38545380.25), (4062160.5, 38545380.25), (4062160.5, 38545360.25))]],
        "J50G001001", "工业用地")
    two = TxtPlot("DK002", "示例地块二", Decimal("4800.00"), [[
        ring((4063000.125, 38545000.375), (4063080.125, 38545000.375), (4063000.125, 38545120.375))]])
    text = header_text(form) + plot_text(one, form) + plot_text(two, form)
    assert text.replace("\r\n", "|") == EXAMPLE


@pytest.mark.parametrize(("decimals", "written", "accuracy"), [
    (0, "J1,1,4062001,38545000", "1"), (1, "J1,1,4062000.5,38545000.1", "0.1"), (4, "J1,1,4062000.5000,38545000.1235", "0.0001")])
def test_decimals_are_rounded_half_up_and_stand_in_the_header(decimals, written, accuracy):
    form = TxtForm(38, True, decimals, "", datetime.date(2026, 1, 1))
    start = (545000.12345, 4062000.5)
    ring = on_grid(np.array([start, (545100, 4062000), (545100, 4062100), start]), decimals)
    assert plot_text(TxtPlot("1", "", Decimal(1), [[ring]]), form).split("\r\n")[1] == written
    assert f"精度={accuracy}\r\n" in header_text(form)


# ---- round trip -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["44120000105", "44120000669", "44120000957", "44120001111", "44120001225", "plot_000"])
@pytest.mark.parametrize("mode", ["one", "per_parcel"])
@pytest.mark.parametrize(("encoding", "prefix"), [("GBK", True), ("UTF-8", False)])
def test_real_files_come_back_ring_for_ring(tmp_path, name, mode, encoding, prefix):
    source = REAL / "boundary_txt" / f"{name}.txt"
    if not source.exists():
        pytest.skip("real input is not at hand: set FARMLAND_REAL_DATA to its folder")
    first = ledger_with(tmp_path / "a", source)
    target = tmp_path / ("out.txt" if mode == "one" else "out")
    out = export(LEDGER=first, MODE=mode, ENCODING=encoding, PREFIX=prefix, OUTPUT=target)
    assert (out["FILES"], out["ZONE"], len(out["LIST"])) == (1, 38, 1)
    data = Path(out["LIST"][0]).read_bytes()
    data.decode(encoding, errors="strict")
    assert data.count(b"\n") == data.count(b"\r\n") and bool(re.search(rb",38\d{6}\.", data)) is prefix
    (issued,) = shapes(source)
    (back,) = shapes(target)
    assert same(issued, back)
    second = ledger_with(tmp_path / "b", target, 4526)
    for (number, one, area), (other_number, other, other_area) in zip(geometries(first), geometries(second)):
        assert number == other_number and same(one, other) and abs(area - other_area) <= Decimal("0.01")


def test_a_folder_of_real_files_makes_a_file_for_each_parcel_though_all_bear_one_number(tmp_path):
    folder = REAL / "boundary_txt"
    if not folder.is_dir():
        pytest.skip("real input is not at hand: set FARMLAND_REAL_DATA to its folder")
    ledger = ledger_with(tmp_path / "a", folder)
    out = export(LEDGER=ledger, MODE="one file per parcel", OUTPUT=tmp_path / "out.txt")
    assert sorted(Path(p).name for p in out["LIST"]) == sorted(["FID_0.txt", *(f"FID_0_{n}.txt" for n in range(2, 7))])
    assert {Path(p).parent for p in out["LIST"]} == {tmp_path / "out"} and out["FILES"] == out["PLOTS"] == 6
    again = ledger_with(tmp_path / "b", tmp_path / "out")
    assert len(geometries(again)) == 6
    whole = export(LEDGER=ledger, OUTPUT=tmp_path / "all.txt")
    assert (whole["FILES"], whole["PLOTS"]) == (1, 6)
    assert all(same(a, b) for a, b in zip(shapes(tmp_path / "all.txt"), [g[1] for g in geometries_plain(ledger)]))


def geometries_plain(ledger):
    return [(number, [[ring - np.array([38e6, 0]) for ring in part] for part in parts], area)
            for number, parts, area in geometries(ledger)]


def stars(east, north, radii):
    """Return a star-shaped ring around a centre; it never crosses itself."""
    angles = [2 * np.pi * i / len(radii) for i in range(len(radii))]
    return [(east + r * np.cos(a), north + r * np.sin(a)) for a, r in zip(angles, radii)]


@st.composite
def multipolygons(draw):
    """Return polygons in several places, each with holes in it and, now and then, an island in a hole."""
    parts = []
    for index in range(draw(st.integers(1, 3))):
        x, y = 545000 + 400 * index + draw(st.floats(0, 1)), 4062000 + draw(st.floats(0, 50))
        shell = stars(x, y, draw(st.lists(st.floats(100, 150), min_size=3, max_size=14)))
        holes = []
        if len(shell) > 5:
            for side in range(draw(st.integers(0, 2))):
                hx = x - 35 + 70 * side
                holes.append(stars(hx, y, draw(st.lists(st.floats(12, 25), min_size=3, max_size=8))))
        parts.append([shell, *holes])
        if holes and len(holes[0]) > 5 and draw(st.booleans()):
            parts.append([stars(x - 35, y, draw(st.lists(st.floats(1, 5), min_size=3, max_size=5)))])
    return parts


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=multipolygons(), mode=st.sampled_from(["one", "per_parcel"]), encoding=st.sampled_from(["GBK", "UTF-8"]),
       prefix=st.booleans(), decimals=st.integers(3, 4))
def test_any_polygons_with_holes_and_parts_come_back(tmp_path_factory, parts, mode, encoding, prefix, decimals):
    folder = tmp_path_factory.mktemp("any")
    wkt = "MultiPolygon(" + ",".join("(" + ",".join("(" + ",".join(f"{x!r} {y!r}" for x, y in [*ring, ring[0]]) + ")"
                                     for ring in part) + ")" for part in parts) + ")"
    geometry = QgsGeometry.fromWkt(wkt.replace("np.float64", ""))
    layer = memory([("甲", geometry)], 4547)
    target = folder / ("out.txt" if mode == "one" else "out")
    out = export(INPUT=layer, MODE=mode, ENCODING=encoding, PREFIX=prefix, PRECISION=decimals, OUTPUT=target)
    assert out["FILES"] == 1 and out["ZONE"] == 38
    (back,) = shapes(target)
    assert same(parts_of(bytes(geometry.asWkb())), back)


def memory(rows, epsg, fields="field=JCBH:string"):
    """Return a layer with rows (number, geometry), in the project, since algorithms take layers by id."""
    layer = QgsVectorLayer(f"MultiPolygon?crs=EPSG:{epsg}&{fields}", "地块", "memory")
    for number, geometry in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([number])
        feature.setGeometry(geometry if isinstance(geometry, QgsGeometry) else QgsGeometry.fromWkt(geometry))
        assert layer.dataProvider().addFeatures([feature])[0]
    layer.updateExtents()
    return layer


# ---- the zone ---------------------------------------------------------------------------------------------------------


def test_a_ledger_in_degrees_is_written_in_the_zone_its_parcels_lie_in(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(HOLED, "1", 0.9)])
    ledger = ledger_with(tmp_path / "l", source, 4490)
    out = export(LEDGER=ledger, OUTPUT=tmp_path / "o.txt")
    assert out["ZONE"] == 38
    (back,) = shapes(tmp_path / "o.txt")
    (given,) = shapes(source)
    assert same(given, back) and [len(p) for p in back] == [2]


def test_a_six_degree_zone_is_written_as_such_and_read_back(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(HOLED, "1", 0.9)])
    out = export(INPUT=source, CRS="EPSG:4498", OUTPUT=tmp_path / "o.txt")
    assert out["ZONE"] == 20 and "几度分带=6" in (tmp_path / "o.txt").read_text(encoding="gbk")
    opened = open_sources(tmp_path / "o.txt")
    assert opened.members[0].crs.authid() == "EPSG:4498"


EDGE = 115.5


def test_a_parcel_across_the_edge_of_two_zones_is_refused_unless_a_zone_is_chosen(tmp_path):
    across = f"Polygon(({EDGE - 0.001} 36.5,{EDGE - 0.001} 36.501,{EDGE + 0.001} 36.501,{EDGE + 0.001} 36.5,{EDGE - 0.001} 36.5))"
    layer = memory([("7", QgsGeometry.fromWkt(across))], 4490)
    text = refused(INPUT=layer, OUTPUT=tmp_path / "o.txt")
    assert "38, 39" in text and "CRS" in text
    assert not list(tmp_path.iterdir())
    assert export(INPUT=layer, CRS="EPSG:4527", OUTPUT=tmp_path / "o.txt")["ZONE"] == 39


def test_a_parcel_far_outside_the_chosen_zone_is_named_and_nothing_is_written(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "近", 1.0), (square(0, east=38_745_000.0), "远", 1.0)])
    text = refused(INPUT=source, OUTPUT=tmp_path / "o.txt")
    assert "远" in text and "zone 38" in text and "115.5" in text
    assert not (tmp_path / "o.txt").exists() and {p.name for p in tmp_path.iterdir()} == {"a.gpkg"}


@pytest.mark.parametrize(("crs", "says"), [("EPSG:4326", "EPSG:4526"), ("EPSG:3857", "EPSG:4526")])
def test_only_gauss_krueger_zones_of_cgcs2000_are_written(tmp_path, crs, says):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0)])
    assert says in refused(INPUT=source, CRS=crs, OUTPUT=tmp_path / "o.txt")


def test_land_that_is_not_in_china_is_refused(tmp_path):
    layer = memory([("1", QgsGeometry.fromWkt("Polygon((20 -34,20 -34.01,20.01 -34.01,20 -34))"))], 4326)
    assert "25 to 45" in refused(INPUT=layer, OUTPUT=tmp_path / "o.txt")


# ---- rounding ---------------------------------------------------------------------------------------------------------


def test_vertices_that_fall_together_are_told_and_the_polygon_stays_valid(tmp_path):
    e, n = 545000.0, 4062000.0
    wkt = f"Polygon(({e} {n},{e} {n + 100},{e + 0.004} {n + 100.003},{e + 100} {n + 100},{e + 100} {n},{e} {n}))"
    log = told(tmp_path, memory([("1", QgsGeometry.fromWkt(wkt))], 4547), PRECISION=2)
    assert any("1 vertices fell together at 2 decimals" in line for line in log)
    (back,) = shapes(tmp_path / "o.txt")
    assert [[len(ring) for ring in part] for part in back] == [[5]]


def test_a_neck_that_rounding_would_make_cross_itself_is_mended_and_told(tmp_path):
    e, n = 545000.0, 4062000.0  # two thin spikes whose tips pass one another within the last decimal
    wkt = (f"Polygon(({e} {n},{e + 10} {n},{e + 10} {n + 10},{e + 5.06} {n + 0.04},{e + 4.94} {n + 10},{e} {n + 10},{e} {n}))")
    layer = memory([("1", QgsGeometry.fromWkt(wkt))], 4547)
    assert QgsGeometry.fromWkt(wkt).isGeosValid()
    log = told(tmp_path, layer, PRECISION=0)
    (back,) = shapes(tmp_path / "o.txt")
    assert any("was mended" in line for line in log)
    for part in back:
        assert QgsGeometry.fromWkt("Polygon(" + ",".join("(" + ",".join(f"{x} {y}" for x, y in ring) + ")" for ring in part)
                                   + ")").isGeosValid()


def test_a_polygon_smaller_than_the_grid_is_refused_by_name(tmp_path):
    e, n = 545000.0, 4062000.0
    layer = memory([("小", QgsGeometry.fromWkt(f"Polygon(({e} {n},{e + 0.1} {n},{e + 0.1} {n + 0.1},{e} {n}))"))], 4547)
    assert "小" in refused(INPUT=layer, PRECISION=0, OUTPUT=tmp_path / "o.txt")


def told(folder, layer, **more):
    """Export and return what the log says."""
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    class Log(QgsProcessingFeedback):
        def __init__(self):
            super().__init__(False)
            self.lines = []

        def pushWarning(self, text):
            self.lines.append(text)

    log, context, algorithm = Log(), QgsProcessingContext(), ExportBoundaryTxt().create()
    context.setProject(QgsProject.instance())
    values = {"INPUT": layer, "OUTPUT": str(folder / "o.txt"), **more}
    assert algorithm.prepare(values, context, log)
    algorithm.runPrepared(values, context, log)
    return log.lines


# ---- texts and files --------------------------------------------------------------------------------------------------


def test_characters_that_gbk_lacks_are_told_and_not_lost(tmp_path):
    layer = memory([("𠮷田1", square_plain())], 4547)
    log = told(tmp_path, layer)
    assert any("𠮷" in line and "GB18030" in line for line in log)
    data = (tmp_path / "o.txt").read_bytes()
    assert "𠮷田1" in data.decode("gb18030") and b"?" not in data
    opened = open_sources(tmp_path / "o.txt")
    assert next(iter(opened.members[0])).attributes["地块编号"] == "𠮷田1"
    assert not told(tmp_path, layer, ENCODING="UTF-8")


def test_marks_of_the_format_in_a_number_are_replaced_and_told(tmp_path):
    log = told(tmp_path, memory([("a,b@c\nd", square_plain())], 4547))
    assert len(log) == 1 and "replaced" in log[0]
    assert next(iter(open_sources(tmp_path / "o.txt").members[0])).attributes["地块编号"] == "a、b＠c d"


def square_plain():
    return QgsGeometry.fromWkt(square(0, east=E0 - 38e6))


def test_the_area_is_the_official_one_in_hectares(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0, size=300.0), "1", 9.0)])
    ledger = ledger_with(tmp_path / "l", source)
    export(LEDGER=ledger, OUTPUT=tmp_path / "o.txt")
    ((_, _, area),) = geometries(ledger)
    line = (tmp_path / "o.txt").read_text(encoding="gbk").split("\n")[12]
    assert Decimal(line.split(",")[1]) == (area / 10000).quantize(Decimal("0.0001")) != Decimal("9.0000")
    export(INPUT=source, OUTPUT=tmp_path / "p.txt")
    assert (tmp_path / "p.txt").read_text(encoding="gbk").split("\n")[12] == line


def test_attributes_of_an_earlier_txt_go_out_where_they_came_in(tmp_path):
    given = tmp_path / "in.txt"
    given.write_text(EXAMPLE.replace("|", "\n").replace("工业用地,,", "工业用地,0602,"), encoding="utf-8")
    ledger = ledger_with(tmp_path / "l", given)
    export(LEDGER=ledger, OUTPUT=tmp_path / "o.txt", UNIT_NAME="某县自然资源局")
    text = (tmp_path / "o.txt").read_text(encoding="gbk")
    assert "DK001,示例地块一,面,J50G001001,工业用地,0602,@" in text and "数据产生单位=某县自然资源局" in text


@pytest.mark.parametrize(("mode", "files"), [("one file", 1), ("per parcel", 2), ("per_parcel", 2), ("", 1)])
def test_a_mode_is_known_by_code_and_by_words(tmp_path, mode, files):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0), (square(1), "2", 1.0)])
    assert export(INPUT=source, MODE=mode, OUTPUT=tmp_path / "out.txt")["FILES"] == files
    assert "per_parcel" in refused(INPUT=source, MODE="odd", OUTPUT=tmp_path / "p.txt")


def test_where_selects_parcels_and_rows_of_a_file(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0), (square(1), "2", 1.0)])
    assert export(INPUT=source, WHERE="JCBH = '2'", OUTPUT=tmp_path / "o.txt")["PLOTS"] == 1
    assert ",2,," in (tmp_path / "o.txt").read_text(encoding="gbk")
    ledger = ledger_with(tmp_path / "l", source)
    assert export(LEDGER=ledger, WHERE="source_no = '1'", OUTPUT=tmp_path / "p.txt")["PLOTS"] == 1
    assert "No polygon" in refused(LEDGER=ledger, WHERE="source_no = '9'", OUTPUT=tmp_path / "q.txt")
    assert "QQ" in refused(INPUT=source, WHERE="QQ = 1", OUTPUT=tmp_path / "q.txt")


def test_a_ledger_or_a_layer_and_never_both(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0)])
    ledger = ledger_with(tmp_path / "l", source)
    assert "either" in refused(LEDGER=ledger, INPUT=source, OUTPUT=tmp_path / "o.txt")
    assert "either" in refused(OUTPUT=tmp_path / "o.txt")


def test_nothing_that_is_there_is_written_over_in_a_folder(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0), (square(1), "2", 1.0)])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "2.txt").write_text("mine")
    assert "is there already" in refused(INPUT=source, MODE="per_parcel", OUTPUT=tmp_path / "out")
    assert {p.name: p.read_text() for p in (tmp_path / "out").iterdir()} == {"2.txt": "mine"}
    assert "INPUT" in refused(INPUT=source, OUTPUT=source)
    ledger = ledger_with(tmp_path / "l", source)
    assert "is a ledger" in refused(LEDGER=ledger, OUTPUT=ledger)


@pytest.mark.parametrize("mode", ["one", "per_parcel"])
def test_cancelling_the_export_leaves_nothing(tmp_path, mode):
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    source = write_layer(tmp_path / "a.gpkg", [(square(i), str(i), 1.0) for i in range(3)])

    class Impatient(QgsProcessingFeedback):
        def setProgress(self, percent):
            self.cancel()  # after the first plot

    feedback, context, algorithm = Impatient(), QgsProcessingContext(), ExportBoundaryTxt().create()
    feedback.progressChanged.connect(lambda _: feedback.cancel())
    values = {"INPUT": str(source), "MODE": mode, "OUTPUT": str(tmp_path / "out")}
    assert algorithm.prepare(values, context, feedback)
    assert algorithm.runPrepared(values, context, feedback) == {} and feedback.isCanceled()
    assert {p.name for p in tmp_path.iterdir()} == {"a.gpkg"}


def test_cancelling_leaves_nothing(tmp_path):
    with pytest.raises(Cancelled), new_files(tmp_path / "out") as files:
        files.add("1", ".txt").write_text("x")
        raise Cancelled
    assert not list(tmp_path.iterdir())


def test_names_that_a_folder_cannot_hold_are_made_safe_and_stay_apart(tmp_path):
    layer = memory([("con", square_plain()), ("../x", square_plain()), ("CON", square_plain())], 4547)
    out = export(INPUT=layer, MODE="per_parcel", OUTPUT=tmp_path / "out")
    names = [Path(p).name for p in out["LIST"]]
    assert len({name.casefold() for name in names}) == 3 and all("/" not in name and name[:4] != "con." for name in names)
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == sorted(names)
    assert {p.name for p in tmp_path.iterdir()} == {"out"}


def test_a_row_without_a_polygon_is_refused_by_name(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0), (None, "空", 1.0)])
    assert "空" in refused(INPUT=source, OUTPUT=tmp_path / "o.txt")
    assert not (tmp_path / "o.txt").exists()


def test_arcs_are_written_as_short_segments(tmp_path):
    path = tmp_path / "c.gpkg"
    curve = f"CURVEPOLYGON(CIRCULARSTRING({E0} {N0},{E0 + 50} {N0 + 50},{E0 + 100} {N0},{E0 + 50} {N0 - 50},{E0} {N0}))"
    write_layer(path, [(curve, "1", 1.0)], kind=ogr.wkbCurvePolygon)
    export(INPUT=path, OUTPUT=tmp_path / "o.txt")
    (back,) = shapes(tmp_path / "o.txt")
    assert len(back[0][0]) > 50


def test_json_of_the_outputs_lists_the_files(tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", 1.0)])
    assert json.loads(json.dumps(export(INPUT=source, OUTPUT=tmp_path / "o.txt")))["LIST"] == [str(tmp_path / "o.txt")]
