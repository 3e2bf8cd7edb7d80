"""Write the demo county: ``python -m tests.demo_county --size small --out build/demo/input``."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from . import generate


def main() -> None:
    """Read the command line and write the county."""
    parser = argparse.ArgumentParser(description="Write a made-up county with every kind of input file.")
    parser.add_argument("--size", default="small", choices=["small", "county"])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--no-pictures", action="store_true", help="leave out orthophotos and photos")
    given = parser.parse_args()
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - start:6.1f} s  {text}", flush=True)

    generate(given.size, given.out, given.seed, pictures=not given.no_pictures, say=say)


if __name__ == "__main__":
    main()
