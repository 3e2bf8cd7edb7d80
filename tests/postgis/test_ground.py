"""Clues, places and links in a database: the same calls give the same rows as in a file; each login sees and writes its own."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from decimal import Decimal

import psycopg2
import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.errors import FarmlandError, NotAllowed
from farmland_plugin.domain.parcel import Batch, Clue, Link, Place, Quarantined, Reissued
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.keeping.moving import move, row_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.schema import VERSION
from farmland_plugin.ledger.verifying import verify_ledger

from .county import EAST, WEST, batch_of, of
from .forging import send

TABLES = {
    "batch": "SELECT batch_id, kind, reissue_of, read_count, imported_count FROM batch ORDER BY batch_id",
    "clue": "SELECT * FROM clue ORDER BY clue_id",
    "place": "SELECT * FROM place ORDER BY parcel_uid, township",
    "parcel_link": "SELECT link_id, parcel_uid, other_uid, relation, common_m2, share, other_share, iou, decision, reason"
                   " FROM parcel_link ORDER BY link_id",
    "reissue": "SELECT * FROM reissue ORDER BY batch_id, parcel_uid, other_uid",
    "event": "SELECT action, parcel_uid FROM event WHERE action <> 'create_ledger' ORDER BY seq",
}


def whole(ledger):
    found = verify_ledger(ledger)
    assert found.breaks == [], [one.sentence for one in found.breaks]
    return True


def overlapping(ledger, first):
    """Return what a second batch on the ground of the first brings: the batch, its parcels, and what comes in beside them."""
    batch, parcels, _ = batch_of(ledger, 2, name="second")
    links = [Link(f"LINK{n}", one.parcel_uid, uid, "identical", Decimal("9999.49"), 1.0, 0.5, 0.5)
             for n, (one, uid) in enumerate(zip(parcels, first))]
    links.append(Link("DECIDED", parcels[0].parcel_uid, first[1], "partial", Decimal("12.345"), 0.1, 0.1, 0.05, "separate",
                      "压边"))
    beside = {
        "clues": [Clue("CLUE1", batch.batch_id, "X1", 38545010.123456789, 4062010.1, {"线索": "信访"}, "a.shp", 8, "EPSG:4526")],
        "places": [Place(parcels[0].parcel_uid, EAST, EAST + "202", "G1", "东镇", "东村", "overlay", 1 / 3, True)],
        "links": links, "reissued": [Reissued(batch.batch_id, "1", "changed", parcels[0].parcel_uid, first[0], "geometry")]}
    counted = Batch(**{**batch.__dict__, "read_count": 4, "imported_count": 3, "reissue_of": "FIRST", "kind": "issued"})
    return counted, parcels, [Quarantined("a.shp", 9, "empty geometry")], beside


@pytest.fixture
def twins(server, database, files, tmp_path):
    given = {"county": "130499", "name": "示例县", "crs": QgsCoordinateReferenceSystem("EPSG:4526")}
    with create_ledger(tmp_path / "twin.gpkg", **given) as file, create_ledger(
            server.address(database, files=files), **given) as base:
        yield file, base


def test_the_same_calls_leave_the_same_rows_in_a_file_and_in_a_database(twins, tmp_path):
    file, base = twins
    batch, first, aside = batch_of(base, 3)
    uids = [one.parcel_uid for one in first]
    second, parcels, more, beside = overlapping(base, uids)
    refused = []
    for ledger in twins:
        ledger.add_batch(batch, iter(first), iter(aside))
        ledger.add_batch(second, iter(parcels), iter(more), **{name: iter(rows) for name, rows in beside.items()})
        said = []
        for call in (
            lambda one: one.decide_links([("LINK0", "same", "同一图斑"), ("DECIDED", "same", "")]),
            lambda one: one.decide_links([("LINK0", "separate", "又看了一次")]),
            lambda one: one.decide_links([("LINK0", "perhaps", "")]), lambda one: one.decide_links([("NONE", "same", "")]),
            lambda one: one.place(uids[1], WEST, WEST + "203", "G2", "权属在西镇", township_name="西镇"),
            lambda one: one.place(uids[1], WEST), lambda one: one.place("NONE", WEST, reason="x"),
            lambda one: one.add_places([Place(uid, EAST, origin="overlay", share=0.25) for uid in uids]),
            lambda one: one.add_links([Link("L9", uids[0], uids[1], "touching", Decimal(0), 0.0, 0.0, 0.0),
                                       Link("L8", uids[0], parcels[0].parcel_uid, "partial", Decimal(1), 0.0, 0.0, 0.0)]),
            lambda one: one.bind_clue("CLUE1", uids[2], "现场"), lambda one: one.bind_clue("NONE", uids[2], ""),
        ):
            try:
                said.append(type(call(ledger)).__name__)
            except FarmlandError as error:
                said.append(f"{type(error).__name__}: {error}")
        refused.append(said)
        assert whole(ledger)
    assert refused[0] == refused[1] and sum(":" in one for one in refused[0]) == 5
    for table, sql in TABLES.items():
        def plain(ledger, sql=sql):
            return [tuple(v for k, v in zip(row.keys(), row_of(row)) if k != "seq") for row in ledger.store.rows(sql)]
        assert plain(file) == plain(base), table
    for read in ("clues", "places", "reissued"):
        assert list(getattr(file, read)()) == list(getattr(base, read)()), read
    assert [one.__dict__ for one in file.parcels()] == [one.__dict__ for one in base.parcels()]
    assert [(row["township"], row["village"]) for row in file.shown(uids)] == [
        (row["township"], row["village"]) for row in base.shown(uids)]
    assert [one.relation for one in base.links([uids[0]])] == [one.relation for one in file.links([uids[0]])]
    assert len(base.link_decisions("LINK0")) == 2


def test_a_ledger_moves_with_everything_that_came_in(server, twins, files, tmp_path):
    _, base = twins
    batch, first, aside = batch_of(base, 3)
    base.add_batch(batch, first, aside)
    second, parcels, more, beside = overlapping(base, [one.parcel_uid for one in first])
    base.add_batch(second, parcels, more, **beside)
    base.place(first[0].parcel_uid, WEST, reason="权属")
    clues, places, links = list(base.clues()), list(base.places()), list(base.links())
    address = base.address
    base.close()
    back = tmp_path / "back.gpkg"
    move(address, back)
    with Ledger.open(back) as moved:
        assert (list(moved.clues()), list(moved.places()), list(moved.links())) == (clues, places, links) and whole(moved)


@pytest.fixture
def brought(county):
    """The county of the fixtures with a second batch over the first."""
    second, parcels, aside, beside = overlapping(county, county.parcel_uids())
    county.add_batch(second, parcels, aside, **beside)
    return county


def test_a_parcel_belongs_to_the_township_it_was_placed_in(brought, login):
    east = login("east", "write", (EAST,))
    west = login("west", "write", (WEST,))
    uid = of(brought, EAST)[0]
    assert uid in east.parcel_uids() and uid not in west.parcel_uids()
    east.place(uid, WEST, WEST + "201", reason="权属在西镇")
    assert uid in west.parcel_uids() and uid not in east.parcel_uids()
    assert west.case(uid).status and next(west.places([uid])).reason == "权属在西镇" and list(east.places([uid])) == []
    with pytest.raises(FarmlandError):
        east.place(uid, EAST, reason="要回来")
    west.apply(uid, west.case(uid).version, "correct", {"note": "接收", "reason": "移交"})
    brought.place(uid, EAST, reason="县里裁定")
    assert uid in east.parcel_uids() and uid not in west.parcel_uids() and whole(brought)
    assert verify_ledger(east).breaks == [] and verify_ledger(west).breaks == []


def test_links_are_seen_with_either_parcel_and_decided_with_both(brought, login):
    east = login("east", "write", (EAST,))
    own = {link.link_id for link in brought.links() if {link.parcel_uid, link.other_uid} & set(east.parcel_uids())}
    assert {link.link_id for link in east.links()} == own != set()
    inside = next(link for link in east.links() if {link.parcel_uid, link.other_uid} <= set(east.parcel_uids()))
    across = next(link for link in east.links() if not {link.parcel_uid, link.other_uid} <= set(east.parcel_uids()))
    east.decide_links([(inside.link_id, "same", "现场看过")])
    assert next(one for one in brought.links() if one.link_id == inside.link_id).decided_by == "east"
    with pytest.raises(FarmlandError, match="township"):
        east.decide_links([(across.link_id, "same", "")])
    with pytest.raises(FarmlandError, match="whole county"):
        east.add_places([Place(east.parcel_uids()[0], EAST, origin="overlay")])
    assert whole(brought)


def test_the_case_of_a_replaced_parcel_goes_no_further_whatever_client_asks(brought):
    (row,) = brought.reissued()
    case = brought.case(row.other_uid)
    with pytest.raises(NotAllowed, match="replaced by satellite0 of the new issue second"):
        brought.apply(row.other_uid, case.version, "record", {"finding": "legal"})
    with pytest.raises(NotAllowed, match="the one that counts instead"):
        send(brought, case, replace(case, finding="legal", status="surveying"), "record", {"finding": "legal"})
    brought.apply(row.other_uid, case.version, "correct", {"finding": "legal", "reason": "补录"})
    brought.apply(row.parcel_uid, None, "record", {"finding": "legal"})
    assert whole(brought)


def test_a_clue_is_seen_by_the_county_and_by_the_township_once_it_has_a_parcel(brought, login):
    east = login("east", "write", (EAST,))
    assert [one.clue_id for one in brought.clues()] == ["CLUE1"] and list(east.clues()) == [] and list(east.reissued()) != []
    brought.bind_clue("CLUE1", of(brought, EAST)[0], "现场")
    assert [one.clue_id for one in east.clues()] == ["CLUE1"]
    east.bind_clue("CLUE1", of(brought, EAST)[1], "认错了")
    assert next(brought.clues()).parcel_uid == of(brought, EAST)[1] and whole(brought)


FORGED = [
    "INSERT INTO place SELECT parcel_uid, (SELECT max(seq) + 1 FROM event), '{other}', '', '', '', '', 'manual', NULL, 0, 'x'"
    " FROM parcel LIMIT 1",
    "INSERT INTO parcel_link SELECT 'F', min(parcel_uid), max(parcel_uid), 'identical', 0, 0, 0, 0, 1 FROM parcel",
    "INSERT INTO clue VALUES ('F', (SELECT batch_id FROM batch LIMIT 1), '', 0, 0, '{{}}', '', 0, '', '')",
    "INSERT INTO reissue VALUES ((SELECT batch_id FROM batch LIMIT 1), '', 'same', '', '', '')",
    "UPDATE place SET township = ''", "DELETE FROM place", "UPDATE parcel_link SET share = 0", "DELETE FROM parcel_link",
    "UPDATE clue SET x = 0", "UPDATE clue SET parcel_uid = (SELECT parcel_uid FROM parcel LIMIT 1)", "DELETE FROM clue",
    "UPDATE reissue SET what = ''", "DELETE FROM reissue", "TRUNCATE place", "TRUNCATE parcel_link",
]


@pytest.mark.parametrize("who", ["clerk", "ledger"])
@pytest.mark.parametrize("statement", FORGED)
def test_rows_are_not_written_beside_their_events(server, database, brought, login, statement, who):
    if who == "clerk":
        login("clerk", "write")
    with pytest.raises(psycopg2.Error):
        server.sql(database, "SET search_path TO farmland, public", statement.format(other=WEST), login=who)


@pytest.mark.parametrize("who", ["clerk", "ledger"])
def test_a_decision_without_its_event_changes_nothing(server, database, brought, login, who):
    if who == "clerk":
        login("clerk", "write")
    with contextlib.suppress(psycopg2.Error):
        server.sql(database, "SET search_path TO farmland, public", "UPDATE parcel_link SET decision = 'same'", login=who)
    assert [one.decision for one in brought.links() if one.link_id.startswith("LINK")] == ["", ""]


SINCE_3 = ("DROP TABLE clue, place, parcel_link, reissue, lies CASCADE",
           "ALTER TABLE batch DROP COLUMN kind, DROP COLUMN reissue_of")
SINCE_4 = ("DROP TABLE overlap_part, role_cover CASCADE", "ALTER TABLE screening DROP COLUMN rest_width_m",
           "ALTER TABLE redline DROP COLUMN retired_at, DROP COLUMN retired_by, DROP COLUMN retired_why, DROP COLUMN settings")


SINCE_5 = ("DROP TABLE completion, residual CASCADE",)
SINCE_6 = ("DROP TABLE scene_tile, scene_retired, control_building, pair_check, comparison CASCADE",)
SINCE_7 = ("DROP TABLE photo, photo_flag, photo_answer CASCADE",)
CAME = (SINCE_3, SINCE_4, SINCE_5, SINCE_6, SINCE_7)  # what each schema brought


@pytest.mark.parametrize(("version", "since"), [
    (2 + number, [statement for later in CAME[number:] for statement in later]) for number in range(len(CAME))],
    ids=lambda value: f"schema {value}" if isinstance(value, int) else "")
def test_a_database_of_the_schema_before_is_brought_up_by_its_owner_and_refused_to_others(server, database, county, login, files,
                                                                                          version, since):
    clerk = login("clerk", "write")
    clerk.close()
    county.close()
    server.sql(database, "SET search_path TO farmland, public", *since,
               f"UPDATE meta SET value = '{version}' WHERE key = 'schema_version'")
    for write, name in ((True, "clerk"), (False, "ledger")):
        with pytest.raises(FarmlandError, match="its owner must open it"):
            Ledger.open(server.address(database, name, files=files), write=write)
    with Ledger.open(server.address(database, files=files)) as ledger:
        assert f"from version {version} to version {VERSION}" in str(ledger.remarks[0])
        assert ledger.meta["schema_version"] == str(VERSION)
        assert [event.action for event in ledger.events()][-1] == "migrate"
        ledger.place(ledger.parcel_uids()[0], WEST, reason="权属")
        assert whole(ledger)
    with Ledger.open(server.address(database, "clerk", files=files)) as again:
        assert again.remarks == [] and len(again.parcel_uids()) > 0
