"""Nothing lost and nothing given away: kill -9 on writers that take turns, clocks that jump, deleted data, dangerous places."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingFeedback

from farmland_plugin.domain.errors import BadInput, LedgerBusy, NotAllowed
from farmland_plugin.domain.journal import canonical, link
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.people import Person
from farmland_plugin.ledger.bodies import steady
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.keeping.whereabouts import risks
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger

from .casework_county import County, attach, take
from .test_ledger import fill

ROOT = Path(__file__).resolve().parents[2]
ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")
FAKETIME = next(iter(sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))), None)
PACKAGES = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
ENVIRONMENT = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": PACKAGES}


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as made:
        yield made


@pytest.fixture
def uids(ledger):
    return [parcel.parcel_uid for parcel in fill(ledger, 5)]


def process(script, *arguments, **more):
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            text=True, env={**ENVIRONMENT, **more})


# -- writers that are killed --------------------------------------------------------------------------------------------

EAGER = """
import sys, time
from farmland_plugin.domain.errors import LedgerBusy
from farmland_plugin.domain.parcel import Change
from farmland_plugin.ledger.ledger import Ledger
path, name = sys.argv[1:]
print("ready", flush=True)
while True:
    try:
        ledger = Ledger.open(path)
        break
    except LedgerBusy:
        time.sleep(0.01)
uids = ledger.parcel_uids()
for turn in range(100000):
    if turn % 7 == 3:
        made = ledger.apply_many([Change(uid, None, "correct", {"note": f"{name} {turn}", "reason": "r"}) for uid in uids])
        print(*[f"{uid}:{one.seq}" for uid, one in zip(uids, made)], flush=True)
    else:
        uid = uids[turn % len(uids)]
        made = ledger.apply(uid, ledger.case(uid).version, "record", {"note": f"{name} {turn}", "facts": {"turn": str(turn)}})
        print(f"{uid}:{made.seq}", flush=True)
"""


def test_two_writers_killed_again_and_again_lose_nothing_and_the_journal_leads_to_the_state(ledger, uids):
    path = ledger.path
    ledger.close()
    acknowledged, waiting = set(), process(EAGER, path, "0")
    assert waiting.stdout.readline() == "ready\n"
    for round_ in range(1, 6):
        writing, waiting = waiting, process(EAGER, path, str(round_))
        assert waiting.stdout.readline() == "ready\n"
        first = writing.stdout.readline()
        time.sleep(0.02 + 0.017 * round_)
        writing.send_signal(signal.SIGKILL)
        acknowledged |= {pair for line in (first + writing.stdout.read()).splitlines() for pair in line.split()}
        writing.wait()
    waiting.send_signal(signal.SIGKILL)
    acknowledged |= {pair for line in waiting.stdout.read().splitlines() for pair in line.split()}
    waiting.wait()
    with Ledger.open(path) as after:
        assert verify_ledger(after).breaks == []  # both chains, and every case as the journal leads to it
        stored = {f"{event.parcel_uid}:{event.seq}" for event in after.events()}
        assert len(acknowledged) > 5 and acknowledged <= stored
        groups = [event.payload()["group"] for event in after.events() if event.action == "correct"]
        assert all(groups.count(group) == len(uids) for group in set(groups))  # a batch is there whole or not at all
        assert after.store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_journal_that_qgis_left_in_wal_is_put_back_and_loses_nothing(ledger, uids):
    foreign = sqlite3.connect(ledger.path, isolation_level=None)
    ledger.close()
    assert foreign.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",)
    foreign.execute("CREATE TABLE scratch (a)")
    assert Path(f"{ledger.path}-wal").stat().st_size > 0
    other = process("import sqlite3, sys, os\nc = sqlite3.connect(sys.argv[1])\nc.execute('INSERT INTO scratch VALUES (1)')\n"
                    "c.commit()\nprint('in', flush=True)\nos.kill(os.getpid(), 9)", ledger.path)
    assert other.stdout.read() == "in\n"
    other.wait()
    with contextlib.suppress(LedgerBusy), Ledger.open(ledger.path) as mine:  # as long as the layer is open there
        mine.apply(uids[0], 1, "record", {"note": "in between"})
    foreign.close()
    with Ledger.open(ledger.path) as mine:
        version = mine.case(uids[1]).version
        mine.apply(uids[1], version, "record", {"note": "afterwards"})
        assert mine.store.connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert [row["a"] for row in mine.store.rows("SELECT a FROM scratch")] == [1]
        assert verify_ledger(mine).breaks == []
    assert not Path(f"{ledger.path}-wal").exists()


# -- clocks -------------------------------------------------------------------------------------------------------------

ONE_WRITE = """
import sys
from farmland_plugin.ledger.ledger import Ledger
with Ledger.open(sys.argv[1]) as ledger:
    uid = ledger.parcel_uids()[0]
    print("open", flush=True)
    for line in sys.stdin:
        ledger.apply(uid, ledger.case(uid).version, "record", {"note": line.strip()})
        print("written", flush=True)
