"""The beds of the screening benchmark on disk: the county, the province of ten such counties, the one dissolved red line.

``python -m tests.bench.beds KIND SIZE FOLDER`` makes one, in a process without QGIS (pyogrio brings a GDAL of its own).
A bed is a folder: ``parcels_<count>.gpkg`` (table parcels: uid, area_m2) and ``<role>.gpkg`` (table redline, as the caches of a
ledger are: class_code, coefficient, name, detail, attributes), and ``bed.json`` once it is whole.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Sequence

ROOT = Path(__file__).resolve().parents[2]
ROLES = ("landuse", "permanent_farmland", "ecological", "growth_boundary", "approval")
EPSG = 4526
ORIGIN = (38_460_000.0, 4_030_000.0)
SEED = 20261122
VERSION = 3
"""Raised when the generator changes: beds of another version are made anew."""
SIZES: Dict[str, Dict[str, Any]] = {
    # rows and columns of land-use polygons of one county, parcels, and the counties of the province with their parcels
    "county": {"grid": (300, 400), "counts": (1_000, 5_000, 20_000), "counties": 10, "province": 200_000,
               "growth": (1_000, 5_000, 20_000, 50_000, 200_000)},
    "small": {"grid": (60, 100), "counts": (200, 1_000), "counties": 2, "province": 4_000, "growth": (200, 1_000, 4_000)},
    "tiny": {"grid": (20, 30), "counts": (60, 240), "counties": 1, "province": 240, "growth": (60, 240)},  # for tests
}


@dataclass(frozen=True)
class Bed:
    """A bed that stands on disk."""

    folder: Path
    parcels: int
    features: Dict[str, int]
    vertices: int


def bed(kind: str, size: str, work: Path) -> Bed:
    """Return a bed (county, province, redline), making it in a process of its own where it does not stand yet."""
    folder = work / f"{kind}_{size}"
    told = folder / "bed.json"
    if not told.exists() or json.loads(told.read_text(encoding="utf-8"))["version"] != VERSION:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        print(f"  making the bed {folder.name} (kept for the next run)", flush=True)
        start = time.perf_counter()
        # beside QGIS pyproj does not find its data; nothing here asks it
        python = [sys.executable, "-W", "ignore::UserWarning"]
        subprocess.run([*python, "-m", "tests.bench.beds", kind, size, str(folder)], check=True, cwd=ROOT)
        print(f"  made in {time.perf_counter() - start:.0f} s", flush=True)
    values = json.loads(told.read_text(encoding="utf-8"))
    return Bed(folder, values["parcels"], values["features"], values["vertices"])


def _write(path: Path, table: str, polygons: Any, columns: Dict[str, Any], told: str = "") -> None:
    """Append polygons with their columns to a GeoPackage table, with an R-tree; ``told`` describes a new table."""
    import numpy as np
    import pyogrio.raw
    import shapely

    single = shapely.get_type_id(polygons) == 3
    polygons = polygons.copy()
    polygons[single] = shapely.multipolygons(polygons[single][:, None])
    pyogrio.raw.write(
        path, geometry=shapely.to_wkb(polygons), field_data=[np.asarray(v) for v in columns.values()], fields=list(columns),
        layer=table, driver="GPKG", geometry_type="MultiPolygon", crs=f"EPSG:{EPSG}", append=path.exists(),
        dataset_options={"VERSION": "1.2"},
        layer_options={"GEOMETRY_NAME": "geom", "FID": "fid", "SPATIAL_INDEX": "YES", **({"DESCRIPTION": told} if told else {})})


def _write_layer(folder: Path, role: str, shapes: Any) -> int:
    """Write a layer as registering leaves it in the ledger's cache: valid polygons, and marked so."""
    import numpy as np
    import shapely

    from farmland_plugin.screening.read import SOUND

    if not shapely.is_valid(shapes.polygons).all():
        raise RuntimeError(f"the bed's {role} has invalid polygons")
    codes = np.array(shapes.codes, dtype=object)
    empty = np.full(len(codes), "", dtype=object)
    _write(folder / f"{role}.gpkg", "redline", shapes.polygons, {
        "class_code": codes, "coefficient": shapes.coefficients, "name": empty, "detail": empty, "attributes": empty},
        SOUND)
    return len(codes)


def _write_parcels(folder: Path, polygons: Any, counts: Sequence[int]) -> None:
    """Write all parcels, and the first of them apart for competitors that read a whole file."""
    import numpy as np
    import shapely

    from farmland_plugin.domain.area import AreaRule, areas_of_wkb

    rule = AreaRule.for_crs(EPSG, is_geographic=False)
    areas = np.floor(areas_of_wkb(shapely.to_wkb(polygons).tolist(), rule) * 100 + 0.5) / 100
    uids = np.array([f"P{number:08d}" for number in range(1, len(polygons) + 1)], dtype=object)
    for count in sorted({*(count for count in counts if count < len(polygons)), len(polygons)}):
        _write(folder / f"parcels_{count}.gpkg", "parcels", polygons[:count], {"uid": uids[:count], "area_m2": areas[:count]})


def _make(kind: str, size: str, folder: Path) -> None:
    import numpy as np

    from . import county_bed

    settings = SIZES[size]
    rows, cols = settings["grid"]
    wide, high = cols * county_bed.STEP, rows * county_bed.STEP
    box = np.array([*ORIGIN, ORIGIN[0] + wide, ORIGIN[1] + high])
    features: Dict[str, int] = dict.fromkeys(ROLES, 0)
    count = settings["counts"][-1]
    vertices = 0
    if kind == "redline":
        count, line = settings["counts"][0], county_bed.one_red_line(rows, cols, ORIGIN, SEED)
        features = {"permanent_farmland": _write_layer(folder, "permanent_farmland", line)}
        vertices = _vertices(line)
    else:
        for number in range(settings["counties"] if kind == "province" else 1):
            at = (ORIGIN[0] + wide * (number % 2), ORIGIN[1] + high * (number // 2))
            for role, shapes in county_bed.county(rows, cols, at, SEED + number).items():
                features[role] += _write_layer(folder, role, shapes)
                vertices += _vertices(shapes)
    if kind == "province":
        count, counties = settings["province"], settings["counties"]
        box[2:] = ORIGIN[0] + wide * 2, ORIGIN[1] + high * ((counties + 1) // 2)
    _write_parcels(folder, county_bed.parcels(count, box, SEED), settings["counts"] if kind == "county" else ())
    (folder / "bed.json").write_text(json.dumps({
        "version": VERSION, "parcels": count, "features": features, "vertices": vertices}), encoding="utf-8")


def _vertices(shapes: Any) -> int:
    import shapely

    return int(shapely.get_num_coordinates(shapes.polygons).sum())


def main(arguments: List[str]) -> None:
    """Make one bed."""
    _make(arguments[0], arguments[1], Path(arguments[2]))
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1:])
