"""Flags on photos in words: the sentence of the dictionary with the figures of the flag; for reports and windows."""

from __future__ import annotations

import re
from typing import Mapping

from .domain.codes import Dictionary
from .i18n import language

FLAGS = "photo_flag"  # the dictionary
ALARM, WARN, HINT = LEVELS = ("alarm", "warn", "hint")
_PLACE = re.compile(r"\{(\w+)\}")


def sentence(flags: Dictionary, code: str, figures: Mapping[str, str]) -> str:
    """Return what a flag says, in the user's language; a code or figure nobody knows is left as it is."""
    entry = flags.get(code)
    text = str(entry.extra.get("text_zh" if language() == "zh" else "text") or "") if entry is not None else ""
    return _PLACE.sub(lambda found: figures.get(found.group(1), "—"), text) if text else flags.label(code, language())


def level(flags: Dictionary, code: str) -> str:
    """Return how loud a flag is: alarm, warn or hint."""
    entry = flags.get(code)
    told = str(entry.extra.get("level") or "") if entry is not None else ""
    return told if told in LEVELS else WARN
