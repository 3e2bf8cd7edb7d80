"""Suggestions and time: terms that ended, papers younger than the building, days that never were; and net or gross."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.readings import first_and_last_day, partial_date
from farmland_plugin.domain.screening_facts import Switches
from farmland_plugin.domain.suggesting import suggest
from farmland_plugin.domain.suggestion_rules import LAWFUL, UNSURE
from farmland_plugin.domain.three_valued import is_day, need_parts

from .suggesting_facts import DICTIONARIES, ON, RAW, SEEN, facts, layer, rules

RULES = rules()
EARLY, LATE = "2021-03-01", "2023-03-01"  # SEEN was built on 2022-05-10
MINE = {"finding": "other", "other_circumstance": "mine_restoration", "built_on": "2022-01-01"}
CARRIES = {"temporary": ("A-2", LAWFUL, SEEN), "facility": ("S-1", "facility", SEEN), "registration": ("R-1", LAWFUL, SEEN),
           "mining": ("O-5", "other", MINE)}
LATELY = {"approval": ("A-1", "B-1"), "supply": ("U-1", "B-1b"), "registration": ("R-1", "B-1c")}


def first(role, detail, said=SEEN, **more):
    return suggest(facts(3, **{role: (("号", 3, detail),)}), {**said, **more}, RULES, ON).first


# -- terms ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(CARRIES))
@pytest.mark.parametrize(("expires", "holds"), [
    ("2027-06-30", True), ("2026-11-22", True), ("2026-11-21", False), ("2020", False), ("2026-11", None), ("2026", None),
    ("2021-02-30", None)])
def test_whatever_has_a_term_counts_until_its_last_day_and_is_asked_for_where_that_cannot_be_told(role, expires, holds):
    rule, outcome, said = CARRIES[role]
    found = first(role, {"expires": expires, "date": EARLY}, said)
    if holds is None:
        assert (found.rule_id, found.outcome) == (rule, UNSURE)
        assert any(need.startswith(f"date:{role}") for need in found.asks)
    else:
        assert ((found.rule_id, found.outcome) == (rule, outcome)) is holds
        if not holds:
            assert found.outcome in (UNSURE, "non_agricultural") and "到期" in found.wording.label_zh
            assert found.figures[f"{role}.expired_share"] == "100" and "100%" in found.wording.label_zh


@pytest.mark.parametrize("role", ["temporary", "mining", "facility"])
def test_a_term_that_is_not_on_record_is_asked_for(role):
    rule, _outcome, said = CARRIES[role]
    found = first(role, {"date": EARLY}, said)
    assert (found.rule_id, found.outcome) == (rule, UNSURE) and f"date:{role}" in found.asks


def test_registered_ground_without_a_term_has_none_and_so_has_what_says_so():
    assert first("registration", {"date": EARLY}).outcome == LAWFUL
    assert first("registration", {"date": EARLY, "expires": "长期"}).outcome == LAWFUL
    assert first("facility", {"expires": "长期"}).outcome == "facility"
    assert first("temporary", {"expires": "长期"}).outcome == UNSURE
    strict = rules({**RAW, "endless": {}})
    parcel = facts(3, registration=(("号", 3, {"date": EARLY}),))
    found = suggest(parcel, SEEN, strict, ON).first
    assert (found.rule_id, found.outcome) == ("R-1", UNSURE) and "date:registration" in found.asks


def test_a_layer_of_facilities_that_holds_no_terms_at_all_is_not_asked_for_them_but_temporary_land_is():
    parcel = facts(3, facility=(("SN1", 3, {}),))
    found = suggest(parcel, SEEN, RULES, ON, termless=("line-facility",)).first
    assert (found.rule_id, found.outcome) == ("S-1", "facility")
    assert any("期限" in words.label_zh for words in found.against)
    temporary = facts(3, temporary=(("临1", 3, {}),))
    assert suggest(temporary, SEEN, RULES, ON, termless=("line-temporary",)).first.outcome == UNSURE


def test_of_two_papers_on_the_same_ground_one_expired_and_one_late_neither_makes_it_lawful():
    one = ("证1", 3, {"date": EARLY, "expires": "2020-01-01"})
    other = ("证2", 3, {"date": LATE, "expires": "2060-01-01"})
    found = suggest(facts(3, registration=(one, other)), SEEN, RULES, ON).first
    assert found.outcome != LAWFUL
    good = ("证3", 3, {"date": EARLY, "expires": "2060-01-01"})
    assert suggest(facts(3, registration=(one, good)), SEEN, RULES, ON).first.outcome == LAWFUL


def test_expired_ground_is_never_called_partly_covered():
    for role in ("facility", "registration"):
        found = first(role, {"date": EARLY, "expires": "2020-01-01"})
        assert found.rule_id in ("B-5b", "B-5c") and found.outcome == UNSURE and not found.proposes


# -- built before it was granted --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", sorted(LATELY))
@pytest.mark.parametrize(("granted", "built", "verdict"), [
    (EARLY, "2022-05-10", "counts"), ("2022-05-10", "2022-05-10", "counts"), ("2022-05-11", "2022-05-10", "late"),
    (LATE, "2022", "late"), ("2022-06-01", "2022", "asked"), (EARLY, "", "asked"), ("", "2022-05-10", "asked"),
    ("20211345", "2022-05-10", "asked"), (EARLY, "约2019年", "asked")])
def test_what_was_granted_after_the_building_is_held_against_the_parcel(role, granted, built, verdict):
    counts, late = LATELY[role]
    found = first(role, {"date": granted} if granted else {}, built_on=built)
    if verdict == "counts":
        assert (found.rule_id, found.outcome) == (counts, LAWFUL)
    elif verdict == "late":
        assert (found.rule_id, found.outcome) == (late, UNSURE)
        assert found.figures[f"{role}.late_share"] == "100" and "晚于动工" in found.wording.label_zh
    else:
        assert (found.rule_id, found.outcome) == (counts, UNSURE)
        assert any(need.startswith((f"date:{role}", "answer:built_on")) for need in found.asks)


def test_of_a_covered_parcel_whose_building_date_nobody_knows_the_leaning_says_what_it_presumes():
    for role in ("supply", "registration"):
        found = suggest(facts(3, **{role: (("号", 3, {"date": EARLY}),)}), {**SEEN, "built_on": ""}, RULES, ON)
        assert found.first.outcome == UNSURE and found.leaning is not None and found.leaning.outcome == LAWFUL
        assert found.leaning.presumed == {"construction.start": "today"}
        assert not any(name.startswith(role) and name.endswith(("timely_share", "sound_share")) for name in found.leaning.figures)


# -- days that never were ---------------------------------------------------------------------------------------------------

NEVER_DAYS = ("2021-02-30", "20211345", "约2019年", "2021-13", "0000-05", "0000", "二〇二一年")


@pytest.mark.parametrize("written", NEVER_DAYS)
def test_an_impossible_day_is_unknown_and_quoted_as_it_is_written(written):
    found = first("approval", {"date": written})
    assert (found.outcome, found.asks) == (UNSURE, (f"date:approval:{written}",))
    built = suggest(facts(3, approval=(("批", 3, {"date": EARLY}),)), {**SEEN, "built_on": written}, RULES, ON)
    assert built.first.outcome == UNSURE and f"answer:built_on:{written}" in built.first.asks
    assert built.period is None or built.period.outcome == UNSURE


def test_a_need_is_taken_apart_into_what_it_is_about_and_what_stands_there():
    assert need_parts("date:approval:2021-02-30") == ("date", "approval", "2021-02-30")
    assert need_parts("answer:built_on:约: 2019") == ("answer", "built_on", "约: 2019")
    assert need_parts("rescreen") == ("rescreen", "", "") and need_parts("layer:plan") == ("layer", "plan", "")


@given(st.text("0123456789-/.年月日 约长期", max_size=12))
def test_every_text_is_a_real_day_or_month_or_year_or_nothing(text):
    read = partial_date(text)
    if read is not None:
        low, high = first_and_last_day(read)
        assert is_day(low) and is_day(high) and low <= high
    assert not is_day(text) or date.fromisoformat(text).isoformat() == text


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-800, 800))
def test_no_paper_that_ended_before_the_day_is_a_ground_for_lawful(day, days):
    until = day + timedelta(days=days)
    for role, (rule, outcome, said) in CARRIES.items():
        detail = {"expires": until.isoformat(), "date": "1990-01-01"}
        found = suggest(facts(3, **{role: (("号", 3, detail),)}), said, RULES, day).first
        assert ((found.rule_id, found.outcome) == (rule, outcome)) is (until >= day)


# -- net and gross ----------------------------------------------------------------------------------------------------------


def test_cropland_is_said_to_be_net_or_gross_as_the_countys_switch_has_it():
    net = facts(3, permanent_farmland=(("永农", 1, {}),))
    said = suggest(net, SEEN, RULES, ON).first
    assert "占耕地 3.00 亩（净面积），占永久基本农田 1.00 亩（毛面积）" in said.wording.label_zh
    assert said.measures["cropland.area_mu"] == "net" and said.measures["permanent_farmland.area_mu"] == "gross"
    gross = replace(net, cropland={"landuse": replace(net.cropland["landuse"], switches=Switches(net=False))})
    said = suggest(gross, SEEN, RULES, ON).first
    assert "占耕地 3.00 亩（毛面积）" in said.wording.label_zh and "cropland 3.00 mu (gross)" in said.wording.label
    assert said.measures["cropland.area_mu"] == "gross"


def test_every_area_of_cropland_says_which_and_no_other_figure_does():
    found = suggest(facts(20, cropland=18, permanent_farmland=(("永农", 8, {}),)), SEEN, RULES, ON)
    for one in (found.first, *found.flags):
        named = {name for name in one.figures if name.endswith("_mu") and ("cropland" in name or "permanent" in name)}
        assert set(one.measures) == named
    for rule in (*RULES.main, *(one for group in RULES.beside.values() for one in group)):
        assert "净面积" not in rule.wording.label_zh, rule.id  # said by the figures, not by the rule


# -- which rules ------------------------------------------------------------------------------------------------------------


def test_advice_names_the_version_and_the_text_of_the_rules_it_was_judged_by():
    text = json.dumps(RAW, ensure_ascii=False)
    known = rules(json.loads(text), sha256="ab" * 32)
    found = suggest(facts(3), SEEN, known, ON)
    assert (found.rules, found.rules_sha256) == (f"suggestion {RAW['version']}", "ab" * 32)
    assert layer("approval").sha256 == "ab" * 32  # only a layer's hash looks the same here


def test_rules_of_version_1_are_judged_as_they_were():
    kept = json.loads(json.dumps(RAW))
    kept["version"] = "1"
    del kept["endless"], kept["termless"]
    for rule in kept["rules"]:
        if rule["id"] == "S-1":
            rule["when"] = {"figure": "facility.share", "at_least": "full_share_small"}
    old = rules(kept)
    found = suggest(facts(3, facility=(("SN1", 3, {"expires": "2020-01-01"}),)), SEEN, old, ON).first
    assert (found.rule_id, found.rule_version) == ("S-1", "suggestion 1")


def test_every_figure_a_rule_names_has_a_word_of_its_own():
    words = DICTIONARIES["suggestion_figure"]
    for rule in (*RULES.main, *(one for group in RULES.beside.values() for one in group)):
        for name in rule.figures:
            first_part, _, tail = name.partition(".")
            known = {name, tail, {"landuse": "class"}.get(first_part, first_part)}
            assert name.startswith("answer.") or name == "cropland.measure" or any(words.get(one) for one in known), name
