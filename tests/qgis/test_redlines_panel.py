"""The red lines panel over a real ledger and real layers: what is dropped, registered, screened, retired and told."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsMimeDataUtils,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from farmland_plugin.domain.screening_facts import LayerRef
from farmland_plugin.gui.controllers import redline_sources
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import RESULT, MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.models.facts import outside_data
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.gui.panels.redlines import RedlinesPanel
from farmland_plugin.gui.redlines.offers import Offer, proposed_role, proposed_vintage
from farmland_plugin.gui.redlines.running import ALL, FILTERED, SELECTED, STALE
from farmland_plugin.gui.redlines.state import CHANGED, IN_FORCE, MISSING
from farmland_plugin.gui.redlines.telling import WARN, Teller
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.facts import facts_of
from farmland_plugin.ledger.places import Places
from tests.qgis.few_parcels import add_parcels

COUNT = 6
EAST, NORTH = 38545000, 4062000


def polygon(east, north, width, height):
    west, south = EAST + east, NORTH + north
    corners = [(west, south), (west + width, south), (west + width, south + height), (west, south + height), (west, south)]
    return "POLYGON((" + ", ".join(f"{x} {y}" for x, y in corners) + "))"


def memory_layer(name, fields, rows):
    asked = "".join(f"&field={field}:string" for field in fields)
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:4526{asked}", name, "memory")
    for wkt, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        feature.setAttributes(values)
        layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    return layer


def farmland_layer(name="永久基本农田2024"):
    return memory_layer(name, ["YJJBNTTBBH"], [(polygon(-5, -5, 1000, 30), ["1"])])


def landuse_layer():
    return memory_layer("DLTB2025", ["DLBM", "KCXS"], [(polygon(-50, -50, 70, 200), ["0103", "0.1"]),
                                                       (polygon(20, -50, 2000, 200), ["1006", "0"])])


def approvals():
    return memory_layer("农转用批文", ["PZWH", "PZRQ", "XMMC"], [
        (polygon(-5, -5, 40, 80), ["冀政转征函〔2020〕12号", "2020年5月1日", "产业园一期"])])


def temporary():
    return memory_layer("临时用地", ["PZWH", "PZRQ", "DQRQ"], [
        (polygon(-5, -5, 25, 80), ["示自然资临〔2022〕7号", "2022-03-01", "2024-02-28"]),
        (polygon(20, -5, 25, 80), ["示自然资临〔2026〕1号", "2026-03-01", "2028-02-29"])])


@pytest.fixture
def desk(qgis_iface, qgis_new_project, farmland, tmp_path):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        add_parcels(ledger, COUNT)
    qgis_iface.mainWindow().show()
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view, jobs = MapView(qgis_iface, workspace, notices), Jobs(workspace, notices)
    context = (workspace, view, jobs, notices)
    parcels = ParcelsPanel(*context)
    made = SimpleNamespace(bar=bar, workspace=workspace, view=view, jobs=jobs, parcels=parcels,
                           redlines=RedlinesPanel(parcels, *context))
    for dock in (made.parcels, made.redlines):
        dock.show()
    workspace.open(path)
    made.uids = [row.uid for row in parcels.table.rows]
    yield made
    jobs.release()
    workspace.release()
    for dock in (made.parcels, made.redlines):
        dock.close()
        dock.deleteLater()


def until(holds, seconds=60):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        QTest.qWait(20)
    assert holds()


def settled(desk):
    """Wait until no job runs and everything that is counted beside the window is counted."""
    panel = desk.redlines
    until(lambda: not desk.jobs.busy)
    until(lambda: not (panel._soon.isActive() or panel._stale_soon.isActive() or panel.stale_reader.busy
                       or panel.state_reader.busy or panel.totals.looker.busy))


def dropped(desk, *layers):
    """Drop layers of the project as QGIS's layer tree hands them out; returns the window that asks."""
    project = QgsProject.instance()
    for layer in layers:
        project.addMapLayer(layer)
    tree = QgsLayerTreeModel(project.layerTreeRoot())
    nodes = [project.layerTreeRoot().findLayer(layer.id()) for layer in layers]
    desk.redlines.take_drop(tree.mimeData([tree.node2index(node) for node in nodes]))
    until(lambda: not desk.redlines.window_.looker.busy)
    return desk.redlines.window_


