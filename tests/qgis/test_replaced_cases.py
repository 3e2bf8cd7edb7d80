"""Casework ends where a later issue replaced or withdrew the parcel: the ledger says which parcel counts instead."""

from __future__ import annotations

from itertools import chain

import pytest

from farmland_plugin.domain.errors import NotAllowed
from farmland_plugin.domain.parcel import Change, Reissued
from farmland_plugin.ledger.reissues import replaced
from farmland_plugin.ledger.verifying import verify_ledger
from tests.qgis.casework_county import paper, take
from tests.qgis.ground_county import add, box, parcel
from tests.qgis.test_takeover import HERE, desk  # noqa: F401 - a fixture

REPLACED = "This parcel was replaced by {} of the new issue 一季度r2: go on with that one."
WITHDRAWN = "This parcel was withdrawn by the new issue 一季度r2: nothing more is to be done here."


def refusal(ledger, uid, action, payload=None, by=""):
    """Return the sentence an action is refused with; nothing may have been written."""
    before = ledger.case(uid), ledger.last_seq()
    with pytest.raises(NotAllowed) as caught:
        take(ledger, uid, action, payload, by)
    assert (ledger.case(uid), ledger.last_seq()) == before
    return str(caught.value)


def test_no_step_of_the_workflow_is_open_for_a_replaced_parcel_and_the_one_in_force_is_named(desk):  # noqa: F811
    for transition in desk.workflow.transitions:
        assert refusal(desk, desk.old[0], transition.action, by=desk.county["county_leader"]) == REPLACED.format("1")


def test_a_replaced_parcel_is_not_signed_and_a_withdrawn_one_not_recorded(desk):  # noqa: F811
    signed = paper(desk, desk.scan, desk.county["township_leader"])
    assert refusal(desk, desk.old[0], "sign", signed) == REPLACED.format("1")
    assert refusal(desk, desk.old[1], "record", {"note": "再看"}) == REPLACED.format("2")
    assert refusal(desk, desk.old[2], "record", {"note": "再看"}) == WITHDRAWN
    assert refusal(desk, desk.old[2], "submit_survey", by=desk.county["surveyor"]) == WITHDRAWN


def test_one_replaced_parcel_among_many_stops_the_whole_step(desk):  # noqa: F811
    changes = [Change(uid, None, "record", {"finding": "legal"}) for uid in (desk.new[1], desk.old[1])]
    with pytest.raises(NotAllowed):
        desk.apply_many(changes)
    assert desk.case(desk.new[1]).finding == ""


def test_the_parcel_in_force_goes_on_and_what_stands_on_the_old_one_can_be_put_right(desk):  # noqa: F811
    take(desk, desk.new[0], "take_over")
    take(desk, desk.new[0], "submit_survey", by=desk.county["surveyor"])
    take(desk, desk.new[3], "record", {"finding": "legal"})
    take(desk, desk.old[0], "correct", {"note": "原批次笔误", "reason": "复核"})
    take(desk, desk.old[1], "undo", {"seq": desk.case(desk.old[1]).last_seq, "reason": "录错图斑"})
    assert desk.case(desk.old[1]).finding == "" and verify_ledger(desk).breaks == []


def test_after_a_third_issue_the_newest_parcel_is_named(desk):  # noqa: F811
    third = parcel(desk, "1甲", HERE)
    add(desk, "一季度r3", [third], at="2026-03-01T00:00:00Z",
        reissued=[Reissued("", "1甲", "same", third.parcel_uid, desk.new[0])])
    for uid in (desk.old[0], desk.new[0]):
        assert "replaced by 1甲 " in refusal(desk, uid, "record", {"finding": "legal"})
    take(desk, third.parcel_uid, "record", {"finding": "legal"})


@pytest.mark.parametrize("what", ["BZ", "geometry"])
def test_split_parts_are_open_exactly_as_long_as_they_are_in_force(desk, what):  # noqa: F811
    (whole,) = [parcel(desk, "7", box(700, 0, 750, 50))]
    add(desk, "二季度", [whole])
    parts = [parcel(desk, f"7-{n}", box(700 + 25 * n, 0, 725 + 25 * n, 50), parent_uid=whole.parcel_uid) for n in range(2)]
    add(desk, "二季度拆分", parts, at="2026-01-02T00:00:00Z", kind="split")
    again = parcel(desk, "7", box(700, 0, 750, 50))
    add(desk, "二季度r2", [again], at="2026-03-01T00:00:00Z",
        reissued=[Reissued("", "7", "changed", again.parcel_uid, whole.parcel_uid, what)])
    gone = replaced(desk)
    opened = {uid for uid in (whole.parcel_uid, again.parcel_uid, *(one.parcel_uid for one in parts)) if uid not in gone}
    assert len(opened) in (1, 3)
    for uid in chain([whole.parcel_uid, again.parcel_uid], (one.parcel_uid for one in parts)):
        if uid in gone:
            assert "replaced by" in refusal(desk, uid, "record", {"finding": "legal"})
        else:
            take(desk, uid, "record", {"finding": "legal"})
