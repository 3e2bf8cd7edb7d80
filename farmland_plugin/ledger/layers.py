"""Red lines and what parcels share with them, each with its event: registered, retired, screened."""

from __future__ import annotations

from itertools import product
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Sequence,
    Set,
    Tuple,
    TypeVar,
)

from ..domain.errors import BadInput, LedgerError
from ..domain.parcel import Overlap, OverlapPart, Redline, RoleCover, Screening
from ..domain.screening_columns import OverlapColumns, ScreeningColumns
from ..domain.seals import FactsSeal, cover_texts, facts_digest, part_texts
from ..i18n import tr
from . import rows
from .bulk import AT_ONCE, insert_facts
from .door import Door, utc_now
from .store import Store

if TYPE_CHECKING:
    from .ledger import Ledger

INSERT_REDLINE = "INSERT INTO redline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', '', ?)"
INSERT_OVERLAP = "INSERT INTO overlap VALUES (?, ?, ?, ?, ?, ?)"
INSERT_SCREENING = "INSERT INTO screening VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_OVERLAPS = INSERT_OVERLAP + ", (?, ?, ?, ?, ?, ?)" * (AT_ONCE - 1)
INSERT_SCREENINGS = INSERT_SCREENING + ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)" * (AT_ONCE - 1)
INSERT_PART = "INSERT INTO overlap_part VALUES (?, ?, ?, ?, ?, ?, ?)"
INSERT_COVER = "INSERT INTO role_cover VALUES (?, ?, ?, ?, ?)"
FACTS = ("SELECT * FROM overlap", "SELECT * FROM screening", "SELECT * FROM overlap_part", "SELECT * FROM role_cover")
ANY_FACT = ("SELECT 1 AS one FROM overlap UNION ALL SELECT 1 FROM screening UNION ALL SELECT 1 FROM overlap_part"
            " UNION ALL SELECT 1 FROM role_cover LIMIT 1")
TOLD_PARCELS = ("SELECT DISTINCT parcel_uid AS told FROM screening", "SELECT DISTINCT parcel_uid AS told FROM overlap",
                "SELECT DISTINCT parcel_uid AS told FROM overlap_part", "SELECT DISTINCT parcel_uid AS told FROM role_cover")
TOLD_LINES = ("SELECT DISTINCT redline_id AS told FROM screening", "SELECT DISTINCT redline_id AS told FROM overlap",
              "SELECT DISTINCT redline_id AS told FROM overlap_part")
TOLD_ROLES = ("SELECT DISTINCT role AS told FROM role_cover",)
EMPTY = ("DELETE FROM overlap", "DELETE FROM screening", "DELETE FROM overlap_part", "DELETE FROM role_cover")
Fact = TypeVar("Fact")


class Facts(NamedTuple):
    """What a screening found; each is walked once, and may be made while it is walked. Overlaps and screenings both as
    columns go in many times as fast.
    """

    overlaps: Iterable[Overlap] = ()
    screenings: Iterable[Screening] = ()
    parts: Iterable[OverlapPart] = ()
    covers: Iterable[RoleCover] = ()


class Pairs(NamedTuple):
    """The parcels and red lines of a screening: every parcel against every line, or the pairs given."""

    uids: Sequence[str]
    redline_ids: Sequence[str]
    given: Sequence[Tuple[str, str]] = ()

    def __call__(self) -> Iterable[Tuple[str, str]]:
        """Yield the pairs; of many parcels they are never in memory together."""
        return self.given or product(self.uids, self.redline_ids)


def tables_digest(store: Store) -> str:
    """Return the digest of all overlap facts as they stand now."""
    return facts_digest(*(map(tuple, store.rows(sql)) for sql in FACTS))


def enter_redline(door: Door, redline: Redline, more: Mapping[str, Any]) -> int:
    """Register a red line whose cache file is already in place; one that was retired elsewhere is retired here, too."""
    values = rows.redline_to_row(redline)
    door.many(INSERT_REDLINE, [(*values[:13], values[16])])
    seq = door.append("register_redline", None, {
        "redline_id": redline.redline_id, "role": redline.role, "name": redline.name, "vintage": redline.vintage,
        "source_path": redline.source_path, "sha256": redline.sha256, "features": redline.features,
        "repaired": redline.repaired, "source_crs": redline.source_crs, **more,
    })
    if redline.retired_at:
        write_retirement(door, redline, redline.retired_at, redline.retired_by, redline.retired_why, more)
    return seq


def enter_retirement(door: Door, redline_id: str, why: str, more: Mapping[str, Any]) -> int:
    """Retire a red line: its results stay but no longer count.

    :raises LedgerError: when the ledger has no such line, or it is retired already. :raises BadInput: without a reason.
    """
    line = door.ledger.redline(redline_id)
    if line.retired_at:
        raise LedgerError(tr("The red line {name} was retired by {who} at {when}."), name=line.name, who=line.retired_by,
                          when=line.retired_at)
    if not why:
        raise BadInput(tr("Say why the red line is retired."))
    return write_retirement(door, line, utc_now(), door.store.actor, why, more)


def write_retirement(door: Door, line: Redline, when: str, who: str, why: str, more: Mapping[str, Any]) -> int:
    """Write a retirement and its event; what the layers of its role cover together is not known any more."""
    door.execute("UPDATE redline SET retired_at = ?, retired_by = ?, retired_why = ? WHERE redline_id = ?",
                 (when, who, why, line.redline_id))
    door.execute("DELETE FROM role_cover WHERE role = ?", (line.role,))
    return door.append("retire_redline", None, {
        "redline_id": line.redline_id, "role": line.role, "name": line.name, "retired_at": when, "retired_by": who,
        "retired_why": why, "tables_sha256": tables_digest(door.store), **more,
    })


