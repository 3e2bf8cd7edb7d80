"""Acceptance by the monitored area: all of it or nothing, and the missing m² are the ground that is left, counted once."""

from __future__ import annotations

import math
import struct
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.acceptance import (
    ACCOUNTABLE,
    DEMOLISHED,
    MAIN,
    STAGES,
    Completion,
    Residual,
    Shown,
    StageDone,
    found_standing,
    judge,
    newest_scene,
    standing_m2,
    too_early,
)
from farmland_plugin.domain.casework import lacks_of
from farmland_plugin.domain.exif import taken_at
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.domain.union_area import plane_areas

SIDE = 12  # of the parcel, in whole metres
EAST, NORTH = 38545000.0, 4062000.0
TODAY = "2026-11-22"
KINDS = ("main", "secondary", "rubble", "net", "hardened", "uncultivated")


def polygon(*rings):
    out = struct.pack("<BII", 1, 6, 1) + struct.pack("<BII", 1, 3, len(rings))
    for ring in rings:
        out += struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *point) for point in ring)
    return out


def box(x0, y0, x1, y1, turn=0.0):
    corners = [(x0, y0), (x0, y1), (x1, y1), (x1, y0), (x0, y0)]
    sine, cosine = math.sin(turn), math.cos(turn)
    return [(EAST + x * cosine - y * sine, NORTH + x * sine + y * cosine) for x, y in corners]


@st.composite
def boxes(draw):
    x0, y0 = draw(st.integers(0, SIDE - 1)), draw(st.integers(0, SIDE - 1))
    return x0, y0, draw(st.integers(x0 + 1, SIDE)), draw(st.integers(y0 + 1, SIDE))


def cells(one):
    x0, y0, x1, y1 = one
    return {(x, y) for x in range(x0, x1) for y in range(y0, y1)}


def residual(one, number=0, kind="secondary"):
    return Residual(f"r{number}", "P", 1, kind, "2026-05-01", "p", Decimal(len(cells(one))).quantize(Decimal("0.01")),
                    polygon(box(*one)))


def done(*stages, day="2026-05-01"):
    return tuple(StageDone(f"d{stage}", "P", 1, stage, day, "p", ("f",)) for stage in stages)


def complete(left=(), stages=STAGES, monitored="150.0000"):
    return Completion(Decimal(monitored), Decimal(SIDE * SIDE), done(*stages), tuple(left))


@given(st.lists(boxes(), min_size=1, max_size=6), st.floats(0, math.pi))
def test_ground_under_several_drawings_is_counted_once_whichever_way_they_lie(drawn, turn):
    each, union = plane_areas([polygon(box(*one, turn)) for one in drawn])
    assert each == pytest.approx([len(cells(one)) for one in drawn], rel=1e-6)
    assert union == pytest.approx(len(set().union(*map(cells, drawn))), rel=1e-6)


@given(st.lists(st.lists(st.tuples(st.floats(0, 50), st.floats(0, 50)), min_size=3, max_size=3), min_size=2, max_size=4))
def test_the_union_lies_between_the_largest_and_the_sum_and_does_not_know_an_order(triangles):
    shapes = [polygon([(EAST + x, NORTH + y) for x, y in (*one, one[0])]) for one in triangles]
    each, union = plane_areas(shapes)
    assert max(each) - 1e-6 <= union <= sum(each) + 1e-6
    assert plane_areas(shapes[::-1])[1] == pytest.approx(union, abs=1e-4)


def test_a_hole_is_no_ground_and_fills_when_something_else_covers_it():
    ring = polygon(box(0, 0, 10, 10), box(2, 2, 8, 8))
    assert plane_areas([ring]) == ([pytest.approx(64)], pytest.approx(64))
    assert plane_areas([ring, polygon(box(3, 3, 5, 5))])[1] == pytest.approx(68)
    assert plane_areas([ring, polygon(box(1, 1, 9, 9))])[1] == pytest.approx(100)
    assert plane_areas([]) == ([], 0.0)


