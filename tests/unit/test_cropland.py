"""Cropland and the three land classes: they add up to the parcel, and switches only ever add."""

import copy
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.area import MU_PER_M2, largest_remainder, to_mu
from farmland_plugin.domain.cropland import CroplandRules, Piece, count_cropland, pieces_of, three_classes
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Overlap, OverlapPart
from farmland_plugin.domain.screening_facts import LayerRef, Switches, ThreeClasses
from farmland_plugin.paths import resource

RAW = json.loads(resource("rules", "cropland.json").read_text(encoding="utf-8"))
RULES = CroplandRules.from_json(RAW, "cropland.json")
LAYER = LayerRef("R1", "landuse", "三调地类图斑", "2023-12-31", "a" * 64)
ZERO = Decimal("0.00")
CODES = ["0101", "0103", "0201K", "0301", "0307K", "0404", "0601", "1006", "1103", "1208", "08H2A", "", "9"]


def m2(number):
    return Decimal(number).scaleb(-2)


@st.composite
def pieces(draw):
    found = {}
    kinds = st.tuples(st.sampled_from(CODES), st.sampled_from(["", "JKHF", "GCHF", "LS"]))
    for code, planting in draw(st.lists(kinds, max_size=8)):
        area = draw(st.integers(1, 5_000_000))
        found[code, planting] = Piece(code, planting, m2(area), m2(draw(st.integers(0, area))))
    return list(found.values())


switches = st.builds(Switches, st.booleans(), st.booleans(), st.booleans(), st.booleans())


@given(pieces(), st.integers(0, 3_000_000), st.integers(0, 3_000_000), switches)
def test_the_classes_add_up_to_the_parcel_exactly_in_square_metres_and_in_mu(found, uncovered, double, on):
    given = sum((piece.area for piece in found), ZERO)
    uncovered, double = m2(uncovered), min(m2(double), given)
    area = given - double + uncovered
    classes = three_classes("landuse", area, uncovered, found, RULES, on)
    assert classes.total_m2 == area == sum(classes.m2().values())
    assert all(value >= 0 and value == value.quantize(Decimal("0.01")) for value in classes.m2().values())
    assert sum(classes.mu().values()) == to_mu(area)
    for name, value in classes.m2().items():
        assert abs(classes.mu()[name] - value * MU_PER_M2) < Decimal("0.01")
        assert value or not classes.mu()[name]


@given(pieces(), switches, st.sampled_from(["net", "adjustable", "recoverable", "engineering"]))
def test_a_switch_only_ever_adds_cropland_and_takes_it_from_the_other_classes(found, on, name):
    more = replace(on, **{name: name != "net"})
    less = replace(on, **{name: name == "net"})
    many, few = (count_cropland(LAYER, found, RULES, switch) for switch in (more, less))
    assert many.counted_m2 >= few.counted_m2
    assert many.counted_m2 <= sum((piece.area for piece in found), ZERO)
    assert replace(many, counted_m2=ZERO, switches=on) == replace(few, counted_m2=ZERO, switches=on)  # nothing else moves
    area = sum((piece.area for piece in found), ZERO)
    for switch, counted in ((more, many), (less, few)):
        assert three_classes("landuse", area, ZERO, found, RULES, switch).cropland == counted.counted_m2


def test_ridges_go_to_other_farmland_and_a_recoverable_orchard_marked_k_is_counted_once():
    found = [Piece("0102", "", m2(100000), m2(90000)), Piece("0201K", "JKHF", m2(20000), m2(20000)),
             Piece("0301", "GCHF", m2(5000), m2(5000)), Piece("0601", "", m2(1000), m2(1000))]
    counted = count_cropland(LAYER, found, RULES)
    assert (counted.gross_m2, counted.net_m2, counted.ridge_m2) == (m2(100000), m2(90000), m2(10000))
    assert counted.counted_m2 == m2(90000)
    assert (counted.adjustable_m2, counted.recoverable_m2, counted.engineering_m2) == (m2(20000), m2(20000), m2(5000))
    every = Switches(net=False, adjustable=True, recoverable=True, engineering=True)
    assert count_cropland(LAYER, found, RULES, every).counted_m2 == m2(125000)
    assert three_classes("landuse", m2(126000), ZERO, found, RULES) == ThreeClasses(m2(90000), m2(35000), m2(1000), ZERO)


