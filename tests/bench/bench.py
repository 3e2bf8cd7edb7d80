"""The parts of the benchmark, one after the other: beds, then what is measured on them, table and JSON.

``beds`` and ``county_bed`` make what is measured on, ``competitors`` (with ``floor`` and ``postgis_bench``) who is measured,
``race`` runs them in turns; ``screening_bench``, ``ledger_bench``, ``intake_bench``, ``parcels_bench``,
``imagery_bench``, ``photos_bench`` and ``desktop_bench`` are the figures.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, NamedTuple

from . import desktop_bench, imagery_bench, screening_bench


class Part(NamedTuple):
    """One part: what measures it, and what tells the figures as text."""

    measure: Callable[[str, Path], Dict[str, Any]]
    table: Callable[[Dict[str, Any], str], str]


def _ledger(size: str, work: Path) -> Dict[str, Any]:
    from . import ledger_bench

    _qgis()
    return ledger_bench.measure(work)


def _ledger_table(found: Dict[str, Any], size: str) -> str:
    from . import ledger_bench

    return ledger_bench.table(found)


def _intake(size: str, work: Path) -> Dict[str, Any]:
    from . import intake_bench

    _qgis()
    return intake_bench.measure(work, size)


def _intake_table(found: Dict[str, Any], size: str) -> str:
    from . import intake_bench

    return intake_bench.table(found)


def _parcels(size: str, work: Path) -> Dict[str, Any]:
    from . import parcels_bench

    _qgis()
    return {"filters_s": parcels_bench.filter_100k()}


def _parcels_table(found: Dict[str, Any], size: str) -> str:
    from . import parcels_bench

    return parcels_bench.table(found, size)


def _photos(size: str, work: Path) -> Dict[str, Any]:
    from . import photos_bench

    _qgis()
    return photos_bench.measure(size, work)


def _photos_table(found: Dict[str, Any], size: str) -> str:
    from . import photos_bench

    return photos_bench.table(found, size)


def _qgis() -> None:
    """Start QGIS in this process, for the parts that measure in it."""
    from . import competitors

    if not competitors._RUNNING:
        competitors.start_qgis()


PARTS: Dict[str, Part] = {
    "screening": Part(screening_bench.screening, screening_bench.screening_table),
    "workers": Part(screening_bench.workers, screening_bench.workers_table),
    "redline": Part(screening_bench.redline, screening_bench.redline_table),
    "growth": Part(screening_bench.growth, screening_bench.growth_table),
    "cluster": Part(screening_bench.cluster, screening_bench.cluster_table),
    "ledger": Part(_ledger, _ledger_table),
    "intake": Part(_intake, _intake_table),
    "parcels": Part(_parcels, _parcels_table),
    "imagery": Part(imagery_bench.measure, imagery_bench.table),
    "photos": Part(_photos, _photos_table),
    "desktop": Part(desktop_bench.measure, desktop_bench.table),
}


def run(size: str, work: Path, output: Path, only: List[str]) -> None:
    """Measure some parts, print their tables and write the JSON; parts not run keep the figures of an earlier run.

    :param only: names of `PARTS`; empty runs all.
    """
    work.mkdir(parents=True, exist_ok=True)
    output.parent.mkdir(parents=True, exist_ok=True)
    figures: Dict[str, Any] = {}
    if only and output.exists():
        earlier = json.loads(output.read_text(encoding="utf-8"))
        figures = earlier.get("parts", {}) if earlier.get("size") == size else {}
    if not only:
        print("all parts: about 45 minutes at county size, 5 at small size, more on a busy machine; --only runs some", flush=True)
    for name in only or PARTS:
        print(f"measuring: {name}", flush=True)
        start = time.perf_counter()
        figures[name] = PARTS[name].measure(size, work)
        figures[name]["took_s"] = time.perf_counter() - start
        result = {"size": size, "cores": os.cpu_count(), "parts": figures}
        output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"{PARTS[name].table(figures[name], size)}\n  ({figures[name]['took_s']:.0f} s)", flush=True)
    print("\n" + "\n".join(PARTS[name].table(figures[name], size) for name in PARTS if name in figures) + f"\n{output}")
