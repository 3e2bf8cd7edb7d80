"""Of which year's campaign a parcel is (卫片年度): what its number says, else what its batch says."""

from __future__ import annotations

import re

from .parcel import Batch

FIRST = 2000  # no campaign is older; two digits of a number are those of a year since
_NUMBER = re.compile(r"\d{6}[A-Za-z]{2,8}(\d{2})\d{4,}")  # 130403SJBG26210183: county, mark, year, serial
_NAME = re.compile(r"(?<!\d)(20\d{2})(?!\d)")


def year_of_number(number: str, latest: int) -> int:
    """Return the year an issued number is of, 0 where it names none.

    :param latest: no number is of a later year: digits that say so are none of a year.
    """
    found = _NUMBER.match(number.strip())
    year = FIRST + int(found.group(1)) if found else 0
    return year if year <= latest else 0


def year_of_batch(batch: Batch) -> int:
    """Return the year of a batch: what its name says, else its last day for acceptance, else when it was imported; 0 for none."""
    named = _NAME.search(batch.name)
    texts = (named.group(1) if named else "", batch.accept_by or "", batch.imported_at)
    return next((int(text[:4]) for text in texts if text[:4].isdecimal()), 0)


def campaign_year(number: str, batch_year: int, imported_at: str) -> int:
    """Return of which year's campaign a parcel is: its number says it first (001-07); its batch where the number does not.

    :param batch_year: ``year_of_batch``. :param imported_at: of the batch; a number of a later year than that and its batch
        names none.
    """
    imported = int(imported_at[:4]) if imported_at[:4].isdecimal() else 0
    return year_of_number(number, max(imported, batch_year)) or batch_year
