"""A batch issued again: the same, changed, added and withdrawn parcels, by number first and by outline where numbers changed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.parcel import Batch, Parcel
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.intake.ground.reissue import changes, compare, suggest_reissue_of
from tests.qgis.ground_county import box


def parcel(uid, number, wkb, mu="1.00", **attributes):
    return Parcel(uid, number, uid[0], Decimal("666.67"), wkb, geometry_hash(wkb),
                  monitored_area_m2=Decimal(mu) * Decimal("666.67"), attributes=attributes)


def verdicts(new, old):
    return [(row.verdict, row.parcel_uid, row.other_uid, row.what) for row in compare(new, old)]


HERE, THERE, FAR = box(0, 0, 50, 50), box(100, 0, 150, 50), box(300, 0, 350, 50)


def test_the_same_number_and_outline_is_the_same_parcel():
    assert verdicts([parcel("B1", "1", HERE)], [parcel("A1", "1", HERE)]) == [("same", "B1", "A1", "")]


def test_what_changed_is_named():
    new = parcel("B1", "1", box(0, 0, 60, 50), mu="1.20", TBLX="YH", BZ="新")
    old = parcel("A1", "1", HERE, TBLX="20", BZ="新", TZ="房")
    assert verdicts([new], [old]) == [("changed", "B1", "A1", "geometry,monitored_area,TBLX,TZ")]


def test_a_vertex_added_on_an_edge_changes_nothing():
    same_ground = box(0, 0, 50, 50)
    turned = parcel("B1", "1", same_ground)
    turned = Parcel(**{**turned.__dict__, "geom_hash": "another sequence of the same vertices"})
    assert changes(turned, parcel("A1", "1", same_ground)) == []


def test_a_renumbered_parcel_is_known_by_its_outline():
    assert verdicts([parcel("B1", "9", HERE)], [parcel("A1", "1", HERE)]) == [("changed", "B1", "A1", "source_no")]
    redrawn = box(2, 0, 52, 50)
    assert verdicts([parcel("B1", "9", redrawn)], [parcel("A1", "1", HERE)]) == [("changed", "B1", "A1", "geometry,source_no")]


def test_a_row_that_never_had_a_number_was_not_renumbered():
    new, old = parcel("B1", "Q2-7", HERE), parcel("A1", "Q1-9", HERE)
    new, old = (Parcel(**{**one.__dict__, "source_row": row}) for one, row in ((new, 7), (old, 9)))
    assert changes(new, old) == []
    numbered = Parcel(**{**old.__dict__, "attributes": {"JCBH": "Q1-9"}})
    assert changes(new, numbered) == ["source_no", "JCBH"]


def test_another_parcel_in_the_neighbourhood_is_added_and_the_old_one_withdrawn():
    beside = box(40, 0, 90, 50)
    assert verdicts([parcel("B1", "9", beside)], [parcel("A1", "1", HERE)]) == [
        ("added", "B1", "", ""), ("withdrawn", "", "A1", "")]


def test_parcels_without_a_number_or_with_one_twice_are_told_apart_by_outline():
    new = [parcel("B1", "", THERE), parcel("B2", "", HERE), parcel("B3", "7", FAR), parcel("B4", "7", box(300, 100, 350, 150))]
    old = [parcel("A1", "", HERE), parcel("A2", "", THERE), parcel("A3", "7", box(300, 100, 350, 150)), parcel("A4", "7", FAR)]
    assert verdicts(new, old) == [("same", "B1", "A2", ""), ("same", "B2", "A1", ""), ("same", "B3", "A4", ""),
                                  ("same", "B4", "A3", "")]


def test_a_number_goes_before_an_outline():
    """Two parcels that changed numbers: the number says which is which, the outline is what changed."""
    new = [parcel("B1", "1", THERE), parcel("B2", "2", HERE)]
    old = [parcel("A1", "1", HERE), parcel("A2", "2", THERE)]
    assert verdicts(new, old) == [("changed", "B1", "A1", "geometry"), ("changed", "B2", "A2", "geometry")]


def test_an_empty_issue_withdraws_everything():
    rows = compare([], [parcel("A1", "1", HERE)], batch_id="B")
    assert [(row.batch_id, row.verdict, row.source_no) for row in rows] == [("B", "withdrawn", "1")]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(["", "1", "2", "3"]), st.integers(0, 4)), max_size=6),
       st.lists(st.tuples(st.sampled_from(["", "1", "2", "3"]), st.integers(0, 4)), max_size=6))
def test_every_parcel_of_both_issues_stands_in_exactly_one_row(new, old):
    def made(side, rows):
        return [parcel(f"{side}{at}", number, box(70 * x, 0, 70 * x + 50, 50)) for at, (number, x) in enumerate(rows)]

    mine, theirs = made("B", new), made("A", old)
    rows = compare(mine, theirs, batch_id="B")
    assert sorted(row.parcel_uid for row in rows if row.parcel_uid) == sorted(one.parcel_uid for one in mine)
    assert sorted(row.other_uid for row in rows if row.other_uid) == sorted(one.parcel_uid for one in theirs)
    for row in rows:
        assert (row.verdict == "added") == (not row.other_uid)
        assert (row.verdict == "withdrawn") == (not row.parcel_uid)
        assert (row.verdict == "changed") == bool(row.what)


def batch(name, kind="issued"):
    return Batch(name, name, "satellite", "f", "0", 0, 0, 0, kind=kind)


@pytest.mark.parametrize(("numbers", "suggested"), [
    (["1", "2", "3", "4"], "A"),
    (["1", "2", "3", "9", "8"], "A"),
    (["1", "2", "9", "8", "7", "6"], None),
    (["21", "22", "23"], "B"),
    ([], None),
    (["", "", ""], None),
])
def test_a_batch_that_shares_most_numbers_is_suggested(numbers, suggested):
    earlier = [(batch("A"), ["1", "2", "3", "4", "5"]), (batch("B"), ["21", "22", "23"]),
               (batch("S", "split"), ["1", "2", "3", "4"])]
    found = suggest_reissue_of(numbers, earlier)
    assert (found.name if found else None) == suggested


def test_of_two_issues_the_latest_is_suggested():
    numbers = ["1", "2", "3"]
    assert suggest_reissue_of(numbers, [(batch("A"), numbers), (batch("A2"), numbers)]).name == "A2"
