"""Walking fast: an arrow key held down, panels that wait behind a tab, what is read ahead, shortcuts of several keys."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent, QKeySequence
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from tests.qgis.test_keys import COUNT, CTRL, KEY, at_desk, desk, finding_of, ledger_path, press  # noqa: F401 - fixtures


def hold(key, times):
    """Press a key, then let it repeat as a keyboard does while it is held, faster than anything is loaded."""
    press(key)
    widget = QApplication.focusWidget()
    for _again in range(times):
        QApplication.postEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True))


def rest(desk):  # noqa: F811 - a fixture is asked for by its name
    for _turn in range(200):
        QTest.qWait(10)
        if not desk.keys.hurrying and desk.comparing.bench.idle:
            return
    raise AssertionError("the walk never rests")


def chosen_action(desk):  # noqa: F811
    return next(code for code, _label in desk.workspace.terms.choices("finding"))


def test_a_held_key_ends_on_the_parcel_it_counted_to_and_every_panel_shows_it(desk):  # noqa: F811
    at_desk(desk)
    desk.comparing.bench.setUserVisible(True)
    desk.verification.take_focus()
    rest(desk)
    passed = []
    desk.view.current_changed.connect(passed.append)
    hold(KEY.Key_Right, 20)
    rest(desk)
    last = desk.uids[21]
    number = desk.parcels.number(last)
    assert desk.view.current == last and desk.view.selected == [last]
    assert desk.verification.number.text() == number
    assert desk.comparing.bench.subject.uid == last
    centre = desk.comparing.bench.look
    assert abs(desk.desktop.canvas.center().x() - centre.x) < 1 and abs(desk.desktop.canvas.center().y() - centre.y) < 1
    assert passed[-1] == last and len(passed) < 21, "every parcel passed was loaded"
    desk.casework.setUserVisible(True)
    QTest.qWait(50)
    assert desk.casework.number.text() == number


def test_a_key_pressed_right_after_a_held_one_is_for_the_parcel_that_was_counted_to(desk):  # noqa: F811
    at_desk(desk)
    press(KEY.Key_Right)
    widget = QApplication.focusWidget()
    for _again in range(5):
        QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Right, Qt.KeyboardModifier.NoModifier, "", True))
    assert desk.keys.hurrying and desk.view.current == desk.uids[1]
    press(KEY.Key_1)
    assert desk.view.current == desk.uids[6] and desk.verification.number.text() == desk.parcels.number(desk.uids[6])
    press(KEY.Key_Return)
    assert finding_of(desk, desk.uids[6]) == chosen_action(desk)
    assert not any(finding_of(desk, uid) for uid in desk.uids if uid != desk.uids[6])


def test_nothing_typed_is_lost_by_a_held_key(desk):  # noqa: F811
    panel = at_desk(desk)
    panel.form.note.setPlainText("墙还在")
    panel.take_focus()
    hold(KEY.Key_Right, 12)
    rest(desk)
    assert desk.view.current == desk.uids[13] and panel.form.note.toPlainText() == ""
    hold(KEY.Key_Left, 12)
    rest(desk)
    assert desk.view.current == desk.uids[0] and panel.form.note.toPlainText() == "墙还在"
    assert desk.workspace.ledger.case(desk.uids[0]).note == "" and panel.save.isEnabled()


def test_a_parcel_chosen_otherwise_ends_the_held_walk(desk):  # noqa: F811
    at_desk(desk)
    hold(KEY.Key_Right, 0)
    widget = QApplication.focusWidget()
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, KEY.Key_Right, Qt.KeyboardModifier.NoModifier, "", True))
    assert desk.keys.hurrying
    desk.view.select([desk.uids[30]], desk.uids[30])
    assert not desk.keys.hurrying
    QTest.qWait(60)
    assert desk.view.current == desk.uids[30] and desk.verification.number.text() == desk.parcels.number(desk.uids[30])


def test_a_held_key_stops_at_the_last_parcel_and_says_so(desk):  # noqa: F811
    panel = at_desk(desk, desk.uids[COUNT - 4])
    hold(KEY.Key_Right, 10)
    rest(desk)
    assert desk.view.current == desk.uids[-1] and panel.number.text() == desk.parcels.number(desk.uids[-1])
    assert panel.saved.text()


def test_a_hidden_panel_reads_nothing_and_shows_what_was_written_meanwhile_once_it_is_seen(desk):  # noqa: F811
    panel, uid = at_desk(desk), desk.uids[0]
    desk.casework.setUserVisible(True)
    QTest.qWait(50)
    before = panel.journal.rowCount()
    case = desk.workspace.ledger.case(uid)
    desk.workspace.apply(uid, case.version, "record", {"finding": chosen_action(desk)})
    assert panel.journal.rowCount() == before
    assert desk.casework.history.count() > 1
    panel.setUserVisible(True)
    QTest.qWait(50)
    assert panel.journal.rowCount() == before + 1 and panel.form.finding.value() == chosen_action(desk)


def test_what_was_read_ahead_is_not_shown_once_the_case_has_changed(desk):  # noqa: F811
    panel, uid = at_desk(desk), desk.uids[1]
    panel.prepare(uid)
    case = desk.workspace.ledger.case(uid)
    desk.workspace.ledger.apply(uid, case.version, "record", {"note": "已复核"})
    press(KEY.Key_Right)
    assert desk.view.current == uid and panel.form.note.toPlainText() == "已复核"
    assert panel.journal.rowCount() == 2


def test_evidence_folded_away_is_read_once_it_is_unfolded(desk):  # noqa: F811
    panel = at_desk(desk)
    panel._behind.setCollapsed(True)
    try:
        panel.evidence.step.setText("?")
        press(KEY.Key_Right)
        assert panel.evidence.step.text() == "?"
        panel._behind.setCollapsed(False)
        assert panel.evidence.step.text() not in ("", "?")
    finally:
        panel._behind.setCollapsed(False)


def test_steps_that_stay_the_same_are_not_built_again_and_are_those_of_the_parcel_shown(desk):  # noqa: F811
    desk.view.select([desk.uids[0]], desk.uids[0])
    desk.casework.setUserVisible(True)
    QTest.qWait(50)
    before = dict(desk.casework.steps.buttons)
    assert before
    desk.view.select([desk.uids[1]], desk.uids[1])
    assert desk.casework.steps.buttons == before
    action = next(name for name, button in before.items() if button.isEnabled())
    before[action].click()
    try:
        assert desk.casework.window_ is not None and desk.casework._uid == desk.uids[1]
    finally:
        desk.casework.window_.reject()


@pytest.mark.parametrize("keys", ["Ctrl+K, N", "J, J, N"])
def test_a_shortcut_of_several_keys_works_and_its_first_keys_do_nothing_else(desk, keys):  # noqa: F811
    desk.keys.actions["next"].setShortcut(QKeySequence(keys))
    panel = at_desk(desk)
    assert ", N" in panel.next.toolTip()
    press(KEY.Key_N)
    assert desk.view.current == desk.uids[0]
    first = [lambda: press(KEY.Key_K, CTRL)] if keys.startswith("Ctrl") else [lambda: press(KEY.Key_J)] * 2
    for one in first:
        one()
        assert desk.view.current == desk.uids[0]
    press(KEY.Key_N)
    assert desk.view.current == desk.uids[1]
    first[0]()
    press(KEY.Key_1)  # not the second key of it: the finding it stands for
    assert desk.view.current == desk.uids[1] and panel.form.finding.value() == chosen_action(desk)
    press(KEY.Key_N)
    assert desk.view.current == desk.uids[1]
