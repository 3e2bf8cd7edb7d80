"""The facts of a screened parcel: every figure from its layer, vintages apart, what cannot be told said."""

import json
import struct
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.cropland import CroplandRules
from farmland_plugin.domain.engine_notes import sliver_note
from farmland_plugin.domain.fact_finding import FactFinder, Screened, after, share_of
from farmland_plugin.domain.parcel import Overlap, OverlapPart, Parcel, Redline, RoleCover, Screening
from farmland_plugin.domain.widths import mean_width
from farmland_plugin.paths import resource

RULES = CroplandRules.from_json(json.loads(resource("rules", "cropland.json").read_text(encoding="utf-8")), "cropland.json")
ON = date(2026, 11, 22)
TILES = {"landuse", "landuse_change", "landuse_second_survey", "village", "county"}
PARCEL = Decimal("10000.00")


def wkb(*rings):
    """One polygon."""
    body = b"".join(struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *xy) for xy in ring) for ring in rings)
    return struct.pack("<BII", 1, 3, len(rings)) + body


def box(x, y, width, height):
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)]


def m2(value):
    return Decimal(str(value)).quantize(Decimal("0.01"))


class County:
    """Layers and what they say of one parcel, row by row as the engine writes them."""

    def __init__(self, area=PARCEL):
        self.area, self.lines, self.overlaps, self.screenings, self.parts, self.covers = m2(area), [], [], [], [], []
        self.geom = wkb(box(37_500_000, 4_000_000, 100, 100))
        self.answers = {}

    def layer(self, role, classes, vintage="2024", double=0, rest=None, note=""):
        """Add a layer; ``classes``: (code, area, detail) each, of tiling layers the rest is uncovered."""
        key = f"R{len(self.lines)}"
        self.lines.append(Redline(key, role, f"layer {key}", vintage, f"/data/{key}.gpkg", key * 32, 1, 0, "", "EPSG:4526",
                                  registered_at=f"2026-01-0{len(self.lines) + 1}"))
        by_code = {}
        for code, area, detail in classes:
            by_code[code] = by_code.get(code, Decimal(0)) + m2(area)
            if detail:
                self.parts.append(OverlapPart("P", key, role, code, detail, m2(area), m2(area)))
        self.overlaps += [Overlap("P", key, role, code, area, area) for code, area in by_code.items()]
        covered = sum(by_code.values(), Decimal(0)) - m2(double)
        self.screenings.append(Screening("P", key, role, covered, self.area - covered, m2(double), note=note, rest_width_m=rest))
        return key

    def facts(self, on=ON, rules=RULES):
        finder = FactFinder(self.lines, TILES, rules, "130423", on)
        parcel = Parcel("P", "130423SJBG26210183", "B", self.area, self.geom, "")
        return finder.of(Screened(parcel, self.overlaps, self.screenings, self.parts, self.covers, self.answers))


def codes(facts):
    return {remark.code for remark in facts.remarks}


# -- following a figure back -------------------------------------------------------------------------------------------


def test_every_figure_names_its_layer_with_vintage_and_hash_and_the_rules():
    county = County()
    county.layer("landuse", [("0102", 9000, {}), ("0601", 1000, {})], "2023-12-31")
    county.layer("approval", [("冀政转征函〔2024〕12号", 4000, {})])
    facts = county.facts()
    assert facts.cropland["landuse"].layer.vintage == "2023-12-31"
    assert facts.roles["approval"].matches[0].layer.sha256 == "R1" * 32
    assert facts.matches("approval")[0].number == "冀政转征函〔2024〕12号"
    assert [layer.redline_id for layer in facts.layers()] == ["R1", "R0"]
    assert facts.rules == "cropland 1"
    assert facts.share("approval") == Decimal("40.00") and facts.share("supply") is None and facts.covered("supply") is None


def test_vintages_of_land_use_stand_side_by_side_and_are_never_added():
    county = County()
    county.layer("landuse_second_survey", [("011", 10000, {})], "2009-12-31")
    county.layer("landuse_change", [("0102", 3000, {}), ("0601", 7000, {})], "2024")
    older = county.layer("landuse_change", [("0102", 8000, {}), ("0601", 2000, {})], "2022")
    county.layer("landuse", [("0103", 9000, {}), ("0601", 1000, {})], "2019-12-31")
    facts = county.facts()
    assert {key: land.counted_m2 for key, land in facts.cropland.items()} == {
        "landuse_second_survey": 10000, "landuse_change": 3000, f"landuse_change@{older}": 8000, "landuse": 9000}
    assert facts.roles["landuse_change"].layers[0].vintage == "2024"
    assert all(classes.total_m2 == PARCEL for classes in facts.classes.values())


def test_a_layer_that_no_longer_counts_leaves_no_trace():
    county = County()
    county.layer("ecological", [("", 100, {})])
    gone = county.lines.pop()
    assert gone.role == "ecological" and county.facts().roles == {}


