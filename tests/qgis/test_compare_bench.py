"""The before/after bench over a real ledger and real scenes: what it shows, how it follows the map, what it leaves behind."""

from __future__ import annotations

import gc
import json
from types import SimpleNamespace

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QColor, QImage, QMouseEvent, QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QMainWindow

from farmland_plugin.domain.people import Person
from farmland_plugin.files import sha256_of
from farmland_plugin.gui.compare.composing import FLICKER, LENS, SIDE, SWIPE
from farmland_plugin.gui.compare.sources import CUMULATIVE
from farmland_plugin.gui.controllers.comparing import PREFIX, Comparing
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from tests.qgis.compare_county import (
    BLUE,
    GREEN,
    GREY,
    PIXEL,
    RED,
    SIDE_M,
    SOUTH,
    SQUARE,
    WEST,
    make_ledger,
    ring_wkb,
    write_scene,
)


class Desktop(QObject):
    """A main window with a map, as the bench needs it."""

    def __init__(self):
        super().__init__()
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.window.setCentralWidget(self.canvas)
        self.window.resize(1200, 900)

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)


@pytest.fixture
def room(qgis_app, qgis_new_project, tmp_path):
    from qgis.core import QgsSettings

    QgsSettings().remove("farmland/compare")
    desktop = Desktop()
    bar = QgsMessageBar(desktop.window)
    notices = Notices(bar)
    workspace = Workspace(notices)
    view, jobs = MapView(desktop, workspace, notices), Jobs(workspace, notices)
    made = SimpleNamespace(desktop=desktop, bar=bar, workspace=workspace, view=view, canvas=desktop.canvas, uids=[], next={},
                           context=(workspace, view, jobs, notices), folder=tmp_path)
    made.comparing = Comparing(desktop, lambda uid, _forward, _unfinished: made.next.get(uid, ""), *made.context)
    made.bench = made.comparing.bench
    made.comparing.show(lambda: None, lambda: None)
    desktop.window.show()
    made.bench.show()
    workspace.open(make_ledger(tmp_path))
    desktop.canvas.setDestinationCrs(workspace.parcels.layer.crs())
    made.uids = [parcel.parcel_uid for parcel in sorted(workspace.ledger.parcels(), key=lambda parcel: parcel.source_no)]
    QTest.qWait(50)
    yield made
    if made.comparing is not None:
        made.comparing.release()
    workspace.release()
    desktop.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(room):
    for _turn in range(400):
        QTest.qWait(15)
        push = room.comparing._push.isActive() or room.comparing._next.isActive()
        if room.bench.idle and not room.bench.renderer.ahead and not push:
            return
    raise AssertionError("the bench never rests")


def go(room, number):
    room.view.set_current(room.uids[number])
    settle(room)


def said(room):
    item = room.bar.currentItem()
    return item.text() if item is not None else ""


def colour(stage, across=0.5, down=0.5):
    """Return the colour the widget really shows at shares of its width and height."""
    image = stage.grab().toImage()
    return image.pixelColor(int(image.width() * across), int(image.height() * down)).getRgb()[:3]


def test_a_parcel_is_shown_before_and_after_and_drawn_tells_it(room):
    told = []
    room.bench.drawn.connect(lambda: told.append(room.bench.idle))
    go(room, 0)
    assert [head.choice.source.key for head in room.bench.heads[:2]] == ["before", "after"]
    assert colour(room.bench.stages[0]) == GREEN and colour(room.bench.stages[1]) == RED
    assert told and all(told)
    assert "2026-01-10" in room.bench.stages[0].captions[0] and "0.5 m" in room.bench.stages[0].captions[0]


def test_nothing_is_added_to_the_project(room):
    layers = set(QgsProject.instance().mapLayers())
    tree = QgsProject.instance().layerTreeRoot().dump()
    items = len(room.canvas.scene().items())
    for mode in ("swipe", "flicker", "opacity", "lens", "side"):
        room.bench.set_mode(mode)
        go(room, 0)
        go(room, 1)
    assert set(QgsProject.instance().mapLayers()) == layers
    assert QgsProject.instance().layerTreeRoot().dump() == tree
    assert len(room.canvas.scene().items()) == items


