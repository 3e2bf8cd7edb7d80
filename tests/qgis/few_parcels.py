"""A few parcels for the tests of the case panel and of the sign-off forms."""

from __future__ import annotations

import struct
from decimal import Decimal

from farmland_plugin.domain.parcel import Batch, Parcel
from farmland_plugin.domain.wkb import geometry_hash


def square(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def add_parcels(ledger, count, source="satellite", village="柳林村"):
    batch = Batch(ledger.new_uid(), "2026年一季度", source, "a.shp", "0" * 64, count, count, 0)
    parcels = []
    for number in range(count):
        wkb = square(38545000.0 + 300 * number, 4062000.0, 45.0)
        parcels.append(Parcel(
            parcel_uid=ledger.new_uid(), source_no=f"P{number:04d}", batch_id=batch.batch_id, area_m2=Decimal("2025.00"),
            monitored_area_m2=Decimal("2000.00"), geom=wkb, geom_hash=geometry_hash(wkb), township="柳林镇",
            village=village, source_crs="EPSG:4526"))
    ledger.add_batch(batch, parcels, [])
    return parcels
