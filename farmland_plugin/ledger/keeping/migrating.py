"""Bringing a ledger of an earlier schema up to this program's: backed up first, then all of it or nothing.

For reading only, an earlier ledger is brought up in a copy in memory and its file stays as it is: what is read is how it stood
when it was opened.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterable, List, Protocol, Tuple

from ...domain.errors import BadInput, FarmlandError, LedgerError, Sentences
from ...domain.parcel import Quarantined
from ...domain.seals import BatchSeal, facts_digest
from ...domain.workflow import Workflow
from ...i18n import tr
from .. import gpkg, objects
from ..cases.campaigns import check_campaigns
from ..connection import BUSY_SECONDS, schema_version, transaction
from ..create import read_rules, rules_version, text_digest
from ..rows import parcel_from_row, quarantined_from_row
from ..schema import TABLES, VERSION, statements
from ..schema.released import is_released
from . import bare
from .anchors import backups_folder
from .snapshot import Snapshot, snapshot, stamp

FIRST_SEALED = 2  # from this schema on imports and screenings tell such digests themselves
WORKFLOW, KEPT_WORKFLOW = "workflow", "workflow_v{version}"


@dataclass
class Rules:
    """What became of the ledger's dictionaries and rules.

    :param added: those it lacked. :param renewed: shipped texts nobody had touched. :param kept: those the county edited.
    :param amended: of these, the codes added that the survey forms ask for. :param replaced: under which name a workflow
        that no longer does is kept. :param strange_states: cases by states that the workflow does not know.
    """

    added: List[str] = field(default_factory=list)
    renewed: List[str] = field(default_factory=list)
    kept: List[str] = field(default_factory=list)
    amended: Dict[str, List[str]] = field(default_factory=dict)
    replaced: List[str] = field(default_factory=list)
    strange_states: Dict[str, int] = field(default_factory=dict)

    def payload(self) -> Dict[str, Any]:
        """Return what the journal says of it."""
        return {key: value for key, value in self.__dict__.items() if value}

    def warnings(self) -> List[FarmlandError]:
        """Return what the county should look at."""
        found: List[FarmlandError] = []
        if self.replaced:
            found.append(LedgerError(tr(
                "The workflow was edited by the county for an earlier version and demands no signatures and no evidence: it "
                "was kept as the rule {name} and replaced by the one shipped now. Bring the county's changes into it."),
                name=", ".join(self.replaced)))
        if self.amended:
            found.append(LedgerError(tr(
                "Dictionaries the county edited lacked codes that the survey forms ask for; they were added at their end: "
                "{codes}."), codes="; ".join(f"{name}: {', '.join(codes)}" for name, codes in sorted(self.amended.items()))))
        if self.strange_states:
            found.append(LedgerError(tr(
                "Cases stand in states the workflow does not know, and cannot go on until it does: {states}."),
                states=", ".join(f"{state} ({count})" for state, count in sorted(self.strange_states.items()))))
        return found


@dataclass(frozen=True)
class Migration:
    """A migration that was done: from which schema, with which backup, and what became of the rules."""

    before: int
    after: int
    backup: Snapshot
    rules: Rules

    def sentences(self) -> List[FarmlandError]:
        """Return what to tell whoever opened the ledger."""
        return [LedgerError(tr("The ledger was brought from version {before} to version {after}; how it was before is kept as "
                               "{backup}."), before=self.before, after=self.after, backup=self.backup.path),
                *self.rules.warnings()]


def migrate(connection: sqlite3.Connection, path: Path, files: Path, before: int, stem: str = "") -> Migration:
    """Bring an open ledger, whose writer's lock is held, to this program's schema.

    The backup is made first. Everything else is one transaction: when it fails the file is as it was, byte for byte.

    :param files: the ledger's folder of files; the backup goes beside it. :param before: its schema version.
    :param stem: what the backup's name begins with, when it is not the file's own.
    :raises LedgerError: saying what failed and where the backup is.
    """
    strange = objects.compared(objects.expected(before), objects.found(connection))
    backup = snapshot(path, backups_folder(files) / f"{stem or path.stem}_v{before}_{stamp()}_before-migration{path.suffix}")
    try:
        with transaction(connection, path):
            rules = bring_up(connection, before)
            _note(connection, before, backup, rules, strange)
    except FarmlandError as error:
        raise LedgerError(tr("{path} could not be brought from version {before} to version {after} and is as it was ({why}) Its "
                             "backup is {backup}."), path=path, before=before, after=VERSION, why=Sentences([error]),
                          backup=backup.path) from error
    return Migration(before, VERSION, backup, rules)


def bring_up(connection: sqlite3.Connection, before: int) -> Rules:
    """Run the statements of every later schema, announce new tables to GeoPackage readers, bring rules and ``meta`` up.

    The caller holds the transaction.
    """
    for version in range(before + 1, VERSION + 1):
        for statement in statements(version):
            connection.execute(statement)
    announced = {row[0] for row in connection.execute("SELECT table_name FROM gpkg_contents")}
    for table in TABLES:
        if table not in announced:
            gpkg.register_attributes(connection, table)
    rules = bring_rules(connection, before)
    connection.executemany("UPDATE meta SET value = ? WHERE key = ?", [
        (str(VERSION), "schema_version"), (rules_version(*texts_of(connection)), "rule_version")])
    return rules


def earlier_version(path: Path) -> int:
    """Return the schema version of a ledger that is older than this program's, else 0."""
    if not path.is_file():
        return 0
    try:
        with closing(sqlite3.connect(str(path), timeout=BUSY_SECONDS)) as connection:
            found = schema_version(connection)
    except sqlite3.Error:
        return 0
    return found if found < VERSION else 0


