"""Boundary-point files (界址点 TXT): the same format as six different offices write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely

from .batches import BOUNDARIES, Parcel
from .parcels import Yard
from .redlines import ellipsoidal

VARIANTS = ["plain", "gbk_hole", "two_parts", "open_no_count", "unit", "two_parcels", "bom_restart", "no_prefix"]
_HEAD = """[属性描述]
格式版本号=1.01版本
数据产生单位=示例县自然资源和规划局
数据产生日期=2026-10-08
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=38
精度=0.001
转换参数=,,,,,,
[地块坐标]
"""


def boundary_files(yards: list[Yard], spare: list[int], count: int, out: Path) -> list[Parcel]:
    """Write ``count`` files in turn of variants; returns their parcels in order of file and row."""
    folder = out / "jiezhi_txt"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.txt"):
        old.unlink()
    rings = [k for k in spare if yards[k].form == "ring"]
    twins = [k for k in spare if yards[k].form == "twin"]
    simple = [k for k in spare if yards[k].form in ("rect", "ell", "blob")]
    parcels: list[Parcel] = []
    serial = 0
    for index in range(count):
        variant = VARIANTS[index % len(VARIANTS)]
        source = rings if variant == "gbk_hole" else twins if variant == "two_parts" else simple
        chosen = [(source or simple).pop(0) for _ in range(2 if variant == "two_parcels" else 1)]
        blocks = []
        name = f"{index + 1:02d}_{variant}.txt"
        for row, yard in enumerate(chosen):
            serial += 1
            geom = _shape(yards[yard].geom, variant)
            parcel = Parcel(f"DK{serial:03d}", BOUNDARIES, f"jiezhi_txt/{name}", row + 1, geom, yard)
            hectares = round(float(ellipsoidal(geom)) / 10000.0, 4)
            parcel.issued = {"value": hectares, "unit": "ha", "mu": round(hectares * 15, 2)}
            parcels.append(parcel)
            blocks.append(_block(parcel, geom, hectares, variant))
        text = _HEAD + "".join(blocks)
        encoding = {"gbk_hole": "gbk", "bom_restart": "utf-8-sig", "unit": "gbk"}.get(variant, "utf-8")
        if variant in ("bom_restart", "unit"):
            text = text.replace("\n", "\r\n")
        (folder / name).write_bytes(text.encode(encoding))
    return parcels


def _shape(geom: Any, variant: str) -> Any:
    """Make sure that the variants with a hole and with two parts have them."""
    if variant == "gbk_hole" and geom.geom_type == "Polygon" and not len(geom.interiors):
        return _exact(geom.difference(geom.buffer(-0.6 * geom.area / geom.length)))
    if variant == "two_parts" and geom.geom_type == "Polygon":
        west, south, east, north = geom.bounds
        gap = shapely.box(west, (south + north) / 2 - 1.5, east, (south + north) / 2 + 1.5)
        return _exact(geom.difference(gap))
    return geom


def _exact(geom: Any) -> Any:
    """Round to 0.001 m, and forget the grid again so that later overlays are not snapped to it."""
    return shapely.set_precision(shapely.set_precision(geom, 0.001), 0.0)


def _block(parcel: Parcel, geom: Any, hectares: float, variant: str) -> str:
    """Return one parcel's heading and its points."""
    lines: list[str] = []
    number = 0
    ring_number = 0
    total = 0
    for part in shapely.get_parts(geom):
        for ring in [part.exterior, *part.interiors]:
            ring_number += 1
            points = list(ring.coords)[:-1]
            total += len(points)
            first = 1 if variant == "bom_restart" else number + 1
            labels = [f"J{first + k:02d}" if variant == "bom_restart" else f"J{first + k}" for k in range(len(points))]
            number += len(points)
            if variant != "open_no_count":
                points, labels = points + points[:1], labels + labels[:1]
            shift = 38_000_000.0 if variant == "no_prefix" else 0.0
            lines += [f"{name},{ring_number},{y:.3f},{x - shift:.3f}" for name, (x, y) in zip(labels, points)]
    area = f"{hectares:.4f}公顷" if variant == "unit" else f"{hectares:.4f}"
    count = "" if variant == "open_no_count" else str(total)
    heading = f"{count},{area},{parcel.number},示例地块{parcel.number},面,J50G001001,工业用地,,@"
    return "\n".join([heading, *lines]) + "\n"
