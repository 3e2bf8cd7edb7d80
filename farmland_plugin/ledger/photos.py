"""What the ledger knows of photos as evidence: facts read from them, flags raised, answers given, stations on the map."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from ..domain.photo_rules import RULE, PhotoRules
from ..domain.photos import Photo, PhotoAnswer, PhotoFlag, in_order, standing
from .lonlat import from_lonlat
from .reads import Reads

CHECK, EXPLAIN = "check_photos", "explain_flag"
_OF_PARCEL = "SELECT * FROM photo WHERE parcel_uid = ? ORDER BY seq, sha256"
_FLAGS = "SELECT * FROM photo_flag WHERE parcel_uid = ? OR other_uid = ? ORDER BY seq, flag_id"
_ANSWERS = ("SELECT a.*, e.ts AS given_at FROM photo_answer AS a LEFT JOIN event AS e ON e.seq = a.seq WHERE a.parcel_uid = ?"
            " ORDER BY a.seq, a.answer_id")
_BROUGHT = ("SELECT merge_id, ts, body FROM merged_event WHERE parcel_uid = ? AND action = 'explain_flag'"
            " ORDER BY merged_seq, merge_id, seq")
_HANGING = ("SELECT parcel_uid, sha256, role, round FROM parcel_attachment WHERE parcel_uid = ? AND removed_seq IS NULL"
            " ORDER BY seq, ord")
# the prints of all photos: a database tells them to every login, for a photo may have been used in another township
_PRINTS = "SELECT parcel_uid, sha256, round, phash, taken_at, seq FROM photo ORDER BY seq, parcel_uid, sha256"
_ALL_PRINTS = "SELECT parcel_uid, sha256, round, phash, taken_at, seq FROM photo_prints() ORDER BY seq, parcel_uid, sha256"
_NEW = "SELECT COUNT(*) AS n FROM photo WHERE seq > ?"
_ALL_NEW = "SELECT COUNT(*) AS n FROM photo_prints() WHERE seq > ?"
_UNCHECKED = (
    "SELECT a.parcel_uid, a.sha256, a.role, a.round, f.rel_path, f.orig_name, f.imported_at, MIN(a.seq) AS seq"
    " FROM parcel_attachment AS a JOIN attachment AS f ON f.sha256 = a.sha256 LEFT JOIN photo AS p ON p.parcel_uid = a.parcel_uid"
    " AND p.sha256 = a.sha256 WHERE a.removed_seq IS NULL AND p.sha256 IS NULL GROUP BY a.parcel_uid, a.sha256, a.role, a.round,"
    " f.rel_path, f.orig_name, f.imported_at ORDER BY 8, a.parcel_uid, a.sha256")
_AGAIN = ("SELECT a.parcel_uid, a.sha256, a.round, p.round AS before FROM parcel_attachment AS a JOIN photo AS p"
          " ON p.parcel_uid = a.parcel_uid AND p.sha256 = a.sha256 WHERE a.removed_seq IS NULL AND a.round > p.round"
          " ORDER BY a.seq, a.parcel_uid, a.sha256")
_FILES = "SELECT sha256, rel_path FROM attachment WHERE sha256 = ?"
_RAISED = "SELECT flag_id FROM photo_flag"
_LAST_CHECK = "SELECT body FROM event WHERE action = 'check_photos' ORDER BY seq DESC LIMIT 1"
_DEMOLISHED = ("SELECT parcel_uid, round, MAX(done_on) AS day FROM completion WHERE stage = 'demolished' AND removed_seq IS NULL"
               " GROUP BY parcel_uid, round")
_BEGUN = "SELECT parcel_uid, MAX(ts) AS ts FROM event WHERE action = 'reopen' AND parcel_uid = ? GROUP BY parcel_uid"
_DATED = ("SELECT p.*, f.imported_at FROM photo AS p JOIN case_state AS c ON c.parcel_uid = p.parcel_uid AND c.round = p.round"
          " JOIN attachment AS f ON f.sha256 = p.sha256 WHERE p.taken_at <> '' ORDER BY p.seq, p.parcel_uid, p.sha256")


@dataclass(frozen=True)
class FlagSeen:
    """A flag as one parcel sees it. :param mine: raised on a photo of this parcel; else one of another parcel's that points here.

    :param answers: what people said of it, oldest first.
    """

    flag: PhotoFlag
    mine: bool
    answers: Tuple[PhotoAnswer, ...] = ()

    @property
    def verdict(self) -> str:
        """What counts: accepted, explained or fake; '' while nobody answered."""
        found = standing(self.answers)
        return found.verdict if found else ""


class Station(NamedTuple):
    """Where a photo was taken. ``x``, ``y``: in the ledger's CRS; ``azimuth``: degrees, None where the camera did not say.

    :param station: photos with the same one were taken from the same spot in the same direction (同机位).
    """

    sha256: str
    role: str
    round: int
    x: float
    y: float
    azimuth: Optional[float]
    taken: str
    station: str


class Print(NamedTuple):
    """What a photo is known by among all others, of whatever township."""

    parcel_uid: str
    sha256: str
    round: int
    phash: str
    taken_at: str
    seq: int


class Photos(Reads):
    """The reading half of photos as evidence."""

    crs_wkt: str

    def photo_rules(self) -> PhotoRules:
        """Return the ledger's rules for photos.

        :raises BadInput: naming what is wrong with them.
        """
        return PhotoRules.from_json(self.rule(RULE), f"{RULE}.json")

    def photos(self, uid: str) -> List[Photo]:
        """Return what was read from a parcel's photos, in the order they were checked."""
        return [photo_of(row) for row in self._rows(_OF_PARCEL, uid)]

    def photo_flags(self, uid: str) -> List[FlagSeen]:
        """Return the flags on a parcel's photos, and those of other parcels' photos that point at it, with their answers."""
        found = [(flag, flag.parcel_uid == uid) for flag in map(flag_of, self._rows(_FLAGS, uid, uid))]
        found.sort(key=lambda one: not one[1])
        answers: Dict[str, List[PhotoAnswer]] = {}
        for one in photo_answers(self, sorted({flag.parcel_uid for flag, _ in found})):
            answers.setdefault(one.flag_id, []).append(one)
        return [FlagSeen(flag, mine, tuple(answers.get(flag.flag_id, ()))) for flag, mine in found]

    def photo_stations(self, uid: str) -> List[Station]:
        """Return where the photos that hang on a parcel were taken, in the ledger's CRS; without a position it is left out."""
        roles = {(row["sha256"], row["round"]): row["role"] for row in self._rows(_HANGING, uid)}
        placed = [one for one in self.photos(uid) if one.lon and (one.sha256, one.round) in roles]
        if not placed:
            return []
        places = from_lonlat(self.crs_wkt, [(float(one.lon), float(one.lat)) for one in placed])
        return [Station(one.sha256, roles[one.sha256, one.round], one.round, x, y, float(one.azimuth) if one.azimuth else None,
                        one.taken_at, one.station) for one, (x, y) in zip(placed, places)]


