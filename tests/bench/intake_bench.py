"""Reading-in timed: a GBK shapefile against QGIS's own copy of it, overlaps against a plain STRtree self-join, and memory."""

from __future__ import annotations

import os
import shutil
import statistics
import struct
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from typing import Any, Callable, Dict, List, Sequence, Tuple

import numpy as np
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from farmland_plugin.domain.parcel import Parcel
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.same_ground import Thresholds
from farmland_plugin.intake.ground.overlaps import find_pairs
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.processing.importparcels import ImportParcels

IMPORT_RATIO, OVERLAP_RATIO = 1.5, 2.0
FIELDS: Dict[str, Tuple[str, int, int]] = {  # the national batch's table: kind, width, decimals
    "XZQDM": ("C", 6, 0), "XMC": ("C", 40, 0), "JCBH": ("C", 30, 0), "TBLX": ("C", 4, 0), "TZ": ("C", 20, 0),
    "QSX": ("C", 10, 0), "HSX": ("C", 10, 0), "DLBM": ("C", 6, 0), "DLMC": ("C", 60, 0), "ZZSXDM": ("C", 6, 0),
    "CZCSXM": ("C", 4, 0), "SFYN": ("C", 2, 0), "SFHX": ("C", 2, 0), "MJ": ("N", 16, 2), "JCMJ": ("N", 12, 2),
    "XZDM": ("C", 9, 0), "ZLDWDM": ("C", 19, 0), "乡镇名称": ("C", 60, 0), "村名称": ("C", 60, 0),
    "永久基本农": ("N", 12, 2), "疑似图斑说": ("C", 80, 0), "BZ": ("C", 80, 0),
}  # fmt: skip
E0, N0, STEP = 38_460_000.0, 4_030_000.0, 130.0
PRJ = ('PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",'
       'DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],'
       'UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",38500000.0],'
       'PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],'
       'PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]')


