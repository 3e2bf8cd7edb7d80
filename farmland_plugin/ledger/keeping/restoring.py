"""Putting a backup back in the ledger's place: checked first, what stood there is kept, all of it or nothing.

The pages are written into the ledger's file by SQLite itself, in one transaction: a program that has the file open sees the old
ledger or the restored one. Only a file that SQLite cannot read any more is replaced as a file.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
import time
import zipfile
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional

from ...domain.errors import BadInput, LedgerBusy, LedgerError
from ...domain.progress import Feedback, NoFeedback
from ...files import private_folder, replacing, sha256_of
from ...i18n import tr
from ..connection import connect, explain, no_wal, open_checked, schema_version, transaction
from ..ledger import Ledger
from ..lock import WriterLock
from ..schema import VERSION
from ..store import Head
from ..verifying import Verification, verify_ledger
from . import anchors, bare
from .migrating import migrate
from .snapshot import Snapshot, snapshot, stamp, vacuum_into

ACTION = "restore_ledger"
PATIENCE_S = 30.0
WAITING = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
SIDECARS = ("-journal", "-wal", "-shm")


@dataclass(frozen=True)
class Restored:
    """A restored ledger.

    :param events: how many the journal has now. :param check: what the backup's verification said. :param kept: where the
        ledger that stood there is kept, None when there was none. :param given_up: how many of its events are no longer in
        the journal. :param files: media files put back.
    """

    path: Path
    events: int
    check: Verification
    kept: Optional[Path]
    given_up: int
    files: int = 0


@dataclass(frozen=True)
class _Present:
    """The ledger that stands where the backup goes; ``damaged`` when SQLite cannot read it."""

    uuid: str = ""
    head: Optional[Head] = None
    damaged: bool = False


def check_backup(backup: Path, feedback: Optional[Feedback] = None) -> Verification:
    """Verify a backup as a ledger.

    :raises LedgerError: when it is none, or not whole.
    """
    with Ledger.open(backup, write=False) as ledger:
        result = verify_ledger(ledger, closed=False, feedback=feedback)
    if result.count:
        raise LedgerError(tr("{path} is not whole and is not put back: {words} Choose another backup."), path=backup,
                          words=result.words())
    return result


def restore(backup: Path, target: Path, feedback: Optional[Feedback] = None) -> Restored:
    """Put a backup where a ledger stands, or where there is none.

    :param target: the ledger, closed or open in this program; nobody else may write it meanwhile.
    :raises LedgerError: when the backup is not whole. :raises LedgerBusy: when another program writes the ledger.
    :raises BadInput: when the backup is of another ledger; the ledger is as it was in every case.
    """
    watched = feedback or NoFeedback()
    if not backup.is_file():
        raise BadInput(tr("No backup at {path}: check the path."), path=backup)
    if target.exists() and target.samefile(backup):
        raise BadInput(tr("{path} is the ledger itself: choose one of its backups."), path=backup)
    check = check_backup(backup, watched)
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(target)
    try:
        present = _present(target)
        if present.uuid and present.uuid != check.ledger_uuid:
            raise BadInput(tr("{path} is a backup of another ledger ({name}): nothing was changed."), path=backup,
                           name=check.name)
        kept = _keep(target, present)
        _put(backup, target, present, kept, check)
    finally:
        lock.release()
    files = _media(backup, target.with_name(target.name + ".files") / "media")
    events = _note_anchors(target)
    lost = max(0, present.head.seq - check.events) if present.head is not None else 0
    return Restored(target, events, check, kept.path if kept is not None else None, lost, files)


def _present(target: Path) -> _Present:
    """Return what stands at a path.

    :raises LedgerError: when a program newer than this wrote it, or it is no ledger.
    """
    if not target.exists() or not target.stat().st_size:
        return _Present()
    try:
        with closing(open_checked(target, read_only=False)) as connection:
            return _Present(bare.meta_of(connection).get("ledger_uuid", ""), bare.newest(connection))
    except LedgerError:
        if not _is_foreign(target):
            return _Present(damaged=True)
        raise


def _is_foreign(target: Path) -> bool:
    """Whether a file is a sound database that is no ledger of ours, or one of a newer program: it is not written over."""
    try:
        with closing(sqlite3.connect(str(target))) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def _keep(target: Path, present: _Present) -> Optional[Snapshot]:
    """Keep what stands there: a readable ledger as a backup, a damaged file as it is."""
    folder = anchors.backups_folder(target.with_name(target.name + ".files"))
    if present.head is not None:
        return snapshot(target, folder / f"{target.stem}_{stamp()}_before-restore{target.suffix}")
    if not present.damaged:
        return None
    kept = folder / f"{target.stem}_{stamp()}_damaged{target.suffix}"
    private_folder(folder)
    shutil.copyfile(target, kept)  # no program can have it open: SQLite does not read it any more
    for ending in SIDECARS:
        with suppress(OSError):
            shutil.copyfile(f"{target}{ending}", f"{kept}{ending}")
    return Snapshot(kept, sha256_of(kept), kept.stat().st_size, Head(0, "", "", ""))


def _put(backup: Path, target: Path, present: _Present, kept: Optional[Snapshot], check: Verification) -> None:
    """Make the restored ledger beside its place, its journal told, then put it there."""
    payload = _payload(backup, present, kept, check)
    if present.head is None:
        with replacing(target) as hidden:
            vacuum_into(backup, hidden)
            _tell(hidden, target, payload)
            for ending in SIDECARS:  # the leftovers of a damaged file would be played into the sound one
                Path(f"{target}{ending}").unlink(missing_ok=True)
        return
    hidden = target.with_name(f".{target.stem}.{secrets.token_hex(4)}.part{target.suffix}")
    try:
        vacuum_into(backup, hidden)
        _tell(hidden, target, payload)
        if _present(target).head != present.head:
            raise LedgerBusy(tr("{path} was written to meanwhile, and is as it is: close it and run again."), path=target)
        _write_over(hidden, target)
    finally:
        hidden.unlink(missing_ok=True)


def _payload(backup: Path, present: _Present, kept: Optional[Snapshot], check: Verification) -> Dict[str, Any]:
    payload: Dict[str, Any] = {"backup": backup.name, "backup_sha256": sha256_of(backup), "seq": check.events,
                               "hash": check.head_hash}
    if present.head is not None:
        payload.update(given_up_seq=present.head.seq, given_up_hash=present.head.hash)
    if kept is not None:
        payload.update(kept_as=kept.path.name, kept_sha256=kept.sha256)
    return payload


def _tell(path: Path, target: Path, payload: Dict[str, Any]) -> None:
    """Bring a copy up to this program's schema and write the event."""
    with closing(connect(path)) as connection:
        before = schema_version(connection)
        if before < VERSION:
            migrate(connection, path, target.with_name(target.name + ".files"), before, target.stem)
        with transaction(connection, path):
            bare.append(connection, ACTION, payload)


