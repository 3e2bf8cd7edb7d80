"""From measured areas to facts: half-up cents that balance exactly, the same for both engines (no qgis, no
shapely).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from ..domain.area import balance

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]
OverlapRow = Tuple[int, str, int, int, float]
ScreeningRow = Tuple[int, int, int, int, float, str, Optional[float]]
PartRow = Tuple[int, str, str, int, int]
RoleRow = Tuple[int, int, int, Optional[float]]

GAP_M2 = 0.005
"""A tessellation's gap above this is cut out and measured; below, the parcel counts as covered."""
TANGLED = 8
"""Of more pieces that overlap each other the union itself is measured."""
WIDTH_PLACES = 3
"""Widths are told to the millimetre: beyond it the engines differ."""
TIE = 1e-6
"""A value this near to half a cent is rounded by decimal arithmetic, not by floats."""


@dataclass(frozen=True)
class Parts:
    """The finer facts of one layer: one entry for each parcel, class and detail that says something.

    `parcel`, `class_index`, `area`, `net` (p,) as in `Measured`, `detail` the canonical JSON, `whole` (p,): all pieces
    of the class in the parcel have this detail, so that the part is the class.
    """

    parcel: IntArray
    class_index: IntArray
    detail: List[str]
    area: FloatArray
    net: FloatArray
    whole: npt.NDArray[np.bool_]


@dataclass
class Measured:
    """One layer measured against n parcels; areas are official m² before rounding.

    `parcel`, `class_index`, `area`, `net` (p,): one entry for each parcel and class, sorted by both, area of the
    union of the class. `uncovered`, `double`, `closure` (n,): parcel minus the union of all classes, sum of classes
    minus union, and the union + uncovered - parcel that proves a tessellation. `notes`: parcel index -> what was
    dropped or could not be cut. `rest_width` (n,): mean width in metres of the uncovered ground, NaN where it was not
    measured. `parts`: the classes by detail, None where the layer has none.
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
    rest_width: Optional[FloatArray] = None
    parts: Optional[Parts] = None

    def note(self, parcel: int, text: str) -> None:
        """Add one remark to a parcel."""
        self.notes[parcel] = f"{self.notes[parcel]}; {text}" if parcel in self.notes else text


def common_grounds(pieces: Sequence[Any], pairs: Iterable[Tuple[int, int]], cut: Callable[[Any, Any], Optional[Any]]
                   ) -> Optional[List[Tuple[int, Any]]]:
    """What pieces share two by two, three by three …: (1 or -1, ground), so that the union of the pieces measures the sum of
    theirs minus these; None where too many overlap each other.

    A union's own border is no measure of it: where two pieces' borders run along each other every GEOS breaks it elsewhere,
    and official areas depend, by some mm² a metre, on where an edge is broken.

    `pairs`: the positions (i < j) that overlap. `cut` gives what two polygons share, None for nothing.
    """
    meet = set(pairs)
    members = sorted({member for pair in meet for member in pair})
    if len(members) > TANGLED:
        return None
    found: List[Tuple[int, Any]] = []
    level: List[Tuple[Tuple[int, ...], Any]] = [((member,), pieces[member]) for member in members]
    sign = 1
    while level:
        level = [((*chosen, other), shared) for chosen, ground in level for other in members
                 if all((one, other) in meet for one in chosen)
                 for shared in [cut(ground, pieces[other])] if shared is not None]
        found += [(sign, ground) for _, ground in level]
        sign = -sign
    return found


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
    count = len(totals)
    notes = [measured.notes.get(index, "") for index in range(count)] if measured.notes else [""] * count
    covered = totals - uncovered
    widths = _widths(measured.rest_width, covered, uncovered)
    columns = (covered.tolist(), uncovered.tolist(), double.tolist(), measured.closure.tolist(), notes, widths)
    return list(zip(range(count), *columns))


def _widths(width: Optional[FloatArray], covered: IntArray, uncovered: IntArray) -> List[Optional[float]]:
    """Widths where something is covered and something is not; None elsewhere."""
    if width is None:
        return [None] * len(covered)
    told = (covered > 0) & (uncovered > 0) & ~np.isnan(width)
    return [round(one, WIDTH_PLACES) if tell else None for one, tell in zip(width.tolist(), told.tolist())]


def settle_parts(measured: Measured, overlaps: Sequence[OverlapRow]) -> List[PartRow]:
    """Round the parts of classes: (parcel, class code, detail, area, net) in cents, none larger than its class as
    settled in `overlaps`, and equal to it where it is all of it.
    """
    parts = measured.parts
    if parts is None:
        return []
    classes = {(row[0], row[1]): (row[2], row[3]) for row in overlaps}
    cents, net = to_cents(parts.area).tolist(), to_cents(parts.net).tolist()
    rows: List[PartRow] = []
    for at, (parcel, kind) in enumerate(zip(parts.parcel.tolist(), parts.class_index.tolist())):
        code = measured.classes[kind]
        most, most_net = classes.get((parcel, code), (0, 0))
        area = most if parts.whole[at] else min(cents[at], most)
        if area > 0:
            kept = most_net if parts.whole[at] else min(net[at], most_net, area)
            rows.append((parcel, code, parts.detail[at], area, kept))
    return rows


def settle_role(layers: Sequence[Sequence[ScreeningRow]], united: Mapping[int, Tuple[float, float, float]]) -> List[RoleRow]:
    """What the layers of one role cover together: (parcel, covered, uncovered, rest width), areas in cents.

    `layers`: the screening rows of each. `united`: for parcels that several cover, what they cover together and leave,
    m² before rounding, and the width of the rest. Where one layer covers a parcel its figures stand.
    """
    rows: List[RoleRow] = []
    for several in zip(*layers):
        covering = [row for row in several if row[1] > 0]
        parcel, covered, uncovered, *_, width = covering[0] if covering else several[0]
        if len(covering) > 1 and parcel in united:
            total = covered + uncovered
            both = balance(list(united[parcel][:2]), Decimal(total).scaleb(-2))
            covered = max(int(both[0].scaleb(2)), *(row[1] for row in covering))
            uncovered, width = total - covered, united[parcel][2]
            width = None if width is None or width != width or not uncovered else round(width, WIDTH_PLACES)
        rows.append((parcel, covered, uncovered, width if covering else None))
    return rows
