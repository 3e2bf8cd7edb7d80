"""Backups: whole, checked, hashed copies of the ledger, each told in its journal and each an anchor of it (records §2.5).

What lies in the folder of files beside the ledger (photos, scans) is not inside a backup; ``media_archive`` packs it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Dict, Iterable, List, NamedTuple, Optional, Tuple

from ...domain.errors import FarmlandError, LedgerError
from ...domain.progress import Feedback, NoFeedback
from ...files import private_file, private_folder, replacing, sha256_of
from ...i18n import tr
from ..ledger import Ledger
from . import anchors
from .bare import meta_of, newest
from .moving import copy_tables
from .snapshot import Snapshot, checked_head, snapshot, stamp

EVENTS_BETWEEN = 50
LATEST, DAYS, WEEKS = 10, 10, 8
AUTO = "auto"
_NAME = re.compile(r"^(?P<stem>.+)_(?P<when>\d{8}-\d{6})(-\d{3})?_(?P<kind>[a-z-]+)$")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_QUIET = frozenset({"anchor", "backup"})  # events that are no work of anybody's


@dataclass(frozen=True)
class Backup:
    """A finished backup; ``seq`` is the event that tells of it, 0 when the ledger could not be written.

    :param copies: where else it was put. :param media: the archive of files, when one was asked for.
    """

    snapshot: Snapshot
    seq: int = 0
    copies: Tuple[Path, ...] = ()
    media: Optional[Path] = None


def folder_of(ledger: Ledger) -> Path:
    """Return the folder a ledger's own backups lie in."""
    return anchors.backups_folder(ledger.files)


def back_up(ledger: Ledger, target: Path, *, second: Optional[Path] = None, media: bool = False,
            feedback: Optional[Feedback] = None) -> Backup:
    """Write a backup, tell it in the journal with its SHA-256, and note its anchor beside it.

    The backup of a ledger in a database is a ledger file too, with every row and the whole journal.

    :param target: a file that is replaced. :param second: a folder that gets a copy too. :param media: pack the files as well.
    :raises LedgerError: when the copy is not whole, or the login does not see the whole ledger. :raises NoSpace: when it cannot
        be written.
    """
    made = _of_database(ledger, target, feedback or NoFeedback()) if ledger.store.shared else snapshot(ledger.path, target)
    archive = media_archive(ledger, target.with_name(f"{target.stem}.media.zip"), feedback or NoFeedback()) if media else None
    seq, found = 0, []
    if not ledger.read_only:
        more = {} if archive is None else {"media": archive.name, "media_sha256": sha256_of(archive)}
        with ledger.door() as door:
            door.anchor(anchors.BACKUP, target.name, made.head, sha256=made.sha256, size=made.size, **more)
            found = anchors.anchors(ledger.store)
            seq = door.head.seq
    copies = _copied(made, second)
    anchors.export(found, ledger.meta, {target.parent, *(path.parent for path in copies)})
    return Backup(made, seq, copies, archive)


def _of_database(ledger: Ledger, target: Path, feedback: Feedback) -> Snapshot:
    """Write a ledger file of all that a database holds at one moment."""
    private_folder(target.parent)
    with replacing(target) as hidden:
        with ledger.reading():
            seen = next(iter(ledger.store.rows("SELECT COUNT(*) AS n FROM event")))["n"]
            if seen != sum(1 for _ in ledger.chain()):
                raise LedgerError(tr(
                    "The login {login} does not see the whole ledger, so a backup by it would lack something: have it made by "
                    "the ledger's owner."), login=ledger.actor)
            copy_tables(ledger, hidden, feedback)
        hidden.chmod(0o600)
        head, digest, size = checked_head(hidden), sha256_of(hidden), hidden.stat().st_size
    return Snapshot(target, digest, size, head)


def _copied(made: Snapshot, second: Optional[Path]) -> Tuple[Path, ...]:
    """Put a finished backup into a second folder, checked there; a medium that is away is no failure of the first."""
    if second is None:
        return ()
    target = second / made.path.name
    with replacing(target) as hidden:
        private_file(hidden)
        shutil.copyfile(made.path, hidden)  # of a finished backup, never of a ledger in use
        if sha256_of(hidden) != made.sha256:
            raise LedgerError(tr("{path} could not be read back as it was written: use another medium."), path=target)
    return (target,)


