"""Photos as evidence: distances, directions, clocks, hashes and the rules they are judged by, without QGIS."""

from __future__ import annotations

import json
import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.codes import parse_dictionary
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.gcj import to_gcj
from farmland_plugin.domain.photo_checks import Setting, a_burst, noticed, station_of
from farmland_plugin.domain.photo_ground import Outline, apart_m, turn_deg
from farmland_plugin.domain.photo_rules import PhotoRules
from farmland_plugin.domain.photos import (
    FAKE,
    INVALID,
    PLACED,
    Photo,
    PhotoAnswer,
    PhotoFacts,
    flag_id,
    standing,
)
from farmland_plugin.domain.picture_hash import (
    GREY,
    HashIndex,
    apart,
    block_likeness,
    hash_text,
    hashes_of,
    is_plain,
    orientations,
)
from farmland_plugin.paths import resource

RULES = PhotoRules()
LON, LAT = 114.5, 36.6
EAST_M = math.cos(math.radians(LAT)) * 111_412.0  # near enough for what the tests ask
NORTH_M = 110_975.0
FLAGS = parse_dictionary("photo_flag", resource("dictionaries", "photo_flag.json").read_text(encoding="utf-8"), "photo_flag.json")


def at(east: float, north: float) -> tuple[float, float]:
    return LON + east / EAST_M, LAT + north / NORTH_M


def square(side: float = 100.0, *holes: float) -> Outline:
    """A square whose lower left corner is the origin, with square holes of a side in its middle."""
    rings = [[(0, 0), (side, 0), (side, side), (0, side), (0, 0)]]
    rings += [[(side / 2 + dx * hole / 2, side / 2 + dy * hole / 2) for dx, dy in ((-1, -1), (-1, 1), (1, 1), (1, -1), (-1, -1))]
              for hole in holes]
    return Outline([np.array([at(*point) for point in ring]) for ring in rings])


def taken(east: float = 50.0, north: float = -10.0, **more) -> PhotoFacts:
    lon, lat = at(east, north)
    return PhotoFacts(**{"has_exif": True, "position": PLACED, "lon": lon, "lat": lat, "azimuth": 0.0, "f35": 27.0, "taken_at":
                         "2026-11-12T10:00:00", "modified_at": "2026-11-12T10:00:00", "gps_at": "2026-11-12T02:00:00", **more})


def codes(facts: PhotoFacts, setting: Setting | None = None) -> list[str]:
    return [one.code for one in noticed(facts, setting or Setting(square()), RULES)]


# -- where it was taken ---------------------------------------------------------------------------------------


def test_an_honest_photo_beside_its_parcel_is_noticed_nothing_of():
    assert codes(taken(), Setting(square(), True, "2026-11-10", "", "2026-11-12T08:00:00.000Z")) == []


@given(st.floats(-3000, 3000), st.floats(-3000, 3000))
def test_the_distance_is_to_the_nearest_edge_and_nothing_inside(east, north):
    outside = math.hypot(max(-east, 0, east - 100), max(-north, 0, north - 100))
    assert square().distance_m(at(east, north)) == pytest.approx(outside, rel=2e-3, abs=0.05)


def test_the_ground_in_a_hole_is_outside():
    assert square(100, 60).distance_m(at(50, 50)) == pytest.approx(30, rel=0.01)
    assert square(100, 60).distance_m(at(10, 10)) == 0


def test_no_polygon_is_infinitely_far_and_never_seen():
    assert Outline([]).distance_m(at(0, 0)) == math.inf and not Outline([]).seen_from(at(0, 0), 0, 45, 200)


@pytest.mark.parametrize(("metres", "accuracy", "found"), [
    (65, None, []), (75, None, ["off"]), (165, None, ["off"]), (175, None, ["far"]), (145, 100.0, []), (52, 1.0, ["off"]),
    (152, 1.0, ["far"])])
def test_metres_to_the_edge_count_with_the_accuracy_the_phone_gives_or_twenty(metres, accuracy, found):
    assert codes(taken(50, -metres, accuracy_m=accuracy)) == found


@pytest.mark.parametrize("position", [INVALID, "missing"])
def test_a_position_that_is_none_is_said_to_be_none(position):
    assert codes(replace(taken(), position=position, lon=None, lat=None)) == [f"position_{position}"]


def test_a_position_that_fits_once_the_shift_of_web_maps_is_undone_is_a_note_on_the_datum_not_an_alarm():
    lon, lat = to_gcj(np.array([at(50, -10)]))[0]
    found, = noticed(replace(taken(), lon=float(lon), lat=float(lat)), Setting(square()), RULES)
    assert found.code == "gcj02" and found.figures["shifted"] == "10" and int(found.figures["metres"]) > 300


