"""PostGIS as a competitor: a real PostgreSQL of the benchmark's own, layers loaded once, ST_Subdivide and the query timed."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, List, Optional, Type

import psycopg2

from farmland_plugin.ledger.gpkg import from_blob

from .beds import ROLES, Bed

VERTICES = 128
OPTIONS = ("-c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off"
           " -c shared_buffers=1GB -c work_mem=256MB -c maintenance_work_mem=512MB -c max_parallel_workers_per_gather=2")
SUM = "sum(ST_Area(ST_Intersection(p.geom, l.geom)))"
UNION = "ST_Area(ST_Union(ST_Intersection(p.geom, l.geom)))"


def programs() -> Optional[Path]:
    """Where the newest PostgreSQL with PostGIS has its programs; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    usable = [one.parent for one in found if Path(f"/usr/share/postgresql/{one.parts[4]}/extension/postgis.control").exists()]
    return usable[-1] if usable else None


class Database:
    """A cluster with the bed in it; gone after the with block."""

    def __init__(self, bed: Bed, count: int) -> None:
        self._programs = programs()
        if self._programs is None:
            raise FileNotFoundError("no PostgreSQL with PostGIS on this machine")
        self._as = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # PostgreSQL refuses root
        self._bed, self._count = bed, count
        self.subdivide_s = 0.0

    def __enter__(self) -> Database:
        self._folder = Path(tempfile.mkdtemp(prefix="farmland_bench_pg"))
        if self._as:
            shutil.chown(self._folder, "postgres")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        data = self._folder / "data"
        self._run("initdb", "-D", data, "-U", "bench", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync")
        self._run("pg_ctl", "-D", data, "-l", self._folder / "log", "-w", "-s", "-o",
                  f"-p {port} -c unix_socket_directories={self._folder} {OPTIONS}", "start")
        try:
            self._connection = psycopg2.connect(host="127.0.0.1", port=port, dbname="postgres", user="bench")
            self._connection.autocommit = True
            self._load()
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self._connection.close()
        self._stop()

    def _stop(self) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "-w", "-s", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, name: str, *arguments: object) -> None:
        subprocess.run([*self._as, str(self._programs / name), *map(str, arguments)], check=True, cwd="/",  # type: ignore[operator]
                       stdout=subprocess.DEVNULL)

    def sql(self, statement: str) -> List[Any]:
        """Run a statement -> its rows."""
        with self._connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _load(self) -> None:
        """Copy the bed's tables, index them, and subdivide the layers: the last is timed."""
        self.sql("CREATE EXTENSION postgis")
        self._copy("parcels", self._bed.folder / f"parcels_{self._count}.gpkg", "parcels", "''")
        for role in ROLES:
            self._copy(role, self._bed.folder / f"{role}.gpkg", "redline", "class_code")
        start = time.perf_counter()
        for role in ROLES:
            self.sql(f"CREATE TABLE s_{role} AS SELECT class_code, ST_Subdivide(geom, {VERTICES}) AS geom FROM {role}")
            self.sql(f"CREATE INDEX ON s_{role} USING gist (geom)")
            self.sql(f"ANALYZE s_{role}")
        self.subdivide_s = time.perf_counter() - start

    def _copy(self, table: str, path: Path, source: str, code: str) -> None:
        self.sql(f"CREATE TABLE {table} (id integer PRIMARY KEY, class_code text, geom geometry)")
        rows = sqlite3.connect(path).execute(f"SELECT fid, {code}, geom FROM {source} ORDER BY fid")
        text = (f"{fid}\t{kind}\t{from_blob(geom).hex()}\n" for fid, kind, geom in rows)
        with self._connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {table} FROM STDIN", _Reader(text))
        self.sql(f"CREATE INDEX ON {table} USING gist (geom)")
        self.sql(f"ANALYZE {table}")

    def query(self, count: int) -> Dict[str, Any]:
        """Areas by parcel and class of the first parcels -> figures; approvals, which overlap, by union, the others summed."""
        import numpy as np
        import psutil

        (pid,) = self.sql("SELECT pg_backend_pid()")[0]
        server = psutil.Process(pid).parent()
        sums = {role: np.zeros(count) for role in ROLES}
        cpu, start = _cpu(server), time.perf_counter()
        for role in ROLES:
            rows = self.sql(f"SELECT p.id, l.class_code, {UNION if role == 'approval' else SUM} FROM parcels p JOIN s_{role} l"
                            f" ON ST_Intersects(p.geom, l.geom) WHERE p.id <= {count} GROUP BY 1, 2")
            for number, _, area in rows:
                sums[role][number - 1] += area
        wall, used = time.perf_counter() - start, _cpu(server) - cpu
        # papers overlap one another too: for the comparison of areas, after the clock, the union over all of them
        for number, area in self.sql(f"SELECT p.id, {UNION} FROM parcels p JOIN s_approval l ON ST_Intersects(p.geom, l.geom)"
                                     f" WHERE p.id <= {count} GROUP BY 1"):
            sums["approval"][number - 1] = area
        np.savez(self._bed.folder / f"areas_postgis_{count}.npz", **sums)
        peak = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM:")]
        return {"wall_s": wall, "cpu_s": used, "peak_mb": int(peak[0].split()[1]) / 1024,
                "with_subdividing_s": wall + self.subdivide_s}


class _Reader:
    """Lines as a file that COPY reads."""

    def __init__(self, lines: Any) -> None:
        self._lines, self._rest = lines, b""

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size:
            line = next(self._lines, None)
            if line is None:
                break
            self._rest += line.encode()
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


def _cpu(server: Any) -> float:
    """CPU seconds of a PostgreSQL: its first process, those it waited for, those alive."""
    own = server.cpu_times()
    total = own.user + own.system + own.children_user + own.children_system
    for child in server.children():
        times = child.cpu_times()
        total += times.user + times.system
    return float(total)
