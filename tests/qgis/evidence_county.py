"""A little county made for the evidence tests: a ledger with parcels, red lines, two scenes and findings."""

from __future__ import annotations

import sqlite3
from decimal import Decimal
from pathlib import Path
from typing import List, Optional, Sequence

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry

from farmland_plugin.domain.area import area_of_wkb, round_half_up
from farmland_plugin.domain.parcel import Batch, Overlap, Parcel, Redline, Screening
from farmland_plugin.domain.wkb import canonical, geometry_hash
from farmland_plugin.ledger import gpkg
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger

EPSG = 4526
X0, Y0 = 38_500_000.0, 4_062_000.0
ORDINARY = (("JC130423001", 0), ("JC130423002", 1), ("FID_0", 2), ("FID_0", 3))


def wkb(text: str) -> bytes:
    """Return canonical MultiPolygon WKB of WKT."""
    return canonical(bytes(QgsGeometry.fromWkt(text).asWkb()))


def parcel_shape(place: int) -> bytes:
    """Return the polygon at a place on a row of parcels 150 m apart."""
    x, y = X0 + 100 + place * 150, Y0 + 200
    return wkb(f"POLYGON(({x} {y},{x + 62} {y - 4},{x + 66} {y + 30},{x + 40} {y + 33},{x + 38} {y + 51},{x - 3} {y + 46},"
               f"{x} {y}))")


