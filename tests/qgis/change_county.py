"""Two drawn dates of a few fields, yards and a hamlet, as GeoTIFFs and a ledger, for the tests of comparing images.

They show that everything fits together; how well the measures tell standing from gone is tested in ``tests/imagery_scenes``.
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from decimal import Decimal
from pathlib import Path

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.parcel import Batch, Parcel, Redline
from farmland_plugin.domain.wkb import envelope, geometry_hash
from farmland_plugin.imagery.scenes import register_scene
from farmland_plugin.ledger import gpkg
from farmland_plugin.ledger.crs import create_ledger

EPSG, PIXEL, SIDE = 4526, 0.5, 1400  # pixels a side: 700 m
WEST, SOUTH = 38_545_000.0, 4_062_000.0
NORTH = SOUTH + SIDE * PIXEL
YARDS = [(150 + 140 * column, 193 + 175 * row) for row in range(2) for column in range(3)]  # metres east and south, between lanes
YARD = 48.0
HOUSES = ((6, 7, 18, 10), (28, 22, 13, 20))  # in a yard: east, south, width, height in metres
HAMLET = [(150 + 28 * number, 560 + 6 * (number % 2), 14, 10) for number in range(12)]


def picture(date: int, gone: dict[int, tuple[int, ...]] | None = None, hamlet: bool = True) -> np.ndarray:
    """Draw a date, uint8 (rows, columns, 3): crops and grain differ from date to date, lanes, trees and what stands do not.

    :param gone: houses that are gone, by yard. :param hamlet: False: the hamlet is not there either.
    """
    lasting, own = np.random.default_rng(1), np.random.default_rng(100 + date)
    image = np.empty((SIDE, SIDE, 3), np.float32)
    rows, columns = np.mgrid[:SIDE, :SIDE]
    for top in range(0, SIDE, 175):
        for left in range(0, SIDE, 140):
            colour = own.uniform((70, 85, 45), (150, 150, 95))
            angle, pitch = own.uniform(0, np.pi), own.uniform(3, 7)
            piece = np.s_[top:top + 175, left:left + 140]
            lines = np.sin(2 * np.pi * (rows[piece] * np.cos(angle) + columns[piece] * np.sin(angle)) / pitch)
            image[piece] = colour + 4 * lines[..., None]
    image += own.normal(0, 5, image.shape)
    for lane in range(0, SIDE, 175):
        image[lane:lane + 7] = (165, 158, 140)
    for lane in range(0, SIDE, 140):
        image[:, lane:lane + 6] = (150, 146, 132)
    for y, x, size in zip(*lasting.integers(10, SIDE - 10, (2, 260)), lasting.integers(3, 8, 260)):
        crown = lasting.normal(0, 9, (2 * size, 2 * size, 1))
        if not any(-8 < x - 2 * east < 2 * YARD + 8 and -8 < y - 2 * south < 2 * YARD + 8 for east, south in YARDS):
            image[y - size:y + size, x - size:x + size] = np.array((48, 72, 40)) + crown
    for number, (east, south) in enumerate(YARDS):
        for house, (x, y, width, height) in enumerate(HOUSES):
            if house not in (gone or {}).get(number, ()):
                _house(image, lasting, east + x, south + y, width, height)
            else:
                lasting.normal(0, 1, 3)
    for place in HAMLET if hamlet else ():
        _house(image, lasting, *place)
    image += own.normal(0, 2, image.shape)
    return np.clip(image * own.uniform(0.9, 1.1), 1, 254).astype(np.uint8)


def _house(image: np.ndarray, chance: np.random.Generator, east: float, south: float, width: float, height: float) -> None:
    """Draw a roof with its ridge, courses of tiles and shadow; its look belongs to its place, not to the date."""
    chance.normal(0, 1, 3)
    look = np.random.default_rng(round(east * 1000 + south))
    x, y, w, h = (round(value / PIXEL) for value in (east, south, width, height))
    image[y + 4:y + h + 5, x + 4:x + w + 5] *= 0.45
    roof = np.broadcast_to(look.uniform((90, 70, 70), (190, 120, 110)), (h, w, 3)).copy()
    roof[h // 2:] *= 0.72
    roof += 10 * np.sign(np.sin(np.arange(w) * 1.1))[None, :, None] + look.normal(0, 7, (h, w, 1))
    for _ in range(4):
        a, b = look.integers(1, h - 4), look.integers(1, w - 5)
        roof[a:a + 3, b:b + 4] = look.uniform(20, 240)
    image[y:y + h, x:x + w] = roof


def write(path: Path, image: np.ndarray, *, west: float = WEST, north: float = NORTH, pixel: float = PIXEL, epsg: int = EPSG,
          options: tuple[str, ...] = ("TILED=YES", "COMPRESS=DEFLATE"), interpretation: tuple[int, ...] = ()) -> Path:
    """Write a picture as a GeoTIFF."""
    bands = image.shape[2]
    kind = gdal.GDT_Byte if image.dtype == np.uint8 else gdal.GDT_UInt16
    raster = gdal.GetDriverByName("GTiff").Create(str(path), image.shape[1], image.shape[0], bands, kind, list(options))
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    raster.SetProjection(system.ExportToWkt())
    raster.SetGeoTransform((west, pixel, 0, north, 0, -pixel))
    for band in range(bands):
        raster.GetRasterBand(band + 1).WriteArray(image[..., band])
    for band, meaning in enumerate(interpretation, 1):
        raster.GetRasterBand(band).SetColorInterpretation(meaning)
    raster.FlushCache()
    return path


def square(east: float, south: float, width: float, height: float = 0.0) -> bytes:
    """Return a rectangle by metres east and south of the picture's corner, MultiPolygon WKB."""
    x, y, height = WEST + east, NORTH - south, height or width
    ring = [(x, y - height), (x, y), (x + width, y), (x + width, y - height), (x, y - height)]
    return b"".join([struct.pack("<BII", 1, 6, 1), struct.pack("<BIII", 1, 3, 1, 5),
                     *(struct.pack("<dd", *point) for point in ring)])