@given(st.lists(st.tuples(boxes(), st.sampled_from(KINDS)), max_size=5), st.sets(st.sampled_from(STAGES)))
def test_a_parcel_counts_with_its_whole_monitored_area_or_not_at_all(drawn, stages):
    left = [residual(one, number, kind) for number, (one, kind) in enumerate(drawn)]
    found = judge(complete(left, stages))
    assert found.remediated == (not left and stages == set(STAGES))
    assert found.counted_m2 == (found.monitored_m2 if found.remediated else 0)
    assert 0 <= found.missing_m2 <= found.monitored_m2
    assert bool(lacks_of(found)) != found.remediated
    assert found.main_kept == any(kind == MAIN for _, kind in drawn)
    assert (found.missing_m2 > 0) == (bool(left) or bool(set(STAGES) - stages - {ACCOUNTABLE}))


@given(st.lists(boxes(), min_size=1, max_size=5), boxes())
@settings(max_examples=50)
def test_finding_more_never_makes_less_missing_and_clearing_never_makes_more(drawn, another):
    left = [residual(one, number) for number, one in enumerate(drawn)]
    less, more = judge(complete(left)), judge(complete([*left, residual(another, 99, "rubble")]))
    assert less.missing_m2 <= more.missing_m2
    assert less.missing_m2 == min(Decimal("150"), Decimal("150") if standing_m2(left) >= SIDE * SIDE else standing_m2(left))


def test_the_figures_of_a_main_building_left_standing():
    left = [residual((0, 0, 5, 4), 1, "main"), residual((3, 0, 8, 4), 2, "rubble")]
    found = judge(complete(left))
    assert (found.missing_m2, dict(found.kinds), found.main_kept) == (
        Decimal("32.00"), {"main": Decimal("20.00"), "rubble": Decimal("20.00")}, True)
    sentence, = lacks_of(found)
    assert str(sentence).startswith("the main building is kept") and "32.00 m² of the 150.00 m² monitored" in str(sentence)


def test_what_covers_the_whole_parcel_misses_the_whole_monitored_area():
    assert judge(complete([residual((0, 0, SIDE, SIDE))])).missing_m2 == Decimal("150")


def test_only_the_accountability_missing_misses_no_ground_but_does_not_count():
    found = judge(complete(stages=STAGES[:3]))
    assert (found.missing_m2, found.counted_m2, found.undone) == (0, 0, (ACCOUNTABLE,))
    assert "m²" not in str(lacks_of(found)[0])


def test_other_dispositions_ask_for_no_stages_but_what_is_left_still_counts_against_them():
    assert judge(complete(stages=()), ()).remediated
    assert not judge(complete([residual((0, 0, 1, 1))], ()), ()).remediated


@pytest.mark.parametrize(("photos", "scene", "found"), [
    ((), "", []), (("",), "", []), (("2026-05-02",), "", []), (("2026-05-01",), "2026-05-01", []),
    (("2026-04-30",), "", ["photo"]), ((), "2026-03-01", ["scene"]), (("",), "2026-03-01", ["scene"]),
    (("2026-05-02",), "2026-03-01", []), (("2026-04-30", "2026-05-02"), "2026-03-01", ["photo"]),
    (("2099-01-01",), "2026-03-01", ["scene"]), (("2099-01-01",), "", [])])
def test_what_is_older_than_the_demolition_does_not_show_it(photos, scene, found):
    shown = replace(complete(), shown=Shown({f"photo {number}": day for number, day in enumerate(photos)}, scene))
    assert [one.kind for one in too_early(shown, TODAY)] == found
    assert too_early(replace(shown, stages=done(*(s for s in STAGES if s != DEMOLISHED))), TODAY) == []


DAYS = st.sampled_from(["2026-05-01", "2026-05-10", "2026-05-20", "2026-06-01"])