@pytest.mark.parametrize(("azimuth", "f35", "magnetic", "sees"), [
    (0, 27, False, True), (180, 27, False, False), (95, 27, False, True), (100, 50, False, True), (125, 50, False, False),
    (358, None, False, True), (140, 27, False, False), (140, 27, True, True)])
def test_the_cone_of_view_is_half_its_angle_and_twenty_degrees_wide(azimuth, f35, magnetic, sees):
    found = codes(taken(50, -10, azimuth=float(azimuth), f35=f35, magnetic=magnetic))
    assert (found == []) is sees and (sees or found == ["direction"])


@given(st.floats(-400, 500), st.floats(-400, 500), st.floats(0, 360), st.floats(1, 90))
def test_a_wider_or_longer_view_sees_no_less(east, north, azimuth, half):
    outline, here = square(), at(east, north)
    if outline.seen_from(here, azimuth, half, 150):
        assert outline.seen_from(here, azimuth, half + 5, 150) and outline.seen_from(here, azimuth, half, 250)


# -- when, and by what ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("clock", "satellite", "found"), [
    ("2026-11-12T10:14:00", "2026-11-12T02:00:00", []), ("2026-11-12T10:16:00", "2026-11-12T02:00:00", ["clock"]),
    ("2026-11-11T12:00:00", "2026-11-12T02:00:00", ["clock"]),  # 22 hours: the wrong day
    ("2026-11-12T02:00:00", "2026-11-12T02:00:00", ["clock"]), ("2026-11-12T10:00:00", "", [])])
def test_the_camera_must_agree_with_the_satellites_to_a_quarter_of_an_hour(clock, satellite, found):
    assert codes(taken(taken_at=clock, modified_at=clock, gps_at=satellite)) == found


def test_a_photo_older_than_the_demolition_it_is_to_show_is_an_alarm_and_one_of_before_is_not():
    early = taken(taken_at="2026-10-01T10:00:00", modified_at="", gps_at="2026-10-01T02:00:00")
    assert codes(early, Setting(square(), True, "2026-11-10")) == ["before_demolition"]
    assert codes(early, Setting(square(), False, "2026-11-10")) == []
    assert codes(taken(), Setting(square(), True, "2026-11-12")) == []


def test_a_photo_from_the_future_or_of_an_earlier_round_is_noticed():
    assert codes(taken(), Setting(square(), uploaded_at="2026-11-11T08:00:00.000Z")) == ["after_upload"]
    assert codes(taken(), Setting(square(), began_on="2026-11-20")) == ["before_round"]


@pytest.mark.parametrize(("software", "found"), [
    ("Adobe Photoshop 2021", ["edited"]), ("8.3", []), ("Ver.1.00", []), ("HarmonyOS 4.2", []), ("美图秀秀", ["edited"]),
    ("ANE-AL00 9.1.0.210(C00E200R1P3)", [])])
def test_an_editor_is_known_by_name_and_firmware_is_not_one(software, found):
    rules = PhotoRules.from_json(json.loads(resource("rules", "photos.json").read_text(encoding="utf-8")), "photos.json")
    assert [one.code for one in noticed(taken(software=software), Setting(square()), rules)] == found


def test_saved_again_later_is_a_hint_and_without_camera_data_only_the_original_is_asked_for():
    assert codes(taken(modified_at="2026-11-12T10:03:00")) == ["modified"]
    assert codes(taken(modified_at="2026-11-12T10:01:00")) == []
    assert codes(PhotoFacts()) == ["no_exif"]
    assert codes(taken(taken_at="", modified_at="")) == ["no_time"]


def test_every_code_has_its_sentence_in_both_languages_with_the_same_places():
    places = {one.code: [sorted(set(re.findall(r"\{(\w+)\}", one.extra[key]))) for key in ("text", "text_zh")]
              for one in FLAGS.entries}
    assert all(english == chinese for english, chinese in places.values())
    assert {one.extra["level"] for one in FLAGS.entries} == {"alarm", "warn", "hint"}


@given(st.builds(PhotoFacts, has_exif=st.booleans(), position=st.sampled_from(["placed", "missing", "invalid"]),
                 lon=st.none() | st.floats(-180, 180), lat=st.none() | st.floats(-89, 89),
                 accuracy_m=st.none() | st.floats(0.1, 1e5), azimuth=st.none() | st.floats(0, 360), magnetic=st.booleans(),
                 f35=st.none() | st.floats(1, 2000), taken_at=st.sampled_from(["", "2026-11-12T10:00:00", "x", "2026-02-30"]),
                 gps_at=st.sampled_from(["", "2026-11-12T02:00:00", "1980-01-06T00:00:00"]), software=st.text(max_size=20)))
