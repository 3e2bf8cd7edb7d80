"""Dates as people write them (domain facts §9.C), as ISO text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import Optional

_WRITTEN = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]+\d{1,2}:\d{2}(?::\d{2})?.*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_EXCEL_DAY_ZERO = date(1899, 12, 30)


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
