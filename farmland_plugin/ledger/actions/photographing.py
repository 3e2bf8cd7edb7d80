"""Photos checked as evidence, and what a person says of a flag; facts, flags and answers are only ever added."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Set, Tuple

from ...domain.casework import people_of
from ...domain.errors import BadInput
from ...domain.parcel import CaseState, Change
from ...domain.photos import ANSWER, FLAG, ROW
from ...domain.workdays import day_of, today
from ...i18n import tr
from ..door import Door, Outcome
from ..photos import CHECK, EXPLAIN

INSERT_PHOTO = ("INSERT INTO photo (sha256, round, phash, facts, lon, lat, accuracy_m, azimuth, taken_at, clock_s, station,"
                " rules, checked_at, parcel_uid, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
INSERT_FLAG = ("INSERT INTO photo_flag (flag_id, sha256, round, code, figures, other_sha256, other_uid, raised_at, rules,"
               " parcel_uid, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
INSERT_ANSWER = ("INSERT INTO photo_answer (answer_id, flag_id, round, verdict, words, person_id, answered_on, parcel_uid, seq)"
                 " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
_PHOTOS = "SELECT sha256 FROM photo WHERE parcel_uid = ?"
_FLAGS = "SELECT flag_id FROM photo_flag WHERE parcel_uid = ?"
_ATTACHED = "SELECT sha256 FROM parcel_attachment WHERE parcel_uid = ?"
_FLAG = "SELECT round, raised_at FROM photo_flag WHERE flag_id = ? AND parcel_uid = ?"
_FIGURES = frozenset({"round"})


def check_photos(door: Door, case: CaseState, change: Change) -> Outcome:
    """Record what was read from photos of a parcel and what was noticed of them; payload: photos, flags (rows as told),
    compared (the event up to which photos were held against one another).

    What is known already is left out, so that checking again adds nothing twice.

    :raises BadInput: for a photo that is not attached to the parcel, an unknown flag, or when nothing is new.
    """
    attached, known = _of(door, _ATTACHED, case.parcel_uid), _of(door, _PHOTOS, case.parcel_uid)
    photos = [one for one in _rows(change.payload, "photos", ROW) if one["sha256"] not in known]
    raised = _of(door, _FLAGS, case.parcel_uid)
    flags = [one for one in _rows(change.payload, "flags", FLAG) if one["flag_id"] not in raised]
    compared = change.payload.get("compared") or 0
    if not isinstance(compared, int):
        raise BadInput(tr("The number of the event up to which photos were compared is no whole number."))
    codes = door.ledger.dictionary("photo_flag")
    for one in flags:
        codes.require(str(one["code"]))
    if {one["sha256"] for one in (*photos, *flags)} - attached:
        raise BadInput(tr("A photo that is checked must be attached to the parcel first."))
    if not photos and not flags:
        raise BadInput(tr("Nothing new was found of the parcel's photos."))

    def after(seq: int) -> None:
        door.many(INSERT_PHOTO, [(*(one[name] for name in ROW), case.parcel_uid, seq) for one in photos])
        door.many(INSERT_FLAG, [(*(one[name] for name in FLAG), case.parcel_uid, seq) for one in flags])

    return Outcome(case, {"photos": photos, "flags": flags, "compared": int(compared)}, after=after)


def _of(door: Door, sql: str, uid: str) -> Set[str]:
    return {str(next(iter(dict(row).values()))) for row in door.store.rows(sql, (uid,))}


def _rows(payload: Mapping[str, Any], name: str, names: Tuple[str, ...]) -> List[Dict[str, Any]]:
    """Return the rows that a payload holds under a name, none where it holds nothing."""
    given = payload.get(name)
    if given is None:
        return []
    if not isinstance(given, (list, tuple)):
        raise BadInput(tr("What was read of the photos ({name}) must be a list of records."), name=name)
    return [_row(one, names) for one in given]


def _row(given: Any, names: Tuple[str, ...]) -> Dict[str, Any]:
    """Return a row as its event tells it, every column a text but for the round."""
    try:
        return {name: int(given[name]) if name in _FIGURES else str(given[name]) for name in names}
    except (KeyError, IndexError, TypeError, ValueError, OverflowError) as error:
        raise BadInput(tr("The photo's record lacks {what}."), what=error) from error


def explain_flag(door: Door, case: CaseState, change: Change) -> Outcome:
    """Say of a flag that it is accepted, explained, or a fake; payload: flag_id, verdict, words, person_id, answered_on.

    A later answer counts instead of an earlier one (``domain.photos.standing``); none is taken away.

    :raises BadInput: for a flag the parcel does not have, without words or a person, or for a day before the
        flag was raised or still to come.
    """
    given = change.payload
    flag = str(given.get("flag_id") or "")
    raised = [(row["round"], day_of(row["raised_at"])) for row in door.store.rows(_FLAG, (flag, case.parcel_uid))]
    if not raised:
        raise BadInput(tr("The parcel's photos have no such flag."))
    verdict = door.ledger.dictionary("photo_answer").require(str(given.get("verdict") or "")).code
    words, person = str(given.get("words") or "").strip(), str(given.get("person_id") or "")
    if not words:
        raise BadInput(tr("Say in words why: it stands in the record for good."))
    if len(people_of(person)) != 1:
        raise BadInput(tr("Choose the person who says so."))
    door.ledger.people.require([person])
    day = day_of(str(given.get("answered_on") or today().isoformat()))
    if day > today():
        raise BadInput(tr("{day} is still to come: record what has been."), day=day.isoformat())
    if day < raised[0][1]:
        raise BadInput(tr("The flag was raised on {raised}: it cannot have been answered on {day}."),
                       raised=raised[0][1].isoformat(), day=day.isoformat())
    payload: Dict[str, Any] = {
        "answer_id": str(given.get("answer_id") or door.ledger.new_uid()), "flag_id": flag, "round": raised[0][0],
        "verdict": verdict, "words": words, "person_id": person, "answered_on": day.isoformat()}

    def after(seq: int) -> None:
        door.execute(INSERT_ANSWER, (*(payload[name] for name in ANSWER), case.parcel_uid, seq))

    return Outcome(case, payload, after=after)


HANDLERS = {CHECK: check_photos, EXPLAIN: explain_flag}
