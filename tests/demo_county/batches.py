"""The batches of suspect parcels: national issue (A), inspection (B) and reports from the public."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from osgeo import ogr
from shapely.affinity import rotate, scale, translate

from . import shapes
from .files import number, text, transform, write_layer, write_workbook
from .landuse import CLASSES, LandUse
from .parcels import Yard
from .redlines import ellipsoidal
from .settings import Settings

NATIONAL, INSPECTION, REPORTS, BOUNDARIES = "wp2026q1", "ducha2026", "jubao2026", "jiezhi"


@dataclass
class Parcel:
    """One row of a batch as written: number, geometry in the county's CRS (None for an empty row), attributes."""

    number: str
    batch: str
    file: str
    row: int  # 1-based
    geom: Any
    yard: int | None = None
    issued: dict[str, Any] = field(default_factory=dict)  # issued area: value and unit
    special: str = ""  # outside, bow_tie, empty, without_number, point_only ...
    attributes: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)  # the row as written
    way: str = ""  # how an inspection parcel repeats one of batch A, and which one
    host: int = -1
    place: tuple[str, str] = ("", "")  # township and village as issued: codes, else names


def national_batch(settings: Settings, land: LandUse, yards: list[Yard], out: Path) -> list[Parcel]:
    """Write batch A: a GBK shapefile without .cpg, with Chinese field names cut at ten bytes."""
    rng = settings.random("national")
    total = int(settings["parcels"]["national"])
    plain = total - 7
    parcels = [_national(settings, land, index, index, yards[index].geom) for index in range(plain)]
    last = yards[:plain][-1].geom
    parcels += _specials(settings, land, yards, plain, last)
    for parcel in parcels:
        one = yards[parcel.yard] if parcel.yard is not None else None
        parcel.values = national_row(rng, settings, land, parcel, one)
    write_national(out / f"{NATIONAL}.shp", parcels)
    return parcels


def write_national(path: Path, parcels: list[Parcel]) -> None:
    """Write parcels in the layout of batch A: GBK, nothing that says so."""
    fields = {
        "XZQDM": text(6), "XMC": text(40), "JCBH": text(30), "TBLX": text(4), "TZ": text(20), "QSX": text(10),
        "HSX": text(10), "DLBM": text(6), "DLMC": text(60), "ZZSXDM": text(6), "CZCSXM": text(4), "SFYN": text(2),
        "SFHX": text(2), "MJ": number(16, 2), "JCMJ": number(12, 2), "XZDM": text(9),
        "ZLDWDM": text(19), "乡镇名称": text(60), "村名称": text(60),
        "永久基本农田面积": number(12, 2), "疑似图斑说明": text(80), "BZ": text(80),
    }  # fmt: skip
    rows = [parcel.values for parcel in parcels]
    write_layer(path, path.stem, 4526, [parcel.geom for parcel in parcels], fields, rows, encoding="GBK")
    path.with_suffix(".cpg").unlink(missing_ok=True)
    with path.with_suffix(".dbf").open("r+b") as table:
        table.seek(29)
        table.write(b"\x00")


def _national(settings: Settings, land: LandUse, index: int, yard: int | None, geom: Any) -> Parcel:
    code = f"{settings.code}SJBG262{10001 + index}"
    return Parcel(code, NATIONAL, f"{NATIONAL}.shp", index + 1, geom, yard)


def _specials(
    settings: Settings, land: LandUse, yards: list[Yard], first: int, last: shapely.Geometry
) -> list[Parcel]:
    """Return the rows that test the importer: outside, bow-ties, empty, without number, split parts."""
    _, _, east, north = land.outline.bounds
    far = shapely.box(east + 900.0, north + 700.0, east + 960.0, north + 741.0)
    whole = next(one for one in yards[first:] if one.form == "rect" and one.geom.area > 900)
    left, right = _split(whole.geom)
    crossed = [shapes.bow_tie(yards[first + k].geom) for k in (0, 1)]
    made = [("outside", far), ("bow_tie", crossed[0]), ("bow_tie", crossed[1]), ("empty", None),
            ("without_number", translate(yards[first + 2].geom, 0.5, 0.5)), ("split", left), ("split", right)]  # fmt: skip
    parcels = []
    for offset, (kind, geom) in enumerate(made):
        parcel = _national(settings, land, first + offset, None, geom)
        parcel.special = kind
        parcels.append(parcel)
    parcels[4].number = ""
    stem = parcels[5].number
    parcels[5].number, parcels[6].number = f"{stem}_1", f"{stem}_2"
    return parcels