"""


def jumps(path):
    with Ledger.open(path, write=False) as opened:
        return [event.payload()["payload"] for event in opened.events() if event.action == "clock_jump"]


def write(path, tmp_path, *offsets):
    """Write once at each offset of the clock, in one process whose clock is really moved."""
    stamp = tmp_path / "clock"
    stamp.write_text(offsets[0])
    writer = process(ONE_WRITE, path, LD_PRELOAD=str(FAKETIME), FAKETIME_TIMESTAMP_FILE=str(stamp), FAKETIME_NO_CACHE="1",
                     FAKETIME_DONT_FAKE_MONOTONIC="1", DONT_FAKE_MONOTONIC="1")
    assert writer.stdout.readline() == "open\n"
    for offset in offsets:
        stamp.write_text(offset)
        writer.stdin.write(f"{offset}\n")
        writer.stdin.flush()
        assert writer.stdout.readline() == "written\n"
    writer.stdin.close()
    assert writer.wait() == 0


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
def test_a_clock_set_back_is_noted_once_and_work_goes_on(ledger, uids, tmp_path):
    ledger.close()
    write(ledger.path, tmp_path, "-3h", "-3h")
    noted, = jumps(ledger.path)
    assert abs(int(noted["seconds_back"]) - 3 * 3600) < 60 and noted["now"] < noted["previous"]
    with Ledger.open(ledger.path) as after:
        assert after.case(uids[0]).note == "-3h"
        result = verify_ledger(after)
        assert result.breaks == [] and any("clock had been moved" in line for line in result.remarks)
        assert not any("earlier time" in line for line in result.remarks)  # the jump is told, so nothing is unexplained


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
def test_a_clock_that_leaps_while_the_ledger_is_open_is_noted_and_a_small_drift_is_not(ledger, uids, tmp_path):
    ledger.close()
    write(ledger.path, tmp_path, "+0", "+1h")
    assert jumps(ledger.path) == []
    write(ledger.path, tmp_path, "+1h", "+5d")
    noted, = jumps(ledger.path)
    assert abs(int(noted["drift"]) - (5 * 86400 - 3600)) < 60


@pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not installed")
def test_the_first_write_of_a_day_anchors_the_evening_before(ledger, uids, tmp_path):
    ledger.close()
    evening = ledger_head(ledger.path)
    write(ledger.path, tmp_path, "+1d", "+1d")
    with Ledger.open(ledger.path, write=False) as after:
        anchors = [event.payload()["payload"] for event in after.events() if event.action == "anchor"]
        assert [(one["kind"], one["seq"], one["hash"]) for one in anchors] == [("daily", evening.seq, evening.hash)]
        assert verify_ledger(after).breaks == []
    lines = Path(f"{ledger.path}.backups", "anchors.txt").read_text("utf-8")
    assert f"#{evening.seq}  SM3 {evening.sm3[:16]}  CHAIN {evening.hash}" in lines


def ledger_head(path):
    with Ledger.open(path, write=False) as opened:
        return list(opened.events())[-1]


def test_an_event_dated_in_the_future_is_told_apart_by_the_next_write(ledger, uids):
    head = list(ledger.events())[-1]
    body = canonical({**head.payload(), "seq": head.seq + 1, "ts": "2099-01-01T00:00:00.000Z", "action": "visit"})
    made = link(body, head.hash, head.sm3)
    ledger.store.connection.execute("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, NULL, 'visit', '2099-01-01T00:00:00.000Z', ?)", (
        head.seq + 1, body, made.body_hash, made.prev_hash, made.hash, made.sm3, head.actor))
    for _ in range(2):
        take(ledger, uids[0], "record", {"note": "x"})
    noted, = jumps(ledger.path)
    assert noted["previous"].startswith("2099") and int(noted["seconds_back"]) > 86400 * 365


def test_a_computer_that_slept_is_not_taken_for_a_moved_clock():
    before = steady()
    time.sleep(0.05)
    assert 0.04 < steady() - before < 5
    if sys.platform == "linux":
        assert abs(steady() - time.clock_gettime(time.CLOCK_BOOTTIME)) < 1


# -- what was deleted, who may read -------------------------------------------------------------------------------------


def test_a_changed_telephone_number_is_gone_from_the_file(ledger, uids):
    person = ledger.people.register(Person("", "赵六", "110101199003074610", "13812345678"))
    take(ledger, uids[0], "record", {"surveyors": person.person_id})
    path, old = ledger.path, [b"13812345678", b"110101199003074610", "赵六".encode()]
    assert ledger.store.connection.execute("PRAGMA secure_delete").fetchone()[0] == 1
    ledger.people.register(replace(person, name="钱七", id_no="", phone="13900000000"))
    ledger.close()
    content = path.read_bytes()
    assert b"13900000000" in content and not any(text in content for text in old)
    with Ledger.open(path) as again:
        assert verify_ledger(again).breaks == []
    for backup in (Path(f"{path}.backups")).glob("*"):
        assert not any(text in backup.read_bytes() for text in old)


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps rights by folder")
def test_a_ledger_and_its_folders_are_their_owner_s_alone(ledger, uids, tmp_path):
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"\xff\xd8 a")
    attach(ledger, uids[0], "photo_far", photo)
    ledger.anchor()
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir() if path.name.startswith("county")}
    assert modes["county.gpkg"] == 0o600
    assert modes["county.gpkg.files"] == modes["county.gpkg.backups"] == 0o700


# -- where it lies ------------------------------------------------------------------------------------------------------

MOUNTS = [("/dev/sda1", "/", "ext4"), ("nas:/县局", "/mnt/nas", "nfs4"), ("//srv/gx", "/mnt/gx", "cifs"),
          ("C:\\", "/mnt/c", "9p"), ("/dev/sdb1", "/media/u/盘", "vfat"), ("x@y:", "/home/a/remote", "fuse.sshfs")]


@pytest.mark.parametrize(("path", "said"), [
    ("/home/a/台账/county.gpkg", ""), ("/data/云盘点/county.gpkg", ""), ("/data/微信息/x/county.gpkg", "微信"),
    ("/home/a/OneDrive - 县局/county.gpkg", "OneDrive"), ("/home/a/Nutstore/1/我的坚果云/county.gpkg", "坚果云"),
    ("/home/a/BaiduNetdiskWorkspace/county.gpkg", "百度网盘"), ("/home/a/BaiduNetdisk/county.gpkg", "百度网盘"),
    ("/home/a/WeChat Files/wxid_1/FileStorage/county.gpkg", "微信"), ("/home/a/WXWork/1/county.gpkg", "企业微信"),
    ("/home/a/Dropbox/county.gpkg", "Dropbox"), ("/home/a/Dropboxes/county.gpkg", ""), ("/home/a/DingTalk/county.gpkg", "钉钉"),
    ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/county.gpkg", "iCloud"), ("/home/a/我的网盘/county.gpkg", "网盘"),
    ("/mnt/nas/county.gpkg", "nfs4"), ("/mnt/gx/x/county.gpkg", "cifs"), ("/mnt/c/x/county.gpkg", "9p"),
    ("/home/a/remote/county.gpkg", "sshfs"), ("\\\\srv\\gx\\county.gpkg", "UNC"), ("/media/u/盘/county.gpkg", "removable"),
    ("/run/user/1000/gvfs/smb-share:server=x/county.gpkg", "gvfs"),
])
def test_places_a_ledger_should_not_lie_in_are_said_in_one_sentence(path, said):
    found = [str(one) for one in risks(Path(path) if not path.startswith("\\") else path, MOUNTS, {})]
    assert (len(found), said in "".join(found)) == (1 if said else 0, True)


def test_a_folder_that_onedrive_names_itself_is_known_by_its_variable():
    found = risks(Path("/home/a/县局文件/county.gpkg"), MOUNTS, {"OneDriveCommercial": "/home/a/县局文件"})
    assert "OneDrive" in str(found[0])


def test_every_algorithm_warns_of_the_place(tmp_path, farmland):
    from qgis import processing

    folder, feedback = tmp_path / "坚果云", QgsProcessingFeedback()
    folder.mkdir()
    processing.run("farmland:createledger", {"LEDGER": str(folder / "county.gpkg"), "COUNTY": "130499", "CRS": "EPSG:4526"},
                   feedback=feedback)
    assert "坚果云 copies to other computers" in feedback.textLog()


# -- setting back a whole step ------------------------------------------------------------------------------------------


def group_of(ledger):
    return next(event.payload()["group"] for event in reversed(list(ledger.events())) if "group" in event.payload())


def test_a_batch_of_tags_is_undone_as_one_step(ledger, uids):
    take(ledger, uids[0], "record", {"finding": "legal", "note": "früher"})
    ledger.apply_many([Change(uid, None, "record", {"finding": "other", "facts": {"用途": "厂房"}}) for uid in uids])
    group, seq = group_of(ledger), ledger.last_seq()
    done = ledger.undo_group(group, "选错了范围")
    assert len(done) == len(uids) and ledger.last_seq() == seq + len(uids)
    assert [case.finding for case in ledger.cases(uids)] == ["legal", "", "", "", ""]
    assert [case.status for case in ledger.cases(uids)] == ["surveying", *["to_survey"] * 4]
    assert len({event.payload()["group"] for event in ledger.events() if event.action == "undo"}) == 1
    assert verify_ledger(ledger).breaks == []
    ledger.undo_group(group_of(ledger), "还是原来的对")  # an undo is undone like anything else
    assert {case.finding for case in ledger.cases(uids)} == {"other"}
    assert verify_ledger(ledger).breaks == []


def test_a_group_one_parcel_of_which_was_changed_since_is_refused_whole_and_names_it(ledger, uids):
    ledger.apply_many([Change(uid, None, "record", {"finding": "other"}) for uid in uids])
    group = group_of(ledger)
    take(ledger, uids[3], "record", {"finding": "legal"})
    seq = ledger.last_seq()
    with pytest.raises(NotAllowed, match=r"1 of the 5 parcels cannot be set back, so none was: P3: .*changed again later"):
        ledger.undo_group(group, "r")
    assert ledger.last_seq() == seq and [c.finding for c in ledger.cases(uids[:2])] == ["other", "other"]


@pytest.mark.parametrize(("group", "reason", "said"), [
    ("", "r", "not the id of a group"), ("%" * 26, "r", "not the id"), ("0" * 26, "r", "has no group"),
    ("0" * 26, " ", "Say why")])
def test_what_is_no_group_is_refused(ledger, uids, group, reason, said):
    with pytest.raises(BadInput, match=said):
        ledger.undo_group(group, reason)


def test_steps_are_taken_back_one_after_the_other_each_by_whoever_took_it(ledger, uids):
    uid, county = uids[0], County(ledger, 2)
    take(ledger, uid, "record", {"surveyors": f"{county['surveyor']},{county['surveyor', 1]}"})
    take(ledger, uid, "unassign", {"reason": "派错"}, by=county["county_admin"])
    first = ledger.last_seq()
    take(ledger, uid, "assign", {"due_on": "2027-01-31"}, by=county["county_admin"])
    second = ledger.last_seq()
    with pytest.raises(NotAllowed, match="later steps rest on it"):
        take(ledger, uid, "undo", {"seq": first, "reason": "r"}, by=county["county_admin"])
    with pytest.raises(NotAllowed, match="whoever took it"):
        take(ledger, uid, "undo", {"seq": second, "reason": "r"}, by=county["county_leader"])
    take(ledger, uid, "undo", {"seq": second, "reason": "点错"}, by=county["county_admin"])
    take(ledger, uid, "undo", {"seq": first, "reason": "也点错"}, by=county["county_admin"])
    assert ledger.case(uid).status == "surveying"
    with pytest.raises(NotAllowed):  # its ground is gone: redone it would jump over a step
        take(ledger, uid, "undo", {"seq": second + 1, "reason": "r"}, by=county["county_admin"])
    assert verify_ledger(ledger).breaks == []


def test_the_journal_holds_no_text_of_a_group_that_could_be_taken_for_one(ledger, uids):
    ledger.apply_many([Change(uid, None, "record", {"finding": "other"}) for uid in uids[:2]])
    group = group_of(ledger)
    take(ledger, uids[2], "record", {"note": json.dumps({"group": group}, separators=(",", ":"))})
    assert len(ledger.undo_group(group, "r")) == 2
    assert ledger.case(uids[2]).note != ""