def told(path: Path) -> List[FarmlandError]:
    """Return what the newest migration of a ledger leaves for the county to look at."""
    with closing(sqlite3.connect(str(path), timeout=BUSY_SECONDS)) as connection:
        row = connection.execute("SELECT body FROM event WHERE action = 'migrate' ORDER BY seq DESC LIMIT 1").fetchone()
    return Rules(**json.loads(row[0])["payload"].get("rules", {})).warnings() if row is not None else []


def memory_copy(connection: sqlite3.Connection, before: int) -> sqlite3.Connection:
    """Return a copy in memory, brought up, of a ledger that must not be written."""
    copy, ready = sqlite3.connect(":memory:", isolation_level=None), False
    try:
        copy.row_factory = connection.row_factory
        connection.backup(copy)
        copy.execute("BEGIN")
        bring_up(copy, before)
        copy.execute("COMMIT")
        copy.execute("PRAGMA query_only = ON")
        ready = True
    finally:
        if not ready:
            copy.close()
    return copy


class Tables(Protocol):
    """What runs statements with ``?`` and gives their rows: a file's connection, or a database's cursor in disguise."""

    def execute(self, sql: str, values: Any = (), /) -> Any:
        """Run one constant statement; what it returns has ``fetchall``."""


def bring_rules(connection: Tables, before: int) -> Rules:
    """Bring dictionaries and rules to those shipped now; what the county edited stays. The caller holds the transaction."""
    done = Rules()
    shipped = read_rules(None)
    for texts, held, insert, update in (
        (shipped[0], "SELECT name, json FROM dictionary", "INSERT INTO dictionary VALUES (?, ?, ?)",
         "UPDATE dictionary SET json = ?, sha256 = ? WHERE name = ?"),
        (shipped[1], "SELECT name, json FROM rule", "INSERT INTO rule VALUES (?, ?, ?)",
         "UPDATE rule SET json = ?, sha256 = ? WHERE name = ?"),
    ):
        have: Dict[str, str] = dict(connection.execute(held).fetchall())
        for name, text in texts.items():
            if name not in have:
                connection.execute(insert, (name, text, text_digest(text)))
                done.added.append(name)
            elif have[name] == text or (name == WORKFLOW and before < VERSION and is_released(name, have[name])
                                        and _usable(have[name])):
                continue  # cases go on by the workflow they began under, until somebody asks for the new rules
            elif is_released(name, have[name]):
                connection.execute(update, (text, text_digest(text), name))
                done.renewed.append(name)
            elif name == WORKFLOW and not _usable(have[name]):
                kept = KEPT_WORKFLOW.format(version=before)
                connection.execute(insert, (kept, have[name], text_digest(have[name])))
                connection.execute(update, (text, text_digest(text), name))
                done.replaced.append(kept)
            else:
                done.kept.append(name)
    dictionaries, rules = texts_of(connection)
    if not _fit(dictionaries, rules):
        _amend(connection, done, dictionaries, shipped[0])
        check_campaigns(*texts_of(connection))
    workflow = Workflow.parse(rules["workflow"], "workflow")
    counts: Iterable[Tuple[str, int]] = connection.execute("SELECT status, COUNT(*) FROM case_state GROUP BY status").fetchall()
    done.strange_states = {state: count for state, count in counts if state not in workflow.states}
    return done


