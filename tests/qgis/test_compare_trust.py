"""What the bench never does: go online unasked, keep as evidence what was not shown, hold every file open, show what was."""

from __future__ import annotations

import os
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtTest import QTest

from farmland_plugin.gui.compare.rendering import has_gaps
from farmland_plugin.gui.compare.snapshot import DPI, paper_view
from farmland_plugin.gui.compare.sources import PLAIN, Shelf, Source, goes_online
from farmland_plugin.gui.compare.view import Look, View, World
from farmland_plugin.gui.controllers.comparing import PREFIX
from farmland_plugin.imagery import originals
from tests.qgis.compare_county import BLUE, GREEN, GREY, PIXEL, RED, SOUTH, SQUARE, WEST, scene, write_scene
from tests.qgis.test_compare_bench import colour, go, room, said, settle  # noqa: F401 - a fixture

LON, LAT, SHARE = st.floats(73.6, 134.7), st.floats(18.2, 53.5), st.floats(0, 0.99)
CONTEXT = QgsCoordinateTransformContext


def tile_png():
    image, data = QImage(256, 256, QImage.Format.Format_RGB32), QByteArray()
    image.fill(QColor(*BLUE))
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data)


@pytest.fixture
def tiles():
    """A server of blue tiles on this computer; ``asked`` are the addresses, ``up`` whether it has any."""
    png = tile_png()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.server.asked.append(self.path)
            self.send_response(200 if self.server.up else 404)
            self.send_header("Content-Type", "image/png")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(png if self.server.up else b"")

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.asked, server.up = [], True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.uri = f"type=xyz&url=http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=18"
    yield server
    server.shutdown()
    server.server_close()


def online_layer(tiles):
    layer = QgsRasterLayer(tiles.uri, "在线底图", "wms")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer, False)
    return layer


def take(room):  # noqa: F811
    """Take the picture and wait for its end; return what the ledger holds then."""
    room.bench.snapshot()
    for _turn in range(300):
        QTest.qWait(15)
        if not room.bench._snapshot.busy:
            break
    return list(room.workspace.ledger.media.rows(room.bench.subject.uid))


def test_no_layer_of_the_project_is_shown_or_asked_for_unasked(room, tiles):  # noqa: F811
    online_layer(tiles)
    room.bench.tools.panes.setValue(3)
    room.next = {room.uids[0]: room.uids[1], room.uids[1]: room.uids[0]}
    for number in (0, 1, 0):
        go(room, number)
    assert room.bench.heads[2].choice.source is None and tiles.asked == []


def test_an_online_layer_chosen_by_hand_is_shown_says_so_once_and_is_not_drawn_ahead(room, tiles):  # noqa: F811
    layer = online_layer(tiles)
    go(room, 0)
    head = room.bench.heads[1]
    room.next = {room.uids[0]: room.uids[1]}
    before = room.bench.renderer.drawings
    head.want(PREFIX + layer.id())
    settle(room)
    assert colour(room.bench.stages[1], 0.3, 0.7) == BLUE and tiles.asked
    assert head.online.isVisibleTo(head) and "server" in head.online.text()
    room.bench.prefetch(room.uids[1])
    settle(room)
    ahead = [key for key in room.bench.renderer._kept if key[0] == PREFIX + layer.id()]
    assert len(ahead) == 1 and room.bench.renderer.drawings > before  # of the parcel that is looked at only
    go(room, 1)
    assert head.choice.source.key == PREFIX + layer.id() and not head.online.isVisibleTo(head)


