"""A field copy comes home to a county's database: the copy is a file, the ledger is not."""

from __future__ import annotations

import sqlite3
from decimal import Decimal

import pytest

from farmland_plugin.domain.errors import FarmlandError
from farmland_plugin.domain.parcel import Batch, Change, Clue, Link, Place
from farmland_plugin.domain.people import Person
from farmland_plugin.domain.seals import BatchSeal
from farmland_plugin.ledger.cases.responsibility import record_visit
from farmland_plugin.ledger.create import LedgerCrs, build, content
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.conflicts import count_open, open_conflicts, resolve
from farmland_plugin.ledger.merging.merge import merge, undo_merge
from farmland_plugin.ledger.schema import TABLES
from farmland_plugin.ledger.sqlite_store import SqliteStore
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, attach, sign_chain, survey, take
from ..qgis.two_copies import batch_of, states, whole


def in_a_file(ledger, path):
    """Write a database ledger into a file, journal and all: what moving a ledger does."""
    build(path, content(dict(ledger.meta), LedgerCrs(ledger.epsg, ledger.crs_wkt, "CGCS2000", ledger.area_rule), None))
    with sqlite3.connect(path) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _sql in guards:
            connection.execute(f"DROP TRIGGER {name}")
        for table in TABLES:
            rows = [dict(row) for row in ledger.store.rows(f"SELECT * FROM {table}")]
            connection.execute(f"DELETE FROM {table}")
            for row in rows:
                connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",
                                   tuple(row.values()))
    connection.close()
    store = SqliteStore(path)
    with store.writing():
        store.insert_parcels(BatchSeal().following(ledger.parcels()), ledger.epsg)
    for _name, sql in guards:
        store.execute(sql)
    store.close()
    return path


@pytest.fixture
def people(county):
    return County(county, 3)


def test_work_in_the_field_and_in_the_database_comes_together(county, people, tmp_path):
    uids = county.parcel_uids()
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG a scan")
    survey(county, uids[0], people, tmp_path)
    take(county, uids[0], "submit_survey", by=people["surveyor"])
    path = in_a_file(county, tmp_path / "field.gpkg")
    with Ledger.open(path) as copy:
        assert verify_ledger(copy).breaks == []
        sign_chain(copy, uids[0], people, scan)
        take(copy, uids[1], "record", {"finding": "legal", "note": "外业"})
        take(copy, uids[2], "record", {"note": "外业"})
        take(copy, uids[2], "set_duty", {"slot": "subject", "person_id": people["household"]})
        take(copy, uids[2], "set_deadline", {"node": "remediate", "due_on": "2027-01-31"})
        take(copy, uids[2], "suspend", {"reason": "等法院"})
        attach(copy, uids[2], "photo_far", scan)
        record_visit(copy, "2026-11-10", [people["surveyor"]], uids[:2], place="柳林村")
        copy.people.register(Person("", "王五", roles=("household",)))
        batch_of(copy, 2, "二季度", "b" * 64)
    take(county, uids[2], "record", {"note": "内业"})
    take(county, uids[3], "record", {"finding": "other"})
    result = merge(county, path)
    assert (result.merged, result.conflicts, result.backup) == (5, 1, None)
    assert county.case(uids[0]).status == "county_review" and county.case(uids[1]).finding == "legal"
    assert county.case(uids[2]).hold == "suspended" and len(county.parcel_uids()) == 10
    assert merge(county, path).merged == 0
    (clash,) = open_conflicts(county)
    decided = resolve(county, [clash.conflict_id], "theirs")
    assert county.case(uids[2]).note == "外业" and count_open(county) == 0
    county.undo_group(decided.group, "x")
    assert county.case(uids[2]).note == "内业" and count_open(county) == 1
    assert whole(county)


def test_a_merge_into_a_database_is_undone(county, people, tmp_path):
    uids = county.parcel_uids()
    path = in_a_file(county, tmp_path / "field.gpkg")
    with Ledger.open(path) as copy:
        copy.apply_many([Change(uid, None, "record", {"note": "外业"}) for uid in uids[:4]])
        take(copy, uids[0], "set_duty", {"slot": "subject", "person_id": people["household"]})
    before = states(county)
    undone = undo_merge(county, merge(county, path).merge_id, "拿错了")
    assert (undone.cases, undone.kept) == (4, ()) and states(county) == before and whole(county)


def test_only_the_owner_of_a_database_merges_into_it(county, people, login, tmp_path):
    path = in_a_file(county, tmp_path / "field.gpkg")
    with Ledger.open(path) as copy:
        take(copy, county.parcel_uids()[0], "record", {"note": "外业"})
    ledger = login("clerk")
    with pytest.raises(FarmlandError, match="owner"):
        merge(ledger, path)
    assert county.case(county.parcel_uids()[0]).note == ""


def test_links_places_and_clues_of_a_copy_come_home_to_the_database(county, tmp_path):
    uids = county.parcel_uids()
    county.add_links([Link("L1", uids[1], uids[0], "identical", Decimal("12.5"), 0.5, 0.5, 0.3)])
    path = in_a_file(county, tmp_path / "field.gpkg")
    with Ledger.open(path) as copy:
        new, = batch_of(copy, 1, "外业", "f" * 64)
        batch = Batch(copy.new_uid(), "线索", "tip", "x.csv", "e" * 64, 1, 1, 0)
        copy.add_batch(batch, [], clues=[Clue("C1", batch.batch_id, "1", 1.5, 2.5, {"线索": "信访"})])
        copy.bind_clue("C1", new, "现场")
        copy.decide_links([("L1", "same", "现场看过")])
        copy.add_links([Link("L2", new, uids[2], "touching", Decimal(0), 0.0, 0.0, 0.0, "separate", "隔着路")])
        copy.place(uids[3], "130499109", reason="权属")
        copy.add_places([Place(uids[4], "130499108", origin="overlay", share=0.5)])
        told = [list(copy.clues()), list(copy.links()), list(copy.places())]
    result = merge(county, path)
    assert [list(county.clues()), list(county.links()), list(county.places())] == told
    assert [county.parcel(uid).township for uid in uids[3:5]] == ["130499109", "130499108"]
    assert result.remarks == [] and whole(county)
