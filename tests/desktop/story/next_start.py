"""The next QGIS opens the ledger the killed one held, says so in one sentence, and the work goes on."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

from .cut import CUT, acknowledged
from .desk import panel, plugin, press, take_picture, wait_for


def sentences():
    return [item.text() for item in iface.messageBar().items()]


def test_the_ledger_opens_with_one_sentence_and_everything_that_was_saved_is_shown():
    iface.messageBar().clearWidgets()
    plugin().actions.open(CUT)
    assert plugin().workspace.writable and len(sentences()) == 1, sentences()
    ledger, last = plugin().workspace.ledger, {one.uid: one for one in acknowledged()}
    rows = {row.uid: row for row in plugin().panels[0].table.rows}
    assert set(last) <= set(rows)
    uid = next(uid for uid, one in last.items() if one.finding)
    assert ledger.case(uid).finding == last[uid].finding
    panel("Verification").setUserVisible(True)
    plugin().view.select([uid], uid)
    wait_for(lambda: not iface.mapCanvas().isDrawing(), 30, "the map")
    QTest.qWait(200)
    take_picture("after_power_cut", keep=True)


def test_the_work_goes_on_and_the_ledger_is_closed_well():
    ledger, verification = plugin().workspace.ledger, panel("Verification")
    case = next(case for case in ledger.cases() if not case.finding and not verification._closed(case))
    plugin().view.select([case.parcel_uid], case.parcel_uid)
    wait_for(lambda: verification._case is not None and verification._case.parcel_uid == case.parcel_uid
             and not iface.mapCanvas().isDrawing(), 30, "the parcel")
    verification.activateWindow()
    verification.setFocus()
    QTest.qWait(200)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    wait_for(lambda: ledger.case(case.parcel_uid).finding, 20, "the record")
    plugin().actions.actions["ledger_close"].trigger()
    QTest.qWait(100)
    assert not any(CUT.with_name(CUT.name + end).exists() for end in (".lock", ".writer"))
    iface.messageBar().clearWidgets()
    plugin().actions.open(CUT)
    assert sentences() == []
