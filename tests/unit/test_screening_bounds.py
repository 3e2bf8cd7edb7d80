"""What the facts say where ground counts twice, a cut failed, a unit was guessed or no data lie: bounds, never plain numbers."""

import ast
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain import engine_notes as notes
from farmland_plugin.domain.area import to_mu
from farmland_plugin.domain.screening_facts import ABOUT, LEAST, MOST
from farmland_plugin.screening import facts as engine_facts

from .test_screening_facts import PARCEL, County, codes, m2

UNCUT = notes.uncut_note(7, "TopologyException: side location conflict; at 1 2")


def remark(facts, code):
    return next(one for one in facts.remarks if one.code == code)


# -- 203 ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["201", "202", "204", "205", "203A", "202建制镇", "城市"])
def test_only_class_203_of_a_settlement_layer_is_village(code):
    county = County()
    county.layer("village_203", [(code, 10000, {})])
    facts = county.facts()
    assert facts.covered("village_203") == 0 and facts.share("village_203") == 0 and facts.matches("village_203") == ()
    assert [(one.code, one.area_m2) for one in facts.roles["village_203"].apart] == [(code, 10000)]
    assert remark(facts, "village_apart").facts["codes"] == code


@pytest.mark.parametrize("code", ["203", "203村庄", "２０３", " 203 ", "村庄"])
def test_class_203_counts_however_it_is_written(code):
    county = County()
    county.layer("village_203", [(code, 6000, {}), ("202", 1000, {})])
    fact = county.facts().roles["village_203"]
    assert (fact.covered_m2, fact.uncovered_m2, fact.share, fact.bound) == (6000, 4000, Decimal("60.00"), "")


def test_a_settlement_layer_without_classes_counts_whole_and_one_of_unknown_classes_is_a_bound():
    county = County()
    county.layer("village_203", [("", 6000, {})])
    facts = county.facts()
    assert facts.covered("village_203") == 6000 and "village_whole" in codes(facts)
    county.layer("village_203", [("张村", 500, {})])
    county.lines, county.screenings = county.lines[1:], county.screenings[1:]
    fact = county.facts().roles["village_203"]
    assert (fact.covered_m2, fact.bound, fact.between.most) == (0, LEAST, 500)
    assert "village_unknown" in codes(county.facts())


# -- land use that covers itself ---------------------------------------------------------------------------------------


def test_land_use_that_overlaps_itself_gives_one_cropland_everywhere_within_bounds():
    county = County()
    county.layer("landuse", [("0102", 10000, {}), ("0201", 10000, {})], double=10000)
    facts = county.facts()
    land = facts.cropland["landuse"]
    assert land.counted_m2 == facts.classes["landuse"].cropland == 5000 and land.gross_m2 <= PARCEL
    assert (land.bound, land.between.least, land.between.most) == (ABOUT, 0, 10000)
    assert facts.classes["landuse"].bounds == {"cropland": ABOUT, "other_farmland": ABOUT}
    assert remark(facts, "layer_overlaps_itself").facts["area"] == 10000


def test_cropland_under_cropland_is_known_exactly_however_often_it_is_covered():
    county = County()
    county.layer("landuse", [("0102", 10000, {}), ("0103", 10000, {})], double=10000)
    land = county.facts().cropland["landuse"]
    assert (land.counted_m2, land.bound) == (10000, "")


@given(st.lists(st.tuples(st.sampled_from(["0102", "0103", "0201", "0201K", "1006", "0601", "1208"]), st.integers(1, 10**6)),
                min_size=1, max_size=5, unique_by=lambda one: one[0]), st.integers(0, 10**6))
def test_cropland_never_exceeds_the_parcel_and_lies_within_its_bounds(found, double):
    given_, largest = sum(area for _, area in found), max(area for _, area in found)
    double = max(min(double, given_ - largest), given_ - 10**6)
    county = County()
    county.layer("landuse", [(code, Decimal(area) / 100, {}) for code, area in found], double=Decimal(double) / 100)
    facts = county.facts()
    land, three = facts.cropland["landuse"], facts.classes["landuse"]
    assert land.counted_m2 == three.cropland <= land.gross_m2 <= PARCEL and three.total_m2 == PARCEL
    if land.between:
        assert 0 <= land.between.least <= land.counted_m2 <= land.between.most <= PARCEL
    assert facts.cropland_mu() == three.mu()["cropland"]


