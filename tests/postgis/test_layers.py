"""Red lines on a ledger in a database: details and covers, retiring, tables as sources, caches made again."""

from __future__ import annotations

import json
import sqlite3
from decimal import Decimal
from pathlib import Path

import psycopg2
import psycopg2.errors
import pytest
from qgis.core import QgsDataSourceUri, QgsProcessingException, QgsProject, QgsVectorLayer

from farmland_plugin.domain.errors import BadInput, FarmlandError
from farmland_plugin.domain.parcel import Overlap, OverlapPart, Redline, RoleCover, Screening
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.intake.opening.origin import origin_of, source_changed
from farmland_plugin.ledger.keeping.moving import move
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.redline_cache import ensure_cache

from ..qgis.conftest import farmland  # noqa: F401 - a fixture
from .county import EAST, of
from .test_ground import whole

ZERO, TEN, FIVE = Decimal("0.00"), Decimal("10.00"), Decimal("5.00")
TABLE = (
    "CREATE SCHEMA gis",
    "CREATE TABLE gis.\"批文\" (gid serial PRIMARY KEY, \"PZWH\" varchar(40), \"PZRQ\" date, mj numeric(12,2),"
    " geom geometry(MultiPolygon, 4526))",
    "INSERT INTO gis.\"批文\" (\"PZWH\", \"PZRQ\", mj, geom) SELECT '冀政转征函' || n, date '2021-03-01' + n, 1.50,"
    " ST_Multi(ST_SetSRID(ST_MakeEnvelope(38545000 + 200 * n, 4062000, 38545050 + 200 * n, 4062100), 4526))"
    " FROM generate_series(0, 3) AS n",
    "GRANT USAGE ON SCHEMA gis TO PUBLIC")


def line(redline_id, role="approval", **more):
    return Redline(redline_id, role, redline_id, "2021", "/data/a.shp", "c" * 64, 1, 0, f"{redline_id}.gpkg", "EPSG:4526", **more)


def screened(ledger, uids):
    """Two layers of approvals over some parcels, with details and what they cover together."""
    ledger.add_redline(line("ONE"))
    ledger.add_redline(line("TWO", settings={"layer": "b"}))
    ids = ["ONE", "TWO"]
    ledger.record_screening(
        (Overlap(uid, one, "approval", "1号", TEN, TEN) for uid in uids for one in ids),
        (Screening(uid, one, "approval", TEN, FIVE, screened_at="2026-11-22T01:00:00.000Z", rest_width_m=1.25) for uid in uids
         for one in ids), uids, ids, {"engine": "test", "sliver_m2": "0", "area_rule": ledger.area_rule.text()},
        (OverlapPart(uid, one, "approval", "1号", {"date": "2021-03-01", "project": "厂房"}, FIVE, FIVE) for uid in uids
         for one in ids), (RoleCover(uid, "approval", TEN, FIVE, 2.5) for uid in uids))


def test_details_and_covers_are_kept_seen_by_township_and_move_to_a_file_and_back(server, county, login, new_database, tmp_path,
                                                                                   files):
    screened(county, county.parcel_uids())
    parts = list(county.all_parts())
    assert parts[0].detail == {"date": "2021-03-01", "project": "厂房"} and len(parts) == 16 and county.stale() == {}
    assert next(county.role_covers()).rest_width_m == 2.5 and county.screenings(parts[0].parcel_uid)[0].rest_width_m == 1.25
    technician = login("east", "read", [EAST], write=False)
    assert {one.parcel_uid for one in technician.all_parts()} == set(of(county, EAST))
    assert {one.parcel_uid for one in technician.role_covers()} == set(of(county, EAST))
    assert whole(county)
    county.close()
    move(server.address(county.store.address.database, files=files), tmp_path / "moved.gpkg")
    with Ledger.open(tmp_path / "moved.gpkg") as moved:
        assert list(moved.all_parts()) == parts and len(list(moved.role_covers())) == 8
        assert whole(moved)
        moved.retire_redline("TWO", "过期")
    database = new_database("tpl")
    move(tmp_path / "moved.gpkg", server.address(database, files=files))
    with Ledger.open(server.address(database, files=files)) as back:
        assert [one.redline_id for one in back.redlines()] == ["ONE"] and len(list(back.all_parts())) == 8
        assert len(list(back.all_parts(retired=True))) == 16 and list(back.role_covers()) == []
        assert whole(back)


