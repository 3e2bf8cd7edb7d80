"""The workflow document: what a county may edit, and what is refused with the line where it stands."""

from __future__ import annotations

import json

import pytest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.workflow import Workflow
from farmland_plugin.paths import resource

TEXT = resource("rules", "workflow.json").read_text(encoding="utf-8")


def edited(change):
    """Return the shipped document after a county's edit."""
    raw = json.loads(TEXT)
    change(raw)
    return json.dumps(raw, ensure_ascii=False, indent=1)


def transition(raw, action):
    return next(one for one in raw["transitions"] if one["action"] == action)


def without(guard, *actions):
    def change(raw):
        for one in raw["transitions"]:
            if not actions or one["action"] in actions:
                one["requires"] = [g for g in one.get("requires", []) if guard not in json.dumps(g)]
    return change


def test_the_shipped_workflow_has_fifteen_states_and_no_shortcut_to_an_end():
    workflow = Workflow.parse(TEXT, "workflow.json")
    assert len(workflow.states) == 15 and len(workflow.transitions) == 29
    assert workflow.shortcut("written_off") is None and workflow.shortcut("voided") is None
    assert set(workflow.reachable()) == set(workflow.states)


@pytest.mark.parametrize(("change", "said"), [
    (without('"survey"'), "without signed:survey"),
    (without('"acceptance"'), "without attachment:doc_receipt / attachment:doc_reduction / signed:acceptance"),
    (without("writeoff"), "without package:writeoff"),
    (without("doc_write_off"), "without attachment:doc_write_off"),
    (without("separate", "write_off"), "must name who may do it"),
    (lambda raw: transition(raw, "write_off").pop("roles"), "must name who may do it"),
    (lambda raw: transition(raw, "approve_void").pop("roles"), "must name who may do it"),
    (lambda raw: raw["chains"].update(village=raw["chains"]["village"][:1]), "at least two levels"),
    (lambda raw: raw["stages"]["survey"].update(chain="nobody"), "at least two levels"),
    (lambda raw: raw["stages"]["survey"].update(completes="nothing"), "does not exist"),
    (lambda raw: transition(raw, "accept").update(to="heaven"), "unknown state heaven"),
    (lambda raw: transition(raw, "accept")["requires"].append({"mood": "good"}), "does not know"),
    (lambda raw: transition(raw, "accept")["requires"].append({"signed": "nowhere"}), "unknown signing stage nowhere"),
    (lambda raw: raw["states"].append("limbo"), "no way leads to the state limbo"),
    (lambda raw: raw.pop("chains"), "lacks 'chains'"),
])
def test_a_rule_set_that_lets_a_case_end_too_soon_is_refused(change, said):
    with pytest.raises(BadInput) as caught:
        Workflow.parse(edited(change), "workflow.json")
    assert said in str(caught.value)


def test_the_refusal_names_the_line_and_the_way_of_the_shortcut():
    def shortcut(raw):
        raw["transitions"].append({
            "action": "quick_close", "from": ["surveying"], "to": "written_off", "roles": ["county_leader"],
            "requires": [{"separate": ["surveyors"]}]})
    text = edited(shortcut)
    line = next(number for number, one in enumerate(text.split("\n"), 1) if "quick_close" in one)
    with pytest.raises(BadInput) as caught:
        Workflow.parse(text, "workflow.json")
    assert str(caught.value).startswith(f"workflow.json, line {line}: written_off could be reached without")
    assert "quick_close" in str(caught.value)


def test_a_new_round_and_a_voided_stage_forget_what_was_signed():
    def void_late(raw):
        transition(raw, "accept")["voids"] = ["survey"]
        transition(raw, "write_off")["requires"] = [
            g for g in transition(raw, "write_off")["requires"] if g.get("signed") != "survey"]
    with pytest.raises(BadInput, match="signed:survey"):
        Workflow.parse(edited(void_late), "workflow.json")


def test_a_county_may_add_a_state_a_level_and_a_demand():
    def own(raw):
        raw["states"].append("city_review")
        raw["chains"]["village"].append({"role": "county_leader", "people": 1, "methods": ["paper"]})
        transition(raw, "accept")["to"] = "city_review"
        raw["transitions"].append({
            "action": "city_passed", "from": ["city_review"], "to": "to_write_off", "roles": ["county_admin"],
            "requires": [{"attachment": ["doc_receipt"]}]})
    workflow = Workflow.parse(edited(own), "workflow.json")
    assert len(workflow.chains["village"]) == 4 and "city_review" in workflow.states


@pytest.mark.parametrize("state", ["signing", "county_review", "to_write_off"])
def test_without_this_state_nothing_can_be_written_off(state):
    def drop(raw):
        raw["states"].remove(state)
        raw["transitions"] = [one for one in raw["transitions"] if state not in one["from"] and one["to"] != state]
    with pytest.raises(BadInput):
        Workflow.parse(edited(drop), "workflow.json")
