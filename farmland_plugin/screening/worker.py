"""The worker process: `python -m farmland_plugin.screening.worker [FOLDER]` screens the job in a folder (no
qgis); without FOLDER it waits for one on its standard input, its libraries loaded.

It prints one JSON object a line: {"progress": 0..100, "text": ...} on the way, {"done": seconds} at the end, or
{"error": sentence} before a non-zero exit. A result file that exists is whole.
"""

from __future__ import annotations

import gc
import json
import os
import sqlite3
import sys
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, Generator, Iterator, List, NamedTuple, Sequence, Tuple

import numpy as np
import shapely

from ..domain.errors import FarmlandError
from ..ledger.lonlat import lonlat_for
from .clip import GeometryArray, IntArray
from .engine import (
    Kept,
    Measures,
    Outcome,
    Paired,
    Parcels,
    Settings,
    measure,
    paired,
    parcels_of,
    polygons_of,
)
from .facts import ScreeningRow, settle, settle_parts, settle_role
from .job import ResultWriter, Target, read_job, read_parcels
from .partition import Report, chunk_count, chunk_result, join
from .read import LayerRows, read_layer
from .roles import together

AHEAD = 2
"""Layers read and paired while another is cut, each by a thread."""


class _Opened(NamedTuple):
    """The parcels of one chunk: their positions in the job, ground, and area_m2 in cents."""

    positions: List[int]
    parcels: Parcels
    totals: IntArray


_Step = Tuple[int, int, _Opened, Paired]
_Ahead = Tuple[int, int, "Future[_Opened]", "Future[Paired]"]


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
    """Chunks screened one after the other; what comes next is read while this is cut."""

    def __init__(self, folder: Path, pool: ThreadPoolExecutor) -> None:
        self.folder, self.job = folder, read_job(folder)
        self.settings = Settings(self.job.rule, lonlat_for(self.job.rule, self.job.crs_wkt), self.job.cores, self.job.sliver_m2)
        self.pool = pool if self.job.cores > 1 else None
        self.united = self.job.united_roles()
        self.together = {number for numbers in self.united.values() for number in numbers}

    def _parcels(self, number: int) -> _Opened:
        rows = read_parcels(self.folder, number)
        return _Opened(rows.positions, parcels_of(rows.wkb, self.settings), np.array(rows.cents, dtype=np.int64))

    def _layer(self, chunk: _Opened, target: int) -> Paired:
        layer, polygons = load_layer(self.job.targets[target], chunk.parcels)
        return paired(chunk.parcels, layer, polygons, self.settings)

    def _steps(self, numbers: Sequence[int]) -> Generator[_Step, None, None]:
        """Every chunk with every layer, small layers first; what comes next is read ahead."""
        order = sorted(range(len(self.job.targets)), key=lambda number: Path(self.job.targets[number].cache).stat().st_size)
        with ThreadPoolExecutor(AHEAD) as reader:
            chunks: Dict[int, Future[_Opened]] = {}

            def start(number: int, target: int) -> _Ahead:
                if number not in chunks:
                    chunks[number] = reader.submit(self._parcels, number)
                chunk = chunks[number]  # asked for before its layers: a reader that waits for it waits for another that works
                return number, target, chunk, reader.submit(lambda: self._layer(chunk.result(), target))

            wanted = [(number, target) for number in numbers for target in order]
            ahead = deque(start(*step) for step in wanted[:AHEAD])
            for index in range(len(wanted)):
                number, target, chunk, reading = ahead.popleft()
                found = reading.result()
                del reading
                if index + AHEAD < len(wanted):
                    ahead.append(start(*wanted[index + AHEAD]))
                if target == order[-1]:
                    del chunks[number]
                yield number, target, chunk.result(), found

    def run(self, numbers: Sequence[int], report: Report) -> None:
        """Screen some chunks, each into its own result file."""
        layers, done = len(self.job.targets), 0
        current: List[_Open] = []
        steps = self._steps(numbers)
        try:
            for number, target, chunk, found in steps:
                if not current:
                    current = [_Open(chunk, ResultWriter(chunk_result(self.folder, number)))]
                self._cut(current[0], target, found)
                done += 1
                if done % layers == 0:
                    self._unite(current[0])
                    current.pop().writer.finish()
                report(100.0 * done / (len(numbers) * layers), self.job.targets[target].role)
        finally:
            steps.close()
            for left in current:
                left.writer.drop()

    def _cut(self, now: _Open, target: int, pairs: Paired) -> None:
        """Measure one layer in the current chunk."""
        asked = self.job.targets[target]
        how = Measures(asked.tessellation, asked.rest, self.job.pieces)
        found = measure(now.chunk.parcels, pairs, self.settings, how, self.pool)
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
                             rest=rest, remainders=self.job.remainders, pool=self.pool)
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


def run_chunks(folder: Path, numbers: Sequence[int], report: Report) -> None:
    """Screen some chunks of the job in `folder`, one after the other; a chunk's result file that exists is whole.

    Raises FarmlandError, sqlite3.Error, OSError or shapely.GEOSException.
    """
    with ThreadPoolExecutor(max(read_job(folder).cores, 1)) as pool:
        _Screening(folder, pool).run(numbers, report)


def run_job(folder: Path, report: Callable[[float, str], None]) -> None:
    """Screen the job in `folder` and leave result.sqlite there.

    Raises FarmlandError, sqlite3.Error, OSError or shapely.GEOSException; then no result exists.
    """
    run_chunks(folder, range(chunk_count(folder)), report)
    join(folder)


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=True) + "\n")
    sys.stdout.flush()


def main(arguments: List[str]) -> int:
    """Run the job in the folder named by the only argument, or by a line of standard input; returns the exit status."""
    folder = arguments[0] if arguments else sys.stdin.buffer.readline().decode("utf-8").rstrip("\r\n")
    if not folder:
        return 1  # whoever started it is gone
    start = time.perf_counter()
    gc.disable()  # millions of small objects, no cycles: looking for some costs a tenth of the time
    try:
        run_job(Path(folder), lambda percent, text: _say(progress=percent, text=text))
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
