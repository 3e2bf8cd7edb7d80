"""Tiles, control buildings and comparisons in a database: the same as in a file, and only together with their events."""

from __future__ import annotations

from dataclasses import replace

import psycopg2
import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from farmland_plugin.domain.errors import FarmlandError
from farmland_plugin.domain.imagery import Comparison, PairCheck, SceneTile
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.imagery import enter_control, write_scene_retirement
from farmland_plugin.ledger.keeping.moving import move
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.processing.compareimagery import CompareImagery

from ..qgis import change_county as drawn
from .conftest import ZONE38
from .county import EAST, WEST, batch_of, of, square, uids

BOX = (38_544_000.0, 4_061_000.0, 38_548_000.0, 4_063_000.0)
HOUSE = square(38_545_010.0, 4_062_010.0, 12.0)
TILES = [SceneTile("A", number, day, "", BOX, square(38_544_000.0, 4_061_000.0, 2000.0))
         for number, day in enumerate(("2026-08-30", "2026-09-05"))]


def scenes(ledger):
    for scene_id, role, day in (("B", "before", "2026-01-10"), ("A", "after", "2026-09-05")):
        ledger.add_scene(Scene(scene_id, role, day, "", 0.5, "x.tif", scene_id.lower() * 64, "EPSG:4526", BOX, 8000, 4000),
                         TILES if scene_id == "A" else ())


def compared(uid, name="C1", suggestion="partly"):
    return Comparison(name, uid, 1, "B", "A", "2026-01-10", "2026-08-30", "1", "f" * 64, "k" * 64, suggestion,
                      [{"code": "some_standing", "figures": {"count": 2, "s3": 0.123}}], {"structures": [{"s3": 0.1 + 0.2}]},
                      -0.0, None,                      12.25, 0.1, HOUSE, f"{name}.tif", "2026-11-20T02:00:00.000Z")


CHECK = PairCheck("P1", "B", "A", "2026-01-10", "2026-08-30", "1", "p" * 64, 20, -0.5, 0.25, None, 12, 4, "failed",
                  {"windows": [{"x": 0.1}], "controls": []}, "2026-11-20T02:00:00.000Z")


def test_a_database_and_a_file_keep_the_same(server, database, files, tmp_path):
    given = {"county": "130499", "name": "示例县", "crs": ZONE38}
    with create_ledger(tmp_path / "twin.gpkg", **given) as file, create_ledger(
            server.address(database, files=files), **given) as base:
        batch, parcels, aside = batch_of(base, 3)
        told = []
        for ledger in (file, base):
            ledger.add_batch(batch, parcels, aside)
            scenes(ledger)
            ledger.record_comparisons([compared(uid, f"C{number}") for number, uid in enumerate(uids(ledger)[:2])], [CHECK], {})
            mark = ledger.mark_control("B", "A", HOUSE, "村委会")
            ledger.unmark_control(mark.control_id)
            ledger.retire_scene("B", "日期填错")
            assert verify_ledger(ledger).breaks == []
            told.append([ledger.scene_tiles(), [ledger.comparison(uid) for uid in uids(ledger)], ledger.pair_checks("B", "A"),
                         [replace(one, control_id="", marked_at="", marked_by="")
                          for one in ledger.control_buildings(removed=True)],
                         [(one.scene_id, one.retired_why) for one in ledger.scenes(retired=True)], len(ledger.scenes()),
                         ledger.latest_comparisons(uids(ledger)), ledger.claimed_demolitions(uids(ledger))])
        assert told[0] == told[1] and told[0][0] == TILES


def test_a_ledger_moved_into_a_database_and_back_has_every_row(server, database, files, tmp_path):
    with create_ledger(tmp_path / "file.gpkg", county="130499", name="示例县", crs=ZONE38) as file:
        batch, parcels, aside = batch_of(file, 2)
        file.add_batch(batch, parcels, aside)
        scenes(file)
        file.record_comparisons([compared(uids(file)[0])], [CHECK], {})
        file.mark_control("B", "A", HOUSE)
        file.retire_scene("A", "类型填错")
        before = (file.comparisons(uids(file)[0]), file.pair_checks("B", "A"), file.control_buildings(), file.scene_tiles(),
                  file.withdrawn())
    move(tmp_path / "file.gpkg", server.address(database, files=files))
    with Ledger.open(server.address(database, files=files)) as base:
        first = uids(base)[0]
        assert before == (base.comparisons(first), base.pair_checks("B", "A"), base.control_buildings(), base.scene_tiles(),
                          base.withdrawn())
        assert verify_ledger(base).breaks == []
        base.record_comparisons([compared(first, "C2", "unsure")], [], {})
        assert len(base.comparisons(first)) == 2


