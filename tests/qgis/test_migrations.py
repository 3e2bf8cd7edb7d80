"""Ledgers of every released schema come up to the present one, or stay as they were."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from farmland_plugin.domain.errors import LedgerError
from farmland_plugin.domain.people import Person
from farmland_plugin.domain.workflow import Workflow
from farmland_plugin.files import sha256_of
from farmland_plugin.ledger.cases.campaigns import campaign_for
from farmland_plugin.ledger.keeping import migrating
from farmland_plugin.ledger.keeping.backup import listed
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.schema import VERSION, released
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.paths import resource

from .casework_county import County, attach, sign_chain, survey, take

LEDGERS = Path(__file__).resolve().parents[1] / "ledgers"
RELEASED = {version: LEDGERS / f"v{version}.gpkg" for version in range(1, 7)}  # made by the code of their time


@pytest.fixture(params=sorted(RELEASED), ids=lambda version: f"schema {version}")
def old(request, tmp_path):
    path = tmp_path / "county.gpkg"
    shutil.copyfile(RELEASED[request.param], path)
    return path


@pytest.fixture
def first(tmp_path):
    path = tmp_path / "county.gpkg"
    shutil.copyfile(RELEASED[1], path)
    return path


@pytest.fixture
def second(tmp_path):
    path = tmp_path / "county.gpkg"
    shutil.copyfile(RELEASED[2], path)
    return path


@pytest.fixture
def third(tmp_path):
    path = tmp_path / "county.gpkg"
    shutil.copyfile(RELEASED[3], path)
    return path


def rows(path, sql):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def backups(path):
    return sorted(Path(f"{path}.backups").glob("*.gpkg"))


def test_every_earlier_schema_has_its_fixture():
    assert sorted(RELEASED) == list(range(1, VERSION))


def test_opening_for_writing_brings_a_ledger_up_and_keeps_what_it_was(old):
    digest, before = sha256_of(old), rows(old, "SELECT seq, hash FROM event ORDER BY seq")
    cases = rows(old, "SELECT parcel_uid, status, finding, note, version, last_seq FROM case_state ORDER BY parcel_uid")
    version = int(rows(old, "SELECT value FROM meta WHERE key = 'schema_version'")[0][0])
    with Ledger.open(old) as ledger:
        assert f"was brought from version {version} to version {VERSION}" in str(ledger.remarks[0]) and len(ledger.remarks) == 1
        assert ledger.meta["schema_version"] == str(VERSION)
        assert verify_ledger(ledger).breaks == []
        told = list(ledger.events())[-1]
    kept, = backups(old)
    assert sha256_of(kept) != digest and rows(kept, "SELECT value FROM meta WHERE key = 'schema_version'") == [(str(version),)]
    assert rows(kept, "SELECT seq, hash FROM event ORDER BY seq") == before
    assert rows(old, "SELECT seq, hash FROM event ORDER BY seq")[:-1] == before
    assert rows(old, "SELECT parcel_uid, status, finding, note, version, last_seq FROM case_state ORDER BY parcel_uid") == cases
    payload = told.payload()["payload"]
    assert (told.action, payload["from"], payload["to"]) == ("migrate", version, VERSION)
    assert (payload["backup"], payload["backup_sha256"]) == (kept.name, sha256_of(kept))
    with Ledger.open(old) as again:
        assert again.remarks == [] and again.last_seq() == told.seq
    assert backups(old) == [kept]


def test_a_case_of_the_first_release_goes_on_under_the_new_rules(first, tmp_path):
    with Ledger.open(first) as ledger:
        county = County(ledger)
        uid = ledger.parcel_uids()[5]
        assert ledger.case(uid).campaign == "satellite"
        survey(ledger, uid, county, tmp_path)
        take(ledger, uid, "submit_survey", by=county["surveyor"])
        scan = tmp_path / "scan.png"
        scan.write_bytes(b"\x89PNG")
        sign_chain(ledger, uid, county, scan)
        assert ledger.case(uid).status == "county_review"
        attach(ledger, ledger.parcel_uids()[6], "photo_far", scan)
        assert ledger.people.names(ledger.case(ledger.parcel_uids()[0]).surveyors) == "张三, 李四"
        assert verify_ledger(ledger, media=True).breaks == []


def test_a_case_signed_under_the_second_schema_keeps_its_signatures_and_goes_on(second):
    with Ledger.open(second) as ledger:
        uid, tagged, held, untouched = ledger.parcel_uids()
        assert [case.status for case in ledger.cases([uid])] == ["county_review"] and ledger.case(held).hold == "suspended"
        assert len([one for one in ledger.signatures(uid) if one.void_seq is None]) == 3
        reviewer = next(one for one in ledger.people.all() if one.roles == ("county_reviewer",))
        take(ledger, uid, "return_survey", {"reason": "面积有误", "reason_code": "area"}, by=reviewer.person_id)
        take(ledger, tagged, "record", {"note": "补充"})
        ledger.place(untouched, "130423102", reason="权属")
        assert ledger.parcel(untouched).township == "130423102" and ledger.batches()[0].kind == "issued"
        assert verify_ledger(ledger).breaks == []


def test_overlap_facts_changed_before_a_migration_of_the_second_schema_show_after_it(second):
    with contextlib.closing(sqlite3.connect(second)) as foreign:
        foreign.execute("UPDATE overlap SET area_m2 = area_m2 + 1")
        foreign.commit()
    with Ledger.open(second) as ledger:
        found = [one.sentence for one in verify_ledger(ledger).breaks]
    assert len(found) == 1 and "newest screening" in found[0]


def test_what_was_screened_under_the_third_schema_counts_and_its_red_lines_can_be_retired(third):
    with Ledger.open(third) as ledger:
        uids = ledger.parcel_uids()
        lines = {line.redline_id: line for line in ledger.redlines()}
        assert set(lines) == {"LANDUSE", "ECOLOGICAL"} and lines["LANDUSE"].settings == {} and not lines["LANDUSE"].retired_at
        assert [fact.rest_width_m for fact in ledger.screenings(uids[0])] == [None, None] and len(ledger.overlaps(uids[1])) == 3
        assert list(ledger.all_parts()) == [] and list(ledger.role_covers()) == []
        assert {uid: reasons for uid, reasons in ledger.stale().items() if uid in uids[:4]} == {
            uids[2]: ["layer_missing"], uids[3]: ["layer_missing"]}
        assert verify_ledger(ledger).breaks == []
        ledger.retire_redline("ECOLOGICAL", "旧版")
        assert [fact.redline_id for fact in ledger.screenings(uids[1])] == ["LANDUSE"] and len(ledger.overlaps(uids[1])) == 2
        ledger.record_screening([], [], [uids[4]], ["LANDUSE"], {"engine": "test"})
        assert verify_ledger(ledger).breaks == []
    with contextlib.closing(sqlite3.connect(third)) as foreign:
        foreign.execute("UPDATE role_cover SET covered_m2 = 1")
        foreign.execute("INSERT INTO role_cover VALUES (?, 'ecological', 1, 2, NULL)", (uids[0],))
        foreign.commit()
    with Ledger.open(third, write=False) as ledger:
        assert ["newest screening" in one.sentence for one in verify_ledger(ledger).breaks] == [True]


def test_new_tables_are_announced_to_readers_of_geopackages(first):
    Ledger.open(first).close()
    announced = {name for name, in rows(first, "SELECT table_name FROM gpkg_contents")}
    tables = {name for name, in rows(first, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"person", "duty", "deadline", "notice", "hold_period", "merge"} <= announced
    assert {name for name in tables if not name.startswith(("gpkg_", "sqlite_"))} == announced


def test_what_the_first_release_imported_and_screened_is_held_from_the_migration_on(first):
    Ledger.open(first).close()
    with contextlib.closing(sqlite3.connect(first, isolation_level=None)) as foreign:
        guard, = foreign.execute("SELECT sql FROM sqlite_master WHERE name = 'parcel_immutable_update'").fetchone()
        foreign.execute("DROP TRIGGER parcel_immutable_update")
        foreign.execute("UPDATE parcel SET source_no = 'X' WHERE fid = 3")
        foreign.execute(guard)
        foreign.execute("UPDATE overlap SET area_m2 = area_m2 + 1")
    with Ledger.open(first, write=False) as ledger:
        found = [one.sentence for one in verify_ledger(ledger).breaks]
    assert len(found) == 2 and "not those imported" in found[1] and "newest screening" in found[0]


@pytest.mark.parametrize("ends", ["a statement", "the rules", "the journal"])
def test_a_migration_that_fails_leaves_the_old_file_byte_for_byte_and_its_backup(old, monkeypatch, ends):
    digest = sha256_of(old)
    if ends == "a statement":
        statements = migrating.statements
        monkeypatch.setattr(migrating, "statements", lambda version: [*statements(version), "ALTER TABLE nowhere ADD COLUMN x"])
    elif ends == "the rules":
        with contextlib.closing(sqlite3.connect(old)) as foreign:
            foreign.execute("INSERT INTO rule VALUES ('own', '{}', 'x')")
            foreign.execute("CREATE TRIGGER own BEFORE INSERT ON rule BEGIN SELECT RAISE(ABORT, 'no new rules here'); END")
            foreign.commit()
        digest = sha256_of(old)
    else:
        with contextlib.closing(sqlite3.connect(old)) as foreign:
            foreign.execute("CREATE TRIGGER own BEFORE INSERT ON event BEGIN SELECT RAISE(ABORT, 'the disk is full'); END")
            foreign.commit()
        digest = sha256_of(old)
    words = rf"from version \d to version {VERSION} and is as it was .* backup is .*before-migration\.gpkg"
    with pytest.raises(LedgerError, match=words):
        Ledger.open(old)
    assert sha256_of(old) == digest
    kept, = backups(old)
    assert rows(kept, "SELECT COUNT(*) FROM event") == rows(old, "SELECT COUNT(*) FROM event")
    assert not Path(f"{old}.lock").exists()
    if ends == "a statement":
        monkeypatch.undo()
        with Ledger.open(old) as ledger:
            assert verify_ledger(ledger).count == 0


def test_no_migration_without_a_backup(first, monkeypatch):
    digest = sha256_of(first)
    Path(f"{first}.backups").write_text("a file where the folder should be")
    with pytest.raises(Exception, match="backups"):
        Ledger.open(first)
    assert sha256_of(first) == digest and not Path(f"{first}.lock").exists()


def test_for_reading_an_old_ledger_is_brought_up_in_memory_and_its_file_stays(first):
    digest = sha256_of(first)
    with Ledger.open(first, write=False) as ledger:
        assert [case.campaign for case in ledger.cases()] == ["satellite"] * 7
        assert ledger.people.all() == [] and ledger.signatures(ledger.parcel_uids()[0]) == []
        result = verify_ledger(ledger)
        assert result.count == 0 and any("is of version 1" in line for line in result.remarks)
        with pytest.raises(LedgerError, match="read-only"):
            ledger.people.register(Person("", "张三"))
    assert sha256_of(first) == digest and not backups(first)


def test_a_dropped_guard_of_an_old_ledger_is_told_before_it_is_mended(first):
    with contextlib.closing(sqlite3.connect(first)) as foreign:
        foreign.execute("DROP TRIGGER event_append_only_update")
    with Ledger.open(first, write=False) as ledger:
        assert "event_append_only_update is missing" in verify_ledger(ledger).breaks[0].sentence
    with Ledger.open(first) as ledger:
        assert ["missing", "trigger", "event_append_only_update"] in list(ledger.events())[-1].payload()["payload"]["objects"]


def edited(path, table, name, text):
    with contextlib.closing(sqlite3.connect(path)) as foreign:
        foreign.execute(f"UPDATE {table} SET json = ?, sha256 = ? WHERE name = ?",
                        (text, hashlib.sha256(text.encode()).hexdigest(), name))
        foreign.commit()


def test_an_untouched_workflow_is_replaced_and_one_the_county_edited_is_kept_beside_it(first):
    shipped = rows(first, "SELECT json FROM rule WHERE name = 'workflow'")[0][0]
    step = '{"action": "county_step", "from": ["to_survey"], "to": "waiting"}, '
    own = shipped.replace('{"action": "unassign"', step + '{"action": "unassign"')
    own = own.replace('"written_off"],', '"written_off", "waiting"],')
    edited(first, "rule", "workflow", own)
    uid = rows(first, "SELECT parcel_uid FROM parcel ORDER BY fid")[6][0]
    with contextlib.closing(sqlite3.connect(first)) as foreign:
        foreign.execute("UPDATE case_state SET status = 'waiting', version = version + 1 WHERE parcel_uid = ?", (uid,))
        foreign.commit()
    with Ledger.open(first) as ledger:
        said = " ".join(str(remark) for remark in ledger.remarks)
        assert "kept as the rule workflow_v1" in said and "waiting (1)" in said
        assert ledger.rule_text("workflow") == resource("rules", "workflow.json").read_text("utf-8")
        assert json.loads(ledger.rule_text("workflow_v1")) == json.loads(own)
        told = list(ledger.events())[-1].payload()["payload"]["rules"]
    assert (told["replaced"], told["strange_states"]) == (["workflow_v1"], {"waiting": 1})
    assert [str(one) for one in migrating.told(first)] == said.split("gpkg. ", 1)[1].replace(". Cases", ".|Cases").split("|")


def test_dictionaries_the_county_edited_stay_and_untouched_ones_become_the_new_ones(first):
    shipped = rows(first, "SELECT json FROM dictionary WHERE name = 'source'")[0][0]
    own = json.dumps([*json.loads(shipped), {"code": "drone", "label": "Drone", "label_zh": "无人机巡查"}], ensure_ascii=False)
    edited(first, "dictionary", "source", own)
    with Ledger.open(first) as ledger:
        told = list(ledger.events())[-1].payload()["payload"]["rules"]
        assert told["kept"] == ["source"] and "workflow" in told["renewed"] and "campaign_satellite" in told["added"]
        assert ledger.rule_text("source") == own and len(ledger.remarks) == 1
        texts = {p.stem: p.read_text("utf-8") for folder in ("dictionaries", "rules") for p in resource(folder).glob("*.json")}
        for name, text in texts.items():
            assert name == "source" or ledger.rule_text(name) == text, name
        Workflow.parse(ledger.rule_text("workflow"), "workflow")
        assert verify_ledger(ledger).breaks == []


def test_a_county_s_dictionary_that_the_survey_forms_cannot_do_with_gets_the_codes_they_ask_for(first):
    own = json.dumps([{"code": "own", "label": "Own", "label_zh": "自定"}])
    edited(first, "dictionary", "category", own)
    with Ledger.open(first) as ledger:
        known = ledger.dictionary("category")
        assert known.entries[0].code == "own" and len(known.entries) > 1
        for source in ("satellite", "greenhouse", "rural_housing", "cropland_check", "inspection"):
            assert campaign_for(ledger, source).code
        told = list(ledger.events())[-1].payload()["payload"]["rules"]
        assert set(told["amended"]["category"]) == {entry.code for entry in known.entries[1:]}
        assert "category: " in str(ledger.remarks[1])
        assert verify_ledger(ledger).breaks == []


def test_every_text_of_an_earlier_schema_is_known_by_its_mark(old):
    for table in ("dictionary", "rule"):
        for name, text in rows(old, f"SELECT name, json FROM {table}"):
            assert released.is_released(name, text), name


def test_a_ledger_of_a_newer_program_is_refused_for_reading_too(first):
    with contextlib.closing(sqlite3.connect(first)) as foreign:
        foreign.execute("UPDATE meta SET value = ? WHERE key = 'schema_version'", (str(VERSION + 1),))
        foreign.commit()
    for write in (True, False):
        with pytest.raises(LedgerError, match="update the program"):
            Ledger.open(first, write=write)
    assert not backups(first)


def test_an_algorithm_says_that_it_is_going_to_migrate_and_what_is_left_to_the_county(first, farmland):
    from qgis import processing
    from qgis.core import QgsProcessingFeedback

    edited(first, "rule", "workflow", rows(first, "SELECT json FROM rule WHERE name = 'workflow'")[0][0] + " ")
    feedback = QgsProcessingFeedback()
    processing.run("farmland:backupledger", {"LEDGER": str(first)}, feedback=feedback)
    log = feedback.textLog()
    assert "is a ledger of version 1" in log and "was kept as the rule workflow_v1" in log
    uuid = rows(first, "SELECT value FROM meta WHERE key = 'ledger_uuid'")[0][0]
    assert [one.why for one in listed([Path(f"{first}.backups")], uuid)] == ["", "before-migration"]
