"""What lies around a parcel besides pixels: the other suspect parcels, and the cropland of the registered land use."""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from contextlib import closing
from pathlib import Path
from typing import Any, Iterable, List, Sequence, Tuple

import numpy as np

from ..domain.screening_facts import LANDUSE
from ..domain.wkb import envelope
from ..ledger.caches import cache_at
from ..ledger.gpkg import from_blob
from ..ledger.ledger import Ledger

Box = Tuple[float, float, float, float]
_NEAR = ("SELECT c.geom, c.class_code FROM rtree_redline_geom AS t JOIN redline AS c ON c.fid = t.id"
         " WHERE t.minx <= ? AND t.maxx >= ? AND t.miny <= ? AND t.maxy >= ?")
CULTIVATED = "01"  # what class codes of cropland begin with, in the second survey and the third
PORTION = 5000


class Suspects:
    """The ledger's parcels by place: every one of them is kept out of the registration of its neighbours."""

    def __init__(self, polygons: Iterable[bytes]) -> None:
        self._wkb = list(polygons)
        self._boxes = np.array([envelope(one) for one in self._wkb], dtype=np.float64).reshape(-1, 4)

    @classmethod
    def of(cls, ledger: Ledger) -> Suspects:
        """Return all parcels of a ledger."""
        return cls(parcel.geom for parcel in ledger.parcel_shapes(ledger.parcel_uids()))

    def near(self, box: Box) -> List[bytes]:
        """Return the polygons whose boxes meet a box."""
        meets = ((self._boxes[:, 0] <= box[2]) & (self._boxes[:, 2] >= box[0])
                 & (self._boxes[:, 1] <= box[3]) & (self._boxes[:, 3] >= box[1]))
        return [self._wkb[number] for number in np.flatnonzero(meets).tolist()]


class Cropland:
    """Cropland of the registered land use, read place by place; every thread has its own connections.

    :param caches: copies of land-use layers. :param marks: SHA-256 of the layers, for keys.
    """

    def __init__(self, caches: Sequence[Path], marks: Sequence[str]) -> None:
        self._caches, self.mark = list(caches), hashlib.sha256(" ".join(sorted(marks)).encode("ascii")).hexdigest()
        self._own = threading.local()

    @classmethod
    def of(cls, ledger: Ledger) -> Cropland:
        """Return the cropland of a ledger's land-use layers; none where no copy lies beside the ledger."""
        lines = [(cache_at(ledger.files, line.cache), line.sha256) for line in ledger.redlines() if line.role == LANDUSE]
        there = [one for one in lines if one[0].is_file()]
        return cls([path for path, _ in there], [mark for _, mark in there])

    @property
    def known(self) -> bool:
        """Whether there is any land use to read."""
        return bool(self._caches)

    def near(self, box: Box) -> List[bytes]:
        """Return the polygons of cropland whose boxes meet a box (ledger CRS), WKB; a copy that cannot be read has none."""
        found: List[bytes] = []
        for connection in self._connections():
            try:
                rows = connection.execute(_NEAR, (box[2], box[0], box[3], box[1])).fetchall()
            except sqlite3.Error:
                continue
            found += [from_blob(blob) for blob, code in rows if str(code or "").startswith(CULTIVATED)]
        return found

    def _connections(self) -> List[Any]:
        if not hasattr(self._own, "opened"):
            self._own.opened = [sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True, check_same_thread=False)
                                for path in self._caches]
            self._all = [*getattr(self, "_all", []), *self._own.opened]
        return list(self._own.opened)

    def close(self) -> None:
        """Let go of every thread's files; none may be reading any more."""
        for connection in getattr(self, "_all", []):
            with closing(connection):
                pass
        self._all, self._own = [], threading.local()


def mark_of(polygons: Iterable[bytes]) -> str:
    """Return what tells a set of polygons from another, whatever their order."""
    digests = sorted(hashlib.sha256(one).digest() for one in polygons)
    return hashlib.sha256(b"".join(digests)).hexdigest()
