"""A ledger held against its own journal: what tampering shows, and what only an anchor kept elsewhere shows."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain import journal
from farmland_plugin.domain.anchors import Claim, parse
from farmland_plugin.domain.errors import BadInput, Cancelled
from farmland_plugin.domain.journal import GENESIS, canonical, link, sm3_pure
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.people import Person
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.ledger.cases.responsibility import record_visit
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger

from .casework_county import County, attach, paper, sign_chain, survey, take
from .test_casework import to_acceptance
from .test_ledger import fill, screen

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A ledger with every kind of event and row, closed; each test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("whole")
    ledger = create_ledger(folder / "county.gpkg", county="130499", name="示例县", crs=ZONE38)
    parcels = fill(ledger, 6)
    uids = [parcel.parcel_uid for parcel in parcels]
    screen(ledger, uids)
    county = County(ledger)
    scan = folder / "scan.png"
    scan.write_bytes(b"\x89PNG a signed form")
    to_acceptance(ledger, uids[0], county, folder, scan)
    take(ledger, uids[0], "suspend", {"reason": "疫情"})
    take(ledger, uids[0], "release", {"reason": "恢复"})
    survey(ledger, uids[1], county, folder)
    take(ledger, uids[1], "submit_survey", by=county["surveyor"])
    given = take(ledger, uids[1], "sign", paper(ledger, scan, county["village_committee"]))
    sign_id = ledger.signatures(uids[1])[-1].sign_id
    take(ledger, uids[1], "withdraw_signature", {"sign_id": sign_id, "reason": "签错"}, by=county["village_committee"])
    take(ledger, uids[1], "sign", paper(ledger, scan, county["village_committee"]))
    take(ledger, uids[1], "return_survey", {"reason_code": "facts", "reason": "面积有误"}, by=county["township_leader"])
    back = ledger.last_seq()
    take(ledger, uids[1], "undo", {"seq": back, "reason": "点错"}, by=county["township_leader"])
    attached = attach(ledger, uids[2], "photo_far", scan)
    take(ledger, uids[2], "detach", {"sha256": attached, "role": "photo_far", "reason": "重复"})
    take(ledger, uids[2], "set_duty", {"slot": "subject", "person_id": county["village_cadre"], "note": "包村"})
    take(ledger, uids[2], "set_duty", {"slot": "supervision", "person_id": county["township_leader"]})
    take(ledger, uids[2], "clear_duty", {"slot": "supervision", "person_id": county["township_leader"]})
    take(ledger, uids[3], "appeal", {"reason": "当事人申诉"})
    ledger.apply_many([Change(uid, None, "correct", {"note": "统一更正", "reason": "口径"}) for uid in uids[2:5]])
    record_visit(ledger, "2026-11-01", ["巡查员甲"], uids[:2], place="柳林村")
    ledger.people.register(Person("", "张三", "", "13800000000"))
    ledger.record_package({
        "package_id": "P1", "kind": "evidence", "recipient": "internal", "parcel_uid": uids[0], "parcels": [uids[0]],
        "folder_name": "JZ_1", "path": "/x", "code": "0" * 16, "root_sha256": "0" * 64, "root_sm3": "0" * 64}, "complete")
    ledger.anchor(note="上级收执")
    assert given
    ledger.close()
    return ledger.path


@pytest.fixture
def ledger(whole, tmp_path):
    """The path of a copy, with its files."""
    path = tmp_path / whole.name
    shutil.copyfile(whole, path)
    shutil.copytree(f"{whole}.files", f"{path}.files")
    return path


def check(path, *claims, **options):
    with Ledger.open(path, write=False) as opened:
        return verify_ledger(opened, claims, **options)


@contextlib.contextmanager
def behind(path, *dropped):
    """The file open in a foreign program that has dropped guards and puts them back as they were."""
    connection = sqlite3.connect(path, isolation_level=None)
    guards = [connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] for name in dropped]
    for name in dropped:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for sql in guards:
        connection.execute(sql)
    connection.close()


def rewrite(connection, change=lambda body: body, upto=None):
    """Write the whole journal anew, both chains fitting: what whoever holds the file can always do."""
    rows = connection.execute("SELECT seq, body, hash FROM event ORDER BY seq").fetchall()
    connection.execute("DELETE FROM event")
    previous, previous_sm3, renamed = GENESIS, GENESIS, {}
    for seq, text, old_hash in rows[:upto]:
        body = change(json.loads(text))
        if "prev_case" in body:
            body["prev_case"] = renamed.get(body["prev_case"], body["prev_case"])
        made = link(canonical(body), previous, previous_sm3)
        connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            seq, canonical(body), made.body_hash, made.prev_hash, made.hash, made.sm3, body["parcel_uid"], body["action"],
            body["ts"], body["actor"]))
        renamed[old_hash] = previous = made.hash
        previous_sm3 = made.sm3


GUARDS = ("event_append_only_update", "event_append_only_delete", "event_no_replace")


def test_a_ledger_with_every_kind_of_event_is_whole(ledger):
    result = check(ledger, media=True)
    assert result.breaks == []
    assert (result.verdict, result.count, result.anchored) == ("unanchored", 0, 0)
    assert result.words().startswith("Whole, but unanchored") and result.internal == result.events - 1
    assert len(result.limits()) == 4 and "Of the whole journal" in result.limits()[0]
    with Ledger.open(ledger, write=False) as opened:
        tables = [row["name"] for row in opened.store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        empty = {name for name in tables if not next(opened.store.rows(f"SELECT COUNT(*) AS n FROM {name}"))["n"]}
    assert not empty & {"sign_off", "duty", "visit", "deadline", "hold_period", "attachment", "parcel_attachment", "anchor"}


def seqs(result, kind="chain"):
    return [found.seq for found in result.breaks if found.kind == kind]


def test_an_edited_event_is_named(ledger):
    with behind(ledger, "event_append_only_update") as file:
        seq = file.execute("SELECT seq FROM event WHERE action = 'correct' LIMIT 1").fetchone()[0]
        file.execute("UPDATE event SET body = replace(body, '统一更正', '统一改正') WHERE seq = ?", (seq,))
    result = check(ledger)
    assert result.verdict == "broken" and seqs(result) == [seq]
    assert "was changed after it was written" in result.breaks[0].sentence


def test_an_edited_event_whose_own_hash_was_mended_breaks_the_chain(ledger):
    with behind(ledger, "event_append_only_update") as file:
        seq, body = file.execute("SELECT seq, body FROM event WHERE action = 'correct' LIMIT 1").fetchone()
        body = body.replace("统一更正", "统一改正")
        before = file.execute("SELECT hash, sm3 FROM event WHERE seq = ?", (seq - 1,)).fetchone()
        made = link(body, *before)
        file.execute("UPDATE event SET body = ?, body_hash = ?, hash = ?, sm3 = ? WHERE seq = ?",
                     (body, made.body_hash, made.hash, made.sm3, seq))
    result = check(ledger)
    assert seqs(result) == [seq + 1] and "does not follow" in result.breaks[0].sentence


def test_a_deleted_event_leaves_a_gap(ledger):
    with behind(ledger, "event_append_only_delete") as file:
        file.execute("DELETE FROM event WHERE seq IN (9, 10)")
    result = check(ledger)
    assert result.breaks[0].sentence == "the events 9 to 10 are missing" and result.breaks[0].seq == 11


def test_reordered_events_say_so_themselves(ledger):
    with behind(ledger, *GUARDS) as file:
        rows = {row[0]: row[1:] for row in file.execute("SELECT * FROM event WHERE seq IN (20, 21)").fetchall()}
        for seq, other in ((20, 21), (21, 20)):
            file.execute("UPDATE event SET body=?, body_hash=?, prev_hash=?, hash=?, sm3=?, parcel_uid=?, action=?, ts=?, actor=?"
                         " WHERE seq = ?", (*rows[other], seq))
    result = check(ledger)
    assert {20, 21} <= set(seqs(result))
    assert any("it is number 21" in one.sentence for one in result.breaks)


def test_a_column_that_says_something_else_than_the_text_is_found(ledger):
    with behind(ledger, "event_append_only_update") as file:
        file.execute("UPDATE event SET actor = 'somebody' WHERE seq = 5")
    assert [one.sentence for one in check(ledger).breaks] == ["event 5: the columns actor say something else than its text"]


def test_a_state_changed_behind_the_journal_is_found_with_both_values(ledger):
    with behind(ledger, "case_version_advances") as file:
        file.execute("UPDATE case_state SET finding = 'legal' WHERE finding = 'nonfarm_violation'")
        file.execute("UPDATE case_state SET facts = '{\"用途\": \"住宅\"}' WHERE status = 'to_survey'")
    found = [one.sentence for one in check(ledger).breaks]
    assert "parcel P0: Finding stands at Lawful, the journal leads to Suspected non-farm violation" in found
    assert any("用途 stands at 住宅, the journal leads to ''" in one for one in found)


def test_a_case_taken_out_is_missed(ledger):
    with behind(ledger, "case_never_deleted") as file:
        file.execute("DELETE FROM case_state WHERE parcel_uid = (SELECT parcel_uid FROM parcel WHERE source_no = 'P5')")
    assert [one.sentence for one in check(ledger).breaks] == ["parcel P5: its case is gone"]


@pytest.mark.parametrize(("statement", "said"), [
    ("UPDATE sign_off SET void_seq = NULL", "void_seq"),
    ("UPDATE sign_off SET person_id = 'X' WHERE level = 1", "person_id"),
    ("UPDATE sign_off SET subject_hash = '0'", "subject_hash"),
    ("DELETE FROM sign_off WHERE level = 2", "is gone"),
    ("INSERT INTO sign_off SELECT 'Z', parcel_uid, round, stage, 4, role, person_id, method, decision, subject_hash, opinion,"
     " signed_at, attachment, witness1, witness2, proxy, void_seq, person_hash, reason, recorded_by, seq FROM sign_off LIMIT 1",
     "no event tells of the row Z"),
    ("UPDATE duty SET person_id = (SELECT person_id FROM person WHERE name LIKE 'county_leader 0')", "no event tells"),
    ("UPDATE deadline SET due_on = '2030-01-01'", "due_on is 2030-01-01"),
    ("UPDATE hold_period SET until = '' WHERE until <> ''", "until"),
    ("UPDATE parcel_attachment SET removed_seq = NULL", "removed_seq"),
    ("UPDATE attachment SET orig_name = 'other.png'", "orig_name"),
    ("UPDATE visit SET place = '别处'", "place is 别处"),
    ("DELETE FROM visit_parcel", "is gone"),
    ("UPDATE package SET verdict = 'proved'", "verdict is proved, the journal says complete"),
    ("UPDATE person SET roles = 'county_leader' WHERE roles = 'surveyor'", "roles"),
    ("UPDATE batch SET source = 'inspection'", "source"),
    ("UPDATE anchor SET hash = sm3", "anchor"),
])
def test_a_row_that_does_not_say_what_its_event_says_is_found(ledger, statement, said):
    with contextlib.closing(sqlite3.connect(ledger, isolation_level=None)) as file:
        file.execute(statement)
    result = check(ledger)
    assert result.verdict == "broken" and said in " ".join(one.sentence for one in result.breaks)


@pytest.mark.parametrize(("guard", "statement", "said"), [
    ("parcel_immutable_update", "UPDATE parcel SET source_no = 'Q' WHERE fid = 1", "numbers, places, attributes"),
    ("parcel_immutable_update", "UPDATE parcel SET attributes = '{}' WHERE fid = 1", "numbers, places, attributes"),
    ("parcel_immutable_update", "UPDATE parcel SET area_m2 = area_m2 + 1 WHERE fid = 2", "polygons or areas are not those"),
    ("parcel_immutable_update", "UPDATE parcel SET geom = (SELECT geom FROM parcel WHERE fid = 2) WHERE fid = 1",
     "parcel P0: its polygon is not the one issued"),
    ("parcel_immutable_delete", "DELETE FROM parcel WHERE fid = 6", "6 parcels were imported, 5 are there"),
])
def test_an_imported_parcel_changed_behind_the_guards_is_found(ledger, guard, statement, said):
    with behind(ledger, guard) as file:
        file.execute(statement)
    assert said in " ".join(one.sentence for one in check(ledger).breaks)


@pytest.mark.parametrize(("statement", "said"), [
    ("UPDATE screening SET covered_m2 = 5", "not those of the newest screening"),
    ("UPDATE quarantine SET reason = 'x'", "rows set aside"),
    ("UPDATE person SET phone = '13900000000' WHERE name = '张三'", "without an event"),
    ("UPDATE rule SET json = json || ' ' WHERE name = 'workflow'", "not the text it was stored as"),
    ("UPDATE meta SET value = '另县' WHERE key = 'name'", "name of the ledger is 另县"),
])
def test_facts_people_rules_and_the_ledger_s_own_name_are_held_by_the_journal(ledger, statement, said):
    with contextlib.closing(sqlite3.connect(ledger, isolation_level=None)) as file:
        file.execute(statement)
    assert said in " ".join(one.sentence for one in check(ledger).breaks)


def test_a_rule_changed_with_its_own_hash_mended_is_found_by_the_version(ledger):
    with contextlib.closing(sqlite3.connect(ledger, isolation_level=None)) as file:
        text = file.execute("SELECT json FROM rule WHERE name = 'workflow'").fetchone()[0].replace('"people": 2', '"people": 1')
        file.execute("UPDATE rule SET json = ?, sha256 = ? WHERE name = 'workflow'",
                     (text, hashlib.sha256(text.encode()).hexdigest()))
    assert "changed without an event" in check(ledger).breaks[0].sentence


def test_dropped_changed_and_foreign_guards_are_told_apart(ledger):
    with contextlib.closing(sqlite3.connect(ledger, isolation_level=None)) as file:
        file.execute("DROP TRIGGER event_no_replace")
        file.execute("DROP TRIGGER case_never_deleted")
        file.execute("CREATE TRIGGER case_never_deleted BEFORE DELETE ON case_state BEGIN SELECT 1; END")
        file.execute("CREATE TRIGGER helper AFTER INSERT ON event BEGIN UPDATE person SET name = 'x'; END")
        file.execute("DROP INDEX notice_parcel")
        file.execute("CREATE TABLE scratch (a)")
        file.execute("CREATE TRIGGER trigger_insert_feature_count_parcel AFTER INSERT ON parcel BEGIN SELECT 1; END")
    result = check(ledger)
    assert sorted(one.sentence for one in result.breaks) == [
        "the guard (trigger) case_never_deleted was changed", "the guard (trigger) event_no_replace is missing",
        "the guard (trigger) helper was put in by another program", "the index notice_parcel is missing"]
    assert "the table scratch was put in by another program" in result.remarks
    assert "the guard (trigger) trigger_insert_feature_count_parcel was put in by another program" in result.remarks


def test_attached_files_are_hashed_anew_when_asked(ledger):
    files = sorted(path for path in Path(f"{ledger}.files", "media").rglob("*") if path.is_file())
    files[0].write_bytes(b"another picture")
    files[1].unlink()
    assert check(ledger).count == 0
    found = [one for one in check(ledger, media=True).breaks if one.kind == "media"]
    assert len(found) == 2 and {"was changed" in one.sentence for one in found} == {True, False}


def anchors_of(path):
    with Ledger.open(path, write=False) as opened:
        return {event.seq: event for event in opened.events()}


def test_a_cut_tail_and_a_full_rewrite_are_caught_with_an_anchor_and_only_with_one(ledger):
    events = anchors_of(ledger)
    last = max(events)
    short = Claim(last, sm3=events[last].sm3[:16], source="盖章表")
    assert check(ledger, short).verdict == "anchored"
    assert check(ledger, short).words() == f"Whole, anchored up to event {last} of {last}."
    with behind(ledger, *GUARDS) as file:  # the last event, the anchor's, goes with its row
        file.execute("DELETE FROM event WHERE seq = ?", (last,))
        file.execute("DELETE FROM anchor")
    assert (check(ledger).verdict, check(ledger).count) == ("unanchored", 0)
    cut = check(ledger, short)
    assert cut.verdict == "broken" and "its end was cut off" in cut.breaks[0].sentence and "盖章表" in cut.breaks[0].sentence


def test_a_journal_written_anew_throughout_deceives_the_chain_but_not_the_sheet(ledger):
    events = anchors_of(ledger)
    sheet = Claim(12, sm3=events[12].sm3[:16], source="盖章表")
    with behind(ledger, *GUARDS, "case_version_advances") as file:
        file.execute("DELETE FROM anchor")
        rewrite(file, lambda body: {**body, "actor": "nobody"} if body["seq"] == 2 else body, upto=len(events) - 1)
        file.execute("UPDATE case_state SET last_hash = (SELECT hash FROM event WHERE seq = last_seq) WHERE last_seq > 0")
    assert check(ledger).breaks == []
    assert check(ledger).verdict == "unanchored"
    caught = check(ledger, sheet)
    assert caught.verdict == "broken" and "the journal was rewritten" in caught.breaks[0].sentence


def test_the_ledger_s_own_anchors_catch_a_clumsy_cut(ledger):
    with behind(ledger, *GUARDS) as file:
        file.execute("DELETE FROM event WHERE seq >= (SELECT MAX(seq) FROM anchor)")
    assert any("own anchor" in one.sentence for one in check(ledger).breaks)


def test_anchors_are_read_from_their_file_and_from_what_is_typed_off_a_sheet(ledger):
    events = anchors_of(ledger)
    with Ledger.open(ledger) as opened:
        made = opened.anchor(note="寄上级")
        text = (opened.files.with_name("county.gpkg.backups") / "anchors.txt").read_text("utf-8")
    assert made.line() in text
    claims = parse(text, "anchors.txt")
    assert claims.ledger_uuid == json.loads(events[1].body)["ledger"]
    assert {(made.seq, made.hash, made.sm3[:16])} <= {(c.seq, c.hash, c.sm3) for c in claims.found}
    assert check(ledger, *claims.found).anchored == made.seq
    digits = events[7].sm3[:16]
    for typed in (f"seq 7 · {digits}", f"＃７　ＳＭ３ {digits.upper()}", f"journal #7   SM3 {digits}   rules abc123",
                  f"第7号 {digits[:4]} {digits[4:8]} {digits[8:12]} {digits[12:]}"):
        assert [(c.seq, c.sm3) for c in parse(typed, "x").found] == [(7, digits)]
    with pytest.raises(BadInput, match="holds no anchor"):
        parse("nothing here but 7 and abc", "x")


def test_the_verification_holds_with_the_plain_python_sm3(ledger, monkeypatch):
    def without(name, data=b""):
        if name == "sm3":
            raise ValueError("unsupported hash type sm3")
        return new(name, data)

    new = hashlib.new
    monkeypatch.setattr(journal.hashlib, "new", without)
    assert journal.sm3(b"abc") == sm3_pure(b"abc")
    assert check(ledger).count == 0
    with behind(ledger, "event_append_only_update") as file:
        file.execute("UPDATE event SET sm3 = hash WHERE seq = 9")
    assert seqs(check(ledger)) == [9, 10]


def test_it_stops_when_the_user_says_so(ledger):
    class Stopped(NoFeedback):
        def is_cancelled(self):
            return True

    with pytest.raises(Cancelled):
        check(ledger, feedback=Stopped())


def test_a_writer_is_not_locked_out_while_a_ledger_is_checked(ledger):
    with Ledger.open(ledger) as writer, Ledger.open(ledger, write=False) as reader:
        writer.store.connection.execute("PRAGMA busy_timeout = 0")
        uid = writer.parcel_uids()[4]
        written = []

        class Writing(NoFeedback):
            def progress(self, percent):
                written.append(writer.apply(uid, None, "correct", {"note": str(percent), "reason": "r"}).seq)

        result = verify_ledger(reader, feedback=Writing())
    assert len(written) >= 4 and result.breaks == []


def test_an_empty_journal_and_an_event_nobody_can_read_are_breaks(ledger):
    with behind(ledger, "event_append_only_update") as file:
        file.execute("UPDATE event SET body = '{' WHERE seq = 3")
    assert any("event 3 cannot be read" in one.sentence for one in check(ledger).breaks)
    with behind(ledger, "event_append_only_delete") as file:
        file.execute("DELETE FROM event")
    assert any(one.sentence == "the journal is empty" for one in check(ledger).breaks)


def test_undoing_a_return_lets_the_signatures_stand_again_and_only_the_same_person_may(ledger):
    with Ledger.open(ledger) as opened:
        actions = [(event.action, event.seq) for event in opened.events() if event.action == "undo"]
        body = next(event for event in opened.events() if event.seq == actions[0][1]).payload()
        assert body["payload"]["restored"]
        standing = [s for s in opened.signatures(body["parcel_uid"]) if s.void_seq is None]
        assert [s.sign_id for s in standing] == body["payload"]["restored"]


def test_the_registers_of_two_ledgers_are_not_confused(ledger, tmp_path):
    with create_ledger(tmp_path / "other.gpkg", county="130423", name="别县", crs=ZONE38) as other:
        fill(other)
        foreign = list(other.events())[1]
    with behind(ledger, *GUARDS) as file:
        last = file.execute("SELECT MAX(seq), hash, sm3 FROM event").fetchone()
        body = canonical({**foreign.payload(), "seq": last[0] + 1})
        made = link(body, last[1], last[2])
        file.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            last[0] + 1, body, made.body_hash, made.prev_hash, made.hash, made.sm3, None, foreign.action, foreign.ts,
            foreign.actor))
    assert "was written in another ledger" in " ".join(one.sentence for one in check(ledger).breaks)


def test_a_signed_chain_stays_whole_to_the_end(tmp_path):
    with create_ledger(tmp_path / "a.gpkg", county="130499", name="x", crs=ZONE38) as opened:
        uid = fill(opened)[0].parcel_uid
        county = County(opened)
        scan = tmp_path / "scan.png"
        scan.write_bytes(b"\x89PNG")
        to_acceptance(opened, uid, county, tmp_path, scan)
        for role in ("doc_reclamation", "doc_acceptance"):
            attach(opened, uid, role, scan)
        sign_chain(opened, uid, county, scan)
        team = [county["acceptance_team", n] for n in range(3)]
        take(opened, uid, "accept", {"team": team}, by=team[0])
        assert verify_ledger(opened, media=True).breaks == []
