"""The box of the four in place and of what is left, as the technician meets it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from qgis.core import QgsGeometry
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog

from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.residuals import Residuals
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.completing import GoneDialog, ResidualDialog, StageDialog
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.staff import Staff
from farmland_plugin.gui.widgets.completion import CompletionBox
from farmland_plugin.ledger.completion import completion_of, residuals
from farmland_plugin.ledger.crs import create_ledger

from .casework_county import County, attach, put_in_place, take
from .test_casework import ZONE38
from .test_demolition import EAST, NORTH, photo, rectifying
from .two_copies import batch_of, square, whole


@pytest.fixture
def desk(qgis_iface, qgis_new_project, tmp_path):
    path = tmp_path / "county.gpkg"
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG a signed form")
    with create_ledger(path, county="130423", name="临漳县台账", crs=ZONE38) as ledger:
        county = County(ledger)
        uid, other = batch_of(ledger, 2)
        rectifying(ledger, uid, county, tmp_path, scan)
        sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    box = CompletionBox(workspace)
    pen = Residuals(qgis_iface, box, workspace, view, notices)
    workspace.open(path)
    made = SimpleNamespace(workspace=workspace, view=view, box=box, pen=pen, uid=uid, other=other, sha=sha, county=county,
                           iface=qgis_iface, folder=tmp_path, bar=bar)
    yield made
    pen.release()
    workspace.release()
    box.deleteLater()


def shown(desk):
    desk.workspace.refresh()
    desk.box.show_parcel(desk.uid, True)
    return desk.box


def outline(x, y, size=10.0):
    made = QgsGeometry()
    made.fromWkb(square(EAST + x, NORTH + y, size))
    return made


def drawn(desk, *where):
    """Draw a square and record it through its window."""
    desk.box.draw.click()
    desk.pen.pen.drawn.emit(outline(*where))
    window = desk.pen.window_
    window.who.choose(desk.county["acceptance_team"])
    window.ok.click()
    return window


def test_the_box_is_hidden_while_the_case_asks_for_none_of_it(desk):
    desk.box.show_parcel(desk.other, True)
    assert desk.box.isHidden()
    assert not shown(desk).isHidden()


def test_the_verdict_says_what_is_missing_until_all_of_it_is_there_and_the_application_opens(desk):
    box = shown(desk)
    assert "2000.00 m² of the 2000.00 m² monitored" in box.sentence.text() and not box.apply.isEnabled()
    put_in_place(desk.workspace.ledger, desk.uid, desk.county, desk.sha)
    box = shown(desk)
    assert "Nothing is missing of the 2,000.00 m² monitored" in box.sentence.text() and box.apply.isEnabled()
    drawn(desk, 5, 5)
    box = shown(desk)
    assert "main building is kept" in box.sentence.text() and "100.00 m² of the 2000.00" in box.sentence.text()
    assert not box.apply.isEnabled() and "100.00" in box.apply.toolTip()


def test_a_stage_is_recorded_in_its_window_with_an_attached_photo_and_taken_back_with_a_reason(desk):
    box = shown(desk)
    box.buttons["demolished"].click()
    window = box.window_
    assert isinstance(window, StageDialog) and window.photos.count() == 1 and not window.ok.isEnabled()
    window.day.set_text("2026-11-10")
    window.who.choose(desk.county["township_leader", 1])
    assert window.ok.isEnabled()
    window.ok.click()
    box = shown(desk)
    row, = box.completion.stages
    assert (row.stage, row.done_on, row.photos) == ("demolished", "2026-11-10", (desk.sha,))
    box.buttons["demolished"].click()
    box.window_.reason.setPlainText("日期有误")
    box.window_.ok.click()
    assert shown(desk).completion.stages == () and whole(desk.workspace.ledger)


def test_a_new_photo_is_attached_with_the_stage_in_one_step(desk):
    window = StageDialog(desk.workspace, desk.uid, "cleared", Staff(desk.workspace))
    window.day.set_text("2026-11-11")
    window.who.choose(desk.county["township_leader", 1])
    window.photos.item(0).setCheckState(type(window.photos.item(0).checkState())(0))
    window.files.set_files([photo(desk.folder, name="cleared.jpg")])
    window.ok.click()
    row, = shown(desk).completion.stages
    assert row.photos != (desk.sha,) and len(row.photos) == 1
    assert [one["role"] for one in desk.workspace.ledger.media.rows(desk.uid)].count("photo_after") == 2
    last = [event.payload().get("group") for event in desk.workspace.ledger.events(desk.uid)][-2:]
    assert last[0] and last[0] == last[1]


def test_what_is_drawn_is_clipped_recorded_and_outlined_on_the_map_and_goes_with_a_reason(desk):
    desk.view.select([desk.uid], desk.uid)
    shown(desk)
    window = drawn(desk, -5, 5)
    assert isinstance(window, ResidualDialog) and "50.00 m²" in window.area.text()
    assert residuals(desk.workspace.ledger, desk.uid)[0].area_m2 == 50
    assert len(desk.pen.bands) == 1
    box = shown(desk)
    key = box.completion.residuals[0].residual_id
    box.buttons[key].click()
    window = box.window_
    assert isinstance(window, GoneDialog) and not window.ok.isEnabled()
    window.day.set_text("2026-11-22")
    window.who.choose(desk.county["acceptance_team"])
    window.note.setText("已清运")
    window.photos.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert not window.ok.isEnabled(), "nothing shows it yet"
    window.files.set_files([photo(desk.folder, "2026:11:22", "gone.jpg")])
    window.ok.click()
    desk.workspace.refresh()
    assert desk.pen.bands == [] and completion_of(desk.workspace.ledger, desk.workspace.ledger.case(desk.uid)).residuals == ()


def test_a_drawing_outside_the_parcel_is_refused_in_one_sentence_and_nothing_is_written(desk):
    before = desk.workspace.ledger.last_seq()
    shown(desk).draw.click()
    desk.pen.pen.drawn.emit(outline(500, 5))
    assert "outside the parcel as issued" in desk.bar.currentItem().text()
    assert desk.workspace.ledger.last_seq() == before
    assert not desk.iface.mainWindow().findChildren(QDialog, "farmlandResidual"), "no hidden window is left behind"


@pytest.mark.parametrize("leave", ["no parcel chosen", "another parcel chosen", "ledger closed"])
def test_the_pen_is_put_down_with_its_parcel(desk, leave):
    desk.view.select([desk.uid], desk.uid)
    shown(desk).draw.click()
    assert desk.pen.pen.tool is not None
    if leave == "ledger closed":
        desk.workspace.close()
    else:
        other = "" if leave == "no parcel chosen" else desk.other
        desk.view.select([other] if other else [], other)
    assert desk.pen.pen.tool is None and desk.pen.bands == []


def test_the_pen_and_the_outlines_leave_nothing_behind(desk):
    desk.view.select([desk.uid], desk.uid)
    scene = desk.iface.mapCanvas().scene()
    count = len(scene.items())
    for _ in range(10):
        pen = Residuals(desk.iface, desk.box, desk.workspace, desk.view, desk.pen.notices)
        take(desk.workspace.ledger, desk.uid, "draw_residual", {
            "kind": "rubble", "found_on": "2026-11-12", "person_id": desk.county["surveyor"],
            "wkb": square(EAST + 5, NORTH + 5, 3).hex()})
        pen.draw(desk.uid)
        pen.show(desk.uid)
        assert pen.bands
        pen.release()
    desk.pen.clear()
    assert desk.iface.mapCanvas().mapTool() is None or desk.pen.pen.tool is None
    assert len([item for item in scene.items() if item.isVisible()]) <= count


def test_for_reading_only_nothing_can_be_pressed(desk):
    box = shown(desk)
    box.show_parcel(desk.uid, False)
    assert not any(button.isEnabled() for button in [box.draw, box.apply, *box.buttons.values()])
