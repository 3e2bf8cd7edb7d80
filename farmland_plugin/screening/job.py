"""The folder a screening works in: job.json and parcels.sqlite go in, result.sqlite comes out (no qgis, no
shapely).
"""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

from ..domain.area import AreaRule
from ..domain.parcel import Overlap, Parcel, Screening
from .facts import OverlapRow, ScreeningRow

JOB, PARCELS, RESULT = "job.json", "parcels.sqlite", "result.sqlite"

_RESULT_TABLES = (
    "CREATE TABLE overlap (parcel INTEGER, target INTEGER, class_code TEXT, area INTEGER, net INTEGER,"
    " raw REAL)",
    "CREATE TABLE screening (parcel INTEGER, target INTEGER, covered INTEGER, uncovered INTEGER,"
    " double INTEGER, closure REAL, note TEXT)",
    "CREATE TABLE piece (parcel INTEGER, target INTEGER, class_code TEXT, wkb BLOB)",
)


@dataclass(frozen=True)
class Target:
    """One red line to screen against: its cache file, and whether it tiles the county (land use) so that
    closure is proof.
    """

    redline_id: str
    role: str
    cache: str
    tessellation: bool


@dataclass(frozen=True)
class Job:
    """What to screen and how; areas by `rule` in the CRS of `crs_wkt`; threads 0 = all cores; slivers dropped
    below m².
    """

    targets: List[Target]
    rule: AreaRule
    crs_wkt: str
    threads: int = 0
    sliver_m2: float = 0.0
    pieces: bool = False

    @property
    def cores(self) -> int:
        """The number of threads to use."""
        return self.threads if self.threads > 0 else os.cpu_count() or 1


@dataclass(frozen=True)
class ParcelRows:
    """The parcels of a job by position: uid, area_m2 in cents, WKB in the ledger CRS."""

    uids: List[str] = field(default_factory=list)
    cents: List[int] = field(default_factory=list)
    wkb: List[bytes] = field(default_factory=list)


def write_job(folder: Path, job: Job, parcels: Iterable[Parcel]) -> int:
    """Write job.json and parcels.sqlite; returns the number of parcels."""
    values = asdict(job)
    values["rule"] = job.rule.to_dict()
    (folder / JOB).write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    with closing(_scratch(folder / PARCELS)) as connection, connection:
        connection.execute(
            "CREATE TABLE parcel (position INTEGER PRIMARY KEY, uid TEXT, cents INTEGER, wkb BLOB)"
        )
        rows = ((index, p.parcel_uid, int(p.area_m2.scaleb(2)), p.geom) for index, p in enumerate(parcels))
        return connection.executemany("INSERT INTO parcel VALUES (?, ?, ?, ?)", rows).rowcount


def read_job(folder: Path) -> Job:
    """Read job.json."""
    values: Dict[str, Any] = json.loads((folder / JOB).read_text(encoding="utf-8"))
    values["rule"] = AreaRule.from_dict(values["rule"])
    values["targets"] = [Target(**target) for target in values["targets"]]
    return Job(**values)


def read_parcels(folder: Path) -> ParcelRows:
    """Read parcels.sqlite in the order it was written."""
    rows = ParcelRows()
    with closing(sqlite3.connect(str(folder / PARCELS))) as connection:
        for uid, cents, wkb in connection.execute("SELECT uid, cents, wkb FROM parcel ORDER BY position"):
            rows.uids.append(uid)
            rows.cents.append(cents)
            rows.wkb.append(wkb)
    return rows


def _scratch(path: Path) -> sqlite3.Connection:
    """A new working database: it is rebuilt, never recovered, so it needs no journal."""
    connection = sqlite3.connect(str(path))
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


class ResultWriter:
    """Writes result.sqlite beside its name; `finish()` renames it, so that a result that exists is whole."""

    def __init__(self, folder: Path) -> None:
        self._final = folder / RESULT
        self._path = folder / (RESULT + ".part")
        self._connection = _scratch(self._path)
        for statement in _RESULT_TABLES:
            self._connection.execute(statement)

    def add(
        self,
        target: int,
        positions: Sequence[int],
        overlaps: Iterable[OverlapRow],
        screenings: Iterable[ScreeningRow],
    ) -> None:
        """Add the facts of one target; parcels in the rows are indices into `positions`."""
        self._connection.executemany(
            "INSERT INTO overlap VALUES (?, ?, ?, ?, ?, ?)",
            ((positions[row[0]], target, *row[1:]) for row in overlaps),
        )
        self._connection.executemany(
            "INSERT INTO screening VALUES (?, ?, ?, ?, ?, ?, ?)",
            ((positions[row[0]], target, *row[1:]) for row in screenings),
        )

    def add_pieces(self, target: int, rows: Iterable[Tuple[int, str, bytes]]) -> None:
        """Add the ground of parcels and classes: (parcel position, class code, WKB)."""
        self._connection.executemany(
            "INSERT INTO piece VALUES (?, ?, ?, ?)",
            ((parcel, target, code, wkb) for parcel, code, wkb in rows),
        )

    def finish(self) -> None:
        """Commit and give the file its name."""
        self._connection.commit()
        self._connection.close()
        os.replace(self._path, self._final)


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

    def overlaps(self) -> Iterator[Overlap]:
        """The overlap facts, by parcel and red line."""
        for parcel, target, code, area, net in self._rows(
            "SELECT parcel, target, class_code, area, net FROM overlap ORDER BY parcel, target, class_code"
        ):
            line = self.targets[target]
            yield Overlap(self.uids[parcel], line.redline_id, line.role, code, _metres(area), _metres(net))

    def screenings(self) -> Iterator[Screening]:
        """One summary for each parcel and red line, also where nothing was met."""
        sql = (
            "SELECT parcel, target, covered, uncovered, double, closure, note FROM screening"
            " ORDER BY parcel, target"
        )
        for parcel, target, covered, uncovered, double, closure, note in self._rows(sql):
            line = self.targets[target]
            areas = (_metres(covered), _metres(uncovered), _metres(double))
            yield Screening(self.uids[parcel], line.redline_id, line.role, *areas, closure, self.screened_at, note)

    def raw_areas(self) -> Iterator[Tuple[str, str, str, float]]:
        """(parcel uid, red-line id, class code, m² before rounding) of every overlap."""
        for parcel, target, code, raw in self._rows("SELECT parcel, target, class_code, raw FROM overlap"):
            yield self.uids[parcel], self.targets[target].redline_id, code, raw

    def pieces(self) -> Iterator[Tuple[str, Target, str, bytes, Optional[Decimal]]]:
        """(parcel uid, target, class code, WKB of the ground, its area_m2) where pieces were asked for."""
        for parcel, target, code, wkb, area in self._rows(
            "SELECT p.parcel, p.target, p.class_code, p.wkb, o.area FROM piece p JOIN overlap o"
            " ON o.parcel = p.parcel AND o.target = p.target AND o.class_code = p.class_code"
            " ORDER BY p.parcel, p.target, p.class_code"
        ):
            yield self.uids[parcel], self.targets[target], code, wkb, _metres(area)

    def outside(self) -> int:
        """How many parcels meet no polygon of any layer."""
        rows = self._rows(
            "SELECT count(*) FROM (SELECT parcel FROM screening GROUP BY parcel HAVING max(covered) = 0)"
        )
        return int(next(rows)[0])
