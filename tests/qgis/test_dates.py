"""The date field: empty until somebody chooses or types, today as any other day."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QDate, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from farmland_plugin.gui.widgets.dates import DateField


@pytest.fixture(params=["", "2026-03-09"])
def window(request, qtbot):
    """Return a window with a date field, empty and filled, and another field to go to."""
    window = QWidget()
    window.field, window.next = DateField(request.param), QLineEdit()
    layout = QVBoxLayout(window)
    layout.addWidget(window.field)
    layout.addWidget(window.next)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    QTest.qWait(50)
    window.field.setFocus()
    QApplication.processEvents()
    return window


def leave(window):
    window.next.setFocus()
    QApplication.processEvents()


@pytest.mark.parametrize("days", [0, -2, 40, 400, -700])
@pytest.mark.parametrize("shown", ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "yyyy.MM.dd"])
@pytest.mark.parametrize("selected", [False, True])
def test_a_day_typed_is_that_day_today_s_as_well(window, days, shown, selected):
    day = QDate.currentDate().addDays(days)
    if selected or window.field.text_value():
        QTest.keyClick(window.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.field, day.toString(shown))
    leave(window)
    assert window.field.text_value() == day.toString("yyyy-MM-dd")


@pytest.mark.parametrize(("typed", "day"), [("2024-1-5", "2024-01-05"), ("2024/12/5", "2024-12-05"), ("2024-1-15", "2024-01-15")])
def test_short_months_and_days_are_typed_with_separators(window, typed, day):
    QTest.keyClick(window.field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.field, typed)
    leave(window)
    assert window.field.text_value() == day


def test_a_field_only_passed_through_stays_as_it_was(window):
    before = window.field.text_value()
    QTest.keyClick(window.field, Qt.Key.Key_Right)
    leave(window)
    assert window.field.text_value() == before


def test_the_wheel_scrolls_the_page_until_the_field_is_clicked(window):
    field, before = window.field, window.field.text_value()
    leave(window)
    middle = QPointF(field.rect().center())
    turn = QWheelEvent(middle, QPointF(field.mapToGlobal(field.rect().center())), QPoint(), QPoint(0, 120),
                       Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(field, turn)
    assert field.text_value() == before and not turn.isAccepted()
