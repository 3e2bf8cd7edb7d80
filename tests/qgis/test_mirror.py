"""The map's copy of the ledger is the ledger, whatever happened; a second QGIS reads only and says who writes."""

from __future__ import annotations

import getpass
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject

from farmland_plugin.domain.errors import FarmlandError, LedgerBusy
from farmland_plugin.domain.parcel import Change, Place
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import NAMES, Mirror

from .casework_county import County, attach, paper, survey
from .test_ledger import fill, screen

ROOT = Path(__file__).resolve().parents[2]
ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "county.gpkg", county="130499", name="示例县", crs=ZONE38) as made:
        yield made


def in_layer(layer):
    return {f["parcel_uid"]: [f[name] for name in NAMES] + [bytes(f.geometry().asWkb())] for f in layer.getFeatures()}


def test_the_mirror_equals_the_ledger_after_a_thousand_random_actions(ledger, tmp_path):
    county, rng = County(ledger), random.Random(7)
    uids = [p.parcel_uid for p in fill(ledger, 40)]
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG scan")
    mirror = Mirror.build(ledger)
    seq, done, refused = ledger.last_seq(), 0, 0

    def act(uid):
        case = ledger.case(uid)
        choice = rng.random()
        if choice < 0.5:
            payload = {"finding": rng.choice(["legal", "other", "nonfarm_violation"]), "note": str(rng.random())}
            action, by = rng.choice([("record", ""), ("correct", "")])
            ledger.apply(uid, case.version, action, {**payload, **({"reason": "r"} if action == "correct" else {})}, by=by)
        elif choice < 0.6:
            ledger.apply(uid, case.version, rng.choice(["suspend", "appeal"]) if not case.hold else "release", {"reason": "r"})
        elif choice < 0.7:
            survey(ledger, uid, county, tmp_path)
        elif choice < 0.8:
            ledger.apply(uid, case.version, "submit_survey", {}, by=county["surveyor"])
        elif choice < 0.93:
            person = county[rng.choice(["village_committee", "township_leader", "department_lead"])]
            ledger.apply(uid, case.version, "sign", paper(ledger, scan, person), by=person)
        elif choice < 0.96:
            ledger.apply_many([Change(one, None, "record", {"note": "batch"}) for one in rng.sample(uids, 5)])
        elif choice < 0.98:
            attach(ledger, uid, "photo_far", scan)
        else:
            screen(ledger, rng.sample(uids, 3))

    while done < 1000:
        try:
            act(rng.choice(uids))
        except FarmlandError:
            refused += 1
        done += 1
        if rng.random() < 0.2 or done == 1000:
            seq, changed, actions = ledger.changed_since(seq)
            mirror.update(ledger, changed, screened="screen" in actions)
    assert in_layer(mirror.layer) == in_layer(Mirror.build(ledger).layer)
    stored = {case.parcel_uid: case for case in ledger.cases()}
    for feature in mirror.layer.getFeatures():
        case = stored[feature["parcel_uid"]]
        assert (feature["status"], feature["hold"], feature["note"], feature["version"]) == (
            case.status, case.hold, case.note, case.version)
    assert {case.status for case in stored.values()} >= {"surveying", "signing"} and 0 < refused < 700


SECOND = """
import sys
sys.path.insert(0, sys.argv[1])
from qgis.core import QgsApplication
application = QgsApplication([], True)
application.initQgis()
from qgis.gui import QgsMessageBar
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from pathlib import Path
workspace = Workspace(Notices(QgsMessageBar()))
workspace.open(Path(sys.argv[2]))
print(workspace.writable, workspace.parcels.layer.featureCount(), workspace.reading, flush=True)
try:
    workspace.apply(sys.argv[3], 1, "record", {"note": "second"})
    print("WRITTEN")
except Exception as error:
    print(type(error).__name__, error, flush=True)
import os
os._exit(0)
"""


def test_the_mirror_shows_where_a_parcel_lies_after_it_was_placed(ledger):
    uids = [p.parcel_uid for p in fill(ledger, 5)]
    mirror = Mirror.build(ledger)
    seq = ledger.last_seq()
    ledger.place(uids[1], "130499105", "130499105201", reason="权属")
    mirror.update(ledger, ledger.changed_since(seq).uids)
    assert in_layer(mirror.layer) == in_layer(Mirror.build(ledger).layer)
    assert in_layer(mirror.layer)[uids[1]][NAMES.index("township")] == "130499105"
    seq = ledger.last_seq()
    ledger.add_places([Place(uid, "130499106", origin="overlay", share=1.0) for uid in uids])
    mirror.update(ledger, ledger.changed_since(seq).uids)
    assert in_layer(mirror.layer) == in_layer(Mirror.build(ledger).layer)
    assert [feature[NAMES.index("township")] for feature in in_layer(mirror.layer).values()].count("130499106") == 4


def test_a_second_qgis_on_the_same_ledger_reads_only_and_names_who_writes(ledger):
    parcels = fill(ledger)
    run = subprocess.run([sys.executable, "-c", SECOND, str(ROOT), str(ledger.path), parcels[0].parcel_uid],
                         capture_output=True, text=True, timeout=120, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    lines = [line for line in run.stdout.splitlines() if line]
    assert lines[0].startswith("False 3 "), run.stdout + run.stderr
    assert getpass.getuser() in lines[0] and f"PID {os.getpid()}" in lines[0]
    assert lines[1].startswith("LedgerError") and "WRITTEN" not in run.stdout
    assert ledger.case(parcels[0].parcel_uid).note == ""


def test_when_the_first_of_two_writers_in_one_program_closes_the_other_keeps_strangers_out(ledger):
    uid = fill(ledger)[0].parcel_uid
    with Ledger.open(ledger.path) as algorithm:
        algorithm.apply(uid, 1, "record", {"note": "a"})
        ledger.close()
        algorithm.apply(uid, 2, "record", {"note": "b"})
        code = ("import sys; sys.path.insert(0, sys.argv[1]); from farmland_plugin.ledger.ledger import Ledger\n"
                "from farmland_plugin.domain.errors import LedgerBusy\n"
                "try: Ledger.open(sys.argv[2])\nexcept LedgerBusy as busy: print('busy', busy.facts['holder'])")
        run = subprocess.run([sys.executable, "-c", code, str(ROOT), str(algorithm.path)], capture_output=True, text=True,
                             timeout=60)
        assert run.stdout.startswith("busy"), run.stdout + run.stderr
    with Ledger.open(ledger.path) as again:
        assert again.case(uid).note == "b"
    QgsProject.instance().clear()


def test_a_stranger_who_came_in_between_is_reported_and_nothing_is_written(ledger, tmp_path):
    uid = fill(ledger)[0].parcel_uid
    shared = Ledger.open(ledger.path)
    ledger.close()  # it held the lock for both
    code = ("import sys; sys.path.insert(0, sys.argv[1]); from farmland_plugin.ledger.ledger import Ledger\n"
            "one = Ledger.open(sys.argv[2]); print('in', flush=True); sys.stdin.read()")
    stranger = subprocess.Popen([sys.executable, "-c", code, str(ROOT), str(shared.path)], stdin=subprocess.PIPE,
                                stdout=subprocess.PIPE, text=True)
    try:
        assert stranger.stdout.readline().strip() == "in"
        with pytest.raises(LedgerBusy, match="open elsewhere"):
            shared.apply(uid, 1, "record", {"note": "lost?"})
        assert shared.case(uid).note == ""
    finally:
        stranger.stdin.close()
        stranger.wait(30)
    shared.apply(uid, 1, "record", {"note": "now"})
    shared.close()
