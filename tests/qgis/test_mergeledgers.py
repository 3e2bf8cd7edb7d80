"""Field copies come home: disjoint work by itself, conflicts per field, nothing lost, nothing smuggled, all of it undoable."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.casework import stage_signed
from farmland_plugin.domain.errors import (
    BadInput,
    Cancelled,
    LedgerError,
    MissingEvidence,
    NotAllowed,
    StaleRow,
)
from farmland_plugin.domain.journal import canonical, link
from farmland_plugin.domain.parcel import Change, Redline, Scene, Screening
from farmland_plugin.domain.people import Person
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.workflow import Workflow
from farmland_plugin.ledger.cases.dossiers import dossier_of
from farmland_plugin.ledger.cases.forms_issued import find, issue, sheaves
from farmland_plugin.ledger.cases.responsibility import record_visit, visits
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.conflicts import count_open, open_conflicts, resolve
from farmland_plugin.ledger.merging.fieldcopy import take_copy
from farmland_plugin.ledger.merging.merge import last_merge, merge, undo_merge
from farmland_plugin.ledger.verifying import verify_ledger

from .casework_county import County, attach, pack, paper, sign_chain, survey, take
from .two_copies import batch_of, field_copy, opened, states, whole

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as made:
        yield made


@pytest.fixture
def county(home):
    return County(home)


@pytest.fixture
def uids(home):
    return batch_of(home, 6)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(b"\x89PNG a signed form")
    return path


def away(home, tmp_path, work, name="field"):
    """Take a copy, have somebody work on it, bring it back; return its path."""
    path = field_copy(home, tmp_path, name)
    return more(path, work)


def more(path, work):
    with opened(path) as copy:
        work(copy)
    return path


def bodies(ledger, action):
    return [event.payload() for event in ledger.events() if event.action == action]


# -- disjoint work --------------------------------------------------------------------------------------------


def test_two_thousand_parcels_worked_on_apart_come_together_quickly_and_nothing_is_lost(home, tmp_path):
    uids = batch_of(home, 2000)
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        copy.apply_many([Change(uid, None, "record", {"finding": "legal", "note": "外业"}) for uid in uids[:1000]])
        theirs = [(e.seq, e.body, e.hash) for e in copy.events()]
    home.apply_many([Change(uid, None, "record", {"finding": "other"}) for uid in uids[1000:]])
    before = path.read_bytes()
    started = time.perf_counter()
    result = merge(home, path)
    took = time.perf_counter() - started
    assert (result.merged, result.conflicts) == (1000, 0)
    assert [case.finding for case in home.cases(uids)] == ["legal"] * 1000 + ["other"] * 1000
    kept = [(row["seq"], row["body"], row["hash"]) for row in home.store.rows("SELECT * FROM merged_event ORDER BY seq")]
    assert kept == [event for event in theirs if event[0] > result.common_seq] and len(kept) == 1000
    groups = {body["group"] for body in bodies(home, "merge_case")}
    assert groups == {result.merge_id} and len(bodies(home, "merge_case")) == 1000
    assert result.backup.is_file() and path.read_bytes() == before
    with Ledger.open(result.backup, write=False) as backup:
        assert backup.case(uids[0]).finding == ""
    assert whole(home)
    assert took < 20, took


def test_merging_the_same_copy_twice_changes_nothing(home, uids, tmp_path):
    path = away(home, tmp_path, lambda copy: take(copy, uids[0], "record", {"finding": "legal"}))
    assert merge(home, path).merged == 1
    seq = home.last_seq()
    again = merge(home, path)
    assert (again.merged, again.conflicts, again.merge_id, again.backup) == (0, 0, "", None)
    assert home.last_seq() == seq


def test_a_copy_that_comes_home_a_second_time_brings_only_what_is_new_and_asks_nothing_again(home, uids, tmp_path):
    path = away(home, tmp_path, lambda copy: [take(copy, uid, "record", {"note": "外业"}) for uid in uids[:3]])
    take(home, uids[0], "record", {"note": "内业"})
    assert (merge(home, path).merged, count_open(home)) == (2, 1)
    resolve(home, [open_conflicts(home)[0].conflict_id], "ours")
    take(home, uids[1], "record", {"finding": "legal"})
    more(path, lambda copy: [take(copy, uids[1], "record", {"disposition": "demolish"}),
                             take(copy, uids[0], "record", {"category": "project"})])
    result = merge(home, path)
    assert (result.merged, result.conflicts, result.their_events) == (2, 0, 2)
    assert home.case(uids[0]).note == "内业" and home.case(uids[0]).category == "project"
    assert (home.case(uids[1]).finding, home.case(uids[1]).disposition, home.case(uids[1]).note) == ("legal", "demolish", "外业")
    assert whole(home)


def test_two_technicians_copies_come_home_one_after_the_other(home, uids, tmp_path):
    first = away(home, tmp_path, lambda copy: take(copy, uids[0], "record", {"note": "一"}), "first")
    second = away(home, tmp_path, lambda copy: [take(copy, uid, "record", {"note": "二"}) for uid in uids[:2]], "second")
    assert merge(home, first).merged == 1
    result = merge(home, second)
    assert (result.merged, result.conflicts) == (1, 1)
    clash = open_conflicts(home)[0]
    assert (clash.ancestor, clash.ours, clash.theirs) == ("", "一", "二") and whole(home)


def test_a_copy_may_take_in_the_countys_work_and_come_home_again(home, uids, tmp_path):
    path = field_copy(home, tmp_path)
    take(home, uids[0], "record", {"note": "县"})
    with opened(path) as copy:
        take(copy, uids[1], "record", {"note": "乡"})
        assert merge(copy, home.path).merged == 1  # the other way round
        take(copy, uids[2], "record", {"note": "乡"})
    take(home, uids[3], "record", {"note": "县"})
    result = merge(home, path)
    assert result.conflicts == 0 and [home.case(uid).note for uid in uids[:4]] == ["县", "乡", "乡", "县"]
    with opened(path) as copy:
        again = merge(copy, home.path)
        assert again.conflicts == 0 and states(copy) == states(home)
        assert whole(copy) and whole(home)


def test_a_township_merges_its_villages_and_the_county_the_township(home, uids, tmp_path):
    township = field_copy(home, tmp_path, "township")
    with opened(township) as copy:
        village = away(copy, tmp_path, lambda inner: take(inner, uids[0], "record", {"note": "村"}), "village")
        merge(copy, village)
        take(copy, uids[1], "record", {"note": "镇"})
    result = merge(home, township)
    assert (result.merged, result.conflicts) == (2, 0)
    assert [home.case(uid).note for uid in uids[:2]] == ["村", "镇"] and home.case(uids[0]).status == "surveying"
    assert merge(home, village).merged == 0  # known already, by way of the township
    assert whole(home)


# -- conflicts ------------------------------------------------------------------------------------------------


@pytest.fixture
def clashing(home, uids, tmp_path):
    """A copy that recorded other things than the county in the first two parcels."""
    take(home, uids[0], "record", {"finding": "legal", "note": "原来"})

    def work(copy):
        take(copy, uids[0], "record", {"finding": "other", "note": "外业", "disposition": "demolish"})
        take(copy, uids[1], "record", {"facts": {"use_kind": "plant"}})

    path = away(home, tmp_path, work)
    take(home, uids[0], "record", {"finding": "nonfarm_violation", "note": "内业", "category": "project"})
    take(home, uids[1], "record", {"facts": {"use_kind": "house"}})
    return path


def test_conflicts_are_listed_field_by_field_with_who_and_when_and_ours_stays(home, uids, clashing):
    result = merge(home, clashing)
    assert result.conflicts == 3
    found = {(one.row.parcel_uid, one.row.field): one for one in open_conflicts(home)}
    one = found[uids[0], "finding"]
    assert (one.ancestor, one.ours, one.theirs, one.now) == ("legal", "nonfarm_violation", "other", "nonfarm_violation")
    assert one.row.our_actor and one.row.their_actor and one.row.our_ts > one.row.their_ts
    assert (found[uids[1], "facts.use_kind"].ours, found[uids[1], "facts.use_kind"].theirs) == ("house", "plant")
    case = home.case(uids[0])
    assert (case.finding, case.note, case.disposition, case.category) == ("nonfarm_violation", "内业", "demolish", "project")
    assert whole(home)


def test_conflicts_are_decided_singly_or_all_at_once_and_a_decision_can_be_undone(home, uids, clashing):
    merge(home, clashing)
    ids = {(one.row.parcel_uid, one.row.field): one.conflict_id for one in open_conflicts(home)}
    resolve(home, [ids[uids[0], "finding"]], "theirs")
    assert home.case(uids[0]).finding == "other" and count_open(home) == 2
    rest = resolve(home, [one.conflict_id for one in open_conflicts(home)], "theirs")
    assert (home.case(uids[0]).note, home.case(uids[1]).facts["use_kind"], count_open(home)) == ("外业", "plant", 0)
    home.undo_group(rest.group, "看错了")
    assert (home.case(uids[0]).note, home.case(uids[1]).facts["use_kind"], count_open(home)) == ("内业", "house", 2)
    resolve(home, [ids[uids[0], "note"]], "value", "两边都对")
    assert home.case(uids[0]).note == "两边都对"
    with pytest.raises(BadInput):
        resolve(home, [ids[uids[0], "note"]], "ours")  # decided already
    assert whole(home)


def test_a_field_changed_after_the_conflict_was_shown_is_not_written_over(home, uids, clashing):
    merge(home, clashing)
    shown = {one.conflict_id: one.now for one in open_conflicts(home)}
    note = next(one for one in open_conflicts(home) if one.row.field == "note")
    take(home, uids[0], "record", {"note": "又改了"})
    with pytest.raises(StaleRow):
        resolve(home, [note.conflict_id], "theirs", seen=shown)
    assert home.case(uids[0]).note == "又改了"
    assert next(one for one in open_conflicts(home) if one.row.field == "note").now == "又改了"


@pytest.mark.parametrize(("policy", "finding", "use"), [("theirs", "other", "plant"), ("ours", "nonfarm_violation", "house")])
def test_a_policy_decides_at_once_and_still_lists_what_it_decided(home, uids, clashing, policy, finding, use):
    result = merge(home, clashing, policy)
    assert (result.conflicts, result.decided) == (0, 3)
    assert (home.case(uids[0]).finding, home.case(uids[1]).facts["use_kind"]) == (finding, use)
    rows = list(home.store.rows("SELECT resolution, resolved_seq FROM conflict"))
    assert {row["resolution"] for row in rows} == {policy} and all(row["resolved_seq"] for row in rows)
    assert whole(home)


def test_an_unknown_policy_is_refused(home, uids, clashing):
    with pytest.raises(BadInput, match="ask, theirs or ours"):
        merge(home, clashing, "mine")


# -- undoing --------------------------------------------------------------------------------------------------


def test_a_merge_is_undone_but_not_where_somebody_worked_on_since_and_can_be_done_again(home, uids, tmp_path, scan):
    def work(copy):
        for uid in uids[:4]:
            take(copy, uid, "record", {"note": "外业"})
        attach(copy, uids[0], "photo_far", scan)
        take(copy, uids[0], "set_deadline", {"node": "remediate", "due_on": "2027-01-31"})

    path = away(home, tmp_path, work)
    take(home, uids[1], "record", {"note": "内业"})
    before = states(home)
    merge_id = merge(home, path).merge_id
    take(home, uids[3], "record", {"finding": "legal"})
    with pytest.raises(BadInput, match="why"):
        undo_merge(home, merge_id, " ")
    undone = undo_merge(home, merge_id, "合并错了文件")
    assert undone.cases == 3 and [uid for uid, _ in undone.kept] == [uids[3]]
    after = states(home)
    assert all(after[uid] == before[uid] for uid in uids if uid != uids[3]) and home.case(uids[3]).note == "外业"
    assert count_open(home) == 0 and last_merge(home) is None
    assert [row["removed_seq"] is None for row in home.media.rows(uids[0])] == [False] and not home.deadlines.set(uids[0])
    assert whole(home)
    again = merge(home, path)
    assert again.conflicts == 1 and home.case(uids[0]).note == "外业" and home.case(uids[3]).finding == "legal"
    assert [row["removed_seq"] is None for row in home.media.rows(uids[0])] == [True] and len(home.deadlines.set(uids[0])) == 1
    assert whole(home)
    with pytest.raises(BadInput, match="undone already"):
        undo_merge(home, merge_id, "再来一次")


def test_the_history_undoes_a_merge_whole_or_not_at_all(home, uids, tmp_path):
    path = away(home, tmp_path, lambda copy: [take(copy, uid, "record", {"note": "外业"}) for uid in uids[:2]])
    merge_id = merge(home, path).merge_id
    home.undo_group(merge_id, "不对")
    assert [case.note for case in home.cases(uids[:2])] == ["", ""] and last_merge(home) is None
    seq = next(event.seq for event in home.events(uids[0]) if event.action == "undo")
    with pytest.raises(NotAllowed, match="merge the copy again"):
        take(home, uids[0], "undo", {"seq": seq, "reason": "x"})
    assert merge(home, path).merged == 2 and whole(home)


def test_nothing_but_a_merge_takes_over_a_case(home, uids):
    for action in ("merge_case", "resolve_case"):
        with pytest.raises(NotAllowed):
            take(home, uids[0], action, {"merge_id": "x", "their_events": []})


# -- the workflow ---------------------------------------------------------------------------------------------


def to_review(ledger, uid, county, folder, scan):
    survey(ledger, uid, county, folder)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)


def test_a_case_that_went_its_way_in_the_field_comes_home_with_all_that_it_rests_on(home, county, uids, tmp_path, scan):
    path = away(home, tmp_path, lambda copy: to_review(copy, uids[0], county, tmp_path, scan))
    with Ledger.open(path, write=False) as copy:
        theirs = copy.case(uids[0])
        deadlines = [(one.node, one.starts_on, one.due_on, one.done_on) for one in copy.deadlines.set(uids[0])]
    result = merge(home, path)
    case = home.case(uids[0])
    assert (result.merged, result.conflicts, case.status, case.facts) == (1, 0, "county_review", theirs.facts)
    assert stage_signed(home.workflow, dossier_of(home, case), "survey")
    assert [(one.node, one.starts_on, one.due_on, one.done_on) for one in home.deadlines.set(uids[0])] == deadlines
    assert len(home.media.rows(uids[0])) == 3 and whole(home)
    # whoever surveyed or signed in the copy may not decide at home
    home.people.register(Person(county["surveyor"], "surveyor 0", roles=("surveyor", "county_reviewer")))
    with pytest.raises(MissingEvidence, match="somebody else"):
        take(home, uids[0], "order_rectification", {"due_on": "2027-01-31"}, by=county["surveyor"])
    take(home, uids[0], "order_rectification", {"due_on": "2027-01-31"}, by=county["county_reviewer"])
    assert home.case(uids[0]).status == "rectifying"


def test_signatures_become_stale_when_the_facts_meet_others_and_are_told(home, county, uids, tmp_path, scan):
    survey(home, uids[0], county, tmp_path)
    take(home, uids[0], "submit_survey", by=county["surveyor"])
    path = away(home, tmp_path, lambda copy: sign_chain(copy, uids[0], county, scan, ("village_committee",)))
    extra = tmp_path / "extra.jpg"
    extra.write_bytes(b"\xff\xd8 one more photo")
    attach(home, uids[0], "photo_near", extra)
    result = merge(home, path)
    assert [(one.kind, one.facts["person_id"]) for one in result.remarks] == [("stale", county["village_committee"])]
    signature = home.signatures(uids[0])[0]
    assert signature.void_seq is None and not stage_signed(home.workflow, dossier_of(home, home.case(uids[0])), "survey")
    assert whole(home)


def test_the_same_person_signing_on_both_sides_counts_once(home, county, uids, tmp_path, scan):
    survey(home, uids[0], county, tmp_path)
    take(home, uids[0], "submit_survey", by=county["surveyor"])
    path = away(home, tmp_path, lambda copy: sign_chain(copy, uids[0], county, scan))
    sign_chain(home, uids[0], county, scan, ("village_committee",))
    result = merge(home, path)
    assert [one.kind for one in result.remarks] == ["signed_twice"] and home.case(uids[0]).status == "county_review"
    assert len(home.signatures(uids[0])) == 4 and sum(one.void_seq is None for one in home.signatures(uids[0])) == 3
    assert stage_signed(home.workflow, dossier_of(home, home.case(uids[0])), "survey") and whole(home)


def test_a_case_sent_back_here_and_signed_there_is_a_conflict_that_cannot_be_taken_over(home, county, uids, tmp_path, scan):
    survey(home, uids[0], county, tmp_path)
    take(home, uids[0], "submit_survey", by=county["surveyor"])
    sign_chain(home, uids[0], county, scan, ("village_committee",))
    path = away(home, tmp_path, lambda copy: sign_chain(copy, uids[0], county, scan, ("township_leader", "department_lead")))
    take(home, uids[0], "return_survey", {"reason_code": "photo_missing", "reason": "补照片"}, by=county["township_leader"])
    result = merge(home, path)
    assert result.conflicts == 1 and home.case(uids[0]).status == "surveying"
    assert {one.kind for one in result.remarks} == {"signature_void"}
    clash = open_conflicts(home)[0]
    assert (clash.row.field, clash.ancestor, clash.ours, clash.theirs) == ("status", "signing", "surveying", "county_review")
    with pytest.raises(NotAllowed, match="not signed"):
        resolve(home, [clash.conflict_id], "theirs")
    resolve(home, [clash.conflict_id], "ours")
    assert home.case(uids[0]).status == "surveying" and whole(home)


def test_both_sides_taking_different_steps_is_a_conflict_that_either_side_can_win(home, county, uids, tmp_path, scan):
    to_review(home, uids[0], county, tmp_path, scan)
    path = away(home, tmp_path, lambda copy: take(
        copy, uids[0], "order_rectification", {"due_on": "2027-01-31"}, by=county["county_reviewer"]))
    take(home, uids[0], "find_duplicate", {"reason": "与0001重复"}, by=county["county_reviewer", 1])
    assert merge(home, path).conflicts == 1
    clash = open_conflicts(home)[0]
    resolve(home, [clash.conflict_id], "theirs")
    assert home.case(uids[0]).status == "rectifying" and home.case(uids[0]).note == "现场为彩钢厂房一处"
    assert [one.node for one in home.deadlines.set(uids[0]) if not one.done_on] and whole(home)


def lax(copy):
    """Take every demand out of the workflow in a running program, as somebody would who wants to skip it."""
    raw = json.loads(copy.rule_text("workflow"))
    steps = [{"action": one["action"], "from": one["from"], "to": one["to"]} for one in raw["transitions"]]
    transitions = Workflow.parse(copy.rule_text("workflow"), "w").transitions
    bare = {(t.action, t.sources): t for t in transitions}
    assert len(steps) == len(bare)
    object.__setattr__(copy.workflow, "transitions", tuple(
        type(t)(t.action, t.sources, t.target) for t in transitions))


def test_a_copy_cannot_carry_a_case_past_the_signatures(home, county, uids, tmp_path):
    def smuggle(copy):
        lax(copy)
        take(copy, uids[0], "record", {"finding": "legal", "note": "外业"})
        for action in ("submit_survey", "complete_signing", "find_lawful", "submit_evidence", "evidence_passed", "write_off"):
            take(copy, uids[0], action)
        assert copy.case(uids[0]).status == "written_off"

    for policy in ("ask", "theirs"):
        path = away(home, tmp_path, smuggle, policy)
        result = merge(home, path, policy)
        case = home.case(uids[0])
        assert (case.status, case.note, result.conflicts) == ("to_survey", "外业", 1), policy
        clash = open_conflicts(home)[0]
        assert clash.theirs == "written_off" and "submit" in clash.row.note.lower()
        with pytest.raises(NotAllowed, match="cannot be taken over"):
            resolve(home, [clash.conflict_id], "theirs")
        undo_merge(home, result.merge_id, "x")
    assert whole(home)


def test_a_signature_in_anothers_name_comes_in_void(home, county, uids, tmp_path, scan):
    survey(home, uids[0], county, tmp_path)
    take(home, uids[0], "submit_survey", by=county["surveyor"])

    def forge(copy):
        chain = copy.workflow.chains["village"]
        copy.workflow.chains["village"] = tuple(type(level)("surveyor", 1, level.methods) for level in chain)
        take(copy, uids[0], "sign", paper(copy, scan, county["surveyor", 1]), by=county["surveyor", 1])

    result = merge(home, away(home, tmp_path, forge))
    assert [one.kind for one in result.remarks] == ["signature_refused"]
    assert home.signatures(uids[0])[0].void_seq is not None and home.case(uids[0]).status == "signing"


def test_a_case_closed_at_home_keeps_its_facts(home, county, uids, tmp_path, scan):
    to_review(home, uids[0], county, tmp_path, scan)
    take(home, uids[0], "find_duplicate", {"reason": "重复"}, by=county["county_reviewer"])
    path = away(home, tmp_path, lambda copy: [
        take(copy, uids[0], "correct", {"note": "又去看了", "reason": "更正"}),
        take(copy, uids[0], "set_duty", {"slot": "subject", "person_id": county["household"]})])
    take(home, uids[0], "approve_void", {"reason": "同意"}, by=county["county_leader"])
    result = merge(home, path, "theirs")
    assert home.case(uids[0]).status == "voided" and home.case(uids[0]).note != "又去看了"
    assert county["household"] in dict(dossier_of(home, home.case(uids[0])).duties)["subject"]
    (clash,) = open_conflicts(home)
    assert clash.row.field == "note" and "closed" in clash.row.note and result.conflicts == 1
    with pytest.raises(NotAllowed, match="closed"):
        resolve(home, [clash.conflict_id], "theirs")
    assert whole(home)


def test_what_stands_beside_the_cases_comes_home_too(home, county, uids, tmp_path, scan):
    take(home, uids[0], "set_duty", {"slot": "subject", "person_id": county["household"]})
    take(home, uids[0], "serve_notice", {"kind": "correction_order", "number": "责改1号", "issued_on": "2026-11-01"})
    notice = home.deadlines.notices(uids[0])[0].notice_id

    def work(copy):
        take(copy, uids[0], "clear_duty", {"slot": "subject", "person_id": county["household"], "reason": "换人"})
        take(copy, uids[0], "set_duty", {"slot": "subject", "person_id": county["household", 1]})
        take(copy, uids[0], "serve_notice", {"notice_id": notice, "served_on": "2026-11-05"})
        take(copy, uids[0], "suspend", {"reason": "等法院"})
        take(copy, uids[0], "release", {"reason": "判了"})
        take(copy, uids[0], "suspend", {"reason": "又等"})
        take(copy, uids[1], "set_deadline", {"node": "remediate", "due_on": "2027-01-31"})
        record_visit(copy, "2026-11-10", [county["surveyor"]], uids[:2], place="柳林村", finding="在施工")
        pack(copy, uids[2], "evidence")

    result = merge(home, away(home, tmp_path, work))
    assert result.conflicts == 0 and home.case(uids[0]).hold == "suspended"
    assert dossier_of(home, home.case(uids[0])).duties == {"subject": (county["household", 1],)}
    assert home.deadlines.notices(uids[0])[0].served_on == "2026-11-05"
    assert [bool(one.until) for one in home.deadlines.holds(uids[0])] == [True, False]
    assert len(home.deadlines.set(uids[1])) == 1 and [one.place for one in visits(home, uids[1])] == ["柳林村"]
    assert [(one["kind"], one["verdict"]) for one in home.packages()] == [("evidence", "proved")]
    assert whole(home)


def test_holds_of_both_sides_are_decided_and_the_clocks_follow(home, county, uids, tmp_path):
    path = away(home, tmp_path, lambda copy: take(copy, uids[0], "appeal", {"reason": "当事人申诉"}))
    take(home, uids[0], "suspend", {"reason": "等批文"})
    merge(home, path)
    (clash,) = open_conflicts(home)
    assert (clash.row.field, clash.ours, clash.theirs) == ("hold", "suspended", "appeal")
    decided = resolve(home, [clash.conflict_id], "theirs")
    assert home.case(uids[0]).hold == "appeal"
    assert [(one.kind, bool(one.until)) for one in home.deadlines.holds(uids[0])] == [("suspended", True), ("appeal", False)]
    home.undo_group(decided.group, "x")
    assert home.case(uids[0]).hold == "suspended"
    assert [(one.kind, bool(one.until)) for one in home.deadlines.holds(uids[0])] == [("suspended", False)]
    assert whole(home)


# -- besides the cases ----------------------------------------------------------------------------------------


def test_batches_layers_and_people_of_the_copy_come_in(home, uids, tmp_path):
    def work(copy):
        new = batch_of(copy, 3, "补充批次", "b" * 64)
        take(copy, new[0], "record", {"finding": "legal", "surveyors": "张三"})
        line = copy.new_uid()
        (copy.files / "redlines" / "0123.gpkg").write_bytes(b"a layer")
        copy.add_redline(Redline(line, "landuse", "变更调查", "2025", "x.shp", "c" * 64, 1, 0, "0123.gpkg", "EPSG:4526"))
        zero = Decimal("0.00")
        screened = [new[0], uids[0]]
        copy.record_screening([], [Screening(uid, line, "landuse", zero, zero) for uid in screened], screened, [line],
                              {"engine": "t"})
        copy.add_scene(Scene(copy.new_uid(), "after", "2026-11-01", "无人机", 0.2, "x.tif", "d" * 64, "EPSG:4526",
                             (0.0, 0.0, 1.0, 1.0), 10, 10))

    result = merge(home, away(home, tmp_path, work))
    assert result.merged == 3 and [batch.name for batch in home.batches()] == ["2026年一季度", "补充批次"]
    new = [parcel for parcel in home.parcels() if parcel.batch_id == home.batches()[1].batch_id]
    assert [home.case(parcel.parcel_uid).finding for parcel in new] == ["legal", "", ""]
    assert home.people.names(home.case(new[0].parcel_uid).surveyors) == "张三"
    assert (home.files / "redlines" / "0123.gpkg").read_bytes() == b"a layer" and len(home.scenes()) == 1
    assert home.screened_uids() == {new[0].parcel_uid, uids[0]}
    assert whole(home)


def test_a_file_imported_on_both_sides_is_refused_for_it_would_count_twice(home, uids, tmp_path):
    def work(copy):
        twice = batch_of(copy, 2, "二季度", "b" * 64)
        take(copy, twice[0], "record", {"finding": "legal"})
        take(copy, uids[0], "record", {"note": "外业"})

    path = away(home, tmp_path, work)
    batch_of(home, 2, "二季度县里导入", "b" * 64)
    result = merge(home, path)
    assert [refused[:2] for refused in result.besides.refused] == [("batch", "二季度")]
    assert len(home.parcel_uids()) == 8 and result.merged == 1 and home.case(uids[0]).note == "外业"
    kept = [row["action"] for row in home.store.rows("SELECT action FROM merged_event")]
    assert kept.count("import_batch") == 1 and kept.count("record") == 2  # their journal is kept whole
    assert merge(home, path).merged == 0 and whole(home)


def test_people_entered_or_changed_on_both_sides_are_told_and_never_merged_silently(home, uids, tmp_path):
    known = home.people.register(Person("", "李四", phone="13800000001", roles=("surveyor",)))
    other = home.people.register(Person("", "赵六", roles=("surveyor",)))

    def work(copy):
        copy.people.register(Person("", "王五", roles=("household",)))
        copy.people.register(Person(known.person_id, "李四", phone="13800000002", roles=("surveyor",)))
        copy.people.register(Person(other.person_id, "赵六", roles=("surveyor", "witness")))
        take(copy, uids[0], "record", {"surveyors": "王五"})

    path = away(home, tmp_path, work)
    home.people.register(Person("", "王五", roles=("surveyor",)))
    home.people.register(Person(known.person_id, "李四", phone="13800000003", roles=("surveyor",)))
    result = merge(home, path)
    assert sorted(one.kind for one in result.besides.people) == ["changed", "clash_ours", "new"]
    assert [(new.name, new.person_id != old.person_id) for new, old in result.besides.duplicates] == [("王五", True)]
    people = {one.person_id: one for one in home.people.all()}
    assert people[known.person_id].phone == "13800000003" and people[other.person_id].roles == ("surveyor", "witness")
    assert len([one for one in people.values() if one.name == "王五"]) == 2
    assert all(home.people.check(person_id) for person_id in people)
    assert "王五" not in "".join(event.body for event in home.events()) and whole(home)


def test_a_package_made_in_the_copy_counts_unless_work_came_after_it(home, county, uids, tmp_path):
    def work(copy):
        for uid in uids[:3]:
            take(copy, uid, "record", {"finding": "legal"})
            pack(copy, uid, "evidence")
        take(copy, uids[1], "record", {"note": "打包后又改"})

    path = away(home, tmp_path, work)
    take(home, uids[2], "record", {"category": "project"})
    merge(home, path)
    verdicts = {package["parcel_uid"]: package["verdict"] for package in home.packages()}
    assert verdicts == {uids[0]: "proved", uids[1]: "", uids[2]: ""}
    assert [bool(dossier_of(home, home.case(uid)).packages) for uid in uids[:3]] == [True] * 3 and whole(home)


def test_a_form_printed_in_the_field_is_known_at_home(home, county, uids, tmp_path):
    survey(home, uids[0], county, tmp_path)
    take(home, uids[0], "submit_survey", by=county["surveyor"])
    printed = []
    path = away(home, tmp_path, lambda copy: printed.append(issue(copy, sheaves(copy, "survey", [uids[0]])[0][0])))
    assert find(home, printed[0].form_id) is None
    merge(home, path)
    assert find(home, printed[0].form_id) == printed[0]


def test_a_copy_judged_by_other_rules_is_told(home, uids, tmp_path):
    def work(copy):
        take(copy, uids[0], "record", {"finding": "legal"})

    path = away(home, tmp_path, work)
    home.meta["rule_version"] = "another"
    assert [one.kind for one in merge(home, path).remarks] == ["rules_differ"]


def test_what_is_kept_of_a_copys_journal_and_its_conflicts_is_guarded(home, uids, clashing):
    merge(home, clashing)
    assert whole(home) and [event.action for _, event in home.merged_events(uids[0])] == ["record"]
    for statement in ("UPDATE merged_event SET body = 'x'", "DELETE FROM merged_event",
                      "INSERT OR REPLACE INTO merged_event SELECT * FROM merged_event LIMIT 1"):
        with pytest.raises(sqlite3.IntegrityError):
            home.store.connection.execute(statement)
    for statement, sentence in (
            ("UPDATE conflict SET theirs = '\"made up\"' WHERE field = 'note'", "conflict of a merge"),
            ("UPDATE conflict SET resolution = 'ours' WHERE field = 'note'", "conflict of a merge"),
            ("DELETE FROM conflict WHERE field = 'note'", "gone"),
            ("UPDATE merge SET their_hash = 'x'", "their_hash")):
        home.store.connection.execute("BEGIN")
        home.store.connection.execute(statement)
        assert any(sentence in one.sentence for one in verify_ledger(home).breaks), statement
        home.store.connection.execute("ROLLBACK")
    home.store.connection.execute("DROP TRIGGER merged_event_append_only_update")
    home.store.connection.execute("UPDATE merged_event SET body = replace(body, '外业', '内业') WHERE seq = (SELECT MIN(seq) FROM"
                                  " merged_event)")
    assert any("journal does not hold" in one.sentence for one in verify_ledger(home).breaks)


def test_photos_come_by_their_content_and_one_left_behind_can_be_brought_later(home, uids, tmp_path, scan):
    path = away(home, tmp_path, lambda copy: attach(copy, uids[0], "photo_far", scan))
    folder = path.with_name(path.name + ".files")
    shutil.move(folder, tmp_path / "left behind")
    result = merge(home, path)
    assert [one.kind for one in result.remarks] == ["media_missing"]
    row = home.media.rows(uids[0])[0]
    assert not (home.media.folder / row["rel_path"]).exists()
    shutil.move(tmp_path / "left behind", folder)
    assert merge(home, path).merged == 0
    assert (home.media.folder / row["rel_path"]).read_bytes() == scan.read_bytes() and whole(home)


def test_a_photo_whose_bytes_are_not_what_the_copy_says_is_not_taken_in(home, uids, tmp_path, scan):
    path = away(home, tmp_path, lambda copy: attach(copy, uids[0], "photo_far", scan))
    for stored in (path.with_name(path.name + ".files") / "media").rglob("*.png"):
        stored.write_bytes(b"something else entirely")
    assert [one.kind for one in merge(home, path).remarks] == ["media_missing"]
    assert not list(home.media.folder.rglob("*.png"))


# -- copies that are none -------------------------------------------------------------------------------------


def refused(home, path, match, error=LedgerError):
    seq = home.last_seq()
    with pytest.raises(error, match=match):
        merge(home, path)
    assert home.last_seq() == seq and not list(home.store.rows("SELECT 1 AS one FROM merge"))


def spoil(path, *statements):
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(("statements", "match"), [
    (("DROP TRIGGER event_append_only_update", "UPDATE event SET body = replace(body, 'legal', 'other') WHERE action = 'record'"),
     "not whole"),
    (("DROP TRIGGER event_append_only_delete",), "event_append_only_delete is missing"),
    (("UPDATE case_state SET finding = 'other', version = version + 1 WHERE finding = 'legal'",), "not whole"),
    (("INSERT INTO duty SELECT parcel_uid, 'subject', (SELECT person_id FROM person LIMIT 1), '', '', 1 FROM parcel LIMIT 1",),
     "no event tells"),
    (("UPDATE person SET name = '别人'",), "not whole"),
])
def test_a_copy_changed_beside_its_journal_is_refused_with_where(home, county, uids, tmp_path, statements, match):
    path = away(home, tmp_path, lambda copy: take(copy, uids[0], "record", {"finding": "legal"}))
    spoil(path, *statements)
    refused(home, path, match)


def test_another_ledger_the_ledger_itself_and_other_files_are_refused(home, uids, tmp_path):
    with create_ledger(tmp_path / "other.gpkg", county="130498", name="邻县", crs=ZONE38):
        pass
    (tmp_path / "text.gpkg").write_text("not a ledger, but long enough to be looked at " * 30)
    sqlite3.connect(tmp_path / "empty.gpkg").execute("CREATE TABLE t (a)")
    refused(home, tmp_path / "other.gpkg", "邻县", BadInput)
    refused(home, home.path, "the ledger itself", BadInput)
    refused(home, tmp_path / "text.gpkg", "not a ledger", BadInput)
    refused(home, tmp_path / "empty.gpkg", "not a ledger", BadInput)
    refused(home, tmp_path / "missing.gpkg", "No copy", BadInput)


def test_a_copy_written_by_a_newer_program_is_refused(home, uids, tmp_path):
    path = away(home, tmp_path, lambda copy: take(copy, uids[0], "record", {"finding": "legal"}))
    spoil(path, "UPDATE meta SET value = '99' WHERE key = 'schema_version'")
    refused(home, path, "newer version", BadInput)


def test_a_copy_of_the_first_release_comes_home_to_a_ledger_that_was_brought_up_meanwhile(tmp_path):
    old = ROOT / "tests" / "ledgers" / "v1.gpkg"
    (tmp_path / "away").mkdir()
    path = Path(shutil.copyfile(old, tmp_path / "away" / "field.gpkg"))
    uid = record_as_the_first_release(path)
    before = path.read_bytes()
    with Ledger.open(Path(shutil.copyfile(old, tmp_path / "county.gpkg"))) as ledger:
        result = merge(ledger, path)
        assert (result.merged, result.their_events) == (1, 1) and ledger.case(uid).note == "外业"
        assert verify_ledger(ledger).breaks == []
    assert path.read_bytes() == before


WHEN = "2026-11-22T03:00:00.000Z"


def record_as_the_first_release(path):
    """Write what release 0.1.0 writes when a finding is recorded."""
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    case = connection.execute("SELECT * FROM case_state WHERE status = 'to_survey' LIMIT 1").fetchone()
    head = connection.execute("SELECT * FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    told = json.loads(head["body"])
    body = canonical({
        **{key: told[key] for key in ("host", "app", "rule_version", "ledger", "v")}, "seq": head["seq"] + 1, "ts": WHEN,
        "local": "x", "actor": "field", "parcel_uid": case["parcel_uid"], "action": "record", "payload": {"note": "外业"},
        "round": case["round"], "att": [], "prev_case": case["last_hash"],
        "from": "to_survey", "to": "surveying"})
    made = link(body, head["hash"], head["sm3"])
    connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, 'record', ?, 'field')",
                       (head["seq"] + 1, body, made.body_hash, made.prev_hash, made.hash, made.sm3, case["parcel_uid"], WHEN))
    connection.execute("UPDATE case_state SET status = 'surveying', note = '外业', version = version + 1, last_seq = ?,"
                       " last_hash = ?, updated_at = ?, updated_by = 'field' WHERE parcel_uid = ?",
                       (head["seq"] + 1, made.hash, WHEN, case["parcel_uid"]))
    connection.commit()
    connection.close()
    return case["parcel_uid"]


def test_a_ledger_open_for_reading_merges_nothing(home, uids, tmp_path):
    path = away(home, tmp_path, lambda copy: take(copy, uids[0], "record", {"finding": "legal"}))
    with Ledger.open(home.path, write=False) as reader, pytest.raises(LedgerError, match="read-only"):
        merge(reader, path)


# -- real processes -------------------------------------------------------------------------------------------

WORK = """
import sys
from farmland_plugin.domain.parcel import Change
from farmland_plugin.ledger.ledger import Ledger
with Ledger.open(sys.argv[1]) as copy:
    for uid in sys.argv[2:]:
        copy.apply(uid, copy.case(uid).version, "record", {"note": "外业"})
