"""The ledger's own speed: a tag with its journal event at 1,000 and at 100,000 parcels, a batch of tags, the mirror."""

from __future__ import annotations

import shutil
import statistics
import struct
import time
from decimal import Decimal
from pathlib import Path
from typing import Dict, List

from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.parcel import Batch, Change, Parcel
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import Mirror

SMALL, LARGE, MIRRORED, BATCHED = 1_000, 100_000, 20_000, 5_000
TAGS = 900
TAG_MS, GROWTH, MIRROR_S = 20.0, 1.2, 1.5


def _square(east: float, north: float, corners: int = 24) -> bytes:
    """Return a parcel-like polygon of 25 points as WKB."""
    from math import cos, pi, sin

    ring = [(east + 40 * cos(2 * pi * n / corners), north + 40 * sin(2 * pi * n / corners)) for n in range(corners)]
    ring.append(ring[0])
    return (struct.pack("<BII", 1, 6, 1) + struct.pack("<BII", 1, 3, 1) + struct.pack("<I", len(ring))
            + b"".join(struct.pack("<dd", *point) for point in ring))


def build(path: Path, count: int) -> Ledger:
    """Return a new ledger with this many parcels in one batch."""
    ledger = create_ledger(path, county="130499", name=f"{count}", crs=QgsCoordinateReferenceSystem("EPSG:4526"))
    batch = Batch(ledger.new_uid(), "bench", "satellite", "bench.shp", "0" * 64, count, count, 0)
    parcels: List[Parcel] = []
    for number in range(count):
        wkb = _square(38_500_000.0 + 100 * (number % 400), 4_050_000.0 + 100 * (number // 400))
        parcels.append(Parcel(ledger.new_uid(), f"130499SJBG{number:08d}", batch.batch_id, Decimal("4970.12"), wkb,
                              geometry_hash(wkb), "", "130499001", "130499001001", Decimal("4970.00"),
                              {"TBLX": "20", "QSX": "20250101", "HSX": "20260101"}, "bench.shp", number + 1, "EPSG:4526"))
    ledger.add_batch(batch, parcels)
    return ledger


def _tag(ledger: Ledger, uid: str, number: int) -> float:
    """Tag one case as the panel does; return milliseconds."""
    case = ledger.case(uid)
    payload = {"finding": ("legal", "other", "nonfarm_violation")[number % 3], "disposition": "demolish",
               "note": f"现场核查 {number}", "surveyed_on": "2026-11-22"}
    start = time.perf_counter()
    ledger.apply(uid, case.version, "record", payload)
    return 1000 * (time.perf_counter() - start)


def _p95(values: List[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def measure(work: Path) -> Dict[str, object]:
    """Return every figure of the ledger, measured side by side in this run."""
    folder = work / "ledger"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    small, large = build(folder / "small.gpkg", SMALL), build(folder / "large.gpkg", LARGE)
    try:
        times: Dict[str, List[float]] = {"small": [], "large": [], "spread": []}
        every = large.parcel_uids()
        # one after the other as in the table, from the middle; and, the worst case, each in a page of its own
        ids = {"small": small.parcel_uids(), "large": every[LARGE // 2:], "spread": every[7::LARGE // SMALL]}
        for number in range(TAGS):  # one here, one there: the disk's mood is the same for both
            for name, ledger in (("small", small), ("large", large), ("spread", large)):
                times[name].append(_tag(ledger, ids[name][number], number))
        start, seq = time.perf_counter(), large.last_seq()
        large.apply_many([Change(uid, None, "record", {"finding": "legal"}) for uid in large.parcel_uids()[:BATCHED]])
        batch_s, events = time.perf_counter() - start, large.last_seq() - seq
        mirror_s = _mirror(folder)
    finally:
        small.close()
        large.close()
    p95 = {name: _p95(values) for name, values in times.items()}
    median = {name: statistics.median(values) for name, values in times.items()}
    return {
        "tag_ms_p95": p95, "tag_ms_median": median, "tags": len(times["small"]), "parcels": {"small": SMALL, "large": LARGE},
        "growth_of_median": median["large"] / median["small"], "growth_of_p95": p95["large"] / p95["small"],
        "growth_spread": median["spread"] / median["small"],
        "batch": {"parcels": BATCHED, "events": events, "seconds": batch_s, "in_single_tags": batch_s * 1000 / median["large"]},
        "mirror": {"parcels": MIRRORED, "seconds": mirror_s},
        "wanted": {"tag_ms_p95": TAG_MS, "growth": GROWTH, "mirror_s": MIRROR_S},
    }


def _mirror(folder: Path) -> Dict[str, float]:
    """Return the seconds it takes to fill the map's copy, and to refill it, for 20,000 parcels; medians of three."""
    with build(folder / "mirror.gpkg", MIRRORED) as ledger:
        builds, refills = [], []
        for _ in range(3):
            start = time.perf_counter()
            mirror = Mirror.build(ledger)
            builds.append(time.perf_counter() - start)
            start = time.perf_counter()
            mirror.update(ledger)
            refills.append(time.perf_counter() - start)
    return {"build": statistics.median(builds), "refresh": statistics.median(refills)}


def table(found: Dict[str, object]) -> str:
    """The figures as text, each beside what is wanted."""
    p95, batch, mirror = found["tag_ms_p95"], found["batch"], found["mirror"]["seconds"]
    return "\n".join([
        f"ledger: a tag with its journal event ({found['tags']} tags each, one by one in turns)",
        f"  {'95th percentile, 1,000 parcels':<46}{p95['small']:9.2f} ms   wanted <= {TAG_MS:.0f} ms",
        f"  {'95th percentile, 100,000 parcels':<46}{p95['large']:9.2f} ms   wanted <= {TAG_MS:.0f} ms",
        f"  {'median, 100,000 : 1,000 parcels':<46}{found['growth_of_median']:9.2f} x    wanted <= {GROWTH}",
        f"  {'95th percentile, 100,000 : 1,000 parcels':<46}{found['growth_of_p95']:9.2f} x    wanted <= {GROWTH}",
        f"  {'median, each tag in a page of its own : 1,000':<46}{found['growth_spread']:9.2f} x",
        f"  {'5,000 tags in one transaction':<46}{batch['seconds']:9.2f} s    {batch['events']} events",
        f"  {'the map filled with 20,000 parcels':<46}{mirror['build']:9.2f} s    wanted <= {MIRROR_S} s",
        f"  {'the map brought up to 20,000 parcels':<46}{mirror['refresh']:9.2f} s    wanted <= {MIRROR_S} s",
    ])
