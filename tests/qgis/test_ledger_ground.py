"""Clues, places, links and reissued batches in a ledger file: what comes in, what is decided, what is shown, what is proven."""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from dataclasses import replace
from decimal import Decimal

import pytest

from farmland_plugin.domain.errors import BadInput, LedgerError
from farmland_plugin.domain.parcel import Batch, Clue, Link, Parcel, Place, Quarantined, Reissued
from farmland_plugin.domain.wkb import envelope, geometry_hash, rings
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.places import Places
from farmland_plugin.ledger.verifying import verify_ledger

from .two_copies import square

CRS = 'PROJCS["CGCS2000 / 3-degree Gauss-Kruger zone 38",AUTHORITY["EPSG","4526"]]'


@pytest.fixture
def ledger(tmp_path):
    with Ledger.create(tmp_path / "county.gpkg", county="130423", name="临漳县", crs_wkt=CRS, epsg=4526) as made:
        yield made


def parcels_of(ledger, batch_id, count, east=38545000.0):
    found = []
    for number in range(count):
        wkb = square(east + 300 * number, 4062000.0, 45.0)
        found.append(Parcel(ledger.new_uid(), f"{batch_id}{number:03d}", batch_id, Decimal("2025.00"), wkb, geometry_hash(wkb),
                            township="130423101", village="130423101201", attributes={"JCBH": str(number), "乡镇": "柳林镇"},
                            source_file="a.shp", source_row=number + 1, source_crs="EPSG:4526"))
    return found


def batch(ledger, batch_id, count, clues=0, aside=0, **more):
    return Batch(batch_id, f"批次{batch_id}", "satellite", "a.shp", "a" * 64, count + clues + aside, count + clues, aside, **more)


def link(one, other, relation="identical", **more):
    return Link("", one.parcel_uid, other.parcel_uid, relation, Decimal("2025.00"), 1.0, 0.9, 0.9, **more)


@pytest.fixture
def two_batches(ledger):
    """Two batches on the same ground: the second has a clue, places, links (one decided) and is the first one again."""
    first, second = parcels_of(ledger, "A", 3), parcels_of(ledger, "B", 2)
    ledger.add_batch(batch(ledger, "A", 3), first)
    places = [Place(one.parcel_uid, "130423102", "130423102202", "G1", "孙陶镇", "孙陶村", "overlay", 0.8125, True)
              for one in second]
    ledger.add_batch(
        batch(ledger, "B", 2, clues=1, aside=1, kind="issued", reissue_of="A"), iter(second),
        iter([Quarantined("a.shp", 9, "空图形")]),
        clues=iter([Clue("CLUE1", "B", "X1", 38545010.5, 4062010.25, {"线索": "信访"}, "a.shp", 8, "EPSG:4526")]),
        places=iter(places), links=iter([link(second[0], first[0], decision="same", reason="同一图斑"),
                                         link(second[1], first[1], "partial")]),
        reissued=iter([Reissued("B", "A000", "same", second[0].parcel_uid, first[0].parcel_uid),
                       Reissued("B", "A002", "withdrawn", "", first[2].parcel_uid)]))
    return first, second


def whole(ledger):
    found = verify_ledger(ledger)
    assert found.breaks == [], [one.sentence for one in found.breaks]
    return True


def test_a_batch_comes_in_with_its_clues_places_links_and_what_became_of_the_batch_before(ledger, two_batches):
    first, _ = two_batches
    came = ledger.batches()[-1]
    assert (came.kind, came.reissue_of, came.read_count, came.imported_count) == ("issued", "A", 4, 3)
    clue, = ledger.clues("B")
    assert (clue.x, clue.y, clue.attributes, clue.parcel_uid) == (38545010.5, 4062010.25, {"线索": "信访"}, "")
    assert list(ledger.clues("A")) == []
    one, two = sorted(ledger.links(), key=lambda found: found.relation)
    assert (one.decision, one.reason, one.decided_by) == ("same", "同一图斑", ledger.actor) and two.decision == ""
    assert [found.other_uid for found in ledger.links([first[1].parcel_uid])] == [first[1].parcel_uid]
    assert list(ledger.links([first[2].parcel_uid])) == []
    assert [(found.verdict, found.source_no) for found in ledger.reissued("B")] == [("same", "A000"), ("withdrawn", "A002")]
    assert [event.action for event in ledger.events()][-2:] == ["import_batch", "decide_links"]
    assert whole(ledger)