"""
MERGE = """
import sys
from pathlib import Path
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.merge import merge
with Ledger.open(sys.argv[1]) as ledger:
    print("open", flush=True)
    merge(ledger, Path(sys.argv[2]))
"""


def process(code, *arguments, **more):
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT,
                            env={**os.environ, "PYTHONPATH": f"{ROOT}:{os.environ.get('PYTHONPATH', '')}"}, **more)


def test_a_copy_that_is_stopped_half_way_leaves_nothing_behind(home, uids, tmp_path, scan):
    attach(home, uids[0], "photo_far", scan)

    class Stopped(NoFeedback):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        take_copy(home, tmp_path / "usb" / "field.gpkg", photos=True, feedback=Stopped())
    assert not any((tmp_path / "usb").iterdir())


def test_two_programs_work_at_once_and_the_field_comes_home(home, uids, tmp_path):
    path = field_copy(home, tmp_path)
    field = process(WORK, path, *uids[:3])
    for uid in uids[3:]:
        take(home, uid, "record", {"note": "内业"})
    assert field.wait(60) == 0
    assert merge(home, path).merged == 3
    assert [home.case(uid).note for uid in uids] == ["外业"] * 3 + ["内业"] * 3 and whole(home)


def test_a_merge_that_is_killed_is_there_whole_or_not_at_all(tmp_path):
    ledger = create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38)
    uids = batch_of(ledger, 400)
    path = away(ledger, tmp_path, lambda copy: copy.apply_many([Change(uid, None, "record", {"note": "外业"}) for uid in uids]))
    ledger.close()
    for pause in (0.15, 0.35, 0.55):
        running = process(MERGE, tmp_path / "county.gpkg", path, stdout=subprocess.PIPE)
        running.stdout.readline()
        time.sleep(pause)
        running.send_signal(signal.SIGKILL)
        running.wait()
        running.stdout.close()
        with Ledger.open(tmp_path / "county.gpkg") as ledger:
            notes = {case.note for case in ledger.cases()}
            assert len(notes) == 1 and whole(ledger)
    with Ledger.open(tmp_path / "county.gpkg") as ledger:
        merge(ledger, path)
        assert {case.note for case in ledger.cases()} == {"外业"} and whole(ledger)
