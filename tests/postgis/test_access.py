"""Personal logins: each sees and writes the parcels of its townships, and nobody gets round the journal or the rules."""

from __future__ import annotations

from dataclasses import replace

import psycopg2
import psycopg2.errors
import pytest

from farmland_plugin.domain.errors import LedgerError, NotAllowed
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Redline
from farmland_plugin.domain.people import Person
from farmland_plugin.ledger.cases.dossiers import current_subjects
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.postgis.logins import grant, granted, revoke
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, attach, pack, put_in_place, sign_chain, survey, take
from .county import EAST, WEST, import_parcels, of, square
from .forging import SEQ, Allowed, altered, leading_to, send
from .test_store import close

TABLES = ("meta", "dictionary", "rule", "batch", "parcel", "quarantine", "case_state", "redline", "overlap", "screening", "scene",
          "attachment", "parcel_attachment", "sign_off", "event", "anchor", "package", "person", "duty", "visit", "visit_parcel",
          "notice", "deadline", "hold_period", "merge", "merged_event", "conflict", "ledger_head", "user_scope",
          "shipped", "judging", "clue", "place", "parcel_link", "reissue", "lies", "overlap_part", "role_cover",
          "completion", "residual", "scene_tile", "scene_retired", "control_building", "pair_check", "comparison",
          "photo", "photo_flag", "photo_answer")
IN = "SET search_path TO farmland, public"


def psql(server, database, login, *statements):
    """Run statements as somebody at psql would, in one transaction."""
    return server.sql(database, "BEGIN", IN, *statements, "COMMIT", login=login)


# -- what a login sees -----------------------------------------------------------------------------------------


def test_a_technician_sees_the_parcels_of_the_own_townships_and_nothing_of_the_others(county, login, tmp_path):
    people = County(county)
    for township in (EAST, WEST):
        survey(county, of(county, township)[0], people, tmp_path)
    technician = login("east", "write", [EAST])
    assert {parcel.township for parcel in technician.parcels()} == {EAST}
    assert sorted(technician.parcel_uids()) == sorted(of(county, EAST))
    mine = set(of(county, EAST))
    for table in ("case_state", "parcel_attachment", "duty"):
        rows = list(technician.store.rows("SELECT parcel_uid FROM " + table))
        assert rows and {row["parcel_uid"] for row in rows} <= mine
    events = list(technician.events())
    assert {event.parcel_uid for event in events} - {None} <= mine and len(events) < county.last_seq()
    assert not list(technician.store.rows("SELECT 1 FROM parcel WHERE parcel_uid = ?", (of(county, WEST)[0],)))
    assert technician.quarantined(county.batches()[0].batch_id) == [] != county.quarantined(county.batches()[0].batch_id)
    assert len(list(technician.media.rows(of(county, EAST)[0]))) == 2
    names = {row["orig_name"] for row in technician.store.rows("SELECT orig_name FROM attachment")}
    assert all(of(county, EAST)[0] in name for name in names)


def test_the_chain_can_be_followed_whole_although_bodies_of_other_townships_stay_hidden(county, login):
    for uid in county.parcel_uids():
        county.apply(uid, 1, "record", {"finding": "legal"})
    technician = login("east", "write", [EAST])
    assert [link.seq for link in technician.chain()] == list(range(1, county.last_seq() + 1))
    result = verify_ledger(technician)
    assert result.breaks == [] and any("cannot be read with this login" in remark for remark in result.remarks)


def test_people_of_other_townships_are_hidden_and_those_of_the_county_are_seen(county, login):
    for name, township in (("甲", EAST), ("乙", WEST), ("丙", "")):
        county.people.register(Person("", name, id_no="", phone="13900000000", roles=("village_cadre",), township=township))
    assert {one.name for one in login("east", "write", [EAST]).people.all()} == {"甲", "丙"}


def test_a_login_without_access_gets_one_sentence_and_a_revoked_one_too(server, database, county, login, files):
    server.login("stranger")
    with pytest.raises(LedgerError, match="stranger"):
        Ledger.open(server.address(database, "stranger"))
    reader = login("guest", "read", [EAST])
    assert reader.read_only and reader.parcel_uids()
    assert next(one for one in granted(county) if one.login == "guest").townships == (EAST,)
    revoke(county, "guest")
    with pytest.raises(LedgerError, match="guest"):
        Ledger.open(server.address(database, "guest"))
    assert [event.action for event in county.events()][-2:] == ["grant_access", "grant_access"]


