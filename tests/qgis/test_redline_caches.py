"""The copies of red lines beside the ledger are proven, and a source that changed behind the registration is told."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import QgsProcessingException

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.gui.redlines.ground import ground_of
from farmland_plugin.gui.redlines.state import CHANGED, IN_FORCE, LOST, MISSING, states
from farmland_plugin.gui.redlines.telling import Ground
from farmland_plugin.ledger import caches, sources
from farmland_plugin.ledger.facts import facts_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.sources import source_state
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.processing.redline_cache import ensure_cache

from .handover import E0, N0, new_ledger, square, write_layer

FIELDS = ("PZWH", "PZRQ")


def strip(x0, x1):
    """Ground across the first parcel, from x0 to x1 metres."""
    a, b, c, d = E0 + x0, N0, E0 + x1, N0 + 100
    return f"POLYGON(({a} {b},{a} {d},{c} {d},{c} {b},{a} {b}))"


@pytest.fixture
def ledger(tmp_path, farmland):
    """A ledger of zone 38 with two parcels of 100 m."""
    path = new_ledger(tmp_path)
    parcels = write_layer(tmp_path / "下发.shp", [(square(n), f"P{n}", "10000") for n in range(2)], ("JCBH", "JCMJ"))
    farmland("importparcels", LEDGER=path, INPUT=parcels, BATCH="一季度", AREA_UNIT="m2")
    return path


@pytest.fixture
def register(ledger, farmland):
    def run(source, vintage="2021", into=None, **more):
        return farmland("registerredline", LEDGER=into or ledger, INPUT=source, ROLE="approval", VINTAGE=vintage,
                        **more)["REDLINE_ID"]

    return run


@pytest.fixture
def source(tmp_path):
    return write_layer(tmp_path / "批文.shp", [(strip(0, 30), "1号", "2021/3/1")], FIELDS)


def cache_of(path, redline_id):
    with Ledger.open(path, write=False) as opened:
        return opened.files / "redlines" / opened.redline(redline_id).cache


def covered(path):
    with Ledger.open(path, write=False) as opened:
        return [(one.class_code, round(float(one.area_m2))) for one in opened.all_overlaps()]


def edited(cache, *statements):
    """Change a copy with a plain SQLite tool, as somebody might."""
    with closing(sqlite3.connect(cache)) as connection, connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)


def emptied(cache):
    cache.write_bytes(b"")


def halved(cache):
    cache.write_bytes(cache.read_bytes()[:cache.stat().st_size // 2])


def holed(cache):
    """The size is right, but what was copied last never arrived; the time is the old one."""
    kept, size = cache.stat(), cache.stat().st_size
    with cache.open("r+b") as stream:
        stream.seek(size // 2)
        stream.write(bytes(size - size // 2))
    os.utime(cache, ns=(kept.st_atime_ns, kept.st_mtime_ns + 10_000_000))


def other_number(cache):
    edited(cache, "UPDATE redline SET class_code = '国函伪造', detail = '{\"date\":\"1999-01-01\"}'")


def broken_detail(cache):
    edited(cache, "UPDATE redline SET detail = 'not json'")


def one_polygon_less(cache):
    edited(cache, "DELETE FROM redline", "DELETE FROM rtree_redline_geom_rowid")


def other_tree(cache):
    edited(cache, "UPDATE rtree_redline_geom_node SET data = zeroblob(length(data))")


DAMAGE = (emptied, halved, holed, other_number, broken_detail, one_polygon_less, other_tree)


# -- the proof of a copy --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_or_altered_copy_is_made_again_from_its_source_before_it_is_read(ledger, register, source, farmland, damage):
    cache = cache_of(ledger, register(source))
    farmland("screenparcels", LEDGER=ledger)
    sound = covered(ledger)
    assert len(sound) == 1 and sound[0][0] == "1号"
    damage(cache)
    farmland("screenparcels", LEDGER=ledger)
    assert covered(ledger) == sound and caches.look_through(cache) == caches.WHOLE


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_copy_whose_source_is_gone_too_is_told_in_one_sentence(ledger, register, source, farmland, damage):
    cache = cache_of(ledger, register(source))
    farmland("screenparcels", LEDGER=ledger)
    sound = covered(ledger)
    damage(cache)
    for part in source.parent.glob("批文.*"):
        part.unlink()
    with pytest.raises(QgsProcessingException) as error:
        farmland("screenparcels", LEDGER=ledger)
    told = str(error.value)
    assert "批文.shp" in told and "damaged or was altered" in told and f"redlines/{cache.name}" in told
    assert "\n" not in told and "sqlite" not in told.lower() and "Traceback" not in told
    assert covered(ledger) == sound, "nothing was written"


def test_a_copy_is_read_through_once_and_again_only_when_it_was_touched(ledger, register, source, monkeypatch):
    redline_id = register(source)
    cache, looked = cache_of(ledger, redline_id), []
    plain = caches.look_through
    monkeypatch.setattr(caches, "look_through", lambda path: looked.append(path) or plain(path))
    with Ledger.open(ledger, write=False) as opened:
        line = opened.redline(redline_id)
        ensure_cache(opened, line, NoFeedback())
        assert looked == [], "it was proven when it was made"
        os.utime(cache)
        ensure_cache(opened, line, NoFeedback())
        ensure_cache(opened, line, NoFeedback())
        assert looked == [cache]
        opened.files.joinpath("seen.json").write_text("{broken", encoding="utf-8")
        ensure_cache(opened, line, NoFeedback())
        assert looked == [cache, cache]


def test_opening_a_copy_for_writing_without_changing_it_is_no_damage(ledger, register, source):
    cache = cache_of(ledger, register(source))
    with closing(sqlite3.connect(cache)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA journal_mode = DELETE")
    assert caches.look_through(cache) == caches.WHOLE


def test_a_copy_of_an_earlier_version_is_made_again_or_without_its_source_taken_as_it_is_and_sealed(ledger, register, source):
    redline_id = register(source)
    cache = cache_of(ledger, redline_id)
    with Ledger.open(ledger, write=False) as opened:
        line = opened.redline(redline_id)
        for gone in (False, True):
            edited(cache, "UPDATE gpkg_contents SET identifier = 'redline'")
            assert caches.look_through(cache) == caches.UNSEALED
            if gone:
                source.unlink()
            ensure_cache(opened, line, NoFeedback())
            assert caches.look_through(cache) == caches.WHOLE
        edited(cache, "UPDATE gpkg_contents SET identifier = 'redline'", "UPDATE redline SET detail = 'not json'")
        with pytest.raises(BadInput, match="damaged or was altered"):
            ensure_cache(opened, line, NoFeedback())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(["class_code", "name", "detail", "attributes"]), text=st.text(max_size=12))
def test_no_other_text_in_any_column_passes_for_the_copy_that_was_sealed(sealed, column, text):
    cache, spare = sealed
    shutil.copyfile(spare, cache)
    with closing(sqlite3.connect(cache)) as connection, connection:
        before, = connection.execute(f"SELECT {column} FROM redline").fetchone()
        connection.execute(f"UPDATE redline SET {column} = ?", (text.encode("utf-8", "replace").decode("utf-8"),))
        now, = connection.execute(f"SELECT {column} FROM redline").fetchone()
    assert (caches.look_through(cache) == caches.WHOLE) == (before == now)


@pytest.fixture
def sealed(ledger, register, source, tmp_path):
    cache = cache_of(ledger, register(source))
    edited(cache)
    return cache, Path(shutil.copyfile(cache, tmp_path / "spare.gpkg"))


def test_verification_reads_every_copy_and_says_which_is_not_the_one_that_was_made(ledger, register, source):
    cache = cache_of(ledger, register(source))
    with Ledger.open(ledger, write=False) as opened:
        found = verify_ledger(opened, media=True)
        assert found.breaks == [] and not any("red line" in one for one in found.remarks)
        assert any("1 copies of red lines" in one for one in found.checked)
        other_number(cache)
        found = verify_ledger(opened, media=True)
        assert found.breaks == [] and [one for one in found.remarks if "批文.shp" in one and "altered" in one]


def test_a_detail_nobody_can_read_is_told_by_the_map_in_one_sentence(ledger, register, source):
    redline_id = register(source)
    cache = cache_of(ledger, redline_id)
    broken = Ground((redline_id,), "1号", {"date": "2021-03-01"}, rest=False)
    for text in ("{not json", "[1]"):
        edited(cache, f"UPDATE redline SET detail = '{text}'")
        with Ledger.open(ledger, write=False) as opened, pytest.raises(BadInput) as error:
            ground_of(opened, next(opened.parcels()), broken)
        assert cache.name in str(error.value)


# -- the source behind a red line -------------------------------------------------------------------------------------


def reasons(path):
    with Ledger.open(path, write=False) as opened:
        return sorted({code for codes in opened.stale().values() for code in codes})


def state(path):
    with Ledger.open(path, write=False) as opened:
        return list(states(opened.redlines(), opened, NoFeedback(), thoroughly=False).values())


def test_a_source_edited_after_registration_makes_the_results_stale(ledger, register, source, farmland):
    register(source)
    farmland("screenparcels", LEDGER=ledger)
    assert reasons(ledger) == [] and state(ledger) == [IN_FORCE]
    write_layer(source, [(strip(0, 90), "1号", "2021/3/1")], FIELDS)
    assert reasons(ledger) == ["source_changed"] and state(ledger) == [CHANGED]
    farmland("screenparcels", LEDGER=ledger)
    assert reasons(ledger) == ["source_changed"], "screening again reads the copy: the file is still another one"
    with Ledger.open(ledger, write=False) as opened:
        line, = opened.redlines()
    register(source, REPLACES=line.redline_id)
    farmland("screenparcels", LEDGER=ledger)
    assert reasons(ledger) == [] and state(ledger) == [IN_FORCE]


def test_a_table_edited_in_place_with_the_same_size_is_noticed(ledger, register, source, farmland):
    register(source)
    farmland("screenparcels", LEDGER=ledger)
    table = source.with_suffix(".dbf")
    table.write_bytes(table.read_bytes().replace(b"2021/3/1", b"2019/3/1"))
    assert reasons(ledger) == ["source_changed"]


def test_a_source_copied_over_itself_is_read_once_and_stays_the_one_registered(ledger, register, tmp_path, farmland, monkeypatch):
    path = write_layer(tmp_path / "批文.gpkg", [(strip(0, 30), "1号", "2021/3/1")], FIELDS)
    register(path)
    farmland("screenparcels", LEDGER=ledger)
    hashed, plain = [], sources.sha256_of
    monkeypatch.setattr(sources, "sha256_of", lambda *paths: hashed.append(paths) or plain(*paths))
    assert reasons(ledger) == [] and hashed == [], "the file is as it was when it was registered"
    os.utime(path, (1_900_000_000, 1_900_000_000))
    assert reasons(ledger) == reasons(ledger) == [] and len(hashed) == 1
    state(ledger)
    assert len(hashed) == 1, "the panel reads it no second time either"


def test_results_stand_when_the_file_is_gone_and_the_list_says_what_is_missing(ledger, register, source, farmland):
    cache = cache_of(ledger, register(source))
    farmland("screenparcels", LEDGER=ledger)
    for part in source.parent.glob("批文.*"):
        part.unlink()
    assert reasons(ledger) == [] and state(ledger) == [MISSING]
    halved(cache)
    assert reasons(ledger) == [] and state(ledger) == [LOST]
    cache.unlink()
    assert reasons(ledger) == [] and state(ledger) == [LOST]


def test_a_zip_that_changed_is_noticed_by_the_panel_and_remembered_for_the_results(ledger, register, source, tmp_path, farmland):
    packed = tmp_path / "交接.zip"

    def pack(upto):
        folder = tmp_path / "内"
        folder.mkdir(exist_ok=True)
        write_layer(folder / "批文.shp", [(strip(0, upto), "1号", "2021/3/1")], FIELDS)
        shutil.make_archive(str(packed.with_suffix("")), "zip", folder)

    pack(30)
    register(packed)
    farmland("screenparcels", LEDGER=ledger)
    assert reasons(ledger) == [] and state(ledger) == [IN_FORCE]
    pack(90)
    assert state(ledger) == [CHANGED] and reasons(ledger) == ["source_changed"]


def test_a_layer_registered_before_sources_were_watched_is_judged_by_its_content(ledger, register, source, farmland):
    register(source)
    farmland("screenparcels", LEDGER=ledger)
    seen = Path(f"{ledger}.files", "seen.json")
    seen.unlink()
    assert reasons(ledger) == []
    values = json.loads(seen.read_text(encoding="utf-8"))
    assert len(values["sources"]) == 1
    seen.unlink()
    write_layer(source, [(strip(0, 90), "1号", "2021/3/1")], FIELDS)
    assert reasons(ledger) == ["source_changed"]


# -- the same data twice ------------------------------------------------------------------------------------------------


def test_the_same_data_of_another_vintage_are_refused_unless_both_are_wanted(ledger, register, source):
    first = register(source)
    with pytest.raises(QgsProcessingException, match=rf"registered as 批文.shp \(2021\).*{first} as REPLACES.*KEEP_BOTH"):
        register(source, "2022")
    with Ledger.open(ledger, write=False) as opened:
        assert [line.vintage for line in opened.redlines()] == ["2021"]
    second = register(source, "2022", KEEP_BOTH=True)
    assert second != first and register(source, "2022") == second, "what is registered is registered"
    with pytest.raises(QgsProcessingException, match="already"):
        register(source, "2022", NAME="另一名", KEEP_BOTH=True)


def test_the_only_layer_of_a_file_is_the_same_with_and_without_its_name(ledger, register, tmp_path):
    path = write_layer(tmp_path / "一层.gpkg", [(strip(0, 30), "1号", "2021/3/1")], FIELDS, layer="甲")
    first = register(path)
    assert register(path, LAYER="甲") == first


def twin(ledger, folder):
    folder.mkdir()
    copy = Path(shutil.copyfile(ledger, folder / "ledger.gpkg"))
    if Path(f"{ledger}.files").exists():
        shutil.copytree(f"{ledger}.files", f"{copy}.files")
    return copy


def named(path):
    with Ledger.open(path, write=False) as opened:
        return sorted((line.settings.get("layer", ""), line.vintage) for line in opened.redlines())


def test_a_merge_takes_two_layers_of_one_file_for_two_and_the_same_layer_for_one(ledger, register, tmp_path, farmland):
    path = write_layer(tmp_path / "两层.gpkg", [(strip(0, 30), "1号", "2021/3/1")], FIELDS, layer="东")
    write_layer(path, [(strip(30, 60), "2号", "2021/3/1")], FIELDS, layer="西", append=True)
    copy = twin(ledger, tmp_path / "外业")
    register(path, LAYER="东")
    register(path, LAYER="西", into=copy)
    register(path, LAYER="东", into=copy)
    farmland("mergeledgers", LEDGER=ledger, INPUT=copy)
    assert named(ledger) == [("东", "2021"), ("西", "2021")]
    with Ledger.open(ledger, write=False) as opened:
        assert all((opened.files / "redlines" / line.cache).is_file() for line in opened.redlines())
        assert verify_ledger(opened).breaks == []


def test_a_merge_brings_a_layer_registered_anew_after_both_retired_it(ledger, register, source, tmp_path, farmland):
    first = register(source)
    copy = twin(ledger, tmp_path / "外业")
    for path in (ledger, copy):
        farmland("retireredline", LEDGER=path, REDLINE=first, WHY="年份写错")
    register(source, into=copy)
    farmland("mergeledgers", LEDGER=ledger, INPUT=copy)
    assert named(ledger) == [("", "2021")]


def test_a_merge_brings_what_replaced_a_layer_on_their_side_and_retires_it_here(ledger, register, source, tmp_path, farmland):
    first = register(source)
    copy = twin(ledger, tmp_path / "外业")
    register(source, into=copy, REPLACES=first, FIELD_MAP='{"name": "PZWH"}')
    register(source, "2022", into=copy, KEEP_BOTH=True)
    farmland("mergeledgers", LEDGER=ledger, INPUT=copy)
    assert named(ledger) == [("", "2021"), ("", "2022")]


def test_a_merge_replaces_a_damaged_copy_by_theirs(ledger, register, source, tmp_path, farmland):
    copy = twin(ledger, tmp_path / "外业")
    theirs = cache_of(copy, register(source, into=copy))
    here = Path(f"{ledger}.files", "redlines", theirs.name)
    here.write_bytes(theirs.read_bytes()[:4096])
    farmland("mergeledgers", LEDGER=ledger, INPUT=copy)
    assert caches.look_through(here) == caches.WHOLE


def test_a_geopackage_still_being_written_elsewhere_is_neither_registered_nor_judged(ledger, register, tmp_path):
    place = write_layer(tmp_path / "批文.gpkg", [(strip(0, 30), "1号", "2021/3/1")], FIELDS)
    line = register(place)
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("CREATE TABLE waiting (n INTEGER)")
        other.commit()
        assert Path(f"{place}-wal").stat().st_size
        with Ledger.open(ledger, write=False) as opened:
            assert source_state(opened.files, opened.redline(line)) == "unknown"
        with pytest.raises(QgsProcessingException, match="not yet in the file"):
            register(place, vintage="2022", KEEP_BOTH=True)


def test_the_facts_of_one_parcel_on_the_screen_look_at_no_file(ledger, register, source, farmland, monkeypatch):
    register(source)
    farmland("screenparcels", LEDGER=ledger)
    write_layer(source, [(strip(0, 90), "1号", "2021/3/1")], FIELDS)
    with Ledger.open(ledger, write=False) as opened:
        uid = opened.parcel_uids()[0]
        monkeypatch.setattr("farmland_plugin.ledger.sources._parts", lambda path: pytest.fail("a file was looked at"))
        assert opened.stale([uid], look=False) == {} and next(facts_of(opened, [uid], look=False)).stale == ()
        monkeypatch.undo()
        assert opened.stale([uid]) == {uid: ["source_changed"]}
        assert next(facts_of(opened, [uid], look=False)).stale == ("source_changed",), "what somebody found is remembered"
