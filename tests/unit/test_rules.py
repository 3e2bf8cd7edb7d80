"""Dictionaries and workflow: data that is checked when it is read."""

from __future__ import annotations

import json

import pytest

from farmland_plugin.domain.codes import parse_dictionary
from farmland_plugin.domain.errors import BadInput, NotAllowed
from farmland_plugin.domain.workflow import Workflow
from farmland_plugin.paths import resource

RAW = json.loads(resource("rules", "workflow.json").read_text(encoding="utf-8"))


def workflow(**changes):
    return Workflow.parse(json.dumps({**RAW, **changes}, indent=1), "workflow.json")


def test_every_shipped_dictionary_loads_with_labels_in_both_languages():
    folder = resource("dictionaries")
    for path in sorted(folder.glob("*.json")):
        if path.stem == "field_alias":
            continue
        for entry in parse_dictionary(path.stem, path.read_text(encoding="utf-8"), path.name).entries:
            assert entry.code and entry.label and entry.label_zh, (path.name, entry)


def test_codes_are_text_and_unknown_ones_pass_through():
    classes = parse_dictionary("land_class", resource("dictionaries", "land_class.json").read_text(encoding="utf-8"), "x")
    assert classes.label("0101", "zh") == "水田"
    assert classes.label("1208", "zh") == "1208"
    assert classes.find("101") is None


@pytest.mark.parametrize("text", ["非农违法", " 疑似非农违法", "nonfarm_violation", "Suspected non-farm violation"])
def test_a_finding_is_found_by_code_label_or_alias(text):
    findings = parse_dictionary("finding", resource("dictionaries", "finding.json").read_text(encoding="utf-8"), "x")
    assert findings.require(text).code == "nonfarm_violation"


def test_an_unknown_code_is_refused_with_the_known_ones():
    findings = parse_dictionary("finding", '[{"code":"a","label":"A","label_zh":"甲"}]', "x")
    with pytest.raises(BadInput, match="use one of a"):
        findings.require("b")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[\n{"code": "a"', "line 2"),
        ('[{"code": "a", "label": "A"}]', "entry 1"),
        ('[\n{"code":"a","label":"A","label_zh":"甲"},\n{"code":"a","label":"B","label_zh":"乙"}]', "stands twice"),
    ],
)
def test_a_broken_dictionary_names_file_and_place(text, said):
    with pytest.raises(BadInput, match=said) as caught:
        parse_dictionary("d", text, "d.json")
    assert "d.json" in str(caught.value)


def test_the_shipped_workflow_has_15_states_and_no_dead_ends_but_the_closed_ones():
    shipped = workflow()
    assert len(shipped.states) == 15 and set(shipped.reachable()) == set(shipped.states)
    assert set(shipped.states) == {state for step in shipped.transitions for state in step.sources}


def test_nothing_is_written_off_without_the_county_review():
    """Taking the county's review away makes 已销号 unreachable: no shortcut goes round it."""
    machine = workflow()
    around = tuple(t for t in machine.transitions if t.target != "county_review")
    without = Workflow("1", machine.states, machine.initial, around)
    assert "written_off" in machine.reachable()
    assert "written_off" not in without.reachable()


def test_actions_are_open_in_their_states_only_and_a_hold_stops_all():
    shipped = workflow()
    assert shipped.check("record", "to_survey") == "surveying"
    with pytest.raises(NotAllowed, match="not allowed"):
        shipped.check("record", "written_off")
    with pytest.raises(NotAllowed, match="on hold"):
        shipped.check("record", "to_survey", "appeal")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"transitions": [{"action": "a", "from": ["to_survey"], "to": "nowhere"}]}, "unknown state"),
        ({"transitions": []}, "no way leads"),
        ({"transitions": [{"action": "a"}]}, "lacks"),
    ],
)
def test_a_workflow_that_cannot_work_is_refused(changes, said):
    with pytest.raises(BadInput, match=said):
        workflow(**changes)
