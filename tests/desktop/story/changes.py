"""Images before and after are compared: nothing that stands is called gone, and a parcel of which a part stands is looked at."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface

from farmland_plugin.gui.compare.furniture import SUSPECTED

from .desk import TRUTH, in_scene, journal, panel, plugin, press, run_job, settle, take_picture, wait_for

STATE = {row["number"]: row["after_state"] for row in TRUTH["parcels"] if row["in_scene"]}


@pytest.fixture(scope="module")
def compared():
    """Return the comparisons of the parcels a scene covers, by number."""
    uids = {number: uid for uid, number in in_scene() if STATE.get(number)}
    quoted = ", ".join(f"'{uid}'" for uid in uids.values())
    before = len(journal())
    found = run_job("compareimagery", {"WHERE": f"parcel_uid IN ({quoted})", "TABLE": "TEMPORARY_OUTPUT"})
    assert set(journal()[before:]) == {"compare_imagery"}
    ledger = plugin().workspace.ledger
    newest = max(scene["captured"] for scene in TRUTH["scenes"])
    later = [uid for uid, day in ledger.claimed_demolitions(uids.values()).items() if day > newest]
    assert found["COMPARED"] == len(uids) - len(later) and found["UNPAIRED"] == len(later), "no image was taken since"
    return {number: ledger.comparison(uid) for number, uid in uids.items() if uid not in later}


def press_in(bench, key):
    """Press a key with the keyboard in the bench, and wait until what it asks for is drawn."""
    bench.activateWindow()
    bench.setFocus()
    QTest.qWait(60)
    press(key)
    wait_for(lambda: bench.idle, 30, "the pictures")


def test_nothing_that_stands_in_whole_or_in_part_is_suggested_as_gone(compared):
    standing = [one.suggestion for number, one in compared.items() if STATE[number] in ("standing", "partial")]
    assert len(standing) >= 10 and "cleared" not in standing
    assert sum(one in ("unchanged", "partly") for one in standing) >= 0.6 * len(standing)


def test_a_parcel_of_which_a_part_stands_is_looked_at_with_outline_and_heat_map(compared):
    """By the keys H and O; the panel says what is suggested and why, and nothing is recorded by looking."""
    number = max((number for number in compared if STATE[number] == "partial" and compared[number].residual),
                 key=lambda number: compared[number].residual_m2)
    uid, bench = compared[number].parcel_uid, plugin().comparing.bench
    before = journal()
    panel("Verification").setUserVisible(True)
    bench.setFloating(False)
    bench.setUserVisible(True)
    iface.mainWindow().resizeDocks([bench], [470], Qt.Orientation.Vertical)
    plugin().view.select([uid], uid)
    settle()
    bench.zoom_to_parcel()
    wait_for(lambda: bench.idle, 30, "the pictures")
    box = panel("Verification").change
    assert box.isVisible() and compared[number].after_on in box.title.text() and "复耕" in box.always.text()
    press_in(bench, Qt.Key.Key_O)
    assert all(SUSPECTED in [one.kind for one in stage.outlines] for stage in bench.stages[:2])
    take_picture("change_outline")
    press_in(bench, Qt.Key.Key_H)
    assert all(stage.over is not None for stage in bench.stages[:2]) and bench.stages[1].legend
    take_picture("change_heat")
    assert journal() == before
    for key in (Qt.Key.Key_O, Qt.Key.Key_H):
        press_in(bench, key)
    assert not bench.overlays.heat.isChecked() and not bench.overlays.outline.isChecked()


def test_the_outline_is_taken_to_the_map_and_given_up_with_nothing_recorded(compared):
    before, pen = journal(), plugin().residuals.pen
    plugin().comparing.bench.overlays.use.trigger()
    assert pen.tool is not None and pen.tool.given
    settle()
    take_picture("change_use")
    QTest.keyClick(iface.mapCanvas(), Qt.Key.Key_Escape)
    assert pen.tool is None and journal() == before
    plugin().comparing.bench.hide()
