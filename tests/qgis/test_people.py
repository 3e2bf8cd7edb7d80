"""People, duties, deadlines and notices in real ledgers: who answers, by when, and what happens when the time runs out."""

from __future__ import annotations

import csv
import json
import time
from dataclasses import replace
from datetime import date, timedelta

import openpyxl
import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.errors import BadInput, LedgerError, NotAllowed
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Batch, Change
from farmland_plugin.domain.people import Person, missing_slots
from farmland_plugin.domain.workdays import today
from farmland_plugin.ledger.cases.deadlines import due_by_parcel, escalate_overdue
from farmland_plugin.ledger.cases.responsibility import duties, record_visit, visited_parcels, visits
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.paths import resource
from farmland_plugin.reports.lists import collect, write_lists

from .casework_county import County, take
from .test_ledger import parcel

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")
ID_NO, PHONE = "11010519491231002X", "13912345678"


def days(count):
    """Return the day that lies ``count`` days after today, as ISO text."""
    return (today() + timedelta(days=count)).isoformat()


def fill(ledger, count=3, name="first", **dates):
    batch = Batch(ledger.new_uid(), name, "satellite", "a.shp", "0" * 64, count, count, 0, **dates)
    parcels = [parcel(ledger, batch.batch_id, f"P{i}", 38545000.0 + 200 * i) for i in range(count)]
    ledger.add_batch(batch, parcels)
    return [one.parcel_uid for one in parcels]


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as made:
        yield made
    with Ledger.open(tmp_path / "county.gpkg", write=False) as reader:
        assert not list(verify_chain(reader.events()))


@pytest.fixture
def county(ledger):
    return County(ledger, 2)


@pytest.fixture
def uid(ledger):
    return fill(ledger)[0]


def person(ledger, name="张三", **more):
    return ledger.people.register(Person("", name, **more))


# -- persons --------------------------------------------------------------------------------------------------------


def test_names_and_numbers_of_persons_are_in_their_table_and_nowhere_else(ledger, uid):
    one = person(ledger, "欧阳示例", id_no=ID_NO.lower(), phone="139 1234 5678", roles=("household",), village="东村")
    assert (one.id_no, one.phone) == (ID_NO, PHONE)
    take(ledger, uid, "set_duty", {"slot": "subject", "person_id": one.person_id})
    ledger.people.register(replace(one, phone="13800000000"))
    changed = ledger.people.find(one.person_id)
    assert changed.person_hash != one.person_hash and ledger.people.check(one.person_id)
    bodies = " ".join(event.body for event in ledger.events())
    assert one.person_hash in bodies and changed.person_hash in bodies
    for secret in ("欧阳示例", ID_NO, PHONE, "13800000000", one.salt):
        assert secret not in bodies


def test_two_persons_with_the_same_data_have_different_hashes(ledger):
    one, other = (person(ledger, "李明", phone="13912345678") for _ in range(2))
    assert one.person_hash != other.person_hash


@pytest.mark.parametrize("more", [{"id_no": "110105194912310020"}, {"phone": "12345"}, {"name": "  "}, {"name": "139"}])
def test_a_person_whose_numbers_cannot_be_is_refused(ledger, more):
    with pytest.raises(BadInput):
        ledger.people.register(replace(Person("", "张三"), **more))
    assert ledger.people.all() == []


# -- duties ---------------------------------------------------------------------------------------------------------


