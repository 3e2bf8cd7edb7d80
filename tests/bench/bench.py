"""Screening timed against QGIS's Overlap analysis (and geopandas where it is installed) on the demo county."""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Dict, List

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from farmland_plugin.domain.parcel import Parcel
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.ledger.crs import create_ledger, ledger_crs
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.processing.registerredline import RegisterRedline
from farmland_plugin.processing.screenparcels import ScreenParcels, targets_of
from farmland_plugin.screening.job import Job
from farmland_plugin.screening.run import Runner, screened

from . import intake_bench, ledger_bench

ROLES = ("landuse", "permanent_farmland", "ecological", "growth_boundary", "approval")
OURS, WHOLE, FALLBACK = "screenparcels, engine", "screenparcels, whole algorithm", "screenparcels, engine without shapely"
OVERLAP, GEOPANDAS = "native:calculatevectoroverlaps", "geopandas.overlay"


@dataclass
class Bed:
    """What is measured on: the ledger, its parcels and its red-line caches by role."""

    ledger: Path
    work: Path
    parcels: List[Parcel]
    caches: Dict[str, Path]
    features: Dict[str, int]
    crs: object
    layer_areas: Dict[str, Dict[str, float]] = field(default_factory=dict)


def _algorithm(kind: type, **parameters: object) -> Dict[str, object]:
    algorithm = kind()
    algorithm.initAlgorithm({})
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    from qgis.core import QgsProcessingFeedback

    return algorithm.processAlgorithm({key: str(value) for key, value in parameters.items()}, context, QgsProcessingFeedback())


def prepare(size: str, work: Path) -> Bed:
    """Make the demo county (kept for the next run), its ledger and its caches."""
    from qgis.core import QgsCoordinateReferenceSystem

    county, ledger = work / size, work / size / "bench.gpkg"
    if not (county / "truth.json").exists():
        from tests.demo_county import generate

        generate(size, county, pictures=False, say=lambda text: print(f"  {text}", flush=True))
    truth = json.loads((county / "truth.json").read_text(encoding="utf-8"))
    if not ledger.exists():
        crs = QgsCoordinateReferenceSystem(f"EPSG:{truth['epsg']}")
        create_ledger(ledger, county=truth["county"]["code"], name=truth["county"]["name"], crs=crs).close()
        for name in ("wp2026q1.shp", "ducha2026.gpkg"):
            _algorithm(ImportParcels, LEDGER=ledger, INPUT=county / name, SOURCE="satellite")
        for layer in truth["layers"]:
            if layer["role"] in ROLES:
                _algorithm(RegisterRedline, LEDGER=ledger, INPUT=county / layer["file"], ROLE=layer["role"], VINTAGE="2025",
                           LAYER=layer["layer"] if layer["file"].endswith(".gpkg") else "")
    with Ledger.open(ledger, write=False) as opened:
        lines = {line.role: line for line in opened.redlines()}
        caches = {role: opened.files / "redlines" / line.cache for role, line in lines.items()}
        return Bed(ledger, work, list(opened.parcels()), caches, {r: line.features for r, line in lines.items()},
                   ledger_crs(opened))


def _parcel_file(bed: Bed, count: int) -> Path:
    """The parcels as a GeoPackage with a spatial index, for the others."""
    path = bed.work / f"parcels_{count}.gpkg"
    layer = QgsVectorLayer(f"MultiPolygon?crs={bed.crs.authid()}&field=uid:string", "parcels", "memory")
    features = []
    for parcel in bed.parcels[:count]:
        feature, shape = QgsFeature(layer.fields()), QgsGeometry()
        shape.fromWkb(parcel.geom)
        feature.setGeometry(shape)
        feature.setAttributes([parcel.parcel_uid])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "parcels"
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsProject.instance().transformContext(), options)
    return path


def by_engine(bed: Bed, count: int, engine: str) -> None:
    """Our engine alone: from the ledger's parcels and the caches on disk to facts in a file."""
    with Ledger.open(bed.ledger, write=False) as ledger:
        job = Job(targets_of(ledger, ledger.redlines()), ledger.area_rule, ledger.crs_wkt)
    with screened(job, bed.parcels[:count], NoFeedback(), Runner(engine=engine)) as result:
        sums: Dict[str, float] = {}
        for fact in result.screenings():
            sums[fact.role] = sums.get(fact.role, 0.0) + float(fact.covered_m2)
    bed.layer_areas["fallback" if engine == "fallback" else OURS] = sums


def by_algorithm(bed: Bed, count: int) -> None:
    """The whole algorithm: selecting, screening, recording the facts in the ledger in one transaction."""
    _algorithm(ScreenParcels, LEDGER=bed.ledger)


def by_overlap_analysis(bed: Bed, count: int) -> None:
    """QGIS's own Overlap analysis on the same repaired layers, on the same ellipsoid."""
    from qgis import processing

    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    context.setEllipsoid(bed.crs.ellipsoidAcronym())
    layers = [QgsVectorLayer(f"{bed.caches[role]}|layername=redline", role, "ogr") for role in ROLES]
    parcels = QgsVectorLayer(f"{bed.work / f'parcels_{count}.gpkg'}|layername=parcels", "parcels", "ogr")
    done = processing.run("native:calculatevectoroverlaps", {
        "INPUT": parcels, "LAYERS": layers, "OUTPUT": str(bed.work / f"overlaps_{count}.gpkg")}, context=context)
    found = QgsVectorLayer(str(done["OUTPUT"]), "found", "ogr")
    fields = {name: next(f.name() for f in found.fields() if f.name().startswith(name) and f.name().endswith("area"))
              for name in ROLES}
    bed.layer_areas[OVERLAP] = {role: sum(f[column] or 0.0 for f in found.getFeatures()) for role, column in fields.items()}


