"""Rasters as people hand them in, real and hostile."""

from __future__ import annotations

import datetime
import hashlib
import os
import shutil
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
)

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.wkb import envelope
from farmland_plugin.imagery.converting import convert
from farmland_plugin.imagery.scenes import checked_date, open_raster, raster_facts, register_scene
from farmland_plugin.imagery.window import best_window, candidates, cut_window, filled_share
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.processing.registerimagery import RegisterImagery

from . import evidence_county as county

REAL = Path(os.environ.get("FARMLAND_REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
AERIAL = REAL / "swellendam" / "3420B_2010_328_RGB_LATLNG.tif"


@pytest.fixture
def ledger(tmp_path):
    made = county.make_ledger(tmp_path)
    yield made
    made.close()


def test_a_geotiff_is_sealed_measured_and_bounded(ledger, tmp_path):
    path = county.write_raster(tmp_path / "a.tif")
    scene = register_scene(ledger, path, role="后时相", captured="2026年1月10日", source=" 高分二号 ")
    assert (scene.role, scene.captured, scene.source) == ("after", "2026-01-10", "高分二号")
    assert scene.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    # 0.5 m of the grid is a little less on the ground: the ellipsoid, not the plane, is measured
    assert scene.resolution_m == pytest.approx(0.5, abs=5e-4)
    assert scene.bounds == pytest.approx((county.X0, county.Y0, county.X0 + 1000, county.Y0 + 500), abs=1e-3)
    assert ledger.scenes() == [scene]
    assert [event.action for event in ledger.events()][-1] == "register_scene"


def test_the_same_image_with_the_same_role_and_date_is_registered_once(ledger, tmp_path):
    path = county.write_raster(tmp_path / "a.tif")
    first = register_scene(ledger, path, role="after", captured="2026-01-10", source="x")
    again = register_scene(ledger, path, role="after", captured="20260110", source="x")
    other = register_scene(ledger, path, role="before", captured="2026-01-10", source="x")
    assert again == first and other.scene_id != first.scene_id and len(ledger.scenes()) == 2


@pytest.mark.skipif(not AERIAL.exists(), reason="the real aerial photo is not on this machine (FARMLAND_REAL_DATA)")
def test_a_real_aerial_photo_in_degrees_gets_its_resolution_in_metres(tmp_path):
    crs = QgsCoordinateReferenceSystem.fromEpsgId(32733)
    with create_ledger(tmp_path / "real.gpkg", county="130423", name="real", crs=crs) as ledger:
        scene = register_scene(ledger, AERIAL, role="before", captured="2010-06-01", source="aerial")
    assert scene.crs == "EPSG:4326" and (scene.width, scene.height) == (1098, 3039)
    # 0.000025 degrees at 34.04 degrees south: 2.31 m east-west, 2.77 m north-south
    assert scene.resolution_m == pytest.approx(2.53, abs=0.02)
    assert 600_000 < scene.bounds[2] < 1_100_000


def vrt_of(path: Path, tmp_path: Path) -> Path:
    target = tmp_path / "a.vrt"
    gdal.BuildVRT(str(target), [str(path)]).FlushCache()
    return target


def test_virtual_remote_and_unreadable_rasters_are_refused(ledger, tmp_path):
    good = county.write_raster(tmp_path / "a.tif")
    disguised = tmp_path / "disguised.tif"
    shutil.copy(vrt_of(good, tmp_path), disguised)
    text = tmp_path / "text.tif"
    text.write_text("not an image")
    for path, words in ((tmp_path / "a.vrt", "virtual"), (disguised, "virtual"), (text, "cannot be read"),
                        (tmp_path / "gone.tif", "not found"), (Path("/vsicurl/http://x/a.tif"), "not a local file"),
                        (tmp_path, "cannot be read")):
        with pytest.raises(BadInput, match=words):
            register_scene(ledger, path, role="after", captured="2026-01-01", source="")
    assert ledger.scenes() == []


def test_an_image_without_place_or_crs_is_refused_with_what_to_do(ledger, tmp_path):
    bare = county.write_raster(tmp_path / "bare.png", driver="PNG", georeferenced=False)
    with pytest.raises(BadInput, match="world file"):
        raster_facts(bare, ledger.crs_wkt)
    nowhere = county.write_raster(tmp_path / "nowhere.tif")
    raster = gdal.Open(str(nowhere), gdal.GA_Update)
    raster.SetProjection("")
    raster = None
    with pytest.raises(BadInput, match="state it in CRS"):
        raster_facts(nowhere, ledger.crs_wkt)
    assert raster_facts(nowhere, ledger.crs_wkt, "EPSG:4526").crs == "EPSG:4526"


def test_a_world_file_is_not_read_unless_it_is_converted_into_the_image(ledger, tmp_path):
    bare = county.write_raster(tmp_path / "bare.png", driver="PNG", georeferenced=False)
    (tmp_path / "bare.pgw").write_text(f"0.5\n0\n0\n-0.5\n{county.X0 + 0.25}\n{county.Y0 + 499.75}\n")
    with pytest.raises(BadInput, match="Convert imagery"):
        raster_facts(bare, ledger.crs_wkt, "EPSG:4526")
    convert(bare, tmp_path / "good.tif", "lossless", "EPSG:4526", NoFeedback())
    facts = raster_facts(tmp_path / "good.tif", ledger.crs_wkt)
    assert facts.crs == "EPSG:4526" and facts.bounds[0] == pytest.approx(county.X0)
    assert (gdal.Open(str(tmp_path / "good.tif")).ReadAsArray() == gdal.Open(str(bare)).ReadAsArray()).all()


@pytest.mark.parametrize(("driver", "suffix"), [("GTiff", ".tif"), ("JP2OpenJPEG", ".jp2"), ("HFA", ".img")])
def test_files_beside_a_sealed_image_change_neither_its_place_nor_its_pixels(ledger, tmp_path, driver, suffix):
    path = tmp_path / f"a{suffix}"
    gdal.Translate(str(path), str(county.write_raster(tmp_path / "first.tif")), format=driver)
    before = open_raster(path).ReadAsArray(buf_xsize=250, buf_ysize=125)
    raster = gdal.Open(str(path))
    raster.BuildOverviews("NEAREST", [4])
    raster = None
    painted = Path(f"{path}.ovr")
    overview = gdal.Open(str(painted), gdal.GA_Update)
    overview.GetRasterBand(1).Fill(7)
    overview = None
    if driver != "GTiff":  # GDAL reads these even when told of no other file
        with pytest.raises(BadInput, match=rf"a\{suffix}\.ovr.*Convert imagery"):
            open_raster(path)
        painted.unlink()
    else:
        assert (gdal.Open(str(path)).ReadAsArray(buf_xsize=250, buf_ysize=125) == 7).any()
    for end in (".tfw", ".j2w", ".wld"):
        path.with_suffix(end).write_text("1\n0\n0\n-1\n5\n5\n")
    Path(f"{path}.aux.xml").write_text(
        '<PAMDataset><GeoTransform>5,1,0,5,0,-1</GeoTransform><PAMRasterBand band="1"><NoDataValue>77</NoDataValue>'
        '</PAMRasterBand></PAMDataset>')
    raster = open_raster(path)
    assert raster.GetGeoTransform()[0] == pytest.approx(county.X0) and raster.GetRasterBand(1).GetNoDataValue() != 77
    assert (raster.ReadAsArray(buf_xsize=250, buf_ysize=125) == before).all()


def test_an_image_that_keeps_its_pixels_in_another_file_is_refused_by_name(ledger, tmp_path):
    gdal.GetDriverByName("HFA").CreateCopy(str(tmp_path / "a.img"), gdal.Open(str(county.write_raster(tmp_path / "a.tif"))),
                                           options=["USE_SPILL=YES"])
    with pytest.raises(BadInput, match=r"a\.ige.*Convert imagery"):
        raster_facts(tmp_path / "a.img", ledger.crs_wkt)


def test_an_image_of_absurd_size_is_refused_before_a_pixel_is_read(ledger, tmp_path):
    path = tmp_path / "huge.tif"
    raster = gdal.GetDriverByName("GTiff").Create(str(path), 300_000, 300_000, 1, gdal.GDT_Byte,
                                                  ["SPARSE_OK=TRUE", "COMPRESS=DEFLATE", "BIGTIFF=YES"])
    raster.SetGeoTransform((county.X0, 1, 0, county.Y0, 0, -1))
    raster = None
    with pytest.raises(BadInput, match="300000 x 300000"):
        raster_facts(path, ledger.crs_wkt, "EPSG:4526")


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2999-01-01", "20260230"])
def test_a_capture_date_that_is_none_is_refused(text):
    with pytest.raises(BadInput):
        checked_date(text, datetime.date(2026, 6, 1))


def scene(role, captured, bounds=(0, 0, 100, 100), resolution=1.0):
    return Scene(f"{role}{captured}", role, captured, "", resolution, "", "", "EPSG:4526", bounds, 1, 1)


def test_the_latest_scene_that_covers_the_parcel_is_best_and_2013_only_stands_in():
    scenes = [scene("before", "2020-01-01"), scene("before", "2022-01-01"), scene("base2013", "2013-01-01"),
              scene("after", "2025-01-01"), scene("uav", "2025-06-01"), scene("after", "2026-01-01", (0, 0, 9, 9))]
    box = (10.0, 10.0, 20.0, 20.0)
    assert [s.captured for s in candidates(scenes, "before", box)] == ["2022-01-01", "2020-01-01"]
    assert [s.captured for s in candidates(scenes, "after", box)] == ["2025-06-01", "2025-01-01"]
    assert [s.role for s in candidates(scenes[2:], "before", box)] == ["base2013"]
    assert candidates(scenes, "after", (10.0, 10.0, 200.0, 20.0)) == []


def test_a_window_has_the_scenes_own_pixels_in_the_ledgers_crs(ledger, tmp_path):
    path = county.write_raster(tmp_path / "a.tif", houses=(0,))
    found = register_scene(ledger, path, role="after", captured="2026-01-10", source="")
    parcel = next(ledger.parcels())
    low_x, low_y, high_x, high_y = envelope(parcel.geom)
    frame = (low_x - 30, low_y - 30, high_x + 30, high_y + 30)
    cut_window(found, frame, ledger.crs_wkt, tmp_path / "w.tif")
    window = QgsRasterLayer(str(tmp_path / "w.tif"), "w", "gdal")
    assert window.crs().authid() == "EPSG:4526" and window.rasterUnitsPerPixelX() == pytest.approx(0.5, abs=1e-3)
    assert window.bandCount() == 4
    assert filled_share(tmp_path / "w.tif", frame) == 1.0
    blue = window.dataProvider().sample(window.extent().center(), 3)
    assert blue[1] and window.height() == pytest.approx((frame[3] - frame[1]) / 0.5, abs=2)
    first = (tmp_path / "w.tif").read_bytes()
    cut_window(found, frame, ledger.crs_wkt, tmp_path / "w2.tif")
    assert (tmp_path / "w2.tif").read_bytes() == first


def test_a_scene_whose_border_is_empty_where_the_parcel_lies_gives_way_to_the_next(ledger, tmp_path):
    parcel = next(ledger.parcels())
    box = envelope(parcel.geom)
    tilted = county.write_raster(tmp_path / "tilted.tif")
    raster = gdal.Open(str(tilted), gdal.GA_Update)
    # a rotated scene: its bounds are far wider than its picture
    raster.SetGeoTransform((county.X0 + 1100, 0.4, 0.4, county.Y0 + 900, -0.4, 0.4))
    raster = None
    later = register_scene(ledger, tilted, role="after", captured="2026-02-01", source="")
    plain = register_scene(ledger, county.write_raster(tmp_path / "plain.tif"), role="after", captured="2026-01-01",
                           source="")
    wide = Scene(**{**later.__dict__, "bounds": (county.X0 - 999, county.Y0 - 999, county.X0 + 2999, county.Y0 + 2999)})
    chosen = best_window([wide, plain], "after", box, box, ledger.crs_wkt, tmp_path / "w.tif")
    assert chosen == plain
    assert best_window([wide], "after", box, box, ledger.crs_wkt, tmp_path / "w2.tif") is None
    assert not (tmp_path / "w2.tif").exists()


def test_the_algorithm_registers_and_says_its_outputs(ledger, tmp_path):
    ledger.close()
    path = county.write_raster(tmp_path / "a.tif")
    outputs, ok = RegisterImagery().create().run({
        "LEDGER": str(ledger.path), "INPUT": str(path), "CAPTURED": "2026-01-10", "ROLE": "after", "SOURCE": "GF-2",
    }, QgsProcessingContext(), QgsProcessingFeedback())
    assert ok and outputs["SHA256"] == hashlib.sha256(path.read_bytes()).hexdigest() and len(outputs["SCENE_ID"]) == 26
