"""A copy of the ledger to work on in the field, with the files it needs; it comes home by a merge."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Iterator, List, NamedTuple, Optional

from ...domain.errors import BadInput, LedgerError
from ...domain.progress import Feedback, NoFeedback
from ...files import private_folder, replacing, safe_name, sha256_of, write_trouble
from ...i18n import tr
from ..connection import is_ledger
from ..keeping.moving import copy_tables
from ..keeping.snapshot import snapshot
from ..ledger import FILES, Ledger

BLOCK = 1 << 20


class Taken(NamedTuple):
    """A finished copy: where it lies, its SHA-256, how many files lie beside it, and how many were not to be found."""

    path: Path
    sha256: str
    files: int
    missing: int


def copy_name(ledger: Ledger, who: str, day: date) -> str:
    """Return the name of a copy: whose county, taken when, by whom."""
    parts = (ledger.meta["name"], tr("field copy"), day.isoformat(), who or ledger.actor)
    return "_".join(safe_name(part, limit=24) for part in parts) + ".gpkg"


def take_copy(ledger: Ledger, target: Path, *, photos: bool, feedback: Optional[Feedback] = None) -> Taken:
    """Write a copy of a ledger for the field, always a file, with its red lines' layers and, when asked, its photos and scans.

    :raises LedgerError: for a login that sees a part of a database only. :raises BadInput: when something stands there.
    """
    watched = feedback or NoFeedback()
    if not ledger.store.sees_all:
        raise LedgerError(tr("A field copy of {path} is taken by a login that sees the whole county; {login} does not."),
                          path=ledger.address, login=ledger.actor)
    if target.exists() or is_ledger(target):
        raise BadInput(tr("{path} exists already: choose another name, or open it."), path=target)
    beside = target.with_name(target.name + ".files")
    with _taken_back_on_failure(target, beside):
        digest = _written(ledger, target, watched)
        wanted = _wanted(ledger, photos)
        for folder in (beside, *(beside / name for name in FILES)):
            private_folder(folder)
        copied = 0
        for done, relative in enumerate(wanted):
            watched.check()
            copied += _copied(ledger.files / relative, beside / relative)
            watched.progress(100.0 * done / len(wanted))
        return Taken(target, digest, copied, len(wanted) - copied)


def _written(ledger: Ledger, target: Path, feedback: Feedback) -> str:
    """Write the copy itself; return its SHA-256."""
    if not ledger.store.shared:
        return snapshot(ledger.path, target).sha256
    with ledger.reading():
        copy_tables(ledger, target, feedback)
    return sha256_of(target)


def _wanted(ledger: Ledger, photos: bool) -> List[Path]:
    wanted = [Path("redlines") / line.cache for line in ledger.redlines()]
    if photos:
        wanted += [Path("media") / row["rel_path"] for row in ledger.store.rows(
            "SELECT rel_path FROM attachment ORDER BY rel_path")]
    return wanted


@contextmanager
def _taken_back_on_failure(target: Path, beside: Path) -> Iterator[None]:
    """Leave no half of a copy behind; a folder that stood there before stays."""
    stood, done = beside.exists(), False
    try:
        yield
        done = True
    finally:
        if not done:
            target.unlink(missing_ok=True)
            if not stood:
                shutil.rmtree(beside, ignore_errors=True)


def _copied(source: Path, target: Path) -> bool:
    if not source.is_file():
        return False
    try:
        with replacing(target) as part, source.open("rb") as read, part.open("wb") as write:
            for block in iter(lambda: read.read(BLOCK), b""):
                write.write(block)
    except OSError as error:
        raise write_trouble(error, target) from error
    return True
