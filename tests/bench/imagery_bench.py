"""Comparing images: parcels a second of one core on two COGs of 20,000 x 20,000 pixels, what threads add, and the memory.

The pictures are those of the tests, repeated; what is timed is the real thing: windows read, shift, persistence, scores, texture,
suggestion, outline, heat map written, rows and event in a ledger. The check of the pair is timed by itself, it is made once.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, List

SIDE, PARCELS = {"county": 20_000, "small": 5_600}, {"county": 120, "small": 24}
PER_CORE, MOST_MB = 5.0, 600.0


def measure(size: str, work: Path) -> Dict[str, Any]:
    """Return the figures, each taken in a process of its own."""
    folder = work / f"imagery_{size}"
    folder.mkdir(parents=True, exist_ok=True)
    _ask("make", folder, size)
    threads = os.cpu_count() or 1
    found = {"pixels": SIDE[size], "parcels": PARCELS[size], "megabytes": round((folder / "before.tif").stat().st_size / 1e6, 1),
             "one": _ask("1", folder, size), "cores": threads}
    if threads > 1:
        found["all"] = _ask(str(threads), folder, size)
    return found


def table(found: Dict[str, Any], size: str) -> str:
    """Return the figures as text."""
    one, sure = found["one"], size == "county"

    def judged(good: bool, wanted: str) -> str:
        return f"wanted {wanted}" + ("" if not sure else ": yes" if good else ": NO")

    lines = [f"comparing images, two COGs of {found['pixels']} x {found['pixels']} pixels ({found['megabytes']} MB each), "
             f"{found['parcels']} parcels",
             f"  parcels a second of one core{one['per_cpu_s']:>10.1f}       {judged(one['per_cpu_s'] >= PER_CORE, '>= 5')}",
             f"  one thread, by the clock{one['per_s']:>14.1f} /s    (load {one['load']:.1f})",
             f"  memory, one thread{one['mb']:>20.0f} MB    {judged(one['mb'] <= MOST_MB, '<= 600')}",
             f"  the pair's shift, once{one['check_s']:>16.1f} s"]
    if "all" in found:
        every = found["all"]
        lines += [f"  {found['cores']} threads, by the clock{every['per_s']:>15.1f} /s    "
                  f"{every['per_s'] / one['per_s']:.2f} x one",
                  f"  memory, {found['cores']} threads{every['mb']:>19.0f} MB    {judged(every['mb'] <= MOST_MB, '<= 600')}"]
    return "\n".join(lines)


def _ask(what: str, folder: Path, size: str) -> Dict[str, Any]:
    done = subprocess.run([sys.executable, "-m", "tests.bench.imagery_bench", what, str(folder), size], check=True,
                          stdout=subprocess.PIPE, cwd=Path(__file__).resolve().parents[2])
    told: Dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


# -- in the processes -----------------------------------------------------------------------------------------------


def make(folder: Path, size: str) -> Dict[str, Any]:
    """Write both images, unless they stand there."""
    from farmland_plugin.domain.progress import NoFeedback
    from farmland_plugin.imagery.converting import JPEG, convert

    from ..qgis import change_county as drawn

    for name, date, gone in (("before", 1, {}), ("after", 3, {1: (0,), 2: (0, 1)})):
        target = folder / f"{name}.tif"
        if not target.exists():
            _repeated(drawn.picture(date, gone), folder / f"{name}_raw.tif", SIDE[size])
            convert(folder / f"{name}_raw.tif", target, JPEG, "", NoFeedback())
            (folder / f"{name}_raw.tif").unlink()
    return {}


def _repeated(picture: Any, path: Path, side: int) -> None:
    """Write a picture again and again over a large image, row of blocks by row of blocks."""
    import numpy as np
    from osgeo import gdal, osr

    from ..qgis import change_county as drawn

    raster = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 3, gdal.GDT_Byte, [
        "TILED=YES", "COMPRESS=LZW", "BIGTIFF=IF_SAFER"])
    system = osr.SpatialReference()
    system.ImportFromEPSG(drawn.EPSG)
    raster.SetProjection(system.ExportToWkt())
    raster.SetGeoTransform((drawn.WEST, drawn.PIXEL, 0, drawn.NORTH, 0, -drawn.PIXEL))
    strip = np.tile(picture, (1, -(-side // picture.shape[1]), 1))[:, :side]
    for top in range(0, side, picture.shape[0]):
        rows = min(picture.shape[0], side - top)
        for band in range(3):
            raster.GetRasterBand(band + 1).WriteArray(strip[:rows, :, band], 0, top)
    raster.FlushCache()


def compare(threads: int, folder: Path, size: str) -> Dict[str, Any]:
    """Compare the parcels of a fresh ledger and return how fast, and the most memory this process had."""
    from farmland_plugin.domain.progress import NoFeedback
    from farmland_plugin.imagery.comparing import Comparer, Outcome, settings_of
    from farmland_plugin.imagery.scenes import register_scene

    from ..qgis import change_county as drawn
    from .competitors import start_qgis

    start_qgis()
    place = folder / f"ledger_{os.getpid()}.gpkg"
    with drawn.make_ledger(place) as ledger:
        uids = drawn.batch(ledger, _grounds(size))
        drawn.land_use(ledger)
        for name, day in (("before", "2026-01-10"), ("after", "2026-09-05")):
            register_scene(ledger, folder / f"{name}.tif", role=name, captured=day, source="")
        comparer, outcome = Comparer(ledger, settings_of(ledger, threads), NoFeedback()), Outcome()
        tasks = comparer.plan(uids, None, None, outcome)
        first, start = Outcome(), time.perf_counter()
        comparer.run(tasks[:1], first)
        checked = time.perf_counter() - start
        wall, cpu, load = time.perf_counter(), time.process_time(), os.getloadavg()[0]
        comparer.run(tasks, outcome)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    place.unlink()
    made = outcome.made
    return {"per_s": made / wall, "per_cpu_s": made / cpu, "check_s": checked, "load": load,
            "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "made": made}


def _grounds(size: str) -> List[bytes]:
    """Return yards all over the image."""
    from ..qgis import change_county as drawn

    repeats, metres = SIDE[size] // drawn.SIDE, drawn.SIDE * drawn.PIXEL
    every = [(east + metres * column, south + metres * row) for row in range(repeats) for column in range(repeats)
             for east, south in drawn.YARDS]
    step = max(1, len(every) // PARCELS[size])
    return [drawn.square(east, south, drawn.YARD) for east, south in every[::step][:PARCELS[size]]]


if __name__ == "__main__":
    asked, where, how = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    print(json.dumps(make(where, how) if asked == "make" else compare(int(asked), where, how)))
    sys.stdout.flush()
    os._exit(0)
