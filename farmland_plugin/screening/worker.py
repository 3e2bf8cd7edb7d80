"""The worker process: `python -m farmland_plugin.screening.worker FOLDER` screens the job in a folder (no
qgis).

It prints one JSON object a line: {"progress": 0..100, "text": ...} on the way, {"done": seconds, "threads":
n} at the end, or {"error": sentence} before a non-zero exit. A result file that exists is whole.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Callable, Iterator, List, Tuple

import numpy as np
import shapely

from ..domain.errors import FarmlandError
from ..ledger.lonlat import lonlat_for
from .clip import FloatArray, GeometryArray, IntArray
from .engine import Parcels, Settings, Shared, measure, parcels_of, polygons_of
from .facts import Measured, settle
from .job import Job, ResultWriter, Target, read_job, read_parcels
from .read import LayerRows, read_layer

CHUNK = 20000
"""Parcels screened at a time: bounds the memory; chunks lie together on the ground."""
Report = Callable[[float, str], None]


def chunks(boxes: FloatArray, size: int = CHUNK) -> List[IntArray]:
    """Positions of parcels in groups of at most `size` that lie together (halved along the longer side)."""
    stack, done = [np.arange(len(boxes))], []
    centres = boxes[:, :2] + boxes[:, 2:]
    while stack:
        group = stack.pop()
        if len(group) <= size:
            done.append(np.sort(group))
            continue
        own = centres[group]
        order = np.argpartition(own[:, int(np.argmax(np.ptp(own, axis=0)))], len(group) // 2)
        stack += [group[order[: len(group) // 2]], group[order[len(group) // 2 :]]]
    return done


def _load(target: Target, boxes: FloatArray) -> Tuple[LayerRows, GeometryArray]:
    rows = read_layer(Path(target.cache), boxes)
    return rows, polygons_of(rows.wkb)


def _steps(job: Job, parcels: Parcels) -> Iterator[Tuple[IntArray, int, LayerRows, GeometryArray]]:
    """Every chunk against every target; the next layer is read while this one is cut."""
    wanted = [(part, number) for part in chunks(parcels.boxes) for number in range(len(job.targets))]
    with ThreadPoolExecutor(1) as reader:

        def start(step: Tuple[IntArray, int]) -> Any:
            boxes = parcels.boxes[step[0]]
            return reader.submit(_load, job.targets[step[1]], boxes[~np.isnan(boxes[:, 0])])

        ahead = [start(step) for step in wanted[:1]]
        for index, (part, number) in enumerate(wanted):
            rows, polygons = ahead.pop().result()
            ahead += [start(step) for step in wanted[index + 1 : index + 2]]
            yield part, number, rows, polygons


def run_job(folder: Path, report: Report) -> None:
    """Screen the job in `folder` and leave result.sqlite there.

    Raises FarmlandError, sqlite3.Error, OSError or shapely.GEOSException; then no result exists.
    """
    job, rows = read_job(folder), read_parcels(folder)
    settings = Settings(job.rule, lonlat_for(job.rule, job.crs_wkt), job.cores, job.sliver_m2)
    parcels = parcels_of(rows.wkb, settings)
    totals = np.array(rows.cents, dtype=np.int64)
    writer = ResultWriter(folder)
    count = max(len(chunks(parcels.boxes)) * len(job.targets), 1)
    with ThreadPoolExecutor(job.cores) as pool:
        for done, (part, number, layer, polygons) in enumerate(_steps(job, parcels), 1):
            some = Parcels(parcels.polygons[part], parcels.boxes[part], parcels.areas[part])
            measured, shared = measure(
                some,
                layer,
                polygons,
                settings,
                tessellation=job.targets[number].tessellation,
                ground=job.pieces,
                pool=pool if job.cores > 1 else None,
            )
            writer.add(number, part.tolist(), *settle(measured, totals[part]))
            if shared is not None:
                writer.add_pieces(number, _piece_rows(shared, measured, part))
            report(100.0 * done / count, job.targets[number].role)
    writer.finish()


def _piece_rows(shared: Shared, measured: Measured, part: IntArray) -> Iterator[Tuple[int, str, bytes]]:
    wkb = shapely.to_wkb(shared.polygon)
    for parcel, kind, blob in zip(part[shared.parcel].tolist(), shared.class_index.tolist(), wkb):
        if blob is not None:
            yield parcel, measured.classes[kind], blob


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main(arguments: List[str]) -> int:
    """Run the job in the folder named by the only argument; returns the exit status."""
    start = time.perf_counter()
    try:
        run_job(Path(arguments[0]), lambda percent, text: _say(progress=percent, text=text))
    except (FarmlandError, sqlite3.Error, OSError, shapely.GEOSException, MemoryError, ValueError) as error:
        _say(error=f"{type(error).__name__}: {error}")
        return 1
    _say(done=time.perf_counter() - start)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
