"""A field copy brings home what it took in: clues, places, links, decisions, corrections; what both sides decided is told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from farmland_plugin.domain.parcel import Batch, Clue, Link, Parcel, Place, Reissued
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.intake.merge_report import merge_report
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.merge import merge

from .two_copies import batch_of, field_copy, opened, square, whole


@pytest.fixture
def home(tmp_path):
    with Ledger.create(tmp_path / "home.gpkg", county="130423", name="临漳县",
                       crs_wkt='PROJCS["CGCS2000 38",AUTHORITY["EPSG","4526"]]', epsg=4526) as ledger:
        first, second = batch_of(ledger, 3, "甲", "a" * 64), batch_of(ledger, 3, "乙", "b" * 64)
        ledger.add_links([Link("", new, old, "identical", Decimal("2025"), 1.0, 1.0, 1.0) for new, old in zip(second, first)])
        ledger.first, ledger.second = first, second
        yield ledger


def linked(ledger, uid):
    found, = ledger.links([uid])
    return found


def more(ledger, name, sha, known, east=38600000.0):
    """Import one parcel with a clue, a place, a decided link to a parcel known, and what became of an earlier one."""
    wkb = square(east, 4062000.0, 45.0)
    parcel = Parcel(ledger.new_uid(), name, ledger.new_uid(), Decimal("2025.00"), wkb, geometry_hash(wkb), township="130423101")
    clue = Clue(ledger.new_uid(), parcel.batch_id, f"{name}-线索", 1.5, 2.5)
    ledger.add_batch(
        Batch(parcel.batch_id, name, "satellite", "x.shp", sha, 2, 2, 0, reissue_of=ledger.batches()[0].batch_id), [parcel], (),
        clues=[clue], places=[Place(parcel.parcel_uid, "130423102", origin="overlay", share=0.75)],
        links=[Link("", parcel.parcel_uid, known, "partial", Decimal("20.5"), 0.1, 0.1, 0.05, "separate", "只压边")],
        reissued=[Reissued(parcel.batch_id, name, "changed", parcel.parcel_uid, known, "geometry")])
    return parcel.parcel_uid, clue.clue_id


def test_a_batch_taken_in_by_the_copy_comes_home_with_everything_that_belongs_to_it(home, tmp_path):
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        uid, clue = more(copy, "丙", "c" * 64, home.first[0])
        copy.place(uid, "130423103", reason="现场核实", township_name="百官营镇")
        copy.bind_clue(clue, uid, "就是它")
        there = [list(copy.clues()), list(copy.places()), list(copy.reissued())]
        decided = linked(copy, uid)
    result = merge(home, path)
    assert [list(home.clues()), list(home.places()), list(home.reissued())] == there
    assert linked(home, uid) == decided and home.parcel(uid).township == "130423103"
    assert [batch.reissue_of for batch in home.batches()][-1] == home.batches()[0].batch_id
    assert [one.kind for one in result.remarks] == [] and whole(home)
    assert "1 parcels and 1 clues" in merge_report(home, result)
    last = home.last_seq()
    assert merge(home, path).merge_id == "" and home.last_seq() == last


def test_decisions_corrections_and_found_clues_of_one_side_come_together(home, tmp_path):
    home.bind_clue(clue := more(home, "丁", "d" * 64, home.first[1])[1], home.first[0], "先这样")
    path = field_copy(home, tmp_path)
    home.decide_links([(linked(home, home.second[0]).link_id, "same", "家里定的")])
    home.place(home.first[2], "130423104", reason="家里改的")
    with opened(path) as copy:
        copy.decide_links([(linked(copy, home.second[1]).link_id, "separate", "现场看过")])
        copy.place(home.second[2], "130423103", "130423103201", reason="现场改的")
        copy.add_places([Place(home.first[0], "130423101", "130423101202", origin="overlay", share=1.0)])
        copy.bind_clue(clue, home.first[2], "改认")
        theirs = linked(copy, home.second[1])
    result = merge(home, path)
    assert linked(home, home.second[0]).decision == "same" and linked(home, home.second[1]) == theirs
    assert [home.parcel(uid).township for uid in (home.first[0], home.first[2], home.second[2])] == [
        "130423101", "130423104", "130423103"]
    assert next(home.clues()).parcel_uid == home.first[2]
    assert result.remarks == [] and result.cases == [] and whole(home)


@pytest.mark.parametrize("policy", ["ask", "theirs", "ours"])
def test_what_both_sides_decided_differently_is_told_and_the_policy_says_whose_stays(home, tmp_path, policy):
    clue = more(home, "丁", "d" * 64, home.first[1])[1]
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        copy.decide_links([(linked(copy, home.second[0]).link_id, "separate", "现场看过")])
        copy.place(home.first[0], "130423103", reason="现场")
        copy.bind_clue(clue, home.first[1], "现场")
    home.decide_links([(linked(home, home.second[0]).link_id, "same", "家里定的")])
    home.place(home.first[0], "130423104", reason="家里")
    home.bind_clue(clue, home.first[0], "家里")
    result = merge(home, path, policy)
    assert sorted(one.kind for one in result.remarks) == ["clue_bound_twice", "link_decided_twice", "placed_twice"]
    theirs = policy == "theirs"
    assert linked(home, home.second[0]).decision == ("separate" if theirs else "same")
    assert home.parcel(home.first[0]).township == ("130423103" if theirs else "130423104")
    assert next(home.clues()).parcel_uid == home.first[int(theirs)]
    page = merge_report(home, result)
    assert page.count("look at it again") == 3 and "{" not in page.split("<body", 1)[1]
    assert whole(home)


def test_batches_that_came_in_on_both_sides_are_named_to_be_compared(home, tmp_path):
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        more(copy, "丙", "c" * 64, home.first[0])
    batch_of(home, 1, "丁", "d" * 64)
    remark, = merge(home, path).remarks
    assert (remark.kind, remark.facts) == ("links_missing", {"theirs": "丙", "ours": "丁"}) and whole(home)


def test_the_same_pair_found_on_both_sides_is_linked_once_and_keeps_the_decision(home, tmp_path):
    path = field_copy(home, tmp_path)
    pair = Link("", home.second[0], home.first[1], "touching", Decimal("0"), 0.0, 0.0, 0.0)
    home.add_links([pair])
    with opened(path) as copy:
        copy.add_links([pair])
        touching = next(one for one in copy.links() if one.relation == "touching")
        copy.decide_links([(touching.link_id, "separate", "隔着路")])
    merge(home, path)
    one, = (found for found in home.links() if found.relation == "touching")
    assert (one.decision, one.reason) == ("separate", "隔着路") and one.link_id != touching.link_id and whole(home)


def test_what_the_copy_changed_behind_its_journal_is_refused(home, tmp_path):
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        copy.decide_links([(linked(copy, home.second[0]).link_id, "same", "")])
        copy.store.execute("UPDATE parcel_link SET decision = 'separate'")
    with pytest.raises(Exception, match="decided"):
        merge(home, path)
    assert all(one.decision == "" for one in home.links())
