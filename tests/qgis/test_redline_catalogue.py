"""Red lines from wherever they lie, moved edge by edge, retired and replaced, and what of the results they make stale."""

from __future__ import annotations

import json
import math
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from farmland_plugin.domain.errors import BadInput, Cancelled
from farmland_plugin.domain.parcel import Overlap, OverlapPart, RoleCover, Screening
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.intake.opening.origin import source_changed
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.processing.redline_cache import ensure_cache
from farmland_plugin.screening.redline import build_cache, edge_transform, longest_edge

from .handover import E0, N0, new_ledger, square, write_layer

ZONE38, DEGREES = QgsCoordinateReferenceSystem("EPSG:4526"), QgsCoordinateReferenceSystem("EPSG:4490")
TEN, ZERO = Decimal("10.00"), Decimal("0.00")


@pytest.fixture
def ledger(tmp_path, farmland):
    """A ledger of zone 38 with three parcels."""
    path = new_ledger(tmp_path)
    parcels = write_layer(tmp_path / "下发.shp", [(square(n), f"P{n}", "10000") for n in range(3)], ("JCBH", "JCMJ"))
    farmland("importparcels", LEDGER=path, INPUT=parcels, BATCH="一季度", AREA_UNIT="m2")
    return path


@pytest.fixture
def register(ledger, farmland):
    def run(source, role="approval", vintage="2021", **more):
        return farmland("registerredline", LEDGER=ledger, INPUT=source, ROLE=role, VINTAGE=vintage, **more)["REDLINE_ID"]

    return run


@pytest.fixture
def approvals(tmp_path):
    return write_layer(tmp_path / "批文.shp", [(square(n), f"冀〔2021〕{n}号", "2021/3/1", "厂房") for n in range(2)],
                       ("PZWH", "PZRQ", "XMMC"), encoding="GBK")


def line_of(path, redline_id):
    with Ledger.open(path, write=False) as ledger:
        return next(one for one in ledger.redlines(retired=True) if one.redline_id == redline_id)


def cached(path, redline_id, columns="class_code, detail"):
    with closing(sqlite3.connect(Path(f"{path}.files", "redlines", line_of(path, redline_id).cache))) as cache:
        return cache.execute(f"SELECT {columns} FROM redline ORDER BY fid").fetchall()


def whole(path):
    with Ledger.open(path, write=False) as ledger:
        found = verify_ledger(ledger)
    assert found.breaks == [], [one.sentence for one in found.breaks]
    return True


# -- details and sources ----------------------------------------------------------------------------------------


def test_the_cache_holds_the_details_of_the_role_as_canonical_text(ledger, register, approvals):
    redline_id = register(approvals)
    assert cached(ledger, redline_id) == [(f"冀〔2021〕{n}号", '{"date":"2021-03-01","project":"厂房"}') for n in range(2)]
    assert line_of(ledger, redline_id).field_map == {"class_code": "PZWH", "coefficient": "", "name": "XMMC", "date": "PZRQ",
                                                     "project": "XMMC"}


def memory_layer(name="手绘批文"):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4526&field=PZWH:string(40)&field=PZRQ:date&field=MJ:double", name, "memory")
    for number in range(2):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(square(number)))
        feature.setAttributes([f"{number}号", None, 0.5 + number])
        layer.dataProvider().addFeature(feature)
    return layer


def test_a_layer_of_the_project_is_registered_and_its_cache_made_again_from_it(ledger, register):
    layer = memory_layer()
    QgsProject.instance().addMapLayer(layer)
    try:
        redline_id = register(layer.id())
        line = line_of(ledger, redline_id)
        assert (line.source_kind, line.source_path, line.features) == ("project", "手绘批文", 2)
        rows = cached(ledger, redline_id, "*")
        assert json.loads(rows[1][-1]) == {"PZWH": "1号", "PZRQ": "", "MJ": "1.5"}
        with Ledger.open(ledger, write=False) as opened:
            (opened.files / "redlines" / line.cache).unlink()
            with pytest.raises(BadInput, match="cannot be read"):
                ensure_cache(opened, line, NoFeedback())
            ensure_cache(opened, line, NoFeedback(), layer=layer)
        assert cached(ledger, redline_id, "*") == rows
        assert source_changed(line) is None and source_changed(line, layer=layer) is False
        layer.startEditing()
        layer.deleteFeature(next(layer.getFeatures()).id())
        with pytest.raises(QgsProcessingException, match="edits that are not saved"):
            register(layer.name(), vintage="2022")
        layer.commitChanges()
        assert source_changed(line, layer=layer) is True
    finally:
        QgsProject.instance().clear()