def register(desk, *layers, vintage="2025"):
    window = dropped(desk, *layers)
    for line in window.lines:
        line.vintage.setText(line.vintage.text() or vintage)
    window.on_ok()
    until(lambda: not desk.jobs.busy and desk.redlines.window_ is None)
    settled(desk)


def screen(desk, scope=ALL):
    desk.redlines.run.choose(scope)
    settled(desk)
    desk.redlines.screen.click()
    settled(desk)


def lines_of(desk, uid):
    desk.view.select([uid], uid)
    return desk.redlines.results.lines


def said(desk):
    item = desk.bar.currentItem()
    return item.text() if item is not None else ""


# -- registering ------------------------------------------------------------------------------------------------------------


def test_a_dropped_layer_is_registered_only_after_it_was_confirmed(desk):
    window = dropped(desk, farmland_layer())
    (line,) = window.lines
    assert (line.role.currentData(), line.vintage.text(), line.name.text()) == (
        "permanent_farmland", "2024", "永久基本农田2024")
    assert not desk.workspace.ledger.redlines()
    window.on_ok()
    until(lambda: desk.redlines.window_ is None)
    (registered,) = desk.workspace.ledger.redlines()
    assert (registered.role, registered.vintage, registered.features) == ("permanent_farmland", "2024", 1)
    assert [one.redline_id for one in desk.redlines.table.records] == [registered.redline_id]


def test_a_dropped_layer_that_is_not_confirmed_leaves_nothing(desk):
    dropped(desk, farmland_layer()).reject()
    assert not desk.workspace.ledger.redlines() and desk.redlines.window_ is None


def test_one_drop_of_several_layers_asks_for_all_roles_in_one_table(desk):
    window = dropped(desk, landuse_layer(), approvals(), temporary())
    lines = {line.role.currentData(): line for line in window.lines}
    assert {role: line.vintage.text() for role, line in lines.items()} == {"landuse": "2025", "approval": "", "temporary": ""}
    lines["temporary"].use.setChecked(False)
    window.on_ok()
    until(lambda: desk.redlines.window_ is None)
    assert {line.role for line in desk.workspace.ledger.redlines()} == {"landuse", "approval"}


def test_the_values_found_are_shown_as_they_will_be_read(desk):
    window = dropped(desk, approvals())
    assert window.fields.boxes["class_code"].currentData() == "PZWH"
    assert window.fields.values["date"].text() == "2020-05-01"
    assert "产业园一期" in window.fields.values["project"].text()


def test_a_field_chosen_by_hand_is_the_one_that_is_registered(desk):
    layer = memory_layer("农转用批文", ["文件", "XMMC"], [(polygon(0, 0, 10, 10), ["〔2020〕12号", "一期"])])
    window = dropped(desk, layer)
    assert window.fields.boxes["class_code"].currentData() == ""
    window.fields.chosen.emit("class_code", "文件")
    assert window.fields.values["class_code"].text() == "〔2020〕12号"
    window.on_ok()
    until(lambda: desk.redlines.window_ is None)
    assert desk.workspace.ledger.redlines()[0].field_map["class_code"] == "文件"


def test_files_dropped_from_the_file_manager_are_looked_at_and_a_broken_one_says_why(desk, tmp_path):
    good, bad = tmp_path / "yjjbnt2023.gpkg", tmp_path / "坏.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(farmland_layer(), str(good), QgsProject.instance().transformContext(), options)
    bad.write_bytes(b"no GeoPackage")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (good, bad)])
    assert redline_sources.has_layers(mime)
    desk.redlines.take_drop(mime)
    window = desk.redlines.window_
    until(lambda: not window.looker.busy)
    first, second = window.lines
    assert (first.role.currentData(), first.vintage.text(), first.offer.fault) == ("permanent_farmland", "2023", "")
    assert "坏.gpkg" in second.offer.fault and not second.use.isChecked()
    window.on_ok()
    until(lambda: desk.redlines.window_ is None)
    assert [line.source_path for line in desk.workspace.ledger.redlines()] == [str(good)]


