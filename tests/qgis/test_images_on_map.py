"""Registered images on the map: offered, listed, shown once at the bottom, retired from the register, never added unasked."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayerTreeLayer,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QMenu, QPushButton

from farmland_plugin import classFactory
from farmland_plugin.gui.controllers.mapview import SCENE
from farmland_plugin.imagery.scenes import register_scene
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger

from .test_plugin import Desktop, flush

DAYS = {"before": "2026-01-10", "after": "2026-09-05", "uav": "2026-11-01"}


@pytest.fixture
def desktop(qgis_app, qgis_new_project):
    made = Desktop()
    yield made
    made.window.deleteLater()


@pytest.fixture
def plugin(desktop, tmp_path):
    path = tmp_path / "county.gpkg"
    create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")).close()
    with Ledger.open(path) as ledger:
        for role, day in DAYS.items():
            register_scene(ledger, picture(tmp_path / f"{role}.tif"), role=role, captured=day, source="高分&二号")
    made = classFactory(desktop)
    made.initGui()
    made.workspace.open(path)
    yield made
    if made.panels:
        made.unload()
    flush()


def picture(path):
    raster = gdal.GetDriverByName("GTiff").Create(str(path), 20, 20, 3)
    raster.SetGeoTransform((38_545_000.0, 0.5, 0.0, 4_062_010.0, 0.0, -0.5))
    system = osr.SpatialReference()
    system.ImportFromEPSG(4526)
    raster.SetProjection(system.ExportToWkt())
    for band in (1, 2, 3):
        raster.GetRasterBand(band).WriteArray(np.arange(400, dtype=np.uint8).reshape(20, 20))
    raster.FlushCache()
    return path


def menu(plugin):
    found = next(one for one in plugin.actions._menu.findChildren(QMenu) if one.title() == "Images on the Map")
    found.aboutToShow.emit()
    return found


def entries(plugin):
    return [action for action in menu(plugin).actions() if action.isCheckable()]


def layers():
    return [layer for layer in QgsProject.instance().mapLayers().values() if layer.customProperty(SCENE)]


def finish(plugin, scene_id, successful=True):
    plugin.jobs.finished.emit("registerimagery", successful, {"SCENE_ID": scene_id})


def scene(plugin, role):
    return next(one for one in plugin.workspace.ledger.scenes(retired=True) if one.role == role)


def test_the_menu_lists_the_images_newest_first_and_nothing_is_on_the_map_unasked(plugin):
    assert [action.text().split(" · ")[0] for action in entries(plugin)] == sorted(DAYS.values(), reverse=True)
    assert all("高分&&二号" in action.text() and not action.isChecked() for action in entries(plugin)) and layers() == []


def test_an_image_is_shown_once_at_the_bottom_and_taken_off_again(plugin):
    QgsProject.instance().addMapLayer(QgsVectorLayer("Polygon?crs=EPSG:4526", "mine", "memory"))
    entries(plugin)[0].trigger()
    (shown,) = layers()
    assert shown.customProperty(SCENE) == scene(plugin, "uav").scene_id
    tree = QgsProject.instance().layerTreeRoot().children()
    assert isinstance(tree[-1], QgsLayerTreeLayer) and tree[-1].layerId() == shown.id() and len(tree) > 2
    assert [action.isChecked() for action in entries(plugin)] == [True, False, False]
    plugin.images.put(scene(plugin, "uav"), True)
    assert layers() == [shown]
    entries(plugin)[0].trigger()
    assert layers() == [] and not any(action.isChecked() for action in entries(plugin))


def test_the_map_goes_to_an_image_of_which_nothing_would_be_seen(desktop, plugin):
    centre = QgsRectangle(*scene(plugin, "after").bounds).center()
    assert not desktop.canvas.extent().contains(centre)
    plugin.images.put(scene(plugin, "after"), True)
    assert desktop.canvas.extent().contains(centre)
    nearby = desktop.canvas.extent()
    plugin.images.put(scene(plugin, "uav"), True)
    assert desktop.canvas.extent() == nearby, "the map stays where something of it is seen"


def test_registering_offers_to_show_the_image_and_does_not_show_it_unasked(desktop, plugin):
    finish(plugin, scene(plugin, "after").scene_id)
    (button,) = desktop.bar.findChildren(QPushButton, "farmlandShowScene")
    assert layers() == []
    button.click()
    assert [layer.customProperty(SCENE) for layer in layers()] == [scene(plugin, "after").scene_id]


def test_nothing_is_offered_for_a_failed_job_or_an_image_that_is_shown(desktop, plugin):
    finish(plugin, scene(plugin, "after").scene_id, successful=False)
    finish(plugin, "unknown")
    plugin.images.put(scene(plugin, "after"), True)
    finish(plugin, scene(plugin, "after").scene_id)
    assert desktop.bar.findChildren(QPushButton, "farmlandShowScene") == []


def test_a_file_that_is_missing_is_said_in_one_sentence(desktop, plugin, tmp_path):
    (tmp_path / "after.tif").unlink()
    entries(plugin)[1].trigger()
    assert layers() == [] and "after.tif" in desktop.bar.items()[0].text()
    assert not entries(plugin)[1].isChecked()


def test_an_image_is_retired_with_a_reason_and_stays_in_the_register(desktop, plugin):
    plugin.images.put(scene(plugin, "after"), True)
    plugin.images.show_register()
    window = plugin.images.window
    assert window.table.rowCount() == 3 and not window.retire.isEnabled()
    window.table.selectRow(1)
    window.on_retire()
    window.retiring.on_ok()
    assert len(plugin.workspace.ledger.scenes()) == 3, "without a reason nothing is retired"
    window.retiring.reason.setPlainText(" 类型填错 ")
    window.retiring.on_ok()
    assert {one.role for one in plugin.workspace.ledger.scenes()} == {"before", "uav"}
    assert scene(plugin, "after").retired_why == "类型填错"
    assert window.table.rowCount() == 3 and "类型填错" in window.table.item(1, 4).text()
    window.table.selectRow(0)
    window.table.selectRow(1)
    assert not window.retire.isEnabled() and not window.show_.isEnabled()
    assert [action.isChecked() for action in entries(plugin)] == [False, True, False], "its layer can still be taken off"
    entries(plugin)[1].trigger()
    assert len(entries(plugin)) == 2 and layers() == []


def test_the_register_shows_an_image_on_the_map_and_closes_with_the_ledger(plugin):
    plugin.images.show_register()
    window = plugin.images.window
    window.table.selectRow(2)
    window.on_show()
    assert [layer.customProperty(SCENE) for layer in layers()] == [scene(plugin, "before").scene_id]
    plugin.workspace.close()
    assert plugin.images.window is None
    assert not next(one for one in plugin.actions._menu.findChildren(QMenu)
                    if one.title() == "Images on the Map").menuAction().isEnabled()
