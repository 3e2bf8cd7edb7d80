"""What was read of a VCT file, on disk: so that a file of 700 MB needs no more memory than its longest record."""

from __future__ import annotations

import sqlite3
from array import array
from contextlib import closing
from pathlib import Path
from typing import Iterator, List, NamedTuple, Optional, Tuple

from .records import LineRecord, PolygonRecord

_BATCH = 5_000
_SCHEMA = (
    "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "PRAGMA temp_store = FILE",
    "CREATE TABLE line (key TEXT PRIMARY KEY, number INTEGER, xy BLOB, refs TEXT, fault TEXT, times INTEGER) WITHOUT ROWID",
    "CREATE TABLE polygon (seq INTEGER PRIMARY KEY, key TEXT, code TEXT, number INTEGER, rings BLOB, sizes TEXT, refs TEXT,"
    " fault TEXT, layer TEXT)",
    "CREATE TABLE attribute (seq INTEGER PRIMARY KEY, key TEXT, layer TEXT, number INTEGER, raw BLOB)",
)
_INDEXES = (
    "CREATE INDEX polygon_code ON polygon (code)", "CREATE INDEX polygon_key ON polygon (layer, key)",
    "CREATE INDEX attribute_key ON attribute (layer, key)",
)
_LINE = ("INSERT INTO line VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (key) DO UPDATE SET times = times + 1")
_POLYGON = "INSERT INTO polygon (key, code, number, rings, sizes, refs, fault, layer) VALUES (?, ?, ?, ?, ?, ?, ?, '')"
_ATTRIBUTE = "INSERT INTO attribute (key, layer, number, raw) VALUES (?, ?, ?, ?)"
_JOINED = """
    SELECT p.key, p.code, p.number, p.rings, p.sizes, p.refs, p.fault,
           coalesce(d.times, 1), a.number, a.raw
    FROM polygon p
    LEFT JOIN (SELECT key, count(*) AS times FROM polygon WHERE layer = ?1 GROUP BY key HAVING count(*) > 1) d
        ON d.key = p.key
    LEFT JOIN attribute a ON a.seq = (
        SELECT min(b.seq) FROM attribute b WHERE b.layer = p.layer AND b.key = p.key)
    WHERE p.layer = ?1 ORDER BY p.seq"""
_ORPHANS = """
    SELECT a.key, a.number, a.raw, EXISTS (SELECT 1 FROM polygon p WHERE p.layer = a.layer AND p.key = a.key)
    FROM attribute a WHERE a.layer = ? AND a.seq IS NOT (
        SELECT CASE WHEN EXISTS (SELECT 1 FROM polygon p WHERE p.layer = a.layer AND p.key = a.key)
               THEN min(b.seq) END FROM attribute b WHERE b.layer = a.layer AND b.key = a.key)
    ORDER BY a.seq"""


class StoredLine(NamedTuple):
    """A line as stored: coordinates in a row, or the lines it is made of."""

    xy: array[float]
    refs: List[bytes]
    fault: str
    times: int


class Joined(NamedTuple):
    """A polygon with its attribute row, when there is one."""

    record: PolygonRecord
    times: int
    row_number: int
    row: Optional[bytes]


class Orphan(NamedTuple):
    """An attribute row without a polygon of its own; ``second`` when another row already has the polygon."""

    key: str
    number: int
    row: bytes
    second: bool


