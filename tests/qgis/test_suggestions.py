"""Suggestions on the demo county: what the generator built, the rules find, as far as a desk can see it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.suggesting import suggest
from farmland_plugin.domain.suggestion_rules import UNSURE
from farmland_plugin.gui.terms import Terms
from farmland_plugin.gui.widgets.case_form import CaseForm, stored_answers
from farmland_plugin.gui.widgets.suggestion import SuggestionBox
from farmland_plugin.ledger.advice import advice_of, termless_layers
from farmland_plugin.ledger.cases.suggestions import check_suggestions, known_answers, suggestion_rules
from farmland_plugin.ledger.create import read_rules
from farmland_plugin.ledger.ledger import Ledger

pytest.importorskip("shapely", minversion="2.0")
ON = date(2026, 11, 22)

@pytest.fixture(scope="module")
def county(tmp_path_factory, farmland):
    from tests.demo_county import generate

    folder = tmp_path_factory.mktemp("county")
    truth = generate("small", folder, pictures=False)
    ledger = folder / "ledger.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY=truth["county"]["code"], NAME="示例县", CRS=f"EPSG:{truth['epsg']}")
    farmland("importparcels", LEDGER=ledger, INPUT=folder / "wp2026q1.shp", SOURCE="satellite")
    for layer in truth["layers"]:
        name = layer["layer"] if layer["file"].endswith(".gpkg") else ""
        farmland("registerredline", LEDGER=ledger, INPUT=folder / layer["file"], LAYER=name, ROLE=layer["role"],
                 VINTAGE="2025-12-31")
    farmland("screenparcels", LEDGER=ledger)
    with Ledger.open(ledger, write=False) as opened:
        stories = {(row["file"], row["row"]): row for row in truth["parcels"] if row["story"]}
        rows = {parcel.parcel_uid: stories.get((parcel.source_file, parcel.source_row)) for parcel in opened.parcels()}
        yield opened, {uid: row for uid, row in rows.items() if row}


# the generator's story -> what the figures alone can point to
DESK = {"nonfarm": {"non_agricultural"}, "legal": {"lawful"}, "part_legal": {"split"}, "facility": {"facility"},
        "temporary": {"lawful", "non_agricultural"}, "other": {"other", "lawful"}}


def test_from_the_desk_the_rules_lean_the_way_the_county_was_made(county):
    ledger, rows = county
    agree, whole = Counter(), Counter()
    for facts, advice in advice_of(ledger, list(rows), ON):
        story = rows[facts.parcel_uid]["story"]
        if story == "temporary" and advice.first.rule_id != "A-2":
            assert advice.leaning is not None and advice.leaning.rule_id == "B-5"  # expired, as every second one is
        whole[story] += 1
        agree[story] += advice.outcome in DESK.get(story, ())
        if story == "road":
            assert (advice.first.rule_id, advice.first.outcome) == ("L-2", UNSURE)  # asks whether this strip is a road
    print({story: f"{agree[story]}/{whole[story]}" for story in whole})
    for story in DESK:
        assert agree[story] >= 0.9 * whole[story] > 0, story


SURVEYED = {
    "nonfarm": {"finding": "nonfarm_violation"}, "part_legal": {"finding": "nonfarm_violation"}, "legal": {"finding": "legal"},
    "temporary": {"finding": "other", "other_circumstance": "other"}, "facility": {"finding": "facility_agriculture"},
    "other": {"finding": "nonfarm_violation"}, "false_change": {"finding": "false_change"},
    "road": {"finding": "rural_road", "road_width_m": "5", "road_in_network": "no"},
}
FOUND = {"nonfarm": {"non_agricultural"}, "part_legal": {"split"}, "legal": {"lawful"}, "temporary": {"lawful", "other"},
         "facility": {"facility"}, "other": {"other", "lawful"}, "false_change": {"false_change"}, "road": {"rural_road"}}


def test_with_a_survey_the_first_suggestion_is_the_story(county):
    ledger, rows = county
    rules, agree, whole = suggestion_rules(ledger), Counter(), Counter()
    for facts, _advice in advice_of(ledger, list(rows), ON):
        story = rows[facts.parcel_uid]["story"]
        found = suggest(facts, {**SURVEYED[story], "built_on": "2026-02", "flags": []}, rules, ON,
                        termless=termless_layers(ledger))
        whole[story] += 1
        agree[story] += found.first.outcome in FOUND[story]
    print({story: f"{agree[story]}/{whole[story]}" for story in whole})
    assert sum(agree.values()) >= 0.95 * sum(whole.values())


def test_every_layer_a_suggestion_names_is_registered_with_its_hash(county):
    ledger, rows = county
    known = {line.redline_id: line.sha256 for line in ledger.redlines()}
    for _facts, advice in advice_of(ledger, list(rows), ON):
        told = advice.leaning or advice.first
        assert told.layers or told.outcome == UNSURE
        for layer in (*told.layers, *advice.first.layers):
            assert known[layer.redline_id] == layer.sha256


def test_answers_of_a_section_that_is_not_shown_do_not_count_and_marks_are_known(county):
    ledger, uid = of_story(county, "nonfarm")
    case = replace(ledger.case(uid), finding="nonfarm_violation", facts={"other_circumstance": "jy", "built_on": "2022"})
    said = known_answers(ledger, case)
    assert said["flags"] == [] and said["built_on"] == "2022" and "other_circumstance" not in said
    shown = known_answers(ledger, replace(case, finding="other"))
    assert shown["other_circumstance"] == "jy"


def test_rules_that_cannot_be_judged_never_enter_a_ledger():
    dictionaries, shipped = read_rules(None)
    broken = {**shipped, "suggestion": shipped["suggestion"].replace('"at_least": "full_share_large"', '"at_least": "most"', 1)}
    with pytest.raises(BadInput, match="rule A-1: most is neither a number nor the name of a setting"):
        check_suggestions(dictionaries, broken)


# -- in the panel -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def box(qgis_app):
    made = SuggestionBox()
    made.resize(420, 400)
    made.show()
    yield made
    made.deleteLater()


def of_story(county, story):
    ledger, rows = county
    return ledger, next(uid for uid, row in rows.items() if row["story"] == story)


def test_the_box_says_rule_figures_evidence_and_offers_a_draft(county, box):
    ledger, uid = of_story(county, "facility")
    box.show_parcel(ledger, ledger.case(uid), Terms.of(ledger), True)
    assert box.told is not None and "100" in box.told.sentence and box.adopt.isEnabled()
    assert any("Evidence missing" in line.text for line in box.told.lines)
    taken = []
    box.adopted.connect(taken.append)
    box.adopt.click()
    assert taken == [{"finding": "facility_agriculture"}]
    assert box.details.isHidden()
    box.more.click()
    assert not box.details.isHidden() and "S-1" in box.told.details and "SHA-256" in box.told.details


def test_a_parcel_in_doubt_offers_nothing_to_take_over(county, box):
    ledger, uid = of_story(county, "nonfarm")
    box.show_parcel(ledger, ledger.case(uid), Terms.of(ledger), True)
    assert box.told is not None and box.told.title == "Unsure" and not box.adopt.isEnabled()
    assert box.told.lines[0].text.startswith("Leans to: Suspected non-farm violation")
    assert "(presumed: " in box.told.lines[0].text and "no special circumstance" in box.told.lines[0].text
    assert "2026-11-22" not in box.told.lines[0].text and "§" not in box.told.details and "began" not in box.told.details


def test_rules_that_cannot_be_judged_are_said_in_the_box(county, box, monkeypatch):
    ledger, uid = of_story(county, "legal")
    monkeypatch.delitem(vars(ledger), "_suggestion_rules", raising=False)
    monkeypatch.setattr(ledger, "rule", lambda name: {"id": "x", "version": "1", "rules": []} if name == "suggestion" else
                        type(ledger).rule(ledger, name))
    box.show_parcel(ledger, ledger.case(uid), Terms.of(ledger), True)
    assert box.told is None and "suggestion.json" in box.sentence.text() and not box.adopt.isEnabled()
    vars(ledger).pop("_suggestion_rules", None)


def test_what_is_taken_over_is_a_draft_beside_what_was_typed(county, qgis_app):
    ledger, uid = of_story(county, "part_legal")
    form, case = CaseForm(), ledger.case(uid)
    form.offer(ledger, Terms.of(ledger))
    stored = stored_answers(case)
    form.set_case(case, {**stored, "note": "已拍照"}, stored)
    form.propose({"finding": "nonfarm_violation", "category": "project", "category_detail": "beyond_approval"})
    assert form.changes() == {"finding": "nonfarm_violation", "category": "project", "category_detail": "beyond_approval",
                              "note": "已拍照"}
    assert ledger.case(uid).finding == ""
    form.deleteLater()
