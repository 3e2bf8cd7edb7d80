"""Run the benchmark: ``python -m tests.bench [--only screening,growth]`` (``FARMLAND_BENCH=small`` for a quick one)."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from .bench import PARTS, run

ROOT = Path(__file__).resolve().parents[2]


def _parts(text: str) -> list[str]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        raise argparse.ArgumentTypeError(f"{unknown[0]} is no part: use {', '.join(PARTS)}")
    return names


def main() -> None:
    """Read the command line and run; leaves through os._exit, since QGIS's own exit may crash with layers alive."""
    parser = argparse.ArgumentParser(description="Every speed figure, as ratios in one run.")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    parser.add_argument("--size", default=os.environ.get("FARMLAND_BENCH", "county"), choices=["small", "county"])
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "bench")
    parser.add_argument("--only", type=_parts, default=[], help=f"comma-separated: {', '.join(PARTS)}")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    run(given.size, given.work.resolve(), given.output, given.only)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
