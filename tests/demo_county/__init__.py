"""A made-up county: base layers, red lines, batches of suspect parcels, imagery and photos, with the truth beside them.

``generate(size="small", out=folder)`` writes everything and returns the truth (also in ``truth.json``).
The same seed gives the same files.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import shapely

from .batches import BOUNDARIES, INSPECTION, NATIONAL, REPORTS, inspection_batch, national_batch, report_batch
from .boundary_txt import boundary_files
from .files import transform, write_layer
from .findings import write_findings
from .grid import make_grid
from .landuse import make_land_use
from .parcels import make_yards, scene_window
from .places import places
from .reconciliation import by_construction, reconciliation
from .redlines import (
    Layer,
    admin_layers,
    approval_layers,
    ecological_layer,
    farmland_layer,
    growth_layer,
    land_use_layer,
)  # fmt: skip
from .reissue import REISSUE, reissue_batch
from .settings import Settings
from .truth import overlapping_pairs, parcel_rows

__all__ = ["generate"]


def generate(
    size: str, out: Path, seed: int | None = None, *, pictures: bool = True, say: Callable[[str], None] = lambda _: None
) -> dict[str, Any]:
    """Write the demo county of a size (small, county) into a folder and return its truth.

    Coordinates are metres in EPSG:4526 (CGCS2000, 3-degree zone 38) unless a layer says otherwise.
    ``pictures=False`` leaves out the orthophotos and photos.
    """
    out = Path(out)
    out.mkdir(parents=True, exist_ok=True)
    settings = Settings(size, seed)
    land = make_land_use(settings, make_grid(settings))
    say(f"land use: {len(land.geoms)} polygons")
    plan = settings["parcels"]
    extra = int(plan["inspection"]) + int(plan["reports"]) + 3 * int(plan["boundary_files"]) + 20
    yards = make_yards(settings, land, int(plan["national"]) + extra)
    layers = [
        land_use_layer(settings, land), farmland_layer(settings, land), ecological_layer(settings, land),
        growth_layer(settings, land), *approval_layers(settings, land, yards),
    ]  # fmt: skip
    _write_layers(out, layers + admin_layers(settings, land))
    say(f"red lines: {len(layers)} layers")
    parcels, special = _batches(settings, land, yards, out)
    say(f"parcels: {len(parcels)} rows")
    truth = {
        "county": settings["county"], "size": size, "seed": settings.seed, "epsg": int(settings["epsg"]),
        "window": list(scene_window(settings, land)), "layers": [_about(layer) for layer in layers],
        "admin": {"file": "xzq.gpkg", "townships": len(land.townships), "villages": len(land.villages)},
        "land_use_m2": round(float(land.areas.sum()), 3), "outline_m2": round(float(land.outline.area), 3),
        **special, "findings": write_findings(settings, parcels, yards, out),
        "parcels": parcel_rows(parcels, yards, layers), "pairs": overlapping_pairs(parcels), "places": places(land, parcels),
    }  # fmt: skip
    if pictures:
        from .pictures import make_pictures

        truth.update(make_pictures(settings, land, yards, parcels, out, say))
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    (out / "truth.json").write_text(text + "\n", encoding="utf-8")
    say("truth.json written")
    return json.loads(text)


def _write_layers(out: Path, layers: list[Layer]) -> None:
    for layer in layers:
        geoms = layer.geoms
        if layer.epsg != 4526:
            geoms = list(transform(shapely.geometrycollections([geoms]), 4526, layer.epsg)[0].geoms)
        write_layer(
            out / layer.file, layer.name, layer.epsg, geoms, layer.fields, layer.rows,
            encoding=layer.encoding, append=layer.name == "CJDCQ",
        )  # fmt: skip


def _about(layer: Layer) -> dict[str, Any]:
    """Return what a reader of a layer should find in it."""
    return {
        "role": layer.role, "file": layer.file, "layer": layer.name, "class_field": layer.class_field,
        "epsg": layer.epsg, "features": len(layer.rows), "invalid": layer.invalid,
        "doubled_vertices": layer.doubled_vertices, "self_overlaps": layer.self_overlaps, **layer.notes,
    }  # fmt: skip


def _batches(settings: Settings, land: Any, yards: list[Any], out: Path) -> tuple[list[Any], dict[str, Any]]:
    """Write every batch; returns their rows and the part of the truth that is about rows."""
    plan = settings["parcels"]
    first = int(plan["national"])
    spare = list(range(first, len(yards)))
    national = national_batch(settings, land, yards, out)
    inspection = inspection_batch(settings, land, yards, national, spare, out)
    spare = spare[int(plan["inspection"]) :]
    reports = report_batch(settings, land, yards, national, spare, out)
    spare = spare[int(plan["reports"]) :]
    boundaries = boundary_files(yards, spare, int(plan["boundary_files"]), out)
    parcels = national + inspection + reports + boundaries
    taken = {parcel.yard for parcel in parcels}
    unused = [index for index in range(len(yards)) if index not in taken and index not in range(first - 7, first)]
    again = reissue_batch(settings, land, yards, national, inspection, unused, out)
    whole = {NATIONAL: national, INSPECTION: inspection, BOUNDARIES: boundaries, REPORTS: reports}
    files: dict[str, int] = {}
    for parcel in parcels:
        files[parcel.file] = files.get(parcel.file, 0) + 1
    invalid: dict[str, int] = {}
    for parcel in parcels:
        if parcel.geom is not None and not shapely.is_valid(parcel.geom):
            invalid[parcel.file] = invalid.get(parcel.file, 0) + 1
    points = sum(parcel.special == "point_only" for parcel in reports)
    reasons = {"empty": "no geometry"}
    return parcels, {
        "batches": {
            NATIONAL: {"file": f"{NATIONAL}.shp", "encoding": "GBK", "cpg": False, "epsg": 4526, "area_unit": "m2"},
            "ducha2026": {"file": "ducha2026.gpkg", "layer": "督察图斑", "epsg": 4526, "area_unit": "mu"},
            "jubao2026": {"file": "jubao2026.xlsx", "sheet": "举报线索", "epsg": 4490,
                          "polygons": len(reports) - points, "points": points},
            "jiezhi": {"folder": "jiezhi_txt", "epsg": 4526, "area_unit": "ha"},
        },
        "reissue": again.truth,
        "reconciliation": {
            "made": by_construction(inspection),
            "two": reconciliation({NATIONAL: national, INSPECTION: inspection}),
            "all": reconciliation(whole),
            "reissued": reconciliation({REISSUE: again.parcels, **{k: rows for k, rows in whole.items() if k != NATIONAL}}),
        },
        "rows": files, "invalid_parcels": invalid,
        "quarantined": [{"file": p.file, "row": p.row, "number": p.number, "reason": reasons[p.special]}
                        for p in parcels if p.special in reasons],
        "without_number": [{"file": p.file, "row": p.row} for p in parcels if not p.number],
        "outside": [p.number for p in parcels if p.special == "outside"],
    }  # fmt: skip
