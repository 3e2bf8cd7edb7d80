"""Yes, no or unknown: conditions over figures that may be known exactly, within bounds, or not at all.

An unknown figure never counts as false (Kleene's logic): knowing less turns a yes or a no into unknown and nothing else.
Conditions are data; this module holds the small closed set of tests they may use and reads them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import (
    Any,
    Callable,
    FrozenSet,
    Iterator,
    List,
    Mapping,
    NamedTuple,
    Optional,
    Protocol,
    Sequence,
    Tuple,
    Union,
)

from .errors import BadInput, tr

Needs = Tuple[str, ...]
NEVER, ALWAYS = "0001-01-01", "9999-12-31"  # the earliest and the latest day a date can be


class Verdict(NamedTuple):
    """What a condition is worth: True, False or None (unknown), and what would settle it."""

    truth: Optional[bool]
    needs: Needs = ()


@dataclass(frozen=True)
class Number:
    """A number between two bounds; equal bounds are a known number. :param needs: what would narrow it."""

    low: Decimal
    high: Decimal
    needs: Needs = ()


@dataclass(frozen=True)
class Days:
    """A date between two ISO days. :param needs: what would narrow it."""

    low: str = NEVER
    high: str = ALWAYS
    needs: Needs = ()


@dataclass(frozen=True)
class Codes:
    """One code or several; None when they are not known. :param needs: what would tell."""

    known: Optional[FrozenSet[str]]
    needs: Needs = ()


Figure = Union[Number, Days, Codes]
NUMBER, DATE, CODE = "number", "date", "code"


class Sheet(Protocol):
    """What conditions ask: the figures of one parcel, and whether they can be relied on."""

    def value(self, name: str) -> Figure:
        """Return a figure by name."""

    def stale(self) -> Tuple[str, ...]:
        """What would put right a screening that no longer holds: rescreen, register; nothing while it holds."""


class Condition(Protocol):
    """A condition over the figures of a parcel."""

    def judge(self, sheet: Sheet) -> Verdict:
        """Return what it is worth."""

    def reads(self) -> Iterator[str]:
        """Yield the names of the figures it looks at."""


@dataclass(frozen=True)
class Constant:
    """True or false whatever the figures are."""

    truth: bool

    def judge(self, sheet: Sheet) -> Verdict:
        """Return it."""
        return Verdict(self.truth)

    def reads(self) -> Iterator[str]:
        """Yield nothing."""
        return iter(())


@dataclass(frozen=True)
class Every:
    """All of several conditions."""

    parts: Tuple[Condition, ...]

    def judge(self, sheet: Sheet) -> Verdict:
        """Return no as soon as one is no, unknown when one is unknown, else yes."""
        return _joined([part.judge(sheet) for part in self.parts], decisive=False)

    def reads(self) -> Iterator[str]:
        """Yield the figures of the parts."""
        return (name for part in self.parts for name in part.reads())


@dataclass(frozen=True)
class Either:
    """At least one of several conditions."""

    parts: Tuple[Condition, ...]

    def judge(self, sheet: Sheet) -> Verdict:
        """Return yes as soon as one is yes, unknown when one is unknown, else no."""
        return _joined([part.judge(sheet) for part in self.parts], decisive=True)

    def reads(self) -> Iterator[str]:
        """Yield the figures of the parts."""
        return (name for part in self.parts for name in part.reads())


def _joined(verdicts: Sequence[Verdict], *, decisive: bool) -> Verdict:
    if any(verdict.truth is decisive for verdict in verdicts):
        return Verdict(decisive)
    open_ = [verdict for verdict in verdicts if verdict.truth is None]
    if not open_:
        return Verdict(not decisive)
    return Verdict(None, tuple(dict.fromkeys(need for verdict in open_ for need in verdict.needs)))


@dataclass(frozen=True)
class Not:
    """The contrary of a condition; the contrary of unknown is unknown."""

    part: Condition

    def judge(self, sheet: Sheet) -> Verdict:
        """Return the contrary."""
        truth, needs = self.part.judge(sheet)
        return Verdict(None, needs) if truth is None else Verdict(not truth)

    def reads(self) -> Iterator[str]:
        """Yield the figures of the condition."""
        return self.part.reads()


@dataclass(frozen=True)
class Compare:
    """A number against a limit. :param relation: at_least, more_than, at_most or less_than."""

    figure: str
    relation: str
    limit: Decimal

    def judge(self, sheet: Sheet) -> Verdict:
        """Return yes or no where both bounds say so, else unknown."""
        one = sheet.value(self.figure)
        if not isinstance(one, Number):
            return Verdict(None, one.needs)
        holds = _RELATIONS[self.relation]
        low, high = holds(one.low, self.limit), holds(one.high, self.limit)
        return Verdict(low) if low is high else Verdict(None, one.needs)

    def reads(self) -> Iterator[str]:
        """Yield the figure."""
        yield self.figure


_RELATIONS: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": lambda value, limit: value >= limit, "more_than": lambda value, limit: value > limit,
    "at_most": lambda value, limit: value <= limit, "less_than": lambda value, limit: value < limit,
}


@dataclass(frozen=True)
class Before:
    """A date before a day, or (``contrary``) on that day or later. :param day: ISO day or the name of another date."""

    figure: str
    day: str
    contrary: bool = False

    def judge(self, sheet: Sheet) -> Verdict:
        """Return yes or no where every day the dates can be says so, else unknown."""
        one = sheet.value(self.figure)
        other: Figure = Days(self.day, self.day) if self.day[:1].isdigit() else sheet.value(self.day)
        if isinstance(one, Days) and isinstance(other, Days):
            if one.high < other.low:
                return Verdict(not self.contrary)
            if one.low >= other.high:
                return Verdict(self.contrary)
        return Verdict(None, tuple(dict.fromkeys((*one.needs, *other.needs))))

    def reads(self) -> Iterator[str]:
        """Yield the dates compared."""
        yield self.figure
        if not self.day[:1].isdigit():
            yield self.day


@dataclass(frozen=True)
class Is:
    """A code that is one of several; of a list, at least one is."""

    figure: str
    codes: FrozenSet[str]

    def judge(self, sheet: Sheet) -> Verdict:
        """Return whether it is, unknown while nobody said."""
        one = sheet.value(self.figure)
        if not isinstance(one, Codes) or one.known is None:
            return Verdict(None, one.needs)
        return Verdict(bool(one.known & self.codes))

    def reads(self) -> Iterator[str]:
        """Yield the figure."""
        yield self.figure


@dataclass(frozen=True)
class Stale:
    """Whether the screening no longer holds; the one test about what is known, for rules that conclude nothing."""

    def judge(self, sheet: Sheet) -> Verdict:
        """Return yes or no."""
        return Verdict(bool(sheet.stale()), sheet.stale())

    def reads(self) -> Iterator[str]:
        """Yield nothing."""
        return iter(())


@dataclass(frozen=True)
class Vocabulary:
    """What conditions of one document may name.

    :param kind: kind of figure by name: number, date or code; None for a name that does not exist.
    :param codes: the codes a figure of kind code may have; None when any text is possible.
    :param settings: the document's own numbers and days by name.
    """

    kind: Callable[[str], Optional[str]]
    codes: Callable[[str], Optional[FrozenSet[str]]]
    settings: Mapping[str, str]


class Reader:
    """Reads conditions of one document, refusing with file, rule and remedy what it does not know."""

    def __init__(self, where: str, vocabulary: Vocabulary) -> None:
        self.where, self._known = where, vocabulary

    def bad(self, rule: str, template: str, **facts: object) -> BadInput:
        """Return the error for a rule."""
        return BadInput(template, file=self.where, rule=rule, **facts)

    def condition(self, raw: Any, rule: str, *, doubting: bool = False) -> Condition:
        """Return a condition.

        :param doubting: the rule concludes nothing, so that it may ask whether the screening is stale.
        :raises BadInput: in one sentence.
        """
        if isinstance(raw, bool):
            return Constant(raw)
        if not isinstance(raw, dict) or not raw:
            raise self.bad(rule, tr("{file}: rule {rule} has {what} where a condition must stand: write a test or true."),
                           what=raw)
        if "all" in raw or "any" in raw:
            return self._several(raw, rule, doubting)
        if set(raw) == {"not"}:
            return Not(self.condition(raw["not"], rule))
        if "stale" in raw:
            if raw != {"stale": True} or not doubting:
                raise self.bad(rule, tr(
                    "{file}: rule {rule} asks whether the screening is stale; only a rule with the outcome unsure may, as "
                    "{{\"stale\": true}} and not under not."))
            return Stale()
        return self._test(raw, rule)

    def _several(self, raw: Mapping[str, Any], rule: str, doubting: bool) -> Condition:
        key = "all" if "all" in raw else "any"
        parts = raw[key]
        if set(raw) != {key} or not isinstance(parts, list) or not parts:
            raise self.bad(rule, tr("{file}: rule {rule}: {key} must stand alone with a list of conditions."), key=key)
        read: List[Condition] = [self.condition(part, rule, doubting=doubting) for part in parts]
        return Every(tuple(read)) if key == "all" else Either(tuple(read))

    def _test(self, raw: Mapping[str, Any], rule: str) -> Condition:
        name = raw.get("figure")
        kind = self._known.kind(name) if isinstance(name, str) else None
        if not isinstance(name, str) or kind is None:
            raise self.bad(rule, tr("{file}: rule {rule} looks at {name}, which is no figure: README.md beside it lists them."),
                           name=name if name is not None else "/".join(map(str, raw)))
        asked = [key for key in raw if key != "figure"]
        if not asked or any(key not in _TESTS[kind] for key in asked):
            raise self.bad(rule, tr("{file}: rule {rule} tests {name} by {what}: use {known}."), name=name,
                           what=", ".join(asked) or "?", known=", ".join(_TESTS[kind]))
        tests = [self._one(name, kind, key, raw[key], rule) for key in asked]
        return tests[0] if len(tests) == 1 else Every(tuple(tests))

    def _one(self, name: str, kind: str, key: str, value: Any, rule: str) -> Condition:
        if kind == NUMBER:
            return Compare(name, key, self.number(value, rule))
        if kind == DATE:
            return Before(name, self._day(value, rule), contrary=key == "from")
        wanted = [value] if isinstance(value, str) else value
        if not isinstance(wanted, list) or not wanted or not all(isinstance(one, str) for one in wanted):
            raise self.bad(rule, tr("{file}: rule {rule}: {name} is compared with {what}: write a code or a list of codes."),
                           name=name, what=value)
        possible = self._known.codes(name)
        for code in wanted if possible is not None else []:
            if code not in (possible or ()):
                raise self.bad(rule, tr("{file}: rule {rule}: {name} is never {what}: use one of {known}."), name=name, what=code,
                               known=", ".join(sorted(possible or ())))
        return Is(name, frozenset(wanted))

    def number(self, value: Any, rule: str) -> Decimal:
        """Return a number, written as such or by the name of a setting."""
        text = self._known.settings.get(value, value) if isinstance(value, str) else value
        try:
            number = Decimal(str(text)) if not isinstance(text, bool) else Decimal("NaN")
        except ArithmeticError:
            number = Decimal("NaN")
        if not number.is_finite():
            raise self.bad(rule, tr("{file}: rule {rule}: {what} is neither a number nor the name of a setting."), what=value)
        return number

    def _day(self, value: Any, rule: str) -> str:
        text = self._known.settings.get(value, value) if isinstance(value, str) else ""
        if isinstance(text, str) and (self._known.kind(text) == DATE or is_day(text)):
            return text
        raise self.bad(rule, tr("{file}: rule {rule}: {what} is neither a day (2020-07-03), a setting nor a date of the parcel."),
                       what=value)


_TESTS: Mapping[str, Tuple[str, ...]] = {NUMBER: tuple(_RELATIONS), DATE: ("before", "from"), CODE: ("is",)}


def is_day(text: str) -> bool:
    """Whether a text is an ISO day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def need_parts(need: str) -> Tuple[str, str, str]:
    """Return what kind of thing is needed, what of, and what stands there instead of a day: ``date:approval:2021-02-30``."""
    kind, _, rest = need.partition(":")
    about, _, written = rest.partition(":")
    return kind, about, written
