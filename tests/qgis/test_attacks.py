"""What somebody with the program's own interface, or with the file, might try to get past the ledger."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from decimal import Decimal

import pytest

from farmland_plugin.domain.errors import (
    BadInput,
    FarmlandError,
    LedgerBusy,
    LedgerError,
    MissingEvidence,
    NotAllowed,
)
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.people import Person
from farmland_plugin.domain.workflow import WRITTEN_OFF
from farmland_plugin.ledger.actions import HANDLERS
from farmland_plugin.ledger.rows import case_columns
from farmland_plugin.ledger.verifying import verify_ledger

from .casework_county import attach, pack, paper, survey, take
from .test_casework import accept, county, ledger, scan, sign_chain, signed, to_acceptance, to_review, uid

__all__ = ["county", "ledger", "scan", "uid"]  # fixtures
PHONE, CARD = "13912345678", "11010519491231002X"
ODD = [None, "", -1, 10**400, True, [1], [["a"]], {"a": [{"b": []}]}, "\ud800", "\x00", "２０２６-０１-０１", object(), b"x",
       {1: 2}, float("nan"), Decimal("NaN"), "张三，李四", "x" * 100_000]
KEYS = ("finding", "surveyed_on", "surveyors", "confirmed_area_m2", "flags", "facts", "reason", "person_id", "method",
        "decision", "signed_at", "attachment", "witness1", "files", "subject_hash", "sign_id", "role", "caption", "sha256",
        "slot", "node", "due_on", "deadline_id", "kind", "number", "issued_on", "notice_id", "seq", "team", "officers",
        "voided", "rows", "photos", "compared")


def whole(ledger):
    found = verify_ledger(ledger, media=True)
    assert not found.breaks, [one.text for one in found.breaks]


def ready_to_accept(ledger, uid, county, tmp_path, scan):
    to_acceptance(ledger, uid, county, tmp_path, scan)
    attach(ledger, uid, "doc_reclamation", scan)


def bodies(ledger):
    return "".join(row["body"] for row in ledger.store.rows("SELECT body FROM event"))


def test_no_action_with_odd_values_does_more_than_say_so_in_a_sentence(ledger, county, uid, tmp_path, scan):
    survey(ledger, uid, county, tmp_path)
    good = {"reason": "r", "person_id": county["surveyor"], "slot": "subject", "seq": 5, "due_on": "2026-12-31",
            "role": "doc_other", "number": "1", "issued_on": "2026-11-01", "node": "rectify", "team": [county["acceptance_team"]]}
    actions = sorted({*HANDLERS, *(one.action for one in ledger.workflow.transitions)})
    changes = [Change(uid, None, action, {**good, key: odd}, (), county["surveyor"])
               for action in actions for key in KEYS for odd in ODD]
    changes += [Change(uid, None, action, good, (), odd) for action in actions for odd in ODD]
    changes += [Change(uid, None, action, odd) for action in actions for odd in (None, [], "x")]
    changes += [Change(uid, None, action, good, odd) for action in actions for odd in (None, "abc", (1,), ("../../x",), ("*",))]
    from farmland_plugin.ledger.cases.steps import prejudge

    prejudge(ledger, [[one] for one in changes])  # raises whatever is no FarmlandError
    whole(ledger)


def test_an_event_does_not_say_what_only_the_ledger_says(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    sign_id = ledger.signatures(uid)[0].sign_id
    for word in ("voided", "restored"):
        with pytest.raises(BadInput, match="only the ledger"):
            take(ledger, uid, "suspend", {"reason": "r", word: [sign_id]})
    with pytest.raises(BadInput, match="only the ledger"):
        row = {"table": "sign_off", "kind": "remove", "row": {"sign_id": sign_id}}
        take(ledger, uid, "suspend", {"reason": "r", "rows": [row]})
    stored = ledger.media.add(tmp_path / "scan.png")
    take(ledger, uid, "suspend", {"reason": "r", "files": [{**stored.to_dict(), "sha256": "f" * 64}], "more": "x"})
    take(ledger, uid, "release", {"reason": "r"})
    whole(ledger)


@pytest.mark.parametrize("number", [PHONE, CARD, "１３９１２３４５６７８", "139-1234-5678", "139 1234 5678"])
def test_no_number_of_a_person_stands_in_the_journal_whichever_text_it_was_typed_into(
        ledger, county, uid, tmp_path, scan, number):
    survey(ledger, uid, county, tmp_path)
    path = tmp_path / f"{number}.jpg"
    path.write_bytes(b"\xff\xd8")
    stored = ledger.media.add(path)
    take(ledger, uid, "record", {"note": f"电话{number}", "facts": {"cause": number}})
    take(ledger, uid, "correct", {"reason": number, "note": "x"})
    take(ledger, uid, "attach", {"role": "doc_other", "caption": number, "files": [stored.to_dict()]}, files=[stored.sha256])
    take(ledger, uid, "suspend", {"reason": number})
    take(ledger, uid, "release", {"reason": number})
    take(ledger, uid, "set_duty", {"slot": "subject", "person_id": county["household", 1], "note": number})
    take(ledger, uid, "submit_survey", {"note": number}, by=county["surveyor"])
    take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"], opinion=number))
    assert number not in bodies(ledger) and not list(ledger.store.rows(
        "SELECT 1 AS one FROM attachment WHERE orig_name LIKE ?", (f"%{number}%",)))
    whole(ledger)


def test_a_signature_rests_on_a_scan_the_ledger_has(ledger, county, uid, tmp_path, scan):
    survey(ledger, uid, county, tmp_path)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    stored = ledger.media.add(scan)  # lies in the folder, and no row tells of it
    asked = {"person_id": county["village_committee"], "method": "paper", "signed_at": "2026-11-20"}
    for sha in (stored.sha256, stored.sha256[:3] + "*", "../" + stored.sha256, "0" * 64):
        with pytest.raises(FarmlandError):
            take(ledger, uid, "sign", {**asked, "attachment": sha})
    other = ledger.media.folder / "ff" / f"{'f' * 64}.png"
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(b"something else")
    with pytest.raises(LedgerError):
        take(ledger, uid, "sign", {**asked, "attachment": "f" * 64, "files": [
            {**stored.to_dict(), "sha256": "f" * 64, "rel_path": f"ff/{'f' * 64}.png", "size": 14}]})
    take(ledger, uid, "sign", paper(ledger, scan, county["village_committee"]))
    with pytest.raises(NotAllowed, match="rests on this scan"):
        take(ledger, uid, "detach", {"sha256": stored.sha256, "role": "scan_sign_off", "reason": "r"})


def test_a_return_that_was_undone_and_then_not_ends_the_signatures_again(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    asked = {"reason_code": "other", "reason": "面积不清"}
    codes = [entry.code for entry in ledger.dictionary("return_reason").entries]
    reviewer = county["county_reviewer"]
    back = take(ledger, uid, "return_survey", {**asked, "reason_code": codes[0]}, by=reviewer)
    undone = take(ledger, uid, "undo", {"seq": back.seq, "reason": "误退"}, by=reviewer)
    assert signed(ledger, uid)
    with pytest.raises(NotAllowed, match="whoever took it"):
        take(ledger, uid, "undo", {"seq": undone.seq, "reason": "r"}, by=county["surveyor"])
    take(ledger, uid, "undo", {"seq": undone.seq, "reason": "还是退回"}, by=reviewer)
    assert ledger.case(uid).status == "surveying" and not signed(ledger, uid)
    whole(ledger)


def test_nobody_leaves_a_slot_to_accept_or_enters_one_after_accepting(ledger, county, uid, tmp_path, scan):
    ready_to_accept(ledger, uid, county, tmp_path, scan)
    sign_chain(ledger, uid, county, scan)
    attach(ledger, uid, "doc_acceptance", scan)
    one = county["acceptance_team"]
    take(ledger, uid, "set_duty", {"slot": "rectification", "person_id": one})
    take(ledger, uid, "clear_duty", {"slot": "rectification", "person_id": one})
    with pytest.raises(MissingEvidence, match="somebody else"):
        accept(ledger, uid, county)
    team = [ledger.people.register(Person("", f"组员 {n}", roles=("acceptance_team",))).person_id for n in range(3)]
    take(ledger, uid, "accept", {"team": team}, by=team[0])
    with pytest.raises(NotAllowed, match="must not"):
        take(ledger, uid, "set_duty", {"slot": "rectification", "person_id": team[1]})
    take(ledger, uid, "set_duty", {"slot": "rectification", "person_id": county["witness"]})
    whole(ledger)


def test_a_package_made_before_the_last_signature_closes_nothing(ledger, county, uid, tmp_path, scan):
    ready_to_accept(ledger, uid, county, tmp_path, scan)
    attach(ledger, uid, "doc_acceptance", scan)
    attach(ledger, uid, "doc_write_off", scan)
    sign_chain(ledger, uid, county, scan, ("village_committee", "township_leader"))
    pack(ledger, uid, "writeoff")
    sign_chain(ledger, uid, county, scan, ("department_lead",))
    accept(ledger, uid, county)
    with pytest.raises(MissingEvidence, match="since the last change"):
        take(ledger, uid, "write_off", by=county["county_leader"])
    pack(ledger, uid, "writeoff")
    take(ledger, uid, "write_off", by=county["county_leader"])
    assert ledger.case(uid).status == WRITTEN_OFF
    whole(ledger)


def test_one_person_is_not_entered_twice_nor_under_an_id_that_reads_as_several(ledger, county):
    one = ledger.people.register(Person("", "张三", CARD, roles=("village_cadre",)))
    with pytest.raises(BadInput, match="entered once"):
        ledger.people.register(Person("", "张叁", CARD, roles=("township_leader",)))
    ledger.people.register(replace(one, roles=("village_cadre", "township_leader")))
    for odd in ("a,b,c", "a；b", " "):
        with pytest.raises(BadInput):
            ledger.people.register(Person(odd, "李四"))
    whole(ledger)


def test_a_verdict_of_no_package_is_not_recorded(ledger):
    with pytest.raises(BadInput):
        ledger.record_verdict("nothing", "proved")


def test_files_named_with_a_step_are_ones_the_ledger_has(ledger, uid):
    with pytest.raises(LedgerError):
        take(ledger, uid, "record", {"note": "x"}, files=["d" * 64])


def test_a_leap_of_the_clock_is_told_even_when_the_first_write_after_it_fails(ledger, uid):
    wall, steady = ledger._clocks
    ledger._clocks = (wall - 3 * 86400, steady)
    with pytest.raises(FarmlandError):
        take(ledger, uid, "record", {"finding": "no such"})
    take(ledger, uid, "record", {"note": "x"})
    assert [e.action for e in ledger.events()].count("clock_jump") == 1


def test_a_write_begun_inside_another_is_refused_and_the_outer_one_stays_whole(ledger, uid):
    with ledger.door() as door:
        door.change(Change(uid, None, "record", {"note": "first"}))
        with pytest.raises(LedgerBusy):
            ledger.apply(uid, None, "record", {"note": "inner"})
        door.change(Change(uid, None, "suspend", {"reason": "r"}))
    assert ledger.case(uid).note == "first" and ledger.case(uid).hold
    whole(ledger)


@pytest.mark.parametrize("failure", [KeyboardInterrupt, MemoryError, RuntimeError])
def test_whatever_breaks_after_the_event_leaves_nothing(ledger, county, uid, monkeypatch, failure):
    before = bodies(ledger)

    def broken(*_):
        raise failure()

    from farmland_plugin.ledger.actions import holding
    monkeypatch.setattr(holding, "utc_now", broken)
    with pytest.raises(failure):
        take(ledger, uid, "suspend", {"reason": "r"})
    monkeypatch.undo()
    assert bodies(ledger) == before and not ledger.case(uid).hold
    take(ledger, uid, "suspend", {"reason": "r"})
    whole(ledger)


def test_a_full_disk_says_so_and_leaves_nothing(ledger, uid):
    before = bodies(ledger)
    pages = next(iter(ledger.store.rows("PRAGMA page_count")))[0]
    ledger.store.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError):
        take(ledger, uid, "record", {"note": "长" * 100_000})
    ledger.store.execute("PRAGMA max_page_count = 1000000")
    assert bodies(ledger) == before
    take(ledger, uid, "record", {"note": "x"})
    whole(ledger)


def test_recording_names_for_many_parcels_does_not_read_everybody_for_each(ledger, county):
    from .test_ledger import fill

    for number in range(300):
        ledger.people.register(Person("", f"村民 {number}"))
    parcels = fill(ledger, 300, "many")
    began = time.monotonic()
    ledger.apply_many([Change(one.parcel_uid, None, "record", {"surveyors": "甲,乙", "note": json.dumps(number)})
                       for number, one in enumerate(parcels)])
    assert time.monotonic() - began < 5


def forge_closing(ledger, uid, by):
    """Write a well-chained write_off straight from where the case stands, as somebody with the program's code could."""
    with ledger.door() as door:
        case = door.case(uid)
        after = replace(case, status=WRITTEN_OFF)
        event = door._event("write_off", uid, {}, {
            "round": case.round, "from": "to_write_off", "to": WRITTEN_OFF, "att": [], "prev_case": case.last_hash, "by": by,
            "set": {"status": WRITTEN_OFF}, "was": {"status": case.status}})
        ledger.store.change_case(event, case, case_columns(after))


def test_a_case_closed_by_a_forged_event_is_found_however_well_it_is_chained(ledger, county, uid, tmp_path, scan):
    to_review(ledger, uid, county, tmp_path, scan)
    whole(ledger)
    forge_closing(ledger, uid, county["county_leader"])
    said = " ".join(one.sentence for one in verify_ledger(ledger).breaks)
    assert "is closed, but" in said and "Write-off" in said


def test_a_case_closed_by_the_rules_stays_whole(ledger, county, uid, tmp_path, scan):
    ready_to_accept(ledger, uid, county, tmp_path, scan)
    attach(ledger, uid, "doc_acceptance", scan)
    sign_chain(ledger, uid, county, scan)
    accept(ledger, uid, county)
    attach(ledger, uid, "doc_write_off", scan)
    pack(ledger, uid, "writeoff")
    take(ledger, uid, "write_off", by=county["county_leader"])
    whole(ledger)
