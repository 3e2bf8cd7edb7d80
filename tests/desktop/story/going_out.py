"""A package leaves, the project brings the ledger back, and unloading leaves nothing."""

from __future__ import annotations

import shutil

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QToolBar
from qgis.utils import iface, loadPlugin, startPlugin, unloadPlugin

from .cut import CUT, FOLDER
from .desk import HOME, LEDGER, NAME, in_scene, panel, plugin, take_picture, wait_for


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


def keep_a_copy():
    """Lay the closed ledger aside with what lies beside it, for the QGIS that is killed, and once more as it is now."""
    FOLDER.mkdir()
    shutil.copyfile(LEDGER, CUT)
    shutil.copyfile(LEDGER, CUT.with_name("before.gpkg"))
    shutil.copytree(f"{LEDGER}.files", f"{CUT}.files")


def test_closing_the_ledger_takes_its_layer_out_of_the_project():
    plugin().actions.actions["ledger_close"].trigger()
    QTest.qWait(100)
    assert plugin().workspace.ledger is None
    assert not plugin().actions.actions["ledger_close"].isEnabled()
    assert not any(layer.customProperty("farmland/ledger") for layer in QgsProject.instance().mapLayers().values())
    keep_a_copy()
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
