"""The ledger's anchors: its table ``anchor``, and the text file that carries them to other disks."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Iterable, List, Mapping, Set

from ...domain.anchors import BACKUP, DAILY, MANUAL, SESSION, Anchor, header
from ...files import private_folder
from ..store import Store

__all__ = ["BACKUP", "DAILY", "FILE", "INSERT_ANCHOR", "MANUAL", "SESSION", "Anchor", "anchors", "backups_folder",
           "day_of_event", "export"]

INSERT_ANCHOR = "INSERT INTO anchor (anchor_id, seq, hash, sm3, kind, made_at, note) VALUES (?, ?, ?, ?, ?, ?, ?)"
FILE = "anchors.txt"


def day_of_event(ts: str) -> date:
    """Return the day of an event's time on this computer's calendar."""
    return datetime.fromisoformat(ts.replace("Z", "+00:00")).astimezone().date()


def anchors(store: Store) -> List[Anchor]:
    """Return the anchors the ledger itself holds, in order."""
    return [Anchor(row["anchor_id"], row["seq"], row["hash"], row["sm3"], row["kind"], row["made_at"], row["note"])
            for row in store.rows("SELECT * FROM anchor ORDER BY seq, made_at")]


def backups_folder(files: Path) -> Path:
    """Return the folder backups and anchors go to: beside the ledger's folder of files."""
    stem = files.name[:-len(".files")] if files.name.endswith(".files") else files.name
    return files.with_name(f"{stem}.backups")


def export(found: Iterable[Anchor], meta: Mapping[str, str], folders: Iterable[Path]) -> List[Path]:
    """Add to the anchors file of every folder the lines it lacks; return the files that could be written.

    Nothing is ever taken out of such a file, not even lines the ledger no longer knows: they are the proof of a cut tail.
    """
    lines = [one.line() for one in found]
    written = []
    for folder in folders:
        path = folder / FILE
        with suppress(OSError):  # a disk that is full or away: the next export brings what is missing
            _append(path, lines, header(meta["name"], meta["county"], meta["ledger_uuid"]))
            written.append(path)
    return written


def _append(path: Path, lines: List[str], head: str) -> None:
    private_folder(path.parent)
    known: Set[str] = set()
    if path.exists():
        known = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
    missing = [line for line in lines if line not in known]
    if not known:
        missing.insert(0, head.rstrip("\n") + "\n")
    if missing:
        with path.open("a", encoding="utf-8") as stream:
            stream.write("\n".join(missing) + "\n")

