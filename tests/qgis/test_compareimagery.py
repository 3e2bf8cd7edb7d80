"""Comparing images through the algorithms, on drawn GeoTIFFs: pairs, days of tiles, control buildings, caching, stopping."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import openpyxl
import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from farmland_plugin.domain.change_rules import AFTER_LOOK, RULE
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.imagery import SceneTile
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.imagery.comparing import Comparer, Outcome, settings_of
from farmland_plugin.imagery.grid import Ground
from farmland_plugin.imagery.pairing import ScenePair, best_pair
from farmland_plugin.imagery.scenes import register_scene
from farmland_plugin.imagery.tiles import Days, read_tiles
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.processing.compareimagery import CompareImagery
from farmland_plugin.processing.convertimagery import ConvertImagery
from farmland_plugin.processing.registerimagery import RegisterImagery
from farmland_plugin.processing.retireimagery import RetireImagery

from . import change_county as drawn

GONE = {1: (0,), 2: (0, 1)}  # of yard 1 one of two houses, of yard 2 both


class Log(QgsProcessingFeedback):
    """Feedback that keeps what it was told; cancels once progress reaches ``stop_at``."""

    def __init__(self, stop_at=1000.0):
        super().__init__(False)
        self.warnings, self.lines, self.stop_at = [], [], stop_at
        self.progressChanged.connect(lambda percent: percent >= self.stop_at and self.cancel())

    def pushWarning(self, text):
        self.warnings.append(text)

    def pushInfo(self, text):
        self.lines.append(text)


class Quiet:
    """Feedback for the engine itself; stops after so many steps of progress."""

    def __init__(self, most=10**9):
        self.steps, self.most = 0, most

    def progress(self, percent):
        self.steps += 1

    say = warn = check = lambda self, *text: None

    def is_cancelled(self):
        return self.steps >= self.most


def run(algorithm, log=None, **parameters):
    """Run an algorithm as the toolbox does; what it refuses is raised."""
    log = log or Log()
    outputs, ok = algorithm().create().run({key: str(value) for key, value in parameters.items()}, QgsProcessingContext(), log,
                                           {}, False)
    assert ok
    return outputs


@pytest.fixture(scope="module")
def master(tmp_path_factory):
    """A ledger with six yards, land use, both dates and twelve control buildings; compared by nobody yet."""
    folder = tmp_path_factory.mktemp("drawn")
    with drawn.make_ledger(folder / "county.gpkg") as ledger:
        drawn.yards(ledger)
        drawn.land_use(ledger)
        drawn.mark_hamlet(ledger, *drawn.scenes(ledger, folder, GONE, shift=(1.5, -1.0)))
    return folder


@pytest.fixture(scope="module")
def compared(master):
    """The same, compared once."""
    log = Log()
    outputs = run(CompareImagery, log, LEDGER=master / "county.gpkg", WORKERS=2, TABLE=master / "table.xlsx")
    return master / "county.gpkg", outputs, log


@pytest.fixture
def fresh(master, tmp_path):
    """A copy of the ledger that nothing was compared in."""
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        drawn.yards(ledger)
        for name, role, day in (("before", "before", "2026-01-10"), ("after", "after", "2026-09-05")):
            register_scene(ledger, master / f"{name}.tif", role=role, captured=day, source="")
    return tmp_path / "county.gpkg"


def test_what_stands_what_is_gone_and_what_is_left_is_suggested_with_reasons(compared):
    path, outputs, log = compared
    with Ledger.open(path, write=False) as ledger:
        found = [ledger.comparison(uid) for uid in ledger.parcel_uids()]
        check, = ledger.pair_checks(found[0].before_id, found[0].after_id)
        assert verify_ledger(ledger).breaks == []
    suggested = [one.suggestion for one in found]
    assert suggested[3:] == ["unchanged"] * 3 and suggested[2] == "cleared" and suggested[1] in ("partly", "unchanged")
    assert outputs["COMPARED"] == outputs["MEASURED"] == 6 and outputs["UNPAIRED"] == 0
    assert sum(outputs[name] for name in ("CLEARED", "PARTLY", "UNCHANGED", "UNSURE")) == 6 and outputs["CLEARED"] == 1
    assert outputs["FLAGGED"] == outputs["PARTLY"] + outputs["UNCHANGED"]
    assert all((one.before_on, one.after_on, one.round) == ("2026-01-10", "2026-09-05", 1) for one in found)
    assert all(abs(one.shift_x_m - 1.5) < 0.25 and abs(one.shift_y_m + 1.0) < 0.25 for one in found)
    assert "not_recultivation" in {reason["code"] for reason in found[2].reasons}
    assert (check.control_result, check.controls, check.controls_failed) == ("passed", 12, 0) and check.windows > 10
    assert check.shift_x_m == pytest.approx(1.5, abs=0.1) and check.shift_y_m == pytest.approx(-1.0, abs=0.1)
    assert any("1.50 m east" in line or "+1.5" in line for line in log.lines) and log.warnings == []


def test_what_is_left_lies_where_the_house_stands_and_its_heat_map_opens_in_qgis(compared):
    from qgis.core import QgsGeometry, QgsPointXY, QgsRasterLayer

    path, _, _ = compared
    with Ledger.open(path, write=False) as ledger:
        uids = ledger.parcel_uids()
        partly, gone, whole = (ledger.comparison(uids[number]) for number in (1, 2, 3))
        parcel = QgsGeometry()
        parcel.fromWkb(ledger.parcel(uids[1]).geom)
        heat = QgsRasterLayer(str(ledger.files / "changes" / partly.heat_map), "heat", "gdal")
    left = QgsGeometry()
    left.fromWkb(partly.residual)
    east, south = drawn.YARDS[1]
    x, y, width, height = drawn.HOUSES[1]
    house = QgsPointXY(drawn.WEST + east + x + width / 2, drawn.NORTH - south - y - height / 2)
    x, y, width, height = drawn.HOUSES[0]
    missing = QgsPointXY(drawn.WEST + east + x + width / 2, drawn.NORTH - south - y - height / 2)
    assert left.isGeosValid() and left.contains(house) and not left.contains(missing)
    assert left.difference(parcel.buffer(0.01, 4)).area() < 0.01 and left.area() == pytest.approx(partly.residual_m2, rel=0.15)
    assert gone.residual == b"" and gone.residual_m2 == 0 and whole.residual_share > partly.residual_share
    assert heat.isValid() and heat.crs().authid() == f"EPSG:{drawn.EPSG}"
    hot, cold = (heat.dataProvider().sample(point, 1)[0] for point in (house, missing))
    assert 0 <= cold < 0.35 < hot <= 1


def test_the_table_has_every_parcel_and_every_reason_as_a_sentence(compared, tmp_path):
    _, outputs, _ = compared
    sheet = openpyxl.load_workbook(outputs["TABLE"]).active
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if "Parcel no." in row)
    listed = {row[1]: row for row in rows[top + 1:] if row[1]}
    assert sorted(listed) == [f"JC01{number:04d}" for number in range(6)]
    cleared = listed["JC010002"]
    assert cleared[4] == "structures gone (suggestion)" and "No structure is found again" in cleared[5]
    assert "Says nothing of recultivation" in cleared[5] and "{" not in "".join(row[5] for row in listed.values())
    assert [str(cell)[:10] for cell in cleared[6:8]] == ["2026-01-10", "2026-09-05"]


def test_nothing_is_measured_twice_and_a_new_control_building_asks_for_it_again(compared, tmp_path):
    path, first, _ = compared
    again = run(CompareImagery, LEDGER=path, TABLE=tmp_path / "again.xlsx")
    assert again["MEASURED"] == 0 and [again[name] for name in ("COMPARED", "FLAGGED", "CLEARED")] == [
        first[name] for name in ("COMPARED", "FLAGGED", "CLEARED")]
    with Ledger.open(path) as ledger:
        before, after = ledger.scenes()
        last, uid = ledger.last_seq(), ledger.parcel_uids()[2]
        mark = ledger.mark_control(before.scene_id, after.scene_id, drawn.square(150 + 28 * 12, 560, 14, 10))
    where = f"parcel_uid = '{uid}'"
    assert run(CompareImagery, LEDGER=path, WHERE=where, TABLE=tmp_path / "one.xlsx")["MEASURED"] == 1
    with Ledger.open(path) as ledger:
        assert [event.action for event in ledger.events() if event.seq > last] == ["mark_control", "compare_imagery"]
        assert len(ledger.comparisons(uid)) == 2 and ledger.comparisons(uid)[0].suggestion == ledger.comparison(uid).suggestion
        ledger.unmark_control(mark.control_id)
    counted = [run(CompareImagery, LEDGER=path, WHERE=where, TABLE=tmp_path / "one.xlsx")["MEASURED"] for _time in "12"]
    assert counted == [1, 0], "another comparison came between: it is recorded anew, once"



def test_what_a_run_says_is_what_the_ledger_shows_after_another_image_was_compared_between(master, fresh, tmp_path):
    with Ledger.open(fresh) as ledger:
        older = register_scene(ledger, master / "before.tif", role="uav", captured="2026-06-01", source="")
    runs = [run(CompareImagery, LEDGER=fresh, WORKERS=2, TABLE=tmp_path / f"{number}.xlsx", **more)
            for number, more in enumerate(({}, {"AFTER": older.scene_id}, {}, {}))]
    assert [one["MEASURED"] for one in runs] == [6, 6, 6, 0]
    with Ledger.open(fresh, write=False) as ledger:
        found = [ledger.comparison(uid) for uid in ledger.parcel_uids()]
    assert {one.after_on for one in found} == {"2026-09-05"}
    assert [one.suggestion for one in found].count("unchanged") == runs[-1]["UNCHANGED"] == runs[0]["UNCHANGED"] > 0


def test_what_waits_for_the_first_look_is_neither_told_nor_counted(master, tmp_path, monkeypatch):
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        drawn.batch(ledger, [drawn.square(*drawn.YARDS[number], drawn.YARD) for number in (3, 4)])
        for name, role, day in (("before", "before", "2026-01-10"), ("after", "after", "2026-09-05")):
            register_scene(ledger, master / f"{name}.tif", role=role, captured=day, source="")
        seen = ledger.parcel_uids()[0]
    real, events, log = Ledger.rule, Ledger.events, Log()
    monkeypatch.setattr(Ledger, "rule", lambda self, name: {**real(self, name), **({AFTER_LOOK: True} if name == RULE else {})})
    outputs = run(CompareImagery, log, LEDGER=tmp_path / "county.gpkg", TABLE=tmp_path / "all.xlsx")
    assert [outputs[name] for name in ("COMPARED", "FLAGGED", "UNCHANGED", "UNSURE")] == [2, 0, 0, 0]
    listed = list(openpyxl.load_workbook(tmp_path / "all.xlsx").active.values)
    assert sum("waits for the first look" in row for row in listed) == 2 and "still standing" not in str(listed)
    assert any("2 parcels wait for the first look" in line for line in log.lines)

    def looked_at(self, uid=None):
        return [*events(self, uid), *([SimpleNamespace(action="record", ts="2026-11-20T00:00:00Z")] if uid == seen else [])]

    monkeypatch.setattr(Ledger, "events", looked_at)
    outputs = run(CompareImagery, LEDGER=tmp_path / "county.gpkg", TABLE=tmp_path / "one.xlsx")
    listed = list(openpyxl.load_workbook(tmp_path / "one.xlsx").active.values)
    assert outputs["UNCHANGED"] == 1 and sum("waits for the first look" in row for row in listed) == 1


def test_nine_marks_of_which_three_fail_are_enough_to_distrust_a_pair(master, tmp_path):
    log = Log()
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        drawn.batch(ledger, [drawn.square(*drawn.YARDS[3], drawn.YARD)])
        before = register_scene(ledger, master / "before.tif", role="before", captured="2026-01-10", source="")
        after = register_scene(ledger, drawn.write(tmp_path / "bad.tif", drawn.picture(3, GONE, hamlet=False)), role="after",
                               captured="2026-09-05", source="")
        drawn.mark_hamlet(ledger, before, after, 9)
    assert run(CompareImagery, log, LEDGER=tmp_path / "county.gpkg")["UNSURE"] == 1
    assert any("9 of 9 control buildings were read as gone" in line for line in log.warnings)


def test_what_rests_on_a_retired_image_is_measured_again_with_the_one_registered_in_its_place(fresh, tmp_path):
    run(CompareImagery, LEDGER=fresh)
    with Ledger.open(fresh) as ledger:
        uid, after = ledger.parcel_uids()[3], ledger.scenes()[1]
    retired = run(RetireImagery, LEDGER=fresh, SCENE_ID=after.scene_id, REASON="来源写错")
    assert (retired["SCENE_ID"], retired["COMPARISONS"]) == (after.scene_id, 6)
    assert run(CompareImagery, LEDGER=fresh, TABLE=tmp_path / "none.xlsx")["UNPAIRED"] == 6
    with Ledger.open(fresh) as ledger:
        again = register_scene(ledger, Path(after.path), role="after", captured=after.captured, source="无人机")
        assert again.scene_id != after.scene_id
    done = run(CompareImagery, LEDGER=fresh, WHERE=f"parcel_uid = '{uid}'", TABLE=tmp_path / "one.xlsx")
    assert (done["COMPARED"], done["MEASURED"]) == (1, 1), "the same picture and day, but not the retired registration"
    with Ledger.open(fresh) as ledger:
        old, new = ledger.comparisons(uid)
        assert old.reasons[0]["code"] == "withdrawn_image" and new.after_id == again.scene_id
        assert "withdrawn_image" not in {reason["code"] for reason in new.reasons} and verify_ledger(ledger).breaks == []


def test_images_that_fail_the_control_buildings_suggest_nothing(master, tmp_path):
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        uids = drawn.yards(ledger)
        before = register_scene(ledger, master / "before.tif", role="before", captured="2026-01-10", source="")
        after = register_scene(ledger, drawn.write(tmp_path / "bad.tif", drawn.picture(3, GONE, hamlet=False)), role="after",
                               captured="2026-09-05", source="")
        drawn.mark_hamlet(ledger, before, after)
    log = Log()
    outputs = run(CompareImagery, log, LEDGER=tmp_path / "county.gpkg")
    assert (outputs["UNSURE"], outputs["FLAGGED"]) == (6, 0)
    assert any("12 of 12 control buildings were read as gone" in line for line in log.warnings)
    with Ledger.open(tmp_path / "county.gpkg", write=False) as ledger:
        assert all("control_failed" in {reason["code"] for reason in ledger.comparison(uid).reasons} for uid in uids)


def test_without_control_buildings_gone_is_not_suggested(fresh):
    log = Log()
    outputs = run(CompareImagery, log, LEDGER=fresh)
    assert outputs["CLEARED"] == 0 and outputs["UNCHANGED"] >= 3
    assert any("no control buildings are marked" in line for line in log.warnings)
    assert any("No land use is registered" in line for line in log.warnings)


def test_the_same_file_under_a_new_date_is_flagged(master, tmp_path):
    shutil.copy(master / "before.tif", tmp_path / "new.tif")
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        drawn.batch(ledger, [drawn.square(*drawn.YARDS[0], drawn.YARD)])
        register_scene(ledger, master / "before.tif", role="before", captured="2026-01-10", source="")
        register_scene(ledger, tmp_path / "new.tif", role="after", captured="2026-09-05", source="")
    outputs = run(CompareImagery, LEDGER=tmp_path / "county.gpkg")
    assert (outputs["UNSURE"], outputs["FLAGGED"]) == (1, 1)


def test_a_stop_keeps_what_was_measured_and_the_next_run_goes_on(fresh):
    with Ledger.open(fresh) as ledger:
        stopped, outcome = Comparer(ledger, settings_of(ledger, 1), Quiet(most=2)), Outcome()
        stopped.run(stopped.plan(ledger.parcel_uids(), None, None, outcome), outcome)
        kept = len(outcome.found)
        assert outcome.cancelled and 2 <= kept < 6
        assert sum(len(ledger.comparisons(uid)) for uid in ledger.parcel_uids()) == kept
    outputs = run(CompareImagery, LEDGER=fresh)
    assert (outputs["MEASURED"], outputs["COMPARED"]) == (6 - kept, 6)
    with Ledger.open(fresh, write=False) as ledger:
        assert [len(ledger.comparisons(uid)) for uid in ledger.parcel_uids()] == [1] * 6 and verify_ledger(ledger).breaks == []


def test_an_image_that_was_changed_since_is_refused_by_name(master, tmp_path):
    path = tmp_path / "after.tif"
    shutil.copy(master / "after.tif", path)
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        drawn.yards(ledger)
        register_scene(ledger, master / "before.tif", role="before", captured="2026-01-10", source="")
        register_scene(ledger, path, role="after", captured="2026-09-05", source="")
    raster = gdal.Open(str(path), gdal.GA_Update)
    raster.GetRasterBand(1).WriteArray(np.zeros((50, 50), np.uint8), 300, 300)
    raster = None
    with pytest.raises(QgsProcessingException, match=r"after\.tif was changed since it was registered"):
        run(CompareImagery, LEDGER=tmp_path / "county.gpkg")
    path.unlink()
    with pytest.raises(QgsProcessingException, match="was not found"):
        run(CompareImagery, LEDGER=tmp_path / "county.gpkg")


@pytest.mark.parametrize(("more", "words"), [
    ({"BEFORE": "2025-01-01"}, "means no one image: registered are"),
    ({"WHERE": "source_no = 'nobody'"}, "selects no parcel"),
])
def test_what_cannot_be_compared_is_said_in_one_sentence(fresh, more, words):
    with pytest.raises(QgsProcessingException, match=words):
        run(CompareImagery, LEDGER=fresh, **more)


def test_parcels_without_an_image_since_the_claimed_demolition_are_told(fresh, monkeypatch):
    monkeypatch.setattr(Ledger, "claimed_demolitions", lambda self, uids: dict.fromkeys(list(uids)[:4], "2026-10-01"))
    log = Log()
    outputs = run(CompareImagery, log, LEDGER=fresh)
    assert (outputs["COMPARED"], outputs["UNPAIRED"]) == (2, 4)
    assert any("4 parcels have no image taken since the claimed demolition" in line for line in log.warnings)


# -- which images -------------------------------------------------------------------------------------------------


def scene(scene_id, role, day, resolution=0.5, box=(-100.0, -100.0, 200.0, 200.0)):
    return Scene(scene_id, role, day, "", resolution, f"{scene_id}.tif", scene_id, "EPSG:4526", box, 600, 600)


GROUND = drawn.square(0, 0, 10)
AROUND = (drawn.WEST - 100, drawn.NORTH - 200, drawn.WEST + 200, drawn.NORTH + 100)


def of(*scenes):
    return [scene(*one, box=AROUND) for one in scenes]


def full(_scene, _box):
    return 1.0


@pytest.mark.parametrize(("claimed", "chosen"), [
    ("", ("b2", "a3")), ("2026-03-01", ("b2", "a3")), ("2025-06-01", ("b1", "a3")), ("2026-09-01", ("b2", "a3")),
    ("2026-09-02", "not_since"), ("2024-01-01", "no_before"),
])
def test_the_pair_lies_before_and_after_the_claimed_demolition(claimed, chosen):
    scenes = of(("b1", "before", "2025-01-01"), ("b2", "before", "2026-01-01"), ("a1", "after", "2026-02-01"),
                ("a3", "uav", "2026-09-01"))
    pair = best_pair(scenes, Days([]), GROUND, claimed, full)
    assert (pair if isinstance(pair, str) else (pair.before.scene_id, pair.after.scene_id)) == chosen


def test_an_image_that_is_empty_over_the_parcel_gives_way_to_the_next():
    scenes = of(("b", "before", "2026-01-01"), ("a1", "after", "2026-05-01"), ("a2", "after", "2026-06-01"))
    pair = best_pair(scenes, Days([]), GROUND, "", lambda one, _: 0.2 if one.scene_id == "a2" else 1.0)
    assert pair.after.scene_id == "a1"
    assert best_pair(scenes[:1], Days([]), GROUND, "", full) == "no_after"
    assert best_pair(of(("b", "before", "2026-01-01"), ("a", "after", "2026-01-01")), Days([]), GROUND, "", full) == "not_later"


def test_a_parcel_on_a_seam_has_the_cautious_day_of_both_tiles():
    west, east = drawn.square(-50, -50, 55, 200), drawn.square(5, -50, 95, 200)
    tiles = [SceneTile("a", number, day, "", AROUND, wkb) for number, (day, wkb) in enumerate((
        ("2026-03-01", west), ("2026-09-01", east)))]
    mosaic = of(("b", "before", "2026-01-01"), ("a", "after", "2026-12-31"))
    days = Days(tiles)
    assert days.of(mosaic[1], GROUND) == ("2026-03-01", "2026-09-01")
    assert days.of(mosaic[1], drawn.square(20, 0, 10)) == ("2026-09-01", "2026-09-01")
    assert days.of(mosaic[1], drawn.square(500, 0, 10)) == ("2026-12-31", "2026-12-31")
    assert isinstance(best_pair(mosaic, days, drawn.square(20, 0, 10), "2026-05-01", full), ScenePair)
    assert best_pair(mosaic, days, GROUND, "2026-05-01", full) == "not_since"  # a part of it shows March


# -- windows ------------------------------------------------------------------------------------------------------


def test_both_images_are_read_on_one_grid_whatever_their_pixels_and_systems(tmp_path):
    picture = np.zeros((400, 400, 3), np.uint8)
    picture[150:250, 100:200] = (200, 120, 60)
    coarse = drawn.write(tmp_path / "a.tif", picture)
    fine = drawn.write(tmp_path / "b.tif", np.kron(picture, np.ones((5, 5, 1), np.uint8)), pixel=0.1)
    lonlat = tmp_path / "c.tif"
    gdal.Warp(str(lonlat), str(coarse), dstSRS="EPSG:4490", resampleAlg="cubic")
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        scenes = [register_scene(ledger, path, role="after", captured=f"2026-01-0{day}", source="")
                  for day, path in enumerate((coarse, fine, lonlat), 1)]
        ground = Ground(ledger.crs_wkt, 0.5)
    grid = ground.grid((drawn.WEST + 50, drawn.NORTH - 125, drawn.WEST + 100, drawn.NORTH - 75), 20.0)
    assert (grid.columns, grid.rows, grid.pixel_m) == (180, 180, 0.5)
    pictures = [ground.read(one, grid) for one in scenes]
    for image, valid in pictures:
        assert image.shape == (180, 180, 3) and image.dtype == np.float32 and valid.all()
        assert np.abs(image[60:120, 60:120] - (200, 120, 60)).max() < 3 and image[:30].max() < 3
        assert np.abs(image - pictures[0][0]).mean() < 3
    parcel = ground.mask([drawn.square(50, 75, 50)], grid)
    assert parcel.sum() == 100 * 100 and (parcel == (pictures[0][0][..., 0] > 100)).mean() > 0.99
    assert ground.outline(parcel, grid, drawn.square(50, 75, 50, 25)) != b""


def test_a_ledger_in_degrees_is_measured_in_metres(tmp_path):
    wkt = osr.SpatialReference()
    wkt.ImportFromEPSG(4490)
    ground = Ground(wkt.ExportToWkt(), 0.5)
    grid = ground.grid((114.4996, 36.3997, 114.5004, 36.4003), 10.0)
    assert grid.columns * 0.5 == pytest.approx(0.0008 * 89_700 + 20, abs=2)
    assert grid.rows * 0.5 == pytest.approx(0.0006 * 110_980 + 20, abs=2)
    west, south, east, north = ground.box_in_ledger(grid)
    assert west < 114.4996 < 114.5004 < east and south < 36.3997 < 36.4003 < north


def test_a_parcel_too_long_for_half_metre_pixels_is_unsure_and_says_so(fresh):
    with Ledger.open(fresh) as ledger:
        road, = drawn.batch(ledger, [drawn.square(5, 300, 690, 4)], 2)
        settings = settings_of(ledger, 1)
        settings = settings._replace(profile=type(settings.profile).from_rule({"context_m": 200.0}))
        comparer, outcome = Comparer(ledger, settings, Quiet()), Outcome()
        comparer.run(comparer.plan([road], None, None, outcome), outcome)
        one = ledger.comparison(road)
    assert (one.suggestion, [reason["code"] for reason in one.reasons], one.heat_map) == ("unsure", ["too_large"], "")


def test_deeper_images_grey_ones_and_near_infrared_are_read_as_they_are_meant(tmp_path):
    rng = np.random.default_rng(5)
    deep = rng.integers(200, 3000, (200, 200, 4)).astype(np.uint16)
    alpha = np.dstack([(deep[..., :3] // 12).astype(np.uint8), np.full((200, 200), 255, np.uint8)])
    paths = [drawn.write(tmp_path / "deep.tif", deep, interpretation=(gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand,
                                                                      gdal.GCI_Undefined)),
             drawn.write(tmp_path / "grey.tif", (deep[..., :1] // 12).astype(np.uint8)),
             drawn.write(tmp_path / "alpha.tif", alpha,
                         interpretation=(gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand))]
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        scenes = [register_scene(ledger, path, role="uav", captured=f"2026-01-0{day}", source="")
                  for day, path in enumerate(paths, 1)]
        ground = Ground(ledger.crs_wkt, 0.5)
    grid = ground.grid((drawn.WEST + 40, drawn.NORTH - 60, drawn.WEST + 120, drawn.NORTH - 40), 0.0)
    read = [ground.read(one, grid) for one in scenes]
    assert [image.shape[2] for image, _ in read] == [4, 1, 3] and all(image.max() <= 255 for image, _ in read)
    assert np.corrcoef(read[0][0][..., 0][read[0][1]], deep[80:120, 80:240, 0].ravel()[:read[0][1].sum()])[0, 1] > 0.95
    assert all(valid[:, :100].all() and not valid[:, 125:].any() for _, valid in read)  # the images end 100 m east


# -- mosaics and files ----------------------------------------------------------------------------------------------


def seamlines(path, rows, field="QSRQ", kind=ogr.OFTString, epsg=drawn.EPSG):
    """Write a seamline layer: rectangles with a day each."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("seams", system, ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn(field, kind))
    layer.CreateField(ogr.FieldDefn("WX", ogr.OFTString))
    for wkb, day in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.ForceToPolygon(ogr.CreateGeometryFromWkb(wkb)))
        if day is not None:
            feature.SetField(field, day)
        feature.SetField("WX", "GF-2")
        layer.CreateFeature(feature)
    dataset = None
    return path


