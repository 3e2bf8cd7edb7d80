"""Checking what hangs on the parcels: photos nobody looked at yet, those a merge brought, and days recorded since."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from ...domain.errors import BadInput
from ...domain.parcel import Change
from ...domain.photo_checks import Noticed, Setting, noticed, station_of
from ...domain.photos import OFFICIAL, Photo, PhotoFacts, PhotoFlag, flag_id, moment
from ...domain.progress import Feedback
from ...i18n import message
from ...ledger.bodies import utc_now
from ...ledger.ledger import Ledger
from ...ledger.photos import (
    CHECK,
    Print,
    Unchecked,
    began_at,
    compared_up_to,
    dated_photos,
    demolished_on,
    files_of,
    new_prints,
    prints,
    raised,
    unchecked,
    used_again,
)
from .looking import Looked, look
from .matching import Parcels
from .reuse import Greys, Known, find_reuse

ACCEPTANCE = "acceptance"
AT_ONCE = 100  # parcels of one transaction
ELSEWHERE = "—"


@dataclass
class Checked:
    """What checking came to. :param photos: checked for the first time. :param flags: raised now."""

    photos: List[Photo] = field(default_factory=list)
    flags: List[PhotoFlag] = field(default_factory=list)


class Part:
    """Feedback of a part of a job.

    :param share: percent of the whole at its beginning and end.
    """

    def __init__(self, feedback: Feedback, share: Tuple[float, float]) -> None:
        self._feedback, self._share = feedback, share
        self.say, self.warn = feedback.say, feedback.warn
        self.is_cancelled, self.check = feedback.is_cancelled, feedback.check

    def progress(self, percent: float) -> None:
        """Move on within the part."""
        first, last = self._share
        self._feedback.progress(first + (last - first) * percent / 100.0)


def photo_roles(ledger: Ledger) -> Tuple[str, ...]:
    """Return the roles of attachments whose files are photos."""
    return tuple(one.code for one in ledger.dictionary("attachment_role").entries if one.extra.get("kind") == "photo")


def check_photos(ledger: Ledger, parcels: Parcels, seen: Mapping[str, Looked], feedback: Feedback) -> Checked:
    """Check every photo that hangs on a parcel and was not checked, hold it against all others, and record what was found.

    Checking again adds nothing twice. Each transaction is short; what was written stays when the user stops it.

    :param seen: photos looked at a moment ago, by SHA-256.
    """
    job = _Job(ledger, parcels, seen)
    job.look_at(unchecked(ledger, photo_roles(ledger)), Part(feedback, (0.0, 50.0)))
    job.compare(Part(feedback, (50.0, 90.0)))
    job.used_again()
    job.hold_against_days()
    job.write(Part(feedback, (90.0, 100.0)))
    return job.found


class _Job:
    """One run of checking."""

    def __init__(self, ledger: Ledger, parcels: Parcels, seen: Mapping[str, Looked]) -> None:
        self.ledger, self.parcels, self.rules, self.found = ledger, parcels, ledger.photo_rules(), Checked()
        self._seen, self._greys = dict(seen), {sha: one.grey for sha, one in seen.items()}
        self._now, self._raised = utc_now(), raised(ledger)
        with ledger.reading():
            self._last, self._head, self._prints = compared_up_to(ledger), ledger.last_seq(), prints(ledger)
        self._demolished = demolished_on(ledger)
        self._paths: Dict[str, str] = {}

    # -- one by one -------------------------------------------------------------------------------------------

    def look_at(self, files: Sequence[Unchecked], feedback: Feedback) -> None:
        """Read every photo and notice what it shows by itself."""
        began = began_at(self.ledger, {one.parcel_uid for one in files})
        known: Dict[str, List[Photo]] = {}
        for done, one in enumerate(files):
            feedback.check()
            feedback.progress(100.0 * done / len(files))
            uid = one.parcel_uid
            if uid not in self.parcels.by_uid:
                continue
            self._paths[one.sha256] = str(self.ledger.media.folder / one.rel_path)
            try:
                looked: Optional[Looked] = self._looked(one)
                said = noticed(looked.facts, self._setting(one, began.get(uid, "")), self.rules) if looked else []
            except (BadInput, OSError) as error:
                looked = None
                reason = message(error) if isinstance(error, BadInput) else str(error.strerror or error)
                said = [Noticed("unreadable", {"reason": reason.replace("\n", " ")})]
            if uid not in known:
                known[uid] = self.ledger.photos(uid)
            photo = self._photo(one, looked, known[uid])
            known[uid].append(photo)
            self.found.photos.append(photo)
            self._raise(uid, one.round, one.sha256, said)

    def _looked(self, one: Unchecked) -> Looked:
        found = self._seen.get(one.sha256)
        if found is None:
            found = look(self.ledger.media.folder / one.rel_path, self.rules)
            self._greys[one.sha256] = found.grey
        return found

    def _setting(self, one: Unchecked, began: str) -> Setting:
        return Setting(self.parcels.outline(one.parcel_uid), self._shows_after(one.role),
                       self._demolished.get((one.parcel_uid, one.round), ""), _official_day(began), one.imported_at)

    def _shows_after(self, role: str) -> bool:
        entry = self.ledger.dictionary("attachment_role").get(role)
        return entry is not None and entry.extra.get("subject") == ACCEPTANCE

    def _photo(self, one: Unchecked, looked: Optional[Looked], known: Sequence[Photo]) -> Photo:
        facts = looked.facts if looked else PhotoFacts()
        return Photo(
            one.parcel_uid, one.sha256, one.round, looked.phash if looked else "", facts.text(), _text(facts.lon),
            _text(facts.lat), _text(facts.accuracy_m), _text(facts.azimuth), facts.taken_at, _text(facts.clock_s),
            station_of(one.sha256, facts, known, self.rules), self.rules.version, self._now)

    # -- against one another ----------------------------------------------------------------------------------

    def compare(self, feedback: Feedback) -> None:
        """Hold the new photos, and those a merge brought since the last time, against all before them."""
        earlier = [one for one in self._prints if one.seq <= self._last]
        fresh = [one for one in self._prints if one.seq > self._last and one.parcel_uid in self.parcels.by_uid]
        foreign = [one for one in self._prints if one.seq > self._last and one.parcel_uid not in self.parcels.by_uid]
        new = [Print(one.parcel_uid, one.sha256, one.round, one.phash, one.taken_at, 0) for one in self.found.photos]
        if not fresh and not new:
            return
        rel = files_of(self.ledger, (one.sha256 for one in (*earlier, *fresh)))
        folder = self.ledger.media.folder
        self._paths.update({sha: str(folder / path) for sha, path in rel.items()})
        greys = Greys(lambda path: look(path, self.rules).grey, self._greys)
        told = find_reuse([self._known(one) for one in (*earlier, *foreign)], [self._known(one) for one in (*fresh, *new)], greys,
                          self.rules, self.parcels.number, feedback)
        rounds = {(one.parcel_uid, one.sha256): one.round for one in (*earlier, *foreign, *fresh, *new)}
        for (uid, sha), found in told.items():
            turned = {flag_id(one.other_uid, rounds[one.other_uid, one.other_sha256], one.other_sha256, one.code, uid, sha): one
                      for one in found}  # said of the other photo before, it is not said of this one, too
            self._raise(uid, rounds[uid, sha], sha, [one for known, one in turned.items() if known not in self._raised])

    def _known(self, one: Print) -> Known:
        parcel = self.parcels.by_uid.get(one.parcel_uid)
        return Known(one, self._paths.get(one.sha256, ""), parcel.township if parcel else ELSEWHERE)

    def used_again(self) -> None:
        """Notice the photos of an earlier round that hang on the same parcel in a later one."""
        for one in used_again(self.ledger):
            if one.parcel_uid in self.parcels.by_uid:
                self._raise(one.parcel_uid, one.round, one.sha256, [Noticed(
                    "same_file", {"number": self.parcels.number(one.parcel_uid), "round": str(one.before)}, one.sha256,
                    one.parcel_uid)])

    def hold_against_days(self) -> None:
        """Notice the photos that are older than a demolition recorded after they were checked."""
        roles: Dict[Tuple[str, str], set] = {}
        dated = [(photo, came) for photo, came in dated_photos(self.ledger)
                 if (photo.parcel_uid, photo.round) in self._demolished and photo.parcel_uid in self.parcels.by_uid
                 and photo.taken_at[:10] < self._demolished[photo.parcel_uid, photo.round]]
        for uid in {photo.parcel_uid for photo, _ in dated}:
            for row in self.ledger.media.rows(uid):
                if row["removed_seq"] is None:
                    roles.setdefault((uid, row["sha256"]), set()).add(row["role"])
        for photo, _ in dated:
            after = any(map(self._shows_after, roles.get((photo.parcel_uid, photo.sha256), ())))
            setting = Setting(None, after, self._demolished[photo.parcel_uid, photo.round])
            self._raise(photo.parcel_uid, photo.round, photo.sha256, [
                one for one in noticed(photo.read, setting, self.rules) if one.code == "before_demolition"])

    # -- recording --------------------------------------------------------------------------------------------

    def _raise(self, uid: str, round_: int, sha: str, found: Iterable[Noticed]) -> None:
        for one in found:
            known = flag_id(uid, round_, sha, one.code, one.other_uid, one.other_sha256, one.about)
            if known not in self._raised:
                self._raised.add(known)
                self.found.flags.append(PhotoFlag(uid, known, sha, round_, one.code, one.figures, one.other_sha256, one.other_uid,
                                                  self._now, self.rules.version))

    def write(self, feedback: Feedback) -> None:
        """Record photos and flags, one event for every parcel; flags of photos that are known already come first."""
        photos: Dict[str, List[Photo]] = {}
        flags: Dict[str, List[PhotoFlag]] = {}
        for photo in self.found.photos:
            photos.setdefault(photo.parcel_uid, []).append(photo)
        for flag in self.found.flags:
            flags.setdefault(flag.parcel_uid, []).append(flag)
        merged = [uid for uid in flags if uid not in photos]
        uids = [*merged, *photos]
        parts = ([merged] if merged else []) + [list(photos)[at:at + AT_ONCE] for at in range(0, len(photos), AT_ONCE)]
        done = written = 0
        for part in parts:
            feedback.check()
            feedback.progress(100.0 * done / len(uids))
            with self.ledger.door(self.ledger.new_uid()) as door:
                alone = new_prints(self.ledger, self._head) == written  # nobody else's came in: all recorded were compared
                for uid in part:
                    written += len(photos.get(uid, ()))
                    door.change(Change(uid, None, CHECK, {"photos": [one.told() for one in photos.get(uid, ())],
                                                          "flags": [one.told() for one in flags.get(uid, ())],
                                                          "compared": self.ledger.last_seq() + 1 if alone else self._head}))
            done += len(part)


def _text(value: Optional[float]) -> str:
    """Return a number as the ledger keeps it."""
    return "" if value is None else f"{value:.8f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _official_day(utc: str) -> str:
    there = moment(utc)
    return "" if there is None else (there + OFFICIAL).date().isoformat()
