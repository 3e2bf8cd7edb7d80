"""Exact pieces of parcels x polygons: prepared short cuts, quarantine of what cannot be cut."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, List, Tuple

import numpy as np
import numpy.typing as npt
import shapely

from ..domain.engine_notes import NO_NUMBERS
from .clip import Candidates, GeometryArray, IntArray

_Cut = Tuple[GeometryArray, npt.NDArray[np.bool_], List[Tuple[int, str]]]
SMALL = 160
"""Up to this many vertices a polygon is cut without asking whether it meets the parcel."""
SHARE = 4096
"""Pairs cut at a time: one that raises spoils no others."""


def _structure() -> Dict[str, Any]:
    """The options of a repair by the structure method, which shapely knows from 2.1 on."""
    new = tuple(int(part) for part in shapely.__version__.split(".")[:2]) >= (2, 1)
    return {"method": "structure", "keep_collapsed": False} if new else {}


@dataclass(frozen=True)
class Scale:
    """Lengths in the units of the ledger CRS: the margin of a clip box, the grid of a last retry."""

    pad: float
    grid: float

    @classmethod
    def of(cls, degrees: bool) -> Scale:
        """The lengths for a geographic (True) or a projected CRS: about a metre and a tenth of a millimetre.

        Odd decimals, since a clip box that runs along a layer's own vertices is the clipper's worst case.
        """
        return cls(1.0371829e-5, 1e-9) if degrees else cls(1.0371829, 1e-4)


@dataclass(frozen=True)
class Pieces:
    """What parcels and layer polygons share: parcel index, layer row, polygon, whether it is the whole parcel; and the
    pairs that could not be cut.
    """

    parcel: IntArray
    row: IntArray
    polygon: GeometryArray
    whole: npt.NDArray[np.bool_]
    failed: List[Tuple[int, int, str]]


def repair(polygons: GeometryArray) -> GeometryArray:
    """Make invalid polygons valid by the structure method (never buffer(0): it lost 0.4 % of the area); None where no
    ground is left.
    """
    return mend(polygons)[0]


def mend(polygons: GeometryArray) -> Tuple[GeometryArray, Dict[int, str]]:
    """Repair invalid polygons -> all of them, and why some (by position, None there) cannot be repaired."""
    bad = np.flatnonzero(~shapely.is_valid(polygons) & ~shapely.is_missing(polygons))
    if not len(bad):
        return polygons, {}
    mended, broken = polygons.copy(), {}
    for at in bad.tolist():
        if not np.isfinite(shapely.get_coordinates(polygons[at])).all():  # the repair would leave such a corner out
            mended[at], broken[at] = None, NO_NUMBERS
            continue
        try:
            mended[at] = shapely.make_valid(polygons[at], **_structure())
        except shapely.GEOSException as error:
            mended[at], broken[at] = None, str(error)
    mended[bad] = polygons_only(mended[bad])
    return mended, broken


def polygons_only(shapes: GeometryArray) -> GeometryArray:
    """Drop points and lines from results; None where no polygon is left. Changes and returns the array."""
    for index in np.flatnonzero(shapely.get_type_id(shapes) == 7):
        parts = shapely.get_parts(shapely.get_parts(shapes[index]))
        parts = parts[shapely.get_type_id(parts) == 3]
        shapes[index] = shapely.multipolygons(parts) if len(parts) else None
    kind = shapely.get_type_id(shapes)
    shapes[((kind != 3) & (kind != 6)) | shapely.is_empty(shapes)] = None
    return shapes


def _intersect_alone(parcel: Any, polygon: Any, grid: float) -> Any:
    """One pair of a share that raised: repaired first, since what is invalid may also be cut wrongly without a word."""
    sound = repair(np.array([parcel, polygon], dtype=object))
    try:
        return shapely.intersection(sound[0], sound[1])
    except shapely.GEOSException:
        return shapely.intersection(sound[0], sound[1], grid_size=grid)


def _cut(parcels: GeometryArray, polygons: GeometryArray, grid: float) -> _Cut:
    """Intersect pair by pair -> pieces with None where nothing is shared, which are the whole parcel, and failures as
    (position, reason).
    """
    pieces = np.full(len(parcels), None, dtype=object)
    whole = np.zeros(len(parcels), dtype=bool)
    failed: List[Tuple[int, str]] = []
    outer, inner = shapely.bounds(polygons), shapely.bounds(parcels)
    boxed = (outer[:, :2] <= inner[:, :2]).all(axis=1) & (outer[:, 2:] >= inner[:, 2:]).all(axis=1)
    # most pairs of small polygons do meet, so that asking first costs more than cutting the few that do not
    asked = np.flatnonzero(boxed | (shapely.get_num_coordinates(polygons) > SMALL))
    shapely.prepare(polygons[asked])
    meet = np.ones(len(parcels), dtype=bool)
    try:
        meet[asked] = shapely.intersects(polygons[asked], parcels[asked])
        inside = np.flatnonzero(meet & boxed)
        whole[inside] = shapely.contains(polygons[inside], parcels[inside])
        pieces[whole] = parcels[whole]
        rest = np.flatnonzero(meet & ~whole)
        pieces[rest] = shapely.intersection(parcels[rest], polygons[rest])
    except shapely.GEOSException:
        whole[:] = False
        for index in range(len(parcels)):
            try:
                pieces[index] = _intersect_alone(parcels[index], polygons[index], grid)
            except shapely.GEOSException as error:
                pieces[index] = None
                failed.append((index, str(error)))
    return polygons_only(pieces), whole, failed


def overlay(parcels: GeometryArray, found: Candidates, scale: Scale) -> Pieces:
    """The exact pieces that valid parcels share with the polygons they may overlap (same CRS)."""
    own = parcels[found.parcel]
    shares = [slice(start, start + SHARE) for start in range(0, len(own), SHARE)]
    done = [_cut(own[share], found.polygon[share], scale.grid) for share in shares]
    pieces = np.concatenate([part for part, _, _ in done]) if done else np.zeros(0, dtype=object)
    whole = np.concatenate([part for _, part, _ in done]) if done else np.zeros(0, dtype=bool)
    failed = [
        (int(found.parcel[share.start + at]), int(found.row[share.start + at]), reason)
        for share, (_, _, failures) in zip(shares, done)
        for at, reason in failures
    ]
    kept = ~shapely.is_missing(pieces)
    return Pieces(
        np.concatenate([found.parcel[kept], found.inside_parcel]).astype(np.int64),
        np.concatenate([found.row[kept], found.inside_row]).astype(np.int64),
        np.concatenate([pieces[kept], parcels[found.inside_parcel]]),
        np.concatenate([whole[kept], np.ones(len(found.inside_parcel), dtype=bool)]),
        failed,
    )
