"""Tiles of mosaics, control buildings, checks of pairs and comparisons as a ledger keeps them and a copy brings them home."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.acceptance import newest_scene
from farmland_plugin.domain.errors import BadInput, LedgerError
from farmland_plugin.domain.imagery import (
    Comparison,
    PairCheck,
    SceneTile,
    check_key,
    comparison_key,
    comparison_values,
)
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.imagery.checking import distinct
from farmland_plugin.imagery_words import reason_sentence
from farmland_plugin.ledger.imagery import comparison_from_row, comparison_to_row
from farmland_plugin.ledger.keeping.moving import copy_tables
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.merge import merge
from farmland_plugin.ledger.verifying import verify_ledger

from .two_copies import batch_of, field_copy, opened, square, whole

BOX = (38_544_000.0, 4_061_000.0, 38_546_000.0, 4_063_000.0)
HOUSE, SHED = square(38_545_300.0, 4_062_100.0, 12.0), square(38_545_340.0, 4_062_100.0, 9.0)


@pytest.fixture
def home(tmp_path):
    with Ledger.create(tmp_path / "home" / "home.gpkg", county="130423", name="临漳县",
                       crs_wkt='PROJCS["CGCS2000 38",AUTHORITY["EPSG","4526"]]', epsg=4526) as ledger:
        ledger.uids = batch_of(ledger, 3)
        for scene_id, role, day in (("BEFORE", "before", "2026-01-10"), ("AFTER", "after", "2026-09-05")):
            ledger.add_scene(scene(scene_id, role, day), tiles(scene_id) if role == "after" else ())
        yield ledger


def scene(scene_id, role, day):
    return Scene(scene_id, role, day, "高分二号", 0.5, f"/data/{scene_id}.tif", scene_id[0].lower() * 64,
                 "EPSG:4526", BOX, 4000, 4000)


def tiles(scene_id):
    return [SceneTile(scene_id, number, day, "GF-2", (BOX[0] + 1000 * number, BOX[1], BOX[0] + 1000 * (number + 1), BOX[3]),
                      square(BOX[0] + 1000 * number, BOX[1], 1000.0)) for number, day in enumerate(("2026-08-30", "2026-09-05"))]


def compared(ledger, uid, suggestion="unchanged", made_at="2026-11-20T02:00:00.000Z", **more):
    return Comparison(**{
        "comparison_id": ledger.new_uid(), "parcel_uid": uid, "round": 1, "before_id": "BEFORE", "after_id": "AFTER",
        "before_on": "2026-01-10", "after_on": "2026-08-30", "profile_version": "1", "profile_sha256": "f" * 64,
        "input_key": "k" * 64, "suggestion": suggestion,
        "reasons": [{"code": "all_standing", "figures": {"s3": 0.61, "count": 2}}],
        "scores": {"structures": [{"s3": 0.61}], "rubble_z": None}, "shift_x_m": -0.5, "shift_y_m": 0.25, "residual_m2": 301.75,
        "residual_share": 0.4, "residual": HOUSE, "heat_map": "x.tif", "made_at": made_at, **more})


def checked(ledger, **more):
    return PairCheck(**{
        "check_id": ledger.new_uid(), "before_id": "BEFORE", "after_id": "AFTER", "before_on": "2026-01-10",
        "after_on": "2026-08-30", "profile_version": "1", "input_key": "p" * 64, "windows": 20, "shift_x_m": -0.5,
        "shift_y_m": 0.25, "mad_m": 0.1, "controls": 12, "controls_failed": 1, "control_result": "passed",
        "detail": {"windows": [], "controls": [{"control_id": "c", "s3": None}]}, "made_at": "2026-11-20T02:00:00.000Z", **more})


def behind(ledger, *statements):
    """Change the file behind the ledger's back, guards and all."""
    path = ledger.path
    ledger.close()
    with contextlib.closing(sqlite3.connect(path)) as foreign, foreign:
        for statement in statements:
            foreign.execute(statement)
    with Ledger.open(path) as again:
        return [one.sentence for one in verify_ledger(again).breaks]


def test_a_mosaic_keeps_the_days_of_its_tiles(home):
    assert home.scene_tiles("AFTER") == tiles("AFTER") and home.scene_tiles("BEFORE") == []
    assert home.scene_tiles() == tiles("AFTER") and whole(home)


