"""What people write for dates, quantities and headings (domain facts §9.C), read into one form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Optional, Tuple

from .area import round_half_up
from .codes import normalised

_WRITTEN = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?.*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_MONTH = re.compile(r"^(\d{4})\s*[-/.年]?\s*(\d{2}|(?<=\D)\d)\s*月?$")
_YEAR = re.compile(r"^(\d{4})\s*年?$")
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_PAREN = re.compile(r"[(\[【].*?[)\]】]")
_NUMBER = re.compile(r"^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)(.*)$", re.DOTALL)
_THOUSANDS = re.compile(r"^([+-]?\d{1,3}(?:,\d{3})+)(?![\d,])")
_UNIT_WORDS = (("mu", ("亩",)), ("ha", ("公顷", "hm2", "hm²", "hectare")),
               ("m2", ("平方米", "㎡", "m2", "m²", "sqm")))
_LARGER_UNIT = re.compile(r"[亿万千百]\s*(?:亩|公顷|平方米|㎡|h?m2)|km2")  # 万亩, km²: no unit that parcels are issued in
_TO_MU = {"mu": Decimal(1), "m2": Decimal("0.0015"), "ha": Decimal(15)}  # 1 亩 = 2000/3 m² exactly
_MOST_DIGITS = 15


def iso_date(text: str) -> Optional[str]:
    """Return ``2026-07-03`` for 20260703, 2026.7.3, 2026/07/03, 2026年7月3日 or Excel's day number, else None."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isdigit() and len(plain) == 5:
        return (_EXCEL_DAY_ZERO + timedelta(days=int(plain))).isoformat()
    match = _WRITTEN.match(plain) or _COMPACT.match(plain)
    if match is None:
        return None
    try:
        return date(int(match.group(1)), int(match.group(2)), int(match.group(3))).isoformat()
    except ValueError:
        return None


def partial_date(text: str) -> Optional[str]:
    """Return a day, a month (``2016-05``) or a year (``2016``): when a house was built is often known no better."""
    plain = unicodedata.normalize("NFKC", text).strip()
    month, year = _MONTH.match(plain), _YEAR.match(plain)
    if year is not None:
        return year.group(1) if int(year.group(1)) else None
    if month is not None:
        known = int(month.group(1)) and 1 <= int(month.group(2)) <= 12
        return f"{month.group(1)}-{int(month.group(2)):02d}" if known else None
    return iso_date(plain)


def first_and_last_day(text: str) -> Tuple[str, str]:
    """Return the days between which a date lies that ``partial_date`` returned."""
    parts = text.split("-")
    if len(parts) == 3:
        return text, text
    if len(parts) == 1:
        return f"{text}-01-01", f"{text}-12-31"
    year, month = int(parts[0]), int(parts[1])
    following = date(year + month // 12, month % 12 + 1, 1) if (year, month) != (9999, 12) else date.max
    return f"{text}-01", (following - timedelta(days=1)).isoformat()


def bare(heading: str) -> str:
    """Return a heading as it is compared: normalised, without a unit in brackets."""
    text = normalised(heading)
    return _PAREN.sub("", text) or text


def unit_in_text(text: str) -> str:
    """Return the unit of area a heading or a value names (m2, mu, ha), '' when none."""
    plain = unicodedata.normalize("NFKC", text).lower()
    if _LARGER_UNIT.search(plain):
        return ""
    for code, words in _UNIT_WORDS:
        if any(word in plain for word in words):
            return code
    return ""


def quantity(text: str) -> Tuple[Optional[Decimal], str]:
    """Return ``(number, what stands behind it)``; None for what is no number or has more than 15 digits before the point."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    plain = _THOUSANDS.sub(lambda found: found.group(1).replace(",", ""), plain)  # 1,234.5, but not 1,5
    match = _NUMBER.match(plain)
    if match is None:
        return None, ""
    try:
        value = Decimal(match.group(1))
    except InvalidOperation:
        return None, ""
    if value.adjusted() > _MOST_DIGITS or value.adjusted() < -_MOST_DIGITS:
        return None, ""
    return value, match.group(2)


def area_in(value: Decimal, unit: str, wanted: str) -> Decimal:
    """Return an area in another unit (m2, mu, ha), half-up to 4 decimals when it is another."""
    return value if unit == wanted else round_half_up(value * _TO_MU[unit] / _TO_MU[wanted], 4)


def number_text(value: Decimal, decimals: int) -> str:
    """Return a number as it is stored: no exponent, at least ``decimals`` decimals and no zeros behind them."""
    text = format(value, "f")
    whole, _, part = text.lstrip("-").partition(".")
    part = part.rstrip("0").ljust(decimals, "0")
    sign = "-" if text.startswith("-") and (whole.strip("0") or part.strip("0")) else ""
    return f"{sign}{whole.lstrip('0') or '0'}{'.' + part if part else ''}"
