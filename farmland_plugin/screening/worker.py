"""A worker process: `python -m farmland_plugin.screening.worker [FOLDER]` screens the job in a folder (no qgis).

Without FOLDER it waits for one on its standard input, its libraries loaded, and shares the job's chunks with others that
were told the same folder: each takes the next chunk that nobody has taken; who started them joins the results. It prints
one JSON object a line: {"progress": 0..100} alone, {"step": 1} for each layer of a chunk as one of several, {"done": seconds}
at the end, or {"error": sentence} before a non-zero exit. A result file that exists is whole.
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import sqlite3
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, Iterable, Iterator, List, NamedTuple, Tuple

import numpy as np
import shapely

from ..domain.errors import FarmlandError
from ..ledger.lonlat import lonlat_for
from .clip import GeometryArray, IntArray
from .engine import (
    Kept,
    Measures,
    Outcome,
    Parcels,
    Settings,
    measure,
    paired,
    parcels_of,
    polygons_of,
)
from .facts import ScreeningRow, settle, settle_parts, settle_role
from .job import ResultWriter, Target, read_job, read_parcels
from .partition import chunk_count, chunk_result, join
from .read import LayerRows, read_layer
from .roles import together


class _Opened(NamedTuple):
    """The parcels of one chunk: their positions in the job, ground, and area_m2 in cents."""

    positions: List[int]
    parcels: Parcels
    totals: IntArray


@dataclass
class _Open:
    """One chunk being screened: where its result goes, and what the layers of united roles have given so far."""

    chunk: _Opened
    writer: ResultWriter
    kept: Dict[int, Tuple[Kept, List[ScreeningRow]]] = field(default_factory=dict)


def load_layer(target: Target, parcels: Parcels) -> Tuple[LayerRows, GeometryArray]:
    """The features of a layer that may touch some parcels."""
    rows = read_layer(Path(target.cache), parcels.boxes, parcels.meets)
    polygons = polygons_of(rows.wkb)
    rows.wkb.clear()
    return rows, polygons


class _Screening:
    """The chunks of a job, screened one after the other."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.job = folder, read_job(folder)
        self.settings = Settings(self.job.rule, lonlat_for(self.job.rule, self.job.crs_wkt), self.job.sliver_m2)
        self.united = self.job.united_roles()
        self.together = {number for numbers in self.united.values() for number in numbers}

    def run(self, number: int, told: Callable[[], None]) -> None:
        """Screen one chunk into its own result file; `told` after each layer."""
        rows = read_parcels(self.folder, number)
        chunk = _Opened(rows.positions, parcels_of(rows.wkb, self.settings), np.array(rows.cents, dtype=np.int64))
        rows.wkb.clear()
        now = _Open(chunk, ResultWriter(chunk_result(self.folder, number)))
        try:
            for target in range(len(self.job.targets)):
                self._cut(now, target)
                told()
            self._unite(now)
            now.writer.finish()
        finally:
            now.writer.drop()

    def _cut(self, now: _Open, target: int) -> None:
        """Read one layer and measure it."""
        asked, parcels = self.job.targets[target], now.chunk.parcels
        pairs = paired(parcels, *load_layer(asked, parcels), self.settings)
        found = measure(parcels, pairs, self.settings, Measures(asked.tessellation, asked.rest, self.job.pieces))
        overlaps, screenings = settle(found.measured, now.chunk.totals)
        now.writer.add(target, now.chunk.positions, overlaps, screenings, settle_parts(found.measured, overlaps))
        now.writer.add_pieces(target, now.chunk.positions, _piece_rows(found))
        if target in self.together:
            now.kept[target] = found.kept, screenings

    def _unite(self, now: _Open) -> None:
        """Look at the layers of one role together, in the current chunk."""
        for role, numbers in self.united.items():
            layers = [now.kept[number] for number in numbers]
            rest = any(self.job.targets[number].rest for number in numbers)
            found = together(now.chunk.parcels, [kept for kept, _ in layers], self.settings,
                             rest=rest, remainders=self.job.remainders)
            covers = settle_role([rows for _, rows in layers], found.united)
            uncovered = [row[2] for row in covers]
            wkb = zip(found.parcels.tolist(), shapely.to_wkb(found.left)) if self.job.remainders else ()
            now.writer.add_role(role, now.chunk.positions, covers if len(numbers) > 1 else (),
                                ((parcel, ground, uncovered[parcel]) for parcel, ground in wkb if uncovered[parcel]))
            for parcel, text in found.remarks:
                now.writer.remark(numbers[0], now.chunk.positions[parcel], text)


def _piece_rows(found: Outcome) -> Iterator[Tuple[int, str, bytes]]:
    if found.shared is not None:
        classes = [found.measured.classes[kind] for kind in found.shared.class_index.tolist()]
        for parcel, code, wkb in zip(found.shared.parcel.tolist(), classes, shapely.to_wkb(found.shared.polygon)):
            if wkb is not None:
                yield parcel, code, wkb


def run_chunks(folder: Path, numbers: Iterable[int], told: Callable[[], None]) -> None:
    """Screen some chunks of the job in `folder`, one after the other; `told` after each layer of each.

    Raises FarmlandError, sqlite3.Error, OSError or shapely.GEOSException; a chunk's result file that exists is whole.
    """
    screening = _Screening(folder)
    for number in numbers:
        screening.run(number, told)


def run_job(folder: Path, report: Callable[[float], None]) -> None:
    """Screen the job in `folder` alone and leave result.sqlite there.

    Raises FarmlandError, sqlite3.Error, OSError or shapely.GEOSException; then no result exists.
    """
    steps, done = chunk_count(folder) * len(read_job(folder).targets), itertools.count(1)
    run_chunks(folder, range(chunk_count(folder)), lambda: report(100.0 * next(done) / steps))
    join(folder)


def untaken(folder: Path) -> Iterator[int]:
    """The numbers of chunks that no other process has taken, each taken when it comes up."""
    for number in range(chunk_count(folder)):
        try:
            os.close(os.open(folder / f"taken_{number}", os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            continue
        yield number


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main(arguments: List[str]) -> int:
    """Run the job in the folder named by the only argument, or by a line of standard input; returns the exit status."""
    name = arguments[0] if arguments else sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    if not name:
        return 1  # whoever started it is gone
    start, folder = time.perf_counter(), Path(name)
    gc.disable()  # millions of small objects, no cycles: looking for some costs a tenth of the time
    try:
        if arguments:
            run_job(folder, lambda percent: _say(progress=percent))
        else:
            run_chunks(folder, untaken(folder), lambda: _say(step=1))
    except (FarmlandError, sqlite3.Error, OSError, shapely.GEOSException, MemoryError, ValueError) as error:
        _say(error=f"{type(error).__name__}: {error}")
        return 1
    _say(done=time.perf_counter() - start)
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)  # at once: taking apart what was screened would take a while, and the files are closed
