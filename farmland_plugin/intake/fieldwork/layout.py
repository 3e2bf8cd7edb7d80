"""The field project's files, tables and columns, and how an answer stands in a column: one text for going out and coming home."""

from __future__ import annotations

import hashlib
import json
import re
from decimal import Decimal
from typing import Any, Dict, Iterable, List, Mapping, Tuple, Union

from ...domain.answers import CODES, DATE, INTEGER, NUMBER, NUMERIC, Answer, Field, is_empty
from ...domain.casework import people_of
from ...domain.parcel import CaseState
from ...domain.readings import iso_date, quantity
from ...domain.survey import Form, Normalised, answers_of
from ..personal import is_code, masked

DATA, PROJECT, BASEMAP, IMAGE, PHOTOS = "fieldwork.gpkg", "fieldwork.qgz", "basemap.gpkg", "basemap.tif", "DCIM"
PARCEL_TABLE, PHOTO_TABLE, CODE_TABLE, RESIDUAL_TABLE = "parcels", "photos", "codes", "residuals"
SURVEYORS = "surveyors"  # people's ids in the ledger, names in the field
CONFIRMED, CENT = "confirmed_area_m2", Decimal("0.01")  # the ledger keeps it to a hundredth
MOST = 10**15  # the form refuses what has more digits
COLUMN_KIND = {NUMBER: "real", INTEGER: "int", DATE: "date"}
Cell = Union[None, str, int, float]
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"|([^,"{}\s][^,"{}]*)')
_DAY_WITH_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00:00.*")


def column(code: str) -> str:
    """Return the column a field of the form stands in; the mark keeps it apart from the parcel's own columns."""
    return f"q_{code}"


def fields_of(form: Form) -> List[Field]:
    """Return the fields a field project asks for, in the order of the form; a choice without choices is not asked."""
    listed = [form.by_code[code] for group in form.groups for code in group.fields]
    return [one for one in listed if one.dictionary is None or one.entries]


def to_cell(field: Field, answer: Answer) -> Cell:
    """Return an answer as its column holds it; one that the column cannot hold is left empty."""
    if is_empty(answer):
        return None
    if field.kind == CODES:
        codes = [answer] if isinstance(answer, str) else answer
        return "{" + ",".join(f'"{code}"' for code in codes) + "}"
    text = answer if isinstance(answer, str) else ",".join(answer)
    if field.kind in NUMERIC:
        number, rest = quantity(text)
        if number is None or rest:
            return None
        return int(number) if field.kind == INTEGER else float(number)
    return iso_date(text) if field.kind == DATE else text


def from_cell(field: Field, cell: Any) -> Tuple[Union[str, List[str]], int]:
    """Return what a column holds as the form reads it, and how many personal numbers were masked in it."""
    if cell is None:
        return "", 0
    if field.kind in NUMERIC and isinstance(cell, (int, float)):
        number = Decimal(repr(cell))
        kept = field.code == CONFIRMED and number.is_finite() and abs(number) < MOST
        return f"{number.quantize(CENT) if kept else number:f}", 0
    text = (cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell)).replace("\x00", "").strip()
    if field.kind == CODES:
        return _codes(text), 0
    if field.kind == DATE:
        return _DAY_WITH_TIME.sub(r"\1", text), 0
    if field.code == SURVEYORS:
        return "、".join(people_of(text)), 0
    return (text, 0) if field.entries or is_code(field.code) else masked(text)


def _codes(text: str) -> Union[str, List[str]]:
    """Return the codes of ``{"a","b"}`` as value relations write them, or of a JSON list; other text as it is."""
    if text.startswith("{") and text.endswith("}"):
        return [quoted or plain.strip() for quoted, plain in _QUOTED.findall(text[1:-1])]
    if text.startswith("["):
        try:
            return [str(one) for one in json.loads(text)]
        except ValueError:
            return text
    return text


def digest(cells: Iterable[Cell]) -> str:
    """Return what tells whether anything of a row was edited: of its columns in the order of the form."""
    return hashlib.sha256(json.dumps(list(cells), ensure_ascii=False, default=str).encode("utf-8")).hexdigest()


def came_home(form: Form, cells: Mapping[str, Any]) -> Tuple[Normalised, int]:
    """Return a row's answers as they are stored, empty ones included, and how many personal numbers were masked.

    What is left in a field that the form no longer asks for says nothing of the field it belongs under: a category emptied
    on the spot does not come back from its detail.

    :param cells: value by column; a column that is not there says nothing.
    """
    answers: Dict[str, Any] = {}
    hits = 0
    for field in fields_of(form):
        if column(field.code) in cells:
            answers[field.code], more = from_cell(field, cells[column(field.code)])
            hits += more
    asked = form.visible({code: value for code, value in answers.items() if not is_empty(value)})
    hidden = [field.code for field in fields_of(form) if field.parent and field.code not in asked]
    answers.update((code, "") for code in hidden if code in answers and is_empty(answers.get(form.by_code[code].parent)))
    return form.normalise(answers), hits


def office(form: Form, case: CaseState, names: Mapping[str, str]) -> Dict[str, Answer]:
    """Return a case's answers as they would come home unedited, so that only what was edited differs.

    :param names: people's names by id.
    """
    return seen_home(form, answers_of(case), names)


def seen_home(form: Form, answers: Mapping[str, Answer], names: Mapping[str, str]) -> Dict[str, Answer]:
    """Return answers of the ledger as they would come home unedited; empty ones are left out."""
    cells = {}
    for field in fields_of(form):
        answer = answers.get(field.code)
        if answer is None or is_empty(answer):
            continue
        if field.code == SURVEYORS:
            answer = ",".join(names.get(one, one) for one in people_of(str(answer)))
        cells[column(field.code)] = to_cell(field, answer)
    return {code: value for code, value in came_home(form, cells)[0].values.items() if not is_empty(value)} if cells else {}