class Store:
    """The temporary database of one file."""

    def __init__(self, path: Path) -> None:
        # opened in one thread and read in another (a panel's preview, then the import): never in both at once
        self._db = sqlite3.connect(str(path), isolation_level=None, check_same_thread=False)
        for statement in _SCHEMA:
            self._db.execute(statement).close()
        self._db.execute("BEGIN").close()
        self._waiting: List[Tuple[str, List[tuple]]] = [  # type: ignore[type-arg]
            (statement, []) for statement in (_LINE, _POLYGON, _ATTRIBUTE)]

    def close(self) -> None:
        """Close the database; its file is removed with its folder."""
        self._db.close()

    def add_line(self, line: LineRecord) -> None:
        refs = b",".join(line.refs).decode("ascii", "replace")
        self._add(0, (key_of(line.id), line.number, line.xy.tobytes(), refs, line.fault))

    def add_polygon(self, polygon: PolygonRecord) -> None:
        flat = b"".join(ring.tobytes() for ring in polygon.rings)
        sizes = ",".join(str(len(ring)) for ring in polygon.rings)
        self._add(1, (key_of(polygon.id), polygon.code.decode("ascii", "replace"), polygon.number, flat, sizes,
                      b",".join(polygon.refs).decode("ascii", "replace"), polygon.fault))

    def add_attributes(self, key: bytes, layer: str, number: int, raw: bytes) -> None:
        self._add(2, (key_of(key), layer, number, raw))

    def _add(self, kind: int, row: tuple) -> None:  # type: ignore[type-arg]
        statement, rows = self._waiting[kind]
        rows.append(row)
        if len(rows) >= _BATCH:
            self._db.executemany(statement, rows).close()
            rows.clear()

    def finish(self) -> None:
        """Write what waits and make the indexes."""
        for statement, rows in self._waiting:
            self._db.executemany(statement, rows).close()
            rows.clear()
        for statement in _INDEXES:
            self._db.execute(statement).close()
        self._db.execute("COMMIT").close()

    def codes(self) -> List[Tuple[str, int]]:
        """Return the feature codes polygons bear, with how many."""
        with closing(self._db.execute("SELECT code, count(*) FROM polygon GROUP BY code ORDER BY min(seq)")) as found:
            return list(found)

    def put_into(self, code: str, layer: str) -> None:
        """Say to which layer the polygons of a code belong."""
        self._db.execute("UPDATE polygon SET layer = ? WHERE code = ?", (layer, code)).close()

    def put_all_into(self, layer: str, into: str) -> None:
        """Move the polygons of one layer into another."""
        self._db.execute("UPDATE polygon SET layer = ? WHERE layer = ?", (into, layer)).close()

    def layers_of_attributes(self) -> List[Tuple[str, int]]:
        """Return the tables attribute rows were found in, with how many."""
        with closing(self._db.execute("SELECT layer, count(*) FROM attribute GROUP BY layer")) as found:
            return list(found)

    def doubled_lines(self) -> int:
        """Return how many line numbers occur more than once."""
        with closing(self._db.execute("SELECT count(*) FROM line WHERE times > 1")) as found:
            return int(found.fetchone()[0])

    def line(self, key: bytes) -> Optional[StoredLine]:
        """Return a line by its number, None when the file has none."""
        with closing(self._db.execute("SELECT xy, refs, fault, times FROM line WHERE key = ?", (key_of(key),))) as found:
            row = found.fetchone()
        if row is None:
            return None
        xy: array[float] = array("d")
        xy.frombytes(row[0])
        return StoredLine(xy, [one.encode("ascii", "replace") for one in row[1].split(",") if one], row[2], row[3])

    def polygons(self, layer: str) -> Iterator[Joined]:
        """Yield a layer's polygons in the order of the file."""
        with closing(self._db.execute(_JOINED, (layer,))) as found:
            for key, code, number, flat, sizes, refs, fault, times, row_number, raw in found:
                record = PolygonRecord(key.encode("utf-8"), code.encode("ascii", "replace"), number, _rings(flat, sizes),
                                       [one.encode("ascii", "replace") for one in refs.split(",") if one], fault)
                yield Joined(record, times, row_number or 0, raw)

    def orphans(self, layer: str) -> Iterator[Orphan]:
        """Yield the attribute rows that no polygon has."""
        with closing(self._db.execute(_ORPHANS, (layer,))) as found:
            for key, number, raw, second in found:
                yield Orphan(key, number, raw, bool(second))

    def counts(self, layer: str) -> Tuple[int, int]:
        """Return how many polygons a layer has, and how many rows without one."""
        with closing(self._db.execute("SELECT count(*) FROM polygon WHERE layer = ?", (layer,))) as found:
            polygons = int(found.fetchone()[0])
        return polygons, sum(1 for _ in self.orphans(layer))


def key_of(ident: bytes) -> str:
    """Return an id as it is compared: without sign and leading zeros, as text (18 digits do not fit a double)."""
    text = ident.strip().lstrip(b"+-")
    return (text.lstrip(b"0") or text).decode("ascii", "backslashreplace")


def _rings(flat: bytes, sizes: str) -> List[array[float]]:
    rings: List[array[float]] = []
    at = 0
    for size in (int(one) for one in sizes.split(",") if one):
        ring: array[float] = array("d")
        ring.frombytes(flat[at:at + 8 * size])
        rings.append(ring)
        at += 8 * size
    return rings
