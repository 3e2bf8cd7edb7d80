"""One day at the desk, told in order inside QGIS Desktop; run by ``run.sh``, not collected by a plain pytest."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest
from qgis.core import Qgis, QgsApplication, QgsCoordinateReferenceSystem, QgsProject
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDockWidget, QToolBar
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin

NAME = "farmland_plugin"
OUT, HOME, INPUT = (Path(os.environ[key]) for key in ("STORY_OUT", "STORY_HOME", "STORY_INPUT"))
LEDGER = HOME / "示例县 2026.gpkg"
TRUTH = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))
TRACEBACKS: list[str] = []
WIDTH = 540


def listen(text: str, tag: str, level: Qgis.MessageLevel) -> None:
    """Collect every traceback QGIS logs, whatever its tag is called in this language."""
    if "Traceback" in text:
        TRACEBACKS.append(text)


QgsApplication.messageLog().messageReceived.connect(listen)


@pytest.fixture(autouse=True)
def no_traceback():
    yield
    assert not TRACEBACKS, TRACEBACKS[0]


def plugin():
    return plugins[NAME]


def panel(name):
    return iface.mainWindow().findChild(QDockWidget, f"farmland{name}Panel")


def wait_for(condition, seconds=60.0, what="the desk"):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s for {what}"
        QTest.qWait(30)


def settle(milliseconds=250):
    QTest.qWait(milliseconds)
    wait_for(lambda: not iface.mapCanvas().isDrawing(), 60, "the map")
    QTest.qWait(150)


def take_picture(name):
    settle(1600)  # a flash of the map takes 1.5 s
    iface.messageBar().clearWidgets()
    QTest.qWait(120)
    assert iface.mainWindow().grab().save(str(OUT / f"{name}.png"))


def run_job(name, parameters, seconds=240.0):
    """Run a job as a panel does and return its results."""
    ended = []
    jobs = plugin().jobs
    receive = lambda title, successful, results: ended.append((successful, results))  # noqa: E731
    jobs.finished.connect(receive)
    try:
        jobs.run(name, parameters)
        wait_for(lambda: ended, seconds, name)
    finally:
        jobs.finished.disconnect(receive)
    bar = iface.messageBar().currentItem()
    assert ended[0][0], f"{name}: {bar.text() if bar is not None else 'failed'}"
    iface.messageBar().clearWidgets()
    return ended[0][1]


def current_row():
    rows = plugin().panels[0].view_.selectionModel().selectedRows(0)
    return rows[0].data() if rows else ""


def test_the_plugin_brings_four_panels_a_toolbar_and_a_menu_in_chinese():
    assert NAME in plugins
    assert all(panel(name) is not None for name in ("Parcels", "Redlines", "Verification", "Packages"))
    assert iface.mainWindow().findChild(QToolBar, "farmlandToolBar") is not None
    assert len(plugin().actions.actions) == 15
    tips = [action.toolTip() for action in plugin().actions.actions.values()]
    assert len(set(tips)) == len(tips)
    assert [dock.windowTitle() for dock in plugin().panels] == ["图斑", "红线", "核查认定", "成果包"]
    assert not plugin().actions.actions["screen"].isEnabled()
    for other in ("Browser", "LayerOrder"):
        dock = iface.mainWindow().findChild(QDockWidget, other)
        if dock is not None:
            dock.hide()
    for dock in plugin().panels:
        dock.show()
    iface.mainWindow().resizeDocks([panel("Parcels")], [WIDTH], Qt.Orientation.Horizontal)
    panel("Parcels").raise_()
    take_picture("start")


def test_a_ledger_is_created_in_its_dialog():
    plugin().actions.actions["ledger_new"].trigger()
    wait_for(lambda: iface.mainWindow().findChild(QDialog, "farmlandCreateLedger"), 10, "the dialog")
    window = iface.mainWindow().findChild(QDialog, "farmlandCreateLedger")
    window.county.setText(TRUTH["county"]["code"])
    window.name.setText(TRUTH["county"]["name"])
    window.crs.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{TRUTH['epsg']}"))
    window.file.setFilePath(str(LEDGER.with_suffix("")))
    QTest.qWait(100)
    assert window.grab().save(str(OUT / "new_ledger.png"))
    QTest.mouseClick(window.buttons.button(window.buttons.StandardButton.Ok), Qt.MouseButton.LeftButton)
    wait_for(lambda: plugin().workspace.ledger is not None, 20, "the ledger")
    assert LEDGER.exists()
    assert plugin().actions.actions["screen"].isEnabled()


def test_a_batch_is_imported_in_the_algorithms_own_dialog():
    about = TRUTH["batches"]["wp2026q1"]
    window = plugin().jobs.dialog("importparcels")
    window.mainWidget().setParameters({
        "LEDGER": str(LEDGER), "INPUT": str(INPUT / about["file"]), "BATCH": "2026年一季度卫片",
        "CRS": f"EPSG:{about['epsg']}", "REMEDIATE_BY": "2026-10-31", "ACCEPT_BY": "2026-11-30"})
    QTest.qWait(200)
    assert window.grab().save(str(OUT / "import.png"))
    window.runAlgorithm()
    wait_for(lambda: plugin().panels[0].table.rows, 120, "the parcels")
    window.close()
    viewer = iface.mainWindow().findChild(QDockWidget, "ResultsViewer")
    if viewer is not None:
        viewer.hide()
    assert len(plugin().panels[0].table.rows) == plugin().workspace.parcels.layer.featureCount() > 50


def test_red_lines_are_registered():
    for about in TRUTH["layers"]:
        run_job("registerredline", {"INPUT": str(INPUT / about["file"]), "LAYER": about["layer"], "ROLE": about["role"],
                                    "NAME": about["layer"], "VINTAGE": "2026-01-01"})
    assert len(panel("Redlines").table.records) == len(TRUTH["layers"]) >= 3


def test_every_parcel_is_screened_from_the_panels_button():
    ended = []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append((successful, results)))
    panel("Redlines").raise_()
    QTest.qWait(100)
    panel("Redlines").screen.click()
    wait_for(lambda: ended, 300, "the screening")
    assert ended[0][0]
    assert int(ended[0][1]["SCREENED"]) == len(plugin().panels[0].table.rows)


def test_scenes_are_registered_and_shown_under_the_parcels():
    for scene in TRUTH["scenes"]:
        run_job("registerimagery", {"INPUT": str(INPUT / scene["file"]), "CAPTURED": scene["captured"],
                                    "ROLE": scene["role"], "SOURCE": scene.get("source", ""),
                                    "RESOLUTION": scene.get("resolution", 0.5)})
    scenes = plugin().workspace.ledger.scenes()
    assert {scene.role for scene in scenes} >= {"before", "after"}
    plugin().view.show_scene(next(scene for scene in scenes if scene.role == "after"))
    iface.setActiveLayer(plugin().workspace.parcels.layer)
    settle()


def in_scene():
    """Return the parcels whose neighbourhood a scene covers, as (uid, number)."""
    ledger = plugin().workspace.ledger
    bounds = ledger.scenes()[0].bounds
    layer = plugin().workspace.parcels.layer
    found = []
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox().buffered(30)
        if bounds[0] < box.xMinimum() and bounds[1] < box.yMinimum() and box.xMaximum() < bounds[2] \
                and box.yMaximum() < bounds[3]:
            found.append((feature["parcel_uid"], feature["source_no"]))
    return sorted(found, key=lambda one: one[1])


def test_table_and_map_select_together():
    uid, number = in_scene()[0]
    parcels = panel("Parcels")
    parcels.raise_()
    index = parcels._index_of(uid)
    parcels.view_.scrollTo(index)
    QTest.qWait(100)
    place = parcels.view_.visualRect(index).center()
    QTest.mouseClick(parcels.view_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(parcels.view_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    layer = plugin().workspace.parcels.layer
    assert [feature["source_no"] for feature in layer.selectedFeatures()] == [number]
    other, other_number = in_scene()[1]
    layer.selectByIds(plugin().workspace.parcels.feature_ids([other]))
    QTest.qWait(100)
    assert current_row() == other_number
    assert plugin().view.current == other


def test_findings_are_tagged_by_keyboard_and_saved():
    verification, parcels = panel("Verification"), panel("Parcels")
    verification.raise_()
    verification.activateWindow()
    covered = in_scene()
    for number, (uid, _number) in enumerate(covered[:9]):
        plugin().view.select([uid], uid)
        QTest.qWait(60)
        form = verification.form
        form.disposition.setFocus()
        QTest.qWait(20)
        QTest.keyClick(form.disposition, Qt.Key.Key_1 + number % 3)
        form.disposition.setCurrentIndex(1 + number % 4)
        form.note.setPlainText("现场为彩钢房一处，硬化地面，未见审批手续")
        form.surveyed_on.setDate(form.surveyed_on.date().currentDate())
        form.surveyors.setText("李明, 王芳")
        QTest.keyClick(form.disposition, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        QTest.qWait(30)
        assert plugin().workspace.ledger.case(uid).finding == form.finding.value() != ""
    assert parcels.progress.value() == len(covered[:9])
    uid = covered[3][0]
    plugin().view.select([uid], uid)
    plugin().view.zoom_to([uid])
    wait_for(lambda: not verification.scenes.before.picture.busy and not verification.scenes.after.picture.busy, 30,
             "the pictures")
    take_picture("verification")


def test_the_facts_of_a_parcel_are_told():
    redlines = panel("Redlines")
    redlines.raise_()
    QTest.qWait(100)
    first = redlines.facts.topLevelItem(0)
    assert first is not None and first.childCount()
    protected = next(one for one in redlines.table.records if one.role == "permanent_farmland")
    plugin().view.show_redline(protected)
    iface.setActiveLayer(plugin().workspace.parcels.layer)
    take_picture("redlines")


def test_the_parcels_panel_with_a_selection():
    parcels = panel("Parcels")
    parcels.raise_()
    uids = [uid for uid, _number in in_scene()[2:7]]
    plugin().view.select(uids, uids[0])
    plugin().view.zoom_to(uids)
    take_picture("parcels")


def test_one_package_is_exported_and_found_valid():
    packages = panel("Packages")
    packages.raise_()
    uid = in_scene()[3][0]
    plugin().view.select([uid], uid)
    packages.folder.setFilePath(str(HOME / "成果包"))
    ended = []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append((successful, results)))
    packages.export.click()
    wait_for(lambda: ended, 180, "the package")
    assert ended[0][0] and int(ended[0][1]["PACKAGES"]) == 1, ended
    assert len(packages.table.records) == 1
    packages.list.selectRow(0)
    ended.clear()
    packages.verify.click()
    wait_for(lambda: ended, 120, "the verdict")
    assert ended[0][0], ended
    plugin().view.zoom_to([uid])
    QTest.qWait(300)
    take_picture("packages")


def test_a_saved_project_brings_the_ledger_back():
    project = QgsProject.instance()
    saved = str(HOME / "示例县.qgz")
    assert project.write(saved)
    iface.newProject()
    assert plugin().workspace.ledger is None
    iface.addProject(saved)
    wait_for(lambda: plugin().workspace.ledger is not None, 30, "the ledger")
    assert len(plugin().panels[0].table.rows) == plugin().workspace.parcels.layer.featureCount()


def test_closing_the_ledger_takes_its_layer_out_of_the_project():
    plugin().actions.actions["ledger_close"].trigger()
    QTest.qWait(100)
    assert plugin().workspace.ledger is None
    assert not plugin().actions.actions["ledger_close"].isEnabled()
    assert not any(layer.customProperty("farmland/ledger") for layer in QgsProject.instance().mapLayers().values())
    plugin().actions.open(LEDGER)
    assert plugin().workspace.writable


def test_unloading_leaves_nothing_and_loading_again_works():
    menu = len(iface.pluginMenu().actions())
    assert unloadPlugin(NAME)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QTest.qWait(100)
    assert panel("Parcels") is None and panel("Packages") is None
    assert iface.mainWindow().findChild(QToolBar, "farmlandToolBar") is None
    assert len(iface.pluginMenu().actions()) == menu - 1
    assert QgsApplication.processingRegistry().providerById("farmland") is None
    assert not any(layer.customProperty("farmland/ledger") for layer in QgsProject.instance().mapLayers().values())
    assert loadPlugin(NAME) and startPlugin(NAME)
    assert panel("Parcels") is not None
    assert QgsApplication.processingRegistry().providerById("farmland") is not None
