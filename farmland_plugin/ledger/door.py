"""The one door for writing: state and journal event in one transaction, nothing beside it."""

from __future__ import annotations

import json
import platform
import sqlite3
from datetime import date, datetime, timezone
from typing import Any, Dict, Iterable, Mapping, Optional, Sequence, Tuple

from ..domain.codes import Dictionary
from ..domain.errors import BadInput, LedgerError, NotAllowed, StaleRow
from ..domain.journal import GENESIS, canonical, link
from ..domain.parcel import Applied, Change
from ..domain.workflow import Workflow
from ..i18n import language, tr
from .rows import text_json

CODED = {"finding": "finding", "disposition": "disposition", "category": "category"}
RECORDED = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors")


def utc_text(moment: datetime) -> str:
    """Return a moment in UTC, ISO text to the millisecond."""
    return moment.astimezone(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def utc_now() -> str:
    """Return the time in UTC, ISO text to the millisecond."""
    return utc_text(datetime.now(timezone.utc))


def next_status(workflow: Workflow, dictionaries: Mapping[str, Dictionary], action: str, status: str, hold: str) -> str:
    """Return the state an action leads to.

    :raises NotAllowed: naming the state by its label, in the user's language.
    """
    try:
        return workflow.check(action, status, hold)
    except NotAllowed as error:
        if hold:
            raise
        raise NotAllowed(tr("The case stands at {status}: this step is not open there."),
                         status=dictionaries["status"].label(status, language())) from error


class Door:
    """What may be done inside one write transaction of a ledger, which the caller began and ends."""

    def __init__(self, connection: sqlite3.Connection, actor: str, meta: Mapping[str, str], workflow: Workflow,
                 dictionaries: Mapping[str, Dictionary]) -> None:
        self._connection = connection
        self._actor = actor
        self._meta = meta
        self._workflow = workflow
        self._dictionaries = dictionaries
        head = connection.execute("SELECT seq, hash, sm3 FROM event ORDER BY seq DESC LIMIT 1").fetchone()
        self._head: Tuple[int, str, str] = (0, GENESIS, GENESIS) if head is None else tuple(head)

    def many(self, sql: str, values: Iterable[Tuple[Any, ...]]) -> None:
        """Run one constant statement for many rows."""
        self._connection.executemany(sql, values)

    def execute(self, sql: str, values: Sequence[Any]) -> None:
        """Run one constant statement."""
        self._connection.execute(sql, values)

    def append(self, action: str, parcel_uid: Optional[str], payload: Mapping[str, Any], **more: Any) -> int:
        """Append an event to both hash chains; return its sequence number.

        :param more: further fields of the body (from, to, round, att, prev_case).
        """
        seq, prev_hash, prev_sm3 = self._head
        now = datetime.now(timezone.utc)
        ts = utc_text(now)
        body = canonical({
            "v": 1, "seq": seq + 1, "ts": ts, "local": now.astimezone().isoformat(timespec="seconds"),
            "actor": self._actor, "host": platform.node(), "app": self._meta.get("plugin", ""),
            "rule_version": self._meta["rule_version"], "ledger": self._meta["ledger_uuid"], "parcel_uid": parcel_uid,
            "action": action, "payload": payload, **more,
        })
        made = link(body, prev_hash, prev_sm3)
        self._connection.execute(
            "INSERT INTO event (seq, body, body_hash, prev_hash, hash, sm3, parcel_uid, action, ts, actor)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (seq + 1, body, made.body_hash, made.prev_hash, made.hash, made.sm3, parcel_uid, action, ts, self._actor),
        )
        self._head = (seq + 1, made.hash, made.sm3)
        return seq + 1

    def _checked(self, payload: Mapping[str, Any]) -> Dict[str, Any]:
        """Return the payload when every key is known, every code is in its dictionary and dates are dates."""
        for key, value in payload.items():
            if key not in (*RECORDED, "facts"):
                raise BadInput(tr("{key} is not a field of a finding."), key=key)
            if key in CODED and value and self._dictionaries[CODED[key]].get(str(value)) is None:
                raise BadInput(tr("{value} is not a code of the dictionary {name}."), value=value, name=CODED[key])
        surveyed = payload.get("surveyed_on")
        if surveyed:
            try:
                date.fromisoformat(str(surveyed))
            except ValueError as error:
                raise BadInput(tr("{value} is not a date: write it as 2026-07-03."), value=surveyed) from error
        return dict(payload)

    def change(self, change: Change) -> Applied:
        """Apply one change to one case inside this transaction."""
        row = self._connection.execute("SELECT * FROM case_state WHERE parcel_uid = ?", (change.parcel_uid,)).fetchone()
        if row is None:
            raise LedgerError(tr("The ledger has no parcel {uid}."), uid=change.parcel_uid)
        if change.expected_version is not None and change.expected_version != row["version"]:
            theirs = {k: row[k] for k in RECORDED if k in change.payload and row[k] != change.payload[k]}
            raise StaleRow(
                tr("The case was changed by {who} at {when} (now version {version}): look at it again, then save."),
                who=row["updated_by"], when=row["updated_at"], version=row["version"], theirs=theirs,
                mine={k: change.payload[k] for k in theirs},
            )
        payload = self._checked(change.payload)
        target = next_status(self._workflow, self._dictionaries, change.action, row["status"], row["hold"])
        facts = {**json.loads(row["facts"]), **payload.get("facts", {})}
        seq = self.append(change.action, change.parcel_uid, payload, round=row["round"], att=list(change.attachments),
                          prev_case=row["last_hash"], **{"from": row["status"], "to": target})
        new = {k: str(payload.get(k, row[k]) or "") for k in RECORDED}
        self._connection.execute(
            "UPDATE case_state SET status = ?, finding = ?, disposition = ?, category = ?, note = ?, surveyed_on = ?,"
            " surveyors = ?, facts = ?, version = version + 1, last_seq = ?, last_hash = ?, updated_at = ?, updated_by = ?"
            " WHERE parcel_uid = ? AND version = ?",
            (target, *(new[k] for k in RECORDED), text_json(facts), seq, self._head[1], utc_now(), self._actor,
             change.parcel_uid, row["version"]),
        )
        return Applied(seq, row["version"] + 1)
