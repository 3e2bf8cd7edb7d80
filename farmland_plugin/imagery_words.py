"""What comparing images came to, in words; for reports and windows. A suggestion (建议) is never a verdict."""

from __future__ import annotations

from typing import Any, Mapping

from .domain.codes import Dictionary
from .i18n import language, tr

REASONS = "change_reason"  # the dictionary


def suggestion_word(code: str) -> str:
    """Return what a suggestion is called."""
    return {"cleared": tr("structures gone (suggestion)"), "partly": tr("partly gone (suggestion)"),
            "unchanged": tr("still standing (suggestion)"), "unsure": tr("unsure: look yourself")}.get(code, code)


def unpaired_word(code: str) -> str:
    """Return why a parcel has no pair of images."""
    return {"no_before": tr("no image from before"), "no_after": tr("no image from after"),
            "not_since": tr("no image since the claimed demolition"),
            "not_later": tr("no image later than the one before")}.get(code, code)


def reason_sentence(reasons: Dictionary, reason: Mapping[str, Any]) -> str:
    """Return the sentence of one reason (``{code, figures}``) in the user's language; the code where the ledger lacks it."""
    code = str(reason["code"])
    if reasons.get(code) is None:
        return code
    try:
        return reasons.label(code, language()).format(**reason["figures"])
    except (KeyError, IndexError, ValueError):  # a county's own wording with a place that no figure fills
        return reasons.label(code, language())
