"""Acceptance by the monitored area (按监测面积验收): all of it, or nothing (003-05, 003-08).

A parcel is remediated only when the four are in place (拆除, 垃圾清运, 恢复耕种, 问责到位; 002-04) and nothing stands or
lies on it any more. What is left is 拆除未尽区 (1304); where a main building is left it is 拆次留主. Partial work counts
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .area import round_half_up
from .parcel import Scene
from .union_area import plane_areas

DEMOLISHED, CLEARED, REPLANTED, ACCOUNTABLE = "demolished", "cleared", "replanted", "accountable"
STAGES = (DEMOLISHED, CLEARED, REPLANTED, ACCOUNTABLE)  # codes of dictionary completion_stage
ON_THE_GROUND = (DEMOLISHED, CLEARED, REPLANTED)
MAIN = "main"  # code of dictionary residual_kind
ZERO = Decimal("0.00")
_SLACK = Decimal("0.01")
# scenes that may show the ground after a demolition
AFTER_SCENES = ("after", "latest", "uav")


@dataclass(frozen=True)
class StageDone:
    """One of the four, said to be in place since a day by a person, with its photos.

    :param stage: code of ``completion_stage``. :param photos: SHA-256 of attached files. :param removed_seq: event that took
        it back.
    """

    completion_id: str
    parcel_uid: str
    round: int
    stage: str
    done_on: str
    person_id: str
    photos: Tuple[str, ...]
    note: str = ""
    seq: int = 0
    removed_seq: Optional[int] = None


@dataclass(frozen=True)
class Residual:
    """Something left on a parcel, digitised inside it as issued.

    :param kind: code of ``residual_kind``. :param geom: WKB MultiPolygon in the ledger CRS, clipped to the parcel.
    :param area_m2: official area. :param removed_seq: event that said it is gone.
    """

    residual_id: str
    parcel_uid: str
    round: int
    kind: str
    found_on: str
    person_id: str
    area_m2: Decimal
    geom: bytes
    note: str = ""
    seq: int = 0
    removed_seq: Optional[int] = None


@dataclass(frozen=True)
class Shown:
    """What shows the ground after the demolition.

    :param photos: by SHA-256 the day each photo was taken by its own account, '' where it does not say. :param scene: day of the
        newest scene over the whole parcel that is not of before, '' for none.
    """

    photos: Mapping[str, str] = field(default_factory=dict)
    scene: str = ""


class Early(NamedTuple):
    """Something that cannot be so as it was said.

    :param kind: ``photo`` or ``scene`` (older than what it is to show), ``order`` (in place before the demolition).
    :param taken: its day. :param stage: the stage it belongs to. :param day: the day it must not be before.
    """

    kind: str
    taken: str
    stage: str
    day: str


@dataclass(frozen=True)
class Completion:
    """All that acceptance is judged by, in the case's present round; only what stands.

    :param monitored_m2: 监测面积 as issued, the computed area where none was issued. :param area_m2: computed.
    """

    monitored_m2: Decimal = ZERO
    area_m2: Decimal = ZERO
    stages: Tuple[StageDone, ...] = ()
    residuals: Tuple[Residual, ...] = ()
    shown: Shown = field(default_factory=Shown)

    @property
    def ids(self) -> Tuple[str, ...]:
        """What those who accept vouch for."""
        return tuple(sorted([one.completion_id for one in self.stages] + [one.residual_id for one in self.residuals]))

    def done_on(self, stage: str) -> str:
        """Return since when a stage is in place, '' while it is not."""
        return max((one.done_on for one in self.stages if one.stage == stage), default="")


@dataclass(frozen=True)
class Verdict:
    """What acceptance comes to.

    :param missing_m2: of ``monitored_m2``, what is not done. :param kinds: m² left by kind, the largest first.
    :param undone: which of the stages asked for are not in place.
    """

    monitored_m2: Decimal
    missing_m2: Decimal
    kinds: Mapping[str, Decimal]
    undone: Tuple[str, ...]

    @property
    def remediated(self) -> bool:
        """Whether the whole monitored area counts."""
        return not self.undone and not self.kinds

    @property
    def counted_m2(self) -> Decimal:
        """What counts in the ratio of completion: all of it, or nothing."""
        return self.monitored_m2 if self.remediated else ZERO

    @property
    def main_kept(self) -> bool:
        """Whether a main building is left (拆次留主)."""
        return MAIN in self.kinds


def standing_m2(residuals: Sequence[Residual]) -> Decimal:
    """Return the official area of what is left, ground that several drawings cover counted once, m² to 0.01."""
    total = sum((one.area_m2 for one in residuals), ZERO)
    if len(residuals) < 2:
        return total
    each, union = plane_areas([one.geom for one in residuals])
    return max(round_half_up(float(total) * union / sum(each)), max(one.area_m2 for one in residuals)) if sum(each) else total


def judge(completion: Completion, asked: Iterable[str] = STAGES) -> Verdict:
    """Return what acceptance by the monitored area comes to.

    While a stage on the ground is not in place, all of the monitored area is missing; afterwards what is left of it.

    :param asked: the stages this disposition asks for.
    """
    wanted = tuple(asked)
    undone = tuple(stage for stage in STAGES if stage in wanted and not completion.done_on(stage))
    kinds: Dict[str, Decimal] = {}
    for kind in {one.kind for one in completion.residuals}:
        kinds[kind] = standing_m2([one for one in completion.residuals if one.kind == kind])
    left = standing_m2(completion.residuals)
    whole = left >= completion.area_m2 - _SLACK and bool(kinds)
    missing = completion.monitored_m2 if whole or set(undone) & set(ON_THE_GROUND) else min(left, completion.monitored_m2)
    ordered = dict(sorted(kinds.items(), key=lambda one: (one[0] != MAIN, -one[1], one[0])))
    return Verdict(completion.monitored_m2, missing, ordered, undone)


def out_of_order(days: Mapping[str, str]) -> Tuple[Early, ...]:
    """Return what is said to have been in place before the demolition: rubble is cleared, land cultivated only after it (002-04).

    :param days: by stage since when it is in place; stages that are not are left out.
    """
    demolished = days.get(DEMOLISHED, "")
    return tuple(Early("order", days[stage], stage, demolished) for stage in (CLEARED, REPLANTED)
                 if days.get(stage) and days[stage] < demolished)


def too_early(completion: Completion, today: str) -> List[Early]:
    """Return what is older than what it is to show; empty when nothing is.

    A photo taken before the day of its own stage never shows it, one that no stage names is held against the demolition. A scene
    may be older when a photo says by itself that it was taken since: the satellite comes round later. What claims to have been
    taken after ``today`` (ISO) says nothing.
    """
    day, told = completion.done_on(DEMOLISHED), {sha: taken for sha, taken in completion.shown.photos.items()
                                                 if taken and taken <= today}
    found = list(out_of_order({stage: completion.done_on(stage) for stage in ON_THE_GROUND}))
    ground = [one for one in completion.stages if one.stage in ON_THE_GROUND]
    found += [Early("photo", told[sha], one.stage, one.done_on) for one in ground for sha in one.photos
              if sha in told and told[sha] < one.done_on]
    if not day:
        return found
    named = {sha for one in ground for sha in one.photos}
    found += [Early("photo", taken, DEMOLISHED, day) for sha, taken in told.items() if sha not in named and taken < day]
    since = any(taken >= day for taken in told.values())
    if completion.shown.scene and completion.shown.scene < day and not since:
        found.append(Early("scene", completion.shown.scene, DEMOLISHED, day))
    return sorted(dict.fromkeys(found), key=lambda one: (one.kind, STAGES.index(one.stage), one.taken))


def found_standing(facts: Mapping[str, Any]) -> bool:
    """Whether a survey found what is to be demolished still there: its form records no demolition, neither a day nor an area."""
    mu = str(facts.get("demolished_mu") or "0")
    try:
        return not str(facts.get("demolished_on") or "").strip() and not Decimal(mu) > 0
    except ArithmeticError:
        return True


def newest_scene(scenes: Iterable[Scene], box: Tuple[float, float, float, float]) -> str:
    """Return the day of the newest scene that may show a demolition and covers all of a box, '' for none.

    :param scenes: with the days they show in the box (``ledger.scenes_over``): the parts of a mosaic have days of their own.
    :param box: minx, miny, maxx, maxy of the parcel in the ledger CRS; a scene over a corner of it shows nothing of the rest.
    """
    return max((one.captured for one in scenes if one.role in AFTER_SCENES and one.covers(box)), default="")