HALVES = (drawn.square(0, 0, 350, 700), drawn.square(350, 0, 350, 700))


@pytest.mark.parametrize(("kind", "days"), [(ogr.OFTString, ("2026-08-30", "2026/9/5")), (ogr.OFTInteger, (20260830, 20260905)),
                                            (ogr.OFTDate, ("2026/08/30", "2026/09/05"))])
def test_a_mosaic_is_registered_with_the_days_of_its_seamlines(master, tmp_path, kind, days):
    layer = seamlines(tmp_path / "seams.gpkg", zip(HALVES, days), kind=kind)
    with drawn.make_ledger(tmp_path / "county.gpkg"):
        pass
    log = Log()
    outputs = run(RegisterImagery, log, LEDGER=tmp_path / "county.gpkg", INPUT=master / "after.tif", CAPTURED="2026-09-05",
                  ROLE="after", SEAMLINES=layer, SOURCE_FIELD="WX")
    assert outputs["TILES"] == 2 and any("2 parts" in line for line in log.lines)
    with Ledger.open(tmp_path / "county.gpkg") as ledger:
        tiles = ledger.scene_tiles(outputs["SCENE_ID"])
        assert [(one.captured, one.source) for one in tiles] == [("2026-08-30", "GF-2"), ("2026-09-05", "GF-2")]
        assert tiles[0].bounds == pytest.approx((drawn.WEST, drawn.NORTH - 700, drawn.WEST + 350, drawn.NORTH))
        assert verify_ledger(ledger).breaks == []


