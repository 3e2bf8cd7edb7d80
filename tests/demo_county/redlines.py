"""Red lines and reference layers: permanent farmland, ecological line, growth boundary, approvals and the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from osgeo import ogr

from . import names, shapes
from .files import number, text
from .landuse import CLASSES, CROPS, RIDGES, LandUse
from .parcels import Yard
from .settings import Settings

CENTRAL_EASTING = 38500000.0


@dataclass
class Layer:
    """One reference layer: where it is written, its fields, its geometries (county CRS) and rows."""

    role: str
    file: str
    name: str
    class_field: str  # "" where the layer is one class
    fields: dict[str, Any]
    geoms: list[Any]
    rows: list[dict[str, Any]]
    epsg: int = 4526
    invalid: int = 0
    doubled_vertices: int = 0
    self_overlaps: int = 0
    encoding: str = "UTF-8"
    notes: dict[str, Any] = field(default_factory=dict)


def ellipsoidal(geoms: Any) -> Any:
    """Return areas on the ellipsoid, near enough for attribute values: planar areas freed of the map scale."""
    centre = shapely.get_x(shapely.centroid(geoms)) - CENTRAL_EASTING
    return shapely.area(geoms) / (1.0 + centre**2 / (2.0 * 6378137.0**2)) ** 2


def land_use_layer(settings: Settings, land: LandUse) -> Layer:
    """Return the DLTB layer with the field names of TD/T 1057."""
    fields = {
        "BSM": text(18), "YSDM": text(10), "TBBH": text(8), "DLBM": text(5), "DLMC": text(60), "QSXZ": text(2),
        "QSDWDM": text(19), "QSDWMC": text(255), "ZLDWDM": text(19), "ZLDWMC": text(255), "TBMJ": number(),
        "KCDLBM": text(5), "KCXS": number(6, 4), "KCMJ": number(), "TBDLMJ": number(), "ZZSXDM": text(6),
        "CZCSXM": text(4), "SJNF": ogr.OFTInteger,
    }  # fmt: skip
    rng = settings.random("dltb")
    areas = np.round(ellipsoidal(land.geoms), 2)
    planted = rng.choice(["LS", "FLS", "LYFL", "WG"], len(areas), p=[0.8, 0.08, 0.09, 0.03])
    recover = rng.choice(["", "JKHF", "GCHF"], len(areas), p=[0.7, 0.2, 0.1])
    rows = []
    for index, (code, village, area) in enumerate(zip(land.codes, land.village, areas.tolist())):
        place = land.villages[village]
        ridge = RIDGES.get(code, 0.0)
        off = round(area * ridge, 2)
        seed = planted[index] if code in CROPS else recover[index] if code in ("0201", "0301", "0404") else ""
        rows.append({
            "BSM": f"{settings.code}0000{index + 1:08d}", "YSDM": "2001010100", "TBBH": f"{index + 1:04d}",
            "DLBM": code, "DLMC": CLASSES[code], "QSXZ": "30", "QSDWDM": place.code + "0000000",
            "QSDWMC": place.name, "ZLDWDM": place.code + "0000000", "ZLDWMC": place.name, "TBMJ": area,
            "KCDLBM": "1203" if ridge else "", "KCXS": ridge, "KCMJ": off, "TBDLMJ": round(area - off, 2),
            "ZZSXDM": str(seed), "CZCSXM": str(land.urban[index]), "SJNF": 2025,
        })  # fmt: skip
    return Layer("landuse", "dltb.gpkg", "DLTB", "DLBM", fields, list(land.geoms), rows)


def farmland_layer(settings: Settings, land: LandUse) -> Layer:
    """Return permanent basic farmland: most fields one by one, and a few districts dissolved into one polygon."""
    rng = settings.random("farmland")
    plan = settings["permanent_farmland"]
    fields = {
        "BSM": text(18), "YSDM": text(10), "YJJBNTTBBH": text(20), "DLBM": text(5), "DLMC": text(60),
        "ZLDWDM": text(19), "ZLDWMC": text(255), "YJJBNTTBMJ": number(), "KCXS": number(6, 4),
        "KCMJ": number(), "YJJBNTMJ": number(), "BHKSSJ": ogr.OFTDate, "BHJSSJ": ogr.OFTDate,
    }  # fmt: skip
    free = np.isin(land.codes, CROPS)
    belts = (land.codes == "0301") & (4 * np.pi * land.areas < 0.2 * shapely.length(land.geoms) ** 2)
    carrier = (free & (rng.random(len(free)) < 0.86)) | np.isin(land.codes, ("1003", "1006", "1107")) | belts
    centres = shapely.get_coordinates(shapely.centroid(land.geoms))
    geoms: list[Any] = []
    codes: list[str] = []
    owners: list[int] = []
    for reach, middle in _districts(rng, plan, land):
        near = np.hypot(*(centres - middle).T) < reach
        near |= ~np.isin(land.codes, CROPS) & shapely.intersects(land.geoms, shapely.Point(middle).buffer(0.9 * reach))
        members = np.flatnonzero(carrier & near)
        parts = shapely.get_parts(shapely.coverage_union_all(land.geoms[members]))
        district = parts[int(np.argmax(shapely.area(parts)))]
        if not shapely.is_valid(district):  # a ring that touches itself
            pieces = shapely.get_parts(shapely.make_valid(district, method="structure"))
            district = pieces[int(np.argmax(shapely.area(pieces)))]
        shapely.prepare(district)
        inside = members[shapely.intersects(district, shapely.point_on_surface(land.geoms[members]))]
        free[inside] = carrier[inside] = False
        geoms.append(district)
        codes.append("0102")
        owners.append(int(land.village[inside[0]]))
    dissolved = len(geoms)
    single = np.flatnonzero(free & (rng.random(len(free)) < float(plan["share"])))
    geoms.extend(land.geoms[single])
    codes.extend(land.codes[single])
    owners.extend(land.village[single].tolist())
    overlaps = max(1, len(single) // 400)
    for index in single[:overlaps]:  # a second version of the same ground
        geoms.append(shapely.Polygon(land.geoms[index].exterior).buffer(-4.0))
        codes.append(land.codes[index])
        owners.append(int(land.village[index]))
    rows = _farmland_rows(settings, land, np.asarray(geoms, dtype=object), codes, owners)
    layer = Layer("permanent_farmland", "yjjbntbhtb.gpkg", "YJJBNTBHTB", "", fields, geoms, rows)
    layer.self_overlaps = overlaps
    layer.notes = {
        "dissolved": dissolved,
        "vertices": [int(shapely.get_num_coordinates(one)) for one in geoms[:dissolved]],
        "holes": [int(shapely.get_num_interior_rings(one)) for one in geoms[:dissolved]],
    }
    return layer


def _districts(rng: np.random.Generator, plan: dict[str, Any], land: LandUse) -> list[tuple[float, np.ndarray]]:
    """Choose centres far apart for the dissolved districts, with their radii."""
    low, high = plan["dissolved_radius_m"]
    count = int(plan["dissolved"])
    spots = np.asarray([village.centre for village in land.villages])
    west, south, east, north = land.outline.bounds
    chosen: list[tuple[float, np.ndarray]] = []
    order = rng.permutation(len(spots))
    for reach in np.linspace(high, low, count).tolist():
        for spot in spots[order]:
            room = min(spot[0] - west, east - spot[0], spot[1] - south, north - spot[1])
            if room > 0.6 * reach and all(np.hypot(*(spot - other)) > reach + far for far, other in chosen):
                chosen.append((reach, spot))
                break
    return chosen


def _farmland_rows(
    settings: Settings, land: LandUse, geoms: np.ndarray, codes: list[str], owners: list[int]
) -> list[dict[str, Any]]:
    rows = []
    for index, (code, owner, area) in enumerate(zip(codes, owners, np.round(ellipsoidal(geoms), 2).tolist())):
        place = land.villages[owner]
        off = round(area * RIDGES[code], 2)
        rows.append({
            "BSM": f"{settings.code}1100{index + 1:08d}", "YSDM": "2005010300",
            "YJJBNTTBBH": f"{place.code}{index + 1:07d}", "DLBM": code, "DLMC": CLASSES[code],
            "ZLDWDM": place.code + "0000000", "ZLDWMC": place.name, "YJJBNTTBMJ": area, "KCXS": RIDGES[code],
            "KCMJ": off, "YJJBNTMJ": round(area - off, 2), "BHKSSJ": "2022/10/14",
        })  # fmt: skip
    return rows


def ecological_layer(settings: Settings, land: LandUse) -> Layer:
    """Return the ecological red line, delivered in degrees, with a few broken polygons."""
    rng = settings.random("ecological")
    fields = {
        "BSM": text(18), "XZQDM": text(12), "XZQMC": text(60), "HXBM": text(20), "HXMC": text(80), "HXLX": text(40),
        "MJ": number(16, 2), "BZ": text(60),
    }  # fmt: skip
    geoms: list[Any] = []
    water = land.geoms[land.codes == "1101"]
    if len(water):
        corridor = shapely.union_all(water).buffer(55.0).simplify(0.4).intersection(land.outline.buffer(-1))
        geoms.extend(shapely.get_parts(corridor))
    while len(geoms) < int(settings["ecological"]):
        village = land.villages[int(rng.integers(len(land.villages)))]
        reach = village.radius * rng.uniform(1.6, 3.4)
        turn = rng.uniform(0, 2 * np.pi)
        centre = (village.centre[0] + reach * np.cos(turn), village.centre[1] + reach * np.sin(turn))
        patch = shapes.blob(rng, centre, rng.uniform(140, 330), int(rng.integers(60, 140)))
        if not any(patch.intersects(other) for other in geoms) and land.outline.contains(patch):
            geoms.append(patch)
    geoms = [shapely.segmentize(geom, 40.0) for geom in geoms]  # sides straight in metres stay so in degrees
    broken = max(2, len(geoms) // 30)
    for index in range(1, 1 + broken):
        geoms[-index] = shapes.bow_tie(geoms[-index].centroid.buffer(80.0 + 10 * index))
    geoms[-broken - 1] = shapes.doubled_vertex(shapely.Polygon(geoms[-broken - 1].exterior))
    kinds = ["水源涵养", "水土保持", "生物多样性维护", "防风固沙"]
    rows = [
        {"BSM": f"{settings.code}2300{index + 1:08d}", "XZQDM": settings.code, "XZQMC": "示例县",
         "HXBM": f"{settings.code}-{index + 1:03d}", "HXMC": f"示例县{kinds[index % 4]}生态保护红线", "HXLX": kinds[index % 4],
         "MJ": float(np.round(ellipsoidal(geom), 2))}
        for index, geom in enumerate(geoms)
    ]  # fmt: skip
    layer = Layer("ecological", "stbhhx.shp", "stbhhx", "", fields, geoms, rows, epsg=4490, invalid=broken)
    layer.doubled_vertices = 1
    return layer


def growth_layer(settings: Settings, land: LandUse) -> Layer:
    """Return the urban growth boundary: a core, an elastic belt and a special-use area at each township seat."""
    rng = settings.random("growth")
    fields = {
        "BSM": text(18), "YSDM": text(10), "XZQDM": text(12), "XZQMC": text(60), "GHFQDM": text(3), "GHFQMC": text(40),
        "MJ": number(), "BZ": text(60),
    }  # fmt: skip
    geoms: list[Any] = []
    rows: list[dict[str, Any]] = []
    taken: Any = shapely.Polygon()
    zones = (("510", "城镇集中建设区", 1.15, 0.0), ("520", "城镇弹性发展区", 1.7, 0.0), ("530", "特别用途区", 0.6, 2.1))
    for index, town in enumerate(land.townships):
        seat = land.villages[index]
        for code, label, factor, away in zones:
            turn = rng.uniform(0, 2 * np.pi)
            centre = (
                seat.centre[0] + away * seat.radius * np.cos(turn),
                seat.centre[1] + away * seat.radius * np.sin(turn),
            )
            zone = shapes.blob(rng, centre, seat.radius * factor, 90).intersection(land.outline).difference(taken)
            for part in shapely.get_parts(zone):
                if part.geom_type == "Polygon" and part.area > 200:
                    geoms.append(part)
                    rows.append({
                        "BSM": f"{settings.code}2400{len(rows) + 1:08d}", "YSDM": "2090020300",
                        "XZQDM": town.code + "000", "XZQMC": town.name, "GHFQDM": code, "GHFQMC": label,
                        "MJ": float(np.round(ellipsoidal(part), 2)),
                    })  # fmt: skip
            taken = taken.union(zone)
    return Layer("growth_boundary", "czkfbj.gpkg", "CZKFBJ", "GHFQMC", fields, geoms, rows)


def approval_layers(settings: Settings, land: LandUse, yards: list[Yard]) -> list[Layer]:
    """Return approvals, temporary land, facility agriculture and registered land, drawn after the yards' stories."""
    rng = settings.random("approvals")
    return [
        _approvals(rng, settings, land, yards), _temporary(rng, settings, land, yards),
        _facility(rng, settings, land, yards), _registered(rng, settings, land, yards),
    ]  # fmt: skip


