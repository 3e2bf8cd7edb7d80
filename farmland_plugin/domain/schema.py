"""The part of JSON Schema (draft 2020-12) that survey forms are written in: checked when read, evaluated here.

QGIS's Python does not everywhere bring the package ``jsonschema``; the tests hold this module against it.
Keywords that begin with ``x-`` are the form's own and are judged where they are used.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any, Callable, Dict, Iterator, List, Mapping, NamedTuple, Sequence, Tuple, Union

from .errors import BadInput, tr

Path = Tuple[Union[str, int], ...]

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ANNOTATIONS = frozenset({"$schema", "$id", "$comment", "title", "description"})
_TYPES = frozenset({"object", "array", "string", "number", "integer", "boolean", "null"})
_SCHEMAS = ("items", "contains", "not", "if", "then", "else")
_LISTS = ("allOf", "anyOf")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_COUNTS = ("minLength", "maxLength", "minItems", "maxItems")
KEYWORDS = frozenset({"type", "properties", "required", "enum", "const", "pattern", "format", "uniqueItems",
                      *_SCHEMAS, *_LISTS, *_NUMBERS, *_COUNTS})


class Violation(NamedTuple):
    """One demand that a value does not meet: where, which keyword, and what the keyword asks for."""

    path: Path
    keyword: str
    expected: Any


def check_schema(schema: Any, where: str, at: str) -> None:
    """Refuse a schema this module would not understand as it is meant.

    :param where: the file's name. :param at: place in the document, such as ``form.allOf[2].if``.
    :raises BadInput: naming the file and the offending key.
    """
    if isinstance(schema, bool):
        return
    if not isinstance(schema, dict):
        raise BadInput(tr("{file}: {place} must be an object or true."), file=where, place=at)
    for key, value in schema.items():
        if key.startswith("x-") or key in _ANNOTATIONS:
            continue
        if key not in KEYWORDS:
            raise BadInput(tr("{file}: {place} has the key {key}, which is not understood."), file=where, place=at, key=key)
        if not _is_sound(key, value):
            raise BadInput(tr("{file}: the value of {place} cannot be used."), file=where, place=f"{at}.{key}")
        for name, part in _parts(key, value):
            check_schema(part, where, f"{at}.{name}")


def _parts(key: str, value: Any) -> List[Tuple[str, Any]]:
    """Return the schemas inside a keyword's value, each with its place."""
    if key in _SCHEMAS:
        return [(key, value)]
    if key in _LISTS:
        return [(f"{key}[{number}]", part) for number, part in enumerate(value)]
    if key == "properties":
        return [(f"{key}.{name}", part) for name, part in value.items()]
    return []


def _is_sound(key: str, value: Any) -> bool:
    if key == "type":
        return isinstance(value, str) and value in _TYPES
    if key == "properties":
        return isinstance(value, dict)
    if key in _LISTS or key == "enum":
        return isinstance(value, list) and bool(value)
    if key == "required":
        return isinstance(value, list) and all(isinstance(name, str) for name in value)
    if key in _NUMBERS:
        return _is_number(value)
    if key in _COUNTS:
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if key == "pattern":
        return isinstance(value, str) and _compiles(value)
    if key == "format":
        return value == "date"
    return key != "uniqueItems" or isinstance(value, bool)


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def holds(schema: Any, value: Any) -> bool:
    """Whether a value meets a schema."""
    return next(violations(schema, value), None) is None


def violations(schema: Any, value: Any, path: Path = ()) -> Iterator[Violation]:
    """Yield every demand of a checked schema that a value does not meet.

    Numbers may be int, float or Decimal; ``format`` is asserted. A failing ``anyOf``, ``not`` or ``contains`` is one
    violation, the branch of an ``if`` that applies yields its own.
    """
    if schema is True:
        return
    if schema is False:
        yield Violation(path, "false", None)
        return
    for keyword, expected in schema.items():
        judge = _SIMPLE.get(keyword)
        if judge is not None:
            if not judge(expected, value):
                yield Violation(path, keyword, expected)
        elif keyword in _NESTED:
            yield from _NESTED[keyword](schema, value, path)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float, Decimal)) and not isinstance(value, bool)


def _is_type(name: str, value: Any) -> bool:
    if name == "number":
        return _is_number(value)
    if name == "integer":
        return _is_number(value) and value == int(value)
    classes: Dict[str, Any] = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}
    return isinstance(value, classes[name])


def _same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: 1 is 1.0, but neither is true."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other))
    return bool(one == other)


def _is_date(value: str) -> bool:
    if not _ISO_DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _distinct(values: Sequence[Any]) -> bool:
    return not any(_same(one, other) for at, one in enumerate(values) for other in values[:at])


def _numeric(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda limit, value: not _is_number(value) or test(value, limit)


def _of(kind: type, test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """Return a test that lets every value of another kind pass, as JSON Schema does."""
    return lambda expected, value: not isinstance(value, kind) or test(value, expected)


_SIMPLE: Mapping[str, Callable[[Any, Any], bool]] = {
    "type": _is_type,
    "const": _same,
    "enum": lambda known, value: any(_same(one, value) for one in known),
    "minimum": _numeric(lambda value, limit: value >= limit),
    "maximum": _numeric(lambda value, limit: value <= limit),
    "exclusiveMinimum": _numeric(lambda value, limit: value > limit),
    "exclusiveMaximum": _numeric(lambda value, limit: value < limit),
    "minLength": _of(str, lambda value, count: len(value) >= count),
    "maxLength": _of(str, lambda value, count: len(value) <= count),
    "minItems": _of(list, lambda value, count: len(value) >= count),
    "maxItems": _of(list, lambda value, count: len(value) <= count),
    "pattern": _of(str, lambda value, pattern: re.search(pattern, value) is not None),
    "format": _of(str, lambda value, name: name != "date" or _is_date(value)),
    "uniqueItems": _of(list, lambda value, asked: not asked or _distinct(value)),
    "contains": _of(list, lambda value, part: any(holds(part, one) for one in value)),
    "anyOf": lambda parts, value: any(holds(part, value) for part in parts),
    "not": lambda part, value: not holds(part, value),
}


def _properties(schema: Mapping[str, Any], value: Any, path: Path) -> Iterator[Violation]:
    if isinstance(value, dict):
        for name, part in schema["properties"].items():
            if name in value:
                yield from violations(part, value[name], (*path, name))


def _required(schema: Mapping[str, Any], value: Any, path: Path) -> Iterator[Violation]:
    if isinstance(value, dict):
        for name in schema["required"]:
            if name not in value:
                yield Violation(path, "required", name)


def _items(schema: Mapping[str, Any], value: Any, path: Path) -> Iterator[Violation]:
    if isinstance(value, list):
        for number, one in enumerate(value):
            yield from violations(schema["items"], one, (*path, number))


def _all_of(schema: Mapping[str, Any], value: Any, path: Path) -> Iterator[Violation]:
    for part in schema["allOf"]:
        yield from violations(part, value, path)


def _if(schema: Mapping[str, Any], value: Any, path: Path) -> Iterator[Violation]:
    branch = schema.get("then" if holds(schema["if"], value) else "else", True)
    yield from violations(branch, value, path)


_NESTED: Mapping[str, Callable[[Mapping[str, Any], Any, Path], Iterator[Violation]]] = {
    "properties": _properties, "required": _required, "items": _items, "allOf": _all_of, "if": _if,
}
