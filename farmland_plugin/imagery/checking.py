"""What is found of two images as a pair, before any parcel: where they lie on each other, and whether they can be believed."""

from __future__ import annotations

import math
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from ..domain.imagery import FAILED, NO_CONTROLS, PASSED, TOO_FEW, ControlBuilding, PairCheck
from ..domain.wkb import envelope
from ..ledger.imagery import overlapping
from .grid import Array, Grid, Ground
from .measures.control import ControlTest, control_test
from .measures.images import Pair
from .measures.measuring import control_score
from .measures.profile import Profile
from .measures.registration import Agreement, Registration, agreement, register
from .pairing import ScenePair
from .surroundings import Suspects
from .tiles import Days

LATTICE = 12  # places a side that are thought of
MOST_WINDOWS = 25  # of them measured
WINDOW_M = 40.0
Box = Tuple[float, float, float, float]


class Read(NamedTuple):
    """Both images on one grid: pictures, and where both have some."""

    before: Array
    after: Array
    valid: Array


def read_both(ground: Ground, pair: ScenePair, grid: Grid) -> Read:
    """Return both images of a pair on a grid.

    :raises BadInput: when one cannot be read.
    """
    before, seen = ground.read(pair.before, grid)
    after, also = ground.read(pair.after, grid)
    return Read(before, after, seen & also)


def places(pair: ScenePair, days: Days) -> List[Box]:
    """Return the places a pair's shift is measured at: spread over where both images lie and have the pair's days."""
    one, other = pair.before.bounds, pair.after.bounds
    west, south, east, north = max(one[0], other[0]), max(one[1], other[1]), min(one[2], other[2]), min(one[3], other[3])
    if not (west < east and south < north):
        return []
    half = _units(pair, WINDOW_M / 2)
    found = []
    for y in _middles(south, north):
        for x in _middles(west, east):
            box = (x - half, y - half, x + half, y + half)
            square = _square(box)
            if days.of(pair.before, square)[1] == pair.before_on and days.of(pair.after, square)[0] == pair.after_on:
                found.append(box)
    return [found[number] for number in _spread(len(found), MOST_WINDOWS)]


def _units(pair: ScenePair, metres: float) -> float:
    """Return a length in units of the ledger CRS, from a scene's size in metres and in units."""
    scene = pair.before
    width = scene.bounds[2] - scene.bounds[0]
    unit = width / (scene.width * scene.resolution_m) if scene.width and scene.resolution_m else 1.0
    return metres * (unit if unit < 0.01 else 1.0)  # degrees, or metres


def _middles(low: float, high: float) -> List[float]:
    step = (high - low) / LATTICE
    return [low + step * (number + 0.5) for number in range(LATTICE)]


def _spread(count: int, most: int) -> List[int]:
    """Return at most so many numbers below ``count``, evenly apart, along a path that visits every part of a lattice."""
    return sorted({int(number) for number in np.linspace(0, count - 1, min(count, most))}) if count else []


def _square(box: Box) -> bytes:
    ring = np.array([(box[0], box[1]), (box[0], box[3]), (box[2], box[3]), (box[2], box[1]), (box[0], box[1])], dtype="<f8")
    return b"\x01\x03\x00\x00\x00\x01\x00\x00\x00\x05\x00\x00\x00" + ring.tobytes()


def shift_at(ground: Ground, pair: ScenePair, box: Box, suspects: Suspects, profile: Profile) -> Optional[Registration]:
    """Return the shift of a pair around one place; None where the images show nothing."""
    grid = ground.grid(box, profile.context_m)
    if grid is None:
        return None
    read = read_both(ground, pair, grid)
    if read.valid.mean() < 0.5:
        return None
    nothing = np.zeros(read.valid.shape, bool)
    others = ground.mask(suspects.near(ground.box_in_ledger(grid)), grid)
    return register(Pair(read.before, read.after, read.valid, grid.pixel_m, nothing, others=others), profile)


def score_control(ground: Ground, pair: ScenePair, mark: ControlBuilding, suspects: Suspects, neighbours: Optional[Agreement],
                  profile: Profile) -> float:
    """Return s3 of a control building; NaN when it cannot be measured."""
    grid = ground.grid(envelope(mark.geom), profile.context_m)
    if grid is None:
        return math.nan
    read = read_both(ground, pair, grid)
    others = ground.mask(suspects.near(ground.box_in_ledger(grid)), grid)
    asked = Pair(read.before, read.after, read.valid, grid.pixel_m, ground.mask([mark.geom], grid), others=others)
    return control_score(asked, profile, neighbours=neighbours)


def distinct(marks: Iterable[ControlBuilding]) -> List[ControlBuilding]:
    """Return the marks without those that overlap an earlier one: a house that two copies of a ledger marked is one house."""
    kept: List[ControlBuilding] = []
    for one in sorted(marks, key=lambda mark: (mark.marked_at, mark.control_id)):
        if not overlapping(one.geom, kept):
            kept.append(one)
    return kept


def consensus(shifts: Sequence[Tuple[Box, Optional[Registration]]]) -> Optional[Agreement]:
    """Return what the places agree on; None where none showed anything."""
    return agreement([one for _, one in shifts if one is not None])


def as_check(pair: ScenePair, key: str, shifts: Sequence[Tuple[Box, Optional[Registration]]],
             scores: Sequence[Tuple[ControlBuilding, float]], profile: Profile, check_id: str, made_at: str) -> PairCheck:
    """Return what was found as the ledger keeps it."""
    agreed, pixel = consensus(shifts), profile.pixel_m
    tested = control_test([score for _, score in scores], profile)
    windows = [{"x": round((box[0] + box[2]) / 2, 6), "y": round((box[1] + box[3]) / 2, 6), "dx": round(one.dx, 3),
                "dy": round(one.dy, 3), "confidence": round(one.confidence, 4), "reasons": list(one.reasons)}
               for box, one in shifts if one is not None]
    controls = [{"control_id": mark.control_id, "s3": None if math.isnan(score) else round(score, 4)} for mark, score in scores]
    result = NO_CONTROLS if not scores else FAILED if tested.failing else PASSED if tested.passed else TOO_FEW
    return PairCheck(
        check_id, *pair.key, profile.version, key, len(windows), None if agreed is None else round(agreed.dx * pixel, 3),
        None if agreed is None else round(-agreed.dy * pixel, 3), None if agreed is None else round(agreed.mad_px * pixel, 3),
        len(scores), tested.failed if scores else 0, result, {"windows": windows, "controls": controls}, made_at)


def from_check(check: PairCheck, profile: Profile) -> Tuple[Optional[Agreement], Optional[ControlTest]]:
    """Return the consensus and the control test as the measures want them, the same whether made now or read from the ledger."""
    agreed, pixel = None, profile.pixel_m
    if check.shift_x_m is not None and check.shift_y_m is not None and check.mad_m is not None:
        trusted = [one for one in check.detail["windows"] if not one["reasons"]] or check.detail["windows"]
        agreed = Agreement(check.shift_x_m / pixel, -check.shift_y_m / pixel, check.mad_m / pixel, len(trusted))
    if not check.controls:
        return agreed, None
    scores: List[Dict[str, Any]] = check.detail["controls"]
    return agreed, control_test([math.nan if one["s3"] is None else float(one["s3"]) for one in scores], profile)