def test_three_slots_and_the_department_are_set_changed_and_cleared(ledger, uid):
    people = [person(ledger, name).person_id for name in ("甲", "乙", "丙")]
    for slot, one in zip(("subject", "supervision", "rectification"), people):
        take(ledger, uid, "set_duty", {"slot": slot, "person_id": one, "department": "township"})
    take(ledger, uid, "set_duty", {"slot": "subject", "person_id": people[1], "note": "共同建设人"})
    take(ledger, uid, "set_duty", {"slot": "subject", "person_id": people[0], "department": "education"})
    assert [(d.slot, d.person_id, d.department, d.note) for d in duties(ledger, uid)] == [
        ("rectification", people[2], "township", ""), ("subject", people[1], "", "共同建设人"),
        ("subject", people[0], "education", ""), ("supervision", people[1], "township", "")]
    assert missing_slots(duties(ledger, uid)) == []
    take(ledger, uid, "clear_duty", {"slot": "supervision", "person_id": people[1], "reason": "调离"})
    assert missing_slots(duties(ledger, uid)) == ["supervision"]
    take(ledger, uid, "set_duty", {"responsible_department": "education"})
    assert ledger.case(uid).department == "education"
    take(ledger, uid, "set_duty", {"responsible_department": ""})
    assert ledger.case(uid).department == "" and ledger.case(uid).status == "to_survey"


@pytest.mark.parametrize("payload", [
    {}, {"slot": "boss", "person_id": "x"}, {"slot": "subject", "person_id": "nobody"}, {"slot": "subject"},
    {"responsible_department": "navy"}])
def test_what_the_ledger_does_not_know_cannot_answer_for_a_parcel(ledger, uid, payload):
    before = ledger.last_seq()
    with pytest.raises(BadInput):
        take(ledger, uid, "set_duty", payload)
    with pytest.raises(BadInput):
        take(ledger, uid, "clear_duty", payload)
    assert ledger.last_seq() == before and duties(ledger) == []


# -- deadlines that begin and end by themselves ---------------------------------------------------------------------


def open_nodes(ledger, uid, as_of=None):
    return {one.node: one.due_on for one in ledger.deadlines.open_on(as_of or today(), uid).get(uid, ())}


def test_entering_a_state_starts_its_clock_and_leaving_it_stops_it(ledger, uid):
    assert open_nodes(ledger, uid) == {}
    take(ledger, uid, "record", {"finding": "nonfarm_violation"})
    due = ledger.deadlines.calendar.add_working_days(today(), 10).isoformat()
    assert open_nodes(ledger, uid) == {"survey": due}
    take(ledger, uid, "record", {"note": "x"})  # stays where it is: no second clock
    take(ledger, uid, "unassign", {"reason": "派错"}, by=County(ledger, 1)["county_admin"])
    assert open_nodes(ledger, uid) == {}
    one, = ledger.deadlines.set(uid)
    assert (one.done_on, one.rule_id, one.round) == (days(0), "survey", 1)


def test_the_day_named_by_the_step_comes_before_the_rule_s(ledger, county):
    uid = fill(ledger)[0]
    take(ledger, uid, "correct", {"surveyors": f"{county['surveyor']},{county['surveyor', 1]}", "reason": "派发"})
    take(ledger, uid, "assign", {"due_on": days(7)}, by=county["county_admin"])
    assert open_nodes(ledger, uid) == {"survey": days(7)}


def test_undoing_a_step_stops_the_clock_it_started(ledger, uid):
    seq = take(ledger, uid, "record", {"finding": "legal"}).seq
    take(ledger, uid, "undo", {"seq": seq, "reason": "点错"})
    status = ledger.case(uid).status
    assert open_nodes(ledger, uid).keys() == ({"survey"} if status == "surveying" else set())


def test_what_began_and_ended_stands_in_the_event(ledger, uid):
    take(ledger, uid, "record", {"finding": "legal"})
    told = json.loads(list(ledger.events(uid))[-1].body)["deadlines"]
    one, = ledger.deadlines.set(uid)
    assert told == {"day": days(0), "started": [{"deadline_id": one.deadline_id, "node": "survey", "starts_on": one.starts_on,
                                                 "due_on": one.due_on, "rule_id": "survey"}]}


# -- deadlines by hand ----------------------------------------------------------------------------------------------