def write_raster(path: Path, *, step: float = 0.5, seed: int = 1, houses: Sequence[int] = (), epsg: int = EPSG,
                 origin: tuple[float, float] = (X0, Y0 + 500), size: tuple[int, int] = (2000, 1000),
                 driver: str = "GTiff", georeferenced: bool = True) -> Path:
    """Write a picture of fields, with bright roofs on some parcel places."""
    chance = np.random.default_rng(seed)
    columns, rows = size
    bands = np.empty((3, rows, columns), np.uint8)
    stripes = (np.arange(rows)[:, None] // 37 + np.arange(columns)[None, :] // 61) % 5
    for band, base in enumerate((92, 118, 70)):
        bands[band] = base + stripes * 9 + chance.integers(0, 14, (rows, columns))
    for place in houses:
        column, row = int((110 + place * 150) / step), int((500 - 240) / step)
        bands[:, row:row + int(22 / step), column:column + int(34 / step)] = np.array([[[70]], [[110]], [[190]]], np.uint8)
    memory = gdal.GetDriverByName("MEM").Create("", columns, rows, 3, gdal.GDT_Byte)
    if georeferenced:
        memory.SetGeoTransform((origin[0], step, 0, origin[1], 0, -step))
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    if georeferenced:
        memory.SetProjection(system.ExportToWkt())
    for band in range(3):
        memory.GetRasterBand(band + 1).WriteArray(bands[band])
    options = ["TILED=YES"] if driver == "GTiff" else []
    written = gdal.GetDriverByName(driver).CreateCopy(str(path), memory, 0, options)
    written.FlushCache()
    return path


def write_cache(path: Path, polygons: Sequence[bytes], crs_wkt: str) -> None:
    """Write a red-line cache as the screening room does: table ``redline``, geometry ``geom``, an R-tree."""
    connection = sqlite3.connect(path)
    gpkg.create_skeleton(connection, EPSG, "CGCS2000 zone 38", crs_wkt)
    connection.execute("CREATE TABLE redline (fid INTEGER PRIMARY KEY, geom BLOB, class TEXT)")
    gpkg.register_features(connection, "redline", "geom", EPSG)
    for polygon in polygons:
        connection.execute("INSERT INTO redline (geom) VALUES (?)", (gpkg.to_blob(polygon, EPSG),))
    connection.commit()
    connection.close()


def boxes(step: float, width: float, height: float) -> List[bytes]:
    """Return a tessellation of rectangles around the parcels."""
    found = []
    for i in range(-2, int(1200 / step)):
        for j in range(-2, int(700 / step)):
            x, y = X0 + i * step, Y0 + j * step
            found.append(wkb(f"POLYGON(({x} {y},{x + width} {y},{x + width} {y + height},{x} {y + height},{x} {y}))"))
    return found


def make_ledger(folder: Path, numbers: Sequence[tuple[str, int]] = ORDINARY, county: str = "130423") -> Ledger:
    """Create the ledger with a batch, three red lines and facts for every parcel but the last; leave it open."""
    crs = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
    ledger = create_ledger(folder / "county.gpkg", county=county, name="演示县", crs=crs)
    parcels = []
    for row, (number, place) in enumerate(numbers):
        shape = parcel_shape(place)
        area = round_half_up(area_of_wkb(shape, ledger.area_rule))
        parcels.append(Parcel(
            ledger.new_uid(), number, "B1", area, shape, geometry_hash(shape), township="130423101", village="柳林村",
            monitored_area_m2=area + Decimal("3.20"), attributes={"JCBH": number, "BZ": "=1+1"},
            source_file="tb.shp", source_row=row, source_crs=f"EPSG:{EPSG}"))
    ledger.add_batch(Batch("B1", "2026年第一季度卫片执法", "satellite", "tb.zip", "0" * 64, len(parcels), len(parcels), 0,
                           remediate_by="2026-03-31"), parcels)
    add_redlines(ledger)
    add_facts(ledger, parcels[:-1])
    return ledger


def add_redlines(ledger: Ledger) -> None:
    """Register land use, permanent farmland and the ecological line with drawable caches."""
    shapes = {
        "landuse": boxes(90, 90, 90), "permanent_farmland": boxes(300, 210, 160),
        "ecological": [wkb(f"POLYGON(({X0} {Y0 + 330},{X0 + 900} {Y0 + 360},{X0 + 900} {Y0 + 600},{X0} {Y0 + 560},"
                            f"{X0} {Y0 + 330}))")],
    }
    names = {"landuse": ("2025年度变更调查", "2025-12-31"), "permanent_farmland": ("永久基本农田", "2023"),
             "ecological": ("生态保护红线", "2023")}
    for role, polygons in shapes.items():
        write_cache(ledger.files / "redlines" / f"{role}.gpkg", polygons, ledger.crs_wkt)
        ledger.add_redline(Redline(role.upper(), role, *names[role], f"/data/{role}.shp", "1" * 64, len(polygons), 0,
                                   f"{role}.gpkg", f"EPSG:{EPSG}"))


def add_facts(ledger: Ledger, parcels: Sequence[Parcel], extra: Optional[Sequence[Overlap]] = None) -> None:
    """Record overlap facts that close: land use covers all, permanent farmland a part, the ecological line nothing."""
    overlaps, screenings = list(extra or ()), []
    for parcel in parcels:
        dry = round_half_up(parcel.area_m2 * Decimal("0.7"))
        uncovered = Decimal("1.50")
        rest = parcel.area_m2 - dry - uncovered
        half = round_half_up(parcel.area_m2 / 2)
        net = round_half_up(dry * Decimal("0.9"))
        overlaps += [
            Overlap(parcel.parcel_uid, "LANDUSE", "landuse", "0103", dry, net),
            Overlap(parcel.parcel_uid, "LANDUSE", "landuse", "1202", rest, rest),
            Overlap(parcel.parcel_uid, "PERMANENT_FARMLAND", "permanent_farmland", "", half, half),
        ]
        screenings += [
            Screening(parcel.parcel_uid, "LANDUSE", "landuse", dry + rest, uncovered, screened_at="2026-01-01"),
            Screening(parcel.parcel_uid, "PERMANENT_FARMLAND", "permanent_farmland", half, parcel.area_m2 - half),
            Screening(parcel.parcel_uid, "ECOLOGICAL", "ecological", Decimal("0.00"), parcel.area_m2),
        ]
    ledger.record_screening(overlaps, screenings, [p.parcel_uid for p in parcels],
                            ["LANDUSE", "PERMANENT_FARMLAND", "ECOLOGICAL"], {"engine": "test"})


def decide(ledger: Ledger, uids: Sequence[str]) -> None:
    """Record a finding and a measure for parcels."""
    for uid in uids:
        ledger.apply(uid, ledger.case(uid).version, "record", {
            "finding": "nonfarm_violation", "disposition": "demolish", "category": "disorderly",
            "surveyed_on": "2026-01-15", "surveyors": "张三、李四",
            "note": "现场为砖混结构房屋一处及硬化地面，未见审批材料；建议限期拆除并恢复耕种条件。"})
