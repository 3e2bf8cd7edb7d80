"""What images suggest, as the technician meets it: the box, the overlays of the bench, control buildings, the outline for use."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProcessingFeedback, QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from farmland_plugin import classFactory
from farmland_plugin.compat import geometry_of
from farmland_plugin.domain.people import Person
from farmland_plugin.gui.compare import overlays
from farmland_plugin.gui.compare.furniture import CONTROL, SUSPECTED
from farmland_plugin.gui.compare.heat import RAMP
from farmland_plugin.gui.compare.rendering import Renderer
from farmland_plugin.gui.compare.view import View
from farmland_plugin.imagery.comparing import Comparer, Outcome, settings_of
from farmland_plugin.ledger.completion import residuals
from farmland_plugin.ledger.first_look import looked
from farmland_plugin.processing.base import AlgorithmFeedback
from tests.qgis import change_county as county
from tests.qgis.test_plugin import Desktop, flush

GONE = {0: (0, 1), 1: (0,)}  # all of the first yard, one house of the second; the others stand


@pytest.fixture(scope="module")
def made(qgis_app, tmp_path_factory):
    """Return a ledger of six yards, compared, and their uids."""
    folder = tmp_path_factory.mktemp("change")
    with county.make_ledger(folder / "county.gpkg") as ledger:
        uids = county.yards(ledger)
        county.land_use(ledger)
        before, after = county.scenes(ledger, folder, GONE)
        county.mark_hamlet(ledger, before, after)
        ledger.people.register(Person("", "冯强", roles=("acceptance_team",)))
        compare(ledger, uids[:4])
    return folder / "county.gpkg", uids


def compare(ledger, uids):
    outcome = Outcome()
    comparer = Comparer(ledger, settings_of(ledger, 1), AlgorithmFeedback(QgsProcessingFeedback()))
    comparer.run(comparer.plan(uids, None, None, outcome), outcome)
    assert len(outcome.found) == len(uids)
    return outcome.found


@pytest.fixture
def plugin(made, qgis_new_project, tmp_path):
    import shutil

    path = tmp_path / "county.gpkg"
    shutil.copyfile(made[0], path)
    shutil.copytree(f"{made[0]}.files", f"{path}.files")
    desktop = Desktop()
    desktop.window.resize(1300, 1000)
    desktop.window.show()
    plugin = classFactory(desktop)
    plugin.initGui()
    plugin.workspace.open(path)
    desktop.canvas.setDestinationCrs(plugin.workspace.parcels.layer.crs())
    plugin.uids, plugin.desktop = made[1], desktop
    plugin.bench, plugin.box = plugin.comparing.bench, plugin.panels[2].change
    plugin.bench.show()
    plugin.panels[2].setUserVisible(True)
    QTest.qWait(50)
    yield plugin
    if plugin.panels:
        plugin.unload()
    desktop.window.deleteLater()
    flush()


def settle(plugin):
    for _turn in range(600):
        QTest.qWait(15)
        if plugin.bench.idle and not plugin.bench.renderer.ahead and not plugin.jobs.busy:
            return
    raise AssertionError("the bench never rests")


def go(plugin, number):
    plugin.view.set_current(plugin.uids[number])
    settle(plugin)


def audit(plugin):
    """Let the county hold suggestions back until somebody has looked."""
    ledger = plugin.workspace.ledger
    rule = {**ledger.rule("change"), "after_first_look": True}
    real = ledger.rule_text
    ledger.rule_text = lambda name: json.dumps(rule) if name == "change" else real(name)


def said(plugin):
    item = plugin.desktop.bar.currentItem()
    return item.text() if item is not None else ""


# -- the box --------------------------------------------------------------------------------------------------------------


def test_the_box_says_what_the_images_suggest_with_every_reason_and_how_it_was_measured(plugin):
    go(plugin, 2)
    one = plugin.workspace.ledger.comparison(plugin.uids[2])
    assert one.suggestion == "unchanged" and "still standing" in plugin.box.title.text()
    assert "2026-01-10" in plugin.box.title.text() and "2026-09-05" in plugin.box.title.text()
    always, measured = plugin.box.always.text(), plugin.box.measured.text()
    assert "recultivation" in always and f"{round(100 * one.residual_share)} %" in always and "not the legal area" in always
    assert plugin.box.lines.text().count("<br/>") < 5
    if not plugin.box.more.isHidden():
        plugin.box.more.click()
    assert plugin.box.lines.text().count("<br/>") == len(one.reasons) - 3, "every reason, two of them always in sight"
    assert "{" not in plugin.box.lines.text() + always + measured
    assert one.profile_sha256[:8] in measured and "Images compared on" in measured


def test_a_parcel_that_was_never_compared_has_no_box(plugin):
    go(plugin, 5)
    assert plugin.box.isHidden()
    go(plugin, 0)
    assert not plugin.box.isHidden()
    go(plugin, 5)
    assert plugin.box.isHidden()


def test_comparing_again_with_the_same_images_says_that_nothing_is_new(plugin):
    go(plugin, 0)
    before = len(plugin.workspace.ledger.comparisons(plugin.uids[0]))
    plugin.box.again.click()
    assert not plugin.box.again.isEnabled()
    settle(plugin)
    assert plugin.box.again.isEnabled() and "nothing new to measure" in said(plugin)
    assert len(plugin.workspace.ledger.comparisons(plugin.uids[0])) == before


def test_a_parcel_is_compared_from_the_bench_and_both_show_it_at_once(plugin):
    go(plugin, 5)
    plugin.bench.overlays.heat.toggle()
    assert "not been compared" in plugin.bench.overlays.said.text()
    assert plugin.bench.stages[0].over is None
    plugin.bench.overlays.again.trigger()
    settle(plugin)
    assert plugin.workspace.ledger.comparison(plugin.uids[5]).suggestion == "unchanged"
    assert not plugin.box.isHidden() and "still standing" in plugin.box.title.text() and "still standing" in said(plugin)
    settle(plugin)
    assert plugin.bench.stages[0].over is not None


def test_another_ledger_shows_nothing_of_the_one_before(plugin):
    go(plugin, 2)
    plugin.workspace.close()
    assert plugin.box.isHidden() and not plugin.box.uid and plugin.bench.overlays.uid == ""


def test_where_the_county_audits_nothing_is_shown_before_somebody_recorded_what_they_see(plugin):
    audit(plugin)
    go(plugin, 0)
    plugin.bench.overlays.heat.toggle()
    plugin.bench.overlays.outline.toggle()
    settle(plugin)
    shown = plugin.box.title.text() + plugin.box.lines.text()
    assert "waits for your first look" in shown and "gone" not in shown and "2026-09-05" not in shown
    assert plugin.box.measured.isHidden() and plugin.box.always.isHidden() and plugin.box.look.isHidden()
    assert plugin.bench.stages[0].over is None and not [one for one in plugin.bench.stages[0].outlines if one.kind == SUSPECTED]
    assert "Shown once you have recorded" in plugin.bench.overlays.said.text()
    case = plugin.workspace.ledger.case(plugin.uids[0])
    plugin.workspace.apply(plugin.uids[0], case.version, "record", {"finding": "nonfarm_violation"})
    settle(plugin)
    assert "2026-09-05" in plugin.box.title.text() and not plugin.box.measured.isHidden()
    assert plugin.bench.stages[0].over is not None


@pytest.mark.parametrize(("events", "seen"), [
    ([], False), ([("import", "2026-10-01")], False), ([("record", "2026-09-04T23:00:00Z")], False),
    ([("record", "2026-09-05T01:00:00Z")], True), ([("record", "2026-10-01"), ("reopen", "2026-10-02")], False),
    ([("record", "2026-10-01"), ("reopen", "2026-10-02"), ("draw_residual", "2026-10-03")], True),
    ([("attach", "2026-10-01"), ("sign", "2026-10-02")], False),
])
def test_a_look_is_what_was_recorded_in_this_round_since_the_later_image(events, seen):
    assert looked(events, {"reopen"}, "2026-09-05") is seen


# -- heat map and outline ---------------------------------------------------------------------------------------------------


def test_nothing_is_read_of_a_comparison_by_the_bench_while_no_overlay_is_shown(plugin, monkeypatch):
    read = []
    monkeypatch.setattr(overlays, "compared", lambda *given: read.append(given))
    monkeypatch.setattr(overlays, "heat_shown", lambda *given: read.append(given))
    for number in (0, 1, 2):
        go(plugin, number)
    assert not read and all(stage.over is None for stage in plugin.bench.stages)


def test_the_heat_map_lies_where_it_was_measured_and_is_in_no_project(plugin):
    layers = set(QgsProject.instance().mapLayers())
    go(plugin, 1)
    plugin.bench.overlays.heat.toggle()
    settle(plugin)
    stage = plugin.bench.stages[1]
    east, south = county.YARDS[1]
    gone, stands = (house_middle(east, south, house) for house in county.HOUSES)
    assert alpha(stage, stands) > 120 and alpha(stage, gone) < 60
    assert alpha(stage, QgsPointXY(stands.x() + 60, stands.y())) == 0, "outside the parcel nothing is said"
    assert stage.legend and not plugin.bench.stages[0].legend
    assert set(QgsProject.instance().mapLayers()) == layers
    plugin.bench.overlays.heat.toggle()
    assert stage.over is None and not stage.legend


@pytest.mark.parametrize("rotation", [0.0, 37.0])
def test_heat_map_and_outline_stay_in_place_on_a_turned_map(plugin, rotation):
    go(plugin, 1)
    plugin.desktop.canvas.setRotation(rotation)
    plugin.desktop.canvas.setCenter(plugin.desktop.canvas.center())
    plugin.bench.overlays.heat.toggle()
    plugin.bench.overlays.outline.toggle()
    settle(plugin)
    stage = plugin.bench.stages[0]
    assert stage.look.rotation == rotation and stage.over.view.key == stage.view().key
    stands = house_middle(*county.YARDS[1], county.HOUSES[1])
    (left,) = [one for one in stage.outlines if one.kind == SUSPECTED]
    assert alpha(stage, stands) > 120 and left.geometry.contains(QgsGeometry.fromPointXY(stands))


def test_on_a_dense_screen_the_heat_map_lies_at_the_same_place_of_the_ground(plugin):
    go(plugin, 1)
    plugin.bench.overlays.heat.toggle()
    settle(plugin)
    plain, heat = plugin.bench.stages[0].over, plugin.bench.overlays.heat_map()
    dense = View(plain.view.look._replace(rotation=21.0), plain.view.world, plugin.bench.stages[0].size(), 2.0)
    renderer = Renderer()
    while renderer.want(heat, dense, "dense") is None:
        QTest.qWait(10)
    shown, ratio = renderer.want(heat, dense, "dense"), dense.width / plain.view.width
    stands, gone = (house_middle(*county.YARDS[1], house) for house in reversed(county.HOUSES))
    seen = [shown.image.pixelColor(dense.device(place).toPoint()).alpha() for place in (stands, gone)]
    assert ratio == pytest.approx(2, abs=0.01) and seen[0] > 120 and seen[1] < 60
    renderer.clear()


def house_middle(east, south, house):
    x, y, width, height = house
    return QgsPointXY(county.WEST + east + x + width / 2, county.NORTH - south - y - height / 2)


def alpha(stage, point):
    """Return how opaque the heat map is at a place of the map."""
    place = stage.over.view
    return stage.over.image.pixelColor(place.device(point).toPoint()).alpha()


def test_the_ramp_grows_darker_and_denser_throughout():
    light = [colour.lightness() * 1000 - colour.alpha() for _value, colour in RAMP]
    assert light == sorted(light, reverse=True) and [value for value, _colour in RAMP] == sorted(value for value, _c in RAMP)


def test_a_heat_map_whose_file_is_gone_is_simply_not_shown(plugin):
    one = plugin.workspace.ledger.comparison(plugin.uids[0])
    (plugin.workspace.ledger.files / "changes" / one.heat_map).unlink()
    go(plugin, 0)
    plugin.bench.overlays.heat.toggle()
    settle(plugin)
    assert plugin.bench.stages[0].over is None


def test_keys_and_the_box_switch_the_overlays(plugin):
    go(plugin, 1)
    plugin.bench.take_focus()
    plugin.keys._act("heat", True)
    plugin.keys._act("outline", True)
    assert plugin.bench.overlays.heat.isChecked() and plugin.bench.overlays.outline.isChecked()
    plugin.keys._act("heat", True)
    assert not plugin.bench.overlays.heat.isChecked()
    plugin.bench.setUserVisible(False)
    plugin.box.look.click()
    settle(plugin)
    assert plugin.bench.isUserVisible() and plugin.bench.stages[0].over is not None


def test_the_picture_that_becomes_evidence_has_no_suggestion_in_it(plugin):
    go(plugin, 1)
    plugin.bench.overlays.outline.toggle()
    settle(plugin)
    assert SUSPECTED not in [one.kind for one in plugin.bench._outlines()]


# -- the outline for use ------------------------------------------------------------------------------------------------------


def test_the_outline_is_taken_to_the_map_corrected_and_recorded_only_by_a_person(plugin):
    go(plugin, 1)
    ledger, uid, pen = plugin.workspace.ledger, plugin.uids[1], plugin.residuals
    plugin.bench.overlays.use.trigger()
    tool = pen.pen.tool
    assert tool is not None and tool.given and len(tool._points) > 3
    assert pen.window_ is None and not residuals(ledger, uid)
    drag(plugin.desktop.canvas, tool._points[0], 6, 5)
    before = list(tool._points)
    tool.finish()
    assert pen.window_ is not None and not pen.window_.ok.isEnabled(), "kind and person are the user's"
    window = pen.window_
    window.who.choose(ledger.people.all()[0].person_id)
    window.kind.setCurrentIndex(window.kind.findData("main"))
    window.judge()
    assert window.ok.isEnabled()
    window.on_ok()
    (left,) = residuals(ledger, uid)
    drawn = QgsGeometry.fromPolygonXY([[*before, before[0]]])
    assert left.kind == "main" and abs(geometry_of(left.geom).area() - drawn.area()) < 0.5


def drag(canvas, point, east, south):
    place = canvas.getCoordinateTransform().transform(point)
    start = QPoint(round(place.x()), round(place.y()))
    QTest.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    QTest.mouseMove(canvas.viewport(), start + QPoint(east, south))
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start + QPoint(east, south))


def test_a_parcel_with_nothing_left_has_no_outline_to_use(plugin):
    go(plugin, 5)
    plugin.bench.overlays.use.trigger()
    assert plugin.residuals.pen.tool is None and "has not been compared" in said(plugin)


# -- control buildings --------------------------------------------------------------------------------------------------------


def click_map(stage, point, button=Qt.MouseButton.LeftButton):
    view = stage.view()
    place = (view.device(point) / view.ratio).toPoint()
    QTest.mouseClick(stage, button, Qt.KeyboardModifier.NoModifier, place)


def outline_house(plugin, place, corners):
    """Outline a house of the hamlet on the later picture with the mouse."""
    east, south, width, height = place
    x, y = county.WEST + east, county.NORTH - south
    points = [QgsPointXY(x, y), QgsPointXY(x + width, y), QgsPointXY(x + width, y - height), QgsPointXY(x, y - height)]
    for point in points if corners == 4 else (points[0], points[2]):
        click_map(plugin.bench.stages[1], point)
    click_map(plugin.bench.stages[1], points[2], Qt.MouseButton.RightButton)


@pytest.mark.parametrize("corners", [2, 4])
def test_a_house_is_marked_with_the_mouse_counted_shown_and_taken_back(plugin, corners):
    go(plugin, 4)
    ledger, bench = plugin.workspace.ledger, plugin.bench
    bench.overlays.mark.toggle()
    assert "12 of 10 marked" in bench.overlays.said.text()
    place = (150 + 28 * 12 + 10, 560, 14, 10)  # beside the twelve
    bench._go(bench.look.moved(county.WEST + place[0] + 7, county.NORTH - place[1] - 5), tell=False)
    outline_house(plugin, place, corners)
    settle(plugin)
    marks = ledger.control_buildings()
    assert len(marks) == 13 and "13 of 10 marked" in bench.overlays.said.text()
    wanted = geometry_of(county.square(*place))
    assert geometry_of(marks[-1].geom).symDifference(wanted).area() < 0.2 * wanted.area()
    assert len([one for one in bench.stages[1].outlines if one.kind == CONTROL]) == 13
    click_map(bench.stages[1], QgsPointXY(county.WEST + place[0] + 7, county.NORTH - place[1] - 5), Qt.MouseButton.RightButton)
    assert len(ledger.control_buildings()) == 12 and len(ledger.control_buildings(removed=True)) == 13
    bench.overlays.mark.toggle()
    assert not [one for one in bench.stages[1].outlines if one.kind == CONTROL]
    assert bench.measure.kind == ""


def test_a_house_inside_the_parcel_is_no_control_building_of_it(plugin):
    go(plugin, 4)
    plugin.bench.overlays.mark.toggle()
    east, south = county.YARDS[4]
    outline_house(plugin, (east + 6, south + 7, 18, 10), 2)
    assert len(plugin.workspace.ledger.control_buildings()) == 12 and "outside the parcel" in said(plugin)


def test_measuring_ends_marking_and_the_other_way_round(plugin):
    go(plugin, 4)
    plugin.bench.overlays.mark.toggle()
    plugin.bench.tools.area.trigger()
    assert not plugin.bench.overlays.mark.isChecked() and plugin.bench.measure.kind == "area"
    plugin.bench.overlays.mark.toggle()
    assert not plugin.bench.tools.area.isChecked() and plugin.bench.measure.kind == "mark"


def test_marking_needs_two_registered_images(plugin):
    go(plugin, 4)
    for head in plugin.bench.heads[:2]:
        head.choice = replace_choice(head.choice)
    plugin.bench.overlays.mark.toggle()
    assert not plugin.bench.overlays.mark.isChecked() and "two registered images" in said(plugin)


def replace_choice(choice):
    return choice._replace(source=None)


def test_unloading_leaves_nothing_behind(plugin):
    go(plugin, 1)
    plugin.bench.overlays.heat.toggle()
    plugin.bench.overlays.use.trigger()
    settle(plugin)
    items = len(plugin.desktop.canvas.scene().items())
    plugin.unload()
    flush()
    assert len(plugin.desktop.canvas.scene().items()) < items
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