def test_whatever_a_file_says_every_finding_has_a_sentence_with_all_its_figures(facts):
    for one in noticed(facts, Setting(square(), True, "2026-11-20", "2026-12-01", "2026-11-01T00:00:00Z"), RULES):
        entry = FLAGS.get(one.code)
        assert entry is not None and entry.extra["text"].format(**one.figures) and entry.extra["text_zh"].format(**one.figures)
    assert PhotoFacts.parse(facts.text()).clock_s == facts.clock_s


# -- the same spot, the same picture --------------------------------------------------------------------------


def row(sha: str, facts: PhotoFacts, known=()) -> Photo:
    return Photo("P", sha, 1, "", facts.text(), "", "", "", "", "", "", station_of(sha, facts, known, RULES), "1", "")


def test_photos_of_before_and_after_from_one_spot_in_one_direction_share_a_station():
    before = row("a" * 64, taken())
    after = row("b" * 64, taken(62, -4, azimuth=345.0), [before])
    assert before.station == "a" * 16 == after.station
    assert row("c" * 64, taken(62, -4, azimuth=100.0), [before, after]).station == "c" * 16  # another direction
    assert row("d" * 64, taken(90, -10), [before, after]).station == "d" * 16  # another spot
    assert row("e" * 64, taken(azimuth=None), [before, after]).station == ""
    walking = [before]
    for step in range(1, 8):  # a row of spots, each near the one before, is not one station
        walking.append(row(f"{step}" * 64, taken(50 + 12 * step), walking))
    assert len({one.station for one in walking}) > 3


@given(st.floats(0, 360), st.floats(0, 360))
def test_two_bearings_are_never_more_than_half_a_turn_apart(one, other):
    assert 0 <= turn_deg(one, other) <= 180 and turn_deg(one, other) == pytest.approx(turn_deg(other, one), abs=1e-9)


def test_metres_between_places_are_those_of_the_ellipsoid():
    assert apart_m((114.5, 36.6), (114.5, 36.61)) == pytest.approx(1109.75, abs=0.5)
    assert apart_m((114.5, 36.6), (114.51, 36.6)) == pytest.approx(894.6, abs=1.0)


def grey(seed: int) -> np.ndarray:
    rng = np.random.default_rng(seed)
    coarse = np.kron(rng.uniform(0, 255, (8, 8)), np.ones((8, 8)))
    return np.clip(coarse + rng.normal(0, 12, (GREY, GREY)), 0, 255).astype(np.uint8)


@pytest.mark.parametrize("way", range(8))
def test_turning_and_mirroring_a_picture_is_found_by_one_of_its_eight_hashes(way):
    picture = grey(3)
    turned = np.ascontiguousarray(orientations(picture)[way])
    assert apart(hashes_of(turned), [hashes_of(picture)[0]])[0] <= 2
    assert hashes_of(picture)[way] in hashes_of(turned) or way  # the first is the picture itself
    assert max(block_likeness(picture, turned, one) for one in range(8)) > 0.99


def test_what_is_written_over_a_part_leaves_the_other_blocks_alike():
    picture = grey(5)
    marked = picture.copy()
    marked[44:60, 4:30] = 20
    assert block_likeness(picture, marked) > 0.95 and block_likeness(picture, grey(6)) < 0.4


def test_a_picture_too_plain_to_compare_is_like_no_other():
    fog = np.full((GREY, GREY), 180, np.uint8)
    index = HashIndex()
    index.add([(), hashes_of(grey(1)), ()])
    assert is_plain(fog, RULES.plain) and block_likeness(fog, fog) == 0
    assert list(index.near([(), hashes_of(grey(1))], 8)) == [(1, 1, 0, 0)]


@settings(deadline=None)
@given(st.lists(st.integers(0, 2 ** 64 - 1), min_size=1, max_size=30),
       st.lists(st.integers(0, 2 ** 64 - 1), min_size=8, max_size=8))
def test_the_index_counts_bits_as_counting_them_one_by_one_does(known, asked):
    index = HashIndex()
    index.add([(one,) for one in known[:10]])
    index.add([(one,) for one in known[10:]])
    found = {place: bits for _, place, bits, way in index.near([tuple(asked)], 40)
             if bin(known[place] ^ asked[way]).count("1") == bits}
    slowly = {place: min(bin(one ^ way).count("1") for way in asked) for place, one in enumerate(known)}
    assert found == {place: bits for place, bits in slowly.items() if bits <= 40}


def test_hashes_are_kept_as_text_of_sixteen_digits_each():
    kept = Photo("P", "s", 1, hash_text(hashes_of(grey(2))), "{}", "", "", "", "", "", "", "", "1", "")
    assert kept.hashes == hashes_of(grey(2)) and len(kept.phash) == 128


