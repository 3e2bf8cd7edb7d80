"""Bringing a ledger in a database from an earlier schema to this program's: all of it or nothing, by its owner."""

from __future__ import annotations

from typing import Any, Dict, List

from ...domain.errors import FarmlandError, LedgerError
from ...i18n import tr
from ...paths import version
from ..bodies import made_event
from ..create import rules_version
from ..keeping.migrating import Rules, bring_rules, texts_of
from ..schema import VERSION
from ..store import Head
from .address import Address
from .create import MIGRATIONS, renew_guards, run_schema
from .driver import placeholders


class _Asked:
    """A cursor that takes statements written with ``?``."""

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def execute(self, sql: str, values: Any = (), /) -> Any:
        """Run one statement; its rows are fetched from what this returns."""
        self._cursor.execute(placeholders(sql), tuple(values))
        return self._cursor


def bring_up(connection: Any, address: Address, actor: str, before: int) -> List[FarmlandError]:
    """Bring tables, rules, dictionaries and guards up, and write the event ``migrate``; return what to tell the owner.

    :raises psycopg2.Error: and nothing has changed then.
    """
    connection.autocommit = False
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT FROM ledger_head FOR UPDATE")  # nobody writes meanwhile
        meta = _meta(cursor)
        for number, name in sorted(MIGRATIONS.items()):
            if number > before:
                run_schema(cursor, name, int(meta["epsg"]))
        asked = _Asked(cursor)
        rules = bring_rules(asked, before)
        cursor.execute("UPDATE meta SET value = %s WHERE key = 'schema_version'", (str(VERSION),))
        cursor.execute("UPDATE meta SET value = %s WHERE key = 'rule_version'", (rules_version(*texts_of(asked)),))
        renew_guards(cursor, address)
        _note(cursor, actor, before, rules)
        connection.commit()
    finally:
        connection.rollback()
        connection.autocommit = True
    return [LedgerError(tr("The ledger in {name} was brought from version {before} to version {after}."), name=address.name,
                        before=before, after=VERSION), *rules.warnings()]


def _meta(cursor: Any) -> Dict[str, str]:
    cursor.execute("SELECT key, value FROM meta")
    return {row["key"]: row["value"] for row in cursor.fetchall()}


def _note(cursor: Any, actor: str, before: int, rules: Rules) -> None:
    meta = _meta(cursor)
    cursor.execute("SELECT seq, hash, sm3, ts FROM head()")
    event = made_event(Head(*cursor.fetchone()), meta, version(), actor, "migrate", None, {
        "from": before, "to": VERSION, "rule_version": meta["rule_version"], "rules": rules.payload()}, {})
    cursor.execute("SELECT append_event(%s, %s, %s)", (event.body, event.hash, event.sm3))