# -- several layers of a role ------------------------------------------------------------------------------------------


def test_repeated_approvals_count_their_ground_once():
    county = County()
    county.layer("approval", [("A", 6000, {})])
    county.layer("approval", [("B", 5000, {})])
    county.covers = [RoleCover("P", "approval", m2(7000), m2(3000), 4.25)]
    facts = county.facts()
    assert (facts.share("approval"), facts.excess.area_m2, facts.excess.share) == (Decimal("70.00"), 3000, Decimal("30.00"))
    assert facts.excess.width_m == 4.25 and not facts.excess.sliver
    assert sorted(match.number for match in facts.matches("approval")) == ["A", "B"]


def test_layers_never_measured_together_are_not_added_but_said():
    county = County()
    county.layer("approval", [("A", 6000, {})])
    county.layer("approval", [("B", 5000, {})])
    facts = county.facts()
    assert facts.covered("approval") == 6000
    assert "not_united" in codes(facts)


def test_nothing_approved_is_no_excess_and_neither_is_everything_approved():
    for area in (0, 10000):
        county = County()
        county.layer("approval", [("A", area, {})] if area else [])
        assert county.facts().excess is None


def test_a_thin_strip_beyond_the_approval_is_told_as_a_sliver():
    county = County()
    county.layer("approval", [("A", 9950, {})], rest=0.4)
    facts = county.facts()
    assert facts.excess.sliver
    assert "excess_sliver" in codes(facts) and "excess" not in codes(facts)


# -- terms and dates ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("expires", "expired", "said"), [
    ("2026-11-21", True, "expired"), ("2026-11-22", False, ""), ("2026-11", False, ""), ("2026-10", True, "expired"),
    ("2025", True, "expired"), ("两年", False, "term_unknown")])
def test_temporary_land_is_expired_after_its_last_day(expires, expired, said):
    county = County()
    county.layer("temporary", [("临〔2024〕3号", 500, {"expires": expires})])
    facts = county.facts()
    assert bool(facts.expired) is expired
    assert codes(facts) & {"expired", "term_unknown"} == ({said} if said else set())


@pytest.mark.parametrize(("built", "late"), [
    ("", False), ("2024-03-01", True), ("2024-05-01", False), ("2024-06", False), ("2024", False), ("2023", True),
    ("去年", False)])
def test_an_approval_is_late_only_where_it_is_certain(built, late):
    county = County()
    county.layer("approval", [("A", 500, {"date": "2024-05-01"})])
    county.answers = {"built_on": built}
    assert bool(county.facts().late_approvals) is late


def test_days_are_compared_as_far_as_both_tell():
    assert after("2024-05-02", "2024-05-01") is True
    assert after("2024-05-02", "2024-05") is False
    assert after("2024", "2023-12-31") is True
    assert after("2024/5/2", "2023") is None


# -- plan --------------------------------------------------------------------------------------------------------------


def test_the_plan_splits_the_parcel_and_suggests_to_split_it():
    county = County()
    county.layer("plan", [("符合", 6000, {"conforms": "yes"}), ("不符合", 3000, {"conforms": "no"})])
    facts = county.facts()
    assert (facts.plan.conforming_m2, facts.plan.nonconforming_m2, facts.plan.unknown_m2) == (6000, 3000, 1000)
    assert facts.plan.worth_splitting and "split_by_plan" in codes(facts)


def test_a_sliver_of_nonconforming_ground_suggests_no_split():
    county = County()
    county.layer("plan", [("符合", 9960, {"conforms": "yes"}), ("不符合", 40, {"conforms": "no"})])
    assert not county.facts().plan.worth_splitting


def test_ground_the_plan_contradicts_itself_on_is_unknown():
    county = County()
    county.layer("plan", [("符合", 6000, {"conforms": "yes"}), ("不符合", 6000, {"conforms": "no"})], double=2000)
    facts = county.facts()
    assert (facts.plan.conforming_m2, facts.plan.nonconforming_m2, facts.plan.unknown_m2) == (4000, 4000, 2000)
    assert "plan_contradicts" in codes(facts)


def test_of_two_versions_of_a_plan_the_newest_speaks_but_sheets_of_one_plan_add_up():
    county = County()
    county.layer("plan", [("符合", 6000, {"conforms": "yes"})], "2020")
    county.layer("plan", [("不符合", 3000, {"conforms": "no"})], "2024")
    county.covers = [RoleCover("P", "plan", m2(9000), m2(1000))]
    assert county.facts().plan.conforming_m2 == 6000
    county.covers = [RoleCover("P", "plan", m2(6000), m2(4000))]
    facts = county.facts()
    assert (facts.plan.conforming_m2, facts.plan.nonconforming_m2) == (0, 3000)
    assert "plan_versions" in codes(facts)


# -- gaps and doubts ---------------------------------------------------------------------------------------------------


