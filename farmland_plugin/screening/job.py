"""The folder a screening works in: job.json and parcels.sqlite go in, result.sqlite comes out (no qgis, no
shapely).

The parcels are cut into chunks that lie together on the ground: each is screened alone, into a result of its own, so that
a chunk bounds the memory and any process that sees the folder can do one (see `partition`).
"""

from __future__ import annotations

import json
import os
import sqlite3
import struct
import uuid
from contextlib import closing
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Optional, Protocol, Sequence, Tuple, Union

import numpy as np

from ..domain.area import AreaRule
from ..domain.parcel import OverlapPart, RoleCover
from ..domain.screening_columns import OverlapColumns, ScreeningColumns
from ..domain.wkb import rings
from .facts import FloatArray, IntArray, OverlapRow, PartRow, RoleRow, ScreeningRow

JOB, PARCELS, RESULT = "job.json", "parcels.sqlite", "result.sqlite"
CHUNK, SMALLEST, PARTS = 5000, 250, 8
"""A job is cut into about PARTS chunks, of at most CHUNK parcels, which bounds the memory, and at least SMALLEST."""
MOST = 4
"""Processes used when nobody says how many: memory grows with them."""

# the many rows of one target lie in one row, a column each: little-endian arrays of 8 bytes a value, cents and metres
_RESULT_TABLES = (
    "CREATE TABLE overlap (target INTEGER, classes TEXT, parcel BLOB, class BLOB, area BLOB, net BLOB, raw BLOB)",
    "CREATE TABLE screening (target INTEGER, parcel BLOB, covered BLOB, uncovered BLOB, double BLOB, closure BLOB,"
    " rest_width BLOB)",
    "CREATE TABLE note (parcel INTEGER, target INTEGER, note TEXT)",
    "CREATE TABLE part (parcel INTEGER, target INTEGER, class_code TEXT, detail TEXT, area INTEGER, net INTEGER)",
    "CREATE TABLE role_cover (parcel INTEGER, role TEXT, covered INTEGER, uncovered INTEGER, rest_width REAL)",
    "CREATE TABLE remainder (parcel INTEGER, role TEXT, wkb BLOB, area INTEGER)",
    "CREATE TABLE piece (parcel INTEGER, target INTEGER, class_code TEXT, wkb BLOB)",
)
_JOIN = (
    "INSERT INTO overlap SELECT * FROM one.overlap",
    "INSERT INTO screening SELECT * FROM one.screening",
    "INSERT INTO note SELECT * FROM one.note",
    "INSERT INTO part SELECT * FROM one.part",
    "INSERT INTO role_cover SELECT * FROM one.role_cover",
    "INSERT INTO remainder SELECT * FROM one.remainder",
    "INSERT INTO piece SELECT * FROM one.piece",
)
_OVERLAPS = ("<i8", "<i8", "<i8", "<i8", "<f8")
_SCREENINGS = ("<i8", "<i8", "<i8", "<i8", "<f8", "<f8")
_FIRST_VERTEX = struct.Struct("<BIIBIIIdd")  # multipolygon, its first polygon, its first ring, its first vertex


@dataclass(frozen=True)
class Target:
    """One red line to screen against: its cache file, whether it tiles the county (land use) so that closure is
    proof, and whether the mean width of what it leaves uncovered is measured.
    """

    redline_id: str
    role: str
    cache: str
    tessellation: bool
    rest: bool = False


@dataclass(frozen=True)
class Job:
    """What to screen and how; areas by `rule` in the CRS of `crs_wkt`; `workers` processes, 0 = the cores up to MOST;
    slivers dropped below m²; `pieces`, `remainders`: keep the ground of the overlaps, and what the layers of a role leave
    of each parcel; `chunk`: parcels at a time, 0 = by their number.
    """

    targets: List[Target]
    rule: AreaRule
    crs_wkt: str
    workers: int = 0
    sliver_m2: float = 0.0
    pieces: bool = False
    remainders: bool = False
    chunk: int = 0

    @property
    def processes(self) -> int:
        """The number of worker processes to use at most."""
        return self.workers if self.workers > 0 else min(os.cpu_count() or 1, MOST)

    def united_roles(self) -> Dict[str, List[int]]:
        """The roles whose layers are looked at together, and their targets' numbers; tessellations are never united."""
        found: Dict[str, List[int]] = {}
        for number, target in enumerate(self.targets):
            if not target.tessellation:
                found.setdefault(target.role, []).append(number)
        return {role: numbers for role, numbers in found.items() if len(numbers) > 1 or self.remainders}


