"""Parcels cut where a plan or another layer ends: what lies inside is disposed of otherwise than what lies outside (§2.6).

The parcel as issued stays; its parts are parcels of a batch of their own, numbered ``<number>_1``, ``_2`` and counted in its
place after the split (§2.4).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Dict, Iterable, List, Optional, Sequence

from qgis.core import QgsGeometry

from ...domain.area import areas_of_wkb, balance, round_half_up
from ...domain.errors import BadInput
from ...domain.parcel import Batch, Parcel, Redline
from ...domain.progress import Feedback
from ...domain.wkb import canonical, geometry_hash
from ...i18n import tr
from ...ledger.ledger import Ledger
from ...ledger.lonlat import lonlat_for
from ...ledger.same_ground import MANUAL
from .areas_of_reference import Areas, read_areas, shape_of
from .placing import locate

KIND = "split"
INSIDE, OUTSIDE = "inside", "outside"
BY, SIDE = "split_by", "split_side"  # attributes of the parts: the role of the layer, and inside or outside it
FINE = Decimal("0.0001")  # m²: issued areas in 亩 are no whole hundredths of a square metre


@dataclass
class Split:
    """What a run cut.

    :param batches: one for every batch that parcels were cut of, :param parts: their parcels, by batch_id. :param whole: parcels
        wholly on one side. :param skipped: sentences about parcels that were left alone. :param slivers: pieces below the least
        area that stay with the larger part, and their planar m².
    """

    line: Redline
    batches: List[Batch] = field(default_factory=list)
    parts: Dict[str, List[Parcel]] = field(default_factory=dict)
    cut: int = 0
    inside: int = 0
    outside: int = 0
    skipped: List[str] = field(default_factory=list)
    slivers: int = 0
    slivers_m2: float = 0.0

    @property
    def whole(self) -> int:
        """Parcels that lie wholly on one side."""
        return self.inside + self.outside


@dataclass(frozen=True)
class Cut:
    """One parcel's ground on both sides, planar geometry; None where it lies wholly on one side."""

    inside: Optional[QgsGeometry]
    outside: Optional[QgsGeometry]
    slivers: int = 0
    slivers_m2: float = 0.0


def line_of_role(ledger: Ledger, role: str) -> Redline:
    """Return the layer of a role that was registered last.

    :raises BadInput: when none is.
    """
    lines = [line for line in ledger.redlines() if line.role == role]
    if not lines:
        raise BadInput(tr("No layer of the role {role} is registered: register one with registerredline first."), role=role)
    return lines[-1]


def cut(shape: QgsGeometry, zones: Sequence[QgsGeometry], least_m2: float) -> Cut:
    """Cut a parcel along the outer edge of zones that meet it.

    :param shape: valid polygon. :param least_m2: planar; connected pieces below it stay with the larger part.
    """
    zone = QgsGeometry.unaryUnion(list(zones)) if zones else QgsGeometry()
    inner = _pieces(shape.intersection(zone)) if zones else []
    outer = _pieces(shape.difference(zone)) if zones else [shape]
    kept = [[piece for piece in side if piece.area() >= least_m2] for side in (inner, outer)]
    small = [piece for side in (inner, outer) for piece in side if piece.area() < least_m2]
    if not kept[0] or not kept[1]:
        mostly_in = sum(p.area() for p in inner) > sum(p.area() for p in outer)
        within = bool(kept[0]) or (not kept[1] and mostly_in)
        return Cut(shape if within else None, None if within else shape)
    larger = 0 if sum(p.area() for p in kept[0]) >= sum(p.area() for p in kept[1]) else 1
    kept[larger] += small
    return Cut(_whole(kept[0]), _whole(kept[1]), len(small), sum(piece.area() for piece in small))


def _pieces(shape: QgsGeometry) -> List[QgsGeometry]:
    return [piece for piece in shape.asGeometryCollection() if piece.area() > 0]


def _whole(pieces: Sequence[QgsGeometry]) -> QgsGeometry:
    joined = QgsGeometry.unaryUnion(list(pieces))
    joined.convertToMultiType()
    return joined


def split(parcels: Iterable[Parcel], ledger: Ledger, role: str, least_m2: float, feedback: Feedback) -> Split:
    """Cut parcels by the layer of a role registered last; nothing is written.

    :param parcels: with geometry, as they stand in the ledger. :param least_m2: planar, see ``cut``.
    :raises BadInput: when no layer of the role is registered, or its copy is gone.
    """
    line = line_of_role(ledger, role)
    run = _Run(ledger, line, least_m2)
    for number, parcel in enumerate(parcels):
        if number % 100 == 0:
            feedback.check()
        run.take(parcel)
    return run.done


