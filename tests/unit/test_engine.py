"""The screening engine against plain shapely: union and not sum, balance to the cent, no seams."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest

shapely = pytest.importorskip("shapely", minversion="2.0")

from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from farmland_plugin.domain.area import MU_PER_M2, AreaRule, largest_remainder, to_mu  # noqa: E402
from farmland_plugin.domain.widths import mean_width  # noqa: E402
from farmland_plugin.screening.clip import clip_down  # noqa: E402
from farmland_plugin.screening.engine import (  # noqa: E402
    Measures,
    Settings,
    _gap_areas,
    measure,
    official_areas,
    paired,
    parcels_of,
)
from farmland_plugin.screening.facts import TANGLED, settle, to_cents  # noqa: E402
from farmland_plugin.screening.overlay import repair  # noqa: E402
from farmland_plugin.screening.read import layer_rows  # noqa: E402

RULE = AreaRule.for_crs(4547, is_geographic=False)
ORIGIN = np.array([545000.0, 4062000.0])


def at(shape):
    return shapely.transform(shape, lambda xy: xy + ORIGIN)


def box(*bounds):
    return at(shapely.box(*bounds))


def screen(parcels, polygons, codes=None, coefficients=None, *, tessellation=False, **options):
    how = Settings(RULE, **options)
    read = parcels_of([shapely.to_wkb(parcel) for parcel in parcels], how)
    layer = layer_rows(range(1, len(polygons) + 1), [], codes or ["c"] * len(polygons), coefficients or [0.0] * len(polygons))
    shapes = np.empty(len(polygons), dtype=object)
    shapes[:] = polygons
    measured = measure(read, paired(read, layer, shapes, how), how, Measures(tessellation)).measured
    totals = to_cents(read.areas)
    overlaps, screenings = settle(measured, totals)
    return overlaps, screenings, totals, read, how


def areas(shapes, how):
    values = np.empty(len(shapes), dtype=object)
    values[:] = shapes
    return official_areas(values, how)


def blob(x, y, radius, corners, wobble):
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    reach = radius * (1 + wobble * np.sin(turn * 3))
    return shapely.Polygon(ORIGIN + np.column_stack([x + reach * np.cos(turn), y + reach * np.sin(turn)]))


blobs = st.builds(blob, st.floats(0, 300), st.floats(0, 300), st.floats(5, 120), st.integers(3, 30), st.floats(0, 0.4))
layers = st.lists(st.tuples(blobs, st.sampled_from(["0101", "0201", "1001"]), st.sampled_from([0.0, 0.1, 0.25])),
                  min_size=1, max_size=7)


@settings(max_examples=60, deadline=None)
@given(st.lists(blobs, min_size=1, max_size=4), layers)
def test_classes_are_unions_and_balance_to_the_cent(parcels, layer):
    polygons, codes, coefficients = (list(column) for column in zip(*layer))
    overlaps, screenings, totals, _read, how = screen(parcels, polygons, codes, coefficients, tessellation=True)
    for index, parcel in enumerate(parcels):
        rows = {code: (area, net) for at_, code, area, net, _ in overlaps if at_ == index}
        _, covered, uncovered, double, closure, note, _ = screenings[index]
        assert sum(area for area, _ in rows.values()) + uncovered - double == totals[index]
        assert covered + uncovered == totals[index]
        shares = [Decimal(cents) * MU_PER_M2 / 100 for cents in [*(area for area, _ in rows.values()), uncovered]]
        whole = to_mu(Decimal(int(totals[index]) + double).scaleb(-2))
        assert sum(largest_remainder(shares, whole)) == whole
        assert abs(closure) <= 0.006 and note == ""
        for code in set(codes):
            union = shapely.union_all([p for p, c in zip(polygons, codes) if c == code]).intersection(parcel)
            assert rows.get(code, (0, 0))[0] == pytest.approx(100 * areas([union], how)[0], abs=3)
            assert 0 <= rows.get(code, (0, 0))[1] <= rows.get(code, (0, 0))[0]


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_a_big_polygon_with_holes_gives_the_plain_intersection(seed):
    random = np.random.default_rng(seed)
    discs = shapely.buffer(shapely.points(ORIGIN + random.uniform(0, 3000, (80, 2))), random.uniform(100, 350, 80), quad_segs=16)
    holes = shapely.buffer(shapely.points(ORIGIN + random.uniform(0, 3000, (150, 2))), random.uniform(5, 40, 150), quad_segs=6)
    big = shapely.union_all(discs).difference(shapely.union_all(holes))
    parcels = list(shapely.buffer(shapely.points(ORIGIN + random.uniform(0, 3000, (120, 2))), random.uniform(3, 60, 120)))
    overlaps, _, _, _, how = screen(parcels, [big])
    expected = areas([parcel.intersection(big) for parcel in parcels], how)
    found = np.zeros(len(parcels))
    for index, _, _, _, raw in overlaps:
        found[index] = raw
    assert shapely.get_num_coordinates(big) > 600
    assert np.abs(found - expected).max() < 0.005


def test_clipping_says_inside_only_where_parcels_are_inside():
    ring = shapely.buffer(shapely.Point(ORIGIN), 2000, quad_segs=400)
    hole = shapely.buffer(shapely.Point(ORIGIN + 300), 50, quad_segs=200)
    polygon = ring.difference(hole)
    parcels = shapely.buffer(shapely.points(ORIGIN + np.random.default_rng(1).uniform(-2200, 2200, (500, 2))), 20)
    pieces, inside = clip_down(np.array([polygon]), np.zeros(500, dtype=np.int64), np.arange(500), shapely.bounds(parcels), 1.0)
    within = np.concatenate([members for members, _ in inside])
    assert len(within) > 0 and shapely.contains(polygon, parcels[within]).all()
    cut = np.concatenate([members for members, *_ in pieces])
    assert len(set(cut)) == len(cut) and not set(cut) & set(within)
    missed = np.setdiff1d(np.arange(500), np.concatenate([cut, within]))
    assert not shapely.intersects(polygon, parcels[missed]).any()
    for members, _, shapes, _ in pieces:
        assert np.allclose(shapely.area(shapely.intersection(shapes, parcels[members])),
                           shapely.area(shapely.intersection(polygon, parcels[members])), atol=1e-6)


def test_the_same_approval_drawn_twice_counts_once_and_is_shown_as_double():
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 100, 100)], [box(0, 0, 60, 100), box(40, 0, 80, 100)], ["a", "a"])
    assert [row[1:3] for row in overlaps] == [("a", overlaps[0][2])]
    assert overlaps[0][2] == pytest.approx(0.8 * totals[0], abs=2)
    assert screenings[0][3] == 0, "one class: its union is the covered ground"
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 100, 100)], [box(0, 0, 60, 100), box(40, 0, 80, 100)], ["a", "b"])
    assert sum(row[2] for row in overlaps) == pytest.approx(totals[0], abs=2)
    assert screenings[0][3] == pytest.approx(0.2 * totals[0], abs=2)
    assert screenings[0][1] == pytest.approx(0.8 * totals[0], abs=2)


def test_a_gap_in_the_land_use_is_shown_as_uncovered_and_never_dropped():
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 100, 100)], [box(-5, -5, 50, 105), box(60, -5, 105, 105)],
                                                ["0101", "1001"], tessellation=True)
    assert screenings[0][2] == pytest.approx(0.1 * totals[0], abs=2)
    assert sum(row[2] for row in overlaps) + screenings[0][2] == totals[0]
    assert abs(screenings[0][4]) < 1e-6


def test_a_parcel_that_only_touches_has_no_overlap():
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 10, 10), box(20, 20, 30, 30)],
                                                [box(10, 0, 20, 10), box(30, 30, 40, 40)])
    assert overlaps == []
    assert [row[1:4] for row in screenings] == [(0, totals[0], 0), (0, totals[1], 0)]


def test_an_island_in_a_hole_counts_and_the_ring_of_hole_does_not():
    outer = box(0, 0, 100, 100).difference(box(20, 20, 80, 80))
    overlaps, screenings, totals, _, _ = screen([box(10, 10, 90, 90)], [outer, box(40, 40, 60, 60)])
    assert overlaps[0][2] == pytest.approx(totals[0] * (80**2 - 60**2 + 20**2) / 80**2, abs=2)
    assert screenings[0][3] == 0


def test_a_bow_tie_is_repaired_before_it_is_cut():
    tie = shapely.Polygon(ORIGIN + np.array([[0, 0], [10, 10], [10, 0], [0, 10]]))
    mended = repair(np.array([tie, box(0, 0, 1, 1)], dtype=object))
    assert shapely.is_valid(mended).all() and mended[0].area == pytest.approx(50)
    overlaps, _, totals, _read, _how = screen([tie], [box(-5, -5, 20, 20)])
    assert overlaps[0][2] == totals[0] == pytest.approx(5000, abs=3)


def test_slivers_are_dropped_only_on_request_and_their_sum_is_kept():
    parcels, polygons = [box(0, 0, 10, 10)], [box(-1, -1, 9.99, 11), box(9.99, -1, 11, 11)]
    overlaps, _, _, _, _ = screen(parcels, polygons, ["a", "b"], tessellation=True)
    assert [row[1] for row in overlaps] == ["a", "b"]
    overlaps, screenings, totals, _, _ = screen(parcels, polygons, ["a", "b"], tessellation=True, sliver_m2=1.0)
    assert [row[1] for row in overlaps] == ["a"]
    assert screenings[0][2] == 10 and overlaps[0][2] + 10 == totals[0]
    assert "1 slivers under 1 m2 dropped, 0.1" in screenings[0][5]


def test_what_rounds_to_nothing_is_no_row_and_does_not_break_the_balance():
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 10, 10)], [box(-1, -1, 9.9999, 11), box(9.9999, -1, 11, 11)],
                                                ["a", "b"], tessellation=True)
    assert [row[1:3] for row in overlaps] == [("a", totals[0])]
    assert screenings[0][1:4] == (totals[0], 0, 0)


def test_ridges_are_taken_off_cultivated_land_only():
    overlaps, _, _, _, _ = screen([box(0, 0, 100, 100)], [box(0, 0, 50, 100), box(50, 0, 100, 100)], ["0103", "0201"],
                                  [0.12, 0.12], tessellation=True)
    (dry, orchard) = overlaps
    assert dry[3] == pytest.approx(0.88 * dry[2], abs=1)
    assert orchard[3] == orchard[2]


def test_a_parcel_in_two_parts_and_many_pieces_is_measured_whole():
    strips = [box(x, -5, x + 1, 105) for x in range(100)]
    parcel = shapely.MultiPolygon([box(0, 0, 60, 100), box(70, 0, 100, 100)])
    overlaps, screenings, totals, _, _ = screen([parcel], strips, [str(x % 2) for x in range(100)], tessellation=True)
    assert sum(row[2] for row in overlaps) == totals[0] and screenings[0][2] == 0
    assert abs(screenings[0][4]) < 1e-6


def test_nothing_to_screen_is_no_error():
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 10, 10)], [])
    assert overlaps == [] and screenings[0][1:4] == (0, totals[0], 0)


def test_one_parcel_at_a_time_gives_the_same_facts_as_all_at_once():
    random = np.random.default_rng(7)
    seeds = shapely.MultiPoint(random.uniform(0, 4000, (900, 2)))
    cells = [at(cell) for cell in shapely.get_parts(shapely.voronoi_polygons(seeds))]
    parcels = list(shapely.buffer(shapely.points(ORIGIN + random.uniform(200, 3800, (700, 2))), 60))
    codes = [str(random.integers(4)) for _ in cells]
    overlaps, screenings, *_ = screen(parcels, cells, codes, tessellation=True)
    for number in range(0, len(parcels), 10):
        alone, summary, *_ = screen([parcels[number]], cells, codes, tessellation=True)
        assert [row[1:4] for row in alone] == [row[1:4] for row in overlaps if row[0] == number]
        assert summary[0][1:4] == screenings[number][1:4]


def test_degrees_use_margins_in_degrees():
    how = Settings(AreaRule.for_crs(4490, is_geographic=True))
    assert how.scale.pad < 1e-4
    big = shapely.buffer(shapely.Point(114.5, 36.7), 0.02, quad_segs=300)
    parcels = parcels_of([shapely.to_wkb(shapely.buffer(shapely.Point(114.5 + dx, 36.7), 0.0005)) for dx in (0, 0.02, 0.03)], how)
    shapes = np.array([big], dtype=object)
    measured = measure(parcels, paired(parcels, layer_rows([1], [], [""], [0.0]), shapes, how), how, Measures()).measured
    found = dict(zip(measured.parcel.tolist(), measured.area.tolist()))
    assert found[0] == pytest.approx(parcels.areas[0])
    assert 0.4 < found[1] / parcels.areas[1] < 0.6 and 2 not in found


def test_a_pair_that_cannot_be_cut_is_named_and_the_rest_is_screened(monkeypatch):
    from farmland_plugin.screening import overlay

    real = shapely.intersection

    def stubborn(one, two, **options):
        if np.any(shapely.get_num_coordinates(np.atleast_1d(two)) == 7):
            raise shapely.GEOSException("TopologyException: side location conflict")
        return real(one, two, **options)

    monkeypatch.setattr(overlay.shapely, "intersection", stubborn)
    hexagon = shapely.Polygon(ORIGIN + np.array([[5, 5], [10, 2], [15, 5], [15, 10], [10, 12], [5, 10]]))
    parcels = [box(0, 0, 10, 10), box(20, 0, 30, 10)]
    overlaps, screenings, totals, _, _ = screen(parcels, [hexagon, box(-5, -5, 5, 15), box(25, -5, 40, 15)], ["a", "b", "b"])
    assert [(row[0], row[1]) for row in overlaps] == [(0, "b"), (1, "b")]
    assert screenings[0][5] == "feature 1 could not be cut: TopologyException: side location conflict"
    assert screenings[1][5] == ""
    assert [row[1] + row[2] for row in screenings] == totals.tolist()


def test_bow_ties_that_really_raise_in_geos_end_in_the_right_area_or_in_a_named_pair():
    """Past every repair: the polygons are handed to the cutter as they are (engine.md: half raise, some are silently wrong)."""
    from farmland_plugin.screening.clip import Candidates
    from farmland_plugin.screening.overlay import Scale, overlay

    random = np.random.default_rng(3)
    ties = [shapely.Polygon(ORIGIN + random.uniform(0, 100, (7, 2))) for _ in range(400)]
    ties = np.array([tie for tie in ties if not shapely.is_valid(tie)], dtype=object)
    parcels = shapely.buffer(shapely.points(ORIGIN + random.uniform(20, 80, (len(ties), 2))), 25)
    raised = 0
    for tie, parcel in zip(ties, parcels):
        try:
            shapely.intersection(tie, parcel)
        except shapely.GEOSException:
            raised += 1
    assert len(ties) > 200 and raised > 50
    pairs, none = np.arange(len(ties)), np.zeros(0, dtype=np.int64)
    cut = overlay(parcels, Candidates(pairs, pairs, ties, pairs, none, none), Scale.of(False))
    failed = {parcel for parcel, _, _ in cut.failed}
    found = dict(zip(cut.parcel.tolist(), shapely.area(cut.polygon)))
    sound = repair(ties)
    for at_ in pairs.tolist():
        if at_ not in failed:
            assert found.get(at_, 0.0) == pytest.approx(shapely.intersection(parcels[at_], sound[at_]).area, abs=1e-3)


def test_one_bow_tie_in_a_layer_past_the_repair_is_cut_as_repaired_ground():
    tie = shapely.Polygon(ORIGIN + np.array([[0, 0], [10, 10], [10, 0], [0, 10]]))
    parcels, mended = [box(-5, 2, 4, 8), box(2, 2, 8, 8)], repair(np.array([tie], dtype=object))[0]
    overlaps, screenings, _, _, how = screen(parcels, [tie])
    expected = areas([mended.intersection(parcel) for parcel in parcels], how)
    assert [row[2] for row in overlaps] == pytest.approx((expected * 100).tolist(), abs=1)
    assert [row[5] for row in screenings] == ["", ""]


def test_one_dissolved_red_line_is_cut_like_its_parts():
    """A small relative of the county's dissolved line: tens of thousands of vertices, hundreds of holes, touching rings."""
    random = np.random.default_rng(9)
    cells = np.array([at(cell) for cell in shapely.get_parts(shapely.voronoi_polygons(
        shapely.MultiPoint(random.uniform(0, 6000, (2500, 2)))))], dtype=object)
    cells = shapely.segmentize(cells, 12)
    chosen = cells[random.uniform(size=len(cells)) < 0.62]
    dissolved = shapely.union_all(chosen)
    parcels = list(shapely.buffer(shapely.points(ORIGIN + random.uniform(100, 5900, (300, 2))), random.uniform(5, 80, 300)))
    assert shapely.get_num_coordinates(dissolved) > 20000
    one, whole, totals, _, _ = screen(parcels, [dissolved])
    many, _, _, _, _ = screen(parcels, list(chosen))
    assert [row[:2] for row in one] == [row[:2] for row in many]
    assert np.abs(np.array([row[2] for row in one]) - [row[2] for row in many]).max() <= 1
    assert [row[1] + row[2] for row in whole] == totals.tolist()


