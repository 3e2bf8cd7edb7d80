"""A parcel's history in words: what happened, when, by whom, and which of it can be undone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Iterable, Mapping

from ...domain.takeover import TAKE_OVER
from ...i18n import tr
from ...ledger.actions.merging import MERGE, RESOLVE
from ...ledger.actions.undoing import RECORDS, is_newest
from ..terms import Terms, moment
from .sentences import Speaker


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; ``stamp`` is the ISO time in UTC that it is sorted by.

    :param seq: number of the journal event, 0 for what is no event of this parcel. :param undo: '' when it can be undone,
        else why not. :param by: person_id of who was responsible. :param group: id of a step over many parcels.
    """

    stamp: str
    when: str
    who: str
    what: str
    tip: str
    seq: int = 0
    action: str = ""
    undo: str = "-"
    by: str = ""
    group: str = ""


def history(ledger: Any, uid: str, terms: Terms) -> list[Entry]:
    """Return what happened to a parcel, the newest first: its import, its screenings, its journal events."""
    batch_id, case = ledger.parcel(uid).batch_id, ledger.case(uid)
    none = tr("This is no step of the case.")
    lines = [Entry(batch.imported_at, moment(batch.imported_at), batch.imported_by, tr("Imported with batch {name}").format(
        name=batch.name), batch.file_name, undo=none) for batch in ledger.batches() if batch.batch_id == batch_id]
    for when in {screening.screened_at for screening in ledger.screenings(uid)}:
        lines.append(Entry(when, moment(when), "", tr("Screened against red lines"), "", undo=none))
    told = entries(ledger.events(uid), Speaker(ledger, terms, case.campaign), ledger, case)
    return sorted(lines + told, key=lambda line: (line.stamp, line.seq), reverse=True)


def entries(events: Iterable[Any], speaker: Speaker, ledger: Any, case: Any) -> list[Entry]:
    """Return journal events as lines."""
    listed = list(events)
    bodies = {event.seq: json.loads(event.body) for event in listed}
    of_case = {seq: body for seq, body in bodies.items() if "prev_case" in body}
    lines = []
    for event in listed:
        body = bodies[event.seq]
        what, who, by = speaker.sentence(body), event.actor, str(body.get("by") or "")
        if by:
            who = tr("{name} (recorded by {actor})").format(name=speaker.name(by), actor=event.actor)
        tip = tr("No {seq} · {text}\nSHA-256 {hash}").format(seq=event.seq, text=what, hash=event.hash)
        tip = "\n".join(part for part in (tip, speaker.rested_on(body)) if part)
        lines.append(Entry(event.ts, moment(event.ts), who, what, tip, event.seq, event.action,
                           why_not_undone(ledger, case, body, of_case), by, str(body.get("group") or "")))
    return lines


def why_not_undone(ledger: Any, case: Any, body: Mapping[str, Any], events: Mapping[int, Any]) -> str:
    """Return why an event cannot be undone, '' when it looks as if it could: the ledger itself judges when it is asked.

    :param events: the bodies of the case's events by number.
    """
    changed, action = body.get("set") or {}, str(body.get("action"))
    if action not in (*RECORDS, MERGE, RESOLVE, TAKE_OVER) and not ledger.workflow.knows(action):
        return tr("This is undone by its own counterpart: take the signature back, take the file off, release the hold.")
    if not changed and action != TAKE_OVER:
        return tr("This event changed nothing that could be set back.")
    if case.status in ledger.workflow.finals:
        return tr("The case is closed: reopen it before correcting it.")
    moved = "status" in changed and action not in RECORDS
    if "round" in changed or (moved and not is_newest(events, int(body.get("seq", 0)))):
        return tr("Later steps rest on this one: undo the newest first.")
    return ""
