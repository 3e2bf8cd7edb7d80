"""Taking over the dictionaries and rules shipped now, when somebody asks for it: told in the journal, the county's own stay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, List, Tuple

from ...domain.workflow import Workflow
from ..cases.suggestions import check_suggestions
from ..create import rules_version
from ..schema import VERSION
from .migrating import Rules, bring_rules, texts_of

if TYPE_CHECKING:
    from ..door import Door
    from ..ledger import Ledger

SET_VERSION = "UPDATE meta SET value = ? WHERE key = 'rule_version'"
READ_ONCE = ("_suggestion_rules", "_campaigns")  # what an open ledger keeps of its rules


class _Rows(List[Tuple[Any, ...]]):
    """Rows that are there already."""

    def fetchall(self) -> List[Tuple[Any, ...]]:
        """Return them."""
        return self


class _Asked:
    """The door, asked as a connection is."""

    def __init__(self, door: Door) -> None:
        self._door = door

    def execute(self, sql: str, values: Any = (), /) -> _Rows:
        """Run one statement inside the door's transaction."""
        if sql.startswith("SELECT"):
            return _Rows(tuple(row) for row in self._door.store.rows(sql, tuple(values)))
        self._door.execute(sql, tuple(values))
        return _Rows()


def renew_rules(ledger: Ledger) -> Rules:
    """Bring a ledger's dictionaries and rules to those shipped now; what the county edited stays.

    The event is ``migrate`` from a schema to itself: the checker holds the rules against it. What was judged by the earlier
    rules keeps their version in its own events. Nothing is written where there is nothing to take over.

    :raises BadInput: when the new rules do not go with what the county edited; nothing has changed then.
    """
    with ledger.door() as door:
        asked = _Asked(door)
        done = bring_rules(asked, VERSION)
        if not (done.added or done.renewed or done.replaced or done.amended):
            return done
        dictionaries, rules = texts_of(asked)
        check_suggestions(dictionaries, rules)
        version = rules_version(dictionaries, rules)
        door.execute(SET_VERSION, (version,))
        before, ledger.meta["rule_version"] = ledger.meta["rule_version"], version
        written = False
        try:
            door.append("migrate", None, {"from": VERSION, "to": VERSION, "rule_version": version, "rules": done.payload()})
            written = True
        finally:
            if not written:
                ledger.meta["rule_version"] = before
    ledger.dictionaries.clear()  # asked for again by name
    for kept in READ_ONCE:
        vars(ledger).pop(kept, None)
    ledger.workflow = Workflow.parse(json.dumps(ledger.rule("workflow")), "workflow")
    return done
