"""Run a screening job: the shapely engine in worker processes, or the QgsGeometry engine where there is none."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple

from qgis.PyQt.QtCore import QProcess, QProcessEnvironment

from ..domain.errors import BadInput, Cancelled, FarmlandError
from ..domain.progress import Feedback
from ..i18n import tr
from ..ledger.door import utc_now
from .fallback import run_fallback
from .job import MOST, Job, Result, Shape, read_uids, write_job
from .partition import join

PACKAGE = __name__.split(".")[0]
HOME = Path(__file__).resolve().parents[2]
PROBE = "import numpy, shapely; print('farmland', int(shapely.__version__.split('.')[0]) >= 2)"
PROBE_MS, START_MS, POLL_MS, KILL_MS = 30000, 15000, 100, 5000


class WorkerError(FarmlandError):
    """The worker process failed; the ledger was not touched."""


@dataclass(frozen=True)
class Runner:
    """Where to screen: `interpreter` of the worker ('' looks for one), `engine` auto, worker or fallback; `cluster` the
    address of a Dask scheduler, and `shared` the folder, the same on all its machines, that the job is laid into.
    """

    interpreter: str = ""
    engine: str = "auto"
    cluster: str = ""
    shared: str = ""

    def find(self) -> str:
        """The interpreter to use; '' means the QgsGeometry engine."""
        if self.engine == "fallback":
            return ""
        found = self.interpreter or usable_interpreter(tuple(candidates()))
        if not found and (self.engine == "worker" or self.cluster):
            raise WorkerError(tr("No Python with shapely 2 was found beside QGIS: install shapely 2 or newer."))
        return found


def candidates() -> List[str]:
    """Paths where the Python beside this QGIS may lie; in QGIS `sys.executable` is the application itself."""
    prefixes = list(dict.fromkeys([sys.exec_prefix, sys.prefix, str(Path(os.__file__).resolve().parents[1])]))
    names = ("python.exe", "python3.exe") if os.name == "nt" else ("bin/python3", "bin/python")
    found = [str(Path(prefix, name)) for prefix in prefixes for name in names]
    if os.name == "nt" and os.environ.get("OSGEO4W_ROOT"):
        found += [str(Path(os.environ["OSGEO4W_ROOT"], "bin", name)) for name in names]
    if Path(sys.executable or "").name.lower().startswith("python"):
        found.insert(0, sys.executable)
    return [path for path in dict.fromkeys(found) if Path(path).is_file()]


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment.systemEnvironment()
    paths = [str(HOME), environment.value("PYTHONPATH", "")]
    environment.insert("PYTHONPATH", os.pathsep.join(path for path in paths if path))
    environment.insert("PYTHONIOENCODING", "utf-8")
    return environment


def _process(interpreter: str, arguments: Sequence[str]) -> QProcess:
    process = QProcess()
    process.setProcessEnvironment(_environment())
    process.setProgram(interpreter)
    process.setArguments(list(arguments))
    return process


@lru_cache(maxsize=4)
def usable_interpreter(paths: Tuple[str, ...]) -> str:
    """The first interpreter that imports numpy and shapely >= 2; '' when none does. Asked once a run of QGIS."""
    for path in paths:
        process = _process(path, ["-c", PROBE])
        process.start()
        if process.waitForFinished(PROBE_MS):
            if b"farmland True" in bytes(process.readAllStandardOutput()):
                return path
        else:
            process.kill()
            process.waitForFinished(KILL_MS)
    return ""


@contextmanager
def screened(job: Job, parcels: Iterable[Shape], feedback: Feedback, runner: Optional[Runner] = None) -> Iterator[Result]:
    """Screen parcels in a temporary folder and yield the facts; the folder is gone afterwards.

    Raises BadInput when a cache is missing, Cancelled, WorkerError when the worker fails; nothing outside the folder is
    ever written.
    """
    for target in job.targets:
        if not Path(target.cache).is_file():
            raise BadInput(tr("{path} is missing: register the red line again."), path=target.cache)
    runner = runner or Runner()
    interpreter = runner.find()
    folder = Path(tempfile.mkdtemp(prefix="farmland-screening-", dir=runner.shared or None))
    processes: List[QProcess] = []
    try:
        if interpreter and not runner.cluster:  # they load their libraries while the parcels are written
            for _ in range(min(job.processes, MOST)):
                processes.append(start_worker(interpreter, ["worker"]))
        chunks = write_job(folder, job, parcels)
        start = time.perf_counter()
        if runner.cluster:
            processes.append(start_worker(interpreter, ["cluster", str(folder), runner.cluster]))
            run_workers(processes, folder, feedback)
        elif interpreter:
            for _ in range(min(job.processes, chunks) - len(processes)):
                processes.append(start_worker(interpreter, ["worker"]))
            run_workers(processes, folder, feedback, chunks * len(job.targets))
            join(folder)
        else:
            feedback.warn(tr("No Python with shapely 2 was found beside QGIS: the slower engine is used."))
            run_fallback(folder, feedback)
        seconds = time.perf_counter() - start
        engine = "cluster" if runner.cluster else "worker" if interpreter else "fallback"
        yield Result(folder, read_uids(folder), job.targets, utc_now(), engine, seconds)
    finally:
        _end(processes)
        shutil.rmtree(folder, ignore_errors=True)


def start_worker(interpreter: str, module: Sequence[str]) -> QProcess:
    """Start a module of this package with its arguments; a worker waits until it is told the job's folder."""
    process = _process(interpreter, ["-m", f"{PACKAGE}.screening.{module[0]}", *module[1:]])
    process.start()
    if not process.waitForStarted(START_MS):
        raise WorkerError(tr("The screening worker {path} does not start: {reason}."), path=interpreter,
                          reason=process.errorString())
    return process