def test_the_parcels_of_a_batch_are_walked_once_and_wrong_counts_leave_nothing_behind(ledger):
    walked = []

    def once():
        for parcel in parcels_of(ledger, "A", 3):
            walked.append(parcel.parcel_uid)
            yield parcel

    with pytest.raises(BadInput, match="counts"):
        ledger.add_batch(batch(ledger, "A", 2, clues=1), once(), clues=[Clue("C", "A", "1", 0.0, 0.0)])
    assert len(walked) == 3 and ledger.parcel_uids() == [] and ledger.batches() == [] and list(ledger.clues()) == []
    ledger.add_batch(batch(ledger, "A", 3), once())
    assert ledger.parcel_uids() == walked[3:] and [case.status for case in ledger.cases()] == ["to_survey"] * 3
    assert whole(ledger)


def test_a_parcel_lies_where_it_was_placed_last_everywhere_it_is_shown(ledger, two_batches):
    first, second = two_batches
    uid = second[0].parcel_uid
    assert (ledger.parcel(uid).township, ledger.parcel(uid).village) == ("130423102", "130423102202")
    assert ledger.parcel(first[0].parcel_uid).township == "130423101"
    names = Places(ledger)
    assert (names.township(ledger.parcel(uid)), names.village(ledger.parcel(uid))) == ("孙陶镇", "孙陶村")
    assert names.township(ledger.parcel(first[0].parcel_uid)) == "柳林镇"
    seq = ledger.last_seq()
    ledger.place(uid, "130423103", "", "G9", "权属在百官营镇", township_name="百官营镇")
    told = list(ledger.events(uid))[-1]
    assert told.action == "place" and told.payload()["payload"]["was"]["township"] == "130423102"
    assert ledger.changed_since(seq).uids == {uid}
    for shown in (ledger.parcel(uid), *(one for one in ledger.parcels(geometry=False) if one.parcel_uid == uid)):
        assert (shown.township, shown.village) == ("130423103", "")
    assert [(row["township"], row["village"]) for row in ledger.shown([uid])] == [("130423103", "")]
    assert Places(ledger).township(ledger.parcel(uid)) == "百官营镇"
    assert next(ledger.places([uid])).origin == "manual" and next(ledger.places([uid])).issued_differs
    assert whole(ledger)


def test_an_overlay_leaves_what_was_corrected_by_hand_and_writes_nothing_twice(ledger, two_batches):
    first, second = two_batches
    ledger.place(second[0].parcel_uid, "130423103", reason="权属在百官营镇")
    stands = list(ledger.places())
    moved = [replace(one, township="130423104", origin="overlay", share=0.5, reason="") for one in stands]
    new = Place(first[0].parcel_uid, "130423101", "130423101202", origin="overlay", share=1.0)
    before = ledger.last_seq()
    seq = ledger.add_places([*moved, new])
    assert {ledger.parcel(one.parcel_uid).township for one in second} == {"130423103", "130423104"}
    assert ledger.parcel(first[0].parcel_uid).village == "130423101202"
    assert ledger.changed_since(before).uids is None and seq == ledger.last_seq()
    assert ledger.add_places([*moved, new]) == 0 and ledger.last_seq() == seq
    assert whole(ledger)


def test_names_of_many_parcels_are_those_of_each(ledger):
    many = parcels_of(ledger, "A", 60)
    ledger.add_batch(batch(ledger, "A", 60), many, places=[
        Place(one.parcel_uid, "130423102", f"1304231022{number:02d}", "", "孙陶镇", f"{number}村", "overlay", 1.0, True)
        for number, one in enumerate(many) if number % 2])
    names = Places(ledger)
    said = [(names.township(one), names.village(one)) for one in ledger.parcels()]
    assert said == [(Places(ledger).township(one), Places(ledger).village(one)) for one in ledger.parcels()]
    assert said[:2] == [("柳林镇", "130423101201"), ("孙陶镇", "1村")] and said[59] == ("孙陶镇", "59村")
    assert names.name("130423102203") == "3村" and names.name("130423102204") == ""


@pytest.mark.parametrize(("township", "reason", "said"), [("", "错", "township"), ("130423103", " ", "why")])
def test_a_place_is_corrected_with_a_township_and_a_reason(ledger, two_batches, township, reason, said):
    with pytest.raises(BadInput, match=said):
        ledger.place(two_batches[0][0].parcel_uid, township, reason=reason)


