"""A colleague's copy of this ledger: a snapshot of it that nobody else touches, checked before anything is believed.

The file handed in is only ever read, by SQLite's own backup (records D1); an older schema is brought up in memory.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Dict, Iterator, Optional, Tuple
from urllib.parse import quote

from ...domain.errors import BadInput, LedgerError
from ...domain.merge import common_seq
from ...domain.progress import Feedback, NoFeedback
from ...files import sha256_of
from ...i18n import tr
from ..connection import damaged, explain
from ..ledger import Ledger
from ..schema import VERSION
from ..sqlite_store import SqliteStore
from ..store import Store
from ..verifying import verify_ledger

CHECK_SHARE = 20.0


class FieldCopy(Ledger):
    """A copy of this county's ledger, open for reading and judged by the rules the ledger at home carries.

    :param home: the ledger it comes home to. :param source: the file handed in. :param head: its newest event (seq, hash).
    :param sha256: of the snapshot.
    """

    def __init__(self, store: Store, home: Ledger, source: Path, head: Tuple[int, str], sha256: str) -> None:
        self._home = home
        super().__init__(store)
        self.dictionaries = home.dictionaries
        self.source, self.head, self.sha256 = source, head, sha256

    @property
    def their_files(self) -> Path:
        """The folder of files beside the copy as handed in."""
        return self.source.with_name(self.source.name + ".files")

    def rule_text(self, name: str) -> Optional[str]:
        """Return the text of a rule or dictionary as the ledger at home has it: a copy does not make its own rules."""
        return self._home.rule_text(name)


@dataclass(frozen=True)
class Base:
    """Where the two parted, or last met.

    :param common_seq: the last event both journals begin with. :param their_since: their events after it are new to us.
    :param of_theirs: whether the ancestor is their case at ``seq``, else ours. :param our_since, their_path: the events of
        each side after which its case went its own way.
    """

    common_seq: int
    their_since: int
    of_theirs: bool
    seq: int
    our_since: int
    their_path: int


@contextmanager
def taken_in(home: Ledger, source: Path, feedback: Feedback) -> Iterator[FieldCopy]:
    """Take a snapshot of a copy, check it and open it.

    :raises BadInput: when it is no copy of this ledger. :raises LedgerError: when it cannot be read, or is not whole.
    """
    _check_source(home, source)
    with TemporaryDirectory(prefix="farmland_merge_") as folder:
        snapshot = Path(folder) / source.name
        _snapshot(source, snapshot)
        digest = sha256_of(snapshot)
        head = _identity(home, source, snapshot)
        copy = _open(home, source, snapshot, head, digest)
        try:
            feedback.say(tr("The copy is checked."))
            check(copy, feedback)
            yield copy
        finally:
            copy.close()


def _check_source(home: Ledger, source: Path) -> None:
    if not source.is_file():
        raise BadInput(tr("No copy at {path}: check the path."), path=source)
    if home.path.exists() and source.samefile(home.path):
        raise BadInput(tr("{path} is the ledger itself: choose the copy that came back."), path=source)


def _snapshot(source: Path, target: Path) -> None:
    """Copy a database as SQLite sees it, whatever journal lies beside it; the source is opened for reading only."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(source.resolve()))}?mode=ro", uri=True)) as reader, \
                closing(sqlite3.connect(str(target))) as writer:
            reader.backup(writer)
            writer.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if "not a database" in str(error):
            raise BadInput(tr("{path} is not a ledger of this program: choose the ledger's .gpkg file."), path=source) from error
        if "readonly" in str(error) or "unable to open" in str(error):
            raise LedgerError(tr("{path} was not closed properly: open it once with this program and close it, then merge it."),
                              path=source) from error
        raise explain(error, source) from error