# -- the engine's notes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("note", "bound", "rest"), [(UNCUT, LEAST, MOST), (notes.NOT_UNITED, MOST, LEAST),
                                                     (f"{UNCUT}; {notes.NOT_UNITED}", ABOUT, ABOUT), (notes.UNCUT, "", "")])
def test_a_note_of_the_engine_makes_the_figure_a_bound_that_asks_for_another_screening(note, bound, rest):
    county = County()
    county.layer("approval", [("1号", 4000, {"date": "2020-01-01"})], note=note)
    facts = county.facts()
    assert facts.roles["approval"].bound == bound and facts.excess.bound == rest
    assert ("screen again" in " ".join(str(one.told()) for one in facts.remarks)) is bool(bound)


def test_a_cropland_figure_of_a_failed_cut_is_a_bound_and_what_is_uncovered_too():
    county = County()
    county.layer("landuse", [("0102", 4000, {}), ("0601", 1000, {})], note=UNCUT)
    facts = county.facts()
    assert facts.cropland["landuse"].bound == LEAST and facts.cropland["landuse"].between.most == 9000
    bounds = facts.classes["landuse"].bounds
    assert (bounds["construction"], bounds["uncovered"]) == (LEAST, MOST)


def test_a_parcel_that_was_not_screened_has_no_figure_at_all():
    county = County()
    county.layer("landuse", [], note=notes.NOT_SCREENED.format("side location conflict"))
    county.layer("approval", [], note=notes.NOT_SCREENED.format(notes.NO_NUMBERS))
    facts = county.facts()
    assert facts.roles == {} and facts.cropland == {} and facts.classes == {}
    assert codes(facts) == {"not_screened"}


def test_only_as_many_dropped_slivers_as_mean_something_make_a_bound():
    for area, bound in ((0.5, ""), (4900, LEAST)):
        county = County()
        county.layer("permanent_farmland", [], note=notes.sliver_note(3, area, 5000))
        fact = county.facts().roles["permanent_farmland"]
        assert fact.bound == bound
    assert fact.between.most == 4900


def test_notes_are_read_back_as_they_were_written_one_by_one():
    text = "; ".join([notes.sliver_note(3, 0.0123, 0.01), UNCUT, notes.NOT_UNITED, notes.UNCUT,
                      notes.NOT_SCREENED.format(notes.NO_NUMBERS)])
    read = list(notes.read(text))
    assert [one.kind for one in read] == ["slivers", "uncut", "not_united", "rest_uncut", "not_screened"]
    assert read[1].facts == {"fid": "7", "reason": "TopologyException: side location conflict; at 1 2"}
    assert [one.kind for one in notes.read("something new")] == ["other"]


def test_every_note_the_engine_can_write_is_read_back_and_has_words():
    """Every note and remark in the engine's sources comes from ``engine_notes``, and each of those is known there."""
    folder = Path(engine_facts.__file__).parent
    known = {name for name in vars(notes) if name.isupper() or name.endswith("_note")}
    written = set()
    for path in folder.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("note", "remark"):
                written.add((path.name, ast.unparse(node.args[-1])))
            elif (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "append"
                  and "remarks" in ast.unparse(node.func.value)):
                value = node.args[0].elts[-1] if isinstance(node.args[0], ast.Tuple) else node.args[0]
                written.add((path.name, ast.unparse(value)))
            elif isinstance(node, (ast.Assign, ast.AugAssign, ast.AnnAssign)) and "remarks" in ast.unparse(
                    node.targets[0] if isinstance(node, ast.Assign) else node.target) and isinstance(node.value, ast.ListComp):
                written.add((path.name, ast.unparse(node.value.elt.elts[-1])))
    assert written
    strange = {(name, text) for name, text in written
               if text not in ("text", "note") and not any(text.split("(")[0].split(".")[0] == one for one in known)}
    assert strange == set()
    samples = [notes.sliver_note(1, 1, 1), notes.uncut_note(1, "x"), notes.NOT_UNITED, notes.UNCUT,
               notes.NOT_SCREENED.format("x")]
    assert {one.kind for text in samples for one in notes.read(text)} == set(notes.WORDS)


# -- the ridge coefficient ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("unit", "lowest", "highest", "doubtful"), [
    ("ratio", 0.02, 0.1234, False), ("percent", 2.5, 12.34, False), ("percent", 0.1234, 12.34, True),
    ("ratio", 0.8, 1, True), ("ratio", 1, 1, True)])
