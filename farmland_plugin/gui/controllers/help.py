"""Opens the help: from the menu, by F1 and the question marks at the page of the window one is in, by a link of an algorithm."""

from __future__ import annotations

from typing import List, Optional, Sequence

from qgis.PyQt.QtCore import QObject, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QWidget

from ...paths import HELP_SCHEME
from ..errors import Notices, guarded
from ..help.asking import HelpKey, QuestionMark
from ..help.context import PAGES, place_of
from ..help.keys_page import keys_table
from ..help.pages import INDEX, folder
from ..help.window import HelpWindow
from ..panels.base import Panel
from .keys import Keys


class Help(QObject):
    """One window, made when first asked for."""

    def __init__(self, panels: Sequence[Panel], keys: Keys, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._panels, self._keys = panels, keys
        self._marks: List[QuestionMark] = []
        self._key: Optional[HelpKey] = None
        self.window: Optional[HelpWindow] = None

    def load(self) -> None:
        """Put question marks and help buttons into the panels, and begin to listen for F1 and links."""
        for panel in self._panels:
            panel.offer_help(self.show)
        self._marks = [QuestionMark(panel, self.ask) for panel in self._panels]
        self._key = HelpKey(place_of, self.ask)
        QDesktopServices.setUrlHandler(HELP_SCHEME, self._on_link)

    def release(self) -> None:
        """Take everything back."""
        QDesktopServices.unsetUrlHandler(HELP_SCHEME)
        if self._key is not None:
            self._key.release()
            self._key.deleteLater()
            self._key = None
        for mark in self._marks:
            mark.deleteLater()
        self._marks = []
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    @guarded
    def show(self, page: str = INDEX) -> None:
        """Show a page, or the one that explains an algorithm (``farmland:`` and its id)."""
        if self.window is None:
            self.window = HelpWindow(folder(), lambda: keys_table(self._keys.commands, self._keys.keys_of, self._keys.titles()))
        self.window.show_page(page)

    def ask(self, widget: QWidget) -> None:
        """Show the page of the window or panel a widget is in."""
        place = place_of(widget)
        self.show(PAGES.get(place, place or INDEX))

    @pyqtSlot(QUrl)  # Qt looks it up by name
    def _on_link(self, url: QUrl) -> None:
        self.show(f"farmland:{url.path()}")