def test_a_mosaic_shows_a_place_on_the_earliest_day_of_the_tiles_that_meet_it(home):
    mosaic = scene("MOSAIC", "after", "2026-11-01")
    home.add_scene(mosaic, tiles("MOSAIC"))
    x, y = BOX[:2]
    for west, east, day in ((10, 20, "2026-08-30"), (990, 1010, "2026-08-30"), (1000, 1010, "2026-09-05"),
                            (1980, 1990, "2026-09-05")):
        box = (x + west, y + 10, x + east, y + 20)
        assert newest_scene(home.scenes_over(box, [mosaic]), box) == day
    home.add_scene(replace(mosaic, scene_id="PART", captured="2026-11-02"), tiles("PART")[:1])
    beside = (x + 1500, y + 10, x + 1510, y + 20)
    assert newest_scene(home.scenes_over(beside), beside) == "2026-11-02", "no tile says otherwise"


def test_comparisons_and_checks_come_back_as_they_were_recorded(home):
    one, two = compared(home, home.uids[0]), compared(home, home.uids[1], "unsure", residual=b"", heat_map="")
    check = checked(home)
    seq = home.record_comparisons([one, two], [check], {"profile_version": "1"})
    found = [Comparison(**{**each.__dict__, "seq": seq}) for each in (one, two)]
    assert [home.comparison(uid) for uid in home.uids] == [*found, None]
    assert home.latest_comparisons(home.uids) == dict(zip(home.uids, found))
    assert home.pair_check("p" * 64) == PairCheck(**{**check.__dict__, "seq": seq}) and home.pair_check("q" * 64) is None
    told = list(home.events())[-1]
    assert (told.action, told.parcel_uid) == ("compare_imagery", None)
    assert told.payload()["payload"]["suggested"] == {"unchanged": 1, "unsure": 1} and whole(home)


def test_a_later_comparison_is_shown_and_the_earlier_one_stays(home):
    uid = home.uids[0]
    first, later = compared(home, uid, "unsure"), compared(home, uid, "partly", "2026-11-21T02:00:00.000Z")
    home.record_comparisons([later], [], {})
    home.record_comparisons([first], [], {})
    assert [one.suggestion for one in home.comparisons(uid)] == ["unsure", "partly"]
    assert home.comparison(uid).suggestion == "partly"
    with pytest.raises(LedgerError), home.door() as door:
        door.execute("UPDATE comparison SET suggestion = 'cleared' WHERE parcel_uid = ?", (uid,))
    with pytest.raises(LedgerError), home.door() as door:
        door.execute("DELETE FROM comparison WHERE parcel_uid = ?", (uid,))
    assert [one.suggestion for one in home.comparisons(uid)] == ["unsure", "partly"]


def test_a_comparison_of_an_earlier_round_is_kept_and_not_shown(home):
    home.record_comparisons([compared(home, home.uids[0], round=7)], [], {})
    assert home.comparison(home.uids[0]) is None and len(home.comparisons(home.uids[0])) == 1


def test_a_control_building_is_marked_and_taken_back(home):
    mark, other = home.mark_control("BEFORE", "AFTER", HOUSE, " 村委会 "), home.mark_control("BEFORE", "AFTER", SHED)
    assert home.control_buildings("BEFORE", "AFTER") == [mark, other] and mark.note == "村委会" and mark.marked_by == home.actor
    assert home.control_buildings("AFTER", "BEFORE") == []
    seq = home.unmark_control(mark.control_id)
    assert home.control_buildings("BEFORE", "AFTER") == [other]
    assert [one.removed_seq for one in home.control_buildings(removed=True)] == [seq, None]
    for wrong in (lambda: home.unmark_control(mark.control_id), lambda: home.mark_control("BEFORE", "NONE", HOUSE)):
        with pytest.raises(LedgerError):
            wrong()
    assert [event.action for event in home.events()][-3:] == ["mark_control", "mark_control", "unmark_control"] and whole(home)


def test_ten_marks_are_ten_buildings(home):
    mark = home.mark_control("BEFORE", "AFTER", HOUSE)
    with pytest.raises(BadInput, match="marked already"):
        home.mark_control("BEFORE", "AFTER", HOUSE)
    home.unmark_control(mark.control_id)
    again = home.mark_control("BEFORE", "AFTER", HOUSE)
    brought = replace(again, control_id="from another copy", marked_at="2099-01-01T00:00:00.000Z")
    shed = home.mark_control("BEFORE", "AFTER", SHED)
    assert distinct([brought, shed, again]) == [again, shed]


def test_a_retired_scene_counts_no_more_and_stays_in_the_register(home):
    seq = home.retire_scene("AFTER", " 类型填错 ")
    assert [one.scene_id for one in home.scenes()] == ["BEFORE"]
    gone = next(one for one in home.scenes(retired=True) if one.scene_id == "AFTER")
    assert (gone.retired_by, gone.retired_why, bool(gone.retired_at)) == (home.actor, "类型填错", True)
    assert home.scene("AFTER") == gone and home.withdrawn() == {"AFTER": gone} and home.scene_tiles("AFTER") == tiles("AFTER")
    told = list(home.events())[-1]
    assert (told.seq, told.action, told.payload()["payload"]["why"]) == (seq, "retire_scene", "类型填错") and whole(home)


