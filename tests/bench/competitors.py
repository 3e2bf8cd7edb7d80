"""One competitor, one run, one process: ``python -m tests.bench.competitors NAME FOLDER COUNT [OPTIONS]``.

Prints, last, one JSON line: wall_s from opening the files to areas by parcel and class (imports and the start of QGIS are
not in it; the start of our worker process is), cpu_s of this process and what it starts, peak_mb of the largest of them.
Areas by role and parcel are left in ``areas_<name>_<count>.npz`` in the bed, for comparison after the clock.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import resource
import shutil
import sqlite3
import sys
import time
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

from .beds import EPSG, ROLES

OPTIONS: Dict[str, Any] = {"workers": 0, "chunk": 0, "cluster": "", "roles": list(ROLES)}


class Clock:
    """Wall and CPU seconds of a with block; CPU of waited-for children counts."""

    wall_s = cpu_s = 0.0

    def __enter__(self) -> Clock:
        self._wall, self._cpu = time.perf_counter(), self._used()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall_s, self.cpu_s = time.perf_counter() - self._wall, self._used() - self._cpu

    @staticmethod
    def _used() -> float:
        every = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        return sum(one.ru_utime + one.ru_stime for one in every)


def high_water(children: int = 1) -> float:
    """The most memory that this process and `children` at once like the largest it waited for can have held together, MB."""
    own = next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    return (own + children * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _save(folder: Path, name: str, count: int, areas: Dict[str, Any]) -> None:
    import numpy as np

    np.savez(folder / f"areas_{name}_{count}.npz", **areas)


_RUNNING: List[Any] = []
"""The QGIS of this process: it must outlive everything that uses it."""


def start_qgis() -> None:
    """Start QGIS with Processing, without a window."""
    from qgis.core import QgsApplication

    _RUNNING.append(QgsApplication([], False))
    _RUNNING[0].initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()


def shapes_of(folder: Path, count: int) -> Iterator[Any]:
    """The first parcels of a bed as a ledger hands them over to be measured."""
    from farmland_plugin.ledger.gpkg import from_blob
    from farmland_plugin.ledger.reads import ParcelShape

    exact = folder / f"parcels_{count}.gpkg"
    path = exact if exact.exists() else max(folder.glob("parcels_*.gpkg"), key=lambda one: int(one.stem.split("_")[1]))
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for uid, area, geom in connection.execute("SELECT uid, area_m2, geom FROM parcels ORDER BY fid LIMIT ?", (count,)):
            yield ParcelShape(uid, area, from_blob(geom))


def parcels_of(folder: Path, count: int) -> Iterator[Any]:
    """The first parcels of a bed as records."""
    from farmland_plugin.domain.parcel import Parcel

    for uid, area, geom in shapes_of(folder, count):
        yield Parcel(uid, uid, "bench", Decimal(str(area)).quantize(Decimal("0.01")), geom, "")


def job_of(folder: Path, options: Dict[str, Any], pieces: bool = False) -> Any:
    """The screening job of a bed."""
    from farmland_plugin.domain.area import AreaRule
    from farmland_plugin.screening.job import Job, Target

    targets = [Target(role, role, str((folder / f"{role}.gpkg").resolve()), role == "landuse") for role in options["roles"]]
    return Job(targets, AreaRule.for_crs(EPSG, is_geographic=False), "", options["workers"], pieces=pieces,
               chunk=options["chunk"])


def digest(result: Any) -> str:
    """A hash of every fact of a result, in cents: the same for the same facts."""
    made = hashlib.sha256()
    for one in result.overlaps():
        made.update(repr((one.parcel_uid, one.redline_id, one.class_code, one.area_m2, one.net_area_m2)).encode())
    for one in result.screenings():
        made.update(repr((one.parcel_uid, one.redline_id, one.covered_m2, one.uncovered_m2, one.double_m2, one.note)).encode())
    for one in (*result.parts(), *result.role_covers()):
        made.update(repr(one).encode())
    return made.hexdigest()


def _engine(folder: Path, count: int, options: Dict[str, Any], engine: str) -> Dict[str, Any]:
    import numpy as np

    from farmland_plugin.domain.progress import NoFeedback
    from farmland_plugin.screening.run import Runner, screened

    job = job_of(folder, options)
    runner = Runner(engine=engine, cluster=options["cluster"], shared=str(folder) if options["cluster"] else "")
    runner.find()  # asked once in a session of QGIS
    sums = {role: np.zeros(count) for role in options["roles"]}
    with contextlib.ExitStack() as stack:
        with Clock() as clock:
            result = stack.enter_context(screened(job, shapes_of(folder, count), NoFeedback(), runner))
        peak, overlaps = high_water(job.processes), sum(1 for _ in result.overlaps())
        for fact in result.screenings():
            sums[fact.role][int(fact.parcel_uid[1:]) - 1] = float(fact.covered_m2)
        found = digest(result)
    _save(folder, engine, count, sums)
    return {"wall_s": clock.wall_s, "cpu_s": clock.cpu_s, "peak_mb": peak, "overlaps": overlaps, "digest": found}


def ours(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """Our engine: the worker process, or a cluster's."""
    start_qgis()
    return _engine(folder, count, options, "worker")