def test_a_burst_is_two_photos_within_ten_minutes_by_the_cameras_own_clocks():
    first = PhotoFacts(taken_at="2026-11-12T10:00:00")
    assert a_burst(first, PhotoFacts(taken_at="2026-11-12T10:00:02"), RULES)
    assert not a_burst(first, PhotoFacts(taken_at="2026-11-12T10:00:00"), RULES)  # one moment: a copy
    assert not a_burst(first, PhotoFacts(taken_at="2026-11-12T10:11:00"), RULES) and not a_burst(first, PhotoFacts(), RULES)


def test_the_same_thing_noticed_twice_is_one_flag_and_another_day_another():
    one = flag_id("P", 1, "s", "before_demolition", about="2026-11-10")
    assert one == flag_id("P", 1, "s", "before_demolition", about="2026-11-10")
    assert len({one, flag_id("P", 2, "s", "before_demolition", about="2026-11-10"), flag_id("P", 1, "s", "before_demolition"),
                flag_id("Q", 1, "s", "before_demolition")}) == 4


# -- the rules ------------------------------------------------------------------------------------------------


def test_the_shipped_rules_are_the_ones_that_were_measured():
    shipped = PhotoRules.from_json(json.loads(resource("rules", "photos.json").read_text(encoding="utf-8")), "photos.json")
    assert replace(shipped, editors=RULES.editors) == RULES and "photoshop" in shipped.editors


@pytest.mark.parametrize(("raw", "said"), [
    ([], "must be an object"), ({"near": 3}, "the key near is not understood"), ({"near_m": "50"}, "50 cannot be near_m"),
    ({"near_m": True}, "True cannot be near_m"), ({"near_m": 0}, "0 cannot be near_m"),
    ({"near_m": 200}, "near_m is larger than far_m"),
    ({"same_bits": 20}, "same_bits is larger than alike_bits"), ({"editors": "x"}, "editors must be a list"),
    ({"editors": [""]}, "editors must be a list"), ({"far_m": float("nan")}, "cannot be far_m")])
def test_rules_that_cannot_be_used_are_refused_with_the_key(raw, said):
    with pytest.raises(BadInput, match=said):
        PhotoRules.from_json(raw, "photos.json")


# -- what people answered -----------------------------------------------------------------------------------------------------


def said(verdict, day, seq, merge_id="", at="10:00"):
    return PhotoAnswer("P", f"{verdict}{day}{seq}", "F", 1, verdict, "x", "person", f"2026-11-{day}", seq,
                       f"2026-11-{day}T{at}:00.000Z", merge_id)


@pytest.mark.parametrize(("answers", "verdict"), [
    ([], ""), ([said("accepted", 10, 1)], "accepted"),
    ([said("fake", 10, 1), said("accepted", 11, 2)], "accepted"),  # answered anew, here
    ([said("fake", 20, 1), said("accepted", 10, 9, "M")], "fake"),  # older, merged later
    ([said("fake", 10, 1), said("accepted", 20, 9, "M")], "fake"),  # younger, but in a copy
    ([said("fake", 10, 9, "M"), said("accepted", 20, 1)], "fake"),  # here, but before the merge brought it
    ([said("fake", 10, 9, "M"), said("accepted", 20, 9, "M")], "accepted"),  # anew, in the copy itself
    ([said("fake", 10, 9, "M"), said("accepted", 20, 10, "N")], "fake"),
    ([said("fake", 10, 9, "M"), said("fake", 20, 1), said("accepted", 21, 2)], "fake"),  # one of two was not before him
    ([said("fake", 10, 9, "M"), said("fake", 20, 1), said("accepted", 21, 10)], "accepted"),
    ([said("accepted", 20, 1), said("explained", 10, 2)], "accepted"),  # by when it was given, not by what came in last
    ([said("accepted", 20, 2, at="09:00"), said("explained", 20, 1, at="10:00")], "explained")])
def test_the_last_answer_counts_but_a_fake_stands_until_somebody_answers_anew(answers, verdict):
    for given_in in (answers, answers[::-1]):
        found = standing(given_in)
        assert (found.verdict if found else "") == verdict


answered = st.lists(st.builds(said, st.sampled_from(["accepted", "explained", FAKE]), st.integers(10, 20), st.integers(1, 30),
                              st.sampled_from(["", "M", "N"])), min_size=1, max_size=8)


@given(answered)
def test_once_a_fake_was_said_only_an_answer_of_somebody_who_had_it_before_him_ends_it(answers):
    found = standing(answers)
    assert found in answers
    fakes = [one for one in answers if one.verdict == FAKE]
    if fakes and all(one.merge_id and one.merge_id not in {fake.merge_id for fake in fakes}
                     for one in answers if one.verdict != FAKE and one.answered_on >= min(fake.answered_on for fake in fakes)):
        assert found.verdict == FAKE
