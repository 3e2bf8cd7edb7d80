"""The whole job on real input, and what kill -9 leaves of it."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import bagit
import pytest
from qgis.core import QgsGeometry

from farmland_plugin.domain.area import round_half_up
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.ledger.ledger import Ledger
from tests.planar import planar_area

ROOT = Path(__file__).resolve().parents[2]


def tags(path: Path, ledger: Path, finding="非农违法", disposition="拆除") -> Path:
    """A findings table that names every parcel by its uid."""
    with Ledger.open(ledger, write=False) as opened, open(path, "w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["parcel_uid", "图斑号", "认定意见", "处置", "核查说明"])
        for parcel in opened.parcels(geometry=False):
            out.writerow([parcel.parcel_uid, parcel.source_no, finding, disposition, "现场核查"])
    return path


def landuse_around(path: Path, ledger: Path) -> Path:
    """Two land-use polygons that divide the parcels' ground: a layer to screen against where the real one is secret."""
    with Ledger.open(ledger, write=False) as opened:
        boxes = []
        for parcel in opened.parcels():
            geometry = QgsGeometry()
            geometry.fromWkb(parcel.geom)
            boxes.append(geometry.boundingBox())
        epsg = opened.epsg
    box = boxes[0]
    for other in boxes[1:]:
        box.combineExtentWith(other)
    middle = (box.yMinimum() + box.yMaximum()) / 2
    features = []
    for code, south, north in (("0101", box.yMinimum() - 50, middle), ("0702", middle, box.yMaximum() + 50)):
        west, east = box.xMinimum() - 50, box.xMaximum() + 50
        ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
        features.append({"type": "Feature", "properties": {"DLBM": code, "KCXS": "0.0893" if code == "0101" else "0"},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})
    crs = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}
    path.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")
    return path


def check_package(folder: Path, sha256sum: bool = True) -> None:
    bagit.Bag(str(folder)).validate()
    if sha256sum:
        done = subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_six_real_boundary_files_go_from_file_to_sealed_package(farmland, real_data, tmp_path):
    ledger = tmp_path / "county.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY="441201", NAME="real", CRS="EPSG:4526")
    result = farmland("importparcels", LEDGER=ledger, INPUT=real_data / "boundary_txt", BATCH="txt", SOURCE="self_check")
    assert (result["READ"], result["IMPORTED"], result["QUARANTINED"]) == (6, 6, 0)
    stated = {}
    for path in sorted((real_data / "boundary_txt").glob("*.txt")):
        head = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.endswith("@"))
        stated[path.name] = head.split(",")[1]
    with Ledger.open(ledger, write=False) as opened:
        assert "4526" in opened.batches()[0].note
        for parcel in opened.parcels():
            assert parcel.source_crs == "EPSG:4526"
            area = stated[Path(parcel.source_file).name]
            if area:
                hectares = round_half_up(planar_area(parcel.issued_geom or parcel.geom) / 1e4, 4)
                assert hectares == Decimal(area)
                assert parcel.monitored_area_m2 == Decimal(area) * 10000
    layer = landuse_around(tmp_path / "dltb.geojson", ledger)
    farmland("registerredline", LEDGER=ledger, INPUT=layer, ROLE="landuse", NAME="land use", VINTAGE="2025-12-31")
    screened = farmland("screenparcels", LEDGER=ledger)
    assert (screened["SCREENED"], screened["OUTSIDE"]) == (6, 0)
    with Ledger.open(ledger, write=False) as opened:
        for parcel in opened.parcels(geometry=False):
            screening = opened.screenings(parcel.parcel_uid)[0]
            classes = sum(o.area_m2 for o in opened.overlaps(parcel.parcel_uid))
            assert classes + screening.uncovered_m2 == parcel.area_m2
    tagged = farmland("recordfindings", LEDGER=ledger, INPUT=tags(tmp_path / "tags.csv", ledger))
    assert (tagged["APPLIED"], tagged["REFUSED"]) == (6, 0)
    out = tmp_path / "out"
    made = farmland("exportpackages", LEDGER=ledger, KIND="evidence", RECIPIENT="internal", OUTPUT=out)
    assert (made["PACKAGES"], made["BLOCKED"]) == (6, 0)
    folders = sorted(p for p in out.iterdir() if p.is_dir())
    assert len(folders) == 6
    for folder in folders:
        check_package(folder)
        verdict = farmland("verifypackage", INPUT=folder, LEDGER=ledger)
        assert verdict["VERDICT"] not in ("altered", "unverifiable"), verdict


