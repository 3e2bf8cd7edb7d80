"""Parcels drawn on the map, clues that wait for theirs, and corrected places: what the windows do to a real ledger."""

from __future__ import annotations

import struct
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsSettings,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QPoint, QRect, Qt
from qgis.PyQt.QtTest import QTest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.numbering import next_number, number_stem
from farmland_plugin.domain.parcel import Batch, Clue, Parcel
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.gui.controllers.drawing import PolygonDrawer
from farmland_plugin.gui.controllers.found_here import FoundHere
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.spotlight import free_part
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.check_site import SELECTED
from farmland_plugin.gui.dialogs.place import PlaceDialog
from farmland_plugin.gui.drawing.clues import told
from farmland_plugin.gui.drawing.drawn import sound
from farmland_plugin.gui.errors import Notices
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.processing.provider import FarmlandProvider

EAST, NORTH = 38545000.0, 4062000.0
CRS = "EPSG:4526"


def square(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


def parcel(ledger, batch_id, number, east):
    wkb = square(east, NORTH, 40.0)
    return Parcel(ledger.new_uid(), number, batch_id, Decimal("1600.00"), wkb, geometry_hash(wkb), township="130499001",
                  village="130499001001", source_crs=CRS)


@pytest.fixture(scope="module")
def provider():
    made = FarmlandProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def desk(qgis_iface, qgis_new_project, tmp_path, provider):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem(CRS)) as ledger:
        batch = Batch(ledger.new_uid(), "举报", "tip", "a.xlsx", "0" * 64, 3, 3, 0)
        clue = Clue(ledger.new_uid(), batch.batch_id, "JB2026-007", EAST + 520, NORTH + 20,
                    {"举报内容": "耕地上建房", "经度": "114.5", "线索编号": "JB2026-007"}, "a.xlsx", 7, "EPSG:4490")
        parcels = [parcel(ledger, batch.batch_id, f"130499SJBG000{n}", EAST + 200 * n) for n in range(2)]
        ledger.add_batch(batch, parcels, [], clues=[clue])
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem(CRS))
    canvas = qgis_iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(CRS))
    notices = Notices(QgsMessageBar())
    workspace = Workspace(notices)
    view, jobs = MapView(qgis_iface, workspace, notices), Jobs(workspace, notices)
    found = FoundHere(qgis_iface, workspace, view, jobs, notices)
    workspace.open(path)
    made = SimpleNamespace(workspace=workspace, view=view, jobs=jobs, found=found, notices=notices, iface=qgis_iface,
                           canvas=canvas)
    yield made
    found.release()
    workspace.release()


def corners(east, north, size=30.0):
    return [QgsPointXY(east, north), QgsPointXY(east, north + size), QgsPointXY(east + size, north + size),
            QgsPointXY(east + size, north)]


def draw(desk, pen, points):
    """Draw through the map tool as clicks do."""
    for point in points:
        pen.tool.add(point)
    pen.tool.finish()


def wait_for(condition, seconds=60):
    for _ in range(seconds * 20):
        if condition():
            return
        QTest.qWait(50)
    raise AssertionError("it did not happen")


def test_parcels_drawn_come_in_as_one_batch_with_numbers_of_the_countys_own(desk):
    desk.found.draw_parcels()
    window = desk.found.parcels
    window.on_draw()
    draw(desk, window.drawer, corners(EAST + 1000, NORTH))
    draw(desk, window.drawer, corners(EAST + 2000, NORTH))
    year = date.today().year % 100
    assert [one.number for one in window.drawings] == [f"130499ZC{year}0001", f"130499ZC{year}0002"]
    assert abs(window.drawings[0].area_m2 - 900) < 1
    window.on_enter()
    wait_for(lambda: not desk.jobs.busy)
    ledger = desk.workspace.ledger
    batch = ledger.batches()[-1]
    assert (batch.kind, batch.source, batch.imported_count) == ("drawn", "self_check", 2)
    came_in = [p for p in ledger.parcels() if p.batch_id == batch.batch_id]
    assert [p.source_no for p in came_in] == [f"130499ZC{year}0001", f"130499ZC{year}0002"]
    assert window.drawings == [] and not window.isVisible()
    assert sorted(desk.view.selected) == sorted(p.parcel_uid for p in came_in)


def test_parcels_that_are_refused_stay_and_can_be_entered_again(desk, monkeypatch):
    desk.found.draw_parcels()
    window = desk.found.parcels
    window.on_draw()
    draw(desk, window.drawer, corners(EAST + 1000, NORTH))
    window.source.addItem("nobody", "nobody")
    window.source.setCurrentIndex(window.source.findData("nobody"))
    window.on_enter()
    wait_for(lambda: not desk.jobs.busy)
    assert "nobody" in window.refusal.text.text() and len(window.drawings) == 1 and window.enter.isEnabled()
    window.source.setCurrentIndex(0)
    window.on_enter()
    wait_for(lambda: not desk.jobs.busy)
    assert window.drawings == [] and desk.workspace.ledger.batches()[-1].imported_count == 1


