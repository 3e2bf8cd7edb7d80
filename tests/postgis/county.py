"""Parcels in two townships, people in every role, and the same county in a file, for the tests of the database."""

from __future__ import annotations

import struct
from decimal import Decimal

from farmland_plugin.domain.parcel import Batch, Parcel, Quarantined
from farmland_plugin.domain.wkb import geometry_hash

EAST, WEST = "130499101", "130499102"


def square(east, north=4062000.0, size=100.0):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def batch_of(ledger, count, source="satellite", townships=(EAST, WEST), name="first"):
    """Return a batch with parcels, in turn from the townships, and a row set aside."""
    batch = Batch(ledger.new_uid(), name, source, "a.shp", "0" * 64, count + 1, count, 1)
    parcels = []
    for number in range(count):
        wkb = square(38545000.0 + 200 * number)
        parcels.append(Parcel(
            parcel_uid=ledger.new_uid(), source_no=f"{source}{number}", batch_id=batch.batch_id,
            area_m2=Decimal("9999.49") + number, geom=wkb, geom_hash=geometry_hash(wkb),
            township=townships[number % len(townships)],
            village=townships[number % len(townships)] + "201", monitored_area_m2=Decimal("10000.1234"),
            attributes={"TBLX": "01", "备注": "';--"}, source_crs="EPSG:4526"))
    return batch, parcels, [Quarantined("a.shp", 9, "empty geometry", {"JCBH": "X"})]


def import_parcels(ledger, count, source="satellite", townships=(EAST, WEST), name="first"):
    """Import parcels, in turn from the townships; returns their uids."""
    batch, parcels, aside = batch_of(ledger, count, source, townships, name)
    ledger.add_batch(batch, parcels, aside)
    return [parcel.parcel_uid for parcel in parcels]


def uids(ledger):
    return ledger.parcel_uids()


def of(ledger, township):
    """Return the uids of a township's parcels."""
    return [parcel.parcel_uid for parcel in ledger.parcels(geometry=False) if parcel.township == township]
