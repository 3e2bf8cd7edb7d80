"""Other rules for a ledger, when somebody asks for them and told in the journal: those shipped now (the county's own stay), or
thresholds fitted to what the county decided."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Tuple

from ...domain.change_rules import RULE, Profile
from ...domain.changes import sound_text
from ...domain.errors import BadInput
from ...domain.workdays import today
from ...domain.workflow import Workflow
from ...i18n import tr
from ..cases.suggestions import check_suggestions
from ..create import rules_version, text_digest
from ..schema import VERSION
from .migrating import Rules, bring_rules, texts_of

if TYPE_CHECKING:
    from ..door import Door
    from ..ledger import Ledger

SET_VERSION = "UPDATE meta SET value = ? WHERE key = 'rule_version'"
ADOPT = "adopt_profile"
HAS_RULE = "SELECT name, sha256 FROM rule WHERE name = ?"
INSERT_RULE = "INSERT INTO rule VALUES (?, ?, ?)"
SET_RULE = "UPDATE rule SET json = ?, sha256 = ? WHERE name = ?"
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
        _written_down(ledger, door, "migrate", {"from": VERSION, "to": VERSION, "rules": done.payload()})
    ledger.dictionaries.clear()  # asked for again by name
    for kept in READ_ONCE:
        vars(ledger).pop(kept, None)
    ledger.workflow = Workflow.parse(json.dumps(ledger.rule("workflow")), "workflow")
    return done


def _written_down(ledger: Ledger, door: Door, action: str, payload: Mapping[str, Any]) -> int:
    """Check the rules as they stand in the tables now, set their version and write the event that tells it."""
    dictionaries, rules = texts_of(_Asked(door))
    check_suggestions(dictionaries, rules)
    version = rules_version(dictionaries, rules)
    door.execute(SET_VERSION, (version,))
    before, ledger.meta["rule_version"] = ledger.meta["rule_version"], version
    written = False
    try:
        seq = door.append(action, None, {**payload, "rule_version": version})
        written = True
    finally:
        if not written:
            ledger.meta["rule_version"] = before
    return seq


def adopt_thresholds(ledger: Ledger, cleared: float, standing: float, reason: str, told: Mapping[str, Any]) -> Profile:
    """Make two thresholds a new version of the ledger's profile of image comparison; everything else of it stays.

    Comparisons made before keep their suggestion and the version they were judged by.

    :param reason: why, in words. :param told: what goes into the journal besides (numbers as text). :returns: the new profile.
    :raises BadInput: without a reason, for thresholds that cannot be, or that the ledger has already; nothing has changed then.
    """
    why = sound_text("reason", reason.strip())
    if not why:
        raise BadInput(tr("Say in words why the thresholds are adopted: it stands in the journal for good."))
    before = Profile.from_rule(ledger.rule(RULE))
    if (before.cleared, before.standing) == (cleared, standing):
        raise BadInput(tr("The ledger has these thresholds already: nothing was written."))
    document: Dict[str, Any] = dict(ledger.rule(RULE))
    document.update(cleared=cleared, standing=standing, version=_next_version(before.version, today()))
    document["notes"] = {**document.get("notes", {}), **{name: _note(name, getattr(before, name), told)
                                                         for name in ("cleared", "standing")}}
    after, text = Profile.from_rule(document), json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    with ledger.door() as door:
        there = list(door.store.rows(HAS_RULE, (RULE,)))
        if there:
            door.execute(SET_RULE, (text, text_digest(text), RULE))
        else:
            door.execute(INSERT_RULE, (RULE, text, text_digest(text)))
        _written_down(ledger, door, ADOPT, {
            **told, "rule": RULE, "version": after.version, "version_before": before.version, "sha256": text_digest(text),
            "sha256_before": str(there[0]["sha256"]) if there else "", "profile_sha256": after.sha256,
            "profile_sha256_before": before.sha256, "reason": why,
            **{name: f"{getattr(after, name):g}" for name in ("cleared", "standing")},
            **{f"{name}_before": f"{getattr(before, name):g}" for name in ("cleared", "standing")}})
    return after


def _next_version(version: str, on: date) -> str:
    """Return the version after one: the shipped one's, the day, and a number where the day has several."""
    shipped, _, own = version.partition("+")
    day, _, number = own.partition(".")
    return f"{shipped}+{on:%Y%m%d}" + (f".{int(number or 1) + 1}" if day == f"{on:%Y%m%d}" else "")


def _note(name: str, before: float, told: Mapping[str, Any]) -> str:
    """Return the remark in the rule's own file, which is Chinese like the rest of it."""
    return (f"按本县已核定的{told.get('gone', '')}处已拆、{told.get('left', '')}处仍有建筑重新拟合（原 {before:g}）；"
            + ("仍有建筑的图斑低于此值的不超过 3%" if name == "cleared" else "已拆的图斑高于此值的不超过 2%"))
