"""A ledger moves into a database and back into a file, and nothing gets lost or changed on the way."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.errors import BadInput, LedgerError, LedgerReadOnly
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.domain.parcel import Redline, Scene, Screening
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.keeping.moving import move, row_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.postgis.create import withdraw
from farmland_plugin.ledger.schema import TABLES
from farmland_plugin.ledger.tables import EVERY
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, sign_chain, survey, take
from .county import import_parcels

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def file(tmp_path):
    """A ledger file with something in nearly every table."""
    ledger = create_ledger(tmp_path / "县.gpkg", county="130499", name="示例县", crs=ZONE38)
    uids = import_parcels(ledger, 5)
    people = County(ledger)
    survey(ledger, uids[0], people, tmp_path)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF scan")
    take(ledger, uids[0], "submit_survey", by=people["surveyor"])
    sign_chain(ledger, uids[0], people, scan)
    take(ledger, uids[1], "record", {"finding": "legal", "note": "a'b\"c\\ \u2028 €"})
    take(ledger, uids[1], "suspend", {"reason": "信访"})
    take(ledger, uids[2], "serve_notice", {
        "kind": "correction_order", "number": "1号", "issued_on": "2026-11-01", "served_on": "2026-11-02"})
    ledger.add_redline(Redline("R1", "landuse", "DLTB", "2025", "a.shp", "0" * 64, 1, 0, "x.gpkg", "EPSG:4526"))
    ledger.record_screening([], [Screening(uid, "R1", "landuse", 0, 0, closure_m2=1.25e-7) for uid in uids], uids, ["R1"], {})
    ledger.add_scene(Scene("S1", "after", "2026-09-05", "x", 0.8, "/x.tif", "0" * 64, "", (0.1, 0.2, 1e300, 4.0), 3, 4))
    cache = ledger.files / "redlines" / "x.gpkg"
    cache.write_bytes(b"cache")
    yield ledger
    ledger.close()


def content(ledger):
    """Return every table's rows, geometry as WKB."""
    return {table: [row_of(row) for row in ledger.store.rows(one.select)] for table, one in EVERY.items()}


def test_every_table_is_moved():
    assert set(EVERY) == {"parcel", *TABLES}


def test_a_file_and_a_database_have_the_same_tables_and_columns(server, county, file):
    for table in EVERY:
        in_file = [row["name"] for row in file.store.connection.execute(f"PRAGMA table_info({table})")]
        in_base = [row["column_name"] for row in county.store.rows(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'farmland' AND table_name = ?"
            " ORDER BY ordinal_position", (table,))]
        assert in_file == in_base, table


def test_to_the_database_and_back_every_table_is_the_original_and_the_chain_holds(server, database, file, files, tmp_path):
    original, uuid = content(file), file.meta["ledger_uuid"]
    path, events = file.path, len(original["event"])
    file.close()
    there = move(path, server.address(database, files=files))
    assert there.events == events + 1 and there.files >= 4
    with Ledger.open(there.address) as base:
        assert base.meta["ledger_uuid"] == uuid and verify_ledger(base).breaks == []
        moved = content(base)
        last = json.loads(moved["event"].pop()[1])
        assert (last["action"], last["payload"]["hash"]) == ("move_ledger", original["event"][-1][4])
        assert moved == original
        uid = base.parcel_uids()[3]
        base.apply(uid, 1, "record", {"finding": "legal"})  # the old parcels' numbers are not given out again
        assert import_parcels(base, 2, name="second") and len(base.parcel_uids()) == 7
        original = content(base)
    back = move(there.address, tmp_path / "back.gpkg")
    with Ledger.open(back.address) as home:
        assert verify_ledger(home).breaks == [] and list(verify_chain(home.events())) == []
        returned = content(home)
        assert returned["event"].pop()[7] == "move_ledger"
        assert returned == original
        assert (home.files / "redlines" / "x.gpkg").read_bytes() == b"cache"
        assert {path.name for path in (home.files / "media").rglob("*")} == {path.name for path in (files / "media").rglob("*")}
        assert import_parcels(home, 1, name="third")


def test_the_old_ledger_says_where_it_went_and_can_only_be_read(server, database, file, files):
    path = file.path
    file.close()
    there = move(path, server.address(database, files=files))
    with pytest.raises(LedgerReadOnly, match=f"was moved to postgresql://127.0.0.1:{server.port}/{database}"):
        Ledger.open(path)
    with Ledger.open(path, write=False) as old:
        assert [event.action for event in old.events()][-1] == "move_ledger" and verify_ledger(old).breaks == []
        with pytest.raises(LedgerError, match="read-only"):
            old.apply(old.parcel_uids()[0], None, "record", {"finding": "legal"})
    back = move(there.address, path.with_name("back.gpkg"))
    with pytest.raises(LedgerReadOnly, match="was moved to"):
        Ledger.open(there.address)
    with pytest.raises(Exception, match="kept elsewhere now"):  # whoever had it open is stopped by the database itself
        server.sql(database, "SET search_path TO farmland", "SELECT append_event('{\"action\": \"backup\", \"actor\": \"ledger\","
                   " \"payload\": {}, \"seq\": 99, \"ts\": \"' || now() || '\", \"ledger\": \"' || (SELECT value FROM meta"
                   " WHERE key = 'ledger_uuid') || '\"}', '', '')")
    Ledger.open(back.address).close()


def test_what_is_not_empty_is_refused_and_both_stay_as_they_were(server, database, county, file, tmp_path):
    before, theirs = content(file), content(county)
    path = file.path
    file.close()
    with pytest.raises(LedgerError, match="has a ledger already"):
        move(path, county.address)
    (tmp_path / "taken.gpkg").write_bytes(b"x")
    with pytest.raises(LedgerError, match="exists already"):
        move(path, tmp_path / "taken.gpkg")
    with pytest.raises(BadInput, match="neither a new"):
        move(path, tmp_path / "x.txt")
    with Ledger.open(path) as again:
        assert content(again) == before
    assert content(county) == theirs and (tmp_path / "taken.gpkg").read_bytes() == b"x"


def test_a_move_that_fails_half_way_leaves_nothing_behind(server, database, file, tmp_path):
    path, before = file.path, content(file)
    file.close()
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder of files should be")
    with pytest.raises(Exception, match="cannot be written"):
        move(path, server.address(database, files=blocked / "files"))
    with Ledger.open(path) as again:
        assert content(again) == before
    with pytest.raises(LedgerError, match="has no ledger"):
        Ledger.open(server.address(database))
    assert move(path, server.address(database, files=tmp_path / "there")).events == len(before["event"]) + 1


def test_only_the_owner_moves_a_database_and_a_strange_ledger_is_never_withdrawn(county, login, tmp_path):
    technician = login("tech", "write")
    with pytest.raises(LedgerError, match="by its owner"):
        move(technician.address, tmp_path / "x.gpkg")
    withdraw(county.address, "another uuid")
    assert len(county.parcel_uids()) == 8
