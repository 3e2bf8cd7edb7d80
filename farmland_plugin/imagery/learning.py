"""Learning from decisions: the thresholds fitted to what the county's people decided; the same judge judges as always."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

import numpy as np

from ..domain.change_rules import RULE, Profile
from ..domain.decisions import Decision
from ..domain.errors import BadInput
from ..domain.imagery import Comparison, PairCheck
from ..domain.refitting import FALSE_CLEAR, LEAST_CONTROLS, LEAST_PAIRS, SLIPPED, Refit, Thresholds, refit
from ..i18n import tr
from ..ledger.decided import decided
from ..ledger.keeping.renewing import adopt_thresholds
from ..ledger.ledger import Ledger
from .checking import from_check
from .judging import judge
from .measures.control import ControlTest
from .measures.greenness import Greenness
from .measures.measuring import Measured
from .measures.registration import Registration
from .measures.reuse import Reuse
from .measures.structure import Persistence, Score
from .measures.texture import Roughness

_SHIFTS = ("registration_weak", "registration_far", "neighbours_shift")  # reasons that the shift itself gave
_NOWHERE = np.zeros((0, 0), bool)
_PairKey = Tuple[str, str, str, str]


class Judging:
    """Judges recorded measures by other thresholds, with the same judge that judged them when the images were read.

    :param profile: whose other numbers are used. :param checks: scores of control buildings by pair of images; where none are
        known the test stands as it was.
    """

    def __init__(self, profile: Profile, checks: Mapping[_PairKey, PairCheck]) -> None:
        self._profile, self._checks = profile, checks
        self._measured: Dict[str, Measured] = {}

    def suggest(self, one: Decision, thresholds: Thresholds) -> str:
        """Return what would be suggested of a decided parcel."""
        profile = replace(self._profile, cleared=thresholds.cleared, standing=thresholds.standing)
        uid = one.comparison.comparison_id
        if uid not in self._measured:
            self._measured[uid] = measured_again(one.comparison)
        control = self._control(one, profile)
        return judge(replace(self._measured[uid], control=control), profile).suggestion

    def controls(self, found: Sequence[Decision]) -> List[float]:
        """Return the scores of the control buildings of the pairs that usable decisions were made on."""
        pairs = sorted({one.pair for one in found if one.usable} & set(self._checks))
        scores = [each["s3"] for pair in pairs for each in self._checks[pair].detail.get("controls") or ()]
        return [float(score) for score in scores if score is not None and math.isfinite(score)]

    def _control(self, one: Decision, profile: Profile) -> Optional[ControlTest]:
        recorded = self._measured[one.comparison.comparison_id].control
        check = self._checks.get(one.pair)
        tested = from_check(check, profile)[1] if check is not None else None
        return tested if tested is not None and recorded is not None and tested.of == recorded.of else recorded


def measured_again(comparison: Comparison) -> Measured:
    """Return what was measured of a parcel, from the figures its comparison keeps; the arrays are not kept and are empty."""
    told = comparison.scores
    reasons = tuple(code for code in (str(one["code"]) for one in comparison.reasons) if code in _SHIFTS)
    green, control = told.get("green") or {}, told.get("control")
    return Measured(
        registration=Registration(_number(told.get("dx")), _number(told.get("dy")), _number(told.get("confidence")), reasons),
        own=None, deviation_px=told.get("deviation_px"), shift_m=_number(told.get("shift_m")),
        area_m2=_number(told.get("area_m2")),
        bad_share=_number(told.get("bad_share")), contrast=_number(told.get("contrast")), found_by=str(told.get("found_by")),
        structures=tuple(Score(**{key: _number(value) for key, value in one.items()}) for one in told.get("structures") or ()),
        persistence=Persistence(_NOWHERE, _NOWHERE, *(_number(told.get(name)) for name in (
            "residual_share", "faint_share", "residual_m2", "largest_m2"))),
        reuse=Reuse(_number(told.get("reuse")), bool(told.get("same_picture")), _NOWHERE, _number(told.get("painted_share"))),
        rubble=Roughness(_number(told.get("rubble_z")), int(told.get("rubble_windows") or 0)),
        footprint_z=_number(told.get("footprint_z")), green=Greenness(**{key: _number(value) for key, value in green.items()}),
        control=ControlTest(**control) if control else None)


def _number(value: Any) -> float:
    return math.nan if value is None else float(value)


def thresholds_of(ledger: Ledger) -> Thresholds:
    """Return the thresholds in force.

    :raises BadInput: naming what is wrong with the rule.
    """
    profile = Profile.from_rule(ledger.rule(RULE))
    return Thresholds(profile.cleared, profile.standing)


def judging_of(ledger: Ledger, found: Sequence[Decision]) -> Judging:
    """Return what judges decided parcels again, with the newest control buildings of their pairs."""
    checks: Dict[_PairKey, PairCheck] = {}
    for before_id, after_id in sorted({one.pair[:2] for one in found}):
        for check in ledger.pair_checks(before_id, after_id):
            checks[check.before_id, check.after_id, check.before_on, check.after_on] = check
    return Judging(Profile.from_rule(ledger.rule(RULE)), checks)


def proposal(ledger: Ledger) -> Refit:
    """Return what fitting the thresholds to the ledger's decisions comes to; nothing is written."""
    found = decided(ledger)
    judging = judging_of(ledger, found)
    return refit(found, thresholds_of(ledger), judging.suggest, judging.controls(found))


