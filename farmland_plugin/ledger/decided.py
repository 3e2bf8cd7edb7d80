"""What people did with cases whose ground was compared, and the comparisons, as learning from decisions reads them."""

from __future__ import annotations

import json
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping

from ..domain.change_rules import RULE, Profile
from ..domain.decisions import TELLING, Decision, Told, decisions
from .imagery import comparison_from_row
from .keeping.renewing import ADOPT
from .ledger import Ledger

_COMPARED = "SELECT * FROM comparison ORDER BY made_at, seq, comparison_id"
_EVENTS = "SELECT parcel_uid, seq, ts, actor, action, body FROM event WHERE parcel_uid = ? ORDER BY seq"
_MERGED = ("SELECT parcel_uid, seq, ts, actor, action, body, merge_id FROM merged_event WHERE parcel_uid = ?"
           " ORDER BY merged_seq, seq")
_ADOPTED = "SELECT body FROM event WHERE action = ? ORDER BY seq DESC"


def decided(ledger: Ledger) -> List[Decision]:
    """Return what people decided of every parcel whose images were compared, the oldest first."""
    retired = {one.scene_id for one in ledger.scenes(retired=True) if one.retired_at}
    compared = [comparison_from_row(row) for row in ledger.store.rows(_COMPARED)
                if row["before_id"] not in retired and row["after_id"] not in retired]
    uids = sorted({one.parcel_uid for one in compared})
    return decisions(_told(ledger, uids), compared, alike(ledger))


def alike(ledger: Ledger) -> FrozenSet[str]:
    """Return the digests of the profiles that differ from the present one in adopted thresholds only: their scores compare."""
    known = {Profile.from_rule(ledger.rule(RULE)).sha256}
    for row in ledger.store.rows(_ADOPTED, (ADOPT,)):
        told = json.loads(row["body"])["payload"]
        if told.get("profile_sha256") in known:
            known.add(str(told.get("profile_sha256_before")))
    return frozenset(known)


def _told(ledger: Ledger, uids: List[str]) -> Iterator[Told]:
    names: Dict[str, str] = ledger.people.by_id()
    for sql in (_EVENTS, _MERGED):
        for row in ledger.store.each(sql, uids):
            if row["action"] in TELLING:
                yield _one(row, names)


def _one(row: Mapping[str, Any], names: Mapping[str, str]) -> Told:
    body: Dict[str, Any] = json.loads(row["body"])
    by = str(body.get("by") or "")
    columns = dict(row)
    return Told(row["parcel_uid"], row["action"], row["ts"], names.get(by, by) or str(row["actor"]), body.get("payload") or {},
                int(row["seq"]), str(columns.get("merge_id") or ""))
