"""The plugin object: what it brings, that it brings no widget to qgis_process, and that it leaves nothing behind."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsLayerTreeModel, QgsLocator, QgsProject, QgsSettings
from qgis.gui import QgsLayerTreeView, QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMainWindow, QMenu, QToolBar

from farmland_plugin import classFactory
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.paths import resource

ROOT = Path(__file__).resolve().parents[2]
PANELS = ("Parcels", "Redlines", "Verification", "Packages", "Casework")


class Desktop(QObject):
    """The parts of QgisInterface the plugin uses, over a real main window."""

    initializationCompleted = pyqtSignal()

    def __init__(self):
        super().__init__()
        self.window = QMainWindow()
        self.menu = QMenu("plugins", self.window)
        self.bar = QgsMessageBar(self.window)
        self.canvas = QgsMapCanvas(self.window)
        self.registered = []
        self.locator, self.tree = QgsLocator(), QgsLayerTreeView(self.window)
        self.tree.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), self.tree))

    def registerLocatorFilter(self, one):
        self.locator.registerFilter(one)

    def deregisterLocatorFilter(self, one):
        self.locator.deregisterFilter(one)

    def layerTreeView(self):
        return self.tree

    def mainWindow(self):
        return self.window

    def pluginMenu(self):
        return self.menu

    def messageBar(self):
        return self.bar

    def mapCanvas(self):
        return self.canvas

    def addToolBar(self, title):
        return self.window.addToolBar(title)

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def registerMainWindowAction(self, action, shortcut):
        self.registered.append(action)
        return True

    def unregisterMainWindowAction(self, action):
        self.registered.remove(action)
        return True


@pytest.fixture
def desktop(qgis_app, qgis_new_project):
    QgsSettings().remove("farmland/panelsArranged")
    made = Desktop()
    yield made
    made.window.deleteLater()


@pytest.fixture
def plugin(desktop):
    made = classFactory(desktop)
    made.initGui()
    yield made
    if made.panels:
        made.unload()


def children(desktop, kind):
    return [child for child in desktop.window.findChildren(kind) if child.objectName().startswith("farmland")]


def flush():
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_it_brings_five_panels_behind_one_another(desktop, plugin):
    docks = [desktop.window.findChild(QDockWidget, f"farmland{name}Panel") for name in PANELS]
    assert all(docks)
    assert set(desktop.window.tabifiedDockWidgets(docks[0])) == set(docks[1:])


def test_panels_pulled_apart_at_start_are_put_together_once(desktop, plugin):
    docks = [desktop.window.findChild(QDockWidget, f"farmland{name}Panel") for name in PANELS]
    for dock in docks:
        desktop.window.removeDockWidget(dock)
        desktop.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
        dock.show()
    assert not desktop.window.tabifiedDockWidgets(docks[0])
    desktop.initializationCompleted.emit()
    assert len(desktop.window.tabifiedDockWidgets(docks[0])) == len(PANELS) - 1


def test_every_action_has_name_icon_and_tip_and_is_registered(desktop, plugin):
    actions = list(plugin.actions.actions.values())
    assert len(actions) >= 15 + len(PANELS)
    assert all(action.objectName() and not action.icon().isNull() and action.toolTip() for action in actions)
    assert len({action.objectName() for action in actions}) == len(actions)
    keys = list(plugin.keys.actions.values())
    assert set(desktop.registered) == {*actions, *keys} and len({one.objectName() for one in keys}) == len(keys) >= 15


def test_every_algorithm_has_its_own_icon():
    from farmland_plugin.processing.provider import ALGORITHMS

    assert all(resource("icons", f"{algorithm.ICON}.svg").is_file() for algorithm in ALGORITHMS)


def test_actions_that_need_a_ledger_wait_for_one(plugin, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem

    path = tmp_path / "county.gpkg"
    create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")).close()
    need = ("import", "redline", "screen", "package", "lists")
    free = ("ledger_new", "ledger_open", "verify")
    assert not any(plugin.actions.actions[name].isEnabled() for name in need)
    assert all(plugin.actions.actions[name].isEnabled() for name in free)
    plugin.workspace.open(path)
    assert all(plugin.actions.actions[name].isEnabled() for name in (*need, *free))


def test_unloading_leaves_nothing_behind(desktop, plugin, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem

    path = tmp_path / "county.gpkg"
    create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")).close()
    plugin.workspace.open(path)
    plugin.unload()
    flush()
    assert [len(children(desktop, kind)) for kind in (QDockWidget, QToolBar, QMenu, QAction)] == [0, 0, 0, 0]
    assert desktop.menu.actions() == []
    assert desktop.registered == [] and desktop.locator.filters() == []
    assert QgsApplication.processingRegistry().providerById("farmland") is None
    assert not QgsProject.instance().mapLayers()
    assert not path.with_name(path.name + ".lock").exists()
    QgsProject.instance().clear()


def test_it_loads_again_after_unloading(desktop, plugin):
    plugin.unload()
    flush()
    again = classFactory(desktop)
    again.initGui()
    assert len(children(desktop, QDockWidget)) == len(PANELS) + 1  # the before/after bench
    again.unload()


def test_ten_times_on_and_off_leaves_no_dock_action_canvas_item_or_layer(desktop, plugin, tmp_path):
    from qgis.core import QgsCoordinateReferenceSystem

    path = tmp_path / "county.gpkg"
    create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")).close()
    plugin.unload()
    flush()
    items, listening = len(desktop.canvas.scene().items()), len(desktop.canvas.children())
    for _ in range(10):
        again = classFactory(desktop)
        again.initGui()
        again.workspace.open(path)
        again.unload()
        flush()
    assert [len(children(desktop, kind)) for kind in (QDockWidget, QToolBar, QMenu, QAction)] == [0, 0, 0, 0]
    assert len(desktop.canvas.scene().items()) == items and len(desktop.canvas.children()) == listening
    assert desktop.registered == [] and desktop.locator.filters() == [] and not QgsProject.instance().mapLayers()


def test_qgis_process_gets_the_algorithms_without_a_widget():
    script = (
        "import sys\n"
        "from qgis.core import QgsApplication\n"
        "app = QgsApplication([], False)\n"
        "app.initQgis()\n"
        "from farmland_plugin import classFactory\n"
        "plugin = classFactory(None)\n"
        "plugin.initProcessing()\n"
        "loaded = [name for name in sys.modules if name.startswith('farmland_plugin.gui')]\n"
        "provider = QgsApplication.processingRegistry().providerById('farmland')\n"
        "print(len(provider.algorithms()), loaded)\n"
        "sys.stdout.flush()\n"
        "import os\n"
        "os._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=120, check=True,
                          env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)})
    assert done.stdout.split("\n")[-2].endswith(" []"), done.stdout
    assert int(done.stdout.split("\n")[-2].split()[0]) >= 9