def test_pieces_that_cannot_be_united_count_twice_and_say_so(monkeypatch):
    from farmland_plugin.screening import doubles

    def stubborn(pieces, **options):
        raise shapely.GEOSException("no")

    monkeypatch.setattr(doubles.shapely, "union_all", stubborn)
    overlaps, screenings, totals, _, _ = screen([box(0, 0, 10, 10)], [box(0, 0, 6, 10), box(4, 0, 8, 10)])
    assert overlaps[0][2] == pytest.approx(totals[0], abs=2) and "could not be united" in screenings[0][5]


def test_a_parcel_without_ground_does_not_stop_the_others():
    empty = shapely.Polygon()
    overlaps, screenings, totals, _, _ = screen([empty, box(0, 0, 10, 10)], [box(0, 0, 6, 10)], tessellation=True)
    assert [row[0] for row in overlaps] == [1] and screenings[0][1:4] == (0, 0, 0) and totals[0] == 0


@settings(max_examples=60, deadline=None)
@given(blobs, layers)
def test_the_area_of_a_union_is_that_of_its_pieces_less_what_they_share_whatever_their_order(parcel, layer):
    polygons, codes, _ = zip(*layer)
    overlaps, _, _, _, how = screen([parcel], polygons, codes)
    turned, _, _, _, _ = screen([parcel], polygons[::-1], codes[::-1])
    for code, area in {row[1]: row[4] for row in overlaps}.items():
        union = shapely.union_all([one for one, own in zip(polygons, codes) if own == code]).intersection(parcel)
        assert area == pytest.approx(areas([union], how)[0], rel=1e-5, abs=0.01)  # its edges differ
        assert {row[1]: row[4] for row in turned}[code] == pytest.approx(area, rel=1e-12, abs=1e-7)