def test_a_reader_cannot_write_even_past_the_program(server, database, county, login):
    reader = login("guest", "read")
    with pytest.raises(LedgerError, match="read-only"):
        reader.apply(reader.parcel_uids()[0], 1, "record", {"finding": "legal"})
    for statement in ("SELECT head()", "SELECT append_event('{}', '', '')", "SELECT apply('{}', '', '', 1, '{}')",
                      "INSERT INTO anchor VALUES ('a', 1, '', '', '', '', '')"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            psql(server, database, "guest", statement)


def test_only_the_owner_hands_out_access_and_only_to_logins_that_exist(county, login):
    technician = login("east", "write", [EAST])
    with pytest.raises(LedgerError, match="owner"):
        grant(technician, "east", "write")
    with pytest.raises(LedgerError, match="no login nobody"):
        grant(county, "nobody", "write")


# -- what a login writes ---------------------------------------------------------------------------------------


def test_a_technician_writes_the_own_townships_only(county, login):
    technician, west = login("east", "write", [EAST]), of(county, WEST)[0]
    technician.apply(of(county, EAST)[0], 1, "record", {"finding": "legal"})
    assert county.case(of(county, EAST)[0]).updated_by == "east"
    with pytest.raises(LedgerError, match="no parcel"):
        technician.apply(west, 1, "record", {"finding": "legal"})
    case = county.case(west)
    with pytest.raises(NotAllowed, match="a township that the login east may not write in"):
        send(technician, case, replace(case, status="surveying", finding="legal"), "record", {"finding": "legal"})
    assert county.case(west).version == 1


def test_a_batch_with_parcels_of_another_township_is_refused_whole(county, login):
    technician = login("east", "write", [EAST])
    before = county.last_seq()
    assert len(import_parcels(technician, 3, townships=(EAST,), name="own")) == 3
    with pytest.raises(NotAllowed, match="east"):
        import_parcels(technician, 4, name="mixed")
    assert [batch.name for batch in county.batches()] == ["first", "own"] and county.last_seq() == before + 1


def test_screening_is_for_logins_of_the_whole_county(county, login):
    technician = login("east", "write", [EAST])
    technician.add_redline(Redline("R1", "landuse", "DLTB", "2025", "a.shp", "0" * 64, 1, 0, "x.gpkg", "EPSG:4526"))
    with pytest.raises(NotAllowed, match="whole county"):
        technician.record_screening([], [], technician.parcel_uids(), ["R1"], {})


def test_steps_and_roles_of_the_county_are_not_for_a_login_of_one_township(county, login):
    people, technician = County(county, 2), login("east", "write", [EAST])
    uid = of(county, EAST)[0]
    take(technician, uid, "record", {"finding": "legal"})
    with pytest.raises(NotAllowed, match="has single townships"):
        take(technician, uid, "unassign", {"reason": "x"}, by=people["county_admin"])
    technician.people.register(Person("", "新村干部", roles=("village_cadre",), township=EAST))
    with pytest.raises(NotAllowed, match="Roles of the county"):
        technician.people.register(Person("", "假领导", roles=("county_leader",), township=EAST))
    with pytest.raises(NotAllowed, match="east"):
        technician.people.register(Person("", "别镇", roles=("village_cadre",), township=WEST))
    leader = technician.people.find(people["county_leader"])
    with pytest.raises(NotAllowed, match="Roles of the county"):
        technician.people.register(replace(leader, name="换人"))


# -- nobody gets round it --------------------------------------------------------------------------------------


def test_no_technician_updates_deletes_or_empties_a_table_by_hand(server, database, county, login):
    login("county_wide", "write")
    first = dict(server.sql(database, "SELECT table_name, (array_agg(column_name::text ORDER BY ordinal_position))[1] FROM"
                            " information_schema.columns WHERE table_schema = 'farmland' GROUP BY 1"))
    assert set(first) == set(TABLES)
    for table, column in first.items():
        statements = [f"UPDATE {table} SET {column} = {column}", f"TRUNCATE {table} CASCADE"]
        if table not in ("overlap", "overlap_part", "role_cover", "screening", "parcel_attachment", "duty"):
            statements.append(f"DELETE FROM {table}")
        for statement in statements:
            with pytest.raises(psycopg2.errors.InsufficientPrivilege):
                psql(server, database, "county_wide", statement)


BY_HAND = [
    "UPDATE event SET actor = 'x'", "DELETE FROM event", "TRUNCATE event", "UPDATE parcel SET source_no = 'Q'",
    "DELETE FROM parcel", "TRUNCATE parcel CASCADE", "UPDATE case_state SET finding = 'legal'",
    "UPDATE case_state SET finding = 'legal', version = version + 1", "DELETE FROM case_state", "TRUNCATE case_state",
    "INSERT INTO event SELECT seq + 1, body, body_hash, hash, hash, sm3, parcel_uid, action, ts, actor FROM event"
    " ORDER BY seq DESC LIMIT 1",
    "INSERT INTO event SELECT * FROM event WHERE seq = 1", "DELETE FROM person", "TRUNCATE sign_off",
    "UPDATE sign_off SET void_seq = NULL", "UPDATE parcel_attachment SET removed_seq = 1",
    "UPDATE person SET roles = 'county_leader'",
    "UPDATE package SET verdict = 'proved'", "DELETE FROM parcel_attachment", "UPDATE residual SET removed_seq = 1",
    "UPDATE residual SET area_m2 = '1.00'", "DELETE FROM residual", "TRUNCATE residual", "UPDATE completion SET removed_seq = 1",
    "UPDATE completion SET done_on = '2020-01-01'", "DELETE FROM completion",
]


def test_not_even_the_owner_who_is_superuser_here_changes_the_record_by_hand(server, database, county, tmp_path):
    people, uid = County(county), county.parcel_uids()[0]
    survey(county, uid, people, tmp_path)
    take(county, uid, "submit_survey", by=people["surveyor"])
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF scan")
    sign_chain(county, uid, people, scan, ("village_committee",))
    after = tmp_path / "after.jpg"
    after.write_bytes(b"\xff\xd8 after")
    put_in_place(county, uid, people, attach(county, uid, "photo_after", after), stages=("demolished",))
    take(county, uid, "draw_residual", {"kind": "main", "found_on": "2026-11-12", "person_id": people["surveyor"],
                                        "wkb": square(38545010.0, 4062010.0, 5.0).hex()})
    pack(county, uid, "writeoff", "altered")
    before = county.last_seq(), [case.version for case in county.cases()]
    for statement in BY_HAND:
        with pytest.raises(psycopg2.Error):
            psql(server, database, "ledger", statement)
    assert (county.last_seq(), [case.version for case in county.cases()]) == before


def test_a_dropped_or_disabled_guard_is_reported(server, database, county):
    psql(server, database, "ledger", "ALTER TABLE event DISABLE TRIGGER event_immutable_update",
         "DROP TRIGGER case_state_case_follows_update ON case_state", "ALTER TABLE person DISABLE ROW LEVEL SECURITY",
         "CREATE OR REPLACE FUNCTION is_day(given text) RETURNS boolean LANGUAGE sql AS 'SELECT true'")
    said = " ".join(one.sentence for one in verify_ledger(county).breaks)
    assert all(name in said for name in ("event_immutable_update", "case_follows", "person", "is_day"))


LIES = [
    ({"actor": "ledger"}, "is logged in"), ({"seq": 1}, "does not follow"), ({"ledger": "another"}, "another ledger"),
    ({"round": 2}, "where the case stands"), ({"from": "signing"}, "where the case stands"),
    ({"to": "written_off"}, "where the case stands"),
    ({"prev_case": "0"}, "where the case stands"), ({"was": {"finding": "legal", "status": "to_survey"}}, "wrong about"),
    ({"set": {"finding": "legal", "status": "surveying", "version": 9},
      "was": {"finding": "", "status": "to_survey", "version": 1}}, "not a field"),
    ({"set": {"finding": "nonfarm_violation", "status": "surveying"}}, "do not agree"),
]


def test_an_event_that_lies_is_refused(county, login):
    technician = login("east", "write", [EAST])
    case = technician.case(of(county, EAST)[0])
    after = replace(case, status="surveying", finding="legal")
    for fields, said in LIES:
        with pytest.raises(NotAllowed, match=said):
            send(technician, case, after, "record", {"finding": "legal"},
                 change=lambda event, head, fields=fields: altered(event, head, **fields))
    for field in ("hash", "sm3"):
        with pytest.raises(NotAllowed, match="hash of event"):
            send(technician, case, after, "record", {"finding": "legal"},
                 change=lambda event, head, field=field: replace(event, **{field: "f" * 64}))


def test_functions_behind_the_door_are_out_of_reach(server, database, county, login):
    login("east", "write", [EAST])
    for call in ("add_event('{}', '{}', '', '')", "document('workflow')", "by_owner('{}')", "sha256_hex('')"):
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            psql(server, database, "east", f"SELECT {call}")


@pytest.mark.parametrize("name", ["written_off", "voided"])
def test_a_case_is_not_closed_by_a_client_that_skips_the_rules(county, login, name):
    people, clerk = County(county, 2), login("clerk", "write")
    uid = county.parcel_uids()[0]
    case = county.case(uid)
    for transition in [one for one in county.workflow.transitions if one.target == name]:
        with pytest.raises(NotAllowed, match="not open"):
            send(clerk, case, leading_to(case, transition), transition.action, {}, people["county_leader"])
    for action in ("record", "correct", "sign", "attach", "release", "set_duty", "resolve_case", "merge_case", "made_up"):
        with pytest.raises(NotAllowed):
            send(clerk, case, replace(case, status=name), action, {"reason": "x"}, people["county_leader"])


def test_who_has_a_login_of_their_own_closes_cases_under_it(county, login, tmp_path):
    people, uid = County(county), county.parcel_uids()[0]
    leader = county.people.find(people["county_leader"])
    county.people.register(replace(leader, login="boss"))
    with pytest.raises(NotAllowed, match="closes a case under it"):
        close(county, uid, people, tmp_path)
    boss = login("boss", "write")
    take(boss, uid, "write_off", by=people["county_leader"])
    assert county.case(uid).status == "written_off"


def test_a_signature_by_the_wrong_person_at_the_wrong_level_or_for_other_facts_is_refused(county, login, tmp_path):
    people, clerk, uid = County(county), login("clerk", "write"), county.parcel_uids()[0]
    survey(county, uid, people, tmp_path)
    take(county, uid, "submit_survey", by=people["surveyor"])
    case = county.case(uid)
    right = {"person_id": people["village_committee"], "method": "paper", "attachment": "a" * 64, "sign_id": "S",
             "stage": "survey", "level": 1, "role": "village_committee", "decision": "agree",
             "subject_hash": current_subjects(county, case)["survey"], "person_hash": ""}
    with pytest.raises(Allowed):  # as it must be
        send(clerk, case, case, "sign", right)
    for wrong, said in (
            ({"person_id": people["household"]}, "by the role"), ({"person_id": "nobody"}, "by the role"),
            ({"level": 2}, "level 1 signs"), ({"stage": "acceptance"}, "nothing is to"),
            ({"role": "township_leader", "person_id": people["township_leader"]}, "level 1 signs"),
            ({"subject_hash": "0" * 64}, "facts as they are now"), ({"method": "refusal"}, "not signed by the method"),
            ({"attachment": ""}, "needs"), ({"decision": "maybe"}, "agrees or returns"),
            ({"witness1": people["village_committee"]}, "different people")):
        with pytest.raises(NotAllowed, match=said):
            send(clerk, case, case, "sign", {**right, **wrong})
    with pytest.raises(NotAllowed, match="what its event says"):  # the row says another level than its event
        send(clerk, case, case, "sign", right, beside=[(
            "INSERT INTO sign_off (sign_id, parcel_uid, round, stage, level, role, person_id, method, decision, subject_hash,"
            " opinion, signed_at, attachment, recorded_by, seq) VALUES ('S', ?, 1, 'survey', 2, 'township_leader', ?, 'paper',"
            " 'agree', ?, '', '', ?, 'clerk', ?)", (uid, people["village_committee"], right["subject_hash"], "a" * 64, SEQ))])


ROW = {
    "sign_off": ("INSERT INTO sign_off (sign_id, parcel_uid, round, stage, level, role, person_id, method, decision,"
                 " subject_hash, opinion, signed_at, recorded_by, seq) VALUES ('s', ?, 1, 'survey', 1, 'household', ?, 'paper',"
                 " 'agree', 'x', '', '', 'clerk', ?)"),
    "duty": "INSERT INTO duty (parcel_uid, slot, person_id, seq) VALUES (?, 'subject', ?, ?)",
}


@pytest.mark.parametrize("table", sorted(ROW))
def test_a_row_that_its_event_does_not_tell_is_refused_when_the_transaction_ends(county, login, table):
    people, clerk = County(county, 1), login("clerk", "write")
    case = county.case(county.parcel_uids()[0])
    after = replace(case, status="surveying", finding="legal")
    with pytest.raises(NotAllowed, match=r"what its event says|belongs to no event"):
        send(clerk, case, after, "record", {"finding": "legal"},
             beside=[(ROW[table], (case.parcel_uid, people["household"], SEQ))])


EVENTLESS = [
    "INSERT INTO anchor VALUES ('a', 1, '', '', 'manual', '', '')",
    "INSERT INTO redline VALUES ('r', 'landuse', 'x', '', '', '', 1, 0, '', '', '{}', '', '')",
    "INSERT INTO person (person_id, name, salt, person_hash, roles, seq) VALUES ('p', 'x', '', '', 'county_leader', 1)",
    "INSERT INTO batch VALUES ('b', 'x', 'satellite', '', '', 0, 0, 0, 0, 0, NULL, NULL, '', '', '{}')",
    "INSERT INTO case_state (parcel_uid, status) SELECT parcel_uid, 'written_off' FROM parcel LIMIT 1",
    "INSERT INTO package (package_id, kind, recipient, parcels, folder_name, path, code, root_sha256, root_sm3, seq, made_at,"
    " made_by, verdict) VALUES ('k', 'writeoff', '', '[]', '', '', '', '', '', 1, '', '', 'proved')",
    "INSERT INTO clue VALUES ('c', (SELECT max(batch_id) FROM batch), '', 0, 0, '{}', '', 0, '', '')",
    "INSERT INTO place SELECT parcel_uid, 1, '130499101', '', '', '', '', 'overlay', NULL, 0, '' FROM parcel LIMIT 1",
    "INSERT INTO parcel_link SELECT 'l', min(parcel_uid), max(parcel_uid), 'partial', 0, 0, 0, 0, 1 FROM parcel",
    "INSERT INTO reissue VALUES ((SELECT max(batch_id) FROM batch), '', 'same', '', '', '')",
    "DELETE FROM overlap", "UPDATE sign_off SET void_seq = NULL", "UPDATE deadline SET due_on = '2099-01-01'",
]


def test_rows_without_any_event_are_refused_or_change_nothing(server, database, county, login):
    login("clerk", "write")
    counts = "SELECT (SELECT count(*) FROM farmland.person) + (SELECT count(*) FROM farmland.anchor) + (SELECT count(*) FROM" \
             " farmland.package) + (SELECT count(*) FROM farmland.batch) + (SELECT count(*) FROM farmland.redline)"
    before = server.sql(database, counts)
    for statement in EVENTLESS:
        if statement.startswith(("DELETE", "UPDATE")):
            psql(server, database, "clerk", statement)  # nothing is there to change yet
        else:
            with pytest.raises(psycopg2.Error):
                psql(server, database, "clerk", statement)
    assert server.sql(database, counts) == before


def test_a_verdict_is_recorded_by_its_event_only(server, database, county, login):
    login("clerk", "write")
    pack(county, county.parcel_uids()[0], "writeoff", "altered")
    with pytest.raises(psycopg2.Error, match="what its event says"):
        psql(server, database, "clerk", "UPDATE package SET verdict = 'proved'")


def test_a_file_that_another_township_attached_already_is_attached_without_an_error(county, login, tmp_path):
    photo = tmp_path / "same.jpg"
    photo.write_bytes(b"the same photo")
    attach(county, of(county, WEST)[0], "photo_far", photo)
    technician = login("east", "write", [EAST])
    attach(technician, of(county, EAST)[0], "photo_far", photo)
    assert [row["orig_name"] for row in technician.media.rows(of(county, EAST)[0])] == ["same.jpg"]
    assert list(verify_chain(county.events())) == []


def test_text_that_looks_like_sql_stays_text(county, login):
    technician, uid = login("o'hara; DROP TABLE event", "write"), county.parcel_uids()[0]
    evil = "'); DELETE FROM farmland.event; -- %s ? $$ \\ \" 彩钢"
    technician.apply(uid, 1, "record", {"finding": "legal", "note": evil, "facts": {"f'); --": [evil, "%(x)s"]}})
    case = county.case(uid)
    assert case.note == evil and case.facts == {"f'); --": [evil, "%(x)s"]} and case.updated_by == "o'hara; DROP TABLE event"
    assert next(county.store.rows("SELECT ? AS a, '?' AS b, '%s''?' AS c, \"note\" AS d FROM case_state WHERE note LIKE '%?%'"
                                  " AND parcel_uid = ? -- ?", (evil, uid)))[0] == evil
    assert verify_ledger(county).breaks == []