def media_archive(ledger: Ledger, target: Path, feedback: Feedback) -> Path:
    """Pack the ledger's media folder into a zip whose files are named by their SHA-256, each checked while it is packed.

    :raises LedgerError: naming a file that no longer has the content it is named by.
    """
    folder = ledger.media.folder
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    private_folder(target.parent)
    with replacing(target) as hidden, zipfile.ZipFile(str(hidden), "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for done, path in enumerate(files):
            feedback.check()
            feedback.progress(100.0 * done / len(files))
            if _pack(archive, path, path.relative_to(folder).as_posix()) != path.stem:
                raise LedgerError(tr("{path} is not the file it was when it was attached: check the ledger (Verify ledger, with "
                                     "its files), then back up again."), path=path.name)
    return target


def _pack(archive: zipfile.ZipFile, path: Path, name: str) -> str:
    """Add a file and return its SHA-256."""
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.external_attr = 0o100600 << 16
    digest = hashlib.sha256()
    with path.open("rb") as read, archive.open(entry, "w", force_zip64=True) as write:
        for block in iter(lambda: read.read(_BLOCK), b""):
            digest.update(block)
            write.write(block)
    return digest.hexdigest()


# -- by themselves --------------------------------------------------------------------------------------------------


def undone_work(ledger: Ledger) -> int:
    """Return how many events were written since the newest backup, backups and anchors not counted."""
    last = max((one.seq for one in anchors.anchors(ledger.store) if one.kind == anchors.BACKUP), default=0)
    rows = ledger.store.rows("SELECT action FROM event WHERE seq > ?", (last,))
    return sum(1 for row in rows if row["action"] not in _QUIET)


def automatic(ledger: Ledger, second: Optional[Path] = None) -> Tuple[Optional[Backup], List[FarmlandError]]:
    """Make a backup of the rotating kind and let go of those that are too many; None when nothing was written since.

    :param second: a folder on another medium. :return: the backup, and what went wrong with the second medium.
    """
    if ledger.store.shared or not undone_work(ledger):
        return None, []
    name = f"{ledger.path.stem}_{stamp()}_{AUTO}{ledger.path.suffix}"
    made, troubles = back_up(ledger, folder_of(ledger) / name), []
    prune(folder_of(ledger), ledger.path.stem)
    if second is not None:
        try:
            made = Backup(made.snapshot, made.seq, _copied(made.snapshot, second), made.media)
            anchors.export(anchors.anchors(ledger.store), ledger.meta, [second])
            prune(second, ledger.path.stem)
        except (FarmlandError, OSError) as error:
            troubles.append(error if isinstance(error, FarmlandError) else LedgerError(
                tr("The second backup folder {path} cannot be written ({reason}): is the medium there?"), path=second,
                reason=error.strerror or error))
    return made, troubles


def prune(folder: Path, stem: str) -> List[Path]:
    """Keep the last ten automatic backups of the newest day, and the newest of each of the last 10 days and 8 weeks that have
    one; remove the others.

    Backups made by hand, and those before a migration, a merge or a restore, stay.
    """
    dated: List[Tuple[datetime, Path]] = []
    for path in folder.glob("*.gpkg"):
        match = _NAME.match(path.stem)
        if match and match["stem"] == stem and match["kind"] == AUTO:
            with suppress(ValueError):
                dated.append((datetime.strptime(match["when"], "%Y%m%d-%H%M%S"), path))
    days: Dict[str, Path] = {}
    weeks: Dict[Tuple[int, int], Path] = {}
    dated.sort(reverse=True)
    latest = [path for when, path in dated if when.date() == dated[0][0].date()][:LATEST]
    for when, path in dated:
        days.setdefault(when.date().isoformat(), path)
        weeks.setdefault(when.isocalendar()[:2], path)
    keep = {*latest, *list(days.values())[:DAYS], *list(weeks.values())[:WEEKS]}
    gone = [path for _, path in dated if path not in keep]
    for path in gone:
        path.unlink()
    return gone


# -- what there is --------------------------------------------------------------------------------------------------


class Listed(NamedTuple):
    """A backup found in a folder; ``why`` is what made it: auto, before-migration, before-merge, before-restore, or ''."""

    path: Path
    when: datetime
    events: int
    size: int
    why: str


def listed(folders: Iterable[Path], ledger_uuid: str) -> List[Listed]:
    """Return the backups of one ledger in some folders, newest first; files of other ledgers are passed over."""
    found: List[Listed] = []
    for folder in folders:
        with suppress(OSError):
            found += [one for path in folder.glob("*.gpkg") for one in _look(path, ledger_uuid)]
    return sorted(found, key=lambda one: (one.when, one.events), reverse=True)


def _look(path: Path, ledger_uuid: str) -> List[Listed]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            if meta_of(connection).get("ledger_uuid") != ledger_uuid:
                return []
            head = newest(connection)
    except sqlite3.Error:
        return []
    match = _NAME.match(path.stem)
    when = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    if match:
        with suppress(ValueError):
            when = datetime.strptime(match["when"], "%Y%m%d-%H%M%S").astimezone()
    return [Listed(path, when, head.seq, path.stat().st_size, match["kind"] if match else "")]
