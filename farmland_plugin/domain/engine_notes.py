"""What the screening engine notes of a parcel and a layer: how it is written, read back, and said in words.

Notes are stored in English beside the figures, several joined by ``; ``; what they mean for a figure is told by ``bound``.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Dict, Iterator, Mapping, NamedTuple, Tuple, Union

from .errors import FarmlandError, Sentences, tr

NO_NUMBERS = "its coordinates are no numbers"
NOT_UNITED = "overlapping pieces could not be united: their ground counts twice"
UNCUT = "what is left uncovered could not be cut out: it is a difference of areas"
NOT_SCREENED = "the parcel's polygon is invalid and was not screened: {}"

_SHAPES: Mapping[str, str] = {
    "slivers": r"(?P<count>[0-9]+) slivers under (?P<limit>[^ ]+) m2 dropped, (?P<area>[^ ]+) m2 in all",
    "uncut": r"feature (?P<fid>-?[0-9]+) could not be cut: (?P<reason>.*)",
    "not_united": re.escape(NOT_UNITED),
    "rest_uncut": re.escape(UNCUT),
    "not_screened": re.escape(NOT_SCREENED).replace(r"\{\}", "(?P<reason>.*)"),
}
_READ = {kind: re.compile(shape, re.DOTALL) for kind, shape in _SHAPES.items()}
_STARTS = ("[0-9]+ slivers under ", "feature -?[0-9]+ could not be cut: ", re.escape(NOT_UNITED), re.escape(UNCUT),
           re.escape(NOT_SCREENED[:-2]))
_BETWEEN = re.compile(rf"; (?={'|'.join(_STARTS)})")

WORDS: Mapping[str, str] = {
    "slivers": tr("{layer} ({vintage}): {count} slivers under {limit} m² were dropped, {area} m² in all."),
    "uncut": tr("{layer} ({vintage}): polygon {fid} could not be cut ({reason}) and is missing from the figures, which are what "
                "is shared at least: mend the polygon or the parcel and screen again."),
    "not_united": tr("{layer} ({vintage}): overlapping polygons could not be united and their ground counts twice; the figures "
                     "are what is shared at most: mend the layer and screen again."),
    "rest_uncut": tr("{layer} ({vintage}): what is left uncovered could not be cut out; its area is a difference of areas and "
                     "its width is not known."),
    "not_screened": tr("{layer} ({vintage}): the parcel's polygon is invalid and was not screened ({reason}): mend it and "
                       "screen again."),
}
"""By kind of note: the sentence it is told in; ``layer`` and ``vintage`` are the caller's."""


class Note(NamedTuple):
    """One note. :param kind: of ``WORDS``, or ``other`` for what nobody knows. :param facts: what fills its sentence."""

    kind: str
    facts: Dict[str, object]


def sliver_note(number: int, area: float, limit: float) -> str:
    """Return the note of a parcel that lost slivers: how many, under what limit (m²), how much in all (m²)."""
    return f"{number} slivers under {limit:g} m2 dropped, {area:.4f} m2 in all"


def uncut_note(fid: Union[int, str], reason: str) -> str:
    """Return the note of a parcel that one feature of a layer could not be cut with."""
    return f"feature {fid} could not be cut: {reason}"


def read(text: str) -> Iterator[Note]:
    """Yield the notes of a text as they were written, each once."""
    seen = set()
    for part in filter(None, (one.strip() for one in _BETWEEN.split(text))):
        if part not in seen:
            seen.add(part)
            yield _one(part)


def _one(part: str) -> Note:
    for kind, shape in _READ.items():
        found = shape.fullmatch(part)
        if found is not None:
            facts: Dict[str, object] = dict(found.groupdict())
            if facts.get("reason") == NO_NUMBERS:  # the only reason of our own; the others are the geometry library's
                facts["reason"] = Sentences((FarmlandError(tr("its coordinates are no numbers")),))
            return Note(kind, facts)
    return Note("other", {"note": part})


def dropped_m2(notes: Tuple[Note, ...]) -> Decimal:
    """Return how much ground was dropped as slivers."""
    return sum((Decimal(str(note.facts["area"])) for note in notes if note.kind == "slivers"), Decimal(0))
