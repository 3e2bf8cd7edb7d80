"""Write ``v2.gpkg``: a ledger of schema 2 as the code of its time made it, the fixture of the migration tests.

Run it with the code of commit 7b13316, the last one of that schema::

    git worktree add /tmp/v2 7b13316
    eval "$(make -s env)" && cd /tmp/v2 && PYTHONPATH=/tmp/v2:$PYTHONPATH python CHECKOUT/tests/ledgers/make_v2.py v2.gpkg
"""

from __future__ import annotations

import shutil
import struct
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from farmland_plugin.domain.parcel import Batch, Overlap, Parcel, Quarantined, Redline, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.ledger import Ledger
from tests.qgis.casework_county import County, sign_chain, survey, take

CRS = 'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38",AUTHORITY["EPSG","4526"]]'


def square(east: float, north: float) -> bytes:
    """Return a square of 45 m, MultiPolygon WKB."""
    ring = [(east, north), (east, north + 45), (east + 45, north + 45), (east + 45, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *point) for point in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def steps(folder: Path, ledger: Ledger) -> None:
    """What a technician did: a batch, tags, a screening, one case signed on paper by every level, one on hold."""
    batch = Batch(ledger.new_uid(), "2026年一季度", "satellite", "一季度.shp", "a" * 64, 5, 4, 1)
    parcels = []
    for number in range(4):
        wkb = square(38545000.0 + 300 * number, 4062000.0)
        parcels.append(Parcel(
            ledger.new_uid(), f"JC{number:04d}", batch.batch_id, Decimal("2025.00"), wkb, geometry_hash(wkb),
            township="130423101", village="130423101201", monitored_area_m2=Decimal("2000.00"),
            attributes={"JCBH": f"JC{number:04d}", "XMC": "临漳县"}, source_file="一季度.shp", source_row=number + 1,
            source_crs="EPSG:4526"))
    ledger.add_batch(batch, parcels, [Quarantined("一季度.shp", 5, "没有图形", {"JCBH": "JC0004"})])
    uids = [parcel.parcel_uid for parcel in parcels]
    ledger.add_redline(Redline("ECOLOGICAL", "ecological", "生态保护红线", "2022", "/data/stbh.shp", "c" * 64, 1, 0, "stbh.gpkg",
                               "EPSG:4526"))
    ledger.record_screening(
        [Overlap(uids[1], "ECOLOGICAL", "ecological", "", Decimal("100.00"), Decimal("100.00"))],
        [Screening(uid, "ECOLOGICAL", "ecological", covered, Decimal("2025.00") - covered) for uid, covered in (
            (uids[0], Decimal("0.00")), (uids[1], Decimal("100.00")))], uids[:2], ["ECOLOGICAL"], {"engine": "test"})
    county = County(ledger, 3)
    survey(ledger, uids[0], county, folder)
    take(ledger, uids[0], "submit_survey", by=county["surveyor"])
    scan = folder / "scan.png"
    scan.write_bytes(b"\x89PNG a scan")
    sign_chain(ledger, uids[0], county, scan)
    take(ledger, uids[1], "record", {"finding": "legal", "note": "已有批文"})
    take(ledger, uids[1], "record", {"finding": "", "note": "批文待核"})
    take(ledger, uids[2], "suspend", {"reason": "村民上访"})
    ledger.anchor(note="月底")


def main(target: Path) -> None:
    """Make the ledger and put the file, without free pages, where it is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "county.gpkg")
        with Ledger.create(path, county="130423", name="临漳县台账", crs_wkt=CRS, epsg=4526) as ledger:
            steps(Path(folder), ledger)
            ledger.store.execute("VACUUM")
        shutil.copyfile(path, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
