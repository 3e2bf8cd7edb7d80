"""The one mapping of the bench: pictures, outlines, divider and lens lie where an ordinary QGIS rendering has them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsGeometry,
    QgsMapRendererSequentialJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPointF, QSize
from qgis.PyQt.QtGui import QImage, QPainter

from farmland_plugin.gui.compare.composing import LENS, OPACITY, SIDE, SWIPE, Blend, compose
from farmland_plugin.gui.compare.rendering import Picture
from farmland_plugin.gui.compare.view import Look, View, World, fitted
from tests.qgis.compare_county import (
    EPSG,
    GREEN,
    GREY,
    RED,
    SIDE_M,
    SOUTH,
    SQUARE,
    WEST,
    ring_wkb,
    write_scene,
)

EVERY = [(rotation, ratio) for rotation in (0.0, 30.0, 90.0) for ratio in (1.0, 1.5, 2.0)]
SIZE = QSize(320, 240)
ROOT = Path(__file__).resolve().parents[2]
CENTRE = (WEST + SIDE_M / 2, SOUTH + SIDE_M / 2)


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("seams")
    return {"before": write_scene(folder / "b.tif", GREEN, GREY, noise=1),
            "after": write_scene(folder / "a.tif", RED, GREY, noise=2),
            "plain": write_scene(folder / "p.tif", GREEN, RED)}


@pytest.fixture
def world(qgis_app):
    return World(QgsCoordinateReferenceSystem(f"EPSG:{EPSG}"), QgsCoordinateTransformContext())


def drawn(settings, path):
    layer = QgsRasterLayer(str(path), "scene")
    assert layer.isValid()
    settings.setLayers([layer])
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def reference(path, world, look, size, ratio, told=False):
    """Draw the scene as QGIS draws a map of as many pixels as the screen has.

    :param told: the size in logical pixels and the density told to QGIS, as its own canvas does. On a turned map QGIS is then off
        itself: its square is up to 1.7 pixels beside its corners and 0.6 % too small (3.40), so that cannot be the measure.
    """
    settings = QgsMapSettings()
    settings.setOutputSize(size if told else QSize(round(size.width() * ratio), round(size.height() * ratio)))
    settings.setDevicePixelRatio(ratio if told else 1.0)
    settings.setDestinationCrs(world.crs)
    half_x, half_y = look.step * size.width() / 2, look.step * size.height() / 2
    settings.setExtent(QgsRectangle(look.x - half_x, look.y - half_y, look.x + half_x, look.y + half_y))
    settings.setRotation(look.rotation)
    return pixels(drawn(settings, path))


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    raw = image.constBits()
    raw.setsize(image.sizeInBytes())
    lines = np.frombuffer(raw, np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return lines[:, :image.width(), 2::-1].astype(int)


def composed(view, blend, first, second):
    """Paint as a widget of this density does: on a device with the ratio, in logical units scaled back."""
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(view.ratio)
    image.fill(0)
    painter = QPainter(image)
    painter.scale(1 / view.ratio, 1 / view.ratio)
    compose(painter, view, blend, first, second)
    painter.end()
    return pixels(image)


def the_same(one, other):
    """Whether two pictures agree but for single pixels on the very edge of a raster cell."""
    return (np.abs(one - other).max(axis=2) <= 2).mean() > 0.995


def scene_at(files, world, rotation, ratio, step=0.3):
    look = Look(*CENTRE, step, rotation)
    view = View(look, world, SIZE, ratio)
    first, second = (Picture(drawn(view.settings(), files[name]), view) for name in ("before", "after"))
    plain = [reference(files[name], world, look, SIZE, ratio) for name in ("before", "after")]
    return view, first, second, plain


@pytest.mark.parametrize("rotation,ratio", EVERY)
def test_a_view_maps_as_qgis_does_and_back(world, rotation, ratio):
    view = View(Look(*CENTRE, 0.3, rotation), world, SIZE, ratio)
    settings = QgsMapSettings()
    settings.setOutputSize(SIZE)
    settings.setDevicePixelRatio(ratio)
    settings.setDestinationCrs(world.crs)
    settings.setExtent(QgsRectangle(CENTRE[0] - 48, CENTRE[1] - 36, CENTRE[0] + 48, CENTRE[1] + 36))
    settings.setRotation(rotation)
    for east, north in ((0, 0), (13.7, -20.2), (-41.0, 33.3)):
        point = QgsPointXY(CENTRE[0] + east, CENTRE[1] + north)
        theirs, ours = settings.mapToPixel().transform(point), view.device(point)
        assert abs(theirs.x() * ratio - ours.x()) < 1e-3 and abs(theirs.y() * ratio - ours.y()) < 1e-3
        assert view.map(ours).distance(point) < 1e-5


@pytest.mark.parametrize("rotation,ratio", EVERY)
@pytest.mark.parametrize("horizontal", [False, True])
def test_the_seam_of_a_swipe_lies_within_one_device_pixel(files, world, rotation, ratio, horizontal):
    view, first, second, (before, after) = scene_at(files, world, rotation, ratio)
    for divider in (0.0, 0.31, 0.5, 0.777, 1.0):
        made = composed(view, Blend(SWIPE, divider=divider, horizontal=horizontal), first, second)
        length = view.height if horizontal else view.width
        low, high = int(np.floor(divider * length)) - 1, int(np.ceil(divider * length)) + 1
        cut = (lambda array, part: array[part]) if horizontal else (lambda array, part: array[:, part])
        for part, expected in ((slice(0, max(low, 0)), before), (slice(high, None), after)):
            if cut(made, part).size:
                assert the_same(cut(made, part), cut(expected, part))
                assert not the_same(cut(made, part), cut(after if expected is before else before, part))


@pytest.mark.parametrize("rotation,ratio", EVERY)
def test_the_rim_of_the_lens_lies_within_one_device_pixel(files, world, rotation, ratio):
    view, first, second, (before, after) = scene_at(files, world, rotation, ratio)
    blend = Blend(LENS, lens=QPointF(0.4, 0.55), radius=61.5)
    made = composed(view, blend, first, second)
    down, across = np.mgrid[0:view.height, 0:view.width]
    away = np.hypot(across + 0.5 - 0.4 * view.width, down + 0.5 - 0.55 * view.height)
    inside, outside = away < 61.5 * ratio - 1, away > 61.5 * ratio + 1
    assert the_same(made[inside][None], after[inside][None]) and not the_same(made[inside][None], before[inside][None])
    assert the_same(made[outside][None], before[outside][None])


@pytest.mark.parametrize("rotation,ratio", EVERY)
def test_a_scene_swiped_against_itself_shows_no_seam(files, world, rotation, ratio):
    view, first, _second, (before, _after) = scene_at(files, world, rotation, ratio)
    whole = composed(view, Blend(SIDE), first, None)
    assert the_same(whole, before)
    for blend in (Blend(SWIPE, divider=0.43), Blend(LENS, lens=QPointF(0.5, 0.5)), Blend(OPACITY, opacity=1.0)):
        assert (composed(view, blend, first, first) == whole).all()


@pytest.mark.parametrize("rotation,ratio", EVERY)
def test_the_outline_lies_on_what_the_picture_shows(files, world, rotation, ratio):
    view = View(Look(*CENTRE, 0.3, rotation), world, SIZE, ratio)
    picture = pixels(drawn(view.settings(), files["plain"]))
    ground = QgsGeometry()
    ground.fromWkb(ring_wkb(*SQUARE))
    edge = view.path(ground).toFillPolygon()
    middle = view.device(ground.centroid().asPoint())
    checked = 0
    for number in range(len(edge) - 1):
        for share in (0.2, 0.5, 0.8):
            place = edge[number] + (edge[number + 1] - edge[number]) * share
            inward = middle - (edge[number] + edge[number + 1]) / 2
            inward = inward / float(np.hypot(inward.x(), inward.y()))
            for way, colour in ((1.5, GREEN), (-1.5, RED)):  # a pixel's own half, and the one it may be off
                spot = place + inward * way
                assert (picture[int(spot.y()), int(spot.x())] == colour).all()
                checked += 1
    assert checked == 24


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_unturned_map_is_the_picture_of_qgis_own_canvas(files, world, ratio):
    look = Look(*CENTRE, 0.3, 0.0)
    made = pixels(drawn(View(look, world, SIZE, ratio).settings(), files["before"]))
    assert the_same(made, reference(files["before"], world, look, SIZE, ratio, told=True))


def test_the_parcel_fits_whatever_the_map_is_turned_by(world):
    ground = QgsGeometry()
    ground.fromWkb(ring_wkb(*SQUARE))
    for rotation in (0.0, 30.0, 45.0, 90.0, 200.0):
        look = fitted(ground, world, SIZE, rotation, 2.0, 10.0)
        box = View(look, world, SIZE).path(ground).boundingRect()
        assert abs(max(box.width() / SIZE.width(), box.height() / SIZE.height()) - 0.5) < 1e-6
        assert abs(box.center().x() - 160) < 1e-3 and abs(box.center().y() - 120) < 1e-3


def test_a_picture_of_another_view_is_shown_where_it_belongs(files, world):
    old = View(Look(*CENTRE, 0.3, 0.0), world, SIZE)
    new = View(Look(CENTRE[0] + 15, CENTRE[1] - 6, 0.3, 0.0), world, SIZE)
    moved = composed(new, Blend(SIDE), Picture(drawn(old.settings(), files["plain"]), old), None)
    there = pixels(drawn(new.settings(), files["plain"]))
    shown = np.s_[0:240 - 20, 0:320 - 50]  # what both views have
    assert (moved[shown] == there[shown]).mean() > 0.98


def test_a_view_in_degrees_measures_metres(qgis_app):
    world = World(QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateTransformContext())
    view = View(Look(114.26, 36.68, 1e-5), world, SIZE)
    assert 0.88 < view.metres_per_pixel() < 0.90  # 1e-5 degrees of longitude at 36.68° N


WIDGET = """
import sys
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsRasterLayer
from qgis.core import QgsMapRendererSequentialJob
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QWidget
QgsApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
app = QgsApplication([], True)
app.initQgis()
from farmland_plugin.gui.compare.composing import SWIPE, Blend
from farmland_plugin.gui.compare.measuring import Measure
from farmland_plugin.gui.compare.rendering import Picture
from farmland_plugin.gui.compare.stage import Stage
from farmland_plugin.gui.compare.view import Look, World
window = QWidget()
window.resize(400, 300)
stage = Stage(Blend(SWIPE, divider=float(sys.argv[5])), Measure(), window)
stage.setGeometry(31, 17, 320, 240)
window.show()
world = World(QgsCoordinateReferenceSystem("EPSG:4526"), QgsCoordinateTransformContext())
stage.show_look(Look(float(sys.argv[3]), float(sys.argv[4]), 0.3, 30.0), world)
made = []
for path in sys.argv[1:3]:
    settings = stage.view().settings()
    layer = QgsRasterLayer(path, "scene")
    settings.setLayers([layer])
    job = QgsMapRendererSequentialJob(settings)
    job.start()
    job.waitForFinished()
    made.append(Picture(job.renderedImage(), stage.view()))
