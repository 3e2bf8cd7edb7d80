"""The same picture handed in under a new date: found however it was altered (issue 7, imagery.md 3.7)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from farmland_plugin.imagery.judging import judge
from farmland_plugin.imagery.measures.control import ControlTest
from farmland_plugin.imagery.measures.images import grey
from farmland_plugin.imagery.measures.measuring import measure
from farmland_plugin.imagery.measures.registration import register, shifted
from farmland_plugin.imagery.measures.reuse import same_picture

from .altering import developed, jpeg, moved, resampled
from .cases import PROFILE, Picture, cut, masks, picture_before

ALTERED: dict[str, Callable[[Picture], Picture]] = {
    "JPEG q75": lambda one: jpeg(one, 75),
    "JPEG q40, brighter": lambda one: np.clip(jpeg(one, 40) * 1.2 + 12, 0, 255),
    "resampled x0.8": lambda one: resampled(one, 0.8),
    "shifted 1.4, 2.3 px, JPEG q60": lambda one: jpeg(moved(one, 1.4, -2.3), 60),
    "green tint, JPEG q60": lambda one: jpeg(np.clip(one * np.float32((0.85, 1.1, 0.9)), 0, 255), 60),
}


def original(seed: int) -> Picture:
    return jpeg(developed(picture_before(seed), 2 * seed), 88)


def painted_over(picture: Picture, seed: int) -> Picture:
    """Return a picture with every yard painted over with earth cloned from a field: a demolition at the desk."""
    yards = np.logical_or.reduce(masks(seed)[0])
    return jpeg(np.where(yards[..., None], np.roll(picture, (97, 61), (0, 1)), picture), 75)


def found_in(seed: int, copy: Picture) -> list[float]:
    """Return the score of each parcel of a site whose after picture is a copy of its before picture."""
    before, scores = original(seed), []
    for parcel in masks(seed)[0]:
        pair = cut(seed, before, copy, parcel, [])
        shift = register(pair, PROFILE)
        scores.append(same_picture(grey(pair.before), shifted(grey(pair.after), shift.dx, shift.dy), pair, PROFILE).score)
    return scores


def test_a_copy_under_a_new_date_is_found_however_it_was_altered(record_property):
    scores: dict[str, list[float]] = {name: [] for name in [*ALTERED, "painted over, JPEG q75"]}
    for seed in range(2):
        before = original(seed)
        for name in scores:
            scores[name] += found_in(seed, ALTERED[name](before) if name in ALTERED else painted_over(before, seed))
    lines = ["same picture, altered            copies  lowest  median  found"]
    for name, told in scores.items():
        found = np.mean(np.array(told) >= PROFILE.reuse)
        lines.append(f"{name:32} {len(told):6} {min(told):7.3f} {np.median(told):7.3f} {found:6.3f}")
    every = [score for told in scores.values() for score in told]
    record_property("table", "\n".join(lines))
    assert np.mean(np.array(every) >= PROFILE.reuse) >= 0.95


def test_what_was_painted_over_shows_and_nothing_is_suggested():
    before = original(0)
    copy = painted_over(before, 0)
    shown = 0
    for number, parcel in enumerate(masks(0)[0][:6]):
        pair = cut(0, before, copy, parcel, masks(0)[1][number])
        measured = measure(pair, PROFILE, control=ControlTest(True, 0, 10, 10))
        judged = judge(measured, PROFILE)
        assert judged.suggestion == "unsure"
        assert {"same_picture", "painted_over"} <= {reason.code for reason in judged.reasons}
        shown += bool((measured.reuse.changed & pair.parcel).sum() > 0.5 * pair.parcel.sum())
    assert shown >= 5


@pytest.mark.parametrize("name", ALTERED)
def test_nothing_counts_as_painted_over_in_a_plain_copy(name):
    before = original(1)
    pair = cut(1, before, ALTERED[name](before), masks(1)[0][5], [])
    shift = register(pair, PROFILE)
    told = same_picture(grey(pair.before), shifted(grey(pair.after), shift.dx, shift.dy), pair, PROFILE)
    assert told.found and told.changed_share < 0.02
