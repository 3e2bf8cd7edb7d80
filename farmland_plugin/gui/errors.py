"""The one boundary between a slot and the user: what failed is said in the message bar, details go to the log."""

from __future__ import annotations

import functools
import inspect
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Iterator, Optional, TypeVar, cast

from qgis.core import Qgis, QgsMessageLog
from qgis.gui import QgsMessageBar, QgsMessageBarItem
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QPushButton

from ..domain.errors import FarmlandError
from ..domain.gradual import Gradual
from ..i18n import message, tr

Slot = TypeVar("Slot", bound=Callable[..., Any])
LOG = "Farmland"
SECONDS = 6
LONG_SECONDS = 60


class Notices:
    """Short messages to the user in a message bar; nothing here ever opens a window."""

    def __init__(self, bar: QgsMessageBar) -> None:
        self._bar = bar

    def success(self, text: str, file: Optional[str] = None) -> None:
        """Say that something is done. ``file``: what came of it, which a button opens; it stays longer then."""
        self._push(text, Qgis.MessageLevel.Success, LONG_SECONDS if file else SECONDS, file,
                   opens=tr("Open file"))

    def done(self, text: str, undo: Callable[[], None]) -> None:
        """Say that something is done, with a button that undoes it; it stays until closed."""
        self.offer(text, tr("Undo"), "farmlandUndoBatch", undo)

    def offer(self, text: str, label: str, name: str, act: Callable[[], None]) -> None:
        """Say that something is done, with a button for what may come next; it stays until closed."""
        button = QPushButton(label)
        button.setObjectName(name)
        item = self._push(text, Qgis.MessageLevel.Success, 0, button=button)

        def pressed() -> None:
            button.setEnabled(False)
            act()

        button.clicked.connect(lambda _checked: pressed())
        item.setDuration(LONG_SECONDS)

    def info(self, text: str) -> None:
        """Say something worth knowing."""
        self._push(text, Qgis.MessageLevel.Info, SECONDS)

    def warning(self, text: str, report: Optional[str] = None) -> None:
        """Say something that needs attention; it stays until closed. ``report``: a file a button opens."""
        self._push(text, Qgis.MessageLevel.Warning, 0, report)

    def failure(self, error: Exception) -> None:
        """Show an error: our own as its one sentence, any other as a pointer to the log with its traceback."""
        if isinstance(error, FarmlandError):
            self._push(message(error), Qgis.MessageLevel.Warning, 0)
            return
        details = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        QgsMessageLog.logMessage(details, LOG, Qgis.MessageLevel.Critical)
        text = tr("Something went wrong: {reason}. Details are in the log panel under {log}.")
        self._push(text.format(reason=error, log=LOG), Qgis.MessageLevel.Critical, 0)

    def _push(self, text: str, level: Qgis.MessageLevel, seconds: int, report: Optional[str] = None,
              button: Optional[QPushButton] = None, opens: str = "") -> QgsMessageBarItem:
        item = self._bar.createMessage(tr("Farmland"), text)
        item.setLevel(level)
        item.setDuration(seconds)
        item.setToolTip(text)  # a bar narrower than the sentence cuts it
        if report and Path(report).is_file():
            button = QPushButton(opens or tr("Open report"))
            button.setObjectName("farmlandOpenReport")
            button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(report))))
        if button is not None:
            item.layout().addWidget(button)
        self._bar.pushItem(item)
        return item


@contextmanager
def _boundary(notices: Notices) -> Iterator[None]:
    """Tell what is raised inside and let nothing out: every slot of the program and every timer's work ends here."""
    try:
        yield
    except Exception as error:
        notices.failure(error)


def guarded(slot: Slot) -> Slot:
    """Wrap a slot of an object with a ``notices`` attribute: no exception leaves it, and it takes as many of the
    signal's arguments as it has parameters.
    """
    wanted = len(inspect.signature(slot).parameters) - 1

    @functools.wraps(slot)
    def wrapper(self: Any, *arguments: Any) -> Any:
        with _boundary(self.notices):
            return slot(self, *arguments[:wanted])
        return None

    return cast(Slot, wrapper)


def guarded_steps(notices: Notices, work: Gradual[None]) -> Gradual[None]:
    """Do gradual work; no exception leaves it."""
    with _boundary(notices):
        yield from work
