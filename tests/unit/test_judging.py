"""From figures to a suggestion: every rule, each alone (imagery.md 4, issue 7)."""

from __future__ import annotations

import json
import string
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.imagery import CLEARED, PARTLY, UNCHANGED, UNSURE
from farmland_plugin.imagery.judging import judge
from farmland_plugin.imagery.measures.control import ControlTest, control_test
from farmland_plugin.imagery.measures.greenness import Greenness
from farmland_plugin.imagery.measures.measuring import Measured
from farmland_plugin.imagery.measures.profile import Profile
from farmland_plugin.imagery.measures.registration import Registration
from farmland_plugin.imagery.measures.reuse import Reuse
from farmland_plugin.imagery.measures.structure import Persistence, Score
from farmland_plugin.imagery.measures.texture import Roughness
from farmland_plugin.paths import resource

PROFILE = Profile()
NONE = float("nan")
GIVEN_ELSEWHERE = {"too_large", "withdrawn_image"}  # by comparing.py before anything is measured; by the ledger long after
WORDS = {entry["code"]: entry for entry in json.loads(resource("dictionaries", "change_reason.json").read_text(encoding="utf-8"))}


def heat(largest: float = 0.0) -> Persistence:
    return Persistence(np.zeros((2, 2)), np.zeros((2, 2), bool), 0.03, 0.1, largest, largest)


def measured(*scores: float, **more: object) -> Measured:
    given = {
        "registration": Registration(1.0, 0.0, 0.2), "own": None, "deviation_px": 0.3, "shift_m": 0.5, "area_m2": 900.0,
        "bad_share": 0.0, "contrast": 1.0, "found_by": "drawn", "persistence": heat(),
        "reuse": Reuse(0.1, False, np.zeros((2, 2)), 0.0),
        "rubble": Roughness(0.4, 40), "footprint_z": 1.0, "green": Greenness(0.1, 0.4, NONE, NONE, 0.0, 0.0),
        "control": ControlTest(True, 0, 10, 10), **more,
    }
    return Measured(structures=tuple(Score(one, one, one, one, min(one, 0.3), 120.0) for one in scores), **given)


def codes(one: Measured) -> set[str]:
    return {reason.code for reason in judge(one, PROFILE).reasons}


@pytest.mark.parametrize(("scores", "largest", "suggestion", "said"), [
    ((0.1, 0.2), 0, CLEARED, "all_gone"), ((0.5, 0.4), 0, UNCHANGED, "all_standing"), ((0.1, 0.5), 0, PARTLY, "some_standing"),
    ((0.1, 0.3), 0, UNSURE, "between"), ((0.3,), 0, UNSURE, "between"), ((0.4, 0.3), 0, UNSURE, "between"),
    ((0.1,), 25, UNSURE, "cluster"), ((0.1, 0.3), 25, PARTLY, "cluster"), ((0.5,), 400, UNCHANGED, "cluster"),
    ((), 0, UNSURE, "residual_share"), ((0.1, NONE), 0, UNSURE, "not_measurable"), ((0.5, NONE), 0, UNSURE, "not_measurable"),
    ((0.275,), 0, UNSURE, "between"), ((0.357,), 0, UNSURE, "between"),
])
def test_scores_and_the_largest_patch_decide(scores, largest, suggestion, said):
    one = measured(*scores, persistence=heat(largest))
    assert judge(one, PROFILE).suggestion == suggestion
    assert said in codes(one)


WITHHELD = {
    "control_missing": {"control": None}, "rubble": {"rubble": Roughness(3.2, 40)}, "smooth": {"rubble": Roughness(-2.5, 40)},
    "rubble_unknown": {"rubble": Roughness(NONE, 3)}, "footprint_seen": {"footprint_z": 4.0},
    "green_net": {"green": Greenness(0, 0.9, NONE, NONE, 0.7, 0.0)},
    "tarpaulin": {"green": Greenness(0, 0, NONE, NONE, 0.0, 0.5)},
    "registration_weak": {"registration": Registration(0, 0, 0.001, ("registration_weak",))},
    "registration_far": {"registration": Registration(10, 0, 0.2, ("registration_far",))},
    "registration_differs": {"deviation_px": 2.5}, "no_structure_found": {"found_by": "parcel"},
}
DISTRUSTED = {
    "control_failed": {"control": ControlTest(False, 3, 5, 10, True)},
    "same_picture": {"reuse": Reuse(0.9, True, np.zeros((2, 2)), 0.0)},
    "painted_over": {"reuse": Reuse(0.9, True, np.ones((2, 2)), 0.1)}, "too_small": {"area_m2": 59.0},
    "bad_pixels": {"bad_share": 0.11}, "haze": {"contrast": 0.4},
}


