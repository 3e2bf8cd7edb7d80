"""A parcel's journal entries in words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Iterable

from ...i18n import tr
from ..terms import Terms, moment

SHOWN = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors")
CODED = {"finding": "finding", "disposition": "disposition", "category": "category"}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; ``stamp`` is the ISO time in UTC that it is sorted by."""

    stamp: str
    when: str
    who: str
    what: str
    tip: str


def history(ledger: Any, uid: str, terms: Terms) -> list[Entry]:
    """Return what happened to a parcel, the newest first: its import, its screenings, its journal events."""
    batch_id = ledger.parcel(uid).batch_id
    lines = [Entry(batch.imported_at, moment(batch.imported_at), batch.imported_by, tr("Imported with batch {name}").format(
        name=batch.name), batch.file_name) for batch in ledger.batches() if batch.batch_id == batch_id]
    for when in {screening.screened_at for screening in ledger.screenings(uid)}:
        lines.append(Entry(when, moment(when), "", tr("Screened against red lines"), ""))
    return sorted(lines + entries(ledger.events(uid), terms), key=lambda line: line.stamp, reverse=True)


def entries(events: Iterable[Any], terms: Terms) -> list[Entry]:
    """Return journal events as lines."""
    lines = []
    for event in events:
        payload = json.loads(event.body).get("payload") or {}
        details = [detail for detail in (_detail(name, value, terms) for name, value in _in_order(payload)) if detail]
        what = action_label(event.action)
        text = tr("{what}: {details}").format(what=what, details="; ".join(details)) if details else what
        tip = tr("No {seq} · {text}\nSHA-256 {hash}").format(seq=event.seq, text=text, hash=event.hash)
        lines.append(Entry(event.ts, moment(event.ts), event.actor, text, tip))
    return lines


def action_label(action: str) -> str:
    """Return a parcel's action in words; the code itself for one that has no word here."""
    words = {"record": tr("Recorded"), "package": tr("Packaged"), "screen": tr("Screened"),
             "verify_package": tr("Package verified")}
    return words.get(action, action)


def field_label(name: str) -> str:
    """Return a field of the tagging form in words."""
    words = {
        "finding": tr("Finding"), "disposition": tr("Disposition"), "category": tr("Problem category"),
        "note": tr("Note"), "surveyed_on": tr("Surveyed on"), "surveyors": tr("Surveyors"), "status": tr("Status"),
    }
    return words.get(name, name)


def _in_order(payload: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return a payload's fields as the form shows them; the journal keeps them sorted by name."""
    return sorted(payload.items(), key=lambda item: SHOWN.index(item[0]) if item[0] in SHOWN else len(SHOWN))


def _detail(name: str, value: Any, terms: Terms) -> str:
    if name not in SHOWN:
        return ""
    if not value:
        return ""
    shown = terms.label(CODED[name], str(value)) if name in CODED else str(value)
    return tr("{field} {value}").format(field=field_label(name), value=shown)
