"""Red lines and screening in a real QGIS: worker and fallback agree, and both agree with QGIS's own Overlap analysis."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from farmland_plugin.domain.errors import Cancelled
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.screenparcels import targets_of
from farmland_plugin.screening import run as screening_run
from farmland_plugin.screening.job import Job
from farmland_plugin.screening.redline import coefficient_of, sound_polygon
from farmland_plugin.screening.run import Runner, WorkerError, candidates, screened, usable_interpreter

CM114 = "EPSG:4547"
X, Y = 545000, 4062000


def square(x, y, size, height=None):
    height = height or size
    x, y = X + x, Y + y
    return [[[x, y], [x + size, y], [x + size, y + height], [x, y + height], [x, y]]]


def geojson(path: Path, features, crs=CM114) -> Path:
    rows = [{"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": rings}}
            for rings, properties in features]
    name = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs.replace(':', '::')}"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": name, "features": rows}), encoding="utf-8")
    return path


def shapely_engine() -> bool:
    return bool(usable_interpreter(tuple(candidates())))


@pytest.fixture()
def county(tmp_path, farmland):
    """A ledger with three parcels, land use that tiles two of them, and an approval drawn twice."""
    ledger = tmp_path / "县.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY="130102", NAME="试点", CRS=CM114)
    parcels = geojson(tmp_path / "parcels.geojson", [
        (square(0, 0, 100), {"JCBH": "1"}), (square(150, 0, 100), {"JCBH": "2"}), (square(5000, 0, 50), {"JCBH": "3"})])
    farmland("importparcels", LEDGER=ledger, INPUT=parcels, SOURCE="satellite")
    landuse = geojson(tmp_path / "dltb.geojson", [
        (square(-50, -50, 110, 250), {"DLBM": "0101", "KCXS": "10"}), (square(60, -50, 150, 250), {"DLBM": "0702", "KCXS": "0"}),
        # a bow-tie outside the parcels
        ([[[X + 300, Y], [X + 310, Y + 10], [X + 310, Y], [X + 300, Y + 10], [X + 300, Y]]], {"DLBM": "1001", "KCXS": "0"})])
    farmland("registerredline", LEDGER=ledger, INPUT=landuse, ROLE="landuse", VINTAGE="2024-12-31")
    approval = geojson(tmp_path / "pw.geojson", [
        (square(0, 0, 50), {"PZWH": "冀政转征函〔2021〕1号"}), (square(25, 0, 50), {"PZWH": "冀政转征函〔2021〕2号"})])
    farmland("registerredline", LEDGER=ledger, INPUT=approval, ROLE="approval", VINTAGE="2021")
    return ledger


def facts(path):
    with Ledger.open(path, write=False) as ledger:
        numbers = {parcel.parcel_uid: parcel.source_no for parcel in ledger.parcels(geometry=False)}
        overlaps = {(numbers[o.parcel_uid], o.role, o.class_code): (o.area_m2, o.net_area_m2) for o in ledger.all_overlaps()}
        whole = {(numbers[s.parcel_uid], s.role): (s.covered_m2, s.uncovered_m2, s.double_m2) for s in ledger.all_screenings()}
        areas = {parcel.source_no: parcel.area_m2 for parcel in ledger.parcels(geometry=False)}
        return overlaps, whole, areas


def test_screening_records_unions_nets_gaps_and_doubles(county, farmland):
    done = farmland("screenparcels", LEDGER=county)
    assert (done["SCREENED"], done["OUTSIDE"]) == (3, 1) and done["SECONDS"] >= done["ENGINE_SECONDS"] > 0
    overlaps, whole, areas = facts(county)
    assert done["OVERLAPS"] == len(overlaps) == 5
    gross, net = overlaps["1", "landuse", "0101"]
    assert float(gross) == pytest.approx(0.6 * float(areas["1"]), abs=0.02)
    assert float(net) == pytest.approx(0.9 * float(gross), abs=0.006), "a coefficient of 10 means percent"
    assert overlaps["1", "landuse", "0702"][0] == overlaps["1", "landuse", "0702"][1]
    for (number, role), (covered, uncovered, double) in whole.items():
        classes = sum((area for (n, r, _), (area, _) in overlaps.items() if (n, r) == (number, role)), Decimal(0))
        assert classes + uncovered - double == areas[number]
        assert covered == areas[number] - uncovered
    assert whole["1", "landuse"][1] == 0
    assert float(whole["2", "landuse"][1]) == pytest.approx(0.4 * float(areas["2"]), abs=0.02)
    assert float(whole["1", "approval"][2]) == pytest.approx(0.125 * float(areas["1"]), abs=0.02)
    assert whole["3", "landuse"] == (Decimal("0.00"), areas["3"], Decimal("0.00"))


def test_screening_again_replaces_and_roles_and_where_restrict(county, farmland):
    farmland("screenparcels", LEDGER=county)
    before = facts(county)
    done = farmland("screenparcels", LEDGER=county, WHERE="source_no = '1'", ROLES="approval")
    assert (done["SCREENED"], done["OVERLAPS"], done["OUTSIDE"]) == (1, 2, 0)
    assert facts(county) == before


@pytest.mark.skipif(not shapely_engine(), reason="no interpreter with shapely 2 beside QGIS")
def test_worker_and_fallback_give_the_same_facts(county, farmland, monkeypatch):
    assert farmland("screenparcels", LEDGER=county)["ENGINE"] == "worker"
    worker = facts(county)
    monkeypatch.setattr(screening_run, "usable_interpreter", lambda paths: "")
    assert farmland("screenparcels", LEDGER=county)["ENGINE"] == "fallback"
    assert facts(county) == worker


def test_intersections_are_written_on_request(county, farmland):
    done = farmland("screenparcels", LEDGER=county, INTERSECTIONS="memory:")
    layer = done["INTERSECTIONS"]
    assert layer.featureCount() == done["OVERLAPS"] and layer.crs().authid() == CM114
    for feature in layer.getFeatures():
        assert feature.geometry().isGeosValid()
        assert feature.geometry().area() == pytest.approx(feature["area_m2"], rel=1e-3)


def test_what_the_layers_of_a_role_leave_is_written_on_request(county, farmland):
    done = farmland("screenparcels", LEDGER=county, REMAINDERS="memory:")
    _, whole, _ = facts(county)
    left = {(feature["source_no"], feature["role"]): feature for feature in done["REMAINDERS"].getFeatures()}
    assert set(left) == {key for key, (_, uncovered, _) in whole.items() if uncovered and key[1] == "approval"}
    for key, feature in left.items():
        assert feature["area_m2"] == pytest.approx(float(whole[key][1]), abs=0.02)
        assert feature.geometry().area() == pytest.approx(feature["area_m2"], rel=1e-3)


def three_papers(farmland, tmp_path, county):
    return [farmland("registerredline", LEDGER=county, INPUT=geojson(tmp_path / f"paper{at}.geojson", [
        (square(150 + left, 0, width, 100), {"PZWH": f"批{at}"})]), ROLE="temporary", VINTAGE="2021")["REDLINE_ID"]
        for at, (left, width) in enumerate(((0, 30), (20, 30), (40, 60)))]


def covered_by_papers(county):
    with Ledger.open(county, write=False) as ledger:
        uid = next(parcel.parcel_uid for parcel in ledger.parcels(geometry=False) if parcel.source_no == "2")
        covers = [cover for cover in ledger.role_covers([uid]) if cover.role == "temporary"]
        return [round(float(cover.covered_m2)) for cover in covers], ledger.stale([uid]).get(uid, [])


def test_what_layers_of_a_role_cover_together_is_kept_only_when_all_of_them_were_screened(county, farmland, tmp_path):
    one, two, _three = three_papers(farmland, tmp_path, county)
    farmland("screenparcels", LEDGER=county)
    assert covered_by_papers(county) == ([pytest.approx(9999, abs=2)], [])
    farmland("screenparcels", LEDGER=county, ROLES=f"{one},{two}")
    assert covered_by_papers(county) == ([], ["cover_missing"])


def test_a_layer_that_a_colleague_retires_meanwhile_counts_no_longer(county, farmland, tmp_path, monkeypatch):
    *_others, three = three_papers(farmland, tmp_path, county)
    plain = screening_run.write_job

    def slow(folder, job, parcels):
        done = plain(folder, job, parcels)
        with Ledger.open(county) as colleague:
            colleague.retire_redline(three, "登记有误")
        return done

    monkeypatch.setattr(screening_run, "write_job", slow)
    farmland("screenparcels", LEDGER=county)
    assert covered_by_papers(county) == ([], ["cover_missing"])


def test_a_missing_cache_is_made_again_or_says_what_to_do(county, farmland, tmp_path):
    farmland("screenparcels", LEDGER=county)
    before = facts(county)
    for cache in Path(f"{county}.files", "redlines").glob("*.gpkg"):
        cache.unlink()
    farmland("screenparcels", LEDGER=county)
    assert facts(county) == before
    for cache in Path(f"{county}.files", "redlines").glob("*.gpkg"):
        cache.unlink()
    (tmp_path / "pw.geojson").unlink()
    with pytest.raises(QgsProcessingException, match="register the layer again"):
        farmland("screenparcels", LEDGER=county)


def test_the_cache_is_repaired_indexed_and_keeps_every_attribute(county):
    with Ledger.open(county, write=False) as ledger:
        line = next(line for line in ledger.redlines() if line.role == "landuse")
        cache = ledger.files / "redlines" / line.cache
    assert (line.features, line.repaired, len(line.sha256)) == (3, 1, 64)
    with sqlite3.connect(cache) as connection:
        rows = connection.execute("SELECT class_code, coefficient, attributes FROM redline ORDER BY fid").fetchall()
        assert [row[:2] for row in rows] == [("0101", 0.1), ("0702", 0.0), ("1001", 0.0)]
        assert json.loads(rows[0][2])["KCXS"] == "10"
        assert connection.execute("SELECT count(*) FROM rtree_redline_geom").fetchone() == (3,)
    layer = QgsVectorLayer(f"{cache}|layername=redline", "cache", "ogr")
    assert all(feature.geometry().isGeosValid() for feature in layer.getFeatures())


def test_registering_the_same_layer_twice_changes_nothing(county, farmland, tmp_path):
    again = farmland("registerredline", LEDGER=county, INPUT=tmp_path / "pw.geojson", ROLE="approval", VINTAGE="2021")
    with Ledger.open(county, write=False) as ledger:
        assert len(ledger.redlines()) == 2
        assert again["REDLINE_ID"] in {line.redline_id for line in ledger.redlines()}
    other = farmland("registerredline", LEDGER=county, INPUT=tmp_path / "pw.geojson", ROLE="approval", VINTAGE="2023",
                     KEEP_BOTH=True)
    assert other["REDLINE_ID"] != again["REDLINE_ID"], "another vintage is another red line"


def test_zone_38_and_degrees_land_on_the_same_ground(county, farmland, tmp_path):
    from qgis.core import QgsCoordinateTransform

    for name, crs in (("zone", "EPSG:4526"), ("degrees", "EPSG:4490")):
        to = QgsCoordinateTransform(QgsCoordinateReferenceSystem(CM114), QgsCoordinateReferenceSystem(crs), QgsProject.instance())
        ring = [to.transform(x, y) for x, y in square(0, 0, 40)[0]]
        path = geojson(tmp_path / f"{name}.geojson", [([[[p.x(), p.y()] for p in ring]], {"HXMC": "x"})], crs)
        farmland("registerredline", LEDGER=county, INPUT=path, ROLE="ecological", NAME=name, VINTAGE="2022")
    farmland("screenparcels", LEDGER=county, ROLES="ecological")
    with Ledger.open(county, write=False) as ledger:
        found = [o.area_m2 for o in ledger.all_overlaps() if o.role == "ecological"]
        area = next(p.area_m2 for p in ledger.parcels() if p.source_no == "1")
    assert len(found) == 2 and abs(found[0] - found[1]) <= Decimal("0.01")
    assert float(found[0]) == pytest.approx(0.16 * float(area), abs=0.02)


def test_parcels_and_layers_on_both_sides_of_a_zone_border_are_measured_alike(tmp_path, farmland):
    """115.5 degrees east parts zones 38 and 39: the same ground given in either, to a ledger of zone 38."""
    ledger = tmp_path / "县.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY="130102", NAME="试点", CRS="EPSG:4526")
    zone39 = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4526"), QgsCoordinateReferenceSystem("EPSG:4527"),
                                    QgsProject.instance())
    border = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateReferenceSystem("EPSG:4526"),
                                    QgsProject.instance()).transform(115.5, 36.7)

    def here(x, y, size):
        x, y = border.x() + x, border.y() + y
        return [[[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]]

    def there(rings):
        return [[list(zone39.transform(*point)) for point in ring] for ring in rings]

    places = [(-150, 0, 100), (-50, 0, 100), (50, 0, 100)]  # west of the border, across it, east of it
    parcels = [(here(*place), {"JCBH": str(n)}) for n, place in enumerate(places)]
    farmland("importparcels", LEDGER=ledger, SOURCE="satellite", INPUT=geojson(tmp_path / "p.geojson", parcels, "EPSG:4526"))
    layer = [(here(-200, -20, 190), {"HXMC": "west"}), (here(-10, -20, 190), {"HXMC": "east"})]
    for name, crs, rows in (("38", "EPSG:4526", layer), ("39", "EPSG:4527", [(there(rings), row) for rings, row in layer])):
        farmland("registerredline", LEDGER=ledger, INPUT=geojson(tmp_path / f"{name}.geojson", rows, crs), ROLE="ecological",
                 NAME=name, VINTAGE="2022")
    farmland("screenparcels", LEDGER=ledger)
    with Ledger.open(ledger, write=False) as opened:
        names = {line.redline_id: line.name for line in opened.redlines()}
        numbers = {parcel.parcel_uid: parcel.source_no for parcel in opened.parcels(geometry=False)}
        found = {(names[s.redline_id], numbers[s.parcel_uid]): s for s in opened.all_screenings()}
        areas = {parcel.source_no: parcel.area_m2 for parcel in opened.parcels(geometry=False)}
    assert max(areas.values()) - min(areas.values()) < Decimal("0.05"), "the ellipsoid knows no zones"
    for number in "012":
        one, two = found["38", number], found["39", number]
        assert abs(one.covered_m2 - two.covered_m2) <= Decimal("0.02") and one.covered_m2 + one.uncovered_m2 == areas[number]
        assert one.uncovered_m2 == 0


@pytest.mark.parametrize("crs", ["EPSG:2362", "EPSG:2434"])
def test_old_datums_are_refused_in_one_sentence(county, farmland, tmp_path, crs):
    path = geojson(tmp_path / "old.geojson", [(square(0, 0, 40), {})], crs)
    with pytest.raises(QgsProcessingException):
        farmland("registerredline", LEDGER=county, INPUT=path, ROLE="ecological", VINTAGE="1999")


def test_a_field_map_chooses_fields_and_a_wrong_one_is_named(county, farmland, tmp_path):
    with pytest.raises(QgsProcessingException, match="QQQ"):
        farmland("registerredline", LEDGER=county, INPUT=tmp_path / "pw.geojson", ROLE="ecological", VINTAGE="2001",
                 FIELD_MAP='{"class_code": "QQQ"}')
    farmland("registerredline", LEDGER=county, INPUT=tmp_path / "pw.geojson", ROLE="ecological", VINTAGE="2001",
             FIELD_MAP='{"class_code": "PZWH"}')
    farmland("screenparcels", LEDGER=county, ROLES="ecological")
    assert {key[2] for key in facts(county)[0] if key[1] == "ecological"} == {"冀政转征函〔2021〕1号", "冀政转征函〔2021〕2号"}


@pytest.mark.parametrize(("text", "value"), [
    ("", 0.0), ("0.1234", 0.1234), ("12.5%", 0.125), ("0.5 %", 0.005), ("x", None), ("-1", None), ("100", None)])
def test_a_coefficient_is_a_number_below_a_hundred(text, value):
    assert coefficient_of(text) == value


def test_polygons_are_repaired_by_structure_and_lose_lines_and_points():
    tie = QgsGeometry.fromWkt("Polygon((0 0, 10 10, 10 0, 0 10, 0 0))")
    shape, broken = sound_polygon(bytes(tie.asWkb()))
    assert broken and shape.IsValid() and shape.Area() == pytest.approx(50)
    flat = QgsGeometry.fromWkt("Polygon((0 0, 10 0, 5 0, 0 0))")
    assert sound_polygon(bytes(flat.asWkb()))[0] is None


def _job(path, pieces=False):
    with Ledger.open(path, write=False) as ledger:
        targets = targets_of(ledger, ledger.redlines())
        return Job(targets, ledger.area_rule, ledger.crs_wkt, pieces=pieces), list(ledger.parcels())


@pytest.mark.skipif(not shapely_engine(), reason="no interpreter with shapely 2 beside QGIS")
def test_cancel_kills_the_worker_and_writes_nothing(county, farmland):
    class Impatient(NoFeedback):
        def is_cancelled(self):
            return True

    job, parcels = _job(county)
    with pytest.raises(Cancelled), screened(job, parcels, Impatient()):
        pass
    assert facts(county)[0] == {}


def test_a_worker_that_crashes_is_one_sentence_and_the_ledger_stays(county, tmp_path):
    killer = tmp_path / "python3"
    killer.write_text("#!/bin/sh\nkill -9 $$\n")
    killer.chmod(0o755)
    job, parcels = _job(county)
    with pytest.raises(WorkerError, match="killed or crashed and nothing was written"), \
            screened(job, parcels, NoFeedback(), Runner(str(killer))):
        pass
    killer.write_text("#!/bin/sh\necho 'no such thing' >&2\nexit 3\n")
    with pytest.raises(WorkerError, match="exit code 3 and nothing was written: no such thing"), \
            screened(job, parcels, NoFeedback(), Runner(str(killer))):
        pass
    assert facts(county)[0] == {}


def test_an_interpreter_without_shapely_is_not_used(tmp_path):
    poor = tmp_path / "python3"
    poor.write_text("#!/bin/sh\nexit 1\n")
    poor.chmod(0o755)
    assert usable_interpreter((str(poor),)) == ""


# ---- real data: 4,708 buildings as parcels, 2,008 farms (16 invalid, another CRS, no code page) -----------------


@pytest.fixture(scope="module")
def swellendam(tmp_path_factory, farmland, real_data):
    folder = real_data / "swellendam"
    ledger = tmp_path_factory.mktemp("swellendam") / "ledger.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY="130102", NAME="Swellendam", CRS="EPSG:32733")
    buildings = f"{folder / 'training_data.gpkg'}|layername=buildings"
    done = farmland("importparcels", LEDGER=ledger, INPUT=buildings, SOURCE="satellite")
    assert done["IMPORTED"] == done["READ"] == 4708
    line = farmland("registerredline", LEDGER=ledger, INPUT=folder / "farms_33S.shp", ROLE="ecological", VINTAGE="2010")
    assert (line["FEATURES"], line["REPAIRED"]) == (2008, 16)
    return ledger, folder


def overlap_analysis(ledger, farms):
    """QGIS's own Overlap analysis of the ledger's parcels with the repaired farms, on the WGS 84 ellipsoid -> {uid: m²}."""
    from qgis import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    context.setEllipsoid("EPSG:7030")
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:32733&field=uid:string", "parcels", "memory")
    features = []
    for parcel in ledger.parcels():
        feature = QgsFeature(layer.fields())
        geometry = QgsGeometry()
        geometry.fromWkb(parcel.geom)
        feature.setGeometry(geometry)
        feature.setAttributes([parcel.parcel_uid])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    structure = {"INPUT": str(farms), "METHOD": 1, "OUTPUT": "memory:"}
    fixed = processing.run("native:fixgeometries", structure, context=context)["OUTPUT"]
    fixed.setName("farms")
    overlay = {"INPUT": layer, "LAYERS": [fixed], "OUTPUT": "memory:"}
    done = processing.run("native:calculatevectoroverlaps", overlay, context=context)
    return {feature["uid"]: feature["farms_area"] for feature in done["OUTPUT"].getFeatures()}


@pytest.mark.parametrize("engine", ["worker", "fallback"])
def test_real_overlaps_equal_qgis_overlap_analysis(swellendam, engine):
    if engine == "worker" and not shapely_engine():
        pytest.skip("no interpreter with shapely 2 beside QGIS")
    path, folder = swellendam
    job, parcels = _job(path, pieces=True)
    ruler = QgsDistanceArea()
    ruler.setSourceCrs(QgsCoordinateReferenceSystem("EPSG:32733"), QgsCoordinateTransformContext())
    ruler.setEllipsoid("EPSG:7030")
    with screened(job, parcels, NoFeedback(), Runner(engine=engine)) as result:
        assert result.engine == engine
        official = {uid: raw for uid, _, _, raw in result.raw_areas()}
        ground = {uid: QgsGeometry() for uid in official}
        for uid, _, _, wkb, _ in result.pieces():
            ground[uid].fromWkb(wkb)
    with Ledger.open(path, write=False) as ledger:
        theirs = overlap_analysis(ledger, folder / "farms_33S.shp")
    assert len(theirs) == 4708 and sum(area > 0 for area in theirs.values()) > 100
    for uid, area in theirs.items():
        geodesic = ruler.measureArea(ground[uid]) if uid in ground else 0.0
        assert geodesic == pytest.approx(area, rel=1e-6, abs=1e-6), uid
        assert official.get(uid, 0.0) == pytest.approx(area, rel=1e-6, abs=1e-4), uid


@pytest.mark.skipif(not shapely_engine(), reason="no interpreter with shapely 2 beside QGIS")
def test_real_facts_of_worker_and_fallback_are_equal_to_a_cent(swellendam):
    path, _ = swellendam
    job, parcels = _job(path)
    found = []
    for engine in ("worker", "fallback"):
        with screened(job, parcels, NoFeedback(), Runner(engine=engine)) as result:
            found.append({(o.parcel_uid, o.class_code): o.area_m2 for o in result.overlaps()})
    assert found[0].keys() == found[1].keys()
    assert max(abs(found[0][key] - found[1][key]) for key in found[0]) <= Decimal("0.01")


def test_a_missing_shapely_is_said_when_the_worker_is_demanded(monkeypatch):
    monkeypatch.setattr(screening_run, "usable_interpreter", lambda paths: "")
    with pytest.raises(WorkerError, match="install shapely 2"):
        Runner(engine="worker").find()
    assert Runner().find() == ""


def test_longitude_and_latitude_are_those_of_qgis():
    import numpy as np

    from farmland_plugin.domain.area import AreaRule
    from farmland_plugin.ledger.lonlat import lonlat_for

    crs = QgsCoordinateReferenceSystem("EPSG:32733")
    lonlat = lonlat_for(AreaRule("projected"), crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT1_GDAL))
    to_degrees = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateTransformContext())
    xy = [(969680.1, 6196092.1), (500000.0, 6250060.4)]
    expected = [to_degrees.transform(QgsPointXY(*point)) for point in xy]
    assert np.allclose(lonlat(np.array(xy)), [(p.x(), p.y()) for p in expected], atol=1e-10)
    assert lonlat_for(AreaRule("gk"), "") is None


def test_a_red_line_whose_cache_is_gone_is_made_again_and_not_counted_twice(county, farmland, tmp_path):
    farmland("screenparcels", LEDGER=county)
    before = facts(county)
    with Ledger.open(county, write=False) as ledger:
        known = ledger.redlines()
    for cache in Path(f"{county}.files", "redlines").glob("*.gpkg"):
        cache.unlink()
    ids = [farmland("registerredline", LEDGER=county, INPUT=tmp_path / name, ROLE=role, VINTAGE=vintage)["REDLINE_ID"]
           for name, role, vintage in (("dltb.geojson", "landuse", "2024-12-31"), ("pw.geojson", "approval", "2021"))]
    with Ledger.open(county, write=False) as ledger:
        assert ledger.redlines() == known and ids == [line.redline_id for line in known]
    farmland("screenparcels", LEDGER=county)
    assert facts(county) == before


def test_a_row_the_reader_distrusts_is_left_out_of_a_red_line(county, farmland, tmp_path):
    points = "J1,1,4208000,{e}\nJ2,1,4208100,{e}\nJ3,1,4208100,{f}\nJ1,1,4208000,{e}\n"
    sound = points.format(e=38600000, f=38600100)
    other_zone = points.format(e=39400000, f=39400100)
    (tmp_path / "t.txt").write_text("[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n4,0.5,A,甲,面,,,,@\n" + sound
                                    + "4,0.5,B,乙,面,,,,@\n" + sound + "4,0.5,C,丙,面,,,,@\n" + other_zone, encoding="utf-8")
    assert farmland("registerredline", LEDGER=county, INPUT=tmp_path / "t.txt", ROLE="approval", VINTAGE="2020")["FEATURES"] == 2