def test_many_pieces_on_one_heap_are_measured_as_their_union():
    heap = [box(10 + 3 * number, 10, 60 + 3 * number, 60 + number) for number in range(TANGLED + 3)]
    overlaps, _, _, _, how = screen([box(0, 0, 200, 200)], heap)
    assert overlaps[0][4] == pytest.approx(areas([shapely.union_all(heap)], how)[0], abs=1e-6)


def test_threads_and_spikes_that_a_cut_leaves_do_not_narrow_the_rest():
    strip, thread = shapely.box(0, 0, 100, 20), shapely.box(0, 30, 100, 30 + 1e-7)
    spiked = shapely.Polygon([(0, 0), (100, 0), (100, 10), (150, 10 + 1e-8), (180, 10), (100, 10), (100, 20), (0, 20)])
    holed = strip.difference(shapely.box(40, 5, 60, 15))
    for rest, expected in ((strip, strip), (shapely.MultiPolygon([strip, thread]), strip), (spiked, strip), (holed, holed)):
        found = mean_width(shapely.to_wkb(at(rest)), degrees=False)
        assert found == pytest.approx(2 * expected.area / expected.length, rel=1e-6)
    assert np.isnan(mean_width(shapely.to_wkb(at(thread)), degrees=False))


def test_a_gap_that_is_all_border_and_no_ground_measures_nothing_and_a_real_one_what_it_is():
    how = Settings(RULE)
    thread = at(shapely.Polygon([(0, 0), (233.3, 71.7), (466.6, 143.4), (121.0827, 37.2123)]))
    strip = at(shapely.box(1000, 0, 1300, 0.5))
    shapes = np.array([thread, shapely.MultiPolygon([thread, strip]), shapely.Polygon()], dtype=object)
    assert shapely.area(thread) < 1e-3
    found = _gap_areas(shapes, np.ones(3), how)
    assert found[0] == 0 and found[2] == 0 and found[1] == pytest.approx(official_areas(shapes[1:2], how)[0], abs=0.02)
    assert found[1] == official_areas(np.array([strip], dtype=object), how)[0]


def test_where_there_is_no_coefficient_the_net_area_of_doubled_ground_is_the_area_to_the_cent():
    random = np.random.default_rng(3)
    for _ in range(40):
        x, y, w = random.uniform(0, 60, 3)
        overlaps, *_ = screen([box(0, 0, 80, 70)], [box(x, y, x + 90 + w, y + 33.3), box(x + 7.3, y - 4.1, x + 60 + w, y + 29)])
        assert [row[2] for row in overlaps] == [row[3] for row in overlaps]