def test_a_scene_is_retired_once_with_a_reason_and_marked_no_more(home):
    with pytest.raises(BadInput):
        home.retire_scene("AFTER", "  ")
    home.retire_scene("AFTER", "日期填错")
    last = home.last_seq()
    for wrong in (lambda: home.retire_scene("AFTER", "再来"), lambda: home.retire_scene("NONE", "没有"),
                  lambda: home.mark_control("BEFORE", "AFTER", HOUSE)):
        with pytest.raises(LedgerError):
            wrong()
    assert home.last_seq() == last and whole(home)


def test_a_comparison_says_that_it_rests_on_a_retired_image(home):
    uid, other = home.uids[:2]
    home.record_comparisons([compared(home, uid), compared(home, other, after_id="BEFORE")], [], {})
    before = home.comparison(uid)
    home.retire_scene("AFTER", "类型填错")
    now = home.comparison(uid)
    assert now.reasons[0] == {"code": "withdrawn_image", "figures": {"day": "2026-09-05", "why": "类型填错"}}
    assert now.reasons[1:] == before.reasons and before.suggestion == "unchanged" and now.suggestion == "unsure"
    assert home.comparisons(uid) == [now] and home.latest_comparisons([uid]) == {uid: now}
    assert "withdrawn_image" not in str(home.comparison(other).reasons)
    assert "类型填错" in reason_sentence(home.dictionary("change_reason"), now.reasons[0])
    assert whole(home)


def test_a_scene_of_a_wrong_role_is_registered_again_under_the_right_one(home):
    home.retire_scene("AFTER", "类型填错")
    home.add_scene(scene("AGAIN", "uav", "2026-09-05"))
    assert {one.scene_id: one.role for one in home.scenes()} == {"BEFORE": "before", "AGAIN": "uav"} and whole(home)


def test_a_copy_brings_home_what_it_retired_and_retires_a_scene_that_comes_in_retired(home, tmp_path):
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        copy.retire_scene("AFTER", "日期填错")
        copy.add_scene(scene("UAV", "uav", "2026-11-01"))
        copy.retire_scene("UAV", "不是本县")
        theirs = copy.withdrawn()
    result = merge(home, path)
    assert home.withdrawn() == theirs and [one.scene_id for one in home.scenes()] == ["BEFORE"] and whole(home)
    assert [one.scene_id for one in result.besides.withdrawn] == ["AFTER"]
    last = home.last_seq()
    merge(home, path)
    assert home.last_seq() == last


@pytest.mark.parametrize(("table", "statement"), [
    ("scene_retired", "DELETE FROM scene_retired"),
    ("scene_retired", "UPDATE scene_retired SET why = 'nothing'"),
    ("comparison", "UPDATE comparison SET suggestion = 'cleared'"),
    ("comparison", "UPDATE comparison SET scores = '{}'"),
    ("comparison", "DELETE FROM comparison"),
    ("pair_check", "UPDATE pair_check SET control_result = 'passed', controls_failed = 0"),
    ("scene_tile", "UPDATE scene_tile SET captured = '2026-12-01' WHERE ord = 0"),
    ("control_building", "DELETE FROM control_building"),
    ("control_building", "UPDATE control_building SET marked_by = 'nobody'"),
])
def test_what_was_changed_behind_the_journal_shows(home, table, statement):
    home.record_comparisons([compared(home, home.uids[0])], [checked(home, controls_failed=9, control_result="failed")], {})
    home.mark_control("BEFORE", "AFTER", HOUSE)
    home.retire_scene("BEFORE", "日期填错")
    guards = [f"DROP TRIGGER {table}_{end}" for end in ("immutable", "never_deleted")]
    found = behind(home, *guards, statement)
    assert len(found) == 3 and any(table in one and "guard" not in one for one in found), found  # two guards and the row


