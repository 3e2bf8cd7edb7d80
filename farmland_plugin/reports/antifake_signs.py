"""The signs that a claimed rectification may not be what it seems (虚假整改疑点): each a reason to look, with its figures.

What settles a sign is a fact of the ledger: what was left is gone, the case was opened again, a later image says otherwise.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, Iterator, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from ..domain.acceptance import (
    DEMOLISHED,
    MAIN,
    Completion,
    Early,
    Residual,
    Shown,
    StageDone,
    newest_scene,
    standing_m2,
    too_early,
)
from ..domain.imagery import STANDING, UNSURE, Comparison
from ..domain.parcel import CaseState, Parcel, Scene
from ..domain.photos import PhotoAnswer, PhotoFlag, standing
from ..domain.wkb import envelope, geometry_hash
from ..domain.workdays import day_of
from ..domain.workflow import WRITTEN_OFF
from ..i18n import tr
from ..imagery_words import suggestion_word
from ..ledger.noticed import REOPEN, WRITE_OFF, Noticed, Step
from ..photo_words import ALARM, WARN

OPEN, SETTLED = "open", "settled"  # besides the verdicts people give: accepted, explained, fake
SAME_IMAGE, CLAIMED, REBOUND = "same_image", "claimed_standing", "rebound"
MAIN_KEPT, LEFT_OVER, OLDER_IMAGE, ORDER = "main_kept", "left_over", "older_image", "order"
LATE, TOLD_LATE, SMALLER, OUTLINE = "after_cutoff", "told_late", "issued_smaller", "outline_changed"
SAME_PICTURE = ("same_picture", "painted_over")  # codes of change_reason
LESS_OF = Decimal("0.98")  # of the earlier outline's area


@dataclass(frozen=True)
class Answer:
    """What became of a suspicion. :param state: open, settled, accepted, explained or fake. :param day: of the answer."""

    state: str = OPEN
    by: str = ""
    day: Optional[datetime.date] = None
    words: str = ""


class Sign(NamedTuple):
    """One sign. :param kind: a code of ``kind_words`` or of dictionary ``photo_flag``. :param about: photo or image."""

    kind: str
    weight: str
    text: str
    about: str
    day: datetime.date
    answer: Answer


@dataclass(frozen=True)
class Known:
    """One parcel with all that was known of it on a day.

    :param stages, residuals: of the case's present round; stages that stood. :param comparisons: of every round, oldest first.
    :param steps: writing off and opening again. :param cut_off: day the batch is to be rectified by, '' for none.
    :param earlier: the parcel it was issued again for with another outline. :param retired: images taken out of use by then.
    """

    parcel: Parcel
    case: CaseState
    stages: Tuple[StageDone, ...]
    residuals: Tuple[Residual, ...]
    comparisons: Tuple[Comparison, ...]
    steps: Tuple[Step, ...]
    cut_off: str
    earlier: Optional[Parcel]
    as_of: datetime.date
    retired: Mapping[str, Scene]

    @property
    def demolished(self) -> str:
        """Since when the structures are said to be gone, '' for not said."""
        return max((one.done_on for one in self.stages if one.stage == DEMOLISHED), default="")

    def withdrawn(self, made: Comparison) -> Optional[Scene]:
        """Return the image of a comparison that was taken out of use, None while both count."""
        return self.retired.get(made.after_id) or self.retired.get(made.before_id)

    @property
    def decided(self) -> List[Comparison]:
        """The comparisons of every round that say something and whose images count, by the day of the later image.

        One that is unsure, or was made with an older image, answers nothing that a newer image said.
        """
        return sorted((one for one in self.comparisons if self.withdrawn(one) is None and one.suggestion != UNSURE),
                      key=lambda one: (one.after_on, one.made_at))


def kind_words() -> Dict[str, str]:
    """Return what the kinds of signs are called that are no flags on photos."""
    return {
        SAME_IMAGE: tr("The same image under a new date?"), CLAIMED: tr("Demolition recorded, image suggests it stands"),
        REBOUND: tr("Written off, image suggests it stands (rebound?)"), MAIN_KEPT: tr("Main building left standing"),
        LEFT_OVER: tr("Demolition recorded, something is left"), OLDER_IMAGE: tr("Evidence older than the demolition"),
        ORDER: tr("In place before the demolition?"), LATE: tr("In place after the cut-off"),
        TOLD_LATE: tr("Recorded after the cut-off"), SMALLER: tr("Issued again with a smaller outline"),
        OUTLINE: tr("Outline is not the one issued"),
    }


def signs(one: Known, known: Noticed, scenes: Sequence[Scene], reasons: Mapping[str, str]) -> Iterator[Sign]:
    """Yield the signs of one parcel that are not flags on its photos.

    :param scenes: with the days they show the parcel.
    :param reasons: by comparison_id, what it says of one image under two dates.
    """
    yield from _images(one, reasons)
    yield from _rebounds(one)
    yield from _left(one, known)
    yield from _older(one, known, scenes)
    yield from _days(one, known)
    yield from _outline(one)


def answered(flag: PhotoFlag, answers: Sequence[PhotoAnswer], people: Mapping[str, str], as_of: datetime.date) -> Answer:
    """Return what counts of what people said of a flag on a photo, up to a day."""
    last = standing(one for one in answers if one.flag_id == flag.flag_id and day_of(one.answered_on) <= as_of)
    if last is None:
        return Answer()
    return Answer(last.verdict, people.get(last.person_id, last.person_id), day_of(last.answered_on), last.words)


def _named(one: Comparison) -> str:
    return tr("image {day}").format(day=one.after_on)


def _images(one: Known, reasons: Mapping[str, str]) -> Iterator[Sign]:
    """Yield what the comparisons of the present round say against what is claimed."""
    now = one.case.round
    decided = [made for made in one.decided if made.round == now]
    last = decided[-1] if decided else None
    by_image: Dict[str, Comparison] = {}
    for made in one.comparisons:
        if made.round == now and made.comparison_id in reasons:
            by_image.setdefault(made.after_id, made)
    for made in by_image.values():
        yield Sign(SAME_IMAGE, ALARM, reasons[made.comparison_id], _named(made), day_of(made.made_at),
                   _since(one.withdrawn(made), last if last is not None and last.after_id != made.after_id
                          and last.after_on > made.after_on else None))
    if last is None:
        return
    if one.demolished and last.suggestion in STANDING and last.after_on >= one.demolished and one.case.status != WRITTEN_OFF:
        yield Sign(CLAIMED, ALARM, tr(
            "Demolition is recorded for {done}; the image of {day} is read as: {suggestion}, about {percent} % of the structure "
            "found again (±10 points, not a legal area).").format(
            done=one.demolished, day=last.after_on, suggestion=suggestion_word(last.suggestion),
            percent=round(100 * last.residual_share)), _named(last), day_of(last.made_at), Answer())


def _since(withdrawn: Optional[Scene], later: Optional[Comparison]) -> Answer:
    """Return what settled that one image was shown under two dates."""
    if withdrawn is not None:
        return Answer(SETTLED, withdrawn.retired_by, day_of(withdrawn.retired_at), tr("image taken out of use: {why}").format(
            why=withdrawn.retired_why))
    if later is not None:
        return Answer(SETTLED, "", day_of(later.made_at), tr("compared again with the image of {day}").format(day=later.after_on))
    return Answer()


def _rebounds(one: Known) -> Iterator[Sign]:
    """Yield where an image suggests that something stands on ground that was written off."""
    closed = [step for step in one.steps if step.action == WRITE_OFF]
    spans = [(step.ts, next((other for other in one.steps if other.action == REOPEN and other.ts > step.ts), None))
             for step in closed]
    if not closed and one.case.status == WRITTEN_OFF:
        spans = [(one.case.updated_at, None)]
    for since, opened in spans:
        made = [each for each in one.decided if each.made_at > since and (opened is None or each.made_at < opened.ts)]
        if not made or made[-1].suggestion not in STANDING:
            continue
        last, day = made[-1], day_of(since)
        answer = Answer() if opened is None else Answer(SETTLED, opened.by, day_of(opened.ts), tr(
            "opened again: {reason}").format(reason=opened.payload.get("reason") or "—"))
        text = tr("Written off on {closed}; the image of {day}, taken since, is read as: {suggestion}.") \
            if last.after_on > day.isoformat() else \
            tr("Written off on {closed}; the image of {day}, taken before, is read as: {suggestion}.")
        yield Sign(REBOUND, ALARM, text.format(closed=day.isoformat(), day=last.after_on,
                                               suggestion=suggestion_word(last.suggestion)),
                   _named(last), day_of(last.made_at), answer)


def _left(one: Known, known: Noticed) -> Iterator[Sign]:
    """Yield what was drawn as left: a main building always (拆次留主), other things where demolition is recorded."""
    for kind, weight, some in (
            (MAIN_KEPT, ALARM, [left for left in one.residuals if left.kind == MAIN]),
            (LEFT_OVER, WARN, [left for left in one.residuals if left.kind != MAIN] if one.demolished else [])):
        standing = [left for left in some if _gone(left, known, one.as_of) is None]
        ended = [step for left in some for step in (_gone(left, known, one.as_of),) if step is not None]
        if not some:
            continue
        answer = Answer()
        if not standing:
            last = max(ended, key=lambda step: step.ts)
            answer = Answer(SETTLED, last.by, day_of(last.ts), tr("recorded as gone: {reason}").format(
                reason=last.payload.get("reason") or "—"))
        told = standing or some
        yield Sign(kind, weight, tr("Drawn on the ground: {count}, together {area} m².").format(
            count=len(told), area=standing_m2(told)), tr("drawing"), max(day_of(left.found_on) for left in told), answer)


def _gone(left: Residual, known: Noticed, as_of: datetime.date) -> Optional[Step]:
    """Return what says that something left is gone, None while it stands."""
    step = known.events.get(left.removed_seq) if left.removed_seq is not None else None
    return step if step is not None and day_of(step.ts) <= as_of else None


def _older(one: Known, known: Noticed, scenes: Sequence[Scene]) -> Iterator[Sign]:
    """Yield evidence that is older than what it is to show; photos the photo check flagged already are left to it."""
    if not one.demolished:
        return
    flagged = {flag.sha256 for flag in known.flags.get(one.parcel.parcel_uid, ()) if flag.code == "before_demolition"}
    photos = {sha: day for stage in one.stages for sha in stage.photos if sha not in flagged
              for day in (known.taken.get(sha, ""),) if day}
    since = [scene for scene in scenes if scene.captured <= one.as_of.isoformat()]
    shown = Completion(one.parcel.area_m2, one.parcel.area_m2, one.stages, (),
                       Shown(photos, newest_scene(since, envelope(one.parcel.geom))))
    for early in too_early(shown, one.as_of.isoformat()):
        yield _early(early, one)


def _early(early: Early, one: Known) -> Sign:
    words = {"photo": tr("A photo of the stage was taken on {taken}, the stage is recorded for {day}."),
             "scene": tr("The newest image is of {taken}, the demolition is recorded for {day}."),
             "order": tr("Recorded as in place on {taken}, before the demolition of {day}.")}
    kind = ORDER if early.kind == "order" else OLDER_IMAGE
    about = tr("image {day}").format(day=early.taken) if early.kind == "scene" else \
        tr("photo {day}").format(day=early.taken) if early.kind == "photo" else tr("stage")
    return Sign(kind, WARN, words[early.kind].format(taken=early.taken, day=early.day), about,
                day_of(one.demolished), Answer())


def _days(one: Known, known: Noticed) -> Iterator[Sign]:
    """Yield stages in place only after the day the batch was to be rectified by, and those recorded only then."""
    if not one.cut_off:
        return
    late = [stage for stage in one.stages if stage.done_on > one.cut_off]
    if late:
        last = max(late, key=lambda stage: stage.done_on)
        yield Sign(LATE, WARN, tr("In place on {day}; it was to be by {cut_off}. Whether it counts, the county decides.").format(
            day=last.done_on, cut_off=one.cut_off), tr("stage"), day_of(last.done_on), Answer())
    told = [(day_of(step.ts), stage) for stage in one.stages if stage.done_on <= one.cut_off
            for step in (known.events.get(stage.seq),) if step is not None and day_of(step.ts).isoformat() > one.cut_off]
    if told:
        on, stage = max(told, key=lambda entry: entry[0])
        text = tr("Said to be in place since {day}, recorded on {on} only; it was to be by {cut_off}.")
        yield Sign(TOLD_LATE, WARN, text.format(day=stage.done_on, on=on.isoformat(), cut_off=one.cut_off), tr("stage"), on,
                   Answer())


def _outline(one: Known) -> Iterator[Sign]:
    """Yield an outline that is not the one issued, or that was issued again smaller (挪界)."""
    parcel, earlier = one.parcel, one.earlier
    if geometry_hash(parcel.issued_geom or parcel.geom) != parcel.geom_hash:
        yield Sign(OUTLINE, ALARM, tr(
            "The outline in the ledger does not have the digest it was issued with: run Verify ledger."), tr("outline"),
            one.as_of, Answer())
    if earlier is not None and parcel.area_m2 < earlier.area_m2 * LESS_OF:
        yield Sign(SMALLER, WARN, tr("Issued with {before} m², issued again with {after} m².").format(
            before=earlier.area_m2, after=parcel.area_m2), tr("outline"), one.as_of, Answer())
