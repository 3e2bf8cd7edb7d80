"""Comparing many parcels: planned by pairs of images, measured in threads, recorded portion by portion, never measured twice.

GDAL and NumPy leave Python's lock while they work, so threads do what processes would, without a second copy of everything.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import (
    Any,
    Callable,
    Dict,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
    TypeVar,
    Union,
)

import numpy as np
from osgeo import gdal

from ..domain.imagery import UNSURE, Comparison, ControlBuilding, PairCheck, check_key, comparison_key, key_of
from ..domain.parcel import Scene
from ..domain.progress import Feedback
from ..domain.wkb import envelope
from ..files import replacing
from ..ledger.door import utc_now
from ..ledger.ledger import Ledger
from .checking import as_check, distinct, from_check, places, read_both, score_control, shift_at
from .grid import Array, Box, Grid, Ground
from .judging import Judgement, judge
from .measures.images import Pair, extent
from .measures.measuring import Measured, measure
from .measures.profile import RULE, Profile
from .measures.registration import Registration
from .pairing import ScenePair, best_pair, given_pair
from .surroundings import Cropland, Suspects, mark_of
from .tiles import Days

CHANGES = "changes"  # folder of heat maps beside the ledger
TOO_LARGE = "too_large"
PORTION, PORTION_S = 100, 30.0  # recorded in one transaction
CACHE_BYTES = 96 << 20  # of GDAL's blocks, for all threads
CELL_M = 1000.0  # parcels of one cell follow one another, so that blocks of the images are read once
HEAT_STEPS, HEAT_EMPTY = 200, 255
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")


@dataclass(frozen=True)
class Task:
    """One parcel to be compared.

    :param ground: WKB in the ledger CRS. :param suspects: polygons of all parcels around it, itself too.
    """

    uid: str
    round: int
    ground: bytes
    pair: ScenePair
    suspects: Tuple[bytes, ...]


@dataclass
class Outcome:
    """What became of the parcels asked for.

    :param found: comparisons, made now or before. :param made: how many of them now. :param unpaired: why others have no pair.
    :param checks: of the pairs used. :param cancelled: the rest is left for the next run.
    """

    found: Dict[str, Comparison] = field(default_factory=dict)
    made: int = 0
    unpaired: Dict[str, str] = field(default_factory=dict)
    checks: List[PairCheck] = field(default_factory=list)
    cancelled: bool = False


class Settings(NamedTuple):
    """What a run works by: the profile with its digest, threads, and where heat maps go."""

    profile: Profile
    profile_sha256: str
    threads: int
    folder: Path


def settings_of(ledger: Ledger, threads: int = 0) -> Settings:
    """Return the settings of a ledger: its own rule ``change``, or the one shipped.

    :param threads: 0 for the cores, at most 4. :raises BadInput: naming what is wrong with the rule.
    """
    profile = Profile.from_rule(ledger.rule(RULE))
    return Settings(profile, profile.sha256, threads or min(4, os.cpu_count() or 1), ledger.files / CHANGES)


class Comparer:
    """Compares parcels of a ledger; the ledger is read and written by the calling thread only."""

    def __init__(self, ledger: Ledger, settings: Settings, feedback: Feedback) -> None:
        self.ledger, self.settings, self.feedback = ledger, settings, feedback
        self.days = Days(ledger.scene_tiles())
        self.suspects, self.cropland = Suspects.of(ledger), Cropland.of(ledger)
        self._own = threading.local()
        self._recorded = time.monotonic()
        self._waiting: Tuple[List[Comparison], List[PairCheck]] = ([], [])

    # -- planning -----------------------------------------------------------------------------------------------

    def plan(self, uids: Sequence[str], before: Optional[Scene], after: Optional[Scene], outcome: Outcome) -> List[Task]:
        """Return what is to be compared, pair by pair and place by place; what has no pair is noted in the outcome."""
        scenes, claimed = self.ledger.scenes(), self.ledger.claimed_demolitions(uids)
        rounds = {case.parcel_uid: case.round for case in self.ledger.cases(uids)}
        tasks = []
        for number, shape in enumerate(self.ledger.parcel_shapes(uids)):
            if number % 200 == 0:
                self.feedback.check()
            pair = self._pair(scenes, before, after, shape.geom, claimed.get(shape.parcel_uid, ""))
            if isinstance(pair, str):
                outcome.unpaired[shape.parcel_uid] = pair
                continue
            box = self._around(shape.geom)
            tasks.append(Task(shape.parcel_uid, rounds[shape.parcel_uid], shape.geom, pair, tuple(self.suspects.near(box))))
        return sorted(tasks, key=_order)

    def _pair(self, scenes: List[Scene], before: Optional[Scene], after: Optional[Scene], ground: bytes,
              claimed: str) -> Union[ScenePair, str]:
        if before is not None and after is not None:
            return given_pair(before, after, self.days, ground)
        kept = [one for one in scenes if (before is None or one.role not in BEFORE or one == before)
                and (after is None or one.role in BEFORE or one == after)]
        return best_pair(kept, self.days, ground, claimed, self._ground().filled)

    def _around(self, ground: bytes) -> Tuple[float, float, float, float]:
        """Return the box that is read for a parcel, in the ledger CRS; the parcel's own where it is too large to be read."""
        grid = self._ground().grid(envelope(ground), self.settings.profile.context_m)
        return envelope(ground) if grid is None else self._ground().box_in_ledger(grid)

    def _ground(self) -> Ground:
        """Return what reads images in this thread."""
        if not hasattr(self._own, "ground"):
            self._own.ground = Ground(self.ledger.crs_wkt, self.settings.profile.pixel_m)
        found: Ground = self._own.ground
        return found

    # -- running ------------------------------------------------------------------------------------------------

    def run(self, tasks: Sequence[Task], outcome: Outcome) -> None:
        """Compare; what was done is recorded even when the user stops."""
        known = self._known(tasks)
        with small_cache(), ThreadPoolExecutor(self.settings.threads) as pool:
            try:
                for group in _by_pair(tasks):
                    check = self._check(pool, group[0].pair)
                    outcome.checks.append(check)
                    self._group(pool, group, check, known, outcome, len(tasks))
                    if outcome.cancelled:
                        break
            finally:
                self._record(force=True)
        self.cropland.close()

    def _known(self, tasks: Sequence[Task]) -> Dict[Tuple[str, str], Comparison]:
        """Return the latest comparison of each parcel, by parcel and key, where its images still count.

        One that was followed by another is measured anew: what a run says must be what the ledger shows of a parcel afterwards.
        """
        gone, latest = self.ledger.withdrawn(), self.ledger.latest_comparisons([task.uid for task in tasks])
        return {(one.parcel_uid, one.input_key): one for one in latest.values()
                if not gone.keys() & {one.before_id, one.after_id}}

    def _group(self, pool: ThreadPoolExecutor, tasks: Sequence[Task], check: PairCheck,
               known: Dict[Tuple[str, str], Comparison], outcome: Outcome, total: int) -> None:
        todo: List[Tuple[Task, str]] = []
        for task in tasks:
            key = self._key(task, check)
            if (task.uid, key) in known and known[task.uid, key].round == task.round:
                outcome.found[task.uid] = known[task.uid, key]
            else:
                todo.append((task, key))
        agreed, control = from_check(check, self.settings.profile)

        def one(asked: Tuple[Task, str]) -> Comparison:
            measured = measure_task(self._ground(), asked[0], self.settings.profile, self.cropland, agreed, control)
            return self._comparison(asked[0], asked[1], measured)

        for made in in_order(pool, one, todo, 2 * self.settings.threads, self.feedback):
            outcome.found[made.parcel_uid] = made
            outcome.made += 1
            self._waiting[0].append(made)
            self._record()
            self.feedback.progress(5 + 95 * len(outcome.found) / total)
        outcome.cancelled = outcome.cancelled or self.feedback.is_cancelled()

    def _key(self, task: Task, check: PairCheck) -> str:
        place = (hashlib.sha256(task.ground).hexdigest(), key_of(mark_of(task.suspects), self.cropland.mark))
        return comparison_key(place, task.pair.dated, check.input_key, self.settings.profile_sha256)

    def _record(self, force: bool = False) -> None:
        """Write what has been made since, when there is enough of it."""
        made, checks = self._waiting
        due = len(made) >= PORTION or time.monotonic() - self._recorded > PORTION_S
        if (made or checks) and (force or due):
            self.ledger.record_comparisons(made, checks, {"profile_version": self.settings.profile.version})
            self._waiting, self._recorded = ([], []), time.monotonic()

    # -- a pair, a parcel -----------------------------------------------------------------------------------------

    def _check(self, pool: ThreadPoolExecutor, pair: ScenePair) -> PairCheck:
        """Return the check of a pair: the one recorded, else one made now."""
        marks = [one for one in distinct(self.ledger.control_buildings(pair.before.scene_id, pair.after.scene_id))
                 if (self.days.of(pair.before, one.geom)[1], self.days.of(pair.after, one.geom)[0]) == pair.key[2:]]
        key = check_key(pair.dated, (one.geom for one in marks), self.settings.profile_sha256)
        known = self.ledger.pair_check(key)
        if known is not None:
            return known

        def shift(box: Box) -> Tuple[Box, Optional[Registration]]:
            return box, shift_at(self._ground(), pair, box, self.suspects, self.settings.profile)

        ahead = 2 * self.settings.threads
        shifts = sorted(in_order(pool, shift, places(pair, self.days), ahead, self.feedback), key=lambda one: one[0])
        self.feedback.check()
        empty = as_check(pair, key, shifts, [], self.settings.profile, "", "")
        agreed, _ = from_check(empty, self.settings.profile)

        def scored(mark: ControlBuilding) -> Tuple[ControlBuilding, float]:
            return mark, score_control(self._ground(), pair, mark, self.suspects, agreed, self.settings.profile)

        scores = sorted(in_order(pool, scored, marks, ahead, self.feedback), key=lambda one: one[0].seq)
        self.feedback.check()
        made = as_check(pair, key, shifts, scores, self.settings.profile, self.ledger.new_uid(), utc_now())
        self._waiting[1].append(made)
        return made

    def _comparison(self, task: Task, key: str, done: Optional[Measuring]) -> Comparison:
        """Return what was measured as the ledger keeps it, its heat map written."""
        comparison_id, pair, settings = self.ledger.new_uid(), task.pair, self.settings
        common = {
            "comparison_id": comparison_id, "parcel_uid": task.uid, "round": task.round, "before_id": pair.before.scene_id,
            "after_id": pair.after.scene_id, "before_on": pair.before_on, "after_on": pair.after_on,
            "profile_version": settings.profile.version, "profile_sha256": settings.profile_sha256, "input_key": key,
            "made_at": utc_now()}
        if done is None:
            return Comparison(suggestion=UNSURE, reasons=[{"code": TOO_LARGE, "figures": {}}], scores={}, shift_x_m=None,
                              shift_y_m=None, residual_m2=0.0, residual_share=0.0, residual=b"", heat_map="", **common)
        heat_map = write_heat(settings.folder / f"{comparison_id}.tif", done)
        measured, judged = done.measured, done.judged
        return Comparison(
            suggestion=judged.suggestion, reasons=[one.as_json() for one in judged.reasons],
            scores={**measured.figures(), "same_picture": bool(measured.reuse.found)},
            shift_x_m=round(measured.registration.dx * done.grid.pixel_m, 3),
            shift_y_m=round(-measured.registration.dy * done.grid.pixel_m, 3),
            residual_m2=round(measured.persistence.residual_m2, 2), residual_share=round(measured.persistence.residual_share, 4),
            residual=done.residual, heat_map=heat_map, **common)