stage.first, stage.second = made
window.grab().save(sys.argv[6])
print(stage.devicePixelRatioF(), flush=True)
import os
os._exit(0)
"""


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_widget_itself_is_exact_on_a_dense_screen(files, world, tmp_path, ratio):
    picture = tmp_path / "widget.png"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio), "PYTHONPATH": os.pathsep.join(
        [str(ROOT), os.environ.get("PYTHONPATH", "")])}
    ran = subprocess.run(
        [sys.executable, "-c", WIDGET, str(files["before"]), str(files["after"]), *map(str, CENTRE), "0.4", str(picture)],
        env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0 and float(ran.stdout.split()[-1]) == ratio, ran.stderr
    whole = pixels(QImage(str(picture)))
    left, top = round(31 * ratio), round(17 * ratio)
    made = whole[top:top + round(240 * ratio), left:left + round(320 * ratio)]
    look, seam = Look(*CENTRE, 0.3, 30.0), round(0.4 * 320 * ratio)
    band = slice(round(60 * ratio), round(100 * ratio))  # no caption, arrow, bar or handle there
    for part, name in ((slice(0, seam - round(4 * ratio)), "before"), (slice(seam + round(4 * ratio), None), "after")):
        expected = reference(files[name], world, look, SIZE, ratio)
        best = max((np.abs(made[band, part] - np.roll(expected, (down, across), (0, 1))[band, part]).max(axis=2) <= 2).mean()
                   for down in (-1, 0, 1) for across in (-1, 0, 1))
        assert best > 0.97
