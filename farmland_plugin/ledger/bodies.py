"""What an event's body says beside its payload: when, who, on which machine, by which rules, of which ledger."""

from __future__ import annotations

import platform
import sys
import time
from datetime import datetime, timezone
from typing import Any, Mapping, Optional

from ..domain.journal import Event, canonical, link
from .store import Head

BODY_VERSION = 2  # bodies of version 1 (ledgers of release 0.1.0) carry no ``set`` and ``was``


def utc_text(moment: datetime) -> str:
    """Return a moment in UTC, ISO text to the millisecond."""
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def utc_now() -> str:
    """Return the time in UTC, ISO text to the millisecond."""
    return utc_text(datetime.now(timezone.utc))


def steady() -> float:
    """Return seconds on a clock that nobody can set and that goes on while the computer sleeps.

    ``time.monotonic`` stands still meanwhile on Linux and macOS: a laptop shut over the weekend would look like a clock
    moved by two days.
    """
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None) if sys.platform == "darwin" else None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def made_event(head: Head, meta: Mapping[str, str], app: str, actor: str, action: str, parcel_uid: Optional[str],
               payload: Mapping[str, Any], more: Mapping[str, Any]) -> Event:
    """Return the event that follows the journal's newest one.

    :param meta: the ledger's ``meta``. :param app: version of the program that writes. :param more: further fields of the body.
    """
    now = datetime.now(timezone.utc)
    ts = utc_text(now)
    body = canonical({
        "v": BODY_VERSION, "seq": head.seq + 1, "ts": ts, "local": now.astimezone().isoformat(timespec="seconds"),
        "actor": actor, "host": platform.node(), "app": app, "rule_version": meta["rule_version"],
        "ledger": meta["ledger_uuid"], "parcel_uid": parcel_uid, "action": action, "payload": payload, **more,
    })
    made = link(body, head.hash, head.sm3)
    return Event(head.seq + 1, body, made.body_hash, made.prev_hash, made.hash, made.sm3, parcel_uid, action, ts, actor)