def test_how_the_ridge_coefficient_was_read_is_said_and_doubted_where_it_may_be_otherwise(unit, lowest, highest, doubtful):
    county = County()
    county.layer("landuse", [("0102", 10000, {})])
    county.lines[0] = replace(county.lines[0], settings={
        "coefficient_unit": unit, "coefficient_lowest": str(lowest), "coefficient_highest": str(highest)})
    county.overlaps[0] = replace(county.overlaps[0], net_area_m2=m2(9000))
    facts = county.facts()
    land = facts.cropland["landuse"]
    assert (land.coefficient.unit, land.coefficient.highest, land.coefficient.doubtful) == (unit, str(highest), doubtful)
    assert ("coefficient_doubtful" in codes(facts)) is doubtful and bool(land.bound) is doubtful
    assert "construction" not in facts.classes["landuse"].bounds
    if doubtful:
        assert facts.classes["landuse"].bounds["other_farmland"] == (LEAST if land.bound == MOST else MOST)
        least, most = (Decimal("9000"), Decimal("9990")) if unit == "ratio" else (Decimal("0"), Decimal("9000"))
        assert (land.between.least, land.between.most) == (least, most)


# -- plan --------------------------------------------------------------------------------------------------------------


def test_a_trace_of_contradiction_in_the_plan_is_not_told():
    county = County()
    county.layer("plan", [("符合", "6000.01", {"conforms": "yes"}), ("不符合", 4000, {"conforms": "no"})], double="0.01")
    facts = county.facts()
    assert "plan_contradicts" not in codes(facts)
    assert (facts.plan.conforming_m2, facts.plan.nonconforming_m2, facts.plan.unknown_m2) == (6000, 4000, 0)


def test_conforming_classes_that_overlap_each_other_count_their_ground_once():
    county = County()
    county.layer("plan", [("居住用地", 3000, {"conforms": "yes"}), ("工业用地", 3000, {"conforms": "yes"}),
                          ("未定", 4000, {})], double=3000)
    facts = county.facts()
    assert facts.plan.conforming_m2 == 3000 and "plan_contradicts" not in codes(facts)
    county = County()
    county.layer("plan", [("居住用地", 3000, {"conforms": "yes"}), ("工业用地", 3000, {"conforms": "yes"})], double=3000)
    facts = county.facts()
    assert (facts.plan.conforming_m2, facts.plan.unknown_m2, facts.plan.bound) == (3000, 7000, "")
    assert "plan_contradicts" not in codes(facts) and "plan_overlaps" not in codes(facts)


def test_where_nobody_can_tell_which_plan_classes_overlap_no_contradiction_is_claimed():
    county = County()
    county.layer("plan", [("居住用地", 3000, {"conforms": "yes"}), ("工业用地", 3000, {"conforms": "yes"}),
                          ("农业", 3000, {"conforms": "no"})], double=3000)
    facts = county.facts()
    assert "plan_contradicts" not in codes(facts) and "plan_overlaps" in codes(facts)
    assert facts.plan.bound == LEAST and (facts.plan.conforming_m2, facts.plan.nonconforming_m2) == (3000, 0)


# -- common ground, no data, one rounding ------------------------------------------------------------------------------


def test_two_approvals_over_the_same_ground_show_what_they_share():
    county = County()
    county.layer("approval", [("甲", 6000, {}), ("乙", 5000, {})], double=4000)
    facts = county.facts()
    assert facts.roles["approval"].shared_m2 == 4000 and facts.covered("approval") == 7000
    told = remark(facts, "numbers_overlap").facts
    assert (told["numbers"], told["area"], told["mu"]) == ("甲, 乙", 4000, to_mu(m2(4000)))
    county = County()
    county.layer("approval", [("甲", 6000, {}), ("乙", 1000, {})])
    assert county.facts().roles["approval"].shared_m2 == 0 and "numbers_overlap" not in codes(county.facts())


def test_a_parcel_that_no_land_use_covers_lies_outside_the_data():
    county = County()
    county.layer("landuse", [])
    county.layer("permanent_farmland", [])
    facts = county.facts()
    assert facts.outside and facts.no_data("permanent_farmland") and not facts.no_data("supply")
    county.layer("approval", [("甲", 6000, {})])
    assert not county.facts().no_data("approval")
    county = County()
    county.layer("permanent_farmland", [])
    assert not county.facts().outside  # without any land use nobody can tell