def _around(one: Yard, margin: float) -> shapely.Geometry:
    """Return ground that covers a yard with a margin, as a surveyor would draw it."""
    return shapely.transform(
        shapely.oriented_envelope(one.geom).buffer(margin, join_style="mitre"), lambda xy: np.round(xy, 3)
    )


def _elsewhere(rng: np.random.Generator, land: LandUse, area: float) -> shapely.Geometry:
    """Return a plot of about ``area`` m2 somewhere in the county."""
    host = land.geoms[int(rng.integers(len(land.geoms)))]
    point = host.representative_point()
    return shapes.place(shapes.yard(rng, area, "rect"), (point.x, point.y), float(rng.uniform(0, 180)))


def _date(rng: np.random.Generator, first: int, last: int) -> str:
    return f"{int(rng.integers(first, last + 1))}/{int(rng.integers(1, 13)):02d}/{int(rng.integers(1, 28)):02d}"


def _approvals(rng: np.random.Generator, settings: Settings, land: LandUse, yards: list[Yard]) -> Layer:
    fields = {
        "YSDM": text(10), "XMDM": text(30), "DZJGH": text(30), "PZWH": text(60), "PZRQ": ogr.OFTDate,
        "XMMC": text(120), "PZMJ": number(),
    }  # fmt: skip
    geoms: list[Any] = []
    for one in yards:
        if one.story == "legal":
            geoms.append(_around(one, float(rng.uniform(2, 9))))
        elif one.story == "part_legal":
            whole = _around(one, 3.0)
            west, south, east, north = whole.bounds
            geoms.append(shapely.clip_by_rect(whole, west, south, west + (east - west) * 0.55, north))
    legal = len(geoms)
    overlaps = max(2, legal // 12)
    geoms += [shapely.affinity.translate(geoms[index], 6.0, 4.0) for index in range(overlaps)]
    geoms += [_elsewhere(rng, land, float(rng.uniform(2000, 30000))) for _ in range(int(settings["approvals"]))]
    rows = []
    for index, geom in enumerate(geoms):
        village = land.villages[int(rng.integers(len(land.villages)))].name
        rows.append({
            "YSDM": "2003010300", "XMDM": f"2024-{settings.code}-{index + 1:05d}", "DZJGH": f"1304992024B{index + 1:05d}",
            "PZWH": f"冀政转征函〔{2019 + index % 7}〕{100 + index}号", "PZRQ": _date(rng, 2019, 2025),
            "XMMC": names.project(rng, village), "PZMJ": float(np.round(ellipsoidal(geom), 2)),
        })  # fmt: skip
    layer = Layer("approval", "nzyfw.gpkg", "NZYFW", "PZWH", fields, geoms, rows)
    layer.self_overlaps = overlaps
    return layer


def _temporary(rng: np.random.Generator, settings: Settings, land: LandUse, yards: list[Yard]) -> Layer:
    fields = {"PZWH": text(60), "PZRQ": ogr.OFTDate, "DQRQ": ogr.OFTDate, "XMMC": text(120), "PZMJ": number()}
    geoms = [_around(one, 2.5) for one in yards if one.story == "temporary"]
    geoms += [_elsewhere(rng, land, float(rng.uniform(1500, 9000))) for _ in range(int(settings["temporary"]))]
    rows = []
    for index, geom in enumerate(geoms):
        expired = index % 2 == 0
        rows.append({
            "PZWH": f"示自然资临〔{2022 if expired else 2025}〕{index + 1}号",
            "PZRQ": "2022/05/16" if expired else "2025/07/01", "DQRQ": "2024/05/15" if expired else "2027/06/30",
            "XMMC": f"临时堆料场{index + 1}", "PZMJ": float(np.round(ellipsoidal(geom), 2)),
        })  # fmt: skip
    layer = Layer("temporary", "lsyd.gpkg", "LSYD", "PZWH", fields, geoms, rows)
    layer.notes = {"expired": (len(geoms) + 1) // 2}
    return layer


def _facility(rng: np.random.Generator, settings: Settings, land: LandUse, yards: list[Yard]) -> Layer:
    fields = {"STRKH": text(30), "XMMC": text(120), "SSLX": text(20), "BARQ": ogr.OFTDate, "MJ": number()}
    geoms: list[Any] = [_around(one, 4.0) for one in yards if one.story == "facility"]
    pool = np.flatnonzero((land.codes == "1202") & (land.areas < 30000))
    geoms += [land.geoms[index].buffer(-3.0) for index in pool[: max(6, len(pool) // 2)]]
    geoms = [geom for geom in geoms if geom.geom_type == "Polygon" and not geom.is_empty]
    rows = []
    for index, geom in enumerate(geoms):
        village = land.villages[int(rng.integers(len(land.villages)))].name
        rows.append({
            "STRKH": f"SN{settings.code}{2023 + index % 3}{index + 1:05d}", "XMMC": f"{village}设施农业项目",
            "SSLX": "种植设施" if index % 3 else "养殖设施", "BARQ": _date(rng, 2021, 2025),
            "MJ": float(np.round(ellipsoidal(geom), 2)),
        })  # fmt: skip
    return Layer("facility", "ssnyd.gpkg", "SSNYD", "STRKH", fields, geoms, rows)


def _registered(rng: np.random.Generator, settings: Settings, land: LandUse, yards: list[Yard]) -> Layer:
    fields = {"BDCDYH": text(28), "ZDDM": text(19), "QLRLX": text(20), "ZDMJ": number(), "DJSJ": ogr.OFTDate}
    geoms: list[Any] = []
    owners: list[int] = []
    homes = np.flatnonzero(land.codes == "0702")
    for host in homes[rng.permutation(len(homes))[: int(settings["registered_villages"])]]:
        around = shapes.corners(land.geoms[host])
        side, other = around[1] - around[0], around[3] - around[0]
        angle = float(np.degrees(np.arctan2(side[1], side[0])))
        spots = rng.uniform(0.08, 0.92, (int(settings["registered_per_village"]), 2))
        plots = [
            shapes.place(shapely.box(-8, -9, 8, 9), tuple(around[0] + a * side + b * other), angle) for a, b in spots
        ]
        for plot in plots:
            if land.geoms[host].contains(plot) and not any(plot.intersects(done) for done in geoms[-40:]):
                geoms.append(plot)
                owners.append(int(land.village[host]))
    for one in yards:
        if one.story == "other" and rng.random() < 0.5:
            geoms.append(_around(one, 1.0))
            owners.append(one.village)
    rows = []
    for index, (geom, owner) in enumerate(zip(geoms, owners)):
        plot = f"{land.villages[owner].code}JC{index + 1:05d}"
        rows.append({
            "BDCDYH": plot + "F00010001", "ZDDM": plot, "QLRLX": "个人", "DJSJ": _date(rng, 2014, 2024),
            "ZDMJ": float(np.round(ellipsoidal(geom), 2)),
        })  # fmt: skip
    return Layer("registration", "bdcdj.gpkg", "BDCDJ", "BDCDYH", fields, geoms, rows)


def admin_layers(settings: Settings, land: LandUse) -> list[Layer]:
    """Return townships (XZQ) and villages (CJDCQ)."""
    towns = Layer(
        "village", "xzq.gpkg", "XZQ", "XZQDM", {"XZQDM": text(12), "XZQMC": text(100), "DCMJ": number()},
        [town.territory for town in land.townships],
        [{"XZQDM": town.code, "XZQMC": town.name, "DCMJ": float(np.round(ellipsoidal(town.territory), 2))}
         for town in land.townships],
    )  # fmt: skip
    villages = Layer(
        "village", "xzq.gpkg", "CJDCQ", "ZLDWDM",
        {"ZLDWDM": text(19), "ZLDWMC": text(100), "XZQDM": text(12), "DCMJ": number()},
        [village.territory for village in land.villages],
        [{"ZLDWDM": village.code, "ZLDWMC": village.name, "XZQDM": land.townships[village.township].code,
          "DCMJ": float(np.round(ellipsoidal(village.territory), 2))} for village in land.villages],
    )  # fmt: skip
    return [towns, villages]
