"""Suggestions over figures that are not exact: what an area lies between decides, never the figure that happens to be printed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.screening_facts import Between
from farmland_plugin.domain.suggesting import suggest
from farmland_plugin.domain.suggestion_dates import part_of
from farmland_plugin.domain.suggestion_figures import Figures
from farmland_plugin.domain.suggestion_rules import LAWFUL, UNSURE
from farmland_plugin.domain.three_valued import Number, Verdict

from .suggesting_facts import ON, SEEN, facts, m2, rules

RULES = rules()
PAPER = [("号", 3, {"date": "2020-01-01"})]


def judged(found):
    return suggest(found, SEEN, RULES, ON).first


def figure(found, name):
    one = Figures(found, SEEN, {}, ON).value(name)
    return float(one.low), float(one.high), one.needs


def approved_between(least, most):
    found = facts(3, approval=PAPER)
    doubtful = replace(found.roles["approval"], between=Between(m2(least), m2(most)))
    return replace(found, roles={**found.roles, "approval": doubtful})


def test_an_approval_that_may_cover_less_is_no_lawful_ground():
    assert judged(facts(3, approval=PAPER)).outcome == LAWFUL
    found = judged(approved_between(1, 3))
    assert found.outcome == UNSURE and "mend:approval" in found.asks


def test_an_approval_that_covers_enough_in_any_case_stays_lawful():
    assert judged(approved_between("2.9999", 3)).outcome == LAWFUL


def test_cropland_lies_between_what_is_known_and_what_the_gap_may_hold():
    found = facts(3, cropland=2, gap="0.5")
    land = replace(found.cropland["landuse"], between=Between(m2(1), m2("2.2")))
    low, high, needs = figure(replace(found, cropland={"landuse": land}), "cropland.area_mu")
    assert (low, high) == pytest.approx((1, 2.7)) and needs == ("mend:landuse", "gap:landuse")


@pytest.mark.parametrize(("bound", "expected"), [("", (50, 50)), ("least", (50, 100)), ("most", (0, 50)), ("about", (0, 100))])
def test_construction_land_is_as_wide_as_its_bound_says(bound, expected):
    found = facts(2, cropland=1)
    classes = replace(found.classes["landuse"], bounds={"construction": bound} if bound else {})
    low, high, needs = figure(replace(found, classes={"landuse": classes}), "construction_land.share")
    assert (low, high) == pytest.approx(expected) and needs == (("mend:landuse",) if bound else ())


@pytest.mark.parametrize(("bound", "expected"), [("", (1, 3)), ("least", (1, 3)), ("most", (0, 3)), ("about", (0, 3))])
def test_the_conforming_part_of_a_doubtful_plan_may_be_less(bound, expected):
    found = facts(4, plan=(1, 1))
    low, high, _needs = figure(replace(found, plan=replace(found.plan, bound=bound)), "plan.conforming_mu")
    assert (low, high) == pytest.approx(expected)


def test_classes_that_lie_on_each_other_may_hold_less_than_they_add_up_to():
    found = facts(2, cropland=2)
    land = replace(found.roles["landuse"], shared_m2=m2("0.5"))
    low, high, needs = figure(replace(found, roles={**found.roles, "landuse": land}), "landuse.01.share")
    assert (low, high) == pytest.approx((75, 100)) and needs == ("mend:landuse",)


@pytest.mark.parametrize("role", ["approval", "supply", "registration", "facility", "temporary", "mining"])
@pytest.mark.parametrize("told", [0, 3])
def test_papers_on_ground_that_could_not_be_cut_are_in_doubt_not_without_force(role, told):
    paper = [("号", told, {"date": "2020-01-01", "expires": "2040-01-01"})] if told else []
    found = facts(3, **{role: paper})
    doubtful = replace(found.roles[role], between=Between(m2(0), m2(3)))
    low, high, needs = figure(replace(found, roles={**found.roles, role: doubtful}),
                              f"{role}.{'valid_share' if role in ('facility', 'temporary', 'mining') else 'timely_share'}")
    assert (low, high) == (0, 100) and f"mend:{role}" in needs


M2 = st.integers(0, 1000)


@given(M2, M2, st.lists(st.tuples(M2, st.sampled_from([True, False, None]))))
def test_what_is_true_of_a_part_lies_within_what_is_known_of_the_whole(one, other, papers):
    least, most = sorted((one, other))
    judged_papers = [(Decimal(area), Verdict(truth, () if truth is not None else ("date:x",))) for area, truth in papers]
    part = part_of(Number(Decimal(least), Decimal(most), ("mend:x",)), judged_papers, "date:x")
    exact = [part_of(Number(Decimal(size), Decimal(size)), judged_papers, "date:x") for size in (least, most)]
    assert 0 <= part.low <= part.high <= most and part.low <= least
    assert part.high >= exact[1].high and part.low <= exact[0].low
    assert part.low == part.high or part.needs


def test_classes_on_ground_that_counts_twice_may_hold_nothing():
    found = facts(2, cropland=2)
    land = replace(found.roles["landuse"], between=Between(m2(0), m2(2)))
    low, high, needs = figure(replace(found, roles={**found.roles, "landuse": land}), "landuse.01.share")
    assert (low, high, needs) == (0, 100, ("mend:landuse",))


def test_a_file_that_changed_is_to_be_registered_again_and_only_then_screened():
    found = judged(facts(3, approval=PAPER, stale=("source_changed",)))
    assert (found.outcome, found.asks) == (UNSURE, ("register",))
    assert judged(facts(3, stale=("source_changed", "area_rule"))).asks == ("rescreen", "register")
