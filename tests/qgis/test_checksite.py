"""The pre-check of planned sites: what they take of red lines, how far the nearest is, and nothing enters the ledger."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)

from farmland_plugin.domain.area import AreaRule, area_of_wkb, round_half_up
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.checksite import CheckSite
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.processing.registerredline import RegisterRedline
from farmland_plugin.processing.screenparcels import ScreenParcels
from farmland_plugin.screening import run as screening_run
from tests.qgis.handover import E0, N0, bow_tie, new_ledger, run, square, write_layer


def box(x, y, width, height):
    """Return the WKT of a rectangle at an offset from the county's corner."""
    x, y = E0 + x, N0 + y
    return f"POLYGON(({x} {y},{x} {y + height},{x + width} {y + height},{x + width} {y},{x} {y}))"


def county_in(folder, epsg=4526):
    """A ledger with one parcel and four red lines; permanent farmland lies west of x = 100."""
    ledger = new_ledger(folder, epsg)
    run(ImportParcels(), LEDGER=ledger, INPUT=write_layer(folder / "tb.gpkg", [(square(0), "T1", 10000.0)]), SOURCE="satellite",
        BATCH="一季度", AREA_UNIT="m2")
    for name, role, rows, fields in (
            ("yn", "permanent_farmland", [(box(-500, -500, 600, 2000), "1")], ("YJJBNTTBBH",)),
            ("st", "ecological", [(box(3000, 0, 100, 100), "甲")], ("HXMC",)),
            ("dl", "landuse", [(box(-500, -500, 600, 2000), "0101"), (box(100, -500, 1000, 2000), "0701")], ("DLBM",)),
            ("kf", "growth_boundary", [(box(50, -500, 3000, 2000), "城镇集中建设区")], ("GHFQMC",))):
        layer = write_layer(folder / f"{name}.gpkg", rows, fields)
        run(RegisterRedline(), LEDGER=ledger, INPUT=layer, ROLE=role, VINTAGE="2024-12-31", NAME=f"{name}层")
    return ledger


@pytest.fixture(scope="module")
def county(tmp_path_factory, qgis_app, qgis_processing):
    return county_in(tmp_path_factory.mktemp("county"))


def check(ledger, folder, **more):
    out = run(CheckSite(), LEDGER=ledger, REPORT=folder / "r.html", OUTPUT=folder / "r.json", **more)
    return out, json.loads((folder / "r.json").read_text(encoding="utf-8"))


def verdicts(site):
    return {(one["role"], one["what"]): one for one in site["verdicts"]}


def refusal(ledger, folder, **more):
    with pytest.raises(QgsProcessingException) as caught:
        check(ledger, folder, **more)
    text = str(caught.value)
    assert "\n" not in text and not (folder / "r.html").exists()
    return text


def official(wkt):
    return round_half_up(area_of_wkb(bytes(QgsGeometry.fromWkt(wkt).asWkb()),
                                     AreaRule("gk", central_meridian=114.0, false_easting=38_500_000.0)))


def test_a_site_in_permanent_farmland_is_measured_and_avoidance_advised(county, tmp_path):
    wkt = box(50, 200, 100, 100)  # half of it west of x = 100
    out, values = check(county, tmp_path, WKT=wkt)
    assert (out["SITES"], out["TOUCHED"]) == (1, 1)
    (site,) = values["sites"]
    assert Decimal(site["area_m2"]) == official(wkt)
    said = verdicts(site)
    taken = said["permanent_farmland", "avoid"]
    assert abs(Decimal(taken["area_m2"]) - official(box(50, 200, 50, 100))) <= Decimal("0.02")
    assert taken["level"] == "bad" and "7.50 mu" in taken["text"] and "50.00 %" in taken["text"] and "advised" in taken["text"]
    assert said["landuse", "cropland"]["area_mu"] == "7.50" and said["growth_boundary", "inside"]["level"] == "good"
    classes = {c["class_code"]: Decimal(c["area_m2"]) for layer in site["layers"] if layer["role"] == "landuse"
               for c in layer["classes"]}
    assert set(classes) == {"0101", "0701"} and sum(classes.values()) == Decimal(site["area_m2"])
    assert site["verdicts"][0]["level"] == "bad", "the worst stands first"


def test_a_clear_site_is_told_how_far_the_nearest_red_line_is(county, tmp_path):
    out, values = check(county, tmp_path, WKT=box(350, 100, 100, 100))
    said = verdicts(values["sites"][0])
    assert out["TOUCHED"] == 0
    assert said["permanent_farmland", "clear"]["distance_m"] == pytest.approx(250, rel=1e-3)
    assert said["ecological", "clear"]["distance_m"] == pytest.approx(2550, rel=1e-3)
    assert "250 m" in said["permanent_farmland", "clear"]["text"]


def test_touching_without_common_ground_is_a_distance_of_zero(county, tmp_path):
    _, values = check(county, tmp_path, WKT=box(100, 100, 50, 50))
    assert verdicts(values["sites"][0])["permanent_farmland", "clear"]["distance_m"] == 0


