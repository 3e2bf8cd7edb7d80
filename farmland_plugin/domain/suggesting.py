"""Suggestions for a screened parcel, never verdicts: which rule, which figures, what evidence is missing, what speaks against.

The main rules are asked in the reviewers' order (批文 → 供地 → 登记 → 设施 → 农村道路 → 其他 → 疑似非农违法). The first rule
that holds is the suggestion; the first that cannot be told makes the parcel unsure (存疑), whatever stands behind it. So knowing
less can only lead to unsure, never to another conclusion.

:source: domain facts §2.3.1; requirement 000-25, 001-14, 002-08, 004-01, 004-10.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Collection, Dict, Iterable, List, Mapping, Optional, Tuple

from .answers import Words
from .area import round_half_up
from .readings import number_text
from .screening_facts import LayerRef, ParcelFacts
from .suggestion_dates import Terms
from .suggestion_figures import BEHIND, Figures
from .suggestion_rules import (
    DISPOSITION,
    FLAG,
    MEASURE,
    PERIOD,
    UNSURE,
    VIOLATION,
    Rule,
    SuggestionRules,
    places_filled,
)
from .three_valued import ALWAYS, NEVER, Codes, Days, Figure, Number, Verdict


@dataclass(frozen=True)
class Suggestion:
    """What one rule suggests. :param outcome: code, ``unsure`` where the rule cannot be told. :param wording: the sentence.

    :param figures: figure -> text, of what is known. :param layers: the layers they come from.
    :param missing: codes of ``attachment_role`` that the outcome demands and that are not attached.
    :param asks: what would settle it: layer:<role>, gap:<role>, date:<role>, width:<role>, mend:<role>, answer:<field>,
        rescreen, register, or joint (two layers share the parcel and how they lie to one another is not measured); what is
        written instead of a day stands behind it (date:<role>:<text>, see ``need_parts``).
    :param measures: figure -> net or gross, of areas of cropland.
    :param proposes: answers a person may take into the form. :param presumed: figure -> what is taken for granted of it
        (leaning only); it never stands among the figures.
    """

    rule_id: str
    rule_version: str
    outcome: str
    wording: Words
    figures: Dict[str, str]
    missing: Tuple[str, ...] = ()
    against: Tuple[Words, ...] = ()
    asks: Tuple[str, ...] = ()
    layers: Tuple[LayerRef, ...] = ()
    proposes: Mapping[str, str] = field(default_factory=dict)
    presumed: Mapping[str, str] = field(default_factory=dict)
    stage: str = ""
    source: str = ""
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Flag:
    """Something to look at beside the outcome. :param sure: False where it cannot be told. :param withheld: not raised, and why
    the wording says (信访, 风险)."""

    code: str
    rule_id: str
    rule_version: str
    sure: bool
    wording: Words
    figures: Dict[str, str]
    asks: Tuple[str, ...] = ()
    layers: Tuple[LayerRef, ...] = ()
    withheld: bool = False
    measures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Advice:
    """All that is suggested of a parcel.

    :param first: the suggestion. :param others: other rules that could not be told, or that hold as well. :param leaning: of a
        parcel in doubt, what the rules say once the usual is presumed; None when even then nothing can be said.
    :param period: 存量/增量. :param disposition: what might be done. :param not_examined: roles no layer of which is registered
        and that the county's rules do without. :param differs: the recorded finding, where the suggestion is another.
    :param rules: id and version of the rules it was judged by, :param rules_sha256: and their text's hash.
    """

    first: Suggestion
    others: Tuple[Suggestion, ...] = ()
    flags: Tuple[Flag, ...] = ()
    leaning: Optional[Suggestion] = None
    period: Optional[Suggestion] = None
    disposition: Optional[Suggestion] = None
    not_examined: Tuple[str, ...] = ()
    differs: str = ""
    rules: str = ""
    rules_sha256: str = ""

    @property
    def outcome(self) -> str:
        """The outcome flags and dispositions are judged for: the leaning's where the parcel is in doubt."""
        return self.leaning.outcome if self.leaning is not None else self.first.outcome


