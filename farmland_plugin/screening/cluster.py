"""Screening on an existing Dask cluster: `python -m farmland_plugin.screening.cluster FOLDER SCHEDULER [SECONDS]` (no qgis).

Every chunk of the job in FOLDER is a task that reads files and writes a file, so a worker may die at any time and another
does its chunk again. Workers need the folder and the red-line caches under the same paths, numpy, shapely and dask of the
client's versions, and nothing of this plugin: its code lies as a zip in the job folder, and the functions that Dask sends
from `__main__` go by value. SECONDS: how long to wait for a scheduler, and for a worker when none is left. Prints JSON
lines as `worker` does; an error has its template and facts apart, so that QGIS can translate it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import sqlite3
import sys
import time
import uuid
import zipfile
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

from ..domain.errors import FarmlandError, tr
from .job import chunk_count, read_job
from .partition import join

PATIENCE_S, POLL_S, RETRIES = 30.0, 1.0, 3
SENT = ("__init__.py", "domain/**/*.py", "ledger/__init__.py", "ledger/gpkg.py", "ledger/lonlat.py", "screening/*.py")
"""What of this package the workers are sent."""
Report = Callable[[float, str], None]


class ClusterError(FarmlandError):
    """The cluster cannot do the job; nothing was written to the ledger."""


def pack(folder: Path) -> Tuple[Path, str]:
    """Write the code for the workers as a zip into the job folder -> its path and the name the package has in it.

    The name carries the code's hash: a worker that served another version of the plugin is never confused.
    """
    home = Path(__file__).resolve().parents[1]
    files = sorted({path for pattern in SENT for path in home.glob(pattern)})
    texts = {path.relative_to(home).as_posix(): path.read_bytes() for path in files}
    digest = hashlib.sha256(b"\0".join(name.encode() + b"\0" + text for name, text in texts.items())).hexdigest()
    package = f"farmland_{digest[:12]}"
    target = folder / f"{package}.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"{package}/{name}", text)
    return target, package


def _engine(code: str, package: str) -> Any:
    """Import the engine from the zip, on a worker; what a vanished zip left half imported is imported anew."""
    import importlib
    import sys

    names = (f"{package}.screening.worker", f"{package}.screening.partition")
    try:
        if code not in sys.path:
            sys.path.insert(0, code)
        return [importlib.import_module(name) for name in names][-1]
    except (ImportError, OSError):
        for name in [name for name in sys.modules if name.split(".")[0] == package]:
            del sys.modules[name]
        importlib.invalidate_caches()
        return [importlib.import_module(name) for name in names][-1]
    finally:
        if code in sys.path:
            sys.path.remove(code)


def _look(folder: str, caches: List[str], stamp: str) -> Dict[str, str]:
    """On a worker: the first file of the job that it does not see ('' when it sees all), and its shapely and GEOS."""
    from pathlib import Path

    try:
        seen = (Path(folder) / "stamp").read_text(encoding="ascii") == stamp
    except OSError:
        seen = False
    missing = "" if seen else folder
    for cache in caches if seen else []:
        missing = missing or ("" if Path(cache).is_file() else cache)
    try:
        import numpy  # noqa: F401
        import shapely
    except ImportError as error:
        return {"missing": missing, "engine": "", "reason": str(error)}
    return {"missing": missing, "engine": f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}", "reason": ""}


def _screen(engine: Callable[[str, str], Any], folder: str, code: str, package: str, number: int) -> int:
    """On a worker: one chunk, unless a worker that died after writing it has done it already."""
    from pathlib import Path

    partition = engine(code, package)
    if not partition.chunk_result(Path(folder), number).is_file():
        partition.run_chunk(Path(folder), number)
    return number


def connect(address: str, seconds: float = PATIENCE_S) -> Any:
    """Connect to the scheduler; raises ClusterError when dask is not installed or nobody answers."""
    try:
        import distributed
    except ImportError as error:
        raise ClusterError(tr("Dask is not installed in {python} ({reason}): install dask[distributed] there, of the "
                              "cluster's version, or leave CLUSTER empty."), python=sys.executable, reason=error) from error
    try:
        connecting: Any = distributed.Client  # dask carries no types for strict
        return connecting(address, timeout=seconds)
    except (OSError, ValueError, TimeoutError, asyncio.TimeoutError) as error:
        raise ClusterError(tr("No Dask scheduler answers at {address} within {seconds} s: check the address "
                              "(tcp://host:8786) and that the scheduler runs."),
                           address=address, seconds=f"{seconds:g}") from error


def check(client: Any, folder: Path, seconds: float = PATIENCE_S) -> None:
    """Raise ClusterError unless every worker has the client's versions and sees the job's files."""
    try:
        client.wait_for_workers(1, timeout=seconds)
    except (TimeoutError, asyncio.TimeoutError) as error:
        raise ClusterError(tr("The Dask cluster has no worker: start one with “dask worker {address}”."),
                           address=client.scheduler.address) from error
    versions = client.get_versions()
    own = _versions(versions["client"])
    for name, found in [("scheduler", versions["scheduler"]), *versions["workers"].items()]:
        _same(name, _versions(found), own)
    stamp = uuid.uuid4().hex
    (folder / "stamp").write_text(stamp, encoding="ascii")
    job = read_job(folder)
    caches = [target.cache for target in job.targets]
    here = _look(str(folder), caches, stamp)["engine"]
    for name, seen in client.run(_look, str(folder), caches, stamp).items():
        if seen["missing"]:
            raise ClusterError(tr("Worker {worker} does not see {path}: the ledger must lie in a folder that all machines of "
                                  "the cluster have under the same path."), worker=name, path=seen["missing"])
        if not seen["engine"]:
            raise ClusterError(tr("Worker {worker} lacks a package ({reason}): install shapely and numpy there."),
                               worker=name, reason=seen["reason"])
        _same(name, seen["engine"], here)


def _versions(found: Dict[str, Any]) -> str:
    packages = found["packages"]
    return f"Python {'.'.join(str(packages['python']).split('.')[:2])}, distributed {packages['distributed']}"


def _same(worker: str, theirs: str, ours: str) -> None:
    if theirs != ours:
        raise ClusterError(tr("{worker} has {theirs}, this machine has {ours}: install the same versions on all machines."),
                           worker=worker, theirs=theirs, ours=ours)


def screen(client: Any, folder: Path, report: Report, seconds: float = PATIENCE_S) -> None:
    """Screen all chunks on the cluster; raises ClusterError when a chunk cannot be done or nobody is left to do it."""
    import distributed

    wait: Any = distributed.wait
    code, package = pack(folder)
    sys.path.insert(0, str(code))  # a worker's exception is of a class in there
    token, count = uuid.uuid4().hex, chunk_count(folder)
    pending = {client.submit(_screen, _engine, str(folder), str(code), package, number, key=f"farmland-{token}-{number}",
                             pure=False, retries=RETRIES): number for number in range(count)}
    alone = time.monotonic()
    while pending:
        try:
            done = wait(list(pending), timeout=POLL_S, return_when="FIRST_COMPLETED").done
        except (TimeoutError, asyncio.TimeoutError):
            done = set()
        for future in done:
            _judge(future, pending.pop(future) + 1)  # forgotten at once: its file is the result, not Dask's memory
            report(100.0 * (count - len(pending)) / count, "")
        if client.status == "running" and client.scheduler_info()["workers"]:
            alone = time.monotonic()
        elif time.monotonic() - alone > seconds:
            raise ClusterError(tr("The Dask cluster has had no worker for {seconds} s, or its scheduler is gone: nothing was "
                                  "written; start the workers and screen again."), seconds=f"{seconds:g}")


def _judge(future: Any, number: int) -> None:
    from distributed import KilledWorker

    if future.status == "finished":
        return
    if future.status != "error":
        raise ClusterError(tr("The Dask scheduler has dropped the job: nothing was written; screen again."))
    reason = future.exception()
    if isinstance(reason, KilledWorker):
        raise ClusterError(tr("Part {number} of the screening has killed one worker after another: nothing was written; give "
                              "the workers more memory, or start fewer of them."), number=number)
    raise ClusterError(tr("Part {number} of the screening failed on the cluster and nothing was written: {reason}."),
                       number=number, reason=f"{type(reason).__name__}: {reason}")


def _say(**values: object) -> None:
    sys.stdout.write(json.dumps(values, ensure_ascii=True, default=str) + "\n")
    sys.stdout.flush()


def main(arguments: List[str]) -> int:
    """Screen the job in the folder on the scheduler's workers; returns the exit status."""
    start, folder = time.perf_counter(), Path(arguments[0])
    seconds = float(arguments[2]) if len(arguments) > 2 else PATIENCE_S
    try:
        client = connect(arguments[1], seconds)
        try:
            check(client, folder, seconds)
            screen(client, folder, lambda percent, text: _say(progress=percent, text=text), seconds)
        finally:
            client.close(timeout=seconds)
        join(folder)
    except FarmlandError as error:
        _say(error=str(error), template=error.text, facts=error.facts)
        return 1
    except (sqlite3.Error, OSError, ValueError) as error:
        _say(error=f"{type(error).__name__}: {error}")
        return 1
    _say(done=time.perf_counter() - start)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