def covers_that_hold(ledger: Ledger, covers: Iterable[RoleCover], screened: Sequence[str]) -> Iterator[RoleCover]:
    """Yield the covers of roles whose layers that count now are the very ones that were screened.

    A layer left out, or retired by somebody else while the engine ran, would let others cover more or less than the role does.
    """
    asked, now = set(screened), {line.redline_id: line.role for line in ledger.redlines()}
    known = {line.redline_id: line.role for line in ledger.redlines(retired=True)}
    wrong = {known[one] for one in asked.symmetric_difference(now) if one in known}
    return (cover for cover in covers if cover.role not in wrong)


def enter_screening(door: Door, facts: Facts, pairs: Pairs, told: Mapping[str, Any]) -> int:
    """Replace the facts of parcels against red lines.

    :param pairs: every parcel and red line that was screened. :param told: what the event says of the run.
    """
    if _any_fact(door):
        _forget(door, pairs)
    moments: Set[str] = set()
    counts = {"overlaps": 0, "parts": 0, "role_covers": 0}
    if isinstance(facts.overlaps, OverlapColumns) and isinstance(facts.screenings, ScreeningColumns):
        digest = _write_columns(door, facts, facts.overlaps, facts.screenings, counts)
        moments.update([facts.screenings.screened_at] if len(facts.screenings) else [])
    else:
        door.many(INSERT_OVERLAP, map(rows.overlap_to_row, _counted(facts.overlaps, counts, "overlaps")))
        door.many(INSERT_PART, map(rows.part_to_row, _counted(facts.parts, counts, "parts")))
        door.many(INSERT_COVER, map(rows.cover_to_row, _counted(facts.covers, counts, "role_covers")))
        door.many(INSERT_SCREENING, (_timed(item, moments) for item in facts.screenings))
        digest = tables_digest(door.store)
    return door.append("screen", None, {**told, **counts, "screened_at": sorted(moments), "tables_sha256": digest})


def _write_columns(door: Door, facts: Facts, overlaps: OverlapColumns, screenings: ScreeningColumns,
                   counts: Dict[str, int]) -> str:
    """Write facts given by column, in the order of the keys; return the digest of the tables.

    Where the tables hold nothing else, it is made on the way, without reading them again.
    """
    seal = None if _any_fact(door) else FactsSeal()
    counts["overlaps"] = len(overlaps)
    for columns, texts in overlaps.by_text().blocks():
        insert_facts(door, INSERT_OVERLAP, INSERT_OVERLAPS, columns)
        if seal:
            seal.add(map(overlaps.TEXT.__mod__, zip(*texts)))
    parts = [rows.part_to_row(one) for one in _counted(facts.parts, counts, "parts")]
    door.many(INSERT_PART, parts)
    covers = [rows.cover_to_row(one) for one in _counted(facts.covers, counts, "role_covers")]
    door.many(INSERT_COVER, covers)
    if seal:
        seal.add(part_texts(parts))
        seal.add(cover_texts(covers))
    for columns, texts in screenings.by_text().blocks():
        insert_facts(door, INSERT_SCREENING, INSERT_SCREENINGS, columns)
        if seal:
            seal.add(map(screenings.TEXT.__mod__, zip(*texts)))
    return seal.digest if seal else tables_digest(door.store)


def _any_fact(door: Door) -> bool:
    return any(True for _ in door.store.rows(ANY_FACT))


def _nothing_else(door: Door, pairs: Pairs, roles: Set[str]) -> bool:
    """Whether every fact in the tables is of these parcels and lines, and of these roles."""
    def told(statements: Sequence[str]) -> Set[str]:
        return {row["told"] for sql in statements for row in door.store.rows(sql)}

    return (not pairs.given and told(TOLD_LINES) <= set(pairs.redline_ids) and told(TOLD_ROLES) <= roles
            and told(TOLD_PARCELS) <= set(pairs.uids))


def _timed(item: Screening, moments: Set[str]) -> Tuple[Any, ...]:
    moments.add(item.screened_at)
    return rows.screening_to_row(item)


def _counted(facts: Iterable[Fact], counts: Dict[str, int], name: str) -> Iterator[Fact]:
    for one in facts:
        counts[name] += 1
        yield one


def _forget(door: Door, pairs: Pairs) -> None:
    """Take away what earlier screenings said of these parcels and lines, and of the roles of the lines."""
    roles: Dict[str, str] = {row["redline_id"]: row["role"] for row in door.store.rows("SELECT redline_id, role FROM redline")}
    known: List[str] = sorted({roles.get(line, "") for line in pairs.redline_ids})
    if _nothing_else(door, pairs, set(known)):
        for sql in EMPTY:
            door.execute(sql, ())
        return
    door.many("DELETE FROM overlap WHERE parcel_uid = ? AND redline_id = ?", pairs())
    door.many("DELETE FROM overlap_part WHERE parcel_uid = ? AND redline_id = ?", pairs())
    door.many("DELETE FROM screening WHERE parcel_uid = ? AND redline_id = ?", pairs())
    if pairs.given:
        together: Iterable[Tuple[str, str]] = sorted({(uid, roles.get(line, "")) for uid, line in pairs.given})
    else:
        together = product(pairs.uids, known)
    door.many("DELETE FROM role_cover WHERE parcel_uid = ? AND role = ?", together)
