"""What papers say in time: granted before the building began or after it, within their term or expired, or not to be told.

A text that is no day counts as unknown and is quoted where it is asked for; it is never compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Collection, FrozenSet, Mapping, Optional, Sequence, Tuple

from .codes import normalised
from .readings import first_and_last_day, partial_date
from .screening_facts import ZERO, Match
from .three_valued import Days, Number, Verdict

GRANTED = ("approval", "supply", "registration")  # roles held against the day construction began
TERMED = ("temporary", "facility", "registration", "mining")  # roles whose papers carry a term


def days(text: str, need: str) -> Days:
    """Return the days a date can be: one of a month or a year is known no better, an unreadable one not at all.

    :param need: what is asked for then; what is written stands behind it.
    """
    read = partial_date(text)
    if read is None:
        return Days(needs=(f"{need}:{text.strip()}" if text.strip() else need,))
    low, high = first_and_last_day(read)
    return Days(low, high, (need,) if low != high else ())


@dataclass(frozen=True)
class Terms:
    """What the rules say of terms that are not written as a day.

    :param endless: role -> texts (normalised) that mean the term never ends, '' for nothing written.
    :param layers: ids of layers that hold no terms at all; of roles for which that is no fault, nothing is asked of them.
    """

    endless: Mapping[str, FrozenSet[str]] = field(default_factory=dict)
    layers: Collection[str] = ()

    def valid(self, one: Match, role: str, _start: Days, on: Days) -> Verdict:
        """Return whether a paper's term has not ended on a day; the last day still counts."""
        if self.termless(one, role, _start, on).truth:
            return Verdict(True)
        text = one.detail.get("expires", "")
        if text and normalised(text) in self.endless.get(role, ()):
            return Verdict(True)
        until = days(text, f"date:{role}")
        ended = _up_to(until, on, strict=True)
        return Verdict(None, until.needs) if ended is None else Verdict(not ended)

    def expired(self, one: Match, role: str, start: Days, on: Days) -> Verdict:
        """Return whether it has."""
        return _contrary(self.valid(one, role, start, on))

    def termless(self, one: Match, role: str, _start: Days, _on: Days) -> Verdict:
        """Return whether nothing is written of a term, and nothing need be."""
        if one.detail.get("expires", ""):
            return Verdict(False)
        return Verdict("" in self.endless.get(role, ()) or one.layer.redline_id in self.layers)

    def timely(self, one: Match, role: str, start: Days, _on: Days) -> Verdict:
        """Return whether a paper was granted up to the day construction began."""
        granted = days(one.detail.get("date", ""), f"date:{role}")
        before = _up_to(granted, start, strict=False)
        return Verdict(None, tuple(dict.fromkeys((*granted.needs, *start.needs)))) if before is None else Verdict(before)

    def late(self, one: Match, role: str, start: Days, on: Days) -> Verdict:
        """Return whether it was granted later."""
        return _contrary(self.timely(one, role, start, on))

    def sound(self, one: Match, role: str, start: Days, on: Days) -> Verdict:
        """Return whether a paper came in time and has not ended."""
        both = (self.timely(one, role, start, on), self.valid(one, role, start, on))
        if any(verdict.truth is False for verdict in both):
            return Verdict(False)
        needs = tuple(dict.fromkeys(need for verdict in both for need in verdict.needs))
        return Verdict(None if any(verdict.truth is None for verdict in both) else True, needs)


ANY_TERM = Terms()


def part_of(whole: Number, judged: Sequence[Tuple[Decimal, Verdict]], need: str) -> Number:
    """Return how many m² the papers cover of which something is true; papers may lie on each other.

    :param whole: m² all of them cover, which may lie between two values: what is not known of it may be of either kind.
    :param judged: each paper's m², and what is true of it. :param need: what is asked for where ground has no paper of its own.
    """
    told = sum((area for area, _ in judged), ZERO)
    sure = sum((area for area, verdict in judged if verdict.truth), ZERO)
    open_ = sum((area for area, verdict in judged if verdict.truth is None), ZERO)
    needs = [one for _, verdict in judged if verdict.truth is None for one in verdict.needs]
    against = told - sure - open_
    unnamed = max(whole.low - told, ZERO)  # ground of no number
    doubtful = max(whole.high - max(told, whole.low), ZERO)  # ground that may be there
    open_ += unnamed + doubtful
    if unnamed:
        needs.append(need)
    largest = max((area for area, verdict in judged if verdict.truth), default=ZERO)
    low = min(max(largest, whole.low - against - open_, ZERO), whole.low)
    high = min(whole.high, sure + open_)
    return Number(low, high, tuple(dict.fromkeys((*needs, *(whole.needs if low < high else ())))))


def _contrary(verdict: Verdict) -> Verdict:
    return verdict if verdict.truth is None else Verdict(not verdict.truth)


def _up_to(day: Days, limit: Days, *, strict: bool) -> Optional[bool]:
    """Whether a date lies on a day or before it (``strict``: before it); None where that depends."""
    if day.high < limit.low or (not strict and day.high == limit.low):
        return True
    if day.low > limit.high or (strict and day.low == limit.high):
        return False
    return None
