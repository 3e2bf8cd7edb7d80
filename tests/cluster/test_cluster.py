"""Screening on a real Dask cluster of two worker processes: the facts of one process, whatever dies on the way."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

import pytest

pytest.importorskip("distributed")

from farmland_plugin.screening import cluster
from farmland_plugin.screening.job import Result, chunk_count, read_job, read_parcels, read_uids, write_job
from farmland_plugin.screening.partition import run_chunk
from farmland_plugin.screening.worker import run_job
from tests.bench.beds import ROOT, bed
from tests.bench.competitors import OPTIONS, job_of, parcels_of

from .dask_cluster import DaskCluster

PARCELS, CHUNK = 240, 20


@pytest.fixture(scope="module")
def county(tmp_path_factory):
    return bed("county", "tiny", tmp_path_factory.mktemp("beds"))


@pytest.fixture
def job(county, tmp_path):
    folder = tmp_path / "job"
    folder.mkdir()
    asked = job_of(county.folder, {**OPTIONS, "chunk": CHUNK}, pieces=True)
    write_job(folder, asked, parcels_of(county.folder, PARCELS))
    return folder


@pytest.fixture(scope="module")
def single(county, tmp_path_factory):
    """Every row of the result of a single process that screens all parcels in one go."""
    folder = tmp_path_factory.mktemp("single")
    write_job(folder, job_of(county.folder, OPTIONS, pieces=True), parcels_of(county.folder, PARCELS))
    run_job(folder, lambda percent: None)
    return rows(folder)


@pytest.fixture
def dask(tmp_path):
    folder = tmp_path / "dask"
    folder.mkdir()
    with DaskCluster(folder) as made:
        yield made


def rows(folder):
    """Every fact of a result; areas to the cent, ground by its area."""
    import shapely

    result = Result(folder, read_uids(folder), read_job(folder).targets)
    screenings = [replace(one, closure_m2=round(one.closure_m2, 6) + 0.0) for one in result.screenings()]
    pieces = sorted((uid, target.role, code, round(float(shapely.area(shapely.from_wkb(wkb))), 4), area)
                    for uid, target, code, wkb, area in result.pieces())
    return {"overlaps": list(result.overlaps()), "screenings": screenings, "parts": list(result.parts()),
            "role_covers": list(result.role_covers()), "pieces": pieces, "outside": result.outside()}


def screen(folder, address, seconds="", before=""):
    """The client process, as QGIS starts it -> exit status and its lines; `before` runs in it first."""
    start = ["-m", "farmland_plugin.screening.cluster"]
    if before:
        start = ["-c", f"import sys, runpy; {before};"
                 "runpy.run_module('farmland_plugin.screening.cluster', run_name='__main__', alter_sys=True)"]
    arguments = [sys.executable, *start, str(folder), address, *([seconds] if seconds else [])]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def results(folder):
    return len(list(folder.glob("result_*.sqlite")))


def test_two_workers_find_what_a_single_process_finds_to_the_cent(job, dask, single):
    code, lines = screen(job, dask.address)
    assert code == 0, lines
    assert rows(job) == single
    assert len(single["overlaps"]) > PARCELS
    told = [line["progress"] for line in lines if "progress" in line]
    assert told == sorted(told)
    assert told[-1] == 100.0
    assert "done" in lines[-1]


def test_a_worker_killed_half_way_changes_no_figure(job, dask, single):
    half = chunk_count(job) // 2
    dask.kill_when(lambda: results(job) >= half)
    code, lines = screen(job, dask.address)
    assert code == 0, lines
    assert dask.killed == 1
    assert rows(job) == single


def test_a_worker_that_joins_late_takes_part_without_being_prepared(job, dask, single):
    dask.kill_when(lambda: results(job) >= 2)
    dask._start("late", "distributed.cli.dask_worker", dask.address, "--no-nanny", "--nthreads", "1", "--no-dashboard")
    code, lines = screen(job, dask.address)
    assert code == 0, lines
    assert rows(job) == single


def test_a_chunk_that_stands_is_not_screened_again(job, dask, single):
    done = run_chunk(job, 3)
    position = read_parcels(job, 3).positions[0]
    with closing(sqlite3.connect(done)) as connection, connection:
        connection.execute("INSERT INTO note (parcel, target, note) VALUES (?, 0, 'from before')", (position,))
    assert screen(job, dask.address)[0] == 0
    found = rows(job)
    assert [one.parcel_uid for one in found["screenings"] if one.note == "from before"] == [read_uids(job)[position]]
    assert found["overlaps"] == single["overlaps"]


def test_when_all_workers_die_the_job_ends_in_one_sentence_and_no_result(job, dask):
    dask.kill_when(lambda: results(job) >= 2, numbers=(0, 1))
    code, lines = screen(job, dask.address, seconds="5")
    assert code == 1
    assert "no worker" in lines[-1]["error"]
    assert not (job / "result.sqlite").exists()


def test_a_scheduler_that_does_not_answer_is_named(job):
    code, lines = screen(job, "tcp://127.0.0.1:9", seconds="2")
    assert code == 1
    assert "tcp://127.0.0.1:9" in lines[-1]["error"]
    assert lines[-1]["facts"]["seconds"] == "2"


def test_a_cluster_without_workers_says_how_to_start_one(job, tmp_path):
    with DaskCluster(tmp_path, workers=0) as empty:
        code, lines = screen(job, empty.address, seconds="3")
    assert code == 1
    assert f"dask worker {empty.address}" in lines[-1]["error"]


def test_a_missing_dask_is_said_with_its_interpreter(job):
    code, lines = screen(job, "tcp://127.0.0.1:9", before="sys.modules['distributed'] = None")
    assert code == 1
    assert "Dask is not installed" in lines[-1]["error"]
    assert sys.executable in lines[-1]["error"]


def test_a_folder_that_the_workers_do_not_see_asks_for_a_shared_one(job, dask):
    # a path that means something on this side only
    arguments = [sys.executable, "-m", "farmland_plugin.screening.cluster", job.name, dask.address]
    done = subprocess.run(arguments, cwd=job.parent, capture_output=True, text=True, timeout=120,
                          env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"})
    told = json.loads(done.stdout.splitlines()[-1])
    assert done.returncode == 1
    assert "does not see job" in told["error"]
    assert "same path" in told["error"]
    assert results(job) == 0


def test_a_red_line_that_the_workers_do_not_see_is_named(job, dask):
    values = json.loads((job / "job.json").read_text(encoding="utf-8"))
    values["targets"][2]["cache"] = "/nowhere/ecological.gpkg"
    (job / "job.json").write_text(json.dumps(values), encoding="utf-8")
    code, lines = screen(job, dask.address)
    assert code == 1
    assert "does not see /nowhere/ecological.gpkg" in lines[-1]["error"]


def test_workers_of_other_versions_are_refused_by_name(job):
    def has(python, dask):
        return {"packages": {"python": python, "distributed": dask}}

    class Client:
        def wait_for_workers(self, count, timeout):
            pass

        def get_versions(self):
            return {"client": has("3.11.2.final.0", "2026.8.0"), "scheduler": has("3.11.9.final.0", "2026.8.0"),
                    "workers": {"tcp://10.0.0.7:4000": has("3.12.1.final.0", "2026.8.0")}}

    with pytest.raises(cluster.ClusterError, match=r"tcp://10.0.0.7:4000 has Python 3.12, .* this machine has Python 3.11"):
        cluster.check(Client(), job)


def test_the_code_for_the_workers_holds_no_qgis_and_is_named_by_its_content(tmp_path):
    import zipfile

    path, package = cluster.pack(tmp_path)
    assert cluster.pack(tmp_path)[1] == package
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
    assert f"{package}/screening/partition.py" in names
    assert path.stat().st_size < 1_000_000
    code = (f"import sys; sys.path.insert(0, {str(path)!r}); import {package}.screening.partition, {package}.screening.worker;"
            "print([name for name in sys.modules if name.split('.')[0] in ('qgis', 'osgeo', 'PyQt5')])")
    told = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True,
                          env={"PATH": "/usr/bin:/bin"})
    assert told.stdout.strip() == "[]", told.stderr