def test_a_deadline_is_set_extended_with_approval_and_closed(ledger, uid, county):
    take(ledger, uid, "set_deadline", {"node": "other", "due_on": days(10), "reason": "两天内拆到位"})
    with pytest.raises(NotAllowed, match="already"):
        take(ledger, uid, "set_deadline", {"node": "other", "due_on": days(12)})
    with pytest.raises(NotAllowed, match="approved"):
        take(ledger, uid, "extend_deadline", {"node": "other", "due_on": days(20), "reason": "降雨"})
    with pytest.raises(BadInput, match="reason"):
        take(ledger, uid, "extend_deadline", {"node": "other", "due_on": days(20)}, by=county["county_leader"])
    seq = take(ledger, uid, "extend_deadline", {"node": "other", "due_on": days(20), "reason": "降雨"},
               by=county["county_leader"]).seq
    one, = ledger.deadlines.set(uid)
    assert (one.due_on, one.extended_seq, one.reason) == (days(20), seq, "降雨")
    take(ledger, uid, "close_deadline", {"deadline_id": one.deadline_id})
    assert open_nodes(ledger, uid) == {}
    with pytest.raises(BadInput, match="no such deadline"):
        take(ledger, uid, "close_deadline", {"deadline_id": one.deadline_id})


def test_the_limit_of_an_extension_counts_from_the_first_day_and_falls_with_the_approval_attached(ledger, uid, county, tmp_path):
    leader = county["county_leader"]
    take(ledger, uid, "set_deadline", {"node": "decision"})
    one, = ledger.deadlines.set(uid)
    assert one.due_on == days(60)
    with pytest.raises(NotAllowed, match=days(90)):
        take(ledger, uid, "extend_deadline", {"node": "decision", "due_on": days(91), "reason": "案情复杂"}, by=leader)
    take(ledger, uid, "extend_deadline", {"node": "decision", "due_on": days(80), "reason": "案情复杂"}, by=leader)
    with pytest.raises(NotAllowed, match="1 times already"):
        take(ledger, uid, "extend_deadline", {"node": "decision", "due_on": days(90), "reason": "案情复杂"}, by=leader)
    scan = tmp_path / "approval.pdf"
    scan.write_bytes(b"%PDF approved")
    stored = ledger.media.add(scan)
    take(ledger, uid, "extend_deadline", {"node": "decision", "due_on": days(120), "reason": "案情特别复杂",
                                          "files": [stored.to_dict()]}, by=leader, files=[stored.sha256])
    assert ledger.deadlines.set(uid)[0].due_on == days(120)
    assert ledger.media.rows(uid)[0]["sha256"] == stored.sha256


def test_a_parcel_s_own_day_later_than_the_batch_s_needs_the_approval_an_earlier_one_does_not(ledger, county):
    uid, other = fill(ledger, remediate_by=days(30), accept_by=days(60))[:2]
    assert open_nodes(ledger, uid) == {"remediate": days(30), "accept": days(60)}
    with pytest.raises(NotAllowed):
        take(ledger, uid, "set_deadline", {"node": "remediate", "due_on": days(40), "reason": "缓"})
    take(ledger, uid, "set_deadline", {"node": "remediate", "due_on": days(40), "reason": "缓"}, by=county["department_lead"])
    take(ledger, other, "set_deadline", {"node": "remediate", "due_on": days(20)})
    assert open_nodes(ledger, uid) == {"remediate": days(40), "accept": days(60)}
    assert open_nodes(ledger, other) == {"remediate": days(20), "accept": days(60)}


@pytest.mark.parametrize("payload", [
    {"node": "tomorrow"}, {"node": "other", "due_on": "2026-13-01"},
    {"node": "other", "starts_on": "2026-05-02", "due_on": "2026-05-01"}])
def test_a_deadline_that_cannot_be_is_refused(ledger, uid, payload):
    with pytest.raises(BadInput):
        take(ledger, uid, "set_deadline", payload)
    assert ledger.deadlines.set() == []


# -- standings ------------------------------------------------------------------------------------------------------


