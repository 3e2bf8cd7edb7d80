"""What people decided of ground that had been compared: the labels thresholds are fitted to (learning from decisions).

A decision is read from the journal, never asked for: work accepted after a recorded demolition says that the structures were
gone, a main or secondary building drawn as left says that one stood. What says neither is left out.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .acceptance import DEMOLISHED, MAIN
from .imagery import Comparison
from .workdays import day_of

GONE, LEFT = "gone", "left"
STRUCTURES = (MAIN, "secondary")  # codes of residual_kind that are buildings
# reasons for which a comparison is unsure whatever its scores
UNTRUSTED = frozenset({"too_small", "bad_pixels", "haze", "same_picture", "control_failed", "too_large"})
TELLING = frozenset({"accept", "draw_residual", "clear_residual", "complete_stage", "withdraw_stage", "reopen", "restore",
                     "refuse_acceptance", "undo"})


class Told(NamedTuple):
    """What a person did with a case. :param journal: '' for the ledger's own, else the merge that brought it in.

    :param ts: UTC, ISO. :param by: who is responsible, else who recorded it.
    """

    parcel_uid: str
    action: str
    ts: str
    by: str
    payload: Mapping[str, Any]
    seq: int
    journal: str = ""


@dataclass(frozen=True)
class Decision:
    """A comparison and what a person decided of the same ground afterwards.

    :param decided: gone or left. :param by: who. :param usable: whether its scores count for a fit.
    """

    comparison: Comparison
    decided: str
    action: str
    at: str
    by: str
    usable: bool

    @property
    def scores(self) -> Tuple[float, ...]:
        """s3 of every structure that could be measured."""
        return s3_of(self.comparison)

    @property
    def highest(self) -> float:
        """s3 of the structure found again best: the parcel is not cleared while it stands."""
        return max(self.scores)

    @property
    def pair(self) -> Tuple[str, str, str, str]:
        """The pair of images; neighbours in one look alike, so they are never fitted and tested apart."""
        one = self.comparison
        return one.before_id, one.after_id, one.before_on, one.after_on


def s3_of(comparison: Comparison) -> Tuple[float, ...]:
    """Return the scores of a comparison's structures, those that could not be measured left out."""
    found = (one.get("s3") for one in comparison.scores.get("structures") or ())
    return tuple(float(score) for score in found if score is not None and math.isfinite(score))


def decisions(told: Iterable[Told], comparisons: Iterable[Comparison], profiles: FrozenSet[str]) -> List[Decision]:
    """Return the decisions of parcels, the oldest first.

    Each decision goes to the newest comparison of the parcel made before it in the same round; of several that go to one, the
    first counts. An image taken before the demolition was over says nothing of it and is left out.

    :param profiles: SHA-256 of the profiles whose scores may be compared with one another.
    """
    timelines: Dict[str, List[Tuple[str, int, Any]]] = {}
    listed = list(told)
    taken_back = _undone(listed)
    for one in listed:
        if (one.parcel_uid, one.journal, one.seq) not in taken_back:
            timelines.setdefault(one.parcel_uid, []).append((one.ts, 1, one))
    for comparison in comparisons:
        timelines.setdefault(comparison.parcel_uid, []).append((comparison.made_at, 0, comparison))
    found: List[Decision] = []
    for timeline in timelines.values():
        found += _Timeline(profiles).follow(sorted(timeline, key=lambda entry: entry[:2]))
    return sorted(found, key=lambda one: (one.at, one.comparison.comparison_id))


def _undone(told: Sequence[Told]) -> FrozenSet[Tuple[str, str, int]]:
    """Return what was taken back, as (parcel, journal, number)."""
    return frozenset((one.parcel_uid, one.journal, int(one.payload.get("seq") or 0)) for one in told if one.action == "undo")


class _Timeline:
    """Walks along what happened to one parcel."""

    def __init__(self, profiles: FrozenSet[str]) -> None:
        self._profiles = profiles
        self._shown: Optional[Comparison] = None
        self._demolished: Dict[str, str] = {}  # day by completion_id
        self._standing: Dict[str, str] = {}  # kind by residual_id
        self._found: Dict[str, Decision] = {}

    def follow(self, timeline: Sequence[Tuple[str, int, Any]]) -> List[Decision]:
        """Return the decisions, each of another comparison."""
        for _, _, one in timeline:
            if isinstance(one, Comparison):
                self._shown = one
            else:
                self._take(one)
        return list(self._found.values())

    def _take(self, one: Told) -> None:
        given = one.payload
        if one.action in ("reopen", "restore"):
            self._shown, self._demolished, self._standing = None, {}, {}
        elif one.action == "complete_stage" and given.get("stage") == DEMOLISHED:
            self._demolished[str(given.get("completion_id"))] = str(given.get("done_on") or "")
        elif one.action == "withdraw_stage":
            self._demolished.pop(str(given.get("completion_id")), None)
        elif one.action == "draw_residual" and given.get("kind") in STRUCTURES:
            self._standing[str(given.get("residual_id"))] = str(given.get("kind"))
            self._decide(LEFT, one)
        elif one.action == "clear_residual":
            self._standing.pop(str(given.get("residual_id")), None)
        elif one.action == "refuse_acceptance" and self._standing:
            self._decide(LEFT, one)
        elif one.action == "accept" and self._demolished and not self._standing:
            self._decide(GONE, one)

    def _decide(self, decided: str, one: Told) -> None:
        shown = self._shown
        if shown is None or shown.comparison_id in self._found:
            return
        if shown.after_on < max(self._demolished.values(), default=""):
            return
        usable = (bool(s3_of(shown)) and shown.profile_sha256 in self._profiles
                  and not UNTRUSTED & {str(reason.get("code")) for reason in shown.reasons})
        self._found[shown.comparison_id] = Decision(shown, decided, one.action, day_of(one.ts).isoformat(), one.by, usable)
