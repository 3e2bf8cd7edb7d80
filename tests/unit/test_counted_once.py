"""What the lists count: every parcel exactly once somewhere, and nothing left out unless a person or a new issue said so."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.counted_once import REASONS, Counted, count_once, involved_in
from farmland_plugin.domain.parcel import Batch, Link, Parcel, Reissued
from farmland_plugin.domain.same_ground import RELATIONS, Thresholds, reconcile

RULES = Thresholds()


def batch(name: str) -> Batch:
    return Batch(name, name, "satellite", "f", "0", 0, 0, 0, imported_at=f"2026-01-{ord(name[0]) - 64:02d}")


def parcel(uid: str, parent: str = "") -> Parcel:
    return Parcel(uid, uid, uid[0], Decimal("1000.00"), b"", "h", parent_uid=parent or None)


def link(new: str, other: str, decision: str = "", relation: str = "identical", at: str = "2026-02-01") -> Link:
    return Link(f"{new}-{other}", new, other, relation, Decimal("100.00"), 1.0, 1.0, 1.0, decision,
                "现场核对" if decision else "", "zhang" if decision else "", at if decision else "")


def again(old: str, new: str = "", verdict: str = "same", what: str = "") -> Reissued:
    return Reissued((new or "C")[0], old or new, verdict, new, old, what)


def found(parcels: list[Parcel], links: list[Link] | None = None, reissued: list[Reissued] | None = None, *,
          asked: list[str] | None = None, problems: set[str] | None = None) -> Counted:
    uids = asked if asked is not None else [one.parcel_uid for one in parcels]
    batches = [batch(name) for name in sorted({one.batch_id for one in parcels} | {"C"})]
    return count_once(uids, set(uids) if problems is None else problems, batches, parcels, links or [], reissued or [], RULES)


def two(decision: str, **more: object) -> Counted:
    return found([parcel("A1"), parcel("B1")], [link("B1", "A1", decision)], **more)  # type: ignore[arg-type]


def test_a_proposal_nobody_decided_drops_nothing_and_is_told() -> None:
    told = two("")
    assert (told.counted, dict(told.left_out)) == (("A1", "B1"), {})
    assert (told.pending, told.pending_same) == (1, 1)
    partly = found([parcel("A1"), parcel("B1")], [link("B1", "A1", relation="partial")])
    assert (partly.pending, partly.pending_same) == (1, 0)
    beside = found([parcel("A1"), parcel("B1")], [replace(link("B1", "A1", relation="touching"), common_m2=Decimal("0.00"))])
    assert beside.pending == 0


def test_what_a_person_called_the_same_counts_once_and_says_who_and_why() -> None:
    told = two("same")
    assert (told.counted, told.pending) == (("A1",), 0)
    left = told.left_out["B1"]
    assert (left.why, left.instead, left.decided_by, left.decided_at, left.reason) == (
        "same_ground", ("A1",), "zhang", "2026-02-01", "现场核对")
    assert told.with_it == {"A1": ("B1",)}


def test_separate_restores_both() -> None:
    assert two("separate") == Counted(("A1", "B1"))


def test_a_problem_stands_for_the_ground_where_the_earlier_parcel_is_none() -> None:
    assert two("same", problems={"B1"}).counted == ("B1",)
    assert two("same", problems=set()).counted == ("A1",)
    assert two("same", problems={"A1", "B1"}).counted == ("A1",)


def test_the_larger_parcel_stands_for_the_one_inside_it() -> None:
    told = found([parcel("A1"), parcel("B1")], [link("B1", "A1", "same", "contains")])
    assert told.counted == ("B1",)
    links = [link("B1", "A1", "same"), link("C1", "B1", "same", "contains")]
    assert found([parcel("A1"), parcel("B1"), parcel("C1")], links, asked=["B1", "C1"]).counted == ("C1",)


def test_a_list_of_one_batch_keeps_all_of_it() -> None:
    assert two("same", asked=["B1"]) == Counted(("B1",))
    assert two("same", asked=["B1"], problems={"B1"}).counted == ("B1",)


def test_parcels_called_the_same_one_after_the_other_are_one_ground_even_without_the_one_between() -> None:
    parcels, links = [parcel("A1"), parcel("B1"), parcel("C1")], [link("B1", "A1", "same"), link("C1", "B1", "same")]
    assert found(parcels, links).counted == ("A1",)
    assert found(parcels, links, asked=["B1", "C1"]).counted == ("B1",)
    assert found(parcels, links, asked=["A1", "C1"]).counted == ("A1",)


def test_a_new_issue_takes_the_place_of_the_old_one_and_a_withdrawn_parcel_leaves() -> None:
    told = found([parcel("A1"), parcel("A2"), parcel("C1"), parcel("C3")],
                 reissued=[again("A1", "C1"), again("A2", verdict="withdrawn"), again("", "C3", "added")])
    assert told.counted == ("C1", "C3")
    assert (told.left_out["A1"].why, told.left_out["A1"].instead, told.left_out["A1"].batch_id) == ("reissued", ("C1",), "C")
    assert (told.left_out["A2"].why, told.left_out["A2"].instead, told.left_out["A2"].batch_id) == ("withdrawn", (), "C")


def test_a_decision_on_an_old_issue_holds_for_the_new_one() -> None:
    told = found([parcel("A1"), parcel("B1"), parcel("C1")], [link("B1", "A1", "same")], [again("A1", "C1")])
    assert told.counted == ("C1",)
    assert told.left_out["B1"].instead == ("C1",)


def test_a_proposal_does_not_decide_which_parcel_stands_for_a_ground() -> None:
    parcels = [parcel("A1"), parcel("B1"), parcel("C1"), parcel("D1")]
    told = found(parcels, [link("B1", "A1", "same"), link("D1", "C1", relation="contains")], [again("A1", "C1")])
    assert told.counted == ("C1", "D1")  # C1 stands since A1 did: D1 only might be its ground


def test_parts_count_instead_of_the_parcel_they_were_split_off() -> None:
    parcels = [parcel("A1"), parcel("S1", "A1"), parcel("S2", "A1")]
    told = found(parcels)
    assert told.counted == ("S1", "S2")
    assert (told.left_out["A1"].why, told.left_out["A1"].instead) == ("split", ("S1", "S2"))
    assert found(parcels, asked=["A1"]).counted == ()


def test_parts_of_a_parcel_issued_again_with_the_same_outline_stay() -> None:
    parcels = [parcel("A1"), parcel("S1", "A1"), parcel("S2", "A1"), parcel("C1")]
    same = found(parcels, reissued=[again("A1", "C1")])
    assert (same.counted, same.left_out["A1"].why, same.left_out["C1"].why) == (("S1", "S2"), "reissued", "split")
    redrawn = found(parcels, reissued=[again("A1", "C1", "changed", "geometry")])
    assert redrawn.counted == ("C1",)
    assert {uid: left.why for uid, left in redrawn.left_out.items()} == {"A1": "reissued", "S1": "reissued", "S2": "reissued"}
    gone = found(parcels[:3], reissued=[again("A1", verdict="withdrawn")])
    assert (gone.counted, {left.why for left in gone.left_out.values()}) == ((), {"withdrawn"})


def test_a_parcel_that_is_the_same_as_one_part_leaves_the_other_part_alone() -> None:
    parcels = [parcel("A1"), parcel("B1"), parcel("S1", "B1"), parcel("S2", "B1")]
    told = found(parcels, [link("S1", "A1", "same")])
    assert told.counted == ("A1", "S2")
    whole = found(parcels, [link("B1", "A1", "same")])
    assert whole.counted == ("A1",)
    both = found(parcels, [link("B1", "A1", "same", at="2026-03-01"), link("S2", "A1", "separate")])
    assert both.counted == ("A1", "S2")


# -- for every ledger -------------------------------------------------------------------------------------------


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Parcel], list[Link], list[Reissued]]:
    parcels = [parcel(f"{name}{at}") for name in "ABC" for at in range(draw(st.integers(1, 4)))]
    old = [one.parcel_uid for one in parcels if one.batch_id != "C"]
    for uid in draw(st.lists(st.sampled_from(old), max_size=2, unique=True)):
        parcels += [parcel(f"S{uid}{part}", uid) for part in range(2)]
    uids = [one.parcel_uid for one in parcels]
    first, second = ([one for one in uids if one[0] == name] for name in "AC")
    kept = min(len(first), len(second), draw(st.integers(0, 3)))
    reissued = [again(old, new, *draw(st.sampled_from([("same", ""), ("changed", "TBLX"), ("changed", "geometry")])))
                for old, new in zip(first[:kept], second)]
    if kept:
        reissued += [again(old, verdict="withdrawn") for old in first[kept:]]
    pairs = draw(st.lists(st.tuples(st.sampled_from(uids), st.sampled_from(uids)).filter(lambda pair: pair[0] < pair[1]),
                          max_size=6, unique=True))
    links = [link(new, old, draw(st.sampled_from(["", "same", "separate"])), draw(st.sampled_from(RELATIONS)))
             for old, new in pairs]
    return parcels, links, reissued


CALM = settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])


@CALM
@given(ledgers(), st.data())
def test_every_parcel_asked_for_is_exactly_once_somewhere(ledger: tuple[list[Parcel], list[Link], list[Reissued]],
                                                          data: st.DataObject) -> None:
    parcels, links, reissued = ledger
    every = [one.parcel_uid for one in parcels]
    asked = data.draw(st.lists(st.sampled_from(every), unique=True))
    problems = set(data.draw(st.lists(st.sampled_from(every)))) & set(asked)
    told = found(parcels, links, reissued, asked=asked, problems=problems)
    assert sorted([*told.counted, *told.left_out]) == sorted(asked)
    whole = found(parcels, links, reissued, problems=problems)
    assert sorted([*whole.counted, *whole.left_out]) == sorted(every)
    for uid, left in told.left_out.items():
        assert left.why in REASONS
        assert uid not in left.instead
        assert bool(left.instead) == (left.why != "withdrawn")
        if left.why == "same_ground":  # what stands for it is itself counted, and is a problem when any on its ground is
            assert set(left.instead) <= set(told.counted)
            assert left.decided_by
            assert uid not in problems or problems.intersection(left.instead)


@CALM
@given(ledgers(), st.randoms())
def test_the_order_of_everything_changes_nothing(ledger: tuple[list[Parcel], list[Link], list[Reissued]],
                                                 chance: object) -> None:
    parcels, links, reissued = ledger
    uids = [one.parcel_uid for one in parcels]
    mixed = [sorted(rows, key=lambda _: chance.random()) for rows in (parcels, links, reissued)]  # type: ignore[attr-defined]
    assert found(*mixed, asked=uids) == found(parcels, links, reissued, asked=uids)


@CALM
@given(ledgers())
def test_without_decisions_only_new_issues_and_splits_leave_anything_out(
        ledger: tuple[list[Parcel], list[Link], list[Reissued]]) -> None:
    parcels, links, reissued = ledger
    undecided = [replace(one, decision="", decided_by="", decided_at="") for one in links]
    apart = [replace(one, decision="separate") for one in links]
    told = found(parcels, undecided, reissued)
    assert told.counted == found(parcels, apart, reissued).counted == found(parcels, [], reissued).counted
    assert all(left.why != "same_ground" for left in told.left_out.values())
    assert found(parcels, apart, reissued).pending == 0


@CALM
@given(ledgers())
def test_the_lists_count_as_many_as_the_reconciliation_where_whole_parcels_were_decided(
        ledger: tuple[list[Parcel], list[Link], list[Reissued]]) -> None:
    parcels, links, reissued = ledger
    whole = [one for one in links if one.decision and not {one.parcel_uid[0], one.other_uid[0]} & {"S"}]
    batches = [batch(name) for name in "ABCS"]
    wanted = reconcile(batches, parcels, whole, reissued, RULES).counted_after_split
    told = found(parcels, whole, reissued, problems=set())
    assert set(told.counted) == wanted


@pytest.mark.parametrize(("links", "reissued", "parents", "involved"), [
    ([], [], {}, set()),
    ([link("B1", "A1")], [again("A2", verdict="withdrawn")], {"S1": "A3"}, {"A1", "B1", "A2", "S1", "A3"}),
])
def test_only_parcels_that_have_to_do_with_others_are_looked_at(links: list[Link], reissued: list[Reissued],
                                                                parents: dict[str, str], involved: set[str]) -> None:
    assert involved_in(links, reissued, parents) == involved