def test_the_nearest_trouble_is_shown_per_parcel_and_a_hold_stops_the_clock(ledger, county):
    uids = fill(ledger, remediate_by=days(10), accept_by=days(40))
    take(ledger, uids[1], "set_deadline", {"node": "other", "starts_on": days(-20), "due_on": days(-2)})
    found = due_by_parcel(ledger, today())
    assert found[uids[0]] == ("remediate", days(10), "green")
    assert found[uids[1]] == ("other", days(-2), "overdue")
    later = today() + timedelta(days=12)
    assert due_by_parcel(ledger, later)[uids[0]] == ("remediate", days(10), "overdue")
    take(ledger, uids[2], "suspend", {"reason": "等待批复"})
    standing = {one.node: one for one in ledger.deadlines.standings(later, uids[2])[uids[2]]}
    assert (standing["remediate"].light, standing["remediate"].due.isoformat()) == ("paused", days(22))
    assert standing["accept"].light == "green" and standing["accept"].due.isoformat() == days(40)  # the upper level's day


def test_as_of_a_day_what_came_later_is_not_known(ledger, uid):
    take(ledger, uid, "set_deadline", {"node": "other", "starts_on": days(-20), "due_on": days(-5)})
    take(ledger, uid, "close_deadline", {"node": "other", "done_on": days(-3)})
    assert due_by_parcel(ledger, today() - timedelta(days=4))[uid] == ("other", days(-5), "overdue")
    assert due_by_parcel(ledger, today() - timedelta(days=10))[uid][2] == "notice"
    assert due_by_parcel(ledger, today() - timedelta(days=30)) == due_by_parcel(ledger, today()) == {}


def test_the_cut_off_for_acceptance_passes_with_its_day(ledger):
    uid = fill(ledger, accept_by=days(0))[0]
    assert not ledger.deadlines.cut_off_passed(uid)
    assert ledger.deadlines.cut_off_passed(uid, today() + timedelta(days=1))


def test_the_rules_are_those_the_ledger_carries(tmp_path):
    rules = json.loads(resource("rules", "deadlines.json").read_text(encoding="utf-8"))
    rules["rules"][0]["days"] = 3
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "deadlines.json").write_text(json.dumps(rules, ensure_ascii=False), encoding="utf-8")
    with create_ledger(tmp_path / "own.gpkg", county="130499", name="x", crs=ZONE38, rules_folder=folder) as made:
        uid = fill(made)[0]
        take(made, uid, "record", {"finding": "legal"})
        assert open_nodes(made, uid)["survey"] == made.deadlines.calendar.add_working_days(today(), 3).isoformat()


# -- notices --------------------------------------------------------------------------------------------------------


def serve(ledger, uid, number="责改〔2026〕1号", kind="correction_order", issued=-20, served=-20, due=-5, **more):
    take(ledger, uid, "serve_notice", {"kind": kind, "number": number, "issued_on": days(issued),
                                       "served_on": days(served) if served is not None else "",
                                       **({"due_on": days(due)} if due is not None else {}), **more})
    return ledger.deadlines.notices(uid)[-1]


def test_a_notice_that_runs_out_puts_the_parcel_on_the_list_once_and_moves_nothing(ledger):
    uids = fill(ledger)
    notice = serve(ledger, uids[0])
    serve(ledger, uids[0], "责改〔2026〕2号", due=-1)
    serve(ledger, uids[1], due=0)
    before = ledger.case(uids[0])
    due = escalate_overdue(ledger)
    assert [one.notice.parcel_uid for one in due] == [uids[0], uids[0]] and due[0].standing.overdue_days == 5
    after = ledger.case(uids[0])
    assert after.flags == "forced_demolition_list" and after.status == before.status and after.version == before.version + 1
    assert [e.action for e in ledger.events(uids[0])].count("escalate_notice") == 1
    assert ledger.case(uids[1]).flags == ""
    seq = ledger.last_seq()
    assert escalate_overdue(ledger) == [] and ledger.last_seq() == seq
    take(ledger, uids[0], "close_notice", {"notice_id": notice.notice_id, "note": "已自行拆除"})
    assert ledger.case(uids[0]).flags == "forced_demolition_list"  # the other notice still stands
    take(ledger, uids[0], "close_notice", {"notice_id": ledger.deadlines.notices(uids[0])[1].notice_id})
    assert ledger.case(uids[0]).flags == ""


