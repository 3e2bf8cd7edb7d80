"""From measured areas to facts: half-up cents that balance exactly, the same for both engines (no qgis, no
shapely).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Dict, List, Tuple

import numpy as np
import numpy.typing as npt

from ..domain.area import balance

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
OverlapRow = Tuple[int, str, int, int, float]
ScreeningRow = Tuple[int, int, int, int, float, str]

GAP_M2 = 0.005
"""A tessellation's gap above this is cut out and measured; below, the parcel counts as covered."""
TIE = 1e-6
"""A value this near to half a cent is rounded by decimal arithmetic, not by floats."""


@dataclass
class Measured:
    """One layer measured against n parcels; areas are official m² before rounding.

    `parcel`, `class_index`, `area`, `net` (p,): one entry for each parcel and class, sorted by both, area of the
    union of the class. `uncovered`, `double`, `closure` (n,): parcel minus the union of all classes, sum of classes
    minus union, and the union + uncovered - parcel that proves a tessellation. `notes`: parcel index -> what was
    dropped or could not be cut.
    """

    classes: List[str]
    parcel: IntArray
    class_index: IntArray
    area: FloatArray
    net: FloatArray
    uncovered: FloatArray
    double: FloatArray
    closure: FloatArray
    notes: Dict[int, str] = field(default_factory=dict)

    def note(self, parcel: int, text: str) -> None:
        """Add one remark to a parcel."""
        self.notes[parcel] = f"{self.notes[parcel]}; {text}" if parcel in self.notes else text


def sliver_note(number: int, area: float, limit: float) -> str:
    """The remark of a parcel that lost slivers: how many, under what limit (m²), how much in all (m²)."""
    return f"{number} slivers under {limit:g} m2 dropped, {area:.4f} m2 in all"


def to_cents(values: FloatArray) -> IntArray:
    """Round square metres half-up to whole hundredths."""
    cents: IntArray = np.floor(values * 100 + 0.5).astype(np.int64)
    return cents


def _near_tie(values: FloatArray) -> npt.NDArray[np.bool_]:
    hundred = values * 100
    near: npt.NDArray[np.bool_] = np.abs(hundred - np.floor(hundred) - 0.5) < TIE
    return near


def _largest(parcel: IntArray, value: FloatArray, count: int) -> IntArray:
    """Position of the first largest value of each parcel (values lie sorted by parcel, every parcel has one).
    """
    order = np.lexsort((np.arange(len(value)), -value, parcel))
    starts = np.searchsorted(parcel[order], np.arange(count))
    positions: IntArray = order[starts]
    return positions


def settle(measured: Measured, totals: IntArray) -> Tuple[List[OverlapRow], List[ScreeningRow]]:
    """Round and balance one layer: sum of classes + uncovered - double = the parcel's area to the cent.

    `totals` (n,): the parcels' area_m2 in cents. Returns overlap rows (parcel, class code, area, net, area before rounding)
    and screening rows (parcel, covered, uncovered, double, closure, note); areas in cents. What rounding
    leaves over goes to the largest value of the parcel, as in `domain.area.balance`.
    """
    count = len(totals)
    parcel = np.concatenate([measured.parcel, np.arange(count)])
    value = np.concatenate([measured.area, np.maximum(measured.uncovered, 0.0)])
    order = np.argsort(parcel, kind="stable")  # classes of a parcel, then its uncovered part
    parcel, value = parcel[order], value[order]
    double = to_cents(np.maximum(measured.double, 0.0))
    cents = to_cents(value)
    wanted = totals + double
    left = wanted - np.bincount(parcel, cents, count).astype(np.int64)
    largest = _largest(parcel, value, count)
    cents[largest] += left
    slow = np.unique(np.concatenate([parcel[_near_tie(value)], np.flatnonzero(cents[largest] < 0)]))
    first = np.searchsorted(parcel, np.arange(count + 1))
    for index in slow.tolist():
        part = slice(first[index], first[index + 1])
        decimals = balance(value[part].tolist(), Decimal(int(wanted[index])).scaleb(-2))
        cents[part] = [int(amount.scaleb(2)) for amount in decimals]
    back = np.empty_like(cents)
    back[order] = cents
    area, uncovered = back[: len(measured.area)], back[len(measured.area) :]
    return _overlap_rows(measured, area), _screening_rows(measured, totals, uncovered, double)


def _overlap_rows(measured: Measured, area: IntArray) -> List[OverlapRow]:
    net = np.where(measured.net == measured.area, area, np.minimum(to_cents(measured.net), area))
    kept = np.flatnonzero(area > 0)
    codes = [measured.classes[index] for index in measured.class_index[kept].tolist()]
    return list(
        zip(
            measured.parcel[kept].tolist(),
            codes,
            area[kept].tolist(),
            net[kept].tolist(),
            measured.area[kept].tolist(),
        )
    )


def _screening_rows(
    measured: Measured, totals: IntArray, uncovered: IntArray, double: IntArray
) -> List[ScreeningRow]:
    notes = (
        [measured.notes.get(index, "") for index in range(len(totals))]
        if measured.notes
        else [""] * len(totals)
    )
    return list(
        zip(
            range(len(totals)),
            (totals - uncovered).tolist(),
            uncovered.tolist(),
            double.tolist(),
            measured.closure.tolist(),
            notes,
        )
    )
