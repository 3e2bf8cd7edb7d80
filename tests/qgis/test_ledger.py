"""The ledger in real files: one door, durable, immutable, one writer."""

from __future__ import annotations

import concurrent.futures
import contextlib
import dataclasses
import json
import os
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer

from farmland_plugin.domain.errors import (
    BadInput,
    LedgerBusy,
    LedgerError,
    LedgerReadOnly,
    NotAllowed,
    StaleRow,
)
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Batch, Change, Overlap, Parcel, Quarantined, Redline, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.gui.where import of_uids
from farmland_plugin.ledger import selection
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import Mirror
from farmland_plugin.ledger.selection import select

ROOT = Path(__file__).resolve().parents[2]
ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


def square(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def parcel(ledger, batch_id, number, east=38545000.0):
    wkb = square(east, 4062000.0, 100.0)
    return Parcel(
        parcel_uid=ledger.new_uid(), source_no=number, batch_id=batch_id, area_m2=Decimal("9999.49"), geom=wkb,
        geom_hash=geometry_hash(wkb), monitored_area_m2=Decimal("10000.00"), attributes={"TBLX": "01"}, source_crs="EPSG:4526",
    )


def fill(ledger, count=3, name="first"):
    batch = Batch(ledger.new_uid(), name, "satellite", "a.shp", "0" * 64, count + 1, count, 1)
    parcels = [parcel(ledger, batch.batch_id, f"P{i}", 38545000.0 + 200 * i) for i in range(count)]
    ledger.add_batch(batch, parcels, [Quarantined("a.shp", 9, "empty geometry", {"JCBH": "X"})])
    return parcels


def screen(ledger, uids):
    redline = ledger.new_uid()
    ledger.add_redline(Redline(redline, "landuse", "DLTB", "2025", "a.shp", "0" * 64, 1, 0, "x.gpkg", "EPSG:4526"))
    zero = Decimal("0.00")
    ledger.record_screening([], [Screening(uid, redline, "landuse", zero, zero) for uid in uids], uids, [redline], {})


@pytest.fixture
def ledger(tmp_path):
    made = create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38)
    yield made
    made.close()


def test_a_new_ledger_carries_its_rules_and_opens_again(ledger):
    assert ledger.meta["county"] == "130499"
    assert ledger.area_rule.code == "gk"
    assert ledger.dictionaries["finding"].label("legal", "zh") == "合法"
    assert [e.action for e in ledger.events()] == ["create_ledger"]
    with Ledger.open(ledger.path, write=False) as reader:
        assert reader.meta == ledger.meta


def test_the_file_is_a_geopackage_that_gdal_reads(ledger, tmp_path):
    screen(ledger, [p.parcel_uid for p in fill(ledger)])
    copy = tmp_path / "copy.gpkg"
    target = sqlite3.connect(copy)
    ledger.store.connection.backup(target)
    target.close()
    layer = QgsVectorLayer(f"{copy}|layername=parcel", "copy", "ogr")
    assert layer.isValid() and layer.featureCount() == 3
    assert layer.crs().authid() == "EPSG:4526"
    assert sorted(f["source_no"] for f in layer.getFeatures()) == ["P0", "P1", "P2"]
    for table, count in (("screening", 3), ("case_state", 3), ("event", 4), ("batch", 1)):
        layer = QgsVectorLayer(f"{copy}|layername={table}", "copy", "ogr")
        assert len(list(layer.getFeatures())) == count, table
    del layer


@pytest.mark.parametrize("county", ["", "1304", "13042x", "990423", "130400", "１３０４２３"])
def test_an_unknown_county_code_is_refused_and_nothing_is_written(tmp_path, county):
    with pytest.raises(BadInput, match="county code"):
        create_ledger(tmp_path / "x.gpkg", county=county, name="x", crs=ZONE38)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("crs", ["", "EPSG:2363", "EPSG:4610", "EPSG:4573"])
