"""The worker process: whole result or none, whatever happens to it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

shapely = pytest.importorskip("shapely", minversion="2.0")

from farmland_plugin.domain.area import AreaRule, area_of_wkb, round_half_up  # noqa: E402
from farmland_plugin.domain.errors import BadInput  # noqa: E402
from farmland_plugin.domain.parcel import Parcel  # noqa: E402
from farmland_plugin.screening import partition  # noqa: E402
from farmland_plugin.screening.facts import Measured, settle  # noqa: E402
from farmland_plugin.screening.job import RESULT, Job, Result, Target, chunks, read_uids, write_job  # noqa: E402
from farmland_plugin.screening.read import read_layer  # noqa: E402

from .layer_cache import write_cache  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
RULE = AreaRule.for_crs(4547, is_geographic=False)
ORIGIN = np.array([545000.0, 4062000.0])


def start(folder: Path) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    return subprocess.Popen([sys.executable, "-m", "farmland_plugin.screening.worker", str(folder)], env=environment,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def parcel(index: int, shape) -> Parcel:
    wkb = shapely.to_wkb(shapely.MultiPolygon([shape]))
    return Parcel(f"p{index}", str(index), "b", round_half_up(area_of_wkb(wkb, RULE)), wkb, "")


@pytest.fixture()
def job(tmp_path):
    random = np.random.default_rng(5)
    cells = list(shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(ORIGIN + random.uniform(0, 3000, (400, 2))))))
    cache = write_cache(tmp_path / "landuse.gpkg", cells, [str(1000 + n % 5) for n in range(len(cells))], [0.0] * len(cells))
    discs = shapely.buffer(shapely.points(ORIGIN + random.uniform(300, 2700, (300, 2))), random.uniform(5, 60, 300))
    folder = tmp_path / "job"
    folder.mkdir()
    targets = [Target("r1", "landuse", str(cache), True)]
    write_job(folder, Job(targets, RULE, "", 2, pieces=True), [parcel(n, disc) for n, disc in enumerate(discs)])
    return folder, targets, cache


def test_the_worker_screens_a_job_folder_and_reports_progress(job):
    folder, targets, _ = job
    worker = start(folder)
    out, err = worker.communicate(timeout=120)
    assert worker.returncode == 0, err
    lines = [json.loads(line) for line in out.splitlines()]
    assert lines[-2]["progress"] == 100 and "done" in lines[-1]
    result = Result(folder, read_uids(folder), targets)
    sums = {}
    for fact in result.overlaps():
        sums[fact.parcel_uid] = sums.get(fact.parcel_uid, Decimal(0)) + fact.area_m2
    for fact in result.screenings():
        assert sums[fact.parcel_uid] == fact.covered_m2 and fact.uncovered_m2 == 0 and abs(fact.closure_m2) < 1e-6
    assert result.outside() == 0
    assert len(list(result.pieces())) == len(list(result.overlaps()))


def everything(folder, targets):
    result = Result(folder, read_uids(folder), targets)
    return [list(result.overlaps()), list(result.screenings()), list(result.parts()), list(result.role_covers()),
            list(result.remainders()), list(result.raw_areas()), list(result.pieces())]


def test_chunks_done_in_any_order_and_twice_join_to_what_one_worker_finds(job):
    folder, targets, cache = job
    values = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    targets = [*targets, Target("r2", "approval", str(cache), False, True), Target("r3", "approval", str(cache), False)]
    again = folder.parent / "again"
    again.mkdir()
    discs = shapely.buffer(shapely.points(ORIGIN + np.random.default_rng(8).uniform(300, 2700, (100, 2))), 40)
    parcels = [parcel(n, disc) for n, disc in enumerate(discs)]
    for place in (folder, again):
        for old in place.glob("parcels.sqlite"):
            old.unlink()
        write_job(place, Job(targets, RULE, values["crs_wkt"], 2, pieces=True, remainders=True, chunk=13), parcels)
    out, err = start(folder).communicate(timeout=120)
    assert "done" in out, err
    count = partition.chunk_count(again)
    assert count == 8
    for number in [5, 0, 5, *reversed(range(count))]:
        assert partition.run_chunk(again, number).is_file()
    lost = partition.chunk_result(again, 3)
    kept = lost.read_bytes()
    lost.unlink()
    with pytest.raises(BadInput, match="Part 4 of the screening is missing"):
        partition.join(again)
    assert not (again / RESULT).exists()
    lost.write_bytes(kept)
    partition.join(again)
    found = everything(again, targets)
    assert found == everything(folder, targets) and all(found[:2]) and found[3] and found[6]
    assert [path.name for path in again.glob("*.part")] == []


def test_a_killed_worker_leaves_no_result(job):
    folder, _, _ = job
    worker = start(folder)
    time.sleep(0.15)
    worker.kill()
    worker.communicate(timeout=60)
    assert worker.returncode != 0
    assert not (folder / RESULT).exists()


def test_a_broken_cache_ends_with_one_json_error_and_no_result(job):
    folder, _, cache = job
    cache.write_bytes(b"no database at all, just some text that is long enough to be read as a header" * 20)
    worker = start(folder)
    out, _ = worker.communicate(timeout=60)
    assert worker.returncode == 1
    assert "not a database" in json.loads(out.splitlines()[-1])["error"]
    assert not (folder / RESULT).exists()


def test_reading_asks_only_for_rows_that_may_touch_a_parcel(tmp_path):
    squares = [shapely.box(x, y, x + 9, y + 9) for x in range(0, 1000, 10) for y in range(0, 1000, 10)]
    cache = write_cache(tmp_path / "c.gpkg", squares, ["a"] * len(squares), [0.0] * len(squares))
    few = np.array([[100.5, 100.5, 101.0, 101.0]])
    assert len(read_layer(cache, few).fids) == 1
    random = np.random.default_rng(2)
    corner = random.uniform(0, 300, (1000, 2))
    many = np.hstack([corner, corner + 5])
    read = read_layer(cache, many)
    needed = np.unique(shapely.STRtree(squares).query(shapely.box(*many.T))[1]) + 1
    assert set(needed) <= set(read.fids.tolist()) and len(read.fids) < 0.2 * len(squares)


def test_chunks_hold_every_parcel_once():
    places = np.random.default_rng(1).uniform(0, 100, (1050, 2))
    parts = chunks(places, 100)
    assert sorted(np.concatenate(parts).tolist()) == list(range(1050)) and max(map(len, parts)) <= 100


def test_settling_gives_the_rest_of_rounding_to_the_largest_and_agrees_with_the_domain():
    third = 100 / 3
    measured = Measured(["a", "b", "c"], np.array([0, 0, 0]), np.arange(3), np.array([third, third, third]),
                        np.array([third, third, third]), np.zeros(1), np.zeros(1), np.zeros(1))
    overlaps, screenings = settle(measured, np.array([10000]))
    assert [row[2] for row in overlaps] == [3334, 3333, 3333]
    assert screenings[0][:4] == (0, 10000, 0, 0)


def test_half_a_cent_is_rounded_up_as_in_decimal():
    measured = Measured(["a", "b"], np.array([0, 0]), np.arange(2), np.array([1.005, 8.995]), np.array([1.005, 8.995]),
                        np.zeros(1), np.zeros(1), np.zeros(1))
    overlaps, _ = settle(measured, np.array([1000]))
    assert [row[2] for row in overlaps] == [101, 899]