def test_what_a_class_has_beyond_its_parts_has_no_planting_and_parts_never_exceed_the_class():
    overlap = Overlap("P", "R1", "landuse", "0301", m2(10000), m2(10000))
    part = OverlapPart("P", "R1", "landuse", "0301", {"planting": "JKHF", "settlement": "203"}, m2(4000), m2(4000))
    told = replace(part, detail={"settlement": "203"})
    assert pieces_of([overlap], [part, told]) == [
        Piece("0301", "JKHF", m2(4000), m2(4000)), Piece("0301", "", m2(6000), m2(6000))]
    twice = replace(part, detail={"planting": "GCHF"}, area_m2=m2(9000), net_area_m2=m2(9000))
    found = pieces_of([overlap], [part, twice])
    assert [piece.area for piece in found] == [m2(4000), m2(6000)] and all(piece.net <= piece.area for piece in found)


def test_what_no_class_holds_is_not_covered():
    classes = three_classes("landuse", m2(10000), m2(1000), [Piece("0601", "", m2(8500), m2(8500))], RULES)
    assert (classes.construction, classes.uncovered, classes.total_m2) == (m2(8500), m2(1500), m2(10000))


@pytest.mark.parametrize(("role", "code", "kind"), [
    ("landuse", "0101", "cropland"), ("landuse", "0401", "other_farmland"), ("landuse", "0404", "unused"),
    ("landuse", "05H1", "construction"), ("landuse", "08H2A", "construction"), ("landuse", "1104A", "other_farmland"),
    ("landuse", "1208", "unknown"), ("landuse", "", "unknown"), ("landuse", "1107a ", "other_farmland"),
    ("landuse_second_survey", "013", "cropland"), ("landuse_second_survey", "104", "other_farmland"),
    ("landuse_second_survey", "203", "construction"), ("landuse_second_survey", "127", "unused"),
    ("landuse_change", "0103", "cropland"), ("landuse_three_lines", "1201", "construction")])
def test_a_code_belongs_to_the_class_of_its_longest_known_prefix(role, code, kind):
    assert RULES.kind(code, role) == kind


@pytest.mark.parametrize(("dictionary", "role"), [
    ("land_class", "landuse"), ("land_class_second_survey", "landuse_second_survey")])
def test_the_dictionaries_of_land_classes_and_the_rules_agree(dictionary, role):
    same = {"cropland": "cropland", "other_farm": "other_farmland", "construction": "construction", "unused": "unused"}
    for entry in json.loads(resource("dictionaries", f"{dictionary}.json").read_text(encoding="utf-8")):
        assert RULES.kind(entry["code"], role) == same[entry["kind"]], entry


@pytest.mark.parametrize(("change", "said"), [
    (lambda raw: raw.pop("version"), "version must be a text"),
    (lambda raw: raw["switches"].pop("net"), "switches must give true or false"),
    (lambda raw: raw["switches"].update(net="yes"), "switches must give true or false"),
    (lambda raw: raw["switches"].update(ridge=True), "switches must give true or false"),
    (lambda raw: raw["classes"].pop("landuse"), "classes must have landuse"),
    (lambda raw: raw["classes"]["landuse"].pop("unused"), "the classes of landuse must be"),
    (lambda raw: raw["classes"]["landuse"]["unused"].append("01"), "stands in cropland and in unused"),
    (lambda raw: raw["classes"]["landuse"].update(unused=[404]), "unused must be a list of codes"),
    (lambda raw: raw["sliver"].update(area_mu=-1), "area_mu must be a number"),
    (lambda raw: raw["sliver"].update(width_m=float("nan")), "width_m must be a number"),
    (lambda raw: raw.update(planting=[]), "planting must be an object")])
def test_rules_that_cannot_be_used_are_refused_in_one_sentence(change, said):
    raw = copy.deepcopy(RAW)
    change(raw)
    with pytest.raises(BadInput, match=said) as told:
        CroplandRules.from_json(raw, "cropland.json")
    assert "cropland.json" in str(told.value) and "\n" not in str(told.value)


def test_a_sliver_is_both_small_and_thin_and_known_to_be_thin():
    assert RULES.sliver(m2(6000), 1.5)  # 0.09 mu
    assert not RULES.sliver(m2(7000), 1.5)
    assert not RULES.sliver(m2(6000), 2.0)
    assert not RULES.sliver(m2(6000), None)


@given(st.lists(st.integers(0, 10**9), max_size=8))
def test_the_largest_remainders_carry_the_total_and_nought_stays_nought(numbers):
    values = [Decimal(number) * MU_PER_M2 / 100 for number in numbers]
    total = to_mu(Decimal(sum(numbers)) / 100)
    parts = largest_remainder(values, total)
    assert sum(parts, Decimal(0)) == total
    assert all(abs(part - value) < Decimal("0.01") and (value or not part) for part, value in zip(parts, values))