def test_a_crs_that_is_missing_or_of_an_old_datum_is_refused(tmp_path, crs):
    with pytest.raises(BadInput):
        create_ledger(tmp_path / "x.gpkg", county="130499", name="x", crs=QgsCoordinateReferenceSystem(crs))
    assert list(tmp_path.iterdir()) == []


def test_an_existing_file_is_never_overwritten(ledger):
    with pytest.raises(LedgerError, match="exists already"):
        create_ledger(ledger.path, county="130499", name="x", crs=ZONE38)


def test_county_rules_replace_the_shipped_ones_and_mistakes_name_the_line(tmp_path):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "return_reason.json").write_text('[{"code": "own", "label": "Own", "label_zh": "自定"}]', encoding="utf-8")
    with create_ledger(tmp_path / "a.gpkg", county="130499", name="x", crs=ZONE38,
                       rules_folder=rules) as made:
        assert [e.code for e in made.dictionaries["return_reason"].entries] == ["own"]
    (rules / "return_reason.json").write_text('[\n{"code": "own",\n]', encoding="utf-8")
    with pytest.raises(BadInput, match=r"return_reason.json, line 3"):
        create_ledger(tmp_path / "b.gpkg", county="130499", name="x", crs=ZONE38,
                      rules_folder=rules)
    assert not (tmp_path / "b.gpkg").exists()


@pytest.mark.parametrize("name, text, why", [
    ("same_ground", '{"redrawn_iou": "viel"}', "redrawn_iou"),
    ("same_ground", "[]", "must be an object"),
    ("management_areas", '{"code": "x"}', "must be a list"),
    ("management_areas", '[{"code": "a", "name": "b", "villages": ["12"]}]', "12 digits"),
    ("site_check", '{"search_m": 100, "roles": []}', "needs roles"),
    ("site_check", '{"search_m": true, "roles": {"landuse": {"kind": "cropland"}}}', "needs roles"),
    ("site_check", '{"search_m": 9, "roles": {"landuse": {"kind": "odd"}}}', "needs a kind"),
])
def test_a_broken_rule_of_the_county_is_refused_when_the_ledger_is_made(tmp_path, name, text, why):
    (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=f"{name}.json.*{why}"):
        create_ledger(tmp_path / "a.gpkg", county="130499", name="x", crs=ZONE38, rules_folder=tmp_path)
    assert not (tmp_path / "a.gpkg").exists()


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look at " * 40, None])
def test_what_is_not_a_ledger_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "other.gpkg"
    if content is None:
        sqlite3.connect(path).execute("CREATE TABLE t (a)")
    else:
        path.write_bytes(content)
    with pytest.raises(LedgerError):
        Ledger.open(path)
    with pytest.raises(LedgerError, match="No ledger at"):
        Ledger.open(tmp_path / "missing.gpkg")


def test_parcels_come_back_as_they_went_in(ledger):
    parcels = fill(ledger)
    assert list(ledger.parcels()) == parcels
    assert ledger.parcel(parcels[1].parcel_uid) == parcels[1]
    assert [c.status for c in ledger.cases()] == ["to_survey"] * 3
    batch = ledger.batches()[0]
    assert (batch.read_count, batch.imported_count, batch.quarantined_count) == (4, 3, 1)
    assert ledger.quarantined(batch.batch_id)[0]["reason"] == "empty geometry"


def test_a_tag_changes_state_and_journal_together(ledger):
    uid = fill(ledger)[0].parcel_uid
    before = ledger.last_seq()
    tag = {"finding": "nonfarm_violation", "disposition": "demolish", "facts": {"用途": "厂房"}}
    applied = ledger.apply(uid, 1, "record", tag)
    case = ledger.case(uid)
    assert (case.status, case.finding, case.version, case.facts) == ("surveying", "nonfarm_violation", 2, {"用途": "厂房"})
    assert applied.version == 2 and applied.seq == before + 1 == case.last_seq
    body = list(ledger.events(uid))[-1].payload()
    assert (body["from"], body["to"], body["payload"]["finding"]) == ("to_survey", "surveying", "nonfarm_violation")
    assert ledger.changed_since(before) == (before + 1, {uid}, {"record"})
    assert ledger.changed_since(0)[1] is None  # a batch came in


