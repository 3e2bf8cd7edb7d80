"""A real Dask cluster on this machine: a scheduler and worker processes that know nothing of this project."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Callable, List, Optional, Type

QUIET = {"DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "20s"}


class DaskCluster:
    """Scheduler and workers, each a process of its own, gone after the with block; `killed` counts the dead."""

    def __init__(self, folder: Path, workers: int = 2, cwd: Optional[Path] = None) -> None:
        self._folder, self._count, self._cwd = folder, workers, cwd or folder
        self._processes: List[subprocess.Popen] = []
        self._done = threading.Event()
        self._watch: Optional[threading.Thread] = None
        self.killed = 0
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{probe.getsockname()[1]}"

    def _start(self, name: str, *arguments: str) -> None:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"} | QUIET
        with (self._folder / f"{name}.log").open("wb") as log:
            self._processes.append(subprocess.Popen([sys.executable, "-m", *arguments], cwd=self._cwd, env=environment,
                                                    stdout=log, stderr=subprocess.STDOUT))

    def __enter__(self) -> DaskCluster:
        self._start("scheduler", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port",
                    self.address.rsplit(":", 1)[1], "--no-dashboard", "--no-show")
        for number in range(self._count):
            self._start(f"worker_{number}", "distributed.cli.dask_worker", self.address, "--no-nanny", "--nthreads", "1",
                        "--no-dashboard", "--local-directory", str(self._folder / f"worker_{number}"))
        return self

    def kill(self, number: int = 0) -> None:
        """Kill one worker as a power cut would."""
        self._processes[1 + number].kill()
        self._processes[1 + number].wait()
        self.killed += 1

    def kill_when(self, reached: Callable[[], bool], numbers: tuple = (0,)) -> None:
        """Kill workers as soon as something is so; looked at again and again in a thread."""

        def watch() -> None:
            while not self._done.wait(0.02):
                if reached():
                    for number in numbers:
                        self.kill(number)
                    return

        self._watch = threading.Thread(target=watch)
        self._watch.start()

    def __exit__(self, kind: Optional[Type[BaseException]], error: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self._done.set()
        if self._watch:
            self._watch.join()
        for process in self._processes:  # they hold nothing that a farewell would save
            process.kill()
            process.wait()