BEFORE = ("before", "base2013")


class Measuring(NamedTuple):
    """What was measured of a parcel, and where; ``residual`` is WKB in the ledger CRS."""

    measured: Measured
    judged: Judgement
    residual: bytes
    grid: Grid
    parcel: Array


def measure_task(ground: Ground, task: Task, profile: Profile, cropland: Cropland, agreed: Any, control: Any
                 ) -> Optional[Measuring]:
    """Return everything measured and judged of one parcel; None when it is too large to be judged from pixels."""
    grid = ground.grid(envelope(task.ground), profile.context_m)
    if grid is None:
        return None
    read = read_both(ground, task.pair, grid)
    parcel, others = ground.mask([task.ground], grid), ground.mask(task.suspects, grid)
    fields = cropland.near(ground.box_in_ledger(grid)) if cropland.known else []
    farmed = [ground.mask(fields, grid) & ~others & ~parcel] if fields else []
    measured = measure(Pair(read.before, read.after, read.valid, grid.pixel_m, parcel, (), others, farmed), profile,
                       control=control, neighbours=agreed)
    residual = ground.outline(measured.persistence.residual_mask, grid, task.ground)
    return Measuring(measured, judge(measured, profile), residual, grid, parcel)


def write_heat(path: Path, done: Measuring) -> str:
    """Write the heat map of a parcel, 0 to 1 as bytes with a scale, and return its name."""
    rows, columns = extent(done.parcel, 2)
    grid, heat = done.grid.part(rows, columns), done.measured.persistence.heat[rows, columns]
    steps = np.full(heat.shape, HEAT_EMPTY, np.uint8)
    seen = np.isfinite(heat)
    steps[seen] = np.round(np.clip(heat[seen], 0.0, 1.0) * HEAT_STEPS).astype(np.uint8)
    with replacing(path) as hidden:
        raster = gdal.GetDriverByName("GTiff").Create(str(hidden), grid.columns, grid.rows, 1, gdal.GDT_Byte, [
            "COMPRESS=DEFLATE"])
        raster.SetProjection(grid.wkt)
        raster.SetGeoTransform(grid.transform)
        band = raster.GetRasterBand(1)
        band.SetNoDataValue(HEAT_EMPTY)
        band.SetScale(1.0 / HEAT_STEPS)
        band.SetOffset(0.0)
        band.WriteArray(steps)
        raster.FlushCache()
        raster = None
    return path.name