def test_a_clue_gets_its_own_parcel_of_two_that_bear_one_number(desk):
    desk.found.draw_parcels()
    window = desk.found.parcels
    window.draw_for(next(iter(desk.workspace.ledger.clues())))
    draw(desk, window.drawer, corners(EAST + 505, NORTH + 5))
    window.on_draw()
    draw(desk, window.drawer, corners(EAST + 1000, NORTH))
    window.table.item(1, 0).setText(window.drawings[0].number)
    window.on_enter()
    wait_for(lambda: not desk.jobs.busy)
    ledger = desk.workspace.ledger
    assert ledger.parcel(next(iter(ledger.clues())).parcel_uid).source_row == 1


def test_ground_that_is_in_the_ledger_already_is_named_before_it_is_entered(desk):
    desk.found.draw_parcels()
    window = desk.found.parcels
    window.on_draw()
    draw(desk, window.drawer, corners(EAST + 10, NORTH + 10))
    assert list(window.drawings[0].others) == ["130499SJBG0000"]
    assert window.table.item(0, 3).text() == "130499SJBG0000"


def test_what_was_drawn_is_kept_when_the_window_closes_and_gone_with_the_ledger(desk):
    desk.found.draw_parcels()
    desk.found.parcels.on_draw()
    draw(desk, desk.found.parcels.drawer, corners(EAST + 1000, NORTH))
    desk.found.parcels.reject()
    desk.found.draw_parcels()
    assert len(desk.found.parcels.drawings) == 1
    desk.workspace.close()
    assert desk.found.parcels is None


def test_the_window_stands_at_the_lower_edge_of_the_map_until_the_user_moves_it(desk):
    QgsSettings().remove("farmland/farmlandDrawnParcels")
    desk.canvas.resize(707, 571)
    desk.found.draw_parcels()
    window = desk.found.parcels
    room = QRect(desk.canvas.mapToGlobal(QPoint(0, 0)), desk.canvas.size())
    free = free_part(room, window.geometry())
    assert free.height() > room.height() // 2 and free.width() == room.width()
    window.move(60, 80)
    place = window.pos()
    window.reject()
    desk.found.draw_parcels()
    assert window.pos() == place


def test_the_clue_that_is_drawn_is_named_until_its_parcel_is_there(desk):
    desk.found.show_clues()
    desk.found.clues.list.selectRow(0)
    desk.found.clues.to_draw.click()
    window = desk.found.parcels
    assert "JB2026-007" in window.about.text()
    window.drawer.stop()  # to pan with another tool
    window.on_draw()
    assert "JB2026-007" in window.about.text()
    draw(desk, window.drawer, corners(EAST + 505, NORTH + 5))
    assert "JB2026-007" not in window.about.text() and window.drawings[0].clue_id


def test_a_crossing_outline_is_refused_with_a_sentence_and_the_pen_stays(desk):
    desk.found.draw_parcels()
    window = desk.found.parcels
    window.on_draw()
    a, b, c, d = corners(EAST + 1000, NORTH)
    draw(desk, window.drawer, [a, c, b, d])
    assert window.drawings == [] and window.refusal.text.text() and window.drawer.tool is not None


