"""Which parcels' overlap facts no longer rest on the red lines and the settings of today, and why."""

from __future__ import annotations

import json
from bisect import bisect_left
from itertools import groupby
from typing import (
    TYPE_CHECKING,
    Any,
    Dict,
    Iterable,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Set,
    Tuple,
)

from ..domain.parcel import Redline
from ..domain.screening_facts import SOURCE_CHANGED
from .sources import CHANGED, source_state
from .store import Row

if TYPE_CHECKING:
    from .ledger import Ledger

NEVER_SCREENED = "never_screened"  # against any red line that counts
LAYER_MISSING = "layer_missing"  # a red line that is screened has no result
LAYER_RETIRED = "layer_retired"  # it rested on a red line that was retired since
COVER_MISSING = "cover_missing"  # what several layers of one role cover together was not measured, or is not known any more
AREA_RULE = "area_rule"  # its areas follow another rule than the ledger's
SLIVER = "sliver"  # other slivers were dropped than in the newest screening
REASONS = (NEVER_SCREENED, LAYER_MISSING, LAYER_RETIRED, COVER_MISSING, AREA_RULE, SLIVER, SOURCE_CHANGED)
BY_SOURCE = (SOURCE_CHANGED,)  # screening again does not help: the layer must be registered again in its place
SETTINGS = ("area_rule", "sliver_m2")

ALL = "SELECT parcel_uid, redline_id, screened_at FROM screening ORDER BY parcel_uid"
ONE = "SELECT parcel_uid, redline_id, screened_at FROM screening WHERE parcel_uid = ?"
RUNS = "SELECT ts, body FROM event WHERE action = 'screen' ORDER BY seq"


class Runs:
    """With which settings parcels were screened, by the moment their results bear."""

    def __init__(self, ledger: Ledger) -> None:
        self.newest: Dict[str, str] = {}
        self._told: Dict[str, Dict[str, str]] = {}
        self._early: List[Tuple[str, Dict[str, str]]] = []  # before schema 4 an event did not say what moment its results bear
        for row in ledger.store.rows(RUNS):
            self._take(row["ts"], json.loads(row["body"])["payload"])
        self._early.sort(key=lambda one: one[0])

    def _take(self, ts: str, payload: Mapping[str, Any]) -> None:
        self._told.update(payload.get("runs") or {})
        settings = {key: str(payload[key]) for key in SETTINGS if key in payload}
        if settings:
            self.newest = settings
        if "screened_at" not in payload:
            self._early.append((ts, settings))
            return
        self._told.update({moment: settings for moment in payload["screened_at"] if settings})

    def of(self, moment: str) -> Dict[str, str]:
        """Return the settings of the screening whose results bear this moment; nothing where the journal does not say."""
        if moment not in self._told:
            place = bisect_left([ts for ts, _ in self._early], moment)
            self._told[moment] = self._early[place][1] if moment and place < len(self._early) else {}
        return self._told[moment]


def screening_runs(ledger: Ledger) -> Dict[str, Dict[str, str]]:
    """Return the settings of every screening whose results the ledger holds, by the moment the results bear."""
    runs = Runs(ledger)
    moments = [row["screened_at"] for row in ledger.store.rows("SELECT DISTINCT screened_at FROM screening")]
    return {moment: runs.of(moment) for moment in moments if runs.of(moment)}


class _Roles(NamedTuple):
    """The red lines by what becomes of their results."""

    counting: Mapping[str, Redline]
    retired: Mapping[str, Redline]
    together: Mapping[str, Set[str]]  # roles whose several layers are looked at together -> their lines
    changed: Set[str]  # lines that count whose file on disk is no longer the one that was registered

    @classmethod
    def of(cls, ledger: Ledger, look: bool) -> _Roles:
        """Return those of a ledger; layers that only say where a parcel lies are left out."""
        known = {entry.code: entry.extra for entry in ledger.dictionary("redline_role").entries}
        screened = [line for line in ledger.redlines(retired=True) if known.get(line.role, {}).get("screened", True)]
        counting = {line.redline_id: line for line in screened if not line.retired_at}
        together: Dict[str, Set[str]] = {}
        for line in counting.values():
            if not known.get(line.role, {}).get("tessellation"):
                together.setdefault(line.role, set()).add(line.redline_id)
        return cls(counting, {line.redline_id: line for line in screened if line.retired_at},
                   {role: lines for role, lines in together.items() if len(lines) > 1},
                   {number for number, line in counting.items() if source_state(ledger.files, line, look=look) == CHANGED})