def test_only_files_of_this_computer_are_offline(qgis_app, tmp_path):
    path = write_scene(tmp_path / "own.tif", GREEN, GREY)
    assert not goes_online(QgsRasterLayer(str(path), "own"))
    assert not goes_online(QgsRasterLayer(f"type=xyz&url=file://{tmp_path}/%7Bz%7D/%7Bx%7D/%7By%7D.png", "own", "wms"))
    assert goes_online(QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/%7Bz%7D/%7Bx%7D/%7By%7D.png", "there", "wms"))
    assert goes_online(QgsRasterLayer("/vsicurl/http://127.0.0.1:9/scene.tif", "there"))


@pytest.mark.parametrize("authid", ["EPSG:3857", "EPSG:4490", "EPSG:4526", "EPSG:4547", "EPSG:32650", "EPSG:3395", "EPSG:2343"])
@settings(deadline=None)  # the first transformation of a system looks it up
@given(lon=LON, lat=LAT, step=st.floats(0.05, 40))
def test_the_scale_on_paper_holds_in_every_system_and_everywhere(qgis_app, authid, lon, lat, step):
    crs = QgsCoordinateReferenceSystem(authid)
    place = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4490"), crs, CONTEXT()).transform(QgsPointXY(lon, lat))
    if crs.isGeographic():
        step /= 111320.0
    view = View(Look(place.x(), place.y(), step), World(crs, CONTEXT()), QSize(400, 300))
    paper, scale = paper_view(view)
    assert abs(paper.metres_per_pixel() * DPI / 0.0254 / scale - 1) <= 0.002


def test_a_scene_that_cannot_be_read_is_not_left_out_of_the_picture(room):  # noqa: F811
    go(room, 0)
    os.remove(room.folder / "after.tif")
    room.bench.renderer.clear()
    room.bench.shelf.clear()
    assert take(room) == [] and "2026-09-05" in said(room) and "cannot be read" in said(room)


def test_a_scene_that_shows_nothing_of_the_parcel_is_no_evidence(room):  # noqa: F811
    raster = gdal.Open(str(room.folder / "after.tif"), gdal.GA_Update)
    left, top = round((SQUARE[0] - WEST) / PIXEL) - 20, round(480 - (SQUARE[1] + SQUARE[2] - SOUTH) / PIXEL) - 20
    for band in range(1, 4):
        raster.GetRasterBand(band).SetNoDataValue(0)
        raster.GetRasterBand(band).WriteArray(np.zeros((130, 130), np.uint8), left, top)
    raster = None
    room.workspace.ledger.add_scene(scene("holed", "after", "2026-10-01", room.folder / "after.tif"))
    room.bench._scenes = None
    go(room, 0)
    assert room.bench.heads[1].choice.source.key == "holed"
    assert take(room) == [] and "shows nothing" in said(room)


def test_a_file_changed_since_it_was_registered_is_no_evidence_until_it_is_registered_again(room):  # noqa: F811
    go(room, 0)
    write_scene(room.folder / "after.tif", BLUE, GREY, noise=5)
    assert take(room) == [] and "register it again" in said(room)
    room.workspace.ledger.add_scene(scene("anew", "after", "2026-09-06", room.folder / "after.tif"))
    room.bench._scenes = None
    go(room, 1)
    go(room, 0)
    assert len(take(room)) == 1


def test_a_file_only_touched_is_read_once_more_and_taken(room, monkeypatch):  # noqa: F811
    read, of = [], originals.sha256_of
    monkeypatch.setattr(originals, "sha256_of", lambda path: read.append(path.name) or of(path))
    go(room, 0)
    assert len(take(room)) == 1
    read.clear()
    later = (room.folder / "after.tif").stat().st_mtime + 60
    os.utime(room.folder / "after.tif", (later, later))
    assert take(room) and read == ["after.tif"]
    assert take(room) and read == ["after.tif"] and "changed" not in said(room)


def test_a_picture_of_one_date_says_so(room):  # noqa: F811
    ledger = room.workspace.ledger
    ledger.retire_scene("before", "wrong date")
    room.bench._scenes = None
    go(room, 0)
    assert room.bench.heads[0].choice.source is None
    rows = take(room)
    assert [row["caption"].count("SHA-256") for row in rows] == [1] and "one date only" in rows[0]["caption"]
    assert "one date only" in said(room)


def test_files_held_open_do_not_grow_with_the_scenes_looked_at(qgis_app, tmp_path):
    shelf, path = Shelf(lambda key: None), write_scene(tmp_path / "scene.tif", GREEN, GREY)
    world = World(QgsCoordinateReferenceSystem("EPSG:4526"), CONTEXT())
    box, before = QgsRectangle(WEST, SOUTH, WEST + 10, SOUTH + 10), len(os.listdir("/proc/self/fd"))
    for number in range(5 * PLAIN):
        os.link(path, tmp_path / f"{number}.tif")
        assert shelf.shown(Source(str(number), "", path=str(tmp_path / f"{number}.tif")), "", box, world).layer.isValid()
    assert len(shelf._open) == PLAIN and len(os.listdir("/proc/self/fd")) <= before + PLAIN + 1


def test_a_drawing_goes_on_when_its_file_is_let_go_of(room):  # noqa: F811
    room.view.set_current(room.uids[0])
    room.bench.shelf.clear()
    settle(room)
    assert colour(room.bench.stages[0]) == GREEN and colour(room.bench.stages[1]) == RED


def test_parcels_forty_metres_apart_are_stretched_each_for_itself_in_degrees(qgis_app, tmp_path):
    path, world = write_scene(tmp_path / "scene.tif", GREEN, GREY), World(QgsCoordinateReferenceSystem("EPSG:4490"), CONTEXT())
    shelf, source = Shelf(lambda key: None), Source("one", "", path=str(path))
    first, second, again = (shelf.shown(source, "cut", QgsRectangle(114.5 + at, 36.7 + at, 114.5002 + at, 36.7002 + at), world)
                            for at in (0.0001, 0.0004, 0.0001))
    assert first.key != second.key and first.key == again.key


def test_tiles_that_did_not_come_are_asked_for_again_when_the_parcel_is_seen_again(room, tiles):  # noqa: F811
    layer = online_layer(tiles)
    tiles.up = False
    go(room, 0)
    room.bench.heads[0].want(PREFIX + layer.id())
    settle(room)
    assert colour(room.bench.stages[0], 0.3, 0.7) != BLUE
    drawings = room.bench.renderer.drawings
    room.bench._refresh()
    settle(room)
    assert room.bench.renderer.drawings == drawings  # not again and again while one looks at it
    tiles.up = True
    go(room, 1)
    go(room, 0)
    assert colour(room.bench.stages[0], 0.3, 0.7) == BLUE


def test_a_layer_of_the_project_is_drawn_anew_once_its_style_changes(room):  # noqa: F811
    layer = QgsRasterLayer(str(write_scene(room.folder / "own.tif", GREEN, GREY)), "own")
    QgsProject.instance().addMapLayer(layer, False)
    go(room, 0)
    room.bench.heads[0].want(PREFIX + layer.id())
    settle(room)
    before = colour(room.bench.stages[0])
    layer.brightnessFilter().setBrightness(200)
    layer.triggerRepaint()
    settle(room)
    assert before == GREEN and colour(room.bench.stages[0]) == (230, 255, 255)


@given(width=st.integers(1, 70), height=st.integers(1, 20), gap=st.booleans(), at=st.tuples(SHARE, SHARE))
def test_a_gap_of_one_pixel_is_found_whatever_the_size(width, height, gap, at):
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(1, 2, 3))
    if gap:
        image.setPixelColor(int(at[0] * width), int(at[1] * height), QColor(0, 0, 0, 0))
    assert has_gaps(image) is gap
