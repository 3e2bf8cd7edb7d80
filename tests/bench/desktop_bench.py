"""The desk timed in the real QGIS Desktop on a virtual screen: next parcel with both panes, and how long the event loop stands
still.

What is measured runs inside the application (``desktop_in_qgis``); this makes its ledger and imagery, starts it and tells
the figures.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict

from .beds import EPSG, ROOT, Bed, bed

SIDE, STEP = {"county": 16384, "small": 2048}, 0.5  # pixels of a scene, metres in a pixel
SCENES = (("before", "2025-03-01"), ("after", "2026-09-01"))
WANTED = {"next_ms": 250.0, "next_ratio": 1.3, "gap_ms": 100.0}
HERE = Path(__file__).resolve().parent
INI = """[PythonPlugins]
farmland_plugin=true
[locale]
overrideFlag=true
userLocale=zh-Hans
[app]
askToSaveMemoryLayers=false
plugin_installer\\checkOnStart=false
[core]
NewsFeed\\httpsfeedqgisorg\\disabled=true
[qgis]
checkVersion=false
"""


def _scene(path: Path, middle: Any, side: int, seed: int) -> None:
    """Write a JPEG-compressed COG of fields and houses around a point, as a county's orthophoto is handed down."""
    import numpy as np
    from osgeo import gdal, osr

    gdal.UseExceptions()
    chance = np.random.default_rng(seed)
    raw = path.with_suffix(".raw.tif")
    made = gdal.GetDriverByName("GTiff").Create(str(raw), side, side, 3, gdal.GDT_Byte,
                                                ["TILED=YES", "COMPRESS=LZW", "BIGTIFF=IF_SAFER"])
    half = side * STEP / 2
    made.SetGeoTransform((middle[0] - half, STEP, 0, middle[1] + half, 0, -STEP))
    system = osr.SpatialReference()
    system.ImportFromEPSG(EPSG)
    made.SetProjection(system.ExportToWkt())
    block = 2048
    for top in range(0, side, block):
        for left in range(0, side, block):
            fields = chance.integers(60, 190, (3, block // 64 + 1, block // 64 + 1)).astype(np.uint8)
            picture = np.kron(fields, np.ones((64, 64), dtype=np.uint8))[:, :block, :block].astype(np.int16)
            picture += chance.integers(-14, 15, picture.shape, dtype=np.int16)
            made.WriteArray(np.clip(picture, 0, 255).astype(np.uint8), left, top)
    made = None
    gdal.Translate(str(path), str(raw), format="COG",
                   creationOptions=["COMPRESS=JPEG", "QUALITY=85", "NUM_THREADS=ALL_CPUS", "BIGTIFF=IF_SAFER"])
    raw.unlink()


def _prepare(county: Bed, size: str, folder: Path) -> Path:
    """Lay a ledger with all parcels, red lines and two registered scenes into a folder; kept for the next run."""
    from farmland_plugin.processing.registerimagery import RegisterImagery

    from .bed_ledger import algorithm, ledger_of
    from .competitors import parcels_of, start_qgis

    path = folder / "ledger.gpkg"
    if (folder / "ready").exists():
        return path
    start_qgis()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    source = ledger_of(county.folder)
    shutil.copy2(source, path)
    shutil.copytree(f"{source}.files", f"{path}.files")
    from farmland_plugin.domain.wkb import rings

    middle = rings(next(parcels_of(county.folder, 1)).geom)[0].mean(axis=0)
    for number, (role, captured) in enumerate(SCENES):
        scene = folder / f"{role}.tif"
        _scene(scene, middle, SIDE[size], number)
        algorithm(RegisterImagery, LEDGER=path, INPUT=scene, CAPTURED=captured, ROLE=role, SOURCE="bench")
    (folder / "ready").touch()
    return path


def measure(size: str, work: Path) -> Dict[str, Any]:
    """Make what the desk works on, start QGIS Desktop on it and return what it measured."""
    folder, run = work / f"desk_{size}", work / "desk_run"
    county = bed("county", size, work)
    made = subprocess.run([sys.executable, "-m", "tests.bench.desktop_bench", size, str(work)], cwd=ROOT, check=False)
    if made.returncode:
        raise RuntimeError("the desk's ledger could not be made")
    shutil.rmtree(run, ignore_errors=True)
    (run / "profiles" / "profiles" / "bench" / "QGIS").mkdir(parents=True)
    (run / "profiles" / "profiles" / "bench" / "QGIS" / "QGIS3.ini").write_text(INI, encoding="utf-8")
    (run / "run").mkdir(mode=0o700)
    subprocess.run([sys.executable, "-m", "tests.packaging.pack", "link", str(run / "profiles" / "profiles" / "bench")], cwd=ROOT,
                   check=True, stdout=subprocess.DEVNULL)
    shutil.copy2(folder / "ledger.gpkg", run / "ledger.gpkg")
    shutil.copytree(folder / "ledger.gpkg.files", run / "ledger.gpkg.files")
    environment = {key: value for key, value in os.environ.items()
                   if key not in ("QGIS_CUSTOM_CONFIG_PATH", "QT_QPA_PLATFORM", "PYTHONPATH")}
    environment.update(XDG_RUNTIME_DIR=str(run / "run"), BENCH_OUT=str(run / "figures.json"),
                       BENCH_LEDGER=str(run / "ledger.gpkg"),
                       BENCH_PARCELS=str(county.folder / f"parcels_{county.parcels}.gpkg"))
    with (run / "qgis.log").open("w", encoding="utf-8") as log:
        subprocess.run(["xvfb-run", "-a", "-s", "-screen 0 1920x1080x24 -nolisten tcp", "qgis", "--profiles-path",
                        str(run / "profiles"), "--profile", "bench", "--nologo", "--noversioncheck", "--code",
                        str(HERE / "desktop_in_qgis.py")], env=environment, stdout=log, stderr=log, timeout=1200, check=False)
    out = run / "figures.json"
    if not out.exists():
        raise RuntimeError((run / "qgis.log").read_text(encoding="utf-8", errors="replace")[-2000:])
    found: Dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    if "error" in found:
        raise RuntimeError(found["error"])
    return {"parcels": county.parcels, **found}


def table(found: Dict[str, Any], size: str) -> str:
    """The figures as text."""
    def judged(value: float, key: str) -> str:
        return f"wanted <= {WANTED[key]:g}" + ("" if size != "county" else ": yes" if value <= WANTED[key] else ": NO")

    lines = [f"the desk in QGIS Desktop, {found['parcels']} parcels, two local scenes"]
    for name, told in (("after_a_look", "next parcel, after half a second's look"),
                       ("at_once", "next parcel, as soon as one is seen")):
        one = found[name]
        wall, own = one["median_ms"], one["render_ms"]
        lines += [f"  {told:<44}{wall:>8.0f} ms (p95 {one['p95_ms']:.0f})   {judged(wall, 'next_ms')}",
                  f"    QGIS's own two pictures {own:.0f} ms: {wall / own:.2f} x   {judged(wall / own, 'next_ratio')}"
                  f"   (load {one['load']:.1f})"]
        if one["map_ms"] is not None:
            lines.append(f"    the map of QGIS is drawn, too, after {one['map_ms']:.0f} ms")
    held = found["held_down"]
    lines.append(f"  arrow held down two seconds: {held['passed']} parcels passed, {held['seen']} seen, all at the last one "
                 f"{held['after_ms']:.0f} ms after letting go")
    for name, gap in found["gaps_ms"].items():
        lines.append(f"  longest pause of the event loop, {name:<11}{gap['max']:>8.0f} ms   {judged(gap['max'], 'gap_ms')}"
                     f"   (median of {gap['runs']}: {gap['median']:.0f} ms, load {gap['load']:.1f})")
    return "\n".join(lines)


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _prepare(bed("county", sys.argv[1], Path(sys.argv[2])), sys.argv[1], Path(sys.argv[2]) / f"desk_{sys.argv[1]}")
    sys.stdout.flush()
    os._exit(0)
