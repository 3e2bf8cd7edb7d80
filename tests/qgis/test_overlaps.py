"""Finding parcels on the same ground: the same pairs however it is done, and none that are a matter of drawing."""

from __future__ import annotations

import sys
from decimal import Decimal

import numpy as np
import pytest

from farmland_plugin.domain.errors import Cancelled
from farmland_plugin.domain.parcel import Parcel
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.same_ground import Thresholds
from farmland_plugin.intake.ground import overlaps
from farmland_plugin.intake.ground.overlaps import find_pairs, links_of, parents
from tests.bench.intake_bench import rings
from tests.unit.test_parcel_columns import square


def parcel(uid, x, y, size=100.0):
    return Parcel(uid, uid, "B", Decimal("1.00"), square(x, y, size), "", source_file="f", source_row=1)


def county(count, seed):
    """Return parcels drawn by two offices: moved by up to 40 m, every fifth the same."""
    chance = np.random.default_rng(seed)
    known = [parcel(f"k{n}", float(ring[0][0]), float(ring[0][1])) for n, ring in enumerate(rings(count, seed))]
    new = []
    for number, one in enumerate(known):
        x, y = np.frombuffer(one.geom, "<f8", 2, 22)
        dx, dy = (0, 0) if number % 5 == 0 else chance.uniform(-40, 40, 2)
        new.append(parcel(f"n{number}", float(x + dx), float(y + dy), float(chance.uniform(60, 130))))
    return new, known


def told(pairs):
    return [(p.new.parcel_uid, p.other.parcel_uid, p.known, p.relation, p.common_m2, round(p.share, 9), round(p.other_share, 9),
             round(p.iou, 9)) for p in pairs]


@pytest.mark.parametrize("touching", [False, True])
def test_strips_and_qgis_alone_find_the_same_pairs(monkeypatch, touching):
    new, known = county(120, 3)
    rules = Thresholds(touching=touching)
    whole = told(find_pairs(new, known, rules))
    assert len(whole) > 120 and {one[2] for one in whole} == {True, False}
    monkeypatch.setattr(overlaps, "_AT_ONCE", 17)
    assert told(find_pairs(new, known, rules)) == whole
    monkeypatch.setitem(sys.modules, "shapely", None)
    assert [(*one[:4], float(one[4])) for one in told(find_pairs(new, known, rules))] == [
        (*one[:4], pytest.approx(float(one[4]), abs=0.011)) for one in whole]


def test_the_later_parcel_of_a_batch_is_the_new_one_and_the_ledgers_come_first():
    new = [parcel("a", 0, 0), parcel("b", 0, 0), parcel("c", 500, 0)]
    pairs = find_pairs(new, [parcel("old", 10, 0)])
    assert [(p.new.parcel_uid, p.other.parcel_uid, p.known) for p in pairs] == [
        ("a", "old", True), ("b", "old", True), ("b", "a", False)]
    (first, *_) = links_of(pairs, iter("xyz").__next__)
    assert (first.link_id, first.parcel_uid, first.other_uid, first.relation, first.common_m2, first.decision) == (
        "x", "a", "old", "redrawn", Decimal("9000.00"), "")


def test_shares_are_of_each_parcel_and_the_relation_is_seen_from_the_new_one():
    (pair,) = find_pairs([parcel("small", 20, 20, 50)], [parcel("large", 0, 0)])
    assert (pair.relation, pair.share, pair.other_share, pair.iou) == ("inside", 1.0, 0.25, 0.25)
    (pair,) = find_pairs([parcel("large", 0, 0)], [parcel("small", 20, 20, 50)])
    assert (pair.relation, pair.share, pair.other_share) == ("contains", 0.25, 1.0)


def test_what_is_a_matter_of_drawing_is_no_pair_and_touching_is_asked_for():
    new, known = [parcel("a", 0, 0, 60)], [parcel("b", 59, 0, 60), parcel("c", 0, 60, 60)]
    assert not find_pairs(new, known)
    assert [p.relation for p in find_pairs(new, known, Thresholds(touching=True))] == ["touching", "touching"]
    assert not find_pairs([], known) and not find_pairs(new, [])


class Stop(NoFeedback):
    """A user who wants to stop at once."""

    def is_cancelled(self):
        return True


def test_it_can_be_cancelled():
    with pytest.raises(Cancelled):
        find_pairs(*county(20, 1), Thresholds(), Stop())


def test_pairs_whose_overlay_fails_together_are_overlaid_one_by_one(monkeypatch):
    import shapely

    new, known = county(30, 5)
    whole, real = told(find_pairs(new, known)), shapely.intersection

    def failing(one, other, **more):
        if isinstance(one, np.ndarray) or not more:
            raise shapely.GEOSException("TopologyException")
        return real(one, other, **more)

    monkeypatch.setattr(shapely, "intersection", failing)
    assert [(*one[:4], float(one[4])) for one in told(find_pairs(new, known))] == [
        (*one[:4], pytest.approx(float(one[4]), abs=0.05)) for one in whole]


@pytest.mark.parametrize(("rows", "found"), [
    ([("c", "130427SJBG26210310_3", "")], {"c": "p"}),
    ([("c", "other", "130427SJBG26210310")], {"c": "p"}),
    ([("c", "A_3", "")], {}),
    ([("p", "130427SJBG26210310", "130427SJBG26210310")], {}),
])
def test_a_parent_is_the_one_that_is_named_or_built_upon(rows, found):
    known = [("p", "130427SJBG26210310"), *((uid, number) for uid, number, _ in rows if uid != "p")]
    assert parents(rows, known) == found
    assert parents(rows, [*known, ("twin", "130427SJBG26210310")]) == {}
