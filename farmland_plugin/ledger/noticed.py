"""Everything a ledger has noticed of parcels that a claimed rectification may not be what it seems, read at once (003-09)."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Sequence, TypeVar

from ..domain.acceptance import Residual, StageDone
from ..domain.imagery import Comparison
from ..domain.people import Duty
from ..domain.photos import PhotoAnswer, PhotoFlag
from .completion import residual_of, stage_of
from .imagery import comparison_from_row
from .ledger import Ledger
from .photos import flag_of, photo_answers
from .store import Row

WRITE_OFF, REOPEN = "write_off", "reopen"
_FLAGS = "SELECT * FROM photo_flag WHERE parcel_uid = ? ORDER BY seq, flag_id"
_COMPARED = "SELECT * FROM comparison WHERE parcel_uid = ? ORDER BY made_at, seq, comparison_id"
_STAGES = "SELECT * FROM completion WHERE parcel_uid = ? ORDER BY seq, completion_id"
_RESIDUALS = "SELECT * FROM residual WHERE parcel_uid = ? ORDER BY seq, residual_id"
_DUTIES = "SELECT * FROM duty WHERE parcel_uid = ? ORDER BY seq"
_STEPS = ("SELECT parcel_uid, seq, ts, actor, action, body FROM event WHERE parcel_uid = ? AND action IN ('write_off', 'reopen')"
          " ORDER BY seq")
_MERGED = ("SELECT parcel_uid, merged_seq AS seq, ts, actor, action, body FROM merged_event WHERE parcel_uid = ?"
           " AND action IN ('write_off', 'reopen') ORDER BY merged_seq, seq")
_EVENT = "SELECT seq, ts, actor, action, body FROM event WHERE seq = ?"
_NAMES = "SELECT sha256, orig_name, captured_at FROM attachment WHERE sha256 = ?"
_One = TypeVar("_One")


class Step(NamedTuple):
    """Something done with a case. :param by: name of who is responsible, else the login that recorded it. :param ts: UTC."""

    seq: int
    ts: str
    action: str
    by: str
    payload: Mapping[str, Any]


class Noticed(NamedTuple):
    """What is known of the parcels of a selection, by uid.

    :param steps: writing off and opening again, in time. :param events: what is told of rows that were ended, by number.
    :param files: what photos were called, and
        :param taken: the days they were taken by their own account, both by SHA-256. :param people: names by id.
    """

    flags: Dict[str, List[PhotoFlag]]
    answers: Dict[str, List[PhotoAnswer]]
    comparisons: Dict[str, List[Comparison]]
    stages: Dict[str, List[StageDone]]
    residuals: Dict[str, List[Residual]]
    duties: Dict[str, List[Duty]]
    steps: Dict[str, List[Step]]
    events: Dict[int, Step]
    files: Dict[str, str]
    taken: Dict[str, str]
    people: Dict[str, str]


def noticed(ledger: Ledger, uids: Sequence[str]) -> Noticed:
    """Return what is known of some parcels; a question for each table, not for each parcel."""
    people = ledger.people.by_id()

    def of(sql: str, made: Callable[[Row], _One]) -> Dict[str, List[_One]]:
        found: Dict[str, List[_One]] = {}
        for row in ledger.store.each(sql, uids):
            found.setdefault(row["parcel_uid"], []).append(made(row))
        return found

    def step(row: Row) -> Step:
        return _step(row, people)

    stages, residuals, flags = of(_STAGES, stage_of), of(_RESIDUALS, residual_of), of(_FLAGS, flag_of)
    steps = of(_STEPS, step)
    for uid, some in of(_MERGED, step).items():
        steps[uid] = sorted([*steps.get(uid, ()), *some], key=lambda one: (one.ts, one.seq))
    answers: Dict[str, List[PhotoAnswer]] = {}
    for one in photo_answers(ledger, uids):
        answers.setdefault(one.parcel_uid, []).append(one)
    ended: Iterable[Any] = [*_ended(stages), *_ended(residuals), *(one.seq for some in stages.values() for one in some)]
    events = {row["seq"]: step(row) for row in ledger.store.each(_EVENT, sorted(set(ended)))}
    shas = {one.sha256 for some in flags.values() for one in some} | {
        sha for some in stages.values() for one in some for sha in one.photos}
    files = {row["sha256"]: row for row in ledger.store.each(_NAMES, sorted(shas))}
    return Noticed(flags, answers, of(_COMPARED, comparison_from_row), stages,
                   residuals, of(_DUTIES, lambda row: Duty(**dict(row))), steps, events,
                   {sha: str(row["orig_name"]) for sha, row in files.items()},
                   {sha: str(row["captured_at"] or "")[:10] for sha, row in files.items()}, people)


def _ended(found: Mapping[str, Sequence[Any]]) -> List[int]:
    return [one.removed_seq for some in found.values() for one in some if one.removed_seq is not None]


def _step(row: Row, people: Mapping[str, str]) -> Step:
    body: Dict[str, Any] = json.loads(row["body"])
    payload: Dict[str, Any] = body.get("payload") or {}
    by = str(body.get("by") or payload.get("person_id") or "")
    return Step(int(row["seq"]), row["ts"], row["action"], people.get(by, "") or str(row["actor"]), payload)
