"""Backups that are whole, told in the journal, thinned out by age, and put back in the ledger's place."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeedback

from farmland_plugin.domain.anchors import parse
from farmland_plugin.domain.errors import BadInput, LedgerBusy, LedgerError
from farmland_plugin.files import sha256_of
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.keeping import restoring
from farmland_plugin.ledger.keeping.backup import automatic, back_up, folder_of, listed, prune, undone_work
from farmland_plugin.ledger.keeping.restoring import restore
from farmland_plugin.ledger.keeping.snapshot import snapshot
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger

from .casework_county import attach, take
from .test_ledger import fill, writer

ROOT = Path(__file__).resolve().parents[2]
ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as made:
        fill(made, 4)
        yield made


def uids(ledger):
    return ledger.parcel_uids()


def whole(path):
    with Ledger.open(path, write=False) as opened:
        result = verify_ledger(opened)
    return result.breaks == [] and result


def test_a_backup_is_whole_owned_and_told_with_its_hash_and_anchor(ledger, tmp_path):
    target, before = tmp_path / "usb" / "copy.gpkg", ledger.last_seq()
    made = back_up(ledger, target)
    assert made.snapshot.sha256 == sha256_of(target) and whole(target).events == before
    told = list(ledger.events())[-1]
    payload = told.payload()["payload"]
    assert told.action == "backup" and payload["sha256"] == made.snapshot.sha256 and payload["note"] == "copy.gpkg"
    assert (payload["seq"], payload["kind"]) == (before, "backup")
    if os.name == "posix":
        assert stat.S_IMODE(target.stat().st_mode) == 0o600 and stat.S_IMODE(target.parent.stat().st_mode) == 0o700
    for folder in (target.parent, folder_of(ledger)):
        claims = parse((folder / "anchors.txt").read_text("utf-8"), "anchors.txt")
        assert [claim.seq for claim in claims.found] == [before]
    result = verify_ledger(ledger, claims.found)
    assert (result.verdict, result.anchored, result.breaks) == ("anchored", before, [])


def test_a_backup_made_while_another_process_writes_is_complete(ledger, tmp_path):
    path = ledger.path
    ledger.close()
    other = writer(path, "tag")
    try:
        assert other.stdout.readline() == "open\n"
        for round_ in range(3):
            known = int(other.stdout.readline().split()[1])
            made = snapshot(path, tmp_path / f"copy{round_}.gpkg")
            assert whole(made.path).events == made.head.seq >= known
    finally:
        other.send_signal(signal.SIGKILL)
        other.stdout.close()
        other.wait()


def test_no_copy_of_a_live_ledger_is_taken_by_the_file_system():
    plain = re.compile(r"(shutil\.\w+|copyfile|\bcopy2?|read_bytes|(?<![.\w])open)\((str\()?(self\.)?_?ledger(\.path|_path)\b")
    for path in sorted((ROOT / "farmland_plugin").rglob("*.py")):
        assert plain.search(path.read_text("utf-8")) is None, path


def test_the_archive_of_files_is_beside_the_backup_and_every_file_is_checked(ledger, tmp_path):
    photo = tmp_path / "现场.jpg"
    photo.write_bytes(b"\xff\xd8 photo")
    sha = attach(ledger, uids(ledger)[0], "photo_far", photo)
    made = back_up(ledger, tmp_path / "b.gpkg", media=True)
    with zipfile.ZipFile(made.media) as archive:
        assert archive.namelist() == [f"{sha[:2]}/{sha}.jpg"] and archive.read(archive.namelist()[0]) == photo.read_bytes()
    assert list(ledger.events())[-1].payload()["payload"]["media_sha256"] == sha256_of(made.media)
    (ledger.media.folder / sha[:2] / f"{sha}.jpg").write_bytes(b"\xff\xd8 other")
    with pytest.raises(LedgerError, match="not the file it was"):
        back_up(ledger, tmp_path / "c.gpkg", media=True)


def test_a_reader_may_back_up_but_tells_nothing(ledger, tmp_path):
    seq = ledger.last_seq()
    with Ledger.open(ledger.path, write=False) as reader:
        assert back_up(reader, tmp_path / "b.gpkg").seq == 0
    assert whole(tmp_path / "b.gpkg") and ledger.last_seq() == seq


def test_automatic_backups_come_after_work_only_and_reach_the_second_medium(ledger, tmp_path):
    second = tmp_path / "usb"
    assert undone_work(ledger) == 2  # created, imported
    made, troubles = automatic(ledger, second)
    assert troubles == [] and undone_work(ledger) == 0
    assert automatic(ledger, second) == (None, [])
    assert sha256_of(second / made.snapshot.path.name) == made.snapshot.sha256 and (second / "anchors.txt").is_file()
    take(ledger, uids(ledger)[0], "record", {"finding": "legal"})
    assert undone_work(ledger) == 1
    second.joinpath("anchors.txt").unlink()
    shutil.rmtree(second)
    second.write_text("the stick is gone")
    made, troubles = automatic(ledger, second)
    assert made is not None and len(troubles) == 1 and made.snapshot.path.is_file()


def test_backups_are_thinned_to_ten_days_and_eight_weeks_and_others_stay(tmp_path):
    newest = datetime(2026, 11, 20, 18)
    names = {f"county_{(newest - timedelta(hours=7 * n)):%Y%m%d-%H%M%S}_auto.gpkg" for n in range(500)}
    stay = {"county_20200101-000000_before-migration.gpkg", "county_20200101-000000.gpkg", "other_20200101-000000_auto.gpkg"}
    for name in names | stay:
        (tmp_path / name).touch()
    prune(tmp_path, "county")
    left = {path.name for path in tmp_path.iterdir()}
    assert stay <= left
    kept = sorted(name for name in left - stay)
    today = [name for name in kept if name[7:15] == f"{newest:%Y%m%d}"]
    assert len(today) == 3  # of one day all stay, up to ten
    days, weeks = kept[-12:-3], kept[:-12]
    assert [name[7:15] for name in days] == [f"{newest - timedelta(days=9 - n):%Y%m%d}" for n in range(9)]
    assert len(weeks) == 6  # of the eight weeks, the two newest are among the ten days
    assert prune(tmp_path, "county") == []


def test_the_list_of_backups_knows_its_own_ledger_and_why_each_was_made(ledger, tmp_path):
    automatic(ledger)
    back_up(ledger, folder_of(ledger) / "by hand.gpkg")
    with create_ledger(tmp_path / "other.gpkg", county="130423", name="别县", crs=ZONE38) as other:
        back_up(other, folder_of(ledger) / "of another.gpkg")
    (folder_of(ledger) / "no ledger.gpkg").write_text("x")
    found = listed([folder_of(ledger), tmp_path / "nowhere"], ledger.meta["ledger_uuid"])
    assert {one.why for one in found} == {"auto", ""} and len(found) == 2 and {one.events for one in found} == {2, 3}


# -- restoring --------------------------------------------------------------------------------------------------------


def test_a_restored_ledger_is_the_backup_and_says_what_was_given_up(ledger, tmp_path):
    uid = uids(ledger)[0]
    take(ledger, uid, "record", {"finding": "legal"})
    made = back_up(ledger, tmp_path / "b.gpkg")
    take(ledger, uid, "record", {"finding": "other", "note": "误改"})
    last = list(ledger.events())[-1]
    done = restore(made.snapshot.path, ledger.path)
    assert ledger.case(uid).finding == "legal"  # the object that has it open sees the restored ledger
    assert done.given_up == last.seq - made.snapshot.head.seq == 2
    told = list(ledger.events())[-1]
    payload = told.payload()["payload"]
    assert (told.action, told.seq) == ("restore_ledger", made.snapshot.head.seq + 1)
    assert (payload["given_up_seq"], payload["given_up_hash"]) == (last.seq, last.hash)
    assert (payload["backup_sha256"], payload["kept_sha256"]) == (made.snapshot.sha256, sha256_of(done.kept))
    assert whole(done.kept).events == last.seq and whole(ledger.path)
    take(ledger, uid, "record", {"note": "再来"})
    assert verify_ledger(ledger).breaks == []
    assert not [path for path in tmp_path.iterdir() if ".part" in path.name]


def test_anchors_of_what_was_given_up_are_told_apart_from_a_cut_tail(ledger, tmp_path):
    made = back_up(ledger, tmp_path / "b.gpkg")
    take(ledger, uids(ledger)[0], "record", {"finding": "legal"})
    lost = ledger.anchor(note="交上级")
    restore(made.snapshot.path, ledger.path)
    claims = parse(f"seq {lost.seq} · {lost.sm3[:16]}\nseq {made.snapshot.head.seq} · {made.snapshot.head.sm3[:16]}", "上级")
    result = verify_ledger(ledger, claims.found)
    assert result.breaks == [] and result.anchored == made.snapshot.head.seq
    assert any("belongs to what was given up" in line for line in result.remarks)
    lines = (folder_of(ledger) / "anchors.txt").read_text("utf-8")
    assert lost.line() in lines  # nothing is ever taken out of the anchors file


@pytest.mark.parametrize("damage", ["gone", "cut", "rubbish", "empty"])
def test_a_ledger_that_is_gone_or_damaged_is_restored(ledger, tmp_path, damage):
    made = back_up(ledger, tmp_path / "b.gpkg")
    path = ledger.path
    ledger.close()
    content = path.read_bytes()
    if damage == "gone":
        path.unlink()
    elif damage == "cut":
        path.write_bytes(content[:len(content) // 2])
    else:
        path.write_bytes(b"rubbish " * 9000 if damage == "rubbish" else b"")
        Path(f"{path}-journal").write_bytes(b"leftover")
    broken = path.read_bytes() if path.exists() else None
    done = restore(made.snapshot.path, path)
    assert whole(path).events == made.snapshot.head.seq + 1
    assert not Path(f"{path}-journal").exists()
    if damage in ("cut", "rubbish"):
        assert done.kept.read_bytes() == broken and "_damaged" in done.kept.name
    else:
        assert done.kept is None


def test_a_backup_that_is_not_whole_or_of_another_ledger_changes_nothing(ledger, tmp_path):
    made = back_up(ledger, tmp_path / "b.gpkg")
    seq = ledger.last_seq()
    with contextlib.closing(sqlite3.connect(made.snapshot.path)) as foreign:
        foreign.execute("DROP TRIGGER event_append_only_update")
        foreign.execute("UPDATE event SET actor = 'x' WHERE seq = 2")
        foreign.commit()
    with pytest.raises(LedgerError, match="not whole and is not put back: Broken: event 2"):
        restore(made.snapshot.path, ledger.path)
    with create_ledger(tmp_path / "other.gpkg", county="130423", name="别县", crs=ZONE38) as other:
        foreign = back_up(other, tmp_path / "foreign.gpkg").snapshot.path
    for backup, said in ((foreign, "another ledger"), (ledger.path, "the ledger itself"),
                         (tmp_path / "none.gpkg", "No backup at")):
        with pytest.raises(BadInput, match=said):
            restore(backup, ledger.path)
    sound = tmp_path / "some.gpkg"
    with contextlib.closing(sqlite3.connect(sound)) as foreign:
        foreign.execute("CREATE TABLE t (a)")
        foreign.commit()
    with pytest.raises(LedgerError, match="not a ledger"):
        restore(back_up(ledger, tmp_path / "c.gpkg").snapshot.path, sound)
    assert ledger.last_seq() == seq + 1 and whole(ledger.path)


def test_nothing_is_restored_while_another_program_writes(ledger, tmp_path):
    made = back_up(ledger, tmp_path / "b.gpkg")
    path = ledger.path
    ledger.close()
    other = writer(path, "hold")
    try:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(LedgerBusy, match=f"PID {other.pid}"):
            restore(made.snapshot.path, path)
    finally:
        other.kill()
        other.wait()
    assert whole(path).events == made.snapshot.head.seq + 1


def test_a_restore_does_not_wait_for_a_reader_for_ever(ledger, tmp_path, monkeypatch):
    made = back_up(ledger, tmp_path / "b.gpkg")
    seq = ledger.last_seq()
    monkeypatch.setattr(restoring, "PATIENCE_S", 0.1)
    monkeypatch.setattr("farmland_plugin.ledger.connection.BUSY_SECONDS", 0.2)
    with contextlib.closing(sqlite3.connect(ledger.path)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM event").fetchone()
        with pytest.raises(LedgerBusy, match="read by another program"):
            restore(made.snapshot.path, ledger.path)
    assert ledger.last_seq() == seq and whole(ledger.path)


def test_an_old_ledger_s_backup_comes_up_when_it_is_restored(tmp_path):
    backup, target = tmp_path / "v1.gpkg", tmp_path / "county.gpkg"
    shutil.copyfile(ROOT / "tests" / "ledgers" / "v1.gpkg", backup)
    digest = sha256_of(backup)
    done = restore(backup, target)
    assert whole(target) and done.events == 27  # 25, migrate, restore_ledger
    assert sha256_of(backup) == digest


def test_missing_files_come_back_from_the_archive_and_present_ones_stay(ledger, tmp_path):
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"\xff\xd8 a")
    sha = attach(ledger, uids(ledger)[0], "photo_far", photo)
    made = back_up(ledger, tmp_path / "b.gpkg", media=True)
    shutil.rmtree(ledger.media.folder)
    assert restore(made.snapshot.path, ledger.path).files == 1
    assert (ledger.media.folder / sha[:2] / f"{sha}.jpg").read_bytes() == photo.read_bytes()
    assert restore(made.snapshot.path, ledger.path).files == 0


KILLED = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from farmland_plugin.ledger.keeping.restoring import restore
print("go", flush=True)
while True:
    restore(Path(sys.argv[2]), Path(sys.argv[3]))
    print("done", flush=True)
"""