def _split(geom: shapely.Geometry) -> tuple[shapely.Geometry, shapely.Geometry]:
    """Cut a yard in two along the middle of its bounding box."""
    west, south, east, north = geom.bounds
    middle = round((west + east) / 2, 3)
    return (
        shapely.clip_by_rect(geom, west - 1, south - 1, middle, north + 1),
        shapely.clip_by_rect(geom, middle, south - 1, east + 1, north + 1),
    )


def national_row(
    rng: np.random.Generator, settings: Settings, land: LandUse, parcel: Parcel, one: Yard | None
) -> dict[str, Any]:
    kinds = {"road": "ND", "false_change": "01", "temporary": "TD", "facility": "20", "other": "20"}
    kind = kinds.get(one.story if one else "", str(rng.choice(["20", "20", "20", "YH", "DT", "TD", "01", "WL"])))
    code = one.code if one else "0102"
    area = 0.0
    if parcel.geom is not None:
        area = float(np.round(ellipsoidal(shapely.make_valid(parcel.geom)), 2))
    parcel.issued = {"field": "MJ", "value": area, "unit": "m2", "mu": round(area * 0.0015, 2)}
    village = land.villages[one.village] if one else None
    if village:
        parcel.place = (land.townships[village.township].code, village.code)
    return {
        "XZQDM": settings.code, "XMC": settings["county"]["name"], "JCBH": parcel.number or None, "TBLX": kind,
        "TZ": "建筑物" if kind == "20" else "", "QSX": "20260110", "HSX": "20260905", "DLBM": code,
        "DLMC": CLASSES[code], "SFYN": str(rng.choice(["是", "否"])), "SFHX": "否", "MJ": area,
        "JCMJ": round(area * 0.0015, 2),
        "XZDM": land.townships[village.township].code if village else "",
        "ZLDWDM": village.code + "0000000" if village else "",
        "乡镇名称": land.townships[village.township].name if village else "",
        "村名称": village.name if village else "", "疑似图斑说明": "疑似新增建设" if kind == "20" else "疑似地表扰动",
        "BZ": {"outside": "位于县界外", "empty": "无图形"}.get(parcel.special, ""),
    }  # fmt: skip


