"""Copies that were merged in: their own journals, kept word for word, and the conflicts that came of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, Optional, Tuple

from ...domain.journal import link, sha256
from ...i18n import tr
from ..actions.merging import MERGE, RESOLVE, UNDONE, ConflictRow
from ..store import Row
from .result import Verification

if TYPE_CHECKING:
    from ..ledger import Ledger

TOLD = ("source_sha256", "common_seq", "their_seq", "their_hash", "merged", "conflicts")


def check_merges(ledger: Ledger, result: Verification) -> None:
    """Check every merge against its event, the copy's chain from where it left ours to its head, and the conflicts."""
    count = 0
    tails: Dict[str, Tuple[str, str]] = {}  # hashes at a copy's event: a later merge of the same copy goes on from there
    for row in ledger.store.rows("SELECT * FROM merge ORDER BY seq, their_seq"):
        count += 1
        told = _payload(ledger, row["seq"])
        own = told.get("merge_id") == row["merge_id"]  # else a merge the copy itself had made
        for name in TOLD if own else ():
            if str(told.get(name)) != str(row[name]):
                result.fail("rows", tr("merge of {name}: {column} is not as its event tells").format(
                    name=row["source"], column=name), row["seq"])
        events = list(ledger.store.rows("SELECT * FROM merged_event WHERE merge_id = ? ORDER BY seq", (row["merge_id"],)))
        start = _start(ledger, told, tails) if own else None
        broken = _broken(events, start, row["their_hash"])
        if broken is not None:
            result.fail("chain", tr("merge of {name}: the copy's journal does not hold at its event {seq}").format(
                name=row["source"], seq=broken), row["seq"])
        if events:
            tails[events[-1]["hash"]] = (events[-1]["hash"], events[-1]["sm3"])
    if count:
        _check_conflicts(ledger, result)
        result.checked.append(tr("{count} merged copies: their journals and conflicts").format(count=count))


def _payload(ledger: Ledger, seq: int) -> Dict[str, Any]:
    for row in ledger.store.rows("SELECT body FROM event WHERE seq = ? AND action = 'merge'", (seq,)):
        payload: Dict[str, Any] = json.loads(row["body"]).get("payload") or {}
        return payload
    return {}


def _start(ledger: Ledger, told: Mapping[str, Any], tails: Mapping[str, Tuple[str, str]]) -> Optional[Tuple[str, str]]:
    """Return the hashes the copy's first new event is chained to: those of our own event, or of the copy's last merge."""
    if told.get("since_seq") == told.get("common_seq"):
        for row in ledger.store.rows("SELECT hash, sm3 FROM event WHERE seq = ?", (told.get("common_seq"),)):
            return row["hash"], row["sm3"]
    return tails.get(str(told.get("since_hash", "")))


def _broken(events: List[Row], start: Optional[Tuple[str, str]], head: str) -> Optional[int]:
    """Return the first event of a copy's journal that does not hold, None when all do.

    :param start: None when what the first one is chained to is not known here: its own word is taken then.
    """
    before, national = start or ("", "")
    last = 0
    for row in events:
        body_hash = sha256(row["body"].encode("utf-8"))
        prev = before or row["prev_hash"]
        made = link(row["body"], prev, national) if national else None
        copies = json.loads(row["body"])
        if body_hash != row["body_hash"] or row["prev_hash"] != prev or \
                row["hash"] != sha256((prev + body_hash).encode("ascii")) or (made is not None and made.sm3 != row["sm3"]) or \
                (last and row["seq"] != last + 1) or copies.get("seq") != row["seq"] or \
                (copies.get("parcel_uid"), copies.get("action")) != (row["parcel_uid"], row["action"]):
            return int(row["seq"])
        before, national, last = row["hash"], row["sm3"], int(row["seq"])
    return None if not events or before == head else last


def _check_conflicts(ledger: Ledger, result: Verification) -> None:
    """Check that every conflict is as its merge found it, and decided as the journal tells."""
    told: Dict[str, Dict[str, Any]] = {}
    by_seq: Dict[int, Tuple[str, List[str]]] = {}
    for row in ledger.store.rows("SELECT seq, action, body FROM event WHERE action IN ('merge_case', 'resolve_case', 'undo')"
                                 " ORDER BY seq"):
        payload = json.loads(row["body"]).get("payload") or {}
        listed = payload.get("conflicts") or ()
        if row["action"] == "undo":
            action, ids = by_seq.get(int(payload.get("seq") or 0), ("", []))
            for conflict_id in ids:
                told[conflict_id]["resolution"] = UNDONE if action == MERGE else ""
            continue
        by_seq[row["seq"]] = (row["action"], [str(one["conflict_id"]) for one in listed])
        for one in listed:
            if row["action"] == MERGE:
                told[str(one["conflict_id"])] = {"sha256": one.get("sha256"), "resolution": one.get("resolution", "")}
            elif row["action"] == RESOLVE and one["conflict_id"] in told:
                told[one["conflict_id"]]["resolution"] = one["choice"]
    for row in ledger.store.rows("SELECT * FROM conflict"):
        known = told.pop(row["conflict_id"], None)
        found = ConflictRow(**{name: row[name] for name in ConflictRow.__dataclass_fields__})
        if known is None or known["sha256"] != found.digest() or known["resolution"] != row["resolution"]:
            result.fail("rows", tr("a conflict of a merge ({field}) is not as the journal tells").format(field=row["field"]))
    if told:
        result.fail("rows", tr("{count} conflicts that the journal tells of are gone").format(count=len(told)))