def by_geopandas(bed: Bed, count: int) -> None:
    """geopandas.overlay, planar areas summed by parcel and class."""
    import geopandas

    parcels = geopandas.read_file(bed.work / f"parcels_{count}.gpkg")
    for role in ROLES:
        layer = geopandas.read_file(bed.caches[role], columns=["class_code"])
        pieces = geopandas.overlay(parcels, layer, how="intersection", keep_geom_type=True)
        pieces.assign(area=pieces.area).groupby(["uid", "class_code"]).area.sum()


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def race(competitors: Dict[str, Callable[[], None]], rounds: int) -> Dict[str, Dict[str, float]]:
    """Run the competitors in turn, `rounds` times round, the first again after each other; medians of wall and CPU seconds.

    The machine's mood changes within a long run: the unit of every ratio is measured before and after each.
    """
    taken: Dict[str, List[List[float]]] = {name: [] for name in competitors}
    unit = next(iter(competitors))
    turns = [unit] + [turn for name in competitors if name != unit for turn in (name, unit)]
    for number in range(rounds):
        for name in turns:
            cpu, start = _cpu(), time.perf_counter()
            competitors[name]()
            taken[name].append([time.perf_counter() - start, _cpu() - cpu])
            print(f"    round {number + 1}  {name:<40} {taken[name][-1][0]:8.2f} s", flush=True)
    return {name: {"wall_s": statistics.median(row[0] for row in rows), "cpu_s": statistics.median(row[1] for row in rows),
                   "runs": len(rows)} for name, rows in taken.items()}


def measure(bed: Bed, count: int, rounds: int) -> Dict[str, object]:
    """One set: the first `count` parcels against the five layers."""
    _parcel_file(bed, count)
    competitors: Dict[str, Callable[[], None]] = {OURS: lambda: by_engine(bed, count, "worker")}
    if count == len(bed.parcels):
        competitors[WHOLE] = lambda: by_algorithm(bed, count)
    competitors[OVERLAP] = lambda: by_overlap_analysis(bed, count)
    try:
        import geopandas  # noqa: F401

        competitors[GEOPANDAS] = lambda: by_geopandas(bed, count)
    except ImportError:
        print("    geopandas is not installed: left out")
    competitors[FALLBACK] = lambda: by_engine(bed, count, "fallback")
    seconds = race(competitors, rounds)
    unit = seconds[OURS]["wall_s"]
    ours, theirs = bed.layer_areas[OURS], bed.layer_areas[OVERLAP]
    return {
        "parcels": count, "features": bed.features, "seconds": seconds,
        "times_our_engine": {name: row["wall_s"] / unit for name, row in seconds.items()},
        "cpu_times_our_engine": {name: row["cpu_s"] / seconds[OURS]["cpu_s"] for name, row in seconds.items()},
        "covered_m2": bed.layer_areas,
        "largest_relative_difference_of_area": max(abs(ours[r] - theirs[r]) / max(theirs[r], 1.0) for r in ROLES),
    }


def table(sets: List[Dict[str, object]]) -> str:
    """The figures as text."""
    lines = []
    for one in sets:
        lines.append(f"{one['parcels']} parcels x {len(ROLES)} layers ({sum(one['features'].values())} polygons)")
        lines.append(f"  {'':<42}{'wall s':>9}{'cpu s':>9}{'x wall':>9}{'x cpu':>9}")
        for name, row in one["seconds"].items():
            lines.append(f"  {name:<42}{row['wall_s']:>9.2f}{row['cpu_s']:>9.2f}{one['times_our_engine'][name]:>9.1f}"
                         f"{one['cpu_times_our_engine'][name]:>9.1f}")
        lines.append(f"  areas by layer differ from Overlap analysis by at most "
                     f"{one['largest_relative_difference_of_area']:.1e} (relative)")
    return "\n".join(lines)


def run(size: str, work: Path, output: Path) -> None:
    """Measure, print the table and write the JSON."""
    application = QgsApplication([], False, str(work / "profile"))
    application.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    print(f"preparing the {size} county in {work}", flush=True)
    bed = prepare(size, work)
    full = len(bed.parcels)
    sets = [measure(bed, count, rounds) for count, rounds in ((1000, 3), (full, 3 if full <= 1000 else 1)) if count <= full]
    print("measuring the ledger", flush=True)
    kept = ledger_bench.measure(work)
    print("measuring the import", flush=True)
    intake = intake_bench.measure(work, size)
    result = {"size": size, "cores": os.cpu_count(), "qgis": Qgis.QGIS_VERSION, "sets": sets, "ledger": kept, "intake": intake}
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"\n{table(sets)}\n{ledger_bench.table(kept)}\n{intake_bench.table(intake)}\n{output}")
