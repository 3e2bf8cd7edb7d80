"""``backupledger``: a whole, checked copy of the ledger, told in its journal."""

from __future__ import annotations

from typing import Any, Dict

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.errors import LedgerBusy, LedgerReadOnly
from ..i18n import message, tr
from ..ledger.keeping.backup import back_up, folder_of
from ..ledger.keeping.snapshot import stamp
from ..ledger.ledger import Ledger
from .base import AlgorithmFeedback, FarmlandAlgorithm


class BackupLedger(FarmlandAlgorithm):
    """Back up the ledger (备份台账)."""

    ID = "backupledger"
    ICON = "backups"
    STRINGS = ("SHA256", "MEDIA_ARCHIVE")

    def title(self) -> str:
        """Return the translated name."""
        return tr("Back up ledger")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Writes a whole, checked copy of the ledger while it is in use, and tells it in the journal with its SHA-256; the "
            "line added to anchors.txt beside the backup proves later that the journal was not rewritten, so keep it on another "
            "disk. Photos and scans lie in the ledger's folder of files and are not inside: tick Files to pack them into a zip "
            "beside the backup. Left empty, the backup goes into the folder beside the ledger.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.addParameter(QgsProcessingParameterBoolean("MEDIA", tr("Files: pack the photos and scans too"), False))
        self.add_file_output("OUTPUT", tr("Backup"), tr("Ledger (*.gpkg)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Write the backup and its event; a ledger open elsewhere is backed up all the same, without an event."""
        address = self.ledger_address(parameters, context)
        try:
            ledger = Ledger.open(address)
        except (LedgerBusy, LedgerReadOnly) as error:
            feedback.warn(message(error))
            feedback.warn(tr("The backup is made without an event in the journal, which cannot be written now."))
            ledger = Ledger.open(address, write=False)
        with ledger:
            name = f"{ledger.path.stem}_{stamp()}.gpkg"
            target = self.optional_output(parameters, "OUTPUT", context, folder_of(ledger) / name)
            media = self.parameterAsBool(parameters, "MEDIA", context)
            made = back_up(ledger, target, media=media, feedback=feedback)
        feedback.say(tr("{path}: {events} events, SHA-256 {sha256}").format(
            path=made.snapshot.path, events=made.snapshot.head.seq, sha256=made.snapshot.sha256))
        if made.media is None:
            feedback.say(tr("Photos and scans are not inside: they lie in the folder of files beside the ledger."))
        return {"OUTPUT": str(made.snapshot.path), "SHA256": made.snapshot.sha256, "MEDIA_ARCHIVE": str(made.media or "")}
