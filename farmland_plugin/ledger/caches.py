"""Whether the copy of a red line beside the ledger (its cache) is the one that was made.

A copy is sealed when it is made: the digest of its rows and of its R-tree stands in the file itself, so that it travels
with every copy of it, and a program that only opens the file for writing does no harm. ``look_through`` reads all of it;
``fault_of`` does so only when the file was touched since the last time.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, List, Tuple

from .seen import CACHES, remember, remembered

WHOLE, MISSING, DAMAGED, UNSEALED = "", "missing", "damaged", "unsealed"
SEAL = "redline sha256:"
_HEAD = 100  # bytes of an SQLite file that tell of every change to it
_SAYS = "SELECT identifier, description FROM gpkg_contents WHERE table_name = 'redline'"
_SET = "UPDATE gpkg_contents SET identifier = ? WHERE table_name = 'redline'"
_ROWS = "SELECT * FROM redline ORDER BY fid"
_TREE = "SELECT nodeno, data FROM rtree_redline_geom_node ORDER BY nodeno"
_COUNTS = ("SELECT count(*) FROM redline", "SELECT count(*) FROM rtree_redline_geom_rowid")


def cache_at(files: Path, name: str) -> Path:
    """Return where a copy lies, or should; ``files`` is the ledger's folder."""
    return files / "redlines" / name


def seal(path: Path) -> None:
    """Write into a copy what it holds; the last thing done when one is made.

    :raises sqlite3.Error: when it is no copy of a red line or cannot be written.
    """
    with closing(sqlite3.connect(str(path))) as connection, connection:
        connection.execute(_SET, (SEAL + _content(connection),))


def fault_of(files: Path, name: str) -> str:
    """Return what is wrong with a copy, ``WHOLE`` when nothing is: ``MISSING``, ``DAMAGED`` or altered, ``UNSEALED``."""
    path = cache_at(files, name)
    try:
        now = _stamp(path)
    except OSError:
        return MISSING
    noted = remembered(files, CACHES, name)
    if now and noted[:-1] == now:
        return noted[-1]
    fault = look_through(path)
    if now:
        remember(files, CACHES, name, [*now, fault])
    return fault


def note_whole(files: Path, name: str) -> None:
    """Note that a copy, as it lies there now, is the one that was made."""
    try:
        now = _stamp(cache_at(files, name))
    except OSError:
        return
    if now:
        remember(files, CACHES, name, [*now, WHOLE])


def look_through(path: Path) -> str:
    """Read a whole copy and return what is wrong with it; see ``fault_of``."""
    if not path.is_file():
        return MISSING
    try:
        with closing(_opened(path)) as connection:
            said = connection.execute(_SAYS).fetchone()
            if said is None or not str(said[0] or "").startswith(SEAL):
                return UNSEALED
            return WHOLE if said[0] == SEAL + _content(connection) else DAMAGED
    except (sqlite3.Error, OSError, ValueError):  # ValueError: a text that is none
        return DAMAGED


def take_as_it_is(files: Path, name: str, features: int) -> bool:
    """Seal a copy made before copies were sealed, when nothing in it speaks of damage; whether it may be used.

    :param features: how many polygons it had when it was registered.
    """
    path = cache_at(files, name)
    try:
        with closing(_opened(path)) as connection:
            counts = [connection.execute(sql).fetchone()[0] for sql in _COUNTS]
            if counts != [features, features] or connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
                return False
            known = {row[1] for row in connection.execute("PRAGMA table_info(redline)")}
            details = connection.execute("SELECT DISTINCT detail FROM redline WHERE detail <> ''") if "detail" in known else ()
            if not all(isinstance(json.loads(detail), dict) for (detail,) in details):
                return False
    except (sqlite3.Error, OSError, ValueError, TypeError):
        return False
    try:
        seal(path)
    except sqlite3.Error:  # a folder that cannot be written: looked at again the next time
        return True
    note_whole(files, name)
    return True


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True)


def _stamp(path: Path) -> List[str]:
    """Return what changes when a copy is written to, nothing while another program holds changes beside it.

    :raises OSError: when it is not there.
    """
    found = os.stat(path)
    for beside in ("-wal", "-journal"):
        other = path.with_name(path.name + beside)
        if other.exists() and other.stat().st_size:
            return []
    with open(path, "rb") as stream:
        return [str(found.st_size), str(found.st_mtime_ns), stream.read(_HEAD).hex()]


def _content(connection: sqlite3.Connection) -> str:
    """Return the digest of what a screening reads of a copy: every row, the R-tree, and whether the polygons are valid."""
    digest = hashlib.sha256()
    said = connection.execute(_SAYS).fetchone()
    digest.update(json.dumps(said[1] if said else None).encode("ascii"))
    for sql in (_ROWS, _TREE):
        for row in connection.execute(sql):
            _add(digest, row)
    return digest.hexdigest()


def _add(digest: Any, row: Tuple[Any, ...]) -> None:
    """Add a row: its plain values and the lengths of its blobs as JSON, then the blobs."""
    blobs = [value for value in row if isinstance(value, bytes)]
    plain = [[len(value)] if isinstance(value, bytes) else value for value in row]
    digest.update(json.dumps(plain, ensure_ascii=True).encode("ascii"))
    for blob in blobs:
        digest.update(blob)