def test_seamlines_that_cannot_be_used_are_refused_and_nothing_is_registered(master, tmp_path):
    missing = seamlines(tmp_path / "a.gpkg", zip(HALVES, ("2026-08-30", None)))
    far = seamlines(tmp_path / "b.gpkg", [(drawn.square(5000, 0, 10), "2026-08-30")])
    with drawn.make_ledger(tmp_path / "county.gpkg") as ledger:
        for path, field, words in ((missing, "QSRQ", "polygon 2 has no day"), (missing, "", "Say in DATE_FIELD"),
                                   (missing, "RQ", "has no field RQ"), (far, "QSRQ", "No polygon"),
                                   (master / "after.tif", "", "cannot be read as a layer"),
                                   (tmp_path / "none.shp", "", "was not found")):
            with pytest.raises(BadInput, match=words):
                register_scene(ledger, master / "after.tif", role="after", captured="2026-09-05", source="",
                               tiles=lambda box, path=path, field=field: read_tiles(path, field, "", ledger.crs_wkt, box))
        assert ledger.scenes() == []


def strips(path, size=4200):
    """Write an image in compressed strips, wider than is read fast."""
    picture = np.random.default_rng(3).integers(0, 255, (300, size, 3)).astype(np.uint8)
    return drawn.write(path, picture, options=("COMPRESS=LZW", "TILED=NO"))


