"""Parcels that lie on ground which other parcels already cover: within a batch and against the ledger (001-03)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, Iterable, List, Sequence, Tuple

from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsSpatialIndex

from ..domain.parcel import Parcel
from ..domain.progress import Feedback
from ..domain.wkb import envelope

SHARE = 0.05  # of the smaller parcel; below it the touch is a matter of drawing


@dataclass(frozen=True)
class Pair:
    """A new parcel and another one that cover the same ground.

    :param share: of the smaller area, 0–1. :param iou: intersection over union, 0–1. :param known: the other was in the
        ledger before.
    """

    new: Parcel
    other: Parcel
    share: float
    iou: float
    known: bool


def find_pairs(new: Sequence[Parcel], known: Iterable[Parcel], feedback: Feedback) -> List[Pair]:
    """Return the pairs that share more than 5 % of the smaller parcel, in the order of the new parcels."""
    if not new:
        return []
    extent = QgsRectangle()
    for parcel in new:
        extent.combineExtentWith(QgsRectangle(*envelope(parcel.geom)))
    others = [p for p in known if extent.intersects(QgsRectangle(*envelope(p.geom)))]
    everything: List[Tuple[Parcel, bool]] = [(p, True) for p in others] + [(p, False) for p in new]
    shapes = [_geometry(parcel) for parcel, _ in everything]
    index = QgsSpatialIndex()
    for number, shape in enumerate(shapes):
        feature = QgsFeature(number)
        feature.setGeometry(shape)
        index.addFeature(feature)
    pairs: List[Pair] = []
    for number in range(len(others), len(everything)):
        feedback.check()
        pairs.extend(_pairs_of(number, everything, shapes, index))
    return pairs


def _geometry(parcel: Parcel) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(parcel.geom)
    return geometry


def _pairs_of(number: int, everything: Sequence[Tuple[Parcel, bool]], shapes: Sequence[QgsGeometry],
              index: QgsSpatialIndex) -> List[Pair]:
    shape = shapes[number]
    area = shape.area()
    pairs = []
    for other in sorted(index.intersects(shape.boundingBox())):
        parcel, known = everything[other]
        if other >= number and not known:
            continue  # itself, or a pair of the batch that is seen from its later parcel
        common = shape.intersection(shapes[other]).area()
        smaller = min(area, shapes[other].area())
        if smaller > 0 and common / smaller > SHARE:
            union = area + shapes[other].area() - common
            pairs.append(Pair(everything[number][0], parcel, min(1.0, common / smaller), common / union, known))
    return pairs


def parents(new: Sequence[Parcel], known: Iterable[Parcel]) -> Dict[str, str]:
    """Return the parent's uid of each new split parcel (``130427SJBG26210310_3``) whose parent is unmistakable."""
    by_number: Dict[str, List[str]] = {}
    for parcel in [*known, *new]:
        by_number.setdefault(parcel.source_no, []).append(parcel.parcel_uid)
    found: Dict[str, str] = {}
    for parcel in new:
        stem, separator, suffix = parcel.source_no.rpartition("_")
        owners = by_number.get(stem, [])
        if separator and suffix.isdigit() and len(suffix) <= 3 and len(stem) >= 8 and len(owners) == 1:
            found[parcel.parcel_uid] = owners[0]
    return found
