"""From measures to a suggestion with every reason; a person decides (imagery.md 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Dict, List, Mapping, Tuple

from ..domain.imagery import CLEARED, PARTLY, UNCHANGED, UNSURE
from .measures.measuring import Measured
from .measures.profile import Profile


@dataclass(frozen=True)
class Reason:
    """One reason: a code of dictionary ``change_reason`` and the figures its sentence has places for."""

    code: str
    figures: Mapping[str, Any]

    def as_json(self) -> Dict[str, Any]:
        """Return ``{"code": ..., "figures": {...}}``."""
        return {"code": self.code, "figures": dict(self.figures)}


@dataclass(frozen=True)
class Judgement:
    """A suggestion, never a verdict, and why. "cleared" speaks of structures only: recultivation is never claimed."""

    suggestion: str
    reasons: Tuple[Reason, ...]


def judge(measured: Measured, profile: Profile) -> Judgement:
    """Return the suggestion for one parcel with every reason for and against.

    cleared: every s3 < ``cleared``, no persistent cluster > ``cluster_m2``, rubble z < ``rubble_z``, control test passed,
    shift agrees, and no sign of a cover. unchanged: every s3 > ``standing``. partly: some above and some below, or a
    cluster with some below. unsure: anything else, and whatever the images cannot be trusted with. A pair that failed the
    control test, or that is one picture twice, is only ever unsure. Measured at these thresholds (LEVIR, imagery.md 3.3):
    107 of 150 cleared, 1 of 230 slipped.
    """
    untrusted = [*_unusable(measured, profile), *_pair(measured, profile)]
    against = [*_registration(measured, profile), *_ground(measured, profile), *_covered(measured, profile)]
    if measured.control is None or not measured.control.enough:
        of = measured.control.of if measured.control else 0
        against.append(Reason("control_missing", {"least": int(profile.control_least), "of": of}))
    found, suggestion = _structures(measured, profile)
    if untrusted or (suggestion == CLEARED and any(one.code not in _NOTES for one in against)):
        suggestion = UNSURE
    return Judgement(suggestion, (*untrusted, *found, *against, *_notes(measured)))


_NOTES = frozenset({"shift", "neighbours_shift"})


def _structures(measured: Measured, profile: Profile) -> Tuple[List[Reason], str]:
    """Return what the scores say, before anything else is asked."""
    scores = [one.s3 for one in measured.structures if math.isfinite(one.s3)]
    count, missing = len(scores), len(measured.structures) - len(scores)
    gone = sum(score < profile.cleared for score in scores)
    standing = sum(score > profile.standing for score in scores)
    cluster = measured.persistence.largest_m2 > profile.cluster_m2
    found: List[Reason] = []
    if missing:
        found.append(Reason("not_measurable", {"count": missing}))
    if measured.found_by == "clusters":
        found.append(Reason("no_drawn_structures", {}))
    if cluster:
        found.append(Reason("cluster", {"m2": round(measured.persistence.largest_m2), "limit": round(profile.cluster_m2)}))
    between = count - gone - standing
    if between:
        found.append(Reason("between", {"between": between, "count": count, "low": profile.cleared, "high": profile.standing}))
    if count and standing == count and not missing:
        return [*found, Reason("all_standing", {"s3": _score(min(scores)), "count": count, "limit": profile.standing})], UNCHANGED
    if count and gone == count:
        found.append(Reason("all_gone", {"s3": _score(max(scores)), "count": count, "limit": profile.cleared}))
        return found, UNSURE if missing or cluster else CLEARED
    if standing and gone:
        return [*found, Reason("some_standing", {"standing": standing, "gone": gone, "count": count})], PARTLY
    return found, PARTLY if cluster and gone else UNSURE


def _unusable(measured: Measured, profile: Profile) -> List[Reason]:
    """Return why the images cannot be judged at this parcel at all."""
    found = []
    if measured.area_m2 < profile.least_m2:
        found.append(Reason("too_small", {"m2": round(measured.area_m2), "limit": round(profile.least_m2)}))
    if measured.bad_share > profile.bad_share:
        found.append(Reason("bad_pixels", {"percent": _percent(measured.bad_share), "limit": _percent(profile.bad_share)}))
    if measured.contrast < profile.haze:
        found.append(Reason("haze", {"percent": _percent(measured.contrast)}))
    return found


def _pair(measured: Measured, profile: Profile) -> List[Reason]:
    """Return what is wrong with the two images as a pair."""
    found = []
    if measured.reuse.found:
        found.append(Reason("same_picture", {"score": _score(measured.reuse.score), "limit": profile.reuse}))
        if measured.reuse.changed_share > 0:
            found.append(Reason("painted_over", {"percent": _percent(measured.reuse.changed_share)}))
    control = measured.control
    if control is not None and control.failing:
        found.append(Reason("control_failed", {"failed": control.failed, "of": control.of}))
    return found


def _registration(measured: Measured, profile: Profile) -> List[Reason]:
    shift, found = measured.registration, []
    if "registration_weak" in shift.reasons:
        found.append(Reason("registration_weak", {"confidence": _score(shift.confidence)}))
    if "registration_far" in shift.reasons or measured.shift_m > profile.reach_m:
        found.append(Reason("registration_far", {"metres": round(measured.shift_m, 1)}))
    if measured.deviation_px is not None and measured.deviation_px > profile.deviation_px:
        found.append(Reason("registration_differs", {"pixels": round(measured.deviation_px, 1), "limit": profile.deviation_px}))
    if "neighbours_shift" in shift.reasons:
        found.append(Reason("neighbours_shift", {}))
    return [*found, Reason("shift", {"metres": round(measured.shift_m, 1)})]


def _ground(measured: Measured, profile: Profile) -> List[Reason]:
    """Return what lies where the structures stood."""
    rough, found = measured.rubble, []
    bare = any(not one.s3 > profile.standing for one in measured.structures)
    if bare and not math.isfinite(rough.z):
        found.append(Reason("rubble_unknown", {"windows": rough.windows, "least": int(profile.rubble_windows)}))
    elif rough.z >= profile.rubble_z:
        found.append(Reason("rubble", {"z": round(rough.z, 1)}))
    elif rough.z < profile.smooth_z:
        found.append(Reason("smooth", {"z": round(-rough.z, 1)}))
    if measured.footprint_z > profile.footprint_z:
        found.append(Reason("footprint_seen", {"z": round(measured.footprint_z, 1), "limit": profile.footprint_z}))
    gone = [one.outline for one in measured.structures if one.s3 < profile.cleared and math.isfinite(one.outline)]
    if gone and max(gone) > profile.outline:
        found.append(Reason("outline_left", {"percent": _percent(max(gone))}))
    return found


def _covered(measured: Measured, profile: Profile) -> List[Reason]:
    """Return what may hide a structure, or never was one."""
    found = []
    if measured.green.net >= profile.net_share:
        found.append(Reason("green_net", {"percent": _percent(measured.green.net)}))
    if measured.green.tarp >= profile.tarp_share:
        found.append(Reason("tarpaulin", {"percent": _percent(measured.green.tarp)}))
    if measured.found_by == "parcel":
        found.append(Reason("no_structure_found", {}))
    return found


def _notes(measured: Measured) -> List[Reason]:
    """Return what a person should see beside the suggestion; recultivation is never claimed."""
    notes = []
    if measured.control is not None and measured.control.passed:
        notes.append(Reason("control_passed", {"failed": measured.control.failed, "of": measured.control.of}))
    notes.append(Reason("residual_share", {"percent": _percent(measured.persistence.residual_share)}))
    green = measured.green
    if math.isfinite(green.before) and math.isfinite(green.after):
        notes.append(Reason("green", {"before": _percent(green.before), "after": _percent(green.after)}))
    if math.isfinite(green.ndvi_before) and math.isfinite(green.ndvi_after):
        notes.append(Reason("green_ndvi", {"before": _percent(green.ndvi_before), "after": _percent(green.ndvi_after)}))
    return [*notes, Reason("not_recultivation", {})]


def _percent(share: float) -> int:
    return round(100 * share)


def _score(value: float) -> float:
    return round(value, 3)
