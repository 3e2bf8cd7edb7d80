"""Survey forms of the campaigns (专项行动核查表): what is asked, when, what is still missing and what contradicts itself.

A form is a JSON Schema; ``forms`` reads the document. Answers are text (or lists of codes) by field code. Answers of
a section that is not shown are **kept but do not count**: whoever changes a finding and changes it back loses nothing, and
no condition, check, completeness or evidence looks at what the form no longer asks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Collection, Dict, FrozenSet, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .answers import CODE, Answer, Field, Problem, Words, is_empty
from .area import round_half_up
from .codes import Dictionary
from .errors import tr
from .parcel import CaseState
from .readings import bare, number_text
from .relations import Check, Known, Sheet, answered
from .schema import Violation, holds, violations

# columns of the case; every other answer is a fact under its field's code
COLUMNS = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors", "confirmed_area_m2", "department", "flags")
LISTED = ("flags",)  # columns that hold several codes, comma-separated
DUTY = "duty:"
READ_ONLY = "只读"  # headings of a survey sheet with this word carry what the ledger knows; they are not read back

NOTHING: Mapping[str, Any] = MappingProxyType({})

Answers = Mapping[str, Answer]


@dataclass(frozen=True)
class Group:
    """A headed part of the form and its fields, in order."""

    code: str
    words: Words
    fields: Tuple[str, ...]
    folded: bool = False


@dataclass(frozen=True)
class Section:
    """``if … then … else`` of the schema: ``shows`` are the fields a branch asks for, ``branch`` what it demands."""

    condition: Any
    then: Any
    otherwise: Any
    shows: FrozenSet[str]
    shows_otherwise: FrozenSet[str]


@dataclass(frozen=True)
class Clarity:
    """One of the four clear things (四清): each item is a tuple of alternatives, a field or ``duty:<slot>``."""

    code: str
    words: Words
    items: Tuple[Tuple[str, ...], ...]
    condition: Any = True


class Lack(NamedTuple):
    """Something completeness demands that is not there: a field's code or ``duty:<slot>``, and what it is called."""

    code: str
    words: Words


class Clear(NamedTuple):
    """How one of the four clear things stands; ``asked`` is False when nothing of it applies to these answers."""

    clarity: Clarity
    asked: bool
    missing: Tuple[Lack, ...]


@dataclass(frozen=True)
class Demand:
    """Evidence an outcome needs: each item of ``roles`` is a tuple of alternative codes of ``attachment_role``.

    :param stage: survey (before the signatures), rectification (before acceptance) or closing (before write-off).
    """

    code: str
    words: Words
    roles: Tuple[Tuple[str, ...], ...]
    stage: str
    condition: Any = True

    def lacking(self, present: Collection[str]) -> List[Tuple[str, ...]]:
        """Return the items of which no alternative is among the roles that are attached."""
        return [item for item in self.roles if not set(item) & set(present)]


@dataclass(frozen=True)
class Normalised:
    """Answers read into the form they are stored in.

    :param values: every answer given, those of hidden sections included; one that cannot be read stays as it came.
    :param hidden: fields with an answer that the form does not ask for now. :param problems: what cannot be read.
    """

    values: Dict[str, Answer]
    hidden: Tuple[str, ...]
    problems: Tuple[Problem, ...]


