"""A case on its way: steps, guards, signatures, holds, rounds, corrections."""

from __future__ import annotations

import dataclasses
import sqlite3

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.casework import stage_signed
from farmland_plugin.domain.errors import BadInput, MissingEvidence, NotAllowed, StaleRow
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.signoff import progress
from farmland_plugin.ledger.cases.dossiers import dossier_of
from farmland_plugin.ledger.crs import create_ledger

from .casework_county import County, attach, pack, paper, put_in_place, sign_chain, survey, take
from .test_ledger import fill

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as made:
        yield made


@pytest.fixture
def county(ledger):
    return County(ledger)


@pytest.fixture
def uid(ledger):
    return fill(ledger)[0].parcel_uid


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(b"\x89PNG a signed form")
    return path


def complete_form(ledger, uid):
    """Give every answer that the survey form of the case demands."""
    from farmland_plugin.ledger.cases.campaigns import campaign_for, missing_fields

    case = ledger.case(uid)
    assert not missing_fields(ledger, campaign_for(ledger, case.campaign), case)


def signed(ledger, uid, stage="survey"):
    return stage_signed(ledger.workflow, dossier_of(ledger, ledger.case(uid)), stage)


def to_review(ledger, uid, county, folder, scan):
    survey(ledger, uid, county, folder)
    complete_form(ledger, uid)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)


def to_acceptance(ledger, uid, county, folder, scan):
    to_review(ledger, uid, county, folder, scan)
    take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
    after = folder / f"{uid}_after.jpg"
    after.write_bytes(b"\xff\xd8 after " + uid.encode())
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", after))
    take(ledger, uid, "declare_done", by=county["township_leader", 1])


def accept(ledger, uid, county):
    team = [county["acceptance_team", n] for n in range(3)]
    take(ledger, uid, "accept", {"team": team}, by=team[0])


def test_a_case_goes_the_whole_way_to_written_off(ledger, county, uid, tmp_path, scan):
    to_acceptance(ledger, uid, county, tmp_path, scan)
    attach(ledger, uid, "doc_acceptance", scan)
    with pytest.raises(MissingEvidence, match="Reclamation acceptance"):
        accept(ledger, uid, county)
    attach(ledger, uid, "doc_reclamation", scan)
    sign_chain(ledger, uid, county, scan)
    accept(ledger, uid, county)
    assert ledger.case(uid).status == "to_write_off"
    with pytest.raises(MissingEvidence) as caught:
        take(ledger, uid, "write_off", by=county["county_leader"])
    assert len(caught.value.missing) == 2
    attach(ledger, uid, "doc_write_off", scan)
    pack(ledger, uid, "writeoff")
    take(ledger, uid, "write_off", by=county["county_leader"])
    assert ledger.case(uid).status == "written_off"
    assert not list(verify_chain(ledger.events()))


def test_every_level_signs_in_order_each_by_somebody_else(ledger, county, uid, tmp_path, scan):
    survey(ledger, uid, county, tmp_path)
    complete_form(ledger, uid)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    with pytest.raises(NotAllowed, match="role"):
        take(ledger, uid, "sign", paper(ledger, scan, county["township_leader"]))
    take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"]))
    both = ledger.people.register(dataclasses.replace(
        ledger.people.find(county["village_committee"]), roles=("village_committee", "township_leader")))
    with pytest.raises(NotAllowed, match="somebody else"):
        take(ledger, uid, "sign", paper(ledger, scan, both.person_id))
    take(ledger, uid, "sign", paper(ledger, scan, county["township_leader"]))
    assert ledger.case(uid).status == "signing"
    take(ledger, uid, "sign", paper(ledger, scan, county["department_lead"]))
    assert ledger.case(uid).status == "county_review"
    assert [e.action for e in ledger.events(uid)][-2:] == ["sign", "complete_signing"]


@pytest.mark.parametrize(("method", "more", "lacking"), [
    ("refusal", {"reason": "不认可面积"}, 2), ("proxy", {}, 2), ("absence", {"reason": "电话确认"}, 1)])
def test_a_signature_that_is_no_signature_needs_its_witnesses(ledger, county, tmp_path, scan, method, more, lacking):
    uid = fill(ledger, name="b")[0].parcel_uid
    case = ledger.case(uid)
    assert case.campaign == "satellite"
    chain = ledger.workflow.chains["household"]
    from farmland_plugin.domain.signoff import check_signature
    states = progress(chain, [], "x")
    payload = {"person_id": county["household"], "method": method, "attachment": "a", **more}
    with pytest.raises(MissingEvidence) as caught:
        check_signature(states, payload, ledger.dictionary("sign_method"), ["household"])
    assert len(caught.value.missing) == lacking
    payload.update(witness1=county["witness"], witness2=county["witness", 1], proxy=county["household", 1], reason="r")
    assert check_signature(states, payload, ledger.dictionary("sign_method"), ["household"]).number == 1
    with pytest.raises(MissingEvidence):
        check_signature(states, {**payload, "witness2": county["witness"]}, ledger.dictionary("sign_method"), ["household"])


