"""The change measures on small arrays whose answer is known, and what no array may do to them (issue 7)."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.change_rules import AFTER_LOOK, NUMBERS, after_first_look
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.imagery.measures import filters
from farmland_plugin.imagery.measures.control import control_test
from farmland_plugin.imagery.measures.footprint import footprint_z
from farmland_plugin.imagery.measures.greenness import excess_green, gray_world, greenness
from farmland_plugin.imagery.measures.images import Pair, grey
from farmland_plugin.imagery.measures.measuring import bad_share, measure
from farmland_plugin.imagery.measures.profile import Profile, shipped_profile
from farmland_plugin.imagery.measures.registration import Registration, agreement, register, shifted
from farmland_plugin.imagery.measures.reuse import same_picture
from farmland_plugin.imagery.measures.structure import before_structures, persist_map, s3, views
from farmland_plugin.imagery.measures.texture import roughness, rubble
from farmland_plugin.paths import resource

PROFILE = shipped_profile()
CALM = settings(deadline=None, max_examples=15, suppress_health_check=list(HealthCheck))


def textured(seed: int, shape: tuple[int, int] = (160, 160)) -> np.ndarray:
    """Return ground of lumps of several sizes, 0-255."""
    rng = np.random.default_rng(seed)
    picture = sum(weight * filters.blur(rng.standard_normal(shape), times) for weight, times in ((6, 0), (14, 4), (40, 30)))
    return (110 + picture).astype(np.float32)


def house(picture: np.ndarray, rows: slice, columns: slice) -> np.ndarray:
    """Return the picture with a roof of two slopes and a dark eave on it."""
    out = picture.copy()
    out[rows, columns] = 200
    middle = (rows.start + rows.stop) // 2
    out[middle:rows.stop, columns] = 150
    out[rows.stop:rows.stop + 3, columns] = 40
    out[rows, columns] += 8 * np.sin(np.arange(columns.stop - columns.start))
    return out


ROOF = (slice(70, 92), slice(64, 96))


def box(rows: slice = slice(60, 104), columns: slice = slice(56, 104), shape: tuple[int, int] = (160, 160)) -> np.ndarray:
    mask = np.zeros(shape, bool)
    mask[rows, columns] = True
    return mask


def pair(before: np.ndarray, after: np.ndarray, **more: object) -> Pair:
    given = {"valid": np.ones(before.shape[:2], bool), "pixel_m": 0.5, "parcel": box(), "structures": [box(*ROOF)], **more}
    return Pair(before, after, **given)


def scored(one: Pair) -> float:
    seen = views(grey(one.before), grey(one.after), one, PROFILE)
    return s3(seen, one.structures[0], one, PROFILE).s3


# -- the profile --------------------------------------------------------------------------------------------------


def test_the_shipped_profile_is_the_default_and_explains_every_number():
    raw = json.loads(resource("rules", "change.json").read_text(encoding="utf-8"))
    assert Profile.from_rule(raw) == Profile()
    assert set(raw["notes"]) == {*NUMBERS, AFTER_LOOK} == set(raw) - {"id", "version", "note", "notes"}
    assert Profile.from_rule(PROFILE.as_json()) == PROFILE


def test_an_audit_changes_what_is_shown_and_no_digest():
    assert Profile.from_rule({AFTER_LOOK: True}).sha256 == Profile().sha256
    assert after_first_look({AFTER_LOOK: True}) and not after_first_look({})
    with pytest.raises(BadInput, match="must be true or false"):
        Profile.from_rule({AFTER_LOOK: "yes"})


@pytest.mark.parametrize(("raw", "said"), [
    ([], "must be an object"), ({"clear": 0.2}, "the key clear"), ({"cleared": "low"}, "cannot be cleared"),
    ({"cleared": True}, "cannot be cleared"), ({"pixel_m": 0}, "cannot be pixel_m"),
    ({"residual": float("nan")}, "cannot be residual"),
    ({"cleared": 0.4}, "must be less than standing"), ({"faint": 0.5}, "must be less than residual"),
])
def test_a_profile_that_cannot_be_meant_is_refused_with_its_key(raw, said):
    with pytest.raises(BadInput, match=said) as caught:
        Profile.from_rule(raw)
    assert "change.json" in str(caught.value)


# -- filters ------------------------------------------------------------------------------------------------------


@CALM
@given(st.integers(0, 99), st.floats(0.2, 5), st.floats(-80, 80), st.integers(-6, 6), st.integers(-6, 6))
def test_correlation_knows_no_gain_or_offset_and_finds_the_shift(seed, gain, offset, dx, dy):
    before = textured(seed, (90, 90))
    after = np.roll(before, (dy, dx), (0, 1)) * np.float32(gain) + np.float32(offset)
    surface = filters.masked_ncc(before, np.ones(before.shape, bool), after, 8)
    assert np.unravel_index(surface.argmax(), surface.shape) == (dy + 8, dx + 8)
    assert surface.max() == pytest.approx(1, abs=1e-3)
    assert surface.min() >= -1.001


def test_correlation_is_what_the_definition_says():
    before, after = textured(1, (40, 40)), textured(2, (40, 40))
    mask = np.random.default_rng(3).random((40, 40)) < 0.4
    mask[:3], mask[-3:], mask[:, :3], mask[:, -3:] = False, False, False, False
    surface = filters.masked_ncc(before, mask, after, 3)
    for dy in range(-3, 4):
        for dx in range(-3, 4):
            moved = np.roll(after, (-dy, -dx), (0, 1))
            assert surface[dy + 3, dx + 3] == pytest.approx(np.corrcoef(before[mask], moved[mask])[0, 1], abs=1e-4)


@pytest.mark.parametrize("shape", [(30, 41), (250, 30)])
def test_the_box_sum_is_the_sum_over_the_box_small_or_large(shape):
    image = np.random.default_rng(1).random(shape)
    summed = filters.box_sum(image, 7)
    for row, column in ((0, 0), (12, 20), (shape[0] - 1, shape[1] - 2)):
        there = image[max(0, row - 3):row + 4, max(0, column - 3):column + 4]
        assert summed[row, column] == pytest.approx(there.sum(), rel=1e-5)


@CALM
@given(st.integers(0, 999), st.floats(0.2, 0.8))
def test_clusters_are_those_a_flood_would_find_whichever_way_the_mask_is_turned(seed, share):
    mask = np.random.default_rng(seed).random((14, 17)) < share
    labels, count = filters.clusters(mask)
    assert (labels > 0).tolist() == mask.tolist()
    left, floods = {(int(row), int(column)) for row, column in np.argwhere(mask)}, 0
    while left:
        floods, edge = floods + 1, [left.pop()]
        name = labels[edge[0]]
        while edge:
            row, column = edge.pop()
            assert labels[row, column] == name
            near = {(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)} & left
            left -= near
            edge += near
    assert count == floods == len(set(labels[mask].tolist()))
    assert filters.clusters(mask.T)[1] == count == filters.clusters(mask[::-1])[1]


# -- registration -------------------------------------------------------------------------------------------------


@CALM
@given(st.integers(0, 20), st.floats(-5, 5), st.floats(-5, 5))
def test_a_shift_is_recovered_to_a_fraction_of_a_pixel_and_undone(seed, dx, dy):
    before = house(textured(seed), *ROOF)
    one = pair(before, shifted(before, -dx, -dy))
    found = register(one, PROFILE)
    assert found.ok and np.hypot(found.dx - dx, found.dy - dy) < 0.35
    back = shifted(one.after[..., 0], found.dx, found.dy)
    assert np.corrcoef(back[20:-20, 20:-20].ravel(), before[20:-20, 20:-20].ravel())[0, 1] > 0.9


def test_what_was_built_in_the_parcel_does_not_pull_the_registration():
    ground = textured(4)
    one = pair(house(ground, *ROOF), house(shifted(ground, -3, 0), slice(70, 92), slice(60, 92)))
    found = register(one, PROFILE)
    assert (found.dx, found.dy) == pytest.approx((3, 0), abs=0.2)


def test_a_shift_beyond_the_search_or_on_flat_ground_is_not_relied_on():
    flat = np.full((160, 160), 90, np.float32)
    assert register(pair(flat, flat), PROFILE).reasons == ("registration_weak",)
    before = textured(5)
    assert not register(pair(before, np.roll(before, 25, 1)), PROFILE).ok


def test_the_neighbours_agree_in_spite_of_one_stray_and_their_shift_is_applied():
    near = [Registration(2 + 0.1 * number, -1, 0.2) for number in range(5)]
    together = agreement([*near, Registration(-8, 8, 0.3), Registration(9, 9, 0.001, ("registration_weak",))])
    assert (together.dx, together.dy) == pytest.approx((2.15, -1), abs=0.1) and together.of == 6
    assert agreement([]) is None
    before = textured(6)
    measured = measure(pair(before, before), PROFILE, neighbours=replace(together, dx=5.0))
    assert measured.registration.dx == 5.0 and "neighbours_shift" in measured.registration.reasons
    assert measured.deviation_px > PROFILE.deviation_px and abs(measured.own.dx) < 0.1


# -- structures ---------------------------------------------------------------------------------------------------


@CALM
@given(st.integers(0, 30), st.floats(0.4, 2), st.floats(-40, 40))
def test_a_house_that_stands_scores_high_in_any_light_and_one_that_is_gone_low(seed, gain, offset):
    before = house(textured(seed), *ROOF)
    stands = house(textured(seed + 1000), *ROOF) * np.float32(gain) + np.float32(offset)
    assert scored(pair(before, stands)) > 0.6
    assert scored(pair(before, textured(seed + 2000) * np.float32(gain) + np.float32(offset))) < PROFILE.standing


def test_a_roof_displaced_by_its_height_is_still_the_same_roof_and_a_far_one_is_not():
    before = house(textured(7), *ROOF)
    scores = [scored(pair(before, house(textured(8), slice(70 + move, 92 + move), ROOF[1]))) for move in (0, 2, 14)]
    assert scores[0] > scores[1] > PROFILE.standing > scores[2]


def test_nothing_to_measure_is_nan_not_a_number():
    flat = np.full((160, 160), 90, np.float32)
    assert np.isnan(scored(pair(flat, flat)))
    assert np.isnan(scored(pair(textured(1), textured(1), structures=[np.zeros((160, 160), bool)])))


def test_the_heat_map_shows_the_house_that_was_kept_and_not_the_one_that_is_gone():
    kept, gone = (slice(62, 78), slice(60, 78)), (slice(84, 100), slice(82, 100))
    before = house(house(textured(9), *kept), *gone)
    one = pair(before, house(textured(10), *kept))
    seen = views(grey(one.before), grey(one.after), one, PROFILE)
    heat = persist_map(seen, one, PROFILE)
    assert np.isfinite(heat.heat[one.parcel]).all() and np.isnan(heat.heat[~one.parcel]).all()
    assert heat.largest_m2 > PROFILE.cluster_m2
    assert heat.residual_mask[kept].mean() > 0.8 and heat.residual_mask[gone].mean() < 0.2
    assert not (heat.residual_mask & ~one.parcel).any()
    assert 0 < heat.residual_share <= heat.faint_share < 0.7


def test_turned_by_a_quarter_the_heat_map_is_the_same_heat_map_turned():
    before, after = house(textured(11), *ROOF), house(textured(12), *ROOF)
    upright = pair(before, after)
    turned = pair(np.rot90(before).copy(), np.rot90(after).copy(), parcel=np.rot90(box()).copy(), structures=[])
    maps = [persist_map(views(grey(one.before), grey(one.after), one, PROFILE), one, PROFILE) for one in (upright, turned)]
    assert np.allclose(np.rot90(maps[0].heat), maps[1].heat, atol=0.01, equal_nan=True)


def test_without_drawn_buildings_the_house_is_found_in_the_before_image():
    one = pair(house(filters.blur(textured(13), 6), *ROOF), textured(14), structures=[])
    found = before_structures(views(grey(one.before), grey(one.after), one, PROFILE), one, PROFILE)
    together = np.logical_or.reduce(found)
    assert together[ROOF].mean() > 0.5
    assert not (together & ~one.parcel).any()


# -- after-state --------------------------------------------------------------------------------------------------


def test_rubble_is_rough_and_plough_lines_are_not():
    rng = np.random.default_rng(1)
    lines = 110 + 20 * np.sin(np.arange(160) / 1.5)[None] + rng.normal(0, 2, (160, 160))
    rough = lines.copy()
    rough[ROOF] = 110 + 20 * rng.standard_normal((22, 32))
    assert roughness(rough.astype(np.float32))[ROOF].mean() > 3 * roughness(lines.astype(np.float32))[ROOF].mean()
    one = pair(lines, rough, cropland=[~box(slice(50, 112), slice(48, 112))])
    none = np.zeros((160, 160), bool)
    found = rubble(rough.astype(np.float32), [box(*ROOF)], none, one, PROFILE)
    assert found.z > PROFILE.rubble_z and found.windows >= PROFILE.rubble_windows
    assert abs(rubble(lines.astype(np.float32), [box(*ROOF)], none, one, PROFILE).z) < PROFILE.rubble_z
    assert np.isnan(rubble(rough.astype(np.float32), [box(*ROOF)], none, pair(lines, rough), PROFILE).z)


def test_a_slab_under_thin_earth_stands_out_of_the_ground_and_plain_ground_does_not():
    ground = textured(15)
    slab = ground.copy()
    slab[ROOF] += 25
    one = pair(ground, slab, cropland=[~box(slice(50, 112), slice(48, 112))])
    masks = [box(*ROOF)]
    slab_z, plain_z = (footprint_z(image[..., None], masks, masks, one) for image in (slab, ground))
    assert slab_z > PROFILE.footprint_z > plain_z
    assert np.isnan(footprint_z(slab[..., None], masks, masks, pair(ground, slab)))


def colours(red: float, green: float, blue: float, infrared: float | None = None) -> np.ndarray:
    bands = [red, green, blue] + ([] if infrared is None else [infrared])
    return np.stack([np.full((160, 160), value, np.float32) for value in bands], axis=-1)


def test_green_is_judged_after_the_colour_cast_is_taken_away():
    cast = colours(100, 140, 100)
    assert excess_green(cast, np.ones(3)).mean() > PROFILE.exg
    assert excess_green(cast, gray_world(cast, np.ones((160, 160), bool))) == pytest.approx(0, abs=1e-5)
    black = colours(0, 0, 0)
    assert not excess_green(black, gray_world(black, np.zeros((160, 160), bool))).any()


def test_infrared_says_what_is_green_and_an_even_bluish_green_is_hinted_to_be_a_net():
    grown, net = colours(60, 90, 50, 200), colours(70, 122, 92)
    field = pair(colours(120, 110, 90, 110), grown)
    told = greenness(field, grown, [box(*ROOF)], PROFILE)
    assert (told.ndvi_before, told.ndvi_after) == (0, 1)
    assert greenness(pair(colours(120, 110, 90), net), net, [box(*ROOF)], PROFILE).net == 1
    assert np.isnan(greenness(pair(textured(1), textured(2)), textured(2)[..., None], [], PROFILE).net)


# -- trust --------------------------------------------------------------------------------------------------------


def test_the_same_picture_again_is_found_and_another_one_is_not():
    before = house(textured(16), *ROOF)
    again = np.round(before * 1.1 + 9)
    one = pair(before, again)
    assert same_picture(before, again, one, PROFILE).found
    painted = again.copy()
    painted[64:96, 64:96] = textured(17)[64:96, 64:96]
    told = same_picture(before, painted, one, PROFILE)
    assert told.found and told.changed[64:96, 64:96].all() and told.changed.sum() == 32 * 32
    other = same_picture(before, house(textured(18), *ROOF), one, PROFILE)
    assert not other.found and not other.changed.any()


@pytest.mark.parametrize(("scores", "passed", "failed"), [
    ([0.5] * 10, True, 0), ([0.5] * 8 + [0.1] * 2, True, 2), ([0.5] * 7 + [0.1] * 3, False, 3), ([0.5] * 9, False, 0),
    ([0.5] * 7 + [float("nan")] * 3, False, 3), ([], False, 0), ([0.5] * 15 + [0.1] * 5, True, 5),
])
def test_three_control_buildings_of_ten_read_as_gone_switch_a_pair_off(scores, passed, failed):
    told = control_test(scores, PROFILE)
    assert (told.passed, told.failed, told.of) == (passed, failed, len(scores))


def test_black_burnt_and_missing_pixels_are_counted_once():
    before, after = textured(1), textured(2)
    after[60:82, 56:104], before[60:71, 56:104] = 255, 0
    one = pair(before, after)
    assert bad_share(one) == pytest.approx(0.5)
    one.valid[82:104, 56:104] = False
    assert bad_share(one) == 1


@CALM
@given(st.sampled_from(["nan", "flat", "infinite", "black", "noise"]), st.sampled_from(["nan", "flat", "noise"]),
       st.sampled_from([1, 3, 4]), st.booleans())
def test_no_picture_makes_it_crash_and_figures_are_always_json(first, second, bands, empty):
    rng = np.random.default_rng(1)
    kinds = {"nan": np.nan, "flat": 90.0, "infinite": np.inf, "black": 0.0}
    images = [rng.normal(100, 30, (70, 64, bands)) if kind == "noise" else np.full((70, 64, bands), kinds[kind])
              for kind in (first, second)]
    mask = np.zeros((70, 64), bool)
    mask[20:50, 20:45] = not empty
    measured = measure(Pair(images[0], images[1], np.ones((70, 64), bool), 0.5, mask), PROFILE)
    json.dumps(measured.figures(), allow_nan=False)


def test_arrays_of_another_size_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="one size"):
        pair(textured(1), textured(2, (160, 150)))
