"""Suggestions: each rule on both sides of its thresholds, always one first suggestion, and never lawful for want of facts."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.suggesting import suggest
from farmland_plugin.domain.suggestion_rules import LAWFUL, STAGES, UNSURE
from farmland_plugin.paths import resource

from .suggesting_facts import DICTIONARIES, FIELDS, ON, RAW, SEEN, ZERO, facts, rules

RESOURCES = resource("rules")
RULES = rules()
EARLY, LATE = {"date": "2021-03-01", "number": "冀政转征函〔2021〕1号"}, {"date": "2023-03-01"}
VALID, EXPIRED = {"expires": "2027-06-30"}, {"expires": "2024-05-15"}


def advice(found, said=SEEN, **more):
    return suggest(found, {**said, **more}, RULES, ON)


def first(found, said=SEEN, **more):
    one = advice(found, said, **more).first
    return one.rule_id, one.outcome


def approved(mu, detail=EARLY):
    return (("批1", mu, detail),)


# -- each rule, both sides of each threshold -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parcel_mu", "covered", "cropland", "found"),
    [
        (10, 9.5, 10, ("B-3", "split")),  # 95 % but exactly 0.5 亩 of cropland outside
        (9.8, 9.32, 9.8, ("A-1", LAWFUL)),  # 95.1 % and 0.48 亩 outside
        (9.8, 9.31, 9.8, ("A-1", LAWFUL)),  # 95 % exactly
        (9, 8.54, 9, ("B-2", UNSURE)),  # 94.9 %, less than 0.5 亩 outside: the boundary is to be looked at
        (10, 9.5, 9.8, ("A-1", UNSURE)),  # nobody knows where the cropland lies: 0.3 to 0.5 亩 of it outside
        (10, 9.5, 0.4, ("A-1", LAWFUL)),  # there is less than that altogether
        (2.01, 1.88, 2.01, ("B-2", UNSURE)),  # above 2 亩: 93.5 % is not enough
        (2, 1.8, 2, ("A-1", LAWFUL)),  # up to 2 亩: 90 % is
        (2, 1.79, 2, ("B-2", UNSURE)),
        (4, 3.19, 4, ("B-3", "split")),  # below 80 %
        (4, 2, 4, ("B-3", "split")),  # half of it
        (4, 1.99, 4, ("B-3b", "split")),  # most of it has no approval
        (4, 0.49, 4, ("B-3b", "split")),  # 12.25 %
        (9, 0.49, 9, ("N-1", "non_agricultural")),  # neither 10 % nor 0.5 亩: as if nothing were approved
        (9, 0.51, 9, ("B-3b", "split")),
    ],
)
def test_approval_counts_by_share_and_unmatched_cropland(parcel_mu, covered, cropland, found):
    assert first(facts(parcel_mu, cropland=cropland, approval=approved(covered))) == found


def test_what_is_left_beside_an_approval_may_be_a_sliver():
    beside = {"approval": approved(0.91), "rest_width": 0.8}
    assert first(facts(1, rest_sliver=True, **beside))[0] == "A-1"
    larger = facts(1.2, approval=approved(1.06), rest_width=0.8, rest_sliver=False)
    assert first(larger)[0] == "B-2"
    unmeasured = facts(1, approval=approved(0.85 + 0.01), rest_width=None)
    assert first(unmeasured)[0] == "B-2"
    near = replace(facts(0.9, approval=approved(0.805)), excess=None)
    assert first(near)[0] == "B-2"


@pytest.mark.parametrize(
    ("approved_on", "built_on", "rule", "outcome"),
    [
        ("2021-03-01", "2021-03-01", "A-1", LAWFUL),
        ("2021-03-01", "2021-02-28", "B-1", UNSURE),
        ("2021-03-01", "2021-03", "A-1", LAWFUL),
        ("2021-03-02", "2021-03", "A-1", UNSURE),
        ("2021-03-01", "2021", "A-1", UNSURE),
        ("2020-12-31", "2021", "A-1", LAWFUL),
        ("2022-01-01", "2021", "B-1", UNSURE),
        ("", "2021", "A-1", UNSURE),
        ("二〇二一年", "2021", "A-1", UNSURE),
        ("2021-03-01", "", "A-1", UNSURE),
    ],
)
def test_an_approval_counts_when_it_is_older_than_the_building(approved_on, built_on, rule, outcome):
    found = advice(facts(3, approval=approved(3, {"date": approved_on} if approved_on else {})), built_on=built_on)
    assert (found.first.rule_id, found.first.outcome) == (rule, outcome)
    if rule == "B-1":
        assert "未批先建" in found.first.wording.label_zh
    if outcome == UNSURE and rule == "A-1":
        assert set(found.first.asks) & {"date:approval", "answer:built_on"}


def test_several_approvals_count_together_and_an_undated_one_leaves_doubt():
    both = (("批1", 1.5, EARLY), ("批2", 1.5, {"date": "2020-01-01"}))
    assert first(facts(3, approval=both)) == ("A-1", LAWFUL)
    assert first(facts(3, approval=(both[0], ("批2", 1.5, {})))) == ("A-1", UNSURE)
    assert first(facts(3, approval=(both[0], ("批2", 1.5, LATE)))) == ("B-1", UNSURE)
    assert advice(facts(3, approval=(both[0], ("批2", 1.5, LATE)))).first.figures["approval.late_share"] == "50"


@pytest.mark.parametrize(
    ("detail", "rule", "outcome"),
    [
        (VALID, "A-2", LAWFUL),
        ({"expires": "2026-11-22"}, "A-2", LAWFUL),
        ({"expires": "2026-11-21"}, "B-5", "non_agricultural"),
        (EXPIRED, "B-5", "non_agricultural"),
        ({}, "A-2", UNSURE),
    ],
)
def test_temporary_land_counts_until_its_last_day(detail, rule, outcome):
    found = advice(facts(3, temporary=(("临1", 3, detail),))).first
    assert (found.rule_id, found.outcome) == (rule, outcome)
    if rule == "B-5":
        assert "到期未复垦" in found.wording.label_zh and "doc_temporary" in found.missing


@pytest.mark.parametrize(
    ("role", "rule", "outcome"),
    [("supply", "U-1", LAWFUL), ("registration", "R-1", LAWFUL), ("facility", "S-1", "facility")],
)
def test_supply_registration_and_facility_in_their_order(role, rule, outcome):
    good = {**EARLY, **VALID}
    assert first(facts(3, **{role: (("号", 2.85, good),)})) == (rule, outcome)
    assert first(facts(3, **{role: (("号", 2.84, good),)})) == ("B-4", UNSURE)
    assert first(facts(3, **{role: (("号", 0.29, good),)})) == ("N-1", "non_agricultural")


def test_of_several_grounds_the_earlier_in_the_reviewers_order_is_suggested_and_the_other_is_named():
    found = advice(facts(3, registration=(("证", 3, EARLY),), facility=(("SN1", 3, VALID),)))
    assert found.first.rule_id == "R-1" and [one.rule_id for one in found.others] == ["S-1"]


def on_classes(*uses, **more):
    return facts(3, cropland=sum(mu for code, mu, _ in uses if code.startswith("01")), landuse=uses, **more)


@pytest.mark.parametrize(
    ("code", "mu", "rule"),
    [
        ("1202", 2.85, "S-2"),
        ("1202", 2.84, "B-4"),
        ("1202", 2.0, "N-1"),
        ("0702", 2.85, "O-3"),
        ("0702", 2.84, "B-4"),
        ("0702", 2.0, "N-1"),
    ],
)
def test_land_use_classes_speak_by_their_share(code, mu, rule):
    assert first(on_classes((code, mu, {}), ("0102", 3 - mu, {})))[0] == rule


@pytest.mark.parametrize(("mu", "rule"), [(2.85, "O-2"), (2.84, "B-4"), (2.3, "N-1")])
def test_village_land_by_attribute_or_by_a_layer_of_its_own(mu, rule):
    assert first(on_classes(("0601", mu, {"settlement": "203"}), ("0102", 3 - mu, {})))[0] == rule
    assert first(facts(3, village_203=(("203", mu, {}),)))[0] == rule
    assert first(on_classes(("0601", mu, {"settlement": "201"}), ("0102", 3 - mu, {})))[0] == "N-1"


@pytest.mark.parametrize(("width", "rule"), [(1.99, "N-2"), (2.0, "L-1"), (8.0, "L-1"), (8.01, "N-2")])
def test_a_road_on_record_is_2_to_8_m_wide(width, rule):
    assert first(on_classes(("1006", 3, {}), width=width))[0] == rule


@pytest.mark.parametrize(
    ("road_m", "network", "rule"),
    [("1.9", "no", "N-1"), ("2", "no", "L-2"), ("8", "no", "L-2"), ("8.1", "no", "N-1"), ("5", "yes", "N-1")],
)
def test_a_surveyed_road_is_judged_by_its_width_and_network(road_m, network, rule):
    said = {"finding": "rural_road", "road_width_m": road_m, "road_in_network": network}
    assert first(facts(3, width=5.0), **said)[0] == rule
    assert first(facts(3, width=12.0), **said)[0] == "N-1"  # a yard, whatever was answered


def test_a_strip_nobody_has_looked_at_is_in_doubt_and_asks_what_it_is():
    found = advice(facts(3, width=5.0), {})
    assert (found.first.rule_id, found.first.outcome) == ("L-2", UNSURE) and "answer:finding" in found.first.asks
    assert found.leaning is not None and found.leaning.outcome == "non_agricultural"


def test_a_sliver_is_named_as_one():
    found = advice(facts(0.08, width=0.9, sliver=True)).first
    assert (found.rule_id, dict(found.proposes)) == ("O-1", {"finding": "other", "other_circumstance": "edge_sliver"})


@pytest.mark.parametrize(
    ("circumstance", "pieces", "rule", "outcome"),
    [
        ("entrance", {"approval": (("批", 2.85, EARLY),)}, "A-1", LAWFUL),
        ("entrance", {"approval": (("批", 2.85, LATE),)}, "O-4", "other"),
        ("entrance", {"approval": (("批", 2.4, EARLY),)}, "O-7", UNSURE),
        ("mine_restoration", {"mining": (("矿1", 2.85, VALID),)}, "O-5", "other"),
        ("mine_restoration", {"mining": (("矿1", 2.85, EXPIRED),)}, "O-5b", UNSURE),
        ("mine_restoration", {"mining": (("矿1", 2.84, VALID),)}, "O-7", UNSURE),
        ("power_facility", {}, "O-6", "other"),
        ("other", {}, "O-6", "other"),
    ],
)
def test_other_circumstances_need_a_survey_and_what_supports_them(circumstance, pieces, rule, outcome):
    said = {"finding": "other", "other_circumstance": circumstance, "built_on": "2022-01-01"}
    assert first(facts(3, **pieces), said) == (rule, outcome)


@pytest.mark.parametrize(
    ("finding", "rule", "outcome"),
    [
        ("false_change", "O-8", "false_change"),
        ("nongrain_violation", "O-9", "nongrain"),
        ("nonfarm_violation", "N-1", "non_agricultural"),
    ],
)
def test_what_only_a_survey_can_see_is_taken_from_it(finding, rule, outcome):
    assert first(facts(3), finding=finding) == (rule, outcome)


def test_land_without_cropland_is_suspected_by_a_rule_of_its_own():
    found = advice(on_classes(("0601", 3, {}))).first
    assert found.rule_id == "N-2" and any("现状建设用地" in words.label_zh for words in found.against)


# -- what is not known -----------------------------------------------------------------------------------------------------


def test_before_the_survey_a_bare_parcel_is_in_doubt_and_leans_where_the_figures_point():
    found = advice(facts(3), {})
    assert found.first.outcome == UNSURE and found.first.wording.label_zh.startswith("存疑")
    assert (
        found.leaning is not None and found.leaning.rule_id == "N-1" and "site.circumstance" in found.leaning.presumed
    )
    assert not found.first.proposes


def test_a_covered_parcel_whose_date_nobody_knows_leans_lawful_and_says_what_was_presumed():
    found = advice(facts(3, approval=approved(3)), {})
    assert (found.first.rule_id, found.first.outcome) == ("A-1", UNSURE)
    assert found.first.asks == ("answer:started_on", "answer:built_on")
    assert (
        found.leaning is not None
        and found.leaning.outcome == LAWFUL
        and found.leaning.presumed == {"construction.start": "today"}
        and not {"construction.start", "approval.timely_share"} & set(found.leaning.figures)
    )


@pytest.mark.parametrize(
    ("missing", "rule"),
    [("approval", "A-1"), ("temporary", "A-2"), ("registration", "R-1"), ("facility", "S-1"), ("landuse", "S-2")],
)
def test_a_layer_that_is_not_there_leaves_the_parcel_in_doubt(missing, rule):
    found = advice(facts(3, without=(missing,)))
    assert (found.first.rule_id, found.first.outcome) == (rule, UNSURE)
    assert f"layer:{missing}" in found.first.asks and found.leaning is None


def test_a_role_the_county_does_without_is_named_and_raises_no_doubt_until_its_rules_ask_for_it():
    assert advice(facts(3)).not_examined == ("supply", "mining", "village_203", "ecological")
    strict = rules({**RAW, "waived": []})
    found = suggest(facts(3), SEEN, strict, ON)
    assert (found.first.rule_id, found.first.outcome, found.not_examined) == ("U-1", UNSURE, ())


def test_stale_results_are_in_doubt_whatever_they_say():
    found = advice(facts(3, approval=approved(3), stale=("layer_retired",))).first
    assert (found.rule_id, found.outcome, found.asks) == ("F-1", UNSURE, ("rescreen",))


def test_ground_without_land_use_widens_the_figures():
    assert first(facts(10, cropland=9.6, gap=0.4, approval=approved(9.51))) == ("A-1", LAWFUL)
    found = advice(facts(3, gap=3, cropland=0, landuse=())).first
    assert found.outcome == UNSURE and "gap:landuse" in found.asks


# -- what is said ----------------------------------------------------------------------------------------------------------


def test_building_beyond_the_approval_is_proposed_for_splitting_with_its_area():
    found = advice(facts(10, approval=approved(5.5))).first
    assert (
        found.outcome == "split"
        and found.figures["approval.rest_mu"] == "4.50"
        and found.figures["approval.rest_share"] == "45"
    )
    assert "批文内 5.50 亩" in found.wording.label_zh and "4.50 亩（45%）疑似批少建多" in found.wording.label_zh
    assert dict(found.proposes) == {
        "finding": "nonfarm_violation",
        "category": "project",
        "category_detail": "beyond_approval",
    }
    assert {"line-approval", "line-landuse"} <= {one.redline_id for one in found.layers}


def test_evidence_is_missing_until_one_of_the_alternatives_is_attached():
    found = facts(3, approval=approved(3))
    assert suggest(found, SEEN, RULES, ON).first.missing == ("photo_panorama", "doc_approval")
    assert suggest(found, SEEN, RULES, ON, ("photo_near",)).first.missing == ("doc_approval",)
    assert suggest(found, SEEN, RULES, ON, ("photo_far", "doc_approval")).first.missing == ()


def test_a_suggestion_carries_its_rule_version_layers_and_what_speaks_against_it():
    found = advice(facts(9.8, approval=approved(9.35), permanent_farmland=(("永农", 2, {}),))).first
    assert found.rule_version == "suggestion 2"
    assert [words.label_zh for words in found.against] == [
        "批文以外还有 0.45 亩。",
        "占永久基本农田 2.00 亩（毛面积），须核是否含在手续内或已补划。",
    ]


def test_a_figure_of_a_layer_that_is_not_there_is_a_dash():
    bare = advice(facts(3, without=("permanent_farmland",))).first
    assert "占永久基本农田 — 亩" in bare.wording.label_zh and "permanent_farmland.area_mu" not in bare.figures


def demolition(found, **said):
    return [one.wording.label_zh for one in advice(found, **said).flags if one.code == "must_demolish"]


def test_a_candidate_for_demolition_is_told_by_ground_and_never_from_a_leaning():
    found = facts(3, permanent_farmland=(("永农", 1, {}),))
    assert demolition(found) == ["建议列为必拆候选：占永久基本农田 1.00 亩（毛面积），由人核定。"]
    doubtful = suggest(found, {}, RULES, ON)
    assert (doubtful.first.outcome, doubtful.outcome) == (UNSURE, "non_agricultural")
    assert "must_demolish" not in {one.code for one in doubtful.flags}
    part = facts(10, approval=approved(6), permanent_farmland=(("永农", 1, {}),))
    assert len(demolition(part)) == 1 and demolition(part, finding="legal") == []


def test_the_ecological_red_line_is_named_whatever_is_suggested():
    red = (("红线", 1.2, {}),)
    bare, lawful = advice(facts(3, ecological=red)), advice(facts(3, approval=approved(3), ecological=red))
    for one in (bare, lawful, advice(facts(3, ecological=red), finding="")):
        assert "疑似占生态保护红线 1.20 亩，须核是否属允许情形。" in [flag.wording.label_zh for flag in one.flags]
    assert [words.label_zh for words in lawful.first.against] == ["占生态保护红线 1.20 亩，须核是否属允许情形。"]
    assert "ecological" not in bare.not_examined and "ecological" in advice(facts(3)).not_examined
    assert "ecological.area_mu" not in advice(facts(3, approval=approved(3))).first.figures  # no measured 0
    for rule in RULES.main:
        if rule.outcome in (LAWFUL, "facility", "rural_road", "other"):
            assert any("生态保护红线" in one.words.label_zh for one in rule.against), rule.id


def test_a_small_part_approved_is_not_called_building_beyond_approval_and_the_county_says_how_small():
    found = advice(facts(10, approval=approved(4))).first
    assert "大部分无批文" in found.wording.label_zh and "批少建多" not in found.wording.label_zh
    assert dict(found.proposes) == {"finding": "nonfarm_violation"}
    milder = rules({**RAW, "settings": {**RAW["settings"], "mostly_share": 40}})
    assert suggest(facts(10, approval=approved(4)), SEEN, milder, ON).first.rule_id == "B-3"


def test_what_people_read_cites_no_design_notes_and_says_net_and_gross():
    for rule in (*RULES.main, *(one for group in RULES.beside.values() for one in group)):
        assert "§" not in rule.source and not rule.source[:1].isdigit(), rule.id
    assert "（净面积），占永久基本农田 1.00 亩（毛面积）" in advice(
        facts(3, permanent_farmland=(("永农", 1, {}),))).first.wording.label_zh


def test_a_recorded_finding_that_differs_is_named():
    assert advice(facts(3, approval=approved(3))).differs == "nonfarm_violation"
    assert advice(facts(3)).differs == ""


def test_no_sentence_pronounces():
    for rule in (*RULES.main, *(one for group in RULES.beside.values() for one in group)):
        assert any(word in rule.wording.label_zh for word in ("疑似", "建议", "存疑")), rule.id
        assert "认定为违法" not in rule.wording.label_zh


# -- beside the outcome ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("built_on", "period", "asks"),
    [
        ("2012-12-31", "before", ()),
        ("2013-01-01", "stock", ()),
        ("2020-07-02", "stock", ()),
        ("2020-07-03", "increment", ()),
        ("2020-07", UNSURE, ("answer:built_on",)),
        ("2020", UNSURE, ("answer:built_on",)),
        ("2019", "stock", ()),
        ("", UNSURE, ("answer:completed_on", "answer:built_on")),
    ],
)
def test_stock_and_increment_by_the_day_it_was_built(built_on, period, asks):
    found = advice(facts(3), built_on=built_on)
    assert found.period is not None and (found.period.outcome, found.period.asks) == (period, asks)


def test_houses_are_dated_by_their_start_and_their_completion():
    found = advice(facts(3), built_on="", started_on="2012-03", completed_on="2014")
    assert found.period is not None and found.period.outcome == "stock"


def codes(found, *, sure=True):
    return {one.code for one in found.flags if one.sure is sure and not one.withheld}


@pytest.mark.parametrize(
    ("farmland", "cropland", "raised"),
    [(4.99, 14.98, False), (5, 6, True), (0, 9.99, False), (0, 10, True), (4.99, 14.99, True)],
)
def test_5_and_10_mu_ask_for_a_check_of_referral(farmland, cropland, raised):
    found = advice(facts(20, cropland=cropland, permanent_farmland=(("永农", farmland, {}),) if farmland else ()))
    assert ("suspected_crime" in codes(found)) is raised


def test_of_a_part_approval_only_what_lies_outside_can_be_a_large_area():
    found = advice(facts(20, approval=approved(9), permanent_farmland=(("永农", 8, {}),)))
    flag = next(
        one for one in found.flags if one.code == "suspected_crime"
    )  # the approval may hold all of the 8 亩, or none
    assert (found.first.outcome, flag.sure) == ("split", False) and "layer:permanent_farmland" not in flag.asks
    assert flag.figures["outside.permanent_farmland_mu"] == "0.00–8.00"
    assert flag.figures["outside.other_cropland_mu"] == "3.00–11.00"
    assert "耕地合计 11.00 亩（净面积）" in advice(facts(11, permanent_farmland=(("永农", 5, {}),))).flags[0].wording.label_zh
    assert "suspected_crime" in codes(advice(facts(20, approval=approved(5), permanent_farmland=(("永农", 14, {}),))))


def test_without_the_farmland_layer_the_large_area_is_in_doubt():
    found = advice(facts(8, without=("permanent_farmland",)))
    assert "suspected_crime" in codes(found, sure=False)


@pytest.mark.parametrize(
    "reason",
    [
        {"plan": (1, 2)},
        {"permanent_farmland": (("永农", 0.2, {}),)},
        {"answers": {"category": "scattered"}},
        {"answers": {"flags": ["scattered_polluter"]}},
    ],
)
def test_candidates_for_demolition_and_never_where_petitions_or_risks_are_marked(reason):
    said = reason.get("answers", {})
    found = facts(3, **{key: value for key, value in reason.items() if key != "answers"})
    assert "must_demolish" in codes(advice(found, **said))
    for risk in (
        {"flags": [*said.get("flags", []), "petition"]},
        {"flags": [*said.get("flags", []), "stability_risk"]},
        {"risk_level": "high"},
    ):
        held = [one for one in advice(found, **{**said, **risk}).flags if one.code == "must_demolish"]
        assert [one.withheld for one in held] == [True] and "信访" in held[0].wording.label_zh
    assert "must_demolish" not in codes(advice(facts(3, plan=(3, 0)), **{**said, "category": "", "flags": []}))


@pytest.mark.parametrize(
    ("plan", "said", "outcome"),
    [
        ((0, 3), {}, "demolish"),
        ((3, 0), {"key_project": "yes"}, "complete_procedures"),
        ((0, 3), {"key_project": "yes"}, "complete_procedures"),
        ((3, 0), {"completion_ground": "procedures_possible"}, "complete_procedures"),
        ((3, 0), {}, UNSURE),
        ((3, 0), {"completion_ground": "key_project"}, "confiscate"),
        (None, {}, UNSURE),
        ((0, 3), {"key_project": ""}, UNSURE),
        ((0, 3), {"flags": ["petition"]}, UNSURE),
    ],
)
def test_dispositions_follow_the_decision_rule(plan, said, outcome):
    found = advice(facts(3, plan=plan), **said).disposition
    assert found is not None and found.outcome == outcome
    if said.get("flags"):
        assert "不建议强制拆除" in found.wording.label_zh and not found.proposes


def test_a_parcel_across_the_plan_is_proposed_for_splitting_by_plan():
    assert "plan_split" in codes(advice(facts(3, plan=(2.9, 0.1))))
    assert "plan_split" not in codes(advice(facts(3, plan=(2.91, 0.09))))


@pytest.mark.parametrize(
    ("region", "greenhouse_mu", "house_m2", "over"),
    [
        ("south", "", "15", False),
        ("south", "", "15.01", True),
        ("north", "", "22.5", False),
        ("north", "", "22.6", True),
        ("severe_cold", "2", "30", False),
        ("severe_cold", "2", "30.1", True),
        ("severe_cold", "2.01", "40", False),
        ("severe_cold", "2.01", "40.1", True),
        ("severe_cold", "", "35", None),
        ("severe_cold", "", "30", False),
        ("severe_cold", "", "40.1", True),
        ("", "", "22", None),
        ("", "", "41", None),
        ("north", "", "", None),
    ],
)
def test_the_limit_of_a_nursing_house_by_region_and_greenhouse(region, greenhouse_mu, house_m2, over):
    found = advice(
        facts(3, facility=(("SN1", 3, {}),)),
        has_nursing_house="yes",
        climate_region=region,
        greenhouse_mu=greenhouse_mu,
        nursing_house_m2=house_m2,
        nursing_house_storeys="1",
    )
    assert ("nursing_house_over" in codes(found), "nursing_house_over" in codes(found, sure=False)) == (
        over is True,
        over is None,
    )


def test_the_limits_are_those_of_the_survey_form():
    table = json.loads((RESOURCES / "campaign_greenhouse.json").read_text(encoding="utf-8"))["tables"][
        "nursing_house_limit"
    ]
    assert [row["value"] for row in table["rows"]] == [row["limit"] for row in RAW["tables"]["nursing_house"]["rows"]]


def test_a_nursing_house_has_one_storey():
    found = {"has_nursing_house": "yes", "climate_region": "north", "nursing_house_m2": "20"}
    assert "nursing_house_storeys" in codes(advice(facts(3), nursing_house_storeys="2", **found))
    assert "nursing_house_storeys" not in codes(advice(facts(3), nursing_house_storeys="1", **found))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"house_class": "dwelling"}, "permanent_farmland"),
        ({"house_circumstance": "seized"}, "forced_excess"),
        ({"excess_m2": "0.5"}, "forced_excess"),
        ({"land_source": "bought"}, "traded"),
        ({"land_source": "contracted"}, "contracted"),
        ({"greenhouse_class": "park_facility"}, "pretext"),
        ({"one_household": "no"}, "one_house"),
        ({"sold": "yes"}, "sale"),
        ({"flags": ["unlawful_approval"]}, "unlawful_approval"),
    ],
)
def test_the_eight_donts_are_candidates_where_the_survey_says_so(said, code):
    where = facts(3, permanent_farmland=(("永农", 1, {}),))
    assert f"eight_donts_{code}" in codes(advice(where, **said))
    assert not any(one.startswith("eight_donts") for one in codes(advice(where)))


# -- for all parcels -------------------------------------------------------------------------------------------------------

SHARES = (0, 0.05, 0.1, 0.5, 0.8, 0.9, 0.95, 1)
DETAILS = (EARLY, LATE, VALID, EXPIRED, {})
SAID = {
    "finding": ("nonfarm_violation", "other", "rural_road", "false_change", "legal"),
    "built_on": ("2012", "2020-07", "2022-05-10", "2024"),
    "other_circumstance": ("entrance", "power_facility", "mine_restoration"),
    "road_width_m": ("1", "5", "9"),
    "road_in_network": ("yes", "no"),
    "flags": ([], ["petition"], ["unlawful_approval"]),
    "risk_level": ("low", "high"),
    "key_project": ("yes", "no"),
    "completion_ground": ("procedures_possible",),
    "has_nursing_house": ("yes", "no"),
    "climate_region": ("south", "severe_cold"),
    "greenhouse_mu": ("1", "3"),
    "nursing_house_m2": ("20", "35"),
}
OVERLAY = ("approval", "temporary", "registration", "facility", "permanent_farmland", "supply", "mining", "village_203")


@st.composite
def parcels(draw):
    mu = draw(st.sampled_from([0.08, 0.5, 2, 2.01, 9.8, 20]))
    share = st.sampled_from(SHARES)
    pieces = {}
    for role in draw(st.sets(st.sampled_from(OVERLAY), max_size=3)):
        whole = draw(share)
        cut = draw(st.sampled_from([1, 0.5]))
        pieces[role] = tuple(
            (f"{role}{n}", round(mu * whole * part, 2), draw(st.sampled_from(DETAILS)))
            for n, part in enumerate((cut, 1 - cut))
            if part * whole
        )
    code = draw(st.sampled_from(["0102", "1202", "1006", "0702", "0601"]))
    landuse = ((code, mu, {"settlement": "203"} if draw(st.booleans()) else {}),)
    found = facts(
        mu,
        width=draw(st.sampled_from([0.9, 5.0, 12.0])),
        cropland=mu if code == "0102" else 0,
        landuse=landuse,
        plan=draw(st.sampled_from([None, (mu, 0), (0, mu)])),
        sliver=draw(st.booleans()),
        rest_sliver=draw(st.booleans()),
        rest_width=draw(st.sampled_from([None, 0.8, 4.0])),
        **pieces,
    )
    said = {name: draw(st.sampled_from(values)) for name, values in SAID.items() if draw(st.booleans())}
    return found, said


@settings(max_examples=300, deadline=None)
@given(parcels())
def test_every_parcel_has_one_first_suggestion_and_always_the_same(parcel):
    found, said = parcel
    one = suggest(found, said, RULES, ON)
    assert one == suggest(copy.deepcopy(found), dict(reversed(said.items())), RULES, ON)
    assert one.first.rule_id in {rule.id for rule in RULES.main} and one.first.wording.label_zh
    assert (one.first.outcome == UNSURE) or one.leaning is None
    assert one.first.outcome != UNSURE or one.first.asks or one.first.rule_id in {
        "O-5b", "O-7", "B-1", "B-1b", "B-1c", "B-2", "B-4", "B-5b", "B-5c"}


def known_less(found, said):
    """Yield the same parcel with one thing fewer known."""
    for name in said:
        yield f"answer {name}", found, {key: value for key, value in said.items() if key != name}
    for role, fact in found.roles.items():
        without = {name: one for name, one in found.roles.items() if name != role}
        if role == "landuse":
            yield role, replace(found, roles=without, cropland={}, classes={}), said
            continue
        yield role, replace(found, roles=without, excess=None if role == "approval" else found.excess), said
        for at, match in enumerate(fact.matches):
            blank = (*fact.matches[:at], replace(match, detail={}), *fact.matches[at + 1 :])
            yield (
                f"date of {match.code}",
                replace(found, roles={**found.roles, role: replace(fact, matches=blank)}),
                said,
            )
    if found.excess is not None:
        yield "width", replace(found, excess=replace(found.excess, width_m=None, sliver=False)), said
    if found.plan is not None:
        yield "plan", replace(found, plan=None), said
    yield "stale", replace(found, stale=("layer_missing",)), said
    classes = found.classes["landuse"]
    hidden = replace(classes, cropland=ZERO, construction=ZERO, uncovered=found.area_m2)
    nothing = replace(found.roles["landuse"], covered_m2=ZERO, uncovered_m2=found.area_m2, matches=())
    crops = replace(found.cropland["landuse"], counted_m2=ZERO)
    yield (
        "gap",
        replace(
            found, classes={"landuse": hidden}, cropland={"landuse": crops}, roles={**found.roles, "landuse": nothing}
        ),
        said,
    )


STRICT = rules({**RAW, "waived": []})


@settings(max_examples=300, deadline=None)
@given(parcels())
def test_knowing_less_leads_to_doubt_or_changes_nothing(parcel):
    found, said = parcel
    before = suggest(found, said, STRICT, ON).first
    for what, less, answers in known_less(found, said):
        after = suggest(less, answers, STRICT, ON).first
        assert after.outcome == UNSURE or (after.rule_id, after.outcome) == (before.rule_id, before.outcome), what


@settings(max_examples=200, deadline=None)
@given(parcels())
def test_a_layer_the_county_does_without_never_makes_a_parcel_lawful_by_being_absent(parcel):
    found, said = parcel
    before = suggest(found, said, RULES, ON).first
    for role in ("supply", "mining", "village_203"):
        less = replace(found, roles={name: one for name, one in found.roles.items() if name != role})
        after = suggest(less, said, RULES, ON).first
        assert after.outcome != LAWFUL or before.outcome == LAWFUL or before.outcome == UNSURE, role


def test_every_rule_can_be_reached():
    reached = set()
    for found, said in EXAMPLES:
        one = suggest(found, said, RULES, ON)
        reached |= {one.first.rule_id} | {flag.rule_id for flag in one.flags}
        reached |= {beside.rule_id for beside in (one.period, one.disposition) if beside is not None}
    every = {rule.id for rule in (*RULES.main, *(one for group in RULES.beside.values() for one in group))}
    assert every == reached


# -- the document ----------------------------------------------------------------------------------------------------------


def changed(at, key, value):
    raw = copy.deepcopy(RAW)
    next(rule for rule in raw["rules"] if rule["id"] == at)[key] = value
    return raw


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ([], "must be an object"),
        ({**RAW, "rule": []}, "the key rule is not understood"),
        (changed("A-1", "wehn", True), "rule A-1 has the key wehn"),
        (changed("A-1", "when", {"figure": "approval.shares", "at_least": "1"}), "rule A-1 looks at approval.shares"),
        (
            changed("A-1", "when", {"figure": "approval.share", "atleast": "1"}),
            "rule A-1 tests approval.share by atleast",
        ),
        (
            changed("A-1", "when", {"figure": "approval.share", "at_least": "full_shares"}),
            "full_shares is neither a number",
        ),
        (
            changed("P-3", "when", {"figure": "construction.start", "before": "2020-13-01"}),
            "2020-13-01 is neither a day",
        ),
        (changed("O-8", "when", {"figure": "answer.finding", "is": "false"}), "answer.finding is never false"),
        (changed("A-1", "when", {"stale": True}), "only a rule with the outcome unsure may"),
        (changed("F-1", "when", {"not": {"stale": True}}), "only a rule with the outcome unsure may"),
        (changed("A-1", "when", {"all": []}), "all must stand alone"),
        (changed("A-1", "when", "1 == 1"), "where a condition must stand"),
        (changed("A-1", "when", {"eval": "__import__('os')"}), "which is no figure"),
        (changed("A-1", "outcome", "illegal"), "has the outcome illegal"),
        (changed("A-1", "stage", "first"), "has the stage first"),
        (changed("A-1", "wording_zh", "该图斑合法。"), "pronounces instead of suggesting"),
        (changed("A-1", "wording_zh", "建议核对 {approval.sharp}。"), "shows approval.sharp"),
        (changed("A-1", "evidence", ["doc_aproval"]), "demands doc_aproval"),
        (changed("A-1", "proposes", {"finding": "lawful"}), "proposes lawful for finding"),
        (changed("A-1", "proposes", {"status": "closed"}), "proposes closed for status"),
        (changed("N-2", "when", {"figure": "parcel.area_mu", "more_than": "0"}), "must hold always"),
        (changed("N-2", "outcome", "lawful"), "must not be lawful"),
        (changed("A-2", "stage", "other"), "stands after stage other"),
        (changed("A-2", "id", "A-1"), "stands twice"),
        (changed("M-1", "for", ["guilty"]), "has the outcome guilty"),
        ({**RAW, "settings": {**RAW["settings"], "large_mu": "two"}}, "the setting large_mu is two"),
        ({**RAW, "waived": ["ships"]}, "names the role ships"),
        ({**RAW, "presume": {"parcel.area_mu": "3"}}, "presume takes 3"),
        ({**RAW, "unsure": {"wording": "?", "wording_zh": "？"}}, "need the place {topic}"),
        ({**RAW, "tables": {"nursing_house": []}}, "the table nursing_house needs of"),
        ({**RAW, "tables": 3}, "not built as rules"),
    ],
)
def test_a_document_that_cannot_be_judged_is_refused_in_one_sentence(raw, said):
    with pytest.raises(BadInput, match=said.replace("{", "\\{").replace("}", "\\}")) as caught:
        rules(raw)
    assert "suggestion.json" in str(caught.value) and "\n" not in str(caught.value)


def branches(raw, path=()):
    if isinstance(raw, (dict, list)):
        for key in raw if isinstance(raw, dict) else range(len(raw)):
            yield (*path, key)
            yield from branches(raw[key], (*path, key))


PLACES = list(branches(RAW))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), st.sampled_from([None, True, 3, "", "x", [], {}, ["x"], {"x": 1}, -1.5]))
@example(("rules", 28, "evidence", 0), [])
def test_any_damage_to_the_document_is_refused_or_harmless_and_never_a_crash(path, value):
    raw = copy.deepcopy(RAW)
    at = raw
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    try:
        made = rules(raw)
    except BadInput as error:
        assert str(error)
        return
    suggest(facts(3), SEEN, made, ON)


def test_the_shipped_thresholds_are_the_reviewers_and_each_can_be_edited():
    numbers = RULES.settings
    assert {
        name: numbers[name]
        for name in (
            "large_mu",
            "full_share_large",
            "full_share_small",
            "unmatched_mu",
            "road_min_m",
            "road_max_m",
            "crime_farmland_mu",
            "crime_cropland_mu",
            "increment_from",
            "survey_from",
        )
    } == {
        "large_mu": "2",
        "full_share_large": "95",
        "full_share_small": "90",
        "unmatched_mu": "0.5",
        "road_min_m": "2",
        "road_max_m": "8",
        "crime_farmland_mu": "5",
        "crime_cropland_mu": "10",
        "increment_from": "2020-07-03",
        "survey_from": "2013-01-01",
    }
    stricter = rules({**RAW, "settings": {**RAW["settings"], "full_share_large": 99}})
    found = facts(3, approval=approved(2.9))
    assert (
        suggest(found, SEEN, RULES, ON).first.rule_id == "A-1"
        and suggest(found, SEEN, stricter, ON).first.rule_id == "B-2"
    )


def test_the_rules_stand_in_the_reviewers_order():
    assert list(dict.fromkeys(rule.stage for rule in RULES.main)) == list(STAGES)
    assert FIELDS and DICTIONARIES and Decimal(RULES.settings["trace_mu"]) > 0


EXAMPLES = [
    (facts(3, stale=("never_screened",)), {}),
    (facts(3, approval=approved(3)), SEEN),
    (facts(3, temporary=(("临", 3, VALID),)), SEEN),
    (facts(3, supply=(("供", 3, EARLY),)), SEEN),
    (facts(3, supply=(("供", 3, LATE),)), SEEN),
    (facts(3, registration=(("证", 3, EARLY),)), SEEN),
    (facts(3, registration=(("证", 3, LATE),)), SEEN),
    (facts(3, registration=(("证", 3, {**EARLY, **EXPIRED}),)), SEEN),
    (facts(3, facility=(("SN", 3, VALID),)), SEEN),
    (facts(3, facility=(("SN", 3, EXPIRED),)), SEEN),
    (on_classes(("1202", 3, {})), SEEN),
    (on_classes(("1006", 3, {}), width=5.0), SEEN),
    (facts(3, width=5.0), {"finding": "rural_road", "road_width_m": "5", "road_in_network": "no"}),
    (facts(0.08, width=0.9, sliver=True), SEEN),
    (on_classes(("0601", 3, {"settlement": "203"})), SEEN),
    (on_classes(("0702", 3, {})), SEEN),
    (facts(3, approval=approved(3, LATE)), {"finding": "other", "other_circumstance": "entrance", "built_on": "2022"}),
    (facts(3, mining=(("矿", 3, VALID),)), {"finding": "other", "other_circumstance": "mine_restoration"}),
    (facts(3, mining=(("矿", 3, EXPIRED),)), {"finding": "other", "other_circumstance": "mine_restoration"}),
    (facts(3), {"finding": "other", "other_circumstance": "entrance"}),
    (facts(3), {"finding": "other", "other_circumstance": "jy"}),
    (facts(3), {"finding": "false_change"}),
    (facts(3), {"finding": "nongrain_violation"}),
    (facts(3, approval=approved(3, LATE)), SEEN),
    (facts(3, approval=approved(2.7)), SEEN),
    (facts(10, approval=approved(5)), SEEN),
    (facts(10, approval=approved(4), ecological=(("红线", 1, {}),)), SEEN),
    (facts(3), {**SEEN, "category": "scattered"}),
    (facts(3, facility=(("SN", 1.5, VALID),)), SEEN),
    (facts(3, temporary=(("临", 3, EXPIRED),)), SEEN),
    (on_classes(("0601", 3, {})), SEEN),
    (
        facts(30, permanent_farmland=(("永农", 6, {}),), plan=(10, 20)),
        {
            **SEEN,
            "built_on": "2012",
            "building_state": "not_started",
            "has_nursing_house": "yes",
            "climate_region": "south",
            "nursing_house_m2": "16",
            "nursing_house_storeys": "2",
            "greenhouse_facilities": ["villa"],
            "house_class": "dwelling",
            "excess_m2": "10",
            "land_source": "bought",
            "greenhouse_class": "park_facility",
            "one_household": "no",
            "sold": "yes",
            "flags": ["unlawful_approval"],
        },
    ),
    (
        facts(3, plan=(3, 0)),
        {
            **SEEN,
            "built_on": "2019",
            "building_state": "under_construction",
            "land_source": "contracted",
            "completion_ground": "key_project",
        },
    ),
    (facts(3, plan=(3, 0)), {**SEEN, "built_on": "2021", "key_project": "yes"}),
]