def test_real_buildings_with_the_aerial_photo_are_packaged(farmland, real_data, tmp_path):
    ledger = tmp_path / "swellendam.gpkg"
    swellendam = real_data / "swellendam"
    farmland("createledger", LEDGER=ledger, COUNTY="130499", NAME="Swellendam", CRS="EPSG:32733")
    result = farmland("importparcels", LEDGER=ledger, INPUT=swellendam / "training_data.gpkg", LAYER="buildings",
                      BATCH="buildings", SOURCE="satellite")
    assert result["READ"] == 4708 == result["IMPORTED"] + result["QUARANTINED"]
    farmland("registerredline", LEDGER=ledger, INPUT=swellendam / "farms_33S.shp", ROLE="registration", NAME="farms",
             VINTAGE="2010")
    photo = swellendam / "3420B_2010_328_RGB_LATLNG.tif"
    scene = farmland("registerimagery", LEDGER=ledger, INPUT=photo, CAPTURED="2010-06-01", ROLE="before", SOURCE="aerial photo")
    assert scene["SHA256"] == hashlib.sha256(photo.read_bytes()).hexdigest()
    with Ledger.open(ledger, write=False) as opened:
        west, south, east, north = opened.scenes()[0].bounds
        inside = []
        for parcel in opened.parcels():
            geometry = QgsGeometry()
            geometry.fromWkb(parcel.geom)
            box = geometry.boundingBox()
            if west < box.xMinimum() and box.xMaximum() < east and south < box.yMinimum() and box.yMaximum() < north:
                inside.append(parcel.parcel_uid)
    assert len(inside) >= 3
    where = "parcel_uid in ({})".format(",".join(f"'{uid}'" for uid in inside[:3]))
    screened = farmland("screenparcels", LEDGER=ledger, WHERE=where)
    assert screened["SCREENED"] == 3
    farmland("recordfindings", LEDGER=ledger, INPUT=tags(tmp_path / "tags.csv", ledger))
    made = farmland("exportpackages", LEDGER=ledger, KIND="evidence", RECIPIENT="internal", WHERE=where, OUTPUT=tmp_path / "out")
    assert (made["PACKAGES"], made["BLOCKED"]) == (3, 0)
    for folder in (tmp_path / "out").iterdir():
        if folder.is_dir():
            check_package(folder)
            assert list(folder.glob("data/06_影像/*.tif")), "the aerial photo is in the package"


CHILD = """
import os, sys
sys.path.insert(0, sys.argv[1])
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
sys.path.insert(0, os.path.join(QgsApplication.pkgDataPath(), "python", "plugins"))
from processing.core.Processing import Processing
Processing.initialize()
import processing
from farmland_plugin.processing.provider import FarmlandProvider
provider = FarmlandProvider()
QgsApplication.processingRegistry().addProvider(provider)
algorithm, ledger, extra, moment, calls = sys.argv[2:7]
left = int(calls)
def deadly(original):
    def killed(*arguments, **named):
        global left
        left -= 1
        if not left:
            os.kill(os.getpid(), 9)
        return original(*arguments, **named)
    return killed
if moment != "-":
    import importlib
    module, name, method = moment.split(":")
    owner = getattr(importlib.import_module("farmland_plugin." + module), name)
    setattr(owner, method, deadly(getattr(owner, method)))
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    if algorithm == "importparcels":
        name = f"again {os.getpid()} {turn}"
        source = os.path.join(os.path.dirname(extra), name + ".geojson")
        with open(extra, encoding="utf-8") as old, open(source, "w", encoding="utf-8") as new:
            new.write(old.read().replace("K0", f"{os.getpid()}-{turn}-"))
        processing.run("farmland:importparcels", {"LEDGER": ledger, "INPUT": source, "BATCH": name, "SOURCE": "tip",
                                                  "AREA_UNIT": "m2"})
    elif algorithm == "recordfindings":
        processing.run("farmland:recordfindings", {"LEDGER": ledger, "INPUT": extra})
    else:
        processing.run("farmland:exportpackages", {"LEDGER": ledger, "KIND": "evidence", "RECIPIENT": "internal",
                                                   "OUTPUT": extra})
    print("done", turn, flush=True)
"""


