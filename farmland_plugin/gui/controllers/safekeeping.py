"""Keeping the ledger safe while people work: backups by themselves, and word of a dangerous place or a migration."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsApplication, QgsSettings, QgsTask
from qgis.PyQt.QtCore import QObject

from ...domain.errors import FarmlandError, LedgerError
from ...i18n import message, tr
from ...ledger.connection import explain
from ...ledger.keeping.backup import EVENTS_BETWEEN, automatic, undone_work
from ...ledger.keeping.whereabouts import risks
from ...ledger.ledger import Ledger
from ..errors import guarded
from .workspace import Workspace

SECOND_FOLDER = "farmland/backupFolder"
WAIT_MS = 60_000


def second_folder() -> Optional[Path]:
    """Return the folder on another medium that backups go to as well, None when none is set."""
    text = str(QgsSettings().value(SECOND_FOLDER, "") or "").strip()
    return Path(text) if text else None


def set_second_folder(folder: str) -> None:
    """Remember the folder on another medium; '' forgets it."""
    QgsSettings().setValue(SECOND_FOLDER, folder)


class BackupTask(QgsTask):
    """One automatic backup beside the work, through a connection of its own."""

    def __init__(self, path: Path, second: Optional[Path]) -> None:
        super().__init__(tr("Backing up the ledger"), QgsTask.Flag.CanCancel)
        self._path, self._second = path, second
        self.troubles: list[FarmlandError] = []

    def run(self) -> bool:
        """Make the backup; what went wrong is told afterwards, in the main thread."""
        try:
            with Ledger.open(self._path) as ledger:
                self.troubles = automatic(ledger, self._second)[1]
        except FarmlandError as error:
            self.troubles = [error]
        except sqlite3.Error as error:
            self.troubles = [explain(error, self._path)]
        except OSError as error:
            self.troubles = [LedgerError(tr("{path} cannot be written ({reason}): check the folder and its permissions."),
                                         path=self._path, reason=error.strerror or error)]
        return not self.troubles


class Safekeeper(QObject):
    """Backs the open ledger up every 50 events and when it is closed, and says what opening it did or found."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace, self.notices = workspace, workspace.notices
        self.task: Optional[BackupTask] = None
        self._told = ""
        workspace.opened.connect(self.on_opened)
        workspace.changed.connect(self.on_changed)
        workspace.closing.connect(self.on_closing)

    @guarded
    def on_opened(self) -> None:
        """Tell of a migration that was done, and warn of the place the ledger lies in."""
        ledger = self.workspace.ledger
        if ledger is None:
            return
        for remark in ledger.remarks:
            self.notices.warning(message(remark))
        if not ledger.store.shared:
            for risk in risks(ledger.path):
                self.notices.warning(message(risk))

    @guarded
    def on_changed(self) -> None:
        """Start a backup when enough was written since the last one."""
        ledger = self.workspace.ledger
        if ledger is None or ledger.read_only or ledger.store.shared or self.task is not None:
            return
        if undone_work(ledger) >= EVENTS_BETWEEN:
            self.task = BackupTask(ledger.path, second_folder())
            self.task.taskCompleted.connect(self._on_done)
            self.task.taskTerminated.connect(self._on_done)
            QgsApplication.taskManager().addTask(self.task)

    @guarded
    def on_closing(self) -> None:
        """Back up what was written in this session, before the ledger is let go."""
        task, ledger = self.task, self.workspace.ledger
        if task is not None:
            task.waitForFinished(WAIT_MS)
        if ledger is not None and not ledger.read_only and not ledger.store.shared:
            self._tell(automatic(ledger, second_folder())[1])

    @guarded
    def _on_done(self) -> None:
        task, self.task = self.task, None
        if task is not None:
            self._tell(task.troubles)
        self.workspace.catch_up()

    def _tell(self, troubles: list[Any]) -> None:
        """Warn of what went wrong, once for as long as it is the same."""
        text = " ".join(message(trouble) for trouble in troubles)
        if text and text != self._told:
            self.notices.warning(text)
        self._told = text

    def release(self) -> None:
        """Let go of the workspace's signals; a backup that runs is waited for."""
        if self.task is not None:
            self.task.waitForFinished(WAIT_MS)
        for signal, slot in ((self.workspace.opened, self.on_opened), (self.workspace.changed, self.on_changed),
                             (self.workspace.closing, self.on_closing)):
            signal.disconnect(slot)
