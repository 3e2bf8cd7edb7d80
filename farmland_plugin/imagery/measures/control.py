"""The control-building test: a pair of images must first read buildings known to stand as standing (imagery.md 3.2)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .profile import Profile


@dataclass(frozen=True)
class ControlTest:
    """What a pair of images made of buildings known to stand on both dates.

    :param passed: enough of them were tried, and fewer than ``control_failed_share`` fell under the "cleared" threshold.
        :param failed: how many fell under it, or could not be scored. :param of: how many were tried. :param least: how
        many are needed. :param lost: so many fell under it that ``least`` cannot be met any more by marking the rest.
    """

    passed: bool
    failed: int
    of: int
    least: int
    lost: bool = False

    @property
    def enough(self) -> bool:
        """Whether as many buildings were tried as the profile asks for."""
        return self.of >= self.least

    @property
    def failing(self) -> bool:
        """Whether these images read what stands as gone, whether or not enough buildings were tried."""
        return self.lost or (self.enough and not self.passed)


def control_test(scores: Sequence[float], profile: Profile) -> ControlTest:
    """Return the control-building test of one pair of images (repeat it for each date of a mosaic).

    With the measured rates (3.4-4.3 % of standing buildings under the threshold on good pairs, 48-68 % on bad ones) 3 of 10 lets
    about 99 % of the good pairs pass and 5 % of the bad ones: computed from the rates, not run as an experiment (imagery.md 3.2).

    :param scores: s3 of each control building; NaN (nothing could be measured) counts as failed.
    """
    failed = sum(1 for score in scores if not score >= profile.cleared)
    least = int(profile.control_least)
    lost = failed >= profile.control_failed_share * max(least, len(scores))
    return ControlTest(len(scores) >= least and not lost, failed, len(scores), least, lost)
