"""How a registered red line stands: in force, its source changed or missing, or retired."""

from __future__ import annotations

from typing import Any, Sequence

from ...domain.parcel import Redline
from ...i18n import tr
from ...intake.opening.origin import source_changed, source_stands
from ...ledger.caches import fault_of
from ...ledger.sources import CHANGED as OTHER
from ...ledger.sources import GONE
from ...ledger.sources import UNKNOWN as UNREAD
from ..terms import moment

IN_FORCE, CHANGED, MISSING, LOST, UNREACHED, RETIRED = "in_force", "changed", "missing", "lost", "unreached", "retired"
COLOURS = {CHANGED: "#b45309", MISSING: "#c62828", LOST: "#c62828", UNREACHED: "#b45309", RETIRED: "#8a8f94"}


def state_words(code: str) -> str:
    """Return a state as the list shows it; '' for what is as it should be."""
    return {IN_FORCE: "", CHANGED: tr("source changed"), MISSING: tr("file missing"), LOST: tr("file and copy missing"),
            UNREACHED: tr("source not reached"), RETIRED: tr("retired")}.get(code, code)


def state_tip(line: Redline, code: str) -> str:
    """Return what a state means and what to do."""
    if line.retired_at:
        return tr("Retired {when} by {who}: {why}").format(when=moment(line.retired_at), who=line.retired_by,
                                                           why=line.retired_why)
    return {CHANGED: tr("The source holds other data now than when it was registered: register it again in its place."),
            MISSING: tr("The source file is not where it was; the results rest on the copy beside the ledger."),
            LOST: tr("Neither the source file nor a sound copy beside the ledger is there: nothing can be screened against it. "
                     "Bring one of them back, or register the layer again in its place."),
            UNREACHED: tr("The source cannot be reached now; the results rest on the copy beside the ledger.")}.get(
                code, tr("In force: what was registered counts in every screening."))


def states(lines: Sequence[Redline], ledger: Any, feedback: Any, thoroughly: bool) -> dict[str, str]:
    """Return the state of each red line. Reads sources: not for the window's thread.

    :param thoroughly: hold every source against its hash; else only files touched since they were looked at last.
    """
    found = {}
    for line in lines:
        feedback.check()
        found[line.redline_id] = RETIRED if line.retired_at else _of_source(line, ledger, thoroughly)
    return found


def _of_source(line: Redline, ledger: Any, thoroughly: bool) -> str:
    if line.source_kind != "file":
        changed = source_changed(line, ledger) if thoroughly and line.source_kind == "database" else False
        return UNREACHED if changed is None else CHANGED if changed else IN_FORCE
    stands = source_stands(line, ledger, thoroughly=thoroughly)
    if stands == GONE:
        return LOST if fault_of(ledger.files, line.cache) else MISSING
    return {OTHER: CHANGED, UNREAD: UNREACHED}.get(stands, IN_FORCE)