def test_a_township_sees_and_adds_the_comparisons_of_its_own_parcels_only(county, login):
    scenes(county)
    mine, theirs = of(county, EAST), of(county, WEST)
    clerk = login("clerk", townships=[EAST])
    clerk.record_comparisons([compared(mine[0])], [CHECK], {})
    county.record_comparisons([compared(theirs[0], "C2")], [], {})
    assert [len(clerk.comparisons(uid)) for uid in (mine[0], theirs[0])] == [1, 0] and len(county.comparisons(theirs[0])) == 1
    with pytest.raises(FarmlandError):
        clerk.record_comparisons([compared(theirs[1], "C3")], [], {})
    mark = clerk.mark_control("B", "A", HOUSE)
    assert county.control_buildings("B", "A") == [mark] and mark.marked_by == "clerk"
    assert verify_ledger(clerk).breaks == [] and verify_ledger(county).breaks == []


@pytest.mark.parametrize("statement", [
    "INSERT INTO comparison SELECT 'X', parcel_uid, round, before_id, after_id, before_on, after_on, profile_version,"
    " profile_sha256, input_key, 'cleared', reasons, scores, shift_x_m, shift_y_m, residual_m2, residual_share, residual_wkb,"
    " heat_map, made_at, seq FROM comparison",
    "UPDATE comparison SET suggestion = 'cleared'",
    "DELETE FROM comparison",
    "UPDATE pair_check SET control_result = 'passed'",
    "INSERT INTO pair_check SELECT 'X', before_id, after_id, before_on, after_on, profile_version, input_key, windows, shift_x_m,"
    " shift_y_m, mad_m, controls, 0, 'passed', detail, made_at, seq FROM pair_check",
    "INSERT INTO scene_tile VALUES ('B', 7, '2026-10-01', '', 0, 0, 1, 1, '')",
    "UPDATE scene_tile SET captured = '2026-10-01'",
    "INSERT INTO control_building SELECT 'X', before_id, after_id, wkb, note, marked_at, marked_by, seq, NULL"
    " FROM control_building",
    "UPDATE control_building SET wkb = ''",
    "UPDATE control_building SET removed_seq = 1",
    "DELETE FROM control_building",
    "INSERT INTO scene_retired VALUES ('A', '2026-11-20T02:00:00.000Z', session_user, 'x', 1)",
    "UPDATE scene_retired SET why = 'x'",
    "DELETE FROM scene_retired",
])
@pytest.mark.parametrize("who", ["clerk", "ledger"])
def test_rows_without_their_event_are_refused(server, database, county, login, statement, who):
    scenes(county)
    county.record_comparisons([compared(uids(county)[0])], [CHECK], {})
    county.mark_control("B", "A", HOUSE)
    county.retire_scene("B", "日期填错")
    login("clerk")
    before = [county.comparisons(uids(county)[0]), county.pair_checks("B", "A"), county.control_buildings(), county.scene_tiles(),
              county.withdrawn()]
    with pytest.raises(psycopg2.Error):
        server.sql(database, "SET search_path TO farmland, public", statement, login=who)
    assert before == [county.comparisons(uids(county)[0]), county.pair_checks("B", "A"), county.control_buildings(),
                      county.scene_tiles(), county.withdrawn()]


def test_nobody_marks_a_control_building_in_a_colleagues_name(county, login):
    scenes(county)
    clerk = login("clerk")
    mark = clerk.mark_control("B", "A", HOUSE)
    with pytest.raises(FarmlandError), clerk.door() as door:
        enter_control(door, replace(mark, control_id="forged", marked_by="somebody"), {})
    assert [one.marked_by for one in county.control_buildings()] == ["clerk"]


def test_images_are_compared_in_a_database(server, database, files, tmp_path):
    address = server.address(database, files=files)
    with drawn.make_ledger(address) as ledger:
        ledger.files.mkdir(parents=True, exist_ok=True)
        made = drawn.yards(ledger)
        drawn.scenes(ledger, tmp_path, {2: (0, 1)})
    outputs, ok = CompareImagery().create().run({
        "LEDGER": address, "WHERE": f"parcel_uid IN ('{made[2]}', '{made[3]}')", "TABLE": str(tmp_path / "t.xlsx"),
        "WORKERS": "2"}, QgsProcessingContext(), QgsProcessingFeedback())
    assert ok and (outputs["COMPARED"], outputs["UNCHANGED"], outputs["FLAGGED"]) == (2, 1, 1)
    with Ledger.open(server.address(database, files=files)) as ledger:
        assert ledger.comparison(made[3]).suggestion == "unchanged" and verify_ledger(ledger).breaks == []
        assert (ledger.files / "changes" / ledger.comparison(made[3]).heat_map).is_file()


def test_images_are_retired_by_a_login_of_the_whole_county_in_its_own_name(county, login):
    scenes(county)
    with pytest.raises(FarmlandError, match="whole county"):
        login("east", townships=[EAST]).retire_scene("A", "类型填错")
    clerk = login("clerk")
    forged = replace(county.scene("A"), retired_at="2026-11-20T02:00:00.000Z", retired_by="somebody", retired_why="类型填错")
    with pytest.raises(FarmlandError), clerk.door() as door:
        write_scene_retirement(door, forged, {})
    clerk.retire_scene("A", "类型填错")
    assert [(one.scene_id, one.retired_by) for one in county.withdrawn().values()] == [("A", "clerk")]
    assert verify_ledger(county).breaks == []
