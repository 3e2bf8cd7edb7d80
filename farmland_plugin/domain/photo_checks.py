"""What is noticed of one photo as evidence of one parcel; every finding is a reason to look, none rejects (imagery facts §6).

Codes are those of the dictionary ``photo_flag``, whose sentences take the figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from math import atan, degrees
from typing import Dict, Iterator, List, Mapping, Optional, Sequence

import numpy as np

from .gcj import from_gcj
from .photo_ground import LonLat, Outline, apart_m, turn_deg
from .photo_rules import PhotoRules
from .photos import INVALID, MISSING, OFFICIAL, PLACED, Photo, PhotoFacts, moment

FULL_FRAME_MM = 36.0  # width of 35 mm film
STATION = 16  # digits of the hash that names a station


@dataclass(frozen=True)
class Noticed:
    """Something noticed. :param about: what makes it another thing than the same code before (the day it was held against)."""

    code: str
    figures: Mapping[str, str] = field(default_factory=dict)
    other_sha256: str = ""
    other_uid: str = ""
    about: str = ""


@dataclass(frozen=True)
class Setting:
    """What is known of the parcel and of the photo's part in it.

    :param outline: None where the polygon cannot be brought to longitude and latitude. :param after: the photo is to show the
        ground afterwards. :param demolished_on: day the demolition was recorded for, :param began_on: day the round began,
        '' for none. :param uploaded_at: when it came into the ledger, UTC.
    """

    outline: Optional[Outline] = None
    after: bool = False
    demolished_on: str = ""
    began_on: str = ""
    uploaded_at: str = ""


def noticed(facts: PhotoFacts, setting: Setting, rules: PhotoRules) -> List[Noticed]:
    """Return what is noticed of a photo by itself; re-use is found by holding it against the others."""
    if not facts.has_exif:  # a messenger's copy says nothing of place, time or program
        return [Noticed("no_exif"), *_order(facts, setting, rules), *_edited(facts, rules)]
    return [*_place(facts, setting, rules), *_clock(facts, rules), *_order(facts, setting, rules), *_edited(facts, rules)]


def _place(facts: PhotoFacts, setting: Setting, rules: PhotoRules) -> Iterator[Noticed]:
    if facts.position == MISSING:
        yield Noticed("position_missing")
    elif facts.position == INVALID or facts.lon is None or facts.lat is None:
        yield Noticed("position_invalid")
    elif setting.outline is not None:
        at = (facts.lon, facts.lat)
        metres, spare = setting.outline.distance_m(at), accuracy_of(facts, rules)
        if metres > rules.near_m + spare:
            shifted = setting.outline.distance_m(without_shift(at))
            told = {"metres": f"{metres:.0f}", "accuracy": f"{spare:.0f}"}
            if shifted <= rules.near_m + spare:
                yield Noticed("gcj02", {**told, "shifted": f"{shifted:.0f}"})
            else:
                yield Noticed("far" if metres > rules.far_m + spare else "off", told)
        elif facts.azimuth is not None and not setting.outline.seen_from(
                at, facts.azimuth, half_angle(facts, rules), rules.cone_reach_m):
            yield Noticed("direction", {"azimuth": f"{facts.azimuth:.0f}", "metres": f"{metres:.0f}"})


def accuracy_of(facts: PhotoFacts, rules: PhotoRules) -> float:
    """Return the radius a position may be off by, metres."""
    return rules.accuracy_m if facts.accuracy_m is None else facts.accuracy_m


def without_shift(at: LonLat) -> LonLat:
    """Return where a place lies if it was written in GCJ-02."""
    east, north = from_gcj(np.array([at], dtype=np.float64))[0]
    return float(east), float(north)


def half_angle(facts: PhotoFacts, rules: PhotoRules) -> float:
    """Return how far to either side of its azimuth a photo may show the parcel, degrees."""
    known = facts.f35 is not None and facts.f35 > 0
    half = degrees(atan(FULL_FRAME_MM / 2 / float(facts.f35 or 1))) + rules.cone_margin_deg if known else rules.cone_unknown_deg
    return half + (rules.magnetic_deg if facts.magnetic else 0.0)


def _clock(facts: PhotoFacts, rules: PhotoRules) -> Iterator[Noticed]:
    if not facts.taken_at:
        yield Noticed("no_time")
    elif facts.clock_s is not None and abs(facts.clock_s) > rules.clock_minutes * 60:
        yield Noticed("clock", {"taken": said(facts.taken_at), "satellite": said(_official(facts.gps_at)),
                                "minutes": str(round(abs(facts.clock_s) / 60))})


def _official(utc: str) -> str:
    there = moment(utc)
    return "" if there is None else (there + OFFICIAL).isoformat()


def said(text: str) -> str:
    """Return a moment as people read it."""
    return text[:16].replace("T", " ")


def _order(facts: PhotoFacts, setting: Setting, rules: PhotoRules) -> Iterator[Noticed]:
    taken = moment(facts.taken_at)
    if taken is None:
        return
    day = facts.taken_at[:10]
    if setting.after and setting.demolished_on and day < setting.demolished_on:
        yield Noticed("before_demolition", {"taken": said(facts.taken_at), "demolished": setting.demolished_on},
                      about=setting.demolished_on)
    elif setting.began_on and day < setting.began_on:
        yield Noticed("before_round", {"taken": said(facts.taken_at), "began": setting.began_on})
    uploaded = moment(setting.uploaded_at)
    if uploaded is not None and taken > uploaded + OFFICIAL + timedelta(minutes=rules.clock_minutes):
        yield Noticed("after_upload", {"taken": said(facts.taken_at), "uploaded": said((uploaded + OFFICIAL).isoformat())})


def _edited(facts: PhotoFacts, rules: PhotoRules) -> Iterator[Noticed]:
    software = facts.software.casefold()
    taken, modified = moment(facts.taken_at), moment(facts.modified_at)
    if any(editor in software for editor in rules.editors):
        yield Noticed("edited", {"software": facts.software[:60]})
    elif taken is not None and modified is not None and modified - taken > timedelta(minutes=rules.modified_minutes):
        yield Noticed("modified", {"taken": said(facts.taken_at), "modified": said(facts.modified_at)})


def a_burst(one: PhotoFacts, other: PhotoFacts, rules: PhotoRules) -> bool:
    """Whether two photos were taken one shortly after the other by the cameras' clocks, so that they may well look alike."""
    first, second = moment(one.taken_at), moment(other.taken_at)
    return first is not None and second is not None and timedelta(0) < abs(second - first) <= timedelta(
        minutes=rules.burst_minutes)


def station_of(sha256: str, facts: PhotoFacts, known: Sequence[Photo], rules: PhotoRules) -> str:
    """Return the station a photo was taken from: that of an earlier photo of the parcel, of any round, from the same spot in
    the same direction (同机位), else one of its own; '' where it says no position or direction.

    :param known: the parcel's photos so far, in order.
    """
    if facts.position != PLACED or facts.azimuth is None or facts.lon is None or facts.lat is None:
        return ""
    best: Dict[float, str] = {}
    for one in known:
        read = one.read
        if not one.station or one.sha256[:STATION] != one.station or read.lon is None or read.lat is None or read.azimuth is None:
            continue  # only the photo that founded a station stands for it: it cannot wander
        metres = apart_m((facts.lon, facts.lat), (read.lon, read.lat))
        if metres <= max(accuracy_of(facts, rules), accuracy_of(read, rules)) and turn_deg(
                facts.azimuth, read.azimuth) <= rules.station_deg:
            best.setdefault(metres, one.station)
    return best[min(best)] if best else sha256[:STATION]
