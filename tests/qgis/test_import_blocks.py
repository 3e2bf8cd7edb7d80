"""Rows taken by the thousand are the rows taken one by one: the same texts, the same polygons, byte for byte."""

from __future__ import annotations

import json
import random
import struct
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from farmland_plugin.domain.area import AreaRule, areas_of_wkb, round_half_up
from farmland_plugin.domain.wkb import envelope, geometry_hash
from farmland_plugin.intake.ground.overlaps import meeting
from farmland_plugin.intake.opening.source import open_source
from farmland_plugin.intake.readers.base import Block
from farmland_plugin.intake.readers.dbf import DbfTable
from farmland_plugin.intake.taking_in.block import Columns, IssuedText, canonical_text
from farmland_plugin.intake.taking_in.geometry import Normaliser, Rejected, perimeter_of
from farmland_plugin.intake.taking_in.plain import Plain
from farmland_plugin.intake.taking_in.spool import Layer, Parcels, Rows, cents_of, new_uids
from tests.bench.intake_bench import write_rings
from tests.qgis.handover import E0, N0

GK = QgsCoordinateReferenceSystem("EPSG:4526")
RULE = AreaRule.for_crs(4526, is_geographic=False)
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def taken_at_once(block, normaliser):
    with ThreadPoolExecutor(1) as aside:
        return Plain(block, normaliser, aside).take(RULE, None)


def ring(rng, kind):
    """Return one ring of a shapefile, sound or with a fault."""
    count = rng.randint(3, 12)
    angles = sorted(rng.uniform(0, 2 * np.pi) for _ in range(count))
    east, north = E0 + rng.randrange(40) * 100, N0 + rng.randrange(40) * 100
    points = [(round(east + rng.uniform(5, 60) * np.cos(a), 3), round(north + rng.uniform(5, 60) * np.sin(a), 3))
              for a in reversed(angles)]
    points.append(points[0])
    if kind == "repeated":
        points.insert(1, points[0])
    elif kind == "open":
        points[-1] = (points[0][0] + 1.0, points[0][1])
    elif kind == "bow":
        points = [(east, north), (east + 50, north + 50), (east + 50, north), (east, north + 50), (east, north)]
    elif kind == "far":
        points = [(x - 3e7, y) for x, y in points]
    elif kind == "nan":
        points[1] = (float("nan"), points[1][1])
    elif kind == "line":
        points = [(east, north), (east + 10, north), (east, north)]
    elif kind == "counter":
        points.reverse()
    elif kind == "tiny":
        points = [(east, north), (east + 0.001, north + 0.001), (east + 0.001, north), (east, north)]
    return points


KINDS = ("sound", "sound", "sound", "counter", "repeated", "open", "bow", "far", "nan", "line", "null", "hole", "parts", "tiny",
         "deleted")


def shapefile(path, seed, count=40, kinds=KINDS):
    """Write a shapefile of sound and faulty shapes; return the number of rows that are not marked deleted."""
    rng = random.Random(seed)
    shapes, texts, deleted = [], [], []
    for number in range(count):
        kind = rng.choice(kinds)
        deleted += [number] if kind == "deleted" else []
        parts = [] if kind == "null" else [ring(rng, kind)]
        if kind in ("hole", "parts"):
            other = ring(rng, "sound")
            parts.append(other[::-1] if kind == "hole" else other)
        shapes.append(parts)
        texts.append(rng.choice(["甲村", 'a "quoted" \\ %s', "  blank ", "", "x\ty", "0101", "12.500", "***", "乱\x00码"]))
    write_rings(path, shapes, [("JCBH", "C", 20, [f"N{n}" for n in range(count)]), ("名称", "C", 24, texts),
                               ("MJ", "N", 12, [rng.choice(["12.50", "7", "", "1e3", "***", "0.00"]) for _ in texts])], deleted)
    return count - len(deleted)


@MANY
@given(seed=st.integers(0, 10**6), size=st.sampled_from([7, 16, 4096]))
def test_a_shapefile_read_in_blocks_gives_the_rows_that_are_read_one_by_one(tmp_path, seed, size):
    rows = shapefile(tmp_path / f"s{seed}.shp", seed)
    source = open_source(tmp_path / f"s{seed}.shp")
    single = [(f.row, f.wkb, f.attributes, f.fault) for f in source.one_by_one()]
    blocks = list(source.blocks(size))
    together = [row for b in blocks for row in zip(b.rows, b.wkb, b.attributes, b.faults)]
    assert len(together) == rows and together == single
    assert [(f.row, f.wkb, f.attributes, f.fault) for f in source] == single
    for block in blocks:
        assert block.texts() == [canonical_text(dict(row)) for row in block.attributes]
        assert block.column("名称") == [row["名称"] for row in block.attributes]
        if block.rings is not None:
            for number, place in enumerate(block.rings.which.tolist()):
                points = block.rings.xy[block.rings.offsets[number] : block.rings.offsets[number + 1]]
                assert block.wkb[place] == struct.pack("<BIII", 1, 3, 1, len(points)) + points.tobytes()


