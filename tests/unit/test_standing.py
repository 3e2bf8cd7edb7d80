"""Whatever comes in, the task never gets smaller by it, every parcel counts once, and the three places that count agree."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.area import to_mu
from farmland_plugin.domain.counted_once import Counted, count_once
from farmland_plugin.domain.parcel import Batch, Link, Parcel
from farmland_plugin.domain.same_ground import Reconciliation, Thresholds, classify, counts_once, reconcile
from farmland_plugin.domain.standing import Meeting, Standing, as_decided, as_proposed

RULES = Thresholds()
CALM = settings(deadline=None, max_examples=400, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


class Box(NamedTuple):
    """A field: west, south, east, north in metres, and the area issued with it in m²."""

    west: int
    south: int
    east: int
    north: int
    issued: Decimal

    @property
    def area(self) -> int:
        return (self.east - self.west) * (self.north - self.south)


class County(NamedTuple):
    """Batches of one parcel each in the order they came in, and how the parcels lie."""

    batches: list[Batch]
    parcels: list[Parcel]
    links: list[Link]

    def upto(self, count: int) -> County:
        uids = {one.parcel_uid for one in self.parcels[:count]}
        return County(self.batches[:count], self.parcels[:count], [one for one in self.links if one.parcel_uid in uids])

    def reconciled(self) -> Reconciliation:
        return reconcile(self.batches, self.parcels, self.links, [], RULES)

    def listed(self, *asked: str) -> Counted:
        uids = [one.parcel_uid for one in self.parcels]
        return count_once(asked or uids, set(), self.batches, self.parcels, self.links, [], RULES)


def county(boxes: list[Box], decided: dict[tuple[int, int], str] | None = None) -> County:
    batches = [Batch(f"b{at:02d}", f"b{at:02d}", "satellite", "f", "0", 0, 0, 0, imported_at=f"2026-01-{at + 1:02d}")
               for at in range(len(boxes))]
    parcels = [Parcel(f"p{at:02d}", f"p{at:02d}", f"b{at:02d}", Decimal(box.area), b"", "h", monitored_area_m2=box.issued)
               for at, box in enumerate(boxes)]
    links = []
    for late, box in enumerate(boxes):
        for early, other in enumerate(boxes[:late]):
            common = (max(0, min(box.east, other.east) - max(box.west, other.west))
                      * max(0, min(box.north, other.north) - max(box.south, other.south)))
            relation = classify(box.area, other.area, common, RULES)
            if relation:
                union = box.area + other.area - common
                said = (decided or {}).get((early, late), "")
                links.append(Link(f"{late:02d}-{early:02d}", f"p{late:02d}", f"p{early:02d}", relation, Decimal(common),
                                  common / box.area, common / other.area, common / union, said, "看过" if said else "",
                                  "zhang" if said else "", "2026-02-01" if said else ""))
    return County(batches, parcels, links)


def box(west: int, south: int, width: int, height: int, issued: int = 0) -> Box:
    return Box(west, south, west + width, south + height, Decimal(issued or width * height))


@st.composite
def fields(draw: st.DrawFn, most: int = 8, exact: bool = False) -> list[Box]:
    """Fields that often repeat, cover or shift one another, as batches of the same county do."""
    found: list[Box] = []
    for _ in range(draw(st.integers(2, most))):
        how = draw(st.sampled_from(["new", "again", "shifted", "inside", "around"])) if found else "new"
        if how == "new":
            west, south = draw(st.integers(0, 200)), draw(st.integers(0, 200))
            edges = west, south, west + draw(st.integers(10, 100)), south + draw(st.integers(10, 100))
        else:
            west, south, east, north, _issued = draw(st.sampled_from(found))
            by = [draw(st.integers(0, 12)) for _ in range(4)]
            edges = {"again": (west, south, east, north), "shifted": (west + by[0], south, east + by[0], north),
                     "inside": (west + min(by[0], 4), south + min(by[1], 4), east - min(by[2], 4), north - min(by[3], 4)),
                     "around": (west - by[0], south - by[1], east + by[2], north + by[3])}[how]
        assume(edges[2] > edges[0] and edges[3] > edges[1])
        area = (edges[2] - edges[0]) * (edges[3] - edges[1])
        found.append(Box(*edges, Decimal(area if exact else draw(st.integers(max(1, area - area // 3), area + area // 3)))))
    return found


@st.composite
def decided_counties(draw: st.DrawFn) -> tuple[County, int]:
    """A county, and the number of its first parcels: persons decided about pairs of these only."""
    boxes = draw(fields())
    first = draw(st.integers(1, len(boxes)))
    pairs = [(early, late) for late in range(first) for early in range(late)]
    return county(boxes, {pair: draw(st.sampled_from(["", "", "same", "separate"])) for pair in pairs}), first


def wizard_s(one: County) -> Standing:
    """What the import wizard reckons while pairs are being decided."""
    rank = {p.parcel_uid: (p.batch_id, p.parcel_uid) for p in one.parcels}
    mu = {p.parcel_uid: to_mu(p.monitored_area_m2 or p.area_m2) for p in one.parcels}
    meetings = [Meeting(link.parcel_uid, link.other_uid, link.relation, counts_once(link, RULES), bool(link.decision))
                for link in one.links]
    return as_proposed(rank, mu, meetings, as_decided(rank, meetings))


# -- what was found in the county -------------------------------------------------------------------------------


def test_a_small_parcel_that_lies_in_two_leaves_both_of_them_in_the_task() -> None:
    whole = county([box(0, 0, 100, 100), box(95, 0, 100, 100), box(95, 20, 5, 20)])
    told = [whole.upto(count).reconciled() for count in (1, 2, 3)]
    assert [(one.total, one.total_mu) for one in told] == [(1, Decimal("15.00")), (2, Decimal("30.00")), (2, Decimal("30.00"))]
    lines = {(pair.parcel_uid, pair.other_uid): (pair.counted, pair.kept, pair.stands) for pair in told[2].pairs}
    assert lines[("p02", "p00")] == ("same", "p00", "p00")
    assert lines[("p02", "p01")] == ("separate", "", "p00")
    assert [(pair.parcel_uid, pair.other_uid) for pair in told[2].double] == [("p01", "p00")]


@pytest.mark.parametrize(("said", "holder"), [({(0, 2): "same", (1, 2): "same"}, "p00"), ({(1, 2): "same"}, "p01"),
                                              ({(0, 2): "separate"}, "p01")])
def test_it_counts_with_the_one_a_person_named_else_with_the_earliest(said: dict[tuple[int, int], str], holder: str) -> None:
    whole = county([box(0, 0, 100, 100), box(95, 0, 100, 100), box(95, 20, 5, 20)], said)
    assert wizard_s(whole)["p02"] == holder
    assert whole.reconciled().counted == {"p00", "p01"}


def test_a_list_without_the_earliest_container_counts_it_with_the_other_one() -> None:
    whole = county([box(0, 0, 100, 100), box(95, 0, 100, 100), box(95, 20, 5, 20)], {(0, 2): "same", (1, 2): "same"})
    assert whole.listed().left_out["p02"].instead == ("p00",)
    assert whole.listed("p01", "p02").left_out["p02"].instead == ("p01",)


def test_outlines_redrawn_again_and_again_may_drift_apart_and_then_count_twice() -> None:
    """A ~ B ~ C, and A and C share too little: C is new ground. B counts with A, and nothing it covers is lost."""
    drift = county([box(0, 0, 100, 100), box(24, 0, 100, 100), box(48, 0, 100, 100)])
    assert [link.relation for link in drift.links] == ["redrawn", "partial", "redrawn"]
    assert drift.reconciled().counted == {"p00", "p02"}
    said = county([box(0, 0, 100, 100), box(24, 0, 100, 100), box(48, 0, 100, 100)], {(0, 1): "same", (1, 2): "same"})
    assert said.reconciled().counted == {"p00"}  # as the person says


def test_one_redrawn_from_two_that_count_does_not_join_them() -> None:
    between = county([box(0, 0, 100, 100), box(48, 0, 100, 100), box(24, 0, 100, 100)])
    assert [between.upto(count).reconciled().total for count in (1, 2, 3)] == [1, 2, 2]


def test_what_a_person_called_separate_is_not_joined_by_a_third() -> None:
    three = county([box(0, 0, 100, 100), box(0, 0, 100, 100), box(0, 0, 100, 100)], {(0, 1): "separate"})
    assert three.reconciled().counted == {"p00", "p01"}


def test_a_parcel_a_person_called_the_same_as_two_joins_them() -> None:
    said = county([box(0, 0, 100, 100), box(150, 0, 100, 100), box(90, 0, 80, 100)], {(0, 2): "same", (1, 2): "same"})
    assert [link.relation for link in said.links] == ["partial", "partial"]
    assert said.reconciled().counted == {"p00"}


# -- for every county -------------------------------------------------------------------------------------------


@CALM
@given(decided_counties())
def test_another_parcel_nobody_decided_about_never_makes_the_task_smaller(drawn: tuple[County, int]) -> None:
    whole, first = drawn
    told = [whole.upto(count).reconciled() for count in range(first, len(whole.parcels) + 1)]
    for before, after in zip(told, told[1:]):
        assert after.total >= before.total
        assert after.total_mu >= before.total_mu


@CALM
@given(decided_counties())
def test_every_parcel_counts_once_or_is_named_with_the_one_it_counts_with(drawn: tuple[County, int]) -> None:
    whole, _ = drawn
    found = whole.reconciled()
    named = {pair.parcel_uid: pair.stands for pair in found.pairs} | {pair.other_uid: pair.other_stands for pair in found.pairs}
    for one in whole.parcels:
        stand = named.get(one.parcel_uid, one.parcel_uid)
        assert (stand == one.parcel_uid) == (one.parcel_uid in found.counted)
        assert stand in found.counted
    assert found.total == found.sum - found.overlap == len(found.counted)
    assert found.total_mu == found.sum_mu - found.overlap_mu
    assert {pair.kept for pair in found.pairs if pair.counted == "same"} <= found.counted
    told = whole.listed()
    assert sorted([*told.counted, *told.left_out]) == [one.parcel_uid for one in whole.parcels]
    assert all(set(left.instead) <= set(told.counted) for left in told.left_out.values())


@CALM
@given(decided_counties(), st.data())
def test_a_list_of_some_counts_no_ground_twice_that_a_person_called_the_same(drawn: tuple[County, int],
                                                                           data: st.DataObject) -> None:
    whole, _ = drawn
    asked = data.draw(st.lists(st.sampled_from([one.parcel_uid for one in whole.parcels]), unique=True, min_size=1))
    told = whole.listed(*asked)
    assert sorted([*told.counted, *told.left_out]) == sorted(asked)
    said = [link for link in whole.links if link.decision == "same" and {link.parcel_uid, link.other_uid} <= set(asked)]
    for link in said:
        assert not {link.parcel_uid, link.other_uid} <= set(told.counted)


@CALM
@given(decided_counties())
def test_the_wizard_the_reconciliation_and_the_lists_agree(drawn: tuple[County, int]) -> None:
    whole, _ = drawn
    found, stands = whole.reconciled(), wizard_s(whole)
    assert set(stands.values()) | {one.parcel_uid for one in whole.parcels} - set(stands) == found.counted
    for pair in found.pairs:
        assert (pair.stands, pair.other_stands) == (stands[pair.parcel_uid], stands[pair.other_uid])
    told = County(whole.batches, whole.parcels, [one for one in whole.links if one.decision])
    decided = told.reconciled()
    assert set(told.listed().counted) == decided.counted
    named = {pair.parcel_uid: pair.stands for pair in decided.pairs}
    named.update({pair.other_uid: pair.other_stands for pair in decided.pairs})
    assert {uid: left.instead for uid, left in told.listed().left_out.items()} == {
        uid: (stand,) for uid, stand in named.items() if uid != stand}


@CALM
@given(fields(exact=True), st.randoms())
def test_where_the_same_is_the_same_of_all_the_order_of_import_changes_no_total(boxes: list[Box], chance: object) -> None:
    """Identical and redrawn outlines of the same area, each with every other of its ground, in any order of the batches."""
    first = county(boxes).reconciled()
    same = [pair for pair in first.pairs if pair.relation in ("identical", "redrawn")]
    near: dict[str, set[str]] = {}
    for pair in same:
        near.setdefault(pair.parcel_uid, {pair.parcel_uid}).add(pair.other_uid)
        near.setdefault(pair.other_uid, {pair.other_uid}).add(pair.parcel_uid)
    assume(all(near[one] == near[other] for one in near for other in near[one]))
    assume(all(pair.relation in ("identical", "redrawn", "partial") for pair in first.pairs))
    areas = {one.parcel_uid: one.area_m2 for one in county(boxes).parcels}
    assume(all(areas[pair.parcel_uid] == areas[pair.other_uid] for pair in same))
    mixed = chance.sample(boxes, len(boxes))  # type: ignore[attr-defined]
    again = county(mixed).reconciled()
    assert (again.total, again.total_mu) == (first.total, first.total_mu)


@CALM
@given(decided_counties())
def test_deciding_all_as_it_is_counted_changes_no_total(drawn: tuple[County, int]) -> None:
    whole, _ = drawn
    before = whole.reconciled()
    counts = {pair.link_id: pair.counted for pair in before.pairs}
    after = County(whole.batches, whole.parcels, [replace(one, decision=counts[one.link_id]) for one in whole.links]).reconciled()
    assert after.total == before.total
    if not any(link.decision for link in whole.links):
        assert (after.counted, after.total_mu) == (before.counted, before.total_mu)


def test_a_copy_of_a_parcel_does_not_count_with_one_a_person_called_separate() -> None:
    copies = county([box(0, 0, 100, 100), box(0, 0, 100, 100), box(0, 0, 100, 100)], {(0, 2): "separate"})
    assert copies.reconciled().counted == {"p00", "p02"}
