"""Fitting the two thresholds of image comparison to what people decided: thresholds only, and never less safe than stated.

imagery.md 4: below 100 decisions per class a threshold learnt at 3 % has a false-clear of 4 to 14 %, so the shipped ones stay
until then. The error is measured on pairs of images that were not fitted to, since neighbours in one image look alike. What was
decided after a suggestion leans towards it; control buildings are known to stand whatever was suggested, and have the last word.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, NamedTuple, Sequence, Tuple

from .decisions import GONE, LEFT, Decision
from .imagery import CLEARED, UNSURE

LEAST = 100  # decisions of each class
LEAST_PAIRS = 2
LEAST_CONTROLS = 10
FOLDS = 5
FALSE_CLEAR = 0.03  # of the parcels with a building left, and of the control buildings: a score under "cleared"
SLIPPED = 0.02  # of the same: suggested "cleared" when everything is asked
READ_STANDING = 0.02  # of the parcels that are gone: a score above "standing"
STEP = 1000  # thresholds have three decimals
Suggest = Callable[[Decision, "Thresholds"], str]


class Thresholds(NamedTuple):
    """Below ``cleared`` a structure is taken for gone, above ``standing`` for standing."""

    cleared: float
    standing: float


@dataclass(frozen=True)
class Errors:
    """How thresholds do on decided parcels, as counts.

    :param left: parcels with a building left. :param false_clear: of these, no score reaches ``cleared``. :param slipped: of
        these, suggested "cleared". :param gone: parcels whose structures are gone. :param cleared: of these, suggested so.
    :param stood: of these, suggested "partly" or "unchanged". :param unsure: of all, left to people.
    """

    left: int = 0
    false_clear: int = 0
    slipped: int = 0
    gone: int = 0
    cleared: int = 0
    stood: int = 0
    unsure: int = 0

    def __add__(self, other: Errors) -> Errors:
        """Return both together."""
        return Errors(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values())))

    @property
    def every(self) -> int:
        """How many parcels."""
        return self.left + self.gone


@dataclass(frozen=True)
class Refit:
    """What fitting came to. ``before`` and ``after`` are measured on pairs that were not fitted to.

    :param lacking: how many decisions each class lacks. :param pairs: of images. :param fitted: to all decisions, None while
        there are too few.
    :param controls: s3 of the control buildings of these pairs, which stand; nothing was fitted to them.
    """

    now: Thresholds
    gone: int
    left: int
    pairs: int
    lacking: Dict[str, int]
    fitted: Thresholds
    before: Errors
    after: Errors
    controls: Tuple[float, ...] = ()

    @property
    def enough(self) -> bool:
        """Whether there are decisions enough to fit to, of pairs enough to test with."""
        return not self.lacking and self.pairs >= LEAST_PAIRS

    @property
    def safe(self) -> bool:
        """Whether, on pairs not fitted to, no more slips through than is stated, or than before, and the controls stand."""
        most = max(self.before.slipped, math.floor(SLIPPED * self.after.left))
        clear = max(self.before.false_clear, math.ceil(2 * FALSE_CLEAR * self.after.left))
        return self.after.slipped <= most and self.after.false_clear <= clear and self.controlled

    @property
    def controlled(self) -> bool:
        """Whether there are control buildings enough, and the fitted threshold takes no more of them for gone than is stated."""
        return len(self.controls) >= LEAST_CONTROLS and self.lost(self.fitted) <= FALSE_CLEAR * len(self.controls)

    def lost(self, thresholds: Thresholds) -> int:
        """Return how many control buildings thresholds take for gone."""
        return sum(one < thresholds.cleared for one in self.controls)

    @property
    def offered(self) -> bool:
        """Whether a person may adopt the thresholds."""
        return self.enough and self.safe and self.fitted != self.now


def fit(decided: Sequence[Decision], suggest: Suggest) -> Thresholds:
    """Return the thresholds for decided parcels, of which there is at least one with a building left.

    On these parcels at most ``FALSE_CLEAR`` of those with a building left score under ``cleared``, and at most ``SLIPPED`` of
    them are suggested "cleared"; at most ``READ_STANDING`` of those that are gone score above ``standing``. Where the classes
    lie apart, what is between them is left unsure.
    """
    left = sorted((one for one in decided if one.decided == LEFT), key=lambda one: one.highest)
    gone = sorted(one.highest for one in decided if one.decided == GONE)
    upper = gone[len(gone) - 1 - math.floor(READ_STANDING * len(gone))] if gone else left[0].highest
    for allowed in range(math.floor(FALSE_CLEAR * len(left)), -1, -1):
        found = _ordered(left[allowed].highest, upper)
        if sum(suggest(one, found) == CLEARED for one in left) <= SLIPPED * len(left):
            return found
    return _ordered(left[0].highest, upper)


def _ordered(one: float, other: float) -> Thresholds:
    """Return two bounds as thresholds, rounded so that neither is passed; the lower one clears."""
    low, high = min(math.floor(min(one, other) * STEP), STEP - 1), math.ceil(max(one, other) * STEP)
    return Thresholds(low / STEP, max(high, low + 1) / STEP)


def errors(decided: Sequence[Decision], thresholds: Thresholds, suggest: Suggest) -> Errors:
    """Return how thresholds do on decided parcels."""
    said = [(one, suggest(one, thresholds)) for one in decided]
    left, gone = ([pair for pair in said if pair[0].decided == kind] for kind in (LEFT, GONE))
    return Errors(
        len(left), sum(one.highest < thresholds.cleared for one, _ in left), sum(word == CLEARED for _, word in left), len(gone),
        sum(word == CLEARED for _, word in gone), sum(word not in (CLEARED, UNSURE) for _, word in gone),
        sum(word == UNSURE for _, word in said))


def folds(decided: Sequence[Decision]) -> List[List[Decision]]:
    """Return the decisions in at most five parts, each pair of images whole in one; parts are as even as pairs allow."""
    of_pair: Dict[Tuple[str, ...], List[Decision]] = {}
    for one in decided:
        of_pair.setdefault(one.pair, []).append(one)
    parts: List[List[Decision]] = [[] for _ in range(min(FOLDS, len(of_pair)))]
    for _, some in sorted(of_pair.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        min(parts, key=len).extend(some)
    return parts


def refit(decided: Sequence[Decision], now: Thresholds, suggest: Suggest, controls: Iterable[float] = ()) -> Refit:
    """Return what fitting to the usable decisions comes to; below ``LEAST`` of a class the thresholds stay as they are.

    :param controls: s3 of the control buildings of the pairs of images, as far as they could be measured.
    """
    usable = [one for one in decided if one.usable]
    counts = {kind: sum(one.decided == kind for one in usable) for kind in (GONE, LEFT)}
    lacking = {kind: LEAST - count for kind, count in counts.items() if count < LEAST}
    parts = folds(usable)
    before = after = Errors()
    fitted = now
    if not lacking and len(parts) >= LEAST_PAIRS:
        fitted = fit(usable, suggest)
        for held in parts:
            rest = [one for part in parts if part is not held for one in part]
            trained = fit(rest, suggest) if any(one.decided == LEFT for one in rest) else now
            before, after = before + errors(held, now, suggest), after + errors(held, trained, suggest)
    return Refit(now, counts[GONE], counts[LEFT], len({one.pair for one in usable}), lacking, fitted, before, after,
                 tuple(controls))