def test_a_stale_write_is_refused_and_shows_both_values(ledger):
    uid = fill(ledger)[0].parcel_uid
    ledger.apply(uid, 1, "record", {"finding": "legal"})
    with pytest.raises(StaleRow) as caught:
        ledger.apply(uid, 1, "record", {"finding": "other"})
    assert caught.value.facts["theirs"] == {"finding": "legal"} and caught.value.facts["mine"] == {"finding": "other"}
    assert ledger.case(uid).finding == "legal"


@pytest.mark.parametrize("payload", [{"finding": "nonsense"}, {"colour": "red"}, {"surveyed_on": "2026.7.3"}])
def test_unknown_codes_keys_and_dates_are_refused(ledger, payload):
    uid = fill(ledger)[0].parcel_uid
    seq = ledger.last_seq()
    with pytest.raises(BadInput):
        ledger.apply(uid, 1, "record", payload)
    assert ledger.last_seq() == seq and ledger.case(uid).version == 1


def test_the_workflow_is_asked(ledger):
    uid = fill(ledger)[0].parcel_uid
    with pytest.raises(NotAllowed):
        ledger.apply(uid, 1, "write_off", {})


def test_a_batch_of_tags_is_all_or_nothing(ledger):
    uids = [p.parcel_uid for p in fill(ledger)]
    seq = ledger.last_seq()
    with pytest.raises(BadInput):
        ledger.apply_many([
            Change(uids[0], None, "record", {"finding": "legal"}), Change(uids[1], None, "record", {"finding": "?"}),
        ])
    assert ledger.last_seq() == seq and ledger.case(uids[0]).finding == ""
    assert len(ledger.apply_many([Change(uid, None, "record", {"finding": "legal"}) for uid in uids])) == 3


