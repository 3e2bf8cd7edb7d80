"""Numbers of parcels that nobody issued: found by the county itself, told by the public."""

from __future__ import annotations

from typing import Iterable


def next_number(county: str, mark: str, year: int, known: Iterable[str], digits: int = 4) -> str:
    """Return the next free number, built like issued ones: county (6 digits), mark, two digits of the year, serial.

    :param mark: letters of the source (``ZC`` self check, ``JB`` tip). :param known: numbers taken; others may be among them.
    """
    stem = f"{county}{mark}{year % 100:02d}"
    taken = {number[len(stem):] for number in known if number.startswith(stem)}
    last = max((int(serial) for serial in taken if serial.isdigit() and len(serial) == digits), default=0)
    return f"{stem}{last + 1:0{digits}d}"
