"""A survey form's conditions as QGIS expressions: the field tools ask for exactly what the program would ask for."""

from __future__ import annotations

from typing import Any, Dict, FrozenSet, List, Mapping, Tuple

from qgis.core import QgsExpression

from ...domain.answers import CODES, NUMERIC
from ...domain.errors import BadInput
from ...domain.survey import Form
from ...i18n import tr
from ...intake.fieldwork.layout import column

YES, NO = "TRUE", "FALSE"
_LIMITS = (("minimum", ">="), ("maximum", "<="), ("exclusiveMinimum", ">"), ("exclusiveMaximum", "<"))


class Conditions:
    """Writes when fields are asked for as expressions over the columns of the parcels' table.

    An answer of a field that is not asked for does not count, as in ``Form.visible``.
    """

    def __init__(self, form: Form) -> None:
        self._form = form
        self._seen: Dict[str, str] = {}

    def visible(self, code: str) -> str:
        """Return when a field is asked for; ``TRUE`` for always."""
        if code in self._form.always:
            return YES
        if code not in self._seen:
            parts = []
            for section in self._form.sections:
                if code in section.shows:
                    parts.append(self._holds(section.condition))
                if code in section.shows_otherwise:
                    parts.append(_negated(self._holds(section.condition)))
            self._seen[code] = _either(parts)
        return self._seen[code]

    def demanded(self, code: str) -> str:
        """Return when a field must be answered before the survey is submitted; ``FALSE`` for never."""
        if code in self._form.required:
            return self.visible(code)
        parts = []
        for section in self._form.sections:
            for branch, negated in ((section.then, False), (section.otherwise, True)):
                if isinstance(branch, dict) and code in branch.get("required", []):
                    holds = self._holds(section.condition)
                    parts.append(_negated(holds) if negated else holds)
        return _all([_either(parts), self.visible(code)])

    def limits(self, code: str) -> str:
        """Return what a number must be; ``TRUE`` for anything."""
        name, schema = QgsExpression.quotedColumnRef(column(code)), self._form.by_code[code].schema
        return _all([f"{name} {sign} {schema[key]}" for key, sign in _LIMITS if key in schema])

    def answered(self, code: str) -> str:
        """Return when a field has an answer that counts."""
        return _all([self._filled(code), self.visible(code)])

    def _filled(self, code: str) -> str:
        name = QgsExpression.quotedColumnRef(column(code))
        if self._form.by_code[code].kind in NUMERIC:
            return f"{name} IS NOT NULL"
        empty = "'', '{}'" if self._form.by_code[code].kind == CODES else "''"
        return f"coalesce(to_string({name}), '') NOT IN ({empty})"

    def _holds(self, schema: Any) -> str:
        """Return the expression of a condition over all answers."""
        if isinstance(schema, bool):
            return YES if schema else NO
        parts: List[str] = []
        for key, value in schema.items():
            if key == "properties":
                parts += [_either([_negated(self.answered(code)), self._value(code, one)]) for code, one in value.items()]
            elif key == "required":
                parts += [self.answered(code) for code in value]
            elif key in ("allOf", "anyOf"):
                each = [self._holds(one) for one in value]
                parts.append(_all(each) if key == "allOf" else _either(each))
            elif key == "not":
                parts.append(_negated(self._holds(value)))
            elif key != "type":
                raise _unknown(key)
        return _all(parts)

    def _value(self, code: str, schema: Any) -> str:
        """Return the expression of a condition over one answer that is there."""
        if isinstance(schema, bool):
            return YES if schema else NO
        name, parts = QgsExpression.quotedColumnRef(column(code)), []
        for key, value in schema.items():
            limit = dict(_LIMITS).get(key)
            if key in ("const", "enum"):
                codes = [value] if key == "const" else value
                parts.append(f"{name} IN ({', '.join(QgsExpression.quotedValue(one) for one in codes)})")
            elif key == "contains":
                parts.append(_contains(name, value))
            elif limit is not None:
                parts.append(f"{name} {limit} {value}")
            elif key == "not":
                parts.append(_negated(self._value(code, value)))
            elif key != "type":
                raise _unknown(key)
        return _all(parts)


def _contains(name: str, part: Mapping[str, Any]) -> str:
    """Return whether a list of codes, as a value relation writes it, has one of those meant."""
    if not isinstance(part, dict) or set(part) - {"const", "enum", "type"}:
        raise _unknown("contains")
    codes = part.get("enum", [part.get("const")])
    listed = f"replace(replace(replace({name}, '\"', ''), '{{', ','), '}}', ',')"
    return _either([f"strpos({listed}, {QgsExpression.quotedValue(f',{code},')}) > 0" for code in codes])


def _unknown(key: str) -> BadInput:
    return BadInput(tr("The campaign's form has a condition ({key}) that a field project cannot ask: hand out the survey sheet "
                       "instead."), key=key)


def _all(parts: List[str]) -> str:
    wanted = list(dict.fromkeys(part for part in parts if part != YES))
    if NO in wanted:
        return NO
    return " AND ".join(f"({part})" for part in wanted) if len(wanted) > 1 else (wanted or [YES])[0]


def _either(parts: List[str]) -> str:
    wanted = list(dict.fromkeys(part for part in parts if part != NO))
    if YES in wanted:
        return YES
    return " OR ".join(f"({part})" for part in wanted) if len(wanted) > 1 else (wanted or [NO])[0]


def _negated(part: str) -> str:
    return {YES: NO, NO: YES}.get(part, f"NOT ({part})")


def sections_of(form: Form, codes: Tuple[str, ...], wanted: FrozenSet[str]) -> List[Tuple[str, List[str]]]:
    """Return the fields of a group in runs of those asked for under the same condition: ``(condition, codes)``."""
    conditions = Conditions(form)
    runs: List[Tuple[str, List[str]]] = []
    for code in codes:
        if code in wanted:
            condition = conditions.visible(code)
            if not runs or runs[-1][0] != condition:
                runs.append((condition, []))
            runs[-1][1].append(code)
    return runs
