"""``restoreledger``: a backup put back in the ledger's place."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Dict

from qgis.core import QgsProcessingContext

from ..domain.errors import BadInput
from ..files import existing
from ..i18n import tr
from ..ledger.keeping.restoring import restore
from ..ledger.ledger import is_database
from .base import AlgorithmFeedback, FarmlandAlgorithm


class RestoreLedger(FarmlandAlgorithm):
    """Restore the ledger from a backup (从备份恢复台账)."""

    ID = "restoreledger"
    ICON = "backups"
    NUMBERS = ("EVENTS", "GIVEN_UP")
    STRINGS = ("KEPT",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Restore ledger from a backup")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Checks the backup as a ledger, keeps what stands in the ledger's place as a backup of its own, and puts the backup "
            "there in one step. The journal tells that it was restored, from what, and how many events were given up by it; they "
            "stay in the copy that was kept. Nobody else may have the ledger open for writing.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_input("BACKUP", tr("Backup"), filter=tr("Ledger (*.gpkg)"))
        self.add_input("LEDGER", tr("Ledger to restore (may be missing)"), filter=tr("Ledger (*.gpkg)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Restore."""
        backup = existing(self.path(parameters, "BACKUP", context), tr("Backup"))
        text = self.text(parameters, "LEDGER", context)
        if is_database(text):
            raise BadInput(tr("A ledger in a database is restored by its administrator (pg_restore)."))
        done = restore(backup, Path(self.path(parameters, "LEDGER", context)), feedback)
        feedback.say(tr("{path} was restored: {events} events.").format(path=done.path, events=done.events))
        if done.kept is not None:
            feedback.say(tr("What stood there is kept as {path}; {count} of its events are no longer in the journal.").format(
                path=done.kept, count=done.given_up))
        if done.files:
            feedback.say(tr("{count} files were put back from the archive beside the backup.").format(count=done.files))
        return {"LEDGER": str(done.path), "EVENTS": done.events, "GIVEN_UP": done.given_up,
                "KEPT": str(done.kept or "")}
