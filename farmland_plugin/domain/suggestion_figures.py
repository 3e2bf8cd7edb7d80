"""The figures suggestions are judged by: facts of the screening and answers of the survey, each known, bounded or unknown.

Every bound holds whatever the unknown turns out to be, so that knowing less only widens it. Shares are per cent of the parcel,
``_mu`` figures 亩 rounded as they are printed, so that what is printed and what was decided agree.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .answers import is_empty
from .area import round_half_up, to_mu
from .screening_facts import LANDUSE, SOURCE_CHANGED, ZERO, Between, LayerRef, ParcelFacts, unique_layers
from .screening_facts import LEAST as LEAST_OF
from .screening_facts import MOST as MOST_OF
from .suggestion_dates import ANY_TERM, GRANTED, TERMED, Terms, days, part_of
from .three_valued import (
    ALWAYS,
    CODE,
    DATE,
    NEVER,
    NUMBER,
    Codes,
    Condition,
    Days,
    Figure,
    Needs,
    Number,
    Verdict,
)

APPROVING = ("approval", "supply", "temporary", "facility", "registration")
OVERLAYS = (*APPROVING, "permanent_farmland", "ecological", "growth_boundary", "mining", "village_203", "added_cropland")
ROLES = (LANDUSE, "plan", *OVERLAYS)
HUNDRED = Decimal(100)
LEAST, MOST = Decimal("-Infinity"), Decimal("Infinity")
ANSWER = "answer."
_FIXED: Mapping[str, str] = {
    "parcel.area_mu": NUMBER, "parcel.width_m": NUMBER, "parcel.elongation": NUMBER, "parcel.sliver": CODE,
    "approval.rest_mu": NUMBER, "approval.rest_share": NUMBER, "approval.rest_sliver": CODE,
    "registration.sound_share": NUMBER,
    "cropland.area_mu": NUMBER, "cropland.other_mu": NUMBER, "cropland.measure": CODE, "construction_land.share": NUMBER,
    "outside.cropland_mu": NUMBER, "outside.permanent_farmland_mu": NUMBER, "outside.other_cropland_mu": NUMBER,
    "plan.conforming_mu": NUMBER, "plan.nonconforming_mu": NUMBER, "plan.nonconforming_share": NUMBER,
    "construction.start": DATE, "construction.end": DATE, "today": DATE, "site.circumstance": CODE,
}
_SHAPED = (
    (re.compile(rf"(?:{'|'.join(OVERLAYS)})\.(?:share|area_mu)"), NUMBER),
    (re.compile(rf"(?:{'|'.join(APPROVING)})\.unmatched_cropland_mu"), NUMBER),
    (re.compile(rf"(?:{'|'.join(GRANTED)})\.(?:timely|late)_share"), NUMBER),
    (re.compile(rf"(?:{'|'.join(TERMED)})\.(?:valid|expired|termless)_share"), NUMBER),
    (re.compile(r"landuse\.[0-9]{2,4}[0-9A-Z]{0,2}\.share"), NUMBER),
    (re.compile(r"settlement\.[0-9]{3}[A-Z]?\.share"), NUMBER),
)


class Limit(NamedTuple):
    """A table of limits: the first row whose condition holds; ``of`` is the figure that is limited."""

    of: str
    rows: Tuple[Tuple[Condition, Decimal], ...]


def kind_of(name: str, fields: Mapping[str, str], tables: Iterable[str]) -> Optional[str]:
    """Return the kind of a figure: number, date or code; None when there is none of that name.

    :param fields: kind of each field of the survey forms, by code.
    """
    if name.startswith(ANSWER):
        return fields.get(name[len(ANSWER):])
    first, _, rest = name.partition(".")
    if first in ("limit", "over"):
        return NUMBER if rest in tables else None
    return _FIXED.get(name) or next((kind for shape, kind in _SHAPED if shape.fullmatch(name)), None)


class Figures:
    """The figures of one parcel on one day.

    :param answers: of the survey form, by field code; unanswered fields are unknown. :param fields: kind by field code.
    :param waived: roles that are not asked for where no layer of theirs is registered: they count as not there.
    :param presumed: what is taken for unknown figures instead (figure -> text), for the leaning of a parcel in doubt.
    :param terms: what the rules say of terms that are not written.
    """

    def __init__(self, facts: ParcelFacts, answers: Mapping[str, Any], fields: Mapping[str, str], on: date, *,
                 waived: Sequence[str] = (), tables: Optional[Mapping[str, Limit]] = None,
                 presumed: Optional[Mapping[str, str]] = None, terms: Terms = ANY_TERM) -> None:
        self.facts, self._answers, self._fields, self._on = facts, answers, fields, on.isoformat()
        self._terms = terms
        self._waived, self._tables, self._presumed = waived, tables or {}, presumed or {}
        self._kept: Dict[str, Figure] = {}
        self.taken: Dict[str, str] = {}

    def stale(self) -> Tuple[str, ...]:
        """What would put right a screening that no longer holds; a file that changed is registered again, not screened."""
        changed = SOURCE_CHANGED in self.facts.stale
        return ("rescreen",) * (len(self.facts.stale) > changed) + ("register",) * changed

    def not_examined(self) -> List[str]:
        """Return the waived roles of which no layer was screened."""
        return [role for role in self._waived if role not in self.facts.roles]

    def value(self, name: str) -> Figure:
        """Return a figure by name."""
        if name not in self._kept:
            found = self._find(name)
            if name in self._presumed and _is_open(found):
                found = self._presume(name, found)
            self._kept[name] = found
        return self._kept[name]

    def _presume(self, name: str, found: Figure) -> Figure:
        self.taken[name] = text = self._presumed[name]
        if isinstance(found, Codes):
            return Codes(frozenset({text}))
        other = Days(text, text) if text[:1].isdigit() else self.value(text)
        return other if isinstance(found, Days) else found

    def layers(self, names: Iterable[str]) -> Tuple[LayerRef, ...]:
        """Return the layers that figures come from, each once."""
        roles = dict.fromkeys(role for name in names for role in _roles_of(name))
        return tuple(unique_layers(layer for role in roles if role in self.facts.roles
                                   for layer in self.facts.roles[role].layers))

    # -- areas ------------------------------------------------------------------------------------------------

    def _m2(self, role: str) -> Number:
        """Return the m² a role covers."""
        fact = self.facts.roles.get(role)
        if fact is not None:
            return _within(fact.covered_m2, fact.between, role)
        if role in self._waived:
            return Number(ZERO, ZERO)
        return Number(ZERO, self.facts.area_m2, (f"layer:{role}",))

    def _cropland(self) -> Number:
        known, classes = self.facts.cropland.get(LANDUSE), self.facts.classes.get(LANDUSE)
        if known is None or classes is None:
            return Number(ZERO, self.facts.area_m2, (f"layer:{LANDUSE}",))
        open_, found = classes.uncovered + classes.unknown, _within(known.counted_m2, known.between, LANDUSE)
        high = min(self.facts.area_m2, found.high + open_)
        return Number(found.low, high, (*found.needs, *((f"gap:{LANDUSE}",) if open_ else ())))

    def _without(self, one: Number, other: Number) -> Number:
        """Return how much of one area can lie outside another that shares the parcel with it."""
        low = max(ZERO, one.low - other.high)
        high = max(low, min(one.high, self.facts.area_m2 - other.low))
        return Number(low, high, _needs(one, other) or (("joint",) if low < high else ()))

    def _other_cropland(self) -> Number:
        return self._without(self._cropland(), self._m2("permanent_farmland"))

    def _outside(self, one: Number) -> Number:
        return self._without(one, self._m2("approval"))

    def _share(self, one: Number) -> Number:
        whole = self.facts.area_m2
        return Number(_percent(one.low, whole), _percent(one.high, whole), one.needs)

    def _by_class(self, prefix: str, settlement: bool) -> Number:
        fact = self.facts.roles.get(LANDUSE)
        if fact is None:
            return Number(ZERO, HUNDRED, (f"layer:{LANDUSE}",))
        found = sum((one.area_m2 for one in fact.matches if (
            one.detail.get("settlement", "") == prefix if settlement else one.code.startswith(prefix))), ZERO)
        # ground may count twice, and in which class is not known
        twice = fact.between is not None and fact.between.least < fact.covered_m2
        low = ZERO if twice else min(self.facts.area_m2, max(ZERO, found - fact.shared_m2))
        high = min(self.facts.area_m2, found + fact.uncovered_m2)
        doubt = (f"mend:{LANDUSE}",) if found and (fact.shared_m2 or fact.bound) else ()
        return self._share(Number(low, high, (*doubt, *((f"gap:{LANDUSE}",) if fact.uncovered_m2 else ()))))

    # -- names ------------------------------------------------------------------------------------------------

    def _find(self, name: str) -> Figure:
        if name.startswith(ANSWER):
            return self._answer(name[len(ANSWER):])
        first, _, rest = name.partition(".")
        if first in ("limit", "over"):
            return self._limit(rest) if first == "limit" else self._over(rest)
        if first == LANDUSE or first == "settlement":
            return self._by_class(rest.partition(".")[0], settlement=first == "settlement")
        special = _SPECIAL.get(name)
        if special is not None:
            found: Figure = getattr(self, special)()
            return found
        if rest == "share":
            return self._share(self._m2(first))
        if rest in _DATED:
            return self._dated(first, rest)
        if rest == "unmatched_cropland_mu":
            return _mu(self._without(self._cropland(), self._m2(first)))
        return _mu(self._m2(first))

    def _parcel_area(self) -> Number:
        return _mu(_exact(self.facts.area_m2))

    def _parcel_width(self) -> Number:
        return _exact(round_half_up(self.facts.width_m, 2))

    def _elongation(self) -> Number:
        """Return how many times longer than wide a strip of this area and mean width (2A/P) is."""
        width = round_half_up(self.facts.width_m, 2)
        return _exact(round_half_up(self.facts.area_m2 / (width * width), 1) if width else ZERO)

    def _parcel_sliver(self) -> Codes:
        return _yes(self.facts.sliver)

    def _rest(self) -> Number:
        return self._without(_exact(self.facts.area_m2), self._m2("approval"))

    def _rest_mu(self) -> Number:
        return _mu(self._rest())

    def _rest_share(self) -> Number:
        return self._share(self._rest())

    def _rest_sliver(self) -> Codes:
        fact, excess = self.facts.roles.get("approval"), self.facts.excess
        if fact is None:
            return _yes(False) if "approval" in self._waived else Codes(None, ("layer:approval",))
        if not fact.uncovered_m2:
            return _yes(True)
        if excess is None or excess.sliver or excess.width_m is not None:
            return _yes(excess is not None and excess.sliver)
        return Codes(None, ("width:approval",))

    def _cropland_mu(self) -> Number:
        return _mu(self._cropland())

    def _other_mu(self) -> Number:
        return _mu(self._other_cropland())

    def measure(self, name: str) -> str:
        """Return whether an area of cropland is ``net`` (田坎 taken off) or ``gross``; '' of any other figure."""
        if name in _GROSS:
            return "gross"
        known = self.facts.cropland.get(LANDUSE)
        if known is None or not (name in _COUNTED or name.endswith(".unmatched_cropland_mu")):
            return ""
        return "net" if known.switches.net else "gross"

    def _measure(self) -> Codes:
        known = self.measure("cropland.area_mu")
        return Codes(frozenset({known})) if known else Codes(None, (f"layer:{LANDUSE}",))

    def _outside_cropland(self) -> Number:
        return _mu(self._outside(self._cropland()))

    def _outside_farmland(self) -> Number:
        return _mu(self._outside(self._m2("permanent_farmland")))

    def _outside_other(self) -> Number:
        return _mu(self._outside(self._other_cropland()))

    def _construction_land(self) -> Number:
        classes = self.facts.classes.get(LANDUSE)
        if classes is None:
            return Number(ZERO, HUNDRED, (f"layer:{LANDUSE}",))
        open_, bound = classes.uncovered + classes.unknown, classes.bounds.get("construction", "")
        low = classes.construction if bound in ("", LEAST_OF) else ZERO
        high = classes.construction + open_ if bound in ("", MOST_OF) else self.facts.area_m2
        doubt = (f"mend:{LANDUSE}",) if bound else ()
        return self._share(Number(low, high, (*doubt, *((f"gap:{LANDUSE}",) if open_ else ()))))

    def _plan(self, conforming: bool) -> Number:
        plan = self.facts.plan
        if plan is None:
            return Number(ZERO, self.facts.area_m2, ("layer:plan",))
        part = plan.conforming_m2 if conforming else plan.nonconforming_m2
        low = part if plan.bound in ("", LEAST_OF) else ZERO
        needs = ("mend:plan",) if plan.bound else ("gap:plan",) if plan.unknown_m2 else ()
        return Number(low, part + plan.unknown_m2, needs)

    def _conforming(self) -> Number:
        return _mu(self._plan(True))

    def _nonconforming(self) -> Number:
        return _mu(self._plan(False))

    def _nonconforming_share(self) -> Number:
        return self._share(self._plan(False))

    # -- dates ------------------------------------------------------------------------------------------------

    def _dated(self, role: str, part: str) -> Number:
        """Return the share of a role's ground whose papers came in time, are late, within their term, expired …

        Granted is held against the day construction began, a term against ``on``; papers may lie on each other, so that the
        shares are bounded, not added.
        """
        whole = self._m2(role)
        fact, start, on = self.facts.roles.get(role), self.value("construction.start"), Days(self._on, self._on)
        if fact is None or not isinstance(start, Days):
            return self._share(Number(ZERO, whole.high, whole.needs))
        judge = _DATED[part]
        return self._share(part_of(whole, [(one.area_m2, judge(self._terms, one, role, start, on)) for one in fact.matches],
                                   f"date:{role}"))

    def _start(self) -> Days:
        return self._first_day("started_on", "built_on")

    def _end(self) -> Days:
        end, start = self._first_day("completed_on", "built_on"), self._start()
        return Days(start.low, ALWAYS, end.needs) if _is_open(end) else end

    def _first_day(self, *codes: str) -> Days:
        """Return the first of several dates that is answered; a parcel seen on an image is no proof of when it was built."""
        asked = [code for code in codes if code in self._fields] or list(codes)
        for code in asked:
            text = self._answers.get(code)
            if not is_empty(text):
                return days(str(text), f"{ANSWER[:-1]}:{code}")
        if self.facts.built_on:
            return days(self.facts.built_on, f"{ANSWER[:-1]}:{asked[-1]}")
        return Days(needs=tuple(f"{ANSWER[:-1]}:{code}" for code in asked))

    def _today(self) -> Days:
        return Days(self._on, self._on)

    # -- answers ----------------------------------------------------------------------------------------------

    def _answer(self, code: str) -> Figure:
        given, needs = self._answers.get(code), (f"{ANSWER[:-1]}:{code}",)
        kind = self._fields.get(code, CODE)
        if kind == DATE:
            return Days(needs=needs) if is_empty(given) else days(str(given), needs[0])
        if kind == NUMBER:
            try:
                number = Decimal(str(given)) if not is_empty(given) else None
            except InvalidOperation:
                number = None
            return Number(LEAST, MOST, needs) if number is None or not number.is_finite() else _exact(number)
        if given is None or (is_empty(given) and not isinstance(given, (list, tuple))):
            return Codes(None, needs)
        return Codes(frozenset(map(str, given)) if isinstance(given, (list, tuple)) else frozenset({str(given)}))

    def _circumstance(self) -> Codes:
        """Return which other circumstance the survey found; ``none`` once it found something that is not of that kind."""
        given, finding = self._answers.get("other_circumstance"), self._answers.get("finding")
        if finding == "other" and not is_empty(given):
            return Codes(frozenset({str(given)}))
        return Codes(None, ("answer:finding",) if is_empty(finding) else ("answer:other_circumstance",)) \
            if finding == "other" or is_empty(finding) else Codes(frozenset({"none"}))

    def _limit(self, table: str) -> Number:
        """Return what a table limits to: between the limits of all rows that may be the first to hold."""
        possible: List[Decimal] = []
        needs: List[str] = []
        for condition, limit in self._tables[table].rows:
            truth, wanted = condition.judge(self)
            if truth is not False:
                possible.append(limit)
                needs += wanted
            if truth:
                return Number(min(possible), max(possible), tuple(dict.fromkeys(needs)))
        return Number(LEAST, MOST, tuple(dict.fromkeys(needs)))

    def _over(self, table: str) -> Number:
        limit, one = self._limit(table), self.value(self._tables[table].of)
        if not isinstance(one, Number) or one.high == MOST or limit.high == MOST:
            return Number(LEAST, MOST, _needs(one, limit))
        return Number(one.low - limit.high, one.high - limit.low, _needs(one, limit))


_SPECIAL: Mapping[str, str] = {
    "parcel.area_mu": "_parcel_area", "parcel.width_m": "_parcel_width", "parcel.elongation": "_elongation",
    "parcel.sliver": "_parcel_sliver", "approval.rest_mu": "_rest_mu", "approval.rest_share": "_rest_share",
    "approval.rest_sliver": "_rest_sliver", "cropland.area_mu": "_cropland_mu", "cropland.measure": "_measure",
    "cropland.other_mu": "_other_mu", "construction_land.share": "_construction_land",
    "outside.cropland_mu": "_outside_cropland", "outside.permanent_farmland_mu": "_outside_farmland",
    "outside.other_cropland_mu": "_outside_other", "plan.conforming_mu": "_conforming",
    "plan.nonconforming_mu": "_nonconforming", "plan.nonconforming_share": "_nonconforming_share",
    "construction.start": "_start", "construction.end": "_end", "today": "_today", "site.circumstance": "_circumstance",
}
# figures that rest on another one
BEHIND: Mapping[str, Tuple[str, ...]] = dict.fromkeys(
    (*(f"{role}.{part}_share" for role in GRANTED for part in ("timely", "late")), "registration.sound_share"),
    ("construction.start",))
# parts of a role's ground by what its papers say
_DATED: Mapping[str, Callable[..., Verdict]] = {
    "timely_share": Terms.timely, "late_share": Terms.late, "valid_share": Terms.valid, "expired_share": Terms.expired,
    "sound_share": Terms.sound, "termless_share": Terms.termless,
}
_COUNTED = frozenset({"cropland.area_mu", "cropland.other_mu", "outside.cropland_mu", "outside.other_cropland_mu"})
_GROSS = frozenset({"permanent_farmland.area_mu", "outside.permanent_farmland_mu"})
_DERIVED: Mapping[str, Tuple[str, ...]] = {
    "cropland": (LANDUSE, "permanent_farmland"), "construction_land": (LANDUSE,), "settlement": (LANDUSE,),
    "outside": (LANDUSE, "permanent_farmland", "approval"),
}


def _roles_of(name: str) -> Tuple[str, ...]:
    first, _, rest = name.partition(".")
    if name == "cropland.area_mu":
        return (LANDUSE,)
    return (first, LANDUSE) if rest == "unmatched_cropland_mu" else _DERIVED.get(first, (first,))


def _is_open(one: Figure) -> bool:
    """Whether nothing at all is known."""
    return one.known is None if isinstance(one, Codes) else isinstance(one, Days) and (one.low, one.high) == (NEVER, ALWAYS)


def _needs(*figures: Figure) -> Needs:
    return tuple(dict.fromkeys(need for one in figures for need in one.needs))


def _within(value: Decimal, between: Optional[Between], role: str) -> Number:
    """Return an area of a role, which may lie between two values."""
    return Number(between.least, between.most, (f"mend:{role}",)) if between else _exact(value)


def _exact(value: Decimal) -> Number:
    return Number(value, value)


def _mu(one: Number) -> Number:
    return Number(to_mu(one.low), to_mu(one.high), one.needs)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return round_half_up(part * HUNDRED / whole) if whole else ZERO


def _yes(truth: bool) -> Codes:
    return Codes(frozenset({"yes" if truth else "no"}))
