"""``verifyledger``: is the ledger what its journal says, and is the journal the one that was written?"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Dict, List

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean, QgsProcessingParameterString

from ..domain.anchors import Claim, Claims, parse
from ..domain.errors import BadInput
from ..evidence.sources import Unreadable, open_source
from ..files import NoSpace, text_of
from ..i18n import tr
from ..ledger.connection import is_ledger
from ..ledger.keeping.backup import folder_of
from ..ledger.keeping.bare import meta_of, newest
from ..ledger.ledger import Ledger
from ..ledger.verifying import BROKEN, Verification, verify_ledger
from ..reports.verification import write_verification
from .base import AlgorithmFeedback, FarmlandAlgorithm

INDEX = "data/package.json"
MOST_INDEX = 16 * 1024**2
TOLD = 50
MOST_PATH = 1000


class VerifyLedger(FarmlandAlgorithm):
    """Verify the ledger against its own journal and against anchors kept elsewhere."""

    ID = "verifyledger"
    ICON = "verify_ledger"
    NUMBERS = ("EVENTS", "BREAKS", "ANCHORED")
    STRINGS = ("VERDICT",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Verify ledger")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Holds the whole ledger against its journal: edited, deleted and reordered events, cases, signatures, overlap "
            "facts, rules and attached files changed behind it, guards that were dropped. The verdict is anchored, unanchored or "
            "broken. A journal by itself does not show that its end was cut off or that it was written anew: give anchors for "
            "that - the file anchors.txt from another disk, the line on a stamped sheet (seq 123 and 16 digits), a package "
            "handed out earlier, or an old backup. ANCHORED tells up to which event they hold. No such check shows who really "
            "signed, or that a photo shows the truth.")

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.addParameter(QgsProcessingParameterString(
            "ANCHORS", tr("Anchors (typed or pasted, or the path of a text, a package or a backup)"), "", True, True))
        self.addParameter(QgsProcessingParameterBoolean("MEDIA", tr("Hash the attached files anew"), True))
        self.add_file_output("REPORT", tr("Report"), tr("Report (*.html *.json)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Verify; a broken ledger is a result, not a failure."""
        claims = claims_of(self.text(parameters, "ANCHORS", context))
        with Ledger.open(self.ledger_address(parameters, context), write=False) as ledger:
            if claims.ledger_uuid not in ("", ledger.meta["ledger_uuid"]):
                raise BadInput(tr("The anchors are of another ledger: choose those of {name}."), name=ledger.meta["name"])
            report = self.optional_output(parameters, "REPORT", context, ledger.files / "reports" / "verification.html")
            media = self.parameterAsBool(parameters, "MEDIA", context)
            result = verify_ledger(ledger, claims.found, media=media, feedback=feedback)
            if result.anchored and beside(self.text(parameters, "ANCHORS", context), ledger):
                result.remarks.append(tr(
                    "the anchors lie beside the ledger, where whoever rewrites the one can rewrite the other: keep a copy of "
                    "them on another disk and give that"))
        _tell(result, feedback)
        outputs = {"EVENTS": result.events, "BREAKS": result.count, "ANCHORED": result.anchored, "VERDICT": result.verdict}
        try:
            write_verification(report, result)
        except NoSpace as error:
            if parameters.get("REPORT"):
                raise
            feedback.warn(str(error))  # a ledger on a read-only disk can be verified all the same
            return {**outputs, "REPORT": ""}
        return {**outputs, "REPORT": str(report)}


def beside(text: str, ledger: Ledger) -> bool:
    """Whether anchors come from a file that lies with the ledger itself."""
    path = Path(text) if "\n" not in text and len(text) < MOST_PATH else None
    near = (folder_of(ledger).resolve(), ledger.path.resolve().parent)
    return path is not None and path.is_file() and path.resolve().parent in near


def _tell(result: Verification, feedback: AlgorithmFeedback) -> None:
    (feedback.warn if result.verdict == BROKEN else feedback.say)(result.words())
    for one in result.breaks[:TOLD]:
        feedback.warn(one.sentence)
    for line in (*result.remarks, *result.checked):
        feedback.say(line)
    feedback.say(tr("Not shown by this check:"))
    for line in result.limits():
        feedback.say(line)


def claims_of(text: str) -> Claims:
    """Return the anchors that a text gives, or the file, package or backup it names; none for ''.

    :raises BadInput: when something is given that holds no anchor.
    """
    if not text:
        return Claims(())
    path = Path(text) if "\n" not in text and len(text) < MOST_PATH else None
    try:
        if path is None or not path.exists():
            return parse(text, tr("the anchor given"))
    except (OSError, ValueError):  # what is no path
        return parse(text, tr("the anchor given"))
    if path.is_file() and is_ledger(path):
        return _of_backup(path)
    if path.is_dir() or path.suffix.lower() == ".zip":
        return _of_package(path)
    return parse(text_of(path), path.name)


def _of_backup(path: Path) -> Claims:
    try:
        with closing(sqlite3.connect(str(path))) as connection:
            head, meta = newest(connection), meta_of(connection)
    except sqlite3.Error as error:
        raise BadInput(tr("{path} cannot be read ({reason}): check the path."), path=path, reason=error) from error
    return Claims((Claim(head.seq, head.sm3, head.hash, path.name),), meta.get("ledger_uuid", ""))


def _of_package(path: Path) -> Claims:
    try:
        source = open_source(path)
        try:
            if not 0 < source.sizes.get(INDEX, 0) <= MOST_INDEX:
                raise BadInput(tr("{path} is not a package of this program."), path=path)
            index = json.loads(b"".join(source.blocks(INDEX)))
        finally:
            source.close()
        head: Dict[str, Any] = index["ledger"]
        found: List[Claim] = [Claim(int(head["head_seq"]), str(head["head_sm3"]), str(head["head_hash"]), path.name)]
        return Claims(tuple(found), str(head["uuid"]))
    except (Unreadable, ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadInput(tr("{path} cannot be read as a package ({reason})."), path=path.name, reason=error) from error
