"""What the wizard's pages have in common."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QComboBox, QLabel, QTableView, QVBoxLayout, QWizardPage

from ...crs_words import layer_words
from ..widgets.pieces import RED
from .draft import Draft
from .words import own_words

SPACE = 8


class Page(QWizardPage):
    """A page over the one draft; the wizard tells it when a look has ended."""

    def __init__(self, name: str, title: str, text: str) -> None:
        super().__init__()
        self.setObjectName(f"farmlandImport{name}")
        self.setTitle(title)
        self.setSubTitle(text)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, SPACE, 0, 0)
        self.box.setSpacing(SPACE)

    @property
    def desk(self) -> Any:
        """The wizard this page is in."""
        return self.wizard()

    @property
    def draft(self) -> Draft:
        """What was gathered so far."""
        return self.desk.draft  # type: ignore[no-any-return]

    @property
    def notices(self) -> Any:
        """Where slots say what failed: the wizard's own strip."""
        return self.desk.notices

    def offer_layers(self, box: QComboBox, label: QLabel) -> None:
        """Offer the layers that were looked at, with the one chosen before; a single one needs no choice."""
        look, chosen = self.draft.look, box.currentText()
        box.clear()
        for layer in look.layers if look is not None else []:
            box.addItem(layer_words(layer.name))
        box.setCurrentIndex(max(0, box.findText(chosen)))
        for widget in (box, label):
            widget.setVisible(box.count() > 1)

    def looked(self) -> None:
        """Show what a look found; called on the page that is shown."""

    def entered(self) -> None:
        """Do what needs the window in its place; called once the page is shown."""

    def leave(self) -> None:
        """Take what is on the map off again; called when the page is left or the wizard closes."""


def sentence(name: str = "", red: bool = False) -> QLabel:
    """Return a label for a sentence that may wrap and be copied."""
    label = QLabel()
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if name:
        label.setObjectName(name)
    if red:
        label.setStyleSheet(f"color: {RED}")
    return label


def show_text(label: QLabel, text: str) -> None:
    """Show a sentence in the wizard's own words, or nothing at all."""
    label.setText(own_words(text))
    label.setVisible(bool(text))


def dress(view: QTableView, name: str, height: Optional[int] = None) -> None:
    """Give a table the house's look: whole rows, quiet lines, one line of text each."""
    view.setObjectName(name)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setAlternatingRowColors(True)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(height or view.fontMetrics().height() + 8)
    view.horizontalHeader().setHighlightSections(False)