def test_a_link_can_be_decided_again_and_its_history_has_both(ledger, two_batches):
    known = {found.relation: found.link_id for found in ledger.links()}
    seq = ledger.decide_links([(known["identical"], "separate", "只是相邻"), (known["partial"], "same", "")])
    assert seq == ledger.last_seq() and ledger.changed_since(seq - 1).uids == set()
    assert ledger.decide_links([(known["partial"], "same", "")]) == 0
    history = ledger.link_decisions(known["identical"])
    assert [(one["decision"], one["was"]["decision"]) for one in history] == [("same", ""), ("separate", "same")]
    assert {found.decision for found in ledger.links()} == {"separate", "same"}
    with pytest.raises(BadInput, match="not a decision"):
        ledger.decide_links([(known["partial"], "maybe", "")])
    with pytest.raises(LedgerError, match="no link"):
        ledger.decide_links([("NOLINK", "same", "")])
    assert whole(ledger)


def test_a_pair_is_linked_once_whichever_way_round(ledger, two_batches):
    first, second = two_batches
    assert ledger.add_links([link(first[0], second[0])]) == 0
    seq = ledger.add_links([link(second[1], first[2], "touching"), link(second[1], first[2], "partial")])
    assert [event.action for event in ledger.events()][-1] == "link" and ledger.last_seq() == seq
    assert len(list(ledger.links())) == 3 and whole(ledger)


def test_a_clue_is_bound_to_its_parcel_and_let_go_again(ledger, two_batches):
    uid = two_batches[0][2].parcel_uid
    ledger.bind_clue("CLUE1", uid, "现场核实")
    assert next(ledger.clues()).parcel_uid == uid and list(ledger.events(uid))[-1].action == "bind_clue"
    ledger.bind_clue("CLUE1", "", "认错了")
    assert next(ledger.clues()).parcel_uid == ""
    for clue, parcel in (("NONE", uid), ("CLUE1", "NONE")):
        with pytest.raises(LedgerError, match="The ledger has no"):
            ledger.bind_clue(clue, parcel, "")
    assert whole(ledger)


@pytest.mark.parametrize("statement", [
    "UPDATE clue SET x = x + 1", "DELETE FROM clue", "REPLACE INTO clue SELECT * FROM clue",
    "UPDATE place SET township = 'x'", "DELETE FROM place", "REPLACE INTO place SELECT * FROM place",
    "UPDATE parcel_link SET share = 0.1", "DELETE FROM parcel_link",
    "REPLACE INTO parcel_link SELECT * FROM parcel_link", "UPDATE reissue SET verdict = 'x'",
    "DELETE FROM reissue",
    "REPLACE INTO reissue SELECT * FROM reissue",
])
def test_what_came_in_is_not_changed_deleted_or_replaced(ledger, two_batches, statement):
    ledger.close()
    with contextlib.closing(sqlite3.connect(ledger.address)) as foreign, pytest.raises(sqlite3.IntegrityError):
        foreign.execute(statement)