def in_order(pool: ThreadPoolExecutor, work: Callable[[_Task], _Result], tasks: Iterable[_Task], ahead: int,
             feedback: Feedback) -> Iterator[_Result]:
    """Yield results as they come, with few tasks under way; after a stop only what was under way already."""
    waiting: Set[Future[_Result]] = set()
    left = iter(tasks)
    try:
        while True:
            while len(waiting) < ahead and not feedback.is_cancelled():
                task = next(left, None)
                if task is None:
                    break
                waiting.add(pool.submit(work, task))
            if not waiting:
                return
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            for future in done:
                yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def _by_pair(tasks: Sequence[Task]) -> List[List[Task]]:
    groups: Dict[Tuple[str, str, str, str], List[Task]] = {}
    for task in tasks:
        groups.setdefault(task.pair.key, []).append(task)
    return list(groups.values())


def _order(task: Task) -> Tuple[Any, ...]:
    """Order tasks by pair, then cell by cell."""
    west, south, _, _ = envelope(task.ground)
    cell = CELL_M if abs(west) > 360 else CELL_M / 111_000
    return (*task.pair.key, int(south // cell), int(west // cell), task.uid)


@contextmanager
def small_cache() -> Iterator[None]:
    """Keep GDAL's cache of blocks small while many windows are read once."""
    before = gdal.GetCacheMax()
    gdal.SetCacheMax(min(before, CACHE_BYTES))
    try:
        yield
    finally:
        gdal.SetCacheMax(before)
