"""What the panels have in common."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ..controllers.jobs import Jobs
from ..controllers.mapview import MapView
from ..controllers.workspace import Workspace
from ..errors import Notices

EDGE = 6
WIDTH = 400
QUIET = 0.62


class Panel(QgsDockWidget):
    """A dock with a page for no ledger and a page of its own; it follows the workspace."""

    def __init__(self, name: str, title: str, workspace: Workspace, view: MapView, jobs: Jobs,
                 notices: Notices) -> None:
        super().__init__(title)
        self.setObjectName(f"farmland{name}Panel")
        self.workspace, self.view, self.jobs, self.notices = workspace, view, jobs, notices
        self.page = QWidget()
        self.layout_ = QVBoxLayout(self.page)
        self.layout_.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self.layout_.setSpacing(EDGE)
        self._none = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self.page)
        self._stack.setMinimumWidth(WIDTH // 2)
        self.reading = self._reading_bar()
        self.setWidget(self._stack)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)

    def offer_start(self, create: Callable[[], Any], open_: Callable[[], Any]) -> None:
        """Fill the page shown while no ledger is open."""
        layout = QVBoxLayout(self._none)
        layout.addStretch(1)
        text = QLabel(tr("No ledger is open. A ledger holds the parcels of one county, what was found and who did it."))
        text.setWordWrap(True)
        text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(text)
        for label, slot in ((tr("Open Ledger…"), open_), (tr("New Ledger…"), create)):
            button = QPushButton(label)
            button.clicked.connect(lambda _checked, call=slot: call())
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(2)

    def offer_help(self, show: Callable[[], Any]) -> None:
        """Add a help button below those of the page shown while no ledger is open."""
        layout, button = self._none.layout(), QPushButton(tr("Help"))
        button.setObjectName("farmlandStartHelp")
        button.setToolTip(tr("How the day's work is done, step by step"))
        button.clicked.connect(lambda _checked: show())
        layout.insertWidget(layout.count() - 1, button, 0, Qt.AlignmentFlag.AlignCenter)

    def _reading_bar(self) -> QFrame:
        """Return the strip that says, for as long as it is so, that nothing can be written."""
        bar, text, again = QFrame(), QLabel(), QPushButton(tr("Try again"))
        self._reading_text = text
        bar.setObjectName("farmlandReadingBar")
        bar.setFrameShape(QFrame.Shape.StyledPanel)
        text.setWordWrap(True)
        again.setToolTip(tr("Open the ledger for writing, once it is closed elsewhere"))
        again.clicked.connect(lambda _checked: self.workspace.reopen())
        row = QHBoxLayout(bar)
        row.setContentsMargins(EDGE, EDGE // 2, EDGE // 2, EDGE // 2)
        row.addWidget(text, 1)
        row.addWidget(again)
        bar.hide()
        self.layout_.addWidget(bar)
        self.workspace.opened.connect(self._follow_reading)
        return bar

    def _follow_reading(self) -> None:
        self._reading_text.setText(self.workspace.reading)
        self.reading.setVisible(bool(self.workspace.reading))

    def dress(self, view: QTableView) -> None:
        """Give a table the panels' look: whole rows, quiet lines, one line of text each."""
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setStretchLastSection(True)

    def take_focus(self) -> None:
        """Put the keyboard into the panel, so that its keys work at once."""
        if self.isVisible():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_page(self, is_open: bool) -> None:
        """Show the panel's own page, or the one for no ledger."""
        self._stack.setCurrentIndex(1 if is_open else 0)


def scrolled(widget: QWidget) -> QScrollArea:
    """Return a widget in a frameless area that scrolls up and down when the screen is small."""
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def heading(text: str, tip: Optional[str] = None) -> QLabel:
    """Return a small bold label that starts a part of a panel."""
    label = QLabel(text)
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    if tip:
        label.setToolTip(tip)
    return label


def quiet(text: str = "") -> QLabel:
    """Return a label for what matters less."""
    label = QLabel(text)
    palette = label.palette()
    colour = palette.color(QPalette.ColorRole.WindowText)
    colour.setAlphaF(QUIET)
    palette.setColor(QPalette.ColorRole.WindowText, colour)
    label.setPalette(palette)
    label.setWordWrap(True)
    return label
