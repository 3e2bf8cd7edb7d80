"""Competitors run in turns, each run in a process of its own: wall and CPU seconds, peak memory, medians."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import Any, Dict, List, Optional, Sequence

from .beds import ROOT, Bed

Figures = Dict[str, Any]


def alone(name: str, bed: Bed, count: int, options: Optional[Dict[str, Any]] = None,
          timeout: Optional[float] = None) -> Figures:
    """Run one competitor once; ``{"wall_s": None, ...}`` when it does not finish in `timeout` seconds."""
    command = [sys.executable, "-m", "tests.bench.competitors", name, str(bed.folder), str(count), json.dumps(options or {})]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=timeout and timeout + 20)
    except subprocess.TimeoutExpired:
        return {"wall_s": None, "timeout_s": timeout}
    if done.returncode:
        raise RuntimeError(f"{name}: {done.stderr.strip()[-2000:]}")
    found: Figures = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def median(runs: Sequence[Figures]) -> Figures:
    """The median of every number over some runs; the largest peak; what is no number as the last run has it."""
    last = dict(runs[-1])
    for key, value in runs[-1].items():
        values = [run[key] for run in runs if run.get(key) is not None]
        if isinstance(value, (int, float)) and values:
            last[key] = max(values) if key == "peak_mb" else statistics.median(values)
    return {**last, "runs": len(runs)}


def race(bed: Bed, count: int, competitors: Dict[str, int]) -> Dict[str, Figures]:
    """Run competitors (name: rounds) in turns, the first again between the others.

    The machine's mood changes within a long run: the unit of every ratio is measured before and after each.
    """
    unit = next(iter(competitors))
    taken: Dict[str, List[Figures]] = {name: [] for name in competitors}
    for number in range(max(competitors.values())):
        others = [name for name, rounds in competitors.items() if name != unit and number < rounds]
        for name in [unit, *(turn for other in others for turn in (other, unit))]:
            taken[name].append(alone(name, bed, count))
            told = taken[name][-1]
            print(f"    {count:>7} parcels, round {number + 1}  {name:<10}{told['wall_s']:9.2f} s wall{told['cpu_s']:9.2f} s cpu"
                  f"{told['peak_mb']:8.0f} MB", flush=True)
    return {name: median(runs) for name, runs in taken.items()}