def fallback(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """Our engine without shapely."""
    start_qgis()
    return _engine(folder, count, options, "fallback")


def planar(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """The ground our engine found, measured in the plane as the others do; its seconds are no figure."""
    import numpy as np
    import shapely

    from farmland_plugin.screening.job import read_uids, write_job
    from farmland_plugin.screening.worker import run_job

    work = folder / f"planar_{count}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    write_job(work, job_of(folder, options, pieces=True), shapes_of(folder, count))
    with Clock() as clock:
        run_job(work, lambda percent: None)
    sums = {}
    with contextlib.closing(sqlite3.connect(work / "result.sqlite")) as connection:
        for number, role in enumerate(options["roles"]):
            rows = connection.execute("SELECT parcel, wkb FROM piece WHERE target = ? ORDER BY parcel", (number,)).fetchall()
            owner = np.array([row[0] for row in rows], dtype=np.int64)
            sums[role] = _union_areas(owner, shapely.from_wkb([row[1] for row in rows]), len(read_uids(work)))
    _save(folder, "planar", count, sums)
    return {"wall_s": clock.wall_s, "cpu_s": clock.cpu_s}


def _union_areas(owner: Any, shapes: Any, count: int) -> Any:
    """Planar area of the union of each parcel's pieces (n,)."""
    import numpy as np
    import shapely

    areas = np.bincount(owner, shapely.area(shapes), count)
    order = np.argsort(owner, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(owner[order])) + 1):
        if len(group) > 1:
            areas[owner[group[0]]] = shapely.area(shapely.union_all(shapes[group]))
    return areas


def floor(folder: Path, count: int, options: Dict[str, Any], whole_layers: bool = True) -> Dict[str, Any]:
    """The 2-core floor with the layers read whole, see ``floor``."""
    from . import floor as lowest

    if not (folder / f"floor_{count}.pickle").exists():
        lowest.prepare(folder, count)
    plans = lowest.given(folder, count)
    with Clock() as clock:
        sums = lowest.run(folder, count, plans, whole_layers)
    _save(folder, "floor", count, sums)
    return {"wall_s": clock.wall_s, "cpu_s": clock.cpu_s}


def least(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """The 2-core floor that reads by magic only the rows it needs."""
    return floor(folder, count, options, whole_layers=False)


def overlap(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """QGIS's own Overlap analysis, in the plane, which is its fastest."""
    import numpy as np
    from qgis.core import QgsProcessingContext, QgsProject, QgsVectorLayer

    start_qgis()
    from qgis import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    context.setEllipsoid("NONE")
    output = folder / f"overlap_{count}.gpkg"
    output.unlink(missing_ok=True)
    with Clock() as clock:
        layers = [QgsVectorLayer(f"{folder / role}.gpkg|layername=redline", role, "ogr") for role in options["roles"]]
        parcels = QgsVectorLayer(f"{folder}/parcels_{count}.gpkg|layername=parcels", "parcels", "ogr")
        processing.run("native:calculatevectoroverlaps", {"INPUT": parcels, "LAYERS": layers, "OUTPUT": str(output)},
                       context=context)
    found = QgsVectorLayer(str(output), "found", "ogr")
    sums = {role: np.zeros(count) for role in options["roles"]}
    for feature in found.getFeatures():
        for role in options["roles"]:
            column = next(f.name() for f in found.fields() if f.name().startswith(role) and f.name().endswith("area"))
            sums[role][int(feature["uid"][1:]) - 1] = feature[column] or 0.0
    _save(folder, "overlap", count, sums)
    return {"wall_s": clock.wall_s, "cpu_s": clock.cpu_s}


def geopandas(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """geopandas.overlay and planar areas summed by parcel and class; the union is taken after the clock, for comparison."""
    warnings.simplefilter("ignore")
    import geopandas as gpd
    import numpy as np

    kept, sums = {}, {}
    with Clock() as clock:
        parcels = gpd.read_file(folder / f"parcels_{count}.gpkg", columns=["uid"])
        for role in options["roles"]:
            layer = gpd.read_file(folder / f"{role}.gpkg", columns=["class_code"])
            pieces = gpd.overlay(parcels, layer, how="intersection", keep_geom_type=True)
            pieces.assign(area=pieces.area).groupby(["uid", "class_code"]).area.sum()
            kept[role] = pieces
    for role, pieces in kept.items():
        owner = pieces["uid"].str[1:].astype(int).to_numpy() - 1
        sums[role] = _union_areas(owner, np.asarray(pieces.geometry.array, dtype=object), count)
    _save(folder, "geopandas", count, sums)
    return {"wall_s": clock.wall_s, "cpu_s": clock.cpu_s}


def whole(folder: Path, count: int, options: Dict[str, Any]) -> Dict[str, Any]:
    """The algorithm screenparcels on a real ledger: choosing, screening, recording; the recording timed apart."""
    start_qgis()
    from farmland_plugin.ledger.ledger import Ledger
    from farmland_plugin.processing.screenparcels import ScreenParcels

    from .bed_ledger import algorithm, ledger_of

    ledger = ledger_of(folder)
    record, writing = Ledger.record_screening, Clock()

    def timed(*arguments: Any, **named: Any) -> Any:
        with writing:
            return record(*arguments, **named)

    Ledger.record_screening = timed  # type: ignore[method-assign]
    everything = count == json.loads((folder / "bed.json").read_text(encoding="utf-8"))["parcels"]
    where = "" if everything else f"\"source_no\" <= 'P{count:08d}'"
    with Clock() as clock:
        done = algorithm(ScreenParcels, LEDGER=ledger, WHERE=where)
    if done["SCREENED"] != count:
        raise RuntimeError(f"{done['SCREENED']} parcels were screened, not {count}")
    return {"wall_s": clock.wall_s, "cpu_s": clock.cpu_s, "engine_s": done["ENGINE_SECONDS"], "writing_s": writing.wall_s,
            "overlaps": done["OVERLAPS"], "peak_mb": high_water(job_of(folder, options).processes)}


COMPETITORS: Dict[str, Callable[[Path, int, Dict[str, Any]], Dict[str, Any]]] = {
    "ours": ours, "whole": whole, "fallback": fallback, "floor": floor, "least": least, "overlap": overlap,
    "geopandas": geopandas, "planar": planar,
}


def main(arguments: List[str]) -> None:
    """Run one competitor and print its figures; leaves through os._exit, since QGIS's own exit may crash."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    name, folder, count = arguments[0], Path(arguments[1]), int(arguments[2])
    options = {**OPTIONS, **(json.loads(arguments[3]) if len(arguments) > 3 else {})}
    found = COMPETITORS[name](folder, count, options)
    found.setdefault("peak_mb", high_water(0 if name in ("floor", "least", "geopandas", "planar") else 1))
    print(json.dumps(found), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