@MANY
@given(seed=st.integers(0, 10**6))
@example(seed=1)
def test_what_is_taken_at_once_is_what_the_normaliser_takes(tmp_path, seed):
    shapefile(tmp_path / f"t{seed}.shp", seed)
    normaliser = Normaliser(GK, GK, QgsCoordinateTransformContext(), RULE)
    for block in open_source(tmp_path / f"t{seed}.shp").blocks():
        taken = taken_at_once(block, normaliser)
        if taken is None:
            continue
        for place, geom, area, around, box in zip(taken.which.tolist(), taken.geom, taken.area.tolist(), taken.perimeter.tolist(),
                                                  taken.bounds.tolist()):
            shape = normaliser.take(block.wkb[place])
            assert (shape.geom, shape.changed, shape.repair) == (geom, False, "")
            assert geometry_hash(shape.planar) == geometry_hash(geom) and tuple(box) == envelope(geom)
            assert area == pytest.approx(float(areas_of_wkb([geom], RULE)[0]), rel=1e-12)
            assert around == pytest.approx(perimeter_of(geom, False), rel=1e-12)


def test_most_sound_rows_are_taken_at_once_and_no_faulty_one_is(tmp_path):
    shapefile(tmp_path / "a.shp", 3, 300)
    normaliser = Normaliser(GK, GK, QgsCoordinateTransformContext(), RULE)
    (block,) = open_source(tmp_path / "a.shp").blocks()
    done = set(taken_at_once(block, normaliser).which.tolist())
    clean = set()
    for place, wkb in enumerate(block.wkb):
        try:
            shape = normaliser.take(wkb)
        except Rejected:
            assert place not in done
            continue
        if shape.repair:
            assert place not in done
        else:
            clean.add(place)
    assert done <= clean and len(done) > 0.7 * len(clean)


def test_without_shapely_the_same_is_taken_at_once(tmp_path, monkeypatch):
    shapefile(tmp_path / "a.shp", 300)
    (block,) = open_source(tmp_path / "a.shp").blocks()
    normaliser = Normaliser(GK, GK, QgsCoordinateTransformContext(), RULE)
    fast = taken_at_once(block, normaliser)
    monkeypatch.setitem(__import__("sys").modules, "shapely", None)
    slow = taken_at_once(block, normaliser)
    assert fast.which.tolist() == slow.which.tolist() and fast.geom == slow.geom
    assert fast.area.tolist() == slow.area.tolist()


def test_another_zone_is_left_to_the_normaliser(tmp_path):
    shapefile(tmp_path / "a.shp", 3)
    (block,) = open_source(tmp_path / "a.shp").blocks()
    other = Normaliser(GK, QgsCoordinateReferenceSystem("EPSG:4527"), QgsCoordinateTransformContext(), RULE)
    assert taken_at_once(block, other) is None


@given(st.lists(st.floats(0, 1e9), max_size=50))
@example([0.005, 1.005, 2.675, 0.125, 1234567.885, 0.0049999999999])
def test_areas_are_rounded_as_always(areas):
    assert [Decimal(c).scaleb(-2) for c in cents_of(np.asarray(areas))] == [round_half_up(a) for a in areas]


def test_an_area_that_is_not_a_number_has_no_cents():
    assert cents_of(np.asarray([float("nan"), float("inf"), 1.0])) == [0, 0, 100]


TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