def test_what_a_tiling_layer_leaves_out_is_a_gap_and_other_counties_are_named():
    county = County()
    county.layer("landuse", [("0102", 9000, {})])
    county.layer("village", [("130423100201", 9500, {}), ("130424100201", 500, {})])
    county.layer("ecological", [("", 10, {})])
    gaps = county.facts().gaps
    assert [(gap.kind, gap.area_m2, gap.code) for gap in gaps] == [
        ("uncovered", 1000, ""), ("neighbour_county", 500, "130424100201")]


def test_more_permanent_farmland_than_farmland_is_remarked():
    county = County()
    county.layer("landuse", [("0102", 3000, {}), ("0601", 7000, {})])
    county.layer("permanent_farmland", [("", 5000, {})])
    assert "permanent_exceeds" in codes(county.facts())
    county.screenings[-1] = replace(county.screenings[-1], covered_m2=m2(3000), uncovered_m2=m2(7000))
    assert "permanent_exceeds" not in codes(county.facts())
    for over, told in ((6, False), (7, True)):  # 0.01 亩 is 6.67 m²
        county.screenings[-1] = replace(county.screenings[-1], covered_m2=m2(3000 + over), uncovered_m2=m2(7000 - over))
        assert ("permanent_exceeds" in codes(county.facts())) is told


def test_unknown_classes_doubles_and_the_engines_notes_are_told():
    county = County()
    county.layer("landuse", [("1208", 4000, {}), ("0102", 7000, {})], double=1000, note="2 slivers")
    facts = county.facts()
    assert codes(facts) >= {"unknown_classes", "layer_overlaps_itself", "note"}
    assert facts.classes["landuse"].total_m2 == PARCEL
    assert all(str(remark.told()) for remark in facts.remarks)


def test_dropped_slivers_and_failed_cuts_are_told_in_words():
    county = County()
    note = f"{sliver_note(3, 0.0123, 0.01)}; feature 7 could not be cut: side location conflict; at 1 2"
    county.layer("ecological", [("", 10, {})], note=note)
    told = {remark.code: remark for remark in county.facts().remarks}
    assert told["slivers_dropped"].facts["count"] == "3" and told["slivers_dropped"].facts["area"] == "0.0123"
    assert told["uncut"].facts["reason"] == "side location conflict; at 1 2" and told["uncut"].facts["fid"] == "7"


def test_the_parcel_itself_may_be_a_sliver():
    county = County(50)
    county.geom = wkb(box(0, 0, 50, 1))
    facts = county.facts()
    assert facts.sliver and "sliver" in codes(facts)
    assert facts.width_m == pytest.approx(2 * 50 / 102)


# -- figures that hold for anything ------------------------------------------------------------------------------------


@given(st.integers(0, 10**9), st.integers(1, 10**9))
def test_a_share_is_between_nought_and_a_hundred(part, whole):
    share = share_of(m2(Decimal(min(part, whole)) / 100), m2(Decimal(whole) / 100))
    assert 0 <= share <= 100 and share == share.quantize(Decimal("0.01"))


@given(st.lists(st.tuples(st.sampled_from(["yes", "no", ""]), st.integers(1, 400_000)), max_size=6), st.integers(0, 500_000))
def test_the_parts_of_the_plan_always_add_up_to_the_parcel(parts, double):
    given_ = sum(area for _, area in parts)
    double = max(min(double, given_), given_ - 1_000_000)
    county = County()
    county.layer("plan", [(f"c{number}", Decimal(area) / 100, {"conforms": says} if says else {})
                          for number, (says, area) in enumerate(parts)], double=Decimal(double) / 100)
    plan = county.facts().plan
    assert plan.conforming_m2 + plan.nonconforming_m2 + plan.unknown_m2 == PARCEL
    assert min(plan.conforming_m2, plan.nonconforming_m2, plan.unknown_m2) >= 0


@given(st.floats(1, 500), st.floats(1, 500), st.integers(0, 3))
def test_the_mean_width_is_twice_the_area_by_the_perimeter(width, height, holes):
    inner = [box(37_500_000 + width * (0.1 + 0.3 * number), 4_000_000 + height * 0.4, width * 0.1, height * 0.1)
             for number in range(holes)]
    area = width * height * (1 - 0.01 * holes)
    perimeter = 2 * (width + height) * (1 + 0.1 * holes)
    found = mean_width(wkb(box(37_500_000, 4_000_000, width, height), *inner), degrees=False)
    assert found == pytest.approx(2 * area / perimeter, rel=1e-6)


def test_the_mean_width_is_in_metres_for_degrees_too():
    north = 38.0
    metre = 1 / 111320
    ring = box(114.5, north, 100 * metre / 0.788, 50 * metre)
    assert mean_width(wkb(ring), degrees=True) == pytest.approx(2 * 5000 / 300, rel=2e-3)
