"""The look at an input, in a task of its own, so that the window stays alive over a large file."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

from ...domain.errors import Cancelled, FarmlandError
from ...i18n import message, tr
from ...intake.opening.look import Look, Looking, look, row_of
from ...ledger.crs import remember_systems
from ..errors import Notices, guarded

Work = Callable[[Any], Any]
Then = Callable[[Any], None]


class _Feedback:
    """What the reading asks: whether it is still wanted."""

    def __init__(self, task: QgsTask) -> None:
        self._task = task

    def progress(self, percent: float) -> None:
        """Tell the task."""
        self._task.setProgress(percent)

    def say(self, text: str) -> None:
        """Nobody listens."""

    def warn(self, text: str) -> None:
        """Nobody listens."""

    def is_cancelled(self) -> bool:
        """Whether the task was cancelled."""
        return bool(self._task.isCanceled())

    def check(self) -> None:
        """Raise when it was."""
        if self.is_cancelled():
            raise Cancelled()


class _Task(QgsTask):
    """Runs a function beside the window; ``outcome`` is what it returned or the error it raised."""

    def __init__(self, title: str, work: Work) -> None:
        super().__init__(title, QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt
                         if hasattr(QgsTask.Flag, "CancelWithoutPrompt") else QgsTask.Flag.CanCancel)
        self._work = work
        self.outcome: Any = None

    def run(self) -> bool:
        """Do the work; touches nothing of the window."""
        try:
            self.outcome = self._work(_Feedback(self))
        except (FarmlandError, OSError, RuntimeError, ValueError) as error:
            self.outcome = error
        return True


class Looker(QObject):
    """Looks at inputs one after the other; a newer wish makes an older one void."""

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self._task: Optional[_Task] = None
        self._then: Optional[Then] = None
        self._old: list[_Task] = []

    @property
    def busy(self) -> bool:
        """Whether somebody waits for a look."""
        return self._task is not None

    def look(self, how: Looking, then: Callable[[Look], None]) -> None:
        """Look at an input; ``then`` gets what was found, also when it cannot be read."""
        def told(found: Any) -> None:
            then(found if isinstance(found, Look) else Look(how.path, refusal=_sentence(found)))

        self.start(tr("Reading {name}").format(name=how.path), lambda feedback: look(how, feedback), told)

    def find_row(self, how: Looking, layer: str, number: int, then: Then) -> None:
        """Read one row's shape; ``then`` gets (wkb or None, crs)."""
        self.start(tr("Reading {name}").format(name=how.path), lambda feedback: row_of(how, layer, number, feedback),
                    lambda found: then(found if isinstance(found, tuple) else (None, "")))

    def stop(self) -> None:
        """Let go of what is being read; nobody is told."""
        task, self._task, self._then = self._task, None, None
        if task is not None and not sip.isdeleted(task):
            self._old.append(task)
            task.cancel()

    def start(self, title: str, work: Work, then: Then) -> None:
        """Do some work beside the window; ``then`` gets what came of it, or the error."""
        self.stop()
        remember_systems()
        self._old = [task for task in self._old if not sip.isdeleted(task) and task.isActive()]
        task = _Task(title, work)
        self._task, self._then = task, then
        task.taskCompleted.connect(lambda: self._on_done(task))
        task.taskTerminated.connect(lambda: self._on_done(task))
        QgsApplication.taskManager().addTask(task)

    @guarded
    def _on_done(self, task: _Task) -> None:
        if task is not self._task:
            return
        then, self._task, self._then = self._then, None, None
        if then is not None:
            then(task.outcome)


def _sentence(error: Any) -> str:
    if isinstance(error, FarmlandError):
        return message(error)
    return tr("The input cannot be read ({reason}): is it complete, and is it open elsewhere?").format(reason=error)