def test_a_notice_not_served_does_not_run_and_service_later_starts_it(ledger, uid):
    notice = serve(ledger, uid, issued=-40, served=None, due=None)
    assert escalate_overdue(ledger) == []
    take(ledger, uid, "serve_notice", {"notice_id": notice.notice_id, "served_on": days(-30)})
    served, = ledger.deadlines.notices(uid)
    roll = ledger.deadlines.calendar.roll(today() - timedelta(days=15))
    assert (served.served_on, served.due_on) == (days(-30), roll.isoformat())
    with pytest.raises(NotAllowed, match="served already"):
        take(ledger, uid, "serve_notice", {"notice_id": notice.notice_id, "served_on": days(-1)})
    assert [one.notice.notice_id for one in escalate_overdue(ledger)] == [notice.notice_id]


def test_a_parcel_marked_for_unrest_is_not_escalated_by_the_program_but_may_be_by_a_person(ledger, uid, county):
    notice = serve(ledger, uid)
    ledger.apply(uid, ledger.case(uid).version, "correct", {"flags": "petition", "reason": "来信来访"})
    due, = escalate_overdue(ledger)
    assert due.held_back == "petition" and ledger.case(uid).flags == "petition"
    with pytest.raises(NotAllowed, match="a person decides"):
        take(ledger, uid, "escalate_notice", {"notice_id": notice.notice_id})
    take(ledger, uid, "escalate_notice", {"notice_id": notice.notice_id, "reason": "专题会议决定"}, by=county["county_leader"])
    assert ledger.case(uid).flags == "petition,forced_demolition_list"


def test_nothing_is_escalated_on_a_day_to_come_or_before_its_time(ledger, uid):
    notice = serve(ledger, uid, due=3)
    with pytest.raises(BadInput, match="still to come"):
        escalate_overdue(ledger, today() + timedelta(days=10))
    with pytest.raises(NotAllowed, match="not run out"):
        take(ledger, uid, "escalate_notice", {"notice_id": notice.notice_id})


def test_a_hold_between_service_and_the_last_day_puts_the_escalation_off(ledger, uid):
    serve(ledger, uid, due=1)
    take(ledger, uid, "appeal", {"reason": "申请复议"})
    assert ledger.deadlines.escalations(today() + timedelta(days=30)) == []
    take(ledger, uid, "release", {"reason": "维持"})
    assert len(ledger.deadlines.escalations(today() + timedelta(days=30))) == 1


@pytest.mark.parametrize("payload", [
    {"kind": "letter", "number": "1", "issued_on": "2026-01-01"}, {"kind": "demand", "number": " ", "issued_on": "2026-01-01"},
    {"kind": "demand", "number": "1"}, {"kind": "demand", "number": "1", "issued_on": "2026-01-05", "served_on": "2026-01-04"},
    {"kind": "demand", "number": "1", "issued_on": "2026-01-05", "served_on": "2999-01-04"},
    {"kind": "demand", "number": "1", "issued_on": "2026-01-05", "served_on": "2026-01-06", "due_on": "2026-01-01"}])
def test_a_notice_that_cannot_be_is_refused(ledger, uid, payload):
    with pytest.raises(BadInput):
        take(ledger, uid, "serve_notice", payload)
    assert ledger.deadlines.notices() == []


def test_the_same_number_is_not_entered_twice_and_its_scan_hangs_on_the_parcel(ledger, uid, tmp_path):
    scan = tmp_path / "order.jpg"
    scan.write_bytes(b"\xff\xd8 order")
    stored = ledger.media.add(scan)
    notice = serve(ledger, uid, files=[stored.to_dict()])
    assert notice.attachment == stored.sha256
    assert [(row["role"], row["caption"]) for row in ledger.media.rows(uid)] == [("doc_order", notice.number)]
    with pytest.raises(BadInput, match="already"):
        serve(ledger, uid)


