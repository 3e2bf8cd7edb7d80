"""Scenes and a ledger for the tests of the before/after bench."""

from __future__ import annotations

import struct
from decimal import Decimal

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.parcel import Batch, Parcel, Scene
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.files import sha256_of
from farmland_plugin.ledger.crs import create_ledger

EPSG = 4526
WEST, SOUTH, SIDE_M, PIXEL = 38545000.0, 4062000.0, 240.0, 0.5
SQUARE = (WEST + 97.5, SOUTH + 92.5, 45.0)  # west, south, side: on the edges of pixels
RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 160, 60), (40, 60, 200), (128, 128, 128)


def ring_wkb(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def write_scene(path, inside, outside, west=WEST, noise=0):
    """Write a scene with the square in one colour on another; ``noise`` seeds a pattern no two scenes share."""
    count = int(SIDE_M / PIXEL)
    picture = np.zeros((3, count, count), np.uint8)
    picture[:] = np.array(outside, np.uint8)[:, None, None]
    left, low = round((SQUARE[0] - WEST) / PIXEL), round((SQUARE[1] - SOUTH) / PIXEL)
    size = round(SQUARE[2] / PIXEL)
    picture[:, count - low - size:count - low, left:left + size] = np.array(inside, np.uint8)[:, None, None]
    if noise:
        picture = picture // 2 + np.random.default_rng(noise).integers(0, 120, (1, count, count), dtype=np.uint8)
    raster = gdal.GetDriverByName("GTiff").Create(str(path), count, count, 3, gdal.GDT_Byte)
    system = osr.SpatialReference()
    system.ImportFromEPSG(EPSG)
    raster.SetProjection(system.ExportToWkt())
    raster.SetGeoTransform((west, PIXEL, 0, SOUTH + SIDE_M, 0, -PIXEL))
    for band in range(3):
        raster.GetRasterBand(band + 1).WriteArray(picture[band])
    raster.FlushCache()
    return path


def scene(scene_id, role, captured, path, west=WEST):
    """Return the registered scene of a file that ``write_scene`` wrote."""
    return Scene(scene_id, role, captured, "无人机", PIXEL, str(path), sha256_of(path), f"EPSG:{EPSG}",
                 (west, SOUTH, west + SIDE_M, SOUTH + SIDE_M), 480, 480)


def make_ledger(folder):
    """Make a ledger of three parcels: two in all scenes, the third only in those a kilometre further east."""
    path = folder / "county.gpkg"
    far = WEST + 1000
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem(f"EPSG:{EPSG}")) as ledger:
        batch = Batch(ledger.new_uid(), "2026年一季度", "satellite", "a.shp", "0" * 64, 3, 3, 0)
        grounds = [ring_wkb(*SQUARE), ring_wkb(WEST + 40, SOUTH + 40, 20), ring_wkb(far + 97.5, SOUTH + 92.5, 45.0)]
        ledger.add_batch(batch, [Parcel(
            parcel_uid=ledger.new_uid(), source_no=f"130499SJBG{number:04d}", batch_id=batch.batch_id,
            area_m2=Decimal("2025.00"), monitored_area_m2=Decimal("2025.00"), geom=wkb, geom_hash=geometry_hash(wkb),
            township="柳林镇", source_crs=f"EPSG:{EPSG}") for number, wkb in enumerate(grounds)], [])
        for one in (
                scene("before", "before", "2026-01-10", write_scene(folder / "before.tif", GREEN, GREY)),
                scene("after", "after", "2026-09-05", write_scene(folder / "after.tif", RED, GREY)),
                scene("far1", "after", "2026-06-01", write_scene(folder / "far1.tif", BLUE, GREY, far), far),
                scene("far2", "uav", "2026-08-20", write_scene(folder / "far2.tif", RED, GREY, far), far)):
            ledger.add_scene(one)
    return path