@pytest.mark.parametrize("code", WITHHELD)
def test_cleared_is_withheld_with_the_reason_and_standing_is_still_said(code):
    assert judge(measured(0.1, **WITHHELD[code]), PROFILE).suggestion == UNSURE
    assert code in codes(measured(0.1, **WITHHELD[code]))
    if code != "no_structure_found":
        assert judge(measured(0.5, **WITHHELD[code]), PROFILE).suggestion == UNCHANGED


@pytest.mark.parametrize("code", DISTRUSTED)
@pytest.mark.parametrize("scores", [(0.1,), (0.5,), (0.1, 0.5)])
def test_images_that_cannot_be_trusted_yield_only_unsure_with_the_reason(code, scores):
    one = measured(*scores, **DISTRUSTED[code])
    assert judge(one, PROFILE).suggestion == UNSURE
    assert code in codes(one)


@given(st.lists(st.sampled_from([0.1, 0.5, NONE]), max_size=25))
def test_a_pair_that_failed_too_often_is_distrusted_however_few_were_tried_and_one_that_passed_never(scores):
    told = control_test(scores, PROFILE)
    assert told.failing == (told.failed >= PROFILE.control_failed_share * max(PROFILE.control_least, len(scores)))
    assert ("control_failed" in codes(measured(0.1, control=told))) == told.failing and not (told.passed and told.failing)
    assert told.passed or told.failing or not told.enough


@given(st.lists(st.floats(-0.2, 1) | st.just(NONE), max_size=5), st.floats(0, 100), st.sampled_from([*WITHHELD, *DISTRUSTED, ""]),
       st.booleans())
@settings(deadline=None)
def test_whatever_is_measured_recultivation_is_never_claimed_and_every_reason_has_words(scores, largest, fault, failed):
    more = {"persistence": heat(largest), **WITHHELD.get(fault, {}), **DISTRUSTED.get(fault, {})}
    if failed:
        more["control"] = ControlTest(False, 5, 10, 10)
    judged = judge(measured(*scores, **more), PROFILE)
    assert "not_recultivation" in {reason.code for reason in judged.reasons}
    if failed:
        assert judged.suggestion == UNSURE
    for reason in judged.reasons:
        json.dumps(reason.as_json(), allow_nan=False)
        for key in ("label", "label_zh"):
            assert WORDS[reason.code][key].format(**reason.figures)


@given(st.lists(st.floats(-0.2, 1), min_size=1, max_size=4), st.integers(0, 3), st.floats(0, 0.5))
@settings(deadline=None)
def test_more_structure_found_again_never_makes_a_parcel_cleared(scores, which, more):
    raised = [score + more if number == which % len(scores) else score for number, score in enumerate(scores)]
    if judge(measured(*scores), PROFILE).suggestion != CLEARED:
        assert judge(measured(*raised), PROFILE).suggestion != CLEARED


def test_a_neighbours_shift_alone_does_not_withhold_anything():
    shift = Registration(1, 0, 0.2, ("neighbours_shift",))
    assert judge(measured(0.1, registration=shift), PROFILE).suggestion == CLEARED
    assert "neighbours_shift" in codes(measured(0.1, registration=shift))


def test_every_reason_in_the_dictionary_can_be_given_and_both_languages_have_the_same_places():
    given = set()
    for more in [*WITHHELD.values(), *DISTRUSTED.values(), {"found_by": "clusters"}, {},
                 {"green": Greenness(0, 0, 0.1, 0.2, 0, 0)}, {"registration": Registration(1, 0, 1, ("neighbours_shift",))}]:
        for scores in ((0.1,), (0.5,), (0.1, 0.3), (0.1, 0.5), (0.1, NONE)):
            given |= codes(measured(*scores, persistence=heat(30), **more))
    given |= codes(replace(measured(0.1), structures=(Score(0.1, 0.1, 0.1, 0.1, 0.6, 100.0),)))
    assert given == set(WORDS) - GIVEN_ELSEWHERE
    for entry in WORDS.values():
        places = [{name for _, name, _, _ in string.Formatter().parse(entry[key]) if name} for key in ("label", "label_zh")]
        assert places[0] == places[1], entry["code"]
