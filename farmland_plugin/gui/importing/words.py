"""The words of the wizard: what a field can mean, units, encodings."""

from __future__ import annotations

from ...i18n import tr
from ...intake.fields.mapping import MEANINGS, meaning_label


def meanings() -> dict[str, str]:
    """Return what a field can mean, by code, the most important first."""
    return {meaning: meaning_label(meaning) for meaning in MEANINGS}


def units() -> dict[str, str]:
    """Return the units of area, by code."""
    return {"auto": tr("concluded from the values"), "m2": tr("square metres"), "mu": tr("mu"), "ha": tr("hectares")}


def encodings() -> dict[str, str]:
    """Return the encodings one meets, by name; '' concludes it."""
    return {"": tr("concluded"), "UTF-8": "UTF-8", "GB18030": tr("GBK / GB18030"), "Big5": "Big5"}
