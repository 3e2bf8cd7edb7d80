"""The ledger in real files: one door, durable, immutable, one writer."""

from __future__ import annotations

import json
import os
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

from farmland_plugin.domain.errors import BadInput, LedgerBusy, LedgerError, NotAllowed, StaleRow
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Batch, Change, Overlap, Parcel, Quarantined, Redline, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import build_mirror, update_mirror
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
    fill(ledger)
    copy = tmp_path / "copy.gpkg"
    target = sqlite3.connect(copy)
    ledger._connection.backup(target)
    target.close()
    layer = QgsVectorLayer(f"{copy}|layername=parcel", "copy", "ogr")
    assert layer.isValid() and layer.featureCount() == 3
    assert layer.crs().authid() == "EPSG:4526"
    assert sorted(f["source_no"] for f in layer.getFeatures()) == ["P0", "P1", "P2"]
    del layer


@pytest.mark.parametrize("county", ["", "1304", "13042x", "990423", "130400", "１３０４２３"])
def test_an_unknown_county_code_is_refused_and_nothing_is_written(tmp_path, county):
    with pytest.raises(BadInput, match="county code"):
        create_ledger(tmp_path / "x.gpkg", county=county, name="x", crs=ZONE38)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("crs", ["", "EPSG:2363", "EPSG:4610"])
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
    (rules / "category.json").write_text('[{"code": "own", "label": "Own", "label_zh": "自定"}]', encoding="utf-8")
    with create_ledger(tmp_path / "a.gpkg", county="130499", name="x", crs=ZONE38,
                       rules_folder=rules) as made:
        assert [e.code for e in made.dictionaries["category"].entries] == ["own"]
    (rules / "category.json").write_text('[\n{"code": "own",\n]', encoding="utf-8")
    with pytest.raises(BadInput, match=r"category.json, line 3"):
        create_ledger(tmp_path / "b.gpkg", county="130499", name="x", crs=ZONE38,
                      rules_folder=rules)
    assert not (tmp_path / "b.gpkg").exists()


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
    assert ledger.changed_since(before) == (before + 1, {uid})
    assert ledger.changed_since(0)[1] is None


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
            ledger._connection.execute(statement)


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
    ledger._connection.execute("DROP TRIGGER event_append_only_update")
    ledger._connection.execute("UPDATE event SET body = replace(body, 'legal', 'other') WHERE seq = 4")
    assert (4, "body") in list(verify_chain(ledger.events()))


def test_a_reader_cannot_write(ledger):
    uid = fill(ledger)[0].parcel_uid
    with Ledger.open(ledger.path, write=False) as reader:
        with pytest.raises(LedgerError, match="read-only"):
            reader.apply(uid, 1, "record", {"finding": "legal"})
        with pytest.raises(sqlite3.OperationalError):
            reader._connection.execute("DELETE FROM overlap")


def test_a_full_disk_is_said_in_one_sentence_and_nothing_is_lost(ledger):
    fill(ledger)
    pages = ledger._connection.execute("PRAGMA page_count").fetchone()[0]
    ledger._connection.execute(f"PRAGMA max_page_count = {pages}")
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


def test_the_mirror_equals_the_ledger_after_changes(ledger):
    uids = [p.parcel_uid for p in fill(ledger, 20)]
    mirror_layer = build_mirror(ledger)
    for i, uid in enumerate(uids[:7]):
        ledger.apply(uid, 1, "record", {"finding": ["legal", "other"][i % 2], "note": str(i)})
    update_mirror(mirror_layer, ledger, uids[:7])
    fresh = build_mirror(ledger)
    def content(layer):
        return sorted(tuple(str(v) for v in f.attributes()) for f in layer.getFeatures())
    assert content(mirror_layer) == content(fresh)
    fill(ledger, 4, "second")
    update_mirror(mirror_layer, ledger)
    assert mirror_layer.featureCount() == 24
    assert not mirror_layer.startEditing()


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
        acknowledged = [other.stdout.readline()]
        time.sleep(0.15 + 0.13 * round_)
        other.send_signal(signal.SIGKILL)
        acknowledged = [line.split() for line in other.stdout.read().splitlines()]
        other.wait()
        with Ledger.open(ledger.path) as after:
            assert list(verify_chain(after.events())) == []
            assert after._connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            if mode == "tag":
                assert acknowledged, "the writer did nothing before it was killed"
                notes = {e.seq: json.loads(e.body)["payload"].get("note") for e in after.events() if e.action == "record"}
                assert all(notes[int(seq)] == turn for _, seq, turn in acknowledged)
                for case in after.cases():
                    assert case.note == notes.get(case.last_seq, "")
            else:
                batches = after.batches()
                assert sum(b.imported_count for b in batches) == len(after.parcel_uids()) == len(list(after.cases()))