def test_polygons_selected_in_a_layer_are_taken_in_the_ledgers_crs(desk):
    layer = QgsVectorLayer("Polygon?crs=EPSG:4490", "planned", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((114.51 36.68,114.511 36.68,114.511 36.681,114.51 36.681,114.51 36.68))"))
    layer.dataProvider().addFeature(feature)
    QgsProject.instance().addMapLayer(layer)
    desk.iface.setActiveLayer(layer)
    desk.found.draw_parcels()
    window = desk.found.parcels
    window.on_take()
    assert window.drawings == [] and window.refusal.text.text()  # nothing is selected yet
    layer.selectAll()
    window.on_take()
    assert len(window.drawings) == 1 and 9000 < window.drawings[0].area_m2 < 11000


def test_a_clue_gets_the_parcel_drawn_for_it_and_leaves_the_map(desk):
    assert desk.found.layer.layer.featureCount() == 1
    desk.found.show_clues()
    window = desk.found.clues
    window.list.selectRow(0)
    window.to_draw.click()
    draw(desk, desk.found.parcels.drawer, corners(EAST + 505, NORTH + 5))
    assert desk.found.parcels.drawings[0].number == "JB2026-007"
    desk.found.parcels.on_enter()
    wait_for(lambda: not desk.jobs.busy)
    ledger = desk.workspace.ledger
    clue = next(iter(ledger.clues()))
    assert ledger.parcel(clue.parcel_uid).source_no == "JB2026-007"
    assert ledger.batches()[-1].source == "tip"
    wait_for(lambda: desk.found.layer.layer is None)
    assert not window.table.records  # nothing waits any more


def test_a_clue_about_a_parcel_that_is_there_is_bound_to_it_with_a_reason(desk):
    desk.found.show_clues()
    window = desk.found.clues
    window.list.selectRow(0)
    window.on_bind()
    assert window.refusal.text.text()  # no parcel is selected
    uid = next(desk.workspace.ledger.parcels()).parcel_uid
    window.bind(window.current(), uid, "同一地点")
    assert next(iter(desk.workspace.ledger.clues())).parcel_uid == uid
    window.open_only.setChecked(False)
    assert [clue.parcel_uid for clue in window.table.records] == [uid]


def test_what_a_clue_tells_leaves_out_its_number_and_its_coordinates():
    clue = Clue("c", "b", "JB1", 0, 0, {"编号": "JB1", "经度": "114.5", "内容": "建房", "位置": "村口"})
    assert "建房" in told(clue) and "村口" in told(clue) and "114.5" not in told(clue) and "JB1" not in told(clue)


def test_a_corrected_place_is_what_everybody_sees_afterwards(desk):
    uid = next(desk.workspace.ledger.parcels()).parcel_uid
    window = PlaceDialog(desk.workspace, uid)
    assert not window.ok.isEnabled()  # no correction without a reason
    window.township.setEditText("130499002")
    window.village.setEditText("130499002007")
    window.reason.setPlainText("现场核实位于邻镇")
    window.on_ok()
    found = desk.workspace.ledger.parcel(uid)
    assert (found.township, found.village) == ("130499002", "130499002007")
    events = [event for event in desk.workspace.ledger.events() if event.action == "place"]
    assert len(events) == 1 and "现场核实" in events[0].body


def test_a_site_selected_on_the_map_is_checked_and_nothing_is_written(desk, monkeypatch):
    opened = []
    monkeypatch.setattr("farmland_plugin.gui.controllers.found_here.QDesktopServices",
                        SimpleNamespace(openUrl=lambda url: opened.append(url.toLocalFile())))
    layer = QgsVectorLayer(f"Polygon?crs={CRS}", "planned", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPolygonXY([[*corners(EAST, NORTH), corners(EAST, NORTH)[0]]]))
    layer.dataProvider().addFeature(feature)
    layer.selectAll()
    QgsProject.instance().addMapLayer(layer)
    desk.iface.setActiveLayer(layer)
    before = desk.workspace.ledger.last_seq()
    desk.found._on_site(SELECTED)
    wait_for(lambda: not desk.jobs.busy)
    assert desk.workspace.ledger.last_seq() == before


def test_backspace_takes_a_corner_back_and_escape_gives_up(desk):
    pen, drawings, stopped = PolygonDrawer(desk.iface, desk.notices), [], []
    pen.drawn.connect(drawings.append)
    pen.stopped.connect(lambda: stopped.append(True))
    pen.start(QgsCoordinateReferenceSystem(CRS))
    for point in [*corners(EAST, NORTH), QgsPointXY(EAST + 500, NORTH + 500)]:
        pen.tool.add(point)
    QTest.keyClick(desk.canvas, Qt.Key.Key_Backspace)
    pen.tool.finish()
    assert drawings[0].asPolygon()[0][:-1] == corners(EAST, NORTH)
    pen.tool.add(QgsPointXY(EAST, NORTH))
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert len(drawings) == 1 and stopped and pen.tool is None


def test_a_line_of_two_corners_is_no_parcel():
    with pytest.raises(BadInput):
        sound(QgsGeometry.fromWkt("POLYGON((0 0,1 1,0 0))"))


@given(st.lists(st.integers(1, 9998), max_size=30), st.integers(2020, 2099))
def test_the_next_number_is_free_and_the_largest(serials, year):
    known = [f"130499ZC{year % 100:02d}{serial:04d}" for serial in serials]
    found = next_number(number_stem("130499", "ZC", year), [*known, "130499SJBG26210183", ""])
    assert found not in known and all(number < found for number in known)


def test_the_number_after_the_last_of_four_digits_is_free_too_and_odd_digits_stop_nothing():
    stem = number_stem("130499", "ZC", 2026)
    assert next_number(stem, [f"{stem}9999"]) == f"{stem}10000"
    assert next_number(stem, [f"{stem}9999", f"{stem}10000", f"{stem}00²³", f"{stem}①②③④"]) == f"{stem}10001"
