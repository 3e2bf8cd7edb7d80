"""Write ``v4.gpkg``: a ledger of schema 4 as the code of its time made it, the fixture of the migration tests.

Run it with the code of commit 6a217ab, the last one of that schema::

    mkdir /tmp/v4 && git archive 6a217ab | tar -x -C /tmp/v4
    eval "$(make -s env)" && cd /tmp/v4 && PYTHONPATH=/tmp/v4:$PYTHONPATH python CHECKOUT/tests/ledgers/make_v4.py v4.gpkg
"""

from __future__ import annotations

import shutil
import struct
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

from farmland_plugin.domain.parcel import (
    Batch,
    Clue,
    Link,
    Overlap,
    OverlapPart,
    Parcel,
    Place,
    Quarantined,
    Redline,
    Reissued,
    Screening,
)
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.ledger import Ledger
from tests.qgis.casework_county import County, attach, sign_chain, survey, take

CRS = 'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38",AUTHORITY["EPSG","4526"]]'
AREA = Decimal("2025.00")


def square(east: float, north: float) -> bytes:
    """Return a square of 45 m, MultiPolygon WKB."""
    ring = [(east, north), (east, north + 45), (east + 45, north + 45), (east + 45, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *point) for point in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def parcels_of(ledger: Ledger, batch: Batch, numbers: range, shift: float = 0.0) -> list[Parcel]:
    """Return the parcels of a batch, each its square on the same grid."""
    made = []
    for number in numbers:
        wkb = square(38545000.0 + 300 * number + shift, 4062000.0)
        made.append(Parcel(
            ledger.new_uid(), f"JC{number:04d}", batch.batch_id, AREA, wkb, geometry_hash(wkb), township="130423101",
            village="130423101201", monitored_area_m2=Decimal("2000.00"), attributes={"JCBH": f"JC{number:04d}", "XMC": "临漳县"},
            source_file=batch.file_name, source_row=number + 1, source_crs="EPSG:4526"))
    return made


def batches(ledger: Ledger) -> list[Parcel]:
    """A batch with a clue and a row set aside, and the same batch issued again: one parcel as it was, one added."""
    first = Batch(ledger.new_uid(), "2026年一季度", "satellite", "一季度.shp", "a" * 64, 6, 5, 1)
    parcels = parcels_of(ledger, first, range(4))
    clue = Clue(ledger.new_uid(), first.batch_id, "JC0005", 38546000.0, 4062500.0, {"JCBH": "JC0005"}, "一季度.shp", 6,
                "EPSG:4526")
    ledger.add_batch(first, parcels, [Quarantined("一季度.shp", 5, "没有图形", {"JCBH": "JC0004"})], clues=[clue], places=[
        Place(parcels[0].parcel_uid, "130423101", "130423101201", "", "临漳镇", "东街村", "overlay", 0.98)])
    again = Batch(ledger.new_uid(), "2026年一季度（重下）", "satellite", "一季度2.shp", "b" * 64, 2, 2, 0,
                  reissue_of=first.batch_id)
    new = [*parcels_of(ledger, again, range(1)), *parcels_of(ledger, again, range(7, 8))]
    link = Link(ledger.new_uid(), new[0].parcel_uid, parcels[0].parcel_uid, "identical", AREA, 1.0, 1.0, 1.0)
    ledger.add_batch(again, new, links=[link], reissued=[
        Reissued(again.batch_id, "JC0000", "same", new[0].parcel_uid, parcels[0].parcel_uid),
        Reissued(again.batch_id, "JC0007", "added", new[1].parcel_uid),
        Reissued(again.batch_id, "JC0001", "withdrawn", "", parcels[1].parcel_uid)])
    ledger.decide_links([(link.link_id, "same", "同一地块")])
    ledger.bind_clue(clue.clue_id, new[1].parcel_uid, "现场核对")
    ledger.place(parcels[3].parcel_uid, "130423102", "130423102201", reason="权属")
    return parcels


def screen(ledger: Ledger, uids: list[str]) -> None:
    """Two layers, screened one after the other."""
    ledger.add_redline(Redline("LANDUSE", "landuse", "地类图斑", "2024", "/data/dltb.gdb", "d" * 64, 9, 1, "dltb.gpkg",
                               "EPSG:4526", {"class_code": "DLBM", "coefficient": "KCXS", "name": "ZLDWMC"}))
    ledger.add_redline(Redline("ECOLOGICAL", "ecological", "生态保护红线", "2022", "/data/stbh.shp", "c" * 64, 1, 0, "stbh.gpkg",
                               "EPSG:4490"))
    landuse = [Overlap(uid, "LANDUSE", "landuse", code, area, area - ridge) for uid in uids for code, area, ridge in (
        ("0103", Decimal("1500.00"), Decimal("120.00")), ("0702", Decimal("525.00"), Decimal("0.00")))]
    ledger.record_screening(landuse, [Screening(uid, "LANDUSE", "landuse", AREA, AREA - AREA, AREA - AREA, -3.7e-8,
                                                "2026-11-20T02:00:00.000Z") for uid in uids], uids, ["LANDUSE"],
                            {"engine": "test"}, parts=[OverlapPart(uids[0], "LANDUSE", "landuse", "0103", {"planting": "LS"},
                                                                    Decimal("400.00"), Decimal("368.00"))])
    half = Decimal("100.00")
    ledger.record_screening([Overlap(uids[1], "ECOLOGICAL", "ecological", "", half, half)],
                            [Screening(uid, "ECOLOGICAL", "ecological", covered, AREA - covered) for uid, covered in (
                                (uids[0], AREA - AREA), (uids[1], half))], uids[:2], ["ECOLOGICAL"], {"engine": "test"})
    ledger.retire_redline("ECOLOGICAL", "旧版")


def main(target: Path) -> None:
    """Make the ledger and put the file, without free pages, where it is wanted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "county.gpkg")
        with Ledger.create(path, county="130423", name="临漳县台账", crs_wkt=CRS, epsg=4526) as ledger:
            uids = [parcel.parcel_uid for parcel in batches(ledger)]
            screen(ledger, uids)
            county = County(ledger, 3)
            survey(ledger, uids[3], county, Path(folder))
            take(ledger, uids[3], "submit_survey", by=county["surveyor"])
            scan = Path(folder, "scan.png")
            scan.write_bytes(b"\x89PNG a scan")
            sign_chain(ledger, uids[3], county, scan)
            take(ledger, uids[3], "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
            attach(ledger, uids[3], "photo_after", scan)
            take(ledger, uids[1], "record", {"finding": "legal", "note": "已有批文"})
            take(ledger, uids[2], "suspend", {"reason": "村民上访"})
            ledger.anchor(note="月底")
            ledger.store.execute("VACUUM")
        shutil.copyfile(path, target)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
