"""Screening timed: the table of the design, growth and memory, one dissolved red line, threads, a cluster with a death.

Every part prints as it goes and can be run alone: ``python -m tests.bench --only screening,growth,redline,workers,cluster``.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Dict, List, Optional

import numpy as np

from . import postgis_bench
from .beds import ROLES, SIZES, Bed, bed
from .race import Figures, alone, median, race

WANTED = {"overlap": (">=", 22.0), "geopandas": (">=", 6.8), "postgis": (">=", 5.0), "floor": ("<=", 1.45),
          "fallback_of_overlap": (">=", 5.0), "exponent": ("<=", 1.05), "peak_mb": ("<=", 1536.0),
          "redline_overlap": (">=", 100.0), "redline_geopandas": (">=", 50.0), "area": ("<=", 1e-6)}
"""What the design wants at county size."""
NAMES = {"ours": "our engine (worker process)", "whole": "screenparcels on a ledger, writing and all",
         "fallback": "our engine without shapely", "floor": "2-core floor, layers read whole",
         "least": "2-core floor, needed rows only", "overlap": "native:calculatevectoroverlaps",
         "geopandas": "geopandas.overlay", "postgis": "PostGIS, query alone, subdivided before"}
RATIOS = {"postgis": "PostGIS, ST_Subdivide and query"}
PATIENCE_S = 150.0
TASKS = 100
"""Parts that the province is cut into for the cluster."""


def verdict(value: Optional[float], key: str, size: str = "county") -> str:
    """What is wanted, and whether it is met; small beds are judged by nobody."""
    sign, wanted = WANTED[key]
    if size != "county" or value is None:
        return f"wanted {sign} {wanted:g} (county size)"
    good = value >= wanted if sign == ">=" else value <= wanted
    return f"wanted {sign} {wanted:g}: {'yes' if good else 'NO'}"


def screening(size: str, work: Path) -> Dict[str, Any]:
    """Our engine, the whole algorithm, the fallback, the floor, Overlap analysis, geopandas and PostGIS."""
    county, sets = bed("county", size, work), []
    counts = SIZES[size]["counts"]
    for count in counts:
        print(f"  {count} parcels x {sum(county.features.values())} polygons", flush=True)
        slow = 1 if count >= 5_000 else 3
        alone("floor", county, count)  # what it is given for free is made once
        if count == counts[0]:
            alone("whole", county, count)  # its ledger is made once
        found = race(county, count, {"ours": 3, "whole": 3, "floor": 3, "least": 3, "geopandas": slow, "fallback": slow,
                                     "overlap": slow})
        alone("planar", county, count)
        sets.append({"parcels": count, "figures": found})
    if postgis_bench.programs() is None:
        print("  no PostgreSQL with PostGIS on this machine: left out")
    else:
        _postgis(county, counts, sets)
    for one in sets:
        one["differences"] = _differences(county, one["parcels"])
    return {"features": county.features, "sets": sets}


def _postgis(county: Bed, counts: List[int], sets: List[Dict[str, Any]]) -> None:
    print("  loading PostGIS", flush=True)
    with postgis_bench.Database(county, counts[-1]) as database:
        for one in sets:
            count, runs, units = one["parcels"], [], []
            for number in range(3):
                units.append(alone("ours", county, count))
                runs.append(database.query(count))
                print(f"    {count:>7} parcels, round {number + 1}  postgis   {runs[-1]['wall_s']:9.2f} s wall"
                      f"{runs[-1]['cpu_s']:9.2f} s cpu; ours {units[-1]['wall_s']:.2f} s", flush=True)
            one["figures"]["postgis"] = {**median(runs), "ours_s": median(units)["wall_s"]}


def _differences(county: Bed, count: int) -> Dict[str, Dict[str, float]]:
    """How far others are from the ground our engine found, both in the plane, each parcel and layer, union against union."""
    own = np.load(county.folder / f"areas_planar_{count}.npz")
    found: Dict[str, Dict[str, float]] = {}
    for name in ("overlap", "geopandas", "postgis"):
        path = county.folder / f"areas_{name}_{count}.npz"
        if path.exists():
            other = np.load(path)
            gaps = {role: np.abs(other[role] - own[role]) for role in ROLES}
            found[name] = {
                "relative": max(float((gaps[role] / np.maximum(own[role], 1.0)).max()) for role in ROLES),
                "metres2": max(float(gap.max()) for gap in gaps.values())}
    return found


def screening_table(found: Dict[str, Any], size: str) -> str:
    """The figures as text, ratios beside what is wanted."""
    lines = []
    for one in found["sets"]:
        figures = one["figures"]
        unit = figures["ours"]
        lines += [f"{one['parcels']} parcels x {len(ROLES)} layers ({sum(found['features'].values())} polygons), medians",
                  f"  {'':<44}{'wall s':>9}{'cpu s':>9}{'x wall':>8}{'x cpu':>8}{'peak MB':>9}"]
        for name, row in figures.items():
            wall = row.get("ours_s", unit["wall_s"])
            lines.append(f"  {NAMES[name]:<44}{row['wall_s']:>9.2f}{row['cpu_s']:>9.2f}{row['wall_s'] / wall:>8.2f}"
                         f"{row['cpu_s'] / unit['cpu_s']:>8.2f}{row['peak_mb']:>9.0f}")
        lines += _ratios(figures, size if one is found["sets"][-1] else "")
        for name, gap in one["differences"].items():
            lines.append(f"  areas by parcel and layer against {NAMES[name]}, plane, union: {gap['relative']:.1e} relative, "
                         f"{gap['metres2']:.1e} m²   {verdict(gap['relative'], 'area', size)}")
    return "\n".join(lines)


def _ratios(figures: Dict[str, Figures], size: str) -> List[str]:
    """Each ratio that is wanted, of the engine and of the whole algorithm."""
    lines = []
    whole = figures["whole"]
    for name in ("overlap", "geopandas", "postgis"):
        if name in figures:
            row = figures[name]
            # from the data as handed down to areas: with PostGIS that is subdividing and asking, loading left out
            other, own = row.get("with_subdividing_s", row["wall_s"]), row.get("ours_s", figures["ours"]["wall_s"])
            by_whole = other / whole["wall_s"]
            by_engine = other / own
            lines.append(f"  {RATIOS.get(name, NAMES[name])} : our engine {by_engine:.1f} x   {verdict(by_engine, name, size)};"
                         f" : screenparcels {by_whole:.1f} x   {verdict(by_whole, name, size)}")
    floor, fallback = figures["floor"]["wall_s"], figures["fallback"]["wall_s"]
    lowest, all_s, writing_s = figures["ours"]["wall_s"] / floor, whole["wall_s"], whole["writing_s"]
    lines.append(f"  our engine : 2-core floor {lowest:.2f} x   {verdict(lowest, 'floor', size)}; screenparcels : floor "
                 f"{all_s / floor:.2f} x, without writing {(all_s - writing_s) / floor:.2f} x (of its {all_s:.2f} s the engine "
                 f"{whole['engine_s']:.2f} s, writing {writing_s:.2f} s)")
    ratio = figures["overlap"]["wall_s"] / fallback
    lines.append(f"  {NAMES['overlap']} : fallback {ratio:.1f} x   {verdict(ratio, 'fallback_of_overlap', size)}")
    same = figures["ours"]["digest"] == figures["fallback"]["digest"]
    lines.append(f"  facts of both engines: {'identical' if same else 'DIFFERENT'}")
    return lines


def growth(size: str, work: Path) -> Dict[str, Any]:
    """Seconds and memory of our engine by the number of parcels, in the province."""
    province, rows = bed("province", size, work), []
    for count in SIZES[size]["growth"]:
        runs = [alone("ours", province, count) for _ in range(3 if count < 50_000 else 1)]
        rows.append({"parcels": count, **median(runs)})
        print(f"    {count:>7} parcels{rows[-1]['wall_s']:9.2f} s wall{rows[-1]['peak_mb']:8.0f} MB"
              f"{rows[-1]['overlaps']:>10} overlaps", flush=True)
    exponent = float(np.polyfit(np.log([r["parcels"] for r in rows]), np.log([r["wall_s"] for r in rows]), 1)[0])
    steep = float(np.polyfit(np.log([r["parcels"] for r in rows[-3:]]), np.log([r["wall_s"] for r in rows[-3:]]), 1)[0])
    return {"features": province.features, "rows": rows, "exponent": exponent, "exponent_of_last_three": steep,
            "peak_mb": max(row["peak_mb"] for row in rows)}


def growth_table(found: Dict[str, Any], size: str) -> str:
    """The figures as text."""
    lines = [f"growth: {sum(found['features'].values())} polygons in {len(found['features'])} layers"]
    lines += [f"  {row['parcels']:>7} parcels {row['wall_s']:9.2f} s {row['peak_mb']:8.0f} MB" for row in found["rows"]]
    return "\n".join([*lines,
                      f"  exponent {found['exponent']:.2f}   {verdict(found['exponent'], 'exponent', size)}; over the last three "
                      f"sizes {found['exponent_of_last_three']:.2f}",
                      f"  peak memory {found['peak_mb']:.0f} MB   {verdict(found['peak_mb'], 'peak_mb', size)}"])


def redline(size: str, work: Path) -> Dict[str, Any]:
    """One dissolved red line of 800,000 vertices and more; the others get 150 s."""
    line, options = bed("redline", size, work), {"roles": ["permanent_farmland"]}
    count, rows = line.parcels, {}
    for name in ("ours", "geopandas", "overlap"):
        runs = [alone(name, line, count, options, PATIENCE_S) for _ in range(3 if name == "ours" else 1)]
        rows[name] = median(runs)
        wall = rows[name]["wall_s"]
        print(f"    {name:<10}{f'{wall:9.2f} s' if wall else f'  not in {PATIENCE_S:.0f} s'}", flush=True)
    return {"parcels": count, "vertices": line.vertices, "rows": rows}


def redline_table(found: Dict[str, Any], size: str) -> str:
    """The figures as text."""
    rows, unit = found["rows"], found["rows"]["ours"]["wall_s"]
    lines = [f"one dissolved red line of {found['vertices']} vertices x {found['parcels']} parcels",
             f"  {NAMES['ours']:<44}{unit:>9.2f} s"]
    for name in ("overlap", "geopandas"):
        wall = rows[name]["wall_s"]
        told = f"{wall:>9.2f} s {wall / unit:>8.1f} x   {verdict(wall / unit, f'redline_{name}', size)}" if wall else (
            f"  not finished in {PATIENCE_S:.0f} s: more than {PATIENCE_S / unit:.0f} x")
        lines.append(f"  {NAMES[name]:<44}{told}")
    return "\n".join(lines)


def workers(size: str, work: Path) -> Dict[str, Any]:
    """The same facts with 1, 2 and 4 worker processes and in small chunks, and their seconds."""
    county, count, rows = bed("county", size, work), SIZES[size]["counts"][-1], []
    for number, chunk in ((1, 0), (2, 0), (4, 0), (2, max(count // 7, 1))):
        rows.append({"workers": number, "chunk": chunk, **alone("ours", county, count, {"workers": number, "chunk": chunk})})
        print(f"    {number} processes, chunk {chunk or 'as ever'}: {rows[-1]['wall_s']:.2f} s", flush=True)
    return {"parcels": count, "rows": rows, "identical": len({row["digest"] for row in rows}) == 1}


def workers_table(found: Dict[str, Any], size: str) -> str:
    """The figures as text."""
    told = ", ".join(f"{row['workers']}{' in chunks' if row['chunk'] else ''}: {row['wall_s']:.2f} s" for row in found["rows"])
    return (f"worker processes at {found['parcels']} parcels: {told}\n"
            f"  facts: {'identical' if found['identical'] else 'DIFFERENT'}")


def cluster(size: str, work: Path) -> Dict[str, Any]:
    """The province on a Dask cluster of two worker processes, one of them killed half-way, against two without."""
    from tests.cluster.dask_cluster import DaskCluster

    province = bed("province", size, work)
    count = province.parcels
    single = alone("ours", province, count, {"workers": 2})
    print(f"    2 worker processes {single['wall_s']:9.2f} s", flush=True)
    rows = {}
    for name, deaths in (("two workers", 0), ("two workers, one killed half-way", 1)):
        folder = work / "dask"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with DaskCluster(folder, workers=2, cwd=folder) as dask:
            if deaths:
                dask.kill_when(lambda: len(list(province.folder.glob("*/result_*.sqlite"))) >= TASKS // 2)
            rows[name] = alone("ours", province, count, {"chunk": count // TASKS, "cluster": dask.address})
            rows[name]["killed"] = dask.killed
        print(f"    {name:<34}{rows[name]['wall_s']:9.2f} s", flush=True)
    same = len({single["digest"], *(row["digest"] for row in rows.values())}) == 1
    return {"parcels": count, "features": province.features, "single": single, "rows": rows, "identical": same}


def cluster_table(found: Dict[str, Any], size: str) -> str:
    """The figures as text."""
    lines = [f"province: {found['parcels']} parcels x {sum(found['features'].values())} polygons, "
             f"{found['single']['overlaps']} overlaps",
             f"  {'two worker processes, no cluster':<44}{found['single']['wall_s']:>9.2f} s"]
    lines += [f"  {'Dask, ' + name:<44}{row['wall_s']:>9.2f} s   killed: {row['killed']}" for name, row in found["rows"].items()]
    return "\n".join([*lines, f"  facts: {'identical' if found['identical'] else 'DIFFERENT'}"])


