"""What the ledger asks of the place that keeps it: a GeoPackage file or a PostGIS database."""

from __future__ import annotations

import re
from pathlib import Path
from typing import (
    Any,
    ContextManager,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Protocol,
    Sequence,
    Tuple,
    Type,
)

from ..domain.errors import FarmlandError
from ..domain.journal import Event
from ..domain.parcel import CaseState, Parcel

Row = Mapping[str, Any]
Objects = Dict[Tuple[str, str], str]  # (type, name) -> SQL, its white space made one
_KEY = re.compile(r"(?:\w+\.)?(\w+) = \?")

# what an event may change of a case; ``facts`` is JSON text
CASE_COLUMNS = (
    "status", "hold", "finding", "disposition", "category", "note", "surveyed_on", "surveyors", "facts", "round",
    "campaign", "department", "flags", "confirmed_area_m2",
)


def by_key(sql: str, keys: Sequence[Any], found: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows of a statement with one ``= ?`` in the order of the keys; as they are where they do not tell their key."""
    column = _KEY.search(sql)
    if column is None or not found or column.group(1) not in found[0].keys():  # noqa: SIM118 - rows of a store are no dicts
        return iter(found)
    grouped: Dict[Any, List[Row]] = {}
    for row in found:
        grouped.setdefault(row[column.group(1)], []).append(row)
    return (row for key in keys for row in grouped.get(key, ()))


class Head(NamedTuple):
    """The newest event: what the next one is chained to. ``ts`` is '' while there is none."""

    seq: int
    hash: str
    sm3: str
    ts: str


class Store(Protocol):
    """One place that keeps a ledger. SQL is written with ``?`` and runs on both; what differs is a method here."""

    name: str
    path: Path
    files: Path
    actor: str
    read_only: bool
    shared: bool
    sees_all: bool  # False for a login that is shown a part of the parcels only
    remarks: List[FarmlandError]  # what opening it did or found that its user should know
    errors: Tuple[Type[Exception], ...]

    def explained(self, error: Exception) -> FarmlandError:
        """Turn what the database says into one sentence."""

    def rows(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Row]:
        """Yield the rows of one constant statement."""

    def each(self, sql: str, keys: Sequence[Any]) -> Iterator[Row]:
        """Yield the rows of a statement with one ``= ?`` for every key, all of one moment; no lock is held while the caller
        works on them."""

    def execute(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Run one constant statement inside ``writing``."""

    def many(self, sql: str, values: Iterable[Tuple[Any, ...]]) -> None:
        """Run one constant statement for many rows inside ``writing``."""

    def writing(self) -> ContextManager[None]:
        """Hold one write transaction; anything raised rolls everything back.

        :raises LedgerError: one sentence for what the database says.
        """

    def reading(self) -> ContextManager[None]:
        """Hold one state of the ledger over several reads."""

    def hurried(self) -> ContextManager[None]:
        """Read without waiting for whoever commits at this moment: what cannot be read at once fails as locked."""

    def head(self) -> Head:
        """Return the newest event; inside ``writing`` nobody else can append until the transaction ends."""

    def links(self) -> Iterator[Row]:
        """Yield ``seq, ts, body_hash, hash, sm3`` of every event in order, whatever else its reader may not see."""

    def append(self, event: Event) -> None:
        """Add an event to the journal."""

    def change_case(self, event: Event, case: CaseState, columns: Mapping[str, Any]) -> None:
        """Add a case's event and set the case's columns (all of ``CASE_COLUMNS``) to what it leads to.

        :param case: the case as read inside this transaction.
        """

    def insert_parcels(self, parcels: Iterable[Tuple[Parcel, str]], srs_id: int) -> None:
        """Add parcels, each with its attributes as JSON text; they are never changed afterwards."""

    def expected_objects(self) -> Objects:
        """Return the tables, indexes and triggers this store must have: (type, name) -> their definition."""

    def found_objects(self) -> Objects:
        """Return those it has; nothing where the store cannot tell, and then nothing is expected either."""

    def close(self) -> None:
        """Let go of the file or the connection."""
