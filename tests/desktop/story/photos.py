"""A folder of field photos comes in: matched, checked, one of them a copy of another parcel's; a person answers for it."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest
from qgis.PyQt.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt, QUrl
from qgis.PyQt.QtGui import QImage, QPainter, QTransform
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWebKitWidgets import QWebPage
from qgis.PyQt.QtWidgets import QApplication, QScrollArea
from qgis.utils import iface

from farmland_plugin.compat import geometry_of
from farmland_plugin.gui.photos.arrows import StationArrows
from farmland_plugin.gui.photos.taken import NUMBER
from farmland_plugin.gui.widgets.evidence import ROW
from farmland_plugin.ledger.lonlat import to_lonlat
from tests.photos.files import Shot, exif_of, with_exif

from .cases import people
from .desk import (
    HOME,
    INPUT,
    OUT,
    TRUTH,
    click,
    in_scene,
    journal,
    panel,
    picture_of,
    plugin,
    run_job,
    settle,
    take_picture,
    wait_for,
    write,
)

FOLDER = HOME / "外业照片"
BEARING = 350.0


def plain(name, turned=False):
    """Return a photo of the demo as a JPEG without camera data; ``turned``: mirrored, darker, stronger compressed."""
    image = QImage(str(INPUT / name)).convertToFormat(QImage.Format.Format_RGB32)
    if turned:
        image = image.transformed(QTransform().scale(-1, 1)).convertToFormat(QImage.Format.Format_RGB32)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "JPG", 60 if turned else 90)
    return bytes(buffer.data())


def beside(uid, bearing, metres):
    """Return longitude and latitude of a spot so far behind a parcel's edge that a view at this bearing meets its middle."""
    ledger = plugin().workspace.ledger
    shape = geometry_of(ledger.parcel(uid).geom)
    middle, box = shape.centroid().asPoint(), shape.boundingBox()
    away = math.hypot(box.width(), box.height()) / 2 + metres
    turn = math.radians(bearing)
    lon, lat = to_lonlat(ledger.crs_wkt)(np.array([[middle.x() - away * math.sin(turn), middle.y() - away * math.cos(turn)]]))[0]
    return float(lon), float(lat)


def put(name, picture, uid, bearing, taken, metres=8.0, **more):
    """Write a photo as a phone does, standing before a parcel."""
    lon, lat = beside(uid, bearing, metres)
    clock = taken.replace(" 1", " 0")  # satellites tell UTC: the chapter's photos are taken from 10 to 17 o'clock
    hour = int(taken[11:13]) - 8
    shot = Shot(lon=lon, lat=lat, azimuth=bearing, taken=taken, gps=f"{clock[:11]}{hour:02d}{taken[13:]}", accuracy=5.0, **more)
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(with_exif(picture, exif_of(shot)))


@pytest.fixture(scope="module")
def parcels():
    """Return two parcels without files, and hand in photos of them."""
    ledger = plugin().workspace.ledger
    people()
    bare = [(uid, number) for uid, number in in_scene() if not ledger.media.rows(uid)]
    chosen = sorted(bare, key=lambda one: ledger.parcel(one[0]).area_m2)[-2:]
    (uid, number), (other, _other_number) = chosen
    good = {row["state"]: row["file"] for row in reversed(TRUTH["photos"]) if row["kind"] == "good"}
    standing, rubble, gone = (good[state] for state in ("standing", "rubble", "removed_crop"))
    put(f"{number}_近景照.jpg", plain(standing), uid, BEARING, "2026:10:18 10:12:40")
    put(f"{number}_整改后.jpg", plain(gone), uid, BEARING + 2, "2026:11:16 15:20:05")
    put("IMG_20261116_0113.jpg", plain(rubble), uid, 95.0, "2026:11:16 15:31:47")
    put(f"{number}_远景照.jpg", plain(good["partial"]), uid, 215.0, "2026:11:16 15:40:12", 230.0, software="Adobe Photoshop 24.1")
    put("IMG_20261117_0007.jpg", plain(gone, turned=True), other, 180.0, "2026:11:17 10:02:11", software=None)
    (FOLDER / "微信图片_20261118.jpg").write_bytes(plain(good["green_net"]))
    noise = random.Random(7).randbytes(4000)
    (FOLDER / "IMG_20261118_0009.jpg").write_bytes(noise)
    return chosen


def strip(uid):
    """Come to a parcel with its photos in sight; return the strip."""
    verification = panel("Verification")
    verification.setUserVisible(True)
    plugin().view.select([uid], uid)
    plugin().view.zoom_to([uid])
    verification._behind.setCollapsed(False)
    photos = verification.evidence.photos
    area = photos.parent()
    while not isinstance(area, QScrollArea):
        area = area.parent()
    wait_for(lambda: photos.count() and not photos.busy, 20, "the strip")
    area.ensureWidgetVisible(photos, 0, 0)
    settle()
    return photos


def item_of(photos, word):
    return next(photos.item(at) for at in range(photos.count()) if word in photos.item(at).data(ROW)["orig_name"])


