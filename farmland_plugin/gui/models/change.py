"""What the images before and after suggest of a parcel, in words; where the county audits, only after a person's first look."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Optional

from ...domain.imagery import CLEARED, PARTLY, UNCHANGED, Comparison
from ...i18n import tr
from ...imagery_words import REASONS, reason_sentence, suggestion_word
from ...ledger.first_look import waiting
from ..terms import moment
from .advice import Line

COLOURS = {CLEARED: "#2e7d32", PARTLY: "#b26a00", UNCHANGED: "#c62828"}
UNSURE_COLOUR = "#8a6d00"
ORDER = ("flag", "finding", "doubt", "note")  # kinds of reasons as they are listed
ALWAYS = ("residual_share", "not_recultivation")  # reasons that are never folded away
MARKS = {"flag": "flag", "doubt": "against"}


@dataclass(frozen=True)
class Compared:
    """The latest comparison of a parcel in its present round. :param waits: it is kept back until somebody has looked."""

    comparison: Optional[Comparison] = None
    waits: bool = False


@dataclass(frozen=True)
class ToldChange:
    """A comparison ready to be shown: a word, which images, every reason, and how it was measured.

    :param always: what is to be seen with any suggestion: how much seems left, and that recultivation is not judged.
    """

    title: str
    colour: str
    images: str
    lines: List[Line]
    always: str
    measured: str


def compared(ledger: Any, uid: str) -> Compared:
    """Return what the images suggest of a parcel; of its journal nothing is read unless the county audits."""
    found = ledger.comparison(uid)
    return Compared(found, found is not None and uid in waiting(ledger, [found]))


def told_change(one: Comparison, ledger: Any) -> ToldChange:
    """Return a comparison in the user's language, every reason with its figures."""
    reasons = ledger.dictionary(REASONS)

    def kind(reason: Any) -> str:
        entry = reasons.get(str(reason["code"]))
        return str(entry.extra.get("kind", "")) if entry is not None else ""

    listed = sorted(one.reasons, key=lambda reason: ORDER.index(kind(reason)) if kind(reason) in ORDER else len(ORDER))
    lines = [Line(reason_sentence(reasons, reason), MARKS.get(kind(reason), "plain")) for reason in listed
             if reason["code"] not in ALWAYS]
    always = tr("; ").join(reason_sentence(reasons, reason) for code in ALWAYS for reason in listed if reason["code"] == code)
    return ToldChange(suggestion_word(one.suggestion), COLOURS.get(one.suggestion, UNSURE_COLOUR),
                      tr("Images of {before} and {after}").format(before=one.before_on, after=one.after_on), lines,
                      always, _measured(one))


def _measured(one: Comparison) -> str:
    parts = [tr("Images compared on {time}").format(time=moment(one.made_at))]
    if one.shift_x_m is not None and one.shift_y_m is not None:
        parts.append(tr("the later image lies {x} m east and {y} m north").format(
            x=f"{one.shift_x_m:+.1f}", y=f"{one.shift_y_m:+.1f}"))
    parts.append(tr("profile {version} ({sha})").format(version=one.profile_version, sha=one.profile_sha256[:8]))
    return " · ".join(parts)