@dataclass(frozen=True)
class Form:
    """A campaign's survey form; ``schema`` is its JSON Schema with the codes of dictionaries spelled out as ``enum``."""

    schema: Mapping[str, Any]
    by_code: Mapping[str, Field]
    groups: Tuple[Group, ...]
    required: Tuple[str, ...]
    sections: Tuple[Section, ...]
    always: FrozenSet[str]
    known: Known
    clarities: Tuple[Clarity, ...] = ()
    demands: Tuple[Demand, ...] = ()
    checks: Tuple[Check, ...] = ()
    duties: Optional[Dictionary] = None
    headings: Mapping[str, str] = field(default_factory=dict)

    # -- what is asked ----------------------------------------------------------------------------------------

    def visible(self, answers: Answers) -> FrozenSet[str]:
        """Return the codes of the fields these answers ask for."""
        return self._seen(answered(answers))[0]

    def _seen(self, given: Answers) -> Tuple[FrozenSet[str], Dict[str, Any]]:
        """Return the visible fields and their typed answers; sections are judged in the document's order, each by the
        fields shown so far."""
        seen = set(self.always)
        typed = {code: self.by_code[code].typed(given[code]) for code in seen if code in given}
        for section in self.sections:
            for code in section.shows if holds(section.condition, typed) else section.shows_otherwise:
                if code not in seen:
                    seen.add(code)
                    if code in given:
                        typed[code] = self.by_code[code].typed(given[code])
        return frozenset(seen), typed

    def typed(self, answers: Answers) -> Dict[str, Any]:
        """Return what the form's JSON Schema judges: the visible answers, numbers as numbers."""
        return self._seen(answered(answers))[1]

    def fields(self, answers: Answers) -> List[Tuple[Group, List[Field]]]:
        """Return the groups with their visible fields, in order; groups of which nothing is visible are left out."""
        seen = self.visible(answers)
        shown = ((group, [self.by_code[code] for code in group.fields if code in seen]) for group in self.groups)
        return [(group, fields) for group, fields in shown if fields]

    def demanded(self, answers: Answers) -> List[str]:
        """Return the visible fields that must be answered before the survey is submitted."""
        seen, typed = self._seen(answered(answers))
        wanted = list(self.required)
        for section in self.sections:
            branch = section.then if holds(section.condition, typed) else section.otherwise
            wanted += branch.get("required", []) if isinstance(branch, dict) else []
        return [code for code in dict.fromkeys(wanted) if code in seen]

    # -- reading ----------------------------------------------------------------------------------------------

    def column(self, heading: str) -> Optional[Field]:
        """Return the field that a column's heading means: its code, either label or an alias, a unit in brackets aside."""
        code = self.headings.get(bare(heading))
        return self.by_code[code] if code else None

    def normalise(self, answers: Mapping[str, Any], units: Mapping[str, str] = NOTHING) -> Normalised:
        """Return answers as they are stored; keys that are no fields are left out, empty answers stay as '' or [].

        A sub-code that was given without the code it belongs to brings it along (厂房类 → 工矿商服).

        :param units: unit of area by field code, where a column's heading names another than the form's.
        """
        values: Dict[str, Answer] = {}
        problems: List[Problem] = []
        for code, raw in answers.items():
            one = self.by_code.get(code)
            if one is None or raw is None:
                continue
            values[code], problem = one.read(raw, units.get(code, ""))
            if problem is not None:
                problems.append(problem)
        for code in list(values):
            parent = self._implied_parent(code, values)
            if parent is not None:
                values[parent[0]] = parent[1]
        seen = self.visible(values)
        hidden = tuple(code for code, value in values.items() if code not in seen and not is_empty(value))
        return Normalised(values, hidden, tuple(problems))

    def _implied_parent(self, code: str, values: Answers) -> Optional[Tuple[str, str]]:
        one = self.by_code[code]
        if not one.parent or one.kind != CODE or not is_empty(values.get(one.parent)):
            return None
        entry = next((entry for entry in one.entries if entry.code == values[code]), None)
        return (one.parent, entry.extra["parent"]) if entry is not None and "parent" in entry.extra else None

    # -- judging ----------------------------------------------------------------------------------------------

    def check(self, answers: Answers, facts: Mapping[str, Decimal] = NOTHING) -> List[Problem]:
        """Return what is wrong with the visible answers; what is merely missing is not.

        :param facts: what the ledger knows of the parcel, by code of dictionary ``parcel_fact``.
        """
        given = answered(answers)
        seen, typed = self._seen(given)
        problems = []
        for code in self.by_code:
            if code in seen and code in given:
                problem = self.by_code[code].read(given[code])[1]
                if problem is not None:
                    problems.append(problem)
                    typed.pop(code)
        problems += self._against_schema(typed)
        problems += [problem for problem in (self._against_parent(code, typed) for code in typed) if problem is not None]
        sheet = Sheet(self.known, typed, facts)
        found = (sheet.problem(check) for check in self.checks if check.field in seen)
        return problems + [problem for problem in found if problem is not None]

    def _against_schema(self, typed: Mapping[str, Any]) -> List[Problem]:
        problems: Dict[Tuple[str, str], Problem] = {}
        for violation in violations(self.schema, typed):
            if violation.path and violation.keyword != "required":
                code = str(violation.path[0])
                problems.setdefault((code, violation.keyword), self._violated(code, violation, typed))
        return list(problems.values())

    def _violated(self, code: str, violation: Violation, typed: Mapping[str, Any]) -> Problem:
        one = self.by_code[code]
        limit = violation.expected
        if violation.keyword == "enum":
            known = [one.said(choice, "en") for choice in limit], [one.said(choice, "zh") for choice in limit]
            limit = Words(", ".join(known[0]), "、".join(known[1]))
        value = one.said(str(typed[code]), "en"), one.said(str(typed[code]), "zh")
        template = _VIOLATIONS.get(violation.keyword, tr("{field}: {value} does not have the form asked for."))
        unit = self.known.units.get(one.unit, Words("", ""))
        return Problem(code, template, {"field": one.words, "value": Words(*value), "unit": unit,
                                        "limit": limit if isinstance(limit, Words) else str(limit)})

    def _against_parent(self, code: str, typed: Mapping[str, Any]) -> Optional[Problem]:
        one = self.by_code[code]
        above = typed.get(one.parent) if one.parent else None
        if not isinstance(above, str) or typed[code] in [entry.code for entry in one.offered(above)]:
            return None
        upper = self.by_code[one.parent]
        return Problem(code, tr("{field}: {value} does not belong to {upper}."), {
            "field": one.words, "value": Words(one.said(typed[code], "en"), one.said(typed[code], "zh")),
            "upper": Words(upper.said(above, "en"), upper.said(above, "zh"))})

    # -- completeness -----------------------------------------------------------------------------------------

    def missing(self, answers: Answers, duties: Optional[Collection[str]] = None) -> List[Clear]:
        """Return how each of the four clear things stands.

        :param duties: responsibility slots that are filled; None when the caller does not know, and asks for none.
        """
        seen, typed = self._seen(answered(answers))
        return [self._clear(clarity, seen, typed, duties) for clarity in self.clarities]

    def _clear(self, clarity: Clarity, seen: FrozenSet[str], typed: Mapping[str, Any],
               duties: Optional[Collection[str]]) -> Clear:
        if not holds(clarity.condition, typed):
            return Clear(clarity, False, ())
        missing, asked = [], False
        for item in clarity.items:
            open_ = [name for name in item if (duties is not None if name.startswith(DUTY) else name in seen)]
            asked = asked or bool(open_)
            filled = (name[len(DUTY):] in (duties or ()) if name.startswith(DUTY) else name in typed for name in open_)
            if open_ and not any(filled):
                missing.append(self._lack(open_))
        return Clear(clarity, asked, tuple(missing))

    def _lack(self, names: Sequence[str]) -> Lack:
        words = [self._called(name) for name in names]
        return Lack(names[0], Words(" / ".join(one.label for one in words), " / ".join(one.label_zh for one in words)))

    def _called(self, name: str) -> Words:
        if not name.startswith(DUTY):
            return self.by_code[name].words
        entry = self.duties.get(name[len(DUTY):]) if self.duties is not None else None
        return Words(entry.label, entry.label_zh) if entry is not None else Words(name, name)

    def incomplete(self, answers: Answers, duties: Optional[Collection[str]] = None) -> List[Lack]:
        """Return everything that must be answered before the survey is submitted and is not: what the schema requires,
        and what the four clear things lack, each once."""
        given = answered(answers)
        lacks = [Lack(code, self.by_code[code].words) for code in self.demanded(answers) if code not in given]
        lacks += [lack for clear in self.missing(answers, duties) for lack in clear.missing]
        return list({lack.code: lack for lack in lacks}.values())

    def evidence_for(self, answers: Answers, stage: str = "") -> List[Demand]:
        """Return the evidence these answers demand, of one stage or of all."""
        typed = self.typed(answers)
        return [demand for demand in self.demands
                if stage in ("", demand.stage) and holds(demand.condition, typed)]

    # -- help -------------------------------------------------------------------------------------------------

    def proposals(self, answers: Answers, facts: Mapping[str, Decimal]) -> Dict[str, str]:
        """Return values for visible fields without an answer: areas as screened, what follows from other answers."""
        seen, typed = self._seen(answered(answers))
        sheet, found = Sheet(self.known, typed, facts), {}
        for code, one in self.by_code.items():
            if one.source is not None and code in seen and code not in typed:
                value = sheet.value(one.source)
                if isinstance(value, Decimal):
                    found[code] = number_text(round_half_up(value, one.decimals), one.decimals)
        return found

    def asked_when(self, code: str) -> Optional[Words]:
        """Return in words when a field is asked for, None when always; for people who fill in a table."""
        parts = [self._condition_words(section.condition) for section in self.sections if code in section.shows]
        known = [part for part in parts if part is not None]
        if code in self.always or not known:
            return None
        return Words("; ".join(one.label for one in known), "；".join(one.label_zh for one in known))

    def _condition_words(self, condition: Any) -> Optional[Words]:
        if not isinstance(condition, dict):
            return None
        parts = []
        for name, wanted in condition.get("properties", {}).items():
            choice = wanted.get("contains", wanted) if isinstance(wanted, dict) else {}
            codes = choice.get("enum", [choice["const"]] if "const" in choice else [])
            if codes:
                one = self.by_code[name]
                said = [" / ".join(one.said(each, language) for each in codes) for language in ("en", "zh")]
                parts.append(Words(f"{one.words.label} = {said[0]}", f"{one.words.label_zh}为{said[1]}"))
        either = [self._condition_words(part) for part in condition.get("anyOf", [])]
        words = [part for part in either if part is not None]
        if words:
            parts.append(Words(" or ".join(one.label for one in words), "或".join(one.label_zh for one in words)))
        return Words(" and ".join(one.label for one in parts), "且".join(one.label_zh for one in parts)) if parts else None


