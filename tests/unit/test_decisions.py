"""What people decided is read from the journal, and thresholds fitted to it are never less safe than stated."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.decisions import GONE, LEFT, Decision, Told, decisions
from farmland_plugin.domain.imagery import CLEARED, PARTLY, UNCHANGED, UNSURE, Comparison
from farmland_plugin.domain.refitting import (
    FALSE_CLEAR,
    LEAST,
    READ_STANDING,
    SLIPPED,
    Errors,
    Thresholds,
    errors,
    fit,
    folds,
    refit,
)

NOW = Thresholds(0.275, 0.357)
CONTROLS = [0.75] * 40  # scores of buildings that stand
PROFILE = "f" * 64


def compared(uid="P", made="2026-11-01T00:00:00.000Z", found=(0.2,), after="2026-10-01", pair="A", **more):
    return Comparison(**{
        "comparison_id": f"{uid}-{made}", "parcel_uid": uid, "round": 1, "before_id": f"{pair}0", "after_id": f"{pair}1",
        "before_on": "2026-01-10", "after_on": after, "profile_version": "1", "profile_sha256": PROFILE, "input_key": "k",
        "suggestion": UNSURE, "reasons": [{"code": "shift", "figures": {}}],
        "scores": {"structures": [{"s3": one} for one in found]}, "shift_x_m": 0.0, "shift_y_m": 0.0, "residual_m2": 0.0,
        "residual_share": 0.0, "residual": b"", "heat_map": "", "made_at": made, **more})


def told(action, day, journal="", **payload):
    return Told("P", action, f"2026-11-{day:02d}T02:00:00.000Z", "王县审", payload, day, journal)


def demolished(day=2, done="2026-09-20"):
    return told("complete_stage", day, stage="demolished", completion_id="C", done_on=done)


def drawn(day=3, kind="main", residual="R"):
    return told("draw_residual", day, kind=kind, residual_id=residual)


def of(*happened, comparisons=None):
    return [(one.decided, one.action, one.usable) for one in decisions(
        happened, comparisons if comparisons is not None else [compared()], frozenset({PROFILE}))]


@pytest.mark.parametrize(("happened", "expected"), [
    ([demolished(), told("accept", 5)], [(GONE, "accept", True)]),
    ([told("accept", 5)], []),  # procedures completed: nothing says that anything was demolished
    ([demolished(), told("withdraw_stage", 3, completion_id="C"), told("accept", 5)], []),
    ([demolished(done="2026-10-20"), told("accept", 5)], []),  # the image is older than the demolition
    ([drawn()], [(LEFT, "draw_residual", True)]),
    ([drawn(kind="rubble")], []),  # says nothing of buildings
    ([demolished(), drawn(kind="rubble"), told("refuse_acceptance", 5)], []),
    ([demolished(), drawn(kind="secondary"), told("refuse_acceptance", 5)], [(LEFT, "draw_residual", True)]),
    ([drawn(), told("clear_residual", 4, residual_id="R"), demolished(5), told("accept", 6)], [(LEFT, "draw_residual", True)]),
    ([drawn(), told("undo", 4, seq=3)], []),
])
def test_what_a_person_did_says_whether_structures_were_gone_or_left(happened, expected):
    assert of(*happened) == expected


def test_a_decision_goes_to_the_comparison_made_before_it_in_the_same_round():
    later = compared(made="2026-11-10T00:00:00.000Z")
    assert of(demolished(), told("accept", 5), comparisons=[later]) == []
    assert of(drawn(), told("clear_residual", 4, residual_id="R"), demolished(6), told("accept", 12),
              comparisons=[compared(), later]) == [(LEFT, "draw_residual", True), (GONE, "accept", True)]
    assert of(demolished(), told("reopen", 4), demolished(5), told("accept", 6)) == []


@pytest.mark.parametrize("change", [
    {"reasons": [{"code": "control_failed", "figures": {}}]}, {"reasons": [{"code": "same_picture", "figures": {}}]},
    {"scores": {}}, {"scores": {"structures": [{"s3": None}]}}, {"profile_sha256": "0" * 64}])
def test_scores_that_cannot_be_compared_are_not_fitted_to(change):
    assert of(drawn(), comparisons=[compared(**change)]) == [(LEFT, "draw_residual", False)]


def test_an_event_of_a_merged_copy_counts_and_its_undo_takes_back_its_own_number_only():
    brought = drawn()._replace(journal="M")
    assert of(brought, told("undo", 4, seq=brought.seq)) == [(LEFT, "draw_residual", True)]
    assert of(brought, told("undo", 4, "M", seq=brought.seq)) == []


# -- fitting ------------------------------------------------------------------------------------------------------------------


def decision(number, decided, highest, pair, low=None):
    scores = (highest,) if low is None else (low, highest)
    one = compared(uid=f"P{number}", found=scores, pair=pair)
    return Decision(one, decided, "accept" if decided == GONE else "draw_residual", "2026-11-05", "王", True)


def suggest(one, thresholds):
    """Judge by the scores alone, as the judge does when nothing else speaks."""
    low, high = min(one.scores), max(one.scores)
    if high < thresholds.cleared:
        return CLEARED
    if low > thresholds.standing:
        return UNCHANGED
    return PARTLY if low < thresholds.cleared and high > thresholds.standing else UNSURE


score = st.floats(-0.2, 0.95, allow_nan=False)
decided_parcels = st.lists(st.tuples(st.sampled_from([GONE, LEFT]), score, st.sampled_from("ABCDEFG")), min_size=1,
                           max_size=160).map(lambda rows: [decision(number, *row) for number, row in enumerate(rows)]).filter(
    lambda found: any(one.decided == LEFT for one in found))


@settings(deadline=None)
@given(decided_parcels)
def test_fitted_thresholds_keep_every_bound_on_what_they_were_fitted_to(found):
    thresholds = fit(found, suggest)
    counted = errors(found, thresholds, suggest)
    assert thresholds.cleared < thresholds.standing
    assert counted.false_clear <= math.floor(FALSE_CLEAR * counted.left)
    assert counted.slipped <= SLIPPED * counted.left
    assert sum(one.highest > thresholds.standing for one in found if one.decided == GONE) <= READ_STANDING * counted.gone


@settings(deadline=None)
@given(decided_parcels)
def test_no_pair_of_images_is_fitted_to_and_tested_with_at_once_and_every_decision_is_tested_once(found):
    parts = folds(found)
    assert len(parts) <= 5 and sorted(id(one) for part in parts for one in part) == sorted(map(id, found))
    for part in parts:
        others = {one.pair for other in parts if other is not part for one in other}
        assert not others & {one.pair for one in part}


@settings(deadline=None)
@given(decided_parcels, st.integers(0, 5))
def test_counts_of_errors_add_up_whatever_the_parts(found, cut):
    whole, parts = errors(found, NOW, suggest), (errors(found[:cut], NOW, suggest), errors(found[cut:], NOW, suggest))
    assert parts[0] + parts[1] == whole and whole.every == len(found)


def county(left_at=0.5, gone_at=0.15, count=LEAST, pairs="ABCDE"):
    """Return decisions whose scores lie around two middles, evenly over some pairs of images."""
    return [decision(number * 2 + kind, (GONE, LEFT)[kind], middle + 0.12 * ((number * 37 % 100) / 50 - 1),
                     pairs[number % len(pairs)])
            for number in range(count) for kind, middle in enumerate((gone_at, left_at))]


def test_below_a_hundred_decisions_of_a_class_nothing_is_fitted_and_the_lack_is_told():
    found = refit(county(count=LEAST - 3), NOW, suggest, CONTROLS)
    assert found.lacking == {GONE: 3, LEFT: 3} and found.fitted == NOW and not found.offered
    assert (found.before, found.after) == (Errors(), Errors())
    unusable = [replace(one, usable=False) if one.decided == LEFT else one for one in county()]
    assert refit(unusable, NOW, suggest, CONTROLS).lacking == {LEFT: LEAST}


def test_decisions_of_one_pair_of_images_only_are_not_offered():
    found = refit(county(pairs="A"), NOW, suggest, CONTROLS)
    assert not found.lacking and found.pairs == 1 and not found.offered and found.fitted == NOW


def test_a_county_whose_scores_lie_higher_gets_thresholds_that_clear_more_and_slip_no_more():
    found = refit(county(left_at=0.7, gone_at=0.3), NOW, suggest, CONTROLS)
    assert found.offered and found.fitted.cleared > NOW.cleared
    assert found.after.cleared > found.before.cleared and found.after.slipped <= SLIPPED * LEAST


def test_a_county_whose_hazy_images_lower_the_scores_gets_stricter_ones():
    found = refit(county(left_at=0.33, gone_at=0.1), NOW, suggest, CONTROLS)
    assert found.offered and found.fitted.cleared < NOW.cleared
    assert found.before.slipped > SLIPPED * LEAST >= found.after.slipped


def test_thresholds_that_fail_on_images_they_were_not_fitted_to_are_not_offered():
    good, bad = county(left_at=0.7, gone_at=0.3, pairs="ABC"), county(left_at=0.33, gone_at=0.1, count=60, pairs="D")
    found = refit([*good, *(replace(one, comparison=replace(one.comparison, comparison_id=f"x{number}"))
                            for number, one in enumerate(bad))], Thresholds(0.2, 0.4), suggest, CONTROLS)
    assert found.enough and found.after.slipped > SLIPPED * found.after.left and not found.safe and not found.offered


@pytest.mark.parametrize(("controls", "offered"), [
    ([], False), ([0.75] * 9, False), ([0.75] * 10, True), ([0.75] * 9 + [0.1], False), ([0.75] * 39 + [0.1], True),
    ([0.75] * 38 + [0.1] * 2, False)])
def test_nothing_is_offered_without_control_buildings_nor_where_they_would_read_as_gone(controls, offered):
    found = refit(county(left_at=0.7, gone_at=0.3), NOW, suggest, controls)
    assert found.enough and found.fitted != NOW and found.safe == found.offered == offered


def by_shares(rng, table):
    """A score drawn from the quantiles of a distribution."""
    share = rng.random()
    return next(low + (high - low) * (share - first) / (last - first)
                for (first, low), (last, high) in zip(table, table[1:]) if share <= last)


STANDING_SHARES = [(0, .22), (.01, .265), (.03, .293), (.1, .355), (.5, .516), (1, .9)]  # imagery.md: buildings that stand
REMOVED_SHARES = [(0, .03), (.5, .149), (.9, .256), (.98, .362), (1, .40)]


@pytest.mark.parametrize("seed", range(8))
def test_decisions_that_the_suggestion_steered_are_found_out_by_the_control_buildings(seed):
    """People draw what is left only where the tool says so; half of what it leaves unsure is accepted though it stands."""
    rng = random.Random(seed)
    stands = [by_shares(rng, STANDING_SHARES) for _ in range(400)]
    decided = [decision(number, LEFT if score > NOW.standing else GONE, round(score, 4), "ABCDE"[number % 5])
               for number, score in enumerate(stands) if score > NOW.standing or rng.random() < 0.5]
    decided += [decision(1000 + number, GONE, round(by_shares(rng, REMOVED_SHARES), 4), "ABCDE"[number % 5])
                for number in range(300)]
    controls = [by_shares(rng, STANDING_SHARES) for _ in range(100)]
    found = refit(decided, NOW, suggest, controls)
    assert found.after.slipped <= SLIPPED * found.after.left  # to the decisions alone it looks safe
    assert found.fitted.cleared > NOW.cleared and sum(one < found.fitted.cleared for one in stands) > FALSE_CLEAR * len(stands)
    assert not found.offered and not refit(decided, NOW, suggest).offered