def test_a_layer_of_the_project_that_is_a_file_is_registered_as_the_file(ledger, register, approvals):
    layer = QgsVectorLayer(str(approvals), "批文图层", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        line = line_of(ledger, register(layer.id()))
        assert (line.source_kind, line.source_path) == ("file", str(approvals))
        layer.setSubsetString("PZWH LIKE '%0号'")
        filtered = line_of(ledger, register(layer.id(), vintage="2022"))
        assert (filtered.source_kind, filtered.features) == ("project", 1)
    finally:
        QgsProject.instance().clear()


def test_a_lost_cache_is_made_again_from_the_file_unless_the_file_changed(ledger, register, tmp_path):
    path = write_layer(tmp_path / "两层.gpkg", [(square(0), "1号")], ("PZWH",), layer="甲")
    write_layer(path, [(square(1), "2号")], ("PZWH",), layer="乙", append=True)
    redline_id = register(path, LAYER="乙")
    line, rows = line_of(ledger, redline_id), cached(ledger, redline_id, "*")
    cache = Path(f"{ledger}.files", "redlines", line.cache)
    assert source_changed(line) is False
    cache.unlink()
    with Ledger.open(ledger, write=False) as opened:
        ensure_cache(opened, line, NoFeedback())
        assert cached(ledger, redline_id, "*") == rows
        cache.unlink()
        write_layer(path, [(square(2), "3号")], ("PZWH",), layer="丙", append=True)
        assert source_changed(line) is True
        with pytest.raises(BadInput, match="holds other data now"):
            ensure_cache(opened, line, NoFeedback())
        path.unlink()
        assert source_changed(line) is None
        with pytest.raises(BadInput, match="its source cannot be read"):
            ensure_cache(opened, line, NoFeedback())
    assert not cache.exists() and not list(cache.parent.glob(".*"))


# -- moved edge by edge -------------------------------------------------------------------------------------------


def moved(wkt, source, target=ZONE38):
    transform = edge_transform(source, target, QgsCoordinateTransformContext())
    geometry = QgsGeometry()
    geometry.fromWkb(transform(bytes(QgsGeometry.fromWkt(wkt).asWkb())))
    return geometry


def test_a_ten_kilometre_edge_in_degrees_stays_within_a_millimetre_of_the_true_line():
    west, east, south, north = 114.45, 114.562, 36.5, 36.52  # 10 km along a parallel
    got = moved(f"Polygon(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))", DEGREES)
    to = QgsCoordinateTransform(DEGREES, ZONE38, QgsCoordinateTransformContext())
    edge = got.constGet().boundary()
    true = [to.transform(QgsPointXY(west + (east - west) * part / 5000, south)) for part in range(5001)]
    line = QgsGeometry(edge)
    assert max(line.distance(QgsGeometry.fromPointXY(point)) for point in true) < 0.001
    ends = QgsGeometry.fromPolylineXY([true[0], true[-1]])
    assert ends.distance(QgsGeometry.fromPointXY(true[2500])) > 1.0, "moving the two ends alone is more than a metre out"


def test_the_same_field_drawn_in_zone_39_and_in_zone_38_is_the_same_ground():
    ring = [(E0, N0), (E0 + 8000, N0), (E0 + 8000, N0 + 5000), (E0, N0 + 5000)]
    there = QgsCoordinateTransform(ZONE38, QgsCoordinateReferenceSystem("EPSG:4527"), QgsCoordinateTransformContext())
    dense = QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in (*ring, ring[0])]])
    other = QgsGeometry(dense.densifyByDistance(10))
    other.transform(there)
    assert 39_000_000 < other.boundingBox().xMinimum() < 40_000_000
    back = moved(other.asWkt(12), QgsCoordinateReferenceSystem("EPSG:4527"))
    assert back.symDifference(dense).area() < 0.1 and dense.area() == pytest.approx(4e7)


