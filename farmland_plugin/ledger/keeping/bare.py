"""Writing an event into a ledger file where no ``Ledger`` can stand yet: while it is migrated, and before it is restored."""

from __future__ import annotations

import sqlite3
from typing import Any, Dict, Mapping

from ...domain.journal import GENESIS, Event
from ...paths import version
from ..actor import current_actor
from ..bodies import made_event
from ..store import Head

_INSERT = ("INSERT INTO event (seq, body, body_hash, prev_hash, hash, sm3, parcel_uid, action, ts, actor)"
           " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")


def newest(connection: sqlite3.Connection) -> Head:
    """Return the journal's newest event."""
    row = connection.execute("SELECT seq, hash, sm3, ts FROM event ORDER BY seq DESC LIMIT 1").fetchone()
    return Head(0, GENESIS, GENESIS, "") if row is None else Head(*row)


def meta_of(connection: sqlite3.Connection) -> Dict[str, str]:
    """Return the ledger's ``meta``."""
    return {row[0]: row[1] for row in connection.execute("SELECT key, value FROM meta")}


def insert_event(connection: sqlite3.Connection, event: Event) -> None:
    """Add a finished event."""
    connection.execute(_INSERT, (event.seq, event.body, event.body_hash, event.prev_hash, event.hash, event.sm3,
                                 event.parcel_uid, event.action, event.ts, event.actor))


def append(connection: sqlite3.Connection, action: str, payload: Mapping[str, Any]) -> Event:
    """Append an event of the ledger itself inside the caller's transaction; return it."""
    event = made_event(newest(connection), meta_of(connection), version(), current_actor(), action, None, payload, {})
    insert_event(connection, event)
    return event
