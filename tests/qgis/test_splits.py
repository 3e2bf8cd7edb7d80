"""Parcels cut by plan conformity: inside and outside are disposed of differently (§2.6), and nothing is lost or counted twice."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import QgsGeometry, QgsProcessingException

from farmland_plugin.domain.same_ground import Thresholds, reconcile
from farmland_plugin.intake.ground.splitting import cut, shares_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.splitparcels import SplitParcels
from tests.qgis.ground_county import add, box, new_ledger, parcel, register, run

PLAN = [(box(0, 0, 1000, 1000), ["城镇集中建设区"]), (box(1000, 0, 1200, 1000), ["城镇弹性发展区"])]


def shape(wkb):
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


@pytest.fixture
def county(tmp_path, farmland):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        parcels = [
            parcel(ledger, "P1", box(1150, 100, 1250, 150), monitored_area_m2=Decimal("5000.01"), township="130499001"),
            parcel(ledger, "P2", box(950, 200, 1050, 250)),  # across two zones of the plan, wholly inside it
            parcel(ledger, "P3", box(1300, 100, 1350, 150)),
            parcel(ledger, "P4", box(1199.5, 300, 1300, 350)),  # 25 m² of it inside
            parcel(ledger, "P5", box(1190, 400, 1230, 450), monitored_area_m2=None),
            parcel(ledger, "", box(1150, 500, 1250, 550), source_row=6),
        ]
        add(ledger, "A", parcels, remediate_by="2026-10-31")
    register(farmland, tmp_path, path, "growth_boundary", PLAN, ["GHFQMC"])
    return path


def parts(path):
    with Ledger.open(path, write=False) as ledger:
        return {one.source_no: one for one in ledger.parcels()}, ledger.batches()


def test_a_parcel_half_inside_the_plan_becomes_two_and_stays_itself(county):
    done = run(SplitParcels, LEDGER=county)
    assert (done["SPLIT"], done["CHILDREN"], done["WHOLE"], done["SKIPPED"]) == (2, 4, 3, 1)
    found, batches = parts(county)
    whole, inside, outside = found["P1"], found["P1_1"], found["P1_2"]
    assert inside.parent_uid == outside.parent_uid == whole.parcel_uid
    assert (inside.attributes["split_side"], outside.attributes["split_side"]) == ("inside", "outside")
    assert shape(inside.geom).area() == pytest.approx(2500, abs=1e-3)
    assert shape(inside.geom).combine(shape(outside.geom)).symDifference(shape(whole.geom)).area() < 1e-6
    assert whole.monitored_area_m2 == Decimal("5000.01")
    assert (batches[1].kind, batches[1].source, batches[1].remediate_by) == ("split", "satellite", "2026-10-31")


def test_the_areas_of_the_parts_are_those_of_the_whole_exactly(county):
    run(SplitParcels, LEDGER=county)
    found, _ = parts(county)
    for number in ("P1", "P5"):
        assert found[f"{number}_1"].area_m2 + found[f"{number}_2"].area_m2 == found[number].area_m2
    assert found["P1_1"].monitored_area_m2 + found["P1_2"].monitored_area_m2 == Decimal("5000.01")
    assert found["P5_1"].monitored_area_m2 is None
    assert found["P5_2"].area_m2 > found["P5_1"].area_m2


def test_split_parcels_count_once_as_issued_and_by_their_parts_afterwards(county):
    run(SplitParcels, LEDGER=county)
    with Ledger.open(county, write=False) as ledger:
        told = reconcile(ledger.batches(), ledger.parcels(), ledger.links(), ledger.reissued(), Thresholds())
    assert (told.total, told.after_split) == (6, 8)


def test_slivers_stay_with_the_larger_part_and_are_cut_when_asked_for(county):
    assert run(SplitParcels, LEDGER=county, WHERE="\"source_no\" = 'P4'")["SPLIT"] == 0
    assert run(SplitParcels, LEDGER=county, WHERE="\"source_no\" = 'P4'", MIN_AREA=10)["SPLIT"] == 1


def test_what_was_split_is_not_split_again_and_its_parts_may_be(county, tmp_path, farmland):
    run(SplitParcels, LEDGER=county, WHERE="\"source_no\" = 'P1'")
    again = run(SplitParcels, LEDGER=county, WHERE="\"source_no\" = 'P1'")
    assert (again["SPLIT"], again["SKIPPED"], again["CHILDREN"]) == (0, 1, 0)
    register(farmland, tmp_path, county, "approval", [(box(1150, 100, 1170, 150), ["冀政转〔2025〕1号"])], ["PZWH"])
    deeper = run(SplitParcels, LEDGER=county, WHERE="\"source_no\" LIKE 'P1%'", ROLE="approval")
    assert (deeper["SPLIT"], deeper["SKIPPED"]) == (1, 1)
    found, _ = parts(county)
    assert {"P1_1_1", "P1_1_2"} <= set(found)
    with Ledger.open(county, write=False) as ledger:
        told = reconcile(ledger.batches(), ledger.parcels(), ledger.links(), ledger.reissued(), Thresholds())
        assert (told.total, told.after_split) == (6, 8)
        assert told.after_split_mu == told.total_mu


def test_numbers_of_parts_go_on_where_issued_ones_end(tmp_path, farmland):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        add(ledger, "A", [parcel(ledger, "130427SJBG26210310", box(1150, 100, 1250, 150)),
                          parcel(ledger, "130427SJBG26210310_3", box(3000, 100, 3050, 150))])
    register(farmland, tmp_path, path, "growth_boundary", PLAN, ["GHFQMC"])
    run(SplitParcels, LEDGER=path, WHERE="\"source_no\" = '130427SJBG26210310'")
    assert {"130427SJBG26210310_4", "130427SJBG26210310_5"} <= set(parts(path)[0])


def test_a_ledger_with_parts_verifies(county, farmland):
    run(SplitParcels, LEDGER=county)
    assert farmland("verifyledger", LEDGER=county)["BREAKS"] == 0


def test_without_a_layer_of_the_role_nothing_is_split_and_the_fix_is_named(county):
    with pytest.raises(QgsProcessingException, match="registerredline"):
        run(SplitParcels, LEDGER=county, ROLE="ecological")
    with Ledger.open(county, write=False) as ledger:
        assert len(ledger.batches()) == 1


def test_a_ring_around_the_plan_is_cut_in_inside_and_outside():
    outer, hole = shape(box(0, 0, 100, 100)), shape(box(40, 40, 60, 60))
    ring = outer.difference(hole)
    found = cut(ring, [shape(box(30, 30, 70, 70))], 1.0)
    assert found.inside.area() == pytest.approx(40 * 40 - 20 * 20)
    assert found.outside.area() == pytest.approx(100 * 100 - 40 * 40)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 90), st.integers(0, 90), st.integers(1, 60), st.integers(1, 60)), max_size=4),
       st.sampled_from([0.0, 5.0, 66.67, 400.0]))
def test_cutting_loses_no_ground_and_covers_none_twice(zones, least):
    whole = shape(box(0, 0, 100, 100))
    found = cut(whole, [shape(box(x, y, x + w, y + h)) for x, y, w, h in zones], least)
    sides = [side for side in (found.inside, found.outside) if side is not None]
    assert sum(side.area() for side in sides) == pytest.approx(whole.area(), rel=1e-9)
    if len(sides) == 2:
        assert sides[0].intersection(sides[1]).area() < 1e-6
        assert all(side.area() >= least for side in sides)


@given(st.decimals(Decimal("0.01"), Decimal("999999"), places=4), st.lists(st.floats(0.01, 1e6), min_size=1, max_size=6))
def test_shares_of_an_issued_area_add_up_to_it_exactly(issued, areas):
    found = shares_of(issued, areas)
    assert sum(found) == issued
    assert all(share >= 0 for share in found)
    assert shares_of(None, areas) == [None] * len(areas)