def batch(ledger, grounds: list[bytes], number: int = 1) -> list[str]:
    """Bring in parcels; return their uids."""
    made = Batch(ledger.new_uid(), f"batch {number}", "satellite", f"{number}.shp", f"{number:064d}", len(grounds),
                 len(grounds), 0)
    parcels = [Parcel(parcel_uid=ledger.new_uid(), source_no=f"JC{number:02d}{place:04d}", batch_id=made.batch_id,
                      area_m2=Decimal("2304.00"), monitored_area_m2=Decimal("2304.00"), geom=wkb, geom_hash=geometry_hash(wkb),
                      township="柳林镇", source_crs=f"EPSG:{EPSG}") for place, wkb in enumerate(grounds)]
    ledger.add_batch(made, parcels, [])
    return [parcel.parcel_uid for parcel in parcels]


def make_ledger(path):
    """Make an empty ledger; `path` may be the address of a database."""
    return create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem(f"EPSG:{EPSG}"))


def yards(ledger) -> list[str]:
    """Bring in the six yards as parcels."""
    return batch(ledger, [square(east, south, YARD) for east, south in YARDS])


def land_use(ledger) -> None:
    """Register the fields between yards and hamlet as cropland, the cache beside the ledger."""
    path = ledger.files / "redlines" / "landuse.gpkg"
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        gpkg.create_skeleton(connection, EPSG, "CGCS2000 zone 38", ledger.crs_wkt)
        connection.execute("CREATE TABLE redline (fid INTEGER PRIMARY KEY, geom BLOB, class_code TEXT)")
        connection.execute("CREATE VIRTUAL TABLE rtree_redline_geom USING rtree(id, minx, maxx, miny, maxy)")
        gpkg.register_features(connection, "redline", "geom", EPSG)
        for fid, (wkb, code) in enumerate(((square(0, 0, 700, 540), "0103"), (square(0, 540, 700, 160), "0702")), 1):
            connection.execute("INSERT INTO redline VALUES (?, ?, ?)", (fid, gpkg.to_blob(wkb, EPSG), code))
            west, south, east, north = envelope(wkb)
            connection.execute("INSERT INTO rtree_redline_geom VALUES (?, ?, ?, ?, ?)", (fid, west, east, south, north))
    ledger.add_redline(Redline(ledger.new_uid(), "landuse", "地类图斑", "2024", "dltb.gdb", "d" * 64, 2, 0, "landuse.gpkg",
                               f"EPSG:{EPSG}", {"class_code": "DLBM"}))


def scenes(ledger, folder: Path, gone: dict[int, tuple[int, ...]], *, hamlet: bool = True,
           shift: tuple[float, float] = (0.0, 0.0)):
    """Write and register the two dates; in the later, `shift` metres further east and north, some houses are gone."""
    before = write(folder / "before.tif", picture(1))
    after = write(folder / "after.tif", picture(3, gone, hamlet), west=WEST + shift[0], north=NORTH + shift[1])
    return (register_scene(ledger, before, role="before", captured="2026-01-10", source="高分二号"),
            register_scene(ledger, after, role="after", captured="2026-09-05", source="无人机"))


def mark_hamlet(ledger, before, after, count: int = 12) -> None:
    """Mark the houses of the hamlet as control buildings."""
    for place in HAMLET[:count]:
        ledger.mark_control(before.scene_id, after.scene_id, square(*place))