def test_a_layer_of_the_browser_is_taken_by_its_file_and_called_as_in_qgis(desk, tmp_path):
    path = tmp_path / "a.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(farmland_layer(), str(path), QgsProject.instance().transformContext(), options)
    uri = QgsMimeDataUtils.Uri(QgsVectorLayer(str(path), "永久基本农田", "ogr"))
    uri.layerId = ""
    desk.redlines.take_drop(QgsMimeDataUtils.encodeUriList([uri]))
    window = desk.redlines.window_
    until(lambda: not window.looker.busy)
    assert [(line.offer.text, line.role.currentData()) for line in window.lines] == [(str(path), "permanent_farmland")]
    window.reject()


def test_a_drag_is_taken_by_the_panel_itself(desk):
    layer = farmland_layer()
    QgsProject.instance().addMapLayer(layer)
    mime = QgsMimeDataUtils.encodeUriList([QgsMimeDataUtils.Uri(layer)])
    for kind in (QDragEnterEvent, QDropEvent):
        place = QPoint(5, 5) if kind is QDragEnterEvent else QPointF(5, 5)
        event = kind(place, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        event.setAccepted(False)
        QApplication.sendEvent(desk.redlines, event)
        assert event.isAccepted()
    assert [line.offer.text for line in desk.redlines.window_.lines] == [layer.id()]
    desk.redlines.window_.reject()


def test_points_are_refused_in_one_sentence_and_a_text_is_not_taken(desk):
    points = QgsVectorLayer("Point?crs=EPSG:4526", "点", "memory")
    window = dropped(desk, points)
    assert window.lines[0].offer.fault and not window.ok.isEnabled()
    window.reject()
    mime = QMimeData()
    mime.setText("hello")
    assert not redline_sources.has_layers(mime)


@pytest.mark.parametrize("name,fields,role", [
    ("DLTB", ["DLBM", "KCXS"], "landuse"), ("130499二调地类图斑", ["DLBM"], "landuse_second_survey"),
    ("YJJBNTBHTB", ["DLBM", "YJJBNTTBBH"], "permanent_farmland"), ("stbhhx", ["HXMC"], "ecological"),
    ("红线", ["HXMC"], "ecological"), ("export_3", ["BDCDYH"], "registration"), ("2019供地", ["DZJGH"], "supply"),
    ("203", ["CZCSXM"], "village_203"), ("log2030", ["x"], ""), ("roads", ["name"], "")])
def test_the_role_is_proposed_from_name_and_fields(desk, name, fields, role):
    known = desk.workspace.ledger.dictionary("redline_role")
    assert proposed_role(known, Offer(name, "", name, "", fields)) == role
    assert proposed_role(known, Offer(f"/下发/{name}.gpkg", "", name, "", fields, is_file=True)) == role


@pytest.mark.parametrize("name,vintage", [
    ("DLTB2023", "2023"), ("永农_20251231", "2025-12-31"), ("2024年12月变更", "2024-12"), ("130499", ""), ("DLTB", ""),
    ("v120230", "")])
def test_the_vintage_is_proposed_from_the_name(name, vintage):
    assert proposed_vintage(Offer("x", "", name)) == vintage


@given(st.dates(date(1990, 1, 1), date(2049, 12, 31)),
       st.sampled_from(["%Y%m%d", "%Y-%m-%d", "%Y.%m.%d", "%Y_%m_%d", "%Y年%m月%d日"]),
       st.sampled_from(["DLTB", "永农_", "变更调查", "v"]), st.sampled_from(["", "_终", ".最终版"]))
def test_any_day_in_a_name_is_proposed_as_it_is(day, form, before, after):
    assert proposed_vintage(Offer("x", "", before + day.strftime(form) + after)) == day.isoformat()


@given(st.from_regex(r"[0-9]{5}|[0-9]{7}|[0-9]{9,18}", fullmatch=True))
def test_a_code_of_another_length_is_never_taken_for_a_day(number):
    assert proposed_vintage(Offer("x", "", f"DLTB{number}")) == ""


def test_the_vintage_is_proposed_from_the_data_where_they_all_say_the_same_year():
    rows = [{"SJNF": "2022"}, {"SJNF": "2022"}]
    assert proposed_vintage(Offer("x", "", "DLTB", "", ["SJNF"], rows)) == "2022"
    assert proposed_vintage(Offer("x", "", "DLTB", "", ["SJNF"], [*rows, {"SJNF": "2023"}])) == ""


def test_one_vintage_fills_those_still_empty(desk):
    window = dropped(desk, landuse_layer(), approvals(), temporary())
    lines = {line.role.currentData(): line for line in window.lines}
    lines["approval"].vintage.setText("2024-06")
    lines["approval"].vintage.actions()[0].trigger()
    assert {role: line.vintage.text() for role, line in lines.items()} == {
        "landuse": "2025", "approval": "2024-06", "temporary": "2024-06"}
    window.reject()


def test_a_ledger_that_closes_while_a_layer_is_registered_leaves_no_window(desk):
    window = dropped(desk, farmland_layer())
    window.on_ok()
    desk.workspace.close()
    until(lambda: not desk.jobs.busy)
    assert desk.redlines.window_ is None and "deleted" not in said(desk)


def test_databases_are_chosen_in_qgiss_own_browser(desk):
    from qgis.PyQt.QtCore import QTimer

    desk.redlines.add_redlines()
    seen = []

    def close():
        window = QApplication.activeModalWidget()
        seen.append(type(window).__name__)
        window.reject()

    QTimer.singleShot(300, close)
    desk.redlines.window_._on_browser()
    assert seen == ["QgsDataSourceSelectDialog"] and not desk.redlines.window_.lines
    desk.redlines.window_.reject()


def test_layers_the_program_shows_itself_are_not_offered_as_red_lines(desk):
    register(desk, farmland_layer())
    desk.view.show_redline(desk.redlines.table.records[0])
    assert [layer.name() for layer in redline_sources.project_layers()] == ["永久基本农田2024"]


def test_a_newer_vintage_takes_the_place_of_the_selected_line(desk):
    register(desk, farmland_layer())
    desk.redlines.list.setCurrentIndex(desk.redlines.table.index(0, 0))
    desk.redlines.on_replace()
    layer = farmland_layer("新版2026")
    QgsProject.instance().addMapLayer(layer)
    desk.redlines.window_._on_layer(layer.id())
    (line,) = desk.redlines.window_.lines
    assert line.role.currentData() == "permanent_farmland" and line.replaces.currentData()
    desk.redlines.window_.on_ok()
    until(lambda: desk.redlines.window_ is None)
    assert [one.vintage for one in desk.workspace.ledger.redlines()] == ["2026"]
    assert len(desk.workspace.ledger.redlines(retired=True)) == 2


def test_data_that_are_registered_already_are_marked_and_refused(desk):
    register(desk, farmland_layer())
    window = dropped(desk, farmland_layer("永久基本农田2025"))
    (line,) = window.lines
    assert "永久基本农田2024" in line.state.text() and not line.use.isChecked() and not window.ok.isEnabled()
    line.use.setChecked(True)
    window.on_ok()
    assert not desk.jobs.busy and len(desk.workspace.ledger.redlines()) == 1
    line.replaces.setCurrentIndex(1)
    line.replaces.activated.emit(1)
    assert line.wanted()  # read anew in its own place
    window.reject()


def test_the_same_data_dropped_twice_at_once_are_registered_once(desk):
    window = dropped(desk, farmland_layer(), farmland_layer("永久基本农田2025"))
    window.on_ok()
    until(lambda: not desk.jobs.busy and desk.redlines.window_ is None)
    assert len(desk.workspace.ledger.redlines()) == 1


def test_other_data_of_the_same_role_and_name_are_offered_in_its_place(desk):
    register(desk, farmland_layer())
    (known,) = desk.workspace.ledger.redlines()
    other = memory_layer("永久基本农田2024", ["YJJBNTTBBH"], [(polygon(-5, -5, 1000, 40), ["2"])])
    window = dropped(desk, other)
    assert window.lines[0].replaces.currentData() == known.redline_id and window.lines[0].wanted()
    window.reject()


@pytest.mark.parametrize("name,fields,batch", [
    ("2026年三季度", ["JCBH", "JCMJ", "DLBM"], True), ("export", ["图斑编号", "监测面积"], True),
    ("DLTB", ["TBBH", "DLBM"], False),
    ("地类图斑", ["图斑编号", "地类编码"], False), ("永久基本农田", ["YJJBNTTBBH", "TBBH"], False)])
def test_a_layer_that_looks_like_an_issued_batch_is_left_unticked(desk, name, fields, batch):
    window = dropped(desk, memory_layer(name, fields, [(polygon(0, 0, 10, 10), ["1"] * len(fields))]))
    (line,) = window.lines
    assert (line.batch, line.use.isChecked()) == (batch, not batch)
    line.use.setChecked(True)
    assert line.wanted()
    window.reject()


# -- the list ---------------------------------------------------------------------------------------------------------------


def test_retiring_asks_for_a_reason_and_writes_nothing_without_one(desk):
    register(desk, farmland_layer())
    desk.redlines.list.setCurrentIndex(desk.redlines.table.index(0, 0))
    desk.redlines.on_retire()
    window = desk.redlines.window_
    window.on_ok()
    assert not window.ok.isEnabled() and len(desk.workspace.ledger.redlines()) == 1
    window.reason.setPlainText("  2026 年版已下发 ")
    window.on_ok()
    assert not desk.workspace.ledger.redlines() and not desk.redlines.table.records
    (line,) = desk.workspace.ledger.redlines(retired=True)
    assert line.retired_why == "2026 年版已下发"
    desk.redlines.more.menu().actions()[-1].setChecked(True)
    assert "2026 年版已下发" in desk.redlines.table.tip(desk.redlines.table.records[0])


def test_the_list_says_when_a_source_is_missing_or_holds_other_data(desk, tmp_path):
    options = QgsVectorFileWriter.SaveVectorOptions()
    context = QgsProject.instance().transformContext()
    for name in ("a", "b", "c"):
        path = str(tmp_path / f"{name}.geojson")
        QgsVectorFileWriter.writeAsVectorFormatV3(farmland_layer(), path, context, _json(options, name))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{name}.geojson")) for name in ("a", "b", "c")])
    desk.redlines.take_drop(mime)
    window = desk.redlines.window_
    until(lambda: not window.looker.busy)
    for line in window.lines:
        line.role.setCurrentIndex(line.role.findData("ecological"))
    window.on_ok()
    until(lambda: desk.redlines.window_ is None)
    (tmp_path / "a.geojson").unlink()
    text = (tmp_path / "b.geojson").read_text(encoding="utf-8")
    (tmp_path / "b.geojson").write_text(text.replace('"YJJBNTTBBH": "1"', '"YJJBNTTBBH": "8"'), encoding="utf-8")
    desk.redlines._look_at_sources(True)
    settled(desk)
    states = {line.name: desk.redlines.table.state(line) for line in desk.redlines.table.records}
    assert states == {"a": MISSING, "b": CHANGED, "c": IN_FORCE}


def _json(options, name):
    made = QgsVectorFileWriter.SaveVectorOptions(options)
    made.driverName = "GeoJSON"
    made.layerName = name
    made.layerOptions = [f"DESCRIPTION={name}", "RFC7946=NO"]
    return made


# -- running ----------------------------------------------------------------------------------------------------------------


def test_stale_parcels_are_counted_and_named_with_the_reason(desk):
    register(desk, farmland_layer())
    run = desk.redlines.run
    assert str(COUNT) in run.told.text() and "P0003" in run.told.toolTip()
    assert run.uids() == desk.uids and run.screen.isEnabled()
    screen(desk, STALE)
    assert not run.stale() and run.told.isHidden() and not run.screen.isEnabled()
    register(desk, approvals())
    assert run.stale() == desk.uids
    run.stale_chosen.emit()
    assert sorted(desk.view.selected) == sorted(desk.uids)


def test_parcels_resting_on_a_file_that_changed_are_told_apart_from_those_to_screen_again(desk):
    run, (one, two, three, *_rest) = desk.redlines.run, desk.uids
    run.tell_stale({one: ["layer_missing", "source_changed"], two: ["source_changed"], three: ["source_changed"]})
    assert run.stale() == [one] and run.doubtful() == [one, two, three], "screening again puts one of them right"
    again, waiting = run.told.text().split("<br>")
    assert "1 parcels to screen again: a layer came in after the screening 1" in again
    assert "3 parcels wait" in waiting and "no longer the one registered 3" in waiting
    assert "no longer the one registered" in run.told.toolTip().splitlines()[2]
    run.tell_stale({})
    assert not run.doubtful() and run.told.isHidden()


def test_a_run_on_the_filtered_parcels_screens_exactly_those(desk):
    register(desk, farmland_layer())
    desk.parcels.filter.set_text("P0002")
    until(lambda: not desk.redlines._soon.isActive())
    desk.redlines.run.choose(FILTERED)
    assert "1" in desk.redlines.screen.text()
    screen(desk, FILTERED)
    screened = {one.parcel_uid for one in desk.workspace.ledger.all_screenings()}
    assert screened == set(desk.parcels.visible_uids()) == {desk.uids[2]}
    assert set(desk.redlines.run.stale()) == set(desk.uids) - screened


def test_a_run_on_the_selected_parcels_screens_exactly_those(desk):
    register(desk, farmland_layer())
    chosen = [desk.uids[1], desk.uids[4]]
    desk.view.select(chosen, chosen[0])
    screen(desk, SELECTED)
    assert {one.parcel_uid for one in desk.workspace.ledger.all_screenings()} == set(chosen)


def test_a_run_replaces_the_results_and_shows_them_at_once(desk):
    register(desk, farmland_layer())
    assert not any(line.m2 for line in lines_of(desk, desk.uids[0]))
    screen(desk)
    assert any(line.m2 for line in desk.redlines.results.lines)


def test_a_cancelled_run_leaves_the_earlier_results(desk):
    register(desk, farmland_layer())
    desk.redlines.run.choose(ALL)
    desk.redlines.screen.click()
    assert not desk.redlines.run.cancel.isHidden() and desk.redlines.run._idle.isHidden()
    desk.redlines.run.cancel.click()
    settled(desk)
    assert not list(desk.workspace.ledger.all_screenings()) and not desk.redlines.run._idle.isHidden()
    assert said(desk)


def test_a_run_without_red_lines_says_so(desk):
    desk.redlines.screen_all()
    assert said(desk) and not desk.jobs.busy


def test_the_ground_becomes_a_layer_coloured_by_role(desk):
    register(desk, farmland_layer(), approvals())
    desk.redlines.run.choose(ALL)
    desk.redlines._on_as_layer()
    desk.redlines.window_.accept()
    settled(desk)
    (layer,) = [one for one in QgsProject.instance().mapLayers().values() if one.customProperty(RESULT)]
    roles = {category.value() for category in layer.renderer().categories()}
    assert layer.featureCount() == 5 and roles == {"permanent_farmland", "approval"}


# -- results ----------------------------------------------------------------------------------------------------------------


def find(lines, word):
    for line in lines:
        if word in line.label:
            return line
        found = find(line.children, word)
        if found is not None:
            return found
    return None


def test_every_figure_of_a_parcel_says_layer_vintage_hash_and_rule(desk):
    register(desk, landuse_layer(), farmland_layer())
    screen(desk)
    lines = lines_of(desk, desk.uids[0])
    sha = {line.role: line.sha256 for line in desk.workspace.ledger.redlines()}
    cropland = find(lines, "0103")
    assert cropland.m2 and sha["landuse"] in cropland.tip and "2025" in cropland.tip
    counted = next(line for line in lines if line.rule and line.m2)
    assert "cropland" in counted.tip and counted.rule in counted.tip
    parcel = desk.workspace.ledger.parcel(desk.uids[0])
    classes = next(line for line in lines if line.m2 == parcel.area_m2 and line.rule)
    assert sum(child.m2 for child in classes.children) == parcel.area_m2
    assert sum(child.mu for child in classes.children) == classes.mu


def test_a_term_that_ended_is_marked_and_one_that_runs_is_not(desk):
    register(desk, temporary())
    screen(desk)
    lines = lines_of(desk, desk.uids[0])
    assert find(lines, "〔2022〕7号").mark == WARN and "2024-02-28" in find(lines, "〔2022〕7号").label
    assert find(lines, "〔2026〕1号").mark != WARN


def test_what_lies_beyond_the_approvals_is_told_with_its_ground(desk):
    register(desk, approvals())
    screen(desk)
    lines = lines_of(desk, desk.uids[0])
    approval = lines[0]
    excess = next(child for child in approval.children if child.ground.rest)
    assert approval.m2 + excess.m2 == desk.workspace.ledger.parcel(desk.uids[0]).area_m2 and excess.mark == WARN


@pytest.mark.parametrize("word", ["0103", "〔2020〕12号", "1006"])
def test_a_double_click_outlines_the_ground_whose_area_the_line_gives(desk, word):
    register(desk, landuse_layer(), approvals())
    screen(desk)
    line = find(lines_of(desk, desk.uids[0]), word)
    desk.redlines.results.ground_wanted.emit(line)
    (band,) = desk.view.spotlight.bands
    assert band.asGeometry().area() == pytest.approx(float(line.m2), rel=1e-3)
    desk.view.select([desk.uids[1]], desk.uids[1])
    assert not desk.view.spotlight.bands


def test_copying_puts_a_table_with_its_sources_on_the_clipboard(desk):
    register(desk, landuse_layer())
    screen(desk)
    lines_of(desk, desk.uids[0])
    desk.redlines.results.copy_table()
    text = QApplication.clipboard().mimeData().text()
    head, *rows = [row.split("\t") for row in text.split("\n")]
    sha = desk.workspace.ledger.redlines()[0].sha256
    assert all(len(row) == len(head) == 9 for row in rows) and all(row[0] == "P0000" for row in rows)
    assert any(sha in row[7] for row in rows) and "<table>" in QApplication.clipboard().mimeData().html()


def test_a_layer_without_a_result_is_named_not_left_out(desk):
    register(desk, farmland_layer())
    screen(desk)
    register(desk, approvals())
    lines = lines_of(desk, desk.uids[0])
    assert [line.role for line in lines if line.mark == WARN and line.m2 is None] == ["approval"]
    assert desk.redlines.results.stale.text()


def test_vintages_of_land_use_stand_side_by_side(desk):
    older = memory_layer("DLTB2020", ["DLBM", "KCXS"], [(polygon(-50, -50, 70, 200), ["0103", "0.2"]),
                                                        (polygon(20, -50, 2000, 200), ["1006", "0"])])
    register(desk, landuse_layer(), older)
    screen(desk)
    ledger = desk.workspace.ledger
    facts = next(facts_of(ledger, [desk.uids[0]], date(2026, 11, 22)))
    lines = Teller(desk.workspace.terms, Places(ledger), [LayerRef("x", "plan", "规划", "", "0")]).lines(facts, {})
    landuse = [line for line in lines if line.role == "landuse"]
    assert ["2025" in landuse[0].label, "2020" in landuse[1].label] == [True, True]
    assert find(lines, desk.workspace.terms.label("redline_role", "plan")).m2 is None


# -- totals -----------------------------------------------------------------------------------------------------------------


def test_totals_reconcile_and_follow_the_chosen_parcels(desk):
    register(desk, landuse_layer(), farmland_layer())
    screen(desk)
    totals = desk.redlines.totals
    desk.redlines.tabs.setCurrentWidget(totals)
    settled(desk)
    role = totals.sums.roles["permanent_farmland"]
    assert (role.involved, role.clear, role.unscreened) == (4, 2, 0) and len(totals.sums.facts) == COUNT
    assert sum(totals.sums.land[next(iter(totals.sums.land))].classes.values()) == totals.sums.mu
    assert totals.checks.text()
    desk.view.select(desk.uids[:2], desk.uids[0])
    totals.scope.setCurrentIndex(totals.scope.findData(SELECTED))
    totals.outdated()
    settled(desk)
    assert len(totals.sums.facts) == 2 and totals.sums.roles["permanent_farmland"].involved == 2


def test_totals_warn_of_results_that_no_longer_hold_and_keep_the_new_land_use_as_not_screened(desk):
    register(desk, landuse_layer())
    screen(desk)
    totals = desk.redlines.totals
    desk.redlines.tabs.setCurrentWidget(totals)
    settled(desk)
    assert not totals.warned.isVisible()
    ledger = desk.workspace.ledger
    old = ledger.redlines()[0]
    ledger.add_redline(replace(old, redline_id=ledger.new_uid(), name="新三调", vintage="2099", sha256="9" * 64))
    ledger.retire_redline(old.redline_id, "新成果已下发")
    totals.outdated()
    settled(desk)
    assert f"The results of {COUNT} parcels no longer hold." in totals.warned.text() and totals.warned.isVisible()
    items = map(totals.tree.topLevelItem, range(totals.tree.topLevelItemCount()))
    rows = [[item.text(column) for column in range(5)] for item in items]
    assert [row[1:] for row in rows if "2099" in row[0]] == [["", "", str(COUNT), "—"]]


@pytest.mark.parametrize("suffix", [".html", ".xlsx"])
def test_report_and_area_table_are_written_for_the_chosen_parcels(desk, tmp_path, suffix):
    register(desk, landuse_layer())
    screen(desk)
    desk.view.select(desk.uids[:2], desk.uids[0])
    target = tmp_path / f"out{suffix}"
    desk.redlines.export(str(target), SELECTED)
    settled(desk)
    assert target.stat().st_size > 1000 and "2" in said(desk)
    if suffix == ".html":  # a person reads it: not the list of ids the desktop hands over
        assert desk.uids[0] not in target.read_text(encoding="utf-8")


# -- leaving ----------------------------------------------------------------------------------------------------------------


def test_closing_the_ledger_closes_the_window_and_empties_the_panel(desk):
    register(desk, farmland_layer())
    screen(desk)
    lines_of(desk, desk.uids[0])
    dropped(desk, approvals())
    desk.workspace.close()
    panel = desk.redlines
    assert panel.window_ is None and not panel.table.records and not panel.results.lines and panel.totals.sums is None
    assert not panel.stale_reader.busy and not panel.run.uids() and not desk.view.spotlight.bands


def test_a_ledger_open_for_reading_refuses_drops_and_runs(desk, monkeypatch):
    register(desk, farmland_layer())
    monkeypatch.setattr("os.access", lambda path, mode: False)
    desk.workspace.open(desk.workspace.path)
    settled(desk)
    assert not desk.redlines.add.isEnabled() and not desk.redlines.screen.isEnabled()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/tmp/a.gpkg")])
    desk.redlines.take_drop(mime)
    assert desk.redlines.window_ is None and said(desk)


def test_the_symbols_of_the_roles_are_data(desk):
    from farmland_plugin.gui.redlines.symbols import icon_of, renderer_of, scale_of, symbol_of

    terms = desk.workspace.terms
    for code, _label in terms.choices("redline_role"):
        assert symbol_of(terms, code).symbolLayerCount() >= 1 and not icon_of(terms, code).isNull()
    hatched = symbol_of(terms, "permanent_farmland")
    assert hatched.symbolLayerCount() == 2 and hatched.symbolLayer(1).lineAngle() == 45
    assert renderer_of(terms, "landuse").classAttribute() and scale_of(terms, "landuse", 10) == 50000
    assert scale_of(terms, "ecological", 10) == 0 < scale_of(terms, "ecological", 10**6)
    assert Decimal(str(symbol_of(terms, "ecological").symbolLayer(0).strokeWidth())) == Decimal("0.5")


def test_a_parcel_outside_the_land_use_data_cannot_be_judged(desk):
    land = memory_layer("DLTB2025", ["DLBM", "KCXS"], [(polygon(900000, 0, 50, 50), ["0103", "0.1"])])
    register(desk, land, memory_layer("永久基本农田2024", ["YJJBNTTBBH"], [(polygon(900000, 0, 50, 50), ["1"])]))
    screen(desk)
    last = lines_of(desk, desk.uids[0])[-1]
    assert "cannot be judged" in last.label and last.mark == WARN and len(last.children) == 2
    assert outside_data(desk.workspace.ledger, desk.uids[0]) == 100