def inspection_batch(
    settings: Settings, land: LandUse, yards: list[Yard], national: list[Parcel], spare: list[int], out: Path
) -> list[Parcel]:
    """Write batch B: other field names, and most of its parcels repeat batch A in one of five ways."""
    rng = settings.random("inspection")
    total = int(settings["parcels"]["inspection"])
    hosts = [p for p in national if p.yard is not None and yards[p.yard].form in ("rect", "ell", "blob")]
    hosts = [hosts[k] for k in rng.permutation(len(hosts))]
    plan = ["identical"] * (total // 5) + ["redrawn"] * (total // 5) + ["inside"] * (total // 8)
    plan += ["around"] * (total // 12) + ["partial"] * (total // 8)
    geoms: list[tuple[Any, int | None, str, int]] = []
    for way, host in zip(plan, hosts):
        yard = host.yard if way in ("identical", "redrawn") else None
        geoms.append((redraw(rng, host.geom, way), yard, way, host.row))
    for index in spare[: total - len(geoms)]:
        geoms.append((yards[index].geom, index, "", -1))
    parcels, rows = [], []
    for index, (geom, yard, way, host_row) in enumerate(geoms):
        area = float(np.round(ellipsoidal(geom), 2))
        parcel = Parcel(f"DC2026-{index + 1:04d}", INSPECTION, f"{INSPECTION}.gpkg", index + 1, geom, yard)
        parcel.way, parcel.host = way, host_row
        parcel.issued = {"field": "图斑面积(亩)", "value": round(area * 0.0015, 2), "unit": "mu",
                         "mu": round(area * 0.0015, 2)}  # fmt: skip
        spot = geom.representative_point()
        village = next((v for v in land.villages if v.territory.intersects(spot)), land.villages[0])
        parcel.place = (land.townships[village.township].name, village.name)
        rows.append({
            "图斑编号": parcel.number, "图斑面积(亩)": parcel.issued["value"],
            "问题类型": str(rng.choice(["违法占用耕地建房", "大棚房", "乱占耕地", "非法占地堆放"])),
            "乡镇": land.townships[village.township].name, "村": village.name, "发现时间": "2026/04/18",
            "备注": "例行督察发现",
        })  # fmt: skip
        parcels.append(parcel)
    fields = {
        "图斑编号": text(30), "图斑面积(亩)": ogr.OFTReal, "问题类型": text(60), "乡镇": text(60), "村": text(60),
        "发现时间": ogr.OFTDate, "备注": text(200),
    }  # fmt: skip
    write_layer(out / f"{INSPECTION}.gpkg", "督察图斑", 4526, [p.geom for p in parcels], fields, rows)
    return parcels


def redraw(rng: np.random.Generator, geom: shapely.Geometry, way: str) -> shapely.Geometry:
    """Return the ground of a parcel as another office drew it."""
    if way == "identical":
        return geom
    if way == "inside":
        return _exact(scale(geom, 0.72, 0.72))
    if way == "around":
        return _exact(shapely.Polygon(geom.buffer(5.0, join_style="mitre").exterior))
    west, south, east, north = geom.bounds
    if way == "partial":
        return _exact(translate(geom, 0.45 * (east - west), 0.25 * (north - south)))
    shift = 0.5
    while True:  # move until the shapes agree by about four fifths
        moved = _exact(translate(rotate(geom, float(rng.uniform(-2, 2))), shift, -0.6 * shift))
        if _agreement(geom, moved) < 0.82:
            return moved
        shift += 0.25


def _exact(geom: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(geom, lambda xy: np.round(xy, 3))


def _agreement(a: shapely.Geometry, b: shapely.Geometry) -> float:
    return float(a.intersection(b).area / a.union(b).area)


def report_batch(
    settings: Settings, land: LandUse, yards: list[Yard], national: list[Parcel], spare: list[int], out: Path
) -> list[Parcel]:
    """Write the reports from the public: a workbook with points in degrees and outlines as WKT."""
    rng = settings.random("reports")
    header = ["序号", "线索编号", "举报日期", "位置描述", "经度", "纬度", "范围WKT", "坐标系", "举报内容"]
    total = int(settings["parcels"]["reports"])
    known = [p for p in national if p.yard is not None and yards[p.yard].form == "rect"][:4]
    sources = [(p.geom, p.yard) for p in known] + [(yards[k].geom, k) for k in spare[: total - len(known)]]
    parcels, rows = [], []
    for index, (geom, yard) in enumerate(sources):
        degrees = transform(np.asarray([geom], dtype=object), 4526, 4490)[0]
        spot = degrees.representative_point()
        style = ("degrees", "metres", "point")[index % 3] if index else "degrees"
        wkt, crs = "", ""
        if style == "degrees":
            wkt, crs = shapely.to_wkt(degrees, rounding_precision=8), "EPSG:4490"
        elif style == "metres":
            wkt, crs = shapely.to_wkt(geom, rounding_precision=3), "EPSG:4526"
        tie = Parcel(f"JB2026-{index + 1:03d}", REPORTS, f"{REPORTS}.xlsx", index + 1, geom, yard)
        tie.special = "point_only" if style == "point" else ""
        if wkt:
            written = np.asarray([shapely.from_wkt(wkt)], dtype=object)
            tie.geom = transform(written, 4490, 4526)[0] if style == "degrees" else written[0]
        tie.attributes = {"form": style, "lon": round(spot.x, 6), "lat": round(spot.y, 6)}
        village = land.villages[yards[yard].village] if yard is not None else land.villages[0]
        day = f"2026-0{int(rng.integers(3, 9))}-{int(rng.integers(1, 28)):02d}"
        rows.append([
            index + 1, tie.number, day if index % 4 else day.replace("-", "."),
            f"{village.name}村口向东约{100 + 20 * index}米", f"{spot.x:.6f}", f"{spot.y:.6f}", wkt or None, crs or None,
            str(rng.choice(["耕地上建房", "倾倒建筑垃圾", "搭建彩钢棚"])),
        ])  # fmt: skip
        parcels.append(tie)
    write_workbook(out / f"{REPORTS}.xlsx", {"举报线索": (header, rows)})
    return parcels
