"""Parcels on the same ground: what the rules call a pair, and that total = A + B − overlap always (001-03)."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Batch, Link, Parcel, Reissued
from farmland_plugin.domain.same_ground import (
    RELATIONS,
    Reconciliation,
    Thresholds,
    classify,
    counts_once,
    proposal,
    reconcile,
)

SHIPPED = Path(__file__).resolve().parents[2] / "resources" / "rules" / "same_ground.json"
RULES = Thresholds()
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
areas = st.floats(1.0, 1e6)
shares = st.floats(0.001, 1.0)


def batch(name: str, kind: str = "issued", reissue_of: str = "") -> Batch:
    return Batch(name, name, "satellite", "f", "0", 0, 0, 0, imported_at=f"2026-01-{ord(name[0]) - 64:02d}", kind=kind,
                 reissue_of=reissue_of)


def parcel(uid: str, mu: str = "1.00", *, of: str = "", parent: str = "", issued: bool = True) -> Parcel:
    m2 = (Decimal(mu) / Decimal("0.0015")).quantize(Decimal("0.0001"))
    return Parcel(uid, uid, of or uid[0], m2, b"", "h", parent_uid=parent or None, monitored_area_m2=m2 if issued else None)


def link(new: str, other: str, relation: str = "identical", decision: str = "", common: str = "100.00") -> Link:
    return Link(f"{new}-{other}", new, other, relation, Decimal(common), 1.0, 1.0, 1.0, decision)


def counted(*parcels: Parcel, links: list[Link] | None = None, reissued: list[Reissued] | None = None,
            batches: list[Batch] | None = None) -> Reconciliation:
    names = sorted({one.batch_id for one in parcels})
    return reconcile(batches or [batch(name) for name in names], parcels, links or [], reissued or [], RULES)


# -- the rules --------------------------------------------------------------------------------------------------


def test_the_shipped_rules_are_the_defaults_and_explain_every_number() -> None:
    raw = json.loads(SHIPPED.read_text(encoding="utf-8"))
    assert Thresholds.from_json(raw, SHIPPED.name) == Thresholds()
    assert set(raw["notes"]) == set(raw) - {"version", "note", "notes"}


@pytest.mark.parametrize(("raw", "says"), [
    ([], "must be an object"),
    ({"redrawn": 0.6}, "redrawn"),
    ({"redrawn_iou": "0.6"}, "redrawn_iou"),
    ({"redrawn_iou": 1.2}, "redrawn_iou"),
    ({"contained": True}, "contained"),
    ({"least_m2": -1}, "least_m2"),
    ({"least_share": 0}, "least_share"),
    ({"touching": "yes"}, "touching"),
    ({"proposals": {"partial": "maybe"}}, "proposals.partial"),
    ({"proposals": {"nearby": "same"}}, "proposals.nearby"),
    ({"proposals": ["same"]}, "proposals"),
    ({"identical_iou": 0.5, "redrawn_iou": 0.6}, "redrawn_iou"),
    ({"least_share": 0.5, "contained": 0.4}, "least_share"),
])
def test_a_rule_that_cannot_be_used_is_refused_with_its_file_and_key(raw: object, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        Thresholds.from_json(raw, "county.json")
    assert "county.json" in str(refused.value)
    assert says in str(refused.value)


@pytest.mark.parametrize(("new", "other", "common", "relation"), [
    (1000, 1000, 1000, "identical"),
    (1000, 1000, 999.99, "identical"),
    (1000, 1000, 900, "redrawn"),       # 900 / 1100
    (1000, 1000, 980, "redrawn"),       # each within the other to 98 %
    (1000, 700, 690, "contains"),
    (700, 1000, 690, "inside"),
    (1000, 1000, 300, "partial"),
    (1000, 1000, 50, "partial"),        # exactly the least share
    (1000, 1000, 49.9, ""),
    (90000, 90000, 200, "partial"),     # little of either, yet as large as a yard
    (90000, 90000, 199.9, ""),
    (1000, 1000, 0, ""),
    (0, 1000, 0, ""),
])
def test_two_areas_and_what_they_share_say_how_they_relate(new: float, other: float, common: float, relation: str) -> None:
    assert classify(new, other, common, RULES) == relation


def test_neighbours_are_a_pair_only_when_the_county_asks_for_it() -> None:
    assert classify(1000, 1000, 0, RULES, touches=True) == ""
    assert classify(1000, 1000, 0, replace(RULES, touching=True), touches=True) == "touching"
    assert classify(1000, 1000, 0, replace(RULES, touching=True)) == ""


@CALM
@given(areas, areas, shares)
def test_seen_from_the_other_parcel_only_contains_and_inside_change_places(new: float, other: float, share: float) -> None:
    common = share * min(new, other)
    mirrored = {"contains": "inside", "inside": "contains"}
    relation = classify(new, other, common, RULES)
    assert classify(other, new, common, RULES) == mirrored.get(relation, relation)
    if relation in mirrored:
        assert (relation == "contains") == (new > other)


@CALM
@given(areas, areas, shares, st.floats(0.01, 0.9), st.floats(1.0, 1e5), st.floats(0.0, 0.09), st.floats(0.0, 1e4))
def test_higher_thresholds_never_find_more_pairs(new: float, other: float, share: float, least: float, least_m2: float,
                                                 more: float, more_m2: float) -> None:
    low = replace(RULES, least_share=least, least_m2=least_m2, contained=0.99)
    high = replace(low, least_share=least + more, least_m2=least_m2 + more_m2)
    common = share * min(new, other)
    if classify(new, other, common, high):
        assert classify(new, other, common, low)


@CALM
@given(areas, areas, shares, shares)
def test_sharing_more_never_makes_a_pair_less(new: float, other: float, one: float, two: float) -> None:
    strength = {"": 0, "partial": 1, "redrawn": 2, "inside": 2, "contains": 2, "identical": 3}
    less, more = sorted((one, two))
    common = min(new, other)
    assert strength[classify(new, other, less * common, RULES)] <= strength[classify(new, other, more * common, RULES)]


@CALM
@given(areas, areas, shares, st.floats(0.3, 0.99), st.floats(0.0, 0.5))
def test_a_lower_redrawn_threshold_never_loses_a_redrawn_pair(new: float, other: float, share: float, high: float,
                                                              less: float) -> None:
    assume(high - less > 0.05)
    common = share * min(new, other)
    if classify(new, other, common, replace(RULES, redrawn_iou=high)) == "redrawn":
        assert classify(new, other, common, replace(RULES, redrawn_iou=high - less)) == "redrawn"


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_decision_goes_before_the_proposal(relation: str) -> None:
    assert counts_once(link("B1", "A1", relation), RULES) == (proposal(relation, RULES) == "same")
    assert counts_once(link("B1", "A1", relation, "same"), RULES)
    assert not counts_once(link("B1", "A1", relation, "separate"), RULES)


# -- counting ---------------------------------------------------------------------------------------------------


def test_a_plus_b_minus_overlap_is_the_total() -> None:
    found = counted(parcel("A1", "2.00"), parcel("A2", "3.00"), parcel("B1", "2.10"), parcel("B2", "5.00"),
                    links=[link("B1", "A1", "redrawn"), link("B2", "A2", "partial", common="33.30")])
    assert (found.sum, found.overlap, found.total) == (4, 1, 3)
    assert (found.sum_mu, found.overlap_mu, found.total_mu) == (Decimal("12.10"), Decimal("2.10"), Decimal("10.00"))
    assert [(line.name, line.issued, line.overlap, line.counted) for line in found.batches] == [("A", 2, 0, 2), ("B", 2, 1, 1)]
    assert (found.pending, found.pending_same, found.overlap_pending) == (2, 1, 1)
    assert (len(found.double), found.double_m2) == (1, Decimal("33.30"))


def test_of_a_parcel_inside_another_the_larger_counts_however_late_it_came() -> None:
    found = counted(parcel("A1", "1.00"), parcel("B1", "9.00"), links=[link("B1", "A1", "contains")])
    assert found.counted == {"B1"}
    assert (found.overlap, found.total_mu) == (1, Decimal("9.00"))


def test_a_parcel_around_several_takes_the_place_of_the_largest_until_a_person_decides() -> None:
    parcels = [parcel("A1", "1.00"), parcel("A2", "1.50"), parcel("B1", "9.00")]
    links = [link("B1", "A1", "contains"), link("B1", "A2", "contains")]
    found = counted(*parcels, links=links)
    assert found.counted == {"A1", "B1"}
    assert (found.total, found.total_mu) == (2, Decimal("10.00"))
    assert [(pair.other_uid, pair.counted, pair.kept) for pair in found.pairs] == [("A1", "separate", ""), ("A2", "same", "B1")]
    assert [pair.other_uid for pair in found.double] == ["A1"]
    decided = counted(*parcels, links=[replace(one, decision="same") for one in links])
    assert (decided.counted, decided.overlap) == ({"B1"}, 2)


def test_of_a_parcel_drawn_again_the_earliest_counts() -> None:
    found = counted(parcel("A1", "1.00"), parcel("B1", "1.20"), parcel("C1", "1.10"),
                    links=[link("B1", "A1", "redrawn"), link("C1", "B1", "identical")])
    assert found.counted == {"A1"}
    assert found.overlap == 2


def test_a_decision_changes_the_total_and_leaves_nothing_pending() -> None:
    both = [parcel("A1"), parcel("B1")]
    assert counted(*both, links=[link("B1", "A1")]).total == 1
    apart = counted(*both, links=[link("B1", "A1", decision="separate")])
    assert (apart.total, apart.pending, apart.double_m2) == (2, 0, Decimal("100.00"))
    joined = counted(*both, links=[link("B1", "A1", "partial", "same")])
    assert (joined.total, joined.pending, joined.overlap_pending) == (1, 0, 0)


def test_a_parcel_without_an_issued_area_counts_with_its_measured_one_and_is_told_of() -> None:
    found = counted(parcel("A1", "1.23"), parcel("A2", "4.56", issued=False))
    assert (found.total_mu, found.measured) == (Decimal("5.79"), 1)


def test_a_split_parcel_counts_once_as_issued_and_by_its_parts_after_the_split() -> None:
    found = counted(parcel("A1", "1.00"), parcel("A2", "2.00"), parcel("S1", "0.33", parent="A1"),
                    parcel("S2", "0.67", parent="A1"), batches=[batch("A"), batch("S", "split")])
    assert (found.total, found.total_mu) == (2, Decimal("3.00"))
    assert (found.after_split, found.after_split_mu) == (3, Decimal("3.00"))
    assert found.counted_after_split == {"A2", "S1", "S2"}
    assert [(line.parcels, line.issued, line.children, line.split) for line in found.batches] == [(2, 2, 0, 1), (2, 0, 2, 2)]


def test_the_parts_of_a_parcel_have_together_the_mu_of_the_whole() -> None:
    third = Decimal("222.2222")
    whole = replace(parcel("A1"), monitored_area_m2=3 * third)
    parts = [replace(parcel(f"S{n}", parent="A1"), monitored_area_m2=third) for n in range(3)]
    found = counted(whole, *parts, batches=[batch("A"), batch("S", "split")])
    assert found.after_split_mu == found.total_mu == Decimal("1.00")


def test_parts_of_a_parcel_that_counts_elsewhere_do_not_count() -> None:
    found = counted(parcel("A1", "2.00"), parcel("B1", "2.00"), parcel("S1", parent="B1"), parcel("S2", parent="B1"),
                    links=[link("B1", "A1"), link("S1", "B1", "inside"), link("S1", "A1", "inside")],
                    batches=[batch("A"), batch("B"), batch("S", "split")])
    assert found.counted_after_split == {"A1"}
    assert found.set_aside == 2
    assert [pair.link_id for pair in found.pairs] == ["B1-A1"]


def test_a_decision_about_a_part_holds() -> None:
    found = counted(parcel("A1"), parcel("B1"), parcel("S1", parent="B1"),
                    links=[link("S1", "A1", "partial", "same")], batches=[batch("A"), batch("B"), batch("S", "split")])
    assert found.total == 1


def test_what_was_issued_again_stands_in_the_place_of_the_earlier_issue() -> None:
    again = [Reissued("R", "A1", "same", "R1", "A1"), Reissued("R", "A2", "changed", "R2", "A2", "geometry"),
             Reissued("R", "A3", "withdrawn", "", "A3"), Reissued("R", "R4", "added", "R4", "")]
    parcels = [parcel(f"A{n}") for n in (1, 2, 3)] + [parcel(f"R{n}") for n in (1, 2, 4)]
    found = counted(*parcels, reissued=again, links=[link("R1", "A1"), link("R2", "A2", "redrawn")],
                    batches=[batch("A"), batch("R", reissue_of="A")])
    assert (found.sum, found.overlap, found.total) == (3, 0, 3)
    assert found.counted == {"R1", "R2", "R4"}
    first = found.batches[0]
    assert (first.parcels, first.replaced, first.withdrawn, first.issued) == (3, 2, 1, 0)
    assert (found.set_aside, found.pairs) == (2, ())


def test_a_decision_on_an_earlier_issue_still_counts_and_a_proposal_on_other_outlines_does_not() -> None:
    parcels = [parcel("A1"), parcel("B1"), parcel("R1")]
    again = [Reissued("R", "A1", "changed", "R1", "A1", "geometry")]
    decided = counted(*parcels, reissued=again, links=[link("B1", "A1", "partial", "same")])
    assert (decided.total, decided.pairs[0].carried) == (1, True)
    assert counted(*parcels, reissued=again, links=[link("B1", "A1")]).total == 2
    unchanged = [Reissued("R", "A1", "changed", "R1", "A1", "note")]
    assert counted(*parcels, reissued=unchanged, links=[link("B1", "A1")]).total == 1


def test_a_decision_on_the_new_issue_goes_before_one_on_the_earlier() -> None:
    parcels = [parcel("A1"), parcel("B1"), parcel("R1")]
    again = [Reissued("R", "A1", "same", "R1", "A1")]
    found = counted(*parcels, reissued=again, links=[link("B1", "A1", decision="same"), link("R1", "B1", decision="separate")])
    assert found.total == 2


def test_parts_made_before_a_parcel_was_issued_again_unchanged_still_count() -> None:
    parcels = [parcel("A1"), parcel("S1", "0.40", parent="A1"), parcel("S2", "0.60", parent="A1"), parcel("T1")]
    found = counted(*parcels, reissued=[Reissued("T", "A1", "same", "T1", "A1")],
                    batches=[batch("A"), batch("S", "split"), batch("T", reissue_of="A")])
    assert found.counted == {"T1"}
    assert found.counted_after_split == {"S1", "S2"}


def test_pairs_between_batches_stand_in_a_matrix_by_relation() -> None:
    found = counted(*(parcel(uid) for uid in ("A1", "A2", "B1", "B2", "B3")),
                    links=[link("B1", "A1"), link("B2", "A2", "partial"), link("B3", "A2", "partial", "same"),
                           link("B2", "B3", "partial")])
    cells = [(c.batch_id, c.other_batch_id, c.relation, c.pairs, c.same, c.separate, c.pending) for c in found.matrix()]
    assert cells == [("B", "A", "identical", 1, 1, 0, 1), ("B", "A", "partial", 2, 1, 1, 1), ("B", "B", "partial", 1, 0, 1, 1)]


def test_the_matrix_reads_from_the_later_batch_whichever_way_a_link_was_written() -> None:
    parcels = [parcel("A1"), parcel("A2"), parcel("B1", "9.00"), parcel("B2", "9.00")]
    found = counted(*parcels, links=[link("B1", "A1", "contains"), link("A2", "B2", "inside")])
    assert [(c.batch_id, c.other_batch_id, c.relation, c.pairs) for c in found.matrix()] == [("B", "A", "contains", 2)]


def test_as_json_it_says_the_same() -> None:
    found = counted(parcel("A1"), parcel("B1"), links=[link("B1", "A1")])
    told = json.loads(json.dumps(found.to_json()))
    assert (told["sum"], told["overlap"], told["total"]) == (2, 1, 1)
    assert Decimal(told["sum_mu"]) - Decimal(told["overlap_mu"]) == Decimal(told["total_mu"])
    assert told["pairs"][0]["kept"] == "A1"
    assert found.to_json(most_pairs=0)["pairs_left_out"] == 1


# -- whatever the batches hold ---------------------------------------------------------------------------------


@st.composite
def counties(draw: st.DrawFn) -> tuple[list[Batch], list[Parcel], list[Link], list[Reissued]]:
    """Batches A to D with any links, splits and re-issues between their parcels."""
    names = "ABCD"[: draw(st.integers(1, 4))]
    batches = [batch(name) for name in names]
    uids = [f"{name}{n}" for name in names for n in range(draw(st.integers(0, 4)))]
    hundredths = st.integers(1, 900).map(lambda n: str(Decimal(n) / 100))
    parcels = []
    for at, uid in enumerate(uids):
        parent = draw(st.sampled_from(["", "", *uids[:at]]))
        parcels.append(parcel(uid, draw(hundredths), parent=parent, issued=draw(st.booleans())))
    pairs = [(a, b) for at, a in enumerate(uids) for b in uids[:at]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=8)) if pairs else []
    links = [link(a, b, draw(st.sampled_from(RELATIONS)), draw(st.sampled_from(["", "same", "separate"]))) for a, b in chosen]
    again = draw(st.lists(st.sampled_from(pairs), unique_by=(lambda p: p[0], lambda p: p[1]), max_size=3)) if pairs else []
    reissued = [Reissued(a[0], b, draw(st.sampled_from(["same", "changed"])), a, b, draw(st.sampled_from(["", "geometry"])))
                for a, b in again if a[0] != b[0]]
    return batches, parcels, links, reissued


@CALM
@given(counties())
def test_every_parcel_of_every_batch_is_accounted_for(county: tuple) -> None:
    found = reconcile(*county, RULES)
    assert found.total == found.sum - found.overlap == len(found.counted)
    assert found.total_mu == found.sum_mu - found.overlap_mu
    for line in found.batches:
        assert line.parcels == line.issued + line.children + line.replaced + line.withdrawn
        assert line.counted >= 0
    assert sum(line.counted for line in found.batches) == found.total
    assert 0 <= found.overlap_pending <= found.overlap
    assert len(found.pairs) + found.set_aside <= len(county[2])


@CALM
@given(counties(), st.randoms())
def test_the_order_of_batches_parcels_and_links_changes_nothing(county: tuple, chance: object) -> None:
    shuffled = [chance.sample(list(rows), len(rows)) for rows in county]  # type: ignore[attr-defined]
    assert reconcile(*shuffled, RULES) == reconcile(*county, RULES)


@CALM
@given(counties())
def test_a_parcel_and_its_parts_are_never_both_counted(county: tuple) -> None:
    found = reconcile(*county, RULES)
    parents = {one.parcel_uid: one.parent_uid for one in county[1]}
    for uid in found.counted_after_split:
        above = parents[uid]
        while above:
            assert above not in found.counted_after_split
            above = parents[above]
    assert not any(parents[uid] for uid in found.counted)


@CALM
@given(counties())
def test_each_cluster_counts_once(county: tuple) -> None:
    """Joined by counted-once pairs, standing parcels fall into as many groups as are counted, one counted in each."""
    found = reconcile(*county, RULES)
    groups = {uid: {uid} for uid in found.counted}
    for pair in found.pairs:
        if pair.counted == "same":
            assert pair.kept in found.counted
            groups[pair.kept] |= {pair.parcel_uid, pair.other_uid}
    assert sum(not found.counted & (members - {kept}) for kept, members in groups.items()) == len(groups)