def _identity(home: Ledger, source: Path, snapshot: Path) -> Tuple[int, str]:
    """Return the copy's newest event, when it is a copy of this ledger that this program can read."""
    try:
        with closing(sqlite3.connect(str(snapshot))) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            meta: Dict[str, str] = dict(connection.execute("SELECT key, value FROM meta"))
            head = connection.execute("SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    except (sqlite3.Error, ValueError) as error:
        raise BadInput(tr("{path} is not a ledger of this program: choose the ledger's .gpkg file."), path=source) from error
    if meta.get("ledger_uuid") != home.meta["ledger_uuid"] or head is None:
        raise BadInput(tr("{path} is another county's or another year's ledger ({name}), not a copy of this one: nothing was "
                          "merged."), path=source, name=meta.get("name", "?"))
    version = int(meta.get("schema_version", "0")) if meta.get("schema_version", "0").isdigit() else 0
    if version > VERSION:
        raise BadInput(tr("{path} was written by a newer version of this program (ledger version {found}, known here is {known}):"
                          " update the program here, then merge."), path=source, found=version, known=VERSION)
    return int(head[0]), str(head[1])


def _open(home: Ledger, source: Path, snapshot: Path, head: Tuple[int, str], digest: str) -> FieldCopy:
    store = SqliteStore(snapshot, write=False)
    opened = None
    try:
        opened = FieldCopy(store, home, source, head, digest)
        return opened
    except (KeyError, ValueError) as error:
        raise damaged(str(error), str(source)) from error
    finally:
        if opened is None:
            store.close()


def check(copy: FieldCopy, feedback: Feedback) -> None:
    """Refuse a copy that was changed beside its journal.

    :raises LedgerError: saying where.
    """
    found = verify_ledger(copy, closed=False, feedback=_Part(feedback))
    if found.count:
        raise LedgerError(tr("{path} is not whole and was not merged: {reason}"), path=copy.source.name,
                          reason=found.breaks[0].sentence)


class _Part(NoFeedback):
    """The check's share of a merge's progress; it can be cancelled."""

    def __init__(self, whole: Feedback) -> None:
        self._whole = whole

    def progress(self, percent: float) -> None:
        """Move the bar within the check's share."""
        self._whole.progress(percent * CHECK_SHARE / 100.0)

    def check(self) -> None:
        """Raise when the user stopped the merge."""
        self._whole.check()


# -- where they parted ----------------------------------------------------------------------------------------


def base_of(home: Ledger, copy: FieldCopy) -> Base:
    """Return where the two parted: the common beginning of their journals, or a later merge of one into the other.

    :raises BadInput: when the journals have nothing in common.
    """
    pairs = "SELECT seq, hash FROM event ORDER BY seq"
    common = common_seq(((row["seq"], row["hash"]) for row in home.store.rows(pairs)),
                        ((row["seq"], row["hash"]) for row in copy.store.rows(pairs)))
    if not common:
        raise BadInput(tr("{path} has no event in common with this ledger: it is not a copy of it."), path=copy.source.name)
    known, met = _merged(home, copy), _merged(copy, home)
    their_since = known[0] if known else common
    if met and (not known or met[0] >= known[1]):
        return Base(common, their_since, False, met[0], met[0], _group_end(copy, met[1]))
    if known:
        return Base(common, their_since, True, known[0], _group_end(home, known[1]), known[0])
    return Base(common, common, True, common, common, common)


def _merged(into: Ledger, other: Ledger) -> Optional[Tuple[int, int]]:
    """Return (the other's event up to which it was merged, the merge's own event), None when it never was."""
    for row in into.store.rows("SELECT seq, their_seq, their_hash FROM merge WHERE undone_seq IS NULL ORDER BY their_seq DESC"):
        for event in other.store.rows("SELECT hash FROM event WHERE seq = ?", (row["their_seq"],)):
            if event["hash"] == row["their_hash"]:
                return row["their_seq"], row["seq"]
    return None


def _group_end(ledger: Ledger, seq: int) -> int:
    """Return the last event of the merge that begins with event ``seq``."""
    group, last = "", seq
    for row in ledger.store.rows("SELECT seq, body FROM event WHERE seq >= ? ORDER BY seq", (seq,)):
        body: Dict[str, Any] = json.loads(row["body"])
        if row["seq"] == seq:
            group = body.get("group", "")
        elif body.get("group", "") != group:
            break
        last = row["seq"]
    return last
