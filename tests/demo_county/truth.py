"""What a correct program must find: areas by plain shapely, pairs, counts and reasons."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from .batches import Parcel
from .parcels import Yard
from .redlines import Layer


def sound(geom: Any) -> Any:
    """Return a valid geometry, repaired the way the ledger repairs (structure)."""
    if geom is None or shapely.is_valid(geom):
        return geom
    return shapely.make_valid(geom, method="structure", keep_collapsed=False)


def cover(parcels: list[Parcel], layers: list[Layer]) -> list[dict[str, dict[str, float]]]:
    """Return for each parcel {role: {class: planar m2 of the union}}, "*" = all classes, "" = no classes."""
    result: list[dict[str, dict[str, float]]] = [{} for _ in parcels]
    shapes = np.asarray([sound(parcel.geom) for parcel in parcels], dtype=object)
    for layer in layers:
        geoms = np.asarray([sound(geom) for geom in layer.geoms], dtype=object)
        shapely.prepare(geoms)
        classes = [str(row[layer.class_field]) if layer.class_field else "" for row in layer.rows]
        left, right = shapely.STRtree(geoms).query(shapes, predicate="intersects")
        pieces = _pieces(shapes[left], geoms[right])
        found: dict[int, dict[str, list[Any]]] = {}
        for parcel, source, piece in zip(left.tolist(), right.tolist(), pieces):
            if not shapely.is_empty(piece):
                found.setdefault(parcel, {}).setdefault(classes[source], []).append(piece)
        for parcel, groups in found.items():
            result[parcel][layer.role] = _areas(groups)
    return result


def _pieces(parcels: np.ndarray, geoms: np.ndarray) -> np.ndarray:
    """Intersect pairs; a parcel inside the polygon is its own piece, a huge polygon is clipped to the box first."""
    pieces = np.empty(len(parcels), dtype=object)
    inside = shapely.contains_properly(geoms, parcels)
    pieces[inside] = parcels[inside]
    rest = ~inside
    huge = rest & (shapely.get_num_coordinates(geoms) > 2000)
    for index in np.flatnonzero(huge):
        west, south, east, north = shapely.bounds(parcels[index])
        clipped = shapely.clip_by_rect(geoms[index], west - 5, south - 5, east + 5, north + 5)
        pieces[index] = shapely.intersection(parcels[index], clipped)
    plain = rest & ~huge
    pieces[plain] = shapely.intersection(parcels[plain], geoms[plain])
    return pieces


def _areas(groups: dict[str, list[Any]]) -> dict[str, float]:
    areas = {}
    for code in sorted(groups):
        parts = groups[code]
        areas[code] = round(float(shapely.area(parts[0] if len(parts) == 1 else shapely.union_all(parts))), 4)
    everything = [part for parts in groups.values() for part in parts]
    whole = everything[0] if len(everything) == 1 else shapely.union_all(everything)
    areas["*"] = round(float(shapely.area(whole)), 4)
    return {code: area for code, area in areas.items() if area > 0}


def parcel_rows(parcels: list[Parcel], yards: list[Yard], layers: list[Layer]) -> list[dict[str, Any]]:
    """Return the truth of every parcel that has a polygon."""
    shown = [parcel for parcel in parcels if parcel.geom is not None]
    rows = []
    for parcel, areas in zip(shown, cover(shown, layers)):
        geom = sound(parcel.geom)
        one = yards[parcel.yard] if parcel.yard is not None else None
        covered = areas.get("landuse", {}).get("*", 0.0)
        rows.append({
            "number": parcel.number, "batch": parcel.batch, "file": parcel.file, "row": parcel.row,
            "area_m2": round(float(geom.area), 4), "issued": parcel.issued, "special": parcel.special,
            "valid": bool(shapely.is_valid(parcel.geom)), "parts": int(shapely.get_num_geometries(geom)),
            "holes": int(sum(shapely.get_num_interior_rings(shapely.get_parts(geom)))),
            "story": one.story if one else "", "cover": areas,
            "uncovered_m2": round(max(0.0, float(geom.area) - covered), 4), "outside": covered == 0.0,
            "in_scene": bool(one and one.in_scene), "after_state": one.state if one else "",
            "buildings": len(one.buildings) if one else 0,
            "buildings_m2": round(sum(b.area for b in one.buildings), 1) if one else 0.0,
            "standing_m2": round(sum(one.buildings[k].area for k in one.standing), 1) if one else 0.0,
        } | ({"form": parcel.attributes} if parcel.attributes else {}))  # fmt: skip
    return rows


def overlapping_pairs(parcels: list[Parcel], least: float = 1.0) -> list[dict[str, Any]]:
    """Return pairs of parcels that share more than ``least`` m2, with how they relate."""
    shown = [parcel for parcel in parcels if parcel.geom is not None and parcel.special != "point_only"]
    geoms = np.asarray([sound(parcel.geom) for parcel in shown], dtype=object)
    left, right = shapely.STRtree(geoms).query(geoms, predicate="intersects")
    keep = left < right
    left, right = left[keep], right[keep]
    common = shapely.area(shapely.intersection(geoms[left], geoms[right]))
    pairs = []
    for a, b, area in zip(left.tolist(), right.tolist(), common.tolist()):
        if area <= least:
            continue
        iou = area / (geoms[a].area + geoms[b].area - area)
        share_a, share_b = area / geoms[a].area, area / geoms[b].area
        pairs.append({
            "a": shown[a].number, "a_batch": shown[a].batch, "b": shown[b].number, "b_batch": shown[b].batch,
            "relation": _relation(iou, share_a, share_b), "common_m2": round(area, 2), "iou": round(iou, 4),
            "share_a": round(share_a, 4), "share_b": round(share_b, 4),
        })  # fmt: skip
    return pairs


def _relation(iou: float, share_a: float, share_b: float) -> str:
    if iou > 0.9999:
        return "identical"
    if share_b > 0.999:
        return "b_inside_a"
    if share_a > 0.999:
        return "a_inside_b"
    return "redrawn" if iou > 0.6 else "partial"