def test_parcels_and_events_cannot_be_changed_even_by_hand(ledger):
    fill(ledger)
    for statement in (
        "UPDATE parcel SET source_no = 'Q'", "DELETE FROM parcel", "UPDATE event SET actor = 'x'", "DELETE FROM event",
        "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1", "REPLACE INTO parcel SELECT * FROM parcel",
        "UPDATE case_state SET finding = 'legal'", "DELETE FROM case_state",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            ledger.store.connection.execute(statement)


def test_counts_that_do_not_add_up_are_refused(ledger):
    batch = Batch(ledger.new_uid(), "b", "satellite", "a.shp", "0", 5, 3, 1)
    with pytest.raises(LedgerError):
        ledger.add_batch(batch, [parcel(ledger, batch.batch_id, f"{i}") for i in range(3)], [Quarantined("a", 1, "r")])
    assert ledger.batches() == [] and list(ledger.parcels()) == []


def test_screening_results_replace_earlier_ones_of_the_same_layer_only(ledger):
    uids = [p.parcel_uid for p in fill(ledger)]
    for redline in ("R1", "R2"):
        ledger.add_redline(Redline(redline, "landuse", "DLTB", "2025", "a.shp", "0" * 64, 1, 0, "x.gpkg", "EPSG:4526"))
    def facts(redline, area):
        return ([Overlap(uids[0], redline, "landuse", "0101", Decimal(area), Decimal(area))],
                [Screening(uid, redline, "landuse", Decimal(area), Decimal("0.00")) for uid in uids])
    for redline, area in (("R1", "10.00"), ("R2", "20.00"), ("R1", "30.00")):
        ledger.record_screening(*facts(redline, area), uids, [redline], {"engine": "test"})
    assert [(o.redline_id, o.area_m2) for o in ledger.overlaps(uids[0])] == [("R1", Decimal("30.00")), ("R2", Decimal("20.00"))]
    assert ledger.screened_uids() == set(uids)


def test_the_chain_holds_and_tampering_behind_the_triggers_shows(ledger):
    uids = [p.parcel_uid for p in fill(ledger)]
    for uid in uids:
        ledger.apply(uid, 1, "record", {"finding": "legal"})
    assert list(verify_chain(ledger.events())) == []
    ledger.store.connection.execute("DROP TRIGGER event_append_only_update")
    ledger.store.connection.execute("UPDATE event SET body = replace(body, 'legal', 'other') WHERE seq = 4")
    assert (4, "body") in list(verify_chain(ledger.events()))


def test_a_reader_cannot_write(ledger):
    uid = fill(ledger)[0].parcel_uid
    with Ledger.open(ledger.path, write=False) as reader:
        with pytest.raises(LedgerError, match="read-only"):
            reader.apply(uid, 1, "record", {"finding": "legal"})
        with pytest.raises(sqlite3.OperationalError):
            reader.store.connection.execute("DELETE FROM overlap")


def test_a_full_disk_is_said_in_one_sentence_and_nothing_is_lost(ledger):
    fill(ledger)
    pages = ledger.store.connection.execute("PRAGMA page_count").fetchone()[0]
    ledger.store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(LedgerError, match=r"disk of .* is full"):
        fill(ledger, 2000, "too much")
    assert len(list(ledger.parcels())) == 3


def test_where_is_an_expression_over_the_parcel_table(ledger):
    uids = [p.parcel_uid for p in fill(ledger)]
    ledger.apply(uids[1], 1, "record", {"finding": "legal"})
    assert select(ledger, "") == uids
    assert select(ledger, "finding = 'legal'") == [uids[1]]
    assert select(ledger, "x_min($geometry) < 38545150 or source_no = 'P2'") == [uids[0], uids[2]]
    with pytest.raises(BadInput, match="unknown field"):
        select(ledger, "colour = 'red'")
    with pytest.raises(BadInput, match="not an expression"):
        select(ledger, "finding = ")


def content(layer):
    return sorted(tuple(str(v) for v in f.attributes()) for f in layer.getFeatures())


def test_the_mirror_equals_the_ledger_after_changes_and_features_keep_their_ids(ledger):
    uids = [p.parcel_uid for p in fill(ledger, 20)]
    mirror = Mirror.build(ledger)
    before = dict(mirror.ids)
    for i, uid in enumerate(uids[:7]):
        ledger.apply(uid, 1, "record", {"finding": ["legal", "other"][i % 2], "note": str(i)})
    mirror.update(ledger, uids[:7])
    assert content(mirror.layer) == content(Mirror.build(ledger).layer)
    screen(ledger, uids[3:5])
    mirror.update(ledger, [], screened=True)
    assert content(mirror.layer) == content(Mirror.build(ledger).layer)
    fill(ledger, 4, "second")
    mirror.update(ledger)
    assert mirror.layer.featureCount() == 24 and before.items() <= mirror.ids.items()
    assert content(mirror.layer) == content(Mirror.build(ledger).layer)
    assert {f["parcel_uid"]: f.id() for f in mirror.layer.getFeatures()} == mirror.ids
    assert not mirror.layer.startEditing()


def test_a_layer_of_another_ledger_is_filled_again_in_this_ledgers_crs(ledger, tmp_path):
    fill(ledger)
    zone = QgsCoordinateReferenceSystem("EPSG:4547")
    with create_ledger(tmp_path / "other.gpkg", county="130499", name="o", crs=zone) as other:
        layer = Mirror.build(other).layer
    assert Mirror.fits(layer)
    Mirror(layer).refill(ledger)
    assert layer.featureCount() == 3 and layer.crs().authid() == "EPSG:4526"


def test_a_batch_that_comes_in_while_the_mirror_is_filled_does_not_break_it(ledger, monkeypatch):
    fill(ledger)
    ledger.store.connection.execute("PRAGMA busy_timeout = 0")
    cases = Ledger.cases

    def meanwhile(self, uids=None):
        found = list(cases(self, uids))
        with Ledger.open(ledger.path) as other:
            other.store.connection.execute("PRAGMA busy_timeout = 0")
            with contextlib.suppress(LedgerBusy):
                fill(other, 2, "second")
        return iter(found)

    monkeypatch.setattr(Ledger, "cases", meanwhile)
    assert Mirror.build(ledger).layer.featureCount() == 3


def test_the_journal_says_what_kind_of_change_it_was(ledger):
    uids = [p.parcel_uid for p in fill(ledger)]
    seq = ledger.last_seq()
    screen(ledger, uids)
    assert ledger.changed_since(seq) == (seq + 2, set(), {"register_redline", "screen"})
    fill(ledger, 1, "second")
    assert ledger.changed_since(seq)[1:] == (None, {"register_redline", "screen", "import_batch"})


def test_an_area_issued_in_mu_comes_back_to_the_fourth_decimal(ledger):
    batch = Batch(ledger.new_uid(), "b", "satellite", "a.shp", "0", 3, 3, 0)
    issued = [Decimal("6.6667"), Decimal("10000.00"), None]
    parcels = [dataclasses.replace(parcel(ledger, batch.batch_id, f"{i}"), monitored_area_m2=value)
               for i, value in enumerate(issued)]
    ledger.add_batch(batch, parcels)
    assert [str(p.monitored_area_m2) for p in ledger.parcels()] == ["6.6667", "10000.00", "None"]


def test_where_sees_the_columns_of_the_parcel_table_and_says_when_it_fails(ledger):
    parcels = fill(ledger)
    batch = parcels[0].batch_id
    for where in (f"batch_id = '{batch}'", "monitored_area_m2 = 10000", "$area > 9999.4 and $area < 9999.6", "parent_uid = ''",
                  "json_to_map(attributes)['TBLX'] = '01'", "source_row = 0"):
        assert select(ledger, where) == [p.parcel_uid for p in parcels], where
    with pytest.raises(BadInput, match="cannot be evaluated"):
        select(ledger, "to_int(source_no) > 1")


def test_a_list_of_uids_is_looked_up_and_not_evaluated(ledger, monkeypatch):
    uids = [p.parcel_uid for p in fill(ledger, 4)]
    assert select(ledger, f"parcel_uid NOT IN ('{uids[0]}')") == uids[1:]
    assert select(ledger, f"lower(parcel_uid) IN ('{uids[0].lower()}')") == uids[:1]
    monkeypatch.setattr(selection, "rows", None)
    assert select(ledger, of_uids([uids[2], "nobody", uids[1]])) == uids[1:3]


def test_reading_asks_nothing_of_the_disk_and_nothing_of_the_folder(ledger):
    fill(ledger)
    path = ledger.path
    ledger.close()
    shutil.rmtree(f"{path}.files")
    with Ledger.open(path, write=False) as reader:
        assert reader.files.name == "county.gpkg.files" and len(reader.parcel_uids()) == 3
    assert not Path(f"{path}.files").exists()


def test_a_ledger_that_cannot_be_written_is_told_apart_from_one_that_is_busy(ledger, monkeypatch):
    ledger.close()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(LedgerReadOnly, match="permissions"):
        Ledger.open(ledger.path)
    with Ledger.open(ledger.path, write=False) as reader:
        assert reader.read_only


def test_the_address_of_a_database_makes_no_folder_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LedgerError, match="cannot be reached"):
        create_ledger("postgresql://u@127.0.0.1:1/db", county="130499", name="x", crs=ZONE38)
    assert list(tmp_path.iterdir()) == []


