"""Moving a ledger between a file and a database, both ways: every row, the whole journal, the files beside it.

The new ledger has the same identity, the same events with the same hashes, and one more that says where it came from. The old
one is kept as it was, says where it went, and can only be read from then on.
"""

from __future__ import annotations

import hashlib
import shutil
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple, Union

from ...domain.errors import BadInput, LedgerError
from ...domain.progress import Feedback, NoFeedback
from ...files import replacing, write_trouble
from ...i18n import tr
from .. import create, gpkg
from ..connection import connect, transaction
from ..ledger import FILES, Ledger, is_database
from ..store import Row
from ..tables import EVERY, PARCEL_IN_DATABASE

Address = Union[str, Path]
Read = Callable[[str], Iterable[Any]]
MOVED = "move_ledger"
PORTION = 2000


class Moved(NamedTuple):
    """A ledger that was moved: what opens it, how many events came along, how many files were copied."""

    address: str
    events: int
    files: int


def move(source: Address, target: Address, feedback: Optional[Feedback] = None) -> Moved:
    """Move a ledger to a new file or an empty database.

    The old one is marked only when the new one has been read back and is equal, row by row.

    :param source: a ledger. :param target: a file that is not there yet, or the address of a database without a ledger.
    :raises LedgerError: when the source may not be marked, the target is not empty, or they differ; nothing is left behind then.
    """
    watched = feedback or NoFeedback()
    with Ledger.open(source) as ledger:
        _check(ledger, target)
        with ExitStack() as undo:
            with ledger.door() as door:  # nobody writes into the old ledger from here on
                head = ledger.store.head()
                copy_tables(ledger, target, watched)
                undo.callback(_withdraw, target, ledger.meta["ledger_uuid"])
                with Ledger.open(target) as new:
                    copied = copy_files(ledger.files, new.files, watched)
                    with new.door() as begun:
                        seq = begun.append(MOVED, None, {
                            "from": _named(ledger), "seq": head.seq, "hash": head.hash, "sm3": head.sm3})
                    moved, said = Moved(new.address, seq, copied), _named(new)
                    last = new.store.head()
                door.append(MOVED, None, {"to": said, "seq": last.seq, "hash": last.hash, "sm3": last.sm3})
                door.execute("INSERT INTO meta VALUES (?, ?)", ("moved_to", said))
            undo.pop_all()
    watched.progress(100.0)
    return moved


def _check(ledger: Ledger, target: Address) -> None:
    if ledger.read_only:
        raise LedgerError(tr("{path} is open read-only: close it elsewhere and open it again to write."), path=ledger.address)
    if ledger.store.shared and not next(iter(ledger.store.rows("SELECT has_table_privilege('meta', 'INSERT') AS may")))["may"]:
        raise LedgerError(tr("A ledger in a database is moved by its owner; the login {login} is not."), login=ledger.actor)
    if not is_database(target):
        path = Path(target)
        if path.exists() or path.with_name(path.name + ".files").exists():
            raise LedgerError(tr("{path} exists already: choose another name, or open it."), path=path)
        if path.suffix.lower() != ".gpkg":
            raise BadInput(tr("{path} is neither a new .gpkg file nor the address of a database."), path=path)


def _named(ledger: Ledger) -> str:
    """Return what the journal calls a ledger: the database without the login, or the file."""
    if not ledger.store.shared:
        return str(ledger.path)
    from ..postgis.address import Address as Parts

    return Parts.parse(ledger.address)._replace(user="", files="", authcfg="").name


def _withdraw(target: Address, ledger_uuid: str) -> None:
    """Take back a ledger that was made here and not finished."""
    if is_database(target):
        from ..postgis.create import withdraw

        withdraw(str(target), ledger_uuid)
        return
    path = Path(target)
    path.unlink(missing_ok=True)
    shutil.rmtree(path.with_name(path.name + ".files"), ignore_errors=True)


# -- tables -----------------------------------------------------------------------------------------------------


