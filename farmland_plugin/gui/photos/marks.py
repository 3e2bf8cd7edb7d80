"""What was noticed of a parcel's photos, in words: sentence, weight, answers; and the mark a photo bears in the strip."""

from __future__ import annotations

from typing import Any, Mapping, NamedTuple, Optional, Sequence

from ...domain.errors import LedgerError
from ...domain.photos import FAKE
from ...i18n import tr
from ...ledger.cases.field_words import FieldWords
from ...ledger.photos import FlagSeen
from ...photo_words import ALARM, FLAGS, HINT, LEVELS, WARN, level, sentence
from ..terms import Terms
from ..widgets.pieces import GREEN, RED

COLOURS = {ALARM: RED, WARN: "#b35900", HINT: "#5f6368"}
PAIRED = frozenset({"same_file", "same_picture", "cut_picture"})  # flags about two photos


class Mark(NamedTuple):
    """What a photo bears: a short text before its name, its colour, and a sentence."""

    text: str
    colour: str
    tip: str


def by_photo(seen: Sequence[FlagSeen]) -> dict[str, list[FlagSeen]]:
    """Return the flags of each of a parcel's photos, by SHA-256; another parcel's is told of the one it points at."""
    found: dict[str, list[FlagSeen]] = {}
    for one in seen:
        found.setdefault(one.flag.sha256 if one.mine else one.flag.other_sha256, []).append(one)
    return found


class FlagWords:
    """Says flags of one ledger."""

    def __init__(self, ledger: Any, terms: Terms) -> None:
        self._ledger, self._terms, self._words = ledger, terms, FieldWords(ledger)
        self._flags = ledger.dictionary(FLAGS)

    def level(self, seen: FlagSeen) -> str:
        """Return how loud a flag is."""
        return level(self._flags, seen.flag.code)

    def label(self, seen: FlagSeen) -> str:
        """Return what a flag is called."""
        return self._terms.label(FLAGS, seen.flag.code)

    def sentence(self, seen: FlagSeen) -> str:
        """Return what a flag says, with its figures."""
        if seen.mine:
            return sentence(self._flags, seen.flag.code, seen.flag.figures)
        return tr("A photo of {number} is flagged because of this one; it is answered there.").format(
            number=self.number(seen.flag.parcel_uid))

    def answers(self, seen: FlagSeen) -> list[str]:
        """Return what people said of a flag, oldest first."""
        return [tr("{day} {person}: {verdict}. {words}").format(
            day=one.answered_on, person=self._words.person(one.person_id),
            verdict=self._terms.label("photo_answer", one.verdict), words=one.words) for one in seen.answers]

    def number(self, uid: str) -> str:
        """Return a parcel's number; one of a township the login does not see is not named."""
        if not self.seen(uid):
            return tr("a parcel of another township")
        return str(self._ledger.parcel(uid).source_no or uid)

    def seen(self, uid: str) -> bool:
        """Whether the login sees a parcel."""
        try:
            return bool(uid) and self._ledger.parcel(uid) is not None
        except LedgerError:
            return False

    def ordered(self, flags: Sequence[FlagSeen]) -> list[FlagSeen]:
        """Return flags with those nobody answered first, the loudest before the others."""
        return sorted(flags, key=lambda one: (bool(one.verdict), LEVELS.index(self.level(one))))

    def mark(self, flags: Sequence[FlagSeen]) -> Mark:
        """Return what a photo with these flags bears: how many wait for an answer, else what came of them."""
        first = self.ordered(flags)[0]
        tip = tr("{flag}: {sentence}").format(flag=self.label(first), sentence=self.sentence(first))
        fakes = [one for one in flags if one.verdict == FAKE]
        if fakes:
            return Mark("✗", RED, self._terms.label("photo_answer", FAKE) + "\n" + tip)
        waiting = [one for one in flags if not one.verdict]
        if not waiting:
            return Mark("✓", GREEN, tr("Every flag is answered.") + "\n" + tip)
        loud = [one for one in waiting if self.level(one) != HINT]
        colour = COLOURS[self.level(first)]
        return Mark(f"⚑{len(loud)}" if loud else "⚐", colour, tip)


def marks_of(ledger: Any, terms: Terms, seen: Sequence[FlagSeen]) -> Mapping[str, Mark]:
    """Return the mark of each flagged photo of a parcel, by SHA-256."""
    if not seen:
        return {}
    words = FlagWords(ledger, terms)
    return {sha: words.mark(flags) for sha, flags in by_photo(seen).items()}


def first_of(shas: Sequence[str], marks: Mapping[str, Mark]) -> Optional[str]:
    """Return the photo to look at first: one whose flags wait for an answer, a loud one before a hint, else the first of all."""
    order = {RED: 0, COLOURS[WARN]: 1, COLOURS[HINT]: 2}
    waiting = [sha for sha in shas if sha in marks and marks[sha].text[0] in "⚑⚐"]
    return min(waiting, key=lambda sha: order[marks[sha].colour]) if waiting else next(iter(shas), None)