def test_a_case_cannot_be_replaced_by_a_program_without_our_settings(ledger):
    fill(ledger)
    with contextlib.closing(sqlite3.connect(ledger.path)) as foreign, pytest.raises(sqlite3.IntegrityError):
        foreign.execute("REPLACE INTO case_state SELECT * FROM case_state")


def test_readers_are_not_locked_out_while_a_large_batch_is_being_written(ledger):
    parcels = fill(ledger, 2)
    with Ledger.open(ledger.path, write=False) as reader:
        reader.store.connection.execute("PRAGMA busy_timeout = 0")
        with ledger.door() as door:
            door.many("INSERT INTO quarantine VALUES (?, '', 1, '', ?, NULL)",
                      ((parcels[0].batch_id, "x" * 4000) for _ in range(5000)))
            assert len(reader.parcel_uids()) == 2


def test_a_ledger_belongs_to_the_thread_that_opened_it(ledger):
    with concurrent.futures.ThreadPoolExecutor(1) as pool, pytest.raises(sqlite3.ProgrammingError):
        pool.submit(ledger.last_seq).result()


def test_no_lock_is_held_while_the_caller_works_on_what_was_asked_for(ledger):
    uids = [p.parcel_uid for p in fill(ledger, 30)]
    half = ledger.parcels(uids)
    next(half)
    with Ledger.open(ledger.path) as other:
        other.store.connection.execute("PRAGMA busy_timeout = 0")
        other.apply(uids[0], 1, "record", {"finding": "legal"})
    assert len(list(half)) == 29


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from farmland_plugin.ledger.ledger import Ledger
ledger = Ledger.open(sys.argv[2])
print("open", flush=True)
mode = sys.argv[3]
if mode == "hold":
    sys.stdin.read()