def run_workers(processes: Sequence[QProcess], folder: Path, feedback: Feedback, steps: int = 0) -> None:
    """Let started processes screen a job folder together, without needing an event loop; `steps` they take in all.

    Raises Cancelled or WorkerError with one sentence; then all of them are killed.
    """
    lines = [_Lines() for _ in processes]
    try:
        for process in processes:
            process.write(f"{folder}\n".encode())
            process.closeWriteChannel()
        while True:
            running = [process for process in processes if process.state() != QProcess.ProcessState.NotRunning]
            for process in running:
                feedback.check()
                process.waitForReadyRead(POLL_MS // len(running))
            for process, own in zip(processes, lines):
                ended = process not in running  # asked before reading: nothing comes after
                own.take(bytes(process.readAllStandardOutput()) + b"\n" * ended)
                if ended:
                    _judge(process, own)
            if not running:
                return
            taken = sum(own.steps for own in lines)
            feedback.progress(max(100.0 * taken / max(steps, 1), *(own.percent for own in lines)))
    finally:
        _end(processes)


def _end(processes: Sequence[QProcess]) -> None:
    running = [process for process in processes if process.state() != QProcess.ProcessState.NotRunning]
    for process in running:
        process.kill()
    for process in running:
        process.waitForFinished(KILL_MS)


def _judge(process: QProcess, lines: _Lines) -> None:
    if process.exitStatus() == QProcess.ExitStatus.NormalExit and process.exitCode() == 0 and lines.done:
        return
    noise = bytes(process.readAllStandardError()).decode("utf-8", "replace").strip().splitlines()
    if lines.template:
        raise WorkerError(lines.template, **lines.facts)
    if lines.error:
        raise WorkerError(tr("The screening failed and nothing was written: {reason}."), reason=lines.error)
    if process.exitStatus() == QProcess.ExitStatus.CrashExit:
        raise WorkerError(tr("The screening worker was killed or crashed and nothing was written: screen fewer parcels "
                             "at a time (WHERE) or with fewer processes (WORKERS)."))
    raise WorkerError(tr("The screening worker stopped with exit code {code} and nothing was written: {reason}."),
                      code=process.exitCode(), reason=noise[-1] if noise else "?")


class _Lines:
    """The JSON lines of a worker: how far it is, its end and an error are kept."""

    def __init__(self) -> None:
        self._rest = b""
        self.done = False
        self.error = ""
        self.template = ""
        self.facts: Dict[str, Any] = {}
        self.percent, self.steps = 0.0, 0

    def take(self, data: bytes) -> None:
        """Read what has arrived; a half line waits for its end."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        for line in whole:
            if line.startswith(b"{"):
                self._one(json.loads(line))

    def _one(self, values: Dict[str, Any]) -> None:
        self.percent = float(values.get("progress", self.percent))
        self.steps += int(values.get("step", 0))
        self.done = self.done or "done" in values
        self.error = str(values.get("error", self.error))
        self.template = str(values.get("template", self.template))
        self.facts.update(values.get("facts", {}))


__all__ = ["Cancelled", "Runner", "WorkerError", "candidates", "run_workers", "screened", "start_worker", "usable_interpreter"]