def test_parcels_of_the_ledger_on_the_same_ground_are_listed(county, tmp_path):
    _, values = check(county, tmp_path, WKT=box(50, 50, 100, 100))
    (parcel,) = values["sites"][0]["parcels"]
    assert (parcel["source_no"], parcel["batch"], parcel["status"]) == ("T1", "一季度", "to_survey")
    assert abs(Decimal(parcel["area_m2"]) - official(box(50, 50, 50, 50))) <= Decimal("0.02")
    assert "T1" in (tmp_path / "r.html").read_text(encoding="utf-8")
    _, values = check(county, tmp_path, WKT=box(100, 0, 100, 100))
    assert values["sites"][0]["parcels"] == [], "a shared boundary is no shared ground"


def test_a_parcel_that_was_issued_again_is_marked_and_stands_after_those_in_force(tmp_path, farmland):
    county = county_in(tmp_path)
    again = write_layer(tmp_path / "again.gpkg", [(square(0), "T1", 10001.0)])
    run(ImportParcels(), LEDGER=county, INPUT=again, SOURCE="satellite", BATCH="重发", REISSUE_OF="一季度", AREA_UNIT="m2")
    _, values = check(county, tmp_path, WKT=box(50, 50, 100, 100))
    assert [(one["batch"], "重发" in one["replaced"]) for one in values["sites"][0]["parcels"]] == [
        ("重发", False), ("一季度", True)]
    assert values["sites"][0]["parcels"][1]["replaced"] in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_screening_without_a_choice_leaves_out_what_was_issued_again(tmp_path, farmland):
    county = county_in(tmp_path)
    again = write_layer(tmp_path / "again.gpkg", [(square(0), "T1", 10001.0)])
    run(ImportParcels(), LEDGER=county, INPUT=again, SOURCE="satellite", BATCH="重发", REISSUE_OF="一季度", AREA_UNIT="m2")
    assert run(ScreenParcels(), LEDGER=county)["SCREENED"] == 1
    assert run(ScreenParcels(), LEDGER=county, WHERE="batch = '一季度'")["SCREENED"] == 1, "asked for, it is screened"


def test_the_page_draws_the_site_with_what_it_takes(county, tmp_path):
    check(county, tmp_path, WKT=box(50, 50, 100, 100))
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    (drawing,) = re.findall("<svg.*?</svg>", text, re.DOTALL)
    tree = ElementTree.fromstring(drawing)
    paths = [(path.get("fill"), path.get("stroke"), path.get("d")) for path in tree.iter("path")]
    farmland = next(d for fill, _, d in paths if fill == "#e6c200")
    outline = next(d for _, stroke, d in paths if stroke == "#222")
    parcel = next(d for _, stroke, d in paths if stroke == "#b3261e")

    def span(d):
        xy = [tuple(map(float, point.split())) for point in re.findall(r"-?[\d.]+ -?[\d.]+", d)]
        return [max(axis) - min(axis) for axis in zip(*xy)]

    assert span(farmland) == pytest.approx([span(outline)[0] / 2, span(outline)[1]], abs=0.2), "the west half"
    assert span(parcel) == pytest.approx([side / 2 for side in span(outline)], abs=0.2)
    assert "20 m" in drawing or "50 m" in drawing or "10 m" in drawing


def test_ground_that_no_layer_covers_is_said_so(county, tmp_path):
    _, values = check(county, tmp_path, WKT=box(1050, 0, 100, 100))
    said = verdicts(values["sites"][0])
    assert said["landuse", "not_covered"]["percent"] == "50.00" and ("landuse", "no_cropland") in said
    assert said["growth_boundary", "inside"]["level"] == "good"


def test_a_file_with_several_sites_names_each_and_sets_broken_rows_aside(county, tmp_path):
    sites = write_layer(tmp_path / "sites.gpkg", [
        (box(350, 100, 100, 100), "项目一", 1.0), (None, "项目二", 1.0), (bow_tie(5), "项目三", 1.0)], ("XMMC", "MJ"))
    out, values = check(county, tmp_path, INPUT=sites)
    assert out["SITES"] == 2 and [site["name"] for site in values["sites"]] == ["项目一", "项目三"]
    assert values["sites"][1]["repair"] and [row["row"] for row in values["not_checked"]] == [2]
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "项目三" in text and "self-intersection" in text


def test_a_boundary_txt_is_a_site(county, tmp_path):
    e, n = E0 + 350, N0 + 100
    (tmp_path / "s.txt").write_text(
        "[属性描述]\n坐标系=2000国家大地坐标系\n带号=38\n[地块坐标]\n5,1.0,X1,仓库,面,,,,@\n"
        f"J1,1,{n},{e}\nJ2,1,{n + 100},{e}\nJ3,1,{n + 100},{e + 100}\nJ4,1,{n},{e + 100}\nJ1,1,{n},{e}\n", encoding="gbk")
    _, values = check(county, tmp_path, INPUT=tmp_path / "s.txt")
    assert [site["name"] for site in values["sites"]] == ["X1 仓库"]