def test_a_folder_of_photos_is_taken_in_and_its_lists_say_what_is_left_to_a_person(parcels):
    before, intake = len(journal()), plugin().photos
    plugin().actions.actions["photos"].trigger()
    wait_for(lambda: intake.asking is not None and intake.asking.isVisible(), 10, "the window")
    intake.asking.source.setText(str(FOLDER))
    picture_of(intake.asking, "photo_attach")
    click(intake.asking.ok)
    wait_for(lambda: intake.window is not None, 120, "the photos")
    window = intake.window
    assert [window.tabs.tabText(at) for at in range(3)] == ["未对应：1", f"疑点：{window.suspect.rowCount()}", "拒收：1"]
    assert window.suspect.rowCount() >= 3
    window.unmatched.selectRow(0)
    plugin().view.select([parcels[1][0]], parcels[1][0])
    click(window.take)
    assert window.unmatched.item(0, NUMBER).text() == parcels[1][1]
    picture_of(window, "photo_unmatched")
    click(window.give)
    wait_for(lambda: window.unmatched.rowCount() == 0, 20, "the photo given by hand")
    wait_for(lambda: not plugin().jobs.busy, 60, "the check")
    window.tabs.setCurrentIndex(1)
    picture_of(window, "photo_lists")
    window.reject()
    assert journal()[before:].count("attach") >= 3 and "check_photos" in journal()[before:]
    assert len(plugin().workspace.ledger.media.rows(parcels[0][0])) == 4


def test_stations_stand_on_the_map_with_the_way_the_camera_looked_and_a_click_opens_the_photo(parcels):
    uid, _number = parcels[0]
    photos, canvas = strip(uid), iface.mapCanvas()
    assert any("⚑" in photos.item(at).text() for at in range(photos.count()))
    wait_for(lambda: plugin().stations.item is not None, 10, "the stations")
    item = plugin().stations.item
    assert len(item.arrows) == 4 and sum(one.flagged for one in item.arrows) >= 1
    take_picture("photo_stations")
    after = next(one for one in item.arrows if one.after)
    place = item.toCanvasCoordinates(after.at)
    click(canvas.viewport(), QPoint(round(place.x()), round(place.y())))
    wait_for(lambda: plugin().stations.window is not None, 10, "the photo")
    window = plugin().stations.window
    assert "整改后" in window.row["orig_name"] and window.other.isVisible()
    same_spot = next(at for at in range(window.beside.count()) if "同机位" in window.beside.itemText(at))
    window.beside.setCurrentIndex(same_spot)
    settle()
    picture_of(window, "photo_before_after")
    window.reject()


def test_a_copy_stands_beside_the_photo_it_was_made_of_and_a_person_says_what_it_is(parcels):
    (first, first_number), (uid, _number) = parcels
    photos = strip(uid)
    photos.itemDoubleClicked.emit(item_of(photos, "IMG_20261117"))
    wait_for(lambda: plugin().stations.window is not None, 10, "the photo")
    window = plugin().stations.window
    assert window.isVisible() and window.other.isVisible() and first_number in window.beside.currentText()
    settle()
    picture_of(window, "photo_flags")
    card = next(card for card in (window.cards.itemAt(at).widget() for at in range(window.cards.count()))
                if "疑似同一画面" in card.text.text())
    click(card.answer)
    asked = window.answering
    wait_for(asked.isVisible, 10, "the window")
    assert not asked.ok.isEnabled()
    click(asked.verdicts["fake"], QPoint(8, asked.verdicts["fake"].height() // 2))
    write(asked.who.box.lineEdit(), "冯强")
    asked.words.setPlainText(f"系 {first_number} 照片镜像后冒用，已责成乡镇重新拍摄")
    assert asked.who.value() == people()["acceptance_team"] and asked.ok.isEnabled()
    picture_of(asked, "photo_answer")
    click(asked.ok)
    wait_for(lambda: journal()[-1] == "explain_flag", 10, "the answer")
    wait_for(lambda: "✗" in item_of(photos, "IMG_20261117").text(), 10, "the strip")
    card = next(card for card in (window.cards.itemAt(at).widget() for at in range(window.cards.count()))
                if "疑似同一画面" in card.text.text())
    click(card.go)
    wait_for(lambda: plugin().view.current == first, 10, "the other parcel")
    assert window.isVisible() and window.uid == first
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert plugin().stations.window is None
    QApplication.processEvents()


def test_the_report_says_what_was_noticed_and_who_answered(parcels):
    path = HOME / "防虚假整改核查报告.html"
    told = run_job("exportantifake", {"OUTPUT": str(path)})
    assert told["OUTPUT"] and "系 " in path.read_text(encoding="utf-8") and "冯强" in path.read_text(encoding="utf-8")
    page, loaded = QWebPage(), []
    page.loadFinished.connect(loaded.append)
    page.mainFrame().load(QUrl.fromLocalFile(str(path)))
    wait_for(lambda: loaded, 10, "the report")
    page.setViewportSize(QSize(1300, 900))
    page.setViewportSize(page.mainFrame().contentsSize().boundedTo(QSize(1300, 1600)))
    image = QImage(page.viewportSize(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    page.mainFrame().render(painter)
    painter.end()
    assert image.save(str(OUT / "antifake_report.png"))


def test_the_map_is_left_without_stations(parcels):
    plugin().view.select([], "")
    settle()
    assert not [one for one in iface.mapCanvas().scene().items() if isinstance(one, StationArrows)]