def photo_of(row: Mapping[str, Any]) -> Photo:
    """Return a row of ``photo``."""
    return Photo(**dict(row))


def flag_of(row: Mapping[str, Any]) -> PhotoFlag:
    """Return a row of ``photo_flag``."""
    columns = dict(row)
    return PhotoFlag(**{**columns, "figures": json.loads(columns["figures"])})


def photo_answers(ledger: Reads, uids: Sequence[str]) -> List[PhotoAnswer]:
    """Return what people said of the flags on parcels' photos, by when it was said."""
    rows = [dict(row) for row in ledger.store.each(_ANSWERS, uids)]
    brought: Dict[str, Dict[str, str]] = {}
    for row in ledger.store.each(_BROUGHT, uids) if rows else ():
        told = json.loads(row["body"]).get("payload") or {}
        brought.setdefault(str(told.get("answer_id")), {"given_at": row["ts"], "merge_id": row["merge_id"]})
    return in_order(PhotoAnswer(**{**row, "given_at": row["given_at"] or "", **brought.get(row["answer_id"], {})})
                    for row in rows)


def prints(ledger: Reads) -> List[Print]:
    """Return what every photo checked so far is known by, of parcels a login does not see, too."""
    return [Print(**dict(row)) for row in ledger.store.rows(_ALL_PRINTS if ledger.store.shared else _PRINTS)]


