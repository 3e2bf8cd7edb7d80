"""The clumsy user and the hostile file: one clear sentence, nothing half-written, the ledger as it was."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from osgeo import ogr
from qgis import processing
from qgis.core import QgsProcessingException, QgsProcessingFeedback

from farmland_plugin.evidence.bag import finish_bag
from farmland_plugin.evidence.verify import verify_package
from farmland_plugin.intake.readers.shapefile import sound_index
from farmland_plugin.ledger.ledger import Ledger

from .handover import E0, N0, new_ledger, square, write_layer

PLUGINS = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def model(farmland, tmp_path_factory):
    """A folder with a ledger of four parcels, screened and decided, and the files they came from."""
    folder = tmp_path_factory.mktemp("model")
    path = new_ledger(folder, name="county.gpkg")
    tb = write_layer(folder / "tb.geojson", [(square(i), f"K{i:03d}", "10000") for i in range(4)])
    dltb = write_layer(folder / "dltb.geojson", [(square(0, size=900, east=E0 - 50, north=N0 - 50), "0103", "0")],
                       fields=("DLBM", "KCXS"))
    farmland("importparcels", LEDGER=path, INPUT=tb, SOURCE="satellite")
    farmland("registerredline", LEDGER=path, INPUT=dltb, ROLE="landuse", VINTAGE="2025")
    farmland("screenparcels", LEDGER=path)
    with Ledger.open(path) as ledger:
        for uid in ledger.parcel_uids():
            ledger.apply(uid, ledger.case(uid).version, "record", {
                "finding": "nonfarm_violation", "disposition": "demolish", "surveyed_on": "2026-01-01", "surveyors": "甲、乙"})
    return folder


@pytest.fixture
def county(model, tmp_path, monkeypatch):
    """A copy of the model to spoil; temporary files go where the test can see them."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    return Path(shutil.copytree(model, tmp_path / "county"))


def dump(path):
    """Return the SHA-256 of everything a ledger says."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        return hashlib.sha256("\n".join(connection.iterdump()).encode()).hexdigest()


def tree(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@contextmanager
def untouched(county):
    """What happens inside leaves ledger, files beside it and temporary files as they were."""
    ledger = county / "county.gpkg"
    before, files = dump(ledger), tree(county)
    yield ledger
    assert dump(ledger) == before
    assert tree(county) == files
    assert list((county.parent / "scratch").iterdir()) == []


def refusal(farmland, county, algorithm, **parameters):
    """Return the sentence an algorithm refuses with, having checked that it left no trace."""
    with untouched(county) as ledger, pytest.raises(QgsProcessingException) as caught:
        farmland(algorithm, **{"LEDGER": ledger, **parameters})
    text = str(caught.value)
    assert text and "\n" not in text and "Traceback" not in text and "Errno" not in text
    return text


def shapefile(folder, name="z"):
    return write_layer(folder / f"{name}.shp", [(square(i, 5), f"Z{i}", "10000") for i in range(3)])


def spoil(path, content):
    path.write_bytes(content)
    return path


def zipped(path, name, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def _flagged(path, at_local, at_central, value):
    """Return a zip whose entry's header fields are overwritten in both places."""
    content = bytearray(zipped(path, "a.geojson", b"{}" * 50).read_bytes())
    content[at_local] = value
    content[content.find(b"PK\x01\x02") + at_central] = value
    return spoil(path, bytes(content))