elif mode == "tag":
    uids = ledger.parcel_uids()
    for turn in range(100000):
        uid = uids[turn % len(uids)]
        applied = ledger.apply(uid, ledger.case(uid).version, "record", {"note": str(turn)})
        print(uid, applied.seq, turn, flush=True)
elif mode == "import":
    sys.path.insert(0, sys.argv[1])
    from tests.qgis.test_ledger import fill
    for turn in range(1000):
        fill(ledger, 200, f"batch {turn}")
        print(turn, flush=True)
"""


def writer(path, mode):
    return subprocess.Popen([sys.executable, "-c", WRITER, str(ROOT), str(path), mode], stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


def test_a_second_program_is_told_who_holds_the_ledger_and_may_read(ledger):
    ledger.close()
    other = writer(ledger.path, "hold")
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LedgerBusy, match=f"PID {other.pid}"):
            Ledger.open(ledger.path)
        with Ledger.open(ledger.path, write=False) as reader:
            assert reader.read_only
    finally:
        other.send_signal(signal.SIGKILL)
        other.wait()
    with Ledger.open(ledger.path) as mine:  # the dead holder's lock does not stand in the way
        assert not mine.read_only


def test_the_same_program_may_open_it_twice_for_writing(ledger):
    uid = fill(ledger)[0].parcel_uid
    with Ledger.open(ledger.path) as second:
        second.apply(uid, 1, "record", {"finding": "legal"})
    ledger.apply(uid, 2, "record", {"finding": "other"})
    assert ledger.case(uid).finding == "other"


@pytest.mark.parametrize("mode", ["tag", "import"])
def test_kill_9_loses_no_acknowledged_write_and_leaves_no_half_one(ledger, mode):
    fill(ledger, 5)
    ledger.close()
    for round_ in range(4):
        other = writer(ledger.path, mode)
        assert other.stdout.readline() == "open\n"
        first = other.stdout.readline()  # however slow the machine, something is acknowledged before the kill
        time.sleep(0.05 + 0.13 * round_)
        other.send_signal(signal.SIGKILL)
        acknowledged = [line.split() for line in (first + other.stdout.read()).splitlines(keepends=True) if line.endswith("\n")]
        other.wait()
        with Ledger.open(ledger.path) as after:
            assert list(verify_chain(after.events())) == []
            assert after.store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert acknowledged
            if mode == "tag":
                notes = {e.seq: json.loads(e.body)["payload"].get("note") for e in after.events() if e.action == "record"}
                assert all(notes[int(seq)] == turn for _, seq, turn in acknowledged)
                for case in after.cases():
                    assert case.note == notes.get(case.last_seq, "")
            else:
                batches = after.batches()
                assert {f"batch {turn}" for turn, in acknowledged} <= {b.name for b in batches}
                assert sum(b.imported_count for b in batches) == len(after.parcel_uids()) == len(list(after.cases()))
