"""The facts of screened parcels are the same from a database as from a file."""

from __future__ import annotations

import datetime
from decimal import Decimal

from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.parcel import Overlap, OverlapPart, Redline, RoleCover, Screening
from farmland_plugin.ledger import facts as reading
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.facts import facts_of

from .county import batch_of

ON = datetime.date(2026, 11, 22)
DETAIL = {"date": "2024-05-01", "number": "冀政转征函〔2024〕12号"}


def screened(ledger, uids):
    """Screen the parcels with land use and two approvals."""
    for redline_id, role in (("L", "landuse"), ("A", "approval"), ("B", "approval")):
        ledger.add_redline(Redline(redline_id, role, role, "2024", "/data/x.gpkg", redline_id * 64, 1, 0, "x.gpkg", "EPSG:4526"))
    areas = {parcel.parcel_uid: parcel.area_m2 for parcel in ledger.parcels(uids)}
    half = {uid: (area / 2).quantize(Decimal("0.01")) for uid, area in areas.items()}
    overlaps = [Overlap(uid, "L", "landuse", "0102", half[uid], half[uid] / 2) for uid in uids]
    overlaps += [Overlap(uid, "A", "approval", "甲", half[uid], half[uid]) for uid in uids]
    screenings = [Screening(uid, line, role, half[uid] if line != "B" else Decimal("0.00"), areas[uid] - (
        half[uid] if line != "B" else Decimal("0.00"))) for uid in uids for line, role in (
            ("L", "landuse"), ("A", "approval"), ("B", "approval"))]
    parts = [OverlapPart(uid, "A", "approval", "甲", DETAIL, half[uid], half[uid]) for uid in uids]
    covers = [RoleCover(uid, "approval", half[uid], areas[uid] - half[uid], 1.25) for uid in uids]
    ledger.record_screening(overlaps, screenings, uids, ["L", "A", "B"], {}, parts, covers)


def test_a_database_and_a_file_give_the_same_facts(server, database, files, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHUNK", 2)
    given = {"county": "130499", "name": "示例县", "crs": QgsCoordinateReferenceSystem("EPSG:4526")}
    with create_ledger(tmp_path / "twin.gpkg", **given) as file, create_ledger(
            server.address(database, files=files), **given) as base:
        batch, parcels, aside = batch_of(base, 5, "satellite")
        found = []
        for ledger in (file, base):
            ledger.add_batch(batch, parcels, aside)
            screened(ledger, ledger.parcel_uids()[:4])
            found.append(list(facts_of(ledger, None, ON)))
            assert list(facts_of(ledger, ledger.parcel_uids()[:2], ON)) == found[-1][:2]
        assert found[0] == found[1]
        first, last = found[1][0], found[1][4]
        assert (first.matches("approval")[0].detail, first.excess.width_m) == (DETAIL, 1.25)
        assert first.stale == () and last.stale == ("never_screened",)