# -- visits ---------------------------------------------------------------------------------------------------------


def test_a_visit_is_one_event_over_many_parcels_and_changes_no_case(ledger):
    uids = fill(ledger)
    versions = [case.version for case in ledger.cases(uids)]
    known = person(ledger, "督导甲", roles=("inspector",))
    visit = record_visit(ledger, days(-1), [known.person_id, "督导乙"], [uids[0], uids[2], uids[0]], place="柳林镇东村",
                         finding="仍在施工，已口头制止")
    assert [v.visit_id for v in visits(ledger, uids[2])] == [visit.visit_id] and visits(ledger, uids[1]) == []
    assert visited_parcels(ledger) == {visit.visit_id: sorted([uids[0], uids[2]])}
    assert ledger.people.names(visits(ledger)[0].team) == "督导甲, 督导乙"
    assert [case.version for case in ledger.cases(uids)] == versions
    assert visits(ledger, until=today() - timedelta(days=2)) == []
    body = list(ledger.events())[-1]
    assert body.action == "visit" and "督导" not in body.body


@pytest.mark.parametrize(("day", "team", "parcels", "error"), [
    (1, ["甲"], 1, BadInput), (0, [], 1, BadInput), (0, ["甲"], 0, BadInput), (0, ["甲"], None, LedgerError)])
def test_a_visit_that_cannot_be_is_refused(ledger, uid, day, team, parcels, error):
    with pytest.raises(error):
        record_visit(ledger, days(day), team, ["nowhere"] if parcels is None else [uid] * parcels)
    assert visits(ledger) == [] and ledger.people.all() == []


# -- lists and the algorithm ----------------------------------------------------------------------------------------


def sheet(book, name):
    rows = [list(row) for row in book[name].iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(rows) if row[0] == "No.")
    return [dict(zip(rows[head], row)) for row in rows[head + 1:]]


@pytest.fixture
def troubled(ledger):
    """Three parcels: one on the list and seen to, one run out but flagged, one in order."""
    uids = fill(ledger, remediate_by=days(-3), accept_by=days(40))
    for slot, name in (("subject", "甲"), ("supervision", "乙"), ("rectification", "丙"), ("leader", "丁")):
        take(ledger, uids[0], "set_duty", {"slot": slot, "person_id": person(ledger, name).person_id})
    take(ledger, uids[0], "set_duty", {"responsible_department": "education"})
    serve(ledger, uids[0])
    serve(ledger, uids[1], "责改〔2026〕2号")
    take(ledger, uids[1], "correct", {"flags": "stability_risk", "reason": "涉稳"})
    record_visit(ledger, days(-2), ["督导甲", "督导乙"], uids[:2], place="柳林镇", finding="正在拆除")
    return uids


def test_the_workbook_says_who_answers_what_ran_out_and_who_went_there(ledger, troubled, tmp_path):
    escalate_overdue(ledger)
    path = tmp_path / "lists.xlsx"
    write_lists(path, collect(ledger, ledger.parcel_uids(), today(), "zh"), "", ledger)
    book = openpyxl.load_workbook(path)
    first, second, _ = sheet(book, "Responsibility")
    assert (first["主体责任"], first["监管履职责任"], first["整改责任"], first["县级包联领导"]) == ("甲", "乙", "丙", "丁")
    assert first["Responsible department"] == "教育局" and first["Missing"] == "measure"
    assert second["Missing"] == "主体责任、监管履职责任、整改责任、measure"
    listed = sheet(book, "Forced demolition")
    assert [(row["Parcel no."], row["Days overdue"], row["Subject responsibility"]) for row in listed] == [
        ("P0", 5, "甲"), ("P1", 5, None)]
    assert listed[0]["On the list since"].date() == today() and listed[1]["Remarks"] == "稳定风险: a person decides"
    visit, = sheet(book, "Inspection visits")
    assert (visit["Team"], visit["Parcels"], visit["What was found"]) == ("督导甲、督导乙", "P0、P1", "正在拆除")
    problems = sheet(book, "Problem list")[:-1]
    assert [(row["Days left"], row["Light"]) for row in problems] == [
        (-5, "■ 逾期 · 责令限期改正"), (-5, "■ 逾期 · 责令限期改正"), (-3, "■ 逾期 · 整改节点")]