def test_a_layer_of_zone_39_lies_where_the_parcels_of_zone_38_are(ledger, register, farmland, tmp_path):
    there = QgsCoordinateTransform(ZONE38, QgsCoordinateReferenceSystem("EPSG:4527"), QgsCoordinateTransformContext())
    geometry = QgsGeometry.fromWkt(square(0))
    geometry.transform(there)
    path = write_layer(tmp_path / "39.gpkg", [(geometry.asWkt(10), "1号")], ("PZWH",), epsg=4527)
    register(path)
    farmland("screenparcels", LEDGER=ledger, ROLES="approval")
    with Ledger.open(ledger, write=False) as opened:
        parcel = next(opened.parcels())
        fact, = opened.overlaps(parcel.parcel_uid)
        assert abs(fact.area_m2 - parcel.area_m2) <= Decimal("0.02")
        assert len(list(opened.all_overlaps())) == 1


def test_short_edges_and_layers_of_the_same_system_are_left_alone():
    assert edge_transform(ZONE38, ZONE38, QgsCoordinateTransformContext()) is None
    small = moved("Polygon((114.5 36.5,114.5006 36.5,114.5006 36.5006,114.5 36.5))", DEGREES)
    assert small.constGet().nCoordinates() == 4
    assert longest_edge(ZONE38) == 100 and longest_edge(DEGREES) == pytest.approx(100 / 111320)


@pytest.mark.parametrize(("wkt", "sentence"), [
    ("Polygon((179.9 36,-179.9 36,-179.9 37,179.9 37,179.9 36))", "across the 180° meridian"),
    ("Polygon((114 36,115 36,115 96,114 36))", "not on the earth"),
    ("Polygon((114 36,415 36,115 37,114 36))", "not on the earth")])
def test_coordinates_no_county_has_refuse_the_layer_naming_the_row(ledger, register, tmp_path, wkt, sentence):
    good = "POLYGON((114.5 36.5,114.501 36.5,114.501 36.501,114.5 36.5))"
    path = write_layer(tmp_path / "度.gpkg", [(good, "1")] * 3 + [(wkt, "坏")], ("HXMC",), epsg=4490)
    with pytest.raises(QgsProcessingException, match=f"Row 4 cannot be used: .*{sentence}"):
        register(path, role="ecological")
    assert list(Path(f"{ledger}.files", "redlines").iterdir()) == []


def test_numbers_that_are_none_refuse_the_layer(tmp_path):
    class Row:
        row, attributes, fault = 7, {}, ""
        ring = [QgsPointXY(0, 0), QgsPointXY(math.inf, 0), QgsPointXY(1, 1), QgsPointXY(0, 0)]
        wkb = bytes(QgsGeometry.fromPolygonXY([ring]).asWkb())

    from farmland_plugin.domain.layer_fields import Columns

    for transform in (None, edge_transform(DEGREES, ZONE38, QgsCoordinateTransformContext())):
        with pytest.raises(BadInput) as error:
            build_cache(tmp_path / "c.gpkg", [Row()], 1, Columns(), ZONE38.toWkt(), transform, NoFeedback())
        assert error.value.facts["row"] == 7 and "no numbers" in error.value.facts["reason"]
        assert list(tmp_path.iterdir()) == []


def test_cancelling_leaves_no_cache_behind(tmp_path, approvals):
    from farmland_plugin.domain.layer_fields import Columns
    from farmland_plugin.intake.opening.source import open_source

    class Stop(NoFeedback):
        def check(self):
            raise Cancelled()

    with closing(open_source(approvals)) as source, pytest.raises(Cancelled):
        rows = [row for row in source for _ in range(400)]
        build_cache(tmp_path / "redlines" / "c.gpkg", rows, 800, Columns(), ZONE38.toWkt(), None, Stop())
    assert list((tmp_path / "redlines").iterdir()) == []


# -- retired, replaced, stale ------------------------------------------------------------------------------------


def test_the_same_data_are_not_registered_twice_under_another_name_unless_they_replace(ledger, register, approvals, tmp_path):
    first = register(approvals, NAME="批文")
    assert register(approvals, NAME="批文") == first
    with pytest.raises(QgsProcessingException, match=r"registered as 批文 \(2021\) already"):
        register(approvals, NAME="批文（副本）")
    with pytest.raises(QgsProcessingException, match="registered as 批文"):
        register(approvals, NAME="批文", FIELD_MAP='{"class_code": "XMMC"}')
    second = register(approvals, NAME="批文", FIELD_MAP='{"class_code": "XMMC"}', REPLACES=first)
    assert cached(ledger, second) == [("厂房", json.dumps({"date": "2021-03-01", "number": f"冀〔2021〕{n}号", "project": "厂房"},
                                                      ensure_ascii=False, separators=(",", ":"))) for n in range(2)]
    assert register(approvals, NAME="批文", vintage="2022", KEEP_BOTH=True) not in (first, second)
    gone = line_of(ledger, first)
    assert gone.retired_at and gone.retired_by and "批文" in gone.retired_why and whole(ledger)
    with pytest.raises(QgsProcessingException, match="names 2 red lines"):
        register(approvals, vintage="2023", REPLACES="批文")