def test_a_layer_drawn_in_qgis_and_another_crs_fall_on_the_same_ground(county, tmp_path):
    wkt = box(50, 200, 100, 100)
    to = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4526"), QgsCoordinateReferenceSystem("EPSG:4490"),
                                QgsProject.instance())
    degrees = QgsGeometry.fromWkt(wkt)
    degrees.transform(to)
    layer = QgsVectorLayer("Polygon?crs=EPSG:4490&field=name:string", "草图", "memory")
    feature = QgsFeature(layer.fields())
    feature.setGeometry(degrees)
    layer.dataProvider().addFeatures([feature])
    _, values = check(county, tmp_path, INPUT=layer)
    _, plain = check(county, tmp_path, WKT=degrees.asWkt(12), CRS="EPSG:4490")
    _, other = check(county, tmp_path, WKT=wkt)
    found = [{key: Decimal(v["area_m2"]) for key, v in verdicts(each["sites"][0]).items()} for each in (values, plain, other)]
    assert found[0].keys() == found[1].keys() == found[2].keys()
    assert all(abs(found[0][key] - found[2][key]) <= Decimal("0.02") for key in found[0])


def test_roles_restrict_and_every_layer_is_named_with_vintage_and_hash(county, tmp_path):
    _, values = check(county, tmp_path, WKT=box(350, 100, 10, 10), ROLES="permanent_farmland")
    (line,) = values["redlines"]
    with Ledger.open(county, write=False) as ledger:
        known = next(one for one in ledger.redlines() if one.role == "permanent_farmland")
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert line["sha256"] == known.sha256 and known.sha256 in text and "2024-12-31" in text and "yn层" in text


def test_nothing_is_written_into_the_ledger(county, tmp_path):
    before = hashlib.sha256(Path(county).read_bytes()).hexdigest()
    check(county, tmp_path, WKT=box(50, 200, 100, 100))
    assert hashlib.sha256(Path(county).read_bytes()).hexdigest() == before
    out = run(CheckSite(), LEDGER=county, WKT=box(50, 200, 100, 100))
    assert Path(out["REPORT"]).parent == Path(f"{county}.files") / "reports" and out["OUTPUT"] == ""
    Path(out["REPORT"]).unlink()


def test_names_are_escaped(county, tmp_path):
    sites = write_layer(tmp_path / "s.gpkg", [(box(350, 100, 100, 100), "<script>alert(1)</script>", 1.0)], ("XMMC", "MJ"))
    check(county, tmp_path, INPUT=sites)
    assert "<script>" not in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("given", "says"), [
    ({}, "either"), ({"WKT": "POLYGON((1 2"}, "WKT"), ({"WKT": "POINT(38545000 4062000)"}, "not a polygon"),
    ({"WKT": "POLYGON((0 0,0 1,1 1,0 0))"}, "outside the area"), ({"WKT": box(0, 0, 1, 1), "ROLES": "temporary"}, "register one"),
    ({"WKT": box(0, 0, 1, 1), "CRS": "EPSG:2362"}, "old datum")])
def test_what_cannot_be_checked_is_one_sentence(county, tmp_path, given, says):
    assert says in refusal(county, tmp_path, **given)


def test_without_a_red_line_or_its_copy_the_sentence_says_what_to_do(tmp_path):
    bare = new_ledger(tmp_path)
    assert "register one" in refusal(bare, tmp_path, WKT=box(0, 0, 100, 100))
    (tmp_path / "c").mkdir()
    ledger = county_in(tmp_path / "c")
    for cache in Path(f"{ledger}.files", "redlines").glob("*.gpkg"):
        cache.unlink()
    for name in ("yn", "st", "dl", "kf"):  # from these they would be made again
        (tmp_path / "c" / f"{name}.gpkg").unlink()
    assert "register the layer again" in refusal(ledger, tmp_path, WKT=box(0, 0, 100, 100))


def test_both_engines_say_the_same(county, tmp_path, monkeypatch):
    _, fast = check(county, tmp_path, WKT=box(50, 200, 100, 100))
    monkeypatch.setattr(screening_run, "usable_interpreter", lambda paths: "")
    _, slow = check(county, tmp_path, WKT=box(50, 200, 100, 100))
    assert slow["engine"] == "fallback" and slow["sites"] == fast["sites"]


def test_distances_in_a_ledger_of_degrees_are_metres(tmp_path):
    ledger = county_in(tmp_path, 4490)
    _, values = check(ledger, tmp_path, WKT=box(350, 100, 100, 100), CRS="EPSG:4526")
    said = verdicts(values["sites"][0])
    assert said["permanent_farmland", "clear"]["distance_m"] == pytest.approx(250, rel=2e-3)
    assert said["ecological", "clear"]["distance_m"] == pytest.approx(2550, rel=2e-3)