def test_compressed_strips_are_warned_of_and_converted_without_loss(tmp_path):
    with drawn.make_ledger(tmp_path / "county.gpkg"):
        pass
    slow = strips(tmp_path / "slow.tif")
    log = Log()
    run(RegisterImagery, log, LEDGER=tmp_path / "county.gpkg", INPUT=slow, CAPTURED="2026-09-05", ROLE="after")
    assert any("compressed strips" in line for line in log.warnings)
    made = run(ConvertImagery, INPUT=slow, OUTPUT=tmp_path / "fast.tif")
    raster = gdal.Open(made["OUTPUT"])
    assert raster.GetRasterBand(1).GetBlockSize() == [256, 256] and raster.GetRasterBand(1).GetOverviewCount() > 0
    assert (raster.ReadAsArray() == gdal.Open(str(slow)).ReadAsArray()).all()
    assert raster.GetGeoTransform() == gdal.Open(str(slow)).GetGeoTransform()
    log = Log()
    run(RegisterImagery, log, LEDGER=tmp_path / "county.gpkg", INPUT=tmp_path / "fast.tif", CAPTURED="2026-09-05", ROLE="after")
    assert log.warnings == []
    small = run(ConvertImagery, INPUT=slow, OUTPUT=tmp_path / "small.tif", COMPRESSION="jpeg")
    assert gdal.Open(small["OUTPUT"]).GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") in ("YCbCr JPEG", "JPEG")


def test_a_conversion_that_is_stopped_or_impossible_leaves_nothing_behind(tmp_path):
    slow = strips(tmp_path / "slow.tif", 9000)
    ConvertImagery().create().run({"INPUT": str(slow), "OUTPUT": str(tmp_path / "out" / "fast.tif")}, QgsProcessingContext(),
                                  Log(stop_at=1.0))
    assert list((tmp_path / "out").iterdir()) == []
    deep = drawn.write(tmp_path / "deep.tif", np.zeros((50, 50, 1), np.uint16))
    for more, words in (({"INPUT": deep, "COMPRESSION": "jpeg", "OUTPUT": tmp_path / "x.tif"}, "convert it without loss"),
                        ({"INPUT": slow, "OUTPUT": tmp_path / "x.png"}, "does not end in .tif"),
                        ({"INPUT": slow, "OUTPUT": slow}, "is the INPUT"),
                        ({"INPUT": slow, "COMPRESSION": "zip", "OUTPUT": tmp_path / "x.tif"}, "is no compression")):
        with pytest.raises(QgsProcessingException, match=words):
            run(ConvertImagery, **more)
    assert not (tmp_path / "x.tif").exists()