def test_kill_9_during_restores_leaves_the_old_or_the_restored_ledger(ledger, tmp_path):
    backup = back_up(ledger, tmp_path / "b.gpkg").snapshot.path
    path = ledger.path
    ledger.close()
    for round_ in range(4):
        other = subprocess.Popen([sys.executable, "-c", KILLED, str(ROOT), str(backup), str(path)], stdout=subprocess.PIPE,
                                 text=True, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        assert other.stdout.readline() == "go\n" and other.stdout.readline() == "done\n"
        time.sleep(0.03 * round_)
        other.send_signal(signal.SIGKILL)
        other.stdout.close()
        other.wait()
        with Ledger.open(path) as after:
            assert verify_ledger(after).breaks == [] and list(after.events())[-1].action == "restore_ledger"


# -- the algorithms -----------------------------------------------------------------------------------------------------


def run(name, **parameters):
    from qgis import processing

    feedback = QgsProcessingFeedback()
    results = processing.run(f"farmland:{name}", {key: str(value) if isinstance(value, Path) else value
                                                  for key, value in parameters.items()}, feedback=feedback)
    return results, feedback.textLog()


def test_the_algorithms_back_up_verify_and_restore(ledger, tmp_path, farmland):
    path, uid = ledger.path, uids(ledger)[0]
    ledger.close()
    backed, log = run("backupledger", LEDGER=path)
    assert Path(backed["OUTPUT"]).parent == Path(f"{path}.backups") and sha256_of(Path(backed["OUTPUT"])) == backed["SHA256"]
    assert "Photos and scans are not inside" in log
    with Ledger.open(path) as opened:
        take(opened, uid, "record", {"finding": "legal"})
    found, log = run("verifyledger", LEDGER=path, ANCHORS=Path(f"{path}.backups") / "anchors.txt", REPORT=tmp_path / "r.json")
    assert (found["VERDICT"], found["BREAKS"], found["ANCHORED"], found["EVENTS"]) == ("anchored", 0, 2, 4)
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))["words"] == "Whole, anchored up to event 2 of 4."
    assert "the anchors lie beside the ledger" in log
    plain, log = run("verifyledger", LEDGER=path)
    page = Path(plain["REPORT"]).read_text("utf-8")
    assert plain["VERDICT"] == "unanchored" and "What this check does not show" in page and "Not shown by this check" in log
    assert run("verifyledger", LEDGER=path, ANCHORS=backed["OUTPUT"])[0]["ANCHORED"] == 2
    done, log = run("restoreledger", BACKUP=backed["OUTPUT"], LEDGER=path)
    assert (done["EVENTS"], done["GIVEN_UP"]) == (3, 2) and Path(done["KEPT"]).is_file()
    with Ledger.open(path, write=False) as opened:
        assert opened.case(uid).finding == ""
    from qgis.core import QgsProcessingException
    with pytest.raises(QgsProcessingException, match="holds no anchor"):
        run("verifyledger", LEDGER=path, ANCHORS="nothing")
    with pytest.raises(QgsProcessingException, match="is a ledger and is not overwritten"):
        run("backupledger", LEDGER=path, OUTPUT=backed["OUTPUT"])


def test_a_ledger_open_elsewhere_is_backed_up_without_an_event(ledger, tmp_path, farmland):
    path = ledger.path
    ledger.close()
    other = writer(path, "hold")
    try:
        assert other.stdout.readline() == "open\n"
        backed, log = run("backupledger", LEDGER=path, OUTPUT=tmp_path / "b.gpkg")
        assert "without an event in the journal" in log and whole(Path(backed["OUTPUT"])).events == 2
    finally:
        other.kill()
        other.wait()


def test_a_backup_taken_by_another_thread_does_not_lose_a_write_of_this_one(ledger, tmp_path):
    uid, stop, trouble = uids(ledger)[0], threading.Event(), []

    def backing():
        try:
            while not stop.is_set():
                with Ledger.open(ledger.path) as mine:
                    automatic(mine)
        except Exception as error:
            trouble.append(error)

    thread = threading.Thread(target=backing)
    thread.start()
    for turn in range(40):
        take(ledger, uid, "record", {"note": str(turn)})
    stop.set()
    thread.join()
    assert trouble == [] and ledger.case(uid).note == "39" and verify_ledger(ledger).breaks == []