def test_missing_imagery_says_so_and_offers_the_nearest_date(room):
    go(room, 2)
    head = room.bench.heads[0]
    assert head.choice.source is None and head.choice.missing == "No scene from before covers this parcel."
    assert room.bench.stages[0].message == head.choice.missing
    assert head.choice.nearest.key == "far1"  # all dates lie after: the earliest of them
    head.nearest.click()
    settle(room)
    assert head.choice.source.key == "far1" and colour(room.bench.stages[0]) == BLUE
    assert not room.bench.stages[0].message


def test_a_chosen_scene_stays_chosen_and_is_never_replaced_unasked(room):
    go(room, 0)
    room.bench.heads[1].want("after")
    go(room, 2)
    head = room.bench.heads[1]
    assert head.choice.source is None and "2026-09-05" in head.choice.missing
    assert head.choice.nearest.key == "far2"
    go(room, 0)
    assert head.choice.source.key == "after"


def test_a_file_that_has_gone_is_said(room):
    (room.folder / "before.tif").unlink()
    go(room, 0)
    assert room.bench.stages[0].message == "The scene's file cannot be read: is its disk connected?"
    assert colour(room.bench.stages[1]) == RED


def test_the_map_follows_the_bench_and_the_bench_the_map(room):
    go(room, 0)
    look = room.bench.look
    assert abs(room.canvas.center().x() - look.x) < 0.01 and abs(room.canvas.mapUnitsPerPixel() / look.step - 1) < 1e-6
    room.canvas.setRotation(30)
    room.canvas.setCenter(room.canvas.center() + (room.canvas.center() - room.canvas.extent().center()))
    room.canvas.zoomByFactor(0.5)
    settle(room)
    assert abs(room.bench.look.step / look.step - 0.5) < 1e-6 and room.bench.look.rotation == 30
    wheel(room.bench.stages[0])
    settle(room)
    assert abs(room.canvas.mapUnitsPerPixel() / (look.step * 0.5 / 1.25) - 1) < 1e-6
    assert room.canvas.rotation() == 30
    go(room, 1)
    assert room.bench.look.rotation == 30 and abs(room.canvas.center().x() - room.bench.look.x) < 0.01


def test_unlinked_each_goes_its_own_way(room):
    go(room, 0)
    room.bench.tools.link.trigger()
    look, step = room.bench.look, room.canvas.mapUnitsPerPixel()
    room.canvas.zoomByFactor(3)
    wheel(room.bench.stages[0])
    settle(room)
    assert room.bench.look.step < look.step and abs(room.canvas.mapUnitsPerPixel() / step - 3) < 1e-6