def test_a_retired_red_line_keeps_its_results_and_they_count_no_more(ledger, register, approvals, farmland):
    redline_id = register(approvals)
    farmland("screenparcels", LEDGER=ledger)
    with Ledger.open(ledger, write=False) as opened:
        uids = opened.parcel_uids()
        assert opened.stale() == {} and len(list(opened.all_overlaps())) == 2 and opened.screened_uids() == set(uids)
    with pytest.raises(QgsProcessingException, match="Say why"):
        farmland("retireredline", LEDGER=ledger, REDLINE=redline_id, WHY=" ")
    done = farmland("retireredline", LEDGER=ledger, REDLINE="批文.shp", WHY="已有新版")
    assert done == {"REDLINE_ID": redline_id, "PARCELS": 3}
    with Ledger.open(ledger, write=False) as opened:
        assert opened.redlines() == [] and opened.screened_uids() == set()
        assert list(opened.all_overlaps()) == list(opened.all_screenings()) == list(opened.all_parts()) == []
        assert len(list(opened.all_overlaps(retired=True))) == 2 and len(list(opened.all_screenings(retired=True))) == 3
        assert opened.stale() == {uid: ["never_screened", "layer_retired"] for uid in uids}
        told = list(opened.events())[-1]
        assert told.action == "retire_redline" and told.payload()["payload"]["retired_why"] == "已有新版"
    assert whole(ledger)
    with pytest.raises(QgsProcessingException, match="No red line of these roles"):
        farmland("screenparcels", LEDGER=ledger)
    with pytest.raises(QgsProcessingException, match="names 0 red lines"):
        farmland("retireredline", LEDGER=ledger, REDLINE=redline_id, WHY="再来")


def screen(opened, uids, lines, moment, sliver="0", covers=()):
    opened.record_screening(
        [Overlap(uid, line, "approval", "1号", TEN, TEN) for uid in uids for line in lines],
        [Screening(uid, line, "approval", TEN, ZERO, screened_at=moment) for uid in uids for line in lines], uids, lines,
        {"engine": "test", "sliver_m2": sliver, "area_rule": opened.area_rule.text()},
        [OverlapPart(uid, line, "approval", "1号", {"date": "2021-03-01"}, TEN, TEN) for uid in uids for line in lines], covers)


def test_parcels_tell_why_their_facts_are_not_those_of_today(ledger, register, approvals, tmp_path):
    first = register(approvals)
    other = write_layer(tmp_path / "批文2.shp", [(square(0), "9号")], ("PZWH",))
    with Ledger.open(ledger) as opened:
        one, two, three = opened.parcel_uids()
        assert opened.stale() == {uid: ["never_screened"] for uid in (one, two, three)}
        screen(opened, [one, two], [first], "2026-11-22T01:00:00.000Z")
        assert opened.stale() == {three: ["never_screened"]} and opened.stale([one]) == {}
        screen(opened, [two], [first], "2026-11-22T01:05:00.000Z", sliver="5")
        assert opened.stale([one, two]) == {one: ["sliver"]}
    second = register(other)
    with Ledger.open(ledger) as opened:
        assert opened.stale([two]) == {two: ["layer_missing"]}
        screen(opened, [two], [second], "2026-11-22T01:10:00.000Z", sliver="5")
        assert opened.stale([two]) == {two: ["cover_missing"]}, "two layers of one role were never measured together"
        screen(opened, [two], [first, second], "2026-11-22T01:15:00.000Z", "5", [RoleCover(two, "approval", TEN, ZERO)])
        assert opened.stale([two]) == {} and len(list(opened.role_covers())) == 1
        screen(opened, [two], [second], "2026-11-22T01:20:00.000Z", sliver="5")
        assert list(opened.role_covers()) == [], "one layer alone does not say what both cover"
        opened.retire_redline(second, "过期")
        assert opened.stale([two]) == {}, "every layer of the role that counts has its result"
        opened.area_rule = type(opened.area_rule).for_crs(4547, is_geographic=False, semi_major=6378137.0,
                                                          inverse_flattening=298.257222101)
        assert opened.stale([two]) == {two: ["area_rule"]}
    assert whole(ledger)


