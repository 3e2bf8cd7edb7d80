"""The rings of a VCT polygon, from its own coordinates or chained from the lines it refers to."""

from __future__ import annotations

from array import array
from typing import Callable, List, Optional, Sequence, Tuple

from ...domain.zones import easting_prefix
from ...i18n import tr
from ..readers.rings import Point, Ring, Tangled, assemble
from .records import BadRecord, PolygonRecord, rings_of_refs
from .store import StoredLine

Fetch = Callable[[bytes], Optional[StoredLine]]
_DEEPEST = 8
_MOST_CHAINED = 1_000_000  # points of one polygon; a few lines that name one another would make endless ones


def parts_of(record: PolygonRecord, fetch: Fetch) -> Tuple[List[List[Ring]], str]:
    """Return ``(parts, fault)`` of a polygon; the parts are x, y as in the file.

    :param fetch: returns a line by its id.
    """
    if record.fault:
        return [], record.fault
    try:
        rings = [_points(ring) for ring in record.rings]
        chain = _Chain(fetch)
        for refs in rings_of_refs(record.refs):
            rings += _chained(refs, chain)
        return _whole(rings)
    except BadRecord as error:
        return [], str(error)


def _whole(rings: List[Ring]) -> Tuple[List[List[Ring]], str]:
    if not rings:
        return [], tr("it has no points")
    closed = [ring if ring[0] == ring[-1] and len(ring) > 1 else [*ring, ring[0]] for ring in rings]
    if any(len(set(ring)) < 3 for ring in closed):
        return [[ring] for ring in closed], tr("a ring has fewer than three different points")
    zones = {easting_prefix(x) for ring in closed for x, _ in ring}
    fault = ""
    if len(zones) > 1:
        fault = tr("its points lie in more than one zone or out of place (easting prefixes {zones})").format(
            zones=", ".join(sorted(str(z) if z is not None else "-" for z in zones)))
    try:
        return assemble(closed), fault
    except Tangled:
        return [[ring] for ring in closed], tr("its {count} rings are too many or too entangled to tell shells from "
                                               "holes").format(count=len(closed))


def _points(flat: Sequence[float]) -> Ring:
    return list(zip(flat[::2], flat[1::2]))


class _Chain:
    """The lines of one polygon: together they may be long, but not without end."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._left = _MOST_CHAINED

    def line(self, ref: bytes, depth: int = 0) -> Ring:
        """Return a line's points in the direction it is named in.

        :raises BadRecord: a line that is missing, damaged or ambiguous, or too many points by now.
        """
        stored = self._fetch(ref.lstrip(b"-"))
        if stored is None:
            raise BadRecord(tr("its line {line} is not in the file").format(line=_text(ref)))
        if stored.fault:
            raise BadRecord(tr("its line {line} is damaged: {reason}").format(line=_text(ref), reason=stored.fault))
        if stored.times > 1:
            raise BadRecord(tr("its line {line} stands {count} times in the file").format(line=_text(ref), count=stored.times))
        self._left -= 1 + len(stored.xy) // 2
        if self._left < 0:
            raise BadRecord(tr("its lines have more than {most} points together").format(most=_MOST_CHAINED))
        points = _points(stored.xy)
        if stored.refs:
            if depth >= _DEEPEST:
                raise BadRecord(tr("its line {line} is made of lines that are made of lines without end").format(
                    line=_text(ref)))
            points = []
            for one in stored.refs:
                piece = self.line(one, depth + 1)
                points += piece[1:] if points and piece and _near(points[-1], piece[0]) else piece
        return points[::-1] if ref.startswith(b"-") else points


def _chained(refs: Sequence[bytes], chain: _Chain) -> List[Ring]:
    """Return the rings that lines form one after the other; a line may be written against its direction.

    :raises BadRecord: a line that is missing, damaged, ambiguous or does not join.
    """
    rings: List[Ring] = []
    ring: Ring = []
    for ref in refs:
        piece = chain.line(ref)
        if len(piece) < 2:
            raise BadRecord(tr("its line {line} has fewer than two points").format(line=_text(ref)))
        if ring and _near(ring[0], ring[-1]) and len(ring) > 3 and not _near(ring[-1], piece[0]):
            rings.append(_closed(ring))  # the next ring begins without a zero before it
            ring = []
        if not ring:
            ring = list(piece)
        elif _near(ring[-1], piece[0]):
            ring += piece[1:]
        elif _near(ring[-1], piece[-1]):
            ring += piece[-2::-1]
        elif len(ring) and _near(ring[0], piece[0]) and not rings and ring == chain.line(refs[0]):
            ring = [*reversed(ring), *piece[1:]]
        elif len(ring) and _near(ring[0], piece[-1]) and not rings and ring == chain.line(refs[0]):
            ring = [*reversed(ring), *piece[-2::-1]]
        else:
            raise BadRecord(tr("its line {line} does not begin where the one before it ends").format(line=_text(ref)))
    if not _near(ring[0], ring[-1]):
        raise BadRecord(tr("its lines do not close (the last is {line})").format(line=_text(refs[-1])))
    return [*rings, _closed(ring)]


def _closed(ring: Ring) -> Ring:
    return [*ring[:-1], ring[0]]


def _near(a: Point, b: Point) -> bool:
    """Whether two ends are the same point: 0.5 mm, or as much in degrees."""
    limit = 5e-4 if abs(a[0]) > 1000 else 5e-9
    return abs(a[0] - b[0]) <= limit and abs(a[1] - b[1]) <= limit


def _text(ref: bytes) -> str:
    return ref.lstrip(b"-").decode("ascii", "replace")


def sample_point(record: PolygonRecord, fetch: Fetch) -> Optional[Point]:
    """Return the first point of a polygon, None when it has none that can be read."""
    flat: Sequence[float] = record.rings[0] if record.rings else array("d")
    if not flat and record.refs:
        stored = fetch(record.refs[0].lstrip(b"-"))
        flat = stored.xy if stored is not None else flat
    return (flat[0], flat[1]) if len(flat) >= 2 else None
