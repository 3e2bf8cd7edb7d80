"""How one asks for help: F1 wherever one is at work, a question mark in every panel, a help button in every window."""

from __future__ import annotations

from typing import Any, Callable, List, Optional

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QDialogButtonBox,
    QDockWidget,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
    QWizard,
)

from ...compat import flag_number
from ...i18n import tr

Ask = Callable[[QWidget], None]
BESIDE = ("qt_dockwidget_floatbutton", "qt_dockwidget_closebutton")  # Qt's own names of a title bar's buttons
HELP = "farmlandHelpButton"


class HelpKey(QObject):
    """Takes F1 while something of ours has the keyboard, and gives each window of ours its help button when first used.

    It filters the one widget that has the keyboard, not the application; elsewhere F1 stays QGIS's.
    """

    def __init__(self, place_of: Callable[[QWidget], str], ask: Ask) -> None:
        super().__init__()
        self._place_of, self._ask = place_of, ask
        self._watched: Optional[QWidget] = None
        app = QApplication.instance()
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, QApplication.focusWidget())

    def release(self) -> None:
        """Let go of the keyboard."""
        QApplication.instance().focusChanged.disconnect(self._on_focus)
        self._on_focus(None, None)

    def _on_focus(self, _old: Optional[QWidget], new: Optional[QWidget]) -> None:
        if self._watched is not None and not sip.isdeleted(self._watched):
            self._watched.removeEventFilter(self)
        place = self._place_of(new) if new is not None else ""
        self._watched = new if place else None
        if new is not None and place:
            new.installEventFilter(self)
            if ":" not in place:  # QGIS's own dialog of an algorithm has a help button of its own
                add_button(new.window(), self._ask)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Take F1, before QGIS's own shortcut does."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if flag_number(event.key()) != flag_number(Qt.Key.Key_F1) or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return False
        self._ask(watched)
        return True


def add_button(window: QWidget, ask: Ask) -> None:
    """Give a window a help button, once: in its row of buttons, or as the first of the row that ends it."""
    if not isinstance(window, QDialog) or window.property(HELP):
        return
    window.setProperty(HELP, True)
    if isinstance(window, QWizard):
        window.setOption(QWizard.WizardOption.HaveHelpButton, True)
        window.setButtonText(QWizard.WizardButton.HelpButton, tr("Help"))
        window.helpRequested.connect(lambda: ask(window))
        return
    button = _in_its_row(window)
    button.setObjectName(HELP)
    button.setToolTip(tr("How it is done, step by step (F1)"))
    button.clicked.connect(lambda _checked: ask(window))


def _in_its_row(window: QDialog) -> QPushButton:
    boxes = [box for box in window.findChildren(QDialogButtonBox) if box.isVisible()]
    if boxes:
        button = boxes[-1].addButton(QDialogButtonBox.StandardButton.Help)
        button.setText(tr("Help"))
        button.setAutoDefault(False)
        return button
    button, layout = QPushButton(tr("Help")), window.layout()
    button.setAutoDefault(False)
    last = layout.itemAt(layout.count() - 1).layout() if layout.count() else None
    if isinstance(last, QHBoxLayout):
        last.insertWidget(0, button)
    else:
        layout.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
    return button


class QuestionMark(QToolButton):
    """The question mark in a panel's title bar, left of Qt's own buttons; it goes where they go."""

    def __init__(self, dock: QDockWidget, ask: Ask) -> None:
        super().__init__(dock)
        self.setObjectName("farmlandQuestionMark")
        self.setText("?")
        self.setAutoRaise(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setToolTip(tr("How it is done, step by step (F1)"))
        self.clicked.connect(lambda _checked: ask(dock))
        self._dock = dock
        dock.installEventFilter(self)
        self._place()

    def eventFilter(self, _watched: Any, event: Any) -> bool:
        """Follow the panel's title bar."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show, QEvent.Type.Move):
            self._place()
        return False

    def _beside(self) -> List[QAbstractButton]:
        return [one for one in self._dock.findChildren(QAbstractButton) if one.objectName() in BESIDE and not one.isHidden()]

    def _place(self) -> None:
        """Stand left of the title bar's buttons; where the window system draws the title bar there is no place."""
        beside = self._beside()
        self.setVisible(bool(beside))
        if not beside:
            return
        first = min((one.geometry() for one in beside), key=lambda one: one.left())
        side = max(first.height(), self.fontMetrics().height())
        self.setGeometry(first.left() - side - 2, first.center().y() - side // 2, side, side)
        self.raise_()