def adopt(ledger: Ledger, refitted: Refit, reason: str) -> Profile:
    """Make fitted thresholds a new version of the ledger's profile; older comparisons stay as they are.

    :raises BadInput: when they may not be adopted (too few decisions, or not safe enough), or without a reason.
    """
    if not refitted.offered:
        raise BadInput(tr("The thresholds stay: {why}"), why=" ".join(standing_words(refitted)))
    before, after = refitted.before, refitted.after
    return adopt_thresholds(ledger, refitted.fitted.cleared, refitted.fitted.standing, reason, {
        "gone": refitted.gone, "left": refitted.left, "pairs": refitted.pairs,
        "held_out_before": dict(vars(before)), "held_out_after": dict(vars(after)),
        "controls": len(refitted.controls), "controls_lost": refitted.lost(refitted.fitted)})


# -- in words -----------------------------------------------------------------------------------------------------


def counted_words(refitted: Refit) -> str:
    """Return what the decisions are."""
    told = tr("{gone} parcels accepted after demolition and {left} with a building drawn as left, compared on {pairs} pairs of "
              "images").format(gone=refitted.gone, left=refitted.left, pairs=refitted.pairs)
    count = refitted.gone + refitted.left  # a decision belongs to a comparison that was made before it
    return told + "\n" + tr("Of these {count} decisions, {after} were made after the suggestion was there.").format(
        count=count, after=count) if count else told


def standing_words(refitted: Refit) -> List[str]:
    """Return whether the thresholds may be adopted, and if not, why."""
    names = {"gone": tr("accepted after demolition"), "left": tr("with a building drawn as left")}
    lines = [tr("{count} more decisions are needed: {what}.").format(count=count, what=names[kind])
             for kind, count in refitted.lacking.items()]
    if not refitted.lacking and refitted.pairs < LEAST_PAIRS:
        lines.append(tr("All decisions are from one pair of images: how it would do on another cannot be tested."))
    if not lines and not refitted.controlled:
        lines.append(_about_controls(refitted))
    if not lines and not refitted.safe:
        lines.append(tr("On images it was not fitted to, {slipped} of {left} parcels with a building left would be suggested as "
                        "gone: more than {limit} %, and more than now.").format(
            slipped=refitted.after.slipped, left=refitted.after.left, limit=f"{100 * SLIPPED:g}"))
    if not lines and refitted.fitted == refitted.now:
        lines.append(tr("The thresholds in force fit these decisions as they are."))
    return lines


def _about_controls(refitted: Refit) -> str:
    count = len(refitted.controls)
    if count < LEAST_CONTROLS:
        return tr("Only {count} control buildings of these pairs of images are measured: without {least} of them, whose standing "
                  "no suggestion has steered, no thresholds are offered.").format(count=count, least=LEAST_CONTROLS)
    return tr("{lost} of {count} control buildings, which stand, would be read as gone: more than {limit} %.").format(
        lost=refitted.lost(refitted.fitted), count=count, limit=f"{100 * FALSE_CLEAR:g}")


def error_rows(refitted: Refit) -> List[Tuple[str, str, str]]:
    """Return the errors as lines of a table: what, now, fitted."""
    before, after, controls = refitted.before, refitted.after, len(refitted.controls)
    return [
        (tr("A control building stands, its score reads as gone"), _share(refitted.lost(refitted.now), controls),
         _share(refitted.lost(refitted.fitted), controls)),
        (tr("A building is left, its score reads as gone"), _share(before.false_clear, before.left),
         _share(after.false_clear, after.left)),
        (tr("A building is left, suggested as gone (all conditions)"), _share(before.slipped, before.left),
         _share(after.slipped, after.left)),
        (tr("Structures are gone, suggested so"), _share(before.cleared, before.gone), _share(after.cleared, after.gone)),
        (tr("Structures are gone, suggested as standing"), _share(before.stood, before.gone), _share(after.stood, after.gone)),
        (tr("Left to people (unsure)"), _share(before.unsure, before.every), _share(after.unsure, after.every)),
    ]


def _share(count: int, of: int) -> str:
    return tr("{count} of {all} ({percent} %)").format(count=count, all=of, percent=f"{100 * count / of:.1f}") if of else "—"
