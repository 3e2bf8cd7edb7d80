"""How a registered red line stands: in force, its source changed or missing, or retired."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Optional, Sequence

from ...domain.parcel import Redline
from ...i18n import tr
from ...intake.opening.origin import source_changed
from ..terms import moment

IN_FORCE, CHANGED, MISSING, UNREACHED, RETIRED = "in_force", "changed", "missing", "unreached", "retired"
COLOURS = {CHANGED: "#b45309", MISSING: "#c62828", UNREACHED: "#b45309", RETIRED: "#8a8f94"}


def state_words(code: str) -> str:
    """Return a state as the list shows it; '' for what is as it should be."""
    return {IN_FORCE: "", CHANGED: tr("source changed"), MISSING: tr("file missing"), UNREACHED: tr("source not reached"),
            RETIRED: tr("retired")}.get(code, code)


def state_tip(line: Redline, code: str) -> str:
    """Return what a state means and what to do."""
    if line.retired_at:
        return tr("Retired {when} by {who}: {why}").format(when=moment(line.retired_at), who=line.retired_by,
                                                           why=line.retired_why)
    return {CHANGED: tr("The source holds other data now than when it was registered: register it again in its place."),
            MISSING: tr("The source file is not where it was; the results rest on the copy beside the ledger."),
            UNREACHED: tr("The source cannot be reached now; the results rest on the copy beside the ledger.")}.get(
                code, tr("In force: what was registered counts in every screening."))


def states(lines: Sequence[Redline], ledger: Any, feedback: Any, thoroughly: bool) -> dict[str, str]:
    """Return the state of each red line. Reads sources: not for the window's thread.

    :param thoroughly: hold every source against its hash; else only files written since they were registered.
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
    path = Path(line.source_path)
    if not path.exists():
        return MISSING
    if not (thoroughly or _written_since(path, line.registered_at)):
        return IN_FORCE
    changed = source_changed(line, ledger)
    return UNREACHED if changed is None else CHANGED if changed else IN_FORCE


def _written_since(path: Path, moment_: str) -> bool:
    """Whether a file, or a part of the shapefile it is, was written after a moment; True when that cannot be told."""
    known = _seconds(moment_)
    parts = [path] if path.is_dir() else [one for one in (path, path.with_suffix(".dbf")) if one.exists()]
    return known is None or any(part.stat().st_mtime > known for part in parts)


def _seconds(text: str) -> Optional[float]:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(timezone.utc).timestamp()
    except ValueError:
        return None
