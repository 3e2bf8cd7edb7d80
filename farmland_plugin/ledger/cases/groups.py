"""Groups: the events of one step over many parcels, undone together or not at all."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, List, NamedTuple, Tuple

from ...domain.errors import BadInput, FarmlandError, NotAllowed, Sentences
from ...domain.parcel import Applied, Change
from ...domain.replay import is_case_event
from ...i18n import tr
from ..store import Store

if TYPE_CHECKING:
    from ..ledger import Ledger

LISTED = 20
HOME = "U"  # marks the groups of home-comings of field projects: a letter no other id of a group has


class Member(NamedTuple):
    """One event of a group that changed a case."""

    seq: int
    parcel_uid: str
    action: str


def members(store: Store, group: str) -> List[Member]:
    """Return the case events of a group in the journal's order.

    :raises BadInput: for what is no group's id.
    """
    if not re.fullmatch("[0-9A-Z]{26}", group):
        raise BadInput(tr("{group} is not the id of a group of events."), group=group)
    found = []
    for row in store.rows("SELECT seq, body FROM event WHERE body LIKE ? ORDER BY seq", (f'%"group":"{group}"%',)):
        body = json.loads(row["body"])
        if body.get("group") == group and is_case_event(body):
            found.append(Member(row["seq"], body["parcel_uid"], body["action"]))
    return found


def undo_group(ledger: Ledger, group: str, reason: str, by: str) -> List[Applied]:
    """Undo a group's events, newest first, in one transaction of a group of its own.

    :raises NotAllowed: listing every parcel that cannot go back, and why; nothing is undone then.
    """
    if not reason.strip():
        raise BadInput(tr("Say why it is undone."))
    events = members(ledger.store, group)
    if not events:
        raise BadInput(tr("The journal has no group {group} that changed a case."), group=group)
    done: List[Applied] = []
    refused: List[Tuple[str, FarmlandError]] = []
    with ledger.door(ledger.new_uid()) as door:
        for member in reversed(events):
            try:
                done.append(door.change(Change(member.parcel_uid, None, "undo", {"seq": member.seq, "reason": reason}, by=by)))
            except NotAllowed as error:
                refused.append((member.parcel_uid, error))
        if refused:
            raise NotAllowed(
                tr("{count} of the {total} parcels cannot be set back, so none was: {which}"), count=len({u for u, _ in refused}),
                total=len({one.parcel_uid for one in events}), which=Sentences([
                    FarmlandError(tr("{number}: {why}"), number=ledger.parcel(uid).source_no, why=Sentences([error]))
                    for uid, error in refused[:LISTED]]))
        for _ in list(door.store.rows("SELECT 1 AS one FROM merge WHERE merge_id = ? AND undone_seq IS NULL", (group,))):
            seq = door.append("undo_merge", None, {"merge_id": group, "reason": reason, "cases": len(done), "kept": []})
            door.execute("UPDATE merge SET undone_seq = ? WHERE merge_id = ?", (seq, group))
    return done
