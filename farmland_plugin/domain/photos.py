"""Photos as evidence: what a camera wrote into one, what was noticed of it, what a person answered (003-09, 举证照片).

A flag is a reason to look, never a verdict: nothing is rejected by it, and a person explains it or finds it a fake.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any, Dict, Iterable, List, Mapping, Optional, Tuple

PLACED, MISSING, INVALID = "placed", "missing", "invalid"  # what is known of a position
OFFICIAL = timedelta(hours=8)  # China's one time, ahead of UTC
ACCEPTED, EXPLAINED, FAKE = "accepted", "explained", "fake"  # codes of the dictionary ``photo_answer``
ROW = ("sha256", "round", "phash", "facts", "lon", "lat", "accuracy_m", "azimuth", "taken_at", "clock_s", "station", "rules",
       "checked_at")
FLAG = ("flag_id", "sha256", "round", "code", "figures", "other_sha256", "other_uid", "raised_at", "rules")
ANSWER = ("answer_id", "flag_id", "round", "verdict", "words", "person_id", "answered_on")


@dataclass(frozen=True)
class PhotoFacts:
    """What a photo's file says of itself.

    :param position: placed, missing or invalid (0/0, no number, off the globe). :param lon, lat: degrees as written, None
        unless placed. :param accuracy_m: radius as the phone gives it. :param azimuth: of the view, degrees clockwise from
        north, magnetic where ``magnetic``. :param f35: focal length for 35 mm film, mm.
    :param taken_at: by the camera's own clock, ``2026-11-20T09:30:00``, '' where it does not say. :param gps_at: UTC.
    :param software: what wrote it last, every tag that says so.
    """

    width: int = 0
    height: int = 0
    kind: str = ""
    has_exif: bool = False
    position: str = MISSING
    lon: Optional[float] = None
    lat: Optional[float] = None
    accuracy_m: Optional[float] = None
    azimuth: Optional[float] = None
    magnetic: bool = False
    f35: Optional[float] = None
    taken_at: str = ""
    modified_at: str = ""
    gps_at: str = ""
    make: str = ""
    model: str = ""
    software: str = ""

    def text(self) -> str:
        """Return the facts as JSON text, what is unknown left out."""
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        told = {key: value for key, value in found.items() if value is not None and value is not False and value != ""}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @classmethod
    def parse(cls, text: str) -> PhotoFacts:
        """Return the facts a JSON text holds; what this program does not know is left out."""
        raw = json.loads(text or "{}")
        known = {one.name for one in fields(cls)}
        return cls(**{key: value for key, value in raw.items() if key in known}) if isinstance(raw, dict) else cls()

    @property
    def clock_s(self) -> Optional[int]:
        """By how many seconds the camera's clock is ahead of China's time, as GPS has it; None where one of them is unknown."""
        taken, satellite = moment(self.taken_at), moment(self.gps_at)
        return None if taken is None or satellite is None else round((taken - satellite - OFFICIAL).total_seconds())


def moment(text: str) -> Optional[datetime]:
    """Return the moment an ISO text names, whatever its zone; None for none."""
    try:
        return datetime.fromisoformat(text[:19]) if text else None
    except ValueError:
        return None


@dataclass(frozen=True)
class Photo:
    """A photo looked at as evidence of one parcel: a row of the table ``photo``; numbers are decimal text.

    :param phash: eight hashes of 16 hex digits (as it is, turned and mirrored), '' where the picture is too plain.
    :param station: begins the SHA-256 of the first photo taken from the same spot in the same direction, '' for none.
    :param rules: version of the rules it was judged by.
    """

    parcel_uid: str
    sha256: str
    round: int
    phash: str
    facts: str
    lon: str
    lat: str
    accuracy_m: str
    azimuth: str
    taken_at: str
    clock_s: str
    station: str
    rules: str
    checked_at: str
    seq: int = 0

    def told(self) -> Dict[str, Any]:
        """Return the row as its event tells it."""
        return {name: getattr(self, name) for name in ROW}

    @property
    def read(self) -> PhotoFacts:
        """What the file says of itself."""
        return PhotoFacts.parse(self.facts)

    @property
    def hashes(self) -> Tuple[int, ...]:
        """The eight hashes, none where the picture is too plain."""
        return tuple(int(self.phash[at:at + 16], 16) for at in range(0, len(self.phash), 16))


@dataclass(frozen=True)
class PhotoFlag:
    """Something noticed of a photo (疑点): a row of ``photo_flag``; never changed.

    :param code: of the dictionary ``photo_flag``. :param figures: what its sentence says, as text.
    :param other_sha256, other_uid: the other photo and its parcel, where the flag is about two.
    """

    parcel_uid: str
    flag_id: str
    sha256: str
    round: int
    code: str
    figures: Mapping[str, str]
    other_sha256: str
    other_uid: str
    raised_at: str
    rules: str
    seq: int = 0

    def told(self) -> Dict[str, Any]:
        """Return the row as its event tells it."""
        return {**{name: getattr(self, name) for name in FLAG}, "figures": figures_text(self.figures)}


@dataclass(frozen=True)
class PhotoAnswer:
    """What a person said of a flag: a row of ``photo_answer``; which of a flag's counts says ``standing``.

    :param given_at: when it was recorded, UTC, in whichever copy. :param merge_id: the merge that brought it, '' for none.
    """

    parcel_uid: str
    answer_id: str
    flag_id: str
    round: int
    verdict: str
    words: str
    person_id: str
    answered_on: str
    seq: int = 0
    given_at: str = ""
    merge_id: str = ""


def in_order(answers: Iterable[PhotoAnswer]) -> List[PhotoAnswer]:
    """Return answers by when they were given, the oldest first, whichever copy they were recorded in."""
    return sorted(answers, key=lambda one: (one.answered_on, one.given_at, one.seq, one.answer_id))


def standing(answers: Iterable[PhotoAnswer]) -> Optional[PhotoAnswer]:
    """Return the answer to a flag that counts, None for none: the last one given.

    A fake stands until somebody answers anew who had it before him: what was said in another copy, or before a merge brought
    it, does not overturn it.
    """
    last: Optional[PhotoAnswer] = None
    fakes: List[PhotoAnswer] = []
    for one in in_order(answers):
        if one.verdict == FAKE:
            fakes.append(one)
        elif all(_had(one, fake) for fake in fakes):
            fakes = []
        else:
            continue
        last = one
    return last


def _had(one: PhotoAnswer, earlier: PhotoAnswer) -> bool:
    """Whether whoever answered had an earlier answer before him."""
    if one.merge_id:
        return one.merge_id == earlier.merge_id and one.given_at > earlier.given_at
    return one.seq > earlier.seq


def figures_text(figures: Mapping[str, str]) -> str:
    """Return the figures of a flag as the table holds them."""
    return json.dumps(dict(figures), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def flag_id(parcel_uid: str, round_: int, sha256: str, code: str, other_uid: str = "", other_sha256: str = "",
            about: str = "") -> str:
    """Return the id of a flag: the same thing noticed twice, or in two copies of a ledger, is one flag.

    :param about: what else makes it another thing (the day it was held against).
    """
    parts = "\n".join((parcel_uid, str(round_), sha256, code, other_uid, other_sha256, about))
    return hashlib.sha256(parts.encode("utf-8")).hexdigest()[:32]
