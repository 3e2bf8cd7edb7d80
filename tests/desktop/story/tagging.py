"""Parcel after parcel is looked at and tagged, by keyboard, with before and after in sight."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QMimeData, Qt, QUrl
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

from .desk import (
    INPUT,
    OUT,
    TRUTH,
    current_row,
    in_scene,
    journal,
    panel,
    plugin,
    press,
    settle,
    take_picture,
    wait_for,
)


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
    redlines.tabs.setCurrentWidget(redlines.totals)
    wait_for(lambda: redlines.totals.tree.topLevelItemCount(), 60, "the totals")
    take_picture("redlines_totals")
    redlines.tabs.setCurrentIndex(0)


def test_layers_dropped_on_the_panel_are_registered_only_when_confirmed():
    redlines = panel("Redlines")
    before = plugin().workspace.ledger.redlines()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(INPUT / name)) for name in sorted({line["file"] for line in TRUTH["layers"]})[:3]])
    redlines.take_drop(mime)
    window = redlines.window_
    wait_for(lambda: window is not None and not window.looker.busy and window.lines, 60, "the layers dropped")
    settle(800)
    assert QgsApplication.primaryScreen().grabWindow(0).save(str(OUT / "redlines_register.png"))
    window.reject()
    assert plugin().workspace.ledger.redlines() == before


def test_the_parcels_panel_with_a_selection():
    parcels = panel("Parcels")
    parcels.raise_()
    uids = [uid for uid, _number in in_scene()[2:7]]
    plugin().view.select(uids, uids[0])
    plugin().view.zoom_to(uids)
    take_picture("parcels")


def test_thirty_parcels_are_tagged_by_keyboard_alone_with_both_dates_in_sight():
    bench, verification, view = plugin().comparing.bench, panel("Verification"), plugin().view
    ledger = plugin().workspace.ledger
    covered = [uid for uid, _number in in_scene()]
    waiting = [uid for uid in covered if not ledger.case(uid).finding and not verification._closed(ledger.case(uid))]
    wanted = waiting[:30] if len(waiting) >= 30 else waiting
    panel("Parcels").set_walk(lambda uids: sorted(uids, key=lambda uid: uid not in wanted))
    bench.setFloating(False)
    bench.setUserVisible(True)
    verification.setUserVisible(True)
    view.select([wanted[0]], wanted[0])
    wait_for(lambda: bench.idle, 30, "the pictures")
    verification.activateWindow()
    verification.setFocus()
    before, tagged = len(journal()), []
    for number in range(len(wanted)):
        uid = view.current
        wait_for(lambda: bench.idle and not iface.mapCanvas().isDrawing(), 30, "the pictures")
        assert uid in wanted and all(stage.first is not None for stage in bench.stages[:2]), "both dates are in sight"
        press(Qt.Key.Key_1 + number % 3)
        press(Qt.Key.Key_Return)
        wait_for(lambda uid=uid: view.current != uid, 20, "the next parcel")
        tagged.append(uid)
    assert len(tagged) >= 30 and all(ledger.case(uid).finding for uid in tagged)
    assert journal()[before:] == ["record"] * len(tagged)
    for _ in range(3):
        press(Qt.Key.Key_Z)
        QTest.qWait(50)
    assert [bool(ledger.case(uid).finding) for uid in tagged[-4:]] == [True, False, False, False]
    assert journal()[-3:] == ["undo"] * 3
    panel("Parcels").set_walk(None)


def test_every_way_to_compare_shows_both_dates():
    bench, view = plugin().comparing.bench, plugin().view
    uid = in_scene()[3][0]
    view.select([uid], uid)
    view.zoom_to([uid])
    panel("Verification").setUserVisible(True)
    panel("Verification").setFocus()
    for key, mode in ((None, "side"), (Qt.Key.Key_S, "swipe"), (Qt.Key.Key_L, "lens"), (Qt.Key.Key_F, "flicker")):
        if key is not None:
            press(key)
        assert bench.mode == mode
        wait_for(lambda: bench.idle, 30, "the pictures")
        take_picture(f"compare_{mode}")
    bench.set_mode("opacity")
    wait_for(lambda: bench.idle, 30, "the pictures")
    take_picture("compare_opacity")
    bench.set_mode("side")
    bench.hide()
