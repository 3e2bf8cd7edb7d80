"""Somebody's own last findings, as the journal has them: which can be taken back next, and which put in force again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, Mapping, NamedTuple, Optional, Sequence

from .groups import HOME

if TYPE_CHECKING:
    from ..ledger import Ledger

RECORD, CORRECT, UNDO = "record", "correct", "undo"
BEFORE = "SELECT seq FROM event WHERE ts < ? ORDER BY seq DESC LIMIT 1"
FOUND = ("SELECT seq, parcel_uid, actor, action, body FROM event WHERE seq > ? AND action IN ('record', 'correct', 'undo')"
         " ORDER BY seq")
BESIDE = "SELECT body FROM event WHERE seq > ? AND action IN ('attach', 'draw_residual')"


class Told(NamedTuple):
    """One event about a finding. :param target: of an undo: the event it undoes. :param group: id of a step over many parcels."""

    seq: int
    parcel_uid: str
    actor: str
    action: str
    target: int = 0
    group: str = ""


class OwnStep(NamedTuple):
    """What the next undo or redo is about.

    :param seq: the finding. :param target: the event to be undone: the finding itself, or what undid it. :param group: of that
        event, '' when it stands alone.
    """

    seq: int
    parcel_uid: str
    target: int
    group: str


class OwnSteps(NamedTuple):
    """The finding to take back next, and the one to put in force again next; None where there is none."""

    undo: Optional[OwnStep]
    redo: Optional[OwnStep]


def next_steps(events: Sequence[Told], actor: str) -> OwnSteps:
    """Return what ``actor`` may undo and redo next.

    Undo goes back through the actor's findings that stand, newest first. Redo goes forward again through those the actor undid,
    the last undone first, until something new is recorded. What somebody else undid is nobody's to redo here.

    :param events: in the journal's order.
    """
    roots: Dict[int, Told] = {}  # findings by seq
    last: Dict[int, Told] = {}  # of each the newest event that took it back or put it in force again
    stands: Dict[int, bool] = {}
    root_of: Dict[int, int] = {}
    newest = 0
    for event in events:
        if event.action == UNDO:
            root = root_of.get(event.target, event.target)
            root_of[event.seq] = root
            if root in stands:
                stands[root], last[root] = not stands[root], event
            continue
        roots[event.seq], stands[event.seq] = event, True
        if event.actor == actor:
            newest = event.seq
    mine = [seq for seq, event in roots.items() if event.actor == actor]
    standing = [seq for seq in mine if stands[seq]]
    undone = [last[seq] for seq in mine if not stands[seq] and last[seq].actor == actor and last[seq].seq > newest]
    back = roots[max(standing)] if standing else None
    forth = max(undone, key=lambda event: event.seq) if undone else None
    undo = OwnStep(back.seq, back.parcel_uid, back.seq, _group(back, last)) if back is not None else None
    redo = OwnStep(root_of[forth.seq], forth.parcel_uid, forth.seq, forth.group) if forth is not None else None
    return OwnSteps(undo, redo)


def _group(root: Told, last: Dict[int, Told]) -> str:
    """Return the group a finding is taken back with: none once single parcels of it went back and forth by themselves."""
    return root.group if root.seq not in last or last[root.seq].group else ""


def own_steps(ledger: Ledger, since: str) -> OwnSteps:
    """Return what the ledger's user may undo and redo next.

    Left to the case panel are steps over many parcels that a key cannot take back as one: those that attached photos or drew
    what is left, and the home-comings of field projects.

    :param since: ISO time in UTC; findings recorded before are left alone.
    """
    start = max((int(row["seq"]) for row in ledger.store.rows(BEFORE, (since,))), default=0)
    beside = {str(json.loads(row["body"]).get("group") or "") for row in ledger.store.rows(BESIDE, (start,))} - {""}
    found = [_told(row) for row in ledger.store.rows(FOUND, (start,))]
    return next_steps([one for one in found if one.group not in beside and HOME not in one.group], ledger.actor)


def _told(row: Mapping[str, Any]) -> Told:
    body = json.loads(row["body"])
    target = int(body["payload"].get("seq") or 0) if row["action"] == UNDO else 0
    return Told(row["seq"], row["parcel_uid"], row["actor"], row["action"], target, str(body.get("group") or ""))


def body_of(ledger: Ledger, seq: int) -> Dict[str, Any]:
    """Return what an event says, {} when there is no such event."""
    for row in ledger.store.rows("SELECT body FROM event WHERE seq = ?", (seq,)):
        return dict(json.loads(row["body"]))
    return {}