def test_the_sheets_are_of_their_day(ledger, troubled, tmp_path):
    escalate_overdue(ledger)
    answers = collect(ledger, ledger.parcel_uids(), today() - timedelta(days=10), "zh").answers
    assert answers.listed == () and answers.visited == ()
    assert collect(ledger, troubled[2:], today(), "zh").answers.listed == ()
    take(ledger, troubled[0], "close_notice", {"notice_id": ledger.deadlines.notices(troubled[0])[0].notice_id})
    assert [one.number for one in collect(ledger, ledger.parcel_uids(), today(), "zh").answers.listed] == ["P1"]


def test_the_algorithm_lists_first_and_escalates_then(farmland, tmp_path, ledger, troubled):
    path = ledger.path
    ledger.close()
    tried = farmland("escalatenotices", LEDGER=path, DRY_RUN=True)
    assert (tried["ESCALATED"], tried["HELD_BACK"]) == (1, 1)
    with Ledger.open(path, write=False) as reader:
        assert "escalate_notice" not in {event.action for event in reader.events()}
    done = farmland("escalatenotices", LEDGER=path, REPORT=tmp_path / "due.csv")
    assert (done["ESCALATED"], done["HELD_BACK"]) == (1, 1)
    rows = list(csv.reader((tmp_path / "due.csv").read_text("utf-8-sig").splitlines()))
    assert [(row[0], row[2], row[5], row[6]) for row in rows[1:]] == [
        ("P0", "责改〔2026〕1号", "5", ""), ("P1", "责改〔2026〕2号", "5", "Risk to public order")]
    again = farmland("escalatenotices", LEDGER=path)
    assert again["ESCALATED"] == 0
    with Ledger.open(path, write=False) as reader:
        assert [event.action for event in reader.events()].count("escalate_notice") == 1
        assert [case.flags for case in reader.cases(troubled)] == ["forced_demolition_list", "stability_risk", ""]


def test_acceptance_cannot_be_applied_for_after_the_cut_off_unless_a_later_day_is_approved(ledger, county):
    uid = fill(ledger, accept_by=days(-1))[0]
    case = ledger.case(uid)
    from farmland_plugin.ledger.cases.clocks import on_move

    with ledger.door() as door:
        rectifying = replace(case, status="rectifying")
        change = Change(uid, None, "declare_done", {})
        with pytest.raises(NotAllowed, match=days(-1)):
            on_move(door, rectifying, replace(case, status="to_accept"), change)
    take(ledger, uid, "set_deadline", {"node": "accept", "due_on": days(5), "reason": "上级同意"}, by=county["county_leader"])
    assert ledger.deadlines.cut_off(uid) == days(5)
    with ledger.door() as door:
        assert on_move(door, rectifying, replace(case, status="to_accept"), change) is not None


# -- speed ----------------------------------------------------------------------------------------------------------


def test_twenty_thousand_parcels_are_read_with_a_handful_of_queries(tmp_path):
    with create_ledger(tmp_path / "big.gpkg", county="130499", name="大县", crs=ZONE38) as big:
        fill(big, 20000, remediate_by=days(10), accept_by=days(40))
        asked = []
        big.store.connection.set_trace_callback(asked.append)
        start = time.perf_counter()
        found = due_by_parcel(big, today())
        took = time.perf_counter() - start
        big.store.connection.set_trace_callback(None)
        assert len(found) == 20000 and set(found.values()) == {("remediate", days(10), "green")}
        assert len(asked) <= 10
        print(f"due_by_parcel over 20,000 parcels: {took:.2f} s")
        assert date.fromisoformat(found[next(iter(found))][1]) > today()
