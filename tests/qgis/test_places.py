"""Where parcels lie: by overlay, with the county's own areas, marked where the issue says otherwise (001-08, 001-25, §7.3)."""

from __future__ import annotations

import json
import sqlite3

import pytest
from qgis.core import QgsProcessingException

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.management import management_areas
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.intake.ground.placing import locate
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.locateparcels import LocateParcels
from tests.qgis.ground_county import add, box, new_ledger, parcel, register, run

WEST, EASTERN = "130499001001", "130499002001"
VILLAGES = [(box(0, 0, 1000, 1000), [WEST + "0000000", "柳林村", "柳林镇"]),
            (box(1000, 0, 2000, 1000), [EASTERN + "0000000", "东庄", "东庄乡"])]


@pytest.fixture
def county(tmp_path, farmland):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        parcels = [
            parcel(ledger, "inside", box(100, 100, 150, 150), township="130499001", village=WEST),
            parcel(ledger, "elsewhere", box(100, 200, 150, 250), township="130499002", village=EASTERN),
            parcel(ledger, "across", box(970, 100, 1070, 150)),
            parcel(ledger, "named", box(100, 300, 150, 350), attributes={"乡镇": "柳林", "村": "柳林村"}),
            parcel(ledger, "misnamed", box(100, 400, 150, 450), attributes={"乡镇": "东庄乡"}),
            parcel(ledger, "outside", box(5000, 5000, 5050, 5050)),
        ]
        add(ledger, "A", parcels)
    register(farmland, tmp_path, path, "village", VILLAGES, ["ZLDWDM", "ZLDWMC", "XZMC"])
    return path


def placed(path):
    with Ledger.open(path, write=False) as ledger:
        numbers = {one.parcel_uid: one.source_no for one in ledger.parcels(geometry=False)}
        return {numbers[one.parcel_uid]: one for one in ledger.places()}


def test_parcels_lie_in_the_village_with_the_largest_share_of_them(county, tmp_path):
    done = run(LocateParcels, LEDGER=county, REPORT=tmp_path / "places.html")
    assert (done["LOCATED"], done["DIFFER"], done["OUTSIDE"]) == (5, 2, 1)
    found = placed(county)
    assert (found["inside"].township, found["inside"].village, found["inside"].share) == ("130499001", WEST, 1.0)
    assert (found["across"].village, found["across"].share) == (EASTERN, 0.7)
    assert (found["across"].township_name, found["across"].village_name) == ("东庄乡", "东庄")
    assert "outside" not in found
    report = (tmp_path / "places.html").read_text(encoding="utf-8")
    assert "elsewhere" in report and "outside" in report


def test_what_was_issued_stays_with_the_parcel_and_a_difference_is_marked(county):
    run(LocateParcels, LEDGER=county)
    found = placed(county)
    assert {number for number, place in found.items() if place.issued_differs} == {"elsewhere", "misnamed"}
    with sqlite3.connect(county) as connection:
        raw = connection.execute("SELECT township, village FROM parcel WHERE source_no = 'elsewhere'").fetchone()
    assert raw == ("130499002", EASTERN)
    with Ledger.open(county, write=False) as ledger:
        shown = {one.source_no: one.township for one in ledger.parcels(geometry=False)}
    assert shown["elsewhere"] == "130499001"


def test_locating_again_writes_nothing_and_still_compares_with_the_issue(county):
    run(LocateParcels, LEDGER=county)
    again = run(LocateParcels, LEDGER=county)
    assert (again["DIFFER"], again["EVENT"]) == (2, 0)


def test_a_place_corrected_by_hand_stays(county):
    with Ledger.open(county) as ledger:
        uid = next(one.parcel_uid for one in ledger.parcels() if one.source_no == "across")
        ledger.place(uid, "130499001", WEST, reason="现场核实属柳林村")
    done = run(LocateParcels, LEDGER=county)
    assert (done["LOCATED"], done["MANUAL"]) == (4, 1)
    assert placed(county)["across"].village == WEST


