"""The earlier issue's case goes to the parcel issued again: by a person's choice, one event each, signatures left behind."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from qgis.core import QgsProcessingException

from farmland_plugin.domain.errors import NotAllowed, StaleRow
from farmland_plugin.domain.parcel import Change, Reissued
from farmland_plugin.domain.takeover import answers
from farmland_plugin.gui.models.timeline import history
from farmland_plugin.gui.terms import Terms
from farmland_plugin.i18n import message
from farmland_plugin.ledger.cases.dossiers import duties_of
from farmland_plugin.ledger.cases.earlier import earlier_of, prospects
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.merge import merge
from farmland_plugin.ledger.reissues import in_force, replaced
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.processing.takeovercases import TakeOverCases
from tests.qgis.casework_county import ANSWERS, County, paper, survey, take
from tests.qgis.ground_county import add, box, new_ledger, parcel
from tests.qgis.handover import run
from tests.qgis.test_verifyledger import rewrite
from tests.qgis.two_copies import field_copy

HERE, THERE, FAR = box(0, 0, 50, 50), box(100, 0, 150, 50), box(300, 0, 350, 50)
WIDER = box(100, 0, 160, 50)


@pytest.fixture
def desk(tmp_path):
    """A ledger with batch A worked on and issued again: A1 the same, A2 drawn wider, A3 withdrawn, A4 never worked on."""
    ledger = new_ledger(tmp_path / "county.gpkg")
    old = [parcel(ledger, f"{number}", wkb) for number, wkb in enumerate((HERE, THERE, FAR, box(500, 0, 550, 50)), 1)]
    add(ledger, "一季度", old)
    county = County(ledger)
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG a signed form")
    one, two, three, four = (each.parcel_uid for each in old)
    survey(ledger, one, county, tmp_path)
    take(ledger, one, "correct", {"flags": "typical", "department": "natural_resources", "reason": "补充"})
    take(ledger, one, "submit_survey", by=county["surveyor"])
    take(ledger, one, "sign", paper(ledger, scan, county["village_committee"]))
    take(ledger, two, "record", {"finding": "nonfarm_violation", "note": "彩钢房", "facts": {"use_class": "industry"}})
    take(ledger, three, "record", {"finding": "legal"})
    new = [parcel(ledger, number, wkb) for number, wkb in (("1", HERE), ("2", WIDER), ("4", box(500, 0, 550, 50)), ("9", FAR))]
    add(ledger, "一季度r2", new, at="2026-02-01T00:00:00Z", reissue_of=ledger.batches()[0].batch_id, reissued=[
        Reissued("", "1", "same", new[0].parcel_uid, one), Reissued("", "2", "changed", new[1].parcel_uid, two, "geometry"),
        Reissued("", "4", "same", new[2].parcel_uid, four), Reissued("", "9", "added", new[3].parcel_uid),
        Reissued("", "3", "withdrawn", "", three)])
    ledger.old, ledger.new = [one, two, three, four], [each.parcel_uid for each in new]
    ledger.county, ledger.scan = county, scan
    yield ledger
    ledger.close()


def broken(ledger):
    result = verify_ledger(ledger)
    return [one.sentence for one in result.breaks]


def test_a_parcel_issued_again_unchanged_takes_over_every_answer_and_photo(desk):
    old, new = desk.old[0], desk.new[0]
    before = desk.case(old)
    take(desk, new, "take_over")
    case = desk.case(new)
    assert answers(case) == answers(before) and case.facts == ANSWERS
    assert case.status == "surveying" and before.status == "signing"
    assert duties_of(desk, new) == duties_of(desk, old) != {}
    assert {(row["role"], row["sha256"]) for row in desk.media.rows(new)} == {
        (row["role"], row["sha256"]) for row in desk.media.rows(old) if row["role"].startswith("photo")}
    assert desk.case(old) == before, "the earlier case stays as it was"
    assert broken(desk) == []


def test_signatures_stay_where_they_were_given_and_are_named(desk):
    take(desk, desk.new[0], "take_over")
    assert desk.signatures(desk.new[0]) == [] and len(desk.signatures(desk.old[0])) == 1
    told = list(desk.events(desk.new[0]))[-1].payload()["payload"]
    assert told["from"] == desk.old[0] and told["last_seq"] == desk.case(desk.old[0]).last_seq
    assert told["last_hash"] == desk.case(desk.old[0]).last_hash and told["status"] == "signing"
    assert [one["person_id"] for one in told["signatures"]] == [desk.county["village_committee"]]
    assert [one["role"] for one in told["left"]] == ["scan_sign_off"]
    take(desk, desk.new[0], "submit_survey", by=desk.county["surveyor"])
    assert desk.case(desk.new[0]).status == "signing", "it is signed afresh from the first level"
    with pytest.raises(NotAllowed):
        take(desk, desk.new[0], "complete_signing")


def test_a_changed_parcel_waits_for_a_person_and_names_the_areas_before_and_after(desk):
    take(desk, desk.new[1], "take_over")
    case = desk.case(desk.new[1])
    assert case.status == "to_survey" and case.finding == "nonfarm_violation" and case.note == "彩钢房"
    told = list(desk.events(desk.new[1]))[-1].payload()["payload"]
    earlier, now = desk.parcel(desk.old[1]), desk.parcel(desk.new[1])
    assert told["verdict"] == "changed" and told["what"] == ["geometry"]
    assert told["areas"] == {"area_m2": [str(earlier.area_m2), str(now.area_m2)]}
    with pytest.raises(NotAllowed):
        take(desk, desk.new[1], "submit_survey", by=desk.county["surveyor"])
    take(desk, desk.new[1], "record", {"surveyed_on": "2026-11-21"})
    assert desk.case(desk.new[1]).status == "surveying"
    assert broken(desk) == []


def test_only_parcels_issued_again_with_an_earlier_case_are_offered(desk):
    found = prospects(desk)
    assert [(one.number, one.earlier.verdict, one.refusal) for one in found] == [("1", "same", None), ("2", "changed", None)]
    assert prospects(desk, desk.old) == [] and earlier_of(desk, desk.new[2]) is None
    for uid in (desk.new[2], desk.new[3], desk.old[0]):
        with pytest.raises(NotAllowed):
            take(desk, uid, "take_over")


def test_answers_that_differ_are_never_written_over(desk):
    take(desk, desk.new[0], "record", {"finding": "legal"})
    before = desk.case(desk.new[0])
    with pytest.raises(NotAllowed) as caught:
        take(desk, desk.new[0], "take_over")
    assert "Finding" in message(caught.value) or "认定" in message(caught.value)
    assert desk.case(desk.new[0]) == before and prospects(desk, [desk.new[0]])[0].refusal is not None


def test_what_the_new_case_says_already_stays_and_the_rest_is_added(desk):
    take(desk, desk.new[0], "record", {"flags": "police", "facts": {"comment": "新情况"}})
    take(desk, desk.new[0], "take_over")
    case = desk.case(desk.new[0])
    assert case.flags == "police,typical" and case.facts == {**ANSWERS, "comment": "新情况"}
    with pytest.raises(NotAllowed):
        take(desk, desk.new[0], "take_over")


def test_a_case_past_the_survey_or_on_hold_takes_nothing_over(desk):
    take(desk, desk.new[0], "suspend", {"reason": "疫情"})
    with pytest.raises(NotAllowed):
        take(desk, desk.new[0], "take_over")


def test_an_earlier_case_that_went_on_meanwhile_is_looked_at_again(desk):
    seen = prospects(desk, [desk.new[0]])[0]
    take(desk, desk.old[0], "correct", {"note": "又看了一次", "reason": "复核"})
    with pytest.raises(NotAllowed):
        take(desk, desk.new[0], "take_over", {"last_seq": seen.earlier.case.last_seq})
    with pytest.raises(StaleRow):
        desk.apply(desk.new[0], 99, "take_over", {})
    take(desk, desk.new[0], "take_over", {"last_seq": desk.case(desk.old[0]).last_seq})
    assert desk.case(desk.new[0]).note == "又看了一次"


def test_it_is_undone_whole_and_can_be_done_again(desk):
    before = answers(desk.case(desk.new[0]))
    done = take(desk, desk.new[0], "take_over")
    take(desk, desk.new[0], "undo", {"seq": done.seq, "reason": "点错"})
    case = desk.case(desk.new[0])
    assert answers(case) == before == {} and case.status == "to_survey" and duties_of(desk, desk.new[0]) == {}
    assert all(row["removed_seq"] for row in desk.media.rows(desk.new[0])) and broken(desk) == []
    take(desk, desk.new[0], "take_over")
    assert case.status == "to_survey" and len([r for r in desk.media.rows(desk.new[0]) if r["removed_seq"] is None]) == 2
    assert broken(desk) == []


def test_what_was_worked_on_since_is_not_taken_back(desk):
    done = take(desk, desk.new[0], "take_over")
    take(desk, desk.new[0], "correct", {"note": "改", "reason": "补"})
    with pytest.raises(NotAllowed):
        take(desk, desk.new[0], "undo", {"seq": done.seq, "reason": "点错"})


def test_several_are_taken_over_and_undone_as_one_step(desk):
    changes = [Change(one.uid, one.version, "take_over", {"last_seq": one.earlier.case.last_seq}) for one in prospects(desk)]
    applied = desk.apply_many(changes)
    assert len(applied) == 2, "one event per parcel"
    group = json.loads(list(desk.events(desk.new[0]))[-1].body)["group"]
    desk.undo_group(group, "点错")
    assert [answers(desk.case(uid)) for uid in desk.new[:2]] == [{}, {}] and broken(desk) == []


def test_a_third_issue_takes_over_from_the_newest_one_that_says_something(desk):
    third = [parcel(desk, "1", HERE), parcel(desk, "2", WIDER)]
    add(desk, "一季度r3", third, at="2026-03-01T00:00:00Z", reissued=[
        Reissued("", "1", "same", third[0].parcel_uid, desk.new[0]),
        Reissued("", "2", "same", third[1].parcel_uid, desk.new[1])])
    assert [(one.uid, one.earlier.parcel.parcel_uid, one.earlier.verdict) for one in prospects(desk)] == [
        (third[0].parcel_uid, desk.old[0], "same"), (third[1].parcel_uid, desk.old[1], "changed")]
    take(desk, desk.new[0], "take_over")
    assert earlier_of(desk, third[0].parcel_uid).parcel.parcel_uid == desk.new[0]
    take(desk, third[0].parcel_uid, "take_over")
    assert answers(desk.case(third[0].parcel_uid)) == answers(desk.case(desk.old[0])) and broken(desk) == []


def falsified(desk, change):
    """Rewrite the last event of a whole chain anew, as a forger with the program would."""
    desk.close()
    with closing(sqlite3.connect(desk.path)) as connection, connection:
        for name, in list(connection.execute("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='event'")):
            connection.execute(f"DROP TRIGGER {name}")
        rewrite(connection, change)
    with Ledger.open(desk.path, write=False) as ledger:
        return [one.sentence for one in verify_ledger(ledger).breaks]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"from": "*new"}, "not an earlier issue"), ({"last_seq": 1}, "another event as the last one"),
    ({"rows": "*foreign"}, "none of the earlier issue's"), ({"rows": []}, "responsibilities of the earlier case were lost")])
def test_a_journal_that_tells_it_otherwise_is_found(desk, wrong, said):
    take(desk, desk.new[0], "take_over")
    files = [dict(row, row={**row["row"], "sha256": "f" * 64}) for row in
             list(desk.events(desk.new[0]))[-1].payload()["payload"]["rows"] if row["table"] == "parcel_attachment"]
    filled = {key: {"*new": desk.new[3], "*foreign": files}.get(value, value) if isinstance(value, str) else value
              for key, value in wrong.items()}

    def change(body):
        return {**body, "payload": {**body["payload"], **filled}} if body["action"] == "take_over" else body

    assert any(said in text for text in falsified(desk, change))


def test_an_answer_that_got_lost_on_the_way_is_found(desk):
    take(desk, desk.new[0], "take_over")

    def change(body):
        if body["action"] != "take_over":
            return body
        return {**body, "set": {key: value for key, value in body["set"].items() if key != "note"}}

    assert any("answers of the earlier case were lost" in text for text in falsified(desk, change))


def test_a_field_copy_brings_a_taken_over_case_home(desk, tmp_path):
    copy = field_copy(desk, tmp_path)
    with Ledger.open(copy) as other:
        take(other, desk.new[0], "take_over")
    merge(desk, copy)
    assert answers(desk.case(desk.new[0])) == answers(desk.case(desk.old[0]))
    assert desk.case(desk.new[0]).status == "surveying" and broken(desk) == []


def test_the_timeline_says_where_it_comes_from_and_that_it_can_be_undone(desk):
    take(desk, desk.new[1], "take_over")
    entry = history(desk, desk.new[1], Terms.of(desk))[0]
    assert "一季度" in entry.what and "2" in entry.what and entry.undo == ""


def test_replaced_and_withdrawn_parcels_are_known_with_what_stands_for_them(desk):
    gone = replaced(desk)
    assert {uid: (one.why, one.batch, one.uids) for uid, one in gone.items()} == {
        desk.old[0]: ("reissued", "一季度r2", (desk.new[0],)), desk.old[1]: ("reissued", "一季度r2", (desk.new[1],)),
        desk.old[3]: ("reissued", "一季度r2", (desk.new[2],)), desk.old[2]: ("withdrawn", "一季度r2", ())}
    assert in_force(desk, desk.parcel_uids()) == (desk.new, 4)
    assert gone[desk.old[0]].numbers == ("1",) and "一季度r2" in gone[desk.old[2]].sentence()


# -- headless ----------------------------------------------------------------------------------------------------


def test_the_algorithm_takes_over_what_is_asked_and_a_dry_run_writes_nothing(desk):
    desk.close()
    dry = run(TakeOverCases(), LEDGER=desk.path, DRY_RUN=True)
    assert (dry["TAKEN"], dry["CHANGED"], dry["REFUSED"]) == (1, 1, 0)
    with Ledger.open(desk.path, write=False) as ledger:
        assert answers(ledger.case(desk.new[0])) == {}
    done = run(TakeOverCases(), LEDGER=desk.path)
    assert (done["TAKEN"], done["CHANGED"], done["REFUSED"]) == (1, 1, 0)
    with Ledger.open(desk.path, write=False) as ledger:
        assert ledger.case(desk.new[0]).finding == "nonfarm_violation" and ledger.case(desk.new[1]).finding == ""
    again = run(TakeOverCases(), LEDGER=desk.path, VERDICT="changed")
    assert (again["TAKEN"], again["REFUSED"]) == (1, 0)
    with Ledger.open(desk.path, write=False) as ledger:
        assert ledger.case(desk.new[1]).finding == "nonfarm_violation" and ledger.case(desk.new[1]).status == "to_survey"
    with pytest.raises(QgsProcessingException):
        run(TakeOverCases(), LEDGER=desk.path, VERDICT="withdrawn")


def test_the_algorithm_leaves_out_what_cannot_be_taken_over_and_says_so(desk):
    take(desk, desk.new[0], "record", {"finding": "legal"})
    desk.close()
    done = run(TakeOverCases(), LEDGER=desk.path, VERDICT="all", WHERE="\"source_no\" IN ('1', '2')")
    assert (done["TAKEN"], done["REFUSED"]) == (1, 1)