class Grounds(NamedTuple):
    """What the results of every parcel are held against; read once for many questions, while no red line and no screening is
    recorded and no file behind a red line is looked at."""

    roles: _Roles
    runs: Runs

    @classmethod
    def of(cls, ledger: Ledger, look: bool) -> Grounds:
        """Return those of a ledger as it is now."""
        return cls(_Roles.of(ledger, look), Runs(ledger))


def stale(ledger: Ledger, uids: Optional[Iterable[str]] = None, *, look: bool = True, grounds: Optional[Grounds] = None
          ) -> Dict[str, List[str]]:
    """Return the reasons (codes of ``REASONS``) of every parcel, or those named, whose facts are not those of today.

    Parcels whose facts stand are left out. A file behind a red line is read only when it was touched since the last time.

    :param look: False: no file is looked at, what was found the last time holds; for the window's thread.
    :param grounds: what was read of the ledger before, instead of reading it again.
    """
    wanted = list(ledger.parcel_uids() if uids is None else uids)
    roles, runs = grounds or Grounds.of(ledger, look)
    covers: Dict[str, Set[str]] = {}
    if roles.together:
        for cover in ledger.role_covers(None if uids is None else wanted):
            covers.setdefault(cover.parcel_uid, set()).add(cover.role)
    found = {uid: [NEVER_SCREENED] for uid in wanted}
    for uid, results in _by_parcel(ledger, None if uids is None else wanted):
        reasons = _reasons(results, covers.get(uid, set()), roles, runs, ledger.area_rule.text())
        if reasons:
            found[uid] = reasons
        else:
            found.pop(uid, None)
    return found


def _by_parcel(ledger: Ledger, uids: Optional[List[str]]) -> Iterator[Tuple[str, Dict[str, str]]]:
    """Yield the moment of each red line's result, parcel by parcel."""
    rows: Iterable[Row] = ledger.store.rows(ALL) if uids is None else ledger.store.each(ONE, uids)
    for uid, some in groupby(rows, key=lambda row: str(row["parcel_uid"])):
        yield uid, {row["redline_id"]: row["screened_at"] for row in some}


def _reasons(results: Mapping[str, str], covers: Set[str], roles: _Roles, runs: Runs, rule: str) -> List[str]:
    mine = {line: moment for line, moment in results.items() if line in roles.counting}
    newest, reasons = max(mine.values(), default=""), []
    if not mine:
        reasons.append(NEVER_SCREENED)
    elif len(mine) < len(roles.counting):
        reasons.append(LAYER_MISSING)
    if any(newest < roles.retired[line].retired_at for line in results if line in roles.retired
           and not _replaced(roles.retired[line], mine, roles)):
        reasons.append(LAYER_RETIRED)
    if any(lines <= set(mine) and role not in covers for role, lines in roles.together.items()):
        reasons.append(COVER_MISSING)
    settings = [runs.of(moment) for moment in set(mine.values())]
    if any(one.get("area_rule", rule) != rule for one in settings):
        reasons.append(AREA_RULE)
    sliver = runs.newest.get("sliver_m2")
    if any(one.get("sliver_m2", sliver) != sliver for one in settings):
        reasons.append(SLIVER)
    if roles.changed & mine.keys():
        reasons.append(SOURCE_CHANGED)
    return reasons


def _replaced(line: Redline, mine: Mapping[str, str], roles: _Roles) -> bool:
    """Whether every layer of a retired line's role that counts has its result: then nothing rests on the retired one."""
    same = [other for other, counting in roles.counting.items() if counting.role == line.role]
    return bool(same) and all(other in mine for other in same)