def _write_over(source: Path, target: Path) -> None:
    """Write one database's pages into another's file as one transaction of the latter."""
    try:
        with closing(sqlite3.connect(str(source))) as reader, closing(connect(target)) as writer:
            no_wal(writer, target)
            until = time.monotonic() + PATIENCE_S

            def progress(status: int, _remaining: int, _total: int) -> None:
                if status in WAITING and time.monotonic() > until:  # sqlite3 itself would wait for a reader for ever
                    raise LedgerBusy(tr("{path} is being read by another program: close it there and run again; it is as it "
                                        "was."), path=target)

            reader.backup(writer, progress=progress)
    except sqlite3.Error as error:
        raise explain(error, target) from error


def _note_anchors(target: Path) -> int:
    """Bring the anchors file beside the ledger up to what the restored one knows; return how many events that has."""
    with Ledger.open(target, write=False) as ledger:
        anchors.export(anchors.anchors(ledger.store), ledger.meta, [anchors.backups_folder(ledger.files)])
        return ledger.last_seq()


def _media(backup: Path, folder: Path) -> int:
    """Put back, from the archive beside the backup, the files that are missing; return how many."""
    archive = backup.with_name(f"{backup.stem}.media.zip")
    if not archive.is_file():
        return 0
    put: List[Path] = []
    with zipfile.ZipFile(str(archive)) as source:
        for entry in source.infolist():
            name = Path(entry.filename).name
            wanted = folder / name[:2] / name
            if entry.is_dir() or wanted.exists():
                continue
            with replacing(wanted) as hidden:
                with source.open(entry) as read, hidden.open("wb") as write:
                    shutil.copyfileobj(read, write)
                if sha256_of(hidden) != wanted.stem:
                    raise LedgerError(tr("{path} in the archive {archive} is not the file it is named as."), path=name,
                                      archive=archive.name)
            put.append(wanted)
    return len(put)
