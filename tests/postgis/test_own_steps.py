"""Undo and redo of one's own findings in the shared ledger: two technicians, each goes back through their own only."""

from __future__ import annotations

from farmland_plugin.ledger.cases.own_steps import own_steps


def test_two_technicians_undo_and_redo_their_own_findings_only(login):
    lin, wang = login("lin"), login("wang")
    first, second = lin.parcel_uids()[:2]
    lin.apply(first, lin.case(first).version, "record", {"finding": "legal"})
    wang.apply(second, wang.case(second).version, "record", {"finding": "other"})
    mine = own_steps(lin, "")
    assert mine.undo is not None and mine.undo.parcel_uid == first and mine.redo is None
    lin.apply(first, lin.case(first).version, "undo", {"seq": mine.undo.target, "reason": "x"})
    after = own_steps(lin, "")
    assert after.undo is None and after.redo is not None
    lin.apply(first, lin.case(first).version, "undo", {"seq": after.redo.target, "reason": "x"})
    assert lin.case(first).finding == "legal" and own_steps(lin, "").undo.parcel_uid == first
    assert own_steps(wang, "").undo.parcel_uid == second
    assert own_steps(lin, "2999").undo is None
