"""What a column's values say about the meaning its name promises: a number, an area, a code, a date, or not that."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Callable, Dict, List, Optional, Sequence, Tuple

from ...domain.codes import normalised
from ...domain.readings import partial_date, quantity, unit_in_text
from ...i18n import tr

CONTRADICTED, UNTOLD, FITS = 0, 1, 2
SCIENTIFIC = re.compile(r"^\d(\.\d+)?[eE]\+?\d+$")  # what a spreadsheet makes of a long number
_DECIMAL = re.compile(r"^[+-]?\d+\.\d*[1-9]\d*$")
_CLASS = re.compile(r"^\d{2,4}[A-Za-z]?\d?[A-Za-z]?$")
_FEW = 4  # rows below which repeats prove nothing
_UNIT_RATIOS = {("mu", "m2"): 2000 / 3, ("mu", "ha"): 1 / 15, ("ha", "m2"): 1e4, ("ha", "mu"): 15.0,
                ("m2", "mu"): 0.0015, ("m2", "ha"): 1e-4}


@dataclass(frozen=True)
class Judged:
    """What the values say: ``fit`` is CONTRADICTED, UNTOLD or FITS, ``why`` half a sentence."""

    fit: int
    why: str


def judge(meaning: str, values: Sequence[str], *, generic: bool = False) -> Judged:
    """Judge whether a column's values can have a meaning.

    :param values: of some rows. :param generic: the column's name alone says little (编号, 面积): its values must agree.
    """
    told = [value.strip() for value in values if value.strip()]
    if not values:
        return Judged(UNTOLD, "")
    if not told:
        return Judged(UNTOLD, tr("it is empty in the rows looked at"))
    judges: Dict[str, Callable[[Sequence[str]], Judged]] = {
        "source_no": lambda texts: _number(texts, generic), "monitored_area": _area,
        "village": lambda texts: _place(texts, 12), "township": lambda texts: _place(texts, 9), "class_code": _class_code,
        "feature_type": _feature_type, "captured_before": _date, "captured_after": _date,
    }
    return judges.get(meaning, _text)(told)


def _fits(count: int, total: int) -> Judged:
    return Judged(FITS, tr("{count} of {total} values fit").format(count=count, total=total))


def _mostly(values: Sequence[str], test: Callable[[str], bool]) -> Tuple[int, bool]:
    count = sum(1 for value in values if test(value))
    return count, count * 2 > len(values)


def _number(values: Sequence[str], generic: bool) -> Judged:
    decimals, are_decimals = _mostly(values, lambda text: bool(_DECIMAL.match(text)))
    if are_decimals:
        return Judged(CONTRADICTED, tr("{count} of {total} values are decimal numbers, no parcel numbers").format(
            count=decimals, total=len(values)))
    distinct = len(Counter(map(normalised, values)))
    repeats = len(values) - distinct
    if len(values) >= _FEW and repeats * 2 > len(values):
        why = tr("{count} of {total} values repeat others").format(count=repeats, total=len(values))
        return Judged(CONTRADICTED if generic or distinct == 1 else UNTOLD, why)
    return _fits(distinct, len(values))


def _is_area(text: str) -> bool:
    value, rest = quantity(text)
    return value is not None and 0 <= value < 10**11 and (not rest or bool(unit_in_text(rest)) or rest.lower() in ("ha", "mu"))


def _area(values: Sequence[str]) -> Judged:
    count, mostly = _mostly(values, _is_area)
    if not mostly:
        return Judged(CONTRADICTED, tr("{count} of {total} values are no areas").format(
            count=len(values) - count, total=len(values)))
    if all(quantity(text)[0] == 0 for text in values):
        return Judged(UNTOLD, tr("all its values are 0"))
    return _fits(count, len(values))


def _place(values: Sequence[str], digits: int) -> Judged:
    codes = [normalised(value) for value in values]
    spoilt, are_spoilt = _mostly(codes, lambda text: bool(SCIENTIFIC.match(text)))
    if are_spoilt:
        return Judged(CONTRADICTED, tr("{count} of {total} codes were rounded by a spreadsheet").format(
            count=spoilt, total=len(codes)))
    if not _mostly(codes, lambda text: text.isascii() and text.isdigit())[1]:
        return Judged(CONTRADICTED, tr("it holds names, not codes"))
    count, mostly = _mostly(codes, lambda text: text.isdigit() and len(text) >= digits)
    if not mostly:
        return Judged(CONTRADICTED, tr("its codes have fewer than {digits} digits").format(digits=digits))
    if digits == 9 and _mostly(codes, lambda text: len(text) > 9)[1]:
        return Judged(UNTOLD, tr("its codes have more than {digits} digits").format(digits=digits))
    return _fits(count, len(codes))


def _class_code(values: Sequence[str]) -> Judged:
    count, mostly = _mostly(values, lambda text: bool(_CLASS.match(normalised(text))))
    return _fits(count, len(values)) if mostly else Judged(CONTRADICTED, tr("it holds names, not codes"))


def _feature_type(values: Sequence[str]) -> Judged:
    if _mostly(values, lambda text: bool(_DECIMAL.match(text)))[1]:
        return Judged(CONTRADICTED, tr("it holds numbers, not codes"))
    count, mostly = _mostly(values, lambda text: len(text) <= 12)
    return _fits(count, len(values)) if mostly else Judged(UNTOLD, tr("it holds long texts, not codes"))


def _date(values: Sequence[str]) -> Judged:
    count, mostly = _mostly(values, lambda text: partial_date(text) is not None)
    if mostly:
        return _fits(count, len(values))
    if _mostly(values, lambda text: bool(_DECIMAL.match(text)))[1]:
        return Judged(CONTRADICTED, tr("it holds numbers, not dates"))
    return Judged(UNTOLD, tr("it holds no dates"))


def _text(values: Sequence[str]) -> Judged:
    return _fits(len(values), len(values))


def rounded_numbers(values: Sequence[str]) -> int:
    """Return how many numbers a spreadsheet has turned into 1.3E+17: their last digits are lost."""
    return sum(1 for value in values if SCIENTIFIC.match(normalised(value)))


def units_of_pair(first: Sequence[str], second: Sequence[str]) -> Optional[Tuple[str, str, float, int]]:
    """Return the units two area columns prove for one another: (first's, second's, median ratio, rows), None when they do not.

    MJ is 666.7 times JCMJ in nearly every row: then JCMJ is in 亩 and MJ in m².
    """
    ratios: List[float] = []
    for one, other in zip(first, second):
        a, b = quantity(one)[0], quantity(other)[0]
        if a is not None and b is not None and a > 0 and b > 0:
            ratios.append(float(b / a))
    if len(ratios) < _FEW:
        return None
    median = statistics.median(ratios)
    for (one, other), ratio in _UNIT_RATIOS.items():
        near = sum(1 for each in ratios if abs(each / ratio - 1) <= 0.05)
        if abs(median / ratio - 1) <= 0.02 and near * 5 >= len(ratios) * 4:
            return one, other, median, len(ratios)
    return None