def copy_tables(ledger: Ledger, target: Address, feedback: Feedback) -> None:
    """Make a ledger of every row of another, byte for byte, and read it back.

    :raises LedgerError: when what was read back is not what was written; the target is not there then.
    """
    with (_database(ledger, str(target)) if is_database(target) else _file(ledger, Path(target))) as (insert, read):
        digests: Dict[str, Tuple[int, str]] = {}
        for done, (table, statements) in enumerate(EVERY.items()):
            feedback.check()
            seen = _Digest()
            for portion in _portions(ledger.store.rows(statements.select)):
                insert(table, [seen.take(row) for row in portion])
            digests[table] = seen.result()
            feedback.progress(60.0 * (done + 1) / len(EVERY))
        for done, (table, statements) in enumerate(EVERY.items()):
            again = _Digest()
            for row in read(statements.select):
                again.take(row)
            if again.result() != digests[table]:
                raise LedgerError(tr("The table {table} did not arrive as it was: nothing was moved."), table=table)
            feedback.progress(60.0 + 30.0 * (done + 1) / len(EVERY))


class _Digest:
    """Counts rows and takes their fingerprint; a geometry counts as WKB, however it is stored."""

    def __init__(self) -> None:
        self._count, self._hash = 0, hashlib.sha256()

    def take(self, row: Row) -> Tuple[Any, ...]:
        """Return the plain values of a row, remembered."""
        values = row_of(row)
        self._count += 1
        self._hash.update(repr(values).encode("utf-8"))
        return values

    def result(self) -> Tuple[int, str]:
        """Return the number of rows and their fingerprint."""
        return self._count, self._hash.hexdigest()


def row_of(row: Row) -> Tuple[Any, ...]:
    """Return the plain values of a row, the same from a file and from a database."""
    return tuple(_plain(name, row[name]) for name in row.keys())  # noqa: SIM118 - rows of a database are lists


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, (bytes, memoryview)):
        return gpkg.from_blob(bytes(value)) if name == "geom" else bytes(value)
    return value


def _portions(rows: Iterable[Row]) -> Iterator[List[Row]]:
    portion: List[Row] = []
    for row in rows:
        portion.append(row)
        if len(portion) == PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


@contextmanager
def _file(ledger: Ledger, path: Path) -> Iterator[Tuple[Callable[[str, List[Tuple[Any, ...]]], None], Read]]:
    """Yield how rows are put into a new ledger file and read from it; it stands under its name when the block ends well."""
    crs = create.LedgerCrs(ledger.epsg, ledger.crs_wkt, f"EPSG:{ledger.epsg}", ledger.area_rule)
    with replacing(path) as part:
        create.build(part, create.Content({}, crs, {}, {}))
        with closing(connect(part)) as connection, transaction(connection, path):

            def insert(table: str, rows: List[Tuple[Any, ...]]) -> None:
                if table == "parcel":
                    rows = [(row[0], gpkg.to_blob(row[1], ledger.epsg), *row[2:]) for row in rows]
                connection.executemany(EVERY[table].insert, rows)

            yield insert, connection.execute


@contextmanager
def _database(ledger: Ledger, address: str) -> Iterator[Tuple[Callable[[str, List[Tuple[Any, ...]]], None], Read]]:
    """Yield how rows are put into a new ledger in a database and read from it; it is there when the block ends well."""
    from ..postgis.address import Address as Parts
    from ..postgis.create import building, make_tables
    from ..postgis.driver import driver, placeholders

    with building(Parts.parse(address)) as cursor:
        make_tables(cursor, ledger.epsg)

        def insert(table: str, rows: List[Tuple[Any, ...]]) -> None:
            sql = EVERY[table].insert
            if table == "parcel":
                sql, rows = PARCEL_IN_DATABASE, [(row[0], row[1], ledger.epsg, *row[2:]) for row in rows]
            driver().extras.execute_batch(cursor, placeholders(sql), rows, page_size=200)

        def read(sql: str) -> Iterable[Any]:
            cursor.execute(sql)
            found: Iterable[Any] = cursor.fetchall()
            return found

        yield insert, read


# -- files ------------------------------------------------------------------------------------------------------


def copy_files(source: Path, target: Path, feedback: Feedback) -> int:
    """Copy the files beside a ledger; return how many were copied. The same folder on both sides is left as it is.

    :raises NoSpace: when they cannot be written.
    """
    if source.resolve() == target.resolve():
        return 0
    copied = 0
    try:
        for folder in FILES:
            (target / folder).mkdir(parents=True, exist_ok=True)
            for path in sorted((source / folder).rglob("*")):
                feedback.check()
                other = target / path.relative_to(source)
                if not path.is_file() or (other.is_file() and other.stat().st_size == path.stat().st_size):
                    continue
                with replacing(other) as part:
                    shutil.copyfile(path, part)
                copied += 1
    except OSError as error:
        raise write_trouble(error, target) from error
    return copied