def wheel(stage):
    place = QPointF(stage.width() / 2, stage.height() / 2)
    event = QWheelEvent(place, QPointF(stage.mapToGlobal(place.toPoint())), QPoint(0, 120), QPoint(0, 120),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(stage, event)


def test_the_wheel_keeps_what_is_under_the_pointer(room):
    go(room, 0)
    stage = room.bench.stages[0]
    place = QPointF(stage.width() / 2, stage.height() / 2)
    before = stage.view().map(place * stage.view().ratio)
    wheel(stage)
    assert stage.view().map(place * stage.view().ratio).distance(before) < 1e-6
    assert room.bench.stages[1].look == stage.look


def test_what_was_drawn_ahead_is_not_drawn_again(room):
    room.next = {room.uids[0]: room.uids[1]}
    go(room, 0)
    drawings = room.bench.renderer.drawings
    room.view.set_current(room.uids[1])
    assert room.bench.idle and room.bench.stages[0].first.view.look == room.bench.look
    settle(room)
    assert room.bench.renderer.drawings == drawings


def test_a_stretched_pane_is_drawn_ahead_too_with_the_stretch_of_the_parcel_to_come(room):
    room.next = {room.uids[0]: room.uids[1]}
    for head in room.bench.heads[:2]:
        head.stretch.setCurrentIndex(head.stretch.findData("minmax"))
    go(room, 0)
    here, drawings = room.bench.stages[0].first, room.bench.renderer.drawings
    room.view.set_current(room.uids[1])
    assert room.bench.idle and room.bench.stages[0].first.view.look == room.bench.look
    ahead = room.bench.stages[0].first.image.copy()
    settle(room)
    assert room.bench.renderer.drawings == drawings
    room.bench.renderer.clear()
    room.bench.shelf.clear()
    go(room, 0)
    room.next = {}
    go(room, 1)
    assert room.bench.stages[0].first.image == ahead, "drawn ahead with another parcel's brightness"
    assert here.view.look != room.bench.look


def test_walking_back_the_parcels_behind_are_drawn_ahead(room):
    order = room.uids[:3]

    def following(uid, forward, _unfinished):
        at = order.index(uid) + (1 if forward else -1) if uid in order else -1
        return order[at] if 0 <= at < len(order) else ""

    room.comparing._following = following
    go(room, 1)
    go(room, 0)
    room.bench.renderer._kept.clear()
    go(room, 2)
    room.bench.renderer._kept.clear()
    go(room, 1)
    room.view.set_current(room.uids[0])
    assert room.bench.idle


def test_panes_one_to_four_and_their_own_scale(room):
    go(room, 0)
    for count in (1, 2, 3, 4):
        room.bench.tools.panes.setValue(count)
        settle(room)
        assert [stage.isVisible() for stage in room.bench.stages] == [number < count for number in range(4)]
    head = room.bench.heads[1]
    head.factor.setCurrentIndex(head.factor.findData(2.0))
    head.changed.emit()
    settle(room)
    first, second = room.bench.stages[0].view(), room.bench.stages[1].view()
    assert first.step == second.step * 2 and first.look.x == second.look.x


def test_modes_toggle_and_peek_shows_the_other_scene(room):
    go(room, 0)
    bench = room.bench
    bench.peek(True)
    settle(room)
    assert (colour(bench.stages[0]), colour(bench.stages[1])) == (RED, GREEN)
    bench.peek(False)
    settle(room)
    assert (colour(bench.stages[0]), colour(bench.stages[1])) == (GREEN, RED)
    bench.toggle_swipe()
    settle(room)
    assert bench.mode == SWIPE and not bench.stages[1].isVisible()
    bench.blend.divider = 0.9
    assert colour(bench.stages[0]) == GREEN
    bench.peek(True)
    settle(room)
    assert colour(bench.stages[0]) == RED
    bench.peek(False)
    bench.toggle_swipe()
    assert bench.mode == SIDE
    bench.toggle_flicker()
    settle(room)
    bench.tools.speed.setValue(50)
    seen = set()
    for _turn in range(20):
        QTest.qWait(25)
        seen.add(colour(bench.stages[0]))
    assert {GREEN, RED} <= seen
    bench.toggle_flicker()
    assert bench.mode == SIDE and not bench._blink.isActive()


def drag(stage, start, end):
    """Press, move with the button held, release: ``QTest.mouseMove`` holds none."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, place, button, held in ((QEvent.Type.MouseButtonPress, start, left, left), (QEvent.Type.MouseMove, end, none, left),
                                      (QEvent.Type.MouseButtonRelease, end, left, none)):
        QApplication.sendEvent(stage, QMouseEvent(kind, QPointF(place), QPointF(stage.mapToGlobal(place)), button, held,
                                                  Qt.KeyboardModifier.NoModifier))


def test_dragging_moves_the_ground_with_the_pointer(room):
    go(room, 0)
    stage, other = room.bench.stages[:2]
    start, end = QPoint(100, 80), QPoint(160, 50)
    ground = stage.view().map(QPointF(start) * stage.view().ratio)
    drag(stage, start, end)
    assert stage.view().map(QPointF(end) * stage.view().ratio).distance(ground) < 1e-6
    assert other.look == stage.look


def test_the_divider_is_dragged_in_both_directions(room):
    room.bench.set_mode(SWIPE)
    go(room, 0)
    stage = room.bench.stages[0]
    for horizontal in (False, True):
        if horizontal:
            room.bench.tools.turn.trigger()
        length = stage.height() if horizontal else stage.width()
        start = round(room.bench.blend.divider * length)
        place = (lambda at: QPoint(stage.width() // 3, at)) if horizontal else (lambda at: QPoint(at, stage.height() // 3))
        drag(stage, place(start), place(length // 4))
        assert abs(room.bench.blend.seam(stage.view()) - length // 4) <= 1
        room.bench.blend.divider = 0.5


def test_the_lens_goes_with_the_pointer_and_away_with_it(room):
    room.bench.set_mode(LENS)
    go(room, 0)
    stage = room.bench.stages[0]
    QTest.mouseMove(stage, QPoint(stage.width() // 2, stage.height() // 2))
    assert colour(stage, 0.49, 0.49) == RED
    QApplication.sendEvent(stage, QEvent(QEvent.Type.Leave))
    assert colour(stage, 0.49, 0.49) == GREEN


def test_an_area_is_measured_on_the_ellipsoid(room):
    go(room, 0)
    room.bench.tools.area.trigger()
    stage, view = room.bench.stages[0], room.bench.stages[0].view()
    corners = [(0, 0), (0, SQUARE[2]), (SQUARE[2], SQUARE[2]), (SQUARE[2], 0)]
    for east, north in corners:
        place = view.to_device.map(QPointF(SQUARE[0] + east, SQUARE[1] + north)) / view.ratio
        QTest.mouseClick(stage, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place.toPoint())
    text = room.bench.measure.text(view.world)
    measured = float(text.split(" m²")[0].replace(",", ""))
    assert abs(measured - 2025) < 2025 * 4 * view.look.step / SQUARE[2]  # a corner is hit to half a pixel
    QTest.mouseClick(stage, Qt.MouseButton.RightButton)
    assert room.bench.measure.done


def test_a_layer_of_the_project_is_shown_as_a_copy(room):
    layer = QgsRasterLayer(str(write_scene(room.folder / "own.tif", BLUE, GREY, noise=3)), "航片")
    before = layer.renderer().redContrastEnhancement().minimumValue()
    QgsProject.instance().addMapLayer(layer)
    go(room, 0)
    head = room.bench.heads[1]
    key = PREFIX + layer.id()
    head.want(key)
    head.stretch.setCurrentIndex(head.stretch.findData(CUMULATIVE))
    head.changed.emit()
    settle(room)
    assert head.choice.source.title == "航片" and room.bench.stages[1].first is not None
    assert layer.renderer().redContrastEnhancement().minimumValue() == before
    QgsProject.instance().removeMapLayer(layer.id())
    settle(room)
    assert head.choice.source.key == "after" and key not in [source.key for source in room.bench.sources]


def test_a_stretch_makes_a_dark_scene_readable(room):
    write_scene(room.folder / "dark.tif", (12, 12, 12), (30, 30, 30), noise=5)
    go(room, 0)
    head = room.bench.heads[0]
    plain = [colour(room.bench.stages[0], at, 0.4) for at in (0.3, 0.4, 0.5, 0.6, 0.7)]
    head.stretch.setCurrentIndex(head.stretch.findData(CUMULATIVE))
    head.changed.emit()
    settle(room)
    assert [colour(room.bench.stages[0], at, 0.4) for at in (0.3, 0.4, 0.5, 0.6, 0.7)] != plain


def test_a_snapshot_becomes_evidence_that_says_what_it_shows(room):
    go(room, 0)
    ended = []
    room.bench._snapshot.attached.connect(lambda uid, sha: ended.append((uid, sha)))
    room.bench.snapshot()
    for _turn in range(200):
        QTest.qWait(20)
        if ended:
            break
    rows = room.workspace.ledger.media.rows(room.uids[0])
    assert [(row["role"], row["sha256"]) for row in rows] == [("image_compare", ended[0][1])]
    assert "2026-01-10" in rows[0]["caption"] and "2026-09-05" in rows[0]["caption"] and "1:1500" in rows[0]["caption"]
    image = QImage(str(room.workspace.ledger.media.folder / rows[0]["rel_path"]))
    record = json.loads(image.text("farmland"))
    assert [one["sha256"] for one in record["scenes"]] == [sha256_of(room.folder / f"{one}.tif") for one in ("before", "after")]
    assert [one["captured"] for one in record["scenes"]] == ["2026-01-10", "2026-09-05"]
    assert record["view"]["scale"] == 1500 and record["view"]["rotation"] == 0
    assert abs(record["view"]["centre"][0] - (SQUARE[0] + SQUARE[2] / 2)) < 0.01
    middle_y = 26 + 26 + 779 // 2
    assert image.pixelColor(26 + 779 // 2, middle_y).getRgb()[:3] == GREEN
    assert image.pixelColor(2 * 26 + 779 + 779 // 2, middle_y).getRgb()[:3] == RED
    assert "130499SJBG0000" in said(room)


def test_a_picture_without_the_parcel_in_sight_is_refused(room):
    go(room, 0)
    room.bench._on_panned(500.0, 0.0)
    settle(room)
    room.bench.snapshot()
    assert "not in sight" in said(room)
    assert not room.workspace.ledger.media.rows(room.uids[0])


def test_a_hidden_bench_draws_nothing_and_takes_no_picture(room):
    room.bench.hide()
    go(room, 0)
    room.bench.set_mode(FLICKER)
    room.bench.snapshot()
    assert "not shown" in said(room) and not room.bench._blink.isActive()
    assert room.bench.renderer.drawings == 0
    room.bench.show()
    settle(room)
    assert room.bench.renderer.drawings >= 2


def test_closing_the_ledger_empties_the_bench(room):
    go(room, 0)
    room.workspace.close()
    assert room.bench.subject is None and room.bench.stages[0].first is None and room.bench.idle


def test_ten_benches_leave_nothing_behind(room):
    project = QgsProject.instance()
    room.comparing.release()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def left():
        gc.collect()
        signals = [(room.canvas, room.canvas.extentsChanged), (room.canvas, room.canvas.rotationChanged),
                   (room.canvas, room.canvas.destinationCrsChanged), (project, project.layersAdded),
                   (project, project.layersRemoved), (room.view, room.view.current_changed),
                   (room.workspace, room.workspace.opened), (room.workspace, room.workspace.closed),
                   (room.workspace, room.workspace.changed)]
        return ([one.receivers(signal) for one, signal in signals], len(room.canvas.scene().items()), len(project.mapLayers()),
                len([one for one in QApplication.allWidgets() if one.objectName().startswith("farmlandCompare")]),
                len(room.desktop.window.findChildren(QDockWidget)))

    before = left()
    for turn in range(10):
        room.comparing = Comparing(room.desktop, lambda *_: "", *room.context)
        bench = room.bench = room.comparing.bench
        room.comparing.show(lambda: None, lambda: None)
        bench.show()
        room.view.set_current(room.uids[turn % 2])
        if turn % 3:
            settle(room)
        bench.set_mode(FLICKER if turn % 2 else LENS)
        room.comparing.release()
        room.comparing = room.bench = None
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert sip.isdeleted(bench)
    del bench
    assert left() == before


def test_a_scene_that_is_empty_inside_its_bounds_says_so(room):
    west, north = SQUARE[0] - 20, SQUARE[1] + SQUARE[2] + 20
    raster = gdal.Open(str(room.folder / "before.tif"), gdal.GA_Update)
    for band in range(1, 4):
        raster.GetRasterBand(band).SetNoDataValue(0)
        raster.GetRasterBand(band).WriteArray(np.zeros((190, 190), np.uint8), round((west - WEST) / PIXEL),
                                              round((SOUTH + SIDE_M - north) / PIXEL))
    raster = None
    go(room, 0)
    assert room.bench.stages[0].message == "The scene shows nothing at this parcel."
    assert room.bench.stages[1].message == ""


def test_tiles_are_shown_and_cannot_be_stretched(room):
    tile = QImage(256, 256, QImage.Format.Format_RGB32)
    tile.fill(QColor(*BLUE))
    tile.save(str(room.folder / "tile.png"))
    address = QUrl.fromLocalFile(str(room.folder / "tile.png")).toString()
    layer = QgsRasterLayer(f"type=xyz&url={address}%23{{z}}/{{x}}/{{y}}&zmin=0&zmax=22", "底图", "wms")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    go(room, 0)
    head = room.bench.heads[1]
    head.want(PREFIX + layer.id())
    settle(room)
    assert colour(room.bench.stages[1], 0.52, 0.48) == BLUE
    assert not head.stretch.isEnabled() and head.caption(room.workspace.terms) == "底图"


def test_the_parcel_stays_in_sight_when_the_panes_become_smaller(room):
    go(room, 0)
    for panes in (4, 1, 3):
        room.bench.tools.panes.setValue(panes)
        settle(room)
        assert room.bench._in_sight(room.bench.stages[0].outlines[0].geometry)


def test_what_was_measured_as_left_on_the_ground_is_outlined_at_once(room):
    ledger = room.workspace.ledger
    person = ledger.people.register(Person("", "张三", roles=("surveyor",))).person_id
    go(room, 0)
    assert [outline.kind for outline in room.bench.stages[0].outlines] == ["issued"]
    room.workspace.apply(room.uids[0], ledger.case(room.uids[0]).version, "draw_residual", {
        "kind": "rubble", "found_on": "2026-11-12", "person_id": person,
        "wkb": ring_wkb(SQUARE[0] + 5, SQUARE[1] + 5, 10).hex()})
    settle(room)
    kinds = [(outline.kind, round(outline.geometry.area())) for outline in room.bench.stages[1].outlines]
    assert kinds == [("issued", 2025), ("measured", 100)]
