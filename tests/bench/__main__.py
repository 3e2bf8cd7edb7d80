"""Run the benchmark: ``python -m tests.bench --output build/bench.json`` (``FARMLAND_BENCH=small`` for a quick one)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Read the command line and run; leaves through os._exit, since QGIS's own exit may crash with layers alive."""
    parser = argparse.ArgumentParser(description="Time screening against QGIS's Overlap analysis and geopandas.")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    parser.add_argument("--size", default=os.environ.get("FARMLAND_BENCH", "county"), choices=["small", "county"])
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from .bench import run

    run(given.size, given.work, given.output)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