def test_a_where_locates_only_what_it_selects(county):
    assert run(LocateParcels, LEDGER=county, WHERE="\"source_no\" = 'inside'")["LOCATED"] == 1
    assert set(placed(county)) == {"inside"}


def test_villages_of_a_management_area_count_to_it(tmp_path, farmland):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "management_areas.json").write_text(json.dumps([{"code": "130499G01", "name": "经开区", "villages": [WEST]}]),
                                                 encoding="utf-8")
    path = tmp_path / "managed.gpkg"
    farmland("createledger", LEDGER=path, COUNTY="130499", NAME="示例县", CRS="EPSG:4526", RULES=rules)
    with Ledger.open(path) as ledger:
        add(ledger, "A", [parcel(ledger, "one", box(100, 100, 150, 150), township="130499001"),
                          parcel(ledger, "two", box(1100, 100, 1150, 150))])
    register(farmland, tmp_path, path, "village", VILLAGES, ["ZLDWDM", "ZLDWMC", "XZMC"])
    run(LocateParcels, LEDGER=path)
    found = placed(path)
    assert (found["one"].township, found["one"].township_name, found["one"].village) == ("130499G01", "经开区", WEST)
    assert not found["one"].issued_differs
    assert found["two"].township == "130499002"


def test_grids_and_townships_are_overlaid_too_and_the_village_is_sought_in_the_township(county, tmp_path, farmland):
    register(farmland, tmp_path, county, "township", [(box(0, 0, 980, 1000), ["130499001", "柳林镇"]),
                                                      (box(980, 0, 2000, 1000), ["130499002", "东庄乡"])], ["XZQDM", "XZQMC"])
    register(farmland, tmp_path, county, "grid", [(box(0, 0, 500, 500), ["W-07", "网格七"])], ["WGBM", "WGMC"])
    run(LocateParcels, LEDGER=county)
    found = placed(county)
    assert (found["inside"].grid, found["across"].grid) == ("W-07", "")
    assert (found["across"].township, found["across"].village) == ("130499002", EASTERN)


def test_a_township_layer_registered_as_villages_gives_townships(tmp_path, farmland):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        add(ledger, "A", [parcel(ledger, "one", box(100, 100, 150, 150))])
    register(farmland, tmp_path, path, "village", [(box(0, 0, 1000, 1000), ["130499001000", "柳林镇"])], ["XZQDM", "XZQMC"])
    run(LocateParcels, LEDGER=path)
    found = placed(path)["one"]
    assert (found.township, found.village, found.township_name) == ("130499001", "", "柳林镇")


def test_without_a_layer_of_places_nothing_is_located_and_the_fix_is_named(tmp_path, farmland):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        add(ledger, "A", [parcel(ledger, "one", box(100, 100, 150, 150))])
        assert locate(ledger.parcels(), ledger, NoFeedback()) == {}
    with pytest.raises(QgsProcessingException, match="registerredline"):
        run(LocateParcels, LEDGER=path)


def test_a_copy_of_a_layer_that_is_gone_is_named(county):
    with Ledger.open(county, write=False) as ledger:
        for cache in (ledger.files / "redlines").glob("*.gpkg"):
            cache.unlink()
        with pytest.raises(BadInput, match="village"):
            locate(ledger.parcels(), ledger, NoFeedback())


@pytest.mark.parametrize(("raw", "says"), [
    ({}, "list"),
    ([{"code": "G1", "name": "区"}], "entry 1"),
    ([{"code": "", "name": "区", "villages": []}], "entry 1"),
    ([{"code": "G1", "name": "区", "villages": [130499001001]}], "130499001001"),
    ([{"code": "G1", "name": "区", "villages": ["130499001"]}], "130499001"),
    ([{"code": "G1", "name": "甲", "villages": [WEST]}, {"code": "G2", "name": "乙", "villages": [WEST]}], "甲"),
])
def test_management_areas_that_cannot_be_used_are_refused_with_their_entry(raw, says):
    with pytest.raises(BadInput) as refused:
        management_areas(raw, "management_areas.json")
    assert "management_areas.json" in str(refused.value)
    assert says in str(refused.value)
