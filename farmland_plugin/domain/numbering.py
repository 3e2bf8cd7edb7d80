"""Numbers of parcels that nobody issued: found by the county itself, told by the public."""

from __future__ import annotations

from typing import Iterable


def number_stem(county: str, mark: str, year: int) -> str:
    """Return what a year's numbers of a source begin with, like issued ones: county (6 digits), mark, two digits of it.

    :param mark: letters of the source (``ZC`` self check, ``JB`` tip).
    """
    return f"{county}{mark}{year % 100:02d}"


def next_number(stem: str, known: Iterable[str], digits: int = 4) -> str:
    """Return the next free number: the stem and a serial.

    :param known: numbers taken; others may be among them.
    """
    taken = {number[len(stem):] for number in known if number.startswith(stem)}
    serial = 1 + max((int(serial) for serial in taken if serial.isdecimal() and len(serial) == digits), default=0)
    while f"{serial:0{digits}d}" in taken:
        serial += 1
    return f"{stem}{serial:0{digits}d}"
