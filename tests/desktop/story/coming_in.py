"""The plugin is there, a ledger is made, what is handed down comes in."""

from __future__ import annotations

from qgis.core import QgsApplication, QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialog, QDockWidget, QToolBar
from qgis.utils import iface, plugins

from .desk import INPUT, LEDGER, NAME, OUT, TRUTH, panel, plugin, run_job, settle, take_picture, wait_for

WIDTH = 540


def test_the_plugin_brings_five_panels_a_toolbar_and_a_menu_in_chinese():
    assert NAME in plugins
    assert all(panel(name) is not None for name in ("Parcels", "Redlines", "Verification", "Packages", "Casework"))
    assert iface.mainWindow().findChild(QToolBar, "farmlandToolBar") is not None
    assert len(plugin().actions.actions) >= 16
    tips = [action.toolTip() for action in plugin().actions.actions.values()]
    assert len(set(tips)) == len(tips)
    assert [dock.windowTitle() for dock in plugin().panels] == ["图斑", "红线", "核查认定", "成果包", "办理与签字"]
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


def picture_of_page(wizard, name):
    QTest.qWait(200)
    assert wizard.grab().save(str(OUT / f"{name}.png"))


def test_the_second_batch_comes_in_through_the_wizard():
    """The inspection's parcels meet those of the satellite batch: read, reviewed on the map, decided and written."""
    register_places()
    parcels = panel("Parcels")
    parcels.raise_()
    before = len(parcels.table.rows)
    plugin().actions.actions["import"].trigger()
    wizard = plugin().importing.wizard
    assert wizard.isVisible() and not wizard.isModal()
    source = wizard.page(0)
    source.choose(str(INPUT / TRUTH["batches"]["ducha2026"]["file"]))
    wait_for(lambda: wizard.draft.readable, 60, "the look at the file")
    source.source.setCurrentIndex(source.source.findData("inspection"))
    source.source.activated.emit(source.source.currentIndex())
    source.batch.setText("2026年例行督察")
    source.batch.textEdited.emit(source.batch.text())
    source.remediate_by.set_text("2026-10-31")
    source.accept_by.set_text("2026-11-30")
    picture_of_page(wizard, "import_1_source")
    for name in ("import_2_preview", "import_3_mapping", "import_4_crs"):
        wizard.next()
        if name.endswith("crs"):
            wait_for(lambda: not wizard.page(3).map.isDrawing(), 30, "the little map")
        picture_of_page(wizard, name)
    wizard.next()
    wait_for(lambda: wizard.draft.is_checked, 120, "the checks")
    checked = wizard.draft.checked
    assert checked.read == checked.imported + checked.quarantined == TRUTH["rows"]["ducha2026.gpkg"]
    picture_of_page(wizard, "import_5_checks")
    wizard.next()
    review = wizard.page(5).review
    QTest.keyClick(review.view, Qt.Key.Key_1)
    assert wizard.draft.undecided == len(wizard.draft.review_rows()) - 1
    settle(1500)
    assert len(plugin().importing.spotlight.bands) == 2
    picture = QgsApplication.primaryScreen().grabWindow(0)
    assert picture.save(str(OUT / "import_6_overlap.png"))
    wizard.next()
    picture_of_page(wizard, "import_7_commit")
    wizard.next()
    wait_for(lambda: wizard.currentId() == 7, 120, "the import")
    picture_of_page(wizard, "import_8_done")
    wizard.page(7).show_parcels()
    assert plugin().workspace.parcels.layer.selectedFeatureCount() == checked.imported
    wizard.accept()
    assert len(parcels.table.rows) == before + checked.imported
    assert len([link for link in plugin().workspace.ledger.links() if link.decision]) == 1
    assert not plugin().importing.spotlight.bands


def register_places():
    """Register the village layer, which tells what lies in the county."""
    if not any(one.role == "village" for one in plugin().workspace.ledger.redlines()):
        run_job("registerredline", {"INPUT": str(INPUT / TRUTH["admin"]["file"]), "LAYER": "CJDCQ", "ROLE": "village",
                                    "NAME": "村级调查区", "VINTAGE": "2026-01-01"})


def test_parcels_on_the_same_ground_are_decided_later_too():
    plugin().actions.actions["same_ground"].trigger()
    window = plugin().importing.review
    window.review.go_to(0)
    settle(1500)
    assert QgsApplication.primaryScreen().grabWindow(0).save(str(OUT / "same_ground.png"))
    QTest.keyClick(window.review.view, Qt.Key.Key_1)
    QTest.qWait(400)
    assert len([link for link in plugin().workspace.ledger.links() if link.decision]) == 2
    window.reject()
    plugin().view.select([], "")
