"""Parcels that lie on ground which other parcels already cover: within a batch and against the ledger (001-03)."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from qgis.core import QgsFeature, QgsRectangle, QgsSpatialIndex

from ...compat import geometry_of, shapely_here
from ...domain.area import round_half_up
from ...domain.parcel import Link, Parcel
from ...domain.progress import Feedback, NoFeedback
from ...domain.same_ground import Thresholds, classify
from ..taking_in.geometry import DEGREE_M
from ..taking_in.spool import Parcels

_AT_ONCE = 50_000  # geometries in memory
_PIECES = 4096  # intersections between two looks at the cancel button
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Pair:
    """A new parcel and another one that cover the same ground.

    :param known: the other was in the ledger before. :param relation: as ``same_ground.classify`` has it, seen from the new
        parcel. :param common_m2: planar. :param share: of the new parcel, :param other_share: of the other, 0–1.
    :param iou: intersection over union, 0–1.
    """

    new: Parcel
    other: Parcel
    known: bool
    relation: str
    common_m2: Decimal
    share: float
    other_share: float
    iou: float


class _Met(NamedTuple):
    """Two parcels by number, and what they share: areas of both and of their common ground, whether they touch."""

    new: int
    other: int
    known: bool
    area: float
    other_area: float
    common: float
    touches: bool


def find_pairs(new: Iterable[Parcel], known: Iterable[Parcel], thresholds: Thresholds = Thresholds(),  # noqa: B008 (frozen)
               feedback: Feedback = NoFeedback(), *, degrees: bool = False) -> List[Pair]:  # noqa: B008 (stateless)
    """Return the pairs that the thresholds count as the same ground, in the order of the new parcels.

    Of a pair within the batch the later parcel is the new one. Parcels of a ``Parcels`` are read as they are needed; their
    copies in the pairs are complete, those of the ledger have no attributes when ``known`` is a ``Parcels``.

    :param degrees: coordinates are longitude and latitude; areas in m² are then those at the new parcel's latitude.
    """
    mine = new if isinstance(new, Parcels) else Parcels.of(new)
    if not len(mine):
        return []
    west, south, east, north = mine.bounds[:, 0].min(), mine.bounds[:, 1].min(), mine.bounds[:, 2].max(), mine.bounds[:, 3].max()
    theirs = known if isinstance(known, Parcels) else Parcels.of(known)
    box = theirs.bounds
    near = np.flatnonzero((box[:, 0] <= east) & (box[:, 2] >= west) & (box[:, 1] <= north) & (box[:, 3] >= south))
    found: List[Tuple[_Met, str]] = []
    meet: Callable[..., Iterator[_Met]] = _by_qgis if shapely_here() is None else _by_shapely
    rough = replace(thresholds, least_m2=thresholds.least_m2 / DEGREE_M**2) if degrees else thresholds
    for met in meet(mine, theirs, near, rough, feedback):
        if degrees:
            met = _in_metres(met, mine.bounds[met.new])
        relation = classify(met.area, met.other_area, met.common, thresholds, touches=met.touches)
        if relation:
            found.append((met, relation))
    found.sort(key=lambda one: (one[0].new, not one[0].known, one[0].other))
    return _pairs(found, mine, theirs)


def _in_metres(met: _Met, box: Floats) -> _Met:
    """Return areas of square degrees in m², at the latitude of an envelope."""
    one = DEGREE_M**2 * math.cos(math.radians(float(box[1] + box[3]) / 2))
    return met._replace(area=met.area * one, other_area=met.other_area * one, common=met.common * one)


def _pairs(found: Sequence[Tuple[_Met, str]], mine: Parcels, theirs: Parcels) -> List[Pair]:
    own = mine.some([met.new for met, _ in found] + [met.other for met, _ in found if not met.known])
    others = theirs.some([met.other for met, _ in found if met.known])
    pairs = []
    for met, relation in found:
        common = max(0.0, min(met.common, met.area, met.other_area))
        union = met.area + met.other_area - common
        pairs.append(Pair(own[met.new], (others if met.known else own)[met.other], met.known, relation, round_half_up(common),
                          common / met.area if met.area else 0.0, common / met.other_area if met.other_area else 0.0,
                          common / union if union else 0.0))
    return pairs


def _strips(mine: Floats, theirs: Floats, near: Ints) -> Iterator[Tuple[float, float]]:
    """Yield strips from south to north, each of so few parcels that their geometries fit into memory."""
    south = np.sort(np.concatenate([mine[:, 1], theirs[near, 1]]))
    edges = [float("-inf"), *south[_AT_ONCE::_AT_ONCE].tolist(), float("inf")]
    for low, high in zip(edges, edges[1:]):
        if low < high:
            yield low, high


def _by_shapely(mine: Parcels, theirs: Parcels, near: Ints, thresholds: Thresholds, feedback: Feedback) -> Iterator[_Met]:
    shapely = shapely_here()
    own, other = mine.bounds, theirs.bounds
    for low, high in _strips(own, other, near):
        feedback.check()
        some = np.flatnonzero((own[:, 1] < high) & (own[:, 3] >= low))
        known = near[(other[near, 1] < high) & (other[near, 3] >= low)]
        if not len(some):
            continue
        boxes, count = np.concatenate([other[known], own[some]]), len(known)
        one, two = meeting(boxes)
        starts = np.maximum(boxes[one, 1], boxes[two, 1])  # a pair belongs to the strip where the later one begins
        keep = (one >= count) & (starts >= low) & (starts < high)
        if not thresholds.touching:
            size = np.minimum(boxes[one, 2:], boxes[two, 2:]) - np.maximum(boxes[one, :2], boxes[two, :2])
            keep &= (size > 0).all(axis=1)
        one, two = one[keep], two[keep]
        if not len(one):
            continue
        used, place = np.unique(np.concatenate([one, two]), return_inverse=True)
        wkb = np.empty(len(used), dtype=object)
        wkb[:] = theirs.wkb(known[used[used < count]]) + mine.wkb(some[used[used >= count] - count])
        shapes = shapely.from_wkb(wkb)
        yield from _measured(shapely, shapes, boxes[used], place[: len(one)], place[len(one):], used, known, some, thresholds,
                             feedback)


def meeting(boxes: Floats) -> Tuple[Ints, Ints]:
    """Return the pairs of envelopes (n, 4) that meet or touch, each once, the later one first.

    In strips from south to north, twice as high as an envelope is on average, by a sweep from west to east.
    """
    step = 2 * float(np.mean(boxes[:, 3] - boxes[:, 1])) or 1.0
    first, last = (np.floor((boxes[:, at] - boxes[:, 1].min()) / step).astype(np.int64) for at in (1, 3))
    times = last - first + 1
    which = np.repeat(np.arange(len(boxes)), times)
    strip = _counted(times) + np.repeat(first, times)
    order = np.lexsort((boxes[which, 0], strip))
    which, strip = which[order], strip[order]
    west, east = (boxes[which, at] - boxes[:, 0].min() for at in (0, 2))
    apart = strip * (2 * float(east.max()) + 1.0)
    until = np.searchsorted(apart + west, apart + east + 8 * np.spacing(apart[-1] + east.max()), side="right")
    ahead = until - np.arange(len(which)) - 1
    one = np.repeat(np.arange(len(which)), ahead)
    two = one + 1 + _counted(ahead)
    here, one, two = strip[one], which[one], which[two]
    keep = (np.maximum(boxes[one, :2], boxes[two, :2]) <= np.minimum(boxes[one, 2:], boxes[two, 2:])).all(axis=1)
    keep &= here == np.maximum(first[one], first[two])  # those that share several strips count in one
    return np.maximum(one, two)[keep], np.minimum(one, two)[keep]


def _counted(times: Ints) -> Ints:
    """Return 0, 1, … up to each number, one run after the other."""
    return np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)


def _measured(shapely: Any, shapes: Any, boxes: Floats, one: Ints, two: Ints, used: Ints, known: Ints, some: Ints,
              thresholds: Thresholds, feedback: Feedback) -> Iterator[_Met]:
    """Yield pairs with what they share.

    :param one, two: into ``shapes`` and ``boxes``. :param used: what these are: ``known`` first, then ``some``.
    """
    area = shapely.area(shapes)
    if not thresholds.touching:
        hopeful = _hopeful(boxes, area, one, two, thresholds)
        one, two = one[hopeful], two[hopeful]
    common, touches = _common(shapely, shapes, one, two, thresholds, feedback)
    numbers, old = np.concatenate([known, some])[used], used < len(known)
    yield from map(_Met._make, zip(numbers[one].tolist(), numbers[two].tolist(), old[two].tolist(), area[one].tolist(),
                                   area[two].tolist(), common.tolist(), touches.tolist()))


def _hopeful(boxes: Floats, area: Floats, one: Ints, two: Ints, thresholds: Thresholds) -> npt.NDArray[np.bool_]:
    """Return which pairs may share enough: their envelopes do."""
    size = np.minimum(boxes[one, 2:], boxes[two, 2:]) - np.maximum(boxes[one, :2], boxes[two, :2])
    most = np.prod(np.maximum(size, 0.0), axis=1)
    smaller = np.minimum(area[one], area[two])
    hopeful: npt.NDArray[np.bool_] = (most >= thresholds.least_share * smaller) | (most >= thresholds.least_m2)
    return hopeful


def _common(shapely: Any, shapes: Any, one: Ints, two: Ints, thresholds: Thresholds,
            feedback: Feedback) -> Tuple[Floats, npt.NDArray[np.bool_]]:
    """Return the common area of each pair, and whether they touch (looked at only where the thresholds ask for it)."""
    common, touches = np.zeros(len(one)), np.zeros(len(one), dtype=bool)
    for first in range(0, len(one), _PIECES):
        feedback.check()
        part = slice(first, first + _PIECES)
        left, right = shapes[one[part]], shapes[two[part]]
        try:
            common[part] = shapely.area(shapely.intersection(left, right))
        except shapely.GEOSException:
            common[part] = [_common_of(shapely, a, b) for a, b in zip(left, right)]
        if thresholds.touching:
            touches[part] = shapely.intersects(left, right)
    return common, touches


def _common_of(shapely: Any, one: Any, other: Any) -> float:
    """Return the common area of a pair on which the plain overlay fails: on repaired shapes."""
    try:
        return float(shapely.area(shapely.intersection(one, other)))
    except shapely.GEOSException:
        return float(shapely.area(shapely.intersection(shapely.make_valid(one), shapely.make_valid(other), grid_size=1e-4)))


def _by_qgis(mine: Parcels, theirs: Parcels, near: Ints, thresholds: Thresholds, feedback: Feedback) -> Iterator[_Met]:
    """The same without shapely."""
    known, count = near.tolist(), len(near)
    shapes = [geometry_of(wkb) for wkb in [*theirs.wkb(known), *mine.wkb(range(len(mine)))]]
    index = QgsSpatialIndex()
    for number, shape in enumerate(shapes):
        feature = QgsFeature(number)
        feature.setGeometry(shape)
        index.addFeature(feature)
    for number in range(count, len(shapes)):
        feedback.check()
        shape = shapes[number]
        for other in sorted(index.intersects(QgsRectangle(shape.boundingBox()))):
            if other < count or other < number:
                common = shape.intersection(shapes[other]).area()
                touches = thresholds.touching and shape.intersects(shapes[other])
                yield _Met(number - count, known[other] if other < count else other - count, other < count, shape.area(),
                           shapes[other].area(), common, touches)


def links_of(pairs: Iterable[Pair], new_uid: Callable[[], str]) -> List[Link]:
    """Return the links that a ledger keeps of pairs, undecided."""
    return [Link(new_uid(), pair.new.parcel_uid, pair.other.parcel_uid, pair.relation, pair.common_m2, pair.share,
                 pair.other_share, pair.iou) for pair in pairs]


def parents(new: Iterable[Tuple[str, str, str]], known: Iterable[Tuple[str, str]]) -> Dict[str, str]:
    """Return the parent's uid of each new split parcel whose parent is unmistakable.

    A parcel's parent is the one whose number its row names, else the one its own number is built on
    (``130427SJBG26210310_3``).

    :param new: uid, number and the parent's number as issued ('' for none). :param known: uid and number of every parcel
        that may be a parent, new ones included.
    """
    wanted = {uid: parent or _stem(number) for uid, number, parent in new if parent or _stem(number)}
    if not wanted:
        return {}
    numbers = set(wanted.values())
    owners: Dict[str, List[str]] = {}
    for uid, number in known:
        if number in numbers:
            owners.setdefault(number, []).append(uid)
    return {uid: owners[number][0] for uid, number in wanted.items() if len(owners.get(number, ())) == 1
            and owners[number][0] != uid}


def _stem(number: str) -> str:
    stem, separator, suffix = number.rpartition("_")
    return stem if separator and suffix.isdigit() and len(suffix) <= 3 and len(stem) >= 8 else ""