def test_a_change_of_one_square_metre_makes_every_signature_stale(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    assert signed(ledger, uid)
    take(ledger, uid, "correct", {"confirmed_area_m2": "813.50", "reason": "实测更正"})
    assert not signed(ledger, uid)
    dossier = dossier_of(ledger, ledger.case(uid))
    states = progress(ledger.workflow.chains["village"], dossier.of_stage("survey"), dossier.subjects["survey"])
    assert [len(s.stale) for s in states] == [1, 1, 1] and not any(s.valid for s in states)
    with pytest.raises(MissingEvidence):
        take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
    undone = take(ledger, uid, "undo", {"seq": ledger.case(uid).last_seq, "reason": "更正有误"})
    assert undone and signed(ledger, uid)


def test_a_parcel_whose_issued_area_is_changed_behind_the_ledger_shows_its_signatures_as_stale(
        ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    ledger.store.connection.execute("DROP TRIGGER parcel_immutable_update")
    ledger.store.connection.execute("UPDATE parcel SET area_m2 = area_m2 + 1 WHERE parcel_uid = ?", (uid,))
    assert not signed(ledger, uid)


def test_another_photo_makes_every_signature_stale_and_taking_it_off_does_not_hide_that_it_was_there(
        ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    more = tmp_path / "more.jpg"
    more.write_bytes(b"\xff\xd8 another")
    sha = attach(ledger, uid, "photo_far", more)
    assert not signed(ledger, uid)
    take(ledger, uid, "detach", {"sha256": sha, "role": "photo_far", "reason": "误传"})
    assert signed(ledger, uid)
    assert [row["removed_seq"] is None for row in ledger.media.rows(uid) if row["sha256"] == sha] == [False]


def test_a_form_printed_before_the_facts_changed_is_not_signed(ledger, county, uid, tmp_path, scan):
    survey(ledger, uid, county, tmp_path)
    complete_form(ledger, uid)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    printed = dossier_of(ledger, ledger.case(uid)).subjects["survey"]
    take(ledger, uid, "correct", {"note": "补充说明", "reason": "补充"})
    with pytest.raises(NotAllowed, match="printed"):
        take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"], subject_hash=printed))


def test_whoever_returns_a_case_gives_a_reason_and_ends_every_signature(ledger, county, uid, tmp_path, scan):
    survey(ledger, uid, county, tmp_path)
    complete_form(ledger, uid)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"]))
    back = {"person_id": county["township_leader"], "decision": "return"}
    with pytest.raises(BadInput, match="reason code"):
        take(ledger, uid, "sign", back)
    take(ledger, uid, "sign", {**back, "reason_code": "area", "reason": "面积与实地不符"})
    assert ledger.case(uid).status == "surveying"
    assert all(one.void_seq for one in ledger.signatures(uid))


def test_a_signature_is_taken_back_by_its_giver_before_the_next_level_signs(ledger, county, uid, tmp_path, scan):
    survey(ledger, uid, county, tmp_path)
    complete_form(ledger, uid)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"]))
    one = ledger.signatures(uid)[0]
    wanted = {"sign_id": one.sign_id, "reason": "看错图斑"}
    with pytest.raises(NotAllowed, match="whoever gave it"):
        take(ledger, uid, "withdraw_signature", wanted, by=county["township_leader"])
    take(ledger, uid, "withdraw_signature", wanted, by=county["village_committee"])
    take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"]))
    take(ledger, uid, "sign", paper(ledger, scan, county["township_leader"]))
    with pytest.raises(NotAllowed, match="next level"):
        take(ledger, uid, "withdraw_signature", {"sign_id": ledger.signatures(uid)[1].sign_id, "reason": "r"},
             by=county["village_committee"])


def test_who_surveyed_or_signed_does_not_review_and_who_rectified_does_not_accept(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    surveyor = ledger.people.find(county["surveyor", 1])
    ledger.people.register(dataclasses.replace(surveyor, roles=("surveyor", "county_reviewer")))
    with pytest.raises(MissingEvidence, match="somebody else"):
        take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=surveyor.person_id)
    with pytest.raises(NotAllowed, match="none of these roles"):
        take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["surveyor"])
    with pytest.raises(NotAllowed, match="needs a person"):
        take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"})


def test_a_hold_stops_every_step_and_its_release_returns_to_the_same_state(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    take(ledger, uid, "suspend", {"reason": "等待省厅答复"})
    with pytest.raises(NotAllowed, match="on hold"):
        take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
    take(ledger, uid, "release", {"reason": "已答复"})
    assert (ledger.case(uid).status, ledger.case(uid).hold) == ("county_review", "")
    assert signed(ledger, uid)
    periods = list(ledger.store.rows("SELECT kind, until FROM hold_period"))
    assert [row["kind"] for row in periods] == ["suspended"] and periods[0]["until"]


def test_an_appeal_that_is_upheld_begins_the_survey_again_without_signatures(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    take(ledger, uid, "appeal", {"reason": "当事人申诉"})
    take(ledger, uid, "appeal_upheld", {"reason": "地类认定变更"})
    assert ledger.case(uid).status == "surveying" and not signed(ledger, uid)


def test_a_rebound_begins_a_new_round_in_which_everything_is_asked_again(ledger, county, uid, tmp_path, scan):
    test_a_case_goes_the_whole_way_to_written_off(ledger, county, uid, tmp_path, scan)
    attach(ledger, uid, "doc_recheck", scan)
    take(ledger, uid, "reopen", {"reason": "卫星影像显示复建"}, by=county["county_admin"])
    case = ledger.case(uid)
    assert (case.status, case.round, case.finding, case.facts) == ("to_survey", 2, "", {})
    dossier = dossier_of(ledger, case)
    assert not dossier.attachments and not dossier.packages and not dossier.of_stage("survey")
    assert {one.round for one in dossier.signatures} == {1}


def test_an_undo_is_a_new_event_and_later_changes_are_never_lost(ledger, uid):
    first = take(ledger, uid, "record", {"finding": "legal", "note": "a"})
    take(ledger, uid, "record", {"note": "b"})
    with pytest.raises(NotAllowed, match="Note"):
        take(ledger, uid, "undo", {"seq": first.seq, "reason": "r"})
    second = take(ledger, uid, "record", {"finding": "other"})
    before = ledger.last_seq()
    take(ledger, uid, "undo", {"seq": second.seq, "reason": "点错"})
    assert ledger.case(uid).finding == "legal" and ledger.last_seq() == before + 1


def test_a_stale_write_names_both_values_of_facts_too(ledger, uid):
    take(ledger, uid, "record", {"facts": {"用途": "厂房"}})
    with pytest.raises(StaleRow) as caught:
        ledger.apply(uid, 1, "record", {"facts": {"用途": "仓库"}, "note": "n"})
    assert caught.value.facts["theirs"] == {"facts.用途": "厂房", "note": ""}
    assert caught.value.facts["mine"] == {"facts.用途": "仓库", "note": "n"}


def test_surveyors_are_people_and_no_name_stands_in_the_journal(ledger, uid):
    take(ledger, uid, "record", {"surveyors": "李明, 王芳"})
    case = ledger.case(uid)
    assert ledger.people.names(case.surveyors) == "李明, 王芳"
    assert not any("李明" in event.body or "王芳" in event.body for event in ledger.events())
    ledger.people.register(dataclasses.replace(ledger.people.all()[0], person_id="", login=""))
    take(ledger, uid, "record", {"surveyors": "王芳"})
    people = {p.name: p for p in ledger.people.all()}
    assert set(people) == {"李明", "王芳"}


def test_two_people_of_one_name_are_not_guessed_between(ledger, uid):
    from farmland_plugin.domain.people import Person

    for _ in range(2):
        ledger.people.register(Person("", "李明"))
    with pytest.raises(BadInput, match="2 people are called"):
        take(ledger, uid, "record", {"surveyors": "李明"})


def test_what_happens_to_many_parcels_at_once_is_one_group(ledger):
    uids = [p.parcel_uid for p in fill(ledger)]
    ledger.apply_many([Change(uid, None, "record", {"finding": "legal"}) for uid in uids])
    groups = {event.payload().get("group") for event in ledger.events() if event.action == "record"}
    assert len(groups) == 1 and groups != {None}


def test_a_file_is_attached_by_its_content_and_a_missing_one_is_refused(ledger, uid, tmp_path):
    photo = tmp_path / "现场 100.jpg"
    photo.write_bytes(b"\xff\xd8 photo")
    stored = ledger.media.add(photo)
    assert stored == ledger.media.add(photo) and stored.rel_path == f"{stored.sha256[:2]}/{stored.sha256}.jpg"
    (ledger.media.folder / stored.rel_path).unlink()
    from farmland_plugin.domain.errors import LedgerError
    with pytest.raises(LedgerError, match="attach it again"):
        take(ledger, uid, "attach", {"role": "photo_far", "files": [stored.to_dict()]}, files=[stored.sha256])
    with pytest.raises(sqlite3.IntegrityError):
        ledger.store.connection.execute("DELETE FROM event")