def adoption(advice: Advice, answers: Mapping[str, Any], on: date) -> Dict[str, Any]:
    """Return what the journal keeps when a person adopts the suggestion: rule, rules and the figures it rested on.

    :param answers: those adopted, by field code. :param on: the day it was judged for.
    """
    first = advice.first
    return {
        "rule_id": first.rule_id, "rules": advice.rules, "rules_sha256": advice.rules_sha256, "outcome": first.outcome,
        "on": on.isoformat(), "answers": {code: str(answer) for code, answer in answers.items()}, "figures": dict(first.figures),
        "measures": dict(first.measures), "layers": [{"role": one.role, "redline_id": one.redline_id, "sha256": one.sha256}
                                                     for one in first.layers],
    }


def suggest(facts: ParcelFacts, answers: Mapping[str, Any], rules: SuggestionRules, on: date,
            attached: Collection[str] = (), termless: Collection[str] = ()) -> Advice:
    """Return what the rules suggest of a parcel on a day.

    :param answers: of the survey form, by field code; fields that are not there are unknown. ``flags`` is a list, [] for none.
    :param attached: codes of ``attachment_role`` of what is attached already. :param termless: ids of layers that have no field
        for the end of a term.
    """
    may = {layer.redline_id for role in rules.termless if role in facts.roles for layer in facts.roles[role].layers}
    terms = Terms(rules.endless, may & set(termless))
    figures = Figures(facts, answers, rules.fields, on, waived=rules.waived, tables=rules.tables, terms=terms)
    first, others = _chain(rules.main, figures, rules, attached)
    leaning = None
    if first.outcome == UNSURE:
        supposed = Figures(facts, answers, rules.fields, on, waived=rules.waived, tables=rules.tables, presumed=rules.presumed,
                           terms=terms)
        leaning = _leaning(figures, supposed, rules, attached)
    advice = Advice(first, others, leaning=leaning, not_examined=tuple(figures.not_examined()))
    outcome = advice.outcome
    finding = str(answers.get("finding") or "")
    proposed = first.proposes.get("finding", "")
    return replace(
        advice, period=_beside(PERIOD, outcome, figures, rules, attached),
        disposition=_beside(DISPOSITION, outcome, figures, rules, attached),
        flags=tuple(_flags(outcome, first.outcome, figures, rules)),
        differs=finding if proposed and finding not in ("", proposed) else "", rules=rules.name, rules_sha256=rules.sha256)


def _chain(rules: Iterable[Rule], figures: Figures, document: SuggestionRules, attached: Collection[str]
           ) -> Tuple[Suggestion, Tuple[Suggestion, ...]]:
    """Return the suggestion of rules asked in order, and what else of them is open or holds."""
    found: List[Suggestion] = []
    settled = False
    for rule in rules:
        verdict = rule.condition.judge(figures)
        if verdict.truth is False or (settled and (verdict.truth is None or rule.stage == "fallback")):
            continue
        found.append(_said(rule, verdict, figures, document, attached))
        settled = settled or verdict.truth is True
    return found[0], tuple(found[1:])


def _leaning(known: Figures, supposed: Figures, rules: SuggestionRules, attached: Collection[str]) -> Optional[Suggestion]:
    """Return what the rules say once the usual is presumed of what nobody answered, None when that does not settle it.

    :param known: the figures as they are. :param supposed: the figures with the rules' presumptions.
    """
    needed: Dict[str, None] = {}
    for rule in rules.main:
        verdict = rule.condition.judge(supposed)
        if verdict.truth is not None and rule.condition.judge(known).truth is None:
            needed.update(dict.fromkeys(part for name in rule.condition.reads() for part in (name, *BEHIND.get(name, ()))))
        if verdict.truth is not False:
            said = _said(rule, verdict, supposed, rules, attached)
            presumed = {name: supposed.taken[name] for name in needed if name in supposed.taken}
            return None if said.outcome == UNSURE else replace(said, presumed=presumed)
    return None