def behind(path, guard, statement):
    """Change a row behind the ledger, its guard put back afterwards."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        found = foreign.execute("SELECT sql FROM sqlite_master WHERE name = ?", (guard,)).fetchone()
        if found:
            foreign.execute(f"DROP TRIGGER {guard}")
        foreign.execute(statement)
        if found:
            foreign.execute(found[0])


@pytest.mark.parametrize(("guard", "statement", "said"), [
    ("clue_immutable", "UPDATE clue SET y = y + 1", "table clue"),
    ("clue_immutable", "UPDATE clue SET attributes = '{}'", "table clue"),
    ("clue_never_deleted", "DELETE FROM clue", "table clue"),
    ("", "UPDATE clue SET parcel_uid = (SELECT parcel_uid FROM parcel LIMIT 1)", "clue X1"),
    ("place_append_only_update", "UPDATE place SET village = 'x' WHERE origin = 'overlay'", "table place"),
    ("place_append_only_update", "UPDATE place SET grid = 'x' WHERE origin = 'manual'", "where it lies"),
    ("place_append_only_update", "UPDATE place SET origin = 'overlay'", "where it lies"),
    ("place_append_only_delete", "DELETE FROM place WHERE origin = 'manual'", "is gone"),
    ("", "INSERT INTO place SELECT parcel_uid, 999, '1', '', '', '', '', 'overlay', 1, 0, '' FROM parcel LIMIT 1", "no event"),
    ("parcel_link_immutable", "UPDATE parcel_link SET iou = 0.25", "table parcel_link"),
    ("parcel_link_never_deleted", "DELETE FROM parcel_link WHERE relation = 'partial'", "table parcel_link"),
    ("", "UPDATE parcel_link SET decision = 'separate' WHERE relation = 'identical'", "decided"),
    ("", "UPDATE parcel_link SET decided_by = 'somebody' WHERE relation = 'identical'", "decided"),
    ("reissue_append_only_update", "UPDATE reissue SET verdict = 'changed'", "table reissue"),
    ("reissue_append_only_delete", "DELETE FROM reissue", "table reissue"),
    ("", "UPDATE batch SET kind = 'drawn'", "kind"), ("", "UPDATE batch SET reissue_of = ''", "reissue_of"),
])
def test_what_is_changed_behind_the_ledger_is_named(ledger, two_batches, guard, statement, said):
    ledger.place(two_batches[1][1].parcel_uid, "130423103", reason="权属")
    path = ledger.address
    ledger.close()
    behind(path, guard, statement)
    with Ledger.open(path, write=False) as again:
        found = [one.sentence for one in verify_ledger(again).breaks]
    assert found and all(said in sentence for sentence in found), found


def test_a_decision_changed_behind_the_ledger_shows_even_when_it_is_decided_again(ledger, two_batches):
    path = ledger.address
    known = {found.relation: found.link_id for found in ledger.links()}
    ledger.close()
    behind(path, "", "UPDATE parcel_link SET decision = 'separate' WHERE relation = 'partial'")
    with Ledger.open(path) as again:
        again.decide_links([(known["partial"], "same", "")])
        assert any("what it says stood there before" in one.sentence for one in verify_ledger(again).breaks)


def test_personal_numbers_do_not_enter_the_journal_with_a_reason(ledger, two_batches):
    ledger.decide_links([(next(ledger.links()).link_id, "separate", "问了 13912345678")])
    ledger.place(two_batches[0][0].parcel_uid, "130423103", reason="电话 13912345678 核实")
    assert not any("13912345678" in event.body for event in ledger.events())


def multi(*polygons, order="<"):
    mark = 1 if order == "<" else 0
    body = b""
    for rings_ in polygons:
        body += struct.pack(order + "BII", mark, 3, len(rings_))
        for ring in rings_:
            body += struct.pack(order + "I", len(ring)) + b"".join(struct.pack(order + "2d", *point) for point in ring)
    return struct.pack(order + "BII", mark, 6, len(polygons)) + body


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("points", [4, 499, 501])
def test_an_envelope_is_that_of_all_rings_however_long_they_are(order, points):
    ring = [(float(n % 7), float(-n)) for n in range(points)]
    wkb = multi([ring, [(1.0, 1.5), (2.0, 1.0), (1.0, 1.0)]], [[(-5.0, 3.0), (9.0, 3.0), (9.0, 4.0)]], order=order)
    xy, _, _ = rings(wkb)
    assert envelope(wkb) == (xy[:, 0].min(), xy[:, 1].min(), xy[:, 0].max(), xy[:, 1].max())
    with pytest.raises(BadInput):
        envelope(wkb[:-3])


def test_a_place_nobody_registered_is_named_as_the_batches_name_it(ledger):
    issued = parcels_of(ledger, "A", 3)
    names = [{"乡镇名称": "柳林镇", "村名称": "东柳村"}, {"乡镇名称": "城关镇"}, {"乡镇名称": "130423103"}]
    issued = [replace(one, township=f"13042310{at}", village=f"13042310{at}201", attributes=names[at - 1])
              for at, one in enumerate(issued, 1)]
    places = [Place(issued[0].parcel_uid, "130423101", "130423101201", origin="overlay"),
              Place(issued[1].parcel_uid, "130423109", origin="overlay", issued_differs=True)]
    ledger.add_batch(batch(ledger, "A", 3), issued, places=places)
    known = Places(ledger)
    assert (known.name("130423101"), known.name("130423101201")) == ("柳林镇", "东柳村")
    assert known.name("130423109") == "" == known.name("130423103")  # issued for another place; a code is no name
    drawn = replace(issued[2], parcel_uid="drawn", township="130423101", attributes={})
    assert known.township(drawn) == "柳林镇"


def test_what_waits_and_which_numbers_are_taken_is_read_without_reading_everything(ledger, two_batches):
    first, _ = two_batches
    assert [clue.clue_id for clue in ledger.waiting_clues()] == ["CLUE1"]
    ledger.bind_clue("CLUE1", first[0].parcel_uid, "同一处")
    assert list(ledger.waiting_clues()) == []
    assert ledger.numbers_beginning("A00") == {"A000", "A001", "A002"} and ledger.numbers_beginning("a00") == set()
