"""Who answers for the parcels, and the inspection visits (督导巡查) made to them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Dict, List, Optional, Sequence

from ...domain.casework import people_of
from ...domain.changes import masked
from ...domain.errors import BadInput
from ...domain.people import Duty, Visit
from ...domain.workdays import day_of, today
from ...i18n import tr
from ..door import utc_now

if TYPE_CHECKING:
    from ..ledger import Ledger

TEAM_ROLE = "inspector"


def duties(ledger: Ledger, uid: Optional[str] = None) -> List[Duty]:
    """Return who stands in which responsibility slot, of all parcels or one, in the order they were named."""
    found = ledger.store.rows("SELECT * FROM duty ORDER BY parcel_uid, slot, seq") if uid is None else \
        ledger.store.rows("SELECT * FROM duty WHERE parcel_uid = ? ORDER BY slot, seq", (uid,))
    return [Duty(**dict(row)) for row in found]


def visits(ledger: Ledger, uid: Optional[str] = None, until: Optional[date] = None) -> List[Visit]:
    """Return the inspection visits, all or those to one parcel, up to a day, the latest first."""
    found = ledger.store.rows("SELECT * FROM visit ORDER BY visited_on DESC, seq DESC") if uid is None else \
        ledger.store.rows("SELECT visit.* FROM visit JOIN visit_parcel ON visit_parcel.visit_id = visit.visit_id"
                          " WHERE visit_parcel.parcel_uid = ? ORDER BY visited_on DESC, seq DESC", (uid,))
    return [visit for visit in (Visit(**dict(row)) for row in found) if until is None or day_of(visit.visited_on) <= until]


def visited_parcels(ledger: Ledger) -> Dict[str, List[str]]:
    """Return the parcels of every visit."""
    found: Dict[str, List[str]] = {}
    for row in ledger.store.rows("SELECT visit_id, parcel_uid FROM visit_parcel ORDER BY visit_id, parcel_uid"):
        found.setdefault(row["visit_id"], []).append(row["parcel_uid"])
    return found


def record_visit(ledger: Ledger, visited_on: str, team: Sequence[str], parcel_uids: Sequence[str], *, place: str = "",
                 finding: str = "") -> Visit:
    """Record an inspection visit to parcels (000-20, 003-15): one event, no case changes.

    :param team: person ids or names of who went; a name nobody has yet becomes a person.
    :raises BadInput: without a team or a parcel, for a day to come, or an unknown parcel.
    """
    day = day_of(visited_on)
    if day > today():
        raise BadInput(tr("{day} is still to come: a visit lies behind us."), day=day.isoformat())
    members, uids = people_of(",".join(team)), list(dict.fromkeys(parcel_uids))
    if not members or not uids:
        raise BadInput(tr("A visit needs who went, and to which parcels."))
    for uid in uids:
        ledger.case(uid)
    with ledger.door() as door:
        people = ledger.people.resolve(door, members, TEAM_ROLE)
        visit = Visit(ledger.new_uid(), day.isoformat(), ",".join(people), masked(place.strip())[0], masked(finding.strip())[0],
                      utc_now(),
                      ledger.actor)
        seq = door.append("visit", None, {
            "visit_id": visit.visit_id, "visited_on": visit.visited_on, "team": list(people), "place": visit.place,
            "finding": visit.finding, "parcels": uids})
        door.execute("INSERT INTO visit (visit_id, visited_on, team, place, finding, recorded_at, recorded_by, seq)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     (visit.visit_id, visit.visited_on, visit.team, visit.place, visit.finding, visit.recorded_at,
                      visit.recorded_by, seq))
        door.many("INSERT INTO visit_parcel (visit_id, parcel_uid) VALUES (?, ?)", [(visit.visit_id, uid) for uid in uids])
        return Visit(**{**visit.__dict__, "seq": seq})