@pytest.fixture
def small_ledger(farmland, tmp_path) -> Path:
    """A ledger of 40 square parcels, screened and tagged."""
    ring = [[0, 0], [0, 40], [40, 40], [40, 0], [0, 0]]
    features = [{"type": "Feature", "properties": {"JCBH": f"K{i:03d}", "JCMJ": "1600"}, "geometry": {
        "type": "Polygon", "coordinates": [[[38545000 + 60 * i + x, 4062000 + y] for x, y in ring]]}} for i in range(40)]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4526"}}
    source = tmp_path / "source.geojson"
    source.write_text(json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8")
    ledger = tmp_path / "county.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY="130499", NAME="kill", CRS="EPSG:4526")
    farmland("importparcels", LEDGER=ledger, INPUT=source, BATCH="first", SOURCE="satellite", AREA_UNIT="m2")
    layer = landuse_around(tmp_path / "dltb.geojson", ledger)
    farmland("registerredline", LEDGER=ledger, INPUT=layer, ROLE="landuse", NAME="land use", VINTAGE="2025")
    farmland("screenparcels", LEDGER=ledger)
    farmland("recordfindings", LEDGER=ledger, INPUT=tags(tmp_path / "tags.csv", ledger))
    return ledger


def killed(algorithm, ledger, extra, moment="-", calls=0, pause=None):
    """Start a child that does a job again and again; kill it after a pause, or let it kill itself at a call."""
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(ROOT), algorithm, str(ledger), str(extra), moment, str(calls)],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
                             env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
    assert child.stdout.readline() == "ready\n"
    if pause is not None:
        time.sleep(pause)
        assert child.poll() is None, "the job ended before it could be killed"
        child.send_signal(signal.SIGKILL)
    assert child.wait(timeout=30) == -signal.SIGKILL, "the job never came to the moment"
    child.stdout.close()


def assert_sound(ledger, folder):
    """The ledger is whole, what it says fits together, and every package that stands under its name is whole."""
    with Ledger.open(ledger) as after:
        assert list(verify_chain(after.events())) == []
        assert after.store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert sum(b.imported_count for b in after.batches()) == len(after.parcel_uids())
        assert sum(case.finding == "nonfarm_violation" for case in after.cases()) == 40
        recorded = {p["folder_name"] for p in after.packages()}
    if folder.is_dir():
        whole = [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
        for package in whole:
            check_package(package)
        assert recorded <= {p.name for p in whole}


@pytest.mark.parametrize("algorithm", ["importparcels", "recordfindings", "exportpackages"])
def test_kill_9_at_any_time_leaves_a_sound_ledger_and_only_whole_files(algorithm, small_ledger, tmp_path):
    folder = tmp_path / "packages"
    extra = {"importparcels": tmp_path / "source.geojson", "recordfindings": tmp_path / "tags.csv",
             "exportpackages": folder}[algorithm]
    killed(algorithm, small_ledger, extra, pause=0.4)
    assert_sound(small_ledger, folder)


@pytest.mark.parametrize("algorithm, extra, moment, calls", [
    ("importparcels", "source.geojson", "ledger.door:Door:append", 1),  # batch and parcels are in, the event is not
    ("recordfindings", "tags.csv", "ledger.door:Door:change", 21),  # half of the tags are in
])
def test_kill_9_inside_the_transaction_takes_all_of_it_back(algorithm, extra, moment, calls, small_ledger, tmp_path):
    with Ledger.open(small_ledger, write=False) as ledger:
        before = (ledger.last_seq(), len(ledger.parcel_uids()), [b.name for b in ledger.batches()],
                  {case.parcel_uid: case.version for case in ledger.cases()})
    killed(algorithm, small_ledger, tmp_path / extra, moment, calls)
    assert small_ledger.with_name(small_ledger.name + "-journal").exists(), "the kill fell outside the transaction"
    assert_sound(small_ledger, tmp_path / "packages")
    with Ledger.open(small_ledger, write=False) as ledger:
        assert before == (ledger.last_seq(), len(ledger.parcel_uids()), [b.name for b in ledger.batches()],
                          {case.parcel_uid: case.version for case in ledger.cases()})


@pytest.mark.parametrize("moment, hidden, standing", [
    ("evidence.package:PackageWriter:_self_check", 1, 2),  # the third package is filled but not yet named
    ("evidence.package:PackageWriter:_record", 0, 3),  # it stands whole under its name, the ledger does not know it yet
])
def test_kill_9_while_a_package_is_built_leaves_no_half_package(farmland, moment, hidden, standing, small_ledger, tmp_path):
    folder = tmp_path / "packages"
    killed("exportpackages", small_ledger, folder, moment, 3)
    assert len(list(folder.glob(".farmland-part-*"))) == hidden
    assert len(list(folder.glob("JZ_*"))) == standing
    assert_sound(small_ledger, folder)
    with Ledger.open(small_ledger, write=False) as ledger:
        assert len(ledger.packages()) == 2
        where = f"parcel_uid = '{ledger.parcel_uids()[0]}'"
    farmland("exportpackages", LEDGER=small_ledger, KIND="evidence", RECIPIENT="internal", WHERE=where, OUTPUT=folder)
    assert sorted(p.name[:3] for p in folder.iterdir()) == ["JZ_"] * (standing + 1), "the leftovers are gone"
    assert_sound(small_ledger, folder)