def test_facts_changed_behind_the_journal_show_in_every_table(ledger, register, approvals):
    redline_id = register(approvals)
    with Ledger.open(ledger) as opened:
        uid = opened.parcel_uids()[0]
        screen(opened, [uid], [redline_id], "2026-11-22T01:00:00.000Z", covers=[RoleCover(uid, "approval", TEN, ZERO, 1.5)])
    assert whole(ledger)
    for statement in ("UPDATE overlap_part SET detail = '{\"date\":\"2019-01-01\"}'", "UPDATE role_cover SET rest_width_m = 9",
                      "UPDATE screening SET rest_width_m = 3", "DELETE FROM overlap_part"):
        with closing(sqlite3.connect(ledger)) as foreign:
            held = list(foreign.iterdump())
            foreign.execute(statement)
            foreign.commit()
        with Ledger.open(ledger, write=False) as opened:
            assert ["newest screening" in one.sentence for one in verify_ledger(opened).breaks] == [True], statement
        restore(ledger, held)
    with closing(sqlite3.connect(ledger)) as foreign, pytest.raises(sqlite3.IntegrityError, match="immutable"):
        foreign.execute("UPDATE redline SET vintage = '2020'")
    with closing(sqlite3.connect(ledger)) as foreign:
        foreign.execute("UPDATE redline SET retired_at = '2026-01-01', retired_why = '私自'")
        foreign.commit()
    with Ledger.open(ledger, write=False) as opened:
        assert any("retired_why" in one.sentence for one in verify_ledger(opened).breaks)


def restore(path, dump):
    path.unlink()
    with closing(sqlite3.connect(path)) as again:
        again.executescript("\n".join(dump))
        again.execute("PRAGMA application_id = 1196444487")
        again.execute("PRAGMA user_version = 10200")
        again.commit()


def test_a_copy_brings_home_details_covers_and_retired_red_lines(ledger, register, approvals, farmland, tmp_path):
    redline_id = register(approvals)
    second = register(write_layer(tmp_path / "批文2.shp", [(square(0), "9号")], ("PZWH",)))
    copy = tmp_path / "外业" / "copy.gpkg"
    copy.parent.mkdir()
    farmland("fieldcopy", LEDGER=ledger, OUTPUT=copy)
    with Ledger.open(copy) as opened:
        uids = opened.parcel_uids()
        screen(opened, uids, [redline_id, second], "2026-11-22T01:00:00.000Z", "3",
               [RoleCover(uid, "approval", TEN, ZERO, 2.0) for uid in uids])
    with Ledger.open(ledger) as opened:
        screen(opened, uids[:1], [redline_id], "2026-11-22T02:00:00.000Z", "3")
    farmland("mergeledgers", LEDGER=ledger, INPUT=copy)
    with Ledger.open(ledger) as opened:
        assert len(list(opened.all_parts())) == 6
        assert [cover.parcel_uid for cover in opened.role_covers()] == uids[1:], "of the first both sides screened one layer each"
        assert opened.stale() == {uids[0]: ["cover_missing"]}
    with Ledger.open(copy) as opened:
        opened.retire_redline(second, "作废")
    farmland("mergeledgers", LEDGER=ledger, INPUT=copy)
    gone = line_of(ledger, second)
    assert (gone.retired_why, bool(gone.retired_at)) == ("作废", True) and whole(ledger)


def test_algorithms_that_read_a_layer_make_its_lost_cache_again(ledger, register, farmland, tmp_path):
    ground = square(0, size=3000.0, east=E0 - 100, north=N0 - 1500)
    villages = write_layer(tmp_path / "村界.gpkg", [(ground, "130423101201", "东村")], ("ZLDWDM", "ZLDWMC"))
    line = line_of(ledger, register(villages, role="village"))
    cache = Path(f"{ledger}.files", "redlines", line.cache)
    cache.unlink()
    assert farmland("locateparcels", LEDGER=ledger)["LOCATED"] == 3 and cache.is_file()
    cache.unlink()
    villages.unlink()
    with pytest.raises(QgsProcessingException, match=r"missing beside the ledger and its source cannot be read"):
        farmland("locateparcels", LEDGER=ledger)