def test_red_lines_are_retired_by_the_whole_county_with_their_event_only(server, database, county, login):
    screened(county, county.parcel_uids())
    with pytest.raises(FarmlandError, match="whole county"):
        login("west", "write", [EAST]).retire_redline("ONE", "过期")
    clerk = login("clerk", "write")
    for statement in ("UPDATE redline SET retired_at = 'x' WHERE redline_id = 'ONE'", "DELETE FROM role_cover",
                      "UPDATE redline SET sha256 = 'x'", "DELETE FROM overlap_part"):
        with pytest.raises(psycopg2.Error):
            server.sql(database, "BEGIN", "SET search_path TO farmland, public", statement, "COMMIT", login="clerk")
    clerk.retire_redline("ONE", "过期")
    gone = next(one for one in county.redlines(retired=True) if one.redline_id == "ONE")
    assert (gone.retired_by, gone.retired_why) == ("clerk", "过期") and list(county.role_covers()) == []
    with pytest.raises(FarmlandError, match="was retired by clerk"):
        county.retire_redline("ONE", "再来")
    assert whole(county)


@pytest.fixture
def gis(server, new_database):
    """A second database, of the surveyors, with a table of approvals that `reader` may read."""
    name = new_database("tpl")
    server.login("reader")
    server.sql(name, *TABLE, "GRANT SELECT ON gis.\"批文\" TO reader")
    return name


def test_a_table_of_another_database_becomes_a_red_line_and_its_password_is_kept_nowhere(
        server, gis, county, farmland, tmp_path, files):  # noqa: F811
    address = server.address(gis, "reader", password="s3cret-word")
    done = farmland("registerredline", LEDGER=county.address, INPUT=address, LAYER="gis.批文", ROLE="approval", VINTAGE="2021")
    assert done["FEATURES"] == 4
    found = next(one for one in county.redlines() if one.redline_id == done["REDLINE_ID"])
    assert found.source_kind == "database" and found.source_path == server.address(gis, "reader")
    assert found.settings == {"source": "database", "layer": "gis.批文"} and found.field_map["date"] == "PZRQ"
    with sqlite3.connect(files / "redlines" / found.cache) as cache:
        rows = cache.execute("SELECT class_code, detail, attributes FROM redline ORDER BY fid").fetchall()
    assert rows[1][:2] == ("冀政转征函1", '{"date":"2021-03-02"}') and json.loads(rows[1][2])["mj"] == "1.50"
    dump = " ".join(event.body for event in county.events()) + str(county.redlines())
    assert "s3cret" not in dump
    for path in files.rglob("*"):
        assert path.is_dir() or b"s3cret" not in path.read_bytes()
    again = farmland("registerredline", LEDGER=county.address, INPUT=address, LAYER="gis.批文", ROLE="approval", VINTAGE="2021")
    assert again["REDLINE_ID"] == done["REDLINE_ID"] and whole(county)


def test_a_lost_cache_is_made_again_from_the_table_unless_it_holds_other_data(server, gis, county, farmland, files):  # noqa: F811
    done = farmland("registerredline", LEDGER=county.address, INPUT=server.address(gis, "reader"), LAYER="gis.批文",
                    ROLE="approval", VINTAGE="2021")
    found = next(one for one in county.redlines() if one.redline_id == done["REDLINE_ID"])
    cache = files / "redlines" / found.cache
    with sqlite3.connect(cache) as before:
        rows = before.execute("SELECT * FROM redline ORDER BY fid").fetchall()
    cache.unlink()
    assert source_changed(found, county) is False
    assert ensure_cache(county, found, NoFeedback()) == cache
    with sqlite3.connect(cache) as after:
        assert after.execute("SELECT * FROM redline ORDER BY fid").fetchall() == rows
    cache.unlink()
    server.sql(gis, "UPDATE gis.\"批文\" SET \"PZWH\" = 'x' WHERE gid = 1")
    assert source_changed(found, county) is True
    with pytest.raises(BadInput, match="holds other data now"):
        ensure_cache(county, found, NoFeedback())
    server.sql(gis, "REVOKE SELECT ON gis.\"批文\" FROM reader")
    assert source_changed(found, county) is None
    with pytest.raises(BadInput, match="may not read the table"):
        ensure_cache(county, found, NoFeedback())
    assert not cache.exists()