def test_a_copy_brings_home_its_control_buildings_comparisons_and_scenes(home, tmp_path):
    ours = home.mark_control("BEFORE", "AFTER", HOUSE)
    home.record_comparisons([compared(home, home.uids[0], "unsure")], [], {})
    path = field_copy(home, tmp_path)
    with opened(path) as copy:
        copy.unmark_control(ours.control_id)
        theirs = copy.mark_control("BEFORE", "AFTER", SHED, "学校")
        copy.add_scene(scene("UAV", "uav", "2026-11-01"), tiles("UAV"))
        made = compared(copy, home.uids[1], "partly", after_id="UAV", heat_map="heat.tif")
        copy.record_comparisons([made], [checked(copy, after_id="UAV")], {})
        (copy.files / "changes").mkdir(parents=True, exist_ok=True)
        (copy.files / "changes" / "heat.tif").write_bytes(b"II*")
    merge(home, path)
    assert [(one.geom, one.note, one.marked_by, one.marked_at) for one in home.control_buildings()] == [
        (SHED, "学校", theirs.marked_by, theirs.marked_at)]
    assert [(one.suggestion, one.made_at) for one in home.comparisons(home.uids[1])] == [("partly", made.made_at)]
    assert len(home.comparisons(home.uids[0])) == 1 and len(home.pair_checks("BEFORE", "UAV")) == 1
    assert home.scene_tiles("UAV") == tiles("UAV") and (home.files / "changes" / "heat.tif").read_bytes() == b"II*"
    assert whole(home)
    last = home.last_seq()
    merge(home, path)
    assert home.last_seq() == last


def test_a_copy_cannot_have_a_file_from_elsewhere_copied_as_a_heat_map(home, tmp_path):
    path = field_copy(home, tmp_path)
    (tmp_path / "secret.tif").write_bytes(b"secret")
    with opened(path) as copy:
        copy.record_comparisons([compared(copy, home.uids[0], heat_map="../../secret.tif")], [], {})
    merge(home, path)
    assert home.comparison(home.uids[0]).heat_map == "" and not list(Path(tmp_path / "home").rglob("secret.tif")) and whole(home)


def test_a_moved_ledger_has_every_row(home, tmp_path):
    home.record_comparisons([compared(home, home.uids[0])], [checked(home)], {})
    home.mark_control("BEFORE", "AFTER", HOUSE)
    home.retire_scene("AFTER", "日期填错")
    from farmland_plugin.domain.progress import NoFeedback

    copy_tables(home, tmp_path / "moved.gpkg", NoFeedback())
    shutil.copytree(home.files, tmp_path / "moved.gpkg.files", dirs_exist_ok=True)
    with Ledger.open(tmp_path / "moved.gpkg", write=False) as moved:
        assert moved.comparisons(home.uids[0]) == home.comparisons(home.uids[0]) and moved.scene_tiles() == home.scene_tiles()
        assert moved.withdrawn() == home.withdrawn() != {}
        assert moved.control_buildings() == home.control_buildings() and moved.pair_check("p" * 64) == home.pair_check("p" * 64)


NUMBERS = st.one_of(st.none(), st.floats(-1e6, 1e6))
PLAIN = st.one_of(st.none(), st.booleans(), st.integers(-10**9, 10**9), st.floats(-1e9, 1e9), st.text(max_size=8))
FIGURES = st.one_of(PLAIN, st.lists(PLAIN, max_size=3), st.dictionaries(st.sampled_from(("a", "面积", "z")), PLAIN, max_size=3))


@given(st.dictionaries(st.sampled_from(("s3", "green", "得分")), FIGURES, max_size=3), NUMBERS, NUMBERS, st.floats(0, 1e6),
       st.binary(max_size=30))
def test_a_comparison_read_back_has_the_digest_it_was_written_with(scores, east, north, area, residual):
    one = Comparison("c", "p", 1, "b", "a", "2026-01-01", "2026-02-01", "1", "f", "k", "unsure", [{"code": "x", "figures": {}}],
                     scores, east, north, area, 0.5, residual, "", "t", 4)
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.row_factory = sqlite3.Row
        names = [*(name for name in Comparison.__dataclass_fields__ if name != "residual")]
        names.insert(names.index("heat_map"), "residual_wkb")
        kinds = {**dict.fromkeys(("shift_x_m", "shift_y_m", "residual_m2", "residual_share"), " REAL"), "round": " INTEGER"}
        connection.execute(f"CREATE TABLE t ({', '.join(name + kinds.get(name, '') for name in names)})")
        connection.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", comparison_to_row(one, 4))
        again = comparison_from_row(connection.execute("SELECT * FROM t").fetchone())
    assert comparison_values(again) == comparison_values(one)


@given(st.permutations([b"a", b"b", b"c"]))
def test_the_key_of_a_pair_does_not_depend_on_the_order_of_its_control_buildings(marks):
    scenes = [("1" * 64, "2026-01-01"), ("2" * 64, "2026-02-01")]
    key = check_key(scenes, marks, "f")
    assert key == check_key(scenes, [b"a", b"b", b"c"], "f") != check_key(scenes, marks[:2], "f")
    keys = {comparison_key(("p", "s"), scenes, key, "f"), comparison_key(("q", "s"), scenes, key, "f"),
            comparison_key(("p", "s"), scenes[::-1], key, "f"), comparison_key(("p", "s"), scenes, key, "g")}
    assert len(keys) == 4
