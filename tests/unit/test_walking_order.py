"""The order of walking: every parcel once, row by row to and fro, or always on to the nearest."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.walking_order import nearest_neighbour, serpentine

METRES = st.one_of(st.integers(0, 40).map(float), st.floats(-1e6, 1e6, allow_nan=False, width=32))
POINTS = st.lists(st.tuples(METRES, METRES), max_size=60)
HOLES = st.lists(st.one_of(st.tuples(METRES, METRES), st.just((float("nan"), 1.0))), max_size=40)


def table(points):
    return np.array(points, dtype=np.float64).reshape(-1, 2)


@given(HOLES)
def test_every_parcel_is_walked_once_and_those_without_a_place_come_last(points):
    xy = table(points)
    lost = [number for number, point in enumerate(xy) if not np.isfinite(point).all()]
    for order in (serpentine(xy), nearest_neighbour(xy)):
        assert sorted(order) == list(range(len(xy)))
        assert order[len(xy) - len(lost):] == lost


@given(POINTS, st.integers(0, 59))
def test_the_next_one_is_always_the_nearest_of_those_left(points, start):
    xy = table(points)
    order = nearest_neighbour(xy, start)
    if start < len(xy):
        assert order[0] == start
    for done, (here, there) in enumerate(zip(order, order[1:])):
        away = ((xy[order[done + 1:]] - xy[here]) ** 2).sum(axis=1)
        assert ((xy[there] - xy[here]) ** 2).sum() <= away.min()


def test_of_equally_near_parcels_the_first_of_the_list_comes_first():
    cross = table([(0, 0), (1, 0), (0, 1), (-1, 0), (0, -1)])
    assert nearest_neighbour(cross)[:2] == [0, 1]


@given(st.integers(2, 7), st.integers(2, 7), st.randoms(use_true_random=False))
def test_a_chessboard_is_walked_to_and_fro_without_a_jump(columns, rows, random):
    """Centres of equal squares in any order: each step leads to a neighbour, the first to the north-west corner."""
    places = [(float(column) * 50, float(row) * 50) for column in range(columns) for row in range(rows)]
    random.shuffle(places)
    xy = table(places)
    walked = xy[serpentine(xy)]
    assert tuple(walked[0]) == (0.0, (rows - 1) * 50.0)
    steps = np.abs(np.diff(walked, axis=0)).sum(axis=1)
    if columns == rows:
        assert steps.max() == 50.0


def test_the_order_does_not_depend_on_where_the_county_lies():
    random = np.random.default_rng(4)
    xy = random.uniform(0, 5000, (300, 2))
    moved = xy + np.array([38_500_000.0, 4_062_000.0])
    assert serpentine(xy) == serpentine(moved)
    assert nearest_neighbour(xy) == nearest_neighbour(moved)


def test_a_serpentine_is_far_shorter_than_the_list():
    xy = np.random.default_rng(1).uniform(0, 20000, (2000, 2))

    def length(order):
        return np.sqrt((np.diff(xy[order], axis=0) ** 2).sum(axis=1)).sum()

    straight = length(list(range(len(xy))))
    assert length(serpentine(xy)) < straight / 5
    assert length(nearest_neighbour(xy)) < straight / 10