class _Run:
    """Cuts one parcel after the other and numbers the parts."""

    def __init__(self, ledger: Ledger, line: Redline, least_m2: float) -> None:
        self._ledger, self._line, self._least = ledger, line, least_m2
        self._zones = Areas(read_areas(ledger, line))
        self._lonlat = lonlat_for(ledger.area_rule, ledger.crs_wkt)
        self._degrees = ledger.area_rule.code == "degrees"
        self._origins = {batch.batch_id: batch for batch in ledger.batches()}
        self._new: Dict[str, Batch] = {}
        self._numbers: Dict[str, int] = {}
        self._parents = set()
        for parcel in ledger.parcels(geometry=False):
            if parcel.parent_uid:
                self._parents.add(parcel.parent_uid)
            stem, mark, suffix = parcel.source_no.rpartition("_")
            if mark and suffix.isdigit() and len(suffix) <= 3:
                self._numbers[stem] = max(self._numbers.get(stem, 0), int(suffix))
        self.done = Split(line)

    def take(self, parcel: Parcel) -> None:
        """Cut one parcel, or say why not."""
        if parcel.parcel_uid in self._parents:
            self.done.skipped.append(tr("{number}: it is split already; choose its parts to split them further.").format(
                number=parcel.source_no or parcel.parcel_uid))
            return
        shape = shape_of(parcel.geom)
        one = shape.area() / float(parcel.area_m2) if self._degrees else 1.0  # of the CRS's own square units per m²
        found = cut(shape, [area.shape for area in self._zones.touching(shape)], self._least * one)
        if found.inside is None:
            self.done.outside += 1
        elif found.outside is None:
            self.done.inside += 1
        elif not parcel.source_no:
            text = tr("Row {row} of {file} has no number its parts could be named by: it was not split.")
            self.done.skipped.append(text.format(row=parcel.source_row, file=parcel.source_file))
        else:
            self._enter(parcel, found.inside, found.outside)
            self.done.slivers += found.slivers
            self.done.slivers_m2 += found.slivers_m2 / one

    def _enter(self, parcel: Parcel, inside: QgsGeometry, outside: QgsGeometry) -> None:
        batch = self._batch(parcel.batch_id)
        listed = self.done.parts.setdefault(batch.batch_id, [])
        shapes = [canonical(bytes(shape.asWkb())) for shape in (inside, outside)]
        exact = [float(area) for area in areas_of_wkb(shapes, self._ledger.area_rule, self._lonlat, rounded=False)]
        areas = balance(_in_proportion(exact, parcel.area_m2), parcel.area_m2)
        issued = shares_of(parcel.monitored_area_m2, exact)
        for side, wkb, area, share in zip((INSIDE, OUTSIDE), shapes, areas, issued):
            self._numbers[parcel.source_no] = self._numbers.get(parcel.source_no, 0) + 1
            listed.append(replace(
                parcel, parcel_uid=self._ledger.new_uid(), source_no=f"{parcel.source_no}_{self._numbers[parcel.source_no]}",
                batch_id=batch.batch_id, area_m2=area, geom=wkb, geom_hash=geometry_hash(wkb), parent_uid=parcel.parcel_uid,
                monitored_area_m2=share, attributes={**parcel.attributes, BY: self._line.role, SIDE: side},
                source_file=batch.file_name, source_row=len(listed) + 1, source_crs=f"EPSG:{self._ledger.epsg}",
                issued_geom=None, repair=""))
        self.done.cut += 1

    def _batch(self, of: str) -> Batch:
        """Return the batch of the parts of one batch's parcels, made when first asked for."""
        if of not in self._new:
            origin = self._origins[of]
            note = [{"layer": self._line.name, "split_of": of, "redline_id": self._line.redline_id, "role": self._line.role,
                     "vintage": self._line.vintage, "min_area_m2": f"{self._least:g}"}]
            self._new[of] = Batch(
                self._ledger.new_uid(), tr("{batch}, split").format(batch=origin.name), origin.source, self._line.name,
                self._line.sha256, 0, 0, 0, remediate_by=origin.remediate_by, accept_by=origin.accept_by,
                note=json.dumps(note, ensure_ascii=False), kind=KIND)
            self.done.batches.append(self._new[of])
        return self._new[of]


def _in_proportion(parts: Sequence[float], total: Decimal) -> List[Decimal]:
    whole = sum(Decimal(repr(part)) for part in parts)
    return [total * Decimal(repr(part)) / whole for part in parts]


def shares_of(issued: Optional[Decimal], parts: Sequence[float]) -> List[Optional[Decimal]]:
    """Return an issued area shared among parts in proportion to their areas; their sum is the issued area exactly (§6.8).

    :param issued: m², at most four decimals; None gives None for every part. :param parts: m², what rounding leaves goes to the
        largest.
    """
    if issued is None:
        return [None] * len(parts)
    quantum = Decimal("0.01") if issued == round_half_up(issued) else FINE
    return list(balance(_in_proportion(parts, issued), issued, quantum))


def write(ledger: Ledger, done: Split, feedback: Feedback) -> int:
    """Write the batches of parts with where they lie, each batch in one transaction; return the number of parts.

    Parts of a parcel whose place was corrected by hand lie where it was corrected to.
    """
    count = 0
    for batch in done.batches:
        parts = done.parts[batch.batch_id]
        parents = [part.parent_uid or "" for part in parts]
        corrected = {place.parcel_uid for place in ledger.places(parents) if place.origin == MANUAL}
        open_to_overlay = [part for part in parts if part.parent_uid not in corrected]
        places = list(locate(open_to_overlay, ledger, feedback).values())
        ledger.add_batch(replace(batch, read_count=len(parts), imported_count=len(parts)), parts, places=places)
        count += len(parts)
    return count