def texts_of(connection: Tables) -> Tuple[Dict[str, str], Dict[str, str]]:
    """Return the dictionaries and rules the ledger carries, as texts by name."""
    return (dict(connection.execute("SELECT name, json FROM dictionary").fetchall()),
            dict(connection.execute("SELECT name, json FROM rule").fetchall()))


def _fit(dictionaries: Dict[str, str], rules: Dict[str, str]) -> bool:
    """Whether the campaigns' survey forms find every code they ask for."""
    try:
        check_campaigns(dictionaries, rules)
    except BadInput:
        return False
    return True


def _amend(connection: Tables, done: Rules, dictionaries: Dict[str, str], shipped: Dict[str, str]) -> None:
    """Add to the dictionaries that the county edited the shipped codes they lack, at their end."""
    for name in done.kept:
        own, known = json.loads(dictionaries.get(name, "{}")), json.loads(shipped.get(name, "{}"))
        if not isinstance(own, list) or not isinstance(known, list):
            continue
        codes = {entry["code"] for entry in own}
        missing = [entry for entry in known if entry["code"] not in codes]
        if missing:
            text = json.dumps([*own, *missing], ensure_ascii=False, indent=1)
            connection.execute("UPDATE dictionary SET json = ?, sha256 = ? WHERE name = ?", (text, text_digest(text), name))
            done.amended[name] = [entry["code"] for entry in missing]


def _usable(text: str) -> bool:
    """Whether a workflow still does as it stands."""
    try:
        Workflow.parse(text, "workflow")
    except BadInput:
        return False
    return True


def _seals(connection: sqlite3.Connection) -> Dict[str, Any]:
    """Return digests of what earlier releases imported and screened, as it stands now: from here on it is held by them."""
    seals: Dict[str, BatchSeal] = {}
    for row in connection.execute("SELECT * FROM parcel ORDER BY fid"):
        seals.setdefault(row["batch_id"], BatchSeal()).add(parcel_from_row(row))
    for row in connection.execute("SELECT * FROM quarantine"):
        plain = quarantined_from_row(row)
        seals.setdefault(plain.pop("batch_id"), BatchSeal()).set_aside(Quarantined(**plain))
    return {"rows_sha256": {batch: seal.rows for batch, seal in seals.items()}, "tables_sha256": facts_digest(
        map(tuple, connection.execute("SELECT * FROM overlap")), map(tuple, connection.execute("SELECT * FROM screening")))}


def _note(connection: sqlite3.Connection, before: int, backup: Snapshot, rules: Rules,
          strange: List[objects.Difference]) -> None:
    """Write the event ``migrate``; what was wrong with the file's triggers before is told, for it is mended now."""
    payload: Dict[str, Any] = {
        "from": before, "to": VERSION, "rule_version": bare.meta_of(connection)["rule_version"], "backup": backup.path.name,
        "backup_sha256": backup.sha256, "rules": rules.payload()}
    if before < FIRST_SEALED:
        payload.update(_seals(connection))
    if strange:
        payload["objects"] = [[one.kind, one.type, one.name] for one in strange]
    bare.append(connection, "migrate", payload)

