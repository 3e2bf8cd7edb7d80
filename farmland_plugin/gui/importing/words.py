"""The words of the wizard: what a field can mean, units, encodings; sentences for programs said with the wizard's own fields."""

from __future__ import annotations

import re

from ...crs_words import crs_words
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


def own_words(text: str) -> str:
    """Return a sentence of the import as the wizard says it: its own fields instead of parameters, systems in words.

    A sentence names a parameter behind its label, ``“Encoding” (ENCODING)``, or alone; both become the wizard's label.
    """
    labels = {"TRANSFORMATION": tr("Old datum to CGCS2000"), "LAYER": tr("Layer"), "ENCODING": tr("Encoding"),
              "CRS": tr("Coordinate system"), "AREA_UNIT": tr("Unit of the monitored area"), "REISSUE_OF": tr("Issued again for")}
    for name, label in labels.items():
        quoted = tr("“{label}”").format(label=label)
        text = re.sub(rf"\s?“[^“”]*”\s?[（(]{name}[）)]\s?", lambda _found, said=quoted: said, text)
        text = re.sub(rf"\s?[（(]{name}[）)]", "", text)
        before = r"(?<=set )|(?<=leave )|(?<=in )|(?<=check )|(?<=设置 )" if name == "CRS" else r"(?<![\w.|/\\-])"
        text = re.sub(rf"(?:{before}){name}(?!\w|[.|/\\-]\w)", lambda _found, said=quoted: said, text)
    return re.sub(r"\|(EPSG:\d+)", lambda found: " · " + crs_words(found.group(1)), text)
