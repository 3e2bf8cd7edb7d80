"""Places, links between parcels on the same ground, and clues that found their parcel: how they are written, with their events.

Rows come in with the import of their batch or by an event of their own, which tells their count and digest; decisions,
corrections by hand and found clues are told word for word, with what stood there before.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Callable, Dict, Generic, Iterable, Iterator, List, Mapping, Sequence, Tuple, TypeVar

from ..domain.area import round_half_up
from ..domain.changes import sound_text
from ..domain.errors import BadInput, LedgerError
from ..domain.parcel import Link, Place
from ..domain.seals import Rows, link_values, place_values
from ..i18n import tr
from . import rows
from .door import Door, utc_now

Record = TypeVar("Record")

INSERT_PLACE = "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_LINK = "INSERT INTO parcel_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
DECIDE = "UPDATE parcel_link SET decision = ?, reason = ?, decided_by = ?, decided_at = ? WHERE link_id = ?"
BIND = "UPDATE clue SET parcel_uid = ? WHERE clue_id = ?"
DECISIONS = ("same", "separate", "")
MANUAL = "manual"
DECIDED = ("decision", "reason", "decided_by", "decided_at")


class Passing(Generic[Record]):
    """Records on their way into a table, taken up in a digest as they pass."""

    def __init__(self, records: Iterable[Record], values: Callable[[Record], List[Any]]) -> None:
        self._records, self._values, self.rows = records, values, Rows()

    @property
    def passing(self) -> Iterator[Record]:
        """Yield the records, once."""
        for one in self._records:
            self.rows.add(self._values(one))
            yield one


def sealed(records: Iterable[Record], values: Callable[[Record], List[Any]]) -> Passing[Record]:
    """Return records that are taken up in a digest as they pass."""
    return Passing(records, values)


def insert_places(door: Door, places: Iterable[Place], seq: int) -> Rows:
    """Write places that event ``seq`` tells of; the newest of a parcel is the one that counts."""
    passing = sealed(places, place_values)
    door.many(INSERT_PLACE, (rows.place_to_row(one, seq) for one in passing.passing))
    return passing.rows


def insert_links(door: Door, links: Iterable[Link], seq: int) -> Tuple[Rows, List[Link]]:
    """Write links that event ``seq`` tells of, undecided; return their digest and those that came with a decision."""
    decided: List[Link] = []

    def whole() -> Iterator[Link]:
        for one in links:
            made = replace(one, link_id=one.link_id or door.ledger.new_uid(), common_m2=round_half_up(one.common_m2))
            if made.decision:
                decided.append(made)
            yield made

    passing = sealed(whole(), link_values)
    door.many(INSERT_LINK, (rows.link_to_row(one, seq) for one in passing.passing))
    return passing.rows, decided


def write_decisions(door: Door, decided: Sequence[Link], more: Mapping[str, Any]) -> int:
    """Write what was decided of links that stand in the ledger, all in one event.

    :param decided: links as they are to stand; ``decided_by`` and ``decided_at`` are set here where they are empty.
    :param more: what the event tells besides.
    """
    told: List[Dict[str, Any]] = []
    values: List[Tuple[str, ...]] = []
    now = utc_now()
    before = {row["link_id"]: row for row in door.store.each("SELECT * FROM parcel_link WHERE link_id = ?",
                                                              [one.link_id for one in decided])}
    for one in decided:
        stood = before.get(one.link_id)
        if stood is None:
            raise LedgerError(tr("The ledger has no link {link}."), link=one.link_id)
        if one.decision not in DECISIONS:
            raise BadInput(tr("{value} is not a decision about a link: same or separate."), value=one.decision)
        made = (one.decision, sound_text("reason", one.reason.strip()), one.decided_by or door.store.actor, one.decided_at or now)
        told.append({"link_id": one.link_id, "parcel_uid": stood["parcel_uid"], "other_uid": stood["other_uid"],
                     **dict(zip(DECIDED, made)), "was": {name: stood[name] for name in DECIDED}})
        values.append((*made, one.link_id))
    seq = door.append("decide_links", None, {"links": told, **more})
    door.many(DECIDE, values)
    return seq


def write_links(door: Door, links: Iterable[Link], more: Mapping[str, Any]) -> int:
    """Add links between parcels that are not linked yet, whichever way round; return the event, 0 when all were known."""
    known = {frozenset((row["parcel_uid"], row["other_uid"])) for row in door.store.rows(
        "SELECT parcel_uid, other_uid FROM parcel_link")}
    new: List[Link] = []
    for one in links:
        pair = frozenset((one.parcel_uid, one.other_uid))
        if pair not in known:
            known.add(pair)
            new.append(one)
    if not new:
        return 0
    seq = door.head.seq + 1
    written, decided = insert_links(door, new, seq)
    door.append("link", None, {"links": written.count, "links_sha256": written.digest, **more})
    if decided:
        write_decisions(door, decided, more)
    return seq


def write_places(door: Door, places: Iterable[Place], more: Mapping[str, Any]) -> int:
    """Write where parcels lie by overlay; what was corrected by hand stays, what is the same already is not written again.

    :returns: the event, 0 when nothing is new.
    """
    wanted = list(places)
    standing = {one.parcel_uid: one for one in door.ledger.places([one.parcel_uid for one in wanted])}
    new = {}
    for one in wanted:
        stands = standing.get(one.parcel_uid)
        if stands is None or (stands.origin != MANUAL and place_values(stands) != place_values(one)):
            new[one.parcel_uid] = one
    if not new:
        return 0
    seq = door.head.seq + 1
    written = insert_places(door, new.values(), seq)
    return door.append("locate", None, {"places": written.count, "places_sha256": written.digest, **more})


def write_place(door: Door, place: Place, more: Mapping[str, Any]) -> int:
    """Write a place corrected by hand; what stood there before is told with it."""
    stood = next(door.ledger.places([place.parcel_uid]), None)
    parcel = door.ledger.parcel(place.parcel_uid)
    was = _told_place(stood) if stood is not None else {"township": parcel.township, "village": parcel.village}
    seq = door.append("place", place.parcel_uid, {**_told_place(place), "was": was, **more})
    door.many(INSERT_PLACE, [rows.place_to_row(place, seq)])
    return seq


def _told_place(place: Place) -> Dict[str, Any]:
    return {"township": place.township, "village": place.village, "grid": place.grid, "township_name": place.township_name,
            "village_name": place.village_name, "origin": place.origin, "reason": place.reason,
            "share": "" if place.share is None else str(Decimal(repr(float(place.share)))),
            "issued_differs": bool(place.issued_differs)}


def write_binding(door: Door, clue_id: str, parcel_uid: str, reason: str, more: Mapping[str, Any]) -> int:
    """Say which parcel a clue turned out to be; '' takes it back.

    :raises LedgerError: when the ledger has no such clue or parcel.
    """
    stood = next(iter(door.store.rows("SELECT parcel_uid FROM clue WHERE clue_id = ?", (clue_id,))), None)
    if stood is None:
        raise LedgerError(tr("The ledger has no clue {clue}."), clue=clue_id)
    if parcel_uid:
        door.case(parcel_uid)
    seq = door.append("bind_clue", parcel_uid or None, {"clue_id": clue_id, "parcel_uid": parcel_uid, "was": stood["parcel_uid"],
                                          "reason": sound_text("reason", reason.strip()), **more})
    door.execute(BIND, (parcel_uid, clue_id))
    return seq
