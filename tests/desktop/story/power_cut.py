"""A second QGIS tags parcels by keyboard and undoes now and then, until it is killed from outside."""

from __future__ import annotations

import os

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

from .cut import ACKS, CUT, Step
from .desk import panel, plugin, press, wait_for

UNDO_EACH = 5


def acknowledge(stream, text):
    """Write a line that outlives this process."""
    stream.write(text + "\n")
    stream.flush()
    os.fsync(stream.fileno())


def newest(ledger):
    """Return the newest step that moved a case."""
    row = next(ledger.store.rows(
        "SELECT seq, action, parcel_uid FROM event WHERE parcel_uid IS NOT NULL ORDER BY seq DESC LIMIT 1"), None)
    if row is None:
        return Step(0, "", "", "")
    return Step(row["seq"], row["action"], row["parcel_uid"], ledger.case(row["parcel_uid"]).finding)


def test_parcels_are_tagged_until_the_power_is_cut():
    plugin().actions.open(CUT)
    ledger, view, verification = plugin().workspace.ledger, plugin().view, panel("Verification")
    verification.setUserVisible(True)
    QTest.qWait(300)
    cases = [case for case in ledger.cases() if not case.finding and not verification._closed(case)]
    view.select([cases[0].parcel_uid], cases[0].parcel_uid)
    wait_for(lambda: verification._case is not None and not iface.mapCanvas().isDrawing(), 30, "the first parcel")
    verification.activateWindow()
    verification.setFocus()
    QTest.qWait(200)
    with ACKS.open("w", encoding="utf-8") as stream:
        acknowledge(stream, str(os.getpid()))
        for number in range(1, len(cases)):
            before = newest(ledger).seq
            if number % UNDO_EACH:
                press(Qt.Key.Key_1 + number % 3)
                press(Qt.Key.Key_Return)
                wait_for(lambda before=before: f" {newest(ledger).seq} " in verification.saved.text()
                         and newest(ledger).seq > before, 20,
                         f"word that it is saved: {verification.saved.text()}, {QApplication.focusWidget()}")
            else:
                press(Qt.Key.Key_Z)
                wait_for(lambda before=before: newest(ledger).seq > before, 20, "what was taken back")
            acknowledge(stream, newest(ledger).line())
            QTest.qWait(30)
    raise AssertionError("every parcel was tagged before the power was cut")