def new_prints(ledger: Reads, seq: int) -> int:
    """Return how many photos were recorded as checked after event ``seq``, of parcels a login does not see, too."""
    return sum(int(row["n"]) for row in ledger.store.rows(_ALL_NEW if ledger.store.shared else _NEW, (seq,)))


class Unchecked(NamedTuple):
    """A file that hangs on a parcel and was never looked at as a photo. ``imported_at``: UTC."""

    parcel_uid: str
    sha256: str
    role: str
    round: int
    rel_path: str
    orig_name: str
    imported_at: str


def unchecked(ledger: Reads, roles: Iterable[str]) -> List[Unchecked]:
    """Return the photos that came in by another door (a panel, fieldwork) and were not checked yet, oldest first.

    :param roles: those whose files are photos.
    """
    wanted, seen, found = set(roles), set(), []
    for row in ledger.store.rows(_UNCHECKED):
        columns = {name: row[name] for name in Unchecked._fields}
        if row["role"] in wanted and (row["parcel_uid"], row["sha256"]) not in seen:
            seen.add((row["parcel_uid"], row["sha256"]))
            found.append(Unchecked(**columns))
    return found


def compared_up_to(ledger: Reads) -> int:
    """Return up to which event the photos were held against one another: what came in since, by a merge or by somebody else at
    the same time, was not compared with all."""
    for row in ledger.store.rows(_LAST_CHECK):
        return int(json.loads(row["body"])["payload"].get("compared") or 0)
    return 0


def demolished_on(ledger: Reads) -> Dict[Tuple[str, int], str]:
    """Return the day each parcel's demolition is recorded for, by parcel and round."""
    return {(row["parcel_uid"], row["round"]): row["day"] for row in ledger.store.rows(_DEMOLISHED)}


def began_at(ledger: Reads, uids: Iterable[str]) -> Dict[str, str]:
    """Return when the present round of parcels began (UTC), of those that were reopened."""
    return {row["parcel_uid"]: row["ts"] for row in ledger.store.each(_BEGUN, list(uids))}


def dated_photos(ledger: Reads) -> Iterator[Tuple[Photo, str]]:
    """Yield the photos of each case's present round that say when they were taken, and when each came in (UTC)."""
    for row in ledger.store.rows(_DATED):
        columns = dict(row)
        imported = str(columns.pop("imported_at") or "")
        yield photo_of(columns), imported


class Again(NamedTuple):
    """A photo of an earlier round (``before``) that hangs on the parcel in a later one."""

    parcel_uid: str
    sha256: str
    round: int
    before: int


def used_again(ledger: Reads) -> List[Again]:
    """Return the photos of earlier rounds that were attached to the same parcel again."""
    return [Again(**dict(row)) for row in ledger.store.rows(_AGAIN)]


def files_of(ledger: Reads, shas: Iterable[str]) -> Dict[str, str]:
    """Return where files lie in the media folder, by SHA-256; those of other townships are left out."""
    return {row["sha256"]: row["rel_path"] for row in ledger.store.each(_FILES, sorted(set(shas)))}


def raised(ledger: Reads) -> Set[str]:
    """Return the ids of the flags raised so far."""
    return {row["flag_id"] for row in ledger.store.rows(_RAISED)}