@given(st.dictionaries(st.sampled_from(STAGES), st.tuples(DAYS, st.one_of(st.just(""), DAYS, st.just("2099-01-01")))))
def test_every_photo_is_held_against_the_day_of_its_own_stage_and_nothing_lies_before_the_demolition(told):
    stages = tuple(StageDone(f"d{stage}", "P", 1, stage, day, "p", (stage,)) for stage, (day, _) in told.items())
    shown = Completion(Decimal("150"), Decimal("144"), stages,
                       shown=Shown({stage: taken for stage, (_, taken) in told.items() if stage != ACCOUNTABLE}))
    found = {(one.kind, one.stage) for one in too_early(shown, TODAY)}
    demolished = told.get(DEMOLISHED, ("",))[0]
    for stage, (day, taken) in told.items():
        ground = stage != ACCOUNTABLE
        assert (("photo", stage) in found) == (ground and bool(taken) and taken < day)
        assert (("order", stage) in found) == (ground and day < demolished)
    assert not any(kind == "scene" for kind, _ in found)


@given(st.tuples(*(st.integers(-3, 3) for _ in range(4))))
def test_a_scene_shows_a_parcel_only_where_it_covers_all_of_it(edges):
    west, south, east, north = (base + 10 * edge for base, edge in zip((0, 0, 100, 100), edges))
    scene = Scene("S", "uav", "2026-05-20", "", 0.5, "x.tif", "d" * 64, "EPSG:4526", (west, south, east, north), 10, 10)
    whole = all(west <= x <= east and south <= y <= north for x in (0, 100) for y in (0, 100))
    assert newest_scene([scene], (0, 0, 100, 100)) == ("2026-05-20" if whole else "")
    assert newest_scene([replace(scene, role="before")], (0, 0, 100, 100)) == ""


@pytest.mark.parametrize(("facts", "standing"), [
    ({}, True), ({"demolished_mu": ""}, True), ({"demolished_mu": "0"}, True), ({"demolished_mu": "0.00"}, True),
    ({"demolished_mu": "many"}, True), ({"demolished_mu": "0.01"}, False), ({"demolished_mu": 1.2}, False),
    ({"demolished_on": "2026-05-01"}, False), ({"demolished_on": " "}, True)])
def test_a_survey_found_it_standing_unless_its_form_records_a_demolition(facts, standing):
    assert found_standing(facts) is standing


def exif(order, text, tag=0x9003):
    mark, head = (b"II", "<") if order == "little" else (b"MM", ">")
    first = struct.pack(head + "HHHII", 1, 0x8769, 4, 1, 26) + bytes(4)
    inner = struct.pack(head + "HHHII", 1, tag, 2, len(text) + 1, 44) + bytes(4)
    tiff = mark + struct.pack(head + "HI", 42, 8) + first + inner + text.encode() + b"\0"
    body = b"Exif\0\0" + tiff
    return b"\xff\xd8\xff\xe0\x00\x04JF\xff\xe1" + struct.pack(">H", len(body) + 2) + body + b"\xff\xd9"


@pytest.mark.parametrize("order", ["little", "big"])
@pytest.mark.parametrize(("text", "tag", "taken"), [
    ("2026:05:02 09:30:00", 0x9003, "2026-05-02T09:30:00"), ("2026:05:02 09:30:00", 0x9004, "2026-05-02T09:30:00"),
    ("0000:00:00 00:00:00", 0x9003, ""), ("gestern um neun   ", 0x9003, ""), ("2026:05:02 09:30:00", 0x0132, "")])
def test_a_photo_says_when_it_was_taken(order, text, tag, taken):
    assert taken_at(exif(order, text, tag)) == taken


@given(st.binary(max_size=200) | st.builds(lambda cut, at, byte: exif("little", "2026:05:02 09:30:00")[:cut] + bytes([byte]) * at,
                                           st.integers(0, 100), st.integers(0, 9), st.integers(0, 255)))
def test_a_damaged_photo_says_nothing_rather_than_failing(data):
    assert taken_at(data) in ("", "2026-05-02T09:30:00")