def test_a_table_in_the_ledgers_own_database_is_read_under_each_colleagues_login(server, database, county, login, farmland):  # noqa: F811
    server.sql(database, *TABLE, "GRANT SELECT ON gis.\"批文\" TO PUBLIC")
    done = farmland("registerredline", LEDGER=county.address, INPUT=server.address(database), LAYER="gis.批文", ROLE="approval",
                    VINTAGE="2021")
    colleague = login("colleague", "read", write=False)
    found = next(one for one in colleague.redlines() if one.redline_id == done["REDLINE_ID"])
    (colleague.files / "redlines" / found.cache).unlink()
    server.sql(database, "REVOKE SELECT ON gis.\"批文\" FROM PUBLIC", "GRANT SELECT ON gis.\"批文\" TO colleague")
    assert ensure_cache(colleague, found, NoFeedback()).is_file()


def test_the_hash_of_a_table_does_not_hang_on_the_order_of_its_rows(server, gis):
    def digest():
        source = origin_of(server.address(gis, "ledger"), "gis.批文").open()
        source.close()
        return source.sha256, source.count

    before = digest()
    server.sql(gis, "CREATE TABLE gis.again AS SELECT * FROM gis.\"批文\" ORDER BY gid DESC", "DROP TABLE gis.\"批文\"",
               "ALTER TABLE gis.again RENAME TO \"批文\"")
    assert digest() == before
    server.sql(gis, "UPDATE gis.\"批文\" SET geom = ST_Multi(ST_Translate(geom, 0.001, 0)) WHERE gid = 2")
    assert digest() != before


@pytest.mark.parametrize(("layer", "sentence"), [
    ("gis.nothing", "has no table gis.nothing"), ("", "not the name of a table"), ("gis.plain", "no such geometry"),
    ("gis.points", "has no polygons"), ("gis.two", "several geometries"), ("gis.empty", "is empty"),
    ("gis.two(b)", None), ("public.spatial_ref_sys", "no such geometry")])
def test_a_table_that_cannot_be_used_is_refused_in_one_sentence(server, gis, layer, sentence):
    server.sql(gis, "CREATE TABLE gis.plain (a int)",
               "CREATE TABLE gis.points AS SELECT ST_SetSRID(ST_Point(38545000, 4062000), 4526) AS geom",
               "CREATE TABLE gis.two AS SELECT geom AS a, geom AS b FROM gis.\"批文\"",
               "CREATE TABLE gis.empty (geom geometry(Polygon, 4526))")
    address = server.address(gis)
    if sentence is None:
        source = origin_of(address, layer).open()
        assert len(list(source)) == 4
        source.close()
        return
    with pytest.raises(BadInput, match=sentence):
        origin_of(address, layer).open(crs="EPSG:4526")


def test_a_postgis_layer_of_the_project_is_registered_as_its_table_a_filtered_one_as_the_layer(
        server, gis, county, farmland):  # noqa: F811
    uri = QgsDataSourceUri()
    uri.setConnection("127.0.0.1", str(server.port), gis, "reader", "")
    uri.setDataSource("gis", "批文", "geom", "", "gid")
    layer = QgsVectorLayer(uri.uri(False), "批文图层", "postgres")
    assert layer.isValid()
    origin = origin_of(layer.id(), found=layer)
    assert (origin.kind, origin.layer, origin.path) == ("database", "gis.批文(geom)", server.address(gis, "reader"))
    layer.setSubsetString("gid < 3")
    QgsProject.instance().addMapLayer(layer)
    try:
        done = farmland("registerredline", LEDGER=county.address, INPUT=layer.id(), ROLE="approval", VINTAGE="2020")
    finally:
        QgsProject.instance().clear()
    found = next(one for one in county.redlines() if one.redline_id == done["REDLINE_ID"])
    assert (found.source_kind, found.source_path, done["FEATURES"]) == ("project", "批文图层", 2)
    with pytest.raises(QgsProcessingException, match="is filtered"):
        farmland("registerredline", LEDGER=county.address, INPUT=f"{uri.uri(False)} sql=gid = 1", ROLE="supply", VINTAGE="2020")
    assert Path(county.files, "redlines", found.cache).is_file()