class Shape(Protocol):
    """What a job takes of a parcel: a ``Parcel`` or a ledger's ``ParcelShape``."""

    @property
    def parcel_uid(self) -> str:
        """Its id."""

    @property
    def area_m2(self) -> Union[float, Decimal]:
        """Its official area, m² with two decimals."""

    @property
    def geom(self) -> bytes:
        """Its polygon, WKB in the ledger CRS."""


@dataclass(frozen=True)
class ParcelRows:
    """Parcels of a job: their positions in it, uid, area_m2 in cents, WKB in the ledger CRS."""

    positions: List[int] = field(default_factory=list)
    uids: List[str] = field(default_factory=list)
    cents: List[int] = field(default_factory=list)
    wkb: List[bytes] = field(default_factory=list)


def write_job(folder: Path, job: Job, parcels: Iterable[Shape]) -> int:
    """Write job.json and parcels.sqlite, the parcels cut into chunks; returns how many chunks."""
    values = asdict(job)
    values["rule"] = job.rule.to_dict()
    (folder / JOB).write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    places: List[Tuple[float, float]] = []

    def rows() -> Iterator[Tuple[int, str, int, bytes]]:
        for index, parcel in enumerate(parcels):
            places.append(_first_vertex(parcel.geom))
            yield index, parcel.parcel_uid, round(parcel.area_m2 * 100), parcel.geom

    with closing(_scratch(folder / PARCELS)) as connection, connection:
        connection.execute("CREATE TABLE parcel (position INTEGER PRIMARY KEY, uid TEXT, cents INTEGER, wkb BLOB)")
        connection.execute("CREATE TABLE chunk (number INTEGER PRIMARY KEY, positions BLOB)")
        connection.executemany("INSERT INTO parcel VALUES (?, ?, ?, ?)", rows())
        size = job.chunk or min(max(-(-len(places) // PARTS), SMALLEST), CHUNK)
        cut = chunks(np.array(places, dtype=np.float64).reshape(-1, 2), size)
        connection.executemany("INSERT INTO chunk VALUES (?, ?)",
                               ((number, part.astype("<i8").tobytes()) for number, part in enumerate(cut)))
    return len(cut)


def _first_vertex(wkb: bytes) -> Tuple[float, float]:
    """Where a parcel lies, well enough to choose its chunk; (0, 0) for one without ground."""
    if wkb[:5] == b"\x01\x06\x00\x00\x00" and len(wkb) >= _FIRST_VERTEX.size:
        *_, x, y = _FIRST_VERTEX.unpack_from(wkb)
        return x, y
    xy, _, _ = rings(wkb)
    return (float(xy[0, 0]), float(xy[0, 1])) if len(xy) else (0.0, 0.0)


def chunks(places: FloatArray, size: int) -> List[IntArray]:
    """Positions of parcels, by a place (n,2) of each, in groups of at most `size` that lie together: halved again and
    again along the longer side, neighbours one after the other.
    """
    stack, done = [np.arange(len(places))], []
    while stack:
        group = stack.pop()
        if len(group) <= size:
            done.append(np.sort(group))
            continue
        own = places[group]
        wanted = -(-len(group) // size)
        half = len(group) * (wanted // 2) // wanted
        order = np.argpartition(own[:, int(np.argmax(np.ptp(own, axis=0)))], half)
        stack += [group[order[half:]], group[order[:half]]]
    return done


def read_job(folder: Path) -> Job:
    """Read job.json."""
    values: Dict[str, Any] = json.loads((folder / JOB).read_text(encoding="utf-8"))
    values["rule"] = AreaRule.from_dict(values["rule"])
    values["targets"] = [Target(**target) for target in values["targets"]]
    return Job(**values)


def _open_parcels(folder: Path) -> sqlite3.Connection:
    return sqlite3.connect((folder / PARCELS).resolve().as_uri() + "?mode=ro", uri=True)


def chunk_count(folder: Path) -> int:
    """How many chunks the parcels of a job are cut into."""
    with closing(_open_parcels(folder)) as connection:
        return int(connection.execute("SELECT count(*) FROM chunk").fetchone()[0])


def read_uids(folder: Path) -> List[str]:
    """The uids of a job's parcels by position."""
    with closing(_open_parcels(folder)) as connection:
        return [uid for (uid,) in connection.execute("SELECT uid FROM parcel ORDER BY position")]


def read_parcels(folder: Path, number: int) -> ParcelRows:
    """Read the parcels of one chunk, in the order they were written."""
    sql = "SELECT position, uid, cents, wkb FROM temp.wanted CROSS JOIN parcel USING (position) ORDER BY position"
    with closing(_open_parcels(folder)) as connection:
        (blob,) = connection.execute("SELECT positions FROM chunk WHERE number = ?", (number,)).fetchone()
        wanted = np.frombuffer(blob, "<i8").tolist()
        if not wanted:
            return ParcelRows()
        connection.execute("CREATE TEMP TABLE wanted (position INTEGER PRIMARY KEY)")
        connection.executemany("INSERT INTO temp.wanted VALUES (?)", zip(wanted))
        rows = connection.execute(sql).fetchall()
    return ParcelRows(*map(list, zip(*rows)))


def _scratch(path: Path) -> sqlite3.Connection:
    """A new working database: it is rebuilt, never recovered, so it needs no journal."""
    connection = sqlite3.connect(str(path))
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


class ResultWriter:
    """Writes a result file beside its name; `finish()` renames it, so that a result that exists is whole."""

    def __init__(self, final: Path) -> None:
        self._final = final
        self._path = final.with_name(f"{final.name}.{uuid.uuid4().hex}.part")  # two processes may be at the same chunk
        self._connection = _scratch(self._path)
        for statement in _RESULT_TABLES:
            self._connection.execute(statement)

    def add(
        self,
        target: int,
        positions: Sequence[int],
        overlaps: Sequence[OverlapRow],
        screenings: Sequence[ScreeningRow],
        parts: Iterable[PartRow] = (),
    ) -> None:
        """Add the facts of one target; parcels in the rows are indices into `positions`."""
        place = np.array(positions, dtype=np.int64)
        parcel, codes, *areas = zip(*overlaps) if overlaps else ((),) * 5
        classes = sorted(set(codes))
        number = {code: index for index, code in enumerate(classes)}
        columns = (place[list(parcel)], [number[code] for code in codes], *areas)
        self._connection.execute("INSERT INTO overlap VALUES (?, ?, ?, ?, ?, ?, ?)", (
            target, json.dumps(classes), *(np.array(one, kind).tobytes() for one, kind in zip(columns, _OVERLAPS))))
        parcel, *figures, notes, width = zip(*screenings) if screenings else ((),) * 7
        columns = (place[list(parcel)], *figures, width)
        self._connection.execute("INSERT INTO screening VALUES (?, ?, ?, ?, ?, ?, ?)", (
            target, *(np.array(one, kind).tobytes() for one, kind in zip(columns, _SCREENINGS))))
        self._connection.executemany("INSERT INTO note VALUES (?, ?, ?)", (
            (positions[row], target, note) for row, note in zip(parcel, notes) if note))
        self._connection.executemany(
            "INSERT INTO part VALUES (?, ?, ?, ?, ?, ?)", ((positions[row[0]], target, *row[1:]) for row in parts)
        )

    def add_role(
        self, role: str, positions: Sequence[int], covers: Iterable[RoleRow], remainders: Iterable[Tuple[int, bytes, int]]
    ) -> None:
        """Add what the layers of one role cover together, and the ground they leave: (parcel, WKB, cents)."""
        self._connection.executemany(
            "INSERT INTO role_cover VALUES (?, ?, ?, ?, ?)", ((positions[row[0]], role, *row[1:]) for row in covers)
        )
        self._connection.executemany(
            "INSERT INTO remainder VALUES (?, ?, ?, ?)", ((positions[row[0]], role, *row[1:]) for row in remainders)
        )

    def remark(self, target: int, position: int, text: str) -> None:
        """Add a remark to what one target says of one parcel (by its position in the job)."""
        self._connection.execute("INSERT INTO note VALUES (?, ?, ?)", (position, target, text))

    def add_pieces(self, target: int, positions: Sequence[int], rows: Iterable[Tuple[int, str, bytes]]) -> None:
        """Add the ground of parcels and classes: (parcel, class code, WKB)."""
        self._connection.executemany(
            "INSERT INTO piece VALUES (?, ?, ?, ?)",
            ((positions[parcel], target, code, wkb) for parcel, code, wkb in rows),
        )

    def join(self, results: Iterable[Path]) -> None:
        """Add everything that other result files hold."""
        for path in results:
            self._connection.commit()
            self._connection.execute("ATTACH DATABASE ? AS one", (str(path),))
            for statement in _JOIN:
                self._connection.execute(statement)
            self._connection.commit()
            self._connection.execute("DETACH DATABASE one")

    def finish(self) -> None:
        """Commit and give the file its name."""
        self._connection.commit()
        self._connection.close()
        os.replace(self._path, self._final)

    def drop(self) -> None:
        """Close and forget what was written; nothing happens after `finish`."""
        self._connection.close()
        self._path.unlink(missing_ok=True)


def _metres(cents: int) -> Decimal:
    return Decimal(cents).scaleb(-2)


@dataclass(frozen=True)
class Result:
    """The facts of a finished job, read from its folder."""

    folder: Path
    uids: List[str]
    targets: List[Target]
    screened_at: str = ""
    engine: str = ""
    engine_seconds: float = 0.0

    def _rows(self, sql: str) -> Iterator[Tuple[Any, ...]]:
        with closing(sqlite3.connect(str(self.folder / RESULT))) as connection:
            yield from connection.execute(sql)

    def _overlap_columns(self) -> Tuple[List[str], Tuple[Any, ...]]:
        """The class codes, and parcel, target, class, area, net, raw of all overlaps, sorted by the first three."""
        blocks = list(self._rows("SELECT target, classes, parcel, class, area, net, raw FROM overlap"))
        own = [json.loads(block[1]) for block in blocks]
        codes = sorted({code for classes in own for code in classes})
        number = {code: index for index, code in enumerate(codes)}
        columns = _columns([block[2:] for block in blocks], _OVERLAPS)
        target = np.repeat([block[0] for block in blocks], [len(block[2]) // 8 for block in blocks]).astype(np.int64)
        known = [np.array([number[code] for code in classes], dtype=np.int64) for classes in own]
        starts = np.cumsum([0, *(len(classes) for classes in own)])[:-1]
        shift = np.repeat(starts, [len(block[2]) // 8 for block in blocks]).astype(np.int64)
        kind = np.concatenate([*known, np.zeros(0, dtype=np.int64)])[columns[1] + shift]
        order = np.lexsort((kind, target, columns[0]))
        return codes, tuple(one[order] for one in (columns[0], target, kind, *columns[2:]))

    def overlaps(self) -> OverlapColumns:
        """The overlap facts, by parcel and red line: one after the other, or by column."""
        codes, (parcel, target, kind, area, net, _) = self._overlap_columns()
        return OverlapColumns(self.uids, self._lines(), parcel, target, codes, kind, area, net)

    def screenings(self) -> ScreeningColumns:
        """One summary for each parcel and red line, also where nothing was met: one after the other, or by column."""
        blocks = list(self._rows(
            "SELECT target, parcel, covered, uncovered, double, closure, rest_width FROM screening"))
        columns = _columns([block[1:] for block in blocks], _SCREENINGS)
        target = np.repeat([block[0] for block in blocks], [len(block[1]) // 8 for block in blocks]).astype(np.int64)
        order = np.lexsort((target, columns[0]))
        notes: Dict[Tuple[int, int], str] = {}
        for parcel, number, note in self._rows("SELECT parcel, target, note FROM note ORDER BY rowid"):
            notes[parcel, number] = f"{notes[parcel, number]}; {note}" if (parcel, number) in notes else note
        positions, covered, uncovered, double, closure, width = (one[order] for one in columns)
        return ScreeningColumns(self.uids, self._lines(), positions, target[order], covered, uncovered, double, closure, width,
                                self.screened_at, notes)

    def _lines(self) -> List[Tuple[str, str]]:
        return [(line.redline_id, line.role) for line in self.targets]

    def parts(self) -> Iterator[OverlapPart]:
        """The parts of overlaps that carry a detail, by parcel, red line and class."""
        for parcel, target, code, detail, area, net in self._rows(
            "SELECT parcel, target, class_code, detail, area, net FROM part ORDER BY parcel, target, class_code, detail"
        ):
            line = self.targets[target]
            yield OverlapPart(self.uids[parcel], line.redline_id, line.role, code, json.loads(detail), _metres(area),
                              _metres(net))

    def role_covers(self) -> Iterator[RoleCover]:
        """What several layers of one role cover together, for each parcel and such role."""
        for parcel, role, covered, uncovered, width in self._rows(
            "SELECT parcel, role, covered, uncovered, rest_width FROM role_cover ORDER BY parcel, role"
        ):
            yield RoleCover(self.uids[parcel], role, _metres(covered), _metres(uncovered), width)

    def remainders(self) -> Iterator[Tuple[str, str, bytes, Decimal]]:
        """(parcel uid, role, WKB, area_m2) of the ground that the layers of a role leave, where it was asked for."""
        for parcel, role, wkb, area in self._rows("SELECT parcel, role, wkb, area FROM remainder ORDER BY parcel, role"):
            yield self.uids[parcel], role, wkb, _metres(area)

    def raw_areas(self) -> Iterator[Tuple[str, str, str, float]]:
        """(parcel uid, red-line id, class code, m² before rounding) of every overlap."""
        codes, (parcel, target, kind, _, _, raw) = self._overlap_columns()
        for at, number, code, area in zip(parcel.tolist(), target.tolist(), kind.tolist(), raw.tolist()):
            yield self.uids[at], self.targets[number].redline_id, codes[code], area

    def pieces(self) -> Iterator[Tuple[str, Target, str, bytes, Optional[Decimal]]]:
        """(parcel uid, target, class code, WKB of the ground, its area_m2) where pieces were asked for."""
        codes, (parcel, target, kind, area, _, _) = self._overlap_columns()
        areas = dict(zip(zip(parcel.tolist(), target.tolist(), (codes[code] for code in kind.tolist())), area.tolist()))
        for at, number, code, wkb in self._rows(
            "SELECT parcel, target, class_code, wkb FROM piece ORDER BY parcel, target, class_code"
        ):
            if (at, number, code) in areas:
                yield self.uids[at], self.targets[number], code, wkb, _metres(areas[at, number, code])

    def outside(self) -> int:
        """How many parcels meet no polygon of any layer."""
        met = np.zeros(len(self.uids), dtype=bool)
        for parcel, covered in self._rows("SELECT parcel, covered FROM screening"):
            met[np.frombuffer(parcel, "<i8")[np.frombuffer(covered, "<i8") > 0]] = True
        return int((~met).sum())


def _columns(blocks: Sequence[Sequence[bytes]], kinds: Sequence[str]) -> List[Any]:
    """The columns of some blocks of rows, one after the other."""
    return [np.concatenate([np.frombuffer(block[at], kind) for block in blocks] or [np.zeros(0, kind)])
            for at, kind in enumerate(kinds)]
