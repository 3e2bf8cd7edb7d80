"""A ledger at home and its copy in the field, for the tests of merging."""

from __future__ import annotations

import struct
from decimal import Decimal
from pathlib import Path

from farmland_plugin.domain.parcel import Batch, Parcel
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.fieldcopy import take_copy
from farmland_plugin.ledger.verifying import verify_ledger


def square(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def batch_of(ledger, count, name="2026年一季度", sha="a" * 64, source="satellite"):
    """Import a batch of parcels; return their uids."""
    batch = Batch(ledger.new_uid(), name, source, f"{name}.shp", sha, count, count, 0)
    parcels = []
    for number in range(count):
        wkb = square(38545000.0 + 300 * number, 4062000.0, 45.0)
        parcels.append(Parcel(
            parcel_uid=ledger.new_uid(), source_no=f"{name[-2:]}{number:04d}", batch_id=batch.batch_id,
            area_m2=Decimal("2025.00"), monitored_area_m2=Decimal("2000.00"), geom=wkb, geom_hash=geometry_hash(wkb),
            township="柳林镇", village="柳林村", source_crs="EPSG:4526"))
    ledger.add_batch(batch, parcels, [])
    return [parcel.parcel_uid for parcel in parcels]


def field_copy(ledger, folder, name="field") -> Path:
    """Take a copy of a ledger, with its files."""
    return take_copy(ledger, Path(folder) / name / f"{name}.gpkg", photos=True).path


def opened(path):
    """Open a copy for work, as a colleague's program does; close it before it comes home."""
    return Ledger.open(path)


def whole(ledger):
    """Whether the ledger is what its journal says; else the first break."""
    found = verify_ledger(ledger, media=True)
    assert found.count == 0, [one.sentence for one in found.breaks][:5]
    return True


def states(ledger):
    """Return what the cases say, whoever wrote it when."""
    return {case.parcel_uid: (case.status, case.hold, case.finding, case.disposition, case.category, case.note, case.department,
                              case.flags, case.round, tuple(sorted((k, str(v)) for k, v in case.facts.items())))
            for case in ledger.cases()}