def rings(count: int, seed: int, shift: float = 0.0) -> List[np.ndarray]:
    """Return star-shaped rings of 5 to 30 vertices on a grid, clockwise and closed, millimetres; hardly any overlap."""
    chance = np.random.default_rng(seed)
    columns = int(np.ceil(np.sqrt(count)))
    made = []
    for number in range(count):
        corners = int(chance.integers(5, 31))
        angles = -np.sort((np.arange(corners) + chance.uniform(0.0, 0.8, corners)) * (2 * np.pi / corners))
        radius = chance.uniform(30.0, 66.0, corners)[:, None]
        middle = np.array([E0 + STEP * (number % columns) + shift, N0 + STEP * (number // columns) + shift])
        ring = np.round(middle + radius * np.column_stack([np.cos(angles), np.sin(angles)]), 3)
        made.append(np.vstack([ring[::-1], ring[-1:]]))
    return made


def _clockwise(ring: np.ndarray) -> np.ndarray:
    x, y = (ring - ring[0]).T
    return ring if float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) < 0 else ring[::-1]


def write_shapefile(path: Path, count: int, seed: int = 1) -> Path:
    """Write a shapefile as it is handed down: GBK, no .cpg, 22 columns."""
    shapes = [_clockwise(ring) for ring in rings(count, seed)]
    rows = [_values(number, ring) for number, ring in enumerate(shapes)]
    write_rings(path, [[ring] for ring in shapes], [
        (name, kind, width, [row[at] for row in rows]) for at, (name, (kind, width, _)) in enumerate(FIELDS.items())])
    return path


def write_rings(path: Path, shapes: Sequence[Sequence[Any]], columns: Sequence[Tuple[str, str, int, List[str]]],
                deleted: Sequence[int] = ()) -> None:
    """Write a GBK shapefile byte by byte: any rings, closed or not, and texts; no .cpg.

    :param shapes: rings of each row, none for a null shape. :param columns: name, kind, width and values.
    :param deleted: rows marked deleted in the table.
    """
    records, index, at = [], [], 50
    for number, parts in enumerate(shapes, 1):
        body = _record(parts)
        records.append(struct.pack(">ii", number, len(body) // 2) + body)
        index.append(struct.pack(">ii", at, len(body) // 2))
        at += len(records[-1]) // 2
    every = np.vstack([np.asarray(ring, float) for parts in shapes for ring in parts] or [np.zeros((1, 2))])
    box = struct.pack("<8d", *np.nanmin(every, axis=0), *np.nanmax(every, axis=0), 0, 0, 0, 0)
    for target, content, words in ((path, records, at), (path.with_suffix(".shx"), index, 50 + 4 * len(shapes))):
        head = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words) + struct.pack("<2i", 1000, 5) + box
        target.write_bytes(head + b"".join(content))
    head = b"".join(struct.pack("<11sc4xBB14x", name.encode("gbk"), kind.encode(), width, 2 if kind == "N" else 0)
                    for name, kind, width, _ in columns)
    size = 1 + sum(width for _, _, width, _ in columns)
    lines = []
    for number in range(len(shapes)):
        raw = [(values[number].encode("gbk"), kind, width) for _, kind, width, values in columns]
        lines.append((b"*" if number in deleted else b" ") + b"".join(
            (text.rjust(width) if kind == "N" else text.ljust(width)) for text, kind, width in raw))
    start = struct.pack("<4BIHH20x", 3, 126, 1, 1, len(shapes), 33 + len(head), size)
    path.with_suffix(".dbf").write_bytes(start + head + b"\r" + b"".join(lines) + b"\x1a")
    path.with_suffix(".prj").write_text(PRJ)


def _record(parts: Sequence[Any]) -> bytes:
    if not parts:
        return struct.pack("<i", 0)
    arrays = [np.asarray(ring, dtype="<f8") for ring in parts]
    every, starts = np.vstack(arrays), np.cumsum([0, *map(len, arrays)])
    return (struct.pack("<i4d2i", 5, *np.nanmin(every, axis=0), *np.nanmax(every, axis=0), len(arrays), len(every))
            + starts[:-1].astype("<i4").tobytes() + every.tobytes())


def _values(number: int, ring: np.ndarray) -> List[str]:
    x, y = (ring - ring[0]).T
    area = abs(float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]))) / 2
    kind = ("20", "20", "YH", "DT", "TD", "01", "WL")[number % 7]
    village = f"130499{1 + number % 14:03d}{201 + number % 23:03d}"
    return ["130499", "清河示范县", f"130499SJBG26{number + 1:07d}", kind, "建筑物" if kind == "20" else "", "20260110",
              "20260905", ("0102", "0103", "0301", "0702")[number % 4], ("水浇地", "旱地", "乔木林地", "农村宅基地")[number % 4],
              "", "", "是" if number % 3 else "否", "否", f"{area:.2f}", f"{area * 0.0015:.2f}", village[:9], f"{village}0000000",
              f"示范{number % 14}镇", f"第{number % 320}村", f"{area * 0.37:.2f}" if number % 5 else "",
              "疑似新增建设" if kind == "20" else "疑似地表扰动", "位于县界附近" if number % 50 == 0 else ""]


def _processing(algorithm: Any, **parameters: object) -> Dict[str, Any]:
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    values = {key: str(value) for key, value in parameters.items()}
    return algorithm.processAlgorithm(values, context, QgsProcessingFeedback(False))


def _saved(source: Path, target: Path) -> None:
    """QGIS's own copy of the layer to a GeoPackage, opened in the encoding it really has."""
    from qgis import processing

    layer = QgsVectorLayer(str(source), "parcels", "ogr")
    layer.setProviderEncoding("GBK")
    target.unlink(missing_ok=True)
    processing.run("native:savefeatures", {"INPUT": layer, "OUTPUT": str(target)})


def _imported(source: Path, folder: Path) -> None:
    """The whole algorithm into a fresh ledger: report, journal and seal included."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    ledger = folder / "ledger.gpkg"
    create_ledger(ledger, county="130499", name="bench", crs=QgsCoordinateReferenceSystem("EPSG:4526")).close()
    algorithm = ImportParcels()
    algorithm.initAlgorithm({})
    done = _processing(algorithm, LEDGER=ledger, INPUT=source, SOURCE="satellite")
    if done["READ"] != done["IMPORTED"]:
        raise RuntimeError(f"not everything was imported: {done}")


def _turns(competitors: Dict[str, Callable[[], Any]], rounds: int) -> Tuple[Dict[str, float], Dict[str, float]]:
    """Return the median seconds of each by the clock and of the processor, run in turns: the machine's mood is the same for all.

    The processor's, of all threads, tell the work done on a machine that others use at the same time.
    """
    taken: Dict[str, List[Tuple[float, float]]] = {name: [] for name in competitors}
    for number in range(rounds):
        for name, run in competitors.items():
            start, work = time.perf_counter(), time.process_time()
            run()
            taken[name].append((time.perf_counter() - start, time.process_time() - work))
            print(f"    round {number + 1}  {name:<40} {taken[name][-1][0]:8.2f} s {taken[name][-1][1]:8.2f} s CPU", flush=True)
    clock, processor = ({name: statistics.median(one[at] for one in values) for name, values in taken.items()} for at in (0, 1))
    return clock, processor


def _import_seconds(work: Path, count: int, rounds: int) -> Dict[str, Any]:
    small, large = work / "warm.shp", work / f"parcels_{count}.shp"
    write_shapefile(small, 500)
    if not large.exists():
        write_shapefile(large, count)
    _saved(small, work / "copy.gpkg")  # what is loaded once is loaded for both
    _imported(small, work / "ledger")
    seconds, cpu = _turns({"native:savefeatures": lambda: _saved(large, work / "copy.gpkg"),
                           "importparcels": lambda: _imported(large, work / "ledger")}, rounds)
    return {"parcels": count, "seconds": seconds, "ratio": seconds["importparcels"] / seconds["native:savefeatures"],
            "cpu_seconds": cpu, "cpu_ratio": cpu["importparcels"] / cpu["native:savefeatures"]}


def _parcels(shapes: List[np.ndarray], batch: str) -> List[Parcel]:
    made = []
    for number, ring in enumerate(shapes):
        wkb = struct.pack("<BIIBIII", 1, 6, 1, 1, 3, 1, len(ring)) + ring.astype("<f8").tobytes()
        made.append(Parcel(f"{batch}{number:07d}", f"{batch}-{number}", batch, Decimal("1000.00"), wkb, "",
                           source_file=f"{batch}.shp", source_row=number + 1))
    return made


def _overlap_seconds(count: int, rounds: int) -> Dict[str, Any]:
    """Another office's drawing of the same county against the ledger's: most parcels moved, some the same."""
    import shapely

    first = rings(count, 1)
    chance = np.random.default_rng(7)
    moved = [ring if number % 5 == 0 else np.round(ring + chance.uniform(-18, 18, 2), 3) for number, ring in enumerate(first)]
    known, new = _parcels(first, "A"), _parcels(moved, "B")
    wkb = np.asarray([p.geom for p in known] + [p.geom for p in new], dtype=object)
    pairs: Dict[str, int] = {}

    def plain() -> None:
        shapes = shapely.from_wkb(wkb)
        one, two = shapely.STRtree(shapes).query(shapes, predicate="intersects")
        keep = two < one
        shapely.area(shapely.intersection(shapes[one[keep]], shapes[two[keep]]))
        pairs["plain"] = int(keep.sum())

    def ours() -> None:
        pairs["ours"] = len(find_pairs(new, known, Thresholds(), NoFeedback()))

    seconds, _ = _turns({"shapely STRtree and intersections": plain, "find_pairs": ours}, rounds)
    return {"parcels": [count, count], "pairs": pairs, "seconds": seconds,
            "ratio": seconds["find_pairs"] / seconds["shapely STRtree and intersections"]}


def _peak(source: Path, folder: Path) -> Dict[str, float]:
    """Return the memory of a process of its own that imports a layer: before and at the peak, MB."""
    done = subprocess.run([sys.executable, "-m", "tests.bench.intake_bench", str(source), str(folder)], check=True,
                          capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2])
    before, peak = done.stdout.split()[-2:]
    return {"before_mb": float(before), "peak_mb": float(peak)}


def measure(work: Path, size: str = "county") -> Dict[str, Any]:
    """Return every figure of reading in; needs a QGIS with Processing started.

    :param size: small for a quick run, county for the figures that are wanted.
    """
    folder = work / "intake"
    folder.mkdir(parents=True, exist_ok=True)
    count, overlaps, memory = (2_000, 1_000, (2_000, 6_000)) if size == "small" else (100_000, 20_000, (100_000, 500_000))
    result = {"import": _import_seconds(folder, count, 5), "overlaps": _overlap_seconds(overlaps, 3), "memory": {},
              "wanted": {"import": IMPORT_RATIO, "overlaps": OVERLAP_RATIO}}
    for rows in memory:
        source = folder / f"parcels_{rows}.shp"
        if not source.exists():
            write_shapefile(source, rows)
        result["memory"][str(rows)] = _peak(source, folder / "memory")
        print(f"    memory at {rows} rows: {result['memory'][str(rows)]}", flush=True)
    return result


def table(found: Dict[str, Any]) -> str:
    """The figures as text, each beside what is wanted."""
    came, met = found["import"], found["overlaps"]
    lines = [
        f"intake: a GBK shapefile of {came['parcels']} parcels and 22 columns into a new ledger",
        *(f"  {name:<46}{seconds:9.2f} s" for name, seconds in came["seconds"].items()),
        f"  {'importparcels : native:savefeatures':<46}{came['ratio']:9.2f} x    wanted < {IMPORT_RATIO}",
        f"  {'the same in seconds of the processor':<46}{came['cpu_ratio']:9.2f} x",
        f"overlaps: {met['parcels'][0]} new against {met['parcels'][1]} known parcels, {met['pairs']['ours']} pairs that matter "
        f"of {met['pairs']['plain']}",
        *(f"  {name:<46}{seconds:9.2f} s" for name, seconds in met["seconds"].items()),
        f"  {'find_pairs : plain self-join':<46}{met['ratio']:9.2f} x    wanted < {OVERLAP_RATIO}",
        *(f"  {f'memory at {rows} rows: peak (before)':<46}{one['peak_mb']:9.0f} MB  ({one['before_mb']:.0f} MB)"
          for rows, one in found["memory"].items()),
    ]
    return "\n".join(lines)


def _high_water() -> float:
    """Return the most memory this process ever held, MB; ``getrusage`` would tell the parent's as well."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _alone(source: Path, folder: Path) -> None:
    """Import one layer in this process and print its memory before and at the peak."""
    application = QgsApplication([], False)
    application.initQgis()
    before = _high_water()
    _imported(source, folder)
    print(before, _high_water(), flush=True)
    os._exit(0)


if __name__ == "__main__":
    _alone(Path(sys.argv[1]), Path(sys.argv[2]))