def _beside(stage: str, outcome: str, figures: Figures, rules: SuggestionRules, attached: Collection[str]
            ) -> Optional[Suggestion]:
    asked = [rule for rule in rules.beside[stage] if not rule.outcomes or outcome in rule.outcomes]
    if all(rule.condition.judge(figures).truth is False for rule in asked):
        return None
    return _chain(asked, figures, rules, attached)[0]


def _flags(outcome: str, first: str, figures: Figures, rules: SuggestionRules) -> Iterable[Flag]:
    for rule in rules.beside[FLAG]:
        if rule.outcomes and outcome not in rule.outcomes:
            continue
        if first != VIOLATION and not rule.recorded.judge(figures).truth:
            continue
        truth, asks = rule.condition.judge(figures)
        if truth is False or (truth is None and not rule.doubted.judge(figures).truth):
            continue
        withheld = rule.unless.judge(figures).truth is True
        texts = _texts(rule.figures, figures)
        wording = rule.withheld if withheld else rule.wording if truth else _doubt(rule, rules)
        shown = {name: text for name, text in texts.items() if name != MEASURE}
        yield Flag(rule.outcome, rule.id, rules.name, truth is True, places_filled(wording, texts), shown, asks,
                   figures.layers(rule.figures), withheld, _measures(shown, figures))


def _said(rule: Rule, verdict: Verdict, figures: Figures, document: SuggestionRules, attached: Collection[str]) -> Suggestion:
    texts = _texts(rule.figures, figures)
    withheld = verdict.truth is True and rule.unless.judge(figures).truth is True
    known = verdict.truth is True and not withheld
    wording = rule.wording if known else rule.withheld if withheld else _doubt(rule, document)
    missing = figures.not_examined()  # counts as not there, which is no measured 0
    firm = {name: text for name, text in texts.items()
            if name != MEASURE and not set(BEHIND.get(name, ())) & set(figures.taken) and name.partition(".")[0] not in missing}
    return Suggestion(
        rule.id, document.name, rule.outcome if known else UNSURE, places_filled(wording, texts), firm,
        tuple(item[0] for item in rule.evidence if not set(item) & set(attached)),
        tuple(places_filled(one.words, texts) for one in rule.against if one.condition.judge(figures).truth),
        verdict.needs, figures.layers(rule.figures), dict(rule.proposes) if known else {}, {}, rule.stage, rule.source,
        _measures(firm, figures))


def _measures(texts: Mapping[str, str], figures: Figures) -> Dict[str, str]:
    return {name: figures.measure(name) for name in texts if figures.measure(name)}


def _doubt(rule: Rule, document: SuggestionRules) -> Words:
    return Words(document.unsure.label.replace("{topic}", rule.topic.label),
                 document.unsure.label_zh.replace("{topic}", rule.topic.label_zh))


def _texts(names: Iterable[str], figures: Figures) -> Dict[str, str]:
    """Return the figures that are known, or known within bounds, as text: 亩 with two decimals, nothing that is only presumed."""
    texts = {name: _text(figures.value(name), 2 if name.endswith("_mu") else 0) for name in names}
    return {name: text for name, text in texts.items() if text and name not in figures.taken}


def _text(one: Figure, decimals: int) -> str:
    if isinstance(one, Codes):
        return ",".join(sorted(one.known or ()))
    if isinstance(one, Days):
        if one.low == NEVER or one.high == ALWAYS:
            return ""
        return one.low if one.low == one.high else f"{one.low}–{one.high}"
    return _number(one, decimals)


def _number(one: Number, decimals: int) -> str:
    unmeasured = one.low != one.high and any(need.startswith("layer:") for need in one.needs)
    if unmeasured or not one.low.is_finite() or not one.high.is_finite():
        return ""
    low, high = (number_text(round_half_up(value), decimals) for value in (one.low, one.high))
    return low if low == high else f"{low}–{high}"