def answers_of(case: CaseState) -> Dict[str, Answer]:
    """Return a case's answers by field code: its facts and the columns a form asks for."""
    columns: Dict[str, Answer] = {name: str(getattr(case, name) or "") for name in COLUMNS if name not in LISTED}
    listed: Dict[str, Answer] = {name: [code for code in getattr(case, name).split(",") if code] for name in LISTED}
    return answered({**case.facts, **columns, **listed})


def payload_of(answers: Answers) -> Dict[str, Any]:
    """Return answers as the action ``record`` takes them: columns of the case by name, the others under ``facts``."""
    payload: Dict[str, Any] = {}
    facts = {}
    for code, answer in answers.items():
        if code not in COLUMNS:
            facts[code] = answer
        else:
            payload[code] = ",".join(answer) if isinstance(answer, list) else answer
    return {**payload, "facts": facts} if facts else payload


_VIOLATIONS = {
    "minimum": tr("{field}: {value} {unit} is less than {limit} {unit}."),
    "exclusiveMinimum": tr("{field}: {value} {unit} must be more than {limit} {unit}."),
    "maximum": tr("{field}: {value} {unit} is more than {limit} {unit}."),
    "exclusiveMaximum": tr("{field}: {value} {unit} must be less than {limit} {unit}."),
    "maxLength": tr("{field}: the text is longer than {limit} characters."),
    "enum": tr("{field}: {value} does not go with the answers above; possible here: {limit}."),
}
