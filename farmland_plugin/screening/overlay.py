"""Exact pieces of parcels x polygons: prepared short cuts, threads that never share a prepared geometry,
quarantine.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Callable, List, Optional, Tuple

import numpy as np
import numpy.typing as npt
import shapely

from .clip import GeometryArray, IntArray, candidates

PIECES_PER_THREAD = 8
"""Chunks of work cut for each thread, so that one slow chunk does not keep the others waiting."""


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
    """What parcels and layer polygons share: parcel index, layer row, polygon; and the pairs that could not
    be cut.
    """

    parcel: IntArray
    row: IntArray
    polygon: GeometryArray
    failed: List[Tuple[int, int, str]]


def repair(polygons: GeometryArray) -> GeometryArray:
    """Make invalid polygons valid by the structure method (never buffer(0): it lost 0.4 % of the area)."""
    bad = ~shapely.is_valid(polygons)
    if not bad.any():
        return polygons
    mended = polygons.copy()
    structure = tuple(int(part) for part in shapely.__version__.split(".")[:2]) >= (2, 1)
    mended[bad] = (
        shapely.make_valid(polygons[bad], method="structure", keep_collapsed=False)
        if structure
        else shapely.make_valid(polygons[bad])
    )
    return polygons_only(mended)


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
    try:
        return shapely.intersection(parcel, polygon)
    except shapely.GEOSException:
        sound = repair(np.array([parcel, polygon], dtype=object))
        return shapely.intersection(sound[0], sound[1], grid_size=grid)


def _cut(
    parcels: GeometryArray, polygons: GeometryArray, grid: float
) -> Tuple[GeometryArray, List[Tuple[int, str]]]:
    """Intersect pair by pair -> (pieces with None where nothing is shared, failures as (position, reason)).
    """
    pieces = np.full(len(parcels), None, dtype=object)
    failed: List[Tuple[int, str]] = []
    shapely.prepare(polygons)
    try:
        touching = np.flatnonzero(shapely.intersects(polygons, parcels))
        within = shapely.contains_properly(polygons[touching], parcels[touching])
        pieces[touching[within]] = parcels[touching[within]]
        rest = touching[~within]
        pieces[rest] = shapely.intersection(parcels[rest], polygons[rest])
    except shapely.GEOSException:
        for index in range(len(parcels)):
            try:
                pieces[index] = _intersect_alone(parcels[index], polygons[index], grid)
            except shapely.GEOSException as error:
                pieces[index] = None
                failed.append((index, str(error)))
    return polygons_only(pieces), failed


def _shares(polygons: GeometryArray, threads: int) -> List[slice]:
    """Cut positions into slices such that one polygon object never falls into two slices."""
    identity = np.fromiter((id(polygon) for polygon in polygons), np.int64, len(polygons))
    new = np.flatnonzero(np.r_[True, identity[1:] != identity[:-1]])
    wanted = np.linspace(0, len(polygons), threads * PIECES_PER_THREAD + 1)[1:-1].astype(np.int64)
    cuts = np.unique(new[np.searchsorted(new, wanted).clip(0, len(new) - 1)])
    edges = np.unique(np.r_[0, cuts, len(polygons)]).tolist()
    return [slice(low, high) for low, high in zip(edges[:-1], edges[1:])]


def overlay(
    parcels: GeometryArray,
    layer: GeometryArray,
    scale: Scale,
    pool: Optional[ThreadPoolExecutor] = None,
    threads: int = 1,
) -> Pieces:
    """The exact pieces that valid parcels share with valid layer polygons (arrays of shapely polygons, same
    CRS).
    """
    if not len(parcels) or not len(layer):
        nothing = np.zeros(0, dtype=np.int64)
        return Pieces(nothing, nothing, np.zeros(0, dtype=object), [])
    found = candidates(parcels, shapely.bounds(parcels), layer, scale.pad)
    own = parcels[found.parcel]
    # a prepared geometry touched by two threads crashes the process: work is cut between different polygons
    # only
    shares = _shares(found.polygon, threads if pool else 1) if len(own) else []

    def work(share: slice) -> Tuple[GeometryArray, List[Tuple[int, str]]]:
        return _cut(own[share], found.polygon[share], scale.grid)

    done = list(pool.map(work, shares)) if pool else [work(share) for share in shares]
    pieces = np.concatenate([part for part, _ in done]) if done else np.zeros(0, dtype=object)
    failed = [
        (int(found.parcel[share.start + at]), int(found.row[share.start + at]), reason)
        for share, (_, failures) in zip(shares, done)
        for at, reason in failures
    ]
    kept = ~shapely.is_missing(pieces)
    return Pieces(
        np.concatenate([found.parcel[kept], found.inside_parcel]).astype(np.int64),
        np.concatenate([found.row[kept], found.inside_row]).astype(np.int64),
        np.concatenate([pieces[kept], parcels[found.inside_parcel]]),
        failed,
    )


def in_shares(
    function: Callable[..., npt.NDArray[Any]],
    arrays: Tuple[npt.NDArray[Any], ...],
    pool: Optional[ThreadPoolExecutor],
    threads: int,
) -> npt.NDArray[Any]:
    """Apply an elementwise function to parallel arrays, in slices over the threads."""
    size = len(arrays[0])
    if pool is None or size < 2000:
        return function(*arrays)
    edges = np.linspace(0, size, threads * 2 + 1).astype(np.int64)
    slices = [tuple(array[low:high] for array in arrays) for low, high in zip(edges[:-1], edges[1:])]
    return np.concatenate(list(pool.map(lambda part: function(*part), slices)))
