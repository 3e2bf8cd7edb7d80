"""A batch that was issued again (重新下发): which of its parcels are the same, changed, added, and which were withdrawn."""

from __future__ import annotations

from typing import Collection, Dict, Iterable, List, Optional, Sequence, Set, Tuple

from qgis.core import QgsFeature, QgsGeometry, QgsSpatialIndex

from ...domain.parcel import Batch, Parcel, Reissued
from ...domain.same_ground import GEOMETRY, Thresholds
from .areas_of_reference import shape_of

NUMBER, MONITORED, TOWNSHIP, VILLAGE = "source_no", "monitored_area", "township", "village"
SAME, CHANGED, ADDED, WITHDRAWN = "same", "changed", "added", "withdrawn"
LEAST_COMMON = 0.5  # share of the smaller batch's numbers: below it two batches merely name some parcels alike
LEAST_NUMBERS = 3
UNKNOWN = Thresholds()


def compare(new: Sequence[Parcel], old: Sequence[Parcel], thresholds: Thresholds = UNKNOWN, *,
            batch_id: str = "") -> List[Reissued]:
    """Return what became of every parcel of both issues, in the order of the new one, the withdrawn ones last.

    Parcels are the same one by number, or (renumbered, or without number) by outline: the identical one first, else the one
    that agrees best, at least as well as a redrawn one. Of several with one number the outline decides which is which.

    :param old: as issued, with geometry. :param batch_id: the new batch's; needed where nothing of it was imported.
    """
    pairs = _pairs(new, old, thresholds)
    batch = batch_id or (new[0].batch_id if new else "")
    found = []
    for at, parcel in enumerate(new):
        before = pairs.get(at)
        if before is None:
            found.append(Reissued(batch, parcel.source_no, ADDED, parcel.parcel_uid))
            continue
        what = changes(parcel, old[before], thresholds)
        found.append(Reissued(batch, parcel.source_no, CHANGED if what else SAME, parcel.parcel_uid, old[before].parcel_uid,
                              ",".join(what)))
    kept = set(pairs.values())
    return found + [Reissued(batch, parcel.source_no, WITHDRAWN, "", parcel.parcel_uid)
                    for at, parcel in enumerate(old) if at not in kept]


def changes(new: Parcel, old: Parcel, thresholds: Thresholds = UNKNOWN) -> List[str]:
    """Return what differs between two issues of a parcel: geometry, source_no, monitored_area, and fields by their names.

    A field that only one of the issues has differs where it says something.
    """
    what = []
    if new.geom_hash != old.geom_hash and _agreement(shape_of(new.geom), shape_of(old.geom)) < thresholds.identical_iou:
        what.append(GEOMETRY)
    if new.source_no != old.source_no and not (_made_up(new) and _made_up(old)):
        what.append(NUMBER)
    if new.monitored_area_m2 != old.monitored_area_m2:
        what.append(MONITORED)
    names = [*new.attributes, *(name for name in old.attributes if name not in new.attributes)]
    fields = [name for name in names if _text(new, name) != _text(old, name)]
    return what + [name.replace(",", "，") for name in fields]


def _made_up(parcel: Parcel) -> bool:
    """Whether a parcel came without a number and was named by its batch and row."""
    return parcel.source_no.endswith(f"-{parcel.source_row}") and parcel.source_no not in parcel.attributes.values()


def _text(parcel: Parcel, name: str) -> str:
    value = parcel.attributes.get(name)
    return "" if value is None else str(value).strip()


def _pairs(new: Sequence[Parcel], old: Sequence[Parcel], thresholds: Thresholds) -> Dict[int, int]:
    """Return position in the new issue -> position in the old one, each used once."""
    pairs: Dict[int, int] = {}
    by_number: Dict[str, Tuple[List[int], List[int]]] = {}
    for side, parcels in enumerate((new, old)):
        for at, parcel in enumerate(parcels):
            if parcel.source_no:
                by_number.setdefault(parcel.source_no, ([], []))[side].append(at)
    for mine, theirs in by_number.values():
        if len(mine) == len(theirs) == 1:
            pairs[mine[0]] = theirs[0]
        elif mine and theirs:
            _match(pairs, mine, theirs, new, old, 0.0)
    left = [at for at in range(len(new)) if at not in pairs]
    taken = set(pairs.values())
    _match(pairs, left, [at for at in range(len(old)) if at not in taken], new, old, thresholds.redrawn_iou)
    return pairs


def _match(pairs: Dict[int, int], mine: Sequence[int], theirs: Sequence[int], new: Sequence[Parcel], old: Sequence[Parcel],
           least: float) -> None:
    """Pair parcels by outline: identical ones, then those that agree best."""
    by_hash: Dict[str, List[int]] = {}
    for at in theirs:
        by_hash.setdefault(old[at].geom_hash, []).append(at)
    taken: Set[int] = set()
    for at in mine:
        waiting = by_hash.get(new[at].geom_hash)
        if waiting:
            pairs[at] = waiting.pop(0)
            taken.add(pairs[at])
    rest = [at for at in theirs if at not in taken]
    open_ends = [at for at in mine if at not in pairs]
    if not rest or not open_ends:
        return
    index, shapes = QgsSpatialIndex(), {at: shape_of(old[at].geom) for at in rest}
    for at, shape in shapes.items():
        feature = QgsFeature(at)
        feature.setGeometry(shape)
        index.addFeature(feature)
    graded = []
    for at in open_ends:
        shape = shape_of(new[at].geom)
        graded += [(-_agreement(shape, shapes[other]), at, other) for other in index.intersects(shape.boundingBox())]
    for grade, at, other in sorted(graded):
        if at not in pairs and other not in taken and grade < 0 and -grade >= least:
            pairs[at] = other
            taken.add(other)


def _agreement(one: QgsGeometry, other: QgsGeometry) -> float:
    """Return intersection over union, 0 to 1."""
    if not one.boundingBox().intersects(other.boundingBox()):
        return 0.0
    common = one.intersection(other).area()
    union = one.area() + other.area() - common
    return common / union if union > 0 else 0.0


def suggest_reissue_of(numbers: Iterable[str], earlier: Iterable[Tuple[Batch, Collection[str]]]) -> Optional[Batch]:
    """Return the batch that a new one seems to be issued again for, None when none shares enough numbers.

    :param numbers: of the new batch. :param earlier: batches of the ledger, in the order of import, with their numbers.
    """
    mine = {number for number in numbers if number}
    best: Tuple[float, Optional[Batch]] = (0.0, None)
    for batch, listed in earlier:
        theirs = {number for number in listed if number}
        common = len(mine & theirs)
        share = common / min(len(mine), len(theirs)) if mine and theirs else 0.0
        if batch.kind == "issued" and common >= LEAST_NUMBERS and share >= LEAST_COMMON and share >= best[0]:
            best = (share, batch)
    return best[1]