@given(st.dictionaries(TEXT, st.lists(TEXT, min_size=4, max_size=4), max_size=5))
def test_texts_of_columns_are_the_canonical_json_of_each_row(values):
    columns = Columns(values, 4)
    assert columns.texts() == [json.dumps(dict(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
                               for row in columns]
    assert [dict(IssuedText(text)) for text in columns.texts()] == [dict(row) for row in columns]
    assert columns[-1] == columns[3] and columns[1:3] == [columns[1], columns[2]]
    with pytest.raises(IndexError):
        columns[4]


def test_new_uids_are_ulids_of_their_own():
    from farmland_plugin.ledger.ledger import new_ulid

    first = new_ulid()
    made = new_uids(first, 5000)
    assert len(set(made)) == 5000 and all(len(uid) == 26 and uid[:10] == first[:10] for uid in made)
    assert not set("".join(made)) - set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") and made == sorted(made)


def some_rows(first, count, member=0):
    wkb = struct.pack("<BIIBIII4d", 1, 6, 1, 1, 3, 1, 2, 0, 0, 1, 1)
    return Rows(member, [f"u{first + n}" for n in range(count)], ["甲\n乙"] * count, ["t"] * count, ["v"] * count,
                ["12.50" if n % 2 else "" for n in range(count)], [""] * count, [""] * count, ["h"] * count, [""] * count,
                ["b"] * count, ["f.shp"] * count, list(range(count)), [100 + n for n in range(count)], ['{"a":"1"}'] * count,
                [wkb + bytes([n]) for n in range(count)], [None if n % 3 else b"issued" for n in range(count)],
                np.arange(4.0 * count).reshape(count, 4))


def test_parcels_in_a_file_are_those_in_memory():
    stores = [Parcels(), Parcels(in_memory=0), Parcels(in_memory=7)]
    for store in stores:
        store.layers = [Layer("EPSG:4526", "mu"), Layer("EPSG:4527", "m2")]
        store.parents["u3"] = "u1"
        for first, count, member in ((0, 5, 0), (5, 1, 1), (6, 9, 1)):
            store.add(some_rows(first, count, member))
    whole = list(stores[0])
    assert len(whole) == 15 and [p.parcel_uid for p in whole] == [f"u{n}" for n in range(15)]
    assert whole[1].monitored_area_m2 == Decimal("8333.3333") and whole[7].monitored_area_m2 == Decimal("12.50")
    assert whole[0].issued_geom == b"issued" and whole[1].issued_geom is None and whole[3].parent_uid == "u1"
    for store in stores[1:]:
        assert list(store) == whole and list(store) == whole and len(store) == 15
        assert store.wkb([1, 4, 5, 14]) == [whole[n].geom for n in (1, 4, 5, 14)]
        assert store.some([14, 2, 2]) == {2: whole[2], 14: whole[14]}
        assert (store.bounds == stores[0].bounds).all() and store.bounds.shape == (15, 4)
        store.close()


def test_a_block_without_columns_answers_alike():
    block = Block([1, 2], [None, None], [{"b": "2", "a": '"'}, {"a": "x"}], ["", ""])
    assert block.column("b") == ["2", ""] and block.texts() == ['{"a":"\\"","b":"2"}', '{"a":"x"}'] and len(block) == 2


PLACE = st.sampled_from([0.0, 1.0, 1.5, 2.0, 7.0, 1000.0, 38_460_000.0, 38_460_000.001])


@given(st.lists(st.tuples(PLACE, PLACE, PLACE, PLACE), min_size=1, max_size=30))
def test_envelopes_that_meet_are_those_that_a_look_at_every_pair_finds(given):
    boxes = np.asarray([(min(a, c), min(b, d), max(a, c), max(b, d)) for a, b, c, d in given])
    one, two = np.tril_indices(len(boxes), -1)
    meet = (np.maximum(boxes[one, :2], boxes[two, :2]) <= np.minimum(boxes[one, 2:], boxes[two, 2:])).all(axis=1)
    assert sorted(zip(*(numbers.tolist() for numbers in meeting(boxes)))) == sorted(zip(one[meet].tolist(), two[meet].tolist()))


CELL = st.one_of(st.decimals(0, 10**6, places=2).map(str), st.sampled_from(
    ["", "0.00", "100.00", "007.10", "-1.20", "1e3", ".50", "5.", "***", "12", "1 2.50", "+3.10", "nan", "a\tb", "x  y", "甲"]))


@MANY
@given(rows=st.lists(st.tuples(CELL, CELL, st.booleans()), min_size=1, max_size=12), right=st.booleans())
def test_a_column_read_at_once_has_the_values_read_one_by_one(tmp_path, rows, right):
    def set_to(text):
        raw = text.encode("gbk")
        return raw.rjust(12) if right else raw.ljust(12)

    lines = b"".join((b"*" if gone else b" ") + set_to(number) + set_to(text) for number, text, gone in rows)
    head = b"".join(struct.pack("<11sc4xBB14x", name, kind, 12, 2) for name, kind in ((b"MJ", b"N"), (b"BZ", b"C")))
    path = tmp_path / "t.dbf"
    path.write_bytes(struct.pack("<4BIHH20x", 3, 126, 1, 1, len(rows), 33 + len(head), 25) + head + b"\r" + lines + b"\x1a")
    table = DbfTable(path, "", "GBK")
    alive, values = table.columns(0, len(rows))
    records = [table.record(number) for number in range(len(rows))]
    assert alive.tolist() == [record is not None for record in records]
    for name in table.fields:
        assert values[name] == [record[name] for record in records if record is not None]


@pytest.mark.parametrize("unit", ["m2", "mu"])
@given(values=st.lists(st.one_of(st.just(""), st.decimals(0, 10**9, places=2).map(str), st.decimals(0, 10**6, places=5).map(str),
                                 st.integers(0, 10**11).map(str), st.just("007.5")), min_size=1, max_size=12))
def test_issued_areas_of_a_column_are_those_of_its_parcels(unit, values):
    rows = some_rows(0, len(values))
    rows.values = values
    with closing(Parcels()) as store:
        store.layers = [Layer("EPSG:4526", unit)]
        store.add(rows)
        (columns,) = store.columns()
        single = [parcel.monitored_area_m2 for parcel in store]
    assert columns.monitored_area_m2 == [None if area is None else float(area) for area in single]
    assert columns.monitored_text == ["" if area is None else f"{area:.4f}" for area in single]
