"""Relations between the numbers and dates of a form, as data: what is compared, proposed and limited.

An operand is a field's code, a fact of the parcel (``parcel.cropland_mu``, dictionary ``parcel_fact``), a literal (``"0"``,
``"2020-07-03"``), ``{"table": name}``, or an operation on operands: sum, minus, times, max, min, percent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Callable, Collection, Dict, List, Mapping, Optional, Sequence, Tuple, Union

from .answers import DATED, ERROR, NUMERIC, WARNING, Answer, Field, Problem, Words, is_empty, joined
from .area import round_half_up
from .errors import BadInput, tr
from .readings import first_and_last_day, number_text, partial_date, quantity
from .schema import check_schema, holds

PARCEL = "parcel."
RELATIONS = ("=", "<=", "<", ">=", ">")
_OPERATIONS = ("sum", "minus", "times", "max", "min", "percent")
_DATE_LITERAL = re.compile(r"\d{4}-\d{2}-\d{2}")
Value = Union[Decimal, Tuple[str, str]]  # a number, or the first and last day of a date


@dataclass(frozen=True)
class Table:
    """Limits that depend on answers (看护房 by region): the first row whose condition holds gives the value."""

    code: str
    words: Words
    unit: str
    rows: Tuple[Tuple[Any, Decimal], ...]

    def value(self, typed: Mapping[str, Any]) -> Optional[Decimal]:
        """Return the value for typed answers, None when no row fits."""
        return next((value for condition, value in self.rows if holds(condition, typed)), None)


@dataclass(frozen=True)
class Known:
    """What operands may name, and the words for it."""

    fields: Mapping[str, Field]
    parcel_facts: Mapping[str, Words]
    tables: Mapping[str, Table]
    units: Mapping[str, Words]


@dataclass(frozen=True)
class Check:
    """A relation that must hold between what was answered; one whose operands are not all there is not judged.

    :param condition: schema over the answers under which it is judged at all. :param field: where a problem is shown.
    :param text: sentence of its own, with the places left_value, right_value and difference.
    """

    code: str
    field: str
    relation: str
    left: Any
    right: Any
    tolerance: Decimal = Decimal(0)
    condition: Any = True
    severity: str = ERROR
    text: Optional[Words] = None

    def reads(self) -> List[str]:
        """Return the fields the check compares."""
        return [name for name in (*names_in(self.left), *names_in(self.right)) if not name.startswith(PARCEL)]


class Sheet:
    """The answers of one parcel as numbers and dates, to evaluate operands with."""

    def __init__(self, known: Known, typed: Mapping[str, Any], facts: Mapping[str, Decimal]) -> None:
        self._known, self._typed, self._facts = known, typed, facts

    def value(self, operand: Any) -> Optional[Value]:
        """Return what an operand is worth, None when something it needs is not there."""
        if isinstance(operand, str):
            return self._named(operand)
        ((operation, argument),) = operand.items()
        if operation == "table":
            return self._known.tables[argument].value(self._typed)
        values = [self.value(part) for part in argument]
        if operation == "sum":  # a blank summand is none: forms leave it out
            given = [value for value in values if isinstance(value, Decimal)]
            return sum(given, Decimal(0)) if given else None
        numbers = [value for value in values if isinstance(value, Decimal)]
        return _ARITHMETIC[operation](numbers) if len(numbers) == len(values) else None

    def _named(self, name: str) -> Optional[Value]:
        if name.startswith(PARCEL):
            return self._facts.get(name[len(PARCEL):])
        field = self._known.fields.get(name)
        if field is None:
            return _literal(name)
        answer = self._typed.get(name)
        if field.kind in NUMERIC:
            return Decimal(answer) if isinstance(answer, (int, Decimal)) else None
        day = partial_date(answer) if isinstance(answer, str) else None
        return first_and_last_day(day) if day else None

    def problem(self, check: Check) -> Optional[Problem]:
        """Return what is wrong when a check is judged and does not hold."""
        if not holds(check.condition, self._typed):
            return None
        left, right = self.value(check.left), self.value(check.right)
        if left is None or right is None or isinstance(left, Decimal) != isinstance(right, Decimal):
            return None
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            if _holds_for_numbers(check.relation, left - right, check.tolerance):
                return None
            difference = number_text(abs(round_half_up(left - right, 4)), 0)
            template = _SENTENCES[check.relation]
        else:
            if not _fails_for_days(check.relation, left, right):  # type: ignore[arg-type]
                return None
            difference, template = "", _OF_DATES[check.relation]
        return Problem(check.field, check.text or template, {
            "left": self._words(check.left), "right": self._words(check.right), "difference": difference,
            "left_value": self._shown(check.left, left), "right_value": self._shown(check.right, right),
            "unit": self._unit(check)}, check.severity)

    def _words(self, operand: Any) -> Words:
        """Return an operand in words: labels, and signs between them."""
        if isinstance(operand, str):
            if operand.startswith(PARCEL):
                return self._known.parcel_facts[operand[len(PARCEL):]]
            field = self._known.fields.get(operand)
            return field.words if field is not None else Words(operand, operand)
        ((operation, argument),) = operand.items()
        if operation == "table":
            return self._known.tables[argument].words
        sign = {"sum": " + ", "minus": " − ", "times": " × ", "percent": " ÷ "}.get(operation, " / ")
        return joined([self._words(part) for part in argument], sign, sign)

    def _shown(self, operand: Any, value: Value) -> str:
        if isinstance(value, Decimal):
            return number_text(round_half_up(value, 4), 0)
        named = self._typed.get(operand) if isinstance(operand, str) else None
        return str(named or value[0])

    def _unit(self, check: Check) -> Words:
        codes = [self._known.fields[name].unit for name in check.reads()]
        return self._known.units.get(codes[0], Words("", "")) if codes else Words("", "")


def _holds_for_numbers(relation: str, difference: Decimal, tolerance: Decimal) -> bool:
    return {"=": abs(difference) <= tolerance, "<=": difference <= tolerance, "<": difference < 0,
            ">=": difference >= -tolerance, ">": difference > 0}[relation]


def _fails_for_days(relation: str, left: Tuple[str, str], right: Tuple[str, str]) -> bool:
    """Whether a relation of dates cannot hold whatever day a month or a year meant."""
    return {"=": left[1] < right[0] or left[0] > right[1], "<=": left[0] > right[1], "<": left[0] >= right[1],
            ">=": left[1] < right[0], ">": left[1] <= right[0]}[relation]


def _percent(parts: Sequence[Decimal]) -> Optional[Decimal]:
    return parts[0] * 100 / parts[1] if parts[1] else None


def _product(parts: Sequence[Decimal]) -> Decimal:
    result = Decimal(1)
    for part in parts:
        result *= part
    return result


_ARITHMETIC: Mapping[str, Callable[[Sequence[Decimal]], Optional[Decimal]]] = {
    "minus": lambda parts: parts[0] - sum(parts[1:], Decimal(0)), "times": _product, "max": max, "min": min,
    "percent": _percent,
}
_SENTENCES = {
    "=": tr("{left} ({left_value}) and {right} ({right_value}) differ by {difference} {unit}."),
    "<=": tr("{left} ({left_value} {unit}) is more than {right} ({right_value} {unit})."),
    "<": tr("{left} ({left_value} {unit}) must be less than {right} ({right_value} {unit})."),
    ">=": tr("{left} ({left_value} {unit}) is less than {right} ({right_value} {unit})."),
    ">": tr("{left} ({left_value} {unit}) must be more than {right} ({right_value} {unit})."),
}
_OF_DATES = {
    "=": tr("{left} ({left_value}) and {right} ({right_value}) are not the same date."),
    "<=": tr("{left} ({left_value}) is later than {right} ({right_value})."),
    "<": tr("{left} ({left_value}) must be before {right} ({right_value})."),
    ">=": tr("{left} ({left_value}) is earlier than {right} ({right_value})."),
    ">": tr("{left} ({left_value}) must be after {right} ({right_value})."),
}


def names_in(operand: Any) -> List[str]:
    """Return the fields and parcel facts an operand names."""
    if isinstance(operand, str):
        return [] if _literal(operand) is not None else [operand]
    ((operation, argument),) = operand.items()
    return [] if operation == "table" else [name for part in argument for name in names_in(part)]


def _literal(text: str) -> Optional[Value]:
    if _DATE_LITERAL.fullmatch(text):
        return first_and_last_day(text)
    number, rest = quantity(text)
    return number if number is not None and not rest else None


class Loader:
    """Reads operands, tables and checks of one document, refusing what it does not know."""

    def __init__(self, where: str, known: Known) -> None:
        self.where, self.known = where, known

    def refuse(self, at: str, name: Any) -> BadInput:
        """Return the error for an unknown name at a place of the document."""
        return BadInput(tr("{file}: {place} names {name}, which is not known there."), file=self.where, place=at, name=name)

    def operand(self, raw: Any, at: str) -> Any:
        """Return an operand once everything it names is known."""
        if isinstance(raw, str):
            if not self._is_known(raw):
                raise self.refuse(at, raw)
            return raw
        if not isinstance(raw, dict) or len(raw) != 1:
            raise BadInput(tr("{file}: the value of {place} cannot be used."), file=self.where, place=at)
        ((operation, argument),) = raw.items()
        if operation == "table":
            if argument not in self.known.tables:
                raise self.refuse(at, argument)
            return raw
        if operation not in _OPERATIONS or not isinstance(argument, list) or not argument \
                or (operation == "percent" and len(argument) != 2):
            raise self.refuse(at, operation)
        for number, part in enumerate(argument):
            if self._is_dated(self.operand(part, f"{at}.{operation}[{number}]")):
                raise self.refuse(f"{at}.{operation}[{number}]", part)
        return raw

    def _is_known(self, name: str) -> bool:
        if name.startswith(PARCEL):
            return name[len(PARCEL):] in self.known.parcel_facts
        field = self.known.fields.get(name)
        if field is not None:
            return field.kind in (*NUMERIC, *DATED)
        return _literal(name) is not None

    def _is_dated(self, operand: Any) -> bool:
        """Whether an operand is a date; operations on dates are none."""
        if not isinstance(operand, str):
            return False
        field = self.known.fields.get(operand)
        return field.kind in DATED if field is not None else isinstance(_literal(operand), tuple)

    def condition(self, raw: Any, at: str, visible: Optional[Collection[str]] = None) -> Any:
        """Return a schema over answers once its fields and codes are known.

        :param visible: fields whose answers count at this place; all of the form when None.
        """
        check_schema(raw, self.where, at)
        self._known_in(raw, at, visible)
        return raw

    def _known_in(self, raw: Any, at: str, visible: Optional[Collection[str]]) -> None:
        if isinstance(raw, bool):
            return
        for key in ("allOf", "anyOf"):
            for number, part in enumerate(raw.get(key, [])):
                self._known_in(part, f"{at}.{key}[{number}]", visible)
        if "not" in raw:
            self._known_in(raw["not"], f"{at}.not", visible)
        for name in raw.get("required", []):
            self._is_field(name, f"{at}.required", visible)
        for name, part in raw.get("properties", {}).items():
            self._is_field(name, f"{at}.properties", visible)
            self._codes_in(self.known.fields[name], part, f"{at}.properties.{name}")

    def _is_field(self, name: str, at: str, visible: Optional[Collection[str]]) -> None:
        if name not in self.known.fields:
            raise self.refuse(at, name)
        if visible is not None and name not in visible:
            raise BadInput(tr("{file}: {place} asks about {name}, which only a later section shows: move it up."),
                           file=self.where, place=at, name=name)

    def _codes_in(self, field: Field, raw: Any, at: str) -> None:
        """Refuse a code that the field's dictionary does not have."""
        if isinstance(raw, bool) or field.dictionary is None:
            return
        codes = {entry.code for entry in field.entries}
        for key, value in raw.items():
            if key in ("contains", "not", "items"):
                self._codes_in(field, value, f"{at}.{key}")
            for code in [value] if key == "const" else value if key == "enum" else []:
                if code not in codes and codes:
                    raise self.refuse(f"{at}.{key}", code)

    def table(self, code: str, raw: Any, at: str) -> Table:
        """Return a table of limits."""
        raw = self.object(raw, at, ("label", "label_zh", "unit", "source", "rows"), ("label", "label_zh", "unit", "rows"))
        if raw["unit"] not in self.known.units:
            raise self.refuse(f"{at}.unit", raw["unit"])
        rows = []
        for number, row in enumerate(raw["rows"]):
            place = f"{at}.rows[{number}]"
            self.object(row, place, ("when", "value"), ("when", "value"))
            rows.append((self.condition(row["when"], f"{place}.when"), self.number(row["value"], f"{place}.value")))
        return Table(code, Words(raw["label"], raw["label_zh"]), raw["unit"], tuple(rows))

    def check(self, raw: Any, at: str) -> Check:
        """Return a check."""
        keys = ("code", "field", "relation", "left", "right")
        raw = self.object(raw, at, (*keys, "tolerance", "when", "severity", "text", "text_zh"), keys)
        if raw["relation"] not in RELATIONS:
            raise self.refuse(f"{at}.relation", raw["relation"])
        if raw.get("severity", ERROR) not in (ERROR, WARNING):
            raise self.refuse(f"{at}.severity", raw["severity"])
        self._is_field(raw["field"], f"{at}.field", None)
        left, right = self.operand(raw["left"], f"{at}.left"), self.operand(raw["right"], f"{at}.right")
        if self._is_dated(left) != self._is_dated(right):
            raise BadInput(tr("{file}: {place} compares a date with a number."), file=self.where, place=at)
        return Check(
            str(raw["code"]), raw["field"], raw["relation"], left, right,
            self.number(raw.get("tolerance", "0"), f"{at}.tolerance"),
            self.condition(raw.get("when", True), f"{at}.when"), raw.get("severity", ERROR), self._text(raw, at))

    def _text(self, raw: Mapping[str, Any], at: str) -> Optional[Words]:
        if "text" not in raw and "text_zh" not in raw:
            return None
        words = Words(str(raw.get("text", "")), str(raw.get("text_zh", "")))
        places = dict.fromkeys(("left", "right", "left_value", "right_value", "difference", "unit"), "")
        for text in words:
            try:
                text.format(**places)
            except (KeyError, ValueError, IndexError) as error:
                raise self.refuse(f"{at}.text", error) from error
        return words

    def number(self, raw: Any, at: str) -> Decimal:
        """Return a number written as text."""
        number, rest = quantity(str(raw))
        if number is None or rest:
            raise BadInput(tr("{file}: the value of {place} cannot be used."), file=self.where, place=at)
        return number

    def object(self, raw: Any, at: str, allowed: Sequence[str], needed: Sequence[str]) -> Dict[str, Any]:
        """Return an object once it has the keys it needs and no others."""
        if not isinstance(raw, dict):
            raise BadInput(tr("{file}: {place} must be an object."), file=self.where, place=at)
        for key in raw:
            if key not in allowed and key != "$comment":
                raise BadInput(tr("{file}: {place} has the key {key}, which is not understood."), file=self.where, place=at,
                               key=key)
        for key in needed:
            if key not in raw:
                raise BadInput(tr("{file}: {place} lacks the key {key}."), file=self.where, place=at, key=key)
        return raw


def answered(answers: Mapping[str, Answer]) -> Dict[str, Answer]:
    """Return the answers that say something."""
    return {code: answer for code, answer in answers.items() if not is_empty(answer)}