def _damaged_gpkg(folder):
    path = write_layer(folder / "dam.gpkg", [(square(i % 50, 10 + i // 50), f"G{i}", "1") for i in range(800)])
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle:middle + 20000] = b"\xa5" * 20000
    return spoil(path, bytes(content))


def _damaged_zip(folder):
    path = zipped(folder / "dam.zip", "a.geojson", os.urandom(40).hex() * 20)
    content = bytearray(path.read_bytes())
    content[60:90] = b"\xff" * 30
    return spoil(path, bytes(content))


def _without(shp, *suffixes):
    for suffix in suffixes:
        shp.with_suffix(suffix).unlink()
    return shp


def _cut(path, size):
    return spoil(path, path.read_bytes()[:size])


INPUTS = {
    "wrong path": (lambda d: d / "nothing.shp", "not found"),
    "empty folder": (lambda d: (d / "leer").mkdir() or d / "leer", "no layer that can be read"),
    "table": (lambda d: spoil(d / "a.csv", b"a,b\n1,2\n"), "no coordinates"),
    "shapefile without .dbf": (lambda d: _without(shapefile(d), ".dbf"), "needs its .dbf"),
    ".dbf alone": (lambda d: _without(shapefile(d), ".shp", ".shx").with_suffix(".dbf"), "its .shp is missing"),
    "points": (lambda d: write_layer(d / "p.shp", [(f"POINT({E0} {N0})", "1", "1")], kind=ogr.wkbPoint), "no polygons"),
    "lines": (lambda d: write_layer(d / "l.shp", [(f"LINESTRING({E0} {N0},{E0 + 9} {N0})", "1", "1")],
                                    kind=ogr.wkbLineString), "no polygons"),
    "no CRS": (lambda d: write_layer(d / "n.shp", [("POLYGON((1 1,1 2,2 2,2 1,1 1))", "1", "1")], epsg=None), "set CRS"),
    "cut .dbf": (lambda d: _cut(shapefile(d).with_suffix(".dbf"), 120), "cut short"),
    "cut .shp": (lambda d: _cut(shapefile(d), 200), "damaged"),
    "empty layer": (lambda d: write_layer(d / "e.shp", []), "no features"),
    "zero bytes .gpkg": (lambda d: spoil(d / "0.gpkg", b""), "is empty (0 bytes)"),
    "zero bytes .zip": (lambda d: spoil(d / "0.zip", b""), "is empty (0 bytes)"),
    "half a GeoJSON": (lambda d: spoil(d / "h.geojson", (d / "tb.geojson").read_bytes()[:300]), "damaged"),
    "no GeoPackage": (lambda d: spoil(d / "no.gpkg", b"x" * 5000), "damaged"),
    "GeoPackage damaged in the middle": (_damaged_gpkg, "damaged"),
    "encrypted zip": (lambda d: _flagged(d / "e.zip", 6, 8, 1), "password"),
    "zip of unknown method": (lambda d: _flagged(d / "m.zip", 8, 10, 99), "not a readable zip"),
    "zip with damaged data": (_damaged_zip, "not a readable zip"),
    "zip slip": (lambda d: zipped(d / "s.zip", "../../evil.geojson", b"{}"), "unsafe name"),
    "zip with overlong name": (lambda d: zipped(d / "l.zip", "数" * 100 + ".geojson", b"{}"), "unsafe name"),
    "zip bomb": (lambda d: zipped(d / "b.zip", "a.geojson", b" " * 30_000_000), "far more data"),
    "zip of nothing usable": (lambda d: zipped(d / "x.zip", "a.exe", b"x"), "x.zip holds no layer"),
    "bytes as .txt": (lambda d: spoil(d / "b.txt", b"\xff\xfe\x81" * 900), "b.txt"),
    "a ledger": (lambda d: new_ledger(d, name="other.gpkg"), "is a ledger"),
    "this ledger": (lambda d: d / "county.gpkg", "is the ledger itself"),
}


@pytest.mark.parametrize("kind", INPUTS)
def test_a_hand_over_that_cannot_be_used_is_refused_in_one_sentence(farmland, county, kind):
    make, word = INPUTS[kind]
    assert word in refusal(farmland, county, "importparcels", INPUT=make(county), SOURCE="satellite")


@pytest.mark.parametrize("kind", ["no CRS", "GeoPackage damaged in the middle", "zip with damaged data", "a ledger"])
def test_a_red_line_that_cannot_be_used_is_refused_in_one_sentence(farmland, county, kind):
    make, word = INPUTS[kind]
    assert word in refusal(farmland, county, "registerredline", INPUT=make(county), ROLE="landuse")


def test_the_ledger_itself_is_no_red_line(farmland, county):
    text = refusal(farmland, county, "registerredline", INPUT=county / "county.gpkg", ROLE="landuse")
    assert "is a ledger" in text


PARAMETERS = [
    ("importparcels", {"SOURCE": "gossip"}, "gossip"), ("importparcels", {"ENCODING": "klingon"}, "klingon"),
    ("importparcels", {"REMEDIATE_BY": "2026-02-30"}, "2026-02-30"), ("importparcels", {"FIELD_MAP": "nix.json"}, "nix.json"),
    ("registerredline", {"ROLE": "moon"}, "moon"),
    ("registerredline", {"ROLE": "landuse", "VINTAGE": "last summer"}, "last summer"),
    ("registerredline", {"ROLE": "landuse", "FIELD_MAP": "nix.json"}, "cannot be read"),
    ("screenparcels", {"WHERE": "a = = 1"}, "not an expression"), ("screenparcels", {"WHERE": "nope = 1"}, "unknown field"),
    ("screenparcels", {"WHERE": "source_no = 'zz'"}, "selects no parcel"), ("screenparcels", {"ROLES": "moon"}, "moon"),
    ("exportpackages", {"KIND": "gift"}, "gift"), ("exportpackages", {"RECIPIENT": "mars"}, "mars"),
    ("exportpackages", {"WHERE": "source_no = 'zz'"}, "selects no parcel"),
    ("exportlists", {"AS_OF": "someday"}, "someday"), ("exportlists", {"WHERE": "(("}, "not an expression"),
]


@pytest.mark.parametrize("algorithm, wrong, word", PARAMETERS)
def test_a_value_that_is_not_known_is_named(farmland, county, algorithm, wrong, word):
    given = {"importparcels": {"SOURCE": "satellite"}, "exportpackages": {"OUTPUT": county.parent / "out", "KIND": "evidence"},
             "exportlists": {"OUTPUT": county.parent / "l.xlsx"}}.get(algorithm, {})
    if algorithm in ("importparcels", "registerredline"):
        given["INPUT"] = shapefile(county)
    assert word in refusal(farmland, county, algorithm, **{**given, **wrong})
    assert not (county.parent / "l.xlsx").exists()


@pytest.mark.parametrize("algorithm, name", [("importparcels", "FIELD_MAP"), ("registerredline", "FIELD_MAP")])
def test_a_field_map_saved_as_gbk_is_refused_not_a_traceback(farmland, county, algorithm, name):
    path = spoil(county / "fm.json", '{"source_no":"编号"}'.encode("gbk"))
    more = {"SOURCE": "satellite"} if algorithm == "importparcels" else {"ROLE": "landuse"}
    assert "UTF-8" in refusal(farmland, county, algorithm, INPUT=shapefile(county), **{name: path}, **more)


def test_rules_saved_as_gbk_make_no_ledger(farmland, tmp_path):
    (tmp_path / "rules").mkdir()
    spoil(tmp_path / "rules" / "source.json", '[{"code":"中"}]'.encode("gbk"))
    with pytest.raises(QgsProcessingException, match="UTF-8"):
        farmland("createledger", LEDGER=tmp_path / "n.gpkg", COUNTY="130423", CRS="EPSG:4526", RULES=tmp_path / "rules")
    assert tree(tmp_path) == {"rules", "rules/source.json"}


OVERWRITES = [("importparcels", "REPORT"), ("importparcels", "QUARANTINE"), ("exportpackages", "REPORT"),
              ("exportlists", "OUTPUT"), ("screenparcels", "INTERSECTIONS"), ("recordfindings", "REPORT")]


@pytest.mark.parametrize("algorithm, name", OVERWRITES)
def test_a_ledger_is_never_overwritten_by_a_result(farmland, county, algorithm, name):
    given = {"importparcels": {"SOURCE": "satellite", "INPUT": shapefile(county)},
             "exportpackages": {"OUTPUT": county.parent / "out", "KIND": "evidence"},
             "recordfindings": {"INPUT": spoil(county / "f.csv", "监测编号,认定意见\nK000,非农违法\n".encode())}}
    text = refusal(farmland, county, algorithm, **{name: county / "county.gpkg"}, **given.get(algorithm, {}))
    assert "is a ledger and is not overwritten" in text


def test_intersections_are_not_written_as_a_table_of_the_ledger(farmland, county):
    inside = f"ogr:dbname='{county / 'county.gpkg'}' table=\"x\" (geom)"
    assert "is not overwritten" in refusal(farmland, county, "screenparcels", INTERSECTIONS=inside)


@pytest.mark.parametrize("algorithm, name", [pair for pair in OVERWRITES if pair[0] in ("importparcels", "exportpackages")])
def test_a_folder_in_the_place_of_a_result_stops_the_job_before_anything_is_written(farmland, county, algorithm, name):
    given = {"importparcels": {"SOURCE": "satellite", "INPUT": shapefile(county)},
             "exportpackages": {"OUTPUT": county.parent / "out", "KIND": "evidence"}}[algorithm]
    assert "is a folder" in refusal(farmland, county, algorithm, **{name: county}, **given)
    assert not (county.parent / "out").exists() or not tree(county.parent / "out")


@pytest.mark.parametrize("damage", [lambda path: _cut(path, 104),
                                    lambda path: spoil(path, path.read_bytes()[:100] + b"\x7f" * 24)])
def test_a_damaged_shx_is_restored_in_a_copy_and_the_users_file_stays_as_it_is(farmland, county, damage):
    shp = shapefile(county)
    shx = damage(shp.with_suffix(".shx"))
    content = shx.read_bytes()
    assert not sound_index(shx, shp)
    result = farmland("importparcels", LEDGER=county / "county.gpkg", INPUT=shp, SOURCE="satellite")
    assert (result["READ"], result["IMPORTED"]) == (3, 3)
    assert shx.read_bytes() == content
    assert "damaged and was restored" in Path(result["REPORT"]).read_text("utf-8")
    assert list((county.parent / "scratch").iterdir()) == []


def test_a_zip_leaves_no_temporary_files_behind(farmland, county):
    shapefile(county)
    with zipfile.ZipFile(county / "z.zip", "w") as archive:
        for path in county.glob("z.*"):
            if path.suffix != ".zip":
                archive.write(path, path.name)
    assert farmland("importparcels", LEDGER=county / "county.gpkg", INPUT=county / "z.zip", SOURCE="tip")["IMPORTED"] == 3
    assert list((county.parent / "scratch").iterdir()) == []


def test_a_ledger_among_the_files_of_a_folder_is_left_out(farmland, county):
    other = county / "handed"
    other.mkdir()
    shapefile(other)
    new_ledger(other, name="copy.gpkg")
    assert farmland("importparcels", LEDGER=county / "county.gpkg", INPUT=other, SOURCE="tip")["READ"] == 3


# -- the ledger ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", [0.3, 0.5, 0.7, 0.9])
def test_a_ledger_damaged_in_the_middle_is_not_written_to(farmland, county, where):
    path = county / "county.gpkg"
    content = bytearray(path.read_bytes())
    at = int(len(content) * where)
    content[at:at + 8192] = b"\xa5" * 8192
    path.write_bytes(bytes(content))
    for algorithm, given in (("importparcels", {"INPUT": shapefile(county), "SOURCE": "tip"}), ("screenparcels", {})):
        with pytest.raises(QgsProcessingException, match="restore it from a backup") as caught:
            farmland(algorithm, LEDGER=path, **given)
        assert "county.gpkg" in str(caught.value) and "\n" not in str(caught.value)
    assert path.read_bytes() == bytes(content)
    assert not (county / "county.gpkg.lock").exists()


def test_a_ledger_that_another_process_holds_is_not_written_to(farmland, county):
    hold = ("import sys; sys.path.insert(0, sys.argv[1])\nfrom farmland_plugin.ledger.ledger import Ledger\n"
            "held = Ledger.open(sys.argv[2])\nprint('held', flush=True)\nsys.stdin.read()\n")
    holder = subprocess.Popen([sys.executable, "-c", hold, str(PLUGINS), str(county / "county.gpkg")],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        for algorithm, given in (("importparcels", {"INPUT": county / "tb.geojson", "SOURCE": "tip"}), ("screenparcels", {}),
                                 ("exportpackages", {"KIND": "evidence", "OUTPUT": county.parent / "out"})):
            assert f"PID {holder.pid}" in refusal(farmland, county, algorithm, **given)
    finally:
        holder.communicate("")


# -- a full disk --------------------------------------------------------------------------------------------------


@contextmanager
def file_limit(size):
    """No file of this process may grow beyond a size: what a full disk does, without a disk of our own."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("algorithm", ["importparcels", "registerredline", "exportpackages", "exportlists"])
def test_when_nothing_more_can_be_written_the_ledger_and_the_files_stay_as_they_were(farmland, county, algorithm):
    out = county.parent / "out"
    many = write_layer(county / "many.geojson", [(square(i % 40, 9 + i // 40), f"G{i}", "10000") for i in range(1200)])
    given = {"importparcels": {"INPUT": many, "SOURCE": "tip"}, "registerredline": {"INPUT": many, "ROLE": "landuse"},
             "exportpackages": {"KIND": "evidence", "OUTPUT": out, "REPORT": county.parent / "report.html"},
             "exportlists": {"OUTPUT": out / "l.xlsx"}}[algorithm]
    size = {"importparcels": (county / "county.gpkg").stat().st_size + 4096, "registerredline": 100_000}.get(algorithm, 3000)
    with file_limit(size):
        refusal(farmland, county, algorithm, **given)
    assert not out.exists() or not tree(out)


def test_a_disk_full_during_createledger_leaves_nothing(farmland, tmp_path):
    with file_limit(40_000), pytest.raises(QgsProcessingException):
        farmland("createledger", LEDGER=tmp_path / "n.gpkg", COUNTY="130423", CRS="EPSG:4526")
    assert tree(tmp_path) == set()


# -- cancel -------------------------------------------------------------------------------------------------------


def cancelled_at(percent):
    feedback = QgsProcessingFeedback(False)
    feedback.progressChanged.connect(lambda done: feedback.cancel() if done >= percent else None)
    return feedback


@pytest.mark.parametrize("algorithm", ["importparcels", "registerredline", "screenparcels"])
def test_cancel_in_the_middle_writes_nothing(farmland, county, algorithm):
    many = write_layer(county / "many.geojson", [(square(i % 40, 9 + i // 40), f"G{i}", "10000") for i in range(1200)])
    given = {"importparcels": {"INPUT": many, "SOURCE": "tip"}, "registerredline": {"INPUT": many, "ROLE": "landuse"}}
    feedback = cancelled_at(1)
    with untouched(county) as ledger:
        result = processing.run(f"farmland:{algorithm}", {
            "LEDGER": str(ledger), **{k: str(v) for k, v in given.get(algorithm, {}).items()}}, feedback=feedback)
    assert feedback.isCanceled() and not result


def test_cancel_between_two_packages_keeps_the_whole_ones_and_no_other(farmland, county):
    out = county.parent / "out"
    feedback = cancelled_at(50)
    made = processing.run("farmland:exportpackages", {
        "LEDGER": str(county / "county.gpkg"), "KIND": "evidence", "OUTPUT": str(out)}, feedback=feedback)
    assert made["PACKAGES"] == 2
    assert sorted(path.name[:3] for path in out.iterdir()) == ["JZ_", "JZ_"]
    assert {verify_package(path).verdict for path in out.iterdir()} == {"complete"}


# -- packages -----------------------------------------------------------------------------------------------------


def test_a_byte_flipped_in_any_file_of_a_real_package_and_a_forgery_are_found(farmland, county):
    ledger, out = county / "county.gpkg", county.parent / "out"
    farmland("exportpackages", LEDGER=ledger, KIND="evidence", OUTPUT=out, WHERE="source_no = 'K000'")
    (package,) = out.iterdir()
    assert farmland("verifypackage", INPUT=package, LEDGER=ledger)["VERDICT"] == "proved"
    for path in sorted(path for path in package.rglob("*") if path.is_file()):
        content = path.read_bytes()
        for at in (0, len(content) // 2, len(content) - 1):
            path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:])
            assert farmland("verifypackage", INPUT=package)["VERDICT"] == "altered", (path, at)
        path.write_bytes(content)
    code = verify_package(package).code
    for path in package.glob("*.txt"):
        path.unlink()
    finish_bag(package, {"Bagging-Date": "2026-01-02"}, {})
    assert farmland("verifypackage", INPUT=package)["VERDICT"] == "complete"  # nothing inside shows it: origin not proved
    assert farmland("verifypackage", INPUT=package, LEDGER=ledger)["VERDICT"] == "altered"
    assert farmland("verifypackage", INPUT=package, CODE=code)["VERDICT"] == "altered"


# -- the real qgis_process ----------------------------------------------------------------------------------------


def qgis_process(algorithm, **parameters):
    """Run the program as a user does; pytest-qgis set another profile, the plugin is in ours."""
    return subprocess.run(["qgis_process", "run", f"farmland:{algorithm}", "--json", "--",
                           *(f"{name}={value}" for name, value in parameters.items())],
                          capture_output=True, text=True, timeout=60,
                          env={**os.environ, "QGIS_CUSTOM_CONFIG_PATH": f"{os.environ['FARMLAND_HOME']}/.venv/qgis"})


needs_program = pytest.mark.skipif(
    shutil.which("qgis_process") is None or "FARMLAND_HOME" not in os.environ, reason="run under what `make -s env` prints")


@needs_program
@pytest.mark.parametrize("algorithm, given, word", [
    ("createledger", {"LEDGER": "{}/neu/n.gpkg", "COUNTY": "999999", "CRS": "EPSG:4526"}, "999999 is not a county code"),
    ("importparcels", {"INPUT": "{}/cut.zip", "SOURCE": "tip"}, "is not a readable zip file"),
    ("screenparcels", {"WHERE": "nope = 1"}, "unknown field nope"),
    ("exportlists", {"OUTPUT": "{}/county.gpkg"}, "is a ledger and is not overwritten"),
])
def test_the_program_ends_with_a_status_and_one_sentence(county, algorithm, given, word):
    spoil(county / "cut.zip", b"PK\x03\x04" + b"x" * 300)
    values = {name: value.format(county) for name, value in given.items()}
    with untouched(county) as ledger:
        done = qgis_process(algorithm, **{"LEDGER": ledger, **values})
    noise = ("GRASS", "setapi() is deprecated")  # QGIS's own
    lines = [line for line in done.stderr.splitlines() if line.strip() and not any(word in line for word in noise)]
    assert done.returncode == 1
    assert len(set(lines)) == 1 and word in lines[0], done.stderr


@needs_program
def test_chinese_names_with_blanks_are_fine(tmp_path):
    path = tmp_path / "大名县 台账 (一)" / "台 账.gpkg"
    done = qgis_process("createledger", LEDGER=path, COUNTY="130425", NAME="大名县", CRS="EPSG:4527")
    assert done.returncode == 0 and json.loads(done.stdout)["results"]["LEDGER"] == str(path)
    assert not [name for name in os.listdir(path.parent) if name.startswith(".")]
