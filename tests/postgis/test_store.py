"""A ledger in a database: the same ledger, read and written through the same door."""

from __future__ import annotations

import time
from datetime import date

import psycopg2
import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.errors import LedgerError
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Change
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import Mirror
from farmland_plugin.ledger.postgis.logins import grant
from farmland_plugin.ledger.selection import select
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, attach, pack, paper, put_in_place, sign_chain, survey, take
from .county import EAST, WEST, import_parcels, of, square, uids

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


def close(county, uid, people, folder):
    """Take a case from the survey to written off."""
    survey(county, uid, people, folder)
    scan = folder / "scan.pdf"
    scan.write_bytes(b"%PDF scan")
    take(county, uid, "submit_survey", by=people["surveyor"])
    sign_chain(county, uid, people, scan)
    take(county, uid, "order_rectification", {"due_on": "2026-12-20"}, by=people["county_reviewer"])
    for role in ("photo_after", "doc_reclamation", "doc_acceptance"):
        path = folder / f"{role}.jpg"
        path.write_bytes(role.encode())
        attach(county, uid, role, path)
    put_in_place(county, uid, people, county.media.add(folder / "photo_after.jpg").sha256)
    take(county, uid, "declare_done", by=people["township_leader", 1])
    for role in ("village_committee", "township_leader", "department_lead"):
        take(county, uid, "sign", paper(county, scan, people[role, 2] if role != "township_leader" else people[role]),
             by=people[role, 2])
    team = [people["acceptance_team", n] for n in range(3)]
    take(county, uid, "accept", {"team": team}, by=team[0])
    attach(county, uid, "doc_write_off", path)
    pack(county, uid, "writeoff")
    take(county, uid, "write_off", by=people["county_leader"])


def test_a_case_goes_all_the_way_to_written_off_in_the_database_and_the_ledger_verifies(county, tmp_path):
    people, uid = County(county), uids(county)[0]
    close(county, uid, people, tmp_path)
    assert county.case(uid).status == "written_off"
    assert list(verify_chain(county.events())) == []
    result = verify_ledger(county)
    assert result.breaks == [] and any("guards" in sentence for sentence in result.checked)


def test_the_set_up_of_the_readme_works_for_an_owner_who_is_no_superuser(server, new_database, files, tmp_path):
    """CREATEROLE and the database are all the owner has; technicians work, see their townships, and cannot get round it."""
    server.login("plain_owner")
    database = new_database("tpl")
    server.sql("postgres", "ALTER ROLE plain_owner CREATEROLE NOSUPERUSER", f"ALTER DATABASE {database} OWNER TO plain_owner",
               *(f"DROP ROLE IF EXISTS bureau_{kind}" for kind in ("read", "write")))
    address = server.address(database, "plain_owner", schema="bureau", files=files)
    with create_ledger(address, county="130499", name="示例县", crs=ZONE38) as owner:
        import_parcels(owner, 4)
        people, (uid, other) = County(owner), (of(owner, EAST)[0], of(owner, WEST)[0])
        for name, townships in (("bureau_all", ()), ("bureau_east", (EAST,))):
            server.login(name)
            grant(owner, name, "write", townships)
        with Ledger.open(address.replace("plain_owner@", "bureau_all@")) as clerk:
            close(clerk, uid, people, tmp_path)
        with Ledger.open(address.replace("plain_owner@", "bureau_east@")) as technician:
            assert technician.case(uid).status == "written_off" and set(technician.parcel_uids()) == set(of(owner, EAST))
            survey(technician, of(owner, EAST)[1], people, tmp_path)
            with pytest.raises(LedgerError):
                technician.apply(other, 1, "record", {"finding": "legal"})
        assert verify_ledger(owner).breaks == []
        for statement in ("UPDATE bureau.event SET actor = 'x'", "DELETE FROM bureau.case_state", "TRUNCATE bureau.event",
                          "UPDATE bureau.case_state SET finding = 'x', version = version + 1"):
            with pytest.raises(psycopg2.Error):
                server.sql(database, statement, login="plain_owner")
    server.sql(database, "DROP SCHEMA bureau CASCADE", "DROP OWNED BY bureau_read, bureau_write",
               "DROP ROLE bureau_read, bureau_write")


def test_the_same_county_reads_the_same_from_the_database(county, tmp_path):
    people, uid = County(county), uids(county)[1]
    survey(county, uid, people, tmp_path)
    assert select(county, "status = 'surveying' and $area > 1") == [uid]
    layer = Mirror.build(county).layer
    assert layer.featureCount() == 8 and layer.crs().authid() == "EPSG:4526"
    assert sorted(feature["source_no"] for feature in layer.getFeatures()) == [f"satellite{n}" for n in range(8)]
    parcel = county.parcel(uid)
    assert parcel.geom == square(38545200.0) and parcel.attributes["备注"] == "';--"
    assert str(parcel.monitored_area_m2) == "10000.1234"
    assert county.quarantined(county.batches()[0].batch_id)[0]["attributes"] == {"JCBH": "X"}
    assert [p.parcel_uid for p in county.parcels(reversed(uids(county)))] == uids(county)
    assert county.deadlines.worst(date.today()) is not None and county.changed_since(county.last_seq())[1] == set()


def test_five_thousand_parcels_are_tagged_in_one_transaction(county):
    """One step over many parcels is one transaction, and each still has its event."""
    import_parcels(county, 5000, name="many")
    every = county.parcel_uids()
    started = time.perf_counter()
    county.apply_many([Change(uid, None, "record", {"finding": "legal"}) for uid in every])
    elapsed = time.perf_counter() - started
    assert {case.finding for case in county.cases()} == {"legal"} and county.last_seq() >= len(every)
    assert len({event.payload().get("group") for event in county.events() if event.action == "record"}) == 1
    print(f"5,008 parcels tagged in one transaction: {elapsed:.1f} s")
