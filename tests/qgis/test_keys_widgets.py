"""Keys that belong to the widget they are pressed in, and entries from earlier that Enter does not write unseen."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QDateEdit, QListWidget, QTreeWidget, QTreeWidgetItem

from tests.qgis.test_keys import KEY, at_desk, desk, finding_of, ledger_path, press  # noqa: F401 - fixtures

ALT = Qt.KeyboardModifier.AltModifier


def focused(desk, widget):  # noqa: F811 - a fixture is asked for by its name
    """Put a widget into the verification panel, with the keyboard in it."""
    desk.verification.layout_.addWidget(widget)
    widget.show()
    widget.setFocus()
    return widget


@pytest.mark.parametrize("key,modifiers,editable", [
    (KEY.Key_Space, Qt.KeyboardModifier.NoModifier, False), (KEY.Key_Down, ALT, False), (KEY.Key_Down, ALT, True)])
def test_a_list_of_choices_opens_with_its_own_keys(desk, key, modifiers, editable):  # noqa: F811
    at_desk(desk)
    combo = focused(desk, QComboBox())
    combo.addItems(["a", "b"])
    combo.setEditable(editable)
    press(key, modifiers)
    opened, current = combo.view().isVisible(), desk.view.current
    combo.hidePopup()
    assert opened and current == desk.uids[0]
    assert not desk.comparing.bench.isVisible() and not desk.comparing.bench.blend.peek


def test_a_date_with_a_calendar_keeps_alt_down(desk):  # noqa: F811
    at_desk(desk)
    date = focused(desk, QDateEdit(QDate(2026, 11, 22)))
    date.setCalendarPopup(True)
    press(KEY.Key_Down, ALT)
    assert desk.view.current == desk.uids[0]
    desk.verification.take_focus()
    press(KEY.Key_Down, ALT)
    assert desk.view.current == desk.uids[1]


def test_arrows_unfold_a_tree_and_move_in_a_list_while_alt_and_arrow_still_walk(desk):  # noqa: F811
    at_desk(desk)
    tree = focused(desk, QTreeWidget())
    top = QTreeWidgetItem(["top"])
    top.addChild(QTreeWidgetItem(["below"]))
    tree.addTopLevelItem(top)
    tree.setCurrentItem(top)
    press(KEY.Key_Right)
    assert top.isExpanded() and desk.view.current == desk.uids[0]
    press(KEY.Key_Left)
    assert not top.isExpanded() and desk.view.current == desk.uids[0]
    strip = focused(desk, QListWidget())
    strip.setFlow(QListWidget.Flow.LeftToRight)
    strip.addItems(["a", "b"])
    strip.setCurrentRow(0)
    press(KEY.Key_Right)
    assert strip.currentRow() == 1 and desk.view.current == desk.uids[0]
    press(KEY.Key_Right, ALT)
    assert desk.view.current == desk.uids[1]


def test_in_the_table_of_parcels_whose_rows_are_chosen_whole_arrows_walk(desk):  # noqa: F811
    at_desk(desk)
    desk.parcels.view_.setFocus()
    press(KEY.Key_Right)
    assert desk.view.current == desk.uids[1]


def test_entries_from_earlier_are_not_written_by_the_enter_that_follows_another(desk):  # noqa: F811
    uids = desk.uids
    at_desk(desk, uids[1])
    press(KEY.Key_2)  # left for later
    at_desk(desk, uids[0])
    press(KEY.Key_1)
    press(KEY.Key_Return)
    assert desk.view.current == uids[1] and finding_of(desk, uids[0])
    press(KEY.Key_Return)
    assert desk.view.current == uids[1] and finding_of(desk, uids[1]) == ""
    assert "Unsaved entries from earlier" in desk.verification.saved.text()
    press(KEY.Key_Return)
    assert finding_of(desk, uids[1]) and desk.view.current == uids[2]


def test_entries_from_earlier_that_are_gone_on_with_are_written_by_the_first_enter(desk):  # noqa: F811
    codes = [code for code, _label in desk.workspace.terms.choices("finding")]
    at_desk(desk, desk.uids[1])
    press(KEY.Key_2)
    at_desk(desk, desk.uids[0])
    at_desk(desk, desk.uids[1])
    press(KEY.Key_3)
    press(KEY.Key_Return)
    QTest.qWait(10)
    assert finding_of(desk, desk.uids[1]) == codes[2] and desk.view.current == desk.uids[2]
